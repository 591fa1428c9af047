"""The words of a Word file.

Comes in: the bytes of a .docx. Goes out: a `Document`: body paragraphs numbered as Word's own
order has them, then the notes', with the places of their marks, and the rows of tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from lsreport.audit.reading.source import (
    LONGEST_FILE,
    Document,
    Mark,
    Paragraph,
    blanked,
    pieces,
    too_long,
)
from lsreport.docxfile.headings import heading_styles
from lsreport.docxfile.links import bound_name, find_store, key_of, read_store
from lsreport.docxfile.package import Package, q
from lsreport.docxfile.xmltext import MC

if TYPE_CHECKING:
    from lxml import etree

_BREAKS = {q("tab"): "\t", q("br"): "\n", q("cr"): "\n", q("noBreakHyphen"): "-"}
_MARKS = (q("footnoteReference"), q("endnoteReference"))
_Printed = frozenset[tuple[str, str]]  # key of a control, text
_TEXT, _RUN, _CONTROL, _PROPERTIES = q("t"), q("r"), q("sdt"), q("sdtPr")
_PARAGRAPH_PROPERTIES, _STYLE = q("pPr"), q("pStyle")
_BINDING, _VAL, _XPATH, _ID = q("dataBinding"), q("val"), q("xpath"), q("id")
# What is no word of a paragraph itself: paragraphs inside it, deleted words, other readings.
_FALLBACK = f"{{{MC}}}Fallback"
_APART = (q("p"), q("del"), q("moveFrom"), _FALLBACK, q("instrText"))
_SAID = (_TEXT, *_BREAKS, *_MARKS)
_READ = (*_SAID, _CONTROL)


def read_word(raw: bytes, name: str, linked: bool = True) -> Document:
    """Return the document of a Word file. Raises PackageError.

    Without `linked` it is not looked up what lsreport printed: only typed numbers ask for it.
    """
    package = Package(raw, name, allow_links=True)
    size = len(package.read(package.document))
    if size > LONGEST_FILE:
        raise too_long(size, name)
    root = package.text()
    headings = heading_styles(package)
    ours = _printed(package) if linked else frozenset()
    labels: dict[tuple[str, str], str] = {}
    made = {}
    paragraphs: list[Paragraph] = []
    again = {p for fallback in root.iter(_FALLBACK) for p in fallback.iter(q("p"))}
    for number, element in enumerate(root.iter(q("p")), 1):
        if element in again:  # a text box is written twice: for Word, and for older readers
            continue
        paragraph = _paragraph(element, number, labels, ours)
        paragraph.heading = _style(element) in headings
        made[element] = paragraph
        paragraphs.append(paragraph)
    body = [piece for paragraph in paragraphs for piece in pieces(paragraph)]
    tables = [_rows(table, made) for table in root.iter(q("tbl"))]
    for kind in ("footnotes", "endnotes"):
        for part in package.related(package.document, kind):
            last = max((p.number for p in paragraphs), default=0)
            notes = _notes(package.xml(part), kind, labels, last, ours)
            paragraphs += notes
            body += [piece for paragraph in notes for piece in pieces(paragraph)]
    return Document(body, tables)


def _printed(package: Package) -> _Printed:
    """Return what lsreport printed in its controls, by what they are bound to."""
    store = find_store(package)
    try:
        links = read_store(package.xml(store))[1].values() if store is not None else ()
    except ValueError:  # a store that somebody wrote by hand: all of the document is typed
        return frozenset()
    return frozenset((key, link.printed) for link in links for key in (link.key, link.id))


def _style(element: etree._Element) -> str:
    for properties in element.iterchildren(_PARAGRAPH_PROPERTIES):
        for style in properties.iterchildren(_STYLE):
            return str(style.get(_VAL, ""))
    return ""


def _keys(control: etree._Element) -> tuple[str, ...]:
    """Return by what a control may be known: its record, the figure that it is a copy of."""
    for properties in control.iterchildren(_PROPERTIES):
        for binding in properties.iterchildren(_BINDING):
            name = bound_name(binding.get(_XPATH, ""))
            return (name, key_of(name)) if name is not None else ()
    return ()


def _paragraph(
    element: etree._Element, number: int, labels: dict[tuple[str, str], str], ours: _Printed
) -> Paragraph:
    """Return a paragraph without the ones inside it (text boxes) and without deleted words."""
    walked = _Walk(labels, ours)
    if next(element.iterdescendants(*_APART), None) is None:
        walked.flat(element)
    else:
        walked.deep(element)
    whole = "".join(walked.words)
    return Paragraph(number, whole, blanked(whole), walked.marks, linked=walked.linked)


class _Walk:
    """The words of a paragraph as they are met, with its marks and what lsreport printed."""

    def __init__(self, labels: dict[tuple[str, str], str], ours: _Printed) -> None:
        self._labels, self._ours = labels, ours
        self.words: list[str] = []
        self.marks: list[Mark] = []
        self.linked: list[tuple[int, int]] = []
        self._length = 0

    def flat(self, element: etree._Element) -> None:
        """Take a paragraph in which nothing is left out: its texts in order."""
        for child in element.iterdescendants(*_READ) if self._ours else element.iter(*_SAID):
            if child.tag == _CONTROL:
                self._linked(child, self._length, self._printed(child))
            else:
                self._say(child)

    def deep(self, element: etree._Element) -> None:
        """Take a paragraph with paragraphs or deleted words inside, which are not its own."""
        stack: list[etree._Element | tuple[etree._Element, int, int]] = list(reversed(element))
        while stack:
            child = stack.pop()
            if isinstance(child, tuple):  # the end of a control
                control, start, first = child
                self._linked(control, start, "".join(self.words[first:]))
                continue
            if child.tag in _APART:
                continue
            if child.tag in _SAID:
                self._say(child)
            if self._ours and child.tag == _CONTROL:
                stack.append((child, self._length, len(self.words)))
            stack.extend(reversed(child))

    def _say(self, child: etree._Element) -> None:
        text = _word(child)
        if child.tag in _MARKS:
            kind = "footnotes" if child.tag == _MARKS[0] else "endnotes"
            label = self._labels.setdefault((kind, child.get(_ID, "")), str(len(self._labels) + 1))
            self.marks.append(Mark(self._length, self._length, label))
        self.words.append(text)
        self._length += len(text)

    def _printed(self, control: etree._Element) -> str:
        return "".join(_word(child) for child in control.iter(*_SAID))

    def _linked(self, control: etree._Element, start: int, printed: str) -> None:
        if any((key, printed) in self._ours for key in _keys(control)):
            self.linked.append((start, start + len(printed)))


def _word(child: etree._Element) -> str:
    if child.tag == _TEXT:
        return normalize("NFC", child.text or "")  # a Mac, some typing tools: letter and mark apart
    if child.tag in _BREAKS and child.getparent().tag == _RUN:  # no tab stop of the properties
        return _BREAKS[child.tag]
    return ""


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
