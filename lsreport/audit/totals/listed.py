"""A total against its parts: levels, growth, difference, share of plan, contributions, shares.

Comes in: groups. Goes out: findings. What the printed digits allow is never one; parts of which
nothing is stated count as at least zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from lsreport.audit.findings import (
    Finding,
    Severity,
    Tally,
    by_units,
    finding,
    shown,
    shown_stretch,
)
from lsreport.audit.meaning.claims import as_typed, change_for, change_of
from lsreport.audit.reading.amounts import HUNDRED, Stretch, added, base_of, growth_over, units_off
from lsreport.audit.reading.compositions import BY_NATURE, NEARLY
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import leaves_little, mended, misses
from lsreport.audit.reading.statements import Claim, Reading, Statement
from lsreport.audit.reading.story import Group, Story, is_cut_off
from lsreport.audit.totals.nested_sums import nested_sums
from lsreport.audit.totals.sums import fits_elsewhere
from lsreport.i18n import _
from lsreport.numbers import EXACT

_OF_ITEM = lazy(
    r"\b(?:vốn|trị giá|diện tích|công suất|kinh phí|chiều dài|giá trị|quy mô|nước ngoài)\b"
)
_OF_ANOTHER = Decimal("0.5")  # of the total: a wider gap, and the list may be of something else
_LITTLE = Decimal("0.04")  # of the total: more is not left out of what is nearly all
_REST = lazy(r"\b(?:khác(?! nhau)|còn lại)\b")  # the last of a list
_MEETINGS = frozenset(("cuộc", "hội nghị", "lớp", "buổi"))
_ONCE = frozenset(
    (
        "giấy",
        "hồ sơ",
        "đơn",
        "thuê bao",
        "quyết định",
        "nhà",
        "ngôi nhà",
        "học sinh",
        "học viên",
        "sinh viên",
        "trường",
    )
)
_MANY = 100
_SEMICOLON = lazy(r";")
_DONE = lazy(r"\b(?:đã|đang|chưa|được)\b")
_NEAR = 8  # paragraphs behind a total
_ALL_IN = frozenset((BY_NATURE, "gồm", "bao gồm", "chia ra", "chia theo", "phân theo", "phân ra"))


def _sum_text(group: Group) -> str:
    return " + ".join(p.level.text.strip() for p in group.parts if p.level)


def _span(group: Group) -> tuple[int, int]:
    total = group.total
    start = total.level.start if total.level else total.at
    return start, total.end


# --- levels ----------------------------------------------------------------------------------


def parts_against_total(story: Story, tally: Tally) -> Iterator[Finding]:
    """Parts that do not add up to a total said to consist of them, or exceed it."""
    whole = {id(group.total) for group in story.groups if group.whole}
    readings = {id(reading.paragraph): reading for reading in story.readings}
    # What makes up a whole beside a total is no part of that total: `trong đó: A, trong đó: a, b; B`.
    beside = {
        id(part): {id(other) for other in group.parts}
        for group in story.groups if group.whole for part in group.parts
    }  # fmt: skip
    for group in story.groups:
        tally.tested += group.whole
        if group.whole or id(group.total) in whole or not group.word:
            continue
        reading = readings[id(group.total.paragraph)]
        group = _cut(group, reading)
        parts = [p for p in _addable(group) if id(p) not in beside.get(id(group.total), ())]
        if len(parts) > 1:
            tally.tested += 1
            if group.word == NEARLY and _left_is_told(story, group, parts):
                continue
            if not fits_elsewhere(reading, [p.level for p in parts if p.level]):
                yield from _sum_finding(group, parts)


def _cut(group: Group, reading: Reading) -> Group:
    """Return a list of commas without what a semicolon tells behind it: `gồm 109 đơn khiếu nại, 27 đơn tố cáo; đã giải quyết …`."""
    parts = [p for p in group.parts if p.level is not None]
    inside = all(p.paragraph is group.total.paragraph for p in parts)
    if not inside or len(parts) < 3 or _splits(reading, parts[0], parts[1]):
        return group
    at = next((n for n in range(2, len(parts)) if _splits(reading, parts[n - 1], parts[n])), 0)
    whole = _addable(group)
    level = group.total.level
    if not at or (
        level
        and whole
        and added(p.level.base_stretch for p in whole if p.level).meets(level.base_stretch)
    ):
        return group
    last = parts[at]
    return group._replace(parts=group.parts[: group.parts.index(last)])


def _splits(reading: Reading, one: Statement, other: Statement) -> bool:
    start = one.level.end if one.level else one.at
    stops = [m.start() for m in _SEMICOLON.finditer(reading.low, start, max(start, other.at))]
    return any(not reading.depth(stop) for stop in stops)


def _left_is_told(story: Story, group: Group, parts: list[Statement]) -> bool:
    """Return whether what the parts leave of a total is told near by: millet beside rice and maize."""
    level = group.total.level
    if level is None:
        return False
    left = level.base_stretch - added(p.level.base_stretch for p in parts if p.level)
    first = group.total.paragraph.number
    near = [s for s in story.statements if first <= s.paragraph.number <= first + _NEAR]
    others = [s.level for s in near if s.level and s.level.unit.same_as(level.unit)]
    return any(other.base_stretch.meets(left) for other in others)


def _addable(group: Group) -> list[Statement]:
    """Return the parts of a list whose items all have levels in the total's unit and window."""
    level = group.total.level
    if level is None or level.vague or level.whole is not None or not level.unit.amount:
        return []
    parts = _bare(group, [p for p in group.parts if p.level is not None and p.level.unit.amount])
    if group.word != BY_NATURE:
        parts = [
            p for p in parts if "với" not in p.words.split()
        ]  # «64 dự án với tổng vốn 5 tỷ đồng»
    same = [
        p for p in parts if p.level and p.level.unit.same_as(level.unit) and p.level.whole is None
    ]
    windows = {p.window for p in same} | {group.total.window}
    vague = any(p.level and (p.level.vague or p.level.fault) for p in same)
    single = len(windows - {""}) <= 1
    return same if len(same) > 1 and len(same) == len(parts) and not vague and single else []


