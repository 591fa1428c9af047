"""Totals whose parts the field knows: trade, budget, guests, retail trade, transport, capital, fishery.

Comes in: the readings of a document, the groups that words open. Goes out: groups: a total and its parts
wherever they are told, in the sentence, in the lines below, in the note: `2.591 nghìn lượt khách` and
`khách quốc tế 67`, `khách trong nước 2.524`. That nothing is missing among them lies in what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product

from lsreport.audit.reading.amounts import added
from lsreport.audit.reading.field_totals import COMPOSITIONS, Composition
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.statements import Reading, Statement

_AHEAD = 24  # statements behind a total in which its parts are looked for
_BELOW = 6  # paragraphs below a total
_OF_A_LINE = 16  # statements of a line below
_TO_MARK = 160  # characters from a total to the mark of its note
_ABOVE, _LAST = 6, 3  # paragraphs above a total, statements of one part in them
_LONG = 3  # characters of a total that is hardly made up by chance
_MANY = 4  # parts: two of so many may be told in one
_MOST = 400  # totals of a document
_CLAUSE = 160  # characters
_CUT = lazy(r"[;:]|\.\s|\btrong đó\b")
_COMPARED = lazy(r"\bso(?:\s{0,3}với)?\s[^,;.()]{0,40}")
_SCENE = lazy(r"\A\s{0,3}(?:trong|đối với|ở) (?:khu vực|lĩnh vực|nhóm ngành)\s[^,;:.()0-9]{3,50},")
_TAIL = lazy(r"\s{0,3}(?:[^\W\d_]{1,12}\s?){1,10}")
_OF_ONE_BEFORE = lazy(r"\bvà\s{0,3}\Z")
_COUNTED = lazy(r"[0-9][^,]{0,80},")  # «23 huy chương vàng, 19 huy chương bạc»
_OTHER = lazy(r"\b(?:@goal|phấn đấu|bình quân|@earlier|cả nước|giai đoạn)\b")

NEARLY = (
    "gần hết"  # what may be left out is little: gifts beside taxes, millet beside rice and maize
)
BY_NATURE = "tự nó"  # opens no list: the parts are all there is by what they are


def by_label(readings: Sequence[Reading]) -> dict[str, list[Reading]]:
    """Return the readings of the notes by their marks."""
    notes: dict[str, list[Reading]] = {}
    for reading in readings:
        if reading.paragraph.note:
            notes.setdefault(reading.paragraph.note, []).append(reading)
    return notes


def composed(
    readings: Sequence[Reading], notes: dict[str, list[Reading]], known: set[int]
) -> Iterator[tuple[Statement, list[Statement], bool]]:
    """Yield each total with all its parts, and whether nothing else can be among them.

    `known` are the totals whose parts words have told already, `notes` the readings of each note.
    """
    body = [reading for reading in readings if not reading.paragraph.note]
    yield from islice(_composed(body, notes, known), _MOST)


def _composed(
    body: list[Reading], notes: dict[str, list[Reading]], known: set[int]
) -> Iterator[tuple[Statement, list[Statement], bool]]:
    for place, reading in enumerate(body):
        for index, total in enumerate(reading.statements):
            if id(total) in known or not _adds(total):
                continue
            named = _words(reading, total)
            for one in COMPOSITIONS:
                level = total.level
                if level is None or level.unit.kind not in one.unit or _part_of(named, one):
                    continue
                if not one.total.search(named) or _OTHER.search(named):
                    continue
                near = _behind(one, body, place, index, notes)
                if one.never and any(
                    one.never.search(words) for words in (named, *(w for _s, w in near))
                ):
                    continue
                noted = [(s, words) for s, words in near if s.paragraph.note]
                parts = (
                    _parts(one, noted)
                    or _parts(one, near)
                    or _told_first(one, reading, index, named)
                )
                if parts:
                    yield total, parts, one.closed or _is_closed(one, parts)
                    break


def told_above(
    readings: Sequence[Reading], known: set[int]
) -> Iterator[tuple[Reading, Statement, list[list[Statement]]]]:
    """Yield each total behind its parts, with what each part may be: the last few of its name above.

    `diện tích lúa cả năm 42.300 ha`, a paragraph on maize, `diện tích cây lương thực có hạt 58.362 ha`.
    """
    body = [reading for reading in readings if not reading.paragraph.note]
    for place, reading in enumerate(body):
        for index, total in enumerate(reading.statements):
            if id(total) in known or total.depth or not _adds(total) or total.level is None:
                continue
            named = _words(reading, total)
            for one in COMPOSITIONS:
                if one.total.search(
                    total.words
                ):  # its own words, without those of the amount before
                    named = total.words
                if total.level.unit.kind not in one.unit or _part_of(named, one):
                    continue
                if _OTHER.search(named) or (one.never and one.never.search(named)):
                    continue
                above = _above(body, place, index)
                told = [[s for s, words in above if _is_named(one, p, words)] for p in one.parts]
                if all(told):
                    yield reading, total, [some[-_LAST:] for some in told]
                    break


def made_above(
    readings: Sequence[Reading], known: set[int]
) -> Iterator[tuple[Statement, list[Statement]]]:
    """Yield each total behind its parts that one choice of them makes up, with digits enough to tell."""
    for _reading, total, told in told_above(readings, known):
        made = [list(parts) for parts in product(*told) if adds_up(total, parts)]
        if len(made) == 1 and total.level and len(str(total.level.value)) >= _LONG:
            yield total, made[0]


def _above(body: list[Reading], place: int, index: int) -> list[tuple[Statement, str]]:
    total = body[place].statements[index]
    near = [(r, s) for r in body[max(0, place - _ABOVE) : place] for s in r.statements]
    near += [(body[place], s) for s in body[place].statements[:index]]
    return [
        (s, _words(r, s)) for r, s in near[-_AHEAD * 2 :]
        if not s.depth and _fits(total, s)
    ]  # fmt: skip


def _is_named(one: Composition, pattern: re.Pattern[str], words: str) -> bool:
    """Return whether words name one part and no other, nor another total."""
    if pattern.search(words) is None or _OTHER.search(words):
        return False
    return not any(p is not pattern and p.search(words) for p in (*one.parts, *one.spare))


def _is_closed(one: Composition, parts: Sequence[Statement]) -> bool:
    """Return whether even the least of the parts that may be left out is told."""
    return bool(one.spare) and any(one.spare[0].search(part.words) for part in parts)


def _adds(statement: Statement) -> bool:
    level = statement.level
    return (
        level is not None and level.unit.amount and level.whole is None
        and not level.vague and not level.fault and not level.sign
    )  # fmt: skip


def _words(reading: Reading, statement: Statement) -> str:
    """Return the words that name a quantity, with few behind what is counted."""
    level = statement.level
    clause = _CUT.split(reading.low[max(statement.start, statement.at - _CLAUSE) : statement.at])[
        -1
    ]
    clause = _COMPARED.sub(" ", _SCENE.sub("", clause))
    words = clause if statement.words in clause else f"{statement.words} {clause}"
    if level is not None and level.unit.kind == "đếm":
        tail = _TAIL.match(reading.low, level.end)
        if _OF_ONE_BEFORE.search(clause):  # «1.024 thành lập mới và 484 …»
            clause = ""
        if tail or not clause.strip():  # those told before are of another
            words = clause
        lead = _COUNTED.split(words.rpartition("(")[2])[-1]
        words = f"{lead} {level.unit.base} {tail[0] if tail else ''}"
    elif level is not None and level.unit.kind == "diện tích":  # «8.520 ha rừng»
        tail = _TAIL.match(reading.low, level.end)
        words = f"{words} {tail[0] if tail else ''}"
    return " ".join(words.split())


def _part_of(named: str, one: Composition) -> bool:
    """Return whether the words name one of the parts, not the total."""
    if one.total.search(named) is None:
        return True
    hits = sum(part.search(named) is not None for part in (*one.parts, *one.spare))
    rest = one.total.sub(" ", named)
    return bool(hits) and any(part.search(rest) for part in (*one.parts, *one.spare))


def _behind(
    one: Composition, body: list[Reading], place: int, index: int, notes: dict[str, list[Reading]]
) -> list[tuple[Statement, str]]:
    """Return where parts are looked for, with their words: behind a total, in its note, in lines below.

    What stands behind the next total of the kind is that one's.
    """
    reading = body[place]
    total = reading.statements[index]
    unit = total.level.unit if total.level else None
    later = [
        s
        for s in reading.statements[index + 1 :]
        if s.level and unit and s.level.unit.same_as(unit)
    ]
    until = min([total.at + _TO_MARK, *(s.at for s in later[:1])])  # a mark further on is of that
    marks = [m.label for m in reading.paragraph.marks if total.at <= m.start <= until]
    noted = [(r, s) for label in marks[:2] for r in notes.get(label, ()) for s in r.statements]
    near = [(reading, s) for s in reading.statements[index + 1 :][:_AHEAD]]
    for other in body[place + 1 : place + 1 + _BELOW]:
        near.extend((other, s) for s in other.statements[:_OF_A_LINE])
    told = []
    for where, statement in near[: 2 * _AHEAD]:
        words = _words(where, statement)
        if one.total.search(words) and not _part_of(words, one) and _fits(total, statement):
            break
        told.append((statement, words))
    told.extend((s, _words(r, s)) for r, s in noted[:_AHEAD])
    return [(statement, words) for statement, words in told if _fits(total, statement)]


def _told_first(one: Composition, reading: Reading, index: int, named: str) -> list[Statement]:
    """Return the parts that the sentence of a total tells before it, where they make it up.

    Or where the total is called by them: `tổng vốn cấp mới và tăng thêm`.
    """
    total = reading.statements[index]
    before = [
        (s, _words(reading, s)) for s in reading.statements[max(0, index - _AHEAD) : index]
        if s.sentence == total.sentence and s.depth == total.depth and _fits(total, s)
    ]  # fmt: skip
    parts = _parts(one, before)
    called = all(pattern.search(named) for pattern in one.parts)
    return parts if called or adds_up(total, parts) else []


def _parts(one: Composition, near: Sequence[tuple[Statement, str]]) -> list[Statement]:
    """Return all parts of a total, each the first that is named so; none where one is missing."""
    found: list[Statement] = []
    for pattern in one.parts:
        part = _first(one, pattern, near, found)
        if part is None:
            return []
        found.append(part)
    last = max(part.paragraph.number for part in found)
    spare = [_first(one, pattern, near, found) for pattern in one.spare]
    found += [part for part in spare if part is not None and part.paragraph.number <= last + 1]
    found = list({id(part): part for part in found}.values())
    return found if len(found) > 1 and _one_place(found) else []


def _first(
    one: Composition, pattern: re.Pattern[str], near: Sequence[tuple[Statement, str]],
    taken: Sequence[Statement],
) -> Statement | None:  # fmt: skip
    """Return the first statement that names one part and no other, or several where there are many."""
    joint = None
    for statement, words in near:
        if pattern.search(words) is None or _OTHER.search(words):
            continue
        several = any(p is not pattern and p.search(words) for p in (*one.parts, *one.spare))
        if not several and all(statement is not other for other in taken):
            return statement
        if several and joint is None and len(one.parts) >= _MANY:
            joint = statement
    return joint


def _fits(total: Statement, part: Statement) -> bool:
    """Return whether a statement can be a part: its unit, its period, less than the total."""
    level, whole = part.level, total.level
    if level is None or whole is None or not _adds(part) or not level.unit.same_as(whole.unit):
        return False
    return not (total.window and part.window and total.window != part.window)


def _one_place(parts: Sequence[Statement]) -> bool:
    """Return whether parts stand together: in one paragraph, in one note, or in lines in a row."""
    numbers = sorted({part.paragraph.number for part in parts})
    return numbers[-1] - numbers[0] <= len(parts) + 1


def adds_up(total: Statement, parts: Sequence[Statement]) -> bool:
    """Return whether parts make up a total within what the digits allow."""
    if total.level is None:
        return False
    return added(p.level.base_stretch for p in parts if p.level).meets(total.level.base_stretch)
