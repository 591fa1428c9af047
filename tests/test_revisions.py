"""Revisions of data: an append-only log, applied in order, undone by later entries only."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from lsreport.check import check_dataset
from lsreport.data.model import Dataset, Source
from lsreport.data.revisions import steps
from lsreport.data.workspace import Workspace
from lsreport.errors import DataError, Fault, FigureError, LsreportError, OutputError, UsageError
from lsreport.expressions import parse_expression
from lsreport.measures import Measures
from lsreport.numbers import format_quantity
from lsreport.periods import parse_period
from lsreport.revisions import Effect, Revised, history, revise
from lsreport.revisions.effects import text_of
from lsreport.terms import Measure, Status, Window

MAY, LOG = "data/ubnd/2024-05.yaml", "data/ubnd/2024-05.dieu-chinh.yaml"
FILES = {
    "lsreport.yaml": """\
mac_dinh: bao-cao
bo_so_lieu:
  ubnd: Số liệu của UBND tỉnh
bao_cao:
  bao-cao:
    ten: Báo cáo tháng
    mau: bao-cao.docx
    bo_so_lieu: ubnd
    co_quan: ubnd
    ky_hieu: /BC-UBND
    noi_nhan: chung
    nguoi_ky: chu_tich
""",
    "don-vi.yaml": "don_vi:\n  ty_dong:\n    ten: tỷ đồng\n",
    "co-quan.yaml": """\
co_quan:
  ubnd:
    ten: Ủy ban nhân dân tỉnh
    viet_tat: UBND tỉnh
    dia_danh: Lạng Sơn
    dong_dau: [ỦY BAN NHÂN DÂN]
nguoi_ky:
  chu_tich:
    ho_ten: Nguyễn Văn An
    chuc_vu: Chủ tịch
""",
    "noi-nhan.yaml": "noi_nhan:\n  chung:\n    danh_sach: [Các sở]\n    luu: VT\n",
    "chi-tieu/a.yaml": """\
chi_tieu:
  thu:
    ten: Tổng thu
    don_vi: ty_dong
    loai: luong
    gom: [thu.noi_dia]
  thu.noi_dia:
    ten: Thu nội địa
    don_vi: ty_dong
    loai: luong
  gia:
    ten: Chỉ số giá
    don_vi: ty_dong
    loai: chi_so
""",
    "ke-hoach/2024.yaml": "nam: 2024\nke_hoach:\n  thu:\n    muc: 1000\n",
    "ubnd/2024-04.yaml": """\
ky: 2024-04
bo_so_lieu: ubnd
ban: 3/5/2024
so_lieu:
  thu:
    thang:
      muc: 90
""",
    "ubnd/2024-05.yaml": """\
# Số liệu tháng 5
ky: 2024-05
bo_so_lieu: ubnd
ban: 4/6/2024
so_lieu:
  thu:
    thang:
      muc: 100   # Kho bạc báo qua điện thoại
    luy_ke:
      muc: 500
      tang: 10,0
      trang_thai: so_bo
  thu.noi_dia:
    luy_ke:
      muc: 250
  gia:
    thang:
      tang: chua_co
""",
    "ubnd/2024-06.yaml": """\
ky: 2024-06
bo_so_lieu: ubnd
ban: 4/7/2024
so_lieu:
  thu:
    thang:
      muc: 120
""",
    "ubnd/2024-Q2.yaml": """\
ky: 2024-Q2
bo_so_lieu: ubnd
ban: 5/7/2024
so_lieu:
  thu.noi_dia:
    quy:
      muc: 150
