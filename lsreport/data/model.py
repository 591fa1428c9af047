"""What the loader hands on: frozen, typed, each value with its file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from lsreport.errors import Fault, Place
from lsreport.markup import Paragraph
from lsreport.numbers import Quantity
from lsreport.periods import Calendar, Kind, Period, RelativePeriod
from lsreport.records import record
from lsreport.terms import Aggregation, Measure, PlanKind, Polarity, Rating, Status, Window

# What a cell holds: an amount, a cut-off date, or the rating of a target.
Content = Quantity | date | Rating
# Begins a paragraph that was carried over from another period and that nobody has read yet.
UNREAD = "[xem lại]"


class Source(NamedTuple):
    """A line of a data file; `file` is relative to the workspace, with forward slashes."""

    file: str
    line: int

    @property
    def place(self) -> Place:
        """Return it as the place of a fault."""
        return Place(self.file, self.line)


@record
class Unit:
    """A unit as printed after a number, `joined` to it; `counted` units count whole things (05 dự án)."""

    key: str
    name: str
    counted: bool = False
    joined: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Vietnamese sets a space before a unit, and none before %.
        joined = self.name if self.name.startswith("%") else f" {self.name}"
        object.__setattr__(self, "joined", joined)


@record
class Indicator:
    """A statistical indicator (chỉ tiêu), described once for all periods and data sets.

    `counted` are those whose risers it counts ("09/13 sản phẩm tăng"), `fallers` whose fallers.
    """

    key: str
    name: str
    unit: Unit
    aggregation: Aggregation
    source: Source
    decimals: int | None = None
    agency: str | None = None
    parts: tuple[str, ...] = ()
    polarity: Polarity | None = None
    plan_kind: PlanKind = PlanKind.PLAN
    code: str | None = None
    base_year: int | None = None
    counted: tuple[str, ...] = ()
    fallers: tuple[str, ...] = ()


@record
class Cell:
    """A typed value and its line."""

    value: Content
    source: Source

    @property
    def quantity(self) -> Quantity | None:
        """Return the amount, or None for a date or a rating."""
        return self.value if isinstance(self.value, Quantity) else None


@record
class Observation:
    """What one data set states of one indicator in one window of one period (số liệu).

    `awaited` are the measures whose line is there and whose figure the department still owes;
    `revised` is the day of the last revision of it.
    """

    cells: Mapping[Measure, Cell]
    source: Source
    status: Status | None = None
    agency: str | None = None
    remark: str | None = None
    awaited: Mapping[Measure, Source] = field(default_factory=dict)
    revised: date | None = None

    def number(self, measure: Measure) -> Decimal | None:
        """Return the number to compute with, or None where there is not exactly one."""
        cell = self.cells.get(measure)
        return cell.quantity.number if cell and cell.quantity else None


@record
class Narrative:
    """A paragraph of prose of the period. `unread` was carried over and waits for review."""

    spans: Paragraph
    source: Source
    unread: bool = False


@record
class Acceptance:
    """A finding that somebody looked at and lets stand, until a figure in it moves."""

    mark: str
    reason: str
    source: Source

    @property
    def of_words(self) -> bool:
        """Return whether it accepts a finding of the audit: about a sentence, not the data."""
        return self.mark.startswith("v")

    @property
    def is_of_data_sets(self) -> bool:
        """Return whether it accepts a difference between two data sets."""
        return self.mark.startswith("h")


@record
class DocumentFacts:
    """What is known of the one document of a period: its date, number, signer."""

    date: date | None = None
    number: str | None = None
    signer: str | None = None


@record
class Revision:
    """An entry of a period's log: what was revised, on which day and why (điều chỉnh).

    `observations` hold only what the entry states, as its lines have it.
    """

    day: date
    reason: str
    observations: Mapping[str, Mapping[Window, Observation]]
    source: Source
    agency: str | None = None


@record
class Dataset:
    """The figures and the narrative of one period in one data set, its revisions applied.

    `vintage` is the date as of which the figures were known (bản): the day of the last
    revision. `original` is what the period's file says by itself, where it was revised.
    """

    name: str
    period: Period
    vintage: date
    file: str
    observations: Mapping[str, Mapping[Window, Observation]]
    narrative: Mapping[str, tuple[Narrative, ...]]
    tasks: tuple[tuple[Narrative, ...], ...]
    documents: Mapping[str, DocumentFacts]
    revisions: tuple[Revision, ...] = ()
    original: Dataset | None = None
    accepted: tuple[Acceptance, ...] = ()

    @property
    def accepted_marks(self) -> frozenset[str]:
        """Return the marks of the findings that were accepted."""
        return frozenset(acceptance.mark for acceptance in self.accepted)

    @property
    def closed(self) -> date:
        """Return the date as of which the figures of the file itself were known (`ban`)."""
        return self.original.vintage if self.original else self.vintage


@record
class Plan:
    """The target of one indicator, for a year or for five."""

    cell: Cell
    remark: str | None = None


@record
class Signer:
    """Who may sign for a body, and from when to when."""

    key: str
    name: str
    title: str
    authority: tuple[str, ...]
    since: date | None
    until: date | None
    source: Source


@record
class Body:
    """An issuing body (cơ quan ban hành) as a letterhead names it, in force for a time.

    `subdivisions` is what a sentence calls the units below: "các huyện, thành phố".
    """

    key: str
    name: str
    short: str
    place: str
    letterhead: tuple[str, ...]
    parent: str | None
    subdivisions: str | None
    since: date | None
    until: date | None
    source: Source


@record
class Recipients:
    """A list of recipients (nơi nhận), in force for a time; `archive` is the "Lưu:" line."""

    names: tuple[str, ...]
    archive: str
    since: date | None
    until: date | None
    source: Source


@record
class ReportKind:
    """A report that a workspace makes, declared in data.

    `templates` holds a template for each kind of period.
    """

    key: str
    name: str
    templates: Mapping[Kind, str]
    dataset: str
    body: str
    symbol: str
    source: Source
    recipients: str | None = None
    signer: str | None = None
    document_type: str = "Báo cáo"
    layout: str | None = None
    calendar: Calendar = Calendar.STATISTICAL
    unused_templates: tuple[str, ...] = ()  # kinds with a template that loai_ky lacks

    @property
    def periods(self) -> tuple[Kind, ...]:
        """Return the kinds of period that the report is made for."""
        return tuple(self.templates)


class HeadingNumber(Enum):
    """How the headings of one level are numbered; the value is its first number."""

    ROMAN = "I."
    ARABIC = "1."
    COMPOUND = "1.1."
    LETTER = "a)"
    STAR = "*"
    DASH = "-"


HEADING_NUMBERS = (HeadingNumber.ROMAN, HeadingNumber.ARABIC, HeadingNumber.COMPOUND)


@record
class Section:
    """A section of a report: the key of its content in the template, its heading, what is in it.

    Without a `title` it has no heading of its own.
    """

    key: str | None
    title: str | None
    agency: str | None
    sections: tuple[Section, ...]
    source: Source


@record
class Layout:
    """The sections of a report in their order, in force for a time (bố cục)."""

    sections: tuple[Section, ...]
    heading_numbers: tuple[HeadingNumber, ...] | None
    since: date | None
    until: date | None
    source: Source

    @property
    def keys(self) -> frozenset[str]:
        """Return the keys of all its sections."""
        return frozenset(_keys(self.sections))


def _keys(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        if section.key:
            yield section.key
        yield from _keys(section.sections)


@record
class TableRow:
    """An entry of a table: a title row, or indicators that share one number and one rating."""

    number: str | None
    title: str | None
    indicators: tuple[str, ...]
    labels: tuple[str, ...]
    source: Source


@record
class Table:
    """A table made from figures: which indicators, in which order."""

    title: str
    rows: tuple[TableRow, ...]
    source: Source


class SourceStyle(Enum):
    """Where a report names the agency that a section's figures come from."""

    NOTE = "chu_thich"
    SENTENCE = "trong_cau"


