"""`lsreport history`: the revisions of a period and what each of them changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lsreport.cli.options import dataset_option, dataset_or_default, json_option, period_argument
from lsreport.cli.speech import FINE, SpokenCommand, tell_json
from lsreport.i18n import _
from lsreport.periods import Period

if TYPE_CHECKING:
    from lsreport.data.model import HouseStyle
    from lsreport.revisions import Change, Effect


@click.command(
    cls=SpokenCommand,
    help=(
        "Các lần điều chỉnh số liệu của một kỳ: cũ, mới, vì sao, và những số tính ra đổi theo.\n\n"
        "Ví dụ: lsreport history 2024-05 ngan_sach.thu"
    ),
)
@period_argument
@click.argument("key", required=False, default=None, metavar="[SỐ_LIỆU]")
@dataset_option
@json_option
@click.pass_obj
def history(
    workspace: Path | None, period: Period, key: str | None, dataset: str | None, as_json: bool
) -> int:
    """Print each revision with its old and new figures."""
    from lsreport.data.workspace import find_workspace
    from lsreport.revisions import history as past

    place = find_workspace(workspace or Path.cwd())
    found = past(place, dataset_or_default(place, dataset), period, key)
    house = place.settings.house
    if as_json:
        tell_json(found.as_json(house))
        return FINE
    for effect in found.effects:
        _tell_revision(effect)
        tell_changes(effect, house)
        tell_moves(effect, house, period)
    if not found.effects:
        click.echo(_("Kỳ {period}: không có điều chỉnh nào").format(period=period))
    for other in found.unread:
        click.echo(
            _("Không xét kỳ {period}: tệp còn lỗi (xem: lsreport check {period})").format(
                period=other
            ),
            err=True,
        )
    return FINE


def _tell_revision(effect: Effect) -> None:
    from lsreport.data.revisions import office_day

    revision = effect.revision
    agency = f" ({revision.agency})" if revision.agency else ""
    click.echo(f"{office_day(revision.day)}\t{revision.reason}{agency}\t{revision.source.place}")


def tell_changes(effect: Effect, house: HouseStyle) -> None:
    """Print the figures that a revision states, old and new, and the statuses that it changed."""
    for change in effect.changes:
        before, after = _texts(change, house)
        line = f"  {change.expression}: {before} → {after}"
        if change.added:
            line += " " + _added(change)
        click.echo(f"{line}\t{change.source.place}")
    for status in effect.statuses:
        key = f"{status.indicator}.{status.window.value}"
        line = _("  {key}: trạng thái {before} → {after}").format(
            key=key,
            before=status.before.value if status.before else _("chưa ghi"),
            after=status.after.value,
        )
        click.echo(line + (" " + _("(LƯU Ý: trạng thái lùi)") if status.back else ""))


def _texts(change: Change, house: HouseStyle) -> tuple[str, str]:
    from lsreport.revisions.effects import text_of

    return text_of(change.before, house) or _("chưa có"), text_of(change.after, house) or _("bỏ")


def _added(change: Change) -> str:
    """Return what is told of a figure that the period had not given."""
    if change.before is None:
        return _("(số mới, kỳ này chưa ghi)")
    if change.before.formula is None:
        return _("(số mới, trước lấy ở {place})").format(place=change.before.sources[0].place)
    return _("(số mới, trước được tính: {formula})").format(formula=change.before.formula)


def tell_moves(effect: Effect, house: HouseStyle, period: Period) -> None:
    """Print the figures that moved because of a revision; those of `period` without its name."""
    from lsreport.revisions.effects import text_of

    if effect.moved:
        click.echo(_("  Số tính ra đổi theo:"))
    for move in effect.moved:
        before = text_of(move.before, house) or _("không có")
        after = text_of(move.after, house) or _("không có")
        key = f"{move.expression}" if move.period == period else f"{move.period} {move.expression}"
        click.echo(f"    {key}: {before} → {after}")