""",
}
TWO = """\
# yaml-language-server: $schema=../schema/dieu-chinh.json
# Ghi chú riêng của phòng tổng hợp
dieu_chinh:
  - ngay: 20/6/2024
    ly_do: Kho bạc đối chiếu lại   # theo công văn 12
    so_lieu:
      thu:
        thang:
          muc: 105
          trang_thai: chinh_thuc

  - ngay: 2024-07-15
    ly_do: Cộng nhầm
    nguon: Sở Tài chính
    so_lieu:
      thu:
        thang:
          muc: 104,5
        luy_ke:
          trang_thai: uoc_tinh
  # hết
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return the root of a workspace with four periods that rest on one another."""
    return filled(tmp_path)


def filled(folder: Path) -> Path:
    """Write the workspace into a folder."""
    for name, text in FILES.items():
        path = folder / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


@pytest.fixture
def logged(office: Path) -> Path:
    """Return the workspace with two revisions of May."""
    (office / LOG).write_bytes(TWO.encode())
    return office


def may(root: Path, as_of: date | None = None, period: str = "2024-05") -> Dataset:
    """Return the data of May, or of another period."""
    return Workspace(root, as_of).dataset("ubnd", parse_period(period))[0]


def cell(dataset: Dataset, key: str) -> tuple[str, Source]:
    """Return a given figure and its line."""
    expression = parse_expression(key)
    found = dataset.observations[expression.indicator][expression.window]
    stated = found.cells[expression.measure]
    assert stated.quantity is not None
    return format_quantity(stated.quantity), stated.source


def line(root: Path, file: str, words: str) -> int:
    """Return the first line of a file that holds the words."""
    lines = (root / file).read_text(encoding="utf-8").split("\n")
    return next(number for number, text in enumerate(lines, 1) if words in text)


def change(root: Path, *words: str, **options: Any) -> Revised:
    """Append a revision of May, on 20 June 2024 and for a reason unless told otherwise."""
    chosen = {"day": date(2024, 6, 20), "reason": "Rà soát", **options}
    return revise(Workspace(root), "ubnd", parse_period("2024-05"), words, **chosen)


def told(error: pytest.ExceptionInfo[LsreportError]) -> list[tuple[str, str]]:
    """Return code and place of each fault."""
    return [(fault.code, str(fault.where)) for fault in error.value.faults]


def moves(effect: Effect, house: Any) -> dict[str, tuple[str | None, str | None]]:
    """Return what moved, by period and figure."""
    return {
        f"{move.period} {move.expression}": (
            text_of(move.before, house),
            text_of(move.after, house),
        )
        for move in effect.moved
    }


# --- loading --------------------------------------------------------------------------------


def test_a_log_is_no_period(logged: Path) -> None:
    """The log beside a period's file is not taken for one."""
    found = [str(period) for period in Workspace(logged).periods("ubnd")]
    assert found == ["2024-04", "2024-Q2", "2024-05", "2024-06"]


def test_revisions_are_applied_in_order_and_their_lines_are_those_of_the_log(logged: Path) -> None:
    """The last value, its line in the log, the day as vintage; what was not revised stays."""
    dataset = may(logged)
    assert cell(dataset, "thu.thang.muc") == ("104,5", Source(LOG, line(logged, LOG, "104,5")))
    assert cell(dataset, "thu.luy_ke.muc") == ("500", Source(MAY, line(logged, MAY, "muc: 500")))
    assert dataset.vintage == date(2024, 7, 15)
    windows = dataset.observations["thu"]
    assert windows[Window.MONTH].status is Status.FINAL
    assert windows[Window.YEAR_TO_DATE].status is Status.ESTIMATED


def test_what_history_needs_is_kept(logged: Path) -> None:
    """The entries with their reasons, and the period as its own file has it."""
    dataset = may(logged)
    assert [r.reason for r in dataset.revisions] == ["Kho bạc đối chiếu lại", "Cộng nhầm"]
    assert [r.agency for r in dataset.revisions] == [None, "Sở Tài chính"]
    assert dataset.original is not None
    assert cell(dataset.original, "thu.thang.muc")[0] == "100"
    assert [step.vintage.month for step in steps(dataset)] == [6, 6, 7]
    assert dataset.closed == date(2024, 6, 4)
    assert steps(dataset)[-1] == dataset


def test_a_period_without_a_log_is_as_before(office: Path) -> None:
    """No revisions, its own date as vintage."""
    dataset = may(office)
    assert (dataset.revisions, dataset.original) == ((), None)
    assert dataset.vintage == dataset.closed == date(2024, 6, 4)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2024, 6, 4), "100"),
        (date(2024, 6, 19), "100"),
        (date(2024, 6, 20), "105"),
        (date(2024, 7, 14), "105"),
        (date(2024, 7, 15), "104,5"),
        (None, "104,5"),
    ],
)
def test_a_past_day_knows_the_revisions_up_to_it(
    logged: Path, day: date | None, value: str
) -> None:
    """The day itself included."""
    assert cell(may(logged, day), "thu.thang.muc")[0] == value


def test_a_period_closed_after_the_day_is_a_usage_error_that_says_so(logged: Path) -> None:
    """Not an empty period, not that of today."""
    with pytest.raises(UsageError) as caught:
        may(logged, date(2024, 6, 3))
    assert told(caught) == [("chua-biet-vao-ngay", MAY)]
    assert "4/6/2024" in caught.value.faults[0].fix


