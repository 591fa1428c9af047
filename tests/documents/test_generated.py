"""Every generated document: the validators find nothing, and LibreOffice opens it."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from goldens import GOLDENS, ROOT
from ooxml_integrity import check
from openxml_audit import OpenXmlValidator

from lsreport.data.workspace import find_workspace
from lsreport.docxfile.verify import verify
from lsreport.office import count_pages, find_office, to_pdf
from lsreport.periods import parse_period
from lsreport.report.stages import Report, open_report

NEEDS_OFFICE = pytest.mark.skipif(
    find_office() is None or shutil.which("pdftotext") is None,
    reason="LibreOffice and poppler are not installed here; .ci/run installs them",
)
MILLIMETRE = 72 / 25.4  # PDF points


MADE = [
    *((workspace, "2024-05", None) for workspace in GOLDENS),
    (ROOT, "2024-06", "thongke/bao-cao"),
    (ROOT, "2023-07", "thongke/bao-cao"),
    (ROOT, "2025", "ubnd/ke-hoach"),
    (ROOT, "2023-S1", "ubnd/thong-cao"),
    (ROOT, "2024-S1", "ubnd/bao-cao"),
]


@pytest.fixture(
    scope="module",
    params=MADE,
    ids=lambda made: f"{made[0].name}-{(made[2] or 'mac-dinh').replace('/', '-')}-{made[1]}",
)
def job(request: pytest.FixtureRequest) -> Report:
    """Return each report that the repository generates."""
    workspace, period, name = request.param
    return open_report(find_workspace(workspace), parse_period(period), name)


@pytest.mark.parametrize("controls", [True, False], ids=["linked", "plain"])
def test_the_validators_find_nothing(job: Report, controls: bool, tmp_path: Path) -> None:
    """openxml-audit, ooxml-integrity and our own checks: no fault, with controls and without."""
    path = tmp_path / "a.docx"
    document = job.draft(controls=controls).document
    path.write_bytes(document)
    assert OpenXmlValidator().validate(str(path)).errors == []
    assert list(check(path)) == []
    assert verify(document, "a") == []


def test_the_template_itself_is_sound(job: Report, tmp_path: Path) -> None:
    """The Word template opens in Word as any document."""
    assert OpenXmlValidator().validate(str(job.template_path)).errors == []


def test_no_table_is_wholly_empty(job: Report) -> None:
    """A report that nobody signs has no room for a signature, which could fill a page of its own."""
    document = Document(BytesIO(job.draft(controls=False).document))
    for table in document.tables:
        assert any(cell.text.strip() for row in table.rows for cell in row.cells)


@NEEDS_OFFICE
def test_libreoffice_opens_it_with_the_margins_of_the_decree(job: Report, tmp_path: Path) -> None:
    """A4; no word outside 20–25 mm above and below, 30–35 left, 15–20 right.

    A wide appendix lies on its side, is bound at its top and counts its pages anew. Page numbers
    stand in the top margin, and not on the first page.
    """
    path = tmp_path / "a.pdf"
    path.write_bytes(to_pdf(job.draft(controls=False).document))
    done = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, text=True
    )
    pages = done.stdout.split("<page ")[1:]
    assert len(pages) == count_pages(path.read_bytes())
    number, before = 0, 0.0
    for page in pages:
        width, height = map(float, re.findall(r'(?:width|height)="([0-9.]+)"', page)[:2])
        sides = (round(width / MILLIMETRE), round(height / MILLIMETRE))
        assert sides == ((210, 297) if width < height else (297, 210))
        assert width < height or job.kind.key == "ubnd/ke-hoach"
        number, before = (number + 1 if width == before or not before else 1), width
        boxes = re.findall(
            r'xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)">([^<]+)<', page
        )
        words = [(*map(float, box[:4]), box[4]) for box in boxes]
        top = [word for word in words if word[1] < 19 * MILLIMETRE]
        assert [word[4] for word in top] == ([str(number)] if number > 1 else [])
        body = [word for word in words if word not in top]
        left, right, below = (29.9, 14.9, 19.9) if width < height else (19.9, 19.9, 14.9)
        assert min(word[0] for word in body) >= left * MILLIMETRE
        assert max(word[2] for word in body) <= width - right * MILLIMETRE
        assert max(word[3] for word in body) <= height - below * MILLIMETRE
        assert width < height or min(word[1] for word in body) >= 29.9 * MILLIMETRE


@NEEDS_OFFICE
def test_a_figure_shows_in_libreoffice_as_printed(tmp_path: Path, root: Path) -> None:
    """With controls and binding in place, LibreOffice shows the same words as without."""
    job = open_report(
        find_workspace(root / "examples" / "bao-cao-dau-tien"), parse_period("2024-05")
    )
    texts = []
    for controls in (True, False):
        path = tmp_path / f"{controls}.pdf"
        path.write_bytes(to_pdf(job.draft(controls=controls).document))
        done = subprocess.run(
            ["pdftotext", str(path), "-"], check=True, capture_output=True, text=True
        )
        texts.append(" ".join(done.stdout.split()))
    assert texts[0] == texts[1]
    assert "412,5 ha, tăng 3,1% so với cùng kỳ" in texts[0]
