"""`lsreport schema`: the JSON Schemas that editors use."""

from __future__ import annotations

import json
from pathlib import Path

import click

from lsreport.cli.speech import FINE, SpokenCommand, shown


@click.command(
    cls=SpokenCommand,
    help=(
        "Ghi các JSON Schema của tệp dữ liệu, để trình soạn thảo gợi ý khi gõ.\n\n"
        "Ví dụ: lsreport schema data/schema"
    ),
)
@click.argument(
    "folder", type=click.Path(path_type=Path, readable=False, file_okay=False), metavar="THƯ_MỤC"
)
def schema(folder: Path) -> int:
    """Write one schema a kind of file."""
    from lsreport.data.shapes import json_schemas
    from lsreport.files import write_atomically

    for name, content in json_schemas().items():
        path = folder / f"{name}.json"
        text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        write_atomically(path, text.encode())
        click.echo(shown(path))
    return FINE
