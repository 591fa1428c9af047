"""The numbers of headings.

Comes in: paragraphs. Goes out: findings where a number is skipped, repeated, or goes back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lsreport.audit.findings import Finding, Severity, Tally, finding
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.source import Paragraph
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_NUMBERED = lazy(r"\A\s*((?:[0-9]{1,2}\.){0,4}[0-9]{1,2})(\s?\.?)\s{1,6}(?=[^\W\d_])")
_PARTS = ("phần", "chương", "phụ lục")
_ROMAN = lazy(r"\A\s*([IVX]{1,6})\s?\.\s{0,6}(?=[^\W\d_])")
_PART = lazy(r"\A\s*(?:phần|chương|phụ lục)\s+(?:thứ\b|[ivx0-9]{1,5}(?![^\W\d_]))", re.IGNORECASE)
_LETTERED = lazy(r"\A\s{0,8}([a-zđ])\)\s{1,4}(?=[^\W\d_])")
_ALPHABETS = ("abcdđeghiklmnopqrstuvxy", "abcdeghiklmnopqrstuvxy", "abcdefghijklmnopqrstuvwxyz")
_BARE = lazy(
    r"\A(?![^\n]{0,100}(?:;|[0-9],[0-9]))\s{0,8}[A-ZĐÀ-Ỹ][^\n]{1,88}(?<![.;:,!?…])\s{0,3}\Z"
)  # short, capital, no full stop, no row of data
_TITLE = lazy(r"\A[^\n]{3,110}(?<![.;:,!?…])\s{0,3}\Z")
_MOST = 64  # numbers of one chain that are remembered
_VALUES = {"I": 1, "V": 5, "X": 10}


def is_division(paragraph: Paragraph) -> bool:
    """Return whether a paragraph opens a part, a chapter, or a section in Roman numbers."""
    head = paragraph.plain[:16].lstrip()
    if head.lower().startswith(_PARTS):
        return _PART.match(paragraph.plain) is not None
    return head[:1] in _VALUES and _ROMAN.match(paragraph.plain) is not None


@dataclass(slots=True)
class _Chain:
    """The numbers under one heading so far, and the paragraph of the last."""

    numbers: list[int] = field(default_factory=list)
    stem: str = ""
    at: int = 0

    def add(self, number: int, index: int) -> None:
        """Take the next number, of the paragraph at an index."""
        self.numbers, self.at = [*self.numbers, number][-_MOST:], index

    def unbroken(self, fewest: int) -> bool:
        """Return whether they ran from 1 on by one, and so many at least."""
        count = len(self.numbers)
        return count >= fewest and self.numbers == list(range(1, count + 1))


def heading_numbers(story: Story, tally: Tally) -> Iterator[Finding]:
    """Numbers of headings run on by one, and begin anew under another heading."""
    roman = _Chain()
    chains: dict[int, _Chain] = {}
    bare = 0  # where something stood last that may be a heading whose number was lost
    for index, paragraph in enumerate(story.document.body, 1):
        if paragraph.cell:
            continue
        head = paragraph.plain[:16].lstrip().lower()
        if head.startswith(_PARTS) and _PART.match(paragraph.plain):
            roman, chains = _Chain(), {}
        elif match := _ROMAN.match(paragraph.plain):
            number = _roman(match[1])
            tally.tested += 1
            if number:
                yield from _order(paragraph, match, roman, number, bare)
                roman.add(number, index)
                chains = {}
        elif match := _NUMBERED.match(paragraph.plain):
            if "." in match[1] or match[2].strip():  # «5 xã …» is no heading
                tally.tested += 1
                yield from _numbered(paragraph, match, chains, index, bare)
        elif _BARE.match(paragraph.plain):
            bare = index


def _numbered(
    paragraph: Paragraph, match: re.Match[str], chains: dict[int, _Chain], index: int, bare: int
) -> Iterator[Finding]:
    parts = match[1].split(".")
    depth, number, stem = len(parts), int(parts[-1]), ".".join(parts[:-1])
    chain = chains.get(depth)
    if chain is None or chain.stem != stem:
        chain = chains[depth] = _Chain(stem=stem)
    elif not (number == 1 and chain.numbers[-1] != 1):
        yield from _order(paragraph, match, chain, number, bare)
    chain.add(number, index)
    for deeper in [d for d in chains if d > depth]:
        del chains[deeper]


def lettered_headings(story: Story, tally: Tally) -> Iterator[Finding]:
    """`a)`, `b)`, `d)`: letters run on, with đ or without; a title never has the letter before."""
    before: re.Match[str] | None = None
    parted = False  # whether something stood between that may have lists of its own
    for paragraph in story.document.body:
        match = None if paragraph.cell else _LETTERED.match(paragraph.plain)
        if match is None:
            if _ROMAN.match(paragraph.plain) or _NUMBERED.match(paragraph.plain):
                before = None
            parted = parted or bool(
                _BARE.match(paragraph.plain) or paragraph.plain.rstrip().endswith(":")
            )
            continue
        known, before = before, match
        between, parted = parted, False
        if known is None:
            continue
        tally.tested += match[1] != "a"
        twice = known[1] == match[1] and not between
        sure = twice and all(_TITLE.match(one.string) for one in (known, match))
        if sure or not (match[1] == "a" or _runs_on(known[1], match[1])):
            yield _letter(paragraph, match, known[1], "certain" if sure else "likely")


def _runs_on(before: str, letter: str) -> bool:
    return any(before + letter in alphabet for alphabet in _ALPHABETS)


def _letter(paragraph: Paragraph, match: re.Match[str], before: str, severity: Severity) -> Finding:
    return finding(
        "de-muc", severity, paragraph, (match.start(1), min(len(paragraph.text), match.end() + 60)),
        _("sau mục {before}) là mục {letter})").format(before=before, letter=match[1]),
        _("đánh số lại các đề mục"),
    )  # fmt: skip


def first_numbers(story: Story, tally: Tally) -> Iterator[Finding]:
    """`I. …` and right below it `3. …`: the first heading of a section is 1, or goes on."""
    roman, last = 0, 0  # the number of the section right above; the last number before it
    for paragraph in story.document.body:
        if paragraph.cell:
            continue
        opened = _ROMAN.match(paragraph.plain)
        match = None if opened else _NUMBERED.match(paragraph.plain)
        if match and "." not in match[1] and match[2].strip():
            number = int(match[1])
            tally.tested += bool(roman)
            if roman and number not in (1, last + 1) and _TITLE.match(paragraph.plain):
                yield finding(
                    "de-muc", "certain" if roman == 1 or last else "likely", paragraph,
                    (match.start(1), min(len(paragraph.text), match.end() + 60)),
                    _("đề mục đầu tiên của một mục lớn là {number}").format(number=match[1]),
                    _("đánh số lại các đề mục"),
                )  # fmt: skip
            last = number
        roman = _roman(opened[1]) if opened else 0


def _order(
    paragraph: Paragraph, match: re.Match[str], chain: _Chain, number: int, bare: int
) -> Iterator[Finding]:
    before = chain.numbers[-1] if chain.numbers else 0
    if number == before + 1 or (number == 1 and before != 1):
        return
    if number == before:
        told = _("đề mục {number} lặp lại")
    elif number > before:
        told = _("đề mục nhảy đến {number}, thiếu một số ở giữa")
    else:
        told = _("đề mục lùi về {number}")
    # After 1, 2, 3 a number that stays, or leaves out one, is wrong, unless the heading between
    # lost its number; a list in a list may begin anew, so that an uneven chain proves nothing.
    twice = number == before and _TITLE.match(paragraph.plain) is not None
    run = chain.unbroken(2 if twice else 3) and bare < chain.at
    sure = run and number in (before, before + 2)
    yield finding(
        "de-muc", "certain" if sure else "likely", paragraph,
        (match.start(1), min(len(paragraph.text), match.end() + 60)),
        told.format(number=match[1]), _("đánh số lại các đề mục"),
    )  # fmt: skip


def _roman(text: str) -> int:
    total = 0
    for index, letter in enumerate(text):
        value = _VALUES[letter]
        total += -value if index + 1 < len(text) and _VALUES[text[index + 1]] > value else value
    return total


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    heading_numbers,
    lettered_headings,
    first_numbers,
)
