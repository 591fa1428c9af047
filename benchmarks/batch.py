"""How many documents a second `lsreport batch` makes, and how much of the cores it uses.

    python benchmarks/batch.py [--documents N] [--jobs 1,2] [--profile]

Makes a workspace of N invented units: the report of May 2024 of the repository, each with a data
set of its own in which the last digit of every level is another one (INVENTED figures, of no
place). Prints for each number of worker processes: seconds from the start of the command to its
end, with the start of the workers, documents a second, the share of the cores that was used
(processor time of the workers and of the command by wall time and cores), and what a second run
takes that finds everything done. `--profile` tells where the time of a worker goes.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PERIOD, MODEL = "2024-05", "ubnd"
_LEVEL = re.compile(r"^(\s+muc: \d+,\d*)(\d)$", re.MULTILINE)


def make_workspace(folder: Path, count: int) -> None:
    """Make a workspace of invented units, each with its own file of May."""
    shutil.copytree(ROOT / "templates", folder / "templates")
    ignored = shutil.ignore_patterns("schema", "thongke", MODEL)
    shutil.copytree(ROOT / "data", folder / "data", ignore=ignored)
    for name in (MODEL, "thongke"):
        (folder / "data" / name).mkdir()
    names = [f"don_vi_{number:04d}" for number in range(count)]
    settings = folder / "data" / "lsreport.yaml"
    text = settings.read_text(encoding="utf-8")
    declared = "".join(f"  {name}: Đơn vị bịa đặt để đo tốc độ\n" for name in names)
    settings.write_text(text.replace("bo_so_lieu:\n", f"bo_so_lieu:\n{declared}", 1), "utf-8")
    model = (ROOT / "data" / MODEL / f"{PERIOD}.yaml").read_text(encoding="utf-8")
    for number, name in enumerate(names):
        own = model.replace(f"bo_so_lieu: {MODEL}", f"bo_so_lieu: {name}")
        invented = _LEVEL.sub(lambda m, n=number: f"{m[1]}{(int(m[2]) + n) % 10}", own)
        (folder / "data" / name).mkdir()
        (folder / "data" / name / f"{PERIOD}.yaml").write_text(invented, encoding="utf-8")


def command(workspace: Path, out: Path, *more: str) -> list[str]:
    """Return the command that draws every unit."""
    words = [sys.executable, "-m", "lsreport", "--workspace", str(workspace), "batch", PERIOD]
    return [*words, "--data", "don_vi_*", "--out", str(out), *more]


def timed(words: list[str]) -> tuple[float, float]:
    """Return the wall time and the processor time of a command and all its processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(workspace: Path, folder: Path, jobs: int, count: int) -> None:
    """Draw every unit with so many workers, twice, and print a row."""
    out = folder / f"out-{jobs}"
    wall, busy = timed(command(workspace, out, "--jobs", str(jobs)))
    made = len(list(out.glob("*.docx")))
    if made != count:
        sys.exit(f"{made} documents instead of {count}")
    again, _busy = timed(command(workspace, out, "--jobs", str(jobs)))
    cores = min(os.cpu_count() or 1, jobs)
    print(
        f"| {jobs} | {wall:.2f} | {count / wall:.1f} | {busy / count * 1000:.1f} "
        f"| {busy / wall / cores * 100:.0f}% | {again:.2f} |"
    )


def profile(workspace: Path, count: int) -> None:
    """Print where the time of a worker goes, after the first few documents."""
    from lsreport.batch import Inputs, Options, Wish, plan
    from lsreport.batch.worker import draw
    from lsreport.data.workspace import find_workspace

    place = find_workspace(workspace)
    options = Options(str(place.root), Inputs(place).catalogue)
    jobs = plan(place, Wish((PERIOD,), (), ("don_vi_*",)), workspace / "out", options)
    draw(jobs[:4])
    watched = cProfile.Profile()
    watched.runcall(draw, jobs[4 : min(count, 54)])
    pstats.Stats(watched).sort_stats("cumulative").print_stats(60)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time a batch.")
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--jobs", default="1,2")
    parser.add_argument("--profile", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        workspace = Path(name) / "w"
        make_workspace(workspace, asked.documents)
        if asked.profile:
            profile(workspace, asked.documents)
            return
        print("| workers | s | documents/s | CPU ms/document | of their cores | again, s |")
        print("|---|---|---|---|---|---|")
        for jobs in map(int, asked.jobs.split(",")):
            measure(workspace, Path(name), jobs, asked.documents)


if __name__ == "__main__":
    main()
