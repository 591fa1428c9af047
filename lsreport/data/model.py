"""What the loader hands on: frozen, typed, each value with its file and line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from lsreport.errors import Fault, Place
from lsreport.markup import Paragraph
from lsreport.numbers import Quantity
from lsreport.periods import Kind, Period
from lsreport.terms import Aggregation, Measure, PlanKind, Polarity, Status, Window


@dataclass(frozen=True, slots=True)
class Source:
    """A line of a data file; `file` is relative to the workspace, with forward slashes."""

    file: str
    line: int

    @property
    def place(self) -> Place:
        """Return it as the place of a fault."""
        return Place(self.file, self.line)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed after a number. `counted` units count whole things (05 dự án)."""

    key: str
    name: str
    counted: bool = False

    @property
    def joined(self) -> str:
        """Return what follows the number: a space and the name, but no space before %."""
        return self.name if self.name.startswith("%") else f" {self.name}"


@dataclass(frozen=True, slots=True)
class Indicator:
    """A statistical indicator (chỉ tiêu), described once for all periods and data sets."""

    key: str
    name: str
    unit: Unit
    aggregation: Aggregation
    source: Source
    decimals: int | None = None
    agency: str | None = None
    parts: tuple[str, ...] = ()
    polarity: Polarity = Polarity.NEUTRAL
    plan_kind: PlanKind = PlanKind.PLAN
    code: str | None = None
    base_year: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A typed value and its line: a quantity, or for the cut-off measures a date."""

    value: Quantity | date
    source: Source


@dataclass(frozen=True, slots=True)
class Observation:
    """What one data set states of one indicator in one window of one period (số liệu)."""

    cells: Mapping[Measure, Cell]
    source: Source
    status: Status | None = None
    agency: str | None = None
    remark: str | None = None

    def number(self, measure: Measure) -> Decimal | None:
        """Return the number to compute with, or None where there is not exactly one."""
        cell = self.cells.get(measure)
        return cell.value.number if cell and isinstance(cell.value, Quantity) else None


@dataclass(frozen=True, slots=True)
class Narrative:
    """A paragraph of prose of the period."""

    spans: Paragraph
    source: Source


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What is known of the one document of a period: its date, number, signer."""

    date: date | None = None
    number: str | None = None
    signer: str | None = None


@dataclass(frozen=True, slots=True)
class Dataset:
    """One file: the figures and the narrative of one period in one data set.

    `vintage` is the date as of which the figures were known (bản).
    """

    name: str
    period: Period
    vintage: date
    file: str
    observations: Mapping[str, Mapping[Window, Observation]]
    narrative: Mapping[str, tuple[Narrative, ...]]
    tasks: tuple[tuple[Narrative, ...], ...]
    documents: Mapping[str, DocumentFacts]


@dataclass(frozen=True, slots=True)
class Plan:
    """A yearly target of one indicator."""

    cell: Cell
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """Who may sign for a body, and from when to when."""

    key: str
    name: str
    title: str
    authority: tuple[str, ...]
    since: date | None
    until: date | None
    source: Source


@dataclass(frozen=True, slots=True)
class Body:
    """An issuing body (cơ quan ban hành) as a letterhead names it, in force for a time."""

    key: str
    name: str
    short: str
    place: str
    letterhead: tuple[str, ...]
    parent: str | None
    since: date | None
    until: date | None
    source: Source


@dataclass(frozen=True, slots=True)
class Recipients:
    """A list of recipients (nơi nhận), in force for a time; `archive` is the "Lưu:" line."""

    names: tuple[str, ...]
    archive: str
    since: date | None
    until: date | None
    source: Source


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A report that a workspace makes, declared in data."""

    key: str
    name: str
    template: str
    dataset: str
    body: str
    symbol: str
    recipients: str
    signer: str
    periods: tuple[Kind, ...]
    source: Source


class HeadingNumber(Enum):
    """How the headings of one level are numbered; the value is its first number."""

    ROMAN = "I."
    ARABIC = "1."
    COMPOUND = "1.1."
    LETTER = "a)"


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What the decree leaves to the house."""

    pad_counts: bool = True
    percent_decimals: int = 1
    heading_numbers: tuple[HeadingNumber, ...] = (
        HeadingNumber.ROMAN,
        HeadingNumber.ARABIC,
        HeadingNumber.COMPOUND,
    )
    footnote_points: int | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """The workspace's own settings."""

    default_report: str
    datasets: Mapping[str, str]
    reports: Mapping[str, ReportKind]
    house: HouseStyle
    source: Source


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that does not change with the period. Dated lists are oldest first."""

    settings: Settings
    units: Mapping[str, Unit]
    indicators: Mapping[str, Indicator]
    bodies: Mapping[str, tuple[Body, ...]]
    signers: Mapping[str, tuple[Signer, ...]]
    recipients: Mapping[str, tuple[Recipients, ...]]
    plans: Mapping[int, Mapping[str, Plan]]
    notes: tuple[Fault, ...] = ()
