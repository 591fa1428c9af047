"""The documentation says what the code does: names, examples, links."""

from __future__ import annotations

import ast
import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest

from lsreport.audit import RULES, audit_text
from lsreport.check import check_period
from lsreport.cli import application, run
from lsreport.data import shapes
from lsreport.data.workspace import find_workspace
from lsreport.docxfile.listing import list_text
from lsreport.docxfile.package import Package
from lsreport.explain import as_json, explain
from lsreport.expressions import parse_expression
from lsreport.inspection import read_figures
from lsreport.measures import Measures
from lsreport.numbers import NumberTextError, format_quantity, parse_quantity
from lsreport.periods import parse_period
from lsreport.report.stages import Report, open_report
from lsreport.template import Rendering
from lsreport.terms import Aggregation, Measure, PlanKind, Status, Window
from lsreport.wording.dates import PeriodNames
from lsreport.wording.figures import WORDINGS

# Hyphenated words of the source that are no codes of faults: files, encodings, how a number is
# miswritten; the rules of the audit have a page of their own.
NO_CODES = {
    *(*shapes.FILES, *RULES),
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "ms-word", "so-van-ban"),
    *("qua-dai", "thieu-cham", "cham-thap-phan"),
}
_HYPHENATED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


@pytest.fixture(scope="module")
def report(root: Path) -> Report:
    """Return the report of May 2024, of which the documentation speaks."""
    return open_report(find_workspace(root), parse_period("2024-05"))


@pytest.fixture(scope="module")
def drafted(report: Report) -> Rendering:
    """Return its document."""
    return report.draft()


def text(root: Path, name: str) -> str:
    """Return a page."""
    return (root / name).read_text(encoding="utf-8")


def pages(root: Path) -> list[Path]:
    """Return every page of the project."""
    folders = (root, root / "docs", *(root / "examples").iterdir())
    return sorted(page for folder in folders for page in folder.glob("*.md"))


def section(page: str, heading: str) -> str:
    """Return what stands under a heading, up to the next one of its level."""
    level = heading.split(" ")[0]
    found = re.search(
        rf"^{re.escape(heading)}$(.*?)(?=^#{{1,{len(level)}}} |\Z)", page, re.MULTILINE | re.DOTALL
    )
    assert found is not None, heading
    return found[1]


def rows(part: str) -> list[list[str]]:
    """Return the cells of the table rows in a part of a page, without its rules."""
    cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in part.splitlines() if line[:1] == "|"]
    return [
        [cell.strip().replace("\\|", "|") for cell in row]
        for row in cells
        if not set("".join(row)) <= set("- ")
    ]


def code(cell: str) -> str:
    """Return the text of a cell in backticks, else nothing."""
    return cell[1:-1] if re.fullmatch("`[^`]+`", cell) else ""


# --- names ----------------------------------------------------------------------------------


