"""`lsreport render`: draft a report."""

from __future__ import annotations

from pathlib import Path

import click

from lsreport.cli.options import links_option, period_argument, report_option
from lsreport.cli.speech import FINE, SpokenCommand, shown, summary
from lsreport.i18n import _
from lsreport.periods import Period


@click.command(
    cls=SpokenCommand,
    help=(
        "Lập văn bản Word của một kỳ.\n\nVí dụ: lsreport render 2024-05 --out bao-cao.docx --pdf"
    ),
)
@period_argument
@report_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    metavar="TỆP",
    help="Ghi vào tệp này (mặc định: thư mục out/ của nơi làm việc).",
)
@click.option("--pdf", is_flag=True, help="Làm thêm bản PDF bằng LibreOffice.")
@click.option(
    "--force",
    is_flag=True,
    help="Ghi đè văn bản đã có người sửa; bản đã sửa được giữ lại bên cạnh.",
)
@click.option("--pages/--no-pages", default=True, help="Đếm số trang (cần LibreOffice).")
@links_option
@click.pass_obj
def render(
    workspace: Path | None, period: Period, report: str | None, out: Path | None, pdf: bool,
    force: bool, pages: bool, allow_links: bool,
) -> int:  # fmt: skip
    """Draft a report, write it, and say what it holds."""
    from lsreport.check import check_period
    from lsreport.data.workspace import find_workspace
    from lsreport.files import write_atomically, write_document
    from lsreport.office import count_pages, find_office, to_pdf
    from lsreport.report.stages import open_report

    place = find_workspace(workspace or Path.cwd())
    job = open_report(place, period, report, allow_links)
    drafted = job.draft()
    target = out or place.root / "out" / job.default_name
    kept = write_document(target, drafted.document, force)
    click.echo(_("Đã lập: {file}").format(file=shown(target)))
    if kept is not None:
        click.echo(_("Bản đã sửa được giữ ở: {file}").format(file=shown(kept)))
    click.echo(
        _("{figures} số liệu gắn kết, {notes} chú thích").format(
            figures=len(drafted.links), notes=drafted.notes
        )
    )
    if pdf or (pages and find_office()):
        printed = to_pdf(job.draft(controls=False).document)
        click.echo(_("{pages} trang").format(pages=count_pages(printed)))
        if pdf:
            write_atomically(target.with_suffix(".pdf"), printed)
            click.echo(_("Bản PDF: {file}").format(file=shown(target.with_suffix(".pdf"))))
    findings = check_period(place, period, report, allow_links)
    click.echo(
        _("Kiểm tra: {summary} (xem: lsreport check {period})").format(
            summary=summary(findings), period=period
        )
    )
    return FINE
