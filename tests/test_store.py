"""The store: what it keeps comes back, and nothing that is not ours and intact is ever opened."""

from __future__ import annotations

import errno
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lsreport import store as store_module
from lsreport.store import Store, made_by, open_store

KIND, KEY = "template", "contents"
VALUE = {"words": ("tăng", "giảm"), "number": 7}
NOBODY = 65534
Attack = Callable[[Path, bytes], None]
posix = pytest.mark.skipif(os.name != "posix", reason="modes and owners are of POSIX")


class Trap:
    """What an attacker would leave: whoever unpickles it makes a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what is run."""
        return os.mkdir, (str(self.folder),)


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """Return the folder that is there once a trap was run."""
    return tmp_path / "executed"


@pytest.fixture
def trap(marker: Path) -> bytes:
    """Return a pickle that leaves the marker when it is opened."""
    return pickle.dumps(Trap(marker))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a store's folder in which one value is kept."""
    made = tmp_path / "store"
    Store(made).save(KIND, KEY, VALUE)
    assert Store(made).load(KIND, KEY) == VALUE
    return made


def entry(folder: Path, kind: str = KIND, key: str = KEY) -> Path:
    """Return where a value is kept."""
    return Store(folder)._path(kind, key)


def sealed(folder: Path, payload: bytes, name: str = "") -> bytes:
    """Return the bytes of an entry made with the folder's own key, as only its user could."""
    secret = (folder / "key").read_bytes()
    code = store_module._code(secret, name or entry(folder).name, payload)
    return store_module._MAGIC + code + payload


def give_away(path: Path, patch: pytest.MonkeyPatch) -> None:
    """Let a file belong to another user: in truth where we may, else by being somebody else."""
    if os.geteuid() == 0:
        os.chown(path, NOBODY, -1)
    else:
        other = os.geteuid() + 1
        patch.setattr(os, "geteuid", lambda: other)


# --- what is kept ---


def test_what_is_kept_comes_back_in_a_later_store(tmp_path: Path) -> None:
    """A value comes back under its own kind and key, and under no other."""
    Store(tmp_path / "a" / "b").save(KIND, KEY, VALUE)
    later = Store(tmp_path / "a" / "b")
    assert later.load(KIND, KEY) == VALUE
    assert later.load("origins", KEY) is None
    assert later.load(KIND, "other contents") is None
    assert Store(tmp_path / "nothing").load(KIND, KEY) is None
    assert not (tmp_path / "nothing").exists()


@posix
def test_only_the_user_may_look_into_the_folder(tmp_path: Path) -> None:
    """Whatever the umask: folders, key and entries are the user's alone."""
    before = os.umask(0)
    try:
        Store(tmp_path / "a" / "b").save(KIND, KEY, VALUE)
    finally:
        os.umask(before)
    found = [tmp_path / "a", tmp_path / "a" / "b", *(tmp_path / "a" / "b").iterdir()]
    assert [oct(path.stat().st_mode & 0o777) for path in found] == ["0o700"] * 2 + ["0o600"] * 2


def test_a_sealed_trap_would_run(folder: Path, trap: bytes, marker: Path) -> None:
    """The trap of these tests is live: with the right code, name and owner it is opened."""
    entry(folder).write_bytes(sealed(folder, trap))
    Store(folder).load(KIND, KEY)
    assert marker.is_dir()


# --- entries ---


def _of_another_key(path: Path, trap: bytes) -> None:
    code = store_module._code(b"k" * 32, path.name, trap)
    path.write_bytes(store_module._MAGIC + code + trap)


def _with_the_old_code(path: Path, trap: bytes) -> None:
    head = len(store_module._MAGIC) + store_module._MAC
    path.write_bytes(path.read_bytes()[:head] + trap)


def _of_another_format(path: Path, trap: bytes) -> None:
    path.write_bytes(sealed(path.parent, trap).replace(b"store 1", b"store 0", 1))


def _from_another_name(path: Path, trap: bytes) -> None:
    path.write_bytes(sealed(path.parent, trap, entry(path.parent, KIND, "other").name))


def _from_another_kind(path: Path, trap: bytes) -> None:
    path.write_bytes(sealed(path.parent, trap, entry(path.parent, "origins").name))


def _as_a_link(path: Path, trap: bytes) -> None:
    aside = path.with_name("aside")
    aside.write_bytes(sealed(path.parent, trap))
    path.unlink()
    path.symlink_to(aside)


