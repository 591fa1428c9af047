"""Levels and shares of one total, told side by side.

Comes in: a list of shares with their levels. Goes out: the finding of an item whose share is not its level's, where the other items, or
the digits that changed places, vouch for the total.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from lsreport.audit.findings import Finding, finding, shown, shown_stretch
from lsreport.audit.meaning.loose import loosened, plain_or_about
from lsreport.audit.meaning.structures import Structure, leaves_one_out
from lsreport.audit.reading.amounts import HUNDRED, Stretch, added, ratio, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import is_one_slip, is_slip
from lsreport.audit.reading.statements import Reading
from lsreport.i18n import _
from lsreport.numbers import EXACT, decimals_of, round_half_up

_BACK = 6  # amounts before the items that may be their total
_ALL = 101  # percent
_NEAR = 60  # characters behind the last share in which its total may stand
_OF_ALL = lazy(r"\A(?:tổng|toàn)\b|\A\Z")
_WITHIN = lazy(r"\A(?:trong|của|so với)\s")
_LINKED = lazy(r"\b(?:trong đó|trong tổng số|trong số|tổng)\b")


class _Item(NamedTuple):
    """An item with its level and its share."""

    level: Figure
    share: Figure
    reading: Reading

    def of(self, total: Stretch) -> Stretch | None:
        """Return the share of its level in a total."""
        return ratio(self.level.base_stretch, total)

    def fits(self, total: Stretch) -> bool:
        """Return whether its share is that of its level in a total."""
        computed = self.of(total)
        return computed is not None and self.share.stretch.meets(computed)


class Odd(NamedTuple):
    """The item whose share cannot be, and its total."""

    item: _Item
    total: Stretch


def odd_one(one: Structure) -> Odd | None:
    """Return the one item that does not go with the total of all others; None where none is known.

    `trong nước 85,13 tỷ, chiếm 34,5%; FDI 262,15 tỷ, chiếm 75,5% tổng kim ngạch 347,28 tỷ USD`.
    """
    items = _items(one)
    if not items:
        return None
    near = _totals(one, items)
    totals = [figure.base_stretch for figure in near]
    made = added(item.level.base_stretch for item in items)
    if len(items) > 1 and len(items) == len(one.shares) and not leaves_one_out(one.shares):
        totals.append(made)
    if any(all(item.fits(total) for item in items) for total in totals):
        return None
    for total in totals:
        odd = [item for item in items if not item.fits(total)]
        if len(odd) == 1 and _vouched(one, items, odd[0], total, made):
            return Odd(odd[0], total)
    return None


def _items(one: Structure) -> list[_Item]:
    """Return the items with a level and a share of the whole, not of another one."""
    found: list[_Item] = []
    for share in one.shares:
        level, whole = share.level, _WITHIN.sub("", share.of)
        if level is None or not plain_or_about(share.reading, level):
            continue
        if not (_OF_ALL.search(whole) or whole in one.head):
            continue
        if whole and any(whole in o.words for o in one.shares if o is not share):
            continue  # «thu đất chiếm 25% thu nội địa»: of another item
        if not found or found[0].level.unit.same_as(level.unit):
            found.append(_Item(loosened(level), share.figure, share.reading))
    return found


def _totals(one: Structure, items: Sequence[_Item]) -> list[Figure]:
    """Return the amounts near by that may be the total: larger than all items but one."""
    first = items[0]
    largest = max([*sorted(item.level.base_stretch.low for item in items)[:-1], Decimal(0)])
    before = [f for f in first.reading.figures if f.start < first.level.start]
    if one.above is not None:
        before = [*one.above.figures, *before]
    last = one.shares[-1]
    behind = [
        f for f in last.reading.figures
        if 0 < f.start - last.figure.end < _NEAR
        and "tổng" in last.reading.low[last.figure.end : f.start]
    ]  # fmt: skip
    mine = {item.level.start for item in items if item.reading is first.reading}
    return [
        loosened(f) for f in [*before[-_BACK:], *behind[:1]]
        if f.unit.same_as(first.level.unit) and plain_or_about(first.reading, f)
        and f.start not in mine and f.base_stretch.high > largest
    ]  # fmt: skip


def _vouched(
    one: Structure, items: Sequence[_Item], odd: _Item, total: Stretch, made: Stretch
) -> bool:
    """Return whether a total is surely that of the odd item too."""
    computed = odd.of(total)
    if computed is None or units_off(odd.share.value, computed) <= 1 or computed.high > _ALL:
        return False
    others = len(items) - 1
    if others == 1 and total is made:  # of two, only a slip tells that they are all
        right = round_half_up(computed.middle, decimals_of(odd.share.value))
        return is_one_slip(odd.share.value, right) and _mended(one, odd, computed)
    if others and (made.meets(total) or _complete(items) or _mended(one, odd, computed)):
        return True
    linked = bool(others) or bool(_LINKED.search(one.head + one.shares[0].of))
    return linked and is_slip(odd.share, computed)


def _complete(items: Sequence[_Item]) -> bool:
    """Return whether at least three shares make up 100 %."""
    sums = added(item.share.stretch for item in items)
    return len(items) > 2 and sums.low <= HUNDRED <= sums.high


def _mended(one: Structure, odd: _Item, computed: Stretch) -> bool:
    """Return whether the share that the levels give makes up 100 % with all the others."""
    others = added(s.figure.stretch for s in one.shares if s.figure is not odd.share)
    sums = others + computed
    return sums.low <= HUNDRED <= sums.high


def told_odd(found: Odd) -> Finding:
    """Return the finding of a share that is not its level's."""
    item, computed = found.item, found.item.of(found.total)
    assert computed is not None
    whole = EXACT.divide(found.total.middle, item.level.unit.factor)
    start, end = sorted((item.level, item.share), key=lambda f: f.start)
    return finding(
        "co-cau", "certain", item.reading.paragraph, (start.start, end.end),
        _("{a} / {b} = {g}%, văn bản ghi {typed}%").format(
            a=shown(item.level.value), b=shown(whole.normalize()),
            g=shown_stretch(computed, item.share.value), typed=shown(item.share.value),
        ),
        _("xem lại tỷ trọng, hoặc tổng của nó"),
    )  # fmt: skip
