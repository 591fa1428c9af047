"""A level, its level of a time before and its move, told with their times in any order.

Comes in: the story. Goes out: findings: `Số hộ nghèo đầu năm là 12.450 hộ. Đến cuối năm còn 9.120 hộ, giảm
3.230 hộ`, `67 vụ, 24 người chết; giảm 32 vụ, giảm 16 người chết (cùng kỳ 99 vụ, 45 người chết)`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown_stretch
from lsreport.audit.meaning.loose import loosened
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import HUNDRED, Stretch, growth_over, ratio, units_off
from lsreport.audit.reading.naming import names_in
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_YEAR = r"(?:trước|ngoái|[12][0-9]{3})"
_BEFORE = (
    ("ck", rf"cùng (?:kỳ|tháng|quý|thời điểm)(?: năm)?(?: {_YEAR})?"),
    ("nam", r"năm(?: học)? (?:trước|ngoái)|trước đó một năm|(?:vụ|mùa|niên vụ)(?: [^\W\d_]{1,8})? trước"),
    ("tt", r"(?:tháng|tuần|đợt) trước"),
    ("qt", r"quý trước"),
    ("dn", r"(?<!tháng )(?<!từ )(?<!quý )đầu (?:năm|kỳ|nhiệm kỳ|giai đoạn)|cuối năm (?:trước|ngoái|[12][0-9]{3})|31/12/[12][0-9]{3}"),
    ("ky", r"kỳ trước"),
)  # fmt: skip
_PERIOD = "(?:" + "|".join(f"(?P<{name}>{text})" for name, text in _BEFORE) + ")"
_THEN = lazy(rf"\b{_PERIOD}\b(?!/)")
_COMPARED = lazy(
    rf"\b(?:so(?: với)?|với|bằng|hơn) (?:mức |con số )?(?:của )?{_PERIOD}(?!\w|/)(?! ?\()"
)
_BARE = lazy(rf"\s?\)?\s?so(?: với)? (?:mức |con số )?(?:của )?{_PERIOD} (?:là )?")
_BARE_BRACKET = lazy(rf"[^,;.()]{{0,12}}\b(?:so(?: với)?|với|bằng) {_PERIOD}[^,;.()]{{0,24}}\( ?")
_COMPARES = lazy(rf"(?:[-+*•] )?so(?: với)? (?:mức )?(?:{_PERIOD}|năm [12][0-9]{{3}}) ?\( ?")
# «tăng 4,49% so với cùng kỳ (tháng 9 đạt 4.986 tấn»: a part of this time, not what was there then
_WITHIN = lazy(
    rf"\b{_PERIOD}[^()]{{0,24}}\(\s?(?:riêng\s|trong đó\s)?(?:tháng [0-9]{{1,2}}|quý (?:i{{1,3}}|iv)|[0-9]{{1,2}} tháng(?: đầu năm)?)(?=\s(?:đạt|ước|là|tăng|giảm|có)\s)"
)
_NOW = lazy(
    r"\b(?:năm nay|hiện nay|đến nay|nay|kỳ này|tháng này|quý này|vụ này|cuối (?:năm|kỳ)|hiện (?:có|còn|là))\b"
)
_IN_YEAR = lazy(r"\b(?:năm|năm học) (?P<year>[12][0-9]{3})\b")
_FROM = lazy(r"\btừ (?:mức )?\Z")
_TO = lazy(r"\b(?:lên|xuống|còn)(?: (?:mức|còn|thành|đến|tới))?\s\Z")
_OF = lazy(rf"\s?\)?\s?(?:(?:của|vào|trong|hồi)\s)?(?:{_PERIOD}|năm (?P<year>[12][0-9]{{3}}))\b")
_BASE_BEHIND = lazy(r"\sso với (?:mức |con số )?[0-9]")  # the very level it is compared with
_TURN = lazy(r"[;()]")
_TIMES = lazy(r"(?<=× )?\b(?P<over>gấp)\s(?:(?:@about)\s)?\Z")
_RATIO = lazy(r"\b(?:chỉ\s)?bằng\s\Z")
_RATE = lazy(
    r"\s?\)?,?\s?(?:/|về |mỗi|một năm|hằng|hàng|bình quân|@goal|so với (?:kế|dự|chỉ|mục)|so (?:kế|dự|chỉ|mục))"
)
_MEAN = lazy(r"\b(?:bình quân|trung bình|@of_which|có lúc|@goal|phấn đấu|vốn đăng ký)\b")
_PLACE = lazy(r"\b(?:@of_which|@goal|phấn đấu|bình quân|cả nước|toàn quốc)\b")
_HURT = (("chết", lazy(r"\b(?:chết|tử vong|thiệt mạng)\b")), ("thương", lazy(r"\bbị thương\b")))
_TAIL = lazy(r"(?:\s{0,2}[^\W\d_]{1,12}){0,3}")
_FILL = phrases.word_set(
    "nhiều ít lớn nhỏ kém vượt nếu thì của có này con đây tức như vậy nghĩa trong khi mà kết quả nay hiện đến sang thời điểm đầu cuối "
    "kỳ trước vụ đợt làm xảy ra người chết bị thương học đó một số lượng đồng từ tới lần gấp mới giá trị"
)
_FAR = 8  # figures between a move and its levels
_NEXT = 2  # sentences
_SINCE_YEAR = lazy(r"\)?\sso với\s[^,;.()0-9]{0,20}năm\s([12][0-9]{3})")
_YEARS = lazy(r"\b[12][0-9]{3}\b")
_OF_HOPED = lazy(r"\s(?:so với\s)?(?:số\s)?ước\b")


class Timed(NamedTuple):
    """A figure with its time: `when` is "" for now or unsaid, a year, or which time before."""

    figure: Figure
    when: str
    said: bool  # its time, `năm nay`, is said
    key: str
    words: frozenset[str]
    sentence: int
    place: int
    depth: int
    sign: int = 0
    base: str = ""


def levels_of_two_times(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each move against the level and the level before that are told with it."""
    for reading in story.readings:
        if reading.paragraph.cell or len(reading.figures) < 3:
            continue
        levels, moves = _sorted(reading)
        for move in moves:
            pair = _pair(reading, _near(levels, move), _near(moves, move), move)
            if pair is not None:
                tally.tested += 1
                yield from _tested(reading, *pair, move)


