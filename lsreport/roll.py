"""Rolling a document forward: last month's finished report becomes this month's draft.

Comes in: the document, edited by people, and a period. Goes out: the same document with every
linked figure and name of the new period; what has no data yet is marked; and the paragraphs
whose words are last month's, to be read again, each with a Word comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from lsreport.data.workspace import Workspace
from lsreport.docxfile.comments import Comment
from lsreport.docxfile.controls import Paragraph
from lsreport.docxfile.headings import heading_styles
from lsreport.docxfile.living import LivingDocument, Spot
from lsreport.docxfile.xmltext import CORE
from lsreport.errors import FaultLog, LsreportError, Place, UsageError
from lsreport.i18n import _
from lsreport.measures import AWAITED_CODE
from lsreport.periods import Kind, Period, parse_period
from lsreport.records import record
from lsreport.refresh import fill_gaps, open_book
from lsreport.report.book import NO_LONGER, FigureBook
from lsreport.report.context import FACT
from lsreport.report.sections import NOT_AVAILABLE
from lsreport.wording.dates import PeriodNames

AUTHOR = "lsreport"
_MISSING = frozenset(("thieu-so-lieu", AWAITED_CODE))
_CAUSES = re.compile(r"\b(do|vì|nhờ|nguyên nhân|bởi)\b", re.IGNORECASE)
_TYPED = re.compile(
    r"[0-9]"
    r"|\btháng (?:giêng|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|chạp)\b"
    r"|\bquý (?:I|II|III|IV|một|hai|ba|tư|bốn)\b",
    re.IGNORECASE,
)
_HEADING_NUMBER = re.compile(r"^\s*(?:[0-9]+[.)])*(?:[0-9]+(?=\s))?")
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 8  # a paragraph of fewer words is a title, a name, a label


@record
class Review:
    """A paragraph to read again, and why."""

    paragraph: int
    text: str
    reason: str


@record
class Rolled:
    """A document of a new period: figures set, figures missing, paragraphs to read again."""

    document: bytes
    figures: int
    missing: tuple[str, ...]
    typed: tuple[str, ...]
    left: tuple[str, ...]
    added: tuple[str, ...]
    reviews: tuple[Review, ...]


def roll(raw: bytes, name: str, workspace: Workspace, period: Period) -> Rolled:
    """Return a document rolled forward to a period.

    Raises UsageError for a period of another kind or without a data file, LsreportError for
    what cannot be had and is not merely missing.
    """
    document = LivingDocument(raw, name)
    old = open_book(document, workspace)
    before = parse_period(document.facts["period"])
    _check_period(workspace, document, before, period)
    book = old.at(period)
    changed = _Roll(document, book, before, period)
    changed.run()
    document.facts |= {
        "period": str(period),
        "vintage": book.vintage.isoformat(),
        "seal": "",
    }
    changed.fill()
    document.pristine = False
    _retitle(document, before, period)
    reviews = _reviews(document, changed.moved)
    day = f"{date.fromisoformat(document.facts['vintage'])}T00:00:00Z"
    for review, paragraph in reviews:
        if paragraph is not None:
            document.comment(Comment(review.reason, AUTHOR, day), paragraph)
    return Rolled(
        document.to_bytes(),
        changed.figures,
        tuple(changed.missing),
        tuple(changed.typed),
        tuple(changed.left),
        tuple(changed.added),
        tuple(review for review, _paragraph in reviews),
    )


def _check_period(
    workspace: Workspace, document: LivingDocument, before: Period, period: Period
) -> None:
    if period.kind is not before.kind:
        raise UsageError.one(
            "ky-khong-hop",
            _("văn bản của kỳ {before} không chuyển sang kỳ {period} được").format(
                before=before, period=period
            ),
            _("chọn kỳ cùng loại: tháng sang tháng, quý sang quý"),
            Place(document.name),
        )
    workspace.dataset(document.facts.get("dataset", ""), period)  # told when there is none


class _Roll:
    """Sets every linked text to the new period."""

    def __init__(
        self, document: LivingDocument, book: FigureBook, before: Period, period: Period
    ) -> None:
        self._document, self._book = document, book
        self._before, self._period = before, period
        self.figures = 0
        self.missing: list[str] = []
        self.typed: list[str] = []
        self.left: list[str] = []
        self.added: list[str] = []
        self.moved: set[int] = set()  # paragraphs of the body in which a figure changed

    def run(self) -> None:
        log = FaultLog()
        for spot in self._document.spots:
            self._set(spot, log)
        log.raise_errors(LsreportError)
        self._look_for_more()

    def fill(self) -> None:
        """Fill the gaps that the old period left; name those that are still open."""
        self.figures += len(fill_gaps(self._document, self._book))
        self.missing += [gap.expression for gap in self._document.gaps if gap.new is None]

    def _set(self, spot: Spot, log: FaultLog) -> None:
        record = spot.link.record
        is_fact = record.get("kind") == FACT
        period = _shifted(parse_period(record["period"]), self._before, self._period)
        try:
            spot.new = self._book.text(record, period)
        except LsreportError as error:
            codes = {fault.code for fault in error.faults}
            if is_fact and codes == {NO_LONGER}:  # a recipient less: told, and left to a person
                self.left.append(spot.text)
            elif not is_fact and codes <= _MISSING:
                own = period == self._period
                spot.gap = record["expression"] if own else f"{period}:{record['expression']}"
                self.missing.append(spot.gap)
            else:
                log.extend(fault.at(Place(self._document.name)) for fault in error.faults)
            return
        if is_fact:
            return
        self.figures += 1
        if spot.text != spot.link.printed:
            self.typed.append(f"{spot.text} → {spot.new.text}")
        if spot.new.text != spot.text and spot.control.part == self._document.package.document:
            self.moved.add(spot.control.paragraph.number)

    def _look_for_more(self) -> None:
        """Note what a list of names, such as the recipients, has more in the new period."""
        last: dict[tuple[str, str], int] = {}
        for spot in self._document.spots:
            path, _dot, index = spot.link.record.get("expression", "").rpartition(".")
            if spot.link.record.get("kind") == FACT and index.isdigit():
                key = path, spot.link.record["period"]
                last[key] = max(last.get(key, 0), int(index))
        for (path, period), highest in last.items():
            shifted = _shifted(parse_period(period), self._before, self._period)
            self.added += self._from(path, highest + 1, shifted)

    def _from(self, path: str, index: int, period: Period) -> Iterator[str]:
        while True:
            record = {"kind": FACT, "expression": f"{path}.{index}"}
            try:
                yield self._book.text(record, period).text
            except LsreportError:
                return
            index += 1


def _shifted(period: Period, before: Period, after: Period) -> Period:
    """Return a period as seen from the new one: the report's own, or a related year's."""
    if period == before:
        return after
    years = after.year - before.year
    if period.kind is Kind.FIVE_YEARS:
        return period._replace(year=(after.year - 1) // 5 * 5 + 1)
    return period._replace(year=period.year + years)


def _retitle(document: LivingDocument, before: Period, period: Period) -> None:
    """Let the title among the properties name the new period."""
    if CORE not in document.package:
        return
    content = document.package.read(CORE).decode()
    old, new = PeriodNames(before), PeriodNames(period)
    for name in ("tieu_de_quy", "tieu_de_nam", "tieu_de", "day_du"):
        content = content.replace(str(getattr(old, name)), str(getattr(new, name)))
    document.package.write(CORE, content.encode())


def _reviews(document: LivingDocument, moved: set[int]) -> list[tuple[Review, Paragraph | None]]:
    """Return the paragraphs whose words are last period's; those of notes cannot be marked."""
    with_figures = {
        spot.control.paragraph.number
        for spot in document.spots
        if spot.link.record.get("kind") != FACT and spot.control.part == document.package.document
    }
    headings = heading_styles(document.package)
    spots: dict[int, list[Spot]] = {}
    for spot in document.spots:
        spots.setdefault(id(spot.control.paragraph), []).append(spot)
    found: list[tuple[Review, Paragraph | None]] = []
    for paragraph in document.body:
        is_title = paragraph.style in headings or paragraph.text.isupper()
        reasons = _reasons(
            paragraph, is_title, paragraph.number in with_figures, paragraph.number in moved
        )
        if reasons:
            text = _words_now(paragraph, spots.get(id(paragraph), ()))
            found.append((Review(paragraph.number, text, "; ".join(reasons)), paragraph))
    for paragraph in document.outside:
        if _TYPED.search(paragraph.typed):
            reason = _("chú thích, đầu trang: có số hoặc tháng, năm gõ tay")
            text = _words_now(paragraph, spots.get(id(paragraph), ()))
            found.append((Review(paragraph.number, text, reason), None))
    return found


