"""True sentences of many offices: each reading has other words that it must leave in peace."""

from __future__ import annotations

from pathlib import Path

import pytest

from lsreport.audit import audit_text

TRUE = (Path(__file__).parent / "true.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("sentence", TRUE)
def test_a_true_sentence_is_left_in_peace(sentence: str) -> None:
    """Nothing certain, nothing likely."""
    assert [f for f in audit_text(sentence).findings if f.severity != "look"] == []
