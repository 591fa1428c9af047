"""Means: wrong ones are found where total and count are told, those of other things stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from lsreport.audit import audit_text

HERE = Path(__file__).parent


def _texts(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").strip().split("\n\n")


@pytest.mark.parametrize("text", _texts("averages_true.txt"))
def test_means_that_hold_or_are_of_others_are_left_in_peace(text: str) -> None:
    """Means of the totals told, of totals not told, pay, harvests that only began."""
    assert [f for f in audit_text(text).findings if f.severity != "look"] == []


@pytest.mark.parametrize("text", _texts("averages_false.txt"))
def test_a_mean_that_cannot_be_is_certain(text: str) -> None:
    """Each text has one mean or yield that its total and its count deny."""
    found = {f.rule for f in audit_text(text).findings if f.severity == "certain"}
    assert found & {"binh-quan", "nang-suat"}
