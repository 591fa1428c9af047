"""Small Word files made by hand, and what the tests read of them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

from lxml import etree

from lsreport.docxfile.package import W, q

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{_R}" xmlns:mc="{_MC}" xmlns:wp="{_WP}" xmlns:a="{_A}" '
    f'xmlns:w14="{_W14}" mc:Ignorable="w14"'
)
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"

_STYLES = (
    f'{HEADER}<w:styles xmlns:w="{W}">'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="VanBanCuoc"><w:name w:val="footnote text"/></w:style>'
    '<w:style w:type="character" w:styleId="ThamChieu"><w:name w:val="footnote reference"/></w:style>'
    "</w:styles>"
)
_SETTINGS = f'{HEADER}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:compat/></w:settings>'
WORD_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r>'
    "</w:p></w:footnote>"
)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of the members."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def members_of(raw: bytes) -> dict[str, bytes]:
    """Return the contents of an archive by name."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(raw: bytes, **parts: str | bytes) -> bytes:
    """Return an archive with members replaced or added; `__` in a key stands for a slash."""
    renamed = {key.replace("__", "/").replace("Z", "."): value for key, value in parts.items()}
    return zipped({**members_of(raw), **renamed})


def word_file(
    body: str,
    *,
    footnotes: str = "",
    header: str = "",
    core: str = "",
    relationships: str = "",
    extra: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Return a Word file of these pieces of XML, as plain as validators allow."""
    kinds = {"styles": "styles", "settings": "settings"}
    members: dict[str, str | bytes] = {}
    if footnotes:
        kinds["footnotes"] = "footnotes"
        members["word/footnotes.xml"] = f"{HEADER}<w:footnotes {SPACES}>{footnotes}</w:footnotes>"
    if header:
        kinds["header1"] = "header"
        members["word/header1.xml"] = f"{HEADER}<w:hdr {SPACES}>{header}</w:hdr>"
    if core:
        members["docProps/core.xml"] = (
            f'{HEADER}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
            'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{core}</dc:title></cp:coreProperties>"
        )
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{WORD_TYPE}{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{part}.xml"/>'
        for number, (part, kind) in enumerate(kinds.items(), 1)
    )
    section = f'<w:headerReference w:type="default" r:id="rId{len(kinds)}"/>' if header else ""
    return zipped(
        {
            "[Content_Types].xml": (
                f'{HEADER}<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType='
                '"application/vnd.openxmlformats-package.relationships+xml"/>'
                '<Default Extension="xml" ContentType="application/xml"/>'
                '<Override PartName="/word/document.xml" '
                f'ContentType="{WORD_TYPE}document.main+xml"/>{overrides}'
                '<Override PartName="/docProps/core.xml" ContentType='
                '"application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
            ),
            "_rels/.rels": (
                f'{HEADER}<Relationships xmlns="{_RELS}"><Relationship Id="rId1" '
                f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>'
            ),
            "word/document.xml": (
                f"{HEADER}<w:document {SPACES}><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body>"
                "</w:document>"
            ),
            "word/_rels/document.xml.rels": (
                f'{HEADER}<Relationships xmlns="{_RELS}">{links}{relationships}</Relationships>'
            ),
            "word/styles.xml": _STYLES,
            "word/settings.xml": _SETTINGS,
            **members,
            **(extra or {}),
        }
    )


def words(text: str, properties: str = "") -> str:
    """Return a run of the text."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*texts: str, style: str = "") -> str:
    """Return a paragraph of the texts, each a run of its own; runs may be given ready made."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    runs = "".join(text if text.startswith("<w:") else words(text) for text in texts)
    return f"<w:p>{properties}{runs}</w:p>"


def heading(text: str) -> str:
    """Return a heading of the first level."""
    return paragraph(text, style="Heading1")


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of the rows of texts."""
    grid = '<w:gridCol w:w="1000"/>' * len(rows[0])
    body = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def cell(text: str) -> str:
    """Return a table cell of one paragraph."""
    return f'<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/></w:tcPr>{paragraph(text)}</w:tc>'


def note(number: int, *texts: str) -> str:
    """Return a footnote as Word writes it."""
    return f'<w:footnote w:id="{number}">{paragraph(*texts, style="VanBanCuoc")}</w:footnote>'


def mark(number: int) -> str:
    """Return the run with the mark of a footnote."""
    return (
        '<w:r><w:rPr><w:rStyle w:val="ThamChieu"/></w:rPr>'
        f'<w:footnoteReference w:id="{number}"/></w:r>'
    )


def root_of(raw: bytes, part: str = "word/document.xml") -> etree._Element:
    """Return the parsed root of a part."""
    return etree.fromstring(members_of(raw)[part])


def canonical(element: etree._Element) -> str:
    """Return an element in canonical form, by which two of the same meaning are equal."""
    return str(etree.canonicalize(etree.tostring(element, encoding="unicode", with_tail=False)))


def text_of(element: etree._Element) -> str:
    """Return the words of an element, tabs and line breaks as such."""
    shown = {q("t"): None, q("br"): "\n", q("tab"): "\t"}
    found = (node for node in element.iter(*shown) if node.getparent().tag == q("r"))
    return "".join(shown[str(node.tag)] or node.text or "" for node in found)


def paragraphs(raw: bytes, part: str = "word/document.xml") -> list[str]:
    """Return the words of each paragraph of a part."""
    return [text_of(p) for p in root_of(raw, part).iter(q("p"))]


def notes_of(raw: bytes) -> dict[int, str]:
    """Return the words of the footnotes of a document by id, in their order, without separators."""
    return {
        int(str(found.get(q("id")))): text_of(found).strip()
        for found in root_of(raw, "word/footnotes.xml")
        if found.get(q("type")) is None
    }


def marks_of(raw: bytes) -> list[int]:
    """Return the ids of the footnote marks in document order."""
    return [int(str(found.get(q("id")))) for found in root_of(raw).iter(q("footnoteReference"))]


def controls_of(raw: bytes, part: str = "word/document.xml") -> list[etree._Element]:
    """Return the properties of the content controls of a part."""
    return list(root_of(raw, part).iter(q("sdtPr")))
