"""What is said twice word for word.

Comes in: the story. Goes out: findings: a paragraph given a second time, a sentence with its figures given
again in one of the next paragraphs, a clause given twice in a row. What a summary repeats further away is meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from lsreport.audit.findings import Finding, Tally, finding
from lsreport.audit.form.headings import is_division
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure, lowered
from lsreport.audit.reading.source import Paragraph, whole
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_SENTENCE_ENDS = (".", ";", "…")
_TELLING = 3  # figures by which a paragraph is no set phrase
_ENOUGH, _LONG = 2, 60  # figures, letters by which a sentence is none
_PAGE = 12  # paragraphs
_NEAR = 2  # paragraphs
_HEAD = 60  # letters by which paragraphs are told apart at once
_FEW, _CLAUSES = 5, 60  # words by which a clause says what it is of, clauses of a sentence
_WORDS = lazy(r"[^\W_]+")
_CLAUSE = lazy(r"[;,]\s")
_DIGIT = lazy(r"[0-9]")


class _Place(NamedTuple):
    """A paragraph: how many figures it tells, how many parts and chapters began before it."""

    paragraph: Paragraph
    told: int
    division: int
    fewest: int  # words by which it is no set phrase


def repeated_paragraphs(story: Story, tally: Tally) -> Iterator[Finding]:
    """The same long paragraph twice."""
    alike: dict[str, list[_Place]] = {}
    told: Counter[int] = Counter()
    for reading in story.readings:
        told[reading.paragraph.number] += _telling(reading.figures)
    division = 0
    for paragraph in whole(story.document.paragraphs):
        division += is_division(paragraph)
        fewest = 12 if paragraph.plain.rstrip().endswith(_SENTENCE_ENDS) else 40
        if paragraph.cell or len(paragraph.plain) < 2 * fewest:
            continue  # captions and the labels of flattened tables repeat by right
        tally.tested += 1
        head = "".join(_WORDS.findall(lowered(paragraph.plain[:_HEAD]))[:2])
        place = _Place(paragraph, told[paragraph.number], division, fewest)
        alike.setdefault(head, []).append(place)
    for some in alike.values():
        yield from _repeated(some) if len(some) > 1 else ()


def _telling(figures: Sequence[Figure]) -> int:
    """Return how many figures tell an amount in a known unit."""
    return sum(figure.unit.known and bool(figure.unit.kind) for figure in figures)


def _repeated(some: list[_Place]) -> Iterator[Finding]:
    """Yield repetitions; of figures, under one heading or on one page, no summary can be meant."""
    seen: dict[str, _Place] = {}
    for place in some:
        paragraph = place.paragraph
        words = _WORDS.findall(lowered(paragraph.plain))
        if len(words) < place.fewest:
            continue
        first = seen.setdefault(" ".join(words), place)
        if first is not place:
            near = paragraph.number - first.paragraph.number <= _PAGE
            sure = place.told >= _TELLING and (near or first.division == place.division)
            yield finding(
                "lap-doan", "certain" if sure else "likely", paragraph, (0, len(paragraph.text)),
                _("giống hệt đoạn {number}").format(number=first.paragraph.number),
                _("bỏ một đoạn"),
            )  # fmt: skip


def repeated_sentences(story: Story, tally: Tally) -> Iterator[Finding]:
    """The same sentence, with two figures at least, in one of the next paragraphs."""
    seen: dict[str, tuple[int, bool]] = {}  # sentence → paragraph, whether it is all of it
    for reading in story.readings:
        number = reading.paragraph.number
        if reading.paragraph.cell or reading.paragraph.note:
            continue
        for sentence in reading.sentences:
            told = _telling(sentence.figures)
            words = reading.low[sentence.start : sentence.end].strip()
            if told < _ENOUGH or len(words) < _LONG:
                continue
            tally.tested += 1
            alone = len(reading.sentences) == 1
            before, whole = seen.get(words, (number - _PAGE, False))
            seen[words] = number, alone
            if number - before <= _NEAR and not (alone and whole):
                yield finding(
                    "lap-doan", "likely", reading.paragraph, (sentence.start, sentence.end),
                    _("câu này đã có ở đoạn {number}").format(number=before), _("bỏ một câu"),
                )  # fmt: skip


def repeated_clauses(story: Story, tally: Tally) -> Iterator[Finding]:
    """`dịch vụ tăng 3,84%; dịch vụ tăng 3,84%`: one clause twice in a row, with its figure."""
    for reading in story.readings:
        if reading.paragraph.cell:
            continue
        for sentence in reading.sentences:
            if len(sentence.figures) < 2:
                continue
            before, start = "", sentence.start
            for clause in _CLAUSE.split(reading.low[sentence.start : sentence.end])[:_CLAUSES]:
                words = clause.strip(" .:")
                if words == before and len(_WORDS.findall(words)) >= _FEW and _DIGIT.search(words):
                    tally.tested += 1
                    yield finding(
                        "lap-doan", "certain", reading.paragraph, (start, start + len(clause)),
                        _("giống hệt vế đứng trước"), _("bỏ một vế, hoặc sửa tên và số"),
                    )  # fmt: skip
                before, start = words, start + len(clause) + 2


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    repeated_paragraphs,
    repeated_sentences,
    repeated_clauses,
)
