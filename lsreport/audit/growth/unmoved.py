"""A level that is the level before, though it is said to have moved.

Comes in: the story. Goes out: findings: `tổng số 221.506 học sinh … quy mô tăng 1.778 em (năm học trước có
221.506 em)`: the level of now was never put in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsreport.audit.findings import Finding, Tally, finding
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import Stretch
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import has_digits
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_BACK = 8  # figures before a move in which its level is told
_DIGITS = 3
_BASE = lazy(
    r"[^,;.()%0-9]{0,40}\(\s?(?:so với )?(?:số |mức )?(?:(?:của )?(?:@earlier)(?: năm trước)?"
    r"|năm (?:học )?(?:[12][0-9]{3}\s?[-–]\s?)?[12][0-9]{3})[^()%0-9]{0,24}"
)
_THEN = lazy(
    r"\b(?:@earlier|đầu năm|cuối năm|(?:hết|cuối|đầu|trong|của|ngày 31/12/)\s?(?:năm )?[12][0-9]{3})\b"
)
_LEAD = 60
_SHUT = lazy(r"[^,;.()0-9]{0,24}\)")


def moved_from_itself(story: Story, tally: Tally) -> Iterator[Finding]:
    """A move that is not nothing, its base in a bracket, and a level before that is that base."""
    for reading in story.readings:
        for index, (move, base) in enumerate(
            zip(reading.figures, reading.figures[1:], strict=False)
        ):
            if not (base.unit.amount and has_digits(base, _DIGITS)) or base.whole is not None:
                continue
            if not (move.unit.percent or move.unit.kind == base.unit.kind) or not move.value:
                continue
            told = phrases.direction(reading.low[max(0, move.start - 40) : move.start])
            if unsure(move, base) or not told or not _in_bracket(reading, move, base):
                continue
            tally.tested += 1
            level = _level(reading, index, base, move, told)
            if level is not None:
                yield finding(
                    "tang-chenh-lech", "certain", reading.paragraph, (level.start, base.end),
                    _("mức này đúng bằng mức trước đó ({base}) mà ghi «{moved} {move}»").format(
                        base=base.text.strip(), moved="tăng" if told > 0 else "giảm",
                        move=move.text.strip(),
                    ),
                    _("ghi mức của kỳ này"),
                )  # fmt: skip


def _in_bracket(reading: Reading, move: Figure, base: Figure) -> bool:
    behind = _SHUT.match(reading.low, base.end)
    return behind is not None and _BASE.fullmatch(reading.low, move.end, base.start) is not None


def _level(reading: Reading, index: int, base: Figure, move: Figure, told: int) -> Figure | None:
    """Return the one figure before that is the base, where none is what the base has moved to."""
    before = [
        f for f in reading.figures[max(0, index - _BACK) : index]
        if f.unit.kind == base.unit.kind and f.whole is None and not f.sign and not f.vague
    ]  # fmt: skip
    same = [f for f in before if _equal(f, base) and not _THEN.search(_lead(reading, f))]
    if len(same) != 1 or any(_moved(f, base, move, told) for f in before):
        return None
    return same[0]


def _equal(one: Figure, other: Figure) -> bool:
    return one.base_stretch.middle == other.base_stretch.middle


def _lead(reading: Reading, figure: Figure) -> str:
    return reading.low[max(0, figure.start - _LEAD) : figure.start]


def _moved(level: Figure, base: Figure, move: Figure, told: int) -> bool:
    """Return whether a level is what the base has moved to, by its direction at least."""
    if _equal(level, base):
        return False
    gap = Stretch(
        level.base_stretch.low - base.base_stretch.high,
        level.base_stretch.high - base.base_stretch.low,
    )
    if move.unit.percent:
        return (gap.middle > 0) == (told > 0)
    size = move.base_stretch
    return gap.meets(size if told > 0 else Stretch(-size.high, -size.low))


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (moved_from_itself,)
