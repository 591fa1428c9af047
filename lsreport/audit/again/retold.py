"""What a report tells again: in its title, in its closing words, further down.

Comes in: the story. Goes out: findings: closing words with an amount, a growth or a share of a plan
that the body tells otherwise; two mentions of one name whose digits changed places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from lsreport.audit.findings import Finding, Severity, Tally, finding
from lsreport.audit.meaning.loose import loosened
from lsreport.audit.meaning.mentions import CLOSING, HOPED, INDICES, Mention, mentions, same_plan
from lsreport.audit.reading.amounts import Stretch
from lsreport.audit.reading.naming import are_apart, names_in
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import has_digits, is_one_slip, is_slip
from lsreport.audit.reading.source import Paragraph
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_GOAL = lazy(r"\bso với ước\b")  # of the year before: a plan
_NEAR = 2  # how many times one may be the other
_TITLE = 160  # characters: more is no title
_END, _SEVERAL = 6, 4  # paragraphs, quantities
_MOST = 200  # mentions in titles and closing words
_BODY = 5_000  # mentions of one role and unit: a document with more of them is no report
_REACH = 40  # figures of a title
_OVER_A_YEAR = frozenset(("ck", "ky", "nam"))  # «so với cùng kỳ», «so với 9 tháng năm 2023»
_FEWEST = {"level": 4, "plan": 3, "growth": 3, "points": 3, "rate": 3}


# --- closing words -----------------------------------------------------------------------------


def closing_words(story: Story, tally: Tally) -> Iterator[Finding]:
    """`Tóm lại, … xuất khẩu đạt 978,3 triệu USD` where the body tells 1.096,7."""
    closing = {
        id(r) for place, r in enumerate(story.readings) if _closes(r.paragraph, r.low, place)
    } | _overviews(story)
    if not closing:
        return
    told: dict[tuple[str, str], list[Mention]] = {}
    again: list[Mention] = []
    goals = {id(reading) for reading in story.readings if _GOAL.search(reading.low)}
    for mention in mentions(story):
        if id(mention.reading) in goals:
            continue
        if id(mention.reading) in closing and len(again) < _MOST:
            again.append(mention)
        if len(told.get(mention.kind, ())) < _BODY:
            told.setdefault(mention.kind, []).append(mention)
    for mention in again:
        if _telling(mention):
            yield from _retold(mention, told.get(mention.kind, []), story, tally)


def _closes(paragraph: Paragraph, low: str, place: int) -> bool:
    """Return whether a paragraph is a title or closing words."""
    return place == 0 or paragraph.heading or CLOSING.match(low) is not None


def _overviews(story: Story) -> set[int]:
    """Return the paragraphs at either end of a report that tell of several quantities in one breath."""
    body = [
        r for r in story.readings
        if not r.paragraph.note and not r.paragraph.cell and not r.paragraph.heading
    ]  # fmt: skip
    return {
        id(r) for r in (*body[:_END], *body[-_END:])
        if len(r.statements) >= _SEVERAL and not HOPED.search(r.low)
        and len({f.unit.base for f in r.figures if f.unit.amount}) > 1
    }  # fmt: skip


def _telling(mention: Mention) -> bool:
    return bool(mention.names & INDICES) or len(mention.names) > 1


def _retold(
    mention: Mention, others: list[Mention], story: Story, tally: Tally
) -> Iterator[Finding]:
    alike = [
        other
        for other in others
        if other.reading is not mention.reading
        and other.names
        and _one_name(mention, other)
        and _same_time(mention, other)
        and _same_base(mention, other)
        and not are_apart(mention.proper, other.proper)
        and not _of_two_totals(mention, other, story)
        and (mention.is_mean == other.is_mean or not mention.names <= INDICES)
    ]
    if not alike or _is_apart(mention):
        return
    mention = replace(mention, value=_as_rounded(mention))
    tally.tested += 1
    if any(mention.value.meets(other.value) for other in alike):
        return
    slipped = [other for other in alike if not _is_apart(other) and _slips(mention, other)]
    closes = CLOSING.match(mention.reading.low) is not None
    if mention.role == "level" and not closes and not has_digits(mention.figure, _FEWEST["level"]):
        slipped = []  # a round number is soon one digit from another
    if len({other.figure.value for other in slipped}) == 1:
        yield odd_of_two(mention, slipped[0], story, "certain")
        return
    percent = [o for o in alike if not _is_apart(o)] if mention.figure.unit.percent else []
    if not mention.base:  # rather over the year than over the month
        percent = [o for o in percent if not o.base or o.base in _OVER_A_YEAR]
    if len({o.figure.value for o in percent}) == 1 and _one_digit(
        mention.figure, percent[0].figure
    ):
        yield odd_of_two(mention, percent[0], story, "likely")
        return
    same = [
        other for other in alike
        if mention.names == other.names and not _is_apart(other)
        and (mention.period == other.period != "" or (_runs_on(mention) and mention.plan == other.plan and _same_time(mention, other)))
    ]  # fmt: skip
    if len({other.figure.value for other in same}) == 1 and _near(same[0], mention):
        yield odd_of_two(mention, same[0], story, "likely")


def _is_apart(mention: Mention) -> bool:
    """Return whether it is of another time or of others; a mean of an index is its own thing."""
    return mention.is_elsewhere if mention.names <= INDICES else mention.apart


def _runs_on(mention: Mention) -> bool:
    """Return whether it is of the whole time so far, whether said or not: shares of plans, means of prices."""
    return mention.role == "plan" or (mention.is_mean and mention.names <= INDICES)


def odd_of_two(one: Mention, other: Mention, story: Story, severity: Severity) -> Finding:
    """Return the finding at the one of two that is borne out less, or at the later."""
    first, second = sorted((one, other), key=_place)
    if _borne_out(first, story) < _borne_out(second, story):
        return _told(second, first, severity)
    return _told(first, second, severity)


def _of_two_totals(mention: Mention, other: Mention, story: Story) -> bool:
    """Return whether both are parts, of totals of two names: domestic firms in exports and in imports."""
    words = []
    for one in (mention, other):
        total = next(
            (g.total for g in story.groups if any(p is one.statement for p in g.listed)), None
        )
        words.append(frozenset(names_in(total.words)) if total else frozenset())
    first, second = words
    return bool(first and second) and not (first <= second or second <= first)


def _place(mention: Mention) -> tuple[int, int]:
    return mention.reading.paragraph.number, mention.figure.start


def _borne_out(mention: Mention, story: Story) -> int:
    """Return how many other places tell a number, or add up to it."""
    own = mention.figure
    told = sum(
        figure.value == own.value and figure.unit.base == own.unit.base
        for reading in story.readings
        for figure in reading.figures
    )
    return told + sum(group.whole and group.total.level is own for group in story.groups)


def _one_name(mention: Mention, other: Mention) -> bool:
    """Return whether one of two is named by the words of the other: a title adds the province."""
    if mention.names <= other.names:
        return True
    known = len(other.names) > 1 or bool(other.names & INDICES)
    return other.names < mention.names and known and len(mention.names - other.names) < 4


def _as_rounded(mention: Mention) -> Stretch:
    """Return what stands behind a level whose last digits are zeros: `GRDP đạt 776.000 tỷ đồng`."""
    value, own = mention.figure.value, mention.value
    zeros = (
        len(str(value)) - len(str(value).rstrip("0")) if value == value.to_integral_value() else 0
    )
    if mention.role != "level" or zeros < 2 or mention.figure.vague:
        return own
    half = Decimal(5).scaleb(zeros - 1) * mention.figure.unit.factor
    return Stretch(own.middle - half, own.middle + half)


def _same_time(one: Mention, other: Mention) -> bool:
    return "" in (one.period, other.period) or one.period == other.period


def _same_base(one: Mention, other: Mention) -> bool:
    bases = {one.base, other.base}
    year = bases <= _OVER_A_YEAR and one.period == other.period != ""
    return same_plan(one, other) and (len(bases) == 1 or "" in bases or year)


def _near(one: Mention, other: Mention) -> bool:
    a, b = one.value.middle, other.value.middle
    a, b = (-a, -b) if a < 0 else (a, b)
    return 0 < a <= b * _NEAR and b <= a * _NEAR


def _slips(one: Mention, other: Mention) -> bool:
    """Return whether one number is the other with digits that changed places, or one digit else."""
    if one.role == "level" and (
        is_slip(one.figure, other.value) or is_slip(other.figure, one.value)
    ):
        return True
    if (one.value.middle < 0) != (other.value.middle < 0):
        return False
    return permuted(one.digits, other.digits, _FEWEST.get(one.role, 4))


def _one_digit(one: Figure, other: Figure) -> bool:
    """Return whether two percentages of three digits differ in one of them."""
    return has_digits(one, 3) and has_digits(other, 3) and is_one_slip(one.value, other.value)


def permuted(one: tuple[str, int], other: tuple[str, int], fewest: int) -> bool:
    """Return whether the first digits of two numbers of one size are the same in another order."""
    if one[1] != other[1]:
        return False
    for shared in range(fewest, min(len(one[0]), len(other[0])) + 1):
        first, second = one[0][:shared], other[0][:shared]
        if first != second and sorted(first) == sorted(second):
            return True
    return False


def title_against_body(story: Story, tally: Tally) -> Iterator[Finding]:
    """`Thành phố thu 46.800 tỷ đồng nhờ du lịch` over 64.800: a title takes its number from below."""
    title = story.readings[0] if story.readings else None
    if title is None or len(title.low) > _TITLE or title.low.rstrip().endswith((".", ";", ":")):
        return
    for figure in title.figures[:_REACH]:
        if not figure.unit.amount or figure.fault or figure.whole is not None or figure.sign:
            continue
        body = [
            (reading.paragraph, other)
            for reading in story.readings[1:]
            for other in reading.figures
            if other.unit.same_as(figure.unit) and other.whole is None and not other.fault
        ][:_BODY]
        about = loosened(figure).base_stretch
        tally.tested += bool(body)
        if any(loosened(other).base_stretch.meets(about) for _where, other in body):
            continue
        turned = [
            (p, f) for p, f in body if permuted(digits_of(f), digits_of(figure), _FEWEST["level"])
        ]
        if len({other.value for _where, other in turned}) == 1:
            yield said_twice(*turned[0], title.paragraph, figure, "certain")


# --- digits that changed places ------------------------------------------------------------------


def swapped_digits(story: Story, tally: Tally) -> Iterator[Finding]:
    """`diện tích hiện có 84.320 ha` … `(30/9/2025: 84.230 ha)`: one name, two orders of digits."""
    alike: dict[tuple[str, str, str], list[Mention]] = {}
    for mention in mentions(story):
        digits, _whole = mention.digits
        if len(digits) >= _FEWEST.get(mention.role, 4):
            alike.setdefault((*mention.kind, "".join(sorted(digits))), []).append(mention)
    for some in alike.values():
        if 1 < len({mention.figure.value for mention in some}) <= 4:
            yield from _swapped(some[:12], story, tally)


def _swapped(some: list[Mention], story: Story, tally: Tally) -> Iterator[Finding]:
    for index, mention in enumerate(some[1:], 1):
        for before in some[:index]:
            if before.reading is mention.reading:
                continue
            if not _one_swap(before.digits[0], mention.digits[0]) or not _telling(mention):
                continue
            tally.tested += 1
            if before.names != mention.names or not _same_base(before, mention):
                continue
            if mention.apart or before.apart or are_apart(mention.proper, before.proper):
                continue
            if mention.role == "rate":  # of two times, perhaps
                yield odd_of_two(before, mention, story, "likely")
            elif before.period == mention.period:
                yield odd_of_two(before, mention, story, "certain")
            elif "" in (before.period, mention.period):
                sure = len(mention.digits[0]) > _FEWEST["level"]
                yield odd_of_two(before, mention, story, "certain" if sure else "likely")
            else:
                continue
            break


def _one_swap(one: str, other: str) -> bool:
    odd = [i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    return len(one) == len(other) and len(odd) == 2 and odd[1] == odd[0] + 1


# --- indices ------------------------------------------------------------------------------------


def indices_told_again(story: Story, tally: Tally) -> Iterator[Finding]:
    """`CPI tháng 7 tăng 1,07% so với tháng trước` and, further down, `tăng 1,70%`."""
    told: dict[tuple[frozenset[str], str, str, bool], Mention] = {}
    for mention in mentions(story):
        if mention.role != "growth" or len(mention.names) != 1 or not mention.names <= INDICES:
            continue
        if not mention.period or not mention.base or mention.is_elsewhere:
            continue
        base = "ck" if mention.base == "bq" else mention.base  # «so với bình quân cùng kỳ»
        key = (mention.names, mention.period, base, mention.is_mean)
        before = told.setdefault(key, mention)
        if before.reading is mention.reading or are_apart(before.proper, mention.proper):
            continue
        tally.tested += 1
        if not before.value.meets(mention.value):
            yield odd_of_two(
                before, mention, story, "certain" if _slips(before, mention) else "likely"
            )


def digits_of(figure: Figure) -> tuple[str, int]:
    text = str(figure.value)
    return text.replace(".", ""), len(text.partition(".")[0])


def _told(one: Mention, other: Mention, severity: Severity) -> Finding:
    return said_twice(
        one.reading.paragraph, one.figure, other.reading.paragraph, other.figure, severity
    )


def said_twice(
    before: Paragraph, one: Figure, paragraph: Paragraph, other: Figure, severity: Severity
) -> Finding:
    return finding(
        "hai-gia-tri", severity, paragraph, (other.start, other.end),
        _("đoạn {number} ghi {first}, ở đây {second}").format(
            number=before.number, first=one.text.strip(), second=other.text.strip()
        ),
        _("dùng một số cho cả hai chỗ, hoặc nói rõ vì sao khác"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    closing_words,
    title_against_body,
    swapped_digits,
    indices_told_again,
)
