"""Sections in the order of a layout, their numbers and sources; tables made from figures."""

from __future__ import annotations

import re

import pytest
from desk import Desk
from hypothesis import given
from hypothesis import strategies as st
from word_files import controls_of, paragraphs, root_of, text_of

from lsreport.data.model import HEADING_NUMBERS, HeadingNumber
from lsreport.data.workspace import find_workspace
from lsreport.docxfile.package import q
from lsreport.errors import DataError
from lsreport.periods import parse_period
from lsreport.report.sections import NOT_AVAILABLE, HeadingCounter, NumberedHeading
from lsreport.report.stages import Report, open_report
from lsreport.terms import Rating

# --- the numbers of headings ------------------------------------------------------------------


def numbered(styles: tuple[HeadingNumber, ...], levels: tuple[int, ...]) -> list[str]:
    """Return the numbers of headings of these levels, one after another."""
    counts, found = [0] * len(styles), []
    for level in levels:
        counts[level - 1] += 1
        counts[level:] = [0] * (len(styles) - level)
        found.append(HeadingCounter(styles)(level).number(counts[:level]))
    return found


def test_headings_number_themselves_and_close_up() -> None:
    """Three levels in the house's way; a new higher heading starts the lower ones anew."""
    assert numbered(HEADING_NUMBERS, (1, 1, 2, 3, 3, 2, 3, 1, 2)) == [
        *("I.", "II.", "1.", "1.1.", "1.2.", "2.", "2.1.", "III.", "1."),
    ]


def test_the_decree_has_letters_where_the_house_has_compound_numbers() -> None:
    """a), b), c), d), đ): the Vietnamese alphabet."""
    styles = (HeadingNumber.ARABIC, HeadingNumber.LETTER)
    assert numbered(styles, (1, 2, 2, 2, 2, 2, 1, 2)) == [
        *("1.", "a)", "b)", "c)", "d)", "đ)", "2.", "a)"),
    ]


@pytest.mark.parametrize(
    ("styles", "counts", "number"),
    [
        (["I."], (4,), "IV."),
        (["I.", "1."], (2, 11), "11."),
        (["I.", "1.", "1.1."], (2, 6, 3), "6.3."),
        (["1.", "1.1.", "1.1."], (1, 2, 3), "1.2.3."),
        (["1.1."], (7,), "7."),
        (["I.", "1.1."], (3, 2), "III.2."),
        (["I.", "1.", "1.1.", "a)"], (1, 1, 1, 5), "đ)"),
        (["1.", "*"], (1, 9), "*"),
        (["1.", "-"], (3, 2), "-"),
    ],
)
def test_each_style_has_its_number(styles: list[str], counts: tuple[int, ...], number: str) -> None:
    """Roman, Arabic, compound, letters; a star and a dash count nothing."""
    kinds = tuple(map(HeadingNumber, styles))
    assert NumberedHeading(len(counts), kinds).number(counts) == number


@given(st.integers(1, 99))
def test_a_number_ends_with_its_mark(count: int) -> None:
    """A point, or a bracket after a letter; the letters go on from a after the last."""
    for style in (HeadingNumber.ROMAN, HeadingNumber.ARABIC, HeadingNumber.COMPOUND):
        assert NumberedHeading(1, (style,)).number((count,)).endswith(".")
    letter = NumberedHeading(1, (HeadingNumber.LETTER,)).number((count,))
    assert (len(letter), letter[1]) == (2, ")")
    assert not set(letter) & set("âăêôơưfjwz")


@pytest.mark.parametrize("level", [-1, 4, "1", None, 1.0])
def test_a_level_that_the_house_does_not_number_is_refused(level: object) -> None:
    """The sentence names the levels there are."""
    with pytest.raises(ValueError, match="3"):
        HeadingCounter(HEADING_NUMBERS)(level)  # type: ignore[arg-type]


def test_level_0_begins_a_new_part() -> None:
    """It is no level of the house: nothing is printed."""
    assert HeadingCounter(HEADING_NUMBERS)(0).level == 0


