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
    Names,
    Record,
    RelativePeriodName,
    Text,
)
from lsreport.data.model import (
    HeadingNumber,
    HouseStyle,
    ReportKind,
    Settings,
    Source,
    SourceStyle,
)
from lsreport.errors import Fault, FaultLog, Place
from lsreport.i18n import _
from lsreport.periods import Calendar, Kind, RelativePeriod

REPORT_KEY = re.compile(r"[a-z0-9]+(?:[/-][a-z0-9]+)*")


_FILE_WORD = re.compile(r"[a-z][a-z0-9_-]*")


_KINDS = {
    "thang": Kind.MONTH,
    "quy": Kind.QUARTER,
    "nua_nam": Kind.HALF_YEAR,
    "chin_thang": Kind.NINE_MONTHS,
    "nam": Kind.YEAR,
}
_MONTHLY = (Kind.MONTH,)


class _KindNames(Names):
    """The kinds of period, all told where another word stands."""

    def check(self, name: str, place: Place, log: FaultLog) -> None:
        if name not in self.known:
            fault = _("không có loại kỳ «{key}»").format(key=name[:60])
            fix = _("dùng một trong: {names}").format(names=", ".join(self.known))
            log.add(Fault("khoa-sai", fault, fix, place))


# "tăng 2% (+4 ha)", "tăng 2% hay tăng 4 ha", "tăng 4 ha, tương ứng tăng 2%".
_PIECE = r"[^{}]*\{%s(?:\|[a-z_]+)?\}[^{}]*"
_DIFFERENCE = "|".join(
    _PIECE % first + _PIECE % second
    for first, second in (("tang", "chenh_lech"), ("chenh_lech", "tang"))
)


def _house(source: Source, **values: Any) -> HouseStyle:
    del source
    return HouseStyle(**values)


def _settings(
    source: Source,
    default_report: str,
    datasets: dict[str, str],
    reports: dict[str, ReportKind],
    house: HouseStyle | None = None,
    related: dict[str, RelativePeriod] | None = None,
) -> Settings:
    keyed = {key: replace(kind, key=key) for key, kind in reports.items()}
    return Settings(default_report, datasets, keyed, house or HouseStyle(), source, related or {})


def _report(
    template: str,
    periods: tuple[Kind, ...] = _MONTHLY,
    other_templates: dict[str, str] | None = None,
    **values: Any,
) -> ReportKind:
    own = other_templates or {}
    others = {kind: own[name] for name, kind in _KINDS.items() if name in own}
    unused = tuple(name for name in own if name in _KINDS and _KINDS[name] not in periods)
    templates = {kind: others.get(kind, template) for kind in periods}
    return ReportKind(key="", templates=templates, unused_templates=unused, **values)


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
                        "mau_theo_ky": Field(
                            "other_templates",
                            MapOf(Text(), re.compile("|".join(_KINDS)), _KindNames("", _KINDS)),
                            "mẫu riêng cho một loại kỳ: quy, nua_nam, chin_thang, nam",
                        ),
                        "loai_van_ban": Field(
                            "document_type", Text(), "tên loại văn bản: Báo cáo, Kế hoạch"
                        ),
                        "bo_cuc": Field("layout", Text(), "thứ tự các mục, khóa trong bo-cuc.yaml"),
                        "lich": Field(
                            "calendar",
                            Choice(Calendar),
                            "kỳ tính theo duong_lich hay theo nghi_dinh_09",
                        ),
                        "bo_so_lieu": Field("dataset", Text(), "bộ số liệu dùng", required=True),
                        "co_quan": Field("body", Text(), "cơ quan ban hành", required=True),
                        "ky_hieu": Field(
                            "symbol", Text(), "ký hiệu sau số: /BC-UBND", required=True
                        ),
                        "noi_nhan": Field("recipients", Text(), "danh sách nơi nhận"),
                        "nguoi_ky": Field("signer", Text(), "người ký mặc định"),
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
        "ky_lien_quan": Field(
            "related",
            MapOf(RelativePeriodName()),
            "tên các kỳ khác được in số, tính từ năm N của kỳ: nam_truoc: N-1, ca_nam: N",
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
                    "so_le_phan_tram_in": Field(
                        "printed_percent_decimals",
                        Integer(0, 4),
                        "in mọi số % với chừng này chữ số lẻ (bỏ trống: in như đã ghi)",
                    ),
                    "danh_so": Field(
                        "heading_numbers", ListOf(Choice(HeadingNumber)), "cách đánh số đề mục"
                    ),
                    "chenh_lech": Field(
                        "difference",
                        Text(_DIFFERENCE, '"{tang} ({chenh_lech|dau})"'),
                        "cách in mức tăng kèm chênh lệch",
                    ),
                    "nguon": Field(
                        "sources", Choice(SourceStyle), "nêu nguồn ở chu_thich hay trong_cau"
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
