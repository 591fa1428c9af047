"""A month or a quarter against the longer time that holds it.

Comes in: the story. Goes out: findings: `riêng tháng 8 đạt 371,4 tỷ đồng; tính bảy tháng đầu năm 248,6
tỷ đồng`: what flows in a part of a time is no more than what flows in the whole of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from lsreport.audit.findings import Finding, Tally, finding
from lsreport.audit.meaning.loose import loosened, plain_or_about
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import Stretch
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.phrases import word_set
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.spans import Span, lies_in, span_of
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

# Of these a month may have more than the months together, or the words are of another time.
NO_FLOW = lazy(
    r"\bdư nợ|\bhuy động|\bđàn\b|\bdân số|\bdiện tích|\bnguồn vốn|\btồn\b|\bsố dư|\bbình quân|\bgiá (?!trị)|\bchỉ số|\bsiêu\b|"
    r"\btăng thêm|\bròng|\bcán cân|\bthặng dư|\bthâm hụt|(?<!thực )\bhiện\b|\btỷ lệ|\bnăng suất|\blợi nhuận|\bchênh lệch|\bso với|"
    r"\bkế hoạch|\bdự toán|\bcùng kỳ|\bnăm trước|\bnăm ngoái|\btháng trước|\bđang\b|\bthiếu đói|\blàm việc|\bcòn\b|\bgiao (?!thông|dịch)|"
    r"\bchỉ tiêu|\bmục tiêu|\btrung bình|\bmỗi\b|\bhằng|\bhàng (?:tháng|năm|ngày)|\bcao nhất|\bthấp nhất|\bbổ sung|\bđiều chỉnh|"
    r"\bquy hoạch|\btổng số vốn|\bnợ\b|\bước tính tháng|\bgấp\b|\bvượt\b|\btăng\b|\bgiảm\b|\bhơn\b[^,;]{0,20}\bso\b"
)
# What has one size at all times, whatever words stand between it and a later number of its sentence.
_STOCK = lazy(
    r"\b(?:dư nợ|dân số|lực lượng lao động|lao động (?:có việc làm|từ 15|qua đào tạo)|học sinh|sinh viên|giáo viên|"
    r"biên chế|hộ nghèo|tài khoản|thuê bao|giường bệnh|nguồn vốn|tồn kho)\b"
)
_INSIDE = lazy(r"\b(?:trong đó|@made_of|trong số|cụ thể|riêng (?!tháng|quý|trong))")
# Words that name nothing by themselves, or every quantity alike.
_BARE = word_set(
    "tổng mức doanh số này trên đó toàn tỉnh thành phố địa bàn nhà nước ngân sách nếu thì thu tính chung riêng ước kết quả như "
    "vậy cả nay tới nói hàng hoá hóa lượng giá trị tiêu dùng khoảng đây các của theo ta cho tại ở từ có được đạt là đã với "
    "trong và đến nay gần hơn xấp xỉ tháng quý năm đầu cuối lũy luỹ kế cộng dồn thực hiện dự kiến sơ bộ còn chỉ mới hai ba "
    "bốn sáu bảy bẩy tám chín mười một i ii iii iv qua vừa rồi hết báo cáo kỳ tăng giảm so cùng trước làm cũng đều xảy ra về"
)
_CUT = lazy(r"[;:(]|\.\s|\)\s?[,;]")
_WORD = lazy(r"[^\W\d_]+")
_HOME = lazy(r"\btrong nước\b")
_SOURCE = lazy(r"\A\s{0,3}theo\s[^,;:()0-9]{0,120},")
_NATION = lazy(r"\b(?:toàn quốc|cả nước)\b")
_POINTS_BACK = lazy(r"\b(?:này|nói trên|trên đây)\b")
_TAIL = lazy(
    r"(?:\s(?!(?:tăng|giảm|so|bằng|đạt|và|với|của|tại|trong|trên|là|hoàn|vượt|chiếm|cao|thấp|ở|do|cho|để|được|đã)\b)[^\W\d_]{1,12}){1,4}"
)
# A head without a name goes on with what had the same head.
_HEADS = (
    (lazy(r"\bmức\b"), lazy(r"\bmức\b|\bbán lẻ\b")),
    (lazy(r"\bdoanh (?:thu|số)\b"), lazy(r"\bdoanh (?:thu|số)\b|\bbán lẻ\b")),
    (lazy(r"(?<!doanh )\bthu\b"), lazy(r"\bthu\b")),
    (lazy(r"\bthực hiện\b"), lazy(r"\bthực hiện\b|\bvốn\b|\bthu\b|\bmức\b")),
    (lazy(r"\blượng\b"), lazy(r"\blượng\b")),
    (lazy(r"\bgiá trị\b"), lazy(r"\bgiá trị\b|\bkim ngạch\b")),
)
_ABOUT = lazy(r"\b(?:@about)\s{1,3}\Z")
_FATE = lazy(r"\s(?:bị\s)?(chết|tử vong|thương|mất tích|mắc|nhiễm)\b")
_KIND = lazy(r"\s([^\W\d_]{2,12})\b")
_TENTH = Decimal("0.1")
_FAR = 3  # paragraphs above in which a shorter time is looked for
_LABEL = 130
_KEPT = 40


class Told(NamedTuple):
    """A level with the time it is of. `lead` is the first level of its clause."""

    reading: Reading
    figure: Figure
    span: Span
    label: str
    lead: Figure
    sentence: int
    opens: bool  # its sentence
    inside: bool  # a list of parts


def part_of_a_time(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each level of a time against those of the times around it."""
    before: list[Told] = []
    for reading in story.readings:
        if reading.paragraph.cell or reading.paragraph.note:
            continue
        number = reading.paragraph.number
        before = [one for one in before if number - one.reading.paragraph.number <= _FAR]
        for told in told_in(reading):
            yield from _against(told, before, tally)
            before.append(told)
        del before[:-_KEPT]


