"""How many of a list stand above a rate, and how many below.

Comes in: the story. Goes out: findings: `… (65,0%); … (54,0%); … (47,0%); như vậy có hai đơn vị cao hơn và một đơn vị thấp hơn
mức chung (50,8%)`, counted again in the list before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from lsreport.audit.findings import Finding, Tally, finding
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.spans import NUMERALS
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_WORDS = {"một": 1, **NUMERALS}
_COUNT = rf"(?P<{{name}}>[0-9]{{{{1,2}}}}|{'|'.join(_WORDS)})"
_NOUN = (
    r"(?:đơn vị|chủ đầu tư|địa phương|huyện|xã|phường|sở|ngành|doanh nghiệp|nguồn|khoản|tỉnh|dự án)"
)
_TOLD = lazy(
    rf"(?<![0-9.,/]){_COUNT.format(name='first')}\s(?:{_NOUN}\s)(?:có\s[^,;.()0-9]{{2,30}}\s)?(?P<way>cao|thấp) hơn"
    rf"(?:\s[^,;.()0-9]{{2,40}})?(?:,| và|; )\s?(?:có\s|còn\s)?{_COUNT.format(name='other')}\s(?:{_NOUN}\s)(?:có\s[^,;.()0-9]{{2,30}}\s)?(?:cao|thấp) hơn\b"
    r"[^;.()0-9]{0,80}\(?\s?\Z"
)
_ITEM = lazy(r"\(\s?(?:đạt |bằng |tỷ lệ |tức )?\Z")


def above_and_below(story: Story, tally: Tally) -> Iterator[Finding]:
    """`hai đơn vị cao hơn và ba đơn vị thấp hơn mức chung của tỉnh (50,8%)`."""
    for reading in story.readings:
        if "cao hơn" not in reading.low or "thấp hơn" not in reading.low:
            continue
        for sentence in reading.sentences:
            for at, rate in enumerate(sentence.figures):
                match = _TOLD.search(reading.low, sentence.start, rate.start)
                if match is None or not rate.unit.percent or unsure(rate):
                    continue
                rates = [
                    f for f in sentence.figures[:at]
                    if f.unit.percent and f.end < match.start()
                    and _ITEM.search(reading.low, max(0, f.start - 12), f.start)
                ]  # fmt: skip
                yield from _counted(reading, match, [f.value - rate.value for f in rates], tally)


def _counted(
    reading: Reading, match: re.Match[str], gaps: list[Decimal], tally: Tally
) -> Iterator[Finding]:
    first, other = (_number(match[name]) for name in ("first", "other"))
    if first + other != len(gaps) or not all(gaps):
        return  # the list is of something else, or not whole
    above, below = (first, other) if match["way"] == "cao" else (other, first)
    tally.tested += 1
    own = sum(gap > 0 for gap in gaps)
    if own != above:
        yield finding(
            "dem-danh-sach", "certain", reading.paragraph, match.span(),
            _("danh sách có {above} cao hơn, {below} thấp hơn; câu ghi {first} và {other}").format(
                above=own, below=len(gaps) - own, first=above, other=below
            ),
            _("đếm lại"),
        )  # fmt: skip


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word]


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (above_and_below,)
