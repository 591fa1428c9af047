"""Readers of fields: typed values with their line, or faults with place, near miss and mend."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from lsreport.data.fields import (
    Choice,
    Day,
    DayCell,
    Field,
    Flag,
    Integer,
    ListOf,
    MapOf,
    Name,
    Names,
    NarrativeParagraph,
    OneOrDated,
    PeriodName,
    QuantityCell,
    Reader,
    Record,
    Text,
    UnreadableError,
    references,
)
from lsreport.data.lacking import near_misses
from lsreport.data.model import Source
from lsreport.data.nodes import Scalar, read_nodes
from lsreport.errors import Fault, FaultLog
from lsreport.numbers import Form, Quantity
from lsreport.periods import parse_period

Told = list[tuple[str, int | None]]
Read = Callable[[Reader[Any], str], tuple[Any, list[Fault]]]


class Colour(Enum):
    """A small vocabulary."""

    RED = "do"
    GREEN = "xanh"


@dataclass(frozen=True, slots=True)
class Person:
    """A small record."""

    name: str
    source: Source
    age: int | None = None
    colours: tuple[Colour, ...] = ()


PERSON = Record(
    Person,
    {
        "ho_ten": Field("name", Text(), "họ tên", required=True),
        "tuoi": Field("age", Integer(0, 150), "tuổi"),
        "mau_sac": Field("colours", ListOf(Choice(Colour)), "các màu"),
    },
)
KNOWN = Names("chỉ tiêu", ["ngan_sach.thu", "ngan_sach.chi"], "chi-tieu-la")
NOTHING = object()


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a reader of one YAML text: the value (or NOTHING) and the faults."""

    def read(reader: Reader[Any], text: str) -> tuple[Any, list[Fault]]:
        path = tmp_path / "a.yaml"
        path.write_bytes(text.encode())
        log, value = FaultLog(), NOTHING
        with contextlib.suppress(UnreadableError):
            value = reader.read(read_nodes(path, "a.yaml", log), log)
        return value, list(log)

    return read


def told(faults: list[Fault]) -> Told:
    """Return the code and line of each fault."""
    return [(fault.code, fault.where.line) for fault in faults]


# --- what is read -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["05", "010", "no", "1:30", "2024-06-04", "0x10", "1_000", "~", "null"]
)
def test_a_text_is_what_it_looks_like(read: Read, text: str) -> None:
    """A name such as `no` or `~` is that name: nothing in YAML is guessed."""
    assert read(Text(), text) == (text, [])


@pytest.mark.parametrize(
    ("text", "number", "decimals"),
    [
        ("05", "5", 0),
        ("010", "10", 0),
        ("67,0", "67", 1),
        ("67.00", "67", 2),
        ("-9,06", "-9.06", 2),
        ("1.934,5", "1934.5", 1),
        ("1934.5", "1934.5", 1),
        ("5.020.694", "5020694", 0),
        ('"05"', "5", 0),
        ("'1.934,5'", "1934.5", 1),
        ("0.125", "0.125", 3),
        ("+3", "3", 0),
    ],
)
def test_a_figure_is_the_exact_decimal_as_typed(
    read: Read, text: str, number: str, decimals: int
) -> None:
    """Both decimal marks are read; the precision typed is kept; quotation marks change nothing."""
    cell, faults = read(QuantityCell(), text)
    assert not faults
    assert cell.value.form is Form.EXACT
    assert (cell.value.number, cell.value.decimals) == (Decimal(number), decimals)
    assert cell.source == Source("a.yaml", 1)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("52/98", Quantity(Form.PAIR, Decimal(52), Decimal(98))),
        ("30 - 35", Quantity(Form.RANGE, Decimal(30), Decimal(35))),
        ("≥5", Quantity(Form.AT_LEAST, Decimal(5))),
        ('">3"', Quantity(Form.MORE, Decimal(3))),
        ("gần 2.000,0", Quantity(Form.NEARLY, Decimal("2000.0"))),
        ("tuong_duong", Quantity(Form.EQUAL)),
    ],
)
def test_a_figure_may_be_more_than_a_number(read: Read, text: str, quantity: Quantity) -> None:
    """Pairs, ranges, bounds, approximations and "equal" are figures too."""
    cell, faults = read(QuantityCell(comparison=True), text)
    assert (cell.value, faults) == (quantity, [])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("4/6/2024", date(2024, 6, 4)),
        ("04/06/2024", date(2024, 6, 4)),
        ("2024-06-04", date(2024, 6, 4)),
        ("29/2/2024", date(2024, 2, 29)),
    ],
)
def test_a_date_is_read_as_offices_write_it(read: Read, text: str, day: date) -> None:
    """Day, month, year; or the ISO form."""
    assert read(Day(), text) == (day, [])
    assert read(DayCell(), text)[0].value == day


