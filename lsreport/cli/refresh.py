"""`lsreport refresh`: the figures of today in a document that people have edited."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lsreport.cli.options import PeriodArgument, as_of_option, file_argument, json_option, read
from lsreport.cli.speech import FINDINGS, FINE, SpokenCommand, shown, tell_json
from lsreport.i18n import _
from lsreport.periods import Period

if TYPE_CHECKING:
    from datetime import date

    from lsreport.refresh import FigureOutcome, Refreshed


@click.command(
    cls=SpokenCommand,
    help=(
        "Cập nhật số liệu của một văn bản đã có người sửa trong Word; lời văn giữ nguyên.\n\n"
        "Mã kết thúc: 0 xong, 1 có chỗ cần người xem lại.\n\n"
        "Ví dụ: lsreport refresh out/ubnd-bao-cao-2024-05.docx --dry-run"
    ),
)
@file_argument
@click.option(
    "--period",
    type=PeriodArgument(),
    default=None,
    metavar="KỲ",
    help="Chỉ cập nhật số của kỳ này (văn bản như kế hoạch in số của nhiều kỳ).",
)
@as_of_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, readable=False, dir_okay=False),
    default=None,
    metavar="TỆP",
    help="Ghi vào tệp này (mặc định: chính văn bản đó).",
)
@click.option(
    "--take",
    type=click.Choice(["typed", "new"]),
    default="typed",
    help="Chỗ người sửa đã gõ đè lên số: giữ số gõ (typed) hay lấy số mới (new).",
)
@click.option("--dry-run", is_flag=True, help="Chỉ nói sẽ đổi gì, không ghi.")
@json_option
@click.pass_obj
def refresh(
    workspace: Path | None,
    file: Path,
    period: Period | None,
    as_of: date | None,
    out: Path | None,
    take: str,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Refresh a document and say what became of its figures."""
    from lsreport import refresh as room
    from lsreport.cli.options import workspace_at
    from lsreport.files import check_target, write_atomically, write_document

    place = workspace_at(workspace, as_of)
    target = out or file
    check_target(target, ".docx", place.sources)
    before = read(file)
    done = room.refresh(before, shown(file), place, only=period, take_new=take == "new")
    if not dry_run and target.resolve() != file.resolve():
        write_document(target, done.document, sources=place.sources)
    elif not dry_run and done.document != before:
        write_atomically(target, done.document)
    if as_json:
        tell_json({"document": shown(target), "figures": [o.as_json() for o in done.outcomes]})
    else:
        _tell(done, target, dry_run)
    return FINDINGS if done.of("kept", "deleted") or done.doubtful else FINE


def _tell(done: Refreshed, target: Path, dry_run: bool) -> None:
    click.echo(
        _(
            "{updated} số cập nhật, {kept} giữ như đã gõ, {deleted} đã bị xóa, {unchanged} không đổi"
        ).format(
            updated=len(done.of("updated")),
            kept=len(done.of("kept")),
            deleted=len(done.of("deleted")),
            unchanged=len(done.of("unchanged")),
        )
    )
    _tell_each(_("Cập nhật:"), done.of("updated"))
    _tell_each(_("Người sửa đã gõ đè, giữ nguyên (--take new để lấy số mới):"), done.of("kept"))
    _tell_each(_("Người sửa đã xóa:"), done.of("deleted"))
    if done.doubtful:
        click.echo(_("Lời văn cạnh các số sau có thể không còn đúng:"))
        for sentence in dict.fromkeys(outcome.sentence for outcome in done.doubtful):
            click.echo(f"  “{sentence}”")
    click.echo(
        _("Chưa ghi gì (--dry-run)") if dry_run else _("Đã ghi: {file}").format(file=shown(target))
    )


def _tell_each(title: str, outcomes: list[FigureOutcome]) -> None:
    if outcomes:
        click.echo(title)
    for outcome in outcomes:
        before = outcome.found or outcome.link.printed
        click.echo(f"  {outcome.expression}: {before} → {outcome.now}")
