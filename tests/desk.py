"""A small workspace with several periods, whose template a test writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from word_files import notes_of, paragraphs

from lsreport.data.workspace import find_workspace
from lsreport.errors import Fault, LsreportError
from lsreport.periods import parse_period
from lsreport.report.stages import Report, open_report
from lsreport.template import Rendering

SETTINGS = """\
mac_dinh: bao-cao
bo_so_lieu:
  tinh: Số liệu của tỉnh
bao_cao:
  bao-cao:
    ten: Báo cáo
    mau: mau.docx
    bo_so_lieu: tinh
    co_quan: ubnd
    ky_hieu: /BC
    loai_ky: [thang, quy, nua_nam, chin_thang, nam]
    bo_cuc: chinh
ky_lien_quan:
  nam_nay: N
  nam_truoc: N-1
  s1_nam_truoc: N-1-S1
  nam_kia: N-2
  ky_5_nam: 5N
kieu_in:
  danh_so: [I., 1., 1.1., a)]
"""

FILES = {
    "lsreport.yaml": SETTINGS,
    "don-vi.yaml": """\
don_vi:
  ha:
    ten: ha
  phan_tram:
    ten: "%"
  xa:
    ten: xã
    dem: co
""",
    "co-quan.yaml": """\
co_quan:
  ubnd:
    ten: Ủy ban nhân dân tỉnh
    viet_tat: UBND tỉnh
    dia_danh: Lạng Sơn
    dong_dau: [ỦY BAN NHÂN DÂN]
nguoi_ky: {}
""",
    "noi-nhan.yaml": "noi_nhan: {}\n",
    "chi-tieu/a.yaml": """\
chi_tieu:
  lua:
    ten: Diện tích lúa
    don_vi: ha
    loai: luong
    chieu: tang_tot
  ngo:
    ten: Diện tích ngô
    don_vi: ha
    loai: luong
    chieu: tang_tot
  lac:
    ten: Diện tích lạc
    don_vi: ha
    loai: luong
  che_phu:
    ten: Tỷ lệ che phủ rừng
    don_vi: phan_tram
    loai: chi_so
    chieu: tang_tot
  xa_chuan:
    ten: Số xã đạt chuẩn
    don_vi: xa
    loai: thoi_diem
    chieu: tang_tot
""",
    "ke-hoach/2024.yaml": """\
nam: 2024
ke_hoach:
  lua:
    muc: 100
  ngo:
    muc: 40 - 50
  che_phu:
    muc: 65
""",
    "ke-hoach/2021-2025.yaml": """\
nam: 2021-2025
ke_hoach:
  xa_chuan:
    muc: 115
""",
    "bo-cuc.yaml": """\
bo_cuc:
  chinh:
    muc:
      - ten: NÔNG NGHIỆP
        khoa: nong_nghiep
        nguon: Sở Nông nghiệp
        gom:
          - ten: Lúa
            khoa: lua
          - khoa: ngo
      - ten: LÂM NGHIỆP
        khoa: lam_nghiep
""",
    "bang.yaml": """\
bang:
  cay:
    ten: Các loại cây
    hang:
      - tt: I
        ten: Lương thực
      - tt: 1
        chi_tieu: [lua, ngo]
      - tt: II
        ten: Công nghiệp
      - tt: 1
        chi_tieu: [lac]
        nhan: [Lạc vỏ]
""",
    "tinh/2024-05.yaml": """\
ky: 2024-05
bo_so_lieu: tinh
ban: 31/5/2024
so_lieu:
  lua:
    thang:
      muc: 12,5
      tang: 4,55
      chenh_lech: 0,5
    luy_ke:
      muc: 1.203,75
      tang: -3,4
      chenh_lech: -42,4
  ngo:
    luy_ke:
      muc: 45,5
      tang: 0
      chenh_lech: 0
  che_phu:
    thang:
      muc: 64,6
      tang: 2
""",
    "tinh/2024.yaml": """\
ky: 2024
bo_so_lieu: tinh
ban: 31/12/2024
so_lieu:
  lua:
    nam:
      muc: 110
  ngo:
    nam:
      muc: 45
  xa_chuan:
    nam:
      muc: 7
""",
    "tinh/2023.yaml": """\
ky: 2023
bo_so_lieu: tinh
ban: 31/12/2023
so_lieu:
  lua:
    nam:
      muc: 95
      tang: 1,5
  xa_chuan:
    nam:
      muc: 90
tuong_thuat:
  nong_nghiep:
    - Năm trước đạt {lua.nam.muc}, năm trước nữa {nam_truoc.lua.nam.muc}.
nhiem_vu:
  - - Trồng {lua.nam.muc}.
""",
    "tinh/2022.yaml": """\
ky: 2022
bo_so_lieu: tinh
ban: 31/12/2022
so_lieu:
  lua:
    nam:
      muc: 93
""",
    "tinh/2021-2025.yaml": """\
ky: 2021-2025
bo_so_lieu: tinh
ban: 31/12/2025
so_lieu:
  xa_chuan:
    giai_doan:
      muc: 118
""",
}


@dataclass(frozen=True)
class Desk:
    """The workspace, and what a template makes of it."""

    root: Path
    make: Callable[..., bytes]

    def write(self, name: str, text: str) -> None:
        """Write a data file."""
        path = self.root / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())

    def edit(self, name: str, old: str, new: str) -> None:
        """Put new words for old ones in a data file."""
        text = (self.root / "data" / name).read_bytes().decode()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def house(self, *lines: str) -> None:
        """Set lines of the house style."""
        self.edit("lsreport.yaml", "kieu_in:\n", "kieu_in:\n" + "".join(f"  {x}\n" for x in lines))

    def report(self, *lines: str, period: str = "2024-05", partial: bool = False) -> Report:
        """Return the report of a template of these paragraphs."""
        path = self.root / "templates" / "mau.docx"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(self.make(*lines))
        found = open_report(find_workspace(self.root), parse_period(period))
        return replace(found, partial=True) if partial else found

    def draft(self, *lines: str, period: str = "2024-05", partial: bool = False) -> Rendering:
        """Return the draft of a template of these paragraphs."""
        return self.report(*lines, period=period, partial=partial).draft()

    def shown(self, *lines: str, period: str = "2024-05") -> list[str]:
        """Return the paragraphs of the document."""
        return paragraphs(self.draft(*lines, period=period).document)

    def notes(self, *lines: str, period: str = "2024-05") -> list[str]:
        """Return the footnotes of the document."""
        done = self.draft(*lines, period=period)
        return list(notes_of(done.document).values()) if done.notes else []

    def faults(self, *lines: str, period: str = "2024-05") -> list[Fault]:
        """Return what the report is refused for."""
        with pytest.raises(LsreportError) as caught:
            self.draft(*lines, period=period)
        return list(caught.value.faults)
