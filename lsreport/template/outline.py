"""The headings of a document, numbered when all of it is there.

Comes in: the document part of a run, with a mark where each heading's number stands. Goes
out: the part without the headings under which nothing stands, the others numbered in order.
A note that such a heading carried goes with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from lsreport.errors import Place
from lsreport.records import record
from lsreport.template.rendering import LeftOut

# Around the index of a heading. Unicode keeps this code point for no character.
MARK = "\ufdd8"
# Begins a paragraph that is no content by itself, such as the source of a section's figures.
ASIDE = "\ufdd9"
_HEADING = re.compile(f"{MARK}([0-9]+){MARK}")
_CONTENT = re.compile(rf"<w:t(?: [^>]*)?>\s*[^<\s{ASIDE}]|<w:(?:drawing|pict|object)\b")
_PARAGRAPH = re.compile(r"<w:p[ >](?:(?!</w:p>).)*</w:p>", re.DOTALL)
_NOTE = re.compile(r'(<w:footnoteReference\b[^>]*w:id=")(-?[0-9]+)(")')
_WORDS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")

# How many headings there were at each level, this one included → the number to print.
Numbering = Callable[[tuple[int, ...]], str]


@record
class Heading:
    """A heading as a run met it. Level 0 is none: counting begins again after it."""

    level: int
    numbering: Numbering
    place: Place


@record
class _Spot:
    """A paragraph with heading marks in it, from `start` to `end`."""

    headings: tuple[Heading, ...]
    start: int
    end: int

    @property
    def level(self) -> int:
        """Return the level of its heading; 0 for a paragraph that only begins a new part."""
        return max(heading.level for heading in self.headings)


def number_headings(text: str, headings: Sequence[Heading]) -> tuple[str, tuple[LeftOut, ...]]:
    """Return the part with its headings numbered, and what was left out."""
    spots = _spots(text, headings)
    pieces, position, counts = [], 0, [0] * 9
    left_out: list[LeftOut] = []
    stands = True  # whether the section that is being passed stays
    for spot, stays in zip(spots, _kept(spots, text), strict=True):
        pieces.append(_without_asides(text[position : spot.start], stands))
        numbers = _numbers(spot.headings, counts, stays)
        paragraph, position, stands = text[spot.start : spot.end], spot.end, stays
        if stays:
            pieces.append(_filled(paragraph, numbers))
            continue
        words = Markup("".join(_WORDS.findall(_HEADING.sub("", paragraph)))).unescape().strip()
        left_out.append(LeftOut(words, spot.headings[-1].place))
        if text.startswith("</w:tc>", spot.end):  # Word does not open an empty cell
            pieces.append("<w:p/>")
    pieces.append(_without_asides(text[position:], stands))
    return "".join(pieces).replace(ASIDE, ""), tuple(left_out)


def _filled(paragraph: str, numbers: list[str]) -> str:
    found = iter(numbers)
    return _HEADING.sub(lambda _match: next(found), paragraph)


def _without_asides(text: str, stays: bool) -> str:
    """Return a section's text; the asides of one that is left out go with it."""
    if ASIDE not in text:
        return text
    if stays:
        return text.replace(ASIDE, "")
    return _PARAGRAPH.sub(lambda match: "" if ASIDE in match[0] else match[0], text)


def _spots(text: str, headings: Sequence[Heading]) -> list[_Spot]:
    spots: list[_Spot] = []
    for match in _HEADING.finditer(text):
        heading = headings[int(match[1])]
        if spots and match.start() < spots[-1].end:  # a second mark in the same paragraph
            spots[-1] = replace(spots[-1], headings=(*spots[-1].headings, heading))
            continue
        start, end = _paragraph_start(text, match.start()), text.index("</w:p>", match.end()) + 6
        spots.append(_Spot((heading,), start, end))
    return spots


def _paragraph_start(text: str, inside: int) -> int:
    """Return where the paragraph around a position begins; `<w:p` begins other names too."""
    start = text.rfind("<w:p", 0, inside)
    while text[start + 4] not in " >":
        start = text.rfind("<w:p", 0, start)
    return start


def _kept(spots: Sequence[_Spot], text: str) -> list[bool]:
    """Return which headings stay: those with words under them, or under one below them."""
    kept: list[bool] = []
    for index, spot in enumerate(spots):
        end = spots[index + 1].start if index + 1 < len(spots) else len(text)
        inside = _CONTENT.search(text, spot.end, end) is not None
        kept.append(inside or spot.level == 0)
        if inside:  # what leads here stays too
            level = spot.level
            for before in range(index - 1, -1, -1):
                if spots[before].level < level:
                    level, kept[before] = spots[before].level, True
    return kept


def _numbers(headings: Sequence[Heading], counts: list[int], stays: bool) -> list[str]:
    """Return what to print for each mark of a paragraph; a heading left out is not counted."""
    printed = []
    for heading in headings:
        if heading.level == 0:
            counts[:] = [0] * len(counts)
        if heading.level == 0 or not stays:
            printed.append("")
            continue
        counts[heading.level - 1] += 1
        counts[heading.level :] = [0] * (len(counts) - heading.level)
        printed.append(heading.numbering(tuple(counts[: heading.level])))
    return printed


def renumber_notes(text: str, notes: Sequence[str], first: int) -> tuple[str, list[str]]:
    """Return the part and its notes after some marks were taken out, numbered from `first`.

    Marks are in the order of the document, notes in that of their first numbers.
    """
    numbers: Iterator[int] = iter(range(first, first + len(notes)))
    kept: list[str] = []

    def mark(match: re.Match[str]) -> str:
        old, new = int(match[2]), next(numbers)
        kept.append(notes[old - first].replace(f'w:id="{old}"', f'w:id="{new}"', 1))
        return f"{match[1]}{new}{match[3]}"

    return _NOTE.sub(mark, text), kept
