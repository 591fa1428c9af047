"""The one number of an overview that the body does not tell.

Comes in: the story. Goes out: findings: the opening or closing words of a report tell again what its
body tells, number by number; where all but one stand there as they are, and the one has a neighbour of
its unit and its name, one of the two is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lsreport.audit.findings import Finding, Tally, finding
from lsreport.audit.meaning.mentions import HOPED
from lsreport.audit.reading.naming import are_apart, names_in, proper_names
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.phrases import word_set
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import is_one_slip
from lsreport.audit.reading.statements import Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_FEWEST = 4  # numbers of an overview that the body tells too
_MOST = 5_000  # amounts of a body: a document with more of them is no report
_NEAR = Decimal("0.05")  # of the other: as far apart as an older number is
_DIGITS = 3
_PLACES = 3  # paragraphs that an overview tells again
_ENDS = lazy(r"[,;:.()0-9]|\b(?:so|tăng|giảm|đạt|bằng)\b")
_BEHIND = 30  # characters behind a count in which stands what is counted
_SIGNS = {"+": 1, "-": -1}
_EMPTY = word_set(
    "và của các trên địa bàn tỉnh toàn ước đạt tổng số năm tháng được ngành lượt người đồng usd ha tấn con"
)

_Number = tuple[str, Decimal]  # what it measures, how much in its base unit


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """An amount, how much it moved by where `sign` is not 0."""

    reading: Reading
    statement: Statement
    figure: Figure
    sign: int

    @property
    def kind(self) -> tuple[str, str, int]:
        unit = self.figure.unit
        base = unit.base.partition(" ")[0] if unit.kind == "đếm" else unit.base
        return unit.kind, base, self.sign

    @property
    def proper(self) -> frozenset[str]:
        plain = self.reading.paragraph.plain
        return proper_names(plain[self.statement.start : self.figure.start])

    @property
    def names(self) -> frozenset[str]:
        found = [*names_in(self.statement.words), *self.figure.unit.base.split()]
        if self.figure.unit.kind == "đếm":  # «1.642,6 nghìn lượt khách du lịch»
            behind = _ENDS.split(self.reading.low[self.figure.end : self.figure.end + _BEHIND])
            found += names_in(behind[0])
        return frozenset(found) - _EMPTY


def odd_ones(story: Story, tally: Tally) -> Iterator[Finding]:
    """`… du lịch thu hút 1.642,6 nghìn lượt khách; …` where the body has 1.669,6 and all else agrees."""
    body = [r for r in story.readings if not r.paragraph.cell and not r.paragraph.heading]
    if sum(len(reading.figures) for reading in body) > _MOST:
        return
    where: dict[_Number, set[int]] = {}
    for place, reading in enumerate(body):
        for number in _numbers(reading):
            where.setdefault(number, set()).add(place)
    told: dict[tuple[str, str, int], list[_Told]] | None = None
    for place, reading in enumerate(body):
        if not _tells_again(reading, place, where):
            continue
        if told is None:
            told = _by_kind(body)
        for one in _amounts(reading):
            if one.statement.depth or len(where[_number(one.figure)]) > 1:
                continue
            tally.tested += 1
            others = [o for o in told[one.kind] if o.reading is not reading]
            if any(o.figure.base_stretch.meets(one.figure.base_stretch) for o in others):
                continue
            near = [other for other in others if _is_meant(one, other)]
            most = max((len(one.names & other.names) for other in near), default=0)
            near = [other for other in near if len(one.names & other.names) == most]
            if len({other.figure.value for other in near}) == 1:
                yield _said(near[0], one)


def _numbers(reading: Reading) -> set[_Number]:
    return {
        _number(f) for f in reading.figures
        if not f.fault and f.whole is None and _digits(f) >= _DIGITS
    }  # fmt: skip


def _number(figure: Figure) -> _Number:
    return figure.unit.kind, EXACT.multiply(figure.value, figure.unit.factor).normalize()


def _digits(figure: Figure) -> int:
    return len(str(figure.value.normalize()).replace(".", ""))


def _tells_again(reading: Reading, place: int, where: dict[_Number, set[int]]) -> bool:
    """Return whether all but a few numbers of a paragraph stand in others, of several kinds."""
    if reading.paragraph.note or HOPED.search(reading.low) or len(reading.figures) <= _FEWEST:
        return False
    own = _numbers(reading)
    again = [number for number in own if len(where[number]) > 1]
    return (
        len(again) >= max(_FEWEST, 3 * (len(own) - len(again)))
        and len(own) > len(again)
        and len({other for number in again for other in where[number] if other != place}) >= _PLACES
    )


def _by_kind(body: Sequence[Reading]) -> dict[tuple[str, str, int], list[_Told]]:
    found: dict[tuple[str, str, int], list[_Told]] = {}
    for reading in body:
        for told in _amounts(reading):
            found.setdefault(told.kind, []).append(told)
    return found


def _amounts(reading: Reading) -> Iterator[_Told]:
    for statement in reading.statements:
        if statement.level is not None and _fits(statement.level):
            yield _Told(reading, statement, statement.level, 0)
        for claim in statement.claims:
            sign = claim.sign or _SIGNS.get(claim.figure.sign, 0)
            if claim.role == "difference" and sign and _fits(claim.figure):
                yield _Told(reading, statement, claim.figure, sign)


def _fits(figure: Figure) -> bool:
    return (
        figure.unit.amount
        and not figure.unit.percent
        and figure.whole is None
        and not figure.fault
        and not figure.vague
        and _digits(figure) >= _DIGITS
    )


def _is_meant(told: _Told, other: _Told) -> bool:
    """Return whether an amount of the body is near and shares the name of one of an overview."""
    one, two = told.figure.base_stretch.middle, other.figure.base_stretch.middle
    if not told.names & other.names:
        return False
    if EXACT.abs(one - two) > EXACT.abs(two) * _NEAR and not _is_slip(told.figure, other.figure):
        return False
    if are_apart(told.proper, other.proper):
        return False
    return "" in (told.statement.window, other.statement.window) or (
        told.statement.window == other.statement.window
    )


def _is_slip(one: Figure, other: Figure) -> bool:
    """Return whether one digit makes one of two numbers the other, of digits enough not to be so by chance."""
    digits = min(_digits(one), _digits(other))
    return (
        digits > _DIGITS
        and one.unit.scale == other.unit.scale
        and is_one_slip(one.value, other.value)
    )


def _said(body: _Told, told: _Told) -> Finding:
    return finding(
        "hai-gia-tri", "likely", told.reading.paragraph, (told.figure.start, told.figure.end),
        _("đoạn {number} ghi {first}, ở đây {second}").format(
            number=body.reading.paragraph.number, first=body.figure.text.strip(),
            second=told.figure.text.strip(),
        ),
        _("dùng một số cho cả hai chỗ, hoặc nói rõ vì sao khác"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (odd_ones,)
