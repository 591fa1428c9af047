"""Worker processes of this machine whose death costs nothing but the work in their hands.

Comes in: calls, as with any `concurrent.futures.Executor`. Goes out: their results.

The workers of Python's own pool answer through one pipe. What is longer than PIPE_BUF (4 096
bytes on Linux, 512 by POSIX) is written in pieces: a worker killed between two of them, as the
system does when memory runs out, leaves half an answer, and the pool waits for the other half
for ever. So the answers are left in files, and only their names go through the pipe.
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
from concurrent.futures import Executor, Future, ProcessPoolExecutor
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
        self._pool = ProcessPoolExecutor(count, spawn, initializer=_settle)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return the future of a call; its answer is read as soon as it is there."""
        future: Future[Any] = Future()
        left = self._pool.submit(leave_answer, self._answers.name, fn, args, kwargs)
        left.add_done_callback(partial(_fetch, future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the processes go, and with them the answers nobody fetched."""
        self._pool.shutdown(wait, cancel_futures=cancel_futures)
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
