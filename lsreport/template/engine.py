"""Run a Word template: compiled once, then a document from each context.

Comes in: the bytes of a .docx and a context, at each run. Goes out: the bytes of a document. A
run evaluates one string a part, assembles notes and store, and copies every other member's
compressed bytes. Nothing of a run stays behind: a template may run in several threads. A
compile may be kept for the next process: with one at hand only what runs is loaded.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping, Set
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from jinja2 import Template as Program
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from lsreport.docxfile.archive import FAST, SMALL, Member, pack, read_file, write_archive
from lsreport.docxfile.links import bound_names, store_xml
from lsreport.docxfile.notespart import NOTES_PART
from lsreport.docxfile.seal import seal_of
from lsreport.errors import Place, TemplateError
from lsreport.i18n import _, language
from lsreport.template.codegen import OUTPUT, STRETCH
from lsreport.template.drawings import number_drawings
from lsreport.template.inline import inline_xml
from lsreport.template.objects import Objects, address_id
from lsreport.template.outline import ASIDE, number_headings, renumber_notes
from lsreport.template.parts import Compiled, CompiledPart, Origins, Skeleton
from lsreport.template.rendering import Rendering
from lsreport.template.results import check_marks, check_well_formed
from lsreport.template.run import Run
from lsreport.template.sandbox import MADE_NOTE, NEW_ID, OWN_NOTE, make_environment
from lsreport.template.stretches import printed

if TYPE_CHECKING:
    from jinja2 import Environment

    from lsreport.docxfile.package import Package
    from lsreport.errors import Fault
    from lsreport.template.fallback import Fallback
    from lsreport.template.subdocuments import Subdocument
    from lsreport.template.tags import Tag

_RUN = "\x00run"  # no Jinja name can reach it


class Keeper(Protocol):
    """Where compiles are kept for the next process."""

    def load(self, kind: str, key: str) -> Any:
        """Return what was kept under a key, or None."""

    def save(self, kind: str, key: str, value: Any) -> None:
        """Keep a value."""


class Template:
    """A Word template, compiled.

    `source` is a path, the bytes or an open stream of a .docx; `filters` are added to Jinja's own;
    `allow_links` admits templates that load remote content; `style_points` sets the size of
    styles by their English name, in points; `keeper` keeps the compile for later processes;
    `environment` is a Jinja environment as docxtpl takes it: its filters, tests, globals and
    trimming hold, in our sandbox; `tidy` keeps to the schema where docxtpl does not. What cannot be compiled is left to docxtpl: see `fallback`.

    Raises PackageError for what is not a safe Word document, TemplateError with every fault of its
    tags, TypeError for a source or a filter that is none.
    """

    def __init__(
        self,
        source: str | Path | bytes | BinaryIO,
        filters: Mapping[str, Callable[..., Any]] | None = None,
        *,
        allow_links: bool = False,
        style_points: Mapping[str, int] | None = None,
        tidy: bool = False,
        name: str | None = None,
        keeper: Keeper | None = None,
        environment: Environment | None = None,
    ) -> None:
        if not isinstance(source, str | Path | bytes):
            if not hasattr(source, "read"):
                raise TypeError(f"source: a path, bytes or a binary stream, not {source!r}")
            source = source.read()
        for key, given in (filters or {}).items():
            if not callable(given):
                raise TypeError(f"filters[{key!r}]: a function, not {given!r}")
        self.name = name or (_("mẫu") if isinstance(source, bytes) else str(source))
        self._raw = source if isinstance(source, bytes) else read_file(Path(source), self.name)
        self._allow_links, self._style_points = allow_links, dict(style_points or {})
        self._tidy = tidy
        self._own, self._filters = environment, dict(filters or {})
        engine_filters = self._engine_filters()
        self._environment = make_environment({**self._filters, **engine_filters}, environment)
        # the key of a compile does not tell one environment of a caller from another
        self._keeper = keeper if environment is None else None
        self._key = self._content_key() if self._keeper else ""
        self._skeletons: dict[tuple[bool, bool], Skeleton] = {}
        self._origins: dict[str, Origins] | None = None
        self._fallback = self._environment_fallback()
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
            self._tidy,
            sorted(self._environment.filters),
            language(),
        )
        return repr(settings)

    def _kept(self, kind: str) -> Any:
        return self._keeper.load(kind, self._key) if self._keeper else None

    def _compile(self) -> Compiled:
        from lsreport.template.build import NOTHING, compile_template

        if self._fallback is not None:
            return NOTHING
        try:
            compiled, self._origins = compile_template(self._package, self._environment, self._tidy)
        except TemplateError as error:
            from lsreport.template.fallback import fallback_by_faults

            given = (self._package, self._package.to_bytes(), self._own, self._filters)
            self._fallback = fallback_by_faults(*given, error.faults)
            if self._fallback is None:
                raise
            return NOTHING
        if self._keeper:
            self._keeper.save("template", self._key, compiled)
            self._keeper.save("origins", self._key, self._origins)
        return compiled

    def _environment_fallback(self) -> Fallback | None:
        if self._own is None:
            return None
        from lsreport.template.fallback import fallback_by_environment

        given = (self._package, self._package.to_bytes(), self._own, self._filters)
        return fallback_by_environment(*given)

    @property
    def fallback(self) -> Fault | None:
        """Return why docxtpl itself makes the documents of this template, None when we do."""
        return self._fallback.reason if self._fallback is not None else None

    def require_links(self) -> None:
        """Raise TemplateError, saying why, where figures could not stay linked to their data."""
        if self._fallback is not None:
            from lsreport.template.fallback import links_would_be_lost

            raise links_would_be_lost(self._fallback)

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
        def stretch(context: Context, _value: None, number: int) -> str:
            return printed(self._compiled.stretches[number], context, output)

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

        notes: dict[str, Callable[..., Any]] = {MADE_NOTE: made_note, OWN_NOTE: own_note}
        return {**notes, OUTPUT: output, STRETCH: stretch, NEW_ID: new_id}

    @property
    def origins(self) -> Mapping[str, Origins]:
        """Return, by part, where the programs come from."""
        if self._origins is None:
            self._origins = self._kept("origins")
        if self._origins is None and self._fallback is None:
            self._compile()
        if self._fallback is not None:
            return {}
        assert self._origins is not None
        return self._origins

    def derived(self, kind: str, make: Callable[[tuple[Tag, ...]], Any]) -> Any:
        """Return what is made of the tags alone; it is kept with the compile, as plain data."""
        found = self._kept(kind)
        if found is None:
            found = make(self.tags)
            if self._keeper:
                self._keeper.save(kind, self._key, found)
        return found

    @property
    def tags(self) -> tuple[Tag, ...]:
        """Return every tag of the template with its place, in order."""
        return tuple(tag for origins in self.origins.values() for tag in origins.tags)

    # --- what docxtpl's objects ask of their template ---

    def build_url_id(self, url: str) -> str:
        """Return what `url_id` of a RichText takes for an address."""
        return address_id(url)

    def new_subdoc(self, docpath: Any = None) -> Subdocument:
        """Return a new sub-document: empty, of the template's styles, or a Word file's."""
        from lsreport.template.subdocuments import Subdocument

        return Subdocument(self._package.to_bytes(), docpath)

    @property
    def current_rendering_part(self) -> Any:
        """Return the part in which docxtpl itself prints a picture."""
        from lsreport.template.fallback import rendering

        return rendering().current_rendering_part

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
        if self._fallback is not None:
            return self._run_docxtpl(self._fallback, context, facts)
        compiled, notes = self._compiled, self._compiled.notes
        objects = Objects(lambda: self._package, notes.name or NOTES_PART)
        run = Run(controls, notes.styles, notes.first_id, compiled.taken_ids, objects)
        contents = {
            part.name: self._evaluate(part, program, context, run)
            for part, program in zip(compiled.parts, self._programs, strict=True)
        }
        run.faults.raise_errors(TemplateError)
        if run.headings or ASIDE in contents[compiled.document]:
            contents[compiled.document] = _outlined(contents[compiled.document], run)
        check_marks(contents[compiled.document], run, self.name)
        number_drawings(contents, compiled.document)
        return Rendering(
            write_archive(self._members(contents, run, facts or {})),
            tuple(link for _name, link in run.links if "kind" not in link.record),
            len(run.notes),
            tuple(run.gaps),
            run.left_out,
        )

    def _run_docxtpl(
        self, fallback: Fallback, context: Mapping[str, Any], facts: Mapping[str, str] | None
    ) -> Rendering:
        if facts:
            self.require_links()
        return Rendering(fallback.render(context), (), 0, fallback=fallback.reason)

    def _evaluate(
        self, part: CompiledPart, program: Program, context: Mapping[str, Any], run: Run
    ) -> str:
        # Notes of one part after the other: the document comes first, so its notes are in order.
        run.objects.part = part.name
        try:
            text = program.render({**context, _RUN: run})
        except Exception as error:  # whatever an expression does, its place must be told
            from lsreport.template.failures import failure

            origins, sites = lambda: self.origins[part.name], self._compiled.sites
            fault = failure(error, part.name, origins, sites)
            if fault is None:
                raise
            raise TemplateError([*run.faults.errors, fault]) from error
        if run.links or run.has_made_runs:
            text = _without_empty_runs(text, self._run_properties)
        if part.has_grid:
            from lsreport.template.tables import fitted

            text = fitted(text, Place(self.name, part=part.name))
        return text

    def _members(
        self, contents: Mapping[str, str], run: Run, facts: Mapping[str, str]
    ) -> list[Member]:
        # A document with facts has a store even without figures: its seal tells it unedited.
        has_notes, has_links = (
            bool(run.notes or self._compiled.notes.native),
            bool(run.links or facts),
        )
        if (package := run.objects.finished()) is not None:
            skeleton = self._skeleton_of(package, has_notes, has_links)
        else:
            skeleton = self._skeleton(has_notes, has_links)
        changed = {name: _DECLARATION + text.encode() for name, text in contents.items()}
        if has_notes:
            changed[skeleton.notes.name] = skeleton.notes.assemble(run.notes)
        if has_links:
            sealed = {name: changed.get(name, old) for name, old in skeleton.sealed.items()}
            store = store_xml(run.links, {**facts, "seal": seal_of(sealed)})
            changed[skeleton.store] = store
        if run.has_markup or not all(part.is_sound for part in self._compiled.parts):
            check_well_formed(changed, self.name)
        # The body has hundreds of controls, much alike: there a closer look pays.
        closely = self._compiled.document if has_links else ""
        return [
            pack(one.name, changed[one.name], SMALL if one.name == closely else FAST)
            if one.name in changed
            else one
            for one in skeleton.members
        ]

    def _skeleton(self, notes: bool, links: bool) -> Skeleton:
        """Return what stays the same, for runs with or without notes and links."""
        flags, kind = (notes, links), f"skeleton{notes:d}{links:d}"
        if flags not in self._skeletons:
            self._skeletons[flags] = self._kept(kind) or self._make_skeleton(kind, *flags)
        return self._skeletons[flags]

    def _make_skeleton(self, kind: str, notes: bool, links: bool) -> Skeleton:
        made = self._skeleton_of(self._package, notes, links)
        if self._keeper:
            self._keeper.save(kind, self._key, made)
        return made

    def _skeleton_of(self, package: Package, notes: bool, links: bool) -> Skeleton:
        from lsreport.template.build import make_skeleton

        return make_skeleton(package, self._compiled, notes, links)


_EMPTY_RUN = '<w:t xml:space="preserve"></w:t></w:r>'
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _outlined(text: str, run: Run) -> str:
    """Number the headings; a heading that is left out takes its notes and figures with it."""
    text, run.left_out = number_headings(text, run.headings)
    if run.left_out:
        text, run.notes = renumber_notes(text, run.notes, run.first_note)
        shown = bound_names(text).union(*map(bound_names, run.notes))
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
