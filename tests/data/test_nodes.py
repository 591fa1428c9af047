"""A YAML file as text nodes: what is read, where it stands, and what is refused."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from lsreport.data import nodes
from lsreport.data.nodes import MAX_BYTES, MAX_DEPTH, Mapping, Node, Scalar, Sequence, read_nodes
from lsreport.errors import DataError, Fault, FaultLog

Reading = tuple[Node | None, list[Fault]]
Reader = Callable[[str | bytes], Reading]

BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 10)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
DEEP = {
    "flow lists": "[" * 100_000,
    "closed flow lists": "[" * 100_000 + "]" * 100_000,
    "flow mappings": "{a: " * 100_000,
    "lists on one line": "- " * 100_000 + "x",
    "block mappings": "\n".join(" " * depth + "a:" for depth in range(3_800)),
    "key marks": "? " * 100_000 + "x",
}


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run each test with PyYAML's C reader and with the one that stands in where it is absent."""
    monkeypatch.setattr(nodes, "_LOADER", getattr(yaml, request.param))


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Return a reader of a file's content: the root, and every fault raised or noted."""

    def read(content: str | bytes) -> Reading:
        path = tmp_path / "a.yaml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        log, root = FaultLog(), None
        try:
            root = read_nodes(path, "data/a.yaml", log)
        except DataError as error:
            log.extend(error.faults)
        return root, list(log)

    return read


def plain(node: Node | None) -> Any:
    """Return a node as Python's own containers."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.items}
    if isinstance(node, Sequence):
        return [plain(value) for value in node.values]
    return node.text if isinstance(node, Scalar) else None


def places(faults: list[Fault]) -> list[tuple[str, str | None, int | None]]:
    """Return the code and the place of each fault."""
    return [(fault.code, fault.where.file, fault.where.line) for fault in faults]


# --- what is read -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "05",
        "010",
        "0x10",
        "0o17",
        "1_000",
        "no",
        "yes",
        "on",
        "true",
        "null",
        "~",
        "1:30",
        "2024-06-04",
        "2024-06-04 10:00:00",
        ".nan",
        "-.inf",
        "1e3",
        "3.965",
        "12,5",
        "=",
        "<<",
    ],
)
def test_plain_text_is_what_it_looks_like(read: Reader, text: str) -> None:
    """None of YAML's own guesses (octal, yes and no, dates, base 60, floats, null) runs."""
    assert read(f"a: {text}\n") == (
        Mapping("data/a.yaml", 1, 1, ((_scalar(1, 1, "a"), _scalar(1, 4, text)),)),
        [],
    )


def _scalar(line: int, column: int, text: str) -> Scalar:
    return Scalar("data/a.yaml", line, column, text)


@pytest.mark.parametrize("text", ["no", "2024-06-04", "~", "010"])
def test_a_key_is_what_it_looks_like(read: Reader, text: str) -> None:
    """Keys are texts too: `no` is not False, nor 010 eight."""
    assert plain(read(f"{text}: 1\n")[0]) == {text: "1"}


def test_every_node_knows_its_line_and_column(read: Reader) -> None:
    """Lines and columns count from 1; a folded paragraph stands where its mark stands."""
    root, faults = read("# lời đầu\na: 1\n\nb:\n  - x\n  - >-\n    dài\n    hai dòng\n  - 'y'\n")
    assert not faults
    assert isinstance(root, Mapping)
    assert (root.line, root.column) == (2, 1)
    (a, one), (b, values) = root.items
    assert [(x.line, x.column) for x in (a, one, b)] == [(2, 1), (2, 4), (4, 1)]
    assert isinstance(values, Sequence)
    assert [(x.line, x.column) for x in values.values] == [(5, 5), (6, 5), (9, 5)]
    assert plain(root) == {"a": "1", "b": ["x", "dài hai dòng", "y"]}


def test_a_block_stands_on_the_line_of_its_key(read: Reader) -> None:
    """What is said of a whole block is said where a person looks for it: at its key."""
    root, _faults = read("a:\n  # ghi chú\n  b:\n    c: 1\nd:\n- 1\n")
    assert isinstance(root, Mapping)
    outer, listed = root.items[0][1], root.items[1][1]
    assert isinstance(outer, Mapping)
    assert (outer.line, outer.items[0][1].line, listed.line) == (1, 3, 5)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_the_line_ends_of_every_system_count_the_same(read: Reader, ends: str) -> None:
    """A file saved on Windows or an old Macintosh has the same lines."""
    root, faults = read("a: 1\nb:\n  - x\n  - y\n".replace("\n", ends))
    assert not faults
    assert isinstance(root, Mapping)
    values = root.items[1][1]
    assert isinstance(values, Sequence)
    assert [value.line for value in values.values] == [3, 4]


