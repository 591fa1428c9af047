"""What an output expression writes into its run.

Comes in: a value and the site where it stands (run and paragraph properties, part, place).
Goes out: XML that fits between the words of the run. Values that know how to print
themselves have `write_inline(writer)`; everything else is text, escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from markupsafe import Markup, escape

from lsreport.docxfile.footnotes import NoteStyles
from lsreport.docxfile.links import LinkedText, control_properties
from lsreport.docxfile.runs import for_note, styled
from lsreport.errors import Fault, FaultLog, Place
from lsreport.i18n import _

_ILLEGAL = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SPLITTING = re.compile("[\t\n\a\f]")


@dataclass(frozen=True, slots=True)
class Site:
    """Where an output stands, known when the template is compiled."""

    run_properties: str
    paragraph_properties: str
    part: str
    place: Place
    in_note: bool = False


@dataclass(slots=True)
class Run:
    """The state of one rendering: its links, notes, ids and faults."""

    controls: bool
    styles: NoteStyles
    first_note: int
    taken_ids: frozenset[int]
    links: list[tuple[str, LinkedText]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: FaultLog = field(default_factory=FaultLog)
    last_id: int = 0

    def new_id(self) -> int:
        """Return a control or drawing id that nothing in the document has."""
        self.last_id += 1
        while self.last_id in self.taken_ids:
            self.last_id += 1
        return self.last_id

    def add_note(self, content: str) -> int:
        """Keep a note's paragraphs and return its id: notes are numbered as they come."""
        number = self.first_note + len(self.notes)
        self.notes.append(f'<w:footnote w:id="{number}">{content}</w:footnote>')
        return number

    def note_reference(self, runs: str) -> str:
        """Keep a note of these runs and return the run with its mark."""
        mark = f'<w:rPr><w:rStyle w:val="{self.styles.reference}"/></w:rPr>'
        number = self.add_note(
            f'<w:p><w:pPr><w:pStyle w:val="{self.styles.text}"/></w:pPr>'
            f'<w:r>{mark}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>{runs}</w:p>'
        )
        return f'<w:r>{mark}<w:footnoteReference w:id="{number}"/></w:r>'


@runtime_checkable
class Inline(Protocol):
    """A value that writes itself into a paragraph."""

    def write_inline(self, writer: InlineWriter) -> None:
        """Write texts, links and notes."""


class InlineWriter:
    """Gathers the runs of one value."""

    def __init__(self, run: Run, site: Site) -> None:
        self._run, self._site = run, site
        self._pieces: list[str] = []
        self._in_note = site.in_note

    def text(self, text: str, bold: bool = False, italic: bool = False, vertical: str = "") -> None:
        """Write words."""
        properties = styled(self._properties, bold, italic, vertical)
        self._pieces.append(text_run(properties, self._clean(text)))

    def linked(
        self, link: LinkedText, bold: bool = False, italic: bool = False, vertical: str = ""
    ) -> None:
        """Write a text that stays linked: a content control bound to the store."""
        properties = styled(self._properties, bold, italic, vertical)
        content = text_run(properties, self._clean(link.text))
        if not self._run.controls:
            self._pieces.append(content)
            return
        name = f"f{len(self._run.links) + 1}"
        self._run.links.append((name, link))
        about = control_properties(link, name, self._run.new_id())
        self._pieces.append(
            f"<w:sdt><w:sdtPr>{properties}{about}</w:sdtPr>"
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    @contextmanager
    def note(self) -> Iterator[None]:
        """Write what follows into a footnote anchored here."""
        if self._in_note or self._site.part != "document":
            self.fault(
                "chu-thich-sai-cho", _("chú thích không đứng được trong chú thích hay đầu trang"),
                _("chuyển chú thích vào thân văn bản"),
            )  # fmt: skip
        outer, self._pieces, self._in_note = self._pieces, [], True
        yield
        runs, self._pieces, self._in_note = "".join(self._pieces), outer, False
        self._pieces.append(self._run.note_reference(runs))

    def fault(self, code: str, message: str, fix: str, where: Place | None = None) -> None:
        """Note that the value cannot be printed; the run goes on and fails as a whole."""
        self._run.faults.add(Fault(code, message, fix, where or self._site.place))

    @property
    def place(self) -> Place:
        """Return where in the template the value is asked for."""
        return self._site.place

    def runs(self) -> str:
        """Return the XML of what was written."""
        return "".join(self._pieces)

    @property
    def _properties(self) -> str:
        properties = self._site.run_properties
        return for_note(properties) if self._in_note else properties

    def _clean(self, text: str) -> str:
        if text.isprintable():
            return str(escape(text))
        return _checked(text, self._run, self._site)


def text_run(properties: str, escaped: str) -> str:
    """Return a run of text that is escaped already."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escaped}</w:t></w:r>'


def inline_xml(value: Any, run: Run, site: Site) -> str:
    """Return what a value prints inside the text of its run."""
    if isinstance(value, Markup):
        return str(value)
    if isinstance(value, str):
        return plain_text(value, run, site)
    if isinstance(value, Inline):
        writer = InlineWriter(run, site)
        value.write_inline(writer)
        return _between(writer.runs(), site)
    if hasattr(value, "__html__"):
        xml = str(value.__html__())
        if xml.startswith("<w:"):  # docxtpl's RichText: whole runs
            return _between(xml, site)
        return _split(xml, site)  # docxtpl's Listing: text, escaped already
    return plain_text(str(value), run, site)


def plain_text(text: str, run: Run, site: Site) -> str:
    """Return a text escaped; line breaks, tabs and docxtpl's \\a and \\f become Word's."""
    if text.isprintable():
        return str(escape(text))
    return _split(_checked(text, run, site), site)


def _checked(text: str, run: Run, site: Site) -> str:
    """Return the text escaped; note a fault for characters that XML cannot hold."""
    if found := _ILLEGAL.search(text):
        run.faults.add(
            Fault(
                "ky-tu-dieu-khien",
                _("có ký tự điều khiển U+{code:04X} trong “{text}”").format(
                    code=ord(found[0]), text=_ILLEGAL.sub("", text)[:40]
                ),
                _("xóa ký tự đó trong dữ liệu"),
                site.place,
            )
        )
        text = _ILLEGAL.sub("", text)
    return str(escape(text.replace("\r\n", "\n").replace("\r", "\n")))


def _split(escaped: str, site: Site) -> str:
    if not _SPLITTING.search(escaped):
        return escaped
    return (
        escaped.replace("\t", _between(f"<w:r>{site.run_properties}<w:tab/></w:r>", site))
        .replace("\a", f"</w:t></w:r></w:p><w:p>{site.paragraph_properties}{_opening(site)}")
        .replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        .replace(
            "\f",
            '</w:t></w:r></w:p><w:p><w:r><w:br w:type="page"/></w:r></w:p>'
            f"<w:p>{site.paragraph_properties}{_opening(site)}",
        )
    )


def _opening(site: Site) -> str:
    return f'<w:r>{site.run_properties}<w:t xml:space="preserve">'


def _between(runs: str, site: Site) -> str:
    return f"</w:t></w:r>{runs}{_opening(site)}"
