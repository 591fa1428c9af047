"""The journal of a folder of documents: what was finished, so that a run can go on.

Comes in: finished documents. Goes out: whether one is there already, made from the same files
and untouched since. A line for each document, appended and flushed at once; a line that was
torn by a kill says nothing.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from lsreport.errors import OutputError, Place
from lsreport.files import shown
from lsreport.i18n import _, reason_of

NAME = ".lsreport-batch.jsonl"
_LARGEST = 50_000_000  # a line is some 200 bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished document: its file, what it was made from, what was written, its gaps."""

    file: str
    inputs: str
    sha256: str
    gaps: int = 0


class Journal:
    """The journal of a folder, open for writing while it is a context."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self._entries = {entry.file: entry for entry in _entries(self.path)}
        self._stream: IO[str] | None = None

    def __enter__(self) -> Self:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            torn = self.path.is_file() and self.path.read_bytes()[-1:] not in (b"\n", b"")
            self._stream = self.path.open("a", encoding="utf-8", newline="\n")
            if torn:
                self._stream.write("\n")
        except OSError as error:
            raise OutputError.one(
                "khong-ghi-duoc",
                _("không ghi được tệp: {reason}").format(reason=reason_of(error)),
                _("kiểm tra đường dẫn, hoặc ghi vào thư mục khác bằng --out"),
                Place(shown(self.path)),
            ) from None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def finished(self, path: Path, inputs: str) -> Entry | None:
        """Return the entry of a document that stands there as it would be made now, or None."""
        entry = self._entries.get(path.name)
        if entry is None or entry.inputs != inputs:
            return None
        try:
            same = sha256(path.read_bytes()).hexdigest() == entry.sha256
        except OSError:
            return None
        return entry if same else None

    def add(self, path: Path, inputs: str, document: bytes, gaps: int) -> None:
        """Note a finished document."""
        entry = Entry(path.name, inputs, sha256(document).hexdigest(), gaps)
        self._entries[entry.file] = entry
        if self._stream is not None:
            with contextlib.suppress(OSError):  # the document is there; it is only made again
                self._stream.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
                self._stream.flush()


def _entries(path: Path) -> Iterator[Entry]:
    """Yield the whole lines of a journal; what is not one is passed over."""
    try:
        whole = path.is_file() and path.stat().st_size <= _LARGEST
        lines = path.read_bytes().decode("utf-8", "replace").split("\n") if whole else []
    except OSError:
        return
    for line in lines:
        try:
            values: Any = json.loads(line)
            entry = Entry(**values)
        except (ValueError, TypeError, RecursionError):
            continue
        told = (entry.file, entry.inputs, entry.sha256)
        if all(isinstance(one, str) for one in told) and type(entry.gaps) is int:
            yield entry
