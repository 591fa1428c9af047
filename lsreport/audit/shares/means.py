"""A mean against the total and the count that it is made from.

Comes in: the story. Goes out: findings: `486 doanh nghiệp, tổng vốn 5.832 tỷ đồng; bình quân một doanh nghiệp
10,2 tỷ đồng`, `5 tháng 4.215 tấn, bình quân 483 tấn một tháng`, in one sentence, over sentences and lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from lsreport.audit.findings import Finding, Severity, Tally, finding, shown_stretch
from lsreport.audit.meaning.loose import loosened
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import Stretch, printed, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import has_digits, is_one_slip, is_swap_of
from lsreport.audit.reading.spans import span_of
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.audit.reading.units import Unit, read_unit
from lsreport.i18n import _
from lsreport.numbers import EXACT, decimals_of, round_half_up

_BACK = 16  # figures before a mean in which its total may stand
_MOST = 12  # means of a paragraph
_NOUN = (
    r"(?P<{name}>doanh nghiệp|dn|dự án|phiên|cuộc|hộ|km|hợp tác xã|htx|cơ sở|công trình|trụ sở|xã|huyện|trường|lớp|vụ|"
    r"con|căn|nhà|hồ sơ|đơn|xe|phương tiện|tuyến|lô|hợp đồng|tổ|người|lao động|học viên|khách|lượt|tháng|quý|năm|ngày|"
    r"đối tượng|suất|học sinh|sinh viên|đoàn|khóa|giấy chứng nhận|công ty|đơn vị|khoản|món|quỹ|chuyến|mô hình|điểm|hội|mỏ|chợ|"
    r"trang trại|hội viên|thành viên|nhà máy|thôn|tàu|lồng|trạm|bệnh nhân|cán bộ|đầu người|ca|buổi|tỉnh|nhóm|đội|gia đình)"
)
_EACH = r"(?:mỗi|một|1|01|hằng|hàng|từng)"
_MEAN = r"(?:bình quân|trung bình|tính bình quân|quy ra|tính ra)"
_BEFORE = lazy(
    rf"(?:\b{_MEAN}\s(?:(?:cho|trên|của|tính trên|/)\s){{0,2}}(?:{_EACH}\s)?|\b{_EACH}\s(?=[^.;:()]{{0,60}}\b{_MEAN}\b))"
    + _NOUN.format(name="noun")
    + r"\b(?P<gap>[^.;:()]{0,90})\Z"
)
_PLAIN = lazy(
    rf"\b{_MEAN}\s(?:[^.;:()0-9,]{{0,40}}\s)?\Z|,\s(?:tức|tức là|tương đương|nghĩa là)\s(?:là\s|vào\s)?(?:khoảng\s|gần\s|xấp xỉ\s|hơn\s)?\Z"
)
_BEHIND = lazy(
    rf"\s?(?:/\s?(?:{_EACH}\s)?|(?:(?:trên|cho|tính trên)\s)?{_EACH}\s)"
    + _NOUN.format(name="noun")
    + r"\b(?!\s?/)"
)
# These are no total over a count: pay, prices, rates of interest, norms.
_NO_MEAN = lazy(
    r"\b(?:thu nhập|lương|lãi suất|giá|đơn giá|giá bán|chi phí|mức đóng|mức vay|vay mới|phần (?:ngân sách|hỗ trợ)|hộ (?:nghèo|cận nghèo)|lưu trú|suất đầu tư|trợ cấp|học phí|năng suất|định mức|tăng trưởng|lợi nhuận|"
    r"nộp ngân sách|trọng lượng|cự ly|tuổi|công suất|tốc độ|mức hỗ trợ|hỗ trợ mỗi|@goal|phấn đấu|dự kiến|cần|phải|@earlier|giá so sánh)\b"
)
_MONTHS = {"tháng": 1, "quý": 3}
_DAYS = {2: (28, 29), 4: (30, 30), 6: (30, 30), 9: (30, 30), 11: (30, 30)}
_YEARS = lazy(r"(?<![0-9/.,])(10|0?[2-9])\snăm\b")
_TIMES = ("tháng", "quý", "năm", "ngày")
_SHORT = {"dn": "doanh", "htx": "hợp", "đầu người": "người", "gia đình": "hộ"}
_PEOPLE = ("người", "lao", "học", "khách", "lượt")
_OF_BEFORE = lazy(r"\(\s?(?:@earlier)[^()0-9]{0,20}\Z")
_SIDE = lazy(r"\b(?:@of_which|@earlier|@goal|bổ sung|thêm|so với|còn lại)\b")
_SAID = lazy(
    r"\b(?:đạt|là|có|ước|@about|được|với|số|tổng|vốn|đăng ký|mới|thành lập|bình quân|trung bình|tương đương|tức|"
    r"mỗi|một|như vậy|tính|đầu tư|trong|cho|của|này|giá trị|từ|đầu|kỳ|qua|thu hút|quy mô|mức|ước tính|hàng|hằng|tháng|năm|quý|[0-9]{1,2})\b"
)
_WORD = lazy(r"[^\W\d_]{2,}")
_WIDE = (Decimal("0.4"), Decimal("2.5"))
_SMALL = Decimal("2.5")  # of smaller means any is one digit from many others
_NEAR = Decimal("0.02")
_SIZE = Decimal("0.5")  # of a mean: a total may be told in the wrong multiplier


class _Mean(NamedTuple):
    """A mean: its figure, the unit of its total, what it is of (`doanh nghiệp`, `tháng`), its words."""

    figure: Figure
    unit: Unit
    noun: str
    words: str
    place: int


class _Parts(NamedTuple):
    """What a mean may be made from: a total, how many (their stretch), how the count is told."""

    total: Figure
    many: Stretch
    told: str
    reading: Reading
    sentence: int
    sole: bool


def mean_of_its_parts(story: Story, tally: Tally) -> Iterator[Finding]:
    """`606 doanh nghiệp, vốn 9.351 tỷ đồng … Bình quân một doanh nghiệp 1,54 tỷ đồng`."""
    before: Reading | None = None
    for reading in story.readings:
        if any(
            w in reading.low
            for w in ("bình quân", "trung bình", ", tức ", ", tương đương ", "quy ra", "tính ra")
        ):
            for mean in islice(_means(reading), _MOST):
                yield from _tested(reading, mean, before, tally)
        before = reading


def _means(reading: Reading) -> Iterator[_Mean]:
    for index, figure in enumerate(reading.figures):
        if not figure.unit.amount or figure.fault or figure.sign or figure.whole is not None:
            continue
        start = max(0, figure.start - 130)
        cut = reading.figures[index - 1].end if index else 0
        words = reading.low[max(start, cut) : figure.start]
        found = _named(reading.low, figure, words)
        if found is None or _NO_MEAN.search(words) or phrases.direction(words):
            continue
        yield _Mean(figure, *found, words, index)


def _named(low: str, figure: Figure, words: str) -> tuple[Unit, str] | None:
    """Return the unit of the total of a mean, and what the mean is of; None where it is no mean."""
    slash = figure.text.find("/")
    if figure.unit.kind == "mỗi" and slash > 0:
        behind = _BEHIND.match(low, figure.start + slash)
        if behind is None or not _PLAIN.search(words):
            return None
        number = len(figure.text) - len(figure.text.lstrip("0123456789.,"))
        unit, _end = read_unit(low[: figure.start + slash], figure.start + number)
        return unit, behind["noun"]
    if before := _BEFORE.search(words):
        return figure.unit, before["noun"]
    if _PLAIN.search(words) and (behind := _BEHIND.match(low, figure.end)):
        return figure.unit, behind["noun"]
    return None


def _tested(
    reading: Reading, mean: _Mean, above: Reading | None, tally: Tally
) -> Iterator[Finding]:
    own = list(_parts(reading, reading.figures[max(0, mean.place - _BACK) : mean.place], mean))
    if not own:
        after = reading.figures[mean.place + 1 : mean.place + 4]
        gap = reading.low[mean.figure.end : after[-1].start] if after else ""
        own = [] if _SIDE.search(gap) else list(_parts(reading, after, mean))
    if not own and above is not None:
        own = list(_parts(above, above.figures[-_BACK:], mean))
    if not own:
        return
    tally.tested += 1
    goal = loosened(mean.figure).stretch.times(mean.unit.factor)
    if any(_made(one).meets(_widened(goal, mean)) for one in own):
        return
    levels = [
        one for one in own if not _moves(one.reading, one.total)
    ]  # rather than by how much it grew
    last = (levels or own)[-1]
    severity = _severity(mean, own, last, last.reading is reading)
    if severity is not None:
        yield _finding(reading, mean, last, severity)


def _made(one: _Parts) -> Stretch:
    total = loosened(one.total).base_stretch
    return Stretch(EXACT.divide(total.low, one.many.high), EXACT.divide(total.high, one.many.low))


def _widened(goal: Stretch, mean: _Mean) -> Stretch:
    """Return a mean's stretch with a unit of its last place to both sides: it may have been cut."""
    unit = Decimal(1).scaleb(-decimals_of(mean.figure.value))
    unit = EXACT.multiply(unit, mean.unit.factor)
    return Stretch(goal.low - unit, goal.high + unit)


