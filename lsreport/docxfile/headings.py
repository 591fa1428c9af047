"""Which styles of a document are headings.

Comes in: a package. Goes out: the ids of its heading styles, found by name or outline level:
Word translates ids.
"""

from __future__ import annotations

from lsreport.docxfile.package import Package, q


def heading_styles(package: Package) -> frozenset[str]:
    """Return the ids of the styles that are headings."""
    found = set()
    for part in package.related(package.document, "styles"):
        for style in package.xml(part).iter(q("style")):
            name = style.find(q("name"))
            named = name is not None and (name.get(q("val")) or "").lower().startswith("heading")
            if named or style.find(f"{q('pPr')}/{q('outlineLvl')}") is not None:
                found.add(style.get(q("styleId"), ""))
    return frozenset(found)
