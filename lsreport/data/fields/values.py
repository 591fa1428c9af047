"""Readers of single values: texts, names, numbers, dates, narrative paragraphs.

Comes in: a scalar node. Goes out: a typed value, or a fault with place and mend.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import TypeVar

from lsreport.data.fields.base import Names, Reader, Schema, refuse
from lsreport.data.lacking import near_misses
from lsreport.data.model import UNREAD, Cell, Narrative, Source
from lsreport.data.nodes import Node, Scalar
from lsreport.errors import FaultLog
from lsreport.expressions import Expression
from lsreport.i18n import _
from lsreport.markup import FigureReference, MarkupError, Note, Paragraph, parse_paragraph
from lsreport.numbers import Form, NumberTextError, Quantity, parse_quantity
from lsreport.periods import (
    Kind,
    Period,
    PeriodTextError,
    RelativePeriod,
    parse_period,
    parse_relative_period,
)
from lsreport.terms import Rating

E = TypeVar("E", bound=Enum)


class Text(Reader[str]):
    """A text on one or more lines, not empty."""

    def __init__(self, pattern: str = "", example: str = "") -> None:
        self._pattern, self._example = pattern, example

    def read(self, node: Node, log: FaultLog) -> str:
        """Return the text without outer white space."""
        if not isinstance(node, Scalar):
            raise refuse(
                log,
                node,
                "khong-phai-chu",
                _("chỗ này cần một dòng chữ"),
                _("bỏ dấu gạch đầu dòng hoặc dấu hai chấm thừa; đặt cả dòng trong nháy kép"),
            )
        text = node.text.strip()
        if not text:
            raise refuse(
                log, node, "thieu-gia-tri", _("thiếu giá trị"), _("điền vào, hoặc xóa dòng")
            )
        if self._pattern and not re.fullmatch(self._pattern, text):
            raise refuse(
                log,
                node,
                "sai-dang",
                _("«{text}» không đúng dạng").format(text=text[:60]),
                _("viết như {example}").format(example=self._example),
            )
        return text

    def schema(self) -> Schema:
        """Return a string schema; numbers are strings to us but plain scalars to an editor."""
        schema: Schema = {"type": ["string", "number"], "minLength": 1}
        if self._pattern:
            schema["pattern"] = f"^(?:{self._pattern})$"
        return schema


_WORDS = Text()


class Name(Reader[str]):
    """The name of something described elsewhere; without `names` any will do."""

    def __init__(self, names: Names | None = None) -> None:
        self._names = names

    def read(self, node: Node, log: FaultLog) -> str:
        """Return the name, known or not: a name that is not is a fault, but it was read."""
        text = _WORDS.read(node, log)
        if self._names is not None:
            self._names.check(text, node.place, log)
        return text

    def schema(self) -> Schema:
        """Return the schema of a text: an editor cannot see other files."""
        return _WORDS.schema()


class Choice(Reader[E]):
    """One word of an enumeration."""

    def __init__(self, kind: type[E], names: Mapping[str, E] | None = None) -> None:
        self._names = dict(names) if names else {member.value: member for member in kind}

    def read(self, node: Node, log: FaultLog) -> E:
        """Return the member that the word names."""
        word = _WORDS.read(node, log)
        if word not in self._names:
            raise refuse(
                log,
                node,
                "tu-la",
                _("không có giá trị «{word}»").format(word=word[:40]),
                near_misses(word, self._names),
            )
        return self._names[word]

    def schema(self) -> Schema:
        """Return the enumeration."""
        return {"enum": list(self._names)}


class Flag(Reader[bool]):
    """Yes or no, in Vietnamese: YAML's own yes/no/on/off are texts here."""

    def read(self, node: Node, log: FaultLog) -> bool:
        """Return True for `co`, False for `khong`."""
        word = _WORDS.read(node, log)
        if word not in ("co", "khong"):
            raise refuse(
                log,
                node,
                "tu-la",
                _("không có giá trị «{word}»").format(word=word[:40]),
                _("viết co hoặc khong"),
            )
        return word == "co"

    def schema(self) -> Schema:
        """Return the two words."""
        return {"enum": ["co", "khong"]}


