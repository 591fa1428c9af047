"""The report of May 2024 against itself with other figures."""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from ooxml_integrity import check
from openxml_audit import OpenXmlValidator
from tracked import said, split_numbers
from word_files import root_of

from lsreport.cli import run
from lsreport.data.workspace import find_workspace
from lsreport.docxfile.links import LONGEST
from lsreport.docxfile.living import LivingDocument
from lsreport.docxfile.package import q
from lsreport.files import edited_since_render
from lsreport.office import count_pages, find_office, to_pdf
from lsreport.periods import parse_period
from lsreport.redline import Redline, redline
from lsreport.refresh import refresh
from lsreport.report.stages import open_report

REVISED = {
    "muc: 1651\n": "muc: 1702\n",  # in the body
    "muc: 47393\n": "muc: 47512\n",
    "tang: 1,7\n": "tang: -0,4\n",  # the verb turns
    "muc: 15560\n": "muc: 15610\n",  # in a note
    "muc: 1.934,5\n": "muc: 1.950,2\n",
}


@pytest.fixture(scope="module")
def drafts(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """Return the report, and the report with five figures revised."""
    place = tmp_path_factory.mktemp("revised")
    for folder in ("data", "templates"):
        shutil.copytree(root / folder, place / folder)
    file = place / "data" / "ubnd" / "2024-05.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in REVISED.items():
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    jobs = (open_report(find_workspace(p), parse_period("2024-05")) for p in (root, place))
    old, new = (job.draft().document for job in jobs)
    return old, new


@pytest.fixture(scope="module")
def done(drafts: tuple[bytes, bytes]) -> Redline:
    """Return their redline."""
    return redline(*drafts, known=lambda record: ("", f"vì {record['expression']}"))


def test_both_reports_are_in_it(done: Redline, drafts: tuple[bytes, bytes]) -> None:
    """Accepted the new one, rejected the old one; no number cut in two."""
    assert said(done.document, accepted=True) == said(drafts[1], accepted=True)
    assert said(done.document, accepted=False) == said(drafts[0], accepted=True)
    assert split_numbers(done.document) == []
    assert (done.inserted, done.deleted, done.untold) == (5, 5, ())


def test_every_changed_figure_has_its_comment(done: Redline) -> None:
    """Name, period, old and new, and why; for a note's figure at the note's mark."""
    comments = root_of(done.document, "word/comments.xml")
    texts = ["\n".join("".join(p.itertext()) for p in c) for c in comments]
    assert len(texts) == len(done.figures) == len(REVISED)
    assert {"1.702 văn bản", "47.512 ha", "ước đạt 15.610 ha"} < {f.new for f in done.figures}
    for figure in done.figures:
        assert any(str(figure) in text for text in texts)
    assert sum(text.startswith("Chú thích 2: ") for text in texts) == 1
    assert all("\nvì " in text for text in texts)
    document = root_of(done.document)
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        ids = [mark.get(q("id")) for mark in document.iter(q(name))]
        assert sorted(ids) == sorted(c.get(q("id")) for c in comments)


def test_the_date_is_that_of_the_figures(done: Redline) -> None:
    """The vintage of the store, not the clock."""
    dates = {e.get(q("date")) for e in root_of(done.document).iter(q("ins"), q("del"))}
    assert dates == {"2024-06-04T00:00:00Z"}


def test_the_controls_survive_and_nothing_binds_them(
    done: Redline, drafts: tuple[bytes, bytes]
) -> None:
    """As many as in the new report."""
    for part in ("word/document.xml", "word/footnotes.xml"):
        before, after = (root_of(raw, part) for raw in (drafts[1], done.document))
        assert len(list(after.iter(q("sdt")))) == len(list(before.iter(q("sdt"))))
        assert list(after.iter(q("dataBinding"))) == []


def test_what_was_linked_is_found_again_by_its_tag(
    done: Redline, drafts: tuple[bytes, bytes], root: Path
) -> None:
    """A redline that was accepted is a draft like others: its figures can be refreshed."""
    linked = LivingDocument(drafts[1], "a")
    found = LivingDocument(done.document, "b")
    assert [spot.link.id for spot in found.spots] == [spot.link.id for spot in linked.spots]
    tags = [spot.control.tag for spot in found.spots]
    assert len(tags) == len(set(tags))
    assert max(map(len, tags)) <= LONGEST < max(len(spot.link.id) for spot in found.spots)
    again = refresh(done.document, "b", find_workspace(root))
    kept = {outcome.outcome for outcome in again.outcomes if outcome.is_figure}
    assert kept == {"unchanged", "kept"}  # a tracked change is a person's until it is accepted


def test_a_figure_has_its_whole_name_where_somebody_knows_it(drafts: tuple[bytes, bytes]) -> None:
    """The title of its control is cut to Word's length; the catalogue is not."""
    whole = [figure.name for figure in redline(*drafts, known=lambda _r: ("Tên đủ", "")).figures]
    assert whole == ["Tên đủ"] * len(REVISED)
    titles = [figure.name for figure in redline(*drafts).figures]
    assert all(titles)
    assert "Tên đủ" not in titles


def test_no_comment_has_the_id_of_a_note(done: Redline) -> None:
    """LibreOffice 7.4 shows the notes empty otherwise."""
    notes = {n.get(q("id")) for n in root_of(done.document, "word/footnotes.xml")}
    comments = {c.get(q("id")) for c in root_of(done.document, "word/comments.xml")}
    assert notes.isdisjoint(comments)


def test_the_validators_find_nothing(done: Redline, tmp_path: Path) -> None:
    """openxml-audit and ooxml-integrity."""
    path = tmp_path / "a.docx"
    path.write_bytes(done.document)
    assert OpenXmlValidator().validate(str(path)).errors == []
    assert list(check(path)) == []


def test_nobody_has_edited_it_yet(done: Redline) -> None:
    """The seal is of the redline: it may be made again over itself."""
    assert not edited_since_render(done.document, "a")


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed here")
def test_libreoffice_opens_it(done: Redline) -> None:
    """It has the pages of a report."""
    assert count_pages(to_pdf(done.document)) > 8


def test_the_command_writes_it_and_says_what_changed(
    drafts: tuple[bytes, bytes],
    done: Redline,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The file, the counts, the figures; never over one of the two, nor over an edited one."""
    monkeypatch.chdir(tmp_path)
    for name, raw in zip(("cu.docx", "moi.docx"), drafts, strict=True):
        Path(name).write_bytes(raw)
    command = ["redline", "cu.docx", "moi.docx", "--out"]
    assert run([*command, "sosanh.docx", "--author", "Trần A", "--date", "20/6/2024"]) == 0
    said_lines = capsys.readouterr().out.splitlines()
    assert said_lines[:2] == [
        "Đã lập: sosanh.docx",
        "5 chỗ thêm, 5 chỗ bỏ, 5 số liệu gắn kết thay đổi",
    ]
    with zipfile.ZipFile(BytesIO(Path("sosanh.docx").read_bytes())) as archive:
        comments = etree.fromstring(archive.read("word/comments.xml"))
    assert {c.get(q("author")) for c in comments} == {"Trần A"}
    assert run([*command, "sosanh.docx"]) == 0  # over its own, which nobody edited
    assert run([*command, "moi.docx"]) == 2
    Path("sosanh.docx").write_bytes(drafts[0][:-1])
    assert run([*command, "sosanh.docx"]) == 2
    assert run(["redline", "cu.docx", "khong-co.docx", "--out", "b.docx"]) == 2
