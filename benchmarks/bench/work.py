"""What a document of the suite holds, said once for every engine.

Comes in: paragraphs, tables, notes, with slots that data fill. Goes out: the `Content` that a
correct document of given data has, computed from the description alone, never from a document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Values: TypeAlias = Mapping[str, Any]
NOTE_MARK = "[^]"  # where a note is marked, in the text of a paragraph


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that data fill; `decimals` None prints a string, else a number so rounded."""

    name: str
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote."""

    pieces: tuple[str | Slot, ...]


Piece: TypeAlias = str | Slot | Note


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in a style of the base document."""

    pieces: tuple[Piece, ...]
    style: str = "ThanVanBan"


Cell: TypeAlias = tuple[str | Slot, ...]
Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; with `repeated`, its last row is printed for each item of that list of the data."""

    rows: tuple[Row, ...]
    repeated: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A document: its body, header and footer."""

    blocks: tuple[Paragraph | Table, ...]
    header: Paragraph
    footer: Paragraph

    def slots(self) -> Iterator[Slot]:
        """Yield every slot, in order, but for those of repeated rows."""
        for block in (self.header, *self.blocks, self.footer):
            if isinstance(block, Table):
                for row in block.rows[: -1 if block.repeated else None]:
                    for cell in row:
                        yield from _slots(cell)
            else:
                yield from _slots(block.pieces)

    def notes(self) -> list[Note]:
        """Return the notes, in order."""
        paragraphs = (block for block in self.blocks if isinstance(block, Paragraph))
        return [p for block in paragraphs for p in block.pieces if isinstance(p, Note)]


@dataclass(frozen=True, slots=True)
class Content:
    """What can be read in a document: texts, tables as rows of cells, notes in order of marks."""

    paragraphs: tuple[str, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]
    headers: tuple[str, ...]
    footers: tuple[str, ...]
    notes: tuple[str, ...]


def content(work: Work, data: Values) -> Content:
    """Return what the document of a work must hold."""
    body = [block for block in work.blocks if isinstance(block, Paragraph)]
    tables = [block for block in work.blocks if isinstance(block, Table)]
    return Content(
        tuple(_text(block.pieces, data) for block in body),
        tuple(_rows(table, data) for table in tables),
        (_text(work.header.pieces, data),),
        (_text(work.footer.pieces, data),),
        tuple(_text(note.pieces, data) for note in work.notes()),
    )


def printed(value: Any, decimals: int | None) -> str:
    """Return a value as every engine must print it: numbers as 1.234,5.

    >>> printed(1234.5, 1), printed(-7, 0), printed("đạt 53%", None)
    ('1.234,5', '-7', 'đạt 53%')
    """
    if decimals is None:
        return str(value)
    return f"{value:,.{decimals}f}".translate({ord(","): ".", ord("."): ","})


def _slots(pieces: tuple[Piece, ...]) -> Iterator[Slot]:
    for piece in pieces:
        if isinstance(piece, Slot):
            yield piece
        elif isinstance(piece, Note):
            yield from _slots(piece.pieces)


def _text(pieces: tuple[Piece, ...], data: Values) -> str:
    return "".join(_piece(piece, data) for piece in pieces)


def _piece(piece: Piece, data: Values) -> str:
    if isinstance(piece, Slot):
        return printed(data[piece.name], piece.decimals)
    return NOTE_MARK if isinstance(piece, Note) else piece


def _rows(table: Table, data: Values) -> tuple[tuple[str, ...], ...]:
    if not table.repeated:
        return tuple(tuple(_text(cell, data) for cell in row) for row in table.rows)
    *head, repeated = table.rows
    return (
        *(tuple(_text(cell, data) for cell in row) for row in head),
        *(tuple(_text(cell, item) for cell in repeated) for item in data[table.repeated]),
    )
