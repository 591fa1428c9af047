"""Many documents over workers: what becomes of each, and of workers that die."""

from __future__ import annotations

import json
import multiprocessing
from collections import Counter
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from units import PERIOD, make_units, name, single, unit, write_unit

from lsreport.batch import Done, Inputs, Job, Journal, Options, Wish, Workers, plan, processes, run
from lsreport.batch.worker import draw
from lsreport.data.workspace import find_workspace
from lsreport.errors import OutputError
from lsreport.files import write_document

MANY = 40


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a workspace of four units."""
    return make_units(tmp_path / "w", 4)


def jobs_of(place: Path, out: Path, **options: Any) -> tuple[list[Job], Inputs]:
    """Return the jobs of all units."""
    inputs = Inputs(find_workspace(place))
    common = Options(str(place), inputs.catalogue, **options)
    wish = Wish((PERIOD,), (), ("don_vi_*",))
    return plan(find_workspace(place), wish, out, common), inputs


def threads(count: int = 2) -> Workers:
    """Return workers that are threads: any executor will do."""
    return Workers(count, lambda: ThreadPoolExecutor(count))


def finish(place: Path, out: Path, workers: Workers, **more: Any) -> list[Done]:
    """Run the jobs of all units to the end."""
    jobs, inputs = jobs_of(place, out)
    with Journal(out) as journal:
        return list(run(jobs, workers, journal, inputs, **more))


def results(done: list[Done]) -> dict[str, str]:
    """Return what became of each document, by its name."""
    assert len({one.job for one in done}) == len(done)
    return {one.job.name: one.result for one in done}


# --- what is made -------------------------------------------------------------------------


def test_documents_are_those_of_single_renders(place: Path, tmp_path: Path) -> None:
    """Byte for byte, from the units' own figures."""
    done = finish(place, tmp_path / "out", threads())
    assert set(results(done).values()) == {"made"}
    found = [(tmp_path / "out" / name(n)).read_bytes() for n in range(4)]
    assert found == [single(place, n, tmp_path / f"{n}.docx") for n in range(4)]
    assert len(set(found)) == 4


def test_a_document_that_fails_stops_no_other(place: Path, tmp_path: Path) -> None:
    """Its faults come with their places; the others are made."""
    write_unit(place, 1, "1.020")
    (place / "data" / unit(2) / f"{PERIOD}.yaml").unlink()
    done = finish(place, tmp_path / "out", threads())
    assert results(done) == {
        name(0): "made", name(1): "failed", name(2): "failed", name(3): "made",
    }  # fmt: skip
    faults = {one.job.name: one.faults for one in done}
    assert [(f.code, f.where.file) for f in faults[name(1)]] == [
        ("so-mo-ho", f"data/{unit(1)}/{PERIOD}.yaml")
    ]
    assert [f.code for f in faults[name(2)]] == ["chua-co-ky"]


