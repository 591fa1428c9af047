"""The share of a plan of a total against those of its parts.

Comes in: the story: totals whose parts make them up. Goes out: findings: `đạt 33% kế hoạch` where the plans
that the parts imply, each level / share, make 37,9 %. Of two plans (Trung ương, tỉnh) each is tested with its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown, shown_stretch
from lsreport.audit.meaning.claims import PLANNED, share_of_plan, typed_share
from lsreport.audit.reading.amounts import HUNDRED, Stretch, added, ratio, units_off
from lsreport.audit.reading.statements import Claim, Statement
from lsreport.audit.reading.story import Group, Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_LITTLE = Decimal("0.02")  # of the total: a part as small is told without its plan
_AT_MOST = Decimal(4)  # times its level: what the plan of so small a part is taken to be, at most


def plan_of_total(story: Story, tally: Tally) -> Iterator[Finding]:
    """The plan of a total is the sum of its parts' plans, each level / share."""
    for group in story.groups:
        own = [c for c in group.total.claims if c.role in PLANNED and not c.figure.vague]
        if not group.whole or not own or len({c.plan for c in own}) < len(own):
            continue
        for claim in own:
            found = _tested(group, claim, len(own) == 1, tally)
            if found is not None:
                yield found


def _tested(group: Group, claim: Claim, alone: bool, tally: Tally) -> Finding | None:
    bare = not any(c.role == "ratio" for c in group.total.claims)
    plans = [_plan(part, claim.plan, bare, alone) for part in group.parts]
    left = [part for part, plan in zip(group.parts, plans, strict=True) if plan is None]
    known = [plan for plan in plans if plan is not None]
    if not known or (left and len(known) < 2) or (left and not _is_little(group, left, bare)):
        return None
    tally.tested += 1
    levels = added(p.level.base_stretch for p in group.parts if p.level)
    room = EXACT.multiply(_AT_MOST, added(p.level.base_stretch for p in left if p.level).high)
    computed = ratio(levels, added(known) + Stretch(Decimal(0), room))
    if computed is None or share_of_plan(claim).meets(computed):
        return None
    typed = typed_share(claim)
    off = units_off(typed, computed)
    start = group.total.level.start if group.total.level else group.total.at
    return finding(
        "ke-hoach-cua-tong", "likely" if left and off > 1 else by_units(off), group.total.paragraph,
        (start, claim.figure.end),
        _("kế hoạch suy ra từ các phần: {parts}; tổng đạt {g}%, văn bản ghi {typed}%").format(
            parts=_plans(group, claim.plan, bare, alone), g=shown_stretch(computed, typed),
            typed=shown(typed),
        ),
        _("hỏi lại % kế hoạch của tổng hoặc của các phần"),
    )  # fmt: skip


def _is_little(group: Group, left: list[Statement], bare: bool) -> bool:
    """Return whether parts that tell no share of a plan are too small to move that of the total."""
    if group.total.level is None or any(_shares(part, bare) for part in left):
        return False
    most = EXACT.multiply(group.total.level.base_stretch.low, _LITTLE)
    return added(part.level.base_stretch for part in left if part.level).high <= most


def _shares(part: Statement, bare: bool) -> list[Claim]:
    """Return the shares of a plan of a part; of a total that names it, `bằng 58,9%` is one too."""
    named = [claim for claim in part.claims if claim.role in PLANNED]
    if named or not bare:
        return named
    return [c for c in part.claims if c.role in ("ratio", "rate") and not c.base]


def _share(part: Statement, whose: str, bare: bool, alone: bool) -> Claim | None:
    """Return the share of a part in the plan that the total's is of."""
    shares = _shares(part, bare)
    same = [claim for claim in shares if claim.plan == whose]
    if not alone and len(same) == 1:
        return same[0]
    if len(shares) != 1:
        return None
    plan = shares[0].plan
    if not alone:  # of two givers: one that is not told gave it to both
        return shares[0] if len(plan.split()) < 4 else None
    if plan and whose and plan.split()[:2] != whose.split()[:2]:
        return None
    return shares[0] if len(plan.split()) <= 3 or plan == whose else None


def _plan(part: Statement, whose: str, bare: bool, alone: bool) -> Stretch | None:
    """Return the plan that a part's share implies, where it is the same plan as the total's."""
    share = _share(part, whose, bare, alone)
    if share is None or part.level is None or share.figure.vague:
        return None
    return ratio(part.level.base_stretch, share_of_plan(share))


def _plans(group: Group, whose: str, bare: bool, alone: bool) -> str:
    told = []
    for part in group.parts:
        claim = _share(part, whose, bare, alone)
        share = typed_share(claim) if claim else Decimal(0)
        if part.level and share:
            plan = EXACT.divide(EXACT.multiply(part.level.value, HUNDRED), share)
            told.append(f"{shown(part.level.value)} / {shown(share)}% = {shown(plan, 1)}")
    return "; ".join(told)


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (plan_of_total,)
