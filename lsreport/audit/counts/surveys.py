"""The three answers of a survey of firms: better, the same, worse.

Comes in: the story. Goes out: findings: `32,7% thuận lợi hơn; 24,2% ổn định và 44,9% khó khăn hơn`: whoever was
asked gave one of the three, so that they make 100 %.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from lsreport.audit.findings import Finding, Tally, finding, shown
from lsreport.audit.reading.amounts import HUNDRED, added
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import is_one_slip
from lsreport.audit.reading.statements import Reading, Sentence
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT, decimals_of

_ASKED = lazy(
    r"\b(?:đánh giá|cho rằng|nhận định|dự báo|dự kiến|có kết quả|trả lời|kỳ vọng|sản xuất kinh doanh)\b"
)
_WHO = lazy(r"\b(?:doanh nghiệp|dn|cơ sở|đơn vị|hộ|nhà thầu|hợp tác xã|người)\b")
_ANSWERS = (
    lazy(r"\b(?:tốt (?:lên|hơn)|thuận lợi|khả quan|cao hơn|tăng)\b"),
    lazy(r"\b(?:ổn định|không (?:thay )?đổi|giữ nguyên|như (?:cũ|quý trước)|tương đương)\b"),
    lazy(r"\b(?:khó khăn|xấu (?:đi|hơn)|thấp hơn|kém|giảm)\b"),
)
_LAST = lazy(r"[,;]")
_LOW, _HIGH = Decimal(80), Decimal(120)


def answers_make_a_hundred(story: Story, tally: Tally) -> Iterator[Finding]:
    """`55,1% đánh giá tăng; 32,7% đánh giá giảm và 22,2% đánh giá không đổi`."""
    for reading in story.readings:
        if not _ASKED.search(reading.low):
            continue
        for sentence in reading.sentences:
            shares = [f for f in sentence.figures if f.unit.percent]
            for three in zip(shares, shares[1:], shares[2:], strict=False):
                if _are_answers(reading, sentence, three):
                    tally.tested += 1
                    yield from _tested(reading, three)


def _are_answers(reading: Reading, sentence: Sentence, three: Sequence[Figure]) -> bool:
    if any(f.vague or f.fault or f.sign or f.whole is not None for f in three):
        return False
    ends = [f.end for f in three[:-1]]
    starts = [*(f.start for f in three[1:]), sentence.end]
    behind = [reading.low[f.end : end] for f, end in zip(three, starts, strict=True)]
    last = [f.end for f in sentence.figures if f.end <= three[0].start]
    before = [
        reading.low[begin : f.start]
        for begin, f in zip([max(last, default=sentence.start), *ends], three, strict=True)
    ]
    return _each_once(behind) or _each_once([_LAST.split(words)[-1] for words in before])


def _each_once(words: Sequence[str]) -> bool:
    """Return whether three stretches of words tell one answer each, all different."""
    told = [[n for n, answer in enumerate(_ANSWERS) if answer.search(_cut(w))] for w in words]
    if any(len(some) != 1 for some in told) or not _WHO.search(" ".join(words)):
        return False
    return {some[0] for some in told} == {0, 1, 2}


def _cut(words: str) -> str:
    """Return the words up to an aside or a comparison: `(chủ yếu là …)`, `so với quý trước`."""
    words = words.partition("(")[0].partition(";")[0]
    return words.partition(" so với")[0].partition(" quý trước")[0]


def _tested(reading: Reading, three: Sequence[Figure]) -> Iterator[Finding]:
    sums = added(figure.stretch for figure in three)
    unit = max(Decimal(1).scaleb(-decimals_of(figure.value)) for figure in three)
    gap = max(sums.low - HUNDRED, HUNDRED - sums.high)
    if gap <= unit * 3 / 2 or not _LOW < sums.middle < _HIGH:
        return
    missing = EXACT.subtract(HUNDRED, sum((f.value for f in three), Decimal(0)))
    slip = any(is_one_slip(f.value, EXACT.add(f.value, missing)) for f in three)
    yield finding(
        "co-cau", "certain" if slip else "likely", reading.paragraph,
        (three[0].start, three[-1].end),
        _("{parts} = {sum}%, không phải 100%").format(
            parts=" + ".join(shown(f.value) for f in three), sum=shown(sums.middle.normalize())
        ),
        _("xem lại tỷ trọng của từng phần"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (answers_make_a_hundred,)
