"""Dates and period names as printed.

Comes in: dates and periods. Goes out: their Vietnamese text, by Nghị định 30/2020/NĐ-CP.
"""

from __future__ import annotations

from datetime import date

from lsreport.i18n import _
from lsreport.periods import Calendar, Kind, Period

_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")


def roman(number: int) -> str:
    """Return a number from 1 to 99 in Roman figures, as headings and quarters need."""
    if not 1 <= number <= 99:
        raise ValueError(_("không viết được số {number} bằng chữ số La Mã").format(number=number))
    return _TENS[number // 10] + _ONES[number % 10]


def short_date(day: date) -> str:
    """Return the date as in running text.

    >>> short_date(date(2024, 5, 22))
    '22/5/2024'
    """
    return f"{day.day}/{day.month}/{day.year}"


def long_date(day: date) -> str:
    """Return the date as beside the place name: days below 10 and January, February padded.

    >>> long_date(date(2024, 6, 4)), long_date(date(2024, 2, 14))
    ('ngày 04 tháng 6 năm 2024', 'ngày 14 tháng 02 năm 2024')
    """
    # The decree pads a number below 10 of the day and the months 1 and 2 only. No locale has
    # this form, and loading one costs more than all figures of a report.
    month = f"{day.month:02d}" if day.month in (1, 2) else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


PREVIOUS_NAMES = {
    Kind.MONTH: "tháng trước",
    Kind.QUARTER: "quý trước",
    Kind.HALF_YEAR: "6 tháng trước",
    Kind.NINE_MONTHS: "9 tháng trước",
    Kind.YEAR: "năm trước",
    Kind.FIVE_YEARS: "giai đoạn trước",
}


class PeriodNames:
    """What sentences call a period. Templates see it as `ky` and `ky_sau`.

    `rule` tells which days a report of the period covers.
    """

    def __init__(self, period: Period, rule: Calendar = Calendar.STATISTICAL) -> None:
        self._period, self._rule = period, rule

    def __str__(self) -> str:
        return self.ten

    @property
    def ten(self) -> str:
        """Return the period's own name: tháng 5, quý II, 6 tháng đầu năm, cả năm."""
        period = self._period
        if period.kind is Kind.FIVE_YEARS:
            return f"giai đoạn {period.year} - {period.last_year}"
        if period.kind is Kind.MONTH:
            return f"tháng {period.number}"
        if period.kind is Kind.QUARTER:
            return f"quý {roman(period.number)}"
        if period.kind is Kind.YEAR:
            return "cả năm"
        return self._months("đầu" if period.first_month == 1 else "cuối")

    @property
    def thang(self) -> str:
        """Return the name of the last month: tháng 5."""
        return f"tháng {self._period.last_month}"

    @property
    def thang_truoc(self) -> str:
        """Return the name of the month before: tháng 4 (tháng 12 for January)."""
        return f"tháng {self._period.last_month - 1 or 12}"

    @property
    def quy(self) -> str:
        """Return the name of the quarter in which it ends: quý II."""
        return f"quý {roman((self._period.last_month + 2) // 3)}"

    @property
    def luy_ke(self) -> str:
        """Return the name of the year so far: 5 tháng đầu năm; tháng 1; cả năm in December."""
        month = self._period.last_month
        if month == 1:
            return self.thang
        return "cả năm" if month == 12 else f"{month} tháng đầu năm"

    @property
    def so_thang(self) -> str:
        """Return the count of months so far: 5 tháng."""
        return f"{self._period.last_month} tháng"

    @property
    def nam(self) -> str:
        """Return the year."""
        return str(self._period.year)

    @property
    def cac_nam(self) -> str:
        """Return the years it covers: 2024, or for five years 2021 - 2025."""
        first, last = self._period.year, self._period.last_year
        return f"{first} - {last}" if last != first else str(first)

    @property
    def nam_truoc(self) -> str:
        """Return the year before."""
        return str(self._period.year - 1)

    @property
    def tieu_de(self) -> str:
        """Return the period in a title: tháng 5 và 5 tháng đầu năm."""
        period = self._period
        if period.first_month == 1 or period.kind is Kind.HALF_YEAR:
            return self.ten  # January and the first quarter are themselves the year so far
        return f"{self.ten} và {self.luy_ke}"

    @property
    def tieu_de_hoa(self) -> str:
        """Return the period in a heading in capitals, before the year: THÁNG 5 VÀ 5 THÁNG."""
        return self.tieu_de.removesuffix(" đầu năm").upper()

    @property
    def thang_hoa(self) -> str:
        """Return the month in capitals: THÁNG 6."""
        return self.thang.upper()

    @property
    def day_du(self) -> str:
        """Return the period with its year: tháng 5 năm 2024, 6 tháng đầu năm 2024, năm 2024."""
        period = self._period
        if period.kind is Kind.FIVE_YEARS:
            return self.ten
        if period.kind is Kind.YEAR:
            return f"năm {self.nam}"
        return f"{self.ten.removesuffix(' năm')} năm {self.nam}"

    @property
    def tieu_de_nam(self) -> str:
        """Return the period in a title, with its year: quý II và 6 tháng đầu năm 2024."""
        title = self.tieu_de
        if title == self.ten:
            return self.day_du
        return f"{title.removesuffix(' năm')} năm {self.nam}"

    @property
    def tieu_de_quy(self) -> str:
        """Return a month's title that names the quarter it ends: tháng 6, quý II và 6 tháng …."""
        if not (self.la_thang and self.cuoi_quy):
            return self.tieu_de_nam
        total = "cả" if self._period.last_month == 12 else f"{self.so_thang} đầu"
        return f"{self.thang}, {self.quy} và {total} năm {self.nam}"

    @property
    def trong(self) -> str:
        """Return how a sentence begins: Trong tháng, Trong quý, Trong 6 tháng đầu năm."""
        short = {Kind.MONTH: "tháng", Kind.QUARTER: "quý", Kind.YEAR: "năm"}
        return f"Trong {short.get(self._period.kind, self.ten)}"

    @property
    def ky_truoc(self) -> str:
        """Return the name of the period before: tháng trước, quý trước."""
        return PREVIOUS_NAMES[self._period.kind]

    @property
    def tu_ngay(self) -> str:
        """Return the first day that the report covers: 15/4/2024."""
        return short_date(self._period.days(self._rule)[0])

    @property
    def den_ngay(self) -> str:
        """Return the last day that the report covers: 14/5/2024."""
        return short_date(self._period.days(self._rule)[1])

    @property
    def cuoi_quy(self) -> bool:
        """Return whether the period ends a quarter."""
        return self._period.last_month % 3 == 0

    @property
    def la_thang(self) -> bool:
        """Return whether the period is a month."""
        return self._period.kind is Kind.MONTH

    @property
    def la_quy(self) -> bool:
        """Return whether the period is a quarter."""
        return self._period.kind is Kind.QUARTER

    @property
    def la_nua_nam(self) -> bool:
        """Return whether the period is half a year."""
        return self._period.kind is Kind.HALF_YEAR

    @property
    def la_chin_thang(self) -> bool:
        """Return whether the period is nine months."""
        return self._period.kind is Kind.NINE_MONTHS

    @property
    def la_nam(self) -> bool:
        """Return whether the period is a year."""
        return self._period.kind is Kind.YEAR

    def _months(self, end: str) -> str:
        return f"{self._period.months} tháng {end} năm"
