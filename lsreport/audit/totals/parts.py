"""Parts listed behind a colon, by a dimension, or complete by nature.

Comes in: the story. Goes out: findings: items that exceed the total before the colon, items by place or
by sector, or the halves and thirds of a whole, that do not make up the total told before them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby, islice
from typing import NamedTuple

from lsreport.audit.findings import Finding, Severity, Tally, finding, shown
from lsreport.audit.meaning.loose import loosened, plain_or_about
from lsreport.audit.reading.amounts import added
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import mended
from lsreport.audit.reading.statements import Reading, Sentence, Statement
from lsreport.audit.reading.story import Story, is_cut_off
from lsreport.i18n import _
from lsreport.numbers import EXACT, decimals_of

_MOST = 24  # items of a list
_NEAR = 32  # statements of the paragraph above
_LISTS = 16  # lists of a paragraph
_CLEAR = Decimal("0.005")  # of the total: what a gap has to be at least
_WIDE = Decimal("0.5")  # of the total: more than that, and the list is of something else
_COLON = lazy(r":")
_BY = lazy(
    r"(?:\A|[.;]\s{1,3}|\n)\s{0,4}(?:[-+•–*]\s{0,2})?(?:nếu\s)?(?:xét\s|chia\s|phân\s|tính\s)?theo\s(?:(?:từng|các)\s)?(?:địa phương|địa bàn|huyện|loại hình|"
    r"thành phần|giới tính|khu vực|ngành|hình thức|nguồn|cửa khẩu|tuyến|nhóm|cấp|vùng|lĩnh vực|loại|kỳ hạn|mục đích)[^,:;.()0-9]{0,40}[,:]"
)
_SELECTED = lazy(
    r"\b(?:một số|chủ yếu|như|tập trung|nhất là|đặc biệt|điển hình|trong số|cao nhất|lớn nhất|dẫn đầu|nhiều nhất|"
    r"tiêu biểu|đáng chú ý|nổi bật|@of_which)\b"
)
_INSIDE = lazy(r"\b(?:@of_which|@made_of|chủ yếu)\b")
_OTHER = lazy(r"\b(?:@goal|@earlier|bình quân|cao nhất|thấp nhất|còn lại phải)\b")
_REST = lazy(r"\b(?:khác|còn lại)\b")
_CLASSIFIERS = ("chiếc", "con", "ngôi nhà", "bộ")
# What is complete by nature: every pattern names one part, and nothing is left out.
_COMPLETE: tuple[tuple[str, ...], ...] = (
    (r"\bcấp tỉnh\b", r"\bcấp huyện\b", r"\bcấp xã\b"),
    (r"(?<!ngoài )\bnhà nước\b", r"\bngoài nhà nước\b|\bngoài quốc doanh\b|\btư nhân\b", r"\bnước ngoài\b|\bfdi\b"),
    (r"\bnông\b", r"\bcông nghiệp\b", r"\bdịch vụ\b", r"\bthuế\b"),
    (r"\b(?:kinh tế|khối|khu vực|doanh nghiệp) trong nước\b", r"\bnước ngoài\b|\bfdi\b"),
    (r"\bnam(?: giới)?\b", r"\bnữ(?: giới)?\b"),
    (r"\bthành thị\b", r"\bnông thôn\b"),
    (r"\bngắn hạn\b", r"\bdài hạn\b"),
)  # fmt: skip


class Listed(NamedTuple):
    """A total, the parts told of it, and whether nothing can be missing among them."""

    total: Statement
    parts: list[Statement]
    closed: bool


def listed_parts(story: Story, tally: Tally) -> Iterator[Finding]:
    """`Quý III 1.730,4 tỷ đồng: cấp tỉnh 1.011,8 …; cấp huyện 134,2 …; cấp xã 224,4 …`."""
    known = {id(group.total) for group in story.groups if group.whole}
    known |= {id(part) for group in story.groups if group.whole for part in group.parts}
    before: Reading | None = None
    for reading in story.readings:
        if reading.paragraph.note:
            continue
        above = before if _follows(before, reading) else None
        for one in islice(_lists(reading, above), _LISTS):
            if id(one.total) not in known and id(one.parts[0]) not in known:
                yield from _tested(reading, above, one, tally)
        before = reading if reading.statements else before


def _follows(before: Reading | None, reading: Reading) -> bool:
    return (
        before is not None
        and before.paragraph.number == reading.paragraph.number - 1
        and not before.paragraph.cell
        and not reading.paragraph.cell
    )


# --- reading the lists -----------------------------------------------------------------------


def _lists(reading: Reading, above: Reading | None) -> Iterator[Listed]:
    last: list[Statement] = []
    for number, group in groupby(reading.statements, key=lambda s: s.sentence):
        inside, before = [s for s in group if not s.depth], last
        sentence, last = reading.sentences[number], inside
        if len(inside) < 2:
            continue
        near = before if before and before[0].sentence == number - 1 else []
        if not number and above is not None:
            near = [s for s in above.statements[:_NEAR] if not s.depth]
        words = reading.low[sentence.start : sentence.end]
        if opened := _BY.match(reading.low, max(0, sentence.start - 2)) or _BY.match(words):
            at = opened.end() + (0 if opened.string is reading.low else sentence.start)
            yield from _by_dimension(reading, near, inside, at)
            continue
        colon = _COLON.search(reading.low, inside[0].at, sentence.end)
        if colon and not reading.depth(colon.start()):
            yield from _behind_colon(reading, sentence, inside, colon)
        else:
            yield from _by_nature(reading, near, inside)


def _behind_colon(
    reading: Reading, sentence: Sentence, inside: Sequence[Statement], colon: re.Match[str]
) -> Iterator[Listed]:
    heads = [s for s in inside if s.at < colon.start()]
    if len(heads) != 1 or heads[0].level is None or heads[0].level.start > colon.start():
        return
    tail = reading.low[heads[0].level.end : colon.start()]
    if _SELECTED.search(tail.rpartition(",")[2].rpartition("%")[2]):
        return
    like = _like(inside, colon.end(), heads[0].level)
    parts = _items(reading, inside, colon.end(), sentence.end, like)
    if parts and len(parts) > 1:
        yield Listed(heads[0], parts, _is_closed(reading, parts))


def _like(inside: Sequence[Statement], start: int, total: Figure) -> Figure:
    """Return what the items are counted in: `6.278 tàu: … 2.791 chiếc`, else as the total."""
    if not total.unit.counted:
        return total
    levels = [s.level for s in inside if start <= s.at and s.level]
    if any(level.unit.same_as(total.unit) for level in levels):
        return total
    return next((level for level in levels if level.unit.base in _CLASSIFIERS), total)


def _by_dimension(
    reading: Reading, near: Sequence[Statement], inside: Sequence[Statement], at: int
) -> Iterator[Listed]:
    """Yield the list of a sentence that begins with `Theo địa phương: …`, of the total right before."""
    end = reading.sentences[inside[0].sentence].end
    first = next((s for s in inside if s.at >= at), None)
    if first is None or first.level is None or _SELECTED.search(reading.low, at, first.at):
        return
    parts = _items(reading, inside, at, end, first.level)
    total = _total_before(near, parts)
    if total is not None:
        yield Listed(total, parts, True)


def _by_nature(
    reading: Reading, near: Sequence[Statement], inside: Sequence[Statement]
) -> Iterator[Listed]:
    """Yield parts that leave nothing out: behind the total of their sentence, or of the one before."""
    end = reading.sentences[inside[0].sentence].end
    for skip in (0, 1):
        run = inside[skip:]
        if len(run) < 2 or run[0].level is None:
            continue
        parts = _items(reading, run, run[0].level.start, end, run[0].level)
        if not parts or not _complete(reading, parts):
            continue
        total = inside[0] if skip else _total_before(near, parts)
        if total is not None and total.window == (parts[0].window or total.window):
            yield Listed(total, parts, True)
            return


def _total_before(near: Sequence[Statement], parts: Sequence[Statement]) -> Statement | None:
    """Return the one amount of the parts' unit in the sentence before, or in the paragraph above."""
    if len(parts) < 2 or parts[0].level is None:
        return None
    unit = parts[0].level.unit
    found = [s for s in near if s.level and s.level.unit.same_as(unit)]
    return found[0] if len(found) == 1 else None


