"""The words that name a quantity.

Comes in: the lower-case words before a figure. Goes out: those that name what it is of, without
verbs, windows, comparators and fillers.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.phrases import word_set

_SEPARATOR = lazy(r"[;:()]|\.\s|\n|,(?![0-9])|(?<!\w)[-+*](?=\s)")
_LIGHT = word_set(
    "và bằng tương đương đạt ước đến với so cùng kỳ năm trước tháng là hay tức tăng giảm còn lại được "
    "lên mức tỷ lệ chiếm đã tính khoảng hoàn thành thực hiện tương ứng vượt chỉ quý đầu cuối tổng "
    "gốc bình quân giá ngoái cao thấp hơn nhẹ mạnh sâu khá thêm nữa nhưng gần trên hoạch kế dự toán "
    "giao tỉnh trung ương đóng góp điểm phần trăm vào chung làm"
)
_VERBS = lazy(
    r"\b(?:dự ước|ước tính|ước thực hiện|ước đạt|ước|sơ bộ|dự kiến|thực hiện được|thực hiện|đạt được|đạt|"
    r"hiện có|là|@about|được|có|còn|tính chung|lũy kế|luỹ kế|cộng dồn|trong tháng|"
    r"trong|tính riêng|tại|cả|số|tổng số|tăng|giảm)\b"
)
_WINDOW_WORDS = lazy(
    r"\b(?:(?:đến )?(?:hết|cả) (?:năm|tháng [0-9]{1,2}|quý (?:i{1,3}|iv|[0-9]))(?:\s?[-/]\s?[12][0-9]{3}| [12][0-9]{3})?|[0-9]{1,2} tháng(?: đầu| cuối)?(?: năm)?(?: [12][0-9]{3})?|(?:các )?tháng [0-9]{1,2}(?:\s?[-/]\s?[12][0-9]{3}| năm [12][0-9]{3})?|"
    r"quý (?:i{1,3}|iv|[0-9])(?:/[12][0-9]{3})?|năm [12][0-9]{3}|đầu năm|cuối năm|/[12][0-9]{3}|"
    r"(?:(?:từ|đến|tới|tính đến)\s{1,3}(?:(?:hết|ngày)\s){0,2}){0,2}[0-9]{1,2}/[0-9]{1,2}(?:/[12][0-9]{3})?|so với [^,;]{0,30})(?!\w)"
)
_NOT_WORDS = lazy(r"[^\w\s]")


@lru_cache(maxsize=8192)
def name_key(words: str) -> str:
    """Return the words that name a quantity, bare of verbs, windows and punctuation."""
    words = _WINDOW_WORDS.sub(" ", words)
    words = _VERBS.sub(" ", words)
    return " ".join(_NOT_WORDS.sub(" ", words).split())


def last_stretch(gap: str) -> str:
    """Return the words behind the last hard separator of a gap."""
    hard = list(re.finditer(r";|\.\s|\n", gap))
    return gap[hard[-1].end() :] if hard else gap


def content(words: str) -> list[str]:
    """Return the words that name something, where there are more than one."""
    found = names_in(words)
    return found if len(found) > 1 else []


def names_in(words: str) -> list[str]:
    """Return the words that name something, without verbs, comparators and fillers."""
    words = _WINDOW_WORDS.sub(" ", words)
    return [w for w in _NOT_WORDS.sub(" ", words).split() if w not in _LIGHT and not w.isdigit()]


def proper_names(words: str) -> frozenset[str]:
    """Return the capitalised words of a text as it is printed, but its first and abbreviations.

    Xã Bình Trung and xã Cao Lâm are two places, whatever fillers their syllables look like.
    """
    _head, *rest = _NOT_WORDS.sub(" ", words).split() or [""]
    return frozenset(w.lower() for w in rest if w[0].isupper() and not w[1:].isupper())


def are_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two sets of proper names are of two places, seasons, firms."""
    return not (one <= other or other <= one)


def subject(gap: str) -> str:
    """Return the words that name the quantity of a figure: the last stretch with content."""
    stretches = _SEPARATOR.split(last_stretch(gap))
    for stretch in reversed(stretches):
        if len(name_key(stretch).split()) > 1:
            return stretch.strip()
    return stretches[-1].strip() if stretches else ""
