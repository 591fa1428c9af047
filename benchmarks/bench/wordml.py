"""A work as a Word template: WordprocessingML with the tags of a dialect.

Comes in: a work, a dialect, a base document that lends styles, settings and theme. Goes out: the
bytes of a .docx. The XML is as Word writes it for a text that people typed and retyped: a run for
every few words, each with its size, revision marks, marks of the spelling checker. A tag
has a run of its own; every tenth is split over two.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from html import escape
from io import BytesIO

from benchmarks.bench.dialects import Dialect
from benchmarks.bench.work import Note, Paragraph, Piece, Slot, Table, Work

SPLIT_EVERY = 10  # tags
RUN_WORDS = 14
_PLAIN = '<w:sz w:val="28"/><w:szCs w:val="28"/>'
_BOLD = f"<w:b/>{_PLAIN}"
_SESSIONS = (
    "00A4129F",
    "00B35C21",
    "003D7E90",
    "00F2061C",
    "005A9B3E",
)  # of typing, as Word counts
_LENT = ("word/styles.xml", "word/settings.xml", "word/fontTable.xml", "word/theme/theme1.xml")
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPACES = f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"'
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATED = {
    "styles": "styles.xml",
    "settings": "settings.xml",
    "fontTable": "fontTable.xml",
    "theme": "theme/theme1.xml",
    "footnotes": "footnotes.xml",
    "header": "header1.xml",
    "footer": "footer1.xml",
}
_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
    '<w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1191" w:left="1701" w:header="567"'
    ' w:footer="567" w:gutter="0"/></w:sectPr>'
)
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)


def template(work: Work, dialect: Dialect, base: bytes) -> bytes:
    """Return the template of a work in an engine's tags."""
    writer = _Writer(dialect)
    body = "".join(writer.block(block) for block in work.blocks)
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}{_SECTION}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(_RELATED),
        "word/footnotes.xml": (
            f"<w:footnotes {_SPACES}>{_SEPARATORS}{''.join(writer.notes)}</w:footnotes>"
        ),
        "word/header1.xml": f"<w:hdr {_SPACES}>{writer.block(work.header)}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {_SPACES}>{writer.block(work.footer)}</w:ftr>",
    }
    with zipfile.ZipFile(BytesIO(base)) as lender:
        lent = {name: lender.read(name) for name in _LENT}
    return pack({name: (_DECLARATION + text).encode() for name, text in parts.items()} | lent)


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip of the parts; the same parts give the same bytes."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return stream.getvalue()


class _Writer:
    """Writes blocks, and gathers their notes."""

    def __init__(self, dialect: Dialect) -> None:
        self.notes: list[str] = []
        self._dialect, self._tags = dialect, 0

    def block(self, block: Paragraph | Table) -> str:
        if isinstance(block, Table):
            return self._table(block)
        return _paragraph("".join(map(self._piece, block.pieces)), block.style)

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, Note):
            return self._note(piece)
        return _runs(piece) if isinstance(piece, str) else self._slot(piece)

    def _slot(self, slot: Slot) -> str:
        tag = self._dialect.tag(slot)
        self._tags += 1
        if self._dialect.splits and self._tags % SPLIT_EVERY == 0:
            middle = len(tag) // 2
            return _run(tag[:middle], 0, _BOLD) + _run(tag[middle:], 1, _BOLD)
        return _run(tag, self._tags, _BOLD)

    def _note(self, note: Note) -> str:
        number = len(self.notes) + 1
        self.notes.append("")  # its place: a note holds no notes
        mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnote{}/></w:r>'
        text = mark.format("Ref") + _run(" ") + "".join(map(self._piece, note.pieces))
        self.notes[number - 1] = (
            f'<w:footnote w:id="{number}">{_paragraph(text, "FootnoteText")}</w:footnote>'
        )
        return mark.format(f'Reference w:id="{number}"')

    def _table(self, table: Table) -> str:
        columns = len(table.rows[0])
        width = 9354 // columns
        grid = f'<w:gridCol w:w="{width}"/>' * columns
        head = table.rows[:-1] if table.repeated else table.rows
        rows = "".join(_row([self._cell(cell) for cell in row], width) for row in head)
        if table.repeated:
            texts = tuple(
                "".join(
                    self._dialect.tag(piece, table.repeated) if isinstance(piece, Slot) else piece
                    for piece in cell
                )
                for cell in table.rows[-1]
            )
            loop = self._dialect.loop(table.repeated, texts)
            lines = (_row([_run(text) for text in row], width) for row in loop.rows)
            rows += loop.before + "".join(lines) + loop.after
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="9354" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )

    def _cell(self, cell: tuple[str | Slot, ...]) -> str:
        return "".join(map(self._piece, cell))


def _runs(text: str) -> str:
    """Return a text in runs of a few words, every fourth between marks of the spelling checker."""
    words = text.split(" ")
    pieces = [
        " ".join(words[at : at + RUN_WORDS]) + (" " if at + RUN_WORDS < len(words) else "")
        for at in range(0, len(words), RUN_WORDS)
    ]
    return "".join(
        f'<w:proofErr w:type="spellStart"/>{_run(piece, number)}<w:proofErr w:type="spellEnd"/>'
        if number % 4 == 3
        else _run(piece, number)
        for number, piece in enumerate(pieces)
    )


def _run(text: str, number: int = 0, properties: str = _PLAIN) -> str:
    if not text:
        return ""
    session = _SESSIONS[number % len(_SESSIONS)]
    return (
        f'<w:r w:rsidR="{session}"><w:rPr>{properties}</w:rPr>'
        f'<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'
    )


def _paragraph(runs: str, style: str) -> str:
    return (
        f'<w:p w:rsidR="{_SESSIONS[0]}" w:rsidRDefault="{_SESSIONS[1]}" w:rsidP="{_SESSIONS[2]}">'
        f'<w:pPr><w:pStyle w:val="{style}"/><w:rPr>{_PLAIN}</w:rPr></w:pPr>{runs}</w:p>'
    )


def _row(cells: list[str], width: int) -> str:
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{_paragraph(cell, 'NoiNhan')}</w:tc>"
        for cell in cells
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{inner}</w:tr>"


def _relationships(targets: Mapping[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _content_types() -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = {f"/word/{target}": f"{word}.{kind}+xml" for kind, target in _RELATED.items()}
    types["/word/document.xml"] = f"{word}.document.main+xml"
    types["/word/theme/theme1.xml"] = "application/vnd.openxmlformats-officedocument.theme+xml"
    lines = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in types.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    )
