"""`lsreport publish`: the document to be signed, and its entry of the register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lsreport.cli.options import DayOption, file_argument, read
from lsreport.cli.speech import FINE, SpokenCommand, shown
from lsreport.i18n import _

if TYPE_CHECKING:
    from datetime import date


@click.command(
    cls=SpokenCommand,
    help=(
        "Ban hành văn bản: điền số, ngày; bỏ ô gắn kết, ghi chú, dấu vết cá nhân; ghi sổ văn bản.\n\n"
        "Ví dụ: lsreport publish out/ubnd-bao-cao-2024-05.docx --number 215 --date 4/6/2024"
    ),
)
@file_argument
@click.option("--number", default="", metavar="SỐ", help="Số văn bản.")
@click.option("--date", "day", type=DayOption(), default=None, metavar="NGÀY", help="Ngày văn bản.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, readable=False, dir_okay=False),
    default=None,
    metavar="TỆP",
    help="Ghi bản ban hành vào tệp này (mặc định: cạnh văn bản, thêm -ban-hanh).",
)
@click.option("--pdf", is_flag=True, help="Làm thêm bản PDF bằng LibreOffice.")
@click.option(
    "--despite",
    default="",
    metavar="LÝ_DO",
    help="Ban hành dù còn ghi chú, sửa đổi, chỗ trống, số cũ; lý do được ghi vào sổ.",
)
@click.pass_obj
def publish(
    workspace: Path | None,
    file: Path,
    number: str,
    day: date | None,
    out: Path | None,
    pdf: bool,
    despite: str,
) -> int:
    """Issue a document and keep its entry."""
    from lsreport import publish as room
    from lsreport.cli.options import workspace_at
    from lsreport.errors import UsageError
    from lsreport.files import check_target, write_atomically
    from lsreport.office import to_pdf

    if number and not (number.isascii() and number.isdigit() and 0 < int(number) < 100_000):
        raise UsageError.one(
            "so-sai", _("«{text}» không phải là một số").format(text=number), _("viết như 215")
        )
    place = workspace_at(workspace)
    target = out or file.with_name(f"{file.stem}-ban-hanh.docx")
    check_target(target, ".docx", place.sources)
    issued = room.issue(read(file), shown(file), place, number=number, day=day, despite=despite)
    if target.exists() or room.register_file(place, target).exists():
        raise UsageError.one(
            "da-ban-hanh",
            _("đã có {file}, hoặc sổ văn bản đã ghi tên ấy").format(file=shown(target)),
            _("đặt tên khác bằng --out: văn bản đã ban hành không ghi đè"),
        )
    picture = target.with_suffix(".pdf") if pdf else None
    if picture is not None and picture.exists():
        raise UsageError.one(
            "da-ban-hanh",
            _("đã có {file}").format(file=shown(picture)),
            _("đặt tên khác bằng --out: văn bản đã ban hành không ghi đè"),
        )
    printed = to_pdf(issued.document) if picture is not None else b""
    write_atomically(target, issued.document)
    entry = room.write_entry(place, target, issued.entry)
    click.echo(_("Đã ban hành: {file}").format(file=shown(target)))
    click.echo(_("Sổ văn bản: {file}").format(file=shown(entry)))
    for objection in issued.objections:
        click.echo(_("Ban hành dù {what}").format(what=objection))
    if picture is not None:
        write_atomically(picture, printed)
        click.echo(_("Bản PDF: {file}").format(file=shown(picture)))
    return FINE
