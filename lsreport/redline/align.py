"""Two sequences laid side by side, in nearly linear time.

Comes in: what is to be matched, by keys from the strictest to the loosest. Goes out: pairs of
indices, rising on both sides. Runs at the ends and what stands once on both sides are anchors;
only the gaps between them are compared with one another.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from lsreport.redline.tokens import OBJECT, bag, likeness

_BAND = 32  # how far from the diagonal a large gap is searched
_LARGEST = 250_000  # tokens × tokens that difflib is given at once
_FRAGMENTS = 0.2  # below this share of common words two texts are replaced as a whole

Pair = tuple[int, int]
Span = tuple[int, int, int, int]


@dataclass(frozen=True)
class Entry:
    """What is matched: its keys, its masked text, how alike a partner must be to be one."""

    keys: tuple[str, ...]
    text: str
    kind: str = ""
    threshold: float = 0.4

    @cached_property
    def bag(self) -> frozenset[tuple[str, int]]:
        """Return its words; only what no key matches is asked for them."""
        return bag(self.text)


def align(olds: Sequence[Entry], news: Sequence[Entry]) -> list[Pair]:
    """Return the pairs of entries that are each other's, in order."""
    return sorted(_staged(olds, news, (0, len(olds), 0, len(news)), 0))


def _staged(olds: Sequence[Entry], news: Sequence[Entry], span: Span, stage: int) -> list[Pair]:
    a0, a1, b0, b1 = span
    if a0 == a1 or b0 == b1:
        return []
    if stage == len(olds[a0].keys):
        return _by_likeness(olds, news, span)
    old_keys = [entry.keys[stage] for entry in olds[a0:a1]]
    new_keys = [entry.keys[stage] for entry in news[b0:b1]]
    pairs = [(a0 + i, b0 + j) for i, j in anchors(old_keys, new_keys)]
    found = list(pairs)
    for gap in _gaps(pairs, span):
        found += _staged(olds, news, gap, stage + 1)
    return found


def _gaps(pairs: Sequence[Pair], span: Span) -> Iterator[Span]:
    a0, a1, b0, b1 = span
    for i, j in pairs:
        yield a0, i, b0, j
        a0, b0 = i + 1, j + 1
    yield a0, a1, b0, b1


def anchors(these: Sequence[str], those: Sequence[str]) -> list[Pair]:
    """Return equal ends, and between them the longest rising run of what stands once on each side.

    >>> anchors(["a", "b", "c", "x", "d"], ["a", "c", "b", "y", "b", "d"])
    [(0, 0), (2, 1), (4, 5)]
    """
    ends = _ends(these, those)
    return _with_ends(_unique(these, those, ends), ends, len(these), len(those))


def _ends(these: Sequence[str], those: Sequence[str]) -> Pair:
    """Return how many are equal at the beginning, and how many at the end."""
    shorter = min(len(these), len(those))
    head = next((n for n in range(shorter) if these[n] != those[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if these[-1 - n] != those[-1 - n]), rest)
    return head, tail


def _with_ends(inner: Sequence[Pair], ends: Pair, left: int, right: int) -> list[Pair]:
    head, tail = ends
    last = ((left - n, right - n) for n in range(tail, 0, -1))
    return [*((n, n) for n in range(head)), *inner, *last]


def _unique(these: Sequence[str], those: Sequence[str], ends: Pair) -> list[Pair]:
    head, tail = ends
    left, right = these[head : len(these) - tail], those[head : len(those) - tail]
    count_left, count_right = Counter(left), Counter(right)
    place = {key: j for j, key in enumerate(right) if count_right[key] == 1}
    pairs = [
        (head + i, head + place[key])
        for i, key in enumerate(left)
        if key and count_left[key] == 1 and key in place
    ]
    return _longest_rising(pairs)


def _longest_rising(pairs: Sequence[Pair]) -> list[Pair]:
    tops: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_i, j) in enumerate(pairs):
        spot = bisect_left(tops, j)
        before.append(last[spot - 1] if spot else -1)
        tops[spot : spot + 1] = [j]
        last[spot : spot + 1] = [index]
    found: list[Pair] = []
    index = last[-1] if last else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


