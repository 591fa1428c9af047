"""The measuring: engines take turns, round by round, and every document is read.

Comes in: engines and cases. Goes out: `Taken` for each engine of each case. A turn is some renders
in a living process, its figure their median; a fresh turn is one whole process. The order of turns moves
on by one each round, so that nobody always follows the same neighbour.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass, field, replace
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.bench import cases, may, peers
from benchmarks.bench.cases import ROOT, Case
from benchmarks.bench.check import WrongOutput, missing_kinds, read, require
from benchmarks.bench.commands import Commands
from benchmarks.bench.engines import floor
from benchmarks.bench.peers import OURS, Engine
from benchmarks.bench.processes import Failed, Server, whole_process
from benchmarks.bench.work import Content

TURN_SECONDS = 0.12
FLOORS = ("zlib 6", "zlib 1")
_PACKINGS = ("zlib 6", "libdeflate 6", *(f"zlib {n}" for n in range(1, 10)))
_PACKINGS += tuple(f"libdeflate {n}" for n in range(1, 13))
REPORT_FLOOR = "floor of the report"
PLAIN_BESIDE = f"{OURS}, the plain template"


@dataclass(slots=True)
class Taken:
    """What was measured of an engine in a case: a figure a round; milliseconds, KiB, bytes."""

    warm: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    opened: list[float] = field(default_factory=list)
    compiled: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    size: int = 0
    fault: str = ""


@dataclass(slots=True)
class Results:
    """All that a run found: by case, by engine; processes by command; what is not filled, not had."""

    cases: dict[str, dict[str, Taken]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    values: dict[str, int] = field(default_factory=dict)
    commands: dict[str, list[float]] = field(default_factory=dict)
    unfilled: dict[str, list[str]] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    packing: str = ""
    load: float | None = None  # of the machine when the run began
    rounds: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> str:
        """Return everything, for a look at single rounds."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


@dataclass(frozen=True, slots=True)
class Entrant:
    """An engine in a case: its template and data as files, and what its documents must hold."""

    engine: Engine
    template: Path
    data: list[Path]
    expected: tuple[Content, ...]
    ignored: Sequence[str] = ()
    warm: bool = True
    fresh: bool = True


