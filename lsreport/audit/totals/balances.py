"""What is sold less what is bought, what is taken in less what is spent.

Comes in: the story. Goes out: findings: `xuất khẩu lớn hơn nhập khẩu 513,7 triệu USD` that is not the
difference of the two, in a row, a sentence or the paragraphs before; a balance that those of the two
sectors do not make up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from lsreport.audit.findings import Finding, Severity, Tally, finding, shown_stretch
from lsreport.audit.meaning.loose import loosened, plain_or_about
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import Stretch, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import is_slip
from lsreport.audit.reading.spans import Span, lies_in, span_of
from lsreport.audit.reading.statements import Reading, Sentence
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

Role = Literal["out", "in", "balance"]
_FILL = r"(?:\s(?!và\b|tăng\b|giảm\b)[^\W\d_,;]{1,10}|\s[0-9]{1,2}(?:/[0-9]{4})?(?=\s|\stháng)){0,7}\s{0,3}\Z"
_SELLS, _BUYS = r"(?:xuất khẩu|xuất|thu)", r"(?:nhập khẩu|nhập|chi)"
_OVER = r"\b[^,;.()0-9]{0,30}\b(?:lớn hơn|cao hơn|nhiều hơn|vượt)(?:\sso với)?(?:\s(?:tổng|kim ngạch|số))?\s"
_UNDER = r"\b[^,;.()0-9]{0,30}\b(?:nhỏ hơn|thấp hơn|ít hơn|kém)(?:\sso với)?(?:\s(?:tổng|kim ngạch|số))?\s"
_BALANCE = lazy(
    r"\b(?:(?P<up>xuất siêu|thặng dư|bội thu|kết dư)|(?P<down>nhập siêu|thâm hụt|bội chi)"
    rf"|(?P<more>{_SELLS}{_OVER}{_BUYS}|{_BUYS}{_UNDER}{_SELLS})"
    rf"|(?P<less>{_SELLS}{_UNDER}{_BUYS}|{_BUYS}{_OVER}{_SELLS})"
    r"|(?P<gap>chênh lệch(?:\sgiữa)?(?:\s(?:xuất,? nhập khẩu|xuất khẩu và nhập khẩu|thu(?:,| -| và|) chi))?))"
    + _FILL
)
_BOTH = lazy(
    r"\bxuất(?: khẩu)?\s?(?:,|-|–|và|/)?\s?nhập\b|\bthu\s?(?:,|-|–|và|/)\s?chi\b|\bhai chiều\b"
)
_TRADE = {
    "out": lazy(r"\bxuất(?: khẩu)?\b(?! siêu| chuồng| xưởng| bán| hiện)"),
    "in": lazy(r"\bnhập(?: khẩu)?\b(?! siêu| cư| học| viện)"),
}
_MONEY = r"(?:\s(?:nsnn|nsđp|đến|hết|ngày|[0-9]{1,2}/[0-9]{1,2}(?:/[12][0-9]{3})?|\(nsnn\)|vào|ra|trong|kỳ|quỹ|ngân|sách|nhà|nước|địa|phương|cân|đối|tiền|mặt|qua|hệ|thống|hàng|năm|tháng|quý|[0-9]{1,2}|[12][0-9]{3}|bảo|hiểm|xã|hội|y|tế|bhxh|bhyt|thất|nghiệp|toàn|của|tỉnh|cả|ước|tính|đạt|được|là|@about|thực|hiện|lũy|kế))*\s{0,3}\Z"
_BUDGET = {"out": lazy(r"\bthu" + _MONEY), "in": lazy(r"\bchi" + _MONEY)}
_INNER = lazy(r"\b(?:trong nước|nội địa)\b")
_FOREIGN = lazy(r"\b(?:nước ngoài|fdi)\b")
_PLACED = lazy(
    r"\b(?:sang|từ thị trường|thị trường|với (?:các )?nước|mặt hàng|nhóm hàng|tiểu ngạch|biên mậu|ủy thác|dịch vụ|qua cửa khẩu)\b"
)
_NO_SIDE = lazy(r"\b(?:@goal|phấn đấu|dự báo|thuế|bình quân|mặt hàng|nhóm hàng)\b")
_MOVED = lazy(r"\b(?:tăng|giảm|cao hơn|thấp hơn)(?:\s[^\W\d_]{1,8}){0,2}\s{0,3}[(]?\Z")
_OF_ALL = lazy(r"\b(?:cả tỉnh|toàn tỉnh|cả nước|chung|nên)\b|\btỉnh\s")
_CUT = lazy(r";")
# What stands right before and behind the name of a side that is told as a whole.
_MAIN = lazy(
    r"(?:(?:\A|[,;:.(]|\b(?:ngạch|trị|tổng|số|ước|tính|khi|đó|và|còn|về|của|tỉnh|nước|năm|tháng|này|bàn|ngoại|thương))\s{0,3}|\A[^,;.]{0,60}\s)"
    r"(?:(?:xuất|nhập)(?: khẩu)?|(?:thu|chi)(?: cân đối)? ngân sách)"
    r"(?:\s(?:hàng|hóa|hoá|ước|tính|đạt|là|tháng|năm|đầu|quý|i{1,3}|iv|cả|nước|nhà|địa|phương|của|tỉnh|bàn|qua|@about|sơ|bộ|"
    r"thực|hiện|trong|này|tới|lũy|kế|được|có|[0-9]{1,2}(?:/[0-9]{4})?|[12][0-9]{3}|ngạch|giá|trị))*,?(?:\s(?:ước|tính|đạt|là|chỉ|mới|còn|@about|ở|mức)){0,4}\s{0,3}\Z"
)
_NATION = lazy(r"\b(?:cả nước|toàn quốc)\b")
_PROVINCE = lazy(r"\b(?:của tỉnh|toàn tỉnh|địa bàn tỉnh)\b")
# A balance of some goods, of one level of the budget: not of all that goes in and out.
_OF_SOME = lazy(
    r"\bsiêu\s(?:nhóm\s|mặt\s)?hàng\s(?!hóa|hoá|là|đạt|ước)|\bsiêu\s(?:nông|lâm|thủy|thuỷ|dịch vụ)|\bcấp (?:tỉnh|huyện|xã)\b"
)
_REACH = 3  # paragraphs
_FAR = 30  # paragraphs: so far only a slip of typing tells that the balance is of these two
_KEPT = 60


class _Told(NamedTuple):
    """An amount of trade or of a budget: which side, of whom, of what time, where."""

    role: Role
    figure: Figure
    scope: str
    span: Span | None
    sign: int
    row: int
    sentence: int
    reading: Reading
    domain: str
    main: bool  # told as a whole, not of a good or a place


# --- reading -----------------------------------------------------------------------------------


def _told(reading: Reading) -> Iterator[_Told]:
    for number, sentence in enumerate(reading.sentences):
        if not any(f.unit.kind in ("tiền", "ngoại tệ") for f in sentence.figures):
            continue
        words = reading.low[sentence.start : sentence.end]
        if any(w in words for w in ("xuất", "nhập", "thặng dư", "thâm hụt", "thu", "chi", "bội")):
            yield from _of_sentence(reading, sentence, number)


def _of_sentence(reading: Reading, sentence: Sentence, number: int) -> Iterator[_Told]:
    words = reading.low[sentence.start : sentence.end]
    cuts = [sentence.start + m.end() for m in _CUT.finditer(words)]
    span, at, row, scope, then = None, sentence.start, 0, "", False
    for figure in sentence.figures:
        while row < len(cuts) and cuts[row] <= figure.start:
            at, row = max(at, cuts[row]), row + 1
            scope, then = "", False
        label = reading.low[at : figure.start]
        if not figure.unit.kind:
            continue
        own = label.partition(",")[2] or label if at > sentence.start else label
        then = phrases.is_then_told(own) or (then and ")" not in label)
        at, span = figure.end, span_of(label) or span
        if figure.unit.kind not in ("tiền", "ngoại tệ") or _MOVED.search(label):
            continue
        made = _classified(own[-140:]) if plain_or_about(reading, figure) else None
        if made is not None:
            role, sign, domain = made
            whose = _scope(label) or ("" if _OF_ALL.search(label) else scope)
            if _NATION.search(label) and _PROVINCE.search(words):
                whose = "nation"  # beside what the province sold and bought
            scope = "" if role == "balance" else whose
            yield _Told(
                role, figure, whose + ("then" if then else ""), span, sign, row, number, reading,
                domain, bool(_MAIN.search(own[-140:])),
            )  # fmt: skip


def _classified(label: str) -> tuple[Role, int, str] | None:
    """Return the side that the words before an amount name last, its sign, its domain."""
    balance = _BALANCE.search(label)
    if balance and not _NO_SIDE.search(label):
        up, down = balance["up"] or balance["more"], balance["down"] or balance["less"]
        sign = 1 if up else -1 if down else 0
        words = balance[0]
        budget = {"thu", "chi", "kết", "bội"} & set(words.split())
        return "balance", sign, "budget" if budget else "trade"
    if _BOTH.search(label) or _NO_SIDE.search(label):
        return None
    money = "thu" in label.split() or "chi" in label.split()
    for domain, sides in (("budget", _BUDGET),) if money else (("trade", _TRADE),):
        spots = {
            role: [m.end() for m in pattern.finditer(label)] for role, pattern in sides.items()
        }
        if bool(spots["out"]) != bool(spots["in"]):
            return ("out" if spots["out"] else "in"), 0, domain
    return None


def _scope(label: str) -> str:
    if _INNER.search(label):
        return "inner"
    if _FOREIGN.search(label):
        return "foreign"
    return "placed" if _PLACED.search(label) or _OF_SOME.search(label) else ""


# --- a balance and its sides ---------------------------------------------------------------------


def balance_of_two(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each balance against the two sides of its row, its sentence, or told before."""
    before: list[_Told] = []
    for reading in story.readings:
        if reading.paragraph.cell or reading.paragraph.note:
            continue
        here = list(_told(reading))
        number = reading.paragraph.number
        before = [t for t in before if number - t.reading.paragraph.number <= _FAR][-_KEPT:]
        for index, one in enumerate(here):
            if one.role == "balance" and one.scope != "placed":
                yield from _balanced(one, here, [*before, *here[:index]][-_KEPT:], tally)
        before += here


