"""`lsreport render`: draft a report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lsreport.cli.options import links_option, period_argument, report_option
from lsreport.cli.speech import FINDINGS, FINE, SpokenCommand, shown, summary, tell_findings
from lsreport.errors import LsreportError
from lsreport.i18n import _
from lsreport.periods import Period

if TYPE_CHECKING:
    from lsreport.errors import Fault
    from lsreport.report.stages import Report
    from lsreport.template import Rendering


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
@click.option(
    "--partial",
    is_flag=True,
    help="Lập cả khi còn thiếu số liệu; chỗ thiếu được tô vàng trong văn bản.",
)
@links_option
@click.pass_obj
def render(
    workspace: Path | None,
    period: Period,
    report: str | None,
    out: Path | None,
    pdf: bool,
    force: bool,
    pages: bool,
    partial: bool,
    allow_links: bool,
) -> int:
    """Draft a report, write it, and say what it holds."""
    from lsreport.check import check_report
    from lsreport.data.workspace import find_workspace
    from lsreport.files import check_target, write_document
    from lsreport.report.stages import open_report

    place = find_workspace(workspace or Path.cwd())
    job = replace(open_report(place, period, report, allow_links), partial=partial)
    target = out or place.root / "out" / job.default_name
    check_target(target, ".docx", place.sources)
    checked = check_report(job)
    if checked.errors or checked.drafted is None:
        raise LsreportError(checked.errors)
    kept = write_document(target, checked.drafted.document, force, place.sources)
    click.echo(_("Đã lập: {file}").format(file=shown(target)))
    _tell_kept(kept)
    _tell_content(checked.drafted)
    _tell_check(job, checked.findings)
    _tell_pages(job, target if pdf else None, pages, force)
    if checked.drafted.gaps:
        click.echo(_("Còn thiếu {count} số liệu:").format(count=len(checked.drafted.gaps)))
        tell_findings(checked.drafted.gaps)
        return FINDINGS
    return FINE


def _tell_kept(kept: Path | None) -> None:
    if kept is not None:
        click.echo(_("Bản đã sửa được giữ ở: {file}").format(file=shown(kept)))


def _tell_content(drafted: Rendering) -> None:
    click.echo(
        _("{figures} số liệu gắn kết, {notes} chú thích").format(
            figures=len(drafted.links), notes=drafted.notes
        )
    )


def _tell_pages(job: Report, target: Path | None, wanted: bool, force: bool) -> None:
    """Count the pages where LibreOffice is there; write the PDF beside `target` if given."""
    from lsreport.files import write_pdf
    from lsreport.office import count_pages, find_office, to_pdf

    if target is None and not (wanted and find_office()):
        return
    # LibreOffice 7.4 drops the bold of controls: the PDF is made without them.
    printed = to_pdf(job.draft(controls=False).document)
    click.echo(_("{pages} trang").format(pages=count_pages(printed)))
    if target is not None:
        _tell_kept(write_pdf(target.with_suffix(".pdf"), printed, force))
        click.echo(_("Bản PDF: {file}").format(file=shown(target.with_suffix(".pdf"))))


def _tell_check(job: Report, findings: list[Fault]) -> None:
    click.echo(
        _("Kiểm tra: {summary} (xem: lsreport check {period})").format(
            summary=summary(findings), period=job.period
        )
    )
