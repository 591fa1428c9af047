"""What `khoảng`, `gần`, `trên` leave open.

Comes in: a figure. Goes out: the same figure, open by one unit of its last digit that is not zero:
`gần 5.310 tỷ đồng` is between 5.300 and 5.320. Ranges and bounds of plans stay unsaid.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from lsreport.audit.reading.amounts import Stretch
from lsreport.audit.reading.phrases import is_about
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading
from lsreport.numbers import EXACT

_ROUND, _HUNDREDS = Decimal(1000), Decimal(100)
_BARE = ("mỗi", "năng suất", "lần")


@dataclass(frozen=True, eq=False)
class Loose(Figure):
    """A figure told by `gần`, `trên`: open to both sides."""

    @cached_property
    def stretch(self) -> Stretch:
        last = Decimal(1).scaleb(int(self.value.normalize().as_tuple().exponent))
        return Stretch(EXACT.subtract(self.value, last), EXACT.add(self.value, last))


def loosened(figure: Figure) -> Figure:
    """Return a figure that can be tested: an approximation as what it leaves open."""
    if not figure.vague or not figure.value:
        return figure
    known = replace(figure, vague=False)
    return Loose(
        known.start, known.end, known.text, known.value, known.unit, known.sign, known.whole,
        known.vague, known.fault,
    )  # fmt: skip


def rounded(figure: Figure) -> Stretch:
    """Return what a figure may be in its basic unit, a count told in whole hundreds as rounded to these.

    `1.600 doanh nghiệp (chiếm 14,7%)`: of 10.804 that is 1.588 of them.
    """
    own = loosened(figure)
    if not (own.unit.counted and own.value >= _ROUND and own.value % _HUNDREDS == 0):
        return own.base_stretch
    last = Decimal(1).scaleb(int(own.value.normalize().as_tuple().exponent))
    half = EXACT.multiply(EXACT.divide(last, Decimal(2)), own.unit.factor)
    middle = own.base_stretch.middle
    return Stretch(EXACT.subtract(middle, half), EXACT.add(middle, half))


def plain_or_about(reading: Reading, figure: Figure) -> bool:
    """Return whether a figure is an amount that can be added, exact or told by `gần`, `trên`."""
    unit = figure.unit
    if (
        not unit.amount
        or unit.kind in _BARE
        or figure.fault
        or figure.sign
        or figure.whole is not None
    ):
        return False
    if not figure.vague:
        return True
    return is_about(reading.low[max(0, figure.start - 24) : figure.start])
