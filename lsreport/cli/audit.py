"""`lsreport audit`: test what any document says of its own figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lsreport.cli.options import (
    PeriodArgument,
    file_argument,
    force_option,
    json_option,
    read,
    workspace_at,
)
from lsreport.cli.speech import SpokenCommand, shown, tell_json
from lsreport.errors import UsageError
from lsreport.i18n import _
from lsreport.periods import Period

if TYPE_CHECKING:
    from lsreport.audit.findings import Audit, Finding
    from lsreport.audit.typed import Given


@click.command(
    cls=SpokenCommand,
    help=(
        "Đọc một văn bản bất kỳ (.docx, .txt, .md) và thử các con số trong câu: tốc độ với chênh "
        "lệch, tổng với các phần, % kế hoạch, cặp a/b, chữ tăng giảm, cách viết số.\n\n"
        "Mã kết thúc: 0 không có gì chắc sai, 1 có điều chắc sai hoặc có thể sai.\n\n"
        "Ví dụ: lsreport audit bao-cao.docx --comments bao-cao-ghi-chu.docx"
    ),
)
@file_argument
@click.option(
    "--with", "period", type=PeriodArgument(), default=None, metavar="KỲ",
    help="So cả với số liệu của một kỳ.",
)  # fmt: skip
@click.option("--data", "dataset", default=None, metavar="BỘ", help="Bộ số liệu cho --with.")
@json_option
@click.option(
    "--comments", type=click.Path(path_type=Path, readable=False), default=None, metavar="TỆP.docx",
    help="Ghi các phát hiện thành ghi chú Word trên một bản sao.",
)  # fmt: skip
@force_option
@click.option(
    "--off", multiple=True, metavar="QUY_TẮC", help="Tắt một quy tắc (dùng nhiều lần được)."
)
@click.pass_obj
def audit(
    workspace: Path | None,
    file: Path,
    period: Period | None,
    dataset: str | None,
    as_json: bool,
    comments: Path | None,
    force: bool,
    off: tuple[str, ...],
) -> int:
    """Print the findings of a document."""
    from dataclasses import replace

    from lsreport.audit import audit_document, check_names, without
    from lsreport.audit.findings import in_order
    from lsreport.audit.reading.source import read_document
    from lsreport.audit.typed import contradicted

    check_names(off)
    if dataset is not None and period is None:
        raise UsageError.one(
            "data-khong-with", _("--data chỉ dùng cùng --with"), _("thêm --with KỲ, hoặc bỏ --data")
        )
    if comments is not None:
        _check_copy(file, comments)
    elif force:
        raise UsageError.one(
            "force-khong-comments", _("--force chỉ dùng cùng --comments"),
            _("thêm --comments TỆP.docx, hoặc bỏ --force"),
        )  # fmt: skip
    raw = read(file)
    document = read_document(raw, file.name)
    found = audit_document(document, off)
    if period is not None and "so-trai-du-lieu" not in off:
        given = list(_given(workspace, period, dataset))
        found = replace(found, findings=in_order([*found.findings, *contradicted(document, given)]))
    found = without(found, _accepted(workspace, raw, file))
    if comments is not None:
        from lsreport.audit.remarks import with_remarks

        made, count = with_remarks(raw, file.name, document, found.findings)
        _write_comments(comments, made, force, count)
    if as_json:
        tell_json(found.as_json())
    else:
        _tell(found, file)
    return 1 if found.count("certain") or found.count("likely") else 0


def _accepted(workspace: Path | None, raw: bytes, file: Path) -> frozenset[str]:
    """Return what was accepted in the period that a document of this workspace was drafted from."""
    from lsreport.docxfile.links import find_store, read_store
    from lsreport.docxfile.package import Package
    from lsreport.errors import LsreportError
    from lsreport.periods import parse_period

    if file.suffix.lower() != ".docx":
        return frozenset()
    package = Package(raw, file.name, allow_links=True)
    store = find_store(package)
    if store is None:
        return frozenset()
    try:
        facts, _links = read_store(package.xml(store))
        period = parse_period(facts.get("period", ""))
        data, _notes = workspace_at(workspace).dataset(facts.get("dataset", ""), period)
    except (LsreportError, ValueError):  # read elsewhere: nothing is known to be accepted
        return frozenset()
    return data.accepted_marks


def _given(workspace: Path | None, period: Period, dataset: str | None) -> Iterator[Given]:
    """Yield the given figures of a period as the audit wants them."""
    from lsreport.audit.reading.spans import Span
    from lsreport.audit.typed import Given, Role
    from lsreport.cli.options import dataset_or_default
    from lsreport.measures import Measures
    from lsreport.numbers import format_quantity
    from lsreport.terms import Measure, Window

    place = workspace_at(workspace)
    name = dataset_or_default(place, dataset)
    data, _notes = place.dataset(name, period)
    measures = Measures(data, place.catalogue, lambda: place.earlier(name, period))
    kinds = {Window.MONTH: "thang", Window.QUARTER: "quy", Window.YEAR: "nam"}
    said: dict[Role, Measure] = {
        "growth": Measure.GROWTH,
        "difference": Measure.DIFFERENCE,
        "plan": Measure.PLAN_SHARE,
    }
    for key, windows in data.observations.items():
        indicator = place.catalogue.indicators[key]
        unit = indicator.unit.name
        for window, seen in windows.items():
            level = seen.cells.get(Measure.LEVEL)
            if level is None or level.quantity is None:
                continue
            span = measures.span(window)
            time = Span(kinds.get(window, "luy_ke"), span.first, span.last, str(span.year))
            told = tuple(
                (
                    role,
                    f"{format_quantity(cell.quantity)}{indicator.unit.joined if measure.in_unit else '%'}",
                )
                for role, measure in said.items()
                if (cell := seen.cells.get(measure)) is not None and cell.quantity is not None
            )
            yield Given(indicator.name, unit, format_quantity(level.quantity), time, told)


def _check_copy(file: Path, target: Path) -> None:
    """Refuse a copy with comments of what is no Word file, or in the place of the document itself."""
    from lsreport.files import check_folder, check_target

    if file.suffix.lower() != ".docx":
        raise UsageError.one(
            "ghi-chu-can-docx", _("ghi chú chỉ đặt được trên tệp .docx"), _("bỏ --comments")
        )
    check_target(target, ".docx")
    check_folder(target)
    # a link to the document is the document
    if target.exists() and file.exists() and target.samefile(file):
        raise UsageError.one(
            "trung-tep", _("--comments phải là tệp khác"), _("đặt một tên mới cho bản sao")
        )


def _write_comments(target: Path, made: bytes, force: bool, count: int) -> None:
    from lsreport.files import write_document

    kept = write_document(target, made, force)
    if kept is not None:
        click.echo(_("Bản đã sửa được giữ ở: {file}").format(file=shown(kept)), err=True)
    told = _("Đã ghi {count} ghi chú vào: {file}").format(count=count, file=shown(target))
    click.echo(told, err=True)


def _tell(found: Audit, file: Path) -> None:
    for one in found.findings:
        click.echo(_one(one))
    click.echo(
        _(
            "{file}: {certain} chắc sai, {likely} có thể sai, {look} nên xem; đọc {figures} số, thử {tested} quan hệ"
        ).format(
            file=file.name,
            certain=found.count("certain"),
            likely=found.count("likely"),
            look=found.count("look"),
            figures=found.tally.figures,
            tested=found.tally.tested,
        )
    )


def _one(one: Finding) -> str:
    names = {"certain": _("CHẮC SAI"), "likely": _("CÓ THỂ SAI"), "look": _("NÊN XEM")}
    head = _("{severity} đoạn {paragraph}: «{quote}» [{rule}]").format(
        severity=names[one.severity],
        paragraph=one.paragraph,
        quote=one.quote,
        rule=f"{one.rule} {one.mark}",
    )
    return f"{head}\n    {one.computed}\n    → {one.suggestion}"
