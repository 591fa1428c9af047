"""What was there before, told in brackets or behind how it moved, of one thing or of two.

Comes in: the story. Goes out: findings: `còn 15.432 hộ; so với kỳ trước (18.716 hộ) giảm 3.824 hộ`, `42 giải, nhiều hơn năm
trước 09 giải (35 giải)`, `03 vụ làm 27 người mắc (cùng kỳ 05 vụ, 41 người mắc), giảm 02 vụ và 24 người mắc`, `168 vụ, 214
đối tượng (tăng 31 vụ, 26 đối tượng so với 147 vụ, 188 đối tượng của năm 2023)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from lsreport.audit.findings import Finding, Tally, finding, shown_stretch
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading.amounts import Stretch
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import is_slip
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_THEN = (
    r"(?:cùng kỳ|cùng thời điểm|cùng tháng|cùng quý|cuối năm|đầu năm|đầu kỳ|năm (?:học )?trước|năm ngoái|năm [12][0-9]{3}|"
    r"tháng trước|quý trước|kỳ (?:[^\W\d_]{1,9}\s){0,2}trước)(?:\s(?:của\s)?năm (?:trước|ngoái|[12][0-9]{3}))?"
)
_UP = r"(?:tăng|cao hơn|nhiều hơn)"
_DOWN = r"(?:giảm|thấp hơn|ít hơn)"
_MOVED = rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
_THING = r"[^.;,()0-9%]{0,24}"  # «người mắc», «đối tượng phạm tội»
# so với kỳ rà soát trước (B) giảm D
_OPENED = lazy(rf"\bso với\s{_THEN}\s?\(\s?(?:là\s|có\s)?\Z")
_BEHIND = lazy(rf"{_THING}\)\s?,?\s?(?:đã\s)?{_MOVED}\s(?:được\s)?")
# nhiều hơn năm học trước D (B)
_MORE_THAN = lazy(rf"\b{_MOVED}\s(?:so với\s)?{_THEN}\s(?:là\s)?\Z")
_ITS_BASE = lazy(rf"{_THING}\(\s?(?:{_THEN}\s)?(?:là\s|có\s)?")
# (cùng kỳ B1, B2), giảm D1 và D2
_TWO_THEN = lazy(rf"\(\s?{_THEN}\s(?:là\s|có\s|xảy ra\s)?\Z")
_AND = lazy(rf"{_THING}(?:,|;|\svà|\slàm)\s{_THING}")
_AND_MOVED = lazy(rf"{_THING}(?:,|;|\svà)\s(?:{_UP}\s|{_DOWN}\s)?")
# (tăng D1, D2 so với B1, B2 của năm 2023)
_BRACKET_MOVED = lazy(rf"\(\s?{_MOVED}\s\Z")
_OVER = lazy(rf"{_THING}\sso với\s{_THING}")
_SHUT = lazy(r"[^.;,()0-9%]{0,24}(?:\sđầu\snăm|\scùng\skỳ)?(?:\s?[^()%;]{0,40})\)")
_LEVELS = 8  # figures before, among which the level of now stands


class _Then(NamedTuple):
    """What was there before, how it moved and which way."""

    base: Figure
    move: Figure
    down: bool


def bases_before_moves(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each base told in brackets, with how it moved, against what is there now."""
    for reading in story.readings:
        if "(" not in reading.low or reading.paragraph.cell:
            continue
        for index in range(1, len(reading.figures) - 1):
            for one in _one(reading, index) or _two(reading, index):
                yield from _tested(reading, index, one, tally)


def _one(reading: Reading, index: int) -> list[_Then]:
    low, first, second = reading.low, reading.figures[index], reading.figures[index + 1]
    lead = low[max(0, first.start - 60) : first.start]
    if _OPENED.search(lead):
        moved = _BEHIND.fullmatch(low, first.end, second.start)
        return [_Then(first, second, moved["down"] is not None)] if moved else []
    more = _MORE_THAN.search(lead)
    if more and _ITS_BASE.fullmatch(low, first.end, second.start) and _closed(low, second):
        return [_Then(second, first, more["down"] is not None)]
    return []