# --- reading -------------------------------------------------------------------------------------


def _sorted(reading: Reading) -> tuple[list[Timed], list[Timed]]:
    """Return the levels of a paragraph with their times, and the moves."""
    levels: list[Timed] = []
    moves: list[Timed] = []
    place = 0
    for number, sentence in enumerate(reading.sentences):
        at, when = sentence.start, ""
        for figure in sentence.figures:
            label = reading.low[at : figure.start]
            if not figure.unit.kind or figure.whole is not None:
                continue
            place, first, at = place + 1, at == sentence.start, figure.end
            if figure.unit.percent and _OF_HOPED.match(reading.low, figure.end):
                continue  # «bằng 102,9% ước thực hiện năm 2024»
            if _TURN.search(label):
                when = ""
            own, said = _when(reading, figure, label)
            key = _key(reading, figure, label)
            when = own if said else when if key or reading.depth(figure.start) else ""
            named = label if first else label.partition(",")[2] or label
            made = Timed(
                _started(figure, label), when, said, key, _names(named),
                number, place, reading.depth(figure.start),
                phrases.direction(label) or _times(label), _base(reading, figure, label),
            )  # fmt: skip
            if made.sign or figure.unit.points:
                moves.append(made)
            elif not figure.sign and not figure.fault:
                levels.append(made)
    return levels, moves


def _started(figure: Figure, label: str) -> Figure:
    """Return `từ 412 ha` as the level that it is, no bound."""
    return replace(figure, vague=False) if figure.vague and _FROM.search(label) else figure


def _near(some: Sequence[Timed], move: Timed) -> Sequence[Timed]:
    """Return those of some that stand near a move."""
    first = bisect_left(some, move.place - _FAR, key=lambda one: one.place)
    return some[first : bisect_left(some, move.place + _FAR + 1, key=lambda one: one.place)]


def _times(label: str) -> int:
    """Return 2 for `gấp`, 3 for `bằng`, before a ratio; 0 for neither."""
    return 2 if _TIMES.search(label) else 3 if _RATIO.search(label) else 0


def _when(reading: Reading, figure: Figure, label: str) -> tuple[str, bool]:
    """Return the time of a figure, and whether it is said."""
    behind = _OF.match(reading.low, figure.end)
    words = label if _BARE.fullmatch(label) else _COMPARED.sub(" ", label)
    words = _WITHIN.sub(" ", words)
    found = _THEN.search(words)
    if found:
        return found.lastgroup or "", True
    if year := _IN_YEAR.search(words):
        return year["year"], True
    if _FROM.search(label) and not behind:
        return "tu", True
    if behind and not figure.unit.points and not phrases.direction(label):
        return behind["year"] or behind.lastgroup or "", True
    return "", bool(_NOW.search(label) or _TO.search(label))


def _key(reading: Reading, figure: Figure, label: str) -> str:
    """Return what tells people counted apart: the dead, the hurt."""
    if figure.unit.kind != "đếm":
        return ""
    tail = _TAIL.match(reading.low, figure.end)
    near = f"{label.rpartition(',')[2]} {tail[0] if tail else ''}"
    return next((name for name, pattern in _HURT if pattern.search(near)), "")


