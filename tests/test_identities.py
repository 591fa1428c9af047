"""Identities between indicators: what must be found, and what rounding explains."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from desk import Desk

from lsreport.check import check_dataset
from lsreport.cli import run
from lsreport.data.workspace import find_workspace
from lsreport.errors import Fault
from lsreport.periods import parse_period

CATALOGUE = """\
chi_tieu:
  tong:
    ten: Tổng
    don_vi: ha
    loai: luong
    gom: [tong.mot, tong.hai]
  tong.mot:
    ten: Một
    don_vi: ha
    loai: luong
  tong.hai:
    ten: Hai
    don_vi: ha
    loai: luong
  dem:
    ten: Số chỉ tiêu tăng
    don_vi: xa
    loai: chi_so
    dem_tang: [tong.mot, tong.hai]
"""


def period_file(figures: Mapping[str, Mapping[str, str]], more: str = "") -> str:
    """Return a period's file: figures by `indicator.window`, one measure a line."""
    lines = ["ky: 2024-06", "bo_so_lieu: tinh", "ban: 1/7/2024", "so_lieu:"]
    for name, measures in figures.items():
        key, _dot, window = name.rpartition(".")
        lines += [f"  {key}:", f"    {window}:"]
        lines += [f"      {measure}: {text}" for measure, text in measures.items()]
    return "\n".join(lines) + "\n" + more


def findings(desk: Desk, figures: Mapping[str, Mapping[str, str]], more: str = "") -> list[Fault]:
    """Return what is found in the figures."""
    desk.write("chi-tieu/a.yaml", CATALOGUE)
    data = desk.root / "data"
    for path in (*data.glob("ke-hoach/*.yaml"), *data.glob("tinh/*.yaml"), data / "bang.yaml"):
        if path.stem not in ("2024-S1", "2023-06", "2024-03"):
            path.unlink(missing_ok=True)
    desk.write("tinh/2024-06.yaml", period_file(figures, more))
    return check_dataset(find_workspace(desk.root), "tinh", parse_period("2024-06"))


def codes(found: list[Fault]) -> list[tuple[str, str | None]]:
    """Return codes and how sure they are."""
    return [(fault.code, fault.certainty) for fault in found]


def levels(total: str, one: str, two: str) -> dict[str, dict[str, str]]:
    """Return a total and its parts, with their growth."""
    (whole, g), (first, g1), (second, g2) = (x.split() for x in (total, one, two))
    return {
        "tong.luy_ke": {"muc": whole, "tang": g},
        "tong.mot.luy_ke": {"muc": first, "tang": g1},
        "tong.hai.luy_ke": {"muc": second, "tang": g2},
    }


def test_the_growth_of_a_total_follows_from_its_parts(desk: Desk) -> None:
    """1.934,5 growing 22,3 % cannot hold 811 falling 0,4 % and 1.123,5 growing 22,3 %."""
    (fault,) = findings(desk, levels("1.934,5 22,3", "811 -0,4", "1.123,5 22,3"))
    assert (fault.code, fault.certainty) == ("tang-khac-cac-phan", "certain")
    assert "11,6" in fault.message
    assert fault.where.file == "data/tinh/2024-06.yaml"


@pytest.mark.parametrize("growth", ["11,6", "11,7", "11,62"])
def test_a_growth_that_rounding_allows_is_no_finding(desk: Desk, growth: str) -> None:
    """Levels and growths of the parts are printed, not exact: so is what follows."""
    assert findings(desk, levels(f"1.934,5 {growth}", "811 -0,4", "1.123,5 22,3")) == []


def test_parts_that_are_not_all_there_say_nothing(desk: Desk) -> None:
    """A total may have parts that were not sent: its growth does not follow from some."""
    figures = levels("1.934,5 22,3", "811 -0,4", "1.123,5 22,3")
    del figures["tong.hai.luy_ke"]
    assert findings(desk, figures) == []


@pytest.mark.parametrize(("second", "told"), [("59,9", []), ("60,0", []), ("60,2", ["certain"])])
def test_shares_make_a_hundred(desk: Desk, second: str, told: list[str]) -> None:
    """To the printed precision: 40,0 and 59,9 may be 40,04 and 59,94."""
    found = findings(
        desk,
        {"tong.mot.luy_ke": {"ty_trong": "40,0"}, "tong.hai.luy_ke": {"ty_trong": second}},
    )
    assert [fault.certainty for fault in found if fault.code == "ty-trong-khac-100"] == told


@pytest.mark.parametrize(("second", "told"), [("3,87", []), ("3,95", ["certain"])])
def test_contributions_make_the_growth(desk: Desk, second: str, told: list[str]) -> None:
    """0,85 and 3,87 points are a growth of 4,72 %."""
    found = findings(
        desk,
        {
            "tong.luy_ke": {"tang": "4,72"},
            "tong.mot.luy_ke": {"dong_gop": "0,85"},
            "tong.hai.luy_ke": {"dong_gop": second},
        },
    )
    assert [fault.certainty for fault in found if fault.code == "dong-gop-khac-tang"] == told


