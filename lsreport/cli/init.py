"""`lsreport init`: a workspace for another province."""

from __future__ import annotations

from pathlib import Path

import click

from lsreport.cli.speech import FINE, SpokenCommand, shown
from lsreport.i18n import _


@click.command(
    cls=SpokenCommand,
    help=("Tạo một nơi làm việc mới cho một tỉnh.\n\nVí dụ: lsreport init cao-bang"),
)
@click.argument(
    "folder", type=click.Path(path_type=Path, readable=False, file_okay=False), metavar="THƯ_MỤC"
)
@click.option(
    "--province",
    default="tỉnh …",
    metavar="TÊN",
    help="Tên tỉnh như trong văn bản (bỏ trống: để dấu … mà điền sau).",
)
def init(folder: Path, province: str) -> int:
    """Write a workspace and say what to do first."""
    from lsreport.start import start_workspace

    written = start_workspace(folder, province)
    click.echo(
        _("Đã tạo {count} tệp trong {folder}").format(count=len(written), folder=shown(folder))
    )
    click.echo(_("Tiếp theo: vào thư mục đó, đọc README.md, rồi lsreport new 2026-01"))
    return FINE
