"""Run properties as text: read, filtered for notes, and styled.

Comes in: the `<w:rPr>…</w:rPr>` of a run. Goes out: the same with bold, italic or vertical
position set, children in the order the schema fixes.
"""

from __future__ import annotations

import re
from functools import lru_cache

# CT_RPr of ECMA-376: Word refuses some files whose run properties stand in another order.
_ORDER = (
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
)
_RANK = {name: index for index, name in enumerate(_ORDER)}
_CHILD = re.compile(r"<w:([A-Za-z]+)\b[^>]*?(?:/>|>.*?</w:\1>)", re.DOTALL)
# What a note's text keeps of a body run: size, font and colour come from the note's style.
_KEPT_IN_NOTES = {"b", "bCs", "i", "iCs", "u", "strike", "vertAlign", "lang"}


def children(properties: str) -> dict[str, str]:
    """Return the children of an rPr by name, in order."""
    inner = re.sub(r"^<w:rPr[^>]*>|</w:rPr>$", "", properties)
    return {match[1]: match[0] for match in _CHILD.finditer(inner)}


def _joined(parts: dict[str, str]) -> str:
    if not parts:
        return ""
    ordered = sorted(parts, key=lambda name: _RANK.get(name, len(_ORDER)))
    return "<w:rPr>" + "".join(parts[name] for name in ordered) + "</w:rPr>"


@lru_cache(maxsize=512)
def for_note(properties: str) -> str:
    """Return what a run inside a note keeps of its properties."""
    parts = children(properties)
    return _joined({name: xml for name, xml in parts.items() if name in _KEPT_IN_NOTES})


def highlighted(properties: str) -> str:
    """Return the properties with a yellow background: what a person must not overlook."""
    return _joined(children(properties) | {"highlight": '<w:highlight w:val="yellow"/>'})


def without_highlight(properties: str) -> str:
    """Return the properties without that background."""
    parts = children(properties)
    parts.pop("highlight", None)
    return _joined(parts)


@lru_cache(maxsize=512)
def styled(properties: str, bold: bool, italic: bool, vertical: str) -> str:
    """Return the properties with the marks of a span added; in bold text, bold stays bold."""
    parts = children(properties)
    if bold:
        parts |= {"b": "<w:b/>", "bCs": "<w:bCs/>"}
    if italic:
        parts |= {"i": "<w:i/>", "iCs": "<w:iCs/>"}
    if vertical:
        parts["vertAlign"] = f'<w:vertAlign w:val="{vertical}"/>'
    return _joined(parts)
