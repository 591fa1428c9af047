"""Another province needs no code: its settings all differ, and its report shows each of them.

`examples/tinh-thu-hai` is invented; Lạng Sơn's reports are the other way to print.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import fields
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from ooxml_integrity import check
from openxml_audit import OpenXmlValidator
from word_files import notes_of, paragraphs, root_of

from lsreport.check import check_report
from lsreport.cli import run
from lsreport.data.model import HouseStyle
from lsreport.data.workspace import Workspace, find_workspace
from lsreport.docxfile.package import q
from lsreport.docxfile.verify import verify
from lsreport.errors import OutputError, UsageError
from lsreport.periods import parse_period
from lsreport.report.stages import Report, open_report
from lsreport.start import start_workspace
from lsreport.terms import Measure, Window

HEADINGS = [
    "1. XÃ HỘI, TRẬT TỰ AN TOÀN",
    "1.1. Việc làm, an sinh xã hội",
    "1.2. Giáo dục",
    "1.3. Trật tự, an toàn giao thông",
    "2. KINH TẾ BIỂN",
    "2.1. Thủy sản",
    "a) Sản lượng theo lĩnh vực",
    "- Khai thác",
    "- Nuôi trồng",
    "b) Bảo vệ nguồn lợi",
    "2.2. Cảng biển",
    "2.3. Du lịch biển, đảo",
    "3. SẢN XUẤT, THƯƠNG MẠI, TÀI CHÍNH",
    "3.1. Công nghiệp, năng lượng",
    "3.2. Nông nghiệp",
    "3.3. Thương mại, giá cả",
    "3.4. Tài chính, đầu tư",
    "a) Ngân sách, đầu tư công, doanh nghiệp",
    "b) Đầu tư nước ngoài",
    "c) Tín dụng",
    "3.5. Nhà ở xã hội",
    "4. ĐÁNH GIÁ CHUNG",
    "5. NHIỆM VỤ TRỌNG TÂM THÁNG 6 NĂM 2032",
]

# Setting: what proves it here, and what Lạng Sơn's May report has instead.
PROOFS = {
    "loai_van_ban": (r"^THÔNG BÁO$", r"^BÁO CÁO$"),
    "ky_hieu": (r"^Số: 128/TB-UBND$", r"^Số: .*/BC-UBND$"),
    "danh_so, cấp 1": (r"^2\. KINH TẾ BIỂN$", r"^II\. TÌNH HÌNH KINH TẾ"),
    "danh_so, cấp 2": (r"^2\.1\. Thủy sản$", r"^1\. Về phát triển kinh tế$"),
    "danh_so, cấp 3": (r"^a\) Sản lượng theo lĩnh vực$", r"^1\.1\. Sản xuất nông, lâm nghiệp$"),
    "dem_hai_chu_so": (r"cấp mới 2 dự án, tăng 1 dự án so với", r" 07 dự án, tăng 02 dự án so với"),
    "so_le_phan_tram_in": (r"đạt 35,8% kế hoạch năm.*tăng 9,5% so", r"đạt 53% dự toán, tăng 30,9%"),
    "cap_duoi": (r"UBND các xã, phường, đặc khu", r"UBND các huyện, thành phố"),
    "noi_nhan": (r"^- Cổng thông tin điện tử tỉnh;$", r"^- Các Ban đảng Tỉnh ủy;$"),
    "luu": (r"^- Lưu: VT, KTTH\.$", r"^- Lưu: VT, TH \(VMĐ\)\.$"),
    "quyen_han": (r"^TL\. CHỦ TỊCH$", r"^KT\. CHỦ TỊCH$"),
    "chuc_vu": (r"^CHÁNH VĂN PHÒNG$", r"^PHÓ CHỦ TỊCH$"),
    "dong_dau": (r"^TỈNH THỨ HAI \(GIẢ ĐỊNH\)$", r"^TỈNH LẠNG SƠN$"),
    "dia_danh": (r"^Thứ Hai, ngày 03 tháng 6 năm 2032$", r"^Lạng Sơn, ngày 04 tháng 6 năm 2024$"),
}


@pytest.fixture(scope="module")
def workspace(root: Path) -> Workspace:
    """Return the invented province."""
    return find_workspace(root / "examples" / "tinh-thu-hai")


@pytest.fixture(scope="module")
def second(workspace: Workspace) -> Report:
    """Return its report of May 2032."""
    return open_report(workspace, parse_period("2032-05"))


@pytest.fixture(scope="module")
def document(second: Report) -> bytes:
    """Return the document of May 2032."""
    return second.draft().document


@pytest.fixture(scope="module")
def may(root: Path) -> Report:
    """Return Lạng Sơn's report of May 2024."""
    return open_report(find_workspace(root), parse_period("2024-05"))


