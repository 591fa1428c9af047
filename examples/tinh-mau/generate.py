"""Write a whole workspace of a province that does not exist: Tỉnh Mẫu.

    python examples/tinh-mau/generate.py [folder]

Catalogue and templates are the repository's own, with the names of real places taken out;
the figures, plans and sentences are made here, the same on every run. Flows are given by the
month and nothing else: quarters, cumulatives, growth and shares are left to lsreport.
"""

from __future__ import annotations

import argparse
import re
import shutil
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path

from asked import Asked, asked_by
from province import GROWING, SEASONS, Magnitude, Province, between, number

from lsreport.data.model import Catalogue, Indicator
from lsreport.data.workspace import Workspace, find_workspace
from lsreport.numbers import Form, decimals_of, parse_decimal, round_half_up
from lsreport.periods import Kind, Period, parse_period
from lsreport.report.names import WINDOWS
from lsreport.spans import Span, own_window, span_of
from lsreport.terms import Aggregation, Measure, Polarity, Window

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DEFAULT = HERE / "noi-lam-viec"
MARK = "# Tỉnh Mẫu: một tỉnh không có thật. Mọi tên, số, câu trong tệp này đều bịa ra để làm mẫu.\n"
YEARS = (2031, 2032)
BASE_YEAR, PLAN_YEAR, TERM = 2030, 2033, "2031-2035"
SETS = ("ubnd", "thongke")
KINDS = {Kind.QUARTER: 4, Kind.HALF_YEAR: 2, Kind.NINE_MONTHS: 1, Kind.YEAR: 1}

# Names of real places have no business beside invented figures.
NAMES = (
    ("Hữu Nghị - Chi Lăng", "Mẫu Một - Mẫu Hai"),
    ("cửa khẩu quốc tế Hữu Nghị", "cửa khẩu Mẫu Một"),
    ("Hữu Nghị", "Mẫu Một"),
    ("Tân Thanh", "Mẫu Hai"),
    ("Cao Lộc - Ba Sơn (ĐH.28)", "Mẫu Ba - Mẫu Bốn"),
    ("Cao Lộc", "Mẫu Ba"),
    ("Đồng Đăng - Trà Lĩnh", "Mẫu Năm - Mẫu Sáu"),
    ("Ga đường sắt Đồng Đăng", "Ga đường sắt Mẫu Năm"),
    ("Văn Quan, Bình Gia, Văn Lãng", "Mẫu Bảy, Mẫu Tám, Mẫu Chín"),
    ("Na Dương", "Mẫu Mười"),
    ("Thác Xăng", "Mẫu Mười Một"),
    ("Hữu Lũng", "Mẫu Mười Hai"),
    ("Đình Lập", "Mẫu Mười Ba"),
    ("Viglacera - CTCP", "Mẫu"),
    ("VSIP Lạng Sơn", "Mẫu"),
    ("Quốc lộ 4B", "Quốc lộ M1"),
    ("Quốc lộ 18", "Quốc lộ M2"),
    ("Xứ Lạng", "Tỉnh Mẫu"),
    ("Lạng Sơn", "Mẫu"),
    ("LẠNG SƠN", "MẪU"),
    ("Quảng Tây, Trung Quốc", "địa phương của nước láng giềng"),
    ("nước bạn Trung Quốc", "nước láng giềng"),
    ("Trung Quốc", "nước láng giềng"),
    ("các tỉnh Đông Bắc", "các tỉnh trong vùng"),
    # and the years of a real term
    ("Đến năm 2025, tổng số", "Đến cuối giai đoạn, tổng số"),
    ("quốc gia đến năm 2025", "quốc gia đến cuối giai đoạn"),
)

