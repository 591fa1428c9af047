"""A share of a plan against the plan told elsewhere, or what is over it.

Comes in: the story. Goes out: findings: `Kế hoạch vốn 4.842 tỷ đồng. … giải ngân 2.905,2 tỷ đồng, đạt 65,0% kế
hoạch`, `bằng 90,0% dự toán Trung ương giao, bằng 58,0% dự toán tỉnh giao`, `đạt 121,5% dự toán, vượt 1.250 tỷ đồng`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from lsreport.audit.findings import Finding, Severity, Tally, finding, shown, shown_stretch
from lsreport.audit.meaning.amounts_of import amount_of
from lsreport.audit.meaning.loose import loosened, plain_or_about
from lsreport.audit.plans.stated import is_of_other
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import HUNDRED, Stretch, ratio
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import is_missed, share_slip
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT, decimals_of

_MOST = 40  # shares of a reading
_ABOVE = 2  # readings above in which a plan may stand
_KINDS = r"(?:@goal)"
_OF_PLAN = lazy(rf"\s?(?:so với\s|so\s|của\s|tổng\s)?{_KINDS}(?P<whose>[^,;.()%0-9]{{0,50}})")
_TOLD_NOW = lazy(
    rf"\s?(?:so với\s|so\s|của\s)?{_KINDS}(?:\s(?:năm|đề ra|giao|được giao|cả năm|tỉnh|hđnd|là|được))*\s"
)
_OVER = lazy(r"\bvượt\s(?:khoảng\s|trên\s|gần\s|hơn\s)?\Z")
_UNDER = lazy(r"\b(?:hụt|thấp hơn)\s\Z")
_BARE = lazy(r"\b(?:đạt|bằng|hoàn thành)\s(?:tỷ lệ\s|khoảng\s|trên\s|gần\s|được\s)?\Z")
_THEN = lazy(r"\(\s?(?:@earlier)[^()0-9]{0,30}\Z")
_ALONE = lazy(r"\s?(?:[,;.)]|\Z)")
_NAMES = lazy(
    rf"\b(?!(?<=so với ){_KINDS} (?:là|đạt|ước)\b)(?:{_KINDS}|phấn đấu|vốn giao|được giao|vốn được giao|giao)(?P<words>[^,;.()%]{{0,60}})\Z"
)
_CENTRE = lazy(r"\b(?:trung ương|tw|chính phủ|thủ tướng|bộ tài chính|bộ giao)\b")
_LOCAL = lazy(r"\b(?:hđnd|hội đồng nhân dân|tỉnh|địa phương|ubnd|thành phố)\b")
_TAKEN_IN = lazy(r"\bthu\b")
_SPENT = lazy(r"\bchi\b")
_YEAR = lazy(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_WORD = lazy(r"[^\W\d_]{2,}")
_EMPTY = phrases.word_set(
    "năm giao là được cả tổng số của đề ra đầu tư vốn công toàn tỉnh nay kế hoạch dự toán chỉ tiêu mục phấn đấu ngân sách nhà nước trên "
    "địa bàn đạt thu hđnd trung ương ubnd khoảng trồng mới thực hiện này cho"
)
_EXCESS = lazy(
    rf"\b(?P<word>vượt|tăng|hụt|giảm|thấp hơn|cao hơn)\s(?:thu\s)?(?:{_KINDS}\s)?(?:giao\s|được giao\s)?\Z"
)
_FITTING = Decimal("0.51")


class _Share(NamedTuple):
    """A share of a plan in percent of it (a stretch), its amount, whose plan, what it is of."""

    figure: Figure
    size: Stretch
    over: int
    part: Figure
    whose: str
    named: bool
    words: str
    reading: Reading


class _Plan(NamedTuple):
    """An amount that is called a plan: the words that call it so, all before it, its reading."""

    figure: Figure
    words: str
    lead: str
    reading: Reading


def share_of_plan_elsewhere(story: Story, tally: Tally) -> Iterator[Finding]:
    """`Kế hoạch vốn năm 2024 là 4.842 tỷ đồng. … giải ngân 2.905,2 tỷ đồng, đạt 65,0% kế hoạch`."""
    for number, reading in enumerate(story.readings):
        if "%" not in reading.low or reading.paragraph.cell:
            continue
        near = [
            r for r in story.readings[max(0, number - _ABOVE) : number + 1] if not r.paragraph.cell
        ]
        plans: list[_Plan] | None = None
        for share in islice(_shares(reading), _MOST):
            if plans is None:
                plans = [plan for one in near for plan in _plans(one)]
            fitting = [p for p in plans if p.figure.unit.same_as(share.part.unit)]
            fitting = [p for p in fitting if p.figure is not share.part]
            tally.tested += 1
            others = [
                p for p in plans if _whose(p.words) not in ("", share.whose or _whose(p.words))
            ]
            odd = {id(p.figure) for p in others}
            amounts = [p for p in _amounts(share, near) if id(p.figure) not in odd]
            if fitting and not any(_fits(share, p.figure) for p in amounts):
                yield from _denied(share, fitting)
            yield from _excess(share)


# --- shares and plans -----------------------------------------------------------------------------


def _shares(reading: Reading) -> Iterator[_Share]:
    for index, figure in enumerate(reading.figures):
        if not figure.unit.percent or figure.sign or figure.fault or figure.whole is not None:
            continue
        before = reading.low[max(0, figure.start - 40) : figure.start]
        named = _OF_PLAN.match(reading.low, figure.end)
        over = 1 if _OVER.search(before) else -1 if _UNDER.search(before) else 0
        if named is None and (over or not _BARE.search(before)):
            continue
        if named is None and not _ALONE.match(reading.low, figure.end):
            continue
        if not over and phrases.direction(before):
            continue
        if _THEN.search(before):  # of the plan of then
            continue
        part = amount_of(reading, index, figure)
        if part is None:
            continue
        whose = _whose(named["whose"]) if named else ""
        start = max((f.end for f in reading.figures if f.end <= part.start), default=0)
        words = reading.low[max(start, part.start - 90) : part.start]
        if is_of_other(reading.low, figure, words):
            continue
        yield _Share(
            figure, _size(figure, over), over, part, whose, named is not None, words, reading
        )


def _size(figure: Figure, over: int) -> Stretch:
    own = loosened(figure).stretch
    if not over:
        return own
    if over > 0:
        return Stretch(HUNDRED + own.low, HUNDRED + own.high)
    return Stretch(HUNDRED - own.high, HUNDRED - own.low)


def _whose(words: str) -> str:
    if _CENTRE.search(words):
        return "trung ương"
    return "tỉnh" if _LOCAL.search(words) else ""


def _plans(reading: Reading) -> Iterator[_Plan]:
    """Yield the amounts that are called plans: by words right before, none of a share of one."""
    end = 0
    for figure in reading.figures[: 4 * _MOST]:
        gap = reading.low[max(end, figure.start - 110) : figure.start]
        of = _OF_PLAN.match(gap) if reading.low[max(0, end - 1) : end] == "%" else None
        if of and not _TOLD_NOW.fullmatch(gap):
            gap = gap[of.end() :]
        end = figure.end
        named = _NAMES.search(gap)
        if named is None or not plain_or_about(reading, figure) or phrases.direction(gap):
            continue
        yield _Plan(figure, named[0], gap, reading)


def _amounts(share: _Share, near: Sequence[Reading]) -> Iterator[_Plan]:
    for one in near:
        for figure in one.figures[-4 * _MOST :]:
            if figure.unit.same_as(share.part.unit) and figure is not share.part:
                yield _Plan(figure, "", "", one)


def _computed(share: _Share, plan: Figure) -> Stretch | None:
    return ratio(loosened(share.part).base_stretch, loosened(plan).base_stretch)


def _fits(share: _Share, plan: Figure) -> bool:
    computed = _computed(share, plan) if plan.value > 0 else None
    room = _FITTING.scaleb(-decimals_of(share.figure.value))
    return computed is not None and Stretch(share.size.low - room, share.size.high + room).meets(
        computed
    )


# --- what a share denies ------------------------------------------------------------------------------


def _denied(share: _Share, plans: Sequence[_Plan]) -> Iterator[Finding]:
    alike = [plan for plan in plans if _goes_with(share, plan)]
    own = [p for p in alike if share.whose and _whose(p.words) == share.whose]
    sole = len({plan.figure.value for plan in own or plans}) == 1
    for plan in reversed(alike):
        computed = _computed(share, plan.figure)
        if computed is None or computed.middle <= 0:
            continue
        severity = _severity(share, plan, computed, sole)
        if severity is not None:
            yield _finding(share, plan.figure, computed, severity)
            return


def _goes_with(share: _Share, plan: _Plan) -> bool:
    """Return whether a plan may be the one that a share is of: the same giver, the same thing."""
    whose = _whose(plan.words)
    if share.whose and whose and share.whose != whose:
        return False
    if is_of_other(share.reading.low, share.figure, "\n", plan.lead):
        return False
    for one, other in ((_TAKEN_IN, _SPENT), (_SPENT, _TAKEN_IN)):
        if one.search(plan.words) and other.search(share.words):
            return False
    told = _sentence_words(share)
    years, told_years = set(_YEAR.findall(plan.lead)[-1:]), set(_YEAR.findall(told))
    if years and told_years and not years & told_years:
        return False
    own = set(_WORD.findall(plan.words)) - _EMPTY
    return own <= set(_WORD.findall(told))


def _sentence_words(share: _Share) -> str:
    sentence = next(s for s in share.reading.sentences if s.start <= share.figure.start < s.end)
    return share.reading.low[sentence.start : share.figure.end]


def _severity(share: _Share, plan: _Plan, computed: Stretch, sole: bool) -> Severity | None:
    shift = HUNDRED if share.over else Decimal(0)
    typed = Stretch(*sorted((abs(computed.low - shift), abs(computed.high - shift))))
    if share_slip(share.figure, typed) and not (share.over and computed.middle < HUNDRED):
        return "certain"
    rate = EXACT.divide(share.size.middle, computed.middle)
    if not sole or not share.named or not is_missed(rate):
        return None
    same = plan.reading is share.reading and not _between(share, plan)
    return "certain" if same and _names_it(share, plan) else "likely" if same else None


def _between(share: _Share, plan: _Plan) -> bool:
    """Return whether another amount of the unit stands between a plan and the amount of the share."""
    first, last = sorted((plan.figure.start, share.part.start))
    alike = (f for f in share.reading.figures if f.unit.same_as(share.part.unit))
    return any(first < f.start < last for f in alike)


def _names_it(share: _Share, plan: _Plan) -> bool:
    """Return whether a plan is told of nothing but the share's thing, right beside it."""
    first, last = sorted((plan.figure.start, share.figure.start))
    gap = share.reading.low[first:last]
    return len(gap) < 160 and not any(w in gap for w in ("trong đó", "riêng", "kéo dài"))


