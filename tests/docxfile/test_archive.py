"""What is read as an archive, what is refused, and what is written."""

from __future__ import annotations

import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_files import members_of, paragraph, paragraphs, word_file, zipped

from lsreport.docxfile.archive import (
    MAX_MEMBERS,
    Member,
    pack,
    read_archive,
    read_file,
    unpack,
    write_archive,
)
from lsreport.errors import PackageError
from lsreport.template import Template

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
PLAIN = zipped({"a.xml": b"<a/>" * 50, "b.bin": bytes(range(256))})
# Where a central directory record keeps its flags, method, checksum and sizes.
FLAGS, METHOD, CRC, PACKED, SIZE, OFFSET = 8, 10, 16, 20, 24, 42


def told(raw: bytes) -> list[str]:
    """Return the codes with which an archive is refused, each at the file's place."""
    with pytest.raises(PackageError) as caught:
        read_archive(raw, "thu.docx")
    assert {fault.where.file for fault in caught.value.faults} == {"thu.docx"}
    return [fault.code for fault in caught.value.faults]


def stating(raw: bytes, field: int, value: int, member: int = 0) -> bytes:
    """Return an archive whose directory states another number for a member."""
    start = -1
    for _ in range(member + 1):
        start = raw.index(b"PK\x01\x02", start + 1)
    form = "<H" if field in (FLAGS, METHOD) else "<I"
    changed = bytearray(raw)
    struct.pack_into(form, changed, start + field, value)
    return bytes(changed)


def with_password(raw: bytes) -> bytes:
    """Return an archive whose members are marked as encrypted."""
    return stating(stating(raw, FLAGS, 1), FLAGS, 1, member=1)


def with_broken_data(raw: bytes) -> bytes:
    """Return an archive with the compressed bytes of its first member damaged."""
    changed = bytearray(raw)
    changed[30 + len("a.xml") + 3] ^= 0xFF
    return bytes(changed)


def with_name_twice(_raw: bytes) -> bytes:
    """Return an archive with two members of one name."""
    return write_archive([pack("a.xml", b"<a/>"), pack("a.xml", b"<b/>")])


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "khong-phai-docx"),
        (b"Kinh gui UBND tinh", "khong-phai-docx"),
        (b"%PDF-1.7\n%%EOF", "khong-phai-docx"),
        (b"{\\rtf1\\ansi}", "khong-phai-docx"),
        (PLAIN[: len(PLAIN) // 2], "khong-phai-docx"),
        (PLAIN[:-30], "khong-phai-docx"),
        (OLE + bytes(1024), "doc-cu"),
        (ENCRYPTED, "ma-hoa"),
    ],
    ids=["empty", "text", "pdf", "rtf", "half", "no end", "old doc", "encrypted docx"],
)
def test_what_is_no_zip_is_refused_for_what_it_is(raw: bytes, code: str) -> None:
    """A file that is not a zip is refused, old .doc and encrypted .docx under their own codes."""
    assert told(raw) == [code]


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (with_password, "ma-hoa"),
        (with_broken_data, "docx-hong"),
        (with_name_twice, "docx-hong"),
        (lambda raw: stating(raw, CRC, 1), "docx-hong"),
        (lambda raw: stating(raw, METHOD, 12), "docx-hong"),
        (lambda raw: stating(raw, PACKED, 3), "docx-hong"),
        (lambda raw: stating(raw, OFFSET, 5), "docx-hong"),
        (lambda raw: stating(raw, CRC, 1, member=1), "docx-hong"),
    ],
    ids=[
        "password",
        "deflate data",
        "name twice",
        "checksum",
        "bzip2",
        "cut short",
        "offset",
        "second member",
    ],
)
def test_a_damaged_or_locked_member_is_refused(damage: Callable[[bytes], bytes], code: str) -> None:
    """A zip with encrypted, damaged, repeated or oddly packed members is refused as a whole."""
    assert told(damage(PLAIN)) == [code]


def test_a_small_file_that_unpacks_to_very_much_is_a_bomb() -> None:
    """Six megabytes of zeros in six kilobytes are refused before they are unpacked."""
    assert told(zipped({"a.xml": bytes(6_000_000)})) == ["bom-nen"]


def test_a_large_file_may_not_unpack_without_bound() -> None:
    """Also a file of some size is refused when it would unpack to hundreds of megabytes."""
    raw = zipped({"a.bin": Random(1).randbytes(2_500_000)})
    assert told(stating(raw, SIZE, 401_000_000)) == ["bom-nen"]


def test_bombs_in_many_members_are_counted_together() -> None:
    """Members that are small one by one are refused for their sum."""
    parts: dict[str, str | bytes] = {f"{number}.xml": bytes(500_000) for number in range(12)}
    assert told(zipped(parts)) == ["bom-nen"]


