"""What findings about figures share: names, marks, how far a printed number may be off."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256

from lsreport.measures import Value
from lsreport.numbers import EXACT, decimals_of


def figure_key(value: Value) -> str:
    """Return a figure's canonical name: indicator, window, measure."""
    return f"{value.indicator.key}.{value.window.value}.{value.measure.value}"


def finding_mark(*parts: object) -> str:
    """Return the mark of a finding: another one as soon as a figure in it moves."""
    return sha256("|".join(map(str, parts)).encode()).hexdigest()[:8]


def half_unit(number: Decimal) -> Decimal:
    """Return half a unit of the last printed place: what rounding may have taken or given."""
    return EXACT.divide(Decimal(1).scaleb(-decimals_of(number)), Decimal(2))


def slack(number: Decimal, counted: bool) -> Decimal:
    """Return how far a printed number may be from the one that was rounded."""
    return Decimal(0) if counted and not decimals_of(number) else half_unit(number)
