"""The revisions of a period: where their log stands, what is wrong in it, what they change.

Comes in: a period's data as its file has them, and its log. Goes out: the data with the
revisions applied in order, or every fault of the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from lsreport.data.model import Dataset, Observation, Revision, Source
from lsreport.errors import Fault, FaultLog
from lsreport.i18n import _
from lsreport.records import record
from lsreport.terms import Measure, Status, Window

LOG_SUFFIX = ".dieu-chinh.yaml"
_FIRMNESS = (None, Status.ESTIMATED, Status.PROVISIONAL, Status.FINAL)


def log_of(period_file: Path) -> Path:
    """Return where the log of a period's file stands."""
    return period_file.with_name(period_file.stem + LOG_SUFFIX)


def period_file_of(file: str) -> str:
    """Return the period's file that a line of it or of its log belongs to.

    >>> period_file_of("data/ubnd/2024-05.dieu-chinh.yaml")
    'data/ubnd/2024-05.yaml'
    """
    return file.removesuffix(LOG_SUFFIX) + ".yaml" if file.endswith(LOG_SUFFIX) else file


def goes_back(before: Status | None, after: Status | None) -> bool:
    """Return whether a status becomes less firm: chinh_thuc, so_bo, uoc_tinh."""
    return _FIRMNESS.index(after) < _FIRMNESS.index(before)


@record
class StatusChange:
    """A window of an indicator whose status a revision changed, and the line that says so."""

    indicator: str
    window: Window
    before: Status | None
    after: Status
    source: Source

    @property
    def back(self) -> bool:
        """Return whether the figures became less firm."""
        return goes_back(self.before, self.after)


def status_changes(before: Dataset, revision: Revision) -> Iterator[StatusChange]:
    """Yield the statuses that a revision changes in what stood before it."""
    for key, windows in revision.observations.items():
        for window, change in windows.items():
            stood = before.observations.get(key, {}).get(window)
            if stood and change.status and change.status is not stood.status:
                yield StatusChange(key, window, stood.status, change.status, change.source)


# --- applying -----------------------------------------------------------------------------


def revised(dataset: Dataset, revisions: Iterable[Revision]) -> Dataset:
    """Return a period's data after further revisions, in their order."""
    for revision in revisions:
        dataset = _after(dataset, revision)
    return dataset


def steps(dataset: Dataset) -> list[Dataset]:
    """Return a period's data as its file has them, then after each revision of it."""
    found = [dataset.original or dataset]
    for revision in dataset.revisions:
        found.append(_after(found[-1], revision))
    return found


def _after(dataset: Dataset, revision: Revision) -> Dataset:
    original = dataset.original or dataset
    observations = {key: dict(windows) for key, windows in dataset.observations.items()}
    for key, windows in revision.observations.items():
        known = observations.setdefault(key, {})
        first = original.observations.get(key, {})
        for window, change in windows.items():
            merged = _merged(known.get(window), change, first.get(window), revision.day)
            if merged is None:
                known.pop(window, None)
            else:
                known[window] = merged
        if not known:
            del observations[key]
    return replace(
        dataset,
        vintage=revision.day,
        observations=observations,
        revisions=(*dataset.revisions, revision),
        original=original,
    )


def _merged(
    now: Observation | None, change: Observation, first: Observation | None, day: date
) -> Observation | None:
    """Return an observation with a change of it; None where nothing is left.

    A figure taken back (chua_co) is awaited again where the period's own file has its line;
    one that only a revision had added is gone.
    """
    stated = now or Observation({}, change.source)
    cells = {m: cell for m, cell in stated.cells.items() if m not in change.awaited}
    cells.update(change.cells)
    awaited = {m: line for m, line in stated.awaited.items() if m not in change.cells}
    awaited.update((m, line) for m, line in change.awaited.items() if _has_line(first, m))
    if first is None and not cells and not awaited:
        return None
    return replace(
        stated,
        cells=cells,
        awaited=awaited,
        status=change.status or stated.status,
        agency=change.agency or stated.agency,
        remark=change.remark or stated.remark,
        revised=day,
    )


def _has_line(observation: Observation | None, measure: Measure) -> bool:
    return observation is not None and (
        measure in observation.cells or measure in observation.awaited
    )


# --- what is wrong ------------------------------------------------------------------------


def check_days(days: Iterable[tuple[date, Source]], closed: date, log: FaultLog) -> None:
    """Note the days that come before the period's own (`ban`) or before the entry above."""
    latest = closed
    for day, source in days:
        if fault := day_fault(day, closed, latest, source):
            log.add(fault)
        latest = max(latest, day)


def day_fault(day: date, closed: date, latest: date, source: Source | None = None) -> Fault | None:
    """Return what is wrong with the day of a revision that follows others up to `latest`."""
    if day < closed:
        code, message = "ngay-truoc-ban", _("ngày điều chỉnh {day} trước ngày chốt số liệu {limit}")
        fix = _("sửa ngày điều chỉnh, hoặc «ban:» của kỳ")
        limit = closed
    elif day < latest:
        code, message = "ngay-nguoc", _("ngày điều chỉnh {day} trước lần điều chỉnh đã ghi {limit}")
        fix = _("các mục ghi theo thứ tự ngày: sửa ngày, hoặc ghi ngày không sớm hơn mục trước")
        limit = latest
    else:
        return None
    fault = Fault(code, message.format(day=office_day(day), limit=office_day(limit)), fix)
    return fault.at(source.place) if source else fault


def office_day(day: date) -> str:
    """Return a day as offices write it in data files: 4/6/2024."""
    return f"{day.day}/{day.month}/{day.year}"


def check_changes(original: Dataset, revisions: Iterable[Revision], log: FaultLog) -> None:
    """Note the entries about a window for which nothing is stated, and that state no figure."""
    dataset = original
    for revision in revisions:
        for key, windows in revision.observations.items():
            for window, change in windows.items():
                if not change.cells and not _stated(dataset.observations, key, window):
                    log.add(_empty_fault(key, window, change.source))
        dataset = _after(dataset, revision)


def _stated(
    observations: Mapping[str, Mapping[Window, Observation]], key: str, window: Window
) -> bool:
    return window in observations.get(key, {})


def _empty_fault(key: str, window: Window, source: Source) -> Fault:
    return Fault(
        "dieu-chinh-rong",
        _("«{key}» chưa có số nào để điều chỉnh").format(key=f"{key}.{window.value}"),
        _("ghi con số, hoặc bỏ mục này"),
        source.place,
    )
