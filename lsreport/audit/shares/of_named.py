"""A share whose whole is named behind it and told before in the paragraph.

Comes in: the story. Goes out: findings: `huy động 46.820 tỷ đồng; dư nợ cho vay 52.164 tỷ đồng; nợ xấu 782,5 tỷ đồng, chiếm
1,67% tổng dư nợ`: divided by what was raised, not by what was lent; `tham gia bảo hiểm y tế là 652.418 người, bao phủ
98,3% trên dân số 702.150 người`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from lsreport.audit.findings import Finding, Severity, Tally, finding, shown, shown_stretch
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading.amounts import ratio, units_off
from lsreport.audit.reading.naming import names_in
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import share_slip
from lsreport.audit.reading.statements import Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_TAKES = lazy(r"\s?\(?,?\s?(?:chiếm|bằng|tương đương)\s(?:tỷ (?:lệ|trọng)\s)?(?:khoảng\s)?")
_OF = lazy(r"\s(?:trong\s|trên\s|của\s)?tổng\s(?:số\s)?(?P<of>[^,;.:()0-9%]{3,40})")
_TOLD = lazy(r"\s?[(]?[0-9]")  # the whole itself: «chiếm 31,6% tổng vốn 20.272 tỷ đồng»
_CLEARED = lazy(
    r"[^.;()0-9%]{0,60},\s(?:đã\s)?(?:điều tra|làm rõ|khám phá|giải quyết|xử lý)(?:[,\s][^\W\d_]{1,10}){0,4}\s"
)
_AT_RATE = lazy(
    r"[^.;()0-9%]{0,24},\s(?:đạt\s)?tỷ lệ\s(?:(?:điều tra|khám phá|làm rõ|giải quyết|xử lý),?\s){0,3}(?:đạt\s|là\s)?"
)
_MORE = 2  # words of a whole beside its name: «dư nợ cho vay»
_COVERS = lazy(
    r",\s(?:đạt\s)?(?:tỷ lệ\s|độ\s)?(?:bao phủ|che phủ|tham gia|đạt|chiếm)\s(?:tỷ lệ\s)?"
)
_OVER_PEOPLE = lazy(
    r"\s(?:trên|so với|trong|của)\s(?:tổng\s)?(?:số\s)?(?:dân số|dân|quy mô dân số)\s(?:là\s|toàn tỉnh\s|trung bình\s)?"
)


def shares_of_a_named_whole(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each share of `tổng …` against the one amount before it in the paragraph that bears this name."""
    for reading in story.readings:
        for part, share in pairwise(reading.figures) if "tổng" in reading.low else ():
            if not share.unit.percent or share.sign or not part.unit.amount or unsure(part, share):
                continue
            named = _OF.match(reading.low, share.end)
            if named is None or _TOLD.match(reading.low, named.end()):
                continue
            if not _TAKES.fullmatch(reading.low, part.end, share.start):
                continue
            whole = _whole(reading, part, frozenset(names_in(named["of"])))
            if whole is not None:
                tally.tested += 1
                yield from _tested(reading, part, share, whole)


def shares_of_all_people(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each `652.418 người, bao phủ 92,9% trên dân số 702.150 người`."""
    for reading in story.readings:
        if "dân" not in reading.low:
            continue
        figures = reading.figures
        for part, share, whole in zip(figures, figures[1:], figures[2:], strict=False):
            if not share.unit.percent or unsure(part, share, whole) or part.unit != whole.unit:
                continue
            if part.whole is not None or whole.whole is not None or not part.unit.counted:
                continue
            fits = _COVERS.fullmatch(reading.low, part.end, share.start)
            if fits and _OVER_PEOPLE.fullmatch(reading.low, share.end, whole.start):
                tally.tested += 1
                yield from _tested(reading, part, share, whole)


def rates_of_clearing_up(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each `xảy ra 341 vụ, đã điều tra làm rõ 299 vụ, tỷ lệ khám phá 87,7%`."""
    for reading in story.readings:
        figures = reading.figures if "tỷ lệ" in reading.low else []
        for whole, part, share in zip(figures, figures[1:], figures[2:], strict=False):
            if not share.unit.percent or unsure(part, share, whole) or not part.unit.counted:
                continue
            if (
                part.whole is not None
                or whole.whole is not None
                or part.unit.base != whole.unit.base
            ):
                continue
            if part.value > whole.value or not _CLEARED.fullmatch(
                reading.low, whole.end, part.start
            ):
                continue
            if _AT_RATE.fullmatch(reading.low, part.end, share.start):
                tally.tested += 1
                yield from _tested(reading, part, share, whole)


def _whole(reading: Reading, part: Figure, name: frozenset[str]) -> Figure | None:
    """Return the one largest amount of a name before its part, the first told of that name."""
    levels = [
        s.level for s in reading.statements
        if s.level and not s.depth and s.level.end <= part.start and s.level.unit.same_as(part.unit)
        and s.level.whole is None and not s.level.sign and _is_named(s, name)
    ]  # fmt: skip
    if not levels or unsure(*levels):
        return None
    largest = max(levels, key=lambda level: level.base_stretch.middle)
    first = largest is levels[0] and largest.base_stretch.low > part.base_stretch.high
    return largest if first else None


def _is_named(statement: Statement, name: frozenset[str]) -> bool:
    """Return whether a whole bears a name and little else, and is no share itself: not `dư nợ ngắn hạn, chiếm 60%`."""
    own = frozenset(names_in(statement.words))
    return len(name) > 1 and name <= own and len(own - name) <= _MORE and not statement.all("share")


def _tested(reading: Reading, part: Figure, share: Figure, whole: Figure) -> Iterator[Finding]:
    computed = ratio(part.base_stretch, whole.base_stretch)
    off = units_off(share.value, computed) if computed else 0
    if computed is None or not off:
        return
    severity: Severity = "look" if off <= 1 else "likely"
    if severity == "likely" and (
        share_slip(share, computed) or _other(reading, part, share, whole)
    ):
        severity = "certain"
    yield finding(
        "cap-ty-le", severity, reading.paragraph, (part.start, share.end),
        _("{a} / {b} = {g}%, văn bản ghi {typed}%").format(
            a=part.text.strip(), b=whole.text.strip(), g=shown_stretch(computed, share.value), typed=shown(share.value)
        ),
        _("sửa tỷ lệ hoặc cặp số"),
    )  # fmt: skip


def _other(reading: Reading, part: Figure, share: Figure, whole: Figure) -> bool:
    """Return whether the part was divided by another amount of its paragraph."""
    others = [
        f for f in reading.figures
        if f is not whole and f is not part and f.unit.same_as(part.unit) and f.whole is None
    ]  # fmt: skip
    made = (ratio(part.base_stretch, other.base_stretch) for other in others)
    return any(one is not None and not units_off(share.value, one) for one in made)


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    shares_of_a_named_whole,
    shares_of_all_people,
    rates_of_clearing_up,
)
