"""Writing documents without losing one.

Comes in: bytes and a path. Goes out: the file, whole or not at all: written beside, synced,
then renamed. A document that a person may have edited is never overwritten without being
asked, and then it is kept beside.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from lsreport.errors import OutputError, PackageError, Place
from lsreport.i18n import _, reason_of

MAX_BYTES = 400_000_000
_MADE_BY_US = b"LibreOffice"  # the producer that a PDF of ours names


def write_document(
    path: Path, content: bytes, force: bool = False, sources: Iterable[Path] = ()
) -> Path | None:
    """Write a document; return where an edited one that stood there is kept, or None.

    `sources` are folders of data and templates: nothing is ever written into them. Raises
    OutputError when the file was edited and `force` is off, or cannot be written.
    """
    check_target(path, ".docx", sources)
    return _write_guarded(path, content, force, lambda old: edited_since_render(old, shown(path)))


def write_pdf(path: Path, content: bytes, force: bool = False) -> Path | None:
    """Write a PDF; one that is not of our making is treated as an edited document."""
    return _write_guarded(path, content, force, lambda old: _MADE_BY_US not in old)


def check_target(path: Path, suffix: str, sources: Iterable[Path] = ()) -> None:
    """Refuse a target of another kind, or among the files that documents are made from."""
    if path.suffix.lower() != suffix:
        raise OutputError.one(
            "duoi-tep-sai",
            _("tên tệp ra phải có đuôi {suffix}").format(suffix=suffix),
            _("đặt tên như bao-cao{suffix}").format(suffix=suffix),
            Place(shown(path)),
        )
    # a folder of data may be a link to a share: neither by its name nor where it leads
    if any(
        path.absolute().is_relative_to(folder.absolute())
        or path.resolve().is_relative_to(folder.resolve())
        for folder in sources
    ):
        raise OutputError.one(
            "ghi-vao-nguon",
            _("không ghi văn bản vào thư mục dữ liệu hay mẫu"),
            _("chọn chỗ khác cho tệp ra, như out/bao-cao.docx"),
            Place(shown(path)),
        )


def check_folder(path: Path) -> None:
    """Refuse a target in a folder that is not there; only its last level is made when writing."""
    if not path.parent.is_dir() and not path.parent.parent.is_dir():
        raise OutputError.one(
            "khong-co-thu-muc",
            _("không có thư mục «{folder}» để ghi văn bản").format(folder=shown(path.parent)),
            _("tạo thư mục ấy trước, hoặc sửa đường dẫn của tệp ra"),
            Place(shown(path)),
        )


def shown(path: Path) -> str:
    """Return a path as a person would type it from here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _write_guarded(
    path: Path, content: bytes, force: bool, edited: Callable[[bytes], bool]
) -> Path | None:
    kept = None
    if path.exists():
        before = _existing(path)
        if before == content:
            return None
        if edited(before):
            if not force:
                raise OutputError.one(
                    "da-sua-tay",
                    _("văn bản đã có người sửa sau khi lập, không ghi đè"),
                    _(
                        "đặt tên khác cho tệp ra, hoặc thêm --force (bản đã sửa được giữ lại bên cạnh)"
                    ),
                    Place(shown(path)),
                )
            kept = _free_name(path)
            write_atomically(kept, before)
    write_atomically(path, content)
    return kept


def edited_since_render(raw: bytes, name: str) -> bool:
    """Return whether a document differs from what was rendered (what is not ours counts too)."""
    from lsreport.docxfile.links import find_store, read_store
    from lsreport.docxfile.package import Package
    from lsreport.docxfile.seal import seal_of, sealed_parts

    try:
        package = Package(raw, name, allow_links=True)
        store = find_store(package)
        if store is None:
            return True
        facts, _records = read_store(package.xml(store))
        return facts.get("seal") != seal_of(sealed_parts(package))
    except PackageError:
        return True


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that a kill or a full disk leaves the old one whole. Raises OutputError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise _cannot_write(path, error) from None


def _existing(path: Path) -> bytes:
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            raise OSError(errno.EINVAL, _("không phải một tệp văn bản"))
        return path.read_bytes()
    except OSError as error:
        raise _cannot_write(path, error) from None


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows has no handle of a folder to sync
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _free_name(path: Path) -> Path:
    """Return a name beside the file that nothing has: `x (bản đã sửa 1).docx`."""
    number = 1
    while True:
        label = _("bản đã sửa {number}").format(number=number)
        candidate = path.with_name(f"{path.stem} ({label}){path.suffix}")
        if not candidate.exists():
            return candidate
        number += 1


def _cannot_write(path: Path, error: OSError) -> OutputError:
    if error.errno == errno.ENOSPC:
        fix = _("ổ đĩa đầy: xóa bớt tệp rồi làm lại; tệp cũ còn nguyên")
    elif isinstance(error, PermissionError):
        fix = _("đóng tệp nếu đang mở trong Word, hoặc ghi vào thư mục khác")
    else:
        fix = _("kiểm tra đường dẫn, hoặc ghi vào thư mục khác")
    return OutputError.one(
        "khong-ghi-duoc",
        _("không ghi được tệp: {reason}").format(reason=reason_of(error)),
        fix,
        Place(shown(path)),
    )
