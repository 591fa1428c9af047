"""The numbers of a province that does not exist.

Comes in: a catalogue and magnitudes (what an indicator is usually about). Goes out: every
figure of any stretch of months, exact, each following from the same hidden months: a quarter
is the sum of its months, a total the sum of its parts, a rate the quotient that is printed.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lsreport.data.model import Catalogue, Indicator
from lsreport.numbers import round_half_up
from lsreport.spans import Span
from lsreport.terms import Aggregation, Measure, Polarity

SEED = "tinh-mau-2031"
FIRST_YEAR, LAST_YEAR = 2027, 2032  # before what is written: averages of three years of growth
HUNDRED = Decimal(100)
PERCENT_DECIMALS = 2
POPULATION = Decimal(800)  # thousands
DONG_PER_USD = Decimal(25)  # thousands

Month = tuple[int, int]
MONTHS: tuple[Month, ...] = tuple(
    (year, month) for year in range(FIRST_YEAR, LAST_YEAR + 1) for month in range(1, 13)
)

# Amounts that come in steps, so that they have a place in a total or a twin of another unit.
STEPS = {
    "dau_tu_xa_hoi.nuoc_ngoai_trieu_dong": Decimal(100),
    "lam_nghiep.trong_rung": Decimal(10),
    "chan_nuoi.lon.xuat_chuong": Decimal(100),
}
# Monthly levels where the real reports give one in the wrong unit.
CORRECTED = {"chan_nuoi.lon.xuat_chuong": "27000"}  # 28 "con" were nghìn con
# Totals that are more than the parts that the catalogue knows: parts, and how much more.
TOTALS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "thuong_mai.ban_le": (
        (
            "thuong_mai.ban_le.hang_hoa",
            "thuong_mai.ban_le.luu_tru_an_uong",
            "thuong_mai.ban_le.lu_hanh",
            "thuong_mai.ban_le.dich_vu_khac",
        ),
        "0",
    ),
    "thuong_mai.ban_le.luu_tru_an_uong": (
        ("thuong_mai.ban_le.luu_tru", "thuong_mai.ban_le.an_uong"),
        "0",
    ),
    "moi_truong.vi_pham.vu": (
        ("moi_truong.vi_pham.khoi_to.vu", "moi_truong.vi_pham.xu_phat.vu"),
        "0",
    ),
    "ngan_sach.chi.can_doi": (
        ("ngan_sach.chi.can_doi.dau_tu", "ngan_sach.chi.can_doi.thuong_xuyen"),
        "0.03",
    ),
    "nong_nghiep.dong_xuan": (
        (
            "nong_nghiep.dong_xuan.lua",
            "nong_nghiep.dong_xuan.ngo",
            "nong_nghiep.dong_xuan.rau",
            "nong_nghiep.dong_xuan.thuoc_la",
            "nong_nghiep.dong_xuan.ot",
        ),
        "0.12",
    ),
    "dau_tu_xa_hoi": (
        (
            "dau_tu_xa_hoi.nha_nuoc",
            "dau_tu_xa_hoi.ngoai_nha_nuoc",
            "dau_tu_xa_hoi.nuoc_ngoai_trieu_dong",
        ),
        "0",
    ),
    "chan_nuoi.gia_cam": (("chan_nuoi.gia_cam.ga",), "0.18"),
    "chan_nuoi.gia_cam.san_luong": (("chan_nuoi.gia_cam.ga.san_luong",), "0.09"),
    "chan_nuoi.gia_cam.trung": (("chan_nuoi.gia_cam.trung_ga",), "0.11"),
    "nong_nghiep.cay_lau_nam": (("nong_nghiep.cay_lau_nam.hoi",), "0.9"),
    "cong_nghiep.cum.tong_so": (("cong_nghiep.cum.chap_thuan", "cong_nghiep.cum.tham_dinh"), "1"),
}
# What is counted or measured within something else: the whole, and about how much of it.
WITHIN: Mapping[str, tuple[str, str]] = {
    "an_ninh.hinh_su.lam_ro.vu": ("an_ninh.hinh_su.vu", "0.85"),
    "an_ninh.hinh_su.lam_ro.ngoai_ky": ("an_ninh.hinh_su.lam_ro.vu", "0.06"),
    "an_ninh.danh_bac.khoi_to.vu": ("an_ninh.danh_bac.vu", "0.5"),
    "an_ninh.danh_bac.khoi_to.bi_can": ("an_ninh.danh_bac.doi_tuong", "0.65"),
    "an_ninh.mai_dam.khoi_to.vu": ("an_ninh.mai_dam.vu", "0.8"),
    "an_ninh.mai_dam.khoi_to.bi_can": ("an_ninh.mai_dam.doi_tuong", "0.6"),
    "an_ninh.kinh_te.khoi_to.vu": ("an_ninh.kinh_te.vu", "0.25"),
    "an_ninh.kinh_te.khoi_to.bi_can": ("an_ninh.kinh_te.doi_tuong", "0.35"),
    "an_ninh.moi_truong.khoi_to.vu": ("an_ninh.moi_truong.vu", "0.05"),
    "an_ninh.moi_truong.khoi_to.bi_can": ("an_ninh.moi_truong.doi_tuong", "0.1"),
    "chong_buon_lau.xu_phat": ("chong_buon_lau.kiem_tra", "0.83"),
    "chong_buon_lau.khoi_to.vu": ("chong_buon_lau.kiem_tra", "0.08"),
    "cong_nghiep.dien_san_xuat.na_duong": ("cong_nghiep.san_pham.dien_san_xuat", "0.93"),
    "cong_nghiep.than.na_duong": ("cong_nghiep.san_pham.than", "0.93"),
    "lao_dong.co_viec_lam": ("lao_dong.tu_van", "0.3"),
    "lao_dong.that_nghiep.duoc_huong": ("lao_dong.that_nghiep.nop_ho_so", "0.8"),
    "moi_truong.vi_pham.xu_ly.vu": ("moi_truong.vi_pham.vu", "1"),
    "ngan_sach.thu.noi_dia.con_lai_trieu_dong": ("ngan_sach.thu.noi_dia_trieu_dong", "0.75"),
    "thien_tai.nha_o.sap_do": ("thien_tai.nha_o", "0.04"),
    "thien_tai.nha_o.tren_30": ("thien_tai.nha_o", "0.05"),
    "thien_tai.nha_o.duoi_30": ("thien_tai.nha_o", "0.17"),
    "thuy_san.san_luong.ca": ("thuy_san.san_luong", "0.93"),
    "y_te.kham_chua_benh.ngoai_cong_lap.bao_hiem": (
        "y_te.kham_chua_benh.ngoai_cong_lap",
        "0.8",
    ),
}
# The same thing in another unit.
TWINS = (
    ("_trieu_dong", Decimal(1000)),
    ("_luot", Decimal(1000)),
    ("_nghin_qua", Decimal(1000)),
    ("_nghin_tan", Decimal("0.001")),
    ("_nghin_ha", Decimal("0.001")),
    ("_nghin_con", Decimal("0.001")),
    ("_nghin_ty_dong", Decimal("0.001")),
)
# How a year's amount is spread over its months, where seasons rule.
SEASONS = {
    "nong_nghiep.dong_xuan": (30, 35, 18, 7, 2, 2, 1, 1, 1, 1, 1, 1),
    "nong_nghiep.thu_hoach": (1, 1, 1, 2, 15, 35, 30, 7, 2, 2, 2, 2),
    "nong_nghiep.mua": (1, 1, 1, 1, 2, 33, 40, 15, 3, 1, 1, 1),
    "nong_nghiep.gieo_trong": (15, 20, 15, 8, 6, 6, 8, 8, 6, 4, 2, 2),
    "lam_nghiep.trong_rung": (4, 12, 16, 14, 12, 10, 8, 7, 6, 5, 3, 3),
}
# Output = area × yield (tấn/ha); the yield that is printed (tạ/ha) follows.
YIELDS = {
    "nong_nghiep.dong_xuan.lua": "5.8",
    "nong_nghiep.dong_xuan.ngo": "5.1",
    "nong_nghiep.thu_hoach.khoai_lang": "7.2",
    "nong_nghiep.thu_hoach.ngo": "4.9",
}
# Meat = heads × weight (tấn).
WEIGHTS = {
    "chan_nuoi.trau.san_luong": ("chan_nuoi.trau.xuat_chuong", "0.28"),
    "chan_nuoi.bo.san_luong": ("chan_nuoi.bo.xuat_chuong", "0.29"),
    "chan_nuoi.lon.san_luong": ("chan_nuoi.lon.xuat_chuong", "0.077"),
}
# What is harvested of what was sown.
HARVESTS = {
    "nong_nghiep.thu_hoach.lua": ("nong_nghiep.dong_xuan.lua", "0.97"),
    "nong_nghiep.thu_hoach.ngo": ("nong_nghiep.dong_xuan.ngo", "0.95"),
}
# A stock that grows by a flow: the flow, and where the stock begins.
GROWING = {
    "chuong_trinh.nong_thon_moi.xa_dat_chuan": ("chuong_trinh.nong_thon_moi.xa_dat_chuan.them", 76),
    "giao_duc.truong_chuan.tong": ("giao_duc.truong_chuan.cong_nhan_moi", 228),
}
# Monthly levels where no real report gives one.
UNKNOWN = {
    "grdp.nong_lam_thuy_san": "380",
    "grdp.cong_nghiep_xay_dung": "480",
    "grdp.dich_vu": "1000",
    "grdp.thue_tru_tro_cap": "90",
    "grdp.hien_hanh.nong_lam_thuy_san": "880",
    "grdp.hien_hanh.cong_nghiep_xay_dung": "1000",
    "grdp.hien_hanh.dich_vu": "2100",
    "grdp.hien_hanh.thue_tru_tro_cap": "190",
}
# Things that have to fall every year, so that "mức giảm" is one.
STEADY = ("tong_muc", "linh_vuc_uu_tien", "dia_ban", "cua_khau", "y_te.xa_dat_chuan")
FALLING = ("giao_thong.vu", "giao_thong.chet", "giao_thong.bi_thuong", "an_ninh.hinh_su.vu")
THRIVING = ("grdp", "ngan_sach.thu", "xnk.hang_dia_phuong", "du_lich", "dau_tu_xa_hoi")
# Indices that are means of others, with weights.
MEANS: Mapping[str, Mapping[str, int]] = {
    "gia.cpi.hang_an": {
        "gia.cpi.hang_an.luong_thuc": 15,
        "gia.cpi.hang_an.thuc_pham": 60,
        "gia.cpi.hang_an.an_uong_ngoai": 25,
    },
    "gia.cpi": {
        "gia.cpi.hang_an": 35,
        "gia.cpi.do_uong_thuoc_la": 4,
        "gia.cpi.may_mac": 6,
        "gia.cpi.nha_o": 19,
        "gia.cpi.thiet_bi": 7,
        "gia.cpi.y_te": 5,
        "gia.cpi.giao_thong": 10,
        "gia.cpi.buu_chinh_vien_thong": 3,
        "gia.cpi.giao_duc": 5,
        "gia.cpi.van_hoa": 3,
        "gia.cpi.hang_khac": 3,
    },
    "cong_nghiep.iip.khai_khoang": {
        "cong_nghiep.iip.than": 70,
        "cong_nghiep.iip.khai_khoang_khac": 30,
    },
    "cong_nghiep.iip.nuoc": {
        "cong_nghiep.iip.nuoc.cap_nuoc": 60,
        "cong_nghiep.iip.nuoc.rac_thai": 30,
        "cong_nghiep.iip.nuoc.nuoc_thai": 10,
    },
    "cong_nghiep.iip": {
        "cong_nghiep.iip.khai_khoang": 20,
        "cong_nghiep.iip.che_bien": 45,
        "cong_nghiep.iip.dien": 30,
        "cong_nghiep.iip.nuoc": 5,
    },
    "cong_nghiep.lao_dong": {
        "cong_nghiep.lao_dong.khai_khoang": 25,
        "cong_nghiep.lao_dong.che_bien": 55,
        "cong_nghiep.lao_dong.dien": 15,
        "cong_nghiep.lao_dong.nuoc": 5,
    },
}
CPI_GROUPS = tuple(MEANS["gia.cpi"])
# Answers of a survey, which are 100% together.
SURVEYS = (("tot_len", "on_dinh", "kho_khan"), ("chi_phi_tang", "chi_phi_giu", "chi_phi_giam"))
PRODUCTS = "cong_nghiep.san_pham."
_ONCE = Decimal(1)


@dataclass(frozen=True)
class Magnitude:
    """What an indicator is about: a month's amount or a level, its decimals, a pair's second."""

    amount: Decimal
    decimals: int
    second: Decimal | None = None
    is_range: bool = False


def between(rng: random.Random, low: float, high: float) -> Decimal:
    """Return a number between two, with four decimals; no binary fraction enters."""
    return Decimal(rng.randint(round(low * 10000), round(high * 10000))).scaleb(-4)


class Province:
    """Every figure of the invented province."""

    def __init__(self, catalogue: Catalogue, magnitudes: Mapping[str, Magnitude]) -> None:
        self.catalogue, self.magnitudes = catalogue, magnitudes
        self._hidden: dict[str, dict[Month, Decimal]] = {}
        self._seconds: dict[str, dict[Month, Decimal]] = {}

    def rng(self, *what: str) -> random.Random:
        """Return the random numbers of one thing: another indicator does not shift them."""
        return random.Random(":".join((SEED, *what)))

    def indicator(self, key: str) -> Indicator:
        """Return an indicator of the catalogue."""
        return self.catalogue.indicators[key]

    def twin_of(self, key: str) -> tuple[str, Decimal] | None:
        """Return the indicator that is the same thing in another unit, and the factor."""
        for suffix, factor in TWINS:
            base = key.removesuffix(suffix)
            if base != key and base in self.catalogue.indicators:
                return base, factor
        return None

    def decimals(self, key: str) -> int:
        """Return with how many decimals an indicator's amounts are printed."""
        if key in STEPS:
            return _places(STEPS[key])
        if twin := self.twin_of(key):  # tỷ đồng with three decimals are whole triệu đồng
            if twin[0] in STEPS:
                return _places(STEPS[twin[0]] * twin[1])
            return max(0, self.decimals(twin[0]) + (3 if twin[1] < 1 else -3))
        if self.indicator(key).unit.counted:
            return 0
        parts = self._parts(key)
        if parts:
            return max(self.decimals(part) for part in parts if part not in STEPS)
        known = self.magnitudes.get(key)
        return known.decimals if known else 1

    def _parts(self, key: str) -> tuple[str, ...]:
        declared = self.indicator(key).parts
        if self.indicator(key).aggregation is Aggregation.INDEX:
            return ()
        return declared or TOTALS.get(key, ((), ""))[0]

    # --- the hidden months ---

    def months(self, key: str) -> Mapping[Month, Decimal]:
        """Return the level of every month, as it is printed."""
        if key not in self._hidden:
            self._hidden[key] = self._made(key)
        return self._hidden[key]

    def seconds(self, key: str) -> Mapping[Month, Decimal]:
        """Return the b of the pair a/b of every month; never less than a."""
        if key not in self._seconds:
            known = self.magnitudes[key]
            rng = self.rng(key, "second")
            share = min(_ONCE, known.amount / known.second) if known.second else _ONCE
            made = {}
            for month, part in self.months(key).items():
                whole = part / max(share, Decimal("0.05")) * between(rng, 0.97, 1.06)
                made[month] = max(part, round_half_up(whole, self.decimals(key)))
            self._seconds[key] = made
        return self._seconds[key]

    def _made(self, key: str) -> dict[Month, Decimal]:
        if twin := self.twin_of(key):
            base, factor = twin
            decimals = self.decimals(key)
            return {m: round_half_up(v * factor, decimals) for m, v in self.months(base).items()}
        if key in WITHIN:
            return self._within(key)
        if key in HARVESTS:
            return self._harvest(key)
        if key in WEIGHTS:
            return self._output(key, *WEIGHTS[key], spread=(0.99, 1.02))
        if (area := key.removesuffix(".san_luong")) != key and area in YIELDS:
            return self._output(key, area, YIELDS[area], spread=(0.96, 1.05))
        if key in GROWING:
            return self._growing(key)
        if parts := self._parts(key):
            return self._total(key, parts)
        if self.indicator(key).aggregation is Aggregation.FLOW:
            return self._flow(key)
        if self.indicator(key).aggregation is Aggregation.STOCK:
            return self._stock(key)
        return self._index(key)

    def _total(self, key: str, parts: tuple[str, ...]) -> dict[Month, Decimal]:
        more = Decimal(TOTALS[key][1]) if key in TOTALS else Decimal(0)
        decimals, made = self.decimals(key), {}
        for month in MONTHS:
            added = sum((self._in_unit_of(key, part, month) for part in parts), Decimal(0))
            made[month] = round_half_up(added, decimals) + round_half_up(added * more, decimals)
        return made

    def _in_unit_of(self, key: str, part: str, month: Month) -> Decimal:
        level, units = self.months(part)[month], (key, part)
        large, small = (self.indicator(k).unit.key for k in units)
        return level / 1000 if (large, small) == ("ty_dong", "trieu_dong") else level

    def _within(self, key: str) -> dict[Month, Decimal]:
        """Return a part of every month of the whole; never more than there is."""
        whole, share = WITHIN[key]
        rng, decimals = self.rng(key), self.decimals(key)
        least = _ONCE.scaleb(-decimals)
        made = {}
        for month, level in self.months(whole).items():
            part = round_half_up(level * Decimal(share) * between(rng, 0.96, 1.06), decimals)
            made[month] = level if Decimal(share) == 1 else min(level, max(least, part))
        return made

    def _harvest(self, key: str) -> dict[Month, Decimal]:
        sown, share = HARVESTS[key]
        season = SEASONS["nong_nghiep.thu_hoach"]
        made = {}
        for year, month in MONTHS:
            whole = self.sum_of(sown, Span(year, 1, 12)) * Decimal(share)
            amount = whole * season[month - 1] / sum(season)
            made[year, month] = round_half_up(amount, self.decimals(key))
        return made

    def _output(
        self, key: str, source: str, rate: str, spread: tuple[float, float]
    ) -> dict[Month, Decimal]:
        """Return what an area or a herd yields, at a rate that differs from year to year."""
        rng = self.rng(key)
        rates = {year: Decimal(rate) * between(rng, *spread) for year in _years()}
        return {
            month: round_half_up(value * rates[month[0]], self.decimals(key))
            for month, value in self.months(source).items()
        }

    def _growing(self, key: str) -> dict[Month, Decimal]:
        flow, start = GROWING[key]
        level, made = Decimal(start), {}
        for month in MONTHS:
            level += self.months(flow)[month]
            made[month] = level
        return made

    def _base(self, key: str) -> Decimal:
        known = self.magnitudes.get(key)
        amount = known.amount if known else Decimal(UNKNOWN.get(key, "20"))
        amount = Decimal(CORRECTED[key]) if key in CORRECTED else amount
        # One factor for a family: what is part of what stays so.
        family = ".".join(key.split(".")[:2])
        return amount * between(self.rng("family", family), 0.8, 1.2)

    def _flow(self, key: str) -> dict[Month, Decimal]:
        rng, decimals = self.rng(key), self.decimals(key)
        low, high = (4, 10) if key.startswith(THRIVING) else (-4, 12)
        season = next((s for k, s in SEASONS.items() if key.startswith(k)), None)
        weights = [Decimal(12 * w) / sum(season) for w in season] if season else None
        weights = weights or [between(rng, 0.88, 1.12) for _month in range(12)]
        # A few dozen a year at the least: less than one a month is no monthly figure.
        level, least = self._base(key), _ONCE.scaleb(-decimals)
        made: dict[Month, Decimal] = {}
        for year in _years():
            for month in range(1, 13):
                amount = level * weights[month - 1] * between(rng, 0.97, 1.03)
                if step := STEPS.get(key):
                    made[year, month] = round_half_up(amount / step, 0) * step + step
                else:
                    made[year, month] = max(least, round_half_up(amount, decimals))
            level *= 1 + between(rng, low, high) / 100
        return _fallen(made, rng, least) if key in FALLING else made

    def _stock(self, key: str) -> dict[Month, Decimal]:
        rng, decimals = self.rng(key), self.decimals(key)
        level, made = self._base(key), {}
        if whole := _without(key, ".von_thuc_hien"):  # a project nears its whole cost
            cost = self.months(f"{whole}.tong_muc")
            for done, month in enumerate(MONTHS, 20):
                made[month] = round_half_up(cost[month] * done / 100, decimals)
            return made
        steady = key.endswith(STEADY)
        polarity = self.indicator(key).polarity
        drift = Decimal(0) if steady else between(rng, 0.2, 0.8) / 100
        if polarity is Polarity.LESS_IS_BETTER:
            drift = -drift
        for month in MONTHS:
            made[month] = max(_ONCE.scaleb(-decimals), round_half_up(level, decimals))
            level *= 1 + drift * between(rng, 0.5, 1.5)
        return made

    # --- indices and rates ---

    def _index(self, key: str) -> dict[Month, Decimal]:
        if key in MEANS:
            return self._mean(key)
        if key.split(".")[-1] in {name for names in SURVEYS for name in names}:
            return self._survey(key)
        if key.startswith("gia."):
            return self._prices(key)
        if key not in self.magnitudes:
            return self._relative(key)
        return self._rate(key)

    def _mean(self, key: str) -> dict[Month, Decimal]:
        weights = MEANS[key]
        return {
            month: sum((self.months(k)[month] * w for k, w in weights.items()), Decimal(0))
            / sum(weights.values())
            for month in MONTHS
        }

    def _survey(self, key: str) -> dict[Month, Decimal]:
        stem, _dot, last = key.rpartition(".")
        names = next(names for names in SURVEYS if last in names)
        rng, made = self.rng(stem), {}
        for month in MONTHS:
            better, worse = between(rng, 20, 40), between(rng, 15, 30)
            shares = [round_half_up(better, 1), Decimal(0), round_half_up(worse, 1)]
            shares[1] = HUNDRED - shares[0] - shares[2]
            made[month] = shares[names.index(last)]
        return made

    def _prices(self, key: str) -> dict[Month, Decimal]:
        rng, level, made = self.rng(key), Decimal(100), {}
        for month in MONTHS:
            made[month] = round_half_up(level, 4)
            if rng.randint(1, 10) > 1:  # now and then a price stays
                level *= 1 + between(rng, -0.35, 0.75) / 100
        return made

    def _relative(self, key: str) -> dict[Month, Decimal]:
        rng, made = self.rng(key), {}
        season = [between(rng, 0.9, 1.1) for _month in range(12)]
        level = Decimal(100)
        for year in _years():
            for month in range(1, 13):
                value = level * season[month - 1] * between(rng, 0.98, 1.02)
                made[year, month] = round_half_up(value, 4)
            level *= 1 + between(rng, -3, 9) / 100
        return made

    def _rate(self, key: str) -> dict[Month, Decimal]:
        """Return a rate or rank that moves slowly; a percentage stays within 0 and 100."""
        rng, decimals = self.rng(key), self.decimals(key)
        percent = self.indicator(key).unit.name == "%"
        amount = self.magnitudes[key].amount
        whole = percent and amount == HUNDRED
        level = amount * (_ONCE if whole else between(rng, 0.9, 0.97))
        better = self.indicator(key).polarity
        drift = 1 if better is Polarity.MORE_IS_BETTER else 0
        drift = -3 if better is Polarity.LESS_IS_BETTER else drift
        made = {}
        for month in MONTHS:
            value = round_half_up(level, decimals)
            made[month] = min(value, HUNDRED) if percent else value
            if not whole:
                level *= 1 + Decimal(drift) * between(rng, 0, 0.2) / 100
        return made

    # --- stretches of months ---

    def sum_of(self, key: str, span: Span) -> Decimal:
        """Return the sum of a flow's months."""
        months = self.months(key)
        return sum(
            (months[span.year, month] for month in range(span.first, span.last + 1)), Decimal(0)
        )

    def hidden(self, key: str, span: Span) -> Decimal:
        """Return the mean of an index over months, not rounded."""
        return self.sum_of(key, span) / span.months

    def level(self, key: str, span: Span) -> Decimal:
        """Return the level of a stretch, as it is printed."""
        if (linked := self._linked(key, span)) is not None:
            return linked
        aggregation = self.indicator(key).aggregation
        if aggregation is Aggregation.FLOW:
            return self.sum_of(key, span)
        return self.months(key)[span.year, span.last]

    def _linked(self, key: str, span: Span) -> Decimal | None:
        """Return the level of an indicator that follows from another one."""
        if base := _without(key, ".toc_do_tang"):
            return self.flow_growth(base, span)
        if base := _without(key, ".nang_suat"):
            whole = self.sum_of(f"{base}.san_luong", span) * 10 / self.sum_of(base, span)
            return round_half_up(whole, self.decimals(key))
        if base := _without(key, ".binh_quan_3_nam"):
            return self.average(base, span)
        if key.startswith("grdp.co_cau."):
            part = key.removeprefix("grdp.co_cau.").replace("nong_lam_nghiep", "nong_lam_thuy_san")
            whole = self.sum_of("grdp.hien_hanh", span)
            return round_half_up(self.sum_of(f"grdp.hien_hanh.{part}", span) / whole * 100, 1)
        if key.startswith("grdp.binh_quan_dau_nguoi"):
            each = self.sum_of("grdp.hien_hanh", span) / POPULATION
            return round_half_up(each / DONG_PER_USD * 1000 if key.endswith("_usd") else each, 1)
        if key == "giao_thong.muc_giam":
            return min(-self.flow_growth(k, span) for k in FALLING[:3])
        if key == "an_ninh.hinh_su.muc_giam":
            return -self.flow_growth(FALLING[3], span)
        if key == "giam_ngheo.ho_ngheo.muc_giam":
            rate = "giam_ngheo.ho_ngheo"
            return self.level(rate, span.year_earlier()) - self.level(rate, span)
        if key == "y_te.xa_dat_chuan.do_phu":
            return None
        if key.startswith("gia.so_nhom"):
            return self._groups(key, span)
        return None

    def flow_growth(self, key: str, span: Span) -> Decimal:
        """Return the growth of a flow, with the decimals of a derived percentage."""
        before = self.sum_of(key, span.year_earlier())
        return round_half_up((self.sum_of(key, span) / before - 1) * 100, 1)

    def average(self, key: str, span: Span) -> Decimal:
        """Return the mean of the three years before, as it is printed."""
        years = [Span(span.year - back, span.first, span.last) for back in (1, 2, 3)]
        mean = sum((self.level(key, year) for year in years), Decimal(0)) / 3
        return round_half_up(mean, self.decimals(key))

    def _groups(self, key: str, span: Span) -> Decimal:
        """Return how many groups of the CPI rose, fell or stayed."""
        last = key.rpartition(".")[2]
        if last == "so_nhom":
            return Decimal(len(CPI_GROUPS))
        same_period = last.endswith("_so_cung_ky") or span.months not in (1, 3)
        changes = [self.index_growth(group, span, same_period=same_period) for group in CPI_GROUPS]
        signs = {"tang": lambda x: x > 0, "giam": lambda x: x < 0, "giu": lambda x: x == 0}
        return Decimal(sum(map(signs[last.partition("_")[0]], changes)))

    def index_growth(self, key: str, span: Span, same_period: bool = True) -> Decimal:
        """Return the change of an index against last year or the stretch before."""
        before = span.year_earlier() if same_period else span.before()
        assert before is not None
        rate = self.hidden(key, span) / self.hidden(key, before)
        return round_half_up((rate - 1) * 100, PERCENT_DECIMALS)

    def products_up(self, keys: Iterable[str], span: Span) -> str:
        """Return how many of the products rose: a/b."""
        chosen = list(keys)
        rose = sum(self.sum_of(key, span) > self.sum_of(key, span.year_earlier()) for key in chosen)
        return f"{rose}/{len(chosen)}"

    def pair(self, key: str, span: Span) -> str:
        """Return the pair a/b of a stretch."""
        months = range(span.first, span.last + 1)
        whole = sum((self.seconds(key)[span.year, m] for m in months), Decimal(0))
        return f"{number(self.sum_of(key, span))}/{number(whole)}"

    # --- measures of indices and of what no rule derives ---

    def stated(self, key: str, span: Span, measure: Measure, levels: bool) -> Decimal | None:
        """Return a comparison as it is printed; with `levels` it follows from printed levels."""
        if measure is Measure.LEVEL:
            return self.level(key, span)
        if measure is Measure.SAME_PERIOD_LEVEL:
            return self.level(key, span.year_earlier())
        if measure is Measure.DIFFERENCE:
            return self.level(key, span) - self.level(key, span.year_earlier())
        if measure is Measure.POINTS:
            return self.index_growth(key, span) - self.index_growth(key, span.year_earlier())
        if measure is Measure.AVERAGE_LEVEL:
            return self.average(key, span)
        if measure is Measure.GROWTH_AVERAGE:
            return _growth(self.level(key, span), self.average(key, span), 1)
        if measure is Measure.GROWTH:
            before = span.year_earlier()
            if not levels:
                return self.index_growth(key, span)
            return _growth(self.level(key, span), self.level(key, before))
        if measure is Measure.GROWTH_PREVIOUS:
            return self.index_growth(key, span, same_period=False)
        if measure is Measure.GROWTH_YEAR_END:
            end = Span(span.year - 1, 12, 12)
            if self.indicator(key).aggregation is Aggregation.INDEX:
                return _growth(self.hidden(key, span), self.hidden(key, end))
            return _growth(self.level(key, span), self.level(key, end))
        if measure is Measure.GROWTH_BASE_YEAR:  # the base year lies before all that is hidden
            return _growth(self.hidden(key, span), Decimal(90))
        return None


