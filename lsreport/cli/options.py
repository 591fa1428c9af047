"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lsreport.errors import UsageError
from lsreport.i18n import _
from lsreport.periods import Period, PeriodTextError, parse_period

if TYPE_CHECKING:
    from lsreport.data.workspace import Workspace


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
    return click.argument("file", type=click.Path(path_type=Path, readable=False), metavar="TỆP")(
        function
    )


def report_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --report."""
    text = "Tên báo cáo (mặc định: báo cáo ghi ở mac_dinh trong data/lsreport.yaml)."
    return click.option("--report", default=None, metavar="TÊN", help=text)(function)


def dataset_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --data."""
    text = "Bộ số liệu (mặc định: bộ của báo cáo mặc định)."
    return click.option("--data", "dataset", default=None, metavar="BỘ", help=text)(function)


def dataset_or_default(workspace: Workspace, name: str | None) -> str:
    """Return the data set that --data names, else the default report's."""
    settings = workspace.settings
    return name or settings.reports[settings.default_report].dataset


def links_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --allow-links."""
    text = "Nhận cả mẫu tự nạp nội dung từ bên ngoài (mẫu từ xa, ảnh liên kết)."
    return click.option("--allow-links", is_flag=True, help=text)(function)


def force_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --force."""
    text = "Ghi đè văn bản đã có người sửa; bản đã sửa được giữ lại bên cạnh."
    return click.option("--force", is_flag=True, help=text)(function)


def partial_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --partial."""
    text = "Lập cả khi còn thiếu số liệu; chỗ thiếu được tô vàng trong văn bản."
    return click.option("--partial", is_flag=True, help=text)(function)


def strict_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --strict."""
    text = "Từ chối khi còn số liệu chắc chắn sai mà chưa ai chấp nhận (chap_nhan)."
    return click.option("--strict", is_flag=True, help=text)(function)


class DayOption(click.ParamType[date]):
    """A day as offices write it (20/6/2024), or ISO (2024-06-20)."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; a text that is none is a usage error."""
        from lsreport.data.fields import parse_day

        try:
            return value if isinstance(value, date) else parse_day(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


def as_of_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --as-of."""
    text = "Theo những gì đã biết đến hết ngày này: 20/6/2024."
    return click.option("--as-of", type=DayOption(), default=None, metavar="NGÀY", help=text)(
        function
    )


def workspace_at(folder: Path | None, as_of: date | None = None) -> Workspace:
    """Return the workspace, as it was known on a day."""
    from dataclasses import replace

    from lsreport.data.workspace import find_workspace

    return replace(find_workspace(folder or Path.cwd()), as_of=as_of)


def json_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help="In ra dạng JSON.")(function)


def read(file: Path) -> bytes:
    """Return the bytes of a file a person named. Raises UsageError where there is none."""
    from lsreport.docxfile.archive import read_file

    if not _is_there(file):  # a folder, a pipe, a file nobody may read: told when it is read
        raise UsageError.one(
            "khong-co-tep", _("không có tệp «{file}»").format(file=file), _("kiểm tra đường dẫn")
        )
    return read_file(file)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # in a folder that may not be entered
        return True
