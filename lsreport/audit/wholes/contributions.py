"""Contributions in percentage points against the growths that they make up.

Comes in: the story. Goes out: findings: parts that do not make up the growth of the whole, a part that
gives more than it grew by, gives where it fell, or gives less than what is inside of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from lsreport.audit.findings import Finding, Severity, Tally, finding, shown
from lsreport.audit.meaning.claims import change_of
from lsreport.audit.meaning.items import items_of
from lsreport.audit.meaning.pulls import Pull, pulls_of
from lsreport.audit.reading.amounts import Stretch, added, units_off
from lsreport.audit.reading.families import INDUSTRY, PRODUCT, Family
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import is_one_slip
from lsreport.audit.reading.statements import Claim, Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_INSIDE = lazy(r"\b(?:@of_which)\b")
_SELECTED = lazy(r"\b(?:một số|chủ yếu|nhất là|đặc biệt|điển hình)\b")
_REST = lazy(r"\bcòn lại\b")
_TOLD_AGAIN = lazy(r"\b(?:mức|tốc độ|trong|vào|tăng trưởng)\b[^,;:0-9%]{0,40}\Z")
_ALL = lazy(r"\b(?:grdp|gdp|tổng sản phẩm|kinh tế|iip|chỉ số sản xuất|toàn ngành)\b")
_TAXES = (Decimal("-1.5"), Decimal("0.5"))
_HALF = 50
_LINES = 3  # above the parts in which their whole is told


class _Whole(NamedTuple):
    """A growth of which parts may tell what they give: where it stands, what may stand behind it."""

    reading: Reading
    figure: Figure
    stretch: Stretch


class _Parts(NamedTuple):
    """All parts of a whole, and whether the taxes on products are not told; or but some of the parts."""

    pulls: list[Pull]
    reading: Reading
    family: Family
    taxes_unsaid: bool = False
    some: bool = False


def contributions(story: Story, tally: Tally) -> Iterator[Finding]:
    """Contributions of all parts make up the growth of the whole."""
    body = story.readings
    told = [pulls_of(reading) for reading in body]
    done: set[int] = set()
    for place, reading in enumerate(body):
        if not told[place] or place in done:
            continue
        last = place
        while last + 1 < len(body) and _goes_on(body, told, last):
            last += 1
        pulls = [pull for lines in told[place : last + 1] for pull in lines]
        done.update(range(place, last + 1))
        for parts in _complete(reading, pulls):
            found = _against(parts, _wholes(body, place, parts), tally)
            if found is not None:
                yield found
                break


def _goes_on(body: Sequence[Reading], told: Sequence[list[Pull]], place: int) -> bool:
    one, other = body[place].paragraph, body[place + 1].paragraph
    near = other.number - one.number <= 1 and not other.heading and one.note == other.note
    return near and len(told[place]) < 3 and len(told[place + 1]) in (1, 2)


# --- all parts --------------------------------------------------------------------------------


def _complete(reading: Reading, pulls: Sequence[Pull]) -> Iterator[_Parts]:
    """Yield pulls that are all the parts of a whole: sectors, branches, or what is left over too."""
    for family in (PRODUCT, INDUSTRY):
        chosen: list[Pull] = []
        covered: frozenset[int] = frozenset()
        for pull in pulls:
            names, gap = pull.named(family)
            if pull.depth > pulls[0].depth or (_INSIDE.search(gap) and names <= covered and names):
                continue
            if not names or names & covered:
                chosen = []
                break
            chosen.append(pull)
            covered |= names
        left = set(range(len(family.parts))) - covered
        if len(chosen) > 1 and not left:
            yield _Parts(chosen, reading, family)
        elif len(chosen) > 2 and family is PRODUCT and left == {3}:
            yield _Parts(chosen, reading, family, True)
        elif len(chosen) > 1 and family is PRODUCT:
            yield _Parts(chosen, reading, family, some=True)
    words = " ".join(pull.words for pull in pulls)
    if _REST.search(words) and not _INSIDE.search(words) and not _SELECTED.search(words):
        same = len(pulls) > 2 and len({pull.depth for pull in pulls}) == 1
        yield from [_Parts(list(pulls), reading, PRODUCT)] if same else []


# --- their whole ------------------------------------------------------------------------------


def _wholes(body: Sequence[Reading], place: int, parts: _Parts) -> list[_Whole]:
    """Return the growths that may be the whole's: the nearest first."""
    reading, first = parts.reading, parts.pulls[0]
    sentence = reading.sentences[first.sentence]
    again = [
        _Whole(reading, figure, _signed(figure, reading.low[sentence.start : figure.start]))
        for figure in sentence.figures
        if figure.unit.percent and figure.start < first.figure.start and not figure.vague
        and _TOLD_AGAIN.search(reading.low[max(sentence.start, figure.start - 60) : figure.start])
    ]  # fmt: skip
    if again:
        return again[:1]
    found: list[_Whole] = []
    family = parts.family
    for above in range(place, max(-1, place - _LINES - 1), -1):
        for item in reversed(items_of(body[above])):
            behind = body[above] is reading and item.at >= first.start + len(first.words)
            part = family.parts_in(item.label) and not _ALL.search(item.label)
            if behind or part or "hiện hành" in item.lead:
                continue
            moves = [(c, change_of(c)) for c in item.changes()]
            if family.named.search(item.label) or (body[above] is reading and not found):
                found += [_Whole(body[above], c.figure, m) for c, m in moves if m is not None]
        if found:
            return found
    return []