def _balanced(
    one: _Told, here: Sequence[_Told], before: Sequence[_Told], tally: Tally
) -> Iterator[Finding]:
    same = [t for t in here if t.sentence == one.sentence and _goes_with(t, one)]
    others = [t for t in here if t.role == "balance" and t is not one]
    for some in ([t for t in same if t.row == one.row], same):
        sides = _pair(some)
        if sides and any(_size(*sides).meets(t.figure.base_stretch) for t in others):
            return  # it is the other balance that these two make
        if sides and (one.sign or one.figure.start > sides[1].figure.start):
            yield from _tested(one, *sides, True, tally)
            return
        if some and len({t.role for t in some}) > 1:
            break
    else:
        yield from _recalled(
            one, [t for t in before if t.main and _goes_with(t, one)], before, tally
        )


def _recalled(
    one: _Told, fitting: Sequence[_Told], before: Sequence[_Told], tally: Tally
) -> Iterator[Finding]:
    """Test a balance against sides told before: the only ones near by, or by a slip the last ones."""
    number = one.reading.paragraph.number
    near = [t for t in fitting if number - t.reading.paragraph.number <= _REACH]
    sides = _pair(near)
    if sides and not _contested(one, before):
        yield from _tested(one, *sides, False, tally)
        return
    outs, into = [t for t in fitting if t.role == "out"], [t for t in fitting if t.role == "in"]
    if not outs or not into or outs[-1].span != into[-1].span:
        return
    known = [(a, b) for a in outs for b in into if _size(a, b).meets(one.figure.base_stretch)]
    if known:
        if all(_gone(a, b).middle * one.sign < 0 for a, b in known):
            yield from _tested(one, *known[-1], False, tally)
        return
    sold, bought = outs[-1], into[-1]
    if one.sign * _gone(sold, bought).middle >= 0 and is_slip(one.figure, _size(sold, bought)):
        yield from _tested(one, sold, bought, False, tally)


