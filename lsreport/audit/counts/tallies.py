"""Stated counts against the items that are named, and against each other.

Comes in: the story. Goes out: findings: `06 nguồn:` over five items, counts of what reached its plan
that the items deny, `03/08 khoản giảm là` two, stages of so many targets that make up another number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, islice, pairwise

from lsreport.audit.findings import Finding, Tally, finding
from lsreport.audit.meaning.claims import PLANNED, typed_share
from lsreport.audit.reading.amounts import HUNDRED, added
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_MOST = 40  # items of a list, lists of a paragraph
_LONGEST_LIST = 2_000
_NAMED = lazy(
    r"(?<![0-9/.,])([0-9]{1,2})\s{1,3}([^\W\d_]{2,12}(?:\s[^\W\d_]{1,12}){0,7}?)(?:\s(?:sau|gồm|là))?\s?:\s"
)
_SOME = lazy(
    r"\b(?:như|tiêu biểu|điển hình|chủ yếu|trong đó|ví dụ|nhất là|đặc biệt|tăng|giảm|đạt|vượt|thấp|cao|người|"
    r"tháng|năm|ngày|giờ|vụ|điểm|lần|tuổi|triệu|tỷ|nghìn)\b"
)
_NESTED = lazy(r":|\b(?:trong đó|@made_of|cụ thể|như)\b")
_OPEN_END = lazy(r"\.\.\.|…|\bv\.v|\bvân vân\b")
# The main groups of consumer prices, by their names; of these a list is always complete.
_PRICE_GROUP = lazy(
    r"(?:và\s)?(?:nhóm\s)?(?:hàng ăn và dịch vụ ăn uống|(?:đồ uống|may mặc|nhà ở|thiết bị|thuốc|hàng hóa và dịch vụ|hàng hoá và dịch vụ|văn hóa|văn hoá)"
    r"[^;:0-9]{0,50}|giao thông|bưu chính,? (?:và )?viễn thông|giáo dục)"
)
_SHORT = 6  # words of a bare name
_IN_BRACKETS = lazy(r"\([^()]{0,300}\)")
_SINGLED = lazy(
    r"(?<![0-9/.,])([0-9]{1,2})(?:\s?/\s?([0-9]{1,2}))?\s{1,3}((?:khoản|nhóm|ngành|sản phẩm|mặt hàng|chỉ tiêu|lĩnh vực|loại)"
    r"(?:\s[^\W\d_]{1,12}){0,4}?)\s(tăng|giảm)(?:\s(?:giá|mạnh|nhẹ|thu))?(?:\sso với\s[^,;.:()0-9]{2,24})?,?\s?(?:là|@made_of|cụ thể|:)\s?:?\s"
)
_MOVED_ITEM = lazy(r"\(\s?(tăng|giảm|[+\-−–])\s?[0-9]")
_GOES_ON = lazy(r"\s{0,2}(?:,|;|và\b)\s{0,2}(?!do\b|vì\b|nhờ\b|so\b|nguyên nhân\b)[^\s]")
_OUT_OF = lazy(r"\btrong\s{1,3}(?:tổng số\s{1,3}|số\s{1,3})?([0-9]{1,3})\s{1,3}([^\W\d_]{2,12})\b")
_REACHED = lazy(
    r"(?<![0-9/.,])([0-9]{1,3})\s{1,3}([^\W\d_]{2,12})(?:\s[^\W\d_]{1,12}){0,3}?\s(?:đã\s)?"
    r"(?P<verb>đạt và vượt|đạt, vượt|vượt|hoàn thành|đạt|chưa đạt|không đạt|chưa hoàn thành)\s"
    r"(?:mức\s)?(?:@goal)\b"
)
# What is told in full: of communes and schools only some are named.
_TOLD_IN_FULL = ("chỉ tiêu", "nhiệm vụ", "sản phẩm", "nhóm", "ngành", "mặt hàng", "khoản", "tiêu")
_OF_ALL = lazy(r"\b(?:trong|trên|của)\s(?:tổng\s)?(?:số\s)?\Z")
_LAST_JOINT = lazy(r",?\s{1,2}(?:và\s)?(?:có\s{1,2})?\Z")
_GOOD = lazy(r"\b(?:vượt|đạt|hoàn thành|tăng)\b")
_BAD = lazy(r"\b(?:chưa|không|dưới|thấp|giảm|chậm)\b")


def _sentence_end(reading: Reading, at: int) -> int:
    return next((s.end for s in reading.sentences if s.start <= at < s.end), len(reading.low))


# --- lists of so many items ------------------------------------------------------------------


def named_items(story: Story, tally: Tally) -> Iterator[Finding]:
    """`07 mặt hàng chủ lực: cà phê; chè; …`, `chia theo 06 nguồn: …`: as many items follow."""
    for reading in story.readings:
        if ":" not in reading.low or ";" not in reading.low:
            continue
        for match in islice(_NAMED.finditer(reading.low), _MOST):
            if reading.depth(match.start()):
                continue
            end = min(_sentence_end(reading, match.start()), match.end() + _LONGEST_LIST)
            items = _items(reading.low[match.end() : end])
            stated = int(match[1])
            if not 1 < len(items) <= _MOST or stated < 2:
                continue
            groups = all(_PRICE_GROUP.fullmatch(item) for item in items)
            if _SOME.search(match[2]) and not groups:
                continue
            sure = groups or _bare(items) or _made_up(reading, match, end, len(items))
            if not sure:
                continue
            tally.tested += 1
            if len(items) != stated:
                yield finding(
                    "dem-danh-sach", "certain", reading.paragraph, (match.start(), match.end()),
                    _("sau đó nêu {count} mục, không phải {stated}").format(
                        count=len(items), stated=stated
                    ),
                    _("đếm lại"),
                )  # fmt: skip


def _items(words: str) -> list[str]:
    """Return the items between semicolons; none where the list is open or has lists inside."""
    plain = _IN_BRACKETS.sub(" ", words)
    if ";" not in plain or _NESTED.search(plain) or _OPEN_END.search(words):
        return []
    return [item.strip(" .;") for item in plain.split(";") if item.strip(" .;")]


def _bare(items: Sequence[str]) -> bool:
    """Return whether items are nothing but short names."""
    return all(
        len(item.split()) <= _SHORT and not re.search(r"[0-9,]|\svà\s", item) for item in items
    )


def _made_up(reading: Reading, match: re.Match[str], end: int, count: int) -> bool:
    """Return whether the items, one amount each, make up an amount before them."""
    levels = [
        s.level for s in reading.statements
        if s.level and match.end() <= s.at < end and not s.depth and s.level.unit.amount
    ]  # fmt: skip
    if len(levels) != count:
        return False
    sums = added(level.base_stretch for level in levels)
    return any(
        f.end <= match.start() and f.unit.same_as(levels[0].unit) and f.base_stretch.meets(sums)
        for f in reading.figures
    )


def singled_out(story: Story, tally: Tally) -> Iterator[Finding]:
    """`03/08 khoản thu giảm là A (giảm 5%) và B (giảm 4%)`: as many are named."""
    for reading in story.readings:
        if "(" not in reading.low:
            continue
        for match in islice(_SINGLED.finditer(reading.low), _MOST):
            end = min(_sentence_end(reading, match.start()), match.end() + _LONGEST_LIST)
            stretch = reading.low[match.end() : end]
            brackets = list(_IN_BRACKETS.finditer(stretch))
            moved = [_MOVED_ITEM.match(bracket[0]) for bracket in brackets]
            if len(moved) < 2 or not all(moved) or _open(stretch, brackets):
                continue
            wanted = ("tăng", "+") if match[4] == "tăng" else ("giảm", "-", "−", "–")
            if not all(move and move[1] in wanted for move in moved):
                continue
            tally.tested += 1
            if len(moved) != int(match[1]):
                yield finding(
                    "dem-danh-sach", "certain", reading.paragraph, (match.start(), match.end()),
                    _("sau đó nêu {count} mục, không phải {stated}").format(
                        count=len(moved), stated=int(match[1])
                    ),
                    _("đếm lại"),
                )  # fmt: skip


def _open(stretch: str, brackets: Sequence[re.Match[str]]) -> bool:
    """Return whether a list may go on without brackets, or begins with items that have none."""
    between = [stretch[a.end() : b.start()] for a, b in pairwise(brackets)]
    first = stretch[: brackets[0].start()]
    several = any(len(re.findall(r",(?![0-9])|;|\bvà\b", part)) > 1 for part in between) or bool(
        re.search(r",\s|;|\bvà\b", first)
    )
    return bool(
        several
        or _OPEN_END.search(stretch)
        or _NESTED.search(stretch)
        or _GOES_ON.match(stretch, brackets[-1].end())
    )


# --- items and their plans ---------------------------------------------------------------------


def reached_against_items(story: Story, tally: Tally) -> Iterator[Finding]:
    """`Trong 08 khoản thu, có 06 khoản đạt và vượt dự toán: (1) … đạt 96,0% dự toán; …`."""
    for reading in story.readings:
        for out_of in islice(_OUT_OF.finditer(reading.low), _MOST):
            end = _sentence_end(reading, out_of.start())
            heads = [
                m for m in _REACHED.finditer(reading.low, out_of.end(), end) if m[2] == out_of[2]
            ]
            if heads:
                yield from _reached(reading, int(out_of[1]), heads, end, tally)


def _reached(
    reading: Reading, whole: int, heads: Sequence[re.Match[str]], end: int, tally: Tally
) -> Iterator[Finding]:
    items = [
        s for s in reading.statements
        if heads[-1].end() < s.at < end and not s.depth and any(c.role in PLANNED for c in s.claims)
    ]  # fmt: skip
    if len(items) != whole or whole < 2:
        return
    shares = [typed_share(next(c for c in s.claims if c.role in PLANNED)) for s in items]
    for head in heads:
        verb = head["verb"]
        if verb in ("đạt", "hoàn thành") and any(h["verb"] == "vượt" for h in heads):
            return
        good = not verb.startswith(("chưa", "không"))
        counted = sum((share > HUNDRED if verb == "vượt" else share >= HUNDRED) for share in shares)
        counted = counted if good else whole - counted
        tally.tested += 1
        if counted != int(head[1]) and HUNDRED not in shares:
            yield finding(
                "dem-danh-sach", "certain", reading.paragraph, head.span(),
                _("theo danh sách có {count}, không phải {stated}").format(
                    count=counted, stated=int(head[1])
                ),
                _("đếm lại"),
            )  # fmt: skip
            return


# --- counts that make up a count ----------------------------------------------------------------


def counts_of_a_count(story: Story, tally: Tally) -> Iterator[Finding]:
    """`giao 18 chỉ tiêu … có 04 chỉ tiêu vượt, 09 chỉ tiêu đạt, 03 chưa đạt và 02 chưa đánh giá`."""
    for reading in story.readings:
        for number, inside in groupby(reading.statements, key=lambda s: s.sentence):
            counts = [s for s in inside if not s.depth and s.level and _counted(s.level)]
            if len(counts) < 3:
                continue
            sentence = reading.sentences[number]
            words = reading.low[sentence.start : sentence.end]
            if _NESTED.search(words) or _OPEN_END.search(words):
                continue
            yield from _counts(reading, number, counts, tally)


def _counted(level: Figure) -> bool:
    return level.unit.counted and level.whole is None and not level.vague and not level.sign


def _counts(
    reading: Reading, number: int, counts: Sequence[Statement], tally: Tally
) -> Iterator[Finding]:
    figures = [s.level for s in counts if s.level]
    base = figures[0].unit.base
    whole_of = _whole_count(reading, number, base, figures)
    if whole_of is None or any(f.unit.base != base for f in figures):
        return
    total, figures, closed = whole_of
    if len(figures) < 3:
        return
    tails = [reading.low[one.end : two.start] for one, two in pairwise(figures)]
    last = reading.low[figures[-1].end : figures[-1].end + 60]
    joined = re.search(r"\bvà(?:\scó)?\s{0,2}\Z", tails[-1])
    if not (closed or joined) or any("," in _LAST_JOINT.sub("", tail) for tail in tails):
        return
    told = [*tails, last]
    if not any(_BAD.search(t) for t in told) or not any(_good(t) for t in told):
        return
    whole, some = total.value, sum(f.value for f in figures)
    if base not in _TOLD_IN_FULL or abs(some - whole) * 5 > whole:
        return
    tally.tested += 1
    if some != whole:
        yield finding(
            "dem-khong-du", "certain", reading.paragraph, (figures[0].start, figures[-1].end),
            _("{parts} = {sum}, không phải {total}").format(
                parts=" + ".join(str(f.value) for f in figures), sum=some, total=whole
            ),
            _("đếm lại các nhóm"),
        )  # fmt: skip


def _whole_count(
    reading: Reading, number: int, base: str, figures: list[Figure]
) -> tuple[Figure, list[Figure], bool] | None:
    """Return the count that others are of, these others, and whether it stands beside them."""
    first, last = figures[0], figures[-1]
    if _OF_ALL.search(reading.low[max(0, last.start - 24) : last.start]):
        return last, figures[:-1], True
    if _OF_ALL.search(reading.low[max(0, first.start - 24) : first.start]):
        return first, figures[1:], False
    before = [
        s.level for s in reading.statements
        if s.sentence == number - 1 and s.level and _counted(s.level) and s.level.unit.base == base
    ]  # fmt: skip
    return (before[0], figures, False) if len(before) == 1 and before[0] else None


def _good(words: str) -> bool:
    return bool(_GOOD.search(words)) and not _BAD.search(words)


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    named_items,
    singled_out,
    reached_against_items,
    counts_of_a_count,
)
