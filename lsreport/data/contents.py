"""What stands in files, by content.

Comes in: paths. Goes out: the files under a folder, and a fingerprint of what stands in a file.
Neither trusts time and size: a file that was restored, or a clock that is coarse, would show an
older figure in a report.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path


def files_under(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and its folders, in order; folders of a share that are linked too."""
    seen: set[str] = set()
    for base, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(base)
        if real in seen:  # a link that leads back
            folders.clear()
            continue
        seen.add(real)
        folders.sort()
        yield from (Path(base, name) for name in sorted(names))


def digest_of(path: Path) -> bytes:
    """Return the fingerprint of what stands in a file; empty where it cannot be read."""
    try:
        if not path.is_file():  # to read a pipe would be to wait for its writer
            return b""
        return sha256(path.read_bytes()).digest()
    except OSError:
        return b""
