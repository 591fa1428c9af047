"""Totals of the field that are told behind their parts, paragraphs apart.

Comes in: the story. Goes out: findings: `cây lương thực có hạt 58.632 ha` behind 42.300,7 ha of rice and 16.061,3 ha
of maize: only where one slip of the total explains the gap, for what is above may be of another season.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

from lsreport.audit.findings import Finding, Severity, Tally
from lsreport.audit.reading.amounts import added
from lsreport.audit.reading.compositions import told_above
from lsreport.audit.reading.slips import has_digits, is_slip
from lsreport.audit.reading.story import Story
from lsreport.audit.totals.sums import levels_of, told_sum

_DIGITS = 3
_TELLING = 5  # digits: one slip from a sum by chance hardly ever


def totals_behind_their_parts(story: Story, tally: Tally) -> Iterator[Finding]:
    """A total that no choice of its parts makes up, and that is one slip from one of them."""
    known = {id(group.total) for group in story.groups}
    for reading, total, told in told_above(story.readings, known):
        level = total.level
        if level is None or not has_digits(level, _DIGITS):
            continue
        choices = [levels_of(some) for some in product(*told)]
        sums = [added(figure.base_stretch for figure in some) for some in choices]
        tally.tested += 1
        if any(one.meets(level.base_stretch) for one in sums):
            continue
        slipped = [some for some, one in zip(choices, sums, strict=True) if is_slip(level, one)]
        if slipped:
            severity: Severity = "certain" if has_digits(level, _TELLING) else "likely"
            yield told_sum(reading, level, slipped[-1], severity)


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (totals_behind_their_parts,)
