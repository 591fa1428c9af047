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
_FASTER = lazy(
    r",\s(?:(?:vì thế|do đó|như vậy|nên|tức là|tức)\s)?(?:tốc độ\s|mức tăng\s)?(?:[^\W\d_]{1,12}\s){0,5}(?:cao|thấp|nhanh|chậm) hơn\s"
)
_THAN_RATE = lazy(r"\sso với\b")
_SO = lazy(r",\s(?:tức|tức là|nghĩa là|tương ứng|tương đương)\s(?:là\s)?(tăng|giảm)\s(?:thêm\s)?")
_TO = lazy(r"\b(?:còn|xuống|lên|đạt|là)\s(?:còn\s|mức\s)?\Z")
_OF_PLAN = lazy(r"\s(?:@goal)\b")
_HIGHER_BY = lazy(r"\b(cao|thấp) hơn\s[^,;.()0-9]{2,40}\([^()]{1,16}\)\s(?:là\s|tới\s)?\Z")
_SHUT_BY = lazy(r"\s?\)\s(?:là\s|tới\s)?")
_HIGHER = lazy(r"\b(?:cao|thấp) hơn\s[^,;.()0-9]{2,40}\(\s?\Z")
_SHUT = lazy(r"\s?[),]")
_LEAD = 60


def points_and_the_rate_before(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each move in points behind which a bracket tells the rate of before."""
    for reading in story.readings:
        for index, move in enumerate(reading.figures):
            if not move.unit.points or not index or unsure(move):
                continue
            lead = reading.low[max(0, move.start - _LEAD) : move.start]
            way = phrases.direction(lead) or _higher(lead)
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


def _higher(lead: str) -> int:
    """Return the direction of `cao hơn tỷ lệ của cùng kỳ (40,12%) 3,23 điểm`."""
    found = _HIGHER_BY.search(lead)
    return 0 if found is None else phrases.UP if found[1] == "cao" else phrases.DOWN


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
    if before.unit.percent and _SHUT_BY.fullmatch(reading.low, before.end, move.start):
        way = _HIGHER.search(reading.low, max(0, before.start - _LEAD), before.start)
        return before if way else None
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


def points_that_follow(story: Story, tally: Tally) -> Iterator[Finding]:
    """`tỷ lệ 7,94%; phấn đấu còn 5,44%, tức giảm 2,5 điểm phần trăm`."""
    for reading in story.readings:
        for index, move in enumerate(reading.figures):
            if not move.unit.points or index < 2 or unsure(move):
                continue
            now = reading.figures[index - 1]
            start = max((s.start for s in reading.sentences if s.start <= move.start), default=0)
            before = reading.figures[max(0, index - _BACK) : index - 1]
            rates = [f for f in before if f.unit.percent and f.start >= start]
            if not rates:
                continue
            then = rates[-1]
            told = _SO.fullmatch(reading.low, now.end, move.start)
            lead = reading.low[max(0, now.start - _LEAD) : now.start]
            if told is None or not _TO.search(lead) or unsure(now, then):
                continue
            plain = now.unit.percent and then.unit.percent and not (now.sign or then.sign)
            if not plain or now.unit.points or then.unit.points or _way(reading, then):
                continue
            tally.tested += 1
            typed = move.value if told[1] == "tăng" else EXACT.minus(move.value)
            off = units_off(typed, printed(now.value) - printed(then.value))
            if off:
                yield finding(
                    "diem-phan-tram", by_units(off), reading.paragraph, (then.start, move.end),
                    _("{now} - {then} = {points} điểm phần trăm, văn bản ghi {typed}").format(
                        now=now.text.strip(), then=then.text.strip(), typed=shown(typed),
                        points=shown(EXACT.subtract(now.value, then.value)),
                    ),
                    _("sửa số điểm phần trăm hoặc một trong hai tỷ lệ"),
                )  # fmt: skip


def percent_for_points(story: Story, tally: Tally) -> Iterator[Finding]:
    """`tăng 8,65%; cùng kỳ chỉ tăng 6,21%, vì thế tốc độ năm nay cao hơn 2,44%`: the two rates apart."""
    for reading in story.readings:
        figures = reading.figures if " hơn " in reading.low else []
        for now, then, move in zip(figures, figures[1:], figures[2:], strict=False):
            if not all(
                f.unit.percent and not f.unit.points and not f.sign for f in (now, then, move)
            ):
                continue
            told = _FASTER.fullmatch(reading.low, then.end, move.start)
            one, other = _way(reading, now), _way(reading, then)
            if told is None or one != other or not one or unsure(now, then, move):
                continue
            if _THAN_RATE.match(reading.low, move.end):
                continue
            tally.tested += 1
            if abs(EXACT.subtract(now.value, then.value)) == move.value:
                yield finding(
                    "diem-phan-tram", "likely", reading.paragraph, (now.start, move.end),
                    _("{now} - {then} = {points} điểm phần trăm, văn bản ghi {typed}").format(
                        now=now.text.strip(), then=then.text.strip(), typed=move.text.strip(),
                        points=shown(EXACT.subtract(now.value, then.value)),
                    ),
                    _("viết «điểm phần trăm»"),
                )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    points_and_the_rate_before,
    points_that_follow,
    percent_for_points,
)
