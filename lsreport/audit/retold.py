"""What a report tells again: in its title, in its closing words, further down.

Comes in: the story. Goes out: findings: closing words with an amount, a growth or a share of a plan
that the body tells otherwise; two mentions of one name whose digits changed places; `toàn bộ 34 vụ`
behind 43.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from lsreport.audit import phrases
from lsreport.audit.amounts import Stretch
from lsreport.audit.findings import Finding, Severity, Tally, finding
from lsreport.audit.groups import Story
from lsreport.audit.growths import change_of
from lsreport.audit.loose import loosened
from lsreport.audit.naming import names_in
from lsreport.audit.patterns import lazy
from lsreport.audit.plans import share_of_plan
from lsreport.audit.scan import Figure
from lsreport.audit.slips import is_slip
from lsreport.audit.source import Paragraph
from lsreport.audit.statements import Claim, Reading, Statement
from lsreport.i18n import _
from lsreport.numbers import decimals_of

_CLOSING = lazy(
    r"\A[\s\-+*•]{0,4}(?:[0-9ivx]{1,4}[.)]\s)?(?:tóm lại|tóm tắt|nhìn chung|kết luận|tổng quát|khái quát|đánh giá (?:chung|khái quát|tổng quát)"
    r"|tổng hợp (?:các|kết quả|chung|lại)|như vậy|điểm sáng|có thể (?:thấy|nói)|trên đây là|số liệu chính|một số (?:kết quả|chỉ tiêu|điểm) (?:chính|nổi bật|chủ yếu|cơ bản)"
    r"|kết quả (?:chung|nổi bật|chủ yếu)|những kết quả)\b"
)
# One name for one thing; words that say nothing of what a quantity is.
_SAME = (
    (lazy(r"\bchỉ số (?:phát triển )?(?:sản xuất )?(?:toàn )?(?:ngành )?công nghiệp\b"), " iip "),
    (lazy(r"\btổng sản phẩm(?: trên địa bàn| trong tỉnh| nội địa)?\b"), " grdp "),
    (lazy(r"\bchỉ số giá tiêu dùng\b"), " cpi "),
    (lazy(r"\bgdp\b"), " grdp "),
    (lazy(r"\b(?:ngân sách nhà nước|nsnn)\b"), " ngân sách "),
    (lazy(r"\bviệc làm\b"), " việc_làm "),
    (lazy(r"\bthành phố\b|\bgóp phần\b|\bthu hút\b"), " "),
    (lazy(r"\bbán lẻ(?: hàng hóa| hàng hoá)?(?: và (?:doanh thu )?dịch vụ(?: tiêu dùng)?)?\b"), " bán lẻ "),
)  # fmt: skip
_EMPTY = phrases.word_set(
    "kim ngạch toàn tỉnh huyện địa bàn trên của cả hàng hóa hoá và ngành trị lượng số theo nhà nước các tiếp tục duy trì "
    "đón giữ vững ổn định phục hồi diễn biến tích cực ghi nhận này trong có từ về sánh hiện khi đó cho để cùng việc lại"
)
_INDEX = lazy(r".*\b(iip|grdp|cpi)\b(.*)")
_INDICES = frozenset(("iip", "grdp", "cpi"))
_ASIDE = lazy(r"\([^()]{0,80}\)")
_IS = lazy(r"\blà (?:động lực|ngành|khu vực|nhóm|lĩnh vực|một|điểm)\b.*")
_NUMERALS = {
    "hai": "2", "ba": "3", "bốn": "4", "năm": "5", "sáu": "6", "bảy": "7", "tám": "8", "chín": "9",
    "mười": "10", "mười một": "11",
}  # fmt: skip
_PERIOD = lazy(
    r"\b(?P<m>[0-9]{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: một)?) tháng\b|\b(?P<to>(?:cuối|đến|hết) )?tháng (?P<t>[0-9]{1,2})(?![0-9])"
    r"|\bquý (?P<q>i{1,3}|iv|[1-4])\b|(?P<y>\bcả năm\b|\bnăm 20[0-9]{2}\b)|(?P<h>\btrong tháng\b)"
)
_COMPARED = lazy(
    r"\b(?:so(?:\svới)?|bằng)\s(?:\w{1,9}\s){0,3}(?:cùng kỳ|tháng|quý|năm)\b[^,;.()]{0,30}"
)
# Told of another time, of others, or of what is hoped for.
_ELSE = lazy(
    r"\b(?:cùng kỳ|năm trước|năm ngoái|tháng trước|cả nước|kế hoạch(?! [0-9])|mục tiêu|kịch bản|phấn đấu|dự báo|chỉ tiêu|còn lại|khu vực|nhóm|"
    r"giai đoạn|nhiệm kỳ|trong đó|riêng|bình quân|giá hiện hành)\b"
)
_BEHIND = lazy(r"[,;:.()0-9]|\b(?:so|tăng|giảm|đạt|bằng|với|được|đều)\b")
_PASSED = lazy(r"\b(?:vượt|đạt|bằng)\s(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu)\b.*")
_WHOLE = lazy(r"\b(?:toàn bộ|cả|tất cả)\s{1,2}\Z")
_BACK = lazy(
    r"\b(?:trong mức|mức)(?: tăng(?: trưởng)?)?(?: chung)?\s{1,2}\Z|\bmức tăng (?:trưởng )?(?:chung )?(?:này |đó )?\(?\s?\Z"
)
_NEAR = 2  # how many times one may be the other
_MOST = 200
_FEWEST = {"level": 4, "plan": 3, "growth": 3, "points": 3}


class _Mention(NamedTuple):
    """A figure with what it is of: `names` the words that name it, `period` as told, "" where unsaid."""

    reading: Reading
    figure: Figure
    role: str
    names: frozenset[str]
    period: str
    value: Stretch
    base: str
    apart: bool

    @property
    def kind(self) -> tuple[str, str]:
        """Return what makes two mentions comparable: the role and the unit."""
        return self.role, self.figure.unit.base if self.role == "level" else ""


# --- mentions --------------------------------------------------------------------------------


def _mentions(story: Story) -> Iterator[_Mention]:
    for reading in story.readings:
        for statement in reading.statements:
            if statement.depth:
                continue
            if statement.level is not None:
                yield from _mention(reading, statement, statement.level, None)
            for claim in statement.claims:
                yield from _mention(reading, statement, claim.figure, claim)


def _mention(
    reading: Reading, statement: Statement, figure: Figure, claim: Claim | None
) -> Iterator[_Mention]:
    value = _value(figure, claim)
    if value is None or figure.fault or figure.whole is not None:
        return
    role = "level"
    if claim is not None:
        role = {"over": "plan", "ratio": "growth", "contribution": "points"}.get(
            claim.role, claim.role
        )
    first = statement.level.start if statement.level else figure.start
    lead = _lead(reading, first)
    names = _named(lead) or _named(statement.words)
    if figure.unit.counted:
        names |= _named(_behind(reading, figure))
    yield _Mention(
        reading, figure, role, names, _period(reading, statement, first), value,
        claim.base if claim else "", _ELSE.search(lead) is not None,
    )  # fmt: skip


def _value(figure: Figure, claim: Claim | None) -> Stretch | None:
    """Return what may stand behind a figure as it is said; None for what is not told twice."""
    if claim is None:
        return (
            loosened(figure).base_stretch
            if figure.unit.amount and not figure.unit.percent
            else None
        )
    if claim.role in ("growth", "ratio") and not figure.vague:
        return change_of(claim)
    if claim.role in ("plan", "over") and not figure.vague:
        return share_of_plan(claim)
    if claim.role in ("contribution", "points") and not figure.vague:
        own = figure.stretch
        return Stretch(-own.high, -own.low) if claim.sign < 0 else own
    return None


def _lead(reading: Reading, at: int) -> str:
    """Return the words of its clause before a place, without asides in brackets."""
    place = bisect_left(reading.figures, at, key=_start)
    begin = max(at - 140, reading.figures[place - 1].end if place else 0)
    words = _CLOSING.sub(" ", _ASIDE.sub(" ", reading.low[begin:at]))
    return _PASSED.sub(" ", re.split(r"[;:(]|\.\s", words)[-1])


def _start(figure: Figure) -> int:
    return figure.start


def _behind(reading: Reading, figure: Figure) -> str:
    words = _BEHIND.split(reading.low[figure.end : figure.end + 50])
    return " ".join(words[0].split()[:4])


def _named(words: str) -> frozenset[str]:
    """Return the words that name a quantity, those of an index and what stands behind it first."""
    words = _IS.sub(" ", words)
    for pattern, name in _SAME:
        words = pattern.sub(name, words)
    index = _INDEX.fullmatch(words)
    if index is not None:
        return frozenset((index[1], *names_in(index[2]))) - _EMPTY
    for piece in reversed(words.split(",")):
        found = frozenset(names_in(piece)) - _EMPTY
        if len(found) > 1:
            return found
    return frozenset(names_in(words)) - _EMPTY


def _period(reading: Reading, statement: Statement, at: int) -> str:
    """Return the period named last before a place in its sentence, or right behind."""
    sentence = reading.sentences[statement.sentence]
    words = _COMPARED.sub(" ", reading.low[max(sentence.start, at - 400) : at])
    found = [*_PERIOD.finditer(words)]
    if not found:
        after = _COMPARED.sub(" ", reading.low[at : min(sentence.end, at + 90)])
        found = [*islice(_PERIOD.finditer(after), 1)]
    told = [match for match in found if not match["y"]] or found
    return _period_of(told[-1]) if told else ""


def _period_of(match: re.Match[str]) -> str:
    if match["m"]:
        return "m" + _NUMERALS.get(match["m"], match["m"].lstrip("0"))
    if match["t"]:
        return ("m" if match["to"] else "t") + match["t"].lstrip("0")
    if match["q"]:
        return "q" + match["q"]
    return "y" if match["y"] else "t"


# --- closing words -----------------------------------------------------------------------------


def closing_words(story: Story, tally: Tally) -> Iterator[Finding]:
    """`Tóm lại, … xuất khẩu đạt 978,3 triệu USD` where the body tells 1.096,7."""
    closing = {
        id(r) for place, r in enumerate(story.readings) if _closes(r.paragraph, r.low, place)
    }
    if not closing:
        return
    told: dict[tuple[str, str], list[_Mention]] = {}
    again: list[_Mention] = []
    for mention in _mentions(story):
        if id(mention.reading) in closing and len(again) < _MOST:
            again.append(mention)
        if mention.names:
            told.setdefault(mention.kind, []).append(mention)
    for mention in again:
        if _telling(mention):
            yield from _retold(mention, told[mention.kind], story, tally)


def _closes(paragraph: Paragraph, low: str, place: int) -> bool:
    """Return whether a paragraph is a title or closing words."""
    return place == 0 or paragraph.heading or _CLOSING.match(low) is not None


def _telling(mention: _Mention) -> bool:
    return bool(mention.names & _INDICES) or len(mention.names) > 1


def _retold(
    mention: _Mention, others: list[_Mention], story: Story, tally: Tally
) -> Iterator[Finding]:
    alike = [
        other
        for other in others
        if other.reading is not mention.reading
        and _one_name(mention, other)
        and _same_time(mention, other)
        and _same_base(mention, other)
    ]
    if not alike or mention.apart:
        return
    mention = mention._replace(value=_as_rounded(mention))
    tally.tested += 1
    if any(mention.value.meets(other.value) for other in alike):
        return
    slipped = [other for other in alike if not other.apart and _slips(mention, other)]
    if len({other.figure.value for other in slipped}) == 1:
        yield _odd_one(mention, slipped[0], story, "certain")
        return
    same = [
        other for other in alike
        if mention.names == other.names and mention.period == other.period != "" and not other.apart
    ]  # fmt: skip
    if len({other.figure.value for other in same}) == 1 and _near(same[0], mention):
        yield _odd_one(mention, same[0], story, "likely")


def _odd_one(one: _Mention, other: _Mention, story: Story, severity: Severity) -> Finding:
    """Return the finding at the one of two that is borne out less, or at the later."""
    first, second = sorted((one, other), key=_place)
    if _borne_out(first, story) < _borne_out(second, story):
        return _told(second, first, severity)
    return _told(first, second, severity)


def _place(mention: _Mention) -> tuple[int, int]:
    return mention.reading.paragraph.number, mention.figure.start


def _borne_out(mention: _Mention, story: Story) -> int:
    """Return how many other places tell a number, or add up to it."""
    own = mention.figure
    told = sum(
        figure.value == own.value and figure.unit.base == own.unit.base
        for reading in story.readings
        for figure in reading.figures
    )
    return told + sum(group.whole and group.total.level is own for group in story.groups)


def _one_name(mention: _Mention, other: _Mention) -> bool:
    """Return whether one of two is named by the words of the other: a title adds the province."""
    if mention.names <= other.names:
        return True
    known = len(other.names) > 1 or bool(other.names & _INDICES)
    return other.names < mention.names and known and len(mention.names - other.names) < 4


def _as_rounded(mention: _Mention) -> Stretch:
    """Return what stands behind a level whose last digits are zeros: `GRDP đạt 776.000 tỷ đồng`."""
    value, own = mention.figure.value, mention.value
    zeros = (
        len(str(value)) - len(str(value).rstrip("0")) if value == value.to_integral_value() else 0
    )
    if mention.role != "level" or zeros < 2 or mention.figure.vague:
        return own
    half = Decimal(5).scaleb(zeros - 1) * mention.figure.unit.factor
    return Stretch(own.middle - half, own.middle + half)


def _same_time(one: _Mention, other: _Mention) -> bool:
    return "" in (one.period, other.period) or one.period == other.period


def _same_base(one: _Mention, other: _Mention) -> bool:
    return one.base == other.base or "" in (one.base, other.base)


def _near(one: _Mention, other: _Mention) -> bool:
    a, b = abs(one.value.middle), abs(other.value.middle)
    return 0 < a <= b * _NEAR and b <= a * _NEAR


def _slips(one: _Mention, other: _Mention) -> bool:
    """Return whether one number is the other with digits that changed places, or one digit else."""
    if one.role == "level" and (
        is_slip(one.figure, other.value) or is_slip(other.figure, one.value)
    ):
        return True
    if (one.value.middle < 0) != (other.value.middle < 0):
        return False
    return _permuted(_digits(one), _digits(other), _FEWEST.get(one.role, 4))


def _digits(mention: _Mention) -> tuple[str, int]:
    """Return the digits of a value, and how many of them stand before the comma."""
    value = abs(mention.value.middle)
    if mention.role == "level":
        value = mention.figure.value
    else:
        value = value.quantize(Decimal(1).scaleb(-decimals_of(mention.figure.value)))
    text = str(value)
    return text.replace(".", ""), len(text.partition(".")[0])


def _permuted(one: tuple[str, int], other: tuple[str, int], fewest: int) -> bool:
    if one[1] != other[1]:
        return False
    for shared in range(fewest, min(len(one[0]), len(other[0])) + 1):
        first, second = one[0][:shared], other[0][:shared]
        if first != second and sorted(first) == sorted(second):
            return True
    return False


# --- digits that changed places ------------------------------------------------------------------


def swapped_digits(story: Story, tally: Tally) -> Iterator[Finding]:
    """`diện tích hiện có 84.320 ha` … `(30/9/2025: 84.230 ha)`: one name, two orders of digits."""
    alike: dict[tuple[str, str, str], list[_Mention]] = {}
    for mention in _mentions(story):
        digits, _whole = _digits(mention)
        if len(digits) >= _FEWEST.get(mention.role, 4) and _telling(mention):
            alike.setdefault((*mention.kind, "".join(sorted(digits))), []).append(mention)
    for some in alike.values():
        if 1 < len({mention.figure.value for mention in some}) <= 4:
            yield from _swapped(some[:12], tally)


def _swapped(some: list[_Mention], tally: Tally) -> Iterator[Finding]:
    for index, mention in enumerate(some[1:], 1):
        for before in some[:index]:
            if before.reading is mention.reading or mention.apart or before.apart:
                continue
            if not _one_swap(_digits(before)[0], _digits(mention)[0]):
                continue
            tally.tested += 1
            if before.names != mention.names or not _same_base(before, mention):
                continue
            if before.period == mention.period:
                yield _told(before, mention, "certain")
            elif "" in (before.period, mention.period):
                sure = len(_digits(mention)[0]) > _FEWEST["level"]
                yield _told(before, mention, "certain" if sure else "likely")
            else:
                continue
            break


def _one_swap(one: str, other: str) -> bool:
    odd = [i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    return len(one) == len(other) and len(odd) == 2 and odd[1] == odd[0] + 1


# --- what points back --------------------------------------------------------------------------------


def all_of_them(story: Story, tally: Tally) -> Iterator[Finding]:
    """`xảy ra 43 vụ … Toàn bộ 34 vụ đều …`."""
    for reading in story.readings:
        counts = [f for f in reading.figures if f.unit.counted and f.whole is None]
        for index, figure in enumerate(counts):
            before = [f for f in counts[:index] if f.unit.base == figure.unit.base and not f.sign]
            lead = reading.low[max(0, figure.start - 12) : figure.start]
            if not before or figure.vague or not _WHOLE.search(lead):
                continue
            tally.tested += 1
            if any(f.value == figure.value for f in before):
                continue
            turned = [f for f in before if sorted(str(f.value)) == sorted(str(figure.value))]
            if turned:
                yield _said(reading.paragraph, turned[0], reading.paragraph, figure, "certain")


def pointed_back(story: Story, tally: Tally) -> Iterator[Finding]:
    """`GRDP ước tăng 9,04%. … Mức 9,40% tương đương quý I`."""
    told: list[tuple[Reading, Figure]] = []
    for reading in story.readings:
        for figure in reading.figures:
            if not figure.unit.percent or figure.fault or figure.vague:
                continue
            lead = reading.low[max(0, figure.start - 40) : figure.start]
            if _BACK.search(lead) and told and not any(f.value == figure.value for _r, f in told):
                tally.tested += 1
                same = [
                    (r, f) for r, f in told[-40:] if _permuted(*(_plain(x) for x in (f, figure)), 3)
                ]
                if len(same) == 1:
                    yield _said(
                        same[0][0].paragraph, same[0][1], reading.paragraph, figure, "certain"
                    )
            told.append((reading, figure))


def _plain(figure: Figure) -> tuple[str, int]:
    text = str(figure.value)
    return text.replace(".", ""), len(text.partition(".")[0])


def _told(one: _Mention, other: _Mention, severity: Severity) -> Finding:
    return _said(one.reading.paragraph, one.figure, other.reading.paragraph, other.figure, severity)


def _said(
    before: Paragraph, one: Figure, paragraph: Paragraph, other: Figure, severity: Severity
) -> Finding:
    return finding(
        "hai-gia-tri", severity, paragraph, (other.start, other.end),
        _("đoạn {number} ghi {first}, ở đây {second}").format(
            number=before.number, first=one.text.strip(), second=other.text.strip()
        ),
        _("dùng một số cho cả hai chỗ, hoặc nói rõ vì sao khác"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    closing_words,
    swapped_digits,
    all_of_them,
    pointed_back,
)
