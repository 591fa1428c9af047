"""The Jinja environment of Word templates.

Comes in: the filters of a caller, or a whole environment of his. Goes out: an environment that
has what his has, and is sandboxed, strict about undefined names, and escapes by default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment, StrictUndefined
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from lsreport.template.codegen import WALK, ProgramGenerator

# The filters of the engine that a compiled program calls.
MADE_NOTE, OWN_NOTE, NEW_ID = "_ls_note", "_ls_own", "_ls_id"
FINALIZE = "_ls_finalize"  # the filter that stands for the caller's finalize
_EXTENSIONS = ("jinja2.ext.do", "jinja2.ext.loopcontrols")
_SYNTAX = (
    "block_start_string",
    "block_end_string",
    "variable_start_string",
    "variable_end_string",
    "comment_start_string",
    "comment_end_string",
    "line_statement_prefix",
    "line_comment_prefix",
    "trim_blocks",
    "lstrip_blocks",
)
_OF_DICTS = frozenset(dir(dict))
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

        A `__walk__(names, filters)` returns a value and how many of the names, and of the
        filters behind them, led to it. No name is private: the compiler refuses those, and so
        does each step.
        """
        way = getattr(type(value), "__walk__", None)
        if way is not None:
            value, walked, _filtered = way(value, names, ())
            names = names[walked:]
        for name in names:
            # Jinja looks for an attribute first, then for a key: of rows of data, nearly always a key.
            if type(value) is dict and name in value and name not in _OF_DICTS:
                value = value[name]
            else:
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


def make_environment(
    filters: Mapping[str, Callable[..., Any]], own: Environment | None = None
) -> TemplateEnvironment:
    """Return a new environment with the caller's filters, and what his environment has.

    Of `own` filters, tests, globals, policies, finalize and the trimming of blocks are taken.
    """
    environment = TemplateEnvironment(
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        cache_size=0,
        optimized=False,  # what a filter gives is never baked into a program that may be kept
        extensions=_EXTENSIONS,
        trim_blocks=own is not None and own.trim_blocks,
        lstrip_blocks=own is not None and own.lstrip_blocks,
    )
    if own is not None:
        furnish(environment, own)
        if own.finalize is not None:
            environment.filters[FINALIZE] = own.finalize
    environment.filters.update(filters)
    environment.filters[WALK] = environment.walk
    without_chance(environment)
    return environment


def docxtpl_environment(
    own: Environment | None,
    filters: Mapping[str, Callable[..., Any]],
    finalize: Callable[[Any], Any],
) -> TemplateEnvironment:
    """Return an environment for docxtpl's own rendering: the caller's syntax, our sandbox.

    `finalize` sees every value before it is printed, and before the caller's own.
    """
    own = own or Environment()
    environment = TemplateEnvironment(
        **{name: getattr(own, name) for name in _SYNTAX},
        autoescape=True,
        undefined=StrictUndefined,
        cache_size=0,
        extensions=[*_EXTENSIONS, *(type(one) for one in own.extensions.values())],
        loader=own.loader,
        enable_async=own.is_async,
    )
    furnish(environment, own)
    environment.extend(newstyle_gettext=getattr(own, "newstyle_gettext", False))
    environment.finalize = finalize
    if (after := own.finalize) is not None:
        environment.finalize = lambda value: after(finalize(value))
    environment.filters.update(filters)
    without_chance(environment)
    return environment


def furnish(environment: Environment, own: Environment) -> None:
    """Give an environment the filters, tests, globals and policies of another one."""
    environment.filters.update(own.filters)
    environment.tests.update(own.tests)
    environment.globals.update(own.globals)
    environment.policies.update(own.policies)


def without_chance(environment: Environment) -> None:
    """Take out what is Jinja's own and random: the same input must give the same bytes."""
    if environment.globals.get("lipsum") is DEFAULT_NAMESPACE["lipsum"]:
        del environment.globals["lipsum"]
    if environment.filters.get("random") is FILTERS["random"]:
        del environment.filters["random"]
