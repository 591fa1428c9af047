"""What a sentence says of a value and the target that stands with it.

Comes in: the story. Goes out: findings: `vượt chỉ tiêu giao (94,5%)` of 93,5 %, `không đạt kế hoạch`
of what is over the plan, `thu 2.206,3 tỷ đồng/dự toán 2.318,9 tỷ đồng, vượt 112,6 tỷ đồng`, the share
of a plan that stands right behind the plan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

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
from lsreport.audit.reading.amounts import HUNDRED, Stretch, printed, ratio, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

ABOVE, REACHED, BELOW = 1, 0, -1
_KINDS = r"(?:@goal|kịch bản)"
_TARGET = lazy(
    rf"\b(?P<kind>{_KINDS})(?P<whose>(?:\s(?!và\b|còn\b|nhưng\b|có\b)[^\W\d_]{{1,12}}){{0,5}})(?:\s[12][0-9]{{3}})?(?:\s(?:là|đề ra|giao)){{0,2}}\s?[(:]?\s?(?:là\s)?\Z"
)
_RATED = lazy(
    rf"\b(?P<not>không|chưa|chưa thể)?\s?(?P<word>vượt|đạt và vượt|hoàn thành vượt|hoàn thành|đạt|cao hơn|thấp hơn|hụt)"
    rf"(?:\s(?:so với|so|mức|cả|xa)){{0,2}}\s{_KINDS}\b"
)
_OVERALL = lazy(
    r"\b(?:đánh giá|kết quả)(?:\schung)?\s?(?::|là)\s(?P<not>không|chưa)?\s?(?P<word>vượt|hoàn thành|đạt)(?=\s?(?:[.;,)]|\Z))"
)
# What is hoped for, or said of most, rates nothing.
_HOPED = lazy(
    r"\b(?:phấn đấu|để|nhằm|sẽ|dự kiến|cần|phải|quyết tâm|bảo đảm|đảm bảo|cơ bản|gần|khó|nguy cơ|khả năng|nếu|chưa chắc|@earlier)\b"
)
# Of these, less is better: «vượt chỉ tiêu» may mean below it.
_LESS = lazy(
    r"nghèo|thất nghiệp|thiếu việc|tử vong|tử suất|suất chết|suy dinh dưỡng|thấp còi|nhẹ cân|tai nạn|bội chi|\bnợ\b|lạm phát|\bcpi\b|"
    r"giá tiêu dùng|hao hụt|tổn thất|thất thoát|giảm|ô nhiễm|sinh con|suất sinh|tảo hôn|mắc|thời gian|chi phí|không quá|dưới|tối đa|"
    r"thấp nhất|trễ|quá hạn|tồn|bỏ học|thời hạn|chậm|vi phạm|phạm tội|tiêu hao|phát thải|tinh giản|chết"
)
_BETWEEN = lazy(
    r"\s?[,/(;]?\s?(?:(?:so với|so|trên|trong khi|nhưng|mà|trong)\s)?(?:[^\W\d_]{1,12}\s){0,5}"
)
_SLASH = lazy(
    rf"\s?/\s?{_KINDS}(?:\s[^\W\d_]{{1,12}}){{0,4}}\s|\s?[,(]\s?{_KINDS}(?:\s[^\W\d_]{{1,12}}){{0,4}}\s"
)
_EXCESS = lazy(
    r"\s?\)?\s?,?\s?(?:(?:như vậy|tức là|tức)\s?,?\s?)?(?P<word>vượt|cao hơn|hụt|thiếu|còn thiếu|thấp hơn|hụt thu|vượt thu)\s"
    rf"(?:{_KINDS}\s)?(?:là\s)?"
)  # fmt: skip
_SHARE = lazy(
    r"\s?\)?\s?(?:,\s?)?(?:\(|(?:bằng|đạt|tương đương|hoàn thành|tương ứng)\s)\s?(?:(?:bằng|đạt)\s)?"
)
_YEAR = lazy(r"(?<![0-9])[12][0-9]{3}(?![0-9])")
_PART = lazy(r";|\b(?:@of_which|gồm|còn|nhưng|tuy nhiên)\b")
_COUNTED_TARGETS = ("chỉ tiêu", "mục tiêu", "kế hoạch", "nhiệm vụ", "nhóm", "khoản")
_LONG = 160
_CLOSE = 4  # how many times one may be the other


class Target(NamedTuple):
    """A value, the target that stands with it, the sentence's ends."""

    value: Figure
    target: Figure
    start: int
    end: int