def _bare(group: Group, parts: list[Statement]) -> list[Statement]:
    """Return items without what is told of each behind it: `16 dự án, vốn 3.911 tỷ đồng và 1 dự án, vốn …`."""
    level = group.total.level
    own = [
        at for at, p in enumerate(parts) if p.level and level and p.level.unit.same_as(level.unit)
    ]
    steps = {b - a for a, b in pairwise([*own, len(parts)])}
    if len(own) < 2 or own[0] != 0 or len(steps) != 1 or steps == {1}:
        return parts
    told = [p for at, p in enumerate(parts) if at not in own]
    return [parts[at] for at in own] if all(_OF_ITEM.search(p.words) for p in told) else parts


def _are_counted_once(level: Figure) -> bool:
    """Return whether papers or houses are counted, each once, and enough of them to be told one by one; or meetings."""
    return (level.unit.base in _ONCE and level.value >= _MANY) or level.unit.base in _MEETINGS


def _sum_finding(group: Group, parts: list[Statement]) -> Iterator[Finding]:
    level = group.total.level
    assert level is not None
    sums = added(p.level.base_stretch for p in parts if p.level)
    goal = level.base_stretch
    more = sums.low > goal.high
    largest = max(p.level.base_stretch.low for p in parts if p.level)
    if sums.meets(goal) or (largest > goal.high and group.word not in _ALL_IN):
        return  # the list is of something else
    if not more and is_cut_off(parts[-1]):
        return
    whole = group.word in _ALL_IN or _REST.search(parts[-1].words) is not None
    gap = abs(EXACT.divide(sums.middle - goal.middle, goal.middle)) if goal.middle else Decimal(1)
    severity: Severity | None = None
    if whole or (group.word == NEARLY and gap > _LITTLE):
        severity = "likely" if gap <= _OF_ANOTHER else "look"
    elif more and gap <= _OF_ANOTHER:  # people, cases, communes may be counted twice
        twice = level.unit.kind == "đếm" and group.word != NEARLY and not _are_counted_once(level)
        told = any(
            _DONE.search(part.words) for part in parts[1:]
        )  # «đất công nghiệp 1.214 ha, đã cho thuê 648 ha»
        severity = "look" if twice or told else "likely"
    elif gap <= Decimal("0.02"):
        severity = "look"
    figures = [p.level for p in parts if p.level]
    if group.word == BY_NATURE and largest > goal.high:  # or the parts are of another total
        severity = "certain" if gap <= _OF_ANOTHER or mended(level, figures) else "look"
    elif misses(level, figures) and mended(level, figures, not whole):
        open_end = not whole and leaves_little(level, figures)
        severity = "likely" if open_end else "certain"
    if severity is None:
        return
    total = EXACT.divide(sums.middle, level.unit.factor).normalize()
    yield finding(
        "phan-va-tong",
        severity,
        group.total.paragraph,
        (level.start, max(level.end, group.total.end)),
        _("{parts} = {sum}, tổng ghi {total}").format(
            parts=" + ".join(p.level.text.strip() for p in parts if p.level),
            sum=shown(Decimal(f"{total:f}")),
            total=level.text.strip(),
        ),
        _("sửa tổng hoặc một phần; nếu còn phần khác thì viết «trong đó»"),
    )


