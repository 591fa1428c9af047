r"""The light markup of narrative paragraphs.

Comes in: the text of a paragraph: `**bold**`, `*italic*`, `^superscript^`, `~subscript~`,
`^[footnote]`, `{figure expression}`; a backslash prints the next character as it is. Goes
out: a tuple of spans. Text is only ever text: nothing in it is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from lsreport.expressions import Expression, ExpressionTextError, parse_expression
from lsreport.i18n import _
from lsreport.records import record


class MarkupError(ValueError):
    """A paragraph's markup does not close. `near` is the text where it stands."""

    def __init__(self, message: str, fix: str, near: str) -> None:
        super().__init__(message)
        self.fix, self.near = fix, near


@record
class Style:
    """How a span looks; `vertical` is "", "superscript" or "subscript"."""

    bold: bool = False
    italic: bool = False
    vertical: str = ""


PLAIN = Style()


@record
class Text:
    """Words as they are."""

    text: str
    style: Style = PLAIN


@record
class FigureReference:
    """The place of a figure."""

    expression: Expression
    style: Style = PLAIN


@record
class Note:
    """A footnote, anchored here."""

    spans: tuple[Span, ...]


Span = Text | FigureReference | Note
Paragraph = tuple[Span, ...]

_TOKEN = re.compile(
    r"[\\*^~\[\]{}]"  # prose has few of them: a pattern that begins with a set passes the rest over
    r"(?:(?<=\\)(.)|(?<=\{)([^{}]*)\}|(?<=\*)\*|(?<=\^)\[)?",
    re.DOTALL,
)
_VERTICAL = {"^": "superscript", "~": "subscript"}


@lru_cache(maxsize=4096)  # of many units' reports the prose is much the same
def parse_paragraph(text: str) -> Paragraph:
    """Return the spans of a paragraph. White space, line breaks too, folds to one space.

    >>> parse_paragraph("đạt {a.thang.muc}, *tăng*")[3]
    Text(text='tăng', style=Style(bold=False, italic=True, vertical=''))

    Raises MarkupError for a mark that does not close and for a wrong placeholder.
    """
    return _Parser(_folded(text)).parse()


def _folded(text: str) -> str:
    if text.isprintable() and "  " not in text:  # its only white space is single spaces
        return text.strip()
    return " ".join(text.split())


class _Parser:
    """Reads a paragraph from left to right, keeping the marks that are open."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans: list[Span] = []
        self._outer: list[Span] | None = None  # the paragraph, while a note is being read
        self._style = PLAIN
        self._open: list[tuple[str, int]] = []

    def parse(self) -> Paragraph:
        position = 0
        for match in _TOKEN.finditer(self._text):
            self._add_text(self._text[position : match.start()])
            position = match.end()
            self._take(match)
        self._add_text(self._text[position:])
        if self._open:
            mark, start = self._open[-1]
            raise self._error(_("dấu {mark} mở mà không khép").format(mark=mark), start)
        return tuple(self._spans)

    def _take(self, match: re.Match[str]) -> None:
        mark, escaped, placeholder = match.group(0, 1, 2)
        if escaped is not None:
            self._add_text(escaped)
        elif placeholder is not None:
            self._add_figure(placeholder, match.start())
        elif mark == "\\":  # the last character: it has nothing to print as it is
            self._add_text(mark)
        elif mark in "{}":
            raise self._error(
                _("ngoặc nhọn {mark} không thành cặp").format(mark=mark), match.start()
            )
        elif mark == "^[":
            self._open_note(match.start())
        elif mark == "[":
            self._open_bracket(match.start())
        elif mark == "]":
            self._close_bracket()
        else:
            self._toggle(mark, match.start())

    def _add_text(self, text: str) -> None:
        if not text:
            return
        last = self._spans[-1] if self._spans else None
        if isinstance(last, Text) and last.style == self._style:
            self._spans[-1] = Text(last.text + text, self._style)
        else:
            self._spans.append(Text(text, self._style))

    def _add_figure(self, text: str, start: int) -> None:
        try:
            self._spans.append(FigureReference(parse_expression(text), self._style))
        except ExpressionTextError as error:
            near = self._error("", start).near
            fix = _("sửa tên trong ngoặc nhọn, như {key}").format(key="{gia.cpi.thang.tang}")
            raise MarkupError(str(error), fix, near) from None

    def _open_note(self, start: int) -> None:
        if self._outer is not None:
            raise self._error(_("chú thích không được nằm trong chú thích"), start)
        if self._open:
            raise self._error(
                _("khép dấu {mark} trước khi mở chú thích").format(mark=self._open[-1][0]), start
            )
        self._outer, self._spans = self._spans, []
        self._open.append(("^[", start))

    def _open_bracket(self, start: int) -> None:
        self._add_text("[")
        if self._outer is not None:  # in a note: its "]" must not close the note
            self._open.append(("[", start))

    def _close_bracket(self) -> None:
        if self._outer is None:  # a square bracket of the prose
            self._add_text("]")
            return
        mark, opened = self._open.pop()
        if mark == "[":
            self._add_text("]")
        elif mark == "^[" and not self._spans:
            raise self._error(_("chú thích rỗng"), opened)
        elif mark == "^[":
            note = Note(tuple(self._spans))
            self._spans, self._outer = [*self._outer, note], None
        else:
            raise self._error(_("dấu {mark} mở mà không khép").format(mark=mark), opened)

    def _toggle(self, mark: str, start: int) -> None:
        if self._open and self._open[-1][0] == mark:
            self._open.pop()
        elif mark in (opened for opened, _start in self._open):
            raise self._error(_("dấu {mark} khép chéo với dấu khác").format(mark=mark), start)
        else:
            self._open.append((mark, start))
        self._style = _style_of(mark for mark, _start in self._open)

    def _error(self, message: str, start: int) -> MarkupError:
        near = self._text[max(0, start - 20) : start + 30]
        return MarkupError(message, _("viết dấu \\ trước ký tự nếu muốn in chính ký tự đó"), near)


def _style_of(marks: Iterable[str]) -> Style:
    """Return the style under open marks; Word has one vertical alignment, the inner one."""
    style = PLAIN
    for mark in marks:
        if mark == "**":
            style = replace(style, bold=True)
        elif mark == "*":
            style = replace(style, italic=True)
        elif mark in _VERTICAL:
            style = replace(style, vertical=_VERTICAL[mark])
    return style
