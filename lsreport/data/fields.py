"""Readers: one description of a field gives both its reading and its JSON Schema.

Comes in: nodes. Goes out: typed values, or faults with place, near miss and mend; every
reader notes what it finds in the log and goes on, so that a file is told all its faults.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Generic, TypeVar

from lsreport.data.model import Cell, Narrative, Source
from lsreport.data.nodes import Mapping as MappingNode
from lsreport.data.nodes import Node, Scalar, Sequence
from lsreport.errors import Fault, FaultLog, Place
from lsreport.expressions import KEY, Expression
from lsreport.i18n import _
from lsreport.markup import FigureReference, MarkupError, Note, Paragraph, parse_paragraph
from lsreport.numbers import NumberTextError, Quantity, parse_quantity
from lsreport.periods import Period, PeriodTextError, parse_period

T = TypeVar("T")
E = TypeVar("E", bound=Enum)
Schema = dict[str, Any]


class UnreadableError(Exception):
    """A value could not be read; the log says why."""


class Reader(Generic[T]):
    """Reads one kind of value."""

    def read(self, node: Node, log: FaultLog) -> T:
        """Return the value; note a fault and raise UnreadableError where there is none."""
        raise NotImplementedError

    def schema(self) -> Schema:
        """Return the JSON Schema of the value."""
        raise NotImplementedError


def refuse(log: FaultLog, node: Node, code: str, message: str, fix: str) -> UnreadableError:
    """Note a fault at the node and return the exception to raise."""
    log.add(Fault(code, message, fix, node.place))
    return UnreadableError()


def near_misses(word: str, known: Iterable[str]) -> str:
    """Return the mend that names what the person may have meant."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=3, cutoff=0.6)
    if close:
        return _("có phải là: {names}?").format(names=", ".join(close))
    if not names:
        return _("bỏ khóa này")
    shown = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    return _("các tên dùng được: {names}").format(names=shown)


@dataclass(frozen=True, slots=True)
class Names:
    """The names that may be used in a place: what they name, and the code of a fault."""

    what: str
    known: Collection[str]
    code: str = "ten-la"

    def check(self, name: str, place: Place, log: FaultLog) -> None:
        """Note a name that is not known, with its near misses."""
        if name not in self.known:
            message = _("không có {what} «{key}»").format(what=self.what, key=name[:60])
            log.add(Fault(self.code, message, near_misses(name, self.known), place))


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


class Name(Reader[str]):
    """The name of something described elsewhere; without `names` any will do."""

    def __init__(self, names: Names | None = None) -> None:
        self._names = names

    def read(self, node: Node, log: FaultLog) -> str:
        """Return the name, known or not: a name that is not is a fault, but it was read."""
        text = Text().read(node, log)
        if self._names is not None:
            self._names.check(text, node.place, log)
        return text

    def schema(self) -> Schema:
        """Return the schema of a text: an editor cannot see other files."""
        return Text().schema()


class Choice(Reader[E]):
    """One word of an enumeration."""

    def __init__(self, kind: type[E], names: Mapping[str, E] | None = None) -> None:
        self._names = dict(names) if names else {member.value: member for member in kind}

    def read(self, node: Node, log: FaultLog) -> E:
        """Return the member that the word names."""
        word = Text().read(node, log)
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
        word = Text().read(node, log)
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
        text = Text().read(node, log)
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


class Day(Reader[date]):
    """A date, as offices write it (`4/6/2024`) or ISO (`2024-06-04`)."""

    _ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
    _OFFICE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")

    def read(self, node: Node, log: FaultLog) -> date:
        """Return the date; a day that does not exist is a fault."""
        text = Text().read(node, log)
        if match := self._ISO.fullmatch(text):
            year, month, day = (int(x) for x in match.groups())
        elif match := self._OFFICE.fullmatch(text):
            day, month, year = (int(x) for x in match.groups())
        else:
            raise self._wrong(node, text, log)
        try:
            return date(year, month, day)
        except ValueError:
            raise self._wrong(node, text, log) from None

    def _wrong(self, node: Node, text: str, log: FaultLog) -> UnreadableError:
        return refuse(
            log,
            node,
            "ngay-sai",
            _("«{text}» không phải là một ngày").format(text=text[:40]),
            _("viết như 4/6/2024"),
        )

    def schema(self) -> Schema:
        """Return the two patterns."""
        office = self._OFFICE.pattern
        return {"type": "string", "pattern": f"^(?:{self._ISO.pattern}|{office})$"}


