"""LibreOffice, where it is installed.

Comes in: the bytes of a document. Goes out: its PDF, and the number of its pages. Runs with
a profile of its own, so that an open LibreOffice does not get in the way.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from lsreport.errors import OutputError
from lsreport.i18n import _

_WINDOWS = ("LibreOffice/program/soffice.com", "LibreOffice/program/soffice.exe")
_SECONDS = 180
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


def find_office() -> str | None:
    """Return the path of LibreOffice's program, or None."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    for variable in ("ProgramFiles", "ProgramFiles(x86)"):
        for program in _WINDOWS:
            path = Path(os.environ.get(variable, "")) / program
            if path.is_absolute() and path.is_file():
                return str(path)
    return None


def to_pdf(document: bytes) -> bytes:
    """Return the PDF of a document. Raises OutputError when it cannot be made."""
    program = find_office()
    if program is None:
        raise OutputError.one(
            "thieu-libreoffice",
            _("máy này chưa có LibreOffice nên không làm được PDF"),
            _("mở tệp .docx bằng Word rồi Lưu thành (Save As) PDF, hoặc cài LibreOffice"),
        )
    with tempfile.TemporaryDirectory(prefix="lsreport-") as folder:
        source = Path(folder) / "document.docx"
        source.write_bytes(document)
        profile = (Path(folder) / "profile").as_uri()
        command = [
            program,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(source),
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
            return (Path(folder) / "document.pdf").read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise OutputError.one(
                "libreoffice-hong",
                _("LibreOffice không làm được PDF: {reason}").format(reason=str(error)[:200]),
                _("thử lại; nếu vẫn lỗi, mở tệp .docx bằng Word rồi lưu thành PDF"),
            ) from None


def count_pages(pdf: bytes) -> int:
    """Return the number of pages of a PDF that LibreOffice wrote."""
    return len(_PAGE.findall(pdf))
