"""Sums told without a word that opens a list.

Comes in: the story. Goes out: findings: a bracket that does not add up to the total before it, totals
behind their parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from lsreport.audit.findings import Finding, Severity, Tally, finding, shown
from lsreport.audit.reading.amounts import added
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import (
    has_digits,
    is_one_slip,
    is_slip,
    leaves_little,
    mended,
    misses,
)
from lsreport.audit.reading.statements import Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_MOST_PARTS = 16
_FEWEST_DIGITS = 4
_NUMERALS = {
    word: count
    for count, word in enumerate(["hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"], 2)
}  # fmt: skip
_AFTER = lazy(r"\b(?:cộng lại|cộng chung|gộp lại|tổng cộng|cộng cả)\b[^,;.()0-9]{0,40}\Z")
_WHOLE = lazy(r"\b(?:tổng|toàn tỉnh|toàn ngành)\b")
_WHOLE_BEHIND = lazy(
    r"\b(?:tổng|toàn tỉnh|toàn ngành|tính chung|lũy kế|luỹ kế|cộng dồn|6 tháng|9 tháng|cả năm)\b[^,;.()0-9]{0,60}\Z"
)
_RAISED = lazy(r"\b(?:nâng|đưa)\stổng\s(?:số\s)?[^,;.()0-9]{0,60}\blên\s{0,3}\Z")
_LEAD = 90
_MORE = lazy(r"\b(?:thêm|mới)\s{0,3}\Z")
# A sentence that adds up the two amounts of the one before.
_OF_TWO = lazy(
    r"tổng\s(?:(?:số|cả|cộng|vốn|giá trị)\s)?(?P<first>\w{2,12}\s\w{2,12})\b[^,;.()0-9]{0,60}\b(?:và|cả hai|hai)\b[^,;.()]{0,60}\Z"
)
_MOVED = lazy(r"\b(?:tăng|giảm)\s\Z|[+\-−–]\s?\Z")
_NEAR = Decimal("0.9")
_KEPT = 80  # characters before a level in which its name stands
_COUNT_OF_ITEMS = lazy(
    r"\b([0-9]{1,2}|" + "|".join(_NUMERALS) + r")\s[^,;.()0-9]{2,60}?\s(?:cộng|gộp|tổng)\s"
)
# Words of brackets that list no parts: other times, plans, extremes.
_NO_PART = lazy(
    r"\b(?:kỳ|trước|@goal|năm|tháng|quý|cao nhất|thấp nhất|bình quân|tối đa|"
    r"riêng|chủ yếu|như|trong đó|ngày|giao|gồm cả|chưa kể|không kể|kể cả|so|tương đương)\b"
)
_INSIDE = lazy(r"\b(?:trong đó|@made_of)\b")
_REST = lazy(r"\b(?:khác|còn lại)\b")


def levels_of(statements: Sequence[Statement]) -> list[Figure]:
    return [s.level for s in statements if s.level is not None]


def is_plain(statement: Statement) -> bool:
    """Return whether a statement has a level that can be added."""
    level = statement.level
    return (
        level is not None
        and level.unit.amount
        and level.unit.kind not in ("mỗi", "năng suất", "lần")
        and level.whole is None
        and not level.vague
        and not level.fault
        and not level.sign
    )


def label_of(reading: Reading, statement: Statement) -> str:
    """Return the words right before a level."""
    end = statement.level.start if statement.level else statement.at
    return reading.low[max(statement.start, end - _KEPT) : end].rpartition(";")[2]


def fits_elsewhere(reading: Reading, parts: Sequence[Figure]) -> bool:
    """Return whether another amount of the paragraph is what the parts make up."""
    sums = added(part.base_stretch for part in parts)
    unit = parts[0].unit
    mine = {id(part) for part in parts}
    return any(
        figure.unit.same_as(unit)
        and id(figure) not in mine
        and figure.base_stretch.meets(sums)
        and not _MOVED.search(reading.low, max(0, figure.start - 8), figure.start)
        for figure in reading.figures
    )


def told_sum(
    reading: Reading, total: Figure, parts: Sequence[Figure], severity: Severity
) -> Finding:
    sums = EXACT.divide(added(p.base_stretch for p in parts).middle, total.unit.factor).normalize()
    return finding(
        "phan-va-tong", severity, reading.paragraph, (total.start, max(total.end, parts[-1].end)),
        _("{parts} = {sum}, tổng ghi {total}").format(
            parts=" + ".join(p.text.strip() for p in parts), sum=shown(sums), total=total.text.strip()
        ),
        _("sửa tổng hoặc một phần; nếu còn phần khác thì viết «trong đó»"),
    )  # fmt: skip


def judged(
    reading: Reading,
    total: Figure,
    parts: Sequence[Figure],
    otherwise: Severity | None,
    tally: Tally,
) -> Iterator[Finding]:
    """Yield a finding where parts miss a total: certain by a slip, else as severe as told."""
    tally.tested += 1
    if not misses(total, parts) or fits_elsewhere(reading, parts):
        return
    if otherwise is None and len(str(total.value).replace(".", "")) < _FEWEST_DIGITS:
        return  # of few digits any sum is a slip
    severity = "certain" if mended(total, parts) else otherwise
    if severity:
        yield told_sum(reading, total, parts, severity)


# --- in brackets -------------------------------------------------------------------------------


def brackets(story: Story, tally: Tally) -> Iterator[Finding]:
    """`384.600 tấn (nhãn 98.200 tấn; xoài 76.400 tấn; … quả khác 64.000 tấn)`."""
    known = {id(group.total) for group in story.groups if group.whole}
    for reading in story.readings:
        for index, total in enumerate(reading.statements):
            if id(total) in known or not is_plain(total):
                continue
            parts = _in_bracket(reading, total, reading.statements[index + 1 : index + 14])
            if len(parts) < 2 or total.level is None:
                continue
            sums = added(figure.base_stretch for figure in levels_of(parts))
            more = len(parts) > 2 and sums.low > total.level.base_stretch.high
            rest = more or _REST.search(parts[-1].words)
            yield from judged(
                reading, total.level, levels_of(parts), "likely" if rest else None, tally
            )


def _in_bracket(reading: Reading, total: Statement, behind: Sequence[Statement]) -> list[Statement]:
    """Return the items of the bracket right behind a level: all levels of its unit, each named."""
    level = total.level
    if level is None or not behind:
        return []
    head = reading.low[level.end : behind[0].at]
    if head.count("(") != 1 or ")" in head or head.partition("(")[0].strip():
        return []
    end = reading.low.find(")", level.end)
    parts = [s for s in behind if s.at < end and s.depth == total.depth + 1]
    inside = reading.low[level.end : end]
    if _NO_PART.search(inside) or any(s.claims for s in parts):
        return []
    figures = sum(1 for f in reading.figures if level.end <= f.start < end)
    fitting = all(is_plain(p) and p.level and p.level.unit.same_as(level.unit) for p in parts)
    return parts if fitting and figures == len(parts) else []


# --- a total behind its parts -------------------------------------------------------------------


def totals_behind(story: Story, tally: Tally) -> Iterator[Finding]:
    """`… 112,7 tỷ USD, … 47,9 tỷ USD. Hai thị trường này cộng lại 160,6 tỷ USD`."""
    for reading in story.readings:
        for index, total in enumerate(reading.statements):
            level = total.level
            if level is None or not is_plain(total) or index < 2:
                continue
            words = reading.low[max(0, level.start - 120) : level.start]
            if not _AFTER.search(words):
                continue
            run = _run_before(reading.statements[:index], level)
            if run and _INSIDE.search(reading.low, run[0].start, run[-1].end):
                continue
            named = _COUNT_OF_ITEMS.search(words)
            count = _count(named[1]) if named else 0
            if named and count != len(run):
                continue
            yield from (
                judged(reading, level, levels_of(run), "certain" if named else None, tally)
                if len(run) > 1
                else ()
            )


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMERALS[word]


def _run_before(before: Sequence[Statement], level: Figure) -> list[Statement]:
    """Return the last items of one sentence that have the unit of a total behind them."""
    sentence = before[-1].sentence
    found = [
        s for s in before
        if s.sentence == sentence and s.depth == before[-1].depth and s.level
        and s.level.unit.same_as(level.unit)
    ]  # fmt: skip
    return found if len(found) <= _MOST_PARTS and all(is_plain(s) for s in found) else []


def totals_of_a_run(story: Story, tally: Tally) -> Iterator[Finding]:
    """A total before or behind what stands in a row with it, where two digits changed places.

    `Tổng thu 3.214,5 tỷ; thu nội địa 2.914,3 tỷ, thu xuất nhập khẩu 300,2 tỷ`; `… lũy kế là …`.
    """
    known = {id(g.total) for g in story.groups if g.whole}
    for reading in story.readings:
        row: list[Statement] = []
        last = -2
        for number, group in groupby(
            (s for s in reading.statements if not s.depth), key=lambda s: s.sentence
        ):
            row, before = list(group), row if number == last + 1 else []
            last = number
            for index, total in enumerate(row):
                if id(total) in known or not is_plain(total) or total.level is None:
                    continue
                if _WHOLE.search(label_of(reading, total)):
                    yield from _swapped(
                        reading, total.level, row[index + 1 : index + 2 + _MOST_PARTS], tally
                    )
                if _WHOLE_BEHIND.search(label_of(reading, total)):
                    yield from _swapped(
                        reading,
                        total.level,
                        row[max(0, index - 1 - _MOST_PARTS) : index] or before,
                        tally,
                    )


def _swapped(
    reading: Reading, total: Figure, row: Sequence[Statement], tally: Tally
) -> Iterator[Finding]:
    same = [s for s in row if s.level and s.level.unit.same_as(total.unit)]
    if not 2 <= len(same) <= _MOST_PARTS or not all(is_plain(s) for s in same):
        return
    parts = levels_of(same)
    tally.tested += 1
    if any(p.base_stretch.high >= total.base_stretch.high for p in parts):
        return
    if misses(total, parts) and not fits_elsewhere(reading, parts) and mended(total, parts, True):
        open_end = leaves_little(total, parts) and not _REST.search(label_of(reading, same[-1]))
        yield told_sum(reading, total, parts, "likely" if open_end else "certain")


def totals_of_two(story: Story, tally: Tally) -> Iterator[Finding]:
    """`cấp mới … 3.126,45 tỷ đồng và … tăng 1.384,9 tỷ đồng. Tổng cấp mới và điều chỉnh là 4.441,4 tỷ đồng`."""
    for reading in story.readings:
        for index, total in enumerate(reading.statements[1:], 1):
            level = total.level
            if level is None or not is_plain(total) or total.claims:
                continue
            told = _OF_TWO.match(reading.low[total.start : level.start].lstrip())
            before = reading.statements[index - 1].sentence
            if not told or before != total.sentence - 1:
                continue
            if told["first"] not in reading.low[: total.start]:
                continue  # the sum of something else
            amounts = [f for f in reading.figures if _between(reading, f, before, total)]
            two = [f for f in amounts if f.unit.same_as(level.unit) and not f.vague and not f.sign]
            if len(two) != 2:
                continue
            tally.tested += 1
            sums = added(f.base_stretch for f in two)
            near = sums.low * _NEAR < level.base_stretch.high < sums.high / _NEAR
            if misses(level, two) and near and not fits_elsewhere(reading, two):
                yield told_sum(reading, level, two, "certain")


def _between(reading: Reading, figure: Figure, sentence: int, total: Statement) -> bool:
    """Return whether a figure stands in the sentence right before that of a total."""
    first = next(s for s in reading.statements if s.sentence == sentence)
    return first.start <= figure.start < total.start


def raised_totals(story: Story, tally: Tally) -> Iterator[Finding]:
    """`có 310 trường, … công nhận thêm 32 trường, nâng tổng số lên 342 trường`."""
    for reading in story.readings:
        for one, more, total in zip(
            reading.statements, reading.statements[1:], reading.statements[2:], strict=False
        ):
            parts, level = levels_of([one, more]), total.level
            if level is None or len(parts) < 2 or not all(map(is_plain, (one, more, total))):
                continue
            if 2 * parts[0].value < level.value:
                continue  # «công nhận mới 10, công nhận lại 16, nâng tổng số lên 316»
            if one.sentence != total.sentence or any(p.unit != level.unit for p in parts):
                continue
            if not _RAISED.search(reading.low[max(0, level.start - _LEAD) : level.start]):
                continue
            if not _MORE.search(reading.low[max(0, parts[1].start - 30) : parts[1].start]):
                continue
            tally.tested += 1
            if misses(level, parts) or (
                level.unit.counted and parts[0].value + parts[1].value != level.value
            ):
                yield told_sum(reading, level, parts, "certain")


def raised_by_all(story: Story, tally: Tally) -> Iterator[Finding]:
    """`có 46 sản phẩm 4 sao, 185 sản phẩm 3 sao và 1 sản phẩm 5 sao, nâng tổng số lên 232 sản phẩm`."""
    for reading in story.readings:
        for index, total in enumerate(reading.statements):
            level = total.level
            if level is None or index < 2 or not is_plain(total) or not level.unit.counted:
                continue
            if not _RAISED.search(reading.low[max(0, level.start - _LEAD) : level.start]):
                continue
            run = [s for s in reading.statements[:index] if s.sentence == total.sentence]
            parts = levels_of(run)
            if not 2 < len(parts) == len(run) or any(p.unit != level.unit for p in parts):
                continue
            whole = sum((p.value for p in parts), Decimal(0))
            tally.tested += 1
            if whole != level.value and is_one_slip(level.value, whole):
                yield told_sum(reading, level, parts, "likely")


def raised_by_two(story: Story, tally: Tally) -> Iterator[Finding]:
    """`cấp mới 186,4 triệu USD. Ngoài ra tăng vốn 47,2 triệu USD, nâng tổng vốn lên 233,6 triệu USD`."""
    for reading in story.readings:
        for index, total in enumerate(reading.statements):
            level = total.level
            if level is None or not is_plain(total) or level.unit.counted or index < 2:
                continue
            if not _RAISED.search(reading.low[max(0, level.start - _LEAD) : level.start]):
                continue
            parts = [
                f for f in levels_of(reading.statements[:index])
                if f.unit.same_as(level.unit) and f.whole is None
            ][-2:]  # fmt: skip
            if len(parts) < 2 or not has_digits(level, _FEWEST_DIGITS):
                continue
            tally.tested += 1
            if misses(level, parts) and is_slip(level, added(p.base_stretch for p in parts)):
                yield told_sum(reading, level, parts, "certain")


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    brackets,
    totals_behind,
    totals_of_a_run,
    totals_of_two,
    raised_totals,
    raised_by_all,
    raised_by_two,
)
