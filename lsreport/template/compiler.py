"""Compile a Word template once: parts in docxtpl's tag language to Jinja programs.

Comes in: the XML of a part. Goes out: a `CompiledPart`: a Jinja template whose every output
knows the run it stands in, so that a run only evaluates and joins strings. docxtpl's own
tag clean-up is used, so its tag language holds; this module adds notes and linked outputs.
"""

from __future__ import annotations

import marshal

from jinja2 import TemplateSyntaxError

from lsreport.docxfile.notespart import NotesPart
from lsreport.errors import Fault, FaultLog, Place
from lsreport.i18n import _
from lsreport.template.parts import CompiledPart, Origins, PartSource, nearest
from lsreport.template.places import PlaceKeeper
from lsreport.template.rewriter import Rewriter
from lsreport.template.run import Site
from lsreport.template.sandbox import FINALIZE, TemplateEnvironment
from lsreport.template.stretches import Stretch
from lsreport.template.tags import TagChecker, gives_whole_elements


class Compiler:
    """Compiles the parts of one template; every fault of every part goes to one log."""

    def __init__(
        self,
        environment: TemplateEnvironment,
        file: str,
        notes: NotesPart,
        heading_styles: frozenset[str],
        log: FaultLog,
    ) -> None:
        self._environment, self._file, self._log = environment, file, log
        self._headings = heading_styles
        self._native = dict(notes.native)
        self.note_properties = f'<w:pPr><w:pStyle w:val="{notes.styles.text}"/></w:pPr>'
        self.sites: list[Site] = []
        self.stretches: list[Stretch] = []
        self.has_finalize = FINALIZE in environment.filters

    def compile(self, source: PartSource) -> tuple[CompiledPart, Origins] | None:
        """Return the compiled part and its origins, or None when the log got faults."""
        rewriter = Rewriter(self, source, self.keeper(source.label))
        before = len(self._log)
        rewriter.rewrite()
        if len(self._log) > before:
            return None
        try:
            code = marshal.dumps(rewriter.program.compiled(self._environment))
        except (TemplateSyntaxError, SyntaxError, RecursionError) as error:
            # What the tags one by one do not show: too many nested blocks, `block` twice.
            line = error.lineno if isinstance(error, TemplateSyntaxError) else 0
            place = nearest(rewriter.places, line) if line else Place(self._file)
            self.fault(
                "jinja-sai",
                _("các thẻ không ghép được với nhau: {reason}").format(reason=error),
                _("xem lại các khối từ chỗ này"),
                place,
            )
            return None
        is_sound = gives_whole_elements(rewriter.tags)
        part = CompiledPart(source.name, code, is_sound, source.has_grid)
        return part, Origins(rewriter.places, tuple(rewriter.tags))

    # What the rewriter of a part needs of its template:

    def add_site(self, site: Site) -> int:
        """Keep a site and return its number."""
        self.sites.append(site)
        return len(self.sites) - 1

    def native_note(self, identifier: str) -> str | None:
        """Return the content of a note written in Word."""
        return self._native.get(identifier)

    def checker(self) -> TagChecker:
        """Return a checker of tags that notes faults in the log."""
        return TagChecker(self._environment, self._log)

    def keeper(self, label: str) -> PlaceKeeper:
        """Return a keeper of places for a part or note."""
        return PlaceKeeper(self._file, label, self._headings)

    def fault(self, code: str, message: str, fix: str, place: Place) -> None:
        """Note a fault."""
        self._log.add(Fault(code, message, fix, place))
