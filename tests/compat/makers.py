"""Templates made for a test: python-docx, and raw XML where python-docx has no words for it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from word_files import members_of, zipped

Maker = Callable[[DocumentObject], None]
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def made(*makers: Maker) -> bytes:
    """Return the template that the makers fill, one after the other."""
    document = Document()
    for maker in makers:
        maker(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def lines(*texts: str) -> Maker:
    """Return a maker of these paragraphs."""

    def make(document: DocumentObject) -> None:
        for text in texts:
            document.add_paragraph(text)

    return make


def rows(*texts: tuple[str, ...], columns: int = 0) -> Maker:
    """Return a maker of a table of these cells; `columns` overrides the grid."""

    def make(document: DocumentObject) -> None:
        table = document.add_table(rows=len(texts), cols=len(texts[0]))
        for row, cells in zip(table.rows, texts, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        grid = table._tbl.tblGrid
        for _number in range(columns - len(texts[0])):
            grid.append(parse_xml(f'<w:gridCol {nsdecls("w")} w:w="500"/>'))

    return make


def styled(*spans: tuple[str, str]) -> Maker:
    """Return a maker of one heading whose spans are bold, italic or plain."""

    def make(document: DocumentObject) -> None:
        paragraph = document.add_heading("", 2)
        for text, style in spans:
            run = paragraph.add_run(text)
            run.bold, run.italic = style == "bold" or None, style == "italic" or None

    return make


def raw(*pieces: str) -> Maker:
    """Return a maker of pieces of XML that stand in the body."""

    def make(document: DocumentObject) -> None:
        for piece in pieces:
            spaces = nsdecls("w", "wp", "a", "r") + (
                ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
                ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
                ' xmlns:v="urn:schemas-microsoft-com:vml"'
            )
            element = parse_xml(piece.replace(">", f" {spaces}>", 1))
            document.element.body.insert(len(document.element.body) - 1, element)

    return make


def marginal(header: str = "", footer: str = "", kind: str = "") -> Maker:
    """Return a maker of a header and footer; `kind` is first_page or even_page."""

    def make(document: DocumentObject) -> None:
        section = document.sections[-1]
        prefix = f"{kind}_" if kind else ""
        if kind == "first_page":
            section.different_first_page_header_footer = True
        if kind == "even_page":
            document.settings.odd_and_even_pages_header_footer = True
        for place, text in (("header", header), ("footer", footer)):
            if text:
                story = getattr(section, prefix + place)
                story.is_linked_to_previous = False
                story.paragraphs[0].text = text

    return make


def section(document: DocumentObject) -> None:
    """Begin another section."""
    document.add_section()


def properties(**values: str) -> Maker:
    """Return a maker of the document's properties."""

    def make(document: DocumentObject) -> None:
        for name, value in values.items():
            setattr(document.core_properties, name, value)

    return make


def text_box(text: str) -> str:
    """Return a paragraph with a text box."""
    return (
        "<w:p><w:r><w:t>trước </w:t></w:r><w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
        "</w:r></w:p>"
    )


def with_notes(template: bytes, kind: str, *notes: str) -> bytes:
    """Return a template with footnotes or endnotes; a paragraph marks each of them."""
    name = kind.removesuffix("s")
    spaces = nsdecls("w")
    inner = "".join(
        f'<w:{name} w:id="{number}"><w:p><w:r><w:{name}Ref/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:{name}>'
        for number, text in enumerate(notes, 1)
    )
    separators = "".join(
        f'<w:{name} w:type="{type_}" w:id="{number}"><w:p><w:r><w:{type_}/></w:r></w:p></w:{name}>'
        for number, type_ in ((-1, "separator"), (0, "continuationSeparator"))
    )
    members = members_of(template)
    document = members["word/document.xml"].decode()
    marks = "".join(marked(name, number) for number in range(1, len(notes) + 1))
    head, tail = document.rsplit("<w:sectPr", 1)
    types = members["[Content_Types].xml"].decode()
    links = members["word/_rels/document.xml.rels"].decode()
    new = {
        "word/document.xml": f"{head}{marks}<w:sectPr{tail}",
        f"word/{kind}.xml": f"<w:{kind} {spaces}>{separators}{inner}</w:{kind}>",
        "[Content_Types].xml": types.replace(
            "</Types>",
            f'<Override PartName="/word/{kind}.xml" ContentType="{_WORD}{kind}+xml"/></Types>',
        ),
        "word/_rels/document.xml.rels": links.replace(
            "</Relationships>",
            f'<Relationship Id="rId99" Type="{_R}/{kind}" Target="{kind}.xml"/></Relationships>',
        ),
    }
    return zipped({**members, **new})


def marked(name: str, number: int) -> str:
    """Return the paragraph with the mark of a note."""
    return (
        f"<w:p><w:r><w:t>Dấu {number}</w:t></w:r>"
        f'<w:r><w:{name}Reference w:id="{number}"/></w:r></w:p>'
    )


def png(red: int, green: int, blue: int, width: int = 4, height: int = 3) -> bytes:
    """Return a picture of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        code = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", code)

    row = b"\0" + bytes((red, green, blue)) * width
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(row * height))
        + chunk(b"IEND", b"")
    )
