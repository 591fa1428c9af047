"""More frames of the generated corpus: the same relations told in other orders.

Comes in: a corpus. Goes out: cases as in corpus.py: a level, its move and the level before; a plan,
what was done and its share; a whole and all its sectors; a month of a quarter.
"""

from __future__ import annotations

from decimal import Decimal

from corpus import Case, Corpus, Frames, number


def _rules(wrong: str, *names: str) -> frozenset[str]:
    return frozenset(names if wrong else ())


def three_in_any_order(corpus: Corpus, wrong: str) -> Case:
    """A level, its difference and the level before, in one of several orders."""
    a = corpus.amount(high=6)
    size = abs(a.difference) * (Decimal("1.7") if wrong else 1) + (3 if wrong else 0)
    gone = f"{number(size, a.places)} {a.unit}"
    now, then = a.level(), f"{number(a.before, a.places)} {a.unit}"
    text = corpus.pick(
        f"{a.name} đạt {now}; cùng kỳ năm trước là {then}; {a.verb} {gone}.",
        f"{a.name} đạt {now}, {a.verb} {gone} so với mức {then} của cùng kỳ.",
        f"{a.name} là {now}, {'cao' if a.difference >= 0 else 'thấp'} hơn năm trước {gone} (năm trước {then}).",
    )
    return Case("ba-so", text, wrong, _rules(wrong, "tang-chenh-lech", "don-vi-doi"))


def plan_in_any_order(corpus: Corpus, wrong: str) -> Case:
    """What was done, the plan and the share, in one of several orders."""
    plan = Decimal(corpus.random.randint(200, 900)) * 10
    done = (plan * Decimal(corpus.random.randint(300, 980)) / 1000).quantize(Decimal(1))
    share = number(done / plan * 100 + (Decimal("8.3") if wrong else 0), 1)
    text = corpus.pick(
        f"Trồng rừng tập trung {number(done, 0)} ha trên kế hoạch {number(plan, 0)} ha, đạt {share}%.",
        f"Trồng được {number(done, 0)} ha, đạt {share}% so với kế hoạch năm {number(plan, 0)} ha.",
        f"So với kế hoạch {number(plan, 0)} ha, diện tích trồng mới đạt {share}%, còn phải trồng {number(plan - done, 0)} ha.",
    )
    return Case("ke-hoach-thu-tu", text, wrong, _rules(wrong, "dat-ke-hoach"))


def all_sectors(corpus: Corpus, wrong: str) -> Case:
    """The growth of a product and of all that makes it up."""
    names = ["nông, lâm nghiệp và thủy sản", "công nghiệp - xây dựng", "dịch vụ", "thuế sản phẩm"]
    moves = [Decimal(corpus.random.randint(150, 1200)) / 100 for _ in names]
    total = max(moves) + Decimal("1.3") if wrong else sum(moves, Decimal(0)) / 4
    told = "; ".join(f"{n} tăng {number(m, 2)}%" for n, m in zip(names, moves, strict=True))
    head = corpus.pick("GRDP 6 tháng", "Tổng sản phẩm trên địa bàn (GRDP)")
    text = f"{head} tăng {number(total, 2)}% so với cùng kỳ. Khu vực {told}."
    return Case("khu-vuc", text, wrong, _rules(wrong, "tang-ngoai-phan"))


def month_of_quarter(corpus: Corpus, wrong: str) -> Case:
    """A quarter, and in the next paragraph its last month."""
    quarter = Decimal(corpus.random.randint(9000, 90000)) / 10
    month = quarter * (Decimal("1.2") if wrong else Decimal("0.34"))
    name = corpus.pick("Doanh thu vận tải", "Tổng mức bán lẻ", "Thu ngân sách")
    text = f"{name} quý II ước {number(quarter, 1)} tỷ đồng.\nRiêng tháng 6, số này ước {number(month, 1)} tỷ đồng."
    return Case("thang-quy", text, wrong, _rules(wrong, "thang-va-luy-ke"))


def month_of_many(corpus: Corpus, wrong: str) -> Case:
    """A month and the months that hold it, in two sentences or one, the time as numeral or word."""
    month = Decimal(corpus.random.randint(9000, 90000)) / 10
    whole = month * (Decimal("0.8") if wrong else Decimal("8.4"))
    name = corpus.pick("Thu ngân sách trên địa bàn", "Kim ngạch xuất khẩu", "Doanh thu vận tải")
    same = name.lower().removesuffix(" trên địa bàn")
    time = corpus.pick("; tính chung chín tháng", f". Lũy kế 9 tháng, {same}", "; 9 tháng")
    text = (
        f"{name} tháng 9 ước {number(month, 1)} tỷ đồng{time} ước đạt {number(whole, 1)} tỷ đồng."
    )
    return Case("thang-luy-ke", text, wrong, _rules(wrong, "thang-va-luy-ke"))


ORDERS: Frames = (
    (three_in_any_order, ("difference",)),
    (plan_in_any_order, ("share",)),
    (all_sectors, ("outside",)),
    (month_of_quarter, ("month",)),
    (month_of_many, ("month",)),
)