class Integer(Reader[int]):
    """A whole number within bounds."""

    def __init__(self, low: int, high: int) -> None:
        self._low, self._high = low, high

    def read(self, node: Node, log: FaultLog) -> int:
        """Return the number."""
        text = _WORDS.read(node, log)
        if not re.fullmatch("[0-9]{1,6}", text) or not self._low <= int(text) <= self._high:
            raise refuse(
                log,
                node,
                "so-sai",
                _("«{text}» không phải là một số").format(text=text[:40]),
                _("viết một số nguyên từ {low} đến {high}").format(low=self._low, high=self._high),
            )
        return int(text)

    def schema(self) -> Schema:
        """Return an integer with its bounds, or its text where it was quoted."""
        bounds = {"minimum": self._low, "maximum": self._high}
        return {"type": ["integer", "string"], "pattern": "^[0-9]{1,6}$", **bounds}


_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_OFFICE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


def parse_day(text: str) -> date:
    """Return the day that a text names, as offices write it (`4/6/2024`) or ISO.

    Raises ValueError with the accepted form.
    """
    if match := _ISO.fullmatch(text.strip()):
        year, month, day = (int(x) for x in match.groups())
    elif match := _OFFICE.fullmatch(text.strip()):
        day, month, year = (int(x) for x in match.groups())
    else:
        raise ValueError(_("«{text}» không phải là một ngày").format(text=text[:40]))
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(_("«{text}» không phải là một ngày").format(text=text[:40])) from None


class Day(Reader[date]):
    """A date, as offices write it (`4/6/2024`) or ISO (`2024-06-04`)."""

    def read(self, node: Node, log: FaultLog) -> date:
        """Return the date; a day that does not exist is a fault."""
        try:
            return parse_day(_WORDS.read(node, log))
        except ValueError as error:
            raise refuse(log, node, "ngay-sai", str(error), _("viết như 4/6/2024")) from None

    def schema(self) -> Schema:
        """Return the two patterns."""
        return {"type": "string", "pattern": f"^(?:{_ISO.pattern}|{_OFFICE.pattern})$"}


class PeriodName(Reader[Period]):
    """A period, as `parse_period` reads it."""

    _line = "ky"

    def read(self, node: Node, log: FaultLog) -> Period:
        """Return the period."""
        text = _WORDS.read(node, log)
        try:
            return parse_period(text)
        except PeriodTextError as error:
            fix = _("sửa dòng «{line}:»").format(line=self._line)
            raise refuse(log, node, "ky-sai", str(error), fix) from None

    def schema(self) -> Schema:
        """Return the schema of a text: a year alone is a number to an editor."""
        return _WORDS.schema()


class PlanTerm(PeriodName):
    """A year, or five: what a target is set for."""

    _line = "nam"

    def schema(self) -> Schema:
        """Return a year, a number to an editor, or two."""
        years = {"type": "string", "pattern": "^[12][0-9]{3}(?:-[12][0-9]{3})?$"}
        return {"anyOf": [{"type": "integer", "minimum": 1900, "maximum": 2999}, years]}

    def read(self, node: Node, log: FaultLog) -> Period:
        """Return the period; a shorter one has no targets of its own."""
        period = super().read(node, log)
        if period.kind not in (Kind.YEAR, Kind.FIVE_YEARS):
            raise refuse(
                log,
                node,
                "ky-sai",
                _("kế hoạch lập cho một năm hoặc 5 năm, không cho {period}").format(period=period),
                _("viết như 2024 hoặc 2021-2025"),
            )
        return period


class RelativePeriodName(Reader[RelativePeriod]):
    """A period as seen from the report's own."""

    def read(self, node: Node, log: FaultLog) -> RelativePeriod:
        """Return the relative period."""
        text = _WORDS.read(node, log)
        try:
            return parse_relative_period(text)
        except PeriodTextError as error:
            raise refuse(log, node, "ky-sai", str(error), _("sửa kỳ liên quan")) from None

    def schema(self) -> Schema:
        """Return the schema of a text."""
        return _WORDS.schema()


