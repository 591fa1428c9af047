"""Refresh, roll, publish, register, impact, as a clerk types them."""

from __future__ import annotations

import importlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from living import edited
from word_files import paragraphs

from lsreport.cli import run
from lsreport.docxfile.comments import Comment
from lsreport.docxfile.living import LivingDocument

DOCUMENT = Path("a.docx")
roll_command = importlib.import_module("lsreport.cli.roll")  # the command hides its module
Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def place(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the first example with its report drafted, and stand in it."""
    folder = Path(shutil.copytree(root / "examples" / "bao-cao-dau-tien", tmp_path / "w"))
    monkeypatch.chdir(folder)
    assert run(["render", "2024-05", "--no-pages", "--out", str(DOCUMENT)]) == 0
    return folder


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], place: Path) -> Say:
    """Return a way to run a command: exit code, what it said, what it said of errors."""
    capsys.readouterr()

    def spoken(*words: str) -> tuple[int, str, str]:
        code = run(list(words))
        heard = capsys.readouterr()
        return code, heard.out, heard.err

    return spoken


def revised(
    say: Say, figure: str = "thu_ngan_sach.luy_ke.tang=3,5", day: str = "20/6/2024"
) -> None:
    """Revise a figure of May."""
    words = ["revise", "2024-05", figure, "--reason", "Đối chiếu lại", "--date", day]
    assert say(*words, "--source", "Kho bạc")[0] == 0


def june(place: Path) -> None:
    """Write the data of June."""
    path = place / "data" / "xa" / "2024-05.yaml"
    text = path.read_text(encoding="utf-8").replace("ky: 2024-05", "ky: 2024-06")
    text = text.replace("ban: 31/5/2024", "ban: 30/6/2024").replace("ngay: 3/6", "ngay: 3/7")
    text = text.replace("muc: 412,5", "muc: 414,5").replace("muc: 152,5", "muc: chua_co")
    path.with_name("2024-06.yaml").write_bytes(text.encode())


def by_hand(*changes: tuple[str, str]) -> bytes:
    """Edit the document as a person would; return its bytes."""
    DOCUMENT.write_bytes(edited(DOCUMENT.read_bytes(), *changes))
    return DOCUMENT.read_bytes()


def with_comment() -> None:
    """Put a reviewer's comment into the document."""
    document = LivingDocument(DOCUMENT.read_bytes(), "a")
    comment = Comment("Hỏi lại Kho bạc", "Vi Thị Hoa", "2024-06-03T00:00:00Z")
    document.comment(comment, next(p for p in document.body if p.text))
    DOCUMENT.write_bytes(document.to_bytes())


# --- refresh ----------------------------------------------------------------------------------


def test_refresh_says_what_became_of_the_figures(say: Say) -> None:
    """Counts, each figure old and new, and the sentences that may be false now."""
    by_hand(
        ("412,5 ha", "413 ha"), ('<w:t xml:space="preserve">tăng 3,1% so với cùng kỳ</w:t>', "")
    )
    revised(say)
    code, out, err = say("refresh", "a.docx")
    assert (code, err) == (1, "")
    lines = out.splitlines()
    assert lines[0] == "1 số cập nhật, 2 giữ như đã gõ, 0 đã bị xóa, 10 không đổi"
    assert (
        "  thu_ngan_sach.luy_ke.tang|so_voi: giảm 3,5% so với cùng kỳ → tăng 3,5% so với cùng kỳ"
        in lines
    )
    assert "  gieo_trong.luy_ke.muc: 413 ha → 412,5 ha" in lines
    assert any(line.startswith("  “lũy kế ước đạt 1.025,6 triệu đồng") for line in lines)
    assert lines[-1] == "Đã ghi: a.docx"
    assert "tăng 3,5% so với cùng kỳ" in " ".join(paragraphs(DOCUMENT.read_bytes()))


def test_refresh_with_nothing_to_do_writes_nothing(say: Say) -> None:
    """Exit code 0, the same bytes."""
    before = DOCUMENT.read_bytes()
    code, out, _err = say("refresh", "a.docx")
    assert code == 0
    assert out.startswith("0 số cập nhật, 0 giữ như đã gõ, 0 đã bị xóa, 13 không đổi\n")
    assert DOCUMENT.read_bytes() == before


def test_a_dry_run_writes_nothing_and_out_writes_elsewhere(say: Say) -> None:
    """The document stays; another edited one in the way stays too."""
    before = by_hand(("KẾT QUẢ", "KẾT QUẢ CHUNG"))
    revised(say)
    code, out, _err = say("refresh", "a.docx", "--dry-run")
    assert (code, out.splitlines()[-1]) == (1, "Chưa ghi gì (--dry-run)")
    assert DOCUMENT.read_bytes() == before
    assert say("refresh", "a.docx", "--out", "b.docx")[0] == 1
    assert DOCUMENT.read_bytes() == before
    assert "tăng 3,5%" in " ".join(paragraphs(Path("b.docx").read_bytes()))
    Path("b.docx").write_bytes(edited(Path("b.docx").read_bytes(), ("CHUNG", "RIÊNG")))
    work = Path("b.docx").read_bytes()
    code, _out, err = say("refresh", "a.docx", "--out", "b.docx")
    assert (code, "[da-sua-tay]" in err) == (2, True)
    assert Path("b.docx").read_bytes() == work


def test_take_new_period_and_day(say: Say) -> None:
    """The options reach the figures."""
    by_hand(("412,5 ha", "413 ha"))
    revised(say)
    first = DOCUMENT.read_bytes()
    assert say("refresh", "a.docx", "--period", "2023")[0] == 0
    assert say("refresh", "a.docx", "--as-of", "19/6/2024", "--take", "new")[0] == 0
    text = " ".join(paragraphs(DOCUMENT.read_bytes()))
    assert "412,5 ha" in text
    assert "giảm 3,5%" in text
    assert DOCUMENT.read_bytes() != first


def test_refresh_as_json(say: Say) -> None:
    """The documented keys, every figure and name."""
    code, out, _err = say("refresh", "a.docx", "--json", "--dry-run")
    told = json.loads(out)
    assert (code, list(told), told["document"]) == (0, ["document", "figures"], "a.docx")
    assert list(told["figures"][0]) == [
        "id", "expression", "period", "outcome", "printed", "found", "now", "turned", "part",
        "paragraph", "sentence",
    ]  # fmt: skip


# --- roll -------------------------------------------------------------------------------------


def test_roll_names_the_first_missing_figures_and_counts_the_others(
    say: Say, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the month's data come all of them are missing: a list of hundreds helps nobody."""
    june(place)
    path = place / "data" / "xa" / "2024-06.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    numbers = [re.sub(r"(: )-?[0-9][0-9.,]*$", r"\1chua_co", line) for line in lines]
    path.write_text("\n".join(numbers), encoding="utf-8")
    monkeypatch.setattr(roll_command, "_LISTED", 2)
    code, out, _err = say("roll", "a.docx", "2024-06")
    listed = out.partition("Còn thiếu:\n")[2].split("\n")
    count = int(re.search("([0-9]+) số còn thiếu", out)[1])  # type: ignore[index]
    assert code == 1
    assert count > 3
    assert all("thang" in line or "luy_ke" in line for line in listed[:2])
    assert listed[2] == f"  … và {count - 2} số nữa (xem đủ: lsreport check 2024-06)"


def test_roll_drafts_the_next_month_and_lists_what_to_read(say: Say, place: Path) -> None:
    """In out/, under the new period's name; the old document stays."""
    june(place)
    before = by_hand(("412,5 ha", "413 ha"))
    code, out, err = say("roll", "a.docx", "2024-06")
    assert (code, err) == (1, "")
    target = place / "out" / "a-2024-06.docx"
    assert out.startswith(f"Đã lập: {Path('out') / 'a-2024-06.docx'}\n")
    assert "11 số liệu theo kỳ mới, 2 số còn thiếu" in out
    missing = out.split("\nCòn thiếu:\n")[1].splitlines()[:2]
    assert missing == ["  gieo_trong.ngo.luy_ke.muc", "  gieo_trong.ngo.luy_ke.muc"]
    assert "  413 ha → 414,5 ha" in out
    assert "\nĐọc lại:\n" in out
    assert "6 tháng đầu năm" in " ".join(paragraphs(target.read_bytes()))
    assert DOCUMENT.read_bytes() == before
    code, _out, err = say("roll", "a.docx", "2024-06")
    assert code == 1  # the same bytes: nothing is lost
    target.write_bytes(edited(target.read_bytes(), ("KẾT QUẢ", "KẾT QUẢ KHÁC")))
    code, _out, err = say("roll", "a.docx", "2024-06")
    assert (code, "[da-sua-tay]" in err) == (2, True)
    code, out, _err = say("roll", "a.docx", "2024-06", "--force")
    assert code == 1
    assert "Bản đã sửa được giữ ở:" in out


# --- publish and register ---------------------------------------------------------------------


def test_publish_writes_the_clean_document_beside_and_the_entry(say: Say, place: Path) -> None:
    """The draft stays; a second time is refused, and so is a name that the register has."""
    before = DOCUMENT.read_bytes()
    code, out, err = say("publish", "a.docx", "--number", "215", "--date", "4/6/2024")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Đã ban hành: a-ban-hanh.docx",
        f"Sổ văn bản: {Path('so-van-ban') / 'a-ban-hanh.yaml'}",
    ]
    clean = Path("a-ban-hanh.docx").read_bytes()
    assert "ngày 04 tháng 6 năm 2024" in " ".join(paragraphs(clean))
    assert DOCUMENT.read_bytes() == before
    entry = (place / "so-van-ban" / "a-ban-hanh.yaml").read_bytes()
    for target in ("a-ban-hanh.docx", "b/a-ban-hanh.docx"):
        code, _out, err = say("publish", "a.docx", "--out", target)
        assert (code, "[da-ban-hanh]" in err) == (2, True)
    assert Path("a-ban-hanh.docx").read_bytes() == clean
    assert (place / "so-van-ban" / "a-ban-hanh.yaml").read_bytes() == entry


def test_publish_is_refused_until_there_is_a_reason(say: Say) -> None:
    """Every objection on standard error, nothing written; then told and kept."""
    with_comment()
    revised(say)
    code, out, err = say("publish", "a.docx")
    assert (code, out) == (2, "")
    assert "[con-ghi-chu]" in err
    assert "[so-cu]" in err
    assert not Path("a-ban-hanh.docx").exists()
    assert not Path("so-van-ban").exists()
    code, out, _err = say("publish", "a.docx", "--despite", "Gấp")
    assert code == 0
    assert out.count("\nBan hành dù ") == 2
    assert "Gấp" in Path("so-van-ban/a-ban-hanh.yaml").read_text(encoding="utf-8")


def test_a_pdf_in_the_way_is_not_overwritten(say: Say) -> None:
    """Nothing is issued then, not half of it."""
    Path("a-ban-hanh.pdf").write_bytes(b"%PDF of somebody")
    code, _out, err = say("publish", "a.docx", "--pdf")
    assert (code, "[da-ban-hanh]" in err) == (2, True)
    assert Path("a-ban-hanh.pdf").read_bytes() == b"%PDF of somebody"
    assert not Path("a-ban-hanh.docx").exists()


def test_a_pdf_that_cannot_be_made_stops_the_issue(
    say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without LibreOffice nothing is issued: it can be done again without --pdf."""
    monkeypatch.setattr("lsreport.office.find_office", lambda: None)
    code, _out, err = say("publish", "a.docx", "--pdf")
    assert (code, "[thieu-libreoffice]" in err) == (2, True)
    assert not Path("a-ban-hanh.docx").exists()
    assert not Path("so-van-ban").exists()
    assert say("publish", "a.docx")[0] == 0


def test_the_register_lists_and_checks(say: Say) -> None:
    """Name, number, day, file; a changed file is a finding."""
    say("publish", "a.docx", "--number", "215", "--date", "4/6/2024")
    code, out, _err = say("register", "list")
    assert (code, out) == (0, "a-ban-hanh\t215\t2024-06-04\ta-ban-hanh.docx\n")
    told = json.loads(say("register", "list", "--json")[1])
    assert list(told["documents"][0]) == [
        "name",
        "bao_cao",
        "ky",
        "so",
        "ngay",
        "ban",
        "bam",
        "tep",
    ]
    assert say("register", "check")[:2] == (0, "Sổ văn bản: không có gì phải sửa\n")
    Path("a-ban-hanh.docx").write_bytes(b"changed")
    code, out, _err = say("register", "check")
    assert (code, "[ban-hanh-lech]" in out) == (1, True)
    code, out, _err = say("register", "check", "--json")
    assert [f["code"] for f in json.loads(out)["findings"]] == ["ban-hanh-lech"]


# --- impact -----------------------------------------------------------------------------------


def test_impact_of_files_and_of_the_register(say: Say) -> None:
    """Old, new, cause, sentence; writes nothing."""
    say("publish", "a.docx")
    assert say("impact")[:2] == (0, "0 chỗ không còn đúng\n")
    assert say("impact", "a.docx")[0] == 0
    revised(say)
    before = sorted((p, p.read_bytes()) for p in Path().rglob("*") if p.is_file())
    for words, name in ((["impact", "a.docx"], "a.docx"), (["impact"], "a-ban-hanh")):
        code, out, _err = say(*words)
        assert code == 1
        first, second, last = out.splitlines()
        assert first == (
            f"{name}: thu_ngan_sach.luy_ke.tang|so_voi: giảm 3,5% so với cùng kỳ → "
            "tăng 3,5% so với cùng kỳ (20/6/2024, Kho bạc: Đối chiếu lại)"
        )
        assert second.startswith("    “lũy kế ước đạt")
        assert last == "1 chỗ không còn đúng"
    told = json.loads(say("impact", "--json")[1])
    assert list(told["impacts"][0]) == [
        "document", "expression", "period", "printed", "now", "sentence", "cause",
    ]  # fmt: skip
    assert sorted((p, p.read_bytes()) for p in Path().rglob("*") if p.is_file()) == before
    assert say("impact", "--as-of", "19/6/2024")[0] == 0


WRONG = [
    (["refresh", "no.docx"], "[khong-co-tep]"),
    (["refresh", "letter.docx"], "[khong-co-gan-ket]"),
    (["refresh", "a.docx", "--out", "data/a.docx"], "[ghi-vao-nguon]"),
    (["refresh", "a.docx", "--out", "a.pdf"], "[duoi-tep-sai]"),
    (["refresh", "a.docx", "--take", "old"], "chọn một trong"),
    (["refresh", "a.docx", "--as-of", "30/5/2024"], "[chua-biet-vao-ngay]"),
    (["roll", "a.docx"], "thiếu"),
    (["roll", "a.docx", "2024-06"], "[chua-co-ky]"),
    (["roll", "a.docx", "2024-Q2"], "[ky-khong-hop]"),
    (["publish", "a.docx", "--number", "12a"], "[so-sai]"),
    (["publish", "a.docx", "--number", "0"], "[so-sai]"),
    (["publish", "a.docx", "--date", "31/6/2024"], "không phải là một ngày"),
    (["publish", "a.docx", "--out", "templates/a.docx"], "[ghi-vao-nguon]"),
    (["publish", "letter.docx"], "[khong-co-gan-ket]"),
    (["impact", "no.docx"], "[khong-co-tep]"),
    (["register", "chek"], "check"),
]


@pytest.mark.parametrize(("words", "told"), WRONG, ids=[" ".join(w) for w, _t in WRONG])
def test_bad_usage_is_exit_code_2_and_writes_nothing(
    words: list[str], told: str, say: Say, make_docx: Callable[..., bytes]
) -> None:
    """A fault with code or sentence on standard error, never a traceback."""
    Path("letter.docx").write_bytes(make_docx("Thư riêng"))
    before = sorted((p, p.read_bytes()) for p in Path().rglob("*") if p.is_file())
    code, _out, err = say(*words)
    assert code == 2
    assert told in err
    assert err.startswith("LỖI ")
    assert sorted((p, p.read_bytes()) for p in Path().rglob("*") if p.is_file()) == before
