"""Shares told with the whole close by: `a trên b`, `trong b có a`, `r% dân số (b)`.

Comes in: the story. Goes out: findings: `148,7 tỷ đồng trên 402,3 tỷ đồng, đạt 39,66%`, `Trong 1.989,0 tỷ đồng có 1.120,4
tỷ đồng (58,3%)`, `768.900 người, đạt tỷ lệ bao phủ 96,4% dân số (812.400 người)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown, shown_stretch
from lsreport.audit.meaning.loose import loosened, plain_or_about
from lsreport.audit.reading.amounts import HUNDRED, added, printed, ratio, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import misses
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_ON = lazy(r"(?:\s[^\W\d_]{1,12}){0,4}\strên\s(?:tổng\s(?:số\s)?)?(?:số\s)?")
_RATE = lazy(r"[^;.()0-9%]{0,80},\s(?:đạt|bằng|chiếm)(?:\stỷ lệ)?\s")
_AMONG = lazy(r"\btrong\s(?:tổng\s(?:số\s)?|số\s)?\Z")
_HAS = lazy(r"[^;.()0-9%]{0,60}\b(?:có|gồm)\s(?:[^\W\d_]{1,12}\s){0,3}")
_OPENS = lazy(r"(?:\s[^\W\d_,]{1,12}){0,8}\s?\(\s?(?:chiếm\s|bằng\s|đạt\s)?")
_CLOSED = lazy(r"\s?\)")
_JOINS = lazy(r"\s?\)(?:,|;|\svà|,\svà)\s(?:[^\W\d_]{1,12}\s){0,3}")
_NEXT = lazy(r"\s[^;.()0-9%]{0,90},\s(?:và\s)?(?:[^\W\d_]{1,12}\s){0,6}")
_LEFT = lazy(r"\bcòn lại(?: là)?\s\Z")
_REACHED = lazy(
    r"\b(?:đạt|chiếm|bằng|tương đương)\s(?:tỷ lệ\s)?(?:bao phủ\s|che phủ\s)?(?:khoảng\s)?\Z"
)
_OF_WHOLE = lazy(r"\s(?:dân số|tổng số|tổng)(?:\s[^\W\d_]{1,12}){0,6}\s?\(\s?")
_OTHER = lazy(r"\b(?:@goal|@earlier)\b")
_MOST = 12


def share_on(story: Story, tally: Tally) -> Iterator[Finding]:
    """`2.764 việc trên 3.391 việc có điều kiện, đạt 85,11%`."""
    for reading in story.readings:
        figures = reading.figures if " trên " in reading.low else []
        for part, whole, share in zip(figures, figures[1:], figures[2:], strict=False):
            if not share.unit.percent or not _alike(reading, part, whole):
                continue
            gap = reading.low[whole.end : share.start]
            if not _ON.fullmatch(reading.low, part.end, whole.start) or not _RATE.fullmatch(gap):
                continue
            if not _OTHER.search(gap):
                tally.tested += 1
                # «trên» tells no bound here
                yield from _denied(reading, part, replace(whole, vague=False), share)


def share_of_people(story: Story, tally: Tally) -> Iterator[Finding]:
    """`768.900 người tham gia, đạt tỷ lệ bao phủ 96,4% dân số (812.400 người)`."""
    for reading in story.readings:
        figures = reading.figures if "(" in reading.low else []
        for part, share, whole in zip(figures, figures[1:], figures[2:], strict=False):
            if not share.unit.percent or not _alike(reading, part, whole):
                continue
            if not _OF_WHOLE.fullmatch(reading.low, share.end, whole.start):
                continue
            lead = reading.low[max(0, share.start - 40) : share.start]
            if _REACHED.search(lead) and _CLOSED.match(reading.low, whole.end):
                tally.tested += 1
                yield from _denied(reading, part, whole, share)


def shares_among(story: Story, tally: Tally) -> Iterator[Finding]:
    """`Trong 1.989,0 tỷ đồng có 1.120,4 tỷ đồng (56,3%), 742,9 tỷ đồng (37,4%) và 125,7 tỷ đồng (6,3%)`."""
    for reading in story.readings:
        figures = reading.figures if "trong" in reading.low and "(" in reading.low else []
        for at, whole in enumerate(figures):
            if not _AMONG.search(reading.low, max(0, whole.start - 16), whole.start):
                continue
            pairs = _pairs(reading, figures[at : at + _MOST * 2 + 1])
            if len(pairs) < 2:
                continue
            tally.tested += len(pairs)
            for part, share in pairs:
                yield from _denied(reading, part, whole, share)
            shares = added(printed(share.value) for _part, share in pairs)
            parts = [part for part, _share in pairs]
            if shares.low <= HUNDRED <= shares.high and misses(whole, parts):
                yield _sum(reading, whole, parts)


def parts_and_the_rest(story: Story, tally: Tally) -> Iterator[Finding]:
    """`Trong 6.400 tỷ đồng có 3.100 tỷ đồng là …, 2.950 tỷ đồng là …, phần còn lại 350 tỷ đồng`."""
    for reading in story.readings:
        figures = reading.figures if "còn lại" in reading.low else []
        for at, whole in enumerate(figures):
            if not _AMONG.search(reading.low, max(0, whole.start - 16), whole.start):
                continue
            parts = _until_the_rest(reading, whole, figures[at + 1 : at + _MOST])
            if len(parts) > 1:
                tally.tested += 1
                if misses(whole, parts):
                    yield _sum(reading, whole, parts)


def _until_the_rest(reading: Reading, whole: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """Return the amounts behind a whole up to what is left; none where something else stands between."""
    parts: list[Figure] = []
    joint, end = _HAS, whole.end
    for part in figures:
        if not joint.fullmatch(reading.low, end, part.start) or not _alike(reading, part, whole):
            return []
        parts.append(part)
        if _LEFT.search(reading.low, end, part.start):
            return parts
        joint, end = _NEXT, part.end
    return []


def _pairs(reading: Reading, figures: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Return the amounts with their shares in brackets that follow a whole without a break."""
    whole, found = figures[0], []
    joint, end = _HAS, whole.end
    for part, share in zip(figures[1::2], figures[2::2], strict=False):
        fits = joint.fullmatch(reading.low, end, part.start) and _alike(reading, part, whole)
        opens = share.unit.percent and _OPENS.fullmatch(reading.low, part.end, share.start)
        if not fits or not opens or not _CLOSED.match(reading.low, share.end):
            break
        found.append((part, share))
        joint, end = _JOINS, share.end
    return found


