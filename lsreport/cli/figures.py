"""`lsreport figures`: every linked figure of a document."""

from __future__ import annotations

from pathlib import Path

import click

from lsreport.cli.options import file_argument, json_option, read
from lsreport.cli.speech import FINE, SpokenCommand, shown, tell_json
from lsreport.i18n import _


@click.command(
    cls=SpokenCommand,
    help=(
        "Liệt kê mọi số liệu gắn kết trong một văn bản, với tệp và dòng của nó.\n\n"
        "Ví dụ: lsreport figures out/ubnd-bao-cao-2024-05.docx"
    ),
)
@file_argument
@json_option
def figures(file: Path, as_json: bool) -> int:
    """Print the linked figures of a document in the order they stand."""
    from lsreport.inspection import read_figures

    found = read_figures(read(file), shown(file))
    if as_json:
        tell_json(found.as_json())
        return FINE
    for figure in found.figures:
        sources = ", ".join(f"{name}:{line}" for name, line in figure.link.sources)
        status = figure.link.record.get("status") or "-"
        spot = f"{figure.part} {figure.paragraph}"
        expression = figure.link.record.get("expression", "")
        click.echo("\t".join((figure.text, expression, sources, status, spot)))
    click.echo(_("{count} số liệu gắn kết").format(count=len(found.figures)), err=True)
    return FINE
