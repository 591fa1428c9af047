"""Related periods: their figures, names, prose and tables in a template and in narrative."""

from __future__ import annotations

import pytest
from desk import Desk
from word_files import root_of, text_of

from lsreport.check import check_report
from lsreport.docxfile.living import LivingDocument
from lsreport.docxfile.package import q
from lsreport.inspection import read_figures


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("{{ nam_truoc.lua.nam.muc }}", "95 ha"),
        ("{{ nam_truoc.lua.nam.tang|so_voi }}", "tăng 1,5% so với năm 2022"),
        ("{{ nam_truoc.lua.trong_ky.muc }}", "95 ha"),
        ("{{ nam_nay.ngo.nam.muc|so }}", "45"),
        ("{{ nam_nay.ngo.nam.dat|ke_hoach|neu_co(', ') }}", ""),
        ("{{ nam_nay.lua.nam.danh_gia }}", "Vượt"),
        ("{{ nam_kia.lua.nam.muc }}", "93 ha"),
        ("{{ ky_5_nam.xa_chuan.giai_doan.ke_hoach }}", "115 xã"),
        ("{{ ky_5_nam.xa_chuan.giai_doan.danh_gia }}", "Vượt"),
        ("{{ nam_truoc.ky.nam }}", "2023"),
        ("{{ ky_5_nam.ky.cac_nam }}", "2021 - 2025"),
        ("{{ s1_nam_truoc.ky.day_du }}", "6 tháng đầu năm 2023"),
        ("{% if nam_kia.ngo.nam.muc %}có{% else %}không{% endif %}", "không"),
    ],
)
def test_a_template_names_a_related_period_first(desk: Desk, tag: str, text: str) -> None:
    """What follows is written as for the report's own period."""
    assert desk.shown(tag) == [text]


def test_a_figure_of_a_related_period_is_linked_as_that_periods(desk: Desk) -> None:
    """The document leads to the other file: its period, line and vintage."""
    (figure,) = read_figures(desk.draft("{{ nam_truoc.lua.nam.muc }}").document, "x").figures
    record = figure.link.record
    assert (record["period"], record["vintage"]) == ("2023", "2023-12-31")
    assert record["expression"] == "lua.nam.muc"
    assert list(figure.link.sources) == [("data/tinh/2023.yaml", 7)]


def test_a_gap_of_a_related_period_names_that_period(desk: Desk) -> None:
    """A refresh fills it from that period's file, not from the report's own."""
    drawn = desk.draft("{{ nam_truoc.lua.nam.ke_hoach }}", partial=True)
    (gap,) = LivingDocument(drawn.document, "x").gaps
    assert gap.expression == "2023:lua.nam.ke_hoach"


def test_the_prose_of_a_related_period_is_printed_with_its_figures(desk: Desk) -> None:
    """Seen from that period: the year before the year before is two years back."""
    lines = (
        "{%p for doan in nam_truoc.tuong_thuat.nong_nghiep %}",
        "{{ doan }}",
        "{%p endfor %}",
        "{%p for viec in nam_truoc.nhiem_vu %}",
        "{% for doan in viec %}{{ doan }}{% endfor %}",
        "{%p endfor %}",
    )
    assert desk.shown(*lines) == ["Năm trước đạt 95 ha, năm trước nữa 93 ha.", "Trồng 95 ha."]


def test_narrative_prints_figures_of_related_periods(desk: Desk) -> None:
    """In its light markup the name stands before the indicator."""
    desk.edit(
        "tinh/2024-05.yaml",
        "so_lieu:\n",
        "tuong_thuat:\n  lua:\n    - Cả năm trước {nam_truoc.lua.nam.muc}.\nso_lieu:\n",
    )
    lines = ("{%p for doan in tuong_thuat.lua %}", "{{ doan }}", "{%p endfor %}")
    document = desk.draft(*lines).document
    assert [text_of(p) for p in root_of(document).iter(q("p"))] == ["Cả năm trước 95 ha."]
    assert [f.link.record["period"] for f in read_figures(document, "x").figures] == ["2023"]


