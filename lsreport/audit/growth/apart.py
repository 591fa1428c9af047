"""What belongs to one quantity but is told apart from it.

Comes in: the story. Goes out: findings: a move told before its level (`Tăng 673 ha so với cùng kỳ,
diện tích … đạt 34.752 ha (+3,4%)`), a share in brackets behind its pair, a
difference in another multiplier than its neighbours, a status that goes back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown, shown_stretch
from lsreport.audit.growth.pairs import tested_pair
from lsreport.audit.meaning.claims import change_of, direction_of, unsure
from lsreport.audit.reading.amounts import Stretch, growth, printed, ratio, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Claim, Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_OPENS = lazy(r"\A\s{0,3}(?:[-+*•]\s{0,2})?(?:tăng|giảm)\s(?:[^\W\d_]{1,6}\s){0,2}\Z")
_COMMA = lazy(r"[^,;.:()]{0,60},\s[^;.:()]{4,140}\Z")
_IN_BRACKET = lazy(
    r"(?:\s[^\W\d_]{1,12}){0,5}\s?\(\s?(?:(?:chiếm|đạt|bằng|tương đương)\s)?(?:tỷ lệ\s|tỉ lệ\s)?"
)
_CLOSED = lazy(r"\s{0,2}\)")
_MONTHS = lazy(r"\b(1[0-2]|0?[2-9])\s{1,3}tháng\b")
_MEAN = lazy(
    r"\b(?:bình quân|trung bình)\s(?:mỗi|một|1|hằng|hàng)\stháng\s(?:[^\W\d_]{1,12}\s){0,4}\Z"
)
_TAIL = lazy(r"\s{0,2}((?:[^\W\d_]{2,12}\s?){1,2})")
_BACK = lazy(
    r"\blần đầu(?:\stiên)?\slà\ssố\s(?P<one>chính thức|sơ bộ)\b[^.]{0,200}?\b(?:nay|lần này|cập nhật lại|điều chỉnh)\s(?:[^\W\d_]{1,12}\s){0,3}?là\ssố\s(?P<two>ước tính|sơ bộ)\b"
)
_LONG = 260
_RANK = {"ước tính": 0, "sơ bộ": 1, "chính thức": 2}


# --- a move told first --------------------------------------------------------------------------


def move_told_first(story: Story, tally: Tally) -> Iterator[Finding]:
    """`Tăng 673 ha so với cùng kỳ, diện tích cây ăn trái đạt 34.752 ha (+3,4%)`."""
    for reading in story.readings:
        for one, other in pairwise(reading.statements):
            if one.level is not None or other.level is None or len(one.claims) != 1:
                continue
            if one.sentence != other.sentence or not other.claims or one.depth != other.depth:
                continue
            first, second = one.claims[0], other.claims[0]
            start = reading.sentences[one.sentence].start
            if other.level.start - start > _LONG:
                continue
            if not _OPENS.match(reading.low[start : first.figure.start]):
                continue
            if not _COMMA.match(reading.low[first.figure.end : other.level.start]):
                continue
            if {first.role, second.role} == {"growth", "difference"} and _same_base(first, second):
                whole = Statement(other.paragraph, start, other.words, other.level, [first, second])
                change, moved = (first, second) if first.role == "growth" else (second, first)
                found = tested_pair(whole, change, moved, tally)
                yield from () if found is None else (found,)


def _same_base(one: Claim, other: Claim) -> bool:
    return not other.base or one.base == other.base


# --- a pair and its share in brackets ---------------------------------------------------------------


def share_behind_pair(story: Story, tally: Tally) -> Iterator[Finding]:
    """`46/214 doanh nghiệp (21,5%)`."""
    for reading in story.readings:
        for pair, share in pairwise(reading.figures):
            if not pair.whole or not share.unit.percent or share.sign or unsure(pair, share):
                continue
            if (
                pair.unit.percent
                or pair.value > pair.whole
                or not _CLOSED.match(reading.low, share.end)
            ):
                continue
            if not _IN_BRACKET.fullmatch(reading.low, pair.end, share.start):
                continue
            exact = pair.unit.counted
            computed = ratio(printed(pair.value, exact), printed(pair.whole, exact))
            tally.tested += 1
            if computed is None or printed(share.value).meets(computed):
                continue
            yield finding(
                "cap-ty-le", by_units(units_off(share.value, computed)), reading.paragraph,
                (pair.start, share.end),
                _("{a} / {b} = {g}%, văn bản ghi {typed}%").format(
                    a=shown(pair.value), b=shown(pair.whole),
                    g=shown_stretch(computed, share.value), typed=shown(share.value),
                ),
                _("sửa tỷ lệ hoặc cặp số"),
            )  # fmt: skip


# --- another multiplier than the neighbours' --------------------------------------------------------------


def other_multiplier(story: Story, tally: Tally) -> Iterator[Finding]:
    """`thu 20.914,8 tỷ đồng, tăng 3.668,5 triệu đồng` where the others move by tỷ đồng."""
    for reading in story.readings:
        moved = [
            (s, m) for s in reading.statements for m in s.all("difference")[:1] if _scaled(s, m)
        ]
        odd = [(s, m) for s, m in moved if s.level and m.figure.unit.scale < s.level.unit.scale]
        usual = [s for s, m in moved if s.level and m.figure.unit.scale == s.level.unit.scale]
        tally.tested += len(moved)
        for statement, move in odd if usual else ():
            level = statement.level
            if level is None or level.unit.scale != usual[0].level.unit.scale:  # type: ignore[union-attr]
                continue
            if move.figure.value >= 1000 and not statement.all("growth"):
                yield finding(
                    "don-vi-doi", "likely", reading.paragraph, (level.start, move.figure.end),
                    _("{level} mà chênh lệch {moved}, trong khi các số khác cùng đơn vị với mức").format(
                        level=level.text.strip(), moved=move.figure.text.strip()
                    ),
                    _("xem lại đơn vị: mức và chênh lệch không cùng bậc (nghìn, triệu)"),
                )  # fmt: skip


def _scaled(statement: Statement, move: Claim) -> bool:
    level = statement.level
    return (
        level is not None
        and not unsure(level, move.figure)
        and level.unit.base == move.figure.unit.base
        and level.unit.scale > 1
    )


# --- a difference in the unit of another -------------------------------------------------------------------


def other_unit(story: Story, tally: Tally) -> Iterator[Finding]:
    """`35 vụ, tăng 12 vụ; diện tích 66 ha, tăng 12 vụ, tăng 22,2%`: it is 12 ha that make 22,2%."""
    for reading in story.readings:
        for statement in reading.statements:
            found = _in_other_unit(reading, statement, tally)
            yield from () if found is None else (found,)


def _in_other_unit(reading: Reading, statement: Statement, tally: Tally) -> Finding | None:
    level, moves = statement.level, statement.all("difference")
    changes = [c for c in statement.claims if c.role in ("growth", "ratio")]
    if level is None or len(moves) != 1 or len(changes) != 1 or not level.unit.amount:
        return None
    move, change = moves[0], changes[0]
    if level.whole is not None or level.unit.base == move.figure.unit.base:
        return None
    if level.unit.base.startswith((f"{move.figure.unit.base}/", f"{move.figure.unit.base} ")):
        return None  # «64,8 triệu đồng/người, tăng 6,5 triệu đồng», «486.210 lượt người, tăng 33.835 lượt»
    if unsure(level, move.figure, change.figure) or not _gives(level, move, change):
        return None
    tally.tested += 1
    others = [s.level for s in reading.statements if s.level and s is not statement]
    if any(o.unit.same_as(move.figure.unit) and _gives(o, move, change) for o in others):
        return None
    return finding(
        "don-vi-sai", "certain", statement.paragraph,
        (level.start, max(move.figure.end, change.figure.end)),
        _("{d} so với mức {level} là đúng {g}: chênh lệch phải cùng đơn vị với mức").format(
            d=shown(move.figure.value), level=level.text.strip(), g=change.figure.text.strip()
        ),
        _("sửa đơn vị của chênh lệch theo mức"),
    )  # fmt: skip


def _gives(level: Figure, move: Claim, change: Claim) -> bool:
    """Return whether the bare number of a move makes up the growth of a level, hardly by chance."""
    moved = move.figure.stretch
    moved = moved if direction_of(change) >= 0 else Stretch(-moved.high, -moved.low)
    computed, typed = growth(level.stretch, moved), change_of(change)
    if computed is None or typed is None:
        return False
    return typed.meets(computed) and computed.high - computed.low < 1 and typed.high - typed.low < 1


# --- a status that goes back -----------------------------------------------------------------------------------


def status_going_back(story: Story, tally: Tally) -> Iterator[Finding]:
    """`lần đầu là số chính thức …; nay là số sơ bộ`: estimate, preliminary, final is the order."""
    for reading in story.readings:
        for match in _BACK.finditer(reading.low) if "lần đầu" in reading.low else ():
            tally.tested += 1
            if _RANK[match["two"]] < _RANK[match["one"]]:
                yield finding(
                    "bac-so-lieu", "certain", reading.paragraph, match.span(),
                    _("số {one} không thể trở lại thành số {two}").format(
                        one=match["one"], two=match["two"]
                    ),
                    _("thứ tự là ước tính, sơ bộ, chính thức"),
                )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    move_told_first,
    share_behind_pair,
    other_multiplier,
    other_unit,
    status_going_back,
)