def test_the_template_counts_with_de_muc(desk: Desk) -> None:
    """What is left out takes no number."""
    lines = (
        "{{ de_muc(1) }} A",
        "x",
        "{{ de_muc(1) }} B",
        "{{ de_muc(1) }} C",
        "{{ de_muc(2) }} D",
        "y",
    )
    assert desk.shown(*lines) == ["I. A", "x", "II. C", "1. D", "y"]


# --- layouts ----------------------------------------------------------------------------------

LOOP = (
    "{%p for muc in bo_cuc %}",
    "{%p if muc.cap %}",
    "{{ muc.so }} {{ muc.ten }}{{ muc.nguon }}",
    "{%p endif %}",
    "{%p if muc.khoa == 'lua' %}",
    "lúa",
    "{%p elif muc.khoa == 'ngo' %}",
    "ngô",
    "{%p elif muc.khoa == 'lam_nghiep' %}",
    "rừng",
    "{%p elif muc.khoa == 'nong_nghiep' %}",
    "chung{% if muc.cau_nguon %} {{ muc.cau_nguon }}{% endif %}",
    "{%p endif %}",
    "{%p endfor %}",
)


def test_sections_come_in_the_order_of_the_layout(desk: Desk) -> None:
    """With those within others; one without a title has only its content."""
    assert desk.shown(*LOOP) == [
        "I. NÔNG NGHIỆP",
        "chung",
        "1. Lúa",
        "lúa",
        "ngô",
        "II. LÂM NGHIỆP",
        "rừng",
    ]


def test_another_order_needs_no_other_template(desk: Desk) -> None:
    """Two sections change places in the data: the document follows, numbers too."""
    text = (desk.root / "data/bo-cuc.yaml").read_text("utf-8")
    forest = text[text.index("      - ten: LÂM") :]
    start = text.index("      - ten: NÔNG")
    desk.write("bo-cuc.yaml", text[:start] + forest + text[start : -len(forest)])
    shown = desk.shown(*LOOP)
    assert shown[:3] == ["I. LÂM NGHIỆP", "rừng", "II. NÔNG NGHIỆP"]


def test_a_section_that_a_period_has_nothing_on_is_left_out(desk: Desk) -> None:
    """The layout keeps it for the next period; `check` tells it."""
    lines = tuple("" if line == "rừng" else line for line in LOOP if line != "ngô")
    done = desk.draft(*lines)
    assert not any("LÂM NGHIỆP" in text for text in paragraphs(done.document))
    assert [left.words for left in done.left_out] == ["LÂM NGHIỆP"]


def test_a_layout_may_number_in_its_own_way(desk: Desk) -> None:
    """danh_so of the layout goes before that of the house."""
    desk.edit("bo-cuc.yaml", "  chinh:\n", '  chinh:\n    danh_so: [1., "*"]\n')
    assert [text for text in desk.shown(*LOOP) if text.isupper() or text[0] == "*"] == [
        "1. NÔNG NGHIỆP",
        "* Lúa",
        "2. LÂM NGHIỆP",
    ]


def test_a_section_deeper_than_the_numbers_is_refused(desk: Desk) -> None:
    """A level without a number is told, not printed without one."""
    desk.edit("bo-cuc.yaml", "  chinh:\n", "  chinh:\n    danh_so: [1.]\n")
    (fault,) = desk.faults(*LOOP)
    assert (fault.code, fault.where.file) == ("thieu-danh-so", "data/bo-cuc.yaml")


def dated(desk: Desk, day: str) -> Report:
    """Return the report of a document of this day, with two layouts, the second from 2024 on."""
    old = "    - den_ngay: 31/12/2023\n      muc:\n        - ten: CŨ\n          khoa: lua\n"
    new = "    - tu_ngay: 1/1/2024\n      muc:\n        - ten: MỚI\n          khoa: lua\n"
    desk.write("bo-cuc.yaml", f"bo_cuc:\n  chinh:\n{old}{new}")
    desk.edit(
        "tinh/2024-05.yaml", "so_lieu:\n", f"van_ban:\n  bao-cao:\n    ngay: {day}\nso_lieu:\n"
    )
    return desk.report(*LOOP)


