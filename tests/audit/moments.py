"""More frames of the generated corpus: two times, structures, what is taken in and spent.

Comes in: a corpus. Goes out: cases as in corpus.py: a level and the level before with their move in every
order, shares that make 100 %, budgets and their balance.
"""

from __future__ import annotations

from decimal import Decimal

from corpus import Case, Corpus, Frames, number
from wholes import swapped


def _rules(wrong: str, *names: str) -> frozenset[str]:
    return frozenset(names if wrong else ())


def two_times(corpus: Corpus, wrong: str) -> Case:
    """A level of now, one of before, their difference or growth, in any order."""
    then = Decimal(corpus.random.randint(1200, 9800))
    gone = Decimal(corpus.random.randint(130, 1100))
    up = corpus.random.random() < 0.5
    now, verb = (then + gone, "tăng") if up else (then - gone, "giảm")
    a, b, d = (
        number(now, 0),
        number(then, 0),
        swapped(gone, 0, corpus) if wrong else number(gone, 0),
    )
    rate = gone / then * 100 + (Decimal("3.4") if wrong else 0)
    text = corpus.pick(
        f"Năm 2022 toàn tỉnh có {b} hộ tham gia, năm 2023 có {a} hộ, {verb} {d} hộ.",
        f"Số hộ vay vốn đầu năm là {b} hộ. Đến nay có {a} hộ, {verb} {d} hộ.",
        f"Số hộ vay vốn là {a} hộ; con số này cùng kỳ năm trước là {b} hộ, {verb} {number(rate, 1)}%.",
        f"Cùng kỳ năm trước có {b} hộ vay vốn; năm nay có {a} hộ, {verb} {number(rate, 1)}%.",
        f"Số hộ vay vốn là {a} hộ, trong khi cùng kỳ năm ngoái là {b} hộ ({verb} {d} hộ).",
    )
    return Case("hai-thoi-diem", text, wrong, _rules(wrong, "tang-chenh-lech"))


def structure(corpus: Corpus, wrong: str) -> Case:
    """Shares of all that there is, told in many ways."""
    cuts = sorted(corpus.random.sample(range(120, 900), 3))
    parts = [cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1], 1000 - cuts[2]]
    shares = [Decimal(part) / 10 for part in parts]
    if wrong:
        shares[1] += Decimal("5.2")
    a, b, c, d = (number(share, 1) for share in shares)
    text = corpus.pick(
        f"Cơ cấu kinh tế: nông, lâm, thủy sản {a}%; công nghiệp - xây dựng {b}%; dịch vụ {c}%; thuế sản phẩm {d}%.",
        f"Nông nghiệp chiếm {a}%, giảm 0,3 điểm phần trăm; công nghiệp chiếm {b}%; dịch vụ chiếm {c}%; thuế sản phẩm chiếm {d}%.",
        f"Tỷ trọng nông nghiệp là {a}%; tỷ trọng công nghiệp là {b}%; tỷ trọng dịch vụ là {c}%; tỷ trọng thuế sản phẩm là {d}%.",
        f"Cơ cấu kinh tế:\n- Nông nghiệp: {a}%;\n- Công nghiệp: {b}%;\n- Dịch vụ: {c}%;\n- Thuế sản phẩm: {d}%.",
        f"Mầm non chiếm {a}%, tiểu học chiếm {b}%, trung học cơ sở chiếm {c}%, trung học phổ thông chiếm {d}% số học sinh.",
    )
    return Case("co-cau-du", text, wrong, _rules(wrong, "co-cau"))


def budget(corpus: Corpus, wrong: str) -> Case:
    """What was taken in, what was spent, what is between them."""
    spent = Decimal(corpus.random.randint(20_000, 60_000)) / 10
    gap = Decimal(corpus.random.randint(1_200, 9_800)) / 10
    taken, shown = spent + gap, swapped(gap, 1, corpus) if wrong else number(gap, 1)
    a, b = number(taken, 1), number(spent, 1)
    text = corpus.pick(
        f"Tổng thu ngân sách địa phương {a} tỷ đồng, tổng chi ngân sách địa phương {b} tỷ đồng; kết dư {shown} tỷ đồng.",
        f"Thu bảo hiểm {a} tỷ đồng, chi bảo hiểm {b} tỷ đồng, thu lớn hơn chi {shown} tỷ đồng.",
        f"Xuất khẩu vượt nhập khẩu {shown} triệu USD (xuất khẩu {a} triệu USD; nhập khẩu {b} triệu USD).",
        f"Kim ngạch nhập khẩu đạt {b} triệu USD, còn xuất khẩu là {a} triệu USD, tức xuất siêu {shown} triệu USD.",
    )
    return Case("thu-va-chi", text, wrong, _rules(wrong, "can-can"))


MOMENTS: Frames = (
    (two_times, ("move",)),
    (structure, ("share",)),
    (budget, ("swap",)),
)
