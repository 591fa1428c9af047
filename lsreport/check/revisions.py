"""What the log of a period's revisions says that somebody should know.

Comes in: a workspace and the data of a period. Goes out: statuses that went back, logs that
belong to no period.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from lsreport.check.marks import finding_mark
from lsreport.data.model import Dataset
from lsreport.data.revisions import LOG_SUFFIX, office_day, status_changes, steps
from lsreport.data.workspace import Workspace
from lsreport.errors import Fault, Place
from lsreport.i18n import _


def revision_findings(workspace: Workspace, dataset: Dataset) -> Iterator[Fault]:
    """Yield what there is to say of the revisions of a period."""
    accepted = {acceptance.mark for acceptance in dataset.accepted}
    yield from (fault for fault in statuses_gone_back(dataset) if fault.mark not in accepted)
    yield from stray_logs(workspace, dataset.name)


def statuses_gone_back(dataset: Dataset) -> Iterator[Fault]:
    """Yield the revisions after which figures are less firm than before."""
    for before, after in itertools.pairwise(steps(dataset)):
        revision = after.revisions[-1]
        for change in status_changes(before, revision):
            if change.back:
                key = f"{change.indicator}.{change.window.value}"
                yield Fault(
                    "trang-thai-lui",
                    _("«{key}» từ {before} lùi về {after} ngày {day}: {reason}").format(
                        key=key,
                        before=change.before.value if change.before else "-",
                        after=change.after.value,
                        day=office_day(revision.day),
                        reason=revision.reason,
                    ),
                    _("hỏi lại nơi cung cấp nếu không phải chủ ý; sửa bằng một lần điều chỉnh nữa"),
                    change.source.place,
                    "note",
                    "look",  # a department may take a figure back: the log says why
                    finding_mark("trang-thai-lui", key, revision.day, change.before, change.after),
                )


def stray_logs(workspace: Workspace, name: str) -> Iterator[Fault]:
    """Yield the logs beside which no period's file stands: nobody reads them."""
    folder = workspace.root / "data" / name
    for path in sorted(folder.glob(f"*{LOG_SUFFIX}")):
        beside = path.with_name(path.name.removesuffix(LOG_SUFFIX) + ".yaml")
        if not beside.is_file():
            yield Fault(
                "dieu-chinh-lac",
                _(
                    "không có tệp kỳ {file} bên cạnh: các điều chỉnh ở đây không được áp dụng"
                ).format(file=beside.name),
                _("đổi tên cho khớp tệp của kỳ"),
                Place(workspace.relative(path)),
                "warning",
            )
