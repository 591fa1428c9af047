"""Running jobs over workers.

Comes in: jobs and `Workers`. Goes out: what became of each, as soon as it is known. A worker
that dies costs no document: what was in flight then is drawn again, alone, and a job that takes
a worker down a second time is told as failed. Only the caller writes files.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)
from dataclasses import dataclass, field
from pathlib import Path

from lsreport.batch.executors import Workers
from lsreport.batch.inputs import Inputs
from lsreport.batch.jobs import Done, Drawn, Job
from lsreport.batch.journal import Journal
from lsreport.batch.worker import draw
from lsreport.errors import Fault, LsreportError, OutputError
from lsreport.files import write_document
from lsreport.i18n import _

_CHUNK = 8  # jobs of one message: its cost is shared, and little is lost with a worker
_AHEAD = 2  # messages that wait, so that no worker does
_VAIN = 3  # how often workers may die one after the other before anything was drawn

Chunk = tuple[Job, ...]
Finished = tuple[Job, Drawn]


def run(
    jobs: Sequence[Job],
    workers: Workers,
    journal: Journal,
    inputs: Inputs,
    *,
    force: bool = False,
    again: bool = False,
) -> Iterator[Done]:
    """Yield what became of each job; those finished before and unchanged come first.

    `force` overwrites documents that people have edited (they are kept beside), `again` makes
    the unchanged ones too. Raises OutputError where no worker can be kept alive.
    """
    # Before anything is drawn: a file that moves meanwhile makes its document be drawn again.
    made_from, waiting = {job: inputs.of(job) for job in jobs}, []
    for job in jobs:
        entry = None if again else journal.finished(Path(job.target), made_from[job])
        if entry is None:
            waiting.append(job)
        else:
            yield Done(job, "there", gaps=entry.gaps)
    sources = inputs.sources
    for job, drawn in _drawn(waiting, workers):
        if drawn.document is None:
            yield Done(job, "failed", drawn.faults)
            continue
        path = Path(job.target)
        try:
            kept = write_document(path, drawn.document, force, sources)
        except LsreportError as error:
            yield Done(job, "failed", error.faults)
            continue
        journal.add(path, made_from[job], drawn.document, drawn.gaps)
        yield Done(job, "made", (), drawn.gaps, drawn.advice, kept)


@dataclass(slots=True)
class _Work:
    """What is still to be drawn: chunks as planned, and jobs that were with a worker that died.

    What flies is told with whether it was handed out alone.
    """

    chunks: deque[Chunk]
    alone: deque[Chunk] = field(default_factory=deque)
    flying: dict[Future[list[Drawn]], tuple[Chunk, bool]] = field(default_factory=dict)
    broken: bool = False

    def __bool__(self) -> bool:
        return bool(self.chunks or self.alone)

    def submit(self, executor: Executor, count: int) -> None:
        """Hand out chunks until enough of them fly; of those to be drawn alone, one."""
        alone = not self.chunks
        queue, most = (self.alone, 1) if alone else (self.chunks, count + _AHEAD)
        while queue and len(self.flying) < most and not self.broken:
            try:
                self.flying[executor.submit(draw, queue[0])] = queue[0], alone
            except (BrokenExecutor, RuntimeError):
                self.broken = True
            else:
                queue.popleft()


def _drawn(jobs: Sequence[Job], workers: Workers) -> Iterator[Finished]:
    """Yield what the workers drew; where all of them died, others take their place."""
    work, vain = _Work(deque(_chunks(jobs, workers.count))), 0
    while work:
        work.broken, before, told = False, len(work.alone), False
        with workers.open() as executor:
            for finished in _until_broken(work, executor, workers.count):
                told = True
                yield finished
        vain = 0 if told or len(work.alone) != before else vain + 1
        if vain == _VAIN:
            raise OutputError.one(
                "khong-giu-duoc-tien-trinh",
                _("các tiến trình làm việc chết ngay khi khởi động"),
                _("đóng bớt chương trình cho đủ bộ nhớ, rồi chạy lại cùng lệnh với --jobs 1"),
            )


def _until_broken(work: _Work, executor: Executor, count: int) -> Iterator[Finished]:
    try:
        while not work.broken or work.flying:
            work.submit(executor, count)
            if not work.flying:
                return
            done, _others = wait(work.flying, return_when=FIRST_COMPLETED)
            for future in done:
                yield from _landed(work, future)
    finally:  # somebody stopped listening: what has not begun need not begin
        for future in work.flying:
            future.cancel()


def _landed(work: _Work, future: Future[list[Drawn]]) -> Iterator[Finished]:
    chunk, alone = work.flying.pop(future)
    try:
        yield from zip(chunk, future.result(), strict=True)
    except (BrokenExecutor, CancelledError) as error:
        work.broken = True
        yield from _lost(work, chunk, alone, error)
    except Exception as error:  # a cluster tells so of a worker that died again and again
        yield from _lost(work, chunk, alone, error)


def _lost(work: _Work, chunk: Chunk, alone: bool, error: BaseException) -> Iterator[Finished]:
    """Put the jobs of a lost chunk back, each alone; one that was alone already has failed."""
    if alone:
        yield chunk[0], Drawn(None, (_killer(error),))
    else:
        work.alone.extend((job,) for job in chunk)


def _killer(error: BaseException) -> Fault:
    return Fault(
        "tien-trinh-chet",
        _("tiến trình lập văn bản này hỏng hai lần ({error})").format(error=type(error).__name__),
        _(
            "thử riêng bằng lsreport render; nếu máy thiếu bộ nhớ thì bớt --jobs, "
            "nếu ổ đĩa tạm đầy thì dọn bớt"
        ),
    )


def _chunks(jobs: Sequence[Job], count: int) -> list[Chunk]:
    """Return the jobs in chunks: fewer in each where there are few for every worker."""
    size = max(1, min(_CHUNK, len(jobs) // (count * _CHUNK)))
    return [tuple(jobs[at : at + size]) for at in range(0, len(jobs), size)]
