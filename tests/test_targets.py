"""Targets and ratings: how an estimate stands to what was planned."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsreport.data.model import (
    Catalogue,
    Cell,
    Dataset,
    HouseStyle,
    Indicator,
    Observation,
    Plan,
    Settings,
    Source,
    Unit,
)
from lsreport.errors import FigureError
from lsreport.expressions import parse_expression
from lsreport.measures import Measures
from lsreport.measures.targets import plan_period, rate, weakest_rating
from lsreport.numbers import exact, parse_quantity
from lsreport.periods import parse_period
from lsreport.spans import Span, own_window
from lsreport.terms import Aggregation, Measure, Polarity, Rating, Status, Window

MORE, LESS, NEUTRAL = (
    Polarity.MORE_IS_BETTER,
    Polarity.LESS_IS_BETTER,
    Polarity.NEUTRAL,
)
EXCEEDED, MET, NOT_MET = Rating.EXCEEDED, Rating.MET, Rating.NOT_MET


def rated(amount: str, target: str, polarity: Polarity | None = None) -> Rating | None:
    """Return how an amount stands to a target, both as typed."""
    return rate(parse_quantity(amount), parse_quantity(target), polarity)


# Target, amount → the rating where more is better, where less is, where neither.
NUMBERS = [
    ("15", "16", (EXCEEDED, NOT_MET, NOT_MET)),
    ("15", "15", (MET, MET, MET)),
    ("15", "14,9", (NOT_MET, EXCEEDED, NOT_MET)),
    ("98,50", "98,5", (MET, MET, MET)),
    ("-3", "-2", (EXCEEDED, NOT_MET, NOT_MET)),
    ("0", "0", (MET, MET, MET)),
    ("7 - 7,5", "7,6", (EXCEEDED, NOT_MET, NOT_MET)),
    ("7 - 7,5", "7,5", (MET, MET, MET)),
    ("7 - 7,5", "7,2", (MET, MET, MET)),
    ("7 - 7,5", "7", (MET, MET, MET)),
    ("7 - 7,5", "6,33", (NOT_MET, EXCEEDED, NOT_MET)),
    ("khoảng 40", "41", (EXCEEDED, NOT_MET, NOT_MET)),
    ("khoảng 40", "40", (MET, MET, MET)),
    # An estimate that is itself a range or a bound.
    ("15", "16 - 17", (EXCEEDED, NOT_MET, NOT_MET)),
    ("15", "14 - 16", (None, None, None)),
    ("7 - 7,5", "7,1 - 7,2", (MET, MET, MET)),
    ("7 - 7,5", "7,2 - 8", (None, None, None)),
    ("15", ">15", (EXCEEDED, NOT_MET, NOT_MET)),
    ("15", "≥15", (None, None, None)),
    ("15", "<15", (NOT_MET, EXCEEDED, NOT_MET)),
    ("15", "gần 15", (NOT_MET, EXCEEDED, NOT_MET)),
    ("15", "trên 15", (EXCEEDED, NOT_MET, NOT_MET)),
]


@pytest.mark.parametrize(("target", "amount", "ratings"), NUMBERS)
def test_a_number_or_range_is_exceeded_beyond_its_better_end(
    target: str, amount: str, ratings: tuple[Rating | None, ...]
) -> None:
    """Inside it is met; which end is the better one is the indicator's."""
    assert tuple(rated(amount, target, p) for p in (MORE, LESS, NEUTRAL)) == ratings


BOUNDS = [
    (">3", "3,1", MET),
    (">3", "3", NOT_MET),
    (">3", "2,0", NOT_MET),
    (">3", "≥3", None),
    (">3", ">3", MET),
    ("≥5", "5", MET),
    ("≥5", ">5", MET),
    ("≥5", "≥5", MET),
    ("≥5", "<5", NOT_MET),
    ("≥5", "4,99", NOT_MET),
    ("≥5", "4 - 6", None),
    ("<3", "2,02", MET),
    ("<3", "3", NOT_MET),
    ("<3", "<3", MET),
    ("<3", "≤3", None),
    ("≤3", "3", MET),
    ("≤3", "3 - 4", None),
    ("≤3", ">3", NOT_MET),
]


