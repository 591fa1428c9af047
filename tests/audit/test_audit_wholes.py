"""Wholes and their parts: sentences that hold are left in peace, those that do not are found."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from lsreport.audit import audit_text
from lsreport.audit.reading.amounts import Stretch
from lsreport.audit.reading.scan import scan
from lsreport.audit.reading.slips import is_slip, is_swap, mended

HERE = Path(__file__).parent


def _texts(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").strip().split("\n\n")


@pytest.mark.parametrize("text", _texts("wholes_true.txt"))
def test_a_relation_that_holds_is_left_in_peace(text: str) -> None:
    """Nothing is said of sums, rests, spreads and counts that are right, or that are not told."""
    assert [f for f in audit_text(text).findings if f.severity != "look"] == []


@pytest.mark.parametrize("text", _texts("wholes_false.txt"))
def test_a_relation_that_cannot_hold_is_certain(text: str) -> None:
    """Each paragraph has one planted fault, and it is told as certain."""
    assert any(f.severity == "certain" for f in audit_text(text).findings)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "Dân số toàn tỉnh đạt gần 1.216.400 người. Dân số nam 812.600 người, nữ 604.200 người.",
            "phan-va-tong",
        ),
        (
            "Thu ngân sách 9 tháng đạt 843.000 tỷ đồng, trong đó thu nội địa đạt 663,700 tỷ đồng.",
            "nghin-lan",
        ),
        (
            "Quý I giải ngân 104 tỷ đồng, quý II giải ngân 158 tỷ đồng, 6 tháng giải ngân 272 tỷ đồng.",
            "thang-va-luy-ke",
        ),
        (
            "Tháng 5 đạt 148 tỷ đồng; lũy kế 4 tháng đạt 305 tỷ đồng; lũy kế 5 tháng đạt 483 tỷ đồng.",
            "thang-va-luy-ke",
        ),
    ],
)
def test_halves_above_the_whole_and_zeros_behind_a_comma_are_likely(text: str, rule: str) -> None:
    """Men and women who are more than the people; thousands that were given a comma; months that may
    have been revised since.
    """
    assert [(f.rule, f.severity) for f in audit_text(text).findings] == [(rule, "likely")]


def _exactly(value: str) -> Stretch:
    return Stretch(Decimal(value), Decimal(value))


def test_a_slip_is_two_digits_one_digit_or_a_moved_comma() -> None:
    """What no single slip explains is none; of three digits only a swap counts."""
    figure = scan("thu 245,44 kg")[0]
    assert is_swap(figure, _exactly("254.44"))
    assert is_slip(figure, _exactly("245.94"))
    assert not is_swap(figure, _exactly("245.94"))
    assert is_slip(figure, _exactly("24544"))
    assert not is_slip(figure, _exactly("281.07"))
    assert not is_slip(scan("thu 234 kg")[0], _exactly("230"))


def test_the_figure_with_the_slip_is_named() -> None:
    """The part whose digits changed places mends the sum; without one nothing does."""
    total, *parts = scan("480,6 kg, 250,4 kg và 203,2 kg")
    assert mended(total, parts) is parts[1]
    total, *parts = scan(
        "480,6 kg, 250,4 kg và 204,9 kg",
    )
    assert mended(total, parts, swapped=True) is None


def test_a_list_is_of_the_total_of_its_own_line() -> None:
    """Where that total is the wrong one, the line before is none the less of other months."""
    text = (
        "Thu ngân sách lũy kế 5 tháng đạt 402,6 tỷ đồng.\n"
        "Tổng thu đạt 318,5 tỷ đồng, gồm thu nội địa 256,3 tỷ đồng và thu xuất nhập khẩu 125,2 tỷ đồng."
    )
    assert {(f.severity, f.paragraph) for f in audit_text(text).findings} == {("certain", 2)}


NEARLY = "Chi cân đối ngân sách địa phương 3.458 tỷ đồng, đạt {}% dự toán, tăng {}%, trong đó: chi đầu tư phát triển 234 tỷ đồng, đạt 16,6%, giảm 12,1%; chi thường xuyên 3.202 tỷ đồng, đạt 33,2%, tăng 13,7%."


@pytest.mark.parametrize(
    ("plan", "growth", "rule"),
    [
        ("30,4", "19,1", "tang-cua-tong"),
        ("30,4", "1,9", "tang-cua-tong"),
        ("34,0", "11,9", "ke-hoach-cua-tong"),
        ("24,3", "11,9", "ke-hoach-cua-tong"),
    ],
)
def test_what_is_left_of_nearly_all_cannot_be_less_than_nothing(
    plan: str, growth: str, rule: str
) -> None:
    """The little that is not told would have been below nothing, or a large part."""
    found = audit_text(NEARLY.format(plan, growth)).findings
    assert [(f.rule, f.severity) for f in found if f.severity != "look"] == [(rule, "likely")]
