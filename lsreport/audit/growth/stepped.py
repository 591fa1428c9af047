"""By how much something moved, from what to what: numbers of which only the last tells its unit.

Comes in: the story. Goes out: findings: `tăng thêm 343, từ 5.420 cuối năm 2024 lên 5.736 doanh nghiệp`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown
from lsreport.audit.reading.amounts import printed, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT, decimals_of

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{3}){0,3}(?:,[0-9]{1,3})?(?![0-9.,/]*[0-9/]|\s?%)"
_WHEN = (
    r"(?:\s(?:cuối|đầu|vào|của|trong|hồi))?(?:\s(?:năm|tháng|quý)\s[0-9]{1,2}(?:/?[0-9]{2,4})?)?"
)
_STEP = lazy(
    rf"\b(?P<verb>tăng|giảm)(?:\sthêm|\sđi)?\s(?P<moved>{_NUMBER})(?P<noun>(?:\s[^\W\d_]{{1,12}}){{0,3}}?),?\s\(?từ\s(?:mức\s)?(?P<then>{_NUMBER})"
    rf"(?:\s[^\W\d_]{{1,12}}){{0,3}}?{_WHEN}\s(?:tăng\s|giảm\s)?(?P<way>lên|xuống)(?:\s(?:còn|thành|mức))?\s(?P<now>{_NUMBER})"
)
_SCALED = lazy(r"\b(?:nghìn|ngàn|triệu|tỷ|tỉ|đồng|usd|lần|điểm|bậc|hạng)\b")


def stepped(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each step against the numbers at its ends."""
    for reading in story.readings:
        for match in _STEP.finditer(reading.low) if " từ " in reading.low else ():
            then, now, moved = (_value(match[name]) for name in ("then", "now", "moved"))
            up = match["way"] == "lên"
            if (match["verb"] == "tăng") != up or _SCALED.search(match["noun"]):
                continue  # told against its direction, or in another unit: read with the two levels
            more, less = (now, then) if up else (then, now)
            whole = not any(decimals_of(n) for n in (then, now, moved))
            tally.tested += 1
            gone = EXACT.subtract(more, less)
            off = int(gone != moved) if whole else units_off(moved, printed(more) - printed(less))
            if not off:
                continue
            yield finding(
                "tang-chenh-lech", "certain" if whole else by_units(off), reading.paragraph,
                match.span(),
                _("{now} - {then} = {moved}, văn bản ghi {typed}").format(
                    now=shown(more), then=shown(less), typed=match["moved"], moved=shown(gone)
                ),
                _("sửa «tăng», «giảm», chênh lệch hoặc một trong hai mức"),
            )  # fmt: skip


def _value(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (stepped,)
