"""What a printed number can have been before it was rounded.

Comes in: exact decimals as printed. Goes out: stretches of possible values, and how far a printed
number is from what was computed: not at all, one unit of its last place, more.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from lsreport.numbers import EXACT, decimals_of, round_half_up

HUNDRED = Decimal(100)


class Stretch:
    """All values from `low` to `high`."""

    __slots__ = ("high", "low")

    def __init__(self, low: Decimal, high: Decimal) -> None:
        self.low, self.high = low, high

    def __add__(self, other: Stretch) -> Stretch:
        return Stretch(EXACT.add(self.low, other.low), EXACT.add(self.high, other.high))

    def __sub__(self, other: Stretch) -> Stretch:
        return Stretch(EXACT.subtract(self.low, other.high), EXACT.subtract(self.high, other.low))

    def times(self, factor: Decimal) -> Stretch:
        """Return the stretch in another unit; `factor` is positive."""
        return Stretch(EXACT.multiply(self.low, factor), EXACT.multiply(self.high, factor))

    def meets(self, other: Stretch) -> bool:
        """Return whether a value lies in both."""
        return self.low <= other.high and other.low <= self.high

    @property
    def middle(self) -> Decimal:
        """Return the value half way."""
        return EXACT.divide(EXACT.add(self.low, self.high), Decimal(2))


def half_unit(number: Decimal) -> Decimal:
    """Return half a unit of the last printed place."""
    return EXACT.multiply(Decimal("0.5"), Decimal(1).scaleb(-decimals_of(number)))


def printed(number: Decimal, exact: bool = False) -> Stretch:
    """Return what may stand behind a printed number; `exact` for a count of whole things."""
    half = Decimal(0) if exact else half_unit(number)
    return Stretch(EXACT.subtract(number, half), EXACT.add(number, half))


def added(stretches: Iterable[Stretch]) -> Stretch:
    """Return the sum."""
    total = Stretch(Decimal(0), Decimal(0))
    for stretch in stretches:
        total = total + stretch
    return total


def ratio(part: Stretch, whole: Stretch) -> Stretch | None:
    """Return part / whole in percent, for a positive whole; None where it may be zero."""
    if whole.low <= 0:
        return None
    ends = [
        EXACT.divide(EXACT.multiply(p, HUNDRED), w)
        for p in (part.low, part.high)
        for w in (whole.low, whole.high)
    ]
    return Stretch(min(ends), max(ends))


def growth(level: Stretch, difference: Stretch) -> Stretch | None:
    """Return d / (V - d) in percent; None where the base may be zero or less.

    >>> growth(printed(Decimal("110")), printed(Decimal("10"), exact=True)).middle.quantize(Decimal("0.1"))
    Decimal('10.0')
    """
    ends = []
    for v in (level.low, level.high):
        for d in (difference.low, difference.high):
            base = EXACT.subtract(v, d)
            if base <= 0:
                return None
            ends.append(EXACT.divide(EXACT.multiply(d, HUNDRED), base))
    return Stretch(min(ends), max(ends))


def base_of(level: Stretch, percent: Stretch) -> Stretch | None:
    """Return V / (1 + g): the level before a growth in percent; None for -100 % or less."""
    factor = Stretch(EXACT.add(percent.low, HUNDRED), EXACT.add(percent.high, HUNDRED))
    return ratio(level, factor)


def growth_over(level: Stretch, base: Stretch) -> Stretch | None:
    """Return (V / B - 1) in percent."""
    whole = ratio(level, base)
    return None if whole is None else Stretch(whole.low - HUNDRED, whole.high - HUNDRED)


def units_off(number: Decimal, computed: Stretch) -> int:
    """Return by how many units of its last place a printed number misses what was computed.

    >>> units_off(Decimal("72.72"), Stretch(Decimal("72.7272"), Decimal("72.7273")))
    1
    """
    if printed(number).meets(computed):
        return 0
    nearest = computed.low if number < computed.low else computed.high
    places = decimals_of(number)
    gap = abs(EXACT.subtract(round_half_up(nearest, places), number))
    return max(1, int(gap.scaleb(places)))
