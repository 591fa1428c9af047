"""The difference of a total against those of its parts.

Comes in: the story. Goes out: findings: parts whose changes do not make up the total's, at the part
that one turned verb or one wrong multiplier explains, else at the total.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown
from lsreport.audit.meaning.claims import change_of
from lsreport.audit.reading.amounts import Stretch, added, base_of, units_off
from lsreport.audit.reading.naming import name_key
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import is_swap
from lsreport.audit.reading.source import Paragraph
from lsreport.audit.reading.statements import Claim, Reading, Statement
from lsreport.audit.reading.story import Group, Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_SCALES = tuple(Decimal(10) ** power for power in (-6, -3, 3, 6))


def difference_of_total(story: Story, tally: Tally) -> Iterator[Finding]:
    """The difference of a total is the sum of its parts'."""
    readings = {id(reading.paragraph): reading for reading in story.readings}
    for group in story.groups:
        if not group.whole or group.total.level is None:
            continue
        own = group.total.all("difference") or _led(readings.get(id(group.total.paragraph)), group)
        if len(own) != 1 or own[0].figure.vague:
            continue
        parts = _parts(group, own[0].base)
        unit = own[0].figure.unit
        if not parts or not unit.same_as(group.total.level.unit):
            continue
        if not all(part.figure.unit.same_as(unit) for part in parts):
            continue
        tally.tested += 1
        found = _difference_finding(group, own[0], parts)
        if found is not None:
            yield found


def _led(reading: Reading | None, group: Group) -> list[Claim]:
    """Return the difference that opens the sentence of a total: `Tăng 673 ha so với cùng kỳ, …`."""
    if reading is None:
        return []
    at = next((i for i, s in enumerate(reading.statements) if s is group.total), 0)
    before = reading.statements[at - 1] if at else None
    if before is None or before.sentence != group.total.sentence or before.level is not None:
        return []
    own = before.all("difference")
    return own if len(own) == len(before.claims) == 1 and not name_key(before.words) else []


def _parts(group: Group, base: str) -> list[Claim]:
    """Return the one difference of each part with the total's comparator; none where one lacks."""
    found = [part.all("difference") for part in group.parts]
    if any(
        len(d) != 1
        or d[0].figure.vague
        or d[0].figure.fault
        or (base and d[0].base not in (base, ""))
        for d in found
    ):
        return []
    return [d[0] for d in found]


def _moved(claim: Claim) -> Stretch:
    stretch = claim.figure.base_stretch
    down = claim.figure.sign == "-" or (not claim.figure.sign and claim.sign < 0)
    return Stretch(-stretch.high, -stretch.low) if down else stretch


def _difference_finding(group: Group, own: Claim, parts: list[Claim]) -> Finding | None:
    sums = added(_moved(part) for part in parts)
    if sums.meets(_moved(own)):
        return None
    factor = own.figure.unit.factor
    computed = Stretch(EXACT.divide(sums.low, factor), EXACT.divide(sums.high, factor))
    typed = EXACT.divide(_moved(own).middle, factor)
    off = units_off(Decimal(f"{typed:f}").quantize(own.figure.value), computed)
    blamed = _blamed(group, own, parts) if off > 1 else None
    level = group.total.level
    where, span = (
        group.total.paragraph,
        (level.start if level else own.figure.start, own.figure.end),
    )
    if blamed is not None:
        where, span = blamed
    return finding(
        "chenh-lech-cua-tong", by_units(off), where, (min(span), max(span)),
        _("{parts} = {sum}, tổng ghi {total}").format(
            parts=" ; ".join(part.figure.text.strip() for part in parts),
            sum=shown(computed.middle, max(0, -int(own.figure.value.as_tuple().exponent))),
            total=own.figure.text.strip(),
        ),
        _("chênh lệch của tổng phải bằng tổng chênh lệch các phần"),
    )  # fmt: skip


def _blamed(
    group: Group, own: Claim, parts: list[Claim]
) -> tuple[Paragraph, tuple[int, int]] | None:
    """Return where the one part of another paragraph stands that a turned verb or a slip explains."""
    goal = _moved(own)
    found = []
    for part, claim in zip(group.parts, parts, strict=True):
        rest = goal - added(_moved(other) for other in parts if other is not claim)
        size = rest if rest.middle >= 0 else Stretch(-rest.high, -rest.low)
        turned = claim.figure.base_stretch.meets(size) and not _moved(claim).meets(rest)
        if turned or is_swap(claim.figure, size):
            found.append((part, claim.figure))
    if len(found) != 1 or found[0][0].paragraph is group.total.paragraph:
        return None
    part, figure = found[0]
    start = part.level.start if part.level else figure.start
    return part.paragraph, (min(start, figure.start), max(figure.end, part.end))


# --- multipliers -----------------------------------------------------------------------------------


def multiplier_of_part(story: Story, tally: Tally) -> Iterator[Finding]:
    """`22.301,3 tỷ, bằng 120,4% cùng kỳ; gồm A 20.914,8 tỷ, tăng 3.668,5 triệu; B …, tăng 117,6 tỷ`."""
    for group in story.groups:
        level = group.total.level
        if not group.whole or level is None or group.total.all("difference"):
            continue
        for change in group.total.claims:
            if change.role not in ("growth", "ratio") or not change.base:
                continue
            moved = _total_moved(level, change)
            parts = _parts(group, change.base)
            if moved is None or not parts:
                continue
            if not all(claim.figure.unit.same_as(level.unit) for claim in parts):
                continue
            tally.tested += 1
            yield from _rescaled(group, moved, parts)


def _total_moved(level: Figure, change: Claim) -> Stretch | None:
    """Return by how much a total moved, from its level and its growth."""
    stated = change_of(change)
    base = base_of(level.base_stretch, stated) if stated else None
    return None if base is None else level.base_stretch - base


def _rescaled(group: Group, moved: Stretch, parts: Sequence[Claim]) -> Iterator[Finding]:
    if added(_moved(claim) for claim in parts).meets(moved):
        return
    for part, claim in zip(group.parts, parts, strict=True):
        rest = added(_moved(other) for other in parts if other is not claim)
        if any((rest + _moved(claim).times(scale)).meets(moved) for scale in _SCALES):
            yield _wrong_scale(part, claim)
            return


def _wrong_scale(part: Statement, claim: Claim) -> Finding:
    level = part.level
    start = level.start if level else claim.figure.start
    return finding(
        "don-vi-doi", "certain", part.paragraph,
        (min(start, claim.figure.start), max(claim.figure.end, start)),
        _("cùng với các phần khác, {d} không làm nên mức tăng, giảm của tổng; ở bậc đơn vị khác thì đúng").format(
            d=claim.figure.text.strip()
        ),
        _("xem lại đơn vị: mức và chênh lệch không cùng bậc (nghìn, triệu)"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    difference_of_total,
    multiplier_of_part,
)