# Stands where a figure will be typed: the line was laid out and the department has not sent it.
AWAITED = "chua_co"


class QuantityCell(Reader[Cell | Source]):
    """A figure as the department sent it. Only a comparison can be "equal" (tuong_duong).

    A figure that is still awaited (chua_co) is read as its line alone.
    """

    def __init__(self, comparison: bool = False) -> None:
        self._comparison = comparison

    def read(self, node: Node, log: FaultLog) -> Cell | Source:
        """Return the exact quantity with its line."""
        text = node.text.strip() if isinstance(node, Scalar) else _WORDS.read(node, log)
        if not text:
            raise refuse(
                log,
                node,
                "thieu-gia-tri",
                _("thiếu giá trị"),
                _('điền số, hoặc xóa dòng; số có dấu > đặt trong nháy kép, như ">3"'),
            )
        if text == AWAITED:
            return Source(node.file, node.line)
        try:
            quantity: Quantity = parse_quantity(text)
        except NumberTextError as error:
            raise refuse(log, node, error.code, str(error), error.fix) from None
        if quantity.form is Form.EQUAL and not self._comparison:
            raise refuse(
                log,
                node,
                "khong-so-sanh",
                _("«{text}» chỉ dùng cho số so sánh: tang, chenh_lech, bang").format(text=text),
                _("ghi con số"),
            )
        return Cell(quantity, Source(node.file, node.line))

    def schema(self) -> Schema:
        """Return number or text: an editor reads `1.934,5` as a text, `12` as a number."""
        return {"type": ["string", "number"]}


class DayCell(Reader[Cell | Source]):
    """A cut-off date as a cell; one that is still awaited (chua_co) is its line alone."""

    def read(self, node: Node, log: FaultLog) -> Cell | Source:
        """Return the date with its line."""
        if isinstance(node, Scalar) and node.text.strip() == AWAITED:
            return Source(node.file, node.line)
        return Cell(Day().read(node, log), Source(node.file, node.line))

    def schema(self) -> Schema:
        """Return the schema of a date."""
        return {"anyOf": [Day().schema(), {"const": AWAITED}]}


class RatingCell(Reader[Cell]):
    """The rating of a target as it was published: vuot, dat, khong_dat."""

    def read(self, node: Node, log: FaultLog) -> Cell:
        """Return the rating with its line."""
        return Cell(Choice(Rating).read(node, log), Source(node.file, node.line))

    def schema(self) -> Schema:
        """Return the three words."""
        return Choice(Rating).schema()


class NarrativeParagraph(Reader[Narrative]):
    """A paragraph in the light markup. With `indicators` its figures must be among those."""

    def __init__(self, indicators: Names | None = None) -> None:
        self._indicators = indicators

    def read(self, node: Node, log: FaultLog) -> Narrative:
        """Return its spans, with the line where it starts."""
        text = _WORDS.read(node, log)
        unread = text.startswith(UNREAD)
        try:
            spans = parse_paragraph(text.removeprefix(UNREAD))
        except MarkupError as error:
            message = _("{problem}, gần “{near}”").format(problem=error, near=error.near)
            raise refuse(log, node, "danh-dau-sai", message, error.fix) from None
        if self._indicators is not None:
            known = self._indicators.known
            for expression in references(spans):
                if expression.indicator not in known:
                    self._indicators.check(expression.indicator, node.place, log)
        return Narrative(spans, Source(node.file, node.line), unread)

    def schema(self) -> Schema:
        """Return a string."""
        return {"type": "string"}


def references(spans: Paragraph) -> Iterator[Expression]:
    """Yield the figure expressions of a paragraph, its notes included, in order."""
    for span in spans:
        if isinstance(span, FigureReference):
            yield span.expression
        elif isinstance(span, Note):
            yield from references(span.spans)
