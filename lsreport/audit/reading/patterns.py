"""Regular expressions that are compiled when they are first asked for.

Comes in: the text of a pattern, in which `@name` stands for the words of that name. Goes out: what is used
like the compiled one. An audit needs few of the many patterns for most documents, and compiling all costs
more than reading one.
"""

from __future__ import annotations

import re
from typing import Any, cast

from lsreport.audit.reading.words import WORDS

_NAMED = re.compile(r"@([a-z_]+)")


class _Waiting:
    """A pattern not compiled yet; each method is the compiled one's from its first use on."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._text, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        full = _NAMED.sub(lambda match: WORDS[match.group(1)], self._text)
        method = getattr(re.compile(full, self._flags), name)
        setattr(self, name, method)
        return method


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled at its first use."""
    return cast("re.Pattern[str]", _Waiting(pattern, flags))
