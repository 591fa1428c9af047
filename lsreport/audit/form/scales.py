"""Multipliers that slipped: a million for a billion, a comma for the dot of thousands.

Comes in: the story. Goes out: findings: a part twenty times its whole or more, a month as far above its year so far,
one number printed with two multipliers, a sum that only a thousand times one of its parts closes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from lsreport.audit.findings import Finding, Severity, Tally, finding
from lsreport.audit.meaning.items import Item, items_of
from lsreport.audit.meaning.loose import loosened
from lsreport.audit.reading.families import FAMILIES, Family
from lsreport.audit.reading.naming import names_in
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.phrases import word_set
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Statement
from lsreport.audit.reading.story import Group, Story
from lsreport.i18n import _

_FAR = 20  # times: more than the months of a year, less than any multiplier
_SLIPS = (Decimal(1000), Decimal(1_000_000))
_CLOSED = (Decimal("0.005"), Decimal("0.05"))
_KINDS = ("tiền", "ngoại tệ", "khối lượng", "luân chuyển")
_TOTALS = lazy(
    r"\btổng\b|\btoàn (?:tỉnh|ngành|thành phố|xã hội)\b|\bkim ngạch\b|\bxuất khẩu\b|\bnhập khẩu\b|\bkhách\b|\bgrdp\b|\bthu ngân sách\b|"
    r"\bsản lượng\b|\bgiá trị sản xuất\b|\bdư nợ\b"
)
_ELSE = lazy(
    r"\b(?:kinh phí|hỗ trợ|thiệt hại|dự án|công trình|bình quân|mỗi|mặt hàng|chương trình|quỹ|vốn đăng ký|nợ thuế|chi ngân sách|tồn kho|"
    r"lợi nhuận|nộp)\b"
)
_OF_SOME = lazy(r"\b(?:sang|từ|qua|thị trường|cửa khẩu|riêng|của)\b")
_GENERAL = word_set(
    "hàng hóa hoá toàn tỉnh thành phố địa bàn nhà nước nsnn du lịch phát triển xã hội doanh dịch vụ tiêu dùng thu ngành công nghiệp nay kim ngạch xuất nhập khẩu"
)
_NAMED = 13  # families of goods, money and guests; the others part anything at all
_LINES = 3
_DIGITS = 4
_MOST = 4_000  # numbers of a document that are looked for with another multiplier


def _plain(figure: Figure | None) -> bool:
    return (
        figure is not None and not figure.fault and figure.whole is None and not figure.sign
        and figure.value > 0
        and (figure.unit.kind in _KINDS or (figure.unit.kind == "đếm" and figure.unit.base.startswith("lượt")))
    )  # fmt: skip


def _size(figure: Figure) -> Decimal:
    return figure.value * figure.unit.factor


def _told(
    item: Statement, figure: Figure, computed: str, severity: Severity = "certain"
) -> Finding:
    return finding(
        "don-vi-sai", severity, item.paragraph, (figure.start, figure.end), computed,
        _("xem lại bậc đơn vị (nghìn, triệu, tỷ) hoặc dấu chấm, dấu phẩy"),
    )  # fmt: skip


# --- a part far above its whole -------------------------------------------------------------------


def part_far_above(story: Story, tally: Tally) -> Iterator[Finding]:
    """`đón 7 triệu lượt khách` … `khách quốc tế 289 triệu lượt`."""
    before: list[Item] = []
    for reading in story.readings:
        number = reading.paragraph.number
        before = [w for w in before if 0 <= number - w.statement.paragraph.number <= _LINES]
        for item in items_of(reading) if reading.statements else ():
            if not _plain(item.level):
                continue
            whole = next((w for w in reversed(before[-_FAR:]) if _holds(w, item)), None)
            tally.tested += bool(before)
            if whole is not None and item.level and whole.level and _far_above(item, whole):
                yield _told(
                    item.statement, item.level,
                    _("phần {part} lớn hơn nhiều lần tổng {whole}").format(
                        part=item.level.text.strip(), whole=whole.level.text.strip()
                    ),
                )  # fmt: skip
            elif _TOTALS.search(item.label):
                before.append(item)


def _far_above(part: Item, whole: Item) -> bool:
    one, other = part.level, whole.level
    if one is None or other is None or _bound(other):
        return False
    size, goal = _size(one), _size(other)
    return size >= _FAR * goal and any(
        goal * _FAR >= size / s * _FAR and size / s * 1000 > goal for s in _SLIPS
    )


def _holds(whole: Item, part: Item) -> bool:
    """Return whether words name what a part is of; the last such total before it is its whole."""
    one, other = part.level, whole.level
    if one is None or other is None or not _same(one, other):
        return False
    if _ELSE.search(f"{part.label} {whole.label}") or (
        whole.statement.window == "thang" != part.statement.window
    ):
        return False
    return any(
        _is_part(part.label, whole.label, other.text.lower(), family)
        for family in FAMILIES[:_NAMED]
    )


def _same(one: Figure, other: Figure) -> bool:
    """Return whether two amounts can be compared: tonnes carried far are no passengers carried far."""
    carried = one.unit.kind == "luân chuyển" and one.unit.base != other.unit.base
    return one.unit.same_as(other.unit) and not carried


def _bound(figure: Figure) -> bool:
    """Return whether a figure is rather a bound than a total: `các mặt hàng trên 1 tỷ USD`."""
    return figure.vague and figure.unit.kind != "đếm" and len(str(figure.value.normalize())) < 2


def _is_part(part: str, whole: str, level: str, family: Family) -> bool:
    """Return whether words name a part of what others name, which are of all of it: of no part, no market."""
    named = family.named.search(whole)
    if named is None or not family.parts_in(part) or _OF_SOME.search(whole):
        return False
    if family.parts_in(whole) and "tổng" not in whole:
        return False
    more = whole[named.end() :].partition(level)[0] if level in whole[named.end() :] else ""
    return not set(names_in(more)) - _GENERAL


# --- a month far above its year so far -----------------------------------------------------------


def month_far_above(story: Story, tally: Tally) -> Iterator[Finding]:
    """`đến nay khai thác 76.949 tấn` … `khai thác tháng 8 gần 8.238 nghìn tấn`."""
    sums: dict[tuple[str, ...], tuple[int, Figure]] = {}
    for reading in story.readings:
        number = reading.paragraph.number
        for item in items_of(reading) if reading.statements else ():
            level = item.level
            label = item.label.partition(level.text.lower())[0] if level else ""
            names = tuple(n for n in names_in(label.rpartition(",")[2]) if n != "nay")
            if level is None or not _plain(level) or len(names) < 2:
                continue
            if item.statement.window != "thang":
                sums[names] = (number, level)
                continue
            known = sums.get(names)
            if known is None or not _same(level, known[1]) or number - known[0] > _LINES:
                continue
            tally.tested += 1
            if _size(level) > _FAR * _size(known[1]):
                yield _told(
                    item.statement, level,
                    _("riêng tháng {part} lớn hơn nhiều lần {whole} của cả thời gian").format(
                        part=level.text.strip(), whole=known[1].text.strip()
                    ),
                )  # fmt: skip


# --- one number, two multipliers -----------------------------------------------------------------


def two_multipliers(story: Story, tally: Tally) -> Iterator[Finding]:
    """`doanh thu 4.113 tỷ đồng` … `doanh thu du lịch 4.113 triệu đồng`."""
    known: dict[tuple[str, str], tuple[Statement, Figure]] = {}
    for reading in story.readings:
        for statement in reading.statements:
            level = statement.level
            if level is None or not _plain(level) or level.vague:
                continue
            if sum(c.isdigit() for c in level.text.split()[0].rstrip("0")) < _DIGITS:
                continue
            key = (level.text.split()[0], level.unit.kind)
            first = (
                known.setdefault(key, (statement, level)) if len(known) < _MOST else known.get(key)
            )
            if first is None or first[1].unit.factor == level.unit.factor:
                continue
            tally.tested += 1
            words = " ".join(s.paragraph.plain[s.start : s.end] for s in (statement, first[0]))
            if _share_a_name(statement, first[0]) and not _ELSE.search(words.lower()):
                yield _told(
                    statement, level,
                    _("chỗ khác ghi {other}").format(other=first[1].text.strip()),
                )  # fmt: skip


def _share_a_name(one: Statement, other: Statement) -> bool:
    """Return whether the names of two statements share two words that stand side by side."""
    first, second = (names_in(s.words) for s in (one, other))
    pairs = set(pairwise(first))
    return any(pair in pairs for pair in pairwise(second))


# --- a sum that a multiplier closes ---------------------------------------------------------------


def closed_by_a_multiplier(story: Story, tally: Tally) -> Iterator[Finding]:
    """`371.307 tỷ đồng, trong đó 261.758 tỷ đồng; 93,512 tỷ đồng; 15.728 tỷ đồng`: 93.512 was meant."""
    for group in story.groups:
        found = None if group.whole else _closed(group, tally)
        if found is not None:
            yield found


def _closed(group: Group, tally: Tally) -> Finding | None:
    total = group.total.level
    pairs = [(p, p.level) for p in group.listed if p.level is not None]
    if total is None or not _plain(total) or not 2 <= len(pairs) <= 12:
        return None
    if any(not _plain(f) or not f.unit.same_as(total.unit) for _p, f in pairs):
        return None
    if any(p.sentence and p.paragraph is not group.total.paragraph for p, _f in pairs):
        return None  # no line of the list: further on in a paragraph below
    sizes = [_size(loosened(f)) for _p, f in pairs]
    goal, some = _size(total), sum(sizes, Decimal(0))
    tally.tested += 1
    if abs(some - goal) <= _CLOSED[1] * goal:
        return None
    for (part, figure), size in zip(pairs, sizes, strict=True):
        if any(
            abs(some - size + size * f - goal) <= _CLOSED[0] * goal for f in _factors(size, sizes)
        ):
            return _told(
                part, figure,
                _("các phần chỉ thành tổng {whole} khi {part} ở bậc đơn vị khác").format(
                    whole=total.text.strip(), part=figure.text.strip()
                ),
            )  # fmt: skip
    return None


def _factors(size: Decimal, sizes: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Return by what a part may have slipped: one far below the others up, one far above them down."""
    low, high = min(sizes), max(sizes)
    if size == low:
        return _SLIPS
    return tuple(1 / s for s in _SLIPS) if size == high else ()