def test_a_defect_in_one_document_is_told_as_a_fault(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a document makes us do, the others go on."""
    from lsreport.batch import worker

    real = worker.check_draft

    def broken(report: Any) -> Any:
        if report.dataset.name == unit(2):
            raise ZeroDivisionError("of ours")
        return real(report)

    monkeypatch.setattr(worker, "check_draft", broken)
    done = {one.job.name: one for one in finish(place, tmp_path / "out", threads())}
    assert done[name(2)].faults[0].code == "loi-bat-ngo"
    assert "ZeroDivisionError: of ours" in done[name(2)].faults[0].message
    assert [done[name(n)].result for n in (0, 1, 3)] == ["made"] * 3


def test_a_document_that_a_person_edited_is_kept(place: Path, tmp_path: Path) -> None:
    """Refused as by render; with force the edited one is kept beside."""
    out = tmp_path / "out"
    finish(place, out, threads())
    (out / name(1)).write_bytes(b"a person's work")
    done = {one.job.name: one for one in finish(place, out, threads())}
    assert [f.code for f in done[name(1)].faults] == ["da-sua-tay"]
    assert (out / name(1)).read_bytes() == b"a person's work"
    forced = {one.job.name: one for one in finish(place, out, threads(), force=True)}
    assert forced[name(1)].result == "made"
    assert forced[name(1)].kept is not None
    assert forced[name(1)].kept.read_bytes() == b"a person's work"


def test_nothing_is_parsed_twice_in_a_process(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The catalogue and a unit's file are read once for several reports of it."""
    from lsreport.data import nodes

    read: Counter[str] = Counter()
    real = nodes.read_nodes

    def counted(path: Path, called: str, log: Any) -> Any:
        read[called] += 1
        return real(path, called, log)

    jobs, _inputs = jobs_of(place, tmp_path / "out")
    monkeypatch.setattr(nodes, "read_nodes", counted)
    drawn = draw([*jobs, *jobs])
    assert all(one.document for one in drawn)
    assert read[f"data/{unit(0)}/{PERIOD}.yaml"] == 1
    assert read["data/don-vi.yaml"] <= 1  # none where an earlier process kept the catalogue


# --- going on ------------------------------------------------------------------------------


def test_a_second_run_makes_only_what_changed(place: Path, tmp_path: Path) -> None:
    """A new figure, a file that is gone; the others are there, and are not written again."""
    out = tmp_path / "out"
    finish(place, out, threads())
    before = {n: (out / name(n)).stat().st_mtime_ns for n in range(4)}
    assert set(results(finish(place, out, threads())).values()) == {"there"}
    write_unit(place, 1, "999,5")
    (out / name(2)).unlink()
    assert results(finish(place, out, threads())) == {
        name(0): "there", name(1): "made", name(2): "made", name(3): "there",
    }  # fmt: skip
    assert {n for n in (0, 3) if (out / name(n)).stat().st_mtime_ns == before[n]} == {0, 3}
    assert set(results(finish(place, out, threads(), again=True)).values()) == {"made"}


@pytest.mark.parametrize(
    "file",
    ["data/don-vi.yaml", "data/ke-hoach/2024.yaml", f"data/{unit(0)}/{PERIOD}.yaml"],
)
def test_whatever_a_document_rests_on_makes_it_another(
    place: Path, tmp_path: Path, file: str
) -> None:
    """The catalogue, the plans, its data; another unit's data do not."""

    def fingerprint() -> str:
        jobs, inputs = jobs_of(place, tmp_path)
        return inputs.of(jobs[0])

    before = fingerprint()
    write_unit(place, 1, "7,5")
    assert fingerprint() == before
    with (place / file).open("a", encoding="utf-8") as stream:
        stream.write("# khác\n")
    assert fingerprint() != before


def test_a_file_that_moves_while_documents_are_drawn_is_noticed(
    place: Path, tmp_path: Path
) -> None:
    """What is noted is what stood there before; the next run draws the document again."""
    out = tmp_path / "out"
    jobs, inputs = jobs_of(place, out)
    with Journal(out) as journal:
        for number, _one in enumerate(run(jobs, threads(1), journal, inputs, again=True)):
            if number == 0:
                for unit_number in range(4):
                    write_unit(place, unit_number, "77,5")
    assert set(results(finish(place, out, threads())).values()) == {"made"}


def test_options_are_part_of_what_a_document_was_made_from(place: Path, tmp_path: Path) -> None:
    """A partial document is not taken for a whole one."""
    (whole, inputs), (partial, _same) = (
        jobs_of(place, tmp_path),
        jobs_of(place, tmp_path, partial=True),
    )
    assert inputs.of(whole[0]) != inputs.of(partial[0])


def test_a_torn_line_of_the_journal_says_nothing(place: Path, tmp_path: Path) -> None:
    """The document of that line is made again, the next line stands by itself."""
    out = tmp_path / "out"
    finish(place, out, threads(1))
    path = Journal(out).path
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]) + lines[-1][:40])
    torn = json.loads(lines[-1])["file"]
    done = results(finish(place, out, threads(1)))
    assert done == {name(n): "made" if name(n) == torn else "there" for n in range(4)}
    assert set(results(finish(place, out, threads())).values()) == {"there"}