@pytest.fixture(scope="module")
def may_document(may: Report) -> bytes:
    """Return Lạng Sơn's document of May 2024."""
    return may.draft().document


@pytest.fixture(scope="module")
def statistics(root: Path) -> bytes:
    """Return the document of Lạng Sơn's statistics office: it names sources and differences."""
    job = open_report(find_workspace(root), parse_period("2024-06"), "thongke/bao-cao")
    return job.draft().document


@pytest.fixture
def copy(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the workspace, and stand in it."""
    folder = Path(
        shutil.copytree(workspace.root, tmp_path / "w", ignore=shutil.ignore_patterns("out"))
    )
    monkeypatch.chdir(folder)
    return folder


def texts(raw: bytes) -> list[str]:
    """Return the words of body and notes, paragraph by paragraph."""
    return [text.strip() for text in (*paragraphs(raw), *notes_of(raw).values())]


def says(raw: bytes, pattern: str) -> bool:
    """Return whether a paragraph or note of a document matches."""
    return any(re.search(pattern, text) for text in texts(raw))


def headings(raw: bytes) -> list[str]:
    """Return the headings of a document."""
    found = []
    for paragraph in root_of(raw).iter(q("p")):
        style = paragraph.find(f"{q('pPr')}/{q('pStyle')}")
        if style is not None and str(style.get(q("val"))).startswith("Heading"):
            found.append("".join(text.text or "" for text in paragraph.iter(q("t"))))
    return found


def note_points(raw: bytes) -> float:
    """Return the size of the text of footnotes."""
    for style in root_of(raw, "word/styles.xml").iter(q("style")):
        if style.find(q("name")).get(q("val")) == "footnote text":
            return int(style.find(f"{q('rPr')}/{q('sz')}").get(q("val"))) / 2
    raise AssertionError


# --- sound ----------------------------------------------------------------------------------


def test_nothing_is_wrong_with_it(second: Report) -> None:
    """No error, no warning; every figure and all prose are printed."""
    findings = check_report(second).findings
    assert [found for found in findings if found.severity != "note"] == []
    assert {found.code for found in findings} <= {"khong-co-loi-van"}


@pytest.mark.parametrize("controls", [True, False], ids=["linked", "plain"])
def test_the_validators_find_nothing(second: Report, controls: bool, tmp_path: Path) -> None:
    """openxml-audit, ooxml-integrity and our own checks find no fault."""
    path = tmp_path / "a.docx"
    path.write_bytes(second.draft(controls=controls).document)
    assert OpenXmlValidator().validate(str(path)).errors == []
    assert list(check(path)) == []
    assert verify(path.read_bytes(), "a") == []


def test_it_is_what_init_writes_and_data(workspace: Workspace, root: Path, tmp_path: Path) -> None:
    """Its template is the starter's, byte for byte, and there is no other."""
    start_workspace(tmp_path / "w", "tỉnh Thứ Hai")
    (template,) = (path for path in workspace.templates.rglob("*") if path.is_file())
    starter = root / "lsreport" / "starter" / "templates" / "bao-cao.docx"
    assert template.read_bytes() == starter.read_bytes()
    assert template.read_bytes() == (tmp_path / "w" / "templates" / "bao-cao.docx").read_bytes()
    assert {path.suffix for path in (workspace.root / "data").rglob("*") if path.is_file()} == {
        ".yaml"
    }


def test_it_says_that_it_is_invented(workspace: Workspace) -> None:
    """In README.md, at the head of each data file, in the name of the body; it names no person."""
    assert "bịa ra" in (workspace.root / "README.md").read_text(encoding="utf-8")
    for path in (workspace.root / "data").rglob("*.yaml"):
        assert "TỈNH GIẢ ĐỊNH" in path.read_text(encoding="utf-8").splitlines()[1], path
    catalogue = workspace.catalogue
    assert all("(giả định)" in body.name for body in catalogue.bodies["ubnd"])
    assert [s.name for entries in catalogue.signers.values() for s in entries] == [""]


# --- every setting differs, and shows -------------------------------------------------------


def test_no_setting_is_that_of_lang_son(second: Report, may: Report) -> None:
    """Each key of the house style and of the report differs."""
    here, there = (job.catalogue.settings for job in (second, may))
    same = [
        field.name
        for field in fields(HouseStyle)
        if getattr(here.house, field.name) == getattr(there.house, field.name)
    ]
    assert same == []
    kinds = ("name", "document_type", "symbol", "calendar", "recipients", "signer", "layout")
    assert [key for key in kinds if getattr(second.kind, key) == getattr(may.kind, key)] == []
    assert second.kind.periods != may.kind.periods
    assert not set(here.related) & set(there.related)
    assert not set(here.datasets) & set(there.datasets)


@pytest.mark.parametrize(("here", "there"), PROOFS.values(), ids=PROOFS.keys())
def test_a_setting_shows_in_the_words(
    here: str, there: str, document: bytes, may_document: bytes
) -> None:
    """The document has it this way and not the other; Lạng Sơn's May report the other way."""
    assert says(document, here)
    assert not says(document, there)
    assert says(may_document, there)
    assert not says(may_document, here)


def test_sections_stand_in_the_order_of_the_layout(document: bytes, may_document: bytes) -> None:
    """Four levels of headings, society before the economy; in May the work of government first."""
    assert headings(document) == HEADINGS
    assert headings(may_document)[0] == "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH"


def test_prose_opens_before_the_first_heading(document: bytes, may_document: bytes) -> None:
    """A section without a title is a block of context; in May the title is followed by I."""
    found = [text for text in texts(document) if text]
    assert found[found.index(HEADINGS[0]) - 1].startswith("Năm 2031, kinh tế của tỉnh tăng 8,1%")
    other = [text for text in texts(may_document) if text]
    assert other[other.index("I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH") - 1].startswith("nhiệm vụ trọng")


def test_sources_are_told_in_the_sentence(document: bytes, statistics: bytes) -> None:
    """Behind the section's words here; by Lạng Sơn's statistics office in notes."""
    assert says(document, r"^\(Nguồn số liệu: Công an tỉnh\.\)$")
    assert not any(note.startswith("Nguồn") for note in notes_of(document).values())
    assert not says(statistics, r"Nguồn số liệu")
    assert "Nguồn: Sở Tài chính." in notes_of(statistics).values()


def test_a_difference_comes_first(document: bytes, statistics: bytes) -> None:
    """The difference, then the growth; there the growth, then the difference in brackets."""
    assert says(document, r"tăng 485 ha, tương ứng tăng 1,3% so với cùng kỳ")
    assert not says(document, r"% \([+-]")
    assert says(statistics, r"giảm 0,38% \(-173,1 ha\) so với cùng kỳ")
    assert not says(statistics, r"ha, tương ứng (tăng|giảm)")


def test_percentages_are_computed_to_two_places_and_printed_to_one(
    second: Report, document: bytes, may: Report
) -> None:
    """Points, which are no %, keep the two places; every % in the document has one."""
    assert says(document, r"đóng góp 2,42 điểm phần trăm")
    found = [rate for text in texts(document) for rate in re.findall(r"[0-9.,]+%", text)]
    assert len(found) > 30
    assert [rate for rate in found if not re.fullmatch(r"[0-9.]+,[0-9]%", rate)] == []
    assert _derived(second, "thuy_san.nuoi_trong", Window.MONTH) == Decimal("12.52")
    assert _derived(may, "dau_tu.cong.giai_ngan", Window.YEAR_TO_DATE) == Decimal("15.6")


def _derived(job: Report, key: str, window: Window) -> Decimal | None:
    measures = job.figures.measures
    value = measures.derived(measures.indicator(key), window, Measure.GROWTH)
    assert value is not None
    return value.content.number  # type: ignore[union-attr]


def test_a_month_is_the_calendar_month(second: Report, document: bytes, may: Report) -> None:
    """From the first to the last day; in Lạng Sơn from the 15th to the 14th."""
    assert "(Số liệu từ ngày 1/5/2032 đến ngày 31/5/2032)" in texts(document)
    ky = may.context()["ky"]
    assert (ky.tu_ngay, ky.den_ngay) == ("15/4/2024", "14/5/2024")


def test_notes_have_the_size_of_the_house(document: bytes, may_document: bytes) -> None:
    """Eleven points here, ten there; the notes of the prose are there."""
    assert (note_points(document), note_points(may_document)) == (11, 10)
    assert len(notes_of(document)) == 2


def test_growth_is_derived_from_the_other_months(second: Report) -> None:
    """May's file holds the month alone: the rest comes from April, the year before and the plan."""
    lines = [m for windows in second.dataset.observations.values() for m in windows]
    assert set(lines) == {Window.MONTH}
    printed = {link.record["expression"]: link for link in second.draft().links}
    link = printed["thuy_san.luy_ke.tang|so_voi"]
    assert link.text == "tăng 4,1% so với cùng kỳ"
    assert {file for file, _line in link.sources} == {
        f"data/tong_hop/{period}.yaml" for period in ("2031-05", "2032-04", "2032-05")
    }
    files = {file for file, _line in printed["du_lich.khach.luy_ke.dat|ke_hoach"].sources}
    assert "data/ke-hoach/2032.yaml" in files


def test_a_related_period_has_the_provinces_own_name(second: Report, may: Report) -> None:
    """`nam_ngoai` is the year before; Lạng Sơn does not know the name."""
    printed = {(link.record["period"], link.text) for link in second.draft().links}
    assert ("2031", "8,1%") in printed
    assert "nam_ngoai" not in may.scopes


def test_the_catalogue_is_its_own(second: Report, may: Report) -> None:
    """Each indicator names its department; some are unknown in Lạng Sơn."""
    indicators = second.catalogue.indicators
    assert len(indicators) > 25
    assert all(indicator.agency for indicator in indicators.values())
    assert {"cang_bien.hang_hoa", "dien_gio.san_luong"} <= set(indicators)
    assert not {"cang_bien.hang_hoa", "dien_gio.san_luong"} & set(may.catalogue.indicators)


def test_the_report_is_made_for_months_alone(workspace: Workspace, root: Path) -> None:
    """A half-year is refused here; Lạng Sơn reports it."""
    with pytest.raises(UsageError) as caught:
        open_report(workspace, parse_period("2032-S1"))
    assert caught.value.faults[0].code == "ky-khong-hop"
    assert open_report(find_workspace(root), parse_period("2024-S1")).kind.key == "ubnd/bao-cao"


def test_what_is_dated_follows_the_day_of_the_document(
    workspace: Workspace, second: Report, may: Report
) -> None:
    """A year before: another layout with its own numbers, fewer recipients. The body has tiers."""
    old = open_report(workspace, parse_period("2031-05"))
    raw = old.draft().document
    assert headings(raw)[:2] == ["I. TÌNH HÌNH KINH TẾ", "1. Nông nghiệp"]
    assert not says(raw, "Cổng thông tin điện tử")
    assert second.context()["co_quan"].cap_duoi == "các xã, phường, đặc khu"
    assert may.context()["co_quan"].cap_duoi == "các huyện, thành phố"
    three, two = workspace.catalogue.bodies["ubnd"]
    assert (three.subdivisions, two.subdivisions) == (
        "các huyện, thành phố",
        "các xã, phường, đặc khu",
    )


def test_three_tasks_close_the_document(document: bytes) -> None:
    """Numbered; the last paragraph ends with the sign of the decree."""
    found = [text for text in texts(document) if text]
    tasks = found[found.index(HEADINGS[-1]) + 1 : found.index("Nơi nhận:")]
    assert [text[:2] for text in tasks if text[1] == "."] == ["1.", "2.", "3."]
    assert tasks[-1].endswith("./.")


# --- starting -------------------------------------------------------------------------------


def test_init_leaves_a_workspace_alone(copy: Path) -> None:
    """Nothing is written where a workspace is."""
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    with pytest.raises(OutputError) as caught:
        start_workspace(copy, "tỉnh Khác")
    assert caught.value.faults[0].code == "da-co-noi-lam-viec"
    assert run(["init", str(copy), "--province", "tỉnh Khác"]) == 2
    assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()} == before


