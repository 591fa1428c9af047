"""Which documents a run makes, from the words of the command."""

from __future__ import annotations

from pathlib import Path

import pytest
from units import PERIOD, make_units, unit

from lsreport.batch import Job, Options, Wish, plan
from lsreport.data.workspace import find_workspace
from lsreport.errors import UsageError

Asked = tuple[str, str, str]


@pytest.fixture(scope="module")
def units_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace of three units."""
    return make_units(tmp_path_factory.mktemp("plan") / "w", 3)


def planned(place: Path, *words: str, reports: tuple[str, ...] = (), data: tuple[str, ...] = ()):
    """Return the jobs of a wish."""
    options = Options(str(place), "")
    return plan(find_workspace(place), Wish(words, reports, data), place / "out", options)


def asked(jobs: list[Job]) -> list[Asked]:
    """Return report, data set and period of jobs."""
    return [(job.report, job.dataset, job.period) for job in jobs]


def test_without_words_every_period_of_the_default_report_that_has_data(root: Path) -> None:
    """Those of its data set whose kind it is made for."""
    periods = [period for _report, _data, period in asked(planned(root))]
    assert "2024-05" in periods
    assert "2024-S1" in periods
    assert "2021-2025" not in periods


def test_lists_and_ranges_of_periods_are_read(units_place: Path) -> None:
    """Commas, both ends of a range, each period once."""
    jobs = planned(units_place, "2024-04..2024-06,2024-05", "2024-05")
    assert [job.period for job in jobs] == ["2024-04", "2024-05", "2024-06"]


def test_units_are_chosen_by_name_and_by_pattern(units_place: Path) -> None:
    """A pattern takes every data set that bears such a name; the report's own is no unit."""
    assert asked(planned(units_place, PERIOD, data=("don_vi_*",))) == [
        ("bao-cao", unit(number), PERIOD) for number in range(3)
    ]
    assert asked(planned(units_place, PERIOD, data=(unit(1), "xa"))) == [
        ("bao-cao", unit(1), PERIOD),
        ("bao-cao", "xa", PERIOD),
    ]


def test_a_file_and_a_folder_of_data_name_their_data_set_and_periods(root: Path) -> None:
    """data/ubnd/2024-05.yaml, data/thongke, data: the reports that are made from them."""
    data = root / "data"
    assert asked(planned(root, str(data / "ubnd" / "2024-05.yaml"))) == [
        ("ubnd/bao-cao", "ubnd", "2024-05")
    ]
    assert asked(planned(root, str(data / "thongke"))) == [
        ("thongke/bao-cao", "thongke", "2023-07"),
        ("thongke/bao-cao", "thongke", "2024-06"),
    ]
    whole = asked(planned(root, str(data), reports=("*",)))
    assert {report for report, _data, _period in whole} == {
        "ubnd/bao-cao",
        "ubnd/ke-hoach",
        "ubnd/thong-cao",
        "thongke/bao-cao",
    }


def test_each_document_has_a_name_of_its_own(units_place: Path) -> None:
    """The unit and the day are in it; the report's own data set need not be named."""
    names = [job.name for job in planned(units_place, PERIOD, data=("*",))]
    assert names == [
        *(f"bao-cao-{unit(n)}-{PERIOD}.docx" for n in range(3)),
        "bao-cao-2024-05.docx",
    ]


@pytest.mark.parametrize(
    ("words", "reports", "data", "code"),
    [
        (("2024-13",), (), (), "ky-sai"),
        (("2024-12..2024-01",), (), (), "ky-sai"),
        (("2024-01..2024-Q4",), (), (), "ky-sai"),
        (("1950-01..2099-12",), (), (), "ky-sai"),
        ((",",), (), (), "ky-sai"),
        (("2024-05,",), (), (), "ky-sai"),
        (("2024-05",), ("bao-ca",), (), "bao-cao-la"),
        (("2024-05",), ("khong-*",), (), "bao-cao-la"),
        (("2024-Q1",), (), (), "ky-khong-hop"),
        (("2024-05",), (), ("xa_khac",), "ten-la"),
        (("2024-05",), (), ("khac_*",), "ten-la"),
        (("2031-05",), (), ("don_vi_*",), "chua-co-ky"),
        (("data/khac/",), (), (), "khong-phai-so-lieu"),
        (("data/chi-tieu",), (), (), "khong-phai-so-lieu"),
    ],
)
def test_what_no_workspace_has_is_refused_before_anything_is_made(
    units_place: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    reports: tuple[str, ...],
    data: tuple[str, ...],
    code: str,
) -> None:
    """With the code that a single render would give."""
    monkeypatch.chdir(units_place)
    with pytest.raises(UsageError) as caught:
        planned(units_place, *words, reports=reports, data=data)
    assert [fault.code for fault in caught.value.faults] == [code]


def test_a_folder_named_like_a_period_hides_none(
    units_place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--out 2024-05` makes one: the same command must go on."""
    (tmp_path / "2024-05").mkdir()
    monkeypatch.chdir(tmp_path)
    assert asked(planned(units_place, "2024-05"))


def test_a_data_set_of_another_report_is_no_unit(root: Path) -> None:
    """The statistics office's figures do not stand in for those of the province."""
    with pytest.raises(UsageError) as caught:
        planned(root, "2024-06", data=("thongke",))
    assert caught.value.faults[0].code == "bo-khong-khop"


def test_two_reports_that_would_take_one_name_are_refused(
    units_place: Path, tmp_path: Path
) -> None:
    """`a/b` and `a-b` would be one file."""
    place = make_units(tmp_path / "w", 0)
    settings = place / "data" / "lsreport.yaml"
    text = settings.read_text(encoding="utf-8")
    head, report = text.split("  bao-cao:\n", 1)
    settings.write_text(f"{head}  bao-cao:\n{report}  bao/cao:\n{report}", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        planned(place, PERIOD, reports=("*",))
    assert caught.value.faults[0].code == "trung-ten-tep"
