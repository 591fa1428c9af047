"""A level, its move and the level before, in whichever order a sentence tells the three.

Comes in: the story. Goes out: findings: `42,6%, tăng 1,4% so với mức 41,2% của cùng kỳ`, `186 tỷ đồng,
cao hơn năm trước 14 triệu đồng (năm trước 172 tỷ đồng)`, `23.363 tỷ đồng; cùng kỳ là 21.585,8 tỷ đồng;
tăng 9,58%`, `từ 41 ha lên 52 ha, tăng 31%`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown, shown_stretch
from lsreport.audit.growth.bases import (
    by_amount,
    in_bases_bracket,
    may_be_difference,
    wrong_percent,
)
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.meaning.loose import Loose, loosened, plain_or_about
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import Stretch, growth_over, printed, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Claim, Reading, Sentence, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_YEAR = r"(?:trước|ngoái|[12][0-9]{3})"
_PERIOD = (
    rf"(?:(?:cùng|bình quân cùng) (?:kỳ|tháng|quý|thời điểm)(?: năm)?(?: {_YEAR})?"
    rf"|(?:cuối |đầu |cả |vụ )?năm(?: học)? {_YEAR}"
    rf"|(?:tháng|quý|kỳ|tuần|vụ|mùa vụ|niên vụ|đợt|phiên) trước"
    rf"|tháng [0-9]{{1,2}}(?:/| năm ){_YEAR}|quý (?:i{{1,3}}|iv)(?:/| năm ){_YEAR}"
    rf"|[0-9]{{1,2}} tháng(?: đầu)?(?: năm)? {_YEAR}|cuối năm|đầu năm|đầu nhiệm kỳ"
    rf"|(?:tại |đến )?(?:thời điểm |ngày )?31/12/[12][0-9]{{3}})"
)
_IS = r"(?: (?:chỉ|mới|là|đạt|có|ước|ở mức|mức|khi đó|được|@about))"
_UP = r"tăng|thêm|cao hơn|nhiều hơn|lớn hơn|nới rộng|mở rộng"
_DOWN = r"giảm|thấp hơn|ít hơn|nhỏ hơn|thu hẹp|co lại|bớt"
_VERB = (
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?: (?:thêm|tới|nhẹ|mạnh|khá|đến|là|được|@about)){{0,2}}"
)
_THEN = r"(?:(?:như vậy|tức|tức là|hay|nghĩa là),? )?"
_MOVES = lazy(
    rf" ?[,;(]? ?{_THEN}{_VERB}(?P<than> (?:so với )?{_PERIOD})?(?: là)?(?: (?:@about))? "
)
_THAN = lazy(
    rf" ?\)?,? so với (?:(?P<level>(?:mức|con số)(?: (?:xuất siêu|nhập siêu|thâm hụt|thặng dư|bội chi))? )?|{_PERIOD}{_IS}{{0,2}} |(?:mức|con số)(?: của)? {_PERIOD}{_IS}{{0,2}} )"
)
_OF_BEFORE = lazy(rf" ?\)? ?(?:của |vào |ở |trong |hồi )?{_PERIOD}")
_IN_BRACKET = lazy(
    rf"(?: so với(?: (?:ước|số|mức|kết quả|tỷ lệ|tỉ lệ|con số)(?: (?:thực hiện|giải ngân|đạt được|ước|tính|của)){{0,3}})?)?(?P<than> {_PERIOD}(?: năm {_YEAR})?)? ?\( ?(?P<named>{_PERIOD})?:?{_IS}{{0,2}} ?"
)
_THEN_BEFORE = lazy(
    rf" ?(?P<open>[;,(]) ?(?:trong khi |so với |mà )?(?:mức |con số )?{_PERIOD}{_IS}{{0,2}} "
)
_TOLD_THEN = lazy(rf"\b{_PERIOD}")
_STOP = lazy(r"[.;)]")
_COMPARED = lazy(rf"\bso(?: với)? {_PERIOD}")
_BEFORE = lazy(rf"\b{_PERIOD}{_IS}{{0,2}} \Z")
_FROM = lazy(r"\btừ (?:mức )?\Z")
_NOW = lazy(rf" ?[,;] ?(?:thì |đến )?(?:năm nay|nay|kỳ này|tháng này|quý này|vụ này){_IS}{{0,2}} ")
_TO = lazy(
    rf"(?: (?:của |vào |trong )?{_PERIOD})? (?:lên|xuống|còn|xuống còn)(?: (?:mức|còn|thành|đến))? "
)
_SINCE = lazy(
    rf" ?\)?(?: (?:của |vào |trong )?(?:năm nay|năm [12][0-9]{{3}}|kỳ này))? ?[,;(] ?{_THEN}{_VERB} "
)
_OTHER = lazy(r" ?\)?,? ?(?:so với|so|mỗi|một năm|hằng|hàng|bình quân|/|của |@goal|tổng|về )")
_PAST = r" ?[,;] ?(?:(?P<up>vượt|cao hơn|nhiều hơn|tăng)|(?P<down>thấp hơn|ít hơn|hụt|giảm|(?:còn )?thiếu))"
_PLAN = r"(?:so với )?(?:mức )?(?:@goal)(?: [^\W\d_]{1,10}){0,4} ?\( ?(?:(?:là|giao) )?"
_PASSES, _PASSES_PLAN = lazy(rf"{_PAST} "), lazy(rf"{_PAST} {_PLAN}")
_PLAN_BEHIND = lazy(rf" {_PLAN}")
_PLAN_SHUT = lazy(r" ?\)(?: là| tới)? ")
_ASIDE = lazy(r" ?\( ?(?:[-+]|tăng |giảm |tương đương |tương ứng )? ?")
_CLOSED = lazy(r" ?\)")
_PAIR_BEHIND = lazy(r"\A ?\([^()/]{1,24}/[^()/]{1,40}\)")
_PAIR = lazy(r" ?\( ?(?:đạt |có |tương đương )?")
_COUNTED = lazy(
    r"\A(?: (?!tăng|thêm|giảm|cao|thấp|nhiều|ít|lớn|nhỏ|so|lên|xuống|còn|của|cùng|năm|từ|vào|trong)[^\W\d_]{1,10}){1,3}"
)
_THAN_RATE = lazy(
    r"[^;.%0-9]{0,40},? (?:(?P<up>cao)|(?P<down>thấp)) hơn (?:so với )?(?:mức|tỷ lệ|tỉ lệ|con số) "
)
_THAN_BASE = lazy(
    rf"[^;.()]{{0,60}},? (?:và |nhưng )?(?:(?P<up>cao|nhiều|lớn)|(?P<down>thấp|ít|nhỏ)) hơn (?:so với )?(?:mức |số |con số )?"
    rf"(?:(?:trung bình|bình quân|chung)[^;,.()]{{0,40}}|{_PERIOD}) ?\( ?"
)
_BY_SO_MUCH = lazy(r" ?\) (?:là|tới|đến|khoảng) ")
_BY = lazy(rf" (?:của |vào |trong |ở )?{_PERIOD}(?: năm {_YEAR})?(?: là| tới| đến)? ")
_AGAIN = lazy(r",? (?:tương ứng|tương đương|hay|tức|tức là)(?: với)?(?: (?:tăng|giảm|là|mức))* ")
_SCALES = tuple(Decimal(10) ** power for power in (-9, -6, -3, 3, 6, 9))


class _Triple(NamedTuple):
    """A level, the level before, the move between them with its direction."""

    now: Figure
    then: Figure
    move: Figure
    down: bool


def told_together(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each level, level before and move that a sentence tells together."""
    for reading in story.readings:
        for sentence in reading.sentences:
            for triple in (*_triples(reading, sentence), *_told_twice(reading, sentence)):
                tally.tested += 1
                yield from _tested(reading, triple)


