"""How long a redline takes: ours, and python-redlines' where it is installed.

    python benchmarks/redline.py [--peer PYTHON] [OLD NEW]

Compares two documents, or a made pair of 400 paragraphs and 10 tables of which every seventh
paragraph and a row of each table differ. `PYTHON` is the interpreter of a virtual environment
of its own with `python-redlines[docxodus]`; each engine runs in its own process, the best of
several runs after a first one that is not counted. Prints milliseconds, changes and the ratio.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random

RUNS = 5
PARAGRAPHS, TABLES, ROWS = 400, 10, 12
_WORDS = (
    "tổng thu ngân sách nhà nước trên địa bàn tỉnh ước đạt kế hoạch tăng giảm so với cùng kỳ "
    "diện tích gieo trồng sản lượng xuất khẩu qua cửa khẩu vốn đầu tư công giải ngân"
)


def made_pair() -> tuple[bytes, bytes]:
    """Return a document and its revised self."""
    from docx import Document

    random = Random(1)
    words = _WORDS.split()

    def sentence() -> str:
        parts = [random.choice(words) for _n in range(random.randint(25, 60))]
        parts[5::9] = [f"{random.randint(1, 999)},{random.randint(0, 9)}%" for _n in parts[5::9]]
        return " ".join(parts)

    old, new = Document(), Document()
    for number in range(PARAGRAPHS):
        text = sentence()
        old.add_paragraph(text)
        if number % 31 == 0:
            new.add_paragraph(sentence())
        if number % 47:
            parts = text.split(" ")
            if number % 7 == 0:
                parts[5] = f"{random.randint(1000, 9999)},{random.randint(0, 9)}%"
            new.add_paragraph(" ".join(parts))
        if number % (PARAGRAPHS // TABLES) == 0:
            _add_tables(old, new, random)
    streams = BytesIO(), BytesIO()
    for document, stream in zip((old, new), streams, strict=True):
        document.save(stream)
    return streams[0].getvalue(), streams[1].getvalue()


def _add_tables(old: object, new: object, random: Random) -> None:
    rows = [[f"Chỉ tiêu {n} {random.random()}", *("1,5", "20,3%", "7")] for n in range(ROWS)]
    revised = [list(row) for row in rows]
    revised[3][2] = "21,4%"
    del revised[7]
    for document, content in ((old, rows), (new, revised)):
        table = document.add_table(len(content), 4)  # type: ignore[attr-defined]
        for row, texts in zip(table.rows, content, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text


def measure(engine: str, old: bytes, new: bytes) -> dict[str, float]:
    """Return the best time in milliseconds and the number of changes of an engine."""
    compare = _ours() if engine == "ours" else _peer()
    result = compare(old, new)
    times = []
    for _n in range(RUNS):
        start = time.perf_counter()
        compare(old, new)
        times.append(time.perf_counter() - start)
    return {"ms": round(min(times) * 1000, 1), "changes": _changes(result)}


def _ours() -> Callable[[bytes, bytes], bytes]:
    from lsreport.redline import redline

    return lambda old, new: redline(old, new).document


def _peer() -> Callable[[bytes, bytes], bytes]:
    from python_redlines import DocxodusEngine

    engine = DocxodusEngine()
    return lambda old, new: engine.run_redline("peer", old, new)[0]


def _changes(raw: bytes) -> int:
    import re
    import zipfile

    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return len(re.findall(rb"<w:(?:ins|del) ", archive.read("word/document.xml")))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time a redline.")
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--peer", help="python of an environment with python-redlines[docxodus]")
    parser.add_argument("--engine", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.engine:
        old, new = (path.read_bytes() for path in asked.documents)
        print(json.dumps(measure(asked.engine, old, new)))
        return
    pair = [path.read_bytes() for path in asked.documents] or made_pair()
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("old.docx", "new.docx")]
        for path, raw in zip(paths, pair, strict=True):
            path.write_bytes(raw)
        found = {"ours": _run(sys.executable, "ours", paths)}
        if asked.peer:
            found["peer"] = _run(asked.peer, "peer", paths)
    for name, numbers in found.items():
        print(f"{name}: {numbers['ms']} ms, {numbers['changes']} changes in the body")
    if "peer" in found:
        print(f"ratio: {found['peer']['ms'] / found['ours']['ms']:.1f}")


def _run(python: str, engine: str, paths: list[Path]) -> dict[str, float]:
    command = [python, __file__, "--engine", engine, *map(str, paths)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
