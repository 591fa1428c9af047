"""Fractions, in words or as a/b, against the figures that stand with them.

Comes in: the story. Goes out: findings: `chiếm gần hai phần ba (74,9%)`, `chỉ bằng 3/4 vụ trước (27.295 tấn)` of
21.836 tonnes, `giảm một nửa so với tháng 7 (640 con)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from lsreport.audit.findings import Finding, Tally, finding, shown
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import HUNDRED
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.spans import NUMERALS
from lsreport.audit.reading.statements import Reading, Sentence
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_WORDS = {"một": 1, **NUMERALS}
_NAMES = "|".join(_WORDS)
_FRACTION = (
    rf"(?:(?P<half>một nửa|quá nửa|nửa)|(?P<over>{_NAMES}|[1-9]) phần (?P<under>{_NAMES}|[2-9]|10)"
    r"|(?P<top>[1-9])\s?/\s?(?P<bottom>[2-9]|10)(?![0-9/.,]))"
)
_ABOUT = r"(?:(?P<about>gần|hơn|trên|quá|khoảng|xấp xỉ|chưa đến|chưa tới|dưới|già) )?"
_SHARE = lazy(
    rf"\b(?:chiếm|đạt|bằng|là|được) (?:tới |đến |chỉ |khoảng )?{_ABOUT}{_FRACTION}(?:\s[^,;.:()0-9]{{1,60}})?\s?\(\s?(?:chiếm |đạt |bằng |tức |tương đương |khoảng )?\Z"
)
_OF_BASE = lazy(
    rf"\b(?:(?P<down>giảm)|(?:chỉ )?bằng|còn|chỉ còn) (?:tới |đến |khoảng )?{_ABOUT}{_FRACTION}"
    r"(?: so với)?(?:\s[^,;.:()%]{1,50})?\s?\(\s?(?:(?:@earlier)\s)?(?:là |đạt |có )?\Z"
)
_CLOSED = lazy(r"\s?\)")
_ROOM = {"gần": (Decimal("0.80"), Decimal("1.005")), "hơn": (Decimal("0.995"), Decimal("1.25"))}
_LIKE = {
    "chưa đến": "gần", "chưa tới": "gần", "dưới": "gần", "trên": "hơn", "quá": "hơn", "già": "hơn"
}  # fmt: skip
_PLAIN = (Decimal("0.94"), Decimal("1.06"))
_WIDE = (Decimal("0.9"), Decimal("1.1"))  # of what is told: farther off, and no one rounds so
_LEAD = 120


def fraction_and_percent(story: Story, tally: Tally) -> Iterator[Finding]:
    """`chiếm gần hai phần ba (74,9%)`: nearly two thirds are less than 66,7 %."""
    for reading in story.readings:
        for figure in reading.figures:
            if not figure.unit.percent or figure.unit.points or unsure(figure):
                continue
            lead = reading.low[max(0, figure.start - _LEAD) : figure.start]
            match = _SHARE.search(lead) if lead.rstrip()[-1:] != "," else None
            if match is None or not _CLOSED.match(reading.low, figure.end):
                continue
            tally.tested += 1
            yield from _judged(
                reading,
                match,
                EXACT.divide(figure.value, HUNDRED),
                (figure.start - len(match[0]), figure.end),
            )


def fraction_of_a_base(story: Story, tally: Tally) -> Iterator[Finding]:
    """`21.836 tấn, chỉ bằng 3/4 vụ trước (27.295 tấn)`."""
    for reading in story.readings:
        for sentence in reading.sentences if "(" in reading.low else ():
            for at, base in enumerate(sentence.figures):
                if not at or not base.unit.kind or base.unit.percent or unsure(base):
                    continue
                start = max(sentence.start, base.start - _LEAD)
                match = _OF_BASE.search(reading.low, start, base.start)
                level = _level(reading, sentence, match.start(), base) if match else None
                if match is None or level is None or not _CLOSED.match(reading.low, base.end):
                    continue
                tally.tested += 1
                share = EXACT.divide(level.base_stretch.middle, base.base_stretch.middle)
                if match["down"]:
                    share = EXACT.subtract(Decimal(1), share)
                yield from _judged(reading, match, share, (level.start, base.end))


def _level(reading: Reading, sentence: Sentence, end: int, base: Figure) -> Figure | None:
    """Return the level right before a fraction, of the base's unit."""
    before = [f for f in sentence.figures if f.end <= end and not reading.depth(f.start)]
    level = before[-1] if before else None
    if level is None or not level.unit.same_as(base.unit) or unsure(level) or level.sign:
        return None
    moved = phrases.direction(reading.low[max(0, level.start - 40) : level.start])
    return level if not moved and level.whole is None and base.value else None


def _judged(
    reading: Reading, match: re.Match[str], share: Decimal, span: tuple[int, int]
) -> Iterator[Finding]:
    told = _value(match)
    about = "quá" if (match["half"] or "").startswith("quá") else match["about"] or ""
    low, high = _ROOM.get(_LIKE.get(about, about), _PLAIN)
    rate = EXACT.divide(share, told)
    if low <= rate <= high:
        return
    plain = (low, high) == _PLAIN and _WIDE[0] <= rate <= _WIDE[1]
    yield finding(
        "cap-ty-le", "likely" if plain else "certain", reading.paragraph, span,
        _("phân số là {told}%, số liệu cho {share}%").format(
            told=shown(EXACT.multiply(told, HUNDRED), 1), share=shown(EXACT.multiply(share, HUNDRED), 1)
        ),
        _("sửa phân số hoặc số liệu"),
    )  # fmt: skip


def _value(match: re.Match[str]) -> Decimal:
    if match["half"]:
        return Decimal("0.5")
    over, under = (
        (match["over"], match["under"]) if match["over"] else (match["top"], match["bottom"])
    )
    return EXACT.divide(Decimal(_number(over)), Decimal(_number(under)))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word]


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    fraction_and_percent,
    fraction_of_a_base,
)
