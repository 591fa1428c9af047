"""The linked figures of a document, read back.

Comes in: the bytes of a .docx that was rendered. Goes out: every linked figure with its text
as it stands now, its record and its place.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from lsreport.docxfile.links import StoredLink, read_store, require_store
from lsreport.docxfile.package import Package, q
from lsreport.docxfile.verify import bound_name, text_of
from lsreport.records import record

_PARTS = (("footnotes", "footnotes"), ("header", "header"), ("footer", "footer"))


@record
class FoundFigure:
    """A linked figure where it stands. `paragraph` counts from 1 within its part."""

    text: str
    link: StoredLink
    part: str
    paragraph: int

    @property
    def named(self) -> tuple[str, str, str]:
        """Return indicator, window and measure, as the expression names them."""
        path = self.link.record.get("expression", "").partition("|")[0]
        indicator, window, measure = ["", "", *path.rsplit(".", 2)][-3:]
        return indicator, window, measure

    def as_json(self) -> dict[str, Any]:
        """Return the documented shape of a figure."""
        record = self.link.record
        indicator, window, measure = self.named
        return {
            "id": self.link.id,
            "text": self.text,
            "expression": record.get("expression", ""),
            "indicator": indicator,
            "period": record.get("period", ""),
            "window": window,
            "measure": measure,
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

    Raises PackageError for a file without linked figures that can be read.
    """
    package = Package(raw, name, allow_links=True)
    facts, links = read_store(package.xml(require_store(package)))
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
