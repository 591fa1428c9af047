"""The rooms of the package and what each may know: data flow one way only."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

_WORDS = {"errors", "i18n", "terms", "numbers", "periods", "expressions", "markup"}
MAY_IMPORT: dict[str, set[str]] = {
    "records": set(),
    "errors": set(),
    "i18n": set(),
    "terms": set(),
    "numbers": {"i18n", "store"},
    "periods": {"i18n"},
    "expressions": {"i18n", "terms"},
    "markup": {"i18n", "expressions"},
    "spans": {"periods", "terms"},
    "data": _WORDS | {"store"},
    "measures": _WORDS | {"data", "spans"},
    "wording": _WORDS | {"data", "measures"},
    "docxfile": {"errors", "i18n"},
    "template": {"errors", "i18n", "docxfile"},
    "report": _WORDS | {"spans", "data", "measures", "wording", "docxfile", "template"},
    "files": {"errors", "i18n", "docxfile"},
    "store": set(),
    "office": {"errors", "i18n"},
    "inspection": {"errors", "i18n", "docxfile"},
    "redline": {"errors", "i18n", "docxfile", "inspection"},
    "check": _WORDS | {"spans", "data", "measures", "wording", "docxfile", "template", "report"},
    "audit": {"errors", "i18n", "numbers", "terms", "periods", "docxfile"},
    "drafting": {"errors", "periods", "data", "report", "template", "check", "audit"},
    "explain": _WORDS | {"data", "measures", "wording"},
    "revisions": _WORDS | {"spans", "data", "measures", "wording", "files"},
    "start": _WORDS | {"spans", "data", "files"},
    "refresh": _WORDS | {"spans", "data", "measures", "wording", "docxfile", "report"},
    "impact": _WORDS | {"data", "measures", "wording", "docxfile", "report", "refresh", "publish"},
    "roll": _WORDS | {"data", "measures", "wording", "docxfile", "report", "refresh"},
    "publish": _WORDS
    | {"data", "measures", "wording", "docxfile", "files", "report", "check", "refresh", "audit"},
    "batch": _WORDS | {"data", "files", "report", "check", "drafting", "store"},
    "templatecheck": _WORDS | {"data", "docxfile", "template", "report", "check"},
}


def room(path: Path, package: Path) -> str:
    """Return the room that a module belongs to: its folder, or itself."""
    return path.relative_to(package).parts[0].removesuffix(".py")


def imported(tree: ast.Module) -> set[str]:
    """Return the rooms that a module imports, wherever the import stands."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("lsreport."):
            names.add((node.module or "").split(".")[1])
        elif isinstance(node, ast.ImportFrom) and node.module == "lsreport":
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {a.name.split(".")[1] for a in node.names if a.name.startswith("lsreport.")}
    return names


def test_a_room_knows_only_the_rooms_before_it(root: Path) -> None:
    """Every import inside the package is in the table above."""
    package = root / "lsreport"
    wrong = []
    for path in sorted(package.rglob("*.py")):
        here = room(path, package)
        if here in ("cli", "__init__", "__main__"):
            continue
        assert here in MAY_IMPORT, f"{here}: a new room needs a row in the table"
        tree = ast.parse(path.read_text(encoding="utf-8"))
        wrong += [(here, name) for name in imported(tree) - MAY_IMPORT[here] - {here, "records"}]
    assert wrong == []


def test_an_audit_reads_then_tests(root: Path) -> None:
    """Inside audit: reading knows no rule, meaning knows reading, no test knows those of another room."""
    package = root / "lsreport" / "audit"
    known = {"reading": set(), "meaning": {"reading"}}
    wrong = []
    for path in sorted(package.glob("*/*.py")):
        here = path.parent.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = (node.module or "").split(".") if isinstance(node, ast.ImportFrom) else []
            if names[:2] == ["lsreport", "audit"]:
                may = known.get(here, {"reading", "meaning", "findings"}) | {here}
                wrong += [(path.name, ".".join(names))] if names[2] not in may else []
    assert wrong == []


def test_nobody_imports_the_command_line(root: Path) -> None:
    """Only `python -m lsreport` leads into cli."""
    package = root / "lsreport"
    for path in package.rglob("*.py"):
        if room(path, package) not in ("cli", "__main__"):
            assert "cli" not in imported(ast.parse(path.read_text(encoding="utf-8"))), path


@pytest.mark.parametrize(
    "start", ["import lsreport", "from lsreport.cli import run; run(['--help'])"]
)
def test_starting_stays_light(start: str) -> None:
    """Importing the package, and its help, load none of the heavy libraries."""
    code = f"{start}\nimport sys\nprint('|'.join(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.splitlines()[-1].split("|")}
    assert loaded.isdisjoint({"docx", "docxtpl", "lxml", "babel", "jinja2", "yaml"})
