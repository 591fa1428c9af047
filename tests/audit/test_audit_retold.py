"""What is told again, counted over a paragraph, or judged: each fault beside its sentence put right."""

from __future__ import annotations

import pytest

from lsreport.audit import audit_text

BODY = (
    "Kim ngạch xuất khẩu 10 tháng ước đạt 1.096,7 triệu USD, tăng 13,97% so với cùng kỳ.\n"
    "Sản lượng lúa cả năm đạt 292.156,0 tấn, tăng 1,2% so với năm trước.\n"
    "Trong 8 tháng, có 386 doanh nghiệp thành lập mới, tăng 12,9% so với cùng kỳ.\n"
    "Thu ngân sách nhà nước 10 tháng năm 2025 đạt 67.960 tỷ đồng, bằng 123% dự toán.\n"
    "GRDP 6 tháng ước tăng 6,38% so với cùng kỳ.\n"
)
GROUPS = (
    "Trong 11 nhóm hàng hóa và dịch vụ chính có 0{up}/11 nhóm tăng giá: hàng ăn tăng 0,52%; nhà ở tăng 0,44%; hàng khác "
    "tăng 0,31%; giáo dục tăng 0,15%; đồ uống tăng 0,12%; may mặc tăng 0,08%; thiết bị tăng 0,05%; thuốc tăng 0,03%. "
    "Có 02 nhóm giảm: giao thông giảm 0,62%; văn hóa giảm 0,09%. Nhóm bưu chính viễn thông không đổi."
)

