"""The growth or rate of a whole between those of all its parts.

Comes in: the story. Goes out: findings: nine months outside its quarters, a general rate outside town
and country, the four branches of industry on one side of their index, a growth told of a total
behind its parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown, shown_stretch
from lsreport.audit.meaning.claims import change_for, change_of
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import Stretch, added, base_of, growth_over, printed, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading, Sentence, Statement
from lsreport.audit.reading.story import Group, Story
from lsreport.i18n import _

_QUARTER = lazy(r"\bqu[ýí]\s{1,2}(iii|ii|iv|i|[1-4])(?:[/\s](?:năm\s)?[12][0-9]{3})?\b")
_EACH_QUARTER = lazy(
    r"\b(?:từng quý|các quý|(?:ba|hai|bốn|[2-4]) quý)\b[^,;.()0-9]{0,30}\blần lượt\b"
)
_MONTHS = lazy(r"\b(6|9|12|sáu|chín) tháng\b|\b(cả năm)\b")
_QUARTERS_OF = {"6": 2, "sáu": 2, "9": 3, "chín": 3, "12": 4, "cả năm": 4}
_OTHER_BASE = lazy(r"\b(?:quý trước|tháng trước|quý liền trước|cuối năm|tháng 12|@goal)\b")
_EMPTY = lazy(
    r"\b(?:so|với|cùng|kỳ|năm|trước|ngoái|bình quân|trong đó|cụ thể|từng|các|quý|quí|tăng|giảm|lần lượt|là|đạt|ước|mức|tính|"
    r"sơ bộ|riêng|thì|của|tương ứng|khu vực|thành thị|nông thôn|ở|tại|còn|và|nam|nữ|lao động|giới|iii|ii|iv|i|ba|hai|chín|"
    r"tháng|đều|điểm|phần trăm|thứ|tốc độ|chung|đầu|lũy kế|luỹ kế)\b|[12][0-9]{3}|[0-9]|[^\w\s]"
)
_HALVES = (
    (lazy(r"\bthành thị\b"), lazy(r"\bnông thôn\b")),
    (lazy(r"\bnam\b(?!\s(?:bộ|á|định))"), lazy(r"\bnữ\b")),
)
_BRANCHES = ("khai khoáng", "chế biến", "điện", "nước")
_OF_ALL = lazy(r"\b(?:mức tăng|tốc độ tăng|tăng trưởng|mức giảm) chung\b[^,;.()0-9%]{0,30}\Z")


class _Rate(NamedTuple):
    """A percentage with the words before it and what it is: signed by its verb or sign."""

    figure: Figure
    words: str
    stretch: Stretch


def _rates(reading: Reading, sentence: Sentence) -> list[_Rate]:
    """Return the percentages of a sentence, each with the words since the figure before."""
    found, at = [], sentence.start
    for figure in sentence.figures:
        words = reading.low[at : figure.start]
        at = figure.end
        if not figure.unit.percent or figure.whole is not None:
            continue
        down = figure.sign == "-" or (not figure.sign and phrases.direction(words) < 0)
        own = printed(figure.value)
        found.append(_Rate(figure, words, Stretch(-own.high, -own.low) if down else own))
    return found


def outside(whole: Stretch, parts: Sequence[Stretch]) -> bool:
    """Return whether a whole lies on one side of all its parts."""
    return whole.high < min(p.low for p in parts) or whole.low > max(p.high for p in parts)


def _told(reading: Reading, whole: _Rate, parts: Sequence[_Rate]) -> Finding:
    return finding(
        "tang-ngoai-phan", "certain", reading.paragraph, (whole.figure.start, whole.figure.end),
        _("các phần từ {low}% đến {high}%, tổng {typed}%").format(
            low=shown(min(p.stretch.middle for p in parts)),
            high=shown(max(p.stretch.middle for p in parts)),
            typed=shown(whole.stretch.middle),
        ),
        _("tốc độ của tổng phải nằm giữa các phần, trừ khi danh sách không đủ"),
    )  # fmt: skip


def _says_nothing_else(words: str) -> bool:
    """Return whether words name no other quantity."""
    return not re.search(r"[^\W\d_]{2,}", _EMPTY.sub(" ", words))


# --- quarters ----------------------------------------------------------------------------------


def quarters(story: Story, tally: Tally) -> Iterator[Finding]:
    """`9 tháng ước 8,55% (quý I tăng 7,32%; quý II tăng 8,97%; quý III tăng 9,26%)`."""
    for reading in story.readings:
        for sentence in reading.sentences:
            words = reading.low[sentence.start : sentence.end]
            if ("quý" not in words and "quí" not in words) or _OTHER_BASE.search(words):
                continue
            rates = _rates(reading, sentence)
            for index in range(len(rates)):
                parts = _quarters_at(rates, index)
                behind = rates[index + len(parts) : index + len(parts) + 1]
                if parts and behind and _says_nothing_else(behind[0].words):
                    yield from _against_quarters(reading, behind[0], parts, tally)
                if parts and index:
                    whole = rates[index - 1]
                    if index == 1:  # the months may stand before a level
                        whole = whole._replace(words=words[: whole.figure.start - sentence.start])
                    yield from _against_quarters(reading, whole, parts, tally)
                if parts:
                    break


def _quarters_at(rates: Sequence[_Rate], index: int) -> list[_Rate]:
    """Return the quarters told from a percentage on: each by name, or `từng quý lần lượt`."""
    first = rates[index]
    if _EACH_QUARTER.search(first.words):
        run = [first]
        for rate in rates[index + 1 :]:
            if rate.words.strip() not in (",", "và", ";", ", và"):
                break
            run.append(rate)
        return run if _says_nothing_else(first.words) else []
    names: list[str] = []
    for rate in rates[index:]:
        named = _QUARTER.findall(rate.words)
        words = rate.words
        if not index and not names and (at := _QUARTER.search(words)):
            words = words[at.start() :]  # what grows is named before the first quarter
        if len(named) != 1 or not _says_nothing_else(words):
            break
        names.append(named[0])
    known = [("i", "ii", "iii", "iv")[: len(names)], ("1", "2", "3", "4")[: len(names)]]
    return list(rates[index : index + len(names)]) if tuple(names) in known else []


def _against_quarters(
    reading: Reading, whole: _Rate, parts: Sequence[_Rate], tally: Tally
) -> Iterator[Finding]:
    told = _MONTHS.search(whole.words)
    if told is None or _QUARTERS_OF[told[1] or told[2]] != len(parts) or whole.figure.vague:
        return
    if any(part.figure.vague for part in parts):
        return
    tally.tested += 1
    if outside(whole.stretch, [part.stretch for part in parts]):
        yield _told(reading, whole, parts)


# --- town and country ----------------------------------------------------------------------------


def halves(story: Story, tally: Tally) -> Iterator[Finding]:
    """`tỷ lệ thất nghiệp 2,41%; khu vực thành thị 2,96%, khu vực nông thôn 1,98%`."""
    for reading in story.readings:
        if "nông thôn" not in reading.low and "nữ" not in reading.low:
            continue
        for number, sentence in enumerate(reading.sentences):
            rates = _rates(reading, sentence)
            for index in range(len(rates) - 1):
                one, other = rates[index], rates[index + 1]
                if not _are_halves(one.words, other.words):
                    continue
                wholes = _wholes_before(reading, number, one.figure.start)
                if not wholes or one.figure.vague or other.figure.vague:
                    continue
                tally.tested += 1
                if all(outside(w.stretch, [one.stretch, other.stretch]) for w in wholes):
                    yield _told(reading, wholes[-1], [one, other])


def _are_halves(one: str, other: str) -> bool:
    one = one.rpartition(";")[2] if ";" in one else one
    if not _says_nothing_else(one.rpartition(".")[2]) or not _says_nothing_else(other):
        return False
    return any(
        (a.search(one) and b.search(other) and not a.search(other))
        or (b.search(one) and a.search(other) and not b.search(other))
        for a, b in _HALVES
    )


def _wholes_before(reading: Reading, number: int, at: int) -> list[_Rate]:
    """Return the rates, or the growths, before two halves: they are of one of these, open of which.

    None where the last statement before them tells neither.
    """
    before = [s for s in reading.statements if s.at < at and number - 1 <= s.sentence <= number]
    before = [s for s in before if not (s.level and s.level.start >= at)]
    if not before:
        return []
    last = before[-1]
    if last.level is not None and last.level.unit.percent and not last.all("growth"):
        levels = [s.level for s in before if s.level and s.level.unit.percent]
        return [_Rate(level, "", printed(level.value)) for level in levels if not level.vague]
    if last.level is None and len(last.all("growth")) == 1 and len(last.claims) == 1:
        changes = [c for s in before for c in s.all("growth") if not c.figure.vague]
        return [_Rate(c.figure, "", move) for c in changes if (move := change_of(c))]
    return []


# --- branches of industry ---------------------------------------------------------------------------


def branches(story: Story, tally: Tally) -> Iterator[Finding]:
    """The index of industry lies between its four branches, where all four are named."""
    for reading in story.readings:
        if "khai khoáng" not in reading.low or "chế biến" not in reading.low:
            continue
        statements = reading.statements
        for index in range(1, len(statements) - 3):
            parts = statements[index : index + 4]
            if all(_is_branch(reading, p, n) for p, n in zip(parts, _BRANCHES, strict=True)):
                yield from _against_branches(reading, statements[index - 1], parts, tally)


def _is_branch(reading: Reading, statement: Statement, name: str) -> bool:
    words = reading.low[statement.start : statement.at].rpartition(";")[2]
    return (
        statement.level is None
        and len(statement.claims) == 1
        and statement.claims[0].role in ("growth", "ratio")
        and name in words
    )


def _against_branches(
    reading: Reading, total: Statement, parts: Sequence[Statement], tally: Tally
) -> Iterator[Finding]:
    if total.level is not None or not re.search(r"công nghiệp|iip", total.words):
        return
    bases = {c.base for p in parts for c in p.claims} - {""}
    changes = [c for c in total.claims if c.role in ("growth", "ratio")]
    if len(changes) > 1:
        changes = [c for c in changes if c.base and {c.base} == bases]
    if len(changes) != 1 or len(bases | {changes[0].base} - {""}) > 1:
        return
    moves = [change_for(part, changes[0].base) for part in parts]
    stated = change_for(total, changes[0].base)
    known = [move for move in moves if move is not None]
    if stated is None or len(known) < len(moves):
        return
    tally.tested += 1
    if outside(stated, known):
        rates = [_Rate(p.claims[0].figure, "", m) for p, m in zip(parts, known, strict=True)]
        yield _told(reading, _Rate(changes[0].figure, "", stated), rates)


# --- a growth told behind the parts -------------------------------------------------------------------


def growth_behind(story: Story, tally: Tally) -> Iterator[Finding]:
    """`471,3 nghìn xe, gồm 318,6 (+24,0%) và 152,7 (+22,4%); đưa mức tăng chung lên 23,5%`."""
    readings = {id(reading.paragraph): reading for reading in story.readings}
    for group in story.groups:
        if not group.whole or any(c.role in ("growth", "ratio") for c in group.total.claims):
            continue
        if any(part.paragraph is not group.total.paragraph for part in group.parts):
            continue
        reading = readings[id(group.total.paragraph)]
        typed = _told_behind(reading, group)
        if typed is not None:
            yield from _against_parts(reading, group, typed, tally)


def _told_behind(reading: Reading, group: Group) -> Figure | None:
    last = group.parts[-1]
    found = [
        f for f in reading.figures
        if f.unit.percent and f.start >= last.end and not f.vague
        and _OF_ALL.search(reading.low[max(last.end, f.start - 60) : f.start])
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _against_parts(
    reading: Reading, group: Group, typed: Figure, tally: Tally
) -> Iterator[Finding]:
    bases = []
    for part in group.parts:
        moved = change_for(part, "")
        base = base_of(part.level.base_stretch, moved) if part.level and moved else None
        if base is None:
            return
        bases.append(base)
    levels = added(p.level.base_stretch for p in group.parts if p.level)
    computed = growth_over(levels, added(bases))
    tally.tested += 1
    if computed is None or printed(typed.value).meets(computed):
        return
    if computed.middle < 0:  # «mức giảm chung 3%» has no sign
        return
    yield finding(
        "tang-cua-tong", by_units(units_off(typed.value, computed)), reading.paragraph,
        (typed.start - 20, typed.end),
        _("các phần {parts} suy ra tổng {sign}{g}%, văn bản ghi {typed}%").format(
            parts=" + ".join(p.level.text.strip() for p in group.parts if p.level), sign="",
            g=shown_stretch(computed, typed.value), typed=shown(typed.value),
        ),
        _("tốc độ của tổng phải tính lại từ các phần; xem tổng hay phần nào là số cũ"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    quarters,
    halves,
    branches,
    growth_behind,
)
