"""A workspace: where it is, what it holds, and its files loaded.

Comes in: a folder somewhere inside a workspace. Goes out: its `Catalogue` and its
`Dataset`s, with every name in them checked. A workspace is a folder with `data/lsreport.yaml`
(and `templates/` beside `data/`).
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from lsreport.data.contents import digest_of, files_under
from lsreport.data.lacking import unknown_dataset
from lsreport.data.model import Catalogue, Dataset, Settings
from lsreport.data.revisions import LOG_SUFFIX, log_of, office_day
from lsreport.errors import DataError, Fault, FaultLog, Place, UsageError
from lsreport.i18n import _, language
from lsreport.periods import Period, PeriodTextError, parse_period
from lsreport.store import Store, open_store

if TYPE_CHECKING:
    from lsreport.data.fields import Record
    from lsreport.data.nodes import Node
    from lsreport.data.shapes import PeriodFile

T = TypeVar("T")
MARKER = Path("data") / "lsreport.yaml"
_KEPT = 64  # files in memory, half a megabyte each; a period may rest on some 40 others


def find_workspace(start: Path) -> Workspace:
    """Return the workspace that holds the folder. Raises UsageError where there is none."""
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / MARKER).is_file():
            return Workspace(candidate, store=open_store())
    raise UsageError.one(
        "khong-thay-noi-lam-viec",
        _("không thấy data/lsreport.yaml trong «{folder}» hoặc các thư mục bên trên").format(
            folder=start
        ),
        _("chuyển vào thư mục có data/ và templates/, hoặc chỉ ra bằng --workspace"),
    )


@dataclass(frozen=True)
class Workspace:
    """The files of one office. Loading raises DataError with every fault at once.

    With `as_of`, only what was known by the end of that day is seen: revisions up to it, and
    periods whose figures were closed (`ban`) by then. With a `store`, what was read of files
    that have not changed since is taken from it.
    """

    root: Path
    as_of: date | None = None
    store: Store | None = field(default=None, compare=False, repr=False)

    @property
    def templates(self) -> Path:
        """Return the folder of Word templates."""
        return self.root / "templates"

    @property
    def sources(self) -> tuple[Path, Path]:
        """Return the folders that documents are made from: nothing is written into them."""
        return self.root / "data", self.templates

    @cached_property
    def settings(self) -> Settings:
        """Return the settings alone; with them unreadable, every fault of the catalogue is told."""
        if kept := self._kept_catalogue():
            return kept.settings
        from lsreport.data.shapes import SETTINGS_FILE

        log = FaultLog()
        settings = self.read(self.root / MARKER, SETTINGS_FILE, log)
        return self.catalogue.settings if settings is None or log.errors else settings

    @cached_property
    def catalogue(self) -> Catalogue:
        """Return everything that does not change with the period."""
        if kept := self._kept_catalogue():
            return kept
        from lsreport.data.catalogue import CatalogueLoader

        found = CatalogueLoader(self).load()
        if self.store and self._holds_catalogue():
            self.store.save("catalogue", self._catalogue_key, found)
        return found

    def _kept_catalogue(self) -> Catalogue | None:
        if "catalogue" in self.__dict__:
            return self.catalogue
        if self._kept is None and self.store:
            self.__dict__["_kept"] = self.store.load("catalogue", self._catalogue_key)
        return self._kept

    @cached_property
    def _kept(self) -> Catalogue | None:
        return None

    @cached_property
    def _catalogue_key(self) -> str:
        """Return what the catalogue is read from, as it was before it was read."""
        return self._catalogue_contents()

    def _holds_catalogue(self) -> bool:
        """Return whether the files of the catalogue are still those that it was read from."""
        return self._catalogue_contents() == self._catalogue_key

    def _catalogue_contents(self) -> str:
        return self._contents(self.catalogue_files())

    def catalogue_files(self) -> list[Path]:
        """Return every file that could be part of the catalogue, in order."""
        data = self.root / "data"
        folders = (data, data / "chi-tieu", data / "ke-hoach")  # of indicators, of plans
        return [path for folder in folders for path in sorted(folder.glob("*.yaml"))]

    def fingerprint(self) -> str:
        """Return a fingerprint of everything that documents are made from, and of the day seen."""
        files = (path for folder in self.sources for path in files_under(folder))
        return f"{self._contents(files)} {self.as_of}"

    def holds(self, fingerprint: str) -> bool:
        """Return whether what was read is still what stands there, under that fingerprint."""
        return self._holds_catalogue() and self.fingerprint() == fingerprint

    def _contents(self, paths: Iterable[Path]) -> str:
        """Return a fingerprint of files: their names and what stands in them."""
        digest = sha256(language().encode())
        for path in paths:
            digest.update(f"\0{self.relative(path)}\0".encode())
            digest.update(digest_of(path))
        return digest.hexdigest()

    @cached_property
    def period_shape(self) -> Record[PeriodFile]:
        """Return the shape of the periods' files, which know the catalogue's names."""
        from lsreport.data.loading import period_shape

        return period_shape(self.catalogue)

    def dataset_file(self, name: str, period: Period) -> Path:
        """Return where the data of a period in a data set stand."""
        return self.root / "data" / name / f"{period}.yaml"

    def periods(self, name: str) -> list[Period]:
        """Return the periods that a data set has files for, in order."""
        found = []
        for path in (self.root / "data" / name).glob("*.yaml"):
            with contextlib.suppress(PeriodTextError):
                period = parse_period(path.stem)
                known = self.dataset_file(name, period).name == path.name
                if known and not self._closed_later(path):
                    found.append(period)
        return sorted(found)

    def unnamed_files(self, name: str) -> list[Path]:
        """Return the files of a data set whose names are no period's: nothing reads them."""
        folder = self.root / "data" / name
        known = {
            self.dataset_file(name, period) for period in replace(self, as_of=None).periods(name)
        }
        known |= {log_of(path) for path in known}
        return [
            path
            for path in sorted(folder.glob("*.yaml"))
            if path not in known and not path.name.endswith(LOG_SUFFIX)
        ]

    def _closed_later(self, path: Path) -> date | None:
        """Return the day on which a period's figures were closed, where `as_of` is before it.

        A file whose day cannot be read is taken for known: loading it tells its faults.
        """
        if self.as_of is None:
            return None
        closed = self._closing_day(path)
        return closed if closed and closed > self.as_of else None

    def dataset(self, name: str, period: Period) -> tuple[Dataset, list[Fault]]:
        """Return the data of a period, its revisions applied, and the notes made on the way.

        Raises UsageError for a period without a file, or not known on the day `as_of`.
        """
        if self._seen is None:
            return self._dataset_now(name, period)
        if (name, period) not in self._seen:
            self._seen[name, period] = self._dataset_now(name, period)
        dataset, notes = self._seen[name, period]
        return dataset, list(notes)

    def at_one_look(self) -> Workspace:
        """Return the workspace for one job, which looks at the file of each period once.

        What is read is shared; another job, with a look of its own, sees what was edited since.
        """
        job = Workspace(self.root, self.as_of, self.store)
        job.__dict__.update(self.__dict__, _loaded=self._loaded, _parsed=self._parsed, _seen={})
        return job

    @cached_property
    def _seen(self) -> dict[tuple[str, Period], tuple[Dataset, list[Fault]]] | None:
        return None

    def _dataset_now(self, name: str, period: Period) -> tuple[Dataset, list[Fault]]:
        path = self.dataset_file(name, period)
        if not path.is_file():
            if name not in self.settings.datasets:
                raise unknown_dataset(name, self.settings.datasets)
            if os.path.lexists(path):
                raise UsageError.one(
                    "khong-doc-duoc",
                    _("không đọc được tệp: {reason}").format(reason=_("đây không phải là tệp")),
                    _("xóa hoặc đổi tên nó, rồi đặt tệp số liệu vào chỗ ấy"),
                    Place(self.relative(path)),
                )
            known = ", ".join(map(str, self.periods(name))) or _("chưa có kỳ nào")
            raise UsageError.one(
                "chua-co-ky",
                _("chưa có số liệu kỳ {period} của bộ {name}").format(period=period, name=name),
                _("tạo tệp {file}; các kỳ đang có: {known}").format(
                    file=self.relative(path), known=known
                ),
            )
        if self.as_of and (closed := self._closed_later(path)):
            raise UsageError.one(
                "chua-biet-vao-ngay",
                _("ngày {day} chưa có số liệu kỳ {period} của bộ {name}").format(
                    day=office_day(self.as_of), period=period, name=name
                ),
                _("số liệu kỳ này chốt ngày {closed}: chọn từ ngày ấy trở đi").format(
                    closed=office_day(closed)
                ),
                Place(self.relative(path)),
            )
        mark = (path, digest_of(path), digest_of(log_of(path)))
        if mark not in self._loaded:  # an unchanged file is not read twice
            _keep(self._loaded, mark, self._load(name, period, path))
        dataset, notes = self._loaded[mark]
        return dataset, list(notes)

    def _load(self, name: str, period: Period, path: Path) -> tuple[Dataset, list[Fault]]:
        key = files = ""
        store = self.store if self.store and self.store.keeps_periods else None
        if store:
            files = self._contents([path, log_of(path)])
            key = f"{self._catalogue_key} {files} {name} {period} {self.as_of}"
            found: tuple[Dataset, list[Fault]] | None = store.load("period", key)
            if found is not None:
                return found
        from lsreport.data.loading import DatasetLoader

        loaded = DatasetLoader(self, name, period).load(path)
        if self.as_of is None:  # else its closing day is asked for again
            self._parsed.clear()
        if store and self._holds_catalogue() and files == self._contents([path, log_of(path)]):
            store.save("period", key, loaded)
        return loaded

    @cached_property
    def _loaded(self) -> dict[tuple[object, ...], tuple[Dataset, list[Fault]]]:
        return {}

    def is_known(self, name: str, period: Period) -> bool:
        """Return whether a period's figures were closed by the day `as_of`."""
        return self._closed_later(self.dataset_file(name, period)) is None

    def earlier(self, name: str, period: Period) -> list[Dataset]:
        """Return the other periods that a period's figures may be derived from.

        Those of its own year and of the year before, up to its own last month: a file that
        is being written for the next month is not looked at. Raises DataError.
        """
        return [
            self.dataset(name, other)[0]
            for other in self.periods(name)
            if may_rest_on(period, other)
        ]

    def relative(self, path: Path) -> str:
        """Return how messages and sources call a file of the workspace."""
        return path.relative_to(self.root).as_posix()

    def read(self, path: Path, shape: Record[T], log: FaultLog) -> T | None:
        """Return the record that a file holds, or None; its faults go to the log, all of them.

        A record with faults in the log is not whole: what could not be read is left out.
        """
        from lsreport.data.fields import UnreadableError

        try:
            return shape.read(self.nodes(path, log), log)
        except DataError as error:
            log.extend(error.faults)
        except UnreadableError:  # the log says why
            pass
        return None

    def nodes(self, path: Path, log: FaultLog) -> Node:
        """Return the document of a YAML file; an unchanged file is parsed once.

        Raises DataError, as `read_nodes` does.
        """
        from lsreport.data.nodes import read_nodes

        mark = (path, digest_of(path))
        if mark not in self._parsed:
            own = FaultLog()
            _keep(self._parsed, mark, (read_nodes(path, self.relative(path), own), tuple(own)))
        root, faults = self._parsed[mark]
        log.extend(faults)
        return root

    @cached_property
    def _parsed(self) -> dict[tuple[object, ...], tuple[Node, tuple[Fault, ...]]]:
        return {}

    def _closing_day(self, path: Path) -> date | None:
        from lsreport.data.fields import Day, UnreadableError
        from lsreport.data.nodes import Mapping

        unheard = FaultLog()
        with contextlib.suppress(DataError, UnreadableError):
            root = self.nodes(path, unheard)
            for key, node in root.items if isinstance(root, Mapping) else ():
                if key.text == "ban":
                    return Day().read(node, unheard)
        return None


def _keep(kept: dict[tuple[object, ...], T], mark: tuple[object, ...], value: T) -> None:
    """Keep a value, and not too many: a run over many units must not fill the memory."""
    if len(kept) >= _KEPT:
        del kept[next(iter(kept))]
    kept[mark] = value


def may_rest_on(period: Period, other: Period) -> bool:
    """Return whether a period's figures may be derived from those of another one."""
    return other != period and period.year - 1 <= other.year and other.end <= period.end
