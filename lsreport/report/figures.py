"""Figures as a template names them.

Comes in: measures and house style. Goes out: objects that Jinja can walk
(`ngan_sach.thu.luy_ke.tang`), that print themselves linked, and that turn a missing figure
into a fault at the place of the template, so that a run tells all of them at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from lsreport.data.model import HouseStyle, Source
from lsreport.docxfile.links import LinkedText
from lsreport.errors import Fault, FigureError, LsreportError
from lsreport.expressions import Expression, Wording
from lsreport.i18n import _
from lsreport.markup import PLAIN, Style
from lsreport.measures import AWAITED_CODE, Measures, Value
from lsreport.records import record
from lsreport.report.links import linked_text
from lsreport.spans import own_window
from lsreport.template.inline import LOST_LINK, InlineWriter
from lsreport.terms import Measure, Rating
from lsreport.wording.figures import UNMOVED, WORDINGS, Figure, WordingError, word


class FigureSource:
    """Gives the printed figure of an expression; keeps the lines that were used."""

    def __init__(
        self,
        measures: Measures,
        house: HouseStyle,
        partial: bool = False,
        related: Callable[[str], FigureSource | None] = lambda _name: None,
        gap_prefix: str = "",
    ) -> None:
        self.partial = partial
        self.measures = measures
        self.house = house
        self.related = related
        # a gap of a related period names it: a refresh must not fill it from the report's own
        self.gap_prefix = gap_prefix
        self._used: list[tuple[Source, ...]] = []
        self.own_window = own_window(measures.dataset.period)
        self._figures: dict[Expression, Printed | MissingFigure] = {}

    @property
    def used(self) -> set[Source]:
        """Return the lines whose figures were asked for."""
        return set(chain.from_iterable(self._used))

    def figure(self, expression: Expression) -> Printed | MissingFigure:
        """Return the figure, or what is wrong with it."""
        found = self._figures.get(expression)
        if found is None:
            found = self._figures[expression] = self._found(expression)
        return found

    def _found(self, expression: Expression) -> Printed | MissingFigure:
        first, _dot, rest = expression.indicator.partition(".")
        if other := self.related(first):
            return other.figure(expression._replace(indicator=rest))
        if len(expression.wordings) > 1:
            return MissingFigure((_wording_fault(_("mỗi số chỉ dùng một cách in"), expression),))
        wording = expression.wordings[0] if expression.wordings else None
        if wording is not None and wording.name == WITH_DIFFERENCE:
            return self._with_difference(expression._replace(wordings=()))
        try:
            value = self.measures.value(expression)
            self._used.append(value.sources)
            figure = PrintedFigure(value, wording, self)
            if wording is not None:
                figure.check()
            return figure
        except LsreportError as error:
            codes = {fault.code for fault in error.faults}
            gap = f"{self.gap_prefix}{expression}" if self.partial and codes <= _MISSING else ""
            return MissingFigure(error.faults, gap, AWAITED_CODE in codes)
        except FigureTextError as error:
            return MissingFigure(error.faults)

    def _with_difference(self, expression: Expression) -> Printed | MissingFigure:
        """Return growth and difference side by side, in the house's way."""
        if expression.measure not in DIFFERENCES:
            problem = _("cách in này chỉ dùng cho: {names}").format(
                names=", ".join(measure.value for measure in DIFFERENCES)
            )
            return MissingFigure((_wording_fault(problem, expression),))
        growth = self.figure(expression)
        if isinstance(growth, PrintedFigure):
            if fault := growth.fault:
                return MissingFigure((fault,))
            if not growth.moves:
                return growth  # what did not move has no difference to tell
        pieces: list[str | PrintedFigure] = []
        measures = {"tang": expression.measure, "chenh_lech": DIFFERENCES[expression.measure]}
        for text, name, wording in _PIECES.findall(self.house.difference):
            wordings = (Wording(wording),) if wording else ()
            figure = self.figure(expression._replace(measure=measures[name], wordings=wordings))
            if isinstance(figure, MissingFigure):
                return figure
            assert isinstance(figure, PrintedFigure)
            pieces += [text, figure]
        return FigureRow((*pieces, self.house.difference.rpartition("}")[2]))

    def is_known(self, key: str) -> bool:
        """Return whether a key is an indicator or leads to one."""
        return key in self.measures.catalogue.stems