def _alike(reading: Reading, part: Figure, whole: Figure) -> bool:
    plain = all(
        plain_or_about(reading, f) and not f.sign and f.whole is None and f.unit.amount
        for f in (part, whole)
    )
    return plain and part.unit.same_as(whole.unit)


def _denied(reading: Reading, part: Figure, whole: Figure, share: Figure) -> Iterator[Finding]:
    computed = ratio(loosened(part).base_stretch, loosened(whole).base_stretch)
    if share.vague or share.sign or computed is None or printed(share.value).meets(computed):
        return
    yield finding(
        "cap-ty-le", by_units(units_off(share.value, computed)), reading.paragraph,
        (min(part.start, whole.start), max(share.end, whole.end)),
        _("{a} / {b} = {g}%, văn bản ghi {typed}%").format(
            a=shown(part.value), b=shown(whole.value),
            g=shown_stretch(computed, share.value), typed=shown(share.value),
        ),
        _("sửa tỷ lệ hoặc một trong hai số"),
    )  # fmt: skip


def _sum(reading: Reading, whole: Figure, parts: Sequence[Figure]) -> Finding:
    sums = added(part.stretch for part in parts).middle.normalize()
    return finding(
        "phan-va-tong", "likely", reading.paragraph, (whole.start, parts[-1].end),
        _("{parts} = {sum}, tổng ghi {total}").format(
            parts=" + ".join(part.text.strip() for part in parts), sum=shown(sums),
            total=whole.text.strip(),
        ),
        _("sửa tổng hoặc một phần; nếu còn phần khác thì viết «trong đó»"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    share_on,
    share_of_people,
    shares_among,
    parts_and_the_rest,
)
