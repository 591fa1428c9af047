"""Area, yield and output of a crop, and the yield of a year among those of its seasons.

Comes in: the story. Goes out: findings: `35.420 ha, năng suất 64,2 tạ/ha, sản lượng 221.020,8 tấn`, in any order,
over sentences and lines; `lúa xuân 63,84 tạ/ha, hè thu 57,32 tạ/ha, bình quân hai vụ 66,2 tạ/ha`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from lsreport.audit.findings import Finding, Severity, Tally, finding, shown
from lsreport.audit.meaning.loose import loosened
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import Stretch
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import is_one_slip, is_slip, is_swap
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT, decimals_of, round_half_up

_KG_OF_TA = Decimal(100)
_BACK = 3  # readings above in which an area may stand
_MOST = 40  # figures of a reading
_ROOM = Decimal("0.01")
_FAR = (Decimal("0.5"), Decimal(2))
_CROPS = lazy(
    r"\b(?:lúa|thóc|ngô|bắp|lạc|đậu|khoai|sắn|mì|mía|rau|chè|cà phê|cao su|tiêu|điều|cam|bưởi|vải|nhãn|xoài|chuối|thuốc lá|hoa|dừa|"
    r"thanh long|sầu riêng|vừng|ớt|dưa|quế|hồi|na|cây ăn quả|cây lâu năm|cây hàng năm|cây hằng năm|thủy sản|tôm|cá)\b"
)
_SEASONS = lazy(
    r"\b(?:đông xuân|hè thu|thu đông|chiêm xuân|xuân hè|vụ đông|vụ xuân|vụ mùa|lúa mùa|lúa xuân|mùa|xuân|chiêm)\b"
)
_WHOLE = lazy(r"\b(?:bình quân|chung|trung bình|cả năm)\b")
_COUNT = lazy(r"\b(?:(hai|2|02)|(ba|3|03)|(bốn|4|04))\svụ\b")
_COUNTS = (2, 3, 4)
_SOWN = lazy(
    r"\b(?:gieo|xuống giống|trồng|cấy|cây|vườn|hiện có|cao su|cà phê|cam|chè|nâng|lên|tổng)\b"
)
_LASTING = lazy(r"\b(?:cây|vườn|hiện có|cao su|cà phê|cam|chè|nâng|lên|tổng)\b")
_SCOPE = lazy(r"\b(?:cả năm|cả vụ|lương thực|tính chung|tổng sản lượng|[0-9]{1,2} tháng|lũy kế)\b")
_MOVED = lazy(r"\s?(?:cao|thấp|nhiều|ít|lớn|nhỏ) hơn\b")
_CUT = lazy(r"[;,]\s|\.\s|[:(]")
_ASIDE = lazy(
    r"\b(?:đã thu hoạch|thu hoạch được|đã gặt|thu hoạch|cho sản phẩm|cho thu hoạch|trong đó|@earlier|vụ trước|kế hoạch|"
    r"phấn đấu|thiệt hại|mất trắng|chuyển đổi|nhiễm|so với|giống|mô hình|chất lượng cao)\b"
)


class _Crop(NamedTuple):
    """A figure of a crop: its label (the words of its clause), its reading, where among the figures."""

    figure: Figure
    label: str
    reading: Reading
    place: int


def output_of_area(story: Story, tally: Tally) -> Iterator[Finding]:
    """`11.230 ha; năng suất 45,6 tạ/ha; sản lượng 52.109 tấn`: area by yield is the output."""
    for number, reading in enumerate(story.readings):
        if "tạ/ha" not in reading.low and "tấn/ha" not in reading.low:
            continue
        near = story.readings[max(0, number - _BACK) : number]
        for rate in _crops(reading, "năng suất"):
            outputs = list(_outputs(story, number, rate))
            areas = [area for one in near for area in _crops(one, "diện tích")]
            areas += _crops(reading, "diện tích")
            if not outputs or not areas:
                continue
            tally.tested += 1
            output = outputs[0]
            if not any(_fits(area, rate, o) for area in areas for o in outputs):
                yield from _denied(reading, areas, rate, output)


def _crops(reading: Reading, kind: str) -> Iterator[_Crop]:
    """Yield the levels of one kind in a reading, without moves and plans."""
    for index, figure in enumerate(reading.figures[:_MOST]):
        if figure.unit.kind != kind or figure.fault or figure.sign or figure.value <= 0:
            continue
        cut = reading.figures[index - 1].end if index else 0
        lead = reading.low[max(cut, figure.start - 70) : figure.start]
        label = _CUT.split(lead)[-1]
        if (
            figure.whole is None
            and not phrases.direction(label)
            and not _MOVED.match(label)
            and not reading.depth(figure.start)
        ):
            yield _Crop(figure, label, reading, index)


def _outputs(story: Story, number: int, rate: _Crop) -> Iterator[_Crop]:
    """Yield the outputs that a yield may make: behind it, else before it, else on the next line."""
    reading = rate.reading
    own = list(_crops(reading, "khối lượng"))
    rates = [r.place for r in _crops(reading, "năng suất")]
    after = [
        o for o in own if o.place > rate.place and not any(rate.place < r < o.place for r in rates)
    ]
    before = [
        o for o in own if o.place < rate.place and not any(o.place < r < rate.place for r in rates)
    ]
    if after:
        yield from after[:1]
        yield from before[-1:]
        return
    if before:
        yield from before[-1:]
        return
    if number + 1 < len(story.readings) and len(rates) == 1:
        below = list(_crops(story.readings[number + 1], "khối lượng"))
        if below and below[0].place == 0:
            yield below[0]


def _made(area: _Crop, rate: _Crop) -> Stretch:
    """Return what an area makes at a yield, in kilograms."""
    one, other = loosened(area.figure).base_stretch, loosened(rate.figure).base_stretch
    return Stretch(
        EXACT.multiply(EXACT.multiply(one.low, other.low), _KG_OF_TA),
        EXACT.multiply(EXACT.multiply(one.high, other.high), _KG_OF_TA),
    )


def _fits(area: _Crop, rate: _Crop, output: _Crop) -> bool:
    """Return whether three figures go together, roughly where no two digits changed places."""
    made, told = _made(area, rate), loosened(output.figure).base_stretch
    if made.meets(told):
        return True
    if is_swap(output.figure, made) and _beside(area, rate, output):
        return False
    room = EXACT.multiply(made.middle, _ROOM)
    return told.low <= made.high + room and made.low - room <= told.high


def _beside(area: _Crop, rate: _Crop, output: _Crop) -> bool:
    """Return whether an area, a yield and an output follow each other in one reading."""
    one = area.reading is rate.reading is output.reading
    return one and area.place < rate.place < output.place and not _crop_between(area, output)


def _denied(
    reading: Reading, areas: Sequence[_Crop], rate: _Crop, output: _Crop
) -> Iterator[Finding]:
    scope = set(_SCOPE.findall(output.label))
    if scope - set(_SCOPE.findall(f"{rate.label} {areas[-1].label}")):
        return
    if output.figure.vague or _aside(output.label, rate.label) - _aside(areas[-1].label):
        return  # of what was harvested so far, where the area is all that was sown
    crops = set(_CROPS.findall(rate.label)) or set(_CROPS.findall(output.label))
    own = [a for a in areas if a.reading is reading and a.place < rate.place]
    slipped = [a for a in areas if _named_alike(a, crops) and _slipped(a, rate, output)]
    severity: Severity | None
    if slipped:
        area, severity = slipped[-1], _told(slipped[-1], reading, crops)
    elif own and not _crop_between(own[-1], rate) and not _crop_between(rate, output):
        area, severity = own[-1], _sure(own[-1], rate, output)
    else:
        return
    if severity is not None:
        yield _finding(area, rate, output, severity)


def _aside(*labels: str) -> set[str]:
    """Return the words in some labels that narrow what is told: `thu hoạch`, `mô hình`."""
    plain = (label.replace("sản lượng thu hoạch", "sản lượng") for label in labels)
    found = {word for label in plain for word in _ASIDE.findall(label)}
    return {"thu hoạch" if "hoạch" in word else word for word in found}


def _told(area: _Crop, reading: Reading, crops: set[str]) -> Severity:
    return (
        "certain" if crops or area.reading is reading or not area.label.strip(" -:") else "likely"
    )


def _named_alike(area: _Crop, crops: set[str]) -> bool:
    named = set(_CROPS.findall(area.label))
    return not named or not crops or bool(named & crops)


def _slipped(area: _Crop, rate: _Crop, output: _Crop) -> bool:
    """Return whether one slip of the area, the yield or the output keeps them from going together."""
    made, told = _made(area, rate), output.figure.base_stretch
    if is_slip(output.figure, made):
        return True
    by_area = _quotient(told, area.figure.base_stretch)
    return _yield_slip(rate.figure, by_area) or is_slip(
        area.figure, _quotient(told, rate.figure.base_stretch)
    )


def _yield_slip(figure: Figure, right: Stretch) -> bool:
    return figure.unit.base == "tạ/ha" and is_slip(figure, right)


def _quotient(told: Stretch, other: Stretch) -> Stretch:
    if other.low <= 0:
        return Stretch(Decimal(0), Decimal(0))
    low = EXACT.multiply(other.low, _KG_OF_TA)
    high = EXACT.multiply(other.high, _KG_OF_TA)
    return Stretch(EXACT.divide(told.low, high), EXACT.divide(told.high, low))


def _crop_between(one: _Crop, other: _Crop) -> bool:
    """Return whether another crop is named between two figures of one reading."""
    if one.reading is not other.reading:
        return True
    first, last = sorted((one.figure, other.figure), key=lambda f: f.start)
    words = one.reading.low[first.end : last.start]
    tail = _CUT.split(words[:30])[0]
    named = {name for label in (one.label, other.label, tail) for name in _CROPS.findall(label)}
    return bool(set(_CROPS.findall(words)) - named) or len(words) > 160


def _sure(area: _Crop, rate: _Crop, output: _Crop) -> Severity | None:
    """Return how severe a gap is that no slip explains: more than was grown on all of it is certain."""
    share = EXACT.divide(output.figure.base_stretch.middle, _made(area, rate).middle)
    narrowed = _aside(area.label) - _aside(rate.label, output.label)
    if narrowed or abs(share - 1) < 2 * _ROOM:
        return None
    if not _FAR[0] < share < _FAR[1]:
        return None
    if share > 1 or not _SOWN.search(area.label):
        return "certain"
    if not _beside(area, rate, output) or _LASTING.search(area.label):
        return None
    right = _quotient(output.figure.base_stretch, area.figure.base_stretch).middle
    told = rate.figure.value
    right = round_half_up(right, decimals_of(told))
    slip = rate.figure.unit.base == "tạ/ha" and is_one_slip(told, right)
    return "certain" if slip else "likely"


def _finding(area: _Crop, rate: _Crop, output: _Crop, severity: Severity) -> Finding:
    same = [c.figure for c in (area, rate, output) if c.reading is rate.reading]
    return finding(
        "nang-suat", severity, rate.reading.paragraph,
        (min(f.start for f in same), max(f.end for f in same)),
        _("{area} × {rate} = {kg} tấn, văn bản ghi {typed}").format(
            area=area.figure.text.strip(), rate=rate.figure.text.strip(),
            kg=shown(_made(area, rate).middle / 1000, 0), typed=output.figure.text.strip(),
        ),
        _("xem lại đơn vị hoặc một trong ba số"),
    )  # fmt: skip


# --- seasons ----------------------------------------------------------------------------------------


def yield_of_seasons(story: Story, tally: Tally) -> Iterator[Finding]:
    """`đông xuân 61,2, hè thu 54,5, mùa 48,0 tạ/ha; bình quân cả năm 65,7 tạ/ha`."""
    above: list[_Crop] = []
    for reading in story.readings:
        rates = list(islice(_crops(reading, "năng suất"), _MOST))
        for at, rate in enumerate(rates):
            if not _WHOLE.search(rate.label):
                continue
            before = [r for r in rates[:at] if not _WHOLE.search(r.label)] or above
            seasons = [r for r in before if _SEASONS.search(_wide(r))]
            crops = {name for r in seasons for name in _CROPS.findall(_wide(r))}
            if crops and not crops.issuperset(_CROPS.findall(rate.label)):
                continue
            if len(seasons) > 1 and len(seasons) == len(before):
                tally.tested += 1
                yield from _outside(reading, seasons, rate)
        above = [r for r in rates if not _WHOLE.search(r.label)] if rates else above[:0]


def _wide(one: _Crop) -> str:
    """Return the words of a clause and of the one before it: `vụ mùa 9.320 ha, năng suất …`."""
    before = one.reading.figures[one.place - 2].end if one.place > 1 else 0
    return one.reading.low[max(before, one.figure.start - 90) : one.figure.start]


def _outside(reading: Reading, seasons: Sequence[_Crop], rate: _Crop) -> Iterator[Finding]:
    own = [loosened(s.figure).base_stretch for s in seasons]
    low, high = min(s.low for s in own), max(s.high for s in own)
    told = loosened(rate.figure).base_stretch
    if low <= told.high and told.low <= high:
        return
    words = reading.low[max(0, rate.figure.start - 160) : rate.figure.start]
    named = _COUNT.search(words)
    count = (
        next((n for n, word in zip(_COUNTS, named.groups(), strict=True) if word), 0)
        if named
        else 0
    )
    sure = count == len(seasons) or len(seasons) > 2
    yield finding(
        "nang-suat", "certain" if sure else "likely", reading.paragraph,
        (rate.figure.start, rate.figure.end),
        _("năng suất các vụ từ {low} đến {high}, bình quân ghi {typed}").format(
            low=shown(min(s.figure.value for s in seasons)), high=shown(max(s.figure.value for s in seasons)),
            typed=rate.figure.text.strip(),
        ),
        _("sửa năng suất bình quân hoặc năng suất một vụ"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (output_of_area, yield_of_seasons)
