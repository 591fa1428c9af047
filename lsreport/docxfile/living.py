"""A document that people have edited since it was drafted, and its linked texts.

Comes in: the bytes of a .docx saved by Word or LibreOffice. Goes out: its linked texts where
they stand now, and the document with some of them set anew. Prose, changes, pictures and
styles of a person stay byte for byte; what LibreOffice drops of a link is given back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lsreport.docxfile.comments import Comment, add_comments, comment_marks, first_comment_id
from lsreport.docxfile.controls import Control, Paragraph, read_part, splice
from lsreport.docxfile.links import (
    CONTROL_END,
    GAP,
    GAP_TITLE,
    LONGEST,
    LinkedText,
    StoredLink,
    complete_store,
    control_begin,
    control_properties,
    free_name,
    gap_properties,
    key_of,
    read_store,
    require_store,
    store_xml,
    tag_of,
)
from lsreport.docxfile.package import Package
from lsreport.docxfile.runs import highlighted, without_highlight
from lsreport.docxfile.seal import seal_of, sealed_parts
from lsreport.docxfile.xmltext import escape

_RUN_PROPERTIES = re.compile(rb"<w:rPr>.*?</w:rPr>", re.DOTALL)
_RUN = "<w:r(?: [^>]*)?>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: [^>]*)?>"
_ERRORS = "(?:<w:proofErr [^>]*/>)*"  # Word's spelling marks
_GAP_BEFORE = re.compile(f"{_RUN}\\[thiếu </w:t></w:r>{_ERRORS}\\Z".encode(), re.DOTALL)
_GAP_AFTER = re.compile(f"{_ERRORS}{_RUN}\\]</w:t></w:r>".encode(), re.DOTALL)
_KINDS = ("footnotes", "endnotes", "header", "footer")
_SENTENCE_END = re.compile(r"[.;:!?…](?=\s)|\n")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(slots=True)
class Spot:
    """One place where a linked text stands: its control, its record, the text to show there.

    `new` is None while nothing is to be changed; `gap` is the name of a figure that is missing
    now, to be marked instead.
    """

    control: Control
    link: StoredLink
    new: LinkedText | None = None
    gap: str = ""

    @property
    def text(self) -> str:
        """Return what stands there now."""
        return self.control.text

    @property
    def sentence(self) -> str:
        """Return the sentence around it."""
        whole, at = self.control.paragraph.text, self.control.at
        before = [match.end() for match in _SENTENCE_END.finditer(whole, 0, at)]
        after = _SENTENCE_END.search(whole, at + len(self.text))
        return whole[before[-1] if before else 0 : after.end() if after else len(whole)].strip()


class LivingDocument:
    """A drafted document as it is today. Raises PackageError for one without linked texts."""

    def __init__(self, raw: bytes, name: str) -> None:
        self.name = name
        self._raw = raw
        self.package = Package(raw, name, allow_links=True)
        self._store = require_store(self.package)
        self.facts, self.links = read_store(self.package.xml(self._store))
        self.pristine = self.facts.get("seal") == seal_of(sealed_parts(self.package))
        self._texts = {part: read_part(self.package.read(part), part, name) for part in self.parts}
        self.spots = list(self._spots())
        self.gaps = list(self._gaps())
        self._comments: list[tuple[Comment, str, Paragraph]] = []

    # --- reading ---

    @property
    def parts(self) -> list[str]:
        """Return the parts that hold text: document, notes, headers, footers."""
        found = [self.package.document]
        for kind in _KINDS:
            found += self.package.related(self.package.document, kind)
        return list(dict.fromkeys(found))

    @property
    def deleted(self) -> list[StoredLink]:
        """Return the records whose controls a person took out."""
        shown = {spot.link.id for spot in self.spots}
        return [link for name, link in self.links.items() if name not in shown]

    def _spots(self) -> Iterator[Spot]:
        copies = {link.key: link for link in reversed(self.links.values())}
        tags = {tag_of(link.id): link for link in self.links.values()}
        for control in self._controls:
            link = (
                self.links.get(control.name)
                or copies.get(key_of(control.name))  # pasted from a document with more copies
                or tags.get(control.tag)  # a redline's, without binding
            )
            if link is not None:
                yield Spot(control, link)

    def _gaps(self) -> Iterator[Gap]:
        for control in self._controls:
            if is_gap(control):
                whole = len(control.tag) < LONGEST and control.tag
                yield Gap(control, control.tag.removeprefix(GAP) if whole else control.text)

    @property
    def _controls(self) -> list[Control]:
        return [control for text in self._texts.values() for control in text.controls]

    @property
    def body(self) -> list[Paragraph]:
        """Return the paragraphs of the document part, those of tables too."""
        return self._texts[self.package.document].paragraphs

    @property
    def outside(self) -> list[Paragraph]:
        """Return the paragraphs of notes, headers and footers."""
        parts = [part for part in self.parts if part != self.package.document]
        return [paragraph for part in parts for paragraph in self._texts[part].paragraphs]

    # --- writing ---

    def comment(self, comment: Comment, paragraph: Paragraph) -> None:
        """Put a comment on a paragraph of the body."""
        self._comments.append((comment, self.package.document, paragraph))

    def to_bytes(self) -> bytes:
        """Return the document with the new texts; the same bytes where nothing is to change.

        To be asked once: places are those of the document as it was opened.
        """
        entries, shown = self._entries()
        edits: dict[str, list[tuple[int, int, bytes]]] = {}
        numbers: set[str] = set()
        for spot in self.spots:
            edits.setdefault(spot.control.part, []).extend(self._edits(spot, numbers))
        for gap in self.gaps:
            if gap.new is not None:
                filled = self._filled(gap, entries)
                edits.setdefault(gap.control.part, []).append(filled)
        self._anchor(edits)
        changed = {part: found for part, found in edits.items() if found}
        if not changed and not shown and all(spot.new is None for spot in self.spots):
            return self._raw
        for part, found in changed.items():
            self.package.write(part, splice(self.package.read(part), found))
        complete_store(self.package, self._store)
        facts = dict(self.facts)
        if self.pristine:  # nobody has edited it: it may be drafted again
            facts["seal"] = seal_of(sealed_parts(self.package))
        self.package.write(self._store, store_xml(entries, facts, shown))
        return self.package.to_bytes()

    def _entries(self) -> tuple[list[tuple[str, LinkedText]], dict[str, str]]:
        """Return the records to keep and what is shown in place of what was printed.

        Copies of one figure share its record; a copy that says something else gets its own,
        since Word shows one text for all that are bound to it.
        """
        entries: dict[str, LinkedText] = {}
        shown: dict[str, str] = {}
        names: dict[str, str] = {}  # by the name that the record has had
        links = [(spot, spot.new or _as_link(spot)) for spot in self.spots if not spot.gap]
        taken = {spot.link.id for spot, link in links if link.key == spot.link.key}
        for spot, link in links:
            text, before = link.text if spot.new else spot.text, spot.link.id
            name = names.get(before)
            if name is None and link.key == spot.link.key:
                name = before
            elif name is None:  # the figure of another period: its copies stay apart
                name = free_name(link.key + before.removeprefix(spot.link.key), taken)
            elif (entries[name], shown.get(name, entries[name].text)) != (link, text):
                name = free_name(link.key, taken)
            names.setdefault(before, name)
            taken.add(name)
            spot.link = replace(spot.link, id=name)
            entries[name] = link
            if text != link.text:
                shown[name] = text
        return list(entries.items()), shown

    def _edits(self, spot: Spot, numbers: set[str]) -> Iterator[tuple[int, int, bytes]]:
        control = spot.control
        content = self.package.read(control.part)
        # A copied control may bring the id of its original: without one Word gives it its own.
        repeated = control.number in numbers
        numbers.update({control.number} - {""})
        if spot.gap:
            yield control.start, control.end, _gap_xml(control, content, spot.gap)
            return
        if repeated or control.name != spot.link.id:
            start, end = control.run_properties
            alias = spot.new.alias if spot.new else control.alias
            about = control_properties(alias, spot.link.id)
            kept = content[start:end]
            yield (*control.properties, b"<w:sdtPr>" + kept + about.encode() + b"</w:sdtPr>")
        if spot.new is not None and spot.new.text != spot.text:
            yield from _text_edits(control, spot.new.text)

    def _filled(self, gap: Gap, entries: list[tuple[str, LinkedText]]) -> tuple[int, int, bytes]:
        """Return a linked text for a marked gap, in place of the words around it too."""
        assert gap.new is not None
        name = free_name(gap.new.key, {name for name, _link in entries})
        entries.append((name, gap.new))
        content = self.package.read(gap.control.part)
        before = _GAP_BEFORE.search(content, max(0, gap.control.start - 600), gap.control.start)
        after = _GAP_AFTER.match(content, gap.control.end)
        start = before.start() if before else gap.control.start
        end = after.end() if after else gap.control.end
        properties = without_highlight(_first_properties(gap.control, content))
        begin = control_begin(properties, gap.new.alias, name)
        xml = f"{begin}{escape(gap.new.text)}{CONTROL_END}"
        return start, end, xml.encode()

    def _anchor(self, edits: dict[str, list[tuple[int, int, bytes]]]) -> None:
        number = first_comment_id(self.package)
        for offset, (_comment, part, paragraph) in enumerate(self._comments):
            start, end = comment_marks(number + offset)
            places = edits.setdefault(part, [])
            places.append((paragraph.begin, paragraph.begin, start))
            places.append((paragraph.end, paragraph.end, end))
        add_comments(self.package, [comment for comment, _part, _where in self._comments], number)


@dataclass(slots=True)
class Gap:
    """A place that was marked because a figure was missing; `new` fills it."""

    control: Control
    expression: str
    new: LinkedText | None = None


def is_gap(control: Control) -> bool:
    """Return whether a control marks a gap; LibreOffice 7.4 drops the tag, not the title."""
    return control.tag.startswith(GAP) or (
        not control.tag and not control.name and control.alias == GAP_TITLE
    )


def _text_edits(control: Control, text: str) -> Iterator[tuple[int, int, bytes]]:
    """Put the text where the first words stand, in their formatting; take the others out."""
    words = f'<w:t xml:space="preserve">{escape(_ILLEGAL.sub("", text))}</w:t>'.encode()
    if control.words:
        (start, end), *rest = control.words
        yield start, end, words
        yield from ((start, end, b"") for start, end in rest)
    elif control.content != (0, 0):  # a person emptied it
        run = b"<w:r>" + words + b"</w:r>"
        yield (*control.content, b"<w:sdtContent>" + run + b"</w:sdtContent>")


def _gap_xml(control: Control, content: bytes, name: str) -> bytes:
    """Return a marked gap in place of a control, as a draft has it."""
    properties = highlighted(_first_properties(control, content))
    run = f'<w:r>{properties}<w:t xml:space="preserve">'
    return (
        f"{run}[thiếu </w:t></w:r><w:sdt><w:sdtPr>{properties}{gap_properties(name)}"
        f"</w:sdtPr><w:sdtContent>{run}{escape(name)}</w:t></w:r></w:sdtContent></w:sdt>"
        f"{run}]</w:t></w:r>"
    ).encode()


def _first_properties(control: Control, content: bytes) -> str:
    """Return the properties of the first run of a control."""
    found = _RUN_PROPERTIES.search(content, *control.content)
    return found[0].decode() if found else ""


def _as_link(spot: Spot) -> LinkedText:
    stored = spot.link
    return LinkedText(
        stored.printed, stored.key, spot.control.alias, stored.record, tuple(stored.sources)
    )