def _fallen(made: dict[Month, Decimal], rng: random.Random, least: Decimal) -> dict[Month, Decimal]:
    """Return months of which every year has a little less than the one before."""
    for year in list(_years())[1:]:
        for month in range(1, 13):
            made[year, month] = made[year - 1, month]
        fall = max(2, int(sum(made[year, m] for m in range(1, 13)) * Decimal("0.06")))
        chosen = [m for m in range(1, 13) if made[year, m] > least]
        while fall and chosen:
            month = rng.choice(chosen)
            made[year, month] -= 1
            fall -= 1
            chosen = [m for m in chosen if made[year, m] > least]
    return made


def _years() -> range:
    return range(FIRST_YEAR, LAST_YEAR + 1)


def _places(step: Decimal) -> int:
    """Return how many decimals the multiples of a step need."""
    exponent = step.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return max(0, -exponent)


def _without(key: str, suffix: str) -> str:
    return key.removesuffix(suffix) if key.endswith(suffix) else ""


def _growth(now: Decimal, before: Decimal, decimals: int = PERCENT_DECIMALS) -> Decimal:
    return round_half_up((now / before - 1) * 100, decimals)


def number(value: Decimal) -> str:
    """Return a number as a clerk types it: a decimal comma, no dots."""
    return f"{value:f}".replace(".", ",")
