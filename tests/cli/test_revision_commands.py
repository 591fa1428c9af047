"""Revisions as a clerk types them: revise, history, and what was known on a day."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from lsreport.cli import run

MAY, LOG = "data/xa/2024-05.yaml", "data/xa/2024-05.dieu-chinh.yaml"
REVISE = ["revise", "2024-05", "gieo_trong.luy_ke.muc=425", "--reason", "Đo lại", "--date"]


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


def test_revise_tells_old_and_new_and_what_moved(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where it was written, each figure, the status, the derived figures of the period."""
    code, out, err = say(capsys, *REVISE, "20/6/2024", "--status", "so_bo", "--source", "Phòng TK")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == f"Đã ghi: {Path(LOG)}:4"
    assert lines[1] == f"  gieo_trong.luy_ke.muc: 412,5 ha → 425 ha\t{LOG}:10"
    assert lines[2] == "  gieo_trong.luy_ke: trạng thái chưa ghi → so_bo"
    assert "    gieo_trong.luy_ke.tang: tăng 3,1% → tăng 3,0%" in lines
    assert lines[-1].endswith("lsreport check 2024-05")
    first, _rest = (place / LOG).read_text(encoding="utf-8").split("\n", 1)
    assert first == "# yaml-language-server: $schema=../../../../data/schema/dieu-chinh.json"


