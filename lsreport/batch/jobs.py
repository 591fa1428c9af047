"""What goes to a worker and what comes back: plain data, small enough for a pipe."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lsreport.errors import Fault

Result = Literal["made", "there", "failed"]


@dataclass(frozen=True, slots=True)
class Options:
    """What all documents of a run have in common; days are ISO texts.

    `catalogue` is the fingerprint of what does not change with the period: a worker that lives
    longer than a run reads it anew when it is another one.
    """

    root: str
    catalogue: str
    language: str = "vi"
    as_of: str = ""
    partial: bool = False
    strict: bool = False
    advice: bool = False
    allow_links: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be made: a report of a period from a data set, and where it goes."""

    report: str
    dataset: str
    period: str
    target: str
    options: Options

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return Path(self.target).name


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a worker made of a job: the document, or why there is none.

    `gaps` are the places marked in the document, `advice` the warnings of `check` and `audit`
    where they were asked for.
    """

    document: bytes | None
    faults: tuple[Fault, ...] = ()
    gaps: int = 0
    advice: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job: made now, there already, or failed.

    `kept` is where a document that somebody had edited was kept.
    """

    job: Job
    result: Result
    faults: tuple[Fault, ...] = ()
    gaps: int = 0
    advice: tuple[Fault, ...] = ()
    kept: Path | None = None
