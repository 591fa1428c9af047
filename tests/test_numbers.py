"""Vietnamese numbers: what is read, what is refused, what is printed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from babel.numbers import format_decimal as babel_format
from hypothesis import example, given
from hypothesis import strategies as st

from lsreport.numbers import (
    LONGEST,
    Form,
    NumberTextError,
    Quantity,
    decimals_of,
    exact,
    format_decimal,
    format_quantity,
    parse_decimal,
    parse_quantity,
    round_half_up,
)

FORMS = pytest.mark.parametrize("form", Form, ids=lambda form: form.name)
BOUNDS = {Form.MORE: ">", Form.LESS: "<", Form.AT_LEAST: "≥", Form.AT_MOST: "≤"}
WORDS = {Form.ABOUT: "khoảng", Form.NEARLY: "gần", Form.OVER: "trên", Form.UNDER: "dưới"}


# --- what is generated --------------------------------------------------------------------


def official_numbers(least: int = -(10**12)) -> st.SearchStrategy[Decimal]:
    """Return decimals with up to six decimals and their precision kept, never -0."""
    return (
        st.integers(0, 6)
        .flatmap(lambda places: st.decimals(least, 10**12, places=places))
        .map(lambda number: abs(number) if number.is_zero() else number)
    )


def quantities(form: Form) -> st.SearchStrategy[Quantity]:
    """Return quantities of one form, as an office could state them."""
    if form is Form.EQUAL:
        return st.just(Quantity(form))
    if form is Form.PAIR:
        counts = official_numbers(least=0)
        return st.builds(Quantity, st.just(form), counts, counts)
    if form is Form.RANGE:
        ends = st.tuples(official_numbers(), official_numbers()).map(sorted)
        return ends.map(lambda pair: Quantity(form, *pair))
    return st.builds(Quantity, st.just(form), official_numbers())


def grouped(digits: str) -> str:
    """Write dots between thousands, counting from the right, one digit at a time."""
    written = ""
    for index, digit in enumerate(reversed(digits)):
        written = digit + ("." if index and index % 3 == 0 else "") + written
    return written


@st.composite
def printed_numbers(draw: st.DrawFn, signs: tuple[str, ...] = ("", "-")) -> str:
    """Return numbers spelled out as offices print them, none with two readings."""
    digits = str(draw(st.integers(0, 10**12)))
    decimals = draw(st.text("0123456789", max_size=6))
    text = grouped(digits) + ("," + decimals if decimals else "")
    if text.count(".") == 1 and not decimals:
        text = digits  # people write 3965, because 3.965 is refused
    sign = draw(st.sampled_from(signs)) if text.strip("0.,") else ""
    return sign + text


def as_printed(text: str) -> str:
    """Return how a text of `printed_numbers` is printed: 3965 gets its dot."""
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    return sign + (grouped(digits) if digits.isdigit() else digits)


def has_two_readings(number: Decimal | None) -> bool:
    """Return whether the printed number is one group after one to three digits: 3.965."""
    return number is not None and decimals_of(number) == 0 and 1000 <= abs(number) < 10**6


def parts(quantity: Quantity) -> tuple[str, str]:
    """Return the numbers of a quantity with their precision, for comparing exactly."""
    return str(quantity.first), str(quantity.second)


def attempt(text: str) -> Quantity | NumberTextError:
    """Return the quantity, or the refusal."""
    try:
        return parse_quantity(text)
    except NumberTextError as error:
        return error


# --- text → decimal -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", "0"),
        ("5", "5"),
        ("05", "5"),
        ("010", "10"),
        ("1934,5", "1934.5"),
        ("1.934,5", "1934.5"),
        ("1934.5", "1934.5"),
        ("1934.500", "1934.500"),
        ("1,934", "1.934"),
        ("67,0", "67.0"),
        ("67", "67"),
        ("4.050,0", "4050.0"),
        ("5.020.694", "5020694"),
        ("12.345.678,90", "12345678.90"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("3.96", "3.96"),
        ("3.9655", "3.9655"),
        ("-9,06", "-9.06"),
        ("−9,06", "-9.06"),
        ("+30,9", "30.9"),
        ("  984,5 ", "984.5"),
    ],
)
def test_a_number_is_read_exactly_with_its_precision(typed: str, number: str) -> None:
    """Vietnamese and decimal-point texts give the exact decimal, trailing zeros kept."""
    assert str(parse_decimal(typed)) == number


@given(printed_numbers())
@example("0,1")
@example("-1.029,50")
def test_a_printed_text_comes_back_the_same(text: str) -> None:
    """Text → decimal → text gives the text, apart from the dot that 3965 gets."""
    assert format_decimal(parse_decimal(text)) == as_printed(text)


@given(official_numbers())
@example(Decimal("3965"))
@example(Decimal("-999999"))
@example(Decimal("1000000"))
@example(Decimal("999"))
@example(Decimal("3965.0"))
def test_a_decimal_comes_back_the_same(number: Decimal) -> None:
    """Decimal → text → decimal gives the decimal; only whole thousands are refused."""
    printed = format_decimal(number)
    if has_two_readings(number):
        with pytest.raises(NumberTextError) as caught:
            parse_decimal(printed)
        assert caught.value.code == "so-mo-ho"
    else:
        assert str(parse_decimal(printed)) == str(number)


@given(official_numbers())
def test_a_decimal_point_and_a_decimal_comma_say_the_same(number: Decimal) -> None:
    """`1934.5` and `1934,5` are one number, unless three decimals could be thousands."""
    plain = f"{number:f}"
    comma = plain.replace(".", ",")
    assert str(parse_decimal(comma)) == str(number)
    if decimals_of(number) != 3 or abs(number) >= 1000 or abs(number) < 1:
        assert parse_decimal(plain) == parse_decimal(comma)


@pytest.mark.parametrize(
    ("typed", "whole", "decimal"),
    [
        ("3.965", "3965", "3,965"),
        ("12.500", "12500", "12,500"),
        ("999.999", "999999", "999,999"),
        ("-3.965", "-3965", "-3,965"),
        ("−3.965", "-3965", "-3,965"),
        ("+3.965", "3965", "3,965"),
    ],
)
def test_a_text_with_two_readings_is_refused_with_both(
    typed: str, whole: str, decimal: str
) -> None:
    """The sentence and the mend name both readings; each of them is accepted, sign and all."""
    with pytest.raises(NumberTextError) as caught:
        parse_decimal(typed)
    assert caught.value.code == "so-mo-ho"
    for told in (str(caught.value), caught.value.fix):
        assert f" {whole} " in told
        assert f" {decimal}" in told
    assert parse_decimal(whole) == 1000 * parse_decimal(decimal)


@pytest.mark.parametrize(
    "typed", ["gần 2.000", "≥3.965", "3.965/4.000", "1 - 3.965", "trên 18.600"]
)
def test_two_readings_are_refused_inside_any_quantity(typed: str) -> None:
    """A word, a sign or a partner does not make `2.000` clear."""
    with pytest.raises(NumberTextError) as caught:
        parse_quantity(typed)
    assert caught.value.code == "so-mo-ho"


MALFORMED = [
    *("", " ", "\t", "-", "+", "−", ",", ".", "%", "None", "null", "no", "năm", "tăng 5"),
    *("12,5,0", "1,934.5", "1,934,5", "1..5", "1,,5", ".5", ",5", "5.", "5,", "-,5"),
    *("12.34.567", "1234.567,8", "1.2345.678", "1.93,5", "1.234.56", "1.234.5678"),
    *("0.125,5", "0.125.000", "00.125.000", "0.000.000,1"),
    *("--5", "+-5", "-+5", "−−5", "5-", "- 5", "+ 5", "-5-"),
    *("NaN", "nan", "sNaN", "Infinity", "-inf", "1e5", "1E5", "1,5e3", "0x10", "0b1", "1_000"),
    *("１２", "１.９３４,５", "٣", "५", "5²", "½", "Ⅳ", "五"),
    *("1 934", "1\u00a0934,5", "1\u202f934", "1\u2009934", "1 934,5", "12 ,5", "12, 5", "5\n6"),
    *("5%", "5 %", "5,5%", "5‰", "5 ha", "5ha", "5 tỷ", "$5", "5đ", "(5)", "(-4,33)", "'5'"),
    *("1:30", "2024-06-04", "4/6/2024", "{{ 5 }}", "=1+1", "1+1", "5*2", "5\u200b", "\ufeff5"),
]


@pytest.mark.parametrize("typed", MALFORMED, ids=ascii)
def test_a_malformed_text_is_refused(typed: str) -> None:
    """What is not one plain number is no number, neither alone nor as a quantity."""
    for parse in (parse_decimal, parse_quantity):
        with pytest.raises(NumberTextError) as caught:
            parse(typed)
        assert caught.value.code == "so-sai"
        assert caught.value.fix


@pytest.mark.parametrize(
    "typed",
    [
        *("≥", ">", ">=5", ">>5", "≥≤5", "5≥", "=5", "~5", "≈5", "> %"),
        *("gần", "gần ", "gần gần 5", "gần ≥5", "≥gần 5", "hơn 5", "ước 5", "gần5", "trên 5%"),
        *("8/", "/13", "8//13", "8/13/15", "-8/13", "8/-13", "8 trên 13", "8\\13", "8:13"),
        *("7 -", "- 7 - 8", "3 - 5 - 7", "7 - 7,5%", "7%-8%", "7 đến 8", "7 ~ 8", "7 — 8", "7--8"),
        *("-5--3", "-5 --3", "-5 -- 3", "tuong duong", "tuong-duong", "tương đương 5", "="),
    ],
)
def test_a_malformed_quantity_is_refused(typed: str) -> None:
    """Signs, words, pairs and ranges must hold exactly their numbers."""
    with pytest.raises(NumberTextError) as caught:
        parse_quantity(typed)
    assert caught.value.code == "so-sai"


@pytest.mark.parametrize("typed", ["7,5 - 7", "5-3", "2024-05", "-3 - -5", "0 - -0,1"])
def test_a_falling_range_is_refused(typed: str) -> None:
    """A range goes from the smaller to the larger number."""
    with pytest.raises(NumberTextError) as caught:
        parse_quantity(typed)
    assert caught.value.code == "khoang-nguoc"


@pytest.mark.parametrize("typed", ["9" * (LONGEST + 1), "1," + "0" * 90, "-" + "9" * 400, "0" * 99])
def test_a_number_longer_than_any_official_figure_is_refused(typed: str) -> None:
    """Numbers that would not be computed exactly do not come in."""
    with pytest.raises(NumberTextError) as caught:
        parse_decimal(typed)
    assert caught.value.code == "so-qua-dai"
    assert len(str(caught.value)) < 120


@given(st.text("0123456789.,-+−–/ ≥≤<>%eE１٣gầntrêkhoảdưới_\n\u00a0", max_size=14) | st.text())
def test_any_text_is_a_quantity_or_is_refused(text: str) -> None:
    """No text makes the reader fail in another way, and what is read can be printed."""
    outcome = attempt(text)
    if isinstance(outcome, NumberTextError):
        assert outcome.code in {"so-sai", "so-mo-ho", "so-qua-dai", "khoang-nguoc"}
    else:
        assert format_quantity(outcome)


# --- quantities -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "form", "first", "second", "printed"),
    [
        ("1934.5", Form.EXACT, "1934.5", None, "1.934,5"),
        ("-0,4", Form.EXACT, "-0.4", None, "-0,4"),
        ("7 - 7,5", Form.RANGE, "7", "7.5", "7 - 7,5"),
        ("7-7,5", Form.RANGE, "7", "7.5", "7 - 7,5"),
        ("7–7,5", Form.RANGE, "7", "7.5", "7 - 7,5"),
        ("5 - 5", Form.RANGE, "5", "5", "5 - 5"),
        ("-3 - 5", Form.RANGE, "-3", "5", "-3 - 5"),
        ("-5 - -3", Form.RANGE, "-5", "-3", "-5 - -3"),
        ("−5 – −3", Form.RANGE, "-5", "-3", "-5 - -3"),
        ("08/13", Form.PAIR, "8", "13", "8/13"),
        ("52 / 98", Form.PAIR, "52", "98", "52/98"),
        ("0/7", Form.PAIR, "0", "7", "0/7"),
        ("tuong_duong", Form.EQUAL, None, None, "tương đương"),
        ("tương đương", Form.EQUAL, None, None, "tương đương"),
        (">3", Form.MORE, "3", None, ">3"),
        ("> 3", Form.MORE, "3", None, ">3"),
        ("<5", Form.LESS, "5", None, "<5"),
        ("≥5", Form.AT_LEAST, "5", None, "≥5"),
        ("≤-5,0", Form.AT_MOST, "-5.0", None, "≤-5,0"),
        ("khoảng 55216", Form.ABOUT, "55216", None, "khoảng 55.216"),
        ("Gần 2000", Form.NEARLY, "2000", None, "gần 2.000"),
        ("gần   2000", Form.NEARLY, "2000", None, "gần 2.000"),
        ("trên 18600", Form.OVER, "18600", None, "trên 18.600"),
        ("dưới 1.934,5", Form.UNDER, "1934.5", None, "dưới 1.934,5"),
    ],
)
def test_a_typed_quantity_keeps_its_form_and_is_printed_in_the_official_way(
    typed: str, form: Form, first: str | None, second: str | None, printed: str
) -> None:
    """Each form is read with its numbers, and printed with one spelling."""
    quantity = parse_quantity(typed)
    assert quantity.form is form
    assert parts(quantity) == (str(first), str(second))
    assert format_quantity(quantity) == printed


@FORMS
@given(data=st.data())
def test_a_quantity_of_any_form_comes_back_the_same(form: Form, data: st.DataObject) -> None:
    """Quantity → text → quantity gives form, numbers and precision; thousands are refused."""
    quantity = data.draw(quantities(form))
    printed = format_quantity(quantity)
    if has_two_readings(quantity.first) or has_two_readings(quantity.second):
        with pytest.raises(NumberTextError) as caught:
            parse_quantity(printed)
        assert caught.value.code == "so-mo-ho"
    else:
        back = parse_quantity(printed)
        assert (back.form, parts(back)) == (form, parts(quantity))


@FORMS
@given(data=st.data())
def test_a_printed_quantity_of_any_form_comes_back_the_same(
    form: Form, data: st.DataObject
) -> None:
    """Text → quantity → text gives the text, spelled out here without the code's own tables."""
    one = data.draw(printed_numbers())
    if form is Form.EQUAL:
        typed = printed = "tương đương"
    elif form is Form.PAIR:
        ends = [data.draw(printed_numbers(signs=("",))) for _end in "ab"]
        typed, printed = "/".join(ends), "/".join(map(as_printed, ends))
    elif form is Form.RANGE:
        ends = sorted([one, data.draw(printed_numbers())], key=parse_decimal)
        typed, printed = " - ".join(ends), " - ".join(map(as_printed, ends))
    elif form in WORDS:
        typed, printed = f"{WORDS[form]} {one}", f"{WORDS[form]} {as_printed(one)}"
    else:
        typed, printed = BOUNDS.get(form, "") + one, BOUNDS.get(form, "") + as_printed(one)
    quantity = parse_quantity(typed)
    assert quantity.form is form
    assert format_quantity(quantity) == printed


