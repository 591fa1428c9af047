"""A YAML file as text nodes that know their line.

Comes in: a path. Goes out: scalars, mappings and sequences of *text*: YAML's own guesses
(octal, booleans, dates, base 60, floats) never run, because no value is constructed. What
cannot be read safely is refused here: size, encoding, depth, aliases, tags, duplicate keys.
"""

from __future__ import annotations

import errno
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from lsreport.errors import DataError, Fault, FaultLog, Place
from lsreport.i18n import _, reason_of
from lsreport.records import brief

MAX_BYTES = 8_000_000
MAX_DEPTH = 50
# What Word cannot hold, and the line breaks that YAML counts and text editors do not.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@brief
class Node:
    """A value with its place; lines and columns count from 1.

    A mapping or list in a block stands on the line of its key, where a person looks for it.
    """

    file: str
    line: int
    column: int

    @property
    def place(self) -> Place:
        """Return where it stands, for a fault."""
        return Place(file=self.file, line=self.line)


@brief
class Scalar(Node):
    """A text as typed, in NFC."""

    text: str


@brief
class Mapping(Node):
    """Pairs in the order of the file, each key once."""

    items: tuple[tuple[Scalar, Node], ...]


@brief
class Sequence(Node):
    """Values in the order of the file."""

    values: tuple[Node, ...]


def read_nodes(path: Path, name: str, log: FaultLog) -> Node:
    """Return the one document of a YAML file; `name` is how messages call the file.

    What can be read past (text that was normalised, duplicate keys, control characters) goes
    to `log`, so that it is told with the other faults. Raises DataError for the rest.
    """
    return compose(read_text(path, name, log), name, log)


def compose(text: str, name: str, log: FaultLog) -> Node:
    """Return the one document of a cleaned YAML text, as `read_nodes` does of a file."""
    try:
        root = _Composer(text, name, log).document()
    except yaml.YAMLError as error:
        raise DataError([_syntax_fault(error, name, text)]) from None
    if root is None:
        raise DataError.one(
            "tep-rong", _("tệp không có nội dung"), _("xem tệp ví dụ trong examples/"), Place(name)
        )
    return root


def read_text(path: Path, name: str, log: FaultLog) -> str:
    """Return the text of a UTF-8 file, without control characters.

    Those that it had go to `log`. Raises DataError for what is not such a file.
    """
    try:
        size = path.stat().st_size
        if not (path.is_file() or path.is_dir()):  # a pipe: its writer may never come
            raise OSError(errno.EINVAL, _("đây không phải là tệp"))
        if size > MAX_BYTES:
            raise DataError.one(
                "tep-qua-lon",
                _("tệp lớn {size} MB, vượt mức {limit} MB").format(
                    size=size // 1_000_000, limit=MAX_BYTES // 1_000_000
                ),
                _("tệp của một kỳ chỉ khoảng 100 KB: kiểm tra xem có nhầm tệp không"),
                Place(name),
            )
        raw = path.read_bytes()
    except OSError as error:
        raise DataError.one(
            "khong-doc-duoc",
            _("không đọc được tệp: {reason}").format(reason=reason_of(error)),
            _("kiểm tra đường dẫn và quyền đọc"),
            Place(name),
        ) from None
    return clean_text(_decoded(raw, name), name, log)


def clean_text(text: str, name: str, log: FaultLog) -> str:
    """Return a text without control characters; those that it had go to `log`."""
    _note_decomposed(text, name, log)
    return _without_controls(text, name, log)


def _decoded(raw: bytes, name: str) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise DataError.one(
            "ma-utf16",
            _("tệp lưu bằng mã UTF-16"),
            _("mở bằng Notepad, chọn Lưu thành (Save As), Mã hóa (Encoding): UTF-8"),
            Place(name, 1),
        )
    try:
        # Notepad writes a byte-order mark in front of UTF-8: it says nothing and is dropped.
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataError.one(
            "ma-cu",
            _("tệp không phải UTF-8 (có thể là bảng mã cũ: TCVN3, VNI, Windows-1258)"),
            _("chuyển mã sang Unicode dựng sẵn (UniKey: Ctrl+Shift+F6) rồi lưu bằng UTF-8"),
            Place(name, line),
        ) from None


def _note_decomposed(text: str, name: str, log: FaultLog) -> None:
    if unicodedata.is_normalized("NFC", text):
        return
    lines = text.split("\n")
    first = next(i for i, x in enumerate(lines, 1) if not unicodedata.is_normalized("NFC", x))
    log.add(
        Fault(
            "unicode-to-hop",
            _("văn bản dùng Unicode tổ hợp; đã đọc như Unicode dựng sẵn (NFC)"),
            _("chọn bảng mã “Unicode” (dựng sẵn) trong bộ gõ, đừng chọn “Unicode tổ hợp”"),
            Place(name, first),
            "note",
        )
    )


def _without_controls(text: str, name: str, log: FaultLog) -> str:
    """Return the text with a space for each control character, so that reading can go on."""
    if text.replace("\n", "").isprintable() or _CONTROL.search(text) is None:
        return text  # what is printable holds none, and that is told sooner
    for number, line in enumerate(text.split("\n"), 1):
        _note_control(line, Place(name, number), log)
    return _CONTROL.sub(" ", text)


def _note_control(text: str, place: Place, log: FaultLog) -> None:
    if found := _CONTROL.search(text):
        log.add(
            Fault(
                "ky-tu-dieu-khien",
                _("có ký tự điều khiển U+{code:04X}").format(code=ord(found[0])),
                _("xóa ký tự đó"),
                place,
            )
        )