def _as_a_folder(path: Path, trap: bytes) -> None:
    path.unlink()
    path.mkdir()


def _as_a_pipe(path: Path, trap: bytes) -> None:
    path.unlink()
    os.mkfifo(path)


def _open_to_a_group(path: Path, trap: bytes) -> None:
    path.write_bytes(sealed(path.parent, trap))
    path.chmod(0o660)


def _open_to_all(path: Path, trap: bytes) -> None:
    path.write_bytes(sealed(path.parent, trap))
    path.chmod(0o602)


ENTRIES: dict[str, Attack] = {
    "a bare pickle": lambda path, trap: path.write_bytes(trap) and None,
    "of another key": _of_another_key,
    "with the old code": _with_the_old_code,
    "of another format": _of_another_format,
    "from another name": _from_another_name,
    "from another kind": _from_another_kind,
    "empty": lambda path, trap: path.write_bytes(b"") and None,
}
SPECIAL: dict[str, Attack] = {
    "a link": _as_a_link,
    "a folder": _as_a_folder,
    "a pipe": _as_a_pipe,
    "open to a group": _open_to_a_group,
    "open to all": _open_to_all,
}


@pytest.mark.parametrize("attack", ENTRIES.values(), ids=ENTRIES)
def test_a_foreign_entry_is_passed_over_and_made_again(
    folder: Path, trap: bytes, marker: Path, attack: Attack
) -> None:
    """What does not carry the code of its own name is not opened; the next save mends it."""
    attack(entry(folder), trap)
    later = Store(folder)
    assert later.load(KIND, KEY) is None
    later.save(KIND, KEY, VALUE)
    assert Store(folder).load(KIND, KEY) == VALUE
    assert not marker.exists()


@posix
@pytest.mark.parametrize("attack", SPECIAL.values(), ids=SPECIAL)
def test_an_entry_that_others_could_write_is_passed_over(
    folder: Path, trap: bytes, marker: Path, attack: Attack
) -> None:
    """Even with the right code: a link, a pipe, a file open to others is not opened."""
    attack(entry(folder), trap)
    later = Store(folder)
    assert later.load(KIND, KEY) is None
    later.save(KIND, KEY, VALUE)
    expected = None if entry(folder).is_dir() else VALUE
    assert Store(folder).load(KIND, KEY) == expected
    assert not marker.exists()


