"""A paragraph of the new document with what changed in it marked.

Comes in: the old line and the new one. Goes out: the new paragraph in place, its runs split
where a change begins or ends, what is new in w:ins, what is gone in w:del before it. Tells
which notes stayed at their mark and which came.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from lxml import etree

from lsreport.docxfile.package import q
from lsreport.redline.align import changes
from lsreport.redline.flow import NOTE_MARKS, Line, Segment, split_before
from lsreport.redline.marks import SPACE, Marker

# kind of note, its id in the new document, its id in the old one or None
NoteSeen = Callable[[str, str, str | None], None]


def redline_paragraph(old: Line, new: Line, marker: Marker, seen: NoteSeen) -> None:
    """Mark in the new paragraph what changed from the old one."""
    spans = changes(old.keys, new.keys)
    _pair_notes(old, new, spans, seen)
    if not spans:
        return
    put_in = [(_place(new, b0), _place(new, b1)) for _a0, _a1, b0, b1 in spans]
    _split_line(new, sorted({place for span in put_in for place in span}))
    for (a0, a1, _b0, _b1), (start, _end) in zip(spans, put_in, strict=True):
        if a0 < a1:
            _put_deleted(old, (_place(old, a0), _place(old, a1)), new, start, marker)
    marker.insert_runs([s for start, end in put_in for s in _between(new, start, end)])
    marker.insert_controls(new.element)


def insert_paragraph(new: Line, marker: Marker, seen: NoteSeen) -> None:
    """Mark the text of a paragraph as put in; its end is not marked yet."""
    for segment in new.segments:
        _note(segment, None, seen)
    marker.insert_runs(new.segments)
    marker.insert_controls(new.element)


def _place(line: Line, token: int) -> int:
    return line.spans[token][0] if token < len(line.spans) else len(line.text)


def _between(line: Line, start: int, end: int) -> list[Segment]:
    return [s for s in line.segments if start <= s.start and s.end <= end]


# --- notes ---


def _pair_notes(
    old: Line, new: Line, spans: list[tuple[int, int, int, int]], seen: NoteSeen
) -> None:
    """Tell which mark of a note is which: marks of equal keys in the stretches that stayed."""
    marks = [segment for segment in new.segments if _is_mark(segment)]
    if not marks:
        return
    before = {segment.start: segment for segment in old.segments if _is_mark(segment)}
    stayed: dict[int, int] = {}
    a = b = 0
    for a0, a1, b0, b1 in [*spans, (len(old.keys), 0, len(new.keys), 0)]:
        stayed |= {_place(new, b + n): _place(old, a + n) for n in range(b0 - b) if a + n < a0}
        a, b = a1, b1
    for segment in marks:
        _note(segment, before.get(stayed.get(segment.start, -1)), seen)


def _is_mark(segment: Segment) -> bool:
    return segment.node is not None and segment.node.tag in NOTE_MARKS


def _note(segment: Segment, partner: Segment | None, seen: NoteSeen) -> None:
    node = segment.node
    if node is None or node.tag not in NOTE_MARKS:
        return
    other = partner.node if partner is not None else None
    before = None if other is None else str(other.get(q("id")))
    seen(NOTE_MARKS[node.tag], str(node.get(q("id"))), before)


# --- where deleted text stands ---


def _put_deleted(old: Line, span: tuple[int, int], new: Line, place: int, marker: Marker) -> None:
    index = bisect_left(new.segments, place, key=lambda segment: segment.start)
    before = new.segments[index - 1] if index else None
    after = new.segments[index] if index < len(new.segments) else None
    marks = list(marker.deleted(old, *span))
    # A control's old text stands in the control, as far as the order allows.
    last = len(marks)
    while last and after is not None and marks[last - 1][0] == after.control != "":
        last -= 1
    first = 0
    while first < last and before is not None and marks[first][0] == before.control != "":
        first += 1
    _set_between([mark for _name, mark in marks[first:last]], before, after, new)
    if before is not None:
        for _name, mark in reversed(marks[:first]):
            before.runs[-1].addnext(mark)
    if after is not None:
        for _name, mark in marks[last:]:
            after.run.addprevious(mark)


def _set_between(
    marks: list[etree._Element], before: Segment | None, after: Segment | None, new: Line
) -> None:
    """Put marks between two stretches, outside of what only one of them stands in."""
    if not marks:
        return
    if after is None:
        if before is None:
            new.element.extend(marks)
            return
        spot = _child_of(new.element, before.runs[-1])
        for mark in reversed(marks):
            spot.addnext(mark)
        return
    outer = new.element
    if before is not None:
        around = set(before.run.iterancestors())
        outer = next(element for element in after.run.iterancestors() if element in around)
    spot = _child_of(outer, after.run)
    for mark in marks:
        spot.addprevious(mark)


def _child_of(ancestor: etree._Element, element: etree._Element) -> etree._Element:
    while element.getparent() is not ancestor:
        element = element.getparent()
    return element


# --- runs split where changes begin and end ---


def _split_line(line: Line, places: list[int]) -> None:
    """Split the runs of a line at these places, so that each run lies between two of them."""
    segments: list[Segment] = []
    wanted = set(places)
    for segment in line.segments:
        before = segments[-1] if segments else None
        if before is not None and before.run is segment.run and segment.start in wanted:
            _split_run(line, segment)
        segments.append(segment)
        inside = places[bisect_right(places, segment.start) : bisect_left(places, segment.end)]
        for place in inside:
            segment = _split_text(line, segment, place)
            segments.append(segment)
    line.segments = segments


def _split_run(line: Line, segment: Segment) -> None:
    assert segment.node is not None  # two segments of one run are two of its children
    run = segment.run
    new = split_before(run, segment.node)
    for other in line.segments:
        if other.run is run and other.node is not None and other.node.getparent() is new:
            other.runs = [new]


def _split_text(line: Line, segment: Segment, place: int) -> Segment:
    node = segment.node
    assert node is not None  # an object is one character wide
    text = node.text or ""
    at = place - segment.start
    rest = etree.Element(node.tag, {SPACE: "preserve"})
    node.set(SPACE, "preserve")
    node.text, rest.text = text[:at], text[at:]
    node.addnext(rest)
    new = Segment(place, segment.end, segment.runs, rest, segment.control)
    segment.end = place
    _split_run(line, new)
    if new.runs is segment.runs:
        new.runs = [rest.getparent()]
    return new
