"""`lsreport render`: draft a report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lsreport.cli.options import (
    as_of_option,
    dataset_option,
    force_option,
    links_option,
    partial_option,
    period_argument,
    read,
    report_option,
    strict_option,
    workspace_at,
)
from lsreport.cli.speech import FINDINGS, FINE, SpokenCommand, shown, summary, tell_findings
from lsreport.errors import LsreportError
from lsreport.i18n import _
from lsreport.periods import Period

if TYPE_CHECKING:
    from lsreport.data.workspace import Workspace
    from lsreport.drafting import Draft
    from lsreport.errors import Fault
    from lsreport.report.stages import Report
    from lsreport.template import Rendering

# What a clerk must hear with the document in hand: it lacks figures and nothing shows where.
_TOLD_AT_ONCE = ("khong-co-so-lieu", "thieu-ky-lien-quan")


@click.command(
    cls=SpokenCommand,
    help=(
        "Lập văn bản Word của một kỳ.\n\nVí dụ: lsreport render 2024-05 --out bao-cao.docx --pdf"
    ),
)
@period_argument
@report_option
@dataset_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, readable=False, dir_okay=False),
    default=None,
    metavar="TỆP",
    help="Ghi vào tệp này (mặc định: thư mục out/ của nơi làm việc).",
)
@click.option("--pdf", is_flag=True, help="Làm thêm bản PDF bằng LibreOffice.")
@force_option
@click.option("--pages/--no-pages", default=False, help="Đếm số trang (cần LibreOffice).")
@partial_option
@click.option(
    "--redline-against",
    "against",
    type=click.Path(path_type=Path, readable=False, dir_okay=False),
    default=None,
    metavar="TỆP",
    help="So luôn với văn bản này: bản có dấu sửa nằm cạnh văn bản, thêm -so-sanh.",
)
@strict_option
@as_of_option
@links_option
@click.pass_obj
def render(
    workspace: Path | None,
    period: Period,
    report: str | None,
    dataset: str | None,
    out: Path | None,
    pdf: bool,
    force: bool,
    pages: bool,
    partial: bool,
    against: Path | None,
    strict: bool,
    as_of: date | None,
    allow_links: bool,
) -> int:
    """Draft a report, write it, and say what it holds."""
    from lsreport.drafting import draft_report
    from lsreport.files import check_folder, check_target, write_document

    place = workspace_at(workspace, as_of)
    made = draft_report(place, period, report, dataset, allow_links=allow_links, partial=partial)
    target = out or place.root / "out" / made.default_name
    check_target(target, ".docx", place.sources)
    if out is not None:  # only our own folder is made: a misspelled one is not
        check_folder(out)
    if strict and (wrong := made.certainly_wrong(shown(target))):
        raise LsreportError(wrong)
    kept = write_document(target, made.rendering.document, force, place.sources)
    click.echo(_("Đã lập: {file}").format(file=shown(target)))
    _tell_kept(kept)
    _tell_content(made.rendering)
    _tell_check(made, period, place)
    _tell_audit(made, target)
    if against is not None:
        _write_redline(place, against, made.rendering.document, target, force)
    if pages or pdf:
        from lsreport.report.stages import open_report

        job = replace(open_report(place, period, report, allow_links, dataset), partial=partial)
        _tell_pages(job, target if pdf else None, force)
    if made.rendering.gaps:
        _tell_gaps(made.rendering.gaps)
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


def _tell_pages(job: Report, target: Path | None, force: bool) -> None:
    """Count the pages where LibreOffice is there; write the PDF beside `target` if given."""
    from lsreport.files import write_pdf
    from lsreport.office import count_pages, find_office, to_pdf

    if target is None and not find_office():
        return
    # LibreOffice 7.4 drops the bold of controls: the PDF is made without them.
    printed = to_pdf(job.draft(controls=False).document)
    click.echo(_("{pages} trang").format(pages=count_pages(printed)))
    if target is not None:
        _tell_kept(write_pdf(target.with_suffix(".pdf"), printed, force))
        click.echo(_("Bản PDF: {file}").format(file=shown(target.with_suffix(".pdf"))))


def _tell_check(made: Draft, period: Period, place: Workspace) -> None:
    tell_findings(fault for fault in made.findings if fault.code in _TOLD_AT_ONCE)
    words, settings = str(period), place.settings
    if made.report != settings.default_report or made.unit:
        words += f" --report {made.report}"
    if made.unit:
        words += f" --data {made.unit}"
    if place.as_of:
        words += f" --as-of {place.as_of.isoformat()}"
    click.echo(
        _("Kiểm tra: {summary} (xem: lsreport check {period})").format(
            summary=summary(made.findings), period=words
        )
    )


def _tell_audit(made: Draft, target: Path) -> None:
    """Say how many sentences of the draft cannot be right, or hardly."""
    click.echo(
        _("Trong câu: {certain} chắc sai, {likely} có thể sai (xem: lsreport audit {file})").format(
            certain=len(made.certain), likely=made.likely, file=shown(target)
        )
    )


def _write_redline(place: Workspace, old: Path, new: bytes, target: Path, force: bool) -> None:
    """Write beside the draft what it changed against an older document, with the causes."""
    from lsreport.files import write_document
    from lsreport.impact import known_in
    from lsreport.redline import redline

    known = known_in(new, shown(target), place)
    done = redline(read(old), new, known=known, names=(shown(old), shown(target)))
    beside = target.with_name(f"{target.stem}-so-sanh.docx")
    _tell_kept(write_document(beside, done.document, force))
    click.echo(
        _("Bản so sánh: {file} ({figures} số liệu thay đổi)").format(
            file=shown(beside), figures=len(done.figures)
        )
    )


def _tell_gaps(gaps: tuple[Fault, ...]) -> None:
    """Say what is marked in the draft: figures that are missing, prose that waits for a reader."""
    prose = [fault for fault in gaps if fault.code == "cho-xem-lai"]
    figures = len(gaps) - len(prose)
    click.echo(
        _(
            "Đã đánh dấu trong văn bản: {figures} số liệu còn thiếu, {prose} đoạn chờ xem lại"
        ).format(figures=figures, prose=len(prose))
    )
    tell_findings([replace(fault, severity="note") for fault in gaps])
