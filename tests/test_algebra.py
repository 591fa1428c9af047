"""Figures across periods: months, quarters, cumulatives and years of one data set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

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
    Settings,
    Source,
    Unit,
)
from lsreport.errors import FigureError
from lsreport.expressions import parse_expression
from lsreport.measures import Measures, Value
from lsreport.numbers import Quantity, format_quantity, parse_quantity
from lsreport.periods import parse_period
from lsreport.terms import Aggregation, Measure, Status, Window

Figures = Mapping[str, str]
UNIT = Unit("ty_dong", "tỷ đồng")


def dataset(period: str, windows: Mapping[str, Figures], key: str = "a") -> Dataset:
    """Return the file of a period; the nth window begins on line n × 10."""
    observations: dict[str, dict[Window, Observation]] = {}
    for number, (path, figures) in enumerate(windows.items(), 1):
        name, _dot, window = path.rpartition(".")
        rest = dict(figures)
        status = rest.pop("trang_thai", None)
        file = f"data/ubnd/{period}.yaml"
        cells = {
            Measure(measure): Cell(parse_quantity(typed), Source(file, number * 10 + offset))
            for offset, (measure, typed) in enumerate(rest.items(), 1)
        }
        observations.setdefault(name or key, {})[Window(window)] = Observation(
            cells, Source(file, number * 10), Status(status) if status else None
        )
    return Dataset(
        "ubnd",
        parse_period(period),
        date(2024, 7, 1),
        f"data/ubnd/{period}.yaml",
        observations,
        {},
        (),
        {},
    )


def figures(
    *files: Dataset,
    kind: Aggregation = Aggregation.FLOW,
    parts: Mapping[str, tuple[str, ...]] | None = None,
) -> Measures:
    """Return the figures of the last file, the others being its other periods."""
    keys = {key for file in files for key in file.observations} | {"a"}
    indicators = {
        key: Indicator(
            key,
            f"Tên {key}",
            UNIT,
            kind,
            Source("data/chi-tieu/a.yaml", 3),
            parts=(parts or {}).get(key, ()),
        )
        for key in sorted(keys)
    }
    settings = Settings(
        "x", {}, {}, HouseStyle(percent_decimals=2), Source("data/lsreport.yaml", 1)
    )
    catalogue = Catalogue(settings, {}, indicators, {}, {}, {}, {})
    return Measures(files[-1], catalogue, lambda: files[:-1])


def ask(found: Measures, text: str) -> Value:
    """Return the value of an expression."""
    return found.value(parse_expression(text))


def shown(value: Value) -> str:
    """Return the number as printed."""
    assert not isinstance(value.content, date)
    return format_quantity(value.content)


APRIL = dataset("2024-04", {"luy_ke": {"muc": "2.980,5", "tang": "25"}})
MAY = dataset("2024-05", {"luy_ke": {"muc": "3965", "tang": "30"}})
MARCH = dataset("2024-03", {"luy_ke": {"muc": "2000,0", "tang": "10"}})


def test_a_month_follows_from_two_cumulatives() -> None:
    """Its formula names both, its sources are their lines, its decimals the finest."""
    value = ask(figures(APRIL, MAY), "a.thang.muc")
    assert shown(value) == "984,5"
    assert value.formula == "muc 1-5/2024 - muc 1-4/2024"
    assert [(s.file, s.line) for s in value.sources] == [
        ("data/ubnd/2024-05.yaml", 11),
        ("data/ubnd/2024-04.yaml", 11),
    ]


def test_a_quarter_follows_from_its_months() -> None:
    """The quarter that ends with June is the sum of April, May and June."""
    months = [dataset(f"2024-0{m}", {"thang": {"muc": f"{m}0,5"}}) for m in (4, 5, 6)]
    value = ask(figures(*months), "a.quy.muc")
    assert shown(value) == "151,5"
    assert value.formula == "muc 4/2024 + muc 5/2024 + muc 6/2024"


def test_the_cumulative_of_the_half_year_is_that_of_june() -> None:
    """What stands in one file is given in the other too: same months, same figure."""
    june = dataset("2024-06", {"luy_ke": {"muc": "5020"}})
    value = ask(figures(june, dataset("2024-S1", {})), "a.luy_ke.muc")
    assert (shown(value), value.formula) == ("5.020", None)
    assert value.sources[0].file == "data/ubnd/2024-06.yaml"


def test_growth_of_a_month_is_recomputed_from_the_bases_of_cumulatives() -> None:
    """(3965 - 2980,5) against (3965/1,30 - 2980,5/1,25): never carried, never subtracted."""
    value = ask(figures(APRIL, MAY), "a.thang.tang")
    base = Decimal(3965) / Decimal("1.3") - Decimal("2980.5") / Decimal("1.25")
    assert shown(value) == f"{(Decimal('984.5') / base - 1) * 100:.2f}".replace(".", ",")


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(-900, 3000)), min_size=3, max_size=3))
def test_growth_of_a_sum_lies_between_the_growths_of_its_parts(
    months: list[tuple[int, int]],
) -> None:
    """ΣV / Σ(V/(1+g)) − 1 is never below the lowest nor above the highest growth."""
    files = [
        dataset(
            f"2024-0{m}", {"thang": {"muc": str(v), "tang": str(Decimal(g) / 10).replace(".", ",")}}
        )
        for m, (v, g) in enumerate(months, 4)
    ]
    derivation = figures(*files).derivation(
        figures(*files).indicator("a"), Window.QUARTER, Measure.GROWTH
    )
    assert derivation is not None
    growths = [Decimal(g) / 10 for _v, g in months]
    assert min(growths) - Decimal("1e-20") <= derivation.number <= max(growths) + Decimal("1e-20")


def test_the_year_before_gives_base_difference_ratio_and_growth() -> None:
    """With last year's file nothing of the comparison has to be typed."""
    before = dataset("2023-05", {"luy_ke": {"muc": "800"}})
    found = figures(before, dataset("2024-05", {"luy_ke": {"muc": "1000"}}))
    assert shown(ask(found, "a.luy_ke.cung_ky")) == "800"
    assert shown(ask(found, "a.luy_ke.chenh_lech")) == "200"
    assert shown(ask(found, "a.luy_ke.bang")) == "125,00"
    growth = ask(found, "a.luy_ke.tang")
    assert (shown(growth), growth.formula) == ("25,00", "(muc / muc 1-5/2023 - 1) × 100")
    assert [s.file for s in growth.sources] == ["data/ubnd/2024-05.yaml", "data/ubnd/2023-05.yaml"]


