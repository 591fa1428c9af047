"""Tracked changes as Word writes them.

Comes in: runs, paragraphs and rows of the new document; lines, paragraphs and tables of the
old one. Goes out: w:ins and w:del around them or built from them, each with an id of its own,
an author and a date. What is brought from the old document keeps its formatting as far as the
new one knows its styles and lists, and leaves behind what only its own package could hold.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from lsreport.docxfile.package import Package, W, q
from lsreport.redline.flow import NOTE_MARKS, Line, Segment, complex_field

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
OLD_NOTE = "old"  # begins the id of a mark whose note is still in the old document
_DROPPED = {q(name) for name in ("sectPr", "ins", "del", "moveFrom", "moveTo", "cnfStyle")}
_STYLES = {q(name) for name in ("pStyle", "rStyle", "tblStyle")}
_RENAMED = {q("t"): q("delText"), q("instrText"): q("delInstrText")}
_LOST = {q(name) for name in ("drawing", "pict", "object", "ruby")}
_UNCOPIED = {q("rPr"), q("commentReference"), q("annotationRef"), *_LOST, *NOTE_MARKS}


@dataclass(frozen=True, slots=True)
class Change:
    """Who made the changes, and when (xsd:dateTime)."""

    author: str
    date: str


class Borrowing:
    """What formatting of the old document the new one understands."""

    def __init__(self, old: Package, new: Package) -> None:
        known = {key: identifier for identifier, key in _styles(new).items()}
        self._styles = {i: known[key] for i, key in _styles(old).items() if key in known}
        self._lists = _lists(old) & _lists(new)

    def properties(self, element: etree._Element | None, name: str) -> etree._Element:
        """Return a copy of the properties without what does not hold in the new document."""
        if element is None:
            return etree.Element(q(name), nsmap={"w": W})
        kept = copy.deepcopy(element)
        kept.tail = None
        for child in list(kept.iter()):
            parent = child.getparent()
            if parent is not None and not self._holds(child):
                parent.remove(child)
                continue
            for key in [key for key in child.attrib if not str(key).startswith(f"{{{W}}}")]:
                del child.attrib[key]
            if child.tag in _STYLES:
                child.set(q("val"), self._styles[str(child.get(q("val")))])
        return kept

    def _holds(self, child: etree._Element) -> bool:
        if not isinstance(child.tag, str) or not child.tag.startswith(f"{{{W}}}"):
            return False
        if child.tag in _STYLES:
            return child.get(q("val")) in self._styles
        if child.tag == q("numPr"):
            number = child.find(q("numId"))
            return number is not None and number.get(q("val")) in {"0", *self._lists}
        return child.tag not in _DROPPED


def _styles(package: Package) -> dict[str, tuple[str, str]]:
    """Return kind and name of each style by id: Word translates ids, not names."""
    found = {}
    for part in package.related(package.document, "styles"):
        for style in package.xml(part).iter(q("style")):
            name = style.find(q("name"))
            label = name.get(q("val"), "").lower() if name is not None else ""
            found[str(style.get(q("styleId")))] = (str(style.get(q("type"))), label)
    return found


def _lists(package: Package) -> set[str]:
    parts = package.related(package.document, "numbering")
    return {str(n.get(q("numId"))) for part in parts for n in package.xml(part).iter(q("num"))}


class Marker:
    """Makes the marks of tracked changes, each with an id of its own."""

    def __init__(self, change: Change, borrowing: Borrowing, first_id: int) -> None:
        self._change = change
        self._next = first_id
        self.borrowing = borrowing
        self.insertions = self.deletions = self.equations_lost = 0

    def mark(self, name: str) -> etree._Element:
        """Return an empty w:ins, w:del or range mark."""
        element = etree.Element(q(name), nsmap={"w": W})
        element.set(q("id"), str(self._next))
        self._next += 1
        element.set(q("author"), self._change.author)
        element.set(q("date"), self._change.date)
        if name == "ins":
            self.insertions += 1
        elif name == "del":
            self.deletions += 1
        return element

    # --- what is put in ---

    def insert_runs(self, segments: list[Segment]) -> None:
        """Wrap whole runs of the new document; neighbours share one mark."""
        last: etree._Element | None = None
        for run in dict.fromkeys(run for segment in segments for run in segment.runs):
            before = run.getprevious()
            if last is None or before is not last:
                last = self.mark("ins")
                run.addprevious(last)
            if run.tag == q("fldSimple"):
                last.extend(complex_field(run))
                run.getparent().remove(run)
            else:
                last.append(run)

    def insert_controls(self, paragraph: etree._Element) -> None:
        """Mark the content controls that hold nothing but what was put in."""
        for control in reversed(list(paragraph.iter(q("sdt")))):
            content = control.find(q("sdtContent"))
            inside = [c for c in content if isinstance(c.tag, str)] if content is not None else []
            tags = {child.tag for child in inside}
            if q("ins") in tags and not tags & {q("del"), q("r"), q("hyperlink"), q("sdt")}:
                control.addprevious(self.mark("customXmlInsRangeStart"))
                content.insert(0, self._end_of(control.getprevious()))
                content.append(self.mark("customXmlInsRangeStart"))
                control.addnext(self._end_of(content[-1]))

    def _end_of(self, start: etree._Element) -> etree._Element:
        end = etree.Element(q("customXmlInsRangeEnd"), nsmap={"w": W})
        end.set(q("id"), str(start.get(q("id"))))
        return end

    def mark_paragraph(self, paragraph: etree._Element, name: str) -> None:
        """Mark the end of a paragraph as put in ("ins") or taken out ("del")."""
        properties = paragraph.find(q("pPr"))
        if properties is None:
            properties = etree.Element(q("pPr"))
            paragraph.insert(0, properties)
        marks = properties.find(q("rPr"))
        if marks is None:
            marks = etree.Element(q("rPr"))
            later = (c for c in properties if c.tag in (q("sectPr"), q("pPrChange")))
            following = next(later, None)
            if following is None:
                properties.append(marks)
            else:
                following.addprevious(marks)
        marks.insert(0, self.mark(name))

    def mark_row(self, row: etree._Element, name: str) -> None:
        """Mark a table row as put in or taken out."""
        properties = row.find(q("trPr"))
        if properties is None:
            properties = etree.Element(q("trPr"))
            before = row.find(q("tblPrEx"))
            row.insert(0 if before is None else 1, properties)
        if not len(properties):  # the schema wants more than a mark; this one says nothing
            etree.SubElement(properties, q("gridBefore")).set(q("val"), "0")
        properties.append(self.mark(name))

    # --- what is taken out ---

    def deleted(self, line: Line, start: int, end: int) -> Iterator[tuple[str, etree._Element]]:
        """Yield a stretch of an old line as w:del, one for each control it stood in."""
        name, mark = "", None
        for segment in line.segments:
            a, b = max(start, segment.start), min(end, segment.end)
            if a >= b:
                continue
            runs = list(self._deleted_runs(segment, a - segment.start, b - segment.start))
            if not runs:
                continue
            if mark is not None and name != segment.control:
                yield name, mark
                mark = None
            if mark is None:
                name, mark = segment.control, self.mark("del")
            mark.extend(runs)
        if mark is not None:
            yield name, mark

    def _deleted_runs(self, segment: Segment, start: int, end: int) -> Iterator[etree._Element]:
        if segment.node is None:
            yield from self._deleted_object(segment)
            return
        node = segment.node
        if node.tag == q("t"):
            new = etree.Element(q("delText"), nsmap={"w": W})
            new.text = (node.text or "")[start:end]
            new.set(SPACE, "preserve")
        elif not node.tag.startswith(f"{{{W}}}") or node.tag in _LOST:
            return  # only its own package holds a picture
        else:
            new = copy.deepcopy(node)
            new.tail = None
            if node.tag in NOTE_MARKS:
                new.set(q("id"), f"{OLD_NOTE}{node.get(q('id'))}")
        yield self._run(segment.run, [new])

    def _deleted_object(self, segment: Segment) -> Iterator[etree._Element]:
        if segment.run.tag == q("fldSimple"):
            runs = complex_field(segment.run)
        elif segment.run.tag == q("r"):
            runs = segment.runs
        else:
            self.equations_lost += 1
            return
        for run in runs:
            content = [copy.deepcopy(child) for child in run if child.tag not in _UNCOPIED]
            for child in content:
                child.tag = _RENAMED.get(child.tag, child.tag)
            yield self._run(run, content)

    def _run(self, model: etree._Element, content: list[etree._Element]) -> etree._Element:
        run = etree.Element(q("r"), nsmap={"w": W})
        properties = self.borrowing.properties(model.find(q("rPr")), "rPr")
        if len(properties):
            run.append(properties)
        run.extend(content)
        return run

    def deleted_paragraph(self, line: Line) -> etree._Element:
        """Return an old paragraph with its text taken out; its end is not marked yet."""
        paragraph = etree.Element(q("p"), nsmap={"w": W})
        properties = self.borrowing.properties(line.element.find(q("pPr")), "pPr")
        if len(properties):
            paragraph.append(properties)
        paragraph.extend(mark for _name, mark in self.deleted(line, 0, len(line.text)))
        return paragraph
