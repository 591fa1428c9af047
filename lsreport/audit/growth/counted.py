"""How many there were, told before, and how the number moved.

Comes in: the story. Goes out: findings: the growth of accidents, of the dead, of the hurt that were counted
in the sentence or the paragraph before: `24 vụ … So với cùng kỳ giảm 59 vụ (giảm 17%)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown, shown_stretch
from lsreport.audit.growth.pairs import pairs
from lsreport.audit.meaning.claims import change_of, direction_of, unsure
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import Stretch, growth, printed, units_off
from lsreport.audit.reading.naming import names_in
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.source import Paragraph
from lsreport.audit.reading.statements import Claim, Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_FAR = 12  # statements
_TAIL = lazy(r"\s{0,3}([^\W\d_]{2,12})(?:\s{1,3}([^\W\d_]{2,12}))?")
_NAMED = lazy(r"((?:\s[^\W\d_]{2,12}){0,3})\s?\(\s?(?:(?:tăng|giảm|tương đương|tương ứng|bằng)\s)?")
_SPLIT = lazy(r"[;:]|\bvà\b|,(?![0-9])|\.\s")


def growth_of_counted(story: Story, tally: Tally) -> Iterator[Finding]:
    """`xảy ra 148 vụ, làm 71 người chết. So với cùng kỳ, số vụ giảm 7,5% (-12 vụ)`."""
    for reading in story.readings:
        for index, statement in enumerate(reading.statements):
            if statement.level is not None:
                continue
            before = reading.statements[max(0, index - _FAR) : index]
            for change, difference in pairs(statement):
                level = _counted_before(reading, before, statement, difference)
                if level is not None and not unsure(level, change.figure, difference.figure):
                    yield from _grown(statement, level, change, difference, tally)


def _counted_before(
    reading: Reading, before: list[Statement], statement: Statement, difference: Claim
) -> Figure | None:
    """Return the one level before that has the difference's unit and the statement's words."""
    unit = difference.figure.unit
    if unit.kind != "đếm":
        return _measured_before(before, statement, difference)
    if not unit.known:
        return None
    words = {*statement.words.split()}
    fitting = []
    for other in before:
        level = other.level
        if level is None or level.whole is not None or other.claims:
            continue
        if other.depth > statement.depth:  # «So với cùng kỳ (47 vụ …): giảm 05 vụ»
            continue
        if level.unit.base != unit.base or level.unit.scale != unit.scale:
            continue
        tail = _TAIL.match(_SPLIT.split(reading.low[level.end : level.end + 40])[0])
        named = {word for word in tail.groups() if word} if tail else set()
        if (
            named & words
            or (not named and words & set(names_in(other.words)))
            or _same_thing(named, words, unit.base)
        ):
            fitting.append(level)
    return fitting[0] if len(fitting) == 1 else None


def _measured_before(
    before: list[Statement], statement: Statement, difference: Claim
) -> Figure | None:
    """Return the level that bears the name of what moved: `thiệt hại ước tính 2.450 triệu đồng; … thiệt hại tăng`."""
    unit, names = difference.figure.unit, names_in(statement.words)
    if not unit.amount or not names:
        return None
    fitting = [
        s for s in before
        if s.level is not None and s.level.whole is None and s.level.unit.same_as(unit) and not s.depth
        and names_in(s.words)[: len(names)] == names
        and not any(c.figure.unit.same_as(unit) or (c.role == "growth" and not c.bracketed) for c in s.claims)
    ]  # fmt: skip
    return fitting[0].level if len(fitting) == 1 else None


def _same_thing(named: set[str], words: set[str], base: str) -> bool:
    """Return whether a statement only names the unit: `số vụ giảm`."""
    return base in words and not (words - {base, "số", "về", "tổng"} - named)


def _grown(
    statement: Statement, level: Figure, change: Claim, difference: Claim, tally: Tally
) -> Iterator[Finding]:
    sign = direction_of(change) or direction_of(difference)
    if change_of(change) is not None and change.role == "growth":
        yield from _against(
            statement.paragraph, level, change.figure, difference.figure, sign, tally
        )


def _against(
    paragraph: Paragraph, level: Figure, change: Figure, difference: Figure, sign: int, tally: Tally
) -> Iterator[Finding]:
    moved = difference.base_stretch
    moved = moved if sign >= 0 else Stretch(-moved.high, -moved.low)
    computed = growth(level.base_stretch, moved)
    typed = -change.value if sign < 0 else change.value
    tally.tested += 1
    if computed is None or printed(typed).meets(computed):
        return
    off = units_off(typed, computed)
    yield finding(
        "tang-chenh-lech", by_units(off), paragraph,
        (min(change.start, difference.start), max(change.end, difference.end)),
        _("mức {level}, chênh lệch {d}: {g}%, văn bản ghi {typed}%").format(
            level=level.text.strip(), d=difference.text.strip(),
            g=shown_stretch(computed, abs(typed)), typed=shown(typed),
        ),
        _("hỏi lại mức, chênh lệch hoặc tốc độ"),
    )  # fmt: skip


def growth_of_moved(story: Story, tally: Tally) -> Iterator[Finding]:
    """`130 vụ (-22 vụ), làm chết 70 người (-6 người). So với cùng kỳ, số vụ giảm 14,47%`."""
    for reading in story.readings:
        for index, statement in enumerate(reading.statements):
            changes = statement.all("growth")
            if statement.level is not None or len(changes) != 1 or len(statement.claims) != 1:
                continue
            words = set(statement.words.split())
            before = reading.statements[max(0, index - _FAR) : index]
            fitting = [s for s in before if _is_counted_as(reading.low, s, words)]
            if len(fitting) != 1 or fitting[0].level is None:
                continue
            change, moved = changes[0], fitting[0].all("difference")[0].figure
            if unsure(fitting[0].level, change.figure, moved) or not direction_of(change):
                continue
            tally.tested += 1
            signed = Stretch(moved.signed, moved.signed)
            computed = growth(fitting[0].level.base_stretch, signed)
            typed = change.figure.value * direction_of(change)
            off = 0 if computed is None else units_off(typed, computed)
            if computed is not None and off:
                yield finding(
                    "tang-chenh-lech", by_units(off), reading.paragraph,
                    (fitting[0].level.start, change.figure.end),
                    _("mức {level}, chênh lệch {d}: {g}%, văn bản ghi {typed}%").format(
                        level=fitting[0].level.text.strip(), d=moved.text.strip(),
                        g=shown_stretch(computed, abs(typed)), typed=shown(typed),
                    ),
                    _("hỏi lại mức, chênh lệch hoặc tốc độ"),
                )  # fmt: skip


def _is_counted_as(low: str, statement: Statement, words: set[str]) -> bool:
    """Return whether a count with its move in a bracket bears the name of what grew."""
    level, moves = statement.level, statement.all("difference")
    if level is None or not level.unit.counted or level.whole is not None or len(moves) != 1:
        return False
    base = level.unit.base
    if not moves[0].bracketed or not moves[0].figure.sign or moves[0].figure.unit.base != base:
        return False
    named = words - {"số", "về", "tổng", "tăng", "giảm", *base.split()}
    return words >= set(base.split()) and named <= {
        *statement.words.split(),
        *_behind(low, statement),
    }


def moves_in_brackets(story: Story, tally: Tally) -> Iterator[Finding]:
    """`96 vụ, chết 41 người; so với cùng kỳ giảm 11 vụ (-10,3%), giảm 5 người chết (-10,9%)`."""
    before: list[Statement] = []
    for reading in story.readings:
        told, before = before, reading.statements
        for moved, change in zip(reading.figures, reading.figures[1:], strict=False):
            if not (change.unit.percent and moved.unit.counted and moved.unit.known):
                continue
            between = _NAMED.fullmatch(reading.low, moved.end, change.start)
            sign = phrases.direction(reading.low[max(0, moved.start - 60) : moved.start])
            if between is None or not sign or unsure(moved, change):
                continue
            yield from _moved_in_brackets(reading, told, moved, change, sign, between[1], tally)


def _moved_in_brackets(
    reading: Reading, above: list[Statement], moved: Figure, change: Figure, sign: int, named: str,
    tally: Tally,
) -> Iterator[Finding]:  # fmt: skip
    tally.tested += 1
    if change.sign and (change.sign == "-") != (sign < 0):
        yield finding(
            "nguoc-dau", "certain", reading.paragraph, (max(0, moved.start - 6), change.end),
            _("tốc độ và chênh lệch trái dấu: {a} và {b}").format(
                a=moved.text.strip(), b=change.text.strip()
            ),
            _("sửa «tăng», «giảm» hoặc dấu trong ngoặc"),
        )  # fmt: skip
        return
    depth = reading.depth(moved.start)  # deeper stands the level before: «So với cùng kỳ (47 vụ …)»
    own = [
        s for s in reading.statements
        if s.level and s.level.end <= moved.start and reading.depth(s.level.start) <= depth
        and _is_of(reading.low, s, moved, named)
    ]  # fmt: skip
    here = max((i for i, x in enumerate(reading.sentences) if x.start <= moved.start), default=0)
    near = [
        s for s in own if s.sentence == here
    ]  # of the month it may be told in the sentence before
    near = near or own
    named_behind = [s for s in near if set(named.split()) <= _behind(reading.low, s)]
    levels = [s.level for s in (named_behind or near)]
    counts = any(
        s.level and s.level.end <= moved.start and s.level.unit.counted and _whole(s.level)
        for s in reading.statements
    )
    if not counts and above:  # all of it counted in the paragraph right above
        low = above[0].paragraph.plain.lower()
        levels = [s.level for s in above if not s.claims and _is_of(low, s, moved, named)]
    if len(levels) == 1 and levels[0] is not None:
        yield from _against(reading.paragraph, levels[0], change, moved, sign, tally)


def _whole(figure: Figure) -> bool:
    return figure.value == figure.value.to_integral_value()


def _is_of(low: str, statement: Statement, moved: Figure, named: str) -> bool:
    """Return whether a statement before counts what moved: its unit, and its word where named."""
    level = statement.level
    if level is None or level.vague or level.whole is not None:
        return False
    if (level.unit.base, level.unit.scale) != (moved.unit.base, moved.unit.scale):
        return False
    return set(named.split()) <= {*statement.words.split(), *_behind(low, statement)}


def _behind(low: str, statement: Statement) -> set[str]:
    """Return the words behind a level: `132 người chết và …`."""
    if statement.level is None:
        return set()
    tail = _TAIL.match(_SPLIT.split(low[statement.level.end : statement.level.end + 40])[0])
    return {word for word in (tail.groups() if tail else ()) if word}


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    growth_of_counted,
    growth_of_moved,
    moves_in_brackets,
)
