"""Which documents a run makes.

Comes in: the words of the command: periods, files of data, names of reports and units. Goes
out: jobs, those of one data set together, so that what one of them read serves the next.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from lsreport.batch.jobs import Job, Options
from lsreport.data.lacking import unknown_dataset
from lsreport.data.model import ReportKind, Settings
from lsreport.data.workspace import Workspace
from lsreport.errors import Place, UsageError
from lsreport.files import shown
from lsreport.i18n import _
from lsreport.periods import Period, PeriodTextError, parse_period
from lsreport.report.kinds import file_name, of_unit, report_kind, units

_RANGE = re.compile(r"(.+?)\s*\.\.\s*(.+)")
_MOST = 1200  # periods in a range: a century of months is a slip of the keys


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked for: each empty list means the usual."""

    words: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()


@dataclass(slots=True)
class _Plan:
    workspace: Workspace
    found: dict[tuple[str, str, Period], ReportKind] = field(default_factory=dict)

    def add(self, kind: ReportKind, period: Period) -> None:
        self.found.setdefault((kind.dataset, kind.key, period), kind)


def plan(workspace: Workspace, wish: Wish, folder: Path, options: Options) -> list[Job]:
    """Return the jobs of a run, whose documents go into a folder.

    A period for which one unit has no data yet is a job that will fail, and is told then.
    Raises UsageError for what no workspace has: a text that is no period, an unknown report or
    data set, periods for which nobody has data.
    """
    made = _Plan(workspace)
    files = [Path(word) for word in wish.words if _is_path(word)]
    periods = [p for word in wish.words if not _is_path(word) for p in _periods(word)]
    if files:
        _add_files(made, files, wish)
    if periods or not files:
        _add_periods(made, periods, wish)
    jobs = [
        Job(
            key,
            dataset,
            str(period),
            str(folder / file_name(kind, workspace.settings, period, _day(options))),
            options,
        )
        for (dataset, key, period), kind in sorted(made.found.items(), key=lambda item: item[0])
    ]
    _check(workspace, jobs)
    return jobs


def _day(options: Options) -> date | None:
    return date.fromisoformat(options.as_of) if options.as_of else None


# --- periods ------------------------------------------------------------------------------


def _is_path(word: str) -> bool:
    """Return whether a word is a file or folder; one that reads as a period is a period."""
    if word.endswith((".yaml", "/", "\\")):
        return True
    with contextlib.suppress(UsageError):
        return not any(_periods(word))
    return Path(word).exists()


def _periods(word: str) -> Iterator[Period]:
    """Yield the periods of a list such as `2024-01..2024-12` or `2024-05,2024-S1`."""
    for piece in (part.strip() for part in word.split(",")):
        ends = _RANGE.fullmatch(piece)
        try:
            if ends is None:
                yield parse_period(piece)
            else:
                yield from _between(piece, parse_period(ends[1]), parse_period(ends[2]))
        except PeriodTextError as error:
            raise UsageError.one(
                "ky-sai", str(error), _("viết một kỳ, 2024-01..2024-12, hay một thư mục số liệu")
            ) from None


def _between(text: str, first: Period, last: Period) -> Iterator[Period]:
    if first.kind is not last.kind or first > last:
        raise UsageError.one(
            "ky-sai",
            _("«{text}» không phải là một dãy kỳ").format(text=text),
            _("viết hai kỳ cùng loại, kỳ trước trước: 2024-01..2024-12, 2023-Q1..2024-Q4"),
        )
    for _count in range(_MOST):
        yield first
        if first >= last:
            return
        first = first.shifted(1)
    raise UsageError.one(
        "ky-sai",
        _("«{text}» dài quá {most} kỳ").format(text=text, most=_MOST),
        _("chia làm nhiều lần chạy"),
    )


def _add_periods(made: _Plan, periods: Iterable[Period], wish: Wish) -> None:
    """Add the reports that were asked for; without periods, all those that have data."""
    settings = made.workspace.settings
    asked = list(dict.fromkeys(periods))
    for kind, named in _kinds(settings, wish.reports):
        for name in _datasets(kind, settings, wish.datasets):
            drawn = of_unit(kind, name, made.workspace.catalogue)
            for period in asked or made.workspace.periods(name):
                if period.kind in kind.periods:
                    made.add(drawn, period)
                elif asked and named:
                    report_kind(settings, kind.key, period)  # says so


