"""Frames of quotients: means, yields, shares of a whole and of a plan told elsewhere, brackets.

Comes in: a corpus. Goes out: cases as in corpus.py.
"""

from __future__ import annotations

from decimal import Decimal

from corpus import Case, Corpus, Frames, number


def _rules(wrong: str, *names: str) -> frozenset[str]:
    return frozenset(names if wrong else ())


def mean(corpus: Corpus, wrong: str) -> Case:
    """New enterprises, their capital, the mean of one."""
    count = corpus.random.randint(120, 2_400)
    each = Decimal(corpus.random.randint(45, 180)) / 10
    total = (count * each).quantize(Decimal(1))
    shown = each * (Decimal("1.4") if wrong else 1)
    head = f"Toàn tỉnh có {number(Decimal(count), 0)} doanh nghiệp thành lập mới, tổng vốn đăng ký {number(total, 0)} tỷ đồng"
    tail = corpus.pick(
        "; vốn đăng ký bình quân một doanh nghiệp đạt {m} tỷ đồng.",
        ", bình quân {m} tỷ đồng/doanh nghiệp.",
        ". Bình quân mỗi doanh nghiệp {m} tỷ đồng.",
    )
    text = head + tail.format(m=number(shown, 1))
    return Case("binh-quan", text, wrong, _rules(wrong, "binh-quan"))


def crop(corpus: Corpus, wrong: str) -> Case:
    """Area, yield, output, in a sentence or in lines."""
    area = corpus.random.randint(1_200, 48_000)
    rate = Decimal(corpus.random.randint(280, 690)) / 10
    output = area * rate / 10 * (Decimal("1.3") if wrong else 1)
    text = corpus.pick(
        f"Vụ này có {number(Decimal(area), 0)} ha lúa, năng suất {number(rate, 1)} tạ/ha, sản lượng {number(output, 1)} tấn.",
        f"Cây ngô: diện tích {number(Decimal(area), 0)} ha; năng suất {number(rate, 1)} tạ/ha; sản lượng {number(output, 1)} tấn.",
        f"Diện tích lúa {number(Decimal(area), 0)} ha. Năng suất ước {number(rate, 1)} tạ/ha, sản lượng {number(output, 1)} tấn.",
    )
    return Case("nang-suat", text, wrong, _rules(wrong, "nang-suat"))


def portion(corpus: Corpus, wrong: str) -> Case:
    """A total, a part of it, its share, over one sentence or two."""
    whole = Decimal(corpus.random.randint(40_000, 900_000)) / 10
    part = whole * corpus.random.randint(400, 700) / 1000
    share = part / whole * 100 * (Decimal("1.25") if wrong else 1)
    text = corpus.pick(
        f"Tổng vốn đầu tư {number(whole, 1)} tỷ đồng, trong đó vốn ngoài nhà nước {number(part, 1)} tỷ đồng, chiếm {number(share, 1)}%.",
        f"Đã giải quyết {number(part, 1)} tỷ đồng nợ đọng trong tổng số {number(whole, 1)} tỷ đồng ({number(share, 1)}%).",
        f"Trong số {number(whole, 1)} tỷ đồng được vay có {number(part, 1)} tỷ đồng cho nông nghiệp, chiếm {number(share, 1)}%.",
    )
    return Case("ty-le-tong", text, wrong, _rules(wrong, "cap-ty-le", "co-cau", "phan-va-tong"))


def plan_elsewhere(corpus: Corpus, wrong: str) -> Case:
    """A plan in one sentence, what was done and its share in the next."""
    plan = Decimal(corpus.random.randint(12, 95)) * 100
    done = plan * corpus.random.randint(300, 900) / 1000
    share = done / plan * 100 * (Decimal("1.2") if wrong else 1)
    head = corpus.pick("Kế hoạch vốn năm nay là", "Kế hoạch vốn được giao")
    joint = corpus.pick(". Đến nay đã giải ngân", "; đến hết tháng đã giải ngân")
    text = f"{head} {number(plan, 0)} tỷ đồng{joint} {number(done, 1)} tỷ đồng, đạt {number(share, 1)}% kế hoạch."
    return Case("ke-hoach-truoc", text, wrong, _rules(wrong, "dat-ke-hoach"))


def in_brackets(corpus: Corpus, wrong: str) -> Case:
    """A count and its parts in brackets, of one unit or of two in turns."""
    parts = [corpus.random.randint(20, 90) for _ in range(3)]
    money = [corpus.random.randint(110, 900) for _ in range(3)]
    total = sum(parts) - (9 if wrong else 0)
    names = corpus.random.sample(("Chi Lăng", "Văn Quan", "Lộc Bình", "Cao Lộc"), 3)
    if corpus.random.random() < 0.5:
        items = "; ".join(
            f"{n}: {p} hộ, {m} triệu đồng" for n, p, m in zip(names, parts, money, strict=True)
        )
        text = f"Đã hỗ trợ {total} hộ với số tiền {number(Decimal(sum(money)), 0)} triệu đồng ({items})."
    else:
        items = ", ".join(f"{n} {p} vụ" for n, p in zip(names, parts, strict=True))
        text = f"Xảy ra {total} vụ vi phạm ({items})."
    return Case("trong-ngoac", text, wrong, _rules(wrong, "phan-va-tong"))


QUOTIENTS: Frames = (
    (mean, ("mean",)),
    (crop, ("output",)),
    (portion, ("share",)),
    (plan_elsewhere, ("share",)),
    (in_brackets, ("total",)),
)
