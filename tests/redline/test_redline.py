"""What a redline shows, change by change."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree
from tracked import Reading, said
from word_files import (
    WORD_SEPARATORS,
    changed,
    mark,
    members_of,
    note,
    paragraph,
    root_of,
    table,
    word_file,
    words,
)

from lsreport.docxfile.package import W, q
from lsreport.errors import PackageError
from lsreport.redline import redline
from lsreport.redline.tokens import masked, tokens


def marked(old: str, new: str, **parts: Any) -> bytes:
    """Return the redline of two bodies."""
    return redline(word_file(old, **parts), word_file(new, **parts)).document


def shown(raw: bytes, part: str = "word/document.xml") -> list[str]:
    """Return the changes of a part as words: +came, -gone."""
    found = []
    for element in root_of(raw, part).iter(q("ins"), q("del")):
        said = "".join(t.text or "" for t in element.iter(q("t"), q("delText")))
        if element.getparent().tag not in (q("rPr"), q("trPr")):
            found.append(("+" if element.tag == q("ins") else "-") + said)
    return found


def ends(raw: bytes, name: str) -> int:
    """Return how many ends of paragraphs came ("ins") or went ("del")."""
    return len(root_of(raw).findall(f".//{q('pPr')}/{q('rPr')}/{q(name)}"))


def test_a_number_is_one_token() -> None:
    """Percent, separators, dates and signs belong to it; a range of years is two numbers."""
    text = "đạt -7,52%, 1.934,5 tỷ (22/5/2024), 08/13 xã, 2021-2025"
    found = [text[a:b] for a, b in tokens(text) if any(c.isdigit() for c in text[a:b])]
    assert found == ["-7,52%", "1.934,5", "22/5/2024", "08/13", "2021", "2025"]
    assert masked("tăng 7,52%") == masked("tăng  10%")


def test_only_the_number_that_changed_is_marked() -> None:
    """The words around it stay."""
    raw = marked(paragraph("thu ước đạt 984,5 tỷ đồng"), paragraph("thu ước đạt 1.020 tỷ đồng"))
    assert shown(raw) == ["-984,5", "+1.020"]


def test_a_paragraph_whose_numbers_changed_is_its_old_self() -> None:
    """It is matched with its numbers masked, although another came before it."""
    old = paragraph("Tháng 5, thu đạt 12 tỷ") + paragraph("Tháng 5, chi đạt 13 tỷ")
    new = (
        paragraph("Mở đầu")
        + paragraph("Tháng 6, thu đạt 14 tỷ")
        + paragraph("Tháng 6, chi đạt 15 tỷ")
    )
    assert shown(marked(old, new)) == [
        "+Mở đầu", "-5", "+6", "-12", "+14", "-5", "+6", "-13", "+15",
    ]  # fmt: skip


def test_deleted_text_keeps_its_look() -> None:
    """Bold in the old document is bold where it is struck out; an unknown style is left out."""
    bold = words("đậm", '<w:rStyle w:val="Lost"/><w:b/>')
    raw = marked(paragraph("chữ ", bold, " này"), paragraph("chữ ", "thường", " này"))
    (gone,) = root_of(raw).iter(q("del"))
    assert [child.tag for child in gone.iter(q("rPr"))] == [q("rPr")]
    assert [child.tag for child in next(gone.iter(q("rPr")))] == [q("b")]


def test_rows_are_matched_by_their_first_words() -> None:
    """A row that came shifts the ordinal numbers of the others, and they are still themselves."""
    old = table(("1", "Lúa", "10"), ("2", "Ngô", "20"))
    new = table(("1", "Lạc", "5"), ("2", "Lúa", "10"), ("3", "Ngô", "21"))
    raw = marked(old + paragraph(""), new + paragraph(""))
    assert shown(raw) == ["+1", "+Lạc", "+5", "-1", "+2", "-2", "+3", "-20", "+21"]
    assert len(list(root_of(raw).iter(q("trPr")))) == 1


def test_a_paragraph_that_came_last_takes_over_the_end() -> None:
    """Word cannot take out the last end: the one before it is marked."""
    raw = marked(paragraph("một"), paragraph("một") + paragraph("hai"))
    first, last = root_of(raw).iter(q("p"))
    assert first.find(f".//{q('rPr')}/{q('ins')}") is not None
    assert last.find(f"{q('pPr')}/{q('rPr')}/{q('ins')}") is None
    assert said(raw, accepted=False)[0] == ["một"]


def test_a_note_that_went_is_kept_as_taken_out() -> None:
    """Its mark stands in w:del, its words in the part; ids follow the marks."""
    notes = WORD_SEPARATORS + note(1, "Ghi chú thứ nhất") + note(2, "Nguồn khác hẳn")
    old = word_file(paragraph("a", mark(1), " b", mark(2)), footnotes=notes)
    new = word_file(
        paragraph("a b", mark(1)), footnotes=WORD_SEPARATORS + note(1, "Nguồn khác hẳn")
    )
    raw = redline(old, new).document
    (gone,) = root_of(raw).iter(q("del"))
    assert next(gone.iter(q("footnoteReference"))).get(q("id")) == "1"
    assert shown(raw, "word/footnotes.xml") == ["-Ghi chú thứ nhất"]
    assert [r.get(q("id")) for r in root_of(raw).iter(q("footnoteReference"))] == ["1", "2"]


def test_a_note_rewritten_is_known_by_its_place() -> None:
    """Nothing in common but the words before its mark."""
    old = word_file(
        paragraph("diện tích lúa", mark(1)), footnotes=WORD_SEPARATORS + note(1, "Cũ 5 ha")
    )
    new = word_file(
        paragraph("diện tích lúa", mark(1)), footnotes=WORD_SEPARATORS + note(1, "Theo báo cáo")
    )
    raw = redline(old, new).document
    assert shown(raw) == []
    assert shown(raw, "word/footnotes.xml") == ["-Cũ 5 ha", "+Theo báo cáo"]


def test_a_document_without_notes_gets_a_part_for_those_that_went() -> None:
    """The part, its type, its relationship, its separators."""
    old = word_file(paragraph("a", mark(1)), footnotes=WORD_SEPARATORS + note(1, "Đã bỏ"))
    raw = redline(old, word_file(paragraph("a"))).document
    assert shown(raw, "word/footnotes.xml") == ["-Đã bỏ"]
    assert Reading(raw, accepted=False).notes == [["Đã bỏ"]]


def test_a_control_survives_without_its_binding() -> None:
    """Word would show the store's text again; the change stands inside the control."""

    def control(text: str) -> str:
        return (
            '<w:sdt><w:sdtPr><w:tag w:val="2024:x"/><w:id w:val="7"/><w:dataBinding w:xpath="/a" '
            'w:storeItemID="{0}"/><w:text/></w:sdtPr><w:sdtContent>'
            f"{words(text)}</w:sdtContent></w:sdt>"
        )

    raw = marked(paragraph("đạt ", control("5%")), paragraph("đạt ", control("6%")))
    (found,) = root_of(raw).iter(q("sdt"))
    assert [etree.QName(child).localname for child in found.find(q("sdtPr"))] == ["tag", "id"]
    inside = [child.tag for child in found.find(q("sdtContent"))]
    assert inside == [q("del"), q("ins")]


