"""A figure as a linked text: what Word and the store are told of it.

Comes in: a `Figure`. Goes out: its key, by which it is found again, an alias that a person
understands, and its record.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from lsreport.docxfile.links import LONGEST, LinkedText, link_key
from lsreport.expressions import Expression, Wording
from lsreport.periods import Period
from lsreport.terms import Measure, Status, Window
from lsreport.wording.dates import PeriodNames
from lsreport.wording.figures import Figure

_MEASURE_NAMES = {
    Measure.LEVEL: "mức",
    Measure.SAME_PERIOD_LEVEL: "mức cùng kỳ",
    Measure.PLAN_SHARE: "% kế hoạch",
    Measure.GROWTH: "tăng, giảm so với cùng kỳ",
    Measure.GROWTH_PREVIOUS: "tăng, giảm so với kỳ trước",
    Measure.GROWTH_YEAR_END: "tăng, giảm so với cuối năm trước",
    Measure.DIFFERENCE: "chênh lệch so với cùng kỳ",
    Measure.DIFFERENCE_PREVIOUS: "chênh lệch so với kỳ trước",
    Measure.RATIO: "% so với cùng kỳ",
    Measure.PAIR_RATE: "tỷ lệ",
    Measure.SHARE: "tỷ trọng",
    Measure.PLAN_POINTS: "điểm % kế hoạch",
    Measure.PLAN_SHARE_CENTRAL: "% dự toán Trung ương",
    Measure.PLAN_SHARE_ADJUSTED: "% kế hoạch điều chỉnh",
    Measure.GROWTH_BASE_YEAR: "tăng, giảm so với năm gốc",
    Measure.GROWTH_AVERAGE: "tăng, giảm so với bình quân",
    Measure.AVERAGE_LEVEL: "mức bình quân",
    Measure.POINTS: "điểm % so với cùng kỳ",
    Measure.CONTRIBUTION: "đóng góp",
    Measure.MONTHLY_AVERAGE: "bình quân tháng",
    Measure.PLAN: "kế hoạch",
    Measure.RATING: "đánh giá",
    Measure.FROM: "từ ngày",
    Measure.TO: "đến ngày",
}


@lru_cache(maxsize=16_384)
def _named(
    key: str,
    name: str,
    period: Period,
    window: Window,
    measure: Measure,
    wording: Wording | None,
    vintage: date,
    status: Status | None,
    formula: str | None,
) -> tuple[str, str, dict[str, str]]:
    """Return key, alias and record of a figure.

    They are the same in each document that prints it, whatever its text there.
    """
    expression = Expression(key, window, measure, (wording,) if wording else ())
    record = {"period": str(period), "expression": str(expression)}
    linked = link_key(**record)
    record["vintage"] = vintage.isoformat()
    if status:
        record["status"] = status.value
    if formula:
        record["formula"] = formula
    return linked, alias(name, period, window, measure), record


def linked_text(figure: Figure) -> LinkedText:
    """Return the linked text of a figure."""
    value, text, wording = figure
    indicator, period, window, measure, _content, status, vintage, sources, formula, _exact = value
    key, shown, record = _named(
        indicator.key,
        indicator.name,
        period,
        window,
        measure,
        wording,
        vintage,
        status,
        formula,
    )
    return LinkedText(text, key, shown, record, sources)


def alias(name: str, period: Period, window: Window, measure: Measure) -> str:
    """Return what Word shows above the figure: what it is, of when, and its name.

    The name comes last because it is the part that may be cut at 64 characters.
    """
    about = _about(period, window, measure)
    text = f"{name}{about}"
    if len(text) <= LONGEST:
        return text
    tail = f"…{about}"
    return name[: LONGEST - len(tail)].rstrip() + tail


@lru_cache(maxsize=1024)
def _about(period: Period, window: Window, measure: Measure) -> str:
    """Return what an alias tells after the name: the measure, and of which months."""
    names = PeriodNames(period)
    shown = {
        Window.MONTH: f"{names.thang}/{names.nam}",
        Window.QUARTER: f"{names.quy}/{names.nam}",
        Window.YEAR_TO_DATE: f"{names.so_thang} {names.nam}",
        Window.HALF_YEAR: f"6 tháng {'đầu' if period.last_month <= 6 else 'cuối'} {names.nam}",
        Window.NINE_MONTHS: f"9 tháng {names.nam}",
        Window.YEAR: f"năm {names.nam}",
        Window.TERM: names.ten,
    }[window]
    return f": {_MEASURE_NAMES[measure]}, {shown}"
