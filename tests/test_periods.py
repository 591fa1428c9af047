"""Periods: what they are called, when they are, and what comes before and after."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsreport.periods import FREQUENCY, Kind, Period, PeriodTextError, parse_period

NAMES = [
    *(f"-{month:02d}" for month in range(1, 13)),
    *("-Q1", "-Q2", "-Q3", "-Q4", "-S1", "-S2", "-9M", ""),
]
PERIODS = st.builds(
    lambda year, name: f"{year}{name}", st.integers(1900, 2999), st.sampled_from(NAMES)
)


@pytest.mark.parametrize(
    ("text", "kind", "number", "start", "end"),
    [
        ("2024-01", Kind.MONTH, 1, date(2024, 1, 1), date(2024, 1, 31)),
        ("2024-02", Kind.MONTH, 2, date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", Kind.MONTH, 2, date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-12", Kind.MONTH, 12, date(2024, 12, 1), date(2024, 12, 31)),
        ("2024-Q1", Kind.QUARTER, 1, date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-Q2", Kind.QUARTER, 2, date(2024, 4, 1), date(2024, 6, 30)),
        ("2024-Q4", Kind.QUARTER, 4, date(2024, 10, 1), date(2024, 12, 31)),
        ("2024-S1", Kind.HALF_YEAR, 1, date(2024, 1, 1), date(2024, 6, 30)),
        ("2024-S2", Kind.HALF_YEAR, 2, date(2024, 7, 1), date(2024, 12, 31)),
        ("2024-9M", Kind.NINE_MONTHS, 1, date(2024, 1, 1), date(2024, 9, 30)),
        ("2024", Kind.YEAR, 1, date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_period_knows_its_kind_number_and_days(
    text: str, kind: Kind, number: int, start: date, end: date
) -> None:
    """Each kind of period gives its place in the year, its first and its last day."""
    period = parse_period(text)
    assert (period.kind, period.number, period.start, period.end) == (kind, number, start, end)
    assert str(period) == text


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("2024-5", "2024-05"),
        (" 2024-05\n", "2024-05"),
        ("2024-q2", "2024-Q2"),
        ("2024-9m", "2024-9M"),
    ],
)
def test_other_spellings_give_the_one_name(typed: str, name: str) -> None:
    """A month without its zero, small letters and outer spaces lead to the name of the file."""
    assert str(parse_period(typed)) == name


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "24-05", "20245", "2024-", "2024-00", "2024-13", "2024-99", "2024-005", "-05"),
        *("2024-Q0", "2024-Q5", "2024-Q", "2024-S0", "2024-S3", "2024-H1", "2024-6M", "2024-12M"),
        *(
            "2024-M5",
            "2024/05",
            "05/2024",
            "05-2024",
            "2024.05",
            "2024 05",
            "2024 - 05",
            "2024-05-01",
        ),
        *("0024-05", "3024-05", "２０２４-05", "2024-０５", "2024−05", "tháng 5", "2024-II"),
        *("2024-05 2024-06", "2024-05\n2024-06", "NaN"),
    ],
    ids=ascii,
)
def test_a_text_that_names_no_period_is_refused(typed: str) -> None:
    """Months outside the year, unknown kinds and other spellings are errors with a sentence."""
    with pytest.raises(PeriodTextError) as caught:
        parse_period(typed)
    assert str(caught.value)


@given(st.text("0123456789-QSM qsm", max_size=8) | st.text(max_size=12))
def test_any_text_is_a_period_or_is_refused(text: str) -> None:
    """No text makes the reader fail in another way, and what is read has a stable name."""
    try:
        period = parse_period(text)
    except PeriodTextError:
        assert text.strip().upper() not in {f"2024{name}" for name in NAMES}
    else:
        assert parse_period(str(period)) == period


@given(PERIODS)
def test_a_name_comes_back_the_same(name: str) -> None:
    """Text → period → text gives the text, for every kind."""
    assert str(parse_period(name)) == name


@given(PERIODS)
def test_a_period_covers_whole_months_of_one_year(name: str) -> None:
    """From its first day to its last there are as many months as its kind says."""
    period = parse_period(name)
    day, months = period.start, set()
    while day <= period.end:
        months.add((day.year, day.month))
        day += timedelta(days=calendar.monthrange(day.year, day.month)[1])
    assert day == period.end + timedelta(days=1)
    assert months == {
        (period.year, month) for month in range(period.first_month, period.last_month + 1)
    }
    assert len(months) == period.kind.value


@given(PERIODS)
def test_the_next_period_begins_the_day_after(name: str) -> None:
    """Neighbours of a kind touch; nine months have one period a year."""
    period = parse_period(name)
    following = period.shifted(1)
    if period.kind is Kind.NINE_MONTHS:
        assert str(following) == f"{period.year + 1}-9M"
    else:
        assert following.start == period.end + timedelta(days=1)
    assert following.kind is period.kind


@given(PERIODS, st.integers(-400, 400), st.integers(-400, 400))
def test_shifts_add_up(name: str, first: int, second: int) -> None:
    """Going on and back again leads home, and two shifts are one of their sum."""
    period = parse_period(name)
    assert period.shifted(first).shifted(-first) == period
    assert period.shifted(first).shifted(second) == period.shifted(first + second)


@given(PERIODS)
def test_the_same_period_of_last_year_is_a_year_of_shifts_away(name: str) -> None:
    """Cùng kỳ has the same months a year before."""
    period = parse_period(name)
    in_a_year = 1 if period.kind is Kind.NINE_MONTHS else 12 // period.months
    earlier = period.year_earlier()
    assert earlier == period.shifted(-in_a_year)
    assert (earlier.year, earlier.first_month, earlier.months) == (
        period.year - 1,
        period.first_month,
        period.months,
    )


@pytest.mark.parametrize(
    ("name", "steps", "expected"),
    [
        ("2024-01", -1, "2023-12"),
        ("2024-12", 1, "2025-01"),
        ("2024-05", -5, "2023-12"),
        ("2024-05", 20, "2026-01"),
        ("2024-Q1", -1, "2023-Q4"),
        ("2024-Q4", 1, "2025-Q1"),
        ("2024-S2", 1, "2025-S1"),
        ("2024-9M", -1, "2023-9M"),
        ("2024", -1, "2023"),
        ("2024-05", 0, "2024-05"),
    ],
)
def test_a_shift_counts_in_the_kind_of_the_period(name: str, steps: int, expected: str) -> None:
    """Months step by months, quarters by quarters, across the turn of the year."""
    assert str(parse_period(name).shifted(steps)) == expected


@given(PERIODS, PERIODS)
def test_periods_are_sorted_by_their_beginning(one: str, other: str) -> None:
    """A period that begins earlier comes first; of two that begin together, the shorter."""
    periods = sorted([parse_period(one), parse_period(other)])
    keys = [(period.start, period.end) for period in periods]
    assert keys == sorted(keys)


def test_frequencies_are_those_of_sdmx() -> None:
    """Months, quarters, half-years and years have a code; nine months have none."""
    codes = [FREQUENCY.get(parse_period(f"2024{name}").kind) for name in ("-05", "-Q2", "-S1", "")]
    assert codes == ["M", "Q", "S", "A"]
    assert Kind.NINE_MONTHS not in FREQUENCY


def test_a_period_is_a_value() -> None:
    """Equal periods are one key, whoever made them."""
    assert {parse_period("2024-05"), Period(2024, 5, 1)} == {parse_period("2024-5")}
