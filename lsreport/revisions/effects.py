"""What a revision changed: the figures it states, and those that follow from them.

Comes in: a period's data before and after a revision, and the other periods of the data set.
Goes out: an `Effect`: each figure before and after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lsreport.data.model import (
    Catalogue,
    Dataset,
    HouseStyle,
    Indicator,
    Observation,
    Revision,
    Source,
)
from lsreport.data.revisions import StatusChange, status_changes
from lsreport.expressions import Expression
from lsreport.measures import Measures, Value
from lsreport.periods import Kind, Period
from lsreport.spans import own_window, span_of
from lsreport.terms import Measure, Window
from lsreport.wording.figures import word

# Gives the figures of a period as they follow from one state of the revised period.
Reading = Callable[[Dataset], Measures]


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that a revision states.

    `before` is what would have been printed: given, or derived where the period had not given
    it; None where there was nothing. `after` is None for one that was taken back.
    """

    expression: Expression
    before: Value | None
    after: Value | None
    source: Source
    added: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A figure that a revision does not state and that is another one because of it."""

    period: Period
    expression: Expression
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class Effect:
    """A revision with everything that it changed."""

    revision: Revision
    changes: tuple[Change, ...]
    statuses: tuple[StatusChange, ...]
    moved: tuple[Move, ...]

    def as_json(self, house: HouseStyle) -> dict[str, Any]:
        """Return the documented shape of a revision."""
        revision = self.revision
        return {
            "date": revision.day.isoformat(),
            "reason": revision.reason,
            "source": revision.agency,
            "where": _line(revision.source),
            "changes": [
                {
                    "expression": str(change.expression),
                    "before": text_of(change.before, house),
                    "after": text_of(change.after, house),
                    "added": change.added,
                    "where": _line(change.source),
                }
                for change in self.changes
            ],
            "statuses": [
                {
                    "window": f"{change.indicator}.{change.window.value}",
                    "before": change.before.value if change.before else None,
                    "after": change.after.value,
                    "back": change.back,
                    "where": _line(change.source),
                }
                for change in self.statuses
            ],
            "moved": [
                {
                    "period": str(move.period),
                    "expression": str(move.expression),
                    "before": text_of(move.before, house),
                    "after": text_of(move.after, house),
                    "formula": move.after.formula if move.after else None,
                }
                for move in self.moved
            ],
        }


def _line(source: Source) -> dict[str, Any]:
    return {"file": source.file, "line": source.line}


def text_of(value: Value | None, house: HouseStyle) -> str | None:
    """Return a figure as it is printed by itself, or None where there is none."""
    return word(value, None, house).text if value else None


# --- one revision -------------------------------------------------------------------------


def effect_of(
    before: Dataset, after: Dataset, reading: Reading, later: Iterable[Reading] = ()
) -> Effect:
    """Return what the last revision of `after` changed in the period, and in later ones."""
    revision = after.revisions[-1]
    then, now = reading(before), reading(after)
    changes = tuple(_changes(revision, before, then, now))
    keys = _related(revision, now.catalogue)
    stated = {change.expression for change in changes}
    moved = [move for move in _moves(then, now, keys) if move.expression not in stated]
    hint = _Hint(before, after)
    for other in later:
        moved += _moves(other(before), other(after), keys, hint)
    return Effect(revision, changes, tuple(status_changes(before, revision)), tuple(moved))


def _changes(
    revision: Revision, before: Dataset, then: Measures, now: Measures
) -> Iterator[Change]:
    for key, windows in revision.observations.items():
        indicator = now.catalogue.indicators[key]
        for window, stated in windows.items():
            lines = {m: cell.source for m, cell in stated.cells.items()} | dict(stated.awaited)
            stood = before.observations.get(key, {}).get(window)
            for measure, source in lines.items():
                yield Change(
                    Expression(key, window, measure),
                    _value(then, indicator, window, measure),
                    _value(now, indicator, window, measure),
                    source,
                    added=stood is None or measure not in stood.cells,
                )


def _related(revision: Revision, catalogue: Catalogue) -> list[str]:
    """Return the revised indicators, each with its parts and the indicator it is a part of."""
    found: dict[str, None] = {}
    for key in revision.observations:
        found.update(dict.fromkeys(family(catalogue, key)))
    return list(found)


def family(catalogue: Catalogue, key: str) -> list[str]:
    """Return an indicator, its parts and the indicators that it is a part of."""
    wholes = [whole.key for whole in catalogue.indicators.values() if key in whole.parts]
    return [key, *catalogue.indicators[key].parts, *wholes]


# --- what moved ---------------------------------------------------------------------------


class _Hint:
    """What tells that a figure of another period cannot have moved, without asking for both."""

    def __init__(self, before: Dataset, after: Dataset) -> None:
        self._touched: set[Source] = set()
        self._fewer = False
        for key, windows in after.revisions[-1].observations.items():
            for window in windows:
                stood = before.observations.get(key, {}).get(window)
                stands = after.observations.get(key, {}).get(window)
                # All its lines: an observation that was revised goes before other files' own.
                self._touched |= (
                    {cell.source for cell in stands.cells.values()} if stands else set()
                )
                self._fewer |= _says_less(stood, stands)

    def may_have_moved(self, value: Value | None) -> bool:
        """Return whether a figure rests on what was revised, or could have rested on it."""
        return self._fewer or bool(value and not self._touched.isdisjoint(value.sources))


def _says_less(stood: Observation | None, stands: Observation | None) -> bool:
    """Return whether a figure is no longer stated, or no longer one number to compute with."""
    if stood is None:
        return False
    return any(
        stands is None
        or measure not in stands.cells
        or (stood.number(measure) is not None and stands.number(measure) is None)
        for measure in stood.cells
    )


def _moves(
    then: Measures, now: Measures, keys: Iterable[str], hint: _Hint | None = None
) -> Iterator[Move]:
    for key in keys:
        indicator = now.catalogue.indicators[key]
        for window in _windows(then.dataset, now.dataset, key):
            for measure in Measure:
                after = _value(now, indicator, window, measure)
                if hint and not hint.may_have_moved(after):
                    continue
                before = _value(then, indicator, window, measure)
                if (before and before.content) != (after and after.content):
                    expression = Expression(key, window, measure)
                    yield Move(now.dataset.period, expression, before, after)


def _value(
    measures: Measures, indicator: Indicator, window: Window, measure: Measure
) -> Value | None:
    observation = measures.observation(indicator, window)
    if observation and measure in observation.cells:
        return measures.value(Expression(indicator.key, window, measure))
    return measures.derived(indicator, window, measure)


def _windows(before: Dataset, after: Dataset, key: str) -> list[Window]:
    """Return the windows to look at: those with figures, and those that end with the period.

    Each stretch of months once: in June the half-year is the year to date.
    """
    period = after.period
    if period.kind is Kind.FIVE_YEARS:
        return [Window.TERM]
    stated = [w for dataset in (before, after) for w in dataset.observations.get(key, {})]
    ending = [
        window
        for window in (own_window(period), Window.MONTH, Window.YEAR_TO_DATE, *Window)
        if window is not Window.TERM and span_of(period, window).last == period.last_month
    ]
    by_span = {span_of(period, window): window for window in reversed([*stated, *ending])}
    return [window for window in dict.fromkeys([*stated, *ending]) if window in by_span.values()]
