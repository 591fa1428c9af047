"""Several totals over the same items.

Comes in: the story. Goes out: findings: of `560 trường; 11.183 lớp; 368.240 học sinh` and the items that
tell all three, the one total that the items do not make up where they make up the others; items of another
name than their total.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from lsreport.audit.findings import Finding, Tally
from lsreport.audit.reading.amounts import added
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.slips import is_one_slip, misses
from lsreport.audit.reading.statements import Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.audit.totals.sums import is_plain, levels_of, told_sum

_OPENS = lazy(r",?\s(?:@made_of)(?:\scó)?\s?:?\s\Z")
_ITEMS = 3
_NEAR = Decimal("0.05")  # of the total: farther off the items are of something else
_AMONG = lazy(r"\s{0,3}(?:trong đó|@made_of|cụ thể)\b")


def columns_of_items(story: Story, tally: Tally) -> Iterator[Finding]:
    """`560 trường; 11.183 lớp; 368.240 học sinh, cụ thể: mầm non 213 trường, 3.086 lớp, …`."""
    for reading in story.readings:
        before: list[Statement] = []
        for (sentence, _depth), group in groupby(
            reading.statements, key=lambda s: (s.sentence, s.depth)
        ):
            statements = list(group)
            if _AMONG.match(reading.low, reading.sentences[sentence].start):
                statements = [
                    *before,
                    *statements,
                ]  # «… 60 dự án, vốn …. Trong đó có 31 dự án, vốn …»
            before = statements
            kinds = _heads(statements)
            if len(kinds) > 1:
                yield from _by_kind(reading, statements, kinds, tally)


def _heads(statements: Sequence[Statement]) -> list[str]:
    """Return the units of the first statements up to the first that comes again."""
    found: list[str] = []
    for statement in statements:
        if not is_plain(statement) or statement.level is None:
            return []
        base = statement.level.unit.base
        if base in found:
            return found if base == found[0] else []
        found.append(base)
    return []


def _by_kind(
    reading: Reading, statements: list[Statement], kinds: list[str], tally: Tally
) -> Iterator[Finding]:
    """Yield the one total that its items do not make up where all others are made up."""
    rows = [statements[at : at + len(kinds)] for at in range(0, len(statements), len(kinds))]
    if len(rows) < 3 or any([s.level.unit.base for s in row if s.level] != kinds for row in rows):
        return
    if not all(is_plain(s) for row in rows for s in row):
        return
    tally.tested += len(kinds)
    wrong = []
    for column in zip(*rows, strict=True):
        total, *parts = levels_of(column)
        if not added(p.base_stretch for p in parts).meets(total.base_stretch):
            wrong.append((total, parts))
    if len(wrong) == 1 and misses(*wrong[0]):
        yield told_sum(reading, *wrong[0], "certain")


def items_of_another_name(story: Story, tally: Tally) -> Iterator[Finding]:
    """`842 cơ sở giáo dục, gồm 312 trường mầm non, 257 trường tiểu học, … và 45 trường trung học`."""
    for reading in story.readings:
        for index, total in enumerate(reading.statements):
            level = total.level
            if level is None or not level.unit.counted or not is_plain(total):
                continue
            items = _under_one_name(reading, total, reading.statements[index + 1 : index + 12])
            figures = levels_of(items)
            if len(figures) < _ITEMS or figures[0].unit.same_as(level.unit):
                continue
            if " và " not in reading.low[figures[-2].end : figures[-1].start]:
                continue
            tally.tested += 1
            made = sum((figure.value for figure in figures), Decimal(0))
            if made != level.value and abs(made - level.value) <= level.value * _NEAR:
                slip = is_one_slip(level.value, made)
                yield told_sum(reading, level, figures, "certain" if slip else "likely")


def _under_one_name(
    reading: Reading, total: Statement, behind: Sequence[Statement]
) -> list[Statement]:
    """Return the items right behind `gồm`, all of one counted name."""
    if total.level is None or not behind or behind[0].level is None:
        return []
    lead = reading.low[total.level.end : behind[0].level.start]
    if not _OPENS.search(lead) or any(mark in lead for mark in ".;"):
        return []
    found: list[Statement] = []
    for item in behind:
        same = item.level and item.level.unit.counted and item.depth == total.depth
        if not same or not is_plain(item) or item.claims or item.sentence != total.sentence:
            break
        assert item.level is not None
        if not item.level.unit.same_as(behind[0].level.unit):
            break
        gap = (
            reading.low[found[-1].level.end : item.level.start] if found and found[-1].level else ""
        )
        if ";" in gap:
            break
        found.append(item)
    return found


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    columns_of_items,
    items_of_another_name,
)
