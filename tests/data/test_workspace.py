"""A workspace: where it is, what it loads, and every way in which its files can be wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lsreport.data.catalogue import CONTEXT_NAMES
from lsreport.data.lacking import unknown_indicator
from lsreport.data.model import Cell, Dataset, HeadingNumber, Source
from lsreport.data.workspace import Workspace, find_workspace
from lsreport.errors import DataError, Fault, Place, UsageError
from lsreport.numbers import Form, Quantity
from lsreport.periods import Kind, parse_period
from lsreport.terms import RESERVED, Aggregation, Measure, PlanKind, Status, Window

Write = Callable[[str, str], Path]
Edit = Callable[[str, str, str], int]
Load = Callable[[], tuple[Dataset, list[Fault]]]
Faults = Callable[[], list[Fault]]
Told = tuple[str, str | None, int | None]

SETTINGS, UNITS, BODIES = "lsreport.yaml", "don-vi.yaml", "co-quan.yaml"
RECIPIENTS, CATALOGUE = "noi-nhan.yaml", "chi-tieu/a.yaml"
PLANS, PERIOD = "ke-hoach/2024.yaml", "ubnd/2024-05.yaml"
MAY = parse_period("2024-05")


def told(faults: list[Fault]) -> list[Told]:
    """Return the code, file and line of each fault."""
    return [(fault.code, fault.where.file, fault.where.line) for fault in faults]


def in_period(*faults: tuple[str, int | None]) -> list[Told]:
    """Return what is told of the period's file."""
    return [(code, "data/ubnd/2024-05.yaml", line) for code, line in faults]


# --- where it is ------------------------------------------------------------------------------


def test_a_workspace_is_found_from_any_folder_inside(office: Path) -> None:
    """The marker is looked for upwards, as git does."""
    deep = office / "data" / "ubnd"
    assert find_workspace(deep) == find_workspace(office) == Workspace(office.resolve())


def test_the_nearest_workspace_is_taken(office: Path) -> None:
    """A province that stands in a folder of another's is its own."""
    inner = office / "tinh-khac"
    (inner / "data").mkdir(parents=True)
    (inner / "data" / "lsreport.yaml").write_text("mac_dinh: x\n", "utf-8")
    assert find_workspace(inner / "data").root == inner.resolve()


def test_outside_a_workspace_the_mend_is_told(tmp_path: Path) -> None:
    """No marker above is a fault of use, not of data."""
    with pytest.raises(UsageError) as caught:
        find_workspace(tmp_path)
    assert caught.value.faults[0].code == "khong-thay-noi-lam-viec"
    assert "--workspace" in caught.value.faults[0].fix


def test_a_workspace_knows_its_folders(office: Path) -> None:
    """Templates stand beside the data; a period's file is named for it."""
    workspace = Workspace(office)
    assert workspace.templates == office / "templates"
    assert workspace.dataset_file("ubnd", parse_period("2024-Q2")) == (
        office / "data" / "ubnd" / "2024-Q2.yaml"
    )
    assert workspace.relative(office / "data" / "ubnd" / "x.yaml") == "data/ubnd/x.yaml"


def test_the_periods_of_a_data_set_are_listed_in_order(office: Path, write: Write) -> None:
    """Only files named exactly for a period count, since only those are ever opened."""
    for name in ("2024-Q2", "2023-12", "2024", "2024-5", "2024-q1", "nhap", "2024-13"):
        write(f"ubnd/{name}.yaml", "x")
    listed = Workspace(office).periods("ubnd")
    assert [str(period) for period in listed] == ["2023-12", "2024", "2024-Q2", "2024-05"]
    assert Workspace(office).periods("thongke") == []


def test_a_period_without_a_file_is_refused(office: Path) -> None:
    """The fault names the file to make and the periods that there are."""
    with pytest.raises(UsageError) as caught:
        Workspace(office).dataset("ubnd", parse_period("2024-06"))
    (fault,) = caught.value.faults
    assert fault.code == "chua-co-ky"
    assert "data/ubnd/2024-06.yaml" in fault.fix
    assert "2024-05" in fault.fix


