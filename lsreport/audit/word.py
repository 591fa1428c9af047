"""The words of a Word file.

Comes in: the bytes of a .docx. Goes out: a `Document`: body paragraphs numbered as Word's own
order has them, then the notes', with the places of their marks, and the rows of tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsreport.audit.source import LONGEST_FILE, Document, Mark, Paragraph, blanked, pieces, too_long
from lsreport.docxfile.headings import heading_styles
from lsreport.docxfile.package import MC, Package, q

if TYPE_CHECKING:
    from lxml import etree

_BREAKS = {q("tab"): "\t", q("br"): "\n", q("cr"): "\n", q("noBreakHyphen"): "-"}
_MARKS = (q("footnoteReference"), q("endnoteReference"))
_HIDDEN = (q("del"), q("moveFrom"), f"{{{MC}}}Fallback", q("instrText"))


def read_word(raw: bytes, name: str) -> Document:
    """Return the document of a Word file. Raises PackageError."""
    package = Package(raw, name, allow_links=True)
    size = len(package.read(package.document))
    if size > LONGEST_FILE:
        raise too_long(size, name)
    root = package.xml(package.document)
    headings = heading_styles(package)
    labels: dict[tuple[str, str], str] = {}
    made = {}
    paragraphs: list[Paragraph] = []
    for element in root.iter(q("p")):
        paragraph = _paragraph(element, len(paragraphs) + 1, labels)
        style = element.find(f"{q('pPr')}/{q('pStyle')}")
        paragraph.heading = style is not None and style.get(q("val")) in headings
        made[element] = paragraph
        paragraphs.append(paragraph)
    body = [piece for paragraph in paragraphs for piece in pieces(paragraph)]
    tables = [_rows(table, made) for table in root.iter(q("tbl"))]
    for kind in ("footnotes", "endnotes"):
        for part in package.related(package.document, kind):
            notes = _notes(package.xml(part), kind, labels, len(paragraphs))
            paragraphs += notes
            body += [piece for paragraph in notes for piece in pieces(paragraph)]
    return Document(body, tables)


def _paragraph(
    element: etree._Element, number: int, labels: dict[tuple[str, str], str]
) -> Paragraph:
    """Return a paragraph without the ones inside it (text boxes) and without deleted words."""
    words: list[str] = []
    marks: list[Mark] = []
    stack = list(reversed(element))
    length = 0
    while stack:
        child = stack.pop()
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
        stack.extend(reversed(child))
    whole = "".join(words)
    return Paragraph(number, whole, blanked(whole), marks)


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
    root: etree._Element, kind: str, labels: dict[tuple[str, str], str], count: int
) -> list[Paragraph]:
    found: list[Paragraph] = []
    for note in root:
        if note.get(q("type")) is not None:
            continue
        label = labels.get((kind, note.get(q("id"), "")), "?")
        for element in note.iter(q("p")):
            paragraph = _paragraph(element, count + len(found) + 1, {})
            paragraph.note, paragraph.marks = label, []
            found.append(paragraph)
    return found
