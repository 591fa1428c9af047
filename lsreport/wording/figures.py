"""Figures as printed.

Comes in: a `Value` and the name of a wording. Goes out: a `Figure`, whose text is a number
with its unit or a phrase whose verb follows the sign ("giảm 0,4% so với cùng kỳ"): the verb
belongs to the figure, so that it turns when the figure is revised. Each function of the
table below is one wording; templates use them as filters, narrative after a bar.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from lsreport.data.model import HouseStyle
from lsreport.expressions import Expression, Wording
from lsreport.i18n import _
from lsreport.measures import Value
from lsreport.numbers import EXACT, Form, Quantity, exact, format_quantity, round_half_up
from lsreport.periods import Kind
from lsreport.terms import Base, Measure, PlanKind, Rating, Status, Window
from lsreport.wording.dates import PREVIOUS_NAMES, long_date, short_date

MOST_DECIMALS = 6
_BOUNDS = (Form.MORE, Form.LESS, Form.AT_LEAST, Form.AT_MOST)


class WordingError(ValueError):
    """A figure cannot be worded in the way that was asked for."""


class Figure(NamedTuple):
    """A figure and the text in which it is printed."""

    value: Value
    text: str
    wording: Wording | None = None

    @property
    def expression(self) -> Expression:
        """Return the canonical expression that gives this text."""
        value = self.value
        wordings = (self.wording,) if self.wording else ()
        return Expression(value.indicator.key, value.window, value.measure, wordings)

    def __str__(self) -> str:
        return self.text


UNMOVED = ("không đổi", Form.EQUAL.value)  # of a number, and as a source says it


class _Request:
    """What a wording works on."""

    __slots__ = ("_quantity", "decimals", "house", "measure", "unit", "value")

    def __init__(self, value: Value, house: HouseStyle, decimals: int | None) -> None:
        self.value, self.house, self.measure = value, house, value.measure
        unit = self.unit = _unit_of(value.measure, value.indicator.unit.joined)
        if decimals is None and unit == "%":
            decimals = house.printed_percent_decimals
        self.decimals = decimals
        content = value.content
        if decimals is not None and value.unrounded is not None:
            content = exact(value.unrounded)  # rounding a rounded number would go astray
        self._quantity = content

    @property
    def quantity(self) -> Quantity:
        """Return what is counted or measured. Raises WordingError for days and ratings."""
        content = self._quantity
        if type(content) is Quantity:
            return content
        if isinstance(content, date):
            raise WordingError(_("ngày chỉ in được nguyên dạng hoặc bằng |ngay_dai"))
        raise WordingError(_("đánh giá chỉ in được nguyên dạng"))

    def number(self, quantity: Quantity | None = None) -> str:
        """Return the quantity as printed, without unit."""
        counted = self.value.indicator.unit.counted and self.measure.in_unit
        shown = self.quantity if quantity is None else quantity
        return format_quantity(shown, self.decimals, counted and self.house.pad_counts)

    def amount(self, quantity: Quantity | None = None) -> str:
        """Return the quantity with its unit; "equal" has none."""
        shown = self.quantity if quantity is None else quantity
        number = self.number(shown)
        return number if shown.form is Form.EQUAL else number + self.unit

    def rounded(self, number: Decimal) -> Decimal:
        """Return the number at the decimals that are printed."""
        return number if self.decimals is None else round_half_up(number, self.decimals)

    @property
    def sign(self) -> int:
        """Return 1, -1, or 0 for "equal" and for what is printed as nothing.

        Raises WordingError where the number could rise or fall: -3 to 5, or more than -5.
        """
        quantity = self.quantity
        if quantity.form is Form.EXACT and quantity.first is not None:
            number = self.rounded(quantity.first)
            return (number > 0) - (number < 0)
        ends = [self.rounded(x) for x in (quantity.first, quantity.second) if x is not None]
        signs = {-1 if end < 0 else 1 for end in ends if not end.is_zero()}
        if len(signs) > 1 or (quantity.form in _BOUNDS and signs != {1}):
            text = format_quantity(quantity)
            raise WordingError(_("không rõ «{text}» là tăng hay giảm").format(text=text))
        return signs.pop() if signs else 0

    @property
    def magnitude(self) -> Quantity:
        """Return the quantity without its sign: a verb tells the direction."""
        return -self.quantity if self.sign < 0 else self.quantity

    def only_for(self, *measures: Measure) -> None:
        """Refuse a wording that makes no sense for the measure."""
        if self.measure not in measures:
            names = ", ".join(measure.value for measure in measures)
            raise WordingError(_("cách in này chỉ dùng cho: {names}").format(names=names))

    def only_directed(self) -> None:
        if not self.measure.has_direction:
            raise WordingError(_("cách in này chỉ dùng cho số tăng, giảm hoặc chênh lệch"))


@lru_cache(maxsize=4096)
def _unit_of(measure: Measure, joined: str) -> str:
    """Return what stands behind a number: the unit of the indicator, %, or percentage points."""
    # A share that moves from 20% to 22% rises by two points, not by 2%.
    if measure.in_points or (measure.in_unit and measure.has_direction and joined.startswith("%")):
        return " điểm phần trăm"
    return joined if measure.in_unit else "%"


# --- the wordings -------------------------------------------------------------------------


def _plain(request: _Request) -> str:
    """Print as the measure is usually printed."""
    measure, content = request.measure, request.value.content
    if not isinstance(content, Quantity):
        return short_date(content) if isinstance(content, date) else _RATING_WORDS[content]
    if measure.has_direction:
        return _directed(request, "tăng", "giảm")
    if measure is Measure.RATIO:
        return (
            Form.EQUAL.value if request.quantity.form is Form.EQUAL else f"bằng {request.amount()}"
        )
    return request.amount()


def _bare(request: _Request) -> str:
    """Print the number alone."""
    return request.number(request.magnitude if request.measure.has_direction else None)


def _result(request: _Request) -> str:
    """Print after the words of its status: ước đạt 14 ha, sơ bộ giảm 2%, đạt 14 ha."""
    words = _STATUS_WORDS[request.value.status]
    if request.measure.has_direction:
        return f"{words} {_plain(request)}".lstrip()
    request.only_for(Measure.LEVEL)
    return f"{words} đạt {request.amount()}".lstrip()


def _of_plan(request: _Request) -> str:
    """Print a share of the plan or budget: đạt 53% dự toán."""
    request.only_for(Measure.PLAN_SHARE)
    return f"đạt {request.amount()} {_plan_word(request)}"


def _beyond_plan(request: _Request) -> str:
    """Print how far a plan is passed, or else how far it is met."""
    request.only_for(Measure.PLAN_SHARE)
    if request.quantity.form is not Form.EXACT or request.quantity.first is None:
        return _of_plan(request)
    share = request.rounded(request.quantity.first)
    if share < 100:
        return _of_plan(request)
    if share == 100:
        return f"đạt {_plan_word(request)}"
    beyond = Quantity(Form.EXACT, EXACT.subtract(share, Decimal(100)))
    return f"vượt {request.amount(beyond)} {_plan_word(request)}"


def _compared(request: _Request) -> str:
    """Print a change with what it is compared with; equality in words."""
    measure = request.measure
    if measure is not Measure.RATIO:
        request.only_directed()
    base = _base_name(request.value)
    if request.quantity.form is Form.EQUAL or (measure.has_direction and request.sign == 0):
        return f"tương đương {base}"
    return f"{_plain(request)} so với {base}"


def _percentage(request: _Request) -> str:
    """Print a percentage without verb or sign."""
    if request.measure.in_unit or request.measure.in_points:
        raise WordingError(_("cách in này chỉ dùng cho số phần trăm"))
    return request.amount(request.magnitude if request.measure.has_direction else None)


def _signed(request: _Request) -> str:
    """Print a change with its sign: +30,9%, -173,1 ha."""
    request.only_directed()
    if request.quantity.form not in (Form.EXACT, Form.EQUAL):
        raise WordingError(_("dấu + hoặc - chỉ đặt được trước một con số"))
    sign = {1: "+", -1: "-", 0: ""}[request.sign]
    return sign + request.amount(request.magnitude)


def _signed_number(request: _Request) -> str:
    """Print a change as a table does: its number, a minus where it fell."""
    request.only_directed()
    return request.number()


def _bracketed(request: _Request) -> str:
    """Print a change with its sign in brackets: (-173,1 ha)."""
    return f"({_signed(request)})"


def _higher(request: _Request) -> str:
    """Print a difference as a comparison: cao hơn 110 tỷ đồng."""
    request.only_for(
        Measure.DIFFERENCE, Measure.DIFFERENCE_PREVIOUS, Measure.PLAN_POINTS, Measure.POINTS
    )
    return _directed(request, "cao hơn", "thấp hơn")


def _times(request: _Request) -> str:
    """Print a ratio as a multiple: gấp 2,5 lần, but bằng 0,8 lần."""
    request.only_for(Measure.RATIO)
    ratio = request.quantity.number
    if ratio is None:
        raise WordingError(_("số lần chỉ tính được từ một con số"))
    decimals = 1 if request.decimals is None else request.decimals
    times = round_half_up(EXACT.divide(ratio, Decimal(100)), decimals)
    verb = "gấp" if times > 1 else "bằng"
    return f"{verb} {format_quantity(Quantity(request.quantity.form, times))} lần"


def _long_day(request: _Request) -> str:
    """Print a cut-off date in full."""
    if not isinstance(request.value.content, date):
        raise WordingError(_("cách in này chỉ dùng cho ngày"))
    return long_date(request.value.content)


def _directed(request: _Request, up: str, down: str) -> str:
    sign, quantity = request.sign, request.quantity
    if sign == 0:  # a report may go on: không đổi so với cùng kỳ
        return UNMOVED[quantity.form is Form.EQUAL]
    return f"{up} {request.amount(quantity)}" if sign > 0 else f"{down} {request.amount(-quantity)}"


def _plan_word(request: _Request) -> str:
    return "dự toán" if request.value.indicator.plan_kind is PlanKind.BUDGET else "kế hoạch"


def _base_name(value: Value) -> str:
    base = value.measure.base
    year = value.period.year
    if base is Base.BASE_YEAR:
        known = value.indicator.base_year
        return f"năm gốc {known}" if known else "năm gốc"
    if base is Base.AVERAGE:  # the three years before, as plans compare
        return f"trung bình giai đoạn {year - 3} - {year - 1}"
    if base is Base.YEAR_END:
        return f"31/12/{value.period.year - 1}"
    if base is Base.PREVIOUS_PERIOD:
        # A quarter's report also compares its last month with the month before.
        return PREVIOUS_NAMES[_KIND.get(value.window, value.period.kind)]
    if value.window is Window.YEAR:
        return f"năm {year - 1}"
    return "cùng kỳ"


_KIND = {
    Window.MONTH: Kind.MONTH,
    Window.QUARTER: Kind.QUARTER,
    Window.HALF_YEAR: Kind.HALF_YEAR,
    Window.NINE_MONTHS: Kind.NINE_MONTHS,
    Window.YEAR: Kind.YEAR,
}
_RATING_WORDS = {
    Rating.EXCEEDED: "Vượt",
    Rating.MET: "Đạt",
    Rating.NOT_MET: "Không đạt",
}
_STATUS_WORDS: Mapping[Status | None, str] = {
    Status.ESTIMATED: "ước",
    Status.PROVISIONAL: "sơ bộ",
    Status.FINAL: "",
    None: "",
}

WORDINGS: Mapping[str, Callable[[_Request], str]] = {
    "so": _bare,
    "ket_qua": _result,
    "ke_hoach": _of_plan,
    "vuot_ke_hoach": _beyond_plan,
    "so_voi": _compared,
    "phan_tram": _percentage,
    "dau": _signed,
    "ngoac": _bracketed,
    "so_dau": _signed_number,
    "cao_hon": _higher,
    "gap": _times,
    "ngay_dai": _long_day,
    "lam_tron": _plain,
}


def word(value: Value, wording: Wording | None, house: HouseStyle) -> Figure:
    """Return the figure of a value in a wording (None: as it is usually printed).

    Raises WordingError for a wording that is unknown or makes no sense for the measure, and
    for decimals that are not a whole number from 0 to 6.
    """
    function = _plain if wording is None else WORDINGS.get(wording.name)
    if function is None:
        raise WordingError(
            _("không có cách in «{name}»; có: {known}").format(
                name=wording.name if wording else "", known=", ".join(WORDINGS)
            )
        )
    decimals = wording.decimals if wording else None
    if decimals is not None and not (type(decimals) is int and 0 <= decimals <= MOST_DECIMALS):
        raise WordingError(
            _("số chữ số lẻ là một số nguyên từ 0 đến {most}").format(most=MOST_DECIMALS)
        )
    return Figure(value, function(_Request(value, house, decimals)), wording)