def targets(reading: Reading) -> Iterator[tuple[Target, list[Figure]]]:
    """Yield each value with the target right behind it, and the figures that follow in the sentence."""
    for sentence in reading.sentences:
        figures = [f for f in sentence.figures if f.unit.kind]
        for index, (last, target) in enumerate(pairwise(figures)):
            value = _outside_brackets(reading, figures[: index + 1], target) or last
            gap = reading.low[value.end : target.start]
            if len(gap) > _LONG or unsure(value, target) or value.sign or target.sign:
                continue
            if value.whole is not None or target.whole is not None or not _alike(value, target):
                continue
            if _TARGET.search(gap[-90:]) and not _TARGET.search(_lead(reading, value)):
                yield (
                    Target(value, target, sentence.start, sentence.end),
                    figures[index + 2 : index + 4],
                )


def _outside_brackets(reading: Reading, figures: list[Figure], target: Figure) -> Figure | None:
    """Return the value before brackets that were closed: `71,2 triệu đồng (thu nhập 64,35), vượt …`."""
    depth = reading.depth(target.start)
    if reading.depth(figures[-1].start) <= depth:
        return None
    outer = next((f for f in reversed(figures) if reading.depth(f.start) == depth), None)
    amounts = outer is not None and outer.unit.amount and figures[-1].unit.amount
    return outer if outer is not None and (amounts or _alike(outer, target)) else None


def _alike(value: Figure, target: Figure) -> bool:
    if value.unit.points or not value.unit.same_as(target.unit):
        return False
    if value.unit.base in _COUNTED_TARGETS:
        return False  # «06 chỉ tiêu vượt kế hoạch, 04 chỉ tiêu đạt kế hoạch»
    one, other = value.base_stretch.middle, target.base_stretch.middle
    return 0 < one <= other * _CLOSE and other <= one * _CLOSE


def is_hoped(before: str) -> bool:
    """Return whether the words right before something say that it is hoped for, or of most."""
    return _HOPED.search(before[-40:]) is not None


def _lead(reading: Reading, figure: Figure) -> str:
    return reading.low[max(0, figure.start - 70) : figure.start]


# --- rating words --------------------------------------------------------------------------------


def rating_words(story: Story, tally: Tally) -> Iterator[Finding]:
    """`ước 93,5%, vượt chỉ tiêu giao (94,5%)`: 93,5 is under 94,5."""
    for reading in story.readings:
        if not any(word in reading.low for word in ("kế hoạch", "chỉ tiêu", "mục tiêu", "dự toán")):
            continue
        found = list(targets(reading))
        for one, rest in found:
            tally.tested += 1
            rated = _rating(reading, one, rest, len(found) == 1)
            if rated is not None:
                yield from _judged(reading, one, *rated)


def _rating(
    reading: Reading, one: Target, rest: list[Figure], alone: bool
) -> tuple[int, int, bool] | None:
    """Return what is said of a value (ABOVE, REACHED, BELOW), where, and whether beyond doubt."""
    between = reading.low[one.value.end : one.target.start]
    until = min([one.end, one.target.end + 90, *(f.start for f in rest[:1])])
    before = reading.low[max(one.start, one.value.start - _LONG) : one.value.start]
    for offset, words, sure in (
        (one.value.end, between, True),
        (one.target.end, reading.low[one.target.end : until], True),
        (one.value.start - len(before), before, alone),
    ):
        matches = [*_RATED.finditer(words), *_OVERALL.finditer(words)]
        if len(matches) != 1 or is_hoped(words[: matches[0].start()]):
            continue
        match = matches[0]
        if offset == one.target.end and ";" in words[: match.start()]:
            continue  # «…; thu xuất nhập khẩu vượt dự toán»: of the next
        if offset < one.value.start and not _leads(words, match):
            continue
        word = match["word"]
        below = bool(match["not"]) or word in ("thấp hơn", "hụt")
        if match["not"] and word in ("vượt", "cao hơn", "thấp hơn", "hụt"):
            return None  # «chưa vượt»: as planned, or less
        said = BELOW if below else ABOVE if "vượt" in word or word == "cao hơn" else REACHED
        return said, offset + match.start(), sure
    return None


def _leads(words: str, match: re.Match[str]) -> bool:
    """Return whether a rating opens the sentence, and what follows is what it rates."""
    behind = words[match.end() :]
    figures = any(c.isdigit() for c in _YEAR.sub("", words[: match.start()] + behind))
    return not figures and not _PART.search(behind)


