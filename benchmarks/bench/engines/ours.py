"""lsreport's engine, alone: any template, plain values, numbers by its own formatting.

With the option "kept", a compile is kept for the next process in the store that LSREPORT_CACHE names.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.bench.engines.worker import main
from lsreport.numbers import format_decimal
from lsreport.store import open_store
from lsreport.template import Template


class Ours:
    """A template compiled at `open`."""

    def __init__(self, option: str) -> None:
        self._kept = option == "kept"
        self._template: Template

    def open(self, template: Path) -> None:
        """Compile, or take what was kept."""
        keeper = open_store() if self._kept else None
        self._template = Template(template, filters={"so": format_decimal}, keeper=keeper)

    def render(self, data: Any) -> bytes:
        """Return the document."""
        return self._template.render(data)


if __name__ == "__main__":
    main(Ours)
