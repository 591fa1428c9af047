"""A level, how it moved, and the level before that stands in the same sentence.

Comes in: the story. Goes out: findings: `tăng 95,7% so với cùng kỳ (7,98 triệu tấn)` against the
level itself, `từ 14,2‰ xuống 13,8‰` against the verb, a rate that moves by percent from a rate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown, shown_stretch
from lsreport.audit.meaning.claims import direction_of, unsure
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import Stretch, growth, growth_over, printed, ratio, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.source import Paragraph
from lsreport.audit.reading.statements import Claim, Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_COMPARED = (
    r"(?:cùng kỳ|cùng tháng|cùng quý|cùng thời điểm|cuối năm|đầu năm|năm (?:học )?trước|năm ngoái|năm [12][0-9]{3}|"
    r"tháng trước|tháng [0-9]{1,2}/[12][0-9]{3}|quý trước|kỳ trước|quý (?:i{1,3}|iv))"
)
_BASE_BRACKET = lazy(
    rf"[^,;.()%0-9]{{0,12}}(?:\bso(?:\svới)?\s|\s|\A){_COMPARED}[^,;.()%]{{0,24}}\(\s?(?:(?:@earlier)\s)?(?:(?:là|đạt|có|khi đó|thực hiện|giải ngân|thu|ước)(?:\sđược)?\s)?"
)
_THEN_BRACKET = lazy(
    rf"\s?\(\s?{_COMPARED}\s(?:năm\s(?:trước|[12][0-9]{{3}})\s)?(?:(?:là|đạt|có|chỉ|ở mức)\s)?"
)
_AGAIN = lazy(r"\s?\(\s?(?:tăng |giảm |tương ứng |tương đương )?")
_CLOSED = lazy(r"\s{0,2}\)|,\s(?:và\s)?(?:bằng|đạt|chiếm)\s[^();]{1,60}\)")
_FROM = lazy(r"\btừ\s(?:mức\s)?\Z")
_TO = lazy(r"\s(?:[^\W\d_]{1,12}\s){0,6}?(lên|xuống|còn)\s(?:(?:mức|còn|thành|đến)\s){0,2}")
_MOVED_FROM = lazy(
    r"\b(tăng|giảm)\s(?:(?:nhẹ|mạnh|dần|thêm|từ|mức)\s){0,3}\Z|\b(tăng|giảm)\s[^;.()]{0,90}\Z"
)
_RATE_BASE = lazy(
    rf"\b(?:so(?:\svới)?|với)\s{_COMPARED}[^,;.()%]{{0,24}}\((?:[^()%]{{0,40}},)?\s?(?:(?:là|đạt|bằng)\s)?\Z"
)
_THEN_MOVED = lazy(
    r"\s?\)\s?,?\s?(?:[^\W\d_]{1,12}\s){0,8}?(cao hơn|thấp hơn|tăng|giảm|hơn|kém)(?:\s(?:thêm|là))?\s"
)
_RATE_MOVED = lazy(
    r"\s?\)\s?,[^.;()]{0,90},\s(?:và\s)?tỷ lệ\s(?:[^\W\d_]{1,12}\s){0,6}?(cao hơn|thấp hơn|tăng|giảm|hơn|kém)(?:\s(?:thêm|là))?\s"
)
_MOVES = ("growth", "ratio", "difference")
_REACH = 40  # figures before in which the rate of now is looked for


# --- the level before, in brackets ---------------------------------------------------------------


def base_in_brackets(story: Story, tally: Tally) -> Iterator[Finding]:
    """`ước 7,64 triệu tấn, bằng 95,7% cùng kỳ (7,98 triệu tấn)`: V, B and the move between them."""
    for reading in story.readings:
        at = {figure.start: index for index, figure in enumerate(reading.figures)}
        for statement in reading.statements:
            level = statement.level
            if level is None or not level.unit.amount or level.whole is not None:
                continue
            if phrases.is_short_of(f"{statement.words} "):
                continue
            for claim in statement.claims:
                if claim.role not in _MOVES or claim.figure.start < level.end:
                    continue
                base = _base_behind(reading, at[claim.figure.start], claim.figure, level)
                if base is None:
                    continue
                now = (
                    level
                    if base.unit.same_as(level.unit)
                    else _told_before(reading, statement, base)
                )
                if now is not None and not unsure(now, base, claim.figure):
                    tally.tested += 1
                    yield from _moved(statement, now, base, claim)


def _told_before(reading: Reading, statement: Statement, base: Figure) -> Figure | None:
    """Return the level of a base's unit right before: `312 lượt công dân với 345 người, tăng 9,5% … (285 lượt)`."""
    place = reading.statements.index(statement)
    before = reading.statements[place - 1] if place else None
    if before is None or before.claims or before.sentence != statement.sentence:
        return None
    level = before.level
    same = level is not None and level.whole is None and level.unit.same_as(base.unit)
    return level if same and not before.depth else None


