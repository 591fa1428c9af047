"""Growth, difference and level of one quantity against each other.

Comes in: a statement. Goes out: findings on numbers that cannot all be right.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from lsreport.audit.findings import (
    Finding,
    Severity,
    Tally,
    by_units,
    finding,
    shown,
    shown_stretch,
)
from lsreport.audit.meaning.claims import change_of, direction_of, signed, unsure
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import HUNDRED, Stretch, growth, ratio, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Claim, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_OVER = lazy(r"\b(?:vượt|hụt|thiếu)(?:\s(?:thu|chi|hơn|@goal))?(?:\slà)?\s\Z")
_COMPARED = lazy(
    r"\s(?:(?:so với|so)\s(?:mức\s|số\s)?(?:(?P<goal>@goal|kịch bản|đăng ký|nghị quyết)"
    r"|(?P<month>tháng trước|đầu tháng|quý trước)|(?P<year>cùng kỳ|năm (?:học )?trước|năm ngoái|năm [12][0-9]{3}))"
    r"|sau\s(?:một|1)\s(?:(?P<later>tháng|quý)|(?P<since>năm)))\b"
)


def pairs(statement: Statement) -> Iterator[tuple[Claim, Claim]]:
    """Yield each change with the difference that goes with it, both only once.

    They stand side by side with one comparator; what is in brackets goes with what is before it.
    """
    claims, at = statement.claims, 0
    while at + 1 < len(claims):
        one, other = claims[at], claims[at + 1]
        after = claims[at + 2] if at + 2 < len(claims) else None
        bound = after is not None and after.bracketed and not other.bracketed
        together = _go_together(one, other) and not _are_apart(statement, one, other)
        if not together or (bound and after and _go_together(other, after)):
            at += 1
            continue
        yield (other, one) if one.role == "difference" else (one, other)
        at += 2


def _are_apart(statement: Statement, one: Claim, other: Claim) -> bool:
    """Return whether two are compared with different things: `giảm 56 ha so với kế hoạch và tăng 1,2%`."""
    low = statement.paragraph.plain.lower()
    first, second = (_COMPARED.match(low, claim.figure.end) for claim in (one, other))
    bases = [found.lastgroup if found else "" for found in (first, second)]
    if "goal" in bases and not other.bracketed:
        return bases != ["goal", "goal"] and (bases[0] == "goal" or bool(second))
    return "" not in bases and bases[0] != bases[1]


def _go_together(one: Claim, other: Claim) -> bool:
    if {one.role, other.role} not in ({"growth", "difference"}, {"ratio", "difference"}):
        return False
    return not (one.base and other.base and one.base != other.base)


def _own(statement: Statement, difference: Claim) -> bool:
    """Return whether a difference is the level's: of several with one comparator only the first.

    «192 vụ, chết 37 người, bị thương 187 người (tăng 106 vụ, giảm 2 người, tăng 108 người)»
    """
    level, moves = statement.level, statement.all("difference")
    alike = [m for m in moves if level and m.figure.unit.same_as(level.unit)]
    if len(alike) == 1 and alike[0] is difference and level and not level.unit.counted:
        return True  # «với vốn 6.842 tỷ đồng, tăng 06 dự án, tăng 4.194 tỷ đồng»
    for other in moves:
        if other is difference:
            return True
        if _is_over_plan(
            statement, other
        ):  # «vượt 62 ha so với kế hoạch, tăng 634 ha so với năm trước»
            continue
        if not difference.base or other.base in ("", difference.base):
            return False
    return True


def _is_over_plan(statement: Statement, move: Claim) -> bool:
    """Return whether a difference is from a plan: `vượt 62 ha so với kế hoạch`."""
    low = statement.paragraph.plain.lower()
    compared = _COMPARED.match(low, move.figure.end)
    over = _OVER.search(low[max(0, move.figure.start - 24) : move.figure.start])
    return bool(over) or (compared is not None and compared.lastgroup == "goal")


def growth_against_difference(story: Story, tally: Tally) -> Iterator[Finding]:
    """Growth, (±d) and level: g = d / (V - d)."""
    for statement in story.statements:
        for change, difference in pairs(statement):
            if not _own(statement, difference):
                continue
            found = tested_pair(statement, change, difference, tally)
            if found is not None:
                yield found


def more_than_all(story: Story, tally: Tally) -> Iterator[Finding]:
    """`có 221 trạm, tăng 311 trạm so với năm trước`: there would have been fewer than none."""
    for statement in story.statements:
        level = statement.level
        if level is None or level.whole is not None or not level.unit.amount or level.sign:
            continue
        if is_lack(statement):
            continue
        for move in statement.all("difference"):
            alone = not statement.all("growth") and not statement.all("ratio")
            if move.sign != 1 or not move.base or not alone or not _own(statement, move):
                continue
            if not level.unit.same_as(move.figure.unit) or unsure(level, move.figure):
                continue
            tally.tested += 1
            found = _too_large(statement, move, move, move.figure.base_stretch)
            if found is not None:
                yield found


def is_lack(statement: Statement) -> bool:
    """Return whether a level is what lacks of a plan: `thiếu 02 xã so với kế hoạch, tăng 05 xã`."""
    return phrases.is_short_of(f"{statement.words} ")


def tested_pair(
    statement: Statement, change: Claim, difference: Claim, tally: Tally
) -> Finding | None:
    """Return the finding where a level, its growth and its difference cannot all be right."""
    level = statement.level
    if level is None or level.whole is not None or not level.unit.amount or is_lack(statement):
        return None
    each = level.unit.kind == "mỗi" and level.unit.base.startswith(
        f"{difference.figure.unit.base}/"
    )
    if not (each or level.unit.same_as(difference.figure.unit)) or unsure(level, difference.figure):
        return None
    stated = change_of(change)
    if stated is None or _of_a_plan(statement, change, difference):
        return None
    tally.tested += 1
    sign = direction_of(change) or direction_of(difference)
    moved = difference.figure.base_stretch
    moved = moved if sign >= 0 else Stretch(-moved.high, -moved.low)
    computed = growth(level.base_stretch, moved)
    if computed is None:
        return _too_large(statement, change, difference, moved)
    if sign < 0 and not change.figure.sign and not change.sign and change.role == "growth":
        stated = Stretch(-stated.high, -stated.low)
    if stated.meets(computed):
        return None
    return _explained(statement, change, difference, computed, moved)


def _of_a_plan(statement: Statement, change: Claim, difference: Claim) -> bool:
    """Return whether a bare percentage behind what is over or short is of the plan: `(117,0%)`."""
    if change.base or difference.base or change.sign or change.figure.sign:
        return False
    lead = statement.paragraph.plain[max(0, difference.figure.start - 16) : difference.figure.start]
    return bool(_OVER.search(lead.lower()))


def _too_large(
    statement: Statement, change: Claim, difference: Claim, moved: Stretch
) -> Finding | None:
    """Return a finding where a level has risen by more than there is of it."""
    level = statement.level
    if level is None or moved.low <= level.base_stretch.high or level.value <= 0:
        return None
    return finding(
        "don-vi-doi", "certain", statement.paragraph,
        (level.start, max(change.figure.end, difference.figure.end)),
        _("tăng {d} mà mức chỉ {level}: trước đó phải âm").format(
            d=difference.figure.text.strip(), level=level.text.strip()
        ),
        _("xem lại đơn vị: mức và chênh lệch không cùng bậc (nghìn, triệu)"),
    )  # fmt: skip


class _Clash(NamedTuple):
    """A growth that level and difference do not give; `off` is by how many of its last units."""

    statement: Statement
    level: Figure
    change: Claim
    difference: Claim
    computed: Stretch
    moved: Stretch
    target: Stretch
    typed: Decimal
    off: int

    def told(self, rule: str, severity: Severity, suggestion: str) -> Finding:
        """Return the finding over level, growth and difference."""
        end = max(self.change.figure.end, self.difference.figure.end)
        written = _formula(self.level, self.difference.figure, self.moved, self.target, self.typed)
        where = (self.statement.paragraph, (self.level.start, end))
        return finding(rule, severity, *where, written, suggestion)


def _explained(
    statement: Statement, change: Claim, difference: Claim, computed: Stretch, moved: Stretch
) -> Finding:
    """Name what kind of slip it is."""
    level = statement.level
    assert level is not None
    target, typed = computed, signed(change)
    if change.role == "ratio":  # unrounded: it has its own exact value
        target = Stretch(computed.low + HUNDRED, computed.high + HUNDRED)
        typed = change.figure.value
    off = units_off(typed, target)
    clash = _Clash(statement, level, change, difference, computed, moved, target, typed, off)
    for slip in (_ratio_as_growth, _other_unit, _points_of_plan):
        if found := slip(clash):
            return found
    return clash.told("tang-chenh-lech", by_units(off), _("hỏi lại mức, chênh lệch hoặc tốc độ"))


def _ratio_as_growth(clash: _Clash) -> Finding | None:
    """A ratio is told as a growth: 500, up by 300, an increase of 250%."""
    level = clash.level.base_stretch
    multiple = ratio(level, level - clash.moved)
    if clash.change.role != "growth" or not multiple or clash.off <= 1:
        return None
    if units_off(abs(clash.typed), multiple) > 1:
        return None
    suggestion = _("ghi «tăng {g}%», hoặc «bằng {typed}%»").format(
        g=shown_stretch(clash.computed, abs(clash.typed)), typed=shown(clash.typed)
    )
    return clash.told("ty-so-thanh-toc-do", "certain", suggestion)


def _other_unit(clash: _Clash) -> Finding | None:
    """The difference is told in tons, the level in thousands of them."""
    if not _other_scale(clash.level, clash.change, clash.difference):
        return None
    suggestion = _("xem lại đơn vị: mức và chênh lệch không cùng bậc (nghìn, triệu)")
    return clash.told("don-vi-doi", "certain", suggestion)


def _points_of_plan(clash: _Clash) -> Finding | None:
    """Of a share of the plan the growth is told: 23.7% of it, 110 more, up 5.5%."""
    claims, change, difference = clash.statement.claims, clash.change, clash.difference
    share = next((claim for claim in claims if claim.role == "plan"), None)
    if clash.off <= 1 or share is None or abs(clash.typed) >= share.figure.value:
        return None
    if change.bracketed or not difference.sign or claims.index(change) < claims.index(difference):
        return None
    suggestion = _(
        "nếu là chênh lệch của tỷ lệ % kế hoạch thì ghi «điểm phần trăm»; nếu là tốc độ tăng thì ghi {g}%"
    ).format(g=shown_stretch(clash.target, abs(clash.typed)))
    return clash.told("diem-phan-tram", "certain", suggestion)


def _formula(
    level: Figure, moved: Figure, stretch: Stretch, target: Stretch, typed: Decimal
) -> str:
    value = moved.value if moved.unit.factor == level.unit.factor else EXACT.divide(
        EXACT.multiply(moved.value, moved.unit.factor), level.unit.factor
    ).normalize()  # fmt: skip
    amount = f"-{value:f}" if stretch.high < 0 else f"{value:f}"
    text = shown(Decimal(amount))
    return _("{d} / ({v} {minus} {plain}) = {g}%, văn bản ghi {typed}%").format(
        d=text,
        v=shown(level.value),
        minus="+" if stretch.high < 0 else "-",
        plain=text.lstrip("-"),
        g=shown_stretch(target, abs(typed)),
        typed=shown(typed),
    )


def _other_scale(level: Figure, change: Claim, difference: Claim) -> bool:
    """Return whether the numbers fit once the multiplier of one unit is dropped or shared."""
    if (
        level.unit.scale == difference.figure.unit.scale
        and level.unit.base == difference.figure.unit.base
    ):
        return False
    for first in {level.unit.scale, difference.figure.unit.scale}:
        sign = direction_of(change) or 1
        bare = difference.figure.stretch
        bare = bare if sign > 0 else Stretch(-bare.high, -bare.low)
        computed = growth(level.stretch, bare)
        if (
            first
            and computed is not None
            and units_off(
                abs(change.figure.value), Stretch(*sorted((abs(computed.low), abs(computed.high))))
            )
            == 0
        ):
            return True
    return False


def opposite_signs(story: Story, tally: Tally) -> Iterator[Finding]:
    """A verb against the sign behind it: `giảm -9,5%`, `tăng 5% (-3 ha)`."""
    for statement in story.statements:
        for claim in statement.claims:
            if claim.role in ("growth", "difference") and claim.sign and claim.figure.sign:
                tally.tested += 1
                if claim.figure.sign == "-":
                    yield _minus_after_verb(statement, claim)
        for change, difference in pairs(statement):
            one, other = direction_of(change), direction_of(difference)
            if one and other:
                tally.tested += 1
                if (
                    one != other
                    and not (change.sign and change.figure.sign)
                    and change.figure.value
                ):
                    span = (change.figure.start, difference.figure.end)
                    first, last = sorted((change.figure, difference.figure), key=lambda f: f.start)
                    span = (max(0, first.start - 6), last.end)
                    yield finding(
                        "nguoc-dau", "certain", statement.paragraph, span,
                        _("tốc độ và chênh lệch trái dấu: {a} và {b}").format(a=_worded(change), b=_worded(difference)),
                        _("sửa «tăng», «giảm» hoặc dấu trong ngoặc"),
                    )  # fmt: skip


def _worded(claim: Claim) -> str:
    verb = {1: "tăng ", -1: "giảm ", 0: ""}[claim.sign]
    return verb + claim.figure.text.strip()


def _minus_after_verb(statement: Statement, claim: Claim) -> Finding:
    verb = "giảm" if claim.sign < 0 else "tăng"
    return finding(
        "dau-tru-thua",
        "look" if claim.bracketed else "certain",  # «giảm (-0,24%)» is how many offices write
        statement.paragraph,
        (claim.figure.start - len(verb) - 1, claim.figure.end),
        _("«{verb}» đi với dấu trừ: đọc đúng chữ thì ngược lại").format(verb=verb),
        _("bỏ dấu trừ: «{verb} {number}»").format(
            verb=verb, number=claim.figure.text.lstrip("+-−– ")
        ),
    )
