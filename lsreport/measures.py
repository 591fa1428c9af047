"""Given and derived figures.

Comes in: a period's data and the catalogue. Goes out: for any measure of any indicator, the
value to print with its formula and every line it rests on. Given wins in print; what can be
derived from plan, base and pairs is derived where nothing is given, and compared by `check`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lsreport.data.fields import near_misses
from lsreport.data.model import Catalogue, Cell, Dataset, Indicator, Observation, Source
from lsreport.data.workspace import unknown_indicator
from lsreport.errors import Fault, FigureError, Place
from lsreport.expressions import Expression
from lsreport.i18n import _
from lsreport.numbers import EXACT, Form, Quantity, exact, round_half_up
from lsreport.periods import Period
from lsreport.terms import Measure, Status, Window

HUNDRED = Decimal(100)


class ZeroBaseError(ArithmeticError):
    """A change was asked for from nothing: the caller words that case."""


@dataclass(frozen=True, slots=True)
class Value:
    """A figure before it is worded. `formula` is None for a given one."""

    indicator: Indicator
    period: Period
    window: Window
    measure: Measure
    content: Quantity | date
    status: Status | None
    vintage: date
    sources: tuple[Source, ...]
    formula: str | None = None
    plan_year: int | None = None


def growth_percent(now: Decimal, before: Decimal) -> Decimal:
    """Return the change from `before` to `now`, in percent of `before`.

    Raises ZeroBaseError when `before` is zero: the caller words that case.
    """
    if before.is_zero():
        raise ZeroBaseError
    return EXACT.multiply(EXACT.divide(EXACT.subtract(now, before), before), HUNDRED)


def percent_of(part: Decimal, whole: Decimal) -> Decimal:
    """Return `part` in percent of `whole`. Raises ZeroBaseError when `whole` is zero."""
    if whole.is_zero():
        raise ZeroBaseError
    return EXACT.multiply(EXACT.divide(part, whole), HUNDRED)


@dataclass(frozen=True, slots=True)
class Derivation:
    """A number computed from cells, with the words of its formula."""

    number: Decimal
    formula: str
    sources: tuple[Source, ...]


class Measures:
    """The figures of one period in one data set."""

    def __init__(self, dataset: Dataset, catalogue: Catalogue) -> None:
        self.dataset = dataset
        self.catalogue = catalogue
        self._parents = {
            part: whole for whole in catalogue.indicators.values() for part in whole.parts
        }

    def value(self, expression: Expression) -> Value:
        """Return what to print: the given value, else the derived one.

        Raises FigureError naming the key, what is missing, where to add it and near misses.
        """
        indicator = self.indicator(expression.indicator)
        observation = self._observation(indicator, expression.window)
        if observation is not None and (cell := observation.cells.get(expression.measure)):
            return self._given(indicator, expression, observation, cell)
        derived = observation and self.derived(indicator, expression.window, expression.measure)
        if not observation or not derived:
            raise self._missing(indicator, expression, observation)
        return derived

    def indicator(self, key: str) -> Indicator:
        """Return an indicator by its key. Raises FigureError."""
        found = self.catalogue.indicators.get(key)
        if found is None:
            raise FigureError([unknown_indicator(key, self.catalogue.indicators, Place())])
        return found

    def derived(self, indicator: Indicator, window: Window, measure: Measure) -> Value | None:
        """Return the measure as computed from the other figures, or None where it cannot be."""
        observation = self._observation(indicator, window)
        derivation = self.derivation(indicator, window, measure)
        if observation is None or derivation is None:
            return None
        decimals = self._decimals(indicator, measure, observation)
        return Value(
            indicator, self.dataset.period, window, measure,
            exact(round_half_up(derivation.number, decimals)), observation.status,
            self.dataset.vintage, derivation.sources, derivation.formula,
        )  # fmt: skip

    def derivation(
        self,
        indicator: Indicator,
        window: Window,
        measure: Measure,
        cells: Mapping[Measure, Cell] | None = None,
    ) -> Derivation | None:
        """Return the unrounded number of a measure, or None where nothing gives it.

        `cells` replaces what was observed, for asking what a rounding could have hidden.
        """
        observation = self._observation(indicator, window)
        rule = _RULES.get(measure)
        if observation is None or rule is None:
            return None
        try:
            return rule(
                _Case(self, indicator, window, observation.cells if cells is None else cells)
            )
        except ZeroBaseError:
            return None

    def given(self) -> Iterator[Value]:
        """Yield every given figure, in the order of the file."""
        for key, windows in self.dataset.observations.items():
            indicator = self.catalogue.indicators[key]
            for window, observation in windows.items():
                for measure, cell in observation.cells.items():
                    expression = Expression(key, window, measure)
                    yield self._given(indicator, expression, observation, cell)

    def plan_cell(self, indicator: Indicator) -> Cell | None:
        """Return the target of the period's year, where there is one."""
        plan = self.catalogue.plans.get(self.dataset.period.year, {}).get(indicator.key)
        return plan.cell if plan else None

    def parent_of(self, indicator: Indicator) -> Indicator | None:
        """Return the indicator of which this one is a declared part."""
        return self._parents.get(indicator.key)

    def level(self, indicator: Indicator, window: Window) -> Cell | None:
        """Return the given level of an indicator."""
        observation = self._observation(indicator, window)
        return observation.cells.get(Measure.LEVEL) if observation else None

    def _observation(self, indicator: Indicator, window: Window) -> Observation | None:
        return self.dataset.observations.get(indicator.key, {}).get(window)

    def _given(
        self, indicator: Indicator, expression: Expression, observation: Observation, cell: Cell
    ) -> Value:
        return Value(
            indicator, self.dataset.period, expression.window, expression.measure, cell.value,
            observation.status, self.dataset.vintage, (cell.source,),
        )  # fmt: skip

    def _decimals(self, indicator: Indicator, measure: Measure, observation: Observation) -> int:
        if not measure.in_unit:
            return self.catalogue.settings.house.percent_decimals
        level = observation.cells.get(Measure.LEVEL)
        if indicator.decimals is not None or level is None or isinstance(level.value, date):
            return indicator.decimals or 0
        return level.value.decimals

    def _missing(
        self, indicator: Indicator, expression: Expression, observation: Observation | None
    ) -> FigureError:
        windows = self.dataset.observations.get(indicator.key)
        plain = Expression(expression.indicator, expression.window, expression.measure)
        if not windows:
            place, fix = (
                Place(self.dataset.file),
                _("thêm «{key}» vào «so_lieu:»").format(key=plain),
            )
        elif observation is None:
            place = next(iter(windows.values())).source.place
            fix = _("chỉ tiêu này có: {known}").format(known=", ".join(w.value for w in windows))
        else:
            place = observation.source.place
            fix = _("thêm dòng «{key}:»").format(key=expression.measure.value)
            if known := [measure.value for measure in observation.cells]:
                fix += "; " + near_misses(expression.measure.value, known)
        message = _("thiếu số liệu «{key}» ({name}) của kỳ {period}").format(
            key=plain, name=indicator.name, period=self.dataset.period
        )
        return FigureError([Fault("thieu-so-lieu", message, fix, place)])


