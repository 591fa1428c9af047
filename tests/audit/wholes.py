"""More frames of the generated corpus: wholes and their parts.

Comes in: a corpus. Goes out: cases as in corpus.py: sums with two digits that changed places, what is
left, balances, quarters, town and country, counts of items, shares and levels of one total.
"""

from __future__ import annotations

from decimal import Decimal

from corpus import PARTS, Case, Corpus, Frames, number


def _rules(wrong: str, *names: str) -> frozenset[str]:
    return frozenset(names if wrong else ())


def swapped(value: Decimal, places: int, corpus: Corpus) -> str:
    """Return a number as printed with two different neighbouring digits in each other's place."""
    digits = str(int(value.scaleb(places)))
    spots = [at for at in range(len(digits) - 1) if abs(int(digits[at]) - int(digits[at + 1])) > 1]
    spots = [at for at in spots if at or digits[1] != "0"]
    at = corpus.random.choice(spots[: len(digits) - 2] or [0])
    other = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    if other == digits:
        other = str(int(digits) + 9000)
    return number(Decimal(int(other)).scaleb(-places), places)


def _parts(corpus: Corpus, count: int) -> list[Decimal]:
    return [Decimal(corpus.random.randint(10_000, 90_000)) / 10 for _ in range(count)]


def sums(corpus: Corpus, wrong: str) -> Case:
    """A total before, behind or around its parts."""
    names = corpus.random.sample(PARTS, 3)
    parts = _parts(corpus, 3)
    total = sum(parts, Decimal(0))
    whole = swapped(total, 1, corpus) if wrong else number(total, 1)
    told = [f"{name} {number(part, 1)} tỷ đồng" for name, part in zip(names, parts, strict=True)]
    text = corpus.pick(
        f"Số tiền {whole} tỷ đồng, gồm {told[0]}, {told[1]} và {told[2]}.",
        f"Số tiền {whole} tỷ đồng, tăng 3,2% so với cùng kỳ. Phân theo nguồn: {'; '.join(told)}.",
        f"Tổng số tiền {whole} tỷ đồng; {'; '.join(told)}.",
        f"Số tiền của {', '.join(told)}. Ba khoản này cộng lại {whole} tỷ đồng.",
        f"Số tiền của {', '.join(told)}; tổng cộng là {whole} tỷ đồng.",
        f"Số tiền {whole} tỷ đồng ({'; '.join(told[:2])}; khoản khác {number(parts[2], 1)} tỷ đồng).",
        f"Số tiền {whole} tỷ đồng.\nBao gồm: {'; '.join(told)}.",
    )
    return Case("tong-cac-phan", text, wrong, _rules(wrong, "phan-va-tong"))


def levels_of_government(corpus: Corpus, wrong: str) -> Case:
    """A total whose parts leave nothing out, behind a colon, by a dimension, or summed up."""
    names = corpus.pick(
        ("cấp tỉnh", "cấp huyện", "cấp xã"),
        ("khu vực Nhà nước", "khu vực ngoài Nhà nước", "khu vực có vốn đầu tư nước ngoài"),
    )
    parts = _parts(corpus, 3)
    total = sum(parts, Decimal(0))
    growths = [Decimal(corpus.random.randint(1, 9)) + Decimal("0.4") for _ in parts]
    bases = [part / (1 + growth / 100) for part, growth in zip(parts, growths, strict=True)]
    grown = number((total / sum(bases, Decimal(0)) - 1) * 100, 1)
    told = [
        f"{name} {number(part, 1)} tỷ đồng, tăng {number(growth, 1)}%"
        for name, part, growth in zip(names, parts, growths, strict=True)
    ]
    whole = swapped(total, 1, corpus) if wrong else number(total, 1)
    text = corpus.pick(
        f"Vốn thực hiện {whole} tỷ đồng, tăng {grown}%: {'; '.join(told)}.",
        f"Vốn thực hiện {whole} tỷ đồng, tăng {grown}%. Theo nguồn vốn: {'; '.join(told)}.",
        f"Vốn thực hiện {whole} tỷ đồng, tăng {grown}%.\n{'; '.join(told).capitalize()}.",
        f"Vốn {'; '.join(told)}. Cộng {whole} tỷ đồng.",
    )
    return Case("phan-du-tu-nhien", text, wrong, _rules(wrong, "phan-va-tong"))


def what_is_left(corpus: Corpus, wrong: str) -> Case:
    """A plan, what was done, its share, the rest."""
    plan = Decimal(corpus.random.randint(30_000, 90_000)) / 10
    done = (plan * Decimal(corpus.random.randint(30, 80)) / 100).quantize(Decimal("0.1"))
    rest = plan - done
    left = number(rest + (Decimal("137.5") if wrong else 0), 1)
    share = number(done / plan * 100, 1)
    unit = corpus.pick("ha", "tỷ đồng", "km")
    text = corpus.pick(
        f"Phải thực hiện {number(plan, 1)} {unit}, đã hoàn thành {number(done, 1)} {unit}, đạt {share}%, còn lại {left} {unit}.",
        f"Kế hoạch {number(plan, 1)} {unit}; đã thực hiện {number(done, 1)} {unit}, bằng {share}% kế hoạch, còn {left} {unit}.",
    )
    return Case("con-lai-cua-ke-hoach", text, wrong, _rules(wrong, "con-lai", "dat-ke-hoach"))


