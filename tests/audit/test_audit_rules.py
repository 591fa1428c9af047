"""Each rule: the sentence that breaks it, and the same sentence put right."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from lsreport.audit import RULES, audit, audit_text
from lsreport.audit.findings import Finding
from lsreport.audit.reading.scan import scan
from lsreport.audit.reading.source import read_document, read_text
from lsreport.audit.reading.spans import Span
from lsreport.audit.remarks import with_remarks
from lsreport.audit.typed import Given, classify, contradicted
from lsreport.cli import run
from lsreport.docxfile.package import Package
from lsreport.errors import PackageError, UsageError

DOTTED = "Thu 12.345,6 tỷ đồng, chi 23.456,7 tỷ đồng, dự phòng 34.567,8 tỷ đồng.\n"
LONG = "Trong tháng đã tổ chức nhiều lớp tập huấn cho cán bộ các xã về an toàn thực phẩm tại huyện."
SUMS = "trong đó: khu vực A 400 tỷ đồng, đạt 40% kế hoạch, tăng 25%; khu vực B 600 tỷ đồng, đạt 30%, tăng 20%."

SHARED = "Tổng vốn đạt 1.000,0 tỷ đồng, trong đó: vốn nhà nước 300,0 tỷ đồng, chiếm 30,0%; vốn ngoài nhà nước 700,0 tỷ đồng, chiếm 70,0% tổng vốn."
LINES = "Tổng doanh thu đạt 78.958,1 tỷ đồng, tăng 13,3% so với cùng kỳ.\n- Bán lẻ đạt 61.204,8 tỷ đồng, tăng 12,0%.\n- Dịch vụ đạt 17.753,3 tỷ đồng, tăng 18,0%."
TABLE = "| Ngành | Năm 2024 | Năm 2025 | Tăng (%) |\n| Tổng số | 54.800 | 61.400 | 12,0 |\n| Nông nghiệp | 14.200 | 15.100 | 6,3 |\n| Công nghiệp | 19.600 | 23.000 | 17,3 |\n| Dịch vụ | 21.000 | 23.300 | 11,0 |"

# rule, what breaks it, what does not
EXAMPLES = [
    (
        "tang-chenh-lech",
        "Số vụ vi phạm giảm 36 vụ, giảm 15,0% so với cùng kỳ (300 vụ).",
        "Số vụ vi phạm giảm 36 vụ, giảm 12,0% so với cùng kỳ (300 vụ).",
    ),
    (
        "tang-chenh-lech",
        "Trong tháng xảy ra 16 vụ tai nạn; so với cùng kỳ năm trước giảm 05 vụ (19 vụ).",
        "Trong tháng xảy ra 16 vụ tai nạn; so với cùng kỳ năm trước giảm 03 vụ (19 vụ).",
    ),
    (
        "tang-chenh-lech",
        "Lượng khách đạt 84,0 nghìn lượt, bằng 80,0% tháng trước (105,0 nghìn lượt) và bằng 150,0% tháng 8 năm trước (70,0 nghìn lượt).",
        "Lượng khách đạt 84,0 nghìn lượt, bằng 80,0% tháng trước (105,0 nghìn lượt) và bằng 120,0% tháng 8 năm trước (70,0 nghìn lượt).",
    ),
    (
        "tang-chenh-lech",
        "Xuất siêu 64,5 triệu USD, nới rộng 15,7 triệu USD so với mức xuất siêu 52,8 triệu USD của cùng kỳ.",
        "Xuất siêu 64,5 triệu USD, nới rộng 11,7 triệu USD so với mức xuất siêu 52,8 triệu USD của cùng kỳ.",
    ),
    (
        "thu-hang",
        "Tỉnh xếp thứ 19/63, giảm 04 bậc so với năm trước (thứ 23).",
        "Tỉnh xếp thứ 19/63, tăng 04 bậc so với năm trước (thứ 23).",
    ),
    (
        "thu-hang",
        "Tỉnh xếp thứ 15/14 các tỉnh trong vùng.",
        "Tỉnh xếp thứ 14/15 các tỉnh trong vùng.",
    ),
    (
        "so-viet-sai",
        "Sản lượng khai thác giảm 105,2% so với cùng kỳ.",
        "Lợi nhuận giảm 105,2% so với cùng kỳ.",
    ),
    (
        "so-viet-sai",
        "Tỷ lệ hộ nghèo là 102%.",
        "Tỷ lệ hộ nghèo là 10,2%.",
    ),
    (
        "so-viet-sai",
        "Tốc độ tăng 1,5,6 so với cùng kỳ.",
        "Tốc độ tăng 1,56% so với cùng kỳ.",
    ),
    (
        "ky-khong-co",
        "Ngày 32 tháng 8 năm 2024, đoàn kiểm tra làm việc tại huyện.",
        "Ngày 31 tháng 8 năm 2024, đoàn kiểm tra làm việc tại huyện.",
    ),
    (
        "ky-khong-co",
        "Tổ chức lễ kỷ niệm 67 năm Ngày Thương binh - Liệt sĩ (27/7/1947 - 27/7/2024).",
        "Tổ chức lễ kỷ niệm 77 năm Ngày Thương binh - Liệt sĩ (27/7/1947 - 27/7/2024).",
    ),
    (
        "cap-ty-le",
        "Thi hành xong 150,0 tỷ đồng trên 400,0 tỷ đồng có điều kiện thi hành, đạt 35,70%.",
        "Thi hành xong 150,0 tỷ đồng trên 400,0 tỷ đồng có điều kiện thi hành, đạt 37,50%.",
    ),
    (
        "cap-ty-le",
        "Có 768.900 người tham gia bảo hiểm y tế, đạt tỷ lệ bao phủ 96,4% dân số (812.400 người).",
        "Có 768.900 người tham gia bảo hiểm y tế, đạt tỷ lệ bao phủ 94,6% dân số (812.400 người).",
    ),
    (
        "cap-ty-le",
        "Trong 2.000,0 tỷ đồng đã giải ngân có 1.200,0 tỷ đồng vốn tỉnh (60,0%) và 800,0 tỷ đồng vốn huyện (42,0%).",
        "Trong 2.000,0 tỷ đồng đã giải ngân có 1.200,0 tỷ đồng vốn tỉnh (60,0%) và 800,0 tỷ đồng vốn huyện (40,0%).",
    ),
    (
        "phan-va-tong",
        "Trong 640,0 tỷ đồng đã thu, có 310,0 tỷ đồng là thu nội địa, 250,0 tỷ đồng là thu xuất nhập khẩu, phần còn lại 60,0 tỷ đồng là các khoản huy động.",
        "Trong 640,0 tỷ đồng đã thu, có 310,0 tỷ đồng là thu nội địa, 270,0 tỷ đồng là thu xuất nhập khẩu, phần còn lại 60,0 tỷ đồng là các khoản huy động.",
    ),
    (
        "phan-va-tong",
        "Đã cấp 682.400 tài khoản, trong đó kích hoạt 691.750 tài khoản.",
        "Đã cấp 682.400 tài khoản, trong đó kích hoạt 641.750 tài khoản.",
    ),
    (
        "phan-va-tong",
        "Ngành du lịch đón 4.126 nghìn lượt khách trong tháng, nâng tổng số khách 8 tháng lên 3.158,2 nghìn lượt.",
        "Ngành du lịch đón 412,6 nghìn lượt khách trong tháng, nâng tổng số khách 8 tháng lên 3.158,2 nghìn lượt.",
    ),
    (
        "phan-va-tong",
        "Tiếp nhận 146 đơn, gồm 109 đơn khiếu nại và 27 đơn tố cáo; đã giải quyết 122/146 đơn, đạt 83,6%.",
        "Tiếp nhận 146 đơn, gồm 119 đơn khiếu nại và 27 đơn tố cáo; đã giải quyết 122/146 đơn, đạt 83,6%.",
    ),
    (
        "dem-khong-du",
        "Đối chiếu với 16 chỉ tiêu được giao, đã có 5 chỉ tiêu cán đích sớm, 9 chỉ tiêu bám đúng tiến độ; 3 chỉ tiêu còn lại đi chậm.",
        "Đối chiếu với 16 chỉ tiêu được giao, đã có 5 chỉ tiêu cán đích sớm, 8 chỉ tiêu bám đúng tiến độ; 3 chỉ tiêu còn lại đi chậm.",
    ),
    (
        "diem-phan-tram",
        "Tỷ lệ hộ nghèo cuối năm trước là 7,94% (15.482 hộ); phấn đấu cuối năm nay giảm còn 5,44%, tức giảm 3,5 điểm phần trăm.",
        "Tỷ lệ hộ nghèo cuối năm trước là 7,94% (15.482 hộ); phấn đấu cuối năm nay giảm còn 5,44%, tức giảm 2,5 điểm phần trăm.",
    ),
    (
        "binh-quan",
        "Lưu lượng xe trong tháng 8 đạt 31.620 lượt, bình quân 1.200 lượt/ngày.",
        "Lưu lượng xe trong tháng 8 đạt 31.620 lượt, bình quân 1.020 lượt/ngày.",
    ),
    (
        "dat-ke-hoach",
        "Chi thường xuyên 4.000,0 tỷ đồng, dùng 58,00% dự toán 8.000 tỷ đồng.",
        "Chi thường xuyên 4.000,0 tỷ đồng, dùng 50,00% dự toán 8.000 tỷ đồng.",
    ),
    (
        "can-can",
        "Xuất khẩu 1.200,3 triệu USD, nhập khẩu 1.500,5 triệu USD, xuất siêu 300,2 triệu USD.",
        "Xuất khẩu 1.200,3 triệu USD, nhập khẩu 1.500,5 triệu USD, nhập siêu 300,2 triệu USD.",
    ),
    (
        "nang-suat",
        "Vụ Xuân gieo cấy 12.400 ha, năng suất 58,5 tạ/ha, tăng 0,4 tạ/ha; sản lượng 66.340 tấn.",
        "Vụ Xuân gieo cấy 12.400 ha, năng suất 53,5 tạ/ha, tăng 0,4 tạ/ha; sản lượng 66.340 tấn.",
    ),
    (
        "nang-suat",
        "Vụ Mùa gieo cấy 8.200 ha, năng suất ước 45,2 tạ/ha, cao hơn vụ Mùa năm trước 0,5 tạ/ha nên sản lượng đạt 39.524 tấn.",
        "Vụ Mùa gieo cấy 8.200 ha, năng suất ước 48,2 tạ/ha, cao hơn vụ Mùa năm trước 0,5 tạ/ha nên sản lượng đạt 39.524 tấn.",
    ),
    (
        "diem-phan-tram",
        "IIP 5 tháng tăng 7,40% (cùng kỳ năm trước tăng 4,95%), cao hơn 2,54 điểm phần trăm.",
        "IIP 5 tháng tăng 7,40% (cùng kỳ năm trước tăng 4,95%), cao hơn 2,45 điểm phần trăm.",
    ),
    (
        "diem-phan-tram",
        "Bình quân 8 tháng, CPI tăng 2,84% so với cùng kỳ, thấp hơn 1,56 điểm phần trăm so với mức trần mục tiêu 4,50%.",
        "Bình quân 8 tháng, CPI tăng 2,84% so với cùng kỳ, thấp hơn 1,66 điểm phần trăm so với mức trần mục tiêu 4,50%.",
    ),
    (
        "diem-phan-tram",
        "Giải ngân 1.206,0 tỷ đồng, bằng 40,20% kế hoạch, tăng 20,60% so với cùng kỳ (cùng kỳ thực hiện 1.000,0 tỷ đồng, bằng 36,00% kế hoạch); tỷ lệ thực hiện cao hơn cùng kỳ 4,60 điểm phần trăm.",
        "Giải ngân 1.206,0 tỷ đồng, bằng 40,20% kế hoạch, tăng 20,60% so với cùng kỳ (cùng kỳ thực hiện 1.000,0 tỷ đồng, bằng 36,00% kế hoạch); tỷ lệ thực hiện cao hơn cùng kỳ 4,20 điểm phần trăm.",
    ),
    (
        "tang-chenh-lech",
        "Giải ngân 1.206,0 tỷ đồng, tăng 20,60% so với cùng kỳ (cùng kỳ thực hiện 1.060,0 tỷ đồng, bằng 36,00% kế hoạch).",
        "Giải ngân 1.206,0 tỷ đồng, tăng 20,60% so với cùng kỳ (cùng kỳ thực hiện 1.000,0 tỷ đồng, bằng 36,00% kế hoạch).",
    ),
    (
        "tang-chenh-lech",
        "Có 60 doanh nghiệp thành lập mới với số vốn 412,5 tỷ đồng, tăng 52,0% về số doanh nghiệp (+10 doanh nghiệp) và tăng 10,0% về vốn (+37,5 tỷ đồng).",
        "Có 60 doanh nghiệp thành lập mới với số vốn 412,5 tỷ đồng, tăng 20,0% về số doanh nghiệp (+10 doanh nghiệp) và tăng 10,0% về vốn (+37,5 tỷ đồng).",
    ),
    (
        "tang-chenh-lech",
        "Cấp mới 16 dự án với vốn đăng ký 240,0 triệu USD, tăng 4 dự án và tăng 25,0% về vốn so với cùng kỳ (12 dự án, 200,0 triệu USD).",
        "Cấp mới 16 dự án với vốn đăng ký 240,0 triệu USD, tăng 4 dự án và tăng 20,0% về vốn so với cùng kỳ (12 dự án, 200,0 triệu USD).",
    ),
    (
        "tang-chenh-lech",
        "Xi măng tháng 8 đạt 96,4 nghìn tấn, thấp hơn mức trung bình của 7 tháng trước đó (114,6 nghìn tấn) là 12,8 nghìn tấn.",
        "Xi măng tháng 8 đạt 96,4 nghìn tấn, thấp hơn mức trung bình của 7 tháng trước đó (109,2 nghìn tấn) là 12,8 nghìn tấn.",
    ),
    (
        "tang-chenh-lech",
        "Số cơ sở đang hoạt động tăng thêm 213, từ 2.140 cuối năm 2023 lên 2.335 cơ sở.",
        "Số cơ sở đang hoạt động tăng thêm 195, từ 2.140 cuối năm 2023 lên 2.335 cơ sở.",
    ),
    (
        "diem-phan-tram",
        "Tỷ lệ hộ cận nghèo giảm từ 8,40% (8.400/100.000 hộ) xuống còn 7,10% (7.100/100.000 hộ), giảm 1,30%.",
        "Tỷ lệ hộ cận nghèo giảm từ 8,40% (8.400/100.000 hộ) xuống còn 7,10% (7.100/100.000 hộ), giảm 1,30 điểm phần trăm.",
    ),
    (
        "cap-ty-le",
        "Ba địa bàn này chiếm gần hai phần ba (78,2%) tổng số ca.",
        "Ba địa bàn này chiếm gần bốn phần năm (78,2%) tổng số ca.",
    ),
    (
        "cap-ty-le",
        "Sản lượng vải đạt 12.000 tấn, chỉ bằng 3/5 vụ trước (16.000 tấn).",
        "Sản lượng vải đạt 12.000 tấn, chỉ bằng 3/4 vụ trước (16.000 tấn).",
    ),
    (
        "dem-danh-sach",
        "Giải ngân của bốn đơn vị: Sở A 65/100 tỷ đồng (65,0%); Sở B 54/100 tỷ đồng (54,0%); Sở C 47/100 tỷ đồng (47,0%); Sở D 31/100 tỷ đồng (31,0%); như vậy có ba đơn vị cao hơn và một đơn vị thấp hơn mức chung (50,8%).",
        "Giải ngân của bốn đơn vị: Sở A 65/100 tỷ đồng (65,0%); Sở B 54/100 tỷ đồng (54,0%); Sở C 47/100 tỷ đồng (47,0%); Sở D 31/100 tỷ đồng (31,0%); như vậy có hai đơn vị cao hơn và hai đơn vị thấp hơn mức chung (50,8%).",
    ),
    (
        "don-vi-doi",
        "Vận chuyển hành khách đạt 812,0 nghìn lượt người; luân chuyển 43,2 nghìn lượt người.km.",
        "Vận chuyển hành khách đạt 812,0 nghìn lượt người; luân chuyển 43,2 triệu lượt người.km.",
    ),
    (
        "binh-quan",
        "Tiêu hủy 1.250 con với tổng trọng lượng 70,5 tạ, tức khoảng 56,4 kg/con.",
        "Tiêu hủy 1.250 con với tổng trọng lượng 70,5 tấn, tức khoảng 56,4 kg/con.",
    ),
    (
        "binh-quan",
        "Xảy ra 30 vụ cháy (cùng kỳ 24 vụ), thiệt hại 7,20 tỷ đồng, bình quân 300 triệu đồng/vụ.",
        "Xảy ra 30 vụ cháy (cùng kỳ 24 vụ), thiệt hại 7,20 tỷ đồng, bình quân 240 triệu đồng/vụ.",
    ),
    (
        "thu-hang",
        "Tỉnh xếp thứ 14 trong 34 tỉnh, thành phố, tụt 5 bậc so với cuối tháng 7 (thứ 19).",
        "Tỉnh xếp thứ 14 trong 34 tỉnh, thành phố, tăng 5 bậc so với cuối tháng 7 (thứ 19).",
    ),
    (
        "ky-khong-co",
        "Số liệu tính đến ngày 31/6/2024.",
        "Số liệu tính đến ngày 30/6/2024.",
    ),
    (
        "ky-khong-co",
        "Kỳ báo cáo tính từ ngày 15/5 đến ngày 14/5/2024.",
        "Kỳ báo cáo tính từ ngày 15/5 đến ngày 14/6/2024.",
    ),
    (
        "ky-khong-co",
        "Hội nghị họp sáng thứ Ba, ngày 13/5/2024.",
        "Hội nghị họp sáng thứ Hai, ngày 13/5/2024.",
    ),
    (
        "binh-quan",
        "Có 420 doanh nghiệp thành lập mới, tăng 5,0% (+20 doanh nghiệp), tổng vốn đăng ký 4.032 tỷ đồng, tăng 112,0%; vốn bình quân một doanh nghiệp đạt 9,60 tỷ đồng, cao hơn mức 9,00 tỷ đồng của cùng kỳ.",
        "Có 420 doanh nghiệp thành lập mới, tăng 5,0% (+20 doanh nghiệp), tổng vốn đăng ký 4.032 tỷ đồng, tăng 12,0%; vốn bình quân một doanh nghiệp đạt 9,60 tỷ đồng, cao hơn mức 9,00 tỷ đồng của cùng kỳ.",
    ),
    (
        "phan-va-tong",
        "Có 21,8 ha rừng bị thiệt hại, giảm 29,22%; bao gồm 4,1 ha bị cháy (giảm 11,8 ha) và 7,7 ha bị chặt phá (tăng 2,8 ha).",
        "Có 21,8 ha rừng bị thiệt hại, giảm 29,22%; bao gồm 14,1 ha bị cháy (giảm 11,8 ha) và 7,7 ha bị chặt phá (tăng 2,8 ha).",
    ),
    (
        "dem-khong-du",
        "Trong 14 khoản thu có 9 khoản đạt tiến độ, 4 khoản chưa đạt tiến độ, 2 khoản chưa phát sinh.",
        "Trong 15 khoản thu có 9 khoản đạt tiến độ, 4 khoản chưa đạt tiến độ, 2 khoản chưa phát sinh.",
    ),
    (
        "phan-va-tong",
        "Tiếp nhận 526 đơn; qua phân loại có 418 đơn đủ điều kiện xử lý, 138 đơn trùng hoặc không đủ điều kiện.",
        "Tiếp nhận 556 đơn; qua phân loại có 418 đơn đủ điều kiện xử lý, 138 đơn trùng hoặc không đủ điều kiện.",
    ),
    (
        "phan-va-tong",
        "Lớp bồi dưỡng có 146 học viên, gồm 92 nam và 64 nữ.",
        "Lớp bồi dưỡng có 156 học viên, gồm 92 nam và 64 nữ.",
    ),
    (
        "hai-gia-tri",
        "Sáu tháng, kinh tế của tỉnh giữ đà phục hồi. GRDP ước tăng 6,38%; chỉ số sản xuất công nghiệp tăng 3,39%; xuất khẩu 612,4 triệu USD; thành lập mới 456 doanh nghiệp.\n1. Tăng trưởng kinh tế\nGRDP 6 tháng ước đạt 9.494,2 tỷ đồng, tăng 6,08% so với cùng kỳ năm trước.",
        "Sáu tháng, kinh tế của tỉnh giữ đà phục hồi. GRDP ước tăng 6,08%; chỉ số sản xuất công nghiệp tăng 3,39%; xuất khẩu 612,4 triệu USD; thành lập mới 456 doanh nghiệp.\n1. Tăng trưởng kinh tế\nGRDP 6 tháng ước đạt 9.494,2 tỷ đồng, tăng 6,08% so với cùng kỳ năm trước.",
    ),
    (
        "con-lai",
        "Thu nội địa 1.018,7 tỷ đồng, tăng 2,9%. Nếu trừ tiền sử dụng đất (172,4 tỷ đồng) và xổ số kiến thiết (8,7 tỷ đồng), số thu còn lại là 873,6 tỷ đồng.",
        "Thu nội địa 1.018,7 tỷ đồng, tăng 2,9%. Nếu trừ tiền sử dụng đất (172,4 tỷ đồng) và xổ số kiến thiết (8,7 tỷ đồng), số thu còn lại là 837,6 tỷ đồng.",
    ),
    (
        "cap-ty-le",
        "Tội phạm về trật tự xã hội xảy ra 341 vụ, đã điều tra làm rõ 259 vụ, tỷ lệ khám phá 87,7%.",
        "Tội phạm về trật tự xã hội xảy ra 341 vụ, đã điều tra làm rõ 299 vụ, tỷ lệ khám phá 87,7%.",
    ),
    (
        "thang-va-luy-ke",
        "Tháng 5 đón 468 nghìn lượt khách với doanh thu 486 tỷ đồng; lũy kế 5 tháng thu hút 2.604 nghìn lượt khách, đạt 64,1% kế hoạch, tăng 5,5% (4 tháng đầu năm là 2.316 nghìn lượt).",
        "Tháng 5 đón 468 nghìn lượt khách với doanh thu 486 tỷ đồng; lũy kế 5 tháng thu hút 2.604 nghìn lượt khách, đạt 64,1% kế hoạch, tăng 5,5% (4 tháng đầu năm là 2.136 nghìn lượt).",
    ),
    (
        "binh-quan",
        "Trao 6.420 suất quà cho người có công, mức 500 nghìn đồng/suất, tổng kinh phí 3.120 triệu đồng.",
        "Trao 6.420 suất quà cho người có công, mức 500 nghìn đồng/suất, tổng kinh phí 3.210 triệu đồng.",
    ),
    (
        "binh-quan",
        "Có 318 doanh nghiệp thành lập mới, tăng 16,1%; tổng vốn đăng ký 4.826 tỷ đồng, tăng 2.911 tỷ đồng, bình quân 12,5 tỷ đồng/doanh nghiệp.",
        "Có 318 doanh nghiệp thành lập mới, tăng 16,1%; tổng vốn đăng ký 4.826 tỷ đồng, tăng 2.911 tỷ đồng, bình quân 15,2 tỷ đồng/doanh nghiệp.",
    ),
    (
        "hai-gia-tri",
        "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng đạt 20.548,7 tỷ đồng, tăng 10,81%; xuất khẩu tăng 14,03%.\nSau 9 tháng, tổng mức đạt 20.548,7 tỷ đồng, tăng 11,14% so với cùng kỳ.",
        "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng đạt 20.548,7 tỷ đồng, tăng 11,14%; xuất khẩu tăng 14,03%.\nSau 9 tháng, tổng mức đạt 20.548,7 tỷ đồng, tăng 11,14% so với cùng kỳ.",
    ),
    (
        "diem-phan-tram",
        "Ngành công nghiệp tăng 9,69%, góp 2,85 điểm phần trăm vào tăng trưởng; ngành xây dựng tăng 6,74%, góp 0,67%.",
        "Ngành công nghiệp tăng 9,69%, góp 2,85 điểm phần trăm vào tăng trưởng; ngành xây dựng tăng 6,74%, góp 0,67 điểm phần trăm.",
    ),
    (
        "tang-chenh-lech",
        "Giải ngân ước 734,9/3.112,6 tỷ đồng, đạt 23,6% kế hoạch. So với cùng kỳ năm 2023 (giải ngân 621,3 tỷ đồng, đạt 18,3%), số giải ngân tăng 131,6 tỷ đồng, tương đương 18,3%, tỷ lệ giải ngân cao hơn 5,3 điểm phần trăm.",
        "Giải ngân ước 734,9/3.112,6 tỷ đồng, đạt 23,6% kế hoạch. So với cùng kỳ năm 2023 (giải ngân 621,3 tỷ đồng, đạt 18,3%), số giải ngân tăng 113,6 tỷ đồng, tương đương 18,3%, tỷ lệ giải ngân cao hơn 5,3 điểm phần trăm.",
    ),
    (
        "diem-phan-tram",
        "Giải ngân ước 734,9/3.112,6 tỷ đồng, đạt 23,6% kế hoạch. So với cùng kỳ năm 2023 (giải ngân 621,3 tỷ đồng, đạt 18,3%), số giải ngân tăng 113,6 tỷ đồng, tỷ lệ giải ngân cao hơn 3,5 điểm phần trăm.",
        "Giải ngân ước 734,9/3.112,6 tỷ đồng, đạt 23,6% kế hoạch. So với cùng kỳ năm 2023 (giải ngân 621,3 tỷ đồng, đạt 18,3%), số giải ngân tăng 113,6 tỷ đồng, tỷ lệ giải ngân cao hơn 5,3 điểm phần trăm.",
    ),
    (
        "nang-suat",
        "Vụ Đông Xuân gieo cấy 31.206 ha, giảm 0,78%; năng suất bình quân 63,5 tấn/ha, tăng 0,6 tạ/ha; sản lượng thu hoạch 198.158 tấn.",
        "Vụ Đông Xuân gieo cấy 31.206 ha, giảm 0,78%; năng suất bình quân 63,5 tạ/ha, tăng 0,6 tạ/ha; sản lượng thu hoạch 198.158 tấn.",
    ),
    (
        "phan-va-tong",
        "Trong tháng, UBND tỉnh đã ban hành 1.412 văn bản đi, gồm: 96 văn bản mật, 04 văn bản quy phạm pháp luật, 152 quyết định cá biệt, 13 kế hoạch, 148 công văn, 37 báo cáo, 52 thông báo kết luận và 901 văn bản khác.",
        "Trong tháng, UBND tỉnh đã ban hành 1.403 văn bản đi, gồm: 96 văn bản mật, 04 văn bản quy phạm pháp luật, 152 quyết định cá biệt, 13 kế hoạch, 148 công văn, 37 báo cáo, 52 thông báo kết luận và 901 văn bản khác.",
    ),
    (
        "phan-va-tong",
        "Xử phạt vi phạm hành chính 55 trường hợp (17 tổ chức, 28 cá nhân).",
        "Xử phạt vi phạm hành chính 45 trường hợp (17 tổ chức, 28 cá nhân).",
    ),
    (
        "cap-ty-le",
        "Nguồn vốn huy động đạt 46.820 tỷ đồng; dư nợ cho vay 52.164 tỷ đồng, trong đó dư nợ ngắn hạn 31.820 tỷ đồng, dư nợ trung và dài hạn 20.344 tỷ đồng; nợ xấu 782,5 tỷ đồng, chiếm 1,67% tổng dư nợ.",
        "Nguồn vốn huy động đạt 46.820 tỷ đồng; dư nợ cho vay 52.164 tỷ đồng, trong đó dư nợ ngắn hạn 31.820 tỷ đồng, dư nợ trung và dài hạn 20.344 tỷ đồng; nợ xấu 782,5 tỷ đồng, chiếm 1,50% tổng dư nợ.",
    ),
    (
        "cap-ty-le",
        "Số người tham gia bảo hiểm y tế là 652.418 người, bao phủ 98,3% trên dân số 702.150 người.",
        "Số người tham gia bảo hiểm y tế là 652.418 người, bao phủ 92,9% trên dân số 702.150 người.",
    ),
    (
        "dem-khong-du",
        "Trong 13 sản phẩm chủ yếu, có 07/13 sản phẩm tăng, 02/13 sản phẩm bằng và 05/13 sản phẩm giảm so với cùng kỳ.",
        "Trong 13 sản phẩm chủ yếu, có 07/13 sản phẩm tăng, 01/13 sản phẩm bằng và 05/13 sản phẩm giảm so với cùng kỳ.",
    ),
    (
        "dem-khong-du",
        "Trong 16 ngành công nghiệp cấp II, 12 ngành có chỉ số sản xuất 9 tháng tăng; 5 ngành giảm.",
        "Trong 16 ngành công nghiệp cấp II, 11 ngành có chỉ số sản xuất 9 tháng tăng; 5 ngành giảm.",
    ),
    (
        "con-lai",
        "Tiếp nhận 118.436 hồ sơ; đã giải quyết 109.872 hồ sơ, đạt 92,8%, trong đó đúng và trước hạn 108.214 hồ sơ, quá hạn 1.658 hồ sơ; đang giải quyết 8.654 hồ sơ.",
        "Tiếp nhận 118.436 hồ sơ; đã giải quyết 109.872 hồ sơ, đạt 92,8%, trong đó đúng và trước hạn 108.214 hồ sơ, quá hạn 1.658 hồ sơ; đang giải quyết 8.564 hồ sơ.",
    ),
    (
        "phan-va-tong",
        "Triển khai 63 cuộc thanh tra (47 cuộc theo kế hoạch, 22 cuộc đột xuất).",
        "Triển khai 69 cuộc thanh tra (47 cuộc theo kế hoạch, 22 cuộc đột xuất).",
    ),
    (
        "phan-va-tong",
        "Tổng kim ngạch qua địa bàn 1.284,0 triệu USD, tăng 20,6%.\n- Theo cửa khẩu: cửa khẩu Nà Lường 652,4 triệu USD (+20,4%); cửa khẩu Pác Sen 413,8 triệu USD (+24,8%); các lối mở và cửa khẩu phụ 199,8 triệu USD (+13,2%).",
        "Tổng kim ngạch qua địa bàn 1.284,0 triệu USD, tăng 20,6%.\n- Theo cửa khẩu: cửa khẩu Nà Lường 652,4 triệu USD (+20,4%); cửa khẩu Pác Sen 431,8 triệu USD (+24,8%); các lối mở và cửa khẩu phụ 199,8 triệu USD (+13,2%).",
    ),
    (
        "diem-phan-tram",
        "Đã giải ngân 974,8 tỷ đồng, đạt 33,7% kế hoạch, cao hơn 4,2 điểm phần trăm so với cùng kỳ (31,3%).",
        "Đã giải ngân 974,8 tỷ đồng, đạt 33,7% kế hoạch, cao hơn 2,4 điểm phần trăm so với cùng kỳ (31,3%).",
    ),
    (
        "diem-phan-tram",
        "Đã giải ngân 974,8 tỷ đồng, đạt 33,7% kế hoạch (cùng kỳ đạt 31,3%), cao hơn 4,2 điểm phần trăm.",
        "Đã giải ngân 974,8 tỷ đồng, đạt 33,7% kế hoạch (cùng kỳ đạt 31,3%), cao hơn 2,4 điểm phần trăm.",
    ),
    (
        "dat-ke-hoach",
        "Kế hoạch vốn đầu tư công năm 2024 được giao là 2.896,0 tỷ đồng. Đến hết ngày 30/6 đã giải ngân 974,8 tỷ đồng, đạt 37,3% kế hoạch.",
        "Kế hoạch vốn đầu tư công năm 2024 được giao là 2.896,0 tỷ đồng. Đến hết ngày 30/6 đã giải ngân 974,8 tỷ đồng, đạt 33,7% kế hoạch.",
    ),
    (
        "cap-ty-le",
        "Có 6.214/6.278 thí sinh đăng ký dự thi tốt nghiệp trung học phổ thông đủ điều kiện dự thi, đạt 99,89%.",
        "Có 6.214/6.278 thí sinh đăng ký dự thi tốt nghiệp trung học phổ thông đủ điều kiện dự thi, đạt 98,98%.",
    ),
    (
        "tang-chenh-lech",
        "Toàn tỉnh còn 15.432 hộ nghèo; so với kỳ rà soát trước (18.716 hộ) giảm 3.824 hộ.",
        "Toàn tỉnh còn 15.432 hộ nghèo; so với kỳ rà soát trước (18.716 hộ) giảm 3.284 hộ.",
    ),
    (
        "tang-chenh-lech",
        "Tỉnh đạt 42 giải (02 giải nhất, 09 giải nhì, 14 giải ba và 17 giải khuyến khích), nhiều hơn năm học trước 09 giải (35 giải).",
        "Tỉnh đạt 42 giải (02 giải nhất, 09 giải nhì, 14 giải ba và 17 giải khuyến khích), nhiều hơn năm học trước 07 giải (35 giải).",
    ),
    (
        "tang-chenh-lech",
        "Xảy ra 03 vụ ngộ độc thực phẩm làm 27 người mắc (cùng kỳ 05 vụ, 41 người mắc), giảm 02 vụ và 24 người mắc.",
        "Xảy ra 03 vụ ngộ độc thực phẩm làm 27 người mắc (cùng kỳ 05 vụ, 41 người mắc), giảm 02 vụ và 14 người mắc.",
    ),
    (
        "tang-chenh-lech",
        "Bắt giữ 168 vụ, 214 đối tượng phạm tội về ma túy (tăng 31 vụ, 26 đối tượng so với 147 vụ, 188 đối tượng của 6 tháng đầu năm 2023).",
        "Bắt giữ 168 vụ, 214 đối tượng phạm tội về ma túy (tăng 21 vụ, 26 đối tượng so với 147 vụ, 188 đối tượng của 6 tháng đầu năm 2023).",
    ),
    (
        "lap-doan",
        "Khu vực nông nghiệp tăng 4,26%; khu vực công nghiệp tăng 0,41%; khu vực dịch vụ tăng 3,84%; khu vực dịch vụ tăng 3,84%.",
        "Khu vực nông nghiệp tăng 4,26%; khu vực công nghiệp tăng 0,41%; khu vực dịch vụ tăng 3,84%.",
    ),
    (
        "nang-suat",
        "Lúa Mùa gieo cấy 15.640,5 ha, giảm 142,7 ha so với vụ Mùa năm 2023. Năng suất ước đạt 46,52 tạ/ha, tăng 0,48 tạ/ha; sản lượng ước 72.759,6 tấn, tăng 176,6 tấn.",
        "Lúa Mùa gieo cấy 15.640,5 ha, giảm 124,7 ha so với vụ Mùa năm 2023. Năng suất ước đạt 46,52 tạ/ha, tăng 0,48 tạ/ha; sản lượng ước 72.759,6 tấn, tăng 176,6 tấn.",
    ),
    (
        "dat-ke-hoach",
        "Từ đầu năm trồng mới 3.240 ha rừng, đạt 48,6% kế hoạch.\nThời gian tới hoàn thành 2.760 ha rừng trồng mới còn thiếu so với kế hoạch 6.000 ha.",
        "Từ đầu năm trồng mới 3.240 ha rừng, đạt 54,0% kế hoạch.\nThời gian tới hoàn thành 2.760 ha rừng trồng mới còn thiếu so với kế hoạch 6.000 ha.",
    ),
    (
        "con-lai",
        "Giải quyết việc làm cho 6.827 lao động, đạt 56,9% kế hoạch.\nTiếp tục giải quyết việc làm cho 5.713 lao động còn lại theo kế hoạch 12.000 người.",
        "Giải quyết việc làm cho 6.827 lao động, đạt 56,9% kế hoạch.\nTiếp tục giải quyết việc làm cho 5.173 lao động còn lại theo kế hoạch 12.000 người.",
    ),
    (
        "con-lai",
        "Thu ngân sách 6 tháng đạt 2.184,6 tỷ đồng, bằng 45,5% dự toán.\nSáu tháng cuối năm phải thu thêm 2.651,4 tỷ đồng để hoàn thành dự toán 4.800 tỷ đồng.",
        "Thu ngân sách 6 tháng đạt 2.184,6 tỷ đồng, bằng 45,5% dự toán.\nSáu tháng cuối năm phải thu thêm 2.615,4 tỷ đồng để hoàn thành dự toán 4.800 tỷ đồng.",
    ),
    (
        "chu-thich-le",
        "Có 09 sản phẩm tăng, 03 sản phẩm giảm<sup>2</sup>; trồng 42 ha<sup>1</sup>.\n<sup>1</sup> Nguồn: Sở Công Thương.\n<sup>3</sup> Gồm điện, xi măng, gạch.",
        "Có 09 sản phẩm tăng, 03 sản phẩm giảm<sup>2</sup>; trồng 42 ha<sup>1</sup>; đất ở 64 m<sup>2</sup>.\n<sup>1</sup> Nguồn: Sở Công Thương.\n<sup>2</sup> Gồm điện, xi măng, gạch.",
    ),
    (
        "phan-va-tong",
        "Đến nay có 4 cụm công nghiệp với tổng diện tích 178,4 ha, gồm: Nam Hòa 1 (38,5 ha), Nam Hòa 2 (42,7 ha), Bắc Lũng (57,0 ha), Tây Khê (48,2 ha).",
        "Đến nay có 4 cụm công nghiệp với tổng diện tích 186,4 ha, gồm: Nam Hòa 1 (38,5 ha), Nam Hòa 2 (42,7 ha), Bắc Lũng (57,0 ha), Tây Khê (48,2 ha).",
    ),
    (
        "phan-va-tong",
        "Toàn tỉnh đào tạo cho 3.627/7.200 người; trong đó cao đẳng 285 người, trung cấp 916 người, sơ cấp 2.066 người.",
        "Toàn tỉnh đào tạo cho 3.267/7.200 người; trong đó cao đẳng 285 người, trung cấp 916 người, sơ cấp 2.066 người.",
    ),
    (
        "phan-va-tong",
        "Gồm: ngân sách huyện 312,5/1.204,5 tỷ đồng, đạt 25,9% (vốn cân đối 201,4 tỷ đồng, tiền sử dụng đất 98,3/480 tỷ đồng, nguồn khác 21,8 tỷ đồng).",
        "Gồm: ngân sách huyện 312,5/1.204,5 tỷ đồng, đạt 25,9% (vốn cân đối 201,4 tỷ đồng, tiền sử dụng đất 98,3/480 tỷ đồng, nguồn khác 12,8 tỷ đồng).",
    ),
    (
        "thang-va-luy-ke",
        "Tháng 5: 84.316 lượt. Cộng dồn 5 tháng: 421.875 lượt (4 tháng: 337.595), tăng 6,1% so với cùng kỳ.",
        "Tháng 5: 84.316 lượt. Cộng dồn 5 tháng: 421.911 lượt (4 tháng: 337.595), tăng 6,1% so với cùng kỳ.",
    ),
    (
        "thang-va-luy-ke",
        "Doanh thu bưu chính tháng 4 ước 1.214,6 tỷ đồng; cộng với 3.415,7 tỷ đồng của 3 tháng, lũy kế 4 tháng đạt 3.415,7 tỷ đồng.",
        "Doanh thu bưu chính tháng 4 ước 1.214,6 tỷ đồng; cộng với 3.415,7 tỷ đồng của 3 tháng, lũy kế 4 tháng đạt 4.630,3 tỷ đồng.",
    ),
    (
        "thang-va-luy-ke",
        "Các trạm trong tháng xử lý 126.530 lô hàng; 3 tháng trước đó xử lý 402.115 lô, như vậy cộng dồn 4 tháng đạt 52.645 lô.",
        "Các trạm trong tháng xử lý 126.530 lô hàng; 3 tháng trước đó xử lý 402.115 lô, như vậy cộng dồn 4 tháng đạt 528.645 lô.",
    ),
    (
        "phan-va-tong",
        "Đã tổ chức 36 cuộc họp, trong đó có 05 phiên họp của Thường trực và 33 cuộc họp chuyên đề.",
        "Đã tổ chức 38 cuộc họp, trong đó có 05 phiên họp của Thường trực và 33 cuộc họp chuyên đề.",
    ),
    (
        "hai-gia-tri",
        "Thu ngân sách nhà nước trên địa bàn ước 2.716,3 tỷ đồng, đạt 48,1% dự toán, tăng 18,9%.\nThu ngân sách nhà nước trên địa bàn tháng 4 ước 612,5 tỷ đồng (thu nội địa 216,1 tỷ đồng, thu từ xuất nhập khẩu 396,4 tỷ đồng). Lũy kế 4 tháng ước thực hiện 2.716,3 tỷ đồng, đạt 48,1% dự toán, tăng 19,7% so với cùng kỳ.",
        "Thu ngân sách nhà nước trên địa bàn ước 2.716,3 tỷ đồng, đạt 48,1% dự toán, tăng 19,7%.\nThu ngân sách nhà nước trên địa bàn tháng 4 ước 612,5 tỷ đồng (thu nội địa 216,1 tỷ đồng, thu từ xuất nhập khẩu 396,4 tỷ đồng). Lũy kế 4 tháng ước thực hiện 2.716,3 tỷ đồng, đạt 48,1% dự toán, tăng 19,7% so với cùng kỳ.",
    ),
    (
        "tang-cua-tong",
        "Tổng kim ngạch qua địa bàn đạt 16.846,5 triệu USD, tăng 28,8% so với cùng kỳ; riêng kim ngạch làm thủ tục tại Hải quan tỉnh là 1.517,7 triệu USD, tăng 11,7%<sup>1</sup>.\n<sup>1</sup> Xuất khẩu 612,4 triệu USD, tăng 4,1%; nhập khẩu 905,3 triệu USD, tăng 11,7%.",
        "Tổng kim ngạch qua địa bàn đạt 16.846,5 triệu USD, tăng 28,8% so với cùng kỳ; riêng kim ngạch làm thủ tục tại Hải quan tỉnh là 1.517,7 triệu USD, tăng 11,7%<sup>1</sup>.\n<sup>1</sup> Xuất khẩu 612,4 triệu USD, tăng 4,1%; nhập khẩu 905,3 triệu USD, tăng 17,5%.",
    ),
    (
        "tang-chenh-lech",
        "Tổng chi ngân sách 4.812,6 tỷ đồng, tăng 427,5 tỷ đồng (+9,7%) so với cùng kỳ (4.358,1 tỷ đồng).",
        "Tổng chi ngân sách 4.812,6 tỷ đồng, tăng 427,5 tỷ đồng (+9,7%) so với cùng kỳ (4.385,1 tỷ đồng).",
    ),
    (
        "diem-phan-tram",
        "Công suất sử dụng giường bệnh 92,4% (tuyến tỉnh 97,1%, tuyến huyện 88,2%), cao hơn cùng kỳ 3,1 điểm % (cùng kỳ 88,3%).",
        "Công suất sử dụng giường bệnh 92,4% (tuyến tỉnh 97,1%, tuyến huyện 88,2%), cao hơn cùng kỳ 4,1 điểm % (cùng kỳ 88,3%).",
    ),
    (
        "cap-ty-le",
        "Toàn tỉnh có 12.640 hộ nghèo (chiếm 8,62% trong tổng số 184.200 hộ dân) và 9.320 hộ cận nghèo.",
        "Toàn tỉnh có 12.640 hộ nghèo (chiếm 6,86% trong tổng số 184.200 hộ dân) và 9.320 hộ cận nghèo.",
    ),
    (
        "cap-ty-le",
        "Lực lượng chức năng kiểm tra 1.320 vụ, phát hiện vi phạm 864 vụ (chiếm 63,6% số vụ kiểm tra).",
        "Lực lượng chức năng kiểm tra 1.320 vụ, phát hiện vi phạm 864 vụ (chiếm 65,5% số vụ kiểm tra).",
    ),
    (
        "dem-danh-sach",
        "Báo cáo dựa trên số liệu của 06 cơ quan (Sở Tài chính, Sở Giáo dục và Đào tạo, Sở Y tế, Cục Thuế, Công an tỉnh).",
        "Báo cáo dựa trên số liệu của 05 cơ quan (Sở Tài chính, Sở Giáo dục và Đào tạo, Sở Y tế, Cục Thuế, Công an tỉnh).",
    ),
    (
        "cap-ty-le",
        "Có 164,2 ha đất công nghiệp có thể cho thuê, đã cho thuê 98,4 ha, tỷ lệ lấp đầy 95,9%.",
        "Có 164,2 ha đất công nghiệp có thể cho thuê, đã cho thuê 98,4 ha, tỷ lệ lấp đầy 59,9%.",
    ),
    (
        "tang-chenh-lech",
        "Có 212 doanh nghiệp thành lập mới, đạt 53,0% kế hoạch năm (400 doanh nghiệp), tăng 11,4% (cùng kỳ 184 doanh nghiệp).",
        "Có 212 doanh nghiệp thành lập mới, đạt 53,0% kế hoạch năm (400 doanh nghiệp), tăng 15,2% (cùng kỳ 184 doanh nghiệp).",
    ),
    (
        "phan-va-tong",
        "Tổng số học sinh là 105.346 em (mầm non 26.218, tiểu học 41.472, trung học cơ sở 8.935, trung học phổ thông 8.721).",
        "Tổng số học sinh là 105.346 em (mầm non 26.218, tiểu học 41.472, trung học cơ sở 28.935, trung học phổ thông 8.721).",
    ),
    (
        "phan-va-tong",
        "Ngô xuân: 5.318,4 ha, sản lượng 24.597,6 tấn, tăng 3,3% (+785,8 tấn). Ngô mùa: 3.742,9 ha, sản lượng 16.161,8 tấn, tăng 1,3% (+207,4 tấn). Cộng hai vụ, diện tích ngô đạt 9.601,3 ha, sản lượng 40.759,4 tấn, tăng 993,2 tấn.",
        "Ngô xuân: 5.318,4 ha, sản lượng 24.597,6 tấn, tăng 3,3% (+785,8 tấn). Ngô mùa: 3.742,9 ha, sản lượng 16.161,8 tấn, tăng 1,3% (+207,4 tấn). Cộng hai vụ, diện tích ngô đạt 9.061,3 ha, sản lượng 40.759,4 tấn, tăng 993,2 tấn.",
    ),
    (
        "chenh-lech-cua-tong",
        "Ngô xuân: 5.318,4 ha, sản lượng 24.597,6 tấn, tăng 3,3% (+785,8 tấn). Ngô mùa: 3.742,9 ha, sản lượng 16.161,8 tấn, tăng 1,3% (+207,4 tấn). Cộng hai vụ, sản lượng 40.759,4 tấn, tăng 939,2 tấn.",
        "Ngô xuân: 5.318,4 ha, sản lượng 24.597,6 tấn, tăng 3,3% (+785,8 tấn). Ngô mùa: 3.742,9 ha, sản lượng 16.161,8 tấn, tăng 1,3% (+207,4 tấn). Cộng hai vụ, sản lượng 40.759,4 tấn, tăng 993,2 tấn.",
    ),
    (
        "phan-va-tong",
        "Kim ngạch xuất khẩu đạt 842,6 triệu USD, tăng 11,2%.\nTheo mặt hàng xuất khẩu: dệt may 362,4 triệu USD, tăng 12,1%; giày dép 217,2 triệu USD, tăng 9,8%; chè 18,2 triệu USD, giảm 1,2%; hàng hóa khác 280,8 triệu USD, tăng 8,0%.",
        "Kim ngạch xuất khẩu đạt 842,6 triệu USD, tăng 11,2%.\nTheo mặt hàng xuất khẩu: dệt may 326,4 triệu USD, tăng 12,1%; giày dép 217,2 triệu USD, tăng 9,8%; chè 18,2 triệu USD, giảm 1,2%; hàng hóa khác 280,8 triệu USD, tăng 8,0%.",
    ),
    (
        "cap-ty-le",
        "Chi ngân sách 5.420,0 tỷ đồng; trong đó chi đầu tư phát triển 1.864,5 tỷ đồng, chi thường xuyên 3.448,2 tỷ đồng, chi khác 107,3 tỷ đồng. Chi đầu tư phát triển chiếm 43,40% tổng chi.",
        "Chi ngân sách 5.420,0 tỷ đồng; trong đó chi đầu tư phát triển 1.864,5 tỷ đồng, chi thường xuyên 3.448,2 tỷ đồng, chi khác 107,3 tỷ đồng. Chi đầu tư phát triển chiếm 34,40% tổng chi.",
    ),
    (
        "co-cau",
        "Về cơ cấu: nông, lâm nghiệp và thủy sản chiếm 19,2%; công nghiệp và xây dựng 38,4%; dịch vụ 37,5%; thuế sản phẩm 4,9% (cơ cấu tương ứng của cùng kỳ năm 2023 là 19,9%; 37,1%; 31,8%; 4,9%).",
        "Về cơ cấu: nông, lâm nghiệp và thủy sản chiếm 19,2%; công nghiệp và xây dựng 38,4%; dịch vụ 37,5%; thuế sản phẩm 4,9% (cơ cấu tương ứng của cùng kỳ năm 2023 là 19,9%; 37,1%; 38,1%; 4,9%).",
    ),
    (
        "diem-phan-tram",
        "Nông, lâm nghiệp và thủy sản chiếm 19,20%, giảm 0,52 điểm phần trăm; công nghiệp và xây dựng chiếm 43,30%, tăng 1,10 điểm phần trăm; dịch vụ chiếm 37,50%, giảm 0,85 điểm phần trăm (tương ứng cùng kỳ năm trước là 19,45% - 42,20% - 38,35%).",
        "Nông, lâm nghiệp và thủy sản chiếm 19,20%, giảm 0,25 điểm phần trăm; công nghiệp và xây dựng chiếm 43,30%, tăng 1,10 điểm phần trăm; dịch vụ chiếm 37,50%, giảm 0,85 điểm phần trăm (tương ứng cùng kỳ năm trước là 19,45% - 42,20% - 38,35%).",
    ),
    (
        "cap-ty-le",
        "Đến nay có 57/94 xã đạt chuẩn nông thôn mới, bằng 66,04% số xã.",
        "Đến nay có 57/94 xã đạt chuẩn nông thôn mới, bằng 60,64% số xã.",
    ),
    (
        "diem-phan-tram",
        "Công suất sử dụng buồng 61,2%, cao hơn 5,1 điểm phần trăm so với mức 55,7% của năm trước.",
        "Công suất sử dụng buồng 61,2%, cao hơn 5,5 điểm phần trăm so với mức 55,7% của năm trước.",
    ),
    (
        "tang-chenh-lech",
        "Tỷ giá bình quân 25.120 đồng/USD, tăng 240 đồng/USD, tương ứng tăng 0,96% so với mức 24.480 đồng/USD của tháng 8.",
        "Tỷ giá bình quân 25.120 đồng/USD, tăng 240 đồng/USD, tương ứng tăng 0,96% so với mức 24.880 đồng/USD của tháng 8.",
    ),
    (
        "tang-chenh-lech",
        "Giá vàng ở mức 8,120 triệu đồng/chỉ, tăng 1,85% so với tháng trước; so với cùng kỳ tăng 45,87% (tháng 9/2023 là 5,720 triệu đồng/chỉ).",
        "Giá vàng ở mức 8,120 triệu đồng/chỉ, tăng 1,85% so với tháng trước; so với cùng kỳ tăng 41,96% (tháng 9/2023 là 5,720 triệu đồng/chỉ).",
    ),
    (
        "co-cau",
        "Vốn thực hiện 8.210,5 tỷ đồng: nhà nước 2.120,4 tỷ đồng, tăng 9,4% (chiếm 28,53% tổng vốn); ngoài nhà nước 5.480,6 tỷ đồng, tăng 10,9% (chiếm 66,75%); FDI 609,5 tỷ đồng, giảm 6,8% (chiếm 7,42%).",
        "Vốn thực hiện 8.210,5 tỷ đồng: nhà nước 2.120,4 tỷ đồng, tăng 9,4% (chiếm 25,83% tổng vốn); ngoài nhà nước 5.480,6 tỷ đồng, tăng 10,9% (chiếm 66,75%); FDI 609,5 tỷ đồng, giảm 6,8% (chiếm 7,42%).",
    ),
    (
        "tang-cua-tong",
        "Tổng sản lượng thủy sản ước 4.210,5 tấn, tăng 4,00%. Chia theo phương thức: nuôi trồng 3.610,3 tấn, tăng 4,90%; khai thác 600,2 tấn, giảm 1,10%. Chia theo loại: cá 3.980,4 tấn, tăng 5,20%; tôm, thủy sản khác 230,1 tấn, tăng 2,10%.",
        "Tổng sản lượng thủy sản ước 4.210,5 tấn, tăng 4,00%. Chia theo phương thức: nuôi trồng 3.610,3 tấn, tăng 4,90%; khai thác 600,2 tấn, giảm 1,10%. Chia theo loại: cá 3.980,4 tấn, tăng 4,11%; tôm, thủy sản khác 230,1 tấn, tăng 2,10%.",
    ),
    (
        "phan-va-tong",
        "Cấp mới 9 dự án với vốn đăng ký 142,7 triệu USD. Ngoài ra có 06 lượt dự án tăng vốn với 38,4 triệu USD, nâng tổng vốn FDI đăng ký lên 118,1 triệu USD.",
        "Cấp mới 9 dự án với vốn đăng ký 142,7 triệu USD. Ngoài ra có 06 lượt dự án tăng vốn với 38,4 triệu USD, nâng tổng vốn FDI đăng ký lên 181,1 triệu USD.",
    ),
    (
        "tang-chenh-lech",
        "9 tháng xảy ra 96 vụ (-14 vụ), làm chết 52 người (-5 người). So với cùng kỳ, số vụ giảm 17,23%, số người chết giảm 8,77%.",
        "9 tháng xảy ra 96 vụ (-14 vụ), làm chết 52 người (-5 người). So với cùng kỳ, số vụ giảm 12,73%, số người chết giảm 8,77%.",
    ),
    (
        "hai-gia-tri",
        "Vốn đầu tư thực hiện toàn xã hội đạt 14.826,4 tỷ đồng, tăng 7,46%.\nQuý III ước 5.120,2 tỷ đồng. Tính chung 9 tháng, vốn đầu tư toàn xã hội đạt 14.286,4 tỷ đồng, tăng 7,46% so với cùng kỳ.",
        "Vốn đầu tư thực hiện toàn xã hội đạt 14.286,4 tỷ đồng, tăng 7,46%.\nQuý III ước 5.120,2 tỷ đồng. Tính chung 9 tháng, vốn đầu tư toàn xã hội đạt 14.286,4 tỷ đồng, tăng 7,46% so với cùng kỳ.",
    ),
    (
        "phan-va-tong",
        "Tính chung cả năm, diện tích lúa ước 31.254,6 ha, giảm 0,62%.\nCộng hai vụ, diện tích ngô đạt 12.118,3 ha, năng suất khá.\nNhư vậy, diện tích cây lương thực có hạt là 43.732,9 ha.",
        "Tính chung cả năm, diện tích lúa ước 31.254,6 ha, giảm 0,62%.\nCộng hai vụ, diện tích ngô đạt 12.118,3 ha, năng suất khá.\nNhư vậy, diện tích cây lương thực có hạt là 43.372,9 ha.",
    ),
    (
        "tang-cua-tong",
        "Từ đầu năm có 520 doanh nghiệp thành lập mới, tăng 10,64% so với cùng kỳ.\nSố doanh nghiệp quay trở lại hoạt động là 214, tăng 7,54%, đưa tổng số doanh nghiệp gia nhập và tái gia nhập thị trường lên 734 doanh nghiệp, tăng 12,31%.",
        "Từ đầu năm có 520 doanh nghiệp thành lập mới, tăng 10,64% so với cùng kỳ.\nSố doanh nghiệp quay trở lại hoạt động là 214, tăng 7,54%, đưa tổng số doanh nghiệp gia nhập và tái gia nhập thị trường lên 734 doanh nghiệp, tăng 9,72%.",
    ),
    (
        "hai-gia-tri",
        "GRDP 9 tháng ước tăng 6,12% so với cùng kỳ; chỉ số sản xuất công nghiệp (IIP) tăng 7,53%; bán lẻ đạt 18.240 tỷ đồng, tăng 10,1%; xuất khẩu 820 triệu USD; CPI bình quân tăng 3,41%.\nLũy kế 9 tháng, IIP tăng 7,93% so với cùng kỳ năm trước (9 tháng năm 2023 tăng 5,80%).",
        "GRDP 9 tháng ước tăng 6,12% so với cùng kỳ; chỉ số sản xuất công nghiệp (IIP) tăng 7,93%; bán lẻ đạt 18.240 tỷ đồng, tăng 10,1%; xuất khẩu 820 triệu USD; CPI bình quân tăng 3,41%.\nLũy kế 9 tháng, IIP tăng 7,93% so với cùng kỳ năm trước (9 tháng năm 2023 tăng 5,80%).",
    ),
    (
        "hai-gia-tri",
        "GRDP 9 tháng ước tăng 6,12% so với cùng kỳ; bán lẻ đạt 18.240 tỷ đồng, tăng 10,1%; xuất khẩu 820 triệu USD; thu ngân sách nhà nước bằng 71,4% dự toán năm; CPI bình quân tăng 3,41%.\nCPI tháng 9 tăng 0,23% so với tháng trước.\nBình quân 9 tháng, CPI tăng 3,71% so với bình quân cùng kỳ năm trước.",
        "GRDP 9 tháng ước tăng 6,12% so với cùng kỳ; bán lẻ đạt 18.240 tỷ đồng, tăng 10,1%; xuất khẩu 820 triệu USD; thu ngân sách nhà nước bằng 71,4% dự toán năm; CPI bình quân tăng 3,71%.\nCPI tháng 9 tăng 0,23% so với tháng trước.\nBình quân 9 tháng, CPI tăng 3,71% so với bình quân cùng kỳ năm trước.",
    ),
    (
        "diem-phan-tram",
        "Giải ngân đạt 58,3% kế hoạch năm, cao hơn tỷ lệ 52,1% của cùng kỳ 6,2%.",
        "Giải ngân đạt 58,3% kế hoạch năm, cao hơn tỷ lệ 52,1% của cùng kỳ 6,2 điểm phần trăm.",
    ),
    (
        "ty-so-thanh-toc-do",
        "Chỉ số tồn kho bằng 91,42% so với cùng thời điểm năm trước, tức giảm 91,42%.",
        "Chỉ số tồn kho bằng 91,42% so với cùng thời điểm năm trước, tức giảm 8,58%.",
    ),
    (
        "phan-va-tong",
        "Có 12 dự án cấp mới với 214,5 triệu USD và 5 lượt dự án điều chỉnh tăng 63,8 triệu USD; tổng vốn cấp mới và tăng thêm 287,3 triệu USD.",
        "Có 12 dự án cấp mới với 214,5 triệu USD và 5 lượt dự án điều chỉnh tăng 63,8 triệu USD; tổng vốn cấp mới và tăng thêm 278,3 triệu USD.",
    ),
    (
        "tang-chenh-lech",
        "Tháng này làm 9 người chết. Tính chung từ đầu năm làm 86 người chết và 120 người bị thương; so với cùng kỳ giảm 4 người chết (-6,52%), tăng 5 người bị thương (+4,35%).",
        "Tháng này làm 9 người chết. Tính chung từ đầu năm làm 86 người chết và 120 người bị thương; so với cùng kỳ giảm 6 người chết (-6,52%), tăng 5 người bị thương (+4,35%).",
    ),
    (
        "dong-gop",
        "Khu vực công nghiệp và xây dựng tăng 8,10%, đóng góp 2,84 điểm phần trăm (riêng công nghiệp tăng 8,92%, đóng góp 2,31 điểm phần trăm; xây dựng tăng 6,01%, đóng góp 0,83 điểm phần trăm).",
        "Khu vực công nghiệp và xây dựng tăng 8,10%, đóng góp 2,84 điểm phần trăm (riêng công nghiệp tăng 8,92%, đóng góp 2,31 điểm phần trăm; xây dựng tăng 6,01%, đóng góp 0,53 điểm phần trăm).",
    ),
    (
        "tang-chenh-lech",
        "Toàn tỉnh có 221.506 học sinh. So với năm học trước, quy mô tăng 1.778 em (năm học 2022 - 2023 có 221.506 em).",
        "Toàn tỉnh có 223.284 học sinh. So với năm học trước, quy mô tăng 1.778 em (năm học 2022 - 2023 có 221.506 em).",
    ),
    (
        "phan-va-tong",
        "Tổng số 221.506 học sinh; cụ thể bậc mầm non 52.418 trẻ, tiểu học 82.136 học sinh, THCS 56.872 học sinh, THPT 31.858 học sinh.",
        "Tổng số 223.284 học sinh; cụ thể bậc mầm non 52.418 trẻ, tiểu học 82.136 học sinh, THCS 56.872 học sinh, THPT 31.858 học sinh.",
    ),
    (
        "so-viet-sai",
        "Cả năm ước thành lập mới 900 doanh nghiệp, tăng 55,7 so với trung bình giai đoạn 2021 - 2023.",
        "Cả năm ước thành lập mới 900 doanh nghiệp, tăng 55,7% so với trung bình giai đoạn 2021 - 2023.",
    ),
    (
        "hai-gia-tri",
        "Chỉ số giá tiêu dùng tháng 7/2023 tăng 0,94% so với tháng trước, tăng 2,46% so với cùng kỳ năm trước.\nNhóm lương thực ổn định.\nCPI tháng 7/2023 tăng 2,64% so với cùng kỳ năm trước.",
        "Chỉ số giá tiêu dùng tháng 7/2023 tăng 0,94% so với tháng trước, tăng 2,46% so với cùng kỳ năm trước.\nNhóm lương thực ổn định.\nCPI tháng 7/2023 tăng 2,46% so với cùng kỳ năm trước.",
    ),
    ("tang-chenh-lech", "Diện tích lạc đạt 1.100 ha, tăng 12,5% (+100,0 ha).", "Diện tích lạc đạt 1.100 ha, tăng 10,0% (+100,0 ha)."),
    ("ty-so-thanh-toc-do", "Vốn đạt 500 tỷ đồng, tăng 300 tỷ đồng, tương đương 250,0%.", "Vốn đạt 500 tỷ đồng, tăng 300 tỷ đồng, tương đương 150,0%."),
    ("don-vi-doi", "Số lợn xuất chuồng 110.000 nghìn con, tăng 10,00% (+10.000 con).", "Số lợn xuất chuồng 110.000 con, tăng 10,00% (+10.000 con)."),
    ("diem-phan-tram", "Tỷ lệ hộ dùng nước sạch đạt 98,5%, tăng 0,5% so với cùng kỳ.", "Tỷ lệ hộ dùng nước sạch đạt 98,5%, tăng 0,5 điểm phần trăm so với cùng kỳ."),
    ("nguoc-dau", "Sản lượng đạt 90 tấn, tăng 10% (-10 tấn).", "Sản lượng đạt 90 tấn, giảm 10% (-10 tấn)."),
    ("dau-tru-thua", "Sản lượng điện giảm -9,5% so với cùng kỳ.", "Sản lượng điện giảm 9,5% so với cùng kỳ."),
    ("phan-va-tong", "Vốn 234 tỷ đồng, gồm: cân đối 150 tỷ đồng; đất 80 tỷ đồng.", "Vốn 234 tỷ đồng, gồm: cân đối 150 tỷ đồng; đất 84 tỷ đồng."),
    ("tang-cua-tong", f"Tổng vốn đạt 1.000 tỷ đồng, tăng 26,0% so với cùng kỳ, {SUMS}", f"Tổng vốn đạt 1.000 tỷ đồng, tăng 22,0% so với cùng kỳ, {SUMS}"),
    ("ke-hoach-cua-tong", f"Tổng vốn đạt 1.000 tỷ đồng, đạt 38,0% kế hoạch, {SUMS}", f"Tổng vốn đạt 1.000 tỷ đồng, đạt 33,3% kế hoạch, {SUMS}"),
    ("chenh-lech-cua-tong", "Tổng sản lượng 3.000,5 tấn, tăng 10% (+280 tấn).\nSản lượng lúa 2.000,3 tấn, tăng 11% (+200 tấn).\nSản lượng ngô 1.000,2 tấn, tăng 8% (+73 tấn).", "Tổng sản lượng 3.000,5 tấn, tăng 10% (+273 tấn).\nSản lượng lúa 2.000,3 tấn, tăng 11% (+200 tấn).\nSản lượng ngô 1.000,2 tấn, tăng 8% (+73 tấn)."),
    ("tang-ngoai-phan", "Chỉ số sản xuất tăng 9,9% so với cùng kỳ, trong đó: ngành than tăng 2%; ngành điện tăng 3,1%; ngành nước tăng 4%.", "Chỉ số sản xuất tăng 2,9% so với cùng kỳ, trong đó: ngành than tăng 2%; ngành điện tăng 3,1%; ngành nước tăng 4%."),
    (
        "dong-gop",
        "Chỉ số sản xuất công nghiệp tăng 6,69%. Trong đó, chế biến, chế tạo tăng 7,03%, đóng góp 5,19 điểm phần trăm vào mức tăng chung; sản xuất và phân phối điện tăng 6,80%, góp 0,68 điểm phần trăm; cung cấp nước, xử lý rác thải tăng 5,31%, góp 0,16 điểm phần trăm; riêng khai khoáng giảm 2,15%, làm giảm 0,06 điểm phần trăm.",
        "Chỉ số sản xuất công nghiệp tăng 6,69%. Trong đó, chế biến, chế tạo tăng 7,03%, đóng góp 5,91 điểm phần trăm vào mức tăng chung; sản xuất và phân phối điện tăng 6,80%, góp 0,68 điểm phần trăm; cung cấp nước, xử lý rác thải tăng 5,31%, góp 0,16 điểm phần trăm; riêng khai khoáng giảm 2,15%, làm giảm 0,06 điểm phần trăm.",
    ),
    ("dong-gop", "GRDP tăng 5,20%, trong đó: nông nghiệp tăng 3,0%, đóng góp 1,00 điểm phần trăm; dịch vụ tăng 4,8%, đóng góp 3,20 điểm phần trăm.", "GRDP tăng 4,20%, trong đó: nông nghiệp tăng 3,0%, đóng góp 1,00 điểm phần trăm; dịch vụ tăng 4,8%, đóng góp 3,20 điểm phần trăm."),
    ("co-cau", "Cơ cấu kinh tế: nông nghiệp chiếm 21,1%, công nghiệp 25,2%, dịch vụ 51,4%.", "Cơ cấu kinh tế: nông nghiệp chiếm 21,1%, công nghiệp 25,2%, dịch vụ 53,7%."),
    ("nguoc-danh-sach", "Chỉ số tiêu thụ giảm 14,4% so với cùng kỳ, do nhu cầu tăng ở một số ngành như: Dệt (+16,7%); Đồ uống (+21,5%); In ấn (+4,5%).", "Chỉ số tiêu thụ tăng 14,4% so với cùng kỳ, do nhu cầu tăng ở một số ngành như: Dệt (+16,7%); Đồ uống (+21,5%); In ấn (+4,5%)."),
    ("dem-danh-sach", "Có 03/03 sản phẩm chủ yếu tăng, cụ thể: (1) Than 5 tấn, tăng 2%; (2) Đá 6 tấn, giảm 3%; (3) Gạch 7 tấn, tăng 1%.", "Có 02/03 sản phẩm chủ yếu tăng, cụ thể: (1) Than 5 tấn, tăng 2%; (2) Đá 6 tấn, giảm 3%; (3) Gạch 7 tấn, tăng 1%."),
    ("dem-danh-sach", "Hàng hóa thông quan qua 06 cửa khẩu (Hữu Nghị, Đồng Đăng, Chi Ma, Tân Thanh, Cốc Nam).", "Hàng hóa thông quan qua 05 cửa khẩu (Hữu Nghị, Đồng Đăng, Chi Ma, Tân Thanh, Cốc Nam)."),
    ("dem-danh-sach", "So với cùng kỳ, có 03/03 sản phẩm chủ yếu tăng, cụ thể như sau:\n(1) Than 5 tấn, tăng 2%; (2) Đá 6 tấn, giảm 3%; (3) Gạch 7 tấn, tăng 1%.", "So với cùng kỳ, có 02/03 sản phẩm chủ yếu tăng, cụ thể như sau:\n(1) Than 5 tấn, tăng 2%; (2) Đá 6 tấn, giảm 3%; (3) Gạch 7 tấn, tăng 1%."),
    ("dem-danh-sach", "Có 04/05 địa phương giải ngân trên 50% kế hoạch, gồm: Bắc Sơn 52,4%, Cao Lộc 56,3%, Lộc Bình 51,8%; các địa phương còn lại dưới 50%.", "Có 03/05 địa phương giải ngân trên 50% kế hoạch, gồm: Bắc Sơn 52,4%, Cao Lộc 56,3%, Lộc Bình 51,8%; các địa phương còn lại dưới 50%."),
    ("ty-so-thanh-toc-do", "Chấp thuận 18 dự án với tổng vốn 6.842 tỷ đồng, so với cùng kỳ tăng 06 dự án, tăng 4.194 tỷ đồng, tương đương tăng 258,4%.", "Chấp thuận 18 dự án với tổng vốn 6.842 tỷ đồng, so với cùng kỳ tăng 06 dự án, tăng 4.194 tỷ đồng, tương đương tăng 158,4%."),
    ("tang-cua-tong", "Tổng kim ngạch 6 tháng ước 451,2 triệu USD, tăng 4,11% so với cùng kỳ. Xuất khẩu 286,4 triệu USD, giảm 8,41%. Nhập khẩu 164,8 triệu USD, tăng 4,11%.", "Tổng kim ngạch 6 tháng ước 451,2 triệu USD, giảm 4,20% so với cùng kỳ. Xuất khẩu 286,4 triệu USD, giảm 8,41%. Nhập khẩu 164,8 triệu USD, tăng 4,11%."),
    ("ky-khong-co", "Lũy kế quý 3 đầu năm, toàn tỉnh có 384 doanh nghiệp thành lập mới.", "Lũy kế 3 tháng đầu năm, toàn tỉnh có 384 doanh nghiệp thành lập mới."),
    ("hai-gia-tri", "Trong quý, sản lượng thủy sản đạt 40.013,6 tấn, thu ngân sách 2.812,2 tỷ đồng, chỉ số sản xuất công nghiệp tăng 10,83%, xuất khẩu tăng 4%.\nNông nghiệp ổn định.\nTổng sản lượng thủy sản quý I ước đạt 40.913,6 tấn, tăng 2,95%.", "Trong quý, sản lượng thủy sản đạt 40.913,6 tấn, thu ngân sách 2.812,2 tỷ đồng, chỉ số sản xuất công nghiệp tăng 10,83%, xuất khẩu tăng 4%.\nNông nghiệp ổn định.\nTổng sản lượng thủy sản quý I ước đạt 40.913,6 tấn, tăng 2,95%."),
    ("thu-hang", "Chỉ số PCI của tỉnh xếp thứ 13/63, tăng 2 bậc so với năm trước (thứ 14).", "Chỉ số PCI của tỉnh xếp thứ 13/63, tăng 2 bậc so với năm trước (thứ 15)."),
    ("thu-hang", "Chỉ số PCI từ vị trí thứ 15 đã tụt xuống vị trí thứ 10.", "Chỉ số PCI từ vị trí thứ 15 đã vươn lên vị trí thứ 10."),
    ("dem-khong-du", "Trong 11 nhóm hàng, có 9 nhóm tăng, 3 nhóm giảm.", "Trong 11 nhóm hàng, có 9 nhóm tăng, 2 nhóm giảm."),
    ("cap-ty-le", "Đã giải quyết 60/62 đơn, đạt tỷ lệ 92,8%.", "Đã giải quyết 60/62 đơn, đạt tỷ lệ 96,8%."),
    ("dat-ke-hoach", "Tổng mức đầu tư 500,0 tỷ đồng, đã thực hiện 250,0 tỷ đồng, đạt 57,0% kế hoạch.", "Tổng mức đầu tư 500,0 tỷ đồng, đã thực hiện 250,0 tỷ đồng, đạt 50,0% kế hoạch."),
    ("hai-gia-tri", "Tổng diện tích cây hằng năm vụ Xuân đạt 45.389 ha, giảm 0,38% (-173,1 ha).\nTổng diện tích cây hằng năm vụ Xuân đạt 45.388,8 ha, giảm 0,38% (-174,1 ha).", "Tổng diện tích cây hằng năm vụ Xuân đạt 45.389 ha, giảm 0,38% (-173,1 ha).\nTổng diện tích cây hằng năm vụ Xuân đạt 45.388,8 ha, giảm 0,38% (-173,10 ha)."),
    ("thang-va-luy-ke", "Thu ngân sách trong tháng đạt 984,5 tỷ đồng, lũy kế 5 tháng đạt 396,5 tỷ đồng.", "Thu ngân sách trong tháng đạt 98,4 tỷ đồng, lũy kế 5 tháng đạt 396,5 tỷ đồng."),
    ("don-vi-sai", "Trong vụ, sản lượng thạch đen sơ bộ đạt 4.909,2 ha.", "Trong vụ, sản lượng thạch đen sơ bộ đạt 4.909,2 tấn."),
    ("so-viet-sai", "Muối công nghiệp 775 tấn, tăng 9,15,0%.", "Muối công nghiệp 775 tấn, tăng 9,15%."),
    ("nghin-lan", DOTTED + "Huyện thu 21,440 tỷ đồng.", DOTTED + "Huyện thu 21.440 tỷ đồng."),
    ("so-viet-sai", "Dịch vụ khác tăng 2,3%.% so với cùng kỳ.", "Dịch vụ khác tăng 2,3% so với cùng kỳ."),
    ("phan-va-tong", "Toàn tỉnh có 617 dự án, gồm 46 dự án đầu tư nước ngoài, vốn 648,2 triệu USD và 517 dự án trong nước, vốn 91.274,6 tỷ đồng.", "Toàn tỉnh có 617 dự án, gồm 46 dự án đầu tư nước ngoài, vốn 648,2 triệu USD và 571 dự án trong nước, vốn 91.274,6 tỷ đồng."),
    ("tang-ngoai-phan", "GRDP của tỉnh quý I tăng 7,95%, quý II tăng 8,07%, 6 tháng tăng 8,20%.", "GRDP của tỉnh quý I tăng 7,95%, quý II tăng 8,07%, 6 tháng tăng 8,02%."),
    ("so-thieu-cham", DOTTED + "Trung bình đạt 8700,9 tỷ đồng.", DOTTED + "Trung bình đạt 8.700,9 tỷ đồng."),
    ("chu-thich-dinh", "Vốn đăng ký giảm 54%38; lũy kế 70 dự án.", "Vốn đăng ký giảm 54%; lũy kế 70 dự án."),
    ("ngoac", "Đồ uống giảm 8,8% do cơ sở cá thể) giảm sản xuất.", "Đồ uống giảm 8,8% do (cơ sở cá thể) giảm sản xuất."),
    ("chu-thich-le", "Thu đạt 5 tỷ đồng<sup>1</sup>, chi 4 tỷ đồng<sup>44</sup>.\n<sup>1</sup> Nguồn: Sở Tài chính.", "Thu đạt 5 tỷ đồng<sup>1</sup>, chi 4 tỷ đồng.\n<sup>1</sup> Nguồn: Sở Tài chính."),
    ("ky-khong-co", "Lũy kế quý 6 phát hiện 132 vụ.", "Lũy kế quý 3 phát hiện 132 vụ."),
    ("lap-goc-so", "Giá vàng so với tháng trước tăng 0,9% so với tháng trước.", "Giá vàng so với tháng trước tăng 0,9%, so với cùng kỳ tăng 4%."),
    ("lap-bang", "Lúa 500 ha, đạt 98% kế hoạch, bằng 99%; ngô 300 ha, bằng 97%, bằng 101%.", "Lúa 500 ha, đạt 98% kế hoạch, bằng 99%; ngô 300 ha, đạt 97%, bằng 101%."),
    (
        "binh-quan",
        "Trong tháng 9, toàn tỉnh có 1.240 doanh nghiệp thành lập mới, tăng 3,5% so với cùng kỳ; tổng vốn đăng ký đạt 14.780 tỷ đồng, tăng 14,1%; vốn đăng ký bình quân một doanh nghiệp đạt 11,9 tỷ đồng, tăng 20,1%.",
        "Trong tháng 9, toàn tỉnh có 1.240 doanh nghiệp thành lập mới, tăng 3,5% so với cùng kỳ; tổng vốn đăng ký đạt 14.780 tỷ đồng, tăng 14,1%; vốn đăng ký bình quân một doanh nghiệp đạt 11,9 tỷ đồng, tăng 10,2%.",
    ),
    (
        "binh-quan",
        "Quý II có 410 doanh nghiệp mới đăng ký 6.150 tỷ đồng, giảm 4,6% về số doanh nghiệp và tăng 31,2% về số vốn so với quý II năm trước; vốn đăng ký bình quân một doanh nghiệp đạt 15 tỷ đồng, tăng 35,7%.",
        "Quý II có 410 doanh nghiệp mới đăng ký 6.150 tỷ đồng, giảm 4,6% về số doanh nghiệp và tăng 31,2% về số vốn so với quý II năm trước; vốn đăng ký bình quân một doanh nghiệp đạt 15 tỷ đồng, tăng 37,5%.",
    ),
    (
        "phan-va-tong",
        "Toàn tỉnh xảy ra 187 vụ tai nạn giao thông, làm chết 82 người, bị thương 141 người. Đường bộ xảy ra 178 vụ, làm chết 76 người, bị thương 140 người; đường sắt xảy ra 05 vụ, làm chết 05 người, bị thương 01 người; đường thủy xảy ra 02 vụ, làm chết 01 người.",
        "Toàn tỉnh xảy ra 185 vụ tai nạn giao thông, làm chết 82 người, bị thương 141 người. Đường bộ xảy ra 178 vụ, làm chết 76 người, bị thương 140 người; đường sắt xảy ra 05 vụ, làm chết 05 người, bị thương 01 người; đường thủy xảy ra 02 vụ, làm chết 01 người.",
    ),
    (
        "phan-va-tong",
        "Tổng đàn gia cầm ước đạt 6.420 nghìn con. Đàn gà đạt 5.120 nghìn con; đàn vịt, ngan, ngỗng đạt 1.330 nghìn con.",
        "Tổng đàn gia cầm ước đạt 6.450 nghìn con. Đàn gà đạt 5.120 nghìn con; đàn vịt, ngan, ngỗng đạt 1.330 nghìn con.",
    ),
    (
        "phan-va-tong",
        "Thu hút 25 dự án đầu tư với tổng vốn đăng ký 4.812 tỷ đồng. Có 22 dự án trong nước với vốn đăng ký 3.940 tỷ đồng; 04 dự án FDI với vốn đăng ký 872 tỷ đồng.",
        "Thu hút 26 dự án đầu tư với tổng vốn đăng ký 4.812 tỷ đồng. Có 22 dự án trong nước với vốn đăng ký 3.940 tỷ đồng; 04 dự án FDI với vốn đăng ký 872 tỷ đồng.",
    ),
    (
        "hai-gia-tri",
        "Tỷ lệ hộ nghèo giảm còn 4,52%.\nCông tác dân tộc được quan tâm.\nKết quả rà soát, toàn tỉnh còn 9.120 hộ nghèo, tỷ lệ hộ nghèo 4,25%.",
        "Tỷ lệ hộ nghèo giảm còn 4,25%.\nCông tác dân tộc được quan tâm.\nKết quả rà soát, toàn tỉnh còn 9.120 hộ nghèo, tỷ lệ hộ nghèo 4,25%.",
    ),
    (
        "hai-gia-tri",
        "GRDP 9 tháng tăng 7,42%, đứng thứ 18/34 tỉnh, thành phố.\nCông tác quốc phòng được giữ vững.\nTốc độ tăng tổng sản phẩm trên địa bàn (GRDP) 9 tháng ước đạt 7,24% so với cùng kỳ năm 2024.",
        "GRDP 9 tháng tăng 7,24%, đứng thứ 18/34 tỉnh, thành phố.\nCông tác quốc phòng được giữ vững.\nTốc độ tăng tổng sản phẩm trên địa bàn (GRDP) 9 tháng ước đạt 7,24% so với cùng kỳ năm 2024.",
    ),
    (
        "phan-va-tong",
        "Đã cấp 1.245 giấy chứng nhận quyền sử dụng đất cho hộ gia đình, cá nhân với diện tích 412,6 ha, trong đó cấp lần đầu 845 giấy, cấp đổi 420 giấy.",
        "Đã cấp 1.245 giấy chứng nhận quyền sử dụng đất cho hộ gia đình, cá nhân với diện tích 412,6 ha, trong đó cấp lần đầu 845 giấy, cấp đổi 400 giấy.",
    ),
    (
        "diem-phan-tram",
        "Năm học 2024 - 2025, tỷ lệ tốt nghiệp THPT đạt 99,12%, tăng 0,34% so với năm học trước (98,78%).",
        "Năm học 2024 - 2025, tỷ lệ tốt nghiệp THPT đạt 99,12%, tăng 0,34 điểm phần trăm so với năm học trước (98,78%).",
    ),
    (
        "phan-va-tong",
        "Xuất khẩu lao động 1.025 người, trong đó thị trường Nhật Bản 412 người, Đài Loan 385 người, Hàn Quốc 140 người, các thị trường khác 98 người.",
        "Xuất khẩu lao động 1.025 người, trong đó thị trường Nhật Bản 412 người, Đài Loan 385 người, Hàn Quốc 140 người, các thị trường khác 88 người.",
    ),
    (
        "phan-va-tong",
        "Công an tỉnh phát hiện 84 vụ phạm tội về trật tự xã hội (giảm 12 vụ so với tháng trước), làm rõ 78/84 vụ, bắt 132 đối tượng, tỷ lệ điều tra khám phá đạt 92,9%. Trong đó: trộm cắp 45 vụ, cố ý gây thương tích 14 vụ, lừa đảo 9 vụ, cướp giật 3 vụ, tội danh khác 15 vụ.",
        "Công an tỉnh phát hiện 84 vụ phạm tội về trật tự xã hội (giảm 12 vụ so với tháng trước), làm rõ 78/84 vụ, bắt 132 đối tượng, tỷ lệ điều tra khám phá đạt 92,9%. Trong đó: trộm cắp 45 vụ, cố ý gây thương tích 12 vụ, lừa đảo 9 vụ, cướp giật 3 vụ, tội danh khác 15 vụ.",
    ),
    (
        "tang-chenh-lech",
        "Lực lượng chức năng đã lập biên bản 2.418 trường hợp vi phạm, tước giấy phép lái xe 318 trường hợp, phạt tiền 4.512 triệu đồng. So với tháng trước số trường hợp vi phạm tăng 245 trường hợp (tăng 10,1%).",
        "Lực lượng chức năng đã lập biên bản 2.418 trường hợp vi phạm, tước giấy phép lái xe 318 trường hợp, phạt tiền 4.512 triệu đồng. So với tháng trước số trường hợp vi phạm tăng 245 trường hợp (tăng 11,3%).",
    ),
    (
        "tang-chenh-lech",
        "Trong tháng xảy ra 06 vụ cháy, thiệt hại ước tính 2.450 triệu đồng; so với tháng trước tăng 02 vụ (50%), thiệt hại tăng 1.200 triệu đồng (tăng 49%).",
        "Trong tháng xảy ra 06 vụ cháy, thiệt hại ước tính 2.450 triệu đồng; so với tháng trước tăng 02 vụ (50%), thiệt hại tăng 1.200 triệu đồng (tăng 96%).",
    ),
    (
        "phan-va-tong",
        "Công tác cải cách hành chính: tiếp nhận 45.218 hồ sơ, trong đó trực tuyến 41.150 hồ sơ, chiếm 91%; đã giải quyết 43.912 hồ sơ, đúng hạn và trước hạn 43.698 hồ sơ (99,5%), quá hạn 241 hồ sơ (0,5%).",
        "Công tác cải cách hành chính: tiếp nhận 45.218 hồ sơ, trong đó trực tuyến 41.150 hồ sơ, chiếm 91%; đã giải quyết 43.912 hồ sơ, đúng hạn và trước hạn 43.698 hồ sơ (99,5%), quá hạn 214 hồ sơ (0,5%).",
    ),
    (
        "tang-chenh-lech",
        "Đã tiếp 312 lượt công dân với 345 người, tăng 8,5% so với cùng kỳ (285 lượt). Tiếp nhận 418 đơn, đã xử lý 418 đơn, trong đó khiếu nại 62 đơn, tố cáo 25 đơn, kiến nghị, phản ánh 341 đơn.",
        "Đã tiếp 312 lượt công dân với 345 người, tăng 9,5% so với cùng kỳ (285 lượt). Tiếp nhận 418 đơn, đã xử lý 418 đơn, trong đó khiếu nại 62 đơn, tố cáo 25 đơn, kiến nghị, phản ánh 331 đơn.",
    ),
    (
        "phan-va-tong",
        "Thanh tra triển khai 24 cuộc, đã kết thúc 18 cuộc, đang tiến hành 8 cuộc; phát hiện sai phạm 3.215 triệu đồng, kiến nghị thu hồi 2.840 triệu đồng, xử lý khác 357 triệu đồng.",
        "Thanh tra triển khai 24 cuộc, đã kết thúc 18 cuộc, đang tiến hành 6 cuộc; phát hiện sai phạm 3.215 triệu đồng, kiến nghị thu hồi 2.840 triệu đồng, xử lý khác 357 triệu đồng.",
    ),
    (
        "don-vi-sai",
        "Lượng hành khách luân chuyển đạt 84,6 triệu lượt khách.km, tăng 9,1%; khối lượng hàng hóa luân chuyển đạt 112,5 triệu tấn, tăng 7,8%.",
        "Lượng hành khách luân chuyển đạt 84,6 triệu lượt khách.km, tăng 9,1%; khối lượng hàng hóa luân chuyển đạt 112,5 triệu tấn.km, tăng 7,8%.",
    ),
    (
        "cap-ty-le",
        "Huy động vốn đạt 51.240 tỷ đồng, tăng 8,4% so với đầu năm; dư nợ đạt 47.860 tỷ đồng, tăng 7,2%; nợ xấu 512 tỷ đồng, chiếm 1,7% tổng dư nợ.",
        "Huy động vốn đạt 51.240 tỷ đồng, tăng 8,4% so với đầu năm; dư nợ đạt 47.860 tỷ đồng, tăng 7,2%; nợ xấu 512 tỷ đồng, chiếm 1,07% tổng dư nợ.",
    ),
    (
        "dem-danh-sach",
        "Trong 12 sản phẩm chủ yếu có 9 sản phẩm tăng, 3 sản phẩm giảm. Các sản phẩm tăng: điện sản xuất tăng 12,4%; xi măng tăng 5,1%; gạch tăng 8,2%; đá xây dựng tăng 3,4%; nước máy tăng 4,5%; bột đá tăng 6,7%; ván ép tăng 10,2%; quặng tăng 1,9%. Các sản phẩm giảm: than giảm 4,2%; clinker giảm 3,1%; chì thỏi giảm 7,5%.",
        "Trong 11 sản phẩm chủ yếu có 8 sản phẩm tăng, 3 sản phẩm giảm. Các sản phẩm tăng: điện sản xuất tăng 12,4%; xi măng tăng 5,1%; gạch tăng 8,2%; đá xây dựng tăng 3,4%; nước máy tăng 4,5%; bột đá tăng 6,7%; ván ép tăng 10,2%; quặng tăng 1,9%. Các sản phẩm giảm: than giảm 4,2%; clinker giảm 3,1%; chì thỏi giảm 7,5%.",
    ),
    (
        "dem-danh-sach",
        "Có 9 sản phẩm tăng, 3 sản phẩm giảm. Các sản phẩm giảm: than giảm 4,2%; clinker giảm 3,1%.",
        "Có 9 sản phẩm tăng, 2 sản phẩm giảm. Các sản phẩm giảm: than giảm 4,2%; clinker giảm 3,1%.",
    ),
    (
        "phan-va-tong",
        "Tai nạn giao thông 9 tháng xảy ra 130 vụ, làm chết 70 người, bị thương 94 người. Đường bộ xảy ra 126 vụ, chết 67 người, bị thương 94 người; đường sắt 03 vụ, chết 03 người, bị thương 01 người; đường thủy 01 vụ, không có người chết, bị thương 01 người.",
        "Tai nạn giao thông 9 tháng xảy ra 130 vụ, làm chết 70 người, bị thương 94 người. Đường bộ xảy ra 126 vụ, chết 67 người, bị thương 92 người; đường sắt 03 vụ, chết 03 người, bị thương 01 người; đường thủy 01 vụ, không có người chết, bị thương 01 người.",
    ),
    (
        "phan-va-tong",
        "Sản lượng trứng đạt 152,40 triệu quả, tăng 5,1%; trong đó trứng gà 152,40 triệu quả, tăng 5,8%.",
        "Sản lượng trứng đạt 152,40 triệu quả, tăng 5,1%; trong đó trứng gà 108,30 triệu quả, tăng 5,8%.",
    ),
    (
        "hai-gia-tri",
        "Kết quả nổi bật: tạo việc làm mới cho 9.864 lao động, đạt 59,8% kế hoạch.\nCông tác y tế được quan tâm.\nTrong kỳ đã tạo việc làm mới cho 9.864 lao động, đạt 56,4% kế hoạch năm.",
        "Kết quả nổi bật: tạo việc làm mới cho 9.864 lao động, đạt 59,8% kế hoạch.\nCông tác y tế được quan tâm.\nTrong kỳ đã tạo việc làm mới cho 9.864 lao động, đạt 59,8% kế hoạch năm.",
    ),
    (
        "diem-phan-tram",
        "Chỉ số sản xuất công nghiệp 6 tháng tăng 6,37% so với cùng kỳ, cao hơn 1,52% so với mức tăng của 6 tháng đầu năm 2023 (tăng 4,85%).",
        "Chỉ số sản xuất công nghiệp 6 tháng tăng 6,37% so với cùng kỳ, cao hơn 1,52 điểm phần trăm so với mức tăng của 6 tháng đầu năm 2023 (tăng 4,85%).",
    ),
    (
        "diem-phan-tram",
        "Chỉ số sản xuất công nghiệp 6 tháng tăng 6,37% so với cùng kỳ, cao hơn 1,25 điểm phần trăm so với mức tăng của 6 tháng đầu năm 2023 (tăng 4,85%).",
        "Chỉ số sản xuất công nghiệp 6 tháng tăng 6,37% so với cùng kỳ, cao hơn 1,52 điểm phần trăm so với mức tăng của 6 tháng đầu năm 2023 (tăng 4,85%).",
    ),
    (
        "con-lai",
        "Giải ngân vốn đầu tư công đến 30/6 là 1.352,9 tỷ đồng, bằng 32,9% kế hoạch vốn được giao (4.107 tỷ đồng). Tiến độ còn chậm. Số vốn còn phải giải ngân trong 6 tháng cuối năm là 2.781,1 tỷ đồng.",
        "Giải ngân vốn đầu tư công đến 30/6 là 1.352,9 tỷ đồng, bằng 32,9% kế hoạch vốn được giao (4.107 tỷ đồng). Tiến độ còn chậm. Số vốn còn phải giải ngân trong 6 tháng cuối năm là 2.754,1 tỷ đồng.",
    ),
    (
        "tang-chenh-lech",
        "Cấp mới 318 doanh nghiệp với số vốn 2.946 tỷ đồng (cùng kỳ: 276 doanh nghiệp, 2.512 tỷ đồng), tăng 115,2% về số doanh nghiệp và tăng 17,3% về số vốn.",
        "Cấp mới 318 doanh nghiệp với số vốn 2.946 tỷ đồng (cùng kỳ: 276 doanh nghiệp, 2.512 tỷ đồng), tăng 15,2% về số doanh nghiệp và tăng 17,3% về số vốn.",
    ),
    (
        "dem-danh-sach",
        "Trong 5 sản phẩm chủ yếu, có 03 sản phẩm tăng và 02 sản phẩm giảm so với cùng kỳ, cụ thể: (1) Than 284,6 nghìn tấn, tăng 5,8%; (2) Đá 1.472,3 nghìn m3, tăng 5,6%; (3) Xi măng 512,8 nghìn tấn, giảm 5,2%; (4) Gạch 96,4 triệu viên, tăng 7,5%; (5) Gỗ ván 58,7 nghìn m3, tăng 2,1%.",
        "Trong 5 sản phẩm chủ yếu, có 03 sản phẩm tăng và 02 sản phẩm giảm so với cùng kỳ, cụ thể: (1) Than 284,6 nghìn tấn, tăng 5,8%; (2) Đá 1.472,3 nghìn m3, tăng 5,6%; (3) Xi măng 512,8 nghìn tấn, giảm 5,2%; (4) Gạch 96,4 triệu viên, giảm 7,5%; (5) Gỗ ván 58,7 nghìn m3, tăng 2,1%.",
    ),
    (
        "diem-phan-tram",
        "Về cơ cấu, khu vực nông nghiệp chiếm 22,70%, giảm 0,67%; khu vực công nghiệp chiếm 31,17%, tăng 0,85 điểm phần trăm; khu vực dịch vụ chiếm 46,13%, giảm 0,18 điểm phần trăm.",
        "Về cơ cấu, khu vực nông nghiệp chiếm 22,70%, giảm 0,67 điểm phần trăm; khu vực công nghiệp chiếm 31,17%, tăng 0,85 điểm phần trăm; khu vực dịch vụ chiếm 46,13%, giảm 0,18 điểm phần trăm.",
    ),
    (
        "phan-va-tong",
        "Khám bệnh 6 tháng được 685.759 lượt. Theo tuyến: tuyến tỉnh 168.430 lượt; tuyến huyện 297.615 lượt; tuyến xã 16.508 lượt; y tế tư nhân 58.206 lượt.",
        "Khám bệnh 6 tháng được 685.759 lượt. Theo tuyến: tuyến tỉnh 168.430 lượt; tuyến huyện 297.615 lượt; tuyến xã 161.508 lượt; y tế tư nhân 58.206 lượt.",
    ),
    (
        "tang-cua-tong",
        "GRDP 9 tháng ước đạt 19.138,1 tỷ đồng, tăng 6,58% so với cùng kỳ. Khu vực nông, lâm nghiệp và thủy sản đạt 4.218,6 tỷ đồng, tăng 3,86%; khu vực công nghiệp và xây dựng 5.964,3 tỷ đồng, tăng 8,47%; khu vực dịch vụ 8.143,7 tỷ đồng, tăng 6,48%; thuế sản phẩm trừ trợ cấp sản phẩm 811,5 tỷ đồng, tăng 4,64%.",
        "GRDP 9 tháng ước đạt 19.138,1 tỷ đồng, tăng 6,58% so với cùng kỳ. Khu vực nông, lâm nghiệp và thủy sản đạt 4.218,6 tỷ đồng, tăng 3,86%; khu vực công nghiệp và xây dựng 5.964,3 tỷ đồng, tăng 9,01%; khu vực dịch vụ 8.143,7 tỷ đồng, tăng 6,48%; thuế sản phẩm trừ trợ cấp sản phẩm 811,5 tỷ đồng, tăng 4,64%.",
    ),
    (
        "phan-va-tong",
        "Số doanh nghiệp gia nhập và tái gia nhập thị trường là 1.930, tăng 4,1%. Có 1.684 doanh nghiệp thành lập mới và 256 doanh nghiệp quay trở lại hoạt động.",
        "Số doanh nghiệp gia nhập và tái gia nhập thị trường là 1.930, tăng 4,1%. Có 1.684 doanh nghiệp thành lập mới và 246 doanh nghiệp quay trở lại hoạt động.",
    ),
    (
        "dem-khong-du",
        "Trong 16 khoản thu có 12 khoản vượt tiến độ, 05 khoản chưa đạt tiến độ dự toán.",
        "Trong 16 khoản thu có 12 khoản vượt tiến độ, 04 khoản chưa đạt tiến độ dự toán.",
    ),
    (
        "dem-khong-du",
        "Toàn tỉnh có 21/26 đơn vị giải ngân đạt trên 60% kế hoạch, 6 đơn vị giải ngân dưới 60%.",
        "Toàn tỉnh có 21/26 đơn vị giải ngân đạt trên 60% kế hoạch, 5 đơn vị giải ngân dưới 60%.",
    ),
    (
        "dem-khong-du",
        "Toàn tỉnh có 130/181 xã đạt chuẩn nông thôn mới (71,8%), trong đó 32 xã đạt chuẩn nâng cao; bình quân đạt 16,2 tiêu chí/xã; số xã chưa đạt chuẩn là 61 xã.",
        "Toàn tỉnh có 130/181 xã đạt chuẩn nông thôn mới (71,8%), trong đó 32 xã đạt chuẩn nâng cao; bình quân đạt 16,2 tiêu chí/xã; số xã chưa đạt chuẩn là 51 xã.",
    ),
    (
        "dem-khong-du",
        "Đã hoàn thành xóa 3.215/3.652 nhà tạm, nhà dột nát, đạt 88,0%; còn 427 nhà đang triển khai.",
        "Đã hoàn thành xóa 3.215/3.652 nhà tạm, nhà dột nát, đạt 88,0%; còn 437 nhà đang triển khai.",
    ),
    (
        "phan-va-tong",
        "Lũy kế có 46 sản phẩm OCOP 4 sao, 185 sản phẩm OCOP 3 sao và 1 sản phẩm 5 sao, nâng tổng số sản phẩm OCOP toàn tỉnh lên 242 sản phẩm.",
        "Lũy kế có 46 sản phẩm OCOP 4 sao, 185 sản phẩm OCOP 3 sao và 1 sản phẩm 5 sao, nâng tổng số sản phẩm OCOP toàn tỉnh lên 232 sản phẩm.",
    ),
    (
        "tang-chenh-lech",
        "GRDP bình quân đầu người đạt 64,8 triệu đồng/người, tăng 9,4% (tăng 6,5 triệu đồng) so với năm trước.",
        "GRDP bình quân đầu người đạt 64,8 triệu đồng/người, tăng 11,1% (tăng 6,5 triệu đồng) so với năm trước.",
    ),
    (
        "tang-chenh-lech",
        "Đàn trâu 68.210 con (giảm 1.640 con, -2,3%); đàn bò 27.450 con (giảm 310 con, -1,1%); đàn lợn 184.300 con (tăng 9.120 con, +4,2%).",
        "Đàn trâu 68.210 con (giảm 1.640 con, -2,3%); đàn bò 27.450 con (giảm 310 con, -1,1%); đàn lợn 184.300 con (tăng 9.120 con, +5,2%).",
    ),
    (
        "phan-va-tong",
        "Thiên tai làm 412 ngôi nhà bị hư hỏng (trong đó 118 nhà sập hoàn toàn, 156 nhà hư hỏng nặng, 148 nhà tốc mái).",
        "Thiên tai làm 412 ngôi nhà bị hư hỏng (trong đó 118 nhà sập hoàn toàn, 156 nhà hư hỏng nặng, 138 nhà tốc mái).",
    ),
    (
        "phan-va-tong",
        "Đã giao đất, cho thuê đất 86 trường hợp với diện tích 412,6 ha; trong đó giao đất 52 trường hợp (214,3 ha), cho thuê đất 34 trường hợp (189,3 ha).",
        "Đã giao đất, cho thuê đất 86 trường hợp với diện tích 412,6 ha; trong đó giao đất 52 trường hợp (214,3 ha), cho thuê đất 34 trường hợp (198,3 ha).",
    ),
    (
        "phan-va-tong",
        "Sau sắp xếp, tỉnh có 65 đơn vị hành chính cấp xã, gồm 61 xã và 5 phường.",
        "Sau sắp xếp, tỉnh có 65 đơn vị hành chính cấp xã, gồm 61 xã và 4 phường.",
    ),
    (
        "nguoc-dau",
        "Sản lượng gỗ khai thác đạt 96.412 m3, giảm so với cùng kỳ (+4,2%).",
        "Sản lượng gỗ khai thác đạt 96.412 m3, tăng so với cùng kỳ (+4,2%).",
    ),
    (
        "nguoc-dau",
        "Chỉ số giá nhóm giao thông giảm mạnh nhất (+2,14%), tiếp đến nhóm bưu chính viễn thông (-0,31%).",
        "Chỉ số giá nhóm giao thông giảm mạnh nhất (-2,14%), tiếp đến nhóm bưu chính viễn thông (-0,31%).",
    ),
    (
        "nguoc-dau",
        "Thu nhập bình quân đầu người 58,4 triệu đồng, tăng so với năm 2023 (61,2 triệu đồng).",
        "Thu nhập bình quân đầu người 58,4 triệu đồng, giảm so với năm 2023 (61,2 triệu đồng).",
    ),
    (
        "dat-ke-hoach",
        "Ước thực hiện cả năm thu ngân sách đạt 8.640 tỷ đồng, bằng 104,3% dự toán (8.280 tỷ đồng), vượt 260 tỷ đồng.",
        "Ước thực hiện cả năm thu ngân sách đạt 8.640 tỷ đồng, bằng 104,3% dự toán (8.280 tỷ đồng), vượt 360 tỷ đồng.",
    ),
    (
        "dem-danh-sach",
        "Có 3 huyện giải ngân đạt trên 80% gồm: Hữu Lũng (84,2%), Chi Lăng (81,5%), Bắc Sơn (78,4%).",
        "Có 3 huyện giải ngân đạt trên 80% gồm: Hữu Lũng (84,2%), Chi Lăng (81,5%), Bắc Sơn (80,4%).",
    ),
    (
        "dem-danh-sach",
        "Các đơn vị giải ngân thấp dưới 50% gồm: Sở Y tế 42,1%, Sở Giáo dục 38,6%, Ban Quản lý dự án 56,4%.",
        "Các đơn vị giải ngân thấp dưới 50% gồm: Sở Y tế 42,1%, Sở Giáo dục 38,6%, Ban Quản lý dự án 46,4%.",
    ),
    (
        "dong-gop",
        "Giá điện sinh hoạt tăng 4,8% làm CPI chung tăng 0,16 điểm phần trăm; giá gas giảm 2,1% làm CPI chung tăng 0,03 điểm phần trăm.",
        "Giá điện sinh hoạt tăng 4,8% làm CPI chung tăng 0,16 điểm phần trăm; giá gas giảm 2,1% làm CPI chung giảm 0,03 điểm phần trăm.",
    ),
    (
        "phan-va-tong",
        "Trong quý III, giá trị xuất khẩu đạt 48,6 triệu USD (tháng 7 đạt 15,2 triệu USD, tháng 8 đạt 16,4 triệu USD, tháng 9 đạt 18,0 triệu USD).",
        "Trong quý III, giá trị xuất khẩu đạt 49,6 triệu USD (tháng 7 đạt 15,2 triệu USD, tháng 8 đạt 16,4 triệu USD, tháng 9 đạt 18,0 triệu USD).",
    ),
    (
        "cap-ty-le",
        "Dân số trung bình năm 2025 là 812.450 người, mật độ 98 người/km2; tỷ lệ dân số thành thị 22,4% (192.187 người).",
        "Dân số trung bình năm 2025 là 812.450 người, mật độ 98 người/km2; tỷ lệ dân số thành thị 22,4% (181.989 người).",
    ),
    (
        "tang-ngoai-phan",
        "IIP quý I tăng 6,1%, quý II tăng 7,4%; tính chung 6 tháng đầu năm tăng 8,2% so với cùng kỳ.",
        "IIP quý I tăng 6,1%, quý II tăng 7,4%; tính chung 6 tháng đầu năm tăng 6,8% so với cùng kỳ.",
    ),
    (
        "phan-va-tong",
        "Kết quả giải ngân đến 31/10 đạt 3.142 tỷ đồng<sup>1</sup>, bằng 68,5% kế hoạch.\nCông tác giải phóng mặt bằng được tập trung chỉ đạo.\n<sup>1</sup> Ngân sách trung ương 1.824 tỷ đồng, ngân sách địa phương 1.381 tỷ đồng.",
        "Kết quả giải ngân đến 31/10 đạt 3.142 tỷ đồng<sup>1</sup>, bằng 68,5% kế hoạch.\nCông tác giải phóng mặt bằng được tập trung chỉ đạo.\n<sup>1</sup> Ngân sách trung ương 1.824 tỷ đồng, ngân sách địa phương 1.318 tỷ đồng.",
    ),
    ("binh-quan-thang", "Chỉ số giá tiêu dùng bình quân (CPI) tháng 5 tăng 3,95%.", "Chỉ số giá tiêu dùng bình quân 5 tháng tăng 3,95%."),
    ("binh-quan", "Trong 9 tháng có 4.519 doanh nghiệp rút lui. Bình quân mỗi tháng có 462 doanh nghiệp rút lui.", "Trong 9 tháng có 4.159 doanh nghiệp rút lui. Bình quân mỗi tháng có 462 doanh nghiệp rút lui."),
    ("bac-so-lieu", "GRDP quý I công bố lần đầu là số chính thức, ở mức 10,84%; nay là số sơ bộ, ở mức 11,07%.", "GRDP quý I công bố lần đầu là số ước tính, ở mức 10,84%; nay là số sơ bộ, ở mức 11,07%."),
    ("lap-doan", f"{LONG}\nKhác.\n{LONG}", f"{LONG}\nKhác.\n{LONG.replace('huyện', 'xã')}"),
    ("de-muc", "1. Nông nghiệp\n2. Công nghiệp\n4. Dịch vụ", "1. Nông nghiệp\n2. Công nghiệp\n3. Dịch vụ"),
    ("cot-bang", TABLE.replace("17,3", "13,7"), TABLE),
    ("can-can", "Xuất khẩu đạt 1.884,6 triệu USD, nhập khẩu đạt 1.102,9 triệu USD, xuất siêu 871,7 triệu USD.", "Xuất khẩu đạt 1.884,6 triệu USD, nhập khẩu đạt 1.102,9 triệu USD, xuất siêu 781,7 triệu USD."),
    ("con-lai", "Phải thu hồi 72,6 ha, đã thu hồi 58,1 ha, đạt 80,0%, còn lại 15,4 ha.", "Phải thu hồi 72,6 ha, đã thu hồi 58,1 ha, đạt 80,0%, còn lại 14,5 ha."),
    ("nang-suat", "Thu hoạch 31.250 ha lúa, năng suất 58,4 tạ/ha, sản lượng 18.250 tấn.", "Thu hoạch 31.250 ha lúa, năng suất 58,4 tạ/ha, sản lượng 182.500 tấn."),
    ("danh-gia", "| Chỉ tiêu | Kế hoạch | Ước thực hiện | Đánh giá |\n| Số trường | 15 | 12 | Vượt |", "| Chỉ tiêu | Kế hoạch | Ước thực hiện | Đánh giá |\n| Số trường | 15 | 16 | Vượt |"),
]  # fmt: skip


# the same rules in other words: rule, what breaks it, what does not
WORDINGS = [
    ("dat-ke-hoach", "Thu ngân sách 10 tháng đạt 6.085,7 tỷ đồng, đạt 71,5% dự toán HĐND tỉnh giao (8.100,0 tỷ đồng).", "Thu ngân sách 10 tháng đạt 6.085,7 tỷ đồng, đạt 75,1% dự toán HĐND tỉnh giao (8.100,0 tỷ đồng)."),
    ("dat-ke-hoach", "Có 518 doanh nghiệp thành lập mới, vượt 13,6% so với kế hoạch (500 doanh nghiệp).", "Có 518 doanh nghiệp thành lập mới, vượt 3,6% so với kế hoạch (500 doanh nghiệp)."),
    ("dat-ke-hoach", "Khách du lịch đạt 2,15 triệu lượt, bằng 57,35% kế hoạch năm 2025 (4 triệu lượt).", "Khách du lịch đạt 2,15 triệu lượt, bằng 53,75% kế hoạch năm 2025 (4 triệu lượt)."),
    ("dat-ke-hoach", "Tổng mức đầu tư 1.250,0 tỷ đồng, giá trị khối lượng thực hiện 486,3 tỷ đồng, bằng 39,8% tổng mức đầu tư.", "Tổng mức đầu tư 1.250,0 tỷ đồng, giá trị khối lượng thực hiện 486,3 tỷ đồng, bằng 38,9% tổng mức đầu tư."),
    ("tang-cua-tong", f"Tổng vốn đạt 1.000 tỷ đồng, đạt 33,3% kế hoạch (3.000 tỷ đồng), tăng 26,0% so với cùng kỳ, {SUMS}", f"Tổng vốn đạt 1.000 tỷ đồng, đạt 33,3% kế hoạch (3.000 tỷ đồng), tăng 22,0% so với cùng kỳ, {SUMS}"),
    ("tang-chenh-lech", "Xảy ra 148 vụ, làm 71 người chết và 121 người bị thương. So với cùng kỳ, số người chết giảm 12,15% (-9 người).", "Xảy ra 148 vụ, làm 71 người chết và 121 người bị thương. So với cùng kỳ, số người chết giảm 11,25% (-9 người)."),
    ("tang-chenh-lech", "Cây ngô 2.140 ha, bằng 98,6% cùng kỳ (giảm 71 ha).", "Cây ngô 2.140 ha, bằng 96,8% cùng kỳ (giảm 71 ha)."),
    ("tang-chenh-lech", "Xảy ra 96 vụ, chết 41 người, bị thương 88 người; so với cùng kỳ giảm 11 vụ (-10,3%), giảm 5 người chết (-19,0%).", "Xảy ra 96 vụ, chết 41 người, bị thương 88 người; so với cùng kỳ giảm 11 vụ (-10,3%), giảm 5 người chết (-10,9%)."),
    ("nguoc-dau", "Xảy ra 96 vụ, bị thương 88 người; so với cùng kỳ giảm 11 vụ (-10,3%), tăng 3 người bị thương (-3,5%).", "Xảy ra 96 vụ, bị thương 88 người; so với cùng kỳ giảm 11 vụ (-10,3%), tăng 3 người bị thương (+3,5%)."),
    ("phan-va-tong", "Có 612 dự án, gồm 584 dự án trong nước với tổng vốn 98.450 tỷ đồng và 64 dự án FDI với tổng vốn 1.215 triệu USD.", "Có 612 dự án, gồm 548 dự án trong nước với tổng vốn 98.450 tỷ đồng và 64 dự án FDI với tổng vốn 1.215 triệu USD."),
    ("tang-ngoai-phan", "Chỉ số sản xuất tăng 18,7% (cùng kỳ tăng 6,3%), trong đó: ngành than tăng 2%; ngành điện tăng 3,1%; ngành nước tăng 10,2%.", "Chỉ số sản xuất tăng 8,7% (cùng kỳ tăng 6,3%), trong đó: ngành than tăng 2%; ngành điện tăng 3,1%; ngành nước tăng 10,2%."),
    ("co-cau", "Tổng chi ước 5.412 tỷ đồng, trong đó chi thường xuyên 3.610 tỷ đồng, chiếm 76,7% tổng chi.", "Tổng chi ước 5.412 tỷ đồng, trong đó chi thường xuyên 3.610 tỷ đồng, chiếm 66,7% tổng chi."),
    ("don-vi-doi", "Đàn lợn có 512.870 con, tăng 4,81% (+23.545 nghìn con).", "Đàn lợn có 512.870 con, tăng 4,81% (+23.545 con)."),
    ("don-vi-sai", "Tổng đàn lợn 402,6 nghìn tấn, tăng 5,1%.", "Sản lượng thịt đàn lợn 402,6 nghìn tấn, tăng 5,1%."),
    ("diem-phan-tram", "Tỷ lệ hộ nghèo còn 2,84%, giảm 1,63 điểm phần trăm so với cuối năm 2024 (4,20%).", "Tỷ lệ hộ nghèo còn 2,84%, giảm 1,36 điểm phần trăm so với cuối năm 2024 (4,20%)."),
    ("dem-khong-du", "Đã giải quyết 33/38 vụ việc; còn 7 vụ việc đang giải quyết.", "Đã giải quyết 33/38 vụ việc; còn 5 vụ việc đang giải quyết."),
    ("dem-khong-du", "Có 14/18 chỉ tiêu đạt kế hoạch; 05 chỉ tiêu không đạt.", "Có 14/18 chỉ tiêu đạt kế hoạch; 04 chỉ tiêu không đạt."),
    ("cap-ty-le", "Tỷ lệ trường đạt chuẩn quốc gia 63,8% (291/426 trường).", "Tỷ lệ trường đạt chuẩn quốc gia 68,3% (291/426 trường)."),
    ("cap-ty-le", "Giải ngân 1.640 tỷ đồng/4.250 tỷ đồng, đạt 36,8% kế hoạch.", "Giải ngân 1.640 tỷ đồng/4.250 tỷ đồng, đạt 38,6% kế hoạch."),
    ("cap-ty-le", "Xảy ra 412 vụ; đã làm rõ 368 vụ, đạt tỷ lệ 83,9%.", "Xảy ra 412 vụ; đã làm rõ 368 vụ, đạt tỷ lệ 89,3%."),
    ("nguoc-danh-sach", "Một số sản phẩm giảm: đá đạt 2.011 tấn, tăng 3,5%; giấy đạt 312 tấn, tăng 1,8%.", "Một số sản phẩm giảm: đá đạt 2.011 tấn, giảm 3,5%; giấy đạt 312 tấn, giảm 1,8%."),
    ("co-cau", SHARED.replace("70,0%", "75,0%"), SHARED),
    ("phan-va-tong", "Đã cấp mới 42 dự án đầu tư (36 dự án trong nước và 8 dự án FDI).", "Đã cấp mới 42 dự án đầu tư (36 dự án trong nước và 6 dự án FDI)."),
    ("phan-va-tong", "Có 187 sản phẩm, gồm: 2 sản phẩm 5 sao, 31 sản phẩm 4 sao và 144 sản phẩm 3 sao.", "Có 187 sản phẩm, gồm: 2 sản phẩm 5 sao, 41 sản phẩm 4 sao và 144 sản phẩm 3 sao."),
    ("tang-cua-tong", LINES.replace("13,3%", "16,3%"), LINES),
    ("hai-gia-tri", "Sản lượng lúa 541.269,3 tấn, tăng 13.107,0 tấn so với vụ Xuân năm trước.\nTrong đó sản lượng lúa 541.269,3 tấn (tăng 13.017,0 tấn).", "Sản lượng lúa 541.269,3 tấn, tăng 13.017,0 tấn so với vụ Xuân năm trước.\nTrong đó sản lượng lúa 541.269,3 tấn (tăng 13.017,0 tấn)."),
    ("cot-bang", TABLE.replace("61.400 | 12,0", "64.100 | 17,0"), TABLE),
    ("chu-thich-dinh", "Tính chung 10 tháng tăng 9,6%12.", "Tính chung 10 tháng tăng 9,6%."),
    ("ky-khong-co", "Chỉ số quý V/2025 ước tăng 5%.", "Chỉ số quý IV/2025 ước tăng 5%."),
    ("ty-so-thanh-toc-do", "Khai thác than đạt 7,64 triệu tấn, tăng 95,7% so với cùng kỳ (7,98 triệu tấn).", "Khai thác than đạt 7,64 triệu tấn, bằng 95,7% so với cùng kỳ (7,98 triệu tấn)."),
    ("tang-chenh-lech", "Ghi nhận 214 ca mắc, tăng 48 ca so với tháng trước (176 ca).", "Ghi nhận 214 ca mắc, tăng 38 ca so với tháng trước (176 ca)."),
    ("tang-chenh-lech", "Tăng 673 ha so với cùng kỳ, diện tích cây ăn trái đạt 34.752 ha (+3,4%).", "Tăng 673 ha so với cùng kỳ, diện tích cây ăn trái đạt 34.752 ha (+2,0%)."),
    ("tang-chenh-lech", "Doanh thu đạt 1.100 tỷ đồng, tăng 14,0% so với cùng kỳ (1.000 tỷ đồng).", "Doanh thu đạt 1.100 tỷ đồng, tăng 10,0% so với cùng kỳ (100 tỷ đồng)."),
    ("nguoc-dau", "Tỷ suất sinh thô 13,8‰, tăng 0,4 điểm phần nghìn so với năm 2024 (14,2‰).", "Tỷ suất sinh thô 13,8‰, giảm 0,4 điểm phần nghìn so với năm 2024 (14,2‰)."),
    ("nguoc-dau", "Tỷ lệ che phủ rừng tăng từ 64,2% lên 63,8%.", "Tỷ lệ che phủ rừng giảm từ 64,2% xuống 63,8%."),
    ("diem-phan-tram", "Giải ngân đạt 68,4%; so với cùng kỳ năm 2024 (61,8%), tỷ lệ chung cao hơn 6,6%.", "Giải ngân đạt 68,4%; so với cùng kỳ năm 2024 (61,8%), tỷ lệ chung cao hơn 6,6 điểm phần trăm."),
    ("diem-phan-tram", "Tốt nghiệp trung học phổ thông 99,53%, tăng 0,38% so với năm 2024 (99,15%).", "Tốt nghiệp trung học phổ thông 99,53%, tăng 0,38 điểm phần trăm so với năm 2024 (99,15%)."),
    ("cap-ty-le", "Số lao động tăng theo 46/214 doanh nghiệp (26,5%).", "Số lao động tăng theo 46/214 doanh nghiệp (21,5%)."),
    ("don-vi-doi", "Thu nội địa 20.914,8 tỷ đồng, tăng 3.668,5 triệu đồng; thu phí 1.386,5 tỷ đồng, tăng 117,6 tỷ đồng.", "Thu nội địa 20.914,8 tỷ đồng, tăng 3.668,5 tỷ đồng; thu phí 1.386,5 tỷ đồng, tăng 117,6 tỷ đồng."),
    ("can-can", "Xuất khẩu đạt 347,28 tỷ USD.\nNhập khẩu đạt 331,52 tỷ USD.\nCán cân thương mại thâm hụt 15,76 tỷ USD.", "Xuất khẩu đạt 347,28 tỷ USD.\nNhập khẩu đạt 331,52 tỷ USD.\nCán cân thương mại thặng dư 15,76 tỷ USD."),
    ("danh-gia", "Tỷ lệ tham gia bảo hiểm y tế ước 93,5%, vượt chỉ tiêu giao (94,5%).", "Tỷ lệ tham gia bảo hiểm y tế ước 93,5%, đạt 98,9% chỉ tiêu giao (94,5%)."),
    ("danh-gia", "Trường đạt chuẩn 65,5%, kế hoạch năm 2025 là 64,8%, như vậy không đạt kế hoạch 0,7 điểm phần trăm.", "Trường đạt chuẩn 65,5%, kế hoạch năm 2025 là 64,8%, như vậy vượt kế hoạch 0,7 điểm phần trăm."),
    ("danh-gia", "a) Trồng trọt: Không đạt kế hoạch, vụ Đông Xuân 2024 - 2025 xuống giống 191.268 ha (kế hoạch 189.000 ha).", "a) Trồng trọt: Không đạt kế hoạch, vụ Đông Xuân 2024 - 2025 xuống giống 181.268 ha (kế hoạch 189.000 ha)."),
    ("danh-gia", "Đội 2 thu 2.206,3 tỷ đồng/dự toán 2.318,9 tỷ đồng, vượt 112,6 tỷ đồng (95,1%).", "Đội 2 thu 2.206,3 tỷ đồng/dự toán 2.318,9 tỷ đồng, hụt 112,6 tỷ đồng (95,1%)."),
    ("dat-ke-hoach", "Gieo trồng 196.487 ha/kế hoạch 197.500 ha, đạt 96,5%.", "Gieo trồng 196.487 ha/kế hoạch 197.500 ha, đạt 99,5%."),
    ("dat-ke-hoach", "Đội 1 thu 610 tỷ đồng/dự toán 500 tỷ đồng, vượt 130 tỷ đồng.", "Đội 1 thu 6.104,7 tỷ đồng/dự toán 5.216,4 tỷ đồng, vượt 888,3 tỷ đồng (117,0%)."),
    ("ngoac", "Cộng dồn ước 5.164,1 nghìn tỷ đồng], tăng 10,8%.", "Nhóm tuổi [0; 5) có 1.200 trẻ, nhóm (5; 10] có 900 trẻ [1]."),
    ("hai-gia-tri", "Tính chung 8 tháng năm 2025, IIP tăng 8,05%.\nIIP 8 tháng tăng 8,50% so với cùng kỳ.", "Tính chung 8 tháng năm 2025, IIP tăng 8,05%.\nIIP 9 tháng năm 2025 tăng 8,50% so với cùng kỳ."),
    ("hai-gia-tri", "Diện tích cây ăn quả hiện có 84.320 ha.\nƯớc cả năm diện tích cây ăn quả (30/9/2025: 84.230 ha).", "Diện tích cây ăn quả hiện có 84.320 ha.\nCùng kỳ năm trước diện tích cây ăn quả có 84.230 ha."),
    ("de-muc", "a) Trồng trọt\nc) Chăn nuôi", "d) Trồng trọt\nđ) Chăn nuôi\ne) Lâm nghiệp"),
]  # fmt: skip


def rules_of(findings: list[Finding]) -> set[str]:
    """Return the rules that found something, but those that are only worth a look."""
    return {finding.rule for finding in findings if finding.severity != "look"}


@pytest.mark.parametrize(("rule", "wrong", "right"), EXAMPLES, ids=[e[0] for e in EXAMPLES])
def test_a_rule_finds_its_fault_and_nothing_in_the_sentence_put_right(
    rule: str, wrong: str, right: str
) -> None:
    """The fault is found, switching the rule off silences it, the right sentence is quiet."""
    assert rule in rules_of(audit_text(wrong).findings)
    assert rule not in rules_of(audit_text(wrong, off=[rule]).findings)
    assert rules_of(audit_text(right).findings) == set()


@pytest.mark.parametrize(
    ("rule", "wrong", "right"), WORDINGS, ids=[f"{i}-{w[0]}" for i, w in enumerate(WORDINGS)]
)
def test_a_rule_reads_other_wordings(rule: str, wrong: str, right: str) -> None:
    """The fault is found in the words of other offices, and the sentence put right is quiet."""
    assert rule in rules_of(audit_text(wrong).findings)
    assert rules_of(audit_text(right).findings) == set()


CERTAIN = [
    ("de-muc", "1. Nông nghiệp\n2. Công nghiệp\n3. Dịch vụ\n5. Y tế", "1. Nông nghiệp\n2. Công nghiệp\n3. Dịch vụ\nGiáo dục\n5. Y tế"),
    ("de-muc", "I. Nông nghiệp\nII. Công nghiệp\nII. Dịch vụ", "I. Nông nghiệp\nIII. Công nghiệp\nIII. Dịch vụ"),
    ("lap-doan", f"{LONG[:-1]}: 12 hộ, 300 người, 15 xã.\nKhác.\n{LONG[:-1]}: 12 hộ, 300 người, 15 xã.", f"{LONG}\nKhác.\n{LONG}"),
    ("so-thieu-cham", DOTTED * 3 + "Thu 12.345,6 tỷ đồng, chi 8700,9 tỷ đồng.", DOTTED + "Trung bình đạt 8700,9 tỷ đồng."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "proven", "open_to_doubt"), CERTAIN)
def test_what_the_text_alone_proves_is_certain(rule: str, proven: str, open_to_doubt: str) -> None:
    """Certain where no honest reading is left, likely where a heading or a dot may be a habit."""
    for text, severity in ((proven, "certain"), (open_to_doubt, "likely")):
        assert severity in {f.severity for f in audit_text(text).findings if f.rule == rule}
    certain = {f.rule for f in audit_text(open_to_doubt).findings if f.severity == "certain"}
    assert rule not in certain


WRITTEN = "Đã kiểm tra 1.250 hộ, 2.300 hộ và 4.100 hộ."


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        (f"{WRITTEN} Có 1,206 hộ đạt.", "certain"),
        (f"{WRITTEN} Có 1.206 hộ đạt.", None),
        ("Phạt tiền 990.000.000 triệu đồng.", "likely"),
        ("Phạt tiền 990.000.000 đồng.", None),
        ("Vốn đăng ký 7,441 tỷ USD; 13,7 tỷ USD; 2,6 tỷ USD; quý này 5.123 tỷ USD.", "likely"),
        ("Vốn đăng ký 7,441 tỷ USD; 13,7 tỷ USD; 2,6 tỷ USD; quý này 5,123 tỷ USD.", None),
        ("Năng suất 4,125 tấn; 4,206 tấn; sản lượng 1.250 tấn, 2.300 tấn, 4.100 tấn.", None),
    ],
)
def test_thousands_are_written_in_one_way(text: str, severity: str | None) -> None:
    """A comma among dots, a dot among commas, zeros and a multiplier for the same thousands."""
    found = [f.severity for f in audit_text(text).findings if f.rule == "nghin-lan"]
    assert found == ([severity] if severity else [])


LIST = "Thu nội địa 1.492 tỷ đồng, bằng 85,5% so với cùng kỳ; xuất nhập khẩu 2.970 tỷ đồng, {} 115,6% so với cùng kỳ; thu khác 12 tỷ đồng, bằng 104,0% so với cùng kỳ."


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Bình quân 6 tháng, CPI bằng 2,98% so với cùng kỳ.", "certain"),
        ("Bình quân 6 tháng, CPI bằng 102,98% so với cùng kỳ.", None),
        ("Tổng đàn ước 5.042,5 nghìn con, bằng 4,76% so với cùng kỳ.", "likely"),
        ("Diện tích trồng mới 1.185,65 ha, bằng 65,04% so với cùng kỳ.", None),
        (LIST.format("tăng"), "likely"),
        (LIST.format("bằng"), None),
        (LIST.format("tăng").replace("; ", ";\n"), "likely"),
        (LIST.format("bằng").replace("; ", ";\n"), None),
    ],
)
def test_a_ratio_is_no_growth(text: str, severity: str | None) -> None:
    """An index does not fall to 3 %; one growth does not stand among ratios of its size."""
    found = [f.severity for f in audit_text(text).findings if f.rule == "ty-so-thanh-toc-do"]
    assert found == ([severity] if severity else [])


ALONE = "| 9.938,7 |\n| 14.040,8 |\n| {} |\n| 2.903,3 |\n| 1.205,4 |"


def test_a_number_alone_in_its_cell_has_its_dot() -> None:
    """`8700,9` among `9.938,7`."""
    wrong, right = ALONE.format("8700,9"), ALONE.format("8.700,9")
    assert "so-thieu-cham" in {f.rule for f in audit_text(wrong).findings}
    assert "so-thieu-cham" not in {f.rule for f in audit_text(right).findings}


SAID = "Giá trị sản xuất ước 412.630 tỷ đồng, tăng 37,4% so với cùng kỳ năm trước."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{SAID} Dịch vụ phát triển.\n{SAID} Nông nghiệp ổn định.", [(2, "likely")]),
        (f"{SAID} {SAID}", [(1, "likely")]),
        (f"{SAID}\n{SAID}", [(2, "likely")]),
        (
            f"{SAID} Dịch vụ tăng." + "\nCông nghiệp tăng." * 5 + f"\n{SAID} Nông nghiệp ổn định.",
            [],
        ),
    ],
)
def test_a_sentence_is_said_once_on_a_page(text: str, found: list[tuple[int, str]]) -> None:
    """A summary further away repeats by right; the next paragraphs do not."""
    told = [(f.paragraph, f.severity) for f in audit_text(text).findings if f.rule == "lap-doan"]
    assert told == found


def test_every_rule_has_an_example_and_a_place_in_the_docs(root: Path) -> None:
    """No rule without a test, none that the page does not describe."""
    page = (root / "docs" / "audit.md").read_text(encoding="utf-8")
    assert {rule for rule, _wrong, _right in EXAMPLES} == set(RULES) - {"so-trai-du-lieu"}
    assert [rule for rule in RULES if f"`{rule}`" not in page] == []


def test_rounding_is_understood() -> None:
    """What the digits allow is nothing; one unit of the last place is at most worth a look."""
    allowed = "Thực hiện 341,4 tỷ đồng, tăng 62,89% (+131,8 tỷ đồng)."
    assert audit_text(allowed).findings == []
    one_off = audit_text("Đã giải quyết 08/11 đơn, đạt tỷ lệ 72,72%.").findings
    assert [(f.rule, f.severity) for f in one_off] == [("cap-ty-le", "look")]


def test_parts_of_which_nothing_is_stated_contradict_only_below_zero() -> None:
    """A third part without growth can have been anything but less than nothing."""
    parts = "trong đó: A 400 tỷ đồng, tăng 25%; B 590 tỷ đồng, tăng 20%; C 10 tỷ đồng."
    open_end = f"Tổng thu đạt 1.000 tỷ đồng, tăng 19,0% so với cùng kỳ, {parts}"
    impossible = f"Tổng thu đạt 1.000 tỷ đồng, tăng 30,0% so với cùng kỳ, {parts}"
    assert "tang-cua-tong" not in rules_of(audit_text(open_end).findings)
    assert "tang-cua-tong" in rules_of(audit_text(impossible).findings)


@pytest.mark.parametrize(
    "text",
    [
        "theo Nghị định số 111/2022/NĐ-CP ngày 30/12/2022, khoản 1 Điều 23",
        "Kế hoạch 44/KH-BCĐ; Quốc lộ 4B (đoạn Km3+700 - Km18), mốc 1088/2-1089",
        "giai đoạn 2021 - 2025, tháng 6/2024, quý II, năm học 2024-2025",
    ],
)
def test_laws_dates_and_roads_are_no_figures(text: str) -> None:
    """Nothing in them is read as a figure."""
    assert scan(text) == []


def test_units_signs_ranges_and_pairs_are_read() -> None:
    """Each part of a figure has its place."""
    (money,) = scan("gần 2.000 tỷ đồng")
    assert (money.vague, money.unit.kind, str(money.unit.scale)) == (True, "tiền", "1000000000")
    low, high = scan("lãi suất 4,5 – 5,3%/năm")
    assert low.vague
    assert high.vague
    (pair,) = scan("817/1.670 buổi")
    assert (str(pair.value), str(pair.whole)) == ("817", "1670")
    (signed,) = scan("(- 0,3 tạ/ha)")
    assert (signed.sign, signed.unit.kind) == ("-", "năng suất")


@pytest.mark.parametrize(
    ("text", "base", "scale"),
    [
        ("12 ngành", "ngành", "1"),
        ("12 ngàn tấn", "tấn", "1000"),
        ("65,1 triệukwh", "kwh", "1000000"),
        ("3 nghìn tỷ đồng", "đồng", "1000000000000"),
        ("5 doanh nghiệp", "doanh nghiệp", "1"),
        ("7 tạ/ha", "tạ/ha", "1"),
    ],
)
def test_units_are_read_with_their_multipliers(text: str, base: str, scale: str) -> None:
    """The longest unit that fits, with the multipliers before it."""
    (figure,) = scan(text)
    assert (figure.unit.base, str(figure.unit.scale), figure.unit.known) == (base, scale, True)


def test_the_json_shape_is_stable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Findings, figures, tested; a finding has rule, severity, where, words, numbers, mark."""
    file = tmp_path / "a.txt"
    file.write_text("Mở đầu.\nSản lượng điện giảm -9,5% so với cùng kỳ.\n", encoding="utf-8")
    assert run(["audit", str(file), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"findings", "figures", "tested"}
    (found,) = told["findings"]
    assert set(found) == {"rule", "severity", "where", "quote", "computed", "suggestion", "mark"}
    assert found["severity"] == "certain"
    where = found["where"]
    line = file.read_text(encoding="utf-8").split("\n")[where["paragraph"] - 1]
    assert line[where["start"] : where["end"]] == found["quote"] == "giảm -9,5%"
    assert run(["audit", str(file), "--off", "dau-tru-thua"]) == 0
    assert run(["audit", str(file), "--off", "khong-co"]) == 2


def test_the_same_text_gives_the_same_findings() -> None:
    """Two runs say the same, byte for byte."""
    text = "\n".join(wrong for _rule, wrong, _right in EXAMPLES)
    assert audit_text(text).as_json() == audit_text(text).as_json()


def test_findings_become_comments_of_a_copy(make_docx: Callable[..., bytes]) -> None:
    """A comment stands on the words it is of; the words stay; a second run says nothing twice."""
    raw = make_docx("# Kinh tế", "Ổn định.", "Sản lượng điện giảm -9,5% so với cùng kỳ.")
    document = read_document(raw, "a.docx")
    found = audit(raw, "a.docx").findings
    assert [f.paragraph for f in found] == [3]
    made, count = with_remarks(raw, "a.docx", document, found)
    assert count == 1
    assert with_remarks(made, "b.docx", read_document(made, "b.docx"), found) == (made, 0)
    package = Package(made, "b.docx")
    assert "dau-tru-thua" in package.read("word/comments.xml").decode()
    assert package.read(package.document).count(b"commentRangeStart") == 1
    assert [p.text for p in read_document(made, "b.docx").paragraphs] == [
        p.text for p in document.paragraphs
    ]


def test_typed_numbers_are_matched_with_the_data() -> None:
    """Equal, rounded, contradicted, or unknown."""
    given = [Given("Tổng đàn lợn", "con", "185.801"), Given("Sản lượng chè búp", "tấn", "1.234,56")]
    text = "Tổng đàn lợn có 185.810 con. Sản lượng chè búp đạt 1.234,6 tấn. Đã có 185.801 con. Cây na đạt 5 ha."
    document = read_text(text)
    standings = [typed.standing for typed in classify(document, given)]
    assert standings == ["contradicted", "rounded", "equal", "unknown"]
    assert [f.rule for f in contradicted(document, given)] == ["so-trai-du-lieu"]


PERIOD_GIVEN = [
    Given("Tổng thu ngân sách", "tỷ đồng", "984,5", Span("thang", 5, 5, "2024")),
    Given(
        "Tổng thu ngân sách", "tỷ đồng", "3.965", Span("luy_ke", 1, 5, "2024"),
        (("growth", "30,9%"), ("difference", "937 tỷ đồng"), ("plan", "53%")),
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tổng thu ngân sách 5 tháng đầu năm đạt 4.965 tỷ đồng.", ["4.965 tỷ đồng"]),
        ("Tổng thu ngân sách 5 tháng đầu năm đạt 984,5 tỷ đồng.", ["984,5 tỷ đồng"]),
        ("Tổng thu ngân sách trong tháng 5 đạt 984,5 tỷ đồng.", []),
        ("Tổng thu ngân sách 5 tháng đầu năm đạt 3.965 tỷ đồng, tăng 30,9%.", []),
        ("Tổng thu ngân sách 5 tháng đầu năm đạt 3.965 tỷ đồng, tăng 39,0%.", ["39,0%"]),
        ("Tổng thu ngân sách 5 tháng đầu năm đạt 3.965 tỷ đồng, bằng 35% dự toán.", ["35%"]),
        ("Tổng thu ngân sách 4 tháng đầu năm đạt 2.980 tỷ đồng.", []),
        ("Tổng thu ngân sách 5 tháng đầu năm 2023 đạt 3.028 tỷ đồng.", []),
    ],
)
def test_a_typed_number_is_held_against_the_figure_of_its_own_time(
    text: str, told: list[str]
) -> None:
    """The words name the month or the cumulative; what is said of a known level must be its own."""
    found = contradicted(read_text(text), PERIOD_GIVEN)
    assert [finding.quote for finding in found] == told


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04 broken", b"\x00\x01" * 900])
def test_what_is_no_word_file_is_told(raw: bytes) -> None:
    """A clear error, never a traceback."""
    with pytest.raises(PackageError):
        audit(raw, "a.docx")


def test_an_unknown_type_is_told() -> None:
    """Only .docx, .txt and .md are read."""
    with pytest.raises(UsageError):
        audit(b"x", "a.xlsx")


def test_a_docx_with_a_doctype_is_refused(make_docx: Callable[..., bytes]) -> None:
    """Entity bombs need a DOCTYPE: Word writes none."""
    package = Package(make_docx("a"), "a.docx")
    package.write("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(PackageError):
        audit(package.to_bytes(), "a.docx")


def test_deleted_words_and_boxes_are_no_words_of_a_paragraph(
    make_docx: Callable[..., bytes],
) -> None:
    """A paragraph is read the quick way only where nothing in it is left out."""
    package = Package(make_docx("Năng suất giảm 9,5%."), "a.docx")
    word = package.read(package.document).decode()
    kept, box = (
        "<w:t>Năng suất giảm 9,5%.</w:t></w:r>",
        "<w:p><w:r><w:t>Hộp riêng</w:t></w:r></w:p>",
    )
    assert kept in word
    gone = "<w:del><w:r><w:t>thừa</w:t></w:r></w:del>"
    more = f"{kept}{gone}<w:r><w:tab/><w:t>Hết.</w:t><w:pict>{box}</w:pict></w:r>"
    package.write(package.document, word.replace(kept, more).encode())
    read = [p.text for p in read_document(package.to_bytes(), "a.docx").paragraphs]
    assert read == ["Năng suất giảm 9,5%.\tHết.", "Hộp riêng"]


def test_a_true_table_and_one_without_a_pattern_are_left_in_peace() -> None:
    """Columns that follow nothing, ranges and numbers of order are no formula."""
    rows = ["| TT | Huyện | Số xã | Số hộ | Ghi chú (%) |"]
    rows += [
        f"| {i} | Huyện {i} | {i * 7 % 11 + 3} | {i * 137 % 900 + 50} | {i * 31 % 90} |"
        for i in range(1, 9)
    ]
    assert audit_text("\n".join(rows)).findings == []
    assert audit_text(TABLE.replace("17,3", "17,2")).findings == []  # one unit of the last place


def test_notes_of_word_are_tied_to_their_sentence(root: Path) -> None:
    """The published faults of the May report are found in our own words and notes."""
    raw = (root / "examples" / "thang-5-2024" / "bao-cao.docx").read_bytes()
    found = audit(raw, "bao-cao.docx").findings
    certain = {f.rule for f in found if f.severity == "certain"}
    assert certain == {
        "ke-hoach-cua-tong", "tang-cua-tong", "dem-danh-sach", "diem-phan-tram", "ty-so-thanh-toc-do",
    }  # fmt: skip
    made, _count = with_remarks(raw, "a.docx", read_document(raw, "a.docx"), found)
    buffer = BytesIO(made)
    assert Package(buffer.getvalue(), "b.docx").read("word/comments.xml").count(
        b"<w:comment "
    ) == len(found)


def test_a_long_paragraph_is_one_paragraph() -> None:
    """It is read in pieces: a bracket may close in the next, and no piece repeats another."""
    sentence = "Các huyện tiếp tục chăm sóc lúa, phòng trừ sâu bệnh. "
    closed = f"{sentence * 250}(Kèm theo {sentence * 250}biểu số liệu)."
    assert audit_text(closed).findings == []
    (finding,) = audit_text(closed.replace("liệu).", "liệu.")).findings
    assert (finding.rule, finding.severity) == ("ngoac", "certain")
    assert finding.start <= closed.index("(") < finding.end
    assert audit_text("giảm 3 ha; " * 20_000).findings == []


def test_a_note_out_of_order_without_a_mark_is_mistyped() -> None:
    """Between notes 1 and 3, a note 12 that no mark asks for is the second."""
    body = "Gieo trồng đạt kế hoạch[1]. Chăn nuôi ổn định[2]. Rừng trồng tăng[3].\n"
    notes = "[1] Vụ xuân 5.120 ha.\n[{}] Đàn lợn 18.200 con.\n[3] Trồng mới 415 ha."
    found = audit_text(body + notes.format(12)).findings
    assert [(f.rule, f.severity) for f in found] == [("chu-thich-le", "certain")] * 2
    assert audit_text(body + notes.format(2)).findings == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
            "kieu-strict",
        ),
        ("w:body>", "w:other>", "khong-co-than"),
    ],
)
def test_a_word_file_that_is_not_read_is_not_clean(
    make_docx: Callable[..., bytes], old: str, new: str, code: str
) -> None:
    """Strict Open XML, and what has no body: nothing would be found in it."""
    package = Package(make_docx("Sản lượng điện giảm -9,5% so với cùng kỳ."), "a.docx")
    text = package.read(package.document).decode()
    package.write(package.document, text.replace(old, new).encode())
    with pytest.raises(PackageError) as refused:
        audit(package.to_bytes(), "a.docx")
    assert [fault.code for fault in refused.value.faults] == [code]
