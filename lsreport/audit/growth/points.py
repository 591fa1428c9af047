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
_OPENED = lazy(
    r"[^,;.()0-9]{0,30}\(\s?(?:@earlier|năm (?:học )?[12][0-9]{3}|tháng trước)\b[^()%]{0,80}\Z"
)
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
    """Return the first rate in the bracket right behind the points, where it says of when it is."""
    move = reading.figures[index]
    for figure in reading.figures[index + 1 : index + 4]:
        if figure.unit.percent:
            fits = _OPENED.match(reading.low, move.end, figure.start)
            return figure if fits and _SHUT.match(reading.low, figure.end) else None
    return None


def _now(reading: Reading, index: int) -> Figure | None:
    """Return the last rate before the points that stands no deeper; none right before, where others read it."""
    move = reading.figures[index]
    start = max((s.start for s in reading.sentences if s.start <= move.start), default=0)
    before = [f for f in reading.figures[max(0, index - _BACK) : index] if f.start >= start]
    level = [
        f for f in before if f.unit.percent and reading.depth(f.start) == reading.depth(move.start)
    ]
    if not level or level[-1] is before[-1] or level[-1].sign or _moved(reading, level[-1]):
        return None
    return level[-1]


def _moved(reading: Reading, figure: Figure) -> bool:
    return bool(phrases.direction(reading.low[max(0, figure.start - 40) : figure.start]))


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (points_and_the_rate_before,)
