"""The base of a growth, told in a note.

Comes in: the story, its notes. Goes out: findings: `5.800 triệu USD, tăng 43,2% so với trung bình 3 năm [4]` where
note 4 gives the mean as 4.150 triệu USD.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown_stretch
from lsreport.audit.meaning.claims import change_of, unsure
from lsreport.audit.reading.amounts import growth_over, units_off
from lsreport.audit.reading.compositions import by_label
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.source import Mark
from lsreport.audit.reading.statements import Claim, Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_FAR = 80  # characters from a growth to the mark of its note
_MOST = 60  # marks of a paragraph
_BASES = (
    lazy(r"\b(?:trung bình|bình quân)\b"),
    lazy(r"\bcùng kỳ\b"),
    lazy(r"\bnăm (?:trước|ngoái)\b"),
)


class _Grown(NamedTuple):
    """A growth, and the level that grew."""

    level: Figure
    claim: Claim


def base_in_a_note(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each growth that is compared with what its note tells."""
    notes = by_label(story.readings)
    for reading in story.readings if notes else ():
        for mark in islice(reading.paragraph.marks, _MOST):
            grown = _before(reading, mark)
            base = _told(reading, mark, grown, notes.get(mark.label, ())) if grown else None
            if grown is not None and base is not None:
                tally.tested += 1
                yield from _tested(reading, mark, grown, base)


def _tested(reading: Reading, mark: Mark, grown: _Grown, base: Figure) -> Iterator[Finding]:
    level, claim = grown
    stated, computed = change_of(claim), growth_over(level.base_stretch, base.base_stretch)
    if stated is None or computed is None or stated.meets(computed):
        return
    yield finding(
        "tang-chenh-lech", by_units(units_off(stated.middle, computed)), reading.paragraph,
        (level.start, claim.figure.end),
        _("{now} so với {then} ở chú thích {label}: {g}%, văn bản ghi {typed}").format(
            now=level.text.strip(), then=base.text.strip(), label=mark.label,
            g=shown_stretch(computed, claim.figure.value), typed=claim.figure.text.strip(),
        ),
        _("hỏi lại tốc độ, mức, hoặc số ở chú thích"),
    )  # fmt: skip


def _before(reading: Reading, mark: Mark) -> _Grown | None:
    """Return the growth right before a mark, with what grew."""
    for statement in reading.statements:
        level = statement.level
        for claim in statement.claims if level is not None else ():
            near = 0 <= mark.start - claim.figure.end <= _FAR
            if claim.role != "growth" or not near or level is None or unsure(level, claim.figure):
                continue
            between = reading.low[claim.figure.end : mark.start]
            if not any(sign in between for sign in ",;.(%"):
                return _Grown(level, claim)
    return None


def _told(reading: Reading, mark: Mark, grown: _Grown, note: Sequence[Reading]) -> Figure | None:
    """Return the one level of a note that names what the growth is compared with."""
    compared = reading.low[grown.claim.figure.end : mark.start]
    told = [s for part in note for s in part.statements if s.level is not None]
    if len(told) != 1 or told[0].claims or told[0].level is None or unsure(told[0].level):
        return None
    words = note[0].low[: told[0].level.start]
    named = any(base.search(compared) and base.search(words) for base in _BASES)
    return told[0].level if named and told[0].level.unit.same_as(grown.level.unit) else None


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (base_in_a_note,)
