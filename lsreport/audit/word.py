"""The words of a Word file.

Comes in: the bytes of a .docx. Goes out: a `Document`: body paragraphs numbered as Word's own
order has them, then the notes', with the places of their marks, and the rows of tables.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lsreport.audit.source import LONGEST_FILE, Document, Mark, Paragraph, blanked, pieces, too_long
from lsreport.docxfile.headings import heading_styles
from lsreport.docxfile.links import find_store, read_store
from lsreport.docxfile.package import Package, q
from lsreport.docxfile.xmltext import MC

if TYPE_CHECKING:
    from lxml import etree

_BREAKS = {q("tab"): "\t", q("br"): "\n", q("cr"): "\n", q("noBreakHyphen"): "-"}
_MARKS = (q("footnoteReference"), q("endnoteReference"))
_Printed = frozenset[tuple[str, str]]  # key of a control, text
_BOUND = re.compile(r"ls:([\w.-]+)(?:\[\d+\])?$")
_HIDDEN = (q("del"), q("moveFrom"), f"{{{MC}}}Fallback", q("instrText"))


def read_word(raw: bytes, name: str) -> Document:
    """Return the document of a Word file. Raises PackageError."""
    package = Package(raw, name, allow_links=True)
    size = len(package.read(package.document))
    if size > LONGEST_FILE:
        raise too_long(size, name)
    root = package.xml(package.document)
    headings = heading_styles(package)
    ours = _printed(package)
    labels: dict[tuple[str, str], str] = {}
    made = {}
    paragraphs: list[Paragraph] = []
    for element in root.iter(q("p")):
        paragraph = _paragraph(element, len(paragraphs) + 1, labels, ours)
        style = element.find(f"{q('pPr')}/{q('pStyle')}")
        paragraph.heading = style is not None and style.get(q("val")) in headings
        made[element] = paragraph
        paragraphs.append(paragraph)
    body = [piece for paragraph in paragraphs for piece in pieces(paragraph)]
    tables = [_rows(table, made) for table in root.iter(q("tbl"))]
    for kind in ("footnotes", "endnotes"):
        for part in package.related(package.document, kind):
            notes = _notes(package.xml(part), kind, labels, len(paragraphs), ours)
            paragraphs += notes
            body += [piece for paragraph in notes for piece in pieces(paragraph)]
    return Document(body, tables)


def _printed(package: Package) -> _Printed:
    """Return what lsreport printed in its controls, by their tags and by what they are bound to."""
    store = find_store(package)
    try:
        links = read_store(package.xml(store))[1].values() if store is not None else ()
    except ValueError:  # a store that somebody wrote by hand: all of the document is typed
        return frozenset()
    return frozenset((key, link.printed) for link in links for key in (link.tag, link.id))


def _keys(control: etree._Element) -> list[str]:
    """Return by what a control may be known: its tag, the name it is bound to."""
    tag = control.find(f"{q('sdtPr')}/{q('tag')}")
    binding = control.find(f"{q('sdtPr')}/{q('dataBinding')}")
    keys = [tag.get(q("val"), "")] if tag is not None else []
    bound = _BOUND.search(binding.get(q("xpath"), "")) if binding is not None else None
    return [*keys, bound[1]] if bound else keys


def _paragraph(
    element: etree._Element, number: int, labels: dict[tuple[str, str], str], ours: _Printed
) -> Paragraph:
    """Return a paragraph without the ones inside it (text boxes) and without deleted words."""
    words: list[str] = []
    marks: list[Mark] = []
    stack: list[etree._Element | tuple[etree._Element, int, int]] = list(reversed(element))
    linked: list[tuple[int, int]] = []
    length = 0
    while stack:
        child = stack.pop()
        if isinstance(child, tuple):  # the end of a control
            control, start, first = child
            printed = "".join(words[first:])
            if any((key, printed) in ours for key in _keys(control)):
                linked.append((start, length))
            continue
        if child.tag == q("p") or child.tag in _HIDDEN:
            continue
        text = (child.text or "") if child.tag == q("t") else _BREAKS.get(child.tag, "")
        if child.tag in _BREAKS and child.getparent().tag != q("r"):
            text = ""  # a tab stop of the paragraph's properties
        if child.tag in _MARKS:
            kind = "footnotes" if child.tag == _MARKS[0] else "endnotes"
            label = labels.setdefault((kind, child.get(q("id"), "")), str(len(labels) + 1))
            marks.append(Mark(length, length, label))
        words.append(text)
        length += len(text)
        if ours and child.tag == q("sdt"):
            stack.append((child, length, len(words)))
        stack.extend(reversed(child))
    whole = "".join(words)
    return Paragraph(number, whole, blanked(whole), marks, linked=linked)


def _rows(table: etree._Element, made: dict[etree._Element, Paragraph]) -> list[list[Paragraph]]:
    rows = []
    for row in table.findall(q("tr")):
        cells = []
        for cell in row.findall(q("tc")):
            inner = [made[p] for p in cell.iter(q("p")) if p in made]
            for paragraph in inner:
                paragraph.cell = True
            if inner:
                cells.append(next((p for p in inner if p.text.strip()), inner[0]))
        rows.append(cells)
    return rows


def _notes(
    root: etree._Element,
    kind: str,
    labels: dict[tuple[str, str], str],
    count: int,
    ours: _Printed,
) -> list[Paragraph]:
    found: list[Paragraph] = []
    for note in root:
        if note.get(q("type")) is not None:
            continue
        label = labels.get((kind, note.get(q("id"), "")), "?")
        for element in note.iter(q("p")):
            paragraph = _paragraph(element, count + len(found) + 1, {}, ours)
            paragraph.note, paragraph.marks = label, []
            found.append(paragraph)
    return found
