"""Stretches: XML and plain outputs in turn, printed in one go.

Comes in: a stretch as the compiler left it, a Jinja context. Goes out: its XML. Most outputs of
a template are paths outside all blocks: a table of them costs neither Jinja nor Python a compile.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FrameType
from typing import Any

from jinja2.runtime import Context

# The XML before an output; its first name, the names after it, its filters, its site.
Step = tuple[str, str, tuple[str, ...], tuple[str, ...], int]
Stretch = tuple[Step, ...]


def step(xml: str, inner: str, site: int) -> Step:
    """Return the step of `a.b.c|wording`, a tag in which nothing else stands."""
    path, *filters = inner.split("|")
    first, *rest = path.split(".")
    return xml, first, tuple(rest), tuple(filters), site


def printed(stretch: Stretch, context: Context, output: Callable[[Context, Any, int], str]) -> str:
    """Return what a stretch prints; `output` prints a value at a site.

    Where one fails, `failed_site` tells its site.
    """
    environment: Any = context.environment
    known, own = context.parent, context.vars
    pieces: list[str] = []
    for xml, name, names, filters, site in stretch:
        value = known[name] if name in known and name not in own else context.resolve(name)
        if (way := getattr(type(value), "__walk__", None)) is not None:
            value, walked, filtered = way(value, names, filters)
            names, filters = names[walked:], filters[filtered:]
        if names:
            value = environment.walk(value, names)
        for one in filters:
            value = environment.call_filter(one, value, context=context)
        pieces += (xml, output(context, value, site))
    return "".join(pieces)


def failed_site(frame: FrameType) -> int | None:
    """Return the site that a frame of a traceback was printing, None for other frames."""
    return frame.f_locals["site"] if frame.f_code is printed.__code__ else None
