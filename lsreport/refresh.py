"""Refreshing a document that people have edited.

Comes in: the document, and the data of today. Goes out: for each linked figure what became
of it (as printed, as found, as now), and the document with the new figures. What a person
typed over a figure is kept and told; prose is never touched, but told where a figure beside
it turned or moved far.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from lsreport.data.workspace import Workspace
from lsreport.docxfile.links import LinkedText, StoredLink
from lsreport.docxfile.living import LivingDocument, Spot
from lsreport.errors import FaultLog, FigureError, LsreportError, PackageError, Place, UsageError
from lsreport.i18n import _
from lsreport.numbers import printed_number
from lsreport.periods import Period, parse_period
from lsreport.records import record
from lsreport.report.book import FigureBook
from lsreport.report.context import FACT
from lsreport.report.stages import open_report

Outcome = Literal["updated", "kept", "unchanged", "deleted"]
FAR = Decimal(10)  # a move of so many percent may make the words around it false


@record
class FigureOutcome:
    """What became of one linked text: as printed, as found, as now.

    `deleted` ones have no place. `turned` tells that rise became fall; `moved` how far, in
    percent of the printed number, where that can be told.
    """

    link: StoredLink
    outcome: Outcome
    found: str
    now: str
    part: str = ""
    paragraph: int = 0
    sentence: str = ""

    @property
    def expression(self) -> str:
        """Return what the text prints."""
        return self.link.record.get("expression", "")

    @property
    def is_figure(self) -> bool:
        """Return whether it is a figure, not a name or date."""
        return self.link.record.get("kind") != FACT

    @property
    def turned(self) -> bool:
        """Return whether the direction of the figure turned."""
        before, after = _direction(self.link.printed), _direction(self.now)
        return self.outcome == "updated" and before != after

    @property
    def moved(self) -> Decimal | None:
        """Return by how many percent the number moved."""
        before, after = _signed(self.link.printed), _signed(self.now)
        if self.outcome != "updated" or before is None or after is None:
            return None
        if not before:
            return Decimal("Infinity") if after else Decimal(0)
        return abs((after - before) / before * 100)

    def as_json(self) -> dict[str, Any]:
        """Return the documented shape."""
        return {
            "id": self.link.id,
            "expression": self.expression,
            "period": self.link.record.get("period", ""),
            "outcome": self.outcome,
            "printed": self.link.printed,
            "found": self.found,
            "now": self.now,
            "turned": self.turned,
            "part": self.part,
            "paragraph": self.paragraph,
            "sentence": self.sentence,
        }


@record
class Refreshed:
    """A refreshed document and what became of each linked text."""

    document: bytes
    outcomes: tuple[FigureOutcome, ...]

    def of(self, *outcomes: Outcome) -> list[FigureOutcome]:
        """Return the figures with one of the outcomes."""
        return [o for o in self.outcomes if o.is_figure and o.outcome in outcomes]

    @property
    def doubtful(self) -> list[FigureOutcome]:
        """Return the updated figures whose sentence may now be false."""
        return [o for o in self.of("updated") if o.turned or (o.moved or 0) > FAR]


def refresh(
    raw: bytes,
    name: str,
    workspace: Workspace,
    *,
    only: Period | None = None,
    take_new: bool = False,
) -> Refreshed:
    """Return a document with the figures of today.

    `only` limits it to figures of one period; `take_new` prints the new figure over one that
    a person typed. Raises PackageError for a document without links, UsageError for one of
    another workspace, FigureError with every figure that cannot be had: nothing is changed.
    """
    document = LivingDocument(raw, name)
    book = open_book(document, workspace)
    log = FaultLog()
    outcomes = [
        outcome
        for spot in document.spots
        if (outcome := _refreshed(spot, book, only, take_new, log)) is not None
    ]
    log.raise_errors(FigureError)
    if only is None or str(only) == document.facts["period"]:
        outcomes += fill_gaps(document, book, take_new)
    for link in document.deleted:
        outcomes.append(FigureOutcome(link, "deleted", "", _now(link, book)))
    if only is None:
        document.facts["vintage"] = book.vintage.isoformat()
    return Refreshed(document.to_bytes(), tuple(outcomes))


def fill_gaps(
    document: LivingDocument, book: FigureBook, take_new: bool = False
) -> list[FigureOutcome]:
    """Put figures where gaps were marked, as far as the data have them now.

    What a person typed into a gap is kept, unless `take_new`. A gap of a related period is
    called by period and expression, `2023:lua.nam.muc`.
    """
    found = []
    for gap in document.gaps:
        period, _colon, expression = gap.expression.rpartition(":")
        record = {"expression": expression, "period": period or document.facts["period"]}
        try:
            new = book.text(record)
        except LsreportError:  # still missing: the mark stays
            continue
        control = gap.control
        typed = control.text not in ("", gap.expression) and not take_new
        gap.new = None if typed else new
        link = StoredLink("", "", dict(new.record))
        found.append(
            FigureOutcome(
                link,
                "kept" if typed else "updated",
                control.text,
                new.text,
                control.part,
                control.paragraph.number,
                control.paragraph.text,
            )
        )
    return found


def open_book(document: LivingDocument, workspace: Workspace) -> FigureBook:
    """Return what the document's links print today. Raises UsageError, PackageError."""
    facts = document.facts
    if facts.get("report", "") not in workspace.settings.reports:
        raise UsageError.one(
            "bao-cao-la",
            _("văn bản này lập từ báo cáo «{name}», nơi làm việc không có").format(
                name=facts.get("report", "")
            ),
            _("chạy lệnh trong nơi làm việc đã lập ra văn bản"),
            Place(document.name),
        )
    try:
        period = parse_period(facts.get("period", ""))
    except ValueError:
        raise PackageError.one(
            "khong-co-gan-ket",
            _("kho số liệu của văn bản không ghi kỳ"),
            _("lập lại văn bản bằng lsreport render"),
            Place(document.name),
        ) from None
    unit = facts.get("dataset")
    return FigureBook(open_report(workspace, period, facts["report"], unit=unit))


