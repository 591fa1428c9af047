"""Words of direction: heads of lists, `đều tăng`, what is said of all behind them, higher and lower."""

from __future__ import annotations

from pathlib import Path

import pytest

from lsreport.audit import audit_text

HERE = Path(__file__).parent


def _texts(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").strip().split("\n\n")


@pytest.mark.parametrize("text", _texts("directions_true.txt"))
def test_a_list_that_goes_its_way_is_left_in_peace(text: str) -> None:
    """What turns round, other comparators, other measures and causes deny nothing."""
    assert [f for f in audit_text(text).findings if f.severity != "look"] == []


@pytest.mark.parametrize("text", _texts("directions_false.txt"))
def test_a_direction_that_its_list_denies_is_certain(text: str) -> None:
    """In a sentence, in brackets, in lines below, told before the list or behind it."""
    found = {f.rule for f in audit_text(text).findings if f.severity == "certain"}
    assert found & {"nguoc-danh-sach", "nguoc-dau"}