# rule, what breaks it, what does not
TOLD_AGAIN = [
    ("hai-gia-tri", f"{BODY}Tóm lại, sản lượng lúa đạt 292.516,0 tấn.", f"{BODY}Tóm lại, sản lượng lúa đạt 292.156,0 tấn."),
    ("hai-gia-tri", f"{BODY}Đánh giá chung: thành lập mới 368 doanh nghiệp.", f"{BODY}Đánh giá chung: thành lập mới 386 doanh nghiệp."),
    ("hai-gia-tri", f"{BODY}Nhìn chung, GRDP 6 tháng tăng 6,83%.", f"{BODY}Nhìn chung, GRDP 6 tháng tăng 6,38%."),
    ("hai-gia-tri", f"{BODY}Khách du lịch tăng khá, thu ngân sách 69.760 tỷ đồng.", f"{BODY}Khách du lịch tăng khá, thu ngân sách 67.960 tỷ đồng."),
    ("hai-gia-tri", f"{BODY}Như vậy, thu ngân sách 10 tháng vượt dự toán 32%.", f"{BODY}Như vậy, thu ngân sách 10 tháng vượt dự toán 23%."),
    ("hai-gia-tri", "Trên địa bàn xảy ra 43 vụ tai nạn. Toàn bộ 34 vụ đều trên đường bộ.", "Trên địa bàn xảy ra 43 vụ tai nạn. Toàn bộ 43 vụ đều trên đường bộ."),
    ("hai-gia-tri", "GRDP ước tăng 9,04%.\nMức 9,40% tương đương quý I.", "GRDP ước tăng 9,04%.\nMức 9,04% tương đương quý I."),
    ("tang-chenh-lech", "Thu 134.161,5 tỷ đồng, tăng 16,8%, tương đương 2.217,2 tỷ đồng.", "Thu 134.161,5 tỷ đồng, tăng 1,68%, tương đương 2.217,2 tỷ đồng."),
    ("tang-chenh-lech", "Tháng 9 có 563 người chết; giảm 83 người chết (giảm 18,2%).", "Tháng 9 có 563 người chết; giảm 83 người chết (giảm 12,8%)."),
    ("hai-gia-tri", "Thành phố thu 46.800 tỷ đồng nhờ du lịch\nDoanh thu du lịch 7 tháng ước đạt 64.800 tỷ đồng, tăng 14,2%.", "Thành phố thu 64.800 tỷ đồng nhờ du lịch\nDoanh thu du lịch 7 tháng ước đạt 64.800 tỷ đồng, tăng 14,2%."),
    ("tang-chenh-lech", "Xảy ra 2.874 vụ, làm chết 1.283 người, bị thương 2.156 người.\nSo với cùng kỳ giảm 108 vụ (giảm 3,62%), giảm 131 người bị thương (giảm 7,53%).", "Xảy ra 2.874 vụ, làm chết 1.283 người, bị thương 2.156 người.\nSo với cùng kỳ giảm 108 vụ (giảm 3,62%), giảm 131 người bị thương (giảm 5,73%)."),
    ("don-vi-doi", "Toàn tỉnh có 221 trạm, tăng 311 trạm so với năm trước.", "Toàn tỉnh có 221 trạm, tăng 31 trạm so với năm trước."),
    ("ty-so-thanh-toc-do", "Tổng thu 21.648,3 tỷ đồng, bằng 22,4% dự toán HĐND tỉnh giao và tăng 90,7% so với cùng kỳ (cùng kỳ 23.867,5 tỷ đồng).", "Tổng thu 21.648,3 tỷ đồng, bằng 22,4% dự toán HĐND tỉnh giao và giảm 9,3% so với cùng kỳ (cùng kỳ 23.867,5 tỷ đồng)."),
    ("dat-ke-hoach", "Tổng mức bán lẻ 51.283,7 tỷ đồng, bằng 52,06% kế hoạch (kế hoạch năm 2026 là 204.630 tỷ đồng).", "Tổng mức bán lẻ 51.283,7 tỷ đồng, bằng 25,06% kế hoạch (kế hoạch năm 2026 là 204.630 tỷ đồng)."),
]  # fmt: skip
PRICES = (
    "Bình quân 6 tháng, CPI tăng 2,98% so với cùng kỳ, trong đó: {up} nhóm hàng CPI tăng: Nhóm hàng ăn tăng 3,48%; đồ uống tăng 4,08%; "
    "may mặc tăng 0,87%; nhà ở tăng 3,05%; thiết bị tăng 1,06%; thuốc tăng 11,28%; giao thông tăng 2,13%; giáo dục tăng 0,6%; "
    "văn hóa tăng 1,06%; hàng hóa khác tăng 3,11% và 01 nhóm giảm giá là bưu chính viễn thông giảm 0,61%."
)
GROWN = (
    "GRDP 6 tháng tăng 4,72%. Trong mức tăng chung, khu vực nông, lâm nghiệp và thủy sản tăng 3,99%, đóng góp 0,85 điểm phần trăm; "
    "công nghiệp và xây dựng tăng {0}%, đóng góp 1,34 điểm phần trăm; dịch vụ tăng 4,38%, đóng góp 2,16 điểm phần trăm; "
    "thuế sản phẩm trừ trợ cấp sản phẩm tăng 7,59%, đóng góp 0,37 điểm phần trăm."
)
COUNTED = [
    ("dem-khong-du", PRICES.format(up=9), PRICES.format(up=10)),
    ("dong-gop", GROWN.format("4,58"), GROWN.format("5,48")),
    ("dem-khong-du", "Trong tổng số 15 khoản thu nội địa, có 13 khoản thu đạt và vượt tiến độ dự toán giao, có 02 khoản thu chưa đạt tiến độ và 01 khoản thu chưa phát sinh số thu.", "Trong tổng số 15 khoản thu nội địa, có 12 khoản thu đạt và vượt tiến độ dự toán giao, có 02 khoản thu chưa đạt tiến độ và 01 khoản thu chưa phát sinh số thu."),
    ("dem-khong-du", GROUPS.format(up=9), GROUPS.format(up=8)),
    ("dem-khong-du", "Có 16/18 chỉ tiêu đạt và vượt, gồm 11 chỉ tiêu vượt, 4 chỉ tiêu đạt.", "Có 15/18 chỉ tiêu đạt và vượt, gồm 11 chỉ tiêu vượt, 4 chỉ tiêu đạt."),
    ("dem-khong-du", "Đến nay 07/09 huyện đạt chuẩn: A, B, C, D, E, G. Ba huyện chưa đạt là H, I và K.", "Đến nay 06/09 huyện đạt chuẩn: A, B, C, D, E, G. Ba huyện chưa đạt là H, I và K."),
    ("dem-danh-sach", "Hoàn thành 05 dự án năng lượng: điện gió Ia Boong (50 MW), điện gió Chư Rê (49,5 MW), thủy điện Đăk Sơ (18 MW) và điện mặt trời Krông Tú (40 MW).", "Hoàn thành 04 dự án năng lượng: điện gió Ia Boong (50 MW), điện gió Chư Rê (49,5 MW), thủy điện Đăk Sơ (18 MW) và điện mặt trời Krông Tú (40 MW)."),
    ("cap-ty-le", "GRDP tăng 3,89%, đứng thứ 71/63 tỉnh, thành phố.", "GRDP tăng 3,89%, đứng thứ 17/63 tỉnh, thành phố."),
]  # fmt: skip
JUDGED = [
    ("danh-gia", "Sắn 38.160 ha, vượt kế hoạch với hơn 91%.", "Sắn 38.160 ha, chưa đạt kế hoạch với hơn 91%."),
    ("danh-gia", "Thu nội địa 11.104 tỷ đồng, chưa đạt dự toán với 100,7%.", "Thu nội địa 11.104 tỷ đồng, vượt dự toán với 100,7%."),
    ("danh-gia", "Tổng mức bán lẻ bằng 43,11% kế hoạch năm. Kết quả này vượt kế hoạch năm.", "Tổng mức bán lẻ bằng 103,11% kế hoạch năm. Kết quả này vượt kế hoạch năm."),
    ("danh-gia", "Vốn huy động tăng 27,73%, không đạt kế hoạch (kế hoạch tăng 14 - 16%).", "Vốn huy động tăng 12,73%, không đạt kế hoạch (kế hoạch tăng 14 - 16%)."),
    ("danh-gia", "GRDP tăng 14,30% so cùng kỳ, thấp hơn kế hoạch năm nay (tăng 15%), khai thác vượt kế hoạch (86%).", "GRDP tăng 14,30% so cùng kỳ, thấp hơn kế hoạch năm nay (tăng 15%)."),
]  # fmt: skip
CASES = [*TOLD_AGAIN, *COUNTED, *JUDGED]


