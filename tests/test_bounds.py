"""What a period's figures cannot say together, and what rounding elsewhere explains."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from desk import Desk

from lsreport.check import check_dataset
from lsreport.data.workspace import find_workspace
from lsreport.errors import Fault
from lsreport.measures import Derivation, derived_in, rounding
from lsreport.periods import parse_period

CATALOGUE = """\
chi_tieu:
  tong: {ten: Tổng, don_vi: ha, loai: luong, gom: [tong.mot, tong.hai]}
  tong.mot: {ten: Một, don_vi: ha, loai: luong}
  tong.hai: {ten: Hai, don_vi: ha, loai: luong}
  ba: {ten: Ba, don_vi: ha, loai: luong, gom: [ba.mot, ba.hai, ba.ba]}
  ba.mot: {ten: Một, don_vi: ha, loai: luong}
  ba.hai: {ten: Hai, don_vi: ha, loai: luong}
  ba.ba: {ten: Ba, don_vi: ha, loai: luong}
  dan: {ten: Đàn, don_vi: ha, loai: thoi_diem}
  gia_cam: {ten: Gia cầm, don_vi: nghin_ha, loai: thoi_diem}
  dem.len: {ten: Số tăng, don_vi: xa, loai: chi_so, dem_tang: [ba.mot, ba.hai, ba.ba]}
  dem.xuong: {ten: Số giảm, don_vi: xa, loai: chi_so, dem_giam: [ba.mot, ba.hai, ba.ba]}
