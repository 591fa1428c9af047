"""What a package finds, adds and refuses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from word_files import (
    HEADER,
    WORD_TYPE,
    changed,
    members_of,
    paragraph,
    word_file,
    zipped,
)

from lsreport.docxfile.package import Package, W, parse_xml, q, rels_path
from lsreport.errors import PackageError

PLAIN = word_file(paragraph("Kính gửi"))
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
DOCUMENT_TYPE = WORD_TYPE + "document.main+xml"


def told(raw: bytes, *, allow_links: bool = False) -> list[str]:
    """Return the codes with which a package is refused."""
    with pytest.raises(PackageError) as caught:
        Package(raw, "thu.docx", allow_links)
    assert {fault.where.file for fault in caught.value.faults} == {"thu.docx"}
    return [fault.code for fault in caught.value.faults]


def typed(old: str, new: str) -> bytes:
    """Return the plain file with a content type written otherwise."""
    types = members_of(PLAIN)["[Content_Types].xml"].decode()
    assert old in types
    return zipped({**members_of(PLAIN), "[Content_Types].xml": types.replace(old, new)})


def linked(kind: str, target: str, owner: str = "word/document.xml") -> bytes:
    """Return the plain file with one more link to the outside."""
    path = rels_path(owner)
    link = f'<Relationship Id="rId99" Type="{KIND}{kind}" Target="{target}" TargetMode="External"/>'
    old = members_of(PLAIN).get(path, f'<Relationships xmlns="{RELS}"></Relationships>'.encode())
    new = old.decode().replace("</Relationships>", link + "</Relationships>")
    return zipped({**members_of(PLAIN), path: new})


@pytest.mark.parametrize("missing", ["[Content_Types].xml", "_rels/.rels", "word/document.xml"])
def test_a_zip_without_a_document_is_no_word_file(missing: str) -> None:
    """A zip that lacks the document, or the way to it, is refused."""
    parts = members_of(PLAIN)
    del parts[missing]
    assert told(zipped(parts)) == ["khong-co-document"]


def test_a_workbook_is_no_word_file() -> None:
    """An Excel file with the name of a Word file is refused: its main part is a workbook."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert told(typed(DOCUMENT_TYPE, kind)) == ["khong-co-document"]


