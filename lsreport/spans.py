"""Stretches of whole months, and how one follows from others.

Comes in: a period and a window, and the stretches for which something is known. Goes out: a
`Span`, and the shortest way to make one from others by adding and taking away. A year has
thirteen boundaries between months; a known stretch joins two of them; a way from the first
boundary of what is wanted to its last is a sum of months, a difference of two cumulatives, a
quarter between two half-years, or any mixture of these: one rule for all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from lsreport.periods import Kind, Period
from lsreport.records import record
from lsreport.terms import Window


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Whole months of one year, both ends included (1 to 12).

    A term of five years is the months 1 to 60 of its first year; nothing adds up to it.
    """

    year: int
    first: int
    last: int

    @property
    def months(self) -> int:
        """Return how many months it has."""
        return self.last - self.first + 1

    def year_earlier(self) -> Span:
        """Return the same months of the year before (cùng kỳ)."""
        return Span(self.year - 1, self.first, self.last)

    def before(self) -> Span | None:
        """Return the stretch of the same length just before; a cumulative has none."""
        if self.first == 1 and self.months != 1 and self.months not in (3, 6, 12):
            return None
        first = self.year * 12 + self.first - 1 - self.months
        year, month = divmod(first, 12)
        last = month + self.months
        return Span(year, month + 1, last) if last <= 12 else None

    def __str__(self) -> str:
        """Return it as messages show it: 5/2024, 1-5/2024, quý II/2024, năm 2024."""
        if self.months == 1:
            return f"{self.first}/{self.year}"
        if self.months == 12:
            return str(self.year)
        if self.months == 60:
            return f"{self.year}-{self.year + 4}"
        return f"{self.first}-{self.last}/{self.year}"


def span_of(period: Period, window: Window) -> Span:
    """Return the months that a window of a period covers.

    The month and the quarter are those in which the period ends.
    """
    last = period.last_month
    if window is Window.MONTH:
        return Span(period.year, last, last)
    if window in _LENGTHS:
        months = _LENGTHS[window]
        first = (last - 1) // months * months + 1
        return Span(period.year, first, first + months - 1)
    return Span(period.year, 1, {Window.YEAR_TO_DATE: last, Window.NINE_MONTHS: 9}[window])


_LENGTHS = {Window.QUARTER: 3, Window.HALF_YEAR: 6, Window.YEAR: 12, Window.TERM: 60}


def own_window(period: Period) -> Window:
    """Return the window that a period itself is."""
    return {
        Kind.MONTH: Window.MONTH,
        Kind.QUARTER: Window.QUARTER,
        Kind.HALF_YEAR: Window.HALF_YEAR,
        Kind.NINE_MONTHS: Window.NINE_MONTHS,
        Kind.YEAR: Window.YEAR,
        Kind.FIVE_YEARS: Window.TERM,
    }[period.kind]


@record
class Step:
    """A known span, added (sign 1) or taken away (sign -1)."""

    sign: int
    span: Span


def way(known: Iterable[Span], wanted: Span) -> tuple[Step, ...] | None:
    """Return the fewest known spans that make the wanted one, or None where nothing does.

    >>> [str(s.span) for s in way([Span(2024, 1, 5), Span(2024, 1, 4)], Span(2024, 5, 5))]
    ['1-5/2024', '1-4/2024']

    Of several ways with as few spans the one with more additions is taken, then the one
    whose spans come first: the same data give the same formula.
    """
    edges = _edges(span for span in set(known) if span.year == wanted.year)
    start, goal = wanted.first, wanted.last + 1
    best: dict[int, tuple[int, int, tuple[Step, ...]]] = {start: (0, 0, ())}
    queue = deque([start])
    while queue:
        boundary = queue.popleft()
        length, taken, steps = best[boundary]
        for reached, step in edges.get(boundary, ()):
            found = (length + 1, taken + (step.sign < 0), (*steps, step))
            if reached not in best or _rank(found) < _rank(best[reached]):
                best[reached] = found
                queue.append(reached)
    if goal not in best:
        return None
    steps = best[goal][2]
    return tuple(sorted(steps, key=lambda step: (-step.sign, step.span)))


def _rank(
    found: tuple[int, int, tuple[Step, ...]],
) -> tuple[int, int, tuple[tuple[int, Span], ...]]:
    length, taken, steps = found
    return length, taken, tuple((-step.sign, step.span) for step in steps)


def _edges(known: Iterable[Span]) -> dict[int, Collection[tuple[int, Step]]]:
    """Return, for each boundary (1 before January … 13 after December), where spans lead."""
    edges: dict[int, list[tuple[int, Step]]] = {}
    for span in sorted(known):
        edges.setdefault(span.first, []).append((span.last + 1, Step(1, span)))
        edges.setdefault(span.last + 1, []).append((span.first, Step(-1, span)))
    return {boundary: tuple(found) for boundary, found in edges.items()}
