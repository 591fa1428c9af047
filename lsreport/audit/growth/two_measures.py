"""Two quantities told together, each with its own move: how many, and how much they come to.

Comes in: the story. Goes out: findings: `86 doanh nghiệp với số vốn 742,5 tỷ đồng, tăng 18,67% về số doanh nghiệp (+11
doanh nghiệp) và tăng 6,38% về vốn`; `14 dự án, vốn 186,4 triệu USD, tăng 5 dự án và tăng 35,6% về vốn so với cùng kỳ (9 dự
án, 142,7 triệu USD)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown, shown_stretch
from lsreport.audit.growth.base_lists import is_of
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import Stretch, growth, growth_over, printed, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading, Sentence
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_ABOUT = lazy(
    r"\s(?:so với [^,;.()%0-9]{0,24}\s)?về (?:tổng )?(?:số )?(?:lượng )?(?P<what>[^,;.()0-9]{2,40}?)\s?\(\s?(?:tăng |giảm |tương ứng (?:tăng |giảm ))?\Z"
)
_OF = lazy(
    r"\s(?:so với [^,;.()%0-9]{0,24}\s)?về (?:tổng )?(?:số )?(?:lượng )?(?P<what>\w[^,;.()0-9]{1,40})"
)
_BASES = lazy(r"\bso (?:với )?(?:@earlier)[^;.()]{0,24}\(\s?(?:@earlier)?[^()0-9,;]{0,16}")
_OTHER = lazy(r"\b(?:@of_which|@made_of|bình quân|@goal|@earlier)\b")
_LEAD = 40


def moved_with_a_bracket(story: Story, tally: Tally) -> Iterator[Finding]:
    """`tăng 18,67% về số doanh nghiệp (+11 doanh nghiệp)`, of firms told before their capital."""
    for reading in story.readings:
        if " về " not in reading.low:
            continue
        for sentence in reading.sentences:
            figures = sentence.figures
            for at in range(2, len(figures) - 1):
                change, moved = figures[at], figures[at + 1]
                about = _ABOUT.fullmatch(reading.low, change.end, moved.start)
                if not change.unit.percent or about is None or moved.unit.percent:
                    continue
                sign = _way(reading, change)
                now = _now(reading, figures[:at], moved)
                own = _last_level(reading, figures[:at])
                if now is None or now is own or not sign or not is_of(about["what"], moved):
                    continue  # the last level and what moves it are read with the statement
                if unsure(now, change, moved):
                    continue
                tally.tested += 1
                yield from _by_difference(reading, now, change, moved, sign)


def over_two_bases(story: Story, tally: Tally) -> Iterator[Finding]:
    """`tăng 5 dự án và tăng 30,6% về vốn so với cùng kỳ (9 dự án, 142,7 triệu USD)`."""
    for reading in story.readings:
        for sentence in reading.sentences if "(" in reading.low else ():
            for opening in _BASES.finditer(reading.low, sentence.start, sentence.end):
                closing = reading.low.find(")", opening.end())
                if closing < 0:
                    continue
                bases = [f for f in sentence.figures if opening.end() <= f.start < closing]
                if len(bases) == 2 and not bases[0].unit.same_as(bases[1].unit):
                    for base in bases:
                        yield from _over_base(reading, sentence, opening, base, tally)


def _over_base(
    reading: Reading, sentence: Sentence, opening: re.Match[str], base: Figure, tally: Tally
) -> Iterator[Finding]:
    before = [f for f in sentence.figures if f.end <= opening.start()]
    now = _now(reading, before, base)
    if now is None or unsure(now, base) or base.unit.percent:
        return
    for move in (f for f in before if f.start > now.end):
        sign = _way(reading, move)
        if not sign or reading.depth(move.start) or unsure(move):
            continue
        if move.unit.percent:
            about = _OF.match(reading.low, move.end)
            if about is None or not is_of(about["what"], base):
                continue
            computed = growth_over(now.base_stretch, base.base_stretch)
        elif move.unit.same_as(base.unit):
            gone = now.base_stretch - base.base_stretch
            computed = gone.times(EXACT.divide(1, move.unit.factor))
        else:
            continue
        tally.tested += 1
        typed = move.value * sign
        if computed is None or _meets(move, sign, computed):
            continue
        told = (
            _("{now} so với {then}: {g}%, văn bản ghi {typed}%") if move.unit.percent
            else _("{now} so với {then}: {g}, văn bản ghi {typed}")
        )  # fmt: skip
        yield finding(
            "tang-chenh-lech", by_units(units_off(typed, computed)), reading.paragraph,
            (now.start, base.end),
            told.format(
                now=now.text.strip(), then=base.text.strip(),
                g=shown_stretch(computed, abs(typed)), typed=shown(typed),
            ),
            _("hỏi lại tốc độ hoặc một trong hai mức"),
        )  # fmt: skip


def _meets(move: Figure, sign: int, computed: Stretch) -> bool:
    if not move.unit.percent and move.unit.counted:
        return computed.low <= move.value * sign <= computed.high
    return printed(move.value * sign).meets(computed)


def _now(reading: Reading, before: Sequence[Figure], like: Figure) -> Figure | None:
    """Return the one level in a unit that stands before its moves; None where there are two."""
    own = [
        f for f in before
        if f.unit.same_as(like.unit) and not f.sign and f.whole is None
        and not reading.depth(f.start) and not _way(reading, f)
    ]  # fmt: skip
    if len(own) != 1 or _OTHER.search(reading.low, max(0, own[0].start - _LEAD), own[0].start):
        return None
    return own[0]


def _last_level(reading: Reading, before: Sequence[Figure]) -> Figure | None:
    levels = [f for f in before if not f.unit.percent and not reading.depth(f.start) and not f.sign]
    return next((f for f in reversed(levels) if not _way(reading, f)), None)


def _way(reading: Reading, figure: Figure) -> int:
    return phrases.direction(reading.low[max(0, figure.start - _LEAD) : figure.start])


def _by_difference(
    reading: Reading, now: Figure, change: Figure, moved: Figure, sign: int
) -> Iterator[Finding]:
    own = moved.base_stretch
    signed = Stretch(-own.high, -own.low) if sign < 0 else own
    computed = growth(now.base_stretch, signed)
    typed = change.value * sign
    if computed is None or printed(typed).meets(computed):
        return
    yield finding(
        "tang-chenh-lech", by_units(units_off(typed, computed)), reading.paragraph,
        (now.start, moved.end),
        _("{now} so với {then}: {g}%, văn bản ghi {typed}%").format(
            now=now.text.strip(), then=shown(now.value - moved.value * sign),
            g=shown_stretch(computed, abs(typed)), typed=shown(typed),
        ),
        _("hỏi lại tốc độ hoặc chênh lệch"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    moved_with_a_bracket,
    over_two_bases,
)