def test_the_month_before_gives_growth_and_difference() -> None:
    """April's level against May's."""
    found = figures(
        dataset("2024-04", {"thang": {"muc": "80"}}), dataset("2024-05", {"thang": {"muc": "100"}})
    )
    assert shown(ask(found, "a.thang.tang_ky_truoc")) == "25,00"
    assert shown(ask(found, "a.thang.chenh_lech_ky_truoc")) == "20"


@pytest.mark.parametrize(
    ("april", "may", "status"),
    [
        ("chinh_thuc", "uoc_tinh", Status.ESTIMATED),
        ("so_bo", "chinh_thuc", Status.PROVISIONAL),
        ("uoc_tinh", "so_bo", Status.ESTIMATED),
        ("chinh_thuc", "chinh_thuc", Status.FINAL),
        ("", "chinh_thuc", None),
    ],
)
def test_a_sum_is_as_firm_as_its_weakest_part(april: str, may: str, status: Status | None) -> None:
    """A sum with one estimate is an estimate; where one says nothing, nothing is said."""
    files = [
        dataset(p, {"thang": {"muc": "1"} | ({"trang_thai": s} if s else {})})
        for p, s in (("2024-01", april), ("2024-02", may))
    ]
    assert ask(figures(*files), "a.luy_ke.muc").status is status


