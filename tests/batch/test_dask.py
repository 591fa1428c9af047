"""Many documents over a cluster of Dask: separate worker processes, one of which is killed."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import Client, LocalCluster
from units import PERIOD, make_units, name, single

from lsreport.batch import Inputs, Journal, Options, Wish, dask_workers, plan, run
from lsreport.batch.dispatch import write_document
from lsreport.cli import run as command
from lsreport.data.workspace import find_workspace
from lsreport.errors import UsageError

MANY = 60
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # Windows ends a process by either


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Return a cluster of two worker processes of one thread each."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as made:
        yield made


def pids(cluster: LocalCluster) -> dict[str, int]:
    """Return the processes of the workers, by their addresses."""
    with Client(cluster, set_as_default=False) as client:
        found: dict[str, int] = client.run(os.getpid)
    return found


def test_a_worker_killed_in_the_middle_loses_nothing_and_makes_nothing_twice(
    cluster: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every document is there, written once, and is that of a single render."""
    place, out = make_units(tmp_path / "w", MANY), tmp_path / "out"
    written: Counter[str] = Counter()

    def counted(path: Path, *rest: Any) -> Path | None:
        written[path.name] += 1
        return write_document(path, *rest)

    monkeypatch.setattr("lsreport.batch.dispatch.write_document", counted)
    inputs = Inputs(find_workspace(place))
    wish = Wish((PERIOD,), (), ("don_vi_*",))
    jobs = plan(find_workspace(place), wish, out, Options(str(place), inputs.catalogue))
    before, done = pids(cluster), []
    assert len(set(before.values()) - {os.getpid()}) == 2
    with Journal(out) as journal:
        for one in run(jobs, dask_workers(cluster.scheduler_address), journal, inputs):
            if not done:  # both have work, most of it is still to be done
                os.kill(next(iter(before.values())), KILL)
            done.append(one)
    assert Counter(one.result for one in done) == {"made": MANY}
    assert written == Counter({name(n): 1 for n in range(MANY)})
    assert len(Journal(out).path.read_text("utf-8").splitlines()) == MANY
    for number in range(MANY):
        made = (out / name(number)).read_bytes()
        assert made == single(place, number, tmp_path / "single" / name(number))


def test_the_command_draws_on_a_cluster(
    cluster: LocalCluster, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--dask` makes what the processes of one machine make."""
    place, out = make_units(tmp_path / "w", 5), tmp_path / "out"
    words = ["--workspace", str(place), "batch", PERIOD, "--data", "don_vi_*", "--out", str(out)]
    assert command([*words, "--dask", cluster.scheduler_address]) == 0
    assert "đã lập 5, đã có 0, không lập được 0" in capsys.readouterr().out
    assert (out / name(2)).read_bytes() == single(place, 2, tmp_path / "single.docx")


def test_a_worker_that_lives_on_sees_a_changed_catalogue(
    cluster: LocalCluster, tmp_path: Path
) -> None:
    """What a worker keeps is dropped when the files that all periods share are others."""
    place, out = make_units(tmp_path / "w", 2), tmp_path / "out"
    words = ["--workspace", str(place), "batch", PERIOD, "--data", "don_vi_*", "--out", str(out)]
    words += ["--dask", cluster.scheduler_address]
    assert command(words) == 0
    body = place / "data" / "co-quan.yaml"
    body.write_text(body.read_text("utf-8").replace("XÃ VÍ DỤ", "XÃ KHÁC"), "utf-8")
    assert command(words) == 0
    assert (out / name(1)).read_bytes() == single(place, 1, tmp_path / "single.docx")


def test_an_address_where_nobody_answers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a mend, not with Dask's own words."""
    monkeypatch.setattr("lsreport.batch.executors._SECONDS", 1)
    with pytest.raises(UsageError) as caught:
        dask_workers("tcp://127.0.0.1:9")
    assert caught.value.faults[0].code == "khong-noi-duoc-cum"


def test_without_dask_the_mend_is_its_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named."""
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(UsageError) as caught:
        dask_workers("tcp://127.0.0.1:9")
    assert caught.value.faults[0].code == "chua-co-dask"
    assert "lsreport[dask]" in caught.value.faults[0].fix
