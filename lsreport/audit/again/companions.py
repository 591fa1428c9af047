"""One growth or share told twice, with another amount; one amount told twice, with another growth or share.

Comes in: the story. Goes out: findings: `17.832,3 tỷ đồng, tăng 8,82%` in the overview and `17.332,3 tỷ đồng,
tăng 8,82%` in the body, `2.716,3 tỷ đồng, đạt 48,1% dự toán, tăng 18,9%` and `tăng 19,7%`: what stands beside an
amount knows it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from lsreport.audit.again.retold import odd_of_two
from lsreport.audit.findings import Finding, Tally
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.meaning.mentions import Mention, mentions, same_plan
from lsreport.audit.reading.naming import are_apart
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import has_digits, is_slip
from lsreport.audit.reading.story import Story

_DIGITS = 3  # of a growth or share that knows its amount again
_LONG, _LONGER = 4, 6  # of an amount that is told again, by whatever name
_SHARED = 2  # words of its name
_MOST = 4  # mentions of one growth: more of them are of several things
_NEAR = Decimal("0.15")  # of the other amount
_OVER_A_YEAR = frozenset(("ck", "ky", "nam"))


class _Pair(NamedTuple):
    """An amount and what is said of it."""

    level: Mention
    said: Mention


def one_growth_two_amounts(story: Story, tally: Tally) -> Iterator[Finding]:
    """Two amounts of one name beside one growth, or one share of a plan, are one amount."""
    told: dict[tuple[str, Decimal], list[_Pair]] = {}
    level: Mention | None = None
    for mention in mentions(story):
        if mention.role == "level":
            level = mention
        if mention.role not in ("growth", "plan") or mention.apart or level is None:
            continue
        if level.statement is not mention.statement or unsure(level.figure, mention.figure):
            continue
        if has_digits(mention.figure, _DIGITS) and not level.figure.sign:
            told.setdefault((mention.role, mention.value.middle), []).append(_Pair(level, mention))
    for some in told.values():
        for index, pair in enumerate(some[:_MOST] if len(some) <= _MOST else ()):
            for before in some[:index]:
                yield from _compared(before, pair, story, tally)


def one_amount_two_growths(story: Story, tally: Tally) -> Iterator[Finding]:
    """One amount of one name has one growth over the year, and one share of its plan."""
    told: dict[tuple[str, Decimal], list[list[_Pair]]] = {}
    row: list[_Pair] = []
    level: Mention | None = None
    for mention in mentions(story):
        if mention.role == "level":
            level, row = mention, []
            if has_digits(mention.figure, _LONG) and not mention.figure.sign and not mention.apart:
                told.setdefault((mention.figure.unit.kind, mention.value.middle), []).append(row)
        elif mention.role not in ("growth", "plan") or level is None:
            continue
        elif level.statement is mention.statement and not unsure(level.figure, mention.figure):
            row.append(_Pair(level, mention))
    for rows in told.values():
        for index, row in enumerate(rows[:_MOST] if len(rows) <= _MOST else ()):
            for before in rows[:index]:
                yield from _beside(before, row, story, tally)


def _beside(before: list[_Pair], row: list[_Pair], story: Story, tally: Tally) -> Iterator[Finding]:
    """Compare what two places say of one amount, where they say one thing alike, or nearly."""
    for one, other in ((a.said, b.said) for a in before for b in row if a.said.role == b.said.role):
        long = has_digits(before[0].level.figure, _LONGER)
        if one.reading is other.reading or not _may_be_one(one, other, 0 if long else _SHARED):
            continue
        others = [
            (a.said, b.said) for a in before for b in row if a.said.role == b.said.role != one.role
        ]
        tally.tested += 1
        if one.value.meets(other.value) or _tells(one, other.figure) or _tells(other, one.figure):
            continue
        alike = len(others) == 1 and others[0][0].value.meets(others[0][1].value)
        slip = is_slip(one.figure, other.value) or is_slip(other.figure, one.value)
        if alike or slip or (long and len(before) == len(row) == 1):
            yield odd_of_two(one, other, story, "certain" if alike else "likely")


def _compared(before: _Pair, pair: _Pair, story: Story, tally: Tally) -> Iterator[Finding]:
    one, other = before.level, pair.level
    if one.reading is other.reading or not _may_be_one(before.said, pair.said):
        return
    first, second = one.figure, other.figure
    if not first.unit.same_as(second.unit) or _tells(one, second) or _tells(other, first):
        return
    tally.tested += 1
    a, b = one.value, other.value
    if a.meets(b) or abs(a.middle - b.middle) > abs(b.middle) * _NEAR:
        return
    slip = is_slip(first, b) or is_slip(second, a)
    wide = len(one.names ^ other.names) > len(one.names & other.names)
    if slip or not wide:
        yield odd_of_two(one, other, story, "certain" if slip and not wide else "likely")


def _may_be_one(one: Mention, other: Mention, shared: int = _SHARED) -> bool:
    """Return whether two growths or shares can be one: of one name, time, base and plan."""
    if are_apart(one.proper, other.proper) or len(one.names & other.names) < shared:
        return False
    if "" not in (one.period, other.period) and one.period != other.period:
        return False
    bases = {one.base, other.base} - {""}
    return same_plan(one, other) and (len(bases) < 2 or bases <= _OVER_A_YEAR)


def _tells(mention: Mention, level: Figure) -> bool:
    """Return whether the paragraph of one tells the other amount too: of another time, perhaps."""
    return any(
        figure.unit.same_as(level.unit) and figure.base_stretch.meets(level.base_stretch)
        for figure in mention.reading.figures
    )


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    one_growth_two_amounts,
    one_amount_two_growths,
)
