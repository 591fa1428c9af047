"""A document as it goes out: what the office needed is gone, what is seen stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import Desk
from living import BODY, all_words, controls, drafted, edited
from ooxml_integrity import check
from word_files import members_of, paragraph, word_file, words, zipped

from lsreport.docxfile.clean import clean, comment_texts, tracked_changes
from lsreport.docxfile.comments import Comment
from lsreport.docxfile.living import LivingDocument
from lsreport.docxfile.package import Package

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Báo cáo</dc:title>'
    "<dc:creator>Vi Thị Hoa</dc:creator><cp:lastModifiedBy>Vi Thị Hoa</cp:lastModifiedBy>"
    "<cp:revision>7</cp:revision></cp:coreProperties>"
)
APP = (
    "<Properties><Company>UBND</Company><Manager>Vi Thị Hoa</Manager><Pages>3</Pages></Properties>"
)
KINDS = [
    '<w:p><w:ins w:id="1" w:author="An">{0}</w:ins></w:p>',
    '<w:p><w:del w:id="1" w:author="An"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>',
    '<w:p><w:pPr><w:rPr><w:ins w:id="1" w:author="An"/></w:rPr></w:pPr></w:p>',
    '<w:p><w:pPr><w:pPrChange w:id="1" w:author="An"><w:pPr/></w:pPrChange></w:pPr></w:p>',
    '<w:p><w:r><w:rPr><w:b/><w:rPrChange w:id="1" w:author="An"><w:rPr/></w:rPrChange></w:rPr></w:r></w:p>',
    '<w:p><w:moveTo w:id="1" w:author="An">{0}</w:moveTo></w:p>',
    '<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr><w:trPrChange w:id="1" w:author="An"/></w:trPr></w:tr></w:tbl>',
    '<w:tbl><w:tr><w:tc><w:tcPr><w:cellIns w:id="1" w:author="An"/></w:tcPr></w:tc></w:tr></w:tbl>',
]  # fmt: skip


def commented(raw: bytes) -> bytes:
    """Return a document with a comment on every paragraph that says something."""
    document = LivingDocument(raw, "a.docx")
    for one in document.body:
        if one.text:
            document.comment(Comment("Xem & sửa", "Vi Thị Hoa", "2024-06-30T00:00:00Z"), one)
    return document.to_bytes()


def cleaned(raw: bytes) -> bytes:
    """Return the document to issue."""
    return clean(Package(raw, "a.docx"))


def test_nothing_of_the_office_is_left_and_nothing_seen_is_lost(desk: Desk, tmp_path: Path) -> None:
    """No control, store, comment, name of a person; the same words, and the package is whole."""
    raw = commented(drafted(desk))
    raw = zipped({**members_of(raw), "docProps/core.xml": CORE, "docProps/app.xml": APP})
    assert comment_texts(Package(raw, "a"))[0] == "Xem & sửa"
    issued = cleaned(raw)
    members = members_of(issued)
    everything = b"".join(members.values()).decode()
    for gone in (
        "w:sdt",
        "customXml",
        "urn:lsreport",
        "comment",
        "Vi Thị Hoa",
        "Company",
        "revision",
    ):
        assert gone not in everything
    assert not any("customXml" in name or "comments" in name for name in members)
    assert all_words(issued) == all_words(raw)
    assert "<Pages>3</Pages>" in everything
    assert "Báo cáo" in members["docProps/core.xml"].decode()
    path = tmp_path / "a.docx"
    path.write_bytes(issued)
    assert list(check(path)) == []


def test_what_a_document_looks_like_is_the_same_bytes(desk: Desk) -> None:
    """Each part is the old one without the wrappings of its controls; the others are untouched."""
    raw = drafted(desk)
    before, after = members_of(raw), members_of(cleaned(raw))
    for name, content in before.items():
        if name.startswith(("word/document", "word/footnotes", "word/header")) and name.endswith(
            ".xml"
        ):
            text = content.decode()
            for xml in controls(text):
                inner = xml.split("<w:sdtContent>")[1].split("</w:sdtContent>")[0]
                text = text.replace(xml, inner, 1)
            assert after[name].decode() == text
        elif name in after and "rels" not in name and name != "[Content_Types].xml":
            assert after[name] == content


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("<w:sdtContent/>", ""),
        ("<w:sdtContent></w:sdtContent>", ""),
        ("", ""),
        (f"<w:sdtContent>{words('a')}</w:sdtContent>", words("a")),
        (
            f"<w:sdtContent><w:sdt><w:sdtPr/><w:sdtContent>{words('b')}</w:sdtContent></w:sdt></w:sdtContent>",
            words("b"),
        ),
    ],
)
def test_controls_of_people_are_unwrapped_too(content: str, shown: str) -> None:
    """Empty ones, those within one another, those around whole paragraphs."""
    inside = f"<w:p>{words('1')}<w:sdt><w:sdtPr/>{content}</w:sdt>{words('2')}</w:p>"
    around = f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    for body in (inside, around):
        text = members_of(cleaned(word_file(body)))[BODY].decode()
        assert f"<w:body><w:p>{words('1')}{shown}{words('2')}</w:p><w:sectPr>" in text


@pytest.mark.parametrize("xml", KINDS)
def test_every_kind_of_tracked_change_is_seen(xml: str) -> None:
    """In runs, paragraph marks, properties, rows and cells; no name goes out with it."""
    package = Package(word_file(xml.format(words("a"))), "a.docx")
    assert tracked_changes(package) == 1
    assert 'w:author="An"' not in members_of(clean(package))[BODY].decode()


def test_what_only_sounds_like_a_change_is_none() -> None:
    """Fields, inner borders, deleted text of its own."""
    body = (
        "<w:tbl><w:tblPr><w:tblBorders><w:insideH w:val='single'/></w:tblBorders></w:tblPr></w:tbl>"
        + "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert tracked_changes(Package(word_file(body), "a")) == 0


def test_a_clean_document_is_not_cleaned_any_further() -> None:
    """Nothing to take out, nothing changed."""
    raw = word_file(paragraph("Thư"))
    assert members_of(cleaned(raw)) == members_of(raw)


def test_comments_are_counted_where_they_stand(desk: Desk) -> None:
    """Marks of comments go with the run that holds them, and only that run."""
    raw = commented(edited(drafted(desk), ("Lời văn cuối", "Lời văn sửa")))
    text = members_of(cleaned(raw))[BODY].decode()
    assert "Lời văn sửa" in text
    assert "<w:r></w:r>" not in text