@pytest.mark.parametrize(
    ("day", "title"), [("31/12/2023", "I. CŨ"), ("1/1/2024", "I. MỚI"), ("4/6/2024", "I. MỚI")]
)
def test_the_layout_in_force_on_the_day_of_the_document_is_taken(
    desk: Desk, day: str, title: str
) -> None:
    """As bodies, signers and recipients are."""
    assert paragraphs(dated(desk, day).draft().document)[0] == title


def test_a_day_without_a_layout_is_told(desk: Desk) -> None:
    """A gap between two layouts is an error at the first one's place."""
    report = dated(desk, "1/1/2024")
    desk.edit("bo-cuc.yaml", "tu_ngay: 1/1/2024", "tu_ngay: 1/2/2024")
    with pytest.raises(DataError) as caught:
        open_report(find_workspace(desk.root), report.period).draft()
    (fault,) = caught.value.faults
    assert (fault.code, fault.where.file) == ("hieu-luc", "data/bo-cuc.yaml")
    assert "1/1/2024" in fault.message


def test_a_report_without_a_layout_has_no_sections(desk: Desk) -> None:
    """A template that numbers by itself needs none."""
    desk.edit("lsreport.yaml", "    bo_cuc: chinh\n", "")
    assert desk.shown("{%p for muc in bo_cuc %}", "x", "{%p endfor %}", "y") == ["y"]


# --- sources ----------------------------------------------------------------------------------


def test_the_source_of_a_section_is_a_footnote(desk: Desk) -> None:
    """Only where there is one."""
    assert desk.notes(*LOOP) == ["Nguồn: Sở Nông nghiệp."]


def test_the_house_may_want_the_source_in_a_sentence(desk: Desk) -> None:
    """Then there is no note."""
    desk.house("nguon: trong_cau")
    assert desk.notes(*LOOP) == []
    assert desk.shown(*LOOP)[1] == "chung (Nguồn số liệu: Sở Nông nghiệp.)"


def test_a_source_alone_keeps_no_section(desk: Desk) -> None:
    """Where nothing is told of a section, nothing is told of its source."""
    desk.house("nguon: trong_cau")
    lines = [x for x in LOOP if x not in ("lúa", "ngô")]
    lines[lines.index("chung{% if muc.cau_nguon %} {{ muc.cau_nguon }}{% endif %}")] = (
        "{% if muc.cau_nguon %}{{ muc.cau_nguon }}{% endif %}"
    )
    assert "".join(desk.shown(*lines)) == "I. LÂM NGHIỆPrừng"


def test_no_sign_of_ours_stays_in_the_document(desk: Desk) -> None:
    """In a template that numbers nothing, too."""
    desk.house("nguon: trong_cau")
    lines = (
        "{%p for muc in bo_cuc %}",
        "{{ muc.ten }}{% if muc.cau_nguon %} {{ muc.cau_nguon }}{% endif %}",
        "{%p endfor %}",
    )
    for shown in (desk.shown(*LOOP), desk.shown(*lines)):
        assert not re.search("[\ufdd0-\ufdef]", "".join(shown))


# --- tables -----------------------------------------------------------------------------------

COUNTED = (
    "{%p for hang in bang.cay.co('luy_ke.muc') %}",
    "{{ hang.tt }}|{{ hang.nhan }}{% if not hang.la_nhom %}|{{ hang.cot('luy_ke.muc|so') }}|{{ hang.cot('luy_ke.tang|so_dau') }}{% endif %}",
    "{%p endfor %}",
)


def test_a_table_leaves_out_what_nothing_is_known_of(desk: Desk) -> None:
    """A row without the figure, and the title above when none of its rows is left."""
    assert desk.shown(*COUNTED) == [
        "I|Lương thực",
        "1|Diện tích lúa (ha)|1.203,75|-3,4",
        "|Diện tích ngô (ha)|45,5\u2007|0\u2008\u2007",
    ]


def test_a_title_comes_back_with_its_rows(desk: Desk) -> None:
    """The next month's file has peanuts: their title is printed with them, and their own label."""
    desk.edit(
        "tinh/2024-05.yaml", "  che_phu:\n", "  lac:\n    luy_ke:\n      muc: 7\n  che_phu:\n"
    )
    assert desk.shown(*COUNTED)[-2:] == ["II|Công nghiệp", "1|Lạc vỏ|7\u2008\u2007\u2007|…"]


