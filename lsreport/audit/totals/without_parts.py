"""A total without one part or two that brackets tell.

Comes in: the story. Goes out: findings: `Thu nội địa 1.018,7 tỷ đồng … Nếu trừ tiền sử dụng đất (172,4 tỷ đồng) và xổ số kiến
thiết (8,7 tỷ đồng), số thu còn lại là 837,6 tỷ đồng`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from lsreport.audit.findings import Finding, Tally, finding, shown_stretch
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading.amounts import Stretch, added
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import is_slip
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_WITHOUT = lazy(
    r"\b(?:trừ|loại trừ|không tính|không kể|chưa tính|chưa kể)\s[^.;,()0-9]{3,60}\(\s?\Z"
)
_AND = lazy(r"\s?\)\s?(?:,|và)\s[^.;,()0-9]{3,60}\(\s?")
_LEFT = lazy(
    r"\s?\)\s?,?\s(?:thì\s)?[^.;()0-9]{0,60}\b(?:còn(?: lại)?|là|đạt|được)(?:\s(?:là|đạt|được|khoảng))?\s"
)
_BACK, _LEAD = 8, 90
_HUNDREDS = Decimal(100)


def without_parts_in_brackets(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test what is left of a total told before, in the sentence or the one before it."""
    for reading in story.readings:
        for index, first in enumerate(
            reading.figures if "trừ" in reading.low or "không" in reading.low else ()
        ):
            if not _WITHOUT.search(reading.low, max(0, first.start - _LEAD), first.start):
                continue
            parts, rest = _read(reading, index)
            if rest is None or unsure(rest, *parts) or not rest.unit.amount or rest.sign:
                continue
            if all(part.unit.same_as(rest.unit) for part in parts):
                yield from _tested(reading, index, parts, rest, tally)


def _read(reading: Reading, index: int) -> tuple[list[Figure], Figure | None]:
    """Return the parts in brackets and what is left without them."""
    figures, low, parts = reading.figures, reading.low, [reading.figures[index]]
    for figure in figures[index + 1 : index + 4]:
        if _AND.fullmatch(low, parts[-1].end, figure.start):
            parts.append(figure)
        elif _LEFT.fullmatch(low, parts[-1].end, figure.start):
            return parts, figure
        else:
            break
    return parts, None


def _tested(
    reading: Reading, index: int, parts: list[Figure], rest: Figure, tally: Tally
) -> Iterator[Finding]:
    low = rest.base_stretch.low
    totals = [
        f for f in reading.figures[max(0, index - _BACK) : index]
        if f.unit.same_as(rest.unit) and not f.sign and f.whole is None and not unsure(f)
        and not reading.depth(f.start) and f.base_stretch.high > low
    ]  # fmt: skip
    less = added(_rounded(part) for part in parts)  # «790.800 tỷ đồng» may be rounded to hundreds
    rights = [(total, _rounded(total) - less) for total in totals]
    tally.tested += bool(rights)
    if not rights or any(right.meets(_rounded(rest)) for _t, right in rights):
        return
    slips = [(total, right) for total, right in rights if is_slip(rest, right)]
    for total, right in slips[-1:]:
        factor = rest.unit.factor
        told = Stretch(EXACT.divide(right.low, factor), EXACT.divide(right.high, factor))
        yield finding(
            "con-lai", "certain", reading.paragraph, (parts[0].start, rest.end),
            _("{whole} - {part} = {g}, văn bản ghi {typed}").format(
                whole=total.text.strip(), part=" - ".join(part.text.strip() for part in parts),
                g=shown_stretch(told, rest.value), typed=rest.text.strip(),
            ),
            _("sửa số còn lại hoặc một trong hai số kia"),
        )  # fmt: skip


def _rounded(figure: Figure) -> Stretch:
    """Return what a figure may be; one in whole hundreds as rounded to these: `790.800 tỷ đồng`."""
    if figure.value < _HUNDREDS * 10 or figure.value % _HUNDREDS:
        return figure.base_stretch
    middle, half = figure.base_stretch.middle, EXACT.multiply(_HUNDREDS / 2, figure.unit.factor)
    return Stretch(EXACT.subtract(middle, half), EXACT.add(middle, half))


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (without_parts_in_brackets,)
