"""docxtpl's objects in a run: pictures, addresses of links, sub-documents.

Comes in: a value of docxtpl and the part where it is printed. Goes out: its XML, and what the
document gets with it: relationships, pictures, parts, styles. All of that is kept in the run's
own copy of the package, so nothing of it stays in the template.
"""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Callable
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from lsreport.errors import Fault
from lsreport.i18n import _, reason_of
from lsreport.records import record

if TYPE_CHECKING:
    from docx.oxml.shape import CT_Inline

    from lsreport.docxfile.package import Package
    from lsreport.template.run import Run, Site
    from lsreport.template.subdocuments import Master, Subdocument

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ADDRESS = "lsreport:"  # begins what stands for a relationship that is made when it is printed
ADDRESSES = re.compile(rf'\br:id="{_ADDRESS}([^"]*)"')
_RELATION = re.compile(r'<w:hyperlink\b[^>]*\br:id="([^"]*)"')
_INDENT = re.compile(r">\s+<")
_MEDIA = re.compile(r"word/media/image([0-9]+)\.")


def address_id(url: str) -> str:
    """Return what `url_id` of a RichText takes; the address itself, so that it needs no state."""
    return _ADDRESS + quote(url, safe="")


def relation_of(package: Package, owner: str, url: str) -> str:
    """Return the attribute of a link to an address; not every part declares its prefix."""
    found = package.relate(owner, "hyperlink", url, external=True)
    return f'xmlns:r="{_RELATIONS}" r:id="{found}"'


class Objects:
    """What the objects of one run add. `part` is the part that is being rendered.

    `source` opens the template's package, which most runs do not need.
    """

    def __init__(self, source: Callable[[], Package], notes_part: str) -> None:
        self._source, self.notes_part, self.part = source, notes_part, ""
        self._package: Package | None = None
        self._pictures: dict[str, tuple[str, str]] = {}
        self._master: Master | None = None

    @property
    def template(self) -> Package:
        """Return the package of the template."""
        return self._source()

    def added(self) -> Package:
        """Return the run's own copy of the package."""
        if self._package is None:
            self._package = self.template.copy()
        return self._package

    def finished(self) -> Package | None:
        """Return the package with everything that was added, None when nothing was."""
        if self._master is not None:
            self._master.write_changes(self.added())
        return self._package

    def picture(self, content: bytes, extension: str, file: str) -> tuple[str, str]:
        """Return the part of a picture and the name of its file; the same picture is kept once."""
        digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        if not self._pictures:
            self._pictures = _pictures_of(self.added())
        if digest not in self._pictures:
            taken = {int(match[1]) for match in map(_MEDIA.match, self.added().names()) if match}
            number = next(n for n in range(1, len(taken) + 2) if n not in taken)
            part = f"word/media/image{number}.{extension}"
            self.added().write(part, content)
            self.added().declare(part, _picture_type(extension))
            self._pictures[digest] = (part, file)
        return self._pictures[digest]

    def master(self) -> Master:
        """Return the document into which sub-documents of files are merged."""
        from lsreport.template.subdocuments import Master

        if self._master is None:
            self._master = Master(self.template.to_bytes())
        return self._master

    def next_id(self, part: str) -> int:
        """Return the number after the highest id of a part of the template, as docxtpl counts."""
        found = self.template.xml(part).xpath("//@id") if part in self.template else []
        return max((int(x) for x in found if str(x).isdigit()), default=0) + 1

    def owner(self, in_note: bool) -> str:
        """Return the part whose relationships what is printed here refers to."""
        return self.notes_part if in_note else self.part


def object_xml(value: Any, run: Run, site: Site) -> str:
    """Return what an object of docxtpl prints at a site."""
    objects = run.objects
    owner = objects.owner(site.in_note)
    if hasattr(value, "image_descriptor"):
        return _picture_xml(value, run, site, owner)
    if getattr(type(value), "is_subdocument", False):
        return _subdocument_xml(value, run, site, owner)
    xml = str(value.__html__())
    if 'r:id="' not in xml:
        return xml
    _check_relations(xml, run, site, owner)

    def related(match: re.Match[str]) -> str:
        return relation_of(objects.added(), owner, unquote(match[1]))

    return ADDRESSES.sub(related, xml)


