"""A report drawn for one of many units, from a data set of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from units import PERIOD, make_units, name, single, unit, write_unit

from lsreport.cli import run
from lsreport.data.workspace import Workspace, find_workspace
from lsreport.docxfile.listing import list_text
from lsreport.docxfile.living import LivingDocument
from lsreport.docxfile.package import Package
from lsreport.errors import UsageError
from lsreport.periods import parse_period
from lsreport.refresh import refresh
from lsreport.report.stages import open_report

MAY = parse_period(PERIOD)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a workspace of two units; the second has a body of its own."""
    folder = make_units(tmp_path / "w", 2)
    bodies = folder / "data" / "co-quan.yaml"
    text = bodies.read_text(encoding="utf-8")
    own = text.split("co_quan:\n")[1].split("nguoi_ky:")[0].replace("ubnd_xa:", f"{unit(1)}:")
    own = own.replace("XÃ VÍ DỤ", "XÃ THỨ HAI")
    bodies.write_text(text.replace("nguoi_ky:", f"{own}nguoi_ky:", 1), encoding="utf-8")
    return folder


def test_a_unit_issues_its_own_report(place: Path, tmp_path: Path) -> None:
    """Its figures, its body where one bears its name, else that of the report."""
    first = list_text(Package(single(place, 0, tmp_path / "0.docx"), "0"))
    second = list_text(Package(single(place, 1, tmp_path / "1.docx"), "1"))
    assert "200,4" in first
    assert "201,4" in second
    assert ("XÃ THỨ HAI" in first, "XÃ THỨ HAI" in second) == (False, True)
    assert ("XÃ VÍ DỤ" in first, "XÃ VÍ DỤ" in second) == (True, False)


def test_render_names_the_file_after_the_unit(place: Path) -> None:
    """The documents of two units do not take each other's place."""
    for number in range(2):
        words = ["--workspace", str(place), "render", PERIOD, "--data", unit(number)]
        assert run(words) == 0
    assert sorted(path.name for path in (place / "out").glob("*.docx")) == [name(0), name(1)]


def test_a_kept_draft_is_that_of_its_unit(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one process kept of a unit is not another unit's document."""
    monkeypatch.setenv("LSREPORT_CACHE", str(place / "kept"))
    found = [single(place, n, place / "out" / f"{n}.docx") for n in (0, 1, 0, 1)]
    assert found[0] == found[2] != found[1] == found[3]


def test_a_document_is_refreshed_from_its_units_data(place: Path, tmp_path: Path) -> None:
    """Not from those of the report's own data set, nor of another unit."""
    document = single(place, 0, tmp_path / "0.docx")
    write_unit(place, 0, "222,4")
    done = refresh(document, "0.docx", find_workspace(place))
    assert [(one.found, one.now) for one in done.of("updated")] == [
        ("ước đạt 200,4 triệu đồng", "ước đạt 222,4 triệu đồng")
    ]
    assert LivingDocument(done.document, "0.docx").facts["dataset"] == unit(0)


def test_check_looks_at_a_units_report(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --report and --data; a data set that another report has for its own is refused."""
    words = ["--workspace", str(place), "check", PERIOD, "--report", "bao-cao", "--data"]
    assert run([*words, unit(1)]) == 0
    assert capsys.readouterr().out.endswith("0 lỗi, 0 cảnh báo, 1 lưu ý\n")
    assert run([*words, "khac"]) == 2


@pytest.mark.parametrize(("asked", "code"), [("khac", "ten-la"), ("thongke", "bo-khong-khop")])
def test_what_is_no_unit_is_refused(root: Path, asked: str, code: str) -> None:
    """A data set that nobody declared; one that another report has for its own."""
    with pytest.raises(UsageError) as caught:
        open_report(find_workspace(root), MAY, unit=asked)
    assert caught.value.faults[0].code == code


def test_past_periods_are_the_units_own(place: Path) -> None:
    """What is derived from other periods comes from the unit's folder."""
    april = (place / "data" / unit(0) / "2024-05.yaml").read_text("utf-8")
    (place / "data" / unit(0) / "2024-04.yaml").write_text(
        april.replace("ky: 2024-05", "ky: 2024-04").replace("31/5/2024", "30/4/2024"), "utf-8"
    )
    place_ = replace(find_workspace(place), store=None)
    assert isinstance(place_, Workspace)
    measures = open_report(place_, MAY, unit=unit(0)).figures.measures
    assert [data.file for data in measures.datasets()] == [
        f"data/{unit(0)}/2024-05.yaml",
        f"data/{unit(0)}/2024-04.yaml",
    ]
