"""Sums that one slip of typing breaks, whatever the words.

Comes in: the story. Goes out: findings: amounts in a row that make up an amount right before or behind
them as soon as two neighbouring digits change places, in one sentence, in sentence after sentence, in
line after line. No word has to say that they are parts: hardly any other amounts come so near.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from lsreport.audit.findings import Finding, Severity, Tally, finding, shown
from lsreport.audit.reading.amounts import added
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.rows import Row, is_evident, is_tight, is_tight_note, rows_of
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import has_digits, leaves_little, menders, misses
from lsreport.audit.reading.statements import Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_FEWEST = 4  # digits: among shorter numbers one is soon two swapped digits from another
_FAR = 3  # times a total: a slip of few digits leaves a sum nearer
_MORE = 5  # digits: the same of one wrong digit
_MANY = 6  # digits: by chance as near as that once in a hundred thousand lists
_REST = lazy(r"\b(?:khác|còn lại)\b")


def slipped(story: Story, tally: Tally) -> Iterator[Finding]:
    """`Lúa 24.701 ha: tái sinh 8.498 ha, giảm 3,1%; gieo cấy 16.302 ha` (16.203)."""
    known = {id(part) for group in story.groups if group.whole for part in group.parts}
    told: set[int] = set()
    for row, totals in rows_of(story.readings):
        if any(id(s) in known or id(s) in told for s in row.parts):
            continue
        for total in totals:
            if id(total) in told:
                continue
            found = None if _rest_is_told(story, row, total) else _judged(row, total, tally)
            if found is not None:
                told |= {id(total), *(id(s) for s in row.parts)}
                yield found
                break


def _rest_is_told(story: Story, row: Row, total: Statement) -> bool:
    """Return whether what the parts leave stands beside one of them: `… Thu huy động, đóng góp 0,6 tỷ đồng`."""
    if total.level is None:
        return False
    left = total.level.base_stretch - added(s.level.base_stretch for s in row.parts if s.level)
    own = {id(s.level) for s in row.parts} | {id(total.level)}
    unit, places = total.level.unit, {id(s.paragraph) for s in row.parts}
    return left.low > 0 and any(
        figure.base_stretch.meets(left)
        for reading in story.readings if id(reading.paragraph) in places
        for figure in reading.figures
        if figure.unit.same_as(unit) and figure.unit.amount and not figure.sign and id(figure) not in own
    )  # fmt: skip


def _judged(row: Row, total: Statement, tally: Tally) -> Finding | None:
    goal = total.level
    parts = [s.level for s in row.parts if s.level]
    if goal is None or not (is_tight(row, total) or is_tight_note(row, total)):
        return None
    if not is_evident(row, total) and not all(has_digits(f, _MANY) for f in (goal, *parts)):
        return None
    sums = added(p.base_stretch for p in parts)
    if not _is_near(sums.middle, goal.base_stretch.middle, parts):
        return None
    tally.tested += 1
    sure, wrong = _typed_wrong(goal, parts) if misses(goal, parts) else ([], [])
    if not wrong:
        return None
    open_end = leaves_little(goal, parts) and not _REST.search(row.parts[-1].words)
    severity: Severity = "certain" if sure and not open_end else "likely"
    told = next((s for s in (*reversed(row.parts), total) if s.level is wrong[-1]), total)
    middle = EXACT.divide(sums.middle, goal.unit.factor).normalize()
    return finding(
        "phan-va-tong", severity, told.paragraph, (wrong[-1].start, wrong[-1].end),
        _("{parts} = {sum}, tổng ghi {total}").format(
            parts=" + ".join(p.text.strip() for p in parts), sum=shown(middle), total=goal.text.strip()
        ),
        _("gõ nhầm chữ số trong {figures}?").format(
            figures=_(" hoặc ").join(f"«{f.text.strip()}»" for f in wrong)
        ),
    )  # fmt: skip


def _is_near(some: Decimal, goal: Decimal, parts: Sequence[Figure]) -> bool:
    """Return whether a sum is of a total's size, or one part told in a wrong multiplier keeps it from it."""
    if some * _FAR < goal:
        return False
    return some < goal * _FAR or max(p.base_stretch.middle for p in parts) > goal


def _typed_wrong(total: Figure, parts: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Return the figures of which a slip explains the gap, surely, and those of which it may.

    Swapped digits, or any wrong digit of a long number, hardly ever meet a sum by chance; one wrong digit
    of a shorter number may.
    """
    sure = [f for f in menders(total, parts, swapped=True) if has_digits(f, _FEWEST)]
    return sure, sure or [f for f in menders(total, parts) if has_digits(f, _MORE)]


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (slipped,)
