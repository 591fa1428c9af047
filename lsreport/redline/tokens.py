"""Text cut into what a reader takes as one: numbers and words.

Comes in: the text of a paragraph. Goes out: the places of its tokens, and the text with its
numbers masked, by which a paragraph whose figures changed is known again.
"""

from __future__ import annotations

import re
from collections import Counter

OBJECT = "\ufffc"  # stands in the text for what is no text: a tab, a note's mark, a picture
_NUMBER = r"\d\w*(?:[.,/:]\d\w*)*[%‰]?"
_TOKEN = re.compile(
    # A sign belongs to its number unless a word or a number stands before it: 2021-2025.
    rf"(?<![\w%])[-−+]{_NUMBER}|{_NUMBER}|(?:[^\W\d_][\u0300-\u036f]*)+|\s+|.",
    re.DOTALL,
)
_DIGITS = re.compile(r"\d+(?:[.,/:]\d+)*")


def tokens(text: str) -> list[tuple[int, int]]:
    """Return where each token begins and ends; together they are the text.

    >>> words = "đạt 7,52%, giảm 1.934,5 ha từ 22/5/2024 (08/13 xã)"
    >>> [words[a:b] for a, b in tokens(words) if words[a].isdigit()]
    ['7,52%', '1.934,5', '22/5/2024', '08/13']
    """
    return [match.span() for match in _TOKEN.finditer(text)]


def masked(text: str) -> str:
    """Return the text with every number as 0 and white space as one space.

    >>> masked("đạt  7,52%, giảm 1.934,5 ha")
    'đạt 0%, giảm 0 ha'
    """
    return " ".join(_DIGITS.sub("0", text).split())


def bag(text: str) -> frozenset[tuple[str, int]]:
    """Return the words of a masked text, each with how often it has stood before."""
    seen: Counter[str] = Counter()
    found = set()
    for start, end in tokens(text):
        word = text[start:end]
        if not word.isspace():
            found.add((word, seen[word]))
            seen[word] += 1
    return frozenset(found)


def likeness(these: frozenset[tuple[str, int]], those: frozenset[tuple[str, int]]) -> float:
    """Return how alike two bags are, from 0 to 1; two empty ones are half alike."""
    size = len(these) + len(those)
    return 2 * len(these & those) / size if size else 0.5
