"""The shape of each kind of data file: its keys, what they mean, what they become.

Comes in: nodes, through the readers below. Goes out: records of `model`. The JSON Schemas
that editors use for completion are made from these same descriptions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lsreport.data.fields import (
    Choice,
    Day,
    DayCell,
    Field,
    Flag,
    Integer,
    ListOf,
    MapOf,
    Name,
    Names,
    NarrativeParagraph,
    OneOrDated,
    PeriodName,
    QuantityCell,
    Record,
    Schema,
    Text,
)
from lsreport.data.model import (
    Body,
    Cell,
    DocumentFacts,
    HeadingNumber,
    HouseStyle,
    Indicator,
    Narrative,
    Observation,
    Plan,
    Recipients,
    ReportKind,
    Settings,
    Signer,
    Source,
    Unit,
)
from lsreport.expressions import KEY
from lsreport.i18n import _
from lsreport.periods import Kind, Period
from lsreport.terms import Aggregation, Measure, PlanKind, Polarity, Status, Window

_REPORT_KEY = re.compile(r"[a-z0-9]+(?:[/-][a-z0-9]+)*")
_FILE_WORD = re.compile(r"[a-z][a-z0-9_-]*")
_WINDOW = re.compile("|".join(window.value for window in Window))
_KINDS = {
    "thang": Kind.MONTH,
    "quy": Kind.QUARTER,
    "nua_nam": Kind.HALF_YEAR,
    "chin_thang": Kind.NINE_MONTHS,
    "nam": Kind.YEAR,
}
_SINCE = Field("since", Day(), "có hiệu lực từ ngày (bỏ trống: từ trước đến nay)")
_UNTIL = Field("until", Day(), "có hiệu lực đến hết ngày (bỏ trống: đến nay)")

_ABOUT_MEASURE = {
    Measure.LEVEL: "mức, theo đơn vị của chỉ tiêu; cả 52/98, 30 - 35, ≥5, gần 2.000",
    Measure.SAME_PERIOD_LEVEL: "mức của cùng kỳ năm trước",
    Measure.PLAN_SHARE: "% kế hoạch hoặc dự toán",
    Measure.GROWTH: "% tăng (giảm: số âm) so với cùng kỳ; hoặc tuong_duong",
    Measure.GROWTH_PREVIOUS: "% tăng (giảm: số âm) so với kỳ trước",
    Measure.GROWTH_YEAR_END: "% tăng (giảm: số âm) so với 31/12 năm trước",
    Measure.DIFFERENCE: "chênh lệch so với cùng kỳ, theo đơn vị",
    Measure.DIFFERENCE_PREVIOUS: "chênh lệch so với kỳ trước, theo đơn vị",
    Measure.RATIO: "bằng bao nhiêu % cùng kỳ",
    Measure.PAIR_RATE: "tỷ lệ % của cặp số a/b",
    Measure.SHARE: "tỷ trọng, %",
    Measure.PLAN_POINTS: "chênh lệch % kế hoạch so với cùng kỳ, điểm phần trăm",
    Measure.FROM: "số liệu tính từ ngày",
    Measure.TO: "số liệu tính đến ngày",
}


@dataclass(frozen=True, slots=True)
class RawIndicator:
    """An indicator before its unit is looked up."""

    name: str
    unit: str
    aggregation: Aggregation
    source: Source
    decimals: int | None = None
    agency: str | None = None
    parts: tuple[str, ...] = ()
    polarity: Polarity = Polarity.NEUTRAL
    plan_kind: PlanKind = PlanKind.PLAN
    code: str | None = None

    def known_as(self, key: str, unit: Unit) -> Indicator:
        """Return the indicator with its key and unit."""
        return Indicator(
            key, self.name, unit, self.aggregation, self.source, self.decimals, self.agency,
            self.parts, self.polarity, self.plan_kind, self.code,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """One file of the indicator catalogue."""

    indicators: dict[str, RawIndicator]
    source: Source


@dataclass(frozen=True, slots=True)
class UnitsFile:
    """The file of units."""

    units: dict[str, Unit]
    source: Source


@dataclass(frozen=True, slots=True)
class BodiesFile:
    """The file of issuing bodies and signers."""

    bodies: dict[str, tuple[Body, ...]]
    signers: dict[str, tuple[Signer, ...]]
    source: Source


@dataclass(frozen=True, slots=True)
class RecipientsFile:
    """The file of recipient lists."""

    lists: dict[str, tuple[Recipients, ...]]
    source: Source


@dataclass(frozen=True, slots=True)
class PlanFile:
    """The targets of one year."""

    year: int
    plans: dict[str, Plan]
    source: Source


@dataclass(frozen=True, slots=True)
class PeriodFile:
    """One period of one data set, before its names are checked against the catalogue."""

    period: Period
    dataset: str
    vintage: date
    source: Source
    observations: dict[str, dict[str, Observation]]
    narrative: dict[str, tuple[Narrative, ...]]
    tasks: tuple[tuple[Narrative, ...], ...]
    documents: dict[str, DocumentFacts]


def _unit(name: str, source: Source, counted: bool = False) -> Unit:
    del source
    return Unit("", name, counted)


def _plan(cell: Cell, source: Source, remark: str | None = None) -> Plan:
    del source
    return Plan(cell, remark)


def _facts(source: Source, **values: Any) -> DocumentFacts:
    del source
    return DocumentFacts(**values)


def _house(source: Source, **values: Any) -> HouseStyle:
    del source
    return HouseStyle(**values)


def _period_file(
    source: Source,
    narrative: dict[str, tuple[Narrative, ...]] | None = None,
    tasks: tuple[tuple[Narrative, ...], ...] = (),
    documents: dict[str, DocumentFacts] | None = None,
    **values: Any,
) -> PeriodFile:
    return PeriodFile(
        source=source, narrative=narrative or {}, tasks=tasks, documents=documents or {}, **values
    )


def _observation(source: Source, **values: Any) -> Observation:
    about = {key: values.pop(key) for key in ("status", "agency", "remark") if key in values}
    cells = {Measure(key): cell for key, cell in values.items()}
    return Observation(cells, source, **about)


def _settings(
    source: Source,
    default_report: str,
    datasets: dict[str, str],
    reports: dict[str, ReportKind],
    house: HouseStyle | None = None,
) -> Settings:
    keyed = {key: replace(kind, key=key) for key, kind in reports.items()}
    return Settings(default_report, datasets, keyed, house or HouseStyle(), source)


def _report(periods: tuple[Kind, ...] = (Kind.MONTH,), **values: Any) -> ReportKind:
    return ReportKind(key="", periods=periods, **values)


def _named(kind: type[Any]) -> Any:
    def build(**values: Any) -> Any:
        optional = {"since": None, "until": None, "parent": None, "authority": ()}
        fields = kind.__dataclass_fields__
        defaults = {name: value for name, value in optional.items() if name in fields}
        return kind(**({"key": ""} if "key" in fields else {}), **(defaults | values))

    return build


UNITS_FILE = Record(
    UnitsFile,
    {
        "don_vi": Field(
            "units",
            MapOf(
                Record(
                    _unit,
                    {
                        "ten": Field("name", Text(), "chữ in sau con số", required=True),
                        "dem": Field("counted", Flag(), "co: đếm từng cái, dưới 10 in hai chữ số"),
                    },
                )
            ),
            "các đơn vị tính",
            required=True,
        )
    },
)


def catalogue_file(units: Names | None = None) -> Record[CatalogueFile]:
    """Return the shape of a catalogue file; with `units` those of the indicators must be known."""
    return Record(
        CatalogueFile,
        {
            "chi_tieu": Field(
                "indicators",
                MapOf(
                    Record(
                        RawIndicator,
                        {
                            "ten": Field("name", Text(), "tên chỉ tiêu", required=True),
                            "don_vi": Field("unit", Name(units), "khóa trong don-vi.yaml", required=True),
                            "loai": Field(
                                "aggregation", Choice(Aggregation),
                                "luong: cộng theo thời gian; thoi_diem: lấy kỳ cuối; chi_so: không cộng",
                                required=True,
                            ),
                            "so_le": Field("decimals", Integer(0, 6), "số chữ số lẻ khi tính ra"),
                            "nguon": Field("agency", Text(), "cơ quan cung cấp"),
                            "gom": Field("parts", ListOf(Text()), "các phần cộng lại thành chỉ tiêu"),
                            "chieu": Field("polarity", Choice(Polarity), "tăng là tốt hay giảm là tốt"),
                            "ke_hoach": Field("plan_kind", Choice(PlanKind), "gọi là kế hoạch hay dự toán"),
                            "ma": Field("code", Text(), "mã chỉ tiêu thống kê, nếu có"),
                        },
                    )
                ),
                "danh mục chỉ tiêu",
                required=True,
            )
        },
    )  # fmt: skip


BODIES_FILE = Record(
    BodiesFile,
    {
        "co_quan": Field(
            "bodies",
            MapOf(
                OneOrDated(
                    Record(
                        _named(Body),
                        {
                            "ten": Field("name", Text(), "tên đầy đủ", required=True),
                            "viet_tat": Field("short", Text(), "tên gọi tắt trong câu", required=True),
                            "dia_danh": Field("place", Text(), "địa danh ghi trước ngày", required=True),
                            "dong_dau": Field(
                                "letterhead", ListOf(Text()), "tên ở đầu văn bản, từng dòng",
                                required=True,
                            ),
                            "chu_quan": Field("parent", Text(), "cơ quan chủ quản"),
                            "tu_ngay": _SINCE,
                            "den_ngay": _UNTIL,
                        },
                    )
                )
            ),
            "các cơ quan ban hành",
            required=True,
        ),
        "nguoi_ky": Field(
            "signers",
            MapOf(
                OneOrDated(
                    Record(
                        _named(Signer),
                        {
                            "ho_ten": Field("name", Text(), "họ tên, không ghi học vị", required=True),
                            "chuc_vu": Field("title", Text(), "chức vụ", required=True),
                            "quyen_han": Field(
                                "authority", ListOf(Text()), "các dòng TM., KT., TL. trên chức vụ"
                            ),
                            "tu_ngay": _SINCE,
                            "den_ngay": _UNTIL,
                        },
                    )
                )
            ),
            "những người ký",
            required=True,
        ),
    },
)  # fmt: skip

RECIPIENTS_FILE = Record(
    RecipientsFile,
    {
        "noi_nhan": Field(
            "lists",
            MapOf(
                OneOrDated(
                    Record(
                        _named(Recipients),
                        {
                            "danh_sach": Field("names", ListOf(Text()), "mỗi nơi một mục", required=True),
                            "luu": Field("archive", Text(), "phần sau chữ Lưu:", required=True),
                            "tu_ngay": _SINCE,
                            "den_ngay": _UNTIL,
                        },
                    )
                )
            ),
            "các danh sách nơi nhận",
            required=True,
        )
    },
)  # fmt: skip

PLAN_FILE = Record(
    PlanFile,
    {
        "nam": Field("year", Integer(1990, 2100), "năm kế hoạch", required=True),
        "ke_hoach": Field(
            "plans",
            MapOf(
                Record(
                    _plan,
                    {
                        "muc": Field("cell", QuantityCell(), "mục tiêu cả năm", required=True),
                        "ghi_chu": Field("remark", Text(), "lấy từ đâu, suy ra thế nào"),
                    },
                )
            ),
            "mục tiêu năm của từng chỉ tiêu",
            required=True,
        ),
    },
)

_OBSERVATION = Record(
    _observation,
    {
        **{
            measure.value: Field(
                measure.value, DayCell() if measure.is_date else QuantityCell(), about
            )
            for measure, about in _ABOUT_MEASURE.items()
        },
        "trang_thai": Field("status", Choice(Status), "uoc_tinh, so_bo hay chinh_thuc"),
        "nguon": Field("agency", Text(), "cơ quan cung cấp số này"),
        "ghi_chu": Field("remark", Text(), "ghi chú nội bộ, không in"),
    },
)


def period_file(
    indicators: Names | None = None, reports: Names | None = None, signers: Names | None = None
) -> Record[PeriodFile]:
    """Return the shape of a period's file; with names, those that it uses must be known."""
    windows = Names(_("cửa sổ thời gian"), [window.value for window in Window], "khoa-la")
    return Record(
        _period_file,
        {
            "ky": Field("period", PeriodName(), "kỳ: 2024-05, 2024-Q2, 2024-S1, 2024-9M, 2024", required=True),
            "bo_so_lieu": Field("dataset", Text(), "ubnd hoặc thongke", required=True),
            "ban": Field("vintage", Day(), "ngày chốt số liệu của bản này", required=True),
            "van_ban": Field(
                "documents",
                MapOf(
                    Record(
                        _facts,
                        {
                            "ngay": Field("date", Day(), "ngày văn bản"),
                            "so": Field("number", Text("[0-9]{1,5}", "12"), "số văn bản (bỏ trống: chờ văn thư)"),
                            "nguoi_ky": Field("signer", Name(signers), "khóa người ký, nếu khác mặc định"),
                        },
                    ),
                    _REPORT_KEY,
                    reports,
                ),
                "văn bản của kỳ, theo tên báo cáo",
            ),
            "so_lieu": Field(
                "observations",
                MapOf(MapOf(_OBSERVATION, _WINDOW, windows), KEY, indicators),
                "số liệu: chỉ tiêu, rồi thang / quy / luy_ke / nam, rồi từng số đo một dòng",
                required=True,
            ),
            "tuong_thuat": Field(
                "narrative", MapOf(ListOf(NarrativeParagraph(indicators))), "các đoạn lời văn của kỳ, theo mục"
            ),
            "nhiem_vu": Field(
                "tasks", ListOf(ListOf(NarrativeParagraph(indicators))), "nhiệm vụ kỳ sau, mỗi nhiệm vụ vài đoạn"
            ),
        },
    )  # fmt: skip