def _triples(reading: Reading, sentence: Sentence) -> Iterator[_Triple]:
    figures = [f for f in sentence.figures if f.unit.kind]
    figures = [f for i, f in enumerate(figures) if not _is_aside(reading, figures, i)]
    for one, two, three in zip(figures, figures[1:], figures[2:], strict=False):
        if any(f.whole is not None for f in (one, two, three)):
            continue
        if phrases.is_short_of(reading.low[max(0, one.start - 12) : one.start]):
            continue
        one, two, three = (_told_about(reading, f) for f in (one, two, three))
        if one.fault or unsure(two, three):
            continue
        # «từ 412 ha» is no estimate where «lên 468 ha» follows
        for read in (_before_first,) if one.vague else (
            _move_second, _move_last, _before_first, _before_second, _of_plan
        ):  # fmt: skip
            triple = read(reading, one, two, three)
            if triple is not None and _fits(triple):
                yield triple
                break


def _told_about(reading: Reading, figure: Figure) -> Figure:
    """Return a figure as open as `gần`, `hơn` before it leave it; a bound or a range as it is."""
    return loosened(figure) if plain_or_about(reading, figure) else figure


def _told_twice(reading: Reading, sentence: Sentence) -> Iterator[_Triple]:
    """Read `24.863 đồng, giảm 351 đồng, tương ứng giảm 1,39% so với mức 25.214 đồng`: two moves."""
    figures = [f for f in sentence.figures if f.unit.kind]
    for now, one, again, then in zip(figures, figures[1:], figures[2:], figures[3:], strict=False):
        verb = _MOVES.fullmatch(_between(reading, now, one))
        if verb is None or not _AGAIN.fullmatch(_between(reading, one, again)):
            continue
        if unsure(now, one, again, then) or one.unit.percent == again.unit.percent:
            continue
        behind = _THAN.fullmatch(_between(reading, again, then))
        if behind and (behind["level"] or _OF_BEFORE.match(reading.low, then.end)):
            both = (_Triple(now, then, move, bool(verb["down"])) for move in (one, again))
            yield from (triple for triple in both if _fits(triple))