@pytest.mark.parametrize(
    ("pair", "second", "told"),
    [("1/2", "-2", []), ("2/2", "-2", ["certain"]), ("1/2", "tuong_duong", []), ("2/2", "3", [])],
)
def test_risers_are_counted(desk: Desk, pair: str, second: str, told: list[str]) -> None:
    """What is told as equal has not risen."""
    found = findings(
        desk,
        {
            "dem.luy_ke": {"muc": pair},
            "tong.mot.luy_ke": {"tang": "5"},
            "tong.hai.luy_ke": {"tang": second},
        },
    )
    assert [fault.certainty for fault in found if fault.code == "dem-tang-sai"] == told


def test_the_same_months_are_given_once(desk: Desk) -> None:
    """June's cumulative and its half-year are the same six months."""
    figures = {"tong.mot.luy_ke": {"muc": "100"}}
    text = period_file(figures).replace(
        "      muc: 100\n", "      muc: 100\n    nua_nam:\n      muc: 101\n"
    )
    findings(desk, figures)
    desk.write("tinh/2024-06.yaml", text)
    found = check_dataset(find_workspace(desk.root), "tinh", parse_period("2024-06"))
    assert codes(found) == [("ghi-hai-lan", "certain")]


def test_two_files_that_differ_are_a_revision_that_nobody_declared(desk: Desk) -> None:
    """The half-year's file states the months that June's file states."""
    desk.write(
        "tinh/2024-S1.yaml",
        "ky: 2024-S1\nbo_so_lieu: tinh\nban: 20/7/2024\n"
        "so_lieu:\n  tong.mot:\n    luy_ke:\n      muc: 105\n",
    )
    found = findings(desk, {"tong.mot.luy_ke": {"muc": "100"}})
    assert codes(found) == [("dieu-chinh-khong-khai", "likely")]
    assert "data/tinh/2024-S1.yaml:7" in found[0].message


@pytest.mark.parametrize(
    ("before", "told"), [("1000", ["look"]), ("95", []), ("9,6", ["look"]), ("300", [])]
)
def test_a_level_that_jumps_by_ten_is_looked_at(desk: Desk, before: str, told: list[str]) -> None:
    """A unit or a comma may be wrong; three times as much may be so."""
    desk.write(
        "tinh/2023-06.yaml",
        "ky: 2023-06\nbo_so_lieu: tinh\nban: 1/7/2023\n"
        f"so_lieu:\n  tong.mot:\n    luy_ke:\n      muc: {before}\n",
    )
    found = findings(desk, {"tong.mot.luy_ke": {"muc": "100"}})
    assert [fault.certainty for fault in found if fault.code == "nhay-bac"] == told


@pytest.mark.parametrize(("before", "told"), [("9,4", ["look"]), ("94", []), ("94000", ["look"])])
def test_without_the_year_before_the_cumulative_before_is_asked(
    desk: Desk, before: str, told: list[str]
) -> None:
    """Three months and six: a comma typed wrong shows there too."""
    desk.write(
        "tinh/2024-03.yaml",
        "ky: 2024-03\nbo_so_lieu: tinh\nban: 1/4/2024\n"
        f"so_lieu:\n  tong.mot:\n    luy_ke:\n      muc: {before}\n",
    )
    found = [f for f in findings(desk, {"tong.mot.luy_ke": {"muc": "100"}}) if f.code == "nhay-bac"]
    assert [fault.certainty for fault in found] == told
    assert all("kỳ trước" in fault.message for fault in found)


def test_a_finding_names_the_lines_of_the_parts(desk: Desk) -> None:
    """Whoever mends it goes to each of them."""
    (fault,) = findings(desk, levels("1.934,5 22,3", "811 -0,4", "1.123,5 22,3"))
    named = fault.message.rpartition("các phần ở ")[2]
    file, _colon, lines = named.partition(":")
    typed = (desk.root / file).read_text(encoding="utf-8").splitlines()
    shown = [typed[int(line) - 1].split(":")[1].strip() for line in lines.split(", ")]
    assert shown == ["-0,4", "22,3"]


def test_an_accepted_finding_is_quiet_until_a_figure_in_it_moves(desk: Desk) -> None:
    """The mark of a finding is another one when a figure in it is."""
    figures = levels("1.934,5 22,3", "811 -0,4", "1.123,5 22,3")
    (fault,) = findings(desk, figures)
    accepted = f"chap_nhan:\n  - dau: {fault.mark}\n    ly_do: Đã hỏi Hải quan\n"
    assert findings(desk, figures, accepted) == []
    figures["tong.mot.luy_ke"]["tang"] = "-0,5"
    found = findings(desk, figures, accepted)
    assert [fault.code for fault in found] == ["tang-khac-cac-phan", "chap-nhan-cu"]
    assert found[1].where.line == len(period_file(figures).splitlines()) + 2


def test_render_strict_refuses_what_cannot_be_true(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written; without --strict the report is drafted and says how much was found."""
    findings(desk, levels("1.934,5 22,3", "811 -0,4", "1.123,5 22,3"))
    desk.report("{{ tong.luy_ke.muc }}", period="2024-06")
    where = ["--workspace", str(desk.root)]
    command = ["render", "2024-06", "--no-pages", "--out", str(desk.root / "x.docx")]
    assert run([*where, *command, "--strict"]) == 2
    assert not (desk.root / "x.docx").exists()
    assert "tang-khac-cac-phan" in capsys.readouterr().err
    assert run([*where, *command]) == 0
