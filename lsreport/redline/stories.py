"""A body, a cell, a note or a header with what changed in it marked.

Comes in: an old container and the new one. Goes out: the new one in place: its paragraphs and
rows with their changes, those that came marked, those that are gone put back as taken out.

Word cannot take out the end of the last paragraph of a container. So a paragraph that came last
leaves its own end unmarked, and the end of the one before it is marked instead; likewise with
one that went.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence

from lxml import etree

from lsreport.docxfile.package import W, q
from lsreport.redline.align import Pair, align
from lsreport.redline.blocks import Block, Row, entry, read_blocks, row_entry
from lsreport.redline.flow import NoteKeys
from lsreport.redline.marks import Marker
from lsreport.redline.paragraphs import NoteSeen, insert_paragraph, redline_paragraph


class Stories:
    """Redlines containers of one pair of documents."""

    def __init__(
        self, marker: Marker, seen: NoteSeen, old_notes: NoteKeys, new_notes: NoteKeys
    ) -> None:
        self._marker = marker
        self._seen = seen
        self._old_notes = old_notes
        self._new_notes = new_notes

    def compare(self, old: etree._Element | None, new: etree._Element) -> None:
        """Redline a container; without an old one, all of it came."""
        olds = [] if old is None else read_blocks(old, self._old_notes)
        self._compare(olds, read_blocks(new, self._new_notes), new)

    def delete(self, old: etree._Element, new: etree._Element) -> None:
        """Fill an empty container with what stood in an old one, all taken out."""
        for block in self._deleted_blocks(read_blocks(old, self._old_notes), ends=False):
            new.append(block)

    # --- blocks ---

    def _compare(self, olds: list[Block], news: list[Block], container: etree._Element) -> None:
        pairs = align([entry(block) for block in olds], [entry(block) for block in news])
        pairs, shifted = _settled(pairs, olds, news)
        i = j = 0
        for pi, pj in [*pairs, (len(olds), len(news))]:
            previous = news[j - 1] if j else None
            following = news[j] if j < len(news) else None
            if shifted and pi == len(olds) and following is None:
                self._delete_last(olds[i:], news[-1])
            else:
                _place(self._deleted_blocks(olds[i:pi]), previous, following, container)
            for block in news[j:pj]:
                self._insert_block(block)
            if pj < len(news):
                self._match(olds[pi], news[pj])
            i, j = pi + 1, pj + 1
        if shifted and pairs[-1][1] < len(news) - 1:
            self._insert_last(news[pairs[-1][1] :])
        elif not olds and news:
            _unmark(news[-1].element)

    def _match(self, old: Block, new: Block) -> None:
        if old.line is not None and new.line is not None:
            redline_paragraph(old.line, new.line, self._marker, self._seen)
        else:
            self._compare_rows(old, new)

    def _insert_block(self, block: Block) -> None:
        if block.line is not None:
            insert_paragraph(block.line, self._marker, self._seen)
            self._marker.mark_paragraph(block.element, "ins")
        for row in block.rows:
            self._insert_row(row)

    def _deleted_blocks(self, blocks: Sequence[Block], ends: bool = True) -> list[etree._Element]:
        """Return old blocks as taken out; without `ends` the last paragraph keeps its end."""
        made = []
        for block in blocks:
            if block.line is None:
                made.append(self._deleted_table(block))
                continue
            paragraph = self._marker.deleted_paragraph(block.line)
            if ends or block is not blocks[-1]:
                self._marker.mark_paragraph(paragraph, "del")
            made.append(paragraph)
        return made

    # --- the last paragraph of a container ---

    def _insert_last(self, blocks: list[Block]) -> None:
        """Move the mark of the last end to the paragraph after which the others came."""
        _unmark(blocks[-1].element)
        self._marker.mark_paragraph(blocks[0].element, "ins")

    def _delete_last(self, gone: list[Block], kept: Block) -> None:
        """Put what stood last after what stands last now, whose look the last end keeps."""
        made = self._deleted_blocks(gone, ends=False)
        if not made:
            return
        for element in reversed(made):
            kept.element.addnext(element)
        old, new = made[-1].find(q("pPr")), kept.element.find(q("pPr"))
        if old is not None:
            made[-1].remove(old)
        if new is not None:
            made[-1].insert(0, copy.deepcopy(new))
        self._marker.mark_paragraph(kept.element, "del")

    # --- tables ---

    def _compare_rows(self, old: Block, new: Block) -> None:
        entries = [[row_entry(row) for row in block.rows] for block in (old, new)]
        pairs = align(*entries)
        i = j = 0
        last: etree._Element | None = None
        for pi, pj in [*pairs, (len(old.rows), len(new.rows))]:
            made = [self._deleted_row(row) for row in old.rows[i:pi]]
            _place_rows(made, new, j, last)
            for row in new.rows[j:pj]:
                self._insert_row(row)
            if pj < len(new.rows):
                cells = zip(old.rows[pi].cells, new.rows[pj].cells, strict=True)
                for before, after in cells:
                    self._compare(before.blocks, after.blocks, after.element)
            last = new.rows[min(pj, len(new.rows) - 1)].element if new.rows else None
            i, j = pi + 1, pj + 1

    def _insert_row(self, row: Row) -> None:
        self._marker.mark_row(row.element, "ins")
        for cell in row.cells:
            for block in cell.blocks:
                self._insert_block(block)

    def _deleted_row(self, row: Row) -> etree._Element:
        made = etree.Element(q("tr"), nsmap={"w": W})
        borrow = self._marker.borrowing.properties
        for name in ("tblPrEx", "trPr"):
            found = row.element.find(q(name))
            if found is not None:
                made.append(borrow(found, name))
        self._marker.mark_row(made, "del")
        for cell in row.cells:
            place = etree.SubElement(made, q("tc"))
            properties = borrow(cell.element.find(q("tcPr")), "tcPr")
            if len(properties):
                place.append(properties)
            place.extend(self._deleted_blocks(cell.blocks))
        return made

    def _deleted_table(self, block: Block) -> etree._Element:
        made = etree.Element(q("tbl"), nsmap={"w": W})
        borrow = self._marker.borrowing.properties
        made.append(borrow(block.element.find(q("tblPr")), "tblPr"))
        made.append(borrow(block.element.find(q("tblGrid")), "tblGrid"))
        made.extend(self._deleted_row(row) for row in block.rows)
        return made


def _place(
    made: list[etree._Element],
    previous: Block | None,
    following: Block | None,
    container: etree._Element,
) -> None:
    """Put old blocks between two new ones, outside of what only one of them stands in."""
    if following is not None:
        outer = container
        if previous is not None:
            around = set(previous.element.iterancestors())
            outer = next(e for e in following.element.iterancestors() if e in around)
        spot = _child_of(outer, following.element)
        for element in made:
            spot.addprevious(element)
    elif previous is not None:
        spot = _child_of(container, previous.element)
        for element in reversed(made):
            spot.addnext(element)
    else:
        end = container.find(q("sectPr"))
        for element in made:
            container.append(element) if end is None else end.addprevious(element)


def _place_rows(
    made: list[etree._Element], table: Block, following: int, last: etree._Element | None
) -> None:
    if following < len(table.rows):
        spot = _child_of(table.element, table.rows[following].element)
        for row in made:
            spot.addprevious(row)
    elif last is not None:
        spot = _child_of(table.element, last)
        for row in reversed(made):
            spot.addnext(row)
    else:
        table.element.extend(made)


def _settled(pairs: list[Pair], olds: list[Block], news: list[Block]) -> tuple[list[Pair], bool]:
    """Return pairs under which the last paragraph keeps its end, and whether ends are shifted."""
    if not olds or not news or olds[-1].line is None or news[-1].line is None:
        return pairs, False
    end = (len(olds) - 1, len(news) - 1)
    last = pairs[-1] if pairs else (-1, -1)
    if last == end:
        return pairs, False
    if last[0] < end[0] and last[1] < end[1]:
        return [*pairs, end], False
    trailing = [*olds[last[0] :], *news[last[1] :]]
    parents = {block.element.getparent() for block in news[last[1] :]}
    if all(block.line is not None for block in trailing) and len(parents) == 1:
        return pairs, True
    return [*pairs[:-1], end], False


def _unmark(paragraph: etree._Element) -> None:
    for mark in paragraph.findall(f"{q('pPr')}/{q('rPr')}/{q('ins')}"):
        mark.getparent().remove(mark)


def _child_of(ancestor: etree._Element, element: etree._Element) -> etree._Element:
    while element.getparent() is not ancestor:
        element = element.getparent()
    return element
