"""More frames of the generated corpus: what other offices write.

Comes in: a corpus. Goes out: cases as in corpus.py: plans in brackets, accidents counted before,
shares of a total, selections, pairs behind their rate, tables with a column of growth.
"""

from __future__ import annotations

from decimal import Decimal

from corpus import PARTS, THINGS, Amount, Case, Corpus, Frames, number


def _rules(wrong: str, *names: str) -> frozenset[str]:
    return frozenset(names if wrong else ())


def plan_in_brackets(corpus: Corpus, wrong: str) -> Case:
    """A level, its share of a plan, the plan in brackets."""
    name = corpus.pick(
        "Thu ngân sách trên địa bàn", "Vốn đầu tư công giải ngân", "Chi thường xuyên"
    )
    plan = Decimal(corpus.random.randint(20, 95)) * 100
    level = plan * Decimal(corpus.random.randint(300, 1400)) / 1000
    share = level / plan * 100
    shown = share + (Decimal("7.4") if wrong else 0)
    unit = "tỷ đồng"
    told = f"đạt {number(shown, 1)}%" if shown < 100 else f"vượt {number(shown - 100, 1)}%"
    whose = corpus.pick("kế hoạch", "dự toán", "kế hoạch năm", "dự toán HĐND tỉnh giao")
    amount = f"({corpus.pick('', 'kế hoạch ', 'là ')}{number(plan, 0)} {unit})"
    text = f"{name} ước đạt {number(level, 1)} {unit}, {told} {whose} {amount}, tăng 5,2% so với cùng kỳ."
    return Case("ke-hoach-ngoac", text, wrong, _rules(wrong, "dat-ke-hoach"))


