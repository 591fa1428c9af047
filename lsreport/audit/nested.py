"""A list whose first part has a list of its own.

Comes in: the readings of all paragraphs. Goes out: totals with the parts around an inner list (`Tổng chi 6.187
tỷ, trong đó: chi cân đối 5.010 tỷ, trong đó: đầu tư …, thường xuyên …; chi chương trình 1.177 tỷ`), and
findings where one slip keeps them from making up the total.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from lsreport.audit.amounts import added
from lsreport.audit.findings import Finding, Tally, finding, shown
from lsreport.audit.patterns import lazy
from lsreport.audit.slips import has_digits, mended
from lsreport.audit.statements import Reading, Statement
from lsreport.i18n import _
from lsreport.numbers import EXACT

_OPENER = lazy(r"\b(?:trong đó|gồm|bao gồm|cụ thể|chia ra)\b")
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
        for one in _lists(reading):
            for parts in _around(one):
                if _exactly(one.total, parts):
                    yield one.total, parts
                    break


def nested_sums(readings: Sequence[Reading], known: set[int], tally: Tally) -> Iterator[Finding]:
    """Yield the totals that such parts miss by one slip."""
    for reading in readings:
        for one in _lists(reading):
            if id(one.total) in known or any(_exactly(one.total, p) for p in _around(one)):
                continue
            tally.tested += 1
            for parts in _around(one):
                levels = [p.level for p in parts if p.level]
                if one.total.level and mended(one.total.level, levels, True):
                    yield _told(one, parts)
                    break


def _lists(reading: Reading) -> Iterator[Nested]:
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


def _around(one: Nested) -> Iterator[list[Statement]]:
    """Yield the first part with what may follow its inner list."""
    for skip in range(1, len(one.behind)):
        for count in range(1, min(_LAST, len(one.behind) - skip) + 1):
            yield [one.first, *one.behind[skip : skip + count]]


def _exactly(total: Statement, parts: Sequence[Statement]) -> bool:
    if total.level is None or not has_digits(total.level, _DIGITS):
        return False
    goal, some = total.level.base_stretch, added(p.level.base_stretch for p in parts if p.level)
    width = (goal.high - goal.low) + (some.high - some.low)
    return some.meets(goal) and width <= goal.high * _TIGHT


def _told(one: Nested, parts: Sequence[Statement]) -> Finding:
    level = one.total.level
    assert level is not None
    sums = EXACT.divide(
        added(p.level.base_stretch for p in parts if p.level).middle, level.unit.factor
    )
    return finding(
        "phan-va-tong", "certain", one.reading.paragraph, (level.start, parts[-1].end),
        _("{parts} = {sum}, tổng ghi {total}").format(
            parts=" + ".join(p.level.text.strip() for p in parts if p.level),
            sum=shown(Decimal(f"{sums.normalize():f}")), total=level.text.strip(),
        ),
        _("sửa tổng hoặc một phần; nếu còn phần khác thì viết «trong đó»"),
    )  # fmt: skip
