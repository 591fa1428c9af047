"""`lsreport explain`: where a figure comes from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from lsreport.cli.options import (
    as_of_option,
    dataset_option,
    dataset_or_default,
    json_option,
    period_argument,
    workspace_at,
)
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
@as_of_option
@json_option
@click.pass_obj
def explain(
    workspace: Path | None,
    key: str,
    period: Period,
    dataset: str | None,
    as_of: date | None,
    as_json: bool,
) -> int:
    """Print each figure that a key names with its formula and lines."""
    from lsreport import explain as room
    from lsreport.measures import Measures

    place = workspace_at(workspace, as_of)
    name = dataset_or_default(place, dataset)
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
