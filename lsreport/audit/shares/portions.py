"""A share against its amount and the whole it is of, wherever the whole is told.

Comes in: the story. Goes out: findings: `xuất khẩu 8,64 tỷ USD … Khu vực FDI (chiếm 79%) đạt 8,38 tỷ USD`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from lsreport.audit.findings import Finding, Severity, Tally, finding, shown, shown_stretch
from lsreport.audit.meaning.amounts_of import amount_of, is_of_all
from lsreport.audit.meaning.loose import loosened, plain_or_about, rounded
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import HUNDRED, Stretch, added, ratio, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import is_missed, is_slip, share_slip
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT, decimals_of

_SHORT = 4  # characters of «2,8%»: with so few digits some whole is soon one slip away
_ADDENDS = 4  # amounts of a paragraph that make up the whole of a share
_MOST, _ABOVE = 40, 2  # shares of a reading, readings above in which a whole may stand
_SAID = lazy(
    r"\b(?P<share>(?:chiếm|chiếm tỷ trọng|chiếm tỷ lệ|chiếm tỉ lệ)|(?:đạt|đạt tỷ lệ|đạt tỉ lệ|bằng|tỷ lệ|tỷ lệ đạt|tỷ lệ (?:lấp đầy|giải quyết|đúng hạn|khám phá|điều tra khám phá|thu hồi|hoàn thành|bao phủ)(?: đạt| là)?|tức|tức là|tức bằng|tương đương|tương ứng))\s"
    r"(?:khoảng\s|gần\s|trên\s|hơn\s|tới\s|là\s){0,2}\(?\Z"
)
_OPENED = lazy(r"\(\s?(?:khoảng\s|gần\s|trên\s|hơn\s)?\Z")
_THEN = lazy(r"\b(?:năm|kỳ|tháng|quý|vụ)\s[^,;.()]{0,20}\(\s?[^,;.()]{0,12}\Z")
_OF = lazy(
    r"\s?(?P<of>[^,;.()0-9%]{0,70}?)(?=\s?(?:[,;.()0-9%]|và\b|tăng\b|giảm\b|trong\b|với\b|\Z))"
)
_MEASURED = lazy(r"\b(?:diện tích|vốn|sản lượng|giá trị|kim ngạch|doanh thu|dư nợ|kinh phí)\b")
_OTHER = lazy(
    r"\b(?:@goal|nghị quyết|cùng tháng|so với|@earlier|công suất|thiết kế|tiến độ|"
    r"grdp|gdp|dân số|cả nước|thị phần|kịch bản|định mức|nhu cầu|khối lượng|yêu cầu)\b"
)
_PLANNED = lazy(r"\b(?:@goal|tiến độ|giải ngân)\b|% cùng kỳ\b")
_AGAINST = lazy(r"\b(?:@earlier|so với|tăng|giảm)\b")
_GENERIC = phrases.word_set(
    "tổng số toàn tỉnh của trong vùng ngành cả nước thành phố huyện giá trị xã trên địa bàn chung này đó "
    "các những khu vực hiện có kim ngạch mức được giao"
)
_WORD = lazy(r"[^\W\d_]{2,}")
_PART = lazy(r"\b(?:@of_which|@made_of)\b")
_WHOLE = lazy(r"\b(?:tổng|toàn|trong số|tiếp nhận|thụ lý|xảy ra|kiểm tra|đăng ký|cả nước)\b")
_AMONG = lazy(r"\btrong\s(?:tổng\s)?(?:số\s)?\Z")
_IN_BRACKETS = lazy(r"[^,;.()%0-9]{0,70}\(\s?(?:là\s)?")
_STOP = lazy(r"[,;.()]")
_OUT_OF = lazy(r"\s(?:trong|trên)\stổng\ssố\s")
_TOTAL = lazy(r"\s?(?:trong |của |so với )?(?:tổng|toàn|số)\b")
_FITTING = Decimal("0.51")  # units of the last place that a share may be cut by
_UNITS = 3  # of the last place that a share of counts, said to be of them, may be off
_CLAUSE = lazy(r";|\.\s|\btrong đó\b")
_TAKEN = lazy(r"\bchiếm\b")
_RATED = lazy(r"\b(?:chiếm|đạt|bằng)\s[0-9,]{1,6}\s?%")
_BESIDE, _BESIDES = 100, lazy(r"\b(?:@of_which)\b")  # characters, words between two shares


class _Portion(NamedTuple):
    """A share, its amount, how it is said (`chiếm` or another verb), what it is of, its reading."""

    share: Figure
    part: Figure
    taken: bool
    of: frozenset[str]
    named: bool
    reading: Reading


class _Whole(NamedTuple):
    """An amount that may be the whole, its words, its reading, whether it stands behind the part."""

    figure: Figure
    label: frozenset[str]
    words: str
    reading: Reading
    behind: bool

    @property
    def near(self) -> frozenset[str]:
        """Return the words of its own clause."""
        return frozenset(_WORD.findall(self.words.rpartition(",")[2]))


def share_of_a_whole(story: Story, tally: Tally) -> Iterator[Finding]:
    """`Cây lâu năm 18.746 ha, trong đó cây ăn quả 17.659 ha, chiếm 49,2%`."""
    for number, reading in enumerate(story.readings):
        if "%" not in reading.low or reading.paragraph.cell:
            continue
        near = story.readings[max(0, number - _ABOVE) : number]
        above = [r for r in near if not r.paragraph.cell]
        before: tuple[_Portion, _Whole] | None = None
        for portion in islice(_portions(reading), _MOST):
            found = _wholes(reading, above, portion)
            wholes = [whole for whole in found if not _counts_other(reading, portion, whole)]
            if not wholes:
                continue
            tally.tested += 1
            fitting = [whole for whole in wholes if _fits(portion, whole)]
            if (
                not fitting
                and not _of_a_sum(portion, wholes)
                and not _of_the_first(portion, wholes)
            ):
                like = _like(portion, before, wholes)
                sure = [_finding(portion, like, "certain")] if like else []
                yield from sure or _denied(portion, wholes)
            elif fitting and portion.of:
                before = portion, fitting[-1]


def _of_the_first(portion: _Portion, wholes: Sequence[_Whole]) -> bool:
    """Return whether a share is of what a sentence began with: `92.675 người, bắt buộc 78.460 người, tự nguyện 14.215 người, chiếm 27,09% …`."""
    reading = portion.reading
    start = max((s.start for s in reading.sentences if s.start <= portion.part.start), default=0)
    figures = [f for f in reading.figures if start <= f.start < portion.part.start]
    first = figures[0] if figures else None
    if first is None or not first.unit.same_as(portion.part.unit) or len(figures) < 2:
        return False
    if figures[1].unit.percent or first.whole is not None or first.sign:
        return False
    return any(_fits(portion._replace(part=first), whole) for whole in wholes)


def _like(
    portion: _Portion, before: tuple[_Portion, _Whole] | None, wholes: Sequence[_Whole]
) -> _Whole | None:
    """Return the whole of `riêng lúa 3.583 ha, bằng 75,9%` behind a share of the area that was sown.

    It stands beside the whole of the share before it, in the paragraph above, under its own name.
    """
    if before is None or portion.named or before[1].reading is portion.reading:
        return None
    first, last = before[0].share.end, portion.part.start
    gap = portion.reading.low[first:last]
    if not 0 < len(gap) < _BESIDE or ". " in gap or not _BESIDES.search(gap):
        return None
    name = frozenset(_WORD.findall(_BESIDES.split(gap)[-1])) - _GENERIC
    alike = [w for w in wholes if w.reading is before[1].reading and name <= w.near]
    if not name or len(alike) != 1:
        return None
    computed = _computed(portion, alike[0])
    if computed is None or not 0 < computed.middle <= HUNDRED:
        return None
    share = EXACT.divide(portion.share.value, computed.middle)
    return alike[0] if is_missed(share) else None


# --- shares and their amounts ---------------------------------------------------------------------


def _portions(reading: Reading) -> Iterator[_Portion]:
    for index, share in enumerate(reading.figures):
        if not share.unit.percent or share.sign or share.fault or share.whole is not None:
            continue
        if not 0 < share.value < HUNDRED:
            continue
        before = reading.low[max(0, share.start - 60) : share.start]
        said = _SAID.search(before)
        if said is None and (not _OPENED.search(before) or _THEN.search(before)):
            continue
        of = _OF.match(reading.low, share.end)
        words = of["of"] if of else ""
        if _OTHER.search(words) or phrases.comparator_after(
            reading.low[share.end : share.end + 60]
        ):
            continue
        part = amount_of(reading, index, share)
        if part is not None and not _of_others(reading, index, part, words):
            own = frozenset(_WORD.findall(words))
            taken = bool(own) if said is None else said["share"].startswith("chiếm")
            yield _Portion(share, part, taken, own - _GENERIC, bool(own), reading)


def _counts_other(reading: Reading, portion: _Portion, whole: _Whole) -> bool:
    """Return whether a share is of another thing than it is counted in: `… trong tổng số …, chiếm 41% doanh thu`."""
    if not portion.of or whole.reading is not reading or whole.figure.start < portion.part.end:
        return False
    if "trong tổng số" not in reading.low[portion.part.end : whole.figure.start]:
        return False
    behind = reading.low[whole.figure.start : portion.share.start]
    return not portion.of & set(_WORD.findall(behind))


def _of_others(reading: Reading, index: int, part: Figure, words: str) -> bool:
    """Return whether a share is of other things than its amount: `210 triệu USD, chiếm 27% số dự án`."""
    near = reading.figures[max(0, index - _MOST) : index]
    bases = {f.unit.base for f in near if f.unit.counted and f.unit.base != part.unit.base}
    measured = part.unit.counted and _MEASURED.search(words)  # «32 xã chiếm 24,1% tổng diện tích»
    return bool(measured) or any(base in words for base in bases)


# --- wholes -----------------------------------------------------------------------------------------


def _wholes(reading: Reading, above: Sequence[Reading], portion: _Portion) -> Iterator[_Whole]:
    for one in (*above, reading):
        figures = [f for f in one.figures if f.unit.same_as(portion.part.unit)]
        for figure in figures[-_MOST:]:
            if figure is portion.part or not plain_or_about(one, figure):
                continue
            if loosened(figure).base_stretch.high < portion.part.base_stretch.low:
                continue
            words = label_of(one, figure)
            yield _Whole(
                figure, frozenset(_WORD.findall(words)), words, one,
                one is reading and figure.start > portion.share.start,
            )  # fmt: skip


def label_of(reading: Reading, figure: Figure) -> str:
    """Return the words of an amount: its clause before it, a few behind it."""
    before = reading.low[max(0, figure.start - 90) : figure.start]
    tail = _STOP.split(reading.low[figure.end : figure.end + 40])[0]
    return f"{_cut(before)} {tail}"


def _cut(before: str) -> str:
    for mark in (";", ". ", ")", "\n"):
        before = before.rpartition(mark)[2]
    return before


def _fits(portion: _Portion, whole: _Whole) -> bool:
    computed = _computed(portion, whole)
    if computed is None:
        return False
    own = loosened(portion.share).stretch
    room = _FITTING.scaleb(-decimals_of(portion.share.value))
    return own.low - room <= computed.high and computed.low <= own.high + room


def _of_a_sum(portion: _Portion, wholes: Sequence[_Whole]) -> bool:
    """Return whether a share is of what several amounts make up: capital that is new, added and bought."""
    for one in {id(whole.reading): whole.reading for whole in wholes}.values():
        outside = [f for f in one.figures if not one.depth(f.start)]
        alike = [f for f in outside if f.unit.same_as(portion.part.unit) and plain_or_about(one, f)]
        alike = [f for f in alike if f is not portion.part][:_ADDENDS]
        if len(alike) < 2 or one is portion.reading:
            continue
        computed = ratio(rounded(portion.part), added(rounded(figure) for figure in alike))
        if computed is not None and loosened(portion.share).stretch.meets(computed):
            return True
    return False


def _computed(portion: _Portion, whole: _Whole) -> Stretch | None:
    return ratio(rounded(portion.part), rounded(whole.figure))


# --- what a share is of --------------------------------------------------------------------------


def _denied(portion: _Portion, wholes: Sequence[_Whole]) -> Iterator[Finding]:
    for whole, firm in _meant(portion, wholes):
        severity = _severity(portion, whole, firm)
        if severity is not None:
            yield _finding(portion, whole, severity)
            return


def _meant(portion: _Portion, wholes: Sequence[_Whole]) -> Iterator[tuple[_Whole, bool]]:
    """Yield the wholes that a share may be meant of, and whether no other can be."""
    reading, part = portion.reading, portion.part
    told = [w for w in wholes if _explicit(portion, w)]
    if told:
        yield told[-1], True
        return
    if portion.of:
        total = _TOTAL.match(reading.low, portion.share.end) is not None
        said = portion.of - set(portion.part.unit.base.split())  # «số vụ kiểm tra»
        alike = [w for w in wholes if said and said <= w.label | _GENERIC]
        sole = total and len(alike) == 1  # «dư nợ đạt …; nợ xấu …, chiếm 1,7% tổng dư nợ»
        alone = {id(w): _alone(w, until=part.start if w.reading is reading else 0) for w in alike}
        yield from (
            (w, alone[id(w)] and (sole or _opens(w))) for w in alike if alone[id(w)] or not total
        )
        return
    if not portion.taken and _PLANNED.search(_sentence(portion)):
        return
    own = [w for w in wholes if w.reading is reading and not w.behind]
    lead = reading.low[max(0, part.start - 160) : part.start]
    if own and _PART.search(lead) and not _moved(own[-1]):
        between = reading.low[own[-1].figure.end : part.start]
        if len(_PART.findall(between)) == 1 and "%" not in between.partition("trong đó")[2]:
            if portion.taken or _alone(own[-1], _RATED):
                yield own[-1], len({w.figure.value for w in own}) == 1 and _alone(own[-1])
            return
    if not portion.taken:
        if part.unit.counted or not _AGAINST.search(_sentence(portion)):
            yield from ((w, False) for w in own[-1:] if not _moved(w) and _alone(w))
        return
    heads = [w for w in wholes if not w.behind and not _moved(w) and _opens(w)]
    yield from ((w, False) for w in heads[-2:])
    if portion.named:
        yield from ((w, False) for w in wholes if w.behind and "tổng" in w.label)


def _explicit(portion: _Portion, whole: _Whole) -> bool:
    """Return whether a whole is said to be one: `trong tổng số 214`, or in brackets behind the share."""
    reading, figure = portion.reading, whole.figure
    if whole.reading is not reading:
        return False
    if portion.share.end < figure.start:
        gap = reading.low[portion.share.end : figure.start]
        return _OUT_OF.fullmatch(gap) is not None or (
            _IN_BRACKETS.fullmatch(gap) is not None
            and reading.low[figure.end : figure.end + 1] == ")"
        )
    if portion.part.end <= figure.start:
        return is_of_all(reading, figure)
    before = reading.low[max(0, figure.start - 20) : figure.start]
    between = reading.low[figure.end : portion.part.start]
    return _AMONG.search(before) is not None and not _STOP.search(between.replace(", có", ""))


def _sentence(portion: _Portion) -> str:
    sentence = next(s for s in portion.reading.sentences if s.start <= portion.share.start < s.end)
    return portion.reading.low[sentence.start : min(sentence.end, portion.share.end + 60)]


def _moved(whole: _Whole) -> bool:
    reading, start = whole.reading, whole.figure.start
    return bool(phrases.direction(reading.low[max(0, start - 50) : start]) or reading.depth(start))


def _alone(whole: _Whole, said: re.Pattern[str] = _TAKEN, until: int = 0) -> bool:
    """Return whether a whole is told without a share of its own, `until` where the part is told."""
    end = whole.figure.end + 60
    end = min(end, until) if until > whole.figure.end else end
    behind = whole.reading.low[whole.figure.end : end]
    return not said.search(_CLAUSE.split(behind)[0])


def _opens(whole: _Whole) -> bool:
    """Return whether an amount is the first of its reading or sentence, or is called a total."""
    alike = [f for f in whole.reading.figures if f.unit.same_as(whole.figure.unit)]
    if alike[0] is whole.figure or _WHOLE.search(whole.words):
        return True
    start = next(s.start for s in whole.reading.sentences if s.start <= whole.figure.start < s.end)
    return not any(start <= f.start < whole.figure.start for f in alike)


# --- how sure -------------------------------------------------------------------------------------------


def _severity(portion: _Portion, whole: _Whole, firm: bool) -> Severity | None:
    computed = _computed(portion, whole)
    if computed is None or computed.low > HUNDRED or computed.middle <= 0:
        return None
    share = EXACT.divide(portion.share.value, computed.middle)
    if share_slip(portion.share, computed):
        return "certain" if firm or len(portion.share.text) > _SHORT else "likely"
    if firm and not portion.part.vague and _amount_slip(portion, whole):
        return "certain"
    exact = portion.part.unit.counted and portion.of and not portion.part.vague
    if firm and exact and units_off(portion.share.value, computed) >= _UNITS:
        return "likely"
    if not firm or not is_missed(share):
        return None
    plain = portion.taken and not portion.of
    return "certain" if plain or _explicit(portion, whole) else "likely"


def _amount_slip(portion: _Portion, whole: _Whole) -> bool:
    own = loosened(portion.share).stretch
    if own.low <= 0:
        return False
    total, part = whole.figure.base_stretch, portion.part.base_stretch
    by_share = Stretch(
        EXACT.divide(EXACT.multiply(total.low, own.low), HUNDRED),
        EXACT.divide(EXACT.multiply(total.high, own.high), HUNDRED),
    )
    by_part = Stretch(
        EXACT.divide(EXACT.multiply(part.low, HUNDRED), own.high),
        EXACT.divide(EXACT.multiply(part.high, HUNDRED), own.low),
    )
    return is_slip(portion.part, by_share) or is_slip(whole.figure, by_part)


def _finding(portion: _Portion, whole: _Whole, severity: Severity) -> Finding:
    share, part, computed = portion.share, portion.part, _computed(portion, whole)
    assert computed is not None
    return finding(
        "cap-ty-le", severity, portion.reading.paragraph,
        (min(part.start, share.start), max(part.end, share.end)),
        _("{a} / {b} = {g}%, văn bản ghi {typed}%").format(
            a=shown(part.value), b=shown(whole.figure.value),
            g=shown_stretch(computed, share.value), typed=shown(share.value),
        ),
        _("sửa tỷ lệ, hoặc ghi rõ tỷ lệ của số nào"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (share_of_a_whole,)
