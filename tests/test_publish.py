"""Issuing a document: what stands against it, what goes out, what the register keeps."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from desk import Desk
from living import BODY, MAY, all_words, drafted, edited, place_of
from openxml_audit import OpenXmlValidator
from word_files import members_of, paragraph, paragraphs, word_file

from lsreport.docxfile.comments import Comment
from lsreport.docxfile.living import LivingDocument
from lsreport.errors import LsreportError, OutputError, UsageError
from lsreport.publish import (
    FOLDER,
    Issued,
    check_register,
    issue,
    register_file,
    registered,
    summary,
    write_entry,
)

DAY = date(2024, 6, 4)
LETTER = word_file(
    paragraph("Số: {{ van_ban.so }}/BC, {{ van_ban.ngay }}")
    + paragraph("Lúa đạt {{ lua.luy_ke.muc }}; {{ lua.luy_ke.tang|so_voi }} “do mưa”: vậy. Hết.")
    + paragraph("Năm trước {{ nam_truoc.lua.nam.muc }}")
)
INSERTED = '<w:p><w:ins w:id="77" w:author="Vi Thị Hoa"><w:r><w:t>thêm</w:t></w:r></w:ins></w:p>'


@pytest.fixture
def raw(desk: Desk) -> bytes:
    """Return a finished letter."""
    return drafted(desk, LETTER)


def issued(desk: Desk, raw: bytes, **options: object) -> Issued:
    """Return a document issued."""
    return issue(raw, "a.docx", place_of(desk), **options)  # type: ignore[arg-type]


def commented(raw: bytes) -> bytes:
    """Return the letter with a reviewer's comment."""
    document = LivingDocument(raw, "a.docx")
    comment = Comment("Xem lại số này", "Vi Thị Hoa", "2024-06-03T00:00:00Z")
    document.comment(comment, document.body[1])
    return document.to_bytes()


def refused(desk: Desk, raw: bytes) -> list[tuple[str, str]]:
    """Return code and sentence of what the letter is refused for."""
    with pytest.raises(OutputError) as caught:
        issued(desk, raw)
    assert {fault.where.file for fault in caught.value.faults} == {"a.docx"}
    assert all(fault.fix for fault in caught.value.faults)
    return [(fault.code, fault.message) for fault in caught.value.faults]


# --- what stands against it -------------------------------------------------------------------


def test_a_comment_stands_against_it(desk: Desk, raw: bytes) -> None:
    """Named by its words."""
    ((code, message),) = refused(desk, commented(raw))
    assert code == "con-ghi-chu"
    assert "“Xem lại số này”" in message


def test_a_tracked_change_stands_against_it(desk: Desk, raw: bytes) -> None:
    """With their number."""
    ((code, message),) = refused(desk, edited(raw, ("<w:sectPr", f"{INSERTED}<w:sectPr")))
    assert (code, "còn 1 sửa đổi" in message) == ("con-sua-doi", True)


def test_a_marked_gap_stands_against_it(desk: Desk) -> None:
    """Whether it could be filled by now or not; each by its name."""
    made = word_file(paragraph("{{ lac.thang.muc }} {{ lua.thang.muc }} {{ che_phu.luy_ke.muc }}"))
    raw = drafted(desk, made, partial=True)
    desk.edit(MAY, "  ngo:\n", "  lac:\n    thang:\n      muc: 3\n  ngo:\n")
    told = refused(desk, raw)
    assert [code for code, _m in told] == ["con-cho-trong"] * 2
    assert [m.rpartition(" ")[2] for _c, m in told] == ["lac.thang.muc", "che_phu.luy_ke.muc"]


def test_a_stale_figure_stands_against_it(desk: Desk, raw: bytes) -> None:
    """With old and new; one that a person typed over is their word, not a stale figure."""
    desk.edit(MAY, "muc: 1.203,75", "muc: 1210")
    ((code, message),) = refused(desk, raw)
    assert code == "so-cu"
    assert message == "«lua.luy_ke.muc» in 1.203,75 ha, số liệu nay là 1.210 ha"
    assert issued(desk, edited(raw, ("1.203,75 ha", "1.204 ha"))).objections == ()
    assert issued(desk, edited(raw, ("1.203,75 ha", "1.210 ha"))).objections == ()


