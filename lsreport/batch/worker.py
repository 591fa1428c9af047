"""Drawing documents in a worker: a process of this machine, a thread, a worker of Dask.

Comes in: jobs. Goes out: for each of them its document or its faults. Writes nothing. What one
document needed and the next needs too is kept: the workspace, its catalogue, the data that
were read, the compiled templates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from lsreport.batch.jobs import Drawn, Job
from lsreport.check import check_draft
from lsreport.data.workspace import Workspace
from lsreport.drafting import examined
from lsreport.errors import Fault, LsreportError
from lsreport.i18n import _, use
from lsreport.periods import parse_period
from lsreport.report.stages import Report, open_report
from lsreport.store import Store, open_store

_KEPT = 4  # workspaces, each with its catalogue


def draw(jobs: Sequence[Job]) -> list[Drawn]:
    """Return what became of each job, in their order."""
    return [draw_one(job) for job in jobs]


def draw_one(job: Job) -> Drawn:
    """Return the document of a job, or every fault that `render` would refuse it for."""
    use(job.options.language)
    try:
        return _drawn(job)
    except LsreportError as error:
        return Drawn(None, error.faults)
    except Exception as error:  # a defect of ours in one document must not stop the others
        return Drawn(None, (_unexpected(error),))


def _drawn(job: Job) -> Drawn:
    report, options = _opened(job), job.options
    if not (options.strict or options.advice):
        checked = check_draft(report)
        if checked.errors or checked.drafted is None:
            return Drawn(None, tuple(checked.errors))
        return Drawn(checked.drafted.document, (), len(checked.drafted.gaps))
    made = examined(report)
    if options.strict and (wrong := made.certainly_wrong(job.name)):
        return Drawn(None, tuple(wrong))
    heard = (*(fault for fault in made.findings if fault.severity != "note"), *made.certain)
    advice = heard if options.advice else ()
    return Drawn(made.rendering.document, (), len(made.rendering.gaps), advice)


def _opened(job: Job) -> Report:
    options, period = job.options, parse_period(job.period)
    workspace = _workspace(options.root, options.as_of, options.catalogue, options.language)
    found = open_report(workspace, period, job.report, options.allow_links, job.dataset)
    return replace(found, partial=options.partial)


class _CommonStore(Store):
    """The user's store, for what documents have in common.

    The data of many units, each read once, would only push everything else out of it.
    """

    keeps_periods = False


@lru_cache(maxsize=_KEPT)
def _workspace(root: str, as_of: str, catalogue: str, language: str) -> Workspace:
    """Return a workspace, whose files are read once; the last two only tell it from others."""
    del catalogue, language
    day = date.fromisoformat(as_of) if as_of else None
    return Workspace(Path(root), day, open_store(_CommonStore))


def _unexpected(error: Exception) -> Fault:
    return Fault(
        "loi-bat-ngo",
        _("lỗi bất ngờ khi lập văn bản: {error}").format(error=f"{type(error).__name__}: {error}"),
        _("đây là lỗi của lsreport: gửi dòng này và tệp của kỳ cho người phụ trách công cụ"),
    )
