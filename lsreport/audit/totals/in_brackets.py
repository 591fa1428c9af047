"""Amounts in brackets, one behind each name of a list.

Comes in: the story. Goes out: findings: `tổng diện tích 375,8 ha, gồm: Đình Phong 1 (38,5 ha), Đình Phong 2 (42,7 ha), …`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsreport.audit.findings import Finding, Tally
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import mended, misses
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.audit.totals.sums import told_sum

_FEWEST, _MOST = 3, 32  # names
_OPENS = lazy(r"[^0-9();]{0,40}?(?:@made_of)\s?:?\s[^();]{2,80}\(\s?")
_NEXT = lazy(r"\s?\)\s?[,;]?\s?(?:và\s)?[^();]{2,80}\(\s?")
_SHUT = lazy(r"\s?\)\s?[.;,]?")
_MORE = lazy(r"\s?\)\s?[,;]?\s?(?:và các|và một số|…|\.\.\.|v\.v|[^();.]{2,80}\()")


def names_with_amounts(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each total against the amounts in the brackets behind the names of its list."""
    for reading in story.readings:
        for index, total in enumerate(reading.figures):
            parts = _parts(reading, index) if total.unit.amount and total.whole is None else []
            if len(parts) < _FEWEST or unsure(total, *parts) or total.sign:
                continue
            tally.tested += 1
            if misses(total, parts):
                clear = mended(total, parts) or _are_counted(reading, index, len(parts))
                yield told_sum(reading, total, parts, "certain" if clear else "likely")


def _parts(reading: Reading, index: int) -> list[Figure]:
    """Return the amounts of a list, each alone in its bracket; none where it goes on otherwise."""
    low, total = reading.low, reading.figures[index]
    found: list[Figure] = []
    for figure in reading.figures[index + 1 : index + 1 + _MOST]:
        if not figure.unit.kind and not reading.depth(figure.start):  # «Nam Hòa 1 (38,5 ha)»
            continue
        opened = (
            _NEXT.fullmatch(low, found[-1].end, figure.start)
            if found
            else _OPENS.fullmatch(low, total.end, figure.start)
        )
        if opened is None:
            break
        if not figure.unit.same_as(total.unit) or figure.sign or figure.whole is not None:
            return []
        found.append(figure)
    if not found or not _SHUT.match(low, found[-1].end) or _MORE.match(low, found[-1].end):
        return []
    return found


def _are_counted(reading: Reading, index: int, count: int) -> bool:
    """Return whether as many as the list names are told before the total: `Có 09 cụm công nghiệp …`."""
    total = reading.figures[index]
    start = max(s.start for s in reading.sentences if s.start <= total.start)
    before = [f for f in reading.figures[:index] if f.start >= start and f.whole is None]
    return any(f.value == count and f.unit.counted for f in before)


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (names_with_amounts,)