def test_yes_and_no_are_vietnamese(read: Read) -> None:
    """`co` and `khong`; YAML's own words are refused with the mend."""
    assert read(Flag(), "co") == (True, [])
    assert read(Flag(), "khong") == (False, [])
    value, faults = read(Flag(), "yes")
    assert (value, told(faults)) == (NOTHING, [("tu-la", 1)])
    assert "khong" in faults[0].fix


@pytest.mark.parametrize("text", ["2024-05", "2024-Q2", "2024-S1", "2024-9M", "2024"])
def test_a_period_is_read(read: Read, text: str) -> None:
    """Each form of a period is read as `parse_period` reads it."""
    assert read(PeriodName(), text) == (parse_period(text), [])


def test_one_record_or_a_dated_list_of_them(read: Read) -> None:
    """Both ways to write give a tuple, in the order of the file, each with its own line."""
    one, faults = read(OneOrDated(PERSON), "ho_ten: An\n")
    assert (one, faults) == ((Person("An", Source("a.yaml", 1)),), [])
    two, faults = read(OneOrDated(PERSON), "- ho_ten: An\n- ho_ten: Bình\n  tuoi: 40\n")
    assert faults == []
    assert two == (Person("An", Source("a.yaml", 1)), Person("Bình", Source("a.yaml", 2), 40))


def test_a_paragraph_keeps_the_line_where_it_starts(read: Read) -> None:
    """A folded paragraph stands where its mark stands; its figures are told in order."""
    text = "- Đoạn đầu.\n- >-\n  Thu {a.thang.muc}^[chi\n  {b.luy_ke.tang|so_voi}].\n"
    paragraphs, faults = read(ListOf(NarrativeParagraph()), text)
    assert faults == []
    assert [paragraph.source.line for paragraph in paragraphs] == [1, 2]
    assert [str(x) for x in references(paragraphs[1].spans)] == [
        "a.thang.muc",
        "b.luy_ke.tang|so_voi",
    ]


# --- what is refused --------------------------------------------------------------------------


def test_a_number_with_two_readings_is_refused_with_both(read: Read) -> None:
    """`3.965` could be thousands or decimals: the fault names both ways to write it."""
    value, faults = read(QuantityCell(), "3.965")
    assert (value, told(faults)) == (NOTHING, [("so-mo-ho", 1)])
    assert "3965" in faults[0].fix
    assert "3,965" in faults[0].fix


@pytest.mark.parametrize(
    "text",
    [
        "12,5,0",
        "1.2.3",
        "12%",
        "62,5 %",
        "NaN",
        ".nan",
        ".inf",
        "Infinity",
        "1e3",
        "0x10",
        "1_000",
        "1 000",
        "1:30",
        "2024-06-04",
        "no",
        "~",
        "null",
        "true",
        "12 tỷ đồng",
        "--5",
        "+-5",
        "5-",
        "1,5.000",
        "1.00,5",
        "५",
        "１２",
        "12,",
        "',5'",
        "gần",
        "khoảng khoảng 5",
        "5/",
        "=5",
    ],
)
def test_what_is_not_one_number_is_refused(read: Read, text: str) -> None:
    """No unit, no percent sign, no binary float, no word of YAML: a figure is digits."""
    value, faults = read(QuantityCell(), text)
    assert (value, told(faults)) == (NOTHING, [("so-sai", 1)])
    assert faults[0].fix


def test_a_range_that_falls_is_refused(read: Read) -> None:
    """The lower end comes first."""
    assert told(read(QuantityCell(), "35 - 30")[1]) == [("khoang-nguoc", 1)]


def test_a_bound_without_quotation_marks_is_refused(read: Read) -> None:
    """To YAML a leading > opens a folded text: the figure would be lost, so it is a fault."""
    value, faults = read(MapOf(QuantityCell()), "a: 1\nmuc: >3\ndat: 5\n")
    assert told(faults) == [("thieu-gia-tri", 2)]
    assert list(value) == ["a", "dat"]


