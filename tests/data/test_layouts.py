"""Layouts, tables, related periods and windows of terms: what of them is refused, and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from desk import Desk

from lsreport.check import check_report
from lsreport.data.catalogue import CONTEXT_NAMES
from lsreport.data.model import Dataset, HeadingNumber, HouseStyle, SourceStyle
from lsreport.data.workspace import Workspace
from lsreport.errors import DataError, Fault, Place, UsageError
from lsreport.periods import Calendar, Kind, parse_period
from lsreport.terms import RESERVED

Write = Callable[[str, str], Path]
Edit = Callable[[str, str, str], int]
Faults = Callable[[], list[Fault]]

LAYOUTS = """\
bo_cuc:
  thang:
    danh_so: [I., 1.]
    muc:
      - ten: KINH TẾ
        khoa: kinh_te
        nguon: Sở Tài chính
        gom:
          - khoa: thu
          - ten: Chi
            khoa: chi
  nam:
    - den_ngay: 31/12/2023
      muc:
        - khoa: a
    - tu_ngay: 1/1/2024
      muc:
        - khoa: b
"""
TABLES = """\
bang:
  thu_chi:
    ten: Thu, chi
    hang:
      - tt: I
        ten: Thu
      - tt: 1
        chi_tieu: [ngan_sach.thu, ngan_sach.thu.noi_dia]
        nhan: [Tổng thu, Thu nội địa]
"""


@pytest.fixture
def full(office: Path, write: Write, edit: Edit) -> Path:
    """Return the workspace with layouts, tables and everything that the settings may say."""
    write("bo-cuc.yaml", LAYOUTS)
    write("bang.yaml", TABLES)
    edit(
        "lsreport.yaml",
        "    loai_ky: [thang, quy]\n",
        "    loai_ky: [thang, quy, nam]\n"
        "    bo_cuc: thang\n    lich: nghi_dinh_09\n    loai_van_ban: Kế hoạch\n"
        "    mau_theo_ky:\n      nam: ubnd/nam.docx\n",
    )
    edit(
        "lsreport.yaml",
        "kieu_in:\n",
        "ky_lien_quan:\n  nam_truoc: N-1\nkieu_in:\n"
        '  chenh_lech: "{tang} hay {chenh_lech}"\n  nguon: trong_cau\n  so_le_phan_tram_in: 2\n',
    )
    return office


def told(faults: list[Fault]) -> list[tuple[str, str | None, int | None]]:
    """Return the code, file and line of each fault."""
    return [(fault.code, fault.where.file, fault.where.line) for fault in faults]


# --- what is read -----------------------------------------------------------------------------


def test_layouts_and_tables_hold_what_the_files_say(full: Path) -> None:
    """Sections within sections, with their lines; what is not said has its default."""
    catalogue = Workspace(full).catalogue
    (layout,) = catalogue.layouts["thang"]
    assert layout.heading_numbers == (HeadingNumber.ROMAN, HeadingNumber.ARABIC)
    (section,) = layout.sections
    assert (section.key, section.title, section.agency) == ("kinh_te", "KINH TẾ", "Sở Tài chính")
    assert [(inner.key, inner.title) for inner in section.sections] == [
        ("thu", None),
        ("chi", "Chi"),
    ]
    assert section.source.place == Place("data/bo-cuc.yaml", 5)
    assert [dated.heading_numbers for dated in catalogue.layouts["nam"]] == [None, None]
    table = catalogue.tables["thu_chi"]
    assert (table.title, [row.number for row in table.rows]) == ("Thu, chi", ["I", "1"])
    assert table.rows[1].indicators == ("ngan_sach.thu", "ngan_sach.thu.noi_dia")
    assert table.rows[1].labels == ("Tổng thu", "Thu nội địa")


def test_a_workspace_needs_neither(office: Path) -> None:
    """A report whose template says everything has no layout."""
    catalogue = Workspace(office).catalogue
    assert (catalogue.layouts, catalogue.tables, catalogue.settings.related) == ({}, {}, {})


def test_the_settings_of_a_report_are_typed(full: Path) -> None:
    """Templates by kind of period, layout, calendar, type of document; the house's new words."""
    settings = Workspace(full).catalogue.settings
    kind = settings.reports["ubnd/bao-cao"]
    assert (kind.layout, kind.calendar) == ("thang", Calendar.ADMINISTRATIVE)
    assert kind.document_type == "Kế hoạch"
    assert kind.templates == {
        Kind.MONTH: "ubnd/bao-cao.docx",
        Kind.QUARTER: "ubnd/bao-cao.docx",
        Kind.YEAR: "ubnd/nam.docx",
    }
    seen = settings.related["nam_truoc"].seen_from(parse_period("2024-05"))
    assert str(seen) == "2023"
    house = settings.house
    assert (house.difference, house.sources) == ("{tang} hay {chenh_lech}", SourceStyle.SENTENCE)
    assert house.printed_percent_decimals == 2


