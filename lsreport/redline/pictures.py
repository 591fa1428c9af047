"""The pictures and charts of a document, by their content.

Comes in: a package and the roots of its parts. Goes out: how often each picture stands in it.
A redline keeps those of the new document; what went or changed can only be told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from hashlib import sha256

from lxml import etree

from lsreport.docxfile.package import RELATIONSHIP, Package

_R = f"{{{RELATIONSHIP[:-1]}}}"
_HOLDERS = ("{*}blip", "{*}imagedata", "{*}chart", "{*}OLEObject")


def pictures_of(package: Package, roots: Mapping[str, etree._Element]) -> Counter[str]:
    """Return the fingerprints of the pictures, charts and embedded objects of the parts."""
    found: Counter[str] = Counter()
    for part, root in roots.items():
        targets = {link.id: link for link in package.relationships(part)}
        for holder in root.iter(*_HOLDERS):
            name = holder.get(f"{_R}embed") or holder.get(f"{_R}id") or holder.get(f"{_R}link")
            link = targets.get(str(name))
            if link is not None:
                inside = not link.external and link.target in package
                content = package.read(link.target) if inside else link.target.encode()
                found[sha256(content).hexdigest()] += 1
    return found
