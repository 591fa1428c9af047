"""What is counted in kinds, each kind with a noun of its own.

Comes in: the story. Goes out: findings: `ban hành 1.412 văn bản, gồm: 96 văn bản mật, 152 quyết định, 13 kế hoạch, … và 901
văn bản khác`, `55 trường hợp (17 tổ chức, 28 cá nhân)`, `312 học viên, gồm 204 nam và 118 nữ`, more
papers in order and out of order than came in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from lsreport.audit.findings import Finding, Tally, finding, shown
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{3}){0,2}"
_PAPERS = lazy(
    rf"(?<![0-9.,/])(?P<total>{_NUMBER})\s(?:lượt\s)?văn bản\b[^.;:()0-9]{{0,60}}?(?:,\s|\s|:\s)(?:@made_of|trong đó(?: có)?)\s?:?\s"
    r"(?P<list>[^.;:()]{10,400}(?:\.[0-9]{3}[^.;:()]{0,200}){0,12})(?=[.;)]|\Z)"
)
_OFFENDERS = lazy(
    rf"(?<![0-9.,/])(?P<total>{_NUMBER})\s(?:trường hợp|đối tượng|vụ việc|đơn vị)(?:\s[^\W\d_]{{1,12}}){{0,4}}\s?"
    rf"\((?P<list>(?:gồm\s)?{_NUMBER}\s(?:tổ chức|cá nhân|doanh nghiệp|hộ)(?:\s[^\W\d_]{{1,12}}){{0,3}}"
    rf"(?:(?:,|;|\svà)\s{_NUMBER}\s(?:tổ chức|cá nhân|doanh nghiệp|hộ)(?:\s[^\W\d_]{{1,12}}){{0,3}}){{1,3}})\)"
)
_PEOPLE = lazy(
    rf"(?<![0-9.,/+\-−–])(?P<total>{_NUMBER})\s(?:người|học viên|học sinh|sinh viên|lao động|đại biểu|cán bộ|công dân|đảng viên|thanh niên|vận động viên|"
    rf"phạm nhân|đối tượng|trẻ em|trẻ)\b[^.;:()0-9]{{0,40}}?(?:,\s|\s|:\s|\()(?:(?:@made_of|trong đó(?: có)?)\s?:?\s)?"
    rf"(?P<list>{_NUMBER}\s(?:[^\W\d_]{{1,12}}\s){{0,2}}(?P<one>nam|nữ)(?:\sgiới)?(?:,|;|\svà)\s{_NUMBER}\s(?:[^\W\d_]{{1,12}}\s){{0,2}}(?!(?P=one))(?:nam|nữ))\b"
)
_RECEIVED = lazy(
    rf"\b(?:tiếp nhận|nhận được|nhận|tổng số)\s(?P<total>{_NUMBER})\s(?P<noun>đơn|hồ sơ|vụ việc|đề nghị|yêu cầu)\b(?P<between>[^.:()0-9]{{0,90}}?)"
    rf"(?P<list>{_NUMBER}\s(?P=noun)\s(?:[^\W\d_]{{1,12}}\s){{0,3}}?(?P<verdict>đủ điều kiện|đúng thẩm quyền|thuộc thẩm quyền|hợp lệ)[^.:()0-9]{{0,40}}?"
    rf"(?:,|;|\svà)\s(?:còn\s|có\s)?{_NUMBER}\s(?P=noun)\s(?:[^\W\d_,]{{1,12}},?\s){{0,4}}?không (?P=verdict))"
)
_CARRIED = lazy(r"\b(?:kỳ trước|năm trước|tháng trước|tồn|chuyển sang|trước đó)\b")
_ITEM = lazy(
    rf"(?:gồm\s|có\s)?(?P<count>{_NUMBER})\s(?P<noun>[^\W\d_]{{1,12}}(?:\s[^\W\d_]{{1,12}}){{0,11}})\s?"
)
_SPLIT = lazy(r"(?:,|\svà|;)\s(?=(?:có\s)?[0-9])")
_REST = lazy(r"\bkhác\b|\bcòn lại\b")
_OPEN = lazy(
    r"\b(?:đã|chưa|được|đúng hạn|quá hạn|xử lý|ký số|điện tử|giấy)\b"
)  # one paper may be of two such kinds
_FEWEST, _MOST, _NEAR = 3, 12, 10  # kinds; one part of the total in so many


def papers_by_kind(story: Story, tally: Tally) -> Iterator[Finding]:
    """`1.412 văn bản, gồm: 96 văn bản mật, …, 148 công văn và 901 văn bản khác`: each paper is of one kind."""
    for reading in story.readings:
        for match in islice(_PAPERS.finditer(reading.low), 4) if "văn bản" in reading.low else ():
            counts = _counts(match["list"])
            if counts is None or len(counts) < _FEWEST or _OPEN.search(match["list"]):
                continue
            rest = _REST.search(match["list"]) is not None
            yield from _tested(reading, match, counts, tally, rest)


def offenders_by_kind(story: Story, tally: Tally) -> Iterator[Finding]:
    """`55 trường hợp (18 tổ chức, 37 cá nhân)`: an offender is one or the other."""
    for reading in story.readings:
        for match in islice(_OFFENDERS.finditer(reading.low), 4) if "(" in reading.low else ():
            counts = _counts(match["list"])
            if counts is not None:
                yield from _tested(reading, match, counts, tally, whole=True)


def people_by_sex(story: Story, tally: Tally) -> Iterator[Finding]:
    """`312 học viên, gồm 204 nam và 108 nữ`."""
    for reading in story.readings:
        for match in islice(_PEOPLE.finditer(reading.low), 4) if "nữ" in reading.low else ():
            yield from _tested(reading, match, _numbers(match["list"]), tally, whole=True)


def papers_by_verdict(story: Story, tally: Tally) -> Iterator[Finding]:
    """`Tiếp nhận 316 đơn; có 218 đơn đủ điều kiện, 98 đơn không đủ điều kiện`: never more than came in."""
    for reading in story.readings:
        for match in islice(_RECEIVED.finditer(reading.low), 4) if "không" in reading.low else ():
            if not _CARRIED.search(match["between"]):
                yield from _tested(reading, match, _numbers(match["list"]), tally, whole=False)


def _numbers(words: str) -> list[int]:
    return [_int(number) for number in re.findall(_NUMBER, words)]


def _counts(words: str) -> list[int] | None:
    """Return the counts of a list; None where an item is no count with its noun."""
    items = [_ITEM.fullmatch(item.strip()) for item in _SPLIT.split(words)]
    if not 1 < len(items) <= _MOST:
        return None
    return [_int(item["count"]) for item in items if item] if all(items) else None


def _int(text: str) -> int:
    return int(text.replace(".", ""))


def _tested(
    reading: Reading, match: re.Match[str], counts: list[int], tally: Tally, whole: bool
) -> Iterator[Finding]:
    total, sums = _int(match["total"]), sum(counts)
    tally.tested += 1
    near = abs(total - sums) * _NEAR <= max(total, sums) or len(counts) == 2
    if sums == total or not (whole or sums > total) or max(counts) > total:
        return
    yield finding(
        "phan-va-tong", "certain" if whole and near else "likely", reading.paragraph, match.span(),
        _("{parts} = {sum}, tổng ghi {total}").format(
            parts=" + ".join(shown(EXACT.create_decimal(count)) for count in counts),
            sum=shown(EXACT.create_decimal(sums)), total=match["total"],
        ),
        _("sửa tổng hoặc một phần; nếu còn phần khác thì viết «trong đó»"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    papers_by_kind,
    offenders_by_kind,
    people_by_sex,
    papers_by_verdict,
)
