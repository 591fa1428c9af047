"""Totals of two measures, and parts that tell both: the second in brackets, or of kinds of one office.

Comes in: the story. Goes out: findings: `86 trường hợp với diện tích 412,6 ha; trong đó giao đất 52 trường hợp (214,3 ha),
cho thuê đất 34 trường hợp (189,3 ha)`; `65 đơn vị hành chính cấp xã, gồm 61 xã và 5 phường`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsreport.audit.findings import Finding, Tally
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.slips import mended, misses
from lsreport.audit.reading.statements import Reading, Statement
from lsreport.audit.reading.story import Group, Story
from lsreport.audit.totals.sums import is_plain, levels_of, told_sum

_OFFICES = lazy(r"\s(?:vị )?hành chính\b")
_KINDS = frozenset(
    ("xã", "phường", "thị trấn", "đặc khu", "huyện", "thành phố", "thị xã", "thị", "đặc")
)
_FAR = 80  # characters from one total to the other


def second_measure(story: Story, tally: Tally) -> Iterator[Finding]:
    """Where the counts add up, the amounts in the brackets behind them must too."""
    by_paragraph = {id(r.paragraph): r for r in story.readings}
    for group in story.groups:
        reading = by_paragraph.get(id(group.total.paragraph))
        if (
            reading is None
            or not group.whole
            or any(p.paragraph is not reading.paragraph for p in group.parts)
        ):
            continue
        inner = [_in_bracket(reading, part) for part in group.parts]
        known = [s for s in inner if s is not None]
        if len(known) != len(group.parts) or len({id(s) for s in known}) != len(known):
            continue
        total = _beside(reading, group, known[0])
        if total is None or total.level is None:
            continue
        figures = levels_of(known)
        if any(not f.unit.same_as(total.level.unit) for f in figures):
            continue
        tally.tested += 1
        if misses(total.level, figures):
            sure = mended(total.level, figures) is not None
            yield told_sum(reading, total.level, figures, "certain" if sure else "likely")


def _in_bracket(reading: Reading, part: Statement) -> Statement | None:
    """Return the level in the bracket right behind a part."""
    place = reading.statements.index(part) + 1
    inner = reading.statements[place] if place < len(reading.statements) else None
    if (
        inner is None
        or part.level is None
        or inner.level is None
        or inner.claims
        or not is_plain(inner)
    ):
        return None
    between = reading.low[part.level.end : inner.level.start]
    return inner if inner.depth > part.depth and between.strip(" ") == "(" else None


def _beside(reading: Reading, group: Group, like: Statement) -> Statement | None:
    """Return the total of the second measure, right behind the first: `với diện tích 412,6 ha`."""
    first = group.total.level
    for statement in reading.statements:
        level = statement.level
        if first is None or level is None or like.level is None or not is_plain(statement):
            continue
        near = first.end <= level.start <= min(group.parts[0].at, first.end + _FAR)
        if near and level.unit.same_as(like.level.unit) and statement.depth == group.total.depth:
            return statement
    return None


def kinds_of_offices(story: Story, tally: Tally) -> Iterator[Finding]:
    """Communes and wards are all the offices of their level."""
    by_paragraph = {id(r.paragraph): r for r in story.readings}
    for group in story.groups:
        reading, total = by_paragraph.get(id(group.total.paragraph)), group.total.level
        if (
            reading is None
            or total is None
            or total.unit.base != "đơn vị"
            or group.word not in ("gồm", "bao gồm")
        ):
            continue
        figures = levels_of(group.parts)
        if (
            not _OFFICES.match(reading.low, total.end)
            or len(figures) < 2
            or len(figures) != len(group.parts)
        ):
            continue
        if any(f.unit.base not in _KINDS or f.whole is not None for f in figures):
            continue
        tally.tested += 1
        if sum(f.value for f in figures) != total.value:
            yield told_sum(reading, total, figures, "certain")


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (second_measure, kinds_of_offices)