def _items(
    reading: Reading, inside: Sequence[Statement], start: int, end: int, like: Figure
) -> list[Statement]:
    """Return the items of a stretch: one amount of a unit each; none where one has another, or two."""
    levels = [s for s in inside if start <= s.at < end and s.level]
    cuts = [m.start() for m in re.finditer(";", reading.low[start:end])]
    cuts = [start + cut for cut in cuts if not reading.depth(start + cut)]
    rows: list[list[Statement]] = [[] for _cut in range(len(cuts) + 1)]
    place = 0
    for statement in levels:
        while place < len(cuts) and cuts[place] < statement.at:
            place += 1
        rows[place].append(statement)
    if not cuts:
        rows = [[statement] for statement in levels]
    found = [_item(reading, row, like) for row in rows if row or cuts]
    return [s for s in found if s] if all(found) and len(found) <= _MOST else []


def _item(reading: Reading, row: Sequence[Statement], like: Figure) -> Statement | None:
    """Return the one amount of an item; what `trong đó`, `riêng` tell behind it is inside it."""
    own = [s for s in row if s.level and s.level.unit.same_as(like.unit)]
    own = [s for s in own if s.level and plain_or_about(reading, s.level)]
    if not own or _OTHER.search(_label(reading, own[0])):
        return None
    if len(own) > 1 and not _INSIDE.search(reading.low, own[0].at, own[1].at):
        return None
    return own[0]


