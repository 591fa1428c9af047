"""What the sentences of a paragraph state: the shapes.

Comes in: nothing. Goes out: a paragraph that was read, its sentences, its statements: a quantity with its
words, its level, growths, differences, plan shares, ratios, pairs, window and status.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lsreport.audit.reading.naming import name_key
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.source import Paragraph


class Claim(NamedTuple):
    """Something said of a quantity.

    `role` is growth, difference, plan (a share of it), over (`vượt 4% kế hoạch`), whole (the plan
    itself, in brackets), ratio, share, rate, contribution, points, before (the growth of a year ago) or
    other; `sign` is what the verb says (1, -1, 0 none); `base` with what it compares; `plan` whose plan.
    """

    role: str
    figure: Figure
    sign: int = 0
    base: str = ""
    plan: str = ""
    bracketed: bool = False


@dataclass(slots=True, eq=False)
class Statement:
    """A quantity and what is said of it, in one paragraph.

    `words` are the words that name it, `depth` how deep in brackets it stands, `sentence` the
    number of its sentence in the paragraph.
    """

    paragraph: Paragraph
    start: int
    words: str
    level: Figure | None = None
    claims: list[Claim] = field(default_factory=list)
    window: str = ""
    status: str = ""
    depth: int = 0
    sentence: int = 0
    end: int = 0
    bullet: bool = False
    at: int = 0

    def all(self, role: str) -> list[Claim]:
        """Return what is said in a role."""
        return [claim for claim in self.claims if claim.role == role]

    @property
    def key(self) -> str:
        """Return the words that name the quantity, bare of verbs and windows."""
        return name_key(self.words)


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence of a paragraph: where it stands and its figures."""

    start: int
    end: int
    figures: list[Figure] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Reading:
    """A paragraph that was read: its lower-case words, sentences, figures, statements."""

    paragraph: Paragraph
    low: str
    sentences: list[Sentence]
    figures: list[Figure]
    statements: list[Statement]
    depths: list[tuple[int, int]]

    def depth(self, at: int) -> int:
        """Return how deep in brackets an offset is."""
        low, high = 0, len(self.depths)
        while low < high:
            middle = (low + high) // 2
            if self.depths[middle][0] <= at:
                low = middle + 1
            else:
                high = middle
        return self.depths[low - 1][1] if low else 0
