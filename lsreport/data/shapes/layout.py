"""The shapes of what a report is made of: the order of its sections, and its tables."""

from __future__ import annotations

from typing import Any

from lsreport.data.fields import (
    Checked,
    Choice,
    Day,
    Field,
    ListOf,
    MapOf,
    Name,
    Names,
    OneOrDated,
    Reader,
    Record,
    Text,
    refuse,
)
from lsreport.data.model import HeadingNumber, Layout, Section, Source, Table, TableRow
from lsreport.data.nodes import Scalar
from lsreport.data.outlines import layout_faults, row_faults
from lsreport.errors import FaultLog
from lsreport.expressions import KEY
from lsreport.i18n import _
from lsreport.records import record

DEEPEST = 5  # heading levels that reports of provinces have


@record
class LayoutsFile:
    """The file of layouts, by their keys."""

    layouts: dict[str, tuple[Layout, ...]]
    source: Source


@record
class TablesFile:
    """The file of tables, by their keys."""

    tables: dict[str, Table]
    source: Source


def _section(
    source: Source,
    key: str | None = None,
    title: str | None = None,
    agency: str | None = None,
    sections: tuple[Section, ...] = (),
) -> Section:
    return Section(key, title, agency, sections, source)


def _layout(source: Source, sections: tuple[Section, ...], **values: Any) -> Layout:
    defaults: dict[str, Any] = {"heading_numbers": None, "since": None, "until": None}
    return Layout(sections, source=source, **(defaults | values))


def _row(
    source: Source,
    number: str | None = None,
    title: str | None = None,
    indicators: tuple[str, ...] = (),
    labels: tuple[str, ...] = (),
) -> TableRow:
    return TableRow(number, title, indicators, labels, source)


class _DeepestSection(Record[Section]):
    """A section of the last level: it holds no others."""

    def _unknown(self, key: Scalar, log: FaultLog) -> None:
        if key.text != "gom":
            super()._unknown(key, log)
            return
        refuse(
            log,
            key,
            "qua-nhieu-cap",
            _("mục này đã ở cấp {deepest}, không có cấp dưới nữa").format(deepest=DEEPEST),
            _("đưa các mục con lên cấp trên; báo cáo có nhiều nhất {deepest} cấp đề mục").format(
                deepest=DEEPEST
            ),
        )


def _sections(levels: int) -> Reader[Section]:
    fields: dict[str, Field[Any]] = {
        "khoa": Field("key", Text(KEY.pattern, "chan_nuoi"), "tên mục trong mẫu và tuong_thuat"),
        "ten": Field("title", Text(), "đề mục; bỏ trống: không có đề mục riêng"),
        "nguon": Field("agency", Text(), "cơ quan cung cấp số liệu của mục"),
    }
    if levels == 1:
        return _DeepestSection(_section, fields)
    fields["gom"] = Field("sections", ListOf(_sections(levels - 1)), "các mục con, theo thứ tự")
    return Record(_section, fields)


_LAYOUT = Record(
    _layout,
    {
        "muc": Field("sections", ListOf(_sections(DEEPEST)), "các mục, theo thứ tự", required=True),
        "danh_so": Field(
            "heading_numbers",
            ListOf(Choice(HeadingNumber)),
            "cách đánh số từng cấp đề mục (bỏ trống: theo kieu_in)",
        ),
        "tu_ngay": Field("since", Day(), "có hiệu lực từ ngày"),
        "den_ngay": Field("until", Day(), "có hiệu lực đến hết ngày"),
    },
)
LAYOUTS_FILE = Record(
    LayoutsFile,
    {
        "bo_cuc": Field(
            "layouts",
            MapOf(OneOrDated(Checked(_LAYOUT, layout_faults))),
            "các bố cục: thứ tự các mục của báo cáo",
            required=True,
        )
    },
)


def tables_file(indicators: Names | None = None) -> Record[TablesFile]:
    """Return the shape of the file of tables; with names its indicators must be known."""
    row = Record(
        _row,
        {
            "tt": Field("number", Text(), "số thứ tự in ở cột đầu"),
            "ten": Field("title", Text(), "dòng tên nhóm, không có số liệu"),
            "chi_tieu": Field(
                "indicators",
                ListOf(Name(indicators)),
                "các chỉ tiêu chung một số thứ tự và một ô đánh giá",
            ),
            "nhan": Field(
                "labels", ListOf(Text()), "chữ in ở từng chỉ tiêu (bỏ trống: tên và đơn vị)"
            ),
        },
    )
    table = Record(
        Table,
        {
            "ten": Field("title", Text(), "tên bảng", required=True),
            "hang": Field(
                "rows", ListOf(Checked(row, row_faults)), "các hàng, theo thứ tự", required=True
            ),
        },
    )
    return Record(
        TablesFile, {"bang": Field("tables", MapOf(table), "các bảng số liệu", required=True)}
    )
