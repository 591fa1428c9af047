"""How the tests read a generated document: sections, notes, figures inside and outside links."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from lsreport.docxfile.package import Package, q
from lsreport.docxfile.verify import bound_name

NUMBER = re.compile(r"[0-9][0-9.,]*(?:/[0-9][0-9.,]*)?")
_HEADING = re.compile(r"^(III|II|I|\d\.\d|\d)\.\s")

# Digits that are names, dates, laws, places: not statistical figures.
NAMES = [
    r"\b\d{1,2}/\d{1,2}/\d{4}\b",
    r"tháng \d{1,2}/\d{4}",
    r"(?:đợt|lần thứ|thứ|lớp|Đề án|[Dd]ự án|kỳ họp thứ|Hồ Sơn|Bắc Sơn|Kỳ Cùng|tháng) \d+(?:/\d{4})?\b",
    r"\b\d{1,2} tháng\b",
    r"Km ?\d+(?:\+\d+)?",
    r"\bQL4B\b|\b4B\b",
    r"\b05 năm\b",
    r"\bmốc [\d/-]+",
    r"\b(?:49|70|77|134|138) (?:năm|ngày)",
    r"\b\d+/(?:KH|NĐ|QH|NQ)\S*|\b\d+/\d{4}/\S+",
    r"\b03 Trung tâm y tế tuyến huyện\b|\b50 Trạm y tế tuyến xã\b",
    r"\((?:\d+)\) ",
    r"\b(?:19|20)\d\d\b",
]


@dataclass
class Reading:
    """The texts of a document by section and note; `unlinked` without its controls."""

    texts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unlinked: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    headings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def words(element: etree._Element, linked: bool) -> str:
    """Return the text of a paragraph, with or without what stands in linked controls."""
    found = []
    for node in element.iter(q("t")):
        inside = any(bound_name(up) for up in node.iterancestors(q("sdt")))
        found.append(" " if inside and not linked else node.text or "")
    return "".join(found)


def read(raw: bytes) -> Reading:
    """Return the reading of a document: between its title and its signature table."""
    package = Package(raw, "document")
    reading, section, part = Reading(), "", ""
    body = package.xml(package.document).find(q("body"))
    assert body is not None
    for element in body:
        if element.tag != q("p"):
            continue
        text = words(element, linked=True).strip()
        style = element.find(f"{q('pPr')}/{q('pStyle')}")
        if style is not None and style.get(q("val"), "").startswith("Heading"):
            reading.headings.append(text)
            match = _HEADING.match(text)
            assert match, text
            part = match[1] if match[1][0] == "I" else part
            section = match[1] if match[1][0] == "I" else f"{part}.{match[1]}"
        elif section:
            reading.texts[section].append(text)
            reading.unlinked[section].append(words(element, linked=False))
    notes = package.related(package.document, "footnotes")
    number = 0
    for note in package.xml(notes[0]) if notes else ():
        if note.get(q("type")) is None:
            number += 1
            reading.notes.append(note.get(q("id"), ""))
            for paragraph in note.iter(q("p")):
                reading.texts[f"n{number}"].append(words(paragraph, linked=True))
                reading.unlinked[f"n{number}"].append(words(paragraph, linked=False))
    return reading


def numbers(text: str) -> list[str]:
    """Return the numbers of a text as values: 07 is 7, 08/13 is 8/13, 67,0 is not 67."""
    found = (match[0].rstrip(".,") for match in NUMBER.finditer(text))
    return [
        "/".join(side.lstrip("0") or "0" if side.isdigit() else side for side in number.split("/"))
        for number in found
    ]


def without_names(text: str) -> str:
    """Return a text without the digits that are no figures."""
    for pattern in NAMES:
        text = re.sub(pattern, " ", text)
    return text
