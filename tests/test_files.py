"""Writing documents: whole or not at all, and never over a person's work."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lsreport.data.workspace import find_workspace
from lsreport.docxfile.package import Package
from lsreport.errors import OutputError
from lsreport.files import edited_since_render, write_atomically, write_document, write_pdf
from lsreport.periods import parse_period
from lsreport.report.stages import open_report


@pytest.fixture(scope="module")
def rendered(root: Path) -> bytes:
    """Return a small rendered document."""
    workspace = find_workspace(root / "examples" / "bao-cao-dau-tien")
    return open_report(workspace, parse_period("2024-05")).draft().document


def edit(document: bytes, old: str, new: str) -> bytes:
    """Return the document as if a person had changed some words."""
    package = Package(document, "x")
    text = package.read(package.document).decode()
    assert old in text
    package.write(package.document, text.replace(old, new, 1).encode())
    return package.to_bytes()


def test_a_rendered_document_is_known_as_untouched(rendered: bytes) -> None:
    """The seal holds until a word is changed."""
    assert not edited_since_render(rendered, "x")
    assert edited_since_render(edit(rendered, "KẾT QUẢ", "KẾT QỦA"), "x")


def test_a_document_that_is_not_ours_counts_as_edited(make_docx: object) -> None:
    """What has no seal may be a person's work."""
    assert edited_since_render(make_docx("Thư riêng"), "x")  # type: ignore[operator]
    assert edited_since_render(b"not a document", "x")


def test_an_edited_file_is_not_overwritten_without_force(rendered: bytes, tmp_path: Path) -> None:
    """The edited file stays as it is and the error names the way out."""
    path, edited = tmp_path / "a.docx", edit(rendered, "KẾT QUẢ", "KẾT QUẢ CHUNG")
    path.write_bytes(edited)
    with pytest.raises(OutputError) as caught:
        write_document(path, rendered)
    assert caught.value.faults[0].code == "da-sua-tay"
    assert "--force" in caught.value.faults[0].fix
    assert path.read_bytes() == edited
    assert list(tmp_path.iterdir()) == [path]


def test_with_force_the_edited_file_is_kept_beside(rendered: bytes, tmp_path: Path) -> None:
    """Forced twice, both edited versions are kept under names of their own."""
    path = tmp_path / "a.docx"
    kept = []
    for number in (1, 2):
        edited = edit(rendered, "KẾT QUẢ", f"KẾT QUẢ {number}")
        path.write_bytes(edited)
        beside = write_document(path, rendered, force=True)
        assert beside is not None
        assert beside.read_bytes() == edited
        assert path.read_bytes() == rendered
        kept.append(beside.name)
    assert kept == ["a (bản đã sửa 1).docx", "a (bản đã sửa 2).docx"]


def test_an_untouched_file_is_simply_replaced(rendered: bytes, tmp_path: Path, root: Path) -> None:
    """A render over a render keeps nothing beside."""
    path = tmp_path / "a.docx"
    path.write_bytes(open_report(find_workspace(root), parse_period("2024-05")).draft().document)
    assert write_document(path, rendered) is None
    assert path.read_bytes() == rendered
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_failed_write_leaves_the_old_file_whole(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, a forbidden folder, a broken one: told in words, nothing half-written."""
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")

    def fail(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError) as caught:
        write_atomically(path, b"new")
    assert caught.value.faults[0].code == "khong-ghi-duoc"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_path_that_is_no_folder_is_told(tmp_path: Path) -> None:
    """Writing below a file is an error with a mend, not a traceback."""
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(OutputError) as caught:
        write_atomically(tmp_path / "x" / "a.docx", b"new")
    assert caught.value.faults[0].where.file == str(tmp_path / "x" / "a.docx")


@pytest.mark.skipif(os.name != "posix", reason="signals of this kind are POSIX")
def test_a_kill_in_the_middle_of_writing_leaves_the_old_file_whole(tmp_path: Path) -> None:
    """A process killed between writing and renaming has not touched the old file."""
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    code = (
        "import os, sys, time\nfrom pathlib import Path\nfrom lsreport.files import write_atomically\n"
        "def hang(handle):\n    print('written', flush=True)\n    time.sleep(60)\n"
        "os.fsync = hang\nwrite_atomically(Path(sys.argv[1]), b'new' * 1000)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"written\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert path.read_bytes() == b"old"


@pytest.mark.skipif(os.name != "posix", reason="folder permissions of this kind are POSIX")
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    """The old file is whole and the error says what to do (root may write anywhere)."""
    folder = tmp_path / "f"
    folder.mkdir()
    path = folder / "a.docx"
    path.write_bytes(b"old")
    folder.chmod(0o555)
    try:
        if os.geteuid() == 0:
            write_atomically(path, b"new")
            assert path.read_bytes() == b"new"
        else:
            with pytest.raises(OutputError):
                write_atomically(path, b"new")
            assert path.read_bytes() == b"old"
    finally:
        folder.chmod(0o755)


def test_nothing_is_written_among_the_sources(rendered: bytes, tmp_path: Path) -> None:
    """A document over a template or a data file would destroy what it is made from."""
    for folder in ("data", "templates"):
        target = tmp_path / folder / "ubnd" / "bao-cao.docx"
        with pytest.raises(OutputError) as caught:
            write_document(target, rendered, True, (tmp_path / "data", tmp_path / "templates"))
        assert caught.value.faults[0].code == "ghi-vao-nguon"
        assert not target.exists()


@pytest.mark.parametrize("name", ["a.pdf", "a.yaml", "a", "a.docm"])
def test_a_document_is_only_written_as_docx(name: str, rendered: bytes, tmp_path: Path) -> None:
    """Another ending would lie about what the file is."""
    with pytest.raises(OutputError) as caught:
        write_document(tmp_path / name, rendered, force=True)
    assert caught.value.faults[0].code == "duoi-tep-sai"


def test_a_thing_that_is_no_file_is_not_read(rendered: bytes, tmp_path: Path) -> None:
    """A folder where the file should stand is told, not walked into."""
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(OutputError) as caught:
        write_document(tmp_path / "a.docx", rendered, force=True)
    assert caught.value.faults[0].code == "khong-ghi-duoc"


def test_a_pdf_of_other_making_is_kept(tmp_path: Path) -> None:
    """Ours is replaced; another's is refused, and with force kept beside."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 /Producer (LibreOffice 7.4)")
    assert write_pdf(path, b"%PDF-1.7 new /Producer (LibreOffice 7.4)") is None
    path.write_bytes(b"%PDF-1.7 a person's")
    with pytest.raises(OutputError):
        write_pdf(path, b"%PDF-1.7 newer")
    kept = write_pdf(path, b"%PDF-1.7 newer", force=True)
    assert kept is not None
    assert kept.read_bytes() == b"%PDF-1.7 a person's"


def test_a_change_of_style_alone_is_an_edit(rendered: bytes) -> None:
    """Styles are under the seal too."""
    package = Package(rendered, "x")
    styles = package.read("word/styles.xml")
    package.write("word/styles.xml", styles.replace(b'w:val="28"', b'w:val="30"', 1))
    assert edited_since_render(package.to_bytes(), "x")
