"""Area, yield and output of a crop a year ago, by how each has moved since.

Comes in: the story. Goes out: findings: `gieo cấy 23.874 ha, giảm 213 ha; năng suất 48,37 tạ/ha, giảm 0,58 tạ/ha; sản
lượng 115.479 tấn, giảm 2.517 tấn`: where area by yield is the output today, it was so a year ago too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from lsreport.audit.findings import Finding, Tally, finding, shown_stretch
from lsreport.audit.meaning.claims import change_of, direction_of, unsure
from lsreport.audit.reading.amounts import Stretch, base_of
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import is_slip
from lsreport.audit.reading.statements import Claim, Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_KINDS = ("diện tích", "năng suất", "khối lượng")
_KG_OF_TA = Decimal(100)
_OVER_A_YEAR = frozenset(("", "ck", "ky", "nam"))


def output_a_year_ago(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each area, yield and output in a row that all tell how they moved."""
    for reading in story.readings:
        told = (
            [s for s in reading.statements if s.level and not s.depth]
            if "/ha" in reading.low
            else []
        )
        for three in zip(told, told[1:], told[2:], strict=False):
            kinds = tuple(s.level.unit.kind for s in three if s.level)
            if kinds == _KINDS:
                yield from _tested(reading, three, tally)


def _tested(reading: Reading, three: tuple[Statement, ...], tally: Tally) -> Iterator[Finding]:
    levels = [s.level for s in three if s.level]
    if unsure(*levels) or any(level.whole is not None or level.sign for level in levels):
        return
    if not _product(*(level.base_stretch for level in levels[:2])).meets(levels[2].base_stretch):
        return
    moved = [_moved(statement) for statement in three]
    if not all(moved) or any(before.low <= 0 for before, _claim in filter(None, moved)):
        return
    bases = [before for before, _claim in filter(None, moved)]
    moves = [claim for _before, claim in filter(None, moved)]
    if len({claim.base for claim in moves} - {""}) > 1:
        return
    tally.tested += 1
    made = _product(bases[0], bases[1])
    if made.meets(bases[2]):
        return
    area, rate, output = bases
    rights = (_quotient(output, rate), _quotient(output, area), made)
    slip = any(map(_is_slip, levels, moves, rights))
    factor = levels[2].unit.factor
    right, told = (
        Stretch(EXACT.divide(s.low, factor), EXACT.divide(s.high, factor)) for s in (made, bases[2])
    )
    yield finding(
        "nang-suat", "certain" if slip else "likely", reading.paragraph,
        (levels[0].start, max(levels[2].end, moves[2].figure.end)),
        _("kỳ trước: diện tích nhân năng suất = {made}, sản lượng trừ chênh lệch = {told} {unit}").format(
            made=shown_stretch(right, levels[2].value), told=shown_stretch(told, levels[2].value), unit=levels[2].unit.base,
        ),
        _("sửa một trong ba chênh lệch hoặc tốc độ"),
    )  # fmt: skip


def _product(area: Stretch, rate: Stretch) -> Stretch:
    """Return what an area makes at a yield, in kilograms."""
    low, high = EXACT.multiply(area.low, rate.low), EXACT.multiply(area.high, rate.high)
    return Stretch(EXACT.multiply(low, _KG_OF_TA), EXACT.multiply(high, _KG_OF_TA))


def _quotient(output: Stretch, other: Stretch) -> Stretch:
    """Return the area that makes an output at a yield, or the yield of an area."""
    low, high = EXACT.divide(output.low, other.high), EXACT.divide(output.high, other.low)
    return Stretch(EXACT.divide(low, _KG_OF_TA), EXACT.divide(high, _KG_OF_TA))


def _moved(statement: Statement) -> tuple[Stretch, Claim] | None:
    """Return what a level was a year ago and the claim that tells it: a difference, else a growth.

    None where both are told and disagree, which is a finding of its own.
    """
    told = [(before, claim) for claim in statement.claims if (before := _before(statement, claim))]
    told.sort(key=lambda one: one[1].role != "difference")
    return told[0] if told and all(before.meets(told[0][0]) for before, _c in told) else None


def _before(statement: Statement, claim: Claim) -> Stretch | None:
    """Return what a level was before it moved as a claim tells."""
    level = statement.level
    if (
        level is None
        or claim.role not in ("difference", "growth")
        or claim.base not in _OVER_A_YEAR
    ):
        return None
    if unsure(claim.figure) or not direction_of(claim):
        return None
    if claim.role == "growth":
        change = change_of(claim)
        return base_of(level.base_stretch, change) if change else None
    if not claim.figure.unit.same_as(level.unit):
        return None
    own = claim.figure.base_stretch
    return level.base_stretch - (own if direction_of(claim) > 0 else Stretch(-own.high, -own.low))


def _is_slip(level: Figure, move: Claim, right: Stretch) -> bool:
    """Return whether one slip of typing in a difference keeps the three apart."""
    if move.role != "difference":
        return False
    gap = right - level.base_stretch if direction_of(move) < 0 else level.base_stretch - right
    return gap.low > 0 and is_slip(move.figure, gap)


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (output_a_year_ago,)
