"""How an engine is driven in its own process. Only the standard library is used here.

    python ENGINE.py once TEMPLATE DATA OUT [OPTION]   # a whole process: one document
    python ENGINE.py serve [OPTION]                    # commands as lines of JSON, answers likewise

Commands: {"do": "load", "template": path, "data": [paths]}, {"do": "open"} the same template again,
{"do": "turn", "seconds": s}, {"do": "write", "data": n, "out": path}. Times are in milliseconds, memory in KiB. A fault of the
engine is an answer too: {"fault": text}.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

MOST_RENDERS = 20  # in one turn


class Engine(Protocol):
    """What a script gives: `open` is all that is done once a template, `render` the rest."""

    def open(self, template: Path) -> None: ...
    def render(self, data: Any) -> bytes: ...


def main(make: Callable[[str], Engine]) -> None:
    """Run one document or serve; `make` takes the option of the command line."""
    if sys.argv[1] == "once":
        template, data, out = map(Path, sys.argv[2:5])
        _once(make("".join(sys.argv[5:])), template, data, out)
    else:
        _serve(make("".join(sys.argv[2:])))


def _once(engine: Engine, template: Path, data: Path, out: Path) -> None:
    values = _read(data)
    start = time.perf_counter()
    engine.open(template)
    opened = time.perf_counter()
    document = engine.render(values)
    end = time.perf_counter()
    out.write_bytes(document)
    _say({"open": _ms(start, opened), "first": _ms(start, end), "memory": _peak_memory()})


def _serve(engine: Engine) -> None:
    data: list[Any] = []
    template = Path()
    for line in sys.stdin:
        command = json.loads(line)
        try:
            if command["do"] == "load":
                data = [_read(Path(path)) for path in command["data"]]
                template = Path(command["template"])
                engine.open(template)
                _say({})
            elif command["do"] == "open":
                start = time.perf_counter()
                engine.open(template)
                _say({"time": _ms(start, time.perf_counter())})
            elif command["do"] == "turn":
                _say({"times": _turn(engine, data, command["seconds"])})
            else:
                Path(command["out"]).write_bytes(engine.render(data[command["data"]]))
                _say({})
        except Exception as error:  # whatever a peer raises is told in the table
            _say({"fault": f"{type(error).__name__}: {error}"})


def _turn(engine: Engine, data: list[Any], seconds: float) -> list[float]:
    """Return the times of renders for so many seconds, one at least, each with other data."""
    times: list[float] = []
    begin = time.perf_counter()
    while len(times) < MOST_RENDERS and (not times or time.perf_counter() - begin < seconds):
        values = data[len(times) % len(data)]
        start = time.perf_counter()
        engine.render(values)
        times.append(_ms(start, time.perf_counter()))
    return times


def _read(path: Path) -> Any:
    return json.loads(path.read_bytes(), parse_float=Decimal, parse_int=Decimal)


def _say(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), flush=True)


def _ms(start: float, end: float) -> float:
    return (end - start) * 1000


def _peak_memory() -> int:
    """Return the most memory this process held, in KiB.

    Linux's ru_maxrss of a child counts what its parent held when it was started; VmHWM does not.
    """
    try:
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    except OSError:
        pass
    try:
        import resource
    except ImportError:  # Windows
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak
