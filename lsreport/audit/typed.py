"""Typed numbers of a document against the figures of a period.

Comes in: a document and the given figures of a period, each with its name, unit and printed text.
Goes out: what each typed number is: equal to a given one, rounded from it, or contradicting it. A
contradiction needs the figure's own words: a number alone may be anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from lsreport.audit.findings import Finding, finding
from lsreport.audit.groups import read_story
from lsreport.audit.naming import name_key
from lsreport.audit.scan import Figure, scan
from lsreport.audit.source import Document
from lsreport.audit.statements import Statement
from lsreport.i18n import _

Standing = Literal["equal", "rounded", "contradicted", "unknown"]


@dataclass(frozen=True, slots=True)
class Given:
    """A figure of the data: the words that name it, its unit, its text as it would be printed."""

    name: str
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed number and how it stands to the data; `given` is the figure it was matched with."""

    statement: Statement
    figure: Figure
    standing: Standing
    given: Given | None = None


def classify(document: Document, figures: Iterable[Given]) -> list[Typed]:
    """Return every typed level of a document with how it stands to the given figures.

    What lsreport printed and keeps is exact; typed over, it is typed.
    """
    index = _Index(figures)
    story = read_story(document)
    return [
        index.standing(statement, level)
        for statement in story.statements
        if (level := statement.level) is not None
        and not statement.paragraph.is_linked(level.start, level.end)
    ]


def contradicted(document: Document, figures: Iterable[Given]) -> Iterator[Finding]:
    """Yield the typed numbers that contradict the given figure of the same words."""
    for typed in classify(document, figures):
        if typed.standing == "contradicted" and typed.given is not None:
            yield finding(
                "so-trai-du-lieu", "likely", typed.statement.paragraph,
                (typed.figure.start, typed.figure.end),
                _("dữ liệu của kỳ: {name} = {text} {unit}").format(
                    name=typed.given.name, text=typed.given.text, unit=typed.given.unit
                ),
                _("sửa theo dữ liệu, hoặc sửa dữ liệu"),
            )  # fmt: skip


class _Index:
    """The given figures by value and by name."""

    def __init__(self, figures: Iterable[Given]) -> None:
        self._named: dict[str, list[tuple[Given, Figure]]] = {}
        self._valued: dict[tuple[str, str], list[tuple[Given, Figure]]] = {}
        self._all: dict[str, list[tuple[Given, Figure]]] = {}
        for given in figures:
            for figure in scan(f"{given.text} {given.unit}")[:1]:
                self._named.setdefault(name_key(given.name.lower()), []).append((given, figure))
                value = str(figure.base_stretch.middle.normalize())
                self._valued.setdefault((figure.unit.kind, value), []).append((given, figure))
                self._all.setdefault(figure.unit.kind, []).append((given, figure))

    def _slip(self, statement: Statement, figure: Figure) -> Given | None:
        """Return the given figure whose whole name the words hold and whose value is near."""
        words = set(statement.key.split())
        level = abs(figure.base_stretch.middle)
        near: Given | None = None
        for given, other in self._all.get(figure.unit.kind, []):
            name = set(name_key(given.name.lower()).split())
            if len(name) < 2 or not name <= words or not other.unit.same_as(figure.unit):
                continue
            if figure.base_stretch.meets(other.base_stretch):
                return None
            if abs(abs(other.base_stretch.middle) - level) * 5 <= level:
                near = near or given
        return near

    def standing(self, statement: Statement, figure: Figure) -> Typed:
        value = str(figure.base_stretch.middle.normalize())
        equal = self._valued.get((figure.unit.kind, value))
        if equal:
            return Typed(statement, figure, "equal", equal[0][0])
        named = self._named.get(statement.key, [])
        same = [(g, f) for g, f in named if f.unit.same_as(figure.unit)]
        for given, other in same:
            if figure.base_stretch.meets(other.base_stretch):
                return Typed(statement, figure, "rounded", given)
        if same and not figure.vague:
            return Typed(statement, figure, "contradicted", same[0][0])
        slip = None if figure.vague or same else self._slip(statement, figure)
        if slip is not None:
            return Typed(statement, figure, "contradicted", slip)
        return Typed(statement, figure, "unknown")
