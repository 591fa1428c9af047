"""How many rose and how many fell, against the list.

Comes in: the measures of a period. Goes out: counts, alone or "a of b", that the growths of the
indicators they count do not bear out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lsreport.check.lines import lines_of
from lsreport.check.telling import figure_finding, growth_stated, observed
from lsreport.errors import Fault
from lsreport.i18n import _
from lsreport.measures import Measures, Value
from lsreport.numbers import Form, Quantity, format_quantity
from lsreport.terms import Measure


def counts(measures: Measures, figures: Sequence[Value]) -> Iterator[Fault]:
    """Yield counts of risers and of fallers that the growths of their list do not bear out."""
    for value in figures:
        content = value.content
        if value.measure is not Measure.LEVEL or not isinstance(content, Quantity):
            continue
        for listed, up in ((value.indicator.counted, 1), (value.indicator.fallers, -1)):
            growths = [growth_stated(seen) for seen in observed(measures, listed, value)]
            known = [growth for growth in growths if growth is not None]
            if not listed or len(known) != len(listed):
                continue
            moved = Decimal(sum(growth * up > 0 for growth in known))
            right = Quantity(content.form, moved, Decimal(len(listed)))
            if content.form is Form.EXACT:
                right = Quantity(Form.EXACT, moved)
            elif content.form is not Form.PAIR:
                continue
            if right == content:
                continue
            message = (
                _("«{key}» ghi {given}, trong danh sách có {middle} chỉ tiêu tăng")
                if up > 0
                else _("«{key}» ghi {given}, trong danh sách có {middle} chỉ tiêu giảm")
            )
            lines = lines_of(measures, listed, value.window, Measure.GROWTH)
            told = format_quantity(content), format_quantity(right)
            yield figure_finding(
                value, "dem-tang-sai", message, *told, "certain", known, lines=lines
            )
