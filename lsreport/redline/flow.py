"""A paragraph as one line of text, with where each stretch of it comes from.

Comes in: a w:p without tracked changes. Goes out: a `Line`: its text through hyperlinks and
content controls, with one placeholder for each tab, break, note mark, picture, equation or
field; the runs behind it; its tokens and their keys.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from lsreport.docxfile.links import key_of
from lsreport.docxfile.package import W, q
from lsreport.docxfile.verify import bound_name
from lsreport.redline.tokens import OBJECT, masked, tokens

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
NOTE_MARKS = {q("footnoteReference"): "footnote", q("endnoteReference"): "endnote"}
_WRAPPERS = {q(name) for name in ("hyperlink", "smartTag", "customXml", "dir", "bdo")}
_PICTURES = {"drawing", "pict", "object", "ruby", "AlternateContent"}
_SIMPLE = {
    *("tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "ptab", "pgNum"),
    *("footnoteRef", "endnoteRef", "separator", "continuationSeparator"),
    *("dayShort", "monthShort", "yearShort", "dayLong", "monthLong", "yearLong"),
}
# Fields whose result is text that people write; the results of others Word writes anew.
_WRITTEN_FIELDS = ("HYPERLINK", "FORMTEXT")

NoteKeys = Mapping[tuple[str, str], str]


@dataclass(slots=True)
class Segment:
    """A stretch of a line: in one node of a run, or whole elements that are one object.

    `control` names the content control it stands in, if any.
    """

    start: int
    end: int
    runs: list[etree._Element]
    node: etree._Element | None
    control: str = ""

    @property
    def run(self) -> etree._Element:
        """Return the run, or the first element of the object."""
        return self.runs[0]


@dataclass(slots=True)
class Line:
    """A paragraph laid out in one line."""

    element: etree._Element
    text: str
    segments: list[Segment]
    spans: list[tuple[int, int]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    @property
    def exact(self) -> str:
        """Return what equal paragraphs have in common."""
        return "".join(self.keys)

    @property
    def masked(self) -> str:
        """Return that with the numbers masked."""
        return masked(self.exact)


@dataclass(slots=True)
class _Atom:
    """A child of a run, or an element that stands in place of a run."""

    run: etree._Element
    node: etree._Element | None
    control: str


def read_line(paragraph: etree._Element, notes: NoteKeys) -> Line:
    """Return a paragraph as a line; `notes` has the key of each note by kind and id."""
    separate_fields(paragraph)
    pieces: list[str] = []
    objects: dict[int, str] = {}
    segments: list[Segment] = []
    position = 0
    for text, key, segment in _segments(list(_atoms(paragraph, "")), notes):
        if not text:
            continue
        segment.start, segment.end = position, position + len(text)
        if key:
            objects[position] = OBJECT + key
        position = segment.end
        pieces.append(text)
        segments.append(segment)
    line = Line(paragraph, "".join(pieces), segments)
    line.spans = tokens(line.text)
    line.keys = [objects.get(a) or line.text[a:b] for a, b in line.spans]
    return line


def separate_fields(paragraph: etree._Element) -> None:
    """Give each mark of a field a run of its own, so that a field is whole runs."""
    for mark in list(paragraph.iter(q("fldChar"))):
        run = mark.getparent()
        content = [child for child in run if child.tag != q("rPr")]
        if run.tag != q("r") or len(content) < 2:
            continue
        for child in content[:0:-1]:
            split_before(run, child)


def split_before(run: etree._Element, child: etree._Element) -> etree._Element:
    """Move a child of a run and all after it to a new run of the same properties."""
    properties = run.find(q("rPr"))
    new = etree.Element(run.tag, dict(run.attrib))
    following = [child, *child.itersiblings()]
    if properties is not None:
        new.append(copy.deepcopy(properties))
    new.extend(following)
    run.addnext(new)
    return new


# --- what a paragraph is made of ---


def _atoms(container: etree._Element, control: str) -> Iterator[_Atom]:
    for child in container:
        tag = child.tag
        if tag == q("r"):
            yield from (_Atom(child, node, control) for node in child if node.tag != q("rPr"))
        elif tag == q("sdt"):
            content = child.find(q("sdtContent"))
            if content is not None:
                yield from _atoms(content, control_name(child))
        elif tag in _WRAPPERS or (tag == q("fldSimple") and _is_written(_code(child))):
            yield from _atoms(child, control)
        elif tag == q("fldSimple") or (isinstance(tag, str) and tag.startswith(MATH)):
            yield _Atom(child, None, control)


def control_name(control: etree._Element) -> str:
    """Return what a control is called in every period: its figure, its tag or its title."""
    if bound := bound_name(control):
        return key_of(bound).partition(":")[2] or bound
    for name in ("tag", "alias"):
        found = control.find(f"{q('sdtPr')}/{q(name)}")
        if found is not None:
            return str(found.get(q("val"), "")).rpartition(":")[2] or "?"
    return "?"


def _segments(atoms: list[_Atom], notes: NoteKeys) -> Iterator[tuple[str, str, Segment]]:
    """Yield the text, the key where it is an object, and the place of each stretch."""
    index = 0
    while index < len(atoms):
        atom = atoms[index]
        end = _field_end(atoms, index)
        if end:
            members = atoms[index:end]
            runs = list(dict.fromkeys(member.run for member in members))
            key = f"field {_code_of(members)}"
            yield OBJECT, key, Segment(0, 0, runs, None, atom.control)
            index = end
            continue
        text, key = _content(atom, notes)
        yield text, key, Segment(0, 0, [atom.run], atom.node, atom.control)
        index += 1


def _field_end(atoms: list[_Atom], index: int) -> int:
    """Return after which atom a field ends that begins here, 0 where none does.

    A field over several paragraphs, or through a hyperlink, is read as the text it shows.
    """
    depth = 0
    parent = atoms[index].run.getparent()
    for place in range(index, len(atoms)):
        node = atoms[place].node
        if node is not None and node.tag == q("fldChar"):
            kind = node.get(q("fldCharType"))
            depth += {"begin": 1, "end": -1}.get(str(kind), 0)
        if depth <= 0 or atoms[place].run.getparent() is not parent:
            whole = depth == 0 and place > index
            return place + 1 if whole and not _is_written(_code_of(atoms[index:place])) else 0
    return 0


def _code_of(atoms: list[_Atom]) -> str:
    nodes = (atom.node for atom in atoms)
    words = (n.text or "" for n in nodes if n is not None and n.tag == q("instrText"))
    return " ".join("".join(words).split())


def _code(simple: etree._Element) -> str:
    return " ".join(str(simple.get(q("instr")) or "").split())


def _is_written(code: str) -> bool:
    return code.upper().startswith(_WRITTEN_FIELDS)


def _content(atom: _Atom, notes: NoteKeys) -> tuple[str, str]:
    """Return the text of an atom, and its key where that text is a placeholder."""
    node = atom.node
    if node is None:
        simple = atom.run.tag == q("fldSimple")
        return OBJECT, f"field {_code(atom.run)}" if simple else "math"
    if node.tag == q("t"):
        return (node.text or "").replace(OBJECT, "\ufffd"), ""
    if not isinstance(node.tag, str):
        return "", ""
    name = etree.QName(node).localname
    if node.tag in NOTE_MARKS:
        kind = NOTE_MARKS[node.tag]
        return OBJECT, f"{kind} " + notes.get((kind, str(node.get(q("id")))), "")
    if name in _PICTURES:
        return OBJECT, "picture"
    if node.tag == q(name) and name in _SIMPLE:
        return OBJECT, " ".join([name, *(f"{k}={v}" for k, v in sorted(node.attrib.items()))])
    return "", ""  # what shows nothing: marks of comments, proof marks, old page breaks


def complex_field(simple: etree._Element) -> list[etree._Element]:
    """Return a w:fldSimple as runs, which a tracked change may hold."""
    runs = [_mark("begin"), _instruction(_code(simple)), _mark("separate")]
    runs += [copy.deepcopy(run) for run in simple.iter(q("r"))]
    return [*runs, _mark("end")]


def _mark(kind: str) -> etree._Element:
    run = etree.Element(q("r"), nsmap={"w": W})
    etree.SubElement(run, q("fldChar")).set(q("fldCharType"), kind)
    return run


def _instruction(code: str) -> etree._Element:
    run = etree.Element(q("r"), nsmap={"w": W})
    text = etree.SubElement(run, q("instrText"))
    text.text = f" {code} "
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run
