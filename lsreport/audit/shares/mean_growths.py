"""How a mean grew, against how its total and its count did.

Comes in: the story. Goes out: findings: `1.240 doanh nghiệp, tăng 3,5%; vốn 14.780 tỷ đồng, tăng 14,1%; vốn bình quân một
doanh nghiệp 11,9 tỷ đồng, tăng 20,1%`: 1,141 / 1,035 makes 10,2 %; or `thấp hơn mức 12,4 tỷ đồng của cùng kỳ`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown, shown_stretch
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading.amounts import HUNDRED, Stretch, printed, ratio, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_NOUN = r"(?:doanh nghiệp|dự án|hợp tác xã|hộ kinh doanh|cơ sở)"
_MEAN = lazy(
    rf"\b(?:bình quân|trung bình)\s(?:(?:của|cho|trên)\s)?(?:một|mỗi|1)\s(?P<noun>{_NOUN})\b"
)
_OF_COUNT = lazy(rf"\s?(?:so với [^,;.()%0-9]{{0,20}}\s)?về (?:số )?(?:lượng )?{_NOUN}\b")
_OF_MONEY = lazy(r"\s?(?:so với [^,;.()%0-9]{0,20}\s)?về (?:tổng )?(?:số )?vốn\b")
_MONEY = lazy(r"\bvốn\b")
_BEFORE = lazy(
    r"(?:,|;|\s\()\s?(?:(?:thấp|cao|ít|nhiều) hơn\s)?(?:so với\s)?(?:mức\s|con số\s)?(?:(?:của\s)?cùng kỳ(?: năm trước)?\s(?:là\s|đạt\s)?)?\Z"
)
_OF_BEFORE = lazy(r"\s(?:của\s)?(?:cùng kỳ|năm trước)\b")
_REACH = 6  # statements before a mean


def growth_of_a_mean(story: Story, tally: Tally) -> Iterator[Finding]:
    """A total that grew by b over a count that grew by a makes a mean that grew by (1 + b) / (1 + a) - 1."""
    for reading in story.readings:
        if "bình quân" not in reading.low and "trung bình" not in reading.low:
            continue
        for place, mean in enumerate(reading.statements):
            noun = _MEAN.search(reading.low, mean.start, mean.at) if mean.level else None
            grown = mean.all("growth")
            if noun is None or mean.level is None or mean.level.unit.counted:
                continue
            before = reading.statements[max(0, place - _REACH) : place]
            if not grown and (earlier := _earlier(reading, mean.level)):
                same = [s for s in before if s.sentence == mean.sentence]
                before = (
                    same if any(_is_of(s, noun["noun"], counted=True) for s in same) else before
                )
                yield from _two_means(reading, before, noun["noun"], mean.level, earlier, tally)
            if len(grown) != 1:
                continue
            base = grown[0].base
            count = _moved(reading, before, noun["noun"], base, counted=True)
            money = _moved(reading, before, noun["noun"], base, counted=False)
            if count is None or money is None or unsure(grown[0].figure, count[0], money[0]):
                continue
            tally.tested += 1
            own = _signed(grown[0].figure, grown[0].sign)
            computed = ratio(_over(money), _over(count))
            if computed is None:
                continue
            change = Stretch(computed.low - HUNDRED, computed.high - HUNDRED)
            if not own.meets(change):
                yield _finding(reading, mean, grown[0].figure, own, change, count[0], money[0])


def _earlier(reading: Reading, level: Figure) -> Figure | None:
    """Return the mean of the year before, told right behind a mean."""
    after = next((f for f in reading.figures if f.start >= level.end), None)
    if after is None or not after.unit.same_as(level.unit) or unsure(level, after):
        return None
    gap = reading.low[level.end : after.start]
    told = _BEFORE.fullmatch(gap)
    named = told is not None and ("cùng kỳ" in gap or _OF_BEFORE.match(reading.low, after.end))
    return after if named and after.value else None


def _two_means(
    reading: Reading,
    before: list[Statement],
    noun: str,
    level: Figure,
    earlier: Figure,
    tally: Tally,
) -> Iterator[Finding]:
    """The growth of a total is that of its count and of its mean together."""
    count = _moved(reading, before, noun, "", counted=True)
    money = _moved(reading, before, noun, "", counted=False)
    change = ratio(level.base_stretch, earlier.base_stretch)
    if count is None or money is None or change is None or unsure(count[0], money[0]):
        return
    tally.tested += 1
    over = _over(count)
    made = Stretch(
        EXACT.divide(EXACT.multiply(over.low, change.low), HUNDRED) - HUNDRED,
        EXACT.divide(EXACT.multiply(over.high, change.high), HUNDRED) - HUNDRED,
    )
    own = _signed(*money)
    if own.meets(made):
        return
    yield finding(
        "binh-quan", by_units(units_off(own.middle, made)), reading.paragraph,
        (money[0].start, earlier.end),
        _("số đếm {count}, bình quân từ {before} đến {now}: tổng {g}%, văn bản ghi {typed}").format(
            count=count[0].text.strip(), before=earlier.text.strip(), now=level.text.strip(),
            g=shown_stretch(made, money[0].value), typed=shown(money[0].value),
        ),
        _("hỏi lại một trong ba tốc độ"),
    )  # fmt: skip


def _moved(
    reading: Reading, before: list[Statement], noun: str, base: str, *, counted: bool
) -> tuple[Figure, int] | None:
    """Return the one growth of the count, or of the money, told before a mean and over its base."""
    growths = [c for s in before for c in s.all("growth")]
    names = (_OF_COUNT, _OF_MONEY) if counted else (_OF_MONEY, _OF_COUNT)
    named = [[c for c in growths if n.match(reading.low, c.figure.end)] for n in names]
    if named[0] or named[1]:  # `giảm 4,6% về số dự án, tăng 31,2% về số vốn`
        told = named[0]
    else:
        own = [s for s in before if s.level and _is_of(s, noun, counted) and not s.depth]
        told = own[-1].all("growth") if len(own) == 1 else []
    if len(told) != 1 or (base and told[0].base not in ("", base)):
        return None
    return told[0].figure, told[0].sign


def _is_of(statement: Statement, noun: str, counted: bool) -> bool:
    level = statement.level
    if level is None:
        return False
    if counted:
        return level.unit.counted and level.unit.base == noun
    return level.unit.kind in ("tiền", "ngoại tệ") and _MONEY.search(statement.words) is not None


def _signed(figure: Figure, sign: int) -> Stretch:
    own = printed(figure.value)
    return Stretch(-own.high, -own.low) if sign < 0 or figure.sign == "-" else own


def _over(moved: tuple[Figure, int]) -> Stretch:
    own = _signed(*moved)
    return Stretch(own.low + HUNDRED, own.high + HUNDRED)


def _finding(
    reading: Reading,
    mean: Statement,
    typed: Figure,
    own: Stretch,
    change: Stretch,
    count: Figure,
    money: Figure,
) -> Finding:
    assert mean.level is not None
    return finding(
        "binh-quan", by_units(units_off(own.middle, change)), reading.paragraph,
        (mean.level.start, typed.end),
        _("tổng {money}, số đếm {count}: bình quân {g}%, văn bản ghi {typed}").format(
            money=money.text.strip(), count=count.text.strip(),
            g=shown_stretch(change, typed.value), typed=shown(typed.value),
        ),
        _("hỏi lại một trong ba tốc độ"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (growth_of_a_mean,)