def test_new_lays_out_lines_by_department_and_prose_to_review(copy: Path) -> None:
    """Each indicator stands under its department, awaited; each paragraph is marked."""
    assert run(["new", "2032-06"]) == 0
    path = copy / "data" / "tong_hop" / "2032-06.yaml"
    figures, prose = path.read_text(encoding="utf-8").split("tuong_thuat:")
    indicators = find_workspace(copy).catalogue.indicators
    under: dict[str, str] = {}
    department = ""
    for line in figures.splitlines():
        if match := re.fullmatch(r"  # --- (.+) ---", line):
            department = match[1]
        elif match := re.match(r"  ([a-z][a-z_.]*):", line):
            under[match[1]] = department
    model = open_report(find_workspace(copy), parse_period("2032-05")).dataset
    assert under == {key: indicators[key].agency for key in model.observations}
    values = re.findall(r"^      [a-z_]+: (.+)$", figures, re.MULTILINE)
    assert set(values) == {"chua_co", "uoc_tinh", "so_bo"}  # how firm it was stays
    paragraphs_there = sum(map(len, model.narrative.values())) + sum(map(len, model.tasks))
    assert prose.count("- >-\n") == prose.count("[xem lại] ") == paragraphs_there > 20


def test_render_refuses_what_waits_and_marks_it_in_a_draft(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both with their lines and how to mend them; --partial marks both in the document."""
    run(["new", "2032-06"])
    path = copy / "data" / "tong_hop" / "2032-06.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    owed = next(i for i, line in enumerate(lines, 1) if line.endswith("muc: chua_co"))
    unread = next(i for i, line in enumerate(lines, 1) if "[xem lại]" in line) - 1
    capsys.readouterr()
    assert run(["render", "2032-06", "--no-pages"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert not (copy / "out").exists()
    for line, code, mend in (
        (owed, "cho-so-lieu", "thay chua_co bằng số"),
        (unread, "cho-xem-lai", "sửa lời văn rồi xóa [xem lại]"),
    ):
        heard = [
            (first, then)
            for first, then in pairwise(told)
            if re.search(rf"2032-06\.yaml:({line}|{line + 1}): .*\[{code}\]", first)
        ]
        assert heard, (line, code)
        assert mend in heard[0][1]
    assert run(["render", "2032-06", "--no-pages", "--partial"]) == 1
    raw = (copy / "out" / "thong-bao-2032-06.docx").read_bytes()
    assert says(raw, r"việc làm tháng 6 là \[thiếu viec_lam\.moi\.thang\.muc\]")
    assert says(raw, r"^\[xem lại.*Năm 2031, kinh tế của tỉnh tăng")