def test_a_revision_without_a_date_is_of_today(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command reads the clock, and nothing else does."""

    class Today(date):
        @classmethod
        def today(cls) -> Today:
            return cls(2024, 7, 2)

    monkeypatch.setattr("lsreport.cli.revise.date", Today)
    assert say(capsys, *REVISE[:-1])[0] == 0
    assert "- ngay: 2/7/2024\n" in (place / LOG).read_text(encoding="utf-8")


def test_an_added_figure_is_told_with_what_stood_for_it(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The formula of the derived figure that it takes the place of."""
    words = ["gieo_trong.luy_ke.tang=3,2", "--reason", "x", "--date", "20/6/2024"]
    code, out, _err = say(capsys, "revise", "2024-05", *words)
    assert code == 0
    assert "tăng 3,1% → tăng 3,2% (số mới, trước được tính: (muc / (muc - chenh_lech)" in out


def test_history_tells_each_revision_as_text_and_as_json(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line a revision, its figures below; the documented keys."""
    say(capsys, *REVISE, "20/6/2024", "--status", "chinh_thuc")
    say(
        capsys, "revise", "2024-05", "gieo_trong.luy_ke.muc=412,5", "--reason", "Trả lại",
        "--date", "1/7/2024", "--status", "so_bo",
    )  # fmt: skip
    code, out, _err = say(capsys, "history", "2024-05")
    assert code == 0
    assert [x for x in out.splitlines() if not x.startswith(" ")] == [
        f"20/6/2024\tĐo lại\t{LOG}:4",
        f"1/7/2024\tTrả lại\t{LOG}:11",
    ]
    assert "chinh_thuc → so_bo (LƯU Ý: trạng thái lùi)" in out
    code, out, _err = say(capsys, "history", "2024-05", "gieo_trong", "--json")
    told = json.loads(out)
    assert code == 0
    assert {key: told[key] for key in ("dataset", "period", "unread")} == {
        "dataset": "xa",
        "period": "2024-05",
        "unread": [],
    }
    first, second = told["revisions"]
    keys = ["date", "reason", "source", "where", "changes", "statuses", "moved"]
    assert list(first) == keys
    assert first["changes"] == [
        {
            "expression": "gieo_trong.luy_ke.muc",
            "before": "412,5 ha",
            "after": "425 ha",
            "added": False,
            "where": {"file": LOG, "line": 9},
        }
    ]
    assert second["statuses"] == [
        {
            "window": "gieo_trong.luy_ke",
            "before": "chinh_thuc",
            "after": "so_bo",
            "back": True,
            "where": {"file": LOG, "line": 15},
        }
    ]
    moved = {move["expression"]: move for move in first["moved"]}
    assert moved["gieo_trong.luy_ke.tang"] == {
        "period": "2024-05",
        "expression": "gieo_trong.luy_ke.tang",
        "before": "tăng 3,1%",
        "after": "tăng 3,0%",
        "formula": "(muc / (muc - chenh_lech) - 1) × 100",
    }


def test_history_without_revisions_says_so(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In words, and as an empty list."""
    assert say(capsys, "history", "2024-05")[1] == "Kỳ 2024-05: không có điều chỉnh nào\n"
    assert json.loads(say(capsys, "history", "2024-05", "--json")[1])["revisions"] == []


def test_check_notes_a_status_that_went_back(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a report and of a data set alone; a note does not make the exit code 1."""
    figure = ["revise", "2024-05", "thu_ngan_sach.luy_ke.muc=1.026,6", "--reason", "x"]
    say(capsys, *figure, "--status", "chinh_thuc", "--date", "20/6/2024")
    figure[2] = "thu_ngan_sach.luy_ke.muc=1.025,6"
    say(capsys, *figure, "--status", "so_bo", "--date", "21/6/2024")
    for words in (["check", "2024-05"], ["check", "2024-05", "--data", "xa"]):
        code, out, _err = say(capsys, *words, "--json")
        found = [f for f in json.loads(out)["findings"] if f["code"] == "trang-thai-lui"]
        assert [(f["severity"], f["where"]) for f in found] == [("note", {"file": LOG, "line": 15})]
        assert code == 0


def test_render_as_of_a_day_is_the_document_of_that_day(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Byte for byte, under another name; that of today has the revised figure."""
    assert say(capsys, "render", "2024-05", "--no-pages", "--out", "first.docx")[0] == 0
    say(capsys, *REVISE, "20/6/2024")
    assert say(capsys, "render", "2024-05", "--no-pages")[0] == 0
    code, out, _err = say(capsys, "render", "2024-05", "--no-pages", "--as-of", "19/6/2024")
    assert code == 0
    old = place / "out" / "bao-cao-2024-05-ngay-2024-06-19.docx"
    assert out.startswith(f"Đã lập: {Path('out') / old.name}\n")
    assert "--as-of 2024-06-19" in out
    assert old.read_bytes() == Path("first.docx").read_bytes()
    assert (place / "out" / "bao-cao-2024-05.docx").read_bytes() != old.read_bytes()


def test_figures_as_of_a_day_stand_beside_those_of_the_document(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The document has the figure of today, the column what the data said then."""
    say(capsys, *REVISE, "20/6/2024")
    say(capsys, "render", "2024-05", "--no-pages", "--out", "a.docx")
    code, out, _err = say(capsys, "figures", "a.docx", "--as-of", "19/6/2024")
    assert code == 0
    assert out.splitlines()[0].split("\t")[:3] == ["425 ha", "412,5 ha", "gieo_trong.luy_ke.muc"]
    code, out, _err = say(capsys, "figures", "a.docx", "--as-of", "20/6/2024", "--json")
    told = json.loads(out)
    assert told["as_of"] == "2024-06-20"
    assert [figure["known"] for figure in told["figures"]] == [f["text"] for f in told["figures"]]
    assert "known" not in json.loads(say(capsys, "figures", "a.docx", "--json")[1])["figures"][0]


def test_explain_and_check_as_of_a_day(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line of the file before the revision, that of the log from its day on."""
    say(capsys, *REVISE, "20/6/2024")
    words = ["explain", "gieo_trong.luy_ke.muc", "2024-05", "--as-of"]
    assert say(capsys, *words, "19/6/2024")[1].rstrip().endswith(f"{MAY}:13")
    assert say(capsys, *words, "2024-06-20")[1].rstrip().endswith(f"{LOG}:9")
    log = place / LOG
    log.write_bytes(log.read_bytes() + b"          trang_thai: so_bo\n")
    say(capsys, "revise", "2024-05", "gieo_trong.luy_ke.muc=426", "--reason", "x",
        "--status", "uoc_tinh", "--date", "1/7/2024")  # fmt: skip
    early, late = (
        say(capsys, "check", "2024-05", "--as-of", day)[1] for day in ("30/6/2024", "1/7/2024")
    )
    assert "trang-thai-lui" not in early
    assert "trang-thai-lui" in late


WRONG = [
    (["revise", "2024-05"], "thiếu SỐ_LIỆU=GIÁ_TRỊ"),
    (["revise", "2024-05", "gieo_trong.luy_ke.muc=1"], "thiếu --reason"),
    (["revise", "2024-05", "a=1", "--reason", "x", "--status", "xong"], "chọn một trong"),
    (
        ["revise", "2024-05", "a=1", "--reason", "x", "--date", "31/6/2024"],
        "không phải là một ngày",
    ),
    (["revise", "2024-06", "gieo_trong.luy_ke.muc=1", "--reason", "x"], "[chua-co-ky]"),
    (["revise", "2024-05", "gieo_trog.luy_ke.muc=1", "--reason", "x"], "[chi-tieu-la]"),
    (["revise", "2024-05", "gieo_trong.luy_ke.muc=1", "--reason", "x", "--data", "x"], "[ten-la]"),
    (["revise", "2024-05", "gieo_trong.luy_ke.muc=412,5", "--reason", "x"], "[khong-doi]"),
    ([*REVISE, "30/5/2024"], "[ngay-truoc-ban]"),
    (["history", "2024-06"], "[chua-co-ky]"),
    (["history", "2024-05", "gieo_trog"], "[chi-tieu-la]"),
    (["render", "2024-05", "--as-of", "30/5/2024"], "[chua-biet-vao-ngay]"),
    (["check", "2024-05", "--as-of", "30/5/2024"], "[chua-biet-vao-ngay]"),
    (["check", "2024-05", "--as-of", "hôm qua"], "không phải là một ngày"),
    (["explain", "gieo_trong", "2024-05", "--as-of", "30/5/2024"], "[chua-biet-vao-ngay]"),
    (["figures", "bao-cao.docx", "--as-of", "30/5/2024"], "[chua-biet-vao-ngay]"),
]


@pytest.mark.parametrize(("words", "told"), WRONG, ids=[" ".join(w) for w, _t in WRONG])
def test_bad_usage_is_exit_code_2_and_writes_nothing(
    words: list[str], told: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault with code or sentence on standard error, never a traceback; no log, no document."""
    code, _out, err = say(capsys, *words)
    assert code == 2
    assert told in err
    assert err.startswith("LỖI ")
    assert not (place / LOG).exists()
    assert not (place / "out").exists()