@pytest.mark.parametrize(
    "raw",
    [
        typed(DOCUMENT_TYPE, "application/vnd.ms-word.document.macroEnabled.main+xml"),
        typed(DOCUMENT_TYPE, "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
        changed(PLAIN, word__vbaProjectZbin=b"\xd0\xcf"),
        changed(PLAIN, word__VBAPROJECTZBIN=b"\xd0\xcf"),
        typed(
            "</Types>",
            '<Default Extension="dat" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
        ),
    ],
    ids=["docm", "dotm", "vbaProject.bin", "upper case", "other name"],
)
def test_macros_are_refused(raw: bytes) -> None:
    """A file with macros is refused, by its type, by the project's name or by its type."""
    assert told(raw) == ["co-macro"]
    assert told(raw, allow_links=True) == ["co-macro"]


BOMB = "".join(
    f'<!ENTITY a{number} "{f"&a{number - 1};" * 10 if number else "ha"}">' for number in range(9)
)
DOCTYPES = [
    '<!DOCTYPE w:document SYSTEM "http://example.com/x.dtd">',
    '<!DOCTYPE w:document [<!ENTITY secret SYSTEM "file:///etc/passwd">]>',
    f"<!DOCTYPE w:document [{BOMB}]>",
]


@pytest.mark.parametrize("doctype", DOCTYPES, ids=["remote", "file", "bomb"])
@pytest.mark.parametrize("part", ["[Content_Types].xml", "_rels/.rels", "word/document.xml"])
def test_xml_with_a_doctype_is_refused(part: str, doctype: str) -> None:
    """No part may declare a DOCTYPE: Word never does, entity bombs need one."""
    content = members_of(PLAIN)[part].decode().replace(HEADER, HEADER + doctype)
    raw = zipped({**members_of(PLAIN), part: content})
    with pytest.raises(PackageError) as caught:
        Package(raw, "thu.docx").xml(part)
    (fault,) = caught.value.faults
    assert (fault.code, fault.where.part) == ("xml-doctype", part)


def test_entities_are_never_resolved() -> None:
    """A reference to an entity does not read the file it names, nor fill the memory."""
    bomb = HEADER + DOCTYPES[2] + "<a>&a8;</a>"
    secret = HEADER + DOCTYPES[1] + "<a>&secret;</a>"
    for content in (bomb, secret):
        with pytest.raises(PackageError) as caught:
            parse_xml(content.encode(), "thu.docx", "a.xml")
        assert caught.value.faults[0].code in ("xml-doctype", "xml-hong")
        assert "root:" not in str(caught.value)


@pytest.mark.parametrize(
    "content", [b"", b"<w:document", b"\xff\xfe\x00", b"<a>\x01</a>", b"<a/>b"]
)
def test_xml_that_is_none_is_told_with_its_part(content: bytes) -> None:
    """Broken XML is a fault that names the part."""
    with pytest.raises(PackageError) as caught:
        parse_xml(content, "thu.docx", "word/document.xml")
    (fault,) = caught.value.faults
    assert (fault.code, fault.where.file, fault.where.part) == (
        "xml-hong",
        "thu.docx",
        "word/document.xml",
    )


REMOTE = [
    ("attachedTemplate", "https://example.com/mau.dotm", "word/settings.xml"),
    ("attachedTemplate", "file:///\\\\may\\chung\\mau.dotm", "word/settings.xml"),
    ("image", "http://example.com/anh.png", "word/document.xml"),
    ("oleObject", "file:///C:/so-lieu.xlsx", "word/document.xml"),
    ("frame", "http://example.com", "word/webSettings.xml"),
    ("mailMergeSource", "file:///C:/ds.csv", "word/settings.xml"),
    ("officeDocument", "http://example.com/x.docx", ""),
]


@pytest.mark.parametrize(("kind", "target", "owner"), REMOTE)
def test_content_that_loads_from_outside_is_refused(kind: str, target: str, owner: str) -> None:
    """A remote template or linked picture is refused, at the part that links to it."""
    with pytest.raises(PackageError) as caught:
        Package(linked(kind, target, owner), "thu.docx")
    (fault,) = caught.value.faults
    assert (fault.code, fault.where.part) == ("lien-ket-ngoai", owner or None)
    assert target in fault.message


@pytest.mark.parametrize(("kind", "target", "owner"), REMOTE)
def test_content_from_outside_can_be_allowed(kind: str, target: str, owner: str) -> None:
    """Who allows links gets the file with its links as they are."""
    raw = linked(kind, target, owner)
    package = Package(raw, "thu.docx", allow_links=True)
    assert target in [link.target for link in package.relationships(owner)]
    assert members_of(package.to_bytes()) == members_of(raw)


def test_every_link_to_the_outside_is_told_at_once() -> None:
    """Two links in two parts are two faults of one error."""
    first = linked("image", "http://example.com/1.png")
    path = rels_path("word/settings.xml")
    both = {**members_of(first), path: members_of(linked(*REMOTE[0]))[path]}
    assert told(zipped(both)) == ["lien-ket-ngoai", "lien-ket-ngoai"]


def test_a_hyperlink_is_no_danger() -> None:
    """A hyperlink loads nothing until a person clicks it."""
    package = Package(linked("hyperlink", "https://langson.gov.vn"), "thu.docx")
    assert [link.target for link in package.relationships(package.document) if link.external] == [
        "https://langson.gov.vn"
    ]


def test_parts_are_found_by_relationship_not_by_name() -> None:
    """A package finds its parts through relationships, wherever they stand."""
    raw = word_file(paragraph("a"), header=paragraph("b"), footnotes="")
    package = Package(raw, "thu.docx")
    assert package.document == "word/document.xml"
    assert package.related(package.document, "header") == ["word/header1.xml"]
    assert package.related(package.document, "footnotes") == []


def test_relating_twice_gives_one_relationship() -> None:
    """A relationship that is there already is used again; new ids are free ones."""
    package = Package(PLAIN, "thu.docx")
    package.write("customXml/item1.xml", b"<a/>")
    first = package.relate(package.document, "customXml", "customXml/item1.xml")
    assert package.relate(package.document, "customXml", "customXml/item1.xml") == first
    found = package.relationships(package.document)
    assert [link.target for link in found].count("customXml/item1.xml") == 1
    assert len({link.id for link in found}) == len(found)


def test_a_part_without_relationships_gets_them() -> None:
    """Relating from a part that had none writes its relationships part."""
    package = Package(PLAIN, "thu.docx")
    package.write("customXml/props.xml", b"<a/>")
    package.relate("word/styles.xml", "customXmlProps", "customXml/props.xml")
    assert "word/_rels/styles.xml.rels" in package
    assert package.related("word/styles.xml", "customXmlProps") == ["customXml/props.xml"]


def test_a_content_type_is_stated_or_comes_by_extension() -> None:
    """A part has the type stated for it, else the one of its extension, else none."""
    package = Package(PLAIN, "thu.docx")
    package.declare("word/moi.xml", "text/moi+xml")
    package.declare("word/moi.xml", "text/khac+xml")
    assert package.content_type("word/moi.xml") == "text/khac+xml"
    assert package.content_type("word/la.xml") == "application/xml"
    assert package.content_type("word/anh.png") == ""
    assert members_of(package.to_bytes())["[Content_Types].xml"].count(b"word/moi.xml") == 1


def test_content_types_stand_first_and_dropped_parts_are_gone() -> None:
    """Readers expect the content types first; what is dropped is neither listed nor written."""
    package = Package(PLAIN, "thu.docx")
    package.drop("word/settings.xml")
    package.write("[Content_Types].xml", package.read("[Content_Types].xml"))
    names = list(members_of(package.to_bytes()))
    assert names[0] == "[Content_Types].xml"
    assert "word/settings.xml" not in names
    assert "word/settings.xml" not in package
    with pytest.raises(PackageError) as caught:
        Package(package.to_bytes(), "thu.docx").read("word/settings.xml")
    assert [fault.code for fault in caught.value.faults] == ["thieu-phan"]


STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


@pytest.mark.parametrize(
    "content",
    [
        f'<w:document xmlns:w="{STRICT}"><w:body/></w:document>',
        f'<x:document xmlns:x="{W}"><x:body/></x:document>',
        f'<document xmlns="{W}"><body/></document>',
    ],
    ids=["strict", "other prefix", "no prefix"],
)
def test_parts_of_text_are_in_the_usual_namespace_and_prefix(content: str) -> None:
    """A Strict document, or one with another prefix, is refused: templates are read as text."""
    package = Package(changed(PLAIN, word__documentZxml=content), "thu.docx")
    with pytest.raises(PackageError) as caught:
        package.word_xml("word/document.xml")
    (fault,) = caught.value.faults
    assert (fault.code, fault.where.part) == ("kieu-strict", "word/document.xml")
    assert Package(PLAIN, "x").word_xml("word/document.xml").tag == q("document")


FIELDS = [
    '<w:fldSimple w:instr=" INCLUDETEXT &quot;http://x/y.docx&quot; "/>',
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DDE</w:instrText></w:r>'
    "<w:r><w:instrText>AUTO c:\\\\cmd.exe </w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF 1 = </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>includepicture "x"</w:instrText>'
    '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
]


@pytest.mark.parametrize("field", FIELDS, ids=["simple", "split over runs", "nested"])
def test_a_field_that_loads_from_elsewhere_is_refused(
    field: str, make_docx: Callable[..., bytes]
) -> None:
    """INCLUDETEXT, DDEAUTO and the like fetch when Word opens the file; PAGE does not."""

    def with_field(xml: str) -> bytes:
        package = Package(make_docx("x"), "a")
        text = package.read(package.document).decode()
        package.write(package.document, text.replace("<w:r>", f"{xml}<w:r>", 1).encode())
        return package.to_bytes()

    with pytest.raises(PackageError) as caught:
        Package(with_field(field), "a.docx")
    assert caught.value.faults[0].code == "lien-ket-ngoai"
    Package(with_field(field), "a.docx", allow_links=True)
    Package(with_field('<w:fldSimple w:instr=" PAGE "/>'), "a.docx")
