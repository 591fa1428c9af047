"""A part that is larger than its whole, and a total told behind its parts.

Comes in: the story. Goes out: findings: brackets `(trong đó …)` with more than what stands before them,
domestic revenue above all revenue, `Cộng …` behind levels that make up another number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import islice, pairwise

from lsreport.audit.findings import Finding, Severity, Tally, finding, shown
from lsreport.audit.meaning.loose import loosened, plain_or_about
from lsreport.audit.reading.amounts import added
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import mended, misses
from lsreport.audit.reading.statements import Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.audit.totals.sums import fits_elsewhere
from lsreport.i18n import _
from lsreport.numbers import EXACT

_MOST = 64
_CLEARLY = Decimal("0.99")
_REACH = 6  # statements before a bracket, or before a part
_OPENS = lazy(r"\((?:@of_which|trong số đó|gồm cả)\b")
_ELSE = lazy(
    r"\b(?:@goal|@earlier|lũy kế|luỹ kế|cộng dồn|tính chung|cả năm|"
    r"từ đầu năm|bình quân|tổng|toàn|cả nước|giai đoạn|so với|với|chi|nợ|dư)\b"
)
_NOUN = lazy(r"\s([^\W\d_]{1,12})(?:\s([^\W\d_]{1,12}))?")
# A whole and what can only be part of it.
_KNOWN = (
    (r"\bthu (?:ngân sách|nsnn)\b|\btổng thu\b", r"\bthu nội địa\b|\bthu (?:từ )?xuất,? nhập khẩu\b"),
    (r"\bkhách\b", r"\bkhách (?:quốc tế|nội địa|trong nước)\b"),
    (r"\bgia cầm\b", r"\bgà\b|\bvịt\b"),
    (r"\btổng mức bán lẻ\b", r"\bbán lẻ hàng h(?:óa|oá)\b"),
    (r"\bchi (?:ngân sách|nsnn)\b|\btổng chi\b", r"\bchi (?:thường xuyên|đầu tư phát triển)\b"),
    (r"\bthủy sản\b", r"\bthủy sản (?:nuôi trồng|khai thác)\b|\btôm\b|\bcá\b"),
    (r"\blương thực\b", r"\b(?:thóc|lúa|ngô)\b"),
)  # fmt: skip
# Words of a whole that is not the whole: what the province keeps, guests that stay, a plan.
_NOT_ALL = lazy(
    r"\b(?:@goal|@earlier|bình quân|địa phương|hưởng|cấp|từ|lưu trú|phục vụ|qua đêm|"
    r"khu vực|khối|riêng|mới|thêm|khách sạn)\b"
)
_AMONG = lazy(r"\s{0,3}(?:trong đó|@made_of|trong số (?:này|đó))\b")
_NESTED = lazy(r"\b(?:@of_which|@made_of|lũy kế|luỹ kế|kế hoạch là)\b")
_SUMMED = lazy(
    r"\A\s{0,4}(?:tổng\s)?cộng(?:\s(?:chung|cả|lại))?(?:\s(?:cả\s)?(?P<count>[0-9]{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s"
    r"[^\W\d_]{2,12}[^,;.()0-9]{0,30}?)?(?:\s(?:này|trên|đó))?(?:\s(?:là|đạt|được))?\s{1,3}\Z"
)
_RAISES = lazy(r"[^;.()0-9]{0,60},\s(?:qua đó\s)?(?:nâng|đưa)\stổng\s[^;.()]{2,60}\slên\s")
_AMONG_WORD = lazy(r"trong đó|trong số")
_NEAR, _SO_FAR = 90, Decimal(2)
_NUMERALS = ("hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


# --- larger than the whole -------------------------------------------------------------------


def larger_in_brackets(story: Story, tally: Tally) -> Iterator[Finding]:
    """`47 người chết, 19 người bị thương (trong đó đường sắt 4 vụ, 54 người chết)`."""
    for reading in story.readings:
        for match in islice(_OPENS.finditer(reading.low), _MOST):
            end = reading.low.find(")", match.end())
            end = min(end if end > 0 else len(reading.low), match.end() + 400)
            depth = reading.depth(match.start())
            inside = [s for s in reading.statements if match.end() <= s.at < end]
            outside = [
                s for s in reading.statements if s.at < match.start() and s.depth == depth - 1
            ]
            if not inside or not outside or _ELSE.search(reading.low, match.end(), end):
                continue
            near = [s for s in outside if s.sentence == inside[0].sentence][-_REACH:]
            for part in inside:
                if part.depth == depth:
                    yield from _inside_of(reading, part, near, tally)


def _inside_of(
    reading: Reading, part: Statement, before: Sequence[Statement], tally: Tally
) -> Iterator[Finding]:
    """Test a part against the last level before its bracket that counts the same thing."""
    level = part.level
    if level is None or not before or not plain_or_about(reading, level):
        return
    levels = [s.level for s in before if s.level and s.level.unit.same_as(level.unit)]
    if level.unit.base == "người":
        levels = [f for f in levels if _noun(reading, f) == _noun(reading, level)]
    elif before[-1].level not in levels and not level.unit.counted:
        return
    if levels and plain_or_about(reading, levels[-1]):
        yield from _larger(reading, levels[-1], level, tally)


def _noun(reading: Reading, figure: Figure) -> str:
    """Return the first word behind the unit of a figure: who is counted."""
    match = _NOUN.match(reading.low, figure.end)
    return match[1] if match else ""


def _larger(reading: Reading, whole: Figure, part: Figure, tally: Tally) -> Iterator[Finding]:
    tally.tested += 1
    if loosened(part).base_stretch.low <= loosened(whole).base_stretch.high:
        return
    yield finding(
        "phan-va-tong", "certain", reading.paragraph,
        (min(whole.start, part.start), max(whole.end, part.end)),
        _("phần {part} lớn hơn tổng {whole}").format(
            part=part.text.strip(), whole=whole.text.strip()
        ),
        _("xem lại số của phần, của tổng, hoặc bậc đơn vị (nghìn, triệu)"),
    )  # fmt: skip


def larger_by_name(story: Story, tally: Tally) -> Iterator[Finding]:
    """`thu ngân sách 2.684,3 tỷ đồng, tăng 28,6%; thu nội địa 3.168,5 tỷ đồng`."""
    names = [(lazy(whole), lazy(part)) for whole, part in _KNOWN]
    for reading in story.readings:
        for index, part in enumerate(reading.statements):
            label = _label(reading, part)
            if not label or _ELSE.search(label):
                continue
            for whole, inner in names:
                if inner.search(label):
                    yield from _against_named(reading, index, (whole, inner), tally)


def _against_named(
    reading: Reading, index: int, names: tuple[re.Pattern[str], re.Pattern[str]], tally: Tally
) -> Iterator[Finding]:
    part = reading.statements[index]
    for whole in reversed(reading.statements[max(0, index - _REACH) : index]):
        if not _beside(reading, whole, part) or not whole.level or not part.level:
            continue
        behind = re.split(r"[;,.:(]", reading.low[whole.level.end : whole.level.end + 8])[0]
        counted = reading.low[whole.level.start : whole.level.end]
        told = f"{_label(reading, whole)}{counted}{behind}"
        if not names[0].search(told) or names[1].search(told) or _NOT_ALL.search(told):
            continue
        later = part.sentence > whole.sentence
        timed = whole.window == part.window or (later and not part.window)
        fits = whole.level.unit.same_as(part.level.unit) and timed
        if fits and all(plain_or_about(reading, f) for f in (whole.level, part.level)):
            yield from _larger(reading, whole.level, part.level, tally)
        return


def _beside(reading: Reading, whole: Statement, part: Statement) -> bool:
    """Return whether a part stands in the sentence of its whole, or in the next one: `Trong đó, …`."""
    if part.sentence != whole.sentence + 1:
        return part.sentence == whole.sentence
    return _AMONG.match(reading.low, reading.sentences[part.sentence].start) is not None


def _label(reading: Reading, statement: Statement) -> str:
    """Return the words right before a level, behind the last stop."""
    if statement.level is None:
        return ""
    end = statement.level.start
    return re.split(r"[;:%,]", reading.low[max(statement.start, end - 80) : end])[-1]


def larger_among(story: Story, tally: Tally) -> Iterator[Finding]:
    """`682 hộ, trong đó 691 hộ nghèo`: the first of what `trong đó` names, right behind its whole."""
    readings = {id(reading.paragraph): reading for reading in story.readings}
    for group in story.groups:
        total, part = group.total, group.parts[0] if group.parts else group.total
        whole, level, reading = total.level, part.level, readings[id(total.paragraph)]
        if not whole or not level or part is total or part.sentence != total.sentence:
            continue
        if part.paragraph is not total.paragraph or not _AMONG_WORD.search(group.word):
            continue
        gap = reading.low[whole.end : level.start]
        if (
            len(gap) > _NEAR
            or ";" in gap
            or total.depth
            or part.depth
            or part.window not in ("", total.window)
        ):
            continue
        if _ELSE.search(gap) or not level.unit.same_as(whole.unit) or level.sign or whole.sign:
            continue
        if whole.whole is not None or level.whole is not None or level.unit.percent:
            continue
        if not all(plain_or_about(reading, figure) for figure in (whole, level)):
            continue
        if loosened(level).base_stretch.low > EXACT.multiply(
            _SO_FAR, loosened(whole).base_stretch.high
        ):
            continue  # of something else
        yield from _larger(reading, whole, level, tally)


def raised_below(story: Story, tally: Tally) -> Iterator[Finding]:
    """`đón 4.126 nghìn lượt, nâng tổng số khách 8 tháng lên 3.158,2 nghìn lượt`: less than what was added."""
    for reading in story.readings:
        for part, total in pairwise(reading.figures):
            if not total.unit.same_as(part.unit) or part.unit.percent or part.sign or total.sign:
                continue
            if part.whole is not None or total.whole is not None or reading.depth(part.start):
                continue
            if _RAISES.fullmatch(reading.low, part.end, total.start) and all(
                plain_or_about(reading, figure) for figure in (part, total)
            ):
                yield from _larger(reading, total, part, tally)


# --- a total behind its parts ----------------------------------------------------------------


def summed_up(story: Story, tally: Tally) -> Iterator[Finding]:
    """`lúa 8.612 ha; ngô 8.750 ha; cây khác 281 ha. Cộng 16.743 ha`."""
    before: Reading | None = None
    for reading in story.readings:
        left = _MOST
        for total in reading.statements if "cộng" in reading.low else ():
            level = total.level
            if level is None or total.depth or not plain_or_about(reading, level):
                continue
            start = reading.sentences[total.sentence].start
            head = _SUMMED.match(_head(reading.low[start : level.start]))
            if head is None or level.start - start > 80:
                continue
            if (left := left - 1) < 0:
                break
            run = _sentence_before(reading, before, total.sentence)
            yield from _summed(reading, level, run, head["count"], tally)
        before = reading if reading.statements and not reading.paragraph.note else before


def _head(words: str) -> str:
    return re.sub(r"\b(?:@about)\s{1,3}\Z", "", words)


def _sentence_before(reading: Reading, above: Reading | None, number: int) -> list[Statement]:
    """Return the levels outside brackets of the sentence before; of the line above for a first one."""
    if number:
        return [s for s in reading.statements if s.sentence == number - 1 and not s.depth]
    if above is None or above.paragraph.number != reading.paragraph.number - 1:
        return []
    last = above.statements[-1].sentence
    return [s for s in above.statements if s.sentence == last and not s.depth]


def _summed(
    reading: Reading, total: Figure, run: Sequence[Statement], count: str | None, tally: Tally
) -> Iterator[Finding]:
    run = [s for s in run if s.level]
    if count and len(run) != (int(count) if count.isdigit() else _NUMERALS.index(count) + 2):
        return
    if not 1 < len(run) <= _MOST or not all(
        s.level and s.level.unit.same_as(total.unit) and not s.level.sign and not s.level.vague
        and s.level.whole is None and not s.level.fault for s in run
    ):  # fmt: skip
        return
    if _NESTED.search(run[0].paragraph.plain.lower(), run[0].at, run[-1].at):
        return
    parts, loose = [s.level for s in run if s.level], loosened(total)
    tally.tested += 1
    if not misses(loose, parts):
        return
    severity: Severity = "certain" if count or mended(loose, parts) else "likely"
    yield _told(reading, total, parts, severity)


def _told(reading: Reading, total: Figure, parts: Sequence[Figure], severity: Severity) -> Finding:
    middle = added(part.base_stretch for part in parts).middle
    sums = EXACT.divide(middle, total.unit.factor).normalize()
    return finding(
        "phan-va-tong", severity, reading.paragraph, (total.start, total.end),
        _("{parts} = {sum}, tổng ghi {total}").format(
            parts=" + ".join(part.text.strip() for part in parts),
            sum=shown(Decimal(f"{sums:f}")), total=total.text.strip(),
        ),
        _("sửa tổng hoặc một phần; nếu còn phần khác thì viết «trong đó»"),
    )  # fmt: skip


# --- more than about the whole ---------------------------------------------------------------


def more_than_about(story: Story, tally: Tally) -> Iterator[Finding]:
    """`khoảng 276 tỷ đồng, trong đó đường bộ 253,6 tỷ đồng, kho bãi 40,3 tỷ đồng`."""
    readings = {id(reading.paragraph): reading for reading in story.readings}
    for group in story.groups:
        total, reading = group.total.level, readings[id(group.total.paragraph)]
        if group.whole or not group.word or total is None or not total.vague:
            continue
        parts = [p.level for p in group.parts if p.level]
        if not 1 < len(parts) <= _MOST or not all(p.unit.same_as(total.unit) for p in parts):
            continue
        windows = {p.window for p in group.parts} - {"", group.total.window}
        if windows or not all(plain_or_about(reading, f) for f in (total, *parts)):
            continue
        if total.unit.kind == "đếm" or group.parts[0].paragraph is not group.total.paragraph:
            continue
        yield from _more(reading, total, parts, tally)


def _more(
    reading: Reading, total: Figure, parts: Sequence[Figure], tally: Tally
) -> Iterator[Finding]:
    loose, known = loosened(total), [loosened(part) for part in parts]
    sums, goal = added(part.base_stretch for part in known), loose.base_stretch
    tally.tested += 1
    if EXACT.multiply(sums.low, _CLEARLY) <= goal.high or fits_elsewhere(reading, known):
        return
    if mended(loose, known):
        yield _told(reading, total, parts, "certain")


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    larger_in_brackets,
    larger_by_name,
    larger_among,
    raised_below,
    summed_up,
    more_than_about,
)