@FORMS
@given(data=st.data())
def test_only_one_number_can_be_computed_with(form: Form, data: st.DataObject) -> None:
    """Exact and approximate numbers count; ranges, pairs, bounds and "equal" do not."""
    quantity = data.draw(quantities(form))
    expected = quantity.first if form in (Form.EXACT, Form.ABOUT) else None
    assert quantity.number == expected


@FORMS
@given(data=st.data())
def test_negation_turns_the_number_and_comes_back(form: Form, data: st.DataObject) -> None:
    """The opposite of the opposite is the quantity; a range stays from small to large."""
    quantity = data.draw(quantities(form))
    opposite = -quantity
    assert -opposite == quantity
    if form is Form.RANGE:
        assert quantity.first is not None
        assert quantity.second is not None
        assert (opposite.first, opposite.second) == (-quantity.second, -quantity.first)
    elif quantity.first is not None:
        assert (opposite.first, opposite.second) == (-quantity.first, quantity.second)


def test_the_precision_of_a_quantity_is_the_finer_one_typed() -> None:
    """`7 - 7,50` has two decimals, "equal" has none."""
    assert parse_quantity("7 - 7,50").decimals == 2
    assert parse_quantity("67,0").decimals == 1
    assert parse_quantity("tuong_duong").decimals == 0
    assert exact(Decimal("1E+3")).decimals == 0


