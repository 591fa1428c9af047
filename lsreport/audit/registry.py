"""The rules of an audit.

Comes in: nothing. Goes out: every test in the order it is run, and every rule by its id with one
sentence on what it looks at; docs/audit.md has an example of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsreport.audit import (
    apart,
    bases,
    columns,
    comparisons,
    differences,
    echoes,
    form,
    fulfilment,
    growths,
    headings,
    kinds,
    lists,
    mixes,
    plans,
    recalls,
    remainders,
    sameness,
    shares,
    spreads,
    sums,
    tables,
    tallies,
    targets,
    totals,
    verdicts,
)
from lsreport.audit.findings import Finding, Tally
from lsreport.audit.groups import Story

Test = Callable[[Story, Tally], Iterator[Finding]]

TESTS: tuple[Test, ...] = (
    growths.growth_against_difference,
    growths.opposite_signs,
    *bases.RULES,
    *comparisons.RULES,
    *apart.RULES,
    *totals.RULES,
    *differences.RULES,
    *sums.RULES,
    *mixes.RULES,
    *shares.RULES,
    *spreads.RULES,
    *lists.RULES,
    *tallies.RULES,
    *plans.RULES,
    *targets.RULES,
    *fulfilment.RULES,
    *verdicts.RULES,
    *recalls.RULES,
    *remainders.RULES,
    *sameness.RULES,
    *echoes.RULES,
    *kinds.RULES,
    *form.RULES,
    *headings.RULES,
    *tables.RULES,
    *columns.RULES,
)
# id → what it looks at, in Vietnamese for the command line (translated where it is printed).
RULES: dict[str, str] = {
    "tang-chenh-lech": "tốc độ tăng, chênh lệch và mức",
    "ty-so-thanh-toc-do": "tỷ số in thành tốc độ tăng",
    "don-vi-doi": "mức và chênh lệch không cùng bậc đơn vị",
    "diem-phan-tram": "% ở chỗ phải là điểm phần trăm",
    "nguoc-dau": "tốc độ và chênh lệch trái dấu",
    "dau-tru-thua": "dấu trừ sau «giảm», «tăng»",
    "phan-va-tong": "các phần không cộng thành tổng",
    "tang-cua-tong": "tốc độ của tổng so với các phần",
    "chenh-lech-cua-tong": "chênh lệch của tổng so với các phần",
    "ke-hoach-cua-tong": "% kế hoạch của tổng so với kế hoạch các phần",
    "tang-ngoai-phan": "tốc độ của tổng nằm ngoài các phần",
    "dong-gop": "đóng góp không cộng thành tốc độ chung",
    "co-cau": "cơ cấu không đủ 100%",
    "nguoc-danh-sach": "chữ tăng, giảm trái với danh sách của nó",
    "dem-danh-sach": "số mục tăng, giảm trái với danh sách",
    "dem-khong-du": "số nhóm tăng, giảm, giữ nguyên không đủ tổng số",
    "cap-ty-le": "cặp a/b và tỷ lệ in kèm",
    "dat-ke-hoach": "% kế hoạch so với kế hoạch nêu cùng câu",
    "hai-gia-tri": "một số liệu hai giá trị",
    "can-can": "xuất siêu, nhập siêu so với xuất khẩu, nhập khẩu",
    "con-lai": "số còn lại không bằng hiệu của hai số",
    "thang-va-luy-ke": "riêng tháng lớn hơn lũy kế",
    "don-vi-sai": "đơn vị không hợp với đại lượng",
    "so-viet-sai": "số viết không đúng cách",
    "so-thieu-cham": "số thiếu dấu chấm hàng nghìn",
    "chu-thich-dinh": "số chú thích dính vào chữ",
    "ngoac": "ngoặc lẻ",
    "chu-thich-le": "dấu chú thích, chú thích lẻ",
    "ky-khong-co": "quý, tháng không có",
    "lap-goc-so": "một gốc so sánh viết hai lần",
    "lap-bang": "hai lần «bằng …%»",
    "binh-quan": "số bình quân một tháng so với tổng",
    "bac-so-lieu": "số chính thức, sơ bộ trở lại thành số ước",
    "binh-quan-thang": "«bình quân» của riêng một tháng",
    "lap-doan": "đoạn lặp lại",
    "de-muc": "số đề mục nhảy, lặp",
    "cot-bang": "một hàng của bảng không theo cách tính của các hàng khác",
    "nang-suat": "diện tích, năng suất và sản lượng",
    "danh-gia": "đánh giá trái với kế hoạch và thực hiện",
    "so-trai-du-lieu": "số gõ tay trái với dữ liệu của kỳ (--with)",
}
