"""Where a figure comes from.

Comes in: the figures of a period and the name of an indicator or of one figure. Goes out:
each measure that can be had, given or derived, with its formula and its lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lsreport.errors import Fault, FigureError, Place
from lsreport.expressions import Expression, ExpressionTextError, parse_expression
from lsreport.i18n import _
from lsreport.measures import Measures, Value
from lsreport.terms import Measure, Window
from lsreport.wording.figures import word


def explain(measures: Measures, text: str) -> list[Value]:
    """Return the values that a key names: `a.luy_ke.tang` one, `a.luy_ke` and `a` all there are.

    Given figures come first, in the order of the file. Raises FigureError for a key that names
    nothing, or that names a figure that cannot be had.
    """
    try:
        return [measures.value(parse_expression(text))]
    except ExpressionTextError:
        pass
    key, window = _split(text)
    indicator = measures.indicator(key)
    found = [
        value
        for value in _all(measures, Expression(indicator.key, Window.MONTH, Measure.LEVEL))
        if window in (None, value.window)
    ]
    if not found:
        raise FigureError(
            [
                Fault(
                    "thieu-so-lieu",
                    _("kỳ {period} không có số nào của «{key}»").format(
                        period=measures.dataset.period, key=text
                    ),
                    _("thêm vào «so_lieu:», hoặc xem kỳ khác"),
                    Place(measures.dataset.file),
                )
            ]
        )
    return found


def _split(text: str) -> tuple[str, Window | None]:
    key, _dot, last = text.strip().rpartition(".")
    try:
        return key, Window(last)
    except ValueError:
        return text.strip(), None


def _all(measures: Measures, start: Expression) -> Iterator[Value]:
    derived = []
    for window in Window:
        for measure in Measure:
            try:
                value = measures.value(Expression(start.indicator, window, measure))
            except FigureError:
                continue
            if value.formula is None:
                yield value
            else:
                derived.append(value)
    yield from derived


def as_json(value: Value, measures: Measures) -> dict[str, Any]:
    """Return the documented shape of an explained figure."""
    expression = Expression(value.indicator.key, value.window, value.measure)
    return {
        "expression": str(expression),
        "text": word(value, None, measures.catalogue.settings.house).text,
        "derived": value.formula is not None,
        "formula": value.formula,
        "status": value.status.value if value.status else None,
        "vintage": value.vintage.isoformat(),
        "sources": [{"file": source.file, "line": source.line} for source in value.sources],
    }
