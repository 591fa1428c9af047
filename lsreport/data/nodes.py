"""A YAML file as text nodes that know their line.

Comes in: a path. Goes out: scalars, mappings and sequences of *text*: YAML's own guesses
(octal, booleans, dates, base 60, floats) never run, because no value is constructed. What
cannot be read safely is refused here: size, encoding, aliases, duplicate keys.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from lsreport.errors import DataError, Fault, FaultLog, Place
from lsreport.i18n import _

MAX_BYTES = 8_000_000
MAX_DEPTH = 50
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its place; lines and columns count from 1."""

    file: str
    line: int
    column: int

    @property
    def place(self) -> Place:
        """Return where it stands, for a fault."""
        return Place(file=self.file, line=self.line)


@dataclass(frozen=True, slots=True)
class Scalar(Node):
    """A text. `plain` is False where it was quoted or a block."""

    text: str
    plain: bool


@dataclass(frozen=True, slots=True)
class Mapping(Node):
    """Pairs in the order of the file, each key once."""

    items: tuple[tuple[Scalar, Node], ...]


@dataclass(frozen=True, slots=True)
class Sequence(Node):
    """Values in the order of the file."""

    values: tuple[Node, ...]


def read_nodes(path: Path, name: str, log: FaultLog) -> Node:
    """Return the one document of a YAML file; `name` is how messages call the file.

    Notes (such as text that was normalised) go to `log`. Raises DataError when the file
    cannot be read; with duplicate keys, for all of them at once.
    """
    text = read_text(path, name, log)
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise DataError([_syntax_fault(error, name, text)]) from None
    except RecursionError:
        raise _too_deep(name) from None
    if root is None:
        raise DataError.one(
            "tep-rong", _("tệp không có nội dung"), _("xem mẫu trong examples/"), Place(name)
        )
    faults = FaultLog()
    node = _Converter(name, faults).convert(root, 0)
    faults.raise_errors(DataError)
    return node


def read_text(path: Path, name: str, log: FaultLog) -> str:
    """Return the NFC text of a UTF-8 file. Raises DataError for what is not one."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise DataError.one(
                "tep-qua-lon",
                _("tệp lớn {size} MB, quá mức {limit} MB").format(
                    size=size // 1_000_000, limit=MAX_BYTES // 1_000_000
                ),
                _("một kỳ chỉ khoảng 100 KB: kiểm tra xem có nhầm tệp không"),
                Place(name),
            )
        raw = path.read_bytes()
    except OSError as error:
        raise DataError.one(
            "khong-doc-duoc",
            _("không đọc được tệp: {reason}").format(reason=error.strerror or error),
            _("kiểm tra đường dẫn và quyền đọc"),
            Place(name),
        ) from None
    return _normalised(_decoded(raw, name), name, log)


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


def _normalised(text: str, name: str, log: FaultLog) -> str:
    if unicodedata.is_normalized("NFC", text):
        return text
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
    return unicodedata.normalize("NFC", text)


def _syntax_fault(error: yaml.YAMLError, name: str, text: str) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else None
    if line is None and hasattr(error, "position"):  # a character YAML does not allow
        line = text.count("\n", 0, error.position) + 1
    written = text.split("\n")[line - 1] if line and line <= text.count("\n") + 1 else ""
    place = Place(name, line, mark.column + 1 if mark else None)
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return Fault(
            "dau-tab", _("dòng thụt đầu bằng phím Tab"), _("thụt dòng bằng dấu cách"), place
        )
    if _CONTROL.search(written):
        return Fault(
            "ky-tu-dieu-khien", _("có ký tự điều khiển không in được"), _("xóa ký tự đó"), place
        )
    problem = str(getattr(error, "problem", None) or "").strip()
    return Fault(
        "yaml-sai",
        _("không phải YAML đúng: {problem}").format(problem=problem or _("cú pháp sai")),
        _("xem lại thụt dòng, dấu hai chấm và dấu nháy ở dòng này và dòng ngay trên"),
        place,
    )


def _too_deep(name: str) -> DataError:
    return DataError.one(
        "long-qua-sau",
        _("cấu trúc lồng nhau quá sâu"),
        _("dữ liệu của một kỳ chỉ lồng vài cấp: kiểm tra các dấu ngoặc [ và {"),
        Place(name),
    )


class _Converter:
    """Turns PyYAML's nodes into ours and refuses what two readers could read differently."""

    def __init__(self, name: str, faults: FaultLog) -> None:
        self._name = name
        self._faults = faults
        self._seen: set[int] = set()

    def convert(self, node: yaml.Node, depth: int) -> Node:
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        if depth > MAX_DEPTH:
            raise _too_deep(self._name)
        if id(node) in self._seen:
            # An alias: a node met twice. A file of nested aliases is small and grows without
            # bound ("billion laughs"); no period's data need them.
            raise DataError.one(
                "bi-danh",
                _("dùng neo (&) và bí danh (*) của YAML"),
                _("chép giá trị ra, mỗi số liệu một chỗ"),
                Place(self._name, line),
            )
        self._seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, line, column)
        if isinstance(node, yaml.SequenceNode):
            values = tuple(self.convert(value, depth + 1) for value in node.value)
            return Sequence(self._name, line, column, values)
        return Mapping(self._name, line, column, tuple(self._pairs(node, depth)))

    def _scalar(self, node: yaml.ScalarNode, line: int, column: int) -> Scalar:
        if found := _CONTROL.search(node.value):
            self._faults.add(
                Fault(
                    "ky-tu-dieu-khien",
                    _("có ký tự điều khiển U+{code:04X}").format(code=ord(found[0])),
                    _("xóa ký tự đó"),
                    Place(self._name, line),
                )
            )
        return Scalar(self._name, line, column, node.value, node.style is None)

    def _pairs(self, node: yaml.MappingNode, depth: int) -> Iterator[tuple[Scalar, Node]]:
        first_lines: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise DataError.one(
                    "khoa-sai", _("khóa phải là một từ"), _("xem mẫu"), Place(self._name, line)
                )
            if key.value in first_lines:
                self._faults.add(
                    Fault(
                        "khoa-lap",
                        _("khóa «{key}» bị lặp, lần đầu ở dòng {line}").format(
                            key=key.value, line=first_lines[key.value]
                        ),
                        _("giữ một trong hai dòng"),
                        Place(self._name, line),
                    )
                )
            first_lines.setdefault(key.value, line)
            name = self._scalar(key, line, key.start_mark.column + 1)
            yield name, self.convert(value, depth + 1)