def _wording_fault(message: str, expression: Expression) -> Fault:
    return Fault(
        "cach-in-sai",
        _("«{expression}»: {problem}").format(expression=expression, problem=message),
        _("xem bảng cách in trong tài liệu"),
    )


@record
class MissingFigure:
    """A figure that cannot be printed; it tells so where the template asks for it.

    With a `gap` the document is drafted all the same and the place is marked.
    """

    faults: tuple[Fault, ...]
    gap: str = ""
    awaited: bool = False

    def __getattr__(self, name: str) -> MissingFigure:
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def __bool__(self) -> bool:
        """Return False: `{% if x.quy.muc %}` asks whether there is a figure.

        A figure that is awaited belongs to the document: its place is marked in a draft.
        """
        return self.awaited and bool(self.gap)

    def _compared(self, _other: object) -> bool:
        if self.gap:  # a draft goes on: what the figure says is not known yet
            return False
        raise FigureError(self.faults)

    __lt__ = __le__ = __gt__ = __ge__ = _compared

    @property
    def is_unknown(self) -> bool:
        """Return whether there merely is no such figure: nothing is wrong with its name."""
        return not self.awaited and {fault.code for fault in self.faults} <= _MISSING

    def write_gap(self, writer: InlineWriter) -> None:
        """Mark the place where the figure is missing."""
        writer.gap(self.gap, "thiếu", self.faults)

    def write_inline(self, writer: InlineWriter) -> None:
        """Note the faults with the data's place, and with the template's where it has none."""
        if self.gap:
            self.write_gap(writer)
            return
        for fault in self.faults:
            where = fault.where if fault.where.file else writer.place
            message = fault.message
            if fault.where.file and writer.place.file:
                message = _("{message}; mẫu cần ở {place}").format(
                    message=message, place=writer.place
                )
            writer.fault(fault.code, message, fault.fix, where)


@record
class ExactNumber:
    """A number to compare in a condition; it cannot be printed, since it would lose its link."""

    number: Decimal | None

    def _pair(self, other: object) -> tuple[Decimal, Decimal]:
        value = other.number if isinstance(other, ExactNumber) else other
        if self.number is None or not isinstance(value, (int, Decimal)):
            raise ValueError(_("chỉ so sánh được số với số"))
        return self.number, Decimal(value)

    def __lt__(self, other: object) -> bool:
        left, right = self._pair(other)
        return left < right

    def __le__(self, other: object) -> bool:
        left, right = self._pair(other)
        return left <= right

    def __gt__(self, other: object) -> bool:
        left, right = self._pair(other)
        return left > right

    def __ge__(self, other: object) -> bool:
        left, right = self._pair(other)
        return left >= right

    def write_inline(self, writer: InlineWriter) -> None:
        """Tell that the bare number may not be printed."""
        writer.fault(
            "mat-gan-ket",
            _("gia_tri chỉ dùng để so sánh, không để in"),
            _("in chính số liệu đó, như {key}").format(key="{{ ….muc|so }}"),
        )


class FigureTextError(FigureError):
    """A figure cannot be worded in the way that was asked for."""


