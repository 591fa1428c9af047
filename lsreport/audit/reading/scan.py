"""The figures in a paragraph.

Comes in: a paragraph's words without markup. Goes out: its figures in order: numbers with their
units, signs, ranges and approximations, pairs a/b; and the numbers that cannot be read. Laws,
dates, roads, articles, windows of time are passed over. One pass from left to right: every
pattern is bounded, none has a repetition inside another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from lsreport.audit.reading.amounts import Stretch, printed
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.units import Unit, read_unit
from lsreport.numbers import LONGEST

# Words behind which a number is a name: Điều 5, Quốc lộ 4B, tháng 6, «giai đoạn 2021».
_REFERENCES = (
    "điều", "khoản", "điểm", "mục", "chương", "phần", "phụ lục", "mốc", "quốc lộ", "ql", "tỉnh lộ",
    "đh", "đh.", "đt", "đt.", "km", "dự án", "đề án", "lớp", "khóa", "khoá", "kỳ họp", "thứ", "hạng",
    "đợt", "phiên họp", "bảng", "biểu", "hình", "trang", "bước", "nhóm", "số", "hồ sơn", "bắc sơn",
    "vùng", "khu vực", "cấp", "loại", "tổ", "chuyên đề", "covid", "giai đoạn", "nhiệm kỳ", "năm học",
    "năm", "niên độ", "thế kỷ",
)  # fmt: skip
_SPACED = ("tháng", "quý", "ngày")
_SKIP = lazy(
    r"(?:"
    r"[0-9]{1,5}/[0-9]{4}/[^\s,;.)]{1,40}"  # 111/2022/NĐ-CP
    r"|[0-9]{1,5}(?:/|-)[a-zđ]{2,20}-[a-zđ0-9\-]{1,30}"  # 44/KH-BCĐ
    r"|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"  # 22/5/2024
    r"|[0-9]{1,2}/[12][0-9]{3}\b"  # 6/2024
    r"|[12][0-9]{3}\s?[-–]\s?[12][0-9]{3}(?![0-9.,])"  # 2021-2025
    r"|[0-9]{1,2}\.[0-9]{1,2}\.[12][0-9]{3}\b"  # 22.5.2024
    r"|24/24|24/7"
    r"|[0-9]{1,3}(?:,[0-9])?\s+(?:tháng|ngày|giờ|phút|năm|tuần|tuổi)\b"
    r"|[0-9]{1,2}h(?:[0-9]{2})?\b"
    r"|[1-5]\s+sao\b"
    r")"
)
_BILLION = Decimal(10) ** 9
_NUMBER = lazy(r"[0-9][0-9.,]*")
_PAIR = lazy(r"\s?/\s?([0-9][0-9.,]*)(?![0-9.,]*/)")
_GLUED = lazy(r"(?:\w\+|[^\W\d_]km)\Z")  # AT2+, km3+700
_LEADING = lazy(r"\s*(?:[0-9]{1,2}\.){1,4}[0-9]{0,2}\.?(?=\s)|\s*[0-9]{1,2}[.)](?=\s)")
_LIST_MARK = lazy(r"\(\s?[0-9]{1,2}\s?\)")
_GROUPED = lazy(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_PLAIN = lazy(r"[0-9]+(?:,[0-9]+)?")
_POINT = lazy(r"[0-9]+\.[0-9]+")
_APPROX = lazy(
    r"(?:\b(?:khoảng|gần|trên|(?<!cao )(?<!thấp )(?<!nhiều )(?<!ít )(?<!lớn )hơn|dưới|xấp xỉ|ngót|tối đa|tối thiểu|ít nhất|quá|từ|đến|tới|chưa đạt|(?<!hàng )không đạt|chưa bằng)|[<>≥≤~≈])\s{0,3}[(]?\s?\Z"
)
_RANGE = lazy(r"\s{0,2}[-–]\s{0,2}(?=[0-9])")
_DASH = lazy(r"\s{0,2}[-–]\s{0,2}")
_SIGN = lazy(r"(?<![0-9%\w])\s{0,2}([+\-−–])\s{0,2}\Z")


_DAYS, _MONTHS = 31, 12
_NAMED = 90  # characters
_ENDS = lazy(r"\s?(?:[,;.)(]|\Z)")
_NUMBER_OF = lazy(
    r"(?:\A|[.;:,]\s|-\s)(?:trong đó,? )?(?:tổng )?số (?:lượng )?(?=[^\W\d_])(?P<of>)[^,;.:()0-9]{3,70}?\b(?:là|đạt|có|còn)\s\Z"
)


@dataclass(frozen=True, eq=False)  # without slots: what may stand behind it is computed once
class Figure:
    """A number in a paragraph.

    `start` and `end` include sign and unit; `whole` is the b of a pair a/b; `sign` is "+", "-" or
    ""; `vague` marks ranges, bounds and approximations; `fault` tells how it is miswritten.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: Unit
    sign: str = ""
    whole: Decimal | None = None
    vague: bool = False
    fault: str = ""

    @property
    def signed(self) -> Decimal:
        """Return the value with its printed sign."""
        return -self.value if self.sign == "-" else self.value

    @cached_property
    def stretch(self) -> Stretch:
        """Return what may stand behind it, in its own unit."""
        exact = self.unit.counted and self.value == self.value.to_integral_value()
        return printed(self.value, exact)

    @cached_property
    def base_stretch(self) -> Stretch:
        """Return what may stand behind it, in the first unit of its class."""
        return self.stretch.times(self.unit.factor)


