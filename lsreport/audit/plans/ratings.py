"""A verdict on a plan right beside the number that denies it.

Comes in: the story. Goes out: findings: `vượt kế hoạch với 91%`, `chưa đạt dự toán (100,7%)`, `bằng 43,1%
kế hoạch. Kết quả này vượt kế hoạch`, `tăng 16,2%, thấp hơn kế hoạch (tăng 15%)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice

from lsreport.audit.findings import Finding, Severity, Tally, finding
from lsreport.audit.meaning.claims import PLANNED, typed_share
from lsreport.audit.plans.targets import is_hoped, targets
from lsreport.audit.reading.amounts import HUNDRED
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_MOST = 64
_KINDS = r"(?:@goal)"
_GOOD = r"hoàn thành vượt|hoàn thành và vượt|đạt và vượt|vượt|cao hơn"
_POOR = r"không đạt|chưa đạt|chưa hoàn thành|không hoàn thành|thấp hơn|hụt"
_WORD = r"(?:\s(?!và\b|tăng\b|giảm\b)[^\W\d_]{1,12})"
_BESIDE = lazy(
    rf"(?<!\w)(?:(?P<good>{_GOOD})|(?P<poor>{_POOR}))\s(?:(?:so với|so|mức)\s)?{_KINDS}{_WORD}{{0,5}}?(?:\s[12][0-9]{{3}})?"
    rf"(?P<joint>\s(?:với|khi)(?:\s(?:mới|chỉ))?(?:\s(?:đạt|bằng|mức))?|,?\s(?:mới\s|chỉ\s)?(?:đạt|bằng)(?:\stỷ lệ)?|\s?\((?:đạt\s|bằng\s)?)\s?(?:hơn\s|gần\s|trên\s|khoảng\s)?\Z"
)
_ALONE = lazy(r"\s{0,2}(?:[.;)]|,\s|\Z)")
_BACK = lazy(
    rf"\A\s{{0,3}}(?:kết quả (?:này|đó|trên)|như vậy|với kết quả (?:này|đó|trên)|mức này|con số này|tỷ lệ này)[^.;0-9]{{0,40}}?\s(?:đã\s)?(?:(?P<good>{_GOOD})|(?P<poor>{_POOR}))\s{_KINDS}\b[^.;0-9%]{{0,40}}[.;]?\s{{0,3}}\Z"
)
_GROWN = lazy(
    rf"(?:{_WORD}|\s[12][0-9]{{3}}){{0,8}}\s?,\s(?:và\s|đã\s)?(?:(?P<good>{_GOOD})|(?P<poor>{_POOR}))\s(?:(?:so với|so|mức)\s)?{_KINDS}[^,;.()%0-9]{{0,40}}"
    rf"\(\s?(?:{_KINDS}\s)?(?:(?:năm|là|đề ra|cả năm)\s){{0,3}}(?P<way>tăng|giảm)\s(?:từ\s|khoảng\s|trên\s)?(?P<low>[0-9]{{1,3}}(?:,[0-9]{{1,2}})?)\s?%?"
    rf"(?:\s?(?:-|–|đến)\s?(?P<high>[0-9]{{1,3}}(?:,[0-9]{{1,2}})?)\s?)?%?(?:\strở lên)?\s?\)"
)
_VERB = lazy(r"\b(tăng|giảm)(?:\s(?:nhẹ|mạnh|khá|thêm|trưởng))?\s\Z")
# Of these, less is better, so that «vượt» may be said of a smaller number.
_LESS = lazy(r"nghèo|thất nghiệp|tử vong|tai nạn|bội chi|\bnợ\b|vi phạm|chết|tồn|chậm|tỷ suất sinh")
_EXCESS = Decimal(60)  # «vượt kế hoạch (15%)» is by so much; from here on it is hardly an excess
_LEAST_SHARE = Decimal(80)


def verdict_beside_share(story: Story, tally: Tally) -> Iterator[Finding]:
    """`vượt kế hoạch với hơn 91%`, `chưa đạt dự toán với 100,7%`."""
    for reading in story.readings:
        if not _judges(reading.low):
            continue
        known = {id(target.target) for target, _rest in targets(reading)}  # the target of a rate
        for figure in reading.figures:
            if (
                id(figure) in known
                or not figure.unit.percent
                or figure.sign
                or figure.fault
                or figure.whole is not None
            ):
                continue
            lead = reading.low[max(0, figure.start - 90) : figure.start]
            match = _BESIDE.search(lead)
            if match is None or not _ALONE.match(reading.low, figure.end):
                continue
            if is_hoped(lead[: match.start()]) or _LESS.search(lead[: match.start()][-60:]):
                continue
            tally.tested += 1
            bracket = "(" in match["joint"]
            least = _LEAST_SHARE if bracket else _EXCESS
            most = HUNDRED - 1 if figure.vague else HUNDRED
            if match["good"] and least <= figure.value < most:
                yield _denied(reading, figure, lead, match, "likely" if bracket else "certain")
            elif match["poor"] and figure.value > HUNDRED and not figure.vague:
                yield _denied(reading, figure, lead, match, "certain")


def _judges(low: str) -> bool:
    """Return whether a paragraph may judge a plan at all."""
    plans = any(word in low for word in ("kế hoạch", "dự toán", "chỉ tiêu", "mục tiêu"))
    return plans and any(word in low for word in ("vượt", "đạt", "hoàn thành", "hơn", "hụt"))


def _denied(
    reading: Reading, figure: Figure, lead: str, match: re.Match[str], severity: Severity
) -> Finding:
    return _finding(
        reading, severity, (figure.start - len(lead) + match.start(), figure.end),
        match["good"] or match["poor"], figure.text.strip(),
    )  # fmt: skip


def _finding(
    reading: Reading, severity: Severity, span: tuple[int, int], verdict: str, told: str
) -> Finding:
    return finding(
        "danh-gia", severity, reading.paragraph, span,
        _("«{verdict}», nhưng văn bản ghi {told}").format(verdict=verdict, told=told),
        _("sửa lời đánh giá hoặc một trong hai số"),
    )  # fmt: skip


def verdict_behind(story: Story, tally: Tally) -> Iterator[Finding]:
    """`bằng 43,11% kế hoạch năm. Kết quả này vượt kế hoạch năm.`: of the one share before it."""
    for reading in story.readings:
        if len(reading.sentences) < 2 or not _judges(reading.low):
            continue
        for number, sentence in enumerate(reading.sentences[1:], 1):
            match = _BACK.match(reading.low[sentence.start : sentence.end])
            if match is None:
                continue
            shares = [
                claim for statement in reading.statements if statement.sentence == number - 1
                for claim in statement.claims if claim.role in PLANNED
            ]  # fmt: skip
            if len(shares) != 1 or shares[0].figure.fault:
                continue
            tally.tested += 1
            share = typed_share(shares[0])
            most = HUNDRED - 1 if shares[0].figure.vague else HUNDRED
            if share < most if match["good"] else share > HUNDRED:
                yield _finding(
                    reading, "certain", (shares[0].figure.start, sentence.end),
                    match["good"] or match["poor"], shares[0].figure.text.strip(),
                )  # fmt: skip


def verdict_on_growth(story: Story, tally: Tally) -> Iterator[Finding]:
    """`tăng 14,30% so cùng kỳ, thấp hơn kế hoạch năm nay (tăng 13%)`."""
    for reading in story.readings:
        if "(" not in reading.low or not _judges(reading.low):
            continue
        known = {id(target.value) for target, _rest in targets(reading)}  # judged there
        for figure in islice((f for f in reading.figures if f.unit.percent), 4 * _MOST):
            verb = _VERB.search(reading.low[max(0, figure.start - 20) : figure.start])
            match = _GROWN.match(reading.low, figure.end) if verb and not figure.vague else None
            if verb is None or match is None or match["way"] != verb[1] or id(figure) in known:
                continue
            tally.tested += 1
            ends = [_number(match[name]) for name in ("low", "high") if match[name]]
            wrong = figure.value < min(ends) if match["good"] else figure.value > max(ends)
            if wrong and verb[1] == "tăng":
                yield _finding(
                    reading, "certain", (figure.start, match.end()),
                    match["good"] or match["poor"],
                    f"{figure.text.strip()} / {match['low']}%",
                )  # fmt: skip


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    verdict_beside_share,
    verdict_behind,
    verdict_on_growth,
)
