"""The groups of the consumer price index, each told more than once.

Comes in: the story. Goes out: findings: `nhóm giao thông giảm 1,92% so với tháng trước` and, in the paragraph of that
group, `giảm 1,29%`. The groups are those of the index: their names are known, so that they can be known again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lsreport.audit.findings import Finding, Tally, finding
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import Stretch, printed
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import is_one_slip
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

# Source: the eleven groups of the consumer price index of the General Statistics Office, three parts of the first.
_GROUPS = (
    lazy(r"\bhàng ăn và dịch vụ ăn uống\b"),
    lazy(r"(?<!nhóm hàng )\blương thực\b(?!,? (?:và )?thực phẩm)"),
    lazy(r"(?<!lương thực, )(?<!lương thực và )(?<!lương thực )\bthực phẩm\b"),
    lazy(r"\băn,? uống ngoài gia đình\b"),
    lazy(r"\bđồ uống(?:,| và) thuốc lá\b"),
    lazy(r"\bmay mặc,(?: giày dép và)? mũ nón\b"),
    lazy(r"\bnhà ở(?:,| và) (?:điện|vật liệu)"),
    lazy(r"\bthiết bị và đồ dùng gia đình\b"),
    lazy(r"\bthuốc và (?:dịch vụ|dụng cụ) y tế\b"),
    lazy(r"\bnhóm giao thông\b|\A\W{0,3}giao thông\b"),
    lazy(r"\bbưu chính,? (?:và )?viễn thông\b"),
    lazy(r"\bnhóm giáo dục\b|\A\W{0,3}giáo dục\b"),
    lazy(r"\bvăn h(?:óa|oá),? giải trí(?:,| và) du lịch\b"),
    lazy(r"\bhàng h(?:óa|oá) và dịch vụ khác\b"),
)
_PRICES = lazy(r"\b(?:cpi|chỉ số giá|giá tiêu dùng|nhóm hàng)\b")
_BASES = (
    ("tt", lazy(r"\bso (?:với )?tháng (?:trước|[0-9])")),
    ("ck", lazy(r"\bso (?:với )?(?:bình quân )?cùng kỳ\b")),
)
_MEAN = lazy(r"\bbình quân\b")
_REST = lazy(
    r"(?:\s(?:và|vật|liệu|xây|dựng|điện|nước|chất|đốt|giày|giầy|dép|mũ|nón|này|có|mức|chỉ|số|giá|cpi|tháng|năm|nhẹ|mạnh|cao|nhất|thêm|với|so|"
    r"tăng|giảm|cùng|kỳ|trước|ước|đã|tiếp|tục|chung|của|nhóm|quý|sự)|\s[0-9/]{1,7}|[,:\s])*\s?\(?\Z"
)
_CUT = lazy(r"[;.:(]")
_NEAR = 120  # characters before a growth in which another place is told
_ALSO = lazy(r"\b(?:khu vực|thành thị|nông thôn|cả nước)\b")


class _Told(NamedTuple):
    """A growth of a group: where, with which sign."""

    reading: Reading
    figure: Figure
    value: Stretch


def groups_told_twice(story: Story, tally: Tally) -> Iterator[Finding]:
    """Compare what is told of a group, over one base, in two paragraphs."""
    told: dict[tuple[int, str, bool], _Told] = {}
    for reading in story.readings:
        if reading.paragraph.cell or not _PRICES.search(reading.low):
            continue
        for key, one in _groups(reading):
            before = told.setdefault(key, one)
            if before.reading is reading:
                continue
            tally.tested += 1
            if not before.value.meets(one.value):
                yield _finding(before, one)


def _groups(reading: Reading) -> Iterator[tuple[tuple[int, str, bool], _Told]]:
    bases = {name for name, pattern in _BASES if pattern.search(reading.low)}
    at = 0
    for figure in reading.figures:
        label, at = reading.low[at : figure.start], figure.end
        label = _CUT.split(label.rstrip("( "))[-1]
        if not figure.unit.percent or figure.vague or figure.fault or figure.sign:
            continue
        group = _group(label)
        way = phrases.direction(label)
        base = _base(reading, figure, bases)
        if group is None or not way or not base:
            continue
        if _ALSO.search(reading.low, max(0, figure.start - _NEAR), figure.start):
            continue
        own = printed(figure.value)
        value = own if way > 0 else Stretch(-own.high, -own.low)
        mean = _MEAN.search(reading.low, 0, figure.start) is not None
        yield (group, base, mean), _Told(reading, figure, value)


def _group(label: str) -> int | None:
    """Return which group the words right before a growth name."""
    found: list[tuple[int, re.Match[str]]] = []
    for number, pattern in enumerate(_GROUPS):
        if match := pattern.search(label):
            found.append((number, match))
    if len(found) != 1 or not _REST.fullmatch(label[found[0][1].end() :]):
        return None
    return found[0][0]


def _base(reading: Reading, figure: Figure, bases: set[str]) -> str:
    """Return with what a growth compares: told right behind, or the only one of its paragraph."""
    behind = reading.low[figure.end : figure.end + 40]
    for name, pattern in _BASES:
        match = pattern.search(behind)
        if match and not re.search(r"[;,.(]", behind[: match.start()]):
            return name
    return next(iter(bases)) if len(bases) == 1 else ""


def _finding(before: _Told, one: _Told) -> Finding:
    slip = is_one_slip(before.figure.value, one.figure.value)
    turned = before.figure.value == one.figure.value  # only «tăng» and «giảm» differ
    return finding(
        "hai-gia-tri", "certain" if slip or turned else "likely", one.reading.paragraph,
        (one.figure.start - 5, one.figure.end),
        _("đoạn {number} ghi {first}, ở đây {second}").format(
            number=before.reading.paragraph.number, first=_signed(before), second=_signed(one)
        ),
        _("dùng một số cho cả hai chỗ, hoặc nói rõ vì sao khác"),
    )  # fmt: skip


def _signed(told: _Told) -> str:
    return ("tăng " if told.value.middle >= 0 else "giảm ") + told.figure.text.strip()


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (groups_told_twice,)
