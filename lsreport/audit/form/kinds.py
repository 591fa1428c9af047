"""Whether a figure is of the kind that its words ask for.

Comes in: the story. Goes out: findings: output in hectares, an area in tonnes, a rate that moves by
percent where it moves by percentage points.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from lsreport.audit.findings import Finding, Severity, Tally, finding
from lsreport.audit.meaning.claims import change_of
from lsreport.audit.reading.amounts import growth_over, printed
from lsreport.audit.reading.naming import names_in
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.statements import Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_NOUN = lazy(
    r"\b(sản lượng|đàn(?= (?:trâu|bò|lợn|gia cầm|gia súc|dê|gà|vịt|ngựa|ong)\b)|diện tích|năng suất|kim ngạch|doanh thu|dư nợ|tổng mức bán lẻ|thu ngân sách|chi ngân sách|giá trị sản xuất|giá trị xuất khẩu|vốn đầu tư|vốn đăng ký|vốn huy động|lợi nhuận|lượt khách|hành khách|luân chuyển)\b"
)
_GOODS = frozenset(("khối lượng", "thể tích", "điện", "ste", "lít"))
_SPACE = frozenset(("diện tích", "chiều dài"))
_MONEY = frozenset(("tiền", "ngoại tệ", "nhân dân tệ"))
_FORBIDDEN = {
    "sản lượng": _SPACE | {"năng suất"},
    "đàn": _GOODS | _SPACE | _MONEY | {"năng suất"},
    "diện tích": _GOODS | _MONEY | {"năng suất", "chiều dài"},
    "năng suất": _MONEY | _SPACE,
    "kim ngạch": _GOODS | _SPACE | {"năng suất"},
    "doanh thu": _GOODS | _SPACE | {"năng suất"},
    "dư nợ": _GOODS | _SPACE | {"năng suất"},
    "tổng mức bán lẻ": _GOODS | _SPACE | {"năng suất"},
    "thu ngân sách": _GOODS | _SPACE | {"năng suất"},
    "chi ngân sách": _GOODS | _SPACE | {"năng suất"},
    "giá trị sản xuất": _GOODS | _SPACE | {"năng suất"},
    "giá trị xuất khẩu": _GOODS | _SPACE | {"năng suất"},
    "vốn đầu tư": _GOODS | _SPACE | {"năng suất"},
    "vốn đăng ký": _GOODS | _SPACE | {"năng suất"},
    "vốn huy động": _GOODS | _SPACE | {"năng suất"},
    "lợi nhuận": _GOODS | _SPACE | {"năng suất"},
    "lượt khách": _GOODS | _SPACE | {"năng suất"},
    "hành khách": _GOODS | {"năng suất"},
    "luân chuyển": _GOODS | _SPACE | _MONEY,  # tonnes over kilometres
}
_REACHED = lazy(r",(?=\s{1,3}(?:sơ bộ|ước|dự ước|đạt)\b)")  # «sản lượng giảm, sơ bộ đạt»
_MEAT = lazy(r"\b(?:sản lượng|khối lượng|trọng lượng|thịt|trứng|sữa|giá trị|thiệt hại)\b")
# Behind these a noun is not what is measured, but what it is measured on.
_UNDER = lazy(
    r"\b(?:trên|cho|của|có|từ|ở|tại|với|theo|hiểm)\s(?:tổng\s|toàn bộ\s|một đơn vị\s)?\Z|\b(?:năng suất|sản lượng)\s\Z"
)
_DISTANCE = lazy(r"\b(?:quãng đường|cự ly|bình quân|trung bình|mỗi)\b")
_ASIDE = lazy(r"\b(?:từ|trên|với|cho|của|gồm|trong|tại)\s*\Z")
_RATE_NAME = lazy(r"\b(?:lãi suất|tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|độ che phủ)\b")
_FAR = 60
_GRAIN = lazy(
    r"\bnăng suất (?:[^,;.()0-9]{0,20}\b)?(?:lúa|ngô|lạc|đậu tương|đậu xanh|vừng)\b[^,;.()]{0,40}\Z"
)
_MOST_GRAIN = 20  # tonnes of a hectare


def unit_of_the_noun(story: Story, tally: Tally) -> Iterator[Finding]:
    """Output is not measured in hectares, nor an area in tonnes."""
    for statement in story.statements:
        level = statement.level
        if level is None or not level.unit.amount or level.unit.kind == "đếm":
            continue
        words = statement.paragraph.plain[statement.start : level.start].lower()
        nouns = list(_NOUN.finditer(words))
        if not nouns:
            continue
        between = words[nouns[-1].end() :]
        if "lần lượt" in between:
            continue  # «vận chuyển và luân chuyển lần lượt đạt 2,1 triệu tấn và 112,5 triệu tấn.km»
        if nouns[-1][1] == "đàn" and _MEAT.search(words):
            continue  # «sản lượng thịt hơi của đàn lợn 100 tấn»
        if nouns[-1][1].startswith("vốn") and names_in(between):
            continue  # «vốn đầu tư xây dựng 12 km đường»
        if level.unit.kind == "chiều dài" and _DISTANCE.search(words):
            continue  # «quãng đường trung bình mỗi lượt khách 60 km»
        if _UNDER.search(words, 0, nouns[-1].start()):
            continue  # «năng suất trên diện tích cho thu hoạch 50,2 tạ/ha»
        tally.tested += 1
        wrong = level.unit.kind in _FORBIDDEN[nouns[-1][1]]
        if (
            wrong
            and len(between) <= _FAR
            and not re.search(r"[;:,.()]", _REACHED.sub("", between))
            and not _ASIDE.search(between)
        ):
            yield finding(
                "don-vi-sai", "certain", statement.paragraph,
                (statement.start + nouns[-1].start(), level.end),
                _("«{noun}» đo bằng {unit}").format(noun=nouns[-1][1], unit=level.unit.base),
                _("sửa đơn vị"),
            )  # fmt: skip


def yield_of_grain(story: Story, tally: Tally) -> Iterator[Finding]:
    """`năng suất lúa đạt 62,5 tấn/ha`: quintals were meant."""
    for statement in story.statements:
        level = statement.level
        if level is None or level.unit.kind != "năng suất" or level.vague:
            continue
        if not _GRAIN.search(statement.paragraph.plain[statement.start : level.start].lower()):
            continue
        tally.tested += 1
        if level.value * level.unit.factor > 10 * _MOST_GRAIN:
            yield finding(
                "don-vi-sai", "certain", statement.paragraph, (level.start, level.end),
                _("không giống cây hạt nào cho {typed}").format(typed=level.text.strip()),
                _("sửa đơn vị"),
            )  # fmt: skip


def points_for_percent(story: Story, tally: Tally) -> Iterator[Finding]:
    """A rate moves in percentage points: `đạt 98,5%, tăng 0,5 điểm phần trăm`."""
    for reading in story.readings:
        for statement, behind in pairwise([*reading.statements, None]):
            found = _points(statement, tally) if statement else None
            if found is not None and not (behind and _is_grown(statement, behind)):
                yield found


def _is_grown(statement: Statement | None, behind: Statement) -> bool:
    """Return whether the rate told behind bears out a growth in percent: `23,8%, tăng 12,3% (21,2%)`."""
    now, before = statement.level if statement else None, behind.level
    if statement is None or now is None or before is None or behind.depth <= statement.depth:
        return False
    if not before.unit.percent or behind.claims:
        return False
    grown = growth_over(printed(now.value), printed(before.value))
    changes = statement.all("growth")
    change = change_of(changes[0]) if changes else None
    return grown is not None and change is not None and change.meets(grown)


def _points(statement: Statement, tally: Tally) -> Finding | None:
    level = statement.level
    changes = [c for c in statement.claims if c.role == "growth"]
    if not changes:
        return None
    rated = level is not None and level.unit.percent and _RATE_NAME.search(statement.words)
    paired = level is not None and statement.all("rate")
    if not rated and not paired:
        return None
    tally.tested += 1
    severity: Severity = "likely" if rated else "look"
    change = changes[0]
    return finding(
        "diem-phan-tram", severity, statement.paragraph,
        (level.start if level else change.figure.start, change.figure.end),
        _("tỷ lệ tăng, giảm theo điểm phần trăm; «{text}» đọc là phần trăm của tỷ lệ cũ").format(text=change.figure.text.strip()),
        _("ghi «{number} điểm phần trăm» nếu là hiệu của hai tỷ lệ").format(number=change.figure.text.replace("%", "").strip()),
    )  # fmt: skip


def points_of_shares(story: Story, tally: Tally) -> Iterator[Finding]:
    """`nông nghiệp chiếm 22,70%, giảm 0,67%` beside `dịch vụ chiếm 41,84%, giảm 0,06 điểm phần trăm`."""
    for reading in story.readings:
        if "điểm" not in reading.low or "chiếm" not in reading.low:
            continue
        bare = [
            s
            for s in reading.statements
            if s.level is None and s.claims and s.claims[0].role == "share"
        ]
        moved = [s for s in bare if len(s.claims) > 1 and not s.claims[1].bracketed]
        pointed = {s.sentence for s in moved if s.claims[1].role == "points"}
        for statement in moved:
            share, change = (claim.figure for claim in statement.claims[:2])
            if statement.claims[1].role != "growth" or statement.sentence not in pointed:
                continue
            tally.tested += 1
            yield finding(
                "diem-phan-tram", "certain", statement.paragraph, (share.start, change.end),
                _("tỷ lệ tăng, giảm theo điểm phần trăm; «{text}» đọc là phần trăm của tỷ lệ cũ").format(text=change.text.strip()),
                _("ghi «{number} điểm phần trăm» nếu là hiệu của hai tỷ lệ").format(number=change.text.replace("%", "").strip()),
            )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    unit_of_the_noun,
    yield_of_grain,
    points_for_percent,
    points_of_shares,
)
