"""What is wrong with an outline or a table by itself, before any template uses it.

Comes in: a layout or a table as its file has it. Goes out: faults at the lines to mend.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lsreport.data.model import HeadingNumber, Layout, Section, TableRow
from lsreport.errors import Fault
from lsreport.i18n import _


def layout_faults(layout: Layout) -> Iterator[Fault]:
    """Yield what is wrong with a layout: nothing in it, nameless sections, a key twice."""
    if not layout.sections:
        yield Fault(
            "bo-cuc-rong",
            _("bố cục không có mục nào"),
            _("thêm vào «muc:» ít nhất một mục, như «- khoa: mo_dau»"),
            layout.source.place,
        )
    seen: dict[str, Section] = {}
    for section, _level in leveled(layout.sections):
        if section.key is None and section.title is None and not section.sections:
            yield Fault(
                "muc-khong-ten",
                _("mục không có «khoa», «ten» hay «gom»"),
                _("thêm «khoa:» là tên mục trong mẫu, hoặc «ten:» là đề mục"),
                section.source.place,
            )
        elif section.key is not None and seen.setdefault(section.key, section) is not section:
            yield Fault(
                "muc-lap",
                _("mục «{key}» đã có ở {place}").format(
                    key=section.key, place=seen[section.key].source.place
                ),
                _("chỉ giữ một mục, hoặc đổi «khoa» của một trong hai"),
                section.source.place,
            )


def numbering_faults(
    layouts: Mapping[str, tuple[Layout, ...]], house: Sequence[HeadingNumber]
) -> Iterator[Fault]:
    """Yield the first heading of each layout that stands deeper than its headings are numbered.

    `house` are the numbers of layouts that have none of their own.
    """
    for layout in (layout for dated in layouts.values() for layout in dated):
        styles = layout.heading_numbers or house
        deep = [(s, n) for s, n in leveled(layout.sections) if s.title and n > len(styles)]
        if deep:
            section, level = deep[0]
            yield Fault(
                "thieu-danh-so",
                _("đề mục «{title}» ở cấp {level}, mà danh_so chỉ có {count} cấp").format(
                    title=section.title, level=level, count=len(styles)
                ),
                _("thêm cách đánh số vào «danh_so:» của bố cục, hoặc đưa mục này lên cấp trên"),
                section.source.place,
            )


def row_faults(row: TableRow) -> Iterator[Fault]:
    """Yield what is wrong with a group of a table: empty, or labels that do not fit."""
    if row.title is None and not row.indicators:
        yield Fault(
            "hang-trong",
            _("hàng không có «ten» cũng không có «chi_tieu»"),
            _("thêm «chi_tieu:» là các chỉ tiêu của hàng, hoặc «ten:» là tên nhóm"),
            row.source.place,
        )
    elif row.labels and len(row.labels) != len(row.indicators):
        yield Fault(
            "nhan-lech",
            _("có {labels} nhan cho {count} chi_tieu").format(
                labels=len(row.labels), count=len(row.indicators)
            ),
            _("viết mỗi chỉ tiêu một nhãn, theo cùng thứ tự, hoặc bỏ cả «nhan:»"),
            row.source.place,
        )


def leveled(sections: Sequence[Section], level: int = 1) -> Iterator[tuple[Section, int]]:
    """Yield the sections in the order of the document, each with its level from 1."""
    for section in sections:
        yield section, level
        yield from leveled(section.sections, level + 1)