def told_in(reading: Reading) -> Iterator[Told]:
    span: Span | None = None
    last, inside, lead, end = -1, False, None, 0
    opening = False
    for statement in reading.statements:
        level = statement.level
        start = max(reading.sentences[statement.sentence].start, end)
        if statement.sentence != last:
            lead, inside, last, opening = None, False, statement.sentence, True
            span = None
        if level is None or statement.depth:
            end = max(end, statement.end)
            continue
        words = reading.low[start : level.start]
        end = max(end, statement.end)
        named = span_of(words)
        inside = (inside and named is None) or _INSIDE.search(words) is not None
        if named is not None and named != span:
            span, lead = named, None
        lead = lead or level
        label = _CUT.split(words[-_LABEL:])[-1] if not opening else words[-_LABEL:]
        if span is not None and plain_or_about(reading, level) and not phrases.direction(words):
            label = _SOURCE.sub(" ", label)
            yield Told(reading, level, span, label, lead, statement.sentence, opening, inside)
        opening = False


def _against(told: Told, before: Sequence[Told], tally: Tally) -> Iterator[Finding]:
    """Compare a level with the last one before it that is of the same thing in another time."""
    if NO_FLOW.search(told.label) or _is_stock(told):
        return
    for other in reversed(before):
        if not other.figure.unit.same_as(told.figure.unit) or other.span == told.span:
            continue
        if lies_in(told.span, other.span):
            narrow, wide = told, other
        elif lies_in(other.span, told.span):
            narrow, wide = other, told
        else:
            continue
        if bool(_NATION.search(told.label)) != bool(_NATION.search(other.label)):
            continue
        if NO_FLOW.search(other.label) or not _same_thing(other, told, narrow, before):
            continue
        tally.tested += 1
        if _size(narrow).low > _size(wide).high:
            yield _finding(narrow, wide)
        return


def _is_stock(told: Told) -> bool:
    """Return whether a sentence opens with what does not flow."""
    sentence = told.reading.sentences[told.sentence]
    first = sentence.figures[0].start if sentence.figures else sentence.end
    return _STOCK.search(told.reading.low, sentence.start, first) is not None


def _size(told: Told) -> Stretch:
    """Return what may stand behind a level; `khoảng 20` is no more than a tenth off."""
    loose = loosened(told.figure).base_stretch
    if not _ABOUT.search(told.reading.low[max(0, told.figure.start - 20) : told.figure.start]):
        return loose
    middle, tenth = loose.middle, EXACT.multiply(loose.middle, _TENTH)
    low, high = EXACT.subtract(middle, tenth), EXACT.add(middle, tenth)
    return Stretch(max(loose.low, low), min(loose.high, high))


