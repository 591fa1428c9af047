"""Contributions in percentage points: of all parts, of one, of one inside another."""

from __future__ import annotations

from pathlib import Path

import pytest

from lsreport.audit import audit_text

HERE = Path(__file__).parent


def _texts(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").strip().split("\n\n")


@pytest.mark.parametrize("text", _texts("contributions_true.txt"))
def test_contributions_that_hold_are_left_in_peace(text: str) -> None:
    """Some of the parts, one inside another, shares of the growth, other years say nothing."""
    assert [f for f in audit_text(text).findings if f.severity != "look"] == []


@pytest.mark.parametrize("text", _texts("contributions_false.txt"))
def test_contributions_that_cannot_hold_are_certain(text: str) -> None:
    """Told with a verb each or with one for all, in a sentence, in lines, behind their whole."""
    found = [f for f in audit_text(text).findings if f.severity == "certain"]
    assert "dong-gop" in {f.rule for f in found}