def test_an_unknown_data_set_has_no_period(office: Path) -> None:
    """A data set that the settings do not name is told as such, not as a missing period."""
    with pytest.raises(UsageError) as caught:
        Workspace(office).dataset("ubnđ", MAY)
    assert [fault.code for fault in caught.value.faults] == ["ten-la"]


# --- what it loads ----------------------------------------------------------------------------


def test_a_right_workspace_loads_without_notes(office: Path, load: Load) -> None:
    """Nothing is told of files that are right."""
    dataset, notes = load()
    assert notes == []
    assert Workspace(office).catalogue.notes == ()
    assert (dataset.name, dataset.period, dataset.file) == ("ubnd", MAY, "data/ubnd/2024-05.yaml")
    assert dataset.vintage == date(2024, 6, 4)


def test_the_catalogue_is_read_once(office: Path) -> None:
    """A workspace keeps its catalogue."""
    workspace = Workspace(office)
    assert workspace.catalogue is workspace.catalogue


def test_the_catalogue_holds_what_the_files_say(office: Path) -> None:
    """Indicators, units, plans: typed, with their line; what is not said has its default."""
    catalogue = Workspace(office).catalogue
    revenue = catalogue.indicators["ngan_sach.thu"]
    assert (revenue.key, revenue.name) == ("ngan_sach.thu", "Tổng thu ngân sách")
    assert revenue.source == Source("data/chi-tieu/a.yaml", 2)
    assert revenue.unit is catalogue.units["ty_dong"]
    assert (revenue.unit.key, revenue.unit.joined, revenue.unit.counted) == (
        "ty_dong",
        " tỷ đồng",
        False,
    )
    assert revenue.parts == ("ngan_sach.thu.noi_dia",)
    assert (revenue.aggregation, revenue.plan_kind) == (Aggregation.FLOW, PlanKind.BUDGET)
    assert (revenue.decimals, revenue.polarity) == (None, None)
    assert catalogue.indicators["ngan_sach.thu.noi_dia"].decimals == 1
    assert catalogue.indicators["dau_tu.du_an"].unit.counted
    plan = catalogue.plans[parse_period("2024")]["ngan_sach.thu"]
    assert plan.cell.source == Source("data/ke-hoach/2024.yaml", 4)
    assert plan.remark == "Nghị quyết của HĐND tỉnh"


def test_the_settings_hold_what_the_file_says(office: Path) -> None:
    """Reports know their key; the house style is typed."""
    settings = Workspace(office).catalogue.settings
    report = settings.reports[settings.default_report]
    assert (report.key, report.signer) == ("ubnd/bao-cao", "chu_tich")
    assert report.periods == (Kind.MONTH, Kind.QUARTER)
    assert report.source == Source("data/lsreport.yaml", 6)
    assert (settings.house.pad_counts, settings.house.percent_decimals) == (False, 2)
    assert settings.house.heading_numbers[-1] is HeadingNumber.LETTER
    assert settings.house.footnote_points is None


def test_the_settings_are_read_alone(office: Path, edit: Edit) -> None:
    """They do not wait for the catalogue; faults of other files do not touch them."""
    edit(UNITS, "ten: dự án", "tne: dự án")
    assert Workspace(office).settings.default_report == "ubnd/bao-cao"


def test_wrong_settings_tell_every_fault_of_the_catalogue(office: Path, edit: Edit) -> None:
    """Settings that cannot be trusted are not handed on."""
    edit(UNITS, "ten: dự án", "tne: dự án")
    edit(SETTINGS, "kieu_in:", "kieuin:")
    with pytest.raises(DataError) as caught:
        _settings = Workspace(office).settings
    assert sorted(told(list(caught.value.faults))) == [
        ("khoa-la", "data/don-vi.yaml", 5),
        ("khoa-la", "data/lsreport.yaml", 15),
        ("thieu-khoa", "data/don-vi.yaml", 4),
    ]


