"""What is left, what lacks, what is over: wrong ones are found, true ones stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from lsreport.audit import audit_text

HERE = Path(__file__).parent


def _texts(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").strip().split("\n\n")


@pytest.mark.parametrize("text", _texts("remainders_true.txt"))
def test_what_is_left_and_holds_is_left_in_peace(text: str) -> None:
    """Right remainders, and those that other flows explain."""
    assert [f for f in audit_text(text).findings if f.severity != "look"] == []


@pytest.mark.parametrize("text", _texts("remainders_false.txt"))
def test_what_cannot_be_left_is_certain(text: str) -> None:
    """Each text has one number left, lacking or over that the two others do not make."""
    assert [f for f in audit_text(text).findings if f.severity == "certain"]