def _names(label: str) -> frozenset[str]:
    label = label.rpartition("(")[2]
    words = _NOW.sub(" ", _THEN.sub(" ", _IN_YEAR.sub(" ", label)))
    return frozenset(names_in(words)) - _FILL


def _base(reading: Reading, figure: Figure, label: str) -> str:
    """Return with what a move is compared, "" where it is not said."""
    after = reading.low[figure.end : figure.end + 60]
    behind = _COMPARED.match(after.lstrip(" )"))
    found = behind or next(iter(_COMPARED.finditer(label)), None)
    year = _IN_YEAR.search(after[:24]) if after.lstrip().startswith("so với năm") else None
    return year["year"] if year else (found.lastgroup or "") if found else ""


# --- which two levels ----------------------------------------------------------------------------


def _pair(
    reading: Reading, levels: Sequence[Timed], moves: Sequence[Timed], move: Timed
) -> tuple[Timed, Timed] | None:
    """Return the level now and the level then of a move, where nothing else can be meant."""
    if _is_other(reading, move) or _BASE_BEHIND.match(reading.low, move.figure.end):
        return None
    near = [
        one for one in levels
        if abs(move.sentence - one.sentence) < _NEXT
        and one.key == move.key and _comparable(one.figure, move.figure)
        and plain_figure(reading, one.figure) and (one.depth <= move.depth or one.when)
    ]  # fmt: skip
    before = [one for one in near if one.place < move.place]
    behind = [
        one for one in near
        if one.place > move.place and one.sentence == move.sentence
        and ";" not in reading.low[move.figure.end : one.figure.start]
    ]  # fmt: skip
    first = [] if before and before[-1].sentence == move.sentence else behind[:2]
    last = [one for one in behind[:1] if one.when or (one.said and before and before[-1].when)]
    for pair in (before[-2:], [*before[-1:], *last], first):
        if len(pair) == 2 and (made := _in_time(*pair)) and _of_one(reading, pair, moves, move):
            now, then = made
            if _of_other_years(reading, move, then):
                continue  # «cuối năm 2022 có 478, hiện có 512, tăng 3,2% so với cuối năm 2023»
            if move.base in ("", then.when) or (then.when.isdigit() and move.base == "ck"):
                return now, then
    return None


def _of_other_years(reading: Reading, move: Timed, then: Timed) -> bool:
    """Return whether a move is compared with another year than that of the level before."""
    told = _SINCE_YEAR.match(reading.low, move.figure.end)
    years = _YEARS.findall(reading.low[max(0, then.figure.start - 40) : then.figure.start])
    return told is not None and bool(years) and told[1] != years[-1]


def plain_figure(reading: Reading, figure: Figure) -> bool:
    """Return whether a level can be tested: exact, or told by `gần`, `trên`."""
    if not figure.vague:
        return True
    lead = reading.low[max(0, figure.start - 24) : figure.start]
    return figure.unit.amount and phrases.is_about(lead)


def _comparable(level: Figure, move: Figure) -> bool:
    if move.unit.points:
        return level.unit.percent
    if move.unit.percent or move.unit.kind == "lần":
        return level.unit.amount and level.unit.kind != "lần"
    return level.unit.same_as(move.unit)


def _in_time(one: Timed, other: Timed) -> tuple[Timed, Timed] | None:
    """Return the later and the earlier of two levels, where their times tell."""
    if not one.figure.unit.same_as(other.figure.unit) or one.when == other.when:
        return None
    if one.when.isdigit() and other.when.isdigit():
        return (one, other) if one.when > other.when else (other, one)
    for then, now in ((one, other), (other, one)):
        if then.when and not now.when and (not then.when.isdigit() or now.said):
            return now, then
    return None


def _tail(reading: Reading, one: Timed) -> set[str]:
    """Return the names of what is counted, behind a level: `hộ cận nghèo`."""
    if one.sign or one.figure.unit.points:
        return set()
    tail = _TAIL.match(reading.low, one.figure.end)
    words = _OF.sub(" ", tail[0]) if tail else ""
    return set(_names(words))


def _opened_alone(reading: Reading, one: Timed) -> bool:
    """Return whether a bracket tells only a time and a level: `(cùng kỳ đạt 742,1 triệu USD)`."""
    lead = reading.low[max(0, one.figure.start - 80) : one.figure.start]
    return bool(one.key) or "(" not in lead or not _names(lead)


