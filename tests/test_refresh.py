"""Three-way refresh: as printed, as found, as now; what a person did is never lost."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from desk import FILES, Desk
from living import (
    BODY,
    HEADER,
    MAY,
    NOTES,
    all_words,
    became,
    control_of,
    drafted,
    edited,
    fresh,
    outside,
    place_of,
)
from lxml import etree
from ooxml_integrity import check
from word_files import members_of, paragraph, paragraphs, word_file, zipped

from lsreport.docxfile.living import LivingDocument
from lsreport.docxfile.package import q
from lsreport.docxfile.verify import verify
from lsreport.errors import DataError, FigureError, PackageError, UsageError
from lsreport.files import edited_since_render, write_document
from lsreport.periods import parse_period
from lsreport.refresh import FigureOutcome, Refreshed, refresh
from lsreport.report.book import FigureBook
from lsreport.report.context import LinkedFact
from lsreport.report.stages import open_report
from lsreport.revisions import revise

ROUNDS = 200  # of random editing and revising; 1,000 take half a minute
PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
LEVEL, GROWTH = "lua.luy_ke.muc", "lua.luy_ke.tang|so_voi"


@pytest.fixture
def raw(desk: Desk) -> bytes:
    """Return a draft with figures in every kind of place."""
    return drafted(desk)


def new_data(desk: Desk) -> None:
    """Revise the data: a level, a growth across zero, a figure of note and header."""
    desk.edit(MAY, "muc: 1.203,75", "muc: 1210,5")
    desk.edit(MAY, "tang: -3,4", "tang: 2")
    desk.edit(MAY, "muc: 64,6", "muc: 65")


def only(done: Refreshed, expression: str) -> FigureOutcome:
    """Return the one outcome of an expression."""
    (found,) = [o for o in done.outcomes if o.expression == expression]
    return found


# --- updated ----------------------------------------------------------------------------------


def test_unchanged_data_change_nothing(desk: Desk, raw: bytes) -> None:
    """Every figure is unchanged and the document the same bytes, edited or not."""
    for document in (raw, edited(raw, ("Lời văn cuối", "Lời văn khác"))):
        done = fresh(desk, document)
        assert done.document == document
        assert {o for kinds in became(done).values() for o in kinds} == {"unchanged"}


def test_new_figures_stand_everywhere_they_stood(desk: Desk, raw: bytes) -> None:
    """Running text, note, header, both faces of a text box; the direction flips with them."""
    new_data(desk)
    done = fresh(desk, raw)
    assert became(done) == {
        LEVEL: ["updated"] * 3,
        GROWTH: ["updated"],
        "lua.thang.muc": ["unchanged"],
        "lua.thang.tang|so_voi": ["unchanged"],
        "ngo.luy_ke.muc": ["unchanged"],
        "che_phu.thang.muc": ["updated", "updated"],
    }
    texts = all_words(done.document)
    assert texts[BODY][0].startswith("Lúa đạt 1.210,5 ha, tăng 2% so với cùng kỳ do mưa. Riêng")
    assert texts[BODY][4:6] == ["1.210,5 ha", "1.210,5 ha"]
    assert texts[NOTES][-1] == "Che phủ 65%."
    assert texts[HEADER] == ["Che phủ 65%, tháng 5 năm 2024"]
    assert {o.part for o in done.of("updated")} == {BODY, NOTES, HEADER}
    assert verify(done.document, "a") == []


def test_the_words_are_those_of_a_fresh_draft(desk: Desk, raw: bytes) -> None:
    """A refreshed draft that nobody edited says what a new one would, and rests on the same lines."""
    new_data(desk)
    done, draft = fresh(desk, raw).document, drafted(desk)
    assert all_words(done) == all_words(draft)
    one, other = LivingDocument(done, "a"), LivingDocument(draft, "a")
    assert one.links == other.links
    assert one.facts == other.facts


def test_all_that_is_not_a_figure_stays_byte_for_byte(desk: Desk, raw: bytes) -> None:
    """Prose, formatting, pictures, settings of a person; only words inside controls change."""
    person = edited(
        raw,
        ("Lời văn cuối", 'Lời</w:t></w:r><w:bookmarkStart w:id="3" w:name="x"/><w:bookmarkEnd w:id="3"/>'
         '<w:r w:rsidR="00AB"><w:rPr><w:b/></w:rPr><w:t>đậm'),
    )  # fmt: skip
    person = zipped({**members_of(person), "word/media/a.png": b"\x89PNG person's"})
    new_data(desk)
    done = fresh(desk, person).document
    before, after = members_of(person), members_of(done)
    assert set(before) == set(after)
    for name in before:
        if name in (BODY, NOTES, HEADER):
            assert outside(done, name) == outside(person, name)
        elif not name.startswith("customXml/") and name != "[Content_Types].xml":
            assert after[name] == before[name]
    old, new = control_of(person, LEVEL), control_of(done, LEVEL)
    assert new == old.replace("1.203,75 ha", "1.210,5 ha")
    assert "<w:rPr><w:b/></w:rPr><w:t " in new


def test_a_refresh_of_a_refreshed_document_is_the_same_bytes(desk: Desk, raw: bytes) -> None:
    """Also with figures typed over, copied and deleted."""
    control = control_of(raw, "ngo.luy_ke.muc")
    person = edited(
        raw,
        ("12,5 ha", "13 ha"),
        ("Lời văn cuối", f"</w:t></w:r>{control}<w:r><w:t>"),
        (control_of(raw, GROWTH), ""),
    )
    new_data(desk)
    desk.edit(MAY, "muc: 45,5", "muc: 46")
    first = fresh(desk, person).document
    assert first != person
    second = fresh(desk, first)
    assert second.document == first
    assert second.of("updated") == []
    assert [o.found for o in second.of("kept")] == ["13 ha"]


def test_the_frame_of_a_document_follows_too(desk: Desk) -> None:
    """Names, dates, numbers; they are no figures and are not counted as such."""
    raw = drafted(
        desk,
        word_file(paragraph("Số {{ van_ban.so }}, {{ co_quan.ten|upper }}, {{ van_ban.ngay }}")),
    )
    desk.edit("co-quan.yaml", "ten: Ủy ban nhân dân tỉnh", "ten: Ủy ban tỉnh mới")
    desk.edit(MAY, "ban: 31/5/2024\n", "ban: 31/5/2024\nvan_ban:\n  bao-cao:\n    so: 7\n")
    done = fresh(desk, raw)
    assert paragraphs(done.document) == ["Số 07, ỦY BAN TỈNH MỚI, ngày 31 tháng 5 năm 2024"]
    assert done.of("updated", "kept", "deleted", "unchanged") == []
    assert sum(o.outcome == "updated" for o in done.outcomes) == 2


def test_the_name_of_a_related_period_needs_nobody_in_office_then(desk: Desk) -> None:
    """`nam_truoc.ky.nam` of a report whose signer came into office this year."""
    desk.edit("lsreport.yaml", "    ky_hieu: /BC\n", "    ky_hieu: /BC\n    nguoi_ky: an\n")
    signer = (
        "nguoi_ky:\n  an:\n    ho_ten: Nguyễn An\n    chuc_vu: Chủ tịch\n    tu_ngay: 1/3/2024\n"
    )
    desk.edit("co-quan.yaml", "nguoi_ky: {}\n", signer)
    raw = drafted(
        desk,
        word_file(
            paragraph("{{ nam_truoc.ky.nam }} {{ nam_truoc.lua.nam.muc }} {{ chu_ky.ho_ten }}")
        ),
    )
    desk.edit("tinh/2023.yaml", "muc: 95", "muc: 96")
    assert paragraphs(fresh(desk, raw).document) == ["2023 96 ha Nguyễn An"]


def test_facts_keep_their_link_through_capitals(desk: Desk) -> None:
    """One form or several; what another filter makes of it is plain text."""
    fact = LinkedFact("tháng 5", "ky.thang", "2024-05")
    assert fact.upper().link().record["expression"] == "ky.thang|upper"
    assert fact.capitalize().link().key == "2024-05:ky.thang|capitalize"
    assert not isinstance(fact.title(), LinkedFact)
    book = FigureBook(open_report(place_of(desk), parse_period("2024-05")))
    for expression, text in (
        ("ky.thang|upper", "THÁNG 5"),
        ("ky.thang|capitalize", "Tháng 5"),
        ("ky.thang|upper|capitalize", "Tháng 5"),
    ):
        record = {"kind": "fact", "expression": expression, "period": "2024-05"}
        assert book.text(record).text == text
    for expression in (
        "ky.thangg",
        "ky.thang|lower",
        "co_quan.dong_dau.9",
        "co_quan.__class__",
        "lua",
    ):
        with pytest.raises(FigureError) as caught:
            book.text({"kind": "fact", "expression": expression, "period": "2024-05"})
        assert caught.value.faults[0].code == "khong-con"


# --- a person's hand --------------------------------------------------------------------------


def test_a_figure_typed_over_is_kept_and_told(desk: Desk, raw: bytes) -> None:
    """Whether the data moved or not; the others are updated all the same."""
    person = edited(raw, ("1.203,75 ha", "1.204 ha"), ("45,5 ha", "46 ha"))
    new_data(desk)
    done = fresh(desk, person)
    kept = {o.expression: (o.found, o.now, o.sentence) for o in done.of("kept")}
    assert kept == {
        LEVEL: ("1.204 ha", "1.210,5 ha", "Lúa đạt 1.204 ha, giảm 3,4% so với cùng kỳ do mưa."),
        "ngo.luy_ke.muc": ("46 ha", "45,5 ha", "46 ha"),
    }
    assert paragraphs(done.document)[0].startswith("Lúa đạt 1.204 ha, tăng 2% so với cùng kỳ")
    assert paragraphs(done.document)[4] == "1.210,5 ha"
    again = fresh(desk, done.document)
    assert {o.found for o in again.of("kept")} == {"1.204 ha", "46 ha"}


def test_take_new_prints_over_what_was_typed(desk: Desk, raw: bytes) -> None:
    """Even where the person's own has a line break."""
    person = edited(raw, ("1.203,75 ha", "1.204</w:t><w:br/><w:t>ha"), ("45,5 ha", "46 ha"))
    new_data(desk)
    done = fresh(desk, person, take_new=True)
    assert done.of("kept") == []
    assert paragraphs(done.document)[0].startswith("Lúa đạt 1.210,5 ha, tăng 2%")
    assert paragraphs(done.document)[2] == "45,5 ha"
    assert fresh(desk, done.document).document == done.document
    assert verify(done.document, "a") == []