@pytest.mark.parametrize(
    ("rule", "wrong", "right"), CASES, ids=[f"{i}-{case[0]}" for i, case in enumerate(CASES)]
)
def test_what_is_told_again_counted_or_judged(rule: str, wrong: str, right: str) -> None:
    """The fault is found; the same words with the right number are left in peace."""
    assert rule in {f.rule for f in audit_text(wrong).findings if f.severity != "look"}
    assert [f for f in audit_text(right).findings if f.severity != "look"] == []


def test_closing_words_of_another_time_or_of_others_are_no_repetition() -> None:
    """A month beside ten months, a plan, another sector, a rounded title contradict nothing."""
    for closing in (
        "Nhìn chung, xuất khẩu tháng 10 đạt 196,7 triệu USD.",
        "Nhìn chung, phấn đấu cả năm xuất khẩu đạt 1.300 triệu USD.",
        "Nhìn chung, xuất khẩu của khu vực FDI đạt 1.069,7 triệu USD.",
        "Nhìn chung, xuất khẩu đạt gần 1.100 triệu USD.",
        "Tóm lại, thu ngân sách đạt 67.960 tỷ đồng, vượt 23% dự toán.",
        "Tóm lại, GRDP khu vực dịch vụ tăng 6,83%.",
    ):
        found = [f for f in audit_text(f"{BODY}{closing}").findings if f.rule == "hai-gia-tri"]
        assert found == [], closing


def test_the_finding_stands_where_nothing_else_bears_the_number_out() -> None:
    """A title that the body denies twice is at fault, not the body."""
    text = (
        "Xuất khẩu 9 tháng đạt 637,4 triệu USD\n"
        "Kim ngạch xuất khẩu 9 tháng đạt 673,4 triệu USD, tăng 5%.\n"
        "Trong 673,4 triệu USD xuất khẩu, hàng nông sản chiếm phần lớn."
    )
    (found,) = (f for f in audit_text(text).findings if f.rule == "hai-gia-tri")
    assert (found.paragraph, found.severity) == (1, "certain")


