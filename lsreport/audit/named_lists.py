"""How many rise and fall, against the lists of all of them further on.

Comes in: the story. Goes out: findings: `có 9 sản phẩm tăng, 3 sản phẩm giảm. Các sản phẩm tăng: …` with
eight behind the colon.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lsreport.audit.findings import Finding, Tally, finding
from lsreport.audit.groups import Story
from lsreport.audit.patterns import lazy
from lsreport.audit.statements import Reading
from lsreport.i18n import _

_NOUN = r"(?:sản phẩm|nhóm|ngành|mặt hàng|chỉ tiêu|lĩnh vực|khoản|địa phương|huyện|xã|đơn vị)"
_WORDS = r"(?:\s[^\W\d_]{1,12})"
_COUNT = lazy(
    rf"(?<![0-9/.,])(?P<count>[0-9]{{1,2}})(?:\s?/\s?[0-9]{{1,2}})?\s(?P<noun>{_NOUN}){_WORDS}{{0,6}}?\s(?P<verb>tăng|giảm)\b"
)
_LIST = lazy(
    rf"(?:\A|[.;]\s)[\s\-+*•]{{0,4}}(?:cụ thể,?\s)?(?:các|những)\s(?P<noun>{_NOUN}){_WORDS}{{0,6}}?\s(?P<verb>tăng|giảm){_WORDS}{{0,8}}?\s?:\s"
)
_SOME = lazy(
    r"\b(?:như|tiêu biểu|điển hình|chủ yếu|trong đó|ví dụ|nhất là|đặc biệt|một số|v\.v|nhiều|mạnh|cao|khá|đáng kể|sâu)\b|\.\.\.|…"
)
_RATE = lazy(r"[0-9]\s?%")
_FEWEST = 2
_BELOW = 3  # paragraphs: the one of the count and the two below


def count_against_its_list(story: Story, tally: Tally) -> Iterator[Finding]:
    """`9 sản phẩm tăng` and `Các sản phẩm tăng: …`: told right behind, item by item."""
    for place, reading in enumerate(story.readings):
        if "tăng" not in reading.low and "giảm" not in reading.low:
            continue
        counts = [m for m in _COUNT.finditer(reading.low) if not _SOME.search(m[0])]
        told = {(m["noun"], m["verb"]): m for m in counts}
        if not told or len(told) != len(counts):
            continue
        for other in story.readings[place : place + _BELOW]:
            for found in _LIST.finditer(other.low):
                count = told.get((found["noun"], found["verb"]))
                if count is None or (other is reading and found.start() < count.end()):
                    continue
                items = _items(other, found)
                if items < _FEWEST:
                    continue
                tally.tested += 1
                if items != int(count["count"]):
                    yield finding(
                        "dem-danh-sach", "likely", reading.paragraph, count.span(),
                        _("sau đó nêu {count} mục {verb}").format(count=items, verb=count["verb"]),
                        _("đếm lại"),
                    )  # fmt: skip


def _items(reading: Reading, found: re.Match[str]) -> int:
    """Return how many items a list has, each with one rate; 0 where that is unsure."""
    end = next((s.end for s in reading.sentences if s.start <= found.end() < s.end), None)
    listed = reading.low[found.end() : end]
    if _SOME.search(found[0]) or _SOME.search(listed):
        return 0
    pieces = re.split(r";\s" if ";" in listed else r",\s", listed)
    return len(pieces) if all(len(_RATE.findall(piece)) == 1 for piece in pieces) else 0


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (count_against_its_list,)
