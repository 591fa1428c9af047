"""Word comments: what a person should look at, beside the words it is about.

Comes in: a package and the texts of comments. Goes out: the comments part with its type and
relationship, and for each comment the marks that anchor it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lsreport.docxfile.package import WORD_TYPE, Package, W, q
from lsreport.docxfile.xmltext import escape, quoted

_ID = re.compile(rb'<w:(?:comment|footnote|endnote)\b[^>]*w:id="([0-9]+)"')
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:comments xmlns:w="{W}"></w:comments>'
).encode()


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment and who makes it; `day` is ISO, with time, as Word wants it."""

    text: str
    author: str
    day: str


def first_comment_id(package: Package, above: int = -1) -> int:
    """Return an id that no comment of the package has, nor any after it; it is above a given one.

    Nor has a note: LibreOffice 7.4 shows notes without words when a comment has the id of one.
    """
    kinds = ("comments", "footnotes", "endnotes")
    parts = [part for kind in kinds for part in package.related(package.document, kind)]
    found = [int(number) for part in parts for number in _ID.findall(package.read(part))]
    return max([above, *found]) + 1


def comments_by(package: Package, author: str) -> Counter[str]:
    """Return the texts of an author's comments, a line a paragraph, and how often each is there."""
    part = _part(package)
    if part is None:
        return Counter()
    mine = [c for c in package.xml(part).iter(q("comment")) if c.get(q("author")) == author]
    return Counter(
        "\n".join("".join(t.text or "" for t in p.iter(q("t"))) for p in comment.iter(q("p")))
        for comment in mine
    )


def add_comments(package: Package, comments: Sequence[Comment], first: int) -> None:
    """Add comments to the package, numbered from `first` in their order."""
    if not comments:
        return
    part = _part(package)
    if part is None:
        part = "word/comments.xml"
        package.write(part, _EMPTY)
        package.declare(part, WORD_TYPE + "comments+xml")
        package.relate(package.document, "comments", part)
    xml = "".join(_comment_xml(first + index, made) for index, made in enumerate(comments))
    content = package.read(part)
    if b"</w:comments>" not in content:  # an empty part written with one tag
        content = re.sub(rb"<w:comments\b([^>]*?)/>", rb"<w:comments\1></w:comments>", content)
    package.write(part, content.replace(b"</w:comments>", xml.encode() + b"</w:comments>"))


def comment_marks(number: int) -> tuple[bytes, bytes]:
    """Return the marks that stand before and after the words of a comment."""
    end = f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
    return f'<w:commentRangeStart w:id="{number}"/>'.encode(), end.encode()


def _part(package: Package) -> str | None:
    parts = package.related(package.document, "comments")
    return parts[0] if parts else None


def _comment_xml(number: int, comment: Comment) -> str:
    initials = "".join(word[0] for word in comment.author.split() if word[0].isalpha())[:9]
    runs = [
        f'<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r>'
        for line in _ILLEGAL.sub("", comment.text).split("\n")
    ]
    runs[0] = f"<w:r><w:annotationRef/></w:r>{runs[0]}"
    lines = "".join(f"<w:p>{run}</w:p>" for run in runs)
    return (
        f'<w:comment w:id="{number}" w:author={quoted(comment.author)} '
        f'w:date="{comment.day}" w:initials={quoted(initials)}>{lines}</w:comment>'
    )