def test_typing_what_the_data_say_now_is_no_contradiction(desk: Desk, raw: bytes) -> None:
    """The figure follows again from then on."""
    person = edited(raw, ("45,5 ha", "46 ha"))
    desk.edit(MAY, "muc: 45,5", "muc: 46")
    done = fresh(desk, person)
    assert only(done, "ngo.luy_ke.muc").outcome == "unchanged"
    desk.edit(MAY, "muc: 46", "muc: 47")
    assert only(fresh(desk, done.document), "ngo.luy_ke.muc").outcome == "updated"


def test_a_deleted_figure_is_told_with_what_it_would_be(desk: Desk, raw: bytes) -> None:
    """And does not come back."""
    person = edited(raw, (control_of(raw, GROWTH), "<w:r><w:t>như năm trước</w:t></w:r>"))
    new_data(desk)
    done = fresh(desk, person)
    gone = only(done, GROWTH)
    assert (gone.outcome, gone.found, gone.now) == ("deleted", "", "tăng 2% so với cùng kỳ")
    assert (gone.part, gone.paragraph, gone.sentence) == ("", 0, "")
    assert paragraphs(done.document)[0].startswith("Lúa đạt 1.210,5 ha, như năm trước do mưa.")


def test_a_figure_copied_elsewhere_is_updated_in_both_places(desk: Desk, raw: bytes) -> None:
    """With an id for each, so that Word does not mend the file."""
    sentence = f"Nhắc lại: ngô </w:t></w:r>{control_of(raw, 'ngo.luy_ke.muc')}<w:r><w:t>, "
    person = edited(raw, ("Lời văn cuối", sentence))
    desk.edit(MAY, "muc: 45,5", "muc: 46")
    done = fresh(desk, person)
    assert became(done)["ngo.luy_ke.muc"] == ["updated", "updated"]
    assert paragraphs(done.document)[2] == "46 ha"
    assert paragraphs(done.document)[-1] == "Nhắc lại: ngô 46 ha, , không có số."
    numbers = re.findall(r'<w:id w:val="([0-9]+)"/>', members_of(done.document)[BODY].decode())
    assert len(numbers) == len(set(numbers))
    assert verify(done.document, "a") == []