# --- decimal → text ---------------------------------------------------------------------------


@given(official_numbers())
@example(Decimal("-1029.5"))
@example(Decimal("5020694"))
def test_a_number_is_printed_as_babel_prints_vietnamese(number: Decimal) -> None:
    """Separators, grouping, sign and precision are those of CLDR's Vietnamese."""
    places = decimals_of(number)
    pattern = "#,##0" + ("." + "0" * places if places else "")
    assert format_decimal(number) == babel_format(number, format=pattern, locale="vi")


def half_up(number: Decimal, decimals: int) -> Fraction:
    """Round half away from zero with whole numbers only."""
    scaled = abs(Fraction(number)) * 10**decimals
    rounded = Fraction((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator))
    return rounded / 10**decimals * (-1 if number < 0 else 1)


@given(official_numbers(), st.integers(0, 6))
@example(Decimal("0.25"), 1)
@example(Decimal("-2.5"), 0)
def test_rounding_is_half_up(number: Decimal, decimals: int) -> None:
    """Rounding agrees with whole-number arithmetic and leaves exactly the decimals asked for."""
    rounded = round_half_up(number, decimals)
    assert Fraction(rounded) == half_up(number, decimals)
    assert decimals_of(rounded) == decimals


@given(st.integers(-(10**9), 10**9), st.integers(0, 5))
def test_a_tie_goes_away_from_zero(whole: int, decimals: int) -> None:
    """Half a unit of the last place always makes the number larger in size."""
    tie = Decimal(whole).scaleb(-decimals) + Decimal(5).scaleb(-decimals - 1)
    expected = half_up(tie, decimals)
    assert Fraction(round_half_up(tie, decimals)) == expected
    assert abs(expected) > abs(Fraction(tie))


