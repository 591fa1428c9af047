"""Two documents compared: the stages in order.

Comes in: the bytes of two .docx, an author, a date, and who knows why a figure changed. Goes
out: a `Redline`: the new package with the changes tracked in body, tables, notes, headers and
footers, comments on its changed figures, and what could not be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from lsreport.docxfile.links import find_store, tag_of
from lsreport.docxfile.package import RELATIONSHIP, Package, q, xml_bytes
from lsreport.docxfile.seal import seal_of, sealed_parts
from lsreport.docxfile.verify import bound_name
from lsreport.docxfile.xmltext import W15
from lsreport.i18n import _
from lsreport.redline.accept import accept_changes
from lsreport.redline.figures import ChangedFigure, Known, changed_figures
from lsreport.redline.marks import Borrowing, Change, Marker
from lsreport.redline.notes import NotePairs, NoteParts, notes_of
from lsreport.redline.pictures import pictures_of
from lsreport.redline.remarks import add_remarks
from lsreport.redline.stories import Stories

AUTHOR = "lsreport"
NO_DATE = "2000-01-01T00:00:00Z"  # nothing reads the clock
_KINDS = ("footnotes", "endnotes", "header", "footer")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Redline:
    """The document with its changes, how many, which figures changed, what is not shown."""

    document: bytes
    inserted: int
    deleted: int
    figures: tuple[ChangedFigure, ...]
    untold: tuple[str, ...]


class _Side:
    """One of the two documents: its package and the roots of the parts that hold text."""

    def __init__(self, raw: bytes, name: str) -> None:
        self.package = Package(raw, name, allow_links=True)
        package = self.package
        self.body_part = package.document
        self.roots = {self.body_part: package.word_xml(self.body_part)}
        for kind in _KINDS:
            for part in package.related(self.body_part, kind):
                self.roots[part] = package.word_xml(part)
        self.accepted = sum([accept_changes(root) for root in self.roots.values()])
        self.notes = notes_of(package, self.roots)

    @property
    def document(self) -> etree._Element:
        """Return the root of the document part."""
        return self.roots[self.body_part]

    def headers(self) -> dict[tuple[int, str, str], str]:
        """Return the part of each header and footer by section, kind and type."""
        targets = {r.id: r.target for r in self.package.relationships(self.body_part)}
        found = {}
        for number, section in enumerate(self.document.iter(q("sectPr"))):
            for name in ("header", "footer"):
                for reference in section.findall(q(f"{name}Reference")):
                    target = targets.get(str(reference.get(f"{{{RELATIONSHIP[:-1]}}}id")), "")
                    if target in self.roots:
                        found[number, name, str(reference.get(q("type")))] = target
        return found

    def vintage(self) -> str:
        """Return the day of the store as a date of Word's, if it has one."""
        store = find_store(self.package)
        day = self.package.xml(store).get("vintage", "") if store else ""
        return f"{day}T00:00:00Z" if _DAY.fullmatch(day) else ""


def redline(
    old: bytes,
    new: bytes,
    *,
    author: str = AUTHOR,
    date: str | None = None,
    known: Known | None = None,
    names: tuple[str, str] = ("OLD", "NEW"),
) -> Redline:
    """Return the new document with every change from the old one tracked.

    Tracked changes that either brings are accepted first. `date` is an xsd:dateTime; without
    one it is the vintage of the new document's figures, else of the old one's, else a constant.
    `known` tells a changed figure's whole name and its reason, from its record. Raises PackageError.
    """
    before, after = _Side(old, names[0]), _Side(new, names[1])
    change = Change(author, date or after.vintage() or before.vintage() or NO_DATE)
    figures = changed_figures(
        (before.package, list(before.roots.values())),
        (after.package, list(after.roots.values())),
        known,
    )
    untold = list(_untold(before, after))
    borrowing = Borrowing(before.package, after.package)
    marker = Marker(change, borrowing, _first_id(after.roots.values()))
    notes = _mark(before, after, marker)
    add_remarks(after.package, _remarks(after, notes, figures), change, notes.highest)
    _write(after)
    if marker.equations_lost:
        untold.append(_("{count} công thức bị bỏ").format(count=marker.equations_lost))
    return Redline(
        after.package.to_bytes(),
        marker.insertions,
        marker.deletions,
        tuple(changed for _control, changed in figures),
        tuple(untold),
    )


