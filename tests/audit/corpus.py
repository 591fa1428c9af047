"""Sentences in the frames of statistical reports, true, and the same with one planted fault.

Comes in: a seed. Goes out: cases; figures are random, so are names, units, precision and the order
of words. A true sentence prints what its exact values round to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

THINGS = (
    "Diện tích gieo trồng lạc vụ Xuân", "Sản lượng chè búp tươi", "Tổng đàn dê", "Doanh thu vận tải đường bộ",
    "Giá trị sản xuất xây dựng", "Số khách lưu trú qua đêm", "Sản lượng nước sạch ghi thu", "Dư nợ cho vay trung hạn",
    "Vốn đầu tư của khu vực hộ dân cư", "Kim ngạch xuất khẩu nông sản", "Thu từ khu vực kinh tế ngoài quốc doanh",
    "Sản lượng gỗ rừng trồng", "Số lao động được tạo việc làm", "Chi sự nghiệp giáo dục", "Sản lượng cá nuôi lồng",
)  # fmt: skip
UNITS = {
    "Diện tích": ("ha", "nghìn ha"), "Sản lượng": ("tấn", "nghìn tấn"), "Tổng đàn": ("con", "nghìn con"),
    "Doanh thu": ("tỷ đồng", "triệu đồng"), "Giá trị": ("tỷ đồng",), "Số khách": ("lượt", "nghìn lượt"),
    "Dư nợ": ("tỷ đồng",), "Vốn đầu tư": ("tỷ đồng", "triệu đồng"), "Kim ngạch": ("triệu USD",),
    "Thu từ": ("tỷ đồng", "triệu đồng"), "Số lao": ("người",), "Chi sự": ("tỷ đồng",),
}  # fmt: skip
PARTS = (
    "khu vực nhà nước", "khu vực ngoài nhà nước", "khu vực có vốn đầu tư nước ngoài", "hộ kinh doanh cá thể",
    "nhóm hàng lương thực", "nhóm hàng may mặc", "nhóm vật liệu xây dựng", "dịch vụ lưu trú", "dịch vụ ăn uống",
    "thu nội địa", "thu từ xuất nhập khẩu", "khách quốc tế", "khách nội địa",
)  # fmt: skip
BRANCHES = (
    "khai khoáng", "chế biến thực phẩm", "sản xuất trang phục", "sản xuất hóa chất", "sản xuất kim loại",
    "sản xuất và phân phối điện", "cung cấp nước", "dệt", "in ấn", "sản xuất đồ uống", "chế biến gỗ",
)  # fmt: skip
COMPARED = ("so với cùng kỳ", "so với cùng kỳ năm trước", "so cùng kỳ", "so với cùng kỳ năm 2023")


@dataclass(frozen=True, slots=True)
class Case:
    """A text, the kind of fault planted in it ("" for none), the rules that may find it."""

    frame: str
    text: str
    fault: str = ""
    rules: frozenset[str] = frozenset()


def number(value: Decimal, places: int) -> str:
    """Return a number as printed: dots, decimal comma, half-up."""
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{abs(rounded):,f}".translate({ord(","): ".", ord("."): ","})


@dataclass(slots=True)
class Amount:
    """A random quantity: what it is, its unit, now and before, its printed precision."""

    name: str
    unit: str
    now: Decimal
    before: Decimal
    places: int

    @property
    def difference(self) -> Decimal:
        """Return the change in the unit, from the printed values where whole things are counted."""
        return self.now - self.before

    @property
    def growth(self) -> Decimal:
        """Return the change in percent."""
        return self.difference / self.before * 100

    @property
    def verb(self) -> str:
        """Return tăng or giảm."""
        return "tăng" if self.difference >= 0 else "giảm"

    @property
    def sign(self) -> str:
        """Return + or -."""
        return "+" if self.difference >= 0 else "-"

    def level(self) -> str:
        """Return the level as printed, with its unit."""
        return f"{number(self.now, self.places)} {self.unit}"


class Corpus:
    """Makes cases from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def pick(self, *items: str) -> str:
        """Return one of the items."""
        return self.random.choice(items)

    def amount(self, name: str = "", low: int = 3, high: int = 7) -> Amount:
        """Return a quantity that moved by 0,5 to 60 percent."""
        name = name or self.random.choice(THINGS)
        unit = self.random.choice(
            next((u for n, u in UNITS.items() if name.startswith(n)), ("tỷ đồng",))
        )
        counted = unit in ("con", "người", "lượt")
        places = 0 if counted else self.random.choice((1, 2, 2))
        before = Decimal(self.random.randint(10**low, 10**high)) / (1 if counted else 100)
        move = Decimal(self.random.randint(50, 6000)) / 10000 * self.random.choice((1, 1, -1))
        now = before * (1 + move)
        if counted:
            now, before = Decimal(round(now)), Decimal(round(before))
        return Amount(name, unit, now, before, places)

    # --- frames ---

    def level_growth_difference(self, wrong: str = "") -> Case:
        """Level, growth, difference, in the orders that offices use."""
        a = self.amount(high=8)
        places = self.random.choice((1, 2))
        growth, difference = a.growth, a.difference
        sign, verb, second = a.sign, a.verb, a.verb
        rules = {"tang-chenh-lech"}
        if wrong == "growth":
            growth = growth * Decimal("1.4") + (1 if growth > 0 else -1)
            rules |= {"diem-phan-tram", "ty-so-thanh-toc-do"}
        elif wrong == "difference":
            difference = difference * Decimal("1.5") + (1 if difference > 0 else -1)
            rules |= {"don-vi-doi"}
        elif wrong == "sign":
            sign, second = ("-", "giảm") if sign == "+" else ("+", "tăng")
            rules = {"nguoc-dau"}
        elif wrong == "ratio":
            a = Amount(a.name, a.unit, a.before * Decimal("2.6"), a.before, a.places)
            difference, growth, sign, verb, second = (
                a.difference,
                a.growth + 100,
                "+",
                "tăng",
                "tăng",
            )
            rules = {"ty-so-thanh-toc-do"}
        elif wrong == "minus":
            rules = {"dau-tru-thua"}
        g, d = number(growth, places), f"{number(difference, a.places)} {a.unit}"
        compared = self.random.choice(COMPARED)
        reach = self.pick("ước đạt", "sơ bộ đạt", "đạt", "ước thực hiện", "thực hiện được")
        body = self.random.choice(
            (
                f"{verb} {g}% ({sign}{d}) {compared}",
                f"{verb} {g}% ({sign} {d}) {compared}",
                f"{verb} {g}%, tương ứng {second} {d} {compared}",
                f"{verb} {g}% hay {second} {d} {compared}",
                f"{compared} {verb} {g}% ({sign}{d})",
                f"{second} {d} ({verb} {g}%) {compared}",
                f"{second} {d}, {verb} {g}% {compared}",
                f"{verb} {g}% ({second} {d}) {compared}",
            )
        )
        if wrong == "minus":
            body = f"giảm -{number(a.growth, places)}% {compared}"
        if wrong == "ratio":
            body = f"tăng {d}, tương đương {g}%"
        return Case(
            "muc-toc-do",
            f"{a.name} 6 tháng đầu năm {reach} {a.level()}, {body}.",
            wrong,
            frozenset(rules if wrong else ()),
        )

    def cumulative(self, wrong: str = "") -> Case:
        """Month, cumulative, share of plan, growth."""
        a = self.amount()
        month = a.now / self.random.randint(4, 9)
        plan = a.now * 100 / Decimal(self.random.randint(300, 900)) * 10
        if wrong == "month":
            month = a.now * Decimal("1.3") + 3
        kind = self.pick("kế hoạch", "dự toán", "dự toán tỉnh giao", "kế hoạch năm")
        text = (
            f"{a.name} trong tháng {self.pick('ước đạt', 'đạt')} {number(month, a.places)} {a.unit}, lũy kế "
            f"6 tháng {self.pick('ước đạt', 'đạt')} {a.level()}, đạt {number(a.now / plan * 100, 1)}% {kind}, "
            f"{a.verb} {number(a.growth, 1)}% {self.random.choice(COMPARED)}."
        )
        return Case("luy-ke", text, wrong, frozenset({"thang-va-luy-ke"} if wrong else ()))

    def total_and_parts(self, wrong: str = "") -> Case:
        """A total and all its parts, with growth and share of plan."""
        names = self.random.sample(PARTS, self.random.randint(2, 4))
        unit = self.pick("tỷ đồng", "triệu đồng", "triệu USD")
        parts = []
        for name in names:
            made = self.amount(name, 5, 7)
            parts.append(Amount(name, unit, made.now.quantize(Decimal("0.1")), made.before, 1))
        total = Amount(
            "Tổng vốn thực hiện",
            unit,
            sum((p.now for p in parts), Decimal(0)),
            sum((p.before for p in parts), Decimal(0)),
            1,
        )
        plans = [p.now / Decimal(self.random.randint(35, 75)) * 100 for p in parts]
        share, growth = total.now / sum(plans) * 100, total.growth
        rules: set[str] = set()
        if wrong == "growth":
            growth += Decimal(self.random.choice((5, 8, -6, 12)))
            rules = {"tang-cua-tong"}
        elif wrong == "plan":
            share += Decimal(self.random.choice((3, -4, 6)))
            rules = {"ke-hoach-cua-tong"}
        elif wrong == "level":
            parts[0].now *= Decimal("1.12")
            rules = {"phan-va-tong"}
        compared = self.random.choice(COMPARED)
        verb = "tăng" if growth >= 0 else "giảm"
        head = f"{total.name} 6 tháng đầu năm đạt {total.level()}, đạt {number(share, 1)}% kế hoạch, {verb} {number(growth, 1)}% {compared}"
        items = [
            f"{p.name} {self.pick('', 'đạt ', 'ước đạt ')}{p.level()}, đạt {number(p.now / plan * 100, 1)}%{' kế hoạch' if not i else ''}, "
            f"{p.verb} {number(p.growth, 1)}%"
            for i, (p, plan) in enumerate(zip(parts, plans, strict=True))
        ]
        return Case("tong-phan", self._listed(head, items), wrong, frozenset(rules))

    def _listed(self, head: str, items: list[str]) -> str:
        form = self.random.randint(0, 4)
        if form == 0:
            return f"{head}, trong đó: {'; '.join(items)}."
        if form == 1:
            return f"{head}. Trong đó: {'; '.join(items)} so với cùng kỳ."
        if form == 2:
            return f"{head}<sup>3</sup>. Công tác quản lý được tăng cường.\n\n<sup>3</sup> Trong đó: {'; '.join(items)}."
        if form == 3:
            return f"{head} (gồm: {'; '.join(items)})."
        return f"{head}, trong đó:\n" + "\n".join(
            f"- {item[0].upper()}{item[1:]}." for item in items
        )

    def contributions(self, wrong: str = "") -> Case:
        """Sectors with growth and contribution in percentage points."""
        names = (
            "khu vực nông, lâm nghiệp và thủy sản",
            "khu vực công nghiệp và xây dựng",
            "khu vực dịch vụ",
            "thuế sản phẩm trừ trợ cấp sản phẩm",
        )
        growths = [Decimal(self.random.randint(100, 990)) / 100 for _name in names]
        weights = [Decimal("0.2"), Decimal("0.25"), Decimal("0.5"), Decimal("0.05")]
        given = [(g * w).quantize(Decimal("0.01")) for g, w in zip(growths, weights, strict=True)]
        total = sum(given, Decimal(0))
        rules = set()
        if wrong == "sum":
            total += Decimal(self.random.choice(("0.3", "-0.4", "1.1")))
            rules = {"dong-gop"}
        items = "; ".join(
            f"{n} tăng {number(g, 2)}%, đóng góp {number(c, 2)} điểm phần trăm"
            for n, g, c in zip(names, growths, given, strict=True)
        )
        return Case(
            "dong-gop",
            f"Tổng sản phẩm trên địa bàn (GRDP) ước tăng {number(total, 2)}% so với cùng kỳ, trong đó: {items}.",
            wrong,
            frozenset(rules),
        )

    def growth_only(self, wrong: str = "") -> Case:
        """An index and its branches, growth only."""
        names = self.random.sample(BRANCHES, self.random.randint(3, 5))
        moves = [Decimal(self.random.randint(-1500, 2500)) / 100 or Decimal(1) for _name in names]
        total = sum(moves, Decimal(0)) / len(moves)
        if wrong:
            total = max(moves) + Decimal(self.random.randint(150, 900)) / 100
        items = "; ".join(f"ngành {n} {self._moved(m)}" for n, m in zip(names, moves, strict=True))
        head = f"Chỉ số sản xuất công nghiệp tháng 6 {self._moved(total)} so với cùng kỳ"
        return Case(
            "chi-so",
            f"{head}, trong đó: {items}.",
            wrong,
            frozenset({"tang-ngoai-phan"} if wrong else ()),
        )

    @staticmethod
    def _moved(move: Decimal) -> str:
        return f"{'tăng' if move >= 0 else 'giảm'} {number(move, 2)}%"

    def explained(self, wrong: str = "") -> Case:
        """An index, a reason and the branches behind it, all of its direction."""
        names = self.random.sample(BRANCHES, self.random.randint(4, 6))
        verb = "giảm" if wrong else "tăng"
        items = "; ".join(
            f"{n} (+{number(Decimal(self.random.randint(200, 6000)) / 100, 2)}%)" for n in names
        )
        text = (
            f"Chỉ số tiêu thụ {self.pick('tháng 6', '6 tháng', 'quý II')} {verb} {number(Decimal(self.random.randint(200, 2900)) / 100, 2)}% so với cùng kỳ, "
            f"do {self.pick('nhu cầu thị trường tăng', 'đơn hàng tăng', 'sản xuất tăng')} ở một số ngành như: {items}."
        )
        return Case("nguyen-nhan", text, wrong, frozenset({"nguoc-danh-sach"} if wrong else ()))

    def counted(self, wrong: str = "") -> Case:
        """`08/13 sản phẩm tăng` and the list in brackets of numbers."""
        names = self.random.sample(BRANCHES, self.random.randint(5, 10))
        moves = [self.random.choice((1, 1, -1, 0)) for _name in names]
        up = sum(m == 1 for m in moves) + (1 if wrong else 0)
        told = {1: "tăng", -1: "giảm"}
        items = "; ".join(
            f"({i}) {n.capitalize()} {number(Decimal(self.random.randint(1000, 99999)) / 100, 2)} tấn, đạt {self.random.randint(30, 60)}%, "
            + (
                f"{told[m]} {number(Decimal(self.random.randint(10, 300)) / 10, 1)}%"
                if m
                else "tương đương cùng kỳ"
            )
            for i, (n, m) in enumerate(zip(names, moves, strict=True), 1)
        )
        head = f"Có {up:02d}/{len(names)} sản phẩm công nghiệp chủ yếu tăng so với cùng kỳ"
        text = self.random.choice(
            (f"{head}<sup>1</sup>.\n\n<sup>1</sup> Cụ thể: {items}.", f"{head}, cụ thể: {items}.")
        )
        return Case("dem", text, wrong, frozenset({"dem-danh-sach"} if wrong else ()))

    def groups(self, wrong: str = "") -> Case:
        """Eleven groups of goods: some up, some down, one unchanged."""
        up = self.random.randint(4, 8)
        down = 10 - up
        total = 11 if not wrong else 11 - self.random.randint(1, 3)
        text = f"Trong {total} nhóm hàng hóa và dịch vụ, có {up} nhóm hàng tăng giá, {down:02d} nhóm hàng giảm giá và 01 nhóm hàng giữ nguyên."
        return Case(
            "nhom",
            text.replace("hàng tăng giá", "tăng")
            .replace("hàng giảm giá", "giảm")
            .replace("hàng giữ", "giữ"),
            wrong,
            frozenset({"dem-khong-du"} if wrong else ()),
        )

    def pair(self, wrong: str = "") -> Case:
        """a/b and its rate."""
        b = self.random.randint(20, 1900)
        a = self.random.randint(b // 3, b - 2)
        places = self.random.choice((1, 2))
        rate = Decimal(a) * 100 / Decimal(b)
        if wrong:
            rate += Decimal(self.random.choice((2, -3, 7)))
        said = self.pick("đạt tỷ lệ", "đạt", "tỷ lệ")
        text = f"Đã giải quyết {number(Decimal(a), 0)}/{number(Decimal(b), 0)} {self.pick('đơn', 'hồ sơ', 'cuộc', 'dự án')}, {said} {number(rate, places)}%."
        return Case("cap", text, wrong, frozenset({"cap-ty-le"} if wrong else ()))

    def project(self, wrong: str = "") -> Case:
        """Total investment, what was done, in percent."""
        plan = Decimal(self.random.randint(1000, 99999)) / 10
        done = (plan * Decimal(self.random.randint(20, 95)) / 100).quantize(Decimal("0.1"))
        share = done / plan * 100 + (Decimal(self.random.choice((4, -5, 9))) if wrong else 0)
        text = (
            f"Dự án đường vành đai: Tổng mức đầu tư {number(plan, 1)} tỷ đồng, lũy kế vốn thực hiện từ khi khởi công "
            f"{self.pick('ước thực hiện được', 'đạt')} {number(done, 1)} tỷ đồng, đạt {number(share, 2)}% kế hoạch."
        )
        return Case("du-an", text, wrong, frozenset({"dat-ke-hoach"} if wrong else ()))

    def ratio(self, wrong: str = "") -> Case:
        """Ratios instead of growth, several crops in a row."""
        items = []
        for index, name in enumerate(
            self.random.sample(("lúa", "ngô", "khoai tây", "rau các loại", "thuốc lá", "lạc"), 4)
        ):
            plan, same = (
                Decimal(self.random.randint(800, 1200)) / 10,
                Decimal(self.random.randint(700, 1300)) / 10,
            )
            first = "bằng" if wrong and index == 2 else "đạt"
            items.append(
                f"{name} {number(Decimal(self.random.randint(500, 9000)), 0)} ha, {first} {number(plan, 1)}%{' kế hoạch' if not index else ''}, bằng {number(same, 1)}%{' so với cùng kỳ' if not index else ''}"
            )
        return Case(
            "ty-so",
            f"Diện tích gieo trồng: {'; '.join(items)}.",
            wrong,
            frozenset({"lap-bang"} if wrong else ()),
        )

    def structure(self, wrong: str = "") -> Case:
        """Shares of an economy."""
        first, second, third = (self.random.randint(1000, 2900) for _i in range(3))
        rest = (
            10000 - first - second - third + (self.random.choice((150, -240, 300)) if wrong else 0)
        )
        shares = [number(Decimal(x) / 100, 2) for x in (first, second, third, rest)]
        text = f"Cơ cấu kinh tế: Nông, lâm nghiệp chiếm {shares[0]}%, công nghiệp và xây dựng chiếm {shares[1]}%, thuế sản phẩm chiếm {shares[2]}%, dịch vụ chiếm {shares[3]}%."
        return Case("co-cau", text, wrong, frozenset({"co-cau"} if wrong else ()))

    def prices(self, wrong: str = "") -> Case:
        """An index against several bases."""
        a, b, c = (number(Decimal(self.random.randint(1, 900)) / 100, 2) for _i in range(3))
        month = self.random.randint(1, 12)
        text = f"Chỉ số giá tiêu dùng tháng {month} tăng {a}% so với tháng trước, tăng {b}% so với tháng 12/2023 và tăng {c}% so với cùng kỳ."
        rules = set()
        if wrong == "twice":
            text = f"Giá vàng tháng {month} so với tháng trước tăng {a}% so với tháng trước, tăng {c}% so với cùng kỳ."
            rules = {"lap-goc-so"}
        elif wrong == "average":
            text = f"Chỉ số giá tiêu dùng bình quân (CPI) tháng {month} tăng {b}% so với cùng kỳ."
            rules = {"binh-quan-thang"}
        elif wrong == "quarter":
            text = f"Lũy kế quý {self.random.choice((5, 6, 9))} đầu năm chỉ số giá tăng {b}% so với cùng kỳ."
            rules = {"ky-khong-co"}
        return Case("gia", text, wrong, frozenset(rules))

    def unit(self, wrong: str = "") -> Case:
        """Output, area and their units."""
        a = Decimal(self.random.randint(1000, 999999)) / 100
        crop = self.pick("thạch đen", "lạc", "quýt", "khoai lang", "mía")
        noun, unit = self.random.choice((("sản lượng", "tấn"), ("diện tích", "ha")))
        if wrong:
            unit = "ha" if unit == "tấn" else "tấn"
        text = f"Trong vụ, {noun} {crop} {self.pick('sơ bộ đạt', 'ước đạt', 'đạt')} {number(a, 2)} {unit}, bằng {self.random.randint(45, 140)}% so với cùng kỳ."
        return Case("don-vi", text, wrong, frozenset({"don-vi-sai"} if wrong else ()))

    def scale(self, wrong: str = "") -> Case:
        """Thousands in the level, single ones in the difference."""
        before = self.random.randint(40_000, 900_000)
        d = self.random.randint(before // 90, before // 4)
        now = before + d
        level = (
            f"{number(Decimal(now), 0)} nghìn con" if wrong else f"{number(Decimal(now), 0)} con"
        )
        text = f"Số lợn xuất chuồng 6 tháng ước {level}, tăng {number(Decimal(d) * 100 / before, 2)}% (+{number(Decimal(d), 0)} con) so với cùng kỳ."
        return Case("bac-don-vi", text, wrong, frozenset({"don-vi-doi"} if wrong else ()))

    def rate(self, wrong: str = "") -> Case:
        """A rate that moves in percentage points."""
        now = number(Decimal(self.random.randint(400, 990)) / 10, 1)
        by = number(Decimal(self.random.randint(1, 50)) / 10, 1)
        name = self.pick(
            "Tỷ lệ hộ dùng nước hợp vệ sinh",
            "Tỷ lệ lao động qua đào tạo",
            "Tỷ lệ tham gia bảo hiểm y tế",
        )
        text = f"{name} đạt {now}%, tăng {by}{'%' if wrong else ' điểm phần trăm'} so với cùng kỳ."
        return Case("ty-le", text, wrong, frozenset({"diem-phan-tram"} if wrong else ()))

    def written(self, wrong: str = "") -> Case:
        """How numbers, brackets and notes are written."""
        a = self.amount()
        level, growth = a.level(), number(a.growth, 1)
        rules = {
            "twocommas": {"so-viet-sai"},
            "nodot": {"so-thieu-cham"},
            "stuck": {"chu-thich-dinh"},
            "bracket": {"ngoac"},
            "mark": {"chu-thich-le"},
        }
        text = f"Tổng thu đạt 12.345,6 tỷ đồng, chi 23.456,7 tỷ đồng (dự toán 45.678,9 tỷ đồng).\n{a.name} năm 2023 đạt {level} (số liệu sơ bộ), {a.verb} {growth}% so với năm 2022<sup>1</sup>.\n\n<sup>1</sup> Nguồn: cơ quan thống kê."
        if wrong == "twocommas":
            text = text.replace(f"{growth}%", f"{growth},0%")
        elif wrong == "nodot":
            text = text.replace(
                level, f"{self.random.randint(1000, 9999)},{self.random.randint(1, 9)} tỷ đồng"
            )
        elif wrong == "stuck":
            text = text.replace(f"{growth}%", f"{growth}%{self.random.randint(2, 48)}")
        elif wrong == "bracket":
            text = (
                text.replace(" (số", " số")
                if self.random.random() < 0.5
                else text.replace("bộ),", "bộ,")
            )
        elif wrong == "mark":
            text = text.replace("năm 2023", "năm 2023<sup>44</sup>")
        return Case("cach-viet", text, wrong, frozenset(rules.get(wrong, ())))

    def mentions(self, wrong: str = "") -> Case:
        """One quantity in two paragraphs."""
        a = self.amount(high=6)
        d = a.difference
        other = a.difference + (max(Decimal(3), abs(a.difference) / 10) if wrong else 0)
        name = f"Tổng {a.name[0].lower()}{a.name[1:]} toàn tỉnh 6 tháng đầu năm"
        told = [
            f"{name} ước đạt {a.level()}, {a.verb} {number(a.growth, 0)}% ({a.sign}{number(x, a.places)} {a.unit}) so với cùng kỳ{end}."
            for x, end in ((d, ""), (other, ", đúng tiến độ đề ra"))
        ]
        return Case(
            "hai-lan",
            f"{told[0]}\nHoạt động kinh doanh ổn định.\n{told[1]}",
            wrong,
            frozenset({"hai-gia-tri"} if wrong else ()),
        )

    def styles(self, wrong: str = "") -> Case:
        """Level, growth and difference as other offices say them."""
        a = self.amount(low=4, high=8)
        difference = a.difference
        if wrong:
            difference = difference * Decimal("1.6") + (2 if difference > 0 else -2)
        g, d, v = number(a.growth, 2), f"{number(difference, a.places)} {a.unit}", a.verb
        ratio = number(a.now / a.before * 100, 2)
        text = self.random.choice(
            (
                f"- {a.name}: {a.level()}, {v} {d} so với cùng kỳ năm trước, tương đương {v} {g}%.",
                f"- {a.name} sơ bộ {a.level()}; {v} {g}%, tương ứng {v} {d} so với cùng kỳ.",
                f"{a.name} 9 tháng ước tính {a.level()}, {v} {d} ({a.sign}{g}%) so với cùng kỳ năm trước.",
                f"{a.name} cả năm ước đạt {a.level()}, bằng {ratio}% ({a.sign}{d}) so với năm trước.",
                f"{a.name} quý I ước đạt {a.level()}, bằng {ratio}%, {v} {d} so với cùng kỳ.",
                f"So với cùng kỳ năm trước, {a.name[0].lower()}{a.name[1:]} 9 tháng đạt {a.level()}, {v} {g}% ({a.sign}{d}).",
                f"Tính đến cuối tháng, {a.name[0].lower()}{a.name[1:]} có {a.level()}, {v} {d}, {v} {g}% so với cùng thời điểm năm trước.",
                f"{a.name} đạt {a.level()}, cao hơn cùng kỳ {d}, tăng {g}%."
                if difference > 0
                else f"{a.name} đạt {a.level()}, thấp hơn cùng kỳ {d}, giảm {g}%.",
                f"{a.name} ({a.level()}) {v} {g}% ({v} {d}) so cùng kỳ.",
            )
        )
        rules = {"tang-chenh-lech", "diem-phan-tram", "ty-so-thanh-toc-do", "don-vi-doi"}
        return Case("kieu-khac", text, wrong, frozenset(rules if wrong else ()))

    def sum_of_differences(self, wrong: str = "") -> Case:
        """A total with its difference, its parts with theirs, in sentences of their own."""
        names = self.random.sample(
            ("lúa", "ngô", "khoai lang", "sắn", "kê"), self.random.randint(2, 3)
        )
        parts = []
        for name in names:
            made = self.amount(f"Sản lượng {name}", 6, 8)
            parts.append(
                Amount(
                    made.name,
                    "tấn",
                    made.now.quantize(Decimal("0.01")),
                    made.before.quantize(Decimal("0.01")),
                    2,
                )
            )
        now, before = (
            sum((p.now for p in parts), Decimal(0)),
            sum((p.before for p in parts), Decimal(0)),
        )
        total = Amount("Sản lượng lương thực có hạt", "tấn", now, before, 2)
        moved = total.difference + (Decimal(self.random.choice((3, 10, -7))) if wrong else 0)
        sign = "+" if moved >= 0 else "-"
        head = f"{self.pick('Tổng sản', 'Sản')} lượng lương thực có hạt ước đạt {total.level()}, {'tăng' if moved >= 0 else 'giảm'} {number(total.growth, 0)}% ({sign}{number(moved, 2)} tấn) so với cùng kỳ."
        items = [
            f"Thời tiết thuận lợi. {p.name} đạt {p.level()}, {p.verb} {number(p.growth, 2)}% ({p.sign}{number(p.difference, 2)} tấn) so với cùng kỳ."
            for p in parts
        ]
        rules = {"chenh-lech-cua-tong", "nguoc-dau"}
        return Case(
            "tong-chenh-lech", "\n".join([head, *items]), wrong, frozenset(rules if wrong else ())
        )

    def selected(self, _wrong: str = "") -> Case:
        """Some parts of a total, some of them of two kinds: nothing to find."""
        a = self.amount("Tổng mức bán lẻ hàng hóa", 6, 7)
        some = [a.now / 7, a.now / 9]
        people = self.random.randint(200, 900)
        return Case(
            "mot-so",
            f"{a.name} tháng 6 ước đạt {a.level()}, tăng 2,9% so với tháng trước. Một số nhóm tăng cao: Nhóm may mặc đạt {number(some[0], 1)} {a.unit}, tăng 12,5%; "
            f"nhóm xăng dầu đạt {number(some[1], 1)} {a.unit}, tăng {self.random.randint(13, 40)}%.\n"
            f"Đã đào tạo {people} người, trong đó: {people * 2 // 3} người là lao động nữ, {people // 2} người dân tộc thiểu số.\n"
            f"Từ ngày 15/12/2023 đến 14/5/2024 xảy ra {people} vụ tai nạn, làm chết {people // 9} người, bị thương {people // 2} người (tăng {people // 3} vụ, giảm 02 người chết, tăng 08 người bị thương so với cùng kỳ).\n"
            f"Trong 8 tháng xảy ra {people} vụ cháy, làm chết 98 người, bị thương {people // 2} người; so với cùng kỳ tăng {people // 9} vụ (+{number(Decimal(people // 9 * 100) / (people - people // 9), 1)}%), giảm 4 người chết (-3,92%), tăng 22 người bị thương (+{number(Decimal(2200) / (people // 2 - 22), 2)}%).",
        )

    def headings(self, wrong: str = "") -> Case:
        """Numbered headings."""
        lines = [
            "I. KINH TẾ",
            "1. Nông nghiệp",
            "2. Công nghiệp",
            "2.1. Khai khoáng",
            "2.2. Chế biến",
            "3. Dịch vụ",
            "II. XÃ HỘI",
            "1. Y tế",
            "2. Giáo dục",
        ]
        if wrong == "skip":
            lines[5] = "4. Dịch vụ"
        elif wrong == "repeat":
            lines[4] = "2.1. Chế biến"
        return Case("de-muc", "\n".join(lines), wrong, frozenset({"de-muc"} if wrong else ()))

    def repeated(self, wrong: str = "") -> Case:
        """Two paragraphs, not the same."""
        one = f"Trong tháng đã tổ chức {self.random.randint(2, 90):02d} lớp tập huấn cho cán bộ xã về an toàn thực phẩm và vệ sinh môi trường tại các huyện."
        other = one if wrong else one.replace("an toàn thực phẩm", "phòng cháy, chữa cháy")
        return Case(
            "doan",
            f"{one}\nCông tác tuyên truyền được đẩy mạnh.\n{other}",
            wrong,
            frozenset({"lap-doan"} if wrong else ()),
        )

    def table(self, wrong: str = "") -> Case:
        """A table of targets with ratings."""
        plan = self.random.randint(50, 900)
        value = plan + self.random.randint(1, 40)
        rating = "Không đạt" if wrong else "Vượt"
        text = f"| TT | Chỉ tiêu | Kế hoạch | Ước thực hiện | Đánh giá |\n|---|---|---|---|---|\n| 1 | Số trường đạt chuẩn | {plan} | {value} | {rating} |\n| 2 | Tỷ lệ che phủ rừng (%) | 64,6 | 64,6 | Đạt |"
        return Case("bang", text, wrong, frozenset({"danh-gia"} if wrong else ()))

    def law(self, _wrong: str = "") -> Case:
        """Laws, dates and roads: nothing to find."""
        n = self.random.randint(1, 900)
        text = (
            f"Thực hiện Quyết định số {n}/QĐ-UBND ngày {self.random.randint(1, 28)}/5/2024 và Nghị quyết số {n}/2024/QH15, khoản 1 Điều {n % 90 + 1} Luật Đất đai, "
            f"tỉnh nâng cấp Quốc lộ 4B (đoạn Km{n % 40} - Km80), giai đoạn 2021 - 2025, lãi suất từ 4,5 - 5,3%/năm, chỉ số tăng 7 - 7,5%."
        )
        return Case("van-ban", text)


Frames = tuple[tuple[Callable[[Corpus, str], Case], tuple[str, ...]], ...]
FRAMES: Frames = (
    (Corpus.level_growth_difference, ("growth", "difference", "sign", "ratio", "minus")),
    (Corpus.cumulative, ("month",)),
    (Corpus.total_and_parts, ("growth", "plan", "level")),
    (Corpus.contributions, ("sum",)),
    (Corpus.growth_only, ("outside",)),
    (Corpus.explained, ("direction",)),
    (Corpus.counted, ("count",)),
    (Corpus.groups, ("count",)),
    (Corpus.pair, ("rate",)),
    (Corpus.project, ("share",)),
    (Corpus.ratio, ("equal",)),
    (Corpus.structure, ("sum",)),
    (Corpus.prices, ("twice", "average", "quarter")),
    (Corpus.unit, ("unit",)),
    (Corpus.scale, ("scale",)),
    (Corpus.rate, ("points",)),
    (Corpus.written, ("twocommas", "nodot", "stuck", "bracket", "mark")),
    (Corpus.mentions, ("value",)),
    (Corpus.styles, ("difference",)),
    (Corpus.sum_of_differences, ("difference",)),
    (Corpus.selected, ()),
    (Corpus.headings, ("skip", "repeat")),
    (Corpus.repeated, ("same",)),
    (Corpus.table, ("rating",)),
    (Corpus.law, ()),
)


def true_cases(seed: int, count: int, frames: Frames = FRAMES) -> Iterator[Case]:
    """Yield true cases, the frames in turn."""
    corpus = Corpus(seed)
    for index in range(count):
        yield frames[index % len(frames)][0](corpus, "")


def planted_cases(seed: int, each: int, frames: Frames = FRAMES) -> Iterator[Case]:
    """Yield cases with one planted fault, `each` of every kind."""
    corpus = Corpus(seed)
    for frame, faults in frames:
        for fault in faults:
            for _index in range(each):
                yield frame(corpus, fault)
