"""A list of shares told twice.

Comes in: the lists of shares of a document. Goes out: findings: two lists that are the same but for one
share: what makes 100 % cannot differ in one part alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from lsreport.audit.findings import Finding, Severity, Tally, finding
from lsreport.audit.meaning.structures import Share, structures
from lsreport.audit.reading.amounts import HUNDRED, added
from lsreport.audit.reading.naming import names_in
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_FEWEST = 3
_KEPT = 30  # lists told before


def restated_structures(story: Story, tally: Tally) -> Iterator[Finding]:
    """`nông nghiệp 58,70%, công nghiệp 19,82%, dịch vụ 21,48%`; further down `dịch vụ 24,18%`."""
    before: list[Sequence[Share]] = []
    for one in structures(story):
        shares = one.shares
        if len(shares) < _FEWEST:
            continue
        for other in islice(reversed(before), _KEPT):
            tally.tested += 1
            odd = _odd(other, shares)
            if odd is not None:
                full = [_is_full(other), _is_full(shares)]
                yield _told(*odd, "certain" if sum(full) == 1 else "likely")
                break
        before.append(shares)


def _odd(first: Sequence[Share], second: Sequence[Share]) -> tuple[Share, Share] | None:
    """Return the one pair that differs in two lists of the same parts."""
    if len(first) != len(second):
        return None
    pairs = list(zip(first, second, strict=True))
    other = [(a, b) for a, b in pairs if a.figure.value != b.figure.value]
    if len(other) != 1 or not all(_alike(a, b) for a, b in pairs):
        return None
    one, two = other[0]
    return None if one.figure.stretch.meets(two.figure.stretch) else (one, two)


def _is_full(shares: Sequence[Share]) -> bool:
    sums = added(share.figure.stretch for share in shares)
    return sums.low <= HUNDRED <= sums.high


def _alike(one: Share, other: Share) -> bool:
    return bool(set(names_in(one.words[-60:])) & set(names_in(other.words[-60:])))


def _told(first: Share, second: Share, severity: Severity) -> Finding:
    return finding(
        "hai-gia-tri", severity, second.reading.paragraph,
        (second.figure.start, second.figure.end),
        _("đoạn {number} ghi {first}, ở đây {second}").format(
            number=first.reading.paragraph.number, first=first.figure.text.strip(),
            second=second.figure.text.strip(),
        ),
        _("giữ một giá trị, sửa nơi kia"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (restated_structures,)
