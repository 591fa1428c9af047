"""The sections of a report and the tables made from figures, as a template sees them.

Comes in: a layout or a table of the workspace, and the source of figures. Goes out: objects
to loop over (`bo_cuc`, `bang.<name>`), whose headings, source notes and rows print themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lsreport.data.model import HeadingNumber, Layout, Section, SourceStyle, Table, TableRow
from lsreport.expressions import Expression, ExpressionTextError, parse_expression
from lsreport.i18n import _
from lsreport.measures.targets import weakest_rating
from lsreport.records import record
from lsreport.report.figures import (
    FigureSource,
    MissingFigure,
    Printed,
    PrintedFigure,
)
from lsreport.report.names import WINDOWS
from lsreport.report.paths import IndicatorPath
from lsreport.template.inline import InlineWriter
from lsreport.terms import Measure, Rating, Window
from lsreport.wording.dates import roman

_LETTERS = "abcdđeghiklmnopqrstuvxy"  # the Vietnamese alphabet, without ă â ê ô ơ ư


@record
class HeadingCounter:
    """Numbers headings level by level in the house's way (`de_muc`)."""

    styles: tuple[HeadingNumber, ...]

    def __call__(self, level: int) -> NumberedHeading:
        """Return the number of the next heading of a level (1 is the highest).

        Level 0 prints nothing: what follows is a new part, numbered from the beginning.
        """
        if not isinstance(level, int) or not 0 <= level <= len(self.styles):
            raise ValueError(
                _("không có cấp đề mục {level}; có từ 1 đến {last}").format(
                    level=level, last=len(self.styles)
                )
            )
        return NumberedHeading(level, self.styles)


@record
class NumberedHeading:
    """The number of a heading, known once it is known which headings stay."""

    level: int
    styles: tuple[HeadingNumber, ...]

    def write_inline(self, writer: InlineWriter) -> None:
        """Write a mark that becomes the number."""
        writer.heading(self.level, self.number)

    def number(self, counts: Sequence[int]) -> str:
        """Return the number, given how many headings each level has had."""
        count, style = counts[-1], self.styles[len(counts) - 1]
        if style in (HeadingNumber.STAR, HeadingNumber.DASH):
            return str(style.value)
        if style is HeadingNumber.ROMAN:
            return f"{roman(count)}."
        if style is HeadingNumber.LETTER:
            return f"{_LETTERS[(count - 1) % len(_LETTERS)]})"
        if style is HeadingNumber.COMPOUND and len(counts) > 1:
            return f"{self.number(counts[:-1])}{count}."
        return f"{count}."


@record
class SourceNote:
    """Where the figures of a section come from; empty where no note is wanted."""

    text: str

    def write_inline(self, writer: InlineWriter) -> None:
        """Write a footnote."""
        if self.text:
            with writer.note():
                writer.text(self.text)


@record
class SourceSentence:
    """Where the figures of a section come from, told under it."""

    text: str

    def write_inline(self, writer: InlineWriter) -> None:
        """Write the sentence; it goes with a section in which nothing else stands."""
        writer.aside(self.text)


class SectionView:
    """A section in the order of the layout: `khoa`, `ten`, `cap`, `so`, `nguon`, `cau_nguon`."""

    def __init__(self, section: Section, level: int, counter: HeadingCounter, style: SourceStyle):
        self._section, self._style = section, style
        self.khoa, self.ten = section.key or "", section.title or ""
        self.cap = level if section.title else 0
        self._counter = counter

    @property
    def so(self) -> NumberedHeading:
        """Return the number of the heading."""
        return self._counter(self.cap)

    @property
    def nguon(self) -> SourceNote:
        """Return the source as a footnote, where the house wants it there."""
        agency = self._section.agency
        wanted = agency and self._style is SourceStyle.NOTE
        return SourceNote(f"Nguồn: {agency}." if wanted else "")

    @property
    def cau_nguon(self) -> SourceSentence | None:
        """Return the source as a sentence, where the house wants it there."""
        agency = self._section.agency
        wanted = agency and self._style is SourceStyle.SENTENCE
        return SourceSentence(f"(Nguồn số liệu: {agency}.)") if wanted else None


def section_views(
    layout: Layout, counter: HeadingCounter, style: SourceStyle
) -> Iterator[SectionView]:
    """Yield the sections of a layout in the order of the document, those within others too."""

    def walk(sections: Sequence[Section], level: int) -> Iterator[SectionView]:
        for section in sections:
            yield SectionView(section, level, counter, style)
            yield from walk(section.sections, level + 1)

    return walk(layout.sections, 1)


class Tables:
    """The tables of the workspace, by name (`bang`)."""

    def __init__(self, tables: Mapping[str, Table], source: FigureSource) -> None:
        self._tables, self._source = tables, source

    def __getattr__(self, name: str) -> TableView:
        if name.startswith("_") or name not in self._tables:
            raise AttributeError(name)
        return TableView(self._tables[name], self._source)

    @property
    def names(self) -> frozenset[str]:
        """Return the names of the tables there are."""
        return frozenset(self._tables)


