"""The catalogue of a workspace: everything that does not change with the period.

Comes in: the files of a workspace's data folder. Goes out: a `Catalogue` in which every name
meets what it names, or every fault of every file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from lsreport.data import shapes
from lsreport.data.fields import Names, Record
from lsreport.data.lacking import near_misses, no_indicators, unknown_indicator, unknown_name
from lsreport.data.model import Catalogue, Indicator, Plan, Settings
from lsreport.data.outlines import numbering_faults
from lsreport.errors import DataError, Fault, FaultLog, Place
from lsreport.i18n import _
from lsreport.periods import Period
from lsreport.terms import RESERVED

if TYPE_CHECKING:
    from lsreport.data.workspace import Workspace

T = TypeVar("T")
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


class CatalogueLoader:
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
            for part in (*indicator.parts, *indicator.counted, *indicator.fallers):
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


def _keyed(dated: Mapping[str, tuple[T, ...]]) -> dict[str, tuple[T, ...]]:
    return {
        key: tuple(replace(entry, key=key) for entry in entries)  # type: ignore[type-var]
        for key, entries in dated.items()
    }
