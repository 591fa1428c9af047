"""docxtpl's clean-up of a part, kept from swallowing what a clerk typed.

Comes in: the XML of a part as Word wrote it, tags split over runs. Goes out: the same with
docxtpl's tags made plain Jinja. Paragraphs whose tags the clean-up would let swallow other
text are kept out of it: their braces are exchanged for marks, which the compiler tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsreport.template.places import numbered

# Noncharacters, which no document holds, stand for the braces of such paragraphs.
UNCLOSED, SWALLOWING = "\ufdd0", "\ufdd2"
_MASKS = {mark: str.maketrans("{}", mark + chr(ord(mark) + 1)) for mark in (UNCLOSED, SWALLOWING)}
_WORDS = re.compile(r"<w:p(?=[ />])|(<w:t(?: [^>]*)?>)([^<]*)(?=</w:t>)")
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
    """Return a part with docxtpl's tags made plain Jinja, a line break before each paragraph.

    The line breaks only part the program for a reader; they go after the run. `tidy` puts the
    merge of a cell where the schema has it, against docxtpl.
    """
    from docxtpl import DocxTemplate

    patched: str = DocxTemplate.patch_xml(None, _masked(numbered(xml)))
    if tidy:
        patched = _MERGES.sub(r"\3\1", patched)
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", patched)


def _masked(xml: str) -> str:
    """Return a part in which tags that nothing closes, or that swallow words, are no tags."""
    texts: list[list[str]] = [[]]  # of each paragraph the words of its runs
    for match in _WORDS.finditer(xml):
        if match[1] is None:
            texts.append([])
        else:
            texts[-1].append(match[2])
    wrong = {n: SWALLOWING for n, runs in enumerate(texts) if any(map(_SWALLOWS.search, runs))}
    wrong |= dict.fromkeys(_unclosed(["".join(runs) for runs in texts]), UNCLOSED)
    paragraph = 0

    def mask(match: re.Match[str]) -> str:
        nonlocal paragraph
        paragraph += match[1] is None
        return match[0].translate(_MASKS[wrong[paragraph]]) if paragraph in wrong else match[0]

    return _WORDS.sub(mask, xml) if wrong else xml


def _unclosed(texts: list[str]) -> Iterator[int]:
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
