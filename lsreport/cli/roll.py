"""`lsreport roll`: last period's finished document as this period's draft."""

from __future__ import annotations

from pathlib import Path

import click

from lsreport.cli.options import file_argument, force_option, period_argument, read
from lsreport.cli.speech import FINDINGS, FINE, SpokenCommand, shown
from lsreport.i18n import _
from lsreport.periods import Period

_LISTED = 10  # missing figures that are named


@click.command(
    cls=SpokenCommand,
    help=(
        "Chuyển văn bản kỳ trước, đã sửa xong, thành bản nháp kỳ này: số liệu, tên kỳ, ngày theo kỳ "
        "mới; đoạn cần đọc lại có ghi chú trong Word.\n\n"
        "Mã kết thúc: 0 xong, 1 có đoạn phải đọc lại hoặc số còn thiếu.\n\n"
        "Ví dụ: lsreport roll out/ubnd-bao-cao-2024-05.docx 2024-06"
    ),
)
@file_argument
@period_argument
@click.option(
    "--out",
    type=click.Path(path_type=Path, readable=False, dir_okay=False),
    default=None,
    metavar="TỆP",
    help="Ghi vào tệp này (mặc định: thư mục out/ của nơi làm việc).",
)
@force_option
@click.pass_obj
def roll(workspace: Path | None, file: Path, period: Period, out: Path | None, force: bool) -> int:
    """Roll a document forward and list what a person must read again."""
    from lsreport import roll as room
    from lsreport.cli.options import workspace_at
    from lsreport.files import check_target, write_document

    place = workspace_at(workspace)
    done = room.roll(read(file), shown(file), place, period)
    target = (
        out or place.root / "out" / f"{file.stem.rpartition('-20')[0] or file.stem}-{period}.docx"
    )
    check_target(target, ".docx", place.sources)
    kept = write_document(target, done.document, force, place.sources)
    click.echo(_("Đã lập: {file}").format(file=shown(target)))
    if kept is not None:
        click.echo(_("Bản đã sửa được giữ ở: {file}").format(file=shown(kept)))
    click.echo(
        _(
            "{figures} số liệu theo kỳ mới, {missing} số còn thiếu, {reviews} đoạn cần đọc lại"
        ).format(figures=done.figures, missing=len(done.missing), reviews=len(done.reviews))
    )
    _tell(_("Còn thiếu:"), done.missing[:_LISTED])
    if (more := len(done.missing) - _LISTED) > 0:  # before the month's data come, all of them
        click.echo(
            _("  … và {count} số nữa (xem đủ: lsreport check {period})").format(
                count=more, period=period
            )
        )
    _tell(_("Kỳ trước gõ đè, nay lấy số liệu:"), done.typed)
    _tell(_("Không còn ở kỳ mới, sửa tay:"), done.left)
    _tell(_("Thêm ở kỳ mới, điền tay:"), done.added)
    _tell(_("Đọc lại:"), [f"“{review.text[:90]}” ({review.reason})" for review in done.reviews])
    return FINDINGS if done.missing or done.reviews or done.left or done.added else FINE


def _tell(title: str, lines: tuple[str, ...] | list[str]) -> None:
    if lines:
        click.echo(title)
    for line in lines:
        click.echo(f"  {line}")
