"""The shape of the settings of a workspace: its reports and its house style."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from lsreport.data.fields import (
    Choice,
    Field,
    Flag,
    Integer,
    ListOf,
    MapOf,
    Record,
    Text,
)
from lsreport.data.model import (
    HeadingNumber,
    HouseStyle,
    ReportKind,
    Settings,
    Source,
)
from lsreport.periods import Kind

REPORT_KEY = re.compile(r"[a-z0-9]+(?:[/-][a-z0-9]+)*")


_FILE_WORD = re.compile(r"[a-z][a-z0-9_-]*")


_KINDS = {
    "thang": Kind.MONTH,
    "quy": Kind.QUARTER,
    "nua_nam": Kind.HALF_YEAR,
    "chin_thang": Kind.NINE_MONTHS,
    "nam": Kind.YEAR,
}


def _house(source: Source, **values: Any) -> HouseStyle:
    del source
    return HouseStyle(**values)


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


SETTINGS_FILE = Record(
    _settings,
    {
        "mac_dinh": Field(
            "default_report", Text(), "báo cáo được lập khi không nêu tên", required=True
        ),
        "bo_so_lieu": Field("datasets", MapOf(Text(), _FILE_WORD), "các bộ số liệu", required=True),
        "bao_cao": Field(
            "reports",
            MapOf(
                Record(
                    _report,
                    {
                        "ten": Field("name", Text(), "tên báo cáo", required=True),
                        "mau": Field(
                            "template", Text(), "tệp Word trong templates/", required=True
                        ),
                        "bo_so_lieu": Field("dataset", Text(), "bộ số liệu dùng", required=True),
                        "co_quan": Field("body", Text(), "cơ quan ban hành", required=True),
                        "ky_hieu": Field(
                            "symbol", Text(), "ký hiệu sau số: /BC-UBND", required=True
                        ),
                        "noi_nhan": Field(
                            "recipients", Text(), "danh sách nơi nhận", required=True
                        ),
                        "nguoi_ky": Field("signer", Text(), "người ký mặc định", required=True),
                        "loai_ky": Field(
                            "periods",
                            ListOf(Choice(Kind, _KINDS)),
                            "các loại kỳ mà báo cáo được lập",
                        ),
                    },
                ),
                REPORT_KEY,
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
                    "danh_so": Field(
                        "heading_numbers", ListOf(Choice(HeadingNumber)), "cách đánh số đề mục"
                    ),
                    "co_chu_chu_thich": Field(
                        "footnote_points", Integer(8, 14), "cỡ chữ chú thích (bỏ trống: theo mẫu)"
                    ),
                },
            ),
            "kiểu in riêng của cơ quan",
        ),
    },
)
