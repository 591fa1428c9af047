"""Write the golden outputs of examples/ anew: `make goldens`. Review the diff before committing.

The pictures are made only where LibreOffice and poppler are installed.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from lsreport.data.workspace import find_workspace
from lsreport.office import find_office, to_pdf
from lsreport.periods import parse_period
from lsreport.report.stages import open_report

ROOT = Path(__file__).resolve().parent.parent
GOLDENS = {
    ROOT: ROOT / "examples" / "thang-5-2024" / "bao-cao.docx",
    ROOT / "examples" / "bao-cao-dau-tien": ROOT / "examples" / "bao-cao-dau-tien" / "bao-cao.docx",
}


def main() -> None:
    """Render each golden case; draw the first pages of the May report."""
    for workspace, target in GOLDENS.items():
        job = open_report(find_workspace(workspace), parse_period("2024-05"))
        target.write_bytes(job.draft().document)
        print(target.relative_to(ROOT))
        if find_office() and shutil.which("pdftoppm"):
            pages = 2 if workspace == ROOT else 1
            draw(to_pdf(job.draft(controls=False).document), target.parent, pages)


def draw(pdf: bytes, folder: Path, pages: int) -> None:
    """Draw the first pages of a PDF as trang-1.png and so on."""
    with tempfile.TemporaryDirectory() as work:
        source = Path(work) / "document.pdf"
        source.write_bytes(pdf)
        for page in range(1, pages + 1):
            target = folder / f"trang-{page}"
            limits = ["-f", str(page), "-l", str(page), "-singlefile"]
            command = ["pdftoppm", "-png", "-gray", "-r", "72", *limits, str(source), str(target)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