def in_bases_bracket(gap: str) -> bool:
    """Return whether a gap is one behind which `base_in_brackets` reads the level before."""
    return _BASE_BRACKET.fullmatch(gap) is not None


def _base_behind(reading: Reading, index: int, move: Figure, level: Figure) -> Figure | None:
    """Return the one figure in the bracket of the comparator right behind a move.

    The move may be told again first: `tăng 527,8 tỷ đồng (+10,2%) so với cùng kỳ (5.184,9 tỷ đồng)`.
    """
    at, end = index + 1, move.end
    again = reading.figures[at] if at < len(reading.figures) else None
    if (
        again
        and again.unit.percent != move.unit.percent
        and _AGAIN.fullmatch(reading.low, end, again.start)
    ):
        shut = _CLOSED.match(reading.low, again.end)
        at, end = (at + 1, shut.end()) if shut else (at, end)
    base = reading.figures[at] if at < len(reading.figures) else None
    if base is None or base.sign or base.whole is not None:
        return None
    fits = _BASE_BRACKET.fullmatch(reading.low, end, base.start)
    if fits is None and reading.figures[index - 1] is not level:  # else it is read with the three
        fits = _THEN_BRACKET.fullmatch(reading.low, end, base.start)
    return base if fits and _CLOSED.match(reading.low, base.end) else None


def _moved(statement: Statement, level: Figure, base: Figure, claim: Claim) -> Iterator[Finding]:
    now, then = level.base_stretch, base.base_stretch
    if claim.role == "difference":
        if claim.figure.unit.same_as(level.unit):
            yield from by_amount(statement, level, base, claim)
        return
    computed = ratio(now, then) if claim.role == "ratio" else growth_over(now, then)
    if computed is None or may_be_difference(level, base, claim):
        return
    sign = direction_of(claim) or 1
    typed = -claim.figure.value if claim.role == "growth" and sign < 0 else claim.figure.value
    off = units_off(typed, computed)
    if off:
        yield wrong_percent(statement, level, base, claim, typed, computed, off)


def may_be_difference(level: Figure, base: Figure, claim: Claim) -> bool:
    """Return whether the bracket may hold the difference, not the level before."""
    moved = base.base_stretch
    moved = moved if direction_of(claim) >= 0 else Stretch(-moved.high, -moved.low)
    grown = growth(level.base_stretch, moved)
    if grown is None:
        return False
    size = Stretch(*sorted((abs(grown.low), abs(grown.high))))
    return units_off(abs(claim.figure.value), size) <= 1


