"""Run the suite: `python -m benchmarks.bench [--quick] [--cases plain,may] [--engines docxtpl]`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.bench import peers, table
from benchmarks.bench.cases import MEASURED, ROOT
from benchmarks.bench.check import WrongOutput
from benchmarks.bench.measure import Bench, Results

PAGE = ROOT / "docs" / "benchmarks.md"
QUICK = ("plain", "numbers", "rows", "may")
_COMMAND_ROUNDS = 15


def main() -> int:
    """Install, probe, measure, print; a full run also writes its tables into the docs."""
    asked = _arguments()
    engines, missing = peers.installed()
    if asked.engines:
        wanted = {peers.OURS, *asked.engines.split(",")}
        engines = [engine for engine in engines if engine.name in wanted]
    names = asked.cases.split(",") if asked.cases else QUICK if asked.quick else [*MEASURED]
    try:
        results = _measured(engines, names, asked.rounds or (0.15 if asked.quick else 1))
    except WrongOutput as error:
        print(error, file=sys.stderr)
        return 1
    results.missing = missing | results.missing
    peers.CACHE.mkdir(exist_ok=True)
    (peers.CACHE / "last.json").write_text(results.as_json(), encoding="utf-8")
    print(table.tables(results))
    if asked.write or not (asked.quick or asked.cases or asked.engines or asked.rounds):
        table.write(results, PAGE)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.bench",
        description="Time lsreport's engine beside others on the same work, every output checked.",
    )
    parser.add_argument("--quick", action="store_true", help="few rounds, without the long case")
    parser.add_argument("--cases", help=f"only these, by commas: {', '.join(MEASURED)}")
    parser.add_argument("--engines", help="only these peers, by commas")
    parser.add_argument("--rounds", type=float, help="so many times the full number of rounds")
    parser.add_argument("--write", action="store_true", help="write such a run into the docs too")
    return parser.parse_args()


def _measured(
    engines: list[peers.Engine], names: tuple[str, ...] | list[str], share: float
) -> Results:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), engines, share)
        if hasattr(os, "getloadavg"):
            bench.results.load = os.getloadavg()[0]
        bench.probe()
        for name in names:
            bench.case(MEASURED[name]())
        bench.commands(_COMMAND_ROUNDS)
        return bench.results


if __name__ == "__main__":
    sys.exit(main())