def test_every_number_of_a_table_is_linked(desk: Desk) -> None:
    """Spaces that align it stand outside of its control."""
    document = desk.draft(*COUNTED).document
    controls = [text_of(sdt) for sdt in root_of(document).iter(q("sdt"))]
    assert controls == ["1.203,75", "-3,4", "45,5", "0"]
    assert len(controls_of(document)) == 4


@given(st.lists(st.decimals(0, 9999, places=3), min_size=1, max_size=5), st.data())
def test_commas_stand_under_one_another(numbers: list[object], data: st.DataObject) -> None:
    """Each cell is as wide after its comma as the finest of its column."""
    from lsreport.report.sections import AlignedFigure
    from lsreport.template.inline import InlineWriter

    texts = [
        f"{number}".replace(".", ",")[: data.draw(st.sampled_from([None, -1, -2, -4]))]
        for number in numbers
    ]
    finest = max(len(text.partition(",")[2]) for text in texts)

    class Cell:
        """Stands for a figure on its way into the document."""

        def __init__(self, text: str) -> None:
            self.text, self.written = text, ""

        def write_inline(self, writer: InlineWriter) -> None:
            """Write the number."""
            writer.text(self.text)

    class Page:
        """Stands for a writer."""

        def __init__(self) -> None:
            self.line = ""

        def text(self, words: str) -> None:
            """Keep the words."""
            self.line += words

    for text in texts:
        page = Page()
        AlignedFigure(Cell(text), finest).write_inline(page)  # type: ignore[arg-type]
        after = page.line.replace("\u2008", ",").partition(",")[2]
        assert len(after) == finest
        assert page.line.startswith(text)


GROUPS = (
    "{%p for nhom in nam_nay.bang.cay %}",
    "{{ nhom.tt }}|{% for hang in nhom.hang %}{{ hang.nhan }};{% endfor %}|{{ nhom.danh_gia }}",
    "{%p endfor %}",
)


def one_group(desk: Desk, *keys: str) -> list[str]:
    """Return what a table of one group of these indicators prints."""
    desk.write(
        "bang.yaml",
        f"bang:\n  cay:\n    ten: Cây\n    hang:\n      - tt: 1\n        chi_tieu: [{', '.join(keys)}]\n",
    )
    return desk.shown(*GROUPS)


def test_a_group_has_one_number_and_one_rating(desk: Desk) -> None:
    """Rice is exceeded, maize met: together they are met; the rating is that figure's."""
    assert one_group(desk, "lua", "ngo") == ["1|Diện tích lúa (ha);Diện tích ngô (ha);|Đạt"]
    document = desk.draft(*GROUPS).document
    assert [text_of(sdt) for sdt in root_of(document).iter(q("sdt"))] == ["Đạt"]


@pytest.mark.parametrize(("level", "rating"), [("39", "Không đạt"), ("45", "Đạt"), ("51", "Vượt")])
def test_the_least_met_target_rates_a_group(desk: Desk, level: str, rating: str) -> None:
    """Whatever stands first."""
    desk.edit("tinh/2024.yaml", "muc: 45\n", f"muc: {level}\n")
    assert one_group(desk, "lua", "ngo")[0].rpartition("|")[2] == rating
    assert one_group(desk, "ngo", "lua")[0].rpartition("|")[2] == rating


def test_a_group_with_a_rating_missing_is_not_rated(desk: Desk) -> None:
    """A result that nobody judged is an error, not a better rating."""
    desk.write(
        "bang.yaml", "bang:\n  cay:\n    ten: Cây\n    hang:\n      - chi_tieu: [lua, lac]\n"
    )
    (fault,) = desk.faults(*GROUPS)
    assert fault.code == "thieu-so-lieu"
    assert "lac.nam.danh_gia" in fault.message


def test_a_title_row_has_no_rating(desk: Desk) -> None:
    """Its cell stays empty."""
    desk.write(
        "bang.yaml", "bang:\n  cay:\n    ten: Cây\n    hang:\n      - tt: I\n        ten: Nhóm\n"
    )
    assert desk.shown(*GROUPS) == ["I|Nhóm;|"]


