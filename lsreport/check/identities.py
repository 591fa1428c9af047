"""Identities between indicators, to the printed precision.

Comes in: the measures of a period. Goes out: totals whose growth their parts do not bear
out, shares that do not make a hundred, contributions that do not make the growth; and what the
rules of counts, repetitions and bounds find.

Every number stands for the interval that rounds to it: what some numbers in those intervals
satisfy is never a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from lsreport.check.bounds import BOUNDS
from lsreport.check.counts import counts
from lsreport.check.lines import lines_of
from lsreport.check.telling import around, figure_finding, number_of
from lsreport.check.twice import given_twice, jumps, thousands_twice
from lsreport.data.model import Indicator, Observation
from lsreport.errors import Fault
from lsreport.i18n import _
from lsreport.measures import Measures, Reach, Value, half_unit
from lsreport.numbers import EXACT, round_half_up
from lsreport.terms import Measure

_HUNDRED = Decimal(100)


def identities(measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield every identity that the given figures of a period break."""
    for rule in _RULES:
        yield from rule(measures, figures)


# --- a total's growth against its parts ---------------------------------------------------


def growth_of_totals(measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield totals whose growth is not the one that levels and growths of the parts give."""
    for value in figures:
        given = number_of(value)
        if value.measure is not Measure.GROWTH or given is None or not value.indicator.parts:
            continue
        parts = [_stated(measures, measures.indicator(key), value) for key in value.indicator.parts]
        known = [part for part in parts if part is not None]
        if len(known) != len(parts) or not _adds_up(measures, value, known):
            continue
        grown = _grown([level for level, _growth in known], [growth for _l, growth in known])
        if grown is None or _meet(grown, around(given)):
            continue
        middle = round_half_up((grown.low + grown.high) / 2, 1)
        yield figure_finding(
            value,
            "tang-khac-cac-phan",
            _("«{key}» ghi {given}, các phần cho {middle} = Σ muc / Σ (muc / (1 + tang)) - 1"),
            given,
            middle,
            "certain",
            [x for pair in known for x in pair],
            lines=lines_of(measures, value.indicator.parts, value.window, Measure.GROWTH),
        )


def _stated(measures: Measures, part: Indicator, whole: Value) -> tuple[Decimal, Decimal] | None:
    """Return level and growth of a part in the window of its whole, where both are given."""
    seen = measures.observation(part, whole.window)
    level = seen.number(Measure.LEVEL) if seen else None
    growth = seen.number(Measure.GROWTH) if seen else None
    return None if level is None or growth is None else (level, growth)


def _adds_up(measures: Measures, whole: Value, parts: Sequence[tuple[Decimal, Decimal]]) -> bool:
    """Return whether the levels are those of the whole: else nothing follows for its growth."""
    seen = measures.observation(whole.indicator, whole.window)
    level = seen.number(Measure.LEVEL) if seen else None
    if level is None:
        return False
    added = sum((number for number, _growth in parts), Decimal(0))
    room = half_unit(level) + sum((half_unit(number) for number, _g in parts), Decimal(0))
    return abs(added - level) <= room


def _grown(levels: Sequence[Decimal], growths: Sequence[Decimal]) -> Reach | None:
    """Return the growth of a sum from levels and growths, as the interval of their rounding."""
    lows, highs, low_bases, high_bases = [], [], [], []
    for number, growth in zip(levels, growths, strict=True):
        level, change = around(number), around(growth)
        low, high = 1 + change.low / _HUNDRED, 1 + change.high / _HUNDRED
        if low <= 0 or level.low < 0:
            return None
        lows.append(level.low)
        highs.append(level.high)
        low_bases.append(EXACT.divide(level.low, high))
        high_bases.append(EXACT.divide(level.high, low))
    base_low, base_high = sum(low_bases), sum(high_bases)
    if not base_low:
        return None
    return Reach(
        (EXACT.divide(Decimal(sum(lows)), Decimal(base_high)) - 1) * _HUNDRED,
        (EXACT.divide(Decimal(sum(highs)), Decimal(base_low)) - 1) * _HUNDRED,
    )


def _meet(one: Reach, other: Reach) -> bool:
    return one.low <= other.high and other.low <= one.high


# --- shares and contributions -------------------------------------------------------------


def shares_to_hundred(measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield wholes the given shares of whose parts do not make a hundred."""
    return _sums_of(measures, figures, Measure.SHARE, "ty-trong-khac-100", lambda _whole: _HUNDRED)


def contributions_to_growth(measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield wholes the given contributions of whose parts do not make their growth."""
    return _sums_of(
        measures,
        figures,
        Measure.CONTRIBUTION,
        "dong-gop-khac-tang",
        lambda whole: whole.number(Measure.GROWTH) if whole else None,
    )


def _sums_of(
    measures: Measures,
    figures: Sequence[Value],
    measure: Measure,
    code: str,
    target: Callable[[Observation | None], Decimal | None],
) -> Iterator[Fault]:
    done: set[tuple[str, str]] = set()
    for value in figures:
        whole = measures.parent_of(value.indicator)
        if value.measure is not measure or whole is None:
            continue
        if (whole.key, value.window.value) in done:
            continue
        done.add((whole.key, value.window.value))
        wanted = target(measures.observation(whole, value.window))
        seen = [measures.observation(measures.indicator(k), value.window) for k in whole.parts]
        numbers = [part.number(measure) if part else None for part in seen]
        stated = [number for number in numbers if number is not None]
        if wanted is None or len(stated) != len(numbers):
            continue
        added = sum(stated, Decimal(0))
        # A hundred is a hundred; a growth was rounded like its parts.
        own = Decimal(0) if measure is Measure.SHARE else half_unit(wanted)
        room = sum((half_unit(number) for number in stated), own)
        if abs(added - wanted) > room:
            message = _("các phần của «{key}» cộng lại được {middle}, phải là {given}")
            lines = lines_of(measures, whole.parts, value.window, measure)
            yield figure_finding(
                value, code, message, wanted, added, "certain", stated, whole.key, lines
            )


_RULES: tuple[Callable[[Measures, Sequence[Value]], Iterator[Fault]], ...] = (
    growth_of_totals,
    shares_to_hundred,
    contributions_to_growth,
    counts,
    given_twice,
    jumps,
    thousands_twice,
    *BOUNDS,
)
