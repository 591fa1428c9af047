"""Halves that exhaust a whole, stages of what is under way.

Comes in: the story. Goes out: findings: men and women, town and country that do not make up the people;
works done, under way and to come that are more than there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from lsreport.audit.findings import Finding, Tally
from lsreport.audit.meaning.loose import Loose, loosened, plain_or_about
from lsreport.audit.reading.amounts import added
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.statements import Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.audit.totals.sums import is_plain, judged, label_of, levels_of, told_sum

_KEPT = 80  # characters before a total in which its name stands
_PEOPLE = lazy(r"\b(?:dân số|nhân khẩu|lực lượng lao động)\b")
# Halves that exhaust a whole.
_HALVES = (
    (lazy(r"\bnam\b"), lazy(r"\bnữ\b")),
    (lazy(r"\bthành thị\b"), lazy(r"\bnông thôn\b")),
    (lazy(r"\btrong nước\b"), lazy(r"\b(?:nước ngoài|fdi)\b")),
    (lazy(r"\bngắn hạn\b"), lazy(r"\btrung,? (?:và )?dài hạn\b")),
    (lazy(r"\b(?:khối|cấp|ngân sách) tỉnh\b"), lazy(r"\b(?:khối|cấp|ngân sách) xã\b")),
    (lazy(r"\b(?:ngoài công lập|tư thục)\b"), lazy(r"\bcông lập\b")),
    (lazy(r"\bxuất(?: khẩu)?\b(?! (?:chuồng|siêu))"), lazy(r"\bnhập(?: khẩu)?\b(?! siêu)")),
)  # fmt: skip
_STAGES = (
    r"\b(?:đã )?hoàn thành\b|\bđã xong\b|\bđã nghiệm thu\b",
    r"\bđang (?:thi công|triển khai|thực hiện|xây dựng|xử lý)\b",
    r"\bchuẩn bị\b|\bchưa (?:khởi công|triển khai|thực hiện|thi công|xử lý)\b|\bsắp khởi công\b",
)
_CARRIED = lazy(
    r"\b(?:kỳ trước|tháng trước|quý trước|năm trước) (?:chuyển|tồn)|\bchuyển (?:sang|tiếp)\b"
)
_BEGUN = lazy(r"\b(?:triển khai|tiến hành|thực hiện|tổ chức)\b")
_DONE = lazy(r"\b(?:đã )?(?:kết thúc|hoàn thành|xong)\b")
_GOING = lazy(r"\bđang (?:tiến hành|triển khai|thực hiện)\b")


def halves(story: Story, tally: Tally) -> Iterator[Finding]:
    """`Dân số 4.683,6 nghìn người. Theo giới tính, nam 2.328,4 …, nữ 2.355,2 nghìn người`."""
    known = {id(part) for group in story.groups if group.whole for part in group.parts}
    for reading in story.readings:
        for index, (one, other) in enumerate(
            zip(reading.statements, reading.statements[1:], strict=False)
        ):
            if id(one) in known or not is_plain(one) or not is_plain(other) or one.depth:
                continue
            if one.sentence != other.sentence:
                continue
            if not _are_halves(label_of(reading, one), label_of(reading, other)):
                continue
            yield from _halved(reading, reading.statements[:index], [one, other], tally)


def _are_halves(one: str, other: str) -> bool:
    """Return whether two names are those of the halves of a whole, told in one breath."""
    return any(_halve(one, other, a, b) for a, b in _HALVES)


def _halve(one: str, other: str, a: re.Pattern[str], b: re.Pattern[str]) -> bool:
    return bool(
        (a.search(one) and b.search(other) and not a.search(other))
        or (b.search(one) and a.search(other) and not b.search(other))
    )


def _halved(
    reading: Reading, before: Sequence[Statement], parts: list[Statement], tally: Tally
) -> Iterator[Finding]:
    """Test two halves against the totals before them: one that a slip explains, where none fits."""
    figures = levels_of(parts)
    totals = [
        loosened(s.level) for s in before
        if s.level and plain_or_about(reading, s.level) and s.level.unit.same_as(figures[0].unit)
        and not s.depth and all(s.level.base_stretch.high > f.base_stretch.low for f in figures)
    ]  # fmt: skip
    if not totals:
        return
    exact = [total for total in totals if not isinstance(total, Loose)]
    people = _PEOPLE.search(label_of(reading, parts[0])) and _PEOPLE.search(
        reading.low, max(0, totals[0].start - _KEPT), totals[0].start
    )
    if people and added(f.base_stretch for f in figures).low > totals[0].base_stretch.high:
        yield from judged(reading, totals[0], figures, "likely", tally)
    elif exact:
        yield from judged(reading, exact[0], figures, None, tally)


def two_stages(story: Story, tally: Tally) -> Iterator[Finding]:
    """`triển khai 24 cuộc, đã kết thúc 18 cuộc, đang tiến hành 8 cuộc`."""
    for reading in story.readings:
        for index in range(len(reading.statements) - 2):
            whole, done, going = reading.statements[index : index + 3]
            if len({s.sentence for s in (whole, done, going)}) > 1 or whole.depth:
                continue
            if _CARRIED.search(reading.low):
                continue
            if not (
                _BEGUN.search(whole.words)
                and _DONE.search(done.words)
                and _GOING.search(going.words)
            ):
                continue
            if not all(is_plain(s) for s in (whole, done, going)) or whole.level is None:
                continue
            figures = levels_of([done, going])
            if whole.level.unit.counted and all(f.unit == whole.level.unit for f in figures):
                tally.tested += 1
                if sum(f.value for f in figures) > whole.level.value:
                    yield told_sum(reading, whole.level, figures, "likely")


def stages(story: Story, tally: Tally) -> Iterator[Finding]:
    """`cho 58 trụ sở: hoàn thành 21 trụ sở, đang thi công 29 trụ sở, chuẩn bị 08 trụ sở`."""
    patterns = [lazy(pattern) for pattern in _STAGES]
    for reading in story.readings:
        for _sentence, group in groupby(reading.statements, key=lambda s: (s.sentence, s.depth)):
            yield from _staged(reading, list(group), patterns, tally)


def _staged(
    reading: Reading, statements: list[Statement], patterns: Sequence[re.Pattern[str]], tally: Tally
) -> Iterator[Finding]:
    for index in range(1, len(statements) - 2):
        parts = statements[index : index + 3]
        if not all(p.search(s.words) for p, s in zip(patterns, parts, strict=True)):
            continue
        unit = parts[0].level.unit if parts[0].level else None
        if unit is None or not all(is_plain(s) and s.level and s.level.unit == unit for s in parts):
            continue
        whole = [s for s in statements[:index] if is_plain(s) and s.level and s.level.unit == unit]
        if len(whole) == 1 and whole[0].level and unit.counted:
            tally.tested += 1
            figures = levels_of(parts)
            if sum(f.value for f in figures) > whole[0].level.value:
                yield told_sum(reading, whole[0].level, figures, "certain")


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (halves, stages, two_stages)