def _mark(before: _Side, after: _Side, marker: Marker) -> NoteParts:
    """Mark the changes in body, headers, footers, then in the notes, whose marks are known then."""
    old_headers = before.headers()
    headers: dict[str, str | None] = {}
    for key, part in after.headers().items():
        headers.setdefault(part, old_headers.get(key))
    pairs = NotePairs(before.document, after.document, before.notes, after.notes)
    stories = Stories(marker, pairs.seen, pairs.old_keys, pairs.new_keys)
    stories.compare(before.document.find(q("body")), after.document.find(q("body")))
    for part, old in headers.items():
        stories.compare(None if old is None else before.roots[old], after.roots[part])
    notes = NoteParts(after.package, before.notes, after.notes, pairs)
    notes.finish(after.document, stories)
    for kind, root in after.notes.roots.items():
        after.roots[after.notes.parts[kind]] = root
    return notes


def _remarks(
    after: _Side, notes: NoteParts, figures: list[tuple[etree._Element, ChangedFigure]]
) -> list[tuple[etree._Element, str]]:
    """Return where each changed figure's comment stands: Word takes comments in the body only."""
    first = next(after.document.iter(q("p")))
    placed = []
    for control, figure in figures:
        root = control.getroottree().getroot()
        if root is after.document:
            placed.append((control, str(figure)))
            continue
        note = next(control.iterancestors(q("footnote"), q("endnote")), None)
        mark = None if note is None else notes.marks.get(note)
        if note is None or mark is None:
            placed.append((first, _("Đầu trang: {figure}").format(figure=figure)))
        else:
            words = _("Chú thích {number}: {figure}")
            number = sum(1 for _n in note.itersiblings(note.tag, preceding=True)) - 1
            placed.append((mark.getparent(), words.format(number=number, figure=figure)))
    order = {element: n for n, element in enumerate(after.document.iter(q("p"), q("r"), q("sdt")))}
    return sorted(placed, key=lambda remark: order.get(remark[0], 0))


def _untold(before: _Side, after: _Side) -> Iterator[str]:
    """Yield what the redline does not show."""
    if before.accepted:
        yield _("bản cũ có sẵn {count} dấu sửa, coi như đã chấp nhận").format(count=before.accepted)
    if after.accepted:
        yield _("bản mới có sẵn {count} dấu sửa, coi như đã chấp nhận").format(count=after.accepted)
    olds, news = (pictures_of(side.package, side.roots) for side in (before, after))
    if gone := (olds - news).total():
        yield _("{count} hình hoặc biểu đồ của bản cũ bị bỏ hoặc thay").format(count=gone)
    if came := (news - olds).total():
        yield _("{count} hình hoặc biểu đồ mới hoặc được thay").format(count=came)
    sections = [sum(1 for _s in side.document.iter(q("sectPr"))) for side in (before, after)]
    if sections[0] != sections[1]:
        yield _("bản cũ có {old} phần (section), bản mới {new}: theo bản mới").format(
            old=sections[0], new=sections[1]
        )
    lost = before.headers().keys() - after.headers().keys()
    if lost:
        yield _("{count} đầu trang, chân trang của bản cũ bị bỏ").format(count=len(lost))


def _first_id(roots: Iterable[etree._Element]) -> int:
    """Return an id above those of bookmarks and comments: Word counts them together."""
    tags = [q(name) for name in ("bookmarkStart", "commentRangeStart", "permStart")]
    taken = [str(e.get(q("id"))) for root in roots for e in root.iter(*tags)]
    return max((int(number) for number in taken if number.isdecimal()), default=0) + 1


def _write(after: _Side) -> None:
    """Write the parts, their controls set free, and seal them: nobody has edited the redline."""
    for part, root in after.roots.items():
        for control in root.iter(q("sdt")):
            _set_free(control)
        after.package.write(part, xml_bytes(root))
    store = find_store(after.package)
    if store is not None:
        root = after.package.xml(store)
        root.set("seal", seal_of(sealed_parts(after.package)))
        after.package.write(store, xml_bytes(root))


def _set_free(control: etree._Element) -> None:
    """Take out a control's binding, and what keeps it to plain text where text is tracked.

    Word would show the store's text again in place of the tracked one; LibreOffice 7.4 loses
    the changes within a control of plain text. A tag tells from now on what is linked there.
    """
    properties, content = control.find(q("sdtPr")), control.find(q("sdtContent"))
    if properties is None or content is None:
        return
    if name := bound_name(control):
        tag = etree.Element(q("tag"), {q("val"): tag_of(name)})
        before = [child for child in properties if child.tag in (q("rPr"), q("alias"))]
        properties.insert(len(before), tag)
    unwanted = [q("dataBinding"), f"{{{W15}}}dataBinding"]
    if next(content.iter(q("ins"), q("del")), None) is not None:
        unwanted.append(q("text"))
    for child in [child for child in properties if child.tag in unwanted]:
        properties.remove(child)
