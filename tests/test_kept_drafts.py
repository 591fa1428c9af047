"""A report and its template from the store: the same bytes, faults and places as without it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from word_files import paragraph, paragraphs, word_file

from lsreport.data.loading import DatasetLoader
from lsreport.data.workspace import Workspace
from lsreport.docxfile.archive import read_archive
from lsreport.drafting import draft_report
from lsreport.errors import TemplateError
from lsreport.i18n import use
from lsreport.periods import parse_period
from lsreport.report import compiled as kept_templates
from lsreport.report.context import wording_filters
from lsreport.report.stages import open_report
from lsreport.store import Store
from lsreport.template import Template, build


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """Leave Vietnamese behind."""
    yield
    use("vi")


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the templates that are compiled, as they are."""
    kept_templates._compiled.cache_clear()  # what another test compiled in this process
    names: list[str] = []
    compile_template = build.compile_template

    def counted(package: Any, environment: Any, tidy: bool) -> Any:
        names.append(package.name)
        return compile_template(package, environment, tidy)

    monkeypatch.setattr(build, "compile_template", counted)
    return names


def drafted(root: Path, store: Store | None) -> bytes:
    """Return the report of May 2024, made as by a process of its own."""
    workspace = Workspace(root, store=store)
    return open_report(workspace, parse_period("2024-05")).draft().document


def cut(path: Path) -> None:
    """Tear an entry."""
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])


def flip(path: Path) -> None:
    """Change one byte in the middle of an entry."""
    raw = path.read_bytes()
    middle = len(raw) // 2
    path.write_bytes(raw[:middle] + bytes([raw[middle] ^ 1]) + raw[middle + 1 :])


def test_the_same_bytes_from_any_store(root: Path, tmp_path: Path, compiled: list[str]) -> None:
    """Off, empty, warm, damaged, mended: the document never differs."""
    folder = tmp_path / "store"
    expected = drafted(root, None)
    assert drafted(root, Store(folder)) == expected
    assert len(compiled) == 2
    assert drafted(root, Store(folder)) == expected
    assert len(compiled) == 2
    for damage in (cut, flip):
        entries = [path for path in folder.iterdir() if path.name != "key"]
        assert entries
        for path in entries:
            damage(path)
        compiled.clear()
        assert drafted(root, Store(folder)) == expected
        assert len(compiled) == 1
        assert drafted(root, Store(folder)) == expected
        assert len(compiled) == 1


@pytest.mark.parametrize("kind", ["template", "origins", "skeleton", "catalogue", "period"])
def test_any_entry_may_be_missing(root: Path, tmp_path: Path, kind: str) -> None:
    """Entries go one by one, the oldest first: what is left still serves."""
    folder = tmp_path / "store"
    expected = drafted(root, Store(folder))
    gone = [path for path in folder.iterdir() if path.name.startswith(kind)]
    assert gone
    for path in gone:
        path.unlink()
    assert drafted(root, Store(folder)) == expected


def test_a_template_edited_by_one_byte_is_compiled_anew(
    tmp_path: Path, compiled: list[str]
) -> None:
    """The key is the content: a template that was edited is another, the old one stays."""
    store = Store(tmp_path / "store")
    shown = []
    for words in ("Thu {{ so }}", "Chu {{ so }}", "Thu {{ so }}"):
        template = Template(word_file(paragraph(words)), name="mau.docx", keeper=store)
        shown += paragraphs(template.render({"so": 7}))
    assert shown == ["Thu 7", "Chu 7", "Thu 7"]
    assert len(compiled) == 2


def test_what_a_compile_depends_on_is_in_its_key(tmp_path: Path, compiled: list[str]) -> None:
    """The same file under another name, other settings, other filters: a compile of its own."""
    store, raw = Store(tmp_path / "store"), word_file(paragraph("{{ so }}"))
    options: list[dict[str, Any]] = [
        {"name": "mau.docx"},
        {"name": "khac.docx"},
        {"name": "mau.docx", "allow_links": True},
        {"name": "mau.docx", "style_points": {"footnote text": 9}},
        {"name": "mau.docx", "filters": {"hoa": str.upper}},
    ]
    for _turn in range(2):
        for option in options:
            Template(raw, keeper=store, **option).render({"so": 7})
    assert len(compiled) == len(options)


