"""A scripted person edits the report of May in LibreOffice; then the data are revised."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from macros import edit_in_office
from ooxml_integrity import check
from openxml_audit import OpenXmlValidator
from word_files import root_of, text_of

from lsreport.data.workspace import Workspace, find_workspace
from lsreport.docxfile.living import LivingDocument
from lsreport.docxfile.package import q
from lsreport.docxfile.verify import verify
from lsreport.files import edited_since_render
from lsreport.office import find_office
from lsreport.periods import parse_period
from lsreport.refresh import Refreshed, refresh
from lsreport.report.stages import open_report
from lsreport.revisions import revise

pytestmark = pytest.mark.skipif(
    find_office() is None, reason="LibreOffice is not installed here; .ci/run installs it"
)
MAY = parse_period("2024-05")
STEPS = """\
  doc.Text.insertString(Find("Cụm công nghiệp Hồ Sơn").Start, "Văn phòng bổ sung câu này. ", False)
  Find(", cơ bản hoàn thành diện tích của vụ").String = ""
  Find("Ngành du lịch giữ được đà tăng trưởng").CharWeight = 150
  Find("710,83").String = "khoảng 711"
  Set view = doc.CurrentController
  Set sentence = doc.Text.createTextCursorByRange(Find("Đến nay toàn tỉnh gieo trồng được").Start)
  sentence.gotoRange(Find("đạt 97,8% kế hoạch").Start, True)
  view.select(sentence)
  Set copied = view.getTransferable()
  view.select(Find("Ngành du lịch giữ được đà").Start)
  view.insertTransferable(copied)
  Set gone = doc.Text.createTextCursorByRange(Find("Đến nay, trên địa bàn có").End)
  gone.gotoRange(Find(", tổng vốn đăng ký ").Start, True)
  gone.String = " nhiều doanh nghiệp"
