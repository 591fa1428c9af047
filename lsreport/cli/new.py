"""`lsreport new`: start a period."""

from __future__ import annotations

from pathlib import Path

import click

from lsreport.cli.options import PeriodArgument, dataset_option, period_argument
from lsreport.cli.speech import FINE, SpokenCommand, shown
from lsreport.i18n import _
from lsreport.periods import Period


@click.command(
    cls=SpokenCommand,
    help=(
        "Mở một kỳ: tệp số liệu xếp theo cơ quan cung cấp, lời văn kỳ trước chờ xem lại.\n\n"
        "Ví dụ: lsreport new 2024-06 --from 2024-05"
    ),
)
@period_argument
@click.option(
    "--from",
    "source",
    type=PeriodArgument(),
    default=None,
    metavar="KỲ",
    help="Theo các dòng và lời văn của kỳ này (mặc định: kỳ gần nhất cùng loại).",
)
@dataset_option
@click.pass_obj
def new(workspace: Path | None, period: Period, source: Period | None, dataset: str | None) -> int:
    """Write the file of a period and say what waits in it."""
    from lsreport.data.workspace import find_workspace
    from lsreport.start import start_period

    place = find_workspace(workspace or Path.cwd())
    settings = place.settings
    name = dataset or settings.reports[settings.default_report].dataset
    started = start_period(place, name, period, source)
    click.echo(_("Đã tạo: {file}").format(file=shown(started.path)))
    click.echo(
        _("{figures} số chờ điền, {paragraphs} đoạn lời văn chờ xem lại").format(
            figures=started.figures, paragraphs=started.paragraphs
        )
    )
    return FINE
