"""The benchmark measures what it says: the same work for every engine, and no wrong output passes."""

from __future__ import annotations

import doctest
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest

from benchmarks.bench import cases, may, measure, peers, table, work
from benchmarks.bench.cases import Case
from benchmarks.bench.check import WrongOutput, differences, missing_kinds, read, require
from benchmarks.bench.dialects import BareJinja, Braces, Carbone, Dialect, Jinja
from benchmarks.bench.engines.floor import Floor
from benchmarks.bench.goals import goals
from benchmarks.bench.measure import Results, Taken
from benchmarks.bench.peers import Engine
from benchmarks.bench.processes import Failed, Server, whole_process
from benchmarks.bench.work import Content
from lsreport.numbers import format_decimal
from lsreport.template import Template

DIALECTS = [Jinja(), BareJinja(), Braces(), Carbone()]


@pytest.fixture(scope="module")
def probe() -> Case:
    """Return the smallest work with one of everything."""
    return cases.probe()


@pytest.fixture(scope="module")
def printed(probe: Case) -> bytes:
    """Return its document by our engine."""
    return ours(probe, 0)


def ours(case: Case, number: int) -> bytes:
    """Return the document of a data set by our engine."""
    template = Template(case.template(Jinja()), filters={"so": format_decimal})
    data = json.loads(json.dumps(case.data[number]), parse_float=Decimal, parse_int=Decimal)
    return template.render(data)


def edited(document: bytes, part: str, edit: Callable[[str], str]) -> bytes:
    """Return a document with a part changed, which must change."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(document)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                content, was = edit(content.decode()).encode(), content
                assert content != was
            new.writestr(name, content)
    return stream.getvalue()


# --- the work ---


@pytest.mark.parametrize("make", [cases.probe, cases.plain, cases.numbers, cases.rows])
def test_our_engine_prints_what_was_asked(make: Callable[[], Case]) -> None:
    """Generator, engine and checker agree, for each data set and each kind of work."""
    case = make()
    assert len(case.data) > 1
    for number, expected in enumerate(case.expected):
        require(ours(case, number), expected, case.name)
    assert differences(case.expected[0], case.expected[1])  # other data, another document


def test_the_plain_template_is_as_large_as_the_docs_say(root: Path) -> None:
    """365 placeholders, 30 notes, a table of 60 rows of 5; ten times that in the tenfold one."""
    page = (root / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    plain, tenfold = cases.plain(), cases.tenfold()
    [one] = plain.expected[0].tables
    assert (plain.slots(), len(plain.expected[0].notes), len(one), len(one[0])) == (365, 30, 60, 5)
    assert "365 placeholders, 30 footnotes with a placeholder each, a table of 60 × 5" in page
    assert len(tenfold.expected[0].notes) == 300
    assert f"{tenfold.slots():,} placeholders, 300 footnotes" in page
    assert all(any(c.isdigit() for c in note) for note in plain.expected[0].notes)


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda one: type(one).__name__)
def test_every_dialect_writes_the_same_work(dialect: Dialect) -> None:
    """With its tags put back to values, each template of the numbers case is the document asked."""
    case = cases.numbers()
    slots = list(cases.report_work(1, 1).slots())
    tags = {
        dialect.tag(slot): work.printed(case.data[0][slot.name], slot.decimals) for slot in slots
    }
    found = read(case.template(dialect))
    pattern = re.compile("|".join(map(re.escape, sorted(tags, key=len, reverse=True))))

    def filled(text: str) -> str:
        return pattern.sub(lambda match: tags[match[0]], text)

    assert filled_content(found, filled) == case.expected[0]


def test_tags_are_those_of_the_engines() -> None:
    """A string, a number with its decimals, and a place in a repeated row, each in its own tags."""
    string, number = work.Slot("v"), work.Slot("v", 1)
    assert [one.tag(string) for one in DIALECTS] == ["{{ v }}", "{{ v }}", "{v}", "{d.v}"]
    written = ["{{ v|so(1) }}", "{{ v|so(1) }}", "{v|1}", "{d.v:formatN(1)}"]
    assert [one.tag(number) for one in DIALECTS] == written
    rows = ["{{ row.v }}", "{{ row.v }}", "{v}", "{d.hang[i].v}"]
    assert [one.tag(string, "hang") for one in DIALECTS] == rows


def filled_content(found: Content, filled: Callable[[str], str]) -> Content:
    """Return a content with every text filled."""
    return Content(
        tuple(map(filled, found.paragraphs)),
        tuple(tuple(tuple(map(filled, row)) for row in one) for one in found.tables),
        tuple(map(filled, found.headers)),
        tuple(map(filled, found.footers)),
        tuple(map(filled, found.notes)),
    )


def test_tags_are_split_over_runs_as_word_does() -> None:
    """Some tags of the plain template stand in two runs, but none of the floor's."""
    for dialect, whole in ((Jinja(), False), (BareJinja(), True)):
        with zipfile.ZipFile(BytesIO(cases.plain().template(dialect))) as archive:
            xml = archive.read("word/document.xml").decode()
        tags = re.findall(r"\{\{ \w+ \}\}", xml)
        assert (len(tags) == 365 - 32) is whole  # header, footer and notes have parts of their own


