"""Figures and names of any period, as documents of the past ask for them.

Comes in: a workspace, a data set, the records of linked texts. Goes out: what a record would
print today, or why it cannot be had.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from lsreport.data.workspace import Workspace
from lsreport.docxfile.links import LinkedText
from lsreport.errors import Fault, FigureError, LsreportError, Place
from lsreport.expressions import ExpressionTextError, parse_expression
from lsreport.i18n import _
from lsreport.measures import Measures
from lsreport.periods import Period, PeriodTextError, parse_period
from lsreport.report.context import FACT, LinkedFact, PeriodFacts
from lsreport.report.links import linked_text
from lsreport.report.stages import Report, dataset_or_empty, open_report
from lsreport.wording.dates import PeriodNames
from lsreport.wording.figures import Figure, WordingError, word

NO_LONGER = "khong-con"  # code of a name that the period's document does not have


class FigureBook:
    """What linked texts print today, for one report's document."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._measures: dict[Period, Measures] = {}
        self._contexts: dict[Period, Mapping[str, Any]] = {}

    def at(self, period: Period) -> FigureBook:
        """Return the book of the same report for another period. Raises LsreportError."""
        report = self._report
        unit = report.dataset.name
        return FigureBook(open_report(report.workspace, period, report.kind.key, unit=unit))

    @property
    def workspace(self) -> Workspace:
        """Return the workspace whose data are read."""
        return self._report.workspace

    @property
    def vintage(self) -> date:
        """Return as of when the report's own data are."""
        return self._report.dataset.vintage

    def text(self, record: Mapping[str, str], period: Period | None = None) -> LinkedText:
        """Return what a record prints, of its own period or of another.

        Raises LsreportError for what cannot be had.
        """
        if record.get("kind") == FACT:
            return self._fact(record.get("expression", ""), period or _period(record))
        return linked_text(self.figure(record, period))

    def figure(self, record: Mapping[str, str], period: Period | None = None) -> Figure:
        """Return the figure of a record. Raises LsreportError."""
        text = record.get("expression", "")
        try:
            expression = parse_expression(text)
            wording = expression.wordings[0] if expression.wordings else None
            value = self.measures(period or _period(record)).value(expression)
            return word(value, wording, self._report.catalogue.settings.house)
        except (ExpressionTextError, WordingError) as error:
            raise FigureError.one(
                "bieu-thuc-hong",
                _("không in được «{expression}»: {problem}").format(expression=text, problem=error),
                _("chỉ tiêu hoặc cách in đã đổi tên: sửa danh mục, hoặc lập lại văn bản"),
            ) from None

    def name(self, record: Mapping[str, str]) -> str:
        """Return the name of the indicator of a record, "" where the catalogue has none."""
        try:
            key = parse_expression(record.get("expression", "")).indicator
        except ExpressionTextError:
            return ""
        indicator = self._report.catalogue.indicators.get(key)
        return indicator.name if indicator else ""

    def measures(self, period: Period) -> Measures:
        """Return the figures of a period; without a file every one of them is derived or missing."""
        if period not in self._measures:
            workspace, own = self.workspace, self._report.dataset
            dataset = dataset_or_empty(workspace, own, period)
            self._measures[period] = Measures(
                dataset,
                self._report.catalogue,
                lambda: workspace.earlier(dataset.name, dataset.period),
            )
        return self._measures[period]

    def _fact(self, expression: str, period: Period) -> LinkedText:
        path, *forms = expression.split("|")
        root, *names = path.split(".")
        thing = _step(self._context(period, root), root)
        for name in names:
            thing = _step(thing, name)
        for form in forms:
            known = form in ("upper", "capitalize") and isinstance(thing, LinkedFact)
            thing = getattr(thing, form)() if known else None
        if not isinstance(thing, LinkedFact):
            raise FigureError.one(
                NO_LONGER,
                _("không còn «{expression}» cho kỳ {period}").format(
                    expression=expression, period=period
                ),
                _("sửa tay chỗ đó trong văn bản"),
            )
        return thing.link()

    def _context(self, period: Period, root: str) -> Mapping[str, Any]:
        """Return the names of a period's document; of a related period only its own names."""
        report = self._report
        if root == "ky":  # needs no data, nor that anybody signed then
            return {root: PeriodFacts(root, PeriodNames(period, report.kind.calendar), str(period))}
        if period not in self._contexts:
            if period != report.period:
                dataset = dataset_or_empty(self.workspace, report.dataset, period)
                report = replace(report, period=period, dataset=dataset)
            self._contexts[period] = report.context()
        return self._contexts[period]


def _step(thing: Any, name: str) -> Any:
    try:
        if isinstance(thing, Mapping):
            return thing[name]
        return thing[int(name)] if name.isdigit() else getattr(thing, name)
    except (KeyError, IndexError, AttributeError, TypeError):
        return None


def _period(record: Mapping[str, str]) -> Period:
    try:
        return parse_period(record.get("period", ""))
    except PeriodTextError as error:
        raise LsreportError([Fault("ky-sai", str(error), _("lập lại văn bản"), Place())]) from None
