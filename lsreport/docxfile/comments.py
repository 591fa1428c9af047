"""Word comments: what a person should look at, beside the words it is about.

Comes in: a package and the texts of comments. Goes out: the comments part with its type and
relationship, and for each comment the marks that anchor it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lsreport.docxfile.package import WORD_TYPE, Package, W
from lsreport.docxfile.xmltext import escape, quoted

_ID = re.compile(rb'<w:comment\b[^>]*w:id="([0-9]+)"')
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


def first_comment_id(package: Package) -> int:
    """Return an id that no comment of the package has, nor any after it."""
    part = _part(package)
    found = _ID.findall(package.read(part)) if part else []
    return max((int(number) for number in found), default=-1) + 1


def add_comments(package: Package, comments: Sequence[Comment]) -> None:
    """Add comments to the package, numbered from `first_comment_id` in their order."""
    if not comments:
        return
    first, part = first_comment_id(package), _part(package)
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
    initials = "".join(word[0] for word in comment.author.split())[:3]
    lines = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in comment.text.split("\n")
    )
    return (
        f'<w:comment w:id="{number}" w:author={quoted(comment.author)} '
        f'w:date="{comment.day}" w:initials={quoted(initials)}>{lines}</w:comment>'
    )
