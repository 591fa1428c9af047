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
# What a file in Unicode begins with, the longer sign first.
_SIGNS = (
    (b"\xff\xfe\0\0", "utf_32"), (b"\0\0\xfe\xff", "utf_32"), (b"\xff\xfe", "utf_16"),
    (b"\xfe\xff", "utf_16"), (b"\xef\xbb\xbf", "utf_8_sig"),
)  # fmt: skip
# Letters of the old fonts that no Vietnamese word has; and letters that every page of today's has.
_OLD_LETTER = lazy(
    "[\u00a1-\u00af\u00b4-\u00bf\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00db\u00dc\u00de-\u00df\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff](?=[a-z\u00a1-\u00ff])",
    re.IGNORECASE,
)
_TODAYS = lazy("[\u1ea0-\u1ef9\u0103\u0111\u01a1\u01b0]", re.IGNORECASE)
_SAMPLE, _OLD_AT_LEAST, _OLD_IN = 200_000, 4, 60  # characters; one old letter in so many


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
        return check_letters(read_text(_decoded(raw, name)), name)
    if suffix == ".docx":
        from lsreport.audit.reading.word import read_word

        return check_letters(read_word(raw, name), name)
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
    """Return the text of a file. Raises PackageError where it is none, or not in Unicode."""
    codec = next((codec for sign, codec in _SIGNS if raw.startswith(sign)), "")
    if not codec and b"\0" in raw[:4096]:
        raise PackageError.one(
            "khong-phai-van-ban", _("tệp không phải văn bản"), _("chọn đúng tệp"), Place(name)
        )
    try:
        return raw.decode(codec or "utf-8")
    except UnicodeDecodeError as error:
        raise PackageError.one(
            "bang-ma-la",
            _("chữ trong tệp không phải Unicode (UTF-8), từ byte thứ {at}").format(
                at=error.start + 1
            ),
            _("mở tệp bằng Word hoặc Notepad, lưu lại với bảng mã UTF-8 rồi thử lại"),
            Place(name),
        ) from None


def check_letters(document: Document, name: str) -> Document:
    """Return the document. Raises PackageError where its letters are those of an old Vietnamese font.

    Such text («T¨ng tr­ëng» of the fonts .VnTime, «Taêng tröôûng» of VNI) shows right in its own
    font only: read as Unicode it holds no word, and an audit would find nothing in it.
    """
    text = "".join(p.text for p in document.paragraphs)[:_SAMPLE]
    old = 0 if _TODAYS.search(text) else len(_OLD_LETTER.findall(text))
    if old >= _OLD_AT_LEAST and old * _OLD_IN > len(text):
        raise PackageError.one(
            "phong-chu-cu",
            _("văn bản gõ bằng bảng mã cũ (TCVN3 của phông .VnTime, hoặc VNI), không đọc được chữ"),
            _("chuyển sang Unicode bằng UniKey (Ctrl+Shift+F6) rồi thử lại"),
            Place(name),
        )
    return document


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
