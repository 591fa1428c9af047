"""A growth against the one it is said to be above or below, and against its own repetition.

Comes in: the story. Goes out: findings: `tăng 9,65%, thấp hơn mức tăng 9,51%`, `tăng 3,1% (-3,1%)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from lsreport.audit import phrases
from lsreport.audit.findings import Finding, Tally, finding, shown
from lsreport.audit.groups import Story
from lsreport.audit.patterns import lazy
from lsreport.audit.scan import Figure
from lsreport.audit.statements import Reading
from lsreport.i18n import _

_THAN = lazy(
    r"[^;.%0-9]{0,60}?\b(?P<than>cao|thấp) hơn\s(?:(?:so với|hẳn|nhiều|khá|đáng kể|rất)\s){0,2}(?P<what>[^;.%,()]{0,60}?)"
    r"(?:\b(?:mức|tỷ lệ|tỉ lệ|con số)(?:\s[^\W\d_]{1,9}){0,5}(?:\slà)?\s|\b(?:mức|tốc độ) (?:tăng|tăng trưởng)(?: chung| bình quân)?\s|\(\s?(?:cùng kỳ |năm trước |cả nước )?(?:tăng |là )?)\Z"
)
_LEVEL = lazy(r"\b(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|mức)\b[^;.()0-9%]{0,50}\Z")
_FAR = 2  # times
_IS = lazy(r"(?:\b(?:là|đạt)|\(|\b(?:mức|tốc độ) (?:tăng|tăng trưởng)[^,;.0-9%]{0,20})\s{0,3}\Z")
_TARGET = lazy(r"\b(?:kế hoạch|mục tiêu|chỉ tiêu|dự toán|kịch bản|nghị quyết)\b")
_AGAIN = lazy(r"\s?\(\s?\Z")


def higher_or_lower(story: Story, tally: Tally) -> Iterator[Finding]:
    """`tăng 9,65% so với cùng kỳ, thấp hơn mức tăng 9,51% của quý I năm trước`."""
    for reading in story.readings:
        if " hơn " not in reading.low:
            continue
        for one, other in pairwise(reading.figures):
            gap = reading.low[one.end : other.start]
            match = _THAN.match(gap) if _comparable(reading, one, other) else None
            if match is None:
                continue
            if _TARGET.search(match["what"]) or _may_be_gap(gap, one, other):
                continue
            tally.tested += 1
            above = match["than"] == "cao"
            if one.value != other.value and (one.value > other.value) != above:
                yield finding(
                    "nguoc-dau", "certain", reading.paragraph, (one.start, other.end),
                    (_("{a}% không cao hơn {b}%") if above else _("{a}% không thấp hơn {b}%")).format(
                        a=shown(one.value), b=shown(other.value)
                    ),
                    _("xem lại hai tốc độ, hoặc chữ «cao hơn», «thấp hơn»"),
                )  # fmt: skip


def _may_be_gap(gap: str, one: Figure, other: Figure) -> bool:
    """Return whether what stands behind `thấp hơn mức chung` may be by how much: `61%, thấp hơn … 3,2%`."""
    if _IS.search(gap):
        return False
    low, high = sorted((one.value, other.value))
    return low * _FAR < high


def _comparable(reading: Reading, one: Figure, other: Figure) -> bool:
    """Return whether two percentages are growths, both up, or rates."""
    if not (one.unit.percent and other.unit.percent) or other.start - one.end > 180:
        return False
    if any(f.vague or f.fault or f.whole is not None or f.sign == "-" for f in (one, other)):
        return False
    before = reading.low[max(0, one.start - 60) : one.start]
    way = phrases.direction(before)
    return way > 0 or (not way and _LEVEL.search(before) is not None)


def growth_again(story: Story, tally: Tally) -> Iterator[Finding]:
    """`quý I tăng 3,1% (-3,1%)`: one growth, two signs."""
    for reading in story.readings:
        for one, other in pairwise(reading.figures):
            if not other.sign or one.value != other.value or not one.value:
                continue
            if not (one.unit.percent and other.unit.percent) or one.sign:
                continue
            if not _AGAIN.fullmatch(reading.low[one.end : other.start] + " "):
                continue
            said = phrases.direction(reading.low[max(0, one.start - 60) : one.start])
            tally.tested += 1
            if said and said != (-1 if other.sign == "-" else 1):
                yield finding(
                    "nguoc-dau", "certain", reading.paragraph, (one.start, other.end),
                    _("chữ nói {a}%, trong ngoặc ghi {b}%").format(
                        a=shown(one.value * said), b=shown(other.signed)
                    ),
                    _("sửa chữ «tăng», «giảm» hoặc dấu trong ngoặc"),
                )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (higher_or_lower, growth_again)
