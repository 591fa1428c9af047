"""Sub-documents: made with python-docx, or read from a file, printed into a document.

Comes in: a `Subdocument`, which a caller fills like any document of python-docx. Goes out: the
XML of its body, whose relationships, pictures, notes, styles and lists are the document's.
Merging a file needs docxcompose, as in docxtpl.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from lxml import etree

from lsreport.docxfile.package import Package, parse_xml, q
from lsreport.errors import PackageError, Place, UsageError
from lsreport.i18n import _, reason_of

if TYPE_CHECKING:
    from lsreport.template.run import Run

_REFERENCE = re.compile(r'\b(r:[a-z]+)="(rId[^"]+)"')
_NOTE_MARK = re.compile(r'(<w:footnoteReference\b[^>]*w:id=")(-?[0-9]+)(")')
# These are made of programs or of the run's notes, and are not taken from the merged document.
_OWN = ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml")


class Subdocument:
    """A document of python-docx that is printed into another by `{{p … }}`.

    Everything that python-docx's Document has is had here. `master` are the bytes of the
    template, whose styles a new sub-document uses; `file` is a .docx to begin with.
    """

    is_subdocument = True

    def __init__(self, master: bytes, file: str | Path | Any | None = None) -> None:
        from docx import Document

        self.from_file = file is not None
        self.subdocx: Any = Document() if file is None else _opened(file)
        if file is None:
            self.subdocx._part = Document(BytesIO(master)).part
        else:
            _composer()  # tell at once what a run would lack

    def __getattr__(self, name: str) -> Any:
        if name == "subdocx" or name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.subdocx, name)

    def __html__(self) -> str:
        """Return the body, its parts merged into the document that docxtpl is rendering.

        A run of the engine does not come here: it merges into the run's own package.
        """
        from lsreport.template.fallback import rendering

        return _merged_into(rendering().docx, self)


def _opened(file: str | Path | Any) -> Any:
    """Return a Word file as python-docx opens it. Raises PackageError."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return Document(str(file) if isinstance(file, Path) else file)
    except (OSError, PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise PackageError.one(
            "khong-doc-duoc",
            _("không đọc được văn bản con: {reason}").format(
                reason=reason_of(error) if isinstance(error, OSError) else _("không phải tệp .docx")
            ),
            _("kiểm tra đường dẫn; tệp phải là .docx, mở được bằng Word"),
            Place(str(file) if isinstance(file, str | Path) else None),
        ) from None


def body_of(value: Subdocument) -> tuple[list[etree._Element], Any]:
    """Return the elements of a sub-document, and the part they refer to."""
    body = value.subdocx.element.body
    return [child for child in body if child.tag != q("sectPr")], value.subdocx.part


def _merged_into(document: Any, value: Subdocument) -> str:
    """Return the XML of a sub-document, its references made those of a python-docx document."""
    if value.from_file:
        return _inner_xml(_attached(document, value))
    elements, part = body_of(value)

    def reference(match: re.Match[str]) -> str:
        if match[2] not in part.rels:
            return match[0]
        relation, home = part.rels[match[2]], document.part
        if relation.is_external:
            found = home.relate_to(relation.target_ref, relation.reltype, is_external=True)
        elif relation.target_part.content_type.startswith("image/"):
            found = home.get_or_add_image(BytesIO(relation.target_part.blob))[0]
        else:
            found = home.relate_to(relation.target_part, relation.reltype)
        return f'{match[1]}="{found}"'

    return _REFERENCE.sub(reference, _inner_xml(elements))


def _attached(document: Any, value: Subdocument) -> list[etree._Element]:
    """Merge a file's parts into a document; return the elements of its body."""
    from docx import Document

    stream = BytesIO()
    value.subdocx.save(stream)
    stream.seek(0)
    twin = Document(stream)  # merging changes it, and a sub-document may be used again
    _composer()(document).attach_parts(twin)
    return [child for child in twin.element.body if child.tag != q("sectPr")]


class Master:
    """The template as python-docx reads it, into which files are merged during one run."""

    def __init__(self, raw: bytes) -> None:
        from docx import Document

        self._document: Any = Document(BytesIO(raw))
        self._before = self._blobs()
        self._merged: dict[int, tuple[Subdocument, list[etree._Element]]] = {}

    def merged(self, value: Subdocument) -> tuple[list[etree._Element], Any]:
        """Return the elements of a file's body, once its parts are merged."""
        if id(value) not in self._merged:
            self._merged[id(value)] = (value, _attached(self._document, value))
        return self._merged[id(value)][1], self._document.part

    def write_changes(self, package: Package) -> None:
        """Write the parts that merging changed: styles, lists, what they need."""
        for name, content in self._blobs().items():
            if self._before.get(name) == content:
                continue
            part = self._parts()[name]
            package.write(name, content)
            package.declare(name, part.content_type)
            for relation in self._document.part.rels.values():
                if not relation.is_external and relation.target_part is part:
                    package.relate(package.document, relation.reltype, name)

    def _parts(self) -> Mapping[str, Any]:
        parts = self._document.part.package.iter_parts()
        return {
            str(part.partname).lstrip("/"): part
            for part in parts
            if not part.content_type.endswith(_OWN) and part.partname.ext == "xml"
        }

    def _blobs(self) -> dict[str, bytes]:
        return {name: part.blob for name, part in self._parts().items()}


def resolved(elements: list[etree._Element], part: Any, owner: str, run: Run) -> str:
    """Return the XML of elements whose references are made the document's own."""
    package = run.objects.added()
    notes = _notes_of(part)

    def note(match: re.Match[str]) -> str:
        content, source = notes[match[2]]
        inner = _with_references(content, source, package, run.objects.notes_part, run)
        return f"{match[1]}{run.add_note(inner)}{match[3]}"

    xml = _with_references(_inner_xml(elements), part, package, owner, run)
    return _NOTE_MARK.sub(note, xml)


def _inner_xml(elements: list[etree._Element]) -> str:
    return "".join(etree.tostring(x, encoding="unicode", with_tail=False) for x in elements)


def _with_references(xml: str, part: Any, package: Package, owner: str, run: Run) -> str:
    def reference(match: re.Match[str]) -> str:
        if match[2] not in part.rels:
            return match[0]
        relation = part.rels[match[2]]
        if relation.is_external:
            target = relation.target_ref
        else:
            target = _carried(relation.target_part, package, run)
        found = package.relate(owner, relation.reltype, target, relation.is_external)
        return f'{match[1]}="{found}"'

    return _REFERENCE.sub(reference, xml)


def _carried(part: Any, package: Package, run: Run) -> str:
    """Return the part of the package that holds what this part of python-docx holds."""
    name = str(part.partname).lstrip("/")
    if part.content_type.startswith("image/"):
        return run.objects.picture(part.blob, part.partname.ext, f"image.{part.partname.ext}")[0]
    if name in package and package.read(name) == part.blob:
        return name
    stem, extension = posixpath.splitext(name)
    number = 0
    while name in package:
        number += 1
        name = f"{stem}-{number}{extension}"
    package.write(name, part.blob)
    package.declare(name, part.content_type)
    for relation in part.rels.values():
        target = relation.target_ref
        if not relation.is_external:
            target = _carried(relation.target_part, package, run)
        package.relate(name, relation.reltype, target, relation.is_external)
    return name


def _notes_of(part: Any) -> dict[str, tuple[str, Any]]:
    """Return the footnotes of a document by id, with the part whose relationships they use."""
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.endswith("/footnotes"):
            source = relation.target_part
            root = parse_xml(source.blob, "", str(source.partname))
            return {note.get(q("id"), ""): (_inner_xml(list(note)), source) for note in root}
    return {}


def _composer() -> Any:
    """Return docxtpl's merging of files. Raises UsageError where docxcompose is not installed."""
    try:
        from docxtpl.subdoc import SubdocComposer
    except ImportError:
        raise UsageError.one(
            "thieu-docxcompose",
            _("chèn một tệp Word vào văn bản cần gói docxcompose, máy này chưa cài"),
            _("cài: pip install docxcompose"),
            Place(),
        ) from None
    return SubdocComposer
