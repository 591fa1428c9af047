"""The words of a document, with their places.

Comes in: the bytes of a .docx, .txt or .md file. Goes out: its paragraphs, the marks of notes in
them, the notes' own paragraphs, the rows of tables. Markup is blanked out with as many spaces,
so that an offset in the blanked text is an offset in the paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import PurePath
from typing import NamedTuple

from lsreport.audit.reading.patterns import lazy
from lsreport.errors import PackageError, Place, UsageError
from lsreport.i18n import _

_MOST_CELLS = 200  # of one row: a line with more bars is no table
_LONGEST_PIECE = 10_000
_MOST_MARKS = 200
LONGEST_FILE = 60_000_000  # bytes; a yearly report with its tables has a few hundred thousand
_SUP = lazy(r"<sup>\s*([0-9]{1,3}|\*)\s*</sup>", re.IGNORECASE)
_SQUARE = lazy(r"\[\^?([0-9]{1,3})\]")
_POWER = lazy(r"(?<![^\W\d_])[dckh]?m\Z", re.IGNORECASE)  # «km», not the end of «giảm»
_MARKUP = lazy(r"\*\*|__|</?[a-zA-Z]{1,10}>|^#{1,6} |^> |(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")
_RULE = lazy(r"^[\s|:-]+$")
_POWERS = {"2": "²", "3": "³"}


class Mark(NamedTuple):
    """The mark of a note: where it stands in its paragraph and which note it calls."""

    start: int
    end: int
    label: str


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph: its number from 1, its words, the same without markup, the marks in it.

    In a text file the number is that of the line; in a Word file notes are counted on after the
    body. `note` is the label of the note it belongs to, `cell` tells that it stands in a table. A very
    long one is read in pieces: `offset` is where the piece begins. `linked` are the stretches of
    the whole paragraph that lsreport itself printed and keeps.
    """

    number: int
    text: str
    plain: str = ""
    marks: list[Mark] = field(default_factory=list)
    note: str = ""
    heading: bool = False
    cell: bool = False
    offset: int = 0
    linked: list[tuple[int, int]] = field(default_factory=list)

    def is_linked(self, start: int, end: int) -> bool:
        """Return whether a stretch of its text touches what lsreport printed and keeps."""
        start, end = start + self.offset, end + self.offset
        return any(first < end and start < last for first, last in self.linked)


@dataclass(frozen=True, slots=True)
class Document:
    """What is read of a file. `rows` are the rows of its tables, each a list of cells."""

    paragraphs: list[Paragraph]
    tables: list[list[list[Paragraph]]] = field(default_factory=list)
    bracket_marks: bool = False

    @property
    def body(self) -> list[Paragraph]:
        """Return the paragraphs that are no notes."""
        return [paragraph for paragraph in self.paragraphs if not paragraph.note]

    @property
    def notes(self) -> dict[str, list[Paragraph]]:
        """Return the paragraphs of each note, by its label."""
        found: dict[str, list[Paragraph]] = {}
        for paragraph in self.paragraphs:
            if paragraph.note:
                found.setdefault(paragraph.note, []).append(paragraph)
        return found


def read_document(raw: bytes, name: str) -> Document:
    """Return the document in a file. Raises PackageError, UsageError."""
    suffix = PurePath(name).suffix.lower()
    if len(raw) > LONGEST_FILE:
        raise too_long(len(raw), name)
    if suffix in (".txt", ".md"):
        return read_text(_decoded(raw, name))
    if suffix == ".docx":
        from lsreport.audit.reading.word import read_word

        return read_word(raw, name)
    raise UsageError.one(
        "loai-tep-la",
        _("không đọc được loại tệp «{suffix}»").format(suffix=suffix or name),
        _("chọn tệp .docx, .txt hoặc .md"),
        Place(name),
    )