def lowered(text: str) -> str:
    """Return the text in lower case, of the same length."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def scan(text: str) -> list[Figure]:
    """Return the figures of a paragraph, in order."""
    low = lowered(text)
    found: list[Figure] = []
    leading = _LEADING.match(low)
    position = leading.end() if leading else 0
    while match := _NUMBER.search(low, position):
        start = match.start()
        skipped = _skipped(low, start)
        if skipped:
            # From the middle of a number nothing can be read: go on behind its last digit.
            inside = skipped < match.end() and low[skipped].isdigit()
            position = match.end() if inside else skipped
            continue
        figure = _figure(low, text, match, found)
        position = figure.end if figure else match.end()
        if figure:
            found.append(figure)
    return found


def _skipped(low: str, start: int) -> int:
    """Return where something that is no figure ends, or 0."""
    before = low[max(0, start - 24) : start]
    if match := _SKIP.match(low, start):
        return match.end()
    if before and (before[-1].isalnum() or before[-1] in "/_²³" or _GLUED.search(before)):
        return _word_end(low, start)
    if before.endswith("(") and (mark := _LIST_MARK.match(low, start - 1)):
        return mark.end()
    if _names_number(before):
        return _reference_end(low, start)
    return 0


def _names_number(before: str) -> bool:
    """Return whether the words before a number make it a name."""
    words = before.rstrip()
    spaces = len(before) - len(words)
    if spaces > 3:
        return False
    if not spaces and words[-1:] == "." and ("a" <= words[-2:-1] <= "z" or words[-2:-1] == "đ"):
        return True  # đh.28
    if words.endswith("tổng số"):
        return False  # «trong tổng số 18 chỉ tiêu»
    known = _REFERENCES if not spaces else (*_REFERENCES, *_SPACED)
    if not words.endswith(known):
        return False
    return any(
        words.endswith(word) and not _is_word(words[-len(word) - 1 : -len(word)]) for word in known
    )


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _word_end(low: str, start: int) -> int:
    end = start
    limit = min(len(low), start + 60)
    while end < limit and (low[end].isalnum() or low[end] in "/.,-+"):
        end += 1
    return max(end, start + 1)


_REFERRED = lazy(r"[0-9]{1,4}(?:[./-][0-9]{1,4}){0,3}(?:/[^\s,;.)]{1,40})?(?![0-9.,]*\s{0,2}%)")
_MEASURED = lazy(
    r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?\s[^\W\d_]|"  # «kế hoạch năm 8.000 lao động»: no year
    r"[0-9][0-9.,]*\s{0,3}(?:%|(?:nghìn|ngàn|triệu|tỷ|tỉ|vạn)\b|(?:đồng|ha|tấn|tạ|kg|lít|kwh|usd|con|người|vụ|hộ|lượt|m²|m³|m2|m3|sản phẩm|doanh nghiệp|điểm|giấy|thẻ|hồ sơ|chứng chỉ|suất|liều|mũi|cuộc|nhà|đơn|dự án|công trình|ca|ổ|học sinh)\b)"
)


def _reference_end(low: str, start: int) -> int:
    """Return where the number of a law, month or road ends; 0 for one with a unit."""
    if _MEASURED.match(low, start):
        return 0
    match = _REFERRED.match(low, start)
    return match.end() if match else 0


def _figure(low: str, text: str, match: re.Match[str], found: list[Figure]) -> Figure | None:
    typed = match[0].rstrip(".,")
    start, end = match.start(), match.start() + len(typed)
    value, fault = read_number(typed)
    if value is None:
        unit, _after = read_unit(low, end)
        return Figure(
            start, end, text[start:end], Decimal(0), unit._replace(kind=""), vague=True, fault=fault
        )
    whole = None
    if (pair := _PAIR.match(low, end)) and not fault:
        whole, other = read_number(pair[1].rstrip(".,"))
        if other:
            return None
        end = pair.start(1) + len(pair[1].rstrip(".,"))
    unit, after = read_unit(low, end)
    if whole is not None and not unit.kind and _MONTHS >= whole < value <= _DAYS:
        return None  # «đến 30/6»
    if unit.scale == _BILLION and not unit.base:
        unit = _of_money(unit, found)
    if whole is None and unit.amount and (pair := _PAIR.match(low, after)) and not fault:
        shared, misread = read_number(pair[1].rstrip(".,"))
        second, behind = read_unit(low, pair.start(1) + len(pair[1].rstrip(".,")))
        if shared is not None and not misread and second == unit:
            whole, after = shared, behind  # 1.640 tỷ đồng/4.250 tỷ đồng
    if end < len(low) and low[end].isalpha() and after == end:
        return None  # 30A, 2b
    if not unit.kind and whole is None and _is_year(typed):
        return None
    if not unit.kind and whole is None and _ENDS.match(low, end):
        unit = _named_before(low, start, found)
    before = low[max(0, start - 16) : start]
    sign_match = _SIGN.search(before)
    ranged = bool(found) and _DASH.fullmatch(low, found[-1].end, start) is not None
    sign = ""
    if sign_match and not ranged:
        sign = "+" if sign_match[1] == "+" else "-"
        start -= len(before) - sign_match.start(1)
    rest = low[max(0, start - 16) : start]
    vague = (
        ranged
        or bool(_APPROX.search(rest))
        or bool(_RANGE.match(low, after))
        or bool(_RANGE.match(low, end))
    )
    return Figure(start, after, text[start:after], value, unit, sign, whole, vague, fault)


def _named_before(low: str, start: int, found: list[Figure]) -> Unit:
    """Return the unit of a bare count: `Số doanh nghiệp trở lại hoạt động là 246`, `thuê bao cố định 26.690`."""
    lead = low[max(0, start - _NAMED) : start]
    last = found[-1] if found else None
    if last is not None and last.unit.kind == "đếm" and last.unit.scale == 1:
        between = re.split(r"[,;:()]", low[max(last.end, start - _NAMED) : start])[-1]
        if re.match(rf"\s(?:trong đó )?{re.escape(last.unit.base)}\s", between):
            return last.unit
    named = _NUMBER_OF.search(lead)
    if named is None:
        return Unit()
    unit, _after = read_unit(lead, named.start("of"))
    return unit if unit.kind == "đếm" and unit.known and unit.scale == 1 else Unit()


def _of_money(unit: Unit, found: list[Figure]) -> Unit:
    """Return a bare `tỷ` as money: of the currency told before it, else đồng."""
    told = next((f.unit for f in reversed(found) if f.unit.kind in ("tiền", "ngoại tệ")), None)
    if told is None:
        return unit._replace(kind="tiền", base="đồng")
    return told._replace(factor=told.factor / told.scale * unit.scale, scale=unit.scale)


def _is_year(typed: str) -> bool:
    return len(typed) == 4 and typed.isdigit() and typed[:2] in ("18", "19", "20")


def read_number(typed: str) -> tuple[Decimal | None, str]:
    """Return the value of a printed number and how it is miswritten, if it is.

    >>> read_number("1.934,5"), read_number("9,15,0")[1], read_number("8700,9")[1]
    ((Decimal('1934.5'), ''), 'khong-doc-duoc', 'thieu-cham')
    """
    if len(typed) > 3 * LONGEST:
        return None, "qua-dai"
    if _GROUPED.fullmatch(typed):
        digits, fault = typed.replace(".", "").replace(",", "."), ""
    elif _PLAIN.fullmatch(typed):
        digits = typed.replace(",", ".")
        fault = "thieu-cham" if len(typed.partition(",")[0]) > 3 else ""
    elif _POINT.fullmatch(typed):
        digits, fault = typed, "cham-thap-phan"
    else:
        return None, "khong-doc-duoc"
    if len(digits) > LONGEST:
        return None, "qua-dai"
    return Decimal(digits), fault
