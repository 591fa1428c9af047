"""A rate, by how many points it moved, and the rate before in the bracket behind.

Comes in: the story. Goes out: findings: `91,6% (tuyến tỉnh 98,3%), cao hơn cùng kỳ 2,7 điểm % (cùng kỳ 88,9%)`: the
rate itself may stand some figures before; `tăng 9,20% (cùng kỳ tăng 5,47%), cao hơn 3,73 điểm`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import printed, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_BACK = 8  # figures before the points
_THEN = r"(?:@earlier|(?:cuối |đầu )?năm (?:học )?[12][0-9]{3}|cuối năm|đầu năm)"
_OPENED = lazy(rf"[^,;.()0-9]{{0,30}}\(\s?{_THEN}\b[^()%]{{0,80}}\Z")
_COMPARED = lazy(
    rf"\s?so\svới\s{_THEN}(?:\snăm\s(?:trước|[12][0-9]{{3}}))?\s?\(\s?(?:là\s|đạt\s)?\Z"
)
_THAN_GOAL = lazy(
    r"\s?so với\s(?:[^\W\d_]{1,12}\s){0,5}?(?:mục tiêu|trần|@goal|kịch bản|bình quân chung|mức chung)\s(?:[^\W\d_]{1,12}\s){0,6}?\(?\s?\Z"
)
_BARE = lazy(r"\s?\(\s?(?:là\s|đạt\s)?\Z")
_THAN = lazy(rf"\b(?:hơn|so với)\s{_THEN}(?:\snăm\s(?:trước|[12][0-9]{{3}}))?\s(?:là\s)?\Z")
_CLOSED = lazy(
    r"(?:\s(?:@goal)(?:\snăm)?)?\s?\)\s?[,;]?\s?(?:(?:và\s)?tỷ lệ (?:này|thực hiện|giải ngân|đạt|đạt được)\s)?"
    rf"(?:tăng|giảm|cao hơn|thấp hơn|hơn|kém)\s(?:(?:so với\s)?{_THEN}(?:\snăm\s(?:trước|[12][0-9]{{3}}))?\s)?"
)
_OF_PLAN = lazy(r"\s(?:@goal)\b")
_SHUT = lazy(r"\s?[),]")
_LEAD = 60


def points_and_the_rate_before(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each move in points behind which a bracket tells the rate of before."""
    for reading in story.readings:
        for index, move in enumerate(reading.figures):
            if not move.unit.points or not index or unsure(move):
                continue
            way = phrases.direction(reading.low[max(0, move.start - _LEAD) : move.start])
            then = _then(reading, index)
            now = _now(reading, index, then) if then else None
            if not way or then is None or now is None or unsure(then, now):
                continue
            tally.tested += 1
            one, other = _signed(reading, now), _signed(reading, then)
            off = units_off(move.value * way, printed(one) - printed(other))
            if off:
                yield finding(
                    "diem-phan-tram", by_units(off), reading.paragraph, (now.start, then.end),
                    _("{now} - {then} = {points} điểm phần trăm, văn bản ghi {typed}").format(
                        now=now.text.strip(), then=then.text.strip(), typed=shown(move.value * way),
                        points=shown(EXACT.subtract(one, other)),
                    ),
                    _("sửa số điểm phần trăm hoặc một trong hai tỷ lệ"),
                )  # fmt: skip


def _then(reading: Reading, index: int) -> Figure | None:
    """Return the first rate in the bracket right behind the points, or right before them, where it says of when it is."""
    move = reading.figures[index]
    lead = reading.low[max(0, move.start - _LEAD) : move.start]
    for figure in reading.figures[index + 1 : index + 4]:
        if figure.unit.percent:
            fits = _OPENED.match(reading.low, move.end, figure.start)
            fits = fits or _COMPARED.match(reading.low, move.end, figure.start)
            if _THAN_GOAL.match(reading.low, move.end, figure.start):
                return figure
            fits = fits or (_THAN.search(lead) and _BARE.match(reading.low, move.end, figure.start))
            if fits and _SHUT.match(reading.low, figure.end):
                return figure
            break
    before = reading.figures[index - 1]
    if not before.unit.percent or not _CLOSED.fullmatch(reading.low, before.end, move.start):
        return None
    opened = reading.low.rfind("(", 0, before.start)
    return before if _OPENED.match(reading.low, opened, before.start) else None


def _now(reading: Reading, index: int, then: Figure) -> Figure | None:
    """Return the last rate before the points that stands no deeper; no level right before, which others read.

    A growth goes with a growth in the bracket, a share of a plan with a share of a plan.
    """
    move = reading.figures[index]
    start = max((s.start for s in reading.sentences if s.start <= move.start), default=0)
    before = [f for f in reading.figures[max(0, index - _BACK) : index] if f.start >= start]
    rates = [f for f in before if f.unit.percent and f is not then]
    level = [f for f in rates if reading.depth(f.start) == reading.depth(move.start)]
    if _OF_PLAN.match(reading.low, then.end):
        level = [f for f in level if _OF_PLAN.match(reading.low, f.end)]
        return level[-1] if len(level) == 1 and not _way(reading, then) else None
    if not level or level[-1].sign or level[-1].unit.points:
        return None
    if not _way(reading, level[-1]) and _way(reading, then):
        return None
    if _way(reading, level[-1]):
        grown = _way(reading, then) and level[-1] is rates[-1]
        goal = _THAN_GOAL.match(reading.low, move.end, then.start) is not None
        return level[-1] if goal or (grown and then.start < move.start) else None
    known = level[-1] is before[-1] and any(s.level is level[-1] for s in reading.statements)
    return None if known else level[-1]


def _way(reading: Reading, figure: Figure) -> int:
    """Return the direction right before a figure, 0 where none is told."""
    return phrases.direction(reading.low[max(0, figure.start - 40) : figure.start])


def _signed(reading: Reading, figure: Figure) -> Decimal:
    return figure.value * (_way(reading, figure) or 1)


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (points_and_the_rate_before,)
