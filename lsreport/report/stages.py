"""The stages of a report, in order: load, measure, word, run.

Comes in: a workspace, a period, the name of a report. Goes out: a `Draft`: the bytes of the
document and what there is to say of it. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, TypeVar

from lsreport.data.lacking import near_misses
from lsreport.data.model import (
    Catalogue,
    Dataset,
    DocumentFacts,
    HeadingNumber,
    Layout,
    ReportKind,
    Source,
    Table,
)
from lsreport.data.workspace import Workspace
from lsreport.errors import DataError, Fault, Place
from lsreport.i18n import _
from lsreport.measures import Measures
from lsreport.periods import Calendar, Period
from lsreport.report.compiled import compiled
from lsreport.report.context import (
    Facts,
    ParagraphList,
    PeriodFacts,
    PrintedNarrative,
)
from lsreport.report.figures import FigureSource
from lsreport.report.kinds import file_name, of_unit, report_kind
from lsreport.report.paths import root_path, root_paths
from lsreport.report.sections import HeadingCounter, Tables, section_views
from lsreport.template import Rendering, Template
from lsreport.wording.dates import PeriodNames, long_date


class Dated(Protocol):
    """Something in force from a day to a day, open where the day is not known."""

    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...
    @property
    def source(self) -> Source: ...


D = TypeVar("D", bound=Dated)


@dataclass(frozen=True)
class Report:
    """One report of one period, ready to be drafted."""

    workspace: Workspace
    kind: ReportKind
    period: Period
    dataset: Dataset
    notes: tuple[Fault, ...]
    allow_links: bool = False
    partial: bool = False

    @property
    def catalogue(self) -> Catalogue:
        """Return the workspace's catalogue."""
        return self.workspace.catalogue

    @property
    def template_path(self) -> Path:
        """Return where the Word template stands."""
        return self.workspace.templates / self.kind.templates[self.period.kind]

    @property
    def default_name(self) -> str:
        """Return the file name of the draft, as offices name files."""
        settings = self.catalogue.settings
        return file_name(self.kind, settings, self.period, self.workspace.as_of)

    @cached_property
    def template(self) -> Template:
        """Return the compiled template. Raises PackageError, TemplateError."""
        points = self.catalogue.settings.house.footnote_points
        name = self.workspace.relative(self.template_path)
        return compiled(self.template_path, name, points, self.allow_links, self.workspace.store)

    @cached_property
    def figures(self) -> FigureSource:
        """Return the source of figures."""
        return self._figures(self.dataset)

    @cached_property
    def scopes(self) -> Mapping[str, Scope]:
        """Return the related periods, by the names that templates and narrative give them."""
        names = self.catalogue.settings.related
        return {name: self._scope(name, self.period) for name in names}

    @cached_property
    def _read(self) -> dict[Period, Scope]:
        return {}

    def figures_read(self) -> list[FigureSource]:
        """Return the figures of the report's period and of the related periods it printed from."""
        related = [scope.figures for scope in self._read.values()]
        return [self.figures, *(figures for figures in related if figures.used)]

    def _scope(self, name: str, period: Period) -> Scope:
        """Return a related period as seen from a period: the report's own or a related one."""
        wanted = self.catalogue.settings.related[name].seen_from(period)
        if wanted not in self._read:
            dataset = dataset_or_empty(self.workspace, self.dataset, wanted)
            figures = self.figures if wanted == self.period else self._figures(dataset)
            scope = Scope(dataset, figures, self.catalogue.tables, self.kind.calendar)
            self._read[wanted] = scope
        return self._read[wanted]

    def _figures(self, dataset: Dataset) -> FigureSource:
        def related(name: str) -> FigureSource | None:
            known = name in self.catalogue.settings.related
            return self._scope(name, dataset.period).figures if known else None

        measures = Measures(
            dataset,
            self.catalogue,
            lambda: self.workspace.earlier(dataset.name, dataset.period),
        )
        prefix = "" if dataset.period == self.period else f"{dataset.period}:"
        house = self.catalogue.settings.house
        return FigureSource(measures, house, self.partial, related, prefix)

    def draft(self, controls: bool = True) -> Rendering:
        """Return the document. Raises LsreportError with every fault."""
        facts = {
            "report": self.kind.key,
            "period": str(self.period),
            "dataset": self.dataset.name,
            "vintage": self.dataset.vintage.isoformat(),
        }
        return self.template.run(self.context(), controls=controls, facts=facts)

    def context(self) -> dict[str, Any]:
        """Return what the template sees."""
        day = self.facts.date or self.dataset.closed
        layout = self.layout
        counter = HeadingCounter(self._heading_numbers(layout))
        house = self.catalogue.settings.house
        rule = self.kind.calendar
        return {
            **root_paths(self.figures),
            **self.scopes,
            "ky": PeriodFacts("ky", PeriodNames(self.period, rule), str(self.period)),
            "ky_sau": PeriodFacts(
                "ky_sau", PeriodNames(self.period.following(), rule), str(self.period)
            ),
            "van_ban": self._document_facts(day),
            "co_quan": self._body_facts(day),
            "noi_nhan": self._recipient_facts(day),
            "chu_ky": self._signer_facts(day),
            "tuong_thuat": NarrativeLists(self.dataset, self.figures),
            "nhiem_vu": _tasks(self.dataset, self.figures),
            "de_muc": counter,
            "bo_cuc": list(section_views(layout, counter, house.sources)) if layout else [],
            "bang": Tables(self.catalogue.tables, self.figures),
        }

    def other_templates(self) -> list[Path]:
        """Return the templates of the workspace's other reports from the same data set."""
        own = self.kind.templates[self.period.kind]
        names = {
            name
            for kind in self.catalogue.settings.reports.values()
            if kind.dataset == self.catalogue.settings.reports[self.kind.key].dataset
            for name in kind.templates.values()
        }
        return [self.workspace.templates / name for name in sorted(names - {own})]

    @property
    def layout(self) -> Layout | None:
        """Return the outline in force on the day of the document. Raises DataError."""
        key, day = self.kind.layout, self.facts.date or self.dataset.closed
        return in_force(self.catalogue.layouts[key], day, _("bố cục"), key) if key else None

    def _heading_numbers(self, layout: Layout | None) -> tuple[HeadingNumber, ...]:
        own = layout.heading_numbers if layout else None
        return own or self.catalogue.settings.house.heading_numbers

    @property
    def facts(self) -> DocumentFacts:
        """Return what the data say of this document."""
        return self.dataset.documents.get(self.kind.key, DocumentFacts())

    def _document_facts(self, day: date) -> Facts:
        number = self.facts.number
        # An empty number leaves a gap in which the clerk stamps one.
        padded = "\u00a0" * 8 if number is None else f"{int(number):02d}"
        return self._frame(
            "van_ban",
            {
                "so": padded,
                "ky_hieu": self.kind.symbol,
                "ngay": long_date(day),
                "ten": self.kind.name,
                "loai": self.kind.document_type,
                "loai_hoa": self.kind.document_type.upper(),
            },
        )

    def _frame(self, name: str, values: Mapping[str, Any]) -> Facts:
        return Facts(name, values, str(self.period))

    def _body_facts(self, day: date) -> Facts:
        body = in_force(self.catalogue.bodies[self.kind.body], day, _("cơ quan"), self.kind.body)
        return self._frame(
            "co_quan",
            {
                "ten": body.name,
                "viet_tat": body.short,
                "dia_danh": body.place,
                "chu_quan": body.parent or "",
                "cap_duoi": body.subdivisions or "",
                "dong_dau": body.letterhead,
            },
        )

    def _recipient_facts(self, day: date) -> Facts:
        if self.kind.recipients is None:
            return self._frame("noi_nhan", {"danh_sach": (), "luu": ""})
        lists = self.catalogue.recipients[self.kind.recipients]
        found = in_force(lists, day, _("nơi nhận"), self.kind.recipients)
        return self._frame("noi_nhan", {"danh_sach": found.names, "luu": found.archive})

    def _signer_facts(self, day: date) -> Facts:
        key = self.facts.signer or self.kind.signer
        if key is None:
            return self._frame("chu_ky", {"quyen_han": (), "chuc_vu": "", "ho_ten": ""})
        signers = self.catalogue.signers
        if key not in signers:
            raise DataError.one(
                "ten-la",
                _("không có {what} «{key}»").format(what=_("người ký"), key=key),
                near_misses(key, signers),
                Place(self.dataset.file),
            )
        signer = in_force(signers[key], day, _("người ký"), key)
        return self._frame(
            "chu_ky",
            {
                "quyen_han": signer.authority,
                "chuc_vu": signer.title.upper(),
                "ho_ten": signer.name,
            },
        )


