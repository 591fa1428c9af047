"""A list whose first part has a list of its own.

Comes in: the readings of all paragraphs. Goes out: totals with the parts around an inner list (`Tổng chi 6.187
tỷ, trong đó: chi cân đối 5.010 tỷ, trong đó: đầu tư …, thường xuyên …; chi chương trình 1.177 tỷ`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from lsreport.audit.reading.amounts import added
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.slips import has_digits
from lsreport.audit.reading.statements import Reading, Statement

_OPENER = lazy(r"\b(?:trong đó|@made_of|cụ thể)\b")
_MOST = 8  # parts behind the first, inner ones with them
_LAST = 3  # parts behind the inner list
_DIGITS = 6  # of a total and its parts: that they meet is hardly by chance
_TIGHT = Decimal("0.00002")


class Nested(NamedTuple):
    """A total, its first part, and what follows: inner parts first, then perhaps its other parts."""

    reading: Reading
    total: Statement
    first: Statement
    behind: list[Statement]


def nested_of(readings: Sequence[Reading]) -> Iterator[tuple[Statement, list[Statement]]]:
    """Yield the totals that a first part and the parts behind its own list make up to the last digit."""
    for reading in readings:
        for one in lists_in(reading):
            for parts in around(one):
                if is_exact(one.total, parts):
                    yield one.total, parts
                    break


def lists_in(reading: Reading) -> Iterator[Nested]:
    """Yield each total whose first part opens a list of its own."""
    if len(_OPENER.findall(reading.low)) < 2:
        return
    statements = [s for s in reading.statements if not s.depth and _telling(s)]
    for place, total in enumerate(statements[:-2]):
        first, *behind = statements[place + 1 : place + 2 + _MOST]
        unit = total.level.unit if total.level else None
        same = [s for s in behind if s.level and unit and s.level.unit.same_as(unit)]
        if not first.level or unit is None or not first.level.unit.same_as(unit) or len(same) < 2:
            continue
        if first.level.base_stretch.low >= total.level.base_stretch.high:  # type: ignore[union-attr]
            continue
        opened = _OPENER.search(reading.low, total.end, first.at)
        inner = _OPENER.search(reading.low, first.end, same[0].at)
        if opened and inner:
            yield Nested(reading, total, first, same)


def _telling(statement: Statement) -> bool:
    level = statement.level
    if level is None or level.vague or level.fault or level.sign or level.whole is not None:
        return False
    return level.unit.amount and has_digits(level, _DIGITS - 1)


def around(one: Nested) -> Iterator[list[Statement]]:
    """Yield the first part with what may follow its inner list."""
    for skip in range(1, len(one.behind)):
        for count in range(1, min(_LAST, len(one.behind) - skip) + 1):
            yield [one.first, *one.behind[skip : skip + count]]


def is_exact(total: Statement, parts: Sequence[Statement]) -> bool:
    """Return whether parts make up a total to the last digit, with digits enough to tell."""
    if total.level is None or not has_digits(total.level, _DIGITS):
        return False
    goal, some = total.level.base_stretch, added(p.level.base_stretch for p in parts if p.level)
    width = (goal.high - goal.low) + (some.high - some.low)
    return some.meets(goal) and width <= goal.high * _TIGHT
