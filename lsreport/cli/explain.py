"""`lsreport explain`: where a figure comes from."""

from __future__ import annotations

from pathlib import Path

import click

from lsreport.cli.options import dataset_option, json_option, period_argument
from lsreport.cli.speech import FINE, SpokenCommand, tell_json
from lsreport.i18n import _
from lsreport.periods import Period


@click.command(
    cls=SpokenCommand,
    help=(
        "Cho biết một số liệu lấy ở đâu, tính thế nào.\n\n"
        "Ví dụ: lsreport explain ngan_sach.thu.luy_ke.dat 2024-05"
    ),
)
@click.argument("key", metavar="SỐ_LIỆU")
@period_argument
@dataset_option
@json_option
@click.pass_obj
def explain(
    workspace: Path | None, key: str, period: Period, dataset: str | None, as_json: bool
) -> int:
    """Print each figure that a key names with its formula and lines."""
    from lsreport import explain as room
    from lsreport.data.workspace import find_workspace
    from lsreport.measures import Measures

    place = find_workspace(workspace or Path.cwd())
    settings = place.settings
    name = dataset or settings.reports[settings.default_report].dataset
    data, _notes = place.dataset(name, period)
    measures = Measures(data, place.catalogue, lambda: place.earlier(name, period))
    found = [room.as_json(value, measures) for value in room.explain(measures, key)]
    if as_json:
        tell_json({"figures": found})
        return FINE
    for figure in found:
        how = figure["formula"] or _("ghi trong dữ liệu")
        lines = ", ".join(f"{source['file']}:{source['line']}" for source in figure["sources"])
        click.echo(f"{figure['expression']}\t{figure['text']}\t{how}\t{lines}")
    return FINE