def test_the_docs_and_the_pins_name_every_case_and_peer(root: Path) -> None:
    """docs/benchmarks.md speaks of each case and of each engine that is installed."""
    page = (root / "docs" / "benchmarks.md").read_text(encoding="utf-8").lower()
    assert [
        make for make in cases.MEASURED.values() if f"| {make().title.lower()} |" not in page
    ] == []
    scripts = {path.stem for path in (root / "benchmarks/bench/engines").glob("*.mjs")} - {"worker"}
    pins = peers.pins()
    named = {*pins["python"], *scripts}
    assert scripts <= set(pins["node"])
    assert [name for name in named if name not in page] == []


def test_the_doctests_of_the_suite_hold() -> None:
    """What docstrings show is what is returned."""
    for module in (work, table):
        assert doctest.testmod(module).failed == 0


# --- the checker ---

DOCUMENT, NOTES = "word/document.xml", "word/footnotes.xml"


def swapped(one: str, other: str) -> Callable[[str], str]:
    """Return an edit that puts one text for another, once."""
    return lambda xml: xml.replace(one, other, 1)


def test_a_right_document_passes(probe: Case, printed: bytes) -> None:
    """The checker finds nothing in it."""
    assert differences(read(printed), probe.expected[0]) == []
    assert all(getattr(read(printed), kind) for kind in work.Content.__slots__)


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("tables", ("table 1, row 2, cell 2", "v3", DOCUMENT)),
        ("headers", ("headers 1", "v4", "word/header1.xml")),
        ("footers", ("footers 1", "n2", "word/footer1.xml")),
        ("notes", ("notes 1", "v2", NOTES)),
        ("paragraphs", ("paragraphs 1", "n1", DOCUMENT)),
    ],
)
def test_one_wrong_text_is_found(
    kind: str, wrong: tuple[str, str, str], probe: Case, printed: bytes
) -> None:
    """A value that is off by a character is told with its place, and it alone."""
    place, name, part = wrong
    decimals = {"n1": 1, "n2": 0}.get(name)
    value = work.printed(probe.data[0][name], decimals)
    planted = edited(printed, part, swapped(f">{value}<", f">{value}0<"))
    [told] = differences(read(planted), probe.expected[0])
    assert told.startswith(place)
    assert missing_kinds(read(planted), probe.expected[0]) == [kind]
    with pytest.raises(WrongOutput, match=place):
        require(planted, probe.expected[0], "planted")


@pytest.mark.parametrize(
    ("part", "pattern"),
    [
        (NOTES, r'<w:footnote w:id="1">.*?</w:footnote>'),  # a note without its text
        (DOCUMENT, r'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/>.*?</w:r>'),  # without mark
        (DOCUMENT, r"<w:tr>(?:(?!<w:tr>).)*</w:tr></w:tbl>(?=<w:sectPr>)"),  # the last row
        (DOCUMENT, r"<w:p [^>]*>.*?</w:p>"),
        (DOCUMENT, r"<w:headerReference [^>]*>"),
    ],
)
def test_what_is_missing_is_found(part: str, pattern: str, probe: Case, printed: bytes) -> None:
    """A note, its mark, a row, a paragraph, a header taken out of a right document."""

    def cut(xml: str) -> str:
        end = "</w:tbl>" if pattern.startswith("<w:tr>") else ""
        return re.sub(pattern, end, xml, count=1, flags=re.DOTALL)

    assert differences(read(edited(printed, part, cut)), probe.expected[0])


