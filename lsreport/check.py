"""Everything that is wrong or doubtful with a period and its template, at once.

Comes in: a workspace, a period, a report. Goes out: findings: data that cannot be read, names
that a template misspells, figures that are missing, given figures that others contradict.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from lsreport.data.fields import near_misses
from lsreport.data.model import Cell, Indicator, Source
from lsreport.data.workspace import Workspace, unknown_indicator
from lsreport.errors import Fault, FaultLog, LsreportError, Place, Severity, UsageError
from lsreport.i18n import _
from lsreport.measures import Derivation, Measures, Value
from lsreport.numbers import EXACT, Form, Quantity, decimals_of, format_decimal, round_half_up
from lsreport.periods import Period
from lsreport.report.stages import Report, open_report
from lsreport.template.references import Reference, assigned, references
from lsreport.terms import Measure, Window

_WINDOWS = {window.value for window in Window}
_MEASURES = {measure.value for measure in Measure}
_GLOBALS = frozenset(("range", "dict", "cycler", "joiner", "namespace", "true", "false", "none"))


def check_period(
    workspace: Workspace, period: Period, name: str | None = None, allow_links: bool = False
) -> list[Fault]:
    """Return the findings of a period: errors first, then warnings, then notes.

    Raises UsageError for a report or period that the workspace does not have.
    """
    log = FaultLog()
    try:
        report = open_report(workspace, period, name, allow_links)
    except UsageError:  # nothing to check: no such report or period
        raise
    except LsreportError as error:
        return list(error.faults)
    try:
        log.extend(report.notes)
        _check_document(report, log)
        log.extend(disagreements(report.figures.measures))
    except LsreportError as error:
        log.extend(error.faults)
    order: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}
    return sorted(log, key=lambda fault: order[fault.severity])


def check_dataset(workspace: Workspace, name: str, period: Period) -> list[Fault]:
    """Return the findings of the figures alone, for a data set that no report prints yet.

    Raises UsageError for a data set or period that the workspace does not have.
    """
    try:
        dataset, notes = workspace.dataset(name, period)
        catalogue = workspace.catalogue
        measures = Measures(dataset, catalogue, lambda: workspace.earlier(name, period))
        return [*disagreements(measures), *catalogue.notes, *notes]
    except UsageError:
        raise
    except LsreportError as error:
        return list(error.faults)


def _check_document(report: Report, log: FaultLog) -> None:
    try:
        log.extend(template_names(report))
        report.draft()
    except LsreportError as error:
        log.extend(error.faults)
        return
    log.extend(_not_printed(report))


# --- names in the template ---------------------------------------------------------------


def template_names(report: Report) -> Iterator[Fault]:
    """Yield the names in a report's template that lead nowhere.

    Raises TemplateError or PackageError when the template cannot be compiled.
    """
    tags = report.template.tags
    own = assigned(tags) | _GLOBALS
    context = report.context()
    indicators = report.catalogue.indicators
    for reference in references(tags):
        first = reference.path[0]
        if first in own:
            continue
        if first not in context:
            yield Fault(
                "ten-khong-co", _("không có tên «{name}»").format(name=first),
                near_misses(first, {*context, *own}), reference.place,
            )  # fmt: skip
        elif any(key.split(".")[0] == first for key in indicators):
            yield from indicator_name(reference, indicators)
        elif first == "tuong_thuat" and len(reference.path) > 1:
            yield from _narrative_name(reference.path[1], report, reference.place)


def indicator_name(reference: Reference, indicators: Mapping[str, Indicator]) -> Iterator[Fault]:
    """Yield what is wrong with the name of a figure: indicator, window or measure."""
    path, place = reference.path, reference.place
    window = next((i for i, word in enumerate(path) if word in _WINDOWS), None)
    key = ".".join(path[:window])
    if key not in indicators:
        yield unknown_indicator(key, indicators, place)
    elif window is None or len(path) < window + 2:
        yield Fault(
            "chua-thanh-so-lieu", _("«{key}» chưa phải là một số liệu").format(key=reference),
            _("thêm cửa sổ và số đo, như {key}.thang.muc").format(key=key), place,
        )  # fmt: skip
    elif path[window + 1] not in _MEASURES:
        yield Fault(
            "so-do-la",
            _("«{path}»: không có số đo «{name}»").format(path=reference, name=path[window + 1]),
            near_misses(path[window + 1], _MEASURES), place,
        )  # fmt: skip


def _narrative_name(section: str, report: Report, place: Place) -> Iterator[Fault]:
    if section not in report.dataset.narrative:
        yield Fault(
            "khong-co-loi-van",
            _("kỳ này không có lời văn «tuong_thuat: {section}:»").format(section=section),
            near_misses(section, report.dataset.narrative), place, "warning",
        )  # fmt: skip


def _not_printed(report: Report) -> Iterator[Fault]:
    """Yield what the clerk wrote and no document shows: often a misspelled name."""
    used = report.figures.used
    for value in report.figures.measures.given():
        if used.isdisjoint(value.sources) and not value.measure.is_date:
            yield Fault(
                "khong-in", _("số liệu «{key}» chưa được in ở đâu").format(key=_key(value)),
                _("thêm vào mẫu hoặc lời văn, nếu cần in"), value.sources[0].place, "note",
            )  # fmt: skip
    named = {
        ref.path[1] for ref in references(report.template.tags) if ref.path[0] == "tuong_thuat"
    }
    for section, paragraphs in report.dataset.narrative.items():
        if section not in named and paragraphs:
            yield Fault(
                "loi-van-khong-in",
                _("lời văn «{section}» chưa được in ở đâu").format(section=section),
                near_misses(section, named), paragraphs[0].source.place, "warning",
            )  # fmt: skip


# --- given against derived ---------------------------------------------------------------


def disagreements(measures: Measures) -> Iterator[Fault]:
    """Yield the given figures that the others contradict, beyond what rounding explains."""
    for value in measures.given():
        given = value.content
        if isinstance(given, date) or given.form is not Form.EXACT or given.first is None:
            continue
        derivation = measures.derivation(value.indicator, value.window, value.measure)
        if derivation is None or _explained(measures, value, given.first):
            continue
        yield _disagreement(value, given.first, derivation)


def _explained(measures: Measures, value: Value, given: Decimal) -> bool:
    """Return whether some numbers that round to what is printed agree exactly."""
    numbers = list(_possible(measures, value))
    half = _half_unit(given)
    return min(numbers) <= EXACT.add(given, half) and max(numbers) >= EXACT.subtract(given, half)


def _possible(measures: Measures, value: Value) -> Iterator[Decimal]:
    """Yield the derived number for the ends of the rounding interval of each input."""
    observation = measures.dataset.observations[value.indicator.key][value.window]
    inputs = [m for m in observation.cells if m is not value.measure and not m.is_date]
    ends = [(m, _ends(observation.cells[m])) for m in inputs]
    for chosen in itertools.product(*(cells for _m, cells in ends)):
        cells = dict(observation.cells) | dict(zip((m for m, _cells in ends), chosen, strict=True))
        derivation = measures.derivation(value.indicator, value.window, value.measure, cells)
        if derivation is not None:
            yield derivation.number


def _ends(cell: Cell) -> tuple[Cell, ...]:
    if (
        isinstance(cell.value, date)
        or cell.value.form is not Form.EXACT
        or cell.value.first is None
    ):
        return (cell,)
    number = cell.value.first
    half = _half_unit(number) if decimals_of(number) else Decimal(0)  # whole numbers are counts
    low, high = EXACT.subtract(number, half), EXACT.add(number, half)
    return tuple(replace(cell, value=Quantity(Form.EXACT, end)) for end in {low, high})


def _half_unit(number: Decimal) -> Decimal:
    return EXACT.divide(Decimal(1).scaleb(-decimals_of(number)), Decimal(2))


def _disagreement(value: Value, given: Decimal, derivation: Derivation) -> Fault:
    decimals = decimals_of(given)
    computed = round_half_up(derivation.number, decimals)
    close = abs(EXACT.subtract(computed, given)) <= Decimal(1).scaleb(-decimals)
    message = _("«{key}» ghi {given}, tính ra {computed} = {formula} (từ {sources})").format(
        key=_key(value),
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
    return Fault("so-khong-khop", message, fix, value.sources[0].place, severity)


def _other_period(source: Source, own: Source) -> bool:
    """Return whether a line stands in the file of another period of the same data set."""
    folder = own.file.rpartition("/")[0]
    return source.file != own.file and source.file.rpartition("/")[0] == folder


def _key(value: Value) -> str:
    return f"{value.indicator.key}.{value.window.value}.{value.measure.value}"
