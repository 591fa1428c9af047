"""Readers of lists, mappings and records.

Comes in: a sequence or mapping node. Goes out: its values; every fault of every child.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Set
from typing import Any, Generic

from lsreport.data.fields.base import Names, Reader, Schema, T, UnreadableError, refuse
from lsreport.data.lacking import near_misses
from lsreport.data.model import Source
from lsreport.data.nodes import Mapping as MappingNode
from lsreport.data.nodes import Node, Scalar, Sequence
from lsreport.errors import Fault, FaultLog
from lsreport.expressions import KEY
from lsreport.i18n import _
from lsreport.records import record


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
        is_right = (
            self._pattern.fullmatch if self._names is None else self._names.known.__contains__
        )
        read = self._each.read
        for key, child in _pairs(node, log):
            if not is_right(key.text):
                self._wrong(key, log)
            try:
                entries[key.text] = read(child, log)
            except UnreadableError:
                continue
        return entries

    def _wrong(self, key: Scalar, log: FaultLog) -> None:
        if self._names is not None:
            self._names.check(key.text, key.place, log)
            return
        refuse(
            log,
            key,
            "khoa-sai",
            _("khóa «{key}» không hợp lệ").format(key=key.text[:60]),
            _("dùng chữ thường không dấu, chữ số và _, các phần cách nhau bằng dấu chấm"),
        )

    def schema(self) -> Schema:
        """Return an object with any names of the right shape."""
        return {
            "type": "object",
            "patternProperties": {f"^(?:{self._pattern.pattern})$": self._each.schema()},
            "additionalProperties": False,
        }


@record
class Field(Generic[T]):
    """A key of a record: the attribute it fills, how it is read, what it is for."""

    attribute: str
    reader: Reader[T]
    about: str
    required: bool = False


class Record(Reader[T]):
    """A mapping with fixed keys. `build` gets the attributes read, and `source`."""

    def __init__(
        self,
        build: Callable[..., T],
        fields: Mapping[str, Field[Any]],
        instead: Mapping[str, str] | None = None,
    ) -> None:
        self._build, self._fields = build, fields
        self._instead = instead or {}  # wrong keys that people type, and the right ones
        # What reading asks of the fields, so that it asks each line of a file for one thing.
        self._readers = {key: (one.attribute, one.reader.read) for key, one in fields.items()}
        self._required = [one.attribute for one in fields.values() if one.required]

    def read(self, node: Node, log: FaultLog) -> T:
        """Return the built record; unknown keys and missing ones are faults."""
        values: dict[str, Any] = {}
        complete = True
        pairs = _pairs(node, log)
        for key, child in pairs:
            field = self._readers.get(key.text)
            if field is None:
                self._unknown(key, log)
                continue
            attribute, read = field
            try:
                values[attribute] = read(child, log)
            except UnreadableError:
                complete = False
        for attribute in self._required:
            if attribute not in values:  # not there, or there and unreadable
                complete = False
                self._note_missing(node, {key.text for key, _child in pairs}, log)
                break
        if not complete:
            raise UnreadableError
        return self._build(**values, source=Source(node.file, node.line))

    def _note_missing(self, node: Node, present: Set[str], log: FaultLog) -> None:
        for name, field in self._fields.items():
            if field.required and name not in present:
                refuse(
                    log,
                    node,
                    "thieu-khoa",
                    _("thiếu khóa «{key}»").format(key=name),
                    _("thêm dòng «{key}: …» ({about})").format(key=name, about=_(field.about)),
                )

    def _unknown(self, key: Scalar, log: FaultLog) -> None:
        if re.fullmatch("[0-9.]+", key.text):
            fix = _("dấu phẩy trong {…} ngắt số làm đôi: viết mỗi số đo một dòng, không dùng ngoặc")
        elif key.text in self._instead:
            fix = _("viết «{key}», số giảm ghi dấu trừ").format(key=self._instead[key.text])
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


class Checked(Reader[T]):
    """What another reader reads, looked at as a whole where each of its parts is right."""

    def __init__(self, each: Reader[T], look: Callable[[T], Iterable[Fault]]) -> None:
        self._each, self._look = each, look

    def read(self, node: Node, log: FaultLog) -> T:
        """Return the value; what is wrong with the whole of it goes to the log."""
        before = len(log.errors)
        value = self._each.read(node, log)
        if len(log.errors) == before:  # what was left out would be told as missing
            log.extend(self._look(value))
        return value

    def schema(self) -> Schema:
        """Return the schema of the value itself."""
        return self._each.schema()


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
