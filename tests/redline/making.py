"""Documents made at random, and edited at random, from a seed.

A document is lists and strings until it is written: blocks are paragraphs (lists of pieces) and
tables (lists of rows of cells of blocks); a piece is (kind, text, …).
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from random import Random
from typing import Any
from xml.sax.saxutils import escape

from word_files import HEADER, SPACES, WORD_TYPE, zipped

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TEXT = (
    "tổng sản lượng lúa vụ Đông Xuân ước đạt kế hoạch so với cùng kỳ tăng giảm thu ngân sách nhà "
    "nước trên địa bàn tỉnh các huyện xã hộ nghèo doanh nghiệp mới thành lập vốn đầu tư công giải "
    "ngân xuất khẩu nhập qua cửa Hữu Nghị diện tích gieo trồng ha tấn tỷ đồng và của do được cho"
)
_WORDS = _TEXT.split()
_PROPERTIES = ("", "<w:b/>", "<w:i/>", '<w:color w:val="FF0000"/>', '<w:sz w:val="26"/>')
_WORD_SEPARATORS = "".join(
    f'<w:{{kind}} w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:{{kind}}>'
    for number, name in ((-1, "separator"), (0, "continuationSeparator"))
)


@dataclass
class Made:
    """A document before it is written."""

    blocks: list[Any]
    header: list[Any]
    notes: dict[str, list[Any]] = field(default_factory=dict)
    wraps: bool = False


class Maker:
    """Makes documents and edits them, the same from the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self._count = 0

    def document(self) -> Made:
        """Return a document of some paragraphs, tables, notes, and a header."""
        made = Made([], [])
        made.blocks = [self.block(made) for _n in range(self.random.randint(0, 9))]
        made.blocks.append(self.paragraph(made))
        made.header = [self.paragraph(None)]
        made.wraps = self.random.random() < 0.3
        return made

    def block(self, made: Made | None, depth: int = 0) -> Any:
        """Return a paragraph, or sometimes a table."""
        if depth < 2 and self.random.random() < 0.18:
            return ("table", self.rows(made, depth))
        return self.paragraph(made)

    def rows(self, made: Made | None, depth: int) -> list[Any]:
        """Return the rows of a table; a cell may hold a table."""
        width = self.random.randint(1, 3)
        rows = []
        for _n in range(self.random.randint(1, 4)):
            row = []
            for _cell in range(width):
                blocks = [self.block(made, depth + 1)] if self.random.random() < 0.2 else []
                row.append([*blocks, self.paragraph(made, 3)])
            rows.append(row)
        return rows

    def paragraph(self, made: Made | None, most: int = 7) -> list[Any]:
        """Return a paragraph of some pieces; an empty one too."""
        return [self.piece(made) for _n in range(self.random.randint(0, most))]

    def piece(self, made: Made | None) -> Any:
        """Return a run, or a tab, break, link, control, field or note."""
        kind = self.random.choices(
            ("run", "tab", "br", "link", "control", "field", "simple", "hyper", "note", "sdtnote"),
            (60, 3, 3, 5, 14, 2, 2, 2, 7 if made else 0, 1 if made else 0),
        )[0]
        if kind in ("field", "simple"):
            return (kind, self.random.choice(("PAGE", "NUMPAGES")), "")
        if kind in ("note", "sdtnote"):
            assert made is not None
            self._count += 1
            name = f"{self.random.choice(('footnote', 'endnote'))}:{self._count}"
            made.notes[name] = [self.paragraph(None) for _n in range(self.random.choice((1, 1, 2)))]
            return (kind, name, "")
        return (kind, self.text(), self.random.choice(_PROPERTIES))

    def text(self) -> str:
        """Return some words and numbers, now and then with spaces around."""
        words = [self.word() for _n in range(self.random.randint(1, 6))]
        text = self.random.choice((" ", " ", " ", ", ")).join(words)
        return self.random.choice(("", " ")) + text + self.random.choice(("", " ", "; ", "."))

    def word(self) -> str:
        """Return a word or a number as reports write it."""
        if self.random.random() < 0.65:
            return self.random.choice(_WORDS)
        a, b = self.random.randint(1, 40), self.random.randint(0, 99)
        forms = (f"{a},{b}%", f"{a}.{b:03},5", f"{a}/5/2024", f"{b:02}/13", f"{a}", f"-{a},{b}%")
        return self.random.choice(forms)

    # --- edits ---

    def edited(self, made: Made) -> Made:
        """Return the document after a few edits of any kind."""
        new = copy.deepcopy(made)
        for _n in range(self.random.choice((0, 1, 2, 4, 8))):
            self._edit_blocks(new, new.blocks, 0)
        for blocks in new.notes.values():
            if self.random.random() < 0.3:
                self._edit_blocks(None, blocks, 2)
        if self.random.random() < 0.5:
            self._edit_blocks(None, new.header, 2)
        new.wraps = new.wraps != (self.random.random() < 0.1)
        return new

    def _edit_blocks(self, made: Made | None, blocks: list[Any], depth: int) -> None:
        choice = self.random.choice(
            ("words", "words", "words", "insert", "delete", "split", "merge", "move", "end", "cut")
        )
        place = self.random.randrange(len(blocks))
        if choice == "insert":
            blocks.insert(place, self.block(made, depth))
        elif choice == "end":
            blocks.append(self.paragraph(made))
        elif choice == "delete" and len(blocks) > 1:
            del blocks[place]
        elif choice == "cut":
            del blocks[place + 1 :]
        elif choice == "move":
            blocks.insert(self.random.randrange(len(blocks)), blocks.pop(place))
        elif isinstance(blocks[place], tuple):
            self._edit_rows(made, blocks[place][1], depth)
        elif choice == "split":
            at = self.random.randint(0, len(blocks[place]))
            blocks[place : place + 1] = [blocks[place][:at], blocks[place][at:]]
        elif choice == "merge" and isinstance(blocks[place - 1], list) and place:
            blocks[place - 1 : place + 1] = [blocks[place - 1] + blocks[place]]
        else:
            self._edit_pieces(made, blocks[place])
        if isinstance(blocks[-1], tuple):
            blocks.append([])

    def _edit_rows(self, made: Made | None, rows: list[Any], depth: int) -> None:
        place = self.random.randrange(len(rows))
        choice = self.random.choice(("cell", "cell", "cell", "move", "insert", "delete", "column"))
        if choice == "move":
            rows.insert(self.random.randrange(len(rows)), rows.pop(place))
        elif choice == "insert":
            rows.insert(place, [[self.paragraph(made, 3)] for _cell in rows[0]])
        elif choice == "delete" and len(rows) > 1:
            del rows[place]
        elif choice == "column":
            for row in rows:
                row.append([self.paragraph(made, 2)])
        else:
            self._edit_blocks(made, self.random.choice(rows[place]), depth + 1)

    def _edit_pieces(self, made: Made | None, pieces: list[Any]) -> None:
        place = self.random.randint(0, len(pieces))
        choice = self.random.choice(("text", "text", "text", "insert", "delete", "split", "number"))
        if choice == "insert" or place == len(pieces):
            pieces.insert(place, self.piece(made))
            return
        kind, text, properties = pieces[place]
        if choice == "delete":
            del pieces[place]
        elif kind in ("run", "link", "control", "hyper"):
            words = text.split(" ")
            at = self.random.randrange(len(words))
            if choice == "split" and kind == "run":  # through a word too: runs are no tokens
                cut = self.random.randint(0, len(text))
                halves = [
                    (kind, text[:cut], properties),
                    (kind, text[cut:], '<w:u w:val="single"/>'),
                ]
                pieces[place : place + 1] = halves
                return
            words[at : at + self.random.randint(0, 2)] = [self.word()]
            pieces[place] = (kind, " ".join(words), properties)


