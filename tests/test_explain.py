"""Where a figure comes from: given or derived, with formula and lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lsreport.cli import run
from lsreport.data.workspace import find_workspace
from lsreport.errors import FigureError
from lsreport.explain import as_json, explain
from lsreport.measures import Measures
from lsreport.periods import parse_period


@pytest.fixture
def june(root: Path) -> Measures:
    """Return the statistics office's June 2024 with its other periods."""
    workspace, period = find_workspace(root), parse_period("2024-06")
    data, _notes = workspace.dataset("thongke", period)
    return Measures(data, workspace.catalogue, lambda: workspace.earlier("thongke", period))


def test_a_derived_figure_names_formula_and_lines_of_each_input(june: Measures, root: Path) -> None:
    """The base of six months from last year's seven months and July."""
    (value,) = explain(june, "xnk.hai_quan.luy_ke.cung_ky")
    told = as_json(value, june)
    assert told["formula"] == "muc 1-7/2023 - muc 7/2023"
    assert told["derived"] is True
    for source in told["sources"]:
        line = (root / source["file"]).read_text(encoding="utf-8").split("\n")[source["line"] - 1]
        assert line.strip().startswith("muc:")


def test_a_key_tells_all_there_is_given_first(june: Measures) -> None:
    """An indicator, or one of its windows."""
    values = explain(june, "xnk.hai_quan")
    formulas = [value.formula is None for value in values]
    assert formulas == sorted(formulas, reverse=True)
    assert {value.window.value for value in explain(june, "xnk.hai_quan.luy_ke")} == {"luy_ke"}


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("xnk.hai_qan", "chi-tieu-la"),
        ("gia.cpi.quy.muc", "thieu-so-lieu"),
        ("giao_duc.truong_chuan.tong", "thieu-so-lieu"),
    ],
)
def test_what_cannot_be_explained_is_told(june: Measures, key: str, code: str) -> None:
    """A misspelled key, a figure that nothing gives, an indicator without data in the period."""
    with pytest.raises(FigureError) as caught:
        explain(june, key)
    assert caught.value.faults[0].code == code


def test_the_command_speaks_and_gives_json(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line a figure; the documented shape with --json."""
    monkeypatch.chdir(root)
    assert run(["explain", "ngan_sach.thu.luy_ke.dat", "2024-05"]) == 0
    line = capsys.readouterr().out.rstrip("\n").split("\t")
    assert line[:3] == ["ngan_sach.thu.luy_ke.dat", "53%", "ghi trong dữ liệu"]
    words = ["explain", "xnk.hai_quan.luy_ke.cung_ky", "2024-06", "--data", "thongke", "--json"]
    assert run(words) == 0
    (figure,) = json.loads(capsys.readouterr().out)["figures"]
    assert list(figure) == [
        "expression",
        "text",
        "derived",
        "formula",
        "status",
        "vintage",
        "sources",
    ]
