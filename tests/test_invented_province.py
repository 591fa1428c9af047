"""The invented province: every report of every kind of period, every identity, every refusal.

Two years of made-up data in which nothing is missing and nothing contradicts (examples/tinh-mau):
what lsreport derives has to close there exactly.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from lsreport.check import contradictions
from lsreport.data.model import Cell, Dataset, Observation
from lsreport.data.workspace import Workspace
from lsreport.docxfile.verify import verify
from lsreport.errors import DataError, Fault, FigureError
from lsreport.expressions import Expression, ExpressionTextError, parse_expression
from lsreport.inspection import read_figures
from lsreport.measures import Measures
from lsreport.numbers import Form, Quantity, exact, parse_quantity
from lsreport.periods import Period, parse_period
from lsreport.report.figures import MissingFigure, PrintedFigure
from lsreport.report.stages import Report, open_report
from lsreport.terms import Aggregation, Measure, Rating, Window

SETS = ("ubnd", "thongke")
# Every report of the workspace, and how many figures it holds at the least.
REPORTS = (
    ("ubnd/bao-cao", "2032-05", 300),
    ("ubnd/bao-cao", "2032-Q2", 350),
    ("ubnd/bao-cao", "2032-S1", 300),
    ("ubnd/bao-cao", "2032-9M", 300),
    ("ubnd/bao-cao", "2032", 300),
    ("thongke/bao-cao", "2032-06", 800),
    ("thongke/bao-cao", "2032-07", 750),
    ("ubnd/thong-cao", "2032-Q1", 60),
    ("ubnd/thong-cao", "2032-S1", 60),
    ("ubnd/thong-cao", "2032-9M", 60),
    ("ubnd/thong-cao", "2032", 60),
    ("ubnd/ke-hoach", "2033", 500),
)


# Wholes of which a report prints the parts, without the catalogue's saying so.
SUMS = {
    "thuong_mai.ban_le.luu_tru_an_uong": (
        "thuong_mai.ban_le.luu_tru",
        "thuong_mai.ban_le.an_uong",
    ),
    "thuong_mai.ban_le": (
        "thuong_mai.ban_le.hang_hoa",
        "thuong_mai.ban_le.luu_tru_an_uong",
        "thuong_mai.ban_le.lu_hanh",
        "thuong_mai.ban_le.dich_vu_khac",
    ),
    "moi_truong.vi_pham.vu": (
        "moi_truong.vi_pham.khoi_to.vu",
        "moi_truong.vi_pham.xu_phat.vu",
    ),
}
# The same quantity in two units, by data set, and how many of the second make one of the first.
TWINS = (
    ("thongke", "lam_nghiep.trong_rung_nghin_ha", "lam_nghiep.trong_rung", 1000),
    ("thongke", "chan_nuoi.lon.xuat_chuong_nghin_con", "chan_nuoi.lon.xuat_chuong", 1000),
    ("thongke", "chan_nuoi.gia_cam.trung", "chan_nuoi.gia_cam.trung_nghin_qua", 1000),
    ("thongke", "chan_nuoi.gia_cam.trung_ga", "chan_nuoi.gia_cam.trung_ga_nghin_qua", 1000),
    ("thongke", "du_lich.khach", "du_lich.khach_luot", 1000),
    ("thongke", "thien_tai.gia_tri", "thien_tai.gia_tri_trieu_dong", 1000),
    (
        "ubnd",
        "cong_nghiep.san_pham.nhua_thong_nghin_tan",
        "cong_nghiep.san_pham.nhua_thong",
        1000,
    ),
)
# What is never more than its whole, all parts of one whole taken together.
WITHIN = (
    ("ubnd", "an_ninh.hinh_su.vu", ("an_ninh.hinh_su.lam_ro.vu",)),
    ("ubnd", "an_ninh.hinh_su.lam_ro.vu", ("an_ninh.hinh_su.lam_ro.ngoai_ky",)),
    ("ubnd", "an_ninh.danh_bac.vu", ("an_ninh.danh_bac.khoi_to.vu",)),
    ("ubnd", "an_ninh.danh_bac.doi_tuong", ("an_ninh.danh_bac.khoi_to.bi_can",)),
    ("ubnd", "an_ninh.mai_dam.vu", ("an_ninh.mai_dam.khoi_to.vu",)),
    ("ubnd", "an_ninh.kinh_te.vu", ("an_ninh.kinh_te.khoi_to.vu",)),
    ("ubnd", "an_ninh.moi_truong.vu", ("an_ninh.moi_truong.khoi_to.vu",)),
    ("ubnd", "chong_buon_lau.kiem_tra", ("chong_buon_lau.xu_phat", "chong_buon_lau.khoi_to.vu")),
    ("ubnd", "moi_truong.vi_pham.vu", ("moi_truong.vi_pham.xu_phat.vu",)),
    ("thongke", "moi_truong.vi_pham.vu", ("moi_truong.vi_pham.xu_ly.vu",)),
    ("thongke", "thuy_san.san_luong", ("thuy_san.san_luong.ca",)),
    ("thongke", "lao_dong.that_nghiep.nop_ho_so", ("lao_dong.that_nghiep.duoc_huong",)),
    ("thongke", "chan_nuoi.gia_cam.trung", ("chan_nuoi.gia_cam.trung_ga",)),
    (
        "thongke",
        "thien_tai.nha_o",
        ("thien_tai.nha_o.sap_do", "thien_tai.nha_o.tren_30", "thien_tai.nha_o.duoi_30"),
    ),
    (
        "thongke",
        "y_te.kham_chua_benh.ngoai_cong_lap",
        ("y_te.kham_chua_benh.ngoai_cong_lap.bao_hiem",),
    ),
    (
        "thongke",
        "ngan_sach.thu.noi_dia_trieu_dong",
        ("ngan_sach.thu.noi_dia.con_lai_trieu_dong",),
    ),
)
CPI_GROUPS = (
    "hang_an",
    "do_uong_thuoc_la",
    "may_mac",
    "nha_o",
    "thiet_bi",
    "y_te",
    "giao_thong",
    "buu_chinh_vien_thong",
    "giao_duc",
    "van_hoa",
    "hang_khac",
)


class Province:
    """The workspace, read once, and what may be asked of it."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace, self.catalogue = workspace, workspace.catalogue
        self.templates: dict[Path, Report] = {}

    def report(self, name: str, period: str) -> Report:
        """Return a report; a template is compiled once for all of its periods."""
        report = open_report(self.workspace, parse_period(period), name)
        known = self.templates.setdefault(report.template_path, report)
        report.__dict__["template"] = known.template
        return report

    def dataset(self, name: str, period: str) -> Dataset:
        """Return the data of a period."""
        return self.workspace.dataset(name, parse_period(period))[0]

    def measures(
        self, name: str, period: str, *without: str, own: Dataset | None = None
    ) -> Measures:
        """Return the figures of a period, as if some files were not there."""
        dataset = own or self.dataset(name, period)
        others = self.workspace.earlier(name, parse_period(period))
        known = [other for other in others if str(other.period) not in without]
        return Measures(dataset, self.catalogue, lambda: known)

    def number(self, name: str, period: str, figure: str) -> Decimal:
        """Return a figure that is one number."""
        content = self.measures(name, period).value(parse_expression(figure)).content
        assert isinstance(content, Quantity)
        assert content.number is not None
        return content.number

    def refusal(self, measures: Measures, figure: str) -> Fault:
        """Return why a figure cannot be had."""
        with pytest.raises(FigureError) as caught:
            measures.value(parse_expression(figure))
        [fault] = caught.value.faults
        return fault


