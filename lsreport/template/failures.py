"""What went wrong while a template ran, and where.

Comes in: an exception out of a Jinja program. Goes out: a fault with its place in the Word
document, or None when it is a defect of ours and must stay a traceback for us.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Sequence
from types import TracebackType

from jinja2 import TemplateError as JinjaError
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from lsreport.errors import Fault, LsreportError, Place
from lsreport.i18n import _
from lsreport.template.parts import Origins
from lsreport.template.run import Site
from lsreport.template.stretches import failed_site

_NO_NAME = re.compile(r"^'([^']+)' is undefined")
_NO_ATTRIBUTE = re.compile(r"has no attribute '([^']+)'")
_USER_ERRORS = (
    JinjaError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    RecursionError,
    LsreportError,
)


def failure(
    error: Exception, part: str, origins: Callable[[], Origins], sites: Sequence[Site] = ()
) -> Fault | None:
    """Return the fault that tells a failed run."""
    if not isinstance(error, _USER_ERRORS) and not _of_jinja(error):
        return None
    place = _place(error.__traceback__, part, origins, sites)
    if isinstance(error, LsreportError) and error.faults:
        first = error.faults[0]
        return Fault(first.code, first.message, first.fix, place)
    if isinstance(error, SecurityError):
        return Fault(
            "ben-trong-python",
            _("biểu thức dùng tên nội bộ của Python: {reason}").format(reason=error.message),
            _("mẫu chỉ dùng tên số liệu và cách in"),
            place,
        )
    if isinstance(error, UndefinedError):
        return _undefined(str(error.message or ""), place)
    return Fault(
        "bieu-thuc-hong",
        _("không tính được thẻ ở đây: {reason}").format(reason=str(error)[:200]),
        _("xem lại biểu thức và dữ liệu mà nó dùng"),
        place,
    )


def _of_jinja(error: Exception) -> bool:
    """Return whether one of Jinja's filters stumbled over its value: `5|dictsort`."""
    frames = list(traceback.walk_tb(error.__traceback__))
    origin = frames[-1][0].f_globals.get("__name__", "") if frames else ""
    return isinstance(error, AttributeError) and origin.startswith("jinja2.")


def _undefined(message: str, place: Place) -> Fault:
    name = _NO_NAME.search(message) or _NO_ATTRIBUTE.search(message)
    return Fault(
        "ten-khong-co",
        _("không có tên «{name}»").format(name=name[1] if name else message),
        _("sửa tên trong mẫu, hoặc thêm vào dữ liệu"),
        place,
    )


def _place(
    trace: TracebackType | None,
    part: str,
    origins: Callable[[], Origins],
    sites: Sequence[Site],
) -> Place:
    """Find the deepest line of the program (Jinja gives its frames the template's lines), or site."""
    line = site = None
    for frame, number in traceback.walk_tb(trace):
        if frame.f_code.co_filename == "<template>":
            line, site = number, None
        elif (failed := failed_site(frame)) is not None:
            site = failed
    if site is not None:
        return sites[site].place
    return origins().place(line) if line is not None else Place(part)