@record
class HouseStyle:
    """What the decree leaves to the house.

    `percent_decimals` are those of derived percentages; `printed_percent_decimals` those of
    all percentages as printed, where the house wants them alike.
    """

    pad_counts: bool = True
    percent_decimals: int = 1
    printed_percent_decimals: int | None = None
    heading_numbers: tuple[HeadingNumber, ...] = HEADING_NUMBERS
    footnote_points: int | None = None
    difference: str = "{tang} ({chenh_lech|dau})"
    sources: SourceStyle = SourceStyle.NOTE


@record
class Settings:
    """The workspace's own settings.

    `related` are other periods whose figures a report or its narrative may print, by name.
    """

    default_report: str
    datasets: Mapping[str, str]
    reports: Mapping[str, ReportKind]
    house: HouseStyle
    source: Source
    related: Mapping[str, RelativePeriod] = field(default_factory=dict)


@record
class Catalogue:
    """Everything that does not change with the period. Dated lists are oldest first.

    `stems` are the keys of the indicators and all their beginnings, as templates walk them;
    `roots` those of one word.
    """

    settings: Settings
    units: Mapping[str, Unit]
    indicators: Mapping[str, Indicator]
    bodies: Mapping[str, tuple[Body, ...]]
    signers: Mapping[str, tuple[Signer, ...]]
    recipients: Mapping[str, tuple[Recipients, ...]]
    plans: Mapping[Period, Mapping[str, Plan]]
    layouts: Mapping[str, tuple[Layout, ...]] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    notes: tuple[Fault, ...] = ()
    stems: frozenset[str] = field(init=False, repr=False, compare=False)
    roots: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        words = (key.split(".") for key in self.indicators)
        stems = {".".join(path[:end]) for path in words for end in range(1, len(path) + 1)}
        object.__setattr__(self, "stems", frozenset(stems))
        object.__setattr__(self, "roots", tuple(sorted(x for x in stems if "." not in x)))