def balance(corpus: Corpus, wrong: str) -> Case:
    """Exports and imports of a month and of all months, what is between them."""
    sold, bought = _parts(corpus, 2)
    if abs(sold - bought) < 1000:
        bought = sold + Decimal("1204.7")
    gap = abs(sold - bought)
    side = "Xuất siêu" if sold > bought else "Nhập siêu"
    shown = swapped(gap, 1, corpus) if wrong else number(gap, 1)
    text = (
        "Tháng 5, xuất khẩu đạt 210,5 triệu USD, nhập khẩu đạt 180,2 triệu USD. Tính chung 5 tháng, xuất khẩu đạt "
        f"{number(sold, 1)} triệu USD, nhập khẩu đạt {number(bought, 1)} triệu USD. {side} 5 tháng là {shown} triệu USD."
    )
    return Case("can-can-luy-ke", text, wrong, _rules(wrong, "can-can"))


def spread(corpus: Corpus, wrong: str) -> Case:
    """A growth or rate between those of its parts, or above them."""
    parts = sorted(Decimal(corpus.random.randint(110, 390)) / 100 for _ in range(3))
    inside = (parts[0] + parts[2]) / 2
    whole = number(parts[2] + Decimal("0.85") if wrong else inside, 2)
    corpus.random.shuffle(parts)
    a, b, c = (number(part, 2) for part in parts)
    ends = sorted((parts[0], parts[2]))
    mean = number((ends[0] + ends[1]) / 2 if not wrong else ends[1] + Decimal("0.85"), 2)
    text = corpus.pick(
        f"GRDP 9 tháng tăng {whole}% so với cùng kỳ (quý I tăng {a}%; quý II tăng {b}%; quý III tăng {c}%).",
        f"CPI bình quân 9 tháng tăng {whole}%; bình quân từng quý lần lượt tăng {a}%, {b}% và {c}%.",
        f"Tỷ lệ thất nghiệp {mean}%, giảm 0,1 điểm phần trăm; khu vực thành thị {a}%, khu vực nông thôn {c}%.",
        f"CPI tháng 7 tăng {mean}% so với tháng trước (khu vực thành thị tăng {a}%; khu vực nông thôn tăng {c}%).",
    )
    return Case("giua-cac-phan", text, wrong, _rules(wrong, "tang-ngoai-phan"))


def counts(corpus: Corpus, wrong: str) -> Case:
    """A count and as many items, or counts that make up a count."""
    goods = corpus.random.sample(("chè", "quế", "gỗ ván", "hoa hồi", "thạch đen", "na", "hồng"), 5)
    more = 1 if wrong else 0
    up, down, late = (corpus.random.randint(3, 9) for _ in range(3))
    text = corpus.pick(
        f"Tỉnh có {5 + more:02d} mặt hàng chủ lực: {'; '.join(goods)}.",
        f"Tỉnh giao {up + down + late + more} chỉ tiêu. Đến nay có {up:02d} chỉ tiêu vượt kế hoạch, {down:02d} chỉ tiêu đạt kế hoạch và {late:02d} chỉ tiêu chưa đạt.",
        f"Có {2 + more:02d}/08 khoản thu giảm là lệ phí trước bạ (giảm 3,1%) và tiền thuê đất (giảm 5,2%) do chính sách.",
        f"Than 30 tấn, tăng 2,0%; đá 20 m³, {'giảm' if wrong else 'tăng'} 1,0%; gạch 5 viên, tăng 7,0%. Như vậy, cả 03/03 sản phẩm chủ yếu tăng.",
        f"Đã kiểm tra {up}/{up + down} cơ sở, còn {down + more:02d} cơ sở chưa kiểm tra.",
    )
    return Case("dem-muc", text, wrong, _rules(wrong, "dem-danh-sach", "dem-khong-du"))


def shares(corpus: Corpus, wrong: str) -> Case:
    """Levels and shares of one total, told before or behind."""
    parts = _parts(corpus, 3)
    total = sum(parts, Decimal(0))
    told = []
    for index, (name, part) in enumerate(zip(("vốn A", "vốn B", "vốn C"), parts, strict=True)):
        share = part / total * 100 + (Decimal("4.4") if wrong and index == 1 else 0)
        told.append(f"{name} {number(part, 1)} tỷ đồng, chiếm {number(share, 1)}%")
    text = corpus.pick(
        f"Vốn thực hiện {number(total, 1)} tỷ đồng, tăng 4,1%; {'; '.join(told)}.",
        f"Phân theo nguồn, {'; '.join(told)} tổng vốn {number(total, 1)} tỷ đồng.",
    )
    return Case("muc-va-ty-trong", text, wrong, _rules(wrong, "co-cau"))


WHOLES: Frames = (
    (sums, ("swap",)),
    (levels_of_government, ("swap",)),
    (what_is_left, ("rest",)),
    (balance, ("swap",)),
    (spread, ("whole",)),
    (counts, ("count",)),
    (shares, ("share",)),
)
