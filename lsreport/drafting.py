"""A draft, and what is to be said of it.

Comes in: a workspace, a period, a report. Goes out: the document, what check finds in the data,
and the sentences that audit finds false. A draft of data, templates and program that have not
changed since is taken from the store: the same input gives the same bytes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lsreport.data.workspace import Workspace
from lsreport.errors import Fault, LsreportError
from lsreport.periods import Period
from lsreport.records import record
from lsreport.template.rendering import Rendering

if TYPE_CHECKING:
    from lsreport.report.stages import Report


@record
class Draft:
    """A drafted report and what stands against it.

    `report` is its key in the settings, `unit` the data set that stood in for its own ("" where
    none did) and `default_name` its file's name; `findings` are those
    of the data, none of them an error; `certain` are sentences that cannot be right, and
    `likely` tells how many more are likely wrong.
    """

    report: str
    unit: str
    default_name: str
    rendering: Rendering
    findings: tuple[Fault, ...]
    certain: tuple[Fault, ...]
    likely: int

    def certainly_wrong(self, file: str) -> list[Fault]:
        """Return what cannot be right, in the data and in the document that is called `file`."""
        data = [fault for fault in self.findings if fault.certainty == "certain"]
        return data + [replace(one, where=replace(one.where, file=file)) for one in self.certain]


def draft_report(
    workspace: Workspace,
    period: Period,
    name: str | None = None,
    unit: str | None = None,
    *,
    allow_links: bool = False,
    partial: bool = False,
) -> Draft:
    """Return the draft of a report, from a unit's data set where one is named.

    Raises LsreportError with every fault of data and template that stops it.
    """
    store, key, state = workspace.store, "", ""
    if store is not None:
        asked = f"{name} {unit} {period} {allow_links} {partial}"
        state = workspace.fingerprint()
        key = f"{state} {asked}"
        kept: Draft | None = store.load("draft", key)
        if kept is not None:
            return kept
    from lsreport.report.stages import open_report

    report = open_report(workspace, period, name, allow_links, unit)
    made = examined(replace(report, partial=partial))
    if store is not None and workspace.holds(state):
        store.save("draft", key, made)
    return made


def examined(report: Report) -> Draft:
    """Return the draft of a report that was opened. Raises LsreportError as `draft_report`."""
    from lsreport.audit import standing
    from lsreport.check import check_report

    checked = check_report(report)
    if checked.errors or checked.drafted is None:
        raise LsreportError(checked.errors)
    said = standing(checked.drafted.document, "", report.dataset.accepted_marks)
    own = report.catalogue.settings.reports[report.kind.key].dataset
    return Draft(
        report.kind.key,
        "" if report.kind.dataset == own else report.kind.dataset,
        report.default_name,
        checked.drafted,
        tuple(checked.findings),
        tuple(one.as_fault("") for one in said.of("certain")),
        said.count("likely"),
    )
