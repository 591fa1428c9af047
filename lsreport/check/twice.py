"""One thing given twice, and levels that jump.

Comes in: the measures of a period. Goes out: figures of the same months stated otherwise in another
window or file, levels ten, a hundred or a thousand times those of earlier periods.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lsreport.check.marks import figure_key
from lsreport.check.telling import figure_finding, number_of, shown
from lsreport.errors import Fault
from lsreport.i18n import _
from lsreport.measures import Measures, Value
from lsreport.numbers import EXACT
from lsreport.spans import Span, span_of
from lsreport.terms import Aggregation, Measure, Window

_THOUSAND = Decimal(1000)
_TENFOLD = (Decimal(10), Decimal(100), _THOUSAND)
_MILLION = Decimal(1_000_000)
_MULTIPLIED = ("nghìn ", "ngàn ", "triệu ")
_MONEY = ("nghìn đồng", "ngàn đồng", "triệu đồng")  # budgets are kept in them, however large
_NEAR = Decimal("0.25")  # how near to ten, a hundred, a thousand times a jump has to be


def given_twice(measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield figures of the same months that two windows or files of a data set state otherwise."""
    own = measures.dataset
    first: dict[tuple[str, Span, Measure], tuple[Value, object]] = {}
    for value in figures:
        place = (value.indicator.key, span_of(own.period, value.window), value.measure)
        if place in first and first[place][1] != value.content:
            other, content = first[place]
            message = _("«{key}» ghi {given}, nhưng cùng các tháng đó ở {middle}")
            said = f"{figure_key(other)}: {shown(content)} ({other.sources[0].place})"
            yield figure_finding(
                value, "ghi-hai-lan", message, shown(value.content), said, "certain", []
            )
        first.setdefault(place, (value, value.content))
    for dataset in measures.datasets()[1:]:
        for key, windows in dataset.observations.items():
            for window, observation in windows.items():
                for measure, cell in observation.cells.items():
                    place = (key, span_of(dataset.period, window), measure)
                    if place not in first or first[place][1] == cell.value or measure.is_date:
                        continue
                    value = first[place][0]
                    message = _("«{key}» ghi {given}, tệp khác của cùng bộ ghi {middle}")
                    told = shown(value.content), f"{shown(cell.value)} ({cell.source.place})"
                    yield figure_finding(
                        value, "dieu-chinh-khong-khai", message, *told, "likely", []
                    )


def jumps(measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield levels ten, a hundred or a thousand times those of earlier periods.

    The same months a year before are asked first; where they are not stated, a cumulative or a stock
    is held against the last one before it. A month against the month before says something only
    where it is a thousand times as much: harvests and school years jump by themselves.
    """
    for value in figures:
        number = number_of(value)
        if value.measure is not Measure.LEVEL or not number:
            continue
        for before, message, jumped in _earlier(measures, value):
            ratio = abs(EXACT.divide(number, before))
            if any(abs(r / times - 1) <= _NEAR for r in (ratio, 1 / ratio) for times in jumped):
                yield figure_finding(value, "nhay-bac", message, number, before, "look", [before])
            break


def thousands_twice(_measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield levels of millions in a unit of thousands or millions: `5.331.740 nghìn con`."""
    for value in figures:
        number, unit = number_of(value), value.indicator.unit.name
        if value.measure is not Measure.LEVEL or number is None or abs(number) < _MILLION:
            continue
        if unit.startswith(_MULTIPLIED) and unit not in _MONEY:
            message = _("«{key}» ghi {given} {middle}: có thể đã nhân hàng nghìn hai lần")
            yield figure_finding(value, "nghin-hai-lan", message, number, unit, "look", [])


_Earlier = tuple[Decimal, str, tuple[Decimal, ...]]


def _earlier(measures: Measures, value: Value) -> Iterator[_Earlier]:
    """Yield the levels that a figure may be held against, nearest in kind first, none of them 0."""
    key, span = value.indicator.key, measures.span(value.window)
    message = _("«{key}» ghi {given}, cùng kỳ là {middle}: có thể sai đơn vị, sai dấu phẩy")
    own, year_before = measures.series.at(key, span), measures.series.at(key, span.year_earlier())
    if own is not None and (level := own.number(Measure.SAME_PERIOD_LEVEL)):
        yield level, message, _TENFOLD
    if year_before is not None and (level := year_before.number(Measure.LEVEL)):
        yield level, message, _TENFOLD
    message = _("«{key}» ghi {given}, kỳ trước là {middle}: có thể sai đơn vị, sai dấu phẩy")
    factors: tuple[Decimal, ...] = _TENFOLD
    known = measures.series.with_level(key)
    if value.indicator.aggregation is Aggregation.STOCK:
        ends = [s for s in known if (s.year, s.last) < (span.year, span.last)]
        before = max(ends, key=lambda s: (s.year, s.last), default=None)
    elif value.window is Window.YEAR_TO_DATE:
        shorter = [
            s for s in known if s.year == span.year and s.first == 1 and 1 < s.last < span.last
        ]
        before = max(shorter, key=lambda s: s.last, default=None)
    else:
        before, factors = span.before(), (_THOUSAND,)
    seen = measures.series.at(key, before) if before else None
    if seen is not None and (level := seen.number(Measure.LEVEL)):
        yield level, message, factors