"""
UNITS = (
    "don_vi:\n  ha: {ten: ha}\n  nghin_ha: {ten: nghìn ha}\n  phan_tram: {ten: '%'}\n"
    "  xa: {ten: xã, dem: co}\n"
)
Figures = Mapping[str, str]  # `indicator.window.measure`: as typed


def _file(period: str, figures: Figures, more: str = "") -> str:
    lines = [f"ky: {period}", "bo_so_lieu: tinh", "ban: 1/1/2025", "so_lieu:"]
    tree: dict[str, dict[str, dict[str, str]]] = {}
    for name, text in figures.items():
        key, window, measure = name.rsplit(".", 2)
        tree.setdefault(key, {}).setdefault(window, {})[measure] = text
    for key, windows in tree.items():
        lines.append(f"  {key}:")
        for window, measures in windows.items():
            lines += [f"    {window}:", *(f"      {m}: {text}" for m, text in measures.items())]
    return "\n".join(lines) + "\n" + more


def findings(desk: Desk, periods: Mapping[str, Figures], more: str = "") -> list[Fault]:
    """Return what is found in the last of some periods."""
    data = desk.root / "data"
    for path in (*data.glob("ke-hoach/*.yaml"), *data.glob("tinh/*.yaml"), data / "bang.yaml"):
        path.unlink(missing_ok=True)
    desk.write("don-vi.yaml", UNITS)
    desk.write("chi-tieu/a.yaml", CATALOGUE)
    last = list(periods)[-1]
    for period, figures in periods.items():
        desk.write(f"tinh/{period}.yaml", _file(period, figures, more if period == last else ""))
    return check_dataset(find_workspace(desk.root), "tinh", parse_period(last))


def codes(desk: Desk, periods: Mapping[str, Figures], more: str = "") -> list[str]:
    """Return code and certainty of what is found."""
    return [f"{fault.code} {fault.certainty}" for fault in findings(desk, periods, more)]


GROWN = {"ba.mot.luy_ke.tang": "2", "ba.hai.luy_ke.tang": "3", "ba.ba.luy_ke.tang": "4"}
MOVED = {"ba.mot.luy_ke.tang": "5", "ba.hai.luy_ke.tang": "-5", "ba.ba.luy_ke.bang": "99"}


@pytest.mark.parametrize(
    ("told", "periods"),
    [
        # a month and the cumulative that holds it
        ("thang-vuot-luy-ke certain", {"2024-05": {"dan.thang.muc": "5", "ba.thang.muc": "984,5", "ba.luy_ke.muc": "396,5"}}),
        ("", {"2024-05": {"ba.thang.muc": "396,5", "ba.luy_ke.muc": "396,5"}}),
        ("", {"2024-05": {"ba.thang.muc": "396,54", "ba.luy_ke.muc": "396,5"}}),
        ("", {"2024-05": {"ba.thang.muc": "20", "ba.luy_ke.muc": "-3"}}),
        ("thang-vuot-luy-ke likely", {"2024-04": {"ba.luy_ke.muc": "300,5"}, "2024-05": {"ba.luy_ke.muc": "250,5"}}),
        ("so-khong-khop likely", {"2024-04": {"ba.luy_ke.muc": "300,5"}, "2024-05": {"ba.thang.muc": "84,5", "ba.luy_ke.muc": "396,5"}}),
        # growth, ratio and difference without levels
        ("so-khong-khop certain", {"2024-05": {"ba.luy_ke.tang": "12", "ba.luy_ke.bang": "110"}}),
        ("", {"2024-05": {"ba.luy_ke.tang": "10", "ba.luy_ke.bang": "110"}}),
        ("so-khong-khop certain", {"2024-05": {"ba.luy_ke.muc": "110", "ba.luy_ke.cung_ky": "100", "ba.luy_ke.tang": "12", "ba.luy_ke.bang": "110"}}),
        ("nguoc-chieu certain", {"2024-05": {"ba.luy_ke.tang": "-10", "ba.luy_ke.chenh_lech": "10"}}),
        ("", {"2024-05": {"ba.luy_ke.tang": "-10", "ba.luy_ke.chenh_lech": "-10"}}),
        ("giam-qua-het likely", {"2024-05": {"ba.luy_ke.tang": "-150"}}),
        ("giam-qua-het certain", {"2024-05": {"ba.luy_ke.tang": "-150", "ba.luy_ke.muc": "3"}}),
        ("", {"2024-05": {"ba.luy_ke.tang": "-150", "ba.luy_ke.muc": "-3"}}),
        ("", {"2024-05": {"ba.luy_ke.tang": "-100", "ba.luy_ke.muc": "0"}}),
        # a whole among its parts
        ("ngoai-cac-phan certain", {"2024-05": {**GROWN, "ba.luy_ke.tang": "9"}}),
        ("", {"2024-05": {**GROWN, "ba.luy_ke.tang": "4,4"}}),
        ("", {"2024-05": {**GROWN, "ba.luy_ke.tang": "3,1"}}),
        ("ngoai-cac-phan certain", {"2024-05": {"tong.luy_ke.dat": "33", "tong.mot.luy_ke.dat": "50", "tong.hai.luy_ke.dat": "60"}}),
        ("", {"2024-05": {"tong.luy_ke.dat": "55", "tong.mot.luy_ke.dat": "50", "tong.hai.luy_ke.dat": "60"}}),
        # parts that add up
        ("tong-khong-khop certain", {"2024-05": {"tong.luy_ke.chenh_lech": "50", "tong.mot.luy_ke.chenh_lech": "10", "tong.hai.luy_ke.chenh_lech": "10"}}),
        ("tong-khong-khop certain", {"2024-05": {"tong.luy_ke.cung_ky": "100", "tong.mot.luy_ke.cung_ky": "50", "tong.hai.luy_ke.cung_ky": "80"}}),
        ("", {"2024-05": {"tong.luy_ke.muc": "khoảng 100", "tong.mot.luy_ke.muc": "50", "tong.hai.luy_ke.muc": "52"}}),
        ("tong-khong-khop certain", {"2024-05": {"tong.luy_ke.muc": "khoảng 120", "tong.mot.luy_ke.muc": "50", "tong.hai.luy_ke.muc": "52"}}),
        ("phan-vuot-tong likely", {"2024-05": {"tong.luy_ke.muc": "100,5", "tong.mot.luy_ke.muc": "160,2"}}),
        ("", {"2024-05": {"tong.luy_ke.muc": "100,5", "tong.mot.luy_ke.muc": "60,2"}}),
        ("ty-trong-khac-100 certain", {"2024-05": {"ba.mot.luy_ke.ty_trong": "70", "ba.hai.luy_ke.ty_trong": "60"}}),
        ("", {"2024-05": {"ba.mot.luy_ke.ty_trong": "40,04", "ba.hai.luy_ke.ty_trong": "59,97"}}),
        # counts of risers and of fallers
        ("dem-tang-sai certain", {"2024-05": {**MOVED, "dem.len.luy_ke.muc": "2/3"}}),
        ("dem-tang-sai certain", {"2024-05": {**MOVED, "dem.len.luy_ke.muc": "2"}}),
        ("", {"2024-05": {**MOVED, "dem.len.luy_ke.muc": "1", "dem.xuong.luy_ke.muc": "2/3"}}),
        ("dem-tang-sai certain", {"2024-05": {**MOVED, "dem.xuong.luy_ke.muc": "1/3"}}),
        # jumps
        ("nhay-bac look", {"2024-04": {"ba.thang.muc": "12,5"}, "2024-05": {"ba.thang.muc": "12480"}}),
        ("", {"2024-04": {"ba.thang.muc": "12,5"}, "2024-05": {"ba.thang.muc": "124,8"}}),
        ("nhay-bac look", {"2024-03": {"dan.thang.muc": "56945"}, "2024-05": {"dan.thang.muc": "57"}}),
        ("nhay-bac look", {"2024-05": {"ba.luy_ke.muc": "1000", "ba.luy_ke.cung_ky": "100"}}),
        ("nghin-hai-lan look", {"2024-05": {"gia_cam.thang.muc": "5331740"}}),
        ("", {"2024-05": {"gia_cam.thang.muc": "5331,7"}}),
        # the year before: its own file against what is said of it
        ("so-khong-khop likely", {"2023-05": {"ba.luy_ke.muc": "300"}, "2024-05": {"ba.luy_ke.cung_ky": "310"}}),
        ("", {"2023-05": {"ba.luy_ke.muc": "300"}, "2024-05": {"ba.luy_ke.cung_ky": "300"}}),
        # what rounding allows, wherever the inputs stand
        ("", {"2023-05": {"ba.luy_ke.muc": "4"}, "2024-05": {"ba.luy_ke.muc": "5", "ba.luy_ke.tang": "40,0"}}),
        ("so-khong-khop likely", {"2023-05": {"ba.luy_ke.muc": "4"}, "2024-05": {"ba.luy_ke.muc": "5", "ba.luy_ke.tang": "60,0"}}),
        ("", {**{f"2024-{m:02}": {"ba.thang.muc": "10"} for m in range(1, 12)}, "2024-12": {"ba.thang.muc": "10", "ba.luy_ke.muc": "125"}}),
        ("so-khong-khop likely", {**{f"2024-{m:02}": {"ba.thang.muc": "10"} for m in range(1, 12)}, "2024-12": {"ba.thang.muc": "10", "ba.luy_ke.muc": "145"}}),
        ("", {"2024-05": {"ba.luy_ke.muc": "khoảng 110", "ba.luy_ke.cung_ky": "100", "ba.luy_ke.tang": "15"}}),
    ],
)  # fmt: skip
def test_what_cannot_hold_is_told_and_what_can_is_not(
    desk: Desk, told: str, periods: Mapping[str, Figures]
) -> None:
    """The first finding, if any; beside each fault stands what is right."""
    assert codes(desk, periods)[:1] == ([told] if told else [])


def test_every_finding_names_its_figures_with_their_lines(desk: Desk) -> None:
    """Whoever mends it sees both numbers, and goes to the line of the other."""
    (fault,) = findings(desk, {"2024-05": {"ba.thang.muc": "984,5", "ba.luy_ke.muc": "396,5"}})
    assert fault.where.line == 7
    assert "984,5" in fault.message
    assert "396,5 (data/tinh/2024-05.yaml:9)" in fault.message


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            {"tong.luy_ke.muc": "100", "tong.mot.luy_ke.muc": "50", "tong.hai.luy_ke.muc": "60"},
            {"tong.luy_ke.muc": "100", "tong.mot.luy_ke.muc": "90", "tong.hai.luy_ke.muc": "20"},
        ),
        (
            {"ba.luy_ke.muc": "110", "ba.luy_ke.cung_ky": "100", "ba.luy_ke.tang": "20"},
            {"ba.luy_ke.muc": "2200", "ba.luy_ke.cung_ky": "2000", "ba.luy_ke.tang": "20"},
        ),
    ],
)
def test_an_accepted_finding_comes_back_when_any_figure_in_it_moves(
    desk: Desk, before: Figures, after: Figures
) -> None:
    """Even where what is computed from them stays the same."""
    (fault,) = findings(desk, {"2024-05": before})
    accepted = f"chap_nhan:\n  - dau: {fault.mark}\n    ly_do: Đã hỏi\n"
    assert findings(desk, {"2024-05": before}, accepted) == []
    assert [f.code for f in findings(desk, {"2024-05": after}, accepted)] == [fault.code, "chap-nhan-cu"]  # fmt: skip


def test_what_rounding_allows_is_asked_input_by_input(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not for every choice of their ends: of seventeen measures that would be 131.072 questions."""
    asked: list[object] = []

    def counted(*args: Any) -> Derivation | None:
        asked.append(args)
        return derived_in(*args)

    monkeypatch.setattr(rounding, "derived_in", counted)
    names = [
        "cung_ky",
        "dat",
        "tang",
        "tang_ky_truoc",
        "tang_cuoi_nam",
        "chenh_lech",
        "chenh_lech_ky_truoc",
        "bang",
        "ty_trong",
        "diem_dat",
        "dat_trung_uong",
        "dat_dieu_chinh",
        "tang_nam_goc",
        "tang_binh_quan",
        "muc_binh_quan",
        "chenh_lech_diem",
        "dong_gop",
    ]
    figures = {f"ba.luy_ke.{name}": "7,3" for name in names} | {"ba.luy_ke.muc": "91,7"}
    assert "so-khong-khop certain" in codes(desk, {"2024-05": figures})
    assert 0 < len(asked) < 5 * len(figures)
