"""Counts and the items that follow, in brackets or numbered: wrong ones are found, open lists stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from lsreport.audit import audit_text

HERE = Path(__file__).parent


def _texts(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").strip().split("\n\n")


@pytest.mark.parametrize("text", _texts("tallies_true.txt"))
def test_counts_that_hold_are_left_in_peace(text: str) -> None:
    """Items of one unit or of two that take turns, of other things, of all instead of some."""
    assert [f for f in audit_text(text).findings if f.severity != "look"] == []


@pytest.mark.parametrize("text", _texts("tallies_false.txt"))
def test_a_count_that_its_items_deny_is_certain(text: str) -> None:
    """Each text has one number that the others of its list leave no room for."""
    found = {f.rule for f in audit_text(text).findings if f.severity == "certain"}
    assert found & {"phan-va-tong", "dem-danh-sach", "dem-khong-du"}
