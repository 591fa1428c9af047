"""Given and derived figures: what wins, what follows from what, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

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
from lsreport.errors import Fault, FigureError
from lsreport.expressions import parse_expression
from lsreport.measures import Measures, Value, ZeroBaseError, growth_percent, percent_of
from lsreport.numbers import Form, exact, format_decimal, format_quantity, parse_quantity
from lsreport.periods import parse_period
from lsreport.spans import Span
from lsreport.terms import Aggregation, Measure, Status, Window

FILE = "data/ubnd/2024-05.yaml"
PLAN = Source("data/ke-hoach/2024.yaml", 7)
VINTAGE = date(2024, 5, 31)
Figures = Mapping[str, Mapping[str, str]]


def observation(figures: Mapping[str, str], line: int) -> Observation:
    """Return what stands below a window: the window on its line, each figure on the next."""
    figures = dict(figures)
    status = figures.pop("trang_thai", None)
    cells = {}
    for offset, (name, typed) in enumerate(figures.items(), 1):
        day = date.fromisoformat(typed) if Measure(name).is_date else None
        cells[Measure(name)] = Cell(day or parse_quantity(typed), Source(FILE, line + offset))
    return Observation(cells, Source(FILE, line), Status(status) if status else None)


def measures(
    figures: Figures,
    plans: Mapping[str, str] | None = None,
    parts: Mapping[str, tuple[str, ...]] | None = None,
    decimals: int | None = None,
    percent_decimals: int = 1,
) -> Measures:
    """Return the figures of May 2024: `a.thang` begins on line 10, the next on line 20, ..."""
    observations: dict[str, dict[Window, Observation]] = {}
    for number, (path, cells) in enumerate(figures.items(), 1):
        key, _dot, window = path.rpartition(".")
        observations.setdefault(key, {})[Window(window)] = observation(cells, 10 * number)
    unit, declared = Unit("ty_dong", "tỷ đồng"), {"a", "a.b", "c", "du_no", *observations}
    indicators = {
        key: Indicator(
            key,
            f"Tên {key}",
            unit,
            Aggregation.FLOW,
            Source("data/chi-tieu/a.yaml", 3),
            decimals,
            parts=(parts or {}).get(key, ()),
        )
        for key in sorted(declared)
    }
    targets = {key: Plan(Cell(parse_quantity(typed), PLAN)) for key, typed in (plans or {}).items()}
    house = HouseStyle(percent_decimals=percent_decimals)
    settings = Settings("ubnd/bao-cao", {}, {}, house, Source("data/lsreport.yaml", 1))
    catalogue = Catalogue(settings, {}, indicators, {}, {}, {}, {parse_period("2024"): targets})
    dataset = Dataset(
        "ubnd",
        parse_period("2024-05"),
        VINTAGE,
        FILE,
        observations,
        {},
        (),
        {},
    )
    return Measures(dataset, catalogue)


def value(found: Measures, text: str) -> Value:
    """Return the value of an expression."""
    return found.value(parse_expression(text))


def printed(found: Measures, text: str) -> str:
    """Return the bare content of the value of an expression."""
    content = value(found, text).content
    return content.isoformat() if isinstance(content, date) else format_quantity(content)


def lines(found: Value) -> list[int]:
    """Return the lines of the period's file on which a value rests."""
    return [source.line for source in found.sources if source.file == FILE]


def fault(found: Measures, text: str) -> Fault:
    """Return the one fault of asking for an expression."""
    with pytest.raises(FigureError) as caught:
        value(found, text)
    (only,) = caught.value.faults
    return only


# --- given ------------------------------------------------------------------------------------


