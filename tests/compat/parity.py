"""Two Word files compared part by part: what docxtpl made, and what the engine made.

Comes in: the bytes of two files. Goes out: what differs, one line each; nothing when they are
equal. XML parts are compared in canonical form, others byte by byte; relationships by id, kind
and target; content types part by part. Only the ids of what is printed again may be set aside.
"""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate
from lxml import etree
from word_files import members_of

from lsreport.docxfile.package import Package, rels_path

TYPES = "[Content_Types].xml"
Change = Callable[[etree._Element], None]


def by_docxtpl(
    raw: bytes,
    context: Callable[[DocxTemplate], dict[str, Any]] | dict[str, Any],
    environment: Any = None,
) -> bytes:
    """Return docxtpl's own rendering, with escaping on."""
    template = DocxTemplate(BytesIO(raw))
    given = context if isinstance(context, dict) else context(template)
    template.render(given, environment, autoescape=True)
    stream = BytesIO()
    template.save(stream)
    return stream.getvalue()


def differences(ours: bytes, theirs: bytes, ids: bool = True) -> list[str]:
    """Return what differs; `ids` False sets aside the ids that our loops make unique."""
    mine, other = _Parts(ours), _Parts(theirs)
    found = [f"only ours: {name}" for name in sorted(mine.names - other.names)]
    found += [f"only docxtpl's: {name}" for name in sorted(other.names - mine.names)]
    for name in sorted(mine.names & other.names):
        found += _of_part(name, mine, other, ids)
    return found


class _Parts:
    """The parts that can be reached from the document's relationships."""

    def __init__(self, raw: bytes) -> None:
        self.package = Package(raw, "tệp", allow_links=True)
        self.content = members_of(raw)
        self.names = set(self._reached(""))

    def _reached(self, start: str) -> Iterator[str]:
        seen, waiting = set(), [start]
        while waiting:
            for link in self.package.relationships(waiting.pop()):
                if not link.external and link.target not in seen:
                    seen.add(link.target)
                    waiting.append(link.target)
        yield from seen

    def relations(self, part: str) -> set[tuple[str, str, str, bool]]:
        """Return the relationships of a part."""
        if rels_path(part) not in self.content:
            return set()
        return {
            (x.id, posixpath.basename(x.type), x.target, x.external)
            for x in self.package.relationships(part)
        }


def _of_part(name: str, ours: _Parts, theirs: _Parts, ids: bool) -> Iterator[str]:
    if ours.relations(name) != theirs.relations(name):
        changed = ours.relations(name) ^ theirs.relations(name)
        yield f"{name}: relationships {sorted(changed)}"
    if ours.package.content_type(name) != theirs.package.content_type(name):
        yield f"{name}: content type {ours.package.content_type(name)}"
    if not name.endswith(".xml"):
        if ours.content[name] != theirs.content[name]:
            yield f"{name}: bytes"
        return
    mine, other = (_lawful(x.content[name], ids) for x in (ours, theirs))
    if _canonical(mine, rewrite_prefixes=True) != _canonical(other, rewrite_prefixes=True):
        mine, other = _canonical(mine), _canonical(other)
        shown = difflib.unified_diff(_lines(other), _lines(mine), "docxtpl", "ours", "", "", 1)
        yield f"{name}:\n" + "\n".join(list(shown)[:40])


def _lines(xml: str) -> list[str]:
    return re.sub("(?<!^)<(?!/)", "\n<", xml).split("\n")


def _lawful(content: bytes, ids: bool) -> str:
    """Return a part without what may lawfully differ."""
    root = etree.fromstring(content)
    if not ids:
        _without_ids(root)
    return etree.tostring(root, encoding="unicode")


def _canonical(xml: str, **options: bool) -> str:
    return str(etree.canonicalize(xml, **options))


_UNIQUE = re.compile(r"\}(paraId|textId)$")


def _without_ids(root: etree._Element) -> None:
    """What is printed again gets ids of its own: paragraphs, drawings, controls, bookmarks."""
    for element in list(root.iter("{*}bookmarkStart", "{*}bookmarkEnd")):
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
    for element in root.iter("{*}p", "{*}tr"):
        for key in [key for key in element.attrib if _UNIQUE.search(str(key))]:
            del element.attrib[key]
    for element in root.iter("{*}docPr", "{*}cNvPr"):
        element.set("id", "")
