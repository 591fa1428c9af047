"""The other documents of the workspace, held against the published ones like the May report.

Two reports of the statistics office from one template, a plan of next year from a year's,
a half-year's and five years' data, a press notice, and a report of a half-year.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from reading import HERE, Reading, numbers, overlap, published, read, without_names

from lsreport.data.model import Source
from lsreport.data.workspace import find_workspace
from lsreport.docxfile.verify import verify
from lsreport.expressions import parse_expression
from lsreport.inspection import read_figures
from lsreport.measures import Measures
from lsreport.numbers import parse_quantity
from lsreport.periods import parse_period
from lsreport.report.stages import Report, open_report
from lsreport.terms import Measure, Rating

ROOT = HERE.parent.parent


@dataclass(frozen=True)
class Document:
    """A document: what it is made from, and what the published one holds.

    `lost` are the published figures that ours does not print: those that the published one
    states twice in a section, and one that we tell in words. `names` are digits of names,
    dates and laws. `quoted` are notes that only give the official names of projects.
    """

    period: str
    report: str
    figures: int
    linked: int
    notes: int
    words: int
    lost: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.report}-{self.period}"


_STATISTICS = (
    r"[Tt]háng \d+",
    r"\bkm\d+\+\d+ - km\d+|ĐH\.28|Quốc lộ 18|\b30A\b",
    r"(?i)covid-19",
    r"qua 21 ngày",
)
JUNE = Document(
    "2024-06",
    "thongke/bao-cao",
    figures=576,
    linked=661,
    notes=7,
    words=9000,
    lost=(("III", "100"),),  # "giải ngân toàn bộ kế hoạch vốn"
    names=(*_STATISTICS, r"dưới 1 tuổi", r"trong 24 giờ", r"\(AT2\+\)"),
)
JULY = Document(
    "2023-07",
    "thongke/bao-cao",
    figures=523,
    linked=624,
    notes=6,
    words=7000,
    # Of the prices of July and of the clubs the published text tells twice.
    lost=(("6.1", "1,07"), ("6.1", "2,61"), ("6.1", "9"), ("6.1", "2"), ("7.3", "10/10")),
    names=(
        *_STATISTICS,
        r"số (?:79/QĐ|04/CT)-UBND",
        r"đến 15 giờ",
        r"(?:trên 18|dưới 2) tuổi|dưới 2\.500 gram",
        r"(?:76|90) năm Ngày",
        r"ngày \d{1,2}/\d{1,2}\b",
        r"(?:trên|dưới) [37]0%",  # the classes of damaged houses
    ),
)
PLAN = Document(
    "2025",
    "ubnd/ke-hoach",
    figures=289,
    linked=557,
    notes=17,
    words=18000,
    names=(
        r"\b\d{1,2} THÁNG\b",
        r"số (?:17/CT-TTg|4487/BKHĐT-TH|(?:165|262|861)/QĐ-TTg|\d\d-NQ/T[UW])",
        r"(?:Kế hoạch|đất|xã hội) 5 năm\b|Tổng kết 15 năm",
        r"thi đua 7 tỉnh|Điều phối 03 Chương trình|\b30A\b",
        r"(?i)covid-19",
        r"trên 1 vạn dân|cả 3 tiêu chí",
        r"(?:[Kk]hoản|Điều) \d+a?\b|Các Điều 8, 9 và 10",
        # What laws set, or should set, in proposals to the government.
        r"trên 50 triệu đồng và không quá 100 triệu đồng|có 100% vốn điều lệ",
        r"tối đa là 500 triệu đồng|\b01 tỷ đồng với|mức 300\.000 đồng/ha",
        r"từ mức 50% hiện hành lên 70%",
    ),
    quoted=("n15",),
)
PRESS = Document(
    "2023-S1",
    "ubnd/thong-cao",
    figures=48,
    linked=48,
    notes=0,
    words=900,
    names=(r"(?i)covid-19",),
)
HALF = Document(
    "2024-S1",
    "ubnd/bao-cao",
    figures=0,
    linked=129,
    notes=5,
    words=9000,
    names=(*PLAN.names, r"\b07/2024/\S+"),
)
DOCUMENTS = (JUNE, JULY, PLAN, PRESS, HALF)
PUBLISHED = (JUNE, JULY, PLAN, PRESS)

each = pytest.mark.parametrize("document", DOCUMENTS, ids=str)
each_published = pytest.mark.parametrize("document", PUBLISHED, ids=str)


@cache
def job(document: Document) -> Report:
    """Return the report, ready to be drafted."""
    return open_report(find_workspace(ROOT), parse_period(document.period), document.report)


@cache
def made(document: Document) -> bytes:
    """Return the document as generated."""
    return job(document).draft().document


@cache
def reading(document: Document) -> Reading:
    """Return the document read by section and note."""
    return read(made(document))


def in_section(document: Document, section: str) -> Counter[str]:
    """Return the numbers that a section prints; the press notice has other sections than ours."""
    texts = reading(document).texts
    chosen = texts.values() if document is PRESS else [texts[section]]
    return Counter(numbers(" ".join(chain(*chosen))))


# --- figures ----------------------------------------------------------------------------------


@each_published
def test_the_published_figures_stand_in_their_sections_and_notes(document: Document) -> None:
    """What is not printed where the published document prints it is listed, and under 2 %."""
    lost: Counter[tuple[str, str]] = Counter()
    for section, figures in published(document.period).items():
        for figure, times in (Counter(figures) - in_section(document, section)).items():
            lost[section, figure] += times
    assert lost == Counter(document.lost)
    total = sum(map(len, published(document.period).values()))
    assert total == document.figures
    assert lost.total() <= 0.02 * total


@each
def test_no_statistical_figure_stands_outside_a_link(document: Document) -> None:
    """With links and names taken out, no digit is left in body, tables or notes."""
    left = {}
    for section, texts in reading(document).unlinked.items():
        text = without_names("\n".join(re.sub(r"^\d+\. ", "", t) for t in texts), document.names)
        if found := numbers(text):
            left[section] = found
    assert left == {}


@each
def test_every_linked_figure_leads_to_lines_that_are_there(document: Document) -> None:
    """Each control has its record; a given figure's line holds its measure and its value."""
    found = read_figures(made(document), "document").figures
    assert len(found) == document.linked
    for figure in found:
        assert figure.link.sources, figure
        if "formula" in figure.link.record:
            continue
        file, line = figure.link.sources[0]
        key, _colon, typed = (
            (ROOT / file).read_text(encoding="utf-8").split("\n")[line - 1].partition(":")
        )
        measure = figure.named[2].replace("ke_hoach", "muc")
        assert key.strip() in (measure, measure.replace("tang", "giam")), figure
        if measure not in ("danh_gia", "tu_ngay", "den_ngay"):
            assert _values(figure.text) == _typed(typed), figure