def test_a_given_figure_is_printed_as_it_was_sent() -> None:
    """Content, status, vintage, line and period come with it; it has no formula."""
    found = value(
        measures({"a.luy_ke": {"muc": "984,50", "trang_thai": "uoc_tinh"}}), "a.luy_ke.muc"
    )
    assert found.content == parse_quantity("984,50")
    assert format_quantity(parse_quantity("984,50")) == "984,50"
    assert (found.status, found.vintage, str(found.period)) == (
        Status.ESTIMATED,
        VINTAGE,
        "2024-05",
    )
    assert (found.sources, found.formula) == ((Source(FILE, 11),), None)
    assert (found.indicator.key, found.window, found.measure) == (
        "a",
        Window.YEAR_TO_DATE,
        Measure.LEVEL,
    )


@pytest.mark.parametrize(
    ("measure", "given_text", "derived_text"),
    [
        ("tang", "7,7", "20,0"),
        ("bang", "107,7", "120,0"),
        ("chenh_lech", "15", "20"),
        ("dat", "55", "60,0"),
        ("ty_trong", "31", "30,0"),
        ("tang", "tuong_duong", "20,0"),
    ],
)
def test_given_wins_over_derived(measure: str, given_text: str, derived_text: str) -> None:
    """A figure that the department sent is printed, though the others say something else."""
    figures = {"a.luy_ke": {"muc": "400"}, "a.b.luy_ke": {"muc": "120", "cung_ky": "100"}}
    context = {"plans": {"a.b": "200"}, "parts": {"a": ("a.b",)}}
    derived = value(measures(figures, **context), f"a.b.luy_ke.{measure}")
    assert derived.content == parse_quantity(derived_text)
    assert derived.formula
    figures["a.b.luy_ke"][measure] = given_text
    found = measures(figures, **context)
    sent = value(found, f"a.b.luy_ke.{measure}")
    assert (sent.content, sent.formula) == (parse_quantity(given_text), None)
    assert lines(sent) == [23]
    again = found.derived(sent.indicator, sent.window, sent.measure)
    assert again is not None
    assert again.content == derived.content


def test_every_given_figure_is_listed_in_the_order_of_the_file() -> None:
    """The list has each cell once, with its line."""
    found = measures(
        {
            "c.thang": {"muc": "5", "den_ngay": "2024-05-14"},
            "a.luy_ke": {"tang": "-0,4"},
            "a.thang": {"muc": "8/13"},
        }
    )
    listed = [(v.indicator.key, v.window.value, v.measure.value, *lines(v)) for v in found.given()]
    assert listed == [
        ("c", "thang", "muc", 11),
        ("c", "thang", "den_ngay", 12),
        ("a", "luy_ke", "tang", 21),
        ("a", "thang", "muc", 31),
    ]


def test_a_cut_off_date_is_a_given_figure() -> None:
    """Dates are values too, and are never computed with."""
    found = measures({"a.thang": {"tu_ngay": "2023-12-15", "muc": "5"}})
    assert value(found, "a.thang.tu_ngay").content == date(2023, 12, 15)
    assert fault(found, "a.thang.den_ngay").code == "thieu-so-lieu"