"""
REVISED = [
    "nong_nghiep.dong_xuan.luy_ke.muc=47401",  # stands twice since the person copied it
    "cong_nghiep.iip.thang.tang=-0,31",  # was a rise of 0,28
    "gia.cpi.thang.tang=3,96",
    "ngan_sach.thu.luy_ke.muc=3970",
    "nong_nghiep.dong_xuan.lua.luy_ke.muc=15600",  # in a footnote
]


@pytest.fixture(scope="module")
def place(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the workspace."""
    folder = tmp_path_factory.mktemp("w")
    for name in ("data", "templates"):
        shutil.copytree(root / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def edited(place: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the report of May after the person's work, as LibreOffice saved it."""
    draft = open_report(find_workspace(place), MAY).draft().document
    return edit_in_office(draft, STEPS, tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def done(place: Path, edited: bytes) -> Refreshed:
    """Return the edited report with the figures of the revised data."""
    overtyped = "lam_nghiep.trong_rung.thang.muc=712"
    revise(
        Workspace(place), "ubnd", MAY, [*REVISED, overtyped],
        day=date(2024, 6, 20), reason="Các sở rà soát",
    )  # fmt: skip
    return refresh(edited, "a.docx", Workspace(place))


def prose(raw: bytes) -> list[str]:
    """Return the words of body and notes outside linked figures, by paragraph."""
    found = []
    for part in LivingDocument(raw, "a").parts:
        for paragraph in root_of(raw, part).iter(q("p")):
            runs = (t for t in paragraph.iter(q("t")))
            found.append("".join(t.text or "" for t in runs if not _linked(t)))
    return found


def _linked(text: object) -> bool:
    return any(up.tag == q("sdt") for up in text.iterancestors())  # type: ignore[attr-defined]


def test_the_person_did_what_they_meant(edited: bytes) -> None:
    """Inserted, deleted, bold, copied with the link, typed over, a figure taken out."""
    text = "\n".join(text_of(p) for p in root_of(edited).iter(q("p")))
    assert "Văn phòng bổ sung câu này. Cụm công nghiệp Hồ Sơn" in text
    assert "cơ bản hoàn thành diện tích của vụ" not in text
    assert text.count("Đến nay toàn tỉnh gieo trồng được 47.393 ha, ") == 2
    assert "khoảng 711" in text
    document = LivingDocument(edited, "a")
    assert not document.pristine
    shown = [
        s.text for s in document.spots if s.link.record["expression"] == REVISED[0].split("=")[0]
    ]
    assert shown == ["47.393 ha", "47.393 ha"]
    assert [x.record["expression"] for x in document.deleted] == ["doanh_nghiep.tong_so.thang.muc"]
    bold = [
        t.text for b in root_of(edited).iter(q("b")) for t in b.getparent().getparent().iter(q("t"))
    ]
    assert any(str(words).startswith("Ngành du lịch giữ được đà") for words in bold)


def test_the_revised_figures_stand_everywhere_and_directions_flip(done: Refreshed) -> None:
    """In body, note and copy; what follows from them follows; nothing else is updated."""
    updated = [(o.expression, o.found, o.now) for o in done.of("updated")]
    assert sorted(updated) == sorted([
        ("nong_nghiep.dong_xuan.luy_ke.muc", "47.393 ha", "47.401 ha"),
        ("nong_nghiep.dong_xuan.luy_ke.muc", "47.393 ha", "47.401 ha"),
        ("cong_nghiep.iip.thang.tang|so_voi", "tăng 0,28% so với cùng kỳ", "giảm 0,31% so với cùng kỳ"),
        ("gia.cpi.thang.tang|so_voi", "tăng 3,95% so với cùng kỳ", "tăng 3,96% so với cùng kỳ"),
        ("ngan_sach.thu.luy_ke.muc|ket_qua", "ước đạt 3.965 tỷ đồng", "ước đạt 3.970 tỷ đồng"),
        ("nong_nghiep.dong_xuan.lua.luy_ke.muc|ket_qua", "ước đạt 15.560 ha", "ước đạt 15.600 ha"),
    ])  # fmt: skip
    assert [o.expression for o in done.doubtful] == ["cong_nghiep.iip.thang.tang|so_voi"]
    again = [s.text for s in LivingDocument(done.document, "a").spots]
    for _expression, found, now in updated:
        assert found not in again
        assert again.count(now) == [u[2] for u in updated].count(now)


def test_what_the_person_did_is_kept_and_told(done: Refreshed, edited: bytes) -> None:
    """The figure typed over, the one taken out, and every word of prose."""
    assert [(o.expression, o.found, o.now) for o in done.of("kept")] == [
        ("lam_nghiep.trong_rung.thang.muc", "khoảng 711 ha", "712 ha")
    ]
    assert [o.expression for o in done.of("deleted")] == ["doanh_nghiep.tong_so.thang.muc"]
    assert prose(done.document) == prose(edited)
    places = len(LivingDocument(edited, "a").spots)
    assert len(done.outcomes) == places + 1
    assert edited_since_render(done.document, "a")


def test_a_second_refresh_changes_nothing(done: Refreshed, place: Path) -> None:
    """Not a byte."""
    assert refresh(done.document, "a.docx", Workspace(place)).document == done.document


def test_the_validators_find_nothing_that_libreoffice_did_not_bring(
    done: Refreshed, edited: bytes, tmp_path: Path
) -> None:
    """No new fault of openxml-audit or ooxml-integrity, and of the links none at all."""
    told = []
    for name, raw in (("before", edited), ("after", done.document)):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(raw)
        faults = {
            (e.description, e.part_uri) for e in OpenXmlValidator().validate(str(path)).errors
        }
        told.append((faults, {(f.code, f.message) for f in check(path)}))
    assert told[1][0] <= told[0][0]
    assert told[1][1] <= told[0][1]
    about = {fault.code for fault in verify(done.document, "a")}
    assert about <= {"gan-ket-lech", *(fault.code for fault in verify(edited, "a"))}


def test_libreoffice_opens_and_saves_it_again(done: Refreshed, tmp_path: Path) -> None:
    """And shows each figure as the refresh left it."""
    again = edit_in_office(done.document, "", tmp_path)
    texts = [[s.text for s in LivingDocument(raw, "a").spots] for raw in (done.document, again)]
    assert texts[0] == texts[1]