@pytest.fixture(scope="session")
def folders(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return two workspaces that two runs of the generator have written."""
    made = tmp_path_factory.mktemp("tinh-mau") / "a", tmp_path_factory.mktemp("tinh-mau") / "b"
    script = str(root / "examples" / "tinh-mau" / "generate.py")
    runs = [subprocess.Popen([sys.executable, script, str(folder)]) for folder in made]
    assert [run.wait(120) for run in runs] == [0, 0]
    return made


@pytest.fixture(scope="session")
def province(folders: tuple[Path, Path]) -> Province:
    """Return the province; its files are read once for all tests."""
    known: dict[tuple[str, Period], tuple[Dataset, list[Fault]]] = {}

    class Known(Workspace):
        def dataset(self, name: str, period: Period) -> tuple[Dataset, list[Fault]]:
            if (name, period) not in known:
                known[name, period] = super().dataset(name, period)
            return known[name, period]

    return Province(Known(folders[0]))


@pytest.fixture
def copy(folders: tuple[Path, Path], tmp_path: Path) -> Path:
    """Return a workspace of one's own, to spoil."""
    return Path(shutil.copytree(folders[0], tmp_path / "w"))


# --- the generator and the reports ----------------------------------------------------------


def test_the_same_seed_gives_the_same_bytes(folders: tuple[Path, Path]) -> None:
    """Two runs write the same files."""
    first, second = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
        for folder in folders
    )
    assert len(first) > 130
    assert first == second


