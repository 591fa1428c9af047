"""Differences of two stated amounts: what is left of a plan, what remains without a part.

Comes in: the story. Goes out: findings: `còn lại` that is not the whole less what was done, `nếu loại
trừ` that is not the total less the part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from lsreport.audit.findings import Finding, Severity, Tally, finding, shown, shown_stretch
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading.amounts import Stretch, ratio
from lsreport.audit.reading.naming import name_key
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import is_slip
from lsreport.audit.reading.statements import Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_UNDONE = (
    r"(?:giải ngân|giải quyết|bàn giao|thu hồi|phân bổ|thực hiện|xử lý|hoàn thành|thu|trồng|tiêm)"
)
_LEFT = lazy(
    r"(?:^|[,;.]|\b(?:hiện|nay|và|vẫn))\s{0,3}(?:(?:diện tích|vốn|số|số vốn|nguồn vốn|kinh phí|khối lượng|phần|nợ đọng|"
    r"[0-9] tháng cuối năm)(?:\s(?!còn|chưa)[^\W\d_]{1,8}){0,2}\s)?"
    rf"(?:(?:hiện\s|vẫn\s)?còn(?:\slại|\sthiếu)?(?:\s(?:phải|cần)\s{_UNDONE})?|chưa\s{_UNDONE})(?:\s(?:được|là|còn))?\s{{0,3}}\Z"
)
_DONE = lazy(
    r"\b(?:đã|được|thực hiện|giải ngân|phân bổ|hoàn thành|thu hồi|bàn giao|cấp|chi|trồng|thu|quyết toán|xử lý|giải quyết)\b"
)
_STILL = lazy(r"\s{0,3}(?:[^\W\d_]{1,10}\s){0,2}?(?:chưa|không)\b")
_DONE_BEHIND = lazy(r"\s{0,3}(?:[^\W\d_]{1,10}\s){0,2}?đã\b")
_TO_DO = lazy(
    r"\b(?:còn|cần|phải)(?:\s(?:phải|cần|lại|tiếp tục))*\s(giải ngân|thu|huy động|giải quyết|trồng)(?:\sthêm|\stiếp)?(?:\s(?:trong|đến|từ nay)\s[^,;.()]{2,40}?\slà)?\s{0,3}\Z"
)
_WITHOUT = lazy(
    r"\b(?:loại trừ|không kể|không tính|chưa kể|chưa tính|trừ)\s(?:khoản\s|phần\s|số\s|nguồn\s)?([^,;.()0-9]{4,50}?)\s?,\s?"
    r"([^,;.()0-9]{4,60}?)\s(?:ước\s)?(?:đạt|là|còn|được|thực hiện)\s{0,3}\Z"
)
_TAKEN_IN = lazy(
    r"\b(?:tiếp nhận|thụ lý|nhận được|phải giải quyết|phải thi hành|tổng số)\b[^,;]{0,30}\Z"
)
_FINISHED = lazy(rf"\b(?:đã {_UNDONE}|{_UNDONE} xong|đã trả)(?:\sđược|\sxong)?\s{{0,3}}\Z")
_UNDER_WAY = lazy(rf"\bđang\s(?:tiếp tục\s)?{_UNDONE}(?:\slà)?\s{{0,3}}\Z")
_REMEMBERED = 600  # statements of the document
_MOST = 60  # earlier statements that a remainder may be of


def _amount(level: Figure | None) -> Figure | None:
    """Return a level that can be subtracted, or None."""
    if level is None or not level.unit.amount or level.whole is not None or unsure(level):
        return None
    return None if level.unit.kind in ("mỗi", "năng suất", "lần") else level


def _in_unit(stretch: Stretch, figure: Figure) -> Stretch:
    factor = figure.unit.factor
    return Stretch(EXACT.divide(stretch.low, factor), EXACT.divide(stretch.high, factor))


def _told(
    rule: str, severity: Severity, reading: Reading, whole: Figure, part: Figure, typed: Figure
) -> Finding:
    computed = _in_unit(whole.base_stretch - part.base_stretch, typed)
    return finding(
        rule, severity, reading.paragraph, (typed.start - 8, typed.end),
        _("{whole} - {part} = {g}, văn bản ghi {typed}").format(
            whole=whole.text.strip(), part=part.text.strip(),
            g=shown_stretch(computed, typed.value), typed=typed.text.strip(),
        ),
        _("sửa số còn lại hoặc một trong hai số kia"),
    )  # fmt: skip


# --- what is left ------------------------------------------------------------------------------


def left_over(story: Story, tally: Tally) -> Iterator[Finding]:
    """`phải thu hồi 72,6 ha, đã thu hồi 58,1 ha, đạt 80,0%, còn lại 14,5 ha`."""
    for reading in story.readings:
        for index, statement in enumerate(reading.statements):
            rest, before = (
                _amount(statement.level),
                reading.statements[max(0, index - _MOST) : index],
            )
            if rest is None or len(before) < 2:
                continue
            if not _LEFT.search(reading.low[max(0, rest.start - 60) : rest.start]):
                continue
            done = before[-1]
            part = _amount(done.level)
            if part is None or done.sentence != statement.sentence or done.depth != statement.depth:
                continue
            told = _DONE.search(_label(reading, done)) or _DONE_BEHIND.match(reading.low, part.end)
            if part.unit.same_as(rest.unit) and told:
                still = _STILL.match(reading.low, rest.end)
                yield from _left(reading, before[:-1], done, part, rest, tally, bool(still))


def _label(reading: Reading, statement: Statement) -> str:
    end = statement.level.start if statement.level else statement.at
    return reading.low[max(statement.start, end - 80) : end]


def in_progress(story: Story, tally: Tally) -> Iterator[Finding]:
    """`Tiếp nhận 118.436 hồ sơ; đã giải quyết 109.872 hồ sơ, …; đang giải quyết 8.564 hồ sơ`: with anything between."""
    for reading in story.readings:
        if "đang" not in reading.low and "còn lại" not in reading.low:
            continue
        labelled = [(_label(reading, s), s) for s in reading.statements if not s.depth]
        for label, statement in labelled:
            rest = _amount(statement.level)
            if rest is None or not rest.unit.counted or not _UNDER_WAY.search(label):
                continue
            same = [
                (words, s) for words, s in labelled
                if s.sentence == statement.sentence and s.at < statement.at and s.level
                and s.level.unit.same_as(rest.unit) and s.level.whole is None
            ]  # fmt: skip
            wholes = [s for words, s in same if _TAKEN_IN.search(words)]
            done = [s for words, s in same if _FINISHED.search(words)]
            if len(wholes) != 1 or len(done) != 1 or wholes[0].at > done[0].at:
                continue
            whole, part = _amount(wholes[0].level), _amount(done[0].level)
            if whole is None or part is None or whole.value < part.value:
                continue
            tally.tested += 1
            if not (whole.base_stretch - part.base_stretch).meets(rest.base_stretch):
                severity = _sure(done[0], whole, part, rest) or "likely"
                yield _told("con-lai", severity, reading, whole, part, rest)


def rest_of_amounts(story: Story, tally: Tally) -> Iterator[Finding]:
    """`giải ngân 2.918/7.082 tỷ đồng, còn 4.164 tỷ đồng chưa giải ngân`."""
    for reading in story.readings:
        for one, other in zip(reading.statements, reading.statements[1:], strict=False):
            pair, rest = one.level, _amount(other.level)
            if pair is None or pair.whole is None or rest is None or pair.unit.counted:
                continue
            if not pair.unit.amount or pair.unit != rest.unit or unsure(pair):
                continue
            if one.sentence != other.sentence or not _STILL.match(reading.low, rest.end):
                continue
            if not _LEFT.search(reading.low[max(0, rest.start - 60) : rest.start]):
                continue
            tally.tested += 1
            whole = replace(pair, value=pair.whole, whole=None, text=shown(pair.whole))
            part = replace(pair, whole=None, text=shown(pair.value))
            if not (whole.base_stretch - part.base_stretch).meets(rest.base_stretch):
                yield _told("con-lai", "certain", reading, whole, part, rest)


def _left(
    reading: Reading, before: Sequence[Statement], done: Statement, part: Figure, rest: Figure,
    tally: Tally, still: bool,
) -> Iterator[Finding]:  # fmt: skip
    wholes = [
        whole for s in before
        if (whole := _amount(s.level)) and whole.unit.same_as(rest.unit)
        and whole.base_stretch.low >= part.base_stretch.high
    ]  # fmt: skip
    tally.tested += bool(wholes)
    if any((w.base_stretch - part.base_stretch).meets(rest.base_stretch) for w in wholes):
        return
    for whole in reversed(wholes):
        counted = still and len(wholes) == 1 and rest.unit == whole.unit and rest.unit.counted
        severity = "certain" if counted else _sure(done, whole, part, rest)
        if severity:
            yield _told("con-lai", severity, reading, whole, part, rest)
            return


def _sure(done: Statement, whole: Figure, part: Figure, rest: Figure) -> Severity | None:
    """Return how sure it is that a rest is of this whole: its share is printed, or a slip explains it."""
    computed = ratio(part.base_stretch, whole.base_stretch)
    shares = [c for c in done.claims if c.role in ("plan", "rate", "share", "ratio")]
    if computed and any(c.figure.stretch.meets(computed) for c in shares):
        return "certain"
    return "certain" if is_slip(rest, whole.base_stretch - part.base_stretch) else None


def still_to_do(story: Story, tally: Tally) -> Iterator[Finding]:
    """`100% kế hoạch vốn 7.082 tỷ đồng, còn phải giải ngân 4.164 tỷ đồng`: what was done stands before."""
    done = _done_of_plans(story)
    for reading in story.readings:
        for one, other in zip(reading.statements, reading.statements[1:], strict=False):
            plan, rest = _amount(one.level), _amount(other.level)
            if plan is None or rest is None or one.sentence != other.sentence:
                continue
            verb = _TO_DO.search(reading.low[max(0, rest.start - 60) : rest.start])
            if verb is None or not plan.unit.same_as(rest.unit):
                continue
            found = [
                level for level, amount, words in done
                if amount.base_stretch.meets(plan.base_stretch) and verb[1] in words
                and amount.unit.same_as(plan.unit)
            ]  # fmt: skip
            if not found:
                continue
            tally.tested += 1
            if any((plan.base_stretch - f.base_stretch).meets(rest.base_stretch) for f in found):
                continue
            if is_slip(rest, plan.base_stretch - found[-1].base_stretch):
                yield _told("con-lai", "certain", reading, plan, found[-1], rest)


def rest_of_a_plan(story: Story, tally: Tally) -> Iterator[Finding]:
    """`giải ngân 1.352,9 tỷ đồng, bằng 32,9% kế hoạch (4.107 tỷ đồng). … Số vốn còn phải giải ngân … là 2.754,1`."""
    for reading in story.readings:
        told: list[tuple[Statement, Figure]] = []
        for statement in reading.statements:
            rest = _amount(statement.level)
            lead = reading.low[max(0, rest.start - 90) : rest.start] if rest else ""
            verb = _TO_DO.search(lead)
            if rest and verb and len(told) == 1 and statement.sentence > told[0][0].sentence:
                done, plan = told[0][0].level, told[0][1]
                named = verb[1] in reading.low[told[0][0].start : plan.start]
                if done and named and done.unit.same_as(rest.unit):
                    tally.tested += 1
                    right = plan.base_stretch - done.base_stretch
                    if not right.meets(rest.base_stretch):
                        sure = is_slip(rest, right)
                        yield _told(
                            "con-lai", "certain" if sure else "likely", reading, plan, done, rest
                        )
            wholes = statement.all("whole")
            if wholes and _amount(statement.level) and not statement.depth:
                told.append((statement, wholes[0].figure))


def _done_of_plans(story: Story) -> list[tuple[Figure, Figure, str]]:
    """Return each level with the plan in brackets behind its share, and the words before it."""
    found = []
    for reading in story.readings:
        for statement in reading.statements:
            level, plans = _amount(statement.level), statement.all("whole")
            if level is not None and plans:
                words = reading.low[max(0, statement.start) : level.start]
                found.append((level, plans[0].figure, words))
    return found[-_MOST:]


# --- without a part -------------------------------------------------------------------------------


def without_a_part(story: Story, tally: Tally) -> Iterator[Finding]:
    """`Nếu loại trừ tiền sử dụng đất, thu nội địa đạt 14.024,1 tỷ đồng`: less than the total by it."""
    before: list[Statement] = []
    for reading in story.readings:
        for statement in reading.statements:
            level = _amount(statement.level)
            if level is None:
                continue
            head = reading.low[max(0, level.start - 130) : level.start]
            match = (
                _WITHOUT.search(head) if "trừ" in head or "kể" in head or "tính" in head else None
            )
            if match:
                yield from _without(reading, before, match, level, tally)
            before.append(statement)
        del before[:-_REMEMBERED]


def _without(
    reading: Reading, before: Sequence[Statement], match: re.Match[str], rest: Figure, tally: Tally
) -> Iterator[Finding]:
    part_key, whole_key = name_key(match[1]), name_key(match[2])
    back = before[::-1]
    wholes = list(islice((w for s in back if s.key == whole_key and (w := _amount(s.level))), 4))
    parts = list(
        islice((p for s in back if s.key.endswith(part_key) and (p := _amount(s.level))), 4)
    )
    found = [
        (w, p) for w in wholes for p in parts
        if w.unit.same_as(rest.unit) and p.unit.same_as(rest.unit)
        and p.base_stretch.high < w.base_stretch.low
    ]  # fmt: skip
    tally.tested += bool(found)
    if any((w.base_stretch - p.base_stretch).meets(rest.base_stretch) for w, p in found):
        return
    for whole, part in found:
        if is_slip(rest, whole.base_stretch - part.base_stretch):
            yield _told("con-lai", "certain", reading, whole, part, rest)
            return


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    left_over,
    in_progress,
    rest_of_amounts,
    still_to_do,
    rest_of_a_plan,
    without_a_part,
)