def _between(reading: Reading, one: Figure, other: Figure) -> str:
    """Return the words between two figures, without the noun that is counted: `nghìn thuê bao`."""
    gap = _PAIR_BEHIND.sub("", reading.low[one.end : other.start], count=1)
    return _COUNTED.sub("", gap, count=1) if one.unit.kind == "đếm" else gap


def _is_aside(reading: Reading, figures: list[Figure], at: int) -> bool:
    """Return whether a figure repeats the move before it in brackets: `tăng 14 tỷ đồng (+8,1%)`."""
    if not at or figures[at].unit.percent == figures[at - 1].unit.percent:
        return False
    figure = figures[at]
    if figure.whole is not None:  # «giảm từ 6,84% (13.236/193.508 hộ) xuống còn 5,12%»
        pair = _PAIR.fullmatch(reading.low, figures[at - 1].end, figure.start)
        return bool(pair and _CLOSED.match(reading.low, figure.end))
    signed = bool(figure.sign) or figure.unit.percent
    fits = _ASIDE.fullmatch(reading.low, figures[at - 1].end, figure.start)
    return bool(signed and fits and _CLOSED.match(reading.low, figure.end))


def _fits(triple: _Triple) -> bool:
    now, then, move = triple.now, triple.then, triple.move
    if now.sign or then.sign or not now.unit.same_as(then.unit) or now.unit.points:
        return False
    if move.sign and (move.sign == "-") != triple.down:
        return False
    points = move.unit.points and now.unit.percent and then.unit.percent
    return move.unit.percent or points or move.unit.same_as(now.unit)


# --- the three orders ------------------------------------------------------------------------------