def test_everything_is_marked_as_invented(folders: tuple[Path, Path], province: Province) -> None:
    """Every file says so in its first line, and no name of a real place is left."""
    for path in folders[0].rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# Tỉnh Mẫu: một tỉnh không có thật."), path
        assert "Lạng Sơn" not in text, path
    for kind in province.catalogue.settings.reports.values():
        assert "Tỉnh Mẫu (số liệu bịa)" in kind.name
    assert province.catalogue.signers == {}


@pytest.mark.parametrize(("name", "period", "least"), REPORTS, ids=lambda value: str(value))
def test_a_report_is_drafted_in_full(
    province: Province, name: str, period: str, least: int
) -> None:
    """It renders without a fault, every figure of it linked; the title says that it is invented."""
    report = province.report(name, period)
    drafted = report.draft()
    found = read_figures(drafted.document, "document")
    assert drafted.gaps == ()
    assert least <= len(found.figures) <= len(drafted.links)
    assert all(figure.link.sources for figure in found.figures)
    assert verify(drafted.document, "document") == []


@pytest.mark.parametrize("name", SETS)
def test_nothing_contradicts(province: Province, name: str) -> None:
    """Given and derived figures, totals and ratings agree in every period of a data set."""
    periods = province.workspace.periods(name)
    assert len(periods) >= 52
    for period in periods:
        assert list(contradictions(province.measures(name, str(period)))) == [], period


# --- identities -----------------------------------------------------------------------------


def flows(province: Province, name: str) -> Iterator[str]:
    """Yield the flows of which every month is one number, and no longer stretch a pair a/b."""
    year = province.dataset(name, "2032").observations
    pairs = {
        key
        for key, windows in year.items()
        if any(Measure.LEVEL in o.cells for o in windows.values())
    }
    for key, windows in province.dataset(name, "2032-05").observations.items():
        flow = province.catalogue.indicators[key].aggregation is Aggregation.FLOW
        month = windows.get(Window.MONTH)
        if flow and month and month.number(Measure.LEVEL) is not None and key not in pairs:
            yield key


def level(measures: Measures, key: str, window: Window) -> Decimal:
    """Return a level that was derived: nothing else is given of a flow."""
    value = measures.value(Expression(key, window, Measure.LEVEL))
    assert window is Window.MONTH or value.formula, (key, window)
    assert isinstance(value.content, Quantity)
    assert value.content.number is not None
    return value.content.number


@pytest.mark.parametrize("name", SETS)
def test_levels_add_up_over_time(province: Province, name: str) -> None:
    """Quarter = Σ months, half = Σ quarters, nine months, year: for every flow of the data set."""
    months = [province.measures(name, f"2032-{month:02d}") for month in range(1, 13)]
    quarters = [province.measures(name, f"2032-Q{number}") for number in range(1, 5)]
    halves = [province.measures(name, f"2032-S{number}") for number in (1, 2)]
    nine, year = province.measures(name, "2032-9M"), province.measures(name, "2032")
    keys = list(flows(province, name))
    assert len(keys) > 150
    for key in keys:
        by_month = [level(m, key, Window.MONTH) for m in months]
        by_quarter = [level(q, key, Window.QUARTER) for q in quarters]
        by_half = [level(h, key, Window.HALF_YEAR) for h in halves]
        assert by_quarter == [sum(by_month[i : i + 3]) for i in (0, 3, 6, 9)], key
        assert by_half == [sum(by_quarter[:2]), sum(by_quarter[2:])], key
        assert level(nine, key, Window.NINE_MONTHS) == sum(by_quarter[:3]), key
        assert level(year, key, Window.YEAR) == sum(by_half) == sum(by_month), key
        to_date = [level(m, key, Window.YEAR_TO_DATE) for m in months[1:]]
        assert to_date == [sum(by_month[: i + 2]) for i in range(11)], key


