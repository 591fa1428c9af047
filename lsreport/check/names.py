"""What a template asks for and does not get, and what it leaves unsaid.

Comes in: a report and its compiled template. Goes out: names that lead nowhere, prose that is
missing, figures and prose that are printed nowhere, headings that were left out.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import cache
from weakref import WeakKeyDictionary

from lsreport.check.asked import TemplateNames
from lsreport.check.marks import figure_key
from lsreport.check.outlines import unknown_sections, wrong_table
from lsreport.data.lacking import near_misses
from lsreport.data.model import Catalogue, Dataset, Source
from lsreport.data.workspace import Workspace
from lsreport.errors import Fault, Place, Severity
from lsreport.i18n import _
from lsreport.measures import AWAITED_CODE
from lsreport.report.context import FACT, Facts, PeriodFacts
from lsreport.report.names import wrong_name
from lsreport.report.stages import Report
from lsreport.template import Rendering, Template
from lsreport.template.references import Reference
from lsreport.template.words import template_words
from lsreport.wording.dates import PeriodNames

_DOUBTFUL: WeakKeyDictionary[Template, tuple[Catalogue, list[Reference]]] = WeakKeyDictionary()
_GLOBALS = frozenset(("range", "dict", "cycler", "joiner", "namespace", "true", "false", "none"))


def template_names(report: Report, names: TemplateNames) -> Iterator[Fault]:
    """Yield the names in a report's template that lead nowhere, and the prose that it lacks."""
    yield from wrong_names(report, names)
    yield from _without_narrative(report, names)


def wrong_names(report: Report, names: TemplateNames) -> Iterator[Fault]:
    """Yield the names in a report's template, and sections of its outline, that lead nowhere."""
    context = report.context()
    indicators = report.catalogue.indicators
    roots = {key.split(".")[0] for key in indicators}
    for reference in _doubtful(report, names):
        first = reference.path[0]
        if first in report.scopes:
            yield from _scoped_name(reference, report)
        elif first not in context:
            yield Fault(
                "ten-khong-co",
                _("không có tên «{name}»").format(name=first),
                near_misses(first, {*context, *names.asked.own, *_GLOBALS}),
                reference.place,
            )
        elif first == "bang":
            yield from wrong_table(reference, report)
        elif first in roots:
            yield from wrong_name(reference, indicators)
        elif first != "tuong_thuat":
            yield from _fact_name(reference, context[first])
    yield from unknown_sections(report, names.asked)


def _doubtful(report: Report, names: TemplateNames) -> list[Reference]:
    """Return the names in a template but those that it gives itself and figures that there are.

    These are the same for all periods: they are looked through once for a template.
    """
    template, catalogue = report.template, report.catalogue
    kept = _DOUBTFUL.get(template)
    if kept is None or kept[0] is not catalogue:
        own = {*names.asked.own, *_GLOBALS}
        roots = {key.split(".")[0] for key in catalogue.indicators}
        found = [name for name in names.references if name.path[0] not in own]
        found = [
            name
            for name in found
            if name.path[0] not in roots or any(wrong_name(name, catalogue.indicators))
        ]
        kept = _DOUBTFUL[template] = catalogue, found
    return kept[1]


def _scoped_name(reference: Reference, report: Report) -> Iterator[Fault]:
    """Yield what is wrong with a name of a related period: `nam_truoc.grdp.nam.tang`."""
    inner = Reference(reference.path[1:], reference.place)
    scope = report.scopes[reference.path[0]]
    first = inner.path[0] if inner.path else ""
    if first == "ky":
        yield from _fact_name(inner, scope.ky)
    elif first == "bang":
        yield from wrong_table(inner, report)
    elif first not in ("tuong_thuat", "nhiem_vu"):
        yield from wrong_name(inner, report.catalogue.indicators)


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
    return _period_names() if isinstance(thing, PeriodFacts) else set()


@cache
def _period_names() -> set[str]:
    return {name for name in dir(PeriodNames) if not name.startswith("_")}


def _without_narrative(report: Report, names: TemplateNames) -> Iterator[Fault]:
    """Yield the sections that the template can print and that have no prose.

    One that looks like a section nobody prints is told by itself: a name was misspelled. The
    others are told together, once a period: not every section has something to say.
    """
    asked: dict[str, dict[str, Place]] = {}
    datasets: dict[str, Dataset] = {}
    for reference in names.references:
        path, dataset = reference.path, report.dataset
        if path[0] in report.scopes:
            path, dataset = path[1:], report.scopes[path[0]].dataset
        if len(path) > 1 and path[0] == "tuong_thuat":
            datasets[dataset.file] = dataset
            asked.setdefault(dataset.file, {}).setdefault(path[1], reference.place)
    elsewhere = _sections_elsewhere(report, names)
    for file, sections in asked.items():
        narrative = datasets[file].narrative
        unprinted = [name for name in narrative if name not in sections]
        missing = [name for name in sections if name not in narrative and name not in elsewhere]
        for name in list(missing):
            if difflib.get_close_matches(name, unprinted, n=1, cutoff=0.8):
                missing.remove(name)
                yield _no_narrative(name, near_misses(name, unprinted), sections[name], "warning")
        if missing:
            fix = _("thêm vào «tuong_thuat:» nếu cần")
            yield _no_narrative(", ".join(missing), fix, Place(file), "note")


def _sections_elsewhere(report: Report, names: TemplateNames) -> set[str]:
    """Return the sections that the template has and that the layout in force leaves out."""
    return set(names.asked.sections) - {section.khoa for section in report.context()["bo_cuc"]}


