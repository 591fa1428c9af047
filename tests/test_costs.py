"""The shape of cost, by counting calls: what is done once, never again, or in proportion."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk import Desk
from jinja2 import Environment
from word_files import paragraph, word_file

from lsreport import store as store_module
from lsreport.data import nodes
from lsreport.data import workspace as workspaces
from lsreport.data.workspace import Workspace
from lsreport.docxfile import archive
from lsreport.docxfile.archive import read_archive
from lsreport.drafting import draft_report, examined
from lsreport.errors import FaultLog
from lsreport.periods import parse_period
from lsreport.report import figures
from lsreport.report.stages import Report, open_report
from lsreport.store import Store
from lsreport.template import Template, build, engine
from lsreport.template.parts import CompiledPart

MAY = parse_period("2024-05")
Count = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> Count:
    """Return a counter of the calls of a function, by the arguments that they get."""

    def counted(owner: Any, name: str) -> list[tuple[Any, ...]]:
        calls: list[tuple[Any, ...]] = []
        function = getattr(owner, name)

        def call(*words: Any, **options: Any) -> Any:
            calls.append(words)
            return function(*words, **options)

        monkeypatch.setattr(owner, name, call)
        return calls

    return counted


def opened(root: Path, store: Store | None = None) -> Report:
    """Return the report of May 2024, as a process of its own would open it."""
    return open_report(Workspace(root, store=store), MAY)


def steps(work: Callable[[], object]) -> int:
    """Return how many functions are called while something is done."""
    found = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal found
        found += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return found


# --- the second process ---


def test_a_kept_template_is_neither_compiled_nor_parsed(tmp_path: Path, count: Count) -> None:
    """The second of two templates on the same bytes runs without a compile, a parse, a package."""
    raw = word_file(paragraph("{{ so }}"), header=paragraph("{{ so }}"))
    store = Store(tmp_path / "store")
    Template(raw, name="m", keeper=store).render({"so": 1})
    counted = [
        count(build, "compile_template"),
        count(build, "open_package"),
        count(build, "make_skeleton"),
        count(Environment, "parse"),
        count(Environment, "compile"),
    ]
    Template(raw, name="m", keeper=store).render({"so": 2})
    assert counted == [[], [], [], [], []]
    Template(raw, name="other", keeper=store).render({"so": 2})
    assert [bool(calls) for calls in counted] == [True] * 5


NEVER_WARM = (
    "lxml",
    "docx",
    "docxtpl",
    "yaml",
    "zipfile",
    "xml.parsers.expat",
    "lsreport.template.build",
    "lsreport.template.compiler",
    "lsreport.template.tags",
    "lsreport.docxfile.package",
    "lsreport.data.nodes",
    "lsreport.data.fields",
    "lsreport.data.shapes",
    "lsreport.data.catalogue",
    "lsreport.data.loading",
    "lsreport.check",
    "lsreport.audit",
    "lsreport.redline",
)


def loaded_by(root: Path, out: Path, store: Path) -> set[str]:
    """Return the modules that a process loads to render a report."""
    code = (
        "import sys; from lsreport.cli import run\n"
        f"code = run(['render', '2024-05', '--no-pages', '--force', '--out', {str(out)!r}])\n"
        "print('|'.join(sys.modules)); sys.exit(code)"
    )
    environment = {**os.environ, "LSREPORT_CACHE": str(store), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.splitlines()[-1].split("|"))


def test_a_second_process_loads_only_what_runs(root: Path, tmp_path: Path) -> None:
    """From a warm store no reader of YAML, XML or zip is even loaded, and no checker."""
    cold = loaded_by(root, tmp_path / "a.docx", tmp_path / "store")
    assert cold.issuperset({"lxml", "yaml", "lsreport.check", "lsreport.template.build"})
    assert "docxtpl" not in cold  # its tags are read without it
    first = (tmp_path / "a.docx").read_bytes()
    (tmp_path / "a.docx").unlink()
    warm = loaded_by(root, tmp_path / "a.docx", tmp_path / "store")
    assert warm.intersection(NEVER_WARM) == set()
    assert (tmp_path / "a.docx").read_bytes() == first


def test_the_store_asks_once_who_it_is(tmp_path: Path, count: Count) -> None:
    """Folder and key are looked at once a store, the program's files once a process."""
    Store(tmp_path / "store").save("template", "a", 1)
    asked = [
        count(store_module, "_is_guarded"),
        count(store_module, "_secret"),
        count(store_module, "_state"),
    ]
    kept = Store(tmp_path / "store")
    for _turn in range(10):
        assert kept.load("template", "a") == 1
    assert [len(calls) for calls in asked] == [2, 1, 0]


