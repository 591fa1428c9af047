"""Shares of one whole: wrong ones are found, lists of several wholes and open lists stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from lsreport.audit import audit_text

HERE = Path(__file__).parent


def _texts(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").strip().split("\n\n")


@pytest.mark.parametrize("text", _texts("shares_true.txt"))
def test_shares_that_hold_or_overlap_are_left_in_peace(text: str) -> None:
    """Full structures, open lists, shares of several wholes, of things that overlap."""
    assert [f for f in audit_text(text).findings if f.severity != "look"] == []


@pytest.mark.parametrize("text", _texts("shares_false.txt"))
def test_a_share_that_cannot_be_is_certain(text: str) -> None:
    """Each text has one share that its whole, or the other shares, leave no room for."""
    found = {f.rule for f in audit_text(text).findings if f.severity == "certain"}
    assert found & {"co-cau", "cap-ty-le"}
