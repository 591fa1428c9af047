"""Several levels of the time before in one bracket, and how each quantity moved.

Comes in: the story. Goes out: findings: `cấp mới 318 doanh nghiệp với số vốn 2.946 tỷ đồng (cùng kỳ: 276 doanh
nghiệp, 2.512 tỷ đồng), tăng 15,2% về số doanh nghiệp và tăng 17,3% về số vốn`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown, shown_stretch
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import growth_over, printed, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_OPENS = lazy(r"\(\s?(?:@earlier)[^()0-9,;]{0,24}")
_ABOUT = lazy(
    r"\s?(?:so với [^,;.()%0-9]{0,24}\s)?về (?:tổng )?(?:số )?(?:lượng )?(?P<what>[^,;.()0-9]{2,40})"
)
_MONEY = lazy(r"(?:vốn|kinh phí|tiền|giá trị|trị giá|kim ngạch)\b")
_REACH = 160  # characters behind a bracket
_MOST = 6


def growths_over_a_list(story: Story, tally: Tally) -> Iterator[Finding]:
    """Each quantity before a bracket grew from the one of its unit inside."""
    for reading in story.readings:
        for opening in _OPENS.finditer(reading.low) if " về " in reading.low else ():
            closing = reading.low.find(")", opening.end())
            bases = _within(reading, opening.end(), closing)
            nows = _within(reading, max(0, opening.start() - _REACH), opening.start())
            if closing < 0 or not 2 <= len(bases) <= _MOST:
                continue
            for change in _within(reading, closing, closing + _REACH):
                about = _ABOUT.match(reading.low, change.end) if change.unit.percent else None
                sign = phrases.direction(reading.low[closing : change.start])
                if about is None or not sign:
                    continue
                base, now = _named(about["what"], bases), _named(about["what"], nows)
                if base and now and not unsure(base, now, change):
                    tally.tested += 1
                    yield from _tested(reading, now, base, change, sign)


def _within(reading: Reading, start: int, end: int) -> list[Figure]:
    return [f for f in reading.figures if start <= f.start and f.end <= end]


def _named(words: str, figures: list[Figure]) -> Figure | None:
    """Return the one figure that words tell of."""
    found = [f for f in figures if is_of(words, f)]
    return found[0] if len(found) == 1 else None


def is_of(words: str, figure: Figure) -> bool:
    """Return whether words tell of a figure: by what it counts, or as money."""
    if _MONEY.match(words):
        return figure.unit.kind in ("tiền", "ngoại tệ")
    return figure.unit.counted and words.startswith(figure.unit.base)


def _tested(
    reading: Reading, now: Figure, base: Figure, change: Figure, sign: int
) -> Iterator[Finding]:
    computed = growth_over(now.base_stretch, base.base_stretch)
    typed = change.value * sign
    if computed is None or printed(typed).meets(computed):
        return
    yield finding(
        "tang-chenh-lech", by_units(units_off(typed, computed)), reading.paragraph,
        (now.start, change.end),
        _("{now} so với {then}: {g}%, văn bản ghi {typed}%").format(
            now=now.text.strip(), then=base.text.strip(),
            g=shown_stretch(computed, abs(typed)), typed=shown(typed),
        ),
        _("hỏi lại tốc độ hoặc một trong hai mức"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (growths_over_a_list,)
