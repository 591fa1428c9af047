"""What an audit finds.

Comes in: a place, a rule, the computation in words. Goes out: findings in the order of the
document, with a stable JSON shape; a tally of how much was looked at.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import Any, Literal, NamedTuple

from lsreport.audit.reading.amounts import Stretch
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.source import Paragraph
from lsreport.errors import Fault, Place
from lsreport.i18n import _
from lsreport.numbers import decimals_of, format_decimal, round_half_up

Severity = Literal["certain", "likely", "look"]
SEVERITY_NAMES: dict[Severity, str] = {
    "certain": "certain",
    "likely": "likely",
    "look": "worth a look",
}
_TAG = 8  # characters of `</sup>`, with room
_QUOTE = 240
_SENTENCE_END = lazy(r"[.;!?…](?=\s)|\n")
_ELSEWHERE = lazy(r"\b(?:đoạn|paragraph) \d+")  # moves when a line is put in above
_NUMBER = lazy(r"\d[\d.,]*")
_ORDER: dict[Severity, int] = {"certain": 0, "likely": 1, "look": 2}


class Finding(NamedTuple):
    """One thing that cannot be, or hardly: where, why, what would mend it.

    `start` and `end` count characters of the paragraph's text from 0. `mark` is what `chap_nhan`
    accepts it by: another one as soon as its sentence, or a number it is tested with, moves.
    """

    rule: str
    severity: Severity
    paragraph: int
    start: int
    end: int
    quote: str
    computed: str
    suggestion: str
    mark: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the stable JSON shape."""
        return {
            "rule": self.rule,
            "severity": SEVERITY_NAMES[self.severity],
            "where": {"paragraph": self.paragraph, "start": self.start, "end": self.end},
            "quote": self.quote,
            "computed": self.computed,
            "suggestion": self.suggestion,
            "mark": self.mark,
        }

    def as_fault(self, name: str) -> Fault:
        """Return it as the other commands tell what is wrong with a document."""
        return Fault(
            "cau-sai",
            _("«{quote}»: {computed} ({rule})").format(
                quote=self.quote, computed=self.computed, rule=self.rule
            ),
            self.suggestion,
            Place(name, paragraph=self.paragraph),
            certainty=self.severity,
            mark=self.mark,
        )


@dataclass(slots=True)
class Tally:
    """How much was looked at: figures read, relations tested."""

    figures: int = 0
    tested: int = 0


@dataclass(frozen=True, slots=True)
class Audit:
    """The findings of a document, in its order, and the tally."""

    findings: list[Finding]
    tally: Tally = field(default_factory=Tally)

    def as_json(self) -> dict[str, Any]:
        """Return the stable JSON shape."""
        return {
            "findings": [finding.as_json() for finding in self.findings],
            "figures": self.tally.figures,
            "tested": self.tally.tested,
        }

    def of(self, severity: Severity) -> list[Finding]:
        """Return the findings that are that severe."""
        return [finding for finding in self.findings if finding.severity == severity]

    def count(self, severity: Severity) -> int:
        """Return how many findings are that severe."""
        return sum(finding.severity == severity for finding in self.findings)


