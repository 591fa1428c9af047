"""How numbers, marks and brackets are written.

Comes in: paragraphs and their figures. Goes out: findings on malformed numbers, stuck note marks,
brackets and notes without partner, windows that do not exist, comparators and verbs said twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsreport.audit.findings import Finding, Severity, Tally, finding
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure, lowered
from lsreport.audit.reading.source import Paragraph, whole
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_BRACKET = lazy(r"[()]")
_SQUARE = lazy(r"[\[\]]")
_INTERVAL = lazy(r"[\[(]\s?[0-9.,%+\-]{1,12}\s?;\s?[0-9.,%+\-]{1,12}\s?[\])]")  # [0; 5)
_SMALL = lazy(
    r"[:;.,\s\"“”'‘(](?:[a-zđ]|[0-9]{1,2}|[ivx]{1,4})\Z|\A(?:[a-zđ]|[0-9]{1,2}|[ivx]{1,4})\Z"
)
_OPEN_ENDS = (".", ";", ":", "!", "?", "…", "/")
_NO_UNIT = lazy(
    r"\b(?:tăng|giảm)\s(?P<number>[0-9]{1,4},[0-9]{1,2})\s(?:so với|so cùng)\s(?:cùng kỳ|năm|tháng|quý|trung bình|bình quân)"
)
_DOUBLED = lazy(r"[0-9]\s?%\s?[.,;]?\s?%")
_RARE = 8  # dotted numbers to each that is not, so that it is no habit


# --- numbers -----------------------------------------------------------------------------------


def malformed_numbers(story: Story, tally: Tally) -> Iterator[Finding]:
    """Numbers that are not written as numbers are."""
    dotted = sum("." in f.text and not f.fault for r in story.readings for f in r.figures)
    bare = sum(f.fault == "thieu-cham" for r in story.readings for f in r.figures)
    commas = sum("," in f.text and not f.fault for r in story.readings for f in r.figures)
    points = sum(f.fault == "cham-thap-phan" for r in story.readings for f in r.figures)
    odd = points * _RARE <= commas  # the document writes its decimals with commas
    for reading in story.readings:
        for figure in reading.figures:
            tally.tested += 1
            told = _malformed(figure, reading, dotted, bare, odd)
            if told is not None:
                yield told


def _malformed(
    figure: Figure, reading: Reading, dotted: int, bare: int, odd: bool
) -> Finding | None:
    where = (reading.paragraph, (figure.start, figure.end))
    typed = figure.text.strip()
    if figure.fault == "khong-doc-duoc":
        if not figure.unit.known:  # «các năm 2021,2022,2023», «10.20.30»
            return None
        return finding(
            "so-viet-sai",
            "certain",
            *where,
            _("«{text}» không đọc được thành một số").format(text=typed[:40]),
            _("viết như 1.934,5"),
        )
    if figure.fault == "qua-dai":
        return finding(
            "so-viet-sai",
            "likely",
            *where,
            _("số dài {count} ký tự").format(count=len(typed)),
            _("xem có dính hai số vào nhau không"),
        )
    if not figure.unit.kind:
        return None
    if figure.fault == "thieu-cham" and dotted >= 3 and figure.unit.known:
        severity: Severity = "likely" if "," in typed else "look"
        if "," in typed and bare * _RARE <= dotted and _dotted_beside(figure, reading):
            severity = "certain"
        return finding(
            "so-thieu-cham",
            severity,
            *where,
            _("«{text}» không có dấu chấm phân cách hàng nghìn như các số khác").format(text=typed),
            _("thêm dấu chấm"),
        )
    if figure.fault == "cham-thap-phan" and figure.unit.kind:
        return finding(
            "so-viet-sai",
            "certain" if odd and figure.unit.known else "likely",
            *where,
            _("«{text}» dùng dấu chấm cho phần thập phân").format(text=typed),
            _("viết dấu phẩy thập phân"),
        )
    return None


def _dotted_beside(figure: Figure, reading: Reading) -> bool:
    """Return whether the paragraph writes other numbers in the same unit with dots."""
    return any(
        "." in other.text and not other.fault and other.unit.base == figure.unit.base
        for other in reading.figures
    )


def doubled_marks(story: Story, tally: Tally) -> Iterator[Finding]:
    """`tăng 2,3%.%`, `5%%`."""
    for reading in story.readings:
        for match in _DOUBLED.finditer(reading.low) if "%" in reading.low else ():
            tally.tested += 1
            yield finding(
                "so-viet-sai", "certain", reading.paragraph, match.span(),
                _("hai dấu % cho một số"), _("bỏ một dấu"),
            )  # fmt: skip


def stuck_marks(story: Story, tally: Tally) -> Iterator[Finding]:
    """A note mark that became digits: `54%38`, `tỷ đồng16`."""
    for reading in story.readings:
        for figure in reading.figures:
            if figure.unit.stuck:
                tally.tested += 1
                known = figure.unit.stuck in story.document.notes
                severity: Severity = "look" if known else "certain"
                yield finding(
                    "chu-thich-dinh", severity, reading.paragraph, (figure.start, figure.end),
                    _("«{digits}» dính liền sau đơn vị: số chú thích bị mất định dạng").format(digits=figure.unit.stuck),
                    _("đặt lại chú thích, hoặc bỏ «{digits}»").format(digits=figure.unit.stuck),
                )  # fmt: skip


# --- brackets ------------------------------------------------------------------------------------


def lone_brackets(story: Story, tally: Tally) -> Iterator[Finding]:
    """Brackets without partner; one may close in the next piece of a broken paragraph."""
    pending: tuple[Paragraph, int] | None = None
    for paragraph in whole(story.document.paragraphs):
        opened, closed = _unmatched(paragraph.plain)
        tally.tested += 1
        if pending and not paragraph.note:
            if closed:
                closed.pop(0)
                pending = None
            elif not paragraph.cell:
                yield _lone(*pending)
                pending = None
        for at in closed:
            yield _lone(paragraph, at)
        if (
            opened
            and not paragraph.plain.rstrip().endswith(_OPEN_ENDS)
            and not paragraph.note
            and len(paragraph.plain) > 60
        ):
            pending = (paragraph, opened.pop())
        for at in opened:
            yield _lone(paragraph, at)
    if pending:
        yield _lone(*pending)


def lone_squares(story: Story, tally: Tally) -> Iterator[Finding]:
    """Square brackets without partner, in a paragraph whose neighbours do not hold the other."""
    lone: list[tuple[Paragraph, list[int]]] = []
    for paragraph in whole(story.document.paragraphs):
        tally.tested += 1
        open_at: list[int] = []
        closed: list[int] = []
        text = paragraph.plain
        if "[" in text or "]" in text:
            for match in _SQUARE.finditer(_without_intervals(text)):
                if match[0] == "[":
                    open_at.append(match.start())
                elif open_at:
                    open_at.pop()
                else:
                    closed.append(match.start())
        lone.append((paragraph, [*closed, *open_at]))
    for index, (paragraph, places) in enumerate(lone):
        near = lone[max(0, index - 1) : index] + lone[index + 1 : index + 2]
        if places and not any(others for _paragraph, others in near):
            yield _lone(paragraph, places[0])


def _without_intervals(text: str) -> str:
    return _INTERVAL.sub(lambda match: " " * len(match[0]), text)


def _unmatched(text: str) -> tuple[list[int], list[int]]:
    opened: list[int] = []
    closed: list[int] = []
    if "[" in text or "]" in text:
        text = _without_intervals(text)
    for match in _BRACKET.finditer(text):
        at = match.start()
        if match[0] == "(":
            opened.append(at)
        elif opened:
            opened.pop()
        elif not _SMALL.search(lowered(text[max(0, at - 6) : at])):
            closed.append(at)  # not «a)», «1)»
    return opened, closed


def _lone(paragraph: Paragraph, at: int) -> Finding:
    start, end = max(0, at - 40), min(len(paragraph.text), at + 40)
    opening = paragraph.text[at : at + 1] in "(["
    return finding(
        "ngoac", "certain", paragraph, (start, end) if end > start else (at, at + 1),
        _("ngoặc mở không có ngoặc đóng") if opening else _("ngoặc đóng không có ngoặc mở"),
        _("thêm hoặc bỏ một dấu ngoặc"),
    )  # fmt: skip


# --- notes ---------------------------------------------------------------------------------------


def _out_of_order(labels: list[str]) -> bool:
    """Return whether the middle one of three numbers is not between the others: `8`, `19`, `10`."""
    if len(labels) < 3 or not all(label.isdecimal() for label in labels):
        return False
    before, own, behind = map(int, labels)
    return before < behind and not before < own < behind


def lone_notes(story: Story, tally: Tally) -> Iterator[Finding]:
    """Note marks without a note, notes without a mark."""
    document = story.document
    labels = set(document.notes)
    marked: set[str] = set()
    seen = [(p, mark) for p in document.paragraphs if not p.note for mark in p.marks]
    for paragraph, mark in seen:
        tally.tested += 1
        marked.add(mark.label)
        if labels and mark.label not in labels:
            yield finding(
                "chu-thich-le", "certain", paragraph, (mark.start - 30, mark.end),
                _("dấu chú thích {label} không có chú thích").format(label=mark.label),
                _("bỏ dấu, hoặc thêm chú thích"),
            )  # fmt: skip
    if not marked & labels:
        return  # the marks were lost when the text was made
    notes = [paragraph for paragraph in document.paragraphs if paragraph.note]
    for place, paragraph in enumerate(notes):
        if paragraph.note not in marked:
            near = [p.note for p in notes[max(0, place - 1) : place + 2]]
            yield finding(
                "chu-thich-le", "certain" if _out_of_order(near) else "likely", paragraph, (0, 60),
                _("chú thích {label} không có dấu trong bài").format(label=paragraph.note),
                _("đặt dấu chú thích, hoặc bỏ chú thích"),
            )  # fmt: skip


def growths_without_a_unit(story: Story, tally: Tally) -> Iterator[Finding]:
    """`tăng 55,7 so với năm trước`: of what, is not said; where the others have it, a percentage."""
    for reading in story.readings:
        for match in _NO_UNIT.finditer(reading.low) if "so" in reading.low else ():
            tally.tested += 1
            yield finding(
                "so-viet-sai", "likely", reading.paragraph, match.span("number"),
                _("«{number}» không có đơn vị").format(number=match["number"]),
                _("ghi «{number}%», hoặc đơn vị của chênh lệch").format(number=match["number"]),
            )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    malformed_numbers,
    doubled_marks,
    stuck_marks,
    lone_brackets,
    lone_squares,
    lone_notes,
    growths_without_a_unit,
)
