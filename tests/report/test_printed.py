"""Figures in a template: growth beside difference, clauses that a month may lack, unread prose."""

from __future__ import annotations

import pytest
from desk import Desk
from hypothesis import given
from hypothesis import strategies as st
from word_files import paragraphs, root_of, text_of

from lsreport.data.model import HouseStyle
from lsreport.docxfile.package import q
from lsreport.expressions import parse_expression
from lsreport.inspection import read_figures
from lsreport.report.context import if_known, or_dots
from lsreport.report.figures import FigureRow, FigureSource, MissingFigure, PrintedFigure
from lsreport.report.sections import NOT_AVAILABLE
from lsreport.template.inline import LOST_LINK

FULL = "{{ lua.luy_ke.tang|kem_chenh_lech }}"

# --- growth and difference --------------------------------------------------------------------

STYLES = [
    ("{tang} ({chenh_lech|dau})", "giảm 3,4% (-42,4 ha)", "tăng 4,55% (+0,5 ha)"),
    ("{tang} hay {chenh_lech}", "giảm 3,4% hay giảm 42,4 ha", "tăng 4,55% hay tăng 0,5 ha"),
    (
        "{chenh_lech}, tương ứng {tang|so_voi}",
        "giảm 42,4 ha, tương ứng giảm 3,4% so với cùng kỳ",
        "tăng 0,5 ha, tương ứng tăng 4,55% so với cùng kỳ",
    ),
]


@pytest.mark.parametrize(("style", "fall", "rise"), STYLES)
def test_growth_and_difference_stand_side_by_side_in_the_way_of_the_house(
    desk: Desk, style: str, fall: str, rise: str
) -> None:
    """In brackets, as an alternative, or the difference first: one tag in the template."""
    desk.house(f'chenh_lech: "{style}"')
    assert desk.shown(FULL) == [fall]
    assert desk.shown("{{ lua.thang.tang|kem_chenh_lech }}") == [rise]


def test_both_figures_keep_their_links(desk: Desk) -> None:
    """The words between them stand outside of the controls."""
    document = desk.draft(f"lúa {FULL}.").document
    figures = read_figures(document, "x").figures
    assert [f.text for f in figures] == ["giảm 3,4%", "-42,4 ha"]
    assert [f.link.record["expression"] for f in figures] == [
        "lua.luy_ke.tang",
        "lua.luy_ke.chenh_lech|dau",
    ]
    assert [line for f in figures for _file, line in f.link.sources] == [12, 13]


@pytest.mark.parametrize("typed", ["0", "0,0", "tuong_duong"])
@pytest.mark.parametrize("style", [style for style, _fall, _rise in STYLES])
def test_where_nothing_moved_no_difference_is_told(desk: Desk, typed: str, style: str) -> None:
    """Zero growth is one phrase, and so is "equal"."""
    desk.house(f'chenh_lech: "{style}"')
    desk.edit("tinh/2024-05.yaml", "tang: 0\n", f"tang: {typed}\n")
    text = "tương đương" if typed == "tuong_duong" else "không đổi"
    assert desk.shown("{{ ngo.luy_ke.tang|kem_chenh_lech }}") == [text]


def test_narrative_has_the_same_wording(desk: Desk) -> None:
    """After a bar, in any style of letters, linked."""
    desk.edit(
        "tinh/2024-05.yaml",
        "so_lieu:\n",
        "tuong_thuat:\n  lua:\n    - Lúa **{lua.luy_ke.tang|kem_chenh_lech}**.\nso_lieu:\n",
    )
    document = desk.draft(
        "{%p for doan in tuong_thuat.lua %}", "{{ doan }}", "{%p endfor %}"
    ).document
    assert paragraphs(document) == ["Lúa giảm 3,4% (-42,4 ha)."]
    assert [text_of(sdt) for sdt in root_of(document).iter(q("sdt"))] == ["giảm 3,4%", "-42,4 ha"]
    bold = [
        text_of(run)
        for run in root_of(document).iter(q("r"))
        if run.find(f"{q('rPr')}/{q('b')}") is not None
    ]
    assert "".join(bold) == "giảm 3,4% (-42,4 ha)"


def test_growth_against_the_period_before_has_its_own_difference(desk: Desk) -> None:
    """Last month's is not last year's."""
    desk.edit(
        "tinh/2024-05.yaml",
        "      tang: 4,55\n      chenh_lech: 0,5\n",
        "      tang_ky_truoc: 25\n      chenh_lech_ky_truoc: 2,5\n",
    )
    assert desk.shown("{{ lua.thang.tang_ky_truoc|kem_chenh_lech }}") == ["tăng 25% (+2,5 ha)"]


