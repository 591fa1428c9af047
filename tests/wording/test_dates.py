"""Dates and period names in the words of Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsreport.periods import parse_period
from lsreport.wording.dates import PeriodNames, long_date, roman, short_date

LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
DAYS = st.dates(date(1945, 9, 2), date(2999, 12, 31))


def names(text: str) -> PeriodNames:
    """Return the names of a typed period."""
    return PeriodNames(parse_period(text))


def value_of(numeral: str) -> int:
    """Read a Roman number: a letter before a larger one is taken off."""
    values = [LETTERS[letter] for letter in numeral]
    return sum(
        -value if value < max(values[index:]) else value for index, value in enumerate(values)
    )


@pytest.mark.parametrize("number", range(1, 100))
def test_a_roman_number_reads_as_its_number(number: int) -> None:
    """Every number a heading can have is written once and in the standard way."""
    numeral = roman(number)
    assert value_of(numeral) == number
    assert re.fullmatch("(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", numeral)


@pytest.mark.parametrize("number", [0, -1, 100])
def test_a_number_without_a_roman_form_is_refused(number: int) -> None:
    """Nothing is printed for what cannot be written."""
    with pytest.raises(ValueError):
        roman(number)


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2024, 6, 4), "4/6/2024", "ngày 04 tháng 6 năm 2024"),
        (date(2024, 5, 22), "22/5/2024", "ngày 22 tháng 5 năm 2024"),
        (date(2024, 1, 1), "1/1/2024", "ngày 01 tháng 01 năm 2024"),
        (date(2024, 2, 14), "14/2/2024", "ngày 14 tháng 02 năm 2024"),
        (date(2024, 3, 10), "10/3/2024", "ngày 10 tháng 3 năm 2024"),
        (date(2023, 12, 15), "15/12/2023", "ngày 15 tháng 12 năm 2023"),
        (date(2023, 10, 9), "9/10/2023", "ngày 09 tháng 10 năm 2023"),
    ],
)
def test_a_date_is_printed_in_running_text_and_beside_the_place(
    day: date, short: str, long: str
) -> None:
    """Short dates have no padding; long ones pad what could be altered by hand."""
    assert (short_date(day), long_date(day)) == (short, long)


@given(DAYS)
def test_a_long_date_pads_days_below_ten_and_the_first_two_months(day: date) -> None:
    """The decree pads the day below 10 and the months 1 and 2, nothing else."""
    shown_day = f"0{day.day}" if day.day < 10 else f"{day.day}"
    shown_month = f"0{day.month}" if day.month <= 2 else f"{day.month}"
    assert long_date(day) == f"ngày {shown_day} tháng {shown_month} năm {day.year}"


@given(DAYS)
def test_a_short_date_holds_the_plain_numbers(day: date) -> None:
    """Day, month and year stand between slashes, unpadded."""
    assert short_date(day) == f"{day.day}/{day.month}/{day.year}"


NAMES = {
    "2024-01": {
        "ten": "tháng 1",
        "thang": "tháng 1",
        "thang_truoc": "tháng 12",
        "quy": "quý I",
        "luy_ke": "tháng 1",
        "so_thang": "1 tháng",
        "nam": "2024",
        "nam_truoc": "2023",
        "tieu_de": "tháng 1",
        "tieu_de_hoa": "THÁNG 1",
        "thang_hoa": "THÁNG 1",
    },
    "2024-05": {
        "ten": "tháng 5",
        "thang": "tháng 5",
        "thang_truoc": "tháng 4",
        "quy": "quý II",
        "luy_ke": "5 tháng đầu năm",
        "so_thang": "5 tháng",
        "nam": "2024",
        "nam_truoc": "2023",
        "tieu_de": "tháng 5 và 5 tháng đầu năm",
        "tieu_de_hoa": "THÁNG 5 VÀ 5 THÁNG",
        "tieu_de_nam": "tháng 5 và 5 tháng đầu năm 2024",
        "tieu_de_quy": "tháng 5 và 5 tháng đầu năm 2024",
        "day_du": "tháng 5 năm 2024",
        "trong": "Trong tháng",
        "ky_truoc": "tháng trước",
        "cac_nam": "2024",
        "tu_ngay": "1/5/2024",
        "den_ngay": "31/5/2024",
        "thang_hoa": "THÁNG 5",
    },
    "2024-06": {
        "tieu_de_nam": "tháng 6 và 6 tháng đầu năm 2024",
        "tieu_de_quy": "tháng 6, quý II và 6 tháng đầu năm 2024",
    },
    "2021-2025": {
        "ten": "giai đoạn 2021 - 2025",
        "day_du": "giai đoạn 2021 - 2025",
        "cac_nam": "2021 - 2025",
    },
    "2024-12": {
        "tieu_de_quy": "tháng 12, quý IV và cả năm 2024",
        "ten": "tháng 12",
        "thang_truoc": "tháng 11",
        "quy": "quý IV",
        "luy_ke": "cả năm",
        "so_thang": "12 tháng",
        "tieu_de": "tháng 12 và cả năm",
        "tieu_de_hoa": "THÁNG 12 VÀ CẢ NĂM",
    },
    "2024-Q1": {
        "ten": "quý I",
        "thang": "tháng 3",
        "thang_truoc": "tháng 2",
        "quy": "quý I",
        "luy_ke": "3 tháng đầu năm",
        "tieu_de": "quý I",
        "tieu_de_hoa": "QUÝ I",
    },
    "2024-Q2": {
        "ten": "quý II",
        "thang": "tháng 6",
        "quy": "quý II",
        "luy_ke": "6 tháng đầu năm",
        "tieu_de": "quý II và 6 tháng đầu năm",
        "tieu_de_hoa": "QUÝ II VÀ 6 THÁNG",
    },
    "2024-Q3": {"ten": "quý III", "tieu_de": "quý III và 9 tháng đầu năm"},
    "2024-Q4": {"ten": "quý IV", "luy_ke": "cả năm", "tieu_de": "quý IV và cả năm"},
    "2024-S1": {
        "ten": "6 tháng đầu năm",
        "thang": "tháng 6",
        "quy": "quý II",
        "luy_ke": "6 tháng đầu năm",
        "tieu_de": "6 tháng đầu năm",
        "tieu_de_hoa": "6 THÁNG",
    },
    "2024-S2": {
        "ten": "6 tháng cuối năm",
        "thang": "tháng 12",
        "quy": "quý IV",
        "luy_ke": "cả năm",
        "tieu_de": "6 tháng cuối năm",
        "tieu_de_hoa": "6 THÁNG CUỐI NĂM",
    },
    "2024-9M": {
        "ten": "9 tháng đầu năm",
        "thang": "tháng 9",
        "quy": "quý III",
        "luy_ke": "9 tháng đầu năm",
        "tieu_de": "9 tháng đầu năm",
        "tieu_de_hoa": "9 THÁNG",
    },
    "2024": {
        "ten": "cả năm",
        "thang": "tháng 12",
        "quy": "quý IV",
        "luy_ke": "cả năm",
        "nam": "2024",
        "nam_truoc": "2023",
        "tieu_de": "cả năm",
        "tieu_de_hoa": "CẢ NĂM",
    },
}


@pytest.mark.parametrize(
    ("period", "name", "text"),
    [(period, name, text) for period, found in NAMES.items() for name, text in found.items()],
)
def test_a_period_is_called_by_its_names(period: str, name: str, text: str) -> None:
    """Each kind of period gives templates the words that sentences and titles need."""
    assert getattr(names(period), name) == text


@pytest.mark.parametrize("period", NAMES)
def test_a_period_prints_itself_by_its_own_name(period: str) -> None:
    """`{{ ky }}` alone prints what `ten` prints."""
    assert str(names(period)) == names(period).ten


@given(st.integers(2000, 2100), st.integers(1, 12))
def test_the_names_of_a_month_hold_its_numbers(year: int, month: int) -> None:
    """Month, month before, quarter and year follow from the period alone."""
    found = names(f"{year}-{month:02d}")
    assert found.thang == f"tháng {month}"
    assert found.thang_truoc == f"tháng {12 if month == 1 else month - 1}"
    assert value_of(found.quy.removeprefix("quý ")) * 3 - month in (0, 1, 2)
    assert int(found.nam) - int(found.nam_truoc) == 1


@given(st.sampled_from([*NAMES]), st.sampled_from([*NAMES["2024-05"]]))
def test_names_are_composed_text(period: str, name: str) -> None:
    """Every name is NFC, in capitals too, and has no stray spaces."""
    text = getattr(names(period), name)
    assert unicodedata.is_normalized("NFC", text)
    assert text == " ".join(text.split())
