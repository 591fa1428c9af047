"""Words that point back at a number told before.

Comes in: the story. Goes out: findings: `toàn bộ 34 vụ` behind 43, `mức 9,40%` behind 9,04%.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from lsreport.audit.again.retold import digits_of, permuted, said_twice
from lsreport.audit.findings import Finding, Tally
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.phrases import is_of_before
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.source import Paragraph
from lsreport.audit.reading.story import Story

_WHOLE = lazy(r"\b(?:toàn bộ|cả|tất cả)\s{1,2}\Z")
_BACK = lazy(
    r"\b(?:trong mức|mức)(?: tăng(?: trưởng)?)?(?: chung)?\s{1,2}\Z|\bmức tăng (?:trưởng )?(?:chung )?(?:này |đó )?\(?\s?\Z"
)
_REACH = 40  # figures before in which what is pointed at is looked for


def all_of_them(story: Story, tally: Tally) -> Iterator[Finding]:
    """`xảy ra 43 vụ … Toàn bộ 34 vụ đều …`."""
    for reading in story.readings:
        counts = [f for f in reading.figures if f.unit.counted and f.whole is None]
        for index, figure in enumerate(counts):
            lead = reading.low[max(0, figure.start - 12) : figure.start]
            if figure.vague or not _WHOLE.search(lead):
                continue
            near = counts[max(0, index - _REACH) : index]
            before = [f for f in near if f.unit.base == figure.unit.base and not f.sign]
            tally.tested += 1
            if any(f.value == figure.value for f in before):
                continue
            turned = [f for f in before if sorted(str(f.value)) == sorted(str(figure.value))]
            if turned:
                yield said_twice(reading.paragraph, turned[0], reading.paragraph, figure, "certain")


def pointed_back(story: Story, tally: Tally) -> Iterator[Finding]:
    """`GRDP ước tăng 9,04%. … Mức 9,40% tương đương quý I`."""
    told: list[tuple[Paragraph, Figure]] = []
    values: set[Decimal] = set()
    for reading in story.readings:
        for figure in reading.figures:
            if not figure.unit.percent or figure.fault or figure.vague:
                continue
            lead = reading.low[max(0, figure.start - 40) : figure.start]
            after = reading.low[figure.end : figure.end + 24]  # «so với mức 26,02% của cùng kỳ»
            if _BACK.search(lead) and figure.value not in values and not is_of_before(after):
                tally.tested += 1
                near = told[-_REACH:]
                same = [(p, f) for p, f in near if permuted(digits_of(f), digits_of(figure), 3)]
                if len(same) == 1:
                    yield said_twice(*same[0], reading.paragraph, figure, "certain")
            told.append((reading.paragraph, figure))
            values.add(figure.value)


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (all_of_them, pointed_back)