# --- writing ---


class Written:
    """Writes a document; controls and notes get their ids in order."""

    def __init__(self, made: Made) -> None:
        self._made = made
        self._controls = 0
        self._notes: dict[str, list[str]] = {"footnote": [], "endnote": []}

    def bytes(self) -> bytes:
        """Return the .docx."""
        body = self.blocks(self._made.blocks)
        header = self.blocks(self._made.header)
        kinds = ["styles", "settings", "header1", *(f"{k}s" for k, n in self._notes.items() if n)]
        members: dict[str, str | bytes] = {}
        for kind, notes in self._notes.items():
            separators = _WORD_SEPARATORS.replace("{kind}", kind)
            members[f"word/{kind}s.xml"] = (
                f"{HEADER}<w:{kind}s {SPACES}>{separators}{''.join(notes)}</w:{kind}s>"
            )
        members = {name: part for name, part in members.items() if name[5:-4] in kinds}
        members |= {
            "word/document.xml": f"{HEADER}<w:document {SPACES}><w:body>{body}<w:sectPr>"
            '<w:headerReference w:type="default" r:id="rId3"/></w:sectPr></w:body></w:document>',
            "word/header1.xml": f"{HEADER}<w:hdr {SPACES}>{header}</w:hdr>",
            "word/styles.xml": _STYLES,
            "word/settings.xml": f"{HEADER}<w:settings {SPACES}>"
            '<w:zoom w:percent="100"/><w:compat/></w:settings>',
        }
        return zipped({**_package(kinds), **members})

    def blocks(self, blocks: list[Any]) -> str:
        """Return the XML of blocks."""
        found = []
        for index, block in enumerate(blocks):
            xml = self._table(block[1]) if isinstance(block, tuple) else self._paragraph(block)
            if self._made.wraps and index == 1 and len(blocks) > 2:
                xml = f"<w:sdt><w:sdtPr>{self._id()}</w:sdtPr><w:sdtContent>{xml}</w:sdtContent></w:sdt>"
            found.append(xml)
        return "".join(found)

    def _id(self) -> str:
        self._controls += 1
        return f'<w:id w:val="{self._controls}"/>'

    def _table(self, rows: list[Any]) -> str:
        grid = '<w:gridCol w:w="1000"/>' * len(rows[0])
        cell = '<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/></w:tcPr>'
        body = "".join(
            "<w:tr>" + "".join(f"{cell}{self.blocks(blocks)}</w:tc>" for blocks in row) + "</w:tr>"
            for row in rows
        )
        return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"

    def _paragraph(self, pieces: list[Any]) -> str:
        style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if len(pieces) == 1 else ""
        return f"<w:p>{style}{''.join(self._piece(*piece) for piece in pieces)}</w:p>"

    def _piece(self, kind: str, text: str, properties: str) -> str:
        run = _run(f'<w:t xml:space="preserve">{escape(text)}</w:t>', properties)
        if kind in ("tab", "br"):
            return _run(f"<w:{kind}/>", properties)
        if kind == "link":
            return f'<w:hyperlink w:anchor="x">{run}</w:hyperlink>'
        if kind == "control":
            tag = f"2024:{len(text) % 5}"
            return self._control(run, f'<w:tag w:val="{tag}"/>')
        if kind == "simple":
            return f'<w:fldSimple w:instr=" {text} ">{_run("<w:t>«1»</w:t>", "")}</w:fldSimple>'
        if kind in ("field", "hyper"):
            code = f" {text} " if kind == "field" else ' HYPERLINK "x" '
            result = _run("<w:t>«1»</w:t>", "") if kind == "field" else run
            marks = [_run(f'<w:fldChar w:fldCharType="{m}"/>', "") for m in _FIELD]
            instruction = _run(
                f'<w:instrText xml:space="preserve">{escape(code)}</w:instrText>', ""
            )
            return marks[0] + instruction + marks[1] + result + marks[2]
        if kind in ("note", "sdtnote"):
            mark = self._mark(text)
            return self._control(mark, "") if kind == "sdtnote" else mark
        return run

    def _control(self, content: str, facts: str) -> str:
        return f"<w:sdt><w:sdtPr>{facts}{self._id()}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    def _mark(self, name: str) -> str:
        kind = name.split(":")[0]
        content = self.blocks(self._made.notes[name])
        reference = _run(f"<w:{kind}Ref/>", "")
        content = (
            content.replace("<w:p>", f"<w:p>{reference}", 1) if "pPr" not in content else content
        )
        number = len(self._notes[kind]) + 1
        self._notes[kind].append(f'<w:{kind} w:id="{number}">{content}</w:{kind}>')
        return _run(f'<w:{kind}Reference w:id="{number}"/>', "")


