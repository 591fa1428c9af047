"""What templates see besides figures: headings, lists, names, dated facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lsreport.data.model import Source
from lsreport.data.workspace import find_workspace
from lsreport.docxfile.package import Package, q
from lsreport.errors import DataError, UsageError
from lsreport.periods import parse_period
from lsreport.report.context import join_list, wording_filters
from lsreport.report.stages import in_force, open_report
from lsreport.template import Template


class Entry:
    """Something in force for a time."""

    source = Source("a.yaml", 3)

    def __init__(self, since: date | None, until: date | None) -> None:
        self.since, self.until = since, until


@pytest.mark.parametrize(
    ("items", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a và b"), (["a", "b", "c"], "a, b và c")],
)
def test_lists_join_as_vietnamese_does(items: list[str], text: str) -> None:
    """As Babel's data joins them."""
    assert "".join(map(str, join_list(items).parts)) == text


def test_the_entry_in_force_is_taken() -> None:
    """On the day of the change the new one holds."""
    old, new = Entry(None, date(2025, 6, 30)), Entry(date(2025, 7, 1), None)
    assert in_force((old, new), date(2025, 6, 30), "người ký", "x") is old
    assert in_force((old, new), date(2025, 7, 1), "người ký", "x") is new


@pytest.mark.parametrize(
    "entries",
    [
        (Entry(date(2025, 7, 1), None),),
        (Entry(None, date(2024, 12, 31)), Entry(date(2024, 1, 1), None), Entry(None, None)),
    ],
)
def test_no_entry_or_two_in_force_is_an_error_with_its_line(entries: tuple[Entry, ...]) -> None:
    """A gap and an overlap are both told."""
    with pytest.raises(DataError) as caught:
        in_force(entries, date(2024, 6, 4), "người ký", "x")
    assert caught.value.faults[0].code == "hieu-luc"
    assert caught.value.faults[0].where.line == 3


def test_a_report_that_a_workspace_does_not_have_is_near_missed(root: Path) -> None:
    """The name and the period are checked before anything is read."""
    workspace = find_workspace(root)
    with pytest.raises(UsageError) as caught:
        open_report(workspace, parse_period("2024-05"), "ubnd/bao-ca")
    assert "ubnd/bao-cao" in caught.value.faults[0].fix
    with pytest.raises(UsageError) as caught:
        open_report(workspace, parse_period("2024-Q2"), "thongke/bao-cao")
    assert caught.value.faults[0].code == "ky-khong-hop"


def test_the_letterhead_title_and_signature_are_data(root: Path) -> None:
    """Name, place, date, number gap, recipients and signer come from the files."""
    document = open_report(find_workspace(root), parse_period("2024-05")).draft().document
    package = Package(document, "x")
    text = [
        "".join(t.text or "" for t in p.iter(q("t")))
        for p in package.xml(package.document).iter(q("p"))
    ]
    start, end = text[1:11], text[-17:]
    assert start == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH LẠNG SƠN",
        "",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "",
        "Số: \u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/BC-UBND",
        "Lạng Sơn, ngày 04 tháng 6 năm 2024",
        "BÁO CÁO",
        "Tình hình kinh tế - xã hội tháng 5 và 5 tháng đầu năm,",
    ]
    assert end == [
        "- Thường trực Tỉnh ủy;",
        "- Thường trực HĐND tỉnh;",
        "- Chủ tịch, các Phó Chủ tịch UBND tỉnh;",
        "- Các Ban đảng Tỉnh ủy;",
        "- Ủy ban MTTQ và các đoàn thể tỉnh;",
        "- TAND, VKSND tỉnh;",
        "- Các sở, ban, ngành;",
        "- UBND các huyện, thành phố;",
        "- Báo LS, Đài PT-TH tỉnh, TT Báo ND, Cơ quan TTXVN tại Lạng Sơn;",
        "- C, PCVP UBND tỉnh;",
        "- Các phòng CM, ĐV;",
        "- Lưu: VT, TH (VMĐ).",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Dương Xuân Huyền",
        "",
    ]
    assert sum(line.endswith("./.") for line in text) == 1


def test_a_wording_on_a_text_that_is_no_figure_is_told(make_docx: Callable[..., bytes]) -> None:
    """`|so_voi` of a plain text is an error at its place, not a traceback."""
    from lsreport.errors import TemplateError

    template = Template(make_docx("# Mục", "{{ x|so_voi }}"), wording_filters())
    with pytest.raises(TemplateError) as caught:
        template.render({"x": "chữ"})
    assert caught.value.faults[0].where.heading == "Mục"


LOST = [
    ("{{ gieo_trong.luy_ke.muc|upper }}", "mat-gan-ket"),
    ('{{ gieo_trong.luy_ke.muc ~ " nữa" }}', "mat-gan-ket"),
    ("{{ gieo_trong.luy_ke.muc|string }}", "mat-gan-ket"),
    ("{{ gieo_trong.luy_ke.muc.gia_tri }}", "mat-gan-ket"),
    ("{{ tuong_thuat.san_xuat }}", "chua-lap"),
    ("{{ gieo_trong.luy_ke }}", "chua-thanh-so-lieu"),
    ("{{ gieo_trong }}", "chua-thanh-so-lieu"),
    ("{% if gieo_trong.thang.muc.gia_tri > 3 %}x{% endif %}", "thieu-so-lieu"),
]


@pytest.mark.parametrize(("tag", "code"), LOST, ids=[tag for tag, _code in LOST])
def test_a_figure_cannot_lose_its_link_silently(
    tag: str, code: str, root: Path, make_docx: Callable[..., bytes]
) -> None:
    """What would print a number without its link, or a thing that is no text, is a fault."""
    from lsreport.errors import LsreportError

    report = open_report(
        find_workspace(root / "examples" / "bao-cao-dau-tien"), parse_period("2024-05")
    )
    template = Template(make_docx("# Mục", f"Lời {tag}"), wording_filters())
    with pytest.raises(LsreportError) as caught:
        template.render(report.context())
    assert [fault.code for fault in caught.value.faults] == [code]


def test_conditions_ask_for_figures(root: Path, make_docx: Callable[..., bytes]) -> None:
    """A figure that is there is true, one that is missing false; numbers compare exactly."""
    report = open_report(
        find_workspace(root / "examples" / "bao-cao-dau-tien"), parse_period("2024-05")
    )
    source = (
        "{% if gieo_trong.luy_ke.muc %}có{% endif %}{% if gieo_trong.quy.muc %}không{% endif %} "
        "{% if thu_ngan_sach.luy_ke.tang.gia_tri < 0 %}giảm{% endif %}"
        "{% if gieo_trong.luy_ke.muc.gia_tri >= 412.5 %}sai{% else %}{% endif %}"
    )
    template = Template(make_docx(source.replace(">= 412.5", "> 412")), wording_filters())
    document = template.render(report.context())
    package = Package(document, "x")
    texts = [t.text or "" for t in package.xml(package.document).iter(q("t"))]
    assert "".join(texts) == "có giảmsai"
