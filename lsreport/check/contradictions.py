"""What the figures of a period say against one another.

Comes in: the measures of a period. Goes out: given figures that others contradict beyond what
rounding explains, totals that are not the sum of their parts, ratings that plan and estimate
do not bear out.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from lsreport.check.identities import identities
from lsreport.check.lines import lines_of, with_lines
from lsreport.check.marks import figure_key, finding_mark, half_unit, slack
from lsreport.data.model import Cell, HouseStyle, Source
from lsreport.data.revisions import period_file_of
from lsreport.errors import Certainty, Fault, Severity
from lsreport.expressions import Expression
from lsreport.i18n import _
from lsreport.measures import Derivation, Measures, Value
from lsreport.numbers import EXACT, Form, Quantity, decimals_of, format_decimal, round_half_up
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
        if value.measure is not Measure.LEVEL or not parts:
            continue
        total = measures.observation(value.indicator, value.window)
        found = [measures.observation(part, value.window) for part in parts]
        numbers = [seen.number(Measure.LEVEL) if seen else None for seen in (total, *found)]
        whole, *rest = numbers
        if whole is None or any(number is None for number in rest):
            continue
        added = sum((number for number in rest if number is not None), Decimal(0))
        counted = value.indicator.unit.counted
        room = sum((slack(n, counted) for n in (whole, *rest) if n is not None), Decimal(0))
        if abs(EXACT.subtract(added, whole)) > room:
            lines = lines_of(measures, value.indicator.parts, value.window, Measure.LEVEL)
            yield _sum_fault(value, whole, added, lines)


def _sum_fault(value: Value, whole: Decimal, added: Decimal, lines: str) -> Fault:
    message = _("«{key}» ghi {whole}, các phần cộng lại là {added} ({parts})").format(
        key=figure_key(value),
        whole=format_decimal(whole),
        added=format_decimal(added),
        parts=" + ".join(value.indicator.parts),
    )
    return Fault(
        "tong-khong-khop",
        with_lines(message, lines),
        _("tổng khớp nếu là {added}; hỏi lại nơi cung cấp; báo cáo vẫn in số đã ghi").format(
            added=format_decimal(added)
        ),
        value.sources[0].place,
        "warning",
        "certain",
        finding_mark("tong-khong-khop", figure_key(value), whole, added),
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
        derivation = measures.derivation(value.indicator, value.window, value.measure)
        if derivation is None or _explained(measures, value, given.first):
            continue
        yield _disagreement(value, given.first, derivation)


def _explained(measures: Measures, value: Value, given: Decimal) -> bool:
    """Return whether some numbers that round to what is printed agree exactly."""
    numbers = list(_possible(measures, value))
    half = half_unit(given)
    low, high = EXACT.subtract(given, half), EXACT.add(given, half)
    if given < 0:  # half-up rounds away from zero: the end nearer to it does not belong
        return min(numbers) <= high and max(numbers) > low
    return min(numbers) < high and max(numbers) >= low


def _possible(measures: Measures, value: Value) -> Iterator[Decimal]:
    """Yield the derived number for the ends of the rounding interval of each input."""
    observation = measures.dataset.observations[value.indicator.key][value.window]
    inputs = [m for m in observation.cells if m is not value.measure and not m.is_date]
    counted = value.indicator.unit.counted
    ends = [(m, _ends(observation.cells[m], counted)) for m in inputs]
    for chosen in itertools.product(*(cells for _m, cells in ends)):
        cells = dict(observation.cells) | dict(zip((m for m, _cells in ends), chosen, strict=True))
        derivation = measures.derivation(value.indicator, value.window, value.measure, cells)
        if derivation is not None:
            yield derivation.number


def _ends(cell: Cell, counted: bool) -> tuple[Cell, ...]:
    quantity = cell.quantity
    if quantity is None or quantity.form is not Form.EXACT or quantity.first is None:
        return (cell,)
    number = quantity.first
    half = slack(number, counted)  # 472 firms are 472; 816 tỷ may be 815,6
    low, high = EXACT.subtract(number, half), EXACT.add(number, half)
    return tuple(replace(cell, value=Quantity(Form.EXACT, end)) for end in {low, high})


def _disagreement(value: Value, given: Decimal, derivation: Derivation) -> Fault:
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
    mark = finding_mark("so-khong-khop", figure_key(value), given, derivation.number)
    where = value.sources[0].place
    return Fault("so-khong-khop", message, fix, where, severity, certainty, mark)


def _other_period(source: Source, own: Source) -> bool:
    """Return whether a line stands in the file of another period of the same data set."""
    file, own_file = period_file_of(source.file), period_file_of(own.file)
    return file != own_file and file.rpartition("/")[0] == own_file.rpartition("/")[0]
