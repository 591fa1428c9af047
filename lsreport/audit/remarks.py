"""Findings as comments of Word.

Comes in: the bytes of a .docx and its findings. Goes out: the bytes of a copy in which each finding
is a comment on its paragraph; one on a note stands at the note's mark. All else stays as it was.
"""

from __future__ import annotations

from collections.abc import Sequence

from lsreport.audit.findings import Finding
from lsreport.audit.reading.source import Document
from lsreport.docxfile.comments import Comment, add_comments, comment_marks, first_comment_id
from lsreport.docxfile.controls import Paragraph, read_part, splice
from lsreport.docxfile.package import Package
from lsreport.i18n import _

AUTHOR = "lsreport audit"
# Word wants a time; a fixed one keeps the same findings the same bytes.
_DAY = "2000-01-01T00:00:00Z"


def with_remarks(raw: bytes, name: str, document: Document, findings: Sequence[Finding]) -> bytes:
    """Return a copy with a comment for each finding. Raises PackageError."""
    package = Package(raw, name, allow_links=True)
    content = package.read(package.document)
    places = {p.number: p for p in read_part(content, package.document, name).paragraphs}
    marks = _note_marks(document)
    edits: list[tuple[int, int, bytes]] = []
    comments: list[Comment] = []
    first = first_comment_id(package)
    for found in findings:
        place = places.get(marks.get(found.paragraph, found.paragraph))
        if place is None:
            continue
        start, end = comment_marks(first + len(comments))
        comments.append(Comment(_text(found), AUTHOR, _DAY))
        edits += _anchored(place, start, end)
    package.write(package.document, splice(content, _merged(edits)))
    add_comments(package, comments, first)
    return package.to_bytes()


def _anchored(place: Paragraph, start: bytes, end: bytes) -> list[tuple[int, int, bytes]]:
    return [(place.begin, place.begin, start), (place.end, place.end, end)]


def _merged(edits: list[tuple[int, int, bytes]]) -> list[tuple[int, int, bytes]]:
    """Put what stands at one place together, in the order it was found."""
    joined: dict[int, bytes] = {}
    for at, _end, new in edits:
        joined[at] = joined.get(at, b"") + new
    return [(at, at, new) for at, new in joined.items()]


def _note_marks(document: Document) -> dict[int, int]:
    """Return, for each paragraph of a note, the paragraph in which its mark stands."""
    where = {mark.label: p.number for p in document.body for mark in p.marks}
    return {p.number: where.get(p.note, 0) for p in document.paragraphs if p.note}


def _text(found: Finding) -> str:
    lines = [f"[{found.rule}] «{found.quote}»", found.computed, f"→ {found.suggestion}"]
    return "\n".join(lines) if found.severity != "look" else _("Nên xem: ") + "\n".join(lines)
