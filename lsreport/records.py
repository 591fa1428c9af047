"""Frozen records that are cheap to define.

Comes in: a class with annotated fields. Goes out: a frozen dataclass with slots, equal by its
fields. `dataclass` writes and compiles six functions for every class, half a millisecond each
time the program starts; here only the constructor is written anew and the others are shared.
It fills the slots by their descriptors, in half the time: a period's file is 1,600 records.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[T]) -> type[T]:
    """Return the class as a frozen dataclass with slots: `@record class Source: …`.

    Everything in `dataclasses` works with it: `field`, `replace`, `fields`.
    """
    made = dataclass(frozen=True, slots=True, init=False, repr=False, eq=False)(kind)
    made.__init__ = _constructor(made)  # type: ignore[method-assign]
    return _completed(made, kind)


@dataclass_transform(field_specifiers=(field,))
def brief(kind: type[T]) -> type[T]:
    """Return the class as a record that is not frozen, of what is made by the thousand.

    Nobody changes it either; filling slots that nothing guards takes a third of the time.
    """
    return _completed(dataclass(slots=True, repr=False, eq=False)(kind), kind)


def _completed(made: type[T], kind: type[T]) -> type[T]:
    compared = [one.name for one in fields(made) if one.compare]  # type: ignore[arg-type]
    if compared:
        _compare(made, attrgetter(*compared))
    if "__repr__" not in vars(kind):
        made.__repr__ = _shown  # type: ignore[method-assign]
    return made


def _constructor(made: type) -> Callable[..., None]:
    """Return `__init__`, which takes the fields in their order and then calls `__post_init__`."""
    names: dict[str, Any] = {"MISSING": MISSING}
    parameters, body = ["self"], []
    for one in fields(made):
        names[f"set_{one.name}"] = getattr(made, one.name).__set__
        value = _value_of(one, names)
        if one.init:
            lacking = one.default is MISSING and one.default_factory is MISSING
            parameters.append(one.name if lacking else f"{one.name}=default_{one.name}")
        if value:
            body.append(f"set_{one.name}(self, {value})")
    if hasattr(made, "__post_init__"):
        body.append("self.__post_init__()")
    exec(f"def __init__({', '.join(parameters)}): {'; '.join(body) or 'pass'}", names)
    constructor: Callable[..., None] = names["__init__"]
    return constructor


def _value_of(one: Field[Any], names: dict[str, Any]) -> str:
    """Return what is put into a slot, as code; empty where it is left to `__post_init__`."""
    name = one.name
    if one.default_factory is not MISSING:
        names[f"make_{name}"], names[f"default_{name}"] = one.default_factory, MISSING
        return f"make_{name}() if {name} is MISSING else {name}" if one.init else f"make_{name}()"
    if one.default is not MISSING:
        names[f"default_{name}"] = one.default
    if one.init:
        return name
    return "" if one.default is MISSING else f"default_{name}"


def _compare(made: type, content: Callable[[Any], Any]) -> None:
    def equal(self: Any, other: object) -> Any:
        return content(self) == content(other) if type(other) is made else NotImplemented

    def hashed(self: Any) -> int:
        return hash(content(self))

    made.__eq__ = equal  # type: ignore[assignment]
    made.__hash__ = hashed  # type: ignore[assignment]


def _shown(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"
