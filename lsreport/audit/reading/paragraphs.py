"""Figures put together into statements.

Comes in: the figures of a paragraph. Goes out: what it states, in order: which figure is the level of
what the words name, which its growth, its share of a plan, its difference, and with what it compares.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from lsreport.audit.reading import phrases
from lsreport.audit.reading.naming import content, last_stretch, name_key, names_in, subject
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure, lowered, scan
from lsreport.audit.reading.sentences import ends_sentence, has_words
from lsreport.audit.reading.source import Paragraph
from lsreport.audit.reading.statements import Claim, Reading, Sentence, Statement

_STOP = lazy(r"[.!?…\n]")
_HARD = lazy(r"[;:]|\.\s|\n|\([0-9]{1,2}\)|\b(?:trong đó|@made_of|cụ thể|riêng)\b")
_MOST_BRACKETS = 2_000
_LONGEST_NAME = 240
_MISREAD = 12  # times: a comma that slipped, and little more


def read_paragraph(paragraph: Paragraph) -> Reading:
    """Return what a paragraph states."""
    text = paragraph.plain
    low = lowered(text)
    figures = scan(text)
    sentences = list(_sentences(text, figures))
    reading = Reading(paragraph, low, sentences, figures, [], _depths(text))
    for number, sentence in enumerate(sentences):
        builder = _Builder(reading, sentence, number)
        for figure in sentence.figures:
            builder.add(figure)
    return reading


def _sentences(text: str, figures: list[Figure]) -> Iterator[Sentence]:
    stops = (match.end() for match in _STOP.finditer(text))
    starts = [0, *(stop for stop in stops if ends_sentence(text, stop - 1)), len(text)]
    position = 0
    for start, end in itertools.pairwise(starts):
        sentence = Sentence(start, end)
        while position < len(figures) and figures[position].start < end:
            sentence.figures.append(figures[position])
            position += 1
        yield sentence


def _depths(text: str) -> list[tuple[int, int]]:
    depth, found = 0, []
    if text.count("(") + text.count(")") > _MOST_BRACKETS:
        return []  # no prose
    for match in re.finditer(r"[()]", text):
        depth = depth + 1 if match[0] == "(" else max(0, depth - 1)
        found.append((match.start(), depth))
    return found


class _Builder:
    """Puts the figures of a sentence together into statements."""

    def __init__(self, reading: Reading, sentence: Sentence, number: int) -> None:
        self._reading, self._sentence, self._number = reading, sentence, number
        self._low = reading.low
        self._at = sentence.start
        self._outer: list[Statement] = []
        self._now: Statement | None = None
        self._default = phrases.opening_comparator(self._low[sentence.start : sentence.end][:80])

    def add(self, figure: Figure) -> None:
        """Take the next figure of the sentence."""
        gap = self._low[self._at : figure.start]
        after = self._low[figure.end : figure.end + 120]
        self._at = figure.end
        if not figure.unit.kind and figure.whole is None:
            return
        self._leave_brackets(figure)
        claim = self._claim(figure, gap, after)
        fresh = self._starts(gap, figure, claim)
        if claim is None:
            self._level(figure, gap)
        else:
            self._attach(claim, gap, fresh)
        if self._now is not None:
            self._now.end = figure.end

    def _leave_brackets(self, figure: Figure) -> None:
        depth = self._reading.depth(figure.start)
        if self._now is not None and self._now.depth > depth and self._is_aside_level():
            self._now.depth = depth
        while self._now is not None and self._now.depth > depth:
            self._now = self._outer.pop() if self._outer else None

    def _is_aside_level(self) -> bool:
        """Return whether brackets hold only the level of what the words before them name."""
        now = self._now
        if now is None or now.level is None or now.claims or self._outer:
            return False
        return self._low[now.level.end : now.level.end + 2].strip().startswith(")")

    # --- what a figure is ---

    def _claim(self, figure: Figure, gap: str, after: str) -> Claim | None:
        """Return what a figure says of a quantity; None where it is a quantity's level."""
        bracketed = gap.rstrip(" +-−–").endswith("(")
        if self._is_plan_amount(figure, gap):
            said = self._now.claims if self._now else []
            return Claim("whole", figure, plan=said[-1].plan if said else "")
        sign = phrases.direction(gap)
        base = phrases.comparator_after(after) or self._comparator_before(gap) or self._default
        if figure.unit.points:
            role = "contribution" if phrases.is_pull(gap) else "points"
            pulled = -1 if gap.rstrip().endswith("kéo lùi") else sign
            return Claim(role, figure, pulled, base, bracketed=bracketed)
        if figure.unit.percent:
            return self._percent(figure, gap, after, Claim("", figure, sign, base, "", bracketed))
        if figure.whole is not None:
            return None
        if sign and not self._is_level_after_verb(gap) and not gap.rstrip().endswith(":"):
            return Claim("difference", figure, sign, base, bracketed=bracketed)
        if bracketed and (figure.sign or self._wants_difference(figure)):
            return Claim("difference", figure, sign, base, bracketed=True)
        if self._last_role() != "growth" or self._now is None or not phrases.is_equal_sign(gap):
            return None
        if self._wants_difference(figure):
            return Claim("difference", figure, sign, base, bracketed=bracketed)
        if self._may_be_growth(figure):
            return Claim("difference", figure, self._now.claims[-1].sign, base, bracketed=bracketed)
        return None

    def _may_be_growth(self, figure: Figure) -> bool:
        """Return whether `tăng 5%, tương đương 1.250 tỷ đồng` may be what the growth amounts to."""
        now = self._now
        if now is None or now.level is None or not now.level.unit.same_as(figure.unit):
            return False
        if phrases.is_of_before(self._low[figure.end : figure.end + 24]):
            return False  # «tương đương 160 triệu USD cùng kỳ»
        percent = now.claims[-1].figure.value
        about = now.level.base_stretch.middle * percent / (percent + 100)
        own = figure.base_stretch.middle
        return about > 0 and about < own * _MISREAD and own < about * _MISREAD

    def _is_plan_amount(self, figure: Figure, gap: str) -> bool:
        """Return whether brackets hold the plan of a share: `đạt 75% dự toán (8.100 tỷ đồng)`."""
        level = self._now.level if self._now else None
        if level is None or figure.whole is not None or not level.unit.same_as(figure.unit):
            return False
        if figure.sign:  # «đạt 101,5% kế hoạch (+27 ha, +0,28%)»: how it moved, no plan
            return False
        if self._last_role() in ("plan", "over"):
            return phrases.is_plan_in_brackets(gap)
        return not self._last_role() and phrases.is_out_of_plan(gap)

    def _comparator_before(self, gap: str) -> str:
        if self._now is not None:  # what stands right behind the figure before belongs to that
            gap = gap[phrases.comparison_end(gap) :]
        cut = max(gap.rfind(";"), gap.rfind("%"), gap.rfind("("))
        tail = gap[cut + 1 :]
        found = phrases.comparator_before(tail)
        return found if found and not re.search(r"\)\s*,|\.\s", tail) else ""

    @staticmethod
    def _is_level_after_verb(gap: str) -> bool:
        return bool(re.search(r"(?:lên|từ|xuống|còn|tổng|đạt|tổng số|nâng)\s*\Z", gap[-20:]))

    def _wants_difference(self, figure: Figure) -> bool:
        level = self._now.level if self._now else None
        return level is not None and level.unit.same_as(figure.unit) and bool(figure.sign)

    def _last_role(self) -> str:
        return self._now.claims[-1].role if self._now and self._now.claims else ""

    def _percent(self, figure: Figure, gap: str, after: str, claim: Claim) -> Claim | None:
        plan = phrases.plan_after(after)
        sign = claim.sign
        if phrases.is_contribution(gap):
            return self._as(claim, "contribution")
        if sign and plan and ("vượt" in gap[-30:] or after.lstrip().startswith("so ")):
            return Claim("over", figure, sign, "", plan, claim.bracketed)
        if sign:
            return self._as(claim, "before" if phrases.is_then(gap) else "growth")
        if over := phrases.plan_passed(gap):
            return Claim("over", figure, phrases.UP, "", over, claim.bracketed)
        if plan is not None:
            return Claim("plan", figure, sign, "", plan, claim.bracketed)
        if phrases.is_share(gap):
            return self._as(claim, "share")
        if phrases.is_rate(gap):
            return self._as(claim, "rate")
        if phrases.is_ratio(gap):
            if self._last_role() == "whole" and not self._compared(claim, after):
                return self._as(
                    claim, "plan"
                )  # «6.643 tỷ đồng trên dự toán 9.080 tỷ đồng, bằng 73,2%»
            if bare := phrases.comparator_bare(after):
                return Claim("ratio", figure, sign, bare, bracketed=claim.bracketed)
            return self._as(claim, "ratio" if self._compares(after, claim.base) else "other")
        if phrases.is_growth_named(gap):
            return Claim("growth", figure, phrases.UP, claim.base, "", claim.bracketed)
        if phrases.is_reached(gap):
            return self._reached(claim, gap)
        if claim.bracketed and figure.sign:
            return self._as(claim, "growth")
        told = phrases.is_equal_sign(gap) or claim.bracketed
        if self._last_role() == "difference" and (told or (figure.sign and gap.strip() == ",")):
            grown = self._as(claim, "growth")  # «(giảm 1.640 con, -2,3%)»
            last = self._now.claims[-1] if self._now else grown
            lead = self._reading.low[max(0, last.figure.start - 12) : last.figure.start]
            if gap.strip() == "(" and not figure.sign and lead.endswith(("ít hơn ", "thấp hơn ")):
                return grown._replace(sign=last.sign)  # «ít hơn 43,2 tỷ đồng (6,59%)»
            return grown
        return None

    @staticmethod
    def _as(claim: Claim, role: str) -> Claim:
        return Claim(role, claim.figure, claim.sign, claim.base, claim.plan, claim.bracketed)

    @staticmethod
    def _compared(claim: Claim, after: str) -> bool:
        return bool(claim.base or phrases.comparator_bare(after))

    @staticmethod
    def _compares(after: str, base: str) -> bool:
        return bool(base) or not has_words(after) or after.lstrip().startswith("so ")

    def _reached(self, claim: Claim, gap: str) -> Claim | None:
        level = self._now.level if self._now else None
        attached = level is not None and not _HARD.search(gap) and not content(gap)
        if attached and level is not None and level.whole is not None:
            return self._as(claim, "rate")
        if attached and level is not None and level.unit.amount:
            return Claim("plan", claim.figure, 0, "", "", claim.bracketed)
        return None

    # --- where it belongs ---

    def _starts(self, gap: str, figure: Figure, claim: Claim | None) -> bool:
        """Return whether the words before a figure name another quantity."""
        if self._now is None:
            return True
        opened = self._reading.depth(figure.start) > self._now.depth
        inner = gap.rpartition("(")[2] if opened else gap
        if claim is None:
            return True
        if claim.role == "whole":
            return False
        if claim.bracketed:
            named = names_in(last_stretch(gap).rpartition("(")[0])
            return claim.role == "growth" and len(named) > 0 and not self._follows_level(gap)
        hard = list(_HARD.finditer(inner))
        if hard:
            inner = inner[hard[-1].end() :]
            window = phrases.window_of(inner)
            return bool(names_in(inner)) or bool(window and window != self._now.window)
        window = phrases.window_of(inner)
        if window and window != self._now.window and "," in inner:
            return True
        _words, comma, last = inner.rpartition(",")
        if comma and not names_in(last):  # «… chiếm 98% tổng diện tích cây gia vị, tăng 4%»
            return False
        if self._last_role() in ("plan", "over"):
            inner = phrases.behind_plan(inner)
        return len(names_in(self._behind_level(inner))) > 1

    def _follows_level(self, gap: str) -> bool:
        now = self._now
        return now is not None and now.level is not None and not now.claims and "," not in gap

    def _behind_level(self, gap: str) -> str:
        """Return a gap without the words that belong to the unit of the level before it."""
        now = self._now
        if now is None or now.level is None or now.claims:
            return gap
        head, comma, rest = gap.partition(",")
        if comma and not head.startswith(","):
            return rest
        return "" if not comma and len(names_in(gap)) <= 4 else gap

    def _level(self, figure: Figure, gap: str) -> None:
        now = self._now
        waiting = now is not None and now.level is None and now.claims and not _HARD.search(gap)
        if (
            waiting
            and now is not None
            and self._reading.depth(figure.start)
            <= now.depth  # «tăng 45 ca so với cùng kỳ (360 ca)»
            and not content(gap)
            and figure.unit.amount
            and figure.whole is None
        ):
            now.level = figure
            now.status = now.status or phrases.status_of(gap)
            return
        self._open(figure, gap)
        if self._now is not None:
            self._now.level = figure

    def _attach(self, claim: Claim, gap: str, fresh: bool) -> None:
        if fresh or self._now is None:
            self._open(claim.figure, gap)
        if self._now is None:
            return
        if claim.role == "difference" and claim.bracketed and self._now.claims:
            self._share_base(claim)
        self._now.claims.append(claim)

    def _share_base(self, claim: Claim) -> None:
        """A comparator behind the bracket belongs to the growth before it too."""
        now = self._now
        if now is None:
            return
        last = now.claims[-1]
        if last.role == "growth" and not last.base and claim.base:
            now.claims[-1] = Claim("growth", last.figure, last.sign, claim.base)

    def _open(self, figure: Figure, gap: str) -> None:
        depth = self._reading.depth(figure.start)
        start = figure.start - len(gap)
        words = subject(gap)[-_LONGEST_NAME:]
        before = self._now
        inherits = before is not None and before.depth == depth and len(name_key(words).split()) < 1
        window = phrases.window_of(last_stretch(gap))
        if not window and before is not None and before.sentence == self._number:
            window = before.window  # «Tính chung 6 tháng, A …; B …» are both of six months
        if before is None and self._reading.statements and not name_key(words):
            told = self._reading.statements  # rather than the parts that a bracket told last
            before, inherits = next((s for s in told[::-1] if s.depth <= depth), told[-1]), True
        if inherits and before is not None:
            words = f"{before.words} {words}".strip()[:_LONGEST_NAME]
        if self._now is not None and depth > self._now.depth:
            self._outer.append(self._now)
        made = Statement(
            self._reading.paragraph,
            start,
            words,
            window=window,
            status=phrases.status_of(gap),
            depth=depth,
            sentence=self._number,
            end=figure.end,
            at=figure.start,
            bullet=bool(re.search(r";|\([0-9]{1,2}\)|:", gap)),
        )
        self._now = made
        self._reading.statements.append(made)
