"""How the tests read a generated document: sections, notes, figures inside and outside links."""

from __future__ import annotations

import base64
import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from lxml import etree

from lsreport.docxfile.links import find_store, read_store
from lsreport.docxfile.package import Package, q
from lsreport.docxfile.verify import bound_name

HERE = Path(__file__).parent
NUMBER = re.compile(r"[0-9][0-9.,]*(?:/[0-9][0-9.,]*)?")
_ROMAN = re.compile(r"^([IVX]+)\.\s")
_NUMBERED = re.compile(r"^(\d(?:\.\d)*)\.\s")

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
    """The texts of a document by section and note; `unlinked` without its linked figures.

    Sections are called by their numbers (I, II.1.1, 1.1.1, in the second part of a document
    2/II.1), by their words where they have none, and 0 before the first; notes n1, n2, ...
    A star is no section of its own. `tables` holds the texts of the cells; a cell that is
    merged with the one above has its text.
    """

    texts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unlinked: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    headings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    figures: frozenset[str] = frozenset()

    def add(self, section: str, paragraph: etree._Element) -> None:
        """Keep a paragraph, with and without its linked figures."""
        self.texts[section].append(words(paragraph))
        self.unlinked[section].append(words(paragraph, self.figures))


def words(element: etree._Element, without: Collection[str] = ()) -> str:
    """Return the text of a paragraph; a linked control among `without` is a space."""
    found = []
    for node in element.iter(q("t")):
        inside = any(bound_name(up) in without for up in node.iterancestors(q("sdt")))
        found.append(" " if inside else node.text or "")
    return "".join(found)


def _figures(package: Package) -> frozenset[str]:
    """Return the names of the linked figures; names of periods and dates are linked too."""
    store = find_store(package)
    links = read_store(package.xml(store))[1] if store else {}
    return frozenset(name for name, link in links.items() if "kind" not in link.record)


def style_of(paragraph: etree._Element) -> str:
    """Return the key of a paragraph's style."""
    style = paragraph.find(f"{q('pPr')}/{q('pStyle')}")
    return "" if style is None else str(style.get(q("val")))


def read(raw: bytes) -> Reading:
    """Return the reading of a document, from the line under its title on."""
    package = Package(raw, "document")
    reading, section, part, chapter = Reading(figures=_figures(package)), "", 0, ""
    body = package.xml(package.document).find(q("body"))
    assert body is not None
    for element in body:
        if element.tag == q("tbl") and section:
            _read_table(reading, section, element)
            continue
        style = style_of(element)
        if style == "DuongKe":  # the line under the title
            section = "0"
        elif style == "Phan":
            part, chapter = part + 1, ""
            section = f"{part}/"
        elif style.startswith("Heading"):
            text = words(element).strip()
            reading.headings.append(text)
            before = f"{part}/" if part else ""
            if match := _ROMAN.match(text):
                section = chapter = before + match[1]
            elif match := _NUMBERED.match(text):
                section = f"{chapter}.{match[1]}" if chapter else before + match[1]
            elif not text.startswith("*") and not chapter:
                section = text
        elif element.tag == q("p") and section:
            reading.add(section, element)
    notes = package.related(package.document, "footnotes")
    for note in package.xml(notes[0]) if notes else ():
        if note.get(q("type")) is None:
            reading.notes.append(note.get(q("id"), ""))
            for paragraph in note.iter(q("p")):
                reading.add(f"n{len(reading.notes)}", paragraph)
    return reading


def _read_table(reading: Reading, section: str, table: etree._Element) -> None:
    """Keep a table's cells as paragraphs of the section; not the column of row numbers."""
    rows: list[list[str]] = []
    for row in table.iter(q("tr")):
        cells = list(row.iter(q("tc")))
        texts = ["\n".join(words(p) for p in cell.iter(q("p"))) for cell in cells]
        for index, cell in enumerate(cells):
            merge = cell.find(f"{q('tcPr')}/{q('vMerge')}")
            if merge is not None and merge.get(q("val")) != "restart":
                texts[index] = rows[-1][index]
        rows.append(texts)
        for cell in cells[1:] if rows[0][0] == "TT" else cells:
            for paragraph in cell.iter(q("p")):
                reading.add(section, paragraph)
    reading.tables.append(rows)


def numbers(text: str) -> list[str]:
    """Return the numbers of a text as values: 07 is 7, 08/13 is 8/13, 67,0 is not 67."""
    found = (match[0].rstrip(".,") for match in NUMBER.finditer(text))
    return [
        "/".join(side.lstrip("0") or "0" if side.isdigit() else side for side in number.split("/"))
        for number in found
    ]


def without_names(text: str, more: Sequence[str] = ()) -> str:
    """Return a text without the digits that are no figures; `more` are a document's own names."""
    for pattern in (*more, *NAMES):
        text = re.sub(pattern, " ", text)
    return text


def published(name: str) -> dict[str, list[str]]:
    """Return the figures of a published document by section and note, as values."""
    found = {}
    for line in (HERE / f"figures-{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            section, figures = line.split(": ")
            found[section] = [numbers(figure)[0] for figure in figures.split(" | ")]
    return found


@dataclass(frozen=True)
class Overlap:
    """How much of a document's words stand in runs of 20 that a published document has."""

    total: int
    shared: int
    longest: int


def overlap(reading: Reading, name: str, quoted: Collection[str] = ()) -> Overlap:
    """Return how far the prose of a document is that of the published one.

    The published texts are not kept here: `runs-*.txt` hold fingerprints of their runs of 20
    words. In the sections `quoted` words are counted, runs are not looked for.
    """
    packed = base64.b85decode((HERE / f"runs-{name}.txt").read_text().replace("\n", ""))
    known = {packed[i : i + 5] for i in range(0, len(packed), 5)}
    total, shared, longest = 0, 0, 0
    for section, texts in reading.unlinked.items():
        for text in texts:
            found = [word.lower() for word in re.findall(r"[^\W\d_]+", text)]
            hits = [
                blake2b(" ".join(found[i : i + 20]).encode(), digest_size=5).digest() in known
                for i in range(0 if section in quoted else max(0, len(found) - 19))
            ]
            covered = {i + k for i, hit in enumerate(hits) if hit for k in range(20)}
            run = 0
            for i in range(len(found)):
                run = run + 1 if i in covered else 0
                longest = max(longest, run)
            total, shared = total + len(found), shared + len(covered)
    return Overlap(total, shared, longest)
