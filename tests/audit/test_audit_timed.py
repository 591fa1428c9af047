"""A level, the level before and the move, told with their times in any order."""

from __future__ import annotations

from pathlib import Path

import pytest

from lsreport.audit import audit_text

HERE = Path(__file__).parent
MOVES = {"tang-chenh-lech", "nguoc-dau", "diem-phan-tram", "ty-so-thanh-toc-do"}


def _texts(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").strip().split("\n\n")


@pytest.mark.parametrize("text", _texts("timed_true.txt"))
def test_moves_that_hold_or_are_of_others_are_left_in_peace(text: str) -> None:
    """Right moves, other things, other times, plans, means of years."""
    assert [f for f in audit_text(text).findings if f.severity != "look"] == []


@pytest.mark.parametrize("text", _texts("timed_false.txt"))
def test_a_move_that_two_levels_do_not_make_is_certain(text: str) -> None:
    """Each text has one move that is not that of the two levels told with it."""
    assert {f.rule for f in audit_text(text).findings if f.severity == "certain"} & MOVES
