"""What two branches give of what their sector gives.

Comes in: the story. Goes out: findings: `công nghiệp và xây dựng đóng góp 4,22 điểm phần trăm (riêng công nghiệp
3,57 điểm phần trăm; xây dựng 0,95 điểm phần trăm)`: a sector that is called by its branches is their sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsreport.audit.findings import Finding, Tally, finding, shown
from lsreport.audit.meaning.pulls import Pull, pulls_of
from lsreport.audit.reading.amounts import added
from lsreport.audit.reading.naming import names_in
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_INSIDE = lazy(r"\b(?:@of_which)\b")
_CUT = lazy(
    r"[;:(]|\.\s|,(?![0-9])|\b(?:@of_which|cụ thể|@made_of)\b|\b(?:tăng|giảm|đạt|ước|đóng góp|góp)\b"
)
_EMPTY = frozenset(("khu vực", "khu", "vực", "ngành", "nhóm", "toàn"))


def branches_of_a_sector(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each contribution right behind which those of the two branches in its name stand."""
    for reading in story.readings:
        pulls = pulls_of(reading)
        for whole, one, other in zip(pulls, pulls[1:], pulls[2:], strict=False):
            inside = one.depth > whole.depth or _INSIDE.search(one.words)
            if not inside or one.depth != other.depth or not _are_its(whole, one, other):
                continue
            tally.tested += 1
            sums = added((one.stretch, other.stretch))
            if sums.meets(whole.stretch):
                continue
            yield finding(
                "dong-gop", "certain", reading.paragraph, (whole.figure.start, other.figure.end),
                _("{a} + {b} = {sum}, cả khu vực ghi {whole}").format(
                    a=one.figure.text.strip(), b=other.figure.text.strip(), whole=whole.figure.text.strip(),
                    sum=shown(EXACT.add(one.sign * one.figure.value, other.sign * other.figure.value)),
                ),
                _("sửa đóng góp của khu vực hoặc của một ngành"),
            )  # fmt: skip


def _are_its(whole: Pull, one: Pull, other: Pull) -> bool:
    """Return whether two pulls are of just the things that name a third."""
    names = [_label(pull) for pull in (whole, one, other)]
    first, second = names[1], names[2]
    apart = bool(first) and bool(second) and not first & second
    return apart and names[0] == first | second


def _label(pull: Pull) -> frozenset[str]:
    """Return the words that name what gives, without those that only say what kind of thing it is."""
    for clause in _CUT.split(pull.words):
        words = frozenset(" ".join(names_in(clause)).split()) - _EMPTY - {"và"}
        if words:
            return words
    return frozenset()


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (branches_of_a_sector,)
