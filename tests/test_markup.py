"""The light markup of narrative: marks, notes, placeholders, and text that is only text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsreport.expressions import parse_expression
from lsreport.markup import (
    PLAIN,
    FigureReference,
    MarkupError,
    Note,
    Paragraph,
    Style,
    Text,
    parse_paragraph,
)

MARKS = "*^~{}[]\\"
BOLD, ITALIC = Style(bold=True), Style(italic=True)
SUPER, SUB = Style(vertical="superscript"), Style(vertical="subscript")
FIGURE = parse_expression("a.thang.muc")


def folded(text: str) -> str:
    """Return the text as it stands on one line."""
    return " ".join(text.split())


def plain(text: str) -> Paragraph:
    """Return the paragraph that is nothing but the text."""
    return (Text(text),) if text else ()


def attempt(text: str) -> Paragraph | MarkupError:
    """Return the spans, or the refusal."""
    try:
        return parse_paragraph(text)
    except MarkupError as error:
        return error


# --- text is only text ------------------------------------------------------------------------


@given(st.text(st.characters(exclude_characters=MARKS)))
def test_text_without_marks_comes_back_as_it_is(text: str) -> None:
    """Only white space folds."""
    assert parse_paragraph(text) == plain(folded(text))


@given(st.text(st.sampled_from(MARKS + " aế5%") | st.characters()))
def test_escaped_text_comes_back_as_it_is(text: str) -> None:
    """A backslash before each mark prints every text, whatever it holds."""
    escaped = re.sub(r"([*^~{}\[\]\\])", r"\\\1", text)
    assert parse_paragraph(escaped) == plain(folded(text))


@given(st.text(st.sampled_from(MARKS + "ab. m")) | st.text())
def test_any_text_is_a_paragraph_or_is_refused(text: str) -> None:
    """No text makes the reader fail in another way, and no figure is made of thin air."""
    outcome = attempt(text)
    if isinstance(outcome, MarkupError):
        assert outcome.fix
        assert outcome.near in folded(text)
    else:
        assert all(isinstance(span, Text | Note) for span in outcome)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("", ""),
        (" \n\t ", ""),
        ("một\n  hai\t ba ", "một hai ba"),
        ("5\u00a0ha", "5 ha"),
        (r"2 \* 3 = 6", "2 * 3 = 6"),
        (r"\{a.thang.muc\}", "{a.thang.muc}"),
        (r"C:\\tệp", "C:\\tệp"),
        (r"\a", "a"),
        ("cuối dòng \\", "cuối dòng \\"),
        ("[1] theo Báo cáo số 5/BC-UBND]", "[1] theo Báo cáo số 5/BC-UBND]"),
        ("a_b <b>đậm</b> &amp; 5 < 6 `x` # $x", "a_b <b>đậm</b> &amp; 5 < 6 `x` # $x"),
        ("% if True %", "% if True %"),
    ],
)
def test_prose_is_printed_as_written(typed: str, printed: str) -> None:
    """Escapes give the character; other languages' marks mean nothing."""
    assert parse_paragraph(typed) == plain(printed)


@pytest.mark.parametrize(
    "typed",
    [
        *("{{ 7*7 }}", "{{7}}", "{% if x %}", "{# x #}", "{}", "{ }", "{7*7}", "{a}", "{a.thang}"),
        *("{a.thang.muc|}", "{a.thang.muc.__class__}", "{{a.thang.muc}}", "{a.tuan.muc}"),
        *(
            "{a.thang.muc",
            "a.thang.muc}",
            "{a.{b}.muc}",
            "{",
            "}",
            "a } b { c",
            "${x}",
            "%{x}",
            "{a.thang\n.muc}",
        ),
    ],
)
def test_braces_hold_a_figure_or_are_refused(typed: str) -> None:
    """Template code, arithmetic and half placeholders are never run nor printed."""
    with pytest.raises(MarkupError) as caught:
        parse_paragraph(typed)
    assert caught.value.near in folded(typed)
    assert caught.value.fix


# --- marks ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("**đậm**", (Text("đậm", BOLD),)),
        ("*nghiêng*", (Text("nghiêng", ITALIC),)),
        ("m^3^", (Text("m"), Text("3", SUPER))),
        ("CO~2~ thải", (Text("CO"), Text("2", SUB), Text(" thải"))),
        (
            "a **b *c* d** e",
            (
                Text("a "),
                Text("b ", BOLD),
                Text("c", Style(bold=True, italic=True)),
                Text(" d", BOLD),
                Text(" e"),
            ),
        ),
        (
            "*a **b** c*",
            (
                Text("a ", ITALIC),
                Text("b", Style(bold=True, italic=True)),
                Text(" c", ITALIC),
            ),
        ),
        ("**m^3^**", (Text("m", BOLD), Text("3", Style(bold=True, vertical="superscript")))),
        ("^a~b~c^", (Text("a", SUPER), Text("b", SUB), Text("c", SUPER))),
        ("**a**b**c**", (Text("a", BOLD), Text("b"), Text("c", BOLD))),
        ("**a** **b**", (Text("a", BOLD), Text(" "), Text("b", BOLD))),
        (r"*a\*b*", (Text("a*b", ITALIC),)),
        ("****", ()),
        ("dòng **một\n hai** ba", (Text("dòng "), Text("một hai", BOLD), Text(" ba"))),
    ],
)
def test_marks_style_what_they_enclose(typed: str, spans: Paragraph) -> None:
    """Bold, italic, superscript and subscript open, nest and close."""
    assert parse_paragraph(typed) == spans


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("số **đậm", "**đậm"),
        ("2 * 3", "* 3"),
        ("m^3", "^3"),
        ("~5%", "~5%"),
        ("a^[ghi chú", "^[ghi chú"),
        ("a^[ghi **chú]", "**chú]"),
        ("a^[ghi [chú]", "^[ghi [chú]"),
        ("**a *b** c*", "** c*"),
        ("***a***", "**"),
        ("^a ~b^ c~", "^ c~"),
        ("^[*a] b*", "*a] b*"),
    ],
)
def test_a_mark_that_does_not_close_is_refused_where_it_stands(typed: str, near: str) -> None:
    """Unclosed and crossed marks are errors that show the text around them."""
    with pytest.raises(MarkupError) as caught:
        parse_paragraph(typed)
    assert near in caught.value.near
    assert caught.value.near in typed