def test_the_defaults_are_those_of_the_decree(office: Path) -> None:
    """What a house does not say."""
    house = HouseStyle()
    kind = Workspace(office).catalogue.settings.reports["ubnd/bao-cao"]
    assert (house.difference, house.sources) == ("{tang} ({chenh_lech|dau})", SourceStyle.NOTE)
    assert house.printed_percent_decimals is None
    assert (kind.document_type, kind.layout, kind.calendar) == (
        "Báo cáo",
        None,
        Calendar.STATISTICAL,
    )


# --- what is refused --------------------------------------------------------------------------

SETTINGS = "lsreport.yaml"


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "line", "mend"),
    [
        # A layout that there is not, at the report that asks for it.
        (SETTINGS, "bo_cuc: thang", "bo_cuc: thag", "ten-la", 6, "thang"),
        (
            "bo-cuc.yaml",
            "    muc:\n      - ten: KINH",
            "    mucc:\n      - ten: KINH",
            "khoa-la",
            4,
            "muc",
        ),
        ("bo-cuc.yaml", "danh_so: [I., 1.]", "danh_so: [I., A.]", "tu-la", 3, "a)"),
        ("bo-cuc.yaml", "khoa: kinh_te", "khoa: Kinh tế", "sai-dang", 6, "chan_nuoi"),
        (
            "bo-cuc.yaml",
            "        gom:\n          - khoa: thu",
            "        gomm:\n          - khoa: thu",
            "khoa-la",
            8,
            "gom",
        ),
        ("bo-cuc.yaml", "den_ngay: 31/12/2023", "den_ngay: 31/11/2023", "ngay-sai", 13, "4/6/2024"),
        ("bo-cuc.yaml", "bo_cuc:\n", "bocuc:\n", "khoa-la", 1, "bo_cuc"),
        # An indicator that there is not, in a table.
        ("bang.yaml", "[ngan_sach.thu, ", "[ngan_sach.tu, ", "chi-tieu-la", 8, "ngan_sach.thu"),
        ("bang.yaml", "    ten: Thu, chi\n", "", "thieu-khoa", 2, "ten"),
        ("bang.yaml", "chi_tieu: [", "chitieu: [", "khoa-la", 8, "chi_tieu"),
        # Related periods.
        (SETTINGS, "nam_truoc: N-1", "nam_truoc: N+1", "ky-sai", 21, "kỳ liên quan"),
        (SETTINGS, "nam_truoc: N-1", "nam_truoc: 2023", "ky-sai", 21, "kỳ liên quan"),
        (SETTINGS, "nam_truoc: N-1", "nam_truoc: N-1-Q5", "ky-sai", 21, "kỳ liên quan"),
        (SETTINGS, "nam_truoc: N-1", "nam_truoc: N-1-13", "ky-sai", 21, "kỳ liên quan"),
        # The other new words.
        (SETTINGS, "lich: nghi_dinh_09", "lich: am_lich", "tu-la", 16, "duong_lich"),
        (SETTINGS, "      nam: ubnd/nam.docx", "      namm: ubnd/nam.docx", "khoa-sai", 19, "nam"),
        (SETTINGS, "nguon: trong_cau", "nguon: trong_bang", "tu-la", 24, "trong_cau"),
        (SETTINGS, "so_le_phan_tram_in: 2", "so_le_phan_tram_in: 5", "so-sai", 25, "4"),
        (
            SETTINGS,
            "{tang} hay {chenh_lech}",
            "{tang} hay {chenhlech}",
            "sai-dang",
            23,
            "chenh_lech",
        ),
        (SETTINGS, "{tang} hay {chenh_lech}", "{tang} hay {tang}", "sai-dang", 23, "chenh_lech"),
        (SETTINGS, "{tang} hay {chenh_lech}", "{tang}", "sai-dang", 23, "chenh_lech"),
    ],
)
def test_a_fault_is_told_with_its_line_and_mend(
    full: Path,
    edit: Edit,
    faults: Faults,
    name: str,
    old: str,
    new: str,
    code: str,
    line: int,
    mend: str,
) -> None:
    """In bo-cuc.yaml, bang.yaml and the settings: file, line, what to write."""
    edit(name, old, new)
    found = faults()
    assert told(found)[:1] == [(code, f"data/{name}", line)]
    assert mend in found[0].fix + found[0].message


