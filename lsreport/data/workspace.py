"""A workspace: where it is, what it holds, and its files loaded.

Comes in: a folder somewhere inside a workspace. Goes out: its `Catalogue` and its
`Dataset`s, with every name in them checked. A workspace is a folder with `data/lsreport.yaml`
(and `templates/` beside `data/`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from lsreport.data import shapes
from lsreport.data.fields import Names, Record, UnreadableError, near_misses
from lsreport.data.model import (
    Catalogue,
    Dataset,
    Indicator,
    Observation,
    Plan,
    Settings,
)
from lsreport.data.nodes import read_nodes
from lsreport.errors import DataError, Fault, FaultLog, LsreportError, Place, UsageError
from lsreport.i18n import _
from lsreport.periods import Period, PeriodTextError, parse_period
from lsreport.terms import RESERVED, Window

T = TypeVar("T")
MARKER = Path("data") / "lsreport.yaml"

# Names that templates use for other things than figures.
CONTEXT_NAMES = frozenset(
    (
        "ky",
        "ky_sau",
        "van_ban",
        "co_quan",
        "noi_nhan",
        "chu_ky",
        "tuong_thuat",
        "nhiem_vu",
        "de_muc",
    )
)


def find_workspace(start: Path) -> Workspace:
    """Return the workspace that holds the folder. Raises UsageError where there is none."""
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / MARKER).is_file():
            return Workspace(candidate)
    raise UsageError.one(
        "khong-thay-noi-lam-viec",
        _("không thấy data/lsreport.yaml trong «{folder}» hoặc các thư mục bên trên").format(
            folder=start
        ),
        _("chuyển vào thư mục có data/ và templates/, hoặc chỉ ra bằng --workspace"),
    )


@dataclass(frozen=True)
class Workspace:
    """The files of one office. Loading raises DataError with every fault at once."""

    root: Path

    @property
    def templates(self) -> Path:
        """Return the folder of Word templates."""
        return self.root / "templates"

    @property
    def sources(self) -> tuple[Path, Path]:
        """Return the folders that documents are made from: nothing is written into them."""
        return self.root / "data", self.templates

    @cached_property
    def settings(self) -> Settings:
        """Return the settings alone; with them unreadable, every fault of the catalogue is told."""
        log = FaultLog()
        settings = self.read(self.root / MARKER, shapes.SETTINGS_FILE, log)
        return self.catalogue.settings if settings is None or log.errors else settings

    @cached_property
    def catalogue(self) -> Catalogue:
        """Return everything that does not change with the period."""
        return _CatalogueLoader(self).load()

    def dataset_file(self, name: str, period: Period) -> Path:
        """Return where the data of a period in a data set stand."""
        return self.root / "data" / name / f"{period}.yaml"

    def periods(self, name: str) -> list[Period]:
        """Return the periods that a data set has files for, in order."""
        found = []
        for path in (self.root / "data" / name).glob("*.yaml"):
            with contextlib.suppress(PeriodTextError):
                period = parse_period(path.stem)
                if self.dataset_file(name, period).name == path.name:
                    found.append(period)
        return sorted(found)

    def dataset(self, name: str, period: Period) -> tuple[Dataset, list[Fault]]:
        """Return the data of a period and the notes made on the way."""
        path = self.dataset_file(name, period)
        if not path.is_file():
            known = ", ".join(map(str, self.periods(name))) or _("chưa có kỳ nào")
            raise UsageError.one(
                "chua-co-ky",
                _("chưa có số liệu kỳ {period} của bộ {name}").format(period=period, name=name),
                _("tạo tệp {file}; các kỳ đang có: {known}").format(
                    file=self.relative(path), known=known
                ),
            )
        return _DatasetLoader(self, name, period).load(path)

    def earlier(self, name: str, period: Period) -> list[Dataset]:
        """Return the other periods that a period's figures may be derived from.

        Those of its own year and of the year before, up to its own last month: a file that
        is being written for the next month is not looked at. Raises DataError.
        """
        return [
            self.dataset(name, other)[0]
            for other in self.periods(name)
            if other != period and period.year - 1 <= other.year and other.end <= period.end
        ]

    def relative(self, path: Path) -> str:
        """Return how messages and sources call a file of the workspace."""
        return path.relative_to(self.root).as_posix()

    def read(self, path: Path, shape: Record[T], log: FaultLog) -> T | None:
        """Return the record that a file holds, or None; its faults go to the log, all of them.

        A record with faults in the log is not whole: what could not be read is left out.
        """
        try:
            return shape.read(read_nodes(path, self.relative(path), log), log)
        except DataError as error:
            log.extend(error.faults)
        except UnreadableError:  # the log says why
            pass
        return None


class _CatalogueLoader:
    """Reads every file of the catalogue, then checks that their names meet."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._log = FaultLog()
        self._data = workspace.root / "data"

    def load(self) -> Catalogue:
        units_file = self._read("don-vi.yaml", shapes.UNITS_FILE)
        raw = self._raw_indicators(units_file)
        settings = self._read("lsreport.yaml", shapes.SETTINGS_FILE)
        bodies = self._read("co-quan.yaml", shapes.BODIES_FILE)
        recipients = self._read("noi-nhan.yaml", shapes.RECIPIENTS_FILE)
        plans = self._plans()
        # Names are looked for once all that bear them were read: one that could not be would
        # be told again wherever it is used.
        self._log.raise_errors(DataError)
        if not (settings and units_file and bodies and recipients):
            raise AssertionError("a reader failed without saying why")
        units = {key: replace(unit, key=key) for key, unit in units_file.units.items()}
        catalogue = Catalogue(
            settings=settings,
            units=units,
            indicators={
                key: replace(found, key=key, unit=units[found.unit.key])
                for key, found in raw.items()
            },
            bodies=_keyed(bodies.bodies),
            signers=_keyed(bodies.signers),
            recipients=recipients.lists,
            plans=plans,
        )
        self._check_indicators(catalogue)
        self._check_reports(settings, catalogue)
        self._log.raise_errors(DataError)
        return replace(catalogue, notes=tuple(self._log))

    def _read(self, name: str, shape: Record[T]) -> T | None:
        return self._workspace.read(self._data / name, shape, self._log)

    def _files(self, folder: str, shape: Record[T]) -> Iterator[T]:
        for path in sorted((self._data / folder).glob("*.yaml")):
            record = self._workspace.read(path, shape, self._log)
            if record is not None:
                yield record

    def _raw_indicators(self, file: shapes.UnitsFile | None) -> dict[str, Indicator]:
        units = None
        if file and not self._log.errors:
            units = Names(_("đơn vị"), file.units, "don-vi-la")
        raw: dict[str, Indicator] = {}
        for catalogue_file in self._files("chi-tieu", shapes.catalogue_file(units)):
            for key, indicator in catalogue_file.indicators.items():
                self._check_key(key, indicator, raw)
                raw.setdefault(key, indicator)
        return raw

    def _check_key(self, key: str, indicator: Indicator, seen: Mapping[str, Indicator]) -> None:
        if key in seen:
            self._fault(
                "chi-tieu-lap",
                _("chỉ tiêu «{key}» đã được khai báo ở {place}").format(
                    key=key, place=seen[key].source.place
                ),
                _("chỉ giữ một chỗ khai báo"),
                indicator.source.place,
            )
        words = key.split(".")
        if bad := [w for w in words if w in RESERVED] + [
            w for w in words[:1] if w in CONTEXT_NAMES
        ]:
            self._fault(
                "ten-danh-rieng",
                _("«{word}» là tên dành riêng, không dùng trong khóa chỉ tiêu").format(word=bad[0]),
                _("đổi tên phần đó của khóa"),
                indicator.source.place,
            )

    def _plans(self) -> dict[int, Mapping[str, Plan]]:
        plans: dict[int, Mapping[str, Plan]] = {}
        for file in self._files("ke-hoach", shapes.PLAN_FILE):
            if file.year in plans:
                self._fault(
                    "ke-hoach-lap",
                    _("kế hoạch năm {year} đã có ở một tệp khác").format(year=file.year),
                    _("sửa dòng «nam:», hoặc gộp hai tệp làm một"),
                    file.source.place,
                )
            plans[file.year] = file.plans
        return plans

    def _check_indicators(self, catalogue: Catalogue) -> None:
        known = catalogue.indicators
        for indicator in known.values():
            for part in indicator.parts:
                if part not in known:
                    self._log.add(unknown_indicator(part, known, indicator.source.place))
        for plans in catalogue.plans.values():
            for key, plan in plans.items():
                if key not in known:
                    self._log.add(unknown_indicator(key, known, plan.cell.source.place))

    def _check_reports(self, settings: Settings, catalogue: Catalogue) -> None:
        for kind in settings.reports.values():
            for key, known, what in (
                (kind.dataset, settings.datasets, _("bộ số liệu")),
                (kind.body, catalogue.bodies, _("cơ quan")),
                (kind.recipients, catalogue.recipients, _("danh sách nơi nhận")),
                (kind.signer, catalogue.signers, _("người ký")),
            ):
                if key not in known:
                    self._fault(
                        "ten-la",
                        _("không có {what} «{key}»").format(what=what, key=key),
                        near_misses(key, known),
                        kind.source.place,
                    )
        if settings.default_report not in settings.reports:
            self._fault(
                "ten-la",
                _("không có {what} «{key}»").format(what=_("báo cáo"), key=settings.default_report),
                near_misses(settings.default_report, settings.reports),
                settings.source.place,
            )

    def _fault(self, code: str, message: str, fix: str, where: Place) -> None:
        self._log.add(Fault(code, message, fix, where))