def test_a_stock_takes_its_last_value() -> None:
    """The herd of the quarter is that of its last month, not a sum."""
    files = [dataset(f"2024-0{m}", {"thang": {"muc": f"{m}00"}}) for m in (4, 5, 6)]
    value = ask(figures(*files, kind=Aggregation.STOCK), "a.quy.muc")
    assert (shown(value), value.formula) == ("600", "muc cuối 6/2024")


def test_an_index_is_never_summed() -> None:
    """Asking for it is an error that says why."""
    files = [dataset(f"2024-0{m}", {"thang": {"muc": "104,1"}}) for m in (4, 5, 6)]
    with pytest.raises(FigureError) as caught:
        ask(figures(*files, kind=Aggregation.INDEX), "a.quy.muc")
    assert "không cộng theo thời gian" in caught.value.faults[0].fix


def test_contributions_add_up_to_the_growth_of_the_whole() -> None:
    """Two parts of a whole: their points are its growth."""
    before = dataset(
        "2023-05",
        {"a.luy_ke": {"muc": "100"}, "a.b.luy_ke": {"muc": "60"}, "a.c.luy_ke": {"muc": "40"}},
    )
    now = dataset(
        "2024-05",
        {"a.luy_ke": {"muc": "110"}, "a.b.luy_ke": {"muc": "63"}, "a.c.luy_ke": {"muc": "47"}},
    )
    found = figures(before, now, parts={"a": ("a.b", "a.c")})
    points = [ask(found, f"a.{part}.luy_ke.dong_gop") for part in "bc"]
    assert [shown(point) for point in points] == ["3,00", "7,00"]
    assert shown(ask(found, "a.luy_ke.tang")) == "10,00"
    assert shown(ask(found, "a.b.luy_ke.ty_trong")) == "57,27"


def test_the_average_month_of_a_cumulative() -> None:
    """A flow over five months, divided by five."""
    assert shown(ask(figures(MAY), "a.luy_ke.binh_quan_thang")) == "793"


def test_what_no_file_gives_is_missing() -> None:
    """A month without its neighbours cannot be had."""
    with pytest.raises(FigureError) as caught:
        ask(figures(MARCH, MAY), "a.thang.muc")
    assert caught.value.faults[0].code == "thieu-so-lieu"


def test_other_periods_are_read_only_when_needed() -> None:
    """A given figure asks no other file."""

    def refuse() -> list[Dataset]:
        raise AssertionError("read without need")

    found = figures(MAY)
    given_only = Measures(found.dataset, found.catalogue, refuse)
    assert shown(ask(given_only, "a.luy_ke.muc")) == "3.965"


# --- laws over a year of months ---------------------------------------------------------------

LEVELS = st.decimals(0, 10**6, places=1)
YEAR = st.lists(LEVELS, min_size=12, max_size=12)
GROWTHS = st.lists(st.integers(-900, 3000), min_size=12, max_size=12)


def typed(number: Decimal) -> str:
    """Return a number as a clerk types it."""
    return f"{number:f}".replace(".", ",")


def monthly(levels: list[Decimal], growths: list[int] | None = None) -> list[Dataset]:
    """Return the files of twelve months."""
    rates = [{"tang": typed(Decimal(g) / 10)} for g in growths] if growths else [{}] * 12
    return [
        dataset(f"2024-{month:02d}", {"thang": {"muc": typed(level), **rate}})
        for month, (level, rate) in enumerate(zip(levels, rates, strict=True), 1)
    ]


def cumulative(levels: list[Decimal]) -> list[Dataset]:
    """Return the files of twelve months in which only the year so far is stated."""
    return [
        dataset(f"2024-{month:02d}", {"luy_ke": {"muc": typed(sum(levels[:month], Decimal(0)))}})
        for month in range(1, 13)
    ]