def _finding(share: _Share, plan: Figure, computed: Stretch, severity: Severity) -> Finding:
    typed = share.size.middle.quantize(share.figure.value)
    return finding(
        "dat-ke-hoach", severity, share.reading.paragraph, (share.part.start, share.figure.end),
        _("{a} / {b} = {g}%, văn bản ghi {typed}%").format(
            a=shown(share.part.value), b=shown(plan.value),
            g=shown_stretch(computed, typed), typed=shown(typed),
        ),
        _("sửa tỷ lệ, kế hoạch hoặc mức thực hiện"),
    )  # fmt: skip


# --- what is over a plan --------------------------------------------------------------------------------


def _excess(share: _Share) -> Iterator[Finding]:
    """Test `đạt 121,5% dự toán, vượt 1.250 tỷ đồng so với dự toán`: what is over tells the plan."""
    if share.over or not share.named or share.part.vague:
        return
    reading = share.reading
    after = [f for f in reading.figures if f.start > share.figure.end][:1]
    if not after or not after[0].unit.same_as(share.part.unit) or after[0].vague:
        return
    gap = reading.low[share.figure.end : after[0].start]
    word = _EXCESS.search(gap)
    told = _OF_PLAN.match(reading.low, after[0].end) or (word and _KIND.search(word[0]))
    if word is None or not told or any(mark in gap for mark in (";", ". ", "%")):
        return
    own, moved = share.part.base_stretch, after[0].base_stretch
    up = word["word"] in ("vượt", "tăng", "cao hơn")
    plan = own - moved if up else own + moved
    computed = ratio(own, plan)
    if computed is None or computed.middle <= 0 or computed.meets(share.size):
        return
    rate = EXACT.divide(share.size.middle, computed.middle)
    if abs(rate - 1) <= _CLOSE:
        return
    yield finding(
        "dat-ke-hoach", "certain", reading.paragraph, (share.part.start, after[0].end),
        _("{word} {moved} thì đạt {g}% kế hoạch, văn bản ghi {typed}%").format(
            word=word["word"], moved=after[0].text.strip(),
            g=shown_stretch(computed, share.figure.value), typed=shown(share.figure.value),
        ),
        _("sửa tỷ lệ, kế hoạch hoặc mức thực hiện"),
    )  # fmt: skip


_KIND = lazy(_KINDS)
_CLOSE = Decimal("0.005")

RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (share_of_plan_elsewhere,)