# --- derived ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figures", "measure", "text", "formula", "rests_on"),
    [
        ({"muc": "120", "cung_ky": "100"}, "tang", "20,0", "(muc / cung_ky - 1) × 100", [11, 12]),
        ({"muc": "95", "cung_ky": "100"}, "tang", "-5,0", "(muc / cung_ky - 1) × 100", [11, 12]),
        ({"muc": "0", "cung_ky": "100"}, "tang", "-100,0", "(muc / cung_ky - 1) × 100", [11, 12]),
        (
            {"muc": "100,25", "cung_ky": "100"},
            "tang",
            "0,3",
            "(muc / cung_ky - 1) × 100",
            [11, 12],
        ),
        (
            {"muc": "99,75", "cung_ky": "100"},
            "tang",
            "-0,3",
            "(muc / cung_ky - 1) × 100",
            [11, 12],
        ),
        (
            {"muc": "120", "chenh_lech": "20"},
            *("tang", "20,0", "(muc / (muc - chenh_lech) - 1) × 100", [11, 12]),
        ),
        ({"bang": "99,8"}, "tang", "-0,2", "bang - 100", [11]),
        ({"muc": "120", "cung_ky": "100"}, "chenh_lech", "20", "muc - cung_ky", [11, 12]),
        ({"muc": "95,5", "cung_ky": "100"}, "chenh_lech", "-4,5", "muc - cung_ky", [11, 12]),
        ({"muc": "120", "cung_ky": "100"}, "bang", "120,0", "muc / cung_ky × 100", [11, 12]),
        (
            {"muc": "120", "chenh_lech": "20"},
            *("bang", "120,0", "muc / (muc - chenh_lech) × 100", [11, 12]),
        ),
        ({"tang": "-0,2"}, "bang", "99,8", "100 + tang", [11]),
        ({"muc": "120", "chenh_lech": "20"}, "cung_ky", "100", "muc - chenh_lech", [11, 12]),
        ({"muc": "120", "chenh_lech": "-20"}, "cung_ky", "140", "muc - chenh_lech", [11, 12]),
        ({"muc": "8/11"}, "ty_le", "72,7", "a / b × 100", [11]),
        ({"muc": "0/11"}, "ty_le", "0,0", "a / b × 100", [11]),
        ({"muc": "13/13"}, "ty_le", "100,0", "a / b × 100", [11]),
        ({"muc": "khoảng 120", "cung_ky": "100"}, "chenh_lech", "20", "muc - cung_ky", [11, 12]),
    ],
)
def test_a_figure_follows_from_the_others(
    figures: dict[str, str], measure: str, text: str, formula: str, rests_on: list[int]
) -> None:
    """The number is exact until its last rounding, and tells its formula and its lines."""
    found = value(measures({"a.thang": figures}), f"a.thang.{measure}")
    assert isinstance(found.content, type(exact(Decimal(0))))
    assert found.content.form is Form.EXACT
    assert format_quantity(found.content) == text
    assert found.formula == formula
    assert lines(found) == rests_on


@pytest.mark.parametrize("window", ["luy_ke", "nam"])
def test_the_share_of_the_plan_follows_from_the_target_of_the_year(window: str) -> None:
    """The year so far is set against the plan, and rests on both lines."""
    found = value(measures({f"a.{window}": {"muc": "3965"}}, {"a": "7500"}), f"a.{window}.dat")
    assert found.content == parse_quantity("52,9")
    assert found.formula == "muc / kế hoạch năm × 100"
    assert found.sources == (Source(FILE, 11), PLAN)


@pytest.mark.parametrize("window", ["thang", "quy"])
def test_a_month_or_quarter_has_no_share_of_a_yearly_plan(window: str) -> None:
    """Such a share says nothing, so it is missing."""
    found = measures({f"a.{window}": {"muc": "3965"}}, {"a": "7500"})
    assert fault(found, f"a.{window}.dat").code == "thieu-so-lieu"


def test_a_part_has_a_share_of_its_declared_whole() -> None:
    """The whole is taken in the same window; it rests on both levels."""
    figures = {
        "a.luy_ke": {"muc": "400"},
        "a.b.luy_ke": {"muc": "120"},
        "a.b.thang": {"muc": "7"},
        "c.luy_ke": {"muc": "5"},
    }
    found = measures(figures, parts={"a": ("a.b",)})
    share = value(found, "a.b.luy_ke.ty_trong")
    assert share.content == parse_quantity("30,0")
    assert lines(share) == [21, 11]
    for path in ("a.luy_ke", "a.b.thang", "c.luy_ke"):
        assert fault(found, f"{path}.ty_trong").code == "thieu-so-lieu"


