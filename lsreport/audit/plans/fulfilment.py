"""A plan, what was done, its share, what is left and the verdict, told in one sentence.

Comes in: the story. Goes out: findings: `6.180 ha trên kế hoạch 6.500 ha, đạt 59,1%`, `so với kế hoạch
31.150 tỷ đồng đạt 57,0%, còn phải thực hiện 7.787 tỷ đồng`, `đạt 95,1% so với kế hoạch năm, vượt kế hoạch`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from lsreport.audit.findings import (
    Finding,
    Severity,
    Tally,
    by_units,
    finding,
    shown,
    shown_stretch,
)
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.plans.targets import is_hoped
from lsreport.audit.reading.amounts import HUNDRED, Stretch, printed, ratio, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_KINDS = r"(?:@goal)"
_WORD = r"(?:\s(?!và\b|còn\b|nhưng\b|có\b|với\b|trong\b|tăng\b|giảm\b|là\b|do\b)[^\W\d_]{1,12})"
_NAMED = rf"(?:tổng\s)?(?:số\s)?{_KINDS}{_WORD}{{0,5}}(?:\s[12][0-9]{{3}})?(?:\slà)?"
_DONE = r"(?:đạt|bằng|dùng|sử dụng|giải ngân|đi|tương đương|hoàn thành|đạt tỷ lệ|tỷ lệ đạt|tức|tức đạt|tức bằng)"
_THEN_SHARE = lazy(rf"{_WORD}{{0,4}}\s?\)?\s?,?\s?(?:mới\s|chỉ\s)?{_DONE}\s(?:được\s)?")
_OF_PLAN = lazy(rf"{_WORD}{{0,4}}\s?,?\s?\(?(?:trên|so với|so|trong)\s{_NAMED}\s")
_SHARE_OF = lazy(rf"\s(?:so với|so|của|trên)\s{_NAMED}\s|\s{_NAMED}\s")
_AGAINST = lazy(rf"\b(?:so với|so|trên)\s{_NAMED}\s\Z")
_ALONE = lazy(rf"\s{{0,2}}(?:[.;)]|,\s|\Z|{_KINDS}(?:\s(?:năm|giao|đề ra)){{0,2}}\s?(?:[.;,)]|\Z))")
_VERDICT = lazy(
    rf"(?P<plan>\s?\(?\s?(?:so với\s|so\s|của\s)?{_KINDS}{_WORD}{{0,4}}(?:\s[12][0-9]{{3}})?)?"
    rf"(?P<rest>(?:[^.,;%]|[.,](?=[0-9])){{0,60}}),\s(?:đã\s|và\s)?(?P<verdict>hoàn thành vượt|vượt|không đạt|chưa đạt|chưa hoàn thành)\s(?:mức\s)?{_KINDS}"
    rf"(?P<whose>(?:\s(?:cả|năm|giao|đề ra|được|tỉnh|[12][0-9]{{3}})){{0,4}})(?=\s?(?:[.;,:)]|\Z)|\s(?:do|nhờ|vì)\b)"
)
_AMOUNT = lazy(r"\s?(?:là\s)?\(?[^()]{0,50}\)?\s?")
_REACHED = lazy(r"\b(?:đạt|bằng|hoàn thành)\s(?:được\s)?\Z")
_PLANNED = lazy(rf"\b{_NAMED}\s\(?\Z")
_LEFT = lazy(
    r"\bcòn\s(?:lại\s)?(?:phải|thiếu|chưa)(?:\s(?!và\b|trong đó\b|gồm\b)[^\W\d_]{1,12}){0,9}\s\Z"
)
# Of these, less is better, so that «vượt» may be said of a smaller number.
_LESS = lazy(r"nghèo|thất nghiệp|tử vong|tai nạn|bội chi|\bnợ\b|giảm|vi phạm|chết|tồn|chậm")
_LEAD = 120


# --- what was done, the plan, the share -------------------------------------------------------------


def share_of_plan_told(story: Story, tally: Tally) -> Iterator[Finding]:
    """`6.180 ha trên kế hoạch 6.500 ha, đạt 59,1%`, `đạt 59,1% so với kế hoạch năm 6.500 ha`."""
    for reading in story.readings:
        if not any(word in reading.low for word in ("kế hoạch", "dự toán", "chỉ tiêu", "mục tiêu")):
            continue
        for one, two, three in zip(
            reading.figures, reading.figures[1:], reading.figures[2:], strict=False
        ):
            if unsure(one, two, three) or any(f.sign or f.whole for f in (one, two, three)):
                continue
            read = _in_order(reading.low, one, two, three)
            if read is not None and read[0].unit.amount and read[0].unit.same_as(read[1].unit):
                tally.tested += 1
                yield from _tested(reading, *read)


def _in_order(
    low: str, one: Figure, two: Figure, three: Figure
) -> tuple[Figure, Figure, Figure] | None:
    """Return what was done, the plan and the share of three figures; None where they are not."""
    if three.unit.percent and _ALONE.match(low, three.end):
        if not _THEN_SHARE.fullmatch(low, two.end, three.start):
            return None
        if _OF_PLAN.fullmatch(low, one.end, two.start):
            return one, two, three
        lead, gap = low[max(0, one.start - 90) : one.start], low[one.end : two.start]
        if _AGAINST.search(lead) and gap.startswith(",") and ";" not in gap:
            return two, one, three
    if not two.unit.percent or not _THEN_SHARE.fullmatch(low, one.end, two.start):
        return None
    return (one, three, two) if _SHARE_OF.fullmatch(low, two.end, three.start) else None


def _tested(reading: Reading, done: Figure, plan: Figure, share: Figure) -> Iterator[Finding]:
    computed = ratio(done.base_stretch, plan.base_stretch)
    if computed is None or printed(share.value).meets(computed):
        return
    figures = (done, plan, share)
    yield finding(
        "dat-ke-hoach", by_units(units_off(share.value, computed)), reading.paragraph,
        (min(f.start for f in figures), max(f.end for f in figures)),
        _("{a} / {b} = {g}%, văn bản ghi {typed}%").format(
            a=shown(done.value), b=shown(plan.value),
            g=shown_stretch(computed, share.value), typed=shown(share.value),
        ),
        _("sửa tỷ lệ, kế hoạch hoặc mức thực hiện"),
    )  # fmt: skip


# --- the plan, the share, what is left ------------------------------------------------------------------


def share_and_rest(story: Story, tally: Tally) -> Iterator[Finding]:
    """`so với kế hoạch 31.150 tỷ đồng đạt 57,0%, còn phải thực hiện 7.787 tỷ đồng`: 57 + 25 is no 100."""
    for reading in story.readings:
        if "còn" not in reading.low:
            continue
        for sentence in reading.sentences:
            figures = [f for f in sentence.figures if f.unit.kind]
            plans = [f for f in figures if _is(reading, f, _PLANNED) and f.unit.amount]
            shares = [f for f in figures if f.unit.percent and _is(reading, f, _REACHED)]
            rests = [f for f in figures if _is(reading, f, _LEFT) and f.unit.amount]
            if not len(plans) == len(shares) == len(rests) == 1:
                continue
            plan, share, rest = plans[0], shares[0], rests[0]
            if not plan.unit.same_as(rest.unit) or unsure(plan, share, rest):
                continue
            tally.tested += 1
            left = plan.base_stretch - rest.base_stretch
            if any(f.unit.same_as(plan.unit) and f.base_stretch.meets(left) for f in figures):
                continue  # «có 19 xã đạt, so với chỉ tiêu 25 xã còn thiếu 6 xã»: of another share
            yield from _rest(reading, plan, share, rest)


def _is(reading: Reading, figure: Figure, lead: re.Pattern[str]) -> bool:
    return lead.search(reading.low[max(0, figure.start - 90) : figure.start]) is not None


def _rest(reading: Reading, plan: Figure, share: Figure, rest: Figure) -> Iterator[Finding]:
    left = ratio(rest.base_stretch, plan.base_stretch)
    if left is None or rest.start < max(plan.end, share.end) or share.value >= HUNDRED:
        return
    if is_hoped(reading.low[max(0, share.start - _LEAD) : share.start]):
        return
    computed = Stretch(HUNDRED - left.high, HUNDRED - left.low)
    if computed.low < 0 or printed(share.value).meets(computed):
        return
    severity = by_units(units_off(share.value, computed))
    if (
        "còn phải" not in reading.low[max(plan.end, share.end) : rest.start]
        and severity == "certain"
    ):
        severity = "likely"  # «còn thiếu»: of something else, perhaps
    yield finding(
        "dat-ke-hoach", severity, reading.paragraph,
        (min(plan.start, share.start), rest.end),
        _("còn {rest} của {plan} thì đã đạt {g}%, văn bản ghi {typed}%").format(
            rest=rest.text.strip(), plan=plan.text.strip(),
            g=shown_stretch(computed, share.value), typed=shown(share.value),
        ),
        _("sửa tỷ lệ, kế hoạch hoặc số còn lại"),
    )  # fmt: skip


# --- verdicts ---------------------------------------------------------------------------------------------


def plan_and_verdict(story: Story, tally: Tally) -> Iterator[Finding]:
    """`đạt 68,9% kế hoạch (45 hợp tác xã), vượt kế hoạch năm`."""
    for reading in story.readings:
        for before, share in pairwise([None, *reading.figures]):
            if share is None or not share.unit.percent or share.sign or unsure(share):
                continue
            if not _is(reading, share, _REACHED):
                continue
            told = _VERDICT.match(reading.low, share.end)
            if told is None or not _of_a_plan(reading, before, share, told["plan"], told["rest"]):
                continue
            tally.tested += 1
            if ("vượt" in told["verdict"]) != (share.value >= HUNDRED):
                lead = reading.low[max(0, share.start - _LEAD) : share.start]
                other = "năm" in (told["plan"] or "") and "năm" not in told["whose"]
                sure = not other and not _LESS.search(lead)
                yield _contradicted(
                    reading, share, told.end(), told["verdict"], "certain" if sure else "likely"
                )


def _of_a_plan(
    reading: Reading, before: Figure | None, share: Figure, plan: str | None, rest: str
) -> bool:
    """Return whether a percentage is of a plan: named behind it, or as an amount before it."""
    if plan:
        return not rest.strip() or _AMOUNT.fullmatch(rest) is not None
    if rest.strip() or before is None or not before.unit.amount:
        return False
    if not _THEN_SHARE.fullmatch(reading.low, before.end, share.start):
        return False
    return _is(reading, before, _AGAINST)


def _contradicted(
    reading: Reading, share: Figure, end: int, verdict: str, severity: Severity
) -> Finding:
    return finding(
        "danh-gia", severity, reading.paragraph, (share.start, end),
        _("bằng {share}% mà văn bản ghi «{verdict}»").format(
            share=shown(share.value), verdict=verdict
        ),
        _("sửa lời đánh giá hoặc tỷ lệ"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    share_of_plan_told,
    share_and_rest,
    plan_and_verdict,
)
