"""Totals and their parts.

Comes in: the readings of all paragraphs, notes tied to their marks. Goes out: groups: a total, the
statements that are its parts, and whether their levels make up the total.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate, islice, takewhile

from lsreport.audit.reading import compositions
from lsreport.audit.reading.amounts import Stretch, added
from lsreport.audit.reading.nested import nested_of
from lsreport.audit.reading.paragraphs import read_paragraph
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.rows import is_evident, is_exact, is_tight, rows_of
from lsreport.audit.reading.runs import runs_of
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.source import Document
from lsreport.audit.reading.statements import Reading, Statement
from lsreport.audit.reading.story import Group, Story
from lsreport.audit.reading.units import Unit

_OPENER = lazy(
    r"\b(?:trong đó\s(?=(?:bao )?gồm))?(trong đó|trong tổng số|@made_of|cụ thể|xét theo)\b(?:\s+(?:có|là))?\s{0,2}[:,]?"
)
_BULLET = lazy(r"\s{0,6}[-+*•–]\s")
_MOST_PARTS = 16
_MOST_LISTS = 64  # in one paragraph
_REACH_PARAGRAPHS = 12
_REACH_STATEMENTS = 40
_TIGHT = Decimal("0.001")
_TIGHTEST = Decimal("0.00005")


def read_story(document: Document) -> Story:
    """Return what a document states."""
    readings = [read_paragraph(paragraph) for paragraph in document.paragraphs]
    story = Story(document, readings, [])
    story.groups.extend(_opened(readings))
    story.groups.extend(_bracketed(readings))
    story.groups.extend(_noted(story))
    story.groups.extend(_by_nature(readings, list(story.groups)))
    whole = {id(group.total) for group in story.groups if group.whole}
    for total, parts in nested_of(readings):
        if id(total) not in whole:
            whole.add(id(total))
            story.groups.append(Group(total, parts, True, "trong đó", parts))
    for total, parts in compositions.made_above(
        readings, {id(group.total) for group in story.groups}
    ):
        story.groups.append(Group(total, parts, True, compositions.BY_NATURE, parts))
    story.groups.extend(_in_runs(readings, whole))
    story.groups.extend(_in_rows(readings, [g for g in story.groups if g.whole]))
    return story


def _by_nature(readings: list[Reading], known: list[Group]) -> Iterator[Group]:
    """Yield totals with the parts that the field knows them to have."""
    totals = {id(group.total) for group in known if group.whole}
    total_of = {
        id(part): group.total for group in known if group.whole or _may_hold(group)
        for part in group.parts
    }  # fmt: skip
    for total, parts, closed in compositions.composed(
        readings, compositions.by_label(readings), totals
    ):
        whole = compositions.adds_up(total, parts)
        outer = total_of.get(id(total))  # «Trong đó, tổng kim ngạch …, xuất khẩu …, nhập khẩu …»
        told = [total_of.get(id(part), total) for part in parts]
        if not whole and all(other is not total and other is not outer for other in told):
            continue  # they are told of another total: that of their own year or line
        yield Group(
            total, parts, whole, compositions.BY_NATURE if closed else compositions.NEARLY, parts
        )


def _may_hold(group: Group) -> bool:
    """Return whether a list is opened right behind a total of its unit: it is of that, and no other."""
    level = group.total.level
    return (
        level is not None
        and all(part.level and part.level.unit.same_as(level.unit) for part in group.parts)
        and all(part.paragraph is group.total.paragraph for part in group.parts)
    )


# --- lists that a word opens ---------------------------------------------------------------


def _opened(readings: list[Reading]) -> Iterator[Group]:
    body = [reading for reading in readings if not reading.paragraph.note]
    places = {id(reading): index for index, reading in enumerate(body)}
    for reading in readings:
        if not reading.statements and not reading.figures:
            continue
        inner: dict[int, int] = {}  # part → total of the lists inside, found first
        for match in reversed(list(islice(_OPENER.finditer(reading.low), _MOST_LISTS))):
            totals = _totals(reading, match.start())
            if not totals and not reading.low[: match.start()].strip(" -+*•"):
                totals = _told_above(body, places.get(id(reading), 0))
            if not totals:
                continue
            parts = _inside(reading, match.start(), match.end())
            if not parts and match.end() >= len(reading.low.rstrip()) - 1 and id(reading) in places:
                parts = _below(body, places[id(reading)])
            listed = {id(part) for part in parts}
            parts = [part for part in parts if inner.get(id(part)) not in listed]
            totals += _further_back(reading, match.start(), totals, parts)
            totals = _split_again(reading, match.start(), totals, parts) or totals
            for group in _grouped(totals, parts, match[1]):
                if group.whole:
                    inner.update((id(part), id(group.total)) for part in group.parts)
                yield group


def _totals(reading: Reading, at: int) -> list[Statement]:
    """Return what may be the total of a list: the last statement before it and its windows."""
    depth = reading.depth(at)
    before = [s for s in reading.statements if s.end <= at and s.depth <= depth]
    if not before:
        return []
    last = before[-1]
    found = [last]
    for other in reversed(before[:-1]):
        if other.sentence != last.sentence or len(found) > 2:
            break
        if other.level is not None and other.key and last.key.endswith(other.key):
            found.append(other)
        elif depth == last.depth and last.depth == other.depth and len(found) == 1:
            found.append(other)  # the words between may be an aside
    return found


def _further_back(
    reading: Reading, at: int, totals: list[Statement], parts: list[Statement]
) -> list[Statement]:
    """Return the last amount of the parts' unit before a list, where what stands right before it has another.

    «phát hiện 84 vụ, làm rõ 78 vụ/84 vụ, bắt 132 đối tượng. Trong đó: trộm cắp 45 vụ; …»
    """
    units = [part.level.unit for part in parts if part.level]
    if len(units) < max(2, len(parts)) or not all(unit.same_as(units[0]) for unit in units):
        return []
    last = totals[0]
    if (
        any(_has_unit(total, units[0]) for total in totals)
        or last.paragraph is not reading.paragraph
    ):
        return []
    before = [
        s
        for s in reading.statements
        if s.end <= at and s.depth <= last.depth and s.sentence == last.sentence
    ]
    return [s for s in before if _has_unit(s, units[0])][-1:]


def _split_again(
    reading: Reading, at: int, totals: list[Statement], parts: list[Statement]
) -> list[Statement]:
    """Return the amount that a sentence divides once more: `Chia theo phương thức: …. Chia theo loại: …`."""
    start = max((s.start for s in reading.sentences if s.start <= at), default=0)
    if reading.low[start:at].strip(" -+*•") or len(parts) < 2:
        return []
    if any(total.level and _exactly(total.level, parts) for total in totals):
        return []
    before = [s for s in reading.statements if s.end <= at and not s.depth and s.level]
    return [s for s in before if s.level and _exactly(s.level, parts)][:1]


def _has_unit(statement: Statement, unit: Unit) -> bool:
    level = statement.level
    return level is not None and level.whole is None and level.unit.same_as(unit)


def _told_above(body: list[Reading], place: int) -> list[Statement]:
    """Return the totals of a paragraph that begins with `Bao gồm:`: told right above, and only there."""
    above = body[place - 1] if place else None
    if above is None or above.paragraph.heading or not above.statements:
        return []
    first = above.statements[0]
    alone = sum(s.level is not None and not s.depth for s in above.statements) == 1
    return [first] if alone and first.level is not None else []


def _inside(reading: Reading, at: int, end: int) -> list[Statement]:
    depth = reading.depth(at)
    found = []
    for statement in reading.statements:
        if statement.at < end:
            continue
        if depth and reading.depth(statement.at) < depth:
            break
        if statement.depth == depth:
            found.append(statement)
    return found[: 2 * _MOST_PARTS]


def _below(body: list[Reading], place: int) -> list[Statement]:
    """Return the first statements of the paragraphs below, one each."""
    found: list[Statement] = []
    bulleted = False
    for reading in body[place + 1 : place + 1 + _REACH_PARAGRAPHS]:
        if reading.paragraph.heading or not reading.statements:
            if found:
                break
            continue
        if bulleted and _BULLET.match(reading.low) is None:
            break
        bulleted = _BULLET.match(reading.low) is not None
        found.append(reading.statements[0])
    return found


def _bracketed(readings: list[Reading]) -> Iterator[Group]:
    """Yield what brackets right behind a level list: `42 dự án (36 trong nước và 6 FDI)`."""
    for reading in readings:
        for index, total in enumerate(reading.statements):
            level = total.level
            if level is None or level.vague or level.whole is not None:
                continue
            parts = _deeper(reading.statements[index + 1 : index + 12], total.depth)
            if len(parts) > 1 and _exactly(level, parts) and _listed(reading, parts):
                yield Group(total, parts, True, "gồm", parts)
                continue
            if any(claim.figure.start < end_of(parts) for claim in total.claims):
                continue
            if len(parts) < 2 or reading.low[level.end : parts[0].at].count("(") != 1:
                continue
            if parts[0].at - level.end > 40 or not _lists(reading, parts, level):
                continue
            some = added(p.level.base_stretch for p in parts if p.level)
            yield Group(total, parts, some.meets(level.base_stretch), "gồm", parts)


def _exactly(level: Figure, parts: list[Statement]) -> bool:
    """Return whether parts make up a level by their last digits: hardly by chance."""
    if not all(
        p.level and p.level.whole is None and p.level.unit.same_as(level.unit) for p in parts
    ):
        return False
    some = added(p.level.base_stretch for p in parts if p.level)
    width = (some.high - some.low) + (level.base_stretch.high - level.base_stretch.low)
    return some.meets(level.base_stretch) and width <= abs(level.base_stretch.high) * _TIGHT


def _listed(reading: Reading, parts: list[Statement]) -> bool:
    """Return whether parts stand in one bracket, one beside the other."""
    depth = reading.depth(parts[0].at)
    return (
        all(part.depth == depth for part in parts)
        and ")" not in reading.low[parts[0].at : parts[-1].at]
    )


def end_of(parts: list[Statement]) -> int:
    """Return where the last of some parts ends; 0 for none."""
    return parts[-1].end if parts else 0


def _deeper(statements: list[Statement], depth: int) -> list[Statement]:
    return list(takewhile(lambda statement: statement.depth > depth, statements))


def _lists(reading: Reading, parts: list[Statement], level: Figure) -> bool:
    """Return whether brackets hold nothing but levels of one unit, the last behind `và`."""
    same = all(
        p.level and not p.claims and p.level.unit.same_as(level.unit) and not p.level.vague
        and p.level.whole is None and p.level.sign == "" for p in parts
    )  # fmt: skip
    return same and " và " in reading.low[parts[-2].end : parts[-1].at]


def _noted(story: Story) -> Iterator[Group]:
    """Yield the lists in notes whose marks stand behind a statement."""
    notes = compositions.by_label(story.readings)
    for reading in story.readings:
        for mark in reading.paragraph.marks:
            inner = notes.get(mark.label, [])
            opener = _OPENER.search(inner[0].low[:60]) if inner else None
            before = [s for s in reading.statements if s.at < mark.start]
            if opener is None or not before or mark.start - _last_end(before[-1], mark.start) > 60:
                continue
            parts = [s for r in inner for s in r.statements if s.depth == 0]
            yield from _grouped([before[-1]], parts, opener[1])


def _last_end(statement: Statement, at: int) -> int:
    """Return where the last figure of a statement ends before an offset."""
    figures = [claim.figure for claim in statement.claims]
    if statement.level is not None:
        figures.append(statement.level)
    return max((figure.end for figure in figures if figure.end <= at), default=0)


def _grouped(totals: list[Statement], parts: list[Statement], word: str) -> Iterator[Group]:
    for total in totals:
        for fitting in _fitting(total, parts):
            count = _adds_up(total, fitting)
            if count:
                yield Group(total, fitting[:count], True, word, parts)
                break
        else:
            continue
        if total is totals[0]:
            return
    if first := [p for p in parts if _same_stretch(p, parts[0])]:
        yield Group(_of_their_kind(totals, first), first, False, word, first)


def _of_their_kind(totals: list[Statement], parts: list[Statement]) -> Statement:
    """Return the total: the last statement, or the one before where that is a bare percentage."""
    units = [p.level.unit for p in parts if p.level]
    last = totals[0].level
    if last is None or totals[0].claims or len(units) < len(parts):
        return totals[0]
    like = (t for t in totals if t.level and all(t.level.unit.same_as(u) for u in units))
    return next(like, totals[0])


def _same_stretch(one: Statement, other: Statement) -> bool:
    if one.paragraph is not other.paragraph:
        return bool(one.paragraph.note or other.paragraph.number != one.paragraph.number)
    return one.sentence == other.sentence


def _fitting(total: Statement, parts: list[Statement]) -> Iterator[list[Statement]]:
    """Yield the parts that can be added to the total: those of one unit up to another window, then
    those of the total's own window among others.
    """
    if total.level is None or total.level.vague or total.level.whole is not None:
        return
    unit = total.level.unit
    found = [p for p in parts if p.level and p.level.whole is None and p.level.unit.same_as(unit)]
    simple = list(takewhile(lambda p: p.window in (total.window, ""), found))
    yield simple
    if total.window and len(simple) < len(found):
        yield [p for p in found if p.window == total.window]
    if not total.window and len(simple) < len(found):
        yield list(takewhile(lambda p: p.window == found[0].window, found))


def _adds_up(total: Statement, parts: list[Statement]) -> int:
    """Return how many of the first parts add up to the total; 0 where none do."""
    if total.level is None:
        return 0
    goal = total.level.base_stretch
    sums = accumulate(
        (p.level.base_stretch for p in parts[:_MOST_PARTS] if p.level), Stretch.__add__
    )
    best = 0
    for count, some in enumerate(sums, 1):
        if count > 1 and goal.meets(some) and _tight(goal, some):
            best = count  # the smallest parts change the sum within its rounding only
        if some.low > goal.high:
            break
    return best


def _tight(goal: Stretch, some: Stretch) -> bool:
    width = (goal.high - goal.low) + (some.high - some.low)
    return width <= abs(goal.high) * Decimal("0.2")


# --- totals whose parts no word opens ---------------------------------------------------------


def _in_runs(readings: list[Reading], known: set[int]) -> Iterator[Group]:
    """Yield totals and what adds up to them exactly in sentences further down."""
    for total, run in runs_of(readings, known):
        yield Group(total, run, True, "", run)


def _in_rows(readings: list[Reading], known: list[Group]) -> Iterator[Group]:
    """Yield what stands in a row and makes up the amount right before or behind it, to the last digit."""
    totals = {id(group.total) for group in known}
    parts = {id(part) for group in known for part in group.parts}
    for row, near in rows_of(readings):
        if any(id(part) in parts for part in row.parts):
            continue
        some = added(p.level.base_stretch for p in row.parts if p.level)
        for total in near:
            fits = total.level is not None and total.level.base_stretch.meets(some)
            sure = is_tight(row, total) and (is_evident(row, total) or is_exact(row, total))
            if fits and id(total) not in totals and sure:
                totals.add(id(total))
                parts.update(id(part) for part in row.parts)
                yield Group(total, row.parts, True, "", row.parts)
                break
