"""What one process keeps for the next: compiled templates, data that were read already.

Comes in: a kind, a key made from contents, and a value. Goes out: the same value in a later
process, or None. Nothing depends on the store: without it everything is only made again.

A value is brought back to life by `pickle`, which runs what it is told to. So an entry is
opened only when it is ours and intact: the folder and the file belong to this user and nobody
else may write them, and the entry carries a code made with a secret key that never leaves the
folder. What is torn, edited, foreign or of another version is passed over, never run.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import pickle
import stat
import sys
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

_MAGIC = b"lsreport store 1\n"
_MAC = sha256().digest_size
_KEY_BYTES = 32
MOST_ENTRIES = 1024
LARGEST = 64_000_000  # bytes of one entry
OFF = "off"


class Store:
    """A folder of entries that only this user can write."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
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
        _Pickler(stream, protocol=5).dump(value)
        payload = stream.getvalue()
        if len(payload) > LARGEST:
            return
        with contextlib.suppress(OSError):
            secret = self._key(make=True)
            if secret is None:
                return
            path = self._path(kind, key)
            beside = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}.tmp")
            with _new_file(beside) as stream_out:
                stream_out.write(_MAGIC + _code(secret, path.name, payload) + payload)
            beside.replace(path)
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
        if self._secret is not None:
            return self._secret
        if make:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(self._folder.lstat(), stat.S_ISDIR):
            return None
        path = self._folder / "key"
        if make and not path.exists():
            beside = path.with_name(f".key.{os.getpid()}.{os.urandom(4).hex()}.tmp")
            with _new_file(beside) as stream:
                stream.write(os.urandom(_KEY_BYTES))
            with contextlib.suppress(FileExistsError):  # another process was first: its key holds
                _put_new(beside, path)
            beside.unlink(missing_ok=True)
        secret = _own_bytes(path, _KEY_BYTES)
        self._secret = secret if secret is not None and len(secret) == _KEY_BYTES else None
        return self._secret

    def _drop_oldest(self) -> None:
        with os.scandir(self._folder) as found:
            entries = [(one.stat().st_mtime_ns, one.path) for one in found if one.name != "key"]
        for _age, path in sorted(entries)[: max(0, len(entries) - MOST_ENTRIES)]:
            Path(path).unlink(missing_ok=True)


class _Pickler(pickle.Pickler):
    """Writes a frozen object as its class and fields: half the size, read five times faster."""

    def reducer_override(self, value: Any) -> Any:
        """Return how to make a dataclass again; everything else as `pickle` has it."""
        fields = getattr(type(value), "__dataclass_fields__", None)
        if fields is None:
            return NotImplemented
        return type(value), tuple(getattr(value, name) for name in fields if fields[name].init)


def open_store() -> Store | None:
    """Return this user's store, or None where it is switched off (`LSREPORT_CACHE=off`)."""
    wanted = os.environ.get("LSREPORT_CACHE", "")
    if wanted == OFF:
        return None
    if wanted:
        return Store(Path(wanted))
    with contextlib.suppress(RuntimeError):  # a user without a home
        return Store(_usual_folder())
    return None


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
        found = Path(name).stat()
        digest.update(f"{name}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    for origin in _origins(("jinja2", "markupsafe", "docxtpl", "lxml", "yaml", "babel")):
        found = Path(origin).stat()
        digest.update(f"{origin}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _sources(folder: Path) -> Iterable[str]:
    waiting = [os.fspath(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as found:
            for one in found:
                if one.is_dir(follow_symlinks=False) and one.name != "__pycache__":
                    waiting.append(one.path)
                elif one.name.endswith(".py"):
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


def _is_ours(found: os.stat_result, kind: Any) -> bool:
    """Return whether a file or folder is of that kind and nobody else may write it."""
    if not kind(found.st_mode):
        return False
    if os.name != "posix":  # Windows keeps a profile's folders from other users by itself
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & 0o022


def _own_bytes(path: Path, most: int) -> bytes | None:
    """Return the bytes of a file of ours, or None. Raises OSError."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as stream:
        found = os.fstat(handle)
        if not _is_ours(found, stat.S_ISREG) or found.st_size > most:
            return None
        return stream.read(most + 1)


def _new_file(path: Path) -> Any:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb")


def _put_new(beside: Path, path: Path) -> None:
    """Give a finished file its name unless the name is taken. Raises FileExistsError."""
    if os.name == "posix":
        os.link(beside, path)
    else:
        beside.rename(path)  # refuses a name that is taken
