"""Typed numbers of a document against the figures of a period.

Comes in: a document and the given figures of a period, each with its name, unit, time and printed text.
Goes out: what each typed number is: equal to a given one, rounded from it, or contradicting it. A
contradiction needs the figure's own words, and its own time where the words tell one: a number alone
may be anything. A growth, a difference, a share of the plan behind a level that is known is held against
what the data say of that level.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from lsreport.audit.findings import Finding, finding
from lsreport.audit.meaning.claims import change_of, share_of_plan
from lsreport.audit.reading.amounts import Stretch
from lsreport.audit.reading.groups import read_story
from lsreport.audit.reading.naming import name_key
from lsreport.audit.reading.scan import Figure, scan
from lsreport.audit.reading.slips import is_slip
from lsreport.audit.reading.source import Document
from lsreport.audit.reading.spans import Span, span_of
from lsreport.audit.reading.statements import Claim, Reading, Statement
from lsreport.i18n import _

Standing = Literal["equal", "rounded", "contradicted", "unknown"]
Role = Literal["growth", "difference", "plan"]
_SAME_PERIOD = ("", "ck")
_NEAR = 5  # a level as near as a fifth is the same thing typed otherwise


@dataclass(frozen=True, slots=True)
class Given:
    """A figure of the data: the words that name it, its unit, its text as it would be printed.

    `time` is when it is of, where that is known; `told` what the data say of it: its growth, its
    difference, its share of the plan, each with its unit.
    """

    name: str
    unit: str
    text: str
    time: Span | None = None
    told: tuple[tuple[Role, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed number and how it stands to the data; `right` is what the data have, with its name."""

    statement: Statement
    figure: Figure
    standing: Standing
    given: Given | None = None
    right: str = ""


def classify(document: Document, figures: Iterable[Given]) -> list[Typed]:
    """Return every typed level of a document with how it stands to the given figures, and what is
    said of it otherwise than in the data.

    What lsreport printed and keeps is exact; typed over, it is typed.
    """
    index = _Index(figures)
    found: list[Typed] = []
    for reading in read_story(document).readings:
        for statement in reading.statements:
            level = statement.level
            if level is None:
                continue
            typed = index.standing(reading, statement, level)
            if not statement.paragraph.is_linked(level.start, level.end):
                found.append(typed)
            found += _denied(typed)
    return found


def contradicted(document: Document, figures: Iterable[Given]) -> Iterator[Finding]:
    """Yield the typed numbers that contradict the given figure of the same words."""
    for typed in classify(document, figures):
        if typed.standing == "contradicted" and typed.given is not None:
            yield finding(
                "so-trai-du-lieu", "likely", typed.statement.paragraph,
                (typed.figure.start, typed.figure.end),
                _("dữ liệu của kỳ: {name} = {text}").format(name=typed.given.name, text=typed.right),
                _("sửa theo dữ liệu, hoặc sửa dữ liệu"),
            )  # fmt: skip


# --- what is said of a level that is known ------------------------------------------------------


def _denied(typed: Typed) -> Iterator[Typed]:
    """Yield the claims behind a level that the data have otherwise."""
    if typed.given is None or typed.standing not in ("equal", "rounded"):
        return
    for role, text in typed.given.told:
        said = [c for c in typed.statement.all(role) if c.base in _SAME_PERIOD and not c.plan]
        said = said if role != "plan" else typed.statement.all(role)
        right = scan(text)[:1]
        if len(said) != 1 or not right or said[0].figure.vague:
            continue
        figure = said[0].figure
        if typed.statement.paragraph.is_linked(figure.start, figure.end):
            continue
        stated = _stretch(role, said[0])
        if stated is not None and not stated.meets(_signed(right[0])):
            yield Typed(typed.statement, figure, "contradicted", typed.given, text)


def _stretch(role: Role, claim: Claim) -> Stretch | None:
    if role == "growth":
        return change_of(claim)
    if role == "plan":
        return share_of_plan(claim)
    own = claim.figure.base_stretch
    return _turned(own) if claim.sign < 0 or claim.figure.sign == "-" else own


def _signed(figure: Figure) -> Stretch:
    own = figure.base_stretch
    return _turned(own) if figure.sign == "-" else own


def _turned(own: Stretch) -> Stretch:
    return Stretch(-own.high, -own.low)


# --- the given figures ----------------------------------------------------------------------------


class _Index:
    """The given figures by value and by name."""

    def __init__(self, figures: Iterable[Given]) -> None:
        self._valued: dict[tuple[str, str], list[Given]] = {}
        self._all: dict[str, list[tuple[Given, Figure, frozenset[str]]]] = {}
        for given in figures:
            for figure in scan(f"{given.text} {given.unit}")[:1]:
                value = str(figure.base_stretch.middle.normalize())
                self._valued.setdefault((figure.unit.kind, value), []).append(given)
                words = frozenset(name_key(given.name.lower()).split())
                self._all.setdefault(figure.unit.kind, []).append((given, figure, words))

    def standing(self, reading: Reading, statement: Statement, figure: Figure) -> Typed:
        """Return how a level stands to the data: by its words and its time, else by its value."""
        words = frozenset(statement.key.split())
        sentence = reading.sentences[statement.sentence]
        time = span_of(reading.low[sentence.start : figure.start])
        named = [
            (given, other, name) for given, other, name in self._all.get(figure.unit.kind, ())
            if other.unit.same_as(figure.unit) and _is_of(given, time, statement.window)
            and (name == words or (len(name) > 1 and name <= words))
        ]  # fmt: skip
        longest = max((len(name) for _given, _other, name in named), default=0)
        named = [one for one in named if len(one[2]) == longest]
        for given, other, _name in named:
            if figure.base_stretch.meets(other.base_stretch):
                same = figure.base_stretch.middle == other.base_stretch.middle
                return Typed(statement, figure, "equal" if same else "rounded", given)
        exact = [one for one in named if one[2] == words and (time or len(named) == 1)]
        value = str(figure.base_stretch.middle.normalize())
        for given in self._valued.get((figure.unit.kind, value), ()):
            longer = words <= frozenset(name_key(given.name.lower()).split())
            if _is_of(given, time, statement.window) and (longer or not exact):
                return Typed(statement, figure, "equal", given)
        told = exact or [one for one in named if _is_meant(figure, one[1])]
        if told and not figure.vague:
            given = told[0][0]
            return Typed(statement, figure, "contradicted", given, f"{given.text} {given.unit}")
        return Typed(statement, figure, "unknown")


def _is_of(given: Given, time: Span | None, window: str) -> bool:
    """Return whether a figure may be of the time that words tell."""
    own = given.time
    kind = time.kind if time else window
    if own is None or not kind:
        return True
    if time and time.year and own.year and time.year != own.year:
        return False
    if kind != own.kind:
        return False
    return not (time and time.last and own.last and time.last != own.last)


def _is_meant(figure: Figure, other: Figure) -> bool:
    """Return whether two levels are so near that one is the other typed wrong."""
    level = abs(figure.base_stretch.middle)
    near = abs(abs(other.base_stretch.middle) - level) * _NEAR <= level
    return near or is_slip(figure, other.base_stretch)
