"""The names that a template uses.

Comes in: the tags of a compiled template. Goes out: dotted paths with their places, and the
names that the template gives to things itself (loop variables, `set`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Protocol

from jinja2 import Environment, TemplateSyntaxError, nodes

from lsreport.errors import Place
from lsreport.records import record
from lsreport.template.tags import Tag

_COMPLETE = {
    "for": "{%% %s %%}{%% endfor %%}",
    "if": "{%% %s %%}{%% endif %%}",
    "with": "{%% %s %%}{%% endwith %%}",
    "macro": "{%% %s %%}{%% endmacro %%}",
    "call": "{%% %s %%}{%% endcall %%}",
    "set": "{%% %s %%}",
    "do": "{{ %s }}",
}


@record
class Reference:
    """A name as the template spells it: `ngan_sach.thu.luy_ke.tang`."""

    path: tuple[str, ...]
    place: Place

    def __str__(self) -> str:
        return ".".join(self.path)


def references(tags: Iterable[Tag]) -> list[Reference]:
    """Return the names used, in the order of the template."""
    return [Reference(path, tag.place) for tag in tags for path in _paths(_tree(tag))]


class Tagged(Protocol):
    """What has tags that never change: a compiled template."""

    @property
    def tags(self) -> tuple[Tag, ...]: ...


@lru_cache(maxsize=16)
def names_of(template: Tagged) -> tuple[Reference, ...]:
    """Return the names that a compiled template uses; one template is looked through once."""
    return tuple(references(template.tags))


@lru_cache(maxsize=16)
def names_given_by(template: Tagged) -> frozenset[str]:
    """Return the names that a compiled template itself gives."""
    return frozenset(assigned(template.tags))


def assigned(tags: Iterable[Tag]) -> set[str]:
    """Return the names that the template itself gives."""
    names = {"loop", "caller", "varargs", "kwargs"}
    for tag in tags:
        tree = _tree(tag)
        if tree is None:
            continue
        names |= {n.name for n in tree.find_all(nodes.Name) if n.ctx in ("store", "param")}
        names |= {macro.name for macro in tree.find_all(nodes.Macro)}
    return names


def _tree(tag: Tag) -> nodes.Template | None:
    source = _program(tag)
    return _parsed(source) if source else None


_ENVIRONMENT = Environment(extensions=["jinja2.ext.do"], autoescape=True)


@lru_cache(maxsize=8192)
def _parsed(source: str) -> nodes.Template | None:
    try:
        return _ENVIRONMENT.parse(source)
    except TemplateSyntaxError:  # told by the compiler
        return None


def _program(tag: Tag) -> str | None:
    """Return a tag as a program of its own, so that its names can be read."""
    if tag.is_output:
        return "{{ (" + tag.inner + ") }}"
    if tag.word == "elif":
        return "{% " + tag.inner.removeprefix("el") + " %}{% endif %}"
    if tag.word in _COMPLETE and not (tag.word == "set" and "=" not in tag.inner):
        inner = tag.inner.removeprefix("do") if tag.word == "do" else tag.inner
        return _COMPLETE[tag.word] % inner
    return None


def _paths(node: nodes.Node | None) -> Iterator[tuple[str, ...]]:
    """Yield the longest dotted paths of a tree."""
    if node is None:
        return
    path = _path(node)
    if path is not None:
        if path:
            yield path
        return
    for child in node.iter_child_nodes():
        yield from _paths(child)


def _path(node: nodes.Node) -> tuple[str, ...] | None:
    if isinstance(node, nodes.Name):
        return (node.name,) if node.ctx == "load" else ()
    if isinstance(node, nodes.Getattr):
        before = _path(node.node)
        return (*before, node.attr) if before else None
    return None
