"""A zip archive read safely and written the same way every time.

Comes in: the bytes of a file that may be anything. Goes out: an `Archive` whose members keep
their compressed bytes, and the bytes of a new archive in which unchanged members are copied
as they are. Fixed times and order; nothing reads the clock.
"""

from __future__ import annotations

import errno
import struct
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from deflate import deflate_compress

from lsreport.errors import PackageError, Place
from lsreport.i18n import _, reason_of
from lsreport.records import record

if TYPE_CHECKING:
    import zipfile

MAX_MEMBERS = 5_000
MAX_UNPACKED = 400_000_000
MAX_RATIO = 200  # XML packs 10 to 30 times; a bomb thousands of times
RATIO_FREE_BYTES = 5_000_000
STORED, DEFLATED = 0, 8  # methods of the zip format
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # the container of .doc and of encrypted .docx
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DOS_TIME = (0, (1 << 5) | 1)  # 1980-01-01, the zip format's zero
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_UTF8_FLAG = 0x800
# Levels of libdeflate: as small as zlib's 6 in half the time; a hundredth smaller, in 1.4 times that.
FAST, SMALL = 6, 7


@record
class Member:
    """A file of the archive, still compressed."""

    name: str
    packed: bytes
    method: int
    crc: int
    size: int

    def unpack(self) -> bytes:
        """Return the content. Raises zlib.error or ValueError when it is damaged."""
        if self.method == STORED:
            content = self.packed
        else:
            engine = zlib.decompressobj(-15)
            content = engine.decompress(self.packed, self.size + 1)
        if len(content) != self.size or zlib.crc32(content) != self.crc:
            raise ValueError("size or checksum differs")
        return content


def pack(name: str, content: bytes, level: int = FAST) -> Member:
    """Return a deflated member."""
    packed = bytes(deflate_compress(content, level))
    return Member(name, packed, DEFLATED, zlib.crc32(content), len(content))


def read_archive(raw: bytes, name: str) -> dict[str, Member]:
    """Return the members by name, in the order of the archive.

    Raises PackageError for what is not a zip, is encrypted, or would unpack beyond bounds.
    """
    if raw[:8] == _OLE:
        raise _ole_error(raw, name)
    import zipfile  # a run writes archives without it

    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, struct.error):
        raise PackageError.one(
            "khong-phai-docx",
            _("tệp không phải là văn bản Word .docx, hoặc đã hỏng"),
            _("mở bằng Word rồi Lưu thành (Save As) loại Word Document (*.docx)"),
            Place(name),
        ) from None
    _check_bounds(infos, len(raw), name)
    members: dict[str, Member] = {}
    for info in infos:
        member = _member(raw, info, name)
        if member.name in members:
            raise _damaged(name, member.name)
        unpack(member, name)  # also what is only copied must be whole
        members[member.name] = member
    return members


def _member(raw: bytes, info: zipfile.ZipInfo, name: str) -> Member:
    if info.flag_bits & 0x1:
        raise PackageError.one(
            "ma-hoa", _("tệp đặt mật khẩu"), _("bỏ mật khẩu rồi lưu lại"), Place(name)
        )
    header = raw[info.header_offset : info.header_offset + _LOCAL.size]
    if len(header) < _LOCAL.size or header[:4] != b"PK\x03\x04" or info.compress_type not in (0, 8):
        raise _damaged(name, info.filename)
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    start = info.header_offset + _LOCAL.size + name_length + extra_length
    packed = raw[start : start + info.compress_size]
    return Member(info.filename, packed, info.compress_type, info.CRC, info.file_size)


def _check_bounds(infos: list[zipfile.ZipInfo], packed: int, name: str) -> None:
    unpacked = sum(info.file_size for info in infos)
    too_dense = unpacked > RATIO_FREE_BYTES and unpacked > packed * MAX_RATIO
    if len(infos) > MAX_MEMBERS:
        raise PackageError.one(
            "bom-nen",
            _("tệp có {count} phần, không phải một văn bản bình thường").format(count=len(infos)),
            _("không mở tệp này; hỏi lại nơi gửi"),
            Place(name),
        )
    if unpacked > MAX_UNPACKED or too_dense:
        raise PackageError.one(
            "bom-nen",
            _("tệp giải nén ra {size} MB, không phải một văn bản bình thường").format(
                size=unpacked // 1_000_000
            ),
            _("không mở tệp này; hỏi lại nơi gửi"),
            Place(name),
        )


def _ole_error(raw: bytes, name: str) -> PackageError:
    if _ENCRYPTED in raw:
        return PackageError.one(
            "ma-hoa",
            _("văn bản đặt mật khẩu (đã mã hóa)"),
            _("mở bằng Word, bỏ mật khẩu trong Tệp › Thông tin › Bảo vệ, rồi lưu lại"),
            Place(name),
        )
    return PackageError.one(
        "doc-cu",
        _("đây là văn bản Word kiểu cũ (.doc)"),
        _("mở bằng Word rồi Lưu thành (Save As) loại Word Document (*.docx)"),
        Place(name),
    )


def _damaged(name: str, member: str) -> PackageError:
    return PackageError.one(
        "docx-hong",
        _("phần «{part}» trong tệp bị hỏng").format(part=member),
        _("mở bằng Word (Word tự sửa) rồi lưu lại"),
        Place(name),
    )


def unpack(member: Member, name: str) -> bytes:
    """Return a member's content. Raises PackageError when it is damaged."""
    try:
        return member.unpack()
    except (zlib.error, ValueError):
        raise _damaged(name, member.name) from None


def write_archive(members: Iterable[Member]) -> bytes:
    """Return the archive of the members, in their order. The same members give the same bytes."""
    body, directory, count = bytearray(), bytearray(), 0
    for member in members:
        encoded = member.name.encode("utf-8")
        flags = 0 if member.name.isascii() else _UTF8_FLAG
        facts = (flags, member.method, *_DOS_TIME, member.crc, len(member.packed), member.size)
        offset = len(body)
        body += _LOCAL.pack(b"PK\x03\x04", 20, *facts, len(encoded), 0) + encoded + member.packed
        directory += _CENTRAL.pack(
            b"PK\x01\x02", 20, 20, *facts, len(encoded), 0, 0, 0, 0, 0, offset
        )
        directory += encoded
        count += 1
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + end)


def read_file(path: Path, name: str | None = None) -> bytes:
    """Return the bytes of a file, which messages call `name`.

    Raises PackageError when it cannot be read.
    """
    try:
        if path.exists() and not (
            path.is_file() or path.is_dir()
        ):  # a pipe: its writer may never come
            raise OSError(errno.EINVAL, _("đây không phải là tệp"))
        return path.read_bytes()
    except OSError as error:
        raise PackageError.one(
            "khong-doc-duoc",
            _("không đọc được tệp: {reason}").format(reason=reason_of(error)),
            _("kiểm tra đường dẫn; nếu tệp đang mở trong Word thì đóng lại"),
            Place(name or str(path)),
        ) from None
