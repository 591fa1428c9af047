"""Compile a template: from a Word package to what its runs need.

Comes in: a package and the names that its tags may use. Goes out: the parts as programs, where
their lines come from, and the members that a run copies. Nothing here is needed to run a
template that was compiled before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from lsreport.docxfile.footnotes import add_notes_part, read_notes
from lsreport.docxfile.headings import heading_styles
from lsreport.docxfile.links import add_store
from lsreport.docxfile.notespart import NotesPart, NoteStyles
from lsreport.docxfile.package import Package, q, xml_bytes
from lsreport.docxfile.seal import sealed_parts
from lsreport.docxfile.xmltext import CORE
from lsreport.errors import FaultLog, PackageError, Place, TemplateError
from lsreport.i18n import _
from lsreport.template.compiler import Compiler
from lsreport.template.parts import Compiled, Origins, PartSource, Skeleton
from lsreport.template.sandbox import TemplateEnvironment
from lsreport.template.tables import fit_tables

_DC = "http://purl.org/dc/elements/1.1/"
_PROPERTIES = ("creator", "description", "identifier", "language", "subject", "title")
# What is compiled of a template that is left to docxtpl.
NOTHING = Compiled("", (), (), (), NotesPart("", "", {}, 1, NoteStyles("", "")), frozenset())


def open_package(
    raw: bytes, name: str, allow_links: bool, style_points: Mapping[str, int]
) -> Package:
    """Return a template's package, the house's sizes of styles set. Raises PackageError."""
    package = Package(raw, name, allow_links)
    for style, points in style_points.items():
        _set_style_size(package, style, points)
    return package


def compile_template(
    package: Package, environment: TemplateEnvironment, tidy: bool = False
) -> tuple[Compiled, dict[str, Origins]]:
    """Return the compiled template and, by part, where its programs come from.

    Raises TemplateError with every fault of its tags.
    """
    log, notes = FaultLog(), read_notes(package)
    compiler = Compiler(environment, package.name, notes, heading_styles(package), log)
    taken = {number for note in notes.native.values() for number in _ids_in(note)}
    parts, origins = [], {}
    for source in _sources(package, tidy):
        taken.update(_ids_in(source.xml))
        if (made := compiler.compile(source)) is not None:
            parts.append(made[0])
            origins[source.name] = made[1]
    log.raise_errors(TemplateError)
    tables, ids = (tuple(compiler.sites), tuple(compiler.stretches)), frozenset(taken)
    return Compiled(package.document, tuple(parts), *tables, notes, ids), origins


def make_skeleton(package: Package, compiled: Compiled, notes: bool, links: bool) -> Skeleton:
    """Return what stays the same, for runs with or without notes and links."""
    copy = Package(package.to_bytes(), package.name, allow_links=True)
    part, store = compiled.notes, ""
    if notes and not part.name:
        part = add_notes_part(copy, part)
    if links:
        store = add_store(copy)
    made = {one.name for one in compiled.parts}  # by each run anew: only their place is kept
    made |= {part.name} if notes else set()
    made |= {store} if links else set()
    members = [replace(m, packed=b"") if m.name in made else m for m in copy.members()]
    sealed = {name: b"" if name in made else old for name, old in sealed_parts(copy).items()}
    return Skeleton(tuple(members), part, store, sealed)


def _sources(package: Package, tidy: bool) -> Iterator[PartSource]:
    document = package.document
    yield _source(package, document, "document", "", tidy)
    for kind, label in (("header", _("đầu trang")), ("footer", _("chân trang"))):
        for part in dict.fromkeys(package.related(document, kind)):
            yield _source(package, part, kind, label, tidy)
    if CORE in package:
        yield _source(package, CORE, "properties", _("thuộc tính văn bản"), tidy)


def _source(package: Package, part: str, kind: str, label: str, tidy: bool) -> PartSource:
    if kind == "properties":
        root = package.xml(part)
        _add_properties(root)
        return PartSource(part, kind, label, etree.tostring(root, encoding="unicode"))
    root = package.word_xml(part, blanks=False)  # as python-docx reads it
    has_grid = kind == "document" and fit_tables(root)
    return PartSource(part, kind, label, etree.tostring(root, encoding="unicode"), has_grid, tidy)


def _add_properties(root: etree._Element) -> None:
    """Add the properties that docxtpl writes and the template lacks, empty."""
    for name in _PROPERTIES:
        if root.find(f"{{{_DC}}}{name}") is None:
            etree.SubElement(root, f"{{{_DC}}}{name}", nsmap={"dc": _DC})


def _ids_in(xml: str) -> set[int]:
    """Return the ids that controls and drawings of the template have already."""
    controls = re.findall(r'<w:id\b[^>]*?w:val="(-?[0-9]+)"', xml)
    return {int(one) for one in controls + re.findall(r'<wp:docPr\b[^>]*?\bid="([0-9]+)"', xml)}


def _set_style_size(package: Package, name: str, points: int) -> None:
    """Set the size of a style: house settings are data, not something to redo in Word."""
    for part in package.related(package.document, "styles"):
        root = package.xml(part)
        for style in root.iter(q("style")):
            label = style.find(q("name"))
            if label is None or (label.get(q("val")) or "").lower() != name:
                continue
            properties = style.find(q("rPr"))
            if properties is None:
                properties = etree.SubElement(style, q("rPr"))
            for tag in ("sz", "szCs"):
                size = properties.find(q(tag))
                if size is None:
                    size = etree.SubElement(properties, q(tag))
                size.set(q("val"), str(points * 2))  # Word counts half-points
            package.write(part, xml_bytes(root))
            return
    raise PackageError.one(
        "khong-co-kieu",
        _("mẫu không có kiểu «{name}»").format(name=name),
        _("thêm kiểu đó trong Word, hoặc bỏ cỡ chữ trong data/lsreport.yaml"),
        Place(package.name),
    )
