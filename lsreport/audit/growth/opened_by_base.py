"""A sentence that opens with what was there before, in brackets, and goes on with how it moved.

Comes in: the story. Goes out: findings: `Giải ngân 734,9/3.112,6 tỷ đồng, đạt 23,6% kế hoạch. So với cùng kỳ năm 2023 (giải
ngân 621,3 tỷ đồng, đạt 18,3%), số giải ngân tăng 131,6 tỷ đồng, tương đương 18,3%, tỷ lệ giải ngân cao hơn 5,3 điểm phần
trăm`: the level of now stands in the sentence before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from lsreport.audit.findings import Finding, Severity, Tally, finding, shown_stretch
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import Stretch, growth_over, printed, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading, Sentence
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_OPENS = lazy(
    r"\s?so (?:với )?(?:cùng kỳ|cùng thời điểm|năm trước|tháng trước|quý trước)(?:\s(?:của\s)?năm (?:trước|ngoái|[12][0-9]{3}))?\s?"
    r"\((?:[^\W\d_]{1,12}\s){0,6}"
)
_AND_RATE = lazy(r"\s?,\s(?:và\s)?(?:đạt|bằng|tỷ lệ|đạt tỷ lệ)\s")
_SHUT = lazy(r"[^();%0-9]{0,40}\)")
_SAME = lazy(
    r"\s?\)?\s?,?\s?\(?(?:tương đương|tức|tương ứng|bằng)?\s?(?:với\s|tăng\s|giảm\s)?[+\-–]?"
)
_LEAD, _BACK = 60, 6


class _Moves(NamedTuple):
    """What the sentence tells: base and its rate, by how much, by how many percent, by how many points."""

    base: Figure
    rate: Figure | None
    difference: Figure | None
    change: Figure | None
    points: Figure | None
    up: int
    rate_up: int


def moves_behind_a_base(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test how a level moved against the base that opens the sentence and the level told before it."""
    for reading in story.readings:
        for before, sentence in zip(reading.sentences, reading.sentences[1:], strict=False):
            moves = _read(reading, sentence) if "(" in reading.low else None
            if moves is None:
                continue
            levels = [
                f
                for f in before.figures
                if f.unit.same_as(moves.base.unit) and not f.sign and not unsure(f)
            ]
            levels = [f for f in levels if not reading.depth(f.start)][:_BACK]
            if len(levels) != 1:
                continue
            yield from _tested(reading, before, levels[0], moves, tally)


def _read(reading: Reading, sentence: Sentence) -> _Moves | None:
    figures, low = sentence.figures, reading.low
    if len(figures) < 2 or not _OPENS.fullmatch(low, sentence.start, figures[0].start):
        return None
    base, rest = figures[0], figures[1:]
    if not base.unit.amount or base.whole is not None or base.sign or unsure(base):
        return None
    rate = (
        rest[0]
        if rest[0].unit.percent and _AND_RATE.fullmatch(low, base.end, rest[0].start)
        else None
    )
    rest = rest[1:] if rate else rest
    if not _SHUT.match(low, (rate or base).end) or not rest:
        return None
    difference = change = points = None
    up = rate_up = 0
    for index, figure in enumerate(rest[:4]):
        way = phrases.direction(low[max(0, figure.start - _LEAD) : figure.start].rpartition(",")[2])
        told = index and _SAME.fullmatch(low, rest[index - 1].end, figure.start)
        if figure.unit.points and way:
            points, rate_up = figure, way
        elif figure.unit.same_as(base.unit) and way and difference is None:
            difference, up = figure, way
        elif (
            figure.unit.percent and change is None and (told or way) and (up in (0, way) or not way)
        ):
            change, up = figure, up or way
        else:
            break
    return _Moves(base, rate, difference, change, points, up, rate_up) if up or rate_up else None


def _tested(
    reading: Reading, before: Sentence, level: Figure, moves: _Moves, tally: Tally
) -> Iterator[Finding]:
    now = printed(level.value).times(level.unit.factor)  # of a pair, what was done
    moved, grown = now - moves.base.base_stretch, growth_over(now, moves.base.base_stretch)
    told = [
        (figure, right) for figure, right in (
            (moves.difference, _in_unit(moved, moves.difference)), (moves.change, grown)
        ) if figure is not None and right is not None
    ]  # fmt: skip
    tally.tested += len(told)
    wrong = [(f, right) for f, right in told if not _signed(f, moves.up).meets(right)]
    if wrong and (len(wrong) < len(told) or len(told) == 1):
        for figure, right in wrong:
            severity: Severity = "certain" if len(told) > 1 else "likely"
            yield _finding(
                reading, "tang-chenh-lech", severity, (level, moves.base, figure), right, moves.up
            )
    elif wrong:
        yield _finding(
            reading,
            "tang-chenh-lech",
            "likely",
            (level, moves.base, wrong[0][0]),
            wrong[0][1],
            moves.up,
        )
    rates = [f for f in before.figures if f.unit.percent and not f.sign and f.start > level.start]
    if moves.points and moves.rate and rates and not unsure(rates[0], moves.rate, moves.points):
        tally.tested += 1
        gap = printed(rates[0].value) - printed(moves.rate.value)
        if not _signed(moves.points, moves.rate_up).meets(gap):
            where = (rates[0], moves.rate, moves.points)
            yield _finding(reading, "diem-phan-tram", "certain", where, gap, moves.rate_up)


def _in_unit(moved: Stretch, figure: Figure | None) -> Stretch | None:
    if figure is None:
        return None
    factor = figure.unit.factor
    return Stretch(EXACT.divide(moved.low, factor), EXACT.divide(moved.high, factor))


def _signed(figure: Figure, up: int) -> Stretch:
    own = printed(figure.value)
    return own if up >= 0 else Stretch(-own.high, -own.low)


def _finding(
    reading: Reading,
    rule: str,
    severity: Severity,
    three: Sequence[Figure],
    right: Stretch,
    up: int,
) -> Finding:
    now, then, typed = three
    value = -typed.value if up < 0 else typed.value
    if units_off(value, right) <= 1:
        severity = "look"
    return finding(
        rule, severity, reading.paragraph, (now.start, typed.end),
        _("{now} so với {then}: {g}, văn bản ghi {typed}").format(
            now=now.text.strip(), then=then.text.strip(), g=shown_stretch(right, typed.value),
            typed=("-" if up < 0 else "") + typed.text.strip(),
        ),
        _("sửa «tăng», «giảm», chênh lệch hoặc một trong hai mức"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (moves_behind_a_base,)
