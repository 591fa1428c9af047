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
_ROOT_TAG = re.compile(r"<w:[a-zA-Z]+\s[^>]*>")
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


def with_w15(text: str) -> str:
    """Return a part that declares w15 on its root and lists it as ignorable.

    Controls carry w15:appearance, which older readers must be told to pass over.
    """
    match = _ROOT_TAG.search(text)
    if match is None:
        return text
    root = match[0]
    new = root
    if f'"{MC}"' not in new:
        new = f'{new[:-1]} xmlns:mc="{MC}">'
    if f'xmlns:w15="{W15}"' not in new:
        new = f'{new[:-1]} xmlns:w15="{W15}">'
    listed = re.search(r'mc:Ignorable="([^"]*)"', new)
    if listed is None:
        new = f'{new[:-1]} mc:Ignorable="w15">'
    elif "w15" not in listed[1].split():
        new = new.replace(listed[0], f'mc:Ignorable="{listed[1]} w15"'.replace('" ', '"'))
    return text.replace(root, new, 1)
