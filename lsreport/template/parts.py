"""The parts of a template, before and after they are compiled.

Comes in: the XML of a part; its Jinja program with the places of its tags. Goes out: the same,
held together as plain data, so that a compile can be kept for the next process.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lsreport.docxfile.archive import Member
from lsreport.docxfile.notespart import NotesPart
from lsreport.errors import Place
from lsreport.records import record
from lsreport.template.run import Site
from lsreport.template.stretches import Stretch

if TYPE_CHECKING:
    from lsreport.template.tags import Tag


@record
class CompiledPart:
    """A part ready to run: `code` is the marshalled code of its Jinja program.

    `is_sound` tells that every branch of the program gives whole elements, `has_grid` that the
    grid of a table depends on a run.
    """

    name: str
    code: bytes
    is_sound: bool
    has_grid: bool


@record
class Origins:
    """Where a part's program comes from: the place of each of its lines, and its tags in order.

    A run that goes well needs none of it.
    """

    places: Mapping[int, Place]
    tags: tuple[Tag, ...]

    def place(self, line: int) -> Place:
        """Return where a line of the program stands in the template."""
        return nearest(self.places, line)


@record
class Compiled:
    """A template, compiled: everything that a run needs beside the filters and the context."""

    document: str
    parts: tuple[CompiledPart, ...]
    sites: tuple[Site, ...]
    stretches: tuple[Stretch, ...]
    notes: NotesPart
    taken_ids: frozenset[int]


@record
class Skeleton:
    """The members that a run copies or replaces; `sealed` are the parts under the seal."""

    members: tuple[Member, ...]
    notes: NotesPart
    store: str
    sealed: Mapping[str, bytes]


@record
class PartSource:
    """What is compiled: the XML of a part and what messages call it.

    `has_grid` tells that the grid of a table depends on a run, `tidy` that the schema goes
    before docxtpl.
    """

    name: str
    kind: str
    label: str
    xml: str
    has_grid: bool = False
    tidy: bool = False


def nearest(places: Mapping[int, Place], line: int) -> Place:
    """Return the place of the last tag at or before a line of a program."""
    known = [number for number in places if number <= line]
    return places[max(known)] if known else Place()
