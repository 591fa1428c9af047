"""A contribution in percent among those in percentage points.

Comes in: the story. Goes out: findings: `góp 2,85 điểm phần trăm vào tăng trưởng; ngành xây dựng tăng 6,74%, góp 0,67%`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsreport.audit.findings import Finding, Severity, Tally, finding, shown
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_GIVES = lazy(r"(?:\A|[\s,;(])(?:đóng góp|góp)(?:\s(?:khoảng|thêm|được|làm tăng))?\s{1,3}\Z")
_LEAD, _MOST = 40, 5  # characters; percent, more than which is a share of all growth


def percent_among_points(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each contribution where the sentence tells another in points."""
    for reading in story.readings:
        if "góp" not in reading.low:
            continue
        for sentence in reading.sentences:
            gifts = [f for f in sentence.figures if _gives(reading, f.start) and not unsure(f)]
            points = [f for f in gifts if f.unit.points]
            for figure in (f for f in gifts if f.unit.percent and points):
                tally.tested += 1
                before = [f for f in sentence.figures if f.start < figure.start and f.unit.percent]
                if figure.value >= _MOST:
                    continue
                less = bool(before) and figure.value <= before[-1].value
                severity: Severity = "certain" if less else "likely"
                yield finding(
                    "diem-phan-tram", severity, reading.paragraph, (figure.start, figure.end),
                    _("đóng góp khác trong câu tính bằng điểm phần trăm ({points}), ở đây ghi {typed}").format(
                        points=points[0].text.strip(), typed=figure.text.strip()
                    ),
                    _("ghi «{number} điểm phần trăm»").format(number=shown(figure.value)),
                )  # fmt: skip


def _gives(reading: Reading, start: int) -> bool:
    return _GIVES.search(reading.low[max(0, start - _LEAD) : start]) is not None


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (percent_among_points,)
