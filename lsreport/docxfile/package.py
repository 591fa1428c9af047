"""A Word package: parts, content types, relationships.

Comes in: an archive. Goes out: a `Package` that finds parts by relationship, refuses what
must not be opened (macros, remote templates, no document), and can be given new parts.
"""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Iterator

from lxml import etree

from lsreport.docxfile.archive import Member, pack, read_archive, unpack, write_archive
from lsreport.docxfile.xmltext import MC
from lsreport.errors import Fault, PackageError, Place
from lsreport.i18n import _
from lsreport.records import record

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/"  # the other dialect, of ISO 29500 Strict
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_LOADING_FIELDS = frozenset(
    (
        "INCLUDETEXT",
        "INCLUDEPICTURE",
        "INCLUDE",
        "IMPORT",
        "LINK",
        "DDE",
        "DDEAUTO",
        "RD",
        "DATABASE",
    )
)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")  # how a part in UTF-16 begins
# Links that only fetch when a person clicks; every other external target loads by itself.
_HARMLESS_EXTERNAL = ("/hyperlink",)


def q(name: str) -> str:
    """Return a `w:name` in lxml's notation."""
    return f"{{{W}}}{name}"


def parse_xml(content: bytes, file: str, part: str, blanks: bool = True) -> etree._Element:
    """Return the root of a part. No entities, no network. Raises PackageError.

    `blanks` False leaves out the blanks between elements.
    """
    options = {"resolve_entities": False, "no_network": True, "huge_tree": False}
    parser = etree.XMLParser(**options, remove_blank_text=not blanks)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise PackageError.one(
            "xml-hong",
            _("phần «{part}» không phải XML đúng: {reason}").format(part=part, reason=error.msg),
            _("mở bằng Word (Word tự sửa) rồi lưu lại"),
            Place(file, part=part),
        ) from None
    if root.getroottree().docinfo.doctype:  # Word never writes one; entity bombs need one
        raise PackageError.one(
            "xml-doctype",
            _("phần «{part}» có khai báo DOCTYPE").format(part=part),
            _("không mở tệp này; hỏi lại nơi gửi"),
            Place(file, part=part),
        )
    return root


def _in_utf8(content: bytes, part: str, file: str) -> bytes:
    """Return a part written in UTF-16 as one in UTF-8: we change parts byte by byte."""
    root = parse_xml(content, file, part)
    return xml_bytes(root)


