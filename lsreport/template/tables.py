"""The grid of tables, which docxtpl fits to the cells that a row has.

Comes in: the root of a document before it is compiled. Goes out: the same with the grids of
tables without tags fitted once and for all, and whether a run has to fit the others again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from lxml import etree

from lsreport.docxfile.package import q
from lsreport.errors import Place, TemplateError
from lsreport.i18n import _
from lsreport.template.places import words_of

_TAG = re.compile(r"\{[{%#]")
_CELL_TAG = re.compile(r"\{[%{#]-?\s*(?:tc\s|hm\b|colspan\b)")
_ROW_TAG = re.compile(r"\{[%{#]-?\s*tr\s+(end)?([a-z]+)")
_OPENING = {"for", "if"}
_SPAN = re.compile('<w:gridSpan w:val="([^"]*)"')
_WHOLE = re.compile(
    r"-?[0-9]{1,4}", re.ASCII
)  # below one as docxtpl has it: what Word takes for one


def fit_tables(root: etree._Element) -> bool:
    """Fit the grids that stay the same; return whether any depends on a run."""
    depends = False
    for table in list(root.iter(q("tbl"))):
        if next(table.iterancestors(q("tbl")), None) is not None:
            continue  # docxtpl counts the rows of a table with those of the table around it
        words = "".join(table.itertext(q("t")))
        if _TAG.search(words):
            depends = depends or bool(_CELL_TAG.search(words)) or not _is_regular(table)
        elif any(not _is_regular(inner) for inner in table.iter(q("tbl"))):
            _fit(table)
    return depends


def fitted(text: str, where: Place) -> str:
    """Return a text in which docxtpl has fitted the grid of every table.

    Raises TemplateError, with the place of the part, for what a cell cannot span.
    """
    for found in _SPAN.finditer(text):
        if not _WHOLE.fullmatch(unescape(found[1])):
            end = text.find("</w:tc>", found.end())
            raise TemplateError.one(
                "gop-o-sai",
                _("{tag}: «{value}» không phải là số ô").format(
                    tag="{% colspan %}", value=unescape(found[1])[:40]
                ),
                _("cho {tag} một số nguyên, từ 1 trở lên").format(tag="{% colspan %}"),
                replace(where, text=words_of(text[found.end() : end]) or None),
            )
    return str(etree.tostring(_by_docxtpl(text), encoding="unicode"))


def _by_docxtpl(text: str) -> etree._Element:
    from docxtpl import DocxTemplate

    root: etree._Element = DocxTemplate.fix_tables(None, text)
    return root


def _fit(table: etree._Element) -> None:
    parent = table.getparent()
    if parent is None or any(inner.find(q("tblGrid")) is None for inner in table.iter(q("tbl"))):
        return
    twin = _by_docxtpl(etree.tostring(table, encoding="unicode", with_tail=False))
    twin.tail = table.tail
    parent.replace(table, twin)


def _is_regular(table: etree._Element) -> bool:
    """Return whether every row fills the grid, and one stands there whatever a run leaves out."""
    grid = table.find(q("tblGrid"))
    columns = 0 if grid is None else len(grid)
    depth, has_row = 0, False
    for row in table.iter(q("tr")):
        found = _ROW_TAG.search("".join(row.itertext(q("t"))))
        if found:
            depth += (found[2] in _OPENING) * (-1 if found[1] else 1)
            continue
        own = row.getparent() is table
        width = _width(row)
        if width > columns or (own and width < columns):
            return False
        has_row = has_row or (own and depth == 0)
    return has_row


def _width(row: etree._Element) -> int:
    width = sum(1 for _cell in row.iterchildren(q("tc")))
    for span in row.iter(q("gridSpan")):
        properties = span.getparent()
        cell = None if properties is None else properties.getparent()
        if cell is not None and cell.getparent() is row:
            value = span.get(q("val"), "1")
            width += (int(value) if _WHOLE.fullmatch(value) else 1) - 1
    return width
