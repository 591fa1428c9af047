"""Footnotes and endnotes of two documents.

Comes in: both packages and their documents. Goes out: keys by which the marks of notes are
matched: by the words of the note with numbers masked, else by the words before the mark; and
the part of the new document with the changes in its notes, those that are gone put back, all
numbered in the order of their marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from lsreport.docxfile.footnotes import add_notes_part, read_notes
from lsreport.docxfile.package import WORD_TYPE, Package, W, q, xml_bytes
from lsreport.redline.align import Entry, align, anchors
from lsreport.redline.flow import read_line
from lsreport.redline.marks import OLD_NOTE
from lsreport.redline.stories import Stories
from lsreport.redline.tokens import masked

_CONTEXT = 40  # characters before a mark by which it is known again
_KINDS = {"footnote": "footnotes", "endnote": "endnotes"}


@dataclass(frozen=True, slots=True)
class _Mark:
    """The mark of a note: kind, id, the note, its words, the words before the mark."""

    kind: str
    id: str
    text: str
    context: str


@dataclass(slots=True)
class NotesOf:
    """The notes of a document by kind and id; the roots of their parts by kind."""

    parts: dict[str, str] = field(default_factory=dict)
    roots: dict[str, etree._Element] = field(default_factory=dict)
    notes: dict[tuple[str, str], etree._Element] = field(default_factory=dict)


def notes_of(package: Package, roots: dict[str, etree._Element]) -> NotesOf:
    """Return the notes of a document whose parts are parsed already."""
    found = NotesOf()
    for kind, relation in _KINDS.items():
        for part in package.related(package.document, relation)[:1]:
            found.parts[kind], found.roots[kind] = part, roots[part]
            for note in roots[part].findall(q(kind)):
                if note.get(q("type")) in (None, "normal"):
                    found.notes[kind, str(note.get(q("id")))] = note
    return found


class NotePairs:
    """Which notes are each other's: keys for their marks, then what the comparison saw."""

    def __init__(self, old: etree._Element, new: etree._Element, olds: NotesOf, news: NotesOf):
        self.old_keys: dict[tuple[str, str], str] = {}
        self.new_keys: dict[tuple[str, str], str] = {}
        self.stayed: dict[tuple[str, str], str] = {}
        self.came: set[tuple[str, str]] = set()
        for kind in _KINDS:
            self._match(kind, list(_marks(old, olds, kind)), list(_marks(new, news, kind)))

    def seen(self, kind: str, new: str, old: str | None) -> None:
        """Note that a mark stayed, or that it came."""
        if old is None:
            self.came.add((kind, new))
        else:
            self.stayed[kind, new] = old

    def _match(self, kind: str, olds: list[_Mark], news: list[_Mark]) -> None:
        pairs = align([_entry(mark) for mark in olds], [_entry(mark) for mark in news])
        taken_old, taken_new = {i for i, _j in pairs}, {j for _i, j in pairs}
        rest_old = [i for i in range(len(olds)) if i not in taken_old]
        rest_new = [j for j in range(len(news)) if j not in taken_new]
        contexts = [olds[i].context for i in rest_old], [news[j].context for j in rest_new]
        by_place = [(rest_old[i], rest_new[j]) for i, j in anchors(*contexts)]
        for number, (i, j) in enumerate([*pairs, *by_place]):
            self.old_keys[kind, olds[i].id] = self.new_keys[kind, news[j].id] = f"n{number}"
        for i, mark in enumerate(olds):
            self.old_keys.setdefault((kind, mark.id), f"o{i}")
        for j, mark in enumerate(news):
            self.new_keys.setdefault((kind, mark.id), f"c{j}")


def _entry(mark: _Mark) -> Entry:
    mask = masked(mark.text)
    return Entry((mark.text, mask), mask)


