"""Where sentences end, told by the characters around a mark.

Comes in: a text and an offset. Goes out: whether a sentence ends there, whether words follow.
"""

from __future__ import annotations


def has_words(after: str) -> bool:
    """Return whether small letters stand right behind a figure."""
    head = after[:5].lstrip()[:2]
    return len(head) == 2 and all("a" <= c <= "z" or "à" <= c <= "ỹ" for c in head)


def ends_sentence(text: str, at: int) -> bool:
    """Return whether a mark ends a sentence: what follows does not begin in small letters."""
    if text[at] == "\n":
        return True
    rest = text[at + 1 : at + 12]
    follows = rest.lstrip()
    if rest[:1] == follows[:1]:
        return False  # no space, or the end
    first = follows[:1] or text[at + 1 :].lstrip()[:1]
    if at and "0" <= text[at - 1] <= "9":
        return text[at] == "." and first.isupper()
    return bool(first) and not (first.islower() or "0" <= first <= "9")