def _words_now(paragraph: Paragraph, spots: Sequence[Spot]) -> str:
    """Return the words of a paragraph with the figures of the new period."""
    words = paragraph.text
    for spot in sorted(spots, key=lambda spot: spot.control.at, reverse=True):
        at = spot.control.at
        new = spot.new.text if spot.new else f"[thiếu {spot.gap}]" if spot.gap else spot.text
        words = words[:at] + new + words[at + len(spot.text) :]
    return words.strip()


def _reasons(paragraph: Paragraph, is_title: bool, has_figures: bool, moved: bool) -> list[str]:
    reasons = []
    typed = paragraph.typed
    if _TYPED.search(_HEADING_NUMBER.sub("", typed) if is_title else typed):
        reasons.append(_("có số hoặc tháng, năm gõ tay"))
    if typed.strip() == NOT_AVAILABLE:
        reasons.append(_("kỳ trước không có số: nay có thể có"))
    if is_title:
        return reasons
    if len(_WORD.findall(paragraph.typed)) >= _SHORT and not has_figures:
        reasons.append(_("không có số liệu gắn kết: lời văn của kỳ trước"))
    elif moved and _CAUSES.search(paragraph.typed):
        reasons.append(_("nêu nguyên nhân bên cạnh số đã đổi"))
    return reasons
