"""What must hold of every document that a run makes.

Comes in: the finished parts. Goes out: nothing, or TemplateError where a template made of them
what Word cannot open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lsreport.errors import Place, TemplateError
from lsreport.i18n import _
from lsreport.template.run import Run

_REFERENCE = "<w:footnoteReference "
_NUMBER = re.compile(r'[^>]*w:id="(-?[0-9]+)"')


def check_marks(document: str, run: Run, name: str) -> None:
    """Refuse a note without its mark, or marked twice: `set` keeps what may not be printed."""
    _before, *behind = document.split(_REFERENCE)  # in a third of the time of a pattern
    marks = [int(found[1]) for text in behind if (found := _NUMBER.match(text))]
    if marks != list(range(run.first_note, run.first_note + len(run.notes))):
        raise TemplateError.one(
            "chu-thich-lech",
            _("có chú thích không in đúng một lần, theo thứ tự"),
            _("đừng đặt chú thích trong {tag}").format(tag="{% set %}"),
            Place(name),
        )


def check_well_formed(parts: Mapping[str, bytes], file: str) -> None:
    """Refuse what `|safe` and the like made of a part: Word could not open it."""
    from xml.parsers import expat

    for name, content in parts.items():
        try:
            expat.ParserCreate(namespace_separator=" ").Parse(content, True)
        except expat.ExpatError as error:
            raise TemplateError.one(
                "ket-qua-hong",
                _("phần «{part}» vừa lập không đúng cú pháp XML: {reason}").format(
                    part=name, reason=error
                ),
                _("bỏ |safe và các bộ lọc quanh chỗ in cả đoạn, cả khối"),
                Place(file),
            ) from None
