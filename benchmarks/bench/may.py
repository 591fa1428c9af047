"""Our report of May 2024 as a template for every engine.

Comes in: the document that `lsreport render 2024-05` drafts. Goes out: the same document without
our additions (content controls, the store), with a slot wherever a figure is printed, and for the
floor the same document with them. The texts are held against the document in examples/.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

from benchmarks.bench.check import WrongOutput, differences, read, require
from benchmarks.bench.dialects import BareJinja, Dialect
from benchmarks.bench.wordml import pack
from benchmarks.bench.work import Content, Slot

PERIOD = "2024-05"
GOLDEN = Path("examples") / "thang-5-2024" / "bao-cao.docx"
_CONTROL = re.compile(
    r"<w:sdt><w:sdtPr>.*?</w:sdtPr><w:sdtContent>(.*?)</w:sdtContent></w:sdt>", re.DOTALL
)
_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(?=</w:t>)")
_PRINTED = re.compile(  # a printed value: in a control, or in the store
    r"(?P<open><w:sdtContent>(?:(?!</w:sdtContent>).)*?<w:t(?: [^>]*)?>|<t>)"
    r"(?P<text>[^<]*)",
    re.DOTALL,
)
_STORE = re.compile(r"<(?:Override|Relationship)\b[^>]*customXml[^>]*/>")

Parts: TypeAlias = Mapping[str, bytes]
Pieces: TypeAlias = tuple["str | Slot", ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A document whose figures are slots: the pieces of each tagged part, and the other parts."""

    parts: Mapping[str, Pieces]
    others: Parts
    order: tuple[str, ...]
    texts: Mapping[str, str]

    def template(self, dialect: Dialect) -> bytes:
        """Return the document with the tags of a dialect."""
        return self._filled(dialect.tag)

    def data(self, step: int) -> dict[str, Any]:
        """Return the values of the report; each step turns every digit one further."""
        turned = str.maketrans("0123456789", "".join(str((n + step) % 10) for n in range(10)))
        return {name: text.translate(turned) for name, text in self.texts.items()}

    def content(self, step: int) -> Content:
        """Return what the document of a step must hold, filled in without any engine."""
        data = self.data(step)
        return read(self._filled(lambda slot: escape(data[slot.name], quote=False)))

    def _filled(self, fill: Callable[[Slot], str]) -> bytes:
        written = {
            name: "".join(p if isinstance(p, str) else fill(p) for p in pieces).encode()
            for name, pieces in self.parts.items()
        }
        return pack({name: written.get(name) or self.others[name] for name in self.order})


def drafted(root: Path) -> bytes:
    """Return the report as lsreport drafts it, after a look at its texts."""
    from lsreport.data.workspace import find_workspace
    from lsreport.periods import parse_period
    from lsreport.report.stages import open_report

    document = open_report(find_workspace(root), parse_period(PERIOD)).draft().document
    require(document, golden(root), "the report of May 2024")
    return document


def golden(root: Path) -> Content:
    """Return what the report of May 2024 must hold: the reviewed document of the examples."""
    return read((root / GOLDEN).read_bytes())


def tagged_report(root: Path) -> Tagged:
    """Return the report without our additions; its texts are those of the examples' document."""
    with zipfile.ZipFile(BytesIO(drafted(root))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    plain = {
        name: _STORE.sub("", raw.decode()).encode() if name.endswith((".rels", "s].xml")) else raw
        for name, raw in parts.items()
        if not name.startswith("customXml/")
    }
    tagged: dict[str, Pieces] = {}
    texts: dict[str, str] = {}
    for name, raw in plain.items():
        if b"<w:sdt>" in raw:
            tagged[name] = _without_controls(raw.decode(), texts)
    found = Tagged(tagged, plain, tuple(plain), texts)
    wrong = differences(found.content(0), golden(root))
    if wrong:
        raise WrongOutput("\n  ".join(["the report without our additions:", *wrong]))
    return found


def floor_report(root: Path) -> tuple[bytes, dict[str, str], bytes]:
    """Return the document as the floor's template, its values, and the document itself."""
    document = drafted(root)
    with zipfile.ZipFile(BytesIO(document)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    values: dict[str, str] = {}
    dialect = BareJinja()

    def tag(match: re.Match[str]) -> str:
        name = f"v{len(values)}"
        values[name] = match["text"]
        return match["open"] + dialect.tag(Slot(name))

    written = {
        name: _PRINTED.sub(tag, raw.decode()).encode() if _holds_values(raw) else raw
        for name, raw in parts.items()
    }
    if len(values) < _controls(parts):
        raise WrongOutput("the floor of the report: a printed figure was not found")
    return pack(written), values, document


def _controls(parts: Parts) -> int:
    """Return how many content controls stand in a document."""
    return sum(raw.count(b"<w:sdt>") for raw in parts.values())


def _holds_values(raw: bytes) -> bool:
    return b"<w:sdt>" in raw or b"<lsreport " in raw


def _without_controls(xml: str, texts: dict[str, str]) -> Pieces:
    """Return a part as literal pieces and slots; `texts` takes their values."""
    pieces: list[str | Slot] = []
    end = 0
    for control in _CONTROL.finditer(xml):
        run = control[1]
        text = _TEXT.search(run)
        if text is None:
            raise ValueError(f"a control without text: {control[0]}")
        slot = Slot(f"v{len(texts)}")
        texts[slot.name] = unescape(text[2])
        pieces += [xml[end : control.start()] + run[: text.start(2)], slot, run[text.end(2) :]]
        end = control.end()
    return (*pieces, xml[end:])