def _move_second(reading: Reading, now: Figure, move: Figure, then: Figure) -> _Triple | None:
    """Read `42,6%, tăng 1,4% so với mức 41,2%`, `186 tỷ đồng, cao hơn năm trước 14 tỷ đồng (172 tỷ đồng)`."""
    verb = _MOVES.fullmatch(_between(reading, now, move))
    if verb is None:
        return None
    triple = _Triple(now, then, move, bool(verb["down"]))
    behind = _THAN.fullmatch(_between(reading, move, then))
    if behind is not None:
        bare = "kỳ" not in behind[0] and "năm" not in behind[0] and "trước" not in behind[0]
        named = not bare or behind["level"] or _OF_BEFORE.match(reading.low, then.end)
        named = named or (move.unit.same_as(now.unit) and behind[0] == " so với ")
        return triple if named else None
    aside = _IN_BRACKET.fullmatch(_between(reading, move, then))
    if aside is None or not _CLOSED.match(reading.low, then.end):
        return None
    if not (verb["than"] or aside["than"] or aside["named"]):
        return None
    known = not any(isinstance(f, Loose) for f in (now, move, then))
    if known and in_bases_bracket(reading.low[move.end : then.start]):
        return None  # tested there
    sure = aside["named"] or not may_be_difference(now, then, _claim(triple))
    return triple if sure else None


def _move_last(reading: Reading, now: Figure, then: Figure, move: Figure) -> _Triple | None:
    """Read `23.363 tỷ đồng; cùng kỳ là 21.585 tỷ đồng; tăng 9,58%`."""
    lead = reading.low[max(0, now.start - 60) : now.start]
    if _TOLD_THEN.search(_COMPARED.sub(" ", _STOP.split(lead)[-1])):
        return None
    before = _THEN_BEFORE.fullmatch(_between(reading, now, then))
    verb = _SINCE.fullmatch(_between(reading, then, move))
    if before is None or verb is None or _OTHER.match(reading.low, move.end):
        return None
    return _Triple(now, then, move, bool(verb["down"]))


def _before_first(reading: Reading, then: Figure, now: Figure, move: Figure) -> _Triple | None:
    """Read `từ 41 ha lên 52 ha, tăng 11 ha`, `năm trước là 41 ha, nay 52 ha, tăng 26,8%`."""
    lead = reading.low[max(0, then.start - 60) : then.start]
    way = _TO if _FROM.search(lead) else _NOW if _BEFORE.search(lead) else None
    verb = _SINCE.fullmatch(_between(reading, now, move))
    gap = _between(reading, then, now)
    if then.vague and way is not _TO:
        return None
    if way is None or verb is None or not way.fullmatch(gap):
        return None
    if _OTHER.match(reading.low, move.end) or (move.unit.percent and "(" in verb[0]):
        return None
    return _Triple(now, then, move, bool(verb["down"]))


def _before_second(reading: Reading, now: Figure, then: Figure, move: Figure) -> _Triple | None:
    """Read `67,2% kế hoạch, cao hơn tỷ lệ 64,1% của cùng kỳ 3,1%`: two rates, and by how much."""
    if verb := _THAN_BASE.fullmatch(reading.low, now.end, then.start):
        by = _BY_SO_MUCH.fullmatch(reading.low, then.end, move.start)
        return _Triple(now, then, move, bool(verb["down"])) if by else None
    if not now.unit.percent or not then.unit.percent:
        return None
    verb = _THAN_RATE.fullmatch(reading.low, now.end, then.start)
    if verb is None or not _BY.fullmatch(reading.low, then.end, move.start):
        return None
    return _Triple(now, then, move, bool(verb["down"]))


def _of_plan(reading: Reading, now: Figure, one: Figure, other: Figure) -> _Triple | None:
    """Read `6.551 tỷ đồng, vượt 1.105 tỷ đồng so với dự toán (5.446 tỷ đồng)`, `thấp hơn kế hoạch (5.320 ha) 1.140 ha`."""
    if one.unit.percent or other.unit.percent:
        return None
    first, last = _between(reading, now, one), reading.low[one.end : other.start]
    verb = _PASSES.fullmatch(first)
    if verb and _PLAN_BEHIND.fullmatch(last) and _CLOSED.match(reading.low, other.end):
        return _Triple(now, other, one, bool(verb["down"]))
    verb = _PASSES_PLAN.fullmatch(first)
    if verb and _PLAN_SHUT.fullmatch(last):
        return _Triple(now, one, other, bool(verb["down"]))
    return None


# --- what must hold --------------------------------------------------------------------------------


