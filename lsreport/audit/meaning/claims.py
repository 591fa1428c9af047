"""What one claim says, as a number: its change, its direction, its share of a plan.

Comes in: a claim of a statement. Goes out: stretches of percent, signs. What every test that compares
claims has to know about their wording stands here once: a ratio is a change less 100, `vượt 4%` is 104.
"""

from __future__ import annotations

from decimal import Decimal

from lsreport.audit.reading.amounts import HUNDRED, Stretch, printed
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Claim, Statement
from lsreport.numbers import EXACT

PLANNED = ("plan", "over")  # the roles of a share of a plan


def unsure(*figures: Figure) -> bool:
    """Return whether one of some figures is vague or miswritten."""
    return any(figure.vague or bool(figure.fault) for figure in figures)


def change_of(claim: Claim) -> Stretch | None:
    """Return the change in percent that a growth or a ratio states; None for a vague one."""
    figure = claim.figure
    if unsure(figure):
        return None
    if claim.role == "ratio":
        own = printed(figure.value)
        return Stretch(own.low - HUNDRED, own.high - HUNDRED)
    return printed(signed(claim))


def signed(claim: Claim) -> Decimal:
    """Return the number of a growth or difference with the sign of its own, or else of its verb."""
    if claim.figure.sign:
        return claim.figure.signed
    return -claim.figure.value if claim.sign < 0 else claim.figure.value


def direction_of(claim: Claim) -> int:
    """Return 1 or -1 for what a claim says by its sign, ratio or verb; 0 where it says nothing."""
    if claim.figure.sign:
        return -1 if claim.figure.sign == "-" else 1
    if claim.role == "ratio":
        return -1 if claim.figure.value < HUNDRED else 1
    return claim.sign


def change_for(statement: Statement, base: str) -> Stretch | None:
    """Return the change of a statement with a comparator; an unnamed one where it is the only."""
    changes = [c for c in statement.claims if c.role in ("growth", "ratio")]
    named = [c for c in changes if c.base == base and base]
    if len(named) == 1:
        return change_of(named[0])
    if len(changes) == 1 and (not changes[0].base or not base):
        return change_of(changes[0])
    return None


def as_typed(change: Claim) -> Decimal:
    """Return the change of a claim with the digits that are printed: `bằng 104,5%` is 4,5."""
    if change.role == "ratio":
        return EXACT.subtract(change.figure.value, HUNDRED)
    return signed(change)


def share_of_plan(claim: Claim) -> Stretch:
    """Return the share that a claim states in percent of the plan: `vượt 4%` is 104."""
    own = printed(claim.figure.value)
    if claim.role != "over":
        return own
    if claim.sign < 0:
        return Stretch(HUNDRED - own.high, HUNDRED - own.low)
    return Stretch(HUNDRED + own.low, HUNDRED + own.high)


def typed_share(claim: Claim) -> Decimal:
    """Return the printed share in percent of the plan."""
    return EXACT.add(share_of_plan(claim).middle, Decimal(0)).quantize(claim.figure.value)
