"""What follows from what.

Comes in: a case: an indicator, the months it is asked for, and what is stated. Goes out: a
`Derivation`, or None where nothing lawful gives it. Flows are summed and subtracted; stocks
take the last value; indices and rates are never summed. Growth of a sum is recomputed from
the levels and their bases, never carried.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Protocol

from lsreport.data.model import Cell, Indicator, Observation, Source
from lsreport.measures.series import Series
from lsreport.measures.values import (
    HUNDRED,
    Derivation,
    Input,
    ZeroBaseError,
    growth_percent,
    percent_of,
    together,
    weakest,
)
from lsreport.numbers import EXACT, Form, decimals_of
from lsreport.records import record
from lsreport.spans import Span, Step, way
from lsreport.terms import Aggregation, Measure, Status

Cells = Mapping[Measure, Cell]


class Surroundings(Protocol):
    """What a rule asks about other indicators and targets."""

    @property
    def series(self) -> Series:
        """Return everything the data set states."""

    def plan_cell(self, indicator: Indicator, span: Span) -> Cell | None:
        """Return the target of the year, or of the term, that a span lies in."""

    def parent_of(self, indicator: Indicator) -> Indicator | None:
        """Return the indicator of which this one is a part."""

    def counts(self, key: str) -> bool:
        """Return whether an indicator counts whole things."""


@record
class Case:
    """What a rule computes from. `cells` is what is stated for the span itself."""

    around: Surroundings
    indicator: Indicator
    span: Span
    cells: Cells
    status: Status | None

    def number(self, measure: Measure) -> Derivation | None:
        """Return a given number, where there is exactly one."""
        cell = self.cells.get(measure)
        number = cell.quantity.number if cell and cell.quantity else None
        if cell is None or number is None:
            return None
        given = (Input(self.indicator.key, self.span, measure),)
        decimals = decimals_of(number)
        return Derivation(number, measure.value, (cell.source,), self.status, decimals, given)

    def without(self, *measures: Measure) -> Case:
        """Return the case in which some measures of these months are not stated."""
        cells = {measure: cell for measure, cell in self.cells.items() if measure not in measures}
        return replace(self, cells=cells)

    def elsewhere(self, span: Span, indicator: Indicator | None = None) -> Case:
        """Return the case of other months, or of another indicator."""
        chosen = indicator or self.indicator
        return case_of(self.around, chosen, span)


def case_of(around: Surroundings, indicator: Indicator, span: Span) -> Case:
    """Return the case of an indicator for some months."""
    observation = around.series.at(indicator.key, span)
    stated: Cells = observation.cells if observation else {}
    status = observation.status if observation else None
    return Case(around, indicator, span, stated, status)


Rule = Callable[[Case], Derivation | None]


# --- levels -------------------------------------------------------------------------------


def level(case: Case) -> Derivation | None:
    """Return the level: given, or for a flow made from other months, for a stock the last."""
    return case.number(Measure.LEVEL) or derived_level(case)


def derived_level(case: Case) -> Derivation | None:
    """Return the level that the other months give."""
    if case.indicator.aggregation is Aggregation.STOCK:
        return _last_value(case)
    if case.indicator.aggregation is Aggregation.INDEX:
        return None
    known = case.around.series.with_level(case.indicator.key)
    steps = way((span for span in known if span != case.span), case.span)
    return _summed(case.indicator.key, steps, known) if steps else None


def _last_value(case: Case) -> Derivation | None:
    known = case.around.series.with_level(case.indicator.key)
    same_end = [s for s in known if (s.year, s.last) == (case.span.year, case.span.last)]
    if not same_end:
        return None
    span = min(same_end, key=lambda s: s.months)
    number, source = _stated(known[span], Measure.LEVEL)
    given = (Input(case.indicator.key, span, Measure.LEVEL),)
    status, decimals = known[span].status, decimals_of(number)
    return Derivation(number, f"muc cuối {span}", (source,), status, decimals, given)


def _summed(key: str, steps: tuple[Step, ...], known: Mapping[Span, Observation]) -> Derivation:
    total, sources, terms, decimals = Decimal(0), [], [], 0
    for step in steps:
        number, source = _stated(known[step.span], Measure.LEVEL)
        total = EXACT.add(total, number if step.sign > 0 else EXACT.minus(number))
        sources.append(source)
        decimals = max(decimals, decimals_of(number))
        terms.append(f"{'+' if step.sign > 0 else '-'} muc {step.span}")
    status = weakest(known[step.span].status for step in steps)
    formula = " ".join(terms).removeprefix("+ ")
    given = together(*(Input(key, step.span, Measure.LEVEL) for step in steps))
    return Derivation(total, formula, together(*sources), status, decimals, given)


def _stated(observation: Observation, measure: Measure) -> tuple[Decimal, Source]:
    number = observation.number(measure)
    assert number is not None
    return number, observation.cells[measure].source


# --- the same period of the year before --------------------------------------------------


def same_period(case: Case) -> Derivation | None:
    """Return the level of the same months a year earlier."""
    if stated := case.number(Measure.SAME_PERIOD_LEVEL):
        return stated
    now, change = case.number(Measure.LEVEL), case.number(Measure.DIFFERENCE)
    if now and change:
        number = EXACT.subtract(now.number, change.number)
        return _joined(number, "muc - chenh_lech", now, change)
    earlier = level(case.elsewhere(case.span.year_earlier()))
    if earlier is not None:
        formula = f"muc {case.span.year_earlier()}" if earlier.formula == "muc" else earlier.formula
        return _joined(earlier.number, formula, earlier)
    return _summed_bases(case)


def _summed_bases(case: Case) -> Derivation | None:
    """Return the base of a flow that was itself put together, from the bases of its pieces."""
    if case.indicator.aggregation is not Aggregation.FLOW or case.number(Measure.LEVEL):
        return None
    known = case.around.series.with_level(case.indicator.key)
    steps = way((span for span in known if span != case.span), case.span) or ()
    bases = [(step, _piece_base(case.elsewhere(step.span))) for step in steps]
    if not bases or any(base is None for _step, base in bases):
        return None
    total = Decimal(0)
    for step, base in bases:
        assert base is not None
        total = EXACT.add(total, base.number if step.sign > 0 else EXACT.minus(base.number))
    parts = [base for _step, base in bases if base is not None]
    formula = " ".join(
        f"{'+' if step.sign > 0 else '-'} cung_ky {step.span}" for step, _base in bases
    ).removeprefix("+ ")
    return _joined(total, formula, *parts)


def _piece_base(case: Case) -> Derivation | None:
    """Return the base of one piece: stated, or V/(1+g) from its printed growth."""
    if stated := same_period(case):
        return stated
    now, growth = case.number(Measure.LEVEL), case.number(Measure.GROWTH)
    if not now or not growth or growth.number == -HUNDRED:
        return None
    factor = EXACT.add(Decimal(1), EXACT.divide(growth.number, HUNDRED))
    return _joined(EXACT.divide(now.number, factor), "muc / (1 + tang)", now, growth)


# --- comparisons --------------------------------------------------------------------------


def growth(case: Case) -> Derivation | None:
    """Return the change against the same period, in percent.

    A published ratio goes before the levels: it was worked out from unrounded ones, and the
    levels of the year before may have been revised since.
    """
    stated_ratio = case.number(Measure.RATIO)
    if stated_ratio and Measure.GROWTH not in case.cells:
        return _joined(EXACT.subtract(stated_ratio.number, HUNDRED), "bang - 100", stated_ratio)
    now, before = level(case), same_period(case)
    if now and before:
        formula = f"({_term(now)} / {_bracketed(before.formula)} - 1) × 100"
        return _joined(growth_percent(now.number, before.number), formula, now, before)
    return None


def difference(case: Case) -> Derivation | None:
    """Return the change against the same period, in the unit."""
    now = level(case)
    before = same_period(case.without(Measure.DIFFERENCE))
    if not now or not before:
        return None
    number = EXACT.subtract(now.number, before.number)
    found = _joined(number, f"{_term(now)} - {_bracketed(before.formula)}", now, before)
    return replace(found, decimals=now.decimals)  # a change is told as finely as its level


def ratio(case: Case) -> Derivation | None:
    """Return the level in percent of the same period; a published growth goes before levels."""
    change = case.number(Measure.GROWTH)
    if change and Measure.RATIO not in case.cells:
        return _joined(EXACT.add(change.number, HUNDRED), "100 + tang", change)
    now, before = level(case), same_period(case)
    if now and before:
        formula = f"{_term(now)} / {_bracketed(before.formula)} × 100"
        return _joined(percent_of(now.number, before.number), formula, now, before)
    return None


def growth_previous(case: Case) -> Derivation | None:
    """Return the change against the stretch just before (tháng trước, quý trước)."""
    earlier = case.span.before()
    now = level(case)
    before = level(case.elsewhere(earlier)) if earlier else None
    if not now or not before or not earlier:
        return None
    formula = f"({_term(now)} / muc {earlier} - 1) × 100"
    return _joined(growth_percent(now.number, before.number), formula, now, before)


def difference_previous(case: Case) -> Derivation | None:
    """Return the change against the stretch just before, in the unit."""
    earlier = case.span.before()
    now = level(case)
    before = level(case.elsewhere(earlier)) if earlier else None
    if not now or not before or not earlier:
        return None
    number = EXACT.subtract(now.number, before.number)
    return _joined(number, f"{_term(now)} - muc {earlier}", now, before)


def plan_share(case: Case) -> Derivation | None:
    """Return the level in percent of the year's target.

    A yearly target is met by the year so far; a month's share of it says nothing.
    """
    plan = case.around.plan_cell(case.indicator, case.span)
    target = plan.quantity.number if plan and plan.quantity else None
    now = level(case) if case.span.first == 1 else None
    if plan is None or target is None or now is None:
        return None
    number = percent_of(now.number, target)
    formula = f"{_term(now)} / kế hoạch năm × 100"
    sources = together(*now.sources, plan.source)
    return Derivation(number, formula, sources, now.status, inputs=now.inputs)


def pair_rate(case: Case) -> Derivation | None:
    """Return the rate of a pair a/b."""
    cell = case.cells.get(Measure.LEVEL)
    pair = cell.quantity if cell else None
    if cell is None or pair is None or pair.form is not Form.PAIR:
        return None
    part, whole = pair.first, pair.second
    if part is None or whole is None:
        return None
    return Derivation(percent_of(part, whole), "a / b × 100", (cell.source,), case.status)


def share(case: Case) -> Derivation | None:
    """Return a part's share of its whole, in percent."""
    parent, part = case.around.parent_of(case.indicator), level(case)
    whole = level(case.elsewhere(case.span, parent)) if parent else None
    if not part or not whole:
        return None
    formula = f"{_term(part)} / mức chung × 100"
    return _joined(percent_of(part.number, whole.number), formula, part, whole)


