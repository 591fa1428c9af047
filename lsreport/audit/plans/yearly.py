"""The plan of a year, implied twice: by what was done so far and by what the year is to end with.

Comes in: the story. Goes out: findings: `6 tháng ước 6.500 ha, đạt 72,2% kế hoạch; cả năm ước 9.600 ha, đạt
116,7% kế hoạch`: the first makes the plan 9.003 ha, the second 8.226 ha.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from lsreport.audit.findings import Finding, Severity, Tally, finding, shown_stretch
from lsreport.audit.meaning.claims import PLANNED, share_of_plan, typed_share, unsure
from lsreport.audit.meaning.loose import loosened, plain_or_about
from lsreport.audit.reading.amounts import HUNDRED, Stretch, ratio, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.phrases import word_set
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import is_slip, share_slip
from lsreport.audit.reading.statements import Claim, Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_NEAR = 4  # statements behind the level so far in which that of the year stands
_SO_FAR, _YEAR = "luy_ke", "nam"
_NAMED = 3  # words of a name that is known again in another paragraph
_FILL = word_set(
    "tương đương cùng kỳ đã được ước tính dự kiến khoảng tổng số đạt trong và của này cho toàn tỉnh"
)
_CHANGED = lazy(r"\b(?:điều chỉnh|bổ sung|giao thêm|giao lại)\b")
_SHORTER = lazy(r"\b(?:tháng|quý|vụ|6 tháng|đợt)\b")
_OTHER_YEAR = lazy(r"\bnăm (?:sau|tới|trước|ngoái)\b")


class _Implied(NamedTuple):
    """A level, a share of the plan told of it, and what the plan then is, in basic units."""

    level: Figure
    claim: Claim
    plan: Stretch


def plan_implied_twice(story: Story, tally: Tally) -> Iterator[Finding]:
    """`5 tháng 786 tỷ đồng, đạt 22,8% kế hoạch; ước cả năm 3.400 tỷ đồng, đạt 89,6% kế hoạch`."""
    so_far: dict[str, tuple[Reading, Statement]] = {}
    for reading in story.readings:
        for place, now in enumerate(reading.statements):
            if now.level is None:
                continue
            if now.window != _YEAR:
                year = _of_the_year(reading.statements[place + 1 : place + 1 + _NEAR], now)
                if year is not None:
                    tally.tested += 1
                    yield from _compared(reading, now, reading, year)
                if now.window == _SO_FAR and len(now.key.split()) >= _NAMED:
                    so_far[now.key] = reading, now
            elif (told := so_far.get(now.key)) and _in_another(told, reading, now):
                tally.tested += 1
                yield from _compared(*told, reading, now)


def _in_another(told: tuple[Reading, Statement], reading: Reading, year: Statement) -> bool:
    levels = (told[1].level, year.level)
    return told[0] is not reading and all(levels) and levels[0].unit.same_as(levels[1].unit)  # type: ignore[union-attr]


def _of_the_year(behind: Sequence[Statement], now: Statement) -> Statement | None:
    """Return what the year is to end with, told of the same thing; None where another stands between."""
    for one in behind:
        if one.depth != now.depth or one.level is None or now.level is None:
            continue
        if not one.level.unit.same_as(now.level.unit):
            continue
        named = set(one.key.split()) - set(now.key.split()) - _FILL
        return one if one.window == _YEAR and not named else None
    return None


def _implied(reading: Reading, statement: Statement) -> list[_Implied]:
    if statement.level is None or not plain_or_about(reading, statement.level):
        return []
    level, found = loosened(statement.level), []
    for claim in statement.claims:
        if claim.role not in PLANNED or unsure(claim.figure) or _SHORTER.search(claim.plan):
            continue
        plan = ratio(level.base_stretch, share_of_plan(claim))
        if plan is not None:
            found.append(_Implied(level, claim, plan))
    return found


def _compared(
    reading: Reading, now: Statement, other_reading: Reading, year: Statement
) -> Iterator[Finding]:
    first, second = _implied(reading, now), _implied(other_reading, year)
    if not first or not second:
        return
    if _OTHER_YEAR.search(other_reading.low, year.start, year.at):
        return
    if any(one.plan.meets(other.plan) for one in first for other in second):
        return
    one, other = first[-1], second[-1]
    off = min(_off(one, other), _off(other, one))
    if off <= 1 or abs(EXACT.divide(one.plan.middle, other.plan.middle) - 1) > 1:
        return
    severity: Severity = "likely"
    same = reading is other_reading
    if same and len(first) == len(second) == 1 and not _changed(reading, now, year):
        severity = "certain" if _is_slipped(one, other) else "likely"
    start = now.at if same else year.at
    yield finding(
        "dat-ke-hoach", severity, other_reading.paragraph, (start, other.claim.figure.end),
        _("{a} là {p} thì kế hoạch {x}; {b} là {q} thì kế hoạch {y}").format(
            a=one.level.text.strip(), p=one.claim.figure.text.strip(), x=_in_unit(one),
            b=other.level.text.strip(), q=other.claim.figure.text.strip(), y=_in_unit(other),
        ),
        _("sửa một tỷ lệ hoặc một mức; kế hoạch đã điều chỉnh thì ghi rõ"),
    )  # fmt: skip


def _changed(reading: Reading, now: Statement, year: Statement) -> bool:
    """Return whether the words tell of a plan that was changed."""
    return _CHANGED.search(reading.low, now.start, min(year.end + 80, len(reading.low))) is not None


def _off(one: _Implied, other: _Implied) -> int:
    """Return by how many units of its last place a share misses that in the plan of the other."""
    share = ratio(one.level.base_stretch, other.plan)
    if share is None:
        return 0
    return units_off(typed_share(one.claim), share)


def _is_slipped(one: _Implied, other: _Implied) -> bool:
    """Return whether one slip in a share or a level makes both plans the same."""
    for a, b in ((one, other), (other, one)):
        share = ratio(a.level.base_stretch, b.plan)
        planned = share is not None and a.claim.role == "plan"
        if planned and share is not None and share_slip(a.claim.figure, share):
            return True
        if is_slip(a.level, _share_of(b.plan, share_of_plan(a.claim))):
            return True
    return False


def _share_of(plan: Stretch, share: Stretch) -> Stretch:
    """Return so many percent of a plan."""
    ends = (EXACT.multiply(plan.low, share.low), EXACT.multiply(plan.high, share.high))
    return Stretch(*(EXACT.divide(end, HUNDRED) for end in ends))


def _in_unit(one: _Implied) -> str:
    """Return an implied plan in the unit of its level, as precise as that."""
    factor = one.level.unit.factor
    inner = Stretch(EXACT.divide(one.plan.low, factor), EXACT.divide(one.plan.high, factor))
    return shown_stretch(inner, one.level.value)


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (plan_implied_twice,)