def test_what_came_as_a_control_is_marked_as_word_marks_it() -> None:
    """Rejecting takes out the control too, not only its words."""
    control = f"<w:sdt><w:sdtPr><w:id w:val='7'/></w:sdtPr><w:sdtContent>{words('6%')}</w:sdtContent></w:sdt>"
    raw = marked(paragraph("đạt chỉ tiêu"), paragraph("đạt ", control, "chỉ tiêu"))
    assert len(list(root_of(raw).iter(q("customXmlInsRangeStart")))) == 2


def test_a_field_is_kept_whole() -> None:
    """Its result is Word's: another result is no change; another field is."""

    def page(code: str, result: str) -> str:
        return f'<w:fldSimple w:instr="{code}">{words(result)}</w:fldSimple>'

    assert shown(marked(paragraph("a", page("PAGE", "1")), paragraph("a", page("PAGE", "2")))) == []
    raw = marked(paragraph("a b ", page("PAGE", "1")), paragraph("a b ", page("NUMPAGES", "2")))
    assert shown(raw) == ["-1", "+2"]
    assert root_of(raw).find(f".//{q('delInstrText')}") is not None


def test_what_cannot_be_shown_is_told() -> None:
    """A header that went, changes that were there before."""
    tracked = '<w:ins w:id="9" w:author="x">' + words("mới") + "</w:ins>"
    done = redline(
        word_file(paragraph("a"), header=paragraph("Đầu trang")), word_file(paragraph("a", tracked))
    )
    assert len(done.untold) == 2


def test_author_and_date_are_as_asked() -> None:
    """Without a date and without figures: a constant, never the clock."""
    old, new = word_file(paragraph("a")), word_file(paragraph("b"))
    named = redline(old, new, author="Trần A", date="2024-06-20T00:00:00Z").document
    for raw, who in (
        (named, ("Trần A", "2024-06-20")),
        (redline(old, new).document, ("lsreport", "2000-01-01")),
    ):
        (came,) = root_of(raw).iter(q("ins"))
        assert (came.get(q("author")), came.get(q("date"))[:10]) == who


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"text"])
def test_what_is_no_document_is_refused(raw: bytes) -> None:
    """Either of the two; a macro too."""
    fine = word_file(paragraph("a"))
    macro = changed(fine, word__vbaProjectZbin=b"x")
    for old, new in ((raw, fine), (fine, raw), (macro, fine), (fine, macro)):
        with pytest.raises(PackageError):
            redline(old, new)


def test_a_row_mark_alone_says_something_more() -> None:
    """The schema wants trPr to hold more than w:ins."""
    raw = marked(paragraph("a"), table(("x",)) + paragraph("a"))
    (properties,) = root_of(raw).iter(q("trPr"))
    assert [child.tag for child in properties] == [q("gridBefore"), q("ins")]
    assert f'xmlns:w="{W}"'.encode() in members_of(raw)["word/document.xml"]
