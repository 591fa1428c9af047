"""Issuing a document, and the register of what was issued.

Comes in: a finished document. Goes out: the document to be signed, clean of what only the
office needs, and an entry of the register that keeps every figure with its sentence, what it
was printed from and as of when: what was issued years ago can still be held against the data.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from lsreport import audit
from lsreport.check import standing
from lsreport.data.nodes import Mapping as MappingNode
from lsreport.data.nodes import Node, Scalar, Sequence, read_nodes
from lsreport.data.workspace import Workspace
from lsreport.docxfile.clean import clean, comment_texts, tracked_changes
from lsreport.docxfile.links import LinkedText
from lsreport.docxfile.living import LivingDocument, Spot
from lsreport.docxfile.package import Package
from lsreport.errors import (
    Fault,
    FaultLog,
    FigureError,
    LsreportError,
    OutputError,
    Place,
    UsageError,
)
from lsreport.files import write_atomically
from lsreport.i18n import _
from lsreport.periods import parse_period
from lsreport.records import record
from lsreport.refresh import open_book, refresh
from lsreport.report.context import FACT
from lsreport.wording.dates import long_date

FOLDER = "so-van-ban"  # of the workspace: the register


@record
class Issued:
    """A document that was issued: the clean bytes, its entry, what stood against it."""

    document: bytes
    entry: str
    objections: tuple[str, ...]


def issue(
    raw: bytes,
    name: str,
    workspace: Workspace,
    *,
    number: str = "",
    day: date | None = None,
    despite: str = "",
) -> Issued:
    """Return a document to be signed and its entry of the register.

    Raises OutputError with every objection (comments, tracked changes, gaps, stale figures),
    unless `despite` gives the reason to issue it all the same, which is kept.
    """
    document = LivingDocument(raw, name)
    faults = list(_objections(document, raw, name, workspace))
    if faults and not despite:
        raise OutputError(faults)
    for expression, text in (
        ("van_ban.so", f"{int(number):02d}" if number else ""),
        ("van_ban.ngay", long_date(day) if day else ""),
    ):
        if text:
            _fill(document, expression, text)
    filled = document.to_bytes()
    package = Package(filled, name, allow_links=True)
    issued = clean(package)
    said = tuple(fault.message for fault in faults)
    entry = _entry(LivingDocument(filled, name), issued, number, day, despite, said)
    return Issued(issued, entry, said)


def _objections(
    document: LivingDocument, raw: bytes, name: str, workspace: Workspace
) -> Iterator[Fault]:
    place = Place(name)
    for text in comment_texts(document.package):
        yield Fault(
            "con-ghi-chu",
            _("còn ghi chú (comment): “{text}”").format(text=text[:80]),
            _("giải quyết rồi xóa ghi chú trong Word"),
            place,
        )
    if count := tracked_changes(document.package):
        yield Fault(
            "con-sua-doi",
            _("còn {count} sửa đổi đang theo dõi (track changes)").format(count=count),
            _("trong Word: Review, Accept hoặc Reject từng chỗ"),
            place,
        )
    for gap in document.gaps:
        yield Fault(
            "con-cho-trong",
            _("còn chỗ thiếu số: {name}").format(name=gap.expression),
            _("nhập số liệu rồi lsreport refresh, hoặc sửa câu trong Word"),
            place,
        )
    yield from _impossible(document, raw, workspace)
    try:
        stale = refresh(raw, name, workspace).of("updated")
    except FigureError as error:
        yield from error.faults
        return
    for outcome in stale:
        if outcome.link.id:  # a gap that could be filled is told above
            yield Fault(
                "so-cu",
                _("«{key}» in {found}, số liệu nay là {now}").format(
                    key=outcome.expression, found=outcome.found, now=outcome.now
                ),
                _("lsreport refresh trước khi ban hành"),
                place,
            )


def _impossible(document: LivingDocument, raw: bytes, workspace: Workspace) -> Iterator[Fault]:
    """Yield what cannot be true and stands unaccepted: in the period's data, in the sentences."""
    book = open_book(document, workspace)
    measures = book.measures(parse_period(document.facts["period"]))
    yield from (fault for fault in standing(measures) if fault.certainty == "certain")
    said = audit.standing(raw, document.name, measures.dataset.accepted_marks)
    yield from (one.as_fault(document.name) for one in said.of("certain"))


def _fill(document: LivingDocument, expression: str, text: str) -> None:
    """Set a name of the frame, such as the number, wherever it stands. Raises OutputError."""
    spots = [spot for spot in document.spots if spot.link.record.get("expression") == expression]
    if not spots:
        raise OutputError.one(
            "khong-co-cho-dien",
            _("văn bản không còn chỗ gắn kết của {name}").format(name=expression),
            _("điền tay trong Word, rồi ban hành không kèm --number, --date"),
            Place(document.name),
        )
    for spot in spots:
        spot.new = LinkedText(text, spot.link.key, spot.control.alias, spot.link.record)


# --- the register -------------------------------------------------------------------------