@pytest.mark.parametrize(
    "text",
    [
        "30/2/2024",
        "29/2/2023",
        "31/4/2024",
        "2024-02-30",
        "2024-13-01",
        "0/6/2024",
        "4/6/24",
        "4-6-2024",
        "4.6.2024",
        "2024-6-4",
        "tháng 5",
        "2024-06-04 10:00",
        "6/2024",
    ],
)
def test_a_day_that_does_not_exist_is_refused(read: Read, text: str) -> None:
    """A date is a day of the calendar, written in one of two ways, else a fault with its line."""
    value, faults = read(MapOf(Day()), f"a: 1/1/2024\nb: {text}\n")
    assert (value, told(faults)) == ({"a": date(2024, 1, 1)}, [("ngay-sai", 2)])


@pytest.mark.parametrize("text", ["-1", "151", "1,5", "1.0", "hai", "0x1", "1_0", "9999999"])
def test_a_whole_number_keeps_its_bounds(read: Read, text: str) -> None:
    """What is not a whole number within the bounds is refused, with the bounds."""
    value, faults = read(Integer(0, 150), text)
    assert (value, told(faults)) == (NOTHING, [("so-sai", 1)])
    assert "150" in faults[0].fix


@pytest.mark.parametrize("text", ["", "''", "'  '", "|\n"])
@pytest.mark.parametrize(
    "reader", [Text(), QuantityCell(), Day(), NarrativeParagraph(), Choice(Colour), Name(KNOWN)]
)
def test_a_value_that_is_missing_is_told_at_its_key(
    read: Read, reader: Reader[Any], text: str
) -> None:
    """An empty value is never a blank in print: it is a fault on its own line."""
    _value, faults = read(MapOf(reader), f"# x\nma: {text}\n")
    assert told(faults) == [("thieu-gia-tri", 2)]


@pytest.mark.parametrize(
    ("word", "near"), [("xan", "xanh"), ("Do", "do"), ("dỏ", "do"), ("tim", "do, xanh")]
)
def test_a_word_out_of_the_vocabulary_names_its_near_misses(
    read: Read, word: str, near: str
) -> None:
    """The near miss is proposed; with none, the words that there are."""
    value, faults = read(Choice(Colour), word)
    assert (value, told(faults)) == (NOTHING, [("tu-la", 1)])
    assert near in faults[0].fix


@pytest.mark.parametrize("text", ["2024-13", "2024-Q5", "2024/05", "tháng 5", "24-05", "2024-10M"])
def test_what_is_not_a_period_is_refused(read: Read, text: str) -> None:
    """A period that does not exist is a fault on its line."""
    assert told(read(PeriodName(), text)[1]) == [("ky-sai", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Thu {ngan_sach.thu}",
        "Thu {}",
        "Thu {ngan_sach.thu.thang.muc",
        "Thu } x",
        "**đậm",
        "*nghiêng",
        "m^3",
        "CO~2",
        "x^[chú thích",
        "x^[a^[b]]",
        "**a*b**c*",
        "{a.thang.muc|}",
        "{a.thang.muc|so(1}",
        "{A.thang.muc}",
        "{{ a.thang.muc }}",
        "{a.thang.la}",
    ],
)
def test_markup_that_does_not_close_is_told_with_its_line(read: Read, text: str) -> None:
    """Each fault of the markup stands on the line where its paragraph starts, with the words near."""
    paragraphs, faults = read(
        ListOf(NarrativeParagraph()), f"- Đoạn đúng.\n- >-\n  Mở đầu rồi\n  {text}\n- Đoạn cuối.\n"
    )
    assert told(faults) == [("danh-dau-sai", 2)]
    assert "gần" in faults[0].message
    assert faults[0].fix
    assert [paragraph.source.line for paragraph in paragraphs] == [1, 5]


def test_an_unknown_name_is_told_but_read(read: Read) -> None:
    """What is wrong with a name alone does not hide what else is wrong."""
    value, faults = read(Name(KNOWN), "ngan_sach.thuu")
    assert (value, told(faults)) == ("ngan_sach.thuu", [("chi-tieu-la", 1)])
    assert "ngan_sach.thu" in faults[0].fix


def test_the_keys_of_a_mapping_may_have_to_be_known(read: Read) -> None:
    """An unknown key is told on its own line, and its value is still read for faults."""
    text = "ngan_sach.chi: 1\nngan_sach.tu:\n  3.965\nNgân sách: 1\n"
    _value, faults = read(MapOf(QuantityCell(), names=KNOWN), text)
    assert told(faults) == [("chi-tieu-la", 2), ("so-mo-ho", 3), ("chi-tieu-la", 4)]
    assert "ngan_sach.thu" in faults[0].fix


