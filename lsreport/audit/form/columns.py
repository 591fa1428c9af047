"""The columns of a table against one another.

Comes in: the rows of tables. Goes out: findings: a row whose growth or share does not follow from
its two amounts as it does in the other rows, a total that its rows make up in the other columns only.

No heading tells for sure what a column is: the rows themselves do, where most of them agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from lsreport.audit.findings import Finding, Tally, finding, shown, shown_stretch
from lsreport.audit.reading.amounts import HUNDRED, Stretch, added, printed, ratio, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import read_number
from lsreport.audit.reading.source import Paragraph
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import decimals_of

_HEAD = lazy(r"%|tăng|giảm|so sánh|so với|tốc độ|đạt|tỷ lệ", re.IGNORECASE)
_TOTAL = lazy(r"\A\s*(?:tổng(?: số| cộng)?|cộng|toàn tỉnh|chung|tổng sản phẩm)\b", re.IGNORECASE)
_SIGNED = lazy(r"\A\s*(\(?)\s?([-+−–]?)\s?([0-9][0-9.,]*)\s?%?\s?(\)?)\s*\Z")
_WIDEST, _LONGEST, _FEWEST = 12, 200, 3  # columns, rows; rows that must agree


class _Cell:
    """A number in a cell, as printed and as it may have been, and where it stands."""

    __slots__ = ("place", "typed", "value")

    def __init__(self, place: Paragraph, typed: Decimal) -> None:
        self.place, self.typed, self.value = place, typed, printed(typed)


_Row = list["_Cell | None"]


def _cell(place: Paragraph) -> _Cell | None:
    match = _SIGNED.match(place.plain[:40])
    value = read_number(match[3].rstrip(".,"))[0] if match else None
    if match is None or value is None:
        return None
    down = match[2] in ("-", "−", "–") if match[2] else bool(match[1] and match[4])
    return _Cell(place, -value if down else value)


def columns(story: Story, tally: Tally) -> Iterator[Finding]:
    """Yield the rows that do not follow what the other rows of their table follow."""
    for table in story.document.tables:
        rows = [row for row in table[:_LONGEST] if len(row) <= _WIDEST]
        numbers = [[_cell(place) for place in row] for row in rows]
        heads = [row for row, own in zip(rows, numbers, strict=True) if not any(own)][:3]
        body = [own for own in numbers if sum(cell is not None for cell in own) > 1]
        if len(body) < _FEWEST:
            continue
        yield from _percents(heads, body, tally)
        yield from _totals(rows, numbers, tally)


# --- percentages -------------------------------------------------------------------------------


def _percents(heads: list[list[Paragraph]], body: list[_Row], tally: Tally) -> Iterator[Finding]:
    width = max(len(row) for row in body)
    for column in range(width):
        if not any(column < len(row) and _HEAD.search(row[column].plain) for row in heads):
            continue
        found = next(_formulas(body, column, width), None)
        if found is None:
            continue
        now, before, growth = found
        for row in body:
            computed, cell = _computed(row, now, before, growth), _at(row, column)
            tally.tested += 1
            if computed is not None and cell is not None and not _agree(cell, computed):
                yield _percent_finding(row, now, before, cell, computed)


def _formulas(body: list[_Row], column: int, width: int) -> Iterator[tuple[int, int, bool]]:
    """Yield what makes a column in most rows: `now / before`, or that less 100."""
    for now, before in permutations([c for c in range(width) if c != column], 2):
        for growth in (True, False):
            if not any(_told(body[:_FEWEST], column, now, before, growth)):
                continue
            told = _told(body, column, now, before, growth)
            if sum(told) >= max(_FEWEST, len(told) * 3 / 4):
                yield now, before, growth


def _told(body: list[_Row], column: int, now: int, before: int, growth: bool) -> list[bool]:
    return [
        _agree(cell, computed)
        for row in body
        if (computed := _computed(row, now, before, growth)) and (cell := _at(row, column))
    ]


def _at(row: _Row, column: int) -> _Cell | None:
    return row[column] if column < len(row) else None


def _computed(row: _Row, now: int, before: int, growth: bool) -> Stretch | None:
    one, other = _at(row, now), _at(row, before)
    whole = ratio(one.value, other.value) if one and other and one.value.low > 0 else None
    if whole is None or not growth:
        return whole
    return Stretch(whole.low - HUNDRED, whole.high - HUNDRED)


def _agree(cell: _Cell, computed: Stretch) -> bool:
    return cell.value.meets(computed) or units_off(cell.typed, computed) <= 1


def _percent_finding(row: _Row, now: int, before: int, cell: _Cell, computed: Stretch) -> Finding:
    one, other = _at(row, now), _at(row, before)
    typed = cell.typed
    return finding(
        "cot-bang", "likely", cell.place, (0, len(cell.place.text)),
        _("{a} và {b} trong hàng cho {g}%, như các hàng khác; ở đây ghi {typed}").format(
            a=one.place.text.strip() if one else "", b=other.place.text.strip() if other else "",
            g=shown_stretch(computed, typed), typed=cell.place.text.strip(),
        ),
        _("tính lại ô này, hoặc sửa một trong hai số kia"),
    )  # fmt: skip


# --- totals ---------------------------------------------------------------------------------------


def _totals(rows: list[list[Paragraph]], numbers: list[_Row], tally: Tally) -> Iterator[Finding]:
    """A total row that the rows below make up in one column makes them up in the others."""
    for place, row in enumerate(rows):
        if not row or not any(_TOTAL.match(cell.plain) for cell in row[:2]):
            continue
        total = numbers[place]
        for count in range(2, min(len(rows) - place, 16)):
            parts = numbers[place + 1 : place + 1 + count]
            sums = {c: _sum(parts, c) for c, cell in enumerate(total) if cell is not None}
            held = [c for c, some in sums.items() if some and _exact(total[c], some)]
            if held:
                yield from _wrong_totals(total, sums, held, tally)
                break


def _sum(parts: Sequence[_Row], column: int) -> Stretch | None:
    cells = [_at(row, column) for row in parts]
    return added(cell.value for cell in cells if cell) if all(cells) else None


def _exact(cell: _Cell | None, some: Stretch) -> bool:
    """Return whether parts add up to a total, to four digits: not by chance."""
    if cell is None or not cell.value.meets(some) or cell.value.middle < 1000:
        return False
    return (some.high - some.low) * 1000 <= abs(some.high) * 5


def _wrong_totals(
    total: _Row, sums: dict[int, Stretch | None], held: list[int], tally: Tally
) -> Iterator[Finding]:
    first = total[held[0]]
    for column, some in sums.items():
        cell = total[column]
        if cell is None or some is None or column in held or first is None:
            continue
        tally.tested += 1
        larger = max(abs(cell.value.middle), abs(some.middle))
        if cell.value.meets(some) or abs(cell.value.middle - some.middle) * 4 > larger:
            continue  # no sum: growths, shares, numbers of order
        if cell.value.middle < 100 or units_off(cell.typed, some) <= 1:
            continue
        yield finding(
            "cot-bang", "likely", cell.place, (0, len(cell.place.text)),
            _("các hàng dưới cộng lại là {sum} (cột khác thì khớp), ở đây ghi {typed}").format(
                sum=shown(some.middle, decimals_of(some.middle)), typed=cell.place.text.strip()
            ),
            _("sửa tổng hoặc một hàng"),
        )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (columns,)
