"""What a document tells of one flow in several sentences or paragraphs.

Comes in: the story. Goes out: findings: `riêng tháng 9, tổng mức này ước 9.721,8 tỷ đồng` of a quarter
with less; a balance of trade that a slip of typing keeps from the exports and imports told before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lsreport.audit import phrases
from lsreport.audit.amounts import Stretch
from lsreport.audit.findings import Finding, Tally, finding
from lsreport.audit.groups import Story
from lsreport.audit.naming import names_in
from lsreport.audit.patterns import lazy
from lsreport.audit.plans import unsure
from lsreport.audit.scan import Figure
from lsreport.audit.slips import is_slip
from lsreport.audit.statements import Reading
from lsreport.i18n import _

_OWN = lazy(
    r"\s{0,2}(?:[-+*]\s)?(?:tính riêng|riêng)\s(?:trong\s)?(?:tháng\s(?P<month>[0-9]{1,2})|tháng này|quý\s(?:i{1,3}|iv))(?P<year>[/\s](?:năm\s)?[12][0-9]{3})?,?(?P<of>[^0-9;:()]{0,80})\Z"
)
_SAME = lazy(r"\b(?:này|nói trên|trên đây)\b|\A\s(?:ước|ước đạt|đạt|là|ước tính)?(?:\sđạt)?\s?\Z")
# Of these a month may have more than the months together.
_STOCK = lazy(
    r"\bdư nợ|\bhuy động|\bđàn\b|\bdân số|\bdiện tích|\bnguồn vốn|\btồn|\bsố dư|\bbình quân|\bgiá (?!trị)|\bchỉ số|\bsiêu\b|"
    r"\btăng thêm|\bròng|\bcán cân|\bthặng dư|\bthâm hụt|\bhiện có|\btỷ lệ|\bnăng suất|\blợi nhuận|\bchênh lệch|\bso với"
)
_MONTHS = lazy(r"\b(1[0-2]|0?[2-9]) tháng\b")
_QUARTER = lazy(r"\bquý (i{1,3}|iv)\b")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_WIDER = ("luy_ke", "quy", "nam")
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


# --- a month or quarter in a wider period ------------------------------------------------------------


def month_in_period(story: Story, tally: Tally) -> Iterator[Finding]:
    """`quý III ước 9.476,7 tỷ đồng. … Riêng tháng 9, tổng mức này ước 9.721,8 tỷ đồng`."""
    before: tuple[str, Figure] | None = None
    for reading in story.readings:
        main: tuple[str, Figure] | None = None
        for sentence in reading.sentences:
            figure = next((f for f in sentence.figures if f.unit.kind), None)
            if figure is None or not figure.unit.amount or unsure(figure) or figure.whole:
                continue
            lead = reading.low[sentence.start : figure.start]
            own = _OWN.fullmatch(lead) if len(lead) < 160 else None
            wider = main or before
            if own and wider and not phrases.direction(lead):
                tally.tested += 1
                if own["year"] or not _holds(own["month"], wider[0]):
                    continue
                yield from _in_period(reading, figure, own["of"], wider)
            elif main is None:
                main = (lead, figure)
        before = main


def _holds(month: str | None, lead: str) -> bool:
    """Return whether a month lies in the period that the words before a level name."""
    if not month:
        return True
    first, last = 1, 12
    if told := _MONTHS.search(lead):
        last = int(told[1])
    elif quarter := _QUARTER.search(lead):
        last = 3 * _QUARTERS[quarter[1]]
        first = last - 2
    return first <= int(month) <= last


def _in_period(
    reading: Reading, figure: Figure, of: str, wider: tuple[str, Figure]
) -> Iterator[Finding]:
    lead, level = wider
    if phrases.window_of(lead) not in _WIDER or phrases.direction(lead):
        return
    if _STOCK.search(lead) or _STOCK.search(of) or not level.unit.same_as(figure.unit):
        return
    named = names_in(of)
    if not _SAME.search(of) and (not named or not set(named) <= set(names_in(lead))):
        return
    if figure.base_stretch.low <= level.base_stretch.high:
        return
    yield finding(
        "thang-va-luy-ke", "certain", reading.paragraph, (figure.start, figure.end),
        _("riêng tháng {a} lớn hơn lũy kế {b}").format(a=figure.text.strip(), b=level.text.strip()),
        _("xem có đổi chỗ hai số, hoặc sai đơn vị"),
    )  # fmt: skip


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


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    month_in_period,
    balance_of_paragraphs,
)