@pytest.mark.parametrize(
    ("number", "decimals", "printed"),
    [
        ("0.25", 1, "0,3"),
        ("0.35", 1, "0,4"),
        ("-0.25", 1, "-0,3"),
        ("2.5", 0, "3"),
        ("1.005", 2, "1,01"),
        ("9.995", 2, "10,00"),
        ("999.95", 1, "1.000,0"),
        ("67", 1, "67,0"),
        ("1029.5", None, "1.029,5"),
        ("67.0", None, "67,0"),
        ("-0.04", 1, "0,0"),
        ("-0.0", None, "0,0"),
        ("1E+3", None, "1.000"),
    ],
)
def test_a_number_is_printed_at_its_decimals(
    number: str, decimals: int | None, printed: str
) -> None:
    """Half-up at the decimals asked for, as typed without; never "-0,0"."""
    assert format_decimal(Decimal(number), decimals) == printed


@pytest.mark.parametrize(
    ("number", "decimals", "printed"),
    [
        ("0", None, "00"),
        ("5", None, "05"),
        ("9", None, "09"),
        ("10", None, "10"),
        ("5.0", None, "5,0"),
        ("4.4", 0, "04"),
        ("9.6", 0, "10"),
        ("-5", None, "-5"),
        ("1934", None, "1.934"),
    ],
)
def test_counts_below_ten_are_padded(number: str, decimals: int | None, printed: str) -> None:
    """Only whole numbers from 0 to 9 get a second digit."""
    assert format_decimal(Decimal(number), decimals, pad=True) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("8/13", "08/13"), ("3 - 12", "03 - 12"), ("≥5", "≥05"), ("gần 9", "gần 09")],
)
def test_padding_reaches_every_number_of_a_quantity(typed: str, printed: str) -> None:
    """Pairs, ranges, bounds and approximations of counts are padded too."""
    assert format_quantity(parse_quantity(typed), pad=True) == printed


def test_decimals_reach_every_number_of_a_quantity() -> None:
    """Both ends of a range are printed at the decimals asked for."""
    assert format_quantity(parse_quantity("7 - 7,25"), decimals=1) == "7,0 - 7,3"
