"""How far rounding lets a derived number be from the one that was computed.

Comes in: a derivation. Goes out: the least and the greatest number that figures give which
round to the printed ones, wherever those stand: in the window itself, in other months, in the
file of another year. Sums, ratios and growths rise or fall with each of their inputs, so the
ends are reached where every input is at one of its own ends.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import NamedTuple

from lsreport.data.model import Cell, Indicator
from lsreport.measures.rules import Surroundings, derived_in
from lsreport.measures.series import Series
from lsreport.measures.values import Input
from lsreport.numbers import EXACT, Form, decimals_of
from lsreport.spans import Span
from lsreport.terms import Measure


class Reach(NamedTuple):
    """The least and the greatest number that rounding leaves open."""

    low: Decimal
    high: Decimal


def half_unit(number: Decimal) -> Decimal:
    """Return half a unit of the last printed place: what rounding may have taken or given."""
    return EXACT.divide(Decimal(1).scaleb(-decimals_of(number)), Decimal(2))


def slack(number: Decimal, counted: bool) -> Decimal:
    """Return how far a printed number may be from the one that was rounded."""
    return Decimal(0) if counted and not decimals_of(number) else half_unit(number)


def room(cell: Cell | None, counted: bool) -> Decimal:
    """Return how far the number of a cell may be from the one behind it.

    472 firms are 472; 816 tỷ may be 815,6; `khoảng 2.000` is open by a unit of its last digit that
    is not zero.
    """
    quantity = cell.quantity if cell else None
    number = quantity.number if quantity else None
    if quantity is None or number is None:
        return Decimal(0)
    if quantity.form is Form.ABOUT:
        return Decimal(1).scaleb(int(number.normalize().as_tuple().exponent))
    return slack(number, counted)


class _Supposed(NamedTuple):
    """The surroundings of a rule with other numbers in them."""

    series: Series
    around: Surroundings

    def plan_cell(self, indicator: Indicator, span: Span) -> Cell | None:
        return self.around.plan_cell(indicator, span)

    def parent_of(self, indicator: Indicator) -> Indicator | None:
        return self.around.parent_of(indicator)

    def counts(self, key: str) -> bool:
        return self.around.counts(key)


def reach(
    around: Surroundings,
    indicator: Indicator,
    span: Span,
    measure: Measure,
    unsaid: Collection[Measure] = (),
) -> Reach | None:
    """Return between what numbers a derived one lies; None where nothing gives it at one end."""
    series = around.series

    def derived(numbers: dict[Input, Decimal]) -> Decimal | None:
        supposed = _Supposed(series.supposing(numbers), around)
        found = derived_in(supposed, indicator, span, measure, unsaid)
        return found.number if found else None

    computed = derived_in(around, indicator, span, measure, unsaid)
    if computed is None:
        return None
    lows: dict[Input, Decimal] = {}
    highs: dict[Input, Decimal] = {}
    for given in computed.inputs:
        cell = series.cell(given)
        quantity = cell.quantity
        number = quantity.number if quantity else None
        open_by = room(cell, around.counts(given.key) and given.measure.in_unit)
        if number is None or not open_by:
            continue
        ends = EXACT.subtract(number, open_by), EXACT.add(number, open_by)
        more = derived({given: ends[1]})
        if more is None:
            return None
        rises = more >= computed.number
        lows[given], highs[given] = ends if rises else ends[::-1]
    low, high = derived(lows), derived(highs)
    return None if low is None or high is None else Reach(low, high)
