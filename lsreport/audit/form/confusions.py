"""`bằng` and `tăng` in each other's place.

Comes in: the story. Goes out: findings: an index that is 2,98 % of what it was, a quantity that is a tenth
of last year's where growths are told, one growth of 103,7 % in a list of ratios around a hundred, a ratio told
again as another growth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from lsreport.audit.findings import (
    Finding,
    Severity,
    Tally,
    by_units,
    finding,
    shown,
)
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading.amounts import HUNDRED, Stretch, printed, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.statements import Claim, Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_INDEX = lazy(r"\b(?:chỉ số|cpi|iip)\b")
_HALF = Decimal(50)
_TENTH, _THIRD = Decimal(10), Decimal(30)
_LOW, _HIGH = Decimal(60), Decimal(140)  # percent: where ratios to the year before mostly lie
_SIBLINGS = 2
_Move = tuple[Reading, Claim]
_EQUALS = lazy(r"\bbằng\s(?:(?:mức|khoảng)\s)?\Z")
_THAT_IS = lazy(
    r"[^;.%0-9]{0,70}[,(]\s?(?:tức|tức là|hay|hay là|nghĩa là|có nghĩa là|như vậy)\s(?:đã\s|chỉ\s)?(?:tăng|(?P<down>giảm))\s(?:(?:thêm|nhẹ|tới)\s)?"
)
_TOLD = ("ck", "tt", "qt", "nam", "cn", "bq")


def growth_as_ratio(story: Story, tally: Tally) -> Iterator[Finding]:
    """`CPI bình quân bằng 2,98% so với cùng kỳ`: prices did not fall to a thirtieth."""
    for reading in story.readings:
        for statement in reading.statements:
            for claim in statement.claims:
                if claim.role != "ratio" or claim.base not in _TOLD or claim.figure.vague:
                    continue
                tally.tested += 1
                severity = _too_small(reading, statement, claim)
                if severity:
                    yield finding(
                        "ty-so-thanh-toc-do", severity, reading.paragraph,
                        (max(statement.at, claim.figure.start - 5), claim.figure.end),
                        _("«bằng {share}» nghĩa là chỉ còn {share} của kỳ gốc").format(
                            share=claim.figure.text.strip()
                        ),
                        _("nếu là tốc độ thì viết «tăng {share}» hoặc «giảm {share}»").format(
                            share=claim.figure.text.strip()
                        ),
                    )  # fmt: skip


def _too_small(reading: Reading, statement: Statement, claim: Claim) -> Severity | None:
    value = claim.figure.value
    start = reading.sentences[statement.sentence].start
    named = _INDEX.search(reading.low, start, claim.figure.start)
    if named and statement.level is None and value < _HALF:
        return "certain"
    if value < _TENTH:
        return "likely"
    return "look" if value < _THIRD else None


def ratio_as_growth(story: Story, tally: Tally) -> Iterator[Finding]:
    """`nội địa bằng 85,5%; xuất nhập khẩu tăng 115,6%; tổng bằng 103,7% so với cùng kỳ`."""
    for reading in story.readings:
        usual: dict[int, str] = {}  # sentence → with what its first move compares
        for statement in reading.statements:
            for claim in statement.claims:
                if claim.role in ("growth", "ratio"):
                    usual.setdefault(statement.sentence, claim.base)
        for base in _TOLD:
            moves = [
                c for s in reading.statements for c in s.claims
                if (c.base or usual.get(s.sentence, "")) == base and c.role in ("growth", "ratio") and not c.figure.vague
            ]  # fmt: skip
            yield from _odd_one([(reading, move) for move in moves], tally)
    for base in _TOLD:
        for run in _lines(story, base):
            yield from _odd_one(run, tally)


def _lines(story: Story, base: str) -> Iterator[list[_Move]]:
    """Yield the first moves of lines that follow one another."""
    run: list[_Move] = []
    for reading in story.readings:
        moves = [c for s in reading.statements[:2] for c in s.claims if c.base == base]
        first = next((c for c in moves if c.role in ("growth", "ratio")), None)
        if first is None or (run and not _follows(run[-1][0], reading)):
            yield run
            run = []
        if first is not None:
            run.append((reading, first))
    yield run


def _follows(before: Reading, reading: Reading) -> bool:
    return reading.paragraph.number == before.paragraph.number + 1


def _odd_one(moves: Sequence[_Move], tally: Tally) -> Iterator[Finding]:
    """Yield the one growth that is as large as the ratios beside it."""
    ratios = [c for _r, c in moves if c.role == "ratio" and _LOW < c.figure.value < _HIGH]
    growths = [(r, c) for r, c in moves if c.role == "growth"]
    if len(growths) > 1:  # of which but one is as large
        growths = [(r, c) for r, c in growths if c.figure.value > _HALF]
        ratios = ratios[1:]
    if len(ratios) < _SIBLINGS or len(growths) != 1:
        return
    reading, odd = growths[0]
    tally.tested += 1
    if odd.sign > 0 and _LOW < odd.figure.value < _HIGH and odd.figure.value != HUNDRED:
        yield finding(
            "ty-so-thanh-toc-do", "likely", reading.paragraph,
            (odd.figure.start - 5, odd.figure.end),
            _("«tăng {share}» giữa các tỷ số «bằng …%»").format(share=odd.figure.text.strip()),
            _("nếu là tỷ số thì viết «bằng {share}»").format(share=odd.figure.text.strip()),
        )  # fmt: skip


def ratio_then_growth(story: Story, tally: Tally) -> Iterator[Finding]:
    """`bằng 94,35% so với cùng thời điểm năm trước, tức giảm 94,35%`."""
    for reading in story.readings:
        for one, other in pairwise(reading.figures):
            if not (one.unit.percent and other.unit.percent) or unsure(one, other):
                continue
            meant = _THAT_IS.fullmatch(reading.low, one.end, other.start)
            if meant is None or not _EQUALS.search(reading.low[max(0, one.start - 24) : one.start]):
                continue
            tally.tested += 1
            told = printed(one.value)
            computed = Stretch(told.low - HUNDRED, told.high - HUNDRED)
            typed = EXACT.minus(other.value) if meant["down"] else other.value
            off = units_off(typed, computed)
            if off:
                yield finding(
                    "ty-so-thanh-toc-do", "certain" if one.value == other.value else by_units(off),
                    reading.paragraph, (one.start, other.end),
                    _("bằng {ratio}% là {growth}%, văn bản ghi {typed}%").format(
                        ratio=shown(one.value), growth=shown(EXACT.subtract(one.value, HUNDRED)), typed=shown(typed)
                    ),
                    _("sửa tỷ số hoặc tốc độ"),
                )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    growth_as_ratio,
    ratio_as_growth,
    ratio_then_growth,
)
