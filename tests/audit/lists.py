"""True lists of places, crops, goods: nothing in them is the total of anything else.

Comes in: a seed. Goes out: texts in which numbers come near one another by chance alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random

_SYLLABLES = [
    "An",
    "Bình",
    "Cao",
    "Đức",
    "Gia",
    "Hải",
    "Hòa",
    "Hồng",
    "Khánh",
    "Lâm",
    "Lộc",
    "Minh",
    "Nam",
    "Nghĩa",
    "Phong",
    "Quang",
    "Sơn",
    "Tân",
    "Thanh",
    "Thịnh",
    "Tiến",
    "Trung",
    "Văn",
    "Vĩnh",
    "Xuân",
    "Yên",
    "Mai",
    "Lan",
    "Cúc",
    "Thủy",
]
_PLACES = ("xã", "huyện", "phường", "công ty", "trường", "dự án")
_DONE = (  # verb, unit, decimals, least and most
    ("trồng được", "ha rừng mới", 1, 100, 900),
    ("gieo trồng", "ha", 0, 1000, 9000),
    ("thu ngân sách", "tỷ đồng", 1, 10, 990),
    ("giải ngân", "triệu đồng", 0, 1000, 99000),
    ("có", "hộ nghèo", 0, 100, 3000),
    ("đón", "nghìn lượt khách", 1, 10, 900),
    ("sản xuất được", "tấn", 1, 100, 9000),
)
_THINGS = (  # unit, decimals, names
    ("tấn", 1, ("thóc", "ngô hạt", "khoai lang", "sắn", "lạc", "đậu tương", "rau các loại", "mía", "quế")),
    ("ha", 1, ("diện tích lúa", "diện tích ngô", "diện tích rau", "diện tích lạc", "diện tích sắn")),
    ("triệu USD", 1, ("hàng dệt may", "giày dép", "hàng rau quả", "sắt thép", "xăng dầu", "phân bón")),
    ("tỷ đồng", 1, ("thu ngoài quốc doanh", "lệ phí trước bạ", "thu phí, lệ phí", "thu khác")),
    ("nghìn sản phẩm", 0, ("áo sơ mi", "giày thể thao", "ba lô, túi xách", "khăn mặt", "tất chân")),
    ("vụ", 0, ("tội phạm kinh tế", "tội phạm ma túy", "vi phạm môi trường", "cháy nổ")),
)  # fmt: skip


def true_lists(seed: int, count: int) -> Iterator[str]:
    """Yield lists as lines, as items of one sentence, as sentences."""
    random = Random(seed)
    for _number in range(count):
        items = _places(random) if random.random() < 0.5 else _things(random)
        yield random.choice((_lines, _items, _sentences))(items)


def _places(random: Random) -> list[str]:
    kind, (verb, unit, decimals, least, most) = random.choice(_PLACES), random.choice(_DONE)
    told = random.choice((_nothing, _plan, _growth))
    found = []
    for _item in range(random.randint(3, 20)):
        name = " ".join(random.sample(_SYLLABLES, 2))
        level = Decimal(random.randint(least * 10**decimals, most * 10**decimals))
        number = _printed(level / 10**decimals, decimals)
        found.append(f"{kind} {name} {verb} {number} {unit}{told(random)}")
    return found


def _things(random: Random) -> list[str]:
    unit, decimals, names = random.choice(_THINGS)
    told = random.choice((_nothing, _plan, _growth))
    found = []
    for name in random.sample(names, random.randint(3, len(names))):
        level = round(Decimal(10 ** random.uniform(1, 4)), decimals) + 1
        found.append(f"{name} đạt {_printed(level, decimals)} {unit}{told(random)}")
    return found


def _nothing(_random: Random) -> str:
    return ""


def _plan(random: Random) -> str:
    return f", đạt {_printed(Decimal(random.randint(300, 1200)) / 10, 1)}% kế hoạch"


def _growth(random: Random) -> str:
    verb = random.choice(("tăng", "tăng", "giảm"))
    return f", {verb} {_printed(Decimal(random.randint(1, 300)) / 10, 1)}%"


def _printed(number: Decimal, decimals: int) -> str:
    return f"{number:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _lines(items: list[str]) -> str:
    return "\n".join(f"- {_capital(item)}." for item in items)


def _items(items: list[str]) -> str:
    return _capital("; ".join(items)) + "."


def _sentences(items: list[str]) -> str:
    return ". ".join(map(_capital, items)) + "."
