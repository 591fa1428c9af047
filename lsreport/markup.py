r"""The light markup of narrative paragraphs.

Comes in: the text of a paragraph: `**bold**`, `*italic*`, `^superscript^`, `~subscript~`,
`^[footnote]`, `{figure expression}`; a backslash prints the next character as it is. Goes
out: a tuple of spans. Text is only ever text: nothing in it is run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lsreport.expressions import Expression, ExpressionTextError, parse_expression
from lsreport.i18n import _


class MarkupError(ValueError):
    """A paragraph's markup does not close. `near` is the text where it stands."""

    def __init__(self, message: str, fix: str, near: str) -> None:
        super().__init__(message)
        self.fix, self.near = fix, near


@dataclass(frozen=True, slots=True)
class Style:
    """How a span looks; `vertical` is "", "superscript" or "subscript"."""

    bold: bool = False
    italic: bool = False
    vertical: str = ""


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are."""

    text: str
    style: Style = PLAIN


@dataclass(frozen=True, slots=True)
class FigureReference:
    """The place of a figure."""

    expression: Expression
    style: Style = PLAIN


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, anchored here."""

    spans: tuple[Span, ...]


Span = Text | FigureReference | Note
Paragraph = tuple[Span, ...]

_TOKEN = re.compile(r"\\(.)|(\*\*|\*|\^\[|\^|~|\])|\{([^{}]*)\}|([{}])", re.DOTALL)
_TOGGLES = {"**": "bold", "*": "italic", "^": "superscript", "~": "subscript"}


def parse_paragraph(text: str) -> Paragraph:
    """Return the spans of a paragraph. White space, line breaks too, folds to one space.

    >>> parse_paragraph("đạt {a.thang.muc}, *tăng*")[3]
    Text(text='tăng', style=Style(bold=False, italic=True, vertical=''))

    Raises MarkupError for a mark that does not close and for a wrong placeholder.
    """
    return _Parser(" ".join(text.split())).parse()


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
        escaped, mark, placeholder, brace = match.groups()
        if escaped is not None:
            self._add_text(escaped)
        elif placeholder is not None:
            self._add_figure(placeholder, match.start())
        elif brace is not None:
            raise self._error(
                _("ngoặc nhọn {mark} không thành cặp").format(mark=brace), match.start()
            )
        elif mark == "^[":
            self._open_note(match.start())
        elif mark == "]":
            self._close_note(match.start())
        else:
            self._toggle(mark, match.start())

    def _add_text(self, text: str) -> None:
        if not text:
            return
        last = self._spans[-1] if self._spans else None
        if isinstance(last, Text) and last.style == self._style:
            self._spans[-1] = replace(last, text=last.text + text)
        else:
            self._spans.append(Text(text, self._style))

    def _add_figure(self, text: str, start: int) -> None:
        try:
            self._spans.append(FigureReference(parse_expression(text), self._style))
        except ExpressionTextError as error:
            raise self._error(str(error), start) from None

    def _open_note(self, start: int) -> None:
        if self._outer is not None:
            raise self._error(_("chú thích không được nằm trong chú thích"), start)
        if self._open:
            raise self._error(
                _("khép dấu {mark} trước khi mở chú thích").format(mark=self._open[-1][0]), start
            )
        self._outer, self._spans = self._spans, []
        self._open.append(("^[", start))

    def _close_note(self, start: int) -> None:
        if self._outer is None:  # a square bracket of the prose
            self._add_text("]")
            return
        if self._open[-1][0] != "^[":
            raise self._error(
                _("dấu {mark} mở mà không khép").format(mark=self._open[-1][0]), self._open[-1][1]
            )
        self._open.pop()
        note = Note(tuple(self._spans))
        self._spans, self._outer = [*self._outer, note], None

    def _toggle(self, mark: str, start: int) -> None:
        name = _TOGGLES[mark]
        if self._open and self._open[-1][0] == mark:
            self._open.pop()
            self._style = self._restyled(name, on=False)
        elif mark in (opened for opened, _start in self._open):
            raise self._error(_("dấu {mark} khép chéo với dấu khác").format(mark=mark), start)
        else:
            self._open.append((mark, start))
            self._style = self._restyled(name, on=True)

    def _restyled(self, name: str, on: bool) -> Style:
        if name in ("superscript", "subscript"):
            return replace(self._style, vertical=name if on else "")
        return replace(self._style, bold=on) if name == "bold" else replace(self._style, italic=on)

    def _error(self, message: str, start: int) -> MarkupError:
        near = self._text[max(0, start - 20) : start + 30]
        return MarkupError(message, _("viết dấu \\ trước ký tự nếu muốn in chính ký tự đó"), near)
