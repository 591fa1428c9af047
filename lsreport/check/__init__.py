"""Everything that is wrong or doubtful with a period and its template, at once.

Comes in: a workspace, a period, a report. Goes out: findings: data that cannot be read, names
that a template misspells, figures that are missing, given figures that others contradict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lsreport.check.asked import names_of
from lsreport.check.contradictions import contradictions
from lsreport.check.marks import no_longer_found
from lsreport.check.names import (
    awaited,
    left_out,
    not_printed,
    prose_not_printed,
    related_without_file,
    template_names,
    unnamed_files,
    without_figures,
    wrong_names,
)
from lsreport.check.revisions import revision_findings, statuses_gone_back
from lsreport.data.revisions import period_file_of
from lsreport.data.workspace import Workspace
from lsreport.errors import Fault, FaultLog, LsreportError, Severity, UsageError
from lsreport.measures import AWAITED_CODE, Measures
from lsreport.periods import Period
from lsreport.report.stages import Report, open_report
from lsreport.template import Rendering

__all__ = [
    "Checked",
    "check_dataset",
    "check_draft",
    "check_period",
    "check_report",
    "contradictions",
    "standing",
]

_NAME_CODES = frozenset(
    ("ten-khong-co", "chi-tieu-la", "cua-so-la", "so-do-la", "chua-thanh-so-lieu")
)


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of a report, and its document where there is one."""

    findings: list[Fault]
    drafted: Rendering | None

    @property
    def errors(self) -> list[Fault]:
        """Return what stops the document from being written."""
        return [fault for fault in self.findings if fault.severity == "error"]


def check_report(report: Report) -> Checked:
    """Return the findings of a report, errors first, and its draft."""
    log, drafted = FaultLog(), None
    log.extend(report.notes)
    names: list[Fault] = []
    try:
        asked = names_of(report.template)
        names = list(template_names(report, asked))
        drafted = report.draft()
        names += not_printed(report, asked)
        names += left_out(drafted)
        names += without_figures(drafted)
        names += related_without_file(report, asked)
    except LsreportError as error:
        # A run meets the wrong names again, one by one and without their near misses.
        log.extend(f for f in error.faults if not _told(f, report, names))
    log.extend(names)
    log.extend(awaited(report.dataset, report.catalogue, "note" if report.partial else "error"))
    log.extend(unnamed_files(report.workspace, report.dataset.name))
    log.extend(revision_findings(report.workspace, report.dataset))
    try:
        for figures in report.figures_read():
            log.extend(standing(figures.measures))
    except LsreportError as error:
        log.extend(error.faults)
    return Checked(_sorted(log), drafted)


def check_draft(report: Report) -> Checked:
    """Return the errors of a report and its draft: what `check_report` refuses, in less time.

    Warnings and notes are not looked for. Wherever something is wrong, `check_report` tells it.
    """
    try:
        drafted = report.draft()
        asked = names_of(report.template)
        refused = [
            *report.notes,
            *wrong_names(report, asked),
            *prose_not_printed(report, asked),
        ]
        if not report.partial:
            refused += awaited(report.dataset, report.catalogue)
        for figures in report.figures_read():
            figures.measures.datasets()  # the advice reads the neighbouring periods too
    except LsreportError:
        return check_report(report)
    if any(fault.severity == "error" for fault in refused):
        return check_report(report)
    return Checked([], drafted)


def standing(measures: Measures) -> Iterator[Fault]:
    """Yield the contradictions that nobody has accepted, and acceptances that no longer hold."""
    accepted = {acceptance.mark: acceptance for acceptance in measures.dataset.accepted}
    found = {fault.mark for fault in statuses_gone_back(measures.dataset)}
    for fault in contradictions(measures):
        found.add(fault.mark)
        if fault.mark not in accepted:
            yield fault
    of_data = [one for one in accepted.values() if not one.of_words and not one.is_of_data_sets]
    yield from no_longer_found(of_data, found)


def _told(fault: Fault, report: Report, names: list[Fault]) -> bool:
    """Return whether a fault of the run is told otherwise: by its template name, by department."""
    if fault.code == AWAITED_CODE:
        return period_file_of(fault.where.file or "") == report.dataset.file
    return fault.code in _NAME_CODES and any(name.severity == "error" for name in names)


def _sorted(faults: Iterable[Fault]) -> list[Fault]:
    order: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}
    return sorted(faults, key=lambda fault: order[fault.severity])


def check_period(
    workspace: Workspace,
    period: Period,
    name: str | None = None,
    allow_links: bool = False,
    unit: str | None = None,
) -> list[Fault]:
    """Return the findings of a period: errors first, then warnings, then notes.

    Raises UsageError for a report or period that the workspace does not have.
    """
    try:
        report = open_report(workspace, period, name, allow_links, unit)
    except UsageError:  # nothing to check: no such report or period
        raise
    except LsreportError as error:
        return list(error.faults)
    return check_report(report).findings


def check_dataset(workspace: Workspace, name: str, period: Period) -> list[Fault]:
    """Return the findings of the figures alone, for a data set that no report prints yet.

    Raises UsageError for a data set or period that the workspace does not have.
    """
    try:
        dataset, notes = workspace.dataset(name, period)
        catalogue = workspace.catalogue
        measures = Measures(dataset, catalogue, lambda: workspace.earlier(name, period))
        return [
            *standing(measures),
            *awaited(dataset, catalogue),
            *unnamed_files(workspace, name),
            *revision_findings(workspace, dataset),
            *catalogue.notes,
            *notes,
        ]
    except UsageError:
        raise
    except LsreportError as error:
        return list(error.faults)