def test_a_figure_that_cannot_be_had_any_more_stands_against_it(desk: Desk, raw: bytes) -> None:
    """With everything else, and like everything else it can be overruled."""
    desk.edit(MAY, "muc: 1.203,75", "muc: chua_co")
    with pytest.raises(OutputError) as caught:
        issued(desk, commented(raw))
    assert [fault.code for fault in caught.value.faults] == ["con-ghi-chu", "cho-so-lieu"]
    assert len(issued(desk, commented(raw), despite="Gấp").objections) == 2


def test_all_objections_are_told_at_once_and_can_be_overruled_for_a_reason(
    desk: Desk, raw: bytes
) -> None:
    """The reason and each of them are kept in the entry; no name of a person goes out."""
    raw = edited(commented(raw), ("<w:sectPr", f"{INSERTED}<w:sectPr"))
    desk.edit(MAY, "tang: -3,4", "tang: 3,4")
    desk.edit(MAY, "chenh_lech: -42,4", "chenh_lech: 39,6")
    assert [code for code, _m in refused(desk, raw)] == ["con-ghi-chu", "con-sua-doi", "so-cu"]
    done = issued(desk, raw, despite='Chủ tịch "đồng ý"')
    assert len(done.objections) == 3
    assert 'ban_hanh_vi: "Chủ tịch \\"đồng ý\\""' in done.entry
    assert all(objection[:20] in done.entry for objection in done.objections)
    assert "giảm 3,4%" in paragraphs(done.document)[1]
    assert b"Vi Th\xe1\xbb\x8b Hoa" not in b"".join(members_of(done.document).values())


# --- what goes out ----------------------------------------------------------------------------


def test_number_and_day_are_filled_in_and_all_else_says_the_same(desk: Desk, raw: bytes) -> None:
    """The words before and after are the same but for the two places."""
    done = issued(desk, raw, number="7", day=DAY)
    before, after = all_words(raw), all_words(done.document)
    assert after[BODY][0] == "Số: 07/BC, ngày 04 tháng 6 năm 2024"
    assert {**before, BODY: before[BODY][1:]} == {**after, BODY: after[BODY][1:]}
    assert all_words(issued(desk, raw).document) == before


def test_without_a_place_for_the_number_it_is_refused(desk: Desk) -> None:
    """A number typed by hand is a person's; ours would be lost."""
    raw = drafted(desk, word_file(paragraph("Số: 7, {{ lua.thang.muc }}")))
    assert issued(desk, raw).objections == ()
    for options in ({"number": "7"}, {"day": DAY}):
        with pytest.raises(OutputError) as caught:
            issued(desk, raw, **options)
        assert caught.value.faults[0].code == "khong-co-cho-dien"


def test_nothing_of_the_office_is_left(desk: Desk, raw: bytes, tmp_path: Path) -> None:
    """No control, no custom data; validators find nothing that was not there before."""
    done = issued(desk, raw, number="215", day=DAY)
    everything = b"".join(members_of(done.document).values())
    for gone in (b"w:sdt", b"customXml", b"urn:lsreport", b"dc:creator"):
        assert gone not in everything
    told = []
    for name, document in (("before", raw), ("after", done.document)):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(document)
        told.append({e.description for e in OpenXmlValidator().validate(str(path)).errors})
    assert told[1] <= told[0]


def test_issuing_twice_gives_the_same_bytes(desk: Desk, raw: bytes) -> None:
    """Nothing reads the clock."""
    assert issued(desk, raw, number="7", day=DAY) == issued(desk, raw, number="7", day=DAY)


# --- the register -----------------------------------------------------------------------------


