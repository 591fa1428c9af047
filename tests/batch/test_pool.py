"""The processes of this machine: their answers, and what a death among them does."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from concurrent.futures import BrokenExecutor, Future, wait
from pathlib import Path

import pytest

from lsreport.batch.pool import ProcessPool, leave_answer

LONG = 30_000_000  # bytes: long enough to be killed in the middle of


def long_answer(nothing: int) -> bytes:
    """Answer with more than any pipe holds."""
    return bytes(LONG)


def refuse(name: str) -> None:
    """Raise what a call raises."""
    raise ValueError(name)


def die(nothing: int) -> None:
    """End as a process that the system kills does."""
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(60)


def test_answers_and_errors_come_back() -> None:
    """As from any executor."""
    with ProcessPool(1) as pool:
        sums = list(pool.map(sum, [(1, 2), (3, 4)]))
        refused = pool.submit(refuse, "why")
        with pytest.raises(ValueError, match="why"):
            refused.result(60)
    assert sums == [3, 7]


def test_a_long_answer_goes_by_a_file_and_is_gone_when_fetched(tmp_path: Path) -> None:
    """What goes through the pipe is short enough to be written in one piece."""
    name = leave_answer(str(tmp_path), long_answer, (0,), {})
    assert len(name) < 400
    assert Path(name).stat().st_size > LONG
    with ProcessPool(1) as pool:
        folder = Path(pool._answers.name)
        assert len(pool.submit(long_answer, 0).result(60)) == LONG
        assert not list(folder.iterdir())
    assert not folder.exists()


def test_nobody_else_may_look_at_the_answers() -> None:
    """What is read there is unpickled."""
    with ProcessPool(1) as pool:
        assert Path(pool._answers.name).stat().st_mode & 0o077 == 0


def test_what_has_not_begun_is_not_waited_for() -> None:
    """A cancelled call is told as such, and the pool closes."""
    with ProcessPool(1) as pool:
        first = pool.submit(time.sleep, 0.2)
        rest = [pool.submit(time.sleep, 60) for _ in range(9)]
        first.result(60)
        # Those that the pool has already laid ready for the worker can no longer be called back.
        assert sum(future.cancel() for future in rest) == 9
        multiprocessing.active_children()[0].kill()
    assert all(future.cancelled() for future in rest)


def test_a_death_breaks_what_waits() -> None:
    """Told as the pool of Python tells it."""
    with ProcessPool(1) as pool, pytest.raises(BrokenExecutor):
        pool.submit(die, 0).result(60)


@pytest.mark.parametrize("delay", [0.0, 0.005, 0.01, 0.02, 0.03])
def test_a_worker_killed_while_it_answers_keeps_nobody_waiting(delay: float) -> None:
    """Python's own pool waits for the rest of the answer for ever, about once in six."""
    with ProcessPool(2) as pool:
        asked: list[Future[bytes]] = [pool.submit(long_answer, n) for n in range(6)]
        asked[0].result(60)
        time.sleep(delay)
        multiprocessing.active_children()[0].kill()
        done, waiting = wait(asked, timeout=60)
    assert not waiting
    for future in done:
        error = future.exception()
        assert isinstance(error, BrokenExecutor) if error else len(future.result()) == LONG


@pytest.mark.parametrize("victim", [0, 1])
def test_an_idle_worker_killed_as_the_pool_closes_keeps_nobody_waiting(victim: int) -> None:
    """One that waits for work holds the lock of its pipe, and takes it along."""
    pool = ProcessPool(2)
    assert list(pool.map(abs, [-1, -2])) == [1, 2]
    children = sorted(multiprocessing.active_children(), key=lambda child: child.pid or 0)
    assert len(children) == 2
    children[victim].kill()
    pool.shutdown()
    assert not any(child.is_alive() for child in children)


def test_no_two_workers_share_a_pipe() -> None:
    """The death of one leaves the others at work."""
    with ProcessPool(2) as pool:
        assert list(pool.map(abs, [-1, -2])) == [1, 2]
        dying, living = pool.submit(die, 0), pool.submit(time.sleep, 0.5)
        with pytest.raises(BrokenExecutor):
            dying.result(60)
        assert living.result(60) is None