def _of_one(reading: Reading, pair: Sequence[Timed], moves: Sequence[Timed], move: Timed) -> bool:
    """Return whether two levels and a move are of one thing: no other name, no other move between."""
    three = sorted([*pair, move], key=lambda one: one.place)
    if not move.key and three[-1].place - three[0].place - _asides(reading, three, moves) > 2:
        return False
    first, *rest = three
    if _is_of_another(reading, three, move):
        return False
    opened = reading.low[max(0, first.figure.start - 200) : first.figure.end]
    known: frozenset[str] | set[str] = first.words | set(names_in(opened))
    known |= _tail(reading, first)
    stretch = reading.low[first.figure.end : three[-1].figure.start]
    if not first.words:
        known |= rest[0].words | (set() if _tail(reading, first) else _tail(reading, rest[0]))
    if first is move:  # its level may be named behind it
        rest = [one for one in rest if one.when]
    alone = all(_opened_alone(reading, one) for one in pair if one.when and one.depth)
    named = all(one.words | _tail(reading, one) <= known for one in rest)
    return alone and named and not _PLACE.search(stretch)


def _is_of_another(reading: Reading, three: Sequence[Timed], move: Timed) -> bool:
    """Return whether the level before may be that of another level, or no level at all."""
    first, last = three[0], three[-1]
    start = reading.sentences[first.sentence].start
    opens = _COMPARES.fullmatch(reading.low[start : first.figure.start].lstrip())
    if first.when and first.depth and not first.key and not opens:
        return True  # of the level before its bracket
    told = any(one.said for one in three if one is not move and one is not first)
    if first.when and not first.words and not told:
        return True  # «tháng trước 60 nghìn đồng; giá gà 58 nghìn đồng»
    if last is move or last.key:
        return False
    bare = _BARE_BRACKET.fullmatch(reading.low, move.figure.end, last.figure.start)
    return bare is not None  # perhaps by how much it moved


def _asides(reading: Reading, three: Sequence[Timed], moves: Sequence[Timed]) -> int:
    """Return how many moves between repeat the one before them in brackets: `(+8,1%)`."""
    low = reading.low
    return sum(
        three[0].place < one.place < three[-1].place
        and low[one.figure.start - 1 : one.figure.start] == "("
        for one in moves
    )


def _is_other(reading: Reading, move: Timed) -> bool:
    """Return whether a move is of a plan, of a mean year, or cannot be tested."""
    figure = move.figure
    if figure.vague or figure.fault or not figure.value or move.sign == 0:
        return True
    lead = reading.low[max(0, figure.start - 40) : figure.start]
    clause = lead[max(lead.rfind(";"), lead.rfind("."), lead.rfind("(")) + 1 :]
    return bool(_RATE.match(reading.low, figure.end)) or bool(_MEAN.search(clause))


# --- what must hold ------------------------------------------------------------------------------


def _tested(reading: Reading, now: Timed, then: Timed, move: Timed) -> Iterator[Finding]:
    late, early = loosened(now.figure).base_stretch, loosened(then.figure).base_stretch
    computed, typed = _computed(late, early, move)
    if computed is None or (move.figure.stretch.meets(computed) and typed > 0):
        return
    size = move.figure.value if typed > 0 else -move.figure.value
    off = units_off(size, computed)
    if not off:
        return
    turned = off > 1 and units_off(-size, computed) == 0
    start = min(f.figure.start for f in (now, then, move))
    end = max(f.figure.end for f in (now, then, move))
    yield finding(
        "nguoc-dau" if turned else "tang-chenh-lech",
        "certain" if turned or computed.low == computed.high else by_units(off),
        reading.paragraph, (start, end),
        _("{now} so với {then}: {g}, văn bản ghi {typed}").format(
            now=now.figure.text.strip(), then=then.figure.text.strip(),
            g=shown_stretch(computed, abs(size)), typed=move.figure.text.strip(),
        ),
        _("sửa «tăng», «giảm», mức tăng giảm hoặc một trong hai mức"),
    )  # fmt: skip


def _computed(late: Stretch, early: Stretch, move: Timed) -> tuple[Stretch | None, int]:
    """Return what a move should be, in its own unit, and its sign as told."""
    unit = move.figure.unit
    if move.sign == 2 or unit.kind == "lần":
        whole = ratio(late, early)
        return (whole.times(EXACT.divide(Decimal(1), HUNDRED)) if whole else None), 1
    if move.sign == 3:
        return ratio(late, early), 1
    if unit.percent:
        return growth_over(late, early), move.sign
    gone = late - early
    factor = Decimal(1) if unit.points else unit.factor
    return Stretch(EXACT.divide(gone.low, factor), EXACT.divide(gone.high, factor)), move.sign


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (levels_of_two_times,)
