"""Numbers a thousand times too small or too large by the way they are written.

Comes in: the story. Goes out: findings: a comma where the document has dots for thousands (`214,447 tỷ
đồng`), a dot where it has decimal commas (`5.123 tỷ USD`), zeros and a multiplier for the same thousands
(`990.000.000 triệu đồng`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from lsreport.audit.findings import Finding, Severity, Tally, finding
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_MILLIARD = Decimal(10) ** 9
_THOUSAND = Decimal(1000)
_HUNDRED = Decimal(100)
_FEW = 3  # numbers that show how a document writes
_WIDE = Decimal(20)  # times the largest, and a number is of another size
_COMMA = lazy(r"[1-9][0-9]{0,2},[0-9]{3}(?![0-9,.])")
_POINT = lazy(r"[1-9][0-9]{0,2}\.[0-9]{3}(?![0-9,.])")
_ROUND = lazy(
    r"[1-9][0-9]{0,2},[0-9]00(?![0-9,.])"
)  # no one prints two zeros at the end of decimals
_DOTTED = lazy(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_ZEROS = lazy(r"[1-9][0-9.]{0,12}(?:\.000){2}(?![0-9,.])")
_ALONE = lazy(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,3}|[1-9][0-9]{3,8},[0-9]{1,3}")
_MEAN = lazy(r"\b(?:bình quân|trung bình|mỗi|hệ số|tỷ suất|tỉ suất|tỷ giá|giá)\b")
_KEPT = 40  # characters before a number in which an average is told

_Key = tuple[str, str, Decimal]


def thousands(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each number against how the document writes others of its unit."""
    alike: dict[_Key, list[tuple[Reading, Figure]]] = {}
    for reading in story.readings:
        for figure in reading.figures:
            if figure.unit.known and figure.unit.amount and figure.whole is None:
                alike.setdefault(_key(figure), []).append((reading, figure))
    for some in alike.values():
        yield from _commas(some, tally)
        yield from _points(some, tally)


def _key(figure: Figure) -> _Key:
    return figure.unit.kind, figure.unit.base, figure.unit.factor


def _commas(some: Sequence[tuple[Reading, Figure]], tally: Tally) -> Iterator[Finding]:
    """Yield `214,447 tỷ đồng` among `12.828 tỷ đồng`, where no other number has such decimals."""
    odd = [(r, f) for r, f in some if _COMMA.match(f.text.strip())]
    dotted = [f for _r, f in some if not f.fault and _DOTTED.match(f.text.strip())]
    tally.tested += len(odd)
    enough = len(dotted) >= max(_FEW, 2 * len(odd)) or (
        dotted and all(_ROUND.match(f.text.strip()) for _r, f in odd)
    )
    if not odd or not enough or any(_places(f) > 2 for f in dotted):
        return
    largest = max(f.value for f in dotted)
    decimal = any(0 < _places(f) < 3 for f in dotted)
    for reading, figure in odd:
        if figure.fault or EXACT.multiply(figure.value, _THOUSAND) > largest * _WIDE:
            continue
        if figure.unit.kind == "mỗi" or _is_mean(reading, figure):
            continue
        severity: Severity = "certain" if figure.unit.counted else "likely"
        money = figure.unit.kind == "tiền" and figure.unit.scale >= _MILLIARD
        if money and decimal and EXACT.multiply(figure.value, _THOUSAND) % 10:
            severity = "look"  # to the million, «1,368 tỷ đồng»: fines and damage are often told so
        yield _told(reading, figure, severity, figure.text.strip().replace(",", ".", 1))


def _points(some: Sequence[tuple[Reading, Figure]], tally: Tally) -> Iterator[Finding]:
    """Yield `5.123 tỷ USD` among `13,7 tỷ USD`, `7,441 tỷ USD`."""
    odd = [(r, f) for r, f in some if not f.fault and _POINT.match(f.text.strip())]
    odd = [(r, f) for r, f in odd if f.unit.kind == "ngoại tệ"]  # «kinh phí 3.792 triệu đồng»
    others = [f for _r, f in some if not f.fault and "." not in f.text]
    tally.tested += len(odd)
    if len(odd) != 1 or len(others) < len(some) - 1 or odd[0][1].unit.counted:
        return  # other numbers of the unit have thousands too
    reading, figure = odd[0]
    with_comma = [f for f in others if "," in f.text]
    if len(with_comma) < _FEW or figure.value <= max(f.value for f in others) * _WIDE:
        return
    if EXACT.divide(figure.value, _THOUSAND) < min(f.value for f in others) / _WIDE:
        return
    yield _told(reading, figure, "likely", figure.text.strip().replace(".", ",", 1))


def _places(figure: Figure) -> int:
    return len(figure.text.strip().partition(",")[2].split(" ")[0])


def _is_mean(reading: Reading, figure: Figure) -> bool:
    return _MEAN.search(reading.low[max(0, figure.start - _KEPT) : figure.start]) is not None


def _told(reading: Reading, figure: Figure, severity: Severity, right: str) -> Finding:
    return finding(
        "nghin-lan", severity, reading.paragraph, (figure.start, figure.end),
        _("«{text}» khác cách viết hàng nghìn của các số cùng đơn vị").format(text=figure.text.strip()),
        _("có thể là {right}").format(right=right),
    )  # fmt: skip


def zeros_and_multiplier(story: Story, tally: Tally) -> Iterator[Finding]:
    """`990.000.000 triệu đồng`: the zeros are the millions that the unit names again."""
    for reading in story.readings:
        for figure in reading.figures:
            money = figure.unit.kind in ("tiền", "ngoại tệ") and figure.unit.scale > _HUNDRED
            if not money or not (zeros := _ZEROS.match(figure.text.strip())):
                continue
            tally.tested += 1
            yield finding(
                "nghin-lan", "likely", reading.paragraph, (figure.start, figure.end),
                _("«{text}»: hàng triệu viết cả bằng số không lẫn bằng đơn vị").format(
                    text=figure.text.strip()
                ),
                _("bỏ một trong hai, ví dụ {right} đồng").format(right=zeros[0]),
            )  # fmt: skip


def lone_numbers(story: Story, tally: Tally) -> Iterator[Finding]:
    """`8700,9` alone in its paragraph or cell among `9.938,7`, `14.040,8`."""
    alone = [(r, r.paragraph.plain.strip()) for r in story.readings]
    alone = [(r, text) for r, text in alone if _ALONE.fullmatch(text)]
    dotted = sum("." in text for _r, text in alone)
    bare = [(reading, text) for reading, text in alone if "." not in text]
    tally.tested += len(bare)
    if dotted < max(_FEW, 2 * len(bare)):
        return  # so the table is written
    for reading, text in bare:
        yield finding(
            "so-thieu-cham", "likely", reading.paragraph, (0, len(reading.paragraph.plain)),
            _("«{text}» không có dấu chấm phân cách hàng nghìn như các số khác").format(text=text),
            _("thêm dấu chấm"),
        )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    thousands,
    zeros_and_multiplier,
    lone_numbers,
)
