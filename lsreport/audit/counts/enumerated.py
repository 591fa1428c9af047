"""How many names a sentence promises and how many it gives.

Comes in: the story. Goes out: findings: `9 địa phương … gồm` and six names, `05 cửa khẩu (…)` and four;
ranks that the steps between them do not join, `tụt xuống` for a better rank.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lsreport.audit.findings import Finding, Severity, Tally, finding
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_PLACES = (
    r"địa phương|tỉnh, thành phố|tỉnh|huyện, thành phố|huyện|thành phố|quận|xã|phường|thị trấn|cửa khẩu|nước|quốc gia|"
    r"thị trường|đơn vị|cơ quan|sở|ngành|ngân hàng|trường|bệnh viện|trạm|chợ|khu công nghiệp|cụm công nghiệp"
)
_PROMISED = lazy(
    r"(?<![0-9/.,])(?P<count>0?[2-9]|[12][0-9])\s(?P<noun>" + _PLACES + r")\b"
    r"(?P<more>(?:\s[^\W\d_]{1,12}){0,14}?)(?P<opens>,?\s(?:@made_of|là)(?:\scó)?\s?:?\s|\s?:\s|\s?\()"
)
_NAME = lazy(
    r"(?:(?:và|cùng)\s)?(?:[a-zà-ỹđ]{1,9}\s){0,3}[A-ZÀ-ỸĐ][^\W\d_]*(?:[\s\-.][^\W\d_]{1,12}){0,7}"
)
_COMMA = lazy(r",(?![0-9])|\s(?:và|cùng)\s(?=[^,;]{1,40}[0-9])")
_AND = lazy(r"\s(?:và|cùng)\s")
_HEADS = r"(?:sở|ban|cục|chi cục|công an|ubnd|ủy ban|văn phòng|ngân hàng|kho bạc|bảo hiểm|thanh tra|viện|tòa án|trung tâm)"
_HEAD, _AND_HEAD = lazy(rf"{_HEADS}\b"), lazy(rf"\bvà (?={_HEADS}\b)")
_OPEN_END = lazy(
    r"…|\.\.\.|\bv\.v|\bvà (?:các|một số|nhiều)\b|\bkhác\b|\bnhư\b|\b(?:chủ yếu|nhất là|đặc biệt)\b"
)
_UNSAID = lazy(r"…|\.\.\.|\bv\.v|\b(?:như|chủ yếu|nhất là|đặc biệt|trong đó)\b")
_SHUT = lazy(r"[.;)\n]|\s[-–]\s")
_FEWEST, _LONGEST = 2, 700
_NEAR = 50  # characters between a count and its names


def names_promised(story: Story, tally: Tally) -> Iterator[Finding]:
    """`9 địa phương không có người chết gồm Bạc Liêu, Điện Biên, Ninh Bình, Quảng Ninh và Lào Cai`."""
    for reading in story.readings:
        for match in _PROMISED.finditer(reading.low):
            yield from _counted(reading, match, tally)


def _counted(reading: Reading, match: re.Match[str], tally: Tally) -> Iterator[Finding]:
    text = reading.paragraph.plain
    stop = _SHUT.search(text, match.end())
    end = stop.start() if stop else len(text)
    names = text[match.end() : end]
    bracket = match["opens"].rstrip().endswith("(")
    if len(names) > _LONGEST or _OPEN_END.search(names) or (bracket and text[end : end + 1] != ")"):
        return
    items = [item.strip() for item in names.split(",")]
    if len(items) < _FEWEST or not all(_NAME.fullmatch(item) for item in items):
        return
    tally.tested += 1
    joined = _AND_HEAD if all(_HEAD.match(item.lower()) for item in items) else _AND
    few, many = len(items), len(items) + len(joined.findall(names.lower()))
    if few <= int(match["count"]) <= many:
        return  # «Sở Kế hoạch và Đầu tư» is one name
    closed = bool(_AND.search(names.rpartition(",")[2])) or bracket
    yield finding(
        "dem-danh-sach", "certain" if closed and len(match["more"]) < _NEAR else "likely", reading.paragraph, (match.start(), end),
        _("ghi {typed}, sau đó nêu {count} tên").format(typed=match["count"], count=many),
        _("đếm lại"),
    )  # fmt: skip


_MEASURED = lazy(
    r"(?<![0-9/.,])(?P<count>0?[2-9]|[1-9][0-9])(?:\s?/\s?[0-9]{1,2})?\s(?:"
    + _PLACES
    + r"|chỉ tiêu|ngành|nhóm|khoản|mặt hàng|sản phẩm)\b"
    r"[^,;:.()]{0,80}(?:[0-9]{1,3}%[^,;:.()]{0,30})?,?\s(?:@made_of|cụ thể|là)(?:\scó)?\s?:?\s"
)
_AMOUNT = lazy(r"[0-9]+(?:,[0-9]+)?%")


def measured_items(story: Story, tally: Tally) -> Iterator[Finding]:
    """`07/09 địa phương giải ngân trên 50% kế hoạch, gồm: A 52,4%, B 56,3%; các địa phương còn lại …`."""
    for reading in story.readings:
        for match in _MEASURED.finditer(reading.low) if "%" in reading.low else ():
            stop = _SHUT.search(reading.low, match.end())
            items = reading.low[match.end() : stop.start() if stop else len(reading.low)]
            named = [item for item in _COMMA.split(items) if item.strip()]
            if len(items) > _LONGEST or _OPEN_END.search(items) or len(named) < _FEWEST:
                continue
            if not all(len(_AMOUNT.findall(item)) == 1 for item in named):
                continue
            tally.tested += 1
            if len(named) != int(match["count"]):
                yield _miscounted(reading, match, len(named))


_SIGNED = lazy(
    r"\s{0,2}(?:và\s)?(?P<name>[^();.0-9]{2,80})\((?P<sign>[+\-−–])\s?[0-9]{1,3}(?:,[0-9]+)?\s?%\)\s?[,;]?"
)
_OTHERS = lazy(
    r"\b(?:tăng|giảm|nhóm|không đổi|ổn định|còn lại|các (?:nhóm|ngành|sản phẩm|mặt hàng))\b"
)


def signed_items(story: Story, tally: Tally) -> Iterator[Finding]:
    """`09/11 nhóm tăng, gồm: giáo dục (+8,42%), may mặc, mũ nón, giày dép (+1,73%), …`: one bracket an item."""
    for reading in story.readings:
        for match in _MEASURED.finditer(reading.low) if "%)" in reading.low else ():
            at, signs = match.end(), []
            while (item := _SIGNED.match(reading.low, at)) and not _OTHERS.search(item["name"]):
                signs.append(item["sign"])
                at = item.end()
            closed = reading.low[at - 1 : at] == ";" or reading.low[at : at + 1] in (".", "", "\n")
            if len(signs) < _FEWEST or not closed or len(set(signs)) > 1:
                continue
            if _UNSAID.search(reading.low, match.start(), at):
                continue
            tally.tested += 1
            if len(signs) != int(match["count"]):
                yield _miscounted(reading, match, len(signs))


def _miscounted(reading: Reading, match: re.Match[str], count: int) -> Finding:
    return finding(
        "dem-danh-sach", "certain", reading.paragraph, match.span(),
        _("sau đó nêu {count} mục, không phải {stated}").format(
            count=count, stated=int(match["count"])
        ),
        _("đếm lại"),
    )  # fmt: skip


# --- ranks ---------------------------------------------------------------------------------------

_RANK = r"(?:xếp|đứng|ở)?\s?(?:hạng|vị trí|vị thứ|thứ)(?:\s(?:thứ|số))?\s(?P<{name}>[1-9][0-9]?)(?:/[1-9][0-9])?(?![0-9%/]|[.,][0-9])"
_STEPS = lazy(
    _RANK.format(name="now")
    + r"(?:\strong\s(?:tổng\s)?(?:số\s)?[1-9][0-9]\s)?[^0-9.;]{0,40}?,?\s?\(?(?P<way>tăng|giảm|lên|tụt|xuống|cải thiện)\s(?P<steps>0?[1-9][0-9]?)\s(?:bậc|hạng)"
    r"(?:[^.;,(0-9]{0,40}\(|\sso với\s[^.;,()]{1,30}\(|[^.;,0-9]{0,40}\b(?:@earlier|năm [12][0-9]{3})\s?\(?)[^.;,()0-9]{0,20}?"
    + _RANK.format(name="then")
)
_TWO_RANKS = lazy(r"\bthứ\s[1-9][0-9]?(?:/[1-9][0-9])?[^.;0-9]{0,30},\s?\Z")
_FROM = lazy(
    r"\btừ\s[^.;0-9]{0,30}?"
    + _RANK.format(name="then")
    + r"(?:\s?\(?\s?(?:vào\s|của\s)?(?:năm\s)?[12][0-9]{3}\s?\)?)?[^.;0-9]{0,60}?\b(?P<way>vươn lên|tăng lên|lên|tụt|giảm|xuống|rơi xuống)\b[^.;0-9]{0,30}?"
    + _RANK.format(name="now")
)
_UP = ("tăng", "lên", "cải thiện", "vươn lên", "tăng lên")


def ranks(story: Story, tally: Tally) -> Iterator[Finding]:
    """`xếp thứ 13/63, tăng 2 bậc so với năm trước (thứ 14)`; `từ thứ 15 tụt xuống thứ 10`."""
    for reading in story.readings:
        if "thứ" not in reading.low and "hạng" not in reading.low and "vị trí" not in reading.low:
            continue
        for pattern in (_STEPS, _FROM):
            for match in pattern.finditer(reading.low):
                if _TWO_RANKS.search(reading.low, max(0, match.start() - 60), match.start()):
                    continue  # in the country and in the region: the steps are of one of them
                tally.tested += 1
                yield from _ranked(reading, match)


def _ranked(reading: Reading, match: re.Match[str]) -> Iterator[Finding]:
    now, then = int(match["now"]), int(match["then"])
    up = match["way"] in _UP
    steps = match.groupdict().get("steps")
    better = then - now if up else now - then
    if better == int(steps) if steps else better > 0:
        return
    severity: Severity = "certain" if better < 0 or steps else "likely"
    yield finding(
        "thu-hang", severity, reading.paragraph, match.span(),
        _("từ thứ {then} đến thứ {now} là {way} {steps} bậc").format(
            then=then, now=now, way=_("lên") if then > now else _("xuống"), steps=abs(then - now)
        ),
        _("sửa thứ hạng, số bậc hoặc chữ «tăng», «giảm»"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    names_promised,
    measured_items,
    signed_items,
    ranks,
)
