"""`lsreport batch`: many documents in one run."""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lsreport.cli.options import (
    as_of_option,
    force_option,
    links_option,
    partial_option,
    strict_option,
    workspace_at,
)
from lsreport.cli.speech import FINDINGS, FINE, SpokenCommand, shown, tell_findings
from lsreport.i18n import _, language

if TYPE_CHECKING:
    from lsreport.batch import Done, Inputs, Job, Workers
    from lsreport.errors import Fault

_TOLD = 3  # faults told of one document; check tells all of them
_STOPPED = 130


class Count(click.ParamType[int]):
    """A whole number from 1."""

    name = "count"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number; a text that is none is a usage error."""
        if not str(value).isdecimal() or int(value) < 1:
            self.fail(_("cần một số nguyên từ 1 trở lên"), param, ctx)
        return int(value)


@click.command(
    cls=SpokenCommand,
    help=(
        "Lập nhiều văn bản trong một lần chạy.\n\n"
        "Nêu các kỳ (2024-01..2024-12, 2024-Q1), hay tệp, thư mục số liệu (data/ubnd); không nêu "
        "là mọi kỳ đã có số liệu. Văn bản hỏng không làm dừng các văn bản khác; chạy lại là làm "
        "tiếp từ chỗ dừng.\n\n"
        "Ví dụ: lsreport batch 2024-05 --data 'xa_*' --out out/xa"
    ),
)
@click.argument("words", nargs=-1, metavar="[KỲ|TỆP|THƯ_MỤC]...")
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="TÊN",
    help="Tên báo cáo, nêu được nhiều lần; 'ubnd/*' là mọi báo cáo có tên như vậy.",
)
@click.option(
    "--data",
    "datasets",
    multiple=True,
    metavar="BỘ",
    help="Bộ số liệu của từng đơn vị, nêu được nhiều lần; 'xa_*' là mọi bộ có tên như vậy.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, readable=False, file_okay=False),
    default=None,
    metavar="THƯ_MỤC",
    help="Ghi vào thư mục này (mặc định: out/ của nơi làm việc).",
)
@click.option(
    "--jobs",
    type=Count(),
    default=None,
    metavar="SỐ",
    help="Số tiến trình cùng lập văn bản (mặc định: số nhân của máy).",
)
@click.option(
    "--dask",
    default=None,
    metavar="ĐỊA_CHỈ",
    help="Lập trên cụm máy Dask ở địa chỉ này: tcp://192.168.1.10:8786.",
)
@click.option("--again", is_flag=True, help="Lập lại cả văn bản đã có mà số liệu không đổi.")
@force_option
@partial_option
@strict_option
@click.option("--check", "advice", is_flag=True, help="Kiểm tra luôn và kể cảnh báo (chậm hơn).")
@as_of_option
@links_option
@click.pass_obj
def batch(
    workspace: Path | None,
    words: tuple[str, ...],
    reports: tuple[str, ...],
    datasets: tuple[str, ...],
    out: Path | None,
    jobs: int | None,
    dask: str | None,
    again: bool,
    force: bool,
    partial: bool,
    strict: bool,
    advice: bool,
    as_of: date | None,
    allow_links: bool,
) -> int:
    """Plan the documents, draw them over workers, and say what became of each."""
    from lsreport.batch import Inputs, Options, Wish, plan

    place = workspace_at(workspace, as_of)
    inputs = Inputs(place)
    day = as_of.isoformat() if as_of else ""
    options = Options(
        str(place.root),
        inputs.catalogue,
        language(),
        day,
        partial,
        strict,
        advice,
        allow_links,
    )
    folder = _folder(out, place.root, place.sources)
    planned = plan(place, Wish(words, reports, datasets), folder, options)
    done = _run(planned, _workers(jobs, dask, len(planned)), folder, inputs, force, again)
    _tell(done, folder)
    if len(done) < len(planned):
        left = _("Đã dừng, còn {count} văn bản: chạy lại cùng lệnh để làm tiếp.")
        click.echo(left.format(count=len(planned) - len(done)), err=True)
        return _STOPPED
    return FINDINGS if any(one.faults or one.gaps for one in done) else FINE


def _folder(out: Path | None, root: Path, sources: Iterable[Path]) -> Path:
    """Return the folder of the documents. Raises OutputError for one that cannot be."""
    from lsreport.files import check_folder, check_target

    folder = (out or root / "out").absolute()
    check_target(folder / "x.docx", ".docx", sources)
    if out is not None:
        check_folder(folder / "x.docx")
    return folder


def _workers(jobs: int | None, dask: str | None, count: int) -> Workers:
    from lsreport.batch import dask_workers, processes

    if dask is not None:
        return dask_workers(dask)
    return processes(min(jobs or os.cpu_count() or 1, count))


def _run(
    jobs: list[Job], workers: Workers, folder: Path, inputs: Inputs, force: bool, again: bool
) -> list[Done]:
    """Return what became of the jobs, of all unless somebody stopped the run."""
    from lsreport.batch import Journal, run

    done: list[Done] = []
    with (
        Journal(folder) as journal,
        click.progressbar(
            length=len(jobs), label=_("Lập văn bản"), file=sys.stderr, show_pos=True
        ) as bar,
        _heeding_stops(),
        suppress(KeyboardInterrupt),
    ):
        for one in run(jobs, workers, journal, inputs, force=force, again=again):
            done.append(one)
            bar.update(1)
    return done


@contextmanager
def _heeding_stops() -> Iterator[None]:
    """Take `kill` and the end of a session for Ctrl-C: let the workers finish what they draw."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


# --- what became of them --------------------------------------------------------------------


def _tell(done: list[Done], folder: Path) -> None:
    """Name each document that has something to it, then count."""
    for one in sorted(done, key=lambda one: one.job.target):
        if one.kept is not None:
            click.echo(_("Bản đã sửa được giữ ở: {file}").format(file=shown(one.kept)))
        if one.gaps:
            _tell_gaps(one)
        if one.advice:
            count = len(one.advice)
            click.echo(_("{file}: {count} cảnh báo").format(file=one.job.name, count=count))
            _tell_some(one, one.advice)
        if one.result == "failed":
            _tell_failed(one)
    counts = Counter(one.result for one in done)
    click.echo(
        _("{folder}: đã lập {made}, đã có {there}, không lập được {failed}").format(
            folder=shown(folder),
            made=counts["made"],
            there=counts["there"],
            failed=counts["failed"],
        )
    )


def _tell_gaps(one: Done) -> None:
    message = _("{file}: đã đánh dấu {count} chỗ còn thiếu hoặc chờ xem lại")
    click.echo(message.format(file=one.job.name, count=one.gaps))


def _tell_failed(one: Done) -> None:
    message = _("KHÔNG LẬP ĐƯỢC {file} (kỳ {period}, bộ {dataset}): {count} lỗi")
    click.echo(
        message.format(
            file=one.job.name,
            period=one.job.period,
            dataset=one.job.dataset,
            count=len(one.faults),
        )
    )
    _tell_some(one, one.faults)


def _tell_some(one: Done, faults: tuple[Fault, ...]) -> None:
    """Tell the first faults of a document, and how to hear the others."""
    tell_findings(faults[:_TOLD])
    if len(faults) > _TOLD:
        message = _("    … và {count} mục nữa (xem đủ: lsreport check {words})")
        words = f"{one.job.period} --report {one.job.report} --data {one.job.dataset}"
        click.echo(message.format(count=len(faults) - _TOLD, words=words))
