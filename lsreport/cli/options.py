"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from lsreport.errors import UsageError
from lsreport.i18n import _
from lsreport.periods import Period, PeriodTextError, parse_period


class PeriodArgument(click.ParamType[Period]):
    """A period such as 2024-05."""

    name = "period"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        """Return the period; a text that is none is a usage error."""
        try:
            return parse_period(str(value))
        except PeriodTextError as error:
            self.fail(str(error), param, ctx)


def period_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the argument PERIOD."""
    return click.argument("period", type=PeriodArgument(), metavar="KỲ")(function)


def file_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the argument FILE, which must exist."""
    return click.argument("file", type=click.Path(path_type=Path), metavar="TỆP")(function)


def report_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --report."""
    text = "Tên báo cáo (mặc định: báo cáo ghi ở mac_dinh trong data/lsreport.yaml)."
    return click.option("--report", default=None, metavar="TÊN", help=text)(function)


def dataset_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --data."""
    text = "Bộ số liệu (mặc định: bộ của báo cáo mặc định)."
    return click.option("--data", "dataset", default=None, metavar="BỘ", help=text)(function)


def links_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --allow-links."""
    text = "Nhận cả mẫu tự nạp nội dung từ bên ngoài (mẫu từ xa, ảnh liên kết)."
    return click.option("--allow-links", is_flag=True, help=text)(function)


def json_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help="In ra dạng JSON.")(function)


def read(file: Path) -> bytes:
    """Return the bytes of a file a person named. Raises UsageError where there is none."""
    from lsreport.docxfile.archive import read_file

    if not file.is_file():
        raise UsageError.one(
            "khong-co-tep", _("không có tệp «{file}»").format(file=file), _("kiểm tra đường dẫn")
        )
    return read_file(file)
