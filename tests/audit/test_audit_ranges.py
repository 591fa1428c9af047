"""A whole and all its parts by name: their growths, their shares of a plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from lsreport.audit import audit_text

HERE = Path(__file__).parent


def _lines(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", _lines("ranges_true.txt"))
def test_a_whole_among_its_parts_is_left_in_peace(line: str) -> None:
    """Selections, other measures, other periods, means and what leaves something out say nothing."""
    assert [f for f in audit_text(line).findings if f.severity != "look"] == []


@pytest.mark.parametrize("line", _lines("ranges_false.txt"))
def test_a_whole_outside_of_all_its_parts_is_certain(line: str) -> None:
    """However the whole is called, before its parts, behind them, in words or with a level."""
    found = [f for f in audit_text(line).findings if f.severity == "certain"]
    assert "tang-ngoai-phan" in {f.rule for f in found}