def test_an_emptied_figure_is_kept_empty(desk: Desk, raw: bytes) -> None:
    """It may be what the person wanted; --take new brings it back."""
    control = control_of(raw, "ngo.luy_ke.muc")
    empty = re.sub(r"<w:sdtContent>.*</w:sdtContent>", "<w:sdtContent/>", control)
    person = edited(raw, (control, empty))
    new_data(desk)
    done = fresh(desk, person)
    assert (only(done, "ngo.luy_ke.muc").outcome, paragraphs(done.document)[2]) == ("kept", "")
    done = fresh(desk, person, take_new=True)
    assert paragraphs(done.document)[2] == "45,5 ha"


def test_a_tracked_change_inside_a_figure_is_a_persons_hand(desk: Desk, raw: bytes) -> None:
    """Kept as it is, byte for byte, whatever is accepted later."""
    run = '<w:r><w:t xml:space="preserve">45,5 ha</w:t></w:r>'
    change = (
        '<w:del w:id="90" w:author="An"><w:r><w:delText>45,5 ha</w:delText></w:r></w:del>'
        '<w:ins w:id="91" w:author="An"><w:r><w:t>khoảng 46 ha</w:t></w:r></w:ins>'
    )
    deletion = change[: change.index("<w:ins")]
    desk.edit(MAY, "muc: 45,5", "muc: 47")
    same = f'<w:ins w:id="92" w:author="An">{run}</w:ins>'
    for inner, found in ((change, "khoảng 46 ha"), (deletion, ""), (same, "45,5 ha")):
        done = fresh(desk, edited(raw, (run, inner)))
        outcome = only(done, "ngo.luy_ke.muc")
        assert (outcome.outcome, outcome.found, outcome.now) == ("kept", found, "47 ha")
        assert inner in members_of(done.document)[BODY].decode()


