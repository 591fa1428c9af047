"""What cannot be more than what.

Comes in: the measures of a period. Goes out: a month above the cumulative that holds it, parts above
their whole, shares above a hundred, the growth or the share of a plan of a whole outside those of
all its parts, a fall by more than all there was, a growth and a difference that go opposite ways.

These hold where there is too little for an identity: no levels, not all parts. What can be
computed is left to the identities, which say more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from lsreport.check.lines import cell_of, lines_of
from lsreport.check.telling import around, figure_finding, growth_stated, number_of, observed
from lsreport.data.model import Observation
from lsreport.errors import Certainty, Fault
from lsreport.i18n import _
from lsreport.measures import Measures, Value, derived_in, half_unit
from lsreport.numbers import format_decimal
from lsreport.spans import Span
from lsreport.terms import Aggregation, Measure

_HUNDRED = Decimal(100)


# --- windows inside windows -----------------------------------------------------------------


def inside_of_longer(measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield amounts of some months that are more than those of more months.

    What flows in only adds up; a difference of flows may fall, so a series that is ever negative
    says nothing.
    """
    for value in figures:
        number, key = number_of(value), value.indicator.key
        flows = value.indicator.aggregation is Aggregation.FLOW
        if value.measure is not Measure.LEVEL or number is None or not flows:
            continue
        span = measures.span(value.window)
        known = {
            s: seen for s, seen in measures.series.with_level(key).items() if s.year == span.year
        }
        numbers = {s: seen.number(Measure.LEVEL) or Decimal(0) for s, seen in known.items()}
        if any(n < 0 for n in numbers.values()):
            continue
        if derived_in(measures, value.indicator, span, Measure.LEVEL) is not None:
            continue  # there the sum says more
        for other, stated in numbers.items():
            own_file = known[other].cells[Measure.LEVEL].source.file == value.sources[0].file
            inner, outer = (span, other) if _inside(span, other) else (other, span)
            if not _inside(inner, outer) or (own_file and inner is not span):
                continue
            counted = value.indicator.unit.counted
            if around(numbers[inner], counted).low <= around(numbers[outer], counted).high:
                continue
            message = _("«{key}» ghi {given}, trong khi {middle}: ít tháng hơn không thể nhiều hơn")
            told = f"{other}: {format_decimal(stated)} ({known[other].cells[Measure.LEVEL].source.place})"
            certainty: Certainty = "certain" if own_file else "likely"
            yield figure_finding(value, "thang-vuot-luy-ke", message, number, told, certainty, [])
            break


def _inside(one: Span, other: Span) -> bool:
    return one != other and other.first <= one.first and one.last <= other.last


# --- parts above the whole ------------------------------------------------------------------


