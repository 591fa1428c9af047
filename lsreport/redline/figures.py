"""The linked figures that differ between two documents.

Comes in: the records and controls of both. Goes out: the controls of the new one whose text is
not what the old one printed for the same figure of the same period, and what to say of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from lsreport.docxfile.links import StoredLink, find_store, key_of, read_store, tag_of
from lsreport.docxfile.package import Package, q
from lsreport.docxfile.verify import bound_name, text_of
from lsreport.i18n import _

# What a figure is called in full, and why it changed, from its record; "" where nobody knows.
Known = Callable[[Mapping[str, str]], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A linked figure whose text changed: what it is, what it was, what it is now, and why."""

    name: str
    period: str
    expression: str
    old: str
    new: str
    cause: str = ""

    def __str__(self) -> str:
        """Return what the comment in the document says."""
        told = _("{name}, {period}: {old} → {new}").format(
            name=self.name, period=self.period, old=self.old, new=self.new
        )
        return f"{told}\n{self.cause}" if self.cause else told


@dataclass(frozen=True, slots=True)
class _Place:
    control: etree._Element
    text: str
    link: StoredLink


def changed_figures(
    old: tuple[Package, list[etree._Element]],
    new: tuple[Package, list[etree._Element]],
    known: Known | None,
) -> list[tuple[etree._Element, ChangedFigure]]:
    """Return the controls of the new document that show something else than the old one.

    Both come with the roots of their parts, tracked changes accepted, controls still bound.
    A figure that stands at several places is compared place by place, in their order.
    """
    before: dict[tuple[str, str], list[_Place]] = {}
    for place in _figures(*old):
        for key in _keys(place):
            before.setdefault(key, []).append(place)
    found = []
    seen: Counter[tuple[str, str]] = Counter()
    for place in _figures(*new):
        strict, loose = _keys(place)
        key = strict if strict in before else loose
        partners = before.get(key, [])
        if partners:
            partner = partners[min(seen[key], len(partners) - 1)]
            if partner.text != place.text:
                found.append((place.control, _changed(partner, place, known)))
        seen[key] += 1
    return found


def _figures(package: Package, roots: list[etree._Element]) -> Iterator[_Place]:
    store = find_store(package)
    if store is None:
        return
    links = read_store(package.xml(store))[1]
    copies = {link.key: link for link in reversed(links.values())}
    tags = {tag_of(link.id): link for link in links.values()}
    for root in roots:
        for control in root.iter(q("sdt")):
            name = bound_name(control) or ""
            link = links.get(name) or copies.get(key_of(name)) or tags.get(_said(control, "tag"))
            # Names of periods, dates, signers are linked too; they are no figures.
            if link is not None and "kind" not in link.record:
                yield _Place(control, text_of(control), link)


def _keys(place: _Place) -> tuple[tuple[str, str], tuple[str, str]]:
    record = place.link.record
    expression = record.get("expression", "")
    return (expression, record.get("period", "")), (expression, "")


def _changed(old: _Place, new: _Place, known: Known | None) -> ChangedFigure:
    record = new.link.record
    name, cause = known(record) if known is not None else ("", "")
    title, period = _title(new)
    before = _title(old)[1]
    if before != period:
        period = f"{before} → {period}"
    return ChangedFigure(
        name or title or record.get("expression", ""),
        period,
        record.get("expression", ""),
        old.text,
        new.text,
        cause,
    )


def _title(place: _Place) -> tuple[str, str]:
    """Return name, and measure and period in words: the title of a control, cut to Word's length."""
    name, _colon, about = _said(place.control, "alias").rpartition(": ")
    return name, about or place.link.record.get("period", "")


def _said(control: etree._Element, name: str) -> str:
    """Return a property of a control, "" without it."""
    found = control.find(f"{q('sdtPr')}/{q(name)}")
    return "" if found is None else str(found.get(q("val"), ""))
