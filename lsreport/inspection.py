"""The linked figures of a document, read back.

Comes in: the bytes of a .docx that was rendered. Goes out: every linked figure with its text
as it stands now, its record and its place.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from lsreport.docxfile.links import StoredLink, find_store, read_store
from lsreport.docxfile.package import Package, q
from lsreport.docxfile.verify import bound_name, text_of
from lsreport.errors import PackageError, Place
from lsreport.i18n import _
from lsreport.records import record

_PARTS = (("footnotes", "footnotes"), ("header", "header"), ("footer", "footer"))


@record
class FoundFigure:
    """A linked figure where it stands. `paragraph` counts from 1 within its part."""

    text: str
    link: StoredLink
    part: str
    paragraph: int

    def as_json(self) -> dict[str, Any]:
        """Return the documented shape of a figure."""
        record = self.link.record
        return {
            "id": self.link.id,
            "text": self.text,
            "expression": record.get("expression", ""),
            "indicator": record.get("indicator", ""),
            "period": record.get("period", ""),
            "window": record.get("window", ""),
            "measure": record.get("measure", ""),
            "status": record.get("status") or None,
            "vintage": record.get("vintage", ""),
            "formula": record.get("formula") or None,
            "sources": [{"file": file, "line": line} for file, line in self.link.sources],
            "part": self.part,
            "paragraph": self.paragraph,
        }


@record
class DocumentFigures:
    """What a rendered document says of its figures."""

    document: str
    period: str
    report: str
    figures: tuple[FoundFigure, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the documented shape of the command's output."""
        return {
            "document": self.document,
            "period": self.period,
            "report": self.report,
            "figures": [figure.as_json() for figure in self.figures],
        }


def read_figures(raw: bytes, name: str) -> DocumentFigures:
    """Return the linked figures of a document, part by part, in order.

    Raises PackageError for a file without linked figures.
    """
    package = Package(raw, name, allow_links=True)
    store = find_store(package)
    if store is None:
        raise PackageError.one(
            "khong-co-gan-ket",
            _("văn bản này không có số liệu gắn kết"),
            _("chọn văn bản do lệnh lsreport render lập ra"),
            Place(name),
        )
    facts, links = read_store(package.xml(store))
    found: list[FoundFigure] = []
    parts = [("document", package.document)]
    for kind, label in _PARTS:
        parts += [(label, part) for part in package.related(package.document, kind)]
    for label, part in parts:
        found += _figures_of(package.xml(part), label, links)
    return DocumentFigures(name, facts.get("period", ""), facts.get("report", ""), tuple(found))


def _figures_of(
    root: etree._Element, label: str, links: dict[str, StoredLink]
) -> list[FoundFigure]:
    found, paragraph = [], 0
    for element in root.iter(q("p"), q("sdt")):
        if element.tag == q("p"):
            paragraph += 1
            continue
        name = bound_name(element)
        # Names of periods, dates, signers are linked too; they are no figures.
        if name in links and "kind" not in links[name].record:
            found.append(FoundFigure(text_of(element), links[name], label, paragraph))
    return found
