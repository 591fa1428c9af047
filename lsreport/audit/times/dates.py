"""Dates that no calendar has, stretches of days that end before they begin, days of the week.

Comes in: the story. Goes out: findings: `đến ngày 31/6/2024`, `từ ngày 15/7 đến ngày 14/7/2025`, `thứ Ba, ngày
13/5/2024` (a Monday), `kỷ niệm 67 năm … (1947 - 2024)`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date

from lsreport.audit.findings import Finding, Tally, finding
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_YEAR = r"(?:19|20)[0-9]{2}"
_FULL = lazy(
    rf"(?<![0-9/.,\-])(?<!số )(?<!số: )(?P<day>[0-9]{{1,2}})/(?P<month>[0-9]{{1,2}})/(?P<year>{_YEAR})(?![0-9/]|-[a-zđ])"
)
_SPELT = lazy(
    rf"\bngày\s(?P<day>[0-9]{{1,2}})\stháng\s(?P<month>[0-9]{{1,2}})(?:\snăm\s(?P<year>{_YEAR}))?(?![0-9/]|[.,][0-9])"
)
_AGE = lazy(
    rf"\b(?:kỷ niệm|kỉ niệm)\s(?:lần thứ\s)?(?P<age>[0-9]{{1,3}})\snăm\s[^();]{{2,120}}\((?:[0-9]{{1,2}}/){{0,2}}(?P<first>{_YEAR})\s?[-–]\s?(?:[0-9]{{1,2}}/){{0,2}}(?P<last>{_YEAR})\)"
)
_SHORT = lazy(r"\bngày\s(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})(?![0-9/]|[.,][0-9])")
_DAY = rf"(?:hết\s)?(?:ngày\s)?(?P<day#>[0-9]{{1,2}})(?:/(?P<month#>[0-9]{{1,2}})(?:/(?P<year#>{_YEAR}))?)?"
_STRETCH = lazy(
    rf"\btừ\s{_DAY.replace('#', '1')}\s?(?:đến|tới|-|–)\s?{_DAY.replace('#', '2')}(?![0-9/]|[.,][0-9]|\s?%)"
)
_WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy", "chủ nhật")
_WEEKDAY = lazy(
    rf"(?<!họp )(?<!lần )(?<!phiên )(?<!khóa )(?<!khoá )(?<!nghị )(?<!hạng )(?<!tuần )\b(?:thứ\s(?P<name>hai|ba|tư|năm|sáu|bảy)|(?P<sunday>chủ nhật))\s?[,(]?\s?(?:ngày\s)?(?P<day>[0-9]{{1,2}})/(?P<month>[0-9]{{1,2}})/(?P<year>{_YEAR})(?![0-9/])"
)
_LEAP = 2024  # a year with 29 February, where none is told


def no_such_date(story: Story, tally: Tally) -> Iterator[Finding]:
    """`31/6/2024`, `ngày 30/2`."""
    for reading in story.readings:
        for pattern in (
            (_FULL, _SHORT, _SPELT) if "/" in reading.low or "ngày" in reading.low else ()
        ):
            for match in pattern.finditer(reading.low):
                tally.tested += 1
                year = int(match.groupdict().get("year") or _LEAP)
                if _date(int(match["day"]), int(match["month"]), year) is None:
                    yield _finding(
                        reading, match, _("lịch không có ngày {text}").format(text=_text(match))
                    )


def ends_before_it_begins(story: Story, tally: Tally) -> Iterator[Finding]:
    """`từ ngày 15/7 đến ngày 14/7/2025`; from December to January of which no year is told may be."""
    for reading in story.readings:
        for match in _STRETCH.finditer(reading.low) if "/" in reading.low else ():
            last_month = match["month2"]
            if not match["month1"] or not last_month or not (match["year2"] or "ngày" in match[0]):
                continue  # «từ 9/12 đến 8/12 chỉ tiêu»
            last_year = int(match["year2"] or match["year1"] or _LEAP)
            first = _date(
                int(match["day1"]), int(match["month1"]), int(match["year1"] or last_year)
            )
            last = _date(int(match["day2"]), int(last_month), last_year)
            if first is None or last is None:
                continue
            tally.tested += 1
            sure = (match["year1"] and match["year2"]) or match["month1"] == last_month
            if first > last and sure:
                yield _finding(reading, match, _("kỳ này kết thúc trước khi bắt đầu"))


def wrong_weekday(story: Story, tally: Tally) -> Iterator[Finding]:
    """`thứ Ba, ngày 13/5/2024`."""
    for reading in story.readings:
        for match in _WEEKDAY.finditer(reading.low) if "/" in reading.low else ():
            told = _date(int(match["day"]), int(match["month"]), int(match["year"]))
            if told is None:
                continue
            tally.tested += 1
            if _WEEKDAYS[told.weekday()] != (match["name"] or match["sunday"]):
                name = _WEEKDAYS[told.weekday()]
                right = name if name == "chủ nhật" else f"thứ {name}"
                yield _finding(
                    reading, match, _("ngày {text} là {name}").format(text=_text(match), name=right)
                )


def wrong_age(story: Story, tally: Tally) -> Iterator[Finding]:
    """`kỷ niệm 67 năm … (27/7/1947 - 27/7/2024)`."""
    for reading in story.readings:
        for match in _AGE.finditer(reading.low) if " niệm" in reading.low else ():
            tally.tested += 1
            years = int(match["last"]) - int(match["first"])
            if years != int(match["age"]):
                yield finding(
                    "ky-khong-co", "certain", reading.paragraph, match.span(),
                    _("từ {first} đến {last} là {years} năm, văn bản ghi {typed}").format(
                        first=match["first"], last=match["last"], years=years, typed=match["age"]
                    ),
                    _("sửa số năm hoặc năm"),
                )  # fmt: skip


def _text(match: re.Match[str]) -> str:
    year = match.groupdict().get("year")
    return "/".join(part for part in (match["day"], match["month"], year) if part)


def _date(day: int, month: int, year: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _finding(reading: Reading, match: re.Match[str], told: str) -> Finding:
    return finding(
        "ky-khong-co", "certain", reading.paragraph, match.span(), told,
        _("sửa ngày, tháng hoặc năm"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    no_such_date,
    ends_before_it_begins,
    wrong_weekday,
    wrong_age,
)