_FIELD = ("begin", "separate", "end")
_STYLES = (
    f'{HEADER}<w:styles {SPACES}><w:style w:type="paragraph" w:styleId="Heading1">'
    '<w:name w:val="heading 1"/></w:style></w:styles>'
)


def _run(content: str, properties: str) -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{content}</w:r>"


def _package(kinds: list[str]) -> dict[str, str | bytes]:
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    names = [(kind, kind.removesuffix("1")) for kind in kinds]
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{WORD_TYPE}{kind}+xml"/>'
        for part, kind in [("document", "document.main"), *names]
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{part}.xml"/>'
        for number, (part, kind) in enumerate(names, 1)
    )
    return {
        "[Content_Types].xml": (
            f'{HEADER}<Types xmlns="{types}"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        ),
        "_rels/.rels": (
            f'{HEADER}<Relationships xmlns="{rels}"><Relationship Id="rId1" '
            f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'{HEADER}<Relationships xmlns="{rels}">{links}</Relationships>'
        ),
    }


def pair(seed: int) -> tuple[bytes, bytes]:
    """Return two documents of a seed: one and its edited self, or two that share nothing."""
    maker = Maker(seed)
    old = maker.document()
    new = maker.document() if maker.random.random() < 0.08 else maker.edited(old)
    return Written(old).bytes(), Written(new).bytes()
