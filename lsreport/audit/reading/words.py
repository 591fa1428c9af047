"""The words of official reports that more than one pattern looks for.

Comes in: nothing. Goes out: alternatives by name; a pattern says `@goal` for all of them. A word that one
office writes and another does not is added here, once.
"""

from __future__ import annotations

WORDS: dict[str, str] = {
    # what is compared with: a time before
    "earlier": "cùng kỳ|cùng kì|năm trước|năm ngoái|tháng trước|quý trước|kỳ trước|kì trước",
    # what is to be reached; `chương trình mục tiêu quốc gia` is the name of a programme
    "goal": "kế hoạch|dự toán|chỉ tiêu|(?<!chương trình )mục tiêu(?! quốc gia)",
    # opens a list of all parts
    "made_of": "bao gồm|gồm|chia ra|chia theo|phân theo|phân ra",
    # opens a list of some parts
    "of_which": "trong đó|trong tổng số|trong số|riêng|nhất là|kể cả",
    # before a number that is not exact
    "about": "khoảng|xấp xỉ|gần|trên|hơn|ngót",
}
