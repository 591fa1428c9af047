"""The revisions of a period, oldest first, each with what it changed.

Comes in: a workspace, a data set, a period, perhaps the name of an indicator or figure. Goes
out: a `History`. Each revision is told by itself: the period before and after it, all other
periods as they stand today.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from lsreport.data.lacking import unknown_indicator
from lsreport.data.model import Catalogue, Dataset, HouseStyle
from lsreport.data.revisions import steps
from lsreport.data.workspace import Workspace, may_rest_on
from lsreport.errors import FigureError, LsreportError, Place
from lsreport.expressions import Expression
from lsreport.measures import Measures
from lsreport.periods import Period
from lsreport.revisions.effects import Effect, effect_of, family
from lsreport.spans import span_of
from lsreport.terms import Measure, Window


@dataclass(frozen=True, slots=True)
class History:
    """The revisions of a period. `unread` are later periods whose files have faults."""

    dataset: str
    period: Period
    effects: tuple[Effect, ...]
    unread: tuple[Period, ...]

    def as_json(self, house: HouseStyle) -> dict[str, Any]:
        """Return the documented shape of the command's output."""
        return {
            "dataset": self.dataset,
            "period": str(self.period),
            "revisions": [effect.as_json(house) for effect in self.effects],
            "unread": [str(period) for period in self.unread],
        }


def history(workspace: Workspace, name: str, period: Period, key: str | None = None) -> History:
    """Return the revisions of a period; with `key`, those that changed or moved what it names.

    `key` is an indicator, with its window, or a figure. Raises UsageError, DataError, and
    FigureError for a key that names no indicator.
    """
    dataset, _notes = workspace.dataset(name, period)
    catalogue = workspace.catalogue
    wanted = _Wanted(catalogue, period, key) if key else None
    if not dataset.revisions:
        return History(name, period, (), ())
    others, unread = _others(workspace, name, period)
    states = steps(dataset)
    effects = [
        _effect(before, after, others, catalogue) for before, after in itertools.pairwise(states)
    ]
    if wanted:
        effects = [kept for effect in effects if (kept := wanted.part_of(effect))]
    return History(name, period, tuple(effects), tuple(unread))


def _others(
    workspace: Workspace, name: str, period: Period
) -> tuple[dict[Period, Dataset], list[Period]]:
    """Return the other periods; a later one that is being written is passed over, and named."""
    found, unread = {}, []
    for other in workspace.periods(name):
        if other == period:
            continue
        try:
            found[other] = workspace.dataset(name, other)[0]
        except LsreportError:
            if may_rest_on(period, other):
                raise
            unread.append(other)
    return found, unread


def _effect(
    before: Dataset, after: Dataset, others: dict[Period, Dataset], catalogue: Catalogue
) -> Effect:
    def measures(period: Period, state: Dataset) -> Measures:
        known = {**others, state.period: state}
        below = [data for other, data in known.items() if may_rest_on(period, other)]
        return Measures(known[period], catalogue, lambda: below)

    later = [other for other in sorted(others) if may_rest_on(other, after.period)]
    return effect_of(
        before,
        after,
        partial(measures, after.period),
        [partial(measures, other) for other in later],
    )


class _Wanted:
    """The figures that a key names: all of an indicator, of one of its windows, or one."""

    def __init__(self, catalogue: Catalogue, period: Period, key: str) -> None:
        self._period = period
        words = key.strip().split(".")
        self._measure = Measure(words.pop()) if _is(Measure, words[-1]) else None
        self._window = Window(words.pop()) if words and _is(Window, words[-1]) else None
        self._indicator = ".".join(words) if self._window or not self._measure else key.strip()
        if self._indicator not in catalogue.indicators:
            known = catalogue.indicators
            raise FigureError([unknown_indicator(self._indicator, known, Place())])
        self._family = set(family(catalogue, self._indicator))

    def _names(self, expression: Expression, period: Period | None = None) -> bool:
        return self._covers(expression.indicator, expression.window, period) and (
            self._measure in (None, expression.measure)
        )

    def _covers(self, indicator: str, window: Window, period: Period | None = None) -> bool:
        return indicator == self._indicator and (
            self._window is None or self._same_months(window, period or self._period)
        )

    def _same_months(self, window: Window, period: Period) -> bool:
        """Return whether a window is the one that was named: in June luy_ke is nua_nam."""
        assert self._window is not None
        return span_of(period, window) == span_of(period, self._window)

    def part_of(self, effect: Effect) -> Effect | None:
        """Return what of a revision touches the figures; None where nothing does.

        Of its changes those of the indicator, its parts and its whole stay: they moved it.
        """
        moved = tuple(move for move in effect.moved if self._names(move.expression, move.period))
        touched = (
            moved
            or any(self._names(change.expression) for change in effect.changes)
            or any(self._covers(change.indicator, change.window) for change in effect.statuses)
        )
        if not touched:
            return None
        return replace(
            effect,
            changes=tuple(c for c in effect.changes if c.expression.indicator in self._family),
            statuses=tuple(c for c in effect.statuses if c.indicator in self._family),
            moved=moved,
        )


def _is(kind: type[Measure] | type[Window], word: str) -> bool:
    return word in {member.value for member in kind}