def _claim(triple: _Triple) -> Claim:
    role = "growth" if triple.move.unit.percent else "difference"
    return Claim(role, triple.move, -1 if triple.down else 1)


def _tested(reading: Reading, triple: _Triple) -> Iterator[Finding]:
    start = min(triple.now.start, triple.then.start)
    statement = Statement(reading.paragraph, start, "", triple.now)
    now, then, claim = triple.now, triple.then, _claim(triple)
    if triple.move.unit.points:
        yield from _in_points(reading, triple)
        return
    if not triple.move.unit.percent:
        found = _other_scale(reading, triple)
        yield from (found,) if found else by_amount(statement, now, then, claim)
        return
    computed = growth_over(now.base_stretch, then.base_stretch)
    typed = -triple.move.value if triple.down else triple.move.value
    off = 0 if computed is None else units_off(typed, computed)
    if computed is None or not off:
        return
    if now.unit.percent:
        yield from _rates(reading, triple, off)
    else:
        yield wrong_percent(statement, now, then, claim, typed, computed, off)


def _gone(triple: _Triple) -> Stretch:
    """Return by how much the level moved, in the direction that is told."""
    one, other = triple.now.base_stretch, triple.then.base_stretch
    return other - one if triple.down else one - other


def _span(triple: _Triple) -> tuple[int, int]:
    figures = (triple.now, triple.then, triple.move)
    return min(f.start for f in figures), max(f.end for f in figures)


def _other_scale(reading: Reading, triple: _Triple) -> Finding | None:
    """Return the finding of a move that another multiplier would make right."""
    own, gone = triple.move.base_stretch, _gone(triple)
    if own.meets(gone) or triple.move.unit.scale == triple.now.unit.scale:
        return None
    if not any(own.times(scale).meets(gone) for scale in _SCALES):
        return None
    return finding(
        "don-vi-doi", "certain", reading.paragraph, _span(triple),
        _("{now} so với {then} không thể chênh lệch {moved}; ở bậc đơn vị khác thì đúng").format(
            now=triple.now.text.strip(), then=triple.then.text.strip(), moved=triple.move.text.strip()
        ),
        _("xem lại đơn vị: mức và chênh lệch không cùng bậc (nghìn, triệu)"),
    )  # fmt: skip


def _in_points(reading: Reading, triple: _Triple) -> Iterator[Finding]:
    """Two rates, and by how many points the one is above or below the other."""
    typed = -triple.move.value if triple.down else triple.move.value
    gone = printed(triple.now.value) - printed(triple.then.value)
    off = units_off(typed, gone)
    if off:
        yield finding(
            "diem-phan-tram", by_units(off), reading.paragraph, _span(triple),
            _("{now} - {then} = {points} điểm phần trăm, văn bản ghi {typed}").format(
                now=triple.now.text.strip(), then=triple.then.text.strip(),
                points=shown(EXACT.subtract(triple.now.value, triple.then.value)), typed=shown(typed),
            ),
            _("sửa số điểm phần trăm hoặc một trong hai tỷ lệ"),
        )  # fmt: skip


def _rates(reading: Reading, triple: _Triple, off: int) -> Iterator[Finding]:
    """Two rates whose move is told in percent: points are meant, or it is wrong in both readings."""
    gone, move = _gone(triple), triple.move
    unit = Stretch(gone.low, gone.high)
    points = printed(move.value).meets(unit)
    if not points and min(off, units_off(move.value, unit)) <= 1:
        return
    yield finding(
        "diem-phan-tram", "certain" if points else by_units(off), reading.paragraph, _span(triple),
        _("{now} - {then} = {points} điểm phần trăm, văn bản ghi {typed}").format(
            now=triple.now.text.strip(), then=triple.then.text.strip(),
            points=shown(EXACT.subtract(triple.now.value, triple.then.value)), typed=move.text.strip(),
        ),
        _("ghi «{number} điểm phần trăm» nếu là hiệu của hai tỷ lệ").format(
            number=shown_stretch(unit, move.value)
        ),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (told_together,)
