"""Stretches of time that words name, month by month.

Comes in: lower-case words. Goes out: from which month to which a quantity is told, as far as the
words say; whether one stretch lies in another. `tháng 8` lies in `8 tháng`, in `quý III`, in `cả năm`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lsreport.audit.reading.patterns import lazy

NUMERALS = {
    "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười một": 11, "mười hai": 12, "mười": 10,
}  # fmt: skip
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"(?:(?:\s?/\s?|\snăm\s|\s)(?P<{name}>[12][0-9]{{3}}))?"
_SPAN = lazy(
    r"\b(?:"
    r"(?P<late>(?:6|sáu|06)\stháng\s(?:cuối|còn lại))"
    r"|(?P<many>1[0-2]|0?[2-9]|"
    + "|".join(NUMERALS)
    + r")\stháng(?!\s[0-9])(?:\sđầu(?:\snăm)?)?"
    + _YEAR.format(name="many_year")
    + r"|quý\s(?P<quarter>i{1,3}|iv|[1-4])(?![\w.,])"
    + _YEAR.format(name="quarter_year")
    + r"|(?:trong\s)?tháng\s(?P<month>1[0-2]|0?[1-9]|mười\shai|mười\smột|mười|hai|ba|tư|sáu|bảy|tám|chín)(?![0-9]|[.,][0-9])"
    + _YEAR.format(name="month_year")
    + r"|(?P<now>tháng\snày|trong\stháng|tháng\sbáo\scáo)"
    r"|(?P<this>cả\squý|quý\snày|trong\squý)"
    r"|(?P<whole>cả\snăm|hết\snăm|ước\snăm)"
    + _YEAR.format(name="whole_year")
    + r"|(?P<since>từ\sđầu\snăm|lũy\skế|luỹ\skế|cộng\sdồn|cộng\schung\stừ\sđầu\snăm|tính\schung)"
    r"|năm\s(?P<year>[12][0-9]{3})"
    r")\b"
)
# What a quantity is compared with, or when it is read, is not its own time.
_ELSEWHEN = lazy(
    r"\b(?:so(?:\svới)?|bằng|cùng\skỳ|với)\s(?:cùng\s|mức\s|của\s|kỳ\s){0,2}(?:tháng|quý|năm|[0-9]{1,2}\stháng)[^,;.:()]{0,30}"
    r"|\b(?:đến|tới|tính đến|kể từ|từ)\s(?:(?:hết|cuối|ngày|đầu|giữa)\s){0,2}(?:[0-9]{1,2}/[0-9/]{1,7}|tháng\s[0-9]{1,2}|quý\s[ivx]{1,3}|(?:hết|cuối)\snăm)"
    r"|\bgiá\s[^,;.]{0,12}năm\s[12][0-9]{3}|\bvụ\s[^,;.()0-9]{0,20}năm\s[12][0-9]{3}"
)


class Span(NamedTuple):
    """From which month to which; 0 where the words do not tell. `kind` is thang, quy, luy_ke, nam."""

    kind: str
    first: int = 0
    last: int = 0
    year: str = ""


def span_of(words: str) -> Span | None:
    """Return the stretch of time that words name last, or None.

    >>> span_of("tính chung bảy tháng đầu năm 2024")
    Span(kind='luy_ke', first=1, last=7, year='2024')
    """
    found: Span | None = None
    for match in _SPAN.finditer(_ELSEWHEN.sub(" ", words)):
        one = _span(match)
        if one.kind == "nam" and match["year"] and found is not None:
            found = found if found.year else found._replace(year=one.year)
        elif one.kind == "luy_ke" and not one.last and found is not None and found.kind == "luy_ke":
            continue  # «8 tháng, lũy kế từ đầu năm»
        else:
            found = one
    return found


def _span(match: re.Match[str]) -> Span:
    if match["late"]:
        return Span("luy_ke", 7, 12)
    if many := match["many"]:
        last = int(many) if many.isdigit() else NUMERALS[many]
        return Span("luy_ke", 1, last, match["many_year"] or "")
    if quarter := match["quarter"]:
        number = _QUARTERS[quarter]
        return Span("quy", 3 * number - 2, 3 * number, match["quarter_year"] or "")
    if month := match["month"]:
        number = int(month) if month.isdigit() else NUMERALS[month]
        return Span("thang", number, number, match["month_year"] or "")
    if match["now"]:
        return Span("thang")
    if match["this"]:
        return Span("quy")
    if match["since"]:
        return Span("luy_ke", 1)
    return Span("nam", 1, 12, match["whole_year"] or match["year"] or "")


_WIDTH = {"thang": 0, "quy": 1, "luy_ke": 2, "nam": 3}


def lies_in(narrow: Span, wide: Span) -> bool:
    """Return whether one stretch is a true part of another, for all that the words tell."""
    if narrow.year and wide.year and narrow.year != wide.year:
        return False
    if narrow.kind == wide.kind:
        return narrow.kind == "luy_ke" and 0 < narrow.last < wide.last and wide.first == 1
    if wide.kind == "thang" or _WIDTH[narrow.kind] > _WIDTH[wide.kind]:
        return False
    if not narrow.last or not wide.last:
        return narrow.kind == "thang" or (narrow.kind == "quy" and wide.last in (0, 12))
    return wide.first <= narrow.first and narrow.last <= wide.last and narrow[1:3] != wide[1:3]