def test_a_byte_order_mark_is_fine(read: Reader) -> None:
    """Notepad writes one in front of UTF-8; the first key is still the first key."""
    assert read(b"\xef\xbb\xbf" + "ten: Lạng Sơn\n".encode()) == (
        Mapping("data/a.yaml", 1, 1, ((_scalar(1, 1, "ten"), _scalar(1, 6, "Lạng Sơn")),)),
        [],
    )


def test_decomposed_text_is_read_as_nfc_and_noted(read: Reader) -> None:
    """A decomposing keyboard is no error; the note tells the first line that it wrote."""
    root, faults = read("a: Lạng Sơn\nb: La\u0323ng So\u031bn\nc: To\u0302\u0309ng\n")
    assert plain(root) == {"a": "Lạng Sơn", "b": "Lạng Sơn", "c": "Tổng"}
    assert places(faults) == [("unicode-to-hop", "data/a.yaml", 2)]
    assert faults[0].severity == "note"


def test_decomposed_keys_meet_their_composed_twins(read: Reader) -> None:
    """The same key in both forms is one key, given twice."""
    _root, faults = read("tỉnh: 1\nti\u0309nh: 2\n")
    assert places(faults) == [
        ("unicode-to-hop", "data/a.yaml", 2),
        ("khoa-lap", "data/a.yaml", 2),
    ]


def test_escapes_are_composed_too(read: Reader) -> None:
    r"""A program writes \u0301 where a person writes an accent: both are read as NFC."""
    assert plain(read('a: "so\\u0302\\u0301"\n')[0]) == {"a": "số"}


# --- what is refused: the file ----------------------------------------------------------------


def test_a_file_over_the_limit_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred megabytes are refused by their size, before any byte is in memory."""
    path = tmp_path / "a.yaml"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _path: pytest.fail("the file was read"))
    with pytest.raises(DataError) as caught:
        read_nodes(path, "data/a.yaml", FaultLog())
    assert places(list(caught.value.faults)) == [("tep-qua-lon", "data/a.yaml", None)]


def test_the_limit_itself_is_allowed(read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """One byte more than the limit is too much; the limit is not."""
    text = "a: 1\n"
    monkeypatch.setattr(nodes, "MAX_BYTES", len(text))
    assert plain(read(text)[0]) == {"a": "1"}
    assert [fault.code for fault in read(text + "\n")[1]] == ["tep-qua-lon"]
    assert MAX_BYTES == 8_000_000


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_with_its_mark_is_named(read: Reader, codec: str) -> None:
    """Notepad's "Unicode" is told from other encodings, with the way to save it anew."""
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(codec, b"")
    _root, faults = read(mark + "ten: Lạng Sơn\n".encode(codec))
    assert places(faults) == [("ma-utf16", "data/a.yaml", 1)]
    assert "UTF-8" in faults[0].fix


@pytest.mark.parametrize(
    "name",
    [b"La\xf2ng S\xf5n", b"L\xb9ng S\xacn", b"La\xefng S\xf4n"],
    ids=["Windows-1258", "TCVN3", "VNI"],
)
def test_an_old_encoding_is_refused_with_its_line(read: Reader, name: bytes) -> None:
    """Bytes of an encoding from before Unicode are refused where the first of them stands."""
    _root, faults = read(b"# dau\r\nma: 1\r\nten: " + name + b"\r\n")
    assert places(faults) == [("ma-cu", "data/a.yaml", 3)]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"   \n", b"# remark\n", b"\xef\xbb\xbf"])