REPORT = (
    "Gieo trồng 24.318,6 ha cây hằng năm, tăng 1,24% so với cùng kỳ.\n"
    "Riêng cây lúa gieo cấy 11.482,5 ha, giảm 0,92% (-106,8 ha).\n"
    "Khách du lịch đạt 1.437,2 nghìn lượt, tăng 8,31%.\n"
    "Thu ngân sách đạt 2.864,7 tỷ đồng, bằng 68,4% dự toán.\n"
    "Kim ngạch xuất khẩu đạt 318,4 triệu USD, giảm 7,63%.\n"
    "Nhìn lại 9 tháng, cây hằng năm gieo trồng 24.318,6 ha; {guests} nghìn lượt khách du lịch; thu ngân sách "
    "2.864,7 tỷ đồng, bằng 68,4% dự toán; xuất khẩu 318,4 triệu USD, giảm 7,63%; diện tích lúa giảm {rice} ha.\n"
    "Cán bộ các cấp tiếp tục bám sát cơ sở.\n"
)


@pytest.mark.parametrize(("guests", "rice"), [("1.413,8", "106,8"), ("1.437,2", "109,7")])
def test_the_one_number_of_an_overview_that_the_body_tells_otherwise_is_likely(
    guests: str, rice: str
) -> None:
    """All else stands in the body as it is told again; the odd one has a neighbour of its name there."""
    found = audit_text(REPORT.format(guests=guests, rice=rice)).findings
    assert [(f.rule, f.severity, f.paragraph) for f in found] == [("hai-gia-tri", "likely", 6)]


def test_an_overview_that_tells_the_body_again_is_left_in_peace() -> None:
    """A rounded number is the same number; one that nothing in the body is near is new."""
    for guests, rice in [("1.437,2", "106,8"), ("1.437,2", "107"), ("2.650,4", "106,8")]:
        assert audit_text(REPORT.format(guests=guests, rice=rice)).findings == []


def test_a_goal_beside_this_years_estimate_is_no_second_value() -> None:
    """`so với ước năm nay` compares next year's goal with what this year will end with."""
    text = (
        "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng ước 40.384,0 tỷ đồng, tăng 12,3% so với năm trước.\n"
        "Năm tới, tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng 45.200 tỷ đồng, tăng 11,9% so với ước năm nay."
    )
    assert audit_text(text).findings == []
    assert audit_text(text.replace("ước năm nay", "năm trước")).findings != []


PRICES = (
    "So với tháng trước, CPI tháng 6 tăng 0,31%: nhóm hàng ăn và dịch vụ ăn uống tăng 1,38%; đồ uống và thuốc lá tăng 0,19%; riêng nhóm giao thông giảm 1,92%.\n"
    "Chỉ số giá nhóm hàng ăn và dịch vụ ăn uống tháng 6 tăng {food}% so với tháng trước, do giá thịt lợn tăng 6,25%.\n"
    "Chỉ số giá nhóm giao thông {way} 1,92% so với tháng trước. Ở khu vực nông thôn, nhóm giao thông giảm 2,10% so với tháng trước.\n"
    "So với cùng kỳ, nhóm giao thông tăng 2,13% và nhóm hàng ăn và dịch vụ ăn uống tăng 3,48%."
)


@pytest.mark.parametrize(
    ("food", "way", "lines"), [("1,38", "giảm", []), ("1,83", "giảm", [2]), ("1,38", "tăng", [3])]
)
def test_a_group_of_prices_is_told_alike(food: str, way: str, lines: list[int]) -> None:
    """Over one base, in two paragraphs; another place and another base are other figures."""
    found = audit_text(PRICES.format(food=food, way=way)).findings
    told = [f for f in found if f.severity != "look"]
    assert [(f.rule, f.severity, f.paragraph) for f in told] == [
        ("hai-gia-tri", "certain", line) for line in lines
    ]
