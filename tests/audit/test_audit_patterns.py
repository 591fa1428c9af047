"""The patterns of the audit and the words they share."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

from lsreport import audit
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.words import WORDS


def test_every_pattern_compiles_and_names_words_that_exist() -> None:
    """A pattern is compiled late: what is wrong in it must not wait for a user's document."""
    names = [module.name for module in pkgutil.walk_packages(audit.__path__, "lsreport.audit.")]
    kept = [
        value
        for name in names
        for value in vars(importlib.import_module(name)).values()
        if type(value) is type(lazy(""))
    ]
    assert len(kept) > 100
    assert all(isinstance(pattern.pattern, str) for pattern in kept)


def test_a_name_stands_for_all_its_words() -> None:
    """`@earlier` finds each of the comparators, and only whole alternatives."""
    pattern = lazy(r"\Aso với (?:@earlier|đầu năm)\Z")
    assert all(pattern.search(f"so với {word}") for word in WORDS["earlier"].split("|"))
    assert pattern.search("so với đầu năm")
    assert not pattern.search("so với earlier")


def test_a_programme_is_no_goal() -> None:
    """`chương trình mục tiêu quốc gia` is a name."""
    pattern = lazy(r"\b(?:@goal)\b")
    assert pattern.search("đạt mục tiêu đề ra")
    assert not pattern.search("vốn chương trình mục tiêu quốc gia")


def test_a_name_without_words_is_told() -> None:
    """A name that no words belong to is a mistake of ours."""
    with pytest.raises((KeyError, re.error)):
        lazy("@nothing_of_the_kind").search("x")
