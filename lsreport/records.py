"""Frozen records that are cheap to define.

Comes in: a class with annotated fields. Goes out: a frozen dataclass with slots, equal by its
fields. `dataclass` writes and compiles six functions for every class, half a millisecond each
time the program starts; here only the constructor is written anew and the others are shared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[T]) -> type[T]:
    """Return the class as a frozen dataclass with slots: `@record class Source: …`.

    Everything in `dataclasses` works with it: `field`, `replace`, `fields`.
    """
    return _completed(dataclass(frozen=True, slots=True, repr=False, eq=False)(kind), kind)


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