def test_every_code_of_a_fault_is_described_and_every_described_code_exists(root: Path) -> None:
    """docs/loi.md has a heading for each code in the source, and for no other."""
    constants = {
        node.value
        for path in (root / "lsreport").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    described = re.findall(r"^### `([^`]+)`$", text(root, "docs/loi.md"), re.MULTILINE)
    assert len(described) == len(set(described))
    used = {word for word in constants if _HYPHENATED.fullmatch(word)}
    assert sorted(used - set(described) - NO_CODES) == []
    assert sorted(set(described) - constants) == []


def test_every_code_has_its_meaning(root: Path) -> None:
    """No heading of docs/loi.md stands without words below it."""
    page = text(root, "docs/loi.md")
    for name in re.findall(r"^### (`[^`]+`)$", page, re.MULTILINE):
        assert section(page, f"### {name}").strip(), name


def test_every_rule_of_the_audit_is_described(root: Path) -> None:
    """docs/audit.md names each rule that --off takes."""
    page = text(root, "docs/audit.md")
    assert [rule for rule in sorted(RULES) if f"`{rule}`" not in page] == []


def test_every_wording_has_a_row_and_says_what_it_is_for(root: Path) -> None:
    """docs/mau-word.md shows each wording once with examples, once with its measures."""
    tables = rows(section(text(root, "docs/mau-word.md"), "### Cách in"))
    shown = [code(row[0]) for row in tables if len(row) == 3 and code(row[0])]
    assert sorted(shown) == sorted(WORDINGS)
    uses = [word for row in tables if len(row) == 2 for word in re.findall("`(.+?)`", row[0])]
    assert sorted(uses) == sorted(WORDINGS)


def test_every_key_of_the_data_files_is_described(root: Path) -> None:
    """Windows, measures, statuses and every key of every schema stand in docs/so-lieu.md."""
    page = text(root, "docs/so-lieu.md")
    names = {member.value for kind in (Window, Measure, Status) for member in kind}

    def gather(schema: Any) -> None:
        if isinstance(schema, dict):
            names.update(schema.get("properties", {}))
            names.update(word for word in schema.get("enum", ()) if isinstance(word, str))
            for value in schema.values():
                gather(value)
        elif isinstance(schema, list):
            for value in schema:
                gather(value)

    gather(shapes.json_schemas())
    assert [name for name in sorted(names) if f"`{name}`" not in page] == []


def test_the_glossary_pairs_every_word_with_its_name_in_code(root: Path) -> None:
    """docs/thuat-ngu.md has what is typed and what the code calls it."""
    table = [f"{row[0]} {row[2]}" for row in rows(text(root, "docs/thuat-ngu.md")) if len(row) == 4]
    for kind in (Window, Measure, Status, Aggregation, PlanKind):
        for member in kind:
            typed, called = f"`{member.value}`", f"`{kind.__name__}.{member.name}`"
            assert any(typed in row and called in row for row in table), typed


def commands(command: click.Command = application, name: str = "lsreport") -> dict[str, list[str]]:
    """Return every command by its words, with its options."""
    context = click.Context(command, info_name=name)
    options = [o for p in command.params if isinstance(p, click.Option) for o in p.opts]
    if not isinstance(command, click.Group):
        return {name: options}
    found = {} if name != "lsreport" else {name: options}
    for word in command.list_commands(context):
        below = command.get_command(context, word)
        assert below is not None
        found |= commands(below, f"{name} {word}")
    return found


@pytest.mark.parametrize("name", [name for name in commands() if name != "lsreport"])
def test_every_command_is_described(root: Path, name: str) -> None:
    """The READMEs name it, the guide has a row for it with its options."""
    for readme in ("README.md", "README.vi.md"):
        assert name.removeprefix("lsreport ") in text(root, readme)
    table = rows(section(text(root, "docs/huong-dan.md"), "## Các lệnh"))
    (row,) = [row for row in table if code(row[0]).startswith(f"{name} ") or code(row[0]) == name]
    assert [option for option in commands()[name] if f"`{option}`" not in row[1]] == []


def test_the_shared_options_are_described(root: Path) -> None:
    """The guide names the options before a command."""
    guide = section(text(root, "docs/huong-dan.md"), "## Các lệnh")
    assert [option for option in commands()["lsreport"] if f"`{option}" not in guide] == []


def test_every_room_is_in_the_map(root: Path) -> None:
    """docs/architecture.md has a row for each module and folder of the package."""
    rooms = {
        path.stem
        for path in (root / "lsreport").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    table = rows(section(text(root, "docs/architecture.md"), "## Rooms"))
    assert {code(row[0]) for row in table} - {""} == rooms - {"__init__", "__main__"}


def test_every_dependency_has_its_reason(root: Path) -> None:
    """CONTRIBUTING.md has a row for each library of pyproject.toml, and pins are what it says."""
    project = tomllib.loads(text(root, "pyproject.toml"))["project"]
    names = {re.split("[<>=]", line)[0] for line in project["dependencies"]}
    table = rows(section(text(root, "CONTRIBUTING.md"), "## Dependencies"))
    described = {name for row in table for name in row[0].split(", ")} - {"package"}
    pinned = set(
        re.findall("^([A-Za-z0-9_-]+)==", text(root, "requirements-dev.txt"), re.MULTILINE)
    )
    assert names <= described <= pinned


# --- examples -------------------------------------------------------------------------------


def test_the_wordings_print_what_the_table_says(root: Path, report: Report) -> None:
    """Each example in docs/mau-word.md, on the data of May 2024."""
    table = rows(section(text(root, "docs/mau-word.md"), "### Cách in"))
    examples = [(code(row[1])[2:-2], row[2]) for row in table[1:] if len(row) == 3]
    assert len(examples) > 20
    figures = report.figures
    assert [
        (e, str(figures.figure(parse_expression(e))).lstrip("\ufdd0")) for e, _ in examples
    ] == [(expression, printed) for expression, printed in examples]


def test_the_period_is_called_what_the_table_says(root: Path) -> None:
    """Each name of `ky` in docs/mau-word.md, for May 2024."""
    table = rows(section(text(root, "docs/mau-word.md"), "## Các tên dùng được"))
    told = {code(row[0])[3:]: row[1] for row in table if code(row[0]).startswith("ky.")}
    names = PeriodNames(parse_period("2024-05"))
    known = [name for name in vars(PeriodNames) if not name.startswith("_")]
    asked = {True: "đúng", False: "sai"}
    values = {name: getattr(names, name) for name in known}
    assert told == {name: asked.get(value, value) for name, value in values.items()}


def test_numbers_are_read_and_refused_as_the_tables_say(root: Path) -> None:
    """Each row of the two tables in docs/so-lieu.md."""
    read, refused = section(text(root, "docs/so-lieu.md"), "### Các dạng số").split("Bị từ chối")
    for typed, printed, _about in rows(read)[1:]:
        assert format_quantity(parse_quantity(code(typed).strip('"'))) == printed
    for typed, fault, _about in rows(refused)[1:]:
        with pytest.raises(NumberTextError) as caught:
            parse_quantity(code(typed))
        assert caught.value.code == code(fault)


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_readme_tells_no_tales(
    root: Path, name: str, report: Report, drafted: Rendering
) -> None:
    """Its data, template, sentence, counts and finding are those of the May report."""
    page = text(root, name)
    blocks = dict(_FENCE.findall(page))
    assert blocks["yaml"] in text(root, "data/ubnd/2024-05.yaml")
    sentence = re.search("^> (.+)$", page, re.MULTILINE)
    template = re.search(r"`(tính chung.+?)`", page, re.DOTALL)
    assert sentence is not None
    assert template is not None
    tags = list_text(Package(report.template_path.read_bytes(), "template"))
    assert " ".join(template[1].split()) in tags
    assert sentence[1] in list_text(Package(drafted.document, "drafted"))
    for count in (len(drafted.links), drafted.notes):
        assert re.search(rf"\b{count}\b", page)
    finding = blocks[""].strip().split(" ", 2)[2]  # after the word for its severity
    told = [str(fault) for fault in check_period(report.workspace, report.period)]
    assert finding in told


def shown_json(root: Path, command: str) -> Any:
    """Return the JSON that docs/json.md shows for a command."""
    page = text(root, "docs/json.md")
    (heading,) = re.findall(rf"^## `lsreport {re.escape(command)}.*$", page, re.MULTILINE)
    ((_kind, block),) = _FENCE.findall(section(page, heading))
    return json.loads(block)


def test_the_json_shown_is_the_json_given(root: Path, report: Report, drafted: Rendering) -> None:
    """The first figure and the first finding of docs/json.md, key by key."""
    figures = shown_json(root, "figures FILE")
    findings = shown_json(root, "check PERIOD")
    explained = shown_json(root, "explain KEY")
    given = read_figures(drafted.document, figures["document"]).as_json()
    assert figures == {**given, "figures": given["figures"][:1]}
    workspace = report.workspace
    june, _notes = workspace.dataset("thongke", parse_period("2024-06"))
    measures = Measures(
        june, workspace.catalogue, lambda: workspace.earlier("thongke", june.period)
    )
    (value,) = explain(measures, explained["figures"][0]["expression"])
    assert explained == {"figures": [as_json(value, measures)]}
    first = check_period(report.workspace, report.period)[0].as_json()
    (shown,) = findings["findings"]
    assert {**shown, "message": ""} == {**first, "message": ""}
    assert first["message"].startswith(shown["message"].removesuffix("(…)"))


def test_the_json_of_an_audit_is_the_json_given(root: Path) -> None:
    """The sentence and its finding in docs/json.md."""
    (sentence,) = re.findall("For a text of one line, “(.+)”:", text(root, "docs/json.md"))
    assert shown_json(root, "audit FILE") == audit_text(sentence).as_json()


def test_the_json_of_a_revised_document_is_the_json_given(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From revision to register, docs/json.md shows the first entry of what commands print."""
    for folder in ("data", "templates"):
        shutil.copytree(root / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    document, issued = "out/ubnd-bao-cao-2024-05.docx", "van-ban/215-BC-UBND.docx"

    def said(*words: str) -> Any:
        capsys.readouterr()
        run(list(words))
        printed = capsys.readouterr()
        assert printed.err == ""
        return json.loads(printed.out) if "--json" in words else printed.out

    said("render", "2024-05", "--no-pages")
    revised = "ngan_sach.thu.luy_ke.muc=4000"
    about = ("--reason", "Kho bạc đối chiếu lại", "--status", "so_bo", "--date", "20/6/2024")
    number = ("--number", "215", "--date", "4/6/2024", "--despite", "như đã công bố")
    said("publish", document, *number, "--out", issued)
    said("revise", "2024-05", revised, *about)

    history = said("history", "2024-05", "--json")
    history["revisions"][0]["moved"] = history["revisions"][0]["moved"][:1]
    assert shown_json(root, "history PERIOD") == history
    refreshed = said("refresh", document, "--dry-run", "--json")
    updated = [figure for figure in refreshed["figures"] if figure["outcome"] == "updated"]
    assert shown_json(root, "refresh FILE") == {**refreshed, "figures": updated}
    assert shown_json(root, "impact") == said("impact", "--json")
    listed = said("register", "list", "--json")
    listed["documents"][0]["bam"] = "…"
    assert shown_json(root, "register list") == listed


# --- pages ----------------------------------------------------------------------------------


def test_both_readmes_show_the_same_commands(root: Path) -> None:
    """Shell, Windows, Python and data blocks are the same but for their remarks."""

    def blocks(name: str) -> list[tuple[str, str]]:
        return [
            (kind, re.sub(r"\s+# .*", "", body)) for kind, body in _FENCE.findall(text(root, name))
        ]

    assert blocks("README.md") == blocks("README.vi.md")


def anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub gives the headings of a page."""
    headings = re.findall("^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_link_leads_somewhere(root: Path) -> None:
    """Relative links lead to files, and to headings that stand in them."""
    broken = []
    for page in pages(root):
        for link in _LINK.findall(page.read_text(encoding="utf-8")):
            if "://" in link:
                continue
            path, _hash, anchor = link.partition("#")
            target = page.parent / path if path else page
            if not target.exists() or (anchor and anchor not in anchors(target)):
                broken.append((page.name, link))
    assert broken == []


def test_every_file_of_the_project_that_is_named_is_there(root: Path) -> None:
    """Modules and folders in backticks exist, in the package or beside it."""
    named = re.compile(r"`((?:[\w.-]+/)+(?:[\w-]+\.(?:py|po))?)`")
    lost = [
        (page.name, name)
        for page in pages(root)
        for name in named.findall(page.read_text(encoding="utf-8"))
        if name.split("/")[0]
        not in ("out", "templates", "so-van-ban", "noi-lam-viec", ".bench")  # made by commands
        and not any((base / name).exists() for base in (root, root / "lsreport", page.parent))
    ]
    assert lost == []


def test_every_picture_has_alternative_text(root: Path) -> None:
    """A picture without words is nothing to who cannot see it."""
    for page in pages(root):
        assert "![](" not in page.read_text(encoding="utf-8"), page.name
