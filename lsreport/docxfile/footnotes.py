"""Footnotes of a Word package.

Comes in: the footnotes part of a template, if it has one. Goes out: the notes that people
wrote in it, and the part with the notes of a run, numbered in document order. Knows which
styles notes have, by name, since Word translates the ids.
"""

from __future__ import annotations

from lxml import etree

from lsreport.docxfile.notespart import NOTES_PART, NotesPart, NoteStyles
from lsreport.docxfile.package import WORD_TYPE, Package, W, q, xml_bytes

# In a plain separator Word wants these two, with ids that no note has.
_DEFAULT_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
    'w:lineRule="auto"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" '
    'w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote>"
)
_ROOT = f'<w:footnotes xmlns:w="{W}">'


def read_notes(package: Package) -> NotesPart:
    """Return the footnotes of a template; a package without the part gives an empty one."""
    parts = package.related(package.document, "footnotes")
    styles = _note_styles(package)
    if not parts:
        head = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{_ROOT}'
        return NotesPart("", head + _DEFAULT_SEPARATORS, {}, 1, styles)
    root = package.word_xml(parts[0])
    separators, native, highest = [], {}, 0
    for note in root:
        identifier = note.get(q("id"), "0")
        if note.get(q("type")) is not None:
            separators.append(etree.tostring(note, encoding="unicode"))
            highest = max(highest, int(identifier))
        else:
            native[identifier] = "".join(etree.tostring(p, encoding="unicode") for p in note)
    for child in list(root):
        root.remove(child)
    root.text = ""
    shell = xml_bytes(root).decode().removesuffix("/>").rstrip()
    shell = shell.removesuffix("</w:footnotes>").rstrip()
    head = (shell if shell.endswith(">") else shell + ">") + "".join(separators)
    # LibreOffice numbers its separators 0 and 1, Word -1 and 0: notes start after either.
    return NotesPart(parts[0], head, native, highest + 1, styles)


def add_notes_part(package: Package, notes: NotesPart) -> NotesPart:
    """Give a package without footnotes an empty part, its type, relationship and setting."""
    part = NOTES_PART
    _add_note_styles(package)
    package.write(part, notes.assemble([]))
    package.declare(part, WORD_TYPE + "footnotes+xml")
    package.relate(package.document, "footnotes", part)
    settings = package.related(package.document, "settings")
    if settings:
        root = package.xml(settings[0])
        if root.find(q("footnotePr")) is None:
            _insert_footnote_settings(root)
            package.write(settings[0], xml_bytes(root))
    return NotesPart(part, notes.head, notes.native, notes.first_id, notes.styles)


def _insert_footnote_settings(settings: etree._Element) -> None:
    # The schema fixes the order of settings: footnotePr stands before these.
    later = {
        "endnotePr",
        "compat",
        "docVars",
        "rsids",
        "mathPr",
        "attachedSchema",
        "themeFontLang",
        "clrSchemeMapping",
        "doNotIncludeSubdocsInStats",
        "doNotAutoCompressPictures",
        "forceUpgrade",
        "captions",
        "readModeInkLockDown",
        "smartTagType",
        "schemaLibrary",
        "shapeDefaults",
        "doNotEmbedSmartTags",
        "decimalSymbol",
        "listSeparator",
    }
    properties = etree.Element(q("footnotePr"))
    for identifier in ("-1", "0"):
        etree.SubElement(properties, q("footnote")).set(q("id"), identifier)
    for index, child in enumerate(settings):
        if etree.QName(child).localname in later:
            settings.insert(index, properties)
            return
    settings.append(properties)


def _note_styles(package: Package) -> NoteStyles:
    """Find the note styles by name ("footnote text"): Word translates their ids."""
    names = _style_ids(package)
    return NoteStyles(
        names.get("footnote text", "FootnoteText"),
        names.get("footnote reference", "FootnoteReference"),
    )


def _style_ids(package: Package) -> dict[str, str]:
    names = {}
    for part in package.related(package.document, "styles"):
        for style in package.xml(part).iter(q("style")):
            name = style.find(q("name"))
            if name is not None:
                names[(name.get(q("val")) or "").lower()] = style.get(q("styleId"), "")
    return names


def _add_note_styles(package: Package) -> None:
    """Add the note styles that a template lacks, as plain as Word's own."""
    names = _style_ids(package)
    missing = [xml for name, xml in _STYLES.items() if name not in names]
    for part in package.related(package.document, "styles") if missing else ():
        root = package.xml(part)
        for xml in missing:
            root.append(etree.fromstring(xml))
        package.write(part, xml_bytes(root))


_STYLES = {
    "footnote text": (
        f'<w:style xmlns:w="{W}" w:type="paragraph" w:styleId="FootnoteText">'
        '<w:name w:val="footnote text"/><w:pPr><w:spacing w:after="0" w:line="240" '
        'w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>'
    ),
    "footnote reference": (
        f'<w:style xmlns:w="{W}" w:type="character" w:styleId="FootnoteReference">'
        '<w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        "</w:style>"
    ),
}
