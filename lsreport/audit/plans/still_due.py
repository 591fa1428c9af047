"""What is still due of a plan, told far from what was done of it.

Comes in: the story. Goes out: findings: `Từ đầu năm trồng mới 3.240 ha rừng, đạt 48,6% kế hoạch. … hoàn thành 2.760 ha
rừng trồng mới còn thiếu so với kế hoạch 6.000 ha`: the plan less what was done is what is due, and what was done over the
plan is its share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown, shown_stretch
from lsreport.audit.meaning.claims import share_of_plan, typed_share, unsure
from lsreport.audit.reading.amounts import Stretch, ratio, units_off
from lsreport.audit.reading.naming import names_in
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import has_digits, is_slip
from lsreport.audit.reading.statements import Claim, Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_PLAN = r"[^.;()0-9]{0,30}(?:@goal)(?:\s[^\W\d_]{1,12}){0,4}(?:\s[12][0-9]{3})?(?:\slà)?\s"
_LACKING = lazy(rf"[^.;()0-9]{{0,60}}\bcòn (?:thiếu|lại)\b{_PLAN}")
_TO_REACH = lazy(rf"[^.;()0-9]{{0,40}}\bđể (?:hoàn thành|đạt|thực hiện)\b{_PLAN}")
_OF_THE_PLAN = lazy(rf"\s?(?:trên|so với|trong|theo)\s{_PLAN}")
_DUE = lazy(
    r"\b(?:còn phải|phải|cần|còn thiếu|còn lại)(?:\s(?:phải|cần|tiếp tục))?(?:\s[^\W\d_]{1,12}){0,3}(?:\sthêm|\stiếp|\slà)?\s\Z"
)
_LONG = 4  # digits: a sum of fewer is met by chance
_MOST = 200  # shares of plans, amounts due


class _Done(NamedTuple):
    """What was done, and its share of the plan."""

    reading: Reading
    statement: Statement
    level: Figure
    share: Claim


class _Due(NamedTuple):
    """What is still due of a plan, and the words about both."""

    reading: Reading
    rest: Figure
    plan: Figure
    words: frozenset[str]


def due_of_a_plan(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each amount still due against what was done of its plan, anywhere in the document."""
    due = [one for reading in story.readings for one in _due_in(reading)]
    done = list(_done(story))[:_MOST] if due else []
    for one in due[:_MOST]:
        near = list({d.level.value: d for d in done if _may_be_of(one, d)}.values())
        kept = [d for d in near if _holds(d, one.plan)]
        made = [d for d in near if _left(one.plan, d.level).meets(one.rest.base_stretch)]
        tally.tested += bool(near)
        if len(kept) == 1 and not made:
            right = _left(one.plan, kept[0].level)
            if is_slip(one.rest, right):
                yield _rest_is_off(one, kept[0], right)
        elif len(made) == 1 and not kept and has_digits(made[0].level, _LONG - 1):
            yield _share_is_off(one, made[0])


def _due_in(reading: Reading) -> Iterator[_Due]:
    if not any(word in reading.low for word in ("kế hoạch", "dự toán", "chỉ tiêu", "mục tiêu")):
        return
    low = reading.low
    for rest, plan in zip(reading.figures, reading.figures[1:], strict=False):
        if not rest.unit.amount or not rest.unit.same_as(plan.unit) or unsure(rest, plan):
            continue
        if rest.sign or plan.sign or rest.whole is not None or plan.whole is not None:
            continue
        lead = low[max(0, rest.start - 80) : rest.start]
        lacking = _LACKING.fullmatch(low, rest.end, plan.start)
        reach = _TO_REACH.fullmatch(low, rest.end, plan.start)
        of_plan = _OF_THE_PLAN.fullmatch(low, rest.end, plan.start) and _DUE.search(lead)
        if lacking or reach or of_plan:
            words = names_in(
                lead.rpartition(";")[2].rpartition(". ")[2] + " " + low[rest.end : plan.start]
            )
            yield _Due(reading, rest, plan, frozenset(words))


def _done(story: Story) -> Iterator[_Done]:
    for reading in story.readings:
        for statement in reading.statements:
            level, shares = statement.level, statement.all("plan")
            if level is None or len(shares) != 1 or level.whole is not None or level.sign:
                continue
            if level.unit.amount and not unsure(level, shares[0].figure):
                yield _Done(reading, statement, level, shares[0])


def _may_be_of(due: _Due, done: _Done) -> bool:
    """Return whether an amount can be what was done of the plan: less than it, of its unit and name."""
    if not done.level.unit.same_as(due.plan.unit) or not has_digits(done.level, _LONG - 1):
        return False
    if done.level.base_stretch.high > due.plan.base_stretch.low:
        return False
    own = frozenset(names_in(done.statement.words)) | frozenset(
        names_in(done.reading.low[done.level.end : done.level.end + 30].partition(",")[0])
    )
    return len(own & due.words) > 0


def _holds(done: _Done, plan: Figure) -> bool:
    computed = ratio(done.level.base_stretch, plan.base_stretch)
    return computed is not None and share_of_plan(done.share).meets(computed)


def _left(plan: Figure, done: Figure) -> Stretch:
    return plan.base_stretch - done.base_stretch


def _rest_is_off(due: _Due, done: _Done, right: Stretch) -> Finding:
    factor = due.rest.unit.factor
    computed = Stretch(EXACT.divide(right.low, factor), EXACT.divide(right.high, factor))
    return finding(
        "con-lai", "certain", due.reading.paragraph, (due.rest.start, due.plan.end),
        _("{whole} - {part} = {g}, văn bản ghi {typed}").format(
            whole=due.plan.text.strip(), part=done.level.text.strip(),
            g=shown_stretch(computed, due.rest.value), typed=due.rest.text.strip(),
        ),
        _("sửa số còn lại hoặc một trong hai số kia"),
    )  # fmt: skip


def _share_is_off(due: _Due, done: _Done) -> Finding:
    computed = ratio(done.level.base_stretch, due.plan.base_stretch)
    assert computed is not None
    typed = typed_share(done.share)
    return finding(
        "dat-ke-hoach", by_units(units_off(typed, computed)), done.reading.paragraph,
        (done.level.start, done.share.figure.end),
        _("{a} / {b} = {g}%, văn bản ghi {typed}%").format(
            a=shown(done.level.value), b=shown(due.plan.value),
            g=shown_stretch(computed, typed), typed=shown(typed),
        ),
        _("sửa tỷ lệ, kế hoạch hoặc mức thực hiện"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (due_of_a_plan,)