def _tasks(dataset: Dataset, figures: FigureSource) -> list[ParagraphList]:
    return [
        ParagraphList(PrintedNarrative(paragraph, figures) for paragraph in task)
        for task in dataset.tasks
    ]


@dataclass(frozen=True)
class Scope:
    """A related period as a template sees it: its figures, `ky`, `tuong_thuat`, `nhiem_vu`."""

    dataset: Dataset
    figures: FigureSource
    tables: Mapping[str, Table]
    rule: Calendar

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        period = self.dataset.period
        facts: dict[str, Callable[[], Any]] = {
            "ky": lambda: PeriodFacts("ky", PeriodNames(period, self.rule), str(period)),
            "tuong_thuat": lambda: NarrativeLists(self.dataset, self.figures),
            "nhiem_vu": lambda: _tasks(self.dataset, self.figures),
            "bang": lambda: Tables(self.tables, self.figures),
        }
        return facts[name]() if name in facts else root_path(self.figures, name)


def dataset_or_empty(workspace: Workspace, own: Dataset, wanted: Period) -> Dataset:
    """Return the data of a related period; without a file every figure of it is missing."""
    if wanted == own.period:
        return own
    path = workspace.dataset_file(own.name, wanted)
    if path.is_file() and workspace.is_known(own.name, wanted):
        return workspace.dataset(own.name, wanted)[0]
    return replace(
        own,
        period=wanted,
        file=workspace.relative(path),
        observations={},
        narrative={},
        tasks=(),
        documents={},
    )


