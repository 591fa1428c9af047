"""The parts of a template, before and after they are compiled.

Comes in: the XML of a part; its Jinja program with the places of its tags. Goes out: the same,
held together, and the place in the Word document for a line of the program.
"""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Template as JinjaTemplate

from lsreport.errors import Place
from lsreport.template.tags import Tag


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """A part ready to run. `places` finds a line of the program in the Word document.

    `is_sound` tells that every branch of the program gives whole elements.
    """

    name: str
    program: JinjaTemplate
    places: dict[int, Place]
    tags: tuple[Tag, ...]
    is_sound: bool = True

    def place(self, line: int) -> Place:
        """Return where a line of the program stands in the template."""
        return nearest(self.places, line)


@dataclass(frozen=True, slots=True)
class PartSource:
    """What is compiled: the XML of a part and what messages call it."""

    name: str
    kind: str
    label: str
    xml: str


def nearest(places: dict[int, Place], line: int) -> Place:
    """Return the place of the last tag at or before a line of a program."""
    known = [number for number in places if number <= line]
    return places[max(known)] if known else Place()