def test_dated_entries_keep_their_order_and_key(office: Path) -> None:
    """Bodies and signers are lists of entries in force, also where one is written alone."""
    catalogue = Workspace(office).catalogue
    first, second = catalogue.signers["chu_tich"]
    assert (first.key, first.until, first.since) == ("chu_tich", date(2023, 12, 31), None)
    assert (second.since, second.authority) == (date(2024, 1, 1), ())
    assert (first.source.line, second.source.line) == (9, 12)
    (body,) = catalogue.bodies["ubnd"]
    assert (body.key, body.letterhead[1], body.parent) == ("ubnd", "TỈNH LẠNG SƠN", None)
    assert catalogue.recipients["chung"][0].names == ("Thường trực Tỉnh ủy", "Các sở")


@pytest.mark.parametrize(
    ("key", "window", "measure", "text", "line"),
    [
        ("ngan_sach.thu", Window.MONTH, Measure.LEVEL, "1934.5", 13),
        ("ngan_sach.thu", Window.MONTH, Measure.GROWTH, "-9.06", 14),
        ("ngan_sach.thu", Window.YEAR_TO_DATE, Measure.LEVEL, "3965", 17),
        ("ngan_sach.thu", Window.YEAR_TO_DATE, Measure.PLAN_SHARE, "53.0", 18),
        ("dau_tu.du_an", Window.MONTH, Measure.LEVEL, "5", 22),
    ],
)
def test_every_figure_keeps_its_file_and_line(
    load: Load, key: str, window: Window, measure: Measure, text: str, line: int
) -> None:
    """A printed figure leads back to the line where it was typed, remarks counted."""
    cell = load()[0].observations[key][window].cells[measure]
    assert not isinstance(cell.value, date)
    assert (cell.value.form, str(cell.value.number)) == (Form.EXACT, text)
    assert cell.source == Source("data/ubnd/2024-05.yaml", line)


def test_the_facts_of_a_figure_are_typed(load: Load) -> None:
    """Status, cut-off date and source belong to the window of the figure."""
    observations = load()[0].observations
    revenue = observations["ngan_sach.thu"][Window.MONTH]
    assert (revenue.status, revenue.source.line) == (Status.ESTIMATED, 12)
    projects = observations["dau_tu.du_an"][Window.MONTH]
    assert projects.cells[Measure.TO] == Cell(
        date(2024, 5, 15), Source("data/ubnd/2024-05.yaml", 23)
    )
    assert (projects.agency, projects.status, projects.remark) == (
        "Sở Kế hoạch và Đầu tư",
        None,
        None,
    )


def test_the_narrative_keeps_its_lines(load: Load) -> None:
    """Paragraphs of a section, tasks of the next period: each where it starts."""
    dataset = load()[0]
    assert [p.source.line for p in dataset.narrative["ngan_sach"]] == [27, 28]
    assert [[p.source.line for p in task] for task in dataset.tasks] == [[32]]
    facts = dataset.documents["ubnd/bao-cao"]
    assert (facts.date, facts.number, facts.signer) == (date(2024, 6, 4), "259", "chu_tich")


def test_a_period_may_be_young(write: Write, load: Load) -> None:
    """A file with its head and no figures yet is right."""
    write(PERIOD, "ky: 2024-05\nbo_so_lieu: ubnd\nban: 1/6/2024\nso_lieu: {}\n")
    dataset, notes = load()
    assert (notes, dict(dataset.observations), dict(dataset.narrative)) == ([], {}, {})
    assert (dataset.tasks, dict(dataset.documents)) == ((), {})


@pytest.mark.parametrize(("typed", "number"), [("05", 5), ("010", 10), ('"1.934"', None)])
def test_a_figure_is_never_octal_nor_a_float(
    edit: Edit, load: Load, faults: Faults, typed: str, number: int | None
) -> None:
    """`010` is ten; quotation marks do not make an ambiguous number clear."""
    edit(PERIOD, "3965", typed)
    if number is None:
        assert told(faults()) == in_period(("so-mo-ho", 17))
    else:
        cell = load()[0].observations["ngan_sach.thu"][Window.YEAR_TO_DATE].cells[Measure.LEVEL]
        assert cell.value == Quantity(Form.EXACT, Decimal(number))