def test_a_difference_that_is_not_given_follows(desk: Desk) -> None:
    """From level and growth of the file; what cannot follow is missing."""
    desk.edit(
        "tinh/2024-05.yaml", "      tang: 4,55\n      chenh_lech: 0,5\n", "      cung_ky: 10\n"
    )
    assert desk.shown("{{ lua.thang.tang|kem_chenh_lech }}") == ["tăng 25,0% (+2,5 ha)"]
    desk.edit("tinh/2024-05.yaml", "muc: 64,6\n      tang: 2", "tang: 2")
    (fault,) = desk.faults("{{ che_phu.thang.tang|kem_chenh_lech }}")
    assert fault.code == "thieu-so-lieu"
    assert "chenh_lech" in fault.message


@pytest.mark.parametrize(
    "tag",
    [
        "{{ lua.luy_ke.muc|kem_chenh_lech }}",
        "{{ lua.luy_ke.chenh_lech|kem_chenh_lech }}",
        "{{ lua.luy_ke.tang|kem_chenh_lech|so_voi }}",
        "{{ lua.luy_ke.tang|so_voi|kem_chenh_lech }}",
        "{{ lua.luy_ke.tang|kem_chenh_lech|kem_chenh_lech }}",
    ],
)
def test_it_is_a_wording_of_growth_alone(desk: Desk, tag: str) -> None:
    """Of other measures, or after another wording, it is refused."""
    assert [fault.code for fault in desk.faults(tag)] == ["cach-in-sai"]


def test_a_row_of_figures_cannot_lose_its_links_silently(desk: Desk) -> None:
    """Joined to other words its figures would be plain text."""
    codes = [fault.code for fault in desk.faults('{{ (lua.luy_ke.tang|kem_chenh_lech) ~ "x" }}')]
    assert set(codes) == {"mat-gan-ket"}


@pytest.mark.parametrize(
    ("typed", "text"),
    [("4 - 5", "tăng 4 - 5% (+0,5 ha)"), ("khoảng 4", "tăng khoảng 4% (+0,5 ha)")],
)
def test_a_growth_that_is_no_one_number_has_its_difference_too(
    desk: Desk, typed: str, text: str
) -> None:
    """A range rises or falls as a number does."""
    desk.edit("tinh/2024-05.yaml", "tang: 4,55", f"tang: {typed}")
    assert desk.shown("{{ lua.thang.tang|kem_chenh_lech }}") == [text]


def test_what_is_printed_as_equal_has_no_difference(desk: Desk) -> None:
    """Growth that rounds to nothing does not stand beside a difference."""
    desk.house("so_le_phan_tram_in: 1")
    desk.edit("tinh/2024-05.yaml", "tang: 4,55", "tang: 0,04")
    assert desk.shown("{{ lua.thang.tang|kem_chenh_lech }}") == ["không đổi"]


# --- clauses that may be missing --------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("{{ lua.luy_ke.muc|neu_co }}", "1.203,75 ha"),
        ('{{ lua.luy_ke.muc|neu_co(", ") }}', ", 1.203,75 ha"),
        ('{{ lua.luy_ke.muc|so|neu_co("(", ")") }}', "(1.203,75)"),
        ('{{ lua.luy_ke.tang|kem_chenh_lech|neu_co(", ") }}', ", giảm 3,4% (-42,4 ha)"),
        ('{{ lac.luy_ke.muc|neu_co(", ", " nữa") }}', ""),
        ('{{ lac.luy_ke.tang|so_voi|neu_co(", ") }}', ""),
        ('{{ lac.luy_ke.tang|kem_chenh_lech|neu_co(", ") }}', ""),
        ("{{ lac.luy_ke.muc|ba_cham }}", NOT_AVAILABLE),
        ("{{ lac.luy_ke.muc|so|ba_cham }}", NOT_AVAILABLE),
        ("{{ lua.luy_ke.muc|so|ba_cham }}", "1.203,75"),
        ('{{ lac.luy_ke.muc|ba_cham|neu_co("(", ")") }}', f"({NOT_AVAILABLE})"),
    ],
)
def test_a_clause_stands_where_there_is_a_figure(desk: Desk, tag: str, text: str) -> None:
    """neu_co prints the words around it too, or nothing; ba_cham three dots."""
    assert desk.shown(tag) == [text]


@pytest.mark.parametrize(
    "tag", ['{{ lua.luy_ke.muc|neu_co(", ") }}', "{{ lua.luy_ke.muc|ba_cham }}"]
)
def test_the_figure_of_a_clause_stays_linked(desk: Desk, tag: str) -> None:
    """Only the words around it are plain."""
    document = desk.draft(tag).document
    assert [f.text for f in read_figures(document, "x").figures] == ["1.203,75 ha"]


@pytest.mark.parametrize("word", ["neu_co", "ba_cham"])
@pytest.mark.parametrize("tag", ["luaa.luy_ke.muc", "lua.luyke.muc", "lua.luy_ke.mucc"])
def test_a_misspelled_figure_is_no_missing_one(desk: Desk, tag: str, word: str) -> None:
    """Dots or nothing would hide the mistake for ever: `check` tells it."""
    from lsreport.check import check_report

    assert check_report(desk.report(f"{{{{ {tag}|{word} }}}}")).errors


