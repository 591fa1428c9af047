"""Parts behind a colon, by a dimension, inside brackets; a total behind them; what is only weak."""

from __future__ import annotations

from pathlib import Path

import pytest
from lists import true_lists

from lsreport.audit import audit_text

HERE = Path(__file__).parent


def _texts(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").strip().split("\n\n")


def _severities(text: str) -> list[str]:
    return [finding.severity for finding in audit_text(text).findings]


@pytest.mark.parametrize("text", _texts("parts_true.txt"))
def test_parts_that_hold_are_left_in_peace(text: str) -> None:
    """Nothing certain is said of parts that make up their total, or that are not all told."""
    assert "certain" not in _severities(text)


@pytest.mark.parametrize("text", _texts("parts_false.txt"))
def test_parts_that_cannot_hold_are_certain(text: str) -> None:
    """Each text has one planted fault, and it is told as certain."""
    assert "certain" in _severities(text)


def test_an_open_list_that_falls_short_by_little_is_likely_at_most() -> None:
    """A small part is often left unsaid; two digits that changed places may be chance."""
    text = (
        "Tổng thu 90.830 tỷ đồng, tăng 2,5%: nội địa 62.178 tỷ đồng, tăng 5%; "
        "dầu thô 5.044 tỷ đồng, tăng 16%; xuất nhập khẩu 23.600 tỷ đồng, giảm 6%."
    )
    assert "certain" not in _severities(text)


def test_a_minus_within_brackets_is_only_worth_a_look() -> None:
    """`giảm (-0,24%)` is how many offices write; `giảm -0,24%` says the contrary."""
    assert _severities("Sản xuất điện giảm (-0,24%) so với cùng kỳ.") == ["look"]
    assert _severities("Sản xuất điện giảm -0,24% so với cùng kỳ.") == ["certain"]


def test_members_of_a_list_are_not_the_total_of_one_another() -> None:
    """Where no word tells of parts, numbers that come near one another do so by chance."""
    found = [
        (finding.rule, finding.computed)
        for text in true_lists(seed=20261123, count=400)
        for finding in audit_text(text).findings
        if finding.severity != "look"
    ]
    assert found == []


@pytest.mark.parametrize(
    "lines",
    [
        ["Xã Yên Lâm trồng được 489,8 ha rừng mới.", "Xã Bình Trung trồng được 483,9 ha rừng mới."],
        ["Huyện Cao Lâm gieo trồng 3.637 ha.", "Huyện Lâm Bình gieo trồng 6.337 ha."],
        ["Xã Tú Sơn trồng 611,9 ha.", "Xã Hồng Lâm trồng 212,3 ha.", "Xã Gia Tân trồng 396,9 ha."],
    ],
)
def test_two_places_are_not_one_told_twice(lines: list[str]) -> None:
    """Syllables of names look like fillers: bình, trung, cao."""
    assert audit_text("\n".join(lines)).findings == []
