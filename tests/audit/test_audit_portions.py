"""A share of a whole told elsewhere: wrong ones are found, shares of other things stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from lsreport.audit import audit_text

HERE = Path(__file__).parent


def _texts(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").strip().split("\n\n")


@pytest.mark.parametrize("text", _texts("ratios_true.txt"))
def test_shares_that_hold_or_are_of_others_are_left_in_peace(text: str) -> None:
    """Shares of the wholes told, of wholes not told, of plans, of other things."""
    assert [f for f in audit_text(text).findings if f.severity != "look"] == []


@pytest.mark.parametrize("text", _texts("ratios_false.txt"))
def test_a_share_that_its_whole_denies_is_certain(text: str) -> None:
    """Each text has one share that is not that of its amount in the whole."""
    found = {f.rule for f in audit_text(text).findings if f.severity == "certain"}
    assert found & {"cap-ty-le", "co-cau", "phan-va-tong"}