def contribution(case: Case) -> Derivation | None:
    """Return how many percentage points a part gives to the growth of its whole."""
    parent = case.around.parent_of(case.indicator)
    now, before = level(case), same_period(case)
    whole = same_period(case.elsewhere(case.span, parent)) if parent else None
    if not now or not before or not whole:
        return None
    number = percent_of(EXACT.subtract(now.number, before.number), whole.number)
    return _joined(number, "(muc - cung_ky) / cùng kỳ mức chung × 100", now, before, whole)


def monthly_average(case: Case) -> Derivation | None:
    """Return a flow's average month."""
    now = level(case) if case.indicator.aggregation is Aggregation.FLOW else None
    if now is None:
        return None
    number = EXACT.divide(now.number, Decimal(case.span.months))
    return _joined(number, f"{_term(now)} / {case.span.months}", now)


def _joined(number: Decimal, formula: str, *parts: Derivation) -> Derivation:
    sources = together(*(source for part in parts for source in part.sources))
    decimals = max(part.decimals for part in parts)
    status = weakest(part.status for part in parts)
    given = together(*(one for part in parts for one in part.inputs))
    return Derivation(number, formula, sources, status, decimals, given)


def _term(part: Derivation) -> str:
    return _bracketed(part.formula)


def _bracketed(formula: str) -> str:
    return f"({formula})" if " + " in formula or " - " in formula else formula


RULES: Mapping[Measure, Rule] = {
    Measure.LEVEL: derived_level,
    Measure.SAME_PERIOD_LEVEL: same_period,
    Measure.GROWTH: growth,
    Measure.GROWTH_PREVIOUS: growth_previous,
    Measure.DIFFERENCE: difference,
    Measure.DIFFERENCE_PREVIOUS: difference_previous,
    Measure.RATIO: ratio,
    Measure.PLAN_SHARE: plan_share,
    Measure.PAIR_RATE: pair_rate,
    Measure.SHARE: share,
    Measure.CONTRIBUTION: contribution,
    Measure.MONTHLY_AVERAGE: monthly_average,
}


def derived_in(
    around: Surroundings,
    indicator: Indicator,
    span: Span,
    measure: Measure,
    unsaid: Collection[Measure] = (),
) -> Derivation | None:
    """Return the unrounded number of a measure, or None where nothing gives it.

    `unsaid` are measures of the same months that are to be taken as not stated.
    """
    rule = RULES.get(measure)
    if rule is None:
        return None
    try:
        return rule(case_of(around, indicator, span).without(*unsaid))
    except ZeroBaseError:
        return None
