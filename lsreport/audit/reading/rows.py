"""Amounts of one unit in a row, and the amounts beside them that may be their sum.

Comes in: the readings of all paragraphs. Goes out: rows: what stands side by side in a sentence, what
sentence after sentence or line after line tells first, what a note lists; with each the amounts right
before and behind it. Whether they make it up is for others to test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby, islice
from typing import NamedTuple

from lsreport.audit.reading.amounts import added
from lsreport.audit.reading.compositions import by_label
from lsreport.audit.reading.naming import proper_names
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.statements import Reading, Statement
from lsreport.audit.reading.units import Unit

_MOST = 16  # parts
_ROWS = 64  # of a paragraph
_BACK = 2  # paragraphs above that may tell the total
_TIGHT = Decimal("0.0005")  # of the total: what the roundings may leave open
_TIGHT_NOTE = Decimal("0.002")
_TIGHTEST = Decimal("0.00002")
_OTHER = lazy(
    r"\b(?:@goal|@earlier|bình quân|trung bình|tối đa|tối thiểu|"
    r"cao nhất|thấp nhất|còn lại phải|xuất siêu|nhập siêu|thặng dư|thâm hụt|chênh lệch)\b[^,;.()]{0,30}\Z|\b(?:lên|từ|còn|nâng)\s{0,3}\Z"
)
_WHOLE = lazy(
    r"\b(?:tổng|toàn (?:tỉnh|huyện|ngành|thành phố|quốc|xã hội|khu vực|vùng)|cả (?:nước|tỉnh|năm|vụ)|chung|cộng|gộp|lũy kế|luỹ kế)\b"
)
_OPENS = lazy(r":|\b(?:trong đó|@made_of|cụ thể|trong số)\b")
_ITEM = lazy(r"\s{0,4}(?:[-–+*•]|[a-zđ0-9]{1,2}[).])\s")
_INSIDE = lazy(r"\b(?:@of_which|@made_of|chủ yếu|như)\b")


class Row(NamedTuple):
    """Amounts of one unit that stand beside one another; `whole` where no more of them follow."""

    reading: Reading
    parts: list[Statement]
    whole: bool = True


def rows_of(readings: Sequence[Reading]) -> Iterator[tuple[Row, Iterator[Statement]]]:
    """Yield every row with what may be its total: near it, or before the mark of its note."""
    body = [r for r in readings if not r.paragraph.note and not r.paragraph.cell]
    notes = by_label(readings)
    for place, reading in enumerate(body):
        for row in islice(_rows(body, place), _ROWS):
            yield row, _totals(body, place, row)
        for mark in reading.paragraph.marks[:_ROWS]:
            before = [s for s in reading.statements if s.at < mark.start][-1:]
            for note in notes.get(mark.label, [])[:1]:
                for row in islice(_rows([note], 0), _ROWS):
                    yield row, (s for s in before if _fits(s, row))


# --- rows of parts -----------------------------------------------------------------------------


def _rows(body: Sequence[Reading], place: int) -> Iterator[Row]:
    """Yield the rows that begin in a paragraph: in a sentence, over sentences, over lines."""
    reading = body[place]
    firsts: list[Statement] = []
    for (_sentence, depth), group in groupby(
        reading.statements, key=lambda s: (s.sentence, s.depth)
    ):
        inside = list(group)
        for unit in _units(inside):
            same = [s for s in inside if s.level and s.level.unit.same_as(unit)]
            yield from _in_sentence(reading, same)
        if not depth and (first := _first(inside)):
            firsts.append(first)
    for start in range(len(firsts)):
        yield from _prefixes(reading, _alike(firsts[start : start + _MOST], lambda s: s.sentence))
    yield from _prefixes(reading, _alike(_lines(body, place), lambda s: s.paragraph.number))


def _first(inside: Sequence[Statement]) -> Statement | None:
    return next((s for s in inside if _addable(s)), None)


def _lines(body: Sequence[Reading], place: int) -> list[Statement]:
    found = []
    for reading in body[place : place + _MOST]:
        first = _first([s for s in reading.statements[:4] if not s.depth])
        if first is None or reading.paragraph.heading:
            break
        found.append(first)
    return found


def _alike(firsts: Sequence[Statement], number: Callable[[Statement], int]) -> list[Statement]:
    """Return the first of some statements that follow one another in one unit."""
    found = list(firsts[:1])
    for one in islice(firsts, 1, _MOST):
        before = found[-1]
        if number(one) != number(before) + 1 or not one.level or not before.level:
            break
        if not one.level.unit.same_as(before.level.unit):
            break
        found.append(one)
    return found


def _prefixes(reading: Reading, run: Sequence[Statement]) -> Iterator[Row]:
    for count in sorted({2, 3, len(run)}):
        if 2 <= count <= len(run) and _of_one_time(run[:count]):
            yield Row(reading, list(run[:count]), count == len(run))


def _units(statements: Sequence[Statement]) -> list[Unit]:
    found: list[Unit] = []
    for s in statements:
        if s.level and _addable(s) and not any(s.level.unit.same_as(u) for u in found):
            found.append(s.level.unit)
    return found


def _in_sentence(reading: Reading, same: Sequence[Statement]) -> Iterator[Row]:
    """Yield the amounts of a sentence: all, and all behind the first."""
    for skip in (0, 1):
        parts = _outer(reading, same[skip:])
        if 2 <= len(parts) <= _MOST and all(map(_addable, parts)) and _of_one_time(parts):
            yield Row(reading, parts)


def _outer(reading: Reading, same: Sequence[Statement]) -> list[Statement]:
    """Return amounts without those that `trong đó`, `riêng` tell of the one before them."""
    found = list(same[:1])
    for one in same[1:]:
        before = found[-1]
        assert before.level is not None
        if not _INSIDE.search(reading.low, before.level.end, one.at):
            found.append(one)
    return found


def _of_one_time(parts: Sequence[Statement]) -> bool:
    return len({s.window for s in parts} - {""}) <= 1


def _addable(statement: Statement) -> bool:
    level = statement.level
    return (
        level is not None
        and level.unit.amount
        and level.unit.kind not in ("mỗi", "năng suất", "lần")
        and level.whole is None
        and not level.vague
        and not level.fault
        and not level.sign
        and not _OTHER.search(statement.words)
    )


# --- totals ------------------------------------------------------------------------------------


def _totals(body: Sequence[Reading], place: int, row: Row) -> Iterator[Statement]:
    """Yield what may be the total of a row: the amounts of its unit right before and right behind."""
    first, last = row.parts[0], row.parts[-1]
    reading = body[place]
    mine = {id(s) for s in row.parts}
    near = [
        s for s in reading.statements
        if id(s) not in mine and abs(s.sentence - first.sentence) < 2
    ]  # fmt: skip
    behind = [s for s in near if s.at > last.at and s.sentence > last.sentence]
    before = [s for s in near if s.at < first.at]
    yield from (s for s in reversed(before) if _fits(s, row))
    yield from islice((s for s in behind if _fits(s, row)), 1)
    if first.sentence or first.depth:
        return
    for above in reversed(body[max(0, place - _BACK) : place]):
        yield from (s for s in above.statements if not s.depth and _fits(s, row))


def _fits(total: Statement, row: Row) -> bool:
    level = total.level
    if level is None or not _addable(total) or not row.parts[0].level:
        return False
    if not level.unit.same_as(row.parts[0].level.unit):
        return False
    if not _of_one_time([total, *row.parts]):
        return False
    own = [p.level.base_stretch for p in row.parts if p.level]
    if any(part.meets(level.base_stretch) for part in own):
        return False  # the same amount once more
    larger = sum(part.low > level.base_stretch.high for part in own)
    return larger == 0 or (larger == 1 < len(own))  # one may be told in a wrong multiplier


def is_evident(row: Row, total: Statement) -> bool:
    """Return whether words or marks, not digits alone, tell that amounts are parts of another.

    Of twenty communes in a list some three come near a fourth by chance.
    """
    first, last = row.parts[0], row.parts[-1]
    if total.paragraph.note != first.paragraph.note:
        return True  # a note under the mark of its total
    if _WHOLE.search(total.words):
        return True
    if total.paragraph is not first.paragraph:
        below = row.whole and first.paragraph.number == total.paragraph.number + 1
        items = all(_ITEM.match(part.paragraph.plain) for part in row.parts)
        return below and items and not _ITEM.match(total.paragraph.plain)
    if total.level is None:
        return False
    if total.at > last.at:  # «… đã thu hoạch lúa 10.882 ha, … . Diện tích đã thu hoạch là …»
        shared = set(total.key.split()) & set(first.key.split()) - {"đã", "của", "các"}
        named = proper_names(total.paragraph.plain[total.start : total.level.start])
        return len(row.parts) > 2 and len(shared) > 1 and not named
    if first.depth > total.depth:
        return True
    return _OPENS.search(row.reading.low, total.level.end, first.at) is not None


def is_tight(row: Row, total: Statement) -> bool:
    """Return whether the roundings leave so little open that hardly any other amount would fit."""
    return _leaves(row, total, _TIGHT)


def is_tight_note(row: Row, total: Statement) -> bool:
    """Return whether a note under the mark of a total leaves little open: it lists that total's parts."""
    noted = (
        bool(row.parts[0].paragraph.note) and total.paragraph.note != row.parts[0].paragraph.note
    )
    return noted and row.whole and _leaves(row, total, _TIGHT_NOTE)


def is_exact(row: Row, total: Statement) -> bool:
    """Return whether the roundings leave so little open that no list meets it by chance."""
    return _leaves(row, total, _TIGHTEST)


def _leaves(row: Row, total: Statement, most: Decimal) -> bool:
    if total.level is None:
        return False
    goal = total.level.base_stretch
    sums = added(p.level.base_stretch for p in row.parts if p.level)
    width = (sums.high - sums.low) + (goal.high - goal.low)
    # of counts, told exactly, one in so many is met by chance all the same
    return max(width, total.level.unit.factor) <= abs(goal.high) * most
