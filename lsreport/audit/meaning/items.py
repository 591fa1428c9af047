"""What a paragraph tells of each thing it names, one after the other.

Comes in: a reading. Goes out: items: the words that name a thing, its level, all that is said of it, even
where the words are too light to open a statement of their own (`trung ương tăng 6,6%`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from lsreport.audit.meaning.loose import loosened
from lsreport.audit.reading.amounts import HUNDRED, Stretch, printed
from lsreport.audit.reading.naming import names_in
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Claim, Reading, Statement

CHANGES = ("growth", "ratio")
_CUT = lazy(r"[;:(]|\.\s|\b(?:trong đó|cụ thể|@made_of|riêng)\b")
_LAST = lazy(r"[,;][^,;]{0,60}\Z")
_TAIL = lazy(r"[^,;.:()]{0,30}")
_WIDE = lazy(r"[^;.:()0-9%]{0,40}")
_ASIDE = lazy(r"\([^()]{0,80}\)")
_ABOUT = lazy(r"\b(?:@about)\s{1,3}\Z")
_REACHED = lazy(r"\b(?:đạt|giải ngân|bằng|được)\s{1,2}\Z")
_NAMING = lazy(
    r"(?:\A|[,;])\s{0,2}(?:(?:và|còn|nhưng|@of_which|khu vực|do|kinh tế)\s)*"
    r"(?:trung ương|địa phương|nhà nước|ngoài nhà nước|nam|nữ|trong nước)\b"
)


@dataclass(slots=True, eq=False)
class Item:
    """A thing named, its level and what is said of it.

    `lead` are all words since the figure before, `label` those that name it, `wide` with what the unit
    may name further (`56.200 con trâu, bò`).
    """

    statement: Statement
    label: str
    lead: str
    at: int
    depth: int
    wide: str = ""
    level: Figure | None = None
    claims: list[Claim] = field(default_factory=list)

    @property
    def sentence(self) -> int:
        """Return the number of its sentence."""
        return self.statement.sentence

    def changes(self) -> list[Claim]:
        """Return the growths and ratios told of it, without those of a year ago."""
        return [claim for claim in self.claims if claim.role in CHANGES]

    def all(self, role: str) -> list[Claim]:
        """Return what is said in a role."""
        return [claim for claim in self.claims if claim.role == role]


def items_of(reading: Reading) -> list[Item]:
    """Return the items of a paragraph, in order."""
    ends = _ends(reading)
    found: list[Item] = []
    for statement in reading.statements:
        lead = reading.low[statement.start : statement.at]
        item = _item(reading, statement, lead, statement.at)
        item.level = statement.level
        if _is_bare_share(reading, statement, lead):
            item.claims.append(Claim("plan", statement.level))  # type: ignore[arg-type]
            item.level = None
        found.append(item)
        for claim in statement.claims:
            start = claim.figure.start
            gap = reading.low[ends.get(start, start) : start]
            if item.claims and (_NAMING.search(gap) or _names_another(item, claim, gap)):
                item = _item(reading, statement, gap, start)
                found.append(item)
            item.claims.append(claim)
    return found


def _is_bare_share(reading: Reading, statement: Statement, lead: str) -> bool:
    """Return whether a bare percentage is a share of a plan told before in the sentence: `đạt 35,7%`."""
    level = statement.level
    if level is None or not level.unit.percent or statement.claims or not _REACHED.search(lead):
        return False
    told = [
        s for s in reading.statements if s.sentence == statement.sentence and s.at < level.start
    ]
    return bool(told) and len(told[0].all("plan")) == 1 and len(told[0].claims) == 1


def _names_another(item: Item, claim: Claim, gap: str) -> bool:
    """Return whether one light word names another thing of which the same is told: `…, điện tăng 4,3%`."""
    told = any(c.role == claim.role and c.base == claim.base for c in item.claims)
    last = _LAST.search(gap) if told else None
    return last is not None and bool(names_in(last[0]))


def _ends(reading: Reading) -> dict[int, int]:
    """Return where the figure before each figure ends."""
    found, end = {}, 0
    for figure in reading.figures:
        found[figure.start] = end
        end = figure.end
    return found


def _item(reading: Reading, statement: Statement, lead: str, at: int) -> Item:
    label = _CUT.split(_ASIDE.sub(" ", lead))[-1]
    wide, level = label, statement.level
    if level is not None and level.start == at:
        tail, more = (pattern.match(reading.low, level.end) for pattern in (_TAIL, _WIDE))
        wide += reading.low[level.start : more.end() if more else level.end]
        label += reading.low[level.start : tail.end() if tail else level.end]
    return Item(statement, label, lead, at, statement.depth, wide)


def told_change(item: Item, claim: Claim) -> Stretch | None:
    """Return the change in percent that a claim tells; `gần 34%` as what it leaves open."""
    figure = claim.figure
    if figure.fault:
        return None
    if figure.vague:
        low = item.statement.paragraph.plain.lower()
        if not _ABOUT.search(low[max(0, figure.start - 12) : figure.start]):
            return None
        own = loosened(figure).stretch
    else:
        own = printed(figure.value)
    if claim.role == "ratio":
        return Stretch(own.low - HUNDRED, own.high - HUNDRED)
    down = figure.sign == "-" or (not figure.sign and claim.sign < 0)
    return Stretch(-own.high, -own.low) if down else own


def change_over(item: Item, base: str) -> Stretch | None:
    """Return the change of an item against a comparator; an unnamed one where it is the only."""
    changes = item.changes()
    named = [claim for claim in changes if base and claim.base == base]
    if len(named) == 1:
        return told_change(item, named[0])
    if len(changes) == 1 and (not changes[0].base or not base):
        return told_change(item, changes[0])
    return None


def gap_between(whole: Stretch, parts: list[Stretch]) -> Decimal:
    """Return how far a whole lies outside of all its parts; 0 where it lies among them."""
    low, high = min(p.low for p in parts), max(p.high for p in parts)
    return max(whole.low - high, low - whole.high, Decimal(0))
