"""lsreport's engine, alone: any template, plain values, numbers by its own formatting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.bench.engines.worker import main
from lsreport.numbers import format_decimal
from lsreport.template import Template


class Ours:
    """A template compiled at `open`."""

    def __init__(self, _option: str) -> None:
        self._template: Template

    def open(self, template: Path) -> None:
        """Compile."""
        self._template = Template(template, filters={"so": format_decimal})

    def render(self, data: Any) -> bytes:
        """Return the document."""
        return self._template.render(data)


if __name__ == "__main__":
    main(Ours)