def _entry(
    document: LivingDocument,
    issued: bytes,
    number: str,
    day: date | None,
    despite: str,
    objections: tuple[str, ...],
) -> str:
    """Return the entry as YAML: a person reads it, git compares it."""
    facts = document.facts
    lines = [
        "# Sổ văn bản đã ban hành: do lsreport publish ghi, không sửa tay.",
        f"bao_cao: {facts.get('report', '')}",
        f"ky: {facts.get('period', '')}",
        f"bo_so_lieu: {facts.get('dataset', '')}",
        f"ban: {facts.get('vintage', '')}",
        f"so: {_quoted(number)}",
        f"ngay: {day.isoformat() if day else _quoted('')}",
        f"bam: {sha256(issued).hexdigest()}",
    ]
    if objections:
        lines.append(f"ban_hanh_vi: {_quoted(despite)}")
        lines.append("con_lai:")
        lines += [f"  - {_quoted(text)}" for text in objections]
    lines.append("so_lieu:")
    for spot in document.spots:
        if spot.link.record.get("kind") != FACT:
            lines += _figure_lines(spot)
    return "\n".join(lines) + "\n"


def _figure_lines(spot: Spot) -> list[str]:
    record = spot.link.record
    sources = ", ".join(f"{file}:{line}" for file, line in spot.link.sources)
    return [
        f"  - bieu_thuc: {_quoted(record.get('expression', ''))}",
        f"    ky: {record.get('period', '')}",
        f"    in: {_quoted(spot.text)}",
        f"    ban: {record.get('vintage', '')}",
        f"    nguon: {_quoted(sources)}",
        f"    cau: {_quoted(spot.sentence)}",
    ]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


@record
class RegisteredFigure:
    """A figure of an issued document: its record, what was printed, its sentence."""

    record: dict[str, str]
    printed: str
    sentence: str


@record
class Registered:
    """An issued document as the register keeps it."""

    file: str
    facts: dict[str, str]
    figures: tuple[RegisteredFigure, ...]


def register_file(workspace: Workspace, document: Path) -> Path:
    """Return where the entry of a document stands."""
    return workspace.root / FOLDER / f"{document.stem}.yaml"


def write_entry(workspace: Workspace, document: Path, entry: str) -> Path:
    """Write the entry of an issued document. Raises OutputError when there is one already."""
    path = register_file(workspace, document)
    if path.exists():
        raise OutputError.one(
            "da-ban-hanh",
            _("sổ văn bản đã có {file}").format(file=workspace.relative(path)),
            _("đặt tên khác bằng --out: văn bản đã ban hành không ghi đè"),
            Place(str(path)),
        )
    where = document.resolve()
    inside = where.is_relative_to(workspace.root)
    shown = where.relative_to(workspace.root).as_posix() if inside else str(where)
    write_atomically(path, f"{entry}tep: {_quoted(shown)}\n".encode())
    return path


def registered(workspace: Workspace) -> list[Registered]:
    """Return every issued document, by name. Raises DataError for an entry that is damaged."""
    return [
        _read_entry(workspace, path) for path in sorted((workspace.root / FOLDER).glob("*.yaml"))
    ]


def _read_entry(workspace: Workspace, path: Path) -> Registered:
    log = FaultLog()
    root = read_nodes(path, workspace.relative(path), log)
    log.raise_errors(LsreportError)
    items = _texts(root)
    figures = []
    for key, node in root.items if isinstance(root, MappingNode) else ():
        if key.text == "so_lieu" and isinstance(node, Sequence):
            figures = [_read_figure(_texts(child)) for child in node.values]
    if "bam" not in items or "tep" not in items:
        raise UsageError.one(
            "so-hong",
            _("mục này của sổ văn bản bị hỏng: thiếu bam hoặc tep"),
            _("lấy lại tệp từ bản lưu (git)"),
            Place(workspace.relative(path)),
        )
    return Registered(path.stem, items, tuple(figures))


def _read_figure(texts: dict[str, str]) -> RegisteredFigure:
    record = {"expression": texts.get("bieu_thuc", ""), "period": texts.get("ky", "")}
    return RegisteredFigure(record, texts.get("in", ""), texts.get("cau", ""))


def _texts(node: Node) -> dict[str, str]:
    if not isinstance(node, MappingNode):
        return {}
    return {key.text: child.text for key, child in node.items if isinstance(child, Scalar)}


def check_register(workspace: Workspace) -> list[Fault]:
    """Return the issued documents whose files are gone or were changed since."""
    found = []
    for entry in registered(workspace):
        path = workspace.root / entry.facts["tep"]
        if not path.is_file():
            found.append(_changed(entry, path, _("không còn tệp")))
        elif sha256(path.read_bytes()).hexdigest() != entry.facts["bam"]:
            found.append(_changed(entry, path, _("tệp đã bị sửa sau khi ban hành")))
    return found


def _changed(entry: Registered, path: Path, what: str) -> Fault:
    return Fault(
        "ban-hanh-lech",
        _("{name}: {what}").format(name=entry.file, what=what),
        _("lấy lại bản đã ban hành từ bản lưu; muốn sửa thì ban hành văn bản khác"),
        Place(str(path)),
        "warning",
    )


def summary(entry: Registered) -> dict[str, Any]:
    """Return the documented shape of an issued document."""
    keys = ("bao_cao", "ky", "so", "ngay", "ban", "bam", "tep")
    return {"name": entry.file, **{key: entry.facts.get(key, "") for key in keys}}
