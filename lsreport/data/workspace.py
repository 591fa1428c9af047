"""A workspace: where it is, what it holds, and its files loaded.

Comes in: a folder somewhere inside a workspace. Goes out: its `Catalogue` and its
`Dataset`s, with every name in them checked. A workspace is a folder with `data/lsreport.yaml`
(and `templates/` beside `data/`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from lsreport.data import shapes
from lsreport.data.fields import Record, UnreadableError, near_misses
from lsreport.data.model import (
    Catalogue,
    Dataset,
    Indicator,
    Narrative,
    Observation,
    Plan,
    Settings,
    Unit,
)
from lsreport.data.nodes import read_nodes
from lsreport.errors import DataError, Fault, FaultLog, LsreportError, Place, UsageError
from lsreport.expressions import Expression
from lsreport.i18n import _
from lsreport.markup import FigureReference, Note, Paragraph
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
        _("không thấy data/lsreport.yaml trong «{folder}» hay thư mục nào bên trên").format(
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
            try:
                found.append(parse_period(path.stem))
            except PeriodTextError:
                continue
        return sorted(found)

    def dataset(self, name: str, period: Period) -> tuple[Dataset, list[Fault]]:
        """Return the data of a period and the notes made on the way."""
        path = self.dataset_file(name, period)
        if not path.is_file():
            known = ", ".join(map(str, self.periods(name))) or _("chưa có kỳ nào")
            raise DataError.one(
                "chua-co-ky",
                _("chưa có số liệu kỳ {period} của bộ {name}").format(period=period, name=name),
                _("tạo tệp {file}; các kỳ đang có: {known}").format(
                    file=self.relative(path), known=known
                ),
            )
        return _DatasetLoader(self, name, period).load(path)

    def relative(self, path: Path) -> str:
        """Return how messages and sources call a file of the workspace."""
        return path.relative_to(self.root).as_posix()

    def read(self, path: Path, shape: Record[T], log: FaultLog) -> T:
        """Return the record that a file holds. Raises DataError."""
        node = read_nodes(path, self.relative(path), log)
        found = FaultLog()
        try:
            record = shape.read(node, found)
        except UnreadableError:
            record = None
        found.raise_errors(DataError)
        log.extend(found)
        if record is None:
            raise AssertionError("a reader failed without saying why")
        return record


class _CatalogueLoader:
    """Reads every file of the catalogue, then checks that their names meet."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._log = FaultLog()
        self._data = workspace.root / "data"

    def load(self) -> Catalogue:
        settings = self._read(self._data / "lsreport.yaml", shapes.SETTINGS_FILE)
        units_file = self._read(self._data / "don-vi.yaml", shapes.UNITS_FILE)
        bodies = self._read(self._data / "co-quan.yaml", shapes.BODIES_FILE)
        recipients = self._read(self._data / "noi-nhan.yaml", shapes.RECIPIENTS_FILE)
        self._log.raise_errors(DataError)
        assert settings and units_file and bodies and recipients
        units = {key: replace(unit, key=key) for key, unit in units_file.units.items()}
        indicators = self._indicators(units)
        catalogue = Catalogue(
            settings=settings,
            units=units,
            indicators=indicators,
            bodies=_keyed(bodies.bodies),
            signers=_keyed(bodies.signers),
            recipients=recipients.lists,
            plans=self._plans(indicators),
        )
        self._check_reports(settings, catalogue)
        self._log.raise_errors(DataError)
        return replace(catalogue, notes=tuple(self._log))

    def _read(self, path: Path, shape: Record[T]) -> T | None:
        try:
            return self._workspace.read(path, shape, self._log)
        except DataError as error:
            self._log.extend(error.faults)
            return None

    def _files(self, folder: str, shape: Record[T]) -> Iterator[T]:
        for path in sorted((self._data / folder).glob("*.yaml")):
            record = self._read(path, shape)
            if record is not None:
                yield record

    def _indicators(self, units: Mapping[str, Unit]) -> dict[str, Indicator]:
        raw: dict[str, shapes.RawIndicator] = {}
        for file in self._files("chi-tieu", shapes.CATALOGUE_FILE):
            for key, indicator in file.indicators.items():
                self._check_key(key, indicator, raw)
                raw.setdefault(key, indicator)
        known: dict[str, Indicator] = {}
        for key, indicator in raw.items():
            unit = units.get(indicator.unit)
            if unit is None:
                self._fault(
                    "don-vi-la", _("không có đơn vị «{unit}»").format(unit=indicator.unit),
                    near_misses(indicator.unit, units), indicator.source.place,
                )  # fmt: skip
                continue
            known[key] = indicator.known_as(key, unit)
            for part in indicator.parts:
                if part not in raw:
                    self._unknown_indicator(part, raw, indicator.source.place)
        return known

    def _check_key(
        self, key: str, indicator: shapes.RawIndicator, seen: Mapping[str, shapes.RawIndicator]
    ) -> None:
        if key in seen:
            self._fault(
                "chi-tieu-lap",
                _("chỉ tiêu «{key}» đã khai ở {place}").format(key=key, place=seen[key].source.place),
                _("giữ một chỗ"), indicator.source.place,
            )  # fmt: skip
        words = key.split(".")
        if bad := [w for w in words if w in RESERVED] + [
            w for w in words[:1] if w in CONTEXT_NAMES
        ]:
            self._fault(
                "ten-danh-rieng",
                _("«{word}» là tên dành riêng, không dùng trong khóa chỉ tiêu").format(word=bad[0]),
                _("đổi tên phần đó của khóa"), indicator.source.place,
            )  # fmt: skip

    def _plans(self, indicators: Mapping[str, Indicator]) -> dict[int, Mapping[str, Plan]]:
        plans: dict[int, Mapping[str, Plan]] = {}
        for file in self._files("ke-hoach", shapes.PLAN_FILE):
            plans[file.year] = file.plans
            for key, plan in file.plans.items():
                if key not in indicators:
                    self._unknown_indicator(key, indicators, plan.cell.source.place)
        return plans

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
                        "ten-la", _("không có {what} «{key}»").format(what=what, key=key),
                        near_misses(key, known), kind.source.place,
                    )  # fmt: skip
        if settings.default_report not in settings.reports:
            self._fault(
                "ten-la", _("không có {what} «{key}»").format(
                    what=_("báo cáo"), key=settings.default_report),
                near_misses(settings.default_report, settings.reports), settings.source.place,
            )  # fmt: skip

    def _unknown_indicator(self, key: str, known: Mapping[str, object], where: Place) -> None:
        self._log.add(unknown_indicator(key, known, where))

    def _fault(self, code: str, message: str, fix: str, where: Place) -> None:
        self._log.add(Fault(code, message, fix, where))