@pytest.mark.parametrize("period", ["2032-05", "2032-Q2", "2032-S1", "2032-9M", "2032"])
@pytest.mark.parametrize("name", SETS)
def test_totals_are_their_parts(province: Province, name: str, period: str) -> None:
    """A declared total is the exact sum of its parts, and their contributions its growth."""
    measures = province.measures(name, period)
    known = set(flows(province, name))
    totals = [i for i in province.catalogue.indicators.values() if i.parts and i.key in known]
    assert totals
    for total in totals:
        parts = [province.catalogue.indicators[key] for key in total.parts]
        whole = level(measures, total.key, Window.YEAR_TO_DATE)
        added = sum(level(measures, part.key, Window.YEAR_TO_DATE) for part in parts)
        assert whole == added, total.key
        growth = measures.derivation(total, Window.YEAR_TO_DATE, Measure.GROWTH)
        found = [measures.derivation(p, Window.YEAR_TO_DATE, Measure.CONTRIBUTION) for p in parts]
        assert growth is not None
        given = sum((contribution.number for contribution in found if contribution), Decimal(0))
        assert abs(given - growth.number) < Decimal("1e-20"), total.key


def months_of(province: Province, name: str, key: str) -> list[Decimal]:
    """Return an indicator's level in every month of the three years."""
    return [
        province.number(name, f"{year}-{month:02d}", f"{key}.thang.muc")
        for year in (2030, 2031, 2032)
        for month in range(1, 13)
    ]


@pytest.mark.parametrize("whole", SUMS)
def test_a_printed_whole_is_its_printed_parts(province: Province, whole: str) -> None:
    """What a report prints as "trong đó" adds up in every month, hence grows together."""
    parts = [months_of(province, "thongke", part) for part in SUMS[whole]]
    assert months_of(province, "thongke", whole) == [
        sum(month) for month in zip(*parts, strict=True)
    ]


@pytest.mark.parametrize(("name", "large", "small", "factor"), TWINS, ids=lambda value: str(value))
def test_twins_are_one_quantity(
    province: Province, name: str, large: str, small: str, factor: int
) -> None:
    """One quantity in two units: the same amount, growth and difference, only written otherwise."""
    larges, smalls = (months_of(province, name, key) for key in (large, small))
    assert [level * factor for level in larges] == smalls
    for window in ("thang", "luy_ke"):
        growths = [province.number(name, "2032-06", f"{k}.{window}.tang") for k in (large, small)]
        assert growths[0] == growths[1]
        first, second = (
            province.number(name, "2032-06", f"{k}.{window}.chenh_lech") for k in (large, small)
        )
        assert first * factor == second


@pytest.mark.parametrize(("name", "whole", "parts"), WITHIN, ids=lambda value: str(value))
def test_a_part_is_no_more_than_its_whole(
    province: Province, name: str, whole: str, parts: tuple[str, ...]
) -> None:
    """No more cases are solved, prosecuted or punished than there were."""
    counted = [months_of(province, name, part) for part in parts]
    for level, month in zip(
        months_of(province, name, whole), zip(*counted, strict=True), strict=True
    ):
        assert sum(month) <= level


def test_pigs_weigh_what_pigs_weigh(province: Province) -> None:
    """Heads and tons of slaughtered animals belong together."""
    for animal, low, high in (("trau", 200, 400), ("bo", 200, 400), ("lon", 60, 100)):
        heads, tons = (
            months_of(province, "thongke", f"chan_nuoi.{animal}.{what}")
            for what in ("xuat_chuong", "san_luong")
        )
        assert all(low < 1000 * t / h < high for h, t in zip(heads, tons, strict=True)), animal


