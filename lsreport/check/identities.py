"""Identities between indicators, to the printed precision.

Comes in: the measures of a period. Goes out: totals whose growth their parts do not bear
out, shares that do not make a hundred, contributions that do not make the growth, counts of
risers that their list does not bear out, one thing given twice, levels that jump by ten.

Every number stands for the interval that rounds to it: what some numbers in those intervals
satisfy is never a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lsreport.check.lines import lines_of, with_lines
from lsreport.check.marks import figure_key, finding_mark, half_unit, slack
from lsreport.data.model import Indicator, Observation
from lsreport.errors import Certainty, Fault, Severity
from lsreport.i18n import _
from lsreport.measures import Measures, Value
from lsreport.numbers import EXACT, Form, Quantity, format_decimal, format_quantity, round_half_up
from lsreport.spans import Span, span_of
from lsreport.terms import Measure, Window

_HUNDRED = Decimal(100)
_TENFOLD = (Decimal(10), Decimal(100), Decimal(1000))
_NEAR = Decimal("0.25")  # how near to ten, a hundred, a thousand times a jump has to be


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers that round to a printed one."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Return whether some number belongs to both."""
        return self.low <= other.high and other.low <= self.high


def around(number: Decimal, counted: bool = False) -> Interval:
    """Return the interval of a printed number; counted things are as many as they are."""
    room = slack(number, counted)
    return Interval(EXACT.subtract(number, room), EXACT.add(number, room))