def test_a_name_that_looks_like_yaml_is_a_name(edit: Edit, office: Path) -> None:
    """A unit called `no` prints "no"."""
    edit(UNITS, "tỷ đồng", "no")
    assert Workspace(office).catalogue.units["ty_dong"].name == "no"


def test_decomposed_text_is_noted_with_its_line_and_loads(
    office: Path, edit: Edit, load: Load
) -> None:
    """The note of a period comes with the period, the note of the catalogue with the catalogue."""
    edit(PERIOD, "Sở Kế hoạch", unicodedata.normalize("NFD", "Sở Kế hoạch"))
    edit(UNITS, "dự án", unicodedata.normalize("NFD", "dự án"))
    dataset, notes = load()
    assert told(notes) == in_period(("unicode-to-hop", 24))
    assert dataset.observations["dau_tu.du_an"][Window.MONTH].agency == "Sở Kế hoạch và Đầu tư"
    catalogue = Workspace(office).catalogue
    assert told(list(catalogue.notes)) == [("unicode-to-hop", "data/don-vi.yaml", 5)]
    assert catalogue.units["du_an"].name == "dự án"


# --- one fault in the period's file -----------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "mend"),
    [
        # figures
        ("3965", "3.965", "so-mo-ho", 17, "3965"),
        ("3965", "12,5,0", "so-sai", 17, "1.934,5"),
        ("3965", "NaN", "so-sai", 17, "1.934,5"),
        ("53,0", "53,0%", "so-sai", 18, "%"),
        ("53,0", "no", "so-sai", 18, "1.934,5"),
        ("53,0", "1:30", "so-sai", 18, "1.934,5"),
        ("53,0", "2024-06-04", "so-sai", 18, "1.934,5"),
        ("53,0", "~", "so-sai", 18, "1.934,5"),
        ("53,0", "", "thieu-gia-tri", 18, "xóa"),
        ("3965", "[1, 2]", "khong-phai-chu", 17, "nháy kép"),
        # dates
        ("ban: 4/6/2024", "ban: 30/2/2024", "ngay-sai", 4, "4/6/2024"),
        ("ngay: 2024-06-04", "ngay: 2024-06-31", "ngay-sai", 7, "4/6/2024"),
        ("15/5/2024", "31/4/2024", "ngay-sai", 23, "4/6/2024"),
        # keys
        ("      dat:", "      dta:", "khoa-la", 18, "dat"),
        ("      tang:", "      tang_ky_truoc_x:", "khoa-la", 14, "tang_ky_truoc"),
        ("    luy_ke:", "    luyke:", "khoa-la", 16, "luy_ke"),
        ("tuong_thuat:", "tuong_thuatt:", "khoa-la", 25, "tuong_thuat"),
        ("    nguoi_ky:", "    nguoi_ki:", "khoa-la", 9, "nguoi_ky"),
        ("nhiem_vu:", "nhiệm_vụ:", "khoa-la", 31, "nhiem_vu"),
        ("  ngan_sach:\n", "  Ngân_sách:\n", "khoa-sai", 26, "chữ thường"),
        ("      dat: 53,0", "      muc: 53,0", "khoa-lap", 18, "một trong hai"),
        ("  dau_tu.du_an:\n", "  ngan_sach.thu:\n", "khoa-lap", 20, "một trong hai"),
        # names
        ("  dau_tu.du_an:\n", "  dau_tu.du_ann:\n", "chi-tieu-la", 20, "dau_tu.du_an"),
        ("Thu đạt {ngan_sach.thu.", "Thu đạt {ngan_sach.tu.", "chi-tieu-la", 27, "ngan_sach.thu"),
        ("{ngan_sach.thu.luy_ke.", "{ngan_sach.th.luy_ke.", "chi-tieu-la", 28, "ngan_sach.thu"),
        ("Tập trung thu", "Thu {thu.thang.muc} a", "chi-tieu-la", 32, "ngan_sach.thu"),
        ("  ubnd/bao-cao:", "  ubnd/baocao:", "ten-la", 6, "ubnd/bao-cao"),
        ("nguoi_ky: chu_tich", "nguoi_ky: chu_tic", "ten-la", 9, "chu_tich"),
        ("uoc_tinh", "uoctinh", "tu-la", 15, "uoc_tinh"),
        # head
        ("ky: 2024-05", "ky: 2024-5x", "ky-sai", 2, "ky:"),
        ("ky: 2024-05", "ky: 2024-13", "ky-sai", 2, "ky:"),
        ("ky: 2024-05", "ky: 2024-04", "ky-khong-khop", 2, "tên tệp"),
        ("bo_so_lieu: ubnd", "bo_so_lieu: thongke", "ky-khong-khop", 2, "bo_so_lieu"),
        ("ky: 2024-05\n", "", "thieu-khoa", 2, "ky:"),
        ("ban: 4/6/2024\n", "", "thieu-khoa", 2, "ban"),
        ("so: 259", "so: 259/BC", "sai-dang", 8, "12"),
        # shapes
        ("  - - Tập trung thu ngân sách.", "  - Tập trung", "khong-phai-danh-sach", 32, "gạch"),
        (
            "    - Thu đạt {ngan_sach.thu.thang.muc}.\n",
            "    Thu:\n",
            "khong-phai-danh-sach",
            26,
            "gạch",
        ),
        ("  # ghi chú giữa hai chỉ tiêu\n", "  a: [\n", "yaml-sai", 19, "dấu"),
        ('    thang:\n      muc: "05"', "    - thang\n    #", "yaml-sai", 23, "thụt"),
        ("  # ghi chú giữa hai chỉ tiêu", "\tngan_sach.x:", "dau-tab", 19, "cách"),
        # markup
        ("Tập trung", "Tập **trung", "danh-dau-sai", 32, "\\"),
        ("{ngan_sach.thu.luy_ke.muc}.]", "{ngan_sach.thu.luy_ke.muc}.", "danh-dau-sai", 28, "\\"),
        (
            "Thu đạt {ngan_sach.thu.thang.muc}",
            "Thu đạt {ngan_sach.thu}",
            "danh-dau-sai",
            27,
            "ngoặc nhọn",
        ),
        # YAML's own means
        ("muc: 3965", "muc: &x 3965", "bi-danh", 17, "chép"),
        ("muc: 3965", "muc: !!int '3965'", "nhan-kieu", 17, "nháy kép"),
        ("Tập trung", '"\\x07', "yaml-sai", 32, "nháy"),
    ],
)
def test_a_fault_in_the_period_is_told_with_its_line_and_mend(
    edit: Edit, faults: Faults, old: str, new: str, code: str, line: int, mend: str
) -> None:
    """One wrong word, one fault: its code, the line where it stands, and what to do."""
    edit(PERIOD, old, new)
    found = faults()
    assert told(found) == in_period((code, line))
    assert mend in found[0].fix


