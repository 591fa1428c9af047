"""The words around a figure that tell what it states.

Comes in: a few lower-case words before or behind a figure. Goes out: direction, comparator, plan,
window, status. Every pattern is bounded and looked for in a short stretch.
"""

from __future__ import annotations

import re

from lsreport.audit.reading.patterns import lazy

UP, DOWN = 1, -1


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


_FILL = (
    r"(?:\s{1,3}(?:nhẹ|mạnh|sâu|khá|cao|rất|thêm|@about|thấp|nhất|nhiều|ít|với|là|chung|"
    r"ước|ước tính|bình quân|tương ứng|tới|gấp|đạt|chậm|đều|đột biến|lần lượt|trung bình|được)){0,4}"
)
_UP = r"tăng trưởng|(?<!giá trị gia )(?!(?<=giá trị )tăng thêm)(?<!dự án điều chỉnh )(?<!vốn điều chỉnh )(?<!mới và )tăng|cao hơn|nhiều hơn|vượt|lớn hơn"
_DOWN = r"(?<!cắt )giảm|thấp hơn|ít hơn|(?<!thâm )(?<!hao )(?<!thiếu )hụt|sụt giảm|suy giảm|kém"
_DIRECTION = lazy(
    rf"(?:(?P<up>\b(?:{_UP}))|(?P<down>\b(?:{_DOWN}))){_FILL}\s{{0,3}}[:(]?\s{{0,3}}\Z"
)
_THEN = lazy(
    r"(?:\A|[,;(]|\btrong khi|\bmà)\s{0,2}(?:(?:cùng kỳ|cùng quý|cùng tháng)(?: năm)?(?: (?:trước|ngoái|[12][0-9]{3}))?|năm (?:trước|ngoái))"
    r"(?: (?:có mức|mức|chỉ|đã))? (?:tăng|giảm)(?: trưởng)?\s{1,3}\Z"
)
_PERIOD_BEFORE = r"(?:cùng (?:kỳ|tháng|quý|thời điểm)|(?:năm|tháng|quý|kỳ) (?:trước|ngoái))"
_PAST = lazy(rf"\b{_PERIOD_BEFORE}\b")
_PAST_COMPARED = lazy(
    rf"\b(?:so(?: với)?|với|bằng) (?:mức )?{_PERIOD_BEFORE}(?: năm)?(?: trước| ngoái| [12][0-9]{{3}})?(?!\s?\(|\w)"
)
_ABOUT = lazy(r"\b(?:@about|ước khoảng)\s{1,3}\Z")
_OVER = lazy(
    r"(?:(?P<up>\b(?:cao|nhiều|lớn) hơn)|(?P<down>\b(?:thấp|ít) hơn))[^,;.()%]{0,60}"
    r"(?<!tỷ lệ )(?<!tỉ lệ )(?<!hơn mức )(?<!con số )\Z"  # «cao hơn tỷ lệ 64,1%»: the other rate itself
)
_ANY_DIRECTION = lazy(r"\b(?:(tăng|cao hơn|vượt)|(giảm|thấp hơn))\b")
_RATIO = lazy(r"\b(?:chỉ\s+)?bằng(?:\s+(?:@about))?\s{0,3}\Z")
_EQUALS = lazy(
    r"(?:\b(?:tương đương|tương ứng|hay|tức là|tức|ứng)(?:\s+(?:với|là|tăng|giảm)){0,2}|\(\s?bằng)\s{0,3}\Z"
)
_OF_BEFORE = lazy(
    r"\s{1,3}(?:của |vào |trong )?(?:cùng (?:kỳ|tháng|quý)|(?:năm|tháng|quý|kỳ) (?:trước|ngoái))\b"
)
_GROWTH_NAMED = lazy(
    r"\b(?:tốc độ tăng|(?:mức )?tăng trưởng|mức tăng)\b(?P<of>(?:[^,;:.%]|\.(?=[0-9])){0,90})\b(?:đạt|là|ước|ước tính)\s{0,3}\Z"
)
_HOPED = lazy(r"\b(?:@goal|kịch bản|phấn đấu|dự báo|tỷ trọng|tỷ lệ|tín dụng)\b")
_REACHED = lazy(r"\bđạt(?:\s+(?:@about|được))?\s{0,3}\Z")
_RATE = lazy(r"\b(?:đạt|chiếm)?\s{0,3}(?:tỷ lệ|tỉ lệ)(?:\s+(?:đạt|là))?\s{0,3}\Z")
_SHARE = lazy(r"\b(?:chiếm|tỷ trọng|chiếm tỷ trọng)(?:\s+(?:tỷ lệ|@about|tỷ trọng))?\s{0,3}\Z")
_CONTRIBUTION = lazy(r"\bđóng góp(?:\s+(?:khoảng|vào mức tăng chung|làm tăng|làm giảm))?\s{0,3}\Z")
# Of points, which no share is told in, shorter words will do.
_PULL = lazy(
    r"(?:^|[\s,;(])(?:góp|(?:làm|kéo) (?:tăng|giảm|lùi))(?:\s+(?:khoảng|thêm|bớt))?\s{0,3}\Z"
)