@pytest.mark.parametrize("word", ["neu_co", "ba_cham"])
@pytest.mark.parametrize("tag", ["lua.luy_ke.muc|ke_hoach", "lua.luy_ke.tang|cao_hon"])
def test_a_wrong_wording_is_no_missing_figure(desk: Desk, tag: str, word: str) -> None:
    """The figure is there: it is the template that is wrong."""
    assert [f.code for f in desk.faults(f"{{{{ {tag}|{word} }}}}")] == ["cach-in-sai"]


@given(st.text(max_size=5), st.text(max_size=5))
def test_nothing_is_printed_of_a_clause_without_its_figure(before: str, after: str) -> None:
    """Whatever the words around it."""
    missing = MissingFigure(())
    assert if_known(missing, before, after) == ""
    assert or_dots(missing) == NOT_AVAILABLE
    assert if_known("x", before, after).parts == (before, "x", after)


# --- decimals of printed percentages ----------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("{{ lua.luy_ke.tang }}", "giảm 3,40%"),
        ("{{ lua.thang.tang|so_voi }}", "tăng 4,55% so với cùng kỳ"),
        ("{{ lua.thang.tang|lam_tron(1) }}", "tăng 4,6%"),
        ("{{ lua.thang.tang|so }}", "4,55"),
        ("{{ che_phu.thang.muc }}", "64,60%"),
        ("{{ che_phu.thang.tang }}", "tăng 2,00%"),
        ("{{ nam_nay.lua.nam.dat|ke_hoach }}", "đạt 110,00% kế hoạch"),
        ("{{ lua.luy_ke.muc }}", "1.203,75 ha"),
        ("{{ lua.luy_ke.chenh_lech }}", "giảm 42,4 ha"),
        ("{{ lua.luy_ke.tang|kem_chenh_lech }}", "giảm 3,40% (-42,4 ha)"),
    ],
)
def test_the_house_may_want_all_percentages_alike(desk: Desk, tag: str, text: str) -> None:
    """so_le_phan_tram_in pads and rounds what stands before %; decimals asked for go before."""
    desk.house("so_le_phan_tram_in: 2")
    assert desk.shown(tag) == [text]


def test_without_it_percentages_are_printed_as_typed(desk: Desk) -> None:
    """The precision of the source says something."""
    assert desk.shown("{{ lua.luy_ke.tang }} {{ lua.thang.tang }}") == ["giảm 3,4% tăng 4,55%"]


# --- unread prose -----------------------------------------------------------------------------

UNREAD = ("{%p for doan in tuong_thuat.lua %}", "{{ doan }}", "{%p endfor %}")


def carried(desk: Desk, mark: str = "[xem lại] ") -> None:
    """Give the month a paragraph that was carried over."""
    desk.edit(
        "tinh/2024-05.yaml",
        "so_lieu:\n",
        f'tuong_thuat:\n  lua:\n    - "{mark}Lúa {{lua.thang.muc}}."\nso_lieu:\n',
    )


def test_unread_prose_is_not_issued(desk: Desk) -> None:
    """Whoever reads it deletes the mark; until then the report is refused, with its line."""
    carried(desk)
    (fault,) = desk.faults(*UNREAD)
    assert (fault.code, fault.where.file, fault.where.line) == (
        "cho-xem-lai",
        "data/tinh/2024-05.yaml",
        6,
    )
    assert "[xem lại]" in fault.fix


def test_a_draft_in_part_marks_unread_prose(desk: Desk) -> None:
    """The paragraph is printed after a mark; its figures are linked."""
    carried(desk)
    done = desk.draft(*UNREAD, partial=True)
    (text,) = paragraphs(done.document)
    assert text.startswith("[xem lại ")
    assert text.endswith("Lúa 12,5 ha.")
    assert [fault.code for fault in done.gaps] == ["cho-xem-lai"]


def test_read_prose_has_no_mark(desk: Desk) -> None:
    """Nothing of it stays in the document."""
    carried(desk, "")
    assert desk.shown(*UNREAD) == ["Lúa 12,5 ha."]


def test_unread_prose_that_is_not_printed_stops_nothing(desk: Desk) -> None:
    """A section that this report does not ask for may wait."""
    carried(desk)
    assert desk.shown("x") == ["x"]


# --- the source of figures --------------------------------------------------------------------


def test_a_printed_row_is_made_of_words_and_figures(desk: Desk) -> None:
    """Its text as a whole would be one that lost its links."""
    source: FigureSource = desk.report("x").figures
    row = source.figure(parse_expression("lua.luy_ke.tang|kem_chenh_lech"))
    assert isinstance(row, FigureRow)
    assert [type(piece) for piece in row.pieces] == [str, PrintedFigure, str, PrintedFigure, str]
    assert str(row).startswith(LOST_LINK)
    assert HouseStyle().difference == "{tang} ({chenh_lech|dau})"
