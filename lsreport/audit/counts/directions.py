"""What is said to rise or fall against the list that shows it.

Comes in: the story. Goes out: findings: `Các sản phẩm giảm gồm: …, bia tăng 3,1%`, `các khoản thu đều tăng: …
giảm 12,5%`, `giảm cả 3 tiêu chí: 56 vụ, tăng 7,69%`, `cả ba chỉ tiêu đều tăng` behind two that fell, `giảm 14,45%
do tăng ở tất cả sáu huyện: …`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from lsreport.audit.findings import Finding, Severity, Tally, finding
from lsreport.audit.meaning.moves import Move, moves_in
from lsreport.audit.reading import phrases
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_NUMBERS = {"hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
_COUNT = r"[0-9]{1,3}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười"
_WORD = r"(?:,?\s(?!tăng\b|giảm\b|đều\b)[^\W\d_]{1,12})"
_VERB = r"(?<!gia )(?P<verb>tăng|giảm)(?! cường| tốc| nghèo| thiểu|,? (?:có|hoặc|và|hay|nhưng) (?:tăng|giảm)\b|/|,? giảm\b)"
_HOW = (
    r"(?:\s(?:trưởng|giá|mạnh|nhẹ|khá|cao|sâu|thấp|đáng kể|nhanh|trở lại|sút|cả|lượng|về|sản lượng|thu|nhiều|dần|tốt)){0,4}"
    r"(?:,?\s(?:so|với)(?:\svới)?\s[^,;.:()%]{1,40}?)?"
)
_OPENER = r"\s?,?\s?(?:(?:như|gồm|gồm có|bao gồm|là|cụ thể|cụ thể là|cụ thể như|trong đó|đó là|điển hình|tiêu biểu|như sau)\s?:?|:|(?=\())"
_SELECTION = lazy(
    rf"(?<!\w)(?:một số|một vài|nhiều|các|những|nhóm|sản phẩm|(?:{_COUNT})(?:/[0-9]{{1,3}})?)(?! (?:trước|nay|ngoái)\b)"
    rf"{_WORD}{{0,14}}?\s{_VERB}{_HOW}\s?(?:{_OPENER})(?=[\s(]|\Z)"
)
_ALL = lazy(
    rf"\bđều\s(?:có\s)?(?:(?:mức|tốc độ|chỉ số|xu hướng)\s)?{_VERB}{_HOW}(?:{_OPENER}|\.\s{{1,2}}(?=cụ thể|trong đó))"
)
_EVERY = lazy(
    rf"\b{_VERB}{_HOW}\s(?:trên\s|ở\s)?cả\s(?:(?P<count>{_COUNT})\s(?:tiêu chí|mặt|chỉ tiêu|chỉ số|nội dung|phương diện|lĩnh vực|khu vực)"
    r"|(?P<three>(?:về )?số vụ,? số người chết,?(?: và)? số người bị thương))"
)
_BEHIND = lazy(
    rf"\bcả\s(?P<count>{_COUNT})(?:/[0-9]{{1,2}})?{_WORD}{{0,8}}?\s(?:đều\s)?(?:có\s(?:mức\s)?)?{_VERB}(?![^.]{{0,60}}[0-9]%)"
)
# A fall cannot come of a rise everywhere; of what is left, lacking or owed it may: «tồn kho giảm do tăng …».
_CAUSED = lazy(
    rf"\b{_VERB}{_HOW}\s[0-9]{{1,3}}(?:,[0-9]{{1,3}})?\s?%(?:\sso(?: với)? [^,;.:()%0-9]{{1,40}}?)?(?:\s\([^()]{{1,40}}\))?,?\s(?:chủ yếu\s)?do\s"
    rf"(?P<cause>tăng|giảm)\s(?:đều\s)?(?:ở|tại)\s(?:tất cả|toàn bộ|cả)\s(?:các\s|(?:{_COUNT})\s)?(?:huyện|xã|địa phương|thành phố|thị xã|vùng){_WORD}{{0,6}}\s?:"
)
_PLACE = lazy(
    r"\b(?:[Hh]uyện|[Xx]ã|[Tt]hị xã|[Tt]hành phố|tăng|giảm|và|thêm|mạnh|nhẹ|nhiều nhất|cao nhất)\b"
)
_WORDS = lazy(r"[^\W\d_]+")
_INVERSE = lazy(r"\b(?:tồn|nghèo|thất nghiệp|thiếu|siêu|nợ|hụt|còn lại|tỷ lệ|tỉ lệ|tỷ trọng|giá)\b")
_NO_SUBJECT = lazy(
    r"\b(?:làm|nguyên nhân|yếu tố|tác động|kéo|góp phần|khiến|giải pháp|nhằm|để|do|mức|tốc độ|vừa|đóng góp)\b"
)
_MOSTLY = lazy(r"\b(?:hầu hết|phần lớn|đa số|cơ bản|gần như|hầu như|phần nhiều)\b")
_MOST = 32  # heads of a paragraph
_LINES = 30


def directions(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each head, and what behind a list tells of all of it, against the list."""
    for place, reading in enumerate(story.readings):
        if "tăng" not in reading.low and "giảm" not in reading.low:
            continue
        told: set[int] = set()
        for head in islice(_ALL.finditer(reading.low), _MOST):
            moves = _listed(story, place, head)
            if not _MOSTLY.search(reading.low[max(0, head.start() - 80) : head.start()]):
                told.add(head.start("verb"))
                yield from _all(reading, head, moves, tally)
        for head in islice(_EVERY.finditer(reading.low), _MOST):
            told.add(head.start("verb"))
            yield from _every(reading, head, tally)
        for head in islice(_CAUSED.finditer(reading.low), _MOST):
            if not _INVERSE.search(reading.low[max(0, head.start() - 80) : head.start()]):
                yield from _caused(reading, head, _listed(story, place, head), tally)
        for head in islice(_BEHIND.finditer(reading.low), _MOST):
            if head.start("verb") not in told:
                yield from _behind(reading, head, tally)
        for head in islice(_SELECTION.finditer(reading.low), _MOST):
            subject = reading.low[head.start() : head.start("verb")]
            if head.start("verb") not in told and not _NO_SUBJECT.search(subject):
                yield from _selected(reading, head, _listed(story, place, head), tally)


