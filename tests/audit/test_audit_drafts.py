"""The audit of what lsreport itself drafts: told, refused, accepted."""

from __future__ import annotations

import pytest
from desk import Desk
from living import MAY, drafted, edited, place_of
from word_files import paragraph, word_file

from lsreport.audit import standing
from lsreport.audit.reading.source import read_document
from lsreport.audit.typed import Given, contradicted
from lsreport.cli import run
from lsreport.data.workspace import find_workspace
from lsreport.errors import OutputError
from lsreport.periods import parse_period
from lsreport.publish import issue

WRONG = "Năng suất lúa giảm -9,5% so với cùng kỳ."
LETTER = word_file(
    paragraph("Diện tích lúa đạt {{ lua.luy_ke.muc }}.") + paragraph(f"Hết vụ. {WRONG} Vậy.")
)


def wrong(desk: Desk) -> bytes:
    """Return a draft with one sentence that cannot be right."""
    return drafted(desk, LETTER)


def mark_of(raw: bytes) -> str:
    """Return the mark of the only finding of a document."""
    (found,) = standing(raw, "a.docx", ()).findings
    assert (found.rule, found.severity) == ("dau-tru-thua", "certain")
    return found.mark


def accept(desk: Desk, mark: str) -> None:
    """Accept a finding in the data of May."""
    path = desk.root / "data" / MAY
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}chap_nhan:\n  - dau: {mark}\n    ly_do: Cục đã đăng\n", "utf-8")


def render(desk: Desk, *more: str) -> int:
    """Render May into x.docx."""
    out = str(desk.root / "x.docx")
    return run(["--workspace", str(desk.root), "render", "2024-05", "--no-pages", "--force",
                "--out", out, *more])  # fmt: skip


def codes(desk: Desk, raw: bytes) -> list[str]:
    """Return what a document is refused for."""
    try:
        issue(raw, "a.docx", place_of(desk))
    except OutputError as error:
        return [fault.code for fault in error.faults]
    return []


def test_render_tells_what_its_own_sentences_say(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """How many are wrong, and how to see them; the document is written."""
    wrong(desk)
    assert render(desk) == 0
    told = capsys.readouterr().out.splitlines()[-1]
    path = desk.root / "x.docx"
    assert told == f"Trong câu: 1 chắc sai, 0 có thể sai (xem: lsreport audit {path})"
    assert path.is_file()


def test_strict_refuses_a_sentence_that_cannot_be_right(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written; the mark to accept it by is told, and with it the draft is written."""
    mark = mark_of(wrong(desk))
    assert render(desk, "--strict") == 2
    assert f"[cau-sai {mark}]" in capsys.readouterr().err
    assert not (desk.root / "x.docx").exists()
    accept(desk, mark)
    assert render(desk, "--strict") == 0
    assert "Trong câu: 0 chắc sai" in capsys.readouterr().out


def test_publish_refuses_it_until_it_is_accepted_or_overruled(desk: Desk) -> None:
    """As for the other objections, a reason overrules."""
    raw = wrong(desk)
    assert codes(desk, raw) == ["cau-sai"]
    assert len(issue(raw, "a.docx", place_of(desk), despite="Gấp").objections) == 1
    accept(desk, mark_of(raw))
    assert codes(desk, raw) == []


def test_an_acceptance_ends_when_the_words_move(desk: Desk) -> None:
    """What is said elsewhere may change; another number in the sentence may not."""
    raw = wrong(desk)
    accept(desk, mark_of(raw))
    assert codes(desk, edited(raw, ("Hết vụ.", "Vụ này đã hết."))) == []
    assert codes(desk, edited(raw, ("-9,5%", "-9,6%"))) == ["cau-sai"]
    assert codes(desk, edited(raw, ("Năng suất lúa", "Năng suất ngô"))) == ["cau-sai"]


def test_check_does_not_take_it_for_an_old_acceptance(desk: Desk) -> None:
    """The marks of sentences are another kind."""
    from lsreport.check import check_period

    accept(desk, mark_of(wrong(desk)))
    found = check_period(find_workspace(desk.root), parse_period("2024-05"))
    assert "chap-nhan-cu" not in [fault.code for fault in found]


def test_audit_keeps_quiet_of_what_was_accepted(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the workspace; elsewhere nothing is known of it."""
    raw = wrong(desk)
    accept(desk, mark_of(raw))
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    path = elsewhere / "a.docx"
    path.write_bytes(raw)
    assert run(["--workspace", str(desk.root), "audit", str(path)]) == 0
    assert run(["--workspace", str(elsewhere), "audit", str(path)]) == 1
    assert f"[dau-tru-thua {mark_of(raw)}]" in capsys.readouterr().out


def test_only_typed_figures_are_held_against_the_data(desk: Desk) -> None:
    """A linked figure is exact, whatever its words; typed over, it is typed."""
    raw = wrong(desk)
    given = [Given("Diện tích lúa", "ha", "1.000,5")]

    def told(document: bytes) -> list[str]:
        return [f.quote for f in contradicted(read_document(document, "a.docx"), given)]

    assert told(raw) == []
    assert told(edited(raw, ("1.203,75 ha", "1.204,75 ha"))) == ["1.204,75 ha"]


def test_a_copy_with_comments_never_takes_the_place_of_anything(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not of the document, whatever link leads to it, nor of a copy that somebody worked in."""
    path, link, copy = desk.root / "a.docx", desk.root / "link.docx", desk.root / "copy.docx"
    raw = wrong(desk)
    path.write_bytes(raw)
    link.hardlink_to(path)
    for target, code in [
        (path, "trung-tep"),
        (link, "trung-tep"),
        (copy.with_suffix(".txt"), "duoi-tep-sai"),
    ]:
        assert run(["audit", str(path), "--comments", str(target)]) == 2
        assert code in capsys.readouterr().err
    assert path.read_bytes() == raw
    assert not copy.with_suffix(".txt").exists()
    assert run(["audit", str(path), "--comments", str(copy)]) == 1
    made = copy.read_bytes()
    assert run(["audit", str(path), "--comments", str(copy)]) == 1  # the same once more
    copy.write_bytes(edited(made, ("ha", "ha.")))
    assert run(["audit", str(path), "--comments", str(copy)]) == 2
    assert "da-sua-tay" in capsys.readouterr().err
    assert run(["audit", str(path), "--comments", str(copy), "--force"]) == 1
    assert copy.read_bytes() == made
    assert run(["audit", str(path), "--comments", "/nowhere/x/copy.docx"]) == 2
    assert "khong-co-thu-muc" in capsys.readouterr().err


def test_a_data_set_goes_with_a_period(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """`--data` alone would change nothing, and say nothing."""
    path = desk.root / "a.txt"
    path.write_text("Thu đạt 5 tỷ đồng.", encoding="utf-8")
    assert run(["audit", str(path), "--data", "tinh"]) == 2
    assert "data-khong-with" in capsys.readouterr().err