def test_a_note_that_is_marked_nowhere_is_found(probe: Case, printed: bytes) -> None:
    """It is told as one note too many."""
    more = '<w:footnote w:id="9"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote></w:footnotes>'
    planted = edited(printed, NOTES, swapped("</w:footnotes>", more))
    told = differences(read(planted), probe.expected[0])
    assert told == ["notes: 2 instead of 1", "notes 2: 'x' instead of None"]


def test_a_tag_left_over_is_found(probe: Case) -> None:
    """The template itself is no document of the data, and all kinds of text tell so."""
    found = read(probe.template(Jinja()))
    assert missing_kinds(found, probe.expected[0]) == list(work.Content.__slots__)


def test_swapped_notes_are_found() -> None:
    """Notes count in the order of their marks."""
    case = cases.plain()
    document = ours(case, 0)

    def swap(xml: str) -> str:
        one, two = 'w:footnoteReference w:id="1"', 'w:footnoteReference w:id="2"'
        return xml.replace(one, "\0").replace(two, one).replace("\0", two)

    told = differences(read(edited(document, DOCUMENT, swap)), case.expected[0])
    assert [line.split(":")[0] for line in told] == ["notes 1", "notes 2"]


def test_what_an_engine_cannot_do_is_not_compared_and_nothing_else(
    probe: Case, printed: bytes
) -> None:
    """A kind that is ignored may differ; the others may not."""
    planted = edited(printed, NOTES, swapped(probe.data[0]["v2"], "x"))
    require(planted, probe.expected[0], "planted", ["notes"])
    with pytest.raises(WrongOutput):
        require(planted, probe.expected[0], "planted", ["tables"])


def test_what_is_no_document_is_refused(probe: Case) -> None:
    """Bytes that are no zip are told like a wrong text."""
    with pytest.raises(WrongOutput, match="no Word document"):
        require(b"nothing", probe.expected[0], "planted")


# --- the floor and the report ---


def test_the_floor_gives_the_same_content(tmp_path: Path) -> None:
    """It is held to the same checks, at every level of zlib; a whole zip comes out."""
    case = cases.plain()
    template = tmp_path / "floor.docx"
    template.write_bytes(case.template(BareJinja()))
    sizes = []
    for packing in ("zlib 1", "zlib 6"):
        floor = Floor(packing)
        floor.open(template)
        document = floor.render(case.data[1])
        require(document, case.expected[1], "floor")
        assert zipfile.ZipFile(BytesIO(document)).testzip() is None
        assert measure.packed_by(document) == packing
        sizes.append(len(document))
    assert sizes[0] > sizes[1]


def test_the_floor_of_the_report_is_the_report_itself(root: Path, tmp_path: Path) -> None:
    """Its template holds every printed value as `{{ }}`, and its parts come out byte for byte."""
    template, values, document = may.floor_report(root)
    place = tmp_path / "floor.docx"
    place.write_bytes(template)
    floor = Floor("zlib 6")
    floor.open(place)
    made = zipfile.ZipFile(BytesIO(floor.render(values)))
    wanted = zipfile.ZipFile(BytesIO(document))
    with made, wanted:
        assert made.namelist() == wanted.namelist()
        assert all(made.read(name) == wanted.read(name) for name in wanted.namelist())
    assert len(values) > 2 * 376  # in the text and in the store


