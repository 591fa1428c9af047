"""The amount that a share is of.

Comes in: a reading and a share in it. Goes out: the amount before it in its sentence, or behind its brackets,
that the share is told of.
"""

from __future__ import annotations

from lsreport.audit.meaning.loose import plain_or_about
from lsreport.audit.reading import phrases
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.spans import span_of
from lsreport.audit.reading.statements import Reading

_OF_ALL = lazy(r"\b(?:trong|trên)\s(?:tổng\s)?(?:số\s)\Z|/\s?\Z")
_STOP = lazy(r"[,;.()]")


def amount_of(reading: Reading, index: int, share: Figure) -> Figure | None:
    """Return the amount that a share is of: before it in its sentence, or behind its brackets."""
    deep = reading.depth(share.start)
    for back in range(index - 1, max(-1, index - 5), -1):
        figure = reading.figures[back]
        gap = reading.low[figure.end : share.start]
        if any(mark in gap for mark in (";", ". ", "\n")) or span_of(gap.rpartition(",")[2]):
            break  # «quý II 150 tỷ đồng, 6 tháng bằng 52,1%»
        if "trong đó" in gap:
            break  # «742 triệu kWh, trong đó công nghiệp chiếm 41,2%»: of it
        if not figure.unit.amount or reading.depth(figure.start) > deep:
            continue
        if figure.sign or phrases.direction(reading.low[max(0, figure.start - 50) : figure.start]):
            continue
        near = deep and "(" in gap and len(gap) > 40 and index + 1 < len(reading.figures)
        if near and _follows(reading, share, reading.figures[index + 1]):
            break
        if not is_of_all(reading, figure):
            return figure if plain_or_about(reading, figure) else None
    if deep and index + 1 < len(reading.figures):
        after = reading.figures[index + 1]
        if _follows(reading, share, after) and plain_or_about(reading, after):
            return after
    return None


def is_of_all(reading: Reading, figure: Figure) -> bool:
    """Return whether `trong tổng số`, `trên tổng số` stand right before an amount: it is the whole."""
    return _OF_ALL.search(reading.low[max(0, figure.start - 30) : figure.start]) is not None


def _follows(reading: Reading, share: Figure, after: Figure) -> bool:
    """Return whether an amount comes right behind the brackets of a share: `FDI (chiếm 89%) đạt 10 tỷ`."""
    gap = reading.low[share.end : after.start]
    closed = gap.rpartition(")")
    plain = not _STOP.search(closed[2]) and len(closed[2]) < 30
    return bool(closed[1]) and plain and not phrases.direction(gap) and after.unit.amount
