"""Appending a revision to a period's log.

Comes in: figures as typed on a command line (`ngan_sach.thu.thang.muc=1940,2`), a reason, a
day. Goes out: the log with one entry more, every byte that stood in it as it was; or all that
is wrong with what was typed, and nothing written.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lsreport.data.fields import Names, UnreadableError
from lsreport.data.lacking import unknown_indicator
from lsreport.data.model import Catalogue, Cell, Content, Dataset, Observation, Revision
from lsreport.data.nodes import Mapping as MappingNode
from lsreport.data.nodes import Scalar, Sequence, clean_text, compose
from lsreport.data.revisions import day_fault, log_of, office_day, revised
from lsreport.data.shapes import cell_reader, revisions_file
from lsreport.data.workspace import Workspace
from lsreport.errors import DataError, Fault, FaultLog, OutputError, Place, UsageError
from lsreport.expressions import Expression, ExpressionTextError, parse_expression
from lsreport.files import write_atomically
from lsreport.i18n import _
from lsreport.measures import Measures
from lsreport.numbers import Quantity, format_quantity
from lsreport.periods import Kind, Period
from lsreport.revisions.effects import Effect, effect_of
from lsreport.terms import Status, Window

_PLAIN = re.compile(r"[a-z_]+|[+-]?[0-9][0-9.,/]*(?: - -?[0-9][0-9.,]*)?")


@dataclass(frozen=True, slots=True)
class Revised:
    """A revision that was appended: where, and what it changed."""

    path: Path
    effect: Effect


@dataclass(frozen=True, slots=True)
class _Entry:
    """One figure as typed; `value` is None for one that is taken back (chua_co)."""

    expression: Expression
    typed: str
    value: Content | None
    word: str


def revise(
    workspace: Workspace,
    name: str,
    period: Period,
    words: Iterable[str],
    *,
    day: date,
    reason: str,
    agency: str | None = None,
    status: Status | None = None,
) -> Revised:
    """Append a revision to the log of a period and return what it changed.

    `words` are `KEY=VALUE`. Nothing is written when anything is wrong: raises UsageError with
    all of it, DataError for data that cannot be read, OutputError for a log that cannot be
    written or appended to.
    """
    workspace = replace(workspace, as_of=None)
    _check_dataset(workspace, name)
    dataset, _notes = workspace.dataset(name, period)
    log = FaultLog()
    entries = _Words(workspace.catalogue, period, log).read(words)
    reason, agency = _text(reason, "--reason", log), agency and _text(agency, "--source", log)
    latest = dataset.revisions[-1].day if dataset.revisions else dataset.closed
    if fault := day_fault(day, dataset.closed, latest):
        log.add(fault)
    changes = _changes(dataset, entries, status, log)
    log.raise_errors(UsageError)
    lines = _lines(day, reason, agency, changes)
    path = log_of(workspace.dataset_file(name, period))
    content, revision = _appended(workspace, path, lines)
    if not _same_revision(revision, entries, day, reason):
        raise _cannot_append(workspace.relative(path))
    after = revised(dataset, [revision])
    effect = effect_of(
        dataset,
        after,
        lambda data: Measures(data, workspace.catalogue, lambda: workspace.earlier(name, period)),
    )
    write_atomically(path, content)
    return Revised(path, effect)


def _check_dataset(workspace: Workspace, name: str) -> None:
    datasets = workspace.catalogue.settings.datasets
    log = FaultLog()
    Names(_("bộ số liệu"), datasets).check(name, Place(), log)
    log.raise_errors(UsageError)


def _text(text: str, option: str, log: FaultLog) -> str:
    """Return a text on one line; an empty one is a fault, and so is what Word cannot hold."""
    line, heard = " ".join(_clean(text).split()), FaultLog()
    clean_text(line, option, heard)
    log.extend(replace(fault, where=Place(text=option)) for fault in heard)
    if not line:
        message = _("{option} không có nội dung").format(option=option)
        log.add(Fault("thieu-gia-tri", message, _("ghi vài chữ, trong nháy kép")))
    return line


def _clean(text: str) -> str:
    """Return a word of the command line in NFC; bytes that are no UTF-8 become U+FFFD."""
    return unicodedata.normalize(
        "NFC", text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    )


def _example() -> str:
    return _("viết như ngan_sach.thu.luy_ke.muc=1934,5")


# --- what was typed -----------------------------------------------------------------------


class _Words:
    """Reads `KEY=VALUE` with the readers of a period's file; every fault goes to the log."""

    def __init__(self, catalogue: Catalogue, period: Period, log: FaultLog) -> None:
        self._catalogue, self._period, self._log = catalogue, period, log
        self._word = ""

    def read(self, words: Iterable[str]) -> list[_Entry]:
        """Return the figures that could be read, in the order typed."""
        found: dict[Expression, _Entry] = {}
        for typed in words:
            self._word = _clean(typed)
            key, equals, value = self._word.partition("=")
            if not equals:
                self._fault("thieu-gia-tri", _("thiếu giá trị"), _example())
                continue
            expression = self._expression(key.strip())
            if expression is None:
                continue
            if expression in found:
                message = _("khóa «{key}» bị lặp").format(key=expression)
                self._fault("khoa-lap", message, _("giữ một trong hai"))
            if entry := self._entry(expression, value.strip()):
                found.setdefault(expression, entry)
        return list(found.values())

    def _expression(self, key: str) -> Expression | None:
        try:
            expression = parse_expression(key)
        except ExpressionTextError as error:
            self._fault("khoa-sai", str(error), _example())
            return None
        if expression.wordings:
            message = _("khóa «{key}» không hợp lệ").format(key=key)
            self._fault("khoa-sai", message, _("bỏ cách in sau dấu |"))
        if expression.indicator not in self._catalogue.indicators:
            known, place = self._catalogue.indicators, Place(text=self._word)
            self._log.add(unknown_indicator(expression.indicator, known, place))
        if (expression.window is Window.TERM) != (self._period.kind is Kind.FIVE_YEARS):
            message = _("cửa sổ «{window}» không dùng cho kỳ {period}").format(
                window=expression.window.value, period=self._period
            )
            fix = _("kỳ 5 năm dùng giai_doan; kỳ khác dùng thang, quy, luy_ke, nam")
            self._fault("cua-so-sai-ky", message, fix)
        return expression._replace(wordings=())

    def _entry(self, expression: Expression, typed: str) -> _Entry | None:
        reader = cell_reader(expression.measure)
        if reader is None:
            message = _("không hiểu khóa «{key}»").format(key=expression.measure.value)
            self._fault("khoa-la", message, _("kế hoạch ghi ở data/ke-hoach/, không ghi ở kỳ"))
            return None
        heard = FaultLog()
        try:
            cell = reader.read(Scalar("", 1, 1, typed), heard)
        except UnreadableError:
            for fault in heard:
                self._fault(fault.code, fault.message, fault.fix)
            return None
        value = cell.value if isinstance(cell, Cell) else None
        return _Entry(expression, typed, value, self._word)

    def _fault(self, code: str, message: str, fix: str) -> None:
        self._log.add(Fault(code, message, fix, Place(text=self._word)))


