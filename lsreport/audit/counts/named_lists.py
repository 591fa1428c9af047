"""How many rise and fall, against the lists of all of them further on.

Comes in: the story. Goes out: findings: `có 9 sản phẩm tăng, 3 sản phẩm giảm. Các sản phẩm tăng: …` with
eight behind the colon.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lsreport.audit.findings import Finding, Tally, finding
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
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
_BOTH = lazy(
    rf"(?<![0-9/.,])(?P<a>[0-9]{{1,2}})\s{_NOUN}{_WORDS}{{0,4}}?\s(?P<one>tăng|giảm)(?:\svà|,)\s(?:có\s)?(?P<b>[0-9]{{1,2}})\s(?:{_NOUN}{_WORDS}{{0,4}}?\s)?(?P<two>tăng|giảm)\b[^:;.]{{0,60}}:\s"
)
_MOVED = lazy(r"\b(tăng|giảm)\s(?:(?:khoảng|nhẹ|mạnh)\s)?[0-9]")
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


def both_against_their_list(story: Story, tally: Tally) -> Iterator[Finding]:
    """`có 08 sản phẩm tăng và 03 sản phẩm giảm, cụ thể: (1) …; …; (11) …`: how many of them rise."""
    for reading in story.readings:
        for found in _BOTH.finditer(reading.low) if ";" in reading.low else ():
            end = next(s.end for s in reading.sentences if s.start <= found.start() < s.end)
            pieces = re.split(r";\s", reading.low[found.end() : end])
            moves = [_MOVED.findall(piece) for piece in pieces]
            count = {found["one"]: int(found["a"]), found["two"]: int(found["b"])}
            if len(count) != 2 or len(pieces) != sum(count.values()) or not all(moves):
                continue
            tally.tested += 1
            rising = sum(move[-1] == "tăng" for move in moves)
            if rising != count["tăng"]:
                yield finding(
                    "dem-danh-sach", "certain", reading.paragraph, (found.start(), found.end("two")),
                    _("danh sách có {up} tăng, {down} giảm, {same} tương đương").format(
                        up=rising, down=len(pieces) - rising, same=0
                    ),
                    _("đếm lại"),
                )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    count_against_its_list,
    both_against_their_list,
)
