"""What the figures of a period say against one another.

Comes in: the measures of a period. Goes out: given figures that others contradict beyond what
rounding explains, totals that are not the sum of their parts, ratings that plan and estimate
do not bear out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from lsreport.check.identities import identities
from lsreport.check.lines import cell_of, lines_of, with_lines
from lsreport.check.marks import figure_key, finding_mark
from lsreport.data.model import HouseStyle, Indicator, Source
from lsreport.data.revisions import period_file_of
from lsreport.errors import Certainty, Fault, Severity
from lsreport.expressions import Expression
from lsreport.i18n import _
from lsreport.measures import (
    Derivation,
    Measures,
    Value,
    derived_in,
    half_unit,
    reach,
    room,
)
from lsreport.numbers import (
    EXACT,
    Form,
    Quantity,
    decimals_of,
    format_decimal,
    format_quantity,
    round_half_up,
)
from lsreport.spans import Span
from lsreport.terms import Measure, Rating
from lsreport.wording.figures import word


def contradictions(measures: Measures) -> Iterator[Fault]:
    """Yield what the figures of a period say against one another."""
    given = tuple(measures.given())
    yield from disagreements(measures, given)
    yield from rating_disagreements(measures, given)
    yield from sums(measures, given)
    yield from identities(measures, given)


# --- parts and totals --------------------------------------------------------------------


def sums(measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield the totals that their declared parts do not add up to, beyond rounding."""
    for value in figures:
        parts = [measures.indicator(key) for key in value.indicator.parts]
        if value.measure not in _ADDED or not parts:
            continue
        cells = [
            cell_of(measures, one, value.window, value.measure) for one in (value.indicator, *parts)
        ]
        whole, *rest = (cell.quantity.number if cell and cell.quantity else None for cell in cells)
        numbers = [number for number in rest if number is not None]
        if whole is None or len(numbers) < len(rest):
            continue
        added = sum(numbers, Decimal(0))
        counted = value.indicator.unit.counted
        open_by = sum((room(cell, counted) for cell in cells), Decimal(0))
        if abs(EXACT.subtract(added, whole)) > open_by:
            yield _sum_fault(measures, value, numbers)


_ADDED = (Measure.LEVEL, Measure.SAME_PERIOD_LEVEL, Measure.DIFFERENCE)


def _sum_fault(measures: Measures, value: Value, parts: Sequence[Decimal]) -> Fault:
    added = format_decimal(sum(parts, Decimal(0)))
    assert isinstance(value.content, Quantity)
    message = _("«{key}» ghi {whole}, các phần cộng lại là {added} ({parts})").format(
        key=figure_key(value),
        whole=format_quantity(value.content),
        added=added,
        parts=" + ".join(value.indicator.parts),
    )
    lines = lines_of(measures, value.indicator.parts, value.window, value.measure)
    return Fault(
        "tong-khong-khop",
        with_lines(message, lines),
        _("tổng khớp nếu là {added}; hỏi lại nơi cung cấp; báo cáo vẫn in số đã ghi").format(
            added=added
        ),
        value.sources[0].place,
        "warning",
        "certain",
        finding_mark("tong-khong-khop", figure_key(value), value.content, *parts),
    )


# --- ratings ------------------------------------------------------------------------------


