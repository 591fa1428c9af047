"""A move and the level before it in bare brackets; a move, its rate and what both are of.

Comes in: the story. Goes out: findings: `14 vụ; so với cùng kỳ năm trước giảm 03 vụ (15 vụ)`, `giảm 45 vụ, giảm 15,2% so với
cùng kỳ (360 vụ)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown, shown_stretch
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import Stretch, printed, ratio, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_OPENS = lazy(
    r"(?P<noun>(?:\s[^\W\d_]{1,12}){0,3}?)(?P<than>\sso với\s(?:[^\W\d_]{1,12}\s?){1,8})?\s?\(\s?"
)
_CLOSED = lazy(r"\s?\)")
_COMPARED = lazy(r"\bso (?:với )?(?:@earlier)")
_BEHIND = lazy(r"\s?\)\sso (?:với )?(?:@earlier)")
_FATE = lazy(r"\s(?:bị\s)?(chết|tử vong|thương|mất tích|mắc)\b")
_MORE = lazy(r"\b(?:nhiều|ít|cao|thấp) hơn\s\Z")
_RATE = lazy(r"\s?[,(]\s?(?:tương ứng\s|tương đương\s|tức\s)?(?:tăng\s|giảm\s)?")
_OF_BASE = lazy(
    r"\s?\)?\sso (?:với )?(?:@earlier)(?:\snăm\s(?:trước|[12][0-9]{3}))?\s?\(\s?(?:(?:@earlier)\s)?(?:là\s|có\s|đạt\s)?"
)
_RATIO_TO = lazy(
    r"\s(?:so với\s)?(?:cùng (?:kỳ|tháng|quý)|tháng trước|quý trước|năm trước|(?:tháng [0-9]{1,2}|quý (?:i{1,3}|iv))(?:/|\s(?:năm\s)?)(?:trước|[12][0-9]{3})"
    r"|năm [12][0-9]{3})(?:\snăm\s(?:trước|[12][0-9]{3}))?\s?\(\s?"
)
_EQUALS = lazy(r"\b(?:chỉ\s)?bằng\s\Z")
_OTHER = lazy(r"\b(?:@goal|bình quân|@of_which|lũy kế)\b")
_REACH, _LEAD, _NAME = 12, 40, 40
_FAR = 3  # times: a number as far off is of something else


def bare_base(story: Story, tally: Tally) -> Iterator[Finding]:
    """`14 vụ …; so với cùng kỳ giảm 03 vụ (15 vụ)`: 14 - 15 is one."""
    for reading in story.readings:
        if "(" not in reading.low or "so " not in reading.low:
            continue
        for at, (move, base) in enumerate(pairwise(reading.figures)):
            sign = _way(reading, move)
            opens = _OPENS.fullmatch(reading.low, move.end, base.start) if sign else None
            if opens is None or not _are_alike(move, base) or _OTHER.search(opens[0]):
                continue
            if not _is_compared(reading, move, base) and not _than(
                reading, move, base, opens["than"]
            ):
                continue
            levels = _named(reading, reading.figures[max(0, at - _REACH) : at], move, opens["noun"])
            if not levels or unsure(base, move, *levels):
                continue
            if any(base.value in (move.value, level.value) for level in levels):
                continue
            own = move.base_stretch
            own = Stretch(-own.high, -own.low) if sign < 0 else own
            tally.tested += 1
            level = levels[-1]
            if any(own.meets(one.base_stretch - base.base_stretch) for one in levels):
                continue
            if not _is_near(level, base):
                continue
            gone = level.base_stretch - base.base_stretch
            sure = move.unit.counted and len(levels) == 1
            yield finding(
                "tang-chenh-lech", "certain" if sure else "likely", reading.paragraph,
                (level.start, base.end),
                _("{now} - {then} = {moved}, văn bản ghi {typed}").format(
                    now=level.text.strip(), then=base.text.strip(),
                    moved=shown(EXACT.divide(gone.middle, move.unit.factor).normalize()),
                    typed=shown(move.value * sign),
                ),
                _("sửa «tăng», «giảm», chênh lệch hoặc một trong hai mức"),
            )  # fmt: skip


def rate_of_a_move(story: Story, tally: Tally) -> Iterator[Finding]:
    """`giảm 45 vụ, giảm 15,2% so với cùng kỳ (360 vụ)`: 45 of 360 are 12,5 %."""
    for reading in story.readings:
        figures = reading.figures
        for at in range(len(figures) - 2) if "(" in reading.low else ():
            move, rate, base = figures[at : at + 3]
            if not _way(reading, move) or not rate.unit.percent or not _are_alike(move, base):
                continue
            if not _RATE.fullmatch(reading.low, move.end, rate.start) or unsure(move, rate, base):
                continue
            if not _OF_BASE.fullmatch(reading.low, rate.end, base.start):
                continue
            before = _level(reading, figures[max(0, at - _REACH) : at], move)
            if before is not None or not _CLOSED.match(reading.low, base.end):
                continue  # read with the level
            computed = ratio(move.base_stretch, base.base_stretch)
            if computed is None or rate.sign:
                continue
            tally.tested += 1
            if not printed(rate.value).meets(computed):
                yield finding(
                    "tang-chenh-lech", by_units(units_off(rate.value, computed)), reading.paragraph,
                    (move.start, base.end),
                    _("{now} so với {then}: {g}%, văn bản ghi {typed}%").format(
                        now=move.text.strip(), then=base.text.strip(),
                        g=shown_stretch(computed, rate.value), typed=shown(rate.value),
                    ),
                    _("hỏi lại tốc độ hoặc chênh lệch"),
                )  # fmt: skip


def ratio_to_a_base(story: Story, tally: Tally) -> Iterator[Finding]:
    """`bằng 92,0% tháng trước (104,8 nghìn lượt) và bằng 104,9% tháng 8 năm trước (88,1 nghìn lượt)`."""
    for reading in story.readings:
        figures = reading.figures
        for at, (rate, base) in enumerate(pairwise(figures)):
            if not rate.unit.percent or base.unit.percent or rate.sign or unsure(rate, base):
                continue
            if not _RATIO_TO.fullmatch(reading.low, rate.end, base.start):
                continue
            lead = reading.low[max(0, rate.start - _LEAD) : rate.start]
            if not _EQUALS.search(lead) or not _CLOSED.match(reading.low, base.end):
                continue
            level = _level(reading, figures[max(0, at - _REACH) : at], base)
            computed = ratio(level.base_stretch, base.base_stretch) if level else None
            if level is None or computed is None or unsure(level) or not _is_near(level, base):
                continue
            tally.tested += 1
            if not printed(rate.value).meets(computed):
                yield finding(
                    "tang-chenh-lech", by_units(units_off(rate.value, computed)), reading.paragraph,
                    (level.start, base.end),
                    _("{now} so với {then}: {g}%, văn bản ghi {typed}%").format(
                        now=level.text.strip(), then=base.text.strip(),
                        g=shown_stretch(computed, rate.value), typed=shown(rate.value),
                    ),
                    _("hỏi lại tốc độ hoặc một trong hai mức"),
                )  # fmt: skip


def _are_alike(move: Figure, base: Figure) -> bool:
    amounts = move.unit.amount and base.unit.amount and move.unit.same_as(base.unit)
    plain = not (move.sign or base.sign) and move.whole is None and base.whole is None
    return amounts and plain and base.value > 0 and move.value > 0


def _is_compared(reading: Reading, move: Figure, base: Figure) -> bool:
    if not _CLOSED.match(reading.low, base.end):
        return False
    start = max((s.start for s in reading.sentences if s.start <= move.start), default=0)
    told = _COMPARED.search(reading.low, start, move.start) or _BEHIND.match(reading.low, base.end)
    return told is not None and not _OTHER.search(reading.low, told.end(), move.start)


def _than(reading: Reading, move: Figure, base: Figure, than: str | None) -> bool:
    """Return whether a move is told over what the bracket stands behind: `nhiều hơn 264 … so với số rút lui (359)`."""
    lead = reading.low[max(0, move.start - _LEAD) : move.start]
    return bool(than and _MORE.search(lead) and _CLOSED.match(reading.low, base.end))


def _named(reading: Reading, before: Sequence[Figure], move: Figure, noun: str) -> list[Figure]:
    """Return the levels in the unit of a move that its own noun tells: `tăng 05 vụ phát hiện`."""
    fate = _fate(reading, move)
    levels = [
        f for f in before
        if f.unit.same_as(move.unit) and not f.sign and f.whole is None
        and _fate(reading, f) == fate and not _way(reading, f) and not reading.depth(f.start)
    ]  # fmt: skip
    words = [] if fate else noun.split()
    return [
        f for f in levels
        if all(w in reading.low[max(0, f.start - _NAME) : f.end + _NAME // 2].split() for w in words)
    ]  # fmt: skip


def _level(reading: Reading, before: Sequence[Figure], move: Figure) -> Figure | None:
    """Return the last level in the unit of a move, of the same people: the dead, the hurt."""
    return next(reversed(_named(reading, before, move, "")), None)


def _fate(reading: Reading, figure: Figure) -> str:
    found = _FATE.match(reading.low, figure.end)
    return found[1] if found else ""


def _is_near(level: Figure, base: Figure) -> bool:
    one, other = sorted((level.base_stretch.middle, base.base_stretch.middle))
    return other <= one * _FAR


def _way(reading: Reading, figure: Figure) -> int:
    return phrases.direction(reading.low[max(0, figure.start - _LEAD) : figure.start])


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    bare_base,
    rate_of_a_move,
    ratio_to_a_base,
)