class Bench:
    """One run. `share` is the part of the full number of rounds that it takes."""

    def __init__(self, folder: Path, engines: list[Engine], share: float) -> None:
        self._folder, self._engines, self._share = folder, engines, share
        self.results = Results(versions={one.name: one.version for one in engines})

    def probe(self) -> None:
        """Let every engine do one of everything: what it leaves as it stood is not asked again.

        Raises WrongOutput when our own engine leaves anything.
        """
        case = cases.probe()
        for engine in list(self._engines):
            try:
                document = self._once(self._entrant(engine, case), case.name, Taken())
                unfilled = missing_kinds(read(document), case.expected[0])
            except Failed as error:
                self._drop(engine, str(error))
                continue
            if unfilled:
                self.results.unfilled[engine.name] = unfilled
            if engine.name == OURS:
                require(document, case.expected[0], f"{OURS}, the probe")
                plain = self._entrant(engine, cases.plain())
                self.results.packing = packed_by(self._once(plain, "plain", Taken()))

    def case(self, case: Case) -> None:
        """Measure a case."""
        taken: dict[str, Taken] = {}
        entrants = list(self._entrants(case))
        for entrant in entrants:
            taken[entrant.engine.name] = Taken()
        self.results.cases[case.name] = taken
        self.results.titles[case.name] = case.title
        self.results.values[case.name] = case.slots()
        self.results.rounds[case.name] = rounds = max(2, round(case.rounds * self._share))
        self._warm(case, [e for e in entrants if e.warm], taken, rounds)
        fresh = [e for e in entrants if e.fresh and not taken[e.engine.name].fault]
        for entrant in fresh:
            if not entrant.warm:  # what is kept must be there, and is read in turn like all
                taken[entrant.engine.name].size = len(self._once(entrant, case.name, Taken()))
        for turn in range(max(2, rounds // 2)):
            _progress(f"{case.title}: whole processes, round {turn + 1}")
            for entrant in turned(fresh, turn):
                self._once(entrant, case.name, taken[entrant.engine.name])

    def commands(self, rounds: int) -> None:
        """Measure whole processes: Python itself, our commands, the smallest scripts."""
        own = Commands(self._folder / "workspace")
        scripts = [self._entrant(engine, cases.smallest()) for engine in self._engines]
        for turn in range(max(3, round(rounds * self._share))):
            _progress(f"commands, round {turn + 1}")
            spent = own.round(turn)
            for entrant in scripts:
                taken = Taken()
                self._once(entrant, "smallest", taken)
                spent[f"{entrant.engine.name}: one placeholder"] = taken.whole[0]
            for name, time in spent.items():
                self.results.commands.setdefault(name, []).append(time)

    # --- entrants ---

    def _entrants(self, case: Case) -> Iterator[Entrant]:
        if case.name == "may":
            yield self._report(case, peers.our_report())
            yield replace(self._report(case, peers.our_report(peers.RUN)), fresh=False)
        for engine in self._engines:
            yield self._entrant(engine, case)
            if engine.name == OURS:
                kept = self._entrant(peers.ours_kept(self._folder / "store"), case)
                yield replace(kept, warm=False)
        for packing in dict.fromkeys(filter(None, (self.results.packing, *FLOORS))):
            yield replace(self._entrant(peers.floor(packing), case), fresh=False)
        if case.name == "may":
            for packing in dict.fromkeys(filter(None, (self.results.packing, FLOORS[0]))):
                yield self._report_floor(case, packing)
        if case.name == "tenfold":
            plain = cases.plain()
            beside = replace(self._engines[0], name=PLAIN_BESIDE)
            yield self._entrant(beside, plain)

    def _entrant(self, engine: Engine, case: Case) -> Entrant:
        folder = self._folder / case.name
        folder.mkdir(exist_ok=True)
        template = folder / f"{type(engine.dialect).__name__}.docx"
        if not template.exists():
            template.write_bytes(case.template(engine.dialect))
        data = [_written(folder / f"{n}.json", values) for n, values in enumerate(case.data)]
        unfilled = self.results.unfilled.get(engine.name, ())
        return Entrant(engine, template, data, case.expected, unfilled)

    def _report(self, case: Case, engine: Engine) -> Entrant:
        plain = self._entrant(engine, case)
        return Entrant(plain.engine, plain.template, plain.data[:1], (may.golden(ROOT),))

    def _report_floor(self, case: Case, packing: str) -> Entrant:
        """Return the floor of the very document that the report stage gives."""
        template, values, document = may.floor_report(ROOT)
        place = self._folder / case.name / "floor.docx"
        place.write_bytes(template)
        data = _written(place.with_suffix(".json"), values)
        engine = peers.floor(packing, f"{REPORT_FLOOR}, {packing}")
        entrant = Entrant(engine, place, [data], (may.golden(ROOT),), fresh=False)
        if not _same_parts(self._once(entrant, case.name, Taken()), document):
            raise WrongOutput(f"{engine.name}: its parts are not those of the report")
        return entrant

    def _drop(self, engine: Engine, why: str) -> None:
        self._engines.remove(engine)
        self.results.missing[engine.name] = why

    # --- turns ---

    def _warm(
        self, case: Case, entrants: list[Entrant], taken: dict[str, Taken], rounds: int
    ) -> None:
        with ExitStack() as living:
            servers = []
            for entrant in entrants:
                server = Server(entrant.engine, case.name)
                living.callback(server.close)
                try:
                    server.load(entrant.template, entrant.data)
                    taken[entrant.engine.name].size = self._checked(server, entrant, case, [0])
                    servers.append((server, entrant))
                except Failed as error:
                    taken[entrant.engine.name].fault = str(error)
            for turn in range(rounds):
                _progress(f"{case.title}: round {turn + 1} of {rounds}")
                for server, entrant in turned(servers, turn):
                    own = taken[entrant.engine.name]
                    own.warm.append(median(server.turn(TURN_SECONDS)))
                    own.compiled.append(server.reopen())
            for server, entrant in servers:
                self._checked(server, entrant, case, range(1, len(entrant.expected)))

    def _checked(self, server: Server, entrant: Entrant, case: Case, numbers: Sequence[int]) -> int:
        """Read the documents of data sets; return the size of the last."""
        size = 0
        for number in numbers:
            document = server.write(number, self._folder / case.name / "out.docx")
            told = f"{entrant.engine.name}, {case.title}, data {number + 1}"
            require(document, entrant.expected[number], told, entrant.ignored)
            size = len(document)
        return size

    def _once(self, entrant: Entrant, case: str, taken: Taken) -> bytes:
        """Run a whole process, read its document (but in the probe), note its figures."""
        out = self._folder / case / "once.docx"
        found = whole_process(entrant.engine, case, entrant.template, entrant.data[0], out)
        document = out.read_bytes()
        if case != "probe":
            told = f"{entrant.engine.name}, {case}, whole process"
            require(document, entrant.expected[0], told, entrant.ignored)
        taken.whole.append(found.whole)
        taken.first.append(found.first)
        taken.opened.append(found.opened)
        taken.memory.append(found.memory)
        return document


def packed_by(document: bytes) -> str:
    """Return how the body of a document was packed, as an option of the floor; "" when unknown."""
    with zipfile.ZipFile(BytesIO(document)) as archive:
        info = archive.getinfo("word/document.xml")
        content = archive.read(info)
    for option in _PACKINGS:
        with suppress(ImportError):
            packed = floor.packer(option)(content)
            if len(packed) == info.compress_size and packed in document:
                return option
    return ""


def _same_parts(one: bytes, other: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(one)) as left, zipfile.ZipFile(BytesIO(other)) as right:
        names = left.namelist()
        return names == right.namelist() and all(left.read(n) == right.read(n) for n in names)


def turned(things: Sequence[Any], turn: int) -> list[Any]:
    """Return the order of a round."""
    at = turn % max(1, len(things))
    return [*things[at:], *things[:at]]


def _written(path: Path, values: Any) -> Path:
    if not path.exists():
        path.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    return path


def _progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
