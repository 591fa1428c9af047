"""Run a Word template: compiled once, then a document from each context.

Comes in: the bytes of a .docx and a context, at each run. Goes out: the bytes of a document. A
run evaluates one string a part, assembles notes and store, and copies every other member's
compressed bytes. Nothing of a run stays behind: a template may run in several threads. A
compile may be kept for the next process: with one at hand only what runs is loaded.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Mapping, Set
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from jinja2 import Template as Program
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from lsreport.docxfile.archive import Member, pack, read_file, write_archive
from lsreport.docxfile.links import store_xml
from lsreport.docxfile.seal import seal_of
from lsreport.docxfile.xmltext import with_w15
from lsreport.errors import Place, TemplateError
from lsreport.i18n import _, language
from lsreport.template.codegen import OUTPUT
from lsreport.template.inline import Run, inline_xml
from lsreport.template.outline import ASIDE, number_headings, renumber_notes
from lsreport.template.parts import Compiled, CompiledPart, Origins, Skeleton
from lsreport.template.rendering import Rendering
from lsreport.template.sandbox import MADE_NOTE, NEW_ID, OWN_NOTE, make_environment

if TYPE_CHECKING:
    from lsreport.docxfile.package import Package
    from lsreport.template.tags import Tag

_RUN = "\x00run"  # no Jinja name can reach it
_CORE = "docProps/core.xml"
_MARK = re.compile(r'<w:footnoteReference\b[^>]*w:id="(-?[0-9]+)"')
_BOUND = re.compile(r"/ls:(f[0-9]+)\[1\]")


class Keeper(Protocol):
    """Where compiles are kept for the next process."""

    def load(self, kind: str, key: str) -> Any:
        """Return what was kept under a key, or None."""

    def save(self, kind: str, key: str, value: Any) -> None:
        """Keep a value."""


class Template:
    """A Word template, compiled.

    `source` is a path or the bytes of a .docx; `filters` are added to Jinja's own;
    `allow_links` admits templates that load remote content; `style_points` sets the size of
    styles by their English name, in points; `keeper` keeps the compile for later processes.

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
        keeper: Keeper | None = None,
    ) -> None:
        self.name = name or (_("mẫu") if isinstance(source, bytes) else str(source))
        self._raw = source if isinstance(source, bytes) else read_file(Path(source), self.name)
        self._allow_links, self._style_points = allow_links, dict(style_points or {})
        self._environment = make_environment({**(filters or {}), **self._engine_filters()})
        self._keeper, self._key = keeper, self._content_key() if keeper else ""
        self._skeletons: dict[tuple[bool, bool], Skeleton] = {}
        self._origins: dict[str, Origins] | None = None
        self._compiled: Compiled = self._kept("template") or self._compile()
        self._programs = [self._program(part) for part in self._compiled.parts]
        self._run_properties = frozenset(site.run_properties for site in self._compiled.sites)

    # --- compile ---

    def _content_key(self) -> str:
        """Return what a compile depends on, beside the program itself."""
        settings = (
            sha256(self._raw).hexdigest(),
            self.name,
            self._allow_links,
            sorted(self._style_points.items()),
            sorted(self._environment.filters),
            language(),
        )
        return repr(settings)

    def _kept(self, kind: str) -> Any:
        return self._keeper.load(kind, self._key) if self._keeper else None

    def _compile(self) -> Compiled:
        from lsreport.template.build import compile_template

        compiled, self._origins = compile_template(self._package, self._environment)
        if self._keeper:
            self._keeper.save("template", self._key, compiled)
            self._keeper.save("origins", self._key, self._origins)
        return compiled

    @cached_property
    def _package(self) -> Package:
        from lsreport.template.build import open_package

        return open_package(self._raw, self.name, self._allow_links, self._style_points)

    def _program(self, part: CompiledPart) -> Program:
        environment = self._environment
        # ours: made a moment ago, or taken from a keeper that vouches for it
        code = marshal.loads(part.code)
        return environment.template_class.from_code(environment, code, environment.globals)

    def _engine_filters(self) -> dict[str, Callable[..., Any]]:
        """Return the filters that the compiler wrote around outputs and notes."""

        @pass_context
        def output(context: Context, value: Any, site: int) -> str:
            return inline_xml(value, context.parent[_RUN], self._compiled.sites[site])

        @pass_context
        def made_note(context: Context, body: str, site: int) -> Markup:
            run: Run = context[_RUN]
            properties = {self._compiled.sites[site].run_properties}
            return Markup(run.note_reference(_without_empty_runs(str(body), properties)))

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
    def origins(self) -> Mapping[str, Origins]:
        """Return, by part, where the programs come from."""
        if self._origins is None:
            self._origins = self._kept("origins")
        if self._origins is None:
            self._compile()
        assert self._origins is not None
        return self._origins

    @property
    def tags(self) -> tuple[Tag, ...]:
        """Return every tag of the template with its place, in order."""
        return tuple(tag for origins in self.origins.values() for tag in origins.tags)

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
        compiled = self._compiled
        run = Run(controls, compiled.notes.styles, compiled.notes.first_id, compiled.taken_ids)
        contents = {
            part.name: self._evaluate(part, program, context, run)
            for part, program in zip(compiled.parts, self._programs, strict=True)
        }
        run.faults.raise_errors(TemplateError)
        if run.headings or ASIDE in contents[compiled.document]:
            contents[compiled.document] = _outlined(contents[compiled.document], run)
        self._check_marks(contents[compiled.document], run)
        return Rendering(
            write_archive(self._members(contents, run, facts or {})),
            tuple(link for _name, link in run.links if "kind" not in link.record),
            len(run.notes),
            tuple(run.gaps),
            run.left_out,
        )

    def _evaluate(
        self, part: CompiledPart, program: Program, context: Mapping[str, Any], run: Run
    ) -> str:
        # Notes of one part after the other: the document comes first, so its notes are in order.
        try:
            text = program.render({**context, _RUN: run})
        except Exception as error:  # whatever an expression does, its place must be told
            from lsreport.template.failures import failure

            fault = failure(error, part.name, lambda: self.origins[part.name])
            if fault is None:
                raise
            raise TemplateError([*run.faults.errors, fault]) from error
        if run.links or run.notes:
            text = _without_empty_runs(text, self._run_properties)
        if part.has_grid:
            text = _fixed_tables(text)
        return text

    def _members(
        self, contents: Mapping[str, str], run: Run, facts: Mapping[str, str]
    ) -> list[Member]:
        # A document with facts has a store even without figures: its seal tells it unedited.
        has_notes, has_links = (
            bool(run.notes or self._compiled.notes.native),
            bool(run.links or facts),
        )
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
        if run.has_markup or not all(part.is_sound for part in self._compiled.parts):
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
        from xml.parsers import expat

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

    def _skeleton(self, notes: bool, links: bool) -> Skeleton:
        """Return what stays the same, for runs with or without notes and links."""
        flags, kind = (notes, links), f"skeleton{notes:d}{links:d}"
        if flags not in self._skeletons:
            self._skeletons[flags] = self._kept(kind) or self._make_skeleton(kind, *flags)
        return self._skeletons[flags]

    def _make_skeleton(self, kind: str, notes: bool, links: bool) -> Skeleton:
        from lsreport.template.build import make_skeleton

        made = make_skeleton(self._package, self._compiled, notes, links)
        if self._keeper:
            self._keeper.save(kind, self._key, made)
        return made


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
    from lxml import etree

    root = DocxTemplate.fix_tables(None, text)
    return str(etree.tostring(root, encoding="unicode"))