def test_the_report_without_our_additions_has_its_texts_and_no_controls(root: Path) -> None:
    """Its template holds neither control nor store; other digits are another document."""
    tagged = may.tagged_report(root)
    with zipfile.ZipFile(BytesIO(tagged.template(Jinja()))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name in parts if name.startswith("customXml")]
    assert not [name for name, raw in parts.items() if b"<w:sdt>" in raw or b"customXml" in raw]
    assert tagged.content(0) == may.golden(root) != tagged.content(1)
    case = cases.may()
    require(ours(case, 1), case.expected[1], "may")


# --- processes and tables ---


def test_an_engine_in_its_process_gives_documents_times_and_memory(
    probe: Case, tmp_path: Path
) -> None:
    """Living or from start to end, and what it cannot do is told."""
    engine = peers.ours()
    template, data = tmp_path / "template.docx", tmp_path / "data.json"
    template.write_bytes(probe.template(engine.dialect))
    data.write_text(json.dumps(probe.data[0]), encoding="utf-8")
    out = tmp_path / "out.docx"
    found = whole_process(engine, probe.name, template, data, out)
    require(out.read_bytes(), probe.expected[0], "whole process")
    assert found.whole > found.first > found.opened > 0
    assert found.memory > 1000
    server = Server(engine, probe.name)
    try:
        server.load(template, [data])
        require(server.write(0, out), probe.expected[0], "living process")
        assert all(time > 0 for time in server.turn(0.01))
        assert server.reopen() > 0
        template.write_bytes(b"nothing")
        with pytest.raises(Failed, match="PackageError"):
            server.load(template, [data])
    finally:
        server.close()


def test_an_engine_that_ends_is_told_with_its_last_words(probe: Case, tmp_path: Path) -> None:
    """A script that cannot be started is no engine without figures, but a failed one."""
    broken = replace(peers.ours(), command=(peers.ours().command[0], str(tmp_path / "none.py")))
    with pytest.raises(Failed, match=r"none\.py"):
        whole_process(broken, "probe", tmp_path / "t", tmp_path / "d", tmp_path / "o")
    server = Server(broken, "probe")
    with pytest.raises(Failed, match=r"none\.py"):
        server.turn(0.01)
    server.close()


def test_a_bench_keeps_what_an_engine_cannot_do(tmp_path: Path) -> None:
    """The probe drops an engine that fails, with its reason, and measures the others."""
    good = peers.ours()
    engines = [good, replace(good, name="broken", command=(good.command[0], "none.py"))]
    bench = measure.Bench(tmp_path, engines, 0.01)
    bench.probe()
    assert [engine.name for engine in engines] == [good.name]
    assert "none.py" in bench.results.missing["broken"]
    assert bench.results.unfilled == {}
    bench.case(cases.probe())
    taken = bench.results.cases["probe"]
    assert {good.name, peers.KEPT, "floor, zlib 6", "floor, zlib 1"} <= set(taken)
    assert all((taken[good.name].warm, taken[good.name].memory, taken[good.name].size))
    shown = table.tables(bench.results)
    assert "| broken | not measured: " in shown


def test_an_engine_that_fills_no_notes_is_said_to(tmp_path: Path) -> None:
    """What the probe finds unfilled stands beside its name in the table."""
    script = tmp_path / "lazy.py"
    script.write_text(LAZY, encoding="utf-8")
    good = peers.ours()
    lazy = replace(good, name="lazy", command=(good.command[0], str(script)))
    bench = measure.Bench(tmp_path, [good, lazy], 0.01)
    bench.probe()
    assert bench.results.unfilled == {"lazy": ["notes"]}
    bench.results.cases["probe"] = {good.name: Taken(), "lazy": Taken()}
    bench.results.titles["probe"], bench.results.values["probe"] = "probe", 1
    bench.results.rounds["probe"] = 1
    bench.results.cases["probe"][good.name].warm = [1.0]
    bench.results.cases["probe"]["lazy"].warm = [2.0]
    assert "| lazy (does not fill notes) | 2.0 | 2.0 | 2.0 (2.0–2.0) |" in table.tables(
        bench.results
    )


