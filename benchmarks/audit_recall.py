"""Recall and precision of `lsreport audit` on documents whose faults are known.

Usage: python benchmarks/audit_recall.py FOLDER [TABLE]

Comes in: a folder of documents (their names begin with the number in the table) and the table of
expected findings (tests/audit/known.txt). Goes out: recall over the table, precision of severity
"certain" (what the table does not hold is printed, to be judged by a person), and times.
"""

from __future__ import annotations

import gc
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from lsreport.audit import Finding, audit

TABLE = Path(__file__).resolve().parent.parent / "tests" / "audit" / "known.txt"
_REAL = "real: "
_TURNS = 10
gc.set_threshold(500_000)  # as the command has it: collections are no work of the audit


@dataclass(frozen=True, slots=True)
class Expected:
    """A line of the table; `counts` for recall, unless it is only known to be real."""

    document: str
    line: int
    rule: str
    quote: str
    counts: bool

    def is_met(self, finding: Finding, text: str) -> bool:
        """Return whether a finding is this one."""
        same = finding.paragraph == self.line and finding.rule == self.rule
        at = text.find(self.quote)
        near = at < 0 or (finding.start - 40 <= at <= finding.end + 40)
        return same and (near or self.quote in finding.quote)


def read_table(path: Path) -> list[Expected]:
    """Return the expected findings of a table."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            document, number, rule, quote = (cell.strip() for cell in line.split("|", 3))
            counts = not quote.startswith(_REAL)
            found.append(Expected(document, int(number), rule, quote.removeprefix(_REAL), counts))
    return found


def measure(file: Path, expected: list[Expected]) -> tuple[int, int, int, int]:
    """Print one document's findings; return found, wanted, certain and right, certain."""
    raw = file.read_bytes()
    lines = raw.decode("utf-8").split("\n")
    result = audit(raw, file.name)  # patterns are compiled at their first use
    begin = time.perf_counter()
    for _turn in range(_TURNS):
        audit(raw, file.name)
    spent = (time.perf_counter() - begin) / _TURNS
    begin = time.perf_counter()
    audit((raw + b"\n") * 10, file.name)
    ten = time.perf_counter() - begin
    met = {e for e in expected for f in result.findings if e.is_met(f, lines[e.line - 1])}
    wanted = [e for e in expected if e.counts]
    certain = [f for f in result.findings if f.severity == "certain"]
    right = [f for f in certain if any(e.is_met(f, lines[e.line - 1]) for e in expected)]
    print(
        f"{file.name}: {len(lines)} lines, {spent:.3f} s; ten copies {ten:.3f} s ({ten / spent:.1f} x)"
    )
    print(
        f"  recall {sum(e in met for e in wanted)}/{len(wanted)}; certain {len(right)}/{len(certain)} in the table"
    )
    for missing in (e for e in wanted if e not in met):
        print(f"  MISSED line {missing.line} {missing.rule}: {missing.quote}")
    for other in (f for f in certain if f not in right):
        print(f"  TO JUDGE line {other.paragraph} {other.rule}: {other.quote} | {other.computed}")
    return sum(e in met for e in wanted), len(wanted), len(right), len(certain)


def main(folder: Path, table: Path) -> None:
    """Measure every document of a folder that the table knows, and the others' certain findings."""
    expected = read_table(table)
    sums = [0, 0, 0, 0]
    for file in sorted(folder.glob("*.txt")):
        own = [e for e in expected if file.name.startswith(e.document)]
        numbers = measure(file, own)
        if own:
            sums = [a + b for a, b in zip(sums, numbers, strict=True)]
    found, wanted, right, certain = sums
    print(f"recall {found}/{wanted} = {100 * found / max(1, wanted):.1f}%")
    print(f"precision of «certain» {right}/{certain} = {100 * right / max(1, certain):.1f}%")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else TABLE)