def _signed(figure: Figure, before: str) -> Stretch:
    own = figure.stretch
    down = figure.sign == "-" or before.rstrip().endswith("giảm")
    return Stretch(-own.high, -own.low) if down else own


def _against(parts: _Parts, wholes: Sequence[_Whole], tally: Tally) -> Finding | None:
    if not wholes:
        return None
    sums = added(pull.stretch for pull in parts.pulls)
    if sums.middle > _HALF and not parts.pulls[0].figure.unit.points:
        return None  # shares of the growth
    tally.tested += 1
    if any(whole.stretch.meets(sums) for whole in wholes):
        return None
    whole = wholes[0]
    if parts.taxes_unsaid:
        left = whole.stretch.middle - sums.middle
        if (
            all(
                _TAXES[0] <= w.stretch.middle - sums.middle <= 1 + _TAXES[1] * abs(w.stretch.middle)
                for w in wholes
            )
            or left == 0
        ):
            return None
    if parts.some:
        slip = is_one_slip(
            abs(whole.figure.value), sum((p.figure.value for p in parts.pulls), Decimal(0))
        )
        return _told(parts, whole, sums, "likely") if slip else None
    off = min(units_off(w.figure.value, _like(w, sums)) for w in wholes)
    severity: Severity = "look" if off <= 1 else "certain"
    return _told(parts, whole, sums, severity)


def _like(whole: _Whole, sums: Stretch) -> Stretch:
    return Stretch(-sums.high, -sums.low) if whole.stretch.middle < 0 else sums


def _told(parts: _Parts, whole: _Whole, sums: Stretch, severity: Severity) -> Finding:
    here = whole.reading if whole.reading is parts.reading else parts.reading
    span = (whole.figure.start - 5, whole.figure.end)
    if whole.reading is not here:
        span = (parts.pulls[0].figure.start, parts.pulls[0].figure.end)
    return finding(
        "dong-gop", severity, here.paragraph, span,
        _("{parts} = {sum} điểm phần trăm, tổng tăng {typed}%").format(
            parts=" + ".join(shown(p.figure.value * p.sign) for p in parts.pulls),
            sum=shown(sums.middle, 2), typed=shown(whole.figure.signed),
        ),
        _("đóng góp của các phần cộng lại bằng tốc độ chung"),
    )  # fmt: skip


# --- one part -----------------------------------------------------------------------------------


