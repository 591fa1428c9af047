"""What a document was made from, as a fingerprint.

Comes in: a workspace and a job. Goes out: a text that is another one whenever a file that the
document could rest on, an option or the program has changed. It errs on one side only: a file
that this document did not need may make it be drawn once more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from lsreport.batch.jobs import Job
from lsreport.data.contents import digest_of, files_under
from lsreport.data.workspace import Workspace
from lsreport.store import made_by


class Inputs:
    """The fingerprints of one workspace; every file is read once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._datasets: dict[str, str] = {}

    @property
    def sources(self) -> tuple[Path, Path]:
        """Return the folders that nothing is written into."""
        return self._workspace.sources

    @cached_property
    def catalogue(self) -> str:
        """Return the fingerprint of what all periods share: catalogue, settings, templates."""
        templates = files_under(self._workspace.templates)
        words = (path for path in templates if path.suffix == ".docx")
        return self._of([*self._workspace.catalogue_files(), *words])

    def of(self, job: Job) -> str:
        """Return the fingerprint of a job: its files, its options, the program."""
        if job.dataset not in self._datasets:
            folder = self._workspace.root / "data" / job.dataset
            self._datasets[job.dataset] = self._of(folder.glob("*.yaml"))
        plain = replace(job, target=job.name, options=replace(job.options, root=""))
        told = f"{made_by()}|{plain}|{self._datasets[job.dataset]}"
        return sha256(told.encode()).hexdigest()

    def _of(self, files: Iterable[Path]) -> str:
        digest = sha256()
        for path in sorted(files):
            name = self._workspace.relative(path)
            digest.update(name.encode() + b"\0" + digest_of(path))
        return digest.hexdigest()