def _size(out: _Told, into: _Told) -> Stretch:
    gone = _gone(out, into)
    return gone if gone.middle >= 0 else Stretch(-gone.high, -gone.low)


def _gone(out: _Told, into: _Told) -> Stretch:
    return loosened(out.figure).base_stretch - loosened(into.figure).base_stretch


def _goes_with(side: _Told, one: _Told) -> bool:
    if side.role == "balance" or side.domain != one.domain or side.scope != one.scope:
        return False
    if not side.figure.unit.same_as(one.figure.unit):
        return False
    return _one_time(side.span, one.span)


def _one_time(some: Span | None, other: Span | None) -> bool:
    if some is None or other is None or some == other:
        return True
    if some.year and other.year and some.year != other.year:
        return False
    return some.kind == other.kind and not (some.last and other.last and some[1:3] != other[1:3])


def _pair(some: Sequence[_Told]) -> tuple[_Told, _Told] | None:
    """Return the only exports and imports among some, where there is one of each."""
    out, into = [t for t in some if t.role == "out"], [t for t in some if t.role == "in"]
    if len(out) != 1 or len(into) != 1 or not _one_time(out[0].span, into[0].span):
        return None
    return out[0], into[0]


def _contested(one: _Told, before: Sequence[_Told]) -> bool:
    """Return whether sides of other times were told near by, so that a balance may be of those."""
    if one.span is not None:
        return False
    spans = {t.span for t in before if t.span and t.domain == one.domain}
    return any(lies_in(a, b) for a in spans for b in spans)