# --- growth ----------------------------------------------------------------------------------


def growth_of_total(story: Story, tally: Tally) -> Iterator[Finding]:
    """Growth of a sum is ΣV / Σ(V / (1 + g)) - 1."""
    for group in story.groups:
        if not group.whole:
            continue
        changes = [c for c in group.total.claims if c.role in ("growth", "ratio")]
        if len(changes) > 1 and _fits_one(group, changes):
            continue
        for change in changes:
            if len(changes) > 1 and (not change.base or _of_another(group, changes, change)):
                continue
            found = _growth_finding(group, change, tally)
            if found is not None:
                yield found


def _fits_one(group: Group, changes: list[Claim]) -> bool:
    """Return whether parts that do not say with what they compare make up one of several changes."""
    moved = [[c for c in p.claims if c.role in ("growth", "ratio")] for p in group.parts]
    if not all(len(own) == 1 and not own[0].base for own in moved):
        return False
    stretches = [change_of(own[0]) for own in moved]
    bases = [
        base_of(p.level.base_stretch, stretch)
        for p, stretch in zip(group.parts, stretches, strict=True) if p.level and stretch
    ]  # fmt: skip
    known = [base for base in bases if base]
    levels = added(p.level.base_stretch for p in group.parts if p.level)
    computed = growth_over(levels, added(known)) if len(known) == len(group.parts) else None
    stated = [change_of(change) for change in changes]
    return computed is not None and any(one and one.meets(computed) for one in stated)


def _of_another(group: Group, changes: list[Claim], change: Claim) -> bool:
    """Return whether parts without a comparator may go with another change of the total."""
    bases = {c.base for p in group.parts for c in p.claims if c.role in ("growth", "ratio")}
    return change is not changes[0] and bases <= {"", changes[0].base}


def _growth_finding(group: Group, change: Claim, tally: Tally) -> Finding | None:
    stated, level = change_of(change), group.total.level
    if stated is None or level is None:
        return None
    bases: list[Stretch] = []
    for part in group.parts:
        moved = change_for(part, change.base)
        base = base_of(part.level.base_stretch, moved) if part.level and moved else None
        if base is not None:
            bases.append(base)
    unknown = len(group.parts) - len(bases)
    if not bases or (unknown and len(bases) < 2):
        return None
    tally.tested += 1
    known = added(bases)
    levels = added(p.level.base_stretch for p in group.parts if p.level)
    computed = growth_over(levels if not unknown else level.base_stretch, known)
    if computed is None:
        return None
    if unknown:  # what the unknown parts were before is at least zero
        computed = Stretch(-HUNDRED, computed.high)
    if stated.meets(computed):
        return None
    typed = stated.middle
    off = units_off(as_typed(change), computed)
    severity: Severity = by_units(off) if not unknown else ("certain" if off > 2 else "look")
    if severity == "certain" and _named_otherwise(group, change.base):
        severity = "likely"
    return finding(
        "tang-cua-tong",
        severity,
        group.total.paragraph,
        (level.start, max(change.figure.end, level.end)),
        _("các phần {parts} suy ra tổng {sign}{g}%, văn bản ghi {typed}%").format(
            parts=_growths(group, change.base),
            sign=_("nhiều nhất ") if unknown else "",
            g=shown_stretch(computed, abs(typed)) if not unknown else shown_stretch(Stretch(computed.high, computed.high), abs(typed)),
            typed=shown(as_typed(change)),
        ),
        _("tốc độ của tổng phải tính lại từ các phần; xem tổng hay phần nào là số cũ"),
    )  # fmt: skip


def _named_otherwise(group: Group, base: str) -> bool:
    """Return whether a comparator other than the usual one is left unsaid in the parts."""
    if base in ("", "ck"):
        return False
    return any(not c.base for p in group.parts for c in p.claims if c.role in ("growth", "ratio"))


def _growths(group: Group, base: str) -> str:
    told = []
    for part in group.parts:
        claims = [
            c
            for c in part.claims
            if c.role in ("growth", "ratio") and (not base or c.base in (base, ""))
        ]
        if part.level:
            growths = f" ({shown(as_typed(claims[0]))}%)" if claims else ""
            told.append(part.level.text.strip() + growths)
    return " + ".join(told)


# --- an inner list ------------------------------------------------------------------------------


def parts_around_a_list(story: Story, tally: Tally) -> Iterator[Finding]:
    """`Tổng chi …, trong đó: chi cân đối …, trong đó: đầu tư …; chi chương trình mục tiêu …`."""
    known = {id(group.total) for group in story.groups if group.whole}
    yield from nested_sums(story.readings, known, tally)


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    parts_around_a_list,
    parts_against_total,
    growth_of_total,
)