def test_the_entry_keeps_hash_number_day_and_every_figure_with_its_sentence(
    desk: Desk, raw: bytes
) -> None:
    """Names of the frame are no figures; the file is told as seen from the workspace."""
    done = issued(desk, edited(raw, ("1.203,75 ha", "1.204 ha")), number="7", day=DAY)
    path = write_entry(place_of(desk), desk.root / "out" / "a.docx", done.entry)
    assert path == desk.root / FOLDER / "a.yaml" == register_file(place_of(desk), Path("x/a.docx"))
    (entry,) = registered(place_of(desk))
    assert summary(entry) == {
        "name": "a",
        "bao_cao": "bao-cao",
        "ky": "2024-05",
        "so": "7",
        "ngay": "2024-06-04",
        "ban": "2024-05-31",
        "bam": sha256(done.document).hexdigest(),
        "tep": "out/a.docx",
    }
    assert [(f.record["expression"], f.record["period"], f.printed) for f in entry.figures] == [
        ("lua.luy_ke.muc", "2024-05", "1.204 ha"),
        ("lua.luy_ke.tang|so_voi", "2024-05", "giảm 3,4% so với cùng kỳ"),
        ("lua.nam.muc", "2023", "95 ha"),
    ]
    assert entry.figures[0].sentence == "Lúa đạt 1.204 ha;"
    assert entry.figures[1].sentence == "giảm 3,4% so với cùng kỳ “do mưa”:"
    text = path.read_text(encoding="utf-8")
    assert 'nguon: "data/tinh/2024-05.yaml:11"' in text
    assert "ban: 2023-12-31" in text


def test_an_entry_is_never_overwritten(desk: Desk, raw: bytes) -> None:
    """What was issued stays on record."""
    done, workspace = issued(desk, raw), place_of(desk)
    path = write_entry(workspace, Path("a.docx"), done.entry)
    before = path.read_bytes()
    with pytest.raises(OutputError) as caught:
        write_entry(workspace, Path("b/a.docx"), done.entry)
    assert caught.value.faults[0].code == "da-ban-hanh"
    assert path.read_bytes() == before


def test_check_tells_a_changed_and_a_missing_file(desk: Desk, raw: bytes, tmp_path: Path) -> None:
    """And nothing of one that is as it was; inside the workspace or outside."""
    done, workspace = issued(desk, raw), place_of(desk)
    files = [desk.root / "out" / "a.docx", desk.root / "b.docx", tmp_path.parent / "c-issued.docx"]
    for file in files:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(done.document)
        write_entry(workspace, file, done.entry)
    assert check_register(workspace) == []
    files[0].write_bytes(edited(done.document, ("Hết", "Hêt")))
    files[2].unlink()
    found = check_register(workspace)
    assert [(f.code, f.severity, Path(f.where.file or "").name) for f in found] == [
        ("ban-hanh-lech", "warning", "a.docx"),
        ("ban-hanh-lech", "warning", "c-issued.docx"),
    ]
    assert "bị sửa" in found[0].message
    assert "không còn" in found[1].message


@pytest.mark.parametrize("text", ["", "so: 7\n", "- 1\n", "bam: x\n", "a: [\n"])
def test_a_damaged_entry_is_told_with_its_file(desk: Desk, text: str) -> None:
    """Somebody wrote in it by hand."""
    path = desk.root / FOLDER / "a.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LsreportError) as caught:
        registered(place_of(desk))
    assert {str(fault.where).split(":")[0] for fault in caught.value.faults} == {f"{FOLDER}/a.yaml"}


def test_a_document_of_another_workspace_is_not_issued(desk: Desk, raw: bytes) -> None:
    """Its report is unknown here: that is no objection to overrule."""
    desk.edit("lsreport.yaml", "mac_dinh: bao-cao", "mac_dinh: khac")
    desk.edit("lsreport.yaml", "bao_cao:\n  bao-cao:", "bao_cao:\n  khac:")
    with pytest.raises(UsageError) as caught:
        issued(desk, raw, despite="x")
    assert caught.value.faults[0].code == "bao-cao-la"