def parts_above(measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield totals that some of their parts exceed, where the others are not stated."""
    for value in figures:
        number, keys = number_of(value), value.indicator.parts
        summed = value.indicator.aggregation is not Aggregation.INDEX
        if value.measure is not Measure.LEVEL or number is None or not keys or not summed:
            continue
        parts = [measures.indicator(key) for key in keys]
        cells = [cell_of(measures, part, value.window, Measure.LEVEL) for part in parts]
        levels = [cell.quantity.number if cell and cell.quantity else None for cell in cells]
        known = [level for level in levels if level is not None]
        if not known or len(known) == len(keys) or any(level < 0 for level in known):
            continue
        counted = value.indicator.unit.counted
        if sum(around(n, counted).low for n in known) > around(number, counted).high:
            # a part that was not sent may be negative: a balance, a subsidy
            certainty: Certainty = "certain" if counted else "likely"
            message = _("«{key}» ghi {given}, riêng các phần đã có cộng lại là {middle}")
            lines = lines_of(measures, keys, value.window, Measure.LEVEL)
            added = sum(known, Decimal(0))
            yield figure_finding(
                value, "phan-vuot-tong", message, number, added, certainty, known, lines=lines
            )


def shares_above(measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield wholes some shares of whose parts make more than a hundred."""
    done = set()
    for value in figures:
        whole = measures.parent_of(value.indicator)
        if value.measure is not Measure.SHARE or whole is None:
            continue
        place = (whole.key, value.window)
        stated = [
            seen.number(Measure.SHARE) if seen else None
            for seen in observed(measures, whole.parts, value)
        ]
        known = [share for share in stated if share is not None]
        if place in done or len(known) == len(stated):
            continue
        done.add(place)
        added = sum(known, Decimal(0))
        if added - sum(map(half_unit, known)) > _HUNDRED:
            message = _("các phần của «{key}» cộng lại được {middle}, không thể quá {given}")
            lines = lines_of(measures, whole.parts, value.window, Measure.SHARE)
            yield figure_finding(
                value, "ty-trong-khac-100", message, _HUNDRED, added, "certain", known, whole.key, lines
            )  # fmt: skip


# --- a whole between its parts ----------------------------------------------------------------


def outside_of_parts(measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield growths and shares of a plan of a whole that are outside those of all its parts."""
    for value in figures:
        number, keys = number_of(value), value.indicator.parts
        if number is None or not keys:
            continue
        for measure, asked in _BETWEEN:
            if value.measure is not measure:
                continue
            stated = [asked(seen) for seen in observed(measures, keys, value)]
            known = [one for one in stated if one is not None]
            if len(known) < len(keys) or _levels_known(measures, value):
                continue
            low, high = around(min(known)).low, around(max(known)).high
            own = around(number)
            if low <= own.high and own.low <= high:
                continue
            between = f"{format_decimal(min(known))} - {format_decimal(max(known))}"
            lines = lines_of(measures, keys, value.window, measure)
            message = _("«{key}» ghi {given}, các phần từ {middle}: tổng phải ở trong khoảng đó")
            yield figure_finding(
                value, "ngoai-cac-phan", message, number, between, "certain", known, lines=lines
            )


def _levels_known(measures: Measures, value: Value) -> bool:
    """Return whether the identity of the whole can be computed, or a part is negative."""
    seen = observed(measures, value.indicator.parts, value)
    levels = [one.number(Measure.LEVEL) if one else None for one in seen]
    if None not in levels or any(level is not None and level < 0 for level in levels):
        return True
    span = measures.span(value.window)
    own = derived_in(measures, value.indicator, span, value.measure, (value.measure,))
    return own is not None


def _plan_share(seen: Observation | None) -> Decimal | None:
    return seen.number(Measure.PLAN_SHARE) if seen else None


_BETWEEN: tuple[tuple[Measure, Callable[[Observation | None], Decimal | None]], ...] = (
    (Measure.GROWTH, growth_stated),
    (Measure.PLAN_SHARE, _plan_share),
)


# --- more than all ----------------------------------------------------------------------------


def more_than_all(measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield quantities that are said to have fallen by more than all there was."""
    for value in figures:
        number = number_of(value)
        if value.measure not in _FALLEN or number is None or around(number).high >= -_HUNDRED:
            continue
        seen = measures.observation(value.indicator, value.window)
        level = seen.number(Measure.LEVEL) if seen else None
        if level is not None and level < 0:
            continue  # a balance that turned over
        message = _("«{key}» ghi {given}%: không thể giảm quá {middle}%")
        certainty: Certainty = "likely" if level is None else "certain"
        yield figure_finding(value, "giam-qua-het", message, number, _HUNDRED, certainty, [level])


_FALLEN = (Measure.GROWTH, Measure.GROWTH_PREVIOUS, Measure.GROWTH_YEAR_END)


# --- opposite ways --------------------------------------------------------------------------------


def opposite_ways(measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield a growth and a difference of one quantity of which one rises and the other falls."""
    for value in figures:
        number, other = number_of(value), _OPPOSITE.get(value.measure)
        seen = measures.observation(value.indicator, value.window)
        moved = seen.number(other) if seen and other else None
        if number is None or moved is None or not number * moved < 0:
            continue
        level = seen.number(Measure.LEVEL) if seen else None
        if level is not None:
            continue  # there the growth follows from the level
        message = _("«{key}» ghi {given}, nhưng chênh lệch là {middle}: ngược chiều")
        yield figure_finding(value, "nguoc-chieu", message, number, moved, "certain", [])


_OPPOSITE = {
    Measure.GROWTH: Measure.DIFFERENCE,
    Measure.GROWTH_PREVIOUS: Measure.DIFFERENCE_PREVIOUS,
}
BOUNDS: tuple[Callable[[Measures, Sequence[Value]], Iterator[Fault]], ...] = (
    inside_of_longer,
    parts_above,
    shares_above,
    outside_of_parts,
    more_than_all,
    opposite_ways,
)
