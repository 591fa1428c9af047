"""What a workspace does not have, and what to make or bring back.

Comes in: a name, and the names there are. Goes out: the fault, or the error, that tells it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lsreport.errors import Fault, Place, UsageError
from lsreport.i18n import _


def near_misses(word: str, known: Iterable[str]) -> str:
    """Return the mend that names what the person may have meant."""
    import difflib

    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=3, cutoff=0.6)
    if close:
        return _("có phải là: {names}?").format(names=", ".join(close))
    if not names:
        return _("bỏ khóa này")
    shown = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    return _("các tên dùng được: {names}").format(names=shown)


def unknown_dataset(name: str, known: Iterable[str]) -> UsageError:
    """Return the error of a data set that the settings do not name."""
    return UsageError.one(
        "ten-la",
        _("không có {what} «{key}»").format(what=_("bộ số liệu"), key=name),
        _("các tên dùng được: {names}").format(names=", ".join(known)),
    )


def no_indicators() -> Fault:
    """Return the fault of a workspace without a single file of indicators."""
    return Fault(
        "thieu-chi-tieu",
        _("không có tệp chỉ tiêu nào trong data/chi-tieu"),
        _("tạo hoặc khôi phục các tệp .yaml của data/chi-tieu"),
        Place("data/chi-tieu"),
    )


def unknown_name(what: str, key: str, known: Iterable[str], file: str, where: Place) -> Fault:
    """Return the fault of a name that a file should declare; without the file, it is missed."""
    names = list(known)
    restored = _("tạo hoặc khôi phục data/{file}").format(file=file)
    message = _("không có {what} «{key}»").format(what=what, key=key)
    return Fault("ten-la", message, near_misses(key, names) if names else restored, where)


def unknown_indicator(key: str, known: Mapping[str, object], where: Place) -> Fault:
    """Return the fault of an indicator that no catalogue file describes."""
    return Fault(
        "chi-tieu-la",
        _("không có chỉ tiêu «{key}»").format(key=key),
        near_misses(key, known),
        where,
    )
