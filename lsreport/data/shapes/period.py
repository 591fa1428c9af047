"""The shapes of a year’s targets and of a period’s figures and narrative."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from lsreport.data.fields import (
    Choice,
    Day,
    DayCell,
    Field,
    ListOf,
    MapOf,
    Name,
    Names,
    NarrativeParagraph,
    PeriodName,
    PlanTerm,
    QuantityCell,
    RatingCell,
    Reader,
    Record,
    Text,
)
from lsreport.data.model import (
    Acceptance,
    Cell,
    DocumentFacts,
    Narrative,
    Observation,
    Plan,
    Source,
)
from lsreport.data.shapes.settings import REPORT_KEY
from lsreport.expressions import KEY, MEASURES, WINDOWS
from lsreport.i18n import _
from lsreport.periods import Period
from lsreport.records import record
from lsreport.terms import Measure, Status

_WINDOW = re.compile("|".join(WINDOWS))


_ABOUT_MEASURE = {
    Measure.LEVEL: "mức, theo đơn vị của chỉ tiêu; cả 52/98, 30 - 35, ≥5, gần 2000",
    Measure.SAME_PERIOD_LEVEL: "mức của cùng kỳ năm trước",
    Measure.PLAN_SHARE: "% kế hoạch hoặc dự toán",
    Measure.GROWTH: "% tăng (giảm: số âm) so với cùng kỳ; hoặc tuong_duong",
    Measure.GROWTH_PREVIOUS: "% tăng (giảm: số âm) so với kỳ trước",
    Measure.GROWTH_YEAR_END: "% tăng (giảm: số âm) so với 31/12 năm trước",
    Measure.DIFFERENCE: "chênh lệch so với cùng kỳ, theo đơn vị",
    Measure.DIFFERENCE_PREVIOUS: "chênh lệch so với kỳ trước, theo đơn vị",
    Measure.RATIO: "bằng bao nhiêu % so với cùng kỳ",
    Measure.PAIR_RATE: "tỷ lệ % của cặp số a/b",
    Measure.SHARE: "tỷ trọng, %",
    Measure.PLAN_POINTS: "chênh lệch % kế hoạch so với cùng kỳ, điểm phần trăm",
    Measure.PLAN_SHARE_CENTRAL: "% dự toán Trung ương giao",
    Measure.PLAN_SHARE_ADJUSTED: "% kế hoạch điều chỉnh",
    Measure.GROWTH_BASE_YEAR: "% tăng (giảm: số âm) so với năm gốc",
    Measure.GROWTH_AVERAGE: "% tăng (giảm: số âm) so với bình quân các năm trước",
    Measure.AVERAGE_LEVEL: "mức bình quân các năm trước",
    Measure.POINTS: "chênh lệch so với cùng kỳ, điểm phần trăm",
    Measure.CONTRIBUTION: "đóng góp vào mức tăng chung, điểm phần trăm",
    Measure.MONTHLY_AVERAGE: "bình quân một tháng, theo đơn vị",
    Measure.RATING: "đánh giá đã công bố: vuot, dat, khong_dat (bỏ trống: tính ra)",
    Measure.FROM: "số liệu tính từ ngày",
    Measure.TO: "số liệu tính đến ngày",
}


@record
class PlanFile:
    """The targets of one year, or of five."""

    period: Period
    plans: dict[str, Plan]
    source: Source


@record
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
    accepted: tuple[Acceptance, ...]


def _plan(cell: Cell | Source, source: Source, remark: str | None = None) -> Plan | None:
    del source
    return Plan(cell, remark) if isinstance(cell, Cell) else None


def _facts(source: Source, **values: Any) -> DocumentFacts:
    del source
    return DocumentFacts(**values)


def _period_file(
    source: Source,
    narrative: dict[str, tuple[Narrative, ...]] | None = None,
    tasks: tuple[tuple[Narrative, ...], ...] = (),
    documents: dict[str, DocumentFacts] | None = None,
    accepted: tuple[Acceptance, ...] = (),
    **values: Any,
) -> PeriodFile:
    return PeriodFile(
        source=source,
        narrative=narrative or {},
        tasks=tasks,
        documents=documents or {},
        accepted=accepted,
        **values,
    )


def _observation(
    source: Source,
    status: Status | None = None,
    agency: str | None = None,
    remark: str | None = None,
    **values: Cell | Source,
) -> Observation:
    cells: dict[Measure, Cell] = {}
    awaited: dict[Measure, Source] = {}
    for key, value in values.items():
        if isinstance(value, Cell):
            cells[MEASURES[key]] = value
        else:
            awaited[MEASURES[key]] = value
    return Observation(cells, source, status, agency, remark, awaited)


PLAN_FILE = Record(
    PlanFile,
    {
        "nam": Field("period", PlanTerm(), "năm kế hoạch: 2024, hoặc 2021-2025", required=True),
        "ke_hoach": Field(
            "plans",
            MapOf(
                Record(
                    _plan,
                    {
                        "muc": Field("cell", QuantityCell(), "mục tiêu", required=True),
                        "ghi_chu": Field("remark", Text(), "lấy từ đâu, suy ra thế nào"),
                    },
                )
            ),
            "mục tiêu của từng chỉ tiêu",
            required=True,
        ),
    },
)


def _cell_reader(measure: Measure) -> Reader[Any]:
    if measure.is_date:
        return DayCell()
    if measure is Measure.RATING:
        return RatingCell()
    return QuantityCell(comparison=measure.has_direction or measure is Measure.RATIO)


# A department sends "giảm 9,06%"; the file has one measure, which is negative then.
_FALLS = [measure.value for measure in Measure if measure.value.startswith("tang")]
_OBSERVATION = Record(
    _observation,
    {
        **{
            measure.value: Field(measure.value, _cell_reader(measure), about)
            for measure, about in _ABOUT_MEASURE.items()
        },
        "trang_thai": Field("status", Choice(Status), "uoc_tinh, so_bo hay chinh_thuc"),
        "nguon": Field("agency", Text(), "cơ quan cung cấp số này"),
        "ghi_chu": Field("remark", Text(), "ghi chú nội bộ, không in"),
    },
    instead={measure.replace("tang", "giam"): measure for measure in _FALLS},
)


def cell_reader(measure: Measure) -> Reader[Cell | Source] | None:
    """Return what reads a measure in a period's file; None for one that is not stated there."""
    return _cell_reader(measure) if measure in _ABOUT_MEASURE else None


