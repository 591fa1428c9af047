"""Findings of a period: the published contradictions are seen, what rounding allows is not."""

from __future__ import annotations

import marshal
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lsreport.check import check_period
from lsreport.check.asked import Asked, asked_of, names_of
from lsreport.data.workspace import find_workspace
from lsreport.errors import Fault
from lsreport.periods import parse_period
from lsreport.report.stages import open_report


def findings(folder: Path) -> list[Fault]:
    """Return the findings of May 2024."""
    return check_period(find_workspace(folder), parse_period("2024-05"))


@pytest.fixture
def small(root: Path, tmp_path: Path) -> Path:
    """Return a copy of the first example."""
    return Path(shutil.copytree(root / "examples" / "bao-cao-dau-tien", tmp_path / "w"))


def test_the_contradictions_of_the_published_report_are_found(root: Path) -> None:
    """What was published and cannot be true: by plan, difference, pair, sum, growth, count."""
    found = findings(root)
    by_code = {fault.code: fault for fault in found}
    assert "ghi 234, các phần cộng lại là 230" in by_code["tong-khong-khop"].message
    assert "ghi 22,3, các phần cho 11,6" in by_code["tang-khac-cac-phan"].message
    assert "ghi 9/13, trong danh sách có 7/13" in by_code["dem-tang-sai"].message
    assert {fault.code for fault in found} == {
        "so-khong-khop",
        "tong-khong-khop",
        "tang-khac-cac-phan",
        "dem-tang-sai",
        "nhay-bac",
    }
    told = [
        (f.severity, f.message.split("»")[0].lstrip("«"), *numbers(f.message))
        for f in found
        if f.code == "so-khong-khop"
    ]
    assert told == [
        ("warning", "xnk.hai_quan.luy_ke.dat", "33", "38"),
        ("warning", "du_lich.khach.luy_ke.dat", "63,3", "63,8"),
        ("warning", "dau_tu.cong.giai_ngan.luy_ke.tang", "5,5", "15,6"),
        ("warning", "thu_hut_dau_tu.chap_thuan.von.luy_ke.tang", "262,9", "162,8"),
        ("note", "lam_nghiep.trong_rung.luy_ke.dat", "55,5", "55,6"),
        ("note", "doanh_nghiep.thanh_lap_moi.luy_ke.dat", "78,6", "78,7"),
        ("note", "tiep_dan.don.giai_quyet.thang.ty_le", "72,72", "72,73"),
    ]


def numbers(message: str) -> tuple[str, str]:
    """Return the given and the computed number that a message names."""
    given, computed = message.split(" ghi ")[1].split(", tính ra ")
    return given, computed.split(" = ")[0]


@pytest.mark.parametrize(
    ("given", "severity"),
    [
        ("3,1", None),
        ("3,12", None),
        ("3,13", None),
        ("3,2", "note"),
        ("3,3", "warning"),
        ("4", "note"),
    ],
)
def test_rounding_is_understood(small: Path, given: str, severity: str | None) -> None:
    """412,5 with +12,5 is +3,125 %: 3,1 and 3,12 and 3,13 can be right, 3,3 cannot.

    The inputs are rounded too: 3,12 lies within what 412,45 to 412,55 can give.
    """
    path = small / "data/xa/2024-05.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("chenh_lech: 12,5 ", f"tang: {given}\n      chenh_lech: 12,5 "), "utf-8"
    )
    found = [f.severity for f in findings(small) if f.code == "so-khong-khop"]
    assert found == ([severity] if severity else [])


def test_prose_that_no_template_prints_is_told(small: Path) -> None:
    """A misspelled section would lose its paragraphs silently: it is told, with the near miss."""
    path = small / "data/xa/2024-05.yaml"
    text = path.read_text(encoding="utf-8").replace("  san_xuat:", "  san_xuatt:")
    path.write_text(text, encoding="utf-8")
    codes = {fault.code: fault for fault in findings(small)}
    assert "san_xuat" in codes["loi-van-khong-in"].fix
    assert codes["khong-co-loi-van"].severity == "warning"


def test_every_kind_of_fault_is_told_in_one_go(small: Path) -> None:
    """Five mistakes in three files: five errors, each with file and line."""
    data = small / "data/xa/2024-05.yaml"
    text = data.read_text(encoding="utf-8")
    text = text.replace("muc: 412,5", "muc: 3.965").replace("tang: 1,2", "tangg: 1,2")
    data.write_text(
        text.replace("trang_thai: uoc_tinh\n    luy_ke", "trang_thai: uoc\n    luy_ke"), "utf-8"
    )
    units = small / "data/don-vi.yaml"
    units.write_text(units.read_text(encoding="utf-8") + "  ho:\n    ten: hộ\n", encoding="utf-8")
    faults = [fault for fault in findings(small) if fault.severity == "error"]
    assert {fault.code for fault in faults} == {"so-mo-ho", "khoa-la", "tu-la", "khoa-lap"}
    assert all(fault.where.file and fault.where.line and fault.fix for fault in faults)


@pytest.mark.parametrize(
    ("tag", "code", "near"),
    [
        ("{{ ky.thangg }}", "ten-khong-co", "thang"),
        ("{{ van_ban.ngayy }}", "ten-khong-co", "ngay"),
        ("{{ gieo_trong.luyke.muc }}", "cua-so-la", "luy_ke"),
        ("{{ gieo_trong.luy_ke.mucx }}", "so-do-la", "muc"),
        ("{{ gieo_tron.luy_ke.muc }}", "ten-khong-co", "gieo_trong"),
        ("{{ tuong_thuat.san_xuatt }}", "khong-co-loi-van", "san_xuat"),
    ],
)
def test_a_misspelled_name_in_the_template_is_near_missed(
    tag: str, code: str, near: str, small: Path, make_docx: Callable[..., bytes]
) -> None:
    """Each kind of name: of the period, of the document, of a figure, of the narrative."""
    (small / "templates/bao-cao.docx").write_bytes(make_docx("# Mục", tag))
    found = [fault for fault in findings(small) if fault.code == code]
    assert [near in fault.fix for fault in found] == [True]


def test_a_fall_typed_as_one_is_told_how_to_be_written(small: Path) -> None:
    """`giam: 3,5` is `tang: -3,5` here: one measure, with its sign."""
    path = small / "data/xa/2024-05.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("tang: -3,5", "giam: 3,5"), "utf-8")
    (fault,) = findings(small)
    assert fault.code == "khoa-la"
    assert "«tang»" in fault.fix


def test_what_a_template_asks_for_is_plain_data(root: Path) -> None:
    """It may be kept as bytes, and read back it gives the same names at the same places."""
    report = open_report(find_workspace(root), parse_period("2024-05"))
    tags = report.template.tags
    kept = Asked(*marshal.loads(marshal.dumps(tuple(asked_of(tags)))))
    assert kept == asked_of(tags)
    found = names_of(report.template)
    assert found.asked == kept
    assert "ngan_sach.thu.luy_ke.muc" in [".".join(one.path) for one in found.references]
    assert found.references[0].place == next(tags[number].place for number, _path in kept.paths)
