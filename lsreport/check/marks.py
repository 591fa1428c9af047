"""What findings about figures share: names and marks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256

from lsreport.data.model import Acceptance
from lsreport.errors import Fault
from lsreport.i18n import _
from lsreport.measures import Value


def figure_key(value: Value) -> str:
    """Return a figure's canonical name: indicator, window, measure."""
    return f"{value.indicator.key}.{value.window.value}.{value.measure.value}"


def finding_mark(*parts: object) -> str:
    """Return the mark of a finding: another one as soon as a figure in it moves."""
    return sha256("|".join(map(str, parts)).encode()).hexdigest()[:8]


def no_longer_found(accepted: Iterable[Acceptance], found: Collection[str]) -> Iterator[Fault]:
    """Yield the acceptances whose finding is gone: a figure in it has moved."""
    for acceptance in accepted:
        if acceptance.mark not in found:
            yield Fault(
                "chap-nhan-cu",
                _("không còn nhận xét «{mark}» đã chấp nhận: số liệu đã đổi").format(
                    mark=acceptance.mark
                ),
                _("xem lại nhận xét mới, rồi xóa mục này trong chap_nhan"),
                acceptance.source.place,
                "note",
            )
