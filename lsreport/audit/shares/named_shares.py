"""A share that is told by names alone: what it is of, and what of it, stand further up.

Comes in: the story. Goes out: findings: `chi đầu tư 3.512,6 tỷ đồng … Chi đầu tư chiếm 33,54% tổng chi`; `Tỷ trọng thịt
lợn trong tổng sản lượng là 65,70%`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsreport.audit.findings import (
    Finding,
    Severity,
    Tally,
    by_units,
    finding,
    shown,
    shown_stretch,
)
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading.amounts import HUNDRED, ratio, units_off
from lsreport.audit.reading.naming import names_in
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import share_slip
from lsreport.audit.reading.statements import Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_LEAD = 110
_TAKES = lazy(
    r"(?:\A|[.;,]\s)(?:riêng |trong đó,? )?(?P<part>[^,;.:()0-9%]{4,60}?)\s(?:đã\s|chỉ\s)?chiếm\s(?:tỷ (?:trọng|lệ)\s)?(?:khoảng\s)?\Z"
)
_OF_ALL = lazy(r"\s(?:trong\s|so với\s|của\s)?tổng\s[^\W\d_]")
_OPENER = lazy(r"\b(?:@of_which|@made_of|cụ thể|và|là|riêng)\b")
_WITHIN = lazy(
    r"(?:\A|[.;,]\s)(?:tỷ trọng|tỉ trọng|tỷ lệ)\s(?:của\s)?(?P<part>[^,;.:()0-9%]{3,50}?)\strong\stổng\s[^,;.:()0-9%]{2,50}?\s(?:là|đạt|chiếm|ở mức)\s\Z"
)


def shares_by_name(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each such share with the part of that name whose total is known."""
    totals = {
        id(part): group.total for group in story.groups if group.whole for part in group.parts
    }
    if not totals:
        return
    before: list[Statement] = []
    for reading in story.readings:
        for share in reading.figures:
            if not share.unit.percent or share.sign or unsure(share):
                continue
            name = _name(reading, share)
            if not name:
                continue
            told = [*before, *(s for s in reading.statements if s.end <= share.start)]
            part = _part(told, name, totals)
            if part is not None and part.level is not None:
                total = totals[id(part)].level
                tally.tested += 1
                if total is not None:
                    yield from _against(reading, share, part.level, total)
        before = reading.statements


def _name(reading: Reading, share: Figure) -> frozenset[str]:
    lead = reading.low[max(0, share.start - _LEAD) : share.start]
    match = _WITHIN.search(lead)
    if match is None and _OF_ALL.match(reading.low, share.end):
        match = _TAKES.search(lead)
    return _words(match["part"]) if match else frozenset()


def _words(told: str) -> frozenset[str]:
    """Return the words of a name, without those that open a list: `trong đó thịt lợn`."""
    return frozenset(names_in(_OPENER.sub(" ", told)))


def _part(
    told: list[Statement], name: frozenset[str], totals: dict[int, Statement]
) -> Statement | None:
    """Return the one part of a known total that bears just this name."""
    fitting = [
        s for s in told
        if id(s) in totals and s.level and _words(s.words) == name
    ]  # fmt: skip
    return fitting[0] if len(fitting) == 1 else None


def _against(reading: Reading, share: Figure, part: Figure, total: Figure) -> Iterator[Finding]:
    computed = ratio(part.base_stretch, total.base_stretch)
    if unsure(part, total) or computed is None or computed.high > HUNDRED:
        return
    off = units_off(share.value, computed)
    if not off:
        return
    severity: Severity = by_units(off)
    if severity == "certain" and not share_slip(share, computed):
        severity = "likely"
    yield finding(
        "cap-ty-le", severity, reading.paragraph, (share.start, share.end),
        _("{a} / {b} = {g}%, văn bản ghi {typed}%").format(
            a=part.text.strip(), b=total.text.strip(), g=shown_stretch(computed, share.value), typed=shown(share.value)
        ),
        _("sửa tỷ lệ hoặc cặp số"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (shares_by_name,)
