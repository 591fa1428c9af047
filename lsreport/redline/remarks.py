"""What is said of changes, beside them.

Comes in: a package, places in its document, and what to say there. Goes out: the comments and
the marks in the document. Word refuses comments in headers and footers; one about a note stands
at the note's mark.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from lsreport.docxfile.comments import Comment, add_comments, first_comment_id
from lsreport.docxfile.package import Package, q
from lsreport.redline.marks import Change


def add_remarks(
    package: Package,
    remarks: Iterable[tuple[etree._Element, str]],
    change: Change,
    highest_note: int,
) -> None:
    """Say something of each element (a control, or the run of a note's mark), in order."""
    placed = list(remarks)
    first = first_comment_id(package, highest_note)
    comments = [Comment(text, change.author, change.date) for _element, text in placed]
    add_comments(package, comments, first)
    # Backwards: of two comments at one place the first one's mark then stands first.
    for number, (element, _text) in reversed(list(enumerate(placed, first))):
        _anchor(element, str(number))


def _anchor(element: etree._Element, number: str) -> None:
    first, last = _reach(element)
    start, end = etree.Element(q("commentRangeStart")), etree.Element(q("commentRangeEnd"))
    run = etree.Element(q("r"))
    mark = etree.SubElement(run, q("commentReference"))
    for place in (start, end, mark):
        place.set(q("id"), number)
    if first is None:
        position = 1 if last.find(q("pPr")) is not None else 0
        last.insert(position, start)
        last.extend((end, run))
        return
    first.addprevious(start)
    last.addnext(end)
    end.addnext(run)


def _reach(element: etree._Element) -> tuple[etree._Element | None, etree._Element]:
    """Return between which elements of a paragraph a comment stands; (None, p) is all of p."""
    if element.tag == q("p"):
        return None, element
    inner = next(element.iter(q("p")), None)
    if inner is not None:  # a control around whole paragraphs, cells or rows
        return None, inner
    while element.getparent().tag in (q("ins"), q("del")):
        element = element.getparent()
    first, last = element, element
    if element.tag == q("sdt"):
        before, after = element.getprevious(), element.getnext()
        if before is not None and before.tag == q("customXmlInsRangeStart"):
            first = before
        if after is not None and after.tag == q("customXmlInsRangeEnd"):
            last = after
    return first, last