# --- what a share leaves ---------------------------------------------------------------------------


def above_what_is_left(story: Story, tally: Tally) -> Iterator[Finding]:
    """`chế biến 584,3 nghìn tỷ (chiếm 99,4%)…; cấp nước 381,7 nghìn tỷ đồng`: 0,6 % are left."""
    for reading in story.readings:
        if "chiếm" not in reading.low:
            continue
        items = [item for item in items_of(reading) if _plain(item.level)]
        for at, item in enumerate(items):
            shares = [c.figure for c in item.all("share") if 50 <= c.figure.value < 100]
            for other in items[at + 1 : at + _FAR] if len(shares) == 1 else ():
                if other.sentence == item.sentence and other.depth == item.depth:
                    yield from _left(item, shares[0], other, tally)


def _left(item: Item, share: Figure, other: Item, tally: Tally) -> Iterator[Finding]:
    one, two = item.level, other.level
    if one is None or two is None or not _same(one, two):
        return
    if not any(f.parts_in(item.label) and f.parts_in(other.label) for f in FAMILIES[1:]):
        return
    rest = _size(one) * (100 - share.value + 1) / (share.value - 1)
    tally.tested += 1
    if _size(two) > _FAR * rest:
        yield _told(
            other.statement, two,
            _("{part} lớn hơn phần còn lại, khi {whole} đã chiếm {share}%").format(
                part=two.text.strip(), whole=one.text.strip(), share=share.text.strip(" %")
            ),
        )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    part_far_above,
    month_far_above,
    two_multipliers,
    closed_by_a_multiplier,
    above_what_is_left,
)
