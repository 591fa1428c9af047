"""What was measured, as tables in Markdown, and the place in the docs where they stand.

Comes in: `Results`. Goes out: a table for each case, the goals with what was reached, the commands, the
machine. A ratio is the median of the ratios of single rounds, with the least and the greatest.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks.bench.cases import ROOT
from benchmarks.bench.goals import goals
from benchmarks.bench.measure import Results, Taken
from benchmarks.bench.peers import OURS, REPORT

BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
_HEAD = (
    "engine",
    "warm, ms",
    "least",
    "to ours",
    "first, ms",
    "process, ms",
    "to ours",
    "peak, MB",
    "KB",
)


def write(results: Results, page: Path) -> None:
    """Put the tables of a run between the marks of a page."""
    text = page.read_text(encoding="utf-8")
    before, _old, after = _parts(text)
    page.write_text(f"{before}{BEGIN}\n{tables(results)}{END}{after}", encoding="utf-8")


def _parts(text: str) -> tuple[str, str, str]:
    if text.count(BEGIN) != 1 or text.count(END) != 1:
        raise ValueError(f"the page needs one {BEGIN} and one {END}")
    before, rest = text.split(BEGIN)
    old, after = rest.split(END)
    return before, old, after


def tables(results: Results) -> str:
    """Return everything that a run found."""
    load = f", load {results.load:.1f} when it began" if results.load is not None else ""
    lines = [f"{_date()}, {_machine()}{load}.", "", *_versions(results), ""]
    lines += ["### Goals", "", *_goal_lines(results), ""]
    for name in results.cases:
        lines += [*_case(results, name), ""]
    if results.commands:
        lines += ["### Whole processes", "", *_commands(results), ""]
    return "\n".join(lines)


def ratio(one: Sequence[float], other: Sequence[float]) -> str:
    """Return how many times more one took than the other, over the rounds.

    >>> ratio([10, 30, 22], [10, 10, 10]), ratio([1], [8])
    ('2.2 (1.0–3.0)', '0.12 (0.12–0.12)')
    """
    if not one or not other:
        return "–"
    found = [left / right for left, right in zip(one, other, strict=False)]
    digits = 1 if median(found) >= 1 else 2
    middle, least, most = (f"{x:.{digits}f}" for x in (median(found), min(found), max(found)))
    return f"{middle} ({least}–{most})"


# --- parts ---


def _case(results: Results, name: str) -> Iterator[str]:
    taken = results.cases[name]
    ours = taken[REPORT if REPORT in taken else OURS]
    values = results.values[name]
    yield f"### {results.titles[name][0].upper()}{results.titles[name][1:]}"
    yield ""
    yield f"{values:,} values, {results.rounds[name]} rounds."
    yield ""
    yield _line(_HEAD)
    yield _line(["---", *["--:"] * (len(_HEAD) - 1)])
    for engine, found in taken.items():
        left = ", ".join(results.unfilled.get(engine, ()))
        shown = f"{engine} (does not fill {left})" if left else engine
        if found.fault:
            yield _line([shown, f"failed: {_one_line(found.fault)}", *[""] * (len(_HEAD) - 2)])
        else:
            yield _line([shown, *_figures(found, ours)])
    for engine, why in results.missing.items():
        yield _line([engine, f"not measured: {_one_line(why)}", *[""] * (len(_HEAD) - 2)])


def _one_line(text: str) -> str:
    """Return a complaint as it can stand in a cell, without folders of this machine."""
    flat = " ".join(text.split()).replace("|", "/").replace(str(ROOT), ".")
    return flat if len(flat) <= 120 else f"{flat[:117]}…"


def _figures(found: Taken, ours: Taken) -> list[str]:
    same = found is ours
    return [
        _ms(found.warm),
        _ms([min(found.warm)] if found.warm else []),
        "1" if same else ratio(found.warm, ours.warm),
        _ms(found.first),
        _ms(found.whole),
        "1" if same else ratio(found.whole, ours.whole),
        f"{median(found.memory) / 1024:.0f}" if found.memory else "–",
        f"{found.size / 1024:.0f}",
    ]


def _goal_lines(results: Results) -> Iterator[str]:
    yield _line(["goal", "at most / least", "measured", "of the least", ""])
    yield _line(["---", "--:", "--:", "--:", "---"])
    for goal in goals(results):
        sign = "≤" if goal.at_most else "≥"
        middle, least, most = (f"{x:.{goal.digits}f}" for x in goal.measured)
        measured = f"{middle} ({least}–{most})" if least != most else middle
        yield _line(
            [
                goal.told,
                f"{sign} {goal.limit:g}{goal.unit}",
                f"{measured}{goal.unit}",
                f"{goal.undisturbed:.{goal.digits}f}{goal.unit}",
                "met" if goal.met else "**not met**",
            ]
        )


def _commands(results: Results) -> Iterator[str]:
    yield _line(["command or script", "ms (median)", "least–greatest"])
    yield _line(["---", "--:", "--:"])
    for name, spent in results.commands.items():
        yield _line([name, f"{median(spent):.0f}", f"{min(spent):.0f}–{max(spent):.0f}"])


def _ms(times: Sequence[float]) -> str:
    if not times:
        return "–"
    middle = median(times)
    return f"{middle:.1f}" if middle < 100 else f"{middle:,.0f}"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


# --- the machine ---


def _date() -> str:
    return date.today().isoformat()


def _machine() -> str:
    cores = os.cpu_count() or 1
    count = {1: "one-core", 2: "two-core", 4: "four-core", 8: "eight-core"}.get(
        cores, f"{cores}-core"
    )
    processor = _processor()
    return f"{count} machine{f' ({processor})' if processor else ''}, {platform.system()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def _versions(results: Results) -> Iterator[str]:
    libraries = [f"{name} {version(name)}" for name in ("jinja2", "lxml", "babel", "deflate")]
    told = [f"Python {platform.python_version()}", f"zlib {zlib.ZLIB_RUNTIME_VERSION}", *libraries]
    node = _node()
    told += [f"Node {node}"] if node else []
    told += [f"{name} {number}" for name, number in results.versions.items()]
    packing = f" lsreport packs by {results.packing}." if results.packing else ""
    yield f"{', '.join(told)}.{packing}"


def _node() -> str:
    node = shutil.which("node")
    if node is None:
        return ""
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return done.stdout.strip().removeprefix("v")
