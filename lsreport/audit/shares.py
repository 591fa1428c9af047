"""Levels and shares of one total, told side by side.

Comes in: the story. Goes out: findings: an item whose share is not its level's, where the other items
vouch for the total.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from lsreport.audit.amounts import HUNDRED, added, printed, ratio, units_off
from lsreport.audit.findings import Finding, Tally, finding, shown, shown_stretch
from lsreport.audit.groups import Story
from lsreport.audit.plans import unsure
from lsreport.audit.scan import Figure
from lsreport.audit.statements import Reading, Statement
from lsreport.i18n import _

_BACK = 4  # statements before the items that may tell their total


class _Item(NamedTuple):
    """An item with its level and its share."""

    level: Figure
    share: Figure

    def fits(self, total: Figure) -> bool:
        """Return whether its share is that of its level in a total."""
        computed = ratio(self.level.base_stretch, total.base_stretch)
        return computed is not None and printed(self.share.value).meets(computed)


def shares_of_one_total(story: Story, tally: Tally) -> Iterator[Finding]:
    """`trong nước 85,13 tỷ, chiếm 34,5%; FDI 262,15 tỷ, chiếm 75,5% tổng kim ngạch 347,28 tỷ USD`."""
    for reading in story.readings:
        for run, before, behind in _runs(reading):
            totals = _totals(run, [*before, *behind])
            found = _odd_one(run, totals)
            tally.tested += len(run) if totals else 0
            if found is not None:
                yield _told(reading, *found)


def _runs(
    reading: Reading,
) -> Iterator[tuple[list[_Item], Sequence[Statement], Sequence[Statement]]]:
    """Yield the items in a row of one sentence, what was told before them, what right behind."""
    statements, at = reading.statements, 0
    while at < len(statements):
        first, items = at, list[_Item]()
        while at < len(statements) and (item := _item(statements[at], statements[first])):
            items.append(item)
            at += 1
        if len(items) > 1:
            behind = [
                s for s in statements[at : at + 1] if s.sentence == statements[first].sentence
            ]
            yield items, statements[max(0, first - _BACK) : first], behind
        at += not items


def _item(statement: Statement, first: Statement) -> _Item | None:
    level, shares = statement.level, statement.all("share")
    if level is None or len(shares) != 1 or level.whole is not None or not level.unit.amount:
        return None
    if statement.sentence != first.sentence or statement.depth != first.depth:
        return None
    same = first.level is not None and first.level.unit.same_as(level.unit)
    return _Item(level, shares[0].figure) if same and not unsure(level, shares[0].figure) else None


def _totals(run: Sequence[_Item], others: Sequence[Statement]) -> list[Figure]:
    largest = max(sorted(item.level.base_stretch.low for item in run)[:-1])
    return [
        s.level for s in others
        if s.level is not None and s.level.unit.same_as(run[0].level.unit) and not unsure(s.level)
        and s.level.whole is None and s.level.base_stretch.high > largest
    ]  # fmt: skip


def _odd_one(run: Sequence[_Item], totals: Sequence[Figure]) -> tuple[_Item, Figure] | None:
    """Return the one item that does not go with the total that all others, and the sum, vouch for."""
    for total in totals:
        odd = [item for item in run if not item.fits(total)]
        if not odd:
            return None
    for total in totals:
        odd = [item for item in run if not item.fits(total)]
        if len(odd) != 1 or not (_made_up(run, total) or _complete(run)):
            continue
        computed = ratio(odd[0].level.base_stretch, total.base_stretch)
        sure = computed is not None and units_off(odd[0].share.value, computed) > 1
        return (odd[0], total) if sure else None
    return None


def _made_up(run: Sequence[_Item], total: Figure) -> bool:
    return added(item.level.base_stretch for item in run).meets(total.base_stretch)


def _complete(run: Sequence[_Item]) -> bool:
    """Return whether at least three shares make up 100 %."""
    sums = added(printed(item.share.value) for item in run)
    return len(run) > 2 and sums.low <= HUNDRED <= sums.high


def _told(reading: Reading, item: _Item, total: Figure) -> Finding:
    computed = ratio(item.level.base_stretch, total.base_stretch)
    assert computed is not None
    return finding(
        "co-cau", "certain", reading.paragraph, (item.level.start, item.share.end),
        _("{a} / {b} = {g}%, văn bản ghi {typed}%").format(
            a=shown(item.level.value), b=shown(total.value),
            g=shown_stretch(computed, item.share.value), typed=shown(item.share.value),
        ),
        _("xem lại tỷ trọng, hoặc tổng của nó"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (shares_of_one_total,)