def observations_map(indicators: Names | None = None) -> Reader[dict[str, dict[str, Observation]]]:
    """Return the shape of figures: indicator, window, measures and what is noted of them."""
    windows = Names(_("cửa sổ thời gian"), WINDOWS, "khoa-la")
    return MapOf(MapOf(_OBSERVATION, _WINDOW, windows), KEY, indicators)


def _documents(reports: Names | None, signers: Names | None) -> Reader[dict[str, DocumentFacts]]:
    facts = Record(
        _facts,
        {
            "ngay": Field("date", Day(), "ngày văn bản"),
            "so": Field(
                "number", Text("[1-9][0-9]{0,4}", "12"), "số văn bản (bỏ trống: chờ văn thư)"
            ),
            "nguoi_ky": Field("signer", Name(signers), "khóa người ký, nếu khác mặc định"),
        },
    )
    return MapOf(facts, REPORT_KEY, reports)


_ACCEPTANCE = Record(
    Acceptance,
    {
        "dau": Field(
            "mark",
            Text("[vh]?[0-9a-f]{8}", "3f2a9c1b"),
            "dấu của nhận xét, in sau mã lỗi",
            required=True,
        ),
        "ly_do": Field("reason", Text(), "vì sao để nguyên như thế", required=True),
    },
)


def period_file(
    indicators: Names | None = None,
    reports: Names | None = None,
    signers: Names | None = None,
    figures: Names | None = None,
) -> Record[PeriodFile]:
    """Return the shape of a period's file; with names, those that it uses must be known.

    `figures` are the names that narrative may print: indicators, of related periods too.
    """
    figures = figures or indicators
    return Record(
        _period_file,
        {
            "ky": Field(
                "period",
                PeriodName(),
                "kỳ: 2024-05, 2024-Q2, 2024-S1, 2024-9M, 2024",
                required=True,
            ),
            "bo_so_lieu": Field(
                "dataset", Text(), "bộ số liệu, theo khóa trong lsreport.yaml", required=True
            ),
            "ban": Field("vintage", Day(), "ngày chốt số liệu của bản này", required=True),
            "van_ban": Field(
                "documents",
                _documents(reports, signers),
                "văn bản của kỳ, theo tên báo cáo",
            ),
            "so_lieu": Field(
                "observations",
                observations_map(indicators),
                "số liệu: chỉ tiêu, rồi thang / quy / luy_ke / nam, rồi từng số đo một dòng",
                required=True,
            ),
            "tuong_thuat": Field(
                "narrative",
                MapOf(ListOf(NarrativeParagraph(figures))),
                "các đoạn lời văn của kỳ, theo mục",
            ),
            "chap_nhan": Field(
                "accepted",
                ListOf(_ACCEPTANCE),
                "những nhận xét của lsreport check đã xem và chấp nhận",
            ),
            "nhiem_vu": Field(
                "tasks",
                ListOf(ListOf(NarrativeParagraph(figures))),
                "nhiệm vụ kỳ sau, mỗi nhiệm vụ vài đoạn",
            ),
        },
    )
