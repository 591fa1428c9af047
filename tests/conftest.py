"""What several rooms' tests share."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from desk import FILES, Desk
from hypothesis import settings

# The same examples on every run and every machine, whatever the clock says.
settings.register_profile("lsreport", deadline=None, derandomize=True)
settings.load_profile("lsreport")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the checkout: it is also the workspace of Lạng Sơn."""
    return ROOT


@pytest.fixture
def make_docx() -> Callable[..., bytes]:
    """Return a maker of small Word files: one paragraph a text, headings marked with '# '."""
    from docx import Document

    def make(*paragraphs: str) -> bytes:
        document = Document()
        for text in paragraphs:
            if text.startswith("# "):
                document.add_heading(text[2:], 1)
            else:
                document.add_paragraph(text)
        stream = BytesIO()
        document.save(stream)
        return stream.getvalue()

    return make


@pytest.fixture
def desk(tmp_path: Path, make_docx: Callable[..., bytes]) -> Desk:
    """Return a small workspace of several periods in which everything is right."""
    made = Desk(tmp_path, make_docx)
    for name, text in FILES.items():
        made.write(name, text)
    return made