_PLAN = lazy(
    r"\s{0,3}(?:so\s{1,3}(?:với\s{1,3})?)?(?:tổng\s{1,3})?(?P<kind>@goal|tiến độ|mức đầu tư)(?P<whose>[^,;.():+0-9]{0,40})"
)
_JOINT = lazy(r",|\b(?:và|nhưng|đồng thời|song)\b")
_PLAN_SPAN = lazy(
    r"\s?(?:so với )?(?:@goal|kịch bản)(?: [^\W\d_]{1,9}){0,2}? (?P<span>[0-9]{1,2} tháng|quý [ivx0-9]{1,3}|tháng [0-9]{1,2})"
)
_LONGEST_PLAN = 48
_PASSED = lazy(r"\bvượt((?:\s(?:xa|cao))?\s(?:@goal)[^,;.():+0-9%]{0,40})\s\Z")
_PLAN_BRACKET = lazy(
    r"\s{0,3}(?:so\s{1,3}(?:với\s{1,3})?)?(?:tổng\s{1,3})?(?:@goal|mức đầu tư)[^,;.%()0-9]{0,60}"
    r"(?:[12][0-9]{3}\s{0,3})?\(\s{0,3}(?:(?:@goal|kh|dt|là|giao|năm(?: [12][0-9]{3})?|cả năm|tổng|mức|đầu tư|được)\s{0,3}){0,5}:?\s{0,3}"
)
_OUT_OF_PLAN = lazy(
    r"\s?,?\s?(?:trên|so với|so|/)\s?(?:tổng\s)?(?:@goal)(?:\s(?!và\b|tăng\b|giảm\b)[^\W\d_]{1,12}){0,5}(?:\s[12][0-9]{3})?\s"
)
_PLAN_WORD = lazy(r"\b(?:tổng mức đầu tư|@goal)\b")
_COMPARATORS = (
    ("ck", r"(?:bình quân\s+|quý\s+|tháng\s+)?cùng\s+(?:kỳ|thời\s+điểm|tháng|quý)(?:\s+năm)?(?:\s+(?:trước|ngoái|[12][0-9]{3}))?"
           r"|(?:cùng\s+)?vụ\s[^,;.()0-9]{0,20}năm\s+(?:trước|ngoái)"),
    ("tt", r"tháng\s+trước|kỳ trước"),
    ("qt", r"quý\s+trước|quý\s+(?:i{1,3}|iv)\b"),
    ("cn", r"(?:cuối năm|đầu năm|ngày\s+)?\s?31/12/[12][0-9]{3}|tháng\s+12(?:/[12][0-9]{3}|\s+năm\s+(?:trước|[12][0-9]{3}))?|cuối\s+năm(?:\s+(?:trước|[12][0-9]{3}))?|đầu\s+năm(?:\s+[12][0-9]{3})?|thời điểm đầu năm"),
    ("goc", r"(?:kỳ|năm|giá)\s+gốc(?:\s+năm)?(?:\s+[12][0-9]{3})?"),
    ("bq", r"(?:trung bình|bình quân)[^,;.()]{0,40}"),
    ("nam", r"năm\s+(?:học\s+)?(?:trước|ngoái|[12][0-9]{3})"),
    ("thang", r"tháng\s+[0-9]{1,2}(?:/[12][0-9]{3})?"),
    ("ky", r"[0-9]{1,2}\s+tháng[^,;.()]{0,24}"),
)  # fmt: skip
_COMPARED = (
    r"(?:so(?:\s{0,3}với)?|với)\s{1,3}(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _COMPARATORS)
    + ")"
)
_COMPARISON = lazy(r"\b" + _COMPARED)
_BEFORE_COMPARISON = lazy(r"\s{0,3}\)?\s{0,3}(?:của cả nước\s)?(?=so|với)")
_BARE = lazy(
    r"\s{1,3}(?:của\s|thực hiện\s){0,2}(?:(?P<ck>cùng\s+(?:kỳ|thời điểm))|(?P<nam>năm\s+(?:trước|ngoái|[12][0-9]{3}))"
    r"|(?P<tt>tháng\s+trước)|(?P<qt>quý\s+trước))\b"
)
_BEFORE_OPENING = lazy(r"\s*[-+*•]?\s*(?=so|với)")
_BEHIND_OPENING = lazy(r"\s{0,2}[,:]")
_HIGHER_THAN = lazy(r"\bhơn\s+(?:" + _COMPARATORS[0][1] + r")[^,;.()%]{0,20}\Z")
_WINDOW_CUMULATIVE = lazy(
    r"\b(?:lũy kế|luỹ kế|cộng dồn|tính chung|từ đầu năm|(?:[2-9]|1[0-2]|0[2-9])\s{1,3}tháng|6 tháng)\b"
)
_WINDOW_MONTH = lazy(
    r"\b(?:trong tháng|tháng\s{1,3}(?:0?[1-9]|1[0-2])(?![0-9])|tháng này|riêng tháng)"
)
_WINDOW_QUARTER = lazy(r"\bquý\s{1,3}(?:i{1,3}|iv|[1-4])\b")
_WINDOW_YEAR = lazy(r"\b(?:cả năm|hết năm|năm [12][0-9]{3}|ước năm)\b")
_COMPARISON_CUT = lazy(
    r"\bso(?:\s{0,3}với)?\s[^,;.()]{0,40}|\bđến\s[^,;.()]{0,6}tháng\s[0-9]{1,2}(?:/[0-9]{4})?|từ tháng [0-9]{1,2}[^,;]{0,8}"
    r"|\b(?:@goal)\s(?:[^\W\d_]{1,12}\s){0,5}?năm(?:\s[12][0-9]{3})?\b"
)
_STATUS = lazy(r"\b(?:(ước|dự ước|ước tính|dự kiến)|(sơ bộ))\b")


