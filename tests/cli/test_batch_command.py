"""`lsreport batch`, as a clerk types it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from units import PERIOD, make_units, name, unit, write_unit

from lsreport.cli import run
from lsreport.docxfile.links import find_store, read_store
from lsreport.docxfile.package import Package

Say = Callable[..., tuple[int, str, str]]
_PATIENCE = 120  # seconds that a slow machine may take


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Return what runs a command and hears it: exit code, output, errors."""

    def spoken(*words: str) -> tuple[int, str, str]:
        code = run(list(words))
        heard = capsys.readouterr()
        return code, heard.out, heard.err

    return spoken


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace of three units, and stand in it."""
    folder = make_units(tmp_path / "w", 3)
    monkeypatch.chdir(folder)
    return folder


def test_every_report_of_lang_son_is_what_render_writes(
    root: Path, tmp_path: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte for byte; and what render refuses fails here, with the same codes."""
    monkeypatch.chdir(tmp_path)
    code, out, _err = say("--workspace", str(root), "batch", "--report", "*", "--out", "all")
    assert code == 1
    made = sorted(path.name for path in (tmp_path / "all").glob("*.docx"))
    assert len(made) == 14
    assert "đã lập 14, đã có 0, không lập được 8" in out
    for file in made:
        package = Package((tmp_path / "all" / file).read_bytes(), file)
        store = find_store(package)
        assert store is not None
        facts, _links = read_store(package.xml(store))
        words = ["render", facts["period"], "--report", facts["report"], "--no-pages"]
        assert say("--workspace", str(root), *words, "--out", "one.docx", "--force")[0] == 0
        assert Path("one.docx").read_bytes() == (tmp_path / "all" / file).read_bytes(), file
    failed = out.split("KHÔNG LẬP ĐƯỢC ubnd-bao-cao-2023-S1.docx")[1].split("KHÔNG")[0]
    refused = say("--workspace", str(root), "render", "2023-S1")
    assert refused[0] == 2
    assert refused[2].strip() in failed


def test_the_summary_names_what_failed_and_why(place: Path, say: Say) -> None:
    """Place, reason and mend of each; the others are made; the exit code is 1."""
    write_unit(place, 1, "1.020")
    code, out, _err = say("batch", PERIOD, "--data", "don_vi_*")
    assert code == 1
    lines = out.splitlines()
    assert lines[0] == f"KHÔNG LẬP ĐƯỢC {name(1)} (kỳ {PERIOD}, bộ {unit(1)}): 1 lỗi"
    assert lines[1].startswith(f"LỖI data/{unit(1)}/{PERIOD}.yaml:25: ")
    assert lines[2].startswith("    → viết 1020")
    assert lines[-1] == "out: đã lập 2, đã có 0, không lập được 1"
    assert sorted(path.name for path in Path("out").glob("*.docx")) == [name(0), name(2)]


def test_a_second_run_says_what_is_there(place: Path, say: Say) -> None:
    """Exit code 0; `--again` makes them all once more."""
    assert say("batch", PERIOD, "--data", "don_vi_*")[0] == 0
    code, out, _err = say("batch", PERIOD, "--data", "don_vi_*")
    assert (code, out) == (0, "out: đã lập 0, đã có 3, không lập được 0\n")
    assert "đã lập 3" in say("batch", PERIOD, "--data", "don_vi_*", "--again")[1]


def test_gaps_of_partial_documents_are_counted(place: Path, say: Say) -> None:
    """Also of those that are there already: nobody should take them for finished."""
    path = place / "data" / unit(1) / f"{PERIOD}.yaml"
    path.write_text(path.read_text("utf-8").replace("muc: 201,4", "muc: chua_co"), "utf-8")
    for _run in range(2):
        code, out, _err = say("batch", PERIOD, "--data", "don_vi_*", "--partial")
        assert code == 1
        assert f"{name(1)}: đã đánh dấu 1 chỗ còn thiếu hoặc chờ xem lại" in out
    assert say("batch", PERIOD, "--data", "don_vi_*")[0] == 1  # not partial: refused


