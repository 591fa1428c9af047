"""Controls and paragraphs of a part by their places, and the part with some of them changed."""

from __future__ import annotations

import pytest
from word_files import SPACES, words

from lsreport.docxfile.controls import Control, PartText, read_part, splice
from lsreport.errors import PackageError

BOUND = '<w:dataBinding w:xpath="/lsreport/r[@id=\'{0}\']/t" w:storeItemID="{{1}}"/>'


def part(body: str) -> bytes:
    """Return a document part of these pieces."""
    return f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode()


def control(content: str, about: str = '<w:tag w:val="x"/><w:id w:val="3"/>') -> str:
    """Return a control around runs."""
    return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def read(body: str) -> tuple[bytes, PartText]:
    """Return the bytes of a part and what is read of it."""
    content = part(body)
    return content, read_part(content, "word/document.xml", "a.docx")


def only(body: str) -> tuple[bytes, Control]:
    """Return the bytes of a part and its one control."""
    content, found = read(body)
    (one,) = found.controls
    return content, one


def test_a_control_is_found_with_its_place_and_what_it_says_of_itself() -> None:
    """Offsets count bytes, whatever letters stand before."""
    about = (
        '<w:alias w:val="Thu &gt; chi"/><w:tag w:val="2024-05:thu"/><w:id w:val="-12"/>'
        + BOUND.format("2024-05:thu")
    )
    xml = control(words("ước đạt 5"), about)
    content, found = only(f"<w:p>{words('Tổng thu ')}{xml}{words(' tỷ')}</w:p>")
    assert content[found.start : found.end].decode() == xml
    assert (found.alias, found.tag, found.number) == ("Thu > chi", "2024-05:thu", "-12")
    assert (found.name, found.text, found.at) == ("2024-05:thu", "ước đạt 5", len("Tổng thu "))
    assert content[slice(*found.properties)].decode() == f"<w:sdtPr>{about}</w:sdtPr>"
    assert [content[a:b].decode() for a, b in found.words] == [
        '<w:t xml:space="preserve">ước đạt 5</w:t>'
    ]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/lsreport/r[@id='2024-05:a.b|so(1)#2']/t", "2024-05:a.b|so(1)#2"),
        ("/lsreport[1]/r[@id=&apos;2024-05:a.b&apos;][1]/t[1]", "2024-05:a.b"),
        ("/lsreport/r[@id=&quot;nó'i&quot;]/t", "nó'i"),
        ("/ls:store[1]/ls:texts[1]/ls:f12[1]", ""),
        ("/a[1]/b[1]", ""),
    ],
)
def test_a_binding_is_read_however_the_office_writes_it(path: str, name: str) -> None:
    """LibreOffice writes apostrophes its own way; what is not bound to our store has no name."""
    about = f'<w:dataBinding w:xpath="{path}"/>'
    assert only(f"<w:p>{control(words('x'), about)}</w:p>")[1].name == name


def test_elements_of_one_tag_end_where_they_end() -> None:
    """`<w:t/>` and its like do not take the next tag with them."""
    content, found = only(f"<w:p>{control('<w:r><w:t/></w:r>')}</w:p>")
    assert [content[a:b] for a, b in found.words] == [b"<w:t/>"]
    xml = '<w:sdt><w:sdtPr><w:rPr/><w:tag w:val="x"/></w:sdtPr><w:sdtContent/></w:sdt>'
    content, found = only(f"<w:p>{xml}{words('z')}</w:p>")
    assert content[slice(*found.content)] == b"<w:sdtContent/>"
    assert content[slice(*found.run_properties)] == b"<w:rPr/>"
    assert content[found.start : found.end].decode() == xml
    content, text = read(f"<w:p><w:pPr/>{words('a')}</w:p>")
    assert content[text.paragraphs[0].begin : text.paragraphs[0].end].decode() == words("a")


def test_a_value_may_hold_the_sign_that_ends_a_tag() -> None:
    """XML allows a bare > in an attribute."""
    content, text = read(f'<w:p w:rsidR="a>b">{words("a")}</w:p>')
    assert content[text.paragraphs[0].begin : text.paragraphs[0].end].decode() == words("a")


