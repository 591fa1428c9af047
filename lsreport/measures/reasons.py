"""Why a figure cannot be had.

Comes in: an indicator, a window and a measure that nothing states and nothing gives. Goes
out: the statistician's reason, in a sentence for the clerk, or "" where there is none but
that nobody has typed it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lsreport.i18n import _
from lsreport.measures.rules import Case, level, same_period
from lsreport.numbers import Form
from lsreport.periods import Kind, Period
from lsreport.spans import Span
from lsreport.terms import Aggregation, Measure, Window

Reason = Callable[[Case], str]


def why_not(case: Case, period: Period, window: Window, measure: Measure) -> str:
    """Return why a measure of a window cannot be derived."""
    if (window is Window.TERM) != (period.kind is Kind.FIVE_YEARS):
        return _("cửa sổ giai_doan chỉ dùng cho kỳ 5 năm, và kỳ 5 năm chỉ có giai_doan")
    reason = _REASONS.get(measure)
    return reason(case) if reason else ""


def _level(case: Case) -> str:
    if case.indicator.aggregation is Aggregation.INDEX:
        return _("chỉ số, tỷ lệ không cộng theo thời gian được: phải có số riêng")
    if case.indicator.aggregation is Aggregation.STOCK:
        return _("số thời điểm lấy số cuối kỳ: chưa có số nào kết thúc cùng tháng")
    known = case.around.series.with_level(case.indicator.key)
    months = {month for s in known if s.year == case.span.year for month in _months(s)}
    missing = [str(month) for month in _months(case.span) if month not in months]
    if missing:
        return _("còn thiếu tháng {months} năm {year}").format(
            months=", ".join(missing), year=case.span.year
        )
    return _("chỉ biết các khoảng {known}: không ghép thành khoảng này được").format(
        known=", ".join(str(s) for s in sorted(known) if s.year == case.span.year)
    )


def _months(span: Span) -> range:
    return range(span.first, span.last + 1)


def _comparison(case: Case) -> str:
    if level(case) is None:
        return _level(case)
    before = same_period(case)
    if before is None:
        return _("chưa biết mức của cùng kỳ năm trước")
    return _("cùng kỳ bằng 0: không tính được phần trăm") if before.number.is_zero() else ""


def _previous(case: Case) -> str:
    earlier = case.span.before()
    if level(case) is None:
        return _level(case)
    if earlier is None:
        return _("khoảng này không có kỳ liền trước")
    before = level(case.elsewhere(earlier))
    if before is None:
        return _("chưa biết mức của kỳ liền trước ({span})").format(span=earlier)
    return _("kỳ trước bằng 0: không tính được phần trăm") if before.number.is_zero() else ""


def _plan_share(case: Case) -> str:
    plan = case.around.plan_cell(case.indicator, case.span)
    if plan is None:
        return _("chưa có kế hoạch năm {year} của chỉ tiêu này").format(year=case.span.year)
    if plan.quantity is None or plan.quantity.number is None:
        return _("kế hoạch là một khoảng hoặc một giới hạn: không tính được phần trăm")
    if case.span.first != 1:
        return _("kế hoạch lập cho cả năm: chỉ tính tỷ lệ cho số tính từ đầu năm")
    return _level(case)


def _of_whole(case: Case) -> str:
    if case.around.parent_of(case.indicator) is None:
        return _("chưa chỉ tiêu nào khai «gom» có chỉ tiêu này: không biết tính trên mức chung nào")
    cell = case.cells.get(Measure.LEVEL)
    if cell is not None and cell.quantity is not None and cell.quantity.number is None:
        return _("mức là khoảng, cặp hoặc giới hạn: không tính được tỷ trọng")
    return _("chưa biết mức của phần hoặc của chỉ tiêu chung trong khoảng này")


def _pair(case: Case) -> str:
    cell = case.cells.get(Measure.LEVEL)
    is_pair = cell is not None and cell.quantity is not None and cell.quantity.form is Form.PAIR
    return "" if is_pair else _("mức không phải một cặp số a/b")


def _plan(case: Case) -> str:
    return _("chưa có kế hoạch {span} của chỉ tiêu này").format(span=case.span)


def _rating(case: Case) -> str:
    if level(case) is None and Measure.LEVEL not in case.cells:
        return _level(case)
    if case.around.plan_cell(case.indicator, case.span) is None:
        return _plan(case)
    if case.indicator.polarity is None:
        return _("danh mục chưa ghi «chieu»: không biết cao hơn kế hoạch là tốt hay xấu")
    return _("mức và kế hoạch không so sánh dứt khoát được")


def _average(case: Case) -> str:
    if case.indicator.aggregation is not Aggregation.FLOW:
        return _("chỉ số liệu loại luong mới có bình quân tháng")
    return _level(case)


_REASONS: Mapping[Measure, Reason] = {
    Measure.LEVEL: _level,
    Measure.SAME_PERIOD_LEVEL: _comparison,
    Measure.GROWTH: _comparison,
    Measure.DIFFERENCE: _comparison,
    Measure.RATIO: _comparison,
    Measure.GROWTH_PREVIOUS: _previous,
    Measure.DIFFERENCE_PREVIOUS: _previous,
    Measure.PLAN_SHARE: _plan_share,
    Measure.SHARE: _of_whole,
    Measure.CONTRIBUTION: _of_whole,
    Measure.PAIR_RATE: _pair,
    Measure.PLAN: _plan,
    Measure.RATING: _rating,
    Measure.MONTHLY_AVERAGE: _average,
}
