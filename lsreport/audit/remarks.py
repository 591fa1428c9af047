"""Findings as comments of Word.

Comes in: the bytes of a .docx and its findings. Goes out: the bytes of a copy in which each finding
is a comment on its words; one on a note stands on the paragraph of the note's mark. All else stays as it was.
"""

from __future__ import annotations

from collections.abc import Sequence

from lsreport.audit.findings import Finding
from lsreport.audit.reading.source import Document
from lsreport.docxfile.comments import (
    Comment,
    add_comments,
    comment_marks,
    comments_by,
    first_comment_id,
)
from lsreport.docxfile.controls import Paragraph, read_part, splice
from lsreport.docxfile.package import Package
from lsreport.i18n import _

AUTHOR = "lsreport audit"
# Word wants a time; a fixed one keeps the same findings the same bytes.
_DAY = "2000-01-01T00:00:00Z"


def with_remarks(
    raw: bytes, name: str, document: Document, findings: Sequence[Finding]
) -> tuple[bytes, int]:
    """Return a copy with a comment for each finding, and how many it has. Raises PackageError.

    What a comment of ours says already, in a copy made before, is not said twice.
    """
    package = Package(raw, name, allow_links=True)
    content = package.read(package.document)
    part = read_part(content, package.document, name)
    places = {p.number: p for p in part.paragraphs}
    outer = _outermost(part.paragraphs)
    controls = [(c.start, c.end) for c in part.controls]
    marks = _note_marks(document)
    said = comments_by(package, AUTHOR)
    edits: list[tuple[int, int, bytes]] = []
    comments: list[Comment] = []
    first = first_comment_id(package)
    for found in findings:
        place = places.get(marks.get(found.paragraph, found.paragraph))
        if place is None:
            continue
        text = _text(found)
        if said[text]:
            said[text] -= 1
            continue
        start, end = comment_marks(first + len(comments))
        comments.append(Comment(text, AUTHOR, _DAY))
        begins, ends = place.begin, place.end
        if place.inside:  # Word takes no comment in a text box: beside it
            begins, ends = outer[place.number].begin, outer[place.number].end
        elif found.paragraph not in marks:
            begins, ends = _words(place, controls, found.start, found.end)
        edits += [(begins, begins, start), (ends, ends, end)]
    package.write(package.document, splice(content, _merged(edits)))
    add_comments(package, comments, first)
    return package.to_bytes(), len(comments)


def _outermost(paragraphs: Sequence[Paragraph]) -> dict[int, Paragraph]:
    """Return, for each paragraph in a text box, the one that the box stands in."""
    found: dict[int, Paragraph] = {}
    last: Paragraph | None = None
    for paragraph in paragraphs:
        if not paragraph.inside:
            last = paragraph
        elif last is not None:
            found[paragraph.number] = last
    return found


def _words(
    place: Paragraph, controls: Sequence[tuple[int, int]], start: int, end: int
) -> tuple[int, int]:
    """Return where the runs of some letters begin and end; a control is taken whole.

    Word fills a control anew from what it is bound to: a mark inside it would be lost.
    """
    runs = [run for run in place.runs if run[3] > start and run[2] < end and run[3] > run[2]]
    if not runs:
        return place.begin, place.end
    begins, ends = min(run[0] for run in runs), max(run[1] for run in runs)
    for first, last in controls:
        if place.begin <= first and last <= place.end:
            begins = first if first < begins < last else begins
            ends = last if first < ends < last else ends
    return begins, ends


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
