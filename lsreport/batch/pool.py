"""Worker processes of this machine whose death costs nothing but the work in their hands.

Comes in: calls, as with any `concurrent.futures.Executor`. Goes out: their results.

The workers of Python's own pool share their pipes and the locks of these. One that is killed, as
the system does when memory runs out, takes a lock with it, or leaves half an answer (what is
longer than PIPE_BUF, 4 096 bytes on Linux, 512 by POSIX, is written in pieces): the others, or
the pool, then wait for ever. So each process is a pool of its own, which shares nothing, and
the answers are left in files: only their names go through a pipe.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any


class ProcessPool(Executor):
    """Processes started afresh, as Windows starts them; raises what ProcessPoolExecutor raises."""

    def __init__(self, count: int) -> None:
        spawn = multiprocessing.get_context("spawn")
        # Only this user may look into it: what is read there is unpickled.
        self._answers = tempfile.TemporaryDirectory(prefix="lsreport-", ignore_cleanup_errors=True)
        pools = (ProcessPoolExecutor(1, spawn, initializer=_settle) for _number in range(count))
        self._waiting: dict[ProcessPoolExecutor, set[Future[str]]] = {pool: set() for pool in pools}

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return the future of a call; its answer is read as soon as it is there."""
        future: Future[Any] = Future()
        pool = min(self._waiting, key=lambda one: len(self._waiting[one]))
        left = pool.submit(leave_answer, self._answers.name, fn, args, kwargs)
        self._waiting[pool].add(left)
        left.add_done_callback(self._waiting[pool].discard)
        left.add_done_callback(partial(_fetch, future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the processes go, and with them the answers nobody fetched."""
        close = partial(ProcessPoolExecutor.shutdown, wait=wait, cancel_futures=cancel_futures)
        with ThreadPoolExecutor(len(self._waiting)) as closers:  # all at once: none begins anew
            list(closers.map(close, self._waiting))
        if wait:
            self._answers.cleanup()

    def __exit__(self, *about: object) -> None:
        """Wait for what is being drawn, not for what has not begun."""
        self.shutdown(cancel_futures=True)


def leave_answer(
    folder: str, fn: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> str:
    """Call a function in a worker and return the name of the file that holds its answer."""
    answer = fn(*args, **kwargs)
    handle, name = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "wb") as file:
        pickle.dump(answer, file, pickle.HIGHEST_PROTOCOL)
    return name


def _fetch(future: Future[Any], left: Future[str]) -> None:
    """Hand on what became of a call."""
    if left.cancelled():
        future.cancel()
    if not future.set_running_or_notify_cancel():
        return
    try:
        path = Path(left.result())
        answer = pickle.loads(path.read_bytes())
        path.unlink()
    except BaseException as error:  # told to whoever asks for the answer
        future.set_exception(error)
    else:
        future.set_result(answer)


def _settle() -> None:
    """Make a process a worker: it dies with its parent, and only the parent hears Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Data and templates are read once and kept: looking through them for garbage is in vain.
    gc.set_threshold(100_000, 50, 100)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