def test_the_text_near_a_fault_is_short() -> None:
    """In a long paragraph only the words around the mark are shown."""
    with pytest.raises(MarkupError) as caught:
        parse_paragraph("a" * 500 + " **đậm " + "b" * 500)
    assert "**đậm" in caught.value.near
    assert len(caught.value.near) <= 50


# --- figures ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("{a.thang.muc}", (FigureReference(FIGURE),)),
        ("{ a.thang.muc }", (FigureReference(FIGURE),)),
        (
            "đạt {a.thang.muc}, *tăng*",
            (
                Text("đạt "),
                FigureReference(FIGURE),
                Text(", "),
                Text("tăng", ITALIC),
            ),
        ),
        ("**đạt {a.thang.muc}**", (Text("đạt ", BOLD), FigureReference(FIGURE, BOLD))),
        ("{a.thang.muc}{a.thang.muc}", (FigureReference(FIGURE), FigureReference(FIGURE))),
        ("{a.thang.tang|so_voi}", (FigureReference(parse_expression("a.thang.tang|so_voi")),)),
        ("{a.thang.muc\n| so(1)}", (FigureReference(parse_expression("a.thang.muc|so(1)")),)),
    ],
)
def test_a_placeholder_is_the_place_of_a_figure(typed: str, spans: Paragraph) -> None:
    """It keeps its expression and takes the style around it."""
    assert parse_paragraph(typed) == spans


# --- notes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("a^[b]", (Text("a"), Note((Text("b"),)))),
        (
            "a^[b] c^[d].",
            (
                Text("a"),
                Note((Text("b"),)),
                Text(" c"),
                Note((Text("d"),)),
                Text("."),
            ),
        ),
        (
            "^[**b** m^3^ {a.thang.muc}]",
            (
                Note(
                    (
                        Text("b", BOLD),
                        Text(" m"),
                        Text("3", SUPER),
                        Text(" "),
                        FigureReference(FIGURE),
                    )
                ),
            ),
        ),
        (
            "a^[xem [1] và [2, [3]]] b",
            (
                Text("a"),
                Note((Text("xem [1] và [2, [3]]"),)),
                Text(" b"),
            ),
        ),
        (r"a^[b \] c]", (Text("a"), Note((Text("b ] c"),)))),
        (r"a^[b \[ c]", (Text("a"), Note((Text("b [ c"),)))),
        (r"a\^[b]", (Text("a^[b]"),)),
        ("**a**^[b]", (Text("a", BOLD), Note((Text("b"),)))),
        ("[a^[b]]", (Text("[a"), Note((Text("b"),)), Text("]"))),
        ("a^[b\n c]", (Text("a"), Note((Text("b c"),)))),
    ],
)
def test_a_note_holds_its_own_spans(typed: str, spans: Paragraph) -> None:
    """Notes carry marks, figures and square brackets of their own, and end at their bracket."""
    assert parse_paragraph(typed) == spans


@pytest.mark.parametrize(
    "typed", ["a^[b^[c]]", "a^[b^[c] d]", "^[^[]]", "**a^[b]**", "*a^[b]*", "^a^[b]^", "a^[b**]c**"]
)
def test_a_note_stands_in_plain_text_only(typed: str) -> None:
    """A note in a note, or within open marks, is refused."""
    with pytest.raises(MarkupError):
        parse_paragraph(typed)


def test_a_note_in_a_note_is_told_as_such() -> None:
    """The sentence speaks of notes, and does not ask to close the first note like a mark."""
    with pytest.raises(MarkupError) as caught:
        parse_paragraph("a^[b^[c]]")
    assert "chú thích" in str(caught.value)
    assert "^[" not in str(caught.value)
    assert "^[c]" in caught.value.near


@given(st.lists(st.text(st.characters(exclude_characters=MARKS + " "), min_size=1), min_size=1))
def test_each_note_of_a_paragraph_is_its_own(words: list[str]) -> None:
    """As many notes come out as were written, in order, each with its words."""
    texts = [folded(word) for word in words]
    spans = parse_paragraph("".join(f"x^[{text}]" for text in texts))
    assert [span for span in spans if isinstance(span, Note)] == [
        Note(plain(text)) for text in texts
    ]
    assert [span for span in spans if isinstance(span, Text)] == [Text("x", PLAIN)] * len(texts)


def test_an_empty_note_is_refused() -> None:
    """A mark without a note would stand in the document with nothing at the foot."""
    with pytest.raises(MarkupError, match="rỗng"):
        parse_paragraph("lời^[] văn")
