"""The examples do what they say; their outputs are goldens."""

from __future__ import annotations

from pathlib import Path

import pytest
from goldens import GOLDENS

from lsreport.data.workspace import find_workspace
from lsreport.docxfile.package import Package
from lsreport.periods import parse_period
from lsreport.report.stages import open_report


@pytest.mark.parametrize("workspace", GOLDENS, ids=lambda path: path.name)
def test_an_example_gives_its_golden_part_by_part(workspace: Path) -> None:
    """Every part of the golden document is what a render gives now (`make goldens` rewrites it)."""
    document = open_report(find_workspace(workspace), parse_period("2024-05")).draft().document
    now, golden = Package(document, "now"), Package(GOLDENS[workspace].read_bytes(), "golden")
    assert now.names() == golden.names()
    for name in now.names():
        assert now.read(name) == golden.read(name), name


@pytest.mark.parametrize("name", ["trang-1.png", "trang-2.png"])
def test_the_pictures_of_the_readme_are_there(root: Path, name: str) -> None:
    """The first pages of the May report are pictures."""
    assert (root / "examples" / "thang-5-2024" / name).read_bytes()[:4] == b"\x89PNG"
