"""Slips of the pen: what a number may have been meant to be.

Comes in: a printed number and what it should be. Goes out: whether one usual slip of typing explains
the gap: two neighbouring digits changed places, one digit is another, the comma or the multiplier
(nghìn, triệu, tỷ) moved, a digit was left out or typed twice. A sum that fails by such a slip is a sum that was meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_FLOOR, Decimal

from lsreport.audit.reading.amounts import Stretch, added, printed
from lsreport.audit.reading.scan import Figure
from lsreport.numbers import EXACT, decimals_of, round_half_up

_FEWEST = 4  # digits: of fewer any number is one digit from any other
_TELLING = 6  # digits: one slip away from a sum by chance once in ten thousand lists
_MOST = 12
_LITTLE = Decimal("0.002")  # of a total: a part as small is often left unsaid
_NEAR, _WIDE = Decimal("0.02"), (Decimal("0.6"), Decimal("1.7"))  # of the right share
_SCALES = tuple(Decimal(10) ** power for power in (-9, -6, -3, -2, -1, 1, 2, 3, 6, 9))


def is_slip(figure: Figure, right: Stretch) -> bool:
    """Return whether one slip of typing makes the figure of what is right, both in base units."""
    digits = _digits(figure)
    if not _FEWEST - 1 <= len(digits) <= _MOST or figure.vague or figure.fault:
        return False
    low, high = _bounds(figure, right)
    if any(low <= int(other) <= high for other in _mistyped(digits)):
        return True
    return is_moved(figure, right)


def is_swap(figure: Figure, right: Stretch) -> bool:
    """Return whether two neighbouring digits that changed places explain the gap."""
    digits = _digits(figure)
    if not _FEWEST <= len(digits) <= _MOST or figure.vague or figure.fault:
        return False
    low, high = _bounds(figure, right)
    return any(low <= int(other) <= high for other in _swapped(digits))


def is_swap_of(figure: Figure, right: Decimal) -> bool:
    """Return whether a figure prints a number with two neighbouring digits changed, however few they are."""
    typed = figure.value.quantize(right)
    return typed != right and sorted(str(typed)) == sorted(str(right)) and is_one_slip(typed, right)


def is_one_slip(typed: Decimal, right: Decimal) -> bool:
    """Return whether two numbers of as many decimals differ by one slip, however few their digits."""
    places = max(decimals_of(typed), decimals_of(right))
    one, other = (str(int(abs(n).scaleb(places))) for n in (typed, right))
    if len(one) != len(other):
        return False
    odd = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(odd) == 2 and odd[1] == odd[0] + 1:
        return one[odd[0]] == other[odd[1]] and one[odd[1]] == other[odd[0]]
    return len(odd) == 1


def mended(total: Figure, parts: Sequence[Figure], swapped: bool = False) -> Figure | None:
    """Return the first figure whose slip keeps the parts from making up the total, or None.

    `swapped` asks for two digits that changed places, or a number of so many digits that no other is
    one slip from it by chance: of a list that may not be complete.
    """
    return next(menders(total, parts, swapped), None)


def menders(total: Figure, parts: Sequence[Figure], swapped: bool = False) -> Iterator[Figure]:
    """Yield the figures of which one slip keeps the parts from making up the total."""
    sums, goal = added(part.base_stretch for part in parts), total.base_stretch
    if _slipped(total, sums, swapped):
        yield total
    for part in parts:
        rest = Stretch(
            EXACT.subtract(sums.low, part.base_stretch.low),
            EXACT.subtract(sums.high, part.base_stretch.high),
        )
        right = goal - rest
        if (right.low > 0 or not swapped) and _slipped(part, right, swapped):
            yield part


def _slipped(figure: Figure, right: Stretch, swapped: bool) -> bool:
    if not swapped or has_digits(figure, _TELLING):
        return is_slip(figure, right)
    moved = has_digits(figure, _FEWEST - 1) and is_moved(figure, right)
    return moved or is_swap(figure, right)


def is_moved(figure: Figure, right: Stretch) -> bool:
    """Return whether the comma or the multiplier that moved explains the gap."""
    if len(_digits(figure)) < _FEWEST - 1 or figure.vague or figure.fault:
        return False
    return any(_same(figure, EXACT.multiply(figure.value, scale), right) for scale in _SCALES)


def has_digits(figure: Figure, count: int) -> bool:
    """Return whether a figure has so many digits at least, without the zeros that round it."""
    return len(_digits(figure).rstrip("0")) >= count


def _digits(figure: Figure) -> str:
    places = decimals_of(figure.value)
    return str(int(abs(figure.value).scaleb(places)))


def _bounds(figure: Figure, right: Stretch) -> tuple[Decimal, Decimal]:
    """Return between which digits, read as a whole number, a figure prints what is right."""
    places, factor = decimals_of(figure.value), figure.unit.factor
    half = Decimal(0) if figure.unit.counted and not places else Decimal("0.5")
    low = EXACT.divide(right.low, factor).scaleb(places) - half
    high = EXACT.divide(right.high, factor).scaleb(places) + half
    return low, high


def _same(figure: Figure, value: Decimal, right: Stretch) -> bool:
    size = EXACT.multiply(value, figure.unit.factor)
    if size > 2 * right.high or 2 * size < right.low:
        return False  # by far: most are
    exact = figure.unit.counted and value == value.to_integral_value()
    return printed(value, exact).times(figure.unit.factor).meets(right)


def _mistyped(digits: str) -> Iterator[str]:
    """Yield the digits with two neighbours swapped, one of them another, one left out or typed twice."""
    yield from _swapped(digits)
    yield from _left_out(digits)
    for at, digit in enumerate(digits if len(digits) >= _FEWEST else ""):
        for other in "0123456789":
            if other != digit and (at or other != "0"):  # no number begins with 0
                yield digits[:at] + other + digits[at + 1 :]


def _left_out(digits: str) -> Iterator[str]:
    """Yield the digits with the one that was left out, `16.508` for 161.508, and without a doubled one."""
    if len(digits) < _FEWEST:
        return
    for at in range(1, len(digits) + 1):
        yield from (digits[:at] + other + digits[at:] for other in "0123456789")
        if at < len(digits) and digits[at] == digits[at - 1]:
            yield digits[:at] + digits[at + 1 :]


def _swapped(digits: str) -> Iterator[str]:
    """Yield the digits with two of them in each other's place, neighbours or one digit apart."""
    for far in (1, 2):
        for at in range(len(digits) - far):
            one, other = digits[at], digits[at + far]
            if one != other:
                yield digits[:at] + other + digits[at + 1 : at + far] + one + digits[at + far + 1 :]