class PrintedFigure:
    """A figure on its way into the document. It is worded when its text is asked for."""

    __slots__ = ("_figure", "_link", "_source", "_value", "_wording")

    def __init__(self, value: Value, wording: Wording | None, source: FigureSource) -> None:
        self._value, self._wording, self._source = value, wording, source
        self._figure: Figure | None = None
        self._link: LinkedText | None = None

    def check(self) -> Figure:
        """Return the worded figure. Raises FigureTextError where the wording makes no sense."""
        if self._figure is None:
            try:
                self._figure = word(self._value, self._wording, self._source.house)
            except WordingError as error:
                problem = _wording_fault(str(error), self.expression)
                raise FigureTextError([problem]) from None
        return self._figure

    @property
    def fault(self) -> Fault | None:
        """Return what forbids to print the figure in this wording, or None."""
        try:
            self.check()
        except FigureTextError as error:
            return error.faults[0]
        return None

    @property
    def expression(self) -> Expression:
        """Return the canonical expression of the figure."""
        value = self._value
        wordings = (self._wording,) if self._wording else ()
        return Expression(value.indicator.key, value.window, value.measure, wordings)

    @property
    def gia_tri(self) -> ExactNumber:
        """Return the exact number, for conditions in a template."""
        return ExactNumber(getattr(self._value.content, "number", None))

    def __str__(self) -> str:
        """Return the text as one that has lost its link: printing it is a fault."""
        return f"{LOST_LINK}{self.text}"

    @property
    def text(self) -> str:
        """Return the text as printed, to measure it. Raises FigureTextError."""
        return self.check().text

    @property
    def rating(self) -> Rating | None:
        """Return the rating, where the figure is one."""
        content = self._value.content
        return content if isinstance(content, Rating) else None

    @property
    def moves(self) -> bool:
        """Return whether a change is one: not zero, not "equal". Raises FigureTextError."""
        return self.text not in UNMOVED

    def worded(self, wording: Wording) -> Printed | MissingFigure:
        """Return the figure in another wording."""
        key, window, measure, wordings = self.expression
        return self._source.figure(Expression(key, window, measure, (*wordings, wording)))

    def write_inline(self, writer: InlineWriter) -> None:
        """Write the figure as a linked text."""
        self.write_styled(writer, PLAIN)

    def write_styled(self, writer: InlineWriter, style: Style) -> None:
        """Write the figure as a linked text in a style."""
        if self._link is None:
            try:
                self._link = linked_text(self.check())
            except FigureTextError as error:
                MissingFigure(error.faults).write_inline(writer)
                return
        writer.linked(self._link, style.bold, style.italic, style.vertical)


@record
class FigureRow:
    """Words and figures in a row that a wording put together; each figure keeps its link."""

    pieces: tuple[str | PrintedFigure, ...]

    def __str__(self) -> str:
        return "".join(map(str, self.pieces))

    def worded(self, wording: Wording) -> MissingFigure:
        """Refuse another wording: this one is finished."""
        figure = next(piece for piece in self.pieces if isinstance(piece, PrintedFigure))
        fault = _wording_fault(_("mỗi số chỉ dùng một cách in"), figure.expression)
        return MissingFigure((replace(fault, message=f"{fault.message} |{wording}"),))

    def write_inline(self, writer: InlineWriter) -> None:
        """Write words as words, figures as linked texts."""
        self.write_styled(writer, PLAIN)

    def write_styled(self, writer: InlineWriter, style: Style) -> None:
        """Write all of it in a style."""
        for piece in self.pieces:
            if isinstance(piece, PrintedFigure):
                piece.write_styled(writer, style)
            else:
                writer.text(piece, style.bold, style.italic, style.vertical)


Printed = PrintedFigure | FigureRow
_MISSING = {"thieu-so-lieu", AWAITED_CODE}
WITH_DIFFERENCE = "kem_chenh_lech"
WORDED = frozenset({*WORDINGS, WITH_DIFFERENCE})  # the filters that word a figure
# Which difference is told beside which growth.
DIFFERENCES = {
    Measure.GROWTH: Measure.DIFFERENCE,
    Measure.GROWTH_PREVIOUS: Measure.DIFFERENCE_PREVIOUS,
}
_PIECES = re.compile(r"([^{}]*)\{([a-z_]+)(?:\|([a-z_]+))?\}")
