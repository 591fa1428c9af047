"""Totals whose parts follow in other sentences.

Comes in: the readings of all paragraphs. Goes out: a total and the run of statements, further down, that
add up to it so exactly that it is hardly by chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from lsreport.audit.reading.amounts import Stretch
from lsreport.audit.reading.naming import are_apart, proper_names
from lsreport.audit.reading.statements import Reading, Statement

_MOST_PARTS = 16
_REACH_PARAGRAPHS = 12
_REACH_STATEMENTS = 40
_TIGHT = Decimal("0.001")
_TIGHTEST = Decimal("0.00005")


def runs_of(
    readings: list[Reading], known: set[int]
) -> Iterator[tuple[Statement, list[Statement]]]:
    """Yield totals and the run of statements, further down, that add up to them exactly."""
    body = [r for r in readings if r.statements and not r.paragraph.note]
    for place, reading in enumerate(body):
        for statement in reading.statements:
            if id(statement) not in known and _tells(statement):
                run = _run(statement, _following(body, place, statement))
                run = run or _lines_below(statement, body[place + 1 : place + 1 + _MOST_PARTS])
                if run:
                    yield statement, run


def _tells(statement: Statement) -> bool:
    level = statement.level
    return (
        level is not None
        and level.unit.amount
        and level.whole is None
        and not level.vague
        and any(claim.role in ("growth", "ratio", "difference") for claim in statement.claims)
    )


def _following(body: list[Reading], place: int, total: Statement) -> list[Statement]:
    found: list[Statement] = []
    assert total.level is not None
    for reading in body[place : place + _REACH_PARAGRAPHS]:
        for statement in reading.statements:
            later = statement.paragraph is not total.paragraph or statement.at > total.at
            if (
                later
                and _tells(statement)
                and statement.window == total.window
                and statement.depth == 0
            ):
                level = statement.level
                if level is not None and level.unit.same_as(total.level.unit):
                    found.append(statement)
        if len(found) >= _REACH_STATEMENTS:
            break
    return found[:_REACH_STATEMENTS]


def _run(total: Statement, candidates: list[Statement]) -> list[Statement]:
    assert total.level is not None
    goal, tight = total.level.base_stretch, _TIGHT
    if "tổng" not in total.words:  # then only the same noun, and hardly by chance
        noun = total.key.split()[:2]
        own = _proper(total)
        candidates = [
            c for c in candidates
            if c.key.split()[:2] == noun and not are_apart(own, _proper(c))
        ]  # fmt: skip
        tight = _TIGHTEST
        if total.level.unit.counted and goal.high * tight < 1:
            return []  # counts are told exactly, and meet by chance all the same
    for start in range(len(candidates)):
        if run := _first_sum(goal, candidates[start : start + _MOST_PARTS], tight):
            return run
    return []


def _proper(statement: Statement) -> frozenset[str]:
    end = statement.level.start if statement.level else statement.at
    return proper_names(statement.paragraph.plain[statement.start : end])


def _lines_below(total: Statement, below: list[Reading]) -> list[Statement]:
    """Return the lines right below a total that add up to it exactly, of its window by being there."""
    if total.level is None or "tổng" not in total.words:
        return []
    goal, lines = total.level, []
    for step, reading in enumerate(below, 1):
        first = reading.statements[0]
        level = first.level
        if reading.paragraph.number != total.paragraph.number + step or not _tells(first):
            break
        if level is None or first.window not in ("", total.window):
            break
        if not level.unit.same_as(goal.unit):
            break
        lines.append(first)
    return _first_sum(goal.base_stretch, lines, _TIGHTEST)


def _first_sum(goal: Stretch, run: list[Statement], tight: Decimal) -> list[Statement]:
    """Return the first parts of a run that add up to a total within its digits."""
    sums = accumulate((p.level.base_stretch for p in run if p.level), Stretch.__add__)
    for count, some in enumerate(sums, 1):
        if some.low > goal.high:
            break
        width = (goal.high - goal.low) + (some.high - some.low)
        if count > 1 and goal.meets(some) and width <= goal.high * tight:
            return run[:count]
    return []