def test_an_escaped_control_character_in_prose_is_told(edit: Edit, faults: Faults) -> None:
    """A paragraph in quotation marks may hide one."""
    edit(PERIOD, "Tập trung thu ngân sách.", '"Tập trung\\x07"')
    assert told(faults()) == in_period(("ky-tu-dieu-khien", 32))


def test_a_comma_in_braces_is_explained(edit: Edit, faults: Faults) -> None:
    """`{muc: 12,5}` is split by YAML: the fault tells to write one measure a line."""
    line = edit(PERIOD, 'thang:\n      muc: "05"', "thang: {muc: 12,5}\n    quy:\n      muc: 5")
    found = faults()
    assert told(found) == in_period(("khoa-la", line))
    assert "{…}" in found[0].fix


@pytest.mark.parametrize("key", ["x.y", "ngan_sach.thu_x"])
def test_an_unknown_indicator_without_figures_is_told_too(
    edit: Edit, faults: Faults, key: str
) -> None:
    """Its key has a line even where nothing stands under it."""
    edit(PERIOD, "  # ghi chú giữa hai chỉ tiêu", f"  {key}: {{}}")
    assert told(faults()) == in_period(("chi-tieu-la", 19))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "tep-rong"),
        ("# chưa có\n", "tep-rong"),
        ("- ky: 2024-05\n", "khong-phai-bang"),
        ("2024-05\n", "khong-phai-bang"),
        ("~\n", "khong-phai-bang"),
        ("---\nky: 2024-05\n---\nky: 2024-06\n", "yaml-sai"),
        ("[" * 1000, "long-qua-sau"),
        ("a: &a [1]\nb: *a\n", "bi-danh"),
    ],
)
def test_a_file_that_is_no_period_at_all_is_one_fault(
    write: Write, faults: Faults, text: str, code: str
) -> None:
    """A file without the shape of a period is told once, by name."""
    write(PERIOD, text)
    (fault,) = faults()
    assert (fault.code, fault.where.file) == (code, "data/ubnd/2024-05.yaml")


