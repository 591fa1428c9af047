"""Area, yield and output of a crop a year ago, by how each has moved since.

Comes in: the story. Goes out: findings: `gieo cấy 23.874 ha, giảm 213 ha; năng suất 48,37 tạ/ha, giảm 0,58 tạ/ha; sản
lượng 115.479 tấn, giảm 2.517 tấn`: where area by yield is the output today, it was so a year ago too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

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
_OVER_A_YEAR = frozenset(("", "ck", "ky", "nam"))


def output_a_year_ago(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each area, yield and output in a row that all tell how they moved."""
    for reading in story.readings:
        told = [s for s in reading.statements if s.level and not s.depth] if "/ha" in reading.low else []
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
    if not all(moved):
        return
    bases = [before for before, _claim in filter(None, moved)]
    moves = [claim for _before, claim in filter(None, moved)]
    if len({claim.base for claim in moves} - {""}) > 1:
        return
    tally.tested += 1
    made = _product(bases[0], bases[1])
    if made.meets(bases[2]):
        return
    slip = any(_is_slip(level, move, right) for level, move, right in zip(levels, moves, _rights(bases), strict=True))
    factor = levels[2].unit.factor
    right, told = (Stretch(EXACT.divide(s.low, factor), EXACT.divide(s.high, factor)) for s in (made, bases[2]))
    yield finding(
        "nang-suat-san-luong", "certain" if slip else "likely", reading.paragraph,
        (levels[0].start, max(levels[2].end, moves[2].figure.end)),
        _("kỳ trước: diện tích nhân năng suất = {made}, sản lượng trừ chênh lệch = {told} {unit}").format(
            made=shown_stretch(right, levels[2].value), told=shown_stretch(told, levels[2].value), unit=levels[2].unit.base,
        ),
        _("sửa một trong ba chênh lệch hoặc tốc độ"),
    )  # fmt: skip


def _product(area: Stretch, rate: Stretch) -> Stretch:
    """Return what an area makes at a yield, in kilograms: 100 to the quintal."""
    low, high = EXACT.multiply(area.low, rate.low), EXACT.multiply(area.high, rate.high)
    return Stretch(low * 100, high * 100)


def _moved(statement: Statement) -> tuple[Stretch, Claim] | None:
    """Return what a level was a year ago and the claim that tells it: a difference, else a growth."""
    level = statement.level
    claims = [c for c in statement.claims if c.role in ("difference", "growth") and c.base in _OVER_A_YEAR]
    claims.sort(key=lambda c: c.role != "difference")
    if level is None or not claims or unsure(claims[0].figure) or not direction_of(claims[0]):
        return None
    claim = claims[0]
    if claim.role == "growth":
        change = change_of(claim)
        before = base_of(level.base_stretch, change) if change else None
        return (Stretch(before.low, before.high), claim) if before else None
    if not claim.figure.unit.same_as(level.unit):
        return None
    own = claim.figure.base_stretch
    step = own if direction_of(claim) > 0 else Stretch(-own.high, -own.low)
    return level.base_stretch - step, claim


def _rights(bases: list[Stretch]) -> list[Stretch]:
    """Return what each of the three would have been by the other two."""
    area, rate, output = (s.middle for s in bases)
    rights = (EXACT.divide(output, rate * 100), EXACT.divide(output, area * 100), area * rate * 100)
    return [Stretch(right, right) for right in rights]


def _is_slip(level: Figure, move: Claim, right: Stretch) -> bool:
    """Return whether one slip of typing in a difference keeps the three apart."""
    if move.role != "difference":
        return False
    gap = abs(EXACT.subtract(level.base_stretch.middle, right.middle))
    room = EXACT.multiply(right.middle, _ROOM)
    return is_slip(move.figure, Stretch(gap - room, gap + room))


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (output_a_year_ago,)