@pytest.mark.parametrize("key", ["Ngan_sach", "ngân_sách", "1a", "a b", "a-b", "a.", "a..b", "_a"])
def test_a_key_that_cannot_be_named_in_a_template_is_refused(read: Read, key: str) -> None:
    """Keys are lower-case words without accents, joined by dots."""
    assert told(read(MapOf(Text()), f'a: x\n"{key}": y\n')[1]) == [("khoa-sai", 2)]


def test_figures_in_prose_must_be_known_indicators(read: Read) -> None:
    """Each unknown one is told, those in notes too, on the line of the paragraph."""
    text = "- a {ngan_sach.thu.thang.muc}\n- a {x.thang.muc}^[{ngan_sach.tu.quy.dat}]\n"
    _value, faults = read(ListOf(NarrativeParagraph(KNOWN)), text)
    assert told(faults) == [("chi-tieu-la", 2), ("chi-tieu-la", 2)]
    assert "ngan_sach.thu" in faults[1].fix


# --- shapes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reader", "text", "code"),
    [
        (Text(), "[a]", "khong-phai-chu"),
        (Text(), "a: b", "khong-phai-chu"),
        (QuantityCell(), "[12,5]", "khong-phai-chu"),
        (Day(), "- 1/1/2024", "khong-phai-chu"),
        (NarrativeParagraph(), "{a.thang.muc}", "khong-phai-chu"),
        (ListOf(Text()), "a: b", "khong-phai-danh-sach"),
        (ListOf(Text()), "a", "khong-phai-danh-sach"),
        (MapOf(Text()), "- a", "khong-phai-bang"),
        (MapOf(Text()), "a", "khong-phai-bang"),
        (PERSON, "- ho_ten: An", "khong-phai-bang"),
        (PERSON, "An", "khong-phai-bang"),
        (OneOrDated(PERSON), "An", "khong-phai-bang"),
    ],
)
def test_the_wrong_kind_of_value_is_told(
    read: Read, reader: Reader[Any], text: str, code: str
) -> None:
    """A list where a mapping belongs, the reverse, and either where a text belongs."""
    value, faults = read(reader, text)
    assert (value, told(faults)) == (NOTHING, [(code, 1)])
    assert faults[0].fix


def test_a_key_that_is_not_understood_names_its_near_miss(read: Read) -> None:
    """A misspelled key is never passed over: it is told with what may have been meant."""
    value, faults = read(PERSON, "ho_ten: An\ntuổi: 3\nmau_sc: [do]\nzzz: 1\n")
    assert value == Person("An", Source("a.yaml", 1))
    assert told(faults) == [("khoa-la", 2), ("khoa-la", 3), ("khoa-la", 4)]
    assert ["tuoi" in faults[0].fix, "mau_sac" in faults[1].fix] == [True, True]
    assert all(key in faults[2].fix for key in ("ho_ten", "tuoi", "mau_sac"))


@pytest.mark.parametrize("text", ["{muc: 12,5, dat: 3}", "{dat: 3, muc: -1934,06}"])
def test_a_comma_in_braces_breaks_a_number_and_is_explained(read: Read, text: str) -> None:
    """Inside {…} YAML splits 12,5 in two: the half that becomes a key tells why."""
    shape = Record(
        dict, {"muc": Field("muc", QuantityCell(), ""), "dat": Field("dat", QuantityCell(), "")}
    )
    _value, faults = read(shape, text)
    assert told(faults) == [("khoa-la", 1)]
    assert "{…}" in faults[0].fix


def test_a_required_key_that_is_missing_is_told_at_the_record(read: Read) -> None:
    """The place is the key of the record, the mend is the line to add."""
    value, faults = read(MapOf(PERSON), "a:\n  ho_ten: An\nb:\n  # trống\n  tuoi: 3\n")
    assert list(value) == ["a"]
    assert told(faults) == [("thieu-khoa", 3)]
    assert "ho_ten" in faults[0].fix


def test_a_merge_key_is_a_key_like_any_other(read: Read) -> None:
    """`<<` merges nothing here: it is not understood."""
    assert told(read(PERSON, "ho_ten: An\n<<: {tuoi: 3}\n")[1]) == [("khoa-la", 2)]


def test_all_the_faults_of_a_record_come_at_once(read: Read) -> None:
    """Unknown, unreadable, out of bounds, out of the vocabulary and missing: five are told."""
    text = "a:\n  tuoi: 200\n  tuoii: 3\n  mau_sac: [do, tím, xanh, la]\nb: []\n"
    _value, faults = read(MapOf(PERSON), text)
    assert told(faults) == [
        ("so-sai", 2),
        ("khoa-la", 3),
        ("tu-la", 4),
        ("tu-la", 4),
        ("thieu-khoa", 1),
        ("khong-phai-bang", 5),
    ]


