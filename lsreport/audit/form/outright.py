"""Numbers that deny one another in one breath.

Comes in: the story. Goes out: findings: `1.250 hộ nghèo, chiếm 5,2% tổng số 14.000 hộ`, `giảm 5% (từ 100
ha lên 105 ha)`, `kế hoạch giao 600 doanh nghiệp, thực hiện 472 doanh nghiệp, vượt kế hoạch`, `tăng 7,5%,
vượt mục tiêu đề ra (8 - 8,5%)`, `đạt 24,6% kế hoạch, cao hơn 3,2% so với cùng kỳ (cùng kỳ đạt 21,4%)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown, shown_stretch
from lsreport.audit.meaning.loose import loosened, plain_or_about
from lsreport.audit.reading.amounts import HUNDRED, Stretch, growth, printed, ratio, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

# Of the very thing that was counted: «120 doanh nghiệp, lao động chiếm 62%» is of something else.
_SHARE = lazy(
    r"(?:\s(?!(?:chiếm|trong|có|với|mà|và|gồm|riêng)\b)[^\W\d_]{1,12}){0,6}\s?,?\s(?:(?:chỉ|đã|hiện|và)\s)?(?:chiếm|đạt tỷ lệ|tỷ lệ)\s(?:tỷ lệ\s|khoảng\s)?"
)
_OF_TOTAL = lazy(r"\s?(?:trong\s|của\s|trên\s|so với\s)?tổng(?:\ssố)?(?:\s[^\W\d_]{1,12}){0,6}\s")
_COUNT = lazy(r"[^,;]{0,12}?tổng(?:\ssố)?\s")
_FROM = lazy(r"\s\(từ\s(?:mức\s)?")
_TO = lazy(r"\s(?:lên|xuống|xuống còn|lên đến|còn|đến)\s")
_MOVED = lazy(r"\b(tăng|giảm)\s{1,2}\Z")
# A mean year, or growth at constant prices between levels at current ones.
_OTHERWISE = lazy(
    r"\b(?:bình quân|trung bình|mỗi|hằng|(?<!cây )hàng năm|grdp|gdp|tổng sản phẩm|kinh tế|giá trị|giá so sánh|năng suất lao động|giai đoạn)\b"
)
_PLANNED = lazy(
    r"\b(?:@goal)(?:\s(?:năm|giao|đề ra|được giao|là|cả năm|tỉnh|[12][0-9]{3})){0,4}\s\Z"
)
_DONE = lazy(r"(?:\s[^\W\d_]{1,12}){0,4},\s(?:đã\s)?(?:thực hiện|đạt|hoàn thành)(?:\sđược)?\s")
_VERDICT = lazy(
    r"(?:\s[^\W\d_]{1,12}){0,4},\s(?:đã\s)?(?P<verdict>hoàn thành vượt|vượt|không đạt|chưa đạt)\s(?:mức\s)?(?:@goal)"
    r"(?:\s(?:năm|giao|đề ra|được giao|cả năm)){0,3}\s?(?:[.;,)]|\Z)"
)
_RANGED = lazy(
    r",\s(?P<verdict>vượt|cao hơn|chưa đạt|không đạt|thấp hơn)\s(?:mức\s)?(?:@goal|kịch bản)(?:\s[^\W\d_]{1,8}){0,3}\s"
    r"\((?P<low>[0-9]{1,3}(?:,[0-9]{1,3})?)\s?%?\s?[-–]\s?(?P<high>[0-9]{1,3}(?:,[0-9]{1,3})?)\s?%\)"
)
_UP = ("tăng", "cao hơn", "vượt", "nhanh hơn")
_COMPARED = lazy(
    r"[^.;:()]{0,40},\s(?:và\s)?(tăng|giảm|cao hơn|thấp hơn|vượt|kém|nhanh hơn|chậm hơn)\s{1,2}\Z"
)
_IN_BRACKET = lazy(
    r"[^.;:()0-9%]{0,40}(?:[12][0-9]{3}\s?)?\((?:[^.;:()0-9%]{0,40}?)(?:[12][0-9]{3}\s)?(?:đạt|là|:|bằng)?\s{0,2}"
)
_REACHED = lazy(r"\b(?:đạt|bằng|tỷ lệ|được|là|còn|chiếm)\s(?:khoảng\s)?\Z")
# Of these less is better, so that «vượt» may be said of a smaller number.
_LESS = lazy(
    r"nghèo|thất nghiệp|tử vong|tai nạn|bội chi|\bnợ\b|giảm|vi phạm|chết|tồn|chậm|mắc|\bca\b|thời gian|thời hạn|chi phí|ô nhiễm|sinh con|"
    r"suất sinh|tinh giản|quá hạn|trễ|bỏ học|tảo hôn|thất thoát|hao hụt|phát thải|tối đa|không quá"
)
_LEAD = 120
_CLAUSE = lazy(r";|\.\s")


def share_of_the_total_behind(story: Story, tally: Tally) -> Iterator[Finding]:
    """`1.250 hộ nghèo, chiếm 5,2% tổng số 14.000 hộ`."""
    for reading, level, share, total in _threes(story):
        gaps = _gap(reading, level, share), _gap(reading, share, total)
        if not share.unit.percent or not (
            _SHARE.fullmatch(gaps[0]) and _OF_TOTAL.fullmatch(gaps[1])
        ):
            continue
        if not (_amount(reading, level) and _amount(reading, total) and _exact(share)):
            continue
        if not level.unit.same_as(total.unit):
            continue
        if level.unit.counted and not _COUNT.fullmatch(gaps[1]):
            continue  # «32 xã, chiếm 24,1% tổng diện tích 118 xã»
        tally.tested += 1
        computed = ratio(loosened(level).base_stretch, loosened(total).base_stretch)
        if computed is None or computed.high > HUNDRED or printed(share.value).meets(computed):
            continue
        yield finding(
            "cap-ty-le", by_units(units_off(share.value, computed)), reading.paragraph,
            (level.start, total.end),
            _("{a} / {b} = {g}%, văn bản ghi {typed}%").format(
                a=shown(level.value), b=shown(total.value),
                g=shown_stretch(computed, share.value), typed=shown(share.value),
            ),
            _("sửa tỷ lệ hoặc một trong hai số"),
        )  # fmt: skip


def growth_before_its_levels(story: Story, tally: Tally) -> Iterator[Finding]:
    """`giảm 5% (từ 100 ha lên 105 ha)`."""
    for reading, change, before, now in _threes(story):
        moved = _MOVED.search(reading.low, max(0, change.start - 12), change.start)
        gaps = _gap(reading, change, before), _gap(reading, before, now)
        if not moved or not change.unit.percent or not _FROM.fullmatch(gaps[0]):
            continue
        if not _TO.fullmatch(gaps[1]) or not before.unit.same_as(now.unit) or not _exact(change):
            continue
        lead = reading.low[max(0, moved.start() - _LEAD) : moved.start()]
        if _OTHERWISE.search(_CLAUSE.split(lead)[-1]):
            continue
        before = replace(before, vague=False)  # «từ» opens no range here
        if not (_amount(reading, before) and _amount(reading, now)):
            continue
        tally.tested += 1
        level = ratio(loosened(now).base_stretch, before.base_stretch)
        if level is None:
            continue
        computed = Stretch(level.low - HUNDRED, level.high - HUNDRED)
        own = change.value if moved[1] == "tăng" else EXACT.minus(change.value)
        if printed(own).meets(computed):
            continue
        yield finding(
            "tang-chenh-lech", by_units(units_off(own, computed)), reading.paragraph,
            (moved.start(), now.end),
            _("từ {a} đến {b} là {g}%, văn bản ghi {typed}%").format(
                a=before.text.strip(), b=now.text.strip(),
                g=shown_stretch(computed, own), typed=shown(own),
            ),
            _("xem lại mức tăng, giảm, hoặc một trong hai mức"),
        )  # fmt: skip


def plan_then_done(story: Story, tally: Tally) -> Iterator[Finding]:
    """`kế hoạch giao 600 doanh nghiệp, thực hiện 472 doanh nghiệp, vượt kế hoạch`."""
    for reading in story.readings:
        for plan, done in zip(reading.figures, reading.figures[1:], strict=False):
            lead = reading.low[max(0, plan.start - _LEAD) : plan.start]
            told = _VERDICT.match(reading.low, done.end)
            if told is None or not _PLANNED.search(lead):
                continue
            if _LESS.search(reading.low, plan.start - len(lead), told.end()):
                continue
            if not _DONE.fullmatch(_gap(reading, plan, done)) or not plan.unit.same_as(done.unit):
                continue
            if not (_amount(reading, plan) and _amount(reading, done)):
                continue
            tally.tested += 1
            over = "vượt" in told["verdict"]
            fell = loosened(done).base_stretch.high < loosened(plan).base_stretch.low
            reached = loosened(done).base_stretch.low >= loosened(plan).base_stretch.high
            if fell if over else reached:
                yield _verdict(reading, plan, done, told)


def _verdict(reading: Reading, plan: Figure, done: Figure, told: re.Match[str]) -> Finding:
    return finding(
        "danh-gia", "certain", reading.paragraph, (plan.start, told.end("verdict")),
        _("thực hiện {done}, kế hoạch {plan} mà văn bản ghi «{verdict}»").format(
            done=done.text.strip(), plan=plan.text.strip(), verdict=told["verdict"]
        ),
        _("sửa lời đánh giá hoặc một trong hai số"),
    )  # fmt: skip


def growth_and_ranged_goal(story: Story, tally: Tally) -> Iterator[Finding]:
    """`tăng 7,5%, vượt mục tiêu đề ra (8 - 8,5%)`."""
    for reading in story.readings:
        for figure in reading.figures if "%)" in reading.low else ():
            lead = reading.low[max(0, figure.start - _LEAD) : figure.start]
            told = _RANGED.match(reading.low, figure.end) if figure.unit.percent else None
            if told is None or not lead.rstrip().endswith("tăng") or not _exact(figure):
                continue
            low, high = (Decimal(told[end].replace(",", ".")) for end in ("low", "high"))
            tally.tested += 1
            below = told["verdict"] in ("chưa đạt", "không đạt", "thấp hơn")
            if figure.value > high if below else figure.value < low:
                yield finding(
                    "danh-gia", "certain", reading.paragraph, (figure.start, told.end()),
                    _("{value} so với mục tiêu {low} - {high}% mà văn bản ghi «{verdict}»").format(
                        value=figure.text.strip(), low=told["low"], high=told["high"],
                        verdict=told["verdict"],
                    ),
                    _("sửa lời đánh giá hoặc một trong hai số"),
                )  # fmt: skip


def points_of_a_share(story: Story, tally: Tally) -> Iterator[Finding]:
    """`đạt 24,6% kế hoạch, cao hơn 3,2% so với cùng kỳ năm trước (cùng kỳ đạt 21,4%)`: points, not percent."""
    for reading, now, move, before in _threes(story):
        if not all(f.unit.percent and _exact(f) for f in (now, move, before)):
            continue
        way = _COMPARED.search(reading.low, now.end, move.start)
        if way is None or not _IN_BRACKET.fullmatch(_gap(reading, move, before)):
            continue
        if not _REACHED.search(reading.low, max(0, now.start - 30), now.start):
            continue
        tally.tested += 1
        own = move.value if way[1] in _UP else EXACT.minus(move.value)
        points = printed(now.value) - printed(before.value)
        grown = growth(printed(now.value), points)
        if not printed(own).meets(points) or grown is None or printed(own).meets(grown):
            continue
        yield finding(
            "diem-phan-tram", "certain", reading.paragraph, (now.start, before.end),
            _("{now} - {then} = {points} điểm phần trăm, văn bản ghi {typed}").format(
                now=now.text.strip(), then=before.text.strip(),
                points=shown(EXACT.subtract(now.value, before.value)), typed=f"{shown(own)}%",
            ),
            _("viết «điểm phần trăm»"),
        )  # fmt: skip


# --- figures in a row -------------------------------------------------------------------------------


def _threes(story: Story) -> Iterator[tuple[Reading, Figure, Figure, Figure]]:
    for reading in story.readings:
        figures = reading.figures
        for one, two, three in zip(figures, figures[1:], figures[2:], strict=False):
            yield reading, one, two, three


def _gap(reading: Reading, one: Figure, other: Figure) -> str:
    return reading.low[one.end : other.start]


def _amount(reading: Reading, figure: Figure) -> bool:
    return figure.unit.amount and plain_or_about(reading, figure) and not figure.unit.percent


def _exact(figure: Figure) -> bool:
    return not (figure.vague or figure.fault or figure.sign or figure.whole)


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    share_of_the_total_behind,
    growth_before_its_levels,
    plan_then_done,
    growth_and_ranged_goal,
    points_of_a_share,
)
