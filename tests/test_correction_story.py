"""The story of a correction, as its README tells it, from the issued report to the redline."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from lxml import etree

from lsreport.cli import run
from lsreport.docxfile.package import Package, q

CHANGED = {
    "xnk.hai_quan.luy_ke.dat|ke_hoach": ("đạt 33% kế hoạch", "đạt 37,9% kế hoạch"),
    "xnk.hai_quan.luy_ke.tang|so_voi": (
        "tăng 22,3% so với cùng kỳ",
        "tăng 11,6% so với cùng kỳ",
    ),
    "cong_nghiep.san_pham_tang.luy_ke.muc": ("09/13 sản phẩm", "07/13 sản phẩm"),
}


def commands(root: Path) -> list[list[str]]:
    """Return the lsreport commands of the README, in order, as lists of words."""
    import shlex

    text = (root / "examples/dinh-chinh/README.md").read_text(encoding="utf-8")
    lines = [
        line.strip()
        for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
        for line in block.splitlines()
    ]
    told = [shlex.split(line.removesuffix("|| true")) for line in lines]
    return [words[1:] for words in told if words[:1] == ["lsreport"]]


@pytest.fixture(scope="module")
def place(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the workspace in which the story has been told."""
    folder = tmp_path_factory.mktemp("dinh-chinh")
    for name in ("data", "templates"):
        shutil.copytree(root / name, folder / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for words in commands(root):
            assert run(words) in (0, 1), words
    return folder


def texts(element: etree._Element, tag: str) -> list[str]:
    """Return the words of every element of a kind."""
    return ["".join(child.itertext()) for child in element.iter(q(tag))]


def test_the_issued_report_is_registered_and_untouched(place: Path) -> None:
    """The register knows the number, and the file is what was issued."""
    entry = (place / "so-van-ban/bao-cao-ban-hanh.yaml").read_text(encoding="utf-8")
    assert 'so: "215"' in entry
    assert run(["--workspace", str(place), "register", "check"]) == 0


def test_impact_names_what_is_false_in_the_issued_report(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three figures, each with its sentence, the agency and the reason."""
    assert run(["--workspace", str(place), "impact"]) == 1
    told = capsys.readouterr().out
    for expression, (old, new) in CHANGED.items():
        assert f"{expression}: {old} → {new} (2" in told
    assert told.count("Sở Công Thương: ") == 3


def test_the_corrected_report_has_the_new_figures_and_no_other_change(place: Path) -> None:
    """Every paragraph but the two that hold them is the same."""
    old, new = (
        Package((place / "out" / name).read_bytes(), name).xml("word/document.xml")
        for name in ("bao-cao.docx", "dinh-chinh.docx")
    )
    pairs = zip(texts(old, "p"), texts(new, "p"), strict=True)
    moved = [(before, after) for before, after in pairs if before != after]
    assert len(moved) == 2
    for before, after in CHANGED.values():
        assert sum(before in a and after in b for a, b in moved) == 1


def test_the_redline_tracks_each_figure_with_its_cause(place: Path) -> None:
    """Whole figures struck and put in, and a comment that says who sent the new one and why."""
    package = Package((place / "out/so-sanh.docx").read_bytes(), "so-sanh.docx")
    document = package.xml("word/document.xml")
    struck, put = texts(document, "del"), texts(document, "ins")
    assert [text for text in struck if text.strip()] == ["33%", "22,3%", "09/13"]
    assert [text for text in put if text.strip()] == ["37,9%", "11,6%", "07/13"]
    (part,) = package.related(package.document, "comments")
    comments = texts(package.xml(part), "comment")
    assert len(comments) == 3
    assert all("Sở Công Thương" in text and "(giả định)" in text for text in comments)
