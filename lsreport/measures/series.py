"""All that one data set states of its indicators, by the months it covers.

Comes in: the data sets of several periods. Goes out: for an indicator and a span, the
observation that states it, whichever file it stands in: the cumulative of June is the same
in the file of June and in that of the half-year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lsreport.data.model import Dataset, Observation
from lsreport.spans import Span, span_of
from lsreport.terms import Measure


class Series:
    """Observations by indicator and span. The period's own file goes before all others."""

    def __init__(self, own: Dataset, others: Iterable[Dataset] = ()) -> None:
        self._known: dict[str, dict[Span, Observation]] = {}
        # Of two other files that state the same months, the later vintage holds.
        rest = sorted(others, key=lambda other: (other.vintage, str(other.period)), reverse=True)
        for dataset in (own, *rest):
            for key, windows in dataset.observations.items():
                spans = self._known.setdefault(key, {})
                for window, observation in windows.items():
                    spans.setdefault(span_of(dataset.period, window), observation)

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
