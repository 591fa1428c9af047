"""Periods: what they are called, when they are, and what comes before and after."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsreport.periods import (
    FREQUENCY,
    Calendar,
    Kind,
    Period,
    PeriodTextError,
    parse_period,
    parse_relative_period,
)

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
        *("2024-05 2024-06", "2024-05\n2024-06", "NaN", "2021-3025"),
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


# --- terms of five years ----------------------------------------------------------------------


def test_a_term_is_five_years() -> None:
    """2021-2025 begins with January 2021 and ends with December 2025."""
    term = parse_period("2021-2025")
    assert (term.kind, term.number) == (Kind.FIVE_YEARS, 1)
    assert (term.start, term.end) == (date(2021, 1, 1), date(2025, 12, 31))
    assert (term.year, term.last_year, term.last_month) == (2021, 2025, 12)
    assert str(term) == "2021-2025"
    assert Kind.FIVE_YEARS not in FREQUENCY


@pytest.mark.parametrize("typed", ["2021-2024", "2021-2026", "2025-2021", "2021-2021"])
def test_other_stretches_of_years_are_no_period(typed: str) -> None:
    """A plan's term has five years; the sentence says how to write one."""
    with pytest.raises(PeriodTextError, match="2021-2025"):
        parse_period(typed)


@given(st.integers(1900, 2990), st.integers(-5, 5))
def test_terms_follow_one_another(year: int, steps: int) -> None:
    """The next term begins the day after this one ends; its name comes back the same."""
    term = parse_period(f"{year}-{year + 4}")
    assert term.shifted(1).start == term.end + timedelta(days=1)
    assert term.shifted(steps).year == year + 5 * steps
    assert parse_period(str(term)) == term
    assert term.year_earlier() == parse_period(f"{year - 1}-{year + 3}")


# --- the days that a report covers ------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2024-05", date(2024, 4, 15), date(2024, 5, 14)),
        ("2024-01", date(2023, 12, 15), date(2024, 1, 14)),
        ("2024-03", date(2024, 2, 15), date(2024, 3, 14)),
        ("2024-Q2", date(2024, 3, 15), date(2024, 6, 14)),
        ("2024-S1", date(2023, 12, 15), date(2024, 6, 14)),
        ("2024-9M", date(2023, 12, 15), date(2024, 9, 14)),
        ("2024", date(2023, 12, 15), date(2024, 12, 14)),
    ],
)
def test_an_administrative_report_ends_on_the_14th(name: str, first: date, last: date) -> None:
    """It covers from the 15th of the month before to the 14th; a statistical one whole months."""
    period = parse_period(name)
    assert period.days(Calendar.ADMINISTRATIVE) == (first, last)
    assert period.days(Calendar.STATISTICAL) == (period.start, period.end)


@given(PERIODS)
def test_administrative_periods_leave_no_day_out(name: str) -> None:
    """The next report begins the day after this one ends, and lasts about as long."""
    period = parse_period(name)
    first, last = period.days(Calendar.ADMINISTRATIVE)
    assert first < last
    assert (first.day, last.day) == (15, 14)
    if period.kind is not Kind.NINE_MONTHS:
        assert period.shifted(1).days(Calendar.ADMINISTRATIVE)[0] == last + timedelta(days=1)


# --- the period whose tasks come next ---------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "following"),
    [
        ("2024-12", "2025-01"),
        ("2024-Q4", "2025-Q1"),
        ("2024-S1", "2024-S2"),
        ("2024-S2", "2025-S1"),
        ("2024-9M", "2024-Q4"),
        ("2024", "2025"),
        ("2021-2025", "2026-2030"),
    ],
)
def test_after_nine_months_the_fourth_quarter_follows(name: str, following: str) -> None:
    """All others are followed by the next of their kind."""
    assert str(parse_period(name).following()) == following


@given(PERIODS)
def test_what_follows_begins_the_day_after(name: str) -> None:
    """Tasks are set for the days that come next, after nine months too."""
    period = parse_period(name)
    assert period.following().start == period.end + timedelta(days=1)


# --- periods seen from a report ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "period", "seen"),
    [
        ("N", "2024-S1", "2024"),
        ("N-1", "2025", "2024"),
        ("n-1-s1", "2025", "2024-S1"),
        (" N-Q2 ", "2024-05", "2024-Q2"),
        ("N-05", "2024", "2024-05"),
        ("N-10", "2024", "2024-10"),
        ("N-9-9M", "2024-Q4", "2015-9M"),
        ("5N", "2025", "2021-2025"),
        ("5n", "2021-01", "2021-2025"),
        ("5N", "2026-Q1", "2026-2030"),
        ("5N", "2020", "2016-2020"),
    ],
)
def test_a_relative_period_is_seen_from_the_year_of_the_report(
    text: str, period: str, seen: str
) -> None:
    """N is that year; terms of five years begin in years that end in 1 and 6."""
    assert str(parse_relative_period(text).seen_from(parse_period(period))) == seen


@given(PERIODS)
def test_the_term_holds_its_year(name: str) -> None:
    """Every year lies in the term that is seen from it."""
    period = parse_period(name)
    term = parse_relative_period("5N").seen_from(period)
    assert term.year <= period.year <= term.last_year
    assert term.year % 5 == 1
    assert term.kind is Kind.FIVE_YEARS


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "M",
        "N-0",
        "N-1-1",
        "N+1",
        "N-1-",
        "N-1-Q5",
        "N-13",
        "N-00",
        "N-1-99",
        "N-5N",
        "2024",
        "5N-1",
    ],
)
def test_what_is_no_relative_period_is_refused(typed: str) -> None:
    """Another letter, a future year, a month outside the year: a sentence says so."""
    with pytest.raises(PeriodTextError) as caught:
        parse_relative_period(typed)
    assert str(caught.value)


@given(st.text("N0123456789-QSM5n", max_size=8))
def test_any_text_is_a_relative_period_or_is_refused(text: str) -> None:
    """What is accepted can be seen from any period."""
    try:
        relative = parse_relative_period(text)
    except PeriodTextError:
        return
    assert parse_relative_period(relative.text) == relative
    for name in NAMES:
        assert relative.seen_from(parse_period(f"2024{name}")).year <= 2024
