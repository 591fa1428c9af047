"""A balance and its two sides, told in several paragraphs.

Comes in: the story. Goes out: findings: a balance of trade that a slip of typing keeps from being the
exports less the imports told before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lsreport.audit import phrases
from lsreport.audit.amounts import Stretch
from lsreport.audit.findings import Finding, Tally, finding
from lsreport.audit.groups import Story
from lsreport.audit.patterns import lazy
from lsreport.audit.plans import unsure
from lsreport.audit.scan import Figure
from lsreport.audit.slips import is_slip
from lsreport.audit.statements import Reading
from lsreport.i18n import _

_SIDE = lazy(
    r"\s{0,2}(?:[-+*]\s)?(?:[^;:().]|\.(?=[0-9])){0,60}\b(?P<side>xuất khẩu|nhập khẩu)(?: hàng h(?:óa|oá))?(?P<rest>[^;:().]{0,50})\Z"
)
_NOT_ALL = lazy(
    r"\b(?:khu vực|thị trường|sang|mặt hàng|nhóm|fdi|doanh nghiệp|dịch vụ|tiểu ngạch|biên mậu|qua|của|kế hoạch|cùng kỳ|năm trước|ủy thác|xuất nhập khẩu)\b"
)
_BALANCE = lazy(
    r"\b(?P<side>xuất siêu|nhập siêu)(?:\s(?:hàng hóa|hàng hoá|ước|ước tính|là|đạt|khoảng|[0-9]{1,2} tháng|đầu năm)){0,4}\s\Z"
)
_NEAREST = 6  # totals of one side told last
_REACH = 30  # paragraphs in which the two sides are looked for


# --- a balance and its sides, told in other paragraphs -------------------------------------------------


class _Side(NamedTuple):
    """The total of exports or imports, its period, where it was told."""

    figure: Figure
    window: str
    number: int


def balance_of_paragraphs(story: Story, tally: Tally) -> Iterator[Finding]:
    """A balance that a slip of typing keeps from being exports less imports of earlier paragraphs."""
    sides: dict[str, list[_Side]] = {"xuất khẩu": [], "nhập khẩu": []}
    for number, reading in enumerate(story.readings):
        for sentence in reading.sentences:
            for index, figure in enumerate(f for f in sentence.figures if f.unit.kind):
                lead = reading.low[max(sentence.start, figure.start - 140) : figure.start]
                if figure.unit.kind not in ("tiền", "ngoại tệ") or unsure(figure) or figure.sign:
                    continue
                told = _BALANCE.search(lead)
                if told:
                    tally.tested += 1
                    yield from _balanced(reading, figure, lead, number, sides, told["side"])
                elif not index and (side := _SIDE.fullmatch(lead)) and not _NOT_ALL.search(lead):
                    one = _Side(figure, phrases.window_of(lead), number)
                    sides[side["side"]].append(one)


def _balanced(
    reading: Reading, level: Figure, lead: str, number: int, sides: dict[str, list[_Side]], word: str
) -> Iterator[Finding]:  # fmt: skip
    """Test a balance against the sides told before it, where all pairs but a mistyped one miss it."""
    near = {
        name: [
            s
            for s in some[-_NEAREST:]
            if number - s.number <= _REACH and level.unit.same_as(s.figure.unit)
        ]
        for name, some in sides.items()
    }
    if not all(near.values()) or "khu vực" in lead or _SIDE.fullmatch(lead):
        return
    gaps = [_gap(one, other) for one in near["xuất khẩu"] for other in near["nhập khẩu"]]
    if any(gap.meets(level.base_stretch) for gap in gaps):
        return
    sold, bought = near["xuất khẩu"][-1], near["nhập khẩu"][-1]
    gone = sold.figure.base_stretch - bought.figure.base_stretch
    if sold.window != bought.window or (gone.middle > 0) != (word == "xuất siêu"):
        return
    if sold.number == bought.number == number or not is_slip(level, _gap(sold, bought)):
        return
    yield _told(reading, level, sold.figure, bought.figure)


def _gap(one: _Side, other: _Side) -> Stretch:
    """Return the size of a difference."""
    gone = one.figure.base_stretch - other.figure.base_stretch
    return gone if gone.middle >= 0 else Stretch(-gone.high, -gone.low)


def _told(reading: Reading, level: Figure, sold: Figure, bought: Figure) -> Finding:
    return finding(
        "can-can", "certain", reading.paragraph, (level.start - 10, level.end),
        _("xuất khẩu {sold}, nhập khẩu {bought}: văn bản ghi {typed}, lệch do gõ nhầm chữ số").format(
            sold=sold.text.strip(), bought=bought.text.strip(), typed=level.text.strip()
        ),
        _("sửa mức xuất siêu, nhập siêu hoặc một trong hai kim ngạch"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (balance_of_paragraphs,)
