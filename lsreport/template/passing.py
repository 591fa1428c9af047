"""What of a part passes as it is: paragraphs, runs and properties with nothing to do in them.

Comes in: a part, and the places at which its elements begin. Goes out: where what passes ends.
Word writes a run for every few words: most of a template is such.
"""

from __future__ import annotations

import re

from lsreport.template.cleanup import UNCLOSED

# What a run of a template changes, what the compiler has to see, what holds runs of its own.
_BUSY = ("{", "\t", "\n", *(chr(ord(UNCLOSED) + n) for n in range(10)), "<w:footnoteReference")
_BUSY += ("<w:drawing", "<w:pict", "<w:object", "<w:ruby", "<mc:", "Change")
_PROPERTIES = {
    f"<w:{name}>": f"</w:{name}>" for name in ("pPr", "tcPr", "trPr", "tblPr", "tblGrid", "sectPr")
}
# A run after which no other stands, but for marks.
_LAST_RUN = re.compile(
    r"</w:r>(?:<w:(?:proofErr|bookmarkStart|bookmarkEnd)\b[^>]*/>)*+(?!<w:r(?: [^>]*[^/])?>)"
)


class Passing:
    """Looks ahead in a part; it is asked from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ahead = {one: -1 for one in _BUSY if one in text}  # where each of them is next
        self._busy = -1

    def after(self, tag: str, end: int) -> int:
        """Return where runs in a row, or properties, end that begin with a tag; 0 for others."""
        if tag.startswith(("<w:r>", "<w:r ")):
            return 0 if tag.endswith("/>") else self._after_runs(end)
        close = _PROPERTIES.get(tag)
        return self._after(close, end) if close is not None else 0

    def after_paragraph(self, end: int) -> int:
        """Return where a paragraph ends whose tag ends here, 0 when something has to be done."""
        return self._after("</w:p>", end)

    def _after(self, close: str, end: int) -> int:
        found = self._text.find(close, end, self._next_busy(end))
        return found + len(close) if found >= 0 else 0

    def _after_runs(self, end: int) -> int:
        busy = self._next_busy(end)
        if (last := _LAST_RUN.search(self._text, end, busy)) is not None:
            return last.end()
        return max(0, *(self._text.rfind(tag, end, busy) for tag in ("<w:r>", "<w:r ")))

    def _next_busy(self, position: int) -> int:
        if self._busy < position:
            for one, place in self._ahead.items():
                if place < position:
                    found = self._text.find(one, position)
                    self._ahead[one] = found if found >= 0 else len(self._text)
            self._busy = min(self._ahead.values(), default=len(self._text))
        return self._busy