# --- what a mean may be made from -------------------------------------------------------------


def _parts(reading: Reading, figures: Sequence[Figure], mean: _Mean) -> Iterator[_Parts]:
    """Yield the totals in the unit of a mean, each with the counts that may go with it."""
    totals = [f for f in figures if _is_total(f, mean)]
    for total in totals:
        number = _sentence(reading, total)
        for count, told, sole in _counts(reading, figures, total, mean):
            alone = sum(_sentence(reading, t) == number for t in totals) == 1
            yield _Parts(total, count, told, reading, number, sole and alone)


def _is_total(figure: Figure, mean: _Mean) -> bool:
    if figure.fault or figure.whole is not None or figure.sign or not figure.value:
        return False
    if not figure.unit.same_as(mean.unit) or figure is mean.figure:
        return False
    if figure.unit.kind == "đếm" and figure.unit.base.split(" ")[:1] == mean.noun.split(" ")[:1]:
        return False
    typed = EXACT.multiply(mean.figure.value, mean.unit.factor)
    return figure.base_stretch.middle > EXACT.multiply(typed, _SIZE)


def _counts(
    reading: Reading, figures: Sequence[Figure], total: Figure, mean: _Mean
) -> Iterator[tuple[Stretch, str, bool]]:
    if mean.noun in _TIMES:
        yield from _times(reading, total, mean.noun)
        return
    first = _SHORT.get(mean.noun, mean.noun.split(" ")[0])
    counts = [f for f in figures if _counts_noun(f, first) and f is not total]
    number = _sentence(reading, total)
    near = [f for f in counts if _sentence(reading, f) == number and not _moves(reading, f)]
    for count in counts:
        if _is_of_before(reading, count):
            continue
        size = loosened(count).stretch.times(count.unit.scale)
        if size.low <= 0:
            continue
        yield size, count.text.strip(), len(near) == 1 and count is near[0]


