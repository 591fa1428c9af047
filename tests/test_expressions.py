"""Figure expressions: one text for one printed figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsreport.expressions import (
    KEY,
    Expression,
    ExpressionTextError,
    Wording,
    parse_expression,
)
from lsreport.terms import Measure, Window

WORDS = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
WORDINGS = st.builds(Wording, WORDS, st.none() | st.integers(0, 99))
EXPRESSIONS = st.builds(
    Expression,
    st.lists(WORDS, min_size=1, max_size=5).map(".".join),
    st.sampled_from(Window),
    st.sampled_from(Measure),
    st.lists(WORDINGS, max_size=3).map(tuple),
)


def attempt(text: str) -> Expression | ExpressionTextError:
    """Return the expression, or the refusal."""
    try:
        return parse_expression(text)
    except ExpressionTextError as error:
        return error


@given(EXPRESSIONS)
def test_an_expression_comes_back_the_same(expression: Expression) -> None:
    """Expression → text → expression gives the same, for every window, measure and wording."""
    assert parse_expression(str(expression)) == expression


@given(EXPRESSIONS, st.sampled_from(["", " ", "  ", "\t"]))
def test_spaces_around_the_parts_do_not_matter(expression: Expression, space: str) -> None:
    """A placeholder with room around its bars has the same canonical text."""
    typed = space + str(expression).replace("|", f"{space}|{space}") + space
    assert str(parse_expression(typed)) == str(expression)


def test_the_parts_are_told_from_the_right() -> None:
    """The last word is the measure, the one before it the window, the rest the indicator."""
    expression = parse_expression("ngan_sach.thu.noi_dia.luy_ke.tang|so_voi|so(1)")
    assert expression == Expression(
        "ngan_sach.thu.noi_dia",
        Window.YEAR_TO_DATE,
        Measure.GROWTH,
        (Wording("so_voi"), Wording("so", 1)),
    )


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("gia.cpi.thang.muc", "gia.cpi.thang.muc"),
        ("x.nam.dat|ke_hoach", "x.nam.dat|ke_hoach"),
        ("x.quy.bang | gap(02)", "x.quy.bang|gap(2)"),
        ("x.thang.den_ngay|ngay_dai", "x.thang.den_ngay|ngay_dai"),
        ("x.thang.chenh_lech_ky_truoc", "x.thang.chenh_lech_ky_truoc"),
    ],
)
def test_an_expression_has_one_canonical_text(typed: str, canonical: str) -> None:
    """Spaces and padded decimals fall away."""
    assert str(parse_expression(typed)) == canonical


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", ".", "..", "muc", "thang.muc", "a", "a.b", "a.thang", "a.muc", "a.muc.thang"),
        *(
            "a.thang.muc.",
            ".a.thang.muc",
            "a..thang.muc",
            "a.thang .muc",
            "a. thang.muc",
            "a b.thang.muc",
        ),
        *(
            "A.thang.muc",
            "a.Thang.muc",
            "a.thang.MUC",
            "á.thang.muc",
            "ngân_sách.thang.muc",
            "1a.thang.muc",
        ),
        *("_a.thang.muc", "a-b.thang.muc", "a.thang.muc_1", "a.tuan.muc", "a.thang.tang_truoc"),
        *(
            "a.thang.muc|",
            "|so",
            "a.thang.muc||so",
            "a.thang.muc|so|",
            "a.thang.muc|Số",
            "a.thang.muc|so voi",
        ),
        *("a.thang.muc|so()", "a.thang.muc|so(-1)", "a.thang.muc|so(1,2)", "a.thang.muc|so(100)"),
        *(
            "a.thang.muc|so( 1 )",
            "a.thang.muc|so (1)",
            "a.thang.muc|so(1",
            "a.thang.muc|so(x)",
            "a.thang.muc|so(１)",
        ),
        *("7*7", "{a.thang.muc}", "a.thang.muc + 1", "a.thang.muc.__class__", "a['thang'].muc"),
        *("a.thang.muc\nb.thang.muc", "a().thang.muc", "% if a %", "a.thang.muc#x"),
    ],
)
def test_a_text_that_is_no_expression_is_refused(typed: str) -> None:
    """Too few words, other letters, unknown windows or measures, and bad wordings are errors."""
    with pytest.raises(ExpressionTextError) as caught:
        parse_expression(typed)
    assert str(caught.value)


@given(st.text("abct.hangmuc|()_ 0123{}", max_size=24) | st.text())
def test_any_text_is_an_expression_or_is_refused(text: str) -> None:
    """No text makes the reader fail in another way."""
    outcome = attempt(text)
    if isinstance(outcome, Expression):
        assert KEY.fullmatch(outcome.indicator)
    else:
        assert len(str(outcome)) < 160 + len(text)


@pytest.mark.parametrize("key", ["a", "ngan_sach.thu", "a1.b_2.c3"])
def test_a_key_is_dotted_plain_words(key: str) -> None:
    """Keys of indicators are what expressions can name."""
    assert KEY.fullmatch(key)
    assert parse_expression(f"{key}.thang.muc").indicator == key


@pytest.mark.parametrize("key", ["", ".", "a.", ".a", "a..b", "A", "1a", "a b", "đ", "a-b", "a\n"])
def test_other_texts_are_no_keys(key: str) -> None:
    """Capitals, diacritics, spaces and empty words are refused."""
    assert not KEY.fullmatch(key)