def test_a_group_with_a_title_has_a_row_more(desk: Desk) -> None:
    """The number stands at the title, not again at the first indicator."""
    desk.write(
        "bang.yaml",
        "bang:\n  cay:\n    ten: Cây\n    hang:\n"
        "      - tt: 2\n        ten: Cơ cấu\n        chi_tieu: [lua, ngo]\n        nhan: ['- Lúa', '- Ngô']\n",
    )
    lines = (
        "{%p for nhom in nam_nay.bang.cay %}",
        "{% for hang in nhom.hang %}{{ hang.tt }}~{{ hang.nhan }};{% endfor %}{{ nhom.la_nhom }}",
        "{%p endfor %}",
    )
    assert desk.shown(*lines) == ["2~Cơ cấu;~- Lúa;~- Ngô;False"]


def test_a_rating_of_the_term_is_asked_for_by_its_window(desk: Desk) -> None:
    """The table of five years is that of the related term."""
    desk.write("bang.yaml", "bang:\n  cay:\n    ten: Xã\n    hang:\n      - chi_tieu: [xa_chuan]\n")
    lines = (
        "{%p for nhom in ky_5_nam.bang.cay %}",
        "{{ nhom.danh_gia_cua('giai_doan') }}",
        "{%p endfor %}",
    )
    assert desk.shown(*lines) == ["Vượt"]
    assert Rating.EXCEEDED.value == "vuot"


def test_a_cell_of_a_related_period(desk: Desk) -> None:
    """One row tells of two years; a missing one has the sign of statistical tables."""
    lines = (
        "{%p for nhom in bang.cay %}",
        "{% for hang in nhom.hang %}{% if not hang.la_nhom %}{{ hang.o('nam_truoc', 'nam.muc')|so|ba_cham }};"
        "{{ hang.o('nam_nay', 'nam.ke_hoach')|so|ba_cham }} {% endif %}{% endfor %}",
        "{%p endfor %}",
    )
    assert desk.shown(*lines)[1] == f"95;100 {NOT_AVAILABLE};40 - 50 "


@pytest.mark.parametrize("figure", ["muc", "luy_ke", "luyke.muc", "luy_ke.mcu", "luy_ke.muc|"])
def test_a_cell_that_is_no_window_and_measure_is_refused(desk: Desk, figure: str) -> None:
    """A misspelled column is an error of the template, not a column of dots."""
    lines = (
        "{%p for hang in bang.cay.co('luy_ke.muc') %}",
        f"{{{{ hang.cot('{figure}') }}}}",
        "{%p endfor %}",
    )
    assert desk.faults(*lines)


@pytest.mark.parametrize(
    "cell",
    [
        "hang.cot('luy_ke.muc|ke_hoach')",
        "hang.cot('luy_ke.muc|khong_co')",
        "hang.o('nam_truocc', 'nam.muc')|ba_cham",
    ],
)
def test_a_wrong_column_is_no_missing_figure(desk: Desk, cell: str) -> None:
    """A wording that does not fit, a period that is none: errors, not a column of dots."""
    lines = (
        "{%p for hang in bang.cay.co('luy_ke.muc') %}",
        f"{{% if not hang.la_nhom %}}{{{{ {cell} }}}}{{% endif %}}",
        "{%p endfor %}",
    )
    assert desk.faults(*lines)


def test_a_table_that_there_is_not_is_told(desk: Desk) -> None:
    """With its place in the template."""
    (fault,) = desk.faults("{%p for nhom in bang.cayy %}", "x", "{%p endfor %}")
    assert "cayy" in fault.message


def test_the_period_of_a_report_decides_its_window(desk: Desk) -> None:
    """trong_ky is the month in a monthly report, the year in a yearly one."""
    assert desk.shown("{{ lua.trong_ky.muc }}") == ["12,5 ha"]
    assert desk.shown("{{ lua.trong_ky.muc }}", period="2024") == ["110 ha"]
    assert str(parse_period("2024")) == "2024"
