"""A structure of another time, told as a bare list behind that of now.

Comes in: the story. Goes out: findings: `… 17,0%; … 41,9%; … 36,4%; … 4,7% (cơ cấu tương ứng của cùng kỳ là 17,6%;
41,0%; 36,9%; 4,8%)`: the list makes 100 % as the first did, and is as many points away as is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import HUNDRED, added, printed, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import is_one_slip
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_GROWN = lazy(r"\b(?:tốc độ|mức|nhịp) (?:tăng|giảm|tăng trưởng)\b")
_FEWEST, _MOST = 3, 12  # shares of a list
_OPENED = lazy(r"\b(?:tương ứng|lần lượt)\b[^0-9.%]{0,60}(?:[12][0-9]{3}[^0-9.%]{0,40})?\Z")
_NEXT = lazy(r"\s?(?:[;,]|[;,]?\s?và|[-–/])\s?")
_LEAD = 120


def lists_of_then(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each list behind `tương ứng`, `lần lượt` for which as many shares of a whole stand before."""
    for reading in story.readings:
        if "tương ứng" not in reading.low and "lần lượt" not in reading.low:
            continue
        for now, then in _pairs(reading):
            tally.tested += 1
            yield from _whole(reading, then)
            yield from _moves(reading, now, then)


def _pairs(reading: Reading) -> Iterator[tuple[list[Figure], list[Figure]]]:
    """Yield shares that make 100 %, and the list of as many behind them."""
    for index, figure in enumerate(reading.figures):
        lead = reading.low[max(0, figure.start - _LEAD) : figure.start]
        if not figure.unit.percent or not _OPENED.search(lead) or _GROWN.search(lead):
            continue
        then = _run(reading, index)
        before = [
            f for f in reading.figures[:index]
            if f.unit.percent and not f.sign and not _moved(reading, f)
        ]  # fmt: skip
        now = before[-len(then) :]
        if _FEWEST <= len(then) == len(now) <= _MOST and not unsure(*now) and _is_whole(now):
            if any(share.fault for share in then):  # «23,37% - 30,32%» is no range
                continue
            yield now, then


def _run(reading: Reading, index: int) -> list[Figure]:
    found = [reading.figures[index]]
    for figure in reading.figures[index + 1 : index + _MOST]:
        if not figure.unit.percent or not _NEXT.fullmatch(reading.low, found[-1].end, figure.start):
            break
        found.append(figure)
    return found


def _moved(reading: Reading, figure: Figure) -> bool:
    return bool(phrases.direction(reading.low[max(0, figure.start - 40) : figure.start]))


def _is_whole(shares: Sequence[Figure]) -> bool:
    sums = added(printed(share.value) for share in shares)
    return sums.low <= HUNDRED <= sums.high


def _whole(reading: Reading, then: Sequence[Figure]) -> Iterator[Finding]:
    if _is_whole(then):
        return
    total = EXACT.add(sum((share.value for share in then[1:]), then[0].value), 0)
    slip = any(is_one_slip(s.value, EXACT.subtract(HUNDRED + s.value, total)) for s in then)
    yield finding(
        "co-cau", "certain" if slip else "likely", reading.paragraph, (then[0].start, then[-1].end),
        _("{parts} = {sum}%, không phải 100%").format(
            parts=" + ".join(shown(share.value) for share in then), sum=shown(total)
        ),
        _("xem lại tỷ trọng của từng phần"),
    )  # fmt: skip


def _moves(reading: Reading, now: Sequence[Figure], then: Sequence[Figure]) -> Iterator[Finding]:
    """`chiếm 22,70%, giảm 0,67 điểm phần trăm` and 23,37 % then."""
    behind = {
        id(one): other for one, other in zip(reading.figures, reading.figures[1:], strict=False)
    }
    for share, before in zip(now, then, strict=True):
        move = behind.get(id(share))
        if move is None or not move.unit.points or unsure(move):
            continue
        way = phrases.direction(reading.low[share.end : move.start])
        typed = move.value * (way or 1)
        computed = printed(share.value) - printed(before.value)
        off = units_off(typed, computed) if way else 0
        if off:
            yield finding(
                "diem-phan-tram", by_units(off), reading.paragraph, (share.start, move.end),
                _("{now} - {then} = {points} điểm phần trăm, văn bản ghi {typed}").format(
                    now=share.text.strip(), then=before.text.strip(),
                    points=shown(EXACT.subtract(share.value, before.value)), typed=shown(typed),
                ),
                _("sửa số điểm phần trăm hoặc một trong hai tỷ lệ"),
            )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (lists_of_then,)
