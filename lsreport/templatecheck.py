"""Checks of a template file by itself, without a period.

Comes in: a Word file, and the folder where a person stands. Goes out: the faults of its tags
and, inside a workspace, of the indicator names it uses.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from lsreport.data.workspace import Workspace, find_workspace
from lsreport.errors import Fault, LsreportError, TemplateError
from lsreport.report.context import wording_filters
from lsreport.report.names import wrong_name
from lsreport.template import Template
from lsreport.template.references import assigned, references


def check_template(raw: bytes, file: Path, folder: Path, allow_links: bool = False) -> list[Fault]:
    """Return the faults of a template. Raises PackageError for what is no Word document."""
    try:
        template = Template(raw, wording_filters(), allow_links=allow_links, name=str(file))
    except TemplateError as error:
        return list(error.faults)
    try:
        workspace = find_workspace(folder)
        indicators = workspace.catalogue.indicators
    except LsreportError:  # outside a workspace only the tags can be checked
        return [template.fallback] if template.fallback is not None else []
    if template.fallback is not None:
        return _left_to_docxtpl(template, template.fallback, _is_of_a_report(file, workspace))
    own = assigned(template.tags)
    roots = {key.split(".")[0] for key in indicators}
    return [
        fault
        for reference in references(template.tags)
        if reference.path[0] in roots and reference.path[0] not in own
        for fault in wrong_name(reference, indicators)
    ]


def _is_of_a_report(file: Path, workspace: Workspace) -> bool:
    """Return whether a report of the workspace is made from the file."""
    kinds = workspace.catalogue.settings.reports.values()
    names = {name for kind in kinds for name in kind.templates.values()}
    return file.resolve() in {(workspace.templates / name).resolve() for name in names}


def _left_to_docxtpl(template: Template, reason: Fault, of_a_report: bool) -> list[Fault]:
    """Return what to say of a template that docxtpl makes: a report must have its links."""
    if not of_a_report:
        return [reason]
    try:
        template.require_links()
    except TemplateError as error:
        return list(error.faults)
    return [reason]


def template_variables(raw: bytes, name: str) -> list[tuple[str, int]]:
    """Return the names a template uses and how often, sorted. Raises PackageError, TemplateError."""
    template = Template(raw, wording_filters(), allow_links=True, name=name)
    own = assigned(template.tags)
    found = references(template.tags)
    return sorted(Counter(str(ref) for ref in found if ref.path[0] not in own).items())