def test_files_closed_after_the_day_are_not_looked_at(logged: Path) -> None:
    """Not even for their faults; what rests on them cannot be had."""
    q2 = parse_period("2024-Q2")
    early, late = (
        [str(d.period) for d in Workspace(logged, day).earlier("ubnd", parse_period("2024-06"))]
        for day in (date(2024, 7, 4), date(2024, 7, 5))
    )
    assert (early, late) == (["2024-04", "2024-05"], ["2024-04", "2024-Q2", "2024-05"])
    path = logged / "data/ubnd/2024-06.yaml"
    path.write_bytes(path.read_bytes().replace(b"thu:", b"thuu:"))
    workspace = replace(Workspace(logged), as_of=date(2024, 7, 3))
    assert q2 not in workspace.periods("ubnd")
    assert len(workspace.earlier("ubnd", q2)) == 2
    with pytest.raises(DataError):
        Workspace(logged).earlier("ubnd", q2)


BAD = """\
dieu_chinh:
  - ngay: 20/6/2024
    ly_do: Một
    so_lieu:
      thuu:
        thang:
          muc: 1
      thu:
        thag:
          muc: 1
        thang:
          muc: 3.965
          giam: 2
  - ngay: 1/6/2024
    so_lieu:
      thu:
        thang:
          muc: 2
  - ngay: 3/6/2024
    ly_do: Ba
    nguon_tin: x
    so_lieu:
      thu:
        giai_doan:
          muc: 2
  - ngay: 10/6/2024
    ly_do: Bốn
    so_lieu:
      thu:
        thang:
          trang_thai: tam
"""


def test_a_log_with_faults_tells_them_all_at_once(office: Path) -> None:
    """Each with its place and mend, those of the period's file among them."""
    (office / LOG).write_bytes(BAD.encode())
    path = office / MAY
    path.write_bytes(path.read_bytes().replace(b"muc: 250", b"muc: 2.500"))
    with pytest.raises(DataError) as caught:
        may(office)
    assert told(caught) == [
        ("so-mo-ho", f"{MAY}:15"),
        ("chi-tieu-la", f"{LOG}:5"),
        ("khoa-la", f"{LOG}:9"),
        ("so-mo-ho", f"{LOG}:12"),
        ("khoa-la", f"{LOG}:13"),
        ("thieu-khoa", f"{LOG}:14"),
        ("khoa-la", f"{LOG}:21"),
        ("tu-la", f"{LOG}:31"),
        ("cua-so-sai-ky", f"{LOG}:24"),
        ("ngay-truoc-ban", f"{LOG}:19"),
        ("ngay-nguoc", f"{LOG}:26"),
    ]
    assert all(fault.fix for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("ngay: 2024-07-15", "ngay: 19/6/2024", "ngay-nguoc", "ngay: 19/6/2024"),
        ("ngay: 20/6/2024", "ngay: 3/6/2024", "ngay-truoc-ban", "ngay: 3/6/2024"),
        ("ngay: 20/6/2024", "ngay: 31/6/2024", "ngay-sai", "ngay: 31/6/2024"),
        ("        luy_ke:", "        giai_doan:", "cua-so-sai-ky", "giai_doan:"),
        ("        luy_ke:", "        quy:", "dieu-chinh-rong", "quy:"),
        ("    ly_do: Cộng nhầm\n", "", "thieu-khoa", "ngay: 2024-07-15"),
        ("dieu_chinh:", "dieu_chin:", "khoa-la", "dieu_chin:"),
        ("muc: 104,5", "mcu: 104,5", "khoa-la", "mcu: 104,5"),
        ("muc: 104,5", "muc: tuong_duong", "khong-so-sanh", "muc: tuong_duong"),
    ],
)
def test_each_fault_of_a_log_has_code_place_and_mend(
    logged: Path, old: str, new: str, code: str, words: str
) -> None:
    """Dates out of order or before the period's own, names, shapes, values."""
    assert TWO.count(old) == 1
    (logged / LOG).write_bytes(TWO.replace(old, new).encode())
    with pytest.raises(DataError) as caught:
        may(logged)
    fault = caught.value.faults[0]
    assert (fault.code, fault.where.file) == (code, LOG)
    assert fault.where.line == line(logged, LOG, words)
    assert fault.fix


def test_of_two_files_for_the_same_months_the_one_known_later_holds(logged: Path) -> None:
    """A revision moves its own figures only: its file does not become the later one."""
    june, half = logged / "data/ubnd/2024-06.yaml", logged / "data/ubnd/2024-S1.yaml"
    june.write_bytes(june.read_bytes() + b"    luy_ke:\n      muc: 600\n")
    half.write_bytes(
        b"ky: 2024-S1\nbo_so_lieu: ubnd\nban: 10/7/2024\nso_lieu:\n  thu:\n    luy_ke:\n"
        b"      muc: 611\n"
    )
    log = logged / "data/ubnd/2024-06.dieu-chinh.yaml"

    def seen() -> str | None:
        workspace, period = Workspace(logged), parse_period("2024-Q2")
        data = workspace.dataset("ubnd", period)[0]
        measures = Measures(data, workspace.catalogue, lambda: workspace.earlier("ubnd", period))
        value = measures.value(parse_expression("thu.luy_ke.muc"))
        return text_of(value, workspace.settings.house)

    assert seen() == "611 tỷ đồng"
    entry = "dieu_chinh:\n  - ngay: 1/8/2024\n    ly_do: x\n    so_lieu:\n      thu:\n"
    log.write_bytes((entry + "        thang:\n          muc: 121\n").encode())
    assert seen() == "611 tỷ đồng"
    log.write_bytes((entry + "        luy_ke:\n          muc: 612\n").encode())
    assert seen() == "612 tỷ đồng"


