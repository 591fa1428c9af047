"""A compiled template and its runs.

Comes in: a package, once; a context, at each run. Goes out: the bytes of a document. A run
evaluates one string a part, assembles notes and store, and copies every other member's
compressed bytes. Nothing of a run stays behind: a template may run in several threads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.parsers import expat

from jinja2 import pass_context
from jinja2.runtime import Context
from lxml import etree
from markupsafe import Markup

from lsreport.docxfile.archive import Member, pack, read_file, write_archive
from lsreport.docxfile.footnotes import NotesPart, add_notes_part, read_notes
from lsreport.docxfile.headings import heading_styles
from lsreport.docxfile.links import LinkedText, add_store, store_xml
from lsreport.docxfile.package import Package, q, with_w15, xml_bytes
from lsreport.docxfile.seal import seal_of, sealed_parts
from lsreport.errors import Fault, FaultLog, PackageError, Place, TemplateError
from lsreport.i18n import _
from lsreport.template.compiler import (
    MADE_NOTE,
    NEW_ID,
    OUTPUT,
    OWN_NOTE,
    Compiler,
)
from lsreport.template.failures import failure
from lsreport.template.inline import Run, Site, inline_xml
from lsreport.template.outline import ASIDE, LeftOut, number_headings, renumber_notes
from lsreport.template.parts import CompiledPart, PartSource
from lsreport.template.sandbox import make_environment
from lsreport.template.tags import Tag

_RUN = "\x00run"  # no Jinja name can reach it
_TABLE_TAGS = re.compile(r"\{[%{#]-?\s*(?:tc\s|hm\b|colspan\b)")
_CORE = "docProps/core.xml"
_MARK = re.compile(r'<w:footnoteReference\b[^>]*w:id="(-?[0-9]+)"')
_BOUND = re.compile(r"/ls:(f[0-9]+)\[1\]")


@dataclass(frozen=True, slots=True)
class Rendering:
    """A finished document: its bytes, its links, how many notes, and the gaps marked in it.

    `left_out` are the headings under which nothing stood.
    """

    document: bytes
    links: tuple[LinkedText, ...]
    notes: int
    gaps: tuple[Fault, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class Template:
    """A Word template, compiled.

    `source` is a path or the bytes of a .docx; `filters` are added to Jinja's own;
    `allow_links` admits templates that load remote content; `style_points` sets the size of
    styles by their English name, in points.

    Raises PackageError for what is not a safe Word document and TemplateError with every
    fault of its tags.
    """

    def __init__(
        self,
        source: str | Path | bytes,
        filters: Mapping[str, Callable[..., Any]] | None = None,
        *,
        allow_links: bool = False,
        style_points: Mapping[str, int] | None = None,
        name: str | None = None,
    ) -> None:
        self.name = name or (_("mẫu") if isinstance(source, bytes) else str(source))
        raw = source if isinstance(source, bytes) else read_file(Path(source), self.name)
        self._package = Package(raw, self.name, allow_links)
        for style, points in (style_points or {}).items():
            _set_style_size(self._package, style, points)
        self._notes = read_notes(self._package)
        self._compile(filters or {})

    # --- compile ---

    def _compile(self, filters: Mapping[str, Callable[..., Any]]) -> None:
        environment = make_environment(filters)
        environment.filters.update(self._engine_filters())
        log = FaultLog()
        headings = heading_styles(self._package)
        compiler = Compiler(environment, self.name, self._notes, headings, log)
        self._parts: list[CompiledPart] = []
        self._table_fixes: set[str] = set()
        taken = {number for note in self._notes.native.values() for number in _ids_in(note)}
        for source in self._sources():
            part = compiler.compile(source)
            taken.update(_ids_in(source.xml))
            if _TABLE_TAGS.search(re.sub(r"<[^>]*>", "", source.xml)):  # runs may split a tag
                self._table_fixes.add(source.name)
            if part is not None:
                self._parts.append(part)
        log.raise_errors(TemplateError)
        self._sites: list[Site] = compiler.sites
        self._skeletons: dict[tuple[bool, bool], _Skeleton] = {}
        self._run_properties = frozenset(site.run_properties for site in compiler.sites)
        self._taken_ids = frozenset(taken)

    def _sources(self) -> list[PartSource]:
        document = self._package.document
        sources = [self._source(document, "document", "")]
        for kind, label in (("header", _("đầu trang")), ("footer", _("chân trang"))):
            for part in dict.fromkeys(self._package.related(document, kind)):
                sources.append(self._source(part, kind, label))
        if _CORE in self._package:
            sources.append(self._source(_CORE, "properties", _("thuộc tính văn bản")))
        return sources

    def _source(self, part: str, kind: str, label: str) -> PartSource:
        package = self._package
        root = package.xml(part) if kind == "properties" else package.word_xml(part)
        xml = etree.tostring(root, encoding="unicode")
        return PartSource(part, kind, label, xml)

    def _engine_filters(self) -> dict[str, Callable[..., Any]]:
        """Return the filters that the compiler wrote around outputs and notes."""

        @pass_context
        def output(context: Context, value: Any, site: int) -> Markup:
            return Markup(inline_xml(value, context[_RUN], self._sites[site]))

        @pass_context
        def made_note(context: Context, body: str, site: int) -> Markup:
            run: Run = context[_RUN]
            return Markup(
                run.note_reference(
                    _without_empty_runs(str(body), {self._sites[site].run_properties})
                )
            )

        @pass_context
        def own_note(context: Context, body: str) -> str:
            run: Run = context[_RUN]
            return str(run.add_note(str(body)))

        @pass_context
        def new_id(context: Context, _value: int) -> int:
            run: Run = context[_RUN]
            return run.new_id()

        return {OUTPUT: output, MADE_NOTE: made_note, OWN_NOTE: own_note, NEW_ID: new_id}

    @property
    def tags(self) -> tuple[Tag, ...]:
        """Return every tag of the template with its place, in order."""
        return tuple(tag for part in self._parts for tag in part.tags)

    # --- run ---

    def render(self, context: Mapping[str, Any]) -> bytes:
        """Return the document of a context. Raises TemplateError with every fault of the run."""
        return self.run(context).document

    def run(
        self,
        context: Mapping[str, Any],
        *,
        controls: bool = True,
        facts: Mapping[str, str] | None = None,
    ) -> Rendering:
        """Return the document of a context with what was counted on the way.

        `controls` False prints figures as plain text (for a PDF by LibreOffice 7.4, which
        drops the bold of controls); `facts` are kept with the figures' records.
        """
        run = Run(controls, self._notes.styles, self._notes.first_id, self._taken_ids)
        contents = {part.name: self._evaluate(part, context, run) for part in self._parts}
        run.faults.raise_errors(TemplateError)
        if run.headings or ASIDE in contents[self._package.document]:
            contents[self._package.document] = _outlined(contents[self._package.document], run)
        self._check_marks(contents[self._package.document], run)
        return Rendering(
            write_archive(self._members(contents, run, facts or {})),
            tuple(link for _name, link in run.links if "kind" not in link.record),
            len(run.notes),
            tuple(run.gaps),
            run.left_out,
        )

    def _evaluate(self, part: CompiledPart, context: Mapping[str, Any], run: Run) -> str:
        # Notes of one part after the other: the document comes first, so its notes are in order.
        try:
            text = part.program.render({**context, _RUN: run})
        except Exception as error:  # whatever an expression does, its place must be told
            fault = failure(error, part)
            if fault is None:
                raise
            raise TemplateError([*run.faults.errors, fault]) from error
        if run.links or run.notes:
            text = _without_empty_runs(text, self._run_properties)
        if part.name in self._table_fixes:
            text = _fixed_tables(text)
        return text

    def _members(
        self, contents: Mapping[str, str], run: Run, facts: Mapping[str, str]
    ) -> list[Member]:
        # A document with facts has a store even without figures: its seal tells it unedited.
        has_notes, has_links = bool(run.notes or self._notes.native), bool(run.links or facts)
        skeleton = self._skeleton(has_notes, has_links)
        changed: dict[str, bytes] = {}
        for name, text in contents.items():
            if name == _CORE or not has_links:
                changed[name] = _DECLARATION + text.encode()
            else:
                changed[name] = _DECLARATION + with_w15(text).encode()
        if has_notes:
            content = skeleton.notes.assemble(run.notes)
            changed[skeleton.notes.name] = (
                with_w15(content.decode()).encode() if has_links else content
            )
        if has_links:
            sealed = {name: changed.get(name, old) for name, old in skeleton.sealed.items()}
            store = store_xml(run.links, {**facts, "seal": seal_of(sealed)})
            changed[skeleton.store] = store
        if run.has_markup or not all(part.is_sound for part in self._parts):
            self._check_well_formed(changed)
        return [
            pack(member.name, changed[member.name]) if member.name in changed else member
            for member in skeleton.members
        ]

    def _check_marks(self, document: str, run: Run) -> None:
        """Refuse a note without its mark, or marked twice: `set` keeps what may not be printed."""
        marks = [int(number) for number in _MARK.findall(document)]
        if marks != list(range(run.first_note, run.first_note + len(run.notes))):
            raise TemplateError.one(
                "chu-thich-lech",
                _("có chú thích không in đúng một lần, theo thứ tự"),
                _("đừng đặt chú thích trong {tag}").format(tag="{% set %}"),
                Place(self.name),
            )

    def _check_well_formed(self, parts: Mapping[str, bytes]) -> None:
        """Refuse what `|safe` and the like made of a part: Word could not open it."""
        for name, content in parts.items():
            try:
                expat.ParserCreate(namespace_separator=" ").Parse(content, True)
            except expat.ExpatError as error:
                raise TemplateError.one(
                    "ket-qua-hong",
                    _("phần «{part}» vừa lập không đúng cú pháp XML: {reason}").format(
                        part=name, reason=error
                    ),
                    _("bỏ |safe và các bộ lọc quanh chỗ in cả đoạn, cả khối"),
                    Place(self.name),
                ) from None

    def _skeleton(self, notes: bool, links: bool) -> _Skeleton:
        """Return what stays the same, for runs with or without notes and links."""
        if (notes, links) not in self._skeletons:
            self._skeletons[notes, links] = self._new_skeleton(notes, links)
        return self._skeletons[notes, links]

    def _new_skeleton(self, notes: bool, links: bool) -> _Skeleton:
        package = Package(self._package.to_bytes(), self.name, allow_links=True)
        part, store = self._notes, ""
        if notes and not part.name:
            part = add_notes_part(package, part)
        if links:
            store = add_store(package)
        return _Skeleton(tuple(package.members()), part, store, sealed_parts(package))


@dataclass(frozen=True, slots=True)
class _Skeleton:
    """The members that a run copies or replaces; `sealed` are the parts under the seal."""

    members: tuple[Member, ...]
    notes: NotesPart
    store: str
    sealed: Mapping[str, bytes]


_EMPTY_RUN = '<w:t xml:space="preserve"></w:t></w:r>'
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _outlined(text: str, run: Run) -> str:
    """Number the headings; a heading that is left out takes its notes and figures with it."""
    text, run.left_out = number_headings(text, run.headings)
    if run.left_out:
        text, run.notes = renumber_notes(text, run.notes, run.first_note)
        shown = set(_BOUND.findall(text)).union(*map(_BOUND.findall, run.notes))
        run.links = [(name, link) for name, link in run.links if name in shown]
    return text


def _without_empty_runs(text: str, properties: Set[str]) -> str:
    """Take out the runs that were left empty beside controls and notes."""
    pieces = text.split(_EMPTY_RUN)
    for index, piece in enumerate(pieces[:-1]):
        start = piece.rfind("<w:r>")
        ours = start >= 0 and piece[start + 5 :] in properties
        pieces[index] = piece[:start] if ours else piece + _EMPTY_RUN
    return "".join(pieces)


def _fixed_tables(text: str) -> str:
    """Let docxtpl make the grid of tables whose columns come from a loop fit their cells."""
    from docxtpl import DocxTemplate

    root = DocxTemplate.fix_tables(None, text)
    return str(etree.tostring(root, encoding="unicode"))


def _ids_in(xml: str) -> set[int]:
    """Return the ids that controls and drawings of the template have already."""
    pattern = r'<w:id\b[^>]*?w:val="(-?[0-9]+)"|<wp:docPr\b[^>]*?\bid="([0-9]+)"'
    return {int(control or drawing) for control, drawing in re.findall(pattern, xml)}


def _set_style_size(package: Package, name: str, points: int) -> None:
    """Set the size of a style: house settings are data, not something to redo in Word."""
    for part in package.related(package.document, "styles"):
        root = package.xml(part)
        for style in root.iter(q("style")):
            label = style.find(q("name"))
            if label is None or (label.get(q("val")) or "").lower() != name:
                continue
            properties = style.find(q("rPr"))
            if properties is None:
                properties = etree.SubElement(style, q("rPr"))
            for tag in ("sz", "szCs"):
                size = properties.find(q(tag))
                if size is None:
                    size = etree.SubElement(properties, q(tag))
                size.set(q("val"), str(points * 2))  # Word counts half-points
            package.write(part, xml_bytes(root))
            return
    raise PackageError.one(
        "khong-co-kieu",
        _("mẫu không có kiểu «{name}»").format(name=name),
        _("thêm kiểu đó trong Word, hoặc bỏ cỡ chữ trong data/lsreport.yaml"),
        Place(package.name),
    )