def test_parents_observations_and_plans_are_looked_up_by_indicator() -> None:
    """A part knows its whole, an indicator what is stated of it and its target of a year."""
    found = measures(
        {"a.luy_ke": {"muc": "400"}, "c.luy_ke": {"tang": "5"}},
        {"a": "900"},
        {"a": ("a.b",)},
    )
    whole, part, other = (found.indicator(key) for key in ("a", "a.b", "c"))
    assert (found.parent_of(part), found.parent_of(whole)) == (whole, None)
    observation = found.observation(whole, Window.YEAR_TO_DATE)
    assert observation is not None
    assert observation.cells[Measure.LEVEL] == Cell(parse_quantity("400"), Source(FILE, 11))
    assert found.observation(whole, Window.MONTH) is None
    assert found.observation(other, Window.YEAR_TO_DATE) is not None
    assert found.plan_cell(whole, Span(2024, 1, 5)) == Cell(parse_quantity("900"), PLAN)
    assert found.plan_cell(whole, Span(2023, 1, 12)) is None
    assert found.plan_cell(part, Span(2024, 1, 5)) is None


@pytest.mark.parametrize(
    ("figures", "measure"),
    [
        ({"muc": "120"}, "tang"),
        ({"cung_ky": "100"}, "tang"),
        ({"muc": "30 - 35", "cung_ky": "100"}, "tang"),
        ({"muc": "≥120", "cung_ky": "100"}, "chenh_lech"),
        ({"muc": "120", "cung_ky": "gần 100"}, "bang"),
        ({"tang": "tuong_duong"}, "bang"),
        ({"tang": ">5"}, "bang"),
        ({"muc": "120"}, "ty_le"),
        ({"muc": "8/11", "cung_ky": "10"}, "tang"),
        ({"muc": "120", "tang": "20"}, "cung_ky"),
        ({"muc": "120", "tang": "20", "bang": "120", "dat": "5"}, "tang_ky_truoc"),
        ({"muc": "120", "tang_ky_truoc": "20"}, "tang"),
        ({"tang": "20", "cung_ky": "100"}, "muc"),
        ({"muc": "120", "dat": "50"}, "diem_dat"),
    ],
)
def test_nothing_is_made_up(figures: dict[str, str], measure: str) -> None:
    """What does not follow from exact numbers is missing, not guessed."""
    assert fault(measures({"a.thang": figures}), f"a.thang.{measure}").code == "thieu-so-lieu"


@pytest.mark.parametrize(
    ("figures", "plan", "measure"),
    [
        ({"muc": "5", "cung_ky": "0"}, "9", "tang"),
        ({"muc": "0", "cung_ky": "0,0"}, "9", "tang"),
        ({"muc": "5", "chenh_lech": "5"}, "9", "tang"),
        ({"muc": "5", "cung_ky": "0"}, "9", "bang"),
        ({"muc": "0/0"}, "9", "ty_le"),
        ({"muc": "5"}, "0", "dat"),
        ({"muc": "5", "dat": "1"}, "9", "ty_trong"),
    ],
)
def test_a_zero_base_gives_no_percentage(figures: dict[str, str], plan: str, measure: str) -> None:
    """From nothing there is no growth: the figure is missing and must be worded or sent."""
    found = measures(
        {"a.b.luy_ke": figures, "a.luy_ke": {"muc": "0"}}, {"a.b": plan}, {"a": ("a.b",)}
    )
    indicator = found.indicator("a.b")
    assert found.derived(indicator, Window.YEAR_TO_DATE, Measure(measure)) is None
    assert fault(found, f"a.b.luy_ke.{measure}").code == "thieu-so-lieu"


def test_a_difference_from_nothing_is_a_difference() -> None:
    """Only percentages need a base."""
    found = measures({"a.thang": {"muc": "5", "cung_ky": "0"}})
    assert printed(found, "a.thang.chenh_lech") == "5"


@pytest.mark.parametrize("zero", ["0", "0.00", "-0"])
def test_a_percentage_of_nothing_is_an_error_of_its_own(zero: str) -> None:
    """The caller decides how to word it."""
    for compute in (growth_percent, percent_of):
        with pytest.raises(ZeroBaseError):
            compute(Decimal(5), Decimal(zero))


