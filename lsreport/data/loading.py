"""Loading the data of one period.

Comes in: a period's file and its log of revisions. Goes out: a `Dataset` with the revisions
applied, every name in both checked against the catalogue, or every fault of both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from lsreport.data import shapes
from lsreport.data.fields import Names, Record
from lsreport.data.model import Catalogue, Dataset, Observation, Revision
from lsreport.data.revisions import check_changes, check_days, log_of, revised
from lsreport.errors import DataError, Fault, FaultLog, LsreportError
from lsreport.expressions import WINDOWS
from lsreport.i18n import _
from lsreport.periods import Kind, Period
from lsreport.terms import Window

if TYPE_CHECKING:
    from lsreport.data.workspace import Workspace


class DatasetLoader:
    """Reads one period's file and its log of revisions, names against the catalogue."""

    def __init__(self, workspace: Workspace, name: str, period: Period) -> None:
        self._workspace, self._name, self._period = workspace, name, period
        self._log = FaultLog()

    def load(self, path: Path) -> tuple[Dataset, list[Fault]]:
        catalogue = None
        try:
            catalogue = self._workspace.catalogue
        except LsreportError as error:
            self._log.extend(error.faults)
        shape = self._workspace.period_shape if catalogue else shapes.period_file()
        file = self._workspace.read(path, shape, self._log)
        if file is not None:
            self._check_header(file)
            self._check_windows(file.observations.values())
        revisions = self._revisions(log_of(path), catalogue, file)
        self._log.raise_errors(DataError)
        if file is None:
            raise AssertionError("a reader failed without saying why")
        dataset = self._dataset(file)
        check_changes(dataset, revisions, self._log)
        self._log.raise_errors(DataError)
        day = self._workspace.as_of
        known = (revision for revision in revisions if day is None or revision.day <= day)
        return revised(dataset, known), list(self._log)

    def _revisions(
        self, path: Path, catalogue: Catalogue | None, file: shapes.PeriodFile | None
    ) -> tuple[Revision, ...]:
        if not path.is_file():
            return ()
        names = Names(_("chỉ tiêu"), catalogue.indicators, "chi-tieu-la") if catalogue else None
        found = self._workspace.read(path, shapes.revisions_file(names), self._log)
        if found is None:
            return ()
        for revision in found.revisions:
            self._check_windows(
                {window.value: seen for window, seen in windows.items()}
                for windows in revision.observations.values()
            )
        if file is not None:
            days = ((revision.day, revision.source) for revision in found.revisions)
            check_days(days, file.vintage, self._log)
        return found.revisions

    def _dataset(self, file: shapes.PeriodFile) -> Dataset:
        observations: dict[str, Mapping[Window, Observation]] = {
            key: {WINDOWS[window]: seen for window, seen in windows.items()}
            for key, windows in file.observations.items()
        }
        return Dataset(
            self._name,
            self._period,
            file.vintage,
            file.source.file,
            observations,
            file.narrative,
            file.tasks,
            file.documents,
            accepted=file.accepted,
        )

    def _check_windows(self, observations: Iterable[Mapping[str, Observation]]) -> None:
        """Refuse the term's window in a shorter period, and shorter windows in a term's file."""
        of_term, term = self._period.kind is Kind.FIVE_YEARS, Window.TERM.value
        for windows in observations:
            for window, observation in windows.items():
                if (window == term) != of_term:
                    self._log.add(
                        Fault(
                            "cua-so-sai-ky",
                            _("cửa sổ «{window}» không dùng cho kỳ {period}").format(
                                window=window, period=self._period
                            ),
                            _(
                                "kỳ 5 năm dùng giai_doan; kỳ khác dùng thang, quy, nua_nam, chin_thang, luy_ke, nam"
                            ),
                            observation.source.place,
                        )
                    )

    def _check_header(self, file: shapes.PeriodFile) -> None:
        if file.period != self._period or file.dataset != self._name:
            self._log.add(
                Fault(
                    "ky-khong-khop",
                    _(
                        "tệp ghi kỳ {stated} bộ {dataset}, nhưng nằm ở chỗ của kỳ {period} bộ {name}"
                    ).format(
                        stated=file.period,
                        dataset=file.dataset,
                        period=self._period,
                        name=self._name,
                    ),
                    _("sửa «ky:», «bo_so_lieu:» hoặc đổi tên tệp"),
                    file.source.place,
                )
            )


def period_shape(catalogue: Catalogue) -> Record[shapes.PeriodFile]:
    """Return the shape of a period's file whose names must be those of the catalogue."""
    return shapes.period_file(
        Names(_("chỉ tiêu"), catalogue.indicators, "chi-tieu-la"),
        Names(_("báo cáo"), catalogue.settings.reports),
        Names(_("người ký"), catalogue.signers),
        Names(_("chỉ tiêu"), _printable_names(catalogue), "chi-tieu-la"),
    )


def _printable_names(catalogue: Catalogue) -> Collection[str]:
    """Return the names by which narrative may print: indicators, of related periods too."""
    related = catalogue.settings.related
    if not related:
        return catalogue.indicators
    scoped = {f"{name}.{key}" for name in related for key in catalogue.indicators}
    return scoped.union(catalogue.indicators)
