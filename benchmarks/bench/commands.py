"""Our own commands as whole processes, beside Python's own start.

Comes in: a folder, in which the workspace of the repository is copied. Goes out: milliseconds of each
command of a round. The drafts are held against the document of the examples.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from benchmarks.bench import may
from benchmarks.bench.cases import ROOT
from benchmarks.bench.check import WrongOutput, require
from benchmarks.bench.peers import STORE
from benchmarks.bench.processes import timed

PYTHON, HELP = "python -c pass", "lsreport --help"
RENDER = f"lsreport render {may.PERIOD}"
AGAIN, CHANGED, NOTHING_KEPT = (
    f"{RENDER}: again, nothing changed",
    f"{RENDER}: the month's data changed",
    f"{RENDER}: nothing kept from before",
)


class Commands:
    """The commands in a workspace of their own, with a store of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._store = folder, folder.with_name("commands-store")
        for name in ("data", "templates"):
            shutil.copytree(ROOT / name, folder / name)
        self._data = folder / "data" / "ubnd" / f"{may.PERIOD}.yaml"
        self._render(RENDER)

    def round(self, number: int) -> dict[str, float]:
        """Return the time of each command. Raises WrongOutput when one fails."""
        spent = {
            PYTHON: self._run(PYTHON, ["-c", "pass"]),
            HELP: self._run(HELP, ["-m", "lsreport", "--help"]),
        }
        spent[AGAIN] = self._render(AGAIN)
        with self._data.open("a", encoding="utf-8") as stream:
            stream.write(f"# round {number}\n")  # another file, the same document
        spent[CHANGED] = self._render(CHANGED)
        spent[NOTHING_KEPT] = self._render(NOTHING_KEPT, "off")
        return spent

    def _render(self, told: str, store: str = "") -> float:
        out = self._folder / "out.docx"
        # LibreOffice, where there is one, would count the pages for seconds.
        render = ["-m", "lsreport", "render", may.PERIOD, "--no-pages", "--out", str(out)]
        spent = self._run(told, render, store)
        require(out.read_bytes(), may.golden(ROOT), told)
        return spent

    def _run(self, told: str, arguments: list[str], store: str = "") -> float:
        places = {"PYTHONPATH": str(ROOT), STORE: store or str(self._store)}
        spent, done = timed([sys.executable, *arguments], {**os.environ, **places}, self._folder)
        if done.returncode:
            raise WrongOutput(f"{told}: {done.stderr}")
        return spent
