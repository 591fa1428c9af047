"""Frames of what is told again or judged: closing words, verdicts beside shares, counts of the line above.

Comes in: a corpus. Goes out: cases as in corpus.py.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from corpus import Case, Corpus, Frames, number

_OPENINGS = ("Nhìn chung", "Tóm lại", "Đánh giá chung", "Kết luận")
_NAMES = (
    ("Kim ngạch xuất khẩu", "xuất khẩu", "triệu USD"),
    ("Thu ngân sách nhà nước trên địa bàn", "thu ngân sách", "tỷ đồng"),
    ("Sản lượng lúa", "sản lượng lúa", "tấn"),
    ("Tổng mức bán lẻ hàng hóa", "tổng mức bán lẻ", "tỷ đồng"),
)


def _rules(wrong: str, *names: str) -> frozenset[str]:
    return frozenset(names if wrong else ())


def _swapped(text: str) -> str:
    """Return a number with its second and third different neighbours changed."""
    places = [i for i, c in enumerate(text) if c.isdigit()]
    for one, other in pairwise(places[1:]):
        if text[one] != text[other]:
            letters = list(text)
            letters[one], letters[other] = letters[other], letters[one]
            return "".join(letters)
    return text


def closing(corpus: Corpus, wrong: str) -> Case:
    """Two quantities in the body, one of them again in the closing words."""
    one, two = corpus.random.sample(_NAMES, 2)
    months = corpus.random.randint(2, 11)
    values = [number(Decimal(10 * corpus.random.randint(1001, 9998) + 7) / 10, 1) for _ in range(2)]
    body = [
        f"{name} {months} tháng ước đạt {value} {unit}, tăng 4,{corpus.random.randint(1, 9)}% so với cùng kỳ."
        for (name, _short, unit), value in zip((one, two), values, strict=True)
    ]
    again = _swapped(values[0]) if wrong else values[0]
    wrong = wrong if again != values[0] else ""
    opening = corpus.pick(*_OPENINGS)
    text = f"Báo cáo {months} tháng\n{body[0]}\n{body[1]}\n{opening}, {months} tháng {one[1]} đạt {again} {one[2]}."
    return Case("loi-ket", text, wrong, _rules(wrong, "hai-gia-tri"))


def verdict(corpus: Corpus, wrong: str) -> Case:
    """A verdict and the share of the plan that it is on."""
    done = Decimal(corpus.random.randint(620, 1290)) / 10
    done += Decimal("0.1") if done == 100 else 0
    good = (done > 100) != bool(wrong)
    word = corpus.pick("vượt", "hoàn thành vượt") if good else corpus.pick("chưa đạt", "không đạt")
    plan = corpus.pick("kế hoạch", "dự toán", "kế hoạch năm", "chỉ tiêu giao")
    name = corpus.pick("Thu nội địa", "Diện tích rừng trồng mới", "Vốn đầu tư công")
    share = number(done, 1)
    text = corpus.pick(
        f"{name} {word} {plan} với {share}%.",
        f"{name} {word} {plan}, đạt {share}%, tăng 5,1% so với cùng kỳ.",
        f"{name} đạt {share}% kế hoạch. Kết quả này {word} kế hoạch.",
    )
    return Case("loi-danh-gia", text, wrong, _rules(wrong, "danh-gia"))


def amounts_to(corpus: Corpus, wrong: str) -> Case:
    """A growth, and what it amounts to."""
    before = Decimal(corpus.random.randint(20_000, 90_000)) / 10
    gone = Decimal(corpus.random.randint(500, 9_000)) / 10
    growth = gone / before * 100 * (Decimal("1.4") if wrong else 1)
    joint = corpus.pick(", tương đương ", ", tương ứng tăng ", ", tức ")
    told = f"{number(before + gone, 1)} tỷ đồng, tăng {number(growth, 2)}%{joint}{number(gone, 1)} tỷ đồng"
    text = f"Doanh thu dịch vụ ước {told} so với cùng kỳ năm trước."
    return Case("tuong-duong", text, wrong, _rules(wrong, "tang-chenh-lech"))


def above(corpus: Corpus, wrong: str) -> Case:
    """Accidents counted in one paragraph, their growth in the next."""
    now = [corpus.random.randint(60, 900) for _ in range(2)]
    gone = [corpus.random.randint(5, n // 3) for n in now]
    shares = [Decimal(g) / (n + g) * 100 for n, g in zip(now, gone, strict=True)]
    if wrong:
        shares[1] *= Decimal("1.5")
    text = (
        f"Toàn tỉnh xảy ra {now[0]} vụ tai nạn giao thông, bị thương {now[1]} người.\n"
        f"So với cùng kỳ, giảm {gone[0]} vụ (giảm {number(shares[0], 2)}%), giảm {gone[1]} người bị thương (giảm {number(shares[1], 2)}%)."
    )
    return Case("doan-tren", text, wrong, _rules(wrong, "tang-chenh-lech"))


AGAIN: Frames = (
    (closing, ("swapped",)),
    (verdict, ("verdict",)),
    (amounts_to, ("growth",)),
    (above, ("growth",)),
)
