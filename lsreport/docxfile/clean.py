"""A document as it goes out: no controls, no custom data, no comments, no traces of people.

Comes in: a package. Goes out: the same document to look at, without what only the office
needs. What stands in the way of issuing it (comments, tracked changes) can be asked first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsreport.docxfile.controls import read_part, splice
from lsreport.docxfile.package import Package
from lsreport.docxfile.xmltext import unescape

_CHANGES = re.compile(
    rb"<w:(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|numberingChange"
    rb"|(?:r|p|tbl|tc|tr|sect)PrChange|tblPrExChange|tblGridChange)(?=[ />])"
)
_AUTHOR = re.compile(rb'( w:author=)"[^"]*"')  # of a tracked change that goes out all the same
_COMMENT_MARKS = re.compile(
    rb"<w:commentRange(?:Start|End)\b[^>]*/>"
    rb"|<w:r\b[^>]*>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:commentReference\b[^>]*/></w:r>",
    re.DOTALL,
)
_COMMENT = re.compile(rb"<w:comment\b.*?</w:comment>", re.DOTALL)
_WORDS = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>")
# Parts that hold who wrote or read what, or data of the office, by the kind of relationship.
_PRIVATE = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")
_PERSONS = re.compile(
    r"<(dc:creator|cp:lastModifiedBy|cp:revision|cp:lastPrinted)(?: [^>]*)?>[^<]*</\1>"
    r"|<(Company|Manager|TotalTime)(?: [^>]*)?>[^<]*</\2>"
)


def text_parts(package: Package) -> list[str]:
    """Return the parts that hold text: document, notes, headers, footers."""
    found = [package.document]
    for kind in ("footnotes", "endnotes", "header", "footer"):
        found += package.related(package.document, kind)
    return list(dict.fromkeys(found))


def comment_texts(package: Package) -> list[str]:
    """Return the words of every comment."""
    found = []
    for part in package.related(package.document, "comments"):
        for comment in _COMMENT.findall(package.read(part)):
            found.append(unescape(b"".join(_WORDS.findall(comment)).decode()))
    return found


def tracked_changes(package: Package) -> int:
    """Return how many tracked changes the text holds."""
    return sum(len(_CHANGES.findall(package.read(part))) for part in text_parts(package))


def clean(package: Package) -> bytes:
    """Return the document to issue. The package is changed."""
    for part in text_parts(package):
        content = package.read(part)
        edits = list(_unwrapped(content, part, package.name))
        changed = _COMMENT_MARKS.sub(b"", splice(content, edits) if edits else content)
        changed = _AUTHOR.sub(rb'\1"lsreport"', changed)
        if changed != content:
            package.write(part, changed)
    for kind in _PRIVATE:
        for part in package.related(package.document, kind):
            package.remove(package.document, part)
    for name in package.names():
        if name.startswith("customXml/"):
            package.remove(package.document, name)
    for part in ("docProps/core.xml", "docProps/app.xml"):
        if part in package:
            package.write(part, _PERSONS.sub("", package.read(part).decode()).encode())
    if "docProps/custom.xml" in package:
        package.remove("", "docProps/custom.xml")
    return package.to_bytes()


def _unwrapped(content: bytes, part: str, file: str) -> Iterator[tuple[int, int, bytes]]:
    """Yield the edits that take the controls away and leave what they show."""
    for control in read_part(content, part, file).controls:
        start, end = control.content
        inside = content.index(b">", start) + 1 if start < end else end
        if inside == end:  # without content, or <w:sdtContent/>: it shows nothing
            yield control.start, control.end, b""
            continue
        close = content.rindex(b"</", start, end)
        yield control.start, inside, b""
        yield close, control.end, b""
