"""The floor: what remains when nothing but the unavoidable is done.

A part with tags is one compiled Jinja template (plain `{{ }}`, no escaping, no checks), packed as the
option says ("zlib 6", "libdeflate 6"); every other member's compressed bytes are copied as they are.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment
from jinja2 import Template as Program

from benchmarks.bench.engines.worker import main

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_DAY = 33  # 1980-01-01
_VIETNAMESE = str.maketrans(",.", ".,")
Packed = tuple[bytes, int, int, int, int]  # content, method, checksum, packed and full size


def packer(option: str) -> Callable[[bytes], bytes]:
    """Return what deflates. Raises ImportError where libdeflate is not installed."""
    library, number = option.split(" ")
    level = int(number)
    if library == "libdeflate":
        from deflate import deflate_compress

        return lambda content: bytes(deflate_compress(content, level))

    def zipped(content: bytes) -> bytes:
        deflate = zlib.compressobj(level, zlib.DEFLATED, -15)
        return deflate.compress(content) + deflate.flush()

    return zipped


class Floor:
    """A template taken apart at `open`: programs, and members as they are."""

    def __init__(self, option: str) -> None:
        self._deflate = packer(option)
        self._members: dict[str, Program | Packed] = {}

    def open(self, template: Path) -> None:
        """Compile the parts with tags."""
        environment = Environment()
        environment.filters["so"] = _number
        raw = template.read_bytes()
        with zipfile.ZipFile(template) as archive:
            for info in archive.infolist():
                content = archive.read(info)
                if b"{{" in content or b"{%" in content:
                    self._members[info.filename] = environment.from_string(content.decode())
                else:
                    self._members[info.filename] = _copied(raw, info)

    def render(self, data: Any) -> bytes:
        """Return the document."""
        body, directory = bytearray(), bytearray()
        for name, member in self._members.items():
            packed = member if isinstance(member, tuple) else self._packed(member, data)
            content, *facts = packed
            encoded = name.encode()
            method, rest = facts[0], facts[1:]
            header = (20, 0, method, 0, _DAY, *rest, len(encoded), 0)
            directory += _CENTRAL.pack(b"PK\x01\x02", 20, *header, 0, 0, 0, 0, len(body)) + encoded
            body += _LOCAL.pack(b"PK\x03\x04", *header) + encoded + content
        count = len(self._members)
        end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
        return bytes(body + directory + end)

    def _packed(self, program: Program, data: Any) -> Packed:
        content = program.render(data).encode()
        packed = self._deflate(content)
        return packed, zipfile.ZIP_DEFLATED, zlib.crc32(content), len(packed), len(content)


def _copied(raw: bytes, info: zipfile.ZipInfo) -> Packed:
    lengths = struct.unpack_from("<HH", raw, info.header_offset + 26)
    start = info.header_offset + _LOCAL.size + sum(lengths)
    content = raw[start : start + info.compress_size]
    return content, info.compress_type, info.CRC, info.compress_size, info.file_size


def _number(value: Any, decimals: Any) -> str:
    return f"{value:,.{decimals}f}".translate(_VIETNAMESE)


if __name__ == "__main__":
    main(Floor)