def test_check_and_strict_look_at_the_figures_too(place: Path, say: Say) -> None:
    """A contradiction is told with --check and refused with --strict, else left to check."""
    path = place / "data" / unit(1) / f"{PERIOD}.yaml"
    path.write_text(
        path.read_text("utf-8").replace(
            "      tang: 1,2\n", "      tang: 1,2\n      chenh_lech: 99\n"
        ),
        "utf-8",
    )
    words = ("batch", PERIOD, "--data", "don_vi_*")
    assert "so-khong-khop" not in say(*words)[1]
    code, out, _err = say(*words, "--check")
    assert code == 0
    assert f"{name(1)}: " in out
    assert "[so-khong-khop" in out
    code, out, _err = say(*words, "--strict")
    assert code == 1
    assert f"KHÔNG LẬP ĐƯỢC {name(1)}" in out
    assert "đã lập 2" in out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("2024-13",), "ky-sai"),
        (("2031-01..2031-12",), "chua-co-ky"),
        ((PERIOD, "--out", "khac/a"), "khong-co-thu-muc"),
        ((PERIOD, "--out", "data/out"), "ghi-vao-nguon"),
    ],
)
def test_bad_input_ends_with_2_and_makes_nothing(
    place: Path, say: Say, words: tuple[str, ...], code: str
) -> None:
    """As for the other commands."""
    ended, out, err = say("batch", *words)
    assert (ended, out) == (2, "")
    assert f"[{code}]" in err
    assert list(place.rglob("*.jsonl")) == []


def test_a_number_of_processes_is_read(place: Path, say: Say) -> None:
    """None at all draws nothing: told in our words."""
    code, _out, err = say("batch", PERIOD, "--jobs", "0")
    assert code == 2
    assert "--jobs không hợp lệ: cần một số nguyên từ 1 trở lên" in err


def test_ctrl_c_says_how_to_go_on(place: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was finished stays; the same command makes the others."""
    from lsreport import batch

    real, stops = batch.run, [1]

    def stopped(*words: object, **options: object) -> object:
        for one in real(*words, **options):  # type: ignore[arg-type]
            yield one
            if stops:
                stops.pop()
                raise KeyboardInterrupt

    monkeypatch.setattr(batch, "run", stopped)
    code, out, err = say("batch", PERIOD, "--data", "don_vi_*", "--jobs", "1")
    assert code == 130
    assert "đã lập 1, đã có 0, không lập được 0" in out
    assert "Đã dừng, còn 2 văn bản: chạy lại cùng lệnh để làm tiếp." in err
    assert "đã lập 2, đã có 1" in say("batch", PERIOD, "--data", "don_vi_*")[1]


def until(true: Callable[[], object]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + _PATIENCE
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


@pytest.mark.skipif(os.name != "posix", reason="looks for processes as Unix does")
def test_a_run_that_was_killed_goes_on_where_it_stopped(
    root: Path, tmp_path: Path, say: Say
) -> None:
    """Its workers go with it; no half document is left; what was finished is not made again."""
    count = 150
    place, out = make_units(tmp_path / "w", count), tmp_path / "out"
    words = ["--workspace", str(place), "batch", PERIOD, "--data", "don_vi_*", "--out", str(out)]
    process = subprocess.Popen(
        [sys.executable, "-m", "lsreport", *words, "--jobs", "2"],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    until(lambda: len(list(out.glob("*.docx"))) > 3 or process.poll() is not None)
    process.send_signal(signal.SIGKILL)
    process.wait()
    until(lambda: not group_lives(process.pid))
    finished = {path.name: path.stat().st_mtime_ns for path in out.glob("*.docx")}
    noted = (out / ".lsreport-batch.jsonl").read_text("utf-8").count("\n")
    assert 3 < len(finished) < count
    assert len(finished) - noted in (0, 1)  # the last may have been killed before its line
    code, heard, _err = say(*words)
    assert code == 0
    assert f"đã lập {count - noted}, đã có {noted}" in heard
    assert len(list(out.glob("*.docx"))) == count
    assert [
        file for file, when in finished.items() if (out / file).stat().st_mtime_ns != when
    ] == []


@pytest.mark.skipif(os.name != "posix", reason="sends a signal as Unix does")
def test_a_run_that_is_told_to_end_ends_in_order(root: Path, tmp_path: Path) -> None:
    """As when the machine is shut down: nothing is said but how to go on, no process stays."""
    place, out = make_units(tmp_path / "w", 150), tmp_path / "out"
    words = ["--workspace", str(place), "batch", PERIOD, "--data", "don_vi_*", "--out", str(out)]
    process = subprocess.Popen(
        [sys.executable, "-m", "lsreport", *words, "--jobs", "2"],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    until(lambda: len(list(out.glob("*.docx"))) > 3 or process.poll() is not None)
    process.terminate()
    _out, err = process.communicate(timeout=_PATIENCE)
    assert process.returncode == 130
    assert err.decode().strip().splitlines()[-1].startswith("Đã dừng, còn ")
    assert "tracker" not in err.decode()
    until(lambda: not group_lives(process.pid))
    made = len(list(out.glob("*.docx")))
    noted = (out / ".lsreport-batch.jsonl").read_text("utf-8").count("\n")
    assert made < 150
    assert made - noted in (0, 1)  # it may have been told between a document and its line


def group_lives(leader: int) -> bool:
    """Return whether a process of a group is still there."""
    try:
        os.killpg(leader, 0)
    except ProcessLookupError:
        return False
    return True
