"""The words of a template, tags as typed, without compiling it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from lsreport.docxfile.archive import read_file
from lsreport.docxfile.package import Package


def template_words(path: Path) -> str:
    """Return the text of a template's body and notes. Raises PackageError."""
    package = Package(read_file(path), str(path), allow_links=True)
    parts = [package.document, *package.related(package.document, "footnotes")]
    return "\n".join(unescape(re.sub("<[^>]*>", "", package.read(part).decode())) for part in parts)
