"""Where a template and the files of outlines and tables do not meet.

Comes in: a report, its template compiled. Goes out: tables that bang.yaml does not have, and
sections of the outline that the template does not know.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from lsreport.check.asked import Asked
from lsreport.data.lacking import near_misses
from lsreport.data.outlines import leveled
from lsreport.errors import Fault
from lsreport.i18n import _
from lsreport.report.stages import Report
from lsreport.template.references import Reference


def wrong_table(reference: Reference, report: Report) -> Iterator[Fault]:
    """Yield what is wrong with the name of a table: `bang.thu_chi`."""
    tables, path = report.catalogue.tables, reference.path
    if len(path) > 1 and path[1] not in tables:
        fix = near_misses(path[1], tables) if tables else _("tạo hoặc khôi phục data/bang.yaml")
        message = _("mẫu cần bảng «{name}», bang.yaml không có").format(name=path[1])
        yield Fault("bang-la", message, fix, reference.place)


def unknown_sections(report: Report, asked: Asked) -> Iterator[Fault]:
    """Yield the sections of the outline in force that the report's template does not know.

    A template that prints `tuong_thuat[muc.khoa]` knows every section, with prose or not: there
    a key is wrong only where it looks like a section that the outline leaves out.
    """
    layout, compared, prints_prose = report.layout, set(asked.compared), asked.prints_prose
    if layout is None or not (compared or prints_prose):
        return
    known = set(asked.literals)
    if prints_prose:
        known |= report.dataset.narrative.keys()
        compared |= report.dataset.narrative.keys()
    unused = compared - layout.keys
    for section, _level in leveled(layout.sections):
        key = section.key
        if key is None or key in known:
            continue
        if prints_prose and not difflib.get_close_matches(key, unused, n=1, cutoff=0.8):
            continue
        yield Fault(
            "muc-la",
            _("mẫu {template} không có mục «{key}»").format(template=report.template.name, key=key),
            near_misses(key, unused or compared),
            section.source.place,
        )
