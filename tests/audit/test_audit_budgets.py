"""A share of a plan told elsewhere: wrong ones are found, shares of other plans stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from lsreport.audit import audit_text

HERE = Path(__file__).parent


def _texts(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").strip().split("\n\n")


@pytest.mark.parametrize("text", _texts("plans_true.txt"))
def test_shares_of_plans_that_hold_are_left_in_peace(text: str) -> None:
    """Plans of two givers, of parts, of another year, plans that are not told."""
    assert [f for f in audit_text(text).findings if f.severity != "look"] == []


@pytest.mark.parametrize("text", _texts("plans_false.txt"))
def test_a_share_that_its_plan_denies_is_certain(text: str) -> None:
    """Each text has one share that is not that of its amount in the plan."""
    found = {f.rule for f in audit_text(text).findings if f.severity == "certain"}
    assert found & {"dat-ke-hoach", "ke-hoach-cua-tong"}


YEARLY = [
    (
        "Trồng rừng mới 6 tháng đầu năm được 4.300 ha, đạt {}% kế hoạch, tương đương cùng kỳ; ước cả năm trồng 6.150 ha, đạt 102,5% kế hoạch.",
        ("71,7", "77,1"),
    ),
    (
        "Doanh thu du lịch 6 tháng đầu năm đạt 1.812 tỷ đồng, đạt 60,4%, tăng 20,4%; hết năm 2024, doanh thu ước đạt 3.045 tỷ đồng, đạt {}%, tăng 17,8% so với năm 2023.",
        ("101,5", "110,5"),
    ),
    (
        "Tổng thu ngân sách 6 tháng ước 4.020,7 tỷ đồng, đạt 67,1% dự toán; ước thu cả năm 2024 là 6.712,8 tỷ đồng, đạt 113,6% dự toán Trung ương giao, đạt {}% dự toán tỉnh giao.",
        ("112,0", "121,0"),
    ),
]


@pytest.mark.parametrize(("text", "shares"), YEARLY)
def test_two_levels_of_one_year_imply_one_plan(text: str, shares: tuple[str, str]) -> None:
    """What was done so far, and what the year is to end with."""
    right, wrong = (audit_text(text.format(share)).findings for share in shares)
    assert [f for f in right if f.severity != "look"] == []
    assert {f.rule for f in wrong if f.severity in ("certain", "likely")} == {"dat-ke-hoach"}


TWO_GIVERS = (
    "Lũy kế 7 tháng là 3.475.214 triệu đồng, đạt {}% dự toán Trung ương giao, đạt {}% dự toán tỉnh giao, bao gồm:\n"
    "+ Thu nội địa: 1.292.290 triệu đồng, đạt 71,3% dự toán Trung ương giao, đạt 67,8% dự toán tỉnh giao.\n"
    "+ Thu từ hoạt động xuất nhập khẩu: 2.170.882 triệu đồng, đạt 49,5% dự toán giao.\n"
    "+ Các khoản huy động, đóng góp: 12.042 triệu đồng."
)


@pytest.mark.parametrize(
    ("centre", "local", "wrong"), [("56,0", "55,2", 0), ("65,0", "55,2", 1), ("56,0", "52,5", 1)]
)
def test_plans_of_two_givers_are_tested_each_with_its_own(
    centre: str, local: str, wrong: int
) -> None:
    """A part that is told without a plan is too small to explain a gap."""
    found = audit_text(TWO_GIVERS.format(centre, local)).findings
    told = [f.severity for f in found if f.rule == "ke-hoach-cua-tong"]
    assert told == ["likely"] * wrong