def test_every_missing_key_of_the_head_is_told(write: Write, faults: Faults) -> None:
    """All four at once, on the first line of what there is."""
    write(PERIOD, "# đầu\nvan_ban: {}\n")
    found = faults()
    assert told(found) == in_period(*[("thieu-khoa", 2)] * 4)
    assert [
        key for fault, key in zip(found, ("ky", "bo_so_lieu", "ban", "so_lieu")) if key in fault.fix
    ] == ["ky", "bo_so_lieu", "ban", "so_lieu"]


# --- many faults at once ----------------------------------------------------------------------


def test_all_the_faults_of_a_period_come_at_once(edit: Edit, faults: Faults) -> None:
    """Date, number, key, name, duplicate and markup: what is planted is told, in one go."""
    edit(PERIOD, "ban: 4/6/2024", "ban: 30/2/2024")
    edit(PERIOD, "1.934,5", "1.934")
    edit(PERIOD, "      dat: 53,0", "      dta: 53,0\n      dta: 1")
    edit(PERIOD, "  dau_tu.du_an:\n", "  dau_tu.du_ann:\n")
    edit(PERIOD, "Thu đạt {ngan_sach.thu.", "Thu đạt {ngan_sach.tu.")
    edit(PERIOD, "Tập trung thu", "Tập **trung\x07 thu")
    assert sorted(told(faults()), key=lambda fault: fault[2] or 0) == in_period(
        ("ngay-sai", 4),
        ("so-mo-ho", 13),
        ("khoa-la", 18),
        ("khoa-lap", 19),
        ("khoa-la", 19),
        ("chi-tieu-la", 21),
        ("chi-tieu-la", 28),
        ("ky-tu-dieu-khien", 33),
        ("danh-dau-sai", 33),
    )


def test_the_faults_of_every_catalogue_file_come_at_once(edit: Edit, faults: Faults) -> None:
    """One wrong word in each of the seven files: seven faults in one go."""
    edit(SETTINGS, "loai_ky: [thang, quy]", "loai_ky: [thang, qui]")
    edit(UNITS, "dem: co", "dem: yes")
    edit(BODIES, "viet_tat:", "viettat:")
    edit(RECIPIENTS, "luu: VT, TH", "luu:")
    edit(CATALOGUE, "so_le: 1", "so_le: 9")
    edit(PLANS, "7485", "7.485")
    edit(PERIOD, "3965", "3.965")
    assert sorted(told(faults())) == [
        ("khoa-la", "data/co-quan.yaml", 4),
        ("so-mo-ho", "data/ke-hoach/2024.yaml", 4),
        ("so-mo-ho", "data/ubnd/2024-05.yaml", 17),
        ("so-sai", "data/chi-tieu/a.yaml", 12),
        ("thieu-gia-tri", "data/noi-nhan.yaml", 4),
        ("thieu-khoa", "data/co-quan.yaml", 2),
        ("tu-la", "data/don-vi.yaml", 6),
        ("tu-la", "data/lsreport.yaml", 14),
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        (CATALOGUE, "ten: Tổng thu ngân sách", "tne: Tổng thu ngân sách", "khoa-la"),
        (CATALOGUE, "chi_tieu:", "chi_tieu: [", "yaml-sai"),
        (CATALOGUE, "don_vi: du_an", "don_vi: du_na", "don-vi-la"),
        (UNITS, "ten: tỷ đồng", "tne: tỷ đồng", "khoa-la"),
        (UNITS, "don_vi:", "don_vi: [", "yaml-sai"),
    ],
)
def test_a_fault_is_not_told_again_wherever_its_name_is_used(
    edit: Edit, faults: Faults, name: str, old: str, new: str, code: str
) -> None:
    """An indicator or unit that could not be read is no unknown one elsewhere."""
    edit(name, old, new)
    found = faults()
    assert code in [fault.code for fault in found]
    assert {fault.where.file for fault in found} == {f"data/{name}"}
    assert {fault.code for fault in found} <= {code, "thieu-khoa"}


