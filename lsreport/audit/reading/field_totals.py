"""What the totals of the field are made of: trade, budget, guests, retail trade, transport, capital, business.

Comes in: nothing. Goes out: the totals by the words that name them, with all their parts by theirs.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lsreport.audit.reading.patterns import lazy


class Composition(NamedTuple):
    """A total by its name, all its parts by theirs; `spare` parts may be left out, `unit` is the kind.

    `closed` where the parts are all there is by their meaning, or the first spare one is told too, `never` words of another total.
    """

    total: re.Pattern[str]
    parts: tuple[re.Pattern[str], ...]
    unit: tuple[str, ...]
    spare: tuple[re.Pattern[str], ...] = ()
    closed: bool = True
    never: re.Pattern[str] | None = None


COMPOSITIONS: tuple[Composition, ...] = (
    Composition(
        lazy(r"\bxuất,? ?(?:-|–|và|khẩu,?|khẩu và)? ?nhập khẩu\b|\bxnk\b|\btổng kim ngạch\b(?! (?:xuất|nhập) khẩu\b)|\bkim ngạch\b(?! (?:xuất|nhập) khẩu\b)(?=.{0,60}\bhải quan\b)"),
        (lazy(r"\bxuất khẩu\b"), lazy(r"\bnhập khẩu\b")),
        ("ngoại tệ",),
    ),
    Composition(
        lazy(r"\bthu (?:ngân sách|nsnn|cân đối ngân sách)\b"),
        (lazy(r"\bnội địa\b"), lazy(r"\bxuất,? ?(?:-|–|và|khẩu,?|khẩu và)? ?nhập khẩu\b|\bhải quan\b|\bxnk\b")),
        ("tiền",),
        (lazy(r"\bhuy động\b|\bđóng góp\b|\bviện trợ\b"), lazy(r"\bdầu thô\b")),
        closed=False,
    ),
    Composition(
        lazy(r"\b(?:tổng )?chi (?:ngân sách|nsđp|nsnn)\b|\btổng chi\b"),
        (lazy(r"\bchi (?:trong )?cân đối\b"), lazy(r"\bchương trình mục tiêu\b|\bctmt\b")),
        ("tiền",),
        (lazy(r"\bchuyển nguồn\b|\bnộp (?:trả )?ngân sách\b|\btrả nợ\b|\bdự phòng\b"),),
    ),
    Composition(
        lazy(r"\bkhách\b"),
        (lazy(r"\bquốc tế\b|\bnước ngoài\b"), lazy(r"\btrong nước\b|\bnội địa\b")),
        ("đếm",),
        never=lazy(r"\blưu trú\b|\btrong ngày\b|\bqua đêm\b|\bphục vụ\b"),
    ),
    Composition(
        lazy(r"\btổng mức bán lẻ\b.*\bdịch vụ\b"),
        (
            lazy(r"\bhàng h(?:óa|oá)\b"),
            lazy(r"\blưu trú\b|\băn uống\b"),
            lazy(r"\blữ hành\b|\bdu lịch\b"),
            lazy(r"\bdịch vụ (?:tiêu dùng )?khác\b"),
        ),
        ("tiền",),
    ),
    Composition(
        lazy(r"\bvận tải\b.*\bkho bãi\b"),
        (lazy(r"\bhành khách\b"), lazy(r"\bhàng h(?:óa|oá)\b"), lazy(r"\bkho bãi\b")),
        ("tiền",),
        (lazy(r"\bbưu chính\b|\bchuyển phát\b"),),
    ),
    Composition(
        lazy(r"\bvốn đầu tư\b"),
        (
            lazy(r"(?<!ngoài )\bnhà nước\b"),
            lazy(r"\bngoài nhà nước\b|\bngoài quốc doanh\b|\bdân cư\b"),
            lazy(r"\bnước ngoài\b|\bfdi\b"),
        ),
        ("tiền",),
    ),
    Composition(
        lazy(r"\bvốn\b(?!.*\bngoài nhà nước\b).*\bnhà nước\b|\bvốn đầu tư công\b"),
        (lazy(r"\bcấp tỉnh\b"), lazy(r"\bcấp huyện\b")),
        ("tiền",),
        (lazy(r"\bcấp xã\b"), lazy(r"(?<!và )\btrung ương\b(?! và)")),
    ),
    Composition(
        lazy(r"\bsản lượng th(?:ủy|uỷ) sản\b"),
        (lazy(r"\bkhai thác\b|\bđánh bắt\b"), lazy(r"\bnuôi trồng\b")),
        ("khối lượng",),
    ),
    Composition(
        lazy(r"\blương thực\b"),
        (lazy(r"\b(?:lúa|thóc)\b"), lazy(r"\bngô\b")),
        ("khối lượng", "diện tích"),
        closed=False,
    ),
    Composition(
        lazy(r"\bhuy chương\b"),
        (lazy(r"\bvàng\b|\bhcv\b"), lazy(r"\bbạc\b|\bhcb\b"), lazy(r"\bđồng\b|\bhcđ\b")),
        ("đếm",),
    ),
    Composition(
        lazy(r"\bgiấy phép\b"),
        (lazy(r"\bcấp mới\b"), lazy(r"\bgia hạn\b|\bcấp lại\b")),
        ("đếm",),
        (lazy(r"\bcấp lại\b"),),
    ),
    Composition(
        lazy(r"\bkhách (?:du lịch )?quốc tế\b"),
        (lazy(r"\bhàng không\b"), lazy(r"\bđường bộ\b"), lazy(r"\bđường biển\b")),
        ("đếm",),
        (lazy(r"\bđường sắt\b"), lazy(r"\bđường thủy\b")),
    ),
    Composition(
        lazy(r"\b(?:vận|luân) chuyển (?:hành khách|hàng h(?:óa|oá))\b"),
        (lazy(r"\bđường bộ\b"), lazy(r"\bđường (?:thủy|thuỷ|sông)\b")),
        ("đếm", "khối lượng", "luân chuyển"),
        (lazy(r"\bđường sắt\b"), lazy(r"\bđường biển\b"), lazy(r"\bhàng không\b")),
        closed=False,
    ),
    Composition(
        lazy(r"\brút lui\b"),
        (
            lazy(r"\btạm ngừng\b"),
            lazy(r"\bchờ\b[^,;.]{0,24}\bgiải thể\b"),
            lazy(r"\b(?:hoàn tất|hoàn thành|đã)\b[^,;.]{0,24}\bgiải thể\b"),
        ),
        ("đếm",),
    ),
    Composition(
        lazy(r"\bgia nhập\b[^,;.]{0,12}\btái gia nhập\b|\bthành lập mới và (?:quay trở|trở) lại\b"),
        (lazy(r"\bthành lập mới\b|\bđăng ký mới\b"), lazy(r"\btrở lại\b")),
        ("đếm",),
    ),
    Composition(
        lazy(r"\bvốn\b.*\b(?:cấp mới|đăng ký mới)\b.*\b(?:thêm|điều chỉnh|bổ sung)\b"),
        (lazy(r"\bcấp mới\b|\bđăng ký mới\b"), lazy(r"\bthêm\b|\bđiều chỉnh\b|\bbổ sung\b")),
        ("ngoại tệ", "tiền"),
        (lazy(r"\bgóp vốn\b|\bmua cổ phần\b"),),
    ),
    Composition(
        lazy(r"\btai nạn giao thông\b"),
        (lazy(r"\bđường bộ\b"), lazy(r"\bđường sắt\b")),
        ("đếm",),
        (lazy(r"\bđường (?:thủy|thuỷ)\b"),),
    ),
    Composition(
        lazy(r"\btrồng\b.*\brừng\b|\brừng trồng\b"),
        (lazy(r"\brừng sản xuất\b"), lazy(r"\brừng phòng hộ\b")),
        ("diện tích",),
        (lazy(r"\brừng đặc dụng\b"),),
        never=lazy(r"\bcháy\b|\bche phủ\b|\bhiện có\b"),
    ),
    Composition(
        lazy(r"\bbảo hiểm xã hội\b|\bbhxh\b"),
        (lazy(r"\bbắt buộc\b"), lazy(r"\btự nguyện\b")),
        ("đếm",),
        never=lazy(r"\bthất nghiệp\b|\by tế\b"),
    ),
    Composition(
        lazy(r"\blao động\b.*\bviệc làm\b|\blao động đang làm việc\b"),
        (lazy(r"\bnông,? lâm\b"), lazy(r"\bcông nghiệp\b"), lazy(r"\bdịch vụ\b")),
        ("đếm",),
    ),
    Composition(
        lazy(r"\bgia cầm\b"),
        (lazy(r"\bgà\b"), lazy(r"\b(?:vịt|thủy cầm|thuỷ cầm)\b")),
        ("đếm",),
        (lazy(r"\b(?:gia cầm|loại) khác\b|\bchim\b"),),
        closed=False,
    ),
    Composition(
        lazy(r"\bnhập khẩu\b"),
        (lazy(r"\btư liệu sản xuất\b"), lazy(r"\btiêu dùng\b")),
        ("ngoại tệ",),
    ),
    Composition(
        lazy(r"\btrường (?:học|mầm non, phổ thông)\b"),
        (
            lazy(r"\bmầm non\b"), lazy(r"\btiểu học\b"), lazy(r"\bthcs\b|\btrung học cơ sở\b"),
            lazy(r"\bthpt\b|\btrung học phổ thông\b"),
        ),
        ("đếm",),
        (lazy(r"\bnhiều cấp\b|\bliên cấp\b"), lazy(r"\bthường xuyên\b"), lazy(r"\bth và thcs\b")),
        closed=False,
    ),
    Composition(
        lazy(r"\bdự án\b"),
        (lazy(r"\btrong nước\b|\bddi\b"), lazy(r"\bnước ngoài\b|\bfdi\b")),
        ("đếm",),
    ),
    Composition(
        lazy(r"\bđơn\b"),
        (lazy(r"\bkhiếu nại\b"), lazy(r"\btố cáo\b"), lazy(r"\b(?:kiến nghị|phản ánh)\b")),
        ("đếm",),
        never=lazy(r"\blượt\b|\bcông văn\b|\bthuộc thẩm quyền\b|\bhóa đơn\b|\bđơn vị\b"),
    ),
    Composition(
        lazy(r"\b(?:giải quyết|xử lý|trả kết quả)\b.*\bhồ sơ\b"),
        (
            lazy(r"\btrước(?: thời)? hạn\b(?! (?:và|hoặc)|,? đúng)"),
            lazy(r"(?<!trước và )(?<!trước hạn và )(?<!trước hạn, )\bđúng(?: thời)? hạn\b(?! (?:và|hoặc))"),
            lazy(r"\b(?:quá|trễ|chậm)(?: thời)? hạn\b|\bmuộn\b"),
        ),
        ("đếm",),
        never=lazy(r"\bđang\b"),
    ),
    Composition(
        lazy(r"\b(?:giải quyết|xử lý|trả kết quả)\b.*\bhồ sơ\b"),
        (lazy(r"\bđúng hạn\b|\btrước hạn\b|\bđúng thời hạn\b"), lazy(r"\b(?:quá|trễ|chậm)(?: thời)? hạn\b|\bmuộn\b")),
        ("đếm",),
        never=lazy(r"\bđang\b"),
    ),
    Composition(
        lazy(r"\bcông nghiệp(?: và|,| -| –) xây dựng\b"),
        (lazy(r"\bcông nghiệp\b(?!(?: và|,| -| –) xây dựng)"), lazy(r"(?<!công nghiệp và )(?<!công nghiệp, )(?<!công nghiệp - )\bxây dựng\b")),
        ("tiền",),
        closed=False,
        never=lazy(r"\bgiá trị sản xuất\b|\bvốn\b|\bdư nợ\b|\blao động\b|\bdoanh thu\b|\bdoanh nghiệp\b"),
    ),
    Composition(
        lazy(r"\bgrdp\b|\btổng sản phẩm\b|\bquy mô (?:nền )?kinh tế\b"),
        (lazy(r"\b(?:nông|lâm|thủy sản|thuỷ sản)\b"), lazy(r"\bxây dựng\b"), lazy(r"\bdịch vụ\b")),
        ("tiền",),
        (lazy(r"\bthuế (?:nhập khẩu|sản phẩm)\b"),),
        closed=False,
        never=lazy(r"\bbình quân\b"),
    ),
)  # fmt: skip
