"""Many documents in one run.

Comes in: periods, units or files of data. Goes out: a document for each, byte for byte what
`render` writes, and what became of every one: one that fails stops no other.

`plan` makes the jobs, `run` gives them to the workers of any `concurrent.futures.Executor`.
Workers only draw (worker.py); files are written by the caller alone, so that a worker that
dies leaves nothing half done and nothing is written twice. The journal (journal.py) lets a run
that was cut go on.
"""

from lsreport.batch.dispatch import run
from lsreport.batch.executors import Workers, dask_workers, processes
from lsreport.batch.inputs import Inputs
from lsreport.batch.jobs import Done, Drawn, Job, Options
from lsreport.batch.journal import Journal
from lsreport.batch.planning import Wish, plan

__all__ = [
    "Done",
    "Drawn",
    "Inputs",
    "Job",
    "Journal",
    "Options",
    "Wish",
    "Workers",
    "dask_workers",
    "plan",
    "processes",
    "run",
]