@posix
def test_an_entry_of_another_user_is_passed_over(
    folder: Path, trap: bytes, marker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The owner counts, even where the code is right."""
    entry(folder).write_bytes(sealed(folder, trap))
    give_away(entry(folder), monkeypatch)
    assert Store(folder).load(KIND, KEY) is None
    assert not marker.exists()


def test_a_torn_or_edited_entry_is_passed_over(folder: Path) -> None:
    """Cut anywhere, or with any one byte changed, an entry is as good as none."""
    path = entry(folder)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert Store(folder).load(KIND, KEY) is None, f"cut at {length}"
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert Store(folder).load(KIND, KEY) is None, f"edited at {place}"
    path.write_bytes(whole + b"\0")
    assert Store(folder).load(KIND, KEY) is None
    path.write_bytes(whole)
    assert Store(folder).load(KIND, KEY) == VALUE


def test_swapped_entries_are_passed_over(folder: Path) -> None:
    """Two entries of ours that changed their names are both passed over."""
    Store(folder).save("origins", KEY, ["other"])
    one, other = entry(folder), entry(folder, "origins")
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    assert Store(folder).load(KIND, KEY) is None
    assert Store(folder).load("origins", KEY) is None


def test_an_entry_that_fails_to_open_is_made_again(folder: Path) -> None:
    """Ours and intact, but of a class that is gone: no error, nothing kept."""
    entry(folder).write_bytes(sealed(folder, b"clsreport.gone\nNothing\n."))
    assert Store(folder).load(KIND, KEY) is None


# --- key and folder ---


def test_a_key_that_is_none_is_made_anew(folder: Path) -> None:
    """Empty, short, long or gone: what was kept is lost, and keeping goes on."""
    for content in (b"", b"short", b"x" * 33, None):
        if content is None:
            (folder / "key").unlink()
        else:
            (folder / "key").write_bytes(content)
        assert Store(folder).load(KIND, KEY) is None
        Store(folder).save(KIND, KEY, VALUE)
        assert Store(folder).load(KIND, KEY) == VALUE
        assert len((folder / "key").read_bytes()) == 32


def test_with_another_key_nothing_older_is_opened(folder: Path, trap: bytes, marker: Path) -> None:
    """A replaced key ends what was kept under the old one."""
    entry(folder).write_bytes(sealed(folder, trap))
    (folder / "key").write_bytes(b"y" * 32)
    assert Store(folder).load(KIND, KEY) is None
    assert not marker.exists()


@posix
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_key_that_others_may_write_is_not_ours(
    folder: Path, trap: bytes, marker: Path, mode: int
) -> None:
    """Who could write the key could seal a trap with it."""
    entry(folder).write_bytes(sealed(folder, trap))
    (folder / "key").chmod(mode)
    assert Store(folder).load(KIND, KEY) is None
    Store(folder).save(KIND, KEY, VALUE)
    assert Store(folder).load(KIND, KEY) == VALUE
    assert not marker.exists()


@posix
def test_a_key_that_is_a_link_is_not_followed(folder: Path, trap: bytes, marker: Path) -> None:
    """A link could lead to a file whose words an attacker knows."""
    entry(folder).write_bytes(sealed(folder, trap))
    (folder / "key").rename(folder / "aside")
    (folder / "key").symlink_to(folder / "aside")
    assert Store(folder).load(KIND, KEY) is None
    Store(folder).save(KIND, KEY, VALUE)
    assert not marker.exists()


@posix
@pytest.mark.parametrize("what", ["key", "", ".."])
def test_key_folder_and_the_folder_above_must_not_be_of_another(
    tmp_path: Path, trap: bytes, marker: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who owns the folder, or the one above it, could put another in its place."""
    folder = tmp_path / "home" / "store"
    Store(folder).save(KIND, KEY, VALUE)
    entry(folder).write_bytes(sealed(folder, trap))
    give_away(folder / what, monkeypatch)
    assert Store(folder).load(KIND, KEY) is None
    assert not marker.exists()


@posix
@pytest.mark.parametrize("what", ["", ".."])
@pytest.mark.parametrize("mode", [0o770, 0o707])
def test_folders_that_others_may_write_are_not_used(
    tmp_path: Path, trap: bytes, marker: Path, what: str, mode: int
) -> None:
    """Neither the store's folder nor the one above it."""
    folder = tmp_path / "home" / "store"
    Store(folder).save(KIND, KEY, VALUE)
    entry(folder).write_bytes(sealed(folder, trap))
    (folder / what).chmod(mode)
    assert Store(folder).load(KIND, KEY) is None
    before = sorted(folder.iterdir())
    Store(folder).save("origins", KEY, VALUE)
    assert sorted(folder.iterdir()) == before
    assert not marker.exists()


@posix
def test_a_folder_where_names_are_their_owners_may_stand_above(tmp_path: Path) -> None:
    """As /tmp: everybody writes in it, but nobody renames what is another's."""
    above = tmp_path / "tmp"
    above.mkdir()
    above.chmod(0o1777)
    Store(above / "store").save(KIND, KEY, VALUE)
    assert Store(above / "store").load(KIND, KEY) == VALUE


@posix
def test_root_makes_nothing_in_the_home_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where sudo keeps HOME, no folder of root's comes into it."""
    home = tmp_path / "home"
    home.mkdir()
    give_away(home, monkeypatch)
    Store(home / ".cache" / "lsreport").save(KIND, KEY, VALUE)
    assert list(home.iterdir()) == []


@posix
def test_a_link_to_a_folder_of_ours_is_followed_once(tmp_path: Path, folder: Path) -> None:
    """A cache moved to another disk serves; the link is not looked at a second time."""
    link = tmp_path / "link"
    link.symlink_to(folder)
    opened = Store(link)
    assert opened.load(KIND, KEY) == VALUE
    link.unlink()
    link.symlink_to(tmp_path)
    opened.save("origins", KEY, VALUE)
    assert entry(folder, "origins").is_file()


# --- where nothing can be kept ---


def test_a_file_at_the_place_of_the_folder_stays(tmp_path: Path) -> None:
    """A file where the folder should be, or above it: nothing is kept, nothing is hurt."""
    file = tmp_path / "file"
    file.write_text("words", encoding="utf-8")
    for place in (file, file / "store"):
        Store(place).save(KIND, KEY, VALUE)
        assert Store(place).load(KIND, KEY) is None
    assert file.read_text(encoding="utf-8") == "words"


@pytest.mark.parametrize("reason", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_a_folder_that_cannot_be_made_is_done_without(
    tmp_path: Path, reason: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full or only to be read stops no one."""

    def refuse(*_words: object, **_options: object) -> None:
        raise OSError(reason, os.strerror(reason))

    monkeypatch.setattr(Path, "mkdir", refuse)
    Store(tmp_path / "store").save(KIND, KEY, VALUE)
    assert Store(tmp_path / "store").load(KIND, KEY) is None


@posix
def test_a_disk_that_fills_up_leaves_no_torn_file(folder: Path) -> None:
    """The file that could not be finished is taken away, the older entry still stands."""
    code = f"""
import resource
from pathlib import Path
from lsreport.store import Store
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
Store(Path({str(folder)!r})).save({KIND!r}, {KEY!r}, "x" * 5000)
"""
    before = sorted(folder.iterdir())
    subprocess.run([sys.executable, "-c", code], check=True)
    assert sorted(folder.iterdir()) == before
    assert Store(folder).load(KIND, KEY) == VALUE


def test_what_is_too_large_or_no_data_is_not_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither written nor, where it came from elsewhere, read."""
    Store(folder).save("origins", KEY, lambda: None)
    Store(folder).save("skeleton", KEY, "x" * 5000)
    monkeypatch.setattr(store_module, "LARGEST", 1000)
    Store(folder).save("period", KEY, "x" * 5000)
    assert Store(folder).load("origins", KEY) is None
    assert Store(folder).load("skeleton", KEY) is None
    assert Store(folder).load("period", KEY) is None
    assert not entry(folder, "period").exists()
    assert Store(folder).load(KIND, KEY) == VALUE


# --- what is dropped ---


def aged(path: Path, age: int) -> Path:
    """Let a file be as many seconds older."""
    now = path.stat().st_mtime_ns
    os.utime(path, ns=(now, now - age * 10**9))
    return path


def test_the_oldest_entries_go_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Entries, and what a killed process left; in a folder of documents no document goes."""
    monkeypatch.setattr(store_module, "MOST_ENTRIES", 3)
    folder = tmp_path / "documents"
    folder.mkdir(mode=0o700)
    papers = [folder / name for name in ("a.docx", ".b.tmp", "key-40", "template", "c-1.tmp")]
    for paper in papers:
        paper.write_bytes(b"words")
        aged(paper, 1000)
    torn = folder / f".{entry(folder).name}.123.0a1b2c3d.tmp"
    torn.write_bytes(b"half an ent")
    aged(torn, 100)
    kept = Store(folder)
    for number in range(4):
        kept.save(KIND, str(number), number)
        aged(entry(folder, KIND, str(number)), 50 - number)
    kept.save(KIND, "last", "last")
    assert [kept.load(KIND, name) for name in ("0", "1", "2", "3", "last")] == [
        None,
        None,
        2,
        3,
        "last",
    ]
    assert not torn.exists()
    assert all(paper.read_bytes() == b"words" for paper in papers)


def test_entries_stay_within_their_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few large entries count as many small ones do."""
    monkeypatch.setattr(store_module, "MOST_BYTES", 2500)
    kept = Store(tmp_path / "store")
    for number in range(4):
        kept.save(KIND, str(number), b"x" * 1000)
        aged(entry(tmp_path / "store", KIND, str(number)), 50 - number)
    kept.save(KIND, "last", b"x" * 1000)
    found = [kept.load(KIND, name) is not None for name in ("0", "1", "2", "3", "last")]
    assert found == [False, False, False, True, True]


# --- several processes ---

WRITER = """
import sys
from pathlib import Path
from lsreport.store import Store
folder, own = Path(sys.argv[1]), sys.argv[2]
for turn in range(40):
    store = Store(folder)
    found = store.load("template", "shared")
    assert found is None or (len(found) == 50000 and len(set(found)) == 1), found[:20]
    store.save("template", "shared", own * 50000)
    store.save("template", "of " + own, own)
"""


def test_processes_that_start_together_read_only_whole_entries(tmp_path: Path) -> None:
    """Six that make the folder, the key and one entry at once; afterwards all is in order."""
    folder = tmp_path / "store"
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(folder), name], stderr=subprocess.PIPE)
        for name in "abcdef"
    ]
    for one in running:
        _out, said = one.communicate()
        assert one.returncode == 0, said.decode()
    kept = Store(folder)
    assert kept.load(KIND, "shared") in {name * 50000 for name in "abcdef"}
    assert [kept.load(KIND, f"of {name}") for name in "abcdef"] == list("abcdef")
    assert {path.name for path in folder.iterdir()} == {
        "key",
        *(entry(folder, KIND, key).name for key in ("shared", *(f"of {x}" for x in "abcdef"))),
    }