def xml_bytes(root: etree._Element) -> bytes:
    """Return a part as Word writes it: UTF-8, standalone."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


@record
class Relationship:
    """A link from a part to another part or to the outside."""

    id: str
    type: str
    target: str
    external: bool


class Package:
    """The parts of one Word file. Changed parts are kept beside the untouched members."""

    def __init__(self, raw: bytes, name: str, allow_links: bool = False) -> None:
        self.name = name
        self._members = read_archive(raw, name)
        self._changed: dict[str, bytes | None] = {}
        self.document = self._find_document()
        self._refuse_macros()
        if not allow_links:
            self._refuse_remote()

    def __contains__(self, part: str) -> bool:
        return self._changed.get(part, b"") is not None and (
            part in self._members or part in self._changed
        )

    def copy(self) -> Package:
        """Return a package of its own with the same parts: what it is given stays in it."""
        twin = copy.copy(self)
        twin._changed = dict(self._changed)
        return twin

    def names(self) -> list[str]:
        """Return the names of all parts, old ones first, in the order of the file."""
        names = [*self._members, *(n for n in self._changed if n not in self._members)]
        return [name for name in names if name in self]

    def read(self, part: str) -> bytes:
        """Return the content of a part. Raises PackageError when it is missing or damaged."""
        changed = self._changed.get(part)
        if changed is not None:
            return changed
        member = self._members.get(part)
        if member is None:
            raise PackageError.one(
                "thieu-phan",
                _("trong tệp thiếu phần «{part}»").format(part=part),
                _("mở bằng Word (Word tự sửa) rồi lưu lại"),
                Place(self.name),
            )
        content = unpack(member, self.name)
        return _in_utf8(content, part, self.name) if content[:2] in _WIDE else content

    def xml(self, part: str, blanks: bool = True) -> etree._Element:
        """Return the parsed root of a part; `blanks` False: without those between elements."""
        return parse_xml(self.read(part), self.name, part, blanks)

    def word_xml(self, part: str, blanks: bool = True) -> etree._Element:
        """Return the root of a part of text, in the namespace and prefix that templates need."""
        root = self.xml(part, blanks)
        if root.prefix != "w" or not str(root.tag).startswith(f"{{{W}}}"):
            raise self._strict(part)
        return self._with_body(root) if part == self.document else root

    def text(self) -> etree._Element:
        """Return the root of the document's words, whatever its prefix.

        Raises PackageError for another dialect, in which none of our names would find anything, and for
        a part without a body.
        """
        root = self.xml(self.document)
        if str(root.tag).startswith(f"{{{STRICT}"):
            raise self._strict(self.document)
        return self._with_body(root)

    def _with_body(self, root: etree._Element) -> etree._Element:
        if root.tag != q("document") or root.find(q("body")) is None:
            raise PackageError.one(
                "khong-co-than",
                _("phần «{part}» không có thân văn bản Word").format(part=self.document),
                _("mở bằng Word (Word tự sửa) rồi lưu lại"),
                Place(self.name, part=self.document),
            )
        return root

    def _strict(self, part: str) -> PackageError:
        return PackageError.one(
            "kieu-strict",
            _("phần «{part}» viết theo kiểu Word khác (Strict)").format(part=part),
            _("mở bằng Word rồi Lưu thành loại Word Document (*.docx), không phải Strict"),
            Place(self.name, part=part),
        )

    def write(self, part: str, content: bytes) -> None:
        """Set the content of a part, new or old."""
        self._changed[part] = content

    def drop(self, part: str) -> None:
        """Leave a part out."""
        self._changed[part] = None

    def members(self) -> Iterator[Member]:
        """Yield the members to write: content types first, as readers expect."""
        names = self.names()
        for name in sorted(names, key=lambda n: n != "[Content_Types].xml"):
            changed = self._changed.get(name)
            yield self._members[name] if changed is None else pack(name, changed)

    def to_bytes(self) -> bytes:
        """Return the whole file."""
        return write_archive(self.members())

    # --- relationships ---

    def relationships(self, part: str) -> list[Relationship]:
        """Return the relationships of a part; `part` "" is the package itself."""
        path = rels_path(part)
        if path not in self:
            return []
        base = posixpath.dirname(part)
        found = []
        for element in self.xml(path):
            external = element.get("TargetMode") == "External"
            target = element.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", base, target)).lstrip("/")
            found.append(
                Relationship(element.get("Id", ""), element.get("Type", ""), target, external)
            )
        return found

    def related(self, part: str, kind: str) -> list[str]:
        """Return the parts that a part links to by a kind such as "header", in file order."""
        return [
            link.target
            for link in self.relationships(part)
            if link.type.endswith("/" + kind) and not link.external and link.target in self
        ]

    def relate(self, part: str, kind: str, target: str, external: bool = False) -> str:
        """Add a relationship and return its id (the same id when it is there already).

        `kind` is the last word of its type, or the whole type; an external target is an address.
        """
        kind = kind if ":" in kind else RELATIONSHIP + kind
        for link in self.relationships(part):
            if (link.target, link.type, link.external) == (target, kind, external):
                return link.id
        path = rels_path(part)
        root = (
            self.xml(path)
            if path in self
            else etree.Element(f"{{{_RELS}}}Relationships", nsmap={None: _RELS})
        )
        taken = {element.get("Id") for element in root}
        number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        relative = posixpath.relpath("/" + target, "/" + posixpath.dirname(part))
        etree.SubElement(
            root,
            f"{{{_RELS}}}Relationship",
            Id=f"rId{number}",
            Type=kind,
            Target=target if external else relative,
            **({"TargetMode": "External"} if external else {}),
        )
        self.write(path, xml_bytes(root))
        return f"rId{number}"

    def remove(self, owner: str, part: str) -> None:
        """Take a part out, with its relationships, its type, and the owner's link to it."""
        path = rels_path(owner)
        if path in self:
            root = self.xml(path)
            for link, element in zip(self.relationships(owner), list(root), strict=True):
                if link.target == part and not link.external:
                    root.remove(element)
            self.write(path, xml_bytes(root))
        types = self.xml("[Content_Types].xml")
        for element in list(types):
            if element.get("PartName") == "/" + part:
                types.remove(element)
        self.write("[Content_Types].xml", xml_bytes(types))
        self.drop(part)
        if rels_path(part) in self:
            self.drop(rels_path(part))

    def declare(self, part: str, content_type: str) -> None:
        """State the content type of a part, where its extension does not state it."""
        if self.content_type(part) == content_type:
            return
        root = self.xml("[Content_Types].xml")
        for element in root:
            if element.get("PartName") == "/" + part:
                element.set("ContentType", content_type)
                break
        else:
            etree.SubElement(
                root, f"{{{_TYPES}}}Override", PartName="/" + part, ContentType=content_type
            )
        self.write("[Content_Types].xml", xml_bytes(root))

    def content_type(self, part: str) -> str:
        """Return the content type of a part."""
        default = ""
        for element in self.xml("[Content_Types].xml"):
            if element.get("PartName", "").lower() == "/" + part.lower():
                return str(element.get("ContentType", ""))
            extension = element.get("Extension")
            if extension and part.lower().endswith("." + extension.lower()):
                default = element.get("ContentType", "")
        return default

    # --- what is refused ---

    def _find_document(self) -> str:
        if "[Content_Types].xml" in self._members:
            for link in self.relationships(""):
                if link.type.endswith("/officeDocument") and self._is_word(link.target):
                    return link.target
        raise PackageError.one(
            "khong-co-document",
            _("tệp nén này không chứa văn bản Word (thiếu document.xml)"),
            _("chọn đúng tệp .docx"),
            Place(self.name),
        )

    def _is_word(self, part: str) -> bool:
        kind = self.content_type(part)  # a workbook has an officeDocument too
        return part in self._members and ("wordprocessingml" in kind or "ms-word" in kind)

    def _refuse_macros(self) -> None:
        kinds = {e.get("ContentType", "").lower() for e in self.xml("[Content_Types].xml")}
        macros = (
            "macroenabled" in self.content_type(self.document).lower()
            or any(kind.endswith(".vbaproject") for kind in kinds)
            or any(name.lower().endswith("vbaproject.bin") for name in self._members)
        )
        if macros:
            raise PackageError.one(
                "co-macro",
                _("văn bản có macro"),
                _("lưu lại bằng loại Word Document (*.docx), không phải .docm"),
                Place(self.name),
            )

    def _refuse_remote(self) -> None:
        faults = [*self._remote_links(), *self._remote_fields()]
        if faults:
            raise PackageError(faults)

    def _remote_links(self) -> Iterator[Fault]:
        for part in self.names():
            owner = _owner(part) if part.endswith(".rels") else None
            for link in self.relationships(owner) if owner is not None else ():
                if link.external and not link.type.endswith(_HARMLESS_EXTERNAL):
                    yield self._remote(link.target, owner)

    def _remote_fields(self) -> Iterator[Fault]:
        for part in self.names():
            if not part.endswith(".xml"):
                continue
            content = self.read(part)
            if b"instrText" in content or b"fldSimple" in content:
                for code in loading_fields(self.xml(part)):
                    yield self._remote(code, part)

    def _remote(self, target: str, part: str | None) -> Fault:
        return Fault(
            "lien-ket-ngoai",
            _("văn bản tự nạp nội dung từ bên ngoài: {target}").format(target=target[:120]),
            _("trong Word bỏ mẫu hoặc liên kết đó (hoặc cho phép bằng --allow-links)"),
            Place(self.name, part=part or None),
        )


def loading_fields(root: etree._Element) -> list[str]:
    """Return the fields of a part that load content from elsewhere when Word opens it."""
    found: list[str] = []
    code: list[str] = []
    for element in root.iter(q("instrText"), q("fldChar"), q("fldSimple")):
        if element.tag == q("instrText"):
            code.append(element.text or "")
            continue
        if element.tag == q("fldSimple"):
            code = [element.get(q("instr")) or ""]
        text = "".join(code).strip()  # Word splits a field's code over runs as it likes
        code = []
        if text.split(" ")[0].upper() in _LOADING_FIELDS:
            found.append(text)
    return found


def rels_path(part: str) -> str:
    """Return where the relationships of a part stand."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def _owner(rels: str) -> str:
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def ignorable(root: etree._Element) -> set[str]:
    """Return the prefixes that the root lists as ignorable."""
    return set((root.get(f"{{{MC}}}Ignorable") or "").split())
