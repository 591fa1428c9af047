"""What a whole is made of by its nature: the sectors of an economy, the sexes, town and country.

Comes in: the words of the items of a list. Goes out: whether they name every part of one whole, each in
one item: `dịch vụ và thuế sản phẩm` may be told in one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lsreport.audit.reading.patterns import lazy

_FIRST, _SECOND, _THIRD = (
    r"\bnông\b|\bkhu vực (?:i|1)\b",
    r"\bcông nghiệp\b(?! hỗ trợ)|\b(?:ii|khu vực 2)\b",
    r"\bdịch vụ\b|\b(?:iii|khu vực 3)\b",
)
_ECONOMY = (_FIRST, _SECOND, _THIRD, r"\bthuế\b|\btrợ cấp\b")
_SECTORS = tuple(lazy(one) for one in _ECONOMY)
_WHOLES = tuple(
    tuple(lazy(one) for one in names)
    for names in (
        _ECONOMY,
        (r"(?<!ngoài )\bnhà nước\b(?! ngoài)", r"\bngoài nhà nước\b|\bngoài quốc doanh\b|\btư nhân\b|\bdân cư\b", r"\bnước ngoài\b|\bfdi\b"),
        (r"\btrong nước\b", r"\bnước ngoài\b|\bfdi\b"),
        (r"\b(?:quốc tế|nước ngoài)\b", r"\b(?:nội địa|trong nước)\b"),
        (r"\bnam(?: giới)?\b", r"\bnữ(?: giới)?\b"),
        (r"\bthành thị\b|\bđô thị\b", r"\bnông thôn\b"),
        (r"\bngắn hạn\b", r"\bdài hạn\b"),
        (r"\bcấp tỉnh\b", r"\bcấp huyện\b", r"\bcấp xã\b"),
        (r"\bmầm non\b", r"\btiểu học\b", r"\btrung học cơ sở\b|\bthcs\b", r"\btrung học phổ thông\b|\bthpt\b"),
        (r"\bkhai khoáng\b", r"\bchế biến\b", r"\bđiện\b", r"\bnước\b|\brác thải\b|\bchất thải\b"),
        (r"\btrồng trọt\b", r"\bchăn nuôi\b", r"\bdịch vụ\b"),
        (r"\btrồng trọt\b", r"\bchăn nuôi\b", r"\blâm nghiệp\b", r"\bth(?:ủy|uỷ) sản\b"),
        (r"\bnông nghiệp\b", r"\blâm nghiệp\b", r"\bth(?:ủy|uỷ) sản\b"),
        (r"\bbán lẻ\b|\bhàng h(?:óa|oá)\b", r"\blưu trú\b|\băn uống\b", r"\blữ hành\b", r"\bdịch vụ (?:tiêu dùng )?khác\b"),
        (r"\bhành khách\b", r"\bhàng h(?:óa|oá)\b", r"\bkho bãi\b"),
        (r"\bgiỏi\b", r"\bkhá\b", r"\btrung bình\b|\bđạt\b", r"\byếu\b|\bkém\b|\bchưa đạt\b"),
        (r"\bcao hơn\b", r"\bthấp hơn\b", r"\bbằng\b|\bkhông đổi\b"),
    )
)  # fmt: skip
_PEOPLE = lazy(r"\blao động\b|\bviệc làm\b|\bdoanh nghiệp\b|\bvốn\b")


def complete(labels: Sequence[str]) -> bool:
    """Return whether the labels name every part of one whole, none of them twice.

    >>> complete(["nông nghiệp", "công nghiệp", "dịch vụ và thuế sản phẩm"])
    True
    """
    if any(_covers(one, labels) for one in _WHOLES):
        return True
    return _covers(_SECTORS[:3], labels) and any(_PEOPLE.search(label) for label in labels)


def complete_in(words: str, count: int) -> bool:
    """Return whether words that head a list of so many items name as many parts of one whole."""
    return any(len(one) == count and all(part.search(words) for part in one) for one in _WHOLES)


def sectors(labels: Sequence[str]) -> bool:
    """Return whether labels are the three sectors of an economy, each in one item."""
    return _covers(_SECTORS[:3], labels)


def lacks_taxes(labels: Sequence[str]) -> bool:
    """Return whether labels are sectors of an economy without the taxes on products."""
    told = " ".join(labels)
    return bool(_SECTORS[0].search(told) and _SECTORS[2].search(told)) and not _SECTORS[3].search(
        told
    )


def _covers(names: Sequence[re.Pattern[str]], labels: Sequence[str]) -> bool:
    found = [{n for n, part in enumerate(names) if part.search(label)} for label in labels]
    return (
        len(labels) > 1
        and all(found)
        and sum(len(one) for one in found) == len(names) == len(set().union(*found))
    )
