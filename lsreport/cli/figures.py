"""`lsreport figures`: every linked figure of a document."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lsreport.cli.options import as_of_option, file_argument, json_option, read, workspace_at
from lsreport.cli.speech import FINE, SpokenCommand, shown, tell_json
from lsreport.i18n import _

if TYPE_CHECKING:
    from lsreport.data.workspace import Workspace
    from lsreport.inspection import DocumentFigures


@click.command(
    cls=SpokenCommand,
    help=(
        "Liệt kê mọi số liệu gắn kết trong một văn bản, với tệp và dòng của nó.\n\n"
        "Ví dụ: lsreport figures out/ubnd-bao-cao-2024-05.docx"
    ),
)
@file_argument
@as_of_option
@json_option
@click.pass_obj
def figures(workspace: Path | None, file: Path, as_of: date | None, as_json: bool) -> int:
    """Print the linked figures of a document in the order they stand."""
    from lsreport.inspection import read_figures

    found = read_figures(read(file), shown(file))
    known = _known(file, found, workspace_at(workspace, as_of)) if as_of else None
    if as_json:
        told = found.as_json()
        if known is not None and as_of:
            told["as_of"] = as_of.isoformat()
            for figure, text in zip(told["figures"], known, strict=True):
                figure["known"] = text
        tell_json(told)
        return FINE
    for number, figure in enumerate(found.figures):
        sources = ", ".join(f"{name}:{line}" for name, line in figure.link.sources)
        status = figure.link.record.get("status") or "-"
        spot = f"{figure.part} {figure.paragraph}"
        expression = figure.link.record.get("expression", "")
        then = [known[number] or "-"] if known is not None else []
        click.echo("\t".join((figure.text, *then, expression, sources, status, spot)))
    click.echo(_("{count} số liệu gắn kết").format(count=len(found.figures)), err=True)
    return FINE


def _known(file: Path, found: DocumentFigures, place: Workspace) -> list[str | None]:
    """Return what the data said of each figure on the day; None where they did not have it.

    Raises UsageError for a document whose report or period the data did not have.
    """
    from lsreport.docxfile.living import LivingDocument
    from lsreport.errors import LsreportError
    from lsreport.refresh import open_book

    book = open_book(LivingDocument(read(file), shown(file)), place)
    texts: list[str | None] = []
    for figure in found.figures:
        try:
            texts.append(book.text(figure.link.record).text)
        except LsreportError:
            texts.append(None)
    return texts
