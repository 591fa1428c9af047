"""Figures as printed: the verb follows the sign, the unit the number."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lsreport.data.model import HouseStyle, Indicator, Source, Unit
from lsreport.expressions import Wording, parse_expression
from lsreport.measures import Value
from lsreport.numbers import Form, Quantity, exact, format_decimal, parse_quantity
from lsreport.periods import parse_period
from lsreport.terms import Aggregation, Measure, PlanKind, Rating, Status, Window
from lsreport.wording.figures import WORDINGS, Figure, WordingError, word

HOUSE = HouseStyle()
SOURCE = Source("data/ubnd/2024-05.yaml", 12)
COUNTED = ("dự án", "vụ", "người", "công trình", "sản phẩm")
DATES = (Measure.FROM, Measure.TO)
DIRECTED = tuple(
    map(
        Measure,
        (
            "tang",
            "tang_ky_truoc",
            "tang_cuoi_nam",
            "tang_nam_goc",
            "tang_binh_quan",
            "chenh_lech",
            "chenh_lech_ky_truoc",
            "diem_dat",
            "chenh_lech_diem",
        ),
    )
)
IN_UNIT = tuple(map(Measure, ("muc", "cung_ky", "chenh_lech", "chenh_lech_ky_truoc")))
NUMBERS = tuple(m for m in Measure if m not in (*DATES, Measure.RATING))


def value(
    measure: str | Measure,
    content: str | Quantity | date | Rating,
    unit: str = "tỷ đồng",
    *,
    status: Status | None = None,
    plan: PlanKind = PlanKind.PLAN,
    period: str = "2024-05",
    window: str = "luy_ke",
) -> Value:
    """Return a figure to word; a text is read as a clerk types it."""
    indicator = Indicator(
        "a.b",
        "Tên",
        Unit("u", unit, counted=unit in COUNTED),
        Aggregation.FLOW,
        SOURCE,
        plan_kind=plan,
    )
    return Value(
        indicator,
        parse_period(period),
        Window(window),
        Measure(measure),
        parse_quantity(content) if isinstance(content, str) else content,
        status,
        date(2024, 5, 31),
        (SOURCE,),
    )


def wording(text: str) -> Wording | None:
    """Return the wording that a template writes after the bar."""
    return parse_expression(f"a.thang.muc|{text}").wordings[0] if text else None


def printed(figure: Value, text: str = "", house: HouseStyle = HOUSE) -> str:
    """Return the figure as printed in a wording."""
    return str(word(figure, wording(text), house))


def attempt(figure: Value, asked: Wording | None) -> str:
    """Return the figure as printed, or the sentence that refuses it."""
    try:
        return word(figure, asked, HOUSE).text
    except WordingError as error:
        return f"«{error}»"


# --- the table --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "typed", "unit", "asked", "text"),
    [
        # levels, with their unit
        ("muc", "984,5", "tỷ đồng", "", "984,5 tỷ đồng"),
        ("muc", "1934.5", "ha", "", "1.934,5 ha"),
        ("muc", "4.050,0", "ha", "", "4.050,0 ha"),
        ("muc", "5.020.694", "USD", "", "5.020.694 USD"),
        ("muc", "0,69", "tỷ đồng", "", "0,69 tỷ đồng"),
        ("muc", "12", "nghìn m³", "", "12 nghìn m³"),
        ("muc", "62,5", "%", "", "62,5%"),
        ("muc", "67,0", "%", "", "67,0%"),
        ("muc", "67", "%", "", "67%"),
        ("muc", "-4,33", "%", "", "-4,33%"),
        ("muc", "0", "tỷ đồng", "", "0 tỷ đồng"),
        ("cung_ky", "984,5", "tỷ đồng", "", "984,5 tỷ đồng"),
        # counts are padded, measured amounts are not
        ("muc", "5", "dự án", "", "05 dự án"),
        ("muc", "0", "dự án", "", "00 dự án"),
        ("muc", "10", "dự án", "", "10 dự án"),
        ("muc", "5", "ha", "", "5 ha"),
        ("cung_ky", "7", "vụ", "", "07 vụ"),
        ("muc", "52/98", "công trình", "", "52/98 công trình"),
        ("muc", "8/13", "sản phẩm", "", "08/13 sản phẩm"),
        ("muc", "8/13", "sản phẩm", "so", "08/13"),
        # ranges, bounds, approximations
        ("muc", "30 - 35", "ha", "", "30 - 35 ha"),
        ("muc", "7 - 7,5", "%", "", "7 - 7,5%"),
        ("muc", ">3", "%", "", ">3%"),
        ("muc", "≥5", "dự án", "", "≥05 dự án"),
        ("muc", "gần 2000", "người", "", "gần 2.000 người"),
        ("muc", "trên 18600", "người", "", "trên 18.600 người"),
        ("muc", "khoảng 55216", "tấn", "so", "khoảng 55.216"),
        # bare and rounded
        ("muc", "984,5", "tỷ đồng", "so", "984,5"),
        ("muc", "1934,55", "ha", "so(1)", "1.934,6"),
        ("muc", "1934,55", "ha", "so(0)", "1.935"),
        ("muc", "67", "%", "lam_tron(1)", "67,0%"),
        ("muc", "0,25", "%", "lam_tron(1)", "0,3%"),
        ("muc", "0,25", "%", "lam_tron", "0,25%"),
        ("muc", "7 - 7,25", "%", "lam_tron(1)", "7,0 - 7,3%"),
        ("tang", "-9,06", "ha", "so", "9,06"),
        ("chenh_lech", "-2", "người", "so", "02"),
        ("bang", "99,8", "ha", "so", "99,8"),
        # results
        ("muc", "984,5", "tỷ đồng", "ket_qua", "đạt 984,5 tỷ đồng"),
        ("muc", "52/98", "công trình", "ket_qua", "đạt 52/98 công trình"),
        ("muc", "khoảng 5", "dự án", "ket_qua", "đạt khoảng 05 dự án"),
        # shares of the plan
        ("dat", "53", "tỷ đồng", "", "53%"),
        ("dat", "53", "tỷ đồng", "so", "53"),
        ("dat", "5", "dự án", "", "5%"),
        ("dat", "53", "tỷ đồng", "phan_tram", "53%"),
        ("dat", "53", "tỷ đồng", "ke_hoach", "đạt 53% kế hoạch"),
        ("dat", "105,2", "tỷ đồng", "ke_hoach", "đạt 105,2% kế hoạch"),
        ("dat", "105,2", "tỷ đồng", "vuot_ke_hoach", "vượt 5,2% kế hoạch"),
        ("dat", "100,0", "tỷ đồng", "vuot_ke_hoach", "đạt kế hoạch"),
        ("dat", "99,9", "tỷ đồng", "vuot_ke_hoach", "đạt 99,9% kế hoạch"),
        ("dat", "100,04", "tỷ đồng", "vuot_ke_hoach(1)", "đạt kế hoạch"),
        ("dat", "100,05", "tỷ đồng", "vuot_ke_hoach(1)", "vượt 0,1% kế hoạch"),
        ("dat", "99,96", "tỷ đồng", "vuot_ke_hoach(1)", "đạt kế hoạch"),
        ("dat", "khoảng 105", "tỷ đồng", "vuot_ke_hoach", "đạt khoảng 105% kế hoạch"),
        ("dat", "≥105", "tỷ đồng", "vuot_ke_hoach", "đạt ≥105% kế hoạch"),
        # growth: the verb turns with the sign
        ("tang", "30,9", "ha", "", "tăng 30,9%"),
        ("tang", "-0,4", "ha", "", "giảm 0,4%"),
        ("tang", "0", "ha", "", "không đổi"),
        ("tang", "0,00", "ha", "", "không đổi"),
        ("tang", "tuong_duong", "ha", "", "tương đương"),
        ("tang", "0,04", "ha", "lam_tron(1)", "không đổi"),
        ("tang", "-0,05", "ha", "lam_tron(1)", "giảm 0,1%"),
        ("tang", "3 - 5", "ha", "", "tăng 3 - 5%"),
        ("tang", "0 - 2", "ha", "", "tăng 0 - 2%"),
        ("tang", "-5 - -3", "ha", "", "giảm 3 - 5%"),
        ("tang", "-5 - 0", "ha", "", "giảm 0 - 5%"),
        ("tang", "gần 9", "ha", "", "tăng gần 9%"),
        ("tang", "gần -9", "ha", "", "giảm gần 9%"),
        ("tang", "trên -9", "ha", "", "giảm trên 9%"),
        ("tang", "≥5", "ha", "", "tăng ≥5%"),
        ("tang", "250", "người", "", "tăng 250%"),
        ("tang", "5", "người", "", "tăng 5%"),
        ("tang_ky_truoc", "-4,19", "ha", "", "giảm 4,19%"),
        ("tang_cuoi_nam", "1,84", "ha", "", "tăng 1,84%"),
        # compared with
        ("tang", "30,9", "ha", "so_voi", "tăng 30,9% so với cùng kỳ"),
        ("tang", "-0,4", "ha", "so_voi", "giảm 0,4% so với cùng kỳ"),
        ("tang", "0", "ha", "so_voi", "tương đương cùng kỳ"),
        ("tang", "-0,04", "ha", "so_voi(1)", "tương đương cùng kỳ"),
        ("tang", "tuong_duong", "ha", "so_voi", "tương đương cùng kỳ"),
        ("tang", "30,94", "ha", "so_voi(1)", "tăng 30,9% so với cùng kỳ"),
        ("tang_cuoi_nam", "1,84", "ha", "so_voi", "tăng 1,84% so với 31/12/2023"),
        ("tang_cuoi_nam", "0", "ha", "so_voi", "tương đương 31/12/2023"),
        ("chenh_lech", "65", "vụ", "so_voi", "tăng 65 vụ so với cùng kỳ"),
        ("chenh_lech", "-173,1", "ha", "so_voi", "giảm 173,1 ha so với cùng kỳ"),
        ("diem_dat", "-3,5", "ha", "so_voi", "giảm 3,5 điểm phần trăm so với cùng kỳ"),
        # percentages
        ("tang", "30,9", "ha", "phan_tram", "30,9%"),
        ("tang", "-30,9", "ha", "phan_tram", "30,9%"),
        ("tang", "tuong_duong", "ha", "phan_tram", "tương đương"),
        ("bang", "99,8", "ha", "phan_tram", "99,8%"),
        ("ty_le", "72,72", "sản phẩm", "", "72,72%"),
        ("ty_trong", "41", "tỷ đồng", "", "41%"),
        ("ty_trong", "4", "dự án", "phan_tram", "4%"),
        # signs
        ("tang", "30,9", "ha", "dau", "+30,9%"),
        ("tang", "-0,4", "ha", "dau", "-0,4%"),
        ("tang", "-0,4", "ha", "dau(0)", "0%"),
        ("tang", "0", "ha", "dau", "0%"),
        ("tang", "tuong_duong", "ha", "dau", "tương đương"),
        ("chenh_lech", "-173,1", "ha", "dau", "-173,1 ha"),
        ("chenh_lech", "-2", "người", "dau", "-02 người"),
        ("chenh_lech", "65", "vụ", "ngoac", "(+65 vụ)"),
        ("chenh_lech", "-173,1", "ha", "ngoac", "(-173,1 ha)"),
        ("tang", "tuong_duong", "ha", "ngoac", "(tương đương)"),
        ("diem_dat", "3", "ha", "ngoac", "(+3 điểm phần trăm)"),
        # differences; a share moves in points
        ("chenh_lech", "65", "vụ", "", "tăng 65 vụ"),
        ("chenh_lech", "-2", "người", "", "giảm 02 người"),
        ("chenh_lech", "0", "người", "", "không đổi"),
        ("chenh_lech", "-173,1", "ha", "", "giảm 173,1 ha"),
        ("chenh_lech", "110", "tỷ đồng", "cao_hon", "cao hơn 110 tỷ đồng"),
        ("chenh_lech", "-110", "tỷ đồng", "cao_hon", "thấp hơn 110 tỷ đồng"),
        ("chenh_lech", "0", "tỷ đồng", "cao_hon", "không đổi"),
        ("chenh_lech_ky_truoc", "-2", "vụ", "cao_hon", "thấp hơn 02 vụ"),
        ("chenh_lech", "2,5", "%", "", "tăng 2,5 điểm phần trăm"),
        ("chenh_lech", "-2,5", "%", "cao_hon", "thấp hơn 2,5 điểm phần trăm"),
        ("chenh_lech_ky_truoc", "-2,5", "%", "dau", "-2,5 điểm phần trăm"),
        ("tang", "2,5", "%", "", "tăng 2,5%"),
        ("diem_dat", "3,5", "ha", "", "tăng 3,5 điểm phần trăm"),
        ("diem_dat", "-3,5", "ha", "cao_hon", "thấp hơn 3,5 điểm phần trăm"),
        ("diem_dat", "5", "dự án", "so", "5"),
        # ratios
        ("bang", "99,8", "ha", "", "bằng 99,8%"),
        ("bang", "99,8", "ha", "so_voi", "bằng 99,8% so với cùng kỳ"),
        ("bang", "tuong_duong", "ha", "", "tương đương"),
        ("bang", "tuong_duong", "ha", "so_voi", "tương đương cùng kỳ"),
        ("bang", "khoảng 99", "ha", "", "bằng khoảng 99%"),
        ("bang", "250", "ha", "gap", "gấp 2,5 lần"),
        ("bang", "225", "ha", "gap", "gấp 2,3 lần"),
        ("bang", "225", "ha", "gap(2)", "gấp 2,25 lần"),
        ("bang", "300", "ha", "gap(0)", "gấp 3 lần"),
        ("bang", "khoảng 250", "ha", "gap", "gấp khoảng 2,5 lần"),
        ("bang", "80", "ha", "gap", "bằng 0,8 lần"),
        ("bang", "104", "ha", "gap", "bằng 1,0 lần"),
    ],
)
def test_a_figure_is_printed_in_the_wording_asked_for(
    measure: str, typed: str, unit: str, asked: str, text: str
) -> None:
    """Value, unit and wording give one text."""
    assert printed(value(measure, typed, unit), asked) == text


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (Status.ESTIMATED, "ước đạt 984,5 tỷ đồng"),
        (Status.PROVISIONAL, "sơ bộ đạt 984,5 tỷ đồng"),
        (Status.FINAL, "đạt 984,5 tỷ đồng"),
        (None, "đạt 984,5 tỷ đồng"),
    ],
)
def test_the_verb_of_a_result_follows_its_status(status: Status | None, text: str) -> None:
    """Estimates and provisional figures are told as such; the bare level is not."""
    level = value("muc", "984,5", status=status)
    assert printed(level, "ket_qua") == text
    assert printed(level) == "984,5 tỷ đồng"


@pytest.mark.parametrize(
    ("asked", "share", "text"),
    [
        ("ke_hoach", "53", "đạt 53% dự toán"),
        ("vuot_ke_hoach", "53", "đạt 53% dự toán"),
        ("vuot_ke_hoach", "100", "đạt dự toán"),
        ("vuot_ke_hoach", "112", "vượt 12% dự toán"),
    ],
)
def test_a_plan_of_public_money_is_a_budget(asked: str, share: str, text: str) -> None:
    """What the indicator calls its plan stands in the phrase."""
    assert printed(value("dat", share, plan=PlanKind.BUDGET), asked) == text


@pytest.mark.parametrize(
    ("period", "window", "base"),
    [
        ("2024-05", "thang", "tháng trước"),
        ("2024-05", "luy_ke", "tháng trước"),
        ("2024-Q2", "quy", "quý trước"),
        ("2024-Q2", "thang", "tháng trước"),
        ("2024-Q2", "nam", "năm trước"),
        ("2024-Q2", "luy_ke", "quý trước"),
        ("2024-05", "quy", "quý trước"),
        ("2024-S1", "luy_ke", "6 tháng trước"),
        ("2024-S1", "thang", "tháng trước"),
        ("2024-9M", "luy_ke", "9 tháng trước"),
        ("2024", "nam", "năm trước"),
    ],
)
@pytest.mark.parametrize("measure", ["tang_ky_truoc", "chenh_lech_ky_truoc"])
def test_the_previous_period_is_that_of_the_window(
    measure: str, period: str, window: str, base: str
) -> None:
    """A month is compared with the month before, also in the report of a quarter."""
    figure = value(measure, "-4,19", "ha", period=period, window=window)
    assert printed(figure, "so_voi").endswith(f" so với {base}")


@pytest.mark.parametrize("measure", DATES)
def test_a_cut_off_date_is_printed_short_or_in_full(measure: Measure) -> None:
    """Dates take the form of running text, and `ngay_dai` the long one."""
    day = value(measure, date(2024, 6, 4))
    assert printed(day) == printed(day, "lam_tron") == "4/6/2024"
    assert printed(day, "ngay_dai") == "ngày 04 tháng 6 năm 2024"


def test_a_house_may_count_without_padding() -> None:
    """The two digits of counts are a setting."""
    bare = HouseStyle(pad_counts=False)
    assert printed(value("muc", "5", "dự án"), "", bare) == "5 dự án"
    assert printed(value("chenh_lech", "-2", "vụ"), "", bare) == "giảm 2 vụ"


# --- what is refused --------------------------------------------------------------------------

ALLOWED = {
    "so": set(NUMBERS),
    "lam_tron": set(Measure),
    "ket_qua": {Measure.LEVEL, *DIRECTED},
    "ke_hoach": {Measure.PLAN_SHARE},
    "vuot_ke_hoach": {Measure.PLAN_SHARE},
    "so_voi": {*DIRECTED, Measure.RATIO},
    "phan_tram": {m for m in NUMBERS if not m.in_unit and not m.in_points},
    "dau": {*DIRECTED},
    "ngoac": {*DIRECTED},
    "so_dau": {*DIRECTED},
    "cao_hon": {
        Measure.DIFFERENCE,
        Measure.DIFFERENCE_PREVIOUS,
        Measure.PLAN_POINTS,
        Measure.POINTS,
    },
    "gap": {Measure.RATIO},
    "ngay_dai": set(DATES),
}


def test_every_wording_says_what_it_is_for() -> None:
    """The table of what each wording may print is complete."""
    assert set(ALLOWED) == set(WORDINGS)


@pytest.mark.parametrize("measure", Measure, ids=lambda measure: measure.value)
@pytest.mark.parametrize("name", WORDINGS)
def test_a_wording_that_makes_no_sense_for_the_measure_is_refused(
    name: str, measure: Measure
) -> None:
    """Each wording prints its own measures and no other."""
    other = {Measure.RATING: Rating.MET, **dict.fromkeys(DATES, date(2024, 5, 14))}
    figure = value(measure, other.get(measure, "12,5"))
    if measure in ALLOWED[name]:
        assert printed(figure, name)
    else:
        with pytest.raises(WordingError):
            printed(figure, name)


@pytest.mark.parametrize("name", ["", "so_voi_", "SO", "tang", "__init__", "số"])
def test_an_unknown_wording_is_refused_with_the_known_ones(name: str) -> None:
    """The sentence lists every wording there is."""
    with pytest.raises(WordingError) as caught:
        word(value("muc", "5"), Wording(name), HOUSE)
    assert all(known in str(caught.value) for known in WORDINGS)


@pytest.mark.parametrize("decimals", [-1, 7, 99, 10**9, 1.0, "1", True])
@pytest.mark.parametrize("name", ["so", "lam_tron"])
def test_decimals_that_cannot_be_printed_are_refused(name: str, decimals: int) -> None:
    """Decimals are whole numbers from 0 to 6, whatever a template hands over."""
    with pytest.raises(WordingError):
        word(value("muc", "5"), Wording(name, decimals), HOUSE)


@pytest.mark.parametrize("typed", ["-3 - 5", ">-5", "≥-5", "<-5", "≤-5", ">0", "≥0", "<0", "≤0"])
@pytest.mark.parametrize("asked", ["", "so_voi", "so", "phan_tram"])
def test_a_number_that_may_rise_or_fall_is_refused(typed: str, asked: str) -> None:
    """No verb tells a range across zero or a bound that is not above it."""
    with pytest.raises(WordingError):
        printed(value("tang", typed), asked)


@pytest.mark.parametrize("typed", ["khoảng -5", "gần 9", "3 - 5", "≥5", "5/8"])
@pytest.mark.parametrize("asked", ["dau", "ngoac"])
def test_a_sign_stands_before_one_number_only(typed: str, asked: str) -> None:
    """`+gần 9%` is no figure."""
    with pytest.raises(WordingError):
        printed(value("tang", typed), asked)


@pytest.mark.parametrize("typed", ["200 - 250", "≥200", "gần 200", "tuong_duong"])
def test_only_one_number_is_a_multiple(typed: str) -> None:
    """A range, a bound or "equal" has no "gấp … lần"."""
    with pytest.raises(WordingError):
        printed(value("bang", typed), "gap")


# --- laws -------------------------------------------------------------------------------------

AMOUNTS = st.integers(0, 6).flatmap(
    lambda places: st.decimals(-(10**9), 10**9, places=places).map(
        lambda number: abs(number) if number.is_zero() else number
    )
)
FORMS = st.sampled_from([form for form in Form if form not in (Form.EQUAL, Form.RANGE, Form.PAIR)])
QUANTITIES = st.one_of(
    st.just(Quantity(Form.EQUAL)),
    st.builds(Quantity, FORMS, AMOUNTS),
    st.tuples(AMOUNTS, AMOUNTS).map(sorted).map(lambda pair: Quantity(Form.RANGE, *pair)),
    st.builds(Quantity, st.just(Form.PAIR), AMOUNTS.map(abs), AMOUNTS.map(abs)),
)
UNITS = st.sampled_from(["%", "tỷ đồng", "nghìn m³", "vụ", "ha"])
SIGN_AFTER_VERB = re.compile(r"(tăng|giảm|cao hơn|thấp hơn|vượt|gấp) ([a-zà-ỹ]+ )?[<>≥≤]?[-−+]")


def wordings_of(measure: Measure) -> st.SearchStrategy[Wording | None]:
    """Return the wordings that print a measure, with and without decimals."""
    names = st.sampled_from([name for name, allowed in ALLOWED.items() if measure in allowed])
    return st.none() | st.builds(Wording, names, st.none() | st.integers(0, 6))


@given(st.sampled_from(NUMBERS), QUANTITIES, UNITS, st.sampled_from([*Status, None]), st.data())
def test_no_figure_has_a_sign_after_its_verb(
    measure: Measure, quantity: Quantity, unit: str, status: Status | None, data: st.DataObject
) -> None:
    """Whatever the figure and the wording: a clean phrase, or a refusal in words."""
    asked = data.draw(wordings_of(measure))
    text = attempt(value(measure, quantity, unit, status=status), asked)
    assert not SIGN_AFTER_VERB.search(text)
    assert not re.search(r"None|%%|  |--|\+-|-0(,0+)?(?![\d,])| %|đương%|Decimal", text)
    assert text == text.strip() != ""


@given(st.sampled_from(DIRECTED), AMOUNTS, UNITS)
def test_the_verb_follows_the_sign(measure: Measure, number: Decimal, unit: str) -> None:
    """More is tăng, less is giảm, nothing is không đổi; +, - and no sign likewise."""
    figure = value(measure, exact(number), unit)
    verb = "tăng " if number > 0 else "giảm " if number < 0 else "không đổi"
    sign = "+" if number > 0 else "-" if number < 0 else ""
    assert printed(figure).startswith(verb)
    assert printed(figure, "dau").startswith(sign + printed(figure, "so"))


@given(st.sampled_from(DIRECTED), AMOUNTS, UNITS, st.sampled_from(["", "so_voi", "lam_tron(1)"]))
def test_turning_the_sign_turns_only_the_verb(
    measure: Measure, number: Decimal, unit: str, asked: str
) -> None:
    """A revision from growth to decline leaves number, unit and base as they are."""
    rise = printed(value(measure, exact(abs(number)), unit), asked)
    fall = printed(value(measure, exact(-abs(number)), unit), asked)
    assert fall == re.sub("^tăng ", "giảm ", rise)


@given(st.sampled_from(DIRECTED), AMOUNTS, st.integers(0, 6))
def test_a_direction_is_told_only_where_the_printed_number_has_one(
    measure: Measure, number: Decimal, decimals: int
) -> None:
    """What rounds to nothing is printed as equal, never as a rise or fall of 0,0."""
    text = printed(value(measure, exact(number)), f"lam_tron({decimals})")
    shown = format_decimal(abs(number), decimals)
    assert (text == "không đổi") == (not shown.strip("0,"))
    assert text == "không đổi" or f" {shown}" in text


@given(AMOUNTS, UNITS)
def test_the_number_is_printed_as_typed(number: Decimal, unit: str) -> None:
    """Without decimals asked for, a figure keeps the precision of its source."""
    assume(abs(number) >= 10)
    joined = "%" if unit == "%" else f" {unit}"
    assert printed(value("muc", exact(number), unit)) == format_decimal(number) + joined


# --- the figure -------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["", "so_voi", "so(1)", "lam_tron(0)"])
def test_a_figure_knows_the_expression_that_gives_its_text(asked: str) -> None:
    """The canonical text leads from the document back to the figure."""
    figure = word(value("tang", "30,9"), wording(asked), HOUSE)
    expected = "a.b.luy_ke.tang" + (f"|{asked}" if asked else "")
    assert str(figure.expression) == expected
    assert figure.expression == parse_expression(expected)


def test_a_figure_keeps_its_value() -> None:
    """The printed text hides nothing: sources, formula and number are at hand."""
    given_value = value("tang", "-9,06")
    figure = word(given_value, None, HOUSE)
    assert figure == Figure(given_value, "giảm 9,06%", None)
    assert figure.value.sources == (SOURCE,)