@pytest.mark.parametrize(
    ("percent_decimals", "text"), [(0, "33"), (1, "33,3"), (2, "33,33"), (4, "33,3333")]
)
def test_a_derived_percentage_has_the_decimals_of_the_house(
    percent_decimals: int, text: str
) -> None:
    """Percent decimals are a setting of the workspace."""
    found = measures({"a.thang": {"muc": "4", "cung_ky": "3"}}, percent_decimals=percent_decimals)
    assert printed(found, "a.thang.tang") == text


@pytest.mark.parametrize(
    ("decimals", "level", "text"),
    [
        (None, "5", "2"),
        (None, "5,0", "1,5"),
        (None, "5,00", "1,50"),
        (0, "5,00", "2"),
        (3, "5", "1,500"),
    ],
)
def test_a_derived_amount_has_the_decimals_of_its_indicator_or_level(
    decimals: int | None, level: str, text: str
) -> None:
    """The catalogue decides; where it says nothing, the precision of the level does."""
    found = measures({"a.thang": {"muc": level, "cung_ky": "3,5"}}, decimals=decimals)
    assert printed(found, "a.thang.chenh_lech") == text


def test_a_derived_figure_has_the_status_and_the_vintage_of_its_observation() -> None:
    """What follows from an estimate is an estimate."""
    figures = {"muc": "120", "cung_ky": "100", "trang_thai": "so_bo"}
    found = value(measures({"a.thang": figures}), "a.thang.tang")
    assert (found.status, found.vintage) == (Status.PROVISIONAL, VINTAGE)


# --- laws -------------------------------------------------------------------------------------

POSITIVE = st.integers(0, 4).flatmap(
    lambda places: st.decimals(Decimal(1).scaleb(-places), 10**9, places=places)
)
AMOUNTS = st.integers(0, 4).flatmap(lambda places: st.decimals(-(10**9), 10**9, places=places))


@given(AMOUNTS, POSITIVE)
def test_growth_is_the_exact_change_in_percent_of_the_base(now: Decimal, before: Decimal) -> None:
    """Growth agrees with fractions far beyond any printed decimal."""
    true = (Fraction(now) - Fraction(before)) / Fraction(before) * 100
    assert abs(Fraction(growth_percent(now, before)) - true) < Fraction(1, 10**30)


@given(AMOUNTS, POSITIVE)
def test_a_ratio_is_growth_and_a_hundred(now: Decimal, before: Decimal) -> None:
    """`bang` and `tang` of the same two levels never disagree."""
    apart = Fraction(percent_of(now, before)) - Fraction(growth_percent(now, before)) - 100
    assert abs(apart) < Fraction(1, 10**30)


@pytest.mark.parametrize(
    ("stated", "asked", "text"), [("tang", "bang", "120,8"), ("bang", "tang", "20,8")]
)
def test_the_published_comparison_goes_before_one_made_from_levels(
    stated: str, asked: str, text: str
) -> None:
    """Growth and ratio are one statement: the text and a table never print two of them."""
    number = "20,8" if stated == "tang" else "120,8"
    found = measures({"a.thang": {"muc": "119", "cung_ky": "100", stated: number}})
    assert printed(found, f"a.thang.{asked}") == text


@given(POSITIVE, POSITIVE)
def test_level_base_and_difference_lead_to_each_other(now: Decimal, before: Decimal) -> None:
    """From level and base the difference, from level and difference the base: the same growth."""
    change = now - before
    levels = measures({"a.thang": {"muc": _typed(now), "cung_ky": _typed(before)}}, decimals=4)
    changes = measures({"a.thang": {"muc": _typed(now), "chenh_lech": _typed(change)}}, decimals=4)
    assert value(levels, "a.thang.chenh_lech").content == exact(change)
    assert value(changes, "a.thang.cung_ky").content == exact(before)
    for measure in ("tang", "bang"):
        assert printed(levels, f"a.thang.{measure}") == printed(changes, f"a.thang.{measure}")