SENTENCES = (
    "Các cơ quan của Tỉnh Mẫu tiếp tục thực hiện công việc theo chương trình đã đề ra.",
    "Tình hình trong kỳ ở Tỉnh Mẫu nhìn chung ổn định.",
    "Công việc được triển khai đúng tiến độ, không có phát sinh đáng kể.",
    "Các huyện của Tỉnh Mẫu chủ động phối hợp, thông tin kịp thời.",
    "Kết quả được theo dõi hằng tháng và tổng hợp vào báo cáo chung.",
    "Các nội dung còn lại được chuyển sang kỳ sau để tiếp tục thực hiện.",
    "Việc kiểm tra, đôn đốc được duy trì thường xuyên.",
    "Tỉnh Mẫu giữ nền nếp làm việc, bảo đảm các điều kiện cần thiết.",
    "Các đơn vị rà soát, bổ sung kế hoạch theo tình hình thực tế.",
    "Công tác tuyên truyền được thực hiện bằng nhiều hình thức phù hợp.",
    "Một số việc cần thêm thời gian chuẩn bị và sẽ được báo cáo sau.",
    "Các chỉ tiêu trong lĩnh vực này được theo dõi đầy đủ.",
)
INVENTED = "(Câu bịa ra để làm mẫu.)"
LINKED = (
    "Tổng thu ngân sách nhà nước trên địa bàn Tỉnh Mẫu từ đầu năm là "
    "{ngan_sach.thu.luy_ke.muc}, {ngan_sach.thu.luy_ke.tang|so_voi}."
)
TASKS = (
    "Tiếp tục thực hiện các nhiệm vụ, giải pháp trong chương trình công tác của Tỉnh Mẫu.",
    "Theo dõi, đôn đốc tiến độ của từng việc; kịp thời báo cáo khi có vướng mắc.",
    "Chuẩn bị các điều kiện cần thiết để hoàn thành kế hoạch của kỳ sau.",
)

SETTINGS = """\
mac_dinh: ubnd/bao-cao

bo_so_lieu:
  ubnd: Số liệu bịa của UBND Tỉnh Mẫu
  thongke: Số liệu bịa của cơ quan thống kê Tỉnh Mẫu

bao_cao:
  ubnd/bao-cao:
    ten: Báo cáo tình hình kinh tế - xã hội của Tỉnh Mẫu (số liệu bịa)
    loai_van_ban: Báo cáo mẫu, số liệu bịa
    mau: ubnd/bao-cao.docx
    mau_theo_ky:
      quy: ubnd/bao-cao-ky.docx
      nua_nam: ubnd/bao-cao-ky.docx
      chin_thang: ubnd/bao-cao-ky.docx
      nam: ubnd/bao-cao-ky.docx
    bo_so_lieu: ubnd
    co_quan: ubnd
    ky_hieu: /BC-MẪU
    noi_nhan: mau
    loai_ky: [thang, quy, nua_nam, chin_thang, nam]
    lich: nghi_dinh_09
  ubnd/ke-hoach:
    ten: Kế hoạch phát triển kinh tế - xã hội của Tỉnh Mẫu (số liệu bịa)
    loai_van_ban: Kế hoạch mẫu, số liệu bịa
    mau: ubnd/ke-hoach.docx
    bo_so_lieu: ubnd
    co_quan: ubnd
    ky_hieu: /KH-MẪU
    noi_nhan: mau
    loai_ky: [nam]
  ubnd/thong-cao:
    ten: Thông cáo báo chí về tình hình kinh tế - xã hội của Tỉnh Mẫu (số liệu bịa)
    loai_van_ban: Thông cáo báo chí mẫu, số liệu bịa
    mau: ubnd/thong-cao.docx
    bo_so_lieu: ubnd
    co_quan: ubnd
    ky_hieu: /TC-MẪU
    loai_ky: [quy, nua_nam, chin_thang, nam]
  thongke/bao-cao:
    ten: Báo cáo tình hình kinh tế - xã hội của Tỉnh Mẫu (số liệu bịa)
    loai_van_ban: Báo cáo mẫu, số liệu bịa
    mau: thongke/bao-cao.docx
    bo_so_lieu: thongke
    co_quan: thong_ke
    ky_hieu: /BC-MẪU
    loai_ky: [thang]
    bo_cuc: thong_ke

ky_lien_quan:
  ca_nam: N
  nam_truoc: N-1
  hai_nam_truoc: N-2
  ba_nam_truoc: N-3
  s1_nam_truoc: N-1-S1
  ky_5_nam: 5N

kieu_in:
  dem_hai_chu_so: co
  so_le_phan_tram: 1
  danh_so: [I., 1., 1.1., a)]
  co_chu_chu_thich: 10
  chenh_lech: "{tang} ({chenh_lech|dau})"
  nguon: chu_thich
"""
BODIES = """\
co_quan:
  ubnd:
    ten: Ủy ban nhân dân Tỉnh Mẫu
    viet_tat: UBND tỉnh
    dia_danh: Tỉnh Mẫu
    dong_dau:
      - ỦY BAN NHÂN DÂN
      - TỈNH MẪU (BỊA RA)
    cap_duoi: các huyện, thành phố
  thong_ke:
    ten: Cơ quan thống kê Tỉnh Mẫu
    viet_tat: Cơ quan thống kê tỉnh
    dia_danh: Tỉnh Mẫu
    dong_dau:
      - CƠ QUAN THỐNG KÊ
      - TỈNH MẪU (BỊA RA)
    cap_duoi: các huyện, thành phố

# Không ai ký: tên người bịa ra có thể trùng tên người thật.
nguoi_ky: {}
"""
RECIPIENTS = """\
noi_nhan:
  mau:
    danh_sach:
      - Các cơ quan của Tỉnh Mẫu
      - Người đọc ví dụ này
    luu: VT
"""