class NarrativeLists:
    """The narrative of a period, by section. A section without prose is an empty list."""

    def __init__(self, dataset: Dataset, figures: FigureSource) -> None:
        self._dataset, self._figures = dataset, figures

    def __getattr__(self, name: str) -> ParagraphList:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def __walk__(self, names: tuple[str, ...], _filters: tuple[str, ...]) -> tuple[Any, int, int]:
        """Follow the first word of a template's path, the name of a section."""
        return (self[names[0]], 1, 0) if names else (self, 0, 0)

    def __getitem__(self, name: str) -> ParagraphList:
        """Return the paragraphs of a section whose name the template computes."""
        paragraphs = self._dataset.narrative.get(name, ())
        return ParagraphList(PrintedNarrative(p, self._figures) for p in paragraphs)


def in_force(entries: tuple[D, ...], day: date, what: str, key: str) -> D:
    """Return the entry in force on a day. Raises DataError when none or several are."""
    found = [
        entry
        for entry in entries
        if (entry.since is None or entry.since <= day)
        and (entry.until is None or day <= entry.until)
    ]
    if len(found) == 1:
        return found[0]
    place = entries[0].source.place if entries else Place()
    problem = (
        _("không có {what} «{key}» có hiệu lực ngày {day}")
        if not found
        else _("có hơn một {what} «{key}» có hiệu lực ngày {day}")
    )
    raise DataError.one(
        "hieu-luc",
        problem.format(what=what, key=key, day=f"{day.day}/{day.month}/{day.year}"),
        _("sửa tu_ngay, den_ngay để mỗi ngày có đúng một mục"),
        place,
    )


def open_report(
    workspace: Workspace,
    period: Period,
    name: str | None = None,
    allow_links: bool = False,
    unit: str | None = None,
) -> Report:
    """Return the report of a period; `allow_links` admits a template that loads remote content.

    `unit` is a data set to draw it from instead of its own (report/kinds.py). Raises UsageError
    for a name or period that the workspace does not have.
    """
    kind = report_kind(workspace.settings, name or workspace.settings.default_report, period)
    kind = of_unit(kind, unit, workspace.catalogue) if unit else kind
    dataset, notes = workspace.dataset(kind.dataset, period)
    notes = [*workspace.catalogue.notes, *notes]
    return Report(workspace.at_one_look(), kind, period, dataset, tuple(notes), allow_links)
