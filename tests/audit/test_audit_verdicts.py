"""Words that stand right beside the numbers which decide them: verdicts, points, answers, lists."""

from __future__ import annotations

import pytest

from lsreport.audit import audit_text

# rule, a sentence that cannot be true, the same put right
CASES = [
    (
        "danh-gia",
        "Kết nạp 62 đảng viên, đạt 77,5% kế hoạch (80 đảng viên), vượt kế hoạch năm.",
        "Kết nạp 88 đảng viên, đạt 110% kế hoạch (80 đảng viên), vượt kế hoạch năm.",
    ),
    (
        "danh-gia",
        "Trồng 1.204 ha rừng, đạt 100,3% kế hoạch (1.200 ha), chưa đạt kế hoạch giao.",
        "Trồng 1.104 ha rừng, đạt 92,0% kế hoạch (1.200 ha), chưa đạt kế hoạch giao.",
    ),
    (
        "diem-phan-tram",
        "Tỷ lệ hộ nghèo giảm từ 9,4% xuống còn 7,1%, tức giảm 2,3%, vượt mục tiêu đề ra.",
        "Tỷ lệ hộ nghèo giảm từ 9,4% xuống còn 7,1%, tức giảm 2,3 điểm phần trăm.",
    ),
    (
        "diem-phan-tram",
        "Tỷ lệ che phủ rừng nâng từ 52,1% năm 2021 lên 55,6% năm 2024 (tăng 3,5%).",
        "Tỷ lệ che phủ rừng nâng từ 52,1% năm 2021 lên 55,6% năm 2024 (tăng 6,7%).",
    ),
    (
        "cap-ty-le",
        "Đến nay có 37/92 trường đạt chuẩn quốc gia mức độ 2, đạt 45,2%.",
        "Đến nay có 37/92 trường đạt chuẩn quốc gia, đạt 40,2%.",
    ),
    (
        "cap-ty-le",
        "Có 37/92 trường học đạt chuẩn quốc gia, đạt 45,2%; còn lại đang đầu tư.",
        "Có 37/92 trường học đạt chuẩn quốc gia, đạt 40,2%; còn lại đang đầu tư.",
    ),
    (
        "co-cau",
        "Khảo sát cho thấy 35,2% doanh nghiệp đánh giá tốt lên; 41,5% cho rằng ổn định và 33,3% khó khăn hơn.",
        "Khảo sát cho thấy 35,2% doanh nghiệp đánh giá tốt lên; 41,5% cho rằng ổn định và 23,3% khó khăn hơn.",
    ),
    (
        "dem-danh-sach",
        "04 mặt hàng giảm gồm: chè 120 tấn (giảm 4,1%), gỗ 310 m3 (giảm 2,2%), quế 88 tấn (tăng 6,4%), hồi 45 tấn (giảm 1,9%).",
        "04 mặt hàng giảm gồm: chè 120 tấn (giảm 4,1%), gỗ 310 m3 (giảm 2,2%), quế 88 tấn (giảm 6,4%), hồi 45 tấn (giảm 1,9%).",
    ),
    (
        "dem-danh-sach",
        "Trong tháng có 05 nhóm tăng: lương thực (+0,31%); giao thông (+1,20%); giáo dục (+0,05%); nhà ở (+0,44%).",
        "Trong tháng có 04 nhóm tăng: lương thực (+0,31%); giao thông (+1,20%); giáo dục (+0,05%); nhà ở (+0,44%).",
    ),
    (
        "con-lai",
        "Toàn tỉnh có 13/18 chỉ tiêu đạt và vượt kế hoạch, còn 07 chỉ tiêu không đạt.",
        "Toàn tỉnh có 13/18 chỉ tiêu đạt và vượt kế hoạch, còn 05 chỉ tiêu không đạt.",
    ),
    (
        "con-lai",
        "UBND tỉnh giao 30 nhiệm vụ. Đến nay đã hoàn thành 21 nhiệm vụ, còn lại 11 nhiệm vụ đang thực hiện.",
        "UBND tỉnh giao 30 nhiệm vụ. Đến nay đã hoàn thành 21 nhiệm vụ, còn lại 09 nhiệm vụ đang thực hiện.",
    ),
    (
        "ty-so-thanh-toc-do",
        "Kim ngạch xuất khẩu ước 92,4 triệu USD, tăng 105,0% so với cùng kỳ (cùng kỳ đạt 88,0 triệu USD).",
        "Kim ngạch xuất khẩu ước 92,4 triệu USD, tăng 5,0% so với cùng kỳ (cùng kỳ đạt 88,0 triệu USD).",
    ),
]
TRUE = """
Tạo việc làm cho 2.160 lao động, đạt 108% kế hoạch (2.000 lao động), vượt kế hoạch; vốn vay đạt 96% kế hoạch.
Đạt 98,5% kế hoạch (1.000 ha), trong khi diện tích lạc vượt kế hoạch.
Thu nội địa đạt 95,0% dự toán, xuất nhập khẩu vượt dự toán.
Đạt 99,8% kế hoạch, vượt tiến độ so với cùng kỳ.
Giá điện tăng từ 8,0% lên 12,0%, tức tăng 50,0%.
Lãi suất giảm từ 6,5% xuống 6,0%, tương đương 0,5 điểm phần trăm.
Tỷ lệ lấp đầy nâng từ 61,0% lên 67,1% (tăng 10,0%).
Tốc độ tăng từ 4,2% đến 5,1%, giảm 0,9 điểm phần trăm so với cùng kỳ.
Có 12/40 xã đạt chuẩn nâng cao, đạt 92,3% kế hoạch năm.
Có 12/40 xã về đích, đạt 30%.
Có 12/40 xã về đích, trong đó vùng núi đạt 18,5%.
Kết quả khảo sát 50 doanh nghiệp: 40% dự báo tăng, 36% giữ nguyên, 24% giảm.
Có 32,1% doanh nghiệp tăng vốn; 20% doanh nghiệp ổn định và 15% doanh nghiệp gặp khó khăn về mặt bằng.
Khảo sát doanh nghiệp: 60% đánh giá thị trường ổn định; 45% khó khăn về vốn và 30% khó khăn về lao động.
03 nhóm giảm: giao thông (-0,78%); bưu chính viễn thông (-0,05%); văn hóa (-0,12%).
Có 08 nhóm tăng: lương thực (+0,31%); giao thông (+1,20%); các nhóm còn lại tăng nhẹ.
Có 02 ngành giảm: khai khoáng (giảm 3,1%), nước (giảm 1,0%); 03 ngành tăng: điện (tăng 2,1%), dệt (tăng 4,0%), gỗ (tăng 1,1%).
Trong 18 chỉ tiêu có 13 chỉ tiêu đạt, còn 05 chỉ tiêu chưa đạt.
Còn 07 xã chưa có nhà văn hóa, tăng 02 xã so với năm trước.
Tiếp nhận 120 đơn, giải quyết 96 đơn, còn lại 24 đơn đang trong thời hạn.
Hoàn thành 25 công trình; đang thi công 12 công trình, còn lại 06 công trình chuẩn bị đầu tư.
Xuất khẩu 92,4 triệu USD, tăng 5,0% so với cùng kỳ (cùng kỳ năm trước tăng 3,1%).
""".strip().splitlines()


@pytest.mark.parametrize(("rule", "wrong", "right"), CASES, ids=[case[1][:30] for case in CASES])
def test_a_word_beside_its_numbers_is_held_against_them(rule: str, wrong: str, right: str) -> None:
    """Certain where the numbers say otherwise, silent where they agree."""
    assert rule in [one.rule for one in audit_text(wrong).findings if one.severity == "certain"]
    assert [one for one in audit_text(right).findings if one.severity != "look"] == []


@pytest.mark.parametrize("sentence", TRUE)
def test_true_sentences_are_left_alone(sentence: str) -> None:
    """Words that look alike and tell something else."""
    assert [one for one in audit_text(sentence).findings if one.severity != "look"] == []
