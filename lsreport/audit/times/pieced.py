"""A time whose pieces are told beside it.

Comes in: the story. Goes out: findings: `quý I đạt 100 tỷ đồng, quý II đạt 150 tỷ đồng, 6 tháng đạt 260
tỷ đồng`: pieces that make up a whole time make up what flowed in it. Earlier months are sometimes
revised without a word, so these are likely; certain where one slip of typing explains the gap.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from lsreport.audit.findings import Finding, Tally, finding, shown
from lsreport.audit.meaning.loose import loosened
from lsreport.audit.reading.amounts import added
from lsreport.audit.reading.slips import mended
from lsreport.audit.reading.story import Story
from lsreport.audit.times.flows import NO_FLOW, Told, names_of, told_in
from lsreport.i18n import _
from lsreport.numbers import EXACT

_MOST = 12  # months
_BESIDE = 2  # sentences
_FAR = Decimal("0.25")  # of the sum: farther off something else is told


def pieces_of_a_time(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test levels in a row whose times, put together, are the time of the one before or behind."""
    for reading in story.readings:
        if reading.paragraph.cell or reading.paragraph.note:
            continue
        told = list(told_in(reading))
        for begin in range(len(told)):
            for row in _rows(told[begin : begin + _MOST + 1]):
                found = _judged(row[-1], row[:-1], tally) or _judged(row[0], row[1:], tally)
                if found:
                    yield found


def _rows(told: Sequence[Told]) -> Iterator[Sequence[Told]]:
    """Yield what begins a row and is all of one quantity, unit and year."""
    first = told[0]
    for count, one in enumerate(told, 1):
        apart = one.sentence - told[count - 2].sentence if count > 1 else 0
        if not one.figure.unit.same_as(first.figure.unit) or apart >= _BESIDE:
            return
        if NO_FLOW.search(one.label.rpartition(",")[2]) or not _of_one_thing(first, one):
            return
        if count > 2:
            yield told[:count]


def _of_one_thing(first: Told, other: Told) -> bool:
    if first.span.year and other.span.year and first.span.year != other.span.year:
        return False
    # behind a comma a piece has a name of its own, or none
    words = other._replace(label=other.label.rpartition(",")[2], lead=other.figure)
    return set(names_of(words)) <= set(names_of(first))


def _judged(whole: Told, pieces: Sequence[Told], tally: Tally) -> Finding | None:
    if not _makes_up(whole, pieces):
        return None
    tally.tested += 1
    whole_size = loosened(whole.figure).base_stretch
    if any(loosened(piece.figure).base_stretch.low > whole_size.high for piece in pieces):
        return None  # a piece above the whole is told as such
    sums = added(loosened(piece.figure).base_stretch for piece in pieces)
    gap = abs(EXACT.subtract(sums.middle, whole_size.middle))
    if sums.meets(whole_size) or gap > EXACT.multiply(sums.middle, _FAR):
        return None  # what does not flow, like the people at work, has one size at all times
    slip = mended(whole.figure, [piece.figure for piece in pieces], swapped=True)
    start = min(whole.figure.start, pieces[0].figure.start)
    end = max(whole.figure.end, pieces[-1].figure.end)
    middle = EXACT.divide(sums.middle, whole.figure.unit.factor).normalize()
    return finding(
        "thang-va-luy-ke", "certain" if slip else "likely", whole.reading.paragraph, (start, end),
        _("{parts} = {sum}, cả thời gian ấy ghi {total}").format(
            parts=" + ".join(piece.figure.text.strip() for piece in pieces), sum=shown(middle),
            total=whole.figure.text.strip(),
        ),
        _("sửa một số; số kỳ trước đã điều chỉnh thì nói rõ"),
    )  # fmt: skip


def _makes_up(whole: Told, pieces: Sequence[Told]) -> bool:
    """Return whether the times of pieces follow one another from the first month of a whole to its last."""
    spans = sorted((piece.span for piece in pieces), key=lambda span: span.first)
    if not whole.span.last or any(not span.last for span in spans):
        return False
    if (spans[0].first, spans[-1].last) != (whole.span.first, whole.span.last):
        return False
    return all(one.last + 1 == other.first for one, other in itertools.pairwise(spans))


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (pieces_of_a_time,)