_SHORT = lazy(r"\b(?:thiếu|hụt)\s{1,3}\Z")


def direction(before: str) -> int:
    """Return 1 or -1 where a verb of direction stands right before a figure, else 0."""
    tail = before[-90:]
    match = _DIRECTION.search(tail[-60:]) or _OVER.search(tail)
    if match is None:
        return 0
    return UP if match["up"] else DOWN


def directions(words: str) -> set[int]:
    """Return the directions that the words name."""
    return {UP if match[1] else DOWN for match in _ANY_DIRECTION.finditer(words)}


def is_then(before: str) -> bool:
    """Return whether a growth is told of the time before: `(cùng kỳ tăng 18,5%)`."""
    return _THEN.search(before[-60:]) is not None


def is_then_told(words: str) -> bool:
    """Return whether words tell of a time before, not only compare with one."""
    return _PAST.search(_PAST_COMPARED.sub(" ", words)) is not None


def is_about(before: str) -> bool:
    """Return whether `gần`, `trên` stand right before a figure."""
    return _ABOUT.search(before[-24:]) is not None


def is_ratio(before: str) -> bool:
    """Return whether `bằng` stands right before."""
    return _RATIO.search(before[-30:]) is not None


def is_equal_sign(before: str) -> bool:
    """Return whether `tương đương`, `hay`, `tương ứng` stand right before."""
    return _EQUALS.search(before[-30:]) is not None


def is_short_of(before: str) -> bool:
    """Return whether an amount is what lacks: `còn thiếu 02 xã so với kế hoạch`."""
    return _SHORT.search(before[-30:]) is not None


def is_of_before(after: str) -> bool:
    """Return whether a figure is said to be of a time before, in the words right behind it."""
    return _OF_BEFORE.match(after) is not None


def is_growth_named(before: str) -> bool:
    """Return whether words before name a growth: `Tốc độ tăng tổng sản phẩm (GRDP) 9 tháng đạt`."""
    found = _GROWTH_NAMED.search(before[-130:])
    return found is not None and _HOPED.search(before[-130:]) is None


def is_reached(before: str) -> bool:
    """Return whether `đạt` stands right before."""
    return _REACHED.search(before[-30:]) is not None


def is_rate(before: str) -> bool:
    """Return whether `đạt tỷ lệ` stands right before."""
    return _RATE.search(before[-40:]) is not None


def is_share(before: str) -> bool:
    """Return whether `chiếm` stands right before."""
    return _SHARE.search(before[-40:]) is not None


def is_contribution(before: str) -> bool:
    """Return whether `đóng góp` stands right before."""
    return _CONTRIBUTION.search(before[-50:]) is not None


def is_pull(before: str) -> bool:
    """Return whether words right before points tell what a part gives, or takes, of a growth."""
    return is_contribution(before) or _PULL.search(before[-50:]) is not None


