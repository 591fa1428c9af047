"""What every test and doctest stands on: a store of its own, never the user's."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

_STORE = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Keep compiles and data of this session in a folder that goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="lsreport-tests-"))
    config.stash[_STORE] = folder
    os.environ["LSREPORT_CACHE"] = str(folder / "store")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    shutil.rmtree(config.stash[_STORE], ignore_errors=True)