# --- one fault in the catalogue ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "line", "mend"),
    [
        (CATALOGUE, "don_vi: du_an", "don_vi: du_ann", "don-vi-la", 15, "du_an"),
        (
            CATALOGUE,
            "[ngan_sach.thu.noi_dia]",
            "[ngan_sach.thu.noidia]",
            "chi-tieu-la",
            2,
            "noi_dia",
        ),
        (
            CATALOGUE,
            "gom: [ngan_sach.thu.noi_dia]",
            "gom: ngan_sach.thu.noi_dia",
            "khong-phai-danh-sach",
            6,
            "gạch",
        ),
        (CATALOGUE, "loai: thoi_diem", "loai: thoidiem", "tu-la", 16, "thoi_diem"),
        (CATALOGUE, "    loai: thoi_diem\n", "", "thieu-khoa", 13, "loai"),
        (CATALOGUE, "so_le: 1", "so_le: -1", "so-sai", 12, "6"),
        (CATALOGUE, "ke_hoach: du_toan", "kehoach: du_toan", "khoa-la", 7, "ke_hoach"),
        (CATALOGUE, "  dau_tu.du_an:", "  Đầu_tư:", "khoa-sai", 13, "chữ thường"),
        (CATALOGUE, "  dau_tu.du_an:", "  ngan_sach.thu:", "khoa-lap", 13, "một trong hai"),
        (PLANS, "ngan_sach.thu:", "ngan_sach.tu:", "chi-tieu-la", 4, "ngan_sach.thu"),
        (PLANS, "nam: 2024", "nam: hai nghìn", "ky-sai", 1, "nam"),
        (PLANS, "nam: 2024\n", "", "thieu-khoa", 1, "nam"),
        (SETTINGS, "    bo_so_lieu: ubnd", "    bo_so_lieu: ubdn", "ten-la", 6, "ubnd"),
        (SETTINGS, "co_quan: ubnd", "co_quan: ubdn", "ten-la", 6, "ubnd"),
        (SETTINGS, "noi_nhan: chung", "noi_nhan: chug", "ten-la", 6, "chung"),
        (SETTINGS, "nguoi_ky: chu_tich", "nguoi_ky: chutich", "ten-la", 6, "chu_tich"),
        (SETTINGS, "mac_dinh: ubnd/bao-cao", "mac_dinh: ubnd/baocao", "ten-la", 1, "ubnd/bao-cao"),
        (SETTINGS, "mac_dinh: ubnd/bao-cao\n", "", "thieu-khoa", 1, "mac_dinh"),
        (SETTINGS, "a)]", "a.]", "tu-la", 18, "a)"),
        (SETTINGS, "dem_hai_chu_so: khong", "dem_hai_chu_so: no", "tu-la", 16, "khong"),
        (SETTINGS, "kieu_in:", "kieuin:", "khoa-la", 15, "kieu_in"),
        (
            BODIES,
            "    - ho_ten: Trần Thị Bình",
            "    - ten: Trần Thị Bình\n      ho_ten: B",
            "khoa-la",
            12,
            "ho_ten",
        ),
        (BODIES, "31/12/2023", "31/11/2023", "ngay-sai", 11, "4/6/2024"),
        (
            BODIES,
            "dong_dau: [ỦY BAN NHÂN DÂN, TỈNH LẠNG SƠN]",
            "dong_dau: ỦY BAN",
            "khong-phai-danh-sach",
            6,
            "gạch",
        ),
        (RECIPIENTS, "    luu: VT, TH\n", "", "thieu-khoa", 2, "luu"),
        (UNITS, "    ten: dự án\n", "", "thieu-khoa", 4, "ten"),
    ],
)
def test_a_fault_in_the_catalogue_is_told_with_its_line_and_mend(
    edit: Edit, faults: Faults, name: str, old: str, new: str, code: str, line: int, mend: str
) -> None:
    """What is wrong in a file of the catalogue stops the period, with the file and the line."""
    edit(name, old, new)
    found = faults()
    assert told(found) == [(code, f"data/{name}", line)]
    assert mend in found[0].fix


