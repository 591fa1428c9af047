"""Lists of growths, contributions and shares.

Comes in: the story. Goes out: findings: the growth of a whole outside its parts, contributions that
do not make up the growth, shares that do not make up 100 %.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsreport.audit.findings import (
    Finding,
    Severity,
    Tally,
    by_units,
    finding,
    shown,
    shown_stretch,
)
from lsreport.audit.meaning.claims import as_typed, change_for, change_of
from lsreport.audit.reading.amounts import Stretch, added, printed, ratio, units_off
from lsreport.audit.reading.natures import lacks_taxes
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.statements import Claim, Reading, Statement
from lsreport.audit.reading.story import Group, Story
from lsreport.i18n import _

_SELECTED = lazy(
    r"\b(?:một số|chủ yếu|như|tập trung|nhất là|đặc biệt|điển hình|trong số|cao nhất)\b"
)
_EXHAUSTIVE = ("gồm", "bao gồm", "chia ra", "chia theo", "phân theo")
_MEAN = lazy(r"\b(?:bình quân|trung bình|năng suất|thu nhập)\b")
_INSIDE = lazy(r"\b(?:@of_which|@made_of)\b")
_IN_THE_RISE = lazy(r"\btrong mức (tăng|giảm)\s(?:chung\s)?(?:của cpi\s)?")
_REST_IS_STILL = lazy(
    r"\bcòn lại\s(?:hầu như\s|cơ bản\s)?(?:không|ổn định|giữ)|\bcòn lại\s[^,;.()0-9]{0,20}\bkhông\b"
)
_PULLS = lazy(r"\b(?:làm|đẩy|kéo|tác động|góp phần)\b[^,;.()0-9]{2,50}\Z")


def growth_outside_parts(story: Story, tally: Tally) -> Iterator[Finding]:
    """The growth of a total lies between the lowest and the highest of its parts."""
    for group in story.groups:
        found = _outside(group, tally) if not group.whole else None
        if found is not None:
            yield found


def plan_outside_parts(story: Story, tally: Tally) -> Iterator[Finding]:
    """`đạt 17,1% kế hoạch, gồm: … (đạt 41,2%), … (đạt 38,5%)`: a share lies between those of all parts."""
    for group in story.groups:
        own = group.total.all("plan")
        shares = [part.all("plan") for part in group.parts]
        if group.word not in _EXHAUSTIVE or len(own) != 1 or len(shares) < 2:
            continue
        if any(len(some) != 1 for some in shares) or _SELECTED.search(group.parts[0].words):
            continue
        named = {claim.plan for some in (own, *shares) for claim in some} - {""}
        figures = [claim.figure for some in (own, *shares) for claim in some]
        if len(named) > 1 or any(f.vague or f.fault for f in figures):
            continue
        stated, *parts = [printed(figure.value) for figure in figures]
        tally.tested += 1
        low, high = min(p.low for p in parts), max(p.high for p in parts)
        if stated.high < low or stated.low > high:
            yield finding(
                "tang-ngoai-phan", "certain", group.total.paragraph,
                (own[0].figure.start - 5, own[0].figure.end),
                _("các phần từ {low}% đến {high}%, tổng {typed}%").format(
                    low=shown(min(f.value for f in figures[1:])),
                    high=shown(max(f.value for f in figures[1:])), typed=shown(own[0].figure.value),
                ),
                _("% kế hoạch của tổng phải nằm giữa các phần, trừ khi danh sách không đủ"),
            )  # fmt: skip


def _aside(statement: Statement, claim: Claim) -> bool:
    """Return whether brackets behind the first claim hold another: `8,7% (cùng kỳ tăng 6,3%)`."""
    between = statement.paragraph.plain[statement.claims[0].figure.end : claim.figure.start]
    return between.count("(") > between.count(")")


def _outside(group: Group, tally: Tally) -> Finding | None:
    total = group.total
    own = [c for c in total.claims if c.role == "growth" and not _aside(total, c)]
    parts = [p for p in group.parts if p.level is None and p.paragraph is group.parts[0].paragraph]
    if not own or len(parts) < 3 or len(parts) != len(group.parts) or total.level is not None:
        return None
    change = own[-1]
    moves = [change_for(p, change.base) for p in parts]
    stated = change_of(change)
    if stated is None or any(m is None for m in moves):
        return None
    tally.tested += 1
    low = min(m.low for m in moves if m)
    high = max(m.high for m in moves if m)
    if stated.high >= low and stated.low <= high:
        return None
    words = " ".join(p.words for p in parts[:2])
    if total.paragraph is parts[0].paragraph:
        words += total.paragraph.plain[total.end : parts[0].at].lower()
    if lacks_taxes([p.paragraph.plain[p.start : p.at].lower() for p in parts]):
        return None  # what grew otherwise is left unsaid
    if _MEAN.search(total.words):  # one of people who changed places moves by that alone
        return None
    selected = _SELECTED.search(words) or (
        len({_sign(m) for m in moves if m}) == 1 and len(parts) < 3
    )
    severity: Severity = "look" if selected else "likely"
    return finding(
        "tang-ngoai-phan",
        severity,
        total.paragraph,
        (change.figure.start - 5, change.figure.end),
        _("các phần từ {low}% đến {high}%, tổng {typed}%").format(
            low=shown(min(as_typed(_first(p)) for p in parts)),
            high=shown(max(as_typed(_first(p)) for p in parts)),
            typed=shown(as_typed(change)),
        ),
        _("tốc độ của tổng phải nằm giữa các phần, trừ khi danh sách không đủ"),
    )


def _first(statement: Statement) -> Claim:
    return next(c for c in statement.claims if c.role in ("growth", "ratio"))


def _sign(stretch: Stretch) -> int:
    return 1 if stretch.middle > 0 else -1


def _contribution_finding(
    reading: Reading, change: Claim, claims: list[Claim], severity: Severity
) -> Finding:
    sums = added(_contribution(claim) for claim in claims)
    return finding(
        "dong-gop", severity, reading.paragraph,
        (change.figure.start - 5, change.figure.end),
        _("{parts} = {sum} điểm phần trăm, tổng tăng {typed}%").format(
            parts=" + ".join(shown(_contribution(c).middle) for c in claims),
            sum=shown(sums.middle, 2),
            typed=shown(as_typed(change)),
        ),
        _("đóng góp của các phần cộng lại bằng tốc độ chung"),
    )  # fmt: skip


def pulled_index(story: Story, tally: Tally) -> Iterator[Finding]:
    """`Trong mức tăng 0,38%, nhóm … làm CPI chung tăng 0,19 điểm …; các nhóm còn lại không đổi`."""
    for reading in story.readings:
        if "còn lại" not in reading.low or "điểm phần trăm" not in reading.low:
            continue
        for number, sentence in enumerate(reading.sentences):
            head = _IN_THE_RISE.search(reading.low, sentence.start, sentence.end)
            words = reading.low[sentence.start : sentence.end]
            if not head or not _REST_IS_STILL.search(words) or _INSIDE.search(words):
                continue
            inside = [s for s in reading.statements if s.sentence == number]
            own = [c for s in inside for c in s.all("growth") if c.figure.start == head.end()]
            claims = [
                c for s in inside for c in s.claims
                if c.role in ("points", "contribution") and c.sign
                and _PULLS.search(reading.low[max(0, c.figure.start - 60) : c.figure.start])
            ]  # fmt: skip
            if len(own) != 1 or len(claims) < 2:
                continue
            change = own[0]._replace(sign=-1 if head[1] == "giảm" else 1)
            stated, sums = change_of(change), added(_contribution(c) for c in claims)
            tally.tested += 1
            if stated is not None and not stated.meets(sums):
                off = units_off(as_typed(change), sums)
                yield _contribution_finding(
                    reading, change, claims, "look" if off <= 2 else "certain"
                )


def _contribution(claim: Claim) -> Stretch:
    own = printed(claim.figure.value)
    return Stretch(-own.high, -own.low) if claim.figure.sign == "-" or claim.sign < 0 else own


_OF_TOTAL = lazy(
    r"\s{0,2}(?:\Z|[,;.)]|và\s|(?P<of>(?:trong\s)?tổng\s[^,;.()0-9%]{2,40}?)(?=\s{0,2}(?:[,;.)]|\Z|và\s|tăng\s|giảm\s)))"
)


def shares_of_total(story: Story, tally: Tally) -> Iterator[Finding]:
    """`vốn Nhà nước 14.221,3 tỷ đồng, chiếm 27,8%` of the total that the parts make up."""
    for group in story.groups:
        total = group.total.level
        for part in group.parts if total else ():
            shares, level = part.all("share"), part.level
            if len(shares) != 1 or level is None or total is None or shares[0].figure.vague:
                continue
            after = part.paragraph.plain[shares[0].figure.end :][:80].lower()
            match = _OF_TOTAL.match(after)
            if match is None or not _names(match["of"], group.total):
                continue
            if not group.whole and not (match["of"] and level.unit.same_as(total.unit)):
                continue
            if (
                total.vague
                or total.whole is not None
                or part.window not in ("", group.total.window)
            ):
                continue
            computed = ratio(level.base_stretch, total.base_stretch)
            typed = shares[0].figure.value
            tally.tested += 1
            if computed is not None and not printed(typed).meets(computed):
                yield finding(
                    "co-cau", _sure(by_units(units_off(typed, computed)), group), part.paragraph,
                    (level.start, shares[0].figure.end),
                    _("{a} / {b} = {g}%, văn bản ghi {typed}%").format(
                        a=shown(level.value), b=shown(total.value),
                        g=shown_stretch(computed, typed), typed=shown(typed),
                    ),
                    _("xem lại tỷ trọng, hoặc tổng của nó"),
                )  # fmt: skip


def _sure(severity: Severity, group: Group) -> Severity:
    """Return how severe it is: the total is certain only where the parts make it up."""
    return "likely" if severity == "certain" and not group.whole else severity


def _names(of: str | None, total: Statement) -> bool:
    """Return whether words behind a share name the total, if there are any."""
    return not of or set(of.split()) - {"trong", "tổng", "số"} <= set(total.words.split())


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    growth_outside_parts,
    plan_outside_parts,
    pulled_index,
    shares_of_total,
)