def test_a_persons_filling_of_a_gap_is_kept(desk: Desk) -> None:
    """Told beside the figure that the data have by now."""
    draft = drafted(desk, word_file(paragraph("Rừng {{ che_phu.luy_ke.muc }}")), partial=True)
    person = edited(draft, (">che_phu.luy_ke.muc<", ">66%<"))
    desk.edit(
        MAY, "  che_phu:\n    thang:\n", "  che_phu:\n    luy_ke:\n      muc: 65\n    thang:\n"
    )
    done = fresh(desk, person)
    assert [(o.found, o.now) for o in done.of("kept")] == [("66%", "65%")]
    assert "[thiếu 66%]" in paragraphs(done.document)[0]
    assert paragraphs(fresh(desk, person, take_new=True).document) == ["Rừng 65%"]


# --- gaps, periods, days ----------------------------------------------------------------------


def test_a_marked_gap_is_filled_once_the_figure_is_there(desk: Desk) -> None:
    """Linked as any other, without yellow; until then the mark stays."""
    draft = drafted(desk, word_file(paragraph("Rừng {{ che_phu.luy_ke.muc }}")), partial=True)
    still = fresh(desk, draft)
    assert (still.document, still.outcomes) == (draft, ())
    desk.edit(
        MAY, "  che_phu:\n    thang:\n", "  che_phu:\n    luy_ke:\n      muc: 65\n    thang:\n"
    )
    done = fresh(desk, draft)
    assert [(o.expression, o.outcome, o.now) for o in done.outcomes] == [
        ("che_phu.luy_ke.muc", "updated", "65%")
    ]
    assert paragraphs(done.document) == ["Rừng 65%"]
    assert "highlight" not in members_of(done.document)[BODY].decode()
    assert verify(done.document, "a") == []
    desk.edit(MAY, "muc: 65\n", "muc: 66\n")
    assert paragraphs(fresh(desk, done.document).document) == ["Rừng 66%"]


