"""A document that was read: the shapes.

Comes in: nothing. Goes out: what the tests are given: the readings of all paragraphs, the totals with
their parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.source import Document
from lsreport.audit.reading.statements import Reading, Statement

_DOTS = lazy(r"[^;]{0,80}?(?:\.\.\.|…|\bv\.v)")


def is_cut_off(last: Statement) -> bool:
    """Return whether a list ends with dots or `v.v`: more could be told."""
    return last.level is not None and _DOTS.match(last.paragraph.plain, last.level.end) is not None


class Group(NamedTuple):
    """A total and its parts. `whole` where their levels add up to it; `word` opens the list."""

    total: Statement
    parts: list[Statement]
    whole: bool
    word: str
    listed: list[Statement]


@dataclass(slots=True, eq=False)
class Story:
    """A document read: its readings in order, the notes', the groups."""

    document: Document
    readings: list[Reading]
    groups: list[Group]

    @property
    def statements(self) -> Iterator[Statement]:
        """Yield all statements, in the order of the document."""
        for reading in self.readings:
            yield from reading.statements