def _typed(text: str) -> list[Decimal]:
    """Return the values of a typed figure; none for "equal", which is printed in words."""
    text = text.strip().strip("\"'")
    if text == "tuong_duong":
        return []
    quantity = parse_quantity(text)
    return [abs(x) for x in (quantity.first, quantity.second) if x is not None]


def _values(text: str) -> list[Decimal]:
    sides = [side for n in numbers(without_names(text)) for side in n.split("/")]
    return [Decimal(side.replace(".", "").replace(",", ".")) for side in sides]


@each
def test_what_is_computed_says_how(document: Document) -> None:
    """A figure whose record has a formula rests on lines of data, all of this workspace."""
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "data").rglob("*.yaml")}
    for figure in read_figures(made(document), "document").figures:
        assert {file for file, _line in figure.link.sources} <= files


# --- prose, notes, headings -------------------------------------------------------------------


@each_published
def test_the_prose_is_ours(document: Document) -> None:
    """Less than 5 % of the words stand in runs of 20 that the published text has; none of 40.

    A note that lists the official names of projects counts among the words, not as a run.
    """
    found = overlap(reading(document), document.period, document.quoted)
    assert found.total > document.words
    assert found.shared < 0.05 * found.total
    assert found.longest <= 40


@each
def test_the_notes_are_numbered_as_they_come(document: Document) -> None:
    """As many as in the published document; marks and notes from 1 on without a gap."""
    assert reading(document).notes == [str(number) for number in range(1, document.notes + 1)]
    marks = re.findall(
        r'<w:footnoteReference w:id="(\d+)"', _part(made(document), "word/document.xml")
    )
    assert marks == reading(document).notes


