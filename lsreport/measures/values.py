"""What a figure is before it is worded, and the arithmetic of comparisons."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeVar

from lsreport.data.model import Content, Indicator, Source
from lsreport.numbers import EXACT
from lsreport.periods import Period
from lsreport.records import record
from lsreport.spans import Span
from lsreport.terms import Measure, Status, Window

HUNDRED = Decimal(100)


class ZeroBaseError(ArithmeticError):
    """A change was asked for from nothing: the caller words that case."""


class Value(NamedTuple):
    """A figure before it is worded. `formula` is None for a given one.

    `unrounded` is the number of a derived one, to be rounded once to what is printed.
    """

    indicator: Indicator
    period: Period
    window: Window
    measure: Measure
    content: Content
    status: Status | None
    vintage: date
    sources: tuple[Source, ...]
    formula: str | None = None
    unrounded: Decimal | None = None


class Input(NamedTuple):
    """A given figure that a derivation rests on: an indicator's key, its months, the measure."""

    key: str
    span: Span
    measure: Measure


Told = TypeVar("Told", Source, Input)


@record
class Derivation:
    """A number computed from figures: the words of its formula, its lines, its status.

    `decimals` is the finest precision among the inputs that are in the indicator's unit; `inputs`
    are those that were rounded when they were printed (a target is as it was set).
    """

    number: Decimal
    formula: str
    sources: tuple[Source, ...]
    status: Status | None = None
    decimals: int = 0
    inputs: tuple[Input, ...] = ()


def growth_percent(now: Decimal, before: Decimal) -> Decimal:
    """Return the change from `before` to `now`, in percent of `before`.

    Raises ZeroBaseError when `before` is zero: the caller words that case.
    """
    return EXACT.subtract(percent_of(now, before), HUNDRED)


def percent_of(part: Decimal, whole: Decimal) -> Decimal:
    """Return `part` in percent of `whole`. Raises ZeroBaseError when `whole` is zero."""
    if whole.is_zero():
        raise ZeroBaseError
    return EXACT.multiply(EXACT.divide(part, whole), HUNDRED)


def together(*found: Told) -> tuple[Told, ...]:
    """Return the sources, or the inputs, once each, in order."""
    return tuple(dict.fromkeys(found))


def weakest(statuses: Iterable[Status | None]) -> Status | None:
    """Return the status of what rests on several: a sum with one estimate is an estimate.

    It is final only when all inputs are; where one says nothing, nothing is said.
    """
    found = set(statuses)
    for status in (Status.ESTIMATED, Status.PROVISIONAL):
        if status in found:
            return status
    return Status.FINAL if found == {Status.FINAL} else None
