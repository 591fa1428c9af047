"""What a sentence says of a list against the list itself.

Comes in: the story. Goes out: findings: a direction that every item denies, counts that the items
do not bear out, pairs a/b against their printed rate, counts that do not add up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise, takewhile, zip_longest

from lsreport.audit.findings import Finding, Tally, by_units, finding, shown, shown_stretch
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import HUNDRED, printed, ratio, units_off
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.source import Paragraph
from lsreport.audit.reading.statements import Claim, Reading, Sentence, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_HAVE_IT = lazy(r"\b(?:đạt|được|hoàn thành|về đích)\s[^,]{1,80},")
_TO_RATE = lazy(
    r"[^.;:()0-9%]{0,110},\s(?:đạt|chiếm|bằng|tỷ lệ|tỉ lệ|độ (?:bao|che) phủ|bao phủ)(?:\s(?:tỷ lệ|tỉ lệ|đạt|là)){0,2}\s"
)
_OF_ELSE = lazy(r"\s(?:@goal|so với|@earlier|tổng|số)\b")
_OF_PLAN = lazy(r"\s(?:@goal)\b")
_ADVERSE = lazy(
    r"\b(?:tuy nhiên|mặc dù|bên cạnh đó|ngược lại|song|trái lại|nhưng|riêng|trong khi|mặt khác|chỉ có|nguyên nhân giảm|giảm chủ yếu|tăng chủ yếu)\b"
)
_CAUSE = lazy(r"\b(?:do|nhờ|nguyên nhân|vì)\b")
_LISTED = lazy(
    r"\b(?:như|gồm|gồm các [^\W\d_]{2,9}|cụ thể|tập trung ở[^:]{0,30}|ở các ngành|trong đó)\s?:|\bnhư\b"
)
_COUNTABLE = (
    "sản phẩm", "nhóm", "ngành", "mặt hàng", "chỉ tiêu", "lĩnh vực", "khoản", "địa phương", "huyện",
    "đơn vị", "loại",
)  # fmt: skip
_MOVES = (
    "tăng",
    "giảm",
    "giữ nguyên",
    "không đổi",
    "ổn định",
    "đứng giá",
    "tương đương",
    "giữ giá",
)
_COUNT_OF = f"(?:{'|'.join(_COUNTABLE)})"
_COUNTED_UP = lazy(
    r"([0-9]{1,3})\s?(?:/|trên tổng số|trong tổng số)\s?([0-9]{1,3})\s{1,3}("
    + _COUNT_OF
    + r"[^,.;:()0-9]{0,70}?)\s{1,3}(tăng|giảm|cao hơn|thấp hơn)\b"
)
_COUNTED = lazy(
    r"(?<![0-9/.,])([0-9]{1,3})\s{1,3}("
    + _COUNT_OF
    + r"(?:\s+(?:hàng hóa|hàng hoá|hàng|sản phẩm|cpi|có chỉ số|có giá|công nghiệp|giá)){0,3})\s{1,3}(tăng|giảm|giữ nguyên|không đổi|ổn định|đứng giá|tương đương|giữ giá|giữ ổn định|giữ mức)(?![^\s,.;:()])"
)
_OUT_OF = lazy(
    r"\btrong\s{1,3}(?:tổng số\s{1,3}|số\s{1,3})?([0-9]{1,3})\s{1,3}(" + _COUNT_OF + r")"
)


# --- direction -------------------------------------------------------------------------------


def direction_against_list(story: Story, tally: Tally) -> Iterator[Finding]:
    """`giảm 14% … do nhu cầu tăng như:` over items that all rise."""
    for reading in story.readings:
        for number, sentence in enumerate(reading.sentences):
            statements = [s for s in reading.statements if s.sentence == number and s.all("growth")]
            found = _denied(reading, sentence, statements, tally)
            if found is not None:
                yield found


def _denied(
    reading: Reading, sentence: Sentence, statements: list[Statement], tally: Tally
) -> Finding | None:
    if len(statements) < 4:
        return None
    head, items = statements[0], statements[1:]
    if items[0].depth > head.depth:  # «…: dệt (+16,7%), in (+4,5%); chỉ số tồn kho giảm 3,3%»
        items = list(takewhile(lambda item: item.depth > head.depth, items))
    own = head.all("growth")[-1]
    words = reading.low[own.figure.end : items[0].at]
    if (
        not own.sign
        or not _LISTED.search(words)
        or _ADVERSE.search(reading.low[sentence.start : items[0].at])
    ):
        return None
    signs = [_sign(item.all("growth")[0]) for item in items]
    tally.tested += 1
    if len(signs) < 3 or any(sign != -own.sign for sign in signs):
        return None
    caused = _CAUSE.search(words) and phrases.directions(words) == {-own.sign}
    verb, other = ("giảm", "tăng") if own.sign < 0 else ("tăng", "giảm")
    return finding(
        "nguoc-danh-sach",
        "certain" if caused else "likely",
        reading.paragraph,
        (own.figure.start - 5, own.figure.end),
        _("«{verb}», nhưng cả {count} mục nêu sau đó đều {other}").format(
            verb=verb, count=len(signs), other=other
        ),
        _("hỏi lại: có thể phải là «{other}»").format(other=other),
    )


def _sign(claim: Claim) -> int:
    if claim.figure.sign:
        return -1 if claim.figure.sign == "-" else 1
    return claim.sign


# --- counts ----------------------------------------------------------------------------------


def count_against_list(story: Story, tally: Tally) -> Iterator[Finding]:
    """`09/13 sản phẩm tăng` against the items that follow or stand in the note."""
    notes: dict[str, list[Reading]] = {}
    for reading in story.readings:
        if reading.paragraph.note:
            notes.setdefault(reading.paragraph.note, []).append(reading)
    for reading, below in zip_longest(story.readings, story.readings[1:]):
        for match in _COUNTED_UP.finditer(reading.low) if _pairs_any(reading.low) else ():
            some, whole = int(match[1]), int(match[2])
            items = _items(reading, match.end(), notes)
            if not items and below and reading.low.rstrip().endswith(":"):
                items = [s for s in below.statements if not s.depth]
            moves = [_move(item) for item in items]
            if len(items) != whole and _ALL_OF.search(reading.low[: match.start()][-8:]):
                moves = [_move(item) for item in _listed_before(reading, match.start())]
            if whole < 2 or len(moves) != whole or any(move is None for move in moves):
                continue
            tally.tested += 1
            wanted = 1 if match[4] in ("tăng", "cao hơn") else -1
            counted = sum(move == wanted for move in moves)
            if counted != some:
                yield finding(
                    "dem-danh-sach", "certain", reading.paragraph, match.span(),
                    _("danh sách có {up} tăng, {down} giảm, {same} tương đương").format(
                        up=sum(m == 1 for m in moves), down=sum(m == -1 for m in moves),
                        same=sum(m == 0 for m in moves),
                    ),
                    _("ghi {count:02d}/{whole}").format(count=counted, whole=whole),
                )  # fmt: skip


def _pairs_any(low: str) -> bool:
    return "/" in low or "trên tổng số" in low or "trong tổng số" in low


def _items(reading: Reading, at: int, notes: dict[str, list[Reading]]) -> list[Statement]:
    """Return the items of the note at a count, else of the list behind it."""
    for mark in reading.paragraph.marks:
        if at <= mark.start <= at + 60:
            return [s for r in notes.get(mark.label, []) for s in r.statements if s.depth == 0]
    return [s for s in reading.statements if s.at > at and s.depth == 0 and s.bullet]


def _listed_before(reading: Reading, at: int) -> list[Statement]:
    """Return the items of the sentence before: `Như vậy, cả 04/04 sản phẩm tăng`."""
    number = sum(sentence.end <= at for sentence in reading.sentences)
    return [s for s in reading.statements if s.sentence == number - 1 and not s.depth]


_ALL_OF = lazy(r"\b(?:cả|toàn bộ|tất cả|có)\s\Z")
_SAME = lazy(r"tương đương|bằng cùng kỳ|không đổi|giữ nguyên|ổn định")


def _move(item: Statement) -> int | None:
    """Return 1, -1, 0 for an item that rises, falls, stays; None where nothing is said."""
    claims = [c for c in item.claims if c.role in ("growth", "ratio", "difference")]
    if claims:
        first = claims[0]
        if first.role == "ratio":
            return (first.figure.value > HUNDRED) - (first.figure.value < HUNDRED)
        return _sign(first) or None
    tail = item.paragraph.plain[item.end : item.end + 40].lower()
    return 0 if _SAME.search(tail.partition(";")[0]) else None


def groups_against_list(story: Story, tally: Tally) -> Iterator[Finding]:
    """`6 nhóm hàng tăng` followed by more than six that rise; `11 nhóm: 10 tăng, 2 giảm`."""
    for reading in story.readings:
        matches = list(_COUNTED.finditer(reading.low)) if _counts_any(reading) else []
        for index, match in enumerate(matches):
            limit = matches[index + 1].start() if index + 1 < len(matches) else len(reading.low)
            yield from _more_than(reading, match, limit, tally)
        yield from _not_adding_up(reading, matches, tally)


def _counts_any(reading: Reading) -> bool:
    """Return whether a paragraph names what may be counted, and how it moves."""
    low = reading.low
    return any(verb in low for verb in _MOVES) and any(word in low for word in _COUNTABLE)


def _more_than(
    reading: Reading, match: re.Match[str], limit: int, tally: Tally
) -> Iterator[Finding]:
    if match[3] not in ("tăng", "giảm"):
        return
    end = next((s.end for s in reading.sentences if s.start <= match.start() < s.end), limit)
    stretch = reading.low[match.end() : min(end, limit)]
    colon = re.search(r":", stretch[:120])
    if not colon:
        return
    wanted = 1 if match[3] == "tăng" else -1
    items = []
    for piece in re.split(r";", _without_brackets(stretch[colon.end() :])):
        verb = re.search(r"\b(tăng|giảm)(?:\s+[^\W\d]+){0,3}\s+[0-9]", piece)
        if verb:
            items.append(1 if verb[1] == "tăng" else -1)
    count = sum(item == wanted for item in items)
    if len(items) < 2:
        return
    tally.tested += 1
    if count > int(match[1]):
        yield finding(
            "dem-danh-sach", "likely", reading.paragraph, match.span(),
            _("sau đó nêu {count} mục {verb}").format(count=count, verb=match[3]),
            _("đếm lại"),
        )  # fmt: skip
    elif count < int(match[1]) and count == int(match[1]) - 1:
        yield finding(
            "dem-danh-sach", "look", reading.paragraph, match.span(),
            _("sau đó chỉ nêu {count} mục {verb}").format(count=count, verb=match[3]),
            _("đếm lại, hoặc viết «trong đó» khi không nêu hết"),
        )  # fmt: skip


def _without_brackets(words: str) -> str:
    return re.sub(r"\([^()]{0,400}\)", " ", words)


def _not_adding_up(
    reading: Reading, matches: list[re.Match[str]], tally: Tally
) -> Iterator[Finding]:
    for out_of in _OUT_OF.finditer(reading.low) if len(matches) > 1 else ():
        end = next((s.end for s in reading.sentences if s.start <= out_of.start() < s.end), 0)
        inside = [m for m in matches if out_of.end() <= m.start() < end]
        verbs = [m[3] for m in inside]
        if len(inside) < 2 or len(set(verbs)) != len(verbs):
            continue
        total, counts = int(out_of[1]), [int(m[1]) for m in inside]
        tally.tested += 1
        if sum(counts) == total:
            continue
        more = sum(counts) > total or len(verbs) > 2
        yield finding(
            "dem-khong-du", "certain" if more else "look", reading.paragraph,
            (out_of.start(), inside[-1].end()),
            _("{parts} = {sum}, không phải {total}").format(
                parts=" + ".join(str(c) for c in counts), sum=sum(counts), total=total
            ),
            _("đếm lại các nhóm"),
        )  # fmt: skip


# --- pairs -----------------------------------------------------------------------------------


def pair_behind_rate(story: Story, tally: Tally) -> Iterator[Finding]:
    """`Tỷ lệ trường đạt chuẩn 68,3% (291/426 trường)`."""
    for reading in story.readings:
        for one, other in zip(reading.statements, reading.statements[1:], strict=False):
            rate, pair = one.level, other.level
            if one.claims:
                plans = [c.figure for c in one.claims if c.role in ("plan", "rate", "share")]
                rate = plans[-1] if plans and plans[-1].end == one.end else None
            if rate is None or pair is None or not pair.whole or not rate.unit.percent:
                continue
            if reading.low[rate.end : pair.start].strip() != "(" or rate.vague or pair.vague:
                continue
            yield from _rated(reading.paragraph, pair, rate, tally)


def pair_against_rate(story: Story, tally: Tally) -> Iterator[Finding]:
    """`60/62 … đạt tỷ lệ 96,8%`: a / b in percent."""
    for statement in story.statements:
        level = statement.level
        if level is None or level.whole is None or not level.whole or level.vague or level.fault:
            continue
        rates = [c for c in statement.claims if c.role in ("rate", "plan", "share", "ratio")]
        if not rates or statement.claims[0] is not rates[0] or rates[0].figure.vague:
            continue
        if level.unit.percent or rates[0].figure.start - level.end > 120:
            continue
        if rates[0].base and rates[0].role != "share":
            continue
        text, rate = statement.paragraph.text, rates[0].figure
        if _OF_PLAN.match(text, rate.end) and _HAVE_IT.search(text, level.end, rate.start):
            continue  # of the communes that were to reach it, not of all
        yield from _rated(statement.paragraph, level, rates[0].figure, tally)


def pair_far_from_its_rate(story: Story, tally: Tally) -> Iterator[Finding]:
    """`6.214/6.278 thí sinh đăng ký dự thi tốt nghiệp đủ điều kiện, đạt 98,98%`: many words between them."""
    for reading in story.readings:
        if "/" not in reading.low or reading.paragraph.cell:
            continue
        claimed = {
            id(c.figure) for s in reading.statements if s.level and s.level.whole for c in s.claims
        }
        for pair, rate in pairwise(reading.figures):
            if not pair.whole or pair.unit.percent or not rate.unit.percent or id(rate) in claimed:
                continue
            if rate.sign or unsure(pair, rate) or pair.value > pair.whole:
                continue
            behind = reading.low[rate.end : rate.end + 40]
            if _TO_RATE.fullmatch(reading.low, pair.end, rate.start) and not _OF_ELSE.match(behind):
                yield from _rated(reading.paragraph, pair, rate, tally)


def _rated(paragraph: Paragraph, pair: Figure, rate: Figure, tally: Tally) -> Iterator[Finding]:
    exact, typed = pair.unit.counted, rate.value
    if pair.whole is None:
        return
    computed = ratio(printed(pair.value, exact), printed(pair.whole, exact))
    tally.tested += 1
    if computed is not None and not printed(typed).meets(computed):
        yield finding(
            "cap-ty-le", by_units(units_off(typed, computed)), paragraph,
            (min(pair.start, rate.start), max(pair.end, rate.end)),
            _("{a} / {b} = {g}%, văn bản ghi {typed}%").format(
                a=shown(pair.value), b=shown(pair.whole),
                g=shown_stretch(computed, typed), typed=shown(typed),
            ),
            _("sửa tỷ lệ hoặc cặp số"),
        )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    direction_against_list,
    count_against_list,
    groups_against_list,
    pair_against_rate,
    pair_behind_rate,
    pair_far_from_its_rate,
)