def wrong_percent(
    statement: Statement, level: Figure, base: Figure, claim: Claim,
    typed: Decimal, computed: Stretch, off: int,
) -> Finding:  # fmt: skip
    """Return the finding of a growth or ratio that two levels do not give."""
    where = (statement.paragraph, (level.start, base.end))
    told = _("{now} so với {then}: {g}%, văn bản ghi {typed}%").format(
        now=level.text.strip(), then=base.text.strip(), g=shown_stretch(computed, abs(typed)), typed=shown(typed)
    )  # fmt: skip
    whole = ratio(level.base_stretch, base.base_stretch)
    if claim.role == "growth" and whole and off > 1:
        if units_off(abs(typed), whole) <= 1:
            return finding(
                "ty-so-thanh-toc-do", "certain", *where, told,
                _("ghi «bằng {typed}%», hoặc ghi tốc độ tăng, giảm").format(typed=shown(abs(typed))),
            )  # fmt: skip
        if printed(-typed).meets(computed):
            return finding(
                "nguoc-dau", "certain", *where, told, _("sửa «tăng», «giảm» hoặc một trong hai mức")
            )
    return finding(
        "tang-chenh-lech", by_units(off), *where, told, _("hỏi lại tốc độ hoặc một trong hai mức")
    )


def by_amount(statement: Statement, level: Figure, base: Figure, claim: Claim) -> Iterator[Finding]:
    """Test a difference against the two levels it is of."""
    moved = level.base_stretch - base.base_stretch
    own = claim.figure.base_stretch
    signed = Stretch(-own.high, -own.low) if direction_of(claim) < 0 else own
    if signed.meets(moved):
        return
    factor = claim.figure.unit.factor
    unit = Stretch(EXACT.divide(moved.low, factor), EXACT.divide(moved.high, factor))
    value = -claim.figure.value if direction_of(claim) < 0 else claim.figure.value
    turned = Stretch(-signed.high, -signed.low).meets(moved)
    exact = moved.low == moved.high and own.low == own.high  # things counted one by one
    yield finding(
        "nguoc-dau" if turned else "tang-chenh-lech",
        "certain" if turned or exact else by_units(units_off(value, unit)),
        statement.paragraph, (level.start, base.end),
        _("{now} - {then} = {moved}, văn bản ghi {typed}").format(
            now=level.text.strip(), then=base.text.strip(),
            moved=shown_stretch(unit, value), typed=shown(value),
        ),
        _("sửa «tăng», «giảm», chênh lệch hoặc một trong hai mức"),
    )  # fmt: skip


# --- from one level to another ---------------------------------------------------------------------


def from_one_to_another(story: Story, tally: Tally) -> Iterator[Finding]:
    """`tăng từ 14,2‰ xuống 13,8‰`: the verb, the words lên, xuống, and the two levels."""
    for reading in story.readings:
        for one, other in zip(reading.figures, reading.figures[1:], strict=False):
            way = _TO.fullmatch(reading.low, one.end, other.start)
            lead = reading.low[max(0, one.start - 12) : one.start]
            if way is None or not _FROM.search(lead) or not _comparable(one, other):
                continue
            tally.tested += 1
            moved = other.base_stretch - one.base_stretch
            verb = _MOVED_FROM.search(reading.low[max(0, one.start - 100) : one.start])
            yield from _way(reading.paragraph, one, other, way[1], moved)
            if verb and verb[1]:
                yield from _way(reading.paragraph, one, other, verb[1], moved)


def _comparable(one: Figure, other: Figure) -> bool:
    if one.fault or other.fault or one.whole is not None or other.whole is not None:
        return False
    return one.unit.same_as(other.unit) and bool(one.unit.kind) and not (one.sign or other.sign)


def _way(
    paragraph: Paragraph, one: Figure, other: Figure, word: str, moved: Stretch
) -> Iterator[Finding]:
    down = word in ("xuống", "giảm") or (word == "còn")
    if (moved.low > 0) if down else (moved.high < 0):
        yield finding(
            "nguoc-dau", "certain", paragraph, (one.start, other.end),
            _("«{word}» mà số sau {side} số trước").format(
                word=word, side=_("lớn hơn") if down else _("nhỏ hơn")
            ),
            _("sửa chữ hoặc đổi chỗ hai số"),
        )  # fmt: skip