class TableView:
    """A table: its groups to loop over, each with its rows."""

    def __init__(self, table: Table, source: FigureSource) -> None:
        self.ten = table.title
        self._groups = [GroupView(row, source) for row in table.rows]

    def __iter__(self) -> Iterator[GroupView]:
        return iter(self._groups)

    def __len__(self) -> int:
        return len(self._groups)

    def co(self, *figures: str) -> list[RowView]:
        """Return the rows that have one of the figures, such as `luy_ke.muc`; titles above rows.

        A statistical table leaves out what nothing is known of.
        """
        rows: list[RowView] = []
        title: RowView | None = None
        for group in self._groups:
            for row in group.hang:
                if row.la_nhom:
                    title = row
                elif any(row.has(figure) for figure in figures):
                    rows += [title, row] if title else [row]
                    title = None
        for row in rows:
            row.peers = rows
        return rows


class GroupView:
    """A title row, or indicators with one number and one rating: `tt`, `hang`, `danh_gia`."""

    def __init__(self, row: TableRow, source: FigureSource) -> None:
        self.tt, self._source, self._keys = row.number or "", source, row.indicators
        self.hang: list[RowView] = []
        if row.title:
            self.hang.append(RowView(self.tt, row.title, None, source))
        for index, key in enumerate(row.indicators):
            label = row.labels[index] if index < len(row.labels) else ""
            number = self.tt if not self.hang else ""
            self.hang.append(RowView(number, label, key, source))

    @property
    def la_nhom(self) -> bool:
        """Return whether this is a title without figures."""
        return not self._keys

    @property
    def danh_gia(self) -> object:
        """Return the rating of a year's targets together: that of the one least met."""
        return self.danh_gia_cua(Window.YEAR.value)

    def danh_gia_cua(self, window: str) -> object:
        """Return the rating in a window (nam, giai_doan); nothing for a title."""
        figures = [
            self._source.figure(Expression(key, WINDOWS[window], Measure.RATING))
            for key in self._keys
        ]
        missing = next((f for f in figures if isinstance(f, MissingFigure)), None)
        if missing is not None or not figures:
            return "" if missing is None else missing
        printed = {f.rating: f for f in reversed(figures) if isinstance(f, PrintedFigure)}
        worst = weakest_rating(rating for rating in printed if isinstance(rating, Rating))
        return printed[worst]


class RowView:
    """A row of a table: `tt`, `nhan`, and `so_lieu`, the indicator whose figures it holds."""

    def __init__(self, number: str, label: str, key: str | None, source: FigureSource) -> None:
        self.tt, self._key, self._source = number, key, source
        self._label = label
        self.peers = [self]

    @property
    def nhan(self) -> str:
        """Return the label: as given, or the name of the indicator with its unit."""
        if self._label or self._key is None:
            return self._label
        indicator = self._source.measures.indicator(self._key)
        return f"{indicator.name} ({indicator.unit.name})"

    @property
    def so_lieu(self) -> IndicatorPath | None:
        """Return the indicator, to go on with window and measure; None for a title."""
        return IndicatorPath(self._source, self._key) if self._key else None

    def o(self, period: str, figure: str) -> Printed | MissingFigure:
        """Return a figure of a related period, such as `hang.o("nam_truoc", "nam.muc")`."""
        return self._figure(figure, f"{period}.")

    @property
    def la_nhom(self) -> bool:
        """Return whether the row is a title."""
        return self._key is None

    def has(self, figure: str) -> bool:
        """Return whether the indicator has a figure, such as `luy_ke.muc`."""
        return not isinstance(self._figure(figure), MissingFigure)

    def cot(self, figure: str) -> AlignedFigure | MissingFigure:
        """Return a figure such as `luy_ke.muc|so`, its comma under those of the rows above.

        What nothing is known of is told by the sign of statistical tables.
        """
        found = [row._figure(figure) for row in self.peers if not row.la_nhom]
        decimals = max((_decimals(f) for f in found if isinstance(f, PrintedFigure)), default=0)
        own = self._figure(figure)
        if isinstance(own, MissingFigure) and not own.is_unknown:
            return own  # a wrong name or wording is told
        shown = own if isinstance(own, PrintedFigure) else NOT_AVAILABLE
        return AlignedFigure(shown, decimals)

    def _figure(self, figure: str, period: str = "") -> Printed | MissingFigure:
        try:
            expression = parse_expression(f"{period}{self._key}.{figure}")
        except ExpressionTextError:
            raise ValueError(
                _("«{figure}» không phải cửa sổ và số đo, như luy_ke.muc").format(figure=figure)
            ) from None
        return self._source.figure(expression)


@record
class AlignedFigure:
    """A number set right so that commas stand under one another.

    Word's decimal tab follows the regional settings of the PC, not the document's language: on
    an English Windows it would align the dots of thousands. Spaces as wide as the missing
    digits align anywhere.
    """

    figure: PrintedFigure | str
    decimals: int

    def write_inline(self, writer: InlineWriter) -> None:
        """Write the figure, linked, and the spaces after it."""
        if isinstance(self.figure, str):
            writer.text(self.figure)
            return
        self.figure.write_inline(writer)
        missing = self.decimals - _decimals(self.figure)
        if missing:
            comma = "" if _decimals(self.figure) else _COMMA_WIDE
            writer.text(comma + _DIGIT_WIDE * missing)


NOT_AVAILABLE = "…"  # statistical yearbooks: it exists, but the figure is not to hand
_DIGIT_WIDE, _COMMA_WIDE = "\u2007", "\u2008"


def _decimals(figure: PrintedFigure) -> int:
    match = re.search(",([0-9]+)", figure.text)
    return len(match[1]) if match else 0