@pytest.mark.parametrize(
    ("window", "measure", "ending"),
    [
        ("thang", "tang_ky_truoc", ""),
        ("thang", "tang", "_so_cung_ky"),
        ("luy_ke", "tang", ""),
    ],
)
def test_groups_of_the_cpi_are_counted(
    province: Province, window: str, measure: str, ending: str
) -> None:
    """As many groups rose, fell or stayed as the list beside the sentence shows; 11 in all."""
    changes = [
        province.number("thongke", "2032-06", f"gia.cpi.{group}.{window}.{measure}")
        for group in CPI_GROUPS
    ]
    counts = {
        "tang": sum(change > 0 for change in changes),
        "giam": sum(change < 0 for change in changes),
        "giu": sum(change == 0 for change in changes),
    }
    assert sum(counts.values()) == 11
    told = province.measures("thongke", "2032-06")
    for word, count in counts.items():
        key = f"gia.so_nhom.{word}_gia{ending}"
        if key not in province.catalogue.indicators:
            continue
        try:
            content = told.value(parse_expression(f"{key}.{window}.muc")).content
        except FigureError:  # none: the sentence does without
            assert not count, key
            continue
        assert content == exact(Decimal(count)), key


def test_growth_is_that_of_the_sums(province: Province) -> None:
    """Growth, difference, ratio and plan share of nine months follow from the months alone."""
    months = [f"{month:02d}" for month in range(1, 10)]
    key = "ngan_sach.thu.noi_dia"
    now, before = (
        sum(province.number("ubnd", f"{year}-{m}", f"{key}.thang.muc") for m in months)
        for year in (2032, 2031)
    )
    ask = {
        measure: province.number("ubnd", "2032-9M", f"{key}.chin_thang.{measure}")
        for measure in ("muc", "cung_ky", "chenh_lech", "tang", "bang", "dat")
    }
    [plan] = [
        p[key].cell.quantity for at, p in province.catalogue.plans.items() if str(at) == "2032"
    ]
    assert plan is not None
    assert plan.number is not None
    assert (ask["muc"], ask["cung_ky"], ask["chenh_lech"]) == (now, before, now - before)
    assert ask["tang"] == round((now / before - 1) * 100, 1)
    assert ask["bang"] - ask["tang"] == 100
    assert ask["dat"] == round(now / plan.number * 100, 1)


def test_a_plan_of_a_total_is_that_of_its_parts(province: Province) -> None:
    """The targets of a declared total's parts add up to its own."""
    for at, plans in province.catalogue.plans.items():
        for key, plan in plans.items():
            indicator = province.catalogue.indicators[key]
            parts = [plans[part].cell.quantity for part in indicator.parts if part in plans]
            if parts and indicator.aggregation is Aggregation.FLOW and at.months == 12:
                numbers = [part.number for part in parts if part and part.number is not None]
                assert plan.cell.quantity is not None
                assert plan.cell.quantity.number == sum(numbers), (str(at), key)


def test_all_ratings_occur_and_are_counted(province: Province) -> None:
    """The five-year table has each rating; the sentence about it counts as the table does."""
    measures = province.measures("ubnd", "2031-2035")
    ratings: list[set[Rating]] = []
    for row in province.catalogue.tables["chi_tieu_5_nam"].rows:
        if row.number and row.indicators:
            ratings.append(set())
        for key in row.indicators:
            content = measures.value(Expression(key, Window.TERM, Measure.RATING)).content
            assert isinstance(content, Rating)
            ratings[-1].add(content)
    assert set.union(*ratings) == set(Rating)
    missed = sum(Rating.NOT_MET in found for found in ratings)
    told = province.dataset("ubnd", "2033").observations["muc_tieu_5_nam.khong_dat"]
    assert told[Window.YEAR].cells[Measure.LEVEL].value == parse_quantity(
        f"{missed}/{len(ratings)}"
    )


# --- what may not be asked ------------------------------------------------------------------


def spoiled(dataset: Dataset, key: str, window: Window, content: Quantity) -> Dataset:
    """Return the data with another level of one indicator."""
    cell = next(iter(dataset.observations["ngan_sach.thu"][Window.MONTH].cells.values()))
    observation = Observation({Measure.LEVEL: Cell(content, cell.source)}, cell.source)
    kept = {**dataset.observations, key: {window: observation}}
    return replace(dataset, observations=kept)


def test_an_index_is_not_summed_over_a_quarter(province: Province) -> None:
    """April and May of the CPI are given, and make no quarter."""
    fault = province.refusal(province.measures("thongke", "2032-05"), "gia.cpi.quy.tang")
    assert fault.code == "thieu-so-lieu"
    assert "chỉ số, tỷ lệ không cộng theo thời gian được" in fault.fix


