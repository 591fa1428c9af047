"""A finished document, as a run of a template hands it over."""

from __future__ import annotations

from lsreport.docxfile.links import LinkedText
from lsreport.errors import Fault, Place
from lsreport.records import record


@record
class LeftOut:
    """The words of a heading that was left out because nothing stands under it."""

    words: str
    place: Place


@record
class Rendering:
    """A finished document: its bytes, its links, how many notes, and the gaps marked in it.

    `left_out` are the headings under which nothing stood; `fallback` says why docxtpl itself
    made the document, where it did.
    """

    document: bytes
    links: tuple[LinkedText, ...]
    notes: int
    gaps: tuple[Fault, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    fallback: Fault | None = None
