"""Where the figures stand that a finding speaks of.

Comes in: indicators, a window, a measure. Goes out: file and lines, as messages name them.
"""

from __future__ import annotations

from collections.abc import Iterable

from lsreport.data.model import Cell, Indicator
from lsreport.i18n import _
from lsreport.measures import Measures
from lsreport.terms import Measure, Window


def cell_of(
    measures: Measures, indicator: Indicator, window: Window, measure: Measure
) -> Cell | None:
    """Return where a figure is stated, in whichever file of the data set."""
    seen = measures.observation(indicator, window)
    return seen.cells.get(measure) if seen else None


def lines_of(measures: Measures, keys: Iterable[str], window: Window, measure: Measure) -> str:
    """Return where a measure of several indicators is stated: `data/ubnd/2024-05.yaml:12, 15`."""
    found: dict[str, list[str]] = {}
    for key in keys:
        seen = measures.observation(measures.indicator(key), window)
        cell = seen.cells.get(measure) if seen else None
        if cell is not None:
            found.setdefault(cell.source.file, []).append(str(cell.source.line))
    return "; ".join(f"{file}:{', '.join(lines)}" for file, lines in found.items())


def with_lines(message: str, lines: str) -> str:
    """Return a message that names the lines of the parts it speaks of."""
    return (
        _("{message}; các phần ở {lines}").format(message=message, lines=lines)
        if lines
        else message
    )