def _by_likeness(olds: Sequence[Entry], news: Sequence[Entry], span: Span) -> list[Pair]:
    """Return the pairs of a gap whose likenesses add up to most (far from the diagonal: none)."""
    a0, a1, b0, b1 = span
    if a0 == a1 or b0 == b1:
        return []
    if (a1 - a0) * (b1 - b0) > _LARGEST:
        a, b = (a0 + a1) // 2, (b0 + b1) // 2
        halves = ((a0, a, b0, b), (a, a1, b, b1))
        return [pair for half in halves for pair in _by_likeness(olds, news, half)]
    width = b1 - b0
    best = [[0.0] * (width + 1)]
    taken: list[bytearray] = []
    for i in range(a0, a1):
        row, above = [0.0] * (width + 1), best[-1]
        taken.append(bytearray(width + 1))
        middle = (i - a0) * width // (a1 - a0)
        for j in range(width):
            row[j + 1] = max(row[j], above[j + 1])
            alike = _alike(olds[i], news[b0 + j]) if abs(j - middle) <= _BAND else 0.0
            if alike and above[j] + alike > row[j + 1]:
                row[j + 1] = above[j] + alike
                taken[-1][j + 1] = 1
        best.append(row)
    return [(a0 + i, b0 + j) for i, j in _walk_back(best, taken)]


def _walk_back(best: list[list[float]], taken: list[bytearray]) -> list[Pair]:
    found: list[Pair] = []
    i, j = len(taken), len(best[0]) - 1
    while i and j:
        if taken[i - 1][j]:
            found.append((i - 1, j - 1))
            i, j = i - 1, j - 1
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return found[::-1]


def _alike(old: Entry, new: Entry) -> float:
    if old.kind != new.kind:
        return 0.0
    alike = likeness(old.bag, new.bag)
    return alike if alike >= old.threshold else 0.0


# --- the words of two paragraphs ---


def changes(these: Sequence[str], those: Sequence[str]) -> list[Span]:
    """Return the stretches that differ: where in the old, where in the new.

    >>> changes(["tăng", " ", "5%", " ", "so"], ["giảm", " ", "5%", " ", "so"])
    [(0, 1, 0, 1)]
    """
    if these == those:
        return []
    same = _common(these, those)
    if _share(these, those, same) < _FRAGMENTS:
        same = []
    spans = _gaps(same, (0, len(these), 0, len(those)))
    return _joined(span for span in spans if span[0] < span[1] or span[2] < span[3])


def _joined(spans: Iterator[Span]) -> list[Span]:
    found: list[Span] = []
    for span in spans:
        if found and found[-1][1] == span[0] and found[-1][3] == span[2]:
            span = (found[-1][0], span[1], found.pop()[2], span[3])
        found.append(span)
    return found


def _share(these: Sequence[str], those: Sequence[str], same: Sequence[Pair]) -> float:
    common = sum(_weight(these[i]) for i, _j in same)
    least = min(sum(map(_weight, these)), sum(map(_weight, those)))
    return common / least if least else 1.0


def _weight(key: str) -> int:
    if key.isspace():
        return 0
    return 1 if key[0] == OBJECT else len(key)


def _common(these: Sequence[str], those: Sequence[str]) -> list[Pair]:
    # Numbers change place too easily to hold two texts together: words do that.
    left, right = (
        [word if word[0].isalpha() else "" for word in words] for words in (these, those)
    )
    ends = _ends(these, those)
    found = _with_ends(_unique(left, right, ends), ends, len(these), len(those))
    whole = (0, len(these), 0, len(those))
    return sorted(
        [*found, *(pair for gap in _gaps(found, whole) for pair in _within(these, those, gap))]
    )


def _within(these: Sequence[str], those: Sequence[str], span: Span) -> Iterator[Pair]:
    a0, a1, b0, b1 = span
    left, right = these[a0:a1], those[b0:b1]
    ends = _ends(left, right)  # white space beside words that hold
    for i, j in _with_ends((), ends, len(left), len(right)):
        yield a0 + i, b0 + j
    a0, b0 = a0 + ends[0], b0 + ends[0]
    left = left[ends[0] : len(left) - ends[1]]
    right = right[ends[0] : len(right) - ends[1]]
    if len(left) * len(right) > _LARGEST:
        return
    # White space alone holds nothing together: it matches only beside words that do.
    matcher = SequenceMatcher(str.isspace, left, right, autojunk=False)
    for block in matcher.get_matching_blocks():
        yield from ((a0 + block.a + n, b0 + block.b + n) for n in range(block.size))
