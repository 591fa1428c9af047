"""Text inside XML, escaped and read back.

Comes in: plain text. Goes out: the same as the content of an element or the value of an
attribute. The standard library's own (`xml.sax.saxutils`) loads a network client with it, and
a document escapes thousands of texts.
"""

from __future__ import annotations

import re
from functools import lru_cache

CORE = "docProps/core.xml"  # the part of title, author, dates
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_SPECIAL = re.compile("[&<>]")
_SPECIAL_QUOTED = re.compile('[&<>"\n\r\t]')
# A parser turns bare breaks and tabs in an attribute into spaces.
_IN_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)


def escape(text: str) -> str:
    """Return the text as it stands between tags.

    >>> escape("R&D < 1")
    'R&amp;D &lt; 1'
    """
    if _SPECIAL.search(text) is None:
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Return the text that stands between tags. The inverse of `escape`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@lru_cache(maxsize=16_384)
def quoted(text: str) -> str:
    """Return the text as an attribute's value, with its quotation marks.

    >>> print(quoted("a < b"), quoted('nói "có"'))
    "a &lt; b" 'nói "có"'

    Names of indicators, files and periods come again and again: each is made once.
    """
    if _SPECIAL_QUOTED.search(text) is None:
        return f'"{text}"'
    shown = text.translate(_IN_ATTRIBUTE)
    if '"' not in shown:
        return f'"{shown}"'
    return "'" + shown + "'" if "'" not in shown else '"' + shown.replace('"', "&quot;") + '"'
