"""What is left of a count: of a whole, of a pair, above and below a share.

Comes in: the story. Goes out: findings: `Trong 16 khoản thu có 12 khoản vượt tiến độ, 05 khoản chưa đạt`;
`21/26 đơn vị giải ngân trên 60%, 6 đơn vị dưới 60%`; `130/181 xã đạt chuẩn …; số xã chưa đạt chuẩn là 61`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsreport.audit.findings import Finding, Severity, Tally, finding
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_NOUN = r"(?:khoản thu|khoản|chỉ tiêu|sản phẩm|nhóm|ngành|lĩnh vực|nhiệm vụ|địa phương|đơn vị|huyện|xã|dự án|công trình|trường|chủ đầu tư)"
_OUT_OF = lazy(
    rf"\btrong\s(?:tổng\s)?(?:số\s)?(?P<whole>[0-9]{{1,3}})\s(?P<noun>{_NOUN})\b[^.;:0-9]{{0,40}}?\scó\s(?P<some>[0-9]{{1,3}})\s{_NOUN}\b[^.;:0-9]{{2,60}}?"
    rf"(?:,|;|\svà)\s(?:còn\s|có\s)?(?P<rest>[0-9]{{1,3}})\s{_NOUN}\b[^.;:0-9]{{0,24}}?\b(?:chưa|không)\b"
)
_MORE = lazy(
    rf"[^.;:0-9()]{{0,40}}?(?:,|;|\svà)\s(?:còn\s|có\s)?(?P<rest>[0-9]{{1,3}})\s{_NOUN}\b[^.;:0-9()]{{0,24}}?\b(?:chưa|không)\b"
)
_ABOVE = lazy(r"[^.;0-9]{0,60}\b(?:trên|từ|đạt)\s(?P<share>[0-9]{1,3})%[^.;0-9]{0,60}[,;]\s(?:còn\s|có\s)?(?P<rest>[0-9]{1,3})\s"
              r"[^.;0-9]{2,40}\bdưới\s(?P=share)%")  # fmt: skip
_NOT_YET = lazy(
    r"[^.]{0,160}\bsố\s(?P<noun>[^\W\d_]{2,12}(?:\s[^\W\d_]{2,12})?)\s(?:chưa|không)\s[^.;:,0-9]{2,40}?\b(?:là|còn|có)\s(?P<rest>[0-9]{1,4})(?![0-9.,/%])"
)
_REST = lazy(
    r"[^.;0-9]{0,80}(?:[0-9]{1,3}(?:,[0-9]{1,2})?%[^.;0-9]{0,30})?[,;]\s(?:còn\s|có\s)?(?P<rest>[0-9]{1,3})\s[^\W\d_]{2,12}(?:\s[^\W\d_]{2,12})?\scòn lại\b"
)
_LEFT_BEHIND = lazy(r"\s(?:[^\W\d_]{1,12}\s){0,2}còn lại\b")
_FEWEST = 3
_TOLD_ONCE = ("chỉ tiêu", "nhiệm vụ", "khoản", "khoản thu", "sản phẩm", "nhóm", "ngành", "lĩnh vực")
_PAIR = lazy(r"[0-9]\s?/\s?[0-9]")


def out_of_a_whole(story: Story, tally: Tally) -> Iterator[Finding]:
    """Of sixteen no twelve and five more."""
    for reading in story.readings:
        for found in _OUT_OF.finditer(reading.low):
            whole = int(found["whole"])
            counts, end = [int(found["some"]), int(found["rest"])], found.end()
            more = _MORE.match(reading.low, end)
            while sum(counts) <= whole and more:
                counts, end = [*counts, int(more["rest"])], more.end()
                more = _MORE.match(reading.low, end)
            tally.tested += 1
            if sum(counts) > whole:
                yield finding(
                    "dem-khong-du", "certain" if len(counts) == 2 else "likely",
                    reading.paragraph, (found.start(), end),
                    _("{parts} = {sum}, không phải {total}").format(
                        parts=" + ".join(map(str, counts)), sum=sum(counts), total=whole
                    ),
                    _("đếm lại"),
                )  # fmt: skip


def counts_and_the_rest(story: Story, tally: Tally) -> Iterator[Finding]:
    """`16 chỉ tiêu: 5 chỉ tiêu vượt, 9 chỉ tiêu đạt; 3 chỉ tiêu còn lại chậm`: all of them, each once."""
    for reading in story.readings:
        for sentence in reading.sentences if "còn lại" in reading.low else ():
            counts = [f for f in sentence.figures if f.unit.counted and not f.unit.percent]
            last = next((f for f in counts if _LEFT_BEHIND.match(reading.low, f.end)), None)
            if last is None or len(counts) < _FEWEST or any(f.whole is not None for f in counts):
                continue
            whole, *parts = counts[: counts.index(last) + 1]
            if len(parts) < _FEWEST - 1 or not all(f.unit.base == whole.unit.base for f in parts):
                continue
            if unsure(whole, *parts) or whole.unit.base not in _TOLD_ONCE or parts[-1] is not last:
                continue
            total = sum(int(f.value) for f in parts)
            tally.tested += 1
            if total != whole.value and max(f.value for f in parts) < whole.value:
                yield finding(
                    "dem-khong-du", "certain", reading.paragraph, (whole.start, last.end),
                    _("{parts} = {sum}, không phải {total}").format(
                        parts=" + ".join(str(int(f.value)) for f in parts), sum=total,
                        total=int(whole.value),
                    ),
                    _("đếm lại"),
                )  # fmt: skip


def rest_of_a_pair(story: Story, tally: Tally) -> Iterator[Finding]:
    """What a pair leaves: below the share, not yet there."""
    for reading in story.readings:
        for pair in reading.figures if "/" in reading.low else ():
            if (
                pair.whole is None
                or not pair.unit.counted
                or unsure(pair)
                or pair.value > pair.whole
            ):
                continue
            for pattern in (_ABOVE, _NOT_YET, _REST):
                found = pattern.match(reading.low, pair.end)
                if found is None or _PAIR.search(found[0]):
                    continue
                if "noun" in found.groupdict() and not pair.unit.base.startswith(
                    found["noun"].split()[0]
                ):
                    continue
                tally.tested += 1
                yield from _tested(reading, pair, int(found["rest"]), found.end())
                break


def _tested(reading: Reading, pair: Figure, rest: int, end: int) -> Iterator[Finding]:
    left = int((pair.whole or 0) - pair.value)
    if rest == left:
        return
    sure: Severity = "certain" if rest > left else "likely"
    yield finding(
        "dem-khong-du", sure, reading.paragraph, (pair.start, end),
        _("{whole} - {some} = {left}, văn bản ghi {typed}").format(
            whole=int(pair.whole or 0), some=int(pair.value), left=left, typed=rest
        ),
        _("đếm lại"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    out_of_a_whole,
    counts_and_the_rest,
    rest_of_a_pair,
)
