"""What was done of a pair, against its parts.

Comes in: the story. Goes out: findings: `đào tạo 4.268/8.500 người; trong đó cao đẳng 312 người, trung cấp 968 người,
sơ cấp 2.988 người`, `ngân sách huyện 312,5/1.204,5 tỷ đồng (vốn cân đối 201,4 tỷ đồng, tiền sử dụng đất 98,3/480 tỷ
đồng, nguồn khác 21,8 tỷ đồng)`: certain where one slip explains the gap, for the list may tell some of them; likely where
money adds up to a bit more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from lsreport.audit.findings import Finding, Tally
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading.amounts import added
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import has_digits, mended, misses
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.audit.totals.sums import told_sum

_DIGITS = 4
_MOST = 12  # parts
_OPENS = lazy(
    r"(?:\s?,?\s?(?:đạt|bằng)\s[0-9,.]{1,6}\s?%(?:[^().;,0-9]{0,40}))?\s?\((?:@made_of)?\s?:?[^().;,0-9]{2,60}\s"
)
_NEXT = lazy(r"\s?[;,]\s?(?:và\s)?[^().;,0-9]{2,60}\s|\svà\s[^().;,0-9]{2,60}\s")
_SHUT = lazy(r"\s?\)")


def parts_of_a_pair(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test the first of each pair against the list that a word opens behind it."""
    readings = {id(reading.paragraph): reading for reading in story.readings}
    for group in story.groups:
        level, parts = group.total.level, [p.level for p in group.listed if p.level]
        if level is not None and len(parts) == len(group.listed):
            yield from _tested(readings[id(group.total.paragraph)], level, parts, tally)


def brackets_behind_a_pair(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test the first of each pair against the bracket behind it that names an amount or a pair each."""
    for reading in story.readings:
        for index, level in enumerate(reading.figures if "/" in reading.low else ()):
            if level.whole is not None:
                yield from _tested(reading, level, _in_bracket(reading, index), tally)


def _in_bracket(reading: Reading, index: int) -> list[Figure]:
    """Return what the bracket behind a pair lists; nothing where it tells anything else."""
    low, end, pattern = reading.low, reading.figures[index].end, _OPENS
    found: list[Figure] = []
    for figure in reading.figures[index + 1 : index + 2 + _MOST]:
        if not found and figure.unit.percent and not reading.depth(figure.start):
            continue  # «312,5/1.204,5 tỷ đồng, đạt 25,9% (…)»
        if not pattern.fullmatch(low, end, figure.start):
            break
        found.append(figure)
        end, pattern = figure.end, _NEXT
    return found if found and _SHUT.match(low, end) else []


def _tested(
    reading: Reading, level: Figure, parts: list[Figure], tally: Tally
) -> Iterator[Finding]:
    if level.whole is None or len(parts) < 2 or not has_digits(level, _DIGITS):
        return
    if unsure(level, *parts) or any(p.sign or not p.unit.same_as(level.unit) for p in parts):
        return
    done = replace(level, whole=None)
    parts = [replace(part, whole=None) for part in parts]
    tally.tested += 1
    if not misses(done, parts):
        return
    slip = mended(done, parts, True) is not None
    sums, goal = added(part.base_stretch for part in parts), done.base_stretch
    a_bit_more = sums.low > goal.high and sums.low * 10 < goal.high * 11
    if slip or (a_bit_more and done.unit.kind == "tiền"):  # people, houses may be counted twice
        yield told_sum(reading, level, parts, "certain" if slip else "likely")


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    parts_of_a_pair,
    brackets_behind_a_pair,
)
