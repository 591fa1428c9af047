"""The shapes of what does not change with the period: units, indicators, bodies, recipients."""

from __future__ import annotations

from typing import Any

from lsreport.data.fields import (
    Choice,
    Day,
    Field,
    Flag,
    Integer,
    ListOf,
    MapOf,
    Name,
    Names,
    OneOrDated,
    Record,
    Text,
)
from lsreport.data.model import (
    Body,
    Indicator,
    Recipients,
    Signer,
    Source,
    Unit,
)
from lsreport.records import record
from lsreport.terms import Aggregation, PlanKind, Polarity

_SINCE = Field("since", Day(), "có hiệu lực từ ngày (bỏ trống: từ trước đến nay)")


_UNTIL = Field("until", Day(), "có hiệu lực đến hết ngày (bỏ trống: đến nay)")


@record
class CatalogueFile:
    """One file of the indicator catalogue; its indicators know only the keys of their units."""

    indicators: dict[str, Indicator]
    source: Source


@record
class UnitsFile:
    """The file of units."""

    units: dict[str, Unit]
    source: Source


@record
class BodiesFile:
    """The file of issuing bodies and signers."""

    bodies: dict[str, tuple[Body, ...]]
    signers: dict[str, tuple[Signer, ...]]
    source: Source


@record
class RecipientsFile:
    """The file of recipient lists."""

    lists: dict[str, tuple[Recipients, ...]]
    source: Source


def _indicator(unit: str, **values: Any) -> Indicator:
    """Return an indicator whose key and unit's name the workspace still fills in."""
    return Indicator(key="", unit=Unit(unit, ""), **values)


def _unit(name: str, source: Source, counted: bool = False) -> Unit:
    del source
    return Unit("", name, counted)


def _named(kind: type[Any]) -> Any:
    def build(**values: Any) -> Any:
        optional = {
            "since": None,
            "until": None,
            "parent": None,
            "subdivisions": None,
            "authority": (),
            "name": "",
            "heading_numbers": None,
        }
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
                        _indicator,
                        {
                            "ten": Field("name", Text(), "tên chỉ tiêu", required=True),
                            "don_vi": Field(
                                "unit", Name(units), "khóa trong don-vi.yaml", required=True
                            ),
                            "loai": Field(
                                "aggregation",
                                Choice(Aggregation),
                                "luong: cộng theo thời gian; thoi_diem: lấy kỳ cuối; chi_so: không cộng",
                                required=True,
                            ),
                            "so_le": Field("decimals", Integer(0, 6), "số chữ số lẻ khi tính ra"),
                            "nguon": Field("agency", Text(), "cơ quan cung cấp"),
                            "gom": Field(
                                "parts", ListOf(Text()), "các phần cộng lại thành chỉ tiêu"
                            ),
                            "dem_tang": Field(
                                "counted",
                                ListOf(Text()),
                                "các chỉ tiêu mà số này đếm xem bao nhiêu chỉ tiêu tăng",
                            ),
                            "dem_giam": Field(
                                "fallers",
                                ListOf(Text()),
                                "các chỉ tiêu mà số này đếm xem bao nhiêu chỉ tiêu giảm",
                            ),
                            "chieu": Field(
                                "polarity", Choice(Polarity), "tăng là tốt hay giảm là tốt"
                            ),
                            "ke_hoach": Field(
                                "plan_kind", Choice(PlanKind), "gọi là kế hoạch hay dự toán"
                            ),
                            "ma": Field("code", Text(), "mã chỉ tiêu thống kê, nếu có"),
                            "nam_goc": Field(
                                "base_year", Integer(1990, 2100), "năm gốc của chỉ số"
                            ),
                        },
                    )
                ),
                "danh mục chỉ tiêu",
                required=True,
            )
        },
    )


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
                            "viet_tat": Field(
                                "short", Text(), "tên gọi tắt trong câu", required=True
                            ),
                            "dia_danh": Field(
                                "place", Text(), "địa danh ghi trước ngày", required=True
                            ),
                            "dong_dau": Field(
                                "letterhead",
                                ListOf(Text()),
                                "tên ở đầu văn bản, từng dòng",
                                required=True,
                            ),
                            "chu_quan": Field("parent", Text(), "cơ quan chủ quản"),
                            "cap_duoi": Field(
                                "subdivisions",
                                Text(),
                                "cách gọi các đơn vị cấp dưới: các huyện, thành phố",
                            ),
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
                            "ho_ten": Field(
                                "name",
                                Text(),
                                "họ tên, không ghi học vị (bỏ trống: để trống trên văn bản)",
                            ),
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
)


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
                            "danh_sach": Field(
                                "names", ListOf(Text()), "mỗi nơi một mục", required=True
                            ),
                            "luu": Field("archive", Text(), "phần sau chữ “Lưu:”", required=True),
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
)
