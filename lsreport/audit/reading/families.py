"""Wholes whose parts are all known by name.

Comes in: nothing. Goes out: families: what a whole is called and all it is made of (a product of a province,
farming, industry, capital, trade, guests, revenue …), and how much what is left unsaid may weigh.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lsreport.audit.reading.patterns import lazy


class Part(NamedTuple):
    """A part: its name in words; `weight` of a part that is often left unsaid, as a share of the whole,
    and `reach`: by how many points it may still lie outside of all the others.
    """

    named: re.Pattern[str]
    weight: float = 0
    reach: int = 0


class Family(NamedTuple):
    """A whole and all its parts. `foreign` words tell that there is more to the whole; `rest` is what a
    little more, that is never told, may weigh and reach.
    """

    named: re.Pattern[str]
    parts: tuple[Part, ...]
    foreign: re.Pattern[str] | None = None
    rest: tuple[float, int] | None = None

    def parts_in(self, label: str) -> frozenset[int]:
        """Return which of the parts some words name."""
        return frozenset(n for n, part in enumerate(self.parts) if part.named.search(label))


def _family(
    named: str,
    *parts: str | tuple[str, float, int],
    foreign: str = "",
    rest: tuple[float, int] | None = None,
) -> Family:
    made = [Part(lazy(p)) if isinstance(p, str) else Part(lazy(p[0]), p[1], p[2]) for p in parts]
    return Family(lazy(named), tuple(made), lazy(foreign) if foreign else None, rest)


ABROAD = r"\bnước ngoài\b|\bfdi\b|\bđtnn\b"
PRODUCT = _family(
    r"\bgrdp\b|\bgdp\b|\btổng sản phẩm|\bkinh tế\b|\btăng trưởng\b|\bgiá trị tăng thêm\b|\bgiá trị gia tăng\b",
    r"\bkhu vực (?:i|1)\b|\bnông\b(?! sản\b| thôn\b| dân\b| hộ\b| cụ\b)|\bnông nghiệp\b|\bnlts\b|\bnln\b",
    r"\bkhu vực (?:ii|2)\b|\bcông nghiệp\b(?! khai| chế| cấp)|\bcn\s?-\s?xd\b|\bcnxd\b",
    r"\bkhu vực (?:iii|3)\b|\bdịch vụ\b(?! nông)",
    (
        r"\bthuế (?:sản phẩm|nhập khẩu|trừ|sp\b|góp|đóng|tăng|giảm|làm)|\bthuế\s\Z|\btrợ cấp\b",
        0.12,
        8,
    ),
)
INDUSTRY = _family(
    r"\bcông nghiệp\b|\biip\b|\bchỉ số sản xuất\b|\btoàn ngành\b",
    r"\bkhai khoáng\b|\bkhai mỏ\b|\bcông nghiệp khai thác\b",
    r"\bchế biến\b(?! (?:thực phẩm|thức ăn|gỗ|lâm sản|th(?:ủy|uỷ) sản|hải sản|nông sản|sữa|chè|cà phê|khoáng sản))",
    r"\bđiện\b(?! tử)",
    (r"\bcấp nước\b|\bnước thải\b|\brác thải\b|\bchất thải\b|\bđiện,? (?:và )?nước\b|\bnước(?: và| sạch|\s?,|\s\Z)", 0.03, 40),
)  # fmt: skip
FAMILIES = (
    PRODUCT,
    INDUSTRY,
    _family(
        r"\bnông,? (?:nghiệp,? )?(?:và )?lâm\b|\bnông\s?-\s?lâm\b|\bkhu vực i\b",
        r"\bnông nghiệp\b(?!,| và)",
        r"\blâm nghiệp\b(?!,| và)",
        r"\bth(?:ủy|uỷ) sản\b",
    ),
    _family(
        r"\bnông nghiệp\b(?!,| và)",
        r"\btrồng trọt\b",
        r"\bchăn nuôi\b",
        (r"\bdịch vụ\b", 0.05, 40),
    ),
    _family(
        r"\bvốn đầu tư\b|\bđầu tư (?:toàn xã hội|phát triển)\b",
        r"(?<!ngoài )(?<!ngoài khu vực )\bnhà nước\b",
        r"\bngoài (?:khu vực )?nhà nước\b|\btư nhân\b|\bdân cư\b",
        ABROAD,
    ),
    _family(
        r"\bxuất khẩu\b|\bnhập khẩu\b|\bkim ngạch\b|\bthương mại hàng h(?:óa|oá)\b",
        r"\btrong nước\b",
        ABROAD,
    ),
    _family(
        r"\bxuất,? (?:-\s)?nhập khẩu\b|\bxuất khẩu và nhập khẩu\b|\btổng kim ngạch\b|\bxnk\b|\bngoại thương\b",
        r"\bxuất khẩu\b",
        r"(?<!xuất )(?<!xuất, )(?<!xuất - )\bnhập khẩu\b",
    ),
    _family(
        r"\btổng mức bán lẻ\b|\bdoanh thu (?:bán lẻ|dịch vụ tiêu dùng)",
        r"\bhàng h(?:óa|oá)\b|\bdoanh thu bán lẻ\b",
        r"\blưu trú\b|\băn uống\b",
        r"\bdịch vụ (?:tiêu dùng )?khác\b",
        (r"\bdu lịch\b|\blữ hành\b", 0.02, 300),
    ),
    _family(
        r"\bthu (?:ngân sách|nsnn|cân đối)|\btổng thu\b",
        r"\bnội địa\b",
        r"\bxuất,? (?:-\s)?nhập khẩu\b|\bhải quan\b|\bxnk\b",
        foreign=r"\bdầu\b|\bviện trợ\b|\bchuyển nguồn\b|\bkết dư\b|\bbổ sung\b|\bvay\b|\btạm thu\b|\bhuy động\b|\bngân sách địa phương\b",
        rest=(0.05, 30),
    ),
    _family(
        r"\bkhách\b",
        r"\bquốc tế\b|\bnước ngoài\b|\bngoại tỉnh\b",
        r"\bnội địa\b|\btrong nước\b|\bnội tỉnh\b",
        foreign=r"\bnội tỉnh\b|\bngoại tỉnh\b|\blưu trú\b.{0,60}\blượt tham quan\b",
    ),
    _family(
        r"\bth(?:ủy|uỷ) sản\b|\bkhai thác và nuôi trồng\b|\bnuôi trồng và khai thác\b",
        r"\bkhai thác\b|\bđánh bắt\b",
        r"\bnuôi trồng\b|\bnuôi\b",
    ),
    _family(
        r"\bdoanh thu (?:dịch vụ )?(?:vận tải|vận chuyển)|\bvận tải,? (?:và )?kho bãi\b",
        r"\bhành khách\b",
        r"\bhàng h(?:óa|oá)\b",
        r"\bkho bãi\b|\bhỗ trợ\b|\bbốc xếp\b",
        (r"\bbưu chính\b|\bchuyển phát\b", 0.05, 60),
    ),
    _family(
        r"\bdư nợ\b|\btín dụng\b|\bcho vay\b",
        r"\bngắn hạn\b",
        r"\btrung\b.{0,10}\bdài hạn\b",
    ),
    _family(
        r"\bngân sách\b|\bvốn\b|\bthu\b|\bchi\b|\blũy kế\b|\bvận chuyển\b|\bluân chuyển\b|\btổng\b",
        r"\bcấp tỉnh\b",
        r"\bcấp huyện\b",
        r"\bcấp xã\b",
    ),
    _family(
        r"\bluân chuyển\b|\bvận chuyển\b|\bvận tải\b|\bvốn nhà nước\b|\bcông nghiệp\b|\bngân sách nhà nước\b",
        r"\btrung ương\b",
        r"\bđịa phương\b",
        foreign=r"\bngoài nhà nước\b|\bngoài quốc doanh\b|\bfdi\b|\bđầu tư nước ngoài\b",
    ),
    _family(
        r"\bđầu tư công\b|\bvốn đầu tư\b|\bgiải ngân\b",
        r"\b(?:ngân sách )?trung ương\b|\bnstw\b",
        r"\b(?:ngân sách )?địa phương\b|\bnsđp\b",
        foreign=r"\boda\b|\bnước ngoài\b|\bmục tiêu quốc gia\b|\bkhác\b",
    ),
    _family(r"\blương thực\b", r"\blúa\b|\bthóc\b", r"\bngô\b", foreign=r"\bkhoai\b|\bsắn\b"),
    _family(r"\blao động\b|\bdân số\b|\bviệc làm\b", r"\bnam\b(?!\s(?:bộ|á|định))", r"\bnữ\b"),
    _family(
        r"\bdân số\b|\blao động\b|\bthu nhập\b|\bchi tiêu\b|\bthất nghiệp\b|\bthiếu việc\b",
        r"\bthành thị\b",
        r"\bnông thôn\b",
    ),
)  # fmt: skip