def test_what_a_filter_gives_is_not_kept(tmp_path: Path) -> None:
    """A filter of the caller may change while its name does not: no program holds its words."""
    store = Store(tmp_path / "store")
    raw = word_file(paragraph('{{ "a"|hoa }}', '{% if "a"|hoa == "A" %} đúng{% endif %}'))
    filters: list[Callable[[str], str]] = [str.upper, lambda text: f"{text}!"]
    shown = [
        paragraphs(Template(raw, {"hoa": hoa}, name="m", keeper=store).render({}))
        for hoa in filters
    ]
    assert shown == [["A đúng"], ["a!"]]


def test_a_failed_run_is_told_with_its_place(tmp_path: Path, compiled: list[str]) -> None:
    """Of a compile from the store as of a fresh one: heading, paragraph, words, in any part."""
    raw = word_file(
        paragraph("Một") + paragraph("Hai {{ 1 // so }}"), header=paragraph("{{ 1 // so }}")
    )

    def told(so: int, store: Store | None, body: bytes) -> list[str]:
        template = Template(body, name="mau.docx", keeper=store)
        with pytest.raises(TemplateError) as caught:
            template.render({"so": so})
        return [str(fault) for fault in caught.value.faults]

    header_only = word_file(paragraph("Một"), header=paragraph("{{ 1 // so }}"))
    for body in (raw, header_only):
        expected = told(0, None, body)
        assert told(0, Store(tmp_path / "store"), body) == expected
        compiled.clear()
        assert told(0, Store(tmp_path / "store"), body) == expected
        assert compiled == []
    assert "đầu trang" in " ".join(expected)


def test_tags_and_places_come_back_equal(root: Path, tmp_path: Path, compiled: list[str]) -> None:
    """Every tag of a large template, with its place."""
    report = open_report(Workspace(root), parse_period("2024-05"))
    found = report.template_path
    filters = dict.fromkeys(wording_filters(), str)
    compiled.clear()
    fresh = Template(found, filters, name="mau.docx").tags
    Template(found, filters, name="mau.docx", keeper=Store(tmp_path / "store"))
    assert len(compiled) == 2
    kept = Template(found, filters, name="mau.docx", keeper=Store(tmp_path / "store"))
    assert kept.tags == fresh
    assert fresh
    assert len(compiled) == 2


def test_languages_do_not_share_messages(tmp_path: Path) -> None:
    """What was kept under Vietnamese is not told to who reads English."""
    header = word_file(paragraph("Một"), header=paragraph("{{ 1 // so }}"))

    def told(language: str) -> str:
        use(language)
        template = Template(header, name="mau.docx", keeper=Store(tmp_path / "store"))
        with pytest.raises(TemplateError) as caught:
            template.render({"so": 0})
        return str(caught.value.faults[0].where)

    vietnamese, english = told("vi"), told("en")
    assert "đầu trang" in vietnamese
    assert "đầu trang" not in english
    assert (told("vi"), told("en")) == (vietnamese, english)


def test_a_template_that_is_refused_is_refused_again(tmp_path: Path) -> None:
    """Nothing is kept of a template with faults."""
    raw = word_file(paragraph("{{ a b }}"))
    store = Store(tmp_path / "store")
    for _turn in range(2):
        with pytest.raises(TemplateError):
            Template(raw, name="mau.docx", keeper=store)
    assert not (tmp_path / "store").exists()


def test_a_kept_skeleton_has_every_member(tmp_path: Path) -> None:
    """Members that a run does not make are copied from the store as from the file."""
    raw = word_file(paragraph("{{ so }}"), extra={"word/media/a.png": b"\x89PNG" * 99})
    store = Store(tmp_path / "store")
    fresh = Template(raw, name="m", keeper=store).render({"so": 1})
    kept = Template(raw, name="m", keeper=store).render({"so": 1})
    assert kept == fresh
    assert read_archive(kept, "m").keys() >= read_archive(raw, "m").keys()


# --- files that are edited while they are read ---


@pytest.fixture
def commune(root: Path, tmp_path: Path) -> Path:
    """Return a small workspace to edit."""
    made = tmp_path / "commune"
    shutil.copytree(root / "examples" / "bao-cao-dau-tien", made)
    return made