def _judged(reading: Reading, one: Target, said: int, at: int, sure: bool) -> Iterator[Finding]:
    if _LESS.search(reading.low[max(one.start, one.value.start - 300) : one.target.start]):
        return
    value, target = one.value.base_stretch, one.target.base_stretch
    wrong = value.low >= target.high if said == BELOW else value.high < target.low
    if said == BELOW and one.value.value == one.target.value:
        wrong = True
    if not wrong:
        return
    severity: Severity = "certain" if sure and said != REACHED else "likely"
    share = ratio(value, target)
    yield finding(
        "danh-gia", severity, reading.paragraph,
        (min(at, one.value.start), max(one.target.end, at + 12)),
        _("thực hiện {value}, chỉ tiêu {target}: bằng {share}% chỉ tiêu").format(
            value=one.value.text.strip(), target=one.target.text.strip(),
            share=shown_stretch(share, HUNDRED + EXACT.divide(HUNDRED, 1000)) if share else "?",
        ),
        _("sửa lời đánh giá hoặc một trong hai số"),
    )  # fmt: skip


# --- what is over a plan, and its share ---------------------------------------------------------------


def excess_of_plan(story: Story, tally: Tally) -> Iterator[Finding]:
    """`thu 2.206,3 tỷ đồng/dự toán 2.318,9 tỷ đồng, vượt 112,6 tỷ đồng (95,1%)`."""
    for reading in story.readings:
        if "/" not in reading.low and "(" not in reading.low and "," not in reading.low:
            continue
        for one, rest in targets(reading):
            gap = reading.low[one.value.end : one.target.start]
            if not rest or not _SLASH.fullmatch(gap):
                continue
            over = _EXCESS.fullmatch(reading.low, one.target.end, rest[0].start)
            if over and not unsure(rest[0]) and rest[0].unit.same_as(one.target.unit):
                tally.tested += 1
                yield from _excess(reading, one, rest[0], over["word"])
                rest = rest[1:]
                start = over.end() + len(rest[0].text) if rest else 0
            else:
                start = one.target.end
            if rest and rest[0].unit.percent and not rest[0].sign:
                yield from _share_of_target(reading, one, start, rest[0], tally)


def _excess(reading: Reading, one: Target, excess: Figure, word: str) -> Iterator[Finding]:
    gone = one.value.base_stretch - one.target.base_stretch
    if word not in ("vượt", "cao hơn", "vượt thu"):
        gone = Stretch(-gone.high, -gone.low)
    own = excess.base_stretch
    if own.meets(gone):
        return
    turned = own.meets(Stretch(-gone.high, -gone.low))
    unit = Stretch(
        EXACT.divide(gone.low, excess.unit.factor), EXACT.divide(gone.high, excess.unit.factor)
    )
    yield finding(
        "danh-gia" if turned else "dat-ke-hoach",
        "certain" if turned else by_units(units_off(excess.value, unit)),
        reading.paragraph, (one.value.start, excess.end),
        _("{value} so với {target}: {gone}, văn bản ghi {word} {typed}").format(
            value=one.value.text.strip(), target=one.target.text.strip(), word=word,
            gone=shown_stretch(unit, excess.value), typed=excess.text.strip(),
        ),
        _("sửa chữ «vượt», «hụt» hoặc một trong ba số"),
    )  # fmt: skip


def _share_of_target(
    reading: Reading, one: Target, start: int, share: Figure, tally: Tally
) -> Iterator[Finding]:
    """Test `196.487 ha/kế hoạch 197.500 ha, đạt 96,5%`; a bracket may hold the excess instead."""
    if share.vague or share.fault or not _SHARE.fullmatch(reading.low, start, share.start):
        return
    computed = ratio(one.value.base_stretch, one.target.base_stretch)
    tally.tested += 1
    if computed is None or printed(share.value).meets(computed):
        return
    over = Stretch(abs(computed.middle - HUNDRED), abs(computed.middle - HUNDRED))
    if units_off(share.value, over) <= 1:
        return
    yield finding(
        "dat-ke-hoach", by_units(units_off(share.value, computed)), reading.paragraph,
        (one.value.start, share.end),
        _("{a} / {b} = {g}%, văn bản ghi {typed}%").format(
            a=shown(one.value.value), b=shown(one.target.value),
            g=shown_stretch(computed, share.value), typed=shown(share.value),
        ),
        _("sửa tỷ lệ, kế hoạch hoặc mức thực hiện"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (rating_words, excess_of_plan)
