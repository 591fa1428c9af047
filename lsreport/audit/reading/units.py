"""Units as printed behind a number.

Comes in: the words after a number. Goes out: a `Unit`: its factor, its base, what it measures.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.phrases import word_set

_SCALES = {
    "nghìn": Decimal(1000),
    "ngàn": Decimal(1000),
    "vạn": Decimal(10_000),
    "triệu": Decimal(1_000_000),
    "tỷ": Decimal(1_000_000_000),
    "tỉ": Decimal(1_000_000_000),
}
# base → (what it measures, factor to the first unit of its class)
_BASES: dict[str, tuple[str, str]] = {
    "đồng": ("tiền", "1"),
    "vnd": ("tiền", "1"),
    "usd": ("ngoại tệ", "1"),
    "đô la mỹ": ("ngoại tệ", "1"),
    "đô la": ("ngoại tệ", "1"),
    "nhân dân tệ": ("nhân dân tệ", "1"),
    "tạ/ha": ("năng suất", "1"),
    "tấn/ha": ("năng suất", "10"),
    "tấn": ("khối lượng", "1000"),
    "tạ": ("khối lượng", "100"),
    "kg": ("khối lượng", "1"),
    "ha": ("diện tích", "1"),
    "km2": ("diện tích", "100"),
    "km²": ("diện tích", "100"),
    "m2": ("diện tích", "0.0001"),
    "m²": ("diện tích", "0.0001"),
    "m3": ("thể tích", "1"),
    "m³": ("thể tích", "1"),
    "ste": ("ste", "1"),
    "lít": ("lít", "1"),
    "kwh": ("điện", "1"),
    "mwh": ("điện", "1000"),
    "km": ("chiều dài", "1000"),
    "mét": ("chiều dài", "1"),
    "bậc": ("bậc", "1"),
    "lần": ("lần", "1"),
}
# Things that are counted, so that a whole number is exact.
_COUNTED = (
    "lượt khách", "lượt người", "lượt con", "lượt", "khách", "con", "người", "vụ", "hộ", "xã",
    "thôn", "quả", "viên", "chiếc", "bộ", "dự án", "doanh nghiệp", "hợp tác xã", "trường",
    "sản phẩm", "công trình", "cuộc", "đơn", "đối tượng", "bị can", "tổ chức", "cơ sở", "trẻ",
    "ca", "mũi", "liều", "giấy", "hồ sơ", "lao động", "nhóm", "ngành", "mặt hàng", "chỉ tiêu",
    "huyện", "buổi", "chương trình", "tài khoản", "giao dịch", "phương tiện", "xe", "toa",
    "nhiệm vụ", "văn bản", "khoản", "ổ dịch", "ổ", "trang", "suất", "ngôi nhà", "nhà",
    "trường hợp", "thuê bao", "công ty", "đơn vị", "quyết định", "công văn", "chi nhánh", "mô hình", "địa phương", "quốc gia",
    "lĩnh vực", "tiêu chí", "vị trí", "đề tài", "đề án", "tập thể", "cá nhân", "gia đình", "thủ tục",
    "học sinh", "học viên", "giáo viên", "huy chương", "giường", "bác sỹ", "bác sĩ",
)  # fmt: skip
_APART = frozenset(one for one in _COUNTED if one.split(" ")[0] in ("công", "đơn", "đề", "trường"))
_HOUSES = frozenset(("ngôi nhà", "căn nhà", "ngôi"))
_MEETINGS = frozenset(("cuộc", "phiên", "hội", "hội nghị"))
_WORKERS = frozenset(("lao động", "người lao động"))
_LEARNERS = frozenset(("trẻ", "cháu", "em", "trẻ em"))
_SHORT = {"dn": "doanh nghiệp", "htx": "hợp tác xã"}
_PERCENT = lazy(r"\s{0,3}(?:%(?P<stuck>[0-9]{1,3}(?![0-9]|[.,][0-9]))?|phần trăm\b)")
_POINTS = lazy(r"\s{0,3}điểm\s{1,3}(?:phần\s{1,3}trăm|%)")
_PER_MILLE = lazy(r"\s{0,3}(?:‰|phần nghìn\b|điểm\s{1,3}(?:phần\s{1,3}nghìn|‰))")
_SPACE = lazy(r"\s{0,4}")
_SCALE = lazy(r"(nghìn|ngàn|vạn|triệu|tỷ|tỉ)\s{0,3}")
_BEHIND_BASE = lazy(r"([0-9]{1,3}(?![0-9/]|[.,][0-9]))?(?![\w²³])")
# first letter → the bases that begin with it, the longest first
_BY_LETTER: dict[str, list[str]] = {}
for _base in sorted((*_BASES, *_COUNTED, *_SHORT), key=len, reverse=True):
    _BY_LETTER.setdefault(_base[0], []).append(_base)
_SCALE_ONLY = lazy(r"\s{1,4}(nghìn|ngàn|vạn|triệu|tỷ|tỉ)\b\s{0,3}(\w{1,20})?")
_ANY_WORD = lazy(r"\s{1,4}([^\W\d_]{1,20})(?:\s{1,3}([^\W\d_]{1,20}))?")
_PER = lazy(r"\s?[/⁄]\s?(?!@goal|tổng|kh\b|dt\b)([^\W\d_]{1,20})")
_CARRIED = lazy(r"\s?[.*x×-]\s?km\b")
_NO_UNIT = word_set(
    "và hoặc đến là so với của trong tại do ở theo từ thì được đã có tăng giảm đạt bằng trên dưới "
    "các những này đó cho để nhưng còn lên xuống tương"
)


class Unit(NamedTuple):
    """A unit: `kind` is what it measures, `base` its name, `factor` how many of the class's first.

    `scale` is the printed multiplier (nghìn = 1000). Percent and points have these kinds.
    """

    kind: str = ""
    base: str = ""
    factor: Decimal = Decimal(1)
    scale: Decimal = Decimal(1)
    counted: bool = False
    stuck: str = ""
    known: bool = True

    @property
    def percent(self) -> bool:
        """Return whether it is a plain percentage."""
        return self.kind == "%"

    @property
    def points(self) -> bool:
        """Return whether it is percentage points."""
        return self.kind == "điểm"

    @property
    def amount(self) -> bool:
        """Return whether it is neither percent nor points."""
        return self.kind not in ("%", "điểm", "")

    def same_as(self, other: Unit) -> bool:
        """Return whether amounts in both can be added."""
        if self.kind == "đếm":
            return other.kind == "đếm" and _family(self.base) == _family(other.base)
        return self.kind == other.kind


def _family(base: str) -> str:
    """Return what is counted alike: `lượt khách` as `lượt`, but no `công ty` as `công trình`."""
    if base in _HOUSES:
        return "nhà"
    if base in _MEETINGS:  # «42 cuộc họp, trong đó 05 phiên họp, 37 hội nghị»
        return "họp"
    if base in _WORKERS:  # «9.864 lao động: trong tỉnh 5.218 người, …»
        return "người"
    if base in _LEARNERS:  # «221.506 học sinh: mầm non 52.418 trẻ, …»
        return "học"
    return base if base in _APART else base.split(" ")[0]


def read_unit(text: str, at: int) -> tuple[Unit, int]:
    """Return the unit that stands in lower-case `text` at an offset, and where it ends."""
    if match := _POINTS.match(text, at):
        return Unit("điểm", "điểm phần trăm"), match.end()
    if match := _PERCENT.match(text, at):
        return _with_per(Unit("%", "%", stuck=match["stuck"] or ""), text, match.end())
    if match := _PER_MILLE.match(text, at):
        return Unit("‰", "‰"), match.end()  # it moves by as many points as it differs
    if found := _worded(text, at):
        return found
    if match := _SCALE_ONLY.match(text, at):
        scale, base = _SCALES[match[1]], match[2] or ""
        if not base or base in _NO_UNIT or base.isdigit():
            return Unit("đếm", "", scale, scale), match.end(1)
        return Unit("đếm", base, scale, scale), match.end()
    if (match := _ANY_WORD.match(text, at)) and match[1] not in _NO_UNIT:
        return Unit("đếm", match[1], counted=True, known=False), match.end(1)
    return Unit(known=False), at


def _worded(text: str, at: int) -> tuple[Unit, int] | None:
    """Return the unit of words that stands at an offset, or None."""
    blank = _SPACE.match(text, at)
    ends, scales = [blank.end() if blank else at], [Decimal(1)]
    while len(ends) < 3 and (scale := _SCALE.match(text, ends[-1])):
        ends.append(scale.end())
        scales.append(scales[-1] * _SCALES[scale[1]])
    for start, factor in zip(reversed(ends), reversed(scales), strict=True):  # «ngành» is no «ngàn»
        for base in _BY_LETTER.get(text[start : start + 1], ()):
            end = start + len(base)
            if text.startswith(base, start) and (behind := _BEHIND_BASE.match(text, end)):
                return _with_per(_unit(factor, base, behind[1] or ""), text, behind.end())
    return None


def _unit(scale: Decimal, base: str, stuck: str) -> Unit:
    if base in _BASES:
        kind, factor = _BASES[base]
        return Unit(kind, base, Decimal(factor) * scale, scale, stuck=stuck)
    return Unit("đếm", _SHORT.get(base, base), scale, scale, scale == 1, stuck)


def _with_per(unit: Unit, text: str, end: int) -> tuple[Unit, int]:
    if carried := _CARRIED.match(text, end):  # turnover of transport: no tonnes, no passengers
        return Unit("luân chuyển", f"{unit.base}.km", unit.factor, unit.scale), carried.end()
    per = _PER.match(text, end)
    if per is None or "/" in unit.base:
        return unit, end
    return Unit("mỗi", f"{unit.base}/{per[1]}", unit.factor, unit.scale), per.end()