def test_breaks_and_tabs_are_words_too_and_have_places() -> None:
    """A person's line break in a figure is seen, and can be taken out again."""
    run = "<w:r><w:t>a</w:t><w:br/><w:tab/><w:t>b</w:t><w:noBreakHyphen/></w:r>"
    content, found = only(f"<w:p>{control(run)}</w:p>")
    assert found.text == "a\n\tb\u2011"
    assert [content[a:b] for a, b in found.words] == [
        b"<w:t>a</w:t>", b"<w:br/>", b"<w:tab/>", b"<w:t>b</w:t>", b"<w:noBreakHyphen/>",
    ]  # fmt: skip
    stops = "<w:pPr><w:tabs><w:tab w:val='left' w:pos='9'/></w:tabs></w:pPr>"
    assert read(f"<w:p>{stops}{words('a')}</w:p>")[1].paragraphs[0].text == "a"


@pytest.mark.parametrize("kind", ["ins", "del", "moveFrom", "moveTo"])
def test_a_tracked_change_inside_or_around_a_control_is_seen(kind: str) -> None:
    """Also one that shows no words: deleted text is none."""
    inner = "<w:r><w:delText>5</w:delText></w:r>" if kind == "del" else words("5")
    change = f'<w:{kind} w:id="9" w:author="An">{{}}</w:{kind}>'
    inside = f"<w:p>{control(change.format(inner))}</w:p>"
    around = f"<w:p>{change.format(control(words('5')))}</w:p>"
    beside = f"<w:p>{control(words('5'))}{change.format(inner)}</w:p>"
    assert [only(body)[1].tracked for body in (inside, around, beside)] == [True, True, False]


def test_controls_within_controls_and_paragraphs_within_paragraphs_are_all_found() -> None:
    """A text box is a paragraph of its own; what it says is not said by the one around it."""
    box = f"<w:txbxContent><w:p>{control(words('trong'))}</w:p></w:txbxContent>"
    outer = f"<w:p>{words('ngoài ')}<w:r><w:pict>{box}</w:pict></w:r>{control(control(words('hai')))}</w:p>"
    _content, text = read(outer)
    assert [p.text for p in text.paragraphs] == ["ngoài hai", "trong"]
    assert [c.text for c in text.controls] == ["trong", "hai", "hai"]
    assert [c.paragraph.number for c in text.controls] == [2, 1, 1]


def test_typed_words_are_those_outside_controls() -> None:
    """The style is told too."""
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
        f"{words('Thu ')}{control(words('5'))}{words(' tỷ')}</w:p>"
    )
    (found,) = read(body)[1].paragraphs
    assert (found.text, found.typed, found.style) == ("Thu 5 tỷ", "Thu  tỷ", "Heading1")


def test_what_a_field_shows_is_not_typed() -> None:
    """A page number, whichever way the field is written."""
    sign = '<w:r><w:fldChar w:fldCharType="{0}"/></w:r>'
    long = sign.format("begin") + sign.format("separate") + words("2") + sign.format("end")
    simple = f'<w:fldSimple w:instr="PAGE">{words("2")}</w:fldSimple>'
    for field in (long, simple):
        (found,) = read(f"<w:p>{words('a')}{field}{words('b')}</w:p>")[1].paragraphs
        assert (found.text, found.typed) == ("a2b", "ab")


def test_a_splice_changes_its_stretches_and_nothing_else() -> None:
    """In whatever order they are given; an empty stretch puts something in."""
    assert splice(b"abcdef", [(4, 5, b"X"), (1, 3, b""), (0, 0, b">")]) == b">adXf"
    assert splice(b"abc", []) == b"abc"


def test_a_damaged_part_is_told_with_its_name() -> None:
    """As a fault, with the way out."""
    with pytest.raises(PackageError) as caught:
        read_part(b"<w:p>", "word/header1.xml", "a.docx")
    (fault,) = caught.value.faults
    assert (fault.code, fault.where.file, fault.where.part) == (
        "xml-hong",
        "a.docx",
        "word/header1.xml",
    )
