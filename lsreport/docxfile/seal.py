"""The seal of a rendered document, by which a later edit is noticed.

Comes in: the parts that a person edits in Word. Goes out: their fingerprint, which a render
keeps in the store. The store itself is no part of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lsreport.docxfile.package import Package


def sealed_parts(package: Package) -> dict[str, bytes]:
    """Return the parts under the seal: text, notes, styles, whatever a person edits in Word."""
    names = [package.document]
    for kind in ("header", "footer", "footnotes", "styles", "numbering", "comments"):
        names += package.related(package.document, kind)
    return {name: package.read(name) for name in dict.fromkeys(names)}


def seal_of(parts: Mapping[str, bytes]) -> str:
    """Return the fingerprint of the parts, whatever their order."""
    digest = sha256()
    for name in sorted(parts):
        digest.update(name.encode() + b"\0" + sha256(parts[name]).digest())
    return digest.hexdigest()