# What no rule derives from a flow's or a stock's months.
UNDERIVED = frozenset(
    {
        Measure.AVERAGE_LEVEL,
        Measure.GROWTH_AVERAGE,
        Measure.PLAN_SHARE_CENTRAL,
        Measure.PLAN_SHARE_ADJUSTED,
        Measure.GROWTH_YEAR_END,
    }
)
# a/b where b is what the year's plan wants, not another count of the same months.
OF_YEAR = ("van_hoa.chieu_phim.buoi", "van_hoa.bieu_dien.chuyen_nghiep")
RISEN = "cong_nghiep.san_pham_tang"
WHOLE_INVESTMENT = ".von_thuc_hien"  # its share is one of the project's whole cost
FIVE_YEARS = ("muc_tieu_5_nam.hoan_thanh", "muc_tieu_5_nam.khong_dat")


@dataclass(frozen=True)
class Report:
    """A report of the workspace: its data set, the kinds of period, its template."""

    dataset: str
    kinds: tuple[Kind, ...]
    asked: Asked
    yearly_plan: bool = False


Given = dict[str, dict[Span, dict[Measure, str]]]


class Generator:
    """Writes the workspace into a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._plans: dict[tuple[str, int], str] = {}
        self._spans_asked: dict[str, set[tuple[str, Span, Measure]]] = {}

    def run(self) -> None:
        """Write everything."""
        self._clear()
        self._copy()
        self._write_settings()
        self.catalogue = find_workspace(self.folder).catalogue
        self.reports = list(self._reports())
        real = find_workspace(ROOT)
        self.province = Province(self.catalogue, magnitudes(real, self.catalogue))
        self.real_pairs = {name: set(_real_pairs(real, name)) for name in SETS}
        self._write_plans()
        for name in SETS:
            self._write_dataset(name)
        self._write_term()

    def _clear(self) -> None:
        marker = self.data / "lsreport.yaml"
        if marker.exists() and not marker.read_text(encoding="utf-8").startswith(MARK):
            raise SystemExit(f"{self.folder}: another workspace stands here")
        if self.folder.exists() and not marker.exists() and any(self.folder.iterdir()):
            raise SystemExit(f"{self.folder}: not empty")
        for name in ("data", "templates"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    # --- catalogue and templates ---

    def _copy(self) -> None:
        files = [ROOT / "data" / f"{name}.yaml" for name in ("don-vi", "bang", "bo-cuc")]
        for path in [*files, *sorted((ROOT / "data" / "chi-tieu").glob("*.yaml"))]:
            text = renamed(path.read_text(encoding="utf-8"))
            self._write(path.relative_to(ROOT), text)
        for path in sorted((ROOT / "templates").rglob("*.docx")):
            copy_template(path, self.folder / path.relative_to(ROOT))

    def _write_settings(self) -> None:
        self._write(Path("data/lsreport.yaml"), SETTINGS)
        self._write(Path("data/co-quan.yaml"), BODIES)
        self._write(Path("data/noi-nhan.yaml"), RECIPIENTS)

    def _write(self, path: Path, text: str) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(MARK + text, encoding="utf-8", newline="\n")

    def _reports(self) -> Iterator[Report]:
        for key, kind in self.catalogue.settings.reports.items():
            by_template: dict[str, list[Kind]] = defaultdict(list)
            for period_kind, template in kind.templates.items():
                by_template[template].append(period_kind)
            for template, kinds in by_template.items():
                asked = asked_by(self.folder / "templates" / template, self.catalogue)
                if kind.layout:
                    sections = (s for x in self.catalogue.layouts[kind.layout] for s in x.sections)
                    asked.sections |= {("", name) for name in _section_keys(sections)}
                yield Report(kind.dataset, tuple(kinds), asked, key.endswith("ke-hoach"))

    # --- what is asked of a data set ---

    def _asked(self, name: str) -> set[tuple[str, Span, Measure]]:
        """Return every figure that a report of any period prints: indicator, months, measure."""
        if name not in self._spans_asked:
            self._spans_asked[name] = {
                found
                for report in self.reports
                if report.dataset == name
                for period in _periods(report)
                for found in self._asked_in(report, period)
            }
        return self._spans_asked[name]

    def _asked_in(self, report: Report, period: Period) -> Iterator[tuple[str, Span, Measure]]:
        spans: dict[tuple[str, str], Span] = {}
        for ask in report.asked.figures:
            at = ask.scope, ask.window
            if at not in spans:
                seen = self._seen(ask.scope, period)
                spans[at] = span_of(seen, WINDOWS.get(ask.window) or own_window(seen))
            yield ask.indicator, spans[at], Measure(ask.measure)

    def _seen(self, scope: str, period: Period) -> Period:
        related = self.catalogue.settings.related
        return related[scope].seen_from(period) if scope else period

    def _pairs(self, name: str) -> set[str]:
        """Return the flows that the data set states as pairs a/b."""
        asked = {key for key, _span, measure in self._asked(name) if measure is Measure.PAIR_RATE}
        return {key for key in asked | self.real_pairs[name] if self._is(key, Aggregation.FLOW)}

    def _is(self, key: str, aggregation: Aggregation) -> bool:
        return self.catalogue.indicators[key].aggregation is aggregation

    # --- figures ---

    def _given(self, name: str) -> Given:
        given: Given = defaultdict(lambda: defaultdict(dict))
        pairs = self._pairs(name)
        asks = self._asked(name)
        with_level = {key for key, _span, measure in asks if measure is Measure.LEVEL}
        grown = {(key, span) for key, span, measure in asks if measure is Measure.GROWTH}
        monthly: set[str] = set()
        for key, span, measure in sorted(asks, key=lambda ask: (ask[0], ask[1], ask[2].value)):
            if span.months == 60 or span.year > YEARS[-1] or span.year < YEARS[0]:
                continue
            if key not in pairs and not self._is(key, Aggregation.INDEX):
                monthly |= set(self._family(key, measure))
            if measure is Measure.RATIO and (key, span) in grown:
                continue  # 100 + tang
            text = self._text(key, span, measure, key in pairs, key in with_level)
            if text:
                given[key][span][measure] = text
        for key in monthly | (pairs & set(OF_YEAR)):
            for (year, month), level in self.province.months(key).items():
                if year >= BASE_YEAR:
                    span = Span(year, month, month)
                    given[key][span] = {Measure.LEVEL: number(level), **given[key][span]}
        return given

    def _family(self, key: str, measure: Measure) -> Iterator[str]:
        """Yield an indicator, the parts of a total, and the whole that a share is one of."""
        yield key
        for part in self.catalogue.indicators[key].parts:
            yield from self._family(part, Measure.LEVEL)
        if measure in (Measure.SHARE, Measure.CONTRIBUTION) and (whole := self._whole(key)):
            yield from self._family(whole, Measure.LEVEL)

    def _whole(self, key: str) -> str | None:
        found = (k for k, indicator in self.catalogue.indicators.items() if key in indicator.parts)
        return next(found, None)

    def _text(self, key: str, span: Span, measure: Measure, pair: bool, levels: bool) -> str | None:
        """Return a figure as it is typed, or None where the tool derives it."""
        if measure.is_date:
            return self._day(span, measure)
        if measure in (Measure.PLAN, Measure.RATING, Measure.PAIR_RATE):
            return None
        if measure is Measure.SHARE:
            return self._share(key, span) if self._whole(key) is None else None
        if measure is Measure.PLAN_SHARE_CENTRAL or measure is Measure.PLAN_SHARE_ADJUSTED:
            return self._plan_share(key, span, "0.97" if "trung" in measure.value else "1.05")
        if pair:
            return self._pair_text(key, span, measure)
        if self._is(key, Aggregation.INDEX):
            return self._index_text(key, span, measure, levels)
        if measure is Measure.PLAN_SHARE and self._is(key, Aggregation.STOCK):
            return self._stock_share(key, span)
        if measure in UNDERIVED:
            return _typed(self.province.stated(key, span, measure, True))
        return None

    def _day(self, span: Span, measure: Measure) -> str:
        first, last = Period(span.year, span.first, 1).start, Period(span.year, span.last, 1).end
        day = first if measure is Measure.FROM else last
        return f"{day.day}/{day.month}/{day.year}"

    def _pair_text(self, key: str, span: Span, measure: Measure) -> str | None:
        province = self.province
        if measure is Measure.LEVEL:
            if key not in OF_YEAR:
                return province.pair(key, span)
            if span.months == 1:
                return None
            return f"{number(province.sum_of(key, span))}/{self._plan_text(key, span.year)}"
        if measure is Measure.GROWTH:
            return number(province.flow_growth(key, span))
        if measure is Measure.DIFFERENCE:
            before = province.sum_of(key, span.year_earlier())
            return number(province.sum_of(key, span) - before)
        if measure is Measure.PLAN_SHARE and key not in OF_YEAR:
            return self._plan_share(key, span, "1")
        return None

    def _index_text(self, key: str, span: Span, measure: Measure, levels: bool) -> str | None:
        if key == RISEN:
            return self.province.products_up(self._products(), span)
        if key in FIVE_YEARS:
            return self._five_years(key)
        known = self.province.magnitudes.get(key)
        if known and known.is_range and known.second is not None:
            return f"{number(known.amount)} - {number(known.second)}"
        found = self.province.stated(key, span, measure, levels)
        if found is not None and not found and key.startswith("gia.so_nhom."):
            return None  # no group: the sentence does without it
        return _typed(found)

    def _products(self) -> list[str]:
        """Return the products that the monthly report lists."""
        monthly = next(r for r in self.reports if r.dataset == "ubnd" and Kind.MONTH in r.kinds)
        keys = {a.indicator for a in monthly.asked.figures if a.measure == Measure.GROWTH.value}
        return sorted(key for key in keys if key.startswith("cong_nghiep.san_pham."))

    def _share(self, key: str, span: Span) -> str:
        """Return a share whose whole the catalogue does not declare."""
        if key.startswith("nong_nghiep.thu_hoach."):
            sown = key.replace(".thu_hoach.", ".dong_xuan.")
            part, whole = self.province.sum_of(key, span), self.province.sum_of(sown, span)
            return number(round_half_up(part / whole * 100, 1))
        return number(round_half_up(between(self.province.rng(key, "share"), 55, 75), 1))

    def _plan_share(self, key: str, span: Span, factor: str) -> str | None:
        if span.first != 1:
            return None
        plan = parse_decimal(self._plan_text(key, span.year)) * Decimal(factor)
        return number(round_half_up(self.province.level(key, span) / plan * 100, 1))

    def _stock_share(self, key: str, span: Span) -> str | None:
        if key.endswith(WHOLE_INVESTMENT):
            whole = self.province.level(key.replace(WHOLE_INVESTMENT, ".tong_muc"), span)
            return number(round_half_up(self.province.level(key, span) / whole * 100, 1))
        plan = parse_decimal(self._plan_text(key, span.year))
        return number(round_half_up(self.province.level(key, span) / plan * 100, 1))

    # --- plans ---

    def _planned(self) -> set[str]:
        wanted = {Measure.PLAN_SHARE, Measure.PLAN, Measure.PLAN_SHARE_CENTRAL}
        wanted |= {Measure.PLAN_SHARE_ADJUSTED, Measure.RATING}
        keys = {
            key
            for name in SETS
            for key, span, measure in self._asked(name)
            if measure in wanted and span.months != 60
        }
        keys = {key for key in keys | set(OF_YEAR) if not key.endswith(WHOLE_INVESTMENT)}
        return keys | {part for key in keys for part in self._all_parts(key)}

    def _planned_parts(self, key: str) -> tuple[str, ...]:
        """Return the parts of a flow's total: its target is the sum of theirs."""
        return self.catalogue.indicators[key].parts if self._is(key, Aggregation.FLOW) else ()

    def _all_parts(self, key: str) -> Iterator[str]:
        for part in self._planned_parts(key):
            yield part
            yield from self._all_parts(part)

    def _write_plans(self) -> None:
        for year in (*YEARS, PLAN_YEAR):
            lines = [f"nam: {year}", "ke_hoach:"]
            for key in sorted(self._planned()):
                lines += [f"  {key}:", f'    muc: "{self._plan_text(key, year)}"']
            self._write(Path(f"data/ke-hoach/{year}.yaml"), "\n".join(lines) + "\n")
        lines = [f"nam: {TERM}", "ke_hoach:"]
        for key in self._rows("chi_tieu_5_nam"):
            target = self._target(key, TERM, self._term_level(key))
            lines += [f"  {key}:", f'    muc: "{target}"']
        self._write(Path(f"data/ke-hoach/{TERM}.yaml"), "\n".join(lines) + "\n")

    def _rows(self, table: str) -> list[str]:
        rows = self.catalogue.tables[table].rows
        return list(dict.fromkeys(key for row in rows for key in row.indicators))

    def _plan_text(self, key: str, year: int) -> str:
        """Return a year's target; those of the plan's table so that all ratings occur."""
        if (key, year) not in self._plans:
            self._plans[key, year] = self._plan(key, year)
        return self._plans[key, year]

    def _plan(self, key: str, year: int) -> str:
        province = self.province
        if twin := province.twin_of(key):
            base, factor = twin
            planned = parse_decimal(self._plan_text(base, year)) * factor
            return number(round_half_up(planned, province.decimals(key)))
        if parts := self._planned_parts(key):
            planned = sum((parse_decimal(self._plan_text(k, year)) for k in parts), Decimal(0))
            return number(planned)
        if year > YEARS[-1]:
            ahead = province.level(key, Span(YEARS[-1], 1, 12))
            return self._ahead(key, ahead)
        level = province.level(key, Span(year, 1, 12))
        if key in self._rows("chi_tieu_nam"):
            return self._target(key, str(year), level)
        factor = between(province.rng(key, "plan", str(year)), 0.93, 1.08)
        planned = round_half_up(level * factor, decimals_of(level))
        return number(self._capped(key, planned))

    def _ahead(self, key: str, level: Decimal) -> str:
        indicator = self.catalogue.indicators[key]
        if indicator.polarity is Polarity.NEUTRAL or key.endswith(".toc_do_tang"):
            low = level.to_integral_value(ROUND_FLOOR)
            return f"{number(low)} - {number(low + 1)}"
        if key.endswith(".muc_giam"):
            return f"≥{number(level.to_integral_value(ROUND_FLOOR))}"
        factor = (
            Decimal("0.97") if indicator.polarity is Polarity.LESS_IS_BETTER else Decimal("1.04")
        )
        return number(self._capped(key, round_half_up(level * factor, decimals_of(level))))

    def _capped(self, key: str, level: Decimal) -> Decimal:
        return (
            min(level, Decimal(100)) if self.catalogue.indicators[key].unit.name == "%" else level
        )

    def _wanted(self, key: str, when: str) -> int:
        """Return 1 for a target that is to be exceeded, 0 for one just met, -1 for one missed."""
        return self.province.rng(key, "target", when).choice((1, 1, 1, 0, 0, -1))

    def _target(self, key: str, when: str, level: Decimal) -> str:
        """Return a target that a level exceeds, meets or misses."""
        indicator, wanted = self.catalogue.indicators[key], self._wanted(key, when)
        unit = Decimal(1).scaleb(-decimals_of(level))
        floor = level.to_integral_value(ROUND_FLOOR)
        if indicator.polarity is Polarity.NEUTRAL:
            low = floor if wanted >= 0 else floor + 2
            return f"{number(low)} - {number(low + 1)}"
        if key.endswith(".muc_giam"):  # a bound is met or not
            return f"≥{number(floor if wanted >= 0 else floor + 1)}"
        if wanted == 0 and key.endswith(".toc_do_tang"):
            return f"{number(floor)} - {number(floor + 1)}"
        if wanted < 0 and indicator.unit.name == "%" and level >= 100:
            wanted = 0
        step = max(unit, round_half_up(level * Decimal("0.04"), decimals_of(level)))
        sign = -1 if indicator.polarity is Polarity.LESS_IS_BETTER else 1
        return number(self._capped(key, level - sign * wanted * step))

    # --- five years ---

    def _term_level(self, key: str) -> Decimal:
        level = self.province.level(key, Span(YEARS[-1], 1, 12))
        indicator = self.catalogue.indicators[key]
        steady = indicator.polarity is Polarity.NEUTRAL or key.endswith(
            (".toc_do_tang", ".muc_giam")
        )
        factor = Decimal(1) if steady else Decimal("1.06")
        if key == "dau_tu_xa_hoi_nghin_ty_dong":
            factor = Decimal(5)  # the sum of the five years
        if indicator.polarity is Polarity.LESS_IS_BETTER:
            factor = Decimal("0.8")
        return self._capped(key, round_half_up(level * factor, min(1, decimals_of(level))))

    def _five_years(self, key: str) -> str:
        """Return how many targets of the term are met, or missed: one for every number."""
        missed: list[bool] = []
        for row in self.catalogue.tables["chi_tieu_5_nam"].rows:
            if row.number and row.indicators:
                missed.append(False)
            for k in row.indicators:
                missed[-1] |= not self._meets(k)
        count = sum(missed) if key.endswith("khong_dat") else len(missed) - sum(missed)
        return f"{count}/{len(missed)}"

    def _meets(self, key: str) -> bool:
        level = self._term_level(key)
        capped = self.catalogue.indicators[key].unit.name == "%" and level >= 100
        return self._wanted(key, TERM) >= 0 or capped

    def _write_term(self) -> None:
        figures: Given = {
            key: {Span(2031, 1, 60): {Measure.LEVEL: number(self._term_level(key))}}
            for key in self._rows("chi_tieu_5_nam")
        }
        self._write_period("ubnd", parse_period(TERM), figures, {}, ())

    # --- files ---

    def _write_dataset(self, name: str) -> None:
        given = self._given(name)
        own: dict[Period, Given] = defaultdict(lambda: defaultdict(dict))
        for key, spans in given.items():
            for span, measures in spans.items():
                if measures:
                    own[_home(span)][key][span] = measures
        for period in self._written(name):
            figures = own.pop(period, {})
            if period.year == PLAN_YEAR:
                figures = {
                    key: {Span(PLAN_YEAR, 1, 12): {Measure.LEVEL: self._five_years(key)}}
                    for key in FIVE_YEARS
                }
            sections = self._sections(name, period)
            tasks = TASKS if name == "ubnd" and period.year > BASE_YEAR else ()
            self._write_period(name, period, figures, sections, tasks)
        assert not own, f"no file for {list(own)}"

    def _written(self, name: str) -> Iterator[Period]:
        for year in (BASE_YEAR, *YEARS):
            yield from (Period(year, month, 1) for month in range(1, 13))
        for year in YEARS:
            for kind, count in KINDS.items():
                yield from (Period(year, 1 + i * kind.value, kind.value) for i in range(count))
        if name == "ubnd":
            yield Period(PLAN_YEAR, 1, 12)

    def _sections(self, name: str, period: Period) -> Mapping[str, list[str]]:
        """Return a sentence for every section that a report of the period prints."""
        wanted: set[str] = set()
        for report in self.reports:
            if report.dataset == name:
                for printed in _periods(report):
                    scopes = {s for s, _name in report.asked.sections}
                    here = {scope for scope in scopes if self._seen(scope, printed) == period}
                    wanted |= {section for s, section in report.asked.sections if s in here}
        made = {}
        for section in sorted(wanted):
            rng = self.province.rng(name, str(period), section)
            made[section] = [f"{rng.choice(SENTENCES)} {INVENTED}"]
        if "mo_dau" in made and name == "ubnd" and period.year <= YEARS[-1]:
            made["mo_dau"].append(f"{LINKED} {INVENTED}")
        return made

    def _write_period(
        self,
        name: str,
        period: Period,
        figures: Given,
        sections: Mapping[str, list[str]],
        tasks: Iterable[str],
    ) -> None:
        day = period.end if period.end.year <= YEARS[-1] else parse_period(f"{YEARS[-1]}-12").end
        lines = [f"ky: {period}", f"bo_so_lieu: {name}", f"ban: {day.day}/{day.month}/{day.year}"]
        lines += ["", "so_lieu:" if figures else "so_lieu: {}"]
        for key in sorted(figures):
            lines.append(f"  {key}:")
            for span, measures in sorted(figures[key].items()):
                lines.append(f"    {_window(period, span)}:")
                lines += [f"      {measure.value}: {_quoted(t)}" for measure, t in measures.items()]
                lines.append(f"      trang_thai: {_status(span)}")
        if sections:
            lines += ["", "tuong_thuat:"]
            for section, paragraphs in sections.items():
                lines.append(f"  {section}:")
                lines += [line for text in paragraphs for line in ("    - >-", f"      {text}")]
        if tasks:
            lines += ["", "nhiem_vu:"]
            for task in tasks:
                lines += ["  - - >-", f"      {task} {INVENTED}"]
        self._write(Path(f"data/{name}/{period}.yaml"), "\n".join(lines) + "\n")