def test_a_rate_has_no_level_of_a_half_year(province: Province) -> None:
    """Six monthly rates make no rate of the half-year."""
    key = "chuyen_doi_so.ho_nong_nghiep.do_phu"
    fault = province.refusal(province.measures("ubnd", "2032-06"), f"{key}.nua_nam.muc")
    assert fault.code == "thieu-so-lieu"
    assert "phải có số riêng" in fault.fix


def test_a_quarter_needs_each_of_its_months(province: Province) -> None:
    """Without the file of April there is no second quarter, and no guess."""
    whole = province.measures("ubnd", "2032-Q2")
    assert whole.value(parse_expression("ngan_sach.thu.quy.muc")).formula
    fault = province.refusal(
        province.measures("ubnd", "2032-Q2", "2032-04"), "ngan_sach.thu.quy.muc"
    )
    assert fault.code == "thieu-so-lieu"
    assert "kỳ 2032-Q2" in fault.message
    assert fault.where.file == "data/ubnd/2032-Q2.yaml"


def test_a_month_needs_both_cumulatives(province: Province) -> None:
    """Of January to May alone, May does not follow; with January to April it does."""
    key, window = "ngan_sach.thu", Window.YEAR_TO_DATE
    may = spoiled(province.dataset("ubnd", "2032-05"), key, window, parse_quantity("500"))
    april = spoiled(province.dataset("ubnd", "2032-04"), key, window, parse_quantity("380"))
    with_april = Measures(may, province.catalogue, lambda: [april])
    assert with_april.value(parse_expression(f"{key}.thang.muc")).content == parse_quantity("120")
    alone = Measures(may, province.catalogue, tuple)
    fault = province.refusal(alone, f"{key}.thang.muc")
    assert fault.code == "thieu-so-lieu"
    assert fault.fix.startswith("chỉ biết các khoảng 1-5/2032")


def test_nothing_grows_from_zero(province: Province) -> None:
    """A base of zero gives a difference, and no growth."""
    key = "giao_thong.vu"
    before = spoiled(province.dataset("ubnd", "2031-05"), key, Window.MONTH, exact(Decimal(0)))
    now = Measures(province.dataset("ubnd", "2032-05"), province.catalogue, lambda: [before])
    assert now.value(parse_expression(f"{key}.thang.chenh_lech")).formula
    fault = province.refusal(now, f"{key}.thang.tang")
    assert fault.code == "thieu-so-lieu"
    assert fault.fix.startswith("cùng kỳ bằng 0")


def test_a_month_has_no_share_of_a_years_plan(province: Province) -> None:
    """The plan is a year's: the year to date has a share of it, a month has none."""
    measures = province.measures("ubnd", "2032-05")
    assert measures.value(parse_expression("ngan_sach.thu.luy_ke.dat")).formula
    fault = province.refusal(measures, "ngan_sach.thu.thang.dat")
    assert fault.code == "thieu-so-lieu"
    assert fault.fix.startswith("kế hoạch lập cho cả năm")


def test_a_share_needs_a_declared_whole(province: Province) -> None:
    """Nothing says what traffic accidents would be a part of."""
    measures = province.measures("ubnd", "2032-05")
    assert measures.value(parse_expression("ngan_sach.thu.noi_dia.luy_ke.ty_trong")).formula
    fault = province.refusal(measures, "giao_thong.vu.luy_ke.ty_trong")
    assert fault.code == "thieu-so-lieu"
    assert fault.fix.startswith("chưa chỉ tiêu nào khai «gom»")


@pytest.mark.parametrize("text", ["200/300", "200 - 300", "≥200"])
def test_a_share_needs_one_number(province: Province, text: str) -> None:
    """A pair, a range and a bound are no number to divide."""
    key, quantity = "ngan_sach.thu.noi_dia", parse_quantity(text)
    assert quantity.form is not Form.EXACT
    own = spoiled(province.dataset("ubnd", "2032-05"), key, Window.MONTH, quantity)
    fault = province.refusal(province.measures("ubnd", "2032-05", own=own), f"{key}.thang.ty_trong")
    assert fault.code == "thieu-so-lieu"
    assert fault.fix.startswith("mức là khoảng, cặp hoặc giới hạn")


def test_an_unknown_indicator_is_told_with_its_near_miss(province: Province) -> None:
    """A misspelled key is no indicator."""
    fault = province.refusal(province.measures("ubnd", "2032-05"), "ngan_sach.thuu.thang.muc")
    assert fault.code == "chi-tieu-la"
    assert "ngan_sach.thu" in fault.fix