@pytest.mark.parametrize(("target", "amount", "rating"), BOUNDS)
@pytest.mark.parametrize("polarity", [*Polarity, None])
def test_a_bound_is_met_or_not_whatever_is_better(
    target: str, amount: str, rating: Rating | None, polarity: Polarity | None
) -> None:
    """Beyond a bound there is nothing to exceed; where some numbers meet it, nobody can tell."""
    assert rated(amount, target, polarity) is rating


@pytest.mark.parametrize("target", ["15", "7 - 7,5"])
def test_without_a_polarity_only_bounds_are_judged(target: str) -> None:
    """More forest is better, more accidents are not: a number alone does not say."""
    assert rated("16", target) is None


@pytest.mark.parametrize("typed", ["9/10"])
def test_a_pair_is_neither_target_nor_result(typed: str) -> None:
    """Nine out of ten is compared with nothing."""
    assert rated(typed, "9", MORE) is None
    assert rated("9", typed, MORE) is None


VALUES = st.integers(-500, 500).map(lambda n: exact(Decimal(n)))


@given(VALUES, VALUES)
def test_turning_everything_round_changes_nothing(amount: object, target: object) -> None:
    """A loss of 3 against a planned loss of 5 is a gain of -3 against -5."""
    turned = rate(-amount, -target, LESS)  # type: ignore[operator]
    assert rate(amount, target, MORE) is turned  # type: ignore[arg-type]


@given(VALUES, VALUES, st.sampled_from([MORE, LESS]))
def test_one_number_against_another_is_always_judged(
    amount: object, target: object, polarity: Polarity
) -> None:
    """Only a neutral indicator does not know "exceeded"."""
    assert rate(amount, target, polarity) in Rating  # type: ignore[arg-type]
    assert rate(amount, target, NEUTRAL) in (MET, NOT_MET)  # type: ignore[arg-type]


@pytest.mark.parametrize("ratings", list(product([*Rating], repeat=2)))
def test_targets_that_are_judged_together_are_as_good_as_the_least_met(
    ratings: tuple[Rating, ...],
) -> None:
    """One that is not met spoils all; exceeded are they only together."""
    worst = max(ratings, key=[EXCEEDED, MET, NOT_MET].index)
    assert weakest_rating(ratings) is worst


def test_nothing_has_no_rating() -> None:
    """A group without ratings has none."""
    assert weakest_rating([]) is None


def test_a_target_belongs_to_a_year_or_a_term() -> None:
    """A month's target is that of its year."""
    assert plan_period(Span(2024, 5, 5)) == parse_period("2024")
    assert plan_period(Span(2024, 1, 12)) == parse_period("2024")
    assert plan_period(Span(2021, 1, 60)) == parse_period("2021-2025")


# --- as figures -------------------------------------------------------------------------------

FILE = "data/ubnd/x.yaml"


def measures(
    period: str,
    given_figures: dict[str, str],
    plan: str | None,
    polarity: Polarity | None = MORE,
    of: str = "",
) -> Measures:
    """Return the figures of one indicator in the period's own window, with a target of `of`."""
    parsed = parse_period(period)
    cells = {
        Measure(name): Cell(
            Rating(typed) if name == "danh_gia" else parse_quantity(typed), Source(FILE, line)
        )
        for line, (name, typed) in enumerate(given_figures.items(), 11)
    }
    seen = Observation(cells, Source(FILE, 10), Status.ESTIMATED)
    indicator = Indicator(
        "a",
        "Tên a",
        Unit("xa", "xã"),
        Aggregation.FLOW,
        Source("data/chi-tieu/a.yaml", 3),
        polarity=polarity,
    )
    plans = {}
    if plan is not None:
        term = parse_period(of or period)
        plans[term] = {"a": Plan(Cell(parse_quantity(plan), Source("data/ke-hoach/x.yaml", 5)))}
    settings = Settings("x", {}, {}, HouseStyle(), Source("data/lsreport.yaml", 1))
    dataset = Dataset(
        "ubnd", parsed, date(2024, 7, 1), FILE, {"a": {own_window(parsed): seen}}, {}, (), {}
    )
    return Measures(dataset, Catalogue(settings, {}, {"a": indicator}, {}, {}, {}, plans))


