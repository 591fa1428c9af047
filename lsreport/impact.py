"""Which documents and sentences are false under the data of today.

Comes in: documents, or without any the register of what was issued. Goes out: each figure
that the data now state otherwise, with its sentence, and what changed it. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lsreport.data.model import Revision
from lsreport.data.workspace import Workspace
from lsreport.docxfile.living import LivingDocument
from lsreport.errors import LsreportError
from lsreport.periods import parse_period
from lsreport.publish import Registered, registered
from lsreport.records import record
from lsreport.refresh import open_book, refresh
from lsreport.report.book import FigureBook
from lsreport.report.stages import open_report
from lsreport.wording.dates import short_date


@record
class Impact:
    """A figure of a document that the data contradict now; `cause` says which revision."""

    document: str
    expression: str
    period: str
    printed: str
    now: str
    sentence: str
    cause: str

    def as_json(self) -> dict[str, Any]:
        """Return the documented shape."""
        return {
            "document": self.document,
            "expression": self.expression,
            "period": self.period,
            "printed": self.printed,
            "now": self.now,
            "sentence": self.sentence,
            "cause": self.cause,
        }


def impact_of(raw: bytes, name: str, workspace: Workspace) -> list[Impact]:
    """Return the figures of a document that are no longer so. Raises LsreportError."""
    done = refresh(raw, name, workspace)
    book = open_book(LivingDocument(raw, name), workspace)
    return [
        Impact(
            name,
            outcome.expression,
            outcome.link.record.get("period", ""),
            outcome.found or outcome.link.printed,
            outcome.now,
            outcome.sentence,
            cause_of(book, outcome.link.record),
        )
        for outcome in done.of("updated", "kept")
        if outcome.now != outcome.found
    ]


def impact_of_register(workspace: Workspace) -> list[Impact]:
    """Return the figures of issued documents that are no longer so."""
    return [found for entry in registered(workspace) for found in _of_entry(workspace, entry)]


def _of_entry(workspace: Workspace, entry: Registered) -> Iterator[Impact]:
    period = parse_period(entry.facts["ky"])
    unit = entry.facts.get("bo_so_lieu")
    book = FigureBook(open_report(workspace, period, entry.facts["bao_cao"], unit=unit))
    for figure in entry.figures:
        try:
            now = book.figure(figure.record).text
        except LsreportError as error:
            now = error.faults[0].message
        if now != figure.printed:
            yield Impact(
                entry.file,
                figure.record["expression"],
                figure.record["period"],
                figure.printed,
                now,
                figure.sentence,
                cause_of(book, figure.record),
            )


def cause_of(book: FigureBook, record: Mapping[str, str]) -> str:
    """Return which revision a figure rests on now: day, source, reason; "" where none."""
    try:
        figure = book.figure(record)
    except LsreportError:
        return ""
    measures = book.measures(figure.value.period)
    datasets = {dataset.file: dataset for dataset in measures.datasets()}
    causes = []
    for source in figure.value.sources:
        for dataset in datasets.values():
            before = [
                revision
                for revision in dataset.revisions
                if revision.source.file == source.file and revision.source.line <= source.line
            ]
            if before:
                causes.append(_told(before[-1]))
    return "; ".join(dict.fromkeys(causes))


def known_in(
    raw: bytes, name: str, workspace: Workspace
) -> Callable[[Mapping[str, str]], tuple[str, str]]:
    """Return what tells, for the record of a figure, its name and which revision it rests on.

    Of a document of another workspace, or without figures, nothing is known.
    """
    try:
        book = open_book(LivingDocument(raw, name), workspace)
    except LsreportError:
        return lambda _record: ("", "")
    return lambda record: (book.name(record), cause_of(book, record))


def _told(revision: Revision) -> str:
    agency = f", {revision.agency}" if revision.agency else ""
    return f"{short_date(revision.day)}{agency}: {revision.reason}"