def _two(reading: Reading, index: int) -> list[_Then]:
    low, four = reading.low, reading.figures[index : index + 4]
    if len(four) < 4:
        return []
    lead = low[max(0, four[0].start - 60) : four[0].start]
    gaps = [(a.end, b.start) for a, b in pairwise(four)]
    if _TWO_THEN.search(lead):
        moved = _BEHIND.fullmatch(low, *gaps[1])
        if moved and _AND.fullmatch(low, *gaps[0]) and _AND_MOVED.fullmatch(low, *gaps[2]):
            second = _way(low, gaps[2], moved)
            return _paired(four[:2], four[2:], (moved["down"] is not None, second))
    opened = _BRACKET_MOVED.search(lead)
    if opened is None or not _OVER.fullmatch(low, *gaps[1]) or not _SHUT.match(low, four[3].end):
        return []
    if not _AND_MOVED.fullmatch(low, *gaps[0]) or not _AND.fullmatch(low, *gaps[2]):
        return []
    second = _way(low, gaps[0], opened)
    return _paired(four[2:], four[:2], (opened["down"] is not None, second))


def _way(low: str, gap: tuple[int, int], first: re.Match[str]) -> bool:
    """Return whether the second of two fell: by its own verb, else by that of the first."""
    words = low[slice(*gap)]
    if re.search(_DOWN, words):
        return True
    return first["down"] is not None and not re.search(_UP, words)


def _paired(bases: list[Figure], moves: list[Figure], down: tuple[bool, bool]) -> list[_Then]:
    """Return both bases with the move in their own unit; none where units are not told alike."""
    units = [figure.unit.base for figure in (*bases, *moves)]
    if units[:2] != units[2:] or len(set(units)) != 2:
        return []
    return [_Then(*one) for one in zip(bases, moves, down, strict=True)]


def _closed(low: str, figure: Figure) -> bool:
    return re.match(r"[^().;,0-9]{0,24}\)", low[figure.end : figure.end + 26]) is not None


def _tested(reading: Reading, index: int, then: _Then, tally: Tally) -> Iterator[Finding]:
    base, move = then.base, then.move
    if unsure(base, move) or not base.unit.amount or not move.unit.same_as(base.unit):
        return
    if any(figure.sign or figure.whole is not None for figure in (base, move)):
        return
    start = max(s.start for s in reading.sentences if s.start <= base.start)
    levels = [
        f for f in reading.figures[max(0, index - _LEVELS) : index]
        if f.start >= start and f.unit.same_as(base.unit) and not f.sign and f.whole is None
        and not unsure(f) and not reading.depth(f.start)
    ]  # fmt: skip
    if not levels:
        return
    tally.tested += 1
    own = move.base_stretch
    step = Stretch(-own.high, -own.low) if then.down else own
    if any((base.base_stretch + step).meets(level.base_stretch) for level in levels):
        return
    level = min(
        levels, key=lambda f: abs(f.base_stretch.middle - (base.base_stretch + step).middle)
    )
    moved = level.base_stretch - base.base_stretch
    turned = Stretch(-moved.high, -moved.low)
    exact = moved.low == moved.high and len(levels) == 1
    right = turned if then.down else moved
    sure = exact or (right.low > 0 and is_slip(move, right))
    factor = move.unit.factor
    told = Stretch(EXACT.divide(moved.low, factor), EXACT.divide(moved.high, factor))
    against = turned.meets(step) if exact else False
    yield finding(
        "nguoc-dau" if against else "tang-chenh-lech", "certain" if sure else "likely", reading.paragraph,
        (level.start, max(base.end, move.end)),
        _("{now} - {then} = {moved}, văn bản ghi {typed}").format(
            now=level.text.strip(), then=base.text.strip(), moved=shown_stretch(told, move.value),
            typed=("-" if then.down else "") + move.text.strip(),
        ),
        _("sửa «tăng», «giảm», chênh lệch hoặc một trong hai mức"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (bases_before_moves,)
