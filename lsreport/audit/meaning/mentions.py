"""The figures of a document with what they are of: names, period, role.

Comes in: the story. Goes out: mentions, so that what is told twice can be known again: an amount, a
growth, a share of a plan, points, each with the words that name it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import islice

from lsreport.audit.meaning.claims import change_of, share_of_plan
from lsreport.audit.meaning.loose import loosened
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import Stretch
from lsreport.audit.reading.naming import names_in, proper_names
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Claim, Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.numbers import EXACT, decimals_of

CLOSING = lazy(
    r"\A[\s\-+*•]{0,4}(?:[0-9ivx]{1,4}[.)]\s)?(?:tóm lại|tóm tắt|nhìn chung|kết luận|tổng quát|khái quát|đánh giá (?:chung|khái quát|tổng quát)"
    r"|tổng hợp (?:các|kết quả|chung|lại)|như vậy|điểm sáng|có thể (?:thấy|nói)|trên đây là|số liệu chính|một số (?:kết quả|chỉ tiêu|điểm) (?:chính|nổi bật|chủ yếu|cơ bản)"
    r"|kết quả (?:chung|nổi bật|chủ yếu)|những kết quả)\b"
)
HOPED = lazy(
    r"\b(?:kế hoạch năm|(?<!chương trình )mục tiêu|phấn đấu|dự kiến năm|chỉ tiêu năm|năm (?:sau|tới)|so với ước)\b"
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
)  # fmt: skip
_EMPTY = phrases.word_set(
    "kim ngạch toàn tỉnh huyện địa bàn trên của cả hàng hóa hoá và ngành trị lượng số theo nhà nước các tiếp tục duy trì "
    "đón giữ vững ổn định phục hồi diễn biến tích cực ghi nhận này trong có từ về sánh hiện khi đó cho để cùng việc lại lũy luỹ dồn"
)
_INDEX = lazy(r".*\b(iip|grdp|cpi)\b(.*)")
INDICES = frozenset(("iip", "grdp", "cpi"))
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
    r"\b(?:@earlier|cả nước|kế hoạch(?! [0-9])|mục tiêu|kịch bản|phấn đấu|dự báo|chỉ tiêu|còn lại|khu vực|nhóm|"
    r"giai đoạn|nhiệm kỳ|@of_which|bình quân|giá hiện hành)\b"
)
_OF_THEN = lazy(r"\([^()]{0,30}\b(?:@earlier|năm [12][0-9]{3}|/[12][0-9]{3})\b[^()]{0,30}\Z")
_PLAN_KIND = lazy(r"\A(?:@goal)\s?(?:vốn\s)?")
_GIVER = lazy(r"\b(?:giao|thủ tướng|trung ương|bộ|hđnd|hội đồng|ubnd|ủy ban|tỉnh)\b")
_PLAN_SPAN = lazy(r"\b(?:tháng|quý)\b.*|[0-9]{1,2} tháng")
_MEAN = lazy(r"\bbình quân\b")
_BEHIND = lazy(r"[,;:.()0-9]|\b(?:so|tăng|giảm|đạt|bằng|với|được|đều)\b")
_PASSED = lazy(r"\b(?:vượt|đạt|bằng)\s(?:@goal)\b.*")


@dataclass(frozen=True, eq=False)  # without slots: the words around it are read when asked for
class Mention:
    """A figure, its role and what may stand behind it; `claim` is None for a level."""

    reading: Reading
    statement: Statement
    figure: Figure
    role: str
    value: Stretch
    claim: Claim | None

    @property
    def kind(self) -> tuple[str, str]:
        """Return what makes two mentions comparable: the role and the unit."""
        return self.role, self.figure.unit.base if self.role == "level" else ""

    @property
    def base(self) -> str:
        """Return with what it compares."""
        return self.claim.base if self.claim else ""

    @property
    def plan(self) -> tuple[str, str]:
        """Return who set the plan that a share is of, and for what time if not for the year; "" where unsaid."""
        if self.claim is None or self.role != "plan":
            return "", ""
        giver = _PLAN_KIND.sub("", self.claim.plan)
        span = _PLAN_SPAN.search(giver)
        return (giver if _GIVER.search(giver) else ""), (span[0] if span else "")

    @property
    def digits(self) -> tuple[str, int]:
        """Return the digits of what is said, and how many of them stand before the comma."""
        value = self.figure.value
        if self.role != "level":
            places = Decimal(1).scaleb(-decimals_of(value))
            value = EXACT.quantize(EXACT.abs(self.value.middle), places)
        text = str(value)
        return text.replace(".", ""), len(text.partition(".")[0])

    @cached_property
    def names(self) -> frozenset[str]:
        """Return the words that name it."""
        names = _named(self._lead) or _named(self.statement.words)
        if self.figure.unit.counted:
            names |= _named(_behind(self.reading, self.figure))
        return names

    @cached_property
    def proper(self) -> frozenset[str]:
        """Return the proper names among them."""
        return proper_names(_clause(self.reading, self._first, self.reading.paragraph.plain))

    @cached_property
    def period(self) -> str:
        """Return its period as told; "" where none is."""
        return _period(self.reading, self.statement, self._first)

    @property
    def apart(self) -> bool:
        """Return whether it is told of another time, of others, or hoped for."""
        return _ELSE.search(self._lead) is not None

    @property
    def is_mean(self) -> bool:
        """Return whether it is told of a mean: `CPI bình quân 6 tháng`, `Bình quân 6 tháng, CPI`."""
        return _MEAN.search(self._lead) is not None

    @property
    def is_elsewhere(self) -> bool:
        """Return whether an index, perhaps a mean, is of another time, of others, or hoped for."""
        return _ELSE.search(_COMPARED.sub(" ", _MEAN.sub(" ", self._lead))) is not None

    @property
    def _first(self) -> int:
        level = self.statement.level
        return level.start if level else self.figure.start

    @cached_property
    def _lead(self) -> str:
        return _lead(self.reading, self._first)


def same_plan(one: Mention, other: Mention) -> bool:
    """Return whether two shares may be of one plan: of one giver as far as told, for one time."""
    (giver, span), (second, time) = one.plan, other.plan
    return span == time and (giver == second or "" in (giver, second))


# --- mentions --------------------------------------------------------------------------------

_ROLES = {"over": "plan", "ratio": "growth", "contribution": "points"}


def mentions(story: Story) -> Iterator[Mention]:
    """Yield the mentions of a document, in its order; what stands in brackets is none."""
    for reading in story.readings:
        for statement in reading.statements:
            if statement.depth:
                continue
            if statement.level is not None:
                yield from _mention(reading, statement, statement.level, None)
            for claim in statement.claims:
                if not _is_of_then(reading, claim.figure):
                    yield from _mention(reading, statement, claim.figure, claim)


def _is_of_then(reading: Reading, figure: Figure) -> bool:
    """Return whether a bracket tells of the time before: `(9 tháng năm 2023 tăng 6,96%)`."""
    return _OF_THEN.search(reading.low, max(0, figure.start - 80), figure.start) is not None


def mentions_of(reading: Reading, statement: Statement, claim: Claim) -> Iterator[Mention]:
    """Yield the mention of one claim, where it can be told twice."""
    yield from _mention(reading, statement, claim.figure, claim)


def _mention(
    reading: Reading, statement: Statement, figure: Figure, claim: Claim | None
) -> Iterator[Mention]:
    value = _value(figure, claim)
    if claim is None and figure.unit.percent and not figure.vague and "tỷ lệ" in statement.words:
        value = figure.stretch  # «tỷ lệ hộ nghèo còn 4,25%»
    if value is not None and not figure.fault and figure.whole is None:
        role = _ROLES.get(claim.role, claim.role) if claim else "level"
        if figure.unit.percent and claim is None:
            role = "rate"
        yield Mention(reading, statement, figure, role, value, claim)


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
    return _PASSED.sub(" ", _clause(reading, at, reading.low))


def _clause(reading: Reading, at: int, text: str) -> str:
    """Return the words of its clause before a place, without asides in brackets."""
    place = bisect_left(reading.figures, at, key=_start)
    begin = max(at - 140, reading.figures[place - 1].end if place else 0)
    words = CLOSING.sub(" ", _ASIDE.sub(" ", text[begin:at]))
    return re.split(r"[;:(]|\.\s", words)[-1]


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
