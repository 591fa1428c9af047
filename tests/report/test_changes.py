"""Change one figure: exactly the places that depend on it change."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from reading import read

from lsreport.data.workspace import find_workspace
from lsreport.docxfile.package import Package, q
from lsreport.docxfile.verify import verify
from lsreport.errors import LsreportError
from lsreport.inspection import read_figures
from lsreport.periods import parse_period
from lsreport.report.stages import open_report


@pytest.fixture
def copied(root: Path, tmp_path: Path) -> Path:
    """Return a copy of the workspace that a test may change."""
    for name in ("data", "templates"):
        shutil.copytree(root / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def small(root: Path, tmp_path: Path) -> Path:
    """Return a copy of the first example."""
    return Path(shutil.copytree(root / "examples" / "bao-cao-dau-tien", tmp_path / "w"))


def render(folder: Path) -> bytes:
    """Return the document of May 2024."""
    return open_report(find_workspace(folder), parse_period("2024-05")).draft().document


def change(path: Path, old: str, new: str) -> None:
    """Change the one place of a file that holds a text."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def moved(before: bytes, after: bytes) -> list[tuple[str, str]]:
    """Return the figures whose text differs, as (before, after)."""
    old, new = read_figures(before, "a").figures, read_figures(after, "b").figures
    assert [f.link.record["expression"] for f in old] == [f.link.record["expression"] for f in new]
    return [(a.text, b.text) for a, b in zip(old, new, strict=True) if a.text != b.text]


def test_one_figure_moves_one_place(copied: Path) -> None:
    """A revised total changes its own number and not a word or note else."""
    before = render(copied)
    change(copied / "data/ubnd/2024-05.yaml", "muc: 984,5\n", "muc: 990,7\n")
    after = render(copied)
    assert moved(before, after) == [("ước đạt 984,5 tỷ đồng", "ước đạt 990,7 tỷ đồng")]
    assert read(before).unlinked == read(after).unlinked


def test_a_figure_printed_twice_moves_in_both_places(copied: Path) -> None:
    """The programme capital stands in a note and in the body: both follow."""
    before = render(copied)
    change(copied / "data/ubnd/2024-05.yaml", "muc: 312\n", "muc: 313\n")
    assert moved(before, render(copied)) == [
        ("ước đạt 312 tỷ đồng", "ước đạt 313 tỷ đồng"),
        ("312 tỷ đồng", "313 tỷ đồng"),
    ]


def test_direction_words_turn_with_the_sign(small: Path) -> None:
    """A fall that becomes a rise is told with the other verb."""
    before = render(small)
    change(small / "data/xa/2024-05.yaml", "tang: -3,5", "tang: 4,2")
    assert moved(before, render(small)) == [
        ("giảm 3,5% so với cùng kỳ", "tăng 4,2% so với cùng kỳ")
    ]


def test_derived_figures_follow_their_inputs(small: Path) -> None:
    """Growth follows the difference; the share of the budget follows the budget."""
    before = render(small)
    change(small / "data/xa/2024-05.yaml", "chenh_lech: 12,5 ", "chenh_lech: 37,5 ")
    change(small / "data/ke-hoach/2024.yaml", "muc: 2500", "muc: 2051,2")
    assert moved(before, render(small)) == [
        ("tăng 3,1% so với cùng kỳ", "tăng 10,0% so với cùng kỳ"),
        ("đạt 41,0% dự toán", "đạt 50,0% dự toán"),
    ]


def test_every_missing_figure_is_told_at_once(small: Path) -> None:
    """Two figures taken out: two faults, each with its key, file, line and place of use."""
    path = small / "data/xa/2024-05.yaml"
    change(path, "      tang: 1,2\n", "")
    change(path, "    thang:\n      muc: 210,4\n      trang_thai: uoc_tinh\n", "")
    with pytest.raises(LsreportError) as caught:
        render(small)
    faults = caught.value.faults
    assert [fault.code for fault in faults] == ["thieu-so-lieu", "thieu-so-lieu"]
    assert "thu_ngan_sach.thang.muc" in faults[0].message
    assert "Thu ngân sách" in faults[0].message
    assert "gieo_trong.lua.luy_ke.tang" in faults[1].message
    assert all(fault.where.file == "data/xa/2024-05.yaml" and fault.where.line for fault in faults)


def test_data_is_never_run_as_template(small: Path) -> None:
    """Tags and XML in texts of the data are printed as they are."""
    change(small / "data/noi-nhan.yaml", "- Thường trực HĐND xã", '- "{{ 7*7 }} & <w:p/> {% if %}"')
    text = "".join(read_all(render(small)))
    assert "- {{ 7*7 }} & <w:p/> {% if %};" in text


def read_all(document: bytes) -> list[str]:
    """Return every text of the document part."""
    package = Package(document, "x")
    return [node.text or "" for node in package.xml(package.document).iter(q("t"))]


def test_a_partial_draft_marks_what_is_missing(small: Path, tmp_path: Path) -> None:
    """The rest is printed and linked; each gap is highlighted, tagged, and listed with its mend."""
    path = small / "data/xa/2024-05.yaml"
    change(path, "      tang: 1,2\n", "")
    change(path, "    thang:\n      muc: 210,4\n      trang_thai: uoc_tinh\n", "")
    report = replace(open_report(find_workspace(small), parse_period("2024-05")), partial=True)
    drafted = report.draft()
    assert [fault.code for fault in drafted.gaps] == ["thieu-so-lieu", "thieu-so-lieu"]
    assert len(drafted.links) == 11
    text = "".join(read_all(drafted.document))
    assert "[thiếu thu_ngan_sach.thang.muc]" in text
    assert "[thiếu gieo_trong.lua.luy_ke.tang|so_voi]" in text
    package = Package(drafted.document, "x")
    xml = package.read(package.document).decode()
    assert xml.count('<w:tag w:val="thieu:') == 2
    assert xml.count('<w:highlight w:val="yellow"/>') == 8
    # The words around the control are highlighted too: LibreOffice does not show a control's own.
    assert (
        xml.count('<w:highlight w:val="yellow"/></w:rPr><w:t xml:space="preserve">[thiếu </w:t>')
        == 2
    )
    out = tmp_path / "a.docx"
    out.write_bytes(drafted.document)
    assert OpenXmlValidator().validate(str(out)).errors == []
    assert verify(drafted.document, "a") == []


def test_a_partial_draft_forgives_nothing_else(small: Path) -> None:
    """A misspelled name stays an error, gaps or not."""
    change(
        small / "data/xa/2024-05.yaml",
        "{gieo_trong.ngo.luy_ke.muc}",
        "{gieo_trong.ngo.luy_ke.tang|ke_hoach}",
    )
    report = replace(open_report(find_workspace(small), parse_period("2024-05")), partial=True)
    with pytest.raises(LsreportError):
        report.draft()