@pytest.mark.parametrize("name", [SETTINGS, UNITS, BODIES, RECIPIENTS])
def test_a_file_that_every_workspace_has_must_be_there(
    office: Path, faults: Faults, name: str
) -> None:
    """A missing file of the catalogue is named."""
    (office / "data" / name).unlink()
    assert told(faults()) == [("khong-doc-duoc", f"data/{name}", None)]


@pytest.mark.parametrize("name", [SETTINGS, UNITS, BODIES, RECIPIENTS, CATALOGUE, PLANS])
@pytest.mark.parametrize(("text", "code"), [("", "tep-rong"), ("- a\n", "khong-phai-bang")])
def test_a_catalogue_file_without_its_shape_is_one_fault(
    write: Write, faults: Faults, name: str, text: str, code: str
) -> None:
    """Empty, or a list where a mapping belongs: told once, by name."""
    write(name, text)
    (fault,) = faults()
    assert (fault.code, fault.where.file) == (code, f"data/{name}")


def test_two_files_cannot_describe_the_same_indicator(write: Write, faults: Faults) -> None:
    """The second one is the fault; it names the place of the first."""
    write(
        "chi-tieu/b.yaml",
        "# khác\nchi_tieu:\n  dau_tu.du_an:\n    ten: Dự án\n    don_vi: du_an\n    loai: luong\n",
    )
    found = faults()
    assert told(found) == [("chi-tieu-lap", "data/chi-tieu/b.yaml", 3)]
    assert "data/chi-tieu/a.yaml:13" in found[0].message


def test_two_files_cannot_plan_the_same_year(write: Write, faults: Faults) -> None:
    """A plan would hide the other without a word: the second file is the fault."""
    write("ke-hoach/2025.yaml", "# năm sau\nnam: 2024\nke_hoach: {}\n")
    assert told(faults()) == [("ke-hoach-lap", "data/ke-hoach/2025.yaml", 2)]


@pytest.mark.parametrize(
    "key",
    [f"a.{word}" for word in sorted(RESERVED)]
    + [f"{word}.a" for word in sorted(RESERVED | CONTEXT_NAMES)],
)
def test_a_reserved_word_is_no_part_of_an_indicator(write: Write, faults: Faults, key: str) -> None:
    """It would hide a window, a measure or another name of the templates."""
    write(
        "chi-tieu/b.yaml",
        f"chi_tieu:\n  {key}:\n    ten: Dự án\n    don_vi: du_an\n    loai: luong\n",
    )
    assert told(faults()) == [("ten-danh-rieng", "data/chi-tieu/b.yaml", 2)]


@pytest.mark.parametrize("word", sorted(CONTEXT_NAMES - RESERVED))
def test_a_name_of_the_templates_may_stand_inside_a_key(
    write: Write, faults: Faults, word: str
) -> None:
    """Only a first word could be taken for it."""
    write(
        "chi-tieu/b.yaml",
        f"chi_tieu:\n  a.{word}:\n    ten: Dự án\n    don_vi: du_an\n    loai: luong\n",
    )
    assert faults() == []


def test_an_unknown_indicator_is_told_with_its_near_miss() -> None:
    """The same fault serves data, templates and checks."""
    where = Place("x.yaml", 3)
    fault = unknown_indicator("ngan_sach.tu", {"ngan_sach.thu": 1, "gia.cpi": 2}, where)
    assert (fault.code, fault.where, fault.severity) == ("chi-tieu-la", where, "error")
    assert "ngan_sach.thu" in fault.fix
    assert "gia.cpi" not in fault.fix