def accidents(corpus: Corpus, wrong: str) -> Case:
    """What was counted in one sentence, how it moved in the next."""
    now = [corpus.random.randint(40, 300) for _ in range(3)]
    gone = [corpus.random.choice((1, -1)) * corpus.random.randint(2, n // 4) for n in now]
    names = ("số vụ tai nạn", "số người chết", "số người bị thương")
    units = ("vụ", "người", "người")
    told = []
    for index, (n, d, name, unit) in enumerate(zip(now, gone, names, units, strict=True)):
        growth = Decimal(d) / (n - d) * 100
        if wrong and index == 1:
            growth = growth * Decimal("1.5")
        verb, sign = ("tăng", "+") if d > 0 else ("giảm", "-")
        told.append(f"{name} {verb} {number(growth, 2)}% ({sign}{abs(d)} {unit})")
    text = (
        f"Trong kỳ xảy ra {now[0]} vụ tai nạn giao thông, làm {now[1]} người chết và {now[2]} người bị thương. "
        f"So với cùng kỳ năm trước, {'; '.join(told)}."
    )
    return Case("tai-nan", text, wrong, _rules(wrong, "tang-chenh-lech"))


def shares_of_a_total(corpus: Corpus, wrong: str) -> Case:
    """A total, its parts with their shares, listed below or behind a colon."""
    names = corpus.random.sample(PARTS, 3)
    parts = [Decimal(corpus.random.randint(5000, 90000)) / 10 for _ in names]
    before = [p / (1 + Decimal(corpus.random.randint(-150, 300)) / 1000) for p in parts]
    total = sum(parts, Decimal(0))
    items = []
    for index, (name, part, old) in enumerate(zip(names, parts, before, strict=True)):
        share = part / total * 100 + (6 if wrong and index == 1 else 0)
        a = Amount(name, "tỷ đồng", part, old, 1)
        items.append(
            f"{name} {a.level()}, chiếm {number(share, 1)}%{' tổng vốn' if not index else ''}, {a.verb} {number(a.growth, 1)}%"
        )
    whole = Amount("Tổng vốn", "tỷ đồng", total, sum(before, Decimal(0)), 1)
    head = f"Tổng vốn 9 tháng ước đạt {whole.level()}, {whole.verb} {number(whole.growth, 1)}% so với cùng kỳ"
    text = corpus.pick(
        f"{head}. Chia ra: {'; '.join(items)}.", f"{head}, trong đó: {'; '.join(items)}."
    )
    return Case("ty-trong", text, wrong, _rules(wrong, "co-cau"))


def selection(corpus: Corpus, wrong: str) -> Case:
    """Products that rise, then products that fall."""
    names = corpus.random.sample(THINGS, 4)
    first, second = [
        [
            f"{name.lower()} {verb} {number(Decimal(corpus.random.randint(11, 290)) / 10, 1)}%"
            for name in some
        ]
        for some, verb in ((names[:2], "tăng"), (names[2:], "tăng" if wrong else "giảm"))
    ]
    text = (
        f"{corpus.pick('Một số', 'Các')} sản phẩm tăng {corpus.pick('cao ', 'khá ', '')}so với cùng kỳ: {'; '.join(first)}. "
        f"{corpus.pick('Một số', 'Các')} sản phẩm giảm: {'; '.join(second)}."
    )
    return Case("chon-loc", text, wrong, _rules(wrong, "nguoc-danh-sach"))


def rate_and_pair(corpus: Corpus, wrong: str) -> Case:
    """A rate, then the pair it is made from; a count of the count before it."""
    whole = corpus.random.randint(120, 900)
    some = corpus.random.randint(30, whole - 20)
    rate = Decimal(some) / whole * 100 + (Decimal("5.3") if wrong else 0)
    text = corpus.pick(
        f"Tỷ lệ trường đạt chuẩn quốc gia {number(rate, 1)}% ({some}/{whole} trường).",
        f"Tội phạm xảy ra {whole} vụ; đã điều tra làm rõ {some} vụ, đạt tỷ lệ {number(rate, 1)}%.",
        f"Kiểm tra {whole} cơ sở, phát hiện {some} cơ sở vi phạm (chiếm {number(rate, 1)}%).",
    )
    return Case("ty-le-cap", text, wrong, _rules(wrong, "cap-ty-le"))


def rest(corpus: Corpus, wrong: str) -> Case:
    """Some of the whole, and the rest."""
    whole = corpus.random.randint(12, 60)
    some = corpus.random.randint(6, whole - 4)
    left = whole - some + (2 if wrong else 0)
    text = corpus.pick(
        f"Đã giải quyết {some}/{whole} vụ việc; còn {left} vụ việc đang xem xét.",
        f"Có {some}/{whole} chỉ tiêu đạt và vượt kế hoạch; {left:02d} chỉ tiêu không đạt.",
    )
    return Case("con-lai", text, wrong, _rules(wrong, "dem-khong-du"))


def table_of_growths(corpus: Corpus, wrong: str) -> Case:
    """A total, its branches, two years and what they grew by."""
    old = [corpus.random.randint(2000, 30000) for _ in range(4)]
    new = [round(o * (1 + corpus.random.randint(-120, 260) / 1000)) for o in old]
    rows = [(sum(old), sum(new)), *zip(old, new, strict=True)]
    ratio = corpus.random.choice((True, False))
    lines = []
    for index, (name, (o, n)) in enumerate(zip(("Tổng số", *PARTS), rows, strict=False)):
        change = (
            Decimal(n) / o * 100
            - (0 if ratio else 100)
            + (Decimal("3.7") if wrong and index == 2 else 0)
        )
        sign = "-" if change < 0 else ""
        lines.append(
            f"| {name} | {number(Decimal(o), 0)} | {number(Decimal(n), 0)} | {sign}{number(change, 1)} |"
        )
    head = f"| Chỉ tiêu | Năm 2024 | Năm 2025 | {'So sánh (%)' if ratio else 'Tăng, giảm (%)'} |\n|---|---|---|---|\n"
    return Case("bang-toc-do", head + "\n".join(lines), wrong, _rules(wrong, "cot-bang"))


def level_before_in_brackets(corpus: Corpus, wrong: str) -> Case:
    """A level, its move, the level before in the bracket of the comparator."""
    a = corpus.amount(high=6)
    growth = a.growth * (Decimal("1.6") if wrong else 1) + (3 if wrong and a.growth > 0 else 0)
    move = corpus.pick(
        f"{a.verb} {number(growth, 1)}% so với cùng kỳ",
        f"{a.verb} {number(growth, 1)}% so với cùng kỳ năm trước",
    )
    text = f"{a.name} 9 tháng ước đạt {a.level()}, {move} ({number(a.before, a.places)} {a.unit}); kết quả khá."
    return Case(
        "ky-truoc-ngoac", text, wrong, _rules(wrong, "tang-chenh-lech", "ty-so-thanh-toc-do")
    )


def rated_target(corpus: Corpus, wrong: str) -> Case:
    """A rate, the target, and which of them is higher, in words."""
    name = corpus.pick(
        "Tỷ lệ bao phủ bảo hiểm y tế", "Tỷ lệ trường đạt chuẩn", "Tỷ lệ hộ dùng nước sạch"
    )
    target = Decimal(corpus.random.randint(500, 900)) / 10
    gone = Decimal(corpus.random.randint(3, 60)) / 10 * corpus.random.choice((1, -1))
    word = "vượt" if (gone > 0) != bool(wrong) else corpus.pick("chưa đạt", "không đạt", "thấp hơn")
    plan = corpus.pick(
        f"chỉ tiêu giao ({number(target, 1)}%)", f"kế hoạch năm 2025 ({number(target, 1)}%)"
    )
    text = f"{name} đạt {number(target + gone, 1)}%, {word} {plan}."
    return Case("chi-tieu", text, wrong, _rules(wrong, "danh-gia"))


def over_the_plan(corpus: Corpus, wrong: str) -> Case:
    """Collected, planned, what is over or short, and the share of the plan."""
    plan = Decimal(corpus.random.randint(2000, 90000)) / 10
    made = (plan * Decimal(corpus.random.randint(800, 1300)) / 1000).quantize(Decimal("0.1"))
    made += Decimal("7.3")
    short = made < plan
    verb = "vượt" if short == bool(wrong) else "hụt"
    share = f" ({number(made / plan * 100, 1)}%)" if corpus.random.random() < 0.5 else ""
    unit = "tỷ đồng"
    text = (
        f"{corpus.pick('Thuế cơ sở A', 'Cục Thuế', 'Chi cục B')} thu {number(made, 1)} {unit}/{corpus.pick('dự toán', 'kế hoạch')} "
        f"{number(plan, 1)} {unit}, {verb} {number(abs(made - plan), 1)} {unit}{share}."
    )
    return Case("vuot-du-toan", text, wrong, _rules(wrong, "danh-gia"))


def move_first(corpus: Corpus, wrong: str) -> Case:
    """The difference before the level, the growth behind it."""
    a = corpus.amount(high=6)
    growth = a.growth * (2 if wrong else 1) + (2 if wrong and a.growth > 0 else 0)
    text = (
        f"{a.verb.capitalize()} {number(a.difference, a.places)} {a.unit} so với cùng kỳ, {a.name.lower()} "
        f"{corpus.pick('ước đạt', 'đạt', 'là')} {a.level()} ({a.sign}{number(growth, 1)}%)."
    )
    return Case(
        "noi-truoc",
        text,
        wrong,
        _rules(wrong, "tang-chenh-lech", "ty-so-thanh-toc-do", "don-vi-doi"),
    )


MORE: Frames = (
    (level_before_in_brackets, ("growth",)),
    (rated_target, ("word",)),
    (over_the_plan, ("word",)),
    (move_first, ("growth",)),
    (plan_in_brackets, ("share",)),
    (accidents, ("growth",)),
    (shares_of_a_total, ("share",)),
    (selection, ("verb",)),
    (rate_and_pair, ("rate",)),
    (rest, ("count",)),
    (table_of_growths, ("cell",)),
)
