"""The numbers of drawings, which must be unique in a document.

Comes in: the finished parts of a run. Goes out: the same; the drawings of the document are
numbered in their order from 1001, as docxtpl does, passing over numbers of other parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

_DRAWING = re.compile(r'(<wp:docPr\b[^>]*?\bid=")([0-9]+)(")')
_FIRST = 1001


def number_drawings(contents: dict[str, str], document: str) -> None:
    """Number the drawings of the document anew."""
    if "<wp:docPr" not in contents[document]:
        return
    others = (text for name, text in contents.items() if name != document)
    taken = {int(match[2]) for text in others for match in _DRAWING.finditer(text)}
    numbers: Iterator[int] = (number for number in count(_FIRST) if number not in taken)

    def numbered(match: re.Match[str]) -> str:
        return f"{match[1]}{next(numbers)}{match[3]}"

    contents[document] = _DRAWING.sub(numbered, contents[document])
