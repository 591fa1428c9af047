"""What is wrong with the name of a figure in a template.

Comes in: a dotted path as a template spells it. Goes out: the fault that tells it, with the
near misses. Used before a run, on every tag at once, and by the paths that a run walks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from lsreport.data.lacking import near_misses, unknown_indicator
from lsreport.data.model import Indicator
from lsreport.errors import Fault, Place
from lsreport.expressions import MEASURES as MEASURES
from lsreport.expressions import WINDOWS as WINDOWS
from lsreport.i18n import _
from lsreport.terms import OWN_WINDOW

if TYPE_CHECKING:
    from lsreport.template.references import Reference

# The words that may stand where a window stands in a template.
WINDOW_WORDS = {*WINDOWS, OWN_WINDOW}


def wrong_name(reference: Reference, indicators: Mapping[str, Indicator]) -> Iterator[Fault]:
    """Yield what is wrong with the name of a figure: indicator, window or measure."""
    path, place = reference.path, reference.place
    window = next((i for i, word in enumerate(path) if word in WINDOW_WORDS), None)
    key = ".".join(path[:window])
    if window is None and (misspelled := _misspelled_window(path, indicators)):
        yield Fault(
            "cua-so-la",
            _("«{path}»: không có cửa sổ «{name}»").format(path=reference, name=misspelled),
            near_misses(misspelled, WINDOW_WORDS),
            place,
        )
    elif key not in indicators:
        yield unknown_indicator(key, indicators, place)
    elif window is None:
        yield unfinished(str(reference), place)
    elif len(path) < window + 2:
        yield unfinished(str(reference), place, has_window=True)
    elif path[window + 1] not in MEASURES:
        yield unknown_measure(str(reference), path[window + 1], place)


def unfinished(path: str, place: Place, has_window: bool = False) -> Fault:
    """Return the fault of a path that stops before it names a figure."""
    if has_window:
        fix = _("thêm số đo, như {key}.muc").format(key=path)
    else:
        fix = _("thêm cửa sổ và số đo, như {key}.thang.muc").format(key=path)
    message = _("«{key}» chưa phải là một số liệu").format(key=path)
    return Fault("chua-thanh-so-lieu", message, fix, place)


def unknown_measure(path: str, name: str, place: Place) -> Fault:
    """Return the fault of a measure that there is not."""
    message = _("«{path}»: không có số đo «{name}»").format(path=path, name=name)
    return Fault("so-do-la", message, near_misses(name, MEASURES), place)


def _misspelled_window(path: tuple[str, ...], indicators: Mapping[str, Indicator]) -> str:
    """Return the word that stands where a window belongs, before a measure."""
    known = len(path) > 2 and ".".join(path[:-2]) in indicators and path[-1] in MEASURES
    return path[-2] if known else ""
