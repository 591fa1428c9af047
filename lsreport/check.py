"""Everything that is wrong or doubtful with a period and its template, at once.

Comes in: a workspace, a period, a report. Goes out: findings: data that cannot be read, names
that a template misspells, figures that are missing, given figures that others contradict.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from lsreport.data.fields import near_misses
from lsreport.data.model import Cell, Source
from lsreport.data.workspace import Workspace
from lsreport.errors import Fault, FaultLog, LsreportError, Place, Severity, UsageError
from lsreport.i18n import _
from lsreport.measures import Derivation, Measures, Value
from lsreport.numbers import EXACT, Form, Quantity, decimals_of, format_decimal, round_half_up
from lsreport.periods import Period
from lsreport.report.context import Facts
from lsreport.report.names import wrong_name
from lsreport.report.stages import Report, open_report
from lsreport.template import Rendering
from lsreport.template.references import Reference, assigned, references
from lsreport.terms import Measure
from lsreport.wording.dates import PeriodNames

_NAME_CODES = frozenset(
    ("ten-khong-co", "chi-tieu-la", "cua-so-la", "so-do-la", "chua-thanh-so-lieu")
)
_GLOBALS = frozenset(("range", "dict", "cycler", "joiner", "namespace", "true", "false", "none"))


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of a report, and its document where there is one."""

    findings: list[Fault]
    drafted: Rendering | None

    @property
    def errors(self) -> list[Fault]:
        """Return what stops the document from being written."""
        return [fault for fault in self.findings if fault.severity == "error"]


def check_report(report: Report) -> Checked:
    """Return the findings of a report, errors first, and its draft."""
    log, drafted = FaultLog(), None
    log.extend(report.notes)
    names: list[Fault] = []
    try:
        names = list(template_names(report))
        drafted = report.draft()
        names += _not_printed(report)
    except LsreportError as error:
        # A run meets the wrong names again, one by one and without their near misses.
        log.extend(f for f in error.faults if not names or f.code not in _NAME_CODES)
    log.extend(names)
    try:
        log.extend(disagreements(report.figures.measures))
        log.extend(sums(report.figures.measures))
    except LsreportError as error:
        log.extend(error.faults)
    return Checked(_sorted(log), drafted)


def _sorted(faults: Iterable[Fault]) -> list[Fault]:
    order: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}
    return sorted(faults, key=lambda fault: order[fault.severity])


def check_period(
    workspace: Workspace, period: Period, name: str | None = None, allow_links: bool = False
) -> list[Fault]:
    """Return the findings of a period: errors first, then warnings, then notes.

    Raises UsageError for a report or period that the workspace does not have.
    """
    try:
        report = open_report(workspace, period, name, allow_links)
    except UsageError:  # nothing to check: no such report or period
        raise
    except LsreportError as error:
        return list(error.faults)
    return check_report(report).findings


def check_dataset(workspace: Workspace, name: str, period: Period) -> list[Fault]:
    """Return the findings of the figures alone, for a data set that no report prints yet.

    Raises UsageError for a data set or period that the workspace does not have.
    """
    try:
        dataset, notes = workspace.dataset(name, period)
        catalogue = workspace.catalogue
        measures = Measures(dataset, catalogue, lambda: workspace.earlier(name, period))
        return [*disagreements(measures), *sums(measures), *catalogue.notes, *notes]
    except UsageError:
        raise
    except LsreportError as error:
        return list(error.faults)


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
                "ten-khong-co",
                _("không có tên «{name}»").format(name=first),
                near_misses(first, {*context, *own}),
                reference.place,
            )
        elif any(key.split(".")[0] == first for key in indicators):
            yield from wrong_name(reference, indicators)
        elif first == "tuong_thuat" and len(reference.path) > 1:
            yield from _narrative_name(reference.path[1], report, reference.place)
        else:
            yield from _fact_name(reference, context[first])


def _fact_name(reference: Reference, thing: object) -> Iterator[Fault]:
    """Yield what is wrong with a name such as `ky.thang` or `van_ban.so`."""
    known = thing.values if isinstance(thing, Facts) else public_names(thing)
    if len(reference.path) > 1 and known and reference.path[1] not in known:
        yield Fault(
            "ten-khong-co",
            _("không có tên «{name}»").format(name=reference),
            near_misses(reference.path[1], known),
            reference.place,
        )


def public_names(thing: object) -> set[str]:
    """Return the names that a template may ask of the names of a period."""
    if not isinstance(thing, PeriodNames):
        return set()
    return {name for name in dir(thing) if not name.startswith("_")}


def _narrative_name(section: str, report: Report, place: Place) -> Iterator[Fault]:
    if section not in report.dataset.narrative:
        yield Fault(
            "khong-co-loi-van",
            _("kỳ này không có lời văn «tuong_thuat: {section}:»").format(section=section),
            near_misses(section, report.dataset.narrative),
            place,
            "warning",
        )


def _not_printed(report: Report) -> Iterator[Fault]:
    """Yield what the clerk wrote and no document shows: often a misspelled name."""
    used = report.figures.used
    for value in report.figures.measures.given():
        if used.isdisjoint(value.sources) and not value.measure.is_date:
            yield Fault(
                "khong-in",
                _("số liệu «{key}» chưa được in ở đâu").format(key=_key(value)),
                _("thêm vào mẫu hoặc lời văn, nếu cần in"),
                value.sources[0].place,
                "note",
            )
    named = {
        ref.path[1] for ref in references(report.template.tags) if ref.path[0] == "tuong_thuat"
    }
    for section, paragraphs in report.dataset.narrative.items():
        if section not in named and paragraphs:
            yield Fault(
                "loi-van-khong-in",
                _("lời văn «{section}» chưa được in ở đâu").format(section=section),
                near_misses(section, named),
                paragraphs[0].source.place,
            )


# --- parts and totals --------------------------------------------------------------------


def sums(measures: Measures) -> Iterator[Fault]:
    """Yield the totals that their declared parts do not add up to, beyond rounding."""
    for value in measures.given():
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
        slack = sum((_slack(n, counted) for n in (whole, *rest) if n is not None), Decimal(0))
        if abs(EXACT.subtract(added, whole)) > slack:
            yield _sum_fault(value, whole, added)


def _slack(number: Decimal, counted: bool) -> Decimal:
    """Return how far a printed number may be from the one that was rounded."""
    return Decimal(0) if counted and not decimals_of(number) else _half_unit(number)


def _sum_fault(value: Value, whole: Decimal, added: Decimal) -> Fault:
    return Fault(
        "tong-khong-khop",
        _("«{key}» ghi {whole}, các phần cộng lại là {added} ({parts})").format(
            key=_key(value),
            whole=format_decimal(whole),
            added=format_decimal(added),
            parts=" + ".join(value.indicator.parts),
        ),
        _("hỏi lại nơi cung cấp; báo cáo vẫn in số đã ghi"),
        value.sources[0].place,
        "warning",
    )


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
    if (
        isinstance(cell.value, date)
        or cell.value.form is not Form.EXACT
        or cell.value.first is None
    ):
        return (cell,)
    number = cell.value.first
    half = _slack(number, counted)  # 472 firms are 472; 816 tỷ may be 815,6
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
