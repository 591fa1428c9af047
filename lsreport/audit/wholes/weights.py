"""What parts give to a growth, and how much of the whole they were.

Comes in: the story. Goes out: findings: parts that grow by 3,99, 5,48, 4,38 and 7,59 % and give 0,85, 1,34,
2,16 and 0,37 points were 21, 24, 49 and 5 % of the whole: together all of it, or one of the eight is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from lsreport.audit.findings import Finding, Tally, finding, shown
from lsreport.audit.meaning.claims import change_of
from lsreport.audit.reading.amounts import HUNDRED, Stretch, added, printed, units_off
from lsreport.audit.reading.statements import Claim, Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_FEWEST, _MOST = 2, 12
_LEAST = Decimal("0.3")  # percent: of less growth a weight cannot be told


class _Giver(NamedTuple):
    """A part: its growth in percent, what it gives in points, its weight in percent as they imply."""

    statement: Statement
    growth: Claim
    gift: Claim
    weight: Stretch


def weights_of_parts(story: Story, tally: Tally) -> Iterator[Finding]:
    """`tăng 3,99%, đóng góp 0,85 điểm phần trăm …`: the weights of all parts make 100 %."""
    for reading in story.readings:
        givers = [giver for s in reading.statements if (giver := _giver(s)) is not None]
        for _key, run in groupby(givers, key=lambda giver: giver.statement.depth):
            parts = list(run)
            if _FEWEST <= len(parts) <= _MOST:
                yield from _weighed(reading, parts, tally)


def _giver(statement: Statement) -> _Giver | None:
    growths, gifts = statement.all("growth"), statement.all("contribution")
    if len(growths) != 1 or len(gifts) != 1 or gifts[0].figure.vague or gifts[0].figure.fault:
        return None
    grown, own = change_of(growths[0]), gifts[0].figure
    if grown is None or abs(grown.middle) < _LEAST:
        return None
    given = printed(own.value)
    if grown.middle < 0:
        grown = Stretch(-grown.high, -grown.low)
    weight = Stretch(
        EXACT.divide(EXACT.multiply(given.low, HUNDRED), grown.high),
        EXACT.divide(EXACT.multiply(given.high, HUNDRED), grown.low),
    )
    return _Giver(statement, growths[0], gifts[0], weight)


def _weighed(reading: Reading, parts: Sequence[_Giver], tally: Tally) -> Iterator[Finding]:
    total = _total(reading, parts)
    if total is None:
        return
    tally.tested += 1
    whole = added(part.weight for part in parts)
    if whole.low <= HUNDRED <= whole.high:
        return
    first, last = parts[0], parts[-1]
    yield finding(
        "dong-gop", "likely", reading.paragraph,
        (min(first.growth.figure.start, first.gift.figure.start), last.statement.end),
        _("đóng góp / tốc độ cho tỷ trọng: {weights}; cộng lại {sum}%, không phải 100%").format(
            weights=" + ".join(_shown(part.weight) for part in parts), sum=_shown(whole)
        ),
        _("hỏi lại tốc độ hoặc đóng góp của một phần"),
    )  # fmt: skip


def _total(reading: Reading, parts: Sequence[_Giver]) -> Claim | None:
    """Return the growth that the gifts of all parts make up: then none is missing."""
    given = [
        -part.gift.figure.value if change_below(part) else part.gift.figure.value for part in parts
    ]
    sums = Stretch(
        sum((printed(g).low for g in given), Decimal(0)), sum((printed(g).high for g in given), Decimal(0))
    )  # fmt: skip
    inside = {id(part.growth) for part in parts}
    for statement in reading.statements:
        for claim in statement.all("growth"):
            grown = change_of(claim)
            if id(claim) in inside or grown is None:
                continue
            if units_off(grown.middle, sums) == 0:
                return claim
    return None


def change_below(part: _Giver) -> bool:
    """Return whether a part fell, so that it takes from the growth."""
    grown = change_of(part.growth)
    return grown is not None and grown.middle < 0


def _shown(stretch: Stretch) -> str:
    return shown(stretch.middle.quantize(Decimal("0.1")))


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (weights_of_parts,)
