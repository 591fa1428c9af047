"""What a clerk is told of mistakes in names, paths and files."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest
from desk import Desk

from lsreport.check import check_report
from lsreport.cli import run
from lsreport.cli.speech import tell_findings
from lsreport.errors import Fault

SETTINGS = Path("data/lsreport.yaml")
Heard = pytest.CaptureFixture[str]


@pytest.fixture
def place(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the first example, and stand in it."""
    folder = Path(shutil.copytree(root / "examples" / "bao-cao-dau-tien", tmp_path / "w"))
    monkeypatch.chdir(folder)
    return folder


def say(capsys: Heard, *words: str) -> tuple[int, str]:
    """Run a command; return its exit code and all that it said."""
    code = run(list(words))
    heard = capsys.readouterr()
    return code, heard.out + heard.err


def put(path: Path, old: str, new: str) -> None:
    """Replace a text of a file that has it."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_hint_names_a_report_that_is_not_the_default(place: Path, capsys: Heard) -> None:
    """The command that a hint shows checks the document just made."""
    text = SETTINGS.read_text(encoding="utf-8")
    head, own = text.split("  bao-cao:\n", 1)
    own = own.split("\nkieu_in", 1)[0].rstrip()
    SETTINGS.write_text(text.replace(head, head + "  khac:\n" + own + "\n", 1), encoding="utf-8")
    _code, said = say(capsys, "render", "2024-05", "--no-pages", "--report", "khac")
    assert "lsreport check 2024-05 --report khac" in said


def test_a_long_list_of_keys_is_cut(capsys: Heard) -> None:
    """Ten keys, how many follow, and where to see all."""
    keys = ", ".join(f"a.b{number}" for number in range(30))
    tell_findings([Fault("x", f"còn chờ: {keys}")])
    said = capsys.readouterr().out
    assert "a.b9… và 20 mục nữa" in said
    assert "--json" in said
    assert "a.b10" not in said


@pytest.mark.parametrize("file", ["data/don-vi.yaml", "templates/bao-cao.docx"])
def test_a_missing_file_is_told_in_vietnamese(place: Path, capsys: Heard, file: str) -> None:
    """Not in the system's English, and by its path in the workspace."""
    (place / file).unlink()
    code, said = say(capsys, "render", "2024-05", "--no-pages")
    assert code == 2
    assert f"LỖI {file}: không đọc được tệp: không có tệp hoặc thư mục này" in said
    assert "No such file" not in said


def test_a_refusal_to_overwrite_shows_the_path_from_here(place: Path, capsys: Heard) -> None:
    """Of a document and of a period's file."""
    say(capsys, "render", "2024-05", "--no-pages")
    (place / "out/bao-cao-2024-05.docx").write_bytes(b"a person's work")
    assert f"LỖI {Path('out/bao-cao-2024-05.docx')}: " in say(capsys, "render", "2024-05")[1]
    assert f"LỖI {Path('data/xa/2024-05.yaml')}: tệp đã có" in say(capsys, "new", "2024-05")[1]


@pytest.mark.parametrize(("kind", "told"), [("quyy", "thang, quy, nua_nam"), ("quy", "loai_ky")])
def test_a_template_for_a_wrong_kind_is_refused(
    place: Path, capsys: Heard, kind: str, told: str
) -> None:
    """A kind that is none, and one that the report is not made for."""
    put(
        SETTINGS,
        "    mau: bao-cao.docx\n",
        f"    mau: bao-cao.docx\n    mau_theo_ky: {{{kind}: a.docx}}\n",
    )
    code, said = say(capsys, "check", "2024-05")
    assert code != 0
    assert told in said


def test_a_file_whose_name_is_no_period_is_told(place: Path, capsys: Heard) -> None:
    """Nothing reads it, so check says so."""
    shutil.copy("data/xa/2024-05.yaml", "data/xa/thang5.yaml")
    code, said = say(capsys, "check", "2024-05")
    assert code == 1
    assert "CẢNH BÁO data/xa/thang5.yaml" in said


def test_a_plan_of_another_year_than_its_name_is_refused(place: Path, capsys: Heard) -> None:
    """As for a period's file."""
    (place / "data/ke-hoach").mkdir(exist_ok=True)
    (place / "data/ke-hoach/2021.yaml").write_text("nam: 2020\nke_hoach: {}\n", encoding="utf-8")
    assert "[ky-khong-khop]" in say(capsys, "check", "2024-05")[1]


def test_check_heeds_a_report_beside_a_data_set(place: Path, capsys: Heard) -> None:
    """A report of other data is refused, a report of these data is checked."""
    code, said = say(capsys, "check", "2024-05", "--data", "khac", "--report", "bao-cao")
    assert (code, "[bo-khong-khop]" in said) == (2, True)
    assert say(capsys, "check", "2024-05", "--data", "xa", "--report", "bao-cao")[0] == 0


def test_render_makes_no_folder_that_was_not_there(place: Path, capsys: Heard) -> None:
    """A misspelled folder is told, not made; our own out/ is made."""
    code, said = say(capsys, "render", "2024-05", "--no-pages", "--out", "khac/a/b.docx")
    assert (code, "[khong-co-thu-muc]" in said) == (2, True)
    assert not Path("khac").exists()


def test_a_document_that_lacks_figures_is_told(desk: Desk) -> None:
    """One without any figure, and one that prints a related period without a file."""
    empty = {fault.code for fault in check_report(desk.report("Không có gì.")).findings}
    assert "khong-co-so-lieu" in empty
    asked = desk.report("{{ lua.thang.muc }} {{ nam_truoc.lua.nam.muc|neu_co }}")
    assert not {"khong-co-so-lieu", "thieu-ky-lien-quan"} & {
        fault.code for fault in check_report(asked).findings
    }
    (desk.root / "data/tinh/2023.yaml").unlink()
    asked = desk.report("{{ lua.thang.muc }} {{ nam_truoc.lua.nam.muc|neu_co }}")
    found = {fault.code: fault for fault in check_report(asked).findings}
    assert "data/tinh/2023.yaml" in found["thieu-ky-lien-quan"].fix


def test_a_file_that_cannot_be_read_is_told_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder, a pipe, a file that nobody may read: each says so, and none that it is not there."""
    file, pipe = tmp_path / "a.txt", tmp_path / "pipe.txt"
    file.write_text("Thu đạt 5 tỷ đồng.", encoding="utf-8")
    assert run(["audit", str(tmp_path)]) == 2
    assert "đây là thư mục" in capsys.readouterr().err
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
        assert run(["audit", str(pipe)]) == 2
        assert "đây không phải là tệp" in capsys.readouterr().err
    assert run(["audit", str(tmp_path / "b.txt")]) == 2
    assert "không có tệp" in capsys.readouterr().err

    def refused(*_args: object, **_more: object) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "access", lambda *_args, **_more: False)
    monkeypatch.setattr(Path, "read_bytes", refused)
    assert run(["audit", str(file)]) == 2
    assert "không có quyền" in capsys.readouterr().err
    monkeypatch.setattr(Path, "exists", refused)
    monkeypatch.setattr(Path, "is_file", refused)
    assert run(["audit", str(file)]) == 2
    assert "không có quyền" in capsys.readouterr().err
