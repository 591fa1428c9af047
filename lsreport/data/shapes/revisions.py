"""The shape of a period's log of revisions."""

from __future__ import annotations

from typing import Any

from lsreport.data.fields import Day, Field, ListOf, Names, Record, Text
from lsreport.data.model import Observation, Revision, Source
from lsreport.data.shapes.period import observations_map
from lsreport.records import record
from lsreport.terms import Window


@record
class RevisionsFile:
    """The revisions of one period, oldest first."""

    revisions: tuple[Revision, ...]
    source: Source


def _revision(
    source: Source, observations: dict[str, dict[str, Observation]], **values: Any
) -> Revision:
    known = {window.value: window for window in Window}
    stated = {
        key: {known[name]: seen for name, seen in windows.items() if name in known}
        for key, windows in observations.items()
    }
    return Revision(observations=stated, source=source, **values)


def revisions_file(indicators: Names | None = None) -> Record[RevisionsFile]:
    """Return the shape of a log; with names, those of its indicators must be known."""
    revision = Record(
        _revision,
        {
            "ngay": Field("day", Day(), "ngày điều chỉnh", required=True),
            "ly_do": Field("reason", Text(), "vì sao điều chỉnh", required=True),
            "nguon": Field("agency", Text(), "cơ quan, công văn báo số điều chỉnh"),
            "so_lieu": Field(
                "observations",
                observations_map(indicators),
                "chỉ những số được điều chỉnh, viết như ở tệp của kỳ",
                required=True,
            ),
        },
    )
    return Record(
        RevisionsFile,
        {
            "dieu_chinh": Field(
                "revisions",
                ListOf(revision),
                "các lần điều chỉnh, cũ trước mới sau; chỉ nối thêm, không sửa mục cũ",
                required=True,
            )
        },
    )
