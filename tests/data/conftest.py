"""A small complete workspace that a test can spoil, one file at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lsreport.data.model import Dataset
from lsreport.data.workspace import Workspace
from lsreport.errors import DataError, Fault
from lsreport.periods import parse_period

SETTINGS = """\
mac_dinh: ubnd/bao-cao
bo_so_lieu:
  ubnd: Số liệu của UBND tỉnh
  thongke: Số liệu của cơ quan thống kê
bao_cao:
  ubnd/bao-cao:
    ten: Báo cáo tháng
    mau: ubnd/bao-cao.docx
    bo_so_lieu: ubnd
    co_quan: ubnd
    ky_hieu: /BC-UBND
    noi_nhan: chung
    nguoi_ky: chu_tich
    loai_ky: [thang, quy]
kieu_in:
  dem_hai_chu_so: khong
  so_le_phan_tram: 2
  danh_so: [I., 1., a)]
"""

UNITS = """\
don_vi:
  ty_dong:
    ten: tỷ đồng
  du_an:
    ten: dự án
    dem: co
"""

BODIES = """\
co_quan:
  ubnd:
    ten: Ủy ban nhân dân tỉnh
    viet_tat: UBND tỉnh
    dia_danh: Lạng Sơn
    dong_dau: [ỦY BAN NHÂN DÂN, TỈNH LẠNG SƠN]
nguoi_ky:
  chu_tich:
    - ho_ten: Nguyễn Văn An
      chuc_vu: Chủ tịch
      den_ngay: 31/12/2023
    - ho_ten: Trần Thị Bình
      chuc_vu: Chủ tịch
      tu_ngay: 2024-01-01
"""

RECIPIENTS = """\
noi_nhan:
  chung:
    danh_sach: [Thường trực Tỉnh ủy, Các sở]
    luu: VT, TH
"""

CATALOGUE = """\
chi_tieu:
  ngan_sach.thu:
    ten: Tổng thu ngân sách
    don_vi: ty_dong
    loai: luong
    gom: [ngan_sach.thu.noi_dia]
    ke_hoach: du_toan
  ngan_sach.thu.noi_dia:
    ten: Thu nội địa
    don_vi: ty_dong
    loai: luong
    so_le: 1
  dau_tu.du_an:
    ten: Số dự án
    don_vi: du_an
    loai: thoi_diem
"""

PLANS = """\
nam: 2024
ke_hoach:
  ngan_sach.thu:
    muc: 7485
    ghi_chu: Nghị quyết của HĐND tỉnh
"""

PERIOD = """\
# Số liệu tháng 5
ky: 2024-05
bo_so_lieu: ubnd
ban: 4/6/2024
van_ban:
  ubnd/bao-cao:
    ngay: 2024-06-04
    so: 259
    nguoi_ky: chu_tich
so_lieu:
  ngan_sach.thu:
    thang:
      muc: 1.934,5
      tang: -9,06
      trang_thai: uoc_tinh
    luy_ke:
      muc: 3965
      dat: 53,0
  # ghi chú giữa hai chỉ tiêu
  dau_tu.du_an:
    thang:
      muc: "05"
      den_ngay: 15/5/2024
      nguon: Sở Kế hoạch và Đầu tư
tuong_thuat:
  ngan_sach:
    - Thu đạt {ngan_sach.thu.thang.muc}.
    - >-
      Có {dau_tu.du_an.thang.muc}^[Trong đó thu
      {ngan_sach.thu.luy_ke.muc}.]
nhiem_vu:
  - - Tập trung thu ngân sách.
"""

FILES = {
    "lsreport.yaml": SETTINGS,
    "don-vi.yaml": UNITS,
    "co-quan.yaml": BODIES,
    "noi-nhan.yaml": RECIPIENTS,
    "chi-tieu/a.yaml": CATALOGUE,
    "ke-hoach/2024.yaml": PLANS,
    "ubnd/2024-05.yaml": PERIOD,
}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return the root of a workspace whose every file is right."""
    for name, text in FILES.items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return tmp_path


@pytest.fixture
def write(office: Path) -> Callable[[str, str], Path]:
    """Return a writer of whole files under data/."""

    def write(name: str, text: str) -> Path:
        path = office / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    return write


@pytest.fixture
def edit(office: Path) -> Callable[[str, str, str], int]:
    """Return an editor: it puts new words for old ones and tells the line where they stand."""

    def edit(name: str, old: str, new: str) -> int:
        path = office / "data" / name
        text = path.read_bytes().decode()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_bytes(text.replace(old, new).encode())
        return text[: text.index(old)].count("\n") + 1

    return edit


@pytest.fixture
def load(office: Path) -> Callable[[], tuple[Dataset, list[Fault]]]:
    """Return a loader of May 2024, each time from the files as they stand."""
    return lambda: Workspace(office).dataset("ubnd", parse_period("2024-05"))


@pytest.fixture
def faults(load: Callable[[], tuple[Dataset, list[Fault]]]) -> Callable[[], list[Fault]]:
    """Return a teller of what stops the loading of May 2024: nothing, or the faults."""

    def faults() -> list[Fault]:
        try:
            load()
        except DataError as error:
            return list(error.faults)
        return []

    return faults