@pytest.mark.parametrize(("period", "window"), [("2024", "nam"), ("2021-2025", "giai_doan")])
def test_target_and_rating_are_figures_with_their_lines(period: str, window: str) -> None:
    """The rating rests on the level and the target, and is as firm as the level."""
    found = measures(period, {"muc": "11"}, "10")
    target = found.value(parse_expression(f"a.{window}.ke_hoach"))
    assert (target.content, target.status) == (parse_quantity("10"), None)
    assert [(s.file, s.line) for s in target.sources] == [("data/ke-hoach/x.yaml", 5)]
    rating = found.value(parse_expression(f"a.{window}.danh_gia"))
    assert (rating.content, rating.status) == (EXCEEDED, Status.ESTIMATED)
    assert [(s.file, s.line) for s in rating.sources] == [(FILE, 11), ("data/ke-hoach/x.yaml", 5)]
    assert rating.formula == "muc so với ke_hoach"


def test_a_given_rating_wins() -> None:
    """What was published stays, with its own line and no formula."""
    found = measures("2024", {"muc": "96,7", "danh_gia": "vuot"}, "97,2")
    rating = found.value(parse_expression("a.nam.danh_gia"))
    assert (rating.content, rating.formula) == (EXCEEDED, None)
    assert [source.line for source in rating.sources] == [12]
    derived = found.derived(found.indicator("a"), Window.YEAR, Measure.RATING)
    assert derived is not None
    assert derived.content is NOT_MET


@pytest.mark.parametrize(
    ("period", "window", "of"),
    [
        ("2024-05", "thang", "2024"),
        ("2024-Q2", "quy", "2024"),
        ("2024", "nam", "2023"),
        ("2024", "nam", "2021-2025"),
        ("2021-2025", "giai_doan", "2021"),
    ],
)
@pytest.mark.parametrize("measure", ["ke_hoach", "danh_gia"])
def test_only_a_whole_year_or_term_is_held_against_its_own_target(
    period: str, window: str, of: str, measure: str
) -> None:
    """A month has no target of its own, and another year's is not taken for it."""
    with pytest.raises(FigureError) as caught:
        measures(period, {"muc": "11"}, "10", of=of).value(
            parse_expression(f"a.{window}.{measure}")
        )
    assert [fault.code for fault in caught.value.faults] == ["thieu-so-lieu"]


@pytest.mark.parametrize(
    ("level", "plan", "polarity"),
    [("11", None, MORE), ("11", "10", None), ("9 - 11", "10", MORE), ("9/10", "10", MORE)],
)
def test_what_cannot_be_judged_is_missing(
    level: str, plan: str | None, polarity: Polarity | None
) -> None:
    """No target, no polarity, a range across the target: the rating has to be typed."""
    with pytest.raises(FigureError) as caught:
        measures("2024", {"muc": level}, plan, polarity).value(parse_expression("a.nam.danh_gia"))
    assert [fault.code for fault in caught.value.faults] == ["thieu-so-lieu"]


def test_the_share_of_a_term_is_that_of_its_own_target() -> None:
    """Three of five years' target is not the share of one year's."""
    found = measures("2021-2025", {"muc": "118"}, "115")
    share = found.value(parse_expression("a.giai_doan.dat"))
    assert share.content == exact(Decimal("102.6"))
