"""Checks of a template file by itself, without a period.

Comes in: a Word file, and the folder where a person stands. Goes out: the faults of its tags
and, inside a workspace, of the indicator names it uses.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from lsreport.data.workspace import find_workspace
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
        indicators = find_workspace(folder).catalogue.indicators
    except LsreportError:  # outside a workspace only the tags can be checked
        return []
    own = assigned(template.tags)
    roots = {key.split(".")[0] for key in indicators}
    return [
        fault
        for reference in references(template.tags)
        if reference.path[0] in roots and reference.path[0] not in own
        for fault in wrong_name(reference, indicators)
    ]


def template_variables(raw: bytes, name: str) -> list[tuple[str, int]]:
    """Return the names a template uses and how often, sorted. Raises PackageError, TemplateError."""
    template = Template(raw, wording_filters(), allow_links=True, name=name)
    own = assigned(template.tags)
    found = references(template.tags)
    return sorted(Counter(str(ref) for ref in found if ref.path[0] not in own).items())