def edited(path: Path) -> str:
    """Return the text of a period's file with another figure."""
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r"muc: \d+", "muc: 77777", text, count=1)
    assert changed != text
    return changed


def test_data_edited_while_they_are_read_are_not_kept(
    commune: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saved between fingerprint and reading, then undone: the old words give the old figures."""
    path = next(commune.glob("data/*/2024-05.yaml"))
    old, new = path.read_text(encoding="utf-8"), edited(path)
    expected = drafted(commune, None)
    load = DatasetLoader.load

    def late(self: DatasetLoader, file: Path) -> Any:
        path.write_text(new, encoding="utf-8")
        return load(self, file)

    with monkeypatch.context() as patch:
        patch.setattr(DatasetLoader, "load", late)
        assert drafted(commune, Store(tmp_path / "store")) != expected
    path.write_text(old, encoding="utf-8")
    assert drafted(commune, Store(tmp_path / "store")) == expected


def test_a_draft_of_an_older_catalogue_is_not_kept(commune: Path, tmp_path: Path) -> None:
    """A workspace that stays open holds its catalogue; the next process must not get its draft."""
    period, path = parse_period("2024-05"), commune / "data" / "co-quan.yaml"
    workspace = Workspace(commune, store=Store(tmp_path / "store"))
    assert workspace.catalogue.bodies
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r"dia_danh: .+", "dia_danh: Nơi Khác", text)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    draft_report(workspace, period)
    later = Workspace(commune, store=Store(tmp_path / "store"))
    expected = draft_report(Workspace(commune), period).rendering.document
    assert draft_report(later, period).rendering.document == expected


@pytest.mark.skipif(os.name != "posix", reason="links to folders need rights under Windows")
def test_data_behind_a_link_are_looked_at(commune: Path, tmp_path: Path) -> None:
    """A folder of data or templates may be a link to a share: what changes there changes all."""
    for folder in (next(commune.glob("data/*/2024-05.yaml")).parent, commune / "templates"):
        shared = tmp_path / f"shared-{folder.name}"
        folder.rename(shared)
        folder.symlink_to(shared, target_is_directory=True)
    store = Store(tmp_path / "store")
    period = parse_period("2024-05")
    old = draft_report(Workspace(commune, store=store), period).rendering.document
    path = next(commune.glob("data/*/2024-05.yaml"))
    path.write_text(edited(path), encoding="utf-8")
    new = draft_report(Workspace(commune, store=store), period).rendering.document
    assert new != old
    assert new == drafted(commune, None)


def test_a_file_of_the_same_time_and_size_is_read_again(commune: Path) -> None:
    """A restored file, a coarse clock: a workspace that stays open trusts only what stands there."""
    path = next(commune.glob("data/*/2024-05.yaml"))
    workspace, name, period = Workspace(commune), path.parent.name, parse_period("2024-05")
    before, state = workspace.dataset(name, period)[0], path.stat()
    digit = re.search(r"muc: \d*(\d)\n", path.read_text(encoding="utf-8"))
    assert digit
    other = str((int(digit[1]) + 1) % 10)
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: digit.start(1)] + other + text[digit.end(1) :], encoding="utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert path.stat().st_size == state.st_size
    assert workspace.dataset(name, period)[0] != before


def test_one_report_looks_once_and_the_next_looks_again(root: Path, tmp_path: Path) -> None:
    """A neighbouring period that is edited is another for the next report, in one process too."""
    office = tmp_path / "office"
    for folder in ("data", "templates"):
        shutil.copytree(root / folder, office / folder)
    workspace, period = Workspace(office), parse_period("2024-05")
    path = office / "data" / "ubnd" / "2023.yaml"
    first = open_report(workspace, period)
    before = first.draft().document
    seen = first.workspace.dataset("ubnd", parse_period("2023"))
    path.write_text(edited(path), encoding="utf-8")
    assert first.draft().document == before
    assert first.workspace.dataset("ubnd", parse_period("2023")) == seen
    second = open_report(workspace, period)
    assert second.workspace.dataset("ubnd", parse_period("2023")) != seen
    assert workspace.dataset("ubnd", parse_period("2023")) != seen
