"""How far passengers and goods go: what is carried, and what is carried by kilometre.

Comes in: the story. Goes out: findings: `vận chuyển 9.846 nghìn lượt người; luân chuyển 521,84 nghìn lượt người.km`: fifty
metres each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from lsreport.audit.findings import Finding, Tally, finding, shown
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading import phrases
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_SHORTEST, _LONGEST = Decimal("0.1"), Decimal(10_000)  # kilometres: a ferry; half round the world
_PEOPLE = lazy(r"(?:lượt|hành khách|khách|người|hk)\b")
_BACK = 10  # figures


def mean_distance(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each amount by kilometre against what was carried, told right before it."""
    for reading in story.readings:
        for at, turned in enumerate(reading.figures):
            if turned.unit.kind != "luân chuyển" or not _is_level(reading, turned):
                continue
            carried = _carried(reading, at)
            if carried is None or not carried.base_stretch.low:
                continue
            tally.tested += 1
            km = EXACT.divide(turned.base_stretch.middle, carried.base_stretch.middle)
            if not _SHORTEST <= km <= _LONGEST:
                yield finding(
                    "don-vi-doi", "certain", reading.paragraph, (carried.start, turned.end),
                    _("{turned} / {carried}: mỗi lượt hoặc mỗi tấn đi {km} km").format(
                        turned=turned.text.strip(), carried=carried.text.strip(),
                        km=shown(km, 3 if km < 1 else 0),
                    ),
                    _("xem lại đơn vị: nghìn hay triệu"),
                )  # fmt: skip


def _carried(reading: Reading, at: int) -> Figure | None:
    """Return the level that what is carried by kilometre goes with: of tonnes, else of people."""
    goods = reading.figures[at].unit.base.startswith("tấn")
    for figure in reversed(reading.figures[max(0, at - _BACK) : at]):
        if figure.unit.kind == "luân chuyển":
            return None
        kind = (
            figure.unit.kind == "khối lượng" if goods
            else figure.unit.kind == "đếm" and _PEOPLE.match(figure.unit.base) is not None
        )  # fmt: skip
        if kind and _is_level(reading, figure):
            return figure
    return None


def _is_level(reading: Reading, figure: Figure) -> bool:
    if figure.sign or figure.whole is not None or unsure(figure):
        return False
    moved = phrases.direction(reading.low[max(0, figure.start - 40) : figure.start])
    return not moved and not reading.depth(figure.start)


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (mean_distance,)
