"""A draft, and what is to be said of it.

Comes in: a report ready to be drafted. Goes out: its document, what check finds in the data, and
the sentences that audit finds false. The document is made each time; the findings of data,
templates and program that have not changed since are taken from the store.
"""

from __future__ import annotations

from dataclasses import replace

from lsreport.errors import Fault, LsreportError
from lsreport.records import record
from lsreport.report.stages import Report
from lsreport.template import Rendering


@record
class Findings:
    """What stands against a document: `findings` of the data, none of them an error; `certain`
    sentences that cannot be right; how many are `likely` wrong.
    """

    findings: tuple[Fault, ...]
    certain: tuple[Fault, ...]
    likely: int


@record
class Draft:
    """A drafted report and what stands against it."""

    rendering: Rendering
    found: Findings
    file: str

    @property
    def findings(self) -> tuple[Fault, ...]:
        """Return the findings of the data."""
        return self.found.findings

    @property
    def certain(self) -> tuple[Fault, ...]:
        """Return the sentences that cannot be right, at their places in the document."""
        return tuple(
            replace(fault, where=replace(fault.where, file=self.file))
            for fault in self.found.certain
        )

    @property
    def likely(self) -> int:
        """Return how many sentences are likely wrong."""
        return self.found.likely

    @property
    def certainly_wrong(self) -> list[Fault]:
        """Return what nobody can have meant, in the data and in the sentences."""
        certain = [fault for fault in self.findings if fault.certainty == "certain"]
        return [*certain, *self.certain]


def draft_report(report: Report, file: str) -> Draft:
    """Return the draft of a report; messages call its document `file`.

    Raises LsreportError with every fault of data and template that stops it.
    """
    store = report.workspace.store
    key = ""
    if store is not None:
        key = "\0".join((report.workspace.fingerprint(), *report.words))
        found: Findings | None = store.load("findings", key)
        if found is not None:
            return Draft(report.draft(), found, file)
    made = _examined(report, file)
    if store is not None:
        store.save("findings", key, made.found)
    return made


def _examined(report: Report, file: str) -> Draft:
    from lsreport.audit import standing
    from lsreport.check import check_report

    checked = check_report(report)
    if checked.errors or checked.drafted is None:
        raise LsreportError(checked.errors)
    said = standing(checked.drafted.document, file, report.dataset.accepted_marks)
    certain = tuple(one.as_fault("") for one in said.of("certain"))
    found = Findings(tuple(checked.findings), certain, said.count("likely"))
    return Draft(checked.drafted, found, file)
