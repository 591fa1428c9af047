"""A month, the months before it, and both together.

Comes in: the story. Goes out: findings: `Tháng 6: 136.842 lượt. Cộng dồn 6 tháng: 685.759 lượt (5 tháng: 548.917)`,
`tháng 4 ước 1.214 tỷ đồng; cộng với 3.415 tỷ đồng của 3 tháng, lũy kế 4 tháng đạt 4.629 tỷ đồng`: certain where both are
said to be added, where the sum is no more than one of them, or where one slip explains the gap; else the months before may have been
put right since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsreport.audit.findings import Finding, Tally, finding, shown
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading.amounts import added
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import mended, misses
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_MONTHS = r"(?P<months>[0-9]{1,2}) tháng(?: đầu năm| trước đó| trước| đầu)?(?: năm [12][0-9]{3})?"
_OPENED = lazy(rf"\(\s?(?:lũy kế |luỹ kế |cộng dồn )?{_MONTHS}\s?(?::|là|đạt|có)?\s?\Z")
_ALL = lazy(r"\b(?:lũy kế|luỹ kế|cộng dồn|tính chung|tổng|đưa|nâng|[0-9]{1,2} tháng)\b")
_SHUT = lazy(r"\s?\)")
_ADDED = lazy(r"[^.()0-9]{0,40}\bcộng (?:với|thêm|cả)\s[^.,;()0-9]{0,20}")
_BEFORE_BEHIND = lazy(rf"[^.,;()0-9]{{0,20}}\s(?:của|trong)\s{_MONTHS}")
_BEFORE = lazy(
    rf"[^.()0-9]{{0,30}}[;,]\s(?:cộng (?:với|thêm|cả)\s)?{_MONTHS}(?P<verb>[^.,;()0-9]{{0,40}})"
)
_SUM = lazy(
    r"[^.()0-9]{0,40}[,;]\s(?:như vậy,?\s|do đó,?\s|vì vậy,?\s)?(?:lũy kế|luỹ kế|cộng dồn|tính chung|tính từ đầu năm)\s?"
    r"(?:(?P<all>[0-9]{1,2}) tháng)?(?:\s(?:đầu năm|từ đầu năm|đến nay)){0,2}[^.,;()0-9]{0,30}\s"
)  # fmt: skip
_FAR = 160  # characters between the month and the sum
_BACK = 10  # figures before a bracket
_Sum = tuple[
    Figure, list[Figure], bool
]  # the sum, the month and those before it, whether they are said to be added


def month_and_those_before(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each amount with the month and the months before it that it is said to hold."""
    for reading in story.readings:
        for index, last in enumerate(reading.figures if "tháng" in reading.low else ()):
            read = _bracketed(reading, index) or _in_turn(reading, index)
            if read is None:
                continue
            total, parts, is_added = read
            usual = not any(f.sign or f.whole is not None for f in (total, *parts))
            alike = all(f.unit.same_as(total.unit) or not f.unit.base for f in parts)
            if not usual or not alike or not total.unit.amount or unsure(total, *parts):
                continue
            tally.tested += 1
            if misses(total, parts):
                high = total.base_stretch.high
                short = any(
                    high <= part.base_stretch.high for part in parts
                )  # no more than one of them
                slip = mended(total, parts, swapped=last is total) is not None
                certain = is_added or (short and last is total) or slip
                yield _told(reading, total, parts, certain)


def _bracketed(reading: Reading, index: int) -> _Sum | None:
    """`136.842 lượt. Cộng dồn 6 tháng: 685.759 lượt, tăng 5,5% (5 tháng: 548.917)`."""
    before, low = reading.figures[index], reading.low
    if not _SHUT.match(low, before.end) or not _OPENED.search(
        low, max(0, before.start - 60), before.start
    ):
        return None
    own = [
        f for f in reading.figures[max(0, index - _BACK) : index]
        if f.unit.amount and not f.unit.percent and not reading.depth(f.start)
        and (f.unit.same_as(before.unit) or not before.unit.base) and not f.sign
    ]  # fmt: skip
    if len(own) < 2 or own[-1].start - own[-2].end > _FAR or not own[-1].unit.same_as(own[-2].unit):
        return None
    # between them the sum is told as such: «lũy kế 5 tháng», «đưa tổng giá trị 5 tháng lên»
    return (
        (own[-1], [own[-2], before], False)
        if _ALL.search(low, own[-2].end, own[-1].start)
        else None
    )


def _in_turn(reading: Reading, index: int) -> _Sum | None:
    """`1.214 tỷ đồng; cộng với 3.415 tỷ đồng của 3 tháng, lũy kế 4 tháng đạt 4.629 tỷ đồng`."""
    if index < 2:
        return None
    month, before, total = reading.figures[index - 2 : index + 1]
    low = reading.low
    summed = _SUM.search(low, before.end, total.start)
    if summed is None or summed.end() != total.start:
        return None
    is_added = _ADDED.fullmatch(low, month.end, before.start) is not None
    if is_added:
        found = _BEFORE_BEHIND.match(low, before.end, total.start)
    else:
        found = _BEFORE.fullmatch(low, month.end, before.start)
    if found is None or (summed["all"] and int(summed["all"]) != int(found["months"]) + 1):
        return None
    return total, [month, before], is_added


def _told(reading: Reading, total: Figure, parts: list[Figure], certain: bool) -> Finding:
    sums = added(part.base_stretch for part in parts).middle
    figures = [total, *parts]
    return finding(
        "thang-va-luy-ke", "certain" if certain else "likely", reading.paragraph,
        (min(f.start for f in figures), max(f.end for f in figures)),
        _("{parts} = {sum}, tổng ghi {total}").format(
            parts=" + ".join(part.text.strip() for part in parts), total=total.text.strip(),
            sum=shown(EXACT.divide(sums, total.unit.factor).normalize()),
        ),
        _("sửa tổng hoặc một phần; nếu còn phần khác thì viết «trong đó»"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (month_and_those_before,)