def test_an_empty_file_says_so(read: Reader, content: bytes) -> None:
    """Nothing, white space and remarks are nothing to read."""
    assert places(read(content)[1]) == [("tep-rong", "data/a.yaml", None)]


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir()])
def test_a_file_that_cannot_be_opened_is_named(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    """A file that is not there, or is a folder, is a fault and no traceback."""
    make(tmp_path / "a.yaml")
    with pytest.raises(DataError) as caught:
        read_nodes(tmp_path / "a.yaml", "data/a.yaml", FaultLog())
    assert places(list(caught.value.faults)) == [("khong-doc-duoc", "data/a.yaml", None)]


# --- what is refused: the text ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: c: d\n", 2),
        ("a: 1\nb: %12\n", 2),
        ("a: 1\n- b\n", 2),
        ("a:\n  b: 1\n c: 2\n", 3),
        ("a: 'x' y\n", 1),
        ("- *Thu* ngân sách\n", 1),
        ("a: @x\n", 1),
        ("a: > 3\nb: 1\n", 1),
        ("a: 1\nb: }\n", 2),
        ('a: "\\q"\n', 1),
        ("a: 1\n---\nb: 2\n", 2),
    ],
)
def test_what_is_not_yaml_is_told_with_its_line(read: Reader, text: str, line: int) -> None:
    """A fault of syntax names its line, never a traceback; two documents are one too many."""
    root, faults = read(text)
    assert root is None
    assert places(faults)[-1] == ("yaml-sai", "data/a.yaml", line)


@pytest.mark.parametrize(
    "text",
    ["[1, 2\n", '"mở\n', "'x\n\n\n", "{b: 1\nc: 2\n", "[1\nc:\n  d: 2\n", "[1, {x: 2]\n"],
)
def test_what_does_not_close_is_told_where_it_opens(read: Reader, text: str) -> None:
    """An open bracket or quotation mark is not told at the end of the file, where YAML sees it."""
    assert places(read(f"# đầu\na: 1\nb: {text}")[1]) == [("yaml-sai", "data/a.yaml", 3)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a:\n\tb: 5\n", 2),
        ("a:\n  b: 5\n\tc: 6\n", 3),
        ("a:\n  b: 5\n  \tc: 6\n", 3),
        ("a:\n  b:\n  \tc: 5\n", 3),
        ("a:\n  - >-\n    lời\n\tnối\n", 4),
        ("- >-\n\tlời\n", 2),
    ],
)
def test_a_tab_in_the_indentation_is_named(read: Reader, text: str, line: int) -> None:
    """The Tab key is the commonest slip: it has a fault of its own, with the line."""
    assert places(read(text)[1]) == [("dau-tab", "data/a.yaml", line)]


def test_every_duplicate_key_is_told_at_once(read: Reader) -> None:
    """Each later line is a fault that names the first one; reading goes on to the end."""
    root, faults = read("a: 1\nb:\n  x: 1\n  y: 2\n  x: 3\na: 4\nc: 5\na: 6\n")
    assert places(faults) == [
        ("khoa-lap", "data/a.yaml", 5),
        ("khoa-lap", "data/a.yaml", 6),
        ("khoa-lap", "data/a.yaml", 8),
    ]
    assert [fault.message.rsplit(" ", 1)[1] for fault in faults] == ["3", "1", "1"]
    assert root is not None


def test_the_same_key_in_two_places_is_no_duplicate(read: Reader) -> None:
    """Only keys of one mapping are compared."""
    assert read("a:\n  x: 1\nb:\n  x: 1\nc: [{x: 1}, {x: 2}]\n")[1] == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: &x 5\n", 2),
        ("a: &x 5\nb: *x\n", 1),
        ("a: 1\nb: *x\n", 2),
        ("&x a: 1\nb: *x\n", 1),
        ("a: b\n*x : 2\n", 2),
        ("a: &x\n  b: 1\nc:\n  <<: *x\n", 1),
        ("a: &x [*x]\n", 1),
        ("&x\na: 1\n", 1),
        (BOMB, 1),
    ],
)
def test_anchors_and_aliases_are_refused(read: Reader, text: str, line: int) -> None:
    """No anchor or alias, on a value, a key or a merge; the first one is told."""
    root, faults = read(text)
    assert root is None
    assert places(faults) == [("bi-danh", "data/a.yaml", line)]


def test_a_bomb_of_aliases_takes_no_memory(read: Reader) -> None:
    """A thousand million texts in a few lines are refused before one is made."""
    tracemalloc.start()
    try:
        _root, faults = read(BOMB)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [fault.code for fault in faults] == ["bi-danh"]
    assert peak < 2_000_000


@pytest.mark.parametrize("text", ["!Hop giao ban", "!!int '5'", "!!binary aGk=", "! x", "!a [1]"])
def test_a_tag_is_refused(read: Reader, text: str) -> None:
    """A text that begins with ! would lose its first word: it is a fault instead."""
    assert places(read(f"a: 1\nb: {text}\n")[1]) == [("nhan-kieu", "data/a.yaml", 2)]


