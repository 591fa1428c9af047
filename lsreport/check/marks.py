"""What findings about figures share: names and marks."""

from __future__ import annotations

from hashlib import sha256

from lsreport.measures import Value


def figure_key(value: Value) -> str:
    """Return a figure's canonical name: indicator, window, measure."""
    return f"{value.indicator.key}.{value.window.value}.{value.measure.value}"


def finding_mark(*parts: object) -> str:
    """Return the mark of a finding: another one as soon as a figure in it moves."""
    return sha256("|".join(map(str, parts)).encode()).hexdigest()[:8]