def _part(raw: bytes, name: str) -> str:
    from word_files import members_of

    return members_of(raw)[name].decode()


AGENCIES = {
    JUNE: [
        "Sở Tài chính",
        "Ngân hàng Nhà nước Chi nhánh tỉnh Lạng Sơn",
        "Sở Công Thương",
        "Sở Lao động - Thương binh và Xã hội",
        "Sở Y tế",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Ban An toàn giao thông tỉnh",
    ],
    JULY: [
        "Sở Tài chính",
        "Ngân hàng Nhà nước Chi nhánh tỉnh Lạng Sơn",
        "Sở Công Thương",
        "Sở Lao động - Thương binh và Xã hội",
        "Sở Y tế",
        "Sở Văn hóa, Thể thao và Du lịch",
    ],
}


@pytest.mark.parametrize("document", AGENCIES, ids=str)
def test_the_notes_of_the_statistics_office_name_its_sources(document: Document) -> None:
    """One note a section that has a source, in the order of the document."""
    notes = [
        " ".join(reading(document).texts[f"n{n}"]).strip() for n in range(1, document.notes + 1)
    ]
    assert notes == [f"Nguồn: {agency}." for agency in AGENCIES[document]]


def test_one_template_makes_june_and_july_in_their_own_order() -> None:
    """The layout of 2024 begins with the economy, that of 2023 with agriculture."""
    assert job(JUNE).template_path == job(JULY).template_path
    june, july = reading(JUNE).headings, reading(JULY).headings
    assert [h for h in june if re.match("I", h)] == [
        "I. PHÁT TRIỂN KINH TẾ",
        "II. CÁC VẤN ĐỀ XÃ HỘI",
        "III. ĐỀ XUẤT GIẢI PHÁP",
    ]
    assert [h for h in july if re.match(r"\d\. ", h)] == [
        "1. Sản xuất nông, lâm nghiệp và thủy sản",
        "2. Sản xuất công nghiệp",
        "3. Đầu tư, xây dựng",
        "4. Tài chính, ngân hàng",
        "5. Thương mại và dịch vụ",
        "6. Chỉ số giá",
        "7. Một số tình hình xã hội",
    ]
    both = ["Chỉ số giá", "Sản xuất nông, lâm nghiệp và thủy sản", "Sản xuất công nghiệp"]
    order = {
        document: sorted(both, key=lambda name: _position(reading(document).headings, name))
        for document in (JUNE, JULY)
    }
    assert order[JUNE] == both
    assert order[JULY] == [*both[1:], both[0]]


def _position(headings: list[str], name: str) -> int:
    return next(i for i, heading in enumerate(headings) if heading.endswith(f". {name}"))


def test_a_section_of_the_layout_without_content_is_left_out() -> None:
    """July has nothing on consumption and stocks: the next heading takes its number."""
    assert [h.words for h in job(JULY).draft().left_out] == ["Chỉ số tiêu thụ và chỉ số tồn kho"]
    assert "2.2. Chỉ số sử dụng lao động" in reading(JULY).headings
    assert job(JUNE).draft().left_out == ()


_QUARTER = re.compile(r"[Qq]uý II\b")


def test_the_sentences_of_a_quarter_stand_only_in_the_month_that_ends_it() -> None:
    """June tells its quarter, in the title too; July prints none, though the template is one."""
    windows = {
        document: {f.named[1] for f in read_figures(made(document), "x").figures}
        for document in (JUNE, JULY)
    }
    assert "quy" in windows[JUNE]
    assert "quy" not in windows[JULY]
    sections = {
        d: {s for s, t in reading(d).texts.items() if _QUARTER.search(" ".join(t))}
        for d in (JUNE, JULY)
    }
    assert sections[JUNE] == {"I.3", "I.4", "I.5", "I.7"}
    assert sections[JULY] == {"7.4"}  # schools met to look back on the second quarter
    assert "tháng 6, quý II và 6 tháng đầu năm 2024" in _part(made(JUNE), "word/document.xml")
    assert "tháng 7 và 7 tháng đầu năm 2023" in _part(made(JULY), "word/document.xml")