def _tested(one: _Told, out: _Told, into: _Told, close: bool, tally: Tally) -> Iterator[Finding]:
    level, gone = loosened(one.figure), _gone(out, into)
    turned = Stretch(-gone.high, -gone.low)
    sizes = {1: (gone,), -1: (turned,), 0: (gone, turned)}[one.sign]
    tally.tested += 1
    if any(size.meets(level.base_stretch) for size in sizes):
        return
    right = gone if gone.middle > 0 else turned
    computed = _in_unit(right, level)
    off = units_off(level.value, computed)
    wrong_side = right is not sizes[0] and len(sizes) == 1
    if off <= 1 and not wrong_side:
        severity: Severity = "look"
    elif wrong_side and not (close or right.meets(level.base_stretch)):
        return
    else:
        known = close and one.domain == "trade" and out.main and into.main and not one.scope
        slip = is_slip(one.figure, right) or right.meets(level.base_stretch)
        if close and one.domain == "trade" and not (known or slip):
            return  # of a good, of a place
        severity = "certain" if known or slip else "likely"
    if wrong_side and right.meets(level.base_stretch):
        yield finding(
            "can-can", severity, one.reading.paragraph, (level.start - 10, level.end),
            (
                _("{out} lớn hơn {into}, mà văn bản ghi «{told}»") if gone.middle > 0
                else _("{out} nhỏ hơn {into}, mà văn bản ghi «{told}»")
            ).format(
                out=out.figure.text.strip(), into=into.figure.text.strip(),
                told=one.reading.paragraph.plain[level.start - 10 : level.end].strip(" ,;:."),
            ),
            _("sửa chữ, như «xuất siêu» thành «nhập siêu»"),
        )  # fmt: skip
        return
    yield finding(
        "can-can", severity, one.reading.paragraph, (level.start - 10, level.end),
        _("{out} trừ {into}: chênh lệch {g}, văn bản ghi {typed}").format(
            out=out.figure.text.strip(), into=into.figure.text.strip(),
            g=shown_stretch(computed, level.value), typed=level.text.strip(),
        ),
        _("sửa mức chênh lệch hoặc một trong hai số kia"),
    )  # fmt: skip


def _in_unit(stretch: Stretch, figure: Figure) -> Stretch:
    factor = figure.unit.factor
    return Stretch(EXACT.divide(stretch.low, factor), EXACT.divide(stretch.high, factor))


# --- a balance and those of the two sectors ------------------------------------------------------


def balance_of_sectors(story: Story, tally: Tally) -> Iterator[Finding]:
    """`thặng dư 15,76 tỷ USD; trong nước nhập siêu 21,44, khu vực FDI xuất siêu 37,20 tỷ USD`."""
    for reading in story.readings:
        told = [t for t in _told(reading) if t.role == "balance" and t.sign]
        for number in sorted({t.sentence for t in told}):
            three = [t for t in told if t.sentence == number]
            by_scope = {t.scope: t for t in three}
            if len(three) == 3 and set(by_scope) == {"", "inner", "foreign"}:
                yield from _sectors(by_scope[""], [by_scope["inner"], by_scope["foreign"]], tally)


def _sectors(total: _Told, parts: Sequence[_Told], tally: Tally) -> Iterator[Finding]:
    if not all(p.figure.unit.same_as(total.figure.unit) for p in parts):
        return
    tally.tested += 1
    net, own = _signed(parts[0]) + _signed(parts[1]), _signed(total)
    if net.meets(own):
        return
    typed = loosened(total.figure)
    size = net if net.middle > 0 else Stretch(-net.high, -net.low)
    off = units_off(typed.value, _in_unit(size, typed))
    turned = Stretch(-net.high, -net.low).meets(own)
    yield finding(
        "can-can", "certain" if turned or off > 1 else "look", total.reading.paragraph,
        (typed.start - 10, typed.end),
        _("hai khu vực cộng lại {side} {g}, văn bản ghi {typed}").format(
            side="xuất siêu" if net.middle > 0 else "nhập siêu",
            g=shown_stretch(_in_unit(size, typed), typed.value), typed=typed.text.strip(),
        ),
        _("sửa «xuất siêu», «nhập siêu» hoặc mức của nó"),
    )  # fmt: skip


def _signed(told: _Told) -> Stretch:
    stretch = loosened(told.figure).base_stretch
    return stretch if told.sign > 0 else Stretch(-stretch.high, -stretch.low)


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    balance_of_two,
    balance_of_sectors,
)
