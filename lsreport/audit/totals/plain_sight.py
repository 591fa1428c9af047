"""What one bracket or one number right behind a word denies.

Comes in: the story. Goes out: findings: `giảm so với cùng kỳ (+4,2%)`; `tăng so với năm 2023 (61,2 triệu đồng)` of
58,4; `giải ngân dưới 50% gồm: …, Ban Quản lý 56,4%`; `giá gas giảm 2,1% làm CPI chung tăng 0,03 điểm phần trăm`;
a quarter that is not its months; `bằng 104,3% dự toán (8.280 tỷ đồng), vượt 260 tỷ đồng`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from lsreport.audit.findings import Finding, Tally, finding, shown, shown_stretch
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading import phrases
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.slips import mended, misses
from lsreport.audit.reading.statements import Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.audit.totals.sums import is_plain, levels_of, told_sum
from lsreport.i18n import _
from lsreport.numbers import EXACT

_HOW = r"(?:\s(?:mạnh|nhẹ|khá|cao|sâu|nhất|nhiều|ít|thấp|đáng kể|dần)){0,3}"
_SIGNED = lazy(
    rf"(?<!không )(?<!chưa )(?<!mức )(?<!độ )(?<!đà )(?<!tăng, )(?<!tăng/)(?<!hoặc )\b(?P<verb>tăng|giảm){_HOW}(?:\sso\svới\s[^,;.()0-9%]{{3,40}})?\s\(\s?(?P<sign>[+\-−–])\s?[0-9]{{1,3}}(?:,[0-9]+)?\s?%"
)
_AGAINST = lazy(
    rf"\s?,?\s(?P<verb>tăng|giảm|cao hơn|thấp hơn){_HOW}\sso với\s(?:mức\s)?(?:@earlier|năm [12][0-9]{{3}}|tháng trước|quý trước|kỳ trước)[^,;.()0-9%]{{0,24}}(?:[12][0-9]{{3}}\s)?\(\s?(?:là\s)?"
)
_LIMIT = lazy(
    r"\b(?P<side>trên|dưới)\s(?P<limit>[0-9]{1,3})%[^,;:.()0-9%]{0,40}\s?(?:@made_of|là|:|gồm có)\s?:?\s"
)
_RATE = lazy(r"(?<![0-9,.])(?P<rate>[0-9]{1,3}(?:,[0-9]{1,2})?)%")
_MOVED = lazy(r"\b(?:tăng|giảm|so với)\b")
_CLAUSE = lazy(r";|\.\s|\.\Z|\b(?:trên|dưới|riêng|còn lại)\b")
_PULLED = lazy(
    r"\s?,?\s(?:đã\s)?(?:góp phần\s)?(?:làm|tác động làm|kéo)(?:\scho)?\s(?:cpi|chỉ số giá)(?:\s[^\W\d_]{1,10}){0,3}\s(?:tăng|giảm)\s"
)
_MONTH = lazy(r"\btháng (?P<month>[0-9]{1,2})\b")
_QUARTER = lazy(r"\bquý (?P<quarter>i{1,3}|iv|[1-4])\b")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_OVER = lazy(r"\s?\)\s?,?\s(?:và\s)?(?P<way>vượt|hụt|thiếu)\s\Z")


def word_against_its_sign(story: Story, tally: Tally) -> Iterator[Finding]:
    """`giảm mạnh nhất (+2,14%)`: the bracket right behind a verb has the other sign."""
    for reading in story.readings:
        for found in _SIGNED.finditer(reading.low) if "%" in reading.low else ():
            tally.tested += 1
            if (found["verb"] == "tăng") == (found["sign"] == "+"):
                continue
            if found["verb"] == "giảm" and found["sign"] != "+":
                continue
            yield finding(
                "nguoc-dau", "certain", reading.paragraph, found.span(),
                _("chữ nói «{verb}», trong ngoặc ghi dấu «{sign}»").format(verb=found["verb"], sign=found["sign"]),
                _("sửa chữ «tăng», «giảm» hoặc dấu trong ngoặc"),
            )  # fmt: skip


def word_against_the_level_before(story: Story, tally: Tally) -> Iterator[Finding]:
    """`58,4 triệu đồng, tăng so với năm 2023 (61,2 triệu đồng)`."""
    for reading in story.readings:
        for one, other in zip(reading.statements, reading.statements[1:], strict=False):
            now, then = one.level, other.level
            if (
                now is None
                or then is None
                or one.claims
                or unsure(now, then)
                or not now.unit.same_as(then.unit)
            ):
                continue
            found = _AGAINST.fullmatch(reading.low, now.end, then.start)
            if found is None or not reading.low[then.end :].lstrip().startswith(")"):
                continue
            tally.tested += 1
            a, b = now.base_stretch, then.base_stretch
            up = found["verb"] in ("tăng", "cao hơn")
            if (a.high < b.low) if up else (a.low > b.high):
                yield finding(
                    "nguoc-dau", "certain", reading.paragraph, (now.start, then.end),
                    _("chữ nói «{verb}», mà {now} so với {then}").format(
                        verb=found["verb"], now=now.text.strip(), then=then.text.strip()
                    ),
                    _("xem lại hai mức, hoặc chữ «tăng», «giảm»"),
                )  # fmt: skip


def beyond_the_limit(story: Story, tally: Tally) -> Iterator[Finding]:
    """`3 huyện giải ngân trên 80% gồm: Hữu Lũng (84,2%), Bắc Sơn (78,4%)`."""
    for reading in story.readings:
        for found in _LIMIT.finditer(reading.low) if "%" in reading.low else ():
            end = _CLAUSE.search(reading.low, found.end())
            listed = reading.low[found.end() : end.start() if end else len(reading.low)]
            rates = [] if _MOVED.search(listed) else [*_RATE.finditer(listed)]
            pieces = listed.count(",") - sum("," in rate["rate"] for rate in rates)
            if len(rates) < 2 or not len(rates) - 1 <= pieces + listed.count(" và ") <= 2 * len(
                rates
            ):
                continue
            tally.tested += 1
            limit, above = Decimal(found["limit"]), found["side"] == "trên"
            wrong = [
                r
                for r in rates
                if (_number(r["rate"]) < limit) == above and _number(r["rate"]) != limit
            ]
            if 0 < len(wrong) < len(rates):  # all of them: they are of something else
                rate = wrong[0]
                yield finding(
                    "dem-danh-sach", "certain" if len(wrong) == 1 else "likely", reading.paragraph,
                    (found.start(), found.end() + rate.end()),
                    _("«{side} {limit}%» mà danh sách có {rate}%").format(
                        side=found["side"], limit=found["limit"], rate=rate["rate"]
                    ),
                    _("sửa tỷ lệ, hoặc đưa mục ấy sang danh sách kia"),
                )  # fmt: skip


def _number(typed: str) -> Decimal:
    return Decimal(typed.replace(",", "."))


def price_against_its_pull(story: Story, tally: Tally) -> Iterator[Finding]:
    """`giá gas giảm 2,1% làm CPI chung tăng 0,03 điểm phần trăm`: what falls pulls down."""
    for reading in story.readings:
        if "cpi" not in reading.low and "chỉ số giá" not in reading.low:
            continue
        for one, other in zip(reading.figures, reading.figures[1:], strict=False):
            if not one.unit.percent or not other.unit.points or unsure(one, other):
                continue
            if not _PULLED.fullmatch(reading.low, one.end, other.start):
                continue
            moved = phrases.direction(reading.low[max(0, one.start - 60) : one.start])
            pulled = phrases.direction(reading.low[one.end : other.start])
            tally.tested += 1
            if moved and pulled and moved != pulled:
                yield finding(
                    "dong-gop", "certain", reading.paragraph, (one.start, other.end),
                    _("giá «{moved}» mà làm chỉ số chung «{pulled}»").format(
                        moved="tăng" if moved > 0 else "giảm", pulled="tăng" if pulled > 0 else "giảm"
                    ),
                    _("sửa một trong hai chữ «tăng», «giảm»"),
                )  # fmt: skip


def months_of_a_quarter(story: Story, tally: Tally) -> Iterator[Finding]:
    """`quý III đạt 48,6 triệu USD (tháng 7 đạt 15,2 …, tháng 8 đạt 16,4 …, tháng 9 đạt 18,0 …)`."""
    for reading in story.readings:
        if "quý" not in reading.low or "tháng" not in reading.low:
            continue
        for index, total in enumerate(reading.statements):
            parts = reading.statements[index + 1 : index + 4]
            if len(parts) < 3 or total.level is None or not all(map(is_plain, (total, *parts))):
                continue
            if [_month(reading, part) for part in parts] != _months(reading, total):
                continue
            figures = levels_of(parts)
            if any(not f.unit.same_as(total.level.unit) for f in figures):
                continue
            tally.tested += 1
            if misses(total.level, figures):
                sure = mended(total.level, figures) is not None
                yield told_sum(reading, total.level, figures, "certain" if sure else "likely")


def _month(reading: Reading, part: Statement) -> int:
    """Return the month named right before a level; 0 where none is."""
    end = part.level.start if part.level else part.at
    found = [*_MONTH.finditer(reading.low, max(0, end - 30), end)]
    return int(found[-1]["month"]) if found else 0


def _months(reading: Reading, total: Statement) -> list[int]:
    sentence = reading.sentences[total.sentence]
    end = total.level.start if total.level else total.at
    found = [*_QUARTER.finditer(reading.low, sentence.start, end)]
    last = 3 * _QUARTERS[found[-1]["quarter"]] if found else 0
    return [last - 2, last - 1, last] if last else []


def over_the_plan(story: Story, tally: Tally) -> Iterator[Finding]:
    """`8.640 tỷ đồng, bằng 104,3% dự toán (8.280 tỷ đồng), vượt 260 tỷ đồng`."""
    for reading in story.readings:
        for statement in reading.statements:
            level, wholes, moves = (
                statement.level,
                statement.all("whole"),
                statement.all("difference"),
            )
            if level is None or len(wholes) != 1 or len(moves) != 1 or level.whole is not None:
                continue
            plan, moved = wholes[0].figure, moves[0].figure
            found = _OVER.match(reading.low[plan.end : moved.start])
            if found is None or unsure(level, plan, moved) or not moved.unit.same_as(level.unit):
                continue
            gap = level.base_stretch - plan.base_stretch
            gap = gap if found["way"] == "vượt" else plan.base_stretch - level.base_stretch
            tally.tested += 1
            if not gap.meets(moved.base_stretch):
                computed = type(gap)(
                    EXACT.divide(gap.low, moved.unit.factor),
                    EXACT.divide(gap.high, moved.unit.factor),
                )
                yield finding(
                    "dat-ke-hoach", "certain", reading.paragraph, (level.start, moved.end),
                    _("{whole} - {part} = {g}, văn bản ghi {typed}").format(
                        whole=shown(level.value), part=shown(plan.value),
                        g=shown_stretch(computed, moved.value), typed=moved.text.strip(),
                    ),
                    _("sửa tỷ lệ, kế hoạch hoặc mức thực hiện"),
                )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    word_against_its_sign,
    word_against_the_level_before,
    beyond_the_limit,
    price_against_its_pull,
    months_of_a_quarter,
    over_the_plan,
)
