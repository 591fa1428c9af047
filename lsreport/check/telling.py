"""How a finding about figures is told.

Comes in: a given figure, what it should be, the figures it rests on. Goes out: a fault with its
place, its computation, the lines of the others and a mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lsreport.check.lines import with_lines
from lsreport.check.marks import figure_key, finding_mark
from lsreport.data.model import Indicator, Observation
from lsreport.errors import Certainty, Fault, Severity
from lsreport.i18n import _
from lsreport.measures import Measures, Value, slack
from lsreport.measures.rounding import Reach
from lsreport.numbers import EXACT, Form, Quantity, format_decimal, format_quantity
from lsreport.terms import Measure


def figure_finding(
    value: Value,
    code: str,
    message: str,
    given: object,
    middle: object,
    certainty: Certainty,
    inputs: Sequence[object],
    key: str = "",
    lines: str = "",
) -> Fault:
    """Return the finding; `inputs` are the other figures in it, `lines` where they stand."""
    severity: Severity = "note" if certainty == "look" else "warning"
    shown = [format_decimal(x) if isinstance(x, Decimal) else str(x) for x in (given, middle)]
    named = key or figure_key(value)
    told = message.format(key=named, given=shown[0], middle=shown[1])
    return Fault(
        code,
        with_lines(told, lines),
        _("hỏi lại nơi cung cấp; báo cáo vẫn in số đã ghi"),
        value.sources[0].place,
        severity,
        certainty,
        finding_mark(code, named, given, middle, *inputs),
    )


def number_of(value: Value) -> Decimal | None:
    """Return the number of a figure that is told exactly."""
    content = value.content
    exact = isinstance(content, Quantity) and content.form is Form.EXACT
    return content.first if exact and isinstance(content, Quantity) else None


def shown(content: object) -> str:
    """Return a figure as it is printed."""
    return format_quantity(content) if isinstance(content, Quantity) else str(content)


def around(number: Decimal, counted: bool = False) -> Reach:
    """Return the numbers that round to a printed one; counted things are as many as they are."""
    room = slack(number, counted)
    return Reach(EXACT.subtract(number, room), EXACT.add(number, room))


def growth_stated(seen: Observation | None) -> Decimal | None:
    """Return the growth that is stated, as such or as a ratio; "equal" has grown by nothing."""
    for measure, less in ((Measure.GROWTH, Decimal(0)), (Measure.RATIO, Decimal(100))):
        cell = seen.cells.get(measure) if seen else None
        if cell is None or cell.quantity is None:
            continue
        if cell.quantity.form is Form.EQUAL:
            return Decimal(0)
        if cell.quantity.form is Form.EXACT and cell.quantity.first is not None:
            return EXACT.subtract(cell.quantity.first, less)
    return None


def observed(measures: Measures, keys: Sequence[str], value: Value) -> list[Observation | None]:
    """Return what is stated of several indicators in the window of a figure."""
    found: list[Indicator] = [measures.indicator(key) for key in keys]
    return [measures.observation(indicator, value.window) for indicator in found]
