"""A level, its move and the level before: true in every order, found in every order where one is wrong."""

from __future__ import annotations

import pytest

from lsreport.audit import audit_text

# rule, a sentence that cannot be true, the same put right
CASES = [
    (
        "tang-ngoai-phan",
        "Tính đến hết tháng 9, tổng vốn đầu tư công giải ngân đạt 17,1% kế hoạch, trong đó: vốn ngân sách trung ương đạt 35,7%; vốn ngân sách địa phương đạt 41,2%.",
        "Tính đến hết tháng 9, tổng vốn đầu tư công giải ngân đạt 37,1% kế hoạch, trong đó: vốn ngân sách trung ương đạt 35,7%; vốn ngân sách địa phương đạt 41,2%.",
    ),
    (
        "tang-ngoai-phan",
        "Giải ngân vốn đầu tư công đạt 17,1% kế hoạch, gồm: ngân sách tỉnh 320 tỷ đồng (đạt 41,2%), ngân sách huyện 210 tỷ đồng (đạt 38,5%), ngân sách trung ương 612 tỷ đồng (đạt 35,7%).",
        "Giải ngân vốn đầu tư công đạt 37,1% kế hoạch, gồm: ngân sách tỉnh 320 tỷ đồng (đạt 41,2%), ngân sách huyện 210 tỷ đồng (đạt 38,5%), ngân sách trung ương 612 tỷ đồng (đạt 35,7%).",
    ),
    (
        "ky-khong-co",
        "Nhập khẩu chững lại, tháng 8/3024 chỉ đạt 17,6 triệu USD.",
        "Xuất khẩu tiếp tục tăng mạnh, tháng 3/2019 ước đạt 22,4 triệu USD.",
    ),
    (
        "hai-gia-tri",
        "GRDP 9 tháng tăng 6,41%, gồm quý I tăng 4,82%, quý II tăng 5,93% và dự kiến quý II tăng 8,07%.",
        "GRDP 9 tháng tăng 6,41%, gồm quý I tăng 4,82%, quý II tăng 5,93% và dự kiến quý III tăng 8,07%.",
    ),
    (
        "phan-va-tong",
        "Tổng kim ngạch xuất nhập khẩu 6 tháng ước 2.720 triệu USD; cả năm ước 5.800 triệu USD [1]. Xuất khẩu hàng địa phương ước 169 triệu USD.\n[1] Trong đó: xuất khẩu 3.000 triệu USD; nhập khẩu 2.300 triệu USD.",
        "Tổng kim ngạch xuất nhập khẩu 6 tháng ước 2.720 triệu USD; cả năm ước 5.800 triệu USD [1]. Xuất khẩu hàng địa phương ước 169 triệu USD.\n[1] Trong đó: xuất khẩu 3.000 triệu USD; nhập khẩu 2.800 triệu USD.",
    ),
    (
        "tang-chenh-lech",
        "Cả năm ước đạt 5.800 triệu USD, tăng 34,2% so với trung bình 3 năm 2021 - 2023 [1].\n[1] Trung bình hằng năm giai đoạn 2021 - 2023 đạt 4.050 triệu USD.",
        "Cả năm ước đạt 5.800 triệu USD, tăng 43,2% so với trung bình 3 năm 2021 - 2023 [1].\n[1] Trung bình hằng năm giai đoạn 2021 - 2023 đạt 4.050 triệu USD.",
    ),
    (
        "diem-phan-tram",
        "Giải ngân đến ngày 30/9 được 2.203 tỷ đồng, đạt 73,4% kế hoạch. So với cùng kỳ (1.956 tỷ đồng, đạt 73,04%), số vốn giải ngân tăng 247 tỷ đồng, tỷ lệ giải ngân cao hơn 0,36%.",
        "Giải ngân đến ngày 30/9 được 2.203 tỷ đồng, đạt 73,4% kế hoạch. So với cùng kỳ (1.956 tỷ đồng, đạt 73,04%), số vốn giải ngân tăng 247 tỷ đồng, tỷ lệ giải ngân cao hơn 0,36 điểm phần trăm.",
    ),
    (
        "ty-so-thanh-toc-do",
        "Trồng rừng tập trung được 3.262 ha, vượt 62 ha so với kế hoạch, tăng 634 ha so với năm 2022, tương đương 124,12%.",
        "Trồng rừng tập trung được 3.262 ha, vượt 62 ha so với kế hoạch, tăng 634 ha so với năm 2022, tương đương 24,12%.",
    ),
    (
        "ty-so-thanh-toc-do",
        "Diện tích trồng rừng mới đạt 3.262 ha, vượt 62 ha so với kế hoạch (3.200 ha), tăng 634 ha so với năm 2022, tương đương tăng 124,12%.",
        "Diện tích trồng rừng mới đạt 3.262 ha, vượt 62 ha so với kế hoạch (3.200 ha), tăng 634 ha so với năm 2022, tương đương tăng 24,12%.",
    ),
    (
        "diem-phan-tram",
        "Tỷ lệ lao động qua đào tạo đạt 68,4%, tăng 2,1% so với mức 66,3% của năm trước.",
        "Tỷ lệ lao động qua đào tạo đạt 68,4%, tăng 2,1 điểm phần trăm so với mức 66,3% của năm trước.",
    ),
    (
        "diem-phan-tram",
        "Tỷ trọng dịch vụ chiếm 38,2%, giảm 1,5% so với 39,7% của cùng kỳ năm 2023.",
        "Tỷ trọng dịch vụ chiếm 38,2%, giảm 3,8% so với 39,7% của cùng kỳ năm 2023.",
    ),
    (
        "don-vi-doi",
        "Chi trợ cấp 98.410 triệu đồng, tăng 6.210 tỷ đồng so với 9 tháng đầu năm 2023 (92.200 triệu đồng).",
        "Chi trợ cấp 98.410 triệu đồng, tăng 6.210 triệu đồng so với 9 tháng đầu năm 2023 (92.200 triệu đồng).",
    ),
    (
        "don-vi-doi",
        "Dư nợ cho vay hộ nghèo 412 tỷ đồng, cao hơn năm trước 31 triệu đồng (năm trước 381 tỷ đồng).",
        "Dư nợ cho vay hộ nghèo 412 tỷ đồng, cao hơn năm trước 31 tỷ đồng (năm trước 381 tỷ đồng).",
    ),
    (
        "tang-chenh-lech",
        "Sản lượng chè búp tươi 8.240 tấn, nhiều hơn cùng kỳ 310 tấn (cùng kỳ là 7.830 tấn).",
        "Sản lượng chè búp tươi 8.240 tấn, nhiều hơn cùng kỳ 410 tấn (cùng kỳ là 7.830 tấn).",
    ),
    (
        "tang-chenh-lech",
        "Doanh thu vận tải là 1.263,0 tỷ đồng; cùng kỳ năm 2023 là 1.148,5 tỷ đồng; tăng 11,97%.",
        "Doanh thu vận tải là 1.263,0 tỷ đồng; cùng kỳ năm 2023 là 1.148,5 tỷ đồng; tăng 9,97%.",
    ),
    (
        "nguoc-dau",
        "Số vụ vi phạm là 214 vụ (cùng kỳ năm trước 230 vụ), tăng 16 vụ.",
        "Số vụ vi phạm là 214 vụ (cùng kỳ năm trước 230 vụ), giảm 16 vụ.",
    ),
    (
        "tang-chenh-lech",
        "Diện tích rau an toàn tăng từ 412 ha lên 468 ha, tăng 65 ha.",
        "Diện tích rau an toàn tăng từ 412 ha lên 468 ha, tăng 56 ha.",
    ),
    (
        "tang-chenh-lech",
        "Năm 2022 có 1.240 hộ, năm nay 1.302 hộ, tăng 12,0%.",
        "Năm 2022 có 1.240 hộ, năm nay 1.302 hộ, tăng 5,0%.",
    ),
    (
        "ty-so-thanh-toc-do",
        "Giá trị xuất khẩu 560 triệu USD; cùng kỳ đạt 500 triệu USD; tăng 112%.",
        "Giá trị xuất khẩu 560 triệu USD; cùng kỳ đạt 500 triệu USD; tăng 12%.",
    ),
    (
        "tang-chenh-lech",
        "Sản lượng điện 318,4 triệu kWh, tăng 14,0 triệu kWh (+8,2%) so với 294,4 triệu kWh của cùng kỳ.",
        "Sản lượng điện 318,4 triệu kWh, tăng 24,0 triệu kWh (+8,2%) so với 294,4 triệu kWh của cùng kỳ.",
    ),
]
# What looks like one of these and says something else.
TRUE = [
    "Thu ngân sách 4.120 tỷ đồng; cùng kỳ đạt 3.900 tỷ đồng; tăng 3,0% so với dự toán.",
    "Sản lượng tăng từ 100 nghìn tấn lên 150 nghìn tấn, tăng 10,7% mỗi năm.",
    "Sản lượng tăng từ 100 nghìn tấn lên 150 nghìn tấn, bình quân tăng 10,7%/năm.",
    "Diện tích 1.200 ha, tăng 5,2% so với năm trước, trong đó trồng mới 310 ha (năm trước 280 ha).",
    "Tổng đàn 41.200 con, giảm 2,4% so với cùng kỳ (chiếm 18,0% cả nước).",
    "Vốn đăng ký 812 tỷ đồng, tăng 12,4% so với cùng kỳ và số vốn 410 tỷ đồng tăng thêm của năm trước.",
    "Tốc độ tăng 8,2%, cao hơn 1,1 điểm phần trăm so với mức tăng 7,1% của cùng kỳ.",
    "Giá thịt lợn 62.000 đồng/kg, tăng 2.000 đồng/kg so với tháng trước; cùng kỳ 58.000 đồng/kg.",
    "Nộp ngân sách 52,4 tỷ đồng, giảm 3,1 tỷ đồng so với 55,5 tỷ đồng của cùng kỳ năm ngoái.",
    "Khách quốc tế 41 nghìn lượt, tăng 13,9% so với cùng kỳ (36 nghìn lượt).",
    "Vụ này gieo 3.120 ha, thấp hơn vụ trước 80 ha (vụ trước 3.200 ha), tương đương giảm 2,5%.",
    "Tỷ lệ hộ nghèo còn 3,42%, giảm 1,10 điểm phần trăm so với 4,52% của đầu năm.",
    "Năm trước có 86 dự án, năm nay 92 dự án, tăng 14,2% về vốn so với cùng kỳ.",
    "Kim ngạch 612,4 triệu USD, tăng 11,6% (+63,7 triệu USD) so với 548,7 triệu USD của cùng kỳ.",
]


@pytest.mark.parametrize(("rule", "wrong", "right"), CASES)
def test_three_numbers_that_cannot_go_together_are_certain(
    rule: str, wrong: str, right: str
) -> None:
    """The wrong one is found with its rule, as certain; the right one is left in peace."""
    assert rule in {f.rule for f in audit_text(wrong).findings if f.severity == "certain"}
    assert [f for f in audit_text(right).findings if f.severity != "look"] == []


@pytest.mark.parametrize("text", TRUE)
def test_what_says_something_else_is_left_in_peace(text: str) -> None:
    """Plans, means of a year, other quantities, other periods are no part of the three."""
    assert [f for f in audit_text(text).findings if f.severity != "look"] == []