def _label(reading: Reading, statement: Statement) -> str:
    """Return the words right before a level, behind the last stop."""
    end = statement.level.start if statement.level else statement.at
    return re.split(r"[;:%]", reading.low[max(statement.start, end - 80) : end])[-1]


def _is_closed(reading: Reading, parts: Sequence[Statement]) -> bool:
    return _complete(reading, parts) or bool(_REST.search(_label(reading, parts[-1])))


def _complete(reading: Reading, parts: Sequence[Statement]) -> bool:
    """Return whether parts are all those of a whole that is divided by nature."""
    labels = [_label(reading, part) for part in parts]
    return any(
        len(names) == len(labels) and _each_once([lazy(name) for name in names], labels)
        for names in _COMPLETE
    )


def _each_once(names: Sequence[re.Pattern[str]], labels: Sequence[str]) -> bool:
    """Return whether the labels can be told apart: every name has a label of its own."""
    left = list(labels)
    for name in sorted(names, key=lambda n: sum(bool(n.search(x)) for x in labels)):
        mine = next((label for label in left if name.search(label)), None)
        if mine is None:
            return False
        left.remove(mine)
    return True


# --- testing them ----------------------------------------------------------------------------


def _tested(
    reading: Reading, above: Reading | None, one: Listed, tally: Tally
) -> Iterator[Finding]:
    figures = [s.level for s in one.parts if s.level]
    where = reading if one.total.paragraph is reading.paragraph else above
    level = one.total.level
    if level is None or where is None or not plain_or_about(where, level):
        return
    if not _one_window(one):
        return
    total, parts = loosened(level), [loosened(figure) for figure in figures]
    goal, sums = total.base_stretch, added(part.base_stretch for part in parts)
    tally.tested += 1
    if sums.meets(goal) or any(p.base_stretch.low > goal.high for p in parts[1:] if len(parts) > 9):
        return
    gap = max(sums.low - goal.high, goal.low - sums.high)
    width = (sums.high - sums.low) + (goal.high - goal.low)
    if sums.high < goal.low and is_cut_off(one.parts[-1]):
        return
    if gap < 2 * _unit(total) * len(parts) or gap * 3 < width:
        return
    small = gap < goal.high * _CLEAR
    if small and not (one.closed and mended(total, parts, True)):
        return
    mine = {id(level), *(id(figure) for figure in figures)}
    if any(_fits(r, mine, figures[0], sums.low, sums.high) for r in (reading, above) if r):
        return
    severity = _severity(one, total, parts, sums.low > goal.high, gap > goal.high * _WIDE)
    if severity:
        yield _told(one, figures, severity)


def _severity(
    one: Listed, total: Figure, parts: Sequence[Figure], more: bool, far: bool
) -> Severity | None:
    """Return how severe it is: short of its total, an open list may only leave a part out."""
    if mended(total, parts):
        return "certain" if more or one.closed else "likely"
    if far:
        return None
    return "likely" if one.closed or (more and total.unit.kind != "đếm") else None


def _one_window(one: Listed) -> bool:
    windows = {p.window for p in one.parts} - {"", one.total.window}
    return not windows


def _unit(figure: Figure) -> Decimal:
    last = Decimal(1).scaleb(-decimals_of(figure.value))
    return EXACT.multiply(last, figure.unit.factor)


def _fits(reading: Reading, mine: set[int], like: Figure, low: Decimal, high: Decimal) -> bool:
    """Return whether another amount near by is what the parts make up: then the list is of that."""
    for figure in reading.figures:
        if id(figure) in mine or not figure.unit.same_as(like.unit):
            continue
        own = loosened(figure).base_stretch
        if own.low <= high and low <= own.high:
            return True
    return False


def _told(one: Listed, figures: Sequence[Figure], severity: Severity) -> Finding:
    level = one.total.level
    assert level is not None
    middle = added(figure.base_stretch for figure in figures).middle
    sums = EXACT.divide(middle, level.unit.factor).normalize()
    same = one.parts[-1].paragraph is one.total.paragraph
    first, last = (level.start, max(level.end, figures[-1].end)) if same else (
        figures[0].start, figures[-1].end)  # fmt: skip
    return finding(
        "phan-va-tong", severity, one.parts[-1].paragraph, (first, last),
        _("{parts} = {sum}, tổng ghi {total}").format(
            parts=" + ".join(figure.text.strip() for figure in figures),
            sum=shown(Decimal(f"{sums:f}")), total=level.text.strip(),
        ),
        _("sửa tổng hoặc một phần; nếu còn phần khác thì viết «trong đó»"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (listed_parts,)