# --- appending ------------------------------------------------------------------------------


def test_a_first_revision_begins_a_log_and_leaves_the_period_alone(office: Path) -> None:
    """The file is a whole log that an editor finds the schema of."""
    before = (office / MAY).read_bytes()
    done = change(office, "thu.thang.muc=105", agency="Kho bạc", status=Status.PROVISIONAL)
    assert done.path == office / LOG
    assert (office / MAY).read_bytes() == before
    assert (office / LOG).read_text(encoding="utf-8").split("\n") == [
        "# yaml-language-server: $schema=../schema/dieu-chinh.json",
        "# Điều chỉnh số liệu của 2024-05.yaml: chỉ nối thêm bằng lsreport revise.",
        "dieu_chinh:",
        "  - ngay: 20/6/2024",
        '    ly_do: "Rà soát"',
        '    nguon: "Kho bạc"',
        "    so_lieu:",
        "      thu:",
        "        thang:",
        "          muc: 105",
        "          trang_thai: so_bo",
        "",
    ]
    assert cell(may(office), "thu.thang.muc") == ("105", Source(LOG, 10))


@pytest.mark.parametrize(
    "reshape",
    [
        lambda text: text,
        lambda text: text.rstrip("\n"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n  ", "\n"),
        lambda text: text.replace("\n  ", "\n      "),
        lambda text: text.replace("Cộng nhầm", ">-\n      Cộng\n      nhầm"),
    ],
    ids=["as is", "no last line", "CRLF", "mark", "at the margin", "far in", "folded"],
)
def test_what_stands_in_a_log_stays_byte_for_byte(
    logged: Path, reshape: Callable[[str], str]
) -> None:
    """Comments, blank lines, line ends and indents of a person; the entry stands as theirs do."""
    before = reshape(TWO).encode()
    (logged / LOG).write_bytes(before)
    period_file = (logged / MAY).read_bytes()
    known = len(may(logged).revisions)
    change(logged, "thu.thang.muc=110", day=date(2024, 8, 1))
    after = (logged / LOG).read_bytes()
    assert after.startswith(before)
    assert (b"\r\n" in before) == (b"\r\n" in after[len(before) :])
    assert (logged / MAY).read_bytes() == period_file
    assert len(may(logged).revisions) == known + 1
    assert cell(may(logged), "thu.thang.muc")[0] == "110"


@pytest.mark.parametrize(
    "log",
    [
        "dieu_chinh: [{ngay: 20/6/2024, ly_do: x, so_lieu: {thu: {thang: {muc: 105}}}}]\n",
        "{dieu_chinh: [{ngay: 20/6/2024, ly_do: x, so_lieu: {thu: {thang: {muc: 105}}}}]}\n",
        TWO + "...\n",
    ],
    ids=["flow list", "flow", "ended"],
)
def test_a_log_that_cannot_be_appended_to_is_told_and_left(office: Path, log: str) -> None:
    """Nothing is written that could not be read again."""
    (office / LOG).write_bytes(log.encode())
    with pytest.raises(OutputError) as caught:
        change(office, "thu.thang.muc=110", day=date(2024, 8, 1))
    assert told(caught) == [("khong-noi-duoc", LOG)]
    assert (office / LOG).read_bytes() == log.encode()


@pytest.mark.skipif(os.name != "posix", reason="signals of this kind are POSIX")
def test_a_kill_while_a_revision_is_written_leaves_the_old_log_whole(logged: Path) -> None:
    """A process killed between writing and renaming has not touched the log."""
    before = (logged / LOG).read_bytes()
    code = (
        "import os, sys, time\nfrom lsreport.cli import run\n"
        "def hang(handle):\n    print('written', flush=True)\n    time.sleep(60)\n"
        "os.fsync = hang\nrun(sys.argv[1:])\n"
    )
    words = ["revise", "2024-05", "thu.thang.muc=110", "--reason", "x", "--date", "1/8/2024"]
    with subprocess.Popen(
        [sys.executable, "-c", code, "--workspace", str(logged), *words], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"written\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert (logged / LOG).read_bytes() == before
    assert len(may(logged).revisions) == 2


@examples(max_examples=40)
@given(st.text(max_size=60), st.text(max_size=20))
def test_any_reason_is_read_back_as_it_was_given_or_refused(reason: str, agency: str) -> None:
    """Quotes, colons, dashes, hashes: on one line, in NFC. What Word cannot hold is refused."""
    with tempfile.TemporaryDirectory() as folder:
        root = filled(Path(folder))
        refused: set[str] = set()
        try:
            change(root, "thu.thang.muc=105", reason=reason, agency=agency or None)
        except UsageError as error:
            refused = {fault.code for fault in error.faults}
        assert refused <= {"thieu-gia-tri", "ky-tu-dieu-khien"}
        assert (root / LOG).exists() == (not refused)
        if refused:
            return
        (revision,) = may(root).revisions
        assert revision.reason == " ".join(unicodedata.normalize("NFC", reason).split())
        assert (revision.agency or "").split() == unicodedata.normalize("NFC", agency).split()


@pytest.mark.parametrize(
    "typed", ["105", "1.105,50", "-9,06", "≥5", ">3", "<5", "30 - 35", "8/13", "gần 2000", "05"]
)
def test_every_form_of_number_is_written_so_that_it_is_read_again(office: Path, typed: str) -> None:
    """Those that YAML would take for something else in quotes."""
    change(office, f"thu.thang.muc={typed}")
    change(office, "thu.thang.den_ngay=15/5/2024")
    (first, _second) = may(office).revisions
    stated = first.observations["thu"][Window.MONTH].cells[Measure.LEVEL].quantity
    change(office, "thu.thang.muc=7")
    assert stated is not None
    assert cell(may(office), "thu.thang.muc")[0] == "7"
    with pytest.raises(UsageError):
        change(office, "thu.thang.den_ngay=2024-05-15")


WRONG = [
    (("thu.thang.muc",), "thieu-gia-tri", "“thu.thang.muc”"),
    (("thu.thang.muc=",), "thieu-gia-tri", "“thu.thang.muc=”"),
    (("thu.muc=1",), "khoa-sai", "“thu.muc=1”"),
    (("thu.thag.muc=1",), "khoa-sai", "“thu.thag.muc=1”"),
    (("thu.thang.mucc=1",), "khoa-sai", "“thu.thang.mucc=1”"),
    (("thu.thang.muc|so=1",), "khoa-sai", "“thu.thang.muc|so=1”"),
    (("thuu.thang.muc=1",), "chi-tieu-la", "“thuu.thang.muc=1”"),
    (("thu.thang.ke_hoach=1",), "khoa-la", "“thu.thang.ke_hoach=1”"),
    (("thu.giai_doan.muc=1",), "cua-so-sai-ky", "“thu.giai_doan.muc=1”"),
    (("thu.thang.muc=3.965",), "so-mo-ho", "“thu.thang.muc=3.965”"),
    (("thu.thang.muc=12 tỷ",), "so-sai", "“thu.thang.muc=12 tỷ”"),
    (("thu.thang.muc=7 - 5",), "khoang-nguoc", "“thu.thang.muc=7 - 5”"),
    (("thu.thang.muc=tuong_duong",), "khong-so-sanh", "“thu.thang.muc=tuong_duong”"),
    (("thu.thang.den_ngay=31/6/2024",), "ngay-sai", "“thu.thang.den_ngay=31/6/2024”"),
    (("thu.nam.danh_gia=tot",), "tu-la", "“thu.nam.danh_gia=tot”"),
    (("thu.thang.muc=1", "thu.thang.muc=2"), "khoa-lap", "“thu.thang.muc=2”"),
    (("thu.thang.muc=100",), "khong-doi", "“thu.thang.muc=100”"),
    (("thu.thang.muc=100,",), "so-sai", "“thu.thang.muc=100,”"),
    (("gia.thang.tang=chua_co",), "khong-doi", "“gia.thang.tang=chua_co”"),
    (("thu.nam.muc=chua_co",), "khong-doi", "“thu.nam.muc=chua_co”"),
]


@pytest.mark.parametrize(("words", "code", "place"), WRONG, ids=[p for _w, _c, p in WRONG])
def test_what_is_typed_wrong_is_told_with_its_word_and_nothing_is_written(
    office: Path, words: tuple[str, ...], code: str, place: str
) -> None:
    """Each with a mend."""
    with pytest.raises(UsageError) as caught:
        change(office, *words)
    assert told(caught) == [(code, place)]
    assert caught.value.faults[0].fix
    assert not (office / LOG).exists()


def test_all_that_is_typed_wrong_is_told_at_once(logged: Path) -> None:
    """Names, values, reason and day together."""
    before = (logged / LOG).read_bytes()
    with pytest.raises(UsageError) as caught:
        change(
            logged, "thuu.thang.muc=3.965", "thu.thang.muc=104,5", reason=" ", agency="\x07",
            day=date(2024, 7, 14),
        )  # fmt: skip
    assert [code for code, _place in told(caught)] == [
        "chi-tieu-la",
        "so-mo-ho",
        "thieu-gia-tri",
        "ky-tu-dieu-khien",
        "ngay-nguoc",
        "khong-doi",
    ]
    assert (logged / LOG).read_bytes() == before


def test_a_data_set_or_day_that_cannot_be(office: Path) -> None:
    """A name that the workspace does not have; a day before the figures were closed."""
    period = parse_period("2024-05")
    with pytest.raises(UsageError) as caught:
        revise(
            Workspace(office), "ubn", period, ["thu.thang.muc=1"],
            day=date(2024, 6, 20), reason="x",
        )  # fmt: skip
    assert told(caught) == [("ten-la", "")]
    with pytest.raises(UsageError) as caught:
        change(office, "thu.thang.muc=1", day=date(2024, 6, 3))
    assert told(caught) == [("ngay-truoc-ban", "")]


def test_a_finer_figure_is_another_one(office: Path) -> None:
    """10,0 is what stands; 10 and 10,00 print otherwise."""
    with pytest.raises(UsageError):
        change(office, "thu.luy_ke.tang=10,0")
    change(office, "thu.luy_ke.tang=10,00")
    assert cell(may(office), "thu.luy_ke.tang")[0] == "10,00"


def test_a_figure_typed_as_it_stands_with_a_new_status_is_confirmed(office: Path) -> None:
    """Only the status is written; the figure keeps its line."""
    done = change(office, "thu.luy_ke.muc=500", status=Status.FINAL)
    assert "muc" not in (office / LOG).read_text(encoding="utf-8")
    assert may(office).observations["thu"][Window.YEAR_TO_DATE].status is Status.FINAL
    assert cell(may(office), "thu.luy_ke.muc")[1].file == MAY
    assert [(s.before, s.after, s.back) for s in done.effect.statuses] == [
        (Status.PROVISIONAL, Status.FINAL, False)
    ]
    assert done.effect.changes == ()


def test_a_revision_may_add_a_figure_and_says_what_stood_for_it(office: Path) -> None:
    """One that was derived, one of which there was nothing, one that was awaited."""
    done = change(office, "thu.luy_ke.dat=51", "thu.luy_ke.ty_le=1", "gia.thang.tang=0,5")
    derived, new, awaited = done.effect.changes
    assert [c.added for c in (derived, new, awaited)] == [True, True, True]
    assert derived.before is not None
    assert derived.before.formula == "muc / kế hoạch năm × 100"
    assert (new.before, awaited.before) == (None, None)
    assert may(office).observations["gia"][Window.MONTH].awaited == {}


# --- what it changed ------------------------------------------------------------------------


def test_a_revision_tells_the_derived_figures_that_moved(office: Path) -> None:
    """Of the indicator, its parts and its whole, before and after, in the period."""
    house = Workspace(office).settings.house
    found = moves(change(office, "thu.luy_ke.muc=625").effect, house)
    assert found["2024-05 thu.luy_ke.dat"] == ("50,0%", "62,5%")
    assert found["2024-05 thu.noi_dia.luy_ke.ty_trong"] == ("50,0%", "40,0%")
    assert {key.split(" ")[0] for key in found} == {"2024-05"}
    assert "2024-05 thu.luy_ke.muc" not in found  # that is the revision itself
    found = moves(change(office, "thu.noi_dia.luy_ke.muc=125").effect, house)
    assert found["2024-05 thu.noi_dia.luy_ke.ty_trong"] == ("40,0%", "20,0%")
    assert "2024-05 thu.luy_ke.tang" not in found


def test_history_tells_what_moved_in_the_other_periods_too(office: Path) -> None:
    """The quarter and the cumulative of June rest on May; April does not."""
    house = Workspace(office).settings.house
    change(office, "thu.thang.muc=105")
    change(office, "thu.luy_ke.muc=510", day=date(2024, 6, 21))
    first, second = history(Workspace(office), "ubnd", parse_period("2024-05")).effects
    found = moves(first, house)
    assert found["2024-Q2 thu.quy.muc"] == ("310 tỷ đồng", "315 tỷ đồng")
    assert found["2024-06 thu.thang.chenh_lech_ky_truoc"] == ("tăng 20 tỷ đồng", "tăng 15 tỷ đồng")
    assert found["2024-05 thu.thang.tang_ky_truoc"] == ("tăng 11,1%", "tăng 16,7%")
    assert not any(key.startswith("2024-04") for key in found)
    assert "2024-06 thu.luy_ke.muc" not in found
    assert moves(second, house)["2024-06 thu.luy_ke.muc"] == ("620 tỷ đồng", "630 tỷ đồng")


def test_what_moved_is_all_that_is_another_value_when_both_states_are_asked(office: Path) -> None:
    """History looks only where a revision can reach: nothing else differs."""
    change(office, "thu.thang.muc=30 - 35", "thu.luy_ke.muc=510")
    house, workspace = Workspace(office).settings.house, Workspace(office)
    (effect,) = history(workspace, "ubnd", parse_period("2024-05")).effects
    found = moves(effect, house)
    for name in ("2024-06", "2024-Q2"):
        before, after = (dict(every(workspace, name, root)) for root in (False, True))
        differing = {k: (before.get(k), after.get(k)) for k in {*before, *after}}
        differing = {k: v for k, v in differing.items() if v[0] != v[1]}
        told_of = {k.split(" ")[1]: v for k, v in found.items() if k.startswith(name)}
        # A stretch of months has several names; history tells one of them.
        assert set(told_of.items()) <= set(differing.items())
        assert set(differing.values()) == set(told_of.values())
    assert found["2024-Q2 thu.quy.muc"][0] == "310 tỷ đồng"


def every(workspace: Workspace, name: str, revised: bool) -> Iterator[tuple[str, str | None]]:
    """Yield each figure of a period, with May as revised or as its own file has it."""
    house, period = workspace.settings.house, parse_period(name)
    others = [
        other if revised else (other.original or other)
        for other in workspace.earlier("ubnd", period)
    ]
    data = workspace.dataset("ubnd", period)[0]
    measures = Measures(data, workspace.catalogue, lambda: others)
    for key in ("thu", "thu.noi_dia"):
        for window in (Window.MONTH, Window.QUARTER, Window.HALF_YEAR, Window.YEAR_TO_DATE):
            for measure in Measure:
                try:
                    value = measures.value(
                        parse_expression(f"{key}.{window.value}.{measure.value}")
                    )
                except FigureError:
                    continue
                yield f"{key}.{window.value}.{measure.value}", text_of(value, house)


@pytest.mark.parametrize(
    ("key", "days"),
    [
        ("thu", [20, 21]),
        ("thu.thang", [20]),
        ("thu.luy_ke.muc", [21]),
        ("thu.luy_ke.dat", [21]),
        ("thu.noi_dia", [20, 21, 22]),
        ("thu.noi_dia.luy_ke.ty_trong", [21, 22]),
        ("gia", []),
        (None, [20, 21, 22]),
    ],
)
def test_history_of_a_key_has_what_changed_or_moved_it(
    office: Path, key: str | None, days: list[int]
) -> None:
    """A derived figure is found by its own name: what moved it is told."""
    change(office, "thu.thang.muc=105")
    change(office, "thu.luy_ke.muc=510", day=date(2024, 6, 21))
    change(office, "thu.noi_dia.luy_ke.muc=255", day=date(2024, 6, 22))
    found = history(Workspace(office), "ubnd", parse_period("2024-05"), key)
    assert [effect.revision.day.day for effect in found.effects] == days
    assert all(effect.changes for effect in found.effects)
    moved = {str(move.expression) for effect in found.effects for move in effect.moved}
    assert all(name.startswith(key or "") for name in moved)


def test_history_of_a_key_that_is_none_is_told(office: Path) -> None:
    """With its near misses."""
    with pytest.raises(FigureError) as caught:
        history(Workspace(office), "ubnd", parse_period("2024-05"), "thuu.thang")
    assert caught.value.faults[0].code == "chi-tieu-la"


def test_history_passes_over_a_later_file_with_faults_and_names_it(logged: Path) -> None:
    """June is being written; a fault in April is one of what May rests on."""
    june, april = logged / "data/ubnd/2024-06.yaml", logged / "data/ubnd/2024-04.yaml"
    june.write_bytes(june.read_bytes().replace(b"muc: 120", b"muc: 1.200"))
    found = history(Workspace(logged), "ubnd", parse_period("2024-05"))
    assert [str(period) for period in found.unread] == ["2024-06"]
    april.write_bytes(april.read_bytes().replace(b"muc: 90", b"muc: 9.000"))
    with pytest.raises(DataError):
        history(Workspace(logged), "ubnd", parse_period("2024-05"))


def test_a_later_revision_undoes_an_earlier_one(office: Path) -> None:
    """The figures are those of the file again; the log tells both."""
    first = may(office)
    change(office, "thu.thang.muc=105", "thu.luy_ke.dat=51", "thu.nam.muc=1200")
    assert cell(may(office), "thu.thang.muc")[0] == "105"
    change(office, "thu.thang.muc=100", "thu.luy_ke.dat=chua_co", "thu.nam.muc=chua_co")
    again = may(office)
    assert cell(again, "thu.thang.muc")[0] == "100"
    assert set(again.observations["thu"]) == set(first.observations["thu"])
    for window, seen in again.observations["thu"].items():
        assert set(seen.cells) == set(first.observations["thu"][window].cells)
        assert seen.awaited == {}
    assert len(again.revisions) == 2


def test_a_given_figure_that_is_taken_back_is_awaited_again(office: Path) -> None:
    """chua_co for a line of the period's file: check asks for it, at the line of the log."""
    change(office, "thu.thang.muc=chua_co")
    observation = may(office).observations["thu"][Window.MONTH]
    assert Measure.LEVEL not in observation.cells
    assert observation.awaited[Measure.LEVEL] == Source(LOG, line(office, LOG, "chua_co"))
    waiting = [f for f in checked(office) if f.code == "cho-so-lieu"]
    assert any("thu.thang.muc" in fault.message for fault in waiting)


# --- check ----------------------------------------------------------------------------------


def checked(root: Path) -> list[Fault]:
    """Return the findings of May."""
    return check_dataset(Workspace(root), "ubnd", parse_period("2024-05"))


@pytest.mark.parametrize(
    ("before", "after", "back"),
    [
        (None, "uoc_tinh", False),
        ("uoc_tinh", "so_bo", False),
        ("so_bo", "chinh_thuc", False),
        ("uoc_tinh", "chinh_thuc", False),
        ("so_bo", "uoc_tinh", True),
        ("chinh_thuc", "so_bo", True),
        ("chinh_thuc", "uoc_tinh", True),
    ],
)
def test_a_status_that_goes_back_is_a_note(
    office: Path, before: str | None, after: str, back: bool
) -> None:
    """At the line of the log, and told by the command; forward is silent."""
    own = (office / MAY).read_bytes()
    status = f"      trang_thai: {before}\n".encode() if before else b""
    (office / MAY).write_bytes(own.replace(b"      trang_thai: so_bo\n", status))
    done = change(office, "thu.luy_ke.muc=501", status=Status(after))
    assert [s.back for s in done.effect.statuses] == [back]
    notes = [(f.severity, str(f.where)) for f in checked(office) if f.code == "trang-thai-lui"]
    assert notes == ([("note", f"{LOG}:{line(office, LOG, 'luy_ke:')}")] if back else [])


def test_a_status_that_went_back_is_accepted_in_the_period(office: Path) -> None:
    """Like any finding: quiet with a reason, and no acceptance is called stale."""
    change(office, "thu.luy_ke.muc=501", status=Status.ESTIMATED)
    (told,) = [f for f in checked(office) if f.code == "trang-thai-lui"]
    assert told.certainty == "look"
    own = (office / MAY).read_bytes()
    accepted = f"chap_nhan:\n  - dau: {told.mark}\n    ly_do: Sở rút số chính thức\n".encode()
    (office / MAY).write_bytes(own.rstrip(b"\n") + b"\n" + accepted)
    assert {"trang-thai-lui", "chap-nhan-cu"}.isdisjoint(f.code for f in checked(office))


def test_a_status_that_went_back_and_came_again_is_still_told(office: Path) -> None:
    """The log is the record: later entries do not hide it."""
    change(office, "thu.luy_ke.muc=501", status=Status.ESTIMATED)
    change(office, "thu.luy_ke.muc=500", status=Status.FINAL)
    assert [f.code for f in checked(office)].count("trang-thai-lui") == 1


def test_a_log_without_its_period_is_told(logged: Path) -> None:
    """Misspelled: nobody would read it."""
    (logged / LOG).rename(logged / "data/ubnd/2024-5.dieu-chinh.yaml")
    (found,) = [f for f in checked(logged) if f.code == "dieu-chinh-lac"]
    assert (found.severity, found.where.file) == ("warning", "data/ubnd/2024-5.dieu-chinh.yaml")


def test_a_revised_line_is_of_the_same_period_to_check(office: Path) -> None:
    """A given share that the revised level contradicts is not laid to another period."""
    change(office, "thu.luy_ke.dat=80")
    (found,) = [f for f in checked(office) if f.code == "so-khong-khop"]
    assert "kỳ khác" not in found.fix
