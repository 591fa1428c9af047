"""What a sentence says of amounts that it or the one before named.

Comes in: the story. Goes out: findings: percentage points against the two rates, what is left of a pair a/b.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
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
from lsreport.audit.reading.amounts import growth, printed, ratio, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Claim, Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_LEFT = lazy(r"\b(?:còn|còn lại)\s{0,3}\Z")
_REST = lazy(r"[^,;.()0-9]{0,40},?\s{0,3}(?:hiện\s)?còn(?:\slại)?\s{0,3}")
_STILL = lazy(r"\s{0,3}(?:chưa|đang|không)\b")
_MORE = lazy(r"[^.;]{0,30}(?:,|\bvà)\s[0-9]")
_NAMED = lazy(r"\b(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng)\b")
_OPENED = lazy(r"\s?\(\s?(?:(?:tương ứng|tương đương|là|với)\s)?")
_NOT = lazy(r"\s{0,3}(?:không|chưa)\s{1,3}(?:đạt|hoàn thành|giải quyết|thực hiện)\b")
_MOVES = lazy(r"[^;.()]{0,60}\b(?:tăng|giảm)\b")
_ALONE = lazy(r"\s{0,2}(?:[,;.)]|\Z)")
_NEAR = 15  # percentage points: farther off it is a share of something else
# --- percentage points between two rates ----------------------------------------------------------


def points_between_rates(story: Story, tally: Tally) -> Iterator[Finding]:
    """`còn 2,84%, giảm 1,36 điểm phần trăm so với cuối năm 2024 (4,20%)`."""
    for reading in story.readings:
        for one, other in zip(reading.statements, reading.statements[1:], strict=False):
            moves = one.all("points") or one.all("growth")
            now, then = one.level, other.level
            if len(moves) != 1 or now is None or then is None or other.claims:
                continue
            if not (now.unit.percent and then.unit.percent) or not moves[0].sign:
                continue
            if other.depth != one.depth + 1 or not _in_own_bracket(reading, moves[0], then):
                continue
            if not unsure(now, then, moves[0].figure):
                yield from _moved_points(one, now, then, moves[0], tally)


def _in_own_bracket(reading: Reading, move: Claim, then: Figure) -> bool:
    gap = reading.low[move.figure.end : then.start]
    return len(gap) < 60 and gap.rstrip().endswith("(") and not re.search(r"[;%]|,\s", gap)


def _moved_points(
    statement: Statement, now: Figure, then: Figure, move: Claim, tally: Tally
) -> Iterator[Finding]:
    tally.tested += 1
    computed = printed(now.value) - printed(then.value)
    typed = move.sign * move.figure.value
    fits = printed(typed).meets(computed)
    if move.role == "growth":
        grown = growth(printed(now.value), computed)
        if grown is None or printed(typed).meets(grown) or not fits:
            return
    elif fits:
        return
    yield finding(
        "diem-phan-tram", "certain" if fits else by_units(units_off(typed, computed)), statement.paragraph,
        (now.start, then.end),
        _("{now} - {then} = {points} điểm phần trăm, văn bản ghi {typed}").format(
            now=now.text.strip(), then=then.text.strip(),
            points=shown(EXACT.subtract(now.value, then.value)), typed=shown(typed),
        ),
        _("sửa số điểm phần trăm hoặc một trong hai tỷ lệ"),
    )  # fmt: skip


# --- what is left of a pair ------------------------------------------------------------------------


def rest_of_pair(story: Story, tally: Tally) -> Iterator[Finding]:
    """`14/18 chỉ tiêu đạt …; 04 chỉ tiêu không đạt`; `đã giải quyết 33/38 vụ, còn 5 vụ`."""
    for reading in story.readings:
        # «xóa 3.215/3.652 nhà tạm, đạt 88,0%; còn 437 nhà»: a bare rate may stand between
        told = [s for s in reading.statements if not (s.level and s.level.unit.percent)]
        for one, other in pairwise(told):
            pair, rest = one.level, other.level
            if pair is None or rest is None or pair.whole is None or rest.whole is not None:
                continue
            if one.sentence != other.sentence or one.depth != other.depth or unsure(pair, rest):
                continue
            if not pair.unit.known or pair.unit.base != rest.unit.base or not pair.unit.counted:
                continue
            before, after = (
                reading.low[pair.end : rest.start],
                reading.low[rest.end : rest.end + 40],
            )
            if _MORE.match(after):
                continue  # «còn 120 nhà chờ bàn giao, 317 nhà đang thi công»
            exact = bool(_LEFT.search(before) or _NOT.match(after))
            if not exact and not (_MOVES.search(before) and _MOVES.match(after)):
                continue
            tally.tested += 1
            left = pair.whole - pair.value
            if rest.value != left if exact else rest.value > left:
                yield finding(
                    "dem-khong-du", _sure(before, after, left), reading.paragraph, (pair.start, rest.end),
                    _("{whole} - {some} = {left}, văn bản ghi {typed}").format(
                        whole=shown(pair.whole), some=shown(pair.value),
                        left=shown(left), typed=shown(rest.value),
                    ),
                    _("đếm lại"),
                )  # fmt: skip


def _sure(before: str, after: str, left: Decimal) -> Severity:
    """Return how severe it is: nothing else is meant by `, còn 05 xã chưa …` right behind a pair."""
    plain = _REST.fullmatch(before) and _STILL.match(after) and left > 0
    return "certain" if plain else "likely"


def part_of_one(story: Story, tally: Tally) -> Iterator[Finding]:
    """`xảy ra 412 vụ; … làm rõ 368 vụ, đạt tỷ lệ 89,3%`: of the only count before it."""
    for reading in story.readings:
        for index, statement in enumerate(reading.statements):
            level = statement.level
            rates = statement.all("rate") + statement.all("share")
            if level is None or level.whole is not None or not rates or rates[0].base:
                continue
            before = [s.level for s in reading.statements[:index] if _counts(s, level)]
            if (
                len(before) != 1
                or before[0] is None
                or not _ALONE.match(reading.low, rates[0].figure.end)
            ):
                continue
            if statement.claims[0] is rates[0] and not unsure(level, rates[0].figure):
                yield from _shared(statement, level, before[0], rates[0].figure, tally)


def _counts(statement: Statement, level: Figure) -> bool:
    other = statement.level
    return (
        other is not None
        and level.unit.counted
        and other.unit.base == level.unit.base
        and other.unit.counted
        and other.value >= level.value
        and not other.vague
    )


def _shared(
    statement: Statement, level: Figure, whole: Figure, rate: Figure, tally: Tally
) -> Iterator[Finding]:
    computed = ratio(level.stretch, whole.stretch) if whole.whole is None else None
    if computed is None:
        return
    tally.tested += 1
    off = units_off(rate.value, computed)
    if not off or abs(computed.middle - rate.value) > _NEAR:
        return
    yield finding(
        "cap-ty-le", "look" if off <= 1 else "likely", statement.paragraph, (level.start, rate.end),
        _("{a} / {b} = {g}%, văn bản ghi {typed}%").format(
            a=shown(level.value), b=shown(whole.value),
            g=shown_stretch(computed, rate.value), typed=shown(rate.value),
        ),
        _("sửa tỷ lệ, hoặc ghi rõ tỷ lệ của số nào"),
    )  # fmt: skip


def rate_with_its_count(story: Story, tally: Tally) -> Iterator[Finding]:
    """`dân số 812.450 người …; tỷ lệ dân số thành thị 22,4% (192.187 người)`: of the only count before it."""
    for reading in story.readings:
        for index, (one, other) in enumerate(pairwise(reading.statements)):
            share, part = one.level, other.level
            if share is None or part is None or not share.unit.percent or unsure(share, part):
                continue
            if not _NAMED.search(one.words) or not _OPENED.fullmatch(
                reading.low, share.end, part.start
            ):
                continue
            before = [
                s.level
                for s in reading.statements[:index]
                if s.level and s.level.unit.same_as(part.unit)
            ]
            wholes = [
                w for w in before if not unsure(w) and w.whole is None and w.value > part.value
            ]
            if len(wholes) != 1 or len(before) != 1 or not part.unit.counted:
                continue
            computed = ratio(part.base_stretch, wholes[0].base_stretch)
            tally.tested += 1
            if computed is None or printed(share.value).meets(computed):
                continue
            if abs(EXACT.subtract(share.value, computed.middle)) > _NEAR:
                continue
            yield finding(
                "cap-ty-le", "likely", reading.paragraph, (share.start, part.end),
                _("{a} / {b} = {g}%, văn bản ghi {typed}%").format(
                    a=shown(part.value), b=shown(wholes[0].value),
                    g=shown_stretch(computed, share.value), typed=shown(share.value),
                ),
                _("sửa tỷ lệ, hoặc ghi rõ tỷ lệ của số nào"),
            )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    points_between_rates,
    rest_of_pair,
    part_of_one,
    rate_with_its_count,
)
