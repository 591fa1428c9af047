"""`lsreport reports`: what a workspace can make."""

from __future__ import annotations

from pathlib import Path

import click

from lsreport.cli.speech import FINE, SpokenCommand
from lsreport.i18n import _


@click.command(
    cls=SpokenCommand, help="Liệt kê các báo cáo và các kỳ có số liệu.\n\nVí dụ: lsreport reports"
)
@click.pass_obj
def reports(workspace: Path | None) -> int:
    """Print the reports of the workspace with the periods they have data for."""
    from lsreport.data.workspace import find_workspace

    place = find_workspace(workspace or Path.cwd())
    settings = place.catalogue.settings
    for key, kind in settings.reports.items():
        mark = _(" (mặc định)") if key == settings.default_report else ""
        click.echo(f"{key}{mark}: {kind.name}")
        ready = [str(p) for p in place.periods(kind.dataset) if p.kind in kind.periods]
        for template in dict.fromkeys(kind.templates.values()):
            click.echo(_("  mẫu: templates/{template}").format(template=template))
        click.echo(_("  kỳ có số liệu: {periods}").format(periods=", ".join(ready) or "-"))
    return FINE