def _kinds(settings: Settings, patterns: Iterable[str]) -> Iterator[tuple[ReportKind, bool]]:
    """Yield the reports, each with whether it was named, not only met by a pattern."""
    for pattern in tuple(patterns) or (settings.default_report,):
        if not _is_pattern(pattern):
            yield report_kind(settings, pattern), True
            continue
        matching = [kind for kind in settings.reports.values() if fnmatchcase(kind.key, pattern)]
        if not matching:
            report_kind(settings, pattern)  # says so
        yield from ((kind, False) for kind in matching)


def _datasets(kind: ReportKind, settings: Settings, patterns: Iterable[str]) -> list[str]:
    """Return the data sets that a report is drawn from: its own, or the units asked for."""
    fitting = [kind.dataset, *units(settings)]
    found: list[str] = []
    for pattern in tuple(patterns) or (kind.dataset,):
        if not _is_pattern(pattern):
            found.append(pattern)
            continue
        matching = [name for name in fitting if fnmatchcase(name, pattern)]
        if not matching:
            raise unknown_dataset(pattern, settings.datasets)
        found += matching
    return list(dict.fromkeys(found))


def _is_pattern(text: str) -> bool:
    return any(sign in text for sign in "*?[")


# --- files of data --------------------------------------------------------------------------


def _add_files(made: _Plan, paths: Iterable[Path], wish: Wish) -> None:
    """Add the periods whose files were named, or stand in the folders that were."""
    workspace, settings = made.workspace, made.workspace.settings
    for path in paths:
        for name, period in _standing_in(workspace, path):
            if wish.datasets and not any(fnmatchcase(name, word) for word in wish.datasets):
                continue
            for kind, named in _kinds_from(name, settings, wish.reports):
                if period.kind in kind.periods:
                    made.add(of_unit(kind, name, workspace.catalogue), period)
                elif named and path.is_file():
                    report_kind(settings, kind.key, period)  # says so


def _standing_in(workspace: Workspace, path: Path) -> list[tuple[str, Period]]:
    """Return the data set and period of a file, or of each file of a folder of data."""
    data, here = (workspace.root / "data").resolve(), path.resolve()
    names = workspace.settings.datasets
    if here == data:
        return [(name, period) for name in names for period in workspace.periods(name)]
    if here.parent == data and here.name in names:
        return [(here.name, period) for period in workspace.periods(here.name)]
    if here.parent.parent == data and here.parent.name in names:
        for period in workspace.periods(here.parent.name):
            if workspace.dataset_file(here.parent.name, period).name == here.name:
                return [(here.parent.name, period)]
    raise UsageError.one(
        "khong-phai-so-lieu",
        _("«{path}» không phải tệp số liệu của một kỳ, hay thư mục các tệp ấy").format(path=path),
        _("đặt tệp ở data/BỘ/KỲ.yaml của nơi làm việc, tên bộ khai báo trong data/lsreport.yaml"),
    )


def _kinds_from(
    dataset: str, settings: Settings, patterns: Iterable[str]
) -> list[tuple[ReportKind, bool]]:
    """Return the reports of a data set: those asked for, else the default one, else its own."""
    own = [kind for kind in settings.reports.values() if kind.dataset == dataset]
    default = settings.reports[settings.default_report]
    if patterns := tuple(patterns):
        fitting = own or list(settings.reports.values())
        found = _kinds(settings, patterns)
        return [(kind, named) for kind, named in found if kind in fitting]
    return [(kind, True) for kind in ([default] if default in own or not own else own)]


# --- the whole ------------------------------------------------------------------------------


def _check(workspace: Workspace, jobs: list[Job]) -> None:
    """Refuse a run without documents, without data, or with two documents of one name."""
    if not jobs:
        raise UsageError.one(
            "khong-co-van-ban",
            _("không có văn bản nào để lập"),
            _("xem các kỳ đã có số liệu: lsreport reports"),
        )
    have = [workspace.dataset_file(job.dataset, parse_period(job.period)) for job in jobs]
    if not any(path.is_file() for path in have):  # nothing at all: the first tells why
        workspace.dataset(jobs[0].dataset, parse_period(jobs[0].period))
    taken: dict[str, Job] = {}
    for job in jobs:
        other = taken.setdefault(job.target.casefold(), job)
        if other is not job:
            raise UsageError.one(
                "trung-ten-tep",
                _("hai báo cáo «{one}» và «{other}» cùng ghi vào một tệp").format(
                    one=other.report, other=job.report
                ),
                _("lập từng báo cáo một, mỗi báo cáo một thư mục --out"),
                Place(shown(Path(job.target))),
            )
