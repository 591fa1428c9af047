"""What stands in a document, and where it is not what was asked.

Comes in: the bytes of a .docx of any engine. Goes out: its `Content`, or the list of differences
from the one that was asked: paragraph by paragraph, cell by cell, headers, footers, notes.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Collection, Iterable, Iterator
from io import BytesIO

from lxml import etree

from benchmarks.bench.work import NOTE_MARK, Content

KINDS = ("paragraphs", "tables", "headers", "footers", "notes")
_SHOWN = 5  # differences told of one kind; the rest are counted
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SKIPPED = {f"{_W}{name}" for name in ("rPr", "pPr", "sdtPr", "instrText", "delText")}


class WrongOutput(Exception):
    """A document does not hold what was asked."""


def require(raw: bytes, expected: Content, told: str, ignored: Collection[str] = ()) -> None:
    """Raise WrongOutput when a document is not what was asked; `told` says whose it is."""
    try:
        found = read(raw)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise WrongOutput(f"{told}: no Word document: {error}") from error
    wrong = differences(found, expected, ignored)
    if wrong:
        raise WrongOutput("\n  ".join([f"{told}: not what was asked:", *wrong]))


def differences(found: Content, expected: Content, ignored: Collection[str] = ()) -> list[str]:
    """Return where two contents differ, but for the kinds in `ignored`; nothing when equal."""
    told: list[str] = []
    for kind in KINDS:
        if kind not in ignored:
            lines = list(_unequal(kind, _flat(found, kind), _flat(expected, kind)))
            told += lines[:_SHOWN]
            if len(lines) > _SHOWN:
                told.append(f"{kind}: {len(lines) - _SHOWN} differences more")
    return told


def _flat(content: Content, kind: str) -> dict[str, str]:
    """Return the texts of a kind by their place."""
    if kind != "tables":
        return {f"{kind} {n}": text for n, text in enumerate(getattr(content, kind), 1)}
    return {
        f"table {t}, row {r}, cell {c}": text
        for t, table in enumerate(content.tables, 1)
        for r, row in enumerate(table, 1)
        for c, text in enumerate(row, 1)
    }


def _unequal(kind: str, found: dict[str, str], expected: dict[str, str]) -> Iterator[str]:
    if len(found) != len(expected):
        yield f"{kind}: {len(found)} instead of {len(expected)}"
    for place in [*expected, *(place for place in found if place not in expected)]:
        if found.get(place) != expected.get(place):
            yield f"{place}: {found.get(place)!r} instead of {expected.get(place)!r}"


# --- reading ---


def read(raw: bytes) -> Content:
    """Return what stands in a document."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        related = _related(archive)
        roots = {
            number: etree.fromstring(archive.read(part))
            for number, part in related.items()
            if part.rpartition("/")[2].startswith(("header", "footer", "footnotes"))
        }
        document = etree.fromstring(archive.read("word/document.xml"))
    body = document.find(f"{_W}body")
    headers, footers = (
        tuple(
            text
            for reference in document.iter(f"{_W}{kind}Reference")
            for text in _paragraphs(roots[reference.get(f"{_R}id")])
        )
        for kind in ("header", "footer")
    )
    tables = tuple(_table(block) for block in _blocks(body) if block.tag == f"{_W}tbl")
    return Content(
        tuple(_paragraphs(body)), tables, headers, footers, _notes(document, roots.values())
    )


def _notes(document: etree._Element, roots: Iterable[etree._Element]) -> tuple[str, ...]:
    """Return the notes in the order of their marks, then those that are marked nowhere."""
    notes = {
        note.get(f"{_W}id"): "".join(_texts(note)).strip()
        for root in roots
        if root.tag == f"{_W}footnotes"
        for note in root
        if note.get(f"{_W}type") is None
    }
    marks = [mark.get(f"{_W}id") for mark in document.iter(f"{_W}footnoteReference")]
    unmarked = [text for number, text in notes.items() if number not in marks]
    return (*(notes.get(number, "(no such note)") for number in marks), *unmarked)


def _related(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the parts of the document's relationships, by id."""
    root = etree.fromstring(archive.read("word/_rels/document.xml.rels"))
    return {
        one.get("Id", ""): posixpath.normpath(posixpath.join("/word", one.get("Target", "")))[1:]
        for one in root
    }


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    for element in container:
        if element.tag == f"{_W}sdt":
            yield from _blocks(element.find(f"{_W}sdtContent"))
        else:
            yield element


def _paragraphs(container: etree._Element) -> list[str]:
    return ["".join(_texts(block)) for block in _blocks(container) if block.tag == f"{_W}p"]


def _table(table: etree._Element) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple("\n".join(_paragraphs(cell)) for cell in _blocks(row) if cell.tag == f"{_W}tc")
        for row in _blocks(table)
        if row.tag == f"{_W}tr"
    )


def _texts(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}tab":
            yield "\t"
        elif child.tag == f"{_W}br":
            yield "\n"
        elif child.tag == f"{_W}footnoteReference":
            yield NOTE_MARK
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _texts(child)


def missing_kinds(found: Content, expected: Content) -> list[str]:
    """Return the kinds of text that an engine leaves as they stood in the template."""
    return [
        kind
        for kind in KINDS
        if differences(found, expected, [other for other in KINDS if other != kind])
    ]