def test_no_tag_makes_an_object(read: Reader) -> None:
    """PyYAML's tag for a call to Python is refused like any other tag."""
    _root, faults = read("a: !!python/object/apply:os.getcwd []\n")
    assert places(faults) == [("nhan-kieu", "data/a.yaml", 1)]


@pytest.mark.parametrize("text", ["? [a]\n: 1\n", "? {a: b}\n: 1\n", "a: {[b]: 1}\n"])
def test_a_key_is_a_word(read: Reader, text: str) -> None:
    """A list or mapping as a key is refused."""
    assert places(read(text)[1]) == [("khoa-sai", "data/a.yaml", 1)]


@pytest.mark.parametrize("code", [0x00, 0x07, 0x0B, 0x0C, 0x1B, 0x7F, 0x85, 0x9F, 0x2028, 0xFFFF])
def test_a_raw_control_character_is_told_with_its_line(read: Reader, code: int) -> None:
    """The line counts as an editor counts, also after Vietnamese text of several bytes a letter."""
    start = "a: Tổng mức bán lẻ hàng hóa cả huyện ước đạt\nb: 1\nc: 2\n"
    _root, faults = read(start + f"d: x{chr(code)}y\ne: z{chr(code)}\nf: 3\nf: 4\n")
    assert places(faults) == [
        ("ky-tu-dieu-khien", "data/a.yaml", 4),
        ("ky-tu-dieu-khien", "data/a.yaml", 5),
        ("khoa-lap", "data/a.yaml", 7),
    ]
    assert f"U+{code:04X}" in faults[0].message


@pytest.mark.parametrize("escape", [r"\x07", r"\0", r"\e", r"\b", r"\N", r"\L", r"\uFFFE"])
def test_an_escaped_control_character_is_told_with_its_line(read: Reader, escape: str) -> None:
    """What the eye does not see in the file cannot stand in a Word document either."""
    _root, faults = read(f'a: 1\nb: "x{escape}y"\n"c{escape}": 2\n')
    assert places(faults) == [
        ("ky-tu-dieu-khien", "data/a.yaml", 2),
        ("ky-tu-dieu-khien", "data/a.yaml", 3),
    ]


def test_half_a_character_is_refused(read: Reader) -> None:
    """Half of a surrogate pair is no text, whichever reader is in use."""
    _root, faults = read('a: "\\ud800"\n')
    assert [fault.where.line for fault in faults] == [1]
    assert faults[0].code in ("ky-tu-dieu-khien", "yaml-sai")


# --- depth ------------------------------------------------------------------------------------


def test_the_depth_has_a_limit_that_is_told_with_its_line(read: Reader) -> None:
    """The deepest nesting allowed is read; one level more is a fault where it opens."""
    levels = [" " * depth + "a:" for depth in range(MAX_DEPTH)]
    assert read("\n".join(levels) + " x\n")[1] == []
    assert places(read("\n".join([*levels, " " * MAX_DEPTH + "a: x"]) + "\n")[1]) == [
        ("long-qua-sau", "data/a.yaml", MAX_DEPTH + 1)
    ]


@pytest.mark.parametrize("shape", DEEP)
def test_very_deep_nesting_does_not_end_the_interpreter(
    root: Path, tmp_path: Path, shape: str
) -> None:
    """A hundred thousand open brackets are a fault, in a process that lives to tell it."""
    path = tmp_path / "deep.yaml"
    path.write_text(DEEP[shape], "utf-8")
    script = (
        "import sys; from pathlib import Path; import yaml\n"
        "from lsreport.data import nodes; from lsreport.errors import DataError, FaultLog\n"
        "nodes._LOADER = getattr(yaml, sys.argv[2])\n"
        "try: nodes.read_nodes(Path(sys.argv[1]), 'deep.yaml', FaultLog())\n"
        "except DataError as error: print(error.faults[0].code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path), nodes._LOADER.__name__],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() in ("long-qua-sau", "khoa-sai")


def test_many_siblings_are_not_depth(read: Reader) -> None:
    """Only nesting is limited, not the number of values."""
    root, faults = read("a: [" + "[], " * 5_000 + "]\n")
    assert not faults
    assert isinstance(root, Mapping)
    assert isinstance(root.items[0][1], Sequence)
    assert len(root.items[0][1].values) == 5_000
