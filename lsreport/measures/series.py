"""All that one data set states of its indicators, by the months it covers.

Comes in: the data sets of several periods. Goes out: for an indicator and a span, the
observation that states it, whichever file it stands in: the cumulative of June is the same
in the file of June and in that of the half-year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from lsreport.data.model import Cell, Dataset, Observation
from lsreport.measures.values import Input
from lsreport.numbers import exact
from lsreport.records import record
from lsreport.spans import Span, span_of
from lsreport.terms import Measure


class Series:
    """Observations by indicator and span. The period's own file goes before all others."""

    def __init__(self, own: Dataset, others: Iterable[Dataset] = ()) -> None:
        self._known: dict[str, dict[Span, Observation]] = {}
        # Of two other files that state the same months, what was known later holds: a figure
        # that was revised does not make its whole file the later one.
        rest = sorted(
            (stated for other in others for stated in _stated(other)),
            key=lambda stated: stated.rank,
            reverse=True,
        )
        for stated in (*_stated(own), *rest):
            spans = self._known.setdefault(stated.key, {})
            first = spans.get(stated.span)
            found = _merged(first, stated.observation) if first else stated.observation
            spans[stated.span] = found

    def supposing(self, numbers: Mapping[Input, Decimal]) -> Series:
        """Return the series in which some figures were other numbers."""
        other = Series.__new__(Series)
        other._known = dict(self._known)
        for given, number in numbers.items():
            spans = dict(other._known[given.key])
            seen = spans[given.span]
            cell = replace(seen.cells[given.measure], value=exact(number))
            spans[given.span] = replace(seen, cells={**seen.cells, given.measure: cell})
            other._known[given.key] = spans
        return other

    def cell(self, given: Input) -> Cell:
        """Return the cell of a figure that something was derived from."""
        return self._known[given.key][given.span].cells[given.measure]

    def at(self, key: str, span: Span) -> Observation | None:
        """Return what is stated of an indicator for exactly these months."""
        return self._known.get(key, {}).get(span)

    def with_level(self, key: str) -> Mapping[Span, Observation]:
        """Return the spans for which an indicator's level is one number."""
        return {
            span: observation
            for span, observation in self._known.get(key, {}).items()
            if observation.number(Measure.LEVEL) is not None
        }


def _merged(first: Observation, second: Observation) -> Observation:
    """Return what two windows or files state of the same months; the first goes before.

    June's cumulative, the half-year's own window and the file of the half-year are one thing.
    """
    return replace(
        first, cells={**second.cells, **first.cells}, status=first.status or second.status
    )


@record
class _Stated:
    """An observation with what decides between several for the same months."""

    key: str
    span: Span
    observation: Observation
    rank: tuple[date, str]


def _stated(dataset: Dataset) -> Iterator[_Stated]:
    closed, period = dataset.closed, str(dataset.period)
    for key, windows in dataset.observations.items():
        for window, observation in windows.items():
            rank = (observation.revised or closed, period)
            yield _Stated(key, span_of(dataset.period, window), observation, rank)