# --- periods and spans ----------------------------------------------------------------------


def _periods(report: Report) -> Iterator[Period]:
    """Yield the periods that a report is made for."""
    if report.yearly_plan:  # a plan looks back on the year before
        yield from (Period(year, 1, 12) for year in (YEARS[-1], PLAN_YEAR))
        return
    for year in YEARS:
        for kind in report.kinds:
            count = {Kind.MONTH: 12, **KINDS}[kind]
            yield from (Period(year, 1 + i * kind.value, kind.value) for i in range(count))


def _home(span: Span) -> Period:
    """Return the one file in which a stretch of months is stated."""
    if span.months in (3, 6, 9, 12) and (span.first - 1) % span.months == 0:
        return Period(span.year, span.first, span.months)
    return Period(span.year, span.last, 1)


def _window(period: Period, span: Span) -> str:
    own = own_window(period)
    return own.value if span_of(period, own) == span else Window.YEAR_TO_DATE.value


def _status(span: Span) -> str:
    if span.months == 60 or span.year > YEARS[-1] or (span.year, span.last) == (YEARS[-1], 12):
        return "uoc_tinh"
    return "so_bo" if span.year == YEARS[-1] else "chinh_thuc"


def _section_keys(sections: Iterable[object]) -> Iterator[str]:
    for section in sections:
        if key := getattr(section, "key", None):
            yield key
        yield from _section_keys(getattr(section, "sections", ()))


