"""What a document says when every tracked change in it is accepted, or rejected.

Written apart from lsreport, as Word does it, and strict: the end of the last paragraph of a
cell or a body cannot go, so a paragraph that should have gone there stays as an empty one.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from posixpath import basename
from typing import Any

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NUMBER = re.compile(r"\d+(?:[.,/:]\d+)*[%‰]?")
_TEXTS = {"t", "delText"}
_SHOWN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_INSERTED, _DELETED = (_W + "ins", _W + "moveTo"), (_W + "del", _W + "moveFrom")


class Reading:
    """A document read with its changes accepted (True) or rejected (False)."""

    def __init__(self, raw: bytes, accepted: bool) -> None:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._dropped = _DELETED if accepted else _INSERTED
        self._kept = _INSERTED if accepted else _DELETED
        self._notes: dict[tuple[str, str], etree._Element] = {}
        for kind in ("footnote", "endnote"):
            part = self.parts.get(f"word/{kind}s.xml")
            for note in etree.fromstring(part) if part else ():
                self._notes[kind, note.get(_W + "id")] = note
        self.notes: list[Any] = []
        self.document = etree.fromstring(self.parts["word/document.xml"])
        self.body = self.blocks(self.document.find(_W + "body"))

    def headers(self) -> dict[tuple[int, str], Any]:
        """Return the headers and footers by section and type, those without words left out."""
        rels = etree.fromstring(self.parts["word/_rels/document.xml.rels"])
        targets = {rel.get("Id"): basename(rel.get("Target")) for rel in rels}
        found = {}
        for number, section in enumerate(self.document.iter(_W + "sectPr")):
            for reference in section:
                if reference.tag in (_W + "headerReference", _W + "footerReference"):
                    part = f"word/{targets[reference.get(_R + 'id')]}"
                    said = self.blocks(etree.fromstring(self.parts[part]))
                    if said != [""]:
                        found[number, reference.tag + reference.get(_W + "type")] = said
        return found

    def blocks(self, container: etree._Element) -> list[Any]:
        """Return the paragraphs as texts, the tables as lists of rows of cells of blocks."""
        found: list[Any] = []
        carried: str | None = None
        for element in _leaves(container, "p", "tbl"):
            if element.tag == _W + "tbl":
                if carried:  # words whose end went, before a table: Word keeps the paragraph
                    found.append(carried)
                carried = None
                rows = [self._row(row) for row in _leaves(element, "tr") if not self._gone(row)]
                found += [rows] if rows else []
                continue
            words = (carried or "") + "".join(self._words(element))
            ended = [_W + "pPr/" + _W + "rPr/" + tag for tag in self._dropped]
            if any(element.find(path) is not None for path in ended):
                carried = words
            else:
                found.append(words)
                carried = None
        return found if carried is None else [*found, carried]

    def _row(self, row: etree._Element) -> list[Any]:
        return [self.blocks(cell) for cell in _leaves(row, "tc")]

    def _gone(self, row: etree._Element) -> bool:
        return any(row.find(_W + "trPr/" + tag) is not None for tag in self._dropped)

    def _words(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            name = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if child.tag in self._dropped or name in ("pPr", "rPr", "sdtPr", "drawing", "oMath"):
                continue
            if name in _TEXTS:
                yield child.text or ""
            elif name in _SHOWN and element.tag == _W + "r":
                yield _SHOWN[name]
            elif name in _NOTES:
                yield "°"
                note = self._notes[_NOTES[name], child.get(_W + "id")]
                self.notes.append(self.blocks(note))
            else:
                yield from self._words(child)


def _leaves(container: etree._Element, *names: str) -> Iterator[etree._Element]:
    for child in container:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name in names:
            yield child
        elif name in ("sdt", "sdtContent", "customXml"):
            yield from _leaves(child, *names)


def said(raw: bytes, accepted: bool) -> tuple[Any, Any, Any]:
    """Return what body, notes and headers say."""
    reading = Reading(raw, accepted)
    return reading.body, reading.notes, reading.headers()


def text_roots(raw: bytes) -> list[etree._Element]:
    """Return the roots of the parts that hold text."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        names = [n for n in archive.namelist() if re.match(r"word/(doc|foot|end|head)\w+\.xml", n)]
        return [etree.fromstring(archive.read(name)) for name in names]


def change_ids(raw: bytes) -> list[str]:
    """Return the ids of all tracked changes."""
    names = [*_INSERTED, *_DELETED, _W + "customXmlInsRangeStart"]
    return [e.get(_W + "id") for root in text_roots(raw) for e in root.iter(*names)]


def split_numbers(raw: bytes) -> list[str]:
    """Return the numbers through which a change begins or ends, accepted or rejected."""
    found = []
    for root in text_roots(raw):
        for paragraph in root.iter(_W + "p"):
            for dropped in (_DELETED, _INSERTED):
                found += _split_numbers(paragraph, dropped)
    return found


def _split_numbers(paragraph: etree._Element, dropped: tuple[str, str]) -> list[str]:
    text, places, last = "", set(), False
    names = ("t", "delText", "tab", "br", "fldChar", *_NOTES)
    for node in paragraph.iter(*(_W + name for name in names)):
        around = [a.tag for a in node.iterancestors() if a.tag in (*_INSERTED, *_DELETED)]
        if any(tag in dropped for tag in around):
            continue
        if bool(around) is not last:
            places.add(len(text))
        last = bool(around)
        text += node.text or "\t"
    return [m[0] for m in _NUMBER.finditer(text) if any(m.start() < p < m.end() for p in places)]