def test_only_the_figures_of_one_period_are_touched(desk: Desk) -> None:
    """A document may print several periods; gaps are of its own."""
    made = word_file(
        paragraph("{{ lua.luy_ke.muc }} {{ nam_truoc.lua.nam.muc }} {{ lac.thang.muc }}")
    )
    draft = drafted(desk, made, partial=True)
    new_data(desk)
    desk.edit("tinh/2023.yaml", "muc: 95", "muc: 96")
    desk.edit(MAY, "  ngo:\n", "  lac:\n    thang:\n      muc: 3\n  ngo:\n")
    texts = {
        period: paragraphs(
            fresh(desk, draft, only=parse_period(period) if period else None).document
        )
        for period in ("2023", "2024-05", "")
    }
    assert texts == {
        "2023": ["1.203,75 ha 96 ha [thiếu lac.thang.muc]"],
        "2024-05": ["1.210,5 ha 95 ha 3 ha"],
        "": ["1.210,5 ha 96 ha 3 ha"],
    }


def test_as_of_a_day_the_figures_are_those_of_that_day(desk: Desk, raw: bytes) -> None:
    """A refreshed document can be taken back to the day it was drafted, and forward again."""
    revise(
        place_of(desk), "tinh", parse_period("2024-05"), ["ngo.luy_ke.muc=47"],
        day=date(2024, 6, 20), reason="Đo lại",
    )  # fmt: skip
    now = fresh(desk, raw).document
    assert paragraphs(now)[2] == "47 ha"
    then = fresh(desk, now, date(2024, 6, 19)).document
    assert all_words(then) == all_words(raw)
    assert LivingDocument(then, "a").links == LivingDocument(raw, "a").links
    assert fresh(desk, then, date(2024, 6, 20)).document == now
    with pytest.raises(UsageError) as caught:
        fresh(desk, raw, date(2024, 5, 30))
    assert caught.value.faults[0].code == "chua-biet-vao-ngay"


# --- refused ----------------------------------------------------------------------------------


def test_a_figure_that_cannot_be_had_any_more_is_an_error(desk: Desk, raw: bytes) -> None:
    """All of them at once, each with its place; a renamed indicator, a figure taken out."""
    desk.edit(MAY, "      muc: 45,5\n", "      muc: chua_co\n")
    desk.edit(MAY, "  che_phu:\n    thang:\n      muc: 64,6\n      tang: 2\n", "")
    desk.edit("chi-tieu/a.yaml", "  che_phu:\n", "  che_phu_rung:\n")
    desk.edit("ke-hoach/2024.yaml", "  che_phu:\n", "  che_phu_rung:\n")
    with pytest.raises(FigureError) as caught:
        fresh(desk, raw)
    told = {(fault.code, fault.where.part or fault.where.file) for fault in caught.value.faults}
    assert told == {("cho-so-lieu", f"data/{MAY}"), ("chi-tieu-la", NOTES), ("chi-tieu-la", HEADER)}


def test_a_document_of_another_workspace_is_refused(desk: Desk, raw: bytes) -> None:
    """And one that names no period, and one without links."""
    desk.edit("lsreport.yaml", "mac_dinh: bao-cao", "mac_dinh: khac")
    desk.edit("lsreport.yaml", "bao_cao:\n  bao-cao:", "bao_cao:\n  khac:")
    with pytest.raises(UsageError) as caught:
        fresh(desk, raw)
    assert caught.value.faults[0].code == "bao-cao-la"
    store = members_of(raw)["customXml/item1.xml"].decode()
    lost = zipped(
        {
            **members_of(raw),
            "customXml/item1.xml": store.replace(' period="2024-05" dataset', ' period="" dataset'),
        }
    )
    desk.edit("lsreport.yaml", "mac_dinh: khac", "mac_dinh: bao-cao")
    desk.edit("lsreport.yaml", "bao_cao:\n  khac:", "bao_cao:\n  bao-cao:")
    for document in (lost, word_file(paragraph("Thư"))):
        with pytest.raises(PackageError) as failed:
            fresh(desk, document)
        assert failed.value.faults[0].code == "khong-co-gan-ket"


