"""Totals whose parts the field knows, wherever they are told."""

from __future__ import annotations

import pytest

from lsreport.audit import audit_text

GUESTS = "Trong 6 tháng đầu năm thu hút {0} nghìn lượt khách du lịch, đạt {1}% kế hoạch. Trong đó: khách quốc tế đạt 78 nghìn lượt khách, đạt 48,8% kế hoạch; khách trong nước đạt 2.893 nghìn lượt khách, đạt 74,2% kế hoạch."
TRADE = "Kim ngạch xuất nhập khẩu trong tháng ước đạt {0} triệu USD, lũy kế 6 tháng ước đạt {1} triệu USD, tăng 20,8% so với cùng kỳ, kim ngạch xuất khẩu trong tháng ước đạt 300 triệu USD, lũy kế 6 tháng ước đạt 1.300 triệu USD, tăng 3,3% so với cùng kỳ; kim ngạch nhập khẩu trong tháng đạt 260 triệu USD, lũy kế ước đạt 1.420 triệu USD, tăng 43,1% so với cùng kỳ."
RETAIL = (
    "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ 6 tháng đạt {0} tỷ đồng, tăng {1}% so với cùng kỳ.\n"
    "Tổng mức bán lẻ hàng hóa tháng 6 đạt 2.847,3 tỷ đồng, tăng 13,86% so với cùng kỳ năm trước. Tính chung 6 tháng, tổng mức bán lẻ hàng hóa ước đạt 16.241,8 tỷ đồng, tăng 14,38% so với cùng kỳ.\n"
    "Doanh thu dịch vụ lưu trú, ăn uống 6 tháng ước đạt 1.467 tỷ đồng, tăng 11,92% so với cùng kỳ. Doanh thu dịch vụ lữ hành 6 tháng ước đạt 14,3 tỷ đồng, tăng 12,75% so với cùng kỳ.\n"
    "Doanh thu dịch vụ khác 6 tháng ước đạt 918,4 tỷ đồng, giảm 8,47% so với cùng kỳ."
)
BUDGET = (
    "Thu ngân sách nhà nước trên địa bàn 6 tháng đầu năm là {0} triệu đồng, trong đó:\n"
    "- Thu nội địa: 1.420.000 triệu đồng.\n- Thu từ hoạt động xuất nhập khẩu: 3.600.000 triệu đồng.\n"
    "- Các khoản huy động, đóng góp: 694 triệu đồng."
)
FISH = "Sản lượng thủy sản ước đạt {0} tấn. Sản lượng cá ước đạt 1.021,22 tấn, tăng 1,61%; thủy sản khai thác đạt 155,8 tấn; thủy sản nuôi trồng đạt 923,83 tấn, tăng 0,89%."
FREIGHT = "Tổng doanh thu vận tải, kho bãi tháng 6 đạt {0} tỷ đồng. Trong đó: doanh thu vận tải hành khách ước đạt 27,2 tỷ đồng; doanh thu vận tải hàng hóa ước đạt 103,5 tỷ đồng; doanh thu hoạt động kho bãi và dịch vụ hỗ trợ vận tải ước đạt 83,5 tỷ đồng; doanh thu hoạt động bưu chính, chuyển phát ước đạt 0,29 tỷ đồng."
PERMITS = "Thẩm định, cấp {0} giấy phép lao động, trong đó cấp mới 16 giấy phép lao động, gia hạn 09 giấy phép lao động."

# rule, what breaks it, what does not
CASES = [
    ("phan-va-tong", GUESTS.format("2.271", "73,2"), GUESTS.format("2.971", "73,2")),
    ("ke-hoach-cua-tong", GUESTS.format("2.971", "63,2"), GUESTS.format("2.971", "73,2")),
    ("phan-va-tong", TRADE.format("650", "2.720"), TRADE.format("560", "2.720")),
    ("phan-va-tong", TRADE.format("560", "2.270"), TRADE.format("560", "2.720")),
    ("phan-va-tong", RETAIL.format("18.461,5", "12,8"), RETAIL.format("18.641,5", "12,8")),
    ("tang-cua-tong", RETAIL.format("18.641,5", "18,2"), RETAIL.format("18.641,5", "12,8")),
    ("phan-va-tong", BUDGET.format("5.220.694"), BUDGET.format("5.020.694")),
    ("phan-va-tong", FISH.format("1.179,64"), FISH.format("1.079,64")),
    ("phan-va-tong", FREIGHT.format("241,5"), FREIGHT.format("214,5")),
    ("phan-va-tong", PERMITS.format("26"), PERMITS.format("25")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "wrong", "right"), CASES, ids=[f"{i}-{case[0]}" for i, case in enumerate(CASES)]
)
def test_a_total_is_held_against_the_parts_it_is_known_to_have(
    rule: str, wrong: str, right: str
) -> None:
    """In the sentence, in the lines below, of the month and of the months."""
    assert rule in {f.rule for f in audit_text(wrong).findings if f.severity != "look"}
    assert [f for f in audit_text(right).findings if f.severity != "look"] == []


def test_parts_of_another_total_are_left_alone() -> None:
    """A total over all gates, a budget without what was donated, guests that stay."""
    for text in (
        f"Tổng kim ngạch xuất nhập khẩu qua địa bàn đạt 4.925,5 triệu USD. {TRADE.format('560', '2.720')}",
        "Thu ngân sách nhà nước đạt 650.329 triệu đồng, trong đó: thu từ hoạt động xuất nhập khẩu 450.000 triệu đồng, thu nội địa 199.264 triệu đồng.",
        "Đón 1.725 nghìn lượt khách, trong đó: khách trong ngày 1.124 nghìn lượt; khách lưu trú nội địa 386 nghìn lượt; khách quốc tế 215 nghìn lượt.",
        "Kế hoạch thu ngân sách 9.000 tỷ đồng. Thu nội địa đạt 1.420 tỷ đồng; thu xuất nhập khẩu đạt 3.600 tỷ đồng.",
    ):
        assert [f for f in audit_text(text).findings if f.severity != "look"] == [], text
