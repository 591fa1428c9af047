"""Totals of which the parts told are nearly all.

Comes in: the story: totals and lists that fall little short of them. Goes out: findings: what is left over
would have been less than nothing a year ago, or in the plan, or far more than the little it is now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from lsreport.audit.findings import Finding, Tally, finding, shown
from lsreport.audit.meaning.claims import PLANNED, change_for, change_of, share_of_plan
from lsreport.audit.reading.amounts import Stretch, added, base_of, ratio
from lsreport.audit.reading.statements import Claim, Statement
from lsreport.audit.reading.story import Group, Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_COVERED = Decimal("0.97")  # of the total: what the parts make at least
_MOST = Decimal(
    "0.08"
)  # of the year before, of the plan: what the little that is left may have been


def growth_of_nearly_all(story: Story, tally: Tally) -> Iterator[Finding]:
    """`3.458 tỷ đồng, tăng 11,9%, trong đó: 234 tỷ đồng, giảm 12,1%; 3.202 tỷ đồng, tăng 23,7%`."""
    for group in _nearly(story):
        changes = [c for c in group.total.claims if c.role in ("growth", "ratio")]
        change = changes[0] if len(changes) == 1 else None
        own = change_of(change) if change else None
        moves = [change_for(part, change.base) for part in group.parts] if change else []
        if change is None or own is None or not moves or any(move is None for move in moves):
            continue
        before = [
            base_of(p.level.base_stretch, m) for p, m in zip(group.parts, moves, strict=True) if p.level and m
        ]  # fmt: skip
        whole = base_of(group.total.level.base_stretch, own) if group.total.level else None
        yield from _left(group, change, whole, before, "tang-cua-tong", tally)


def plan_of_nearly_all(story: Story, tally: Tally) -> Iterator[Finding]:
    """`đạt 28,9% dự toán, trong đó: 3.458 tỷ đồng, đạt 40,4%; 590 tỷ đồng, đạt 22,4%`."""
    for group in _nearly(story):
        own = _share(group.total)
        shares = [_share(part) for part in group.parts]
        if own is None or any(share is None for share in shares):
            continue
        if len({claim.plan for claim in (own, *shares) if claim and claim.plan}) > 1:
            continue
        plans = [_planned(p, s) for p, s in zip(group.parts, shares, strict=True)]
        yield from _left(group, own, _planned(group.total, own), plans, "ke-hoach-cua-tong", tally)


def _nearly(story: Story) -> Iterator[Group]:
    """Yield the lists that fall little short of their total, the longest of each."""
    known = {id(group.total) for group in story.groups if group.whole}
    for group in story.groups:
        level = group.total.level
        if group.whole or id(group.total) in known or level is None or not level.unit.amount:
            continue
        if len(group.parts) < 2 or level.vague or level.whole is not None:
            continue
        levels = [p.level for p in group.parts]
        if any(f is None or f.vague or not f.unit.same_as(level.unit) for f in levels):
            continue
        if any(p.window not in ("", group.total.window) for p in group.parts):
            continue
        sums, goal = added(f.base_stretch for f in levels if f), level.base_stretch
        if sums.high < goal.low and sums.low >= EXACT.multiply(goal.high, _COVERED):
            yield group


def _share(statement: Statement) -> Claim | None:
    shares = [claim for claim in statement.claims if claim.role in PLANNED]
    return shares[0] if len(shares) == 1 and not shares[0].figure.vague else None


def _planned(statement: Statement, share: Claim | None) -> Stretch | None:
    if statement.level is None or share is None:
        return None
    return ratio(statement.level.base_stretch, share_of_plan(share))


def _left(
    group: Group,
    claim: Claim,
    whole: Stretch | None,
    parts: list[Stretch | None],
    rule: str,
    tally: Tally,
) -> Iterator[Finding]:
    """Yield a finding where what is left of a whole is less than nothing, or far too much."""
    known = [part for part in parts if part is not None]
    level = group.total.level
    if whole is None or level is None or len(known) < len(group.parts):
        return
    tally.tested += 1
    rest = whole - added(known)
    if rest.high >= 0 and rest.low <= EXACT.multiply(whole.high, _MOST):
        return
    factor = level.unit.factor
    yield finding(
        rule, "likely", group.total.paragraph, (level.start, claim.figure.end),
        _("theo {typed}: gốc {whole}, các phần {parts}; phần còn lại {rest} là không thể").format(
            typed=claim.figure.text.strip(), whole=_in(whole.middle, factor),
            parts=" + ".join(_in(part.middle, factor) for part in known),
            rest=_in(rest.middle, factor),
        ),
        _("hỏi lại tỷ lệ của tổng hoặc của các phần"),
    )  # fmt: skip


def _in(number: Decimal, factor: Decimal) -> str:
    return shown(EXACT.divide(number, factor), 1)


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    growth_of_nearly_all,
    plan_of_nearly_all,
)
