"""A list whose first part has a list of its own, and a total that its parts miss.

Comes in: the readings of all paragraphs. Goes out: findings where one slip keeps the parts around an inner
list from making up their total.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lsreport.audit.findings import Finding, Tally, finding, shown
from lsreport.audit.reading.amounts import added
from lsreport.audit.reading.nested import Nested, around, is_exact, lists_in
from lsreport.audit.reading.slips import mended
from lsreport.audit.reading.statements import Reading, Statement
from lsreport.i18n import _
from lsreport.numbers import EXACT


def nested_sums(readings: Sequence[Reading], known: set[int], tally: Tally) -> Iterator[Finding]:
    """Yield the totals that such parts miss by one slip."""
    for reading in readings:
        for one in lists_in(reading):
            if id(one.total) in known or any(is_exact(one.total, p) for p in around(one)):
                continue
            tally.tested += 1
            for parts in around(one):
                levels = [p.level for p in parts if p.level]
                if one.total.level and mended(one.total.level, levels, True):
                    yield _told(one, parts)
                    break


def _told(one: Nested, parts: Sequence[Statement]) -> Finding:
    level = one.total.level
    assert level is not None
    sums = EXACT.divide(
        added(p.level.base_stretch for p in parts if p.level).middle, level.unit.factor
    )
    return finding(
        "phan-va-tong", "certain", one.reading.paragraph, (level.start, parts[-1].end),
        _("{parts} = {sum}, tổng ghi {total}").format(
            parts=" + ".join(p.level.text.strip() for p in parts if p.level),
            sum=shown(Decimal(f"{sums.normalize():f}")), total=level.text.strip(),
        ),
        _("sửa tổng hoặc một phần; nếu còn phần khác thì viết «trong đó»"),
    )  # fmt: skip
