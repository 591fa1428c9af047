"""Content controls where they stand, byte by byte.

Comes in: the bytes of a part, whoever saved it last. Goes out: every control with its place
in those bytes, and the part with some of them changed: all that is not touched stays byte
for byte. Word and LibreOffice write controls differently; both are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from unicodedata import normalize
from xml.parsers import expat

from lsreport.docxfile.links import bound_name
from lsreport.docxfile.package import W
from lsreport.errors import PackageError, Place
from lsreport.i18n import _

_TAG = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_WORDS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


@dataclass(slots=True)
class Paragraph:
    """A paragraph of a part: its number from 1, its words, where its runs begin and end, whether it
    stands in another (a text box).

    `typed` are the words outside all controls and fields; `style` is the id of its style. `runs` tell where
    each run stands in the bytes, and between which of its letters (composed, without deleted ones).
    """

    number: int
    text: str = ""
    typed: str = ""
    style: str = ""
    begin: int = 0
    end: int = 0
    inside: bool = False
    said: int = 0
    runs: list[tuple[int, int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Control:
    """A run-level or other control: where it stands, what it says of itself, what it shows.

    Offsets count bytes of the part. `words` are the stretches of what shows its text (w:t,
    tabs, breaks), whole elements; `at` is where its text begins in the paragraph.
    """

    part: str
    start: int
    end: int = 0
    properties: tuple[int, int] = (0, 0)
    run_properties: tuple[int, int] = (0, 0)
    content: tuple[int, int] = (0, 0)
    name: str = ""
    tag: str = ""
    alias: str = ""
    number: str = ""
    text: str = ""
    words: list[tuple[int, int]] = field(default_factory=list)
    tracked: bool = False
    paragraph: Paragraph = field(default_factory=lambda: Paragraph(0))
    at: int = 0


@dataclass(frozen=True, slots=True)
class PartText:
    """The controls and the paragraphs of a part, each in order, those within others too."""

    controls: list[Control]
    paragraphs: list[Paragraph]


def read_part(content: bytes, part: str, file: str) -> PartText:
    """Return what a part holds. Raises PackageError."""
    reader = _Reader(content, part)
    try:
        reader.read()
    except expat.ExpatError as error:
        raise PackageError.one(
            "xml-hong",
            _("phần «{part}» không phải XML đúng: {reason}").format(part=part, reason=error),
            _("mở bằng Word (Word tự sửa) rồi lưu lại"),
            Place(file, part=part),
        ) from None
    return PartText(reader.controls, reader.paragraphs)


def splice(content: bytes, edits: Iterable[tuple[int, int, bytes]]) -> bytes:
    """Return the bytes with stretches replaced; the stretches do not overlap."""
    pieces, position = [], 0
    for start, end, new in sorted(edits):
        pieces += [content[position:start], new]
        position = end
    return b"".join([*pieces, content[position:]])


class _Reader:
    """Walks a part once, keeping what is open."""

    def __init__(self, content: bytes, part: str) -> None:
        self._content, self._part = content, part
        self.controls: list[Control] = []
        self.paragraphs: list[Paragraph] = []
        self._open: list[Control] = []
        self._paragraphs: list[Paragraph] = []
        self._count = 0
        self._starts: list[int] = []
        self._path: list[str] = []
        self._in_words = False
        self._fresh = False  # nothing stands in the innermost element yet
        self._tracked = 0
        self._gone = 0
        self._runs: list[tuple[int, Paragraph, int]] = []
        self._fields = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.buffer_text = False

    def read(self) -> None:
        self._parser.Parse(self._content, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.removeprefix(f"{W} ") if name.startswith(f"{W} ") else ""
        self._path.append(local)
        self._starts.append(self._parser.CurrentByteIndex)
        self._fresh = True
        if local == "p":
            self._count += 1
            begin = self._after_tag(self._parser.CurrentByteIndex)
            inside = bool(self._paragraphs)
            self._paragraphs.append(Paragraph(self._count, begin=begin, end=begin, inside=inside))
            self.paragraphs.append(self._paragraphs[-1])
        elif local == "r" and self._paragraphs:
            said = self._paragraphs[-1].said
            self._runs.append((self._parser.CurrentByteIndex, self._paragraphs[-1], said))
        elif local == "sdt":
            self._open_control()
        elif local in ("ins", "del", "moveFrom", "moveTo"):
            self._tracked += 1
            self._gone += local in ("del", "moveFrom")
        elif local in ("fldChar", "fldSimple"):
            self._fields += {"separate": 0, "end": -1}.get(
                attributes.get(f"{W} fldCharType", ""), 1
            )
        elif local == "t":
            self._in_words = True
        elif local in _WORDS and "r" in self._path[-2:-1]:
            self._add(_WORDS[local])
        elif local == "pStyle" and self._paragraphs and self._path[-2:-1] == ["pPr"]:
            self._paragraphs[-1].style = attributes.get(f"{W} val", "")
        if self._open and "sdtPr" in self._path:
            self._property(local, attributes)

    def _open_control(self) -> None:
        control = Control(self._part, self._parser.CurrentByteIndex)
        if self._paragraphs:
            control.paragraph = self._paragraphs[-1]
            control.at = len(control.paragraph.text)
        self.controls.append(control)
        self._open.append(control)

    def _property(self, local: str, attributes: dict[str, str]) -> None:
        control, value = self._open[-1], attributes.get(f"{W} val", "")
        if local == "tag":
            control.tag = value
        elif local == "alias":
            control.alias = value
        elif local == "id":
            control.number = value
        elif local == "dataBinding":
            control.name = bound_name(attributes.get(f"{W} xpath", "")) or ""

    def _characters(self, text: str) -> None:
        self._fresh = False
        if self._in_words:
            self._add(text)

    def _add(self, text: str) -> None:
        for control in self._open:
            control.text += text
            control.tracked = control.tracked or bool(self._tracked)
        if self._paragraphs:
            self._paragraphs[-1].text += text
            if not self._gone:
                self._paragraphs[-1].said += len(normalize("NFC", text))
            if not self._open and self._fields <= 0:  # Word fills in what a field shows
                self._paragraphs[-1].typed += text

    def _end(self, _name: str) -> None:
        local, start = self._path.pop(), self._starts.pop()
        end = self._end_of_element()
        if local == "t" or (local in _WORDS and self._path[-1:] == ["r"]):
            self._in_words = False
            for control in self._open:
                control.words.append((start, end))
        elif local == "r" and self._runs:
            begin, paragraph, said = self._runs.pop()
            paragraph.runs.append((begin, end, said, paragraph.said))
        elif local == "p":
            self._paragraphs.pop().end = self._parser.CurrentByteIndex
        elif local == "fldSimple":
            self._fields -= 1
        elif local == "pPr" and self._path[-1:] == ["p"]:
            self._paragraphs[-1].begin = end
        elif local in ("ins", "del", "moveFrom", "moveTo"):
            self._tracked -= 1
            self._gone -= local in ("del", "moveFrom")
            for control in self._open:  # a change inside it, even one that shows no words
                control.tracked = True
        elif self._open and local == "sdtPr":
            self._open[-1].properties = (start, end)
        elif self._open and local == "rPr" and self._path[-1:] == ["sdtPr"]:
            self._open[-1].run_properties = (start, end)
        elif self._open and local == "sdtContent":
            self._open[-1].content = (start, end)
        elif local == "sdt":
            self._open.pop().end = end

    def _end_of_element(self) -> int:
        """Return where the element that ends here is over.

        Of an element with one tag only, `<w:t/>`, expat tells the place behind it, else that of
        the closing tag.
        """
        position, fresh = self._parser.CurrentByteIndex, self._fresh
        self._fresh = False
        if fresh and self._content[position - 2 : position] == b"/>":
            return position
        return self._after_tag(position)

    def _after_tag(self, position: int) -> int:
        """Return where the tag that begins at a place is over; a value may hold `>`."""
        tag = _TAG.match(self._content, position)
        assert tag is not None
        return tag.end()
