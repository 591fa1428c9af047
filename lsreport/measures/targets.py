"""Targets, and how an estimate stands to its target.

Comes in: a target as it was set (one number, a range, a bound), a level, and whether more is
better. Goes out: Vượt, Đạt or Không đạt (`Rating`). A range is met anywhere inside it and
exceeded beyond its better end; a bound (">3", "≥5") can only be met or not.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from lsreport.data.model import Cell, Content, Source
from lsreport.measures.rules import Case, level
from lsreport.measures.values import together
from lsreport.numbers import Form, Quantity, exact
from lsreport.periods import Period
from lsreport.records import record
from lsreport.spans import Span
from lsreport.terms import Measure, Polarity, Rating, Status

_INFINITE = Decimal("Infinity")
_BOUNDS = (Form.MORE, Form.AT_LEAST, Form.LESS, Form.AT_MOST)


@record
class Target:
    """A target or a rating before it becomes a figure."""

    content: Content
    formula: str | None
    sources: tuple[Source, ...]
    status: Status | None


def plan_period(span: Span) -> Period:
    """Return the period that the target of a span is set for: its year, or the term itself."""
    return Period(span.year, 1, 60 if span.months == 60 else 12)


def judge(case: Case, plan: Cell) -> Target | None:
    """Return the rating of an indicator's level, or None where it cannot be judged."""
    stated = case.cells.get(Measure.LEVEL)
    derived = None if stated else level(case)
    if derived is not None:
        amount, sources, status = exact(derived.number), derived.sources, derived.status
    elif stated is not None and stated.quantity is not None:
        amount, sources, status = stated.quantity, (stated.source,), case.status
    else:
        return None
    if plan.quantity is None:
        return None
    rating = rate(amount, plan.quantity, case.indicator.polarity)
    if rating is None:
        return None
    return Target(rating, "muc so với ke_hoach", together(*sources, plan.source), status)


def rate(amount: Quantity, target: Quantity, polarity: Polarity | None) -> Rating | None:
    """Return how an amount stands to a target; None where that cannot be told.

    >>> from lsreport.numbers import parse_quantity as q
    >>> rate(q("8,3"), q("8 - 9"), Polarity.MORE_IS_BETTER).name
    'MET'
    >>> rate(q("<5"), q("≥5"), None).name
    'NOT_MET'
    """
    ends, wanted = _interval(amount), _interval(target)
    if ends is None or wanted is None:
        return None
    if target.form in _BOUNDS:
        return _within(ends, wanted)
    if polarity is None:
        return None
    if polarity is Polarity.NEUTRAL:
        return _within(ends, wanted)
    if polarity is Polarity.LESS_IS_BETTER:
        ends, wanted = _mirrored(ends), _mirrored(wanted)
    return _compared(ends, wanted)


@record
class _Interval:
    """The numbers that a quantity may stand for; `open` ends do not belong to it."""

    low: Decimal
    high: Decimal
    open_low: bool = False
    open_high: bool = False


def _interval(quantity: Quantity) -> _Interval | None:
    first, second, form = quantity.first, quantity.second, quantity.form
    if first is None or form is Form.PAIR:
        return None
    if form is Form.RANGE and second is not None:
        return _Interval(first, second)
    if form in (Form.MORE, Form.AT_LEAST, Form.OVER):
        return _Interval(first, _INFINITE, open_low=form is not Form.AT_LEAST)
    if form in (Form.LESS, Form.AT_MOST, Form.UNDER, Form.NEARLY):
        return _Interval(-_INFINITE, first, open_high=form is not Form.AT_MOST)
    return _Interval(first, first)


def _mirrored(interval: _Interval) -> _Interval:
    return _Interval(-interval.high, -interval.low, interval.open_high, interval.open_low)


def _within(ends: _Interval, wanted: _Interval) -> Rating | None:
    """Return whether all, or none, of the numbers meet the target; some: it cannot be told."""
    if _below(ends, wanted) or _below(_mirrored(ends), _mirrored(wanted)):
        return Rating.NOT_MET
    low_fits = ends.low > wanted.low or (
        ends.low == wanted.low and (ends.open_low or not wanted.open_low)
    )
    high_fits = ends.high < wanted.high or (
        ends.high == wanted.high and (ends.open_high or not wanted.open_high)
    )
    return Rating.MET if low_fits and high_fits else None


def _below(ends: _Interval, wanted: _Interval) -> bool:
    return ends.high < wanted.low or (
        ends.high == wanted.low and (ends.open_high or wanted.open_low)
    )


def _compared(ends: _Interval, wanted: _Interval) -> Rating | None:
    """Return the rating where more is better."""
    if _below(ends, wanted):
        return Rating.NOT_MET
    if _below(_mirrored(ends), _mirrored(wanted)):
        return Rating.EXCEEDED
    return Rating.MET if wanted.low <= ends.low and ends.high <= wanted.high else None


def weakest_rating(ratings: Iterable[Rating]) -> Rating | None:
    """Return the rating of targets that are judged together: that of the one least met."""
    found = set(ratings)
    return next((r for r in (Rating.NOT_MET, Rating.MET, Rating.EXCEEDED) if r in found), None)
