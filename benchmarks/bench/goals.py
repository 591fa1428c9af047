"""What lsreport's engine is to reach, and what a run says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.bench.commands import AGAIN, CHANGED, HELP
from benchmarks.bench.measure import FLOORS, PLAIN_BESIDE, REPORT_FLOOR, Results, Taken
from benchmarks.bench.peers import OURS, REPORT, RUN

JAVASCRIPT = ("docxtemplater", "easy-template-x", "carbone")


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal: median, least and greatest of what was measured, the median held against a limit.

    `undisturbed` is the same of the least times, which a busy machine changes little.
    """

    told: str
    limit: float
    measured: tuple[float, float, float]
    undisturbed: float
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
        _process(name, limit, results.commands[name])
        for name, limit in ((AGAIN, 150), (CHANGED, 150), (HELP, 100))
        if name in results.commands
    ]


def _process(name: str, limit: float, spent: Sequence[float]) -> Goal:
    return Goal(f"whole process, {name}", limit, _spread(spent), min(spent), True, " ms", 0)


def _floors(results: Results) -> Iterator[Goal]:
    for packing in dict.fromkeys(filter(None, (FLOORS[0], results.packing))):
        for case in ("plain", "numbers", "rows"):
            for ours, unavoidable in _pair(results, case, OURS, f"floor, {packing}"):
                told = f"{results.titles[case]}: ours to the floor, {packing}"
                yield from _compared(told, 1.5, ours.warm, unavoidable.warm)
        for ours, unavoidable in _pair(results, "may", REPORT, f"{REPORT_FLOOR}, {packing}"):
            told = f"the report of May 2024: ours to the floor of its own output, {packing}"
            yield from _compared(told, 2, ours.warm, unavoidable.warm)
        for ours, unavoidable in _pair(results, "may", RUN, f"{REPORT_FLOOR}, {packing}"):
            told = f"the report of May 2024: its run, figures at hand, to that floor, {packing}"
            yield from _compared(told, 2, ours.warm, unavoidable.warm)


def _peers(results: Results) -> Iterator[Goal]:
    for name, limit in (("docxtpl", 40), ("rust-docxtpl", 5)):
        for peer, ours in _pair(results, "plain", name, OURS):
            told = f"plain template: {name} to ours"
            yield from _compared(told, limit, peer.warm, ours.warm, False)
    for case, limit in (("plain", 4), ("numbers", 8)):
        found = [pair for name in JAVASCRIPT for pair in _pair(results, case, name, OURS)]
        if found:
            peer, ours = min(found, key=lambda pair: median(pair[0].warm))
            told = f"{results.titles[case]}: the fastest JavaScript engine to ours"
            yield from _compared(told, limit, peer.warm, ours.warm, False)
    for ours, peer in _pair(results, "plain", OURS, "docxtpl"):
        told = "plain template: our compile to docxtpl's first render"
        yield from _compared(f"{told}, in a living process", 0.33, ours.compiled, peer.warm)
        told += ", in a new process with what it imports"
        yield from _compared(told, 0.33, ours.opened, peer.first)


def _growth(results: Results) -> Iterator[Goal]:
    for ours, plain in _pair(results, "tenfold", OURS, PLAIN_BESIDE):
        told = "ten times the template, to the plain one"
        yield from _compared(f"{told}: time", 11, ours.warm, plain.warm)
        yield from _compared(f"{told}: peak memory", 11, ours.memory, plain.memory)


def _sizes(results: Results) -> Iterator[Goal]:
    for case, engine, limit in (("plain", OURS, 1.0), ("may", REPORT, 1.6)):
        for ours, peer in _pair(results, case, engine, "docxtpl"):
            told = f"{results.titles[case]}: size of our document to docxtpl's"
            yield from _compared(told, limit, [ours.size], [peer.size])


def _pair(results: Results, case: str, one: str, other: str) -> list[tuple[Taken, Taken]]:
    """Return what two engines took in a case, or nothing where one was not measured."""
    taken = results.cases.get(case, {})
    found = [taken[name] for name in (one, other) if name in taken and taken[name].warm]
    return [(found[0], found[1])] if len(found) == 2 else []


def _compared(
    told: str, limit: float, one: Sequence[float], other: Sequence[float], at_most: bool = True
) -> Iterator[Goal]:
    ratios = [left / right for left, right in zip(one, other, strict=False)]
    if ratios:
        undisturbed = min(one) / min(other)
        digits = 2 if at_most else 1
        yield Goal(told, limit, _spread(ratios), undisturbed, at_most, digits=digits)


def _spread(found: Sequence[float]) -> tuple[float, float, float]:
    return median(found), min(found), max(found)
