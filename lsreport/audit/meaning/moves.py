"""How each thing of a list moves.

Comes in: a reading and two offsets. Goes out: moves: each thing told between them with what it grew or
fell by, up, down or both; what stands in brackets with a name of its own is no thing of the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from lsreport.audit.meaning.claims import direction_of
from lsreport.audit.reading.naming import names_in
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Claim, Reading

_ROLES = ("growth", "difference", "ratio")
_BACK = lazy(
    r"\b(?:tuy nhiên|mặc dù|tuy|bên cạnh đó|ngược lại|song|trái lại|nhưng|riêng|trong khi|mặt khác|chỉ có|chỉ còn|duy nhất|ngoại trừ|trừ|"
    r"còn lại|tính chung|tổng|toàn ngành|ở chiều|chiều ngược|đối với|bù lại|còn)\b"
)
_CAUSE = lazy(
    r"\b(?:do|vì|nhờ|bởi|nguyên nhân|khi|nếu|@goal|phấn đấu|dự báo|trước đó|cùng kỳ (?:tăng|giảm))\b"
)
_HEAD = lazy(
    r"\b(?:tăng|giảm)\b[^0-9;]{0,40}?(?::|\bnhư\b|\bgồm\b)"
    r"|\b[0-9]{1,3}(?: [^\W\d_]{1,12}){1,4} (?:tăng|giảm)\b[^0-9;]{0,30}?\blà\b"
)
_OTHER = lazy(
    r"\b(?:năng suất|sản lượng|diện tích|(?<!đánh )giá(?! trị\b)|đơn giá|kim ngạch|số lượng|trị giá|doanh thu|lợi nhuận|tồn kho|tỷ lệ|tỷ trọng|"
    r"lượng|thuế suất|chi phí)\b"
)
_BEHIND = lazy(r"\s?(?:so (?:với )?[^,;.()]{0,30})?\s?về\s")


@dataclass(slots=True, eq=False)
class Move:
    """A thing of a list: where its figure stands, 1 up, -1 down, 0 both; what it is compared with."""

    at: int
    end: int
    lead: str
    sign: int
    base: str
    measures: frozenset[str]


class _Told(NamedTuple):
    figure: Figure
    sign: int
    base: str
    bracketed: bool


def moves_in(reading: Reading, start: int, end: int, base: str = "") -> list[Move]:
    """Return the moves between two offsets, until the list turns to something else."""
    depth = reading.depth(start)
    found: list[Move] = []
    last = start
    ends = {f.start: e.end for e, f in zip(reading.figures, reading.figures[1:], strict=False)}
    for told in _told(reading, start, end):
        figure = told.figure
        gap = reading.low[max(start, ends.get(figure.start, start)) : figure.start]
        lead = reading.low[last : figure.start]
        if _BACK.search(lead) or (found and _HEAD.search(lead)):
            break
        deeper = reading.depth(figure.start) - depth
        if deeper > 1 or (
            deeper and (names_in(gap.rpartition("(")[2]) or (found and not _names(lead)))
        ):
            continue
        last = figure.end
        if _CAUSE.search(lead.rpartition(";")[2]) or (base and told.base and told.base != base):
            continue
        if found and ";" not in lead and not _names(lead):
            _again(found[-1], told)
            continue
        after = reading.low[figure.end : figure.end + 40]
        own = found and ";" not in lead  # «lúa tăng 15 ha, năng suất giảm 2 tạ/ha; ngô …»
        measures = frozenset(_OTHER.findall(lead)) if own else frozenset[str]()
        if _BEHIND.match(after):
            measures |= {"về"}
        found.append(Move(figure.start, figure.end, lead, told.sign, told.base, measures))
    return found


def _names(lead: str) -> bool:
    return bool(names_in(lead.replace("(", " ")))


def _again(move: Move, told: _Told) -> None:
    """Take another move of the same thing: of another comparator it says nothing."""
    if told.base and move.base and told.base != move.base:
        return
    if told.sign != move.sign:
        move.sign = 0


def _told(reading: Reading, start: int, end: int) -> list[_Told]:
    """Return the figures that tell a move: what is said of something, and bare signed percentages."""
    found = []
    for statement in reading.statements:
        level = statement.level
        if level is not None and start <= level.start < end and level.unit.percent and level.sign:
            found.append(_Told(level, -1 if level.sign == "-" else 1, "", False))
        for claim in statement.claims:
            if claim.role in _ROLES and start <= claim.figure.start < end and _sign(claim):
                found.append(_Told(claim.figure, _sign(claim), claim.base, claim.bracketed))
    return sorted(found, key=lambda told: told.figure.start)


def _sign(claim: Claim) -> int:
    return 0 if claim.figure.fault else direction_of(claim)
