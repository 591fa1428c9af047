"""What stands in words right beside the numbers that decide it.

Comes in: the story. Goes out: findings: a rate that moves by points told as
percent behind its two values, a share told after its pair, the answers of a survey that make more or
less than everybody, a riser among those that fell.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown, shown_stretch
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading.amounts import HUNDRED, Stretch, printed, ratio, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_FROM = lazy(r"\btừ\s(?:mức\s)?\Z")
_TO = lazy(
    r"\s(?:[^\W\d_]{1,12}\s|[12][0-9]{3}\s){0,6}?(?:lên|xuống|còn)\s(?:(?:mức|còn|thành|đến)\s){0,2}"
)
_THAT_IS = lazy(
    r"(?:\s(?:[^\W\d_]{1,12}|[12][0-9]{3})){0,4}\s?(?:,\stức(?:\slà)?\s|\((?:tức\s)?)(?:tăng|giảm)\s"
)
_TOLD_AFTER = lazy(
    r"(?:\s[^\W\d_]{1,12}){1,8},\s(?:đạt|chiếm|bằng|tương đương|tức|tức là|tức đạt|hay|tương ứng)(?:\stỷ lệ)?\s"
)
_ALONE = lazy(r"(?:\s(?:tổng\s)?số\s(?:[^\W\d_]{1,12}\s?){1,3})?\s{0,2}(?:[;.)]|,\s|\Z)")
_BETTER = lazy(r"\b(?:tốt lên|tốt hơn|khả quan hơn|tăng)\b")
_SAME = lazy(r"\b(?:ổn định|giữ nguyên|không đổi|như cũ)\b")
_WORSE = lazy(r"\b(?:khó khăn|xấu đi|kém hơn|giảm)\b")
_SURVEY = lazy(r"\b(?:khảo sát|đánh giá|dự báo|dự kiến|cho rằng|nhận định)\b")
_LISTED = lazy(
    r"(?:\A|[.;]\s|,\s)(?:trong đó\s)?(?:có\s)?(?P<count>[0-9]{1,3})\s(?:[^\W\d_]{1,12}\s){1,4}(?P<way>tăng|giảm)"
    r"(?:\s(?:so với cùng kỳ|gồm|là)){0,2}\s?:(?=(?P<items>(?:[^.:]|\.(?=[0-9])){20,1500}))"
)
_MOVED = lazy(r"\((?P<way>tăng|giảm)\s[0-9]{1,3}(?:,[0-9]{1,3})?%\)")
_MARKED = lazy(r"\((?:tăng\s|giảm\s|[-+])[0-9]{1,3}(?:,[0-9]{1,3})?%\)")
_BEHIND = lazy(r"\s{0,2}(?:;|,|và\b|\Z)")
_GIVEN = lazy(
    r"\b(?:giao|tổng số|tổng cộng|trong số|trong|tiếp nhận|thụ lý|đăng ký)\s(?:[^\W\d_]{1,12}\s){0,2}\Z"
)
_LEFT = lazy(r"\bcòn(?P<rest>\slại)?\s\Z")
_SHORT = lazy(r"\s(?:không đạt|chưa đạt|chưa hoàn thành|đạt thấp)\b")
_NEAREST = 40  # figures in which what there is and what is done are looked for
_NEAR = 160  # characters between what is done and what is left
_ALL = Decimal("0.5")  # how far three rounded answers may be from everybody, generously


def points_behind_two_rates(story: Story, tally: Tally) -> Iterator[Finding]:
    """`từ 11,8% xuống còn 8,6%, tức giảm 3,2%`: percentage points are meant."""
    for reading in story.readings:
        for one, other, move in zip(
            reading.figures, reading.figures[1:], reading.figures[2:], strict=False
        ):
            if not all(f.unit.percent and not f.fault for f in (one, other, move)):
                continue
            if not _FROM.search(reading.low[max(0, one.start - 12) : one.start]):
                continue
            if not _TO.fullmatch(reading.low, one.end, other.start):
                continue
            if not _THAT_IS.fullmatch(reading.low, other.end, move.start):
                continue
            tally.tested += 1
            yield from _points(reading, one, other, move)


def _points(reading: Reading, one: Figure, other: Figure, move: Figure) -> Iterator[Finding]:
    gone = printed(other.value) - printed(one.value)
    size = Stretch(*sorted((abs(gone.low), abs(gone.high))))
    grown = ratio(size, printed(one.value))
    if grown is None or not printed(move.value).meets(size) or printed(move.value).meets(grown):
        return
    yield finding(
        "diem-phan-tram", "certain", reading.paragraph, (one.start, move.end),
        _("{now}% so với {then} là {points} điểm phần trăm, không phải {typed}").format(
            now=shown(other.value), then=one.text.strip(),
            points=shown_stretch(size, move.value), typed=move.text.strip(),
        ),
        _("ghi «{number} điểm phần trăm» nếu là hiệu của hai tỷ lệ").format(number=shown(move.value)),
    )  # fmt: skip


def share_after_pair(story: Story, tally: Tally) -> Iterator[Finding]:
    """`42/118 xã đạt chuẩn nâng cao, đạt 38,5%`."""
    for reading in story.readings:
        for pair, share in pairwise(reading.figures):
            if not pair.whole or pair.unit.percent or pair.value > pair.whole:
                continue
            if not share.unit.percent or share.sign or unsure(pair, share):
                continue
            if not _TOLD_AFTER.fullmatch(reading.low, pair.end, share.start):
                continue
            if not _ALONE.match(reading.low, share.end):
                continue
            exact = pair.unit.counted
            computed = ratio(printed(pair.value, exact), printed(pair.whole, exact))
            tally.tested += 1
            if computed is None or printed(share.value).meets(computed):
                continue
            yield finding(
                "cap-ty-le", by_units(units_off(share.value, computed)), reading.paragraph,
                (pair.start, share.end),
                _("{a} / {b} = {g}%, văn bản ghi {typed}%").format(
                    a=shown(pair.value), b=shown(pair.whole),
                    g=shown_stretch(computed, share.value), typed=shown(share.value),
                ),
                _("sửa tỷ lệ hoặc cặp số"),
            )  # fmt: skip


def answers_of_everybody(story: Story, tally: Tally) -> Iterator[Finding]:
    """`40,3% đánh giá tốt lên; 38,7% giữ ổn định và 26,0% khó khăn hơn`: a survey makes 100%."""
    for reading in story.readings:
        starts = [figure.start for figure in reading.figures]
        for sentence in reading.sentences:
            low = reading.low[sentence.start : sentence.end]
            if "doanh nghiệp" not in low or not _SURVEY.search(low):
                continue
            first, end = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
            told = reading.figures[first:end]
            shares = [f for f in told if f.unit.percent and not f.sign and not unsure(f)]
            if len(shares) != 3 or shares != told[-3:]:
                continue
            ends = [shares[1].start, shares[2].start, sentence.end]
            after = [reading.low[f.end : end] for f, end in zip(shares, ends, strict=True)]
            kinds = (_BETTER, _SAME, _WORSE)
            if not all(kind.search(words) for kind, words in zip(kinds, after, strict=True)):
                continue
            tally.tested += 1
            total = EXACT.add(EXACT.add(shares[0].value, shares[1].value), shares[2].value)
            if abs(EXACT.subtract(total, HUNDRED)) > _ALL:
                yield finding(
                    "co-cau", "certain", reading.paragraph, (shares[0].start, shares[2].end),
                    _("cộng lại {total}%, không phải 100%").format(total=shown(total)),
                    _("hỏi lại các tỷ lệ"),
                )  # fmt: skip


def movers_of_a_list(story: Story, tally: Tally) -> Iterator[Finding]:
    """`04 sản phẩm giảm là: xi măng (giảm 5,6%), phân lân (tăng 7,4%)`."""
    for reading in story.readings:
        if "giảm" not in reading.low or ":" not in reading.low:
            continue
        for listed in _LISTED.finditer(reading.low):
            yield from _counted(reading, listed)
            moved = list(_MOVED.finditer(reading.low, listed.start("items"), listed.end("items")))
            odd = [one for one in moved if one["way"] != listed["way"]]
            tally.tested += len(moved)
            if len(moved) > 2 and len(odd) * 3 <= len(moved):
                for one in odd:
                    yield finding(
                        "dem-danh-sach", "certain", reading.paragraph, one.span(),
                        _("đứng trong danh sách «{way}» mà ghi «{other}»").format(
                            way=listed["way"], other=one["way"]
                        ),
                        _("sửa «tăng», «giảm», hoặc chuyển sang danh sách kia"),
                    )  # fmt: skip


def _counted(reading: Reading, listed: re.Match[str]) -> Iterator[Finding]:
    """`có 08 nhóm tăng: …` before seven that all tell by how much."""
    items = listed["items"]
    pieces = [piece for piece in items.split(";") if piece.strip()]
    if len(pieces) < 3 or not all(len(_MARKED.findall(piece)) == 1 for piece in pieces):
        return
    if not all(piece.rstrip().endswith(")") for piece in pieces):
        return
    stated = int(listed["count"])
    if stated != len(pieces):
        yield finding(
            "dem-danh-sach", "certain", reading.paragraph, (listed.start("count"), listed.end("items")),
            _("sau đó nêu {count} mục, không phải {stated}").format(
                count=len(pieces), stated=stated
            ),
            _("sửa số đếm hoặc danh sách"),
        )  # fmt: skip


def those_left(story: Story, tally: Tally) -> Iterator[Finding]:
    """`17/20 chỉ tiêu đạt và vượt, còn 05 chỉ tiêu không đạt`; `giao 25, đạt 19, còn lại 08`."""
    for reading in story.readings:
        if "còn " not in reading.low:
            continue
        for index, left in enumerate(reading.figures):
            told = _LEFT.search(reading.low[max(0, left.start - 9) : left.start])
            if told is None or not left.unit.counted or unsure(left):
                continue
            whole, done = _whole_and_done(reading, index)
            short = told["rest"] or _SHORT.match(reading.low, left.end)
            if whole is None or done is None or not short or left.start - done.end > _NEAR:
                continue
            tally.tested += 1
            computed = EXACT.subtract(whole, done.value)
            if computed != left.value and computed > 0:
                yield finding(
                    "con-lai", "certain", reading.paragraph, (done.start, left.end),
                    _("{whole} - {part} = {g}, văn bản ghi {typed}").format(
                        whole=shown(whole), part=shown(done.value),
                        g=shown(computed), typed=shown(left.value),
                    ),
                    _("sửa số còn lại hoặc một trong hai số kia"),
                )  # fmt: skip


def _whole_and_done(reading: Reading, index: int) -> tuple[Decimal | None, Figure | None]:
    """Return all there are and those that are done: a pair, or the only two of the unit before."""
    left = reading.figures[index]
    before = reading.figures[max(0, index - _NEAREST) : index]
    alike = [f for f in before if f.unit.base == left.unit.base]
    pairs = [f for f in alike if f.whole is not None]
    if unsure(*alike) or not all(f.unit.counted for f in alike):
        return None, None
    if len(pairs) == 1 and pairs[0].whole is not None:
        return pairs[0].whole, pairs[0]
    if len(alike) != 2 or pairs or alike[0].value <= alike[1].value:
        return None, None
    lead = reading.low[max(0, alike[0].start - 30) : alike[0].start]
    return (alike[0].value, alike[1]) if _GIVEN.search(lead) else (None, None)


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    points_behind_two_rates,
    share_after_pair,
    answers_of_everybody,
    movers_of_a_list,
    those_left,
)
