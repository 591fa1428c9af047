"""Comments put into a document that has some, or none."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import Desk
from living import drafted
from lxml import etree
from ooxml_integrity import check
from word_files import WORD_TYPE, members_of, word_file

from lsreport.docxfile.clean import comment_texts
from lsreport.docxfile.comments import Comment, add_comments, comment_marks, first_comment_id
from lsreport.docxfile.living import LivingDocument
from lsreport.docxfile.package import Package, q

FIRST = Comment("Xem lại: «5 < 6»\nDòng hai", "Phòng TH & KT", "2024-06-30T00:00:00Z")


def empty() -> Package:
    """Return a document without comments."""
    return Package(word_file("<w:p/>"), "a.docx")


def test_the_first_comment_makes_the_part_with_type_and_relationship() -> None:
    """Signs that XML knows are escaped; each line is a paragraph."""
    package = empty()
    assert first_comment_id(package) == 0
    add_comments(package, [FIRST], 0)
    part = package.related(package.document, "comments")[0]
    assert package.content_type(part) == WORD_TYPE + "comments+xml"
    (comment,) = package.xml(part)
    assert (comment.get(q("id")), comment.get(q("author")), comment.get(q("initials"))) == (
        "0", "Phòng TH & KT", "PTK",
    )  # fmt: skip
    assert ["".join(p.itertext()) for p in comment] == ["Xem lại: «5 < 6»", "Dòng hai"]
    assert first_comment_id(package) == 1


@pytest.mark.parametrize("tag", ["<w:comments {0}/>", "<w:comments {0}></w:comments>"])
def test_more_comments_are_added_behind_those_of_people(tag: str) -> None:
    """An empty part may be written with one tag; ids go on from the highest."""
    package = empty()
    add_comments(package, [FIRST], 0)
    part = package.related(package.document, "comments")[0]
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    package.write(part, tag.format(space).encode())
    add_comments(package, [FIRST, FIRST], first_comment_id(package))
    assert [c.get(q("id")) for c in package.xml(part)] == ["0", "1"]
    content = package.read(part).replace(b'w:id="1"', b'w:id="41"')
    package.write(part, content)
    add_comments(package, [FIRST], first_comment_id(package))
    assert [c.get(q("id")) for c in package.xml(part)] == ["0", "41", "42"]
    assert package.read(part).startswith(content.removesuffix(b"</w:comments>"))
    assert comment_texts(package) == ["Xem lại: «5 < 6»Dòng hai"] * 3


def test_no_comment_has_the_number_of_a_note(desk: Desk) -> None:
    """LibreOffice 7.4 would show that note without its words."""
    package = Package(drafted(desk), "a.docx")
    notes = package.xml(package.related(package.document, "footnotes")[0])
    highest = max(int(note.get(q("id"))) for note in notes)
    assert highest > 0
    assert first_comment_id(package) == highest + 1
    assert first_comment_id(package, highest + 7) == highest + 8


def test_no_comments_change_nothing() -> None:
    """Not even an empty part is made."""
    package = empty()
    before = package.to_bytes()
    add_comments(package, [], 0)
    assert package.to_bytes() == before


def test_marks_stand_before_and_after_the_words(desk: Desk, tmp_path: Path) -> None:
    """Also around a paragraph that begins or ends with a control; the package stays whole."""
    document = LivingDocument(drafted(desk), "a.docx")
    for paragraph in document.body:
        if paragraph.text:
            document.comment(FIRST, paragraph)
    raw = document.to_bytes()
    path = tmp_path / "a.docx"
    path.write_bytes(raw)
    assert list(check(path)) == []
    root = etree.fromstring(members_of(raw)["word/document.xml"])
    found = {
        kind: [e.get(q("id")) for e in root.iter(q(kind))]
        for kind in ("commentRangeStart", "commentRangeEnd", "commentReference")
    }
    assert len(set(found["commentRangeStart"])) == len(found["commentRangeStart"]) > 5
    assert {tuple(sorted(ids)) for ids in found.values()} == {
        tuple(sorted(found["commentRangeStart"]))
    }
    for start in root.iter(q("commentRangeStart")):
        assert start.getparent().tag == q("p")
        assert start.getprevious() is None or start.getprevious().tag == q("pPr")
    again = LivingDocument(raw, "a.docx")
    assert [p.text for p in again.body] == [p.text for p in document.body]


def test_marks_are_bytes_of_the_id() -> None:
    """What stands before, and what stands after with the sign to click on."""
    before, after = comment_marks(7)
    assert before == b'<w:commentRangeStart w:id="7"/>'
    assert after.count(b'w:id="7"') == 2