# --- which program ---


def test_another_program_shares_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry of another version is not found, and stays for that version."""
    with monkeypatch.context() as patch:
        patch.setattr(store_module, "made_by", lambda: "another")
        assert Store(folder).load(KIND, KEY) is None
        Store(folder).save(KIND, KEY, "another's")
        assert Store(folder).load(KIND, KEY) == "another's"
    assert Store(folder).load(KIND, KEY) == VALUE


def test_a_file_of_the_same_size_and_time_is_still_another(tmp_path: Path) -> None:
    """Some installers give every file the same time."""
    path = tmp_path / "a.py"
    path.write_bytes(b"a = 1")
    before, found = store_module._state(str(path)), path.stat()
    path.with_name("b").write_bytes(b"a = 2")
    path.with_name("b").replace(path)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert store_module._state(str(path)) != before


@pytest.mark.parametrize("edited", ["template/tags.py", "locale/en/LC_MESSAGES/lsreport.po"])
def test_an_edited_program_is_another(tmp_path: Path, root: Path, edited: str) -> None:
    """One byte in any module, or in the messages, and nothing older is shared."""
    package = tmp_path / "lsreport"
    shutil.copytree(root / "lsreport", package, ignore=shutil.ignore_patterns("__pycache__"))
    code = "from lsreport.store import made_by; print(made_by())"

    def fingerprint() -> str:
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        command = [sys.executable, "-c", code]
        done = subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
        )
        return done.stdout

    before = fingerprint()
    assert fingerprint() == before
    with (package / edited).open("ab") as stream:
        stream.write(b"\n")
    assert fingerprint() != before
    assert made_by() not in before


# --- where it lies ---


@pytest.mark.parametrize("word", ["off", "OFF", "0", "no", "cache", "./cache", "../cache"])
def test_what_is_no_full_path_switches_it_off(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder beside foreign files could have come with them, key and all."""
    monkeypatch.setenv("LSREPORT_CACHE", word)
    assert open_store() is None


