"""Linked texts: inline content controls bound to a custom XML part.

Comes in: a text with a tag, an alias and a record. Goes out: the XML of its content control,
and the store part in which every record stands: what was printed, from what, by which
revision. Knows nothing of what the records mean.

Word facts: children of sdtPr in the order rPr, alias, tag, id, dataBinding, w15:appearance,
text. The binding goes by element name, since LibreOffice strips attributes from the bound
element; so the bound texts and the records stand in two branches of the store. LibreOffice
7.4 loses the tag but keeps alias and binding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from lsreport.docxfile.xmltext import escape, quoted
from lsreport.records import record

if TYPE_CHECKING:
    from lxml import etree

    from lsreport.docxfile.package import Package


STORE = "urn:lsreport:figures:1"
STORE_ID = "{5A1D6C1E-3B0F-4C53-9E0B-7C1F9A2E6D41}"  # one store a document: a constant will do
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
GAP = "thieu:"  # begins the tag of a marked gap
GAP_TITLE = "Thiếu số liệu"  # shown above it
LONGEST = 64  # Word refuses a file with a longer tag; its window takes no longer title

_MAPPING = f"xmlns:ls='{STORE}'"


@record
class Face:
    """What of a link is the same in every document: XML of its control and of its record.

    `is_plain` tells that no text in it holds a control character.
    """

    control: str
    attributes: str
    sources: str
    is_plain: bool


@record
class LinkedText:
    """A text that stays linked to where it came from.

    `record` holds attribute values by name; `sources` the lines it rests on, (file, line).
    """

    text: str
    tag: str
    alias: str
    record: Mapping[str, str]
    sources: tuple[tuple[str, int], ...] = ()
    face: Face | None = field(default=None, init=False, compare=False, repr=False)


@dataclass(slots=True)
class StoredLink:
    """A record as read back from a document."""

    id: str
    printed: str
    record: dict[str, str]
    sources: list[tuple[str, int]] = field(default_factory=list)

    @property
    def tag(self) -> str:
        """Return the tag of its control, which LibreOffice drops."""
        return link_tag(self.record.get("period", ""), self.record.get("expression", ""))


def link_tag(period: str, expression: str) -> str:
    """Return the tag of a link, cut with a fingerprint where Word would refuse its length."""
    text = f"{period}:{expression}"
    if len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST - 9]}~{sha256(text.encode()).hexdigest()[:8]}"


def face_of(link: LinkedText) -> Face:
    """Return the face of a link; a figure that is printed again has the same one."""
    if link.face is None:
        made = _face(link.alias, link.tag, tuple(link.record.items()), link.sources)
        object.__setattr__(link, "face", made)
        return made
    return link.face


@lru_cache(maxsize=16_384)
def _face(
    alias: str, tag: str, items: tuple[tuple[str, str], ...], sources: tuple[tuple[str, int], ...]
) -> Face:
    texts = [alias, tag, *[value for _name, value in items], *[file for file, _line in sources]]
    return Face(
        f"<w:alias w:val={quoted(alias[:LONGEST])}/><w:tag w:val={quoted(tag[:LONGEST])}/>",
        "".join([f" {name}={quoted(value)}" for name, value in items]),
        "".join([f'<ls:source file={quoted(file)} line="{line}"/>' for file, line in sources]),
        "".join(texts).isprintable(),
    )


def control_properties(link: LinkedText, name: str, number: int) -> str:
    """Return the sdtPr of a link, without run properties.

    `name` is the element of the store, `number` the id unique in the document.
    """
    return (
        f'{face_of(link).control}<w:id w:val="{number}"/>'
        f'<w:dataBinding w:prefixMappings="{_MAPPING}" '
        f'w:xpath="/ls:store[1]/ls:texts[1]/ls:{name}[1]" w:storeItemID="{STORE_ID}"/>'
        '<w15:appearance w15:val="boundingBox"/><w:text/>'
    )


def gap_properties(name: str, number: int) -> str:
    """Return the sdtPr of a gap, without run properties: a tag, but nothing to be bound to."""
    tag = quoted(f"{GAP}{name}"[:LONGEST])
    return f'<w:alias w:val="{GAP_TITLE}"/><w:tag w:val={tag}/><w:id w:val="{number}"/><w:text/>'


def store_xml(
    links: Iterable[tuple[str, LinkedText]],
    facts: Mapping[str, str],
    shown: Mapping[str, str] | None = None,
) -> bytes:
    """Return the store part: texts that Word binds to, and the records beside them.

    `shown` are the texts that a person typed over what was printed: Word shows the store's.
    """
    texts, records, typed = [], [], shown or {}
    for name, link in links:
        face = face_of(link)
        texts.append(f"<ls:{name}>{escape(typed.get(name, link.text))}</ls:{name}>")
        records.append(
            f'<ls:record id="{name}" text={quoted(link.text)}{face.attributes}>'
            f"{face.sources}</ls:record>"
        )
    about = "".join(f" {k}={quoted(v)}" for k, v in facts.items())
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<ls:store xmlns:ls="{STORE}"{about}><ls:texts>{"".join(texts)}</ls:texts>'
        f"<ls:records>{''.join(records)}</ls:records></ls:store>"
    ).encode()


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
            f'<ds:schemaRefs><ds:schemaRef ds:uri="{STORE}"/></ds:schemaRefs></ds:datastoreItem>'
        ).encode(),
    )
    package.declare(properties, _PROPERTIES_TYPE)
    package.relate(part, "customXmlProps", properties)
    package.relate(package.document, "customXml", part)


def find_store(package: Package) -> str | None:
    """Return the name of the store part, or None.

    Every custom XML part is looked at, not only the related ones: LibreOffice drops
    relationships on save.
    """
    for name in package.names():
        if name.startswith("customXml/item") and "Props" not in name and name.endswith(".xml"):
            head = package.read(name)[:4000]
            if STORE.encode() in head and b"<ls:store" in head:
                return name
    return None


def read_store(root: etree._Element) -> tuple[dict[str, str], dict[str, StoredLink]]:
    """Return the facts of the store and its records by name."""
    space = f"{{{STORE}}}"
    records: dict[str, StoredLink] = {}
    for element in root.iter(f"{space}record"):
        attributes = {str(key): str(value) for key, value in element.attrib.items()}
        name, printed = attributes.pop("id", ""), attributes.pop("text", "")
        sources = [
            (str(source.get("file", "")), int(source.get("line", "0")))
            for source in element.iter(f"{space}source")
        ]
        records[name] = StoredLink(name, printed, attributes, sources)
    return {str(key): str(value) for key, value in root.attrib.items()}, records
