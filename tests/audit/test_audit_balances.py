"""What is sold less what is bought, taken in less what is spent: wrong ones are found, true ones stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from lsreport.audit import audit_text

HERE = Path(__file__).parent


def _texts(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").strip().split("\n\n")


@pytest.mark.parametrize("text", _texts("balances_true.txt"))
def test_balances_that_hold_or_are_of_others_are_left_in_peace(text: str) -> None:
    """Right balances, those of another time, of a sector, a good, a place."""
    assert [f for f in audit_text(text).findings if f.severity != "look"] == []


@pytest.mark.parametrize("text", _texts("balances_false.txt"))
def test_a_balance_that_its_sides_do_not_make_is_certain(text: str) -> None:
    """Each text has one balance of the wrong size, or of the wrong side."""
    found = [f for f in audit_text(text).findings if f.severity == "certain"]
    assert [f.rule for f in found if f.rule != "phan-va-tong"] == ["can-can"]
