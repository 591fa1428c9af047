"""The linked figures that differ between two documents.

Comes in: the records and controls of both. Goes out: the controls of the new one whose text is
not what the old one printed for the same figure of the same period, and what to say of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from lsreport.docxfile.links import StoredLink, find_store, read_store
from lsreport.docxfile.package import Package, q
from lsreport.docxfile.verify import bound_name, text_of
from lsreport.i18n import _

# Why a figure changed, from its record; "" where nobody knows.
Cause = Callable[[Mapping[str, str]], str]


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
    cause: Cause | None,
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
                found.append((place.control, _changed(partner, place, cause)))
        seen[key] += 1
    return found


def _figures(package: Package, roots: list[etree._Element]) -> Iterator[_Place]:
    store = find_store(package)
    if store is None:
        return
    links = read_store(package.xml(store))[1]
    by_tag = {link.tag: link for link in links.values()}
    for root in roots:
        for control in root.iter(q("sdt")):
            tag = control.find(f"{q('sdtPr')}/{q('tag')}")
            name = bound_name(control) or ""
            link = links.get(name) or by_tag.get("" if tag is None else tag.get(q("val"), ""))
            # Names of periods, dates, signers are linked too; they are no figures.
            if link is not None and "kind" not in link.record:
                yield _Place(control, text_of(control), link)


def _keys(place: _Place) -> tuple[tuple[str, str], tuple[str, str]]:
    record = place.link.record
    expression = record.get("expression", "")
    return (expression, record.get("period", "")), (expression, "")


def _changed(old: _Place, new: _Place, cause: Cause | None) -> ChangedFigure:
    record = new.link.record
    about, period = record.get("name", ""), _period(new)
    if _period(old) != period:
        period = f"{_period(old)} → {period}"
    return ChangedFigure(
        about or record.get("expression", ""),
        period,
        record.get("expression", ""),
        old.text,
        new.text,
        cause(record) if cause is not None else "",
    )


def _period(place: _Place) -> str:
    """Return measure and period in words: what the title of a control ends with."""
    title = place.control.find(f"{q('sdtPr')}/{q('alias')}")
    words = "" if title is None else str(title.get(q("val"), ""))
    return words.rpartition(": ")[2] or place.link.record.get("period", "")