# --- the list of a head -----------------------------------------------------------------------


def _listed(story: Story, place: int, head: re.Match[str]) -> list[Move]:
    """Return the moves of the list behind a head: in its sentence, its brackets, or the lines below."""
    reading = story.readings[place]
    start = head.end()
    bracket = reading.low[start : start + 2].lstrip().startswith("(")
    end = _sentence_end(reading, start)
    base = phrases.comparator_after(reading.low[head.end("verb") : head.end()][:80])
    if bracket:
        start = reading.low.index("(", start) + 1
        close = next(
            (at for at, d in reading.depths if at >= start and d < reading.depth(start)), end
        )
        end = min(end, close) if close > start else end
    elif not reading.low[start:].strip():
        return _lines(story, place, base)
    return moves_in(reading, start, end, base)


def _lines(story: Story, place: int, base: str) -> list[Move]:
    """Return the first move of each line below a head."""
    found: list[Move] = []
    number = story.readings[place].paragraph.number
    for reading in story.readings[place + 1 : place + _LINES]:
        number += 1
        line = reading.paragraph
        if line.number != number or line.heading or line.cell or line.note:
            break
        if not reading.low.lstrip().startswith(("-", "+", "•", "*", "–")):
            break
        inside = moves_in(reading, 0, len(reading.low), base)
        if not inside:
            break
        found.append(inside[0])
    return found


def _sentence_end(reading: Reading, at: int) -> int:
    return next((s.end for s in reading.sentences if s.start <= at < s.end), len(reading.low))


def _of_one_measure(moves: Sequence[Move], head: str) -> list[Move]:
    """Return the moves of a list without those of another measure than the rest: `năng suất giảm`."""
    shared = frozenset.intersection(*(m.measures for m in moves)) if moves else frozenset()
    return [m for m in moves if all(name in shared or name in head for name in m.measures)]


# --- the tests ----------------------------------------------------------------------------------


def _sign(head: re.Match[str]) -> int:
    return -1 if head["verb"] == "giảm" else 1


def _all(
    reading: Reading, head: re.Match[str], moves: Sequence[Move], tally: Tally
) -> Iterator[Finding]:
    words = reading.low[max(0, head.start() - 80) : head.end()]
    kept = [m for m in _of_one_measure(moves, words) if m.sign]
    against = [m for m in kept if m.sign != _sign(head)]
    if len(kept) < 2:
        return
    tally.tested += 1
    if against:
        yield _told(reading, head, against, len(kept), "certain")


