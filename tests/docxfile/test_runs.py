"""Run properties as text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsreport.docxfile.runs import children, for_note, styled

# The order of CT_RPr in ECMA-376, as far as Word writes these.
ORDER = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
]
KEPT = {"b", "bCs", "i", "iCs", "u", "strike", "vertAlign", "lang"}
properties = st.lists(st.sampled_from(ORDER), unique=True).map(
    lambda names: (
        f"<w:rPr>{''.join(f'<w:{name}/>' for name in sorted(names, key=ORDER.index))}</w:rPr>"
    )
)


def names_of(xml: str) -> list[str]:
    """Return the names of the children of an rPr, in their order."""
    return re.findall(r"<w:(?!rPr)([A-Za-z]+)", xml)


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("", {}),
        ("<w:rPr></w:rPr>", {}),
        ("<w:rPr><w:b/></w:rPr>", {"b": "<w:b/>"}),
        ('<w:rPr><w:b w:val="0"></w:b></w:rPr>', {"b": '<w:b w:val="0"></w:b>'}),
        (
            '<w:rPr><w:bCs/><w:sz w:val="28"/></w:rPr>',
            {"bCs": "<w:bCs/>", "sz": '<w:sz w:val="28"/>'},
        ),
    ],
)
def test_children_are_found_by_name(xml: str, expected: dict[str, str]) -> None:
    """The children of an rPr come by name with their own XML; `b` is not taken for `bCs`."""
    assert children(xml) == expected


@pytest.mark.parametrize(
    ("bold", "italic", "vertical", "expected"),
    [
        (False, False, "", ["color", "sz"]),
        (True, False, "", ["b", "bCs", "color", "sz"]),
        (False, True, "", ["i", "iCs", "color", "sz"]),
        (False, False, "superscript", ["color", "sz", "vertAlign"]),
        (True, True, "subscript", ["b", "bCs", "i", "iCs", "color", "sz", "vertAlign"]),
    ],
)
def test_a_span_adds_its_marks_where_the_schema_wants_them(
    bold: bool, italic: bool, vertical: str, expected: list[str]
) -> None:
    """Bold, italic and vertical position are added at their place among what is there."""
    xml = '<w:rPr><w:color w:val="FF0000"/><w:sz w:val="28"/></w:rPr>'
    result = styled(xml, bold, italic, vertical)
    assert names_of(result) == expected
    assert '<w:color w:val="FF0000"/><w:sz w:val="28"/>' in result
    assert (f'<w:vertAlign w:val="{vertical}"/>' in result) == bool(vertical)


def test_a_plain_span_keeps_the_run_as_it_is() -> None:
    """Bold of the template stays bold when the span asks for nothing; no rPr stays none."""
    assert styled("<w:rPr><w:b/></w:rPr>", False, False, "") == "<w:rPr><w:b/></w:rPr>"
    assert styled("", False, False, "") == ""


def test_bold_that_is_switched_off_is_switched_on() -> None:
    """A span marked bold is bold also in a run that says it is not."""
    assert styled('<w:rPr><w:b w:val="0"/></w:rPr>', True, False, "") == (
        "<w:rPr><w:b/><w:bCs/></w:rPr>"
    )


@given(properties, st.booleans(), st.booleans(), st.sampled_from(["", "superscript"]))
def test_styled_properties_stand_in_schema_order(
    xml: str, bold: bool, italic: bool, vertical: str
) -> None:
    """Whatever a run has and a span adds, each child stands once and in the schema's order."""
    names = names_of(styled(xml, bold, italic, vertical))
    assert names == sorted(set(names), key=ORDER.index)
    assert set(names_of(xml)) <= set(names)


@given(properties)
def test_a_note_keeps_emphasis_and_nothing_of_size_font_and_colour(xml: str) -> None:
    """In a note a run keeps bold, italic, position, language; the rest is the note's style."""
    names = names_of(for_note(xml))
    assert names == [name for name in names_of(xml) if name in KEPT]
    assert for_note(for_note(xml)) == for_note(xml)
