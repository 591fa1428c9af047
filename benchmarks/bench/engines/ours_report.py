"""lsreport's report of May 2024 with all its links and notes, from the workspace.

The figures are looked up, computed and worded anew at each render; what stays is the workspace as
read and the template as compiled; nothing is kept from another process. With the option "run" the
figures stay too: what is timed is the run of the compiled template. The template and the data given
on the command line are unused.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.bench.engines.worker import main
from lsreport.data.workspace import find_workspace
from lsreport.periods import parse_period
from lsreport.report.stages import Report, open_report

ROOT = Path(__file__).resolve().parents[3]


class OurReport:
    """The report, opened at `open`."""

    def __init__(self, option: str) -> None:
        self._run_alone = option == "run"
        self._report: Report

    def open(self, _template: Path) -> None:
        """Read the workspace and compile the template."""
        self._report = open_report(find_workspace(ROOT), parse_period("2024-05"))
        self._report.template  # noqa: B018  # compiled at its first use

    def render(self, _data: Any) -> bytes:
        """Return the document; the report is a new one but for its compiled template."""
        if self._run_alone:
            return self._report.draft().document
        report = replace(self._report)
        report.__dict__["template"] = self._report.template  # where cached_property keeps it
        return report.draft().document


if __name__ == "__main__":
    main(OurReport)