def _no_narrative(sections: str, fix: str, place: Place, severity: Severity) -> Fault:
    message = _("kỳ này không có lời văn «tuong_thuat: {section}»").format(section=sections)
    return Fault("khong-co-loi-van", message, fix, place, severity)


def not_printed(report: Report, names: TemplateNames) -> Iterator[Fault]:
    """Yield what the clerk wrote and no document shows: often a misspelled name."""
    used = report.figures.used
    for value in report.figures.measures.given():
        if used.isdisjoint(value.sources) and not value.measure.is_date:
            yield Fault(
                "khong-in",
                _("số liệu «{key}» chưa được in ở đâu").format(key=figure_key(value)),
                _("thêm vào mẫu hoặc lời văn, nếu cần in"),
                value.sources[0].place,
                "note",
            )
    yield from prose_not_printed(report, names)


def prose_not_printed(report: Report, names: TemplateNames) -> Iterator[Fault]:
    """Yield the narrative that no document shows: its section was misspelled."""
    named = _named_sections(report, names)
    unnamed = report.dataset.narrative.keys() - named
    if unnamed:  # another report of the same data may print it
        named |= _named_elsewhere(report)
    for section, paragraphs in report.dataset.narrative.items():
        if section not in named and paragraphs:
            yield Fault(
                "loi-van-khong-in",
                _("lời văn «{section}» chưa được in ở đâu").format(section=section),
                near_misses(section, named),
                paragraphs[0].source.place,
            )


def _named_sections(report: Report, names: TemplateNames) -> set[str]:
    """Return the sections of prose that a report's template names, of related periods too."""
    named: set[str] = set()
    for reference in names.references:
        if "tuong_thuat" not in reference.path:
            continue
        after = reference.path[reference.path.index("tuong_thuat") + 1 :]
        if after:
            named.add(after[0])
        else:  # `tuong_thuat[muc.khoa]`: any section of the layout
            named |= {section.khoa for section in report.context()["bo_cuc"]}
    return named


def _named_elsewhere(report: Report) -> set[str]:
    """Return the sections that the other templates of the same data set name.

    Their words are looked at, not their tags: they need not be compiled for that.
    """
    named: set[str] = set()
    for template in report.other_templates():
        words = template_words(template)
        named.update(re.findall(r"\btuong_thuat\.([a-z0-9_]+)", words))
        if "tuong_thuat[" in words:
            for layouts in report.catalogue.layouts.values():
                named.update(key for layout in layouts for key in layout.keys)
    return named


def awaited(
    dataset: Dataset, catalogue: Catalogue, severity: Severity = "error"
) -> Iterator[Fault]:
    """Yield, for each department, the figures whose lines wait for it (chua_co)."""
    waiting: dict[str, list[tuple[str, Source]]] = {}
    for key, windows in dataset.observations.items():
        for window, observation in windows.items():
            agency = observation.agency or catalogue.indicators[key].agency
            for measure, line in observation.awaited.items():
                name = f"{key}.{window.value}.{measure.value}"
                waiting.setdefault(agency or _("chưa ghi cơ quan"), []).append((name, line))
    for agency, lines in waiting.items():
        yield Fault(
            AWAITED_CODE,
            _("{agency}: còn chờ {count} số: {names}").format(
                agency=agency, count=len(lines), names=", ".join(name for name, _line in lines)
            ),
            _("thay chua_co bằng số khi nhận được, hoặc xóa dòng"),
            lines[0][1].place,
            severity,
        )


def unnamed_files(workspace: Workspace, dataset: str) -> Iterator[Fault]:
    """Yield the files of a data set that nothing reads, since their names are no period's."""
    for path in workspace.unnamed_files(dataset):
        yield Fault(
            "ten-tep-la",
            _("tên tệp không phải một kỳ: tệp này không được đọc"),
            _("đổi tên theo kỳ, như 2024-05.yaml, 2024-Q1.yaml, 2024-S1.yaml, 2024.yaml"),
            Place(workspace.relative(path)),
            "warning",
        )


def without_figures(drafted: Rendering) -> Iterator[Fault]:
    """Yield a warning for a document in which no figure stands."""
    if all(link.record.get("kind") == FACT for link in drafted.links):
        yield Fault(
            "khong-co-so-lieu",
            _("văn bản không có số liệu nào"),
            _("xem lại mẫu và số liệu của kỳ"),
            severity="warning",
        )


def related_without_file(report: Report, names: TemplateNames) -> Iterator[Fault]:
    """Yield the related periods that the template prints and that have no file."""
    told: set[str] = set()
    for reference in names.references:
        scope = report.scopes.get(reference.path[0])
        if scope is None or reference.path[1:2] in ((), ("ky",)):
            continue
        path = report.workspace.root / scope.dataset.file
        if scope.dataset.file not in told and not path.is_file():
            told.add(scope.dataset.file)
            yield Fault(
                "thieu-ky-lien-quan",
                _("mẫu in số của kỳ {period}, mà kỳ ấy không có tệp số liệu").format(
                    period=scope.dataset.period
                ),
                _("tạo tệp {file}").format(file=scope.dataset.file),
                reference.place,
                "warning",
            )


def left_out(drafted: Rendering) -> Iterator[Fault]:
    """Yield the headings that were not printed since nothing stood under them."""
    for heading in drafted.left_out:
        yield Fault(
            "muc-trong",
            _("mục «{heading}» không có nội dung trong kỳ nên không in").format(
                heading=heading.words
            ),
            _("thêm số liệu hoặc lời văn của mục, nếu cần in"),
            heading.place,
            "note",
        )