@pytest.mark.parametrize("line", ['{"file":[],"inputs":"","sha256":""}', "[" * 9999, "null", "7"])
def test_a_line_that_is_no_entry_says_nothing(place: Path, tmp_path: Path, line: str) -> None:
    """Whatever somebody put into the journal, the documents are made."""
    out = tmp_path / "out"
    out.mkdir()
    Journal(out).path.write_text(line + "\n", encoding="utf-8")
    assert set(results(finish(place, out, threads(1))).values()) == {"made"}


def test_a_run_that_is_left_goes_on_later(place: Path, tmp_path: Path) -> None:
    """What was finished is not made again."""
    out = tmp_path / "out"
    jobs, inputs = jobs_of(place, out)
    with Journal(out) as journal:
        running = run(jobs, threads(1), journal, inputs)
        first = next(running)
        running.close()
    done = results(finish(place, out, threads()))
    assert done.pop(first.job.name) == "there"
    assert set(done.values()) == {"made"}


# --- workers that die ------------------------------------------------------------------------


class Fragile(Executor):
    """Draws at once; a job of a deadly data set takes the whole executor down."""

    deadly: str = ""
    opened = 0

    def __init__(self) -> None:
        type(self).opened += 1
        self._dead = False

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return a finished future, or one that was broken."""
        if self._dead:
            raise BrokenExecutor("dead")
        future: Future[Any] = Future()
        if any(job.dataset == self.deadly for job in args[0]):
            self._dead = True
            future.set_exception(BrokenExecutor("killed"))
        else:
            future.set_result(fn(*args))
        return future


def test_a_job_that_kills_its_worker_twice_fails_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that were with it are drawn again, one by one, by another executor."""
    place = make_units(tmp_path / "w", 20)
    monkeypatch.setattr(Fragile, "deadly", unit(7))
    monkeypatch.setattr(Fragile, "opened", 0)
    done = finish(place, tmp_path / "out", Workers(1, Fragile))
    failed = [one for one in done if one.result == "failed"]
    assert [one.job.dataset for one in failed] == [unit(7)]
    assert [fault.code for fault in failed[0].faults] == ["tien-trinh-chet"]
    assert Counter(results(done).values()) == {"made": 19, "failed": 1}
    assert Fragile.opened == 2


def test_workers_that_never_live_are_told(place: Path, tmp_path: Path) -> None:
    """Not tried for ever."""

    class Stillborn(Executor):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            raise BrokenExecutor("no memory")

    with pytest.raises(OutputError) as caught:
        finish(place, tmp_path / "out", Workers(2, Stillborn))
    assert caught.value.faults[0].code == "khong-giu-duoc-tien-trinh"


def test_a_worker_process_killed_in_the_middle_costs_no_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All are there, each was written once, each is that of a single render."""
    place, out = make_units(tmp_path / "w", MANY), tmp_path / "out"
    written, opened = count_writes(monkeypatch), []
    pool = processes(2)

    def counted() -> Any:
        opened.append(pool.open())
        return opened[-1]

    jobs, inputs = jobs_of(place, out)
    done: list[Done] = []
    with Journal(out) as journal:
        for one in run(jobs, Workers(2, counted), journal, inputs):
            if not done:  # work is with both of them now, most of it still to be done
                multiprocessing.active_children()[0].kill()
            done.append(one)
    assert len(opened) == 2
    assert results(done) == {name(n): "made" for n in range(MANY)}
    assert written == Counter({name(n): 1 for n in range(MANY)})
    assert len(Journal(out).path.read_text("utf-8").splitlines()) == MANY
    drawn = draw(jobs)
    assert [(out / name(n)).read_bytes() for n in range(MANY)] == [one.document for one in drawn]
    assert drawn[3].document == single(place, 3, tmp_path / "3.docx")


def count_writes(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count the writes of each document: nobody but this process writes."""
    written: Counter[str] = Counter()
    real = write_document

    def counted(path: Path, *rest: Any) -> Path | None:
        written[path.name] += 1
        return real(path, *rest)

    monkeypatch.setattr("lsreport.batch.dispatch.write_document", counted)
    return written