SETTINGS_FILE = Record(
    _settings,
    {
        "mac_dinh": Field("default_report", Text(), "báo cáo làm khi không nêu tên", required=True),
        "bo_so_lieu": Field("datasets", MapOf(Text(), _FILE_WORD), "các bộ số liệu", required=True),
        "bao_cao": Field(
            "reports",
            MapOf(
                Record(
                    _report,
                    {
                        "ten": Field("name", Text(), "tên báo cáo", required=True),
                        "mau": Field("template", Text(), "tệp Word trong templates/", required=True),
                        "bo_so_lieu": Field("dataset", Text(), "bộ số liệu dùng", required=True),
                        "co_quan": Field("body", Text(), "cơ quan ban hành", required=True),
                        "ky_hieu": Field("symbol", Text(), "ký hiệu sau số: BC-UBND", required=True),
                        "noi_nhan": Field("recipients", Text(), "danh sách nơi nhận", required=True),
                        "nguoi_ky": Field("signer", Text(), "người ký mặc định", required=True),
                        "loai_ky": Field(
                            "periods", ListOf(Choice(Kind, _KINDS)), "các loại kỳ làm được"
                        ),
                    },
                ),
                _REPORT_KEY,
            ),
            "các báo cáo",
            required=True,
        ),
        "kieu_in": Field(
            "house",
            Record(
                _house,
                {
                    "dem_hai_chu_so": Field("pad_counts", Flag(), "in 05 thay cho 5 khi đếm"),
                    "so_le_phan_tram": Field(
                        "percent_decimals", Integer(0, 4), "số chữ số lẻ của % khi tính ra"
                    ),
                    "danh_so": Field("heading_numbers", ListOf(Choice(HeadingNumber)), "cách đánh số đề mục"),
                    "co_chu_chu_thich": Field(
                        "footnote_points", Integer(8, 14), "cỡ chữ chú thích (bỏ trống: theo mẫu)"
                    ),
                },
            ),
            "kiểu in riêng của cơ quan",
        ),
    },
)  # fmt: skip

FILES: dict[str, Record[Any]] = {
    "lsreport": SETTINGS_FILE,
    "don-vi": UNITS_FILE,
    "chi-tieu": catalogue_file(),
    "co-quan": BODIES_FILE,
    "noi-nhan": RECIPIENTS_FILE,
    "ke-hoach": PLAN_FILE,
    "ky": period_file(),
}


def json_schemas() -> dict[str, Schema]:
    """Return the JSON Schema (2020-12) of each kind of file, by its name."""
    return {
        name: {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": f"lsreport: {name}.yaml",
            **record.schema(),
        }
        for name, record in FILES.items()
    }
