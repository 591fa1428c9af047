"""The same quantity told again, with digits that changed places.

Comes in: the story. Goes out: findings: an index of one window that grows by 8,05 % here and by
8,50 % there; an area of 84.320 ha that is 84.230 ha further down.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lsreport.audit.findings import Finding, Severity, Tally, finding
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading.naming import names_in
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.phrases import comparator_after
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_WINDOW = r"(?:(?P<{0}m>[0-9]{{1,2}}) tháng(?: đầu)?|quý (?P<{0}q>i{{1,3}}|iv|[1-4])|cả)(?:(?:/| năm )(?P<{0}y>20[0-9]{{2}})| năm)?"
_FILL = r"(?:(?:của tỉnh|toàn tỉnh|của thành phố|toàn ngành|chung|ước tính|ước|tiếp tục|vẫn|cả năm)\s){0,3}"
_INDEX = lazy(
    r"(?:"
    + _WINDOW.format("a")
    + rf"\s?,\s(?:chỉ số sản xuất công nghiệp\s)?\(?(?P<aname>iip|grdp|gdp)\)?\s{_FILL}"
    + rf"|\b(?P<bname>iip|grdp|gdp)\)?\s{_FILL}(?:trong )?"
    + _WINDOW.format("b")
    + rf"\s{_FILL})(?P<verb>tăng|giảm)\s(?:(?:trưởng|đạt)\s)?\Z"
)
_YEAR = lazy(r"\b20[0-9]{2}\b")
# Told of others, of other times, or as it was before it was revised.
_OTHER = lazy(
    r"\b(?:cả nước|@goal|kịch bản|dự kiến|dự báo|phấn đấu|cùng kỳ năm trước tăng|lần đầu|công bố|sơ bộ|"
    r"chính thức|trước đây|điều chỉnh|so sánh|khu vực|nghị quyết|giai đoạn)\b"
)
_THEN = lazy(r"\b(?:@earlier|@goal|năm 20[0-9]{2})\b")
_FEWEST = 5  # digits: fewer change places by chance
_SHARED = 4  # words that name it in both places
_MOST = 12


class _Index(NamedTuple):
    reading: Reading
    figure: Figure
    down: bool


def index_told_twice(story: Story, tally: Tally) -> Iterator[Finding]:
    """`8 tháng năm 2025, IIP tăng 8,05%` … `IIP 8 tháng tăng 8,50% so với cùng kỳ`."""
    known: dict[tuple[str, str, str], list[_Index]] = {}
    usual: str | None = None
    for reading in story.readings:
        if not any(name in reading.low for name in ("iip", "grdp", "gdp")):
            continue
        for figure in reading.figures:
            lead = reading.low[max(0, figure.start - 120) : figure.start]
            match = _INDEX.search(lead) if figure.unit.percent and not figure.sign else None
            after = reading.low[figure.end : figure.end + 60]
            if match is None or unsure(figure) or _OTHER.search(lead + after.partition(";")[0]):
                continue
            if comparator_after(after) not in ("", "ck"):
                continue
            usual = _usual_year(story) if usual is None else usual
            name, window, year = _named(match, usual)
            known.setdefault((name, window, year), []).append(
                _Index(reading, figure, match["verb"] == "giảm")
            )
    for mentions in known.values():
        yield from _differing(mentions[:_MOST], tally)


def _usual_year(story: Story) -> str:
    """Return the year that a document names most; "" where it names none."""
    years = Counter(year for reading in story.readings for year in _YEAR.findall(reading.low))
    return min(years, key=lambda year: (-years[year], year), default="")


def _named(match: re.Match[str], usual: str) -> tuple[str, str, str]:
    name = match["aname"] or match["bname"]
    window = match["am"] or match["bm"] or match["aq"] or match["bq"] or "cả năm"
    return name, window.lstrip("0"), match["ay"] or match["by"] or usual


def _differing(mentions: list[_Index], tally: Tally) -> Iterator[Finding]:
    first = mentions[0]
    for other in mentions[1:]:
        if other.reading is first.reading:
            continue
        tally.tested += 1
        if first.figure.stretch.meets(other.figure.stretch) and first.down == other.down:
            continue
        swapped = sorted(first.figure.text) == sorted(other.figure.text)
        yield _told(
            first.reading,
            first.figure,
            other.reading,
            other.figure,
            "certain" if swapped else "likely",
        )


def digits_changed_places(story: Story, tally: Tally) -> Iterator[Finding]:
    """`diện tích hiện có 84.320 ha` … `(30/9/2025: 84.230 ha)`."""
    alike: dict[tuple[str, str], list[tuple[Reading, Figure]]] = {}
    for reading in story.readings:
        for figure in reading.figures:
            digits = "".join(sorted(c for c in figure.text if c.isdigit()))
            plain = figure.whole is None and not figure.sign and not unsure(figure)
            if plain and len(digits) >= _FEWEST and figure.unit.amount and figure.unit.known:
                alike.setdefault((figure.unit.base, digits), []).append((reading, figure))
    for some in alike.values():
        if 1 < len({figure.value for _reading, figure in some}) <= _MOST:
            yield from _swapped(some[:_MOST], tally)


def _swapped(some: list[tuple[Reading, Figure]], tally: Tally) -> Iterator[Finding]:
    for index, (reading, figure) in enumerate(some[1:], 1):
        for before, other in some[:index]:
            if before is reading or not _one_swap(other.text, figure.text):
                continue
            tally.tested += 1
            one, two = _lead(before, other), _lead(reading, figure)
            if bool(_THEN.search(one)) != bool(_THEN.search(two)):
                continue
            if len(set(names_in(one)) & set(names_in(two))) >= _SHARED:
                yield _told(before, other, reading, figure, "likely")
                break


def _lead(reading: Reading, figure: Figure) -> str:
    """Return the words of the sentence that lead to a figure, and few behind it."""
    words = reading.low[max(0, figure.start - 90) : figure.start]
    return words.rpartition(". ")[2].rpartition("; ")[2]


def _one_swap(one: str, other: str) -> bool:
    first, second = ("".join(c for c in text if c.isdigit()) for text in (one, other))
    odd = [i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b]
    return len(first) == len(second) and len(odd) == 2 and odd[1] == odd[0] + 1


def _told(
    before: Reading, other: Figure, reading: Reading, figure: Figure, severity: Severity
) -> Finding:
    return finding(
        "hai-gia-tri", severity, reading.paragraph, (figure.start, figure.end),
        _("đoạn {number} ghi {first}, ở đây {second}").format(
            number=before.paragraph.number, first=other.text.strip(), second=figure.text.strip()
        ),
        _("dùng một số cho cả hai chỗ, hoặc nói rõ vì sao khác"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    index_told_twice,
    digits_changed_places,
)