# --- a rate that moves by percent from a rate ---------------------------------------------------------


def percent_of_a_rate(story: Story, tally: Tally) -> Iterator[Finding]:
    """`so với cùng kỳ (61,8%), tỷ lệ giải ngân cao hơn 6,6%`: percentage points are meant."""
    known: list[Figure] = []
    for reading in story.readings:
        for index, base in enumerate(reading.figures):
            if not base.unit.percent or base.sign:
                continue
            known.append(base)
            move, verb = _move_behind(reading, index)
            if move is None:
                continue
            lead = reading.low[max(0, base.start - 70) : base.start]
            if not _RATE_BASE.search(lead) or unsure(base, move) or move.sign:
                continue
            tally.tested += 1
            yield _in_points(reading, base, move, verb, known[-_REACH:])


def _move_behind(reading: Reading, index: int) -> tuple[Figure | None, str]:
    """Return the percentage by which a rate moved from one in brackets, and its verb.

    It stands right behind the brackets, or further on where the words name a rate: `so với cùng kỳ
    (1.956 tỷ đồng, đạt 73,04%), số vốn tăng 247 tỷ đồng, tỷ lệ giải ngân cao hơn 0,36%`.
    """
    base = reading.figures[index]
    for ahead, move in enumerate(reading.figures[index + 1 : index + 4]):
        gap = reading.low[base.end : move.start] if move.unit.percent else ""
        verb = _THEN_MOVED.fullmatch(gap) if not ahead else _RATE_MOVED.fullmatch(gap)
        if verb is not None:
            return move, verb[1]
    return None, ""


def _in_points(
    reading: Reading, base: Figure, move: Figure, verb: str, known: list[Figure]
) -> Finding:
    down = verb in ("thấp hơn", "giảm", "kém")
    now = EXACT.subtract(base.value, move.value) if down else EXACT.add(base.value, move.value)
    stated = any(figure.value == now for figure in known)
    return finding(
        "diem-phan-tram", "certain" if stated and now != base.value else "likely", reading.paragraph,
        (base.start, move.end),
        _("{now}% so với {then} là {points} điểm phần trăm, không phải {typed}").format(
            now=shown(now), then=base.text.strip(), points=shown(move.value), typed=move.text.strip()
        ),
        _("ghi «{number} điểm phần trăm» nếu là hiệu của hai tỷ lệ").format(number=shown(move.value)),
    )  # fmt: skip


def percent_between_rates(story: Story, tally: Tally) -> Iterator[Finding]:
    """`đạt 99,53%, tăng 0,38% so với năm 2024 (99,15%)`: the difference of the rates is printed."""
    for reading in story.readings:
        at = {figure.start: index for index, figure in enumerate(reading.figures)}
        for statement in reading.statements:
            level, moves = statement.level, statement.all("growth")
            if level is None or not level.unit.percent or len(moves) != 1 or level.sign:
                continue
            move = moves[0]
            base = _base_behind(reading, at[move.figure.start], move.figure, level)
            if base is None or not base.unit.percent or unsure(level, base, move.figure):
                continue
            tally.tested += 1
            typed = move.sign * move.figure.value
            if typed and EXACT.subtract(level.value, base.value) == typed:
                yield _rate_moved(statement, level, base, move)


def _rate_moved(statement: Statement, level: Figure, base: Figure, move: Claim) -> Finding:
    return finding(
        "diem-phan-tram", "likely", statement.paragraph, (level.start, base.end),
        _("{now} - {then} = {points} điểm phần trăm, văn bản ghi {typed}").format(
            now=level.text.strip(), then=base.text.strip(),
            points=shown(move.sign * move.figure.value), typed=move.figure.text.strip(),
        ),
        _("ghi «{number} điểm phần trăm» nếu là hiệu của hai tỷ lệ").format(
            number=shown(move.figure.value)
        ),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    base_in_brackets,
    from_one_to_another,
    percent_of_a_rate,
    percent_between_rates,
)