def test_an_unknown_window_is_told_with_those_there_are() -> None:
    """There are no weeks."""
    with pytest.raises(ExpressionTextError, match=r"không có «tuan»; có: .*thang"):
        parse_expression("ngan_sach.thu.tuan.muc")


def test_an_unknown_window_in_a_file_is_refused(copy: Path) -> None:
    """A file that says what happened in a week is not read."""
    assert spoil(copy, "2032-05", "    thang:\n", "    tuan:\n") == {"khoa-la"}


def test_a_month_has_no_five_years(copy: Path) -> None:
    """The window of a term belongs into the file of the term."""
    assert spoil(copy, "2032-05", "    thang:\n", "    giai_doan:\n") == {"cua-so-sai-ky"}


def test_a_file_of_another_period_is_refused(copy: Path) -> None:
    """What says that it is of April is not taken for May."""
    assert spoil(copy, "2032-05", "ky: 2032-05", "ky: 2032-04") == {"ky-khong-khop"}


def spoil(folder: Path, period: str, old: str, new: str) -> set[str]:
    """Return the codes with which a file is refused after one change."""
    path = folder / "data" / "ubnd" / f"{period}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        Workspace(folder).dataset("ubnd", parse_period(period))
    return {fault.code for fault in caught.value.faults}


def test_a_related_period_without_data_is_named(province: Province) -> None:
    """The year 2029 was never written: a figure of it is missing there."""
    report = province.report("ubnd/bao-cao", "2032")
    figure = report.figures.figure(parse_expression("ba_nam_truoc.ngan_sach.thu.nam.muc"))
    assert isinstance(figure, MissingFigure)
    [fault] = figure.faults
    assert fault.code == "thieu-so-lieu"
    assert "kỳ 2029" in fault.message
    assert fault.where.file == "data/ubnd/2029.yaml"


def test_data_sets_are_never_mixed(province: Province) -> None:
    """What only the statistics office has is missing in the other data set."""
    figure = parse_expression("dieu_tra.xay_dung.kho_khan.quy.muc")
    assert province.measures("thongke", "2032-Q2").value(figure).content
    fault = province.refusal(province.measures("ubnd", "2032-Q2"), str(figure))
    assert fault.code == "thieu-so-lieu"
    assert fault.where.file == "data/ubnd/2032-Q2.yaml"


@pytest.mark.parametrize(
    "key",
    [
        pytest.param("nong_nghiep.dong_xuan", id="no polarity"),
        pytest.param("chi_dao.van_ban", id="no target"),
    ],
)
def test_a_rating_needs_a_polarity_and_a_target(province: Province, key: str) -> None:
    """Without either nobody can say whether it was met."""
    measures = province.measures("ubnd", "2032")
    assert measures.value(parse_expression("ngan_sach.thu.nam.danh_gia")).formula
    assert measures.value(parse_expression(f"{key}.nam.muc")).formula
    fault = province.refusal(measures, f"{key}.nam.danh_gia")
    assert fault.code == "thieu-so-lieu"
    assert "danh_gia" in fault.message


def test_a_figure_has_one_wording(province: Province) -> None:
    """Two wordings on one figure contradict each other."""
    source = province.report("ubnd/bao-cao", "2032-05").figures
    assert isinstance(
        source.figure(parse_expression("ngan_sach.thu.luy_ke.tang|so_voi")), PrintedFigure
    )
    figure = source.figure(parse_expression("ngan_sach.thu.luy_ke.tang|so_voi|dau"))
    assert isinstance(figure, MissingFigure)
    [fault] = figure.faults
    assert fault.code == "cach-in-sai"
    assert "mỗi số chỉ dùng một cách in" in fault.message


def test_a_wording_must_fit_its_measure(province: Province) -> None:
    """A level has no direction to compare."""
    source = province.report("ubnd/bao-cao", "2032-05").figures
    figure = source.figure(parse_expression("ngan_sach.thu.luy_ke.muc|so_voi"))
    assert isinstance(figure, MissingFigure)
    [fault] = figure.faults
    assert fault.code == "cach-in-sai"
    assert "chỉ dùng cho số tăng, giảm hoặc chênh lệch" in fault.message
