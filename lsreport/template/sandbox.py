"""The Jinja environment of Word templates.

Comes in: the filters of a caller. Goes out: an environment that is sandboxed, strict about
undefined names, and escapes by default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import StrictUndefined
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from lsreport.template.codegen import WALK, ProgramGenerator

# The filters of the engine that a compiled program calls.
MADE_NOTE, OWN_NOTE, NEW_ID = "_ls_note", "_ls_own", "_ls_id"
_LARGEST = 100_000  # items, characters or bits, as Jinja bounds range()


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox without the doors that a Word template never needs."""

    code_generator_class = ProgramGenerator
    intercepted_binops = frozenset({"**", "*"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Refuse every private name, and `format`, whose fields reach attributes by text."""
        if attr.startswith("_") or (isinstance(obj, str) and attr in ("format", "format_map")):
            return False
        return bool(super().is_safe_attribute(obj, attr, value))

    def walk(self, value: Any, names: tuple[str, ...]) -> Any:
        """Return `value.a.b.c`: at once where the value knows the way (`__walk__`), else step by step.

        A `__walk__(names)` returns a value and how many of the names led to it. No name is
        private: the compiler refuses those, and so does each step.
        """
        way = getattr(type(value), "__walk__", None)
        if way is not None:
            value, walked = way(value, names)
            names = names[walked:]
        for name in names:
            value = self.getattr(value, name)
        return value

    def wrap_str_format(self, value: Any) -> None:
        """Make no exception for `format`: Jinja would hand out one of its own."""

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiply within bounds: `9**9**9` and `"a" * 10**9` would never come back."""
        size = 0
        if isinstance(left, int) and isinstance(right, int):
            bits = left.bit_length()
            size = bits * abs(right) if operator == "**" else bits + right.bit_length()
        elif isinstance(left, str | list | tuple) and isinstance(right, int):
            size = len(left) * right
        elif isinstance(left, int) and isinstance(right, str | list | tuple):
            size = left * len(right)
        if size > _LARGEST:
            raise OverflowError(f"result of {operator} is larger than {_LARGEST}")
        return super().call_binop(context, operator, left, right)


def make_environment(filters: Mapping[str, Callable[..., Any]]) -> TemplateEnvironment:
    """Return a new environment with the caller's filters added to Jinja's own."""
    environment = TemplateEnvironment(
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        cache_size=0,
        optimized=False,  # what a filter gives is never baked into a program that may be kept
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    environment.filters.update(filters)
    environment.filters[WALK] = environment.walk
    environment.globals.pop("lipsum", None)
    environment.filters.pop("random", None)  # the same input must give the same bytes
    return environment