def too_long(size: int, name: str) -> UsageError:
    """Return the error for a file that is no report."""
    return UsageError.one(
        "tep-qua-lon",
        _("tệp dài {size} MB, không phải một báo cáo").format(size=size // 1_000_000),
        _("chọn đúng tệp, hoặc chia nhỏ"),
        Place(name),
    )


def _decoded(raw: bytes, name: str) -> str:
    if b"\0" in raw[:4096] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise PackageError.one(
            "khong-phai-van-ban", _("tệp không phải văn bản"), _("chọn đúng tệp"), Place(name)
        )
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    return raw.decode("utf-8-sig", errors="replace")


def read_text(text: str) -> Document:
    """Return the document of a plain or Markdown text, one paragraph a line."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    paragraphs: list[Paragraph] = []
    tables: list[list[list[Paragraph]]] = []
    in_table = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            in_table = False
        elif _is_row(line):
            if not in_table:
                tables.append([])
            in_table = True
            if not _RULE.match(line):
                tables[-1].append(_row(line, number))
                paragraphs += tables[-1][-1]
        else:
            in_table = False
            paragraphs += pieces(_line(line, number))
    return Document(paragraphs, tables, any(_SQUARE.match(p.text.strip()) for p in paragraphs))


def _is_row(line: str) -> bool:
    words = line.strip()
    return len(words) > 1 and words[0] == words[-1] == "|" and words.count("|") <= _MOST_CELLS


def _row(line: str, number: int) -> list[Paragraph]:
    cells = []
    for cell in line.strip().strip("|").split("|"):
        words = cell.strip()
        cells.append(Paragraph(number, words, blanked(words), cell=True))
    return cells


def _line(line: str, number: int) -> Paragraph:
    made = Paragraph(number, line, heading=line.startswith("#"))
    lead = len(line) - len(line.lstrip())
    opener = _SUP.match(line, lead) or _SQUARE.match(line, lead)
    if opener:
        made.note = opener[1]
    for pattern in (_SUP, _SQUARE):
        for match in pattern.finditer(line):
            if match is opener or (opener and match.start() == opener.start()):
                continue
            if pattern is _SUP and _is_power(match):
                continue
            made.marks.append(Mark(match.start(), match.end(), match[1]))
    made.marks.sort(key=lambda mark: mark.start)
    made.plain = blanked(line)
    return made


def pieces(paragraph: Paragraph) -> list[Paragraph]:
    """Return the paragraph, or its pieces where it is longer than any sentence needs.

    What a rule does within a paragraph then takes a bounded time, whatever the file is.
    """
    if len(paragraph.text) <= _LONGEST_PIECE:
        return [paragraph]
    found, start, whole = [], 0, len(paragraph.text)
    waiting = paragraph.marks[::-1]
    while start < whole:
        end = min(whole, start + _LONGEST_PIECE)
        if end < whole:
            end = _cut(paragraph.plain, start + _LONGEST_PIECE // 2, end)
        marks: list[Mark] = []
        while waiting and waiting[-1].start < end:
            mark = waiting.pop()
            if len(marks) < _MOST_MARKS:
                marks.append(Mark(mark.start - start, mark.end - start, mark.label))
        piece = replace(paragraph, text=paragraph.text[start:end], plain=paragraph.plain[start:end])
        piece.marks, piece.offset = marks, start
        found.append(piece)
        start = end
    return found


def _cut(text: str, start: int, end: int) -> int:
    """Return where a piece ends: behind a sentence, an item or a word, that no number is cut in two."""
    for stop in (". ", "; ", " "):
        cut = text.rfind(stop, start, end)
        if cut > 0:
            return cut + len(stop)
    return end


def whole(paragraphs: list[Paragraph]) -> Iterator[Paragraph]:
    """Yield paragraphs with their pieces put together again: a bracket may close in the next."""
    for _place, group in groupby(paragraphs, key=lambda p: (p.number, p.note, p.cell)):
        some = list(group)
        if any(piece.offset for piece in some):
            text, plain = (
                "".join(part) for part in zip(*((p.text, p.plain) for p in some), strict=True)
            )
            yield replace(some[0], text=text, plain=plain)
        else:
            yield from some


def blanked(text: str) -> str:
    """Return the text with markup and note marks as spaces; its length is the same."""
    text = _SUP.sub(_sup_blank, text) if "<" in text else text
    text = _SQUARE.sub(lambda m: " " * len(m[0]), text) if "[" in text else text
    if any(sign in text for sign in "*_<>#"):
        text = _MARKUP.sub(lambda m: " " * len(m[0]), text)
    return text.replace("\u00a0", " ").replace("\t", " ")


def _sup_blank(match: re.Match[str]) -> str:
    return (_POWERS[match[1]] if _is_power(match) else " ").ljust(len(match[0]))


def _is_power(match: re.Match[str]) -> bool:
    """Return whether a raised digit makes square or cubic metres of the `m` before it."""
    before = match.string[max(0, match.start() - 3) : match.start()]
    return match[1] in _POWERS and _POWER.search(before) is not None
