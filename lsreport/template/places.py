"""Where in a Word part the reader is: for messages that a clerk can follow.

Comes in: the XML tags of a part, one after the other. Goes out: a `Place`: the heading above,
the paragraph's words, the table cell or the note; and the elements that are open there.
"""

from __future__ import annotations

import re

from lsreport.docxfile.xmltext import unescape
from lsreport.errors import Place
from lsreport.i18n import _

_TEXT = re.compile(r"<w:t(?:\s[^>]*)?>(.*?)</w:t>", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")
_HEADING_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)"')
_OUTLINE = re.compile(r'<w:outlineLvl w:val="[0-8]"')
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_SHOWN = 80
_READ = 10 * _SHOWN  # without blanks; an entity takes up to eight for one
_NAME = re.compile(r"<(/?)([\w:.-]+)")
_COUNTED = re.compile(r"<w:(p|tbl|tr|tc)(?=[ />])|</w:(tbl|tr)>")
_NUMBER = re.compile(r' ls="(\d+)"')
# What the clean-up puts for the braces of paragraphs that it leaves alone.
_UNMASKED = str.maketrans("\ufdd0\ufdd1\ufdd2\ufdd3", "{}{}")


def words_of(xml: str) -> str:
    """Return the words of a piece of a part, shortened for a message."""
    found, length = [], 0
    for match in _TEXT.finditer(xml):
        found.append(match[1])
        length += len("".join(match[1].split()))
        if length > _READ:
            break
    words = " ".join(unescape(_TAGS.sub("", "".join(found) or xml)).split())
    shown = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
    return shown.translate(_UNMASKED)


def numbered(xml: str) -> str:
    """Return a part whose paragraphs, tables, rows and cells carry their numbers.

    docxtpl's clean-up takes out the paragraphs, rows and cells of `{%p`, `{%tr` and `{%tc`;
    a message must count as Word does. PlaceKeeper takes the numbers out again.
    """
    return _COUNTED.sub(_Numbering(), xml)


class _Numbering:
    """Counts paragraphs and tables in the part, rows in their table, cells in their row."""

    def __init__(self) -> None:
        self._whole = {"p": 0, "tbl": 0}
        self._inner: list[int] = [0]  # of each open table its rows, of each open row its cells

    def __call__(self, match: re.Match[str]) -> str:
        name = match[1]
        if name is None:  # a table or row ends
            self._inner = self._inner[:-1] or [0]
            return match[0]
        number = self._next(name)
        if name in ("tbl", "tr"):
            self._inner.append(0)
        empty = match.string.startswith("/", match.end())  # nothing to tell of `<w:p/>`
        return match[0] if empty else f'{match[0]} ls="{number}"'

    def _next(self, name: str) -> int:
        if name in self._whole:
            self._whole[name] += 1
            return self._whole[name]
        self._inner[-1] += 1
        return self._inner[-1]


_NUMBERED = frozenset(("w:p", "w:tbl", "w:tr", "w:tc"))


class PlaceKeeper:
    """Follows the tags of a part."""

    def __init__(
        self, file: str, part: str, headings: frozenset[str], heading: str | None = None
    ) -> None:
        self._file, self._label, self._headings = file, part, headings
        self._heading = heading
        self._open: list[tuple[str, int]] = []  # elements with their number, 0 where not counted
        self._paragraph = ""  # the XML of the paragraph; its words are read where they are told
        self.torn: Place | None = None

    def note(self, part: str) -> PlaceKeeper:
        """Return the keeper for a note that stands here."""
        return PlaceKeeper(self._file, part, self._headings, self._heading)

    @property
    def nest(self) -> tuple[str, ...]:
        """Return the names of the elements that are open, the outermost first."""
        return tuple(name for name, _number in self._open)

    def enter_paragraph(self, xml: str) -> None:
        """Take the XML of the paragraph that begins here."""
        self._paragraph = xml
        style = _HEADING_STYLE.search(xml)
        if (style and style[1] in self._headings) or _OUTLINE.search(xml):
            self._heading = _TAG.sub("", words_of(xml)).strip() or self._heading

    def take(self, tag: str) -> str:
        """Take an XML tag and return it without its number.

        `torn` is set where it closes what is not open: the clean-up of a tag that begins in
        one element and ends in another cuts through both.
        """
        match = _NAME.match(tag)
        if match is None:
            return tag
        closes, name = match.groups()
        number = _NUMBER.search(tag) if name in _NUMBERED and not closes else None
        if closes:
            if self._open and self._open[-1][0] == name:
                self._open.pop()
            else:
                self._close(name)
        elif not tag.endswith("/>"):
            self._open.append((name, int(number[1]) if number else 0))
        return tag.replace(number[0], "", 1) if number else tag

    def _close(self, name: str) -> None:
        """Close what is not the innermost element."""
        self.torn = self.torn or self.place()
        if name in self.nest:
            while self._open.pop()[0] != name:
                continue

    def place(self, near: str = "") -> Place:
        """Return where the reader is; `near` replaces the paragraph's words."""
        numbers = dict(self._open)  # of tables in a table the innermost
        label = self._label
        if "w:tbl" in numbers:
            spot = _("bảng {table}").format(table=numbers["w:tbl"])
            if self._open_names_end("w:tc"):
                spot = _("bảng {table}, hàng {row}, ô {cell}").format(
                    table=numbers["w:tbl"], row=numbers["w:tr"], cell=numbers["w:tc"]
                )
            label = f"{label}, {spot}" if label else spot
        inside = numbers.get("w:p")
        return Place(
            file=self._file,
            part=label or None,
            heading=self._heading,
            paragraph=inside or None,
            text=near or (words_of(self._paragraph) if inside else "") or None,
        )

    def _open_names_end(self, name: str) -> bool:
        """Return whether the innermost table part open is `name`."""
        parts = [x for x, _number in self._open if x in ("w:tbl", "w:tr", "w:tc")]
        return parts[-1:] == [name]
