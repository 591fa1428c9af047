"""Windows and comparators that cannot be.

Comes in: the story. Goes out: findings: a quarter 6, a month 13, a year 3024, one quarter told twice in a
list of quarters, one comparator on both sides of a growth, two growths over one base, the mean of a month.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lsreport.audit.findings import Finding, Tally, finding
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading, Sentence
from lsreport.audit.reading.story import Story
from lsreport.audit.reading.units import read_unit
from lsreport.i18n import _

_QUARTER = lazy(r"\bquý\s{1,3}([0-9]{1,2}|[ivx]{1,4})(?!\w|/(?![12][0-9]{3}))")
_QUARTERS_FIRST = lazy(r"\bquý\s{1,3}(?:[1-4]|i{1,3}|iv)\sđầu\snăm\b")
_QUARTERS = frozenset(("1", "2", "3", "4", "i", "ii", "iii", "iv", "01", "02", "03", "04"))
_JOINS = lazy(r"\s?[,;]?\s?(?:(?:và|còn|ước|tính|riêng|đến|sang|sơ bộ|dự kiến)\s){0,3}")
_SLIPPED = (
    ("i", "ii", "ii"),
    ("i", "i", "ii"),
    ("i", "i", "iii"),
    ("i", "iii", "iii"),
    ("ii", "iii", "iii"),
    ("1", "2", "2"),
    ("1", "1", "2"),
    ("1", "1", "3"),
)
_MONTH = lazy(r"tháng\s{1,3}([0-9]{1,2})(?![0-9.,]|\s*(?:tháng|%))(?:/[12][0-9]{3})?")
_DECIMALS = lazy(r"[.,][0-9]")
_YEAR = lazy(
    r"\b(?:tháng\s{1,3}[0-9]{1,2}/|năm\s{1,3}|[0-9]{1,2}/[0-9]{1,2}/)([3-9][0-9]{3})(?![0-9.,/])"
)
_NAMED_QUARTER = lazy(r"\bquý\s{1,3}(iii|ii|iv|i|[1-4])\b(?:/[12][0-9]{3})?\s[^;.()0-9]{0,30}?")
_BASE = r"(?P<base{n}>cùng kỳ|tháng trước|quý trước|năm trước)(?:\snăm\s(?:trước|(?P<year{n}>[12][0-9][0-9][0-9])))?"
_SAME_BASE = lazy(
    r"\b(?:tăng|giảm)\s(?P<one>[0-9]{1,3}(?:,[0-9]{1,3})?)\s?%\sso\svới\s"
    + _BASE.replace("{n}", "1")
    + r"\s?(?:,|và|, và)\s(?:đã\s)?(?:tăng|giảm)\s(?P<other>[0-9]{1,3}(?:,[0-9]{1,3})?)\s?%\sso\svới\s"
    + _BASE.replace("{n}", "2")
    + r"(?!\w)"
)
_TWICE = lazy(
    r"\bso với\s{1,3}(cùng kỳ(?: năm trước)?|tháng trước|quý trước|năm trước|năm gốc(?: năm)?(?: [0-9]{4})?|bình quân cùng kỳ|"
    r"(?:thời điểm\s)?(?:ngày\s)?[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|(?:thời điểm\s)?(?:cuối|đầu) năm(?: trước| [0-9]{4})?)\s{0,3},?\s{0,3}(?:[^\W\d]+\s+){0,4}?"
    r"(?:tăng|giảm)(?:\s+[^\W\d]+){0,2}\s+[0-9][0-9.,]*(?:\s?%|(?:\s[^\W\d]{1,8}){1,2})(?:\s?\([^()]{0,40}\))?\s{0,3},?\s{0,3}so với\s{1,3}\1(?!\w)"
)
_AFTER_TWICE = lazy(
    r"[0-9]\s?%\s{1,3}so với\s{1,3}(cùng kỳ(?: năm trước)?|tháng trước|quý trước|năm trước)\s{1,3}so với\s{1,3}\1"
)
_AVERAGE_MONTH = lazy(
    r"\bbình quân\s{0,3}(?:\([^()]{0,20}\)\s{0,3})?(?:của\s{1,3})?tháng\s{1,3}[0-9]{1,2}(?:/[0-9]{4})?(?: năm [0-9]{4})?\s{1,3}(?:ước\s{1,3}|ước tính\s{1,3})?(?:tăng|giảm)"
)


def impossible_windows(story: Story, tally: Tally) -> Iterator[Finding]:
    """A quarter 6, a month 13."""
    for reading in story.readings:
        for match in _QUARTER.finditer(reading.low) if "quý" in reading.low else ():
            tally.tested += 1
            if match[1] not in _QUARTERS and not _counts(reading.low, match.end(1)):
                yield _window(reading, match, _("không có quý {number}"))
        for match in _QUARTERS_FIRST.finditer(reading.low) if "quý" in reading.low else ():
            tally.tested += 1
            yield finding(
                "ky-khong-co", "certain", reading.paragraph, match.span(),
                _("quý không đếm từ đầu năm, tháng mới đếm"), _("ghi «quý …» hoặc «… tháng đầu năm»"),
            )  # fmt: skip
        for match in _months(reading.low):
            tally.tested += 1
            if not 1 <= int(match[1]) <= 12 and not _counts(reading.low, match.end(1)):
                yield _window(reading, match, _("không có tháng {number}"))


def _months(low: str) -> Iterator[re.Match[str]]:
    """Yield `tháng 5`, no part of another word."""
    for match in _MONTH.finditer(low):
        if not low[match.start() - 1 : match.start()].isalnum():
            yield match


def _counts(low: str, at: int) -> bool:
    """Return whether a number is of what stands behind it, not of a month: `mỗi tháng 14 dự án`."""
    if _DECIMALS.match(low, at):
        return True
    unit, _end = read_unit(low, at)
    return unit.known and bool(unit.kind) and not unit.percent


def _window(reading: Reading, match: re.Match[str], message: str) -> Finding:
    return finding(
        "ky-khong-co", "certain", reading.paragraph, match.span(),
        message.format(number=match[1].upper()), _("sửa tên kỳ, ví dụ «6 tháng đầu năm»"),
    )  # fmt: skip


def impossible_years(story: Story, tally: Tally) -> Iterator[Finding]:
    """`tháng 8/3024`: a digit of the year slipped."""
    for reading in story.readings:
        for match in _YEAR.finditer(reading.low):
            tally.tested += 1
            if not _counts(reading.low, match.end(1)):
                yield _window(reading, match, _("không có năm {number}"))


def quarter_named_twice(story: Story, tally: Tally) -> Iterator[Finding]:
    """`quý I tăng 4,3%, quý II tăng 5,9% và quý II tăng 8,1%`: the last is the third."""
    for reading in story.readings:
        for sentence in reading.sentences if reading.low.count("quý") > 2 else ():
            told = [
                (*_quarter_before(reading, sentence, f), f)
                for f in sentence.figures if f.unit.percent
            ]  # fmt: skip
            for one, other, last in zip(told, told[1:], told[2:], strict=False):
                if (one[0], other[0], last[0]) in _SLIPPED and other[1] and last[1]:
                    tally.tested += 1
                    first, second = (one, other) if one[0] == other[0] else (other, last)
                    yield from _named_twice(reading, first[2], second[2], first[0])


def _named_twice(reading: Reading, one: Figure, other: Figure, quarter: str) -> Iterator[Finding]:
    if one.value != other.value:
        yield finding(
            "hai-gia-tri", "certain", reading.paragraph, (one.start, other.end),
            _("quý {name} ghi hai lần: {a} và {b}").format(
                name=quarter.upper(), a=one.text.strip(), b=other.text.strip()
            ),
            _("sửa tên quý, hoặc bỏ một số"),
        )  # fmt: skip


def _quarter_before(reading: Reading, sentence: Sentence, figure: Figure) -> tuple[str, bool]:
    """Return the quarter named before a percentage, and whether only commas stand before its name."""
    start = max((f.end for f in sentence.figures if f.end <= figure.start), default=sentence.start)
    found = list(_NAMED_QUARTER.finditer(reading.low, start, figure.start))
    if len(found) != 1:
        return "", False
    return found[0][1], _JOINS.fullmatch(reading.low, start, found[0].start()) is not None


def two_growths_over_one_base(story: Story, tally: Tally) -> Iterator[Finding]:
    """`tăng 3,1% so với cùng kỳ năm 2018 và tăng 3,4% so với năm trước`, of 2019."""
    for reading in story.readings:
        for match in _SAME_BASE.finditer(reading.low) if "so với" in reading.low else ():
            years = {match["year1"], match["year2"]} - {None}
            if match["base1"] != match["base2"] or match["one"] == match["other"]:
                continue
            if len(years) == 2 or (years and not _is_next_year(reading, match.start(), years)):
                continue
            tally.tested += 1
            yield finding(
                "hai-gia-tri", "likely", reading.paragraph, match.span(),
                _("một số liệu, một gốc so sánh, hai tốc độ: {a}% và {b}%").format(
                    a=match["one"], b=match["other"]
                ),
                _("sửa gốc so sánh của một tốc độ, hoặc nêu tên số liệu thứ hai"),
            )  # fmt: skip


def _is_next_year(reading: Reading, at: int, years: set[str | None]) -> bool:
    """Return whether the year behind the one compared with is told before in the sentence."""
    start = next(s.start for s in reading.sentences if s.start <= at < s.end)
    return any(str(int(year or 0) + 1) in reading.low[start:at] for year in years)


def said_twice(story: Story, tally: Tally) -> Iterator[Finding]:
    """The same comparator on both sides of one growth; `bằng … bằng` where others say `đạt`."""
    for reading in story.readings:
        for pattern in (_TWICE, _AFTER_TWICE):
            for match in pattern.finditer(reading.low) if "so với" in reading.low else ():
                tally.tested += 1
                yield finding(
                    "lap-goc-so", "certain", reading.paragraph, match.span(),
                    _("«so với {base}» viết hai lần cho một tốc độ").format(base=match[1]),
                    _("bỏ một lần, hoặc sửa thành gốc so sánh khác"),
                )  # fmt: skip
        yield from _twice_equal(reading, tally)


def _twice_equal(reading: Reading, tally: Tally) -> Iterator[Finding]:
    usual = sum([c.role for c in s.claims[:2]] == ["plan", "ratio"] for s in reading.statements)
    for statement in reading.statements:
        ratios = statement.all("ratio")
        if len(ratios) > 1 and ratios[0].base in ("", ratios[1].base):
            tally.tested += 1
            yield finding(
                "lap-bang", "certain" if usual > 1 else "likely", reading.paragraph,
                (statement.level.start if statement.level else ratios[0].figure.start, ratios[1].figure.end),
                _("hai lần «bằng …%» mà không nói bằng của gì"),
                _("số đầu có thể là «đạt {share} kế hoạch»").format(share=ratios[0].figure.text.strip()),
            )  # fmt: skip


def average_of_a_month(story: Story, tally: Tally) -> Iterator[Finding]:
    """An index of one month is no average."""
    for reading in story.readings:
        for match in _AVERAGE_MONTH.finditer(reading.low) if "bình quân" in reading.low else ():
            tally.tested += 1
            yield finding(
                "binh-quan-thang", "likely", reading.paragraph, match.span(),
                _("chỉ số của riêng một tháng không phải số bình quân"),
                _("bỏ chữ «bình quân», hoặc ghi «bình quân … tháng đầu năm»"),
            )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    impossible_windows,
    impossible_years,
    quarter_named_twice,
    two_growths_over_one_base,
    said_twice,
    average_of_a_month,
)
