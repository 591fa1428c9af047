"""Tracked changes that a document brings with it, accepted.

Comes in: the root of a part. Goes out: the same root as if a person had accepted every change
in it: two documents are compared as they read, not with what was once proposed for them.
"""

from __future__ import annotations

from lxml import etree

from lsreport.docxfile.package import q

_GONE = {q("del"), q("moveFrom")}
_KEPT = {q("ins"), q("moveTo")}
_PROPERTIES = {q("rPr"), q("trPr"), q("ctrlPr"), q("numPr")}
_MARKS = {
    q(name)
    for name in (
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange"),
        *("trPrChange", "tcPrChange", "tblPrExChange", "numberingChange", "cellIns", "cellMerge"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
        *("customXmlInsRangeStart", "customXmlInsRangeEnd"),
        *("customXmlDelRangeStart", "customXmlDelRangeEnd"),
        *("customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd"),
        *("customXmlMoveToRangeStart", "customXmlMoveToRangeEnd"),
    )
}


def accept_changes(root: etree._Element) -> int:
    """Accept every tracked change of a part; return how many there were."""
    found = list(root.iter(*_GONE, *_KEPT, *_MARKS, q("cellDel")))
    if not found:
        return 0
    for element in found:
        if element.tag == q("cellDel"):
            _remove(element.getparent().getparent())
        elif element.tag in _MARKS:
            _remove(element)
    _accept_rows(root)
    ended = [p for p in root.iter(q("p")) if _mark_deleted(p)]
    for element in found:
        if element.tag in _GONE:
            _remove(element)
        elif element.tag in _KEPT:
            _unwrap(element)
    for paragraph in ended:
        join_next(paragraph)
    return len(found)


def _accept_rows(root: etree._Element) -> None:
    for row in list(root.iter(q("tr"))):
        if row.find(f"{q('trPr')}/{q('del')}") is not None:
            table = row.getparent()
            _remove(row)
            if table is not None and table.tag == q("tbl") and table.find(q("tr")) is None:
                _remove(table)


def _mark_deleted(paragraph: etree._Element) -> bool:
    marks = paragraph.find(f"{q('pPr')}/{q('rPr')}")
    return marks is not None and any(child.tag in _GONE for child in marks)


def join_next(paragraph: etree._Element) -> None:
    """Put a paragraph's content before that of the next one, whose properties stay."""
    following = paragraph.getnext()
    content = [child for child in paragraph if child.tag != q("pPr")]
    if following is None or following.tag != q("p"):
        # Word keeps the last paragraph of a cell; elsewhere an empty one goes.
        if not content and following is not None:
            _remove(paragraph)
        return
    start = 1 if following.find(q("pPr")) is not None else 0
    for offset, child in enumerate(content):
        following.insert(start + offset, child)
    _remove(paragraph)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if parent.tag not in _PROPERTIES:
        for child in list(element):
            element.addprevious(child)
    parent.remove(element)
