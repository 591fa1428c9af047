"""Lists of shares of one whole.

Comes in: a reading, the lines below it. Goes out: the shares that a sentence, a bracket or lines in a row
tell of one whole, each with its words and its amount: said by `chiếm`, `tỷ trọng`, or bare behind `cơ cấu`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import NamedTuple

from lsreport.audit.meaning.loose import loosened
from lsreport.audit.reading import phrases
from lsreport.audit.reading.naming import names_in
from lsreport.audit.reading.natures import complete
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading, Sentence
from lsreport.audit.reading.story import Story

_SAID = lazy(
    r"\b(?:chiếm|tỷ trọng|tỉ trọng)\b(?:,?\s[^\W\d_]{1,12}|\s?[-–,](?=\s)){0,14}\s{0,3}\(?\Z"
)
_STRUCTURE = lazy(r"\b(?:cơ cấu|tỷ trọng|tỉ trọng)\b(?! lại)")
_ORDERED = lazy(r"\b(?:lần lượt|tương ứng|theo thứ tự)\b")
_NO_SHARE = lazy(
    r"\b(?:đạt|bằng|hoàn thành|tỷ lệ|tỉ lệ|@goal|so với|so|đóng góp|góp|tăng|giảm|lãi suất|vượt|chỉ số|mức|năng suất|cao hơn|thấp hơn)\b"
)
_NO_STRUCTURE = lazy(
    r"\b(?:bằng|hoàn thành|@goal|so với|đóng góp|góp|tăng|giảm|lãi suất|vượt|tốc độ)\b"
)
_MOVES = lazy(r"\b(?:từ|lên|xuống|lên tới|xuống còn|sang)\s(?:mức\s)?\Z")
_INSIDE = lazy(r"\b(?:@of_which|@made_of|như)\b")
_HAS = lazy(r"\b(?:có|còn|là)\b")
_BY = lazy(
    r"(?:\A|[;.,:])\s{0,3}(?:[-+*•]\s)?(?:nếu\s)?(?:xét\s|chia\s|phân\s|tính\s)?theo\s(?!thứ tự)"
)
_OF = lazy(
    r"\s{0,3}(?P<of>(?:trong |của |so với )?[^,;.:()0-9%]{0,60}?)(?=\s?(?:[,;.:()0-9%]|và\b|tăng\b|giảm\b|với\b|\Z))"
)
_TWO = lazy(r"\s?(?:[,;.()]|\Z)")
_OPENED = lazy(
    r"(?:\s[^\W\d_]{1,12}){0,3}\s?\(\s?(?P<word>(?:chiếm|tỷ trọng|chiếm tỷ trọng|chiếm tỷ lệ)\s(?:khoảng\s|gần\s|trên\s)?)?"
)
_SHUT = lazy(r"\s?(?:\)|tổng|,|;)")
_BEHIND = lazy(r"\s?(?:,\s)?(?:\(|với|tương ứng(?: với)?|tương đương(?: với)?|hay|tức)\s?")
_LEVEL = lazy(
    r"\b(?:tăng|giảm|nâng|hạ)(?:\s[^\W\d_]{1,8}){0,2}\s(?:còn|lên|xuống|đạt)(?:\s(?:@about|mức))?\s{0,3}\Z"
)
_AS_MUCH = lazy(r"\b(?:chiếm|đạt) (?:đến|tới)\s{1,3}\Z")
_MORE = lazy(r"\s{0,3}(?:ngoài ra|còn lại|bên cạnh đó|tiếp đến|tiếp theo|sau đó|kế đến|kế đó)\b")
_LINE = lazy(r"\A\s{0,6}(?:[-+*•o]|[0-9]{1,2}[.)]|[a-z][.)])?\s{0,4}")
_LONGEST_LINE = 260
_MOST = 40  # shares of a list
_BELOW = 12  # lines


class Share(NamedTuple):
    """A share with its amount, the words that name it, those that name its whole."""

    figure: Figure
    level: Figure | None
    words: str
    of: str
    reading: Reading
    bare: bool = False  # in brackets behind its amount, without a word


@dataclass(slots=True, eq=False)
class Structure:
    """Shares of one whole; `named` where they are said to be a structure, `head` the words before.

    `above` is the paragraph before, where their total may be told.
    """

    named: bool
    head: str
    above: Reading | None = None
    shares: list[Share] = field(default_factory=list)
    inner: list[Structure] = field(default_factory=list)
    single: bool = True  # one share in each sentence so far

    @property
    def labels(self) -> list[str]:
        """Return the words of each share."""
        return [share.words for share in self.shares]


def structures(story: Story) -> Iterator[Structure]:
    """Yield the lists of shares of a document."""
    for number, reading in enumerate(story.readings):
        if reading.paragraph.cell:
            continue
        above = story.readings[number - 1] if number else None
        for one in _of_reading(reading):
            if 0 < len(one.shares) <= _MOST:
                one.above = one.above or above
                yield one
        if not reading.paragraph.note and reading.low.rstrip().endswith(":"):
            below = _of_lines(reading, story.readings[number + 1 : number + 1 + _BELOW])
            if len(below.shares) > 1:
                below.above = reading
                yield below


def _of_reading(reading: Reading) -> Iterator[Structure]:
    if "%" not in reading.low and "phần trăm" not in reading.low:
        return
    before: Structure | None = None
    for sentence in reading.sentences:
        words = reading.low[sentence.start : sentence.end]
        found: list[Structure] = []
        if _STRUCTURE.search(words) or "chiếm" in words:
            walk = _Walk(reading, sentence.start, sentence.end, sentence.figures)
            found = list(islice(walk.run(), _MOST))
            found += list(islice(_in_brackets(reading, sentence), _MOST))
        opened = _MORE.match(reading.low, sentence.start) is not None
        if before and len(found) == 1 and _goes_on(before, found[0], opened):
            before.shares += found[0].shares
            continue
        if before:
            yield before
        yield from found[:-1]
        before = found[-1] if found else None
    if before:
        yield before


def _in_brackets(reading: Reading, sentence: Sentence) -> Iterator[Structure]:
    """Yield the lists that stand in brackets of their own: `(năm 2008, tỷ trọng công nghiệp chiếm …)`."""
    at = sentence.start
    while (opened := reading.low.find("(", at, sentence.end)) >= 0:
        closed = reading.low.find(")", opened, min(sentence.end, opened + _LONGEST_LINE))
        at = opened + 1
        if closed < 0 or not _STRUCTURE.search(reading.low, opened, closed):
            continue
        figures = [f for f in sentence.figures if opened < f.start < closed]
        if sum(f.unit.percent for f in figures) > 1:
            yield from _Walk(reading, opened + 1, closed, figures, reading.depth(opened)).run()


def _goes_on(before: Structure, more: Structure, opened: bool) -> bool:
    """Return whether a list goes on in the next sentence: one share each, or parts of one whole.

    `opened` by words such as `ngoài ra`, it goes on where each share has the head of the others.
    """
    if not before.shares or not more.shares or len(before.shares) > _MOST:
        return False
    single = len(more.shares) == 1 and before.single
    before.single = single
    if opened and one_head([*before.labels, *more.labels]):
        return True
    return single or complete([*before.labels, *more.labels])


def one_head(labels: Sequence[str]) -> bool:
    """Return whether all items of a list begin with the same noun: `nhóm đất xám`, `nhóm đất phèn`."""
    heads = [names_in(_SAID.sub(" ", label).rpartition(",")[2])[:1] for label in labels]
    return all(heads) and len({head[0] for head in heads}) == 1


class _Walk:
    """Goes through the figures of a sentence and puts its shares into lists."""

    def __init__(
        self, reading: Reading, start: int, end: int, figures: Sequence[Figure], depth: int = 0
    ) -> None:
        self._reading, self._end = reading, end
        self._low = _masked(reading, start, end, depth)
        self._start = start
        self._all = figures
        self._asides = {id(b): bool(m["word"]) for a, b, m in self._in_brackets()}
        self._figures = [
            f for f in figures if reading.depth(f.start) == depth or id(f) in self._asides
        ]

    def run(self) -> Iterator[Structure]:
        at, row, inside = self._start, self._start, False
        now, level = self._fresh(at, at), None
        for figure in self._figures:
            gap = self._words(at, figure.start)
            if cut := self._cut(gap, now):
                yield now
                now, inside, level, row = self._fresh(at, at + cut), False, None, at + cut
            elif ";" in gap:
                inside, level, row = False, None, at + gap.rfind(";") + 1
            at = figure.end
            if _INSIDE.search(gap.rpartition(";")[2]):
                inside, level = bool(now.shares), None
            last = now.shares[-1] if now.shares else None
            if (
                last
                and last.level is None
                and figure.unit.amount
                and _BEHIND.fullmatch(self._reading.low, last.figure.end, figure.start)
            ):
                now.shares[-1] = last._replace(level=figure)
                continue
            if figure.unit.amount and not inside and not phrases.direction(gap):
                level = figure if level is None or _HAS.search(gap) else level
            if not figure.unit.percent or inside:
                continue
            if _MOVES.search(gap):
                return  # from what to what
            share = self._share(now, figure, gap, level, row)
            if share is not None:
                now.shares.append(share)
                now.inner += self._brackets(share)
                level, row = None, figure.end
        yield now

    def _in_brackets(self) -> Iterator[tuple[Figure, Figure, re.Match[str]]]:
        """Yield each amount with its share, or share with its amount, in brackets right behind."""
        low, depth = self._reading.low, self._reading.depth
        for one, other in zip(self._all, self._all[1:], strict=False):
            opened = _OPENED.fullmatch(low, one.end, other.start)
            if opened is None or not _SHUT.match(low, other.end) or depth(one.start) or other.sign:
                continue
            grown = (
                one.unit.percent and opened["word"]
            )  # «4.318,6 tỷ đồng, tăng 9,44% (chiếm 24,92%)»
            if (one.unit.amount or grown) and other.unit.percent:
                yield one, other, opened

    def _words(self, start: int, end: int) -> str:
        return self._low[start - self._start : end - self._start]

    def _fresh(self, start: int, at: int) -> Structure:
        end = next((f.start for f in self._figures if f.unit.percent and f.start >= at), self._end)
        head = self._words(start, end)
        return Structure(bool(_STRUCTURE.search(head)), head)

    @staticmethod
    def _cut(gap: str, now: Structure) -> int:
        """Return where in a gap another whole begins: `; theo khu vực`, `; B, trong đó`; or 0."""
        found = list(_BY.finditer(gap))
        if found and found[-1].start():
            return found[-1].start() + 1
        if now.shares and (again := gap.rfind("cơ cấu")) > 0:
            return again  # of another year
        cut = gap.rfind(";") + 1
        return cut if now.shares and _INSIDE.search(now.head) and _INSIDE.search(gap, cut) else 0

    def _share(
        self, now: Structure, figure: Figure, gap: str, level: Figure | None, row: int
    ) -> Share | None:
        """Return a figure as a share of the list, or None where it tells something else."""
        after = self._words(figure.end, min(self._end, figure.end + 90))
        moved = phrases.direction(gap) and not (now.shares and _LEVEL.search(gap))
        if figure.fault or figure.sign or moved or phrases.plan_after(after):
            return None
        if phrases.is_then_told(gap):
            return None
        verb = _SAID.search(gap)
        said = verb is not None and not _NO_STRUCTURE.search(verb[0])
        if id(figure) in self._asides:
            said, after = True, ""
        chained = bool(now.shares) and len(gap) < 160
        no = _NO_STRUCTURE if now.named else _NO_SHARE
        clause = gap.rpartition(",")[2] if now.shares else gap[-90:]
        clause = _LEVEL.sub(" ", clause.replace("giá trị gia tăng", ""))  # a tax
        if not said and (not (now.named or chained) or no.search(clause)):
            return None
        of = _OF.match(after)
        whole = of["of"].strip() if of else ""
        plain = self._plain(figure, now)
        if plain is None:
            return None
        bare = self._asides.get(id(figure)) is False
        return Share(plain, level, self._words(row, figure.start), whole, self._reading, bare)

    def _plain(self, figure: Figure, now: Structure) -> Figure | None:
        """Return a share that can be added; of `26,18% - 31,94%` each one is a share."""
        if plain_percent(self._reading, figure):
            return loosened(figure)
        return _unranged(figure) if _ORDERED.search(now.head) else None

    def _brackets(self, share: Share) -> list[Structure]:
        """Return the shares in the bracket right behind one: `40% (công nghiệp chiếm 35,2%, …)`."""
        low, end = self._reading.low, share.figure.end
        opened = low.find("(", end, end + 90)
        closed = low.find(")", opened, opened + _LONGEST_LINE) if opened >= 0 else -1
        if closed < 0:
            return []
        figures = [f for f in self._all if opened < f.start < closed]
        found = Structure(False, low[end:opened])
        at = opened + 1
        for figure in figures:
            gap = low[at : figure.start]
            at = figure.end
            if not figure.unit.percent or phrases.direction(gap) or figure.fault:
                continue
            if plain_percent(self._reading, figure):
                found.shares.append(Share(figure, None, gap, "", self._reading))
        return [found] if found.shares else []


def leaves_one_out(shares: Sequence[Share]) -> bool:
    """Return whether an item of the list has an amount and no share: `lữ hành 214,6 tỷ đồng, tăng 17,33%`."""
    levels = [share.level for share in shares if share.level is not None]
    reading = shares[0].reading
    if not levels or any(share.reading is not reading for share in shares):
        return False
    told = {level.start for level in levels}
    return any(
        s.level is not None and s.level.start not in told and s.level.unit.same_as(levels[0].unit)
        and shares[0].figure.end <= s.level.start < shares[-1].figure.start
        and reading.depth(s.level.start) == reading.depth(shares[0].figure.start)
        and not any(c.role == "share" for c in s.claims)
        for s in reading.statements
    )  # fmt: skip


def plain_percent(reading: Reading, figure: Figure) -> bool:
    """Return whether a percentage is exact or told by `gần`, `trên`, not a range, not a bound."""
    if not figure.vague:
        return True
    before = reading.low[max(0, figure.start - 24) : figure.start]
    return phrases.is_about(before) or _AS_MUCH.search(before) is not None


def _unranged(figure: Figure) -> Figure:
    return replace(figure, vague=False)


def _masked(reading: Reading, start: int, end: int, depth: int = 0) -> str:
    """Return the words of a sentence with blanks for what stands deeper in brackets."""
    text = reading.low[start:end]
    if "(" not in text:
        return text
    return "".join(
        " " if reading.depth(start + n) > depth or c == ")" else c for n, c in enumerate(text)
    )


# --- lines ---------------------------------------------------------------------------------------


def _of_lines(head: Reading, below: Sequence[Reading]) -> Structure:
    """Return the shares of the lines below a head: `Cơ cấu kinh tế:`, `- Dịch vụ: 41,8%;`."""
    named = bool(_STRUCTURE.search(head.low[-160:]))
    made = Structure(named, head.low[-160:])
    for reading in below:
        if reading.paragraph.cell or reading.paragraph.note or len(reading.low) > _LONGEST_LINE:
            break
        sentence = reading.sentences[0] if reading.sentences else None
        if sentence is None or "%" not in reading.low:
            break
        share = _of_line(reading, named)
        if share is None:
            break
        made.shares.append(share)
    return made


def _of_line(reading: Reading, named: bool) -> Share | None:
    """Return the one share of a line: said, or the first percentage behind its name."""
    figures = [f for f in reading.figures if not reading.depth(f.start)]
    walk = _Walk(reading, 0, len(reading.low), figures)
    found = [share for one in walk.run() for share in one.shares]
    if not found and named:
        first = next((f for f in figures if f.unit.percent), None)
        lead = reading.low[: first.start] if first else ""
        if first and plain_percent(reading, first) and not _NO_STRUCTURE.search(lead):
            found = [Share(loosened(first), None, lead, "", reading)]
    return found[0] if found else None