def _marks(root: etree._Element, notes: NotesOf, kind: str) -> Iterator[_Mark]:
    seen: set[str] = set()
    for reference in root.iter(q(f"{kind}Reference")):
        identifier = str(reference.get(q("id")))
        note = notes.notes.get((kind, identifier))
        if note is None or identifier in seen:
            continue
        seen.add(identifier)
        text = "\n".join(read_line(paragraph, {}).exact for paragraph in note.iter(q("p")))
        yield _Mark(kind, identifier, text, _context(reference))


def _context(reference: etree._Element) -> str:
    paragraph = next(reference.iterancestors(q("p")), None)
    if paragraph is None:
        return ""
    line = read_line(paragraph, {})
    place = next((s.start for s in line.segments if s.node is reference), 0)
    return masked(line.text[:place])[-_CONTEXT:]


# --- the parts of the new document ---


class NoteParts:
    """Redlines the notes and numbers them."""

    def __init__(self, package: Package, olds: NotesOf, news: NotesOf, pairs: NotePairs) -> None:
        self._package = package
        self._olds, self._news, self._pairs = olds, news, pairs
        self.marks: dict[etree._Element, etree._Element] = {}
        self.highest = 0

    def finish(self, document: etree._Element, stories: Stories) -> None:
        """Redline each note, put back what is gone, number all in the order of their marks."""
        for kind in _KINDS:
            references = list(document.iter(q(f"{kind}Reference")))
            if references or kind in self._news.roots:
                self._finish(kind, references, stories)

    def _finish(self, kind: str, references: list[etree._Element], stories: Stories) -> None:
        root = self._root(kind)
        ordered: dict[str, etree._Element] = {}
        for reference in references:
            identifier = str(reference.get(q("id")))
            if identifier not in ordered:
                note = self._note(kind, identifier, stories)
                if note is None:
                    continue
                ordered[identifier] = note
                self.marks[note] = reference
        normal = [n for n in root.findall(q(kind)) if n.get(q("type")) in (None, "normal")]
        for note in normal:
            root.remove(note)
        first = max((int(n.get(q("id"), "0")) for n in root.findall(q(kind))), default=0) + 1
        numbers = {identifier: str(first + n) for n, identifier in enumerate(ordered)}
        self.highest = max(self.highest, first + len(ordered) - 1)
        for identifier, note in ordered.items():
            note.set(q("id"), numbers[identifier])
            root.append(note)
        for reference in references:
            identifier = str(reference.get(q("id")))
            reference.set(q("id"), numbers.get(identifier, identifier))

    def _note(self, kind: str, identifier: str, stories: Stories) -> etree._Element | None:
        if identifier.startswith(OLD_NOTE):
            old = self._olds.notes.get((kind, identifier.removeprefix(OLD_NOTE)))
            if old is None:
                return None
            note = etree.Element(q(kind), nsmap={"w": W})
            stories.delete(old, note)
            return note
        note = self._news.notes.get((kind, identifier))
        before = self._pairs.stayed.get((kind, identifier))
        if note is not None and before is not None:
            stories.compare(self._olds.notes.get((kind, before)), note)
        elif note is not None and (kind, identifier) in self._pairs.came:
            stories.compare(None, note)
        return note

    def _root(self, kind: str) -> etree._Element:
        if kind not in self._news.roots:
            part = f"word/{_KINDS[kind]}.xml"
            if kind == "footnote":
                part = add_notes_part(self._package, read_notes(self._package)).name
            else:
                _add_endnotes(self._package, part)
            self._news.parts[kind], self._news.roots[kind] = part, self._package.xml(part)
        return self._news.roots[kind]


def _add_endnotes(package: Package, part: str) -> None:
    root = etree.Element(q("endnotes"), nsmap={"w": W})
    for identifier, name in (("-1", "separator"), ("0", "continuationSeparator")):
        note = etree.SubElement(root, q("endnote"))
        note.set(q("type"), name)
        note.set(q("id"), identifier)
        run = etree.SubElement(etree.SubElement(note, q("p")), q("r"))
        etree.SubElement(run, q(name))
    package.write(part, xml_bytes(root))
    package.declare(part, WORD_TYPE + "endnotes+xml")
    package.relate(package.document, "endnotes", part)
