"""Periods of a report and their algebra.

Comes in: a typed period (`2024-05`, `2024-Q2`, `2024-S1`, `2024-9M`, `2024`). Goes out: a
`Period` that knows its months, its dates and its neighbours. Names of periods in sentences
are in `wording`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from lsreport.i18n import _


class PeriodTextError(ValueError):
    """A text is not a period."""


class Kind(Enum):
    """The kinds of period; the value is the number of months, the SDMX frequency in `freq`."""

    MONTH = 1
    QUARTER = 3
    HALF_YEAR = 6
    NINE_MONTHS = 9
    YEAR = 12


# SDMX CL_FREQ; nine months have no code of their own and are told by their first month.
FREQUENCY = {Kind.MONTH: "M", Kind.QUARTER: "Q", Kind.HALF_YEAR: "S", Kind.YEAR: "A"}
_TEXT = re.compile(r"(?P<year>[12][0-9]{3})(?:-(?P<rest>[0-9]{1,2}|Q[1-4]|S[12]|9M))?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of whole months of one year: `number` counts within the year from 1."""

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
        return self.first_month + self.months - 1

    @property
    def start(self) -> date:
        """Return its first day."""
        return date(self.year, self.first_month, 1)

    @property
    def end(self) -> date:
        """Return its last day."""
        last = calendar.monthrange(self.year, self.last_month)[1]
        return date(self.year, self.last_month, last)

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
        return f"{self.year}-{FREQUENCY[self.kind]}{self.number}"


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
                "«{text}» không phải là một kỳ; viết như 2024-05, 2024-Q2, 2024-S1, 2024-9M, 2024"
            ).format(text=text.strip()[:40])
        )
    year, rest = int(match["year"]), match["rest"]
    if rest is None:
        return Period(year, 1, 12)
    if rest == "9M":
        return Period(year, 1, 9)
    if rest[0] in "QS":
        months = 3 if rest[0] == "Q" else 6
        return Period(year, (int(rest[1]) - 1) * months + 1, months)
    if not 1 <= int(rest) <= 12:
        raise PeriodTextError(_("không có tháng {month}").format(month=rest))
    return Period(year, int(rest), 1)