def test_damaged_data_are_told_and_nothing_is_refreshed(desk: Desk, raw: bytes) -> None:
    """With the line of the file."""
    desk.edit(MAY, "muc: 45,5", "muc: 1.203")
    with pytest.raises(DataError) as caught:
        fresh(desk, raw)
    assert caught.value.faults[0].code == "so-mo-ho"


# --- what is told -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "doubtful"),
    [
        ("tang: -3,4", "tang: -3,5", False),
        ("tang: -3,4", "tang: 3,4", True),
        ("tang: -3,4", "tang: 0", True),
        ("tang: -3,4", "tang: -3,9", True),
        ("muc: 1.203,75", "muc: 1323,75", False),
        ("muc: 1.203,75", "muc: 1325", True),
    ],
)
def test_the_sentence_beside_a_turned_or_far_moved_figure_is_listed(
    desk: Desk, raw: bytes, old: str, new: str, doubtful: bool
) -> None:
    """More than a tenth of what was printed, or another direction."""
    desk.edit(MAY, old, new)
    found = {o.sentence for o in fresh(desk, raw).doubtful}
    assert ("Lúa đạt 1.203,75 ha, giảm 3,4% so với cùng kỳ do mưa." in found) is doubtful


def test_from_nothing_to_something_is_far(desk: Desk) -> None:
    """A level of 0 cannot move by a share."""
    desk.edit(MAY, "muc: 45,5", "muc: 0")
    raw = drafted(desk)
    desk.edit(MAY, "muc: 0\n", "muc: 3\n")
    done = fresh(desk, raw)
    assert only(done, "ngo.luy_ke.muc").moved == Decimal("Infinity")
    assert [o.expression for o in done.doubtful] == ["ngo.luy_ke.muc"]


def test_the_json_shape_is_the_documented_one(desk: Desk, raw: bytes) -> None:
    """Every key stands, in its order."""
    new_data(desk)
    outcome = only(fresh(desk, raw), GROWTH)
    assert outcome.as_json() == {
        "id": outcome.link.id,
        "expression": GROWTH,
        "period": "2024-05",
        "outcome": "updated",
        "printed": "giảm 3,4% so với cùng kỳ",
        "found": "giảm 3,4% so với cùng kỳ",
        "now": "tăng 2% so với cùng kỳ",
        "turned": True,
        "part": BODY,
        "paragraph": 1,
        "sentence": "Lúa đạt 1.203,75 ha, giảm 3,4% so với cùng kỳ do mưa.",
    }


# --- the seal, and the file -------------------------------------------------------------------


def test_a_pristine_document_may_be_drafted_again_after_a_refresh(
    desk: Desk, raw: bytes, tmp_path: Path
) -> None:
    """One that a person edited may not: its prose would be lost."""
    new_data(desk)
    assert not edited_since_render(fresh(desk, raw).document, "a")
    person = edited(raw, ("Lời văn cuối", "Lời văn khác"))
    assert edited_since_render(fresh(desk, person).document, "a")
    path = tmp_path / "a.docx"
    path.write_bytes(fresh(desk, raw).document)
    assert write_document(path, drafted(desk)) is None


