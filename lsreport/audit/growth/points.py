"""A rate, by how many points it moved, and the rate before in the bracket behind.

Comes in: the story. Goes out: findings: `91,6% (tuyến tỉnh 98,3%), cao hơn cùng kỳ 2,7 điểm % (cùng kỳ 88,9%)`: the
rate itself may stand some figures before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

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
_BARE = lazy(r"\s?\(\s?(?:là\s|đạt\s)?\Z")
_THAN = lazy(rf"\b(?:hơn|so với)\s{_THEN}(?:\snăm\s(?:trước|[12][0-9]{{3}}))?\s(?:là\s)?\Z")
_CLOSED = lazy(r"\s?\)\s?,?\s?(?:tỷ lệ này\s)?(?:tăng|giảm|cao hơn|thấp hơn|hơn|kém)\s")
_SHUT = lazy(r"\s?[),]")
_LEAD = 60


def points_and_the_rate_before(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each move in points behind which a bracket tells the rate of before."""
    for reading in story.readings:
        for index, move in enumerate(reading.figures):
            if not move.unit.points or not index or unsure(move):
                continue
            way = phrases.direction(reading.low[max(0, move.start - _LEAD) : move.start])
            then, now = _then(reading, index), _now(reading, index)
            if not way or then is None or now is None or unsure(then, now):
                continue
            tally.tested += 1
            off = units_off(move.value * way, printed(now.value) - printed(then.value))
            if off:
                yield finding(
                    "diem-phan-tram", by_units(off), reading.paragraph, (now.start, then.end),
                    _("{now} - {then} = {points} điểm phần trăm, văn bản ghi {typed}").format(
                        now=now.text.strip(), then=then.text.strip(), typed=shown(move.value * way),
                        points=shown(EXACT.subtract(now.value, then.value)),
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
            fits = fits or (_THAN.search(lead) and _BARE.match(reading.low, move.end, figure.start))
            if fits and _SHUT.match(reading.low, figure.end):
                return figure
            break
    before = reading.figures[index - 1]
    if not before.unit.percent or not _CLOSED.fullmatch(reading.low, before.end, move.start):
        return None
    opened = reading.low.rfind("(", 0, before.start)
    return before if _OPENED.match(reading.low, opened, before.start) else None


def _now(reading: Reading, index: int) -> Figure | None:
    """Return the last rate before the points that stands no deeper; no level right before, which others read."""
    move = reading.figures[index]
    start = max((s.start for s in reading.sentences if s.start <= move.start), default=0)
    before = [f for f in reading.figures[max(0, index - _BACK) : index] if f.start >= start]
    level = [
        f for f in before if f.unit.percent and reading.depth(f.start) == reading.depth(move.start)
    ]
    if not level or level[-1].sign or _moved(reading, level[-1]):
        return None
    known = level[-1] is before[-1] and any(s.level is level[-1] for s in reading.statements)
    return None if known else level[-1]


def _moved(reading: Reading, figure: Figure) -> bool:
    return bool(phrases.direction(reading.low[max(0, figure.start - 40) : figure.start]))


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (points_and_the_rate_before,)
