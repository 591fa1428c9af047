"""Several totals over the same items.

Comes in: the story. Goes out: findings: of `560 trường; 11.183 lớp; 368.240 học sinh` and the items that
tell all three, the one total that the items do not make up where they make up the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from lsreport.audit.amounts import added
from lsreport.audit.findings import Finding, Tally
from lsreport.audit.groups import Story
from lsreport.audit.patterns import lazy
from lsreport.audit.slips import misses
from lsreport.audit.statements import Reading, Statement
from lsreport.audit.sums import is_plain, levels_of, told_sum

_AMONG = lazy(r"\s{0,3}(?:trong đó|bao gồm|gồm|cụ thể)\b")


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


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (columns_of_items,)
