"""The stages of a report, in order: load, measure, word, run.

Comes in: a workspace, a period, the name of a report. Goes out: a `Draft`: the bytes of the
document and what there is to say of it. Writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, TypeVar

from lsreport.data.fields import near_misses
from lsreport.data.model import (
    Catalogue,
    Dataset,
    DocumentFacts,
    Narrative,
    ReportKind,
    Source,
)
from lsreport.data.workspace import Workspace
from lsreport.errors import DataError, Fault, Place, UsageError
from lsreport.i18n import _
from lsreport.measures import Measures
from lsreport.periods import Kind, Period
from lsreport.report.context import (
    Facts,
    HeadingCounter,
    ParagraphList,
    PrintedNarrative,
    wording_filters,
)
from lsreport.report.figures import FigureSource
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
        return self.workspace.templates / self.kind.template

    @property
    def default_name(self) -> str:
        """Return the file name of the draft, as offices name files."""
        return f"{self.kind.key.replace('/', '-')}-{self.period}.docx"

    @cached_property
    def template(self) -> Template:
        """Return the compiled template. Raises PackageError, TemplateError."""
        house = self.catalogue.settings.house
        sizes = {"footnote text": house.footnote_points} if house.footnote_points else {}
        return Template(
            self.template_path,
            wording_filters(),
            allow_links=self.allow_links,
            style_points=sizes,
            name=self.workspace.relative(self.template_path),
        )

    @cached_property
    def figures(self) -> FigureSource:
        """Return the source of figures."""
        measures = Measures(self.dataset, self.catalogue, self._earlier)
        return FigureSource(measures, self.catalogue.settings.house, self.partial)

    def _earlier(self) -> list[Dataset]:
        return self.workspace.earlier(self.dataset.name, self.period)

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
        day = self.facts.date or self.dataset.vintage
        return {
            **self.figures.roots(),
            "ky": PeriodNames(self.period),
            "ky_sau": PeriodNames(self.period.shifted(1)),
            "van_ban": self._document_facts(day),
            "co_quan": self._body_facts(day),
            "noi_nhan": self._recipient_facts(day),
            "chu_ky": self._signer_facts(day),
            "tuong_thuat": NarrativeLists(self.dataset, self.figures),
            "nhiem_vu": [self._printed(task) for task in self.dataset.tasks],
            "de_muc": HeadingCounter(self.catalogue.settings.house.heading_numbers),
        }

    @property
    def facts(self) -> DocumentFacts:
        """Return what the data say of this document."""
        return self.dataset.documents.get(self.kind.key, DocumentFacts())

    def _printed(self, paragraphs: tuple[Narrative, ...]) -> ParagraphList:
        return ParagraphList(PrintedNarrative(p, self.figures) for p in paragraphs)

    def _document_facts(self, day: date) -> Facts:
        number = self.facts.number
        # An empty number leaves a gap in which the clerk stamps one.
        padded = "\u00a0" * 8 if number is None else f"{int(number):02d}"
        return Facts(
            {
                "so": padded,
                "ky_hieu": self.kind.symbol,
                "ngay": long_date(day),
                "ten": self.kind.name,
            }
        )

    def _body_facts(self, day: date) -> Facts:
        body = in_force(self.catalogue.bodies[self.kind.body], day, _("cơ quan"), self.kind.body)
        return Facts(
            {
                "ten": body.name,
                "viet_tat": body.short,
                "dia_danh": body.place,
                "chu_quan": body.parent or "",
                "dong_dau": body.letterhead,
            }
        )

    def _recipient_facts(self, day: date) -> Facts:
        lists = self.catalogue.recipients[self.kind.recipients]
        found = in_force(lists, day, _("nơi nhận"), self.kind.recipients)
        return Facts({"danh_sach": found.names, "luu": found.archive})

    def _signer_facts(self, day: date) -> Facts:
        key = self.facts.signer or self.kind.signer
        signers = self.catalogue.signers
        if key not in signers:
            raise DataError.one(
                "ten-la",
                _("không có {what} «{key}»").format(what=_("người ký"), key=key),
                near_misses(key, signers),
                Place(self.dataset.file),
            )
        signer = in_force(signers[key], day, _("người ký"), key)
        return Facts(
            {
                "quyen_han": signer.authority,
                "chuc_vu": signer.title.upper(),
                "ho_ten": signer.name,
            }
        )


class NarrativeLists:
    """The narrative of a period, by section. A section without prose is an empty list."""

    def __init__(self, dataset: Dataset, figures: FigureSource) -> None:
        self._dataset, self._figures = dataset, figures

    def __getattr__(self, name: str) -> ParagraphList:
        if name.startswith("_"):
            raise AttributeError(name)
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
    workspace: Workspace, period: Period, name: str | None = None, allow_links: bool = False
) -> Report:
    """Return the report of a period; `allow_links` admits a template that loads remote content.

    Raises UsageError for a name or period that the workspace does not have.
    """
    settings = workspace.settings
    key = name or settings.default_report
    kind = settings.reports.get(key)
    if kind is None:
        raise UsageError.one(
            "bao-cao-la",
            _("không có báo cáo «{name}»").format(name=key),
            near_misses(key, settings.reports),
        )
    if period.kind not in kind.periods:
        known = ", ".join(map(_kind_name, kind.periods))
        raise UsageError.one(
            "ky-khong-hop",
            _("báo cáo «{name}» không lập cho kỳ {period}").format(name=key, period=period),
            _("báo cáo này được lập theo: {known}").format(known=known),
        )
    dataset, notes = workspace.dataset(kind.dataset, period)
    return Report(
        workspace, kind, period, dataset, (*workspace.catalogue.notes, *notes), allow_links
    )


def _kind_name(kind: Kind) -> str:
    names = {
        Kind.MONTH: _("tháng"),
        Kind.QUARTER: _("quý"),
        Kind.HALF_YEAR: _("nửa năm"),
        Kind.NINE_MONTHS: _("chín tháng"),
        Kind.YEAR: _("năm"),
    }
    return names[kind]
