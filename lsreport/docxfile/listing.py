"""A Word document as plain text, for review and for git's diff.

Comes in: a package. Goes out: its paragraphs with their styles, tables cell by cell, notes
at their marks and in full at the end. Text in content controls is text too (python-docx's
`paragraph.text` leaves it out).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from lsreport.docxfile.package import Package, q

_SKIPPED = {q("rPr"), q("pPr"), q("instrText"), q("sdtPr"), q("delText")}


def list_text(package: Package) -> str:
    """Return the document, its headers, footers and notes as text."""
    names = _style_names(package)
    lines = list(_blocks(package.text().find(q("body")), names))
    for kind, label in (("header", "đầu trang"), ("footer", "chân trang")):
        for part in package.related(package.document, kind):
            content = list(_blocks(package.xml(part), names))
            if any(line.strip() for line in content):
                lines += ["", f"=== {label} ({part}) ===", *content]
    notes = list(_notes(package))
    if notes:
        lines += ["", "=== chú thích ===", *notes]
    return "\n".join(lines) + "\n"


def _style_names(package: Package) -> dict[str, str]:
    names = {}
    for part in package.related(package.document, "styles"):
        for style in package.xml(part).iter(q("style")):
            name = style.find(q("name"))
            if name is not None:
                names[style.get(q("styleId"), "")] = name.get(q("val"), "")
    return names


def _blocks(container: etree._Element | None, names: dict[str, str]) -> Iterator[str]:
    for element in container if container is not None else ():
        if element.tag == q("p"):
            yield _paragraph(element, names)
        elif element.tag == q("tbl"):
            yield from _table(element, names)
        elif element.tag == q("sdt"):
            yield from _blocks(element.find(q("sdtContent")), names)


def _paragraph(element: etree._Element, names: dict[str, str]) -> str:
    style = element.find(f"{q('pPr')}/{q('pStyle')}")
    name = names.get(style.get(q("val"), ""), "") if style is not None else ""
    text = "".join(_words(element))
    return f"[{name}] {text}".rstrip() if name else text


def _table(element: etree._Element, names: dict[str, str]) -> Iterator[str]:
    yield "<bảng>"
    for row in element.iter(q("tr")):
        yield "<hàng>"
        for cell in row.findall(q("tc")):
            yield "<ô>"
            yield from _blocks(cell, names)
    yield "</bảng>"


def _words(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == q("t"):
            yield child.text or ""
        elif child.tag == q("tab"):
            yield "\t"
        elif child.tag in (q("br"), q("cr")):
            yield "\n    "
        elif child.tag == q("footnoteReference"):
            yield f"[^{child.get(q('id'))}]"
        elif child.tag == q("fldSimple"):
            yield f"<{(child.get(q('instr')) or '').strip()}>"
        elif isinstance(child.tag, str):
            yield from _words(child)


def _notes(package: Package) -> Iterator[str]:
    for part in package.related(package.document, "footnotes"):
        for note in package.xml(part):
            if note.get(q("type")) is None:
                text = "\n    ".join("".join(_words(p)).strip() for p in note.iter(q("p")))
                yield f"[^{note.get(q('id'))}]: {text}"