def rating_disagreements(measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield the published ratings that plan and estimate contradict."""
    for value in figures:
        if not isinstance(value.content, Rating):
            continue
        computed = measures.derived(value.indicator, value.window, Measure.RATING)
        if computed is None or computed.content is value.content:
            continue
        house = measures.catalogue.settings.house
        level, plan = (
            _worded(measures, value, measure, house) for measure in (Measure.LEVEL, Measure.PLAN)
        )
        yield Fault(
            "danh-gia-khac",
            _("«{key}» ghi {given}, nhưng {level} so với kế hoạch {plan} là {computed}").format(
                key=figure_key(value),
                given=word(value, None, house).text,
                level=level,
                plan=plan,
                computed=word(computed, None, house).text,
            ),
            _(
                "sửa đánh giá, hoặc xóa dòng danh_gia để công cụ tính; báo cáo vẫn in đánh giá đã ghi"
            ),
            value.sources[0].place,
            "warning",
            "certain",
            finding_mark("danh-gia-khac", figure_key(value), level, plan, value.content.value),
        )


def _worded(measures: Measures, value: Value, measure: Measure, house: HouseStyle) -> str:
    expression = Expression(value.indicator.key, value.window, measure)
    return word(measures.value(expression), None, house).text


# --- given against derived ---------------------------------------------------------------


def disagreements(measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield the given figures that the others contradict, beyond what rounding explains."""
    for value in figures:
        given = value.content
        if not isinstance(given, Quantity) or given.form is not Form.EXACT or given.first is None:
            continue
        span = measures.span(value.window)
        for unsaid in _UNSAID.get(value.measure, ((value.measure,),)):
            asked = (measures, value.indicator, span, value.measure, unsaid)
            derivation = derived_in(*asked)
            if derivation is None or _explained(given.first, derivation.number, asked):
                continue
            yield _disagreement(measures, value, given.first, derivation)
            break


# What a figure is held against is computed as if it, and what was printed with it, were not stated:
# a growth against levels and against the ratio beside it, a base against last year's own figure.
_UNSAID: Mapping[Measure, tuple[tuple[Measure, ...], ...]] = {
    Measure.GROWTH: ((Measure.GROWTH, Measure.RATIO), (Measure.GROWTH,)),
    Measure.RATIO: ((Measure.RATIO, Measure.GROWTH),),
    Measure.SAME_PERIOD_LEVEL: ((Measure.SAME_PERIOD_LEVEL, Measure.DIFFERENCE),),
}

_Asked = tuple[Measures, Indicator, Span, Measure, tuple[Measure, ...]]


def _explained(given: Decimal, computed: Decimal, asked: _Asked) -> bool:
    """Return whether some numbers that round to what is printed agree exactly."""
    if round_half_up(computed, decimals_of(given)) == given:
        return True
    open_to = reach(*asked)
    if open_to is None:
        return True
    half = half_unit(given)
    low, high = EXACT.subtract(given, half), EXACT.add(given, half)
    if given < 0:  # half-up rounds away from zero: the end nearer to it does not belong
        return open_to.low <= high and open_to.high > low
    return open_to.low < high and open_to.high >= low


def _disagreement(
    measures: Measures, value: Value, given: Decimal, derivation: Derivation
) -> Fault:
    decimals = decimals_of(given)
    computed = round_half_up(derivation.number, decimals)
    close = abs(EXACT.subtract(computed, given)) <= Decimal(1).scaleb(-decimals)
    message = _("«{key}» ghi {given}, tính ra {computed} = {formula} (từ {sources})").format(
        key=figure_key(value),
        given=format_decimal(given),
        computed=format_decimal(computed),
        formula=derivation.formula,
        sources=", ".join(str(source.place) for source in derivation.sources),
    )
    if close:
        fix = _("lệch một đơn vị ở chữ số cuối: có thể do cắt bớt thay vì làm tròn")
    elif any(_other_period(source, value.sources[0]) for source in derivation.sources):
        fix = _("số của kỳ khác có thể đã được điều chỉnh; báo cáo vẫn in số đã ghi")
    else:
        fix = _("hỏi lại nơi cung cấp; báo cáo vẫn in số đã ghi")
    severity: Severity = "note" if close else "warning"
    elsewhere = any(_other_period(source, value.sources[0]) for source in derivation.sources)
    certainty: Certainty = "look" if close else "likely" if elsewhere else "certain"
    rests_on = (measures.series.cell(one).value for one in derivation.inputs)
    mark = finding_mark("so-khong-khop", figure_key(value), given, derivation.number, *rests_on)
    where = value.sources[0].place
    return Fault("so-khong-khop", message, fix, where, severity, certainty, mark)


def _other_period(source: Source, own: Source) -> bool:
    """Return whether a line stands in the file of another period of the same data set."""
    file, own_file = period_file_of(source.file), period_file_of(own.file)
    return file != own_file and file.rpartition("/")[0] == own_file.rpartition("/")[0]