LAZY = """
import zipfile
from io import BytesIO
from benchmarks.bench.engines.ours import Ours
from benchmarks.bench.engines.worker import main

class Lazy(Ours):
    def open(self, template):
        super().open(template)
        self._notes = zipfile.ZipFile(template).read("word/footnotes.xml")

    def render(self, data):
        stream = BytesIO()
        with zipfile.ZipFile(BytesIO(super().render(data))) as old:
            with zipfile.ZipFile(stream, "w") as new:
                for name in old.namelist():
                    new.writestr(name, self._notes if "footnotes" in name else old.read(name))
        return stream.getvalue()

main(Lazy)
"""


def measured(our: float, floor: float, peer: float) -> Results:
    """Return the results of one case with made times."""
    taken = {
        peers.OURS: Taken(warm=[our, our, our], size=90),
        "docxtpl": Taken(warm=[peer, peer, peer * 2], size=100),
        "floor, zlib 6": Taken(warm=[floor, floor, floor]),
        "carbone": Taken(fault="Error: no |\n such tag"),
    }
    results = Results(cases={"plain": taken}, titles={"plain": "plain template"})
    results.values, results.rounds = {"plain": 365}, {"plain": 3}
    return results


def test_goals_are_judged_by_what_was_measured() -> None:
    """At most for the floor, at least for a peer; a goal is not met by being near."""
    met = {goal.told: goal.met for goal in goals(measured(1, 0.8, 41))}
    assert met["plain template: ours to the floor, zlib 6"]
    assert met["plain template: docxtpl to ours"]
    assert met["plain template: size of our document to docxtpl's"]
    missed = {goal.told: goal.met for goal in goals(measured(1, 0.6, 39))}
    assert not missed["plain template: ours to the floor, zlib 6"]
    assert not missed["plain template: docxtpl to ours"]


def test_the_table_stands_between_its_marks(tmp_path: Path) -> None:
    """What people wrote around it stays; another run takes its place; faults stand in it."""
    page = tmp_path / "page.md"
    page.write_text(f"before\n{table.BEGIN}\n{table.END}\nafter\n", encoding="utf-8")
    for our in (2.0, 4.0):
        table.write(measured(our, 1, 100), page)
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"before\n{table.BEGIN}\n")
        assert text.endswith(f"{table.END}\nafter\n")
    assert "| docxtpl | 100 | 100 | 25.0 (25.0–50.0) |" in text
    assert "| carbone | failed: Error: no / such tag |" in text
    assert "| ≥ 40× | 25.0 (25.0–50.0)× | 25.0× | **not met** |" in text
    page.write_text("no marks", encoding="utf-8")
    with pytest.raises(ValueError, match="bench: begin"):
        table.write(measured(1, 1, 1), page)


def test_the_docs_hold_the_table_of_a_run(root: Path) -> None:
    """docs/benchmarks.md has date, machine and a table for each case between the marks."""
    page = (root / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    held = page.split(table.BEGIN)[1].split(table.END)[0]
    assert re.match(r"\n[0-9]{4}-[0-9]{2}-[0-9]{2}, [a-z0-9]+-core machine", held)
    titles = [make().title.lower() for make in cases.MEASURED.values()]
    assert [title for title in titles if f"\n### {title}\n" not in held.lower()] == []


def test_turns_go_round() -> None:
    """Each round begins with the next engine, and all have their turn."""
    rounds = [measure.turned([1, 2, 3], turn) for turn in range(4)]
    assert rounds == [[1, 2, 3], [2, 3, 1], [3, 1, 2], [1, 2, 3]]


def test_without_node_or_index_the_rest_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A peer that cannot be had is named with its reason; our engine is there."""
    monkeypatch.setattr(peers, "CACHE", tmp_path)
    monkeypatch.setattr(peers, "ROOT", tmp_path)
    monkeypatch.setattr(peers.shutil, "which", lambda name: None)

    def refused(command: list[str]) -> None:
        raise peers.NotToBeHad("not installed: no network")

    monkeypatch.setattr(peers, "_run", refused)
    engines, missing = peers.installed()
    assert [engine.name for engine in engines] == [peers.OURS]
    assert missing["docxtpl"] == missing["rust-docxtpl"] == "not installed: no network"
    assert "Node" in missing["docxtemplater"]
    assert "carbone" in missing
    assert isinstance(engines[0], Engine)
