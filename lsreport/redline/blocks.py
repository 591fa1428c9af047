"""What a body, a cell or a note is made of, read once.

Comes in: an element that holds paragraphs and tables. Goes out: its blocks in order, also from
within block-level content controls, and the entries by which blocks and rows are matched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from lsreport.docxfile.package import q
from lsreport.redline.align import Entry
from lsreport.redline.flow import Line, NoteKeys, read_line
from lsreport.redline.tokens import masked

_LETTERS = 2  # a row's first cell names it when it has a word; "1" or "IV" is only its number


@dataclass(slots=True)
class Block:
    """A paragraph or a table."""

    element: etree._Element
    line: Line | None = None
    rows: list[Row] = field(default_factory=list)

    @property
    def exact(self) -> str:
        """Return what equal blocks have in common."""
        if self.line is not None:
            return self.line.exact
        return "\n".join(row.exact for row in self.rows)


@dataclass(slots=True)
class Cell:
    """A cell of a table."""

    element: etree._Element
    blocks: list[Block]

    @property
    def exact(self) -> str:
        """Return what equal cells have in common."""
        return "\n".join(block.exact for block in self.blocks)


@dataclass(slots=True)
class Row:
    """A row of a table."""

    element: etree._Element
    cells: list[Cell]

    @property
    def exact(self) -> str:
        """Return what equal rows have in common."""
        return "\t".join(cell.exact for cell in self.cells)

    @property
    def label(self) -> str:
        """Return the first cells up to the one that has a word, masked: what the row is called."""
        found = []
        for cell in self.cells:
            text = masked(cell.exact)
            if sum(letter.isalpha() for letter in text) > _LETTERS:
                return text
            found.append(text)
        return "\t".join(found)


def read_blocks(container: etree._Element, notes: NoteKeys) -> list[Block]:
    """Return the paragraphs and tables of a container, in order."""
    blocks = []
    for element in leaves(container, q("p"), q("tbl")):
        if element.tag == q("p"):
            blocks.append(Block(element, read_line(element, notes)))
        else:
            rows = [_row(row, notes) for row in leaves(element, q("tr"))]
            blocks.append(Block(element, rows=rows))
    return blocks


def _row(element: etree._Element, notes: NoteKeys) -> Row:
    cells = leaves(element, q("tc"))
    return Row(element, [Cell(cell, read_blocks(cell, notes)) for cell in cells])


def leaves(container: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Yield the children with these tags, also those within content controls."""
    for child in container:
        if child.tag in tags:
            yield child
        elif child.tag in (q("sdt"), q("sdtContent"), q("customXml")):
            yield from leaves(child, *tags)


def entry(block: Block) -> Entry:
    """Return by what a block is matched: its text, then with numbers masked, then its words."""
    exact = block.exact
    mask = masked(exact)
    if block.line is not None:
        return Entry((exact, mask), mask, "p")
    # Rows of another grid would not fit between those of this one.
    kind = f"tbl {len(block.element.findall('{*}tblGrid/{*}gridCol'))}"
    return Entry((f"{kind}\n{exact}", f"{kind}\n{mask}"), mask, kind, 0.15)


def row_entry(row: Row) -> Entry:
    """Return by what a row is matched: its first cell, then its text with numbers masked."""
    mask = masked(row.exact)
    width = str(len(row.cells))
    return Entry((f"{width}\t{row.label}", f"{width}\t{mask}"), mask, width, 0.5)
