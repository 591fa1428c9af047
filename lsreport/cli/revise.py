"""`lsreport revise`: append a revision to a period's log."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from lsreport.cli.history import tell_changes, tell_moves
from lsreport.cli.options import DayOption, dataset_option, dataset_or_default, period_argument
from lsreport.cli.speech import FINE, SpokenCommand, shown
from lsreport.i18n import _
from lsreport.periods import Period


@click.command(
    cls=SpokenCommand,
    help=(
        "Điều chỉnh số liệu đã chốt: nối một mục vào nhật ký cạnh tệp của kỳ, tệp của kỳ giữ nguyên.\n\n"
        "Ví dụ: lsreport revise 2024-05 ngan_sach.thu.thang.muc=1940,2"
        ' --reason "..." --status so_bo'
    ),
)
@period_argument
@click.argument("figures", nargs=-1, required=True, metavar="SỐ_LIỆU=GIÁ_TRỊ")
@click.option("--reason", required=True, metavar="CHỮ", help="Vì sao điều chỉnh.")
@click.option("--source", default=None, metavar="CHỮ", help="Cơ quan, công văn báo số điều chỉnh.")
@click.option(
    "--status",
    type=click.Choice(["uoc_tinh", "so_bo", "chinh_thuc"]),
    default=None,
    help="Trạng thái mới của các cửa sổ có số được điều chỉnh.",
)
@click.option(
    "--date",
    "day",
    type=DayOption(),
    default=None,
    metavar="NGÀY",
    help="Ngày điều chỉnh: 20/6/2024 (mặc định: hôm nay).",
)
@dataset_option
@click.pass_obj
def revise(
    workspace: Path | None,
    period: Period,
    figures: tuple[str, ...],
    reason: str,
    source: str | None,
    status: str | None,
    day: date | None,
    dataset: str | None,
) -> int:
    """Append a revision, and say what it changed."""
    from lsreport.data.workspace import find_workspace
    from lsreport.revisions import revise as append
    from lsreport.terms import Status

    place = find_workspace(workspace or Path.cwd())
    done = append(
        place,
        dataset_or_default(place, dataset),
        period,
        figures,
        day=day or date.today(),
        reason=reason,
        agency=source,
        status=Status(status) if status else None,
    )
    house = place.settings.house
    click.echo(
        _("Đã ghi: {file}:{line}").format(
            file=shown(done.path), line=done.effect.revision.source.line
        )
    )
    tell_changes(done.effect, house)
    tell_moves(done.effect, house, period)
    click.echo(
        _("Các số đã ghi khác giữ nguyên; xem còn khớp không: lsreport check {period}").format(
            period=f"{period} --data {dataset}" if dataset else period
        )
    )
    return FINE
