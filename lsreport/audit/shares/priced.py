"""So many of a thing, what each costs, and what all cost.

Comes in: the story. Goes out: findings: `trao 6.420 suất quà, mức 500 nghìn đồng/suất, tổng kinh phí 3.120 triệu đồng`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsreport.audit.findings import Finding, Severity, Tally, finding, shown_stretch
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading.amounts import Stretch
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import is_slip
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_ALL = lazy(
    r",?\s[^.;()0-9%]{0,30}\btổng\s(?:kinh phí|trị giá|số tiền|giá trị|cộng)\s(?:là\s|trên\s|đạt\s)?"
)
_EACH = lazy(
    r"[^.;()0-9%]{0,60},\s(?:với\s)?(?:mỗi\s[^\W\d_]{1,8}\s|mức\s|trị giá\s|định mức\s)(?:quà\s|hỗ trợ\s|là\s)?"
)
_FEW = 2  # of the right sum over the told one


def price_of_all(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test the sum behind a count and a price, where the price is told of the thing that is counted."""
    for reading in story.readings:
        figures = reading.figures if "/" in reading.low or "mỗi" in reading.low else []
        for count, price, total in zip(figures, figures[1:], figures[2:], strict=False):
            if not count.unit.counted or count.whole is not None or total.unit.kind != "tiền":
                continue
            if unsure(count, price, total) or any(f.sign for f in (count, price, total)):
                continue
            if not _EACH.fullmatch(reading.low, count.end, price.start):
                continue
            if _ALL.fullmatch(reading.low, price.end, total.start) and _is_of(price, count):
                tally.tested += 1
                yield from _tested(reading, count, price, total)


def _is_of(price: Figure, count: Figure) -> bool:
    noun = price.text.rpartition("/")[2].strip().lower()
    return "/" in price.text and noun == count.unit.base.split(" ")[0] and "đồng" in price.unit.base


def _tested(reading: Reading, count: Figure, price: Figure, total: Figure) -> Iterator[Finding]:
    own = price.base_stretch
    made = Stretch(EXACT.multiply(own.middle, count.value), EXACT.multiply(own.middle, count.value))
    if made.meets(total.base_stretch) or made.low <= 0:
        return
    rate = EXACT.divide(total.base_stretch.middle, made.middle)
    if rate > _FEW or rate * _FEW < 1:
        return  # of something else
    severity: Severity = "certain" if is_slip(total, made) or is_slip(count, made) else "likely"
    factor = total.unit.factor
    told = Stretch(EXACT.divide(made.low, factor), EXACT.divide(made.high, factor))
    yield finding(
        "binh-quan", severity, reading.paragraph, (count.start, total.end),
        _("{count} × {price} = {g}, văn bản ghi {typed}").format(
            count=count.text.strip(), price=price.text.strip(), g=shown_stretch(told, total.value),
            typed=total.text.strip(),
        ),
        _("sửa số lượng, mức hoặc tổng số"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (price_of_all,)