Changes = dict[str, dict[Window, dict[str, str]]]


def _changes(
    dataset: Dataset, entries: Iterable[_Entry], status: Status | None, log: FaultLog
) -> Changes:
    """Return the lines of the entry; a figure that would not change is a fault.

    A figure typed as it stands with a new status confirms it: only the status is written.
    """
    changes: Changes = {}
    for entry in entries:
        key, window = entry.expression.indicator, entry.expression.window
        stood = dataset.observations.get(key, {}).get(window)
        firmer = stood is not None and status not in (None, stood.status)
        same = _stands(stood, entry)
        if same and not firmer:
            log.add(_unchanged(entry))
            continue
        lines = changes.setdefault(key, {}).setdefault(window, {})
        if not same:
            lines[entry.expression.measure.value] = entry.typed
        if status and (firmer or stood is None):
            lines["trang_thai"] = status.value
    for windows in changes.values():
        for window, lines in windows.items():  # the status stands last, as in a period's file
            windows[window] = dict(sorted(lines.items(), key=lambda line: line[0] == "trang_thai"))
    return changes


def _stands(stood: Observation | None, entry: _Entry) -> bool:
    """Return whether a figure stands in the data just as it was typed."""
    cell = stood.cells.get(entry.expression.measure) if stood else None
    if cell is None or entry.value is None:
        return cell is None and entry.value is None
    return same_content(cell.value, entry.value)


