"""A growth against the one it is said to be above or below, and against its own repetition.

Comes in: the story. Goes out: findings: `tăng 9,65%, thấp hơn mức tăng 9,51%`, `tăng 3,1% (-3,1%)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown, shown_stretch
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import printed, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_THAN = lazy(
    r"[^;.%0-9]{0,60}?\b(?P<than>cao|thấp) hơn\s(?:(?:so với|hẳn|nhiều|khá|đáng kể|rất)\s){0,2}(?P<what>[^;.%,()]{0,60}?)"
    r"(?:\b(?:mức|tỷ lệ|tỉ lệ|con số)(?:\s[^\W\d_]{1,9}){0,5}(?:\slà)?\s|\b(?:mức|tốc độ) (?:tăng|tăng trưởng)(?: chung| bình quân)?\s|\(\s?(?:cùng kỳ |năm trước |cả nước )?(?:tăng |là )?)\Z"
)
_LEVEL = lazy(r"\b(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|mức)\b[^;.()0-9%]{0,50}\Z")
_FAR = 2  # times
_IS = lazy(r"(?:\b(?:là|đạt)|\(|\b(?:mức|tốc độ) (?:tăng|tăng trưởng)[^,;.0-9%]{0,20})\s{0,3}\Z")
_TARGET = lazy(r"\b(?:@goal|kịch bản|nghị quyết)\b")
_BY = lazy(r"[^;.%0-9]{0,60}?\b(?P<than>cao|thấp|nhiều|ít) hơn\s{0,3}\Z")
_BRACKETED = lazy(r"\bso với\b[^;%]*\(\s?(?:cùng kỳ |năm trước )?(?:tăng |là |đạt )?\Z")
_REACH = 90  # characters
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


def gap_of_growths(story: Story, tally: Tally) -> Iterator[Finding]:
    """`tăng 6,37%, cao hơn 1,52% so với mức tăng của năm trước (tăng 4,85%)`: percentage points are meant."""
    for reading in story.readings:
        if " hơn " not in reading.low:
            continue
        rates = [f for f in reading.figures if f.unit.percent or f.unit.points]
        for one, gap, other in zip(rates, rates[1:], rates[2:], strict=False):
            if not (one.unit.percent and other.unit.percent) or unsure(one, gap, other):
                continue
            above = _BY.search(reading.low, one.end, gap.start)
            behind = reading.low[gap.end : other.start]
            if above is None or len(behind) > _REACH or not _BRACKETED.search(behind):
                continue
            if _TARGET.search(behind) or not _comparable(reading, one, other):
                continue
            tally.tested += 1
            computed = printed(one.value) - printed(other.value)
            typed = gap.value if above["than"] in ("cao", "nhiều") else -gap.value
            off = units_off(typed, computed)
            if off and not gap.unit.points:
                continue  # by so many percent of the growth before, perhaps
            if off or not gap.unit.points:
                yield finding(
                    "diem-phan-tram", by_units(off) if off else "certain", reading.paragraph,
                    (one.start, other.end),
                    _("{now} - {then} = {points} điểm phần trăm, văn bản ghi {typed}").format(
                        now=one.text.strip(), then=other.text.strip(),
                        points=shown_stretch(computed, gap.value), typed=gap.text.strip(),
                    ),
                    _("ghi «điểm phần trăm», hoặc sửa một trong hai tỷ lệ"),
                )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    higher_or_lower,
    growth_again,
    gap_of_growths,
)
