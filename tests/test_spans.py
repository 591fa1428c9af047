"""Months put together: what follows from what in a year."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsreport.periods import parse_period
from lsreport.spans import Span, own_window, span_of, way
from lsreport.terms import Window

MONTHS = st.integers(1, 12)
SPANS = st.tuples(MONTHS, MONTHS).map(lambda ends: Span(2024, min(ends), max(ends)))


@pytest.mark.parametrize(
    ("period", "window", "span"),
    [
        ("2024-05", "thang", (5, 5)),
        ("2024-05", "quy", (4, 6)),
        ("2024-05", "luy_ke", (1, 5)),
        ("2024-05", "nam", (1, 12)),
        ("2024-06", "quy", (4, 6)),
        ("2024-Q2", "luy_ke", (1, 6)),
        ("2024-S1", "thang", (6, 6)),
        ("2024-S2", "luy_ke", (1, 12)),
        ("2024-9M", "quy", (7, 9)),
        ("2024", "luy_ke", (1, 12)),
        ("2024-05", "nua_nam", (1, 6)),
        ("2024-S1", "nua_nam", (1, 6)),
        ("2024-07", "nua_nam", (7, 12)),
        ("2024-Q4", "nua_nam", (7, 12)),
        ("2024-9M", "chin_thang", (1, 9)),
        ("2024-10", "chin_thang", (1, 9)),
        ("2024", "nua_nam", (7, 12)),
    ],
)
def test_a_window_covers_months(period: str, window: str, span: tuple[int, int]) -> None:
    """Month, quarter and half-year are those in which the period ends."""
    assert span_of(parse_period(period), Window(window)) == Span(2024, *span)


WAYS = [
    ("a month from two cumulatives", [(1, 5), (1, 4)], (5, 5), "+1-5 -1-4"),
    ("January is its own cumulative", [(1, 1)], (1, 1), "+1-1"),
    ("a cumulative from its months", [(1, 1), (2, 2), (3, 3)], (1, 3), "+1-1 +2-2 +3-3"),
    ("a cumulative from the one before", [(1, 4), (5, 5), (4, 4)], (1, 5), "+1-4 +5-5"),
    ("a quarter from its months", [(4, 4), (5, 5), (6, 6)], (4, 6), "+4-4 +5-5 +6-6"),
    ("a quarter from two cumulatives", [(1, 6), (1, 3), (5, 5)], (4, 6), "+1-6 -1-3"),
    ("the second half from the year", [(1, 12), (1, 6)], (7, 12), "+1-12 -1-6"),
    ("nine months from quarters", [(1, 3), (4, 6), (7, 9)], (1, 9), "+1-3 +4-6 +7-9"),
    ("addition before subtraction", [(1, 4), (5, 5), (1, 6), (6, 6)], (1, 5), "+1-4 +5-5"),
    ("nothing leads there", [(1, 4), (6, 6)], (5, 5), None),
    ("a gap in the middle", [(1, 2), (4, 6)], (1, 6), None),
]


@pytest.mark.parametrize(
    ("known", "wanted", "steps"), [w[1:] for w in WAYS], ids=[w[0] for w in WAYS]
)
def test_the_way_is_the_shortest(
    known: list[tuple[int, int]], wanted: tuple[int, int], steps: str | None
) -> None:
    """The fewest known stretches, sums before differences, the same whatever their order."""
    for order in itertools.permutations([Span(2024, *ends) for ends in known]):
        found = way(order, Span(2024, *wanted))
        if steps is None:
            assert found is None
        else:
            assert found is not None
            text = [f"{'+' if s.sign > 0 else '-'}{s.span.first}-{s.span.last}" for s in found]
            assert " ".join(text) == steps


def test_other_years_do_not_count() -> None:
    """The months of another year lead nowhere."""
    assert way([Span(2023, 1, 5), Span(2023, 1, 4)], Span(2024, 5, 5)) is None


@given(st.lists(SPANS, max_size=8), SPANS, st.lists(st.integers(0, 99), min_size=12, max_size=12))
def test_a_way_adds_up(known: list[Span], wanted: Span, months: list[int]) -> None:
    """Whatever the months are worth, the signed sum of the way is what is wanted."""
    steps = way(known, wanted)
    if steps is not None:
        total = sum(s.sign * sum(months[s.span.first - 1 : s.span.last]) for s in steps)
        assert total == sum(months[wanted.first - 1 : wanted.last])
        assert {step.span for step in steps} <= set(known)


@pytest.mark.parametrize(
    ("span", "before"),
    [
        ((2024, 5, 5), (2024, 4, 4)),
        ((2024, 1, 1), (2023, 12, 12)),
        ((2024, 4, 6), (2024, 1, 3)),
        ((2024, 1, 3), (2023, 10, 12)),
        ((2024, 1, 12), (2023, 1, 12)),
        ((2024, 1, 5), None),
    ],
)
def test_the_stretch_before(
    span: tuple[int, int, int], before: tuple[int, int, int] | None
) -> None:
    """A month, a quarter, a year have one; five months from January have none."""
    assert Span(*span).before() == (Span(*before) if before else None)


@pytest.mark.parametrize(
    ("period", "window"),
    [
        ("2024-05", "thang"),
        ("2024-Q2", "quy"),
        ("2024-S2", "nua_nam"),
        ("2024-9M", "chin_thang"),
        ("2024", "nam"),
        ("2021-2025", "giai_doan"),
    ],
)
def test_a_period_is_a_window_of_its_own(period: str, window: str) -> None:
    """Templates call it trong_ky; it covers exactly the months of the period."""
    parsed = parse_period(period)
    own = own_window(parsed)
    assert own is Window(window)
    span = span_of(parsed, own)
    assert (span.year, span.first, span.months) == (parsed.year, parsed.first_month, parsed.months)


def test_a_term_is_one_stretch_that_no_years_make() -> None:
    """Five yearly figures are no plan's term: years are other spans."""
    term = span_of(parse_period("2021-2025"), Window.TERM)
    assert (term.first, term.last, str(term)) == (1, 60, "2021-2025")
    assert way([Span(year, 1, 12) for year in range(2021, 2026)], term) is None
    assert term.before() is None


WHOLE = [Span(2024, 1, 3), Span(2024, 4, 6), Span(2024, 7, 9), Span(2024, 10, 12)]


@given(st.permutations(WHOLE))
def test_the_year_follows_from_its_quarters_and_a_half_from_two(spans: list[Span]) -> None:
    """The half-year of a window is the one of its first day, whatever the order of the files."""
    assert way(spans, Span(2024, 1, 12)) is not None
    for half in (Span(2024, 1, 6), Span(2024, 7, 12)):
        steps = way(spans, half)
        assert steps is not None
        assert [step.sign for step in steps] == [1, 1]
