"""Which report: by its name, for a period, for one of many units.

Comes in: settings, the name of a report, the name of a data set. Goes out: the report as it is
declared, or as a unit makes it: its figures, its body, its signer, its recipients. A unit is a
data set that the settings declare and that no report has for its own; the entries of
`co-quan.yaml` and `noi-nhan.yaml` that bear its name are its own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lsreport.data.lacking import near_misses, unknown_dataset
from lsreport.data.model import Catalogue, ReportKind, Settings
from lsreport.errors import UsageError
from lsreport.i18n import _
from lsreport.periods import Kind, Period


def report_kind(settings: Settings, key: str, period: Period | None = None) -> ReportKind:
    """Return a report by its name, one that is made for such a period.

    Raises UsageError for a name that the workspace does not have, or a period of another kind.
    """
    kind = settings.reports.get(key)
    if kind is None:
        raise UsageError.one(
            "bao-cao-la",
            _("không có báo cáo «{name}»").format(name=key),
            near_misses(key, settings.reports),
        )
    if period is not None and period.kind not in kind.periods:
        known = ", ".join(map(_kind_name, kind.periods))
        raise UsageError.one(
            "ky-khong-hop",
            _("báo cáo «{name}» không lập cho kỳ {period}").format(name=key, period=period),
            _("báo cáo này được lập theo: {known}").format(known=known),
        )
    return kind


def units(settings: Settings) -> list[str]:
    """Return the data sets that any report may be drawn from, in the order of the settings."""
    owned = {kind.dataset for kind in settings.reports.values()}
    return [name for name in settings.datasets if name not in owned]


def of_unit(kind: ReportKind, name: str | None, catalogue: Catalogue) -> ReportKind:
    """Return a report as drawn from a data set; without a name, or from its own, as it is.

    Raises UsageError for a data set that is unknown, or that another report has for its own.
    """
    if name is None or name == kind.dataset:
        return kind
    if name not in catalogue.settings.datasets:
        raise unknown_dataset(name, catalogue.settings.datasets)
    if name not in units(catalogue.settings):
        raise UsageError.one(
            "bo-khong-khop",
            _("báo cáo «{report}» dùng bộ số liệu «{own}», không phải «{name}»").format(
                report=kind.key, own=kind.dataset, name=name
            ),
            _("bỏ --data, hoặc chọn bộ của một đơn vị (bộ không thuộc riêng báo cáo nào)"),
        )
    return replace(
        kind,
        dataset=name,
        body=name if name in catalogue.bodies else kind.body,
        signer=name if name in catalogue.signers else kind.signer,
        recipients=name if name in catalogue.recipients else kind.recipients,
    )


def file_name(kind: ReportKind, settings: Settings, period: Period, as_of: date | None) -> str:
    """Return the name of a draft as offices name files: report, unit, period, day.

    A document of a unit, or of a past day, does not take another one's place.
    """
    words = [kind.key.replace("/", "-")]
    if kind.dataset != settings.reports[kind.key].dataset:
        words.append(kind.dataset)
    words.append(str(period))
    if as_of is not None:
        words.append(f"ngay-{as_of.isoformat()}")
    return "-".join(words) + ".docx"


def _kind_name(kind: Kind) -> str:
    names = {
        Kind.MONTH: _("tháng"),
        Kind.QUARTER: _("quý"),
        Kind.HALF_YEAR: _("nửa năm"),
        Kind.NINE_MONTHS: _("chín tháng"),
        Kind.YEAR: _("năm"),
        Kind.FIVE_YEARS: _("5 năm"),
    }
    return names[kind]
