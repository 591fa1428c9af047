"""Two data sets that state different values for the same thing.

Comes in: a workspace and a period. Goes out: a finding for each indicator, stretch of months
and measure on which two data sets differ. They are never mixed; the reader is told.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from lsreport.check.marks import finding_mark, no_longer_found
from lsreport.data.model import Acceptance, Catalogue, Cell, Dataset
from lsreport.data.workspace import Workspace
from lsreport.errors import Fault, UsageError
from lsreport.i18n import _
from lsreport.numbers import format_quantity
from lsreport.periods import Period
from lsreport.spans import Span, span_of
from lsreport.terms import Measure

Stated = dict[tuple[str, Span, Measure], tuple[Cell, Dataset]]


def check_across(workspace: Workspace, period: Period) -> list[Fault]:
    """Return where the data sets of a workspace disagree about the months of a period.

    Every file that ends with the period's last month is looked at: the half-year of one set
    stands against June of the other. Raises UsageError when fewer than two sets have data.
    """
    stated = {
        name: _stated(workspace, name, period) for name in workspace.catalogue.settings.datasets
    }
    present = [name for name, cells in stated.items() if cells]
    if len(present) < 2:
        raise UsageError.one(
            "mot-bo-so-lieu",
            _("chỉ có {count} bộ số liệu có kỳ kết thúc như {period}").format(
                count=len(present), period=period
            ),
            _("so sánh cần ít nhất hai bộ; xem các kỳ bằng lsreport reports"),
        )
    found: list[Fault] = []
    for first, second in itertools.combinations(present, 2):
        found += _differences(stated[first], stated[second], workspace.catalogue)
    files = {data.file: data for cells in stated.values() for _cell, data in cells.values()}
    accepted = [one for data in files.values() for one in data.accepted if one.is_of_data_sets]
    return [*_not_among(found, accepted), *no_longer_found(accepted, {f.mark for f in found})]


def _not_among(found: list[Fault], accepted: list[Acceptance]) -> Iterator[Fault]:
    marks = {acceptance.mark for acceptance in accepted}
    return (fault for fault in found if fault.mark not in marks)


def _stated(workspace: Workspace, name: str, period: Period) -> Stated:
    found: Stated = {}
    same_end = [p for p in workspace.periods(name) if p.end == period.end]
    for other in sorted(same_end, key=lambda p: p != period):  # the period's own file first
        dataset = workspace.dataset(name, other)[0]
        for key, windows in dataset.observations.items():
            for window, observation in windows.items():
                span = span_of(dataset.period, window)
                for measure, cell in observation.cells.items():
                    found.setdefault((key, span, measure), (cell, dataset))
    return found


def _differences(first: Stated, second: Stated, catalogue: Catalogue) -> Iterator[Fault]:
    for place, (cell, dataset) in first.items():
        if place not in second:
            continue
        other_cell, other = second[place]
        if cell.value == other_cell.value:
            continue
        key, span, measure = place
        yield Fault(
            "hai-bo-khac-nhau",
            _(
                "«{key}» ({name}), {span}, {measure}: bộ {first} ghi {a}, bộ {second} ghi {b} ({where})"
            ).format(
                key=key,
                name=catalogue.indicators[key].name,
                span=span,
                measure=measure.value,
                first=dataset.name,
                a=_shown(cell),
                second=other.name,
                b=_shown(other_cell),
                where=other_cell.source.place,
            ),
            _("hai bộ số liệu khác định nghĩa, thời điểm chốt hoặc lần điều chỉnh; không dùng lẫn"),
            cell.source.place,
            "note",
            "look",  # each may be right by its own definition
            "h"
            + finding_mark(
                "hai-bo-khac-nhau", *place, *sorted(_told(dataset, cell, other, other_cell))
            ),
        )


def _told(one: Dataset, cell: Cell, other: Dataset, other_cell: Cell) -> list[str]:
    """Return what each set states, by its name: the same in whichever order they are compared."""
    return [f"{one.name}={_shown(cell)}", f"{other.name}={_shown(other_cell)}"]


def _shown(cell: Cell) -> str:
    return format_quantity(cell.quantity) if cell.quantity else str(cell.value)
