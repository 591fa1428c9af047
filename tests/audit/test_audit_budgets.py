"""A share of a plan told elsewhere: wrong ones are found, shares of other plans stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from lsreport.audit import audit_text

HERE = Path(__file__).parent


def _texts(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").strip().split("\n\n")


@pytest.mark.parametrize("text", _texts("plans_true.txt"))
def test_shares_of_plans_that_hold_are_left_in_peace(text: str) -> None:
    """Plans of two givers, of parts, of another year, plans that are not told."""
    assert [f for f in audit_text(text).findings if f.severity != "look"] == []


@pytest.mark.parametrize("text", _texts("plans_false.txt"))
def test_a_share_that_its_plan_denies_is_certain(text: str) -> None:
    """Each text has one share that is not that of its amount in the plan."""
    found = {f.rule for f in audit_text(text).findings if f.severity == "certain"}
    assert found & {"dat-ke-hoach", "ke-hoach-cua-tong"}