def _refreshed(
    spot: Spot, book: FigureBook, only: Period | None, take_new: bool, log: FaultLog
) -> FigureOutcome | None:
    if only is not None and spot.link.record.get("period") != str(only):
        return _outcome(spot, "unchanged", spot.link.printed)
    try:
        now = book.text(spot.link.record)
    except LsreportError as error:
        place = Place(part=spot.control.part, paragraph=spot.control.paragraph.number)
        for fault in error.faults:
            log.add(fault.at(place))
        return None
    return _decided(spot, now, take_new)


def _decided(spot: Spot, now: LinkedText, take_new: bool) -> FigureOutcome:
    """Decide by three texts: as printed, as found, as now."""
    typed = spot.text != spot.link.printed or spot.control.tracked
    if typed and not take_new and spot.text != now.text:
        return _outcome(spot, "kept", now.text)
    known = spot.link.printed, spot.link.record, spot.link.sources
    if (now.text, now.record, list(now.sources)) != known:
        spot.new = now  # even the same text may rest on other lines now
    if now.text == spot.text:
        return _outcome(spot, "unchanged", now.text)
    spot.new = now
    return _outcome(spot, "updated", now.text)


def _outcome(spot: Spot, outcome: Outcome, now: str) -> FigureOutcome:
    control = spot.control
    return FigureOutcome(
        spot.link,
        outcome,
        spot.text,
        now,
        control.part,
        control.paragraph.number,
        spot.sentence,
    )


def _now(link: StoredLink, book: FigureBook) -> str:
    try:
        return book.text(link.record).text
    except LsreportError:
        return ""


def _signed(text: str) -> Decimal | None:
    number = printed_number(text)
    return -number if number is not None and _direction(text) < 0 else number


_DIRECTIONS = {
    "tăng": 1, "vượt": 1, "cao hơn": 1, "giảm": -1, "thấp hơn": -1, "+": 1, "-": -1,
}  # fmt: skip


def _direction(text: str) -> int:
    """Return 1, -1 or 0: the direction that a printed figure tells."""
    words = text.strip().removeprefix("ước ").removeprefix("sơ bộ ").removeprefix("(")
    return next((sign for word, sign in _DIRECTIONS.items() if words.startswith(word)), 0)
