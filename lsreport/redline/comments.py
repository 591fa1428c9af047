"""Comments of Word.

Comes in: a package, places in its document, and what to say there. Goes out: the comments part
with its content type and relationship, and the marks in the document. Word refuses comments in
headers and footers; one about a note stands at the note's mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from lsreport.docxfile.package import WORD_TYPE, Package, W, q, xml_bytes
from lsreport.redline.marks import SPACE, Change

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def add_comments(
    package: Package,
    remarks: Iterable[tuple[etree._Element, str]],
    change: Change,
    highest_note: int,
) -> None:
    """Say something of each element (a control, or the run of a note's mark), in order."""
    placed = list(remarks)
    if not placed:
        return
    part, root = _part(package)
    # LibreOffice 7.4 shows notes without words when a comment has the id of one.
    taken = [highest_note, *(int(c.get(q("id"), "-1")) for c in root.findall(q("comment")))]
    first = max(taken) + 1
    for number, (_element, text) in enumerate(placed, first):
        root.append(_comment(number, text, change))
    # Backwards: of two comments at one place the first one's mark then stands first.
    for number, (element, _text) in reversed(list(enumerate(placed, first))):
        _anchor(element, str(number))
    package.write(part, xml_bytes(root))


def _part(package: Package) -> tuple[str, etree._Element]:
    found = package.related(package.document, "comments")
    if found:
        return found[0], package.xml(found[0])
    part = "word/comments.xml"
    package.declare(part, WORD_TYPE + "comments+xml")
    package.write(part, b"")
    package.relate(package.document, "comments", part)
    return part, etree.Element(q("comments"), nsmap={"w": W})


def _comment(number: int, text: str, change: Change) -> etree._Element:
    comment = etree.Element(q("comment"), nsmap={"w": W})
    initials = "".join(word[0] for word in change.author.split())[:9]
    facts = {"id": str(number), "author": change.author, "date": change.date, "initials": initials}
    for name, value in facts.items():
        comment.set(q(name), value)
    for index, line in enumerate(_ILLEGAL.sub("", text).split("\n")):
        paragraph = etree.SubElement(comment, q("p"))
        if not index:
            etree.SubElement(etree.SubElement(paragraph, q("r")), q("annotationRef"))
        words = etree.SubElement(etree.SubElement(paragraph, q("r")), q("t"))
        words.text = line
        words.set(SPACE, "preserve")
    return comment


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