@pytest.mark.parametrize("name", ["nam_truoc.luaa.nam.muc", "nam_truocc.lua.nam.muc"])
def test_narrative_is_checked_for_names_of_related_periods(desk: Desk, name: str) -> None:
    """A misspelled one is told at its line with the near miss."""
    desk.edit(
        "tinh/2024-05.yaml",
        "so_lieu:\n",
        f"tuong_thuat:\n  lua:\n    - Năm trước {{{name}}}.\nso_lieu:\n",
    )
    (fault,) = desk.faults("x")
    assert (fault.code, fault.where.line) == ("chi-tieu-la", 6)
    assert "nam_truoc.lua" in fault.fix


def test_without_a_file_every_figure_of_a_related_period_is_missing(desk: Desk) -> None:
    """The fault names the file to write; conditions find nothing; prose is empty."""
    lines = (
        "{% if s1_nam_truoc.lua.luy_ke.muc %}có{% endif %}x",
        "{%p for doan in s1_nam_truoc.tuong_thuat.lua %}",
        "{{ doan }}",
        "{%p endfor %}",
        "{%p for viec in s1_nam_truoc.nhiem_vu %}",
        "việc",
        "{%p endfor %}",
    )
    assert desk.shown(*lines) == ["x"]
    (fault,) = desk.faults("{{ s1_nam_truoc.lua.luy_ke.muc }}")
    assert (fault.code, fault.where.file) == ("thieu-so-lieu", "data/tinh/2023-S1.yaml")
    assert "2023-S1" in fault.message


def test_what_follows_from_other_files_follows_for_a_related_period_too(desk: Desk) -> None:
    """The half-year of last year is the sum of its quarters."""
    for quarter, level in (("Q1", "40"), ("Q2", "15,5")):
        desk.write(
            f"tinh/2023-{quarter}.yaml",
            f"ky: 2023-{quarter}\nbo_so_lieu: tinh\nban: 1/7/2023\n"
            f"so_lieu:\n  lua:\n    quy:\n      muc: {level}\n",
        )
    desk.write("tinh/2023-S1.yaml", "ky: 2023-S1\nbo_so_lieu: tinh\nban: 1/7/2023\nso_lieu: {}\n")
    assert desk.shown("{{ s1_nam_truoc.lua.luy_ke.muc }}") == ["55,5 ha"]
    assert desk.shown("{{ s1_nam_truoc.lua.trong_ky.muc }}") == ["55,5 ha"]


def test_a_related_period_may_be_the_report_itself(desk: Desk) -> None:
    """In a yearly report N is its own year: what is printed of it is printed."""
    report = desk.report("{{ nam_nay.lua.nam.muc }}", period="2024")
    assert desk.shown("{{ nam_nay.lua.nam.muc }}", period="2024") == ["110 ha"]
    told = [f.where.line for f in check_report(report).findings if f.code == "khong-in"]
    assert told == [10, 13]


def test_every_period_is_read_once(desk: Desk) -> None:
    """Names that mean the same period share its figures; those of another period do not."""
    desk.edit("lsreport.yaml", "  nam_kia: N-2\n", "  nam_kia: N-2\n  nam_ngoai: N-1\n")
    scopes = desk.report("x").scopes
    assert scopes["nam_ngoai"] is scopes["nam_truoc"]
    assert scopes["nam_kia"] is not scopes["nam_truoc"]


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("{{ nam_truoc.luaa.nam.muc }}", "chi-tieu-la"),
        ("{{ nam_truoc.lua.namm.muc }}", "cua-so-la"),
        ("{{ nam_truoc.lua.nam.mucc }}", "so-do-la"),
        ("{{ nam_truoc.lua.nam }}", "chua-thanh-so-lieu"),
        ("{{ nam_truocc.lua.nam.muc }}", "ten-khong-co"),
        ("{{ nam_truoc.ky.namm }}", "ten-khong-co"),
    ],
)
def test_a_wrong_name_behind_a_related_period_is_told_with_its_near_miss(
    desk: Desk, tag: str, code: str
) -> None:
    """`check` looks through the name of the period, once for each tag."""
    errors = check_report(desk.report(tag)).errors
    assert [fault.code for fault in errors] == [code]
    assert errors[0].fix


def test_figures_that_others_contradict_are_told_of_related_periods_too(desk: Desk) -> None:
    """What a report prints of last year's file is checked as its own."""
    desk.edit("tinh/2023.yaml", "tang: 1,5", "tang: 30\n      cung_ky: 93")
    found = check_report(desk.report("{{ nam_truoc.lua.nam.tang }}")).findings
    assert [f.where.file for f in found if f.code == "so-khong-khop"] == ["data/tinh/2023.yaml"]
