"""docxtpl's clean-up of a part, kept from swallowing what a clerk typed.

Comes in: the XML of a part as Word wrote it, tags split over runs. Goes out: the same with
docxtpl's tags made plain Jinja. Paragraphs whose tags the clean-up would let swallow other
text are kept out of it: their braces are exchanged for marks, which the compiler tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from lsreport.template.places import numbered
from lsreport.template.plaintags import plain_tags

# Noncharacters, which no document holds, stand for the braces of such paragraphs.
UNCLOSED, SWALLOWING = "\ufdd0", "\ufdd2"
_MASKS = {mark: str.maketrans("{}", mark + chr(ord(mark) + 1)) for mark in (UNCLOSED, SWALLOWING)}
_PARAGRAPH = re.compile(r"<w:p(?=[ />])")
_WORDS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)(?=</w:t>)")
_BRACE = re.compile("[{}%#]")
_DASHED = ("{%-", "-%}")
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OPENER = re.compile("|".join(map(re.escape, _CLOSERS)))
# docxtpl puts a cell's merge last; the schema wants it before borders, shading, alignment.
_MERGES = re.compile(
    r"((?:<w:(?P<box>tcBorders|tcMar)\b(?:(?!</w:(?P=box)>).)*</w:(?P=box)>"
    r"|<w:(?:shd|noWrap|textDirection|tcFitText|vAlign|hideMark)\b[^>]*/>)+)(<w:vMerge\b[^>]*/>)"
)
# The clean-up takes out all from the text before to `{%-`, and from `-%}` to the text behind.
_SWALLOWS = re.compile(r"\S\s*\{%-|-%\}(?=[^{]*\S)[^{]*$")


def clean_tags(xml: str, tidy: bool = False) -> str:
    """Return a part with docxtpl's tags made plain Jinja.

    `tidy` puts the merge of a cell where the schema has it, against docxtpl.
    """
    counted = _masked(numbered(xml))
    if (patched := plain_tags(counted)) is None:
        from docxtpl import DocxTemplate

        patched = str(DocxTemplate.patch_xml(None, counted))
    if tidy and "<w:vMerge" in patched:
        patched = _MERGES.sub(r"\3\1", patched)
    return patched


def _masked(xml: str) -> str:
    """Return a part in which tags that nothing closes, or that swallow words, are no tags."""
    paragraphs = _PARAGRAPH.split(xml)
    dashed = any(map(xml.__contains__, _DASHED))
    wrong = dict.fromkeys(_swallowing(paragraphs), SWALLOWING) if dashed else {}
    wrong |= dict.fromkeys(_unclosed(map(_tagged, paragraphs)), UNCLOSED)
    for number, mark in wrong.items():
        paragraphs[number] = _WORDS.sub(partial(_without_braces, mark), paragraphs[number])
    return "<w:p".join(paragraphs) if wrong else xml


def _without_braces(mark: str, match: re.Match[str]) -> str:
    return match[0].translate(_MASKS[mark])


def _tagged(paragraph: str) -> str:
    """Return the words of a paragraph from the first brace to the last."""
    if (first := _BRACE.search(paragraph)) is None:
        return ""
    start = max(0, paragraph.rfind("<w:t", 0, first.start()))
    end = paragraph.find("</w:t>", max(map(paragraph.rfind, "{}%#")))
    return "".join(_WORDS.findall(paragraph, start, end + 6 if end >= 0 else len(paragraph)))


def _swallowing(paragraphs: list[str]) -> Iterator[int]:
    """Yield the paragraphs in which a dash takes words out."""
    for number, paragraph in enumerate(paragraphs):
        dashed = any(map(paragraph.__contains__, _DASHED))
        if dashed and any(map(_SWALLOWS.search, _WORDS.findall(paragraph))):
            yield number


def _unclosed(texts: Iterable[str]) -> Iterator[int]:
    """Yield the paragraphs in which a tag begins that is not closed before the next tag."""
    begun: tuple[int, str] | None = None
    for number, text in enumerate(texts):
        position = 0
        if begun is not None:
            end, opener = text.find(begun[1]), _OPENER.search(text)
            if opener and not 0 <= end < opener.start():
                yield begun[0]
                begun = None
            elif end >= 0:
                position, begun = end + 2, None
        while begun is None and (opener := _OPENER.search(text, position)):
            end = text.find(_CLOSERS[opener[0]], opener.end())
            position = end + 2
            if end < 0:
                begun = (number, _CLOSERS[opener[0]])
    if begun is not None:
        yield begun[0]
