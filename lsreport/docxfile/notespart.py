"""The footnotes of a template, split for runs.

Comes in: what was read of a footnotes part. Goes out: the part of a run, with its notes.
"""

from __future__ import annotations

from lsreport.records import record

NOTES_PART = "word/footnotes.xml"  # where the part stands that a run gives to a package


@record
class NoteStyles:
    """The style ids of a note's paragraph and of its mark."""

    text: str
    reference: str


@record
class NotesPart:
    """A footnotes part split for runs: what stands around the notes, and the notes."""

    name: str
    head: str
    native: dict[str, str]
    first_id: int
    styles: NoteStyles

    def assemble(self, notes: list[str]) -> bytes:
        """Return the part with the notes of a run, in their order."""
        return f"{self.head}{''.join(notes)}</w:footnotes>".encode()