def _typed(value: Decimal | None) -> str | None:
    return None if value is None else number(value)


def _quoted(text: str) -> str:
    return f'"{text}"' if re.search(r"[^0-9,/]", text) else text


# --- names and magnitudes -------------------------------------------------------------------


def renamed(text: str) -> str:
    """Return a text without the names of real places."""
    for real, invented in NAMES:
        text = text.replace(real, invented)
    return text


def copy_template(source: Path, target: Path) -> None:
    """Copy a Word template, places renamed; the same bytes every time."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename.endswith(".xml"):
                text = renamed(content.decode("utf-8"))
                plain = re.sub(r"<[^>]+>", "", text)
                left = [real for real, _invented in NAMES if real in plain]
                assert not left, f"{source.name}: {left} is cut into pieces"
                content = text.encode("utf-8")
            member = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, content)


def magnitudes(real: Workspace, catalogue: Catalogue) -> dict[str, Magnitude]:
    """Return what the real reports say an indicator is about: a month's amount, or a level."""
    found: dict[str, tuple[int, Magnitude]] = {}
    decimals: dict[str, int] = defaultdict(int)
    for name in SETS:
        for period in real.periods(name):
            for key, windows in real.dataset(name, period)[0].observations.items():
                for window, observation in windows.items():
                    cell = observation.cells.get(Measure.LEVEL)
                    quantity = cell.quantity if cell else None
                    if key not in catalogue.indicators or quantity is None:
                        continue
                    indicator = catalogue.indicators[key]
                    flow = indicator.aggregation is Aggregation.FLOW
                    if quantity.first is None or (flow and not quantity.first):
                        continue
                    decimals[key] = max(decimals[key], quantity.decimals)
                    rank, months = _months(indicator, span_of(period, window))
                    if key not in found or rank > found[key][0]:
                        first, second = abs(quantity.first), quantity.second
                        found[key] = (
                            rank,
                            Magnitude(
                                first / months,
                                0,
                                second / months if second else None,
                                quantity.form is Form.RANGE,
                            ),
                        )
    return {
        key: Magnitude(seen.amount, min(decimals[key], 2), seen.second, seen.is_range)
        for key, (_rank, seen) in found.items()
    }


def _months(indicator: Indicator, span: Span) -> tuple[int, Decimal]:
    """Return how good a source a stretch is, and by how much its level is divided."""
    if indicator.aggregation is not Aggregation.FLOW:
        return (-1 if span.months == 60 else span.year * 12 + span.last), Decimal(1)
    if span.months == 60:
        return 0, Decimal(12)  # a year's level, reached in the last of five
    seasonal = indicator.key.startswith((*SEASONS, *(flow for flow, _start in GROWING.values())))
    if seasonal and span.months > 1:
        return span.months, Decimal(12)
    return span.months, Decimal(span.months)


def _real_pairs(real: Workspace, name: str) -> Iterator[str]:
    for period in real.periods(name):
        for key, windows in real.dataset(name, period)[0].observations.items():
            for observation in windows.values():
                cell = observation.cells.get(Measure.LEVEL)
                if cell and cell.quantity and cell.quantity.form is Form.PAIR:
                    yield key


def main() -> None:
    """Write the workspace into the folder that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    given = parser.parse_args()
    Generator(given.folder).run()


if __name__ == "__main__":
    main()