def level(files: list[Dataset], period: str, window: str) -> Decimal:
    """Return the level of a window of a period that has a file without figures."""
    content = ask(figures(*files, dataset(period, {})), f"a.{window}.muc").content
    assert isinstance(content, Quantity)
    assert content.number is not None
    return content.number


@given(YEAR, st.integers(1, 4))
def test_a_quarter_is_its_months_and_the_difference_of_two_cumulatives(
    levels: list[Decimal], quarter: int
) -> None:
    """ΣM = L(last month) − L(last month of the quarter before), to the last digit."""
    last = 3 * quarter
    wanted = sum(levels[last - 3 : last], Decimal(0))
    for files in (monthly(levels), cumulative(levels)):
        assert level(files[:last], f"2024-Q{quarter}", "quy") == wanted


@given(YEAR, st.sampled_from(["2024-S1", "2024-S2"]))
def test_a_half_year_is_its_quarters_and_its_own_window(levels: list[Decimal], half: str) -> None:
    """The window nua_nam of any of its periods, from months, quarters or cumulatives."""
    first = 0 if half == "2024-S1" else 6
    wanted = sum(levels[first : first + 6], Decimal(0))
    numbers = (1, 2) if half == "2024-S1" else (3, 4)
    quarters = [
        dataset(
            f"2024-Q{n}",
            {"quy": {"muc": typed(sum(levels[3 * n - 3 : 3 * n], Decimal(0)))}},
        )
        for n in numbers
    ]
    for files in (monthly(levels)[: first + 6], cumulative(levels)[: first + 6], quarters):
        assert level(files, half, "nua_nam") == wanted
        assert level(files, f"2024-{first + 6:02d}", "nua_nam") == wanted


@given(YEAR)
def test_a_year_is_its_halves_its_quarters_and_its_months(levels: list[Decimal]) -> None:
    """And nine months are the year without its last quarter."""
    halves = [
        dataset(
            f"2024-S{n}", {"nua_nam": {"muc": typed(sum(levels[6 * n - 6 : 6 * n], Decimal(0)))}}
        )
        for n in (1, 2)
    ]
    total = sum(levels, Decimal(0))
    for files in (halves, monthly(levels), cumulative(levels)):
        assert level(files, "2024", "nam") == total
        assert level(files, "2024", "luy_ke") == total
    nine = level(monthly(levels), "2024-9M", "chin_thang")
    assert nine == total - level(monthly(levels), "2024-Q4", "quy")


@given(st.lists(st.integers(1, 10**6), min_size=12, max_size=12), GROWTHS)
def test_growth_of_any_window_lies_between_the_growths_of_its_months(
    values: list[int], growths: list[int]
) -> None:
    """Of a quarter, a half, nine months, a year: recomputed from bases, never averaged."""
    files = monthly([Decimal(v) for v in values], growths)
    for period, window, months in (
        ("2024-Q3", "quy", growths[6:9]),
        ("2024-S2", "nua_nam", growths[6:12]),
        ("2024-9M", "chin_thang", growths[:9]),
        ("2024", "nam", growths),
    ):
        found = figures(*files, dataset(period, {}))
        derivation = found.derivation(found.indicator("a"), Window(window), Measure.GROWTH)
        assert derivation is not None
        slack = Decimal("1e-18")
        assert min(months) - slack <= derivation.number * 10 <= max(months) + slack


@given(YEAR)
def test_five_years_are_not_made_from_their_years(levels: list[Decimal]) -> None:
    """A plan's term is stated as a whole or not at all."""
    years = [
        dataset(str(year), {"nam": {"muc": typed(level)}})
        for year, level in zip(range(2021, 2026), levels, strict=False)
    ]
    found = figures(*years, dataset("2021-2025", {}))
    assert found.derivation(found.indicator("a"), Window.TERM, Measure.LEVEL) is None
