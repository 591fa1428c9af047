"""The same quantity stated twice.

Comes in: the story. Goes out: findings where two mentions of one quantity, by its words and its
window, do not agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lsreport.audit.findings import Finding, Severity, Tally, finding
from lsreport.audit.meaning.claims import change_of
from lsreport.audit.reading.amounts import Stretch
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.statements import Claim, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_PERIOD = lazy(
    r"\btháng\s{1,3}[0-9]{1,2}|\b[0-9]{1,2}\s{1,3}tháng|\bquý\s{1,3}[ivx0-9]{1,3}|\bnăm\s{1,3}[12][0-9]{3}"
    r"|\bcả năm|\b(?:vụ|lũy kế|luỹ kế|trong tháng|bình quân|chín tháng|đến [^,;]{0,10}tháng)\b"
)
# A level that is compared with what this year is expected to end with is next year's goal.
_GOAL = lazy(r"\bso với (?:ước|ước thực hiện)\b")
_LABEL = lazy(r"\A[\s\-+*•]{0,4}([^:;.,]{2,60}):")
_LONG_NAME = 5
_SHORT_NAME = 4
_MOST_MENTIONS = 40
_TELLING = 6  # digits by which a level is known again


def two_values(story: Story, tally: Tally) -> Iterator[Finding]:
    """Two mentions of one quantity that do not agree."""
    mentions: dict[tuple[str, str], list[Statement]] = {}
    for statement in story.statements:
        key = statement.key
        if statement.depth == 0 and len(key.split()) >= _SHORT_NAME:
            mentions.setdefault((key, statement.window), []).append(statement)
    totals = {id(part): group.total for group in story.groups for part in group.listed}
    for found in mentions.values():
        found = list({_shape(statement): statement for statement in reversed(found)}.values())[::-1]
        first = found[0]
        values = {s.level.value for s in found[:_MOST_MENTIONS] if s.level}
        for other in found[1:_MOST_MENTIONS]:
            if other.paragraph is first.paragraph or _of_other_totals(totals, first, other):
                continue
            if _same_label(first, other):
                yield from _compared(first, other, len(values) > 2, tally)


def _of_other_totals(totals: dict[int, Statement], one: Statement, other: Statement) -> bool:
    """Return whether two are listed under totals of other names: the exports, the imports of a sector."""
    first, second = (totals.get(id(statement)) for statement in (one, other))
    if first is None or second is None:
        return False
    if first.level is None or second.level is None or first.key == second.key:
        return False
    return not first.level.base_stretch.meets(second.level.base_stretch)


def _shape(statement: Statement) -> tuple[str, ...]:
    """Return all that a mention says: a word-for-word repetition contradicts nothing."""
    level = statement.level.text if statement.level else ""
    return (statement.key, level, *(c.role + c.figure.text + c.base for c in statement.claims))


def _same_label(one: Statement, other: Statement) -> bool:
    """Return whether both stand under the same words: `- Cây ngô:` is not `- Cây lúa:`."""
    labels = [_LABEL.match(s.paragraph.plain) for s in (one, other)]
    names = {m[1].strip().lower() if m else "" for m in labels}
    return len(names) == 1 and _periods(one) == _periods(other)


def _periods(statement: Statement) -> frozenset[str]:
    stretch = statement.paragraph.plain[statement.start : statement.at].lower()
    return frozenset(" ".join(m[0].split()) for m in _PERIOD.finditer(stretch))


def _compared(one: Statement, other: Statement, general: bool, tally: Tally) -> Iterator[Finding]:
    """Compare two mentions; `general` words are said of several things (projects, crops)."""
    levels = [s.level for s in (one, other)]
    if levels[0] is None or levels[1] is None:
        if (
            levels[0] is None
            and levels[1] is None
            and len(one.key.split()) >= _LONG_NAME
            and one.window
        ):
            yield from _claims(one, other, "likely", tally)
        return
    first, second = levels[0], levels[1]
    if (
        first.vague
        or second.vague
        or not first.unit.same_as(second.unit)
        or first.whole
        or second.whole
    ):
        return
    tally.tested += 1
    if first.base_stretch.meets(second.base_stretch):
        digits = len(re.sub(r"[^0-9]", "", first.text))
        yield from _claims(one, other, "certain" if digits >= 4 else "likely", tally)
    elif _GOAL.search(one.paragraph.plain.lower()) or _GOAL.search(other.paragraph.plain.lower()):
        return
    elif not general and len(one.key.split()) >= _LONG_NAME and (one.window or "tổng" in one.key):
        severity: Severity = "likely" if _near(first.base_stretch, second.base_stretch) else "look"
        yield _told(one, other, severity, first.text, second.text, (second.start, second.end))


def _near(one: Stretch, other: Stretch) -> bool:
    larger = max(abs(one.high), abs(other.high))
    return abs(one.middle - other.middle) * 10 <= larger * 3


def _claims(
    one: Statement, other: Statement, severity: Severity, tally: Tally, known: bool = False
) -> Iterator[Finding]:
    for role in ("difference", "growth", "plan"):
        for first, second in _paired(one.all(role), other.all(role), known):
            a, b = _stretch(first), _stretch(second)
            tally.tested += 1
            if a is None or b is None or a.meets(b):
                continue
            start = other.level.start if other.level else second.figure.start
            yield _told(
                one,
                other,
                severity,
                first.figure.text,
                second.figure.text,
                (start, second.figure.end),
            )


def _paired(some: list[Claim], others: list[Claim], known: bool) -> Iterator[tuple[Claim, Claim]]:
    """Yield the claims of one kind and comparator; of a level known again it may be unsaid."""
    if len(some) == 1 and len(others) == 1:
        bases = {some[0].base, others[0].base}
        if (len(bases) == 1 or (known and bases == {"", "ck"})) and some[0].plan == others[0].plan:
            yield some[0], others[0]
        return
    for one in some:
        same = [
            o
            for o in others
            if o.base == one.base and o.plan == one.plan and (one.base or one.plan)
        ]
        if len(same) == 1:
            yield one, same[0]


def _stretch(claim: Claim) -> Stretch | None:
    if claim.role == "difference":
        if claim.figure.vague or claim.figure.fault:
            return None
        down = claim.sign < 0 or claim.figure.sign == "-"
        own = claim.figure.base_stretch
        return Stretch(-own.high, -own.low) if down else own
    return change_of(claim)


def _told(
    one: Statement, other: Statement, severity: Severity, first: str, second: str,
    span: tuple[int, int],
) -> Finding:  # fmt: skip
    return finding(
        "hai-gia-tri",
        severity,
        other.paragraph,
        span,
        _("đoạn {number} ghi {first}, ở đây {second}").format(
            number=one.paragraph.number, first=first.strip(), second=second.strip()
        ),
        _("dùng một số cho cả hai chỗ, hoặc nói rõ vì sao khác"),
    )


def same_growth(story: Story, tally: Tally) -> Iterator[Finding]:
    """The same level and growth in other words, with another difference."""
    buckets: dict[tuple[str, str], list[Statement]] = {}
    for statement in story.statements:
        changes, moves = statement.all("growth"), statement.all("difference")
        if statement.level is not None and len(changes) == 1 and len(moves) == 1:
            key = (statement.level.unit.kind, f"{changes[0].sign}{changes[0].figure.value}")
            buckets.setdefault(key, []).append(statement)
        if statement.level is not None and len(moves) == 1 and _digits(statement) >= _TELLING:
            buckets.setdefault(("=", statement.level.text), []).append(statement)
    for bucket in buckets.values():
        found = list({_shape(statement): statement for statement in reversed(bucket)}.values())[
            ::-1
        ]
        for index, other in enumerate(found[1:_MOST_MENTIONS], 1):
            for one in found[:index]:
                if (
                    one.paragraph is not other.paragraph
                    and (one.key != other.key or len(one.key.split()) < _SHORT_NAME)
                    and _alike(one, other)
                ):
                    yield from _claims(one, other, "certain", tally, known=True)


def _digits(statement: Statement) -> int:
    return len(re.sub(r"[^0-9]", "", statement.level.text)) if statement.level else 0


def _alike(one: Statement, other: Statement) -> bool:
    """Return whether two statements are of one quantity: its level to four digits, its words."""
    if one.level is None or other.level is None or one.level.vague or other.level.vague:
        return False
    digits = min(_digits(one), _digits(other))
    shared = set(one.key.split()) & set(other.key.split())
    return (
        digits >= 4 and len(shared) >= 3 and one.level.base_stretch.meets(other.level.base_stretch)
    )


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    two_values,
    same_growth,
)
