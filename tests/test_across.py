"""Two data sets are never mixed silently: where they differ is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lsreport.check import check_dataset
from lsreport.check.across import check_across
from lsreport.data.workspace import find_workspace
from lsreport.errors import UsageError
from lsreport.periods import parse_period


def test_ubnd_and_the_statistics_office_differ_where_they_published_differently(root: Path) -> None:
    """The half-year of one set against June of the other: CPI, IIP, retail, firms and others."""
    found = check_across(find_workspace(root), parse_period("2024-06"))
    told = {(f.message.split("»")[0].lstrip("«"), *f.message.split(" ghi ")[1:2]) for f in found}
    keys = {key for key, *_rest in told}
    assert {"gia.cpi", "cong_nghiep.iip", "thuong_mai.ban_le", "doanh_nghiep.thanh_lap_moi"} <= keys
    cpi = next(f for f in found if f.message.startswith("«gia.cpi»"))
    assert "bộ ubnd ghi 2,85, bộ thongke ghi 2,98" in cpi.message
    assert {f.severity for f in found} == {"note"}
    assert all(f.where.file and f.where.line for f in found)


def test_the_half_year_and_its_june_are_the_same_question(root: Path) -> None:
    """Asked by 2024-S1 or by 2024-06 the answer is the same."""
    workspace = find_workspace(root)
    june, half = (check_across(workspace, parse_period(p)) for p in ("2024-06", "2024-S1"))
    assert {f.message for f in june} == {f.message for f in half}


def test_one_data_set_cannot_be_compared(root: Path) -> None:
    """Only UBND has May: the error says that two are needed."""
    with pytest.raises(UsageError) as caught:
        check_across(find_workspace(root), parse_period("2024-05"))
    assert caught.value.faults[0].code == "mot-bo-so-lieu"


def test_the_statistics_of_june_2024_contradict_july_2023(root: Path) -> None:
    """Seven months less July gives the base of six months: what does not fit was revised."""
    found = check_dataset(find_workspace(root), "thongke", parse_period("2024-06"))
    told = {f.message.split("»")[0].lstrip("«"): f for f in found}
    chilli = told["nong_nghiep.dong_xuan.ot.luy_ke.tang"]
    assert "ghi 31,92, tính ra 30,94" in chilli.message
    customs = told["xnk.hai_quan.luy_ke.tang"]
    assert (
        "ghi 20,8, tính ra 19,0 = (muc / (muc 1-7/2023 - muc 7/2023) - 1) × 100" in customs.message
    )
    assert "điều chỉnh" in customs.fix
    assert len(found) == 14


def test_a_difference_can_be_accepted_until_a_figure_moves(root: Path, tmp_path: Path) -> None:
    """In the file of either set; a changed figure brings it back and tells the old mark."""
    office_root, june = tmp_path, parse_period("2024-06")
    shutil.copytree(root / "data", office_root / "data")
    before = check_across(find_workspace(office_root), june)
    cpi = next(f for f in before if f.message.startswith("«gia.cpi»"))
    assert cpi.certainty == "look"
    path = office_root / "data" / "thongke" / "2024-06.yaml"
    own = path.read_text(encoding="utf-8")
    path.write_text(f"{own}\nchap_nhan:\n  - dau: {cpi.mark}\n    ly_do: hai cách tính\n", "utf-8")
    after = check_across(find_workspace(office_root), june)
    assert {f.mark for f in before} - {f.mark for f in after} == {cpi.mark}
    told = check_dataset(find_workspace(office_root), "thongke", june)
    assert "chap-nhan-cu" not in {f.code for f in told}
    half = office_root / "data" / "ubnd" / "2024-S1.yaml"
    half.write_text(half.read_text("utf-8").replace("tang: 2,85", "tang: 2,86", 1), "utf-8")
    moved = check_across(find_workspace(office_root), june)
    assert [f.code for f in moved].count("chap-nhan-cu") == 1
    assert len([f for f in moved if f.message.startswith("«gia.cpi»")]) == 1
