"""Linked texts: inline content controls bound to a custom XML part.

Comes in: a text with a key, an alias and a record. Goes out: the XML of its content control,
and the store part in which every record stands: what was printed, from what, by which
revision. Knows nothing of what the records mean, but that a key is period and expression.

Word facts: children of sdtPr in the order rPr, alias, tag, id, dataBinding, text. The path of
the binding calls the record by its key, not by its place: a control that is pasted into another
document finds the same figure there or none, never another one. The bound element has no
attributes, since LibreOffice strips them. What Word adds by itself or takes for granted (w:id,
w15:appearance, the steps' [1]) is not written: a report has hundreds of controls.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from html import unescape
from itertools import chain, count
from typing import TYPE_CHECKING, NamedTuple

from lsreport.docxfile.xmltext import escape, quoted
from lsreport.errors import PackageError, Place
from lsreport.i18n import _

if TYPE_CHECKING:
    from lxml import etree

    from lsreport.docxfile.package import Package


VERSION = "2"  # of the store; 1 had a namespace, and records apart from the bound texts
STORE_ID = "{5A1D6C1E-3B0F-4C53-9E0B-7C1F9A2E6D41}"  # one store a document: a constant will do
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
CONTROL_END = "</w:t></w:r></w:sdtContent></w:sdt>"
GAP = "thieu:"  # begins the tag of a marked gap
GAP_TITLE = "Thiếu số liệu"  # shown above it
LONGEST = 64  # Word refuses a file with a longer tag; its window takes no longer title

_BOUND = re.compile(r"""/lsreport(?:\[1])?/r\[@id=(["'])(.*?)\1](?:\[1])?/t(?:\[1])?$""")
_IN_PART = re.compile(r"/lsreport/r\[@id=('|&quot;)(.*?)\1]/t")
_COPY = re.compile(r"#[0-9]+$")
_IN_KEY = ("period", "expression")
_LINE = re.compile(r"(?:([^|]*):)?([0-9]+)(?:\||$)")
_OURS = re.compile(rb"""<lsreport\s[^>]*?\bversion=["']([^"']*)["']|urn:lsreport:figures""")


class LinkedText(NamedTuple):
    """A text that stays linked to where it came from.

    `key` is period and expression; `record` holds attribute values by name, these two among
    them; `sources` the lines it rests on, (file, line).
    """

    text: str
    key: str
    alias: str
    record: Mapping[str, str]
    sources: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True)
class StoredLink:
    """A record as read back from a document."""

    id: str
    printed: str
    record: dict[str, str]
    sources: list[tuple[str, int]] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Return period and expression, which copies of a figure share."""
        return key_of(self.id)


def link_key(period: str, expression: str) -> str:
    """Return by what a link is found again."""
    return f"{period}:{expression}"


def key_of(name: str) -> str:
    """Return the key within the name of a record: copies of a figure are numbered.

    >>> key_of("2024-05:ky.thang#2")
    '2024-05:ky.thang'
    """
    return _COPY.sub("", name)


def copy_name(key: str, number: int) -> str:
    """Return the name of a record: its key, from the second copy of a figure on with a number."""
    return key if number == 1 else f"{key}#{number}"


def free_name(wanted: str, taken: Container[str]) -> str:
    """Return a name for a record that none has: the wanted one, or that of another copy.

    >>> free_name("2024-05:ky.thang", {"2024-05:ky.thang"})
    '2024-05:ky.thang#2'
    """
    names = (copy_name(key_of(wanted), number) for number in count(1))
    return next(name for name in chain([wanted], names) if name not in taken)


def tag_of(name: str) -> str:
    """Return a tag for a control without binding, cut with a fingerprint to Word's length."""
    if len(name) <= LONGEST:
        return name
    return f"{name[: LONGEST - 9]}~{sha256(name.encode()).hexdigest()[:8]}"


def bound_name(path: str) -> str | None:
    """Return the name of the record that a binding leads to, None where it is none of ours.

    >>> bound_name("/lsreport/r[@id='2024-05:ky.thang#2']/t")
    '2024-05:ky.thang#2'
    """
    found = _BOUND.fullmatch(path)
    return found[2] if found else None


def bound_names(xml: str) -> set[str]:
    """Return the names of the records to which controls of a part, just made, are bound."""
    return {unescape(name) for _quote, name in _IN_PART.findall(xml)}


def control_properties(alias: str, name: str) -> str:
    """Return the sdtPr of a link, without run properties; `name` is that of its record."""
    quote = "'" if "'" not in name else '"'
    path = quoted(f"/lsreport/r[@id={quote}{name}{quote}]/t")
    return (
        f"<w:alias w:val={quoted(alias[:LONGEST])}/>"
        f'<w:dataBinding w:xpath={path} w:storeItemID="{STORE_ID}"/><w:text/>'
    )


@lru_cache(maxsize=16_384)
def control_begin(properties: str, alias: str, name: str) -> str:
    """Return a control up to its text, which is escaped and followed by `CONTROL_END`.

    The same figure has the same one in each document that prints it in this place.
    """
    about = control_properties(alias, name)
    return (
        f"<w:sdt><w:sdtPr>{properties}{about}</w:sdtPr>"
        f'<w:sdtContent><w:r>{properties}<w:t xml:space="preserve">'
    )


def gap_properties(name: str) -> str:
    """Return the sdtPr of a gap, without run properties: a tag, but nothing to be bound to."""
    tag = quoted(f"{GAP}{name}"[:LONGEST])
    return f'<w:alias w:val="{GAP_TITLE}"/><w:tag w:val={tag}/><w:text/>'


def store_xml(
    links: Iterable[tuple[str, LinkedText]],
    facts: Mapping[str, str],
    shown: Mapping[str, str] | None = None,
) -> bytes:
    """Return the store part: records (r) in the order of their lines, each with the text that
    Word binds to (t) and the text that was printed (p).

    `shown` are the texts that a person typed over what was printed: Word shows the store's.
    """
    records, typed, vintage = [], shown or {}, facts.get("vintage", "")
    ordered = sorted(links, key=_first_line)
    files = Counter([file for _name, link in ordered for file, _line in link.sources])
    file = max(files, key=lambda name: files[name], default="")
    for name, link in ordered:
        printed = escape(link.text)
        text = escape(typed[name]) if name in typed else printed
        records.append(
            f"<r{_lines(link.sources, file)}{_attributes(link.record, vintage)} id={quoted(name)}>"
            f"<t>{text}</t><p>{printed}</p></r>"
        )
    about = "".join(f" {k}={quoted(v)}" for k, v in {**facts, "file": file}.items())
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<lsreport version="{VERSION}"{about}>{"".join(records)}</lsreport>'
    ).encode()


