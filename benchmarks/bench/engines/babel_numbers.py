"""The filter with which users of docxtpl print Vietnamese numbers: Babel's.

A plain function in a module of its own: rust-docxtpl keeps compiled templates only where filters
are plain functions, and who prints no numbers need not import Babel.
"""

from __future__ import annotations

from decimal import Decimal

from babel.numbers import format_decimal

_PATTERNS = {0: "#,##0", 1: "#,##0.0", 2: "#,##0.00"}


def so(value: Decimal, decimals: int) -> str:
    """Return 1234.5 as 1.234,5."""
    return format_decimal(value, _PATTERNS[decimals], locale="vi")
