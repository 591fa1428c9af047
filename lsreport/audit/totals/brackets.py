"""Parts told in brackets behind their total, of one unit or of several that take turns.

Comes in: the story. Goes out: findings: `05 huy chương (02 bạc, 04 đồng)`, `248 nhà bị tốc mái (Bắc Sơn 120 nhà, Bình
Gia 89 nhà, Văn Lãng 30 nhà)`, `1.170 con … 54.741 kg (A: 930 con, 32.737 kg; B: 177 con, 22.004 kg)`; `4 chỉ tiêu gồm: (1) … (5)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from lsreport.audit.findings import Finding, Severity, Tally, finding, shown
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import Stretch, added
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import is_one_slip, leaves_little, mended, misses
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT, decimals_of

_MOST = 40  # brackets of a reading, figures of a bracket
_ITEMS = 12
_BRACKET = lazy(r"\(([^()]{5,400})\)")
_MADE_OF = lazy(r"\b(?:@made_of)\s(?:có\s)?([^().;:]{5,300})(?=[.;]|\Z)")
_OTHER = lazy(
    r"%|‰|\b(?:so với|@goal|@earlier|tăng|giảm(?! nghèo)|bình quân|từ|đến|mỗi|@about|thứ|"
    r"lũy kế|luỹ kế|tháng|trong năm|dự kiến|còn lại|chiếm|đạt|vượt|gấp|giá(?! trị)|mức)\b"
)
_AS_PLANNED = lazy(
    r"\b(?:theo|ngoài|trong) kế hoạch\b"
)  # «63 cuộc (41 cuộc theo kế hoạch, 22 cuộc đột xuất)»
_OPEN = lazy(r"\b(?:như|@of_which|chủ yếu|điển hình|tiêu biểu|ví dụ|khác|còn|v\.v)\b|\.\.\.|…")
_SPLIT = lazy(r";|,(?![0-9])|\bvà\b")
_TURNS = lazy(r";")
_NAMED = lazy(r"[^\W\d_]{2,}")
_OVERLAPS = lazy(
    r"\b(?:vi phạm|đã|chưa|phát hiện|xử lý|nữ|nam|trẻ em|dân tộc|đảng viên|nặng|nhẹ|chết|bị thương|hoàn thành|khởi tố)\b"
)
_MEDALS = ("huy chương", "hc")
_METALS = frozenset(("vàng", "bạc", "đồng", "hcv", "hcb", "hcđ", "huy"))
_NUMBERED = lazy(
    r"(?<![0-9/.,])(?P<count>0?[2-9]|1[0-9])\s(?P<noun>chỉ tiêu|nhiệm vụ|dự án|nhóm|nội dung|giải pháp|khoản|công trình|lĩnh vực|tiêu chí|huyện|xã|chương trình|sản phẩm|nguyên nhân|vấn đề|điểm|đơn vị|mục tiêu)\b"
    r"(?P<more>[^.:;()0-9]{0,90}?)(?P<opens>\s?:|\s(?:@made_of|là|sau)\s?:?)?\s?(?=\(1\)\s)"
)
_MARK = lazy(r"\((1?[0-9])\)\s")
_NEXT = 4_000
_TOO_FAR = Decimal("0.3")


class _Column(NamedTuple):
    """The parts of one unit in a bracket, their total before it."""

    total: Figure
    parts: list[Figure]


def parts_in_brackets(story: Story, tally: Tally) -> Iterator[Finding]:
    """`412 vụ (buôn lậu: 38 vụ; gian lận thương mại: 345 vụ; hàng giả: 20 vụ)`."""
    for reading in story.readings:
        if "(" not in reading.low or reading.paragraph.cell:
            continue
        for match in islice(_BRACKET.finditer(reading.low), _MOST):
            words = match[1]
            if _OTHER.search(_AS_PLANNED.sub(" ", words)) or (
                match.start() and reading.depth(match.start() - 1)
            ):
                continue
            columns = list(_columns(reading, match))
            holding = [c for c in columns if _holds(c)]
            tally.tested += len(columns)
            for column in columns:
                if not _holds(column):
                    severity = _severity(column, words, bool(holding))
                    yield from [_finding(reading, column, severity)] if severity else ()


def parts_of_a_count(story: Story, tally: Tally) -> Iterator[Finding]:
    """`36 huy chương, gồm 12 huy chương vàng, 13 huy chương bạc và 14 huy chương đồng`: too many."""
    for reading in story.readings:
        for match in islice(_MADE_OF.finditer(reading.low), _MOST):
            words = match[1]
            if _OTHER.search(words) or _OPEN.search(words) or "và" not in words:
                continue
            for column in _columns(reading, match):
                tally.tested += 1
                more = sum(p.value for p in column.parts) > column.total.value
                if column.total.unit.counted and not _holds(column) and more:
                    severity = _severity(column, words, other_holds=False)
                    yield from [_finding(reading, column, severity)] if severity else ()


# --- columns ------------------------------------------------------------------------------------------


def _columns(reading: Reading, match: re.Match[str]) -> Iterator[_Column]:
    inside = [f for f in reading.figures if match.start() < f.start and f.end <= match.end()]
    if not 1 < len(inside) <= _MOST or any(f.vague or f.fault or f.sign or f.whole for f in inside):
        return
    start = next(s.start for s in reading.sentences if s.start <= match.start() < s.end)
    before = [f for f in reading.figures if start <= f.start and f.end <= match.start()]
    before = [f for f in before if _is_total(reading, f)]
    if not before:
        return
    width, rows = _rows(match, inside)
    if not width:
        return
    for at in range(width):
        parts = [row[at] for row in rows]
        total = _total(before, parts, reading)
        if total is not None:
            yield _Column(total, [_like(total, part) for part in parts])


def _is_total(reading: Reading, figure: Figure) -> bool:
    if figure.vague or figure.fault or figure.sign or figure.whole or not figure.unit.amount:
        return False
    before = reading.low[max(0, figure.start - 50) : figure.start]
    return not phrases.direction(before) and not reading.depth(figure.start)


def _rows(match: re.Match[str], inside: Sequence[Figure]) -> tuple[int, list[list[Figure]]]:
    """Return how many figures each item has, and the items; 0 where they differ or have no names."""
    for pattern in (_TURNS, _SPLIT):
        ends = [match.start(1) + m.end() for m in pattern.finditer(match[1])] + [match.end()]
        rows: list[list[Figure]] = []
        starts = [match.start(1), *ends[:-1]]
        for start, end in zip(starts, ends, strict=True):
            row = [f for f in inside if start <= f.start < end]
            text = match.string[start:end]
            if not row and pattern is _SPLIT and rows:
                continue  # «kiến nghị, phản ánh 240 đơn»
            rows.append(row if _NAMED.search(text) else [])
        rows = [row for row in rows if row]
        width = len(rows[0]) if rows else 0
        even = all(len(row) == width for row in rows)
        if 1 < len(rows) <= _ITEMS and even and width < 4 and sum(map(len, rows)) == len(inside):
            return width, rows
    return 0, []


def _total(before: Sequence[Figure], parts: Sequence[Figure], reading: Reading) -> Figure | None:
    """Return the last amount before a bracket in the unit of the parts; rather one that they make up."""
    fitting = [f for f in before[-4:] if all(_goes(f, part, reading) for part in parts)]
    for figure in fitting:
        if _holds(_Column(figure, [_like(figure, part) for part in parts])):
            return figure
    return fitting[-1] if fitting else None


def _goes(total: Figure, part: Figure, reading: Reading) -> bool:
    if total.unit.base.startswith(_MEDALS):
        word = reading.low[part.start : part.end + 12].lstrip("0123456789 ").split(" ")[0]
        return word.strip(",;)") in _METALS
    if part.unit.kind and part.unit.known:
        one_by_one = total.unit.base.startswith("lượt") and part.unit.base in total.unit.base
        return part.unit.same_as(total.unit) or one_by_one
    if not part.unit.kind:
        return total.unit.counted
    return total.unit.counted and part.unit.base == total.unit.base


def _like(total: Figure, part: Figure) -> Figure:
    """Return a part whose unit is left unsaid in the unit of the total."""
    if part.unit.same_as(total.unit) and part.unit.kind:
        return part
    return replace(part, unit=total.unit)


def _holds(column: _Column) -> bool:
    return not misses(column.total, column.parts) and added(
        p.base_stretch for p in column.parts
    ).meets(_wide(column.total))


def _wide(total: Figure) -> Stretch:
    """Return what may stand behind a total, which may have been cut."""
    unit = EXACT.multiply(Decimal(1).scaleb(-decimals_of(total.value)), total.unit.factor)
    own = total.base_stretch
    return Stretch(own.low - unit, own.high + unit) if decimals_of(total.value) else own


# --- how sure ---------------------------------------------------------------------------------------------


def _severity(column: _Column, words: str, other_holds: bool) -> Severity | None:
    total, parts = column.total, column.parts
    if _OPEN.search(words):
        return None
    made = added(p.base_stretch for p in parts).middle
    off = abs(EXACT.subtract(made, total.base_stretch.middle))
    far = off > EXACT.multiply(total.base_stretch.middle, _TOO_FAR)
    if mended(total, parts) is not None or _short_slip(total, parts) or other_holds:
        return "certain"
    if total.unit.base.startswith(_MEDALS):
        return "certain"
    if leaves_little(total, parts) or _OVERLAPS.search(words) or far:
        return "look"
    if made < total.base_stretch.low:
        return "look"  # the rest may be left unsaid
    return "certain" if total.unit.counted else "likely"


def _short_slip(total: Figure, parts: Sequence[Figure]) -> bool:
    """Return whether two digits that changed places in a small count explain the gap."""
    if any(f.unit.factor != total.unit.factor or decimals_of(f.value) for f in (total, *parts)):
        return False
    gap = EXACT.subtract(total.value, sum((p.value for p in parts), Decimal(0)))
    return any(
        typed >= 10 and right > 0 and sorted(str(typed)) == sorted(str(right))
        and is_one_slip(typed, right)
        for typed, right in ((total.value, total.value - gap), *((p.value, p.value + gap) for p in parts))
    )  # fmt: skip


def _finding(reading: Reading, column: _Column, severity: Severity) -> Finding:
    total, parts = column.total, column.parts
    return finding(
        "phan-va-tong", severity, reading.paragraph, (total.start, parts[-1].end),
        _("{parts} = {sum}, tổng ghi {total}").format(
            parts=" + ".join(part.text.strip() for part in parts),
            sum=shown(EXACT.divide(added(p.base_stretch for p in parts).middle, total.unit.factor).normalize()),
            total=total.text.strip(),
        ),
        _("hỏi lại: phần nào hay tổng nào là số cũ"),
    )  # fmt: skip


# --- numbered items -----------------------------------------------------------------------------------------


def numbered_items(story: Story, tally: Tally) -> Iterator[Finding]:
    """`có 4 chỉ tiêu không đạt kế hoạch gồm: (1) …; (2) …; (3) …; (4) …; (5) …`."""
    for reading in story.readings:
        if "(1)" not in reading.low:
            continue
        for match in islice(_NUMBERED.finditer(reading.low), _MOST):
            marks = [
                int(m[1]) for m in _MARK.finditer(reading.low, match.end(), match.end() + _NEXT)
            ]
            last = next((n for n, mark in enumerate(marks) if mark != n + 1), len(marks))
            if last < 2 or _OPEN.search(match[0]) or _counted_otherwise(reading, match):
                continue
            tally.tested += 1
            if last != int(match["count"]):
                yield finding(
                    "dem-danh-sach", "certain" if match["opens"] else "likely", reading.paragraph, match.span(),
                    _("sau đó nêu {count} mục, không phải {stated}").format(
                        count=last, stated=int(match["count"])
                    ),
                    _("đếm lại"),
                )  # fmt: skip


def _counted_otherwise(reading: Reading, match: re.Match[str]) -> bool:
    """Return whether the same thing was counted before in the sentence: the items may be all of it."""
    start = next(s.start for s in reading.sentences if s.start <= match.start() < s.end)
    before = reading.low[start : match.start()]
    return re.search(rf"[0-9]\s{match['noun']}\b", before) is not None


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    parts_in_brackets,
    parts_of_a_count,
    numbered_items,
)
