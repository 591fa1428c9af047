"""docxtpl, or rust-docxtpl, which takes its name: whichever the environment has.

Numbers are formatted by a filter over Babel, as users of docxtpl do.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment

from benchmarks.bench.engines.worker import main


class WithDocxtpl:
    """A template is read anew at each render: docxtpl changes it while it renders."""

    def __init__(self, option: str) -> None:
        self._environment = Environment()
        if option == "numbers":
            from benchmarks.bench.engines.babel_numbers import so

            self._environment.filters["so"] = so

    def open(self, template: Path) -> None:
        """Remember the template."""
        self._template = template

    def render(self, data: Any) -> bytes:
        """Return the document."""
        document = DocxTemplate(self._template)
        document.render(data, self._environment)
        stream = BytesIO()
        document.save(stream)
        return stream.getvalue()


if __name__ == "__main__":
    main(WithDocxtpl)
