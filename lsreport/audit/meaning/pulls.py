"""What each part gives of a growth, one after the other.

Comes in: a reading. Goes out: pulls: a contribution in percentage points (`góp 4,47 điểm phần trăm`, `kéo lùi
0,35 điểm`), what gives it, and how that grew; the verb may be told of the first of them only.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from lsreport.audit.reading.amounts import Stretch, printed
from lsreport.audit.reading.families import Family
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Claim, Reading, Statement

_GIVES = lazy(r"\b(?:đóng góp|góp|đóng|kéo|tác động|làm|khiến|đẩy)\b")
_TAKES = lazy(
    r"\b(?:làm giảm|kéo lùi|kéo giảm|giảm trừ|góp phần giảm|tác động giảm|(?:làm|khiến|kéo)\b[^,;0-9]{0,40}\b(?:giảm|lùi))"
    r"[^,;0-9]{0,20}\Z|\bâm\s{1,2}\Z"
)
_MOVED = lazy(r"\b(?:tăng|giảm|cao hơn|thấp hơn|so với|chiếm|tỷ trọng|vượt|hụt)\b[^,;]{0,12}\Z")
_IN_PERCENT = lazy(
    r"(?:\bđóng góp|\bgóp)\b[^.;0-9%]{0,60}\b(?:mức|tốc độ|tăng trưởng|trong)\b[^.;0-9%]{0,30}[0-9][0-9,]{0,5}%"
)
_THAN = lazy(r"\b(?:so với|hơn|bằng|tương đương) (?:mức|tốc độ) (?:tăng|giảm)[^,;0-9]{0,20}\Z")
_FIGURE = lazy(r"[0-9][0-9.,]*(?:\s?%)?")
# What gives is named anew behind a semicolon: `…; nhóm giao thông tác động làm CPI chung tăng 0,1 điểm`.
_ANOTHER = lazy(
    r";\s(?!(?:đã\s|và\s|qua đó\s|làm\s)*(?:đóng góp|góp|làm|tác động|kéo|khiến|đẩy)\b)[^;]{2,}\Z"
)
_BEFORE_NAME = lazy(r"[;:(]|\.\s|\b(?:@of_which|cụ thể)\s")


@dataclass(slots=True, eq=False)
class Pull:
    """A contribution: its figure, what is told between the one before and it, its sign, its depth."""

    figure: Figure
    words: str
    start: int
    sign: int
    depth: int
    sentence: int
    growths: list[Claim] = field(default_factory=list)

    def named(self, family: Family) -> tuple[frozenset[int], str]:
        """Return which parts of a family give it, and the words that say so."""
        for gap in reversed(_FIGURE.split(self.words)):
            label = _BEFORE_NAME.split(gap)[-1]
            if found := family.parts_in(label):
                return found, gap
        return frozenset(), ""

    @property
    def stretch(self) -> Stretch:
        """Return what may stand behind it."""
        own = printed(self.figure.value)
        return Stretch(-own.high, -own.low) if self.sign < 0 else own


def pulls_of(reading: Reading) -> list[Pull]:
    """Return the contributions that a paragraph tells, in order."""
    if "góp" not in reading.low and "điểm" not in reading.low:
        return []
    found: list[Pull] = []
    left = deque(reading.statements)
    for number, sentence in enumerate(reading.sentences):
        words = reading.low[sentence.start : sentence.end]
        head = _IN_PERCENT.search(words)
        at, open_list = sentence.start + (head.end() if head else 0), head is not None
        for figure in sentence.figures:
            if figure.start < at or figure.vague or figure.fault or figure.whole is not None:
                continue
            told = reading.low[at : figure.start]
            kind = figure.unit.points or (head is not None and figure.unit.percent)
            if not kind or not (_GIVES.search(told) or (open_list and not _MOVED.search(told))):
                continue
            pull = Pull(
                figure, told, at, _sign(figure, told), reading.depth(figure.start), number,
                _growths(reading.low, left, at, figure.start),
            )  # fmt: skip
            found.append(pull)
            at, open_list = figure.end, True
    return found


def _growths(low: str, statements: deque[Statement], start: int, end: int) -> list[Claim]:
    """Return the growths of the last thing that grew between two offsets, behind those asked before."""
    found: list[Claim] = []
    while statements and statements[0].end <= start:
        statements.popleft()
    for statement in statements:
        if statement.at >= end:
            break
        inside = [c for c in statement.all("growth") if start <= c.figure.start < end]
        found = inside or found
    then = any(_THAN.search(low[max(0, c.figure.start - 50) : c.figure.start]) for c in found)
    other = found and _ANOTHER.search(low, found[-1].figure.end, end)
    return [] if then or other else found


def _sign(figure: Figure, told: str) -> int:
    return -1 if figure.sign == "-" or _TAKES.search(told[-70:]) else 1
