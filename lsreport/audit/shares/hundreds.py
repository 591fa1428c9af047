"""Shares of one whole make 100 %.

Comes in: the story. Goes out: findings: shares that are not their
levels', lists of shares that exceed 100 %, or fall short of it though
nothing can be missing; shares in a bracket that do not make the share before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, islice

from lsreport.audit.findings import Finding, Severity, Tally, finding, shown
from lsreport.audit.meaning.structures import (
    Share,
    Structure,
    leaves_one_out,
    one_head,
    plain_percent,
    structures,
)
from lsreport.audit.reading.amounts import HUNDRED, Stretch, added
from lsreport.audit.reading.naming import names_in
from lsreport.audit.reading.natures import complete, complete_in, lacks_taxes, sectors
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import is_one_slip
from lsreport.audit.reading.story import Story
from lsreport.audit.shares.side_by_side import odd_one, told_odd
from lsreport.i18n import _
from lsreport.numbers import EXACT, decimals_of

_SELECTED = lazy(
    r"\b(?:một số|chủ yếu|như|tập trung|đặc biệt|điển hình|@of_which|cao nhất|lớn nhất|dẫn đầu|nhiều nhất|đứng đầu|tiêu biểu|chính)\b"
)
_REST = lazy(r"\b(?:khác|còn lại)\b(?![^,;.]*\bkhác\b)")
_OTHERS = lazy(r"\bcác [^,;.()]{0,40}\b(?:khác|còn lại)\b")
_ASIDE = lazy(r"\b(?:@earlier|tương ứng|lần lượt|tháng [0-9]{1,2}|[12][0-9]{3}|quý)\b")
_FEWEST, _FULL = Decimal(60), Decimal(95)
_TAXES, _FEWEST_GIFTS, _LABEL = 3, 3, 120
_NARROW, _HALVES = Decimal(88), Decimal(75)
_RATE = lazy(r"(?<!chiếm )\b(?:tỷ lệ|tỉ lệ)\b")
_OVER, _ALL = Decimal(112), Decimal(140)


def shares_make_a_whole(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each list of shares, the shares of the time before in their brackets, those in a bracket."""
    for one in structures(story):
        shares = _distinct(one.shares)
        tally.tested += len(shares)
        odd = odd_one(one)
        if odd is not None:
            yield told_odd(odd)
            continue
        if not one.named and any(share.bare for share in shares):
            continue  # perhaps no shares
        yield from _tested(one, shares, one.labels)
        yield from _brackets(one, shares)


def _distinct(shares: Sequence[Share]) -> list[Share]:
    """Return the shares of one whole: none, where they are said to be of several."""
    wholes = [set(names_in(share.of)) for share in shares if share.of]
    wholes = [whole for whole in wholes if whole]
    same = all(a <= b or b <= a for a in wholes for b in wholes)
    return list(shares) if same else []


def _tested(one: Structure, shares: Sequence[Share], labels: Sequence[str]) -> Iterator[Finding]:
    if len(shares) < 2:
        return
    sums = added(share.figure.stretch for share in shares)
    if sums.low <= HUNDRED <= sums.high or _made_before(shares):
        return
    if sums.high < HUNDRED and leaves_one_out(shares):
        return
    severity = _severity(one, shares, labels, sums)
    if severity:
        yield _told(shares, sums, _eased(severity, shares, sums))


def _made_before(shares: Sequence[Share]) -> bool:
    """Return whether the first shares make 100 %: what follows is of something else."""
    sums = accumulate((share.figure.stretch for share in shares[:-1]), Stretch.__add__)
    return any(some.low <= HUNDRED <= some.high for some in islice(sums, 1, None))


def _severity(
    one: Structure, shares: Sequence[Share], labels: Sequence[str], sums: Stretch
) -> Severity | None:
    """Return how sure it is that a list, which does not make 100 %, was meant to."""
    head = one.head + " " + labels[0]
    whole = complete(labels) or (not _worded(labels[1:]) and complete_in(head, len(shares)))
    slip, rest = bool(_mistyped(shares)), bool(_REST.search(labels[-1]))
    if whole and _RATE.search(head):  # rates of several groups, perhaps
        return "certain" if slip and _NARROW < sums.middle < _OVER else None
    if whole:
        return "certain" if slip or _near(shares, sums) else None
    if HUNDRED < sums.low < _ALL:
        if one.named and sectors(labels):
            return "certain"  # and the taxes on products come on top
        if len(shares) == 2 and _OTHERS.search(labels[-1]) and all(map(_is_said, shares)):
            return "certain" if slip else "likely"
        if sums.middle >= _OVER and one_head(labels) and all(map(_is_said, shares)):
            return "likely"
    if len(shares) < 3 or not _FEWEST < sums.middle < _OVER:
        return None
    if sums.low > HUNDRED:
        return "certain" if one.named or rest or slip else "likely"
    if _SELECTED.search(head) or sums.middle < _FULL - 5 * rest:
        return None
    if lacks_taxes(labels):  # left unsaid, they are three percent at least
        return "likely" if one.named and sums.high > HUNDRED - _TAXES else None
    if (rest and _worded(labels)) or (one.named and slip):
        return "certain"
    return "likely" if one.named else None


