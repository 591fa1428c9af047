"""Starting a workspace, and starting a period in it.

Comes in: the name of a province and a folder; or a period, and one whose lines it takes over.
Goes out: files that can be filled in at once. Nothing that exists is overwritten.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lsreport.data.fields import AWAITED
from lsreport.data.lacking import unknown_dataset
from lsreport.data.model import UNREAD, Catalogue, Dataset, Indicator, Observation
from lsreport.data.nodes import Mapping as MappingNode
from lsreport.data.nodes import Node, Scalar, Sequence, read_nodes
from lsreport.data.shapes import json_schemas
from lsreport.data.workspace import MARKER, Workspace
from lsreport.errors import FaultLog, OutputError, Place
from lsreport.files import shown, write_atomically
from lsreport.i18n import _
from lsreport.periods import Period
from lsreport.records import record
from lsreport.spans import own_window
from lsreport.terms import Aggregation, Measure, Status, Window

_STARTER = Path(__file__).parent / "starter"


# --- a workspace --------------------------------------------------------------------------


def start_workspace(folder: Path, province: str) -> list[Path]:
    """Write a workspace for a province and return its files. Raises OutputError.

    `province` is its name as documents have it, such as "tỉnh Cao Bằng".
    """
    if (folder / MARKER).exists():
        raise OutputError.one(
            "da-co-noi-lam-viec",
            _("thư mục này đã là một nơi làm việc"),
            _("chọn thư mục khác; công cụ không ghi đè"),
            Place(str(folder / MARKER)),
        )
    place_name = province.removeprefix("tỉnh ").removeprefix("thành phố ")
    words = {"TÊN_TỈNH": province, "TÊN_HOA": province.upper(), "ĐỊA_DANH": place_name}
    written = []
    for source in sorted(path for path in _STARTER.rglob("*") if path.is_file()):
        target = folder / source.relative_to(_STARTER)
        _refuse_existing(target)
        content = source.read_bytes()
        if source.suffix in (".yaml", ".md"):
            content = _filled(content.decode(), words, source).encode()
        written.append((target, content))
    for name, schema in json_schemas().items():
        written.append((folder / "data" / "schema" / f"{name}.json", _json(schema)))
    for target, content in written:
        write_atomically(target, content)
    return [target for target, _content in written]


def _filled(text: str, words: Mapping[str, str], source: Path) -> str:
    for mark, word in words.items():
        text = text.replace(mark, word)
    if source.suffix == ".yaml":
        depth = len(source.relative_to(_STARTER / "data").parts) - 1
        schema = "chi-tieu" if depth else source.stem
        head = f"# yaml-language-server: $schema={'../' * depth}schema/{schema}.json\n"
        return head + text
    return text


def _json(schema: Mapping[str, object]) -> bytes:
    import json

    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


def _refuse_existing(target: Path) -> None:
    if target.exists():
        raise OutputError.one(
            "tep-da-co",
            _("tệp đã có, không ghi đè"),
            _("xóa hoặc chuyển tệp ấy đi chỗ khác nếu muốn tạo lại"),
            Place(shown(target)),
        )


# --- a period -----------------------------------------------------------------------------


@record
class StartedPeriod:
    """What a new period's file holds: its path, figures awaited, paragraphs to read again."""

    path: Path
    figures: int
    paragraphs: int


def start_period(
    workspace: Workspace, name: str, period: Period, source: Period | None = None
) -> StartedPeriod:
    """Write the file of a period: lines by department, last period's prose marked for review.

    `source` is the period whose lines and prose are taken over; without it, the latest earlier
    one of the same kind, and without any the whole catalogue. Raises UsageError, OutputError.
    """
    catalogue = workspace.catalogue
    if name not in catalogue.settings.datasets:
        raise unknown_dataset(name, catalogue.settings.datasets)
    path = workspace.dataset_file(name, period)
    _refuse_existing(path)
    model = source or _latest(workspace, name, period)
    dataset = workspace.dataset(name, model)[0] if model else None
    lines = _lines(catalogue, dataset, period) if dataset else _whole_catalogue(catalogue, period)
    prose = _Prose(workspace, name, model) if model else None
    text = _header(name, period, model) + _figures(lines, catalogue)
    if prose:
        text += prose.text()
    write_atomically(path, text.encode())
    count = sum(len(x.measures) for windows in lines.values() for x in windows.values())
    return StartedPeriod(path, count, prose.count if prose else 0)


def _latest(workspace: Workspace, name: str, period: Period) -> Period | None:
    earlier = [p for p in workspace.periods(name) if p.kind is period.kind and p < period]
    return max(earlier, default=None)