class PeriodName(Reader[Period]):
    """A period, as `parse_period` reads it."""

    def read(self, node: Node, log: FaultLog) -> Period:
        """Return the period."""
        text = Text().read(node, log)
        try:
            return parse_period(text)
        except PeriodTextError as error:
            raise refuse(log, node, "ky-sai", str(error), _("sửa dòng «ky:»")) from None

    def schema(self) -> Schema:
        """Return the schema of a text: a year alone is a number to an editor."""
        return Text().schema()


class QuantityCell(Reader[Cell]):
    """A figure as the department sent it."""

    def read(self, node: Node, log: FaultLog) -> Cell:
        """Return the exact quantity with its line."""
        text = Text().read(node, log)
        try:
            quantity: Quantity = parse_quantity(text)
        except NumberTextError as error:
            raise refuse(log, node, error.code, str(error), error.fix) from None
        return Cell(quantity, Source(node.file, node.line))

    def schema(self) -> Schema:
        """Return number or text: an editor reads `1.934,5` as a text, `12` as a number."""
        return {"type": ["string", "number"]}


class DayCell(Reader[Cell]):
    """A cut-off date as a cell."""

    def read(self, node: Node, log: FaultLog) -> Cell:
        """Return the date with its line."""
        return Cell(Day().read(node, log), Source(node.file, node.line))

    def schema(self) -> Schema:
        """Return the schema of a date."""
        return Day().schema()


class NarrativeParagraph(Reader[Narrative]):
    """A paragraph in the light markup. With `indicators` its figures must be among those."""

    def __init__(self, indicators: Names | None = None) -> None:
        self._indicators = indicators

    def read(self, node: Node, log: FaultLog) -> Narrative:
        """Return its spans, with the line where it starts."""
        text = Text().read(node, log)
        try:
            spans = parse_paragraph(text)
        except MarkupError as error:
            message = _("{problem}, gần “{near}”").format(problem=error, near=error.near)
            raise refuse(log, node, "danh-dau-sai", message, error.fix) from None
        if self._indicators is not None:
            for expression in references(spans):
                self._indicators.check(expression.indicator, node.place, log)
        return Narrative(spans, Source(node.file, node.line))

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


class ListOf(Reader[tuple[T, ...]]):
    """A list; a single value is not a list."""

    def __init__(self, each: Reader[T]) -> None:
        self._each = each

    def read(self, node: Node, log: FaultLog) -> tuple[T, ...]:
        """Return the values that could be read."""
        if not isinstance(node, Sequence):
            raise refuse(
                log,
                node,
                "khong-phai-danh-sach",
                _("chỗ này cần một danh sách"),
                _("mỗi mục một dòng, bắt đầu bằng dấu gạch ngang và dấu cách"),
            )
        values = []
        for child in node.values:
            try:
                values.append(self._each.read(child, log))
            except UnreadableError:
                continue
        return tuple(values)

    def schema(self) -> Schema:
        """Return an array."""
        return {"type": "array", "items": self._each.schema()}


