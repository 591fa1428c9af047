"""Multipliers that slipped, and units that are not of the thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from lsreport.audit import audit_text

HERE = Path(__file__).parent


def _texts(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").strip().split("\n\n")


@pytest.mark.parametrize("text", _texts("scales_true.txt"))
def test_amounts_of_other_things_are_left_in_peace(text: str) -> None:
    """Bounds, means, markets, other measures and other windows may be as far apart as they are."""
    assert [f for f in audit_text(text).findings if f.severity == "certain"] == []


@pytest.mark.parametrize("text", _texts("scales_false.txt"))
def test_a_slipped_multiplier_is_certain(text: str) -> None:
    """A part far above its whole, a month above its year, one number twice, a unit of something else."""
    found = [f for f in audit_text(text).findings if f.severity == "certain"]
    assert "don-vi-sai" in {f.rule for f in found}
