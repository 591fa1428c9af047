"""The growth, or the share of a plan, of a whole between those of all its parts.

Comes in: the story. Goes out: findings: a product that grows by 10,57 % where agriculture, industry,
services and the taxes on products all grow by less; likewise what two parts with `và` between them name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from lsreport.audit.findings import Finding, Severity, Tally, finding, shown
from lsreport.audit.meaning.items import Item, change_over, gap_between, items_of, told_change
from lsreport.audit.reading.amounts import Stretch, added, printed
from lsreport.audit.reading.families import FAMILIES, INDUSTRY, PRODUCT, Family, Part
from lsreport.audit.reading.naming import names_in
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.phrases import word_set
from lsreport.audit.reading.statements import Claim, Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import decimals_of

_OTHER = lazy(
    r"\bhiện hành\b|\bbình quân\b|\bkế hoạch\b|\bdự kiến\b|\bmục tiêu\b|\bphấn đấu\b|\bnăng suất\b|\bthu nhập\b|\btỷ lệ\b"
)
_BUT = lazy(
    r"(?<!sản phẩm )\btrừ\b(?! (?:đi )?(?:các )?trợ cấp)|\bkhông (?:kể|tính|bao gồm)\b|\bchưa (?:kể|tính)\b"
)
_MEASURE = lazy(
    r"\b(?:sản lượng|giá trị sản xuất|doanh thu|doanh số|chỉ số|(?<!đánh )giá(?! trị\b| so sánh\b)|lao động|(?<!có )vốn(?! (?:đầu tư )?(?:trực tiếp )?(?:nước ngoài|fdi))|diện tích|lợi nhuận|tồn kho|tiêu thụ|dân số|"
    r"số (?:doanh nghiệp|dự án|lượt|thu|chi))\b"
)
_PLAIN = word_set(
    "khu vực ngành lĩnh thành phần kinh tế nhóm khối vốn khách lượt doanh nghiệp thu chi đàn sản lượng xuất giá trị thêm quốc nước hạn cấp quản lý dư nợ cho vay "
    "dịch vụ vận tải chuyển hoạt động kể từ đầu tư ngân sách nguồn có ở của các mặt đó thì phẩm đối số lao kim ngạch"
)
_INNER = lazy(r"\btrong đó\b|\briêng\b|\btrong số\b|\bgồm\b")
_SOME = lazy(r"\b(?:một số|chủ yếu|nhất là|đặc biệt|điển hình|như)\b")
_BEHIND = lazy(
    r"\b(?:nên|đưa|kéo|nâng|tính chung|nhờ đó|theo đó|qua đó|toàn (?:ngành|tỉnh|nền kinh tế|thành phố)|"
    r"(?:mức|tốc độ) tăng chung|chung)\b"
)
_JOINED = r"\s?(?:,|và|-|–|&|\+)\s?(?:đàn |thu |do |ngành |dịch vụ |vốn |khu vực )?"
_OPENS = lazy(
    r"\s*[-+*•]?\s*(?:(?:trong đó|cụ thể|@made_of|theo khu vực|theo ngành)[^:.;]{0,20}:?)?[^:.;]*\Z"
)
_OPENED = lazy(r"[^,;.0-9]{0,40}(?::|\b(?:trong đó|cụ thể|@made_of)\b)")
_MOST_ASIDES = 5
_MOST_LINES = 8
_REACH = 24  # items behind a whole in which its parts are looked for
_LEVELS = (Decimal("0.85"), Decimal("1.25"), Decimal(100))


class _List(NamedTuple):
    """A whole, what may be its growth instead, and all its parts."""

    reading: Reading
    whole: Item
    between: list[Item]
    parts: list[Item]
    missing: tuple[tuple[float, int], ...] = ()


def outside_of_all(story: Story, tally: Tally) -> Iterator[Finding]:
    """`GRDP tăng 10,57%. Nông, lâm, thủy sản tăng 3,67%; công nghiệp 10,08%; dịch vụ 7,53%; thuế 4,48%`."""
    body = [reading for reading in story.readings if reading.statements]
    told = [items_of(reading) for reading in body]
    for place in range(len(body)):
        seen: set[int] = set()
        for found in _lists(body, told, place):
            if found.whole.at not in seen and (fault := _tested(found, tally)):
                seen.add(found.whole.at)
                yield fault


def _lists(body: list[Reading], told: list[list[Item]], place: int) -> Iterator[_List]:
    items = told[place]
    wholes = {f: [item for item in items if f.named.search(item.label)] for f in FAMILIES}
    for at, whole in enumerate(items):
        if not whole.claims:
            continue
        for family in FAMILIES:
            if _is_part(whole.label, family):
                continue
            if family.named.search(whole.label) or (family is PRODUCT and _opens(items, at)):
                stream = items[at + 1 : at + 1 + _REACH]
                if len(wholes[family]) == 1:
                    stream = [*stream, *_below(body, told, place, family)]
                if found := _parts(body[place], whole, stream, family):
                    yield found
                if found := _before(body[place], items, at, family):
                    yield found
        if found := _named_by_two(body[place], items, at):
            yield found


def _is_part(label: str, family: Family) -> bool:
    """Return whether words name a part behind the whole: `của toàn nền kinh tế, khu vực nông nghiệp`."""
    named = family.named.search(label) if family in (PRODUCT, INDUSTRY) else None
    return named is not None and bool(family.parts_in(label[named.end() :]))


def _opens(items: Sequence[Item], at: int) -> bool:
    """Return whether a list follows a whole of any name: what the three sectors hold, they make up."""
    return at + 1 < len(items) and _OPENED.match(items[at + 1].lead) is not None


def _below(
    body: list[Reading], told: list[list[Item]], place: int, family: Family
) -> Iterator[Item]:
    """Yield what the lines right below tell, while each begins with a part."""
    number = body[place].paragraph.number
    for step in range(1, _MOST_LINES):
        if place + step >= len(body):
            return
        paragraph, items = body[place + step].paragraph, told[place + step]
        if paragraph.number > number + step or paragraph.heading or paragraph.cell:
            return
        if not items or not family.parts_in(items[0].label) or not _OPENS.match(items[0].lead):
            return
        yield from items


# --- lists ---------------------------------------------------------------------------------------


def _parts(reading: Reading, whole: Item, stream: Sequence[Item], family: Family) -> _List | None:
    """Return the list of all parts behind a whole, or None."""
    parts: list[Item] = []
    between: list[Item] = []
    covered: frozenset[int] = frozenset()
    asides = 0
    for item in stream:
        depth = parts[0].depth if parts else item.depth
        if item.depth > depth:
            continue
        last = parts[-1] if parts else whole
        if item.depth < depth or (parts and not _follows(last, item)):
            break
        named = family.parts_in(item.label)
        if not named or (parts and _INNER.search(item.lead) and named <= covered):
            asides += 1
            if asides > _MOST_ASIDES or family.named.search(item.label):
                break
            if not parts:
                between.append(item)
            continue
        if named & covered or not item.claims or _OTHER.search(item.label):
            break
        parts.append(item)
        covered |= named
    left = [part for n, part in enumerate(family.parts) if n not in covered]
    if len(parts) < 2 or any(not part.weight for part in left):
        return None
    if not _follows(whole, parts[0]) or _SOME.search(parts[0].lead):
        return None
    words = f"{reading.low} {parts[0].statement.paragraph.plain.lower()}"
    foreign = family.foreign is not None and family.foreign.search(words) is not None
    if (foreign and not _made_up(whole, parts)) or _falls_short(whole, parts):
        return None
    return _List(reading, whole, between, parts, _missing(family, left))


def _missing(family: Family, left: Sequence[Part]) -> tuple[tuple[float, int], ...]:
    found = tuple((part.weight, part.reach) for part in left)
    return (*found, family.rest) if family.rest else found


def _follows(one: Item, other: Item) -> bool:
    """Return whether an item stands in the sentence of another, in the next one or on a line below."""
    if one.statement.paragraph is not other.statement.paragraph:
        return other.statement.paragraph.number - one.statement.paragraph.number <= _MOST_LINES
    return other.sentence - one.sentence <= 1


def _before(reading: Reading, items: Sequence[Item], at: int, family: Family) -> _List | None:
    """Return the parts told before their whole: `… nên toàn ngành tăng 18,9%`."""
    whole = items[at]
    if not _BEHIND.search(whole.lead) or family.parts_in(whole.label) or not at:
        return None
    parts: list[Item] = []
    covered: frozenset[int] = frozenset()
    for item in reversed(items[max(0, at - _REACH) : at]):
        if item.depth > whole.depth:
            continue
        named = family.parts_in(item.label)
        if item.sentence < whole.sentence - 1 or (family.named.search(item.label) and not named):
            break
        if not named or named & covered or not item.claims:
            break
        parts.append(item)
        covered |= named
    left = [part for n, part in enumerate(family.parts) if n not in covered]
    if len(parts) < 2 or any(not part.weight for part in left):
        return None
    return _List(reading, whole, [], parts[::-1], _missing(family, left))


def _named_by_two(reading: Reading, items: Sequence[Item], at: int) -> _List | None:
    """Return the parts of a whole named by both: `đàn trâu, bò …: đàn trâu …, đàn bò …`."""
    whole, parts = items[at], [p for p in items[at + 1 : at + 6] if p.depth >= items[at].depth][:2]
    if len(parts) < 2 or not all(p.claims and p.sentence == whole.sentence for p in parts):
        return None
    first, second = (_name(part) for part in parts)
    shared = set(first) & set(second)
    one = [word for word in first if word not in shared]
    other = [word for word in second if word not in shared]
    if not one or not other or max(len(one), len(other)) > 3:
        return None
    pattern = re.escape(" ".join(one)) + _JOINED + re.escape(" ".join(other))
    match = re.search(rf"(?<!\w){pattern}(?!\w)", whole.wide)
    if match is None or _one_of_more(whole.wide, match):
        return None
    return _List(reading, whole, [], parts)


def _name(item: Item) -> list[str]:
    return names_in(item.label.partition(item.level.text.lower())[0] if item.level else item.label)


def _one_of_more(label: str, match: re.Match[str]) -> bool:
    """Return whether two names are part of a longer row: `lưu trú, ăn uống và lữ hành`."""
    head, tail = label[: match.start()].rstrip(), label[match.end() :].lstrip()
    return head.endswith((",", " và", "-")) or tail.startswith((",", "và ", "-"))


# --- the test ---------------------------------------------------------------------------------------


def _tested(found: _List, tally: Tally) -> Finding | None:
    windows = {i.statement.window for i in (found.whole, *found.parts)} - {""}
    if len(windows) > 1 or not _may_be_made_up(found) or _of_something_else(found):
        return None
    named = "hiện hành" in found.whole.lead or _OTHER.search(found.whole.label)
    if named and not found.whole.all("plan"):
        return None
    return _growths(found, tally) or _plans(found, tally)


def _of_something_else(found: _List) -> bool:
    """Return whether the parts name a measure or a thing, or leave something out, that the whole does not."""
    if any(_BUT.search(part.lead) for part in found.parts):
        return True
    whole, first = f"{found.whole.wide} {found.whole.statement.words}", found.parts[0]
    if found.whole.at < first.at:
        whole += found.reading.low[found.whole.statement.start : first.at - len(first.lead)]
    if any(name not in whole for p in found.parts for name in _MEASURE.findall(p.label)):
        return "tổng mức" not in whole
    common = set.intersection(*(set(names_in(p.label)) for p in found.parts))
    return bool(common - _PLAIN - set(names_in(whole)))


def _growths(found: _List, tally: Tally) -> Finding | None:
    own = found.whole.changes()
    bases = {c.base for part in found.parts for c in part.changes()} - {""}
    if not own or any(part.all("contribution") and not part.changes() for part in found.parts):
        return None
    chosen = [c for c in own if len(bases) == 1 and c.base in bases] or own
    base = chosen[0].base or (next(iter(bases)) if len(bases) == 1 else "")
    moves = [change_over(part, base) for part in found.parts]
    parts = [move for move in moves if move is not None]
    if len(parts) < len(moves) or (len(bases) > 1 and base not in bases):
        return None
    others = [(i, c) for i in found.between for c in i.changes()]
    stated = [told_change(found.whole, c) for c in chosen]
    stated += [told_change(item, claim) for item, claim in others]
    tally.tested += 1
    if any(move is None or not gap_between(move, parts) for move in stated):
        return None
    return _told(found, chosen[-1], [move for move in stated if move], parts)


def _plans(found: _List, tally: Tally) -> Finding | None:
    own = found.whole.all("plan")
    shares = [part.all("plan") for part in found.parts]
    if len(own) != 1 or any(len(some) != 1 for some in shares):
        return None
    whose = {some[0].plan for some in (own, *shares)} - {""}
    figures = [some[0].figure for some in (own, *shares)]
    if len(whose) > 1 or any(f.vague or f.fault for f in figures):
        return None
    stated, *parts = [printed(f.value) for f in figures]
    tally.tested += 1
    if not gap_between(stated, parts):
        return None
    return _told(found, own[0], [stated], parts)


def _told(found: _List, claim: Claim, stated: Sequence[Stretch], parts: list[Stretch]) -> Finding:
    low, high = min(p.middle for p in parts), max(p.middle for p in parts)
    return finding(
        "tang-ngoai-phan", _how_sure(found, stated, parts), found.reading.paragraph,
        (claim.figure.start, claim.figure.end),
        _("các phần từ {low}% đến {high}%, tổng {typed}%").format(
            low=_plain(low), high=_plain(high), typed=_plain(stated[0].middle)
        ),
        _("tốc độ của tổng phải nằm giữa các phần, trừ khi danh sách không đủ"),
    )  # fmt: skip


def _plain(number: Decimal) -> str:
    """Return a number with no zeros behind its last digit but the one it may have been printed with."""
    return shown(number, max(1, decimals_of(number.normalize())))


def _how_sure(found: _List, stated: Sequence[Stretch], parts: list[Stretch]) -> Severity:
    """Return how severe it is: a small part left unsaid may lie somewhat outside of the others."""
    gap = min(gap_between(one, parts) for one in stated)
    if any(gap < Decimal(str(weight)) * reach for weight, reach in found.missing):
        return "look"
    return "certain"


def _may_be_made_up(found: _List) -> bool:
    """Return whether the levels, where all are told, allow the parts to be all of the whole."""
    levels = [part.level for part in found.parts]
    whole = found.whole.level
    if whole is None or any(f is None or not f.unit.same_as(whole.unit) for f in levels):
        return True
    return _share(found.whole, found.parts, _LEVELS[0], _LEVELS[1]) or _share(
        found.whole, found.parts, _LEVELS[2], Decimal(10) ** 9
    )


def _falls_short(whole: Item, parts: Sequence[Item]) -> bool:
    """Return whether the levels told leave room for a part that is not: millet beside rice and maize."""
    levels = [item.level for item in (whole, *parts)]
    told = [level for level in levels if level is not None and level.unit.amount]
    if len(told) < len(levels) or not all(one.unit.same_as(told[0].unit) for one in told):
        return False
    return added(one.base_stretch for one in told[1:]).high < told[0].base_stretch.low


def _made_up(whole: Item, parts: Sequence[Item]) -> bool:
    """Return whether levels are told, and make up the whole."""
    if whole.level is None or any(
        p.level is None or not p.level.unit.same_as(whole.level.unit) for p in parts
    ):
        return False
    return _share(whole, parts, Decimal("0.97"), Decimal("1.03"))


def _share(whole: Item, parts: Sequence[Item], low: Decimal, high: Decimal) -> bool:
    if whole.level is None:
        return False
    some = added(p.level.base_stretch for p in parts if p.level).middle
    goal = whole.level.base_stretch.middle
    return goal > 0 and low * goal <= some <= high * goal


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (outside_of_all,)