# --- one run ---


def test_a_template_is_compiled_once_for_all_runs(count: Count) -> None:
    """Runs evaluate each part once and neither compile nor parse."""
    raw = word_file(paragraph("{{ so }}"), header=paragraph("{{ so }}"), core="{{ so }}")
    compiled = count(build, "compile_template")
    template = Template(raw, name="m")
    parsed, evaluated = count(Environment, "parse"), count(Template, "_evaluate")
    for so in range(5):
        template.render({"so": so})
    assert len(compiled) == 1
    assert parsed == []
    parts = Counter(part.name for _template, part, *_rest in evaluated)
    assert set(parts.values()) == {5}
    assert len(parts) == 3


def test_a_run_deflates_each_changed_part_once(root: Path, count: Count) -> None:
    """Every other member's compressed bytes are copied as they are."""
    report = opened(root)
    first = read_archive(report.draft().document, "a")
    deflated = count(archive, "deflate_compress")
    inflated = count(zlib, "decompressobj")
    document = report.draft().document
    assert inflated == []
    programs: list[CompiledPart] = list(report.template._compiled.parts)
    notes_and_store = 2
    second = read_archive(document, "b")
    assert len(deflated) == len(programs) + notes_and_store < len(second)
    assert first == second


def cost_of(size: int, printed: list[tuple[Any, ...]]) -> tuple[int, int, int]:
    """Return the calls of a compile, of a run, and the outputs, of so many paragraphs."""
    raw = word_file("".join(paragraph(f"Câu {n}: {{{{ so }}}} tấn") for n in range(size)))
    compiling = steps(lambda: Template(raw, name="m"))
    template = Template(raw, name="m")
    template.render({"so": 1})
    printed.clear()
    running = steps(lambda: template.render({"so": 1}))
    return compiling, running, len(printed)


def test_cost_grows_with_the_template_and_no_faster(count: Count) -> None:
    """Ten times the paragraphs: at most ten times the calls, to compile and to run."""
    printed = count(engine, "inline_xml")
    cost_of(20, printed)  # what only the first template of a process does
    small, large = cost_of(20, printed), cost_of(200, printed)
    assert (small[2], large[2]) == (20, 200)
    assert large[0] <= 10 * small[0]
    assert large[1] <= 10 * small[1]


def test_cost_grows_with_a_loop_and_no_faster() -> None:
    """Ten times the turns of a loop: at most ten times the calls."""
    body = paragraph("{%p for so in ds %}") + paragraph("{{ so }}") + paragraph("{%p endfor %}")
    template = Template(word_file(body), name="m")
    template.render({"ds": [1]})
    few = steps(lambda: template.render({"ds": range(30)}))
    many = steps(lambda: template.render({"ds": range(300)}))
    assert few < many <= 10 * few


# --- figures ---


def test_a_figure_is_looked_up_and_worded_once(desk: Desk, count: Count) -> None:
    """However often a template prints it, and with its wording in one go."""
    worded = count(figures, "word")
    found = count(figures.FigureSource, "_found")
    costs = []
    for times in (1, 9):
        worded.clear()
        found.clear()
        desk.draft(*["{{ lua.thang.muc }}, {{ ngo.luy_ke.muc|ket_qua }}"] * times)
        costs.append((len(worded), len(found)))
    assert costs == [(2, 2), (2, 2)]


