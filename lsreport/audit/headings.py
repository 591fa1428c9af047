"""The numbers of headings.

Comes in: paragraphs. Goes out: findings where a number is skipped, repeated, or goes back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lsreport.audit.findings import Finding, Tally, finding
from lsreport.audit.groups import Story
from lsreport.audit.patterns import lazy
from lsreport.audit.source import Paragraph
from lsreport.i18n import _

_NUMBERED = lazy(r"\A\s*((?:[0-9]{1,2}\.){0,4}[0-9]{1,2})(\s?\.?)\s{1,6}(?=[^\W\d_])")
_PARTS = ("phần", "chương", "phụ lục")
_ROMAN = lazy(r"\A\s*([IVX]{1,6})\s?\.\s{0,6}(?=[^\W\d_])")
_PART = lazy(r"\A\s*(?:phần|chương|phụ lục)\s+(?:thứ\b|[ivx0-9]{1,5}(?![^\W\d_]))", re.IGNORECASE)
_LETTERED = lazy(r"\A\s{0,8}([a-zđ])\)\s{1,4}(?=[^\W\d_])")
_ALPHABETS = ("abcdđeghiklmnopqrstuvxy", "abcdeghiklmnopqrstuvxy", "abcdefghijklmnopqrstuvwxyz")
_VALUES = {"I": 1, "V": 5, "X": 10}


def heading_numbers(story: Story, tally: Tally) -> Iterator[Finding]:
    """Numbers of headings run on by one, and begin anew under another heading."""
    roman = 0
    last: dict[int, int] = {}
    prefix: dict[int, str] = {}
    for paragraph in story.document.body:
        if paragraph.cell:
            continue
        head = paragraph.plain[:16].lstrip().lower()
        if head.startswith(_PARTS) and _PART.match(paragraph.plain):
            roman, last, prefix = 0, {}, {}
        elif match := _ROMAN.match(paragraph.plain):
            number = _roman(match[1])
            tally.tested += 1
            if number:
                yield from _order(paragraph, match, roman, number, match[1])
                roman, last, prefix = number, {}, {}
        elif match := _NUMBERED.match(paragraph.plain):
            parts = match[1].split(".")
            if len(parts) == 1 and not match[2].strip():
                continue  # «5 xã …» is no heading
            depth, number = len(parts), int(parts[-1])
            tally.tested += 1
            stem = ".".join(parts[:-1])
            if prefix.get(depth) == stem and not (number == 1 and last[depth] != 1):
                yield from _order(paragraph, match, last[depth], number, match[1])
            last[depth], prefix[depth] = number, stem
            for deeper in [d for d in last if d > depth]:
                del last[deeper], prefix[deeper]


def lettered_headings(story: Story, tally: Tally) -> Iterator[Finding]:
    """`a)`, `b)`, `d)`: letters run on, with đ or without."""
    before = ""
    for paragraph in story.document.body:
        match = None if paragraph.cell else _LETTERED.match(paragraph.plain)
        if match is None:
            if _ROMAN.match(paragraph.plain) or _NUMBERED.match(paragraph.plain):
                before = ""
            continue
        letter, known = match[1], before
        before = letter
        if not known or letter == "a":
            continue
        tally.tested += 1
        if not any(known + letter in alphabet for alphabet in _ALPHABETS):
            yield finding(
                "de-muc", "likely", paragraph, (match.start(1), min(len(paragraph.text), match.end() + 60)),
                _("sau mục {before}) là mục {letter})").format(before=known, letter=letter),
                _("đánh số lại các đề mục"),
            )  # fmt: skip


def _order(
    paragraph: Paragraph, match: re.Match[str], before: int, number: int, shown: str
) -> Iterator[Finding]:
    if number == before + 1 or (number == 1 and before != 1):
        return
    if number == before:
        told = _("đề mục {number} lặp lại")
    elif number > before:
        told = _("đề mục nhảy đến {number}, thiếu một số ở giữa")
    else:
        told = _("đề mục lùi về {number}")
    yield finding(
        "de-muc", "likely", paragraph, (match.start(1), min(len(paragraph.text), match.end() + 60)),
        told.format(number=shown), _("đánh số lại các đề mục"),
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
)