def same_content(one: Content, other: Content) -> bool:
    """Return whether two figures print the same: 53 and 53,0 do not."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return format_quantity(one) == format_quantity(other)
    return one == other


def _unchanged(entry: _Entry) -> Fault:
    message = _("«{key}» đang là {value}, không có gì thay đổi").format(
        key=entry.expression, value=entry.typed
    )
    fix = _("bỏ khóa này; để chỉ đổi trạng thái thì thêm --status")
    return Fault("khong-doi", message, fix, Place(text=entry.word))


# --- the entry ----------------------------------------------------------------------------


def _lines(day: date, reason: str, agency: str | None, changes: Changes) -> list[str]:
    lines = [f"- ngay: {office_day(day)}", f"  ly_do: {_quoted(reason)}"]
    if agency:
        lines.append(f"  nguon: {_quoted(agency)}")
    lines.append("  so_lieu:")
    for key, windows in changes.items():
        lines.append(f"    {key}:")
        for window, cells in windows.items():
            lines.append(f"      {window.value}:")
            lines += [f"        {name}: {_scalar(typed)}" for name, typed in cells.items()]
    return lines


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # what JSON quotes, YAML reads


def _scalar(typed: str) -> str:
    return typed if _PLAIN.fullmatch(typed) else _quoted(typed)


def _appended(workspace: Workspace, path: Path, lines: list[str]) -> tuple[bytes, Revision]:
    """Return the log with an entry more, and the entry as it will be read from there."""
    name = workspace.relative(path)
    before = path.read_bytes() if path.is_file() else _head(path).encode()
    newline = "\r\n" if b"\r\n" in before else "\n"
    text = "".join(f"{' ' * _indent(before, name)}{line}{newline}" for line in lines)
    gap = b"" if before.endswith((b"\n", b"\r")) else newline.encode()
    content = before + gap + text.encode()
    log = FaultLog()
    known = Names(_("chỉ tiêu"), workspace.catalogue.indicators, "chi-tieu-la")
    try:
        decoded = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        root = compose(clean_text(decoded, name, log), name, log)
        found = revisions_file(known).read(root, log).revisions
    except (DataError, UnreadableError):
        raise _cannot_append(name) from None
    log.raise_errors(UsageError)
    return content, found[-1]


def _same_revision(revision: Revision, entries: Iterable[_Entry], day: date, reason: str) -> bool:
    """Return whether the entry is read as it was meant."""
    for entry in entries:
        windows = revision.observations.get(entry.expression.indicator, {})
        stated = windows.get(entry.expression.window)
        cell = stated.cells.get(entry.expression.measure) if stated else None
        if stated is None or (cell and entry.value is not None and cell.value != entry.value):
            return False
    return revision.day == day and revision.reason == reason


def _cannot_append(name: str) -> OutputError:
    return OutputError.one(
        "khong-noi-duoc",
        _("không nối thêm được vào tệp: cách viết của tệp không cho thêm mục ở cuối"),
        _(
            "viết «dieu_chinh:» thành danh sách, mỗi mục bắt đầu bằng dấu gạch ngang trên dòng riêng"
        ),
        Place(name),
    )


def _head(path: Path) -> str:
    """Return how a new log begins; the schema is found where the period's file finds its own."""
    period_file = path.with_name(path.name.replace(".dieu-chinh", ""))
    first = period_file.read_text("utf-8-sig").split("\n", 1)[0].rstrip("\r")
    schema = "# yaml-language-server: $schema=../schema/dieu-chinh.json"
    if first.startswith("# yaml-language-server:") and first.endswith("ky.json"):
        schema = first.removesuffix("ky.json") + "dieu-chinh.json"
    about = _("Điều chỉnh số liệu của {file}: chỉ nối thêm bằng lsreport revise.").format(
        file=period_file.name
    )
    return f"{schema}\n# {about}\ndieu_chinh:\n"


def _indent(before: bytes, name: str) -> int:
    """Return how far the dashes of the entries stand from the margin."""
    if before.rstrip().endswith(b"dieu_chinh:"):
        return 2
    root = compose(clean_text(before.decode("utf-8-sig"), name, FaultLog()), name, FaultLog())
    lists = [node for _key, node in root.items] if isinstance(root, MappingNode) else []
    return next((node.column - 1 for node in lists if isinstance(node, Sequence)), 2)
