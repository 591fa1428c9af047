"""Dates and period names as printed.

Comes in: dates and periods. Goes out: their Vietnamese text, by Nghị định 30/2020/NĐ-CP.
"""

from __future__ import annotations

from datetime import date

from lsreport.i18n import _
from lsreport.periods import Kind, Period

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
    from babel.dates import format_date

    return format_date(day, "d/M/y", locale="vi")


def long_date(day: date) -> str:
    """Return the date as beside the place name: days below 10 and January, February padded.

    >>> long_date(date(2024, 6, 4)), long_date(date(2024, 2, 14))
    ('ngày 04 tháng 6 năm 2024', 'ngày 14 tháng 02 năm 2024')
    """
    from babel.dates import format_date

    # The decree pads a number below 10 of the day and the months 1 and 2 only.
    month = "MM" if day.month in (1, 2) else "M"
    return format_date(day, f"'ngày' dd 'tháng' {month} 'năm' y", locale="vi")


class PeriodNames:
    """What sentences call a period. Templates see it as `ky` and `ky_sau`."""

    def __init__(self, period: Period) -> None:
        self._period = period

    def __str__(self) -> str:
        return self.ten

    @property
    def ten(self) -> str:
        """Return the period's own name: tháng 5, quý II, 6 tháng đầu năm, cả năm."""
        period = self._period
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
        """Return the name of the year so far: 5 tháng đầu năm; cả năm in December."""
        month = self._period.last_month
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

    def _months(self, end: str) -> str:
        return f"{self._period.months} tháng {end} năm"