def plan_after(after: str) -> str | None:
    """Return whose plan is named right behind a percentage, in few words; None where none is."""
    match = _PLAN.match(after[:70])
    if match is None:
        return None
    words = [w for w in match["whose"].split() if w not in _PLAN_FILLERS]
    kind = {"chỉ tiêu": "kế hoạch", "mục tiêu": "kế hoạch"}.get(match["kind"], match["kind"])
    keep = []
    for word in words:
        if word in _PLAN_STOPS:
            break
        keep.append(word)
    span = _PLAN_SPAN.match(after)
    return " ".join([kind, *keep[:4], *([span["span"]] if span else [])])


def behind_plan(gap: str) -> str:
    """Return a gap behind a share without the words that tell whose plan it is of.

    >>> behind_plan(" dự toán hđnd tỉnh giao và tăng ")
    ' tăng '
    """
    match = _PLAN.match(gap[:70])
    if match is None:
        return gap
    rest = gap[match.end("kind") :]
    joint = _JOINT.search(rest)
    if joint is not None:
        return rest[joint.end() :]
    return rest if len(rest) > _LONGEST_PLAN else ""


def plan_passed(before: str) -> str:
    """Return whose plan `vượt dự toán điều chỉnh 16,1%` is over; "" where none is named before."""
    match = _PASSED.search(before[-70:])
    return (plan_after(match[1]) or "") if match else ""


_PLAN_FILLERS = word_set("năm đề ra được tháng của so cả")
_PLAN_STOPS = word_set("tăng giảm bằng và tương trong với nâng đạt vượt gồm")


def comparator_after(after: str) -> str:
    """Return what a figure is compared with, named right behind it; "" where nothing is."""
    return _name(_compared_at(after))


def comparator_bare(after: str) -> str:
    """Return what `bằng 96,8% cùng kỳ` compares with; "" where nothing is named."""
    return _name(_BARE.match(after[:40]))


def opening_comparator(sentence: str) -> str:
    """Return what a whole sentence compares with: `So với cùng kỳ, …`."""
    lead = _BEFORE_OPENING.match(sentence)
    match = _COMPARISON.match(sentence, lead.end()) if lead else None
    return _name(match) if match and _BEHIND_OPENING.match(sentence, match.end()) else ""


def comparator_before(before: str) -> str:
    """Return what the verb before a figure compares with: `so với cùng kỳ tăng 5%`."""
    tail = before[-90:]
    if _HIGHER_THAN.search(tail):
        return "ck"
    found = list(_COMPARISON.finditer(tail))
    return _name(found[-1]) if found else ""


def comparison_end(after: str) -> int:
    """Return where the comparator behind a figure ends; 0 where there is none."""
    match = _compared_at(after)
    return match.end() if match else 0


def _compared_at(after: str) -> re.Match[str] | None:
    """Return the comparator that stands right behind a figure."""
    after = after[:100]
    lead = _BEFORE_COMPARISON.match(after)
    return _COMPARISON.match(after, lead.end()) if lead else None


def _name(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    return next((name for name, text in match.groupdict().items() if text), "")


def window_of(words: str) -> str:
    """Return the window that words name: luy_ke, thang, quy, nam, or ""."""
    words = _COMPARISON_CUT.sub(" ", words)
    spots = []
    for name, pattern in (
        ("luy_ke", _WINDOW_CUMULATIVE),
        ("thang", _WINDOW_MONTH),
        ("quy", _WINDOW_QUARTER),
        ("nam", _WINDOW_YEAR),
    ):
        starts = [match.start() for match in pattern.finditer(words)]
        if starts:
            spots.append((starts[-1], name))
    if not spots:
        return ""
    names = {name for _at, name in spots}
    if "nam" in names and len(names) > 1:  # «6 tháng năm 2024» is six months
        spots = [spot for spot in spots if spot[1] != "nam"]
    return max(spots)[1]


def status_of(words: str) -> str:
    """Return uoc, so_bo or ""."""
    match = _STATUS.search(words)
    if match is None:
        return ""
    return "uoc" if match[1] else "so_bo"


def is_plan_in_brackets(gap: str) -> bool:
    """Return whether a gap behind a share names the plan and opens a bracket for its amount."""
    return _PLAN_BRACKET.fullmatch(gap) is not None


def is_out_of_plan(gap: str) -> bool:
    """Return whether a gap behind a level names the plan that it is out of: `trên dự toán`."""
    return _OUT_OF_PLAN.fullmatch(gap) is not None


def names_plan(words: str) -> bool:
    """Return whether the words name a plan or a total investment as an amount."""
    return _PLAN_WORD.search(words) is not None
