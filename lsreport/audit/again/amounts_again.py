"""One amount told twice, with another share of its plan or another growth.

Comes in: the story. Goes out: findings: `tạo việc làm cho 9.864 lao động, đạt 59,8% kế hoạch` in the overview and
`9.864 lao động, đạt 56,4% kế hoạch năm` in the body.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from lsreport.audit.findings import Finding, Severity, Tally, finding
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.meaning.mentions import Mention, mentions, mentions_of, same_plan
from lsreport.audit.reading.naming import are_apart
from lsreport.audit.reading.slips import has_digits
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_DIGITS, _TELLING = 4, 5  # digits by which an amount is known again: with its name, nearly alone
_SHARED = 2  # words of its name
_MOST = 6  # mentions of one amount: more of them are of several things
_NOUNS = frozenset(("lao động", "doanh nghiệp", "hộ", "xã", "dự án", "lượt khách", "nhà"))


def one_amount_two_shares(story: Story, tally: Tally) -> Iterator[Finding]:
    """One amount has one share of its plan, and one growth over one base."""
    told: dict[tuple[str, str, Decimal], list[Mention]] = {}
    for mention in mentions(story):
        figure = mention.figure
        if mention.role != "level" or not has_digits(figure, _DIGITS) or unsure(figure):
            continue
        base = figure.unit.base if figure.unit.kind == "đếm" else ""
        key = (figure.unit.kind, base, figure.value * figure.unit.factor)
        told.setdefault(key, []).append(mention)
    for some in told.values():
        for index, mention in enumerate(some[:_MOST] if len(some) <= _MOST else ()):
            for before in some[:index]:
                yield from _compared(before, mention, tally)


def _compared(one: Mention, other: Mention, tally: Tally) -> Iterator[Finding]:
    if one.reading is other.reading or are_apart(one.proper, other.proper):
        return
    if "" not in (one.period, other.period) and one.period != other.period:
        return
    shared = len(one.names & other.names)
    if shared < _SHARED and not (shared and one.figure.unit.base in _NOUNS):
        return
    sure = shared >= _SHARED and has_digits(one.figure, _TELLING)
    for role in ("plan", "growth"):
        first, second = (_only(mention, role) for mention in (one, other))
        if first is None or second is None or first.claim is None or second.claim is None:
            continue
        if (
            first.base != second.base
            or first.claim.plan != second.claim.plan
            or not same_plan(first, second)
        ):
            continue
        tally.tested += 1
        if not first.value.meets(second.value):
            yield _finding(one, other, first, second, "certain" if sure else "likely")


def _only(level: Mention, role: str) -> Mention | None:
    """Return the one share of a plan, or the one growth, told of a level."""
    claims = level.statement.all(role)
    if len(claims) != 1 or unsure(claims[0].figure):
        return None
    return next(mentions_of(level.reading, level.statement, claims[0]), None)


def _finding(
    one: Mention, other: Mention, first: Mention, second: Mention, severity: Severity
) -> Finding:
    return finding(
        "hai-gia-tri", severity, other.reading.paragraph, (other.figure.start, second.figure.end),
        _("đoạn {number} ghi {first}, ở đây {second}").format(
            number=one.reading.paragraph.number, first=first.figure.text.strip(), second=second.figure.text.strip()
        ),
        _("dùng một số cho cả hai chỗ, hoặc nói rõ vì sao khác"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (one_amount_two_shares,)
