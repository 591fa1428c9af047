"""Sectors, periods and balances told in several sentences: true ones stay, wrong ones are found."""

from __future__ import annotations

import pytest

from lsreport.audit import audit_text

# rule, a text that cannot be true, the same put right
CASES = [
    (
        "tang-ngoai-phan",
        "GRDP quý I tăng 9,31% so với cùng kỳ. Dịch vụ tăng 7,02%; nông, lâm nghiệp và thủy sản tăng 3,15%; công nghiệp - xây dựng tăng 8,84%; thuế sản phẩm trừ trợ cấp tăng 4,9%.",
        "GRDP quý I tăng 7,31% so với cùng kỳ. Dịch vụ tăng 7,02%; nông, lâm nghiệp và thủy sản tăng 3,15%; công nghiệp - xây dựng tăng 8,84%; thuế sản phẩm trừ trợ cấp tăng 4,9%.",
    ),
    (
        "tang-ngoai-phan",
        "Giá trị sản xuất nông lâm thủy sản tăng 5,34%: nông nghiệp tăng 3,26%; lâm nghiệp tăng 4,48%; thủy sản tăng 2,37%.",
        "Giá trị sản xuất nông lâm thủy sản tăng 3,54%: nông nghiệp tăng 3,26%; lâm nghiệp tăng 4,48%; thủy sản tăng 2,37%.",
    ),
    (
        "tang-ngoai-phan",
        "Vốn đầu tư thực hiện toàn xã hội tăng 4,1%, gồm: vốn khu vực Nhà nước tăng 8,2%; vốn ngoài nhà nước tăng 6,4%; vốn đầu tư nước ngoài tăng 12,3%.",
        "Vốn đầu tư thực hiện toàn xã hội tăng 7,1%, gồm: vốn khu vực Nhà nước tăng 8,2%; vốn ngoài nhà nước tăng 6,4%; vốn đầu tư nước ngoài tăng 12,3%.",
    ),
    (
        "tang-ngoai-phan",
        "Chỉ số sản xuất công nghiệp tăng 12,4%. Ngành điện tăng 6,1%; chế biến, chế tạo tăng 9,9%; khai khoáng giảm 3,2%; cung cấp nước tăng 2,8%.",
        "Chỉ số sản xuất công nghiệp tăng 8,4%. Ngành điện tăng 6,1%; chế biến, chế tạo tăng 9,9%; khai khoáng giảm 3,2%; cung cấp nước tăng 2,8%.",
    ),
    (
        "thang-va-luy-ke",
        "Doanh thu vận tải quý II ước 1.204,6 tỷ đồng, tăng 8,1%.\nRiêng tháng 6, doanh thu này ước 1.420,3 tỷ đồng.",
        "Doanh thu vận tải quý II ước 1.204,6 tỷ đồng, tăng 8,1%.\nRiêng tháng 6, doanh thu này ước 420,3 tỷ đồng.",
    ),
    (
        "thang-va-luy-ke",
        "Thu ngân sách 10 tháng ước 4.120 tỷ đồng. Riêng tháng 10 ước đạt 5.312 tỷ đồng.",
        "Thu ngân sách 10 tháng ước 4.120 tỷ đồng. Riêng tháng 10 ước đạt 531 tỷ đồng.",
    ),
    (
        "can-can",
        "Kim ngạch xuất khẩu 6 tháng ước 812,4 triệu USD, tăng 7,2%.\nMặt hàng chủ lực là dệt may.\nKim ngạch nhập khẩu 6 tháng ước 430,1 triệu USD. Tỉnh xuất siêu 328,3 triệu USD.",
        "Kim ngạch xuất khẩu 6 tháng ước 812,4 triệu USD, tăng 7,2%.\nMặt hàng chủ lực là dệt may.\nKim ngạch nhập khẩu 6 tháng ước 430,1 triệu USD. Tỉnh xuất siêu 382,3 triệu USD.",
    ),
    (
        "cap-ty-le",
        "Đã tiêm 42.680/64.000 con thuộc diện tiêm, tức 76,7%.",
        "Đã tiêm 42.680/64.000 con thuộc diện tiêm, tức 66,7%.",
    ),
]
# What looks like one of these and says something else.
TRUE = [
    "GRDP tăng 7,9%. Nông nghiệp tăng 3,1%; công nghiệp - xây dựng tăng 6,8%; dịch vụ tăng 7,0%.",
    "GRDP (giá hiện hành) tăng 11,2%. Nông, lâm, thủy sản tăng 3,1%; công nghiệp tăng 6,8%; dịch vụ tăng 7,0%; thuế sản phẩm tăng 4,2%.",
    "GRDP tăng 9,0% so với quý trước. So với cùng kỳ, nông, lâm, thủy sản tăng 3,1%; công nghiệp tăng 6,8%; dịch vụ tăng 7,0%; thuế sản phẩm tăng 4,2%.",
    "Trong mức tăng 7,0% của GRDP, nông nghiệp đóng góp 0,4 điểm phần trăm; công nghiệp đóng góp 3,1 điểm phần trăm; dịch vụ đóng góp 3,0 điểm phần trăm; thuế sản phẩm đóng góp 0,5 điểm phần trăm.",
    "Chỉ số sản xuất công nghiệp tăng 8,4%. Sản xuất giấy tăng 6,1%; chế biến gỗ tăng 4,9%; khai khoáng giảm 3,2%; cung cấp nước tăng 2,8%.",
    "Dư nợ quý II ước 41.200 tỷ đồng.\nRiêng tháng 6, dư nợ này ước 41.800 tỷ đồng.",
    "Lợi nhuận 6 tháng ước 120 tỷ đồng. Riêng tháng 6 ước đạt 160 tỷ đồng do các tháng trước lỗ.",
    "Thu ngân sách tháng 9 ước 310 tỷ đồng. Riêng tháng 12 năm trước đạt 820 tỷ đồng.",
    "Doanh thu lưu trú 9 tháng năm 2024 ước 120 tỷ đồng. Riêng tháng 12/2023 ước đạt 160 tỷ đồng.",
    "Doanh thu lưu trú quý II ước 120 tỷ đồng. Riêng tháng 7 ước đạt 160 tỷ đồng.",
    "Doanh thu lưu trú 6 tháng ước 120 tỷ đồng. Riêng tháng 6, doanh thu bán lẻ ước 1.310 tỷ đồng.",
    "Tổng vốn huy động quý III đạt 1.200 tỷ đồng. Riêng quý IV, số vốn ấy dự kiến 1.900 tỷ đồng.",
    "Kim ngạch xuất khẩu tháng 6 ước 142,4 triệu USD.\nKim ngạch nhập khẩu 6 tháng ước 430,1 triệu USD. Tỉnh xuất siêu 287,0 triệu USD.",
    "Xuất khẩu hàng hóa ước 812,4 triệu USD.\nNhập khẩu hàng hóa ước 430,1 triệu USD.\nKhu vực có vốn đầu tư nước ngoài xuất siêu 328,3 triệu USD.",
    "Kim ngạch xuất khẩu ước 812,4 triệu USD.\nKim ngạch nhập khẩu ước 430,1 triệu USD, xuất siêu sang Hoa Kỳ 283,5 triệu USD.",
    "Có 42/60 xã đạt chuẩn, tức tăng 5,0% so với đầu năm.",
]


@pytest.mark.parametrize(("rule", "wrong", "right"), CASES)
def test_what_several_sentences_contradict_is_certain(rule: str, wrong: str, right: str) -> None:
    """The wrong one is found with its rule, as certain; the right one is left in peace."""
    assert rule in {f.rule for f in audit_text(wrong).findings if f.severity == "certain"}
    assert [f for f in audit_text(right).findings if f.severity != "look"] == []


@pytest.mark.parametrize("text", TRUE)
def test_what_says_something_else_is_left_in_peace(text: str) -> None:
    """Some of the sectors, stocks, other periods, other balances."""
    assert [f for f in audit_text(text).findings if f.severity != "look"] == []
