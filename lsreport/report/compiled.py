"""Compiled templates, kept in a process for as long as their files do not change.

Comes in: where a Word template stands. Goes out: the `Template`; a process that draws many
reports opens it once.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from lsreport.i18n import language
from lsreport.report.context import wording_filters
from lsreport.template import Template
from lsreport.template.engine import Keeper

_KEPT = 16  # a workspace has a handful of templates, each of some megabytes when compiled


class OneKeeper(Keeper, Hashable, Protocol):
    """A keeper that is told from others."""


def compiled(
    path: Path,
    name: str,
    footnote_points: int | None,
    allow_links: bool,
    keeper: OneKeeper | None,
) -> Template:
    """Return a compiled template; `name` is how messages call it, `keeper` keeps it for others.

    Raises PackageError, TemplateError.
    """
    try:
        state = path.stat()
        stamp = state.st_mtime_ns, state.st_size
    except OSError:  # reading it tells why
        stamp = (0, 0)
    return _compiled(path, stamp, name, footnote_points, allow_links, keeper, language())


@lru_cache(maxsize=_KEPT)
def _compiled(
    path: Path,
    stamp: tuple[int, int],
    name: str,
    footnote_points: int | None,
    allow_links: bool,
    keeper: OneKeeper | None,
    spoken: str,
) -> Template:
    """Compile a template; `stamp` and `spoken` (its places are words) only tell it from others."""
    del stamp, spoken
    sizes = {"footnote text": footnote_points} if footnote_points else {}
    template = Template(
        path,
        wording_filters(),
        allow_links=allow_links,
        style_points=sizes,
        name=name,
        keeper=keeper,
        tidy=True,
    )
    template.require_links()
    return template
