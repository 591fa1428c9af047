"""Plans told with what was done, its share, what is left and a verdict: true ones stay, wrong ones are found."""

from __future__ import annotations

import pytest

from lsreport.audit import audit_text

# rule, a sentence that cannot be true, the same put right
CASES = [
    (
        "dat-ke-hoach",
        "Gieo trồng được 4.120 ha trên kế hoạch 4.800 ha, đạt 58,8%.",
        "Gieo trồng được 4.120 ha trên kế hoạch 4.800 ha, đạt 85,8%.",
    ),
    (
        "dat-ke-hoach",
        "Đào tạo nghề cho 6.240 lao động, đạt 87% so với chỉ tiêu năm 8.000 lao động.",
        "Đào tạo nghề cho 6.240 lao động, đạt 78% so với chỉ tiêu năm 8.000 lao động.",
    ),
    (
        "dat-ke-hoach",
        "So với dự toán 2.450 tỷ đồng, thu nội địa 1.837,5 tỷ đồng, đạt 57,0%.",
        "So với dự toán 2.450 tỷ đồng, thu nội địa 1.837,5 tỷ đồng, đạt 75,0%.",
    ),
    (
        "dat-ke-hoach",
        "So với kế hoạch năm 1.200 tỷ đồng, giải ngân 8 tháng đạt 46,0%, phần còn phải giải ngân trong quý IV là 432 tỷ đồng.",
        "So với kế hoạch năm 1.200 tỷ đồng, giải ngân 8 tháng đạt 64,0%, phần còn phải giải ngân trong quý IV là 432 tỷ đồng.",
    ),
    (
        "danh-gia",
        "Cấp giấy cho 3.120 hộ, đạt 62,4% so với kế hoạch năm 5.000 hộ, vượt kế hoạch năm.",
        "Cấp giấy cho 5.120 hộ, đạt 102,4% so với kế hoạch năm 5.000 hộ, vượt kế hoạch năm.",
    ),
    (
        "danh-gia",
        "Trồng 940 ha dược liệu trên kế hoạch 1.000 ha, đạt 94,0%, hoàn thành vượt kế hoạch do thời tiết thuận.",
        "Trồng 940 ha dược liệu trên kế hoạch 1.000 ha, đạt 94,0%, chưa đạt kế hoạch do thời tiết xấu.",
    ),
    (
        "danh-gia",
        "Thu phí đạt 108,2% dự toán năm, chưa đạt dự toán năm.",
        "Thu phí đạt 98,2% dự toán năm, chưa đạt dự toán năm.",
    ),
]
# What looks like one of these and says something else.
TRUE = [
    "Tỷ lệ bao phủ bảo hiểm y tế đạt 95,1% so với kế hoạch 94%, vượt kế hoạch.",
    "Giải quyết việc làm cho 11.850 lao động, đạt 59,3% kế hoạch năm, vượt kế hoạch 6 tháng.",
    "Giải quyết việc làm cho 11.850 lao động, đạt 59,3% kế hoạch năm, vượt tiến độ đề ra.",
    "Trồng rừng 6.180 ha trên kế hoạch 6.500 ha, đạt 95,1%, dự kiến vượt kế hoạch.",
    "Phấn đấu đạt 100% kế hoạch vốn 7.082 tỷ đồng, tức còn phải giải ngân 4.164 tỷ đồng.",
    "Thu 1.200 tỷ đồng, đạt 60,0% kế hoạch và 1.500 tỷ đồng vốn huy động.",
    "Đến nay giải ngân 812 tỷ đồng trong kế hoạch 1.400 tỷ đồng, đạt 58,0%; cùng kỳ đạt 61,2%.",
    "Cả nước đạt 52,0%, tỉnh đạt 61,5% kế hoạch, cao hơn bình quân chung.",
    "Thực hiện 4.120 ha so với kế hoạch 4.800 ha, đạt 103,0% so với cùng kỳ.",
    "Tỷ lệ giảm nghèo 2,1%, vượt kế hoạch năm (2,0%).",
    "Xuất khẩu 512 triệu USD, đạt 64,0% kế hoạch năm 800 triệu USD, tăng 7,1% so với cùng kỳ.",
    "Đã chi 310 tỷ đồng, đạt 62,0% dự toán, trong đó đầu tư 120 tỷ đồng.",
    "Tuyển sinh 7.400 học viên, bằng 92,5% kế hoạch 8.000 học viên, chưa đạt kế hoạch.",
    "So với kế hoạch 900 tỷ đồng đạt 70,0%, còn phải thu 270 tỷ đồng.",
]


@pytest.mark.parametrize(("rule", "wrong", "right"), CASES)
def test_a_plan_that_its_share_contradicts_is_certain(rule: str, wrong: str, right: str) -> None:
    """The wrong one is found with its rule, as certain; the right one is left in peace."""
    assert rule in {f.rule for f in audit_text(wrong).findings if f.severity == "certain"}
    assert [f for f in audit_text(right).findings if f.severity != "look"] == []


@pytest.mark.parametrize("text", TRUE)
def test_what_says_something_else_is_left_in_peace(text: str) -> None:
    """Rates with a target, plans of other windows, hopes, other comparisons."""
    assert [f for f in audit_text(text).findings if f.severity != "look"] == []