def identities(measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield every identity that the given figures of a period break."""
    for rule in _RULES:
        yield from rule(measures, figures)


# --- a total's growth against its parts ---------------------------------------------------


def growth_of_totals(measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield totals whose growth is not the one that levels and growths of the parts give."""
    for value in figures:
        given = _number(value)
        if value.measure is not Measure.GROWTH or given is None or not value.indicator.parts:
            continue
        parts = [_stated(measures, measures.indicator(key), value) for key in value.indicator.parts]
        known = [part for part in parts if part is not None]
        if len(known) != len(parts) or not _adds_up(measures, value, known):
            continue
        grown = _grown([level for level, _growth in known], [growth for _l, growth in known])
        if grown is None or grown.meets(around(given)):
            continue
        middle = round_half_up((grown.low + grown.high) / 2, 1)
        yield _finding(
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


def _grown(levels: Sequence[Decimal], growths: Sequence[Decimal]) -> Interval | None:
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
    return Interval(
        (EXACT.divide(Decimal(sum(lows)), Decimal(base_high)) - 1) * _HUNDRED,
        (EXACT.divide(Decimal(sum(highs)), Decimal(base_low)) - 1) * _HUNDRED,
    )


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
            yield _finding(value, code, message, wanted, added, "certain", stated, whole.key, lines)


# --- counts -------------------------------------------------------------------------------


def risers(measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield counts "a of b rose" that the growths of their list do not bear out."""
    for value in figures:
        listed, content = value.indicator.counted, value.content
        if value.measure is not Measure.LEVEL or not listed or not isinstance(content, Quantity):
            continue
        growths = [_growth(measures, measures.indicator(key), value) for key in listed]
        known = [growth for growth in growths if growth is not None]
        if content.form is not Form.PAIR or len(known) != len(listed):
            continue
        risen = Decimal(sum(1 for growth in known if growth > 0))
        if (content.first, content.second) != (risen, Decimal(len(listed))):
            message = _("«{key}» ghi {given}, trong danh sách có {middle} chỉ tiêu tăng")
            shown = format_quantity(content)
            pair = format_quantity(Quantity(Form.PAIR, risen, Decimal(len(listed))))
            lines = lines_of(measures, listed, value.window, Measure.GROWTH)
            yield _finding(
                value, "dem-tang-sai", message, shown, pair, "certain", known, lines=lines
            )


def _growth(measures: Measures, indicator: Indicator, like: Value) -> Decimal | None:
    """Return the growth of an indicator; what is told as "equal" has grown by nothing."""
    seen = measures.observation(indicator, like.window)
    cell = seen.cells.get(Measure.GROWTH) if seen else None
    if cell is None or cell.quantity is None:
        return None
    return Decimal(0) if cell.quantity.form is Form.EQUAL else cell.quantity.number


# --- one thing given twice, and jumps -----------------------------------------------------


def given_twice(measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield figures of the same months that two windows or files of a data set state otherwise."""
    own = measures.dataset
    first: dict[tuple[str, Span, Measure], tuple[Value, object]] = {}
    for value in figures:
        place = (value.indicator.key, span_of(own.period, value.window), value.measure)
        if place in first and first[place][1] != value.content:
            other, content = first[place]
            message = _("«{key}» ghi {given}, nhưng cùng các tháng đó ở {middle}")
            said = f"{figure_key(other)}: {_shown(content)} ({other.sources[0].place})"
            yield _finding(
                value, "ghi-hai-lan", message, _shown(value.content), said, "certain", []
            )
        first.setdefault(place, (value, value.content))
    for dataset in measures.datasets()[1:]:
        for key, windows in dataset.observations.items():
            for window, observation in windows.items():
                for measure, cell in observation.cells.items():
                    place = (key, span_of(dataset.period, window), measure)
                    if place in first and first[place][1] != cell.value and not measure.is_date:
                        value = first[place][0]
                        message = _("«{key}» ghi {given}, tệp khác của cùng bộ ghi {middle}")
                        said = f"{_shown(cell.value)} ({cell.source.place})"
                        yield _finding(
                            value,
                            "dieu-chinh-khong-khai",
                            message,
                            _shown(value.content),
                            said,
                            "likely",
                            [],
                        )


def jumps(measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield levels ten, a hundred or a thousand times those of earlier periods.

    The same months a year before are asked first; where they are not stated, a cumulative is
    held against the last one before it. A month against the month before would say little:
    harvests and school years jump by themselves.
    """
    for value in figures:
        number = _number(value)
        if value.measure is not Measure.LEVEL or not number:
            continue
        before, message = _earlier(measures, value)
        if not before:
            continue
        ratio = abs(EXACT.divide(number, before))
        if any(abs(r / times - 1) <= _NEAR for r in (ratio, 1 / ratio) for times in _TENFOLD):
            yield _finding(value, "nhay-bac", message, number, before, "look", [before])


def _earlier(measures: Measures, value: Value) -> tuple[Decimal | None, str]:
    """Return the level that a figure is held against, and how it is told."""
    span = span_of(measures.dataset.period, value.window)
    year_before = measures.series.at(value.indicator.key, span.year_earlier())
    if year_before is not None and (level := year_before.number(Measure.LEVEL)):
        message = _("«{key}» ghi {given}, cùng kỳ là {middle}: có thể sai đơn vị, sai dấu phẩy")
        return level, message
    message = _("«{key}» ghi {given}, kỳ trước là {middle}: có thể sai đơn vị, sai dấu phẩy")
    shorter = range(span.last - 1, 1, -1) if value.window is Window.YEAR_TO_DATE else ()
    for last in shorter:
        seen = measures.series.at(value.indicator.key, Span(span.year, 1, last))
        if seen is not None and (level := seen.number(Measure.LEVEL)):
            return level, message
    return None, message


# --- telling ------------------------------------------------------------------------------


def _finding(
    value: Value,
    code: str,
    message: str,
    given: object,
    middle: object,
    certainty: Certainty,
    inputs: Sequence[object],
    key: str = "",
    lines: str = "",
) -> Fault:
    """Return the finding; `lines` are where the other figures stand (`lines_of`)."""
    severity: Severity = "note" if certainty == "look" else "warning"
    shown = [format_decimal(x) if isinstance(x, Decimal) else str(x) for x in (given, middle)]
    named = key or figure_key(value)
    told = message.format(key=named, given=shown[0], middle=shown[1])
    return Fault(
        code,
        with_lines(told, lines),
        _("hỏi lại nơi cung cấp; báo cáo vẫn in số đã ghi"),
        value.sources[0].place,
        severity,
        certainty,
        finding_mark(code, named, given, middle, *inputs),
    )


def _number(value: Value) -> Decimal | None:
    content = value.content
    exact = isinstance(content, Quantity) and content.form is Form.EXACT
    return content.first if exact and isinstance(content, Quantity) else None


def _shown(content: object) -> str:
    return format_quantity(content) if isinstance(content, Quantity) else str(content)


_RULES: tuple[Callable[[Measures, Sequence[Value]], Iterator[Fault]], ...] = (
    growth_of_totals,
    shares_to_hundred,
    contributions_to_growth,
    risers,
    given_twice,
    jumps,
)
