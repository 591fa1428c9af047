"""Tags as Word split them, made plain Jinja: docxtpl's clean-up, by the places of the tags.

Comes in: the XML of a part. Goes out: what docxtpl's `patch_xml` makes of it, to the letter, or
None for what only docxtpl itself knows: merged cells, braces inside tags. docxtpl searches the
whole part a dozen times; here each step goes to the tags, and outwards from there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

# Between the two characters of a brace; Word begins a run wherever it likes.
_BETWEEN = re.compile(r"([{%}#])(?:<[^>]*>)+(?=([{%}#]))")
_OPEN = re.compile(r"\{%(?:(?!%\}).)*|\{#(?:(?!#\}).)*|\{\{(?:(?!\}\}).)*", re.DOTALL)
_INSIDE = re.compile(r"</w:t>.*?<w:t(?: [^>]*)?>", re.DOTALL)
_OPENER = re.compile(r"\{[{%#]")
# A tag with neither XML nor braces in it, and no brace to be read in two ways.
_TAG = re.compile(r"\{(?:\{(?![%#])[^{}<]+\}|%[^{}<]+%|#[^{}<]*#)\}")
_MERGING = re.compile(r"\{%\s*(?:colspan|cellbg|vm|hm)\b")
_OF_RUN = re.compile(r"\{\{r\s[^}]*\}\}|\{%r\s[^}]*%\}")
_NEW_RUN = '</w:t></w:r><w:r><w:t xml:space="preserve">'
_TO_NEXT_WORDS = re.compile(r"-%\}(?:(?!<w:t|\{%|\{\{).)*<w:t[^>]*>", re.DOTALL)
_LIFTING = re.compile(r"\{[{%#](?:tr|tc|p|r) ")
_TYPED = re.compile(r"\{[{%][^{}\n]*(?:&[lg]t;|&#8216;|[“”‘’])[^{}\n]*\}")
_MEANT = {"&#8216;": "'", "&lt;": "<", "&gt;": ">", "“": '"', "”": '"', "‘": "'", "’": "'"}
_WRITTEN = re.compile("|".join(_MEANT))


def plain_tags(xml: str) -> str | None:
    """Return a part with docxtpl's tags made plain Jinja, None when docxtpl has to do it."""
    text = _OPEN.sub(lambda tag: _INSIDE.sub("", tag[0]), _BETWEEN.sub(_joined, xml))
    tags = list(_TAG.finditer(text))
    starts = [opener.start() for opener in _OPENER.finditer(text)]
    if [tag.start() for tag in tags] != starts or _MERGING.search(text):
        return None
    text = _OF_RUN.sub(rf"{_NEW_RUN}\g<0>{_NEW_RUN}", _with_spaces(text, tags))
    text = _TO_NEXT_WORDS.sub("%}", _to_last_words(text))
    for element, opening in _LIFTED if _LIFTING.search(text) else ():
        if (lifted := _without_element(text, element, opening)) is None:
            return None
        text = lifted
    return _TYPED.sub(lambda tag: _WRITTEN.sub(lambda one: _MEANT[one[0]], tag[0]), text)


def _joined(match: re.Match[str]) -> str:
    """Take out what stands inside a brace: `{<w:…>{`, `%<w:…>}`."""
    is_brace = match[1] != "{" if match[2] == "}" else match[1] == "{"
    return match[1] if is_brace else match[0]


def _with_spaces(text: str, tags: list[re.Match[str]]) -> str:
    """Let the words before each tag keep their spaces: the last `<w:t>` before it says so."""
    pieces: list[str] = []
    position = 0
    for tag in tags:
        if text.startswith("{#", tag.start()):
            continue
        bare = text.rfind("<w:t>", position, tag.start())
        if bare >= 0:
            pieces += (
                text[position:bare],
                '<w:t xml:space="preserve">',
                text[bare + 5 : tag.end()],
            )
        else:
            pieces.append(text[position : tag.end()])
        position = tag.end()
    return "".join(pieces) + text[position:]


def _to_last_words(text: str) -> str:
    """Let each `{%-` follow the words before it at once."""
    pieces, position = [], 0
    while (dash := text.find("{%-", position)) >= 0:
        end = text.rfind("</w:t>", position, dash)
        pieces.append(text[position : end if end >= 0 else dash] + ("{%" if end >= 0 else "{%-"))
        position = dash + 3
    return "".join(pieces) + text[position:]


def _lifted() -> Iterator[tuple[str, re.Pattern[str]]]:
    for name in ("tr", "tc", "p", "r"):
        yield name, re.compile(rf"(\{{[{{%]){name} ([^{{}}%]*[%}}]\}})")
    for name in ("tr", "tc", "p"):
        yield name, re.compile(rf"(\{{#){name} ([^{{}}#]*#\}})")


# Elements, and the tags that stand for them, in docxtpl's order.
_LIFTED = tuple(_lifted())


def _without_element(text: str, element: str, opening: re.Pattern[str]) -> str | None:
    """Put each tag such as `{%tr … %}` in the place of its row; of several the last is left.

    None when an element does not end.
    """
    if not (tags := list(opening.finditer(text))):
        return text
    starts = [found.start() for found in re.finditer(f"<w:{element}[ >]", text)]
    of_tags = [bisect_left(starts, tag.start()) - 1 for tag in tags]
    pieces: list[str] = []
    position = 0
    for tag, number, following in zip(tags, of_tags, [*of_tags[1:], None], strict=True):
        if number < 0 or starts[number] < position or number == following:
            continue
        end = text.find(f"</w:{element}>", tag.end())
        if end < 0:
            return None
        pieces += (text[position : starts[number]], f"{tag[1]} {tag[2]}")
        position = end + len(f"</w:{element}>")
    return "".join(pieces) + text[position:]
