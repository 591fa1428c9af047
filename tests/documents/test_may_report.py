"""The report of May 2024: what it must hold, measured on the document itself."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from reading import Reading, numbers, overlap, published, read, without_names

from lsreport.data.workspace import find_workspace
from lsreport.docxfile.verify import verify
from lsreport.inspection import read_figures
from lsreport.numbers import parse_quantity
from lsreport.periods import parse_period
from lsreport.report.stages import open_report


@pytest.fixture(scope="module")
def report(root: Path) -> bytes:
    """Return the document."""
    return open_report(find_workspace(root), parse_period("2024-05")).draft().document


@pytest.fixture(scope="module")
def reading(report: bytes) -> Reading:
    """Return the document read by section and note."""
    return read(report)


def test_every_published_figure_stands_in_its_section_or_note(reading: Reading) -> None:
    """All 372 statistical figures of the published report are printed where it prints them."""
    missing = {}
    for section, figures in published("2024-05").items():
        printed = Counter(numbers(" ".join(reading.texts[section])))
        if lost := Counter(figures) - printed:
            missing[section] = dict(lost)
    assert missing == {}
    assert sum(map(len, published("2024-05").values())) == 372


def test_no_statistical_figure_stands_outside_a_link(reading: Reading) -> None:
    """With links and names taken out, no digit is left in body or notes."""
    left = {
        section: found
        for section, texts in reading.unlinked.items()
        if (found := numbers(without_names(" ".join(re.sub(r"^\d+\. ", "", t) for t in texts))))
    }
    assert left == {}


def test_every_figure_leads_to_its_line(report: bytes, root: Path) -> None:
    """Each linked figure names a file and a line, and that line holds the printed value."""
    found = read_figures(report, "may")
    assert len(found.figures) == 376
    for figure in found.figures:
        assert figure.link.sources, figure
        file, line = figure.link.sources[0]
        key, _colon, typed = (
            (root / file).read_text(encoding="utf-8").split("\n")[line - 1].partition(":")
        )
        assert key.strip() == figure.named[2]
        if key.strip() in ("tu_ngay", "den_ngay"):
            assert typed.strip() == figure.text
            continue
        quantity = parse_quantity(typed.strip().strip('"'))
        values = [abs(x) for x in (quantity.first, quantity.second) if x is not None]
        printed = [side for n in numbers(without_names(figure.text)) for side in n.split("/")]
        shown = [Decimal(side.replace(".", "").replace(",", ".")) for side in printed]
        assert shown == values, figure.text


def test_there_are_33_notes_in_order(reading: Reading) -> None:
    """The notes are numbered from 1 to 33 as they come; the stray marks 44 and 45 are gone."""
    assert reading.notes == [str(number) for number in range(1, 34)]


def test_the_headings_are_those_of_the_published_report(reading: Reading) -> None:
    """Sections I to III with their headings, numbered by the house."""
    assert reading.headings == [
        "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
        "II. TÌNH HÌNH KINH TẾ - XÃ HỘI THÁNG 5 VÀ 5 THÁNG NĂM\u00a02024",
        "1. Về phát triển kinh tế",
        "1.1. Sản xuất nông, lâm nghiệp",
        "1.2. Phát triển kinh tế cửa khẩu",
        "1.3. Sản xuất công nghiệp; thương mại, dịch vụ và du lịch",
        "1.4. Đầu tư xây dựng kết cấu hạ tầng và công tác quy hoạch",
        "1.5. Phát triển doanh nghiệp và thu hút đầu tư",
        "1.6. Quản lý, điều hành ngân sách nhà nước",
        "2. Lĩnh vực văn hóa - xã hội",
        "3. Lĩnh vực thông tin truyền thông và chuyển đổi số",
        "4. Lĩnh vực tài nguyên và môi trường; khoa học và công nghệ",
        "5. Công tác thanh tra, kiểm tra; giải quyết khiếu nại, tố cáo; phòng chống tham nhũng; "
        "chống buôn lậu, gian lận thương mại",
        "6. Lĩnh vực quốc phòng, an ninh; đối ngoại",
        "7. Công tác cải cách hành chính, nội vụ và thi đua khen thưởng",
        "III. NHIỆM VỤ TRỌNG TÂM THÁNG 6 NĂM 2024",
    ]


def test_the_prose_is_ours(reading: Reading) -> None:
    """Less than 5 % of the words stand in runs of 20 that the published report has; none of 40."""
    found = overlap(reading, "2024-05")
    assert found.total > 6000
    assert found.shared / found.total < 0.05
    assert found.longest <= 40


def test_no_leftover_id_or_tag_fault(report: bytes) -> None:
    """Our own checks find nothing: ids, tags, notes, bindings, fields, bookmarks, w15."""
    assert verify(report, "may") == []


def test_the_same_input_gives_the_same_bytes(root: Path, report: bytes) -> None:
    """Two processes with other hash seeds and a clock that refuses to be read agree."""
    code = (
        "import sys, time, hashlib\n"
        "import lsreport.cli, lsreport.check, docxtpl\n"
        "def refuse(*a, **k): raise AssertionError('the clock was read')\n"
        "from pathlib import Path\n"
        "from lsreport.data.workspace import find_workspace\n"
        "from lsreport.periods import parse_period\n"
        "from lsreport.report.stages import open_report\n"
        "time.time = time.localtime = time.gmtime = refuse\n"
        "job = open_report(find_workspace(Path(sys.argv[1])), parse_period('2024-05'))\n"
        "print(hashlib.sha256(job.draft().document).hexdigest())\n"
    )
    digests = set()
    for seed, zone in (("1", "UTC"), ("4242", "Asia/Ho_Chi_Minh")):
        done = subprocess.run(
            [sys.executable, "-c", code, str(root)],
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PATH": "", "LC_ALL": "C.UTF-8"},
        )
        digests.add(done.stdout.strip())
    assert digests == {sha256(report).hexdigest()}
