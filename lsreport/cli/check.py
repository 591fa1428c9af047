"""`lsreport check`: all faults of a period's data and template at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lsreport.cli.options import (
    as_of_option,
    dataset_option,
    json_option,
    links_option,
    period_argument,
    report_option,
    workspace_at,
)
from lsreport.cli.speech import (
    SpokenCommand,
    exit_code,
    summary,
    tell_findings,
    tell_json,
)
from lsreport.errors import UsageError
from lsreport.i18n import _
from lsreport.periods import Period

if TYPE_CHECKING:
    from lsreport.data.workspace import Workspace


@click.command(
    cls=SpokenCommand,
    help=(
        "Kiểm tra số liệu, lời văn và mẫu của một kỳ.\n\n"
        "Mã kết thúc: 0 không có gì phải sửa, 1 có lỗi hoặc cảnh báo.\n\n"
        "Ví dụ: lsreport check 2024-05"
    ),
)
@period_argument
@report_option
@dataset_option
@click.option("--across", is_flag=True, help="Chỉ ra chỗ hai bộ số liệu ghi khác nhau.")
@as_of_option
@json_option
@links_option
@click.pass_obj
def check(
    workspace: Path | None,
    period: Period,
    report: str | None,
    dataset: str | None,
    across: bool,
    as_of: date | None,
    as_json: bool,
    allow_links: bool,
) -> int:
    """Print the findings of a period."""
    from lsreport.check import check_dataset, check_period
    from lsreport.check.across import check_across

    place = workspace_at(workspace, as_of)
    if across:
        findings = check_across(place, period)
    elif dataset is not None and report is None:
        findings = check_dataset(place, dataset, period)
    else:
        if dataset is not None:
            _same_data(place, report, dataset)
        findings = check_period(place, period, report, allow_links, dataset)
    if as_json:
        tell_json({"findings": [finding.as_json() for finding in findings]})
    else:
        tell_findings(findings)
        click.echo(_("Kỳ {period}: {summary}").format(period=period, summary=summary(findings)))
    return exit_code(findings)


def _same_data(place: Workspace, report: str | None, dataset: str) -> None:
    """Refuse a report together with a data set that is neither its own nor a unit's."""
    from lsreport.report.kinds import units

    kind = place.settings.reports.get(report or "")
    if kind is not None and kind.dataset != dataset and dataset not in units(place.settings):
        raise UsageError.one(
            "bo-khong-khop",
            _("báo cáo «{report}» dùng bộ số liệu «{own}», không phải «{name}»").format(
                report=report, own=kind.dataset, name=dataset
            ),
            _("bỏ --data để kiểm tra báo cáo, hoặc bỏ --report để kiểm tra riêng bộ số liệu"),
        )
