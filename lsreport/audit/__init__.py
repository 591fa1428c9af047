"""What a document says of its own figures, tested.

Comes in: the bytes of a .docx, .txt or .md file of Vietnamese statistical prose; no configuration.
Goes out: findings: numbers that cannot all be right, with the computation. One direction:
`reading` (places and notes → figures → statements → totals with their parts) → `meaning` (what the
tests share) → the rooms of tests, none of which knows another → registry → findings.
Deterministic; no network; every pattern is bounded, so the work grows with the length.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import islice

from lsreport.audit.findings import Audit, Finding, Tally, in_order
from lsreport.audit.reading.groups import read_story
from lsreport.audit.reading.source import Document, read_document, read_text
from lsreport.audit.reading.story import Story
from lsreport.audit.registry import RULES, TESTS
from lsreport.errors import UsageError
from lsreport.i18n import _

_MOST = 2_000  # findings of one test: a document with more of them is no prose
__all__ = [
    "RULES",
    "Audit",
    "Document",
    "Finding",
    "audit",
    "audit_document",
    "audit_text",
    "standing",
]


def audit(raw: bytes, name: str, off: Collection[str] = ()) -> Audit:
    """Return the findings of a file, without those of the rules switched off.

    Raises PackageError for a file that cannot be read, UsageError for an unknown rule or type.
    """
    check_names(off)
    return audit_document(read_document(raw, name), off)


def standing(raw: bytes, name: str, accepted: Collection[str]) -> Audit:
    """Return the findings of a Word document without those whose marks were accepted.

    Raises PackageError for a file that cannot be read.
    """
    from lsreport.audit.reading.word import read_word

    return without(audit_document(read_word(raw, name, linked=False)), accepted)


def without(found: Audit, accepted: Collection[str]) -> Audit:
    """Return an audit without the findings whose marks were accepted."""
    return replace(found, findings=[one for one in found.findings if one.mark not in accepted])


def audit_text(text: str, off: Collection[str] = ()) -> Audit:
    """Return the findings of a plain text.

    >>> audit_text("Tổng đàn lợn có 185.801 con, giảm -4,35% so với cùng kỳ.").findings[0].rule
    'dau-tru-thua'
    """
    check_names(off)
    return audit_document(read_text(text), off)


def audit_document(document: Document, off: Collection[str] = ()) -> Audit:
    """Return the findings of a document that was read."""
    story = read_story(document)
    tally = Tally(sum(len(reading.figures) for reading in story.readings))
    return Audit(_findings(story, tally, off), tally)


def _findings(story: Story, tally: Tally, off: Collection[str]) -> list[Finding]:
    found = (finding for test in TESTS for finding in islice(test(story, tally), _MOST))
    return in_order(finding for finding in found if finding.rule not in off)


def check_names(off: Collection[str]) -> None:
    """Raise UsageError where a rule to switch off does not exist."""
    unknown = [name for name in off if name not in RULES]
    if unknown:
        raise UsageError.one(
            "quy-tac-la",
            _("không có quy tắc «{name}»").format(name=unknown[0]),
            _("các quy tắc: {names}").format(names=", ".join(sorted(RULES))),
        )