@given(st.lists(POSITIVE, min_size=2, max_size=5))
def test_shares_of_all_parts_make_a_hundred(levels: list[Decimal]) -> None:
    """Before rounding the shares of a complete breakdown add up."""
    whole = sum(levels)
    shares = [Fraction(percent_of(level, whole)) for level in levels]
    assert abs(sum(shares) - 100) < Fraction(1, 10**30)


def _typed(number: Decimal) -> str:
    text = f"{number:f}".replace(".", ",")
    assert parse_quantity(text).number == number
    assert format_decimal(number).replace(".", "") == text
    return text


# --- missing ----------------------------------------------------------------------------------


def test_a_missing_figure_names_its_key_its_line_and_the_near_miss() -> None:
    """The fault stands at the observation that lacks it, and offers what is there."""
    found = measures({"c.thang": {"muc": "1"}, "a.luy_ke": {"chenh_lech_ky_truoc": "5"}})
    missing = fault(found, "a.luy_ke.chenh_lech|so_voi")
    assert missing.code == "thieu-so-lieu"
    assert (missing.where.file, missing.where.line) == (FILE, 20)
    assert "«a.luy_ke.chenh_lech»" in missing.message
    assert "Tên a" in missing.message
    assert "2024-05" in missing.message
    assert "«chenh_lech:»" in missing.fix
    assert "chenh_lech_ky_truoc" in missing.fix


def test_a_missing_window_names_the_windows_there_are() -> None:
    """The fault stands at the first window of the indicator."""
    found = measures({"a.luy_ke": {"muc": "5"}, "a.nam": {"muc": "9"}})
    missing = fault(found, "a.thang.muc")
    assert missing.code == "thieu-so-lieu"
    assert (missing.where.file, missing.where.line) == (FILE, 10)
    assert "«a.thang.muc»" in missing.message
    assert "luy_ke, nam" in missing.fix


def test_an_indicator_without_figures_is_to_be_added_to_the_file_of_the_period() -> None:
    """No line holds it yet: the fault names the file and the key to add."""
    missing = fault(measures({"a.luy_ke": {"muc": "5"}}), "c.thang.muc")
    assert missing.code == "thieu-so-lieu"
    assert (missing.where.file, missing.where.line) == (FILE, None)
    assert "c: › thang: › muc:" in missing.fix
    assert "so_lieu" in missing.fix


def test_an_indicator_with_no_window_is_an_indicator_without_figures() -> None:
    """A key with nothing below it is told like one that is not there."""
    found = measures({"a.luy_ke": {"muc": "5"}})
    empty = Dataset("ubnd", found.dataset.period, VINTAGE, FILE, {"a": {}}, {}, (), {})
    missing = fault(Measures(empty, found.catalogue), "a.thang.muc")
    assert (missing.code, missing.where.file) == ("thieu-so-lieu", FILE)
    assert "a: › thang: › muc:" in missing.fix


def test_an_observation_without_figures_asks_only_for_the_line_to_add() -> None:
    """Where there is nothing near, the mend does not speak of taking a key away."""
    missing = fault(measures({"a.thang": {"trang_thai": "uoc_tinh"}}), "a.thang.muc")
    assert (missing.where.file, missing.where.line) == (FILE, 10)
    assert missing.fix.endswith("«muc:»")


@pytest.mark.parametrize(
    ("asked", "near"), [("du_n.thang.muc", "du_no"), ("a.bb.thang.muc", "a.b")]
)
def test_an_unknown_indicator_names_the_near_miss(asked: str, near: str) -> None:
    """A misspelled key is told with the key that was meant."""
    unknown = fault(measures({"a.b.thang": {"muc": "1"}}), asked)
    assert unknown.code == "chi-tieu-la"
    assert asked.removesuffix(".thang.muc") in unknown.message
    assert near in unknown.fix
