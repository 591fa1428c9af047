"""The engines: which there are, how each is started, and the peers' installation by name.

Comes in: the versions of peers.toml. Goes out: `Engine`s that can be started, and for those that cannot
be had the reason. Everything is installed into a folder of its own, none of it into the project's
environment.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.bench.cases import ROOT
from benchmarks.bench.dialects import BareJinja, Braces, Carbone, Dialect, Jinja

HERE = Path(__file__).resolve().parent
CACHE = ROOT / ".bench"
OURS, REPORT = "lsreport", "lsreport, the report itself"
RUN = "lsreport, the run of the report"
KEPT = "lsreport, its compile kept"
STORE = "LSREPORT_CACHE"  # where lsreport keeps what the next process may use, or "off"
_INSTALL_SECONDS = 600


class NotToBeHad(Exception):
    """An engine cannot be installed here; says why."""


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine that can be started; `option` is given to its script."""

    name: str
    version: str
    command: tuple[str, ...]
    dialect: Dialect
    environment: Mapping[str, str] = field(default_factory=dict)
    option: str = ""

    def started(self, case: str) -> str:
        """Return the option of the script for a case."""
        return self.option or ("numbers" if case in ("numbers", "probe") else "")


def installed() -> tuple[list[Engine], dict[str, str]]:
    """Return our engine and every peer that can be had, and why the others cannot."""
    engines, missing = [ours()], {}
    wanted = pins()
    for name, packages in wanted["python"].items():
        try:
            engines.append(_python_peer(name, packages))
        except NotToBeHad as error:
            missing[name] = str(error)
    packages = wanted["node"]
    names = [name for name in packages if (HERE / "engines" / f"{name}.mjs").exists()]
    try:
        node = _node_packages(packages)
    except NotToBeHad as error:
        return engines, missing | dict.fromkeys(names, str(error))
    for name in names:
        dialect = Carbone() if name == "carbone" else Braces()
        command = (node, str(HERE / "engines" / f"{name}.mjs"))
        places = {"BENCH_NODE": str(CACHE / "node")}
        engines.append(Engine(name, packages[name], command, dialect, places))
    return engines, missing


def pins() -> dict[str, Any]:
    """Return the versions of the peers: by environment for Python, of packages for Node."""
    return tomllib.loads((HERE / "peers.toml").read_text(encoding="utf-8"))


def ours() -> Engine:
    """Return our engine, run from this checkout."""
    from lsreport import __version__

    return _python_engine(OURS, __version__, sys.executable, "ours.py", Jinja())


def our_report(name: str = REPORT) -> Engine:
    """Return the report stage, or only the run of its template."""
    engine = replace(ours(), name=name, command=(sys.executable, _script("ours_report.py")))
    engine = replace(engine, option="run" if name == RUN else "")
    return replace(engine, environment={**engine.environment, STORE: "off"})


def ours_kept(store: Path) -> Engine:
    """Return our engine with a store of compiles."""
    engine = replace(ours(), name=KEPT, option="kept")
    return replace(engine, environment={**engine.environment, STORE: str(store)})


def floor(packing: str, name: str = "") -> Engine:
    """Return the floor with a way of packing: "zlib 6"."""
    found = _python_engine(name or f"floor, {packing}", "", sys.executable, "floor.py", BareJinja())
    return replace(found, option=packing)


def _python_engine(name: str, version: str, python: str, script: str, dialect: Dialect) -> Engine:
    places = {"PYTHONPATH": str(ROOT)}
    return Engine(name, version, (python, _script(script)), dialect, places)


def _script(name: str) -> str:
    return str(HERE / "engines" / name)


# --- installation ---


def _python_peer(name: str, packages: Mapping[str, str]) -> Engine:
    place = CACHE / name
    wanted = [f"{package}=={version}" for package, version in packages.items()]
    python = place / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not _is_ready(place, wanted):
        shutil.rmtree(place, ignore_errors=True)
        _told(f"installing {name} into {place.relative_to(ROOT)}")
        _run([sys.executable, "-m", "venv", str(place)])
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run([*pip, *wanted])
        _mark_ready(place, wanted)
    return _python_engine(name, packages[name], str(python), "with_docxtpl.py", Jinja())


def _node_packages(packages: Mapping[str, str]) -> str:
    """Install Node's packages and return the node command."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise NotToBeHad("Node with npm is not on this machine")
    place = CACHE / "node"
    wanted = [f"{package}@{version}" for package, version in packages.items()]
    if not _is_ready(place, wanted):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        _told(f"installing {', '.join(packages)} into {place.relative_to(ROOT)}")
        (place / "package.json").write_text('{"private": true}\n')
        _run([npm, "install", "--no-audit", "--no-fund", "--prefix", str(place), *wanted])
        _mark_ready(place, wanted)
    return node


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_INSTALL_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotToBeHad(f"not installed: {error}") from error
    if done.returncode:
        lines = (done.stderr.strip() or done.stdout.strip() or "no reason given").splitlines()
        raise NotToBeHad(f"not installed: {lines[-1]}")


def _is_ready(place: Path, wanted: list[str]) -> bool:
    mark = place / ".ready"
    return mark.exists() and json.loads(mark.read_text()) == wanted


def _mark_ready(place: Path, wanted: list[str]) -> None:
    (place / ".ready").write_text(json.dumps(wanted))


def _told(text: str) -> None:
    print(f"{text} …", file=sys.stderr, flush=True)