def _is_of_before(reading: Reading, count: Figure) -> bool:
    """Return whether a count in brackets is of the time before: `46 vụ (cùng kỳ 40 vụ)`."""
    lead = reading.low[max(0, count.start - 40) : count.start]
    return bool(reading.depth(count.start)) and _OF_BEFORE.search(lead) is not None


def _counts_noun(figure: Figure, first: str) -> bool:
    if figure.fault or figure.whole is not None or figure.sign or figure.value <= 0:
        return False
    if first == "km":
        return figure.unit.kind == "chiều dài" and figure.unit.base == "km"
    base = figure.unit.base.split(" ")[0]
    same = base == first or base == "lượt" or (first in _PEOPLE and base in _PEOPLE)
    return figure.unit.kind == "đếm" and same


def _times(reading: Reading, total: Figure, noun: str) -> Iterator[tuple[Stretch, str, bool]]:
    """Yield how many months, quarters or years a total is of, as far as its words tell."""
    sentence = reading.sentences[_sentence(reading, total)]
    words = reading.low[sentence.start : total.start]
    if noun == "năm":
        found = {int(m[1]) for m in _YEARS.finditer(words)}
        for years in found:
            yield printed(Decimal(years), True), f"{years} năm", len(found) == 1
        return
    span = span_of(words)
    if span is None or not span.last:
        return
    if noun == "ngày":
        if span.first == span.last:
            few, many = _DAYS.get(span.last, (31, 31))
            days = Stretch(Decimal(few), Decimal(many))
            yield days, f"{many} {noun}", True
        return
    months = span.last - span.first + 1
    if months % _MONTHS[noun] == 0 and months > _MONTHS[noun]:
        count = months // _MONTHS[noun]
        yield printed(Decimal(count), True), f"{count} {noun}", True