# --- the plan ---------------------------------------------------------------------------------


def targets(name: str) -> list[list[str]]:
    """Return a published table of targets: planned, …, rating; shared ratings in each row."""
    rows: list[list[str]] = []
    for line in (HERE / "targets-2025.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{name}: "):
            *cells, rating = line.partition(": ")[2].split(" | ")
            if rating == "-":
                rating = rows[-1][-1]
            rows.append([*("" if cell == "-" else cell for cell in cells), rating])
    return rows


@pytest.mark.parametrize(("name", "columns"), [("2024", 6), ("2021-2025", 5)])
def test_the_tables_of_targets_are_those_of_the_published_plan(name: str, columns: int) -> None:
    """Targets, results and ratings, row by row; a merged cell stands for each of its rows."""
    (table,) = [
        t for t in reading(PLAN).tables if len(t[0]) == columns and t[0][-1].startswith("Đ")
    ]
    rows = [row[2:] for row in table[1:] if any(row[2:])]
    assert rows == targets(name)
    assert len(rows) in (30, 31, 32)


def test_the_ratings_of_the_plan_are_linked() -> None:
    """Each rating of the two tables is a figure; those published otherwise are given."""
    figures = read_figures(made(PLAN), "plan").figures
    ratings = Counter(f.text for f in figures if f.named[2] == "danh_gia")
    printed: Counter[str] = Counter()
    for name in ("2024", "2021-2025"):
        for line in (HERE / "targets-2025.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith(f"{name}: ") and not line.endswith(" | -"):
                printed[line.rpartition(" | ")[2]] += 1
    # Two roads share one number: the published table says "Vượt" in each of their rows of 2024.
    printed["Vượt"] -= 1
    assert ratings == printed


@pytest.mark.parametrize(
    ("expression", "rating"),
    [
        ("grdp.toc_do_tang.nam.danh_gia", Rating.NOT_MET),
        ("du_lich.khach.nam.danh_gia", Rating.EXCEEDED),
        ("xnk.hang_dia_phuong.toc_do_tang.nam.danh_gia", Rating.MET),
        ("giao_thong.muc_giam.nam.danh_gia", Rating.NOT_MET),
        ("an_ninh.hinh_su.muc_giam.nam.danh_gia", Rating.MET),
    ],
)
def test_ratings_that_follow_are_not_typed(expression: str, rating: Rating) -> None:
    """Forecasts of 2024 against ranges, numbers and bounds give the published words."""
    workspace = find_workspace(ROOT)
    dataset = workspace.dataset("ubnd", parse_period("2024"))[0]
    value = Measures(dataset, workspace.catalogue).value(parse_expression(expression))
    assert (value.content, value.measure) == (rating, Measure.RATING)
    assert value.formula
    assert {Path(source.file).parent.name for source in value.sources} == {"ubnd", "ke-hoach"}
    assert all(isinstance(source, Source) for source in value.sources)


def test_the_plan_numbers_its_second_part_anew() -> None:
    """Sections I, II and III of both parts, then the proposals and five years."""
    roman = [h.partition(".")[0] for h in reading(PLAN).headings if re.match(r"[IVX]+\. ", h)]
    assert roman == ["I", "II", "III", "I", "II", "III", "IV", "V"]


# --- soundness --------------------------------------------------------------------------------


@each
def test_nothing_waits_and_our_own_checks_find_nothing(document: Document) -> None:
    """No gap is left, and ids, tags, notes, bindings and bookmarks are in order."""
    assert job(document).draft().gaps == ()
    assert verify(made(document), "document") == []


@each
def test_the_same_data_give_the_same_bytes(document: Document) -> None:
    """A report opened anew is the same to the byte."""
    again = open_report(find_workspace(ROOT), parse_period(document.period), document.report)
    assert again.draft().document == made(document)
