"""Counts told over a whole paragraph, against what is counted there.

Comes in: the story. Goes out: findings: `09/11 nhóm tăng` over eight that rise, two that fall and one that
stays; `16/18 chỉ tiêu đạt` and three that do not; `05 dự án: A (…), B (…), C (…) và D (…)`; a place
behind the last, `thứ 71/63`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lsreport.audit.findings import Finding, Severity, Tally, finding
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_MOST = 24  # heads, items of a paragraph
_NOUNS = (
    r"(?:nhóm|ngành|mặt hàng|sản phẩm|khoản thu|khoản|lĩnh vực|chỉ tiêu|nhiệm vụ|địa phương|huyện|xã|thôn|đơn vị|"
    r"dự án|công trình|trường|cơ sở|doanh nghiệp|hợp tác xã|tiêu chí|loại)"
)
_NUMERALS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_NUMBER = rf"(?:[0-9]{{1,3}}|{'|'.join(_NUMERALS)})"
_WORD = r"\s[^\W\d_]{1,12}"
_STAYS = r"(?:giữ nguyên|không đổi|không thay đổi|không biến động|ổn định|giữ ổn định|đứng giá|giữ giá|tương đương)"
_HEAD = lazy(
    rf"(?<![0-9/.,])(?P<some>[0-9]{{1,2}})(?:\s?/\s?(?P<whole>[0-9]{{1,2}}))?\s(?P<noun>{_NOUNS})(?:,?{_WORD}){{0,8}}?\s(?:có\s)?"
    rf"(?:chỉ số\s(?:sản xuất\s)?(?:[0-9]{{1,2}} tháng\s)?|giá\s|cpi\s)?(?P<verb>tăng|giảm|bằng|{_STAYS})\b"
)
_OF = lazy(rf"\btrong\s(?:tổng\s)?(?:số\s)?(?P<whole>[0-9]{{1,2}})\s(?P<noun>{_NOUNS})\b")
_AMONG = lazy(
    rf"(?<![0-9/.,])(?P<some>[0-9]{{1,2}})\s(?:{_NOUNS}\s)?(?:trên|trong)\s(?:tổng\s)?(?:số\s)?\Z"
)
_SINGLE = lazy(
    rf"(?:\A|[.;:,]\s|\bvà\s|\briêng\s|\bcòn\s)(?:riêng\s|còn\s|chỉ có\s)?(?:chỉ số\s)?(?:giá\s)?(?:nhóm|ngành|mặt hàng|sản phẩm)\s(?:[^\W\d_]|[,\s]){{3,80}}?\s(?:có\s)?(?:giá\s|chỉ số\s)?{_STAYS}\b"
)
_OPENS = lazy(r"(?:[^:.;()0-9]{0,60}|\([^()]{0,80}\)){0,2}:\s")
_SOME = lazy(
    r"\b(?:như|tiêu biểu|điển hình|chủ yếu|trong đó|ví dụ|nhất là|đặc biệt|một số|v\.v)\b|\.\.\.|…"
)
_RATED = lazy(
    r"(?P<verb>\btăng|\bgiảm|[+\-−–])?(?:\s[^\W\d_]{1,9}){0,2}\s?\(?\s?[+\-−–]?[0-9]{1,3}(?:,[0-9]{1,3})?\s?%"
)
_DONE = lazy(r"(?:,?\s[^\W\d_]{1,12}){0,6}?\s(?:đạt|vượt|hoàn thành|về đích|đạt chuẩn)\b")
_NOT_DONE = lazy(
    rf"\b(?P<left>{_NUMBER})\s(?P<noun>{_NOUNS})(?:{_WORD}){{0,3}}?\s(?:không|chưa)\s(?:đạt|hoàn thành)\b(?P<named>\s(?:là|gồm|:)\s)?"
)
_UNSURE = lazy(
    r"\b(?:chưa (?:có|đủ|đánh giá|đến)|không (?:có số liệu|đánh giá)|dự kiến|xấp xỉ|gần đạt|chưa công bố|phấn đấu|trong số)\b"
)
_BOTH = lazy(
    rf",?\s(?:@made_of|trong đó(?: có)?|cụ thể(?::| có)?)\s?:?\s?(?P<one>[0-9]{{1,3}})\s(?P<noun>{_NOUNS})\s(?P<a>vượt|đạt)(?:{_WORD}){{0,4}}(?:,| và|;)\s"
    rf"(?:có\s)?(?P<two>[0-9]{{1,3}})\s(?:{_NOUNS}\s)?(?P<b>đạt|vượt|hoàn thành)\b"
)
# The consumer price index has eleven main groups of goods and services, none left out of the count.
_PRICES = lazy(r"\bcpi\b|\bgiá tiêu dùng\b|\bchỉ số giá\b")
_PRICE_GROUPS = 11
_RANK = lazy(
    r"\b(?:thứ|hạng|vị trí(?: thứ)?)\s(?P<place>[0-9]{1,3})\s?/\s?(?P<all>[0-9]{1,3})\s(?:tỉnh|địa phương|thành phố|cả nước|huyện|xã|đơn vị|bộ|sở)"
)
_ENUMERATED = lazy(
    rf"(?<![0-9/.,])(?P<some>[0-9]{{1,2}})\s(?P<noun>{_NOUNS}|cụm|khu|nhà máy|cây cầu|tuyến)(?:{_WORD}){{0,10}}?\s?:\s"
)
_ITEM = r"[^,;:()]{2,60}\([^()]{1,60}\)"
_CLOSED_LIST = lazy(rf"(?P<items>{_ITEM}(?:[,;]\s{_ITEM}){{0,20}})\s?,?\s?và\s(?:{_ITEM})")


# --- groups that rise, fall and stay ----------------------------------------------------------------


class _Head(NamedTuple):
    """`09/11 nhóm tăng giá: …`: where it stands, what it counts, how many items follow."""

    start: int
    end: int
    some: int
    whole: int
    verb: str
    items: int
    noun: str


def groups_of_a_whole(story: Story, tally: Tally) -> Iterator[Finding]:
    """`có 09/11 nhóm tăng: (tám nhóm). Có 02 nhóm giảm: (hai). Nhóm A không đổi`."""
    for reading in story.readings:
        if "tăng" not in reading.low and "giảm" not in reading.low:
            continue
        heads = list(_heads(reading))
        wholes = {head.whole for head in heads if head.whole}
        wholes |= {int(match["whole"]) for match in islice(_OF.finditer(reading.low), 4)}
        if not wholes and _of_prices(reading, heads):
            wholes = {_PRICE_GROUPS}
        if len(heads) > 1 and len(wholes) == 1 and len({head.verb for head in heads}) == len(heads):
            yield from _made_up(reading, heads, wholes.pop(), tally)


def _of_prices(reading: Reading, heads: Sequence[_Head]) -> bool:
    """Return whether heads count the main groups of the price index."""
    main = all(head.noun == "nhóm" and head.some < 2 * _PRICE_GROUPS for head in heads)
    return len(heads) > 1 and main and _PRICES.search(reading.low) is not None


def _heads(reading: Reading) -> Iterator[_Head]:
    matches = list(islice(_HEAD.finditer(reading.low), _MOST))
    for index, match in enumerate(matches):
        limit = matches[index + 1].start() if index + 1 < len(matches) else len(reading.low)
        ends = (s.end for s in reading.sentences if s.start <= match.start() < s.end)
        verb = match["verb"] if match["verb"] in ("tăng", "giảm") else "="
        some, whole = int(match["some"]), int(match["whole"] or 0)
        if among := _AMONG.search(reading.low, max(0, match.start() - 40), match.start()):
            some, whole = int(among["some"]), some  # «8 trên tổng số 11 nhóm tăng»
        yield _Head(
            match.start(), match.end(), some, whole, verb,
            _listed(reading.low[match.end() : min(limit, next(ends, limit))], verb), match["noun"],
        )  # fmt: skip


def _listed(words: str, verb: str) -> int:
    """Return how many items with a rate follow a head; 0 where the list is not told in full."""
    opened = _OPENS.match(words)
    if opened is None or _SOME.search(words):
        return 0
    pieces = [p for p in words[opened.end() :].split(";") if p.strip(" .")]
    rates = [_RATED.search(piece) for piece in pieces[:_MOST]]
    signs = {"tăng": ("tăng", "+", None), "giảm": ("giảm", "-", "−", "–", None)}.get(verb, ())
    if len(pieces) < 2 or not all(rate and rate["verb"] in signs for rate in rates):
        return 0
    return len(pieces)


def _made_up(
    reading: Reading, heads: Sequence[_Head], whole: int, tally: Tally
) -> Iterator[Finding]:
    singles = sum(1 for _found in islice(_SINGLE.finditer(reading.low), _MOST))
    stays = 0 if any(head.verb == "=" for head in heads) else singles
    told = sum(head.some for head in heads) + stays
    listed = sum(head.items or head.some for head in heads) + stays
    tally.tested += 1
    if told == whole or (told < whole and listed != whole):
        return
    odd = [head for head in heads if head.items and head.items != head.some]
    if told < whole and not odd:
        return
    head = odd[0] if odd else heads[0]
    yield finding(
        "dem-khong-du", "certain", reading.paragraph, (head.start, head.end),
        _("{parts} = {sum}, không phải {total}").format(
            parts=" + ".join(str(n) for n in (*(h.some for h in heads), *([stays] if stays else []))),
            sum=told, total=whole,
        ),
        _("đếm lại các nhóm"),
    )  # fmt: skip


# --- what reached its target, and what did not --------------------------------------------------------


def what_is_left(story: Story, tally: Tally) -> Iterator[Finding]:
    """`có 16/18 chỉ tiêu đạt và vượt …; 3 chỉ tiêu không đạt là …`."""
    for reading in story.readings:
        for statement in reading.statements:
            pair = statement.level
            if pair is None or not pair.whole or not pair.unit.counted or pair.vague:
                continue
            if pair.value > pair.whole or not _DONE.match(reading.low, pair.end):
                continue
            stretch = reading.low[pair.end : pair.end + 400]
            if _UNSURE.search(stretch):
                continue
            yield from _both_ways(reading, pair.end, int(pair.value), tally)
            match = _NOT_DONE.search(stretch)
            if match is None or "/" in stretch[: match.start()]:
                continue
            tally.tested += 1
            left, rest = int(pair.whole - pair.value), _counted(match["left"])
            if rest == left or match["noun"] not in (pair.unit.base, *_base_words(pair.text)):
                continue
            sure: Severity = "certain" if rest > left or match["named"] else "likely"
            yield finding(
                "dem-khong-du", sure, reading.paragraph, (pair.start, pair.end + match.end()),
                _("{whole} - {some} = {left}, văn bản ghi {typed}").format(
                    whole=int(pair.whole), some=int(pair.value), left=left, typed=rest
                ),
                _("đếm lại"),
            )  # fmt: skip


def _counted(words: str) -> int:
    return _NUMERALS[words] if words in _NUMERALS else int(words)


def _base_words(text: str) -> list[str]:
    """Return the noun printed behind a pair: `07/09 huyện`."""
    words = [word for word in text.lower().split() if word.isalpha()]
    return [" ".join(words), *words[:1]]


def _both_ways(reading: Reading, at: int, stated: int, tally: Tally) -> Iterator[Finding]:
    match = _BOTH.search(reading.low, at, at + 160)
    if match is None or match["a"] == match["b"] or "/" in reading.low[at : match.start()]:
        return
    tally.tested += 1
    some = int(match["one"]) + int(match["two"])
    if some != stated:
        yield finding(
            "dem-khong-du", "certain", reading.paragraph, match.span(),
            _("{parts} = {sum}, không phải {total}").format(
                parts=f"{int(match['one'])} + {int(match['two'])}", sum=some, total=stated
            ),
            _("đếm lại"),
        )  # fmt: skip


# --- items named one by one ------------------------------------------------------------------------


def items_in_brackets(story: Story, tally: Tally) -> Iterator[Finding]:
    """`05 dự án: A (50 MW), B (49,5 MW), C (18 MW) và D (40 MW)`: a list that `và` closes."""
    for reading in story.readings:
        if ":" not in reading.low or "(" not in reading.low:
            continue
        for match in islice(_ENUMERATED.finditer(reading.low), _MOST):
            items = _CLOSED_LIST.match(reading.low, match.end())
            if items is None or _SOME.search(match[0]) or reading.depth(match.start()):
                continue
            count = items["items"].count("(") + 1
            tally.tested += 1
            if count != int(match["some"]):
                yield finding(
                    "dem-danh-sach", "certain", reading.paragraph, match.span(),
                    _("sau đó nêu {count} mục, không phải {stated}").format(
                        count=count, stated=int(match["some"])
                    ),
                    _("đếm lại"),
                )  # fmt: skip


def place_behind_the_last(story: Story, tally: Tally) -> Iterator[Finding]:
    """`đứng thứ 71/63 tỉnh, thành phố`."""
    for reading in story.readings:
        if "/" not in reading.low:
            continue
        for match in islice(_RANK.finditer(reading.low), _MOST):
            tally.tested += 1
            if int(match["place"]) > int(match["all"]):
                yield finding(
                    "cap-ty-le", "certain", reading.paragraph, match.span(),
                    _("thứ hạng {place} lớn hơn số xếp hạng {all}").format(
                        place=int(match["place"]), all=int(match["all"])
                    ),
                    _("sửa thứ hạng hoặc số đơn vị được xếp hạng"),
                )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    groups_of_a_whole,
    what_is_left,
    items_in_brackets,
    place_behind_the_last,
)
