"""What lsreport's engine is to reach, and what a run says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.bench.commands import AGAIN, CHANGED, HELP
from benchmarks.bench.measure import PLAIN_BESIDE, REPORT_FLOOR, Results, Taken
from benchmarks.bench.peers import OURS, REPORT

JAVASCRIPT = ("docxtemplater", "easy-template-x", "carbone")


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal: median, least and greatest of what was measured, held against a limit."""

    told: str
    limit: float
    measured: tuple[float, float, float]
    at_most: bool = True
    unit: str = "×"
    digits: int = 2

    @property
    def met(self) -> bool:
        """Return whether the median is within the limit."""
        return self.measured[0] <= self.limit if self.at_most else self.measured[0] >= self.limit


def goals(results: Results) -> list[Goal]:
    """Return the goals of which a run can say something."""
    return [*_floors(results), *_peers(results), *_growth(results), *_sizes(results)] + [
        Goal(f"whole process, {name}", limit, _spread(results.commands[name]), True, " ms", 0)
        for name, limit in ((AGAIN, 150), (CHANGED, 150), (HELP, 100))
        if name in results.commands
    ]


def _floors(results: Results) -> Iterator[Goal]:
    floor = f"floor, zlib {results.level}"
    for case in ("plain", "numbers", "rows"):
        pair = _pair(results, case, OURS, floor)
        if pair:
            title = results.titles[case]
            yield Goal(f"{title}: ours to the floor", 1.5, _ratios(pair[0].warm, pair[1].warm))
    pair = _pair(results, "may", REPORT, REPORT_FLOOR)
    if pair:
        told = "the report of May 2024: ours to the floor of its own output"
        yield Goal(told, 2, _ratios(pair[0].warm, pair[1].warm))


def _peers(results: Results) -> Iterator[Goal]:
    for peer, limit in (("docxtpl", 40), ("rust-docxtpl", 5)):
        pair = _pair(results, "plain", peer, OURS)
        if pair:
            told = f"plain template: {peer} to ours"
            yield Goal(told, limit, _ratios(pair[0].warm, pair[1].warm), False, digits=1)
    for case, limit in (("plain", 4), ("numbers", 8)):
        found = [pair for name in JAVASCRIPT if (pair := _pair(results, case, name, OURS))]
        if found:
            fastest = min(found, key=lambda pair: median(pair[0].warm))
            told = f"{results.titles[case]}: the fastest JavaScript engine to ours"
            yield Goal(told, limit, _ratios(fastest[0].warm, fastest[1].warm), False, digits=1)
    pair = _pair(results, "plain", OURS, "docxtpl")
    if pair:
        told = "plain template: our compile to docxtpl's first render"
        yield Goal(f"{told}, in a living process", 0.33, _ratios(pair[0].compiled, pair[1].warm))
        told += ", in a new process with what it imports"
        yield Goal(told, 0.33, _ratios(pair[0].opened, pair[1].first))


def _growth(results: Results) -> Iterator[Goal]:
    pair = _pair(results, "tenfold", OURS, PLAIN_BESIDE)
    if pair:
        for told, kind in (("time", "warm"), ("peak memory", "memory")):
            measured = _ratios(getattr(pair[0], kind), getattr(pair[1], kind))
            yield Goal(f"ten times the template: {told}, to the plain one", 11, measured)


def _sizes(results: Results) -> Iterator[Goal]:
    for case, engine, limit in (("plain", OURS, 1.0), ("may", REPORT, 1.6)):
        pair = _pair(results, case, engine, "docxtpl")
        if pair:
            told = f"{results.titles[case]}: size of our document to docxtpl's"
            yield Goal(told, limit, _spread([pair[0].size / pair[1].size]))


def _pair(results: Results, case: str, one: str, other: str) -> tuple[Taken, Taken] | None:
    taken = results.cases.get(case, {})
    if one not in taken or other not in taken or taken[one].fault or taken[other].fault:
        return None
    return taken[one], taken[other]


def _ratios(one: Sequence[float], other: Sequence[float]) -> tuple[float, float, float]:
    return _spread([left / right for left, right in zip(one, other, strict=False)])


def _spread(found: Sequence[float]) -> tuple[float, float, float]:
    return median(found), min(found), max(found)
