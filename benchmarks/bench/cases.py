"""The documents that are measured, and the data that fill them.

Goes out: a `Case` each: a maker of its template in any dialect, several data sets of the same shape,
and what the document of each must hold. Everything is made from fixed seeds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.bench.dialects import Dialect
from benchmarks.bench.may import Tagged, tagged_report
from benchmarks.bench.wordml import template
from benchmarks.bench.work import Content, Note, Paragraph, Piece, Row, Slot, Table, Work, content

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "templates" / "ubnd" / "bao-cao.docx"
DATA_SETS = 3
PARAGRAPHS, TEXT_SLOTS, NOTES = 116, 93, 30
TABLE_ROWS, COLUMNS = 60, 5
LOOP_ROWS = 2000
REPEATED = "hang"
_WORDS = [
    "tổng",
    "thu",
    "ngân",
    "sách",
    "nhà",
    "nước",
    "trên",
    "địa",
    "bàn",
    "tỉnh",
    "ước",
    "đạt",
    "kế",
    "hoạch",
    "tăng",
    "giảm",
    "so",
    "với",
    "cùng",
    "kỳ",
    "năm",
    "trước",
    "diện",
    "tích",
    "gieo",
    "trồng",
    "sản",
    "lượng",
    "xuất",
    "khẩu",
    "qua",
    "cửa",
    "khẩu",
    "vốn",
    "đầu",
    "tư",
    "công",
    "giải",
    "ngân",
    "các",
    "ngành",
    "tập",
    "trung",
    "chỉ",
    "đạo",
    "triển",
    "khai",
    "thực",
    "hiện",
    "nhiệm",
    "vụ",
    "phát",
    "triển",
    "kinh",
    "tế",
    "xã",
    "hội",
    "bảo",
    "đảm",
    "quốc",
    "phòng",
    "an",
    "ninh",
    "trật",
    "tự",
    "an",
    "toàn",
    "giao",
    "thông",
    "giáo",
    "dục",
    "y",
    "tế",
    "văn",
    "hóa",
    "thể",
    "thao",
    "du",
    "lịch",
]
_UNITS = ("tỷ đồng", "triệu USD", "ha", "lượt người", "%")


@dataclass(frozen=True, slots=True)
class Case:
    """A piece of work: `template` in a dialect, data sets, and what each must give."""

    name: str
    title: str
    template: Callable[[Dialect], bytes]
    data: tuple[dict[str, Any], ...]
    expected: tuple[Content, ...]
    rounds: int  # turns of each engine in a full run; slow work takes fewer

    def slots(self) -> int:
        """Return how many values one document takes."""
        return sum(
            sum(len(item) for item in value) if isinstance(value, list) else 1
            for value in self.data[0].values()
        )


def _case(name: str, title: str, work: Work, rounds: int, rows: int = 0) -> Case:
    base = BASE.read_bytes()
    data = tuple(values(work, seed, rows) for seed in range(DATA_SETS))
    expected = tuple(content(work, one) for one in data)
    return Case(name, title, lambda dialect: template(work, dialect, base), data, expected, rounds)


def probe() -> Case:
    """Return the smallest work with one of everything: it shows what an engine can do."""
    slots = [Slot(f"v{number}") for number in range(1, 9)] + [Slot("n1", 1), Slot("n2", 0)]
    body = Paragraph(("Thu ", slots[0], Note(("theo ", slots[1])), " và ", slots[8], "."))
    table = Table(((("Chỉ tiêu",), ("Mức",)), (("Thu",), (slots[2],))))
    loop = Table(((("Tên",), ("Số",)), ((Slot("c1"),), (Slot("c2"),))), REPEATED)
    work = Work((body, table, loop), Paragraph((slots[3],), "Header"), _footer(slots[9]))
    return _case("probe", "one of everything", work, 1, 3)


def smallest() -> Case:
    """Return a document of one paragraph and one placeholder."""
    empty = Paragraph((), "Header")
    return _case("smallest", "one placeholder", Work((Paragraph((Slot("v1"),)),), empty, empty), 1)


def plain() -> Case:
    """Return the plain template, its values strings."""
    return _case("plain", "plain template", report_work(1, None), 20)


def numbers() -> Case:
    """Return the plain template, its values numbers that the engine formats."""
    return _case("numbers", "numbers formatted", report_work(1, 1), 20)


def tenfold() -> Case:
    """Return ten times the plain template: 3,650 placeholders, 300 notes, ten tables."""
    return _case("tenfold", "ten times the template", report_work(10, None), 4)


def rows() -> Case:
    """Return a table whose row is repeated 2,000 times."""
    cells: Row = tuple((Slot(f"c{number}"),) for number in range(1, COLUMNS + 1))
    head: Row = tuple((f"Cột {number}",) for number in range(1, COLUMNS + 1))
    lead = Paragraph(("Danh sách ", Slot("v1"), Note(("Nguồn: ", Slot("v2"))), "."))
    work = Work(
        (lead, Table((head, cells), REPEATED)),
        Paragraph((Slot("v3"),), "Header"),
        _footer(Slot("v4")),
    )
    return _case("rows", f"{LOOP_ROWS:,} table rows", work, 10, LOOP_ROWS)


def may() -> Case:
    """Return our report of May 2024 without our additions: the same texts, values as strings."""
    tagged: Tagged = tagged_report(ROOT)
    return Case(
        "may",
        "the report of May 2024",
        tagged.template,
        tuple(tagged.data(step) for step in range(DATA_SETS)),
        tuple(tagged.content(step) for step in range(DATA_SETS)),
        15,
    )


MEASURED: dict[str, Callable[[], Case]] = {
    "plain": plain,
    "numbers": numbers,
    "tenfold": tenfold,
    "rows": rows,
    "may": may,
}


# --- the plain template: about 29 pages, 365 placeholders, 30 notes, a table of 60 x 5 ---


def report_work(copies: int, decimals: int | None) -> Work:
    """Return the plain template, its body so many times over; `decimals` None prints strings."""
    random = Random(29)
    blocks: list[Paragraph | Table] = []
    for copy in range(copies):
        blocks += _body(random, f"b{copy}_", decimals)
    head = Paragraph(("Báo cáo ", Slot("dau_trang", decimals)), "Header")
    return Work(tuple(blocks), head, _footer(Slot("chan_trang", decimals)))


def _body(random: Random, prefix: str, decimals: int | None) -> list[Paragraph | Table]:
    slots = (Slot(f"{prefix}v{n}", _decimals(n, decimals)) for n in range(10_000))
    blocks: list[Paragraph | Table] = []
    for number in range(PARAGRAPHS):
        if number % 9 == 0:
            blocks.append(Paragraph((_sentence(random, 8),), "Heading2"))
        here = _share(number, TEXT_SLOTS, PARAGRAPHS)
        pieces: list[Piece] = [_sentence(random, 55) + " "]
        for _n in range(here):
            pieces += [next(slots), f", {_sentence(random, 9)} "]
        pieces.append(_sentence(random, 75))
        if _share(number, NOTES, PARAGRAPHS):
            pieces += [Note((f"{_sentence(random, 14)} ", next(slots), ".")), "."]
        blocks.append(Paragraph(tuple(pieces)))
    lines: list[Row] = [
        ((f"{number}. {_sentence(random, 4)}",), *((next(slots),) for _c in range(COLUMNS - 1)))
        for number in range(1, TABLE_ROWS + 1)
    ]
    blocks.insert(len(blocks) // 2, Table(tuple(lines)))
    return blocks


def _decimals(number: int, decimals: int | None) -> int | None:
    """Return decimals about the wanted ones: most figures have one, some none or two."""
    return decimals if decimals is None else (decimals, decimals, 0, decimals + 1)[number % 4]


def _share(number: int, wanted: int, places: int) -> int:
    """Return how many of `wanted` things stand in a place, spread evenly."""
    return (number + 1) * wanted // places - number * wanted // places


def _sentence(random: Random, length: int) -> str:
    return " ".join(random.choice(_WORDS) for _n in range(length))


def _footer(slot: Slot) -> Paragraph:
    return Paragraph(("Số ", slot), "Header")


# --- data ---


def values(work: Work, seed: int, rows: int = 0) -> dict[str, Any]:
    """Return values for every slot of a work; a repeated table takes `rows` items."""
    random = Random(seed)
    own: dict[str, Any] = {slot.name: _value(random, slot) for slot in work.slots()}
    tables = [block for block in work.blocks if isinstance(block, Table) and block.repeated]
    for table in tables:
        columns = [piece for cell in table.rows[-1] for piece in cell if isinstance(piece, Slot)]
        own[table.repeated] = [
            {slot.name: _value(random, slot) for slot in columns} for _row in range(rows)
        ]
    return own


def _value(random: Random, slot: Slot) -> str | float | int:
    if slot.decimals == 0:
        return random.randint(-5_000, 5_000_000)
    if slot.decimals is not None:
        return round(random.uniform(-100, 200_000), slot.decimals)
    whole, part = random.randint(1, 999), random.randint(0, 9)
    return f"{whole}.{random.randint(100, 999)},{part} {random.choice(_UNITS)}"
