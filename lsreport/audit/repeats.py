"""What is said twice word for word.

Comes in: the story. Goes out: findings: a paragraph given a second time, a sentence with its figures given
again in one of the next paragraphs. What a summary repeats further away is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsreport.audit.findings import Finding, Tally, finding
from lsreport.audit.groups import Story
from lsreport.audit.headings import is_division
from lsreport.audit.patterns import lazy
from lsreport.audit.source import Paragraph
from lsreport.audit.statements import Reading
from lsreport.i18n import _

_SENTENCE_ENDS = (".", ";", "…")
_TELLING = 3  # figures by which a paragraph is no set phrase
_ENOUGH, _LONG = 2, 60  # figures, letters by which a sentence is none
_PAGE = 12  # paragraphs
_NEAR = 2  # paragraphs
_HEAD = 60  # letters by which paragraphs are told apart at once
_WORDS = lazy(r"[^\W_]+")


def repeated_paragraphs(story: Story, tally: Tally) -> Iterator[Finding]:
    """The same long paragraph twice."""
    alike: dict[str, list[tuple[Reading, int]]] = {}
    places: dict[int, int] = {}  # paragraph → how many parts and chapters began before it
    division = 0
    for reading in story.readings:
        paragraph = reading.paragraph
        division += is_division(paragraph)
        places[id(paragraph)] = division
        fewest = 12 if paragraph.plain.rstrip().endswith(_SENTENCE_ENDS) else 40
        if paragraph.cell or len(paragraph.plain) < 2 * fewest:
            continue  # captions and the labels of flattened tables repeat by right
        tally.tested += 1
        head = "".join(_WORDS.findall(reading.low[:_HEAD])[:2])
        alike.setdefault(head, []).append((reading, fewest))
    for some in alike.values():
        yield from _repeated(some, places) if len(some) > 1 else ()


def _repeated(some: list[tuple[Reading, int]], places: dict[int, int]) -> Iterator[Finding]:
    """Yield repetitions; of figures, under one heading or on one page, no summary can be meant."""
    seen: dict[str, Paragraph] = {}
    for reading, fewest in some:
        words = _WORDS.findall(reading.low)
        if len(words) < fewest:
            continue
        first = seen.setdefault(" ".join(words), reading.paragraph)
        if first.number != reading.paragraph.number:  # pieces of one paragraph are no repetition
            told = sum(figure.unit.known and bool(figure.unit.kind) for figure in reading.figures)
            near = reading.paragraph.number - first.number <= _PAGE
            here = places[id(first)] == places[id(reading.paragraph)]
            sure = told >= _TELLING and (near or here)
            yield finding(
                "lap-doan", "certain" if sure else "likely", reading.paragraph, (0, len(reading.paragraph.text)),
                _("giống hệt đoạn {number}").format(number=first.number),
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
            told = sum(f.unit.known and bool(f.unit.kind) for f in sentence.figures)
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


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    repeated_paragraphs,
    repeated_sentences,
)
