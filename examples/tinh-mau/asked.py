"""What the templates of a workspace ask for: figures and sections of narrative.

Comes in: a workspace with its templates. Goes out: for a template, every figure it may print
(related period, indicator, window word, measure), and every section of narrative.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lsreport.data.model import Catalogue
from lsreport.report.context import wording_filters
from lsreport.report.names import MEASURES, WINDOW_WORDS
from lsreport.template import Template
from lsreport.template.references import references
from lsreport.template.tags import Tag

_TABLE = re.compile(r"\b(?:(\w+)\.)?bang\.(\w+)")
_LOOP = re.compile(r"for \w+ in .*\bbang\.")
_COLUMN = re.compile(r"""\bc(?:ot|o)\(["'](\w+)\.(\w+)""")
_MORE_COLUMNS = re.compile(r"""\bco\(([^)]*)\)""")
_CELL = re.compile(r"""\bo\(["'](\w+)["'], ["'](\w+)\.(\w+)""")
_ROW_FIGURE = re.compile(r"\bhang\.so_lieu\.(\w+)\.(\w+)")
_RATING = re.compile(r"""danh_gia_cua\(["'](\w+)["']\)""")


@dataclass(frozen=True, order=True)
class Ask:
    """A figure as a template names it; `scope` is the related period, empty for its own."""

    scope: str
    indicator: str
    window: str
    measure: str


@dataclass
class Asked:
    """All that one template asks for."""

    figures: set[Ask] = field(default_factory=set)
    sections: set[tuple[str, str]] = field(default_factory=set)


def asked_by(path: Path, catalogue: Catalogue) -> Asked:
    """Return what a Word template asks for."""
    tags = Template(path.read_bytes(), wording_filters(), name=path.name).tags
    found = Asked()
    scopes = set(catalogue.settings.related)
    for reference in references(tags):
        words = reference.path
        scope, words = (words[0], words[1:]) if words[0] in scopes else ("", words)
        if words[:1] == ("tuong_thuat",):
            found.sections |= {(scope, name) for name in words[1:2]}
            continue
        at = next((i for i, word in enumerate(words) if word in WINDOW_WORDS), len(words))
        key = ".".join(words[:at])
        if key in catalogue.indicators and len(words) > at + 1 and words[at + 1] in MEASURES:
            found.figures.add(Ask(scope, key, words[at], words[at + 1]))
    found.figures |= set(_of_tables(tags, catalogue))
    return found


def _of_tables(tags: Iterable[Tag], catalogue: Catalogue) -> Iterator[Ask]:
    """Yield what the tables ask of every row: `hang` belongs to the table looped over last."""
    scope = ""
    keys: tuple[str, ...] = ()
    for tag in tags:
        if (table := _TABLE.search(tag.inner)) and table[2] in catalogue.tables:
            rows = [key for row in catalogue.tables[table[2]].rows for key in row.indicators]
            for window, measure in _columns(tag.inner):
                yield from (Ask(table[1] or "", key, window, measure) for key in rows)
            if _LOOP.search(tag.inner):
                scope, keys = table[1] or "", tuple(rows)
            continue
        for window, measure in [*_ROW_FIGURE.findall(tag.inner), *_columns(tag.inner)]:
            yield from (Ask(scope, key, window, measure) for key in keys)
        for other, window, measure in _CELL.findall(tag.inner):
            yield from (Ask(other, key, window, measure) for key in keys)
        for window in _RATING.findall(tag.inner):
            for measure in ("muc", "ke_hoach", "danh_gia"):
                yield from (Ask(scope, key, window, measure) for key in keys)


def _columns(inner: str) -> list[tuple[str, str]]:
    several = [
        _ for call in _MORE_COLUMNS.findall(inner) for _ in re.findall(r"(\w+)\.(\w+)", call)
    ]
    return [*_COLUMN.findall(inner), *several]
