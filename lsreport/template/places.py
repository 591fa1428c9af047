"""Where in a Word part the reader is: for messages that a clerk can follow.

Comes in: the XML tags of a part, one after the other. Goes out: a `Place`: the heading above,
the paragraph's words, the table cell or the note.
"""

from __future__ import annotations

import re
from html import unescape

from lsreport.errors import Place
from lsreport.i18n import _

_TEXT = re.compile(r"<w:t(?:\s[^>]*)?>(.*?)</w:t>", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")
_HEADING_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)"')
_OUTLINE = re.compile(r'<w:outlineLvl w:val="[0-8]"')
_SHOWN = 80


def words_of(xml: str) -> str:
    """Return the words of a piece of a part, shortened for a message."""
    found = _TEXT.findall(xml)
    words = " ".join(unescape(_TAGS.sub("", "".join(found) or xml)).split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


class PlaceKeeper:
    """Follows the tags of a part."""

    def __init__(self, file: str, part: str, headings: frozenset[str]) -> None:
        self._file, self._label, self._headings = file, part, headings
        self._paragraph = 0
        self._text = ""
        self._heading: str | None = None
        self._cells: list[list[int]] = []  # per open table: its number, row, cell
        self._tables = 0

    def enter_paragraph(self, xml: str) -> None:
        """Take the XML of the paragraph that begins here."""
        self._paragraph += 1
        self._text = words_of(xml)
        style = _HEADING_STYLE.search(xml)
        if (style and style[1] in self._headings) or _OUTLINE.search(xml):
            self._heading = self._text or self._heading

    def take(self, tag: str) -> None:
        """Take an XML tag."""
        if tag.startswith("<w:tbl>"):
            self._tables += 1
            self._cells.append([self._tables, 0, 0])
        elif tag.startswith("</w:tbl>") and self._cells:
            self._cells.pop()
        elif self._cells and re.match(r"<w:tr[ >]", tag):
            self._cells[-1][1:] = [self._cells[-1][1] + 1, 0]
        elif self._cells and re.match(r"<w:tc[ >]", tag):
            self._cells[-1][2] += 1

    def place(self, near: str = "") -> Place:
        """Return where the reader is; `near` replaces the paragraph's words."""
        label = self._label
        if self._cells:
            cell = _("bảng {table}, hàng {row}, ô {cell}").format(
                table=self._cells[-1][0], row=self._cells[-1][1], cell=self._cells[-1][2]
            )
            label = f"{label}, {cell}" if label else cell
        return Place(
            file=self._file, part=label or None, heading=self._heading,
            paragraph=self._paragraph or None, text=near or self._text or None,
        )  # fmt: skip