@pytest.mark.parametrize(
    ("platform", "expected"),
    [
        ("linux", ".cache/lsreport"),
        ("darwin", "Library/Caches/lsreport"),
        ("win32", "AppData/Local/lsreport/store"),
    ],
)
def test_it_lies_where_the_system_keeps_such_things(
    tmp_path: Path, platform: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the user's own folder, by system; the environment of Linux and Windows may move it."""
    for name in ("LSREPORT_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert store_module._usual_folder() == tmp_path / expected
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert store_module._usual_folder() == tmp_path / expected
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    moved = {"linux": "xdg/lsreport", "win32": "local/lsreport/store"}.get(platform, expected)
    assert store_module._usual_folder() == tmp_path / moved


def test_a_user_without_a_home_has_no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """No home, no folder, no error."""

    def refuse() -> Path:
        raise RuntimeError("no home")

    for name in ("LSREPORT_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", refuse)
    assert open_store() is None


def test_under_windows_only_a_folder_of_the_profile_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Modes say nothing there, and a folder on a shared disk is everybody's."""
    monkeypatch.setattr(store_module, "_POSIX", False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "profile")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    for place, expected in (("profile/a", VALUE), ("local/a", VALUE), ("shared/a", None)):
        Store(tmp_path / place).save(KIND, KEY, VALUE)
        assert Store(tmp_path / place).load(KIND, KEY) == expected
    assert not (tmp_path / "shared").exists()


def test_the_tests_have_a_store_of_their_own() -> None:
    """No test touches the store of the person who runs them."""
    found = open_store()
    assert found is not None
    assert "lsreport-tests-" in str(found._folder)