def misses(total: Figure, parts: Sequence[Figure]) -> bool:
    """Return whether parts miss the total by more than truncated last digits explain."""
    sums, goal = added(part.base_stretch for part in parts), total.base_stretch
    if sums.meets(goal):
        return False
    gap = max(sums.low - goal.high, goal.low - sums.high)
    return gap > max(_unit(figure) for figure in (total, *parts))


def leaves_little(total: Figure, parts: Sequence[Figure]) -> bool:
    """Return whether parts fall short by so little that a small part may be left unsaid."""
    goal = total.base_stretch
    gap = goal.low - added(part.base_stretch for part in parts).high
    return 0 < gap <= goal.high * _LITTLE


def is_missed(rate: Decimal) -> bool:
    """Return whether a told share over the right one is of its size, and not by rounding near it."""
    return _WIDE[0] < rate < _WIDE[1] and abs(rate - 1) > _NEAR


def share_slip(share: Figure, computed: Stretch) -> bool:
    """Return whether one slip makes the printed share of the computed one, rounded or cut."""
    places, digits = decimals_of(share.value), len(str(share.value).replace(".", ""))
    for end in (computed.low, computed.middle, computed.high):
        for right in (round_half_up(end, places), end.quantize(share.value, ROUND_FLOOR)):
            if right == share.value or not is_one_slip(share.value, right):
                continue
            swapped = sorted(str(right)) == sorted(str(share.value))
            if swapped or digits > 2:
                return True
    return False


def _unit(figure: Figure) -> Decimal:
    last = Decimal(1).scaleb(-decimals_of(figure.value))
    return EXACT.multiply(last, figure.unit.factor)