def _same_thing(earlier: Told, later: Told, narrow: Told, before: Sequence[Told]) -> bool:
    """Return whether a later level is of what an earlier one names, or the narrow one of its part."""
    if _fate(earlier) != _fate(later) or _event(earlier) != _event(later):
        return False
    first, second = names_of(earlier), names_of(later)
    if not second or _POINTS_BACK.search(later.label):
        return _speaks_of(earlier, later, before) or _repeats(earlier, later)
    if not _same_lead(earlier, later):
        return False
    if set(first) == set(second):
        return _joins(narrow) <= _joins(later if narrow is earlier else earlier)
    own, wide = (first, second) if narrow is earlier else (second, first)
    if not wide or not set(wide) <= set(own):
        return False
    if wide[0] != own[0] and own[-len(wide) :] != wide:
        return False
    return not {"xuất", "nhập"} <= set(own) and not _joins(narrow)


def _fate(told: Told) -> str:
    """Return what befell the people that a level counts: the dead are no part of the hurt."""
    if told.figure.unit.kind != "đếm":
        return ""
    found = _FATE.match(told.reading.low, told.figure.end)
    return found[1] if found else ""


def _event(told: Told) -> str:
    """Return what kind of cases the clause of a level begins with: `46 vụ cháy, làm 3 người chết`."""
    if told.lead is told.figure or told.lead.unit.base != "vụ":
        return ""
    found = _KIND.match(told.reading.low, told.lead.end)
    return found[1] if found else ""


def _joins(told: Told) -> int:
    """Return how many things more than one the words before a level name."""
    label = _own_label(told)
    named = [x for x in label.split(",") if any(n not in _BARE for n in _WORD.findall(x))]
    return label.count(" và ") + max(0, len(named) - 1)


def _repeats(earlier: Told, later: Told) -> bool:
    """Return whether two levels without names stand under one head behind the same kind of thing."""
    if later.lead is later.figure or not _same_lead(earlier, later) or names_of(earlier):
        return False
    return any(h.search(later.label) and h.search(earlier.label) for h, _like in _HEADS)


def _same_lead(earlier: Told, later: Told) -> bool:
    """Return whether the clauses of two levels begin with the same kind of thing."""
    if (later.lead is later.figure) != (earlier.lead is earlier.figure):
        return False
    return later.lead.unit.same_as(earlier.lead.unit)


def names_of(told: Told) -> list[str]:
    """Return the words that name a level: those before it and those right behind its unit."""
    tail = _TAIL.match(told.reading.low, told.figure.end)
    words = _HOME.sub(" quốcnội ", f"{_own_label(told)} {tail[0] if tail else ''}")
    return [name for name in _WORD.findall(words) if name not in _BARE]


def _own_label(told: Told) -> str:
    return told.label if told.lead is told.figure else _last_named(told.label)


def _last_named(label: str) -> str:
    """Return the last stretch between commas that names something."""
    for stretch in reversed(label.split(",")):
        if any(name not in _BARE for name in _WORD.findall(stretch)):
            return stretch
    return label


def _speaks_of(earlier: Told, later: Told, before: Sequence[Told]) -> bool:
    """Return whether a level without a name goes on with what an earlier sentence opened with."""
    if later.lead is not later.figure or earlier.lead is not earlier.figure or earlier.inside:
        return False
    same = earlier.reading is later.reading and earlier.sentence == later.sentence
    if same:
        between = [
            b for b in before
            if b.reading is later.reading and b.sentence == later.sentence
            and b.figure.start > earlier.figure.start and b.figure.unit.same_as(later.figure.unit)
        ]  # fmt: skip
        return not between
    if not later.opens or not earlier.opens:
        return False
    if any(h.search(later.label) and not e.search(earlier.label) for h, e in _HEADS):
        return False
    return before[-1].reading is earlier.reading


def _finding(narrow: Told, wide: Told) -> Finding:
    later = max(narrow, wide, key=lambda t: (t.reading.paragraph.number, t.figure.start))
    first = min(narrow, wide, key=lambda t: (t.reading.paragraph.number, t.figure.start))
    start = first.figure.start if first.reading is later.reading else later.figure.start
    return finding(
        "thang-va-luy-ke", "certain", later.reading.paragraph, (start, later.figure.end),
        _("riêng tháng {a} lớn hơn lũy kế {b}").format(
            a=narrow.figure.text.strip(), b=wide.figure.text.strip()
        ),
        _("xem có đổi chỗ hai số, hoặc sai đơn vị"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (part_of_a_time,)