def _check_relations(xml: str, run: Run, site: Site, owner: str) -> None:
    """Note links by an id that some other document gave: here it leads nowhere, or elsewhere."""
    if not (given := [found for found in _RELATION.findall(xml) if _ADDRESS not in found]):
        return
    template = run.objects.template
    links = template.relationships(owner) if owner in template else []
    known = {link.id for link in links if link.type.endswith("/hyperlink")}
    for found in given:
        if found not in known:
            run.faults.add(
                Fault(
                    "lien-ket-la",
                    _("mẫu không có địa chỉ liên kết «{id}»").format(id=unescape(found)[:40]),
                    _("lấy url_id bằng build_url_id của chính Template đang lập văn bản"),
                    site.place,
                )
            )


# --- pictures ---


@record
class _Part:
    """What docxtpl's InlineImage asks of python-docx's part."""

    run: Run
    name: str

    def new_pic_inline(self, image_descriptor: Any, width: Any, height: Any) -> CT_Inline:
        from docx.image.image import Image
        from docx.oxml.shape import CT_Inline

        image = Image.from_file(image_descriptor)
        objects = self.run.objects
        part, file = objects.picture(image.blob, image.ext, image.filename)
        relation = objects.added().relate(self.name, "image", part)
        size = image.scaled_dimensions(width, height)
        number = objects.next_id(self.name)
        inline: CT_Inline = CT_Inline.new_pic_inline(number, relation, file, *size)
        if self.name != objects.template.document:  # drawings of the document are numbered last
            inline.docPr.set("id", str(self.run.new_id()))
        return inline

    def relate_to(self, target: str, kind: str, is_external: bool = False) -> str:
        return self.run.objects.added().relate(self.name, kind, target, is_external)


@record
class _Host:
    """What docxtpl's InlineImage asks of its template."""

    current_rendering_part: _Part


def _picture_xml(value: Any, run: Run, site: Site, owner: str) -> str:
    """Return the XML of an InlineImage, by docxtpl's own code."""
    if site.level in ("plain", "cells"):
        return misplaced(_("hình"), "{{ … }}", run, site)
    picture = copy.copy(value)
    picture.tpl = _Host(_Part(run, owner))
    try:
        xml = str(picture)
    except _bad_images() as error:
        _unreadable(error, run, site)
        return ""
    if site.part != "document":
        xml = _INDENT.sub("><", xml)
    if site.level == "text":
        return xml  # ends the run and begins another, as docxtpl has it
    return xml[xml.index("<w:r>") : xml.rindex("<w:r>")]


def _bad_images() -> tuple[type[Exception], ...]:
    """Return what is raised for a file that cannot be read, or is no picture."""
    from docx.image import exceptions as bad

    no_pictures = (bad.InvalidImageStreamError, bad.UnexpectedEndOfFileError)
    # what is no file at all, such as a None that the data left, has no `read`
    return (OSError, AttributeError, bad.UnrecognizedImageError, *no_pictures)


def _unreadable(error: Exception, run: Run, site: Site) -> None:
    run.faults.add(
        Fault(
            "hinh-khong-doc-duoc",
            _("không đọc được hình: {reason}").format(reason=_why_no_picture(error)),
            _("kiểm tra tệp hình: phải có, và là PNG, JPEG, GIF, BMP hay TIFF"),
            site.place,
        )
    )


def _why_no_picture(error: Exception) -> str:
    if isinstance(error, OSError):
        return reason_of(error)
    return _("không phải tệp hình") if isinstance(error, AttributeError) else _("tệp hỏng")


def _pictures_of(package: Package) -> dict[str, tuple[str, str]]:
    """Return the pictures that the template has already, by their content."""
    found: dict[str, tuple[str, str]] = {}
    for name in package.names():
        if name.startswith("word/media/"):
            digest = hashlib.sha1(package.read(name), usedforsecurity=False).hexdigest()
            extension = name.rpartition(".")[2]
            found.setdefault(digest, (name, f"image.{extension}"))
    return found


def _picture_type(extension: str) -> str:
    return f"image/{ {'jpg': 'jpeg', 'tif': 'tiff'}.get(extension, extension) }"


# --- sub-documents ---


def _subdocument_xml(value: Subdocument, run: Run, site: Site, owner: str) -> str:
    from lsreport.template.subdocuments import body_of, resolved

    if site.level != "paragraphs":
        return misplaced(_("văn bản con"), "{{p … }}", run, site)
    objects = run.objects
    body, part = objects.master().merged(value) if value.from_file else body_of(value)
    return resolved(body, part, owner, run)


def misplaced(what: str, tag: str, run: Run, site: Site) -> str:
    """Note that something cannot be printed at a site, and return nothing to print."""
    run.faults.add(
        Fault(
            "in-sai-cho",
            _("không in được “{what}” ở đây").format(what=what[:40]),
            _("viết bằng {tag}, ở chỗ của nó").format(tag=tag),
            site.place,
        )
    )
    return ""