def _sentence(reading: Reading, figure: Figure) -> int:
    return next(
        (n for n, s in enumerate(reading.sentences) if s.start <= figure.start < s.end),
        len(reading.sentences) - 1,
    )


def _moves(reading: Reading, figure: Figure) -> bool:
    """Return whether a figure tells a move, a part or another time, or stands in brackets."""
    lead = reading.low[max(0, figure.start - 50) : figure.start]
    lead = re.split(r"[;.,]\s|[0-9]", lead)[-1]
    return bool(phrases.direction(lead) or _SIDE.search(lead) or reading.depth(figure.start))


# --- how sure -----------------------------------------------------------------------------------


def _severity(mean: _Mean, all_parts: Sequence[_Parts], one: _Parts, same: bool) -> Severity | None:
    """Return how severe it is that a mean is none of the quotients; None where it may be of others."""
    if _moves(one.reading, one.total) or mean.figure.unit.kind == "%":
        return None
    computed, typed = _made(one), EXACT.multiply(mean.figure.value, mean.unit.factor)
    rate = EXACT.divide(typed, computed.middle)
    if abs(rate - 1) < _NEAR:
        swapped = has_digits(mean.figure, 3) and is_swap_of(mean.figure, _rounded(mean, one))
        return "likely" if swapped else "look"
    slipped = any(_slipped(mean, part) for part in all_parts)
    if slipped:
        return "certain"
    sure = _is_bare(mean, one) and one.sole and same and mean.noun != "đầu người"
    if not _WIDE[0] < rate < _WIDE[1]:  # so far off that it may be of others
        told_first = one.total.start < mean.figure.start
        return "likely" if sure and told_first else None
    return "certain" if sure else "likely"


def _rounded(mean: _Mean, one: _Parts) -> Decimal:
    """Return what a mean should print."""
    right = EXACT.divide(_made(one).middle, mean.unit.factor)
    return round_half_up(right, decimals_of(mean.figure.value))


def _is_bare(mean: _Mean, one: _Parts) -> bool:
    """Return whether the words right before a mean name nothing that those of the total do not."""
    own = re.split(r"[,;.(]\s?", mean.words)[-1].replace(mean.noun, " ")
    low, total = one.reading.low, one.total
    around = set(_WORD.findall(low[max(0, total.start - 60) : total.end + 40]))
    return not set(_WORD.findall(_SAID.sub(" ", own))) - around


def _slipped(mean: _Mean, one: _Parts) -> bool:
    """Return whether one slip makes the printed mean of the computed one."""
    figure, made = mean.figure, _made(one)
    low, high = (EXACT.divide(end, mean.unit.factor) for end in (made.low, made.high))
    places = decimals_of(figure.value)
    ends = {round_half_up(low, places), round_half_up(high, places)}
    if len(ends) > 2 or (figure.value < 10 and not places):
        return False
    for end in ends:
        swapped = sorted(str(end)) == sorted(str(figure.value))
        if is_one_slip(figure.value, end) and (swapped or figure.value >= _SMALL):
            return True
    digits = figure.value.normalize()
    return any(
        len(digits.as_tuple().digits) > 2
        and digits
        == round_half_up(EXACT.multiply(end, Decimal(10) ** power), max(0, places)).normalize()
        for power in (-3, -2, -1, 1, 2, 3)
        for end in (low, high)
    )


def _finding(reading: Reading, mean: _Mean, one: _Parts, severity: Severity) -> Finding:
    made = _made(one)
    unit = Stretch(
        EXACT.divide(made.low, mean.unit.factor), EXACT.divide(made.high, mean.unit.factor)
    )
    off = units_off(mean.figure.value, unit)
    start = one.total.start if one.reading is reading else mean.figure.start
    return finding(
        "binh-quan", "look" if off <= 1 else severity, reading.paragraph,
        (min(start, mean.figure.start), mean.figure.end),
        _("{total} / {count} = {mean}, văn bản ghi {typed}").format(
            total=one.total.text.strip(), count=one.told,
            mean=shown_stretch(unit, mean.figure.value), typed=mean.figure.text.strip(),
        ),
        _("sửa tổng hoặc số bình quân"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (mean_of_its_parts,)