def _caused(
    reading: Reading, head: re.Match[str], moves: Sequence[Move], tally: Tally
) -> Iterator[Finding]:
    """`giảm 14,45% do tăng ở tất cả sáu huyện: A tăng 3%, …`: each of them denies the verb."""
    kept = [m for m in _of_one_measure(moves, "") if m.sign]
    if len(kept) < 2 or head["cause"] == head["verb"]:
        return
    plain = reading.paragraph.plain
    leads = " ".join(plain[m.at - len(m.lead) : m.at] for m in kept)
    if any(word[0].islower() for word in _WORDS.findall(_PLACE.sub(" ", leads))):
        return  # «tiêu thụ tại An Khê tăng 4%»: of something else than what fell
    tally.tested += 1
    if all(m.sign == -_sign(head) for m in kept):
        yield _told(reading, head, kept, len(kept), "certain")


def _selected(
    reading: Reading, head: re.Match[str], moves: Sequence[Move], tally: Tally
) -> Iterator[Finding]:
    kept = [m for m in _of_one_measure(moves, head[0]) if m.sign]
    against = [m for m in kept if m.sign != _sign(head)]
    if len(kept) < 2:
        return
    tally.tested += 1
    counted = re.search(r"([0-9]{1,3})/[0-9]", head[0])
    if not against or (counted and len(kept) > int(counted[1])):
        return  # of `08/12 ngành tăng` all twelve are listed
    agree = len(kept) - len(against)
    sure = not agree or (len(against) == 1 and agree > 1)
    yield _told(reading, head, against, len(kept), "certain" if sure else "likely")


def _every(reading: Reading, head: re.Match[str], tally: Tally) -> Iterator[Finding]:
    """`giảm cả 3 tiêu chí: 56 vụ, tăng 7,69%; …`: as many moves as it counts, in its sentence or the next."""
    count = 3 if head["three"] else _number(head["count"])
    number = next(
        (n for n, s in enumerate(reading.sentences) if s.start <= head.start() < s.end), 0
    )
    stretches = [(head.end(), reading.sentences[number].end)]
    if number + 1 < len(reading.sentences):
        following = reading.sentences[number + 1]
        stretches.append((following.start, following.end))
    for start, end in stretches:
        moves = _counted(reading, start, end)
        if len(moves) != count:
            continue
        against = [m for m in moves if m.sign == -_sign(head)]
        tally.tested += 1
        if against:
            yield _told(reading, head, against, count, "certain")
        return


def _counted(reading: Reading, start: int, end: int) -> list[Move]:
    """Return the moves of a stretch, each figure outside of brackets one, or each thing one."""
    things = moves_in(reading, start, end)
    plain = [
        Move(c.figure.start, c.figure.end, "", c.sign or 1, c.base, frozenset())
        for s in reading.statements for c in s.claims
        if c.role == "growth" and start <= c.figure.start < end and not c.bracketed and c.sign
    ]  # fmt: skip
    return plain if len(plain) > len(things) else things


def _behind(reading: Reading, head: re.Match[str], tally: Tally) -> Iterator[Finding]:
    """`A tăng 2,7%; B giảm 7,4%; C giảm 10%. Cả ba chỉ tiêu đều tăng`."""
    number = next(
        (n for n, s in enumerate(reading.sentences) if s.start <= head.start() < s.end), 0
    )
    own = reading.sentences[number]
    if not number or reading.low[own.start : head.start()].strip(" -+"):
        return
    if moves_in(reading, head.end(), own.end):
        return
    before = reading.sentences[number - 1]
    moves = moves_in(reading, before.start, before.end)
    if len(moves) != _number(head["count"]) or any(not m.sign for m in moves):
        return
    against = [m for m in moves if m.sign != _sign(head)]
    tally.tested += 1
    if against:
        yield _told(reading, head, against, len(moves), "certain")


def _number(words: str) -> int:
    return int(words) if words.isdigit() else _NUMBERS.get(words, 10)


def _told(
    reading: Reading, head: re.Match[str], against: Sequence[Move], whole: int, severity: Severity
) -> Finding:
    start, end = head.start("verb"), head.end("verb")
    return finding(
        "nguoc-danh-sach", severity, reading.paragraph, (start, end),
        _("«{verb}», nhưng {count}/{whole} mục nêu sau đó thì không").format(
            verb=head["verb"], count=len(against), whole=whole
        ),
        _("sửa chữ «tăng», «giảm» hoặc chuyển mục sang chỗ khác"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (directions,)