def _is_said(share: Share) -> bool:
    return "chiếm" in share.words


def _near(shares: Sequence[Share], sums: Stretch) -> bool:
    """Return whether shares are so near to 100 % that they were meant to make it."""
    low, high = (_HALVES, 2 * HUNDRED - _HALVES) if len(shares) == 2 else (_FEWEST, _ALL)
    return low < sums.middle < high


def _worded(labels: Sequence[str]) -> bool:
    """Return whether labels name anything."""
    return any(names_in(label) for label in labels)


def _mistyped(shares: Sequence[Share]) -> list[Share]:
    """Return the shares of which one slip of typing would make them 100 % to the last digit."""
    gap = HUNDRED - sum((share.figure.value for share in shares), Decimal(0))
    return [s for s in shares if is_one_slip(s.figure.value, EXACT.add(s.figure.value, gap))]


def _eased(severity: Severity, shares: Sequence[Share], sums: Stretch) -> Severity:
    """Return a lower severity where shares cut off, not rounded, would do."""
    unit = max(Decimal(1).scaleb(-decimals_of(share.figure.value)) for share in shares)
    gap = max(sums.low - HUNDRED, HUNDRED - sums.high)
    return "look" if gap < unit * len(shares) / 2 else severity


def _told(shares: Sequence[Share], sums: Stretch, severity: Severity) -> Finding:
    same, slips = shares[0].reading is shares[-1].reading, _mistyped(shares)
    last = slips[0] if len(slips) == 1 and not same else shares[-1]
    start = shares[0].figure.start if same else last.figure.start
    return finding(
        "co-cau", severity, last.reading.paragraph, (start, last.figure.end),
        _("{parts} = {sum}%, không phải 100%").format(
            parts=" + ".join(shown(share.figure.value) for share in shares), sum=shown(sums.middle.normalize())
        ),
        _("xem lại tỷ trọng của từng phần"),
    )  # fmt: skip


# --- brackets ------------------------------------------------------------------------------------


def _brackets(one: Structure, shares: Sequence[Share]) -> Iterator[Finding]:
    """Test the shares of another time, told in brackets, and shares inside one share."""
    then = [inner.shares[0] for inner in one.inner if len(inner.shares) == 1]
    if len(then) == len(shares) and all(_ASIDE.search(share.words) for share in then):
        yield from _tested(one, then, one.labels)
    for inner in one.inner:
        if len(inner.shares) == len(shares) and _ASIDE.search(inner.shares[0].words):
            yield from _tested(one, inner.shares, one.labels)
        elif len(inner.shares) > 1:
            yield from _inside(one, inner)


def _inside(one: Structure, inner: Structure) -> Iterator[Finding]:
    """`công nghiệp và xây dựng chiếm 40% (công nghiệp chiếm 32,5%, xây dựng chiếm 4,8%)`."""
    start = inner.shares[0].figure.start
    outer = [share for share in one.shares if share.figure.end < start]
    if not outer or not all("chiếm" in share.words for share in inner.shares):
        return
    whole = outer[-1]
    named = set(names_in(whole.words))
    if not all(
        names and set(names) <= named for names in (names_in(s.words) for s in inner.shares)
    ):
        return
    sums, goal = added(share.figure.stretch for share in inner.shares), whole.figure.stretch
    if sums.meets(goal):
        return
    yield _short_of(whole.figure, inner.shares, sums)


def _short_of(whole: Figure, shares: Sequence[Share], sums: Stretch) -> Finding:
    last = shares[-1]
    return finding(
        "co-cau", "certain", last.reading.paragraph, (whole.start, last.figure.end),
        _("{parts} = {sum}%, trước ngoặc ghi {typed}").format(
            parts=" + ".join(shown(share.figure.value) for share in shares),
            sum=shown(sums.middle.normalize()), typed=whole.text.strip(),
        ),
        _("xem lại tỷ trọng của từng phần"),
    )  # fmt: skip


# --- parts of a growth -----------------------------------------------------------------------------


def gifts_in_percent(story: Story, tally: Tally) -> Iterator[Finding]:
    """`đóng góp 9,7% vào mức tăng chung; … đóng góp 48,9%; … đóng góp 44,1%`: no more than all of it."""
    for reading in story.readings:
        gifts = [(s, c.figure) for s in reading.statements for c in s.all("contribution")]
        gifts = [(s, f) for s, f in gifts if f.unit.percent and plain_percent(reading, f)]
        shares, at = [], 0
        for statement, figure in gifts:
            words, at = reading.low[max(at, figure.start - _LABEL) : figure.start], figure.end
            if not statement.depth:
                shares.append(Share(figure, None, words, "", reading))
        labels = [share.words for share in shares]
        if len(shares) < _FEWEST_GIFTS or not (complete(labels) or sectors(labels)):
            continue
        sums = added(share.figure.stretch for share in shares)
        tally.tested += 1
        slip = bool(_mistyped(shares))
        if sums.low <= HUNDRED <= sums.high or not (complete(labels) or sums.low > HUNDRED or slip):
            continue
        if _near(shares, sums):
            yield _told(shares, sums, "certain" if slip else "likely")


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    shares_make_a_whole,
    gifts_in_percent,
)
