"""The Jinja environment of Word templates.

Comes in: the filters of a caller. Goes out: an environment that is sandboxed, strict about
undefined names, and escapes by default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox without the doors that a Word template never needs."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Refuse every private name, and `format`, whose fields reach attributes by text."""
        if attr.startswith("_") or (isinstance(obj, str) and attr in ("format", "format_map")):
            return False
        return bool(super().is_safe_attribute(obj, attr, value))


def make_environment(filters: Mapping[str, Callable[..., Any]]) -> TemplateEnvironment:
    """Return a new environment with the caller's filters added to Jinja's own."""
    environment = TemplateEnvironment(
        autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True, cache_size=0,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )  # fmt: skip
    environment.filters.update(filters)
    environment.globals.pop("lipsum", None)
    return environment