# --- what follows from what ---------------------------------------------------------------

_Cells = Mapping[Measure, Cell]


@dataclass(frozen=True, slots=True)
class _Case:
    """What a rule computes from."""

    measures: Measures
    indicator: Indicator
    window: Window
    cells: _Cells

    def number(self, measure: Measure) -> tuple[Decimal, Source] | None:
        """Return a given number with its line, where there is exactly one number."""
        return _number(self.cells, measure)


_Rule = Callable[[_Case], Derivation | None]


def _number(cells: _Cells, measure: Measure) -> tuple[Decimal, Source] | None:
    cell = cells.get(measure)
    if cell is None or isinstance(cell.value, date) or cell.value.number is None:
        return None
    return cell.value.number, cell.source


def _same_period(case: _Case) -> Derivation | None:
    if stated := case.number(Measure.SAME_PERIOD_LEVEL):
        return Derivation(stated[0], "cung_ky", (stated[1],))
    now, change = case.number(Measure.LEVEL), case.number(Measure.DIFFERENCE)
    if not now or not change:
        return None
    number = EXACT.subtract(now[0], change[0])
    return Derivation(number, "muc - chenh_lech", (now[1], change[1]))


def _growth(case: _Case) -> Derivation | None:
    now = case.number(Measure.LEVEL)
    before = _same_period(case)
    if now and before:
        formula = f"(muc / ({before.formula}) - 1) × 100"
        sources = _together(now[1], *before.sources)
        return Derivation(growth_percent(now[0], before.number), formula, sources)
    if ratio := case.number(Measure.RATIO):
        return Derivation(EXACT.subtract(ratio[0], HUNDRED), "bang - 100", (ratio[1],))
    return None


def _difference(case: _Case) -> Derivation | None:
    now, before = case.number(Measure.LEVEL), case.number(Measure.SAME_PERIOD_LEVEL)
    if not now or not before:
        return None
    number = EXACT.subtract(now[0], before[0])
    return Derivation(number, "muc - cung_ky", (now[1], before[1]))


def _ratio(case: _Case) -> Derivation | None:
    now = case.number(Measure.LEVEL)
    before = _same_period(case)
    if now and before:
        formula = f"muc / ({before.formula}) × 100"
        sources = _together(now[1], *before.sources)
        return Derivation(percent_of(now[0], before.number), formula, sources)
    if growth := case.number(Measure.GROWTH):
        return Derivation(EXACT.add(growth[0], HUNDRED), "100 + tang", (growth[1],))
    return None


def _plan_share(case: _Case) -> Derivation | None:
    # A yearly target is met by the year so far; a month's share of it says nothing.
    plan, now = case.measures.plan_cell(case.indicator), case.number(Measure.LEVEL)
    if case.window not in (Window.YEAR_TO_DATE, Window.YEAR) or not now or plan is None:
        return None
    if isinstance(plan.value, date) or plan.value.number is None:
        return None
    number = percent_of(now[0], plan.value.number)
    return Derivation(number, "muc / kế hoạch năm × 100", (now[1], plan.source))


def _pair_rate(case: _Case) -> Derivation | None:
    cell = case.cells.get(Measure.LEVEL)
    if cell is None or isinstance(cell.value, date) or cell.value.form is not Form.PAIR:
        return None
    part, whole = cell.value.first, cell.value.second
    if part is None or whole is None:
        return None
    return Derivation(percent_of(part, whole), "a / b × 100", (cell.source,))


def _share(case: _Case) -> Derivation | None:
    parent, part = case.measures.parent_of(case.indicator), case.number(Measure.LEVEL)
    whole = parent and case.measures.level(parent, case.window)
    if not part or not whole or isinstance(whole.value, date) or whole.value.number is None:
        return None
    number = percent_of(part[0], whole.value.number)
    return Derivation(number, "muc / mức chung × 100", (part[1], whole.source))


def _together(*sources: Source) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(sources))


_RULES: dict[Measure, _Rule] = {
    Measure.SAME_PERIOD_LEVEL: _same_period,
    Measure.GROWTH: _growth,
    Measure.DIFFERENCE: _difference,
    Measure.RATIO: _ratio,
    Measure.PLAN_SHARE: _plan_share,
    Measure.PAIR_RATE: _pair_rate,
    Measure.SHARE: _share,
}
