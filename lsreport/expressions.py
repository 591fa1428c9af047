"""Figure expressions: the one way to name a printed figure.

Comes in: text such as `ngan_sach.thu.luy_ke.tang|so_voi`, from a narrative placeholder. Goes
out: an `Expression` (indicator, window, measure, wordings). Templates spell the same thing
in Jinja, where the parts become attributes; both end in the same canonical text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from lsreport.i18n import _
from lsreport.terms import Measure, Window

_WORD = r"[a-z][a-z0-9_]*"
_PATH = re.compile(rf"{_WORD}(?:\.{_WORD})*")
_FILTER = re.compile(rf"({_WORD})(?:\(([0-9]{{1,2}})\))?")
KEY = re.compile(rf"{_WORD}(?:\.{_WORD})*")
WINDOWS = {window.value: window for window in Window}
MEASURES = {measure.value: measure for measure in Measure}


class ExpressionTextError(ValueError):
    """A text is not a figure expression."""


class Wording(NamedTuple):
    """A named way to print a figure, with its decimals where given: `so`, `so(1)`."""

    name: str
    decimals: int | None = None

    def __str__(self) -> str:
        return self.name if self.decimals is None else f"{self.name}({self.decimals})"


class Expression(NamedTuple):
    """What to print: a measure of an indicator in a window, and how to word it."""

    indicator: str
    window: Window
    measure: Measure
    wordings: tuple[Wording, ...] = ()

    def __str__(self) -> str:
        """Return the canonical text, stable across templates and narrative."""
        path = f"{self.indicator}.{self.window.value}.{self.measure.value}"
        return "|".join([path, *map(str, self.wordings)])


@lru_cache(maxsize=4096)
def parse_expression(text: str) -> Expression:
    """Return the expression that a placeholder holds.

    >>> str(parse_expression(" gia.cpi.luy_ke.tang | so_voi "))
    'gia.cpi.luy_ke.tang|so_voi'

    Raises ExpressionTextError with what was expected.
    """
    path, *filters = (piece.strip() for piece in text.split("|"))
    words = path.split(".")
    if not _PATH.fullmatch(path) or len(words) < 3:
        raise ExpressionTextError(
            _("«{text}» không phải là tên một số liệu; viết như ngan_sach.thu.luy_ke.muc").format(
                text=text.strip()[:60]
            )
        )
    *key, window, measure = words
    for word, known in ((window, WINDOWS), (measure, MEASURES)):
        if word not in known:
            import difflib

            close = difflib.get_close_matches(word, known, n=2, cutoff=0.5)
            raise ExpressionTextError(
                _("«{text}»: không có «{word}»; có: {known}").format(
                    text=path, word=word, known=", ".join(close or known)
                )
            )
    wordings = tuple(map(_parse_wording, filters))
    return Expression(".".join(key), WINDOWS[window], MEASURES[measure], wordings)


def _parse_wording(text: str) -> Wording:
    match = _FILTER.fullmatch(text)
    if match is None:
        raise ExpressionTextError(
            _("«{text}» không phải là cách in; viết như |so_voi hoặc |so(1)").format(text=text[:40])
        )
    return Wording(match[1], int(match[2]) if match[2] else None)