def _syntax_fault(error: yaml.YAMLError, name: str, text: str) -> Fault:
    mark = getattr(error, "problem_mark", None)
    if _never_closed(error):  # PyYAML sees it at the end; a person mends it where it opens
        mark = getattr(error, "context_mark", None) or mark
    line = mark.line + 1 if mark else None
    written = text.split("\n")[line - 1] if line and line <= text.count("\n") + 1 else ""
    place = Place(name, line, mark.column + 1 if mark else None)
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return Fault(
            "dau-tab", _("dòng thụt đầu bằng phím Tab"), _("thụt dòng bằng dấu cách"), place
        )
    problem = str(getattr(error, "problem", None) or "").strip()
    return Fault(
        "yaml-sai",
        _("không phải YAML đúng: {problem}").format(problem=problem or _("cú pháp sai")),
        _("xem lại thụt dòng, dấu hai chấm và dấu nháy ở dòng này và dòng ngay trên"),
        place,
    )


def _never_closed(error: yaml.YAMLError) -> bool:
    """Return whether a bracket or quotation mark opens and does not close."""
    if str(getattr(error, "context", None) or "").startswith("while parsing a flow"):
        return True
    return "end of stream" in str(getattr(error, "problem", None) or "")


class _Composer:
    """Turns PyYAML's events into nodes and refuses what two readers could read differently.

    Events, because PyYAML's own composing recurses in C without a bound: a file of open
    brackets would end the interpreter. A period's file has some 2,400 of them, so that each is
    told by its class alone and nothing is made for it but its node.
    """

    def __init__(self, text: str, name: str, log: FaultLog) -> None:
        self._next: Callable[[], Any] = _LOADER(text).get_event
        self._name = name
        self._log = log
        self._has_escapes = "\\" in text  # they alone bring in what the text was cleaned of

    def document(self) -> Node | None:
        """Return the root of the one document, or None where there is none."""
        self._next()  # the start of the stream
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        root = self._node(self._next(), 0)
        self._next()  # the end of the document
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise self._error(
                "yaml-sai",
                _("tệp có nhiều phần, ngăn bằng dòng ---"),
                _("bỏ dòng --- ở giữa"),
                after,
            )
        return root

    def _node(self, event: Any, depth: int, key_line: int = 0) -> Node:
        if depth > MAX_DEPTH:
            raise self._error(
                "long-qua-sau",
                _("cấu trúc lồng nhau quá sâu"),
                _("dữ liệu của một kỳ chỉ lồng vài cấp: kiểm tra các dấu ngoặc [ và {"),
                event,
            )
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if event.anchor is not None or event.tag is not None:
            raise self._property(event)
        line, column = key_line or event.start_mark.line + 1, event.start_mark.column + 1
        if kind is yaml.SequenceStartEvent:
            return Sequence(self._name, line, column, self._values(depth + 1))
        return Mapping(self._name, line, column, self._pairs(depth + 1))

    def _scalar(self, event: Any) -> Scalar:
        if event.anchor is not None or event.tag is not None:
            raise self._property(event)
        mark, text = event.start_mark, event.value  # as typed, or as escapes spell it
        line = mark.line + 1
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        if self._has_escapes and not text.isprintable():
            _note_control(text, Place(self._name, line), self._log)
        return Scalar(self._name, line, mark.column + 1, text)

    def _values(self, depth: int) -> tuple[Node, ...]:
        values: list[Node] = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            values.append(self._node(event, depth))
        return tuple(values)

    def _pairs(self, depth: int) -> tuple[tuple[Scalar, Node], ...]:
        pairs: list[tuple[Scalar, Node]] = []
        first: dict[str, Scalar] = {}
        next_event, scalar = self._next, self._scalar
        while type(event := next_event()) is not yaml.MappingEndEvent:
            key = scalar(event) if type(event) is yaml.ScalarEvent else self._no_key(event)
            if first.setdefault(key.text, key) is not key:
                self._note_repeated(key, first[key.text])
            event = next_event()
            if type(event) is yaml.ScalarEvent and depth <= MAX_DEPTH:  # most of them
                pairs.append((key, scalar(event)))
            else:
                pairs.append((key, self._node(event, depth, key.line)))
        return tuple(pairs)

    def _no_key(self, event: Any) -> Scalar:
        if event.anchor is not None or event.tag is not None:
            raise self._property(event)
        raise self._error(
            "khoa-sai", _("khóa phải là một từ"), _("xem tệp ví dụ trong examples/"), event
        )

    def _note_repeated(self, key: Scalar, first: Scalar) -> None:
        self._log.add(
            Fault(
                "khoa-lap",
                _("khóa «{key}» bị lặp, lần đầu ở dòng {line}").format(
                    key=key.text[:60], line=first.line
                ),
                _("giữ một trong hai dòng"),
                key.place,
            )
        )

    def _property(self, event: Any) -> DataError:
        if event.anchor is not None:
            # A file of nested aliases is small and grows without bound ("billion laughs"); no
            # period's data need them.
            return self._error(
                "bi-danh",
                _("dùng neo (&) và bí danh (*) của YAML"),
                _("chép giá trị ra, mỗi số liệu một chỗ; nếu là lời văn thì đặt trong nháy kép"),
                event,
            )
        return self._error(  # YAML would drop a first word such as "!Hop"
            "nhan-kieu",
            _("dấu ! ở đầu khiến YAML hiểu nhầm từ liền sau là nhãn kiểu"),
            _("đặt cả dòng trong nháy kép"),
            event,
        )

    def _error(self, code: str, message: str, fix: str, event: Any) -> DataError:
        return DataError.one(code, message, fix, Place(self._name, event.start_mark.line + 1))