class _DatasetLoader:
    """Reads one period's file, its names against the catalogue."""

    def __init__(self, workspace: Workspace, name: str, period: Period) -> None:
        self._workspace, self._name, self._period = workspace, name, period
        self._log = FaultLog()

    def load(self, path: Path) -> tuple[Dataset, list[Fault]]:
        catalogue = None
        try:
            catalogue = self._workspace.catalogue
        except LsreportError as error:
            self._log.extend(error.faults)
        file = self._workspace.read(path, _period_shape(catalogue), self._log)
        if file is not None:
            self._check_header(file)
        self._log.raise_errors(DataError)
        if file is None:
            raise AssertionError("a reader failed without saying why")
        return self._dataset(file), list(self._log)

    def _dataset(self, file: shapes.PeriodFile) -> Dataset:
        observations: dict[str, Mapping[Window, Observation]] = {
            key: {Window(window): seen for window, seen in windows.items()}
            for key, windows in file.observations.items()
        }
        return Dataset(
            self._name,
            self._period,
            file.vintage,
            file.source.file,
            observations,
            file.narrative,
            file.tasks,
            file.documents,
        )

    def _check_header(self, file: shapes.PeriodFile) -> None:
        if file.period != self._period or file.dataset != self._name:
            self._log.add(
                Fault(
                    "ky-khong-khop",
                    _(
                        "tệp ghi kỳ {stated} bộ {dataset}, nhưng nằm ở chỗ của kỳ {period} bộ {name}"
                    ).format(
                        stated=file.period,
                        dataset=file.dataset,
                        period=self._period,
                        name=self._name,
                    ),
                    _("sửa «ky:», «bo_so_lieu:» hoặc đổi tên tệp"),
                    file.source.place,
                )
            )


def unknown_indicator(key: str, known: Mapping[str, object], where: Place) -> Fault:
    """Return the fault of an indicator that no catalogue file describes."""
    return Fault(
        "chi-tieu-la",
        _("không có chỉ tiêu «{key}»").format(key=key),
        near_misses(key, known),
        where,
    )


def _period_shape(catalogue: Catalogue | None) -> Record[shapes.PeriodFile]:
    if catalogue is None:
        return shapes.period_file()
    return shapes.period_file(
        Names(_("chỉ tiêu"), catalogue.indicators, "chi-tieu-la"),
        Names(_("báo cáo"), catalogue.settings.reports),
        Names(_("người ký"), catalogue.signers),
    )


def _keyed(dated: Mapping[str, tuple[T, ...]]) -> dict[str, tuple[T, ...]]:
    return {
        key: tuple(replace(entry, key=key) for entry in entries)  # type: ignore[type-var]
        for key, entries in dated.items()
    }
