"""The footnotes part of a template: read, made anew, put together."""

from __future__ import annotations

import pytest
from lxml import etree
from word_files import (
    HEADER,
    SPACES,
    WORD_SEPARATORS,
    canonical,
    changed,
    members_of,
    note,
    paragraph,
    word_file,
)

from lsreport.docxfile.footnotes import add_notes_part, read_notes
from lsreport.docxfile.package import Package, W, q
from lsreport.errors import PackageError

LIBREOFFICE_SEPARATORS = WORD_SEPARATORS.replace('w:id="0"', 'w:id="1"').replace(
    'w:id="-1"', 'w:id="0"'
)
NOTICE = (
    '<w:footnote w:type="continuationNotice" w:id="{}"><w:p><w:r><w:t/></w:r></w:p></w:footnote>'
)


def package_with(footnotes: str) -> Package:
    """Return a package with these footnotes."""
    return Package(word_file(paragraph("a"), footnotes=footnotes), "thu.docx")


@pytest.mark.parametrize(
    ("separators", "first"),
    [
        (WORD_SEPARATORS, 1),
        (LIBREOFFICE_SEPARATORS, 2),
        (WORD_SEPARATORS + NOTICE.format(1), 2),
        (LIBREOFFICE_SEPARATORS + NOTICE.format(7), 8),
    ],
    ids=["Word", "LibreOffice", "Word with notice", "far notice"],
)
def test_notes_are_numbered_after_the_separators(separators: str, first: int) -> None:
    """Word numbers its separators -1 and 0, LibreOffice 0 and 1: notes start after either."""
    notes = read_notes(package_with(separators + note(5, "Nguồn: Cục Thống kê")))
    assert notes.first_id == first
    assert list(notes.native) == ["5"]
    assert "Nguồn: Cục Thống kê" in notes.native["5"]


@pytest.mark.parametrize("separators", [WORD_SEPARATORS, LIBREOFFICE_SEPARATORS])
def test_separators_and_root_stay_as_they_are(separators: str) -> None:
    """What is put together has the root and separators of the template and the new notes."""
    before = etree.fromstring(f"{HEADER}<a {SPACES}>{separators}</a>".encode())
    notes = read_notes(package_with(separators + note(9, "cũ")))
    root = etree.fromstring(notes.assemble([f'<w:footnote w:id="{notes.first_id}"/>']))
    assert root.nsmap == before.nsmap
    assert [canonical(x) for x in root[:-1]] == [canonical(x) for x in before]
    assert root[-1].get(q("id")) == str(notes.first_id)
    assert "cũ" not in "".join(root.itertext())


def test_a_part_without_notes_is_read_too() -> None:
    """A footnotes part that holds nothing gives an empty shell that can be filled."""
    notes = read_notes(package_with(" "))
    assert (notes.native, notes.first_id) == ({}, 1)
    assert len(etree.fromstring(notes.assemble(['<w:footnote w:id="1"/>']))) == 1


def test_styles_of_notes_are_found_by_their_english_names() -> None:
    """Word translates style ids: the styles are found by the names it keeps in English."""
    styles = read_notes(package_with(WORD_SEPARATORS)).styles
    assert (styles.text, styles.reference) == ("VanBanCuoc", "ThamChieu")


def test_a_package_without_notes_gets_all_that_notes_need() -> None:
    """A new part comes with type, relationship, settings and separators of Word's ids."""
    package = Package(word_file(paragraph("a")), "thu.docx")
    notes = add_notes_part(package, read_notes(package))
    again = Package(package.to_bytes(), "thu.docx")
    assert again.related(again.document, "footnotes") == [notes.name] == ["word/footnotes.xml"]
    assert again.content_type(notes.name).endswith("wordprocessingml.footnotes+xml")
    ids = [found.get(q("id")) for found in again.xml(notes.name)]
    listed = again.xml("word/settings.xml").findall(f"{q('footnotePr')}/{q('footnote')}")
    assert ids == [found.get(q("id")) for found in listed] == ["-1", "0"]
    assert read_notes(again).first_id == 1


def test_settings_of_footnotes_stand_where_the_schema_wants_them() -> None:
    """`footnotePr` comes before `compat` and after `zoom`; one that is there stays alone."""
    package = Package(word_file(paragraph("a")), "thu.docx")
    add_notes_part(package, read_notes(package))
    names = [etree.QName(x).localname for x in package.xml("word/settings.xml")]
    assert names == ["zoom", "footnotePr", "compat"]
    settings = f'<w:settings xmlns:w="{W}"><w:footnotePr/><w:rsids/></w:settings>'
    package = Package(changed(word_file(paragraph("a")), word__settingsZxml=settings), "x")
    add_notes_part(package, read_notes(package))
    names = [etree.QName(x).localname for x in package.xml("word/settings.xml")]
    assert names == ["footnotePr", "rsids"]


def test_styles_that_a_template_lacks_are_added_once() -> None:
    """A template without note styles gets them; one that has them keeps its own."""
    bare = f'<w:styles xmlns:w="{W}"></w:styles>'
    package = Package(changed(word_file(paragraph("a")), word__stylesZxml=bare), "x")
    add_notes_part(package, read_notes(package))
    names = [x.get(q("val")) for x in package.xml("word/styles.xml").iter(q("name"))]
    assert names == ["footnote text", "footnote reference"]
    raw = word_file(paragraph("a"))
    package = Package(raw, "x")
    add_notes_part(package, read_notes(package))
    assert package.read("word/styles.xml") == members_of(raw)["word/styles.xml"]


def test_a_strict_footnotes_part_is_refused() -> None:
    """Notes in the Strict namespace would be mistaken for separators: they are refused."""
    raw = word_file(paragraph("a"), footnotes=WORD_SEPARATORS)
    strict = members_of(raw)["word/footnotes.xml"].replace(
        W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    with pytest.raises(PackageError) as caught:
        read_notes(Package(changed(raw, word__footnotesZxml=strict), "thu.docx"))
    assert [fault.code for fault in caught.value.faults] == ["kieu-strict"]
