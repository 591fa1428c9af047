"""Periods of a report and their algebra.

Comes in: a typed period (`2024-05`, `2024-Q2`, `2024-S1`, `2024-9M`, `2024`, `2021-2025`).
Goes out: a `Period` that knows its months, its dates and its neighbours. Names of periods in
sentences are in `wording`.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from lsreport.i18n import _
from lsreport.records import record


class PeriodTextError(ValueError):
    """A text is not a period."""


class Kind(Enum):
    """The kinds of period; the value is the number of months, the SDMX frequency in `freq`."""

    MONTH = 1
    QUARTER = 3
    HALF_YEAR = 6
    NINE_MONTHS = 9
    YEAR = 12
    FIVE_YEARS = 60


class Calendar(Enum):
    """The days that a report of a period covers; the value is its name in YAML.

    Statistics use calendar periods. Administrative reports end on the 14th, so that they can
    be sent by the 25th (Nghị định 09/2019/NĐ-CP, Điều 12).
    """

    STATISTICAL = "duong_lich"
    ADMINISTRATIVE = "nghi_dinh_09"


# SDMX CL_FREQ; nine months have no code of their own and are told by their first month.
FREQUENCY = {Kind.MONTH: "M", Kind.QUARTER: "Q", Kind.HALF_YEAR: "S", Kind.YEAR: "A"}
_TEXT = re.compile(r"(?P<year>[12][0-9]{3})(?:-(?P<rest>[0-9]{1,2}|Q[1-4]|S[12]|9M|[12][0-9]{3}))?")


class Period(NamedTuple):
    """A stretch of whole months from a month of a year: `number` counts within the year from 1.

    Five years (a plan's term) begin in January of `year`; all others lie within one year.
    """

    year: int
    first_month: int
    months: int

    @property
    def kind(self) -> Kind:
        """Return the kind of the period."""
        return Kind(self.months)

    @property
    def number(self) -> int:
        """Return which of its kind in the year it is: 5 for May, 2 for the second quarter."""
        return (self.first_month - 1) // self.months + 1

    @property
    def last_month(self) -> int:
        """Return the month in which it ends."""
        return (self.first_month + self.months - 2) % 12 + 1

    @property
    def last_year(self) -> int:
        """Return the year in which it ends."""
        return self.year + (self.first_month + self.months - 2) // 12

    @property
    def start(self) -> date:
        """Return its first day."""
        return date(self.year, self.first_month, 1)

    @property
    def end(self) -> date:
        """Return its last day."""
        last = calendar.monthrange(self.last_year, self.last_month)[1]
        return date(self.last_year, self.last_month, last)

    def days(self, rule: Calendar) -> tuple[date, date]:
        """Return the first and the last day that a report of the period covers.

        >>> [str(day) for day in Period(2024, 1, 6).days(Calendar.ADMINISTRATIVE)]
        ['2023-12-15', '2024-06-14']
        """
        if rule is Calendar.STATISTICAL:
            return self.start, self.end
        before = self.start - timedelta(days=1)
        return before.replace(day=15), self.end.replace(day=14)

    def following(self) -> Period:
        """Return the period whose tasks come next: after nine months the fourth quarter.

        >>> str(Period(2024, 1, 9).following()), str(Period(2024, 1, 6).following())
        ('2024-Q4', '2024-S2')
        """
        return Period(self.year, 10, 3) if self.kind is Kind.NINE_MONTHS else self.shifted(1)

    def shifted(self, steps: int) -> Period:
        """Return the period that many of its kind later (earlier when negative).

        >>> str(parse_period("2024-01").shifted(-1)), str(parse_period("2024-Q4").shifted(1))
        ('2023-12', '2025-Q1')
        """
        if self.kind is Kind.NINE_MONTHS:  # a year has one: the next is next year's
            return Period(self.year + steps, 1, 9)
        ordinal = (self.year * 12 + self.first_month - 1) + steps * self.months
        return Period(ordinal // 12, ordinal % 12 + 1, self.months)

    def year_earlier(self) -> Period:
        """Return the same period of the year before (cùng kỳ)."""
        return Period(self.year - 1, self.first_month, self.months)

    def __str__(self) -> str:
        """Return it as typed and as files are named."""
        if self.kind is Kind.MONTH:
            return f"{self.year}-{self.first_month:02d}"
        if self.kind is Kind.YEAR:
            return str(self.year)
        if self.kind is Kind.NINE_MONTHS:
            return f"{self.year}-9M"
        if self.kind is Kind.FIVE_YEARS:
            return f"{self.year}-{self.last_year}"
        return f"{self.year}-{FREQUENCY[self.kind]}{self.number}"


_RELATIVE = re.compile(r"N(?:-(?P<back>[1-9]))?(?:-(?P<rest>[0-9]{2}|Q[1-4]|S[12]|9M))?|5N")


@record
class RelativePeriod:
    """A period as seen from a report of year N: `N-1` the year before, `N-1-S1` its first half.

    `5N` is the term of five years in which N lies.
    """

    text: str

    def seen_from(self, period: Period) -> Period:
        """Return the period that is meant.

        >>> str(RelativePeriod("N-1-S1").seen_from(parse_period("2025")))
        '2024-S1'
        """
        if self.text == "5N":  # terms of plans begin in years that end in 1 and 6
            return Period((period.year - 1) // 5 * 5 + 1, 1, 60)
        match = _RELATIVE.fullmatch(self.text)
        assert match is not None
        year = str(period.year - int(match["back"] or 0))
        return parse_period(f"{year}-{match['rest']}" if match["rest"] else year)


def parse_relative_period(text: str) -> RelativePeriod:
    """Return the relative period that a text names. Raises PeriodTextError."""
    typed = text.strip().upper()
    if not _RELATIVE.fullmatch(typed):
        raise PeriodTextError(
            _("«{text}» không chỉ ra một kỳ; viết như N-1, N-1-S1, N-Q2, 5N").format(text=text[:40])
        )
    RelativePeriod(typed).seen_from(Period(2024, 1, 12))  # a month 13 is told now
    return RelativePeriod(typed)


def parse_period(text: str) -> Period:
    """Return the period that a text names.

    >>> parse_period("2024-S1").end
    datetime.date(2024, 6, 30)

    Raises PeriodTextError, with the accepted forms.
    """
    match = _TEXT.fullmatch(text.strip().upper())
    if match is None:
        raise PeriodTextError(
            _(
                "«{text}» không phải là một kỳ; "
                "viết như 2024-05, 2024-Q2, 2024-S1, 2024-9M, 2024, 2021-2025"
            ).format(text=text.strip()[:40])
        )
    year, rest = int(match["year"]), match["rest"]
    if rest is None:
        return Period(year, 1, 12)
    if rest == "9M":
        return Period(year, 1, 9)
    if len(rest) == 4:
        return _term(year, int(rest))
    if rest[0] in "QS":
        months = 3 if rest[0] == "Q" else 6
        return Period(year, (int(rest[1]) - 1) * months + 1, months)
    if not 1 <= int(rest) <= 12:
        raise PeriodTextError(_("không có tháng {month}").format(month=rest))
    return Period(year, int(rest), 1)


def _term(first: int, last: int) -> Period:
    if last - first != 4:
        raise PeriodTextError(
            _("giai đoạn {first}-{last} không phải 5 năm; viết như 2021-2025").format(
                first=first, last=last
            )
        )
    return Period(first, 1, 60)
