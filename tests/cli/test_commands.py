"""The commands, as a clerk types them."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lsreport.cli import run
from lsreport.store import open_store


@pytest.fixture
def place(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the first example, and stand in it."""
    folder = Path(shutil.copytree(root / "examples" / "bao-cao-dau-tien", tmp_path / "w"))
    monkeypatch.chdir(folder)
    return folder


def say(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Run a command; return its exit code and what it said."""
    code = run(list(words))
    heard = capsys.readouterr()
    return code, heard.out, heard.err


def test_render_says_where_the_file_is_and_what_it_holds(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file, its figures and notes, and what check would say."""
    code, out, _err = say(capsys, "render", "2024-05", "--no-pages")
    assert code == 0
    assert (place / "out" / "bao-cao-2024-05.docx").is_file()
    assert out.splitlines() == [
        f"Đã lập: {Path('out') / 'bao-cao-2024-05.docx'}",
        "13 số liệu gắn kết, 2 chú thích",
        "Kiểm tra: 0 lỗi, 0 cảnh báo, 1 lưu ý (xem: lsreport check 2024-05)",
        "Trong câu: 0 chắc sai, 0 có thể sai "
        f"(xem: lsreport audit {Path('out') / 'bao-cao-2024-05.docx'})",
    ]


def test_render_keeps_an_edited_document(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Refused without --force, kept beside with it."""
    say(capsys, "render", "2024-05", "--no-pages", "--out", "a.docx")
    Path("a.docx").write_bytes(b"a person's work")
    code, _out, err = say(capsys, "render", "2024-05", "--no-pages", "--out", "a.docx")
    assert code == 2
    assert "[da-sua-tay]" in err
    assert Path("a.docx").read_bytes() == b"a person's work"
    code, out, _err = say(capsys, "render", "2024-05", "--no-pages", "--out", "a.docx", "--force")
    assert code == 0
    assert Path("a (bản đã sửa 1).docx").read_bytes() == b"a person's work"
    assert "a (bản đã sửa 1).docx" in out


def test_pdf_without_libreoffice_is_a_clear_message(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The document is there, the PDF is not, and the message says what to do."""
    monkeypatch.setattr("lsreport.office.find_office", lambda: None)
    code, out, err = say(capsys, "render", "2024-05", "--pdf")
    assert code == 2
    assert "Đã lập" in out
    assert "[thieu-libreoffice]" in err


def test_check_json_has_the_documented_shape(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Findings with code, severity, message, fix and where; notes alone are fine."""
    code, out, _err = say(capsys, "check", "2024-05", "--json")
    assert code == 0
    (finding,) = json.loads(out)["findings"]
    assert list(finding) == ["code", "severity", "message", "fix", "where"]
    assert finding["code"] == "khong-in"
    assert finding["where"] == {"file": "data/xa/2024-05.yaml", "line": 22}


def test_check_tells_data_and_template_faults_together(
    place: Path, capsys: pytest.CaptureFixture[str], make_docx: Callable[..., bytes]
) -> None:
    """A misspelled name in the template and one contradicted figure: both, and exit code 1."""
    data = place / "data/xa/2024-05.yaml"
    data.write_text(
        data.read_text(encoding="utf-8").replace(
            "chenh_lech: 12,5", "chenh_lech: 12,5\n      tang: 9,9"
        ),
        encoding="utf-8",
    )
    (place / "templates/bao-cao.docx").write_bytes(
        make_docx("# Kết quả", "{{ gieo_trong.luy_ke.mucc }} {{ gieo_trog.luy_ke.muc }}")
    )
    code, out, _err = say(capsys, "check", "2024-05", "--json")
    findings = json.loads(out)["findings"]
    assert code == 1
    assert [f["code"] for f in findings] == ["so-do-la", "ten-khong-co", "so-khong-khop"] or {
        f["code"] for f in findings
    } >= {"so-do-la", "ten-khong-co", "so-khong-khop"}
    assert "gieo_trong" in next(f for f in findings if f["code"] == "ten-khong-co")["fix"]
    assert next(f for f in findings if f["code"] == "so-do-la")["where"]["heading"] == "Kết quả"


def test_bad_data_is_exit_code_2_and_writes_nothing(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A misspelled key: place, reason and mend; no output file."""
    data = place / "data/xa/2024-05.yaml"
    data.write_text(
        data.read_text(encoding="utf-8").replace("muc: 210,4", "mucc: 3.965"), encoding="utf-8"
    )
    code, out, err = say(capsys, "render", "2024-05")
    assert (code, out) == (2, "")
    assert err.startswith("LỖI data/xa/2024-05.yaml:25: không hiểu khóa «mucc» [khoa-la]\n    → ")
    assert "có phải là: muc?" in err
    assert not (place / "out").exists()


def test_figures_lists_each_with_its_line(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line a figure: text, expression, source, status, place."""
    say(capsys, "render", "2024-05", "--no-pages", "--out", "a.docx")
    code, out, err = say(capsys, "figures", "a.docx")
    assert code == 0
    assert out.splitlines()[0].split("\t") == [
        "412,5 ha",
        "gieo_trong.luy_ke.muc",
        "data/xa/2024-05.yaml:13",
        "-",
        "document 14",
    ]
    assert err == "13 số liệu gắn kết\n"


def test_reports_tells_what_can_be_made(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each report with its template and the periods that have data."""
    code, out, _err = say(capsys, "reports")
    assert code == 0
    assert out.splitlines() == [
        "bao-cao (mặc định): Báo cáo tình hình kinh tế - xã hội",
        "  mẫu: templates/bao-cao.docx",
        "  kỳ có số liệu: 2024-05",
    ]


def test_template_commands(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Shown as text, checked, and its names counted."""
    code, out, _err = say(capsys, "template", "show", "templates/bao-cao.docx")
    assert code == 0
    assert "[heading 1] {{ de_muc(1) }} KẾT QUẢ" in out
    code, out, _err = say(capsys, "template", "check", "templates/bao-cao.docx")
    assert (code, out) == (0, f"{Path('templates/bao-cao.docx')}: không có gì phải sửa\n")
    code, out, _err = say(capsys, "template", "vars", "templates/bao-cao.docx")
    assert code == 0
    assert "gieo_trong.luy_ke.muc\t1" in out.splitlines()


WRONG = [
    (["render"], "thiếu KỲ"),
    (["render", "2024-13"], "không có tháng 13"),
    (["render", "thang5"], "không phải là một kỳ"),
    (["render", "2024-06"], "[chua-co-ky]"),
    (["render", "2024-Q2"], "[ky-khong-hop]"),
    (["render", "2024-05", "--report", "bao-cáo"], "có phải là: bao-cao?"),
    (["rendr", "2024-05"], "có phải là: render?"),
    (["render", "2024-05", "--foo"], "không có tùy chọn --foo"),
    (["figures", "khong-co.docx"], "[khong-co-tep]"),
    (["figures", "data/lsreport.yaml"], "[khong-phai-docx]"),
    (["template", "check", "data/lsreport.yaml"], "[khong-phai-docx]"),
    (["--workspace", "/", "reports"], "[khong-thay-noi-lam-viec]"),
    (["--lang", "fr", "reports"], "--lang"),
]


@pytest.mark.parametrize(("words", "told"), WRONG, ids=[" ".join(w) for w, _t in WRONG])
def test_bad_usage_is_exit_code_2_with_a_mend(
    words: list[str], told: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Never a traceback, never click's English."""
    code, _out, err = say(capsys, *words)
    assert code == 2
    assert told in err
    assert "Traceback" not in err
    assert err.startswith("LỖI ")


def test_the_committed_schemas_are_those_of_the_code(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """data/schema is what `make schema` writes."""
    code, _out, _err = say(capsys, "schema", str(tmp_path))
    assert code == 0
    written = {path.name: path.read_bytes() for path in tmp_path.glob("*.json")}
    assert written == {p.name: p.read_bytes() for p in (root / "data/schema").glob("*.json")}


def test_a_partial_render_lists_its_gaps_and_exits_1(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is written, the gaps are told with their place."""
    data = place / "data/xa/2024-05.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace("      tang: 1,2\n", ""), "utf-8")
    assert say(capsys, "render", "2024-05", "--no-pages")[0] == 2
    code, out, _err = say(capsys, "render", "2024-05", "--no-pages", "--partial")
    assert code == 1
    assert (place / "out" / "bao-cao-2024-05.docx").is_file()
    assert "1 số liệu còn thiếu, 0 đoạn chờ xem lại" in out
    assert "gieo_trong.lua.luy_ke.tang" in out


@pytest.mark.skipif(os.name != "posix", reason="named pipes are POSIX")
@pytest.mark.parametrize("kind", ["pipe", "folder", "loop"])
def test_what_stands_in_place_of_a_file_is_told_and_never_waited_for(
    place: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """A pipe has no end before somebody writes into it."""
    data, template = place / "data" / "xa" / "2024-05.yaml", place / "templates" / "bao-cao.docx"
    assert template.is_file()
    for path, code in ((template, "khong-doc-duoc"), (data, "khong-doc-duoc")):
        path.unlink()
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
        else:
            path.symlink_to(path)
        done, _out, err = say(capsys, "render", "2024-05", "--no-pages")
        assert (done, f"[{code}]" in err) == (2, True)
        done, out, err = say(capsys, "batch", "2024-05", "--out", "nhieu", "--jobs", "1")
        assert (done != 0, f"[{code}]" in out + err) == (True, True)


@pytest.mark.skipif(os.name != "posix", reason="named pipes are POSIX")
def test_a_pipe_in_the_catalogue_is_never_waited_for(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor is one among the files that no period has."""
    path = place / "data" / "don-vi.yaml"
    path.unlink()
    os.mkfifo(path)
    for command in (["render", "2024-05", "--no-pages"], ["check", "2024-05"]):
        code, out, err = say(capsys, *command)
        assert code != 0
        assert "đây không phải là tệp [khong-doc-duoc]" in out + err


def test_a_refusal_of_the_system_is_an_error_and_no_traceback(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that may not be looked into, wherever a command asks."""

    def refused(self: Path) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "is_file", refused)
    code, _out, err = say(capsys, "render", "2024-05", "--no-pages")
    assert code == 2
    assert "không có quyền" in err
    assert "[khong-doc-duoc]" in err
    assert str(place.name) in err


def test_a_home_that_may_not_be_looked_into_has_no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with `sudo -E`: the report is drafted all the same."""

    def refused(self: Path) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.delenv("LSREPORT_CACHE", raising=False)
    monkeypatch.setattr(Path, "is_dir", refused)
    assert open_store() is None