def test_only_so_many_levels_are_read(full: Path, write: Write, faults: Faults) -> None:
    """Headings of reports are not deeper than five levels."""
    text, indent = "bo_cuc:\n  thang:\n    muc:\n", 6
    for level in range(6):
        text += f"{' ' * indent}- ten: Cấp {level + 1}\n{' ' * (indent + 2)}gom:\n"
        indent += 4
    write("bo-cuc.yaml", text.removesuffix(f"{' ' * (indent - 2)}gom:\n"))
    (fault,) = faults()
    assert (fault.code, fault.where.line) == ("qua-nhieu-cap", 13)
    assert "5" in fault.message + fault.fix


@pytest.mark.parametrize("word", ["ngan_sach", *sorted(CONTEXT_NAMES | RESERVED)])
def test_a_related_period_cannot_hide_another_name(
    full: Path, edit: Edit, faults: Faults, word: str
) -> None:
    """An indicator, a window, a name of the templates: the settings are refused."""
    edit(SETTINGS, "nam_truoc: N-1", f"{word}: N-1")
    found = faults()
    assert [(fault.code, fault.where.file) for fault in found] == [
        ("ten-danh-rieng", f"data/{SETTINGS}")
    ]
    assert f"«{word}»" in found[0].message


@pytest.mark.parametrize(
    ("period", "window", "line"),
    [("2024-05", "giai_doan", 12), ("2021-2025", "nam", 6), ("2021-2025", "luy_ke", 6)],
)
def test_the_window_of_a_term_is_for_terms_alone(
    full: Path, write: Write, edit: Edit, period: str, window: str, line: int
) -> None:
    """A term's figures stand in its own file, and a year's not in the term's."""
    if period == "2024-05":
        edit(
            "ubnd/2024-05.yaml",
            "    thang:\n      muc: 1.934,5",
            f"    {window}:\n      muc: 1.934,5",
        )
    else:
        write(
            f"ubnd/{period}.yaml",
            f"ky: {period}\nbo_so_lieu: ubnd\nban: 4/6/2024\nso_lieu:\n"
            f"  ngan_sach.thu:\n    {window}:\n      muc: 5\n",
        )
    with pytest.raises(DataError) as caught:
        Workspace(full).dataset("ubnd", parse_period(period))
    assert told(list(caught.value.faults)) == [("cua-so-sai-ky", f"data/ubnd/{period}.yaml", line)]
    assert "giai_doan" in caught.value.faults[0].fix


def test_a_term_has_its_own_window(full: Path, write: Write) -> None:
    """2021-2025.yaml is read as the file of five years."""
    write(
        "ubnd/2021-2025.yaml",
        "ky: 2021-2025\nbo_so_lieu: ubnd\nban: 4/6/2024\nso_lieu:\n"
        "  ngan_sach.thu:\n    giai_doan:\n      muc: 5\n",
    )
    dataset, notes = Workspace(full).dataset("ubnd", parse_period("2021-2025"))
    assert (notes, dataset.period.kind) == ([], Kind.FIVE_YEARS)
    assert parse_period("2021-2025") in Workspace(full).periods("ubnd")


@pytest.mark.parametrize("year", ["2024-05", "2024-Q2", "2024-9M", "2021-2024"])
def test_a_plan_is_for_a_year_or_a_term(full: Path, edit: Edit, faults: Faults, year: str) -> None:
    """A quarter has no targets of its own."""
    edit("ke-hoach/2024.yaml", "nam: 2024", f"nam: {year}")
    assert told(faults()) == [("ky-sai", "data/ke-hoach/2024.yaml", 1)]


def test_a_year_and_its_term_have_plans_of_their_own(full: Path, write: Write) -> None:
    """One indicator may have both targets."""
    write(
        "ke-hoach/2021-2025.yaml", "nam: 2021-2025\nke_hoach:\n  ngan_sach.thu:\n    muc: 40 - 41\n"
    )
    plans = Workspace(full).catalogue.plans
    assert {str(term) for term in plans} == {"2024", "2021-2025"}
    assert plans[parse_period("2021-2025")]["ngan_sach.thu"].cell.source.line == 4


def test_a_rating_is_one_of_three_words(
    full: Path, edit: Edit, load: Callable[[], tuple[Dataset, list[Fault]]]
) -> None:
    """vuot, dat, khong_dat: anything else is told with the words there are."""
    line = edit("ubnd/2024-05.yaml", "      muc: 3965\n", "      muc: 3965\n      danh_gia: Vuot\n")
    with pytest.raises(DataError) as caught:
        load()
    (fault,) = caught.value.faults
    assert (fault.code, fault.where.line) == ("tu-la", line + 1)
    assert "vuot" in fault.fix