def more_than_it_grew(story: Story, tally: Tally) -> Iterator[Finding]:
    """`tăng 1,55%, đóng góp 49 điểm phần trăm`: no part gives more than it grew by, nor against it."""
    for reading in story.readings:
        for pull in pulls_of(reading):
            moves = [move for c in pull.growths if (move := change_of(c)) is not None]
            if (
                len(moves) != 1
                or pull.growths[0].base not in ("", "ck")
                or not pull.figure.unit.points
            ):
                continue
            tally.tested += 1
            move, own = moves[0], pull.stretch
            if abs(own.middle) > max(abs(move.low), abs(move.high)) + (own.high - own.low):
                yield _of_one(reading, pull, pull.growths[0])


def _of_one(reading: Reading, pull: Pull, claim: Claim) -> Finding:
    return finding(
        "dong-gop", "certain", reading.paragraph, (claim.figure.start, pull.figure.end),
        _("đóng góp {given} điểm phần trăm, mà chính nó chỉ thay đổi {grown}%").format(
            given=shown(pull.figure.value), grown=shown(claim.figure.value)
        ),
        _("đóng góp của một phần không lớn hơn tốc độ của chính nó"),
    )  # fmt: skip


def part_above_its_whole(story: Story, tally: Tally) -> Iterator[Finding]:
    """`tăng 3,61%, góp 0,28 điểm, riêng nông nghiệp tăng 3,55%, góp 0,36 điểm`: what is left rose too."""
    for reading in story.readings:
        pulls = pulls_of(reading)
        for whole, part in pairwise(pulls):
            if not _INSIDE.search(part.words) or not whole.growths or not part.growths:
                continue
            grown, inner = change_of(whole.growths[-1]), change_of(part.growths[-1])
            if grown is None or inner is None or grown.low <= 0 or inner.high > grown.low:
                continue
            if not PRODUCT.parts_in(whole.words) & PRODUCT.parts_in(part.words):
                continue
            tally.tested += 1
            if part.stretch.low > whole.stretch.high:
                yield finding(
                    "dong-gop", "certain", reading.paragraph, (whole.figure.start, part.figure.end),
                    _("phần trong đó đóng góp {inner}, cả khu vực chỉ {whole}").format(
                        inner=shown(part.figure.value), whole=shown(whole.figure.value)
                    ),
                    _("phần tăng chậm hơn cả khu vực thì không đóng góp nhiều hơn cả khu vực"),
                )  # fmt: skip


def against_its_growth(story: Story, tally: Tally) -> Iterator[Finding]:
    """`nông nghiệp tăng 2,19%` and, a line below, `nông nghiệp làm giảm 0,24 điểm phần trăm`."""
    body = story.readings
    for place, reading in enumerate(body):
        for pull in pulls_of(reading):
            names, gap = pull.named(PRODUCT)
            if len(names) != 1 or not pull.figure.unit.points or _INSIDE.search(gap):
                continue
            found = _grown(body, place, pull, names)
            if len(found) != 1:
                continue
            tally.tested += 1
            move = change_of(found[0])
            if move is None or (move.high > 0 and move.low < 0):
                continue
            if (move.middle > 0) == (pull.sign > 0) or not pull.figure.value:
                continue
            spoken = pull.sign < 0 or pull.growths
            yield finding(
                "dong-gop", "certain" if spoken else "likely", reading.paragraph,
                (pull.figure.start, pull.figure.end),
                _("đóng góp {given} điểm phần trăm trái dấu với tốc độ {grown}% của chính nó").format(
                    given=shown(pull.figure.value * pull.sign), grown=shown(move.middle.normalize())
                ),
                _("xem lại dấu của đóng góp hoặc của tốc độ"),
            )  # fmt: skip


def _grown(body: Sequence[Reading], place: int, pull: Pull, names: frozenset[int]) -> list[Claim]:
    """Return the growths of what gives a pull: told with it, else right above."""
    if pull.growths:
        return pull.growths
    found: list[Claim] = []
    for reading in body[max(0, place - _LINES) : place + 1]:
        for item in items_of(reading):
            same = PRODUCT.parts_in(item.label) == names and not PRODUCT.named.search(item.label)
            if same and (item.at < pull.start or reading is not body[place]):
                found += item.changes()
    return found


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    contributions,
    more_than_it_grew,
    part_above_its_whole,
    against_its_growth,
)
