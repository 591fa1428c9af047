"""`lsreport register`: what was issued, and whether it is still what was issued."""

from __future__ import annotations

from pathlib import Path

import click

from lsreport.cli.options import json_option, workspace_at
from lsreport.cli.speech import (
    FINE,
    SpokenCommand,
    SpokenGroup,
    exit_code,
    summary,
    tell_findings,
    tell_json,
)
from lsreport.i18n import _


@click.group(
    cls=SpokenGroup,
    help="Sổ văn bản đã ban hành.\n\nVí dụ: lsreport register check",
)
def register() -> None:
    """Hold the commands of the register."""


@register.command(
    name="list",
    cls=SpokenCommand,
    help="Liệt kê văn bản đã ban hành.\n\nVí dụ: lsreport register list",
)
@json_option
@click.pass_obj
def list_issued(workspace: Path | None, as_json: bool) -> int:
    """Print every issued document."""
    from lsreport import publish as room

    entries = room.registered(workspace_at(workspace))
    if as_json:
        tell_json({"documents": [room.summary(entry) for entry in entries]})
        return FINE
    for entry in entries:
        facts = entry.facts
        click.echo(
            "\t".join((entry.file, facts.get("so", ""), facts.get("ngay", ""), facts["tep"]))
        )
    return FINE


@register.command(
    name="check",
    cls=SpokenCommand,
    help=(
        "Xem văn bản đã ban hành có bị sửa, bị mất không.\n\n"
        "Mã kết thúc: 0 còn nguyên, 1 có tệp bị sửa hoặc mất.\n\n"
        "Ví dụ: lsreport register check"
    ),
)
@json_option
@click.pass_obj
def check_issued(workspace: Path | None, as_json: bool) -> int:
    """Print the issued documents that are no longer as they were."""
    from lsreport import publish as room

    findings = room.check_register(workspace_at(workspace))
    if as_json:
        tell_json({"findings": [finding.as_json() for finding in findings]})
    else:
        tell_findings(findings)
        click.echo(_("Sổ văn bản: {summary}").format(summary=summary(findings)))
    return exit_code(findings)
