"""The figures of one period: given first, else derived.

Comes in: an expression. Goes out: its `Value`, or an error that names what is missing, where
it belongs, and why it cannot be had otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from lsreport.data.lacking import near_misses, unknown_indicator
from lsreport.data.model import Catalogue, Cell, Dataset, Indicator, Observation, Source
from lsreport.errors import Fault, FigureError, Place
from lsreport.expressions import Expression
from lsreport.i18n import _
from lsreport.measures.reasons import why_not
from lsreport.measures.rules import RULES, case_of, derived_in
from lsreport.measures.series import Series
from lsreport.measures.targets import Target, judge, plan_period
from lsreport.measures.values import Derivation, Value
from lsreport.numbers import exact, round_half_up
from lsreport.spans import Span, span_of
from lsreport.terms import Measure, Window

AWAITED_CODE = "cho-so-lieu"  # the line is there, the department still owes the figure


class Measures:
    """The figures of one period in one data set.

    `others` gives its other periods; they are read when a figure has to be derived.
    """

    def __init__(
        self,
        dataset: Dataset,
        catalogue: Catalogue,
        others: Callable[[], Iterable[Dataset]] = tuple,
    ) -> None:
        self.dataset = dataset
        self.catalogue = catalogue
        self._others = others

    @cached_property
    def _parents(self) -> dict[str, Indicator]:
        return {part: whole for whole in self.catalogue.indicators.values() for part in whole.parts}

    @cached_property
    def series(self) -> Series:
        """Return everything the data set states up to this period."""
        return Series(self.dataset, self._others())

    def datasets(self) -> list[Dataset]:
        """Return the period's own data and those of the periods it may be derived from."""
        return [self.dataset, *self._others()]

    def value(self, expression: Expression) -> Value:
        """Return what to print: the given value, else the derived one.

        Raises FigureError naming the key, what is missing, where to add it and near misses.
        """
        indicator = self.indicator(expression.indicator)
        if stated := self._stated(indicator, expression.window, expression.measure):
            return self._given(indicator, expression, *stated)
        derived = self.derived(indicator, expression.window, expression.measure)
        if derived is None:
            known = self.observation(indicator, expression.window)
            raise self._missing(indicator, expression, known)
        return derived

    def indicator(self, key: str) -> Indicator:
        """Return an indicator by its key. Raises FigureError."""
        found = self.catalogue.indicators.get(key)
        if found is None:
            raise FigureError([unknown_indicator(key, self.catalogue.indicators, Place())])
        return found

    def span(self, window: Window) -> Span:
        """Return the months that a window of this period covers."""
        return span_of(self.dataset.period, window)

    def observation(self, indicator: Indicator, window: Window) -> Observation | None:
        """Return what is stated for a window, in whichever file of the data set."""
        own = self.dataset.observations.get(indicator.key, {}).get(window)
        return own or self.series.at(indicator.key, self.span(window))

    def _stated(
        self, indicator: Indicator, window: Window, measure: Measure
    ) -> tuple[Observation, Cell] | None:
        """Return a given figure: the period's own file first, other files are read only after it."""
        own = self.dataset.observations.get(indicator.key)
        observation = own.get(window) if own else None
        if observation is None or measure not in observation.cells:
            observation = self.series.at(indicator.key, self.span(window))
            if observation is None or measure not in observation.cells:
                return None
        return observation, observation.cells[measure]

    def derived(self, indicator: Indicator, window: Window, measure: Measure) -> Value | None:
        """Return the measure as computed from the other figures, or None where it cannot be."""
        if measure in (Measure.PLAN, Measure.RATING):
            return self._target(indicator, window, measure)
        derivation = self.derivation(indicator, window, measure)
        if derivation is None:
            return None
        decimals = self._decimals(indicator, measure, derivation)
        return Value(
            indicator,
            self.dataset.period,
            window,
            measure,
            exact(round_half_up(derivation.number, decimals)),
            derivation.status,
            self.dataset.vintage,
            derivation.sources,
            derivation.formula,
            derivation.number,
        )

    def _target(self, indicator: Indicator, window: Window, measure: Measure) -> Value | None:
        """Return the target of a whole year or term, or how the level stands to it."""
        if window not in (Window.YEAR, Window.TERM):
            return None
        span = self.span(window)
        plan = self.plan_cell(indicator, span)
        if plan is None:
            return None
        if measure is Measure.PLAN:
            found = Target(plan.value, None, (plan.source,), None)
        else:
            judged = judge(case_of(self, indicator, span), plan)
            if judged is None:
                return None
            found = judged
        return Value(
            indicator,
            self.dataset.period,
            window,
            measure,
            found.content,
            found.status,
            self.dataset.vintage,
            found.sources,
            found.formula,
        )

    def derivation(
        self, indicator: Indicator, window: Window, measure: Measure
    ) -> Derivation | None:
        """Return the unrounded number of a measure, or None where nothing gives it."""
        return derived_in(self, indicator, self.span(window), measure)

    def given(self) -> Iterator[Value]:
        """Yield every given figure of the period's file, in its order."""
        for key, windows in self.dataset.observations.items():
            indicator = self.catalogue.indicators[key]
            for window, observation in windows.items():
                for measure, cell in observation.cells.items():
                    expression = Expression(key, window, measure)
                    yield self._given(indicator, expression, observation, cell)

    def plan_cell(self, indicator: Indicator, span: Span) -> Cell | None:
        """Return the target of the year, or of the term, that a span lies in."""
        plan = self.catalogue.plans.get(plan_period(span), {}).get(indicator.key)
        return plan.cell if plan else None

    def parent_of(self, indicator: Indicator) -> Indicator | None:
        """Return the indicator of which this one is a declared part."""
        return self._parents.get(indicator.key)

    def counts(self, key: str) -> bool:
        """Return whether an indicator counts whole things."""
        return self.catalogue.indicators[key].unit.counted

    def _given(
        self, indicator: Indicator, expression: Expression, observation: Observation, cell: Cell
    ) -> Value:
        return Value(
            indicator,
            self.dataset.period,
            expression.window,
            expression.measure,
            cell.value,
            observation.status,
            self.dataset.vintage,
            (cell.source,),
        )

    def _decimals(self, indicator: Indicator, measure: Measure, derivation: Derivation) -> int:
        if not measure.in_unit:
            return self.catalogue.settings.house.percent_decimals
        return derivation.decimals if indicator.decimals is None else indicator.decimals

    # --- what is missing ---

    def _missing(
        self, indicator: Indicator, expression: Expression, observation: Observation | None
    ) -> FigureError:
        plain = Expression(expression.indicator, expression.window, expression.measure)
        message = _("thiếu số liệu «{key}» ({name}) của kỳ {period}").format(
            key=plain, name=indicator.name, period=self.dataset.period
        )
        if line := self._awaited(indicator, plain):
            fix = _("thay chua_co bằng số khi nhận được")
            return FigureError([Fault(AWAITED_CODE, message, fix, line.place)])
        place, fix = self._mend(indicator, plain, observation)
        case = case_of(self, indicator, self.span(plain.window))
        reason = why_not(case, self.dataset.period, plain.window, plain.measure)
        if reason:
            fix = f"{reason}; {fix}"
        return FigureError([Fault("thieu-so-lieu", message, fix, place)])

    def _awaited(self, indicator: Indicator, plain: Expression) -> Source | None:
        """Return the line that the figure, or what it could be derived from, still waits for."""
        windows = self.dataset.observations.get(indicator.key, {})
        own = windows.get(plain.window)
        if own is not None and plain.measure in own.awaited:
            return own.awaited[plain.measure]
        if plain.measure not in RULES:
            return None
        lines = (line for seen in windows.values() for line in seen.awaited.values())
        return next(lines, None)

    def _mend(
        self, indicator: Indicator, plain: Expression, observation: Observation | None
    ) -> tuple[Place, str]:
        windows = self.dataset.observations.get(indicator.key)
        if observation is not None:
            fix = _("thêm dòng «{key}:»").format(key=plain.measure.value)
            if known := [measure.value for measure in observation.cells]:
                fix += "; " + near_misses(plain.measure.value, known)
            return observation.source.place, fix
        if not windows:
            fix = _("thêm vào «so_lieu:» ba dòng: {key}: › {window}: › {measure}: …").format(
                key=plain.indicator, window=plain.window.value, measure=plain.measure.value
            )
            return Place(self.dataset.file), fix
        fix = _("chỉ tiêu này có: {known}").format(known=", ".join(w.value for w in windows))
        return next(iter(windows.values())).source.place, fix
