"""`lsreport check`: all faults of a period's data and template at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

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
from lsreport.i18n import _
from lsreport.periods import Period


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
    from lsreport.across import check_across
    from lsreport.check import check_dataset, check_period

    place = workspace_at(workspace, as_of)
    if across:
        findings = check_across(place, period)
    elif dataset is not None:
        findings = check_dataset(place, dataset, period)
    else:
        findings = check_period(place, period, report, allow_links)
    if as_json:
        tell_json({"findings": [finding.as_json() for finding in findings]})
    else:
        tell_findings(findings)
        click.echo(_("Kỳ {period}: {summary}").format(period=period, summary=summary(findings)))
    return exit_code(findings)