class _DatasetLoader:
    """Reads one period's file and checks its names against the catalogue."""

    def __init__(self, workspace: Workspace, name: str, period: Period) -> None:
        self._workspace, self._name, self._period = workspace, name, period
        self._log = FaultLog()

    def load(self, path: Path) -> tuple[Dataset, list[Fault]]:
        faults: list[Fault] = []
        try:
            catalogue = self._workspace.catalogue
        except LsreportError as error:
            faults, catalogue = list(error.faults), None
        try:
            file = self._workspace.read(path, shapes.PERIOD_FILE, self._log)
        except DataError as error:
            raise DataError([*faults, *error.faults]) from None
        if catalogue is None:
            raise DataError(faults)
        dataset = self._dataset(file)
        self._check(dataset, catalogue, file)
        self._log.raise_errors(DataError)
        return dataset, list(self._log)

    def _dataset(self, file: shapes.PeriodFile) -> Dataset:
        observations: dict[str, Mapping[Window, Observation]] = {
            key: {Window(window): seen for window, seen in windows.items()}
            for key, windows in file.observations.items()
        }
        return Dataset(
            self._name, self._period, file.vintage, file.source.file, observations,
            file.narrative, file.tasks, file.documents,
        )  # fmt: skip

    def _check(self, dataset: Dataset, catalogue: Catalogue, file: shapes.PeriodFile) -> None:
        self._check_header(file)
        for key, windows in dataset.observations.items():
            if key not in catalogue.indicators:
                place = (
                    next(iter(windows.values())).source.place
                    if windows
                    else Place(file.source.file)
                )
                self._log.add(unknown_indicator(key, catalogue.indicators, place))
        for narrative in _narratives(dataset):
            for expression in references(narrative.spans):
                if expression.indicator not in catalogue.indicators:
                    self._log.add(
                        unknown_indicator(
                            expression.indicator, catalogue.indicators, narrative.source.place
                        )
                    )
        for report in dataset.documents:
            if report not in catalogue.settings.reports:
                self._log.add(
                    Fault(
                        "ten-la", _("không có {what} «{key}»").format(what=_("báo cáo"), key=report),
                        near_misses(report, catalogue.settings.reports), file.source.place,
                    )
                )  # fmt: skip

    def _check_header(self, file: shapes.PeriodFile) -> None:
        try:
            stated = parse_period(file.period)
        except PeriodTextError as error:
            self._log.add(Fault("ky-sai", str(error), _("sửa dòng «ky:»"), file.source.place))
            return
        if stated != self._period or file.dataset != self._name:
            self._log.add(
                Fault(
                    "ky-khong-khop",
                    _("tệp ghi kỳ {stated} bộ {dataset}, nhưng nằm ở chỗ của kỳ {period} bộ {name}")
                    .format(
                        stated=stated, dataset=file.dataset, period=self._period, name=self._name
                    ),
                    _("sửa «ky:», «bo_so_lieu:» hoặc đổi tên tệp"), file.source.place,
                )
            )  # fmt: skip


def unknown_indicator(key: str, known: Mapping[str, object], where: Place) -> Fault:
    """Return the fault of an indicator that no catalogue file describes."""
    return Fault(
        "chi-tieu-la",
        _("không có chỉ tiêu «{key}»").format(key=key),
        near_misses(key, known),
        where,
    )


def references(spans: Paragraph) -> Iterator[Expression]:
    """Yield the figure expressions of a paragraph, its notes included, in order."""
    for span in spans:
        if isinstance(span, FigureReference):
            yield span.expression
        elif isinstance(span, Note):
            yield from references(span.spans)


def _narratives(dataset: Dataset) -> Iterator[Narrative]:
    for paragraphs in (*dataset.narrative.values(), *dataset.tasks):
        yield from paragraphs


def _keyed(dated: Mapping[str, tuple[T, ...]]) -> dict[str, tuple[T, ...]]:
    return {
        key: tuple(replace(entry, key=key) for entry in entries)  # type: ignore[type-var]
        for key, entries in dated.items()
    }
