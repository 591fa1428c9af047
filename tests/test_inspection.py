"""Linked figures read back from a document, and our own checks of one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from word_files import members_of, word_file, zipped

from lsreport.data.catalogue import CONTEXT_NAMES
from lsreport.data.workspace import find_workspace
from lsreport.docxfile.links import bound_name
from lsreport.docxfile.package import Package
from lsreport.docxfile.verify import verify
from lsreport.docxfile.xmltext import W15
from lsreport.errors import PackageError
from lsreport.inspection import read_figures
from lsreport.periods import parse_period
from lsreport.report.stages import open_report


@pytest.fixture(scope="module")
def rendered(root: Path) -> bytes:
    """Return the example's document."""
    workspace = find_workspace(root / "examples" / "bao-cao-dau-tien")
    return open_report(workspace, parse_period("2024-05")).draft().document


def test_the_json_shape_is_the_documented_one(rendered: bytes) -> None:
    """Every key stands, in its order, with its kind of value."""
    found = read_figures(rendered, "a.docx").as_json()
    assert list(found) == ["document", "period", "report", "figures"]
    assert (found["document"], found["period"], found["report"]) == ("a.docx", "2024-05", "bao-cao")
    first = found["figures"][0]
    assert first == {
        "id": "2024-05:gieo_trong.luy_ke.muc",
        "text": "412,5 ha",
        "expression": "gieo_trong.luy_ke.muc",
        "indicator": "gieo_trong",
        "period": "2024-05",
        "window": "luy_ke",
        "measure": "muc",
        "status": None,
        "vintage": "2024-05-31",
        "formula": None,
        "sources": [{"file": "data/xa/2024-05.yaml", "line": 13}],
        "part": "document",
        "paragraph": 14,
    }


def test_a_derived_figure_names_each_line_it_rests_on(rendered: bytes) -> None:
    """Growth from level and difference, and a share of the budget, have two sources."""
    by_expression = {
        figure.link.record["expression"]: figure for figure in read_figures(rendered, "a").figures
    }
    growth = by_expression["gieo_trong.luy_ke.tang|so_voi"]
    assert growth.text == "tăng 3,1% so với cùng kỳ"
    assert [line for _file, line in growth.link.sources] == [13, 14]
    share = by_expression["thu_ngan_sach.luy_ke.dat|ke_hoach"]
    assert share.text == "đạt 41,0% dự toán"
    assert [file for file, _line in share.link.sources] == [
        "data/xa/2024-05.yaml",
        "data/ke-hoach/2024.yaml",
    ]
    assert share.link.record["formula"] == "muc / kế hoạch năm × 100"


def test_figures_in_notes_are_found_there(rendered: bytes) -> None:
    """A figure of a note says that it stands in the notes."""
    parts = [figure.part for figure in read_figures(rendered, "a").figures]
    assert parts.count("footnotes") == 3
    assert parts.count("document") == 10


def test_aliases_fit_word(rendered: bytes) -> None:
    """No alias is longer than Word's 64 characters; those of figures are words of people."""
    package = Package(rendered, "x")
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    root = package.xml(package.document)
    names = [bound_name(str(e.get(f"{w}xpath"))) for e in root.iter(f"{w}dataBinding")]
    aliases = [str(e.get(f"{w}val")) for e in root.iter(f"{w}alias")]
    first = names.index("2024-05:gieo_trong.luy_ke.muc")
    assert aliases[first] == "Diện tích gieo trồng: mức, 5 tháng 2024"
    assert {name.split(":")[1].split(".")[0] for name in names[:first]} <= CONTEXT_NAMES
    assert len(aliases) == len(names)
    assert max(map(len, aliases)) <= 64


def test_a_document_without_links_is_told(make_docx: Callable[..., bytes]) -> None:
    """The command for figures says what to choose instead."""
    with pytest.raises(PackageError) as caught:
        read_figures(make_docx("Văn bản thường"), "a.docx")
    assert caught.value.faults[0].code == "khong-co-gan-ket"


OWN = (
    '<w:sdt><w:sdtPr><w:id w:val="1"/><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r>'
    "</w:sdtContent></w:sdt>"
)
BREAKS = [
    ("id-lap", "<w:body>", f"<w:body><w:p>{OWN}{OWN}</w:p>"),
    ("con-the", "Nơi nhận:", "Nơi {{ nhận }}:"),
    (
        "gan-ket-lech",
        '<w:t xml:space="preserve">412,5 ha</w:t></w:r></w:sdtContent>',
        '<w:t xml:space="preserve">9 ha</w:t></w:r></w:sdtContent>',
    ),
    ("gan-ket-hong", "gieo_trong.luy_ke.muc'", "gieo.luy_ke.muc'"),
    ("chu-thich-lech", '<w:footnoteReference w:id="1"/>', ""),
    ("truong-ho", "<w:body>", '<w:body><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'),
    ("danh-dau-ho", "<w:body>", '<w:body><w:p><w:bookmarkStart w:id="7" w:name="a"/></w:p>'),
]


@pytest.mark.parametrize(("code", "old", "new"), BREAKS, ids=[b[0] for b in BREAKS])
def test_our_checks_see_each_fault(rendered: bytes, code: str, old: str, new: str) -> None:
    """Break a sound document in one way: that fault is told, and a sound one has none."""
    assert verify(rendered, "x") == []
    package = Package(rendered, "x")
    text = package.read(package.document).decode()
    assert old in text
    package.write(package.document, text.replace(old, new, 1).encode())
    assert code in {fault.code for fault in verify(package.to_bytes(), "x")}


def test_w15_must_be_declared_ignorable_where_it_is_used() -> None:
    """A reader that does not know it may refuse the part otherwise."""
    shape = f'<w15:appearance xmlns:w15="{W15}" w15:val="hidden"/>'
    raw = word_file(f"<w:p>{OWN.replace('<w:text/>', shape)}</w:p>")
    assert {fault.code for fault in verify(raw, "x")} == {"w15"}
    members = members_of(raw)
    body = members["word/document.xml"].replace(b'Ignorable="w14', b'Ignorable="w14 w15')
    declared = body.replace(b"<w:document ", f'<w:document xmlns:w15="{W15}" '.encode(), 1)
    assert verify(zipped({**members, "word/document.xml": declared}), "x") == []
