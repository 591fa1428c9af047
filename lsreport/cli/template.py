"""`lsreport template`: look at, check and list the names of a Word template."""

from __future__ import annotations

from pathlib import Path

import click

from lsreport.cli.options import file_argument, json_option, links_option, read
from lsreport.cli.speech import (
    FINE,
    SpokenCommand,
    SpokenGroup,
    exit_code,
    shown,
    summary,
    tell_findings,
    tell_json,
)


@click.group(
    cls=SpokenGroup,
    help="Xem và kiểm tra mẫu Word.\n\nVí dụ: lsreport template check templates/ubnd/bao-cao.docx",
)
def template() -> None:
    """Group the commands about templates."""


@template.command(
    cls=SpokenCommand,
    help="In nội dung mẫu Word thành chữ, để đọc lại hoặc so sánh bằng git.\n\nVí dụ: lsreport template show mau.docx",
)
@file_argument
def show(file: Path) -> int:
    """Print a Word file as text."""
    from lsreport.docxfile.listing import list_text
    from lsreport.docxfile.package import Package

    click.echo(list_text(Package(read(file), shown(file), allow_links=True)), nl=False)
    return FINE


@template.command(
    cls=SpokenCommand,
    help="Tìm mọi lỗi thẻ và tên trong mẫu Word.\n\nVí dụ: lsreport template check mau.docx",
)
@file_argument
@json_option
@links_option
@click.pass_obj
def check(workspace: Path | None, file: Path, as_json: bool, allow_links: bool) -> int:
    """Print every fault of a template's tags and names."""
    from lsreport.templatecheck import check_template

    findings = check_template(read(file), file, workspace or Path.cwd(), allow_links)
    if as_json:
        tell_json({"findings": [finding.as_json() for finding in findings]})
    else:
        tell_findings(findings)
        click.echo(f"{shown(file)}: {summary(findings)}")
    return exit_code(findings)


@template.command(
    "vars",
    cls=SpokenCommand,
    help="Liệt kê các tên mà mẫu Word dùng.\n\nVí dụ: lsreport template vars mau.docx",
)
@file_argument
@json_option
def variables(file: Path, as_json: bool) -> int:
    """Print the names that a template uses, with how often."""
    from lsreport.templatecheck import template_variables

    counts = template_variables(read(file), shown(file))
    if as_json:
        tell_json({"variables": [{"name": name, "count": count} for name, count in counts]})
        return FINE
    for name, count in counts:
        click.echo(f"{name}\t{count}")
    return FINE
