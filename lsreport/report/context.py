"""What a template sees besides figures: narrative, headings, lists, facts, filters.

Comes in: narrative paragraphs, house style, document facts. Goes out: objects that Jinja can
walk and that print themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lsreport.data.model import HeadingNumber, Narrative
from lsreport.expressions import Wording
from lsreport.i18n import _
from lsreport.markup import FigureReference, Note, Paragraph, Text
from lsreport.report.figures import FigureSource, MissingFigure, PrintedFigure
from lsreport.template.inline import InlineWriter
from lsreport.wording.dates import roman
from lsreport.wording.figures import WORDINGS

_END = "./."  # the decree closes the body with it


class ParagraphList(list["PrintedNarrative"]):
    """Paragraphs to loop over; as a whole they cannot stand inside one paragraph."""

    def write_inline(self, writer: InlineWriter) -> None:
        """Tell how a list of paragraphs is printed."""
        writer.fault(
            "chua-lap",
            _("đây là một danh sách đoạn văn, không in thẳng được"),
            _("lặp qua từng đoạn: {tag}").format(tag="{%p for doan in … %}"),
        )


@dataclass(frozen=True, slots=True)
class PrintedNarrative:
    """A paragraph of prose on its way into the document."""

    narrative: Narrative
    source: FigureSource
    last: bool = False

    def write_inline(self, writer: InlineWriter) -> None:
        """Write the spans; a missing figure is told with the paragraph's line."""
        spans = _closed(self.narrative.spans) if self.last else self.narrative.spans
        self._write(writer, spans)

    def _write(self, writer: InlineWriter, spans: Paragraph) -> None:
        for span in spans:
            if isinstance(span, Text):
                writer.text(span.text, span.style.bold, span.style.italic, span.style.vertical)
            elif isinstance(span, Note):
                with writer.note():
                    self._write(writer, span.spans)
            else:
                self._write_figure(writer, span)

    def _write_figure(self, writer: InlineWriter, span: FigureReference) -> None:
        figure = self.source.figure(span.expression)
        if isinstance(figure, PrintedFigure):
            figure.write_styled(writer, span.style)
            return
        if figure.gap:
            figure.write_gap(writer)
            return
        for fault in figure.faults:
            where = self.narrative.source.place
            writer.fault(fault.code, fault.message, fault.fix, where)


def _closed(spans: Paragraph) -> Paragraph:
    """Return the spans with the sign that closes a document instead of the full stop."""
    last = spans[-1] if spans else None
    if isinstance(last, Text):
        return (*spans[:-1], replace(last, text=last.text.rstrip(" .") + _END))
    return (*spans, Text(_END))


class HeadingCounter:
    """Numbers headings level by level in the house's way, closing up over what is left out."""

    def __init__(self, styles: tuple[HeadingNumber, ...]) -> None:
        self._styles = styles
        self._counts = [0] * len(styles)

    def __call__(self, level: int) -> str:
        """Return the number of the next heading of a level (1 is the highest)."""
        if not isinstance(level, int) or not 1 <= level <= len(self._styles):
            raise ValueError(
                _("không có cấp đề mục {level}; có từ 1 đến {last}").format(
                    level=level, last=len(self._styles)
                )
            )
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (len(self._counts) - level)
        return self._number(level - 1)

    def _number(self, index: int) -> str:
        count, style = self._counts[index], self._styles[index]
        if style is HeadingNumber.ROMAN:
            return f"{roman(count)}."
        if style is HeadingNumber.LETTER:
            return f"{_LETTERS[(count - 1) % len(_LETTERS)]})"
        if style is HeadingNumber.COMPOUND and index:
            return f"{self._number(index - 1)}{count}."
        return f"{count}."


_LETTERS = "abcdđeghiklmnopqrstuvxy"  # the Vietnamese alphabet, without ă â ê ô ơ ư


def wording_filters() -> dict[str, Callable[..., Any]]:
    """Return the filters by which templates word figures and lists."""
    filters: dict[str, Callable[..., Any]] = {name: _wording_filter(name) for name in WORDINGS}
    filters["liet_ke"] = join_list
    filters["ket_thuc"] = closing
    return filters


def _wording_filter(name: str) -> Callable[..., Any]:
    def filtered(figure: Any, decimals: int | None = None) -> Any:
        if isinstance(figure, MissingFigure):
            return figure
        if not isinstance(figure, PrintedFigure):
            raise ValueError(_("|{name} chỉ dùng cho một số liệu").format(name=name))
        return figure.worded(Wording(name, decimals))

    return filtered


def closing(paragraph: Any) -> Any:
    """Return the last paragraph of a document, closed as the decree wants it."""
    if isinstance(paragraph, PrintedNarrative):
        return replace(paragraph, last=True)
    return str(paragraph).rstrip(" .") + _END


@dataclass(frozen=True, slots=True)
class Phrase:
    """Texts and figures in a row."""

    parts: tuple[Any, ...]

    def write_inline(self, writer: InlineWriter) -> None:
        """Write the parts in order, figures linked."""
        for part in self.parts:
            if hasattr(part, "write_inline"):
                part.write_inline(writer)
            else:
                writer.text(str(part))


def join_list(items: Iterable[Any]) -> Phrase:
    """Return a list in one sentence, as Babel's Vietnamese data joins it: "a, b và c"."""
    from babel.lists import format_list

    values = list(items)
    marks = [f"\x00{index}\x00" for index in range(len(values))]
    pieces = format_list(marks, locale="vi").split("\x00") if values else []
    parts = [values[int(x)] if i % 2 else x for i, x in enumerate(pieces)]
    return Phrase(tuple(part for part in parts if part != ""))


@dataclass(frozen=True, slots=True)
class Facts:
    """Named texts that a template prints as they are, such as `co_quan.ten`."""

    values: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self.values:
            raise AttributeError(name)
        return self.values[name]
