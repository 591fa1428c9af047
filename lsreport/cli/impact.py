"""`lsreport impact`: what is false in documents under the data of today."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lsreport.cli.options import as_of_option, json_option, read, workspace_at
from lsreport.cli.speech import FINDINGS, FINE, SpokenCommand, shown, tell_json
from lsreport.i18n import _

if TYPE_CHECKING:
    from datetime import date


@click.command(
    cls=SpokenCommand,
    help=(
        "Chỉ ra câu nào trong các văn bản không còn đúng theo số liệu hôm nay. Không ghi gì.\n\n"
        "Không nêu tệp: xem mọi văn bản trong sổ đã ban hành.\n\n"
        "Ví dụ: lsreport impact out/ubnd-bao-cao-2024-05.docx"
    ),
)
@click.argument(
    "files", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar="[TỆP]…"
)
@as_of_option
@json_option
@click.pass_obj
def impact(
    workspace: Path | None, files: tuple[Path, ...], as_of: date | None, as_json: bool
) -> int:
    """Print each sentence that the data contradict now."""
    from lsreport import impact as room

    place = workspace_at(workspace, as_of)
    found = [hit for file in files for hit in room.impact_of(read(file), shown(file), place)]
    if not files:
        found = room.impact_of_register(place)
    if as_json:
        tell_json({"impacts": [hit.as_json() for hit in found]})
        return FINDINGS if found else FINE
    for hit in found:
        cause = f" ({hit.cause})" if hit.cause else ""
        click.echo(f"{hit.document}: {hit.expression}: {hit.printed} → {hit.now}{cause}")
        click.echo(f"    “{hit.sentence}”")
    click.echo(_("{count} chỗ không còn đúng").format(count=len(found)))
    return FINDINGS if found else FINE
