"""What one process keeps for the next: compiled templates, data that were read already.

Comes in: a kind, a key made from contents, and a value. Goes out: the same value in a later
process, or None. Nothing depends on the store: without it everything is only made again.

A value is brought back to life by `pickle`, which runs what it is told to. So an entry is
opened only when it is ours and intact: the folder and the file belong to this user, nobody
else may write them or put others in their place, and the entry carries a code made with a
secret key that never leaves the folder. What is torn, edited, foreign or of another version is
passed over, never run.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import pickle
import re
import stat
import sys
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

_MAGIC = b"lsreport store 1\n"
_MAC = sha256().digest_size
_KEY_BYTES = 32
MOST_ENTRIES = 1024
MOST_BYTES = 256_000_000  # of all entries
LARGEST = 64_000_000  # bytes of one entry
_POSIX = os.name == "posix"
# entries, and what a killed process left of one: nothing else in the folder is ours to delete
_DELETABLE = re.compile(r"[\w-]+-[0-9a-f]{40}|\..+\.[0-9]+\.[0-9a-f]{8}\.tmp", re.ASCII)


class Store:
    """A folder of entries that only this user can write."""

    keeps_periods = True  # not in a run over many units: each is read once

    def __init__(self, folder: Path) -> None:
        self._folder = Path(os.path.realpath(folder))  # no link on the way is followed later
        self._secret: bytes | None = None

    def load(self, kind: str, key: str) -> Any:
        """Return what was kept, or None: nothing there, or not ours and intact."""
        payload = self._read(kind, key)
        if payload is None:
            return None
        try:
            return pickle.loads(payload)
        except Exception:  # whatever an entry of another make does, it is only made again
            return None

    def save(self, kind: str, key: str, value: Any) -> None:
        """Keep a value; where that is not possible nothing happens."""
        stream = BytesIO()
        try:
            _Pickler(stream, protocol=5).dump(value)
        except Exception:  # whatever cannot be written down is only made again
            return
        payload = stream.getvalue()
        if len(payload) > LARGEST:
            return
        with contextlib.suppress(OSError):
            secret = self._key(make=True)
            if secret is None:
                return
            path = self._path(kind, key)
            _write(path, _MAGIC + _code(secret, path.name, payload) + payload)
            self._drop_oldest()

    def _read(self, kind: str, key: str) -> bytes | None:
        try:
            secret = self._key(make=False)
            if secret is None:
                return None
            path = self._path(kind, key)
            raw = _own_bytes(path, LARGEST + len(_MAGIC) + _MAC)
        except OSError:
            return None
        if raw is None or not raw.startswith(_MAGIC):
            return None
        payload = raw[len(_MAGIC) + _MAC :]
        sealed = raw[len(_MAGIC) : len(_MAGIC) + _MAC]
        return payload if hmac.compare_digest(sealed, _code(secret, path.name, payload)) else None

    def _path(self, kind: str, key: str) -> Path:
        named = sha256(f"{made_by()}\0{key}".encode()).hexdigest()
        return self._folder / f"{kind}-{named[:40]}"

    def _key(self, make: bool) -> bytes | None:
        """Return the secret of the folder; None where the folder is not ours alone."""
        if self._secret is None and self._is_ours_alone(make):
            path = self._folder / "key"
            self._secret = _secret(path)
            if self._secret is None and make:
                _write(path, os.urandom(_KEY_BYTES))
                self._secret = _secret(path)  # of several first processes the last one's holds
        return self._secret

    def _is_ours_alone(self, make: bool) -> bool:
        """Return whether nobody else can write the folder or put another in its place."""
        if not _is_guarded(self._folder):  # before anything is made: sudo keeps HOME of another
            return False
        if make:
            for one in (*reversed(self._folder.parents), self._folder):
                if not one.is_dir():
                    one.mkdir(mode=0o700, exist_ok=True)
        return _is_ours(self._folder.lstat(), stat.S_ISDIR) and _is_guarded(self._folder)

    def _drop_oldest(self) -> None:
        with os.scandir(self._folder) as found:
            ours = [one for one in found if _DELETABLE.fullmatch(one.name)]
        stats = [(one.stat(follow_symlinks=False), one.path) for one in ours]
        held = 0
        newest_first = sorted(stats, key=lambda pair: pair[0].st_mtime_ns, reverse=True)
        for rank, (entry, path) in enumerate(newest_first):
            held += entry.st_size
            if rank >= MOST_ENTRIES or held > MOST_BYTES:
                with contextlib.suppress(OSError):  # Windows: another process reads it now
                    Path(path).unlink(missing_ok=True)


class _Pickler(pickle.Pickler):
    """Writes a frozen object as its class and fields: half the size, read five times faster."""

    def reducer_override(self, value: Any) -> Any:
        """Return how to make a dataclass again; everything else as `pickle` has it."""
        fields = getattr(type(value), "__dataclass_fields__", None)
        if fields is None:
            return NotImplemented
        return type(value), tuple(getattr(value, name) for name in fields if fields[name].init)


def open_store(kind: type[Store] = Store) -> Store | None:
    """Return this user's store; `LSREPORT_CACHE` is its folder, or switches it off.

    Any word that is not a full path is `off`: a folder found from the current one could have
    come, key and all, with files of somebody else.
    """
    wanted = os.environ.get("LSREPORT_CACHE", "")
    try:
        if not wanted and not Path.home().is_dir():  # none is made where there is none
            return None
        folder = Path(wanted) if wanted else _usual_folder()
    except (RuntimeError, OSError):  # a user without a home, or with one he may not look into
        return None
    return kind(folder) if folder.is_absolute() else None


def _usual_folder() -> Path:
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        base = Path(local) if local else Path.home() / "AppData" / "Local"
        return base / "lsreport" / "store"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "lsreport"
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "lsreport"


@cache
def made_by() -> str:
    """Return a fingerprint of the program: another version, or an edited one, shares nothing."""
    digest = sha256(sys.version.encode())
    here = Path(__file__).parent
    for name in sorted(_sources(here)):
        digest.update(_state(name))
    for origin in _origins(("jinja2", "markupsafe", "docxtpl", "lxml", "yaml", "babel")):
        digest.update(_state(origin))
    return digest.hexdigest()


def _state(name: str) -> bytes:
    # ctime beside mtime: some installers give every file the same mtime
    found = Path(name).stat()
    state = f"{name}\0{found.st_size}\0{found.st_mtime_ns}\0{found.st_ctime_ns}\n"
    return state.encode(errors="surrogateescape")


def _sources(folder: Path) -> Iterable[str]:
    waiting = [os.fspath(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as found:
            for one in found:
                if one.is_dir(follow_symlinks=False) and one.name != "__pycache__":
                    waiting.append(one.path)
                elif one.name.endswith((".py", ".po")):
                    yield one.path


def _origins(packages: Iterable[str]) -> Iterable[str]:
    from importlib.machinery import PathFinder

    for name in packages:
        found = PathFinder.find_spec(name)
        if found is not None and found.origin:
            yield found.origin


def _code(secret: bytes, name: str, payload: bytes) -> bytes:
    """Return the code of an entry; its name goes in, so that no entry stands for another."""
    return hmac.digest(secret, name.encode() + b"\0" + payload, "sha256")


def _is_ours(found: os.stat_result, kind: Callable[[int], bool]) -> bool:
    """Return whether a file or folder is of that kind and nobody else may write it."""
    if not kind(found.st_mode):
        return False
    return not _POSIX or (found.st_uid == os.geteuid() and not found.st_mode & 0o022)


def _is_guarded(folder: Path) -> bool:
    """Return whether nobody but this user and the administrator can swap the folder for another.

    Under Windows modes say nothing, but the folders of a profile are its user's alone.
    """
    if not _POSIX:
        bases = [Path.home(), Path(os.environ.get("LOCALAPPDATA") or Path.home())]
        return any(folder.is_relative_to(os.path.realpath(base)) for base in bases)
    for parent in folder.parents:
        if parent.exists():
            found = parent.stat()
            is_open = found.st_mode & 0o022 and not found.st_mode & stat.S_ISVTX
            if is_open or found.st_uid not in (0, os.geteuid()):
                return False
    return True


def _secret(path: Path) -> bytes | None:
    """Return the key in a file; None where there is none, or no whole one. Raises OSError."""
    try:
        found = _own_bytes(path, _KEY_BYTES)
    except FileNotFoundError:
        return None
    return found if found is not None and len(found) == _KEY_BYTES else None


def _own_bytes(path: Path, most: int) -> bytes | None:
    """Return the bytes of a file of ours, or None. Raises OSError."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as stream:
        found = os.fstat(handle)
        if not _is_ours(found, stat.S_ISREG) or found.st_size > most:
            return None
        return stream.read(most + 1)


def _write(path: Path, content: bytes) -> None:
    """Put a file in place, whole or not at all. Raises OSError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(beside, flags, 0o600), "wb") as stream:
            stream.write(content)
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
