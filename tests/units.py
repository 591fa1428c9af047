"""A small workspace of several units, one data set each, for tests of many documents."""

from __future__ import annotations

import shutil
from pathlib import Path

from lsreport.cli import run as command

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "bao-cao-dau-tien"
PERIOD = "2024-05"


def unit(number: int) -> str:
    """Return the name of a unit."""
    return f"don_vi_{number:03d}"


def make_units(folder: Path, count: int) -> Path:
    """Make a workspace of so many units, whose levels differ; return it."""
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("*.docx.png", "out"))
    settings = folder / "data" / "lsreport.yaml"
    declared = "".join(f"  {unit(n)}: Số liệu của đơn vị {n}\n" for n in range(count))
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("bo_so_lieu:\n", f"bo_so_lieu:\n{declared}", 1), "utf-8")
    for number in range(count):
        write_unit(folder, number, f"{200 + number},4")
    return folder


def write_unit(folder: Path, number: int, level: str) -> None:
    """Write the file of May of a unit; `level` is its revenue of the month."""
    model = (EXAMPLE / "data" / "xa" / f"{PERIOD}.yaml").read_text(encoding="utf-8")
    own = model.replace("bo_so_lieu: xa", f"bo_so_lieu: {unit(number)}").replace("210,4", level, 1)
    path = folder / "data" / unit(number) / f"{PERIOD}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(own, encoding="utf-8")


def name(number: int) -> str:
    """Return the name of a unit's document."""
    return f"bao-cao-{unit(number)}-{PERIOD}.docx"


def single(workspace: Path, number: int, out: Path) -> bytes:
    """Return what `lsreport render` writes for a unit."""
    out.parent.mkdir(exist_ok=True)
    words = ["--workspace", str(workspace), "render", PERIOD, "--data", unit(number)]
    assert command([*words, "--no-pages", "--out", str(out)]) == 0
    return out.read_bytes()
