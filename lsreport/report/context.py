"""What a template sees besides figures: narrative, lists, facts, filters.

Comes in: narrative paragraphs, house style, document facts. Goes out: objects that Jinja can
walk and that print themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from lsreport.data.model import UNREAD, Narrative
from lsreport.docxfile.links import LinkedText, link_key
from lsreport.errors import Fault
from lsreport.expressions import Wording
from lsreport.i18n import _
from lsreport.markup import FigureReference, Note, Paragraph, Text
from lsreport.records import record
from lsreport.report.figures import (
    WORDED,
    FigureRow,
    FigureSource,
    MissingFigure,
    PrintedFigure,
)
from lsreport.report.sections import NOT_AVAILABLE
from lsreport.template.inline import InlineWriter
from lsreport.wording.dates import PeriodNames

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


@record
class PrintedNarrative:
    """A paragraph of prose on its way into the document."""

    narrative: Narrative
    source: FigureSource
    last: bool = False

    def write_inline(self, writer: InlineWriter) -> None:
        """Write the spans; a missing figure is told with the paragraph's line."""
        spans = _closed(self.narrative.spans) if self.last else self.narrative.spans
        if self.narrative.unread:
            self._tell_unread(writer)
        self._write(writer, spans)

    def _tell_unread(self, writer: InlineWriter) -> None:
        """Mark prose of another period that nobody has read again; refuse to issue it."""
        fault = Fault(
            "cho-xem-lai",
            _("đoạn lời văn mang từ kỳ khác sang, chưa có người xem lại"),
            _("sửa lời văn rồi xóa {mark} ở đầu đoạn").format(mark=UNREAD),
            self.narrative.source.place,
        )
        if self.source.partial:
            writer.gap("lời văn kỳ trước", "xem lại", (fault,))
            writer.text(" ")
        else:
            writer.fault(fault.code, fault.message, fault.fix, fault.where)

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
        if isinstance(figure, PrintedFigure | FigureRow):
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


def wording_filters() -> dict[str, Callable[..., Any]]:
    """Return the filters by which templates word figures and lists."""
    filters: dict[str, Callable[..., Any]] = {name: _wording_filter(name) for name in WORDED}
    filters["neu_co"] = if_known
    filters["ba_cham"] = or_dots
    filters["liet_ke"] = join_list
    filters["ket_thuc"] = closing
    return filters


def _wording_filter(name: str) -> Callable[..., Any]:
    def filtered(figure: Any, decimals: int | None = None) -> Any:
        if isinstance(figure, MissingFigure):
            return figure
        if not isinstance(figure, PrintedFigure | FigureRow):
            raise ValueError(_("|{name} chỉ dùng cho một số liệu").format(name=name))
        return figure.worded(Wording(name, decimals))

    return filtered


def if_known(figure: Any, before: str = "", after: str = "") -> Any:
    """Return the figure between two texts where there is one, else nothing.

    A template writes the clause that a month may lack as one tag: `{{ x.quy.tang|neu_co(", ") }}`.
    """
    if isinstance(figure, MissingFigure) and figure.is_unknown:
        return ""
    return Phrase((before, figure, after))


def or_dots(figure: Any) -> Any:
    """Return the figure, or the sign by which statistical tables say "not available"."""
    unknown = isinstance(figure, MissingFigure) and figure.is_unknown
    return NOT_AVAILABLE if unknown else figure


def closing(paragraph: Any) -> Any:
    """Return the last paragraph of a document, closed as the decree wants it."""
    if isinstance(paragraph, PrintedNarrative):
        return replace(paragraph, last=True)
    return str(paragraph).rstrip(" .") + _END


@record
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


class LinkedFact(str):
    """A text of a document's frame, such as the name of its period, that stays linked.

    What a filter makes of it (`|upper`) is plain text again, and no longer followed.
    """

    expression: str
    period: str

    def __new__(cls, text: str, expression: str, period: str) -> LinkedFact:
        """Return the text with what it is: `ky.thang`, of which period."""
        fact = super().__new__(cls, text)
        fact.expression, fact.period = expression, period
        return fact

    def upper(self) -> LinkedFact:
        """Return the text in capitals, still linked: `{{ ky.thang|upper }}`."""
        return LinkedFact(str(self).upper(), f"{self.expression}|upper", self.period)

    def capitalize(self) -> LinkedFact:
        """Return the text with a capital, still linked: `{{ ky.thang|capitalize }}`."""
        return LinkedFact(str(self).capitalize(), f"{self.expression}|capitalize", self.period)

    def link(self) -> LinkedText:
        """Return what Word and the store are told of it."""
        record = {"kind": FACT, "expression": self.expression, "period": self.period}
        alias = f"{self.expression}, {self.period}"
        return LinkedText(str(self), link_key(self.period, self.expression), alias, record)

    def write_inline(self, writer: InlineWriter) -> None:
        """Write the text as a linked text."""
        writer.linked(self.link())


class Facts:
    """Named texts that a template prints as they are, such as `co_quan.ten`, all linked."""

    def __init__(self, name: str, values: Mapping[str, Any], period: str) -> None:
        self.values = {
            key: _linked(value, f"{name}.{key}", period) for key, value in values.items()
        }

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self.values:
            raise AttributeError(name)
        return self.values[name]

    def __walk__(self, names: tuple[str, ...], _filters: tuple[str, ...]) -> tuple[Any, int, int]:
        """Follow the first word of a template's path."""
        known = names and names[0] in self.values
        return (self.values[names[0]], 1, 0) if known else (self, 0, 0)


class PeriodFacts:
    """The names of a period, linked: `ky.thang`, `ky_sau.day_du`."""

    def __init__(self, name: str, names: PeriodNames, period: str) -> None:
        self._name, self._names, self._period = name, names, period
        self._linked: dict[str, Any] = {}

    def __walk__(self, names: tuple[str, ...], _filters: tuple[str, ...]) -> tuple[Any, int, int]:
        """Follow the first word of a template's path: a report asks for a few of them often."""
        if not names:
            return self, 0, 0
        first = names[0]
        if first not in self._linked:
            if not hasattr(self, first):  # what is wrong with it is told as of any value
                return self, 0, 0
            self._linked[first] = getattr(self, first)
        return self._linked[first], 1, 0

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return _linked(getattr(self._names, name), f"{self._name}.{name}", self._period)

    def __str__(self) -> str:
        return str(self._names)

    def write_inline(self, writer: InlineWriter) -> None:
        """Write the period's own name."""
        self.ten.write_inline(writer)


def _linked(value: Any, expression: str, period: str) -> Any:
    if isinstance(value, str):
        return LinkedFact(value, expression, period) if value else value
    if isinstance(value, tuple):
        return tuple(_linked(x, f"{expression}.{i}", period) for i, x in enumerate(value))
    return value


FACT = "fact"  # the kind of a record that is no figure
