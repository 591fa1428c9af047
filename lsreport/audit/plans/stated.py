"""Shares of a plan against the plan itself.

Comes in: the story. Goes out: findings where a level and the plan that stands in brackets or in the
same sentence do not give the printed share, or what it is over the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from lsreport.audit.findings import (
    Finding,
    Severity,
    Tally,
    by_units,
    finding,
    shown,
    shown_stretch,
)
from lsreport.audit.meaning.claims import PLANNED, share_of_plan, typed_share, unsure
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import Stretch, ratio, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import share_slip
from lsreport.audit.reading.statements import Claim, Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_WAS_DONE = lazy(
    r"\s?(?:(?:tính )?(?:đến|hết|trong|lũy kế|luỹ kế|6 tháng)\b(?:[^,;.()%]|[.](?=[0-9])){2,60}?,?\s)?(?:ước\s|mới\s|toàn tỉnh\s|tỉnh\s)?"
    r"đã\s(?:giải ngân|thực hiện|thu|phân bổ|hoàn thành|giải quyết)(?:\sđược)?\s(?:ước\s|khoảng\s)?"
)
_ROOM = Decimal("0.002")
_ITS_OWN = lazy(r"\s(?:@goal)(?:\s[^\W\d_]{1,12}){0,4}\s?\(?\s?[0-9]")
_OF_WORK = lazy(r"\s(?:giá trị|khối lượng|tiến độ|công suất|hợp đồng)\b")
_OF_YEAR = lazy(r"\s(?:@goal)[^,;.()0-9]{0,20}năm\s([12][0-9]{3})")
_A_YEAR = lazy(r"\b[12][0-9]{3}\b")
_OWN_PLAN = lazy(r"\s(?:@goal)\s((?:chi|thu|vốn)\s[^,;.()0-9]{3,40})")


def plan_in_brackets(story: Story, tally: Tally) -> Iterator[Finding]:
    """`đạt 75,1% dự toán (8.100 tỷ đồng)`, `vượt 4,5% kế hoạch (kế hoạch 7.000 tỷ đồng)`."""
    for reading, statement in ((r, s) for r in story.readings for s in r.statements):
        for share, whole in zip(statement.claims, statement.claims[1:], strict=False):
            level = statement.level
            if whole.role != "whole" or level is None or unsure(level, share.figure, whole.figure):
                continue
            if _of_the_list(reading, statement, share, whole.figure):
                continue
            found = _tested(level, share, whole.figure, tally)
            if found is not None:
                yield finding(
                    "dat-ke-hoach", by_units(found[0]), statement.paragraph,
                    (level.start, whole.figure.end), found[1],
                    _("sửa tỷ lệ, kế hoạch hoặc mức thực hiện"),
                )  # fmt: skip


def _of_the_list(reading: Reading, part: Statement, share: Claim, plan: Figure) -> bool:
    """Return whether a share is of the total of a list: `486 nhà, gồm 351 nhà xây mới, 135 nhà sửa chữa, đạt 59,3%`."""
    for other in reading.statements:
        level = other.level
        if other is part or other.sentence != part.sentence or other.at > part.at or level is None:
            continue
        if other.claims or level.whole is not None or not level.unit.same_as(plan.unit):
            continue
        computed = ratio(level.base_stretch, _set(plan))
        if computed is not None and share_of_plan(share).meets(computed):
            return True
    return False


def _tested(level: Figure, share: Claim, plan: Figure, tally: Tally) -> tuple[int, str] | None:
    computed = ratio(level.base_stretch, _set(plan))
    tally.tested += 1
    if computed is None or share_of_plan(share).meets(computed):
        return None
    typed = typed_share(share)
    text = _("{a} / {b} = {g}%, văn bản ghi {typed}%").format(
        a=shown(level.value), b=shown(plan.value), g=shown_stretch(computed, typed), typed=shown(typed)
    )  # fmt: skip
    return units_off(typed, computed), text


def _set(plan: Figure) -> Stretch:
    """Return what may stand behind a plan: a round one is as it was set, `4 triệu lượt`."""
    own = plan.base_stretch
    room = min(own.high - own.middle, abs(own.middle) * _ROOM)
    return Stretch(own.middle - room, own.middle + room)


def plan_before(story: Story, tally: Tally) -> Iterator[Finding]:
    """`tổng mức đầu tư 542,8 tỷ, … 341,4 tỷ, đạt 62,89% kế hoạch`: level / plan."""
    for reading in story.readings:
        for one, other in zip(reading.statements, reading.statements[1:], strict=False):
            if one.depth != other.depth or other.sentence - one.sentence > 1:
                continue
            if one.sentence == other.sentence or _goes_on(reading, other):
                yield from _against(reading, one, other, tally)


def _goes_on(reading: Reading, other: Statement) -> bool:
    """Return whether a sentence tells what was done of the plan before it: `Đến hết ngày 30/6 đã giải ngân …`."""
    start = reading.sentences[other.sentence].start
    return (
        other.level is not None
        and _WAS_DONE.fullmatch(reading.low, start, other.level.start) is not None
    )


def _against(reading: Reading, one: Statement, other: Statement, tally: Tally) -> Iterator[Finding]:
    plan, level = one.level, other.level
    shares = [claim for claim in other.claims if claim.role in PLANNED]
    if not shares or plan is None or level is None or one.claims:
        return
    if not phrases.names_plan(one.words) or not plan.unit.same_as(level.unit):
        return
    label = reading.low[plan.end : level.start]
    if _ITS_OWN.match(reading.low, shares[0].figure.end):
        return  # «dùng 43,35% dự toán 4.850 tỷ đồng»
    if unsure(plan, level, shares[0].figure) or is_of_other(
        reading.low, shares[0].figure, label, one.words
    ):
        return
    found = _tested(level, shares[0], plan, tally)
    if found is None:
        return
    off, text = found
    near = abs(typed_share(shares[0]) - _middle(level, plan)) < Decimal(25)
    severity: Severity = "look" if off <= 1 or not near else "likely"
    computed = ratio(level.base_stretch, _set(plan))
    if severity == "likely" and computed and share_slip(shares[0].figure, computed):
        severity = "certain"
    named = "mức đầu tư" in shares[0].plan and "mức đầu tư" in one.words
    yield finding(
        "dat-ke-hoach", by_units(off) if named else severity, reading.paragraph,
        (plan.start, shares[0].figure.end), text,
        _("sửa tỷ lệ, hoặc ghi rõ kế hoạch nào"),
    )  # fmt: skip


def _middle(level: Figure, plan: Figure) -> Decimal:
    computed = ratio(level.base_stretch, plan.base_stretch)
    return computed.middle if computed is not None else Decimal(0)


def is_of_other(low: str, share: Figure, label: str, planned: str = "") -> bool:
    """Return whether a share is of what is named behind it, not of the plan before it.

    `dự toán chi 12.400 tỷ đồng, chi thường xuyên 4.120 tỷ đồng, đạt 52,6% dự toán chi thường xuyên`;
    `planned` are the words of the plan, which may be that of another year.
    """
    if _OF_WORK.match(low, share.end):
        return True
    year, years = _OF_YEAR.match(low, share.end), _A_YEAR.findall(planned)
    if year is not None and years and year[1] not in years:
        return True
    own = _OWN_PLAN.match(low, share.end)
    return own is not None and own[1].strip() in label


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (plan_in_brackets, plan_before)
