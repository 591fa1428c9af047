"""Accepting every change gives the new document, rejecting every change the old one."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import pair
from ooxml_integrity import check
from openxml_audit import OpenXmlValidator
from tracked import change_ids, said, split_numbers

from lsreport.redline import redline

PAIRS = 600
BATCH = 50


@pytest.mark.parametrize("first", range(0, PAIRS, BATCH))
def test_accepted_it_says_the_new_and_rejected_the_old(first: int) -> None:
    """In body, nested tables, notes and headers, whatever was edited; no number is cut in two."""
    for seed in range(first, first + BATCH):
        old, new = pair(seed)
        marked = redline(old, new).document
        assert said(marked, accepted=True) == said(new, accepted=True), seed
        assert said(marked, accepted=False) == said(old, accepted=True), seed
        assert split_numbers(marked) == [], seed
        ids = change_ids(marked)
        assert len(ids) == len(set(ids)), seed


@pytest.mark.parametrize("seed", range(0, 40, 2))
def test_existing_changes_are_accepted_first(seed: int) -> None:
    """A redline compared with a redline: both as they read when accepted."""
    first, second = redline(*pair(seed)).document, redline(*pair(seed + 1)).document
    marked = redline(first, second).document
    assert said(marked, accepted=True) == said(second, accepted=True)
    assert said(marked, accepted=False) == said(first, accepted=True)


@pytest.mark.parametrize("seed", range(8))
def test_the_same_documents_give_the_same_bytes(seed: int) -> None:
    """Nothing reads the clock or the order of a set; equal documents have no change."""
    old, new = pair(seed)
    assert redline(old, new).document == redline(old, new).document
    alike = redline(new, new)
    assert (alike.inserted, alike.deleted, alike.untold) == (0, 0, ())
    assert change_ids(alike.document) == []


@pytest.mark.parametrize("seed", range(24))
def test_the_validators_find_nothing_new(seed: int, tmp_path: Path) -> None:
    """openxml-audit and ooxml-integrity find no fault that the inputs have not."""

    def faults(raw: bytes) -> set[str]:
        path = tmp_path / "a.docx"
        path.write_bytes(raw)
        found = OpenXmlValidator().validate(str(path)).errors
        return {str(fault) for fault in (*found, *check(path))}

    old, new = pair(seed)
    assert faults(redline(old, new).document) - faults(old) - faults(new) == set()