# --- what cannot be printed as it stands ------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "line", "mend"),
    [
        ("bang.yaml", "nhan: [Tổng thu, Thu nội địa]", "nhan: [Tổng thu]", "nhan-lech", 7, "nhãn"),
        ("bang.yaml", "      - tt: I\n        ten: Thu\n", "      - tt: I\n", "hang-trong", 5, "ten"),
        ("bo-cuc.yaml", "khoa: chi\n", "khoa: thu\n", "muc-lap", 10, "khoa"),
        ("bo-cuc.yaml", "- khoa: thu\n", "- nguon: Sở\n", "muc-khong-ten", 9, "khoa"),
        ("bo-cuc.yaml", "      muc:\n        - khoa: a\n", "      muc: []\n", "bo-cuc-rong", 13, "muc"),
        ("bo-cuc.yaml", "danh_so: [I., 1.]", "danh_so: [I.]", "thieu-danh-so", 10, "danh_so"),
    ],
)  # fmt: skip
def test_what_no_template_could_print_is_told(
    full: Path,
    edit: Edit,
    faults: Faults,
    name: str,
    old: str,
    new: str,
    code: str,
    line: int,
    mend: str,
) -> None:
    """Labels that do not fit, empty groups and outlines, keys twice, headings without numbers."""
    edit(name, old, new)
    (fault,) = faults()
    assert told([fault]) == [(code, f"data/{name}", line)]
    assert mend in fault.fix


def test_a_missing_file_is_to_be_made_or_brought_back(full: Path, faults: Faults) -> None:
    """Without bo-cuc.yaml or data/chi-tieu, the mend is not to take the names out."""
    (full / "data/bo-cuc.yaml").unlink()
    (fault,) = faults()
    assert (fault.code, fault.fix) == ("ten-la", "tạo hoặc khôi phục data/bo-cuc.yaml")
    (full / "data/chi-tieu/a.yaml").unlink()
    (fault,) = faults()
    assert (fault.code, fault.where.file) == ("thieu-chi-tieu", "data/chi-tieu")
    assert "khôi phục" in fault.fix


def test_an_unknown_data_set_is_told_with_those_there_are(full: Path) -> None:
    """`check --data khong` and `explain --data khong` do not ask for a file of it."""
    with pytest.raises(UsageError) as caught:
        Workspace(full).dataset("khong", parse_period("2024-05"))
    (fault,) = caught.value.faults
    assert (fault.code, fault.message) == ("ten-la", "không có bộ số liệu «khong»")
    assert "ubnd, thongke" in fault.fix


# --- where the template and the files meet ----------------------------------------------------

OUTLINE = ("{%p for muc in bo_cuc %}", "{%p if muc.khoa == 'lua' %}", "x", "{%p endif %}")


@pytest.mark.parametrize("scope", ["", "nam_truoc."])
@pytest.mark.parametrize("partial", [False, True])
def test_a_table_that_there_is_not_is_an_error(desk: Desk, scope: str, partial: bool) -> None:
    """The template's name, with the near miss; without bang.yaml, the file is missed."""
    desk.edit("bang.yaml", "  cay:\n", "  cayy:\n")
    report = desk.report("{{ " + scope + "bang.cay.ten }}")
    (fault,) = check_report(replace(report, partial=partial)).errors
    assert fault.message == "mẫu cần bảng «cay», bang.yaml không có"
    assert "cayy" in fault.fix
    (desk.root / "data/bang.yaml").unlink()
    (fault,) = check_report(desk.report("{{ " + scope + "bang.cay.ten }}")).errors
    assert "data/bang.yaml" in fault.fix


def test_a_name_that_only_the_run_meets_is_told_beside_notes(desk: Desk) -> None:
    """A note of another name, here missing prose, does not silence the run."""
    lines = (
        "{%p for d in tuong_thuat.xyz %}",
        "{{ d }}",
        "{%p endfor %}",
        "{{ bang['khong'].ten }}",
    )
    checked = check_report(desk.report(*lines))
    assert checked.drafted is None
    assert [fault.code for fault in checked.errors] == ["ten-khong-co"]


def test_a_section_that_the_template_does_not_know_is_an_error(desk: Desk) -> None:
    """At its line of bo-cuc.yaml; a template that prints prose by key knows every section."""
    desk.write("bo-cuc.yaml", "bo_cuc:\n  chinh:\n    muc:\n      - khoa: luaa\n")
    (fault,) = check_report(desk.report(*OUTLINE, "{%p endfor %}")).errors
    assert told([fault]) == [("muc-la", "data/bo-cuc.yaml", 4)]
    assert "có phải là: lua?" in fault.fix
    prose = ("{%p for d in tuong_thuat[muc.khoa] %}", "{{ d }}", "{%p endfor %}", "{%p endfor %}")
    (fault,) = check_report(desk.report(*OUTLINE, *prose)).errors
    assert fault.code == "muc-la"
    desk.write("bo-cuc.yaml", "bo_cuc:\n  chinh:\n    muc:\n      - khoa: thuy_san\n")
    assert check_report(desk.report(*OUTLINE, *prose)).errors == []
