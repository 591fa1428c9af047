"""A workspace: where it is, what it holds, and its files loaded.

Comes in: a folder somewhere inside a workspace. Goes out: its `Catalogue` and its
`Dataset`s, with every name in them checked. A workspace is a folder with `data/lsreport.yaml`
(and `templates/` beside `data/`).
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from lsreport.data import shapes
from lsreport.data.fields import Day, Names, Record, UnreadableError, near_misses
from lsreport.data.lacking import no_indicators, unknown_dataset, unknown_name
from lsreport.data.loading import DatasetLoader
from lsreport.data.model import (
    Catalogue,
    Dataset,
    Indicator,
    Plan,
    Settings,
)
from lsreport.data.nodes import Mapping as MappingNode
from lsreport.data.nodes import read_nodes
from lsreport.data.outlines import numbering_faults
from lsreport.data.revisions import LOG_SUFFIX, log_of, office_day
from lsreport.errors import DataError, Fault, FaultLog, Place, UsageError
from lsreport.i18n import _
from lsreport.periods import Period, PeriodTextError, parse_period
from lsreport.terms import RESERVED

T = TypeVar("T")
MARKER = Path("data") / "lsreport.yaml"
_PLAN_NAME = re.compile(r"\d{4}(?:-\d{4})?")

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
        "bo_cuc",
        "bang",
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
    """The files of one office. Loading raises DataError with every fault at once.

    With `as_of`, only what was known by the end of that day is seen: revisions up to it, and
    periods whose figures were closed (`ban`) by then.
    """

    root: Path
    as_of: date | None = None

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
                known = self.dataset_file(name, period).name == path.name
                if known and not self._closed_later(path):
                    found.append(period)
        return sorted(found)

    def unnamed_files(self, name: str) -> list[Path]:
        """Return the files of a data set whose names are no period's: nothing reads them."""
        folder = self.root / "data" / name
        known = {
            self.dataset_file(name, period) for period in replace(self, as_of=None).periods(name)
        }
        known |= {log_of(path) for path in known}
        return [
            path
            for path in sorted(folder.glob("*.yaml"))
            if path not in known and not path.name.endswith(LOG_SUFFIX)
        ]

    def _closed_later(self, path: Path) -> date | None:
        """Return the day on which a period's figures were closed, where `as_of` is before it.

        A file whose day cannot be read is taken for known: loading it tells its faults.
        """
        if self.as_of is None:
            return None
        closed = _closing_day(path, self.relative(path))
        return closed if closed and closed > self.as_of else None

    def dataset(self, name: str, period: Period) -> tuple[Dataset, list[Fault]]:
        """Return the data of a period, its revisions applied, and the notes made on the way.

        Raises UsageError for a period without a file, or not known on the day `as_of`.
        """
        path = self.dataset_file(name, period)
        if not path.is_file():
            if name not in self.settings.datasets:
                raise unknown_dataset(name, self.settings.datasets)
            known = ", ".join(map(str, self.periods(name))) or _("chưa có kỳ nào")
            raise UsageError.one(
                "chua-co-ky",
                _("chưa có số liệu kỳ {period} của bộ {name}").format(period=period, name=name),
                _("tạo tệp {file}; các kỳ đang có: {known}").format(
                    file=self.relative(path), known=known
                ),
            )
        if self.as_of and (closed := self._closed_later(path)):
            raise UsageError.one(
                "chua-biet-vao-ngay",
                _("ngày {day} chưa có số liệu kỳ {period} của bộ {name}").format(
                    day=office_day(self.as_of), period=period, name=name
                ),
                _("số liệu kỳ này chốt ngày {closed}: chọn từ ngày ấy trở đi").format(
                    closed=office_day(closed)
                ),
                Place(self.relative(path)),
            )
        mark = (path, *_stamps(path, log_of(path)))
        if mark not in self._loaded:  # an unchanged file is not read twice
            self._loaded[mark] = DatasetLoader(self, name, period).load(path)
        dataset, notes = self._loaded[mark]
        return dataset, list(notes)

    @cached_property
    def _loaded(self) -> dict[tuple[object, ...], tuple[Dataset, list[Fault]]]:
        return {}

    def is_known(self, name: str, period: Period) -> bool:
        """Return whether a period's figures were closed by the day `as_of`."""
        return self._closed_later(self.dataset_file(name, period)) is None

    def earlier(self, name: str, period: Period) -> list[Dataset]:
        """Return the other periods that a period's figures may be derived from.

        Those of its own year and of the year before, up to its own last month: a file that
        is being written for the next month is not looked at. Raises DataError.
        """
        return [
            self.dataset(name, other)[0]
            for other in self.periods(name)
            if may_rest_on(period, other)
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


def _stamps(*paths: Path) -> list[tuple[int, int] | None]:
    """Return what tells that files have changed: time and size."""
    found: list[tuple[int, int] | None] = []
    for path in paths:
        try:
            state = path.stat()
        except OSError:
            found.append(None)
        else:
            found.append((state.st_mtime_ns, state.st_size))
    return found


def may_rest_on(period: Period, other: Period) -> bool:
    """Return whether a period's figures may be derived from those of another one."""
    return other != period and period.year - 1 <= other.year and other.end <= period.end


def _closing_day(path: Path, name: str) -> date | None:
    unheard = FaultLog()
    with contextlib.suppress(DataError, UnreadableError):
        root = read_nodes(path, name, unheard)
        for key, node in root.items if isinstance(root, MappingNode) else ():
            if key.text == "ban":
                return Day().read(node, unheard)
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
        outlines = self._read_optional("bo-cuc.yaml", shapes.LAYOUTS_FILE)
        layouts = outlines.layouts if outlines else {}
        names = Names(_("chỉ tiêu"), raw, "chi-tieu-la") if not self._log.errors else None
        tables = self._read_optional("bang.yaml", shapes.tables_file(names))
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
            layouts=layouts,
            tables=tables.tables if tables else {},
        )
        self._check_indicators(catalogue)
        self._check_reports(settings, catalogue)
        self._log.extend(numbering_faults(layouts, settings.house.heading_numbers))
        self._log.raise_errors(DataError)
        return replace(catalogue, notes=tuple(self._log))

    def _read(self, name: str, shape: Record[T]) -> T | None:
        return self._workspace.read(self._data / name, shape, self._log)

    def _read_optional(self, name: str, shape: Record[T]) -> T | None:
        return self._read(name, shape) if (self._data / name).exists() else None

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
        if not any((self._data / "chi-tieu").glob("*.yaml")):
            self._log.add(no_indicators())
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

    def _plans(self) -> dict[Period, Mapping[str, Plan]]:
        plans: dict[Period, Mapping[str, Plan]] = {}
        for file in self._files("ke-hoach", shapes.PLAN_FILE):
            if file.period in plans:
                self._fault(
                    "ke-hoach-lap",
                    _("kế hoạch năm {year} đã có ở một tệp khác").format(year=file.period),
                    _("sửa dòng «nam:», hoặc gộp hai tệp làm một"),
                    file.source.place,
                )
            stated, stem = str(file.period), Path(file.source.file).stem
            if file.period not in plans and _PLAN_NAME.fullmatch(stem) and stem != stated:
                self._fault(
                    "ky-khong-khop",
                    _("tệp ghi nam: {stated}, nhưng tên tệp là {name}.yaml").format(
                        stated=stated, name=stem
                    ),
                    _("sửa «nam:» hoặc đổi tên tệp"),
                    file.source.place,
                )
            # A target that is still awaited (chua_co) is none.
            plans[file.period] = {key: plan for key, plan in file.plans.items() if plan}
        return plans

    def _check_indicators(self, catalogue: Catalogue) -> None:
        known = catalogue.indicators
        for indicator in known.values():
            for part in (*indicator.parts, *indicator.counted):
                if part not in known:
                    self._log.add(unknown_indicator(part, known, indicator.source.place))
        for plans in catalogue.plans.values():
            for key, plan in plans.items():
                if key not in known:
                    self._log.add(unknown_indicator(key, known, plan.cell.source.place))

    def _check_reports(self, settings: Settings, catalogue: Catalogue) -> None:
        for kind in settings.reports.values():
            for name in kind.unused_templates:
                self._fault(
                    "mau-khong-dung",
                    _("«mau_theo_ky» có loại kỳ «{kind}» mà «loai_ky» không có").format(kind=name),
                    _("thêm {kind} vào loai_ky, hoặc xóa dòng ấy").format(kind=name),
                    kind.source.place,
                )
            for key, known, what, file in (
                (kind.dataset, settings.datasets, _("bộ số liệu"), "lsreport.yaml"),
                (kind.body, catalogue.bodies, _("cơ quan"), "co-quan.yaml"),
                (kind.recipients, catalogue.recipients, _("danh sách nơi nhận"), "noi-nhan.yaml"),
                (kind.signer, catalogue.signers, _("người ký"), "co-quan.yaml"),
                (kind.layout, catalogue.layouts, _("bố cục"), "bo-cuc.yaml"),
            ):
                if key is not None and key not in known:
                    self._log.add(unknown_name(what, key, known, file, kind.source.place))
        self._check_related(settings, catalogue)
        if settings.default_report not in settings.reports:
            self._fault(
                "ten-la",
                _("không có {what} «{key}»").format(what=_("báo cáo"), key=settings.default_report),
                near_misses(settings.default_report, settings.reports),
                settings.source.place,
            )

    def _check_related(self, settings: Settings, catalogue: Catalogue) -> None:
        """Refuse a name of a related period that would hide another name of the template."""
        taken = {key.split(".")[0] for key in catalogue.indicators} | CONTEXT_NAMES | RESERVED
        for name in settings.related:
            if name in taken or "." in name:
                self._fault(
                    "ten-danh-rieng",
                    _("«{word}» là tên dành riêng, không dùng làm tên kỳ liên quan").format(
                        word=name
                    ),
                    _("đặt tên khác trong «ky_lien_quan:», như nam_truoc"),
                    settings.source.place,
                )

    def _fault(self, code: str, message: str, fix: str, where: Place) -> None:
        self._log.add(Fault(code, message, fix, where))


def unknown_indicator(key: str, known: Mapping[str, object], where: Place) -> Fault:
    """Return the fault of an indicator that no catalogue file describes."""
    return Fault(
        "chi-tieu-la",
        _("không có chỉ tiêu «{key}»").format(key=key),
        near_misses(key, known),
        where,
    )


def _keyed(dated: Mapping[str, tuple[T, ...]]) -> dict[str, tuple[T, ...]]:
    return {
        key: tuple(replace(entry, key=key) for entry in entries)  # type: ignore[type-var]
        for key, entries in dated.items()
    }