def _first_line(item: tuple[str, LinkedText]) -> tuple[str, int]:
    sources = item[1].sources
    return sources[0] if sources else ("", 0)


def _attributes(record: Mapping[str, str], vintage: str) -> str:
    """Return the attributes of a record, without what its key says, or all figures share."""
    text = ""
    for key, value in record.items():
        if key not in _IN_KEY and (key != "vintage" or value != vintage):
            text += f" {key}={quoted(value)}"
    return text if "vintage" in record or "kind" in record or not vintage else f'{text} vintage=""'


def _lines(sources: Sequence[tuple[str, int]], file: str) -> str:
    """Return the attribute of the lines of a record: those of the store's file by number only."""
    if len(sources) == 1 and sources[0][0] == file:  # most of them
        return f' lines="{sources[0][1]}"'
    lines = [str(line) if name == file else f"{name}:{line}" for name, line in sources]
    return f" lines={quoted('|'.join(lines))}" if lines else ""


def add_store(package: Package) -> str:
    """Give a package an empty place for the store and return its part name."""
    existing = find_store(package)
    if existing:
        return existing
    number = next(n for n in range(1, 1000) if f"customXml/item{n}.xml" not in package)
    part = f"customXml/item{number}.xml"
    package.write(part, store_xml([], {}))
    complete_store(package, part)
    return part


def complete_store(package: Package, part: str) -> None:
    """Give the store the properties and relationships that LibreOffice drops on save."""
    properties = part.replace("/item", "/itemProps")
    package.write(
        properties,
        (
            '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
            f'<ds:datastoreItem xmlns:ds="{_DATASTORE}" ds:itemID="{STORE_ID}">'
            "<ds:schemaRefs/></ds:datastoreItem>"
        ).encode(),
    )
    package.declare(properties, _PROPERTIES_TYPE)
    package.relate(part, "customXmlProps", properties)
    package.relate(package.document, "customXml", part)


def find_store(package: Package) -> str | None:
    """Return the name of the store part, or None."""
    return _stores(package).get(VERSION)


def require_store(package: Package) -> str:
    """Return the name of the store part. Raises PackageError where there is none to be read."""
    stores = _stores(package)
    if VERSION in stores:
        return stores[VERSION]
    if stores:
        raise PackageError.one(
            "gan-ket-ban-khac",
            _("số liệu gắn kết của văn bản này do một bản lsreport khác ghi, không đọc được"),
            _("lập lại văn bản bằng lsreport render, hoặc dùng bản lsreport đã lập ra nó"),
            Place(package.name),
        )
    raise PackageError.one(
        "khong-co-gan-ket",
        _("văn bản này không có số liệu gắn kết"),
        _("chọn văn bản do lệnh lsreport render lập ra"),
        Place(package.name),
    )


def _stores(package: Package) -> dict[str, str]:
    """Return the stores of lsreport's in a document, by version.

    Every custom XML part is looked at, not only the related ones: LibreOffice drops
    relationships on save.
    """
    found: dict[str, str] = {}
    for name in package.names():
        if name.startswith("customXml/item") and "Props" not in name and name.endswith(".xml"):
            ours = _OURS.search(package.read(name)[:4000])
            if ours is not None:
                found.setdefault((ours[1] or b"1").decode(), name)
    return found


def read_store(root: etree._Element) -> tuple[dict[str, str], dict[str, StoredLink]]:
    """Return the facts of the store and its records by name."""
    facts = {str(key): str(value) for key, value in root.attrib.items()}
    file = facts.pop("file", "")
    facts.pop("version", None)
    records: dict[str, StoredLink] = {}
    for element in root.iter("r"):
        about = {str(key): str(value) for key, value in element.attrib.items()}
        name, lines = about.pop("id", ""), about.pop("lines", "")
        period, colon, expression = key_of(name).partition(":")
        named = {"period": period, "expression": expression} if colon else {}
        if "kind" not in about:  # most figures are of the document's own
            about.setdefault("vintage", facts.get("vintage", ""))
            if not about["vintage"]:
                del about["vintage"]
        sources = [(match[1] or file, int(match[2])) for match in _LINE.finditer(lines)]
        printed = element.findtext("p") or ""
        records[name] = StoredLink(name, printed, {**about, **named}, sources)
    return facts, records