class MapOf(Reader[dict[str, T]]):
    """A mapping whose keys are names that the file chooses.

    With `names` the keys must be among those.
    """

    def __init__(
        self,
        each: Reader[T],
        pattern: re.Pattern[str] = KEY,
        names: Names | None = None,
    ) -> None:
        self._each, self._pattern, self._names = each, pattern, names

    def read(self, node: Node, log: FaultLog) -> dict[str, T]:
        """Return the entries that could be read, in the order of the file."""
        entries: dict[str, T] = {}
        for key, child in _pairs(node, log):
            if self._names is not None:
                self._names.check(key.text, key.place, log)
            elif not self._pattern.fullmatch(key.text):
                refuse(
                    log, key, "khoa-sai", _("khóa «{key}» không hợp lệ").format(key=key.text[:60]),
                    _("dùng chữ thường không dấu, chữ số và _, các phần cách nhau bằng dấu chấm"),
                )  # fmt: skip
            try:
                entries[key.text] = self._each.read(child, log)
            except UnreadableError:
                continue
        return entries

    def schema(self) -> Schema:
        """Return an object with any names of the right shape."""
        return {
            "type": "object",
            "patternProperties": {f"^(?:{self._pattern.pattern})$": self._each.schema()},
            "additionalProperties": False,
        }


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """A key of a record: the attribute it fills, how it is read, what it is for."""

    attribute: str
    reader: Reader[T]
    about: str
    required: bool = False


class Record(Reader[T]):
    """A mapping with fixed keys. `build` gets the attributes read, and `source`."""

    def __init__(self, build: Callable[..., T], fields: Mapping[str, Field[Any]]) -> None:
        self._build, self._fields = build, fields

    def read(self, node: Node, log: FaultLog) -> T:
        """Return the built record; unknown keys and missing ones are faults."""
        values: dict[str, Any] = {}
        present: set[str] = set()
        complete = True
        for key, child in _pairs(node, log):
            field = self._fields.get(key.text)
            if field is None:
                self._unknown(key, log)
                continue
            present.add(key.text)
            try:
                values[field.attribute] = field.reader.read(child, log)
            except UnreadableError:
                complete = False
        for name, field in self._fields.items():
            if field.required and name not in present:
                complete = False
                refuse(
                    log,
                    node,
                    "thieu-khoa",
                    _("thiếu khóa «{key}»").format(key=name),
                    _("thêm dòng «{key}: …» ({about})").format(key=name, about=_(field.about)),
                )
        if not complete:
            raise UnreadableError
        return self._build(**values, source=Source(node.file, node.line))

    def _unknown(self, key: Scalar, log: FaultLog) -> None:
        if re.fullmatch("[0-9.]+", key.text):
            fix = _("dấu phẩy trong {…} ngắt số làm đôi: viết mỗi số đo một dòng, không dùng ngoặc")
        else:
            fix = near_misses(key.text, self._fields)
        refuse(log, key, "khoa-la", _("không hiểu khóa «{key}»").format(key=key.text[:60]), fix)

    def schema(self) -> Schema:
        """Return a closed object with descriptions for an editor's completion."""
        return {
            "type": "object",
            "properties": {
                key: {"description": field.about, **field.reader.schema()}
                for key, field in self._fields.items()
            },
            "required": [key for key, field in self._fields.items() if field.required],
            "additionalProperties": False,
        }


class OneOrDated(Reader[tuple[T, ...]]):
    """One record, or a list of records each in force for a time."""

    def __init__(self, each: Reader[T]) -> None:
        self._each = each

    def read(self, node: Node, log: FaultLog) -> tuple[T, ...]:
        """Return the records in the order of the file."""
        if isinstance(node, Sequence):
            return ListOf(self._each).read(node, log)
        return (self._each.read(node, log),)

    def schema(self) -> Schema:
        """Return either shape."""
        return {"anyOf": [self._each.schema(), ListOf(self._each).schema()]}


def _pairs(node: Node, log: FaultLog) -> tuple[tuple[Scalar, Node], ...]:
    if isinstance(node, MappingNode):
        return node.items
    raise refuse(
        log,
        node,
        "khong-phai-bang",
        _("chỗ này cần các dòng «khóa: giá trị»"),
        _("xuống dòng, thụt vào hai dấu cách rồi viết «khóa: giá trị»"),
    )
