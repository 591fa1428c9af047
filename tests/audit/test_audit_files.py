"""Files as they come: other letters, text boxes, other encodings; comments on the words they are of."""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import normalize

import pytest

from lsreport.audit import audit
from lsreport.audit.reading.source import read_document
from lsreport.audit.remarks import with_remarks
from lsreport.docxfile.package import Package
from lsreport.errors import PackageError

WRONG = "Tổng đàn lợn có 185.801 con, giảm -4,35% so với cùng kỳ."
BOX = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:txbxContent></w:drawing>'
    "</mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:txbxContent></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)


def changed(raw: bytes, old: str, new: str, encoding: str = "utf-8") -> bytes:
    """Return a document in which some of its XML is other."""
    package = Package(raw, "a.docx")
    text = package.read(package.document).decode()
    assert old in text
    text = text.replace(old, new)
    if encoding != "utf-8":
        text = re.sub(r"encoding=(['\"])UTF-8\1", f"encoding='{encoding}'", text)
    package.write(package.document, text.encode(encoding))
    return package.to_bytes()


def test_letters_may_stand_apart_from_their_marks(make_docx: Callable[..., bytes]) -> None:
    """Some typing tools write `ả` as two characters; what is found and quoted is composed."""
    (found,) = audit(make_docx(normalize("NFD", WRONG)), "a.docx").findings
    assert found.quote == "giảm -4,35%"
    assert (found.start, found.end) == (WRONG.index("giảm"), WRONG.index("% so") + 1)


def test_a_text_box_is_read_once_and_its_comment_stands_beside_it(
    make_docx: Callable[..., bytes],
) -> None:
    """Word writes a box twice, for itself and for older readers, and takes no comment inside."""
    raw = changed(make_docx("Chăn nuôi ổn định."), "</w:p>", f"{BOX.format(WRONG)}</w:p>")
    document = read_document(raw, "a.docx")
    found = audit(raw, "a.docx").findings
    assert [f.rule for f in found] == ["dau-tru-thua"]
    made, count = with_remarks(raw, "a.docx", document, found)
    xml = Package(made, "b.docx").read("word/document.xml").decode()
    assert count == 1
    assert xml.index("commentRangeStart") < xml.index("AlternateContent")
    assert xml.index("commentRangeEnd") > xml.rindex("AlternateContent")


def test_a_comment_stands_on_the_runs_of_its_words(make_docx: Callable[..., bytes]) -> None:
    """Not on the whole paragraph: a long one has several."""
    raw = make_docx(WRONG)
    parts = ("Tổng đàn lợn có 185.801 con, ", "giảm -4,", "35%", " so với cùng kỳ.")
    runs = "".join(f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>' for part in parts)
    raw = changed(raw, f"<w:r><w:t>{WRONG}</w:t></w:r>", runs)
    made, _count = with_remarks(
        raw, "a.docx", read_document(raw, "a.docx"), audit(raw, "a.docx").findings
    )
    xml = Package(made, "b.docx").read("word/document.xml").decode()
    covered = xml[xml.index("commentRangeStart") : xml.index("commentRangeEnd")]
    assert re.findall("<w:t[^>]*>([^<]*)", covered) == ["giảm -4,", "35%"]


def test_a_document_in_utf_16_is_commented_in_utf_8(make_docx: Callable[..., bytes]) -> None:
    """Bytes of one encoding are never put among those of another."""
    raw = changed(make_docx(WRONG), "w:body", "w:body", "utf-16")
    made, count = with_remarks(
        raw, "a.docx", read_document(raw, "a.docx"), audit(raw, "a.docx").findings
    )
    assert count == 1
    assert [p.text for p in read_document(made, "b.docx").paragraphs] == [WRONG]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("Đàn lợn giảm -4,35%.".encode("utf-16"), ""),
        ("Đàn lợn giảm -4,35%.".encode("utf-32"), ""),
        ("Đàn lợn giảm -4,35%.".encode("utf-8-sig"), ""),
        (b"\xd0\xe0n l\xf5n gi\xe5m -4,35%.", "bang-ma-la"),
        ("Tæng ®µn lîn gi¶m -4,35% so víi cïng kú, s¶n l­îng t¨ng.".encode(), "phong-chu-cu"),
        ("Toång ñaøn lôïn giaûm -4,35% so vôùi cuøng kyø naêm tröôùc.".encode(), "phong-chu-cu"),
    ],
)
def test_what_is_not_in_unicode_is_no_clean_bill(raw: bytes, code: str) -> None:
    """A text whose letters cannot be read is refused, with a way out."""
    if not code:
        assert [f.rule for f in audit(raw, "a.txt").findings] == ["dau-tru-thua"]
        return
    with pytest.raises(PackageError) as refused:
        audit(raw, "a.txt")
    assert refused.value.faults[0].code == code
