"""Our own checks of a generated document, for what validators do not see.

Comes in: the bytes of a .docx. Goes out: faults: ids that stand twice, left-over tags, notes
without mark or mark without note, fields and bookmarks that do not close, w15 not declared
ignorable, controls bound to nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from lsreport.docxfile.links import bound_name as name_in
from lsreport.docxfile.links import find_store, read_store
from lsreport.docxfile.package import Package, ignorable, q
from lsreport.docxfile.seal import sealed_parts
from lsreport.docxfile.xmltext import W15
from lsreport.errors import Fault, Place
from lsreport.i18n import _

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")


def verify(raw: bytes, name: str) -> list[Fault]:
    """Return what is wrong with a generated document; an empty list when nothing is."""
    package = Package(raw, name, allow_links=True)
    roots = {part: package.xml(part) for part in sealed_parts(package)}
    faults = [
        *_repeated_ids(roots),
        *_notes(roots, package),
        *_bindings(roots, package),
    ]
    for part, root in roots.items():
        faults += [*_leftovers(part, root), *_unclosed(part, root), *_w15(part, root)]
    return faults


def bound_name(control: etree._Element) -> str | None:
    """Return the name of the record that a control is bound to, if it is one of our links."""
    binding = control.find(f"{q('sdtPr')}/{q('dataBinding')}")
    return None if binding is None else name_in(binding.get(q("xpath"), ""))


def text_of(element: etree._Element) -> str:
    """Return the text that an element shows."""
    return "".join(node.text or "" for node in element.iter(q("t")))


def _fault(code: str, message: str, part: str) -> Fault:
    return Fault(code, message, _("báo lỗi này cho người phát triển lsreport"), Place(part=part))


def _repeated_ids(roots: dict[str, etree._Element]) -> Iterator[Fault]:
    controls: Counter[str] = Counter()
    drawings: Counter[str] = Counter()
    for root in roots.values():
        controls.update(
            element.get(q("val"), "")
            for element in root.iter(q("id"))
            if element.getparent() is not None and element.getparent().tag == q("sdtPr")
        )
        drawings.update(element.get("id", "") for element in root.iter(_DRAWING))
    for what, counter in (("sdt", controls), ("docPr", drawings)):
        for identifier, count in counter.items():
            if count > 1:
                yield _fault("id-lap", f"{what} id {identifier} × {count}", "")


def _notes(roots: dict[str, etree._Element], package: Package) -> Iterator[Fault]:
    marks = [
        str(mark.get(q("id"))) for mark in roots[package.document].iter(q("footnoteReference"))
    ]
    notes = [
        str(note.get(q("id")))
        for root in roots.values()
        for note in root.iter(q("footnote"))
        if note.get(q("type")) is None and note.getparent().tag == q("footnotes")
    ]
    if marks != notes:
        yield _fault(
            "chu-thich-lech",
            _("dấu chú thích {marks} không khớp chú thích {notes}").format(
                marks=_first_difference(marks, notes), notes=_first_difference(notes, marks)
            ),
            "footnotes",
        )


def _first_difference(these: list[str], those: list[str]) -> str:
    for index, identifier in enumerate(these):
        if index >= len(those) or those[index] != identifier:
            return identifier
    return "-"


def _bindings(roots: dict[str, etree._Element], package: Package) -> Iterator[Fault]:
    store = find_store(package)
    records = read_store(package.xml(store))[1] if store else {}
    used: Counter[str] = Counter()
    for part, root in roots.items():
        for control in root.iter(q("sdt")):
            name = bound_name(control)
            if name is None:
                continue
            used[name] += 1
            if name not in records:
                yield _fault(
                    "gan-ket-hong", _("số {name} không có trong kho").format(name=name), part
                )
            elif text_of(control) != records[name].printed:
                yield _fault("gan-ket-lech", _("số {name} khác bản in").format(name=name), part)
    for name in records.keys() - used.keys():
        yield _fault(
            "gan-ket-thua", _("kho có số {name} nhưng không in ở đâu").format(name=name), ""
        )


def _leftovers(part: str, root: etree._Element) -> Iterator[Fault]:
    for paragraph in root.iter(q("p")):
        if found := _LEFTOVER.search(text_of(paragraph)):
            yield _fault("con-the", _("còn sót thẻ {tag}").format(tag=found[0]), part)


def _unclosed(part: str, root: etree._Element) -> Iterator[Fault]:
    depth = 0
    for mark in root.iter(q("fldChar")):
        kind = mark.get(q("fldCharType"))
        depth += {"begin": 1, "end": -1}.get(str(kind), 0)
        if depth < 0:
            break
    if depth:
        yield _fault("truong-ho", _("trường (field) mở mà không khép"), part)
    starts = _ids(root.iter(q("bookmarkStart")))
    ends = _ids(root.iter(q("bookmarkEnd")))
    names = Counter(str(mark.get(q("name"))) for mark in root.iter(q("bookmarkStart")))
    if starts != ends or any(count > 1 for count in names.values()):
        yield _fault("danh-dau-ho", _("dấu trang (bookmark) không thành cặp hoặc trùng tên"), part)


def _ids(elements: Iterable[etree._Element]) -> Counter[str]:
    return Counter(str(element.get(q("id"))) for element in elements)


def _w15(part: str, root: etree._Element) -> Iterator[Fault]:
    uses = any(isinstance(e.tag, str) and e.tag.startswith(f"{{{W15}}}") for e in root.iter())
    if uses and "w15" not in ignorable(root):
        yield _fault("w15", _("dùng w15 mà không khai báo trong mc:Ignorable"), part)