@pytest.mark.parametrize("size", [0xFFFFFFFE, 401_000_000])
def test_a_huge_size_is_believed_and_refused(size: int) -> None:
    """A member that declares hundreds of megabytes is refused, whatever it really holds."""
    assert told(stating(PLAIN, SIZE, size)) == ["bom-nen"]


@pytest.mark.parametrize("size", [0, 1, 199, 201, 1000])
def test_a_size_that_lies_is_damage(size: int) -> None:
    """A member whose content is longer or shorter than declared is damaged."""
    assert told(stating(PLAIN, SIZE, size)) == ["docx-hong"]


def test_a_lying_size_does_not_unpack_the_rest() -> None:
    """Of a member that declares less than it holds, no more than that is unpacked."""
    member = pack("a.xml", bytes(3_000_000))
    small = Member(member.name, member.packed, member.method, member.crc, 10)
    tracemalloc.start()
    with pytest.raises(ValueError, match="differs"):
        small.unpack()
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 300_000
    assert told(write_archive([small])) == ["docx-hong"]


def test_too_many_members_are_refused() -> None:
    """A document has no more than some thousand parts."""
    parts = [pack(f"{number}.xml", b"") for number in range(MAX_MEMBERS + 1)]
    assert told(write_archive(parts)) == ["bom-nen"]


def test_large_text_that_packs_as_text_does_is_read() -> None:
    """A large part is fine when it packs no better than XML does."""
    content = "".join(f"<w:p>{number * 7919 % 10007}</w:p>" for number in range(400_000)).encode()
    assert len(content) > 5_000_000
    assert read_archive(zipped({"a.xml": content}), "x")["a.xml"].unpack() == content


def test_folders_are_no_members() -> None:
    """Entries for folders, which some tools write, are left out."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/", b"")
        archive.writestr("word/document.xml", b"<a/>")
    assert list(read_archive(stream.getvalue(), "x")) == ["word/document.xml"]


def test_stored_and_deflated_members_are_read() -> None:
    """Members may be stored as they are or deflated."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.xml", b"<a/>", zipfile.ZIP_STORED)
        archive.writestr("b.xml", b"<b/>", zipfile.ZIP_DEFLATED)
    members = read_archive(stream.getvalue(), "x")
    assert {name: unpack(member, "x") for name, member in members.items()} == {
        "a.xml": b"<a/>",
        "b.xml": b"<b/>",
    }


@given(st.dictionaries(st.text("abcàéữ/. ", min_size=1, max_size=9), st.binary(), max_size=5))
def test_what_is_written_is_read_again(contents: dict[str, bytes]) -> None:
    """Names, contents and order come back, here and with Python's own zip reader."""
    contents = {f"x{name}x": content for name, content in contents.items()}
    raw = write_archive([pack(name, content) for name, content in contents.items()])
    read = {name: member.unpack() for name, member in read_archive(raw, "x").items()}
    assert list(read.items()) == list(contents.items())
    assert members_of(raw) == contents


def test_unchanged_members_keep_their_compressed_bytes() -> None:
    """A member that was read is written with the very bytes it had, whatever packed it."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.xml", b"<a/>" * 99, zipfile.ZIP_DEFLATED, compresslevel=1)
    members = read_archive(stream.getvalue(), "x")
    again = read_archive(write_archive(members.values()), "x")
    assert again == members


def test_the_same_members_give_the_same_bytes() -> None:
    """Times are fixed: the clock leaves no trace in an archive."""
    raw = write_archive([pack("a.xml", b"<a/>")])
    assert raw == write_archive([pack("a.xml", b"<a/>")])
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


def test_a_file_that_cannot_be_read_is_told_with_its_path(tmp_path: Path) -> None:
    """A missing file and a folder are faults with the path, not tracebacks."""
    for path in (tmp_path / "khong-co.docx", tmp_path):
        with pytest.raises(PackageError) as caught:
            read_file(path)
        (fault,) = caught.value.faults
        assert (fault.code, fault.where.file) == ("khong-doc-duoc", str(path))


DOCUMENT = word_file(paragraph("Kính gửi {{ ten }}"))


@given(st.data())
def test_no_damage_ends_in_a_traceback(data: st.DataObject) -> None:
    """Whatever bytes of a file are damaged, it is read as it is or refused with a fault."""
    raw = bytearray(DOCUMENT)
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        texts = paragraphs(Template(bytes(raw)).render({"ten": "Sở Tài chính"}))
    except PackageError as error:
        texts = [] if error.faults else ["refused without a fault"]
    assert texts in ([], ["Kính gửi Sở Tài chính"])