def finding(
    rule: str,
    severity: Severity,
    paragraph: Paragraph,
    span: tuple[int, int],
    computed: str,
    suggestion: str,
) -> Finding:
    """Return a finding; the quotation is cut to a readable length."""
    start, end = _whole_words(paragraph.text, max(0, span[0]), max(span[0] + 1, span[1]))
    mark = _mark(rule, paragraph.text, start, end, computed)
    quote = paragraph.text[start:end].strip()
    if len(quote) > _QUOTE:
        quote = f"{quote[: _QUOTE // 2]} … {quote[-_QUOTE // 2 :]}"
    start, end = start + paragraph.offset, end + paragraph.offset
    return Finding(rule, severity, paragraph.number, start, end, quote, computed, suggestion, mark)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch that cuts no word, no number and no tag in two."""
    start, end = min(start, len(text)), min(end, len(text))
    while 0 < start < len(text) and text[start - 1].isalpha() and text[start].isalpha():
        start -= 1
    while end < len(text) and (
        (text[end - 1].isalpha() and text[end].isalpha())
        or (text[end - 1].isdigit() and text[end].isdigit())
    ):
        end += 1
    opened = text.rfind("<", max(0, start - _TAG), start)
    if opened > text.rfind(">", 0, start) and text.find(">", start, start + _TAG) > 0:
        start = opened
    opened = text.rfind("<", max(0, end - _TAG), end)
    closed = text.find(">", end, end + _TAG)
    if opened > text.rfind(">", 0, end) and closed > 0:
        end = closed + 1
    return start, end


def _mark(rule: str, text: str, start: int, end: int, computed: str) -> str:
    """Return the mark of a finding: of its rule, place, sentence, and the numbers it was tested with.

    Where the paragraph stands, and the language of the words, do not count. It begins with
    «v», so that it is never taken for the mark of a finding about the data.
    """
    before = [match.end() for match in _SENTENCE_END.finditer(text, 0, start)]
    after = _SENTENCE_END.search(text, max(start, end - 1))
    sentence = text[before[-1] if before else 0 : after.end() if after else len(text)]
    numbers = _NUMBER.findall(_ELSEWHERE.sub("", computed))
    words = "|".join((rule, text[start:end], sentence, *numbers))
    plain = " ".join(unicodedata.normalize("NFC", words).split())
    return "v" + sha256(plain.encode()).hexdigest()[:8]


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings in the order of the document, the same place's severest first, once.

    Two tests may come to one contradiction by two ways: of one rule, over the same numbers.
    """
    severest = sorted(
        dict.fromkeys(findings), key=lambda f: (_ORDER[f.severity], f.start - f.end, f.computed)
    )
    once = {(f.rule, f.paragraph, _numbers_in(f)): f for f in reversed(severest)}
    widest = {_growth_at(f): f for f in sorted(once.values(), key=lambda f: -f.start)}
    ordered = sorted(
        widest.values(),
        key=lambda f: (f.paragraph, f.start, _ORDER[f.severity], f.rule, f.computed),
    )
    told: dict[tuple[str, str], int] = {}
    return [found for found in ordered if not _told_above(found, told)]


def _told_above(found: Finding, told: dict[tuple[str, str], int]) -> bool:
    """Return whether a sum was found wrong at its total already, in the paragraph above its parts."""
    key = found.rule, found.computed
    above = found.rule == "phan-va-tong" and told.get(key, found.paragraph) == found.paragraph - 1
    told[key] = found.paragraph
    return above


def _growth_at(found: Finding) -> tuple[object, ...]:
    """Return the growth that a finding ends with: from its level, or from its difference on; points by their place; else the finding."""
    if found.rule == "tang-chenh-lech":
        return (found.rule, found.severity, found.paragraph, found.end)
    if found.rule == "diem-phan-tram":
        return (found.rule, found.severity, found.paragraph, found.start, found.end)
    return (found,)


def _numbers_in(found: Finding) -> tuple[str, ...]:
    """Return the numbers of a computation in order of size; without any, the place itself."""
    numbers = [_plain(n) for n in _NUMBER.findall(_ELSEWHERE.sub("", found.computed))]
    return tuple(sorted(numbers)) if len(numbers) > 2 else (found.computed, str(found.start))


def _plain(number: str) -> str:
    """Return a number without zeros at its end: `2,10` as `2,1`."""
    return number.rstrip("0").rstrip(",") if "," in number else number


def by_units(off: int) -> Severity:
    """Return how severe it is that a printed number is off by so many units of its last place."""
    return "look" if off <= 1 else "certain"


def shown(number: Decimal, decimals: int | None = None) -> str:
    """Return a number as printed."""
    return format_decimal(number, decimals)


def shown_stretch(stretch: Stretch, like: Decimal) -> str:
    """Return a computed value as precise as the printed one, as a stretch where it is wider."""
    whole = stretch.low == stretch.high == stretch.low.to_integral_value()
    decimals = max(decimals_of(like), 1 if abs(like) < 100 and not whole else 0)
    low, high = round_half_up(stretch.low, decimals), round_half_up(stretch.high, decimals)
    if low == high:
        return shown(low, decimals)
    return f"{shown(low, decimals)} - {shown(high, decimals)}"


def flat(found: Iterable[Iterable[Finding]]) -> Iterator[Finding]:
    """Yield the findings of several rules."""
    for some in found:
        yield from some
