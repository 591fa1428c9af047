"""A run of a compiled template: where its outputs stand, and what is gathered on the way.

Comes in: sites, known when the template was compiled. Goes out: the links, notes, headings and
faults of one rendering.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from lsreport.docxfile.links import LinkedText, copy_name
from lsreport.docxfile.notespart import NoteStyles
from lsreport.errors import FaultLog, Place
from lsreport.records import record
from lsreport.template.objects import Objects
from lsreport.template.outline import Heading
from lsreport.template.rendering import LeftOut

# What an output may print where it stands: words, runs, paragraphs, rows or cells, plain text.
Level = Literal["text", "runs", "paragraphs", "cells", "plain"]


@record
class Site:
    """Where an output stands, known when the template is compiled."""

    run_properties: str
    paragraph_properties: str
    part: str
    place: Place
    in_note: bool = False
    level: Level = "text"
    may_split: bool = True  # whether the paragraph may end here: not inside a hyperlink


@dataclass(slots=True)
class Run:
    """The state of one rendering: its links, notes, ids and faults."""

    controls: bool
    styles: NoteStyles
    first_note: int
    taken_ids: frozenset[int]
    objects: Objects
    links: list[tuple[str, LinkedText]] = field(default_factory=list)
    copies: dict[str, int] = field(default_factory=dict)  # of each link, by its key
    notes: list[str] = field(default_factory=list)
    faults: FaultLog = field(default_factory=FaultLog)
    gaps: FaultLog = field(default_factory=FaultLog)
    headings: list[Heading] = field(default_factory=list)
    left_out: tuple[LeftOut, ...] = ()
    last_id: int = 0
    has_markup: bool = False  # whether a value brought XML of its own
    has_made_runs: bool = False  # whether runs were broken up around links and notes

    def new_id(self) -> int:
        """Return an id of a drawing, or of a template's control, that nothing else has."""
        self.last_id += 1
        while self.last_id in self.taken_ids:
            self.last_id += 1
        return self.last_id

    def add_link(self, link: LinkedText) -> str:
        """Keep a link for the store and return the name of its record."""
        name = link.key
        number = self.copies[name] = self.copies.get(name, 0) + 1
        if number > 1:
            name = copy_name(name, number)
        self.links.append((name, link))
        return name

    def add_note(self, content: str) -> int:
        """Keep a note's paragraphs and return its id: notes are numbered as they come."""
        number = self.first_note + len(self.notes)
        self.notes.append(f'<w:footnote w:id="{number}">{content}</w:footnote>')
        return number

    def note_reference(self, runs: str) -> str:
        """Keep a note of these runs and return the run with its mark."""
        self.has_made_runs = True
        mark = f'<w:rPr><w:rStyle w:val="{self.styles.reference}"/></w:rPr>'
        number = self.add_note(
            f'<w:p><w:pPr><w:pStyle w:val="{self.styles.text}"/></w:pPr>'
            f'<w:r>{mark}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>{runs}</w:p>'
        )
        return f'<w:r>{mark}<w:footnoteReference w:id="{number}"/></w:r>'