@pytest.mark.parametrize(
    ("word", "known", "mend"),
    [
        ("thu", ["thuu", "chi"], "thuu"),
        ("zzz", ["thu", "chi"], "chi, thu"),
        ("zzz", [f"ten{i:02d}" for i in range(20)], "ten11, …"),
    ],
)
def test_near_misses_are_few_and_sorted(word: str, known: list[str], mend: str) -> None:
    """The closest names, else the first dozen that there are."""
    assert mend in near_misses(word, known)
    assert near_misses(word, known) == near_misses(word, reversed(known))


def test_where_nothing_may_stand_the_mend_is_to_remove_it() -> None:
    """With no names at all there is nothing to propose."""
    assert near_misses("x", []) == "bỏ khóa này"


# --- schemas ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (Text(), "không"),
        (Text(), "2024"),
        (Text("[0-9]{1,5}", "12"), "259"),
        (Text("[0-9]{1,5}", "12"), '"259"'),
        (Choice(Colour), "do"),
        (Flag(), "co"),
        (Integer(1990, 2100), "2024"),
        (Integer(1990, 2100), '"2024"'),
        (Day(), "4/6/2024"),
        (Day(), '"2024-06-04"'),
        (PeriodName(), "2024"),
        (PeriodName(), '"2024-05"'),
        (QuantityCell(), "1.934,5"),
        (QuantityCell(), "12.5"),
        (QuantityCell(), "05"),
        (DayCell(), "4/6/2024"),
        (NarrativeParagraph(), "Thu {a.thang.muc}."),
        (Name(KNOWN), "ngan_sach.thu"),
        (ListOf(Text()), "[a, b]"),
        (MapOf(QuantityCell()), "a.b: 5\nc: 1,5"),
        (OneOrDated(PERSON), "ho_ten: An"),
        (OneOrDated(PERSON), "- ho_ten: An\n  tuoi: 3"),
        (PERSON, "ho_ten: An\ntuoi: 3\nmau_sac: [do, xanh]"),
    ],
)
@pytest.mark.parametrize("loader", [yaml.BaseLoader, yaml.SafeLoader])
def test_what_a_reader_reads_its_schema_accepts(
    read: Read, reader: Reader[Any], text: str, loader: type[Any]
) -> None:
    """An editor raises no false alarm, whether it takes numbers for numbers or for texts."""
    value, faults = read(reader, text)
    assert value is not NOTHING
    assert faults == []
    Draft202012Validator.check_schema(reader.schema())
    assert list(Draft202012Validator(reader.schema()).iter_errors(yaml.load(text, loader))) == []


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (Text(), "[a]"),
        (Text("[0-9]{1,5}", "12"), "12a"),
        (Choice(Colour), "tim"),
        (Flag(), "yes"),
        (Integer(1990, 2100), "1989"),
        (Integer(1990, 2100), "1,5"),
        (Integer(1990, 2100), "nay"),
        (Day(), "4-6-2024"),
        (QuantityCell(), "[1]"),
        (NarrativeParagraph(), "a: b"),
        (ListOf(Text()), "a"),
        (MapOf(Text()), "A: b"),
        (MapOf(Text()), "[a]"),
        (OneOrDated(PERSON), "- tuoi: 3"),
        (PERSON, "tuoi: 3"),
        (PERSON, "ho_ten: An\ntuoii: 3"),
    ],
)
def test_what_a_schema_refuses_its_reader_refuses(
    read: Read, reader: Reader[Any], text: str
) -> None:
    """The schema is the reader's: an editor underlines only what the loader refuses."""
    assert list(Draft202012Validator(reader.schema()).iter_errors(yaml.safe_load(text)))
    assert read(reader, text)[1]


def test_a_schema_describes_its_keys_and_is_closed() -> None:
    """Each key carries its description for completion; others are not allowed."""
    schema = PERSON.schema()
    assert schema["properties"]["ho_ten"]["description"] == "họ tên"
    assert (schema["required"], schema["additionalProperties"]) == (["ho_ten"], False)
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize(("comparison", "code"), [(True, None), (False, "khong-so-sanh")])
def test_only_a_comparison_can_be_equal(comparison: bool, code: str | None) -> None:
    """`tuong_duong` says how a figure compares; a level or a share of the plan is a number."""
    log = FaultLog()
    node = Scalar("a.yaml", 3, 1, "tuong_duong")
    with contextlib.suppress(UnreadableError):
        QuantityCell(comparison).read(node, log)
    assert [fault.code for fault in log] == ([code] if code else [])
