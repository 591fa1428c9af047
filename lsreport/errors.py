"""What can go wrong, in one tree.

Comes in: a code, a sentence, its mend and a place. Goes out: exceptions that carry every
fault found so far, so that a file is mended in one go. Knows nothing of data or Word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, field, replace
from typing import Any, Literal, Self

from lsreport.records import record

Severity = Literal["error", "warning", "note"]
# How sure a finding about figures is: it cannot be true; it is hardly true; look at it.
Certainty = Literal["certain", "likely", "look"]


@record
class Place:
    """Where something stands: a line of a file, or a spot in a Word document.

    `line` and `column` count from 1; `paragraph` counts the paragraphs of the part from 1;
    `heading` is the last heading before the spot, `text` the words around it.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    part: str | None = None
    heading: str | None = None
    paragraph: int | None = None
    text: str | None = None

    def __str__(self) -> str:
        """Return `file:line`, or for Word `file › part › heading › “text”`."""
        spot = ":".join(str(x) for x in (self.file, self.line) if x is not None)
        if self.line is not None and self.column is not None:
            spot += f":{self.column}"
        words = [spot] if spot else []
        words += [x for x in (self.part, self.heading) if x]
        if self.text:
            words.append(f"“{self.text}”")
        return " › ".join(words)

    def as_json(self) -> dict[str, Any]:
        """Return the known fields only, in a fixed order."""
        return {key: value for key, value in asdict(self).items() if value is not None}


@record
class Fault:
    """One thing that is wrong: what, where, how to mend it, and a stable code."""

    code: str
    message: str
    fix: str = ""
    where: Place = field(default_factory=Place)
    severity: Severity = "error"
    certainty: Certainty | None = None
    mark: str = ""  # of a finding about figures: another one when a figure in it moves

    def __str__(self) -> str:
        """Return the fault in one block: place, sentence, code, and the mend on its own line."""
        place = str(self.where)
        head = f"{place}: {self.message}" if place else self.message
        codes = " ".join(word for word in (self.code, self.mark) if word)
        return f"{head} [{codes}]" + (f"\n    → {self.fix}" if self.fix else "")

    def at(self, place: Place) -> Fault:
        """Return the fault at a place, where it has none."""
        return self if self.where != Place() else replace(self, where=place)

    def as_json(self) -> dict[str, Any]:
        """Return the stable JSON shape of a finding."""
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "fix": self.fix,
            "where": self.where.as_json(),
            **({"certainty": self.certainty} if self.certainty else {}),
            **({"mark": self.mark} if self.mark else {}),
        }


class LsreportError(Exception):
    """The root: everything this package raises on purpose. Carries one or more faults."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    @classmethod
    def one(cls, code: str, message: str, fix: str = "", where: Place | None = None) -> Self:
        """Return the error for a single fault."""
        return cls([Fault(code, message, fix, where or Place())])


class DataError(LsreportError):
    """A YAML file cannot be read, or says something that cannot be."""


class FigureError(LsreportError):
    """A figure that a document asks for is missing or cannot be derived."""


class TemplateError(LsreportError):
    """A Word template cannot be compiled or run."""


class PackageError(LsreportError):
    """A file is not a Word document that can be opened safely."""


class OutputError(LsreportError):
    """A document cannot be written, or may not be overwritten."""


class UsageError(LsreportError):
    """A command was given words that it does not understand."""


class FaultLog:
    """Gathers the faults of one job, so that all are told at once."""

    def __init__(self) -> None:
        self._faults: dict[Fault, None] = {}

    def __iter__(self) -> Iterator[Fault]:
        return iter(self._faults)

    def __len__(self) -> int:
        return len(self._faults)

    def add(self, fault: Fault) -> None:
        """Note a fault once; the same fault at the same place is not told twice."""
        self._faults.setdefault(fault)

    def extend(self, faults: Iterable[Fault]) -> None:
        """Note several faults."""
        for fault in faults:
            self.add(fault)

    @property
    def errors(self) -> list[Fault]:
        """Return the faults that stop the job (notes and warnings do not)."""
        return [fault for fault in self._faults if fault.severity == "error"]

    def raise_errors(self, kind: type[LsreportError]) -> None:
        """Raise `kind` with every error noted, if there is one."""
        if self.errors:
            raise kind(self.errors)
