"""Sums that a sentence opens with: `Cộng hai vụ, diện tích 16.061,3 ha, sản lượng 72.213,4 tấn`.

Comes in: the story. Goes out: findings: each amount of such a sentence is the sum of as many amounts of its unit
right before, and how it moved the sum of how they did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lsreport.audit.findings import Finding, Tally, finding, shown
from lsreport.audit.reading.amounts import Stretch, added
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.slips import has_digits, is_slip
from lsreport.audit.reading.statements import Claim, Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.audit.totals.sums import told_sum
from lsreport.i18n import _
from lsreport.numbers import EXACT

_OPENS = lazy(
    r"\W{0,4}(?:như vậy,? )?(?:cộng|gộp|tính chung|tính cả|cộng cả|tổng cộng|tổng)(?: của| cả)? (?:(?P<two>hai|02|2)|(?P<three>ba|03|3)|(?P<four>bốn|04|4)) "
    r"(?:vụ|nguồn|khu vực|đợt|quý|tháng|loại|nhóm|cấp|chương trình|dự án|mặt hàng|tuyến|lĩnh vực|khoản|địa bàn|cửa khẩu)\b"
)
_COUNTS = {"two": 2, "three": 3, "four": 4}
_DIGITS = 4


def sums_of_some(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each amount of a sentence that begins with `Cộng hai vụ`, `Tính chung ba nguồn`."""
    for reading in story.readings:
        for number, sentence in enumerate(reading.sentences):
            opened = _OPENS.match(reading.low, sentence.start)
            if opened is None:
                continue
            count = next(count for name, count in _COUNTS.items() if opened[name])
            before = [s for s in reading.statements if s.sentence < number and not s.depth]
            for total in (s for s in reading.statements if s.sentence == number and not s.depth):
                yield from _tested(reading, before, total, count, tally)


def _tested(
    reading: Reading, before: Sequence[Statement], total: Statement, count: int, tally: Tally
) -> Iterator[Finding]:
    level = total.level
    if level is None or not level.unit.amount or level.unit.kind in ("năng suất", "mỗi"):
        return
    same = [
        s for s in before if s.level and s.level.unit.same_as(level.unit) and s.level.whole is None
    ]
    parts = same[-count:]
    figures = [s.level for s in parts if s.level]
    if len(parts) < count or any(f.vague or f.fault for f in (level, *figures)):
        return
    tally.tested += 1
    sums = added(figure.base_stretch for figure in figures)
    if not sums.meets(level.base_stretch):
        if has_digits(level, _DIGITS) and is_slip(level, sums):
            yield told_sum(reading, level, figures, "certain")
        return
    moves = [_difference(s) for s in (total, *parts)]
    told = [move for move in moves if move is not None]
    if len(told) == len(moves):
        own, *others = (_signed(move) for move in told)
        sums = added(others)
        if not own.meets(sums):
            yield finding(
                "chenh-lech-cua-tong", "certain", reading.paragraph, (level.start, told[0].figure.end),
                _("{parts} = {sum}, tổng ghi {total}").format(
                    parts=" + ".join(move.figure.text.strip() for move in told[1:]), total=told[0].figure.text.strip(),
                    sum=shown(EXACT.divide(sums.middle, told[0].figure.unit.factor).normalize()),
                ),
                _("chênh lệch của tổng phải bằng tổng chênh lệch các phần"),
            )  # fmt: skip


def _difference(statement: Statement) -> Claim | None:
    found = [c for c in statement.all("difference") if not (c.figure.vague or c.figure.fault)]
    return found[0] if len(found) == 1 else None


def _signed(claim: Claim) -> Stretch:
    own = claim.figure.base_stretch
    down = claim.figure.sign == "-" if claim.figure.sign else claim.sign < 0
    return Stretch(-own.high, -own.low) if down else own


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (sums_of_some,)
