"""Engines as processes: one that lives and is asked, or one from start to end.

Comes in: an engine, a case. Goes out: times in milliseconds, memory in KiB, documents as files. A fault
of an engine is raised as Failed with its words.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.bench.peers import Engine

_WHOLE_SECONDS = 300


class Failed(Exception):
    """An engine could not do what was asked; says what it said."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A process from start to end: `opened` is the part of `first` done once a template."""

    whole: float
    first: float
    opened: float
    memory: int


class Server:
    """A living process of an engine."""

    def __init__(self, engine: Engine, case: str) -> None:
        command = [*engine.command, "serve", *filter(None, [engine.started(case)])]
        # Not a pipe, which could fill up; closed with the process.
        self._complaints = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            text=True,
            encoding="utf-8",
            env=_environment(engine),
        )

    def load(self, template: Path, data: list[Path]) -> None:
        """Give it a template and data sets."""
        self._ask({"do": "load", "template": str(template), "data": [str(path) for path in data]})

    def turn(self, seconds: float) -> list[float]:
        """Return the times of renders during so many seconds."""
        return [float(time) for time in self._ask({"do": "turn", "seconds": seconds})["times"]]

    def reopen(self) -> float:
        """Return the time of what is done once a template, done again."""
        return float(self._ask({"do": "open"})["time"])

    def write(self, data: int, out: Path) -> bytes:
        """Return the document of a data set."""
        self._ask({"do": "write", "data": data, "out": str(out)})
        return out.read_bytes()

    def close(self) -> None:
        """End the process."""
        for stream in (self._process.stdin, self._process.stdout, self._complaints):
            if stream is not None:
                stream.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _ask(self, command: dict[str, Any]) -> dict[str, Any]:
        stdin, stdout = self._process.stdin, self._process.stdout
        answer = ""
        if stdin is not None and stdout is not None:
            with suppress(BrokenPipeError):
                stdin.write(json.dumps(command) + "\n")
                stdin.flush()
                answer = stdout.readline()
        if not answer:
            self._complaints.seek(0)
        return _answer(answer, "" if answer else self._complaints.read())


def whole_process(engine: Engine, case: str, template: Path, data: Path, out: Path) -> Whole:
    """Return the cost of one document in a process of its own."""
    places = [str(template), str(data), str(out)]
    command = [*engine.command, "once", *places, *filter(None, [engine.started(case)])]
    spent, done = timed(command, _environment(engine))
    lines = done.stdout.strip().splitlines()
    found = _answer(lines[-1] if lines and not done.returncode else "", done.stderr)
    return Whole(spent, found["first"], found["open"], found["memory"])


def timed(
    command: list[str], environment: dict[str, str], folder: Path | None = None
) -> tuple[float, subprocess.CompletedProcess[str]]:
    """Return how long a process took, in milliseconds, and what it said."""
    start = time.perf_counter()
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        cwd=folder,
        timeout=_WHOLE_SECONDS,
        check=False,
    )
    return (time.perf_counter() - start) * 1000, done


def _environment(engine: Engine) -> dict[str, str]:
    """Return the environment of an engine: all keep their bytecode, as installed packages do."""
    own = {**os.environ, **engine.environment}
    own.pop("PYTHONDONTWRITEBYTECODE", None)
    return own


def _answer(line: str, complaint: str) -> dict[str, Any]:
    if not line:
        raise Failed((complaint.strip() or "the process ended").splitlines()[-1])
    found: dict[str, Any] = json.loads(line)
    if "fault" in found:
        raise Failed(found["fault"])
    return found
