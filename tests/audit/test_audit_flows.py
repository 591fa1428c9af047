"""A month against the months that hold it: what cannot flow is found, what may is left in peace."""

from __future__ import annotations

from pathlib import Path

import pytest

from lsreport.audit import audit_text
from lsreport.audit.reading.spans import Span, lies_in, span_of

HERE = Path(__file__).parent


def _texts(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").strip().split("\n\n")


@pytest.mark.parametrize("text", _texts("flows_true.txt"))
def test_other_things_and_other_times_are_left_in_peace(text: str) -> None:
    """Another quantity, another year, a stock, a part: a month may have more than the months."""
    assert [f for f in audit_text(text).findings if f.severity != "look"] == []


@pytest.mark.parametrize("text", _texts("flows_false.txt"))
def test_a_month_above_the_months_that_hold_it_is_certain(text: str) -> None:
    """Each text has one month, or quarter, with more than the longer time that holds it."""
    found = [f for f in audit_text(text).findings if f.severity == "certain"]
    assert [f.rule for f in found] == ["thang-va-luy-ke"]


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("bảy tháng đầu năm", Span("luy_ke", 1, 7)),
        ("quý iii năm 2024 ước", Span("quy", 7, 9, "2024")),
        ("cả năm 2023, thu", Span("nam", 1, 12, "2023")),
        ("tháng 9/2024", Span("thang", 9, 9, "2024")),
        ("6 tháng cuối năm", Span("luy_ke", 7, 12)),
        ("lũy kế từ đầu năm", Span("luy_ke", 1)),
        ("tháng 9 năm 2024, so với tháng 8 tăng", Span("thang", 9, 9, "2024")),
    ],
)
def test_times_are_read_month_by_month(words: str, span: Span) -> None:
    """Numbers and numerals, with and without a year."""
    assert span_of(words) == span


def test_a_month_lies_only_in_times_that_hold_it() -> None:
    """Not in the months before it, in another quarter, in another year."""
    assert lies_in(Span("thang", 9, 9), Span("luy_ke", 1, 9))
    assert not lies_in(Span("thang", 9, 9), Span("luy_ke", 1, 8))
    assert not lies_in(Span("thang", 9, 9), Span("quy", 4, 6))
    assert not lies_in(Span("thang", 9, 9, "2023"), Span("luy_ke", 1, 9, "2024"))
    assert not lies_in(Span("nam", 1, 12), Span("luy_ke", 1, 9))