def test_a_report_words_each_figure_at_most_once(root: Path, count: Count) -> None:
    """One figure in one wording, from one data set: one call, in the whole report."""
    worded = count(figures, "word")
    opened(root).draft()
    asked = Counter(
        (id(value.indicator), value.window, value.measure, wording, id(house), value)
        for value, wording, house in worded
    )
    assert len(asked) > 100
    assert [key for key, times in asked.items() if times > 1] == []


# --- data ---


def test_a_report_parses_each_file_at_most_once(root: Path, count: Count) -> None:
    """Settings, catalogue, data and checks share what was parsed."""
    parsed = count(nodes, "compose")
    draft_report(Workspace(root), MAY)
    files = Counter(name for _text, name, _log in parsed)
    assert "data/lsreport.yaml" in files
    assert "data/ubnd/2024-05.yaml" in files
    assert [name for name, times in files.items() if times > 1] == []


def test_a_warm_report_parses_no_file(root: Path, tmp_path: Path, count: Count) -> None:
    """Data that did not change are not parsed by the next process."""
    draft_report(Workspace(root, store=Store(tmp_path / "store")), MAY)
    parsed = count(nodes, "compose")
    draft_report(Workspace(root, store=Store(tmp_path / "store")), MAY)
    assert parsed == []


def test_a_report_looks_at_the_file_of_each_period_once(root: Path, count: Count) -> None:
    """What was read is told apart by content: with everything in memory, once for each report."""
    workspace = Workspace(root)
    opened_twice = [examined(open_report(workspace, MAY)).rendering.document]
    looked = count(workspaces, "digest_of")
    opened_twice.append(examined(open_report(workspace, MAY)).rendering.document)
    files = Counter(path.name for (path,) in looked)
    assert {"2024-05.yaml", "2023.yaml", "2023-S1.yaml"} <= set(files)
    assert [name for name, times in files.items() if times > 1] == []
    assert opened_twice[0] == opened_twice[1]


def test_a_line_of_figures_costs_few_calls(root: Path) -> None:
    """From text to cell, for an indicator with its window and measure: 59 calls, in proportion."""
    head = "ky: 2024-05\nbo_so_lieu: ubnd\nban: 4/6/2024\nso_lieu:\n"
    block = "  {key}:\n    thang:\n      muc: 12,5\n"
    workspace = Workspace(root)
    keys = list(workspace.catalogue.indicators)[:200]
    shape = workspace.period_shape

    def read(count: int) -> None:
        text = head + "".join(block.format(key=key) for key in keys[:count])
        log = FaultLog()
        found = shape.read(nodes.compose(text, "a.yaml", log), log)
        assert len(found.observations) == count
        assert not list(log)

    read(1)
    few, many = steps(lambda: read(100)), steps(lambda: read(200))
    assert (many - few) / 100 < 70  # six events of YAML, three keys, a value


def test_a_draft_runs_its_template_once(root: Path, tmp_path: Path, count: Count) -> None:
    """The check and the audit read the document that was made; of a warm draft nothing is run."""
    runs = count(Template, "run")
    draft_report(Workspace(root, store=Store(tmp_path / "store")), MAY)
    assert len(runs) == 1
    draft_report(Workspace(root, store=Store(tmp_path / "store")), MAY)
    assert len(runs) == 1


def test_links_add_six_tenths_to_the_size_of_a_report(root: Path) -> None:
    """Each stands once in the document and once in the store; neither says what follows."""
    report = open_report(Workspace(root), MAY)
    linked, plain = (report.draft(controls=links).document for links in (True, False))
    assert len(linked) < 1.6 * len(plain)
