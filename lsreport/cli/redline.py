"""`lsreport redline`: what changed between two documents, as tracked changes of Word."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lsreport.cli.options import DayOption, force_option, read
from lsreport.cli.speech import FINDINGS, FINE, SpokenCommand, shown
from lsreport.errors import OutputError, Place
from lsreport.i18n import _

if TYPE_CHECKING:
    import datetime

    from lsreport.redline import Redline


@click.command(
    cls=SpokenCommand,
    help=(
        "So hai văn bản Word: bản mới với mọi chỗ khác bản cũ là dấu sửa (Track Changes).\n\n"
        "Mã kết thúc: 0 xong, 1 có chỗ không đánh dấu được, cần người xem lại.\n\n"
        "Ví dụ: lsreport redline ban-cu.docx ban-moi.docx --out so-sanh.docx"
    ),
)
@click.argument("old", type=click.Path(path_type=Path, readable=False), metavar="BẢN_CŨ")
@click.argument("new", type=click.Path(path_type=Path, readable=False), metavar="BẢN_MỚI")
@click.option(
    "--out",
    type=click.Path(path_type=Path, readable=False, dir_okay=False),
    required=True,
    metavar="TỆP",
    help="Ghi vào tệp này.",
)
@click.option(
    "--author", default="lsreport", metavar="TÊN", help="Tên người sửa ghi ở mỗi dấu sửa."
)
@click.option(
    "--date",
    type=DayOption(),
    default=None,
    metavar="NGÀY",
    help="Ngày ghi ở mỗi dấu sửa: 20/6/2024 (mặc định: ngày của số liệu trong bản mới).",
)
@force_option
@click.pass_obj
def redline(
    workspace: Path | None,
    old: Path,
    new: Path,
    out: Path,
    author: str,
    date: datetime.date | None,
    force: bool,
) -> int:
    """Compare two documents, write the redline, and say what it shows."""
    from lsreport import redline as room
    from lsreport.cli.options import workspace_at
    from lsreport.errors import LsreportError
    from lsreport.files import check_target, write_document
    from lsreport.impact import known_in

    check_target(out, ".docx")
    _refuse_inputs(out, old, new)
    try:  # any two documents can be compared; whole names and causes are known inside a workspace
        known = known_in(read(new), shown(new), workspace_at(workspace))
    except LsreportError:
        known = None
    done = room.redline(
        read(old),
        read(new),
        known=known,
        author=_printable(author),
        date=f"{date.isoformat()}T00:00:00Z" if date else None,
        names=(shown(old), shown(new)),
    )
    kept = write_document(out, done.document, force)
    click.echo(_("Đã lập: {file}").format(file=shown(out)))
    if kept is not None:
        click.echo(_("Bản đã sửa được giữ ở: {file}").format(file=shown(kept)))
    _tell(done)
    return FINDINGS if done.untold else FINE


def _refuse_inputs(out: Path, *inputs: Path) -> None:
    if out.resolve() in [path.resolve() for path in inputs]:
        raise OutputError.one(
            "ghi-vao-nguon",
            _("không ghi đè lên văn bản đem so"),
            _("chọn chỗ khác bằng --out, như out/so-sanh.docx"),
            Place(str(out)),
        )


def _printable(author: str) -> str:
    """Return a name without what XML cannot hold."""
    kept = (c for c in author if unicodedata.category(c) not in ("Cc", "Cs", "Cn"))
    return "".join(kept).strip() or "lsreport"


def _tell(done: Redline) -> None:
    click.echo(
        _("{inserted} chỗ thêm, {deleted} chỗ bỏ, {figures} số liệu gắn kết thay đổi").format(
            inserted=done.inserted, deleted=done.deleted, figures=len(done.figures)
        )
    )
    for figure in done.figures:
        click.echo(f"  {figure}")
    if done.untold:
        click.echo(_("Không đánh dấu được, xem lại bằng mắt:"))
        for line in done.untold:
            click.echo(f"  {line}")