@dataclass(slots=True)
class _Line:
    """What a window of an indicator is to hold, and how firm it was."""

    measures: list[Measure]
    status: Status | None = None


Lines = dict[str, dict[Window, _Line]]


def _lines(catalogue: Catalogue, dataset: Dataset, period: Period) -> Lines:
    """Return the lines of a period's file, as another period of whatever kind has them."""
    found: Lines = {}
    own, model_own = own_window(period), own_window(dataset.period)
    for key, windows in dataset.observations.items():
        for window, observation in windows.items():
            measures = _measures(observation)
            if measures and key in catalogue.indicators:
                target = own if window is model_own else window
                line = found.setdefault(key, {}).setdefault(target, _Line([]))
                line.measures += [m for m in measures if m not in line.measures]
                line.status = line.status or observation.status
    return found


def _measures(observation: Observation) -> list[Measure]:
    stated = [*observation.cells, *observation.awaited]
    return [m for m in Measure if m in stated and m is not Measure.RATING]


def _whole_catalogue(catalogue: Catalogue, period: Period) -> Lines:
    """Return one line for each indicator that nothing else gives: its level, or its growth."""
    own = own_window(period)
    return {
        key: {own: _Line([Measure.GROWTH if _is_index(indicator) else Measure.LEVEL])}
        for key, indicator in catalogue.indicators.items()
    }


def _is_index(indicator: Indicator) -> bool:
    return indicator.aggregation is Aggregation.INDEX


def _header(name: str, period: Period, model: Period | None) -> str:
    day = period.end
    about = (
        _("Tạo theo kỳ {model}").format(model=model) if model else _("Tạo theo danh mục chỉ tiêu")
    )
    return (
        "# yaml-language-server: $schema=../schema/ky.json\n"
        f"# {about}. "
        + _("Thay {mark} bằng số; xóa dòng không cần; sửa «ban» là ngày chốt số liệu.").format(
            mark=AWAITED
        )
        + f"\nky: {period}\nbo_so_lieu: {name}\nban: {day.day}/{day.month}/{day.year}\n\n"
    )


def _figures(lines: Lines, catalogue: Catalogue) -> str:
    by_agency: dict[str, list[str]] = {}
    for key in lines:
        indicator = catalogue.indicators[key]
        group = indicator.agency or Path(indicator.source.file).name
        by_agency.setdefault(group, []).append(key)
    pieces = ["so_lieu:\n"]
    for agency, keys in by_agency.items():
        pieces.append(f"  # --- {agency} ---\n")
        for key in keys:
            indicator = catalogue.indicators[key]
            pieces.append(f"  {key}:  # {indicator.name} ({indicator.unit.name})\n")
            for window, line in lines[key].items():
                pieces.append(f"    {window.value}:\n")
                pieces += [f"      {measure.value}: {AWAITED}\n" for measure in line.measures]
                if line.status:
                    pieces.append(f"      trang_thai: {line.status.value}\n")
    return "".join(pieces)


class _Prose:
    """The prose of a period's file, each paragraph marked for review."""

    def __init__(self, workspace: Workspace, name: str, period: Period) -> None:
        path = workspace.dataset_file(name, period)
        root = read_nodes(path, workspace.relative(path), FaultLog())
        items = root.items if isinstance(root, MappingNode) else ()
        self._parts = {k.text: v for k, v in items if k.text in ("tuong_thuat", "nhiem_vu")}
        self.count = 0

    def text(self) -> str:
        """Return the lines of the prose, as a file holds them."""
        return "".join(
            f"\n{key}:\n{''.join(self._node(node, 2))}" for key, node in self._parts.items()
        )

    def _node(self, node: Node, indent: int) -> Iterator[str]:
        pad = " " * indent
        if isinstance(node, MappingNode):
            for key, child in node.items:
                yield f"{pad}{key.text}:\n"
                yield from self._node(child, indent + 2)
        elif isinstance(node, Sequence):
            for child in node.values:
                yield from self._entry(child, indent)

    def _entry(self, node: Node, indent: int) -> Iterator[str]:
        pad = " " * indent
        if isinstance(node, Scalar):
            self.count += 1
            words = f"{UNREAD} {node.text.removeprefix(UNREAD).strip()}"
            yield f"{pad}- >-\n"
            yield from self._wrapped(words, indent + 2)
            return
        lines = "".join(self._node(node, indent + 2))
        yield f"{pad}- {lines[indent + 2 :]}"

    @staticmethod
    def _wrapped(words: str, indent: int) -> Iterable[str]:
        pad = " " * indent
        width = 100 - indent
        folded = textwrap.wrap(words, width, break_long_words=False, break_on_hyphens=False)
        return (f"{pad}{line}\n" for line in folded)