@pytest.mark.skipif(os.name != "posix", reason="signals of this kind are POSIX")
@pytest.mark.parametrize("moment", ["fsync", "replace"])
@pytest.mark.parametrize("command", ["refresh", "roll", "publish"])
def test_a_kill_at_any_moment_leaves_the_old_file_whole(
    command: str, moment: str, desk: Desk, raw: bytes, tmp_path: Path
) -> None:
    """Killed before the bytes are safe, or before the new file takes the old one's place."""
    path, out = tmp_path / "a.docx", tmp_path / "b.docx"
    path.write_bytes(raw)
    june = FILES[MAY].replace("2024-05", "2024-06").replace("31/5/2024", "30/6/2024")
    desk.write("tinh/2024-06.yaml", june)
    words = {
        "refresh": ["refresh", str(path)],
        "roll": ["roll", str(path), "2024-06", "--out", str(out)],
        "publish": ["publish", str(path), "--out", str(out)],
    }[command]
    if command == "refresh":
        new_data(desk)
    if command == "roll":
        out.write_bytes(raw)
    code = (
        "import os, pathlib, sys, time\nfrom lsreport.cli import run\n"
        "def hang(*_given):\n    print('now', flush=True)\n    time.sleep(60)\n"
        f"{'os.fsync' if moment == 'fsync' else 'pathlib.Path.replace'} = hang\n"
        "run(sys.argv[1:])\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, *words], stdout=subprocess.PIPE, cwd=desk.root
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"now\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert path.read_bytes() == raw
    assert out.read_bytes() == raw if command == "roll" else not out.exists()
    assert not (desk.root / "so-van-ban").exists()


# --- a thousand hands -------------------------------------------------------------------------

NUMBERS = ("12,5", "45,5", "0", "-3,4", "7", "1210,75", "-0,5", "88", "4,55", "1999", "60")
EDITABLE = {  # figure of the data, lines it may have
    LEVEL: "lua.luy_ke.muc",
    GROWTH: "lua.luy_ke.tang",
    "lua.thang.muc": "lua.thang.muc",
    "lua.thang.tang|so_voi": "lua.thang.tang",
    "ngo.luy_ke.muc": "ngo.luy_ke.muc",
    "che_phu.thang.muc": "che_phu.thang.muc",
}


class Hand:
    """A person who edits at random, from a seed, over lxml; remembers what must come of it."""

    def __init__(self, seed: int, raw: bytes) -> None:
        self.random = Random(seed)
        self.raw = raw
        self.count = 0

    def edit(self) -> None:
        """Do one to four things to the document."""
        for _turn in range(self.random.randint(1, 4)):
            part = self.random.choice((BODY, BODY, BODY, NOTES, HEADER))
            root = etree.fromstring(members_of(self.raw)[part])
            where = self.random.choice(list(root.iter(q("p"))))
            linked = [s for s in root.iter(q("sdt")) if s.getparent().tag == q("p")]
            act = self.random.choice(
                (self.insert, self.insert, self.bold, self.copy, self.type_over, self.delete,
                 self.split, self.empty)
            )  # fmt: skip
            act(root, where, self.random.choice(linked) if linked else None)
            xml = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            self.raw = zipped({**members_of(self.raw), part: xml})

    def insert(self, root: etree._Element, where: etree._Element, _control: object) -> None:
        """Type a sentence, sometimes a whole paragraph behind."""
        self.count += 1
        run = etree.SubElement(where, q("r"))
        text = etree.SubElement(run, q("t"))
        text.text = f" Câu {self.count} & <{self.random.randint(0, 9)}>. "
        text.set(PRESERVE, "preserve")
        if where.getparent().tag == q("body") and self.random.random() < 0.3:
            fresh_one = etree.Element(q("p"))
            fresh_one.append(run)
            where.addnext(fresh_one)

    def bold(self, root: etree._Element, _where: object, control: etree._Element | None) -> None:
        """Make a figure bold."""
        for run in control.iter(q("r")) if control is not None else ():
            if run.find(q("rPr")) is None:
                run.insert(0, etree.Element(q("rPr")))
            etree.SubElement(run.find(q("rPr")), q("b"))

    def copy(
        self, root: etree._Element, where: etree._Element, control: etree._Element | None
    ) -> None:
        """Copy a figure elsewhere, as Word does: with its id."""
        if control is not None and not any(up is control for up in where.iterancestors()):
            where.append(etree.fromstring(etree.tostring(control, with_tail=False)))

    def type_over(
        self, root: etree._Element, _where: object, control: etree._Element | None
    ) -> None:
        """Type something else over a figure."""
        if control is not None:
            self.count += 1
            self._say(control, f"gõ {self.count}")

    def empty(self, root: etree._Element, _where: object, control: etree._Element | None) -> None:
        """Empty a figure, rarely."""
        if control is not None and self.random.random() < 0.3:
            self._say(control, "")

    def delete(self, root: etree._Element, _where: object, control: etree._Element | None) -> None:
        """Take a figure out."""
        if control is not None:
            control.getparent().remove(control)

    def split(self, root: etree._Element, _where: object, control: etree._Element | None) -> None:
        """Split the run of a figure in two, as spelling marks do."""
        for text in list(control.iter(q("t")))[:1] if control is not None else ():
            run, whole = text.getparent(), text.text or ""
            second = etree.fromstring(etree.tostring(run, with_tail=False))
            text.text, second.find(q("t")).text = whole[:2], whole[2:]
            for piece in (text, second.find(q("t"))):
                piece.set(PRESERVE, "preserve")
            run.addnext(second)

    @staticmethod
    def _say(control: etree._Element, words: str) -> None:
        first, *rest = control.iter(q("t"))
        first.text = words
        for text in rest:
            text.text = ""


def prose(raw: bytes) -> dict[str, list[str]]:
    """Return what every part says outside linked figures."""
    found = {}
    for part in (BODY, NOTES, HEADER):
        root = etree.fromstring(members_of(raw)[part])
        found[part] = [
            t.text or ""
            for t in root.iter(q("t"))
            if not any(up.tag == q("sdt") for up in t.iterancestors())
        ]
    return found


def expected(before: LivingDocument, book: FigureBook) -> list[str]:
    """Return what must stand in each place, by the rule told in words and not by the code."""
    found = []
    for spot in before.spots:
        now = book.text(spot.link.record).text
        person = spot.text != spot.link.printed
        found.append(spot.text if person else now)
    return found


def round_of(desk: Desk, hand: Hand, day: date) -> None:
    """Edit, revise, refresh, and hold the outcome against the rule."""
    hand.edit()
    workspace = place_of(desk)
    key = hand.random.choice(list(EDITABLE.values()))
    value = hand.random.choice(NUMBERS)
    if key.endswith(".muc"):
        value = value.lstrip("-")
    with suppress(UsageError):  # the figure is that already
        revise(workspace, "tinh", parse_period("2024-05"), [f"{key}={value}"], day=day, reason="x")
    workspace = place_of(desk)
    before = LivingDocument(hand.raw, "a")
    book = FigureBook(open_report(workspace, parse_period("2024-05")))
    wanted = expected(before, book)
    gone = len(before.deleted)
    done = refresh(hand.raw, "a", workspace)
    after = LivingDocument(done.document, "a")
    assert [spot.text for spot in after.spots] == wanted
    assert prose(done.document) == prose(hand.raw)
    counts = {
        o: sum(x.outcome == o for x in done.outcomes)
        for o in ("updated", "kept", "deleted", "unchanged")
    }
    assert sum(counts.values()) == len(done.outcomes) == len(before.spots) + gone
    assert counts["deleted"] == gone
    assert refresh(done.document, "a", workspace).document == done.document
    numbers = re.findall(
        r'<w:sdtPr>(?:(?!</w:sdtPr>).)*?<w:id w:val="(-?[0-9]+)"/>',
        "".join(members_of(done.document)[p].decode() for p in (BODY, NOTES, HEADER)),
        re.DOTALL,
    )
    assert len(numbers) == len(set(numbers))
    shown = members_of(done.document)["customXml/item1.xml"].decode()
    for spot in after.spots:  # Word shows what the store says
        assert f'id="{spot.control.name}"><t>{_xml(spot.text)}</t>' in shown
    hand.raw = done.document


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_no_figure_is_wrong_and_no_prose_lost_whatever_people_do(desk: Desk) -> None:
    """Rounds of editing and revising: the rule of three texts, and the sum of the report."""
    draft, start = drafted(desk), desk.root / "data" / "tinh"
    log = start / "2024-05.dieu-chinh.yaml"
    for seed in range(ROUNDS // 10):
        log.unlink(missing_ok=True)
        hand = Hand(seed, draft)
        for turn in range(10):
            round_of(desk, hand, date(2024, 6, 1 + turn))


def test_an_edited_document_stays_a_sound_package(desk: Desk, raw: bytes, tmp_path: Path) -> None:
    """What a hand left and a refresh mended is still a whole file."""
    hand = Hand(7, raw)
    for _turn in range(5):
        hand.edit()
    new_data(desk)
    path = tmp_path / "a.docx"
    path.write_bytes(fresh(desk, hand.raw).document)
    assert list(check(path)) == []
