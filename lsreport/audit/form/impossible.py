"""Numbers that nothing can have: a fall beyond nothing, a share beyond all.

Comes in: the story. Goes out: findings: `sản lượng giảm 105,2%`, `tỷ lệ hộ nghèo là 102%`, `xếp thứ 15/14`, `tăng
1,5,6`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsreport.audit.findings import Finding, Tally, finding
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading import phrases
from lsreport.audit.reading.amounts import HUNDRED
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

# These have a sign of their own, or are told in another sense: «đóng góp giảm», «tăng trưởng giảm».
_SIGNED = lazy(
    r"\b(?:lợi nhuận|lãi|lỗ|cán cân|thặng dư|xuất siêu|nhập siêu|chênh lệch|bội|dòng tiền|chỉ số|đóng góp|tăng trưởng|thu nhập ròng)\b"
)
# A rate of so many in a whole; those of plans, growth, use and price may pass the hundred.
_OF_WHOLE = lazy(
    r"\b(?:tỷ|tỉ) lệ (?:hộ (?:cận )?nghèo|bao phủ|che phủ|tốt nghiệp|thất nghiệp|thiếu việc làm|đô thị h(?:óa|oá)|dân số|trường|xã|thôn|trẻ em|học sinh|"
    r"người|hộ|lao động|hồ sơ|cán bộ|cơ quan|giải quyết (?:hồ sơ|đơn|án)|đúng hạn)\b[^,;.:()0-9%]{0,60}\b(?:là|đạt|còn|ở mức|chiếm)\s(?:khoảng\s)?\Z"
)
_PLAN = lazy(r"\s?(?:so với\s)?(?:@goal|cùng kỳ|chỉ tiêu)\b")
_RANK = lazy(
    r"\b(?:(?:xếp|đứng|hạng|vị trí|vị thứ)\s(?:(?:hạng|thứ|vị trí)\s){0,2}|và\s(?:đứng\s)?thứ\s)(?P<rank>[1-9][0-9]?)\s?/\s?(?P<all>[1-9][0-9]?)(?![0-9/.,%])"
)
_THREE = lazy(
    r"\b(?:tăng|giảm|đạt|bằng|chiếm)\s(?P<number>[0-9]{1,3},[0-9]{1,3},[0-9]{1,3})(?![0-9,])"
)
_LEAD = 90


def below_nothing(story: Story, tally: Tally) -> Iterator[Finding]:
    """`sản lượng giảm 105,2%`: what falls by all of itself is gone."""
    for reading in story.readings:
        for figure in reading.figures:
            if not figure.unit.percent or figure.unit.points or figure.value <= HUNDRED:
                continue
            lead = reading.low[max(0, figure.start - _LEAD) : figure.start]
            if phrases.direction(lead) != phrases.DOWN or unsure(figure) or figure.sign:
                continue
            if "giảm" not in lead[-24:]:
                continue
            tally.tested += 1
            start = max((s.start for s in reading.sentences if s.start <= figure.start), default=0)
            if not _SIGNED.search(reading.low, start, figure.start):
                yield finding(
                    "so-viet-sai", "certain", reading.paragraph, (figure.start - 5, figure.end),
                    _("không gì giảm quá 100%"),
                    _("xem lại số, hoặc ghi «bằng …%»"),
                )  # fmt: skip


def beyond_the_whole(story: Story, tally: Tally) -> Iterator[Finding]:
    """`tỷ lệ hộ nghèo là 102%`, `xếp thứ 15/14`."""
    for reading in story.readings:
        for figure in reading.figures if "lệ" in reading.low else ():
            if not figure.unit.percent or figure.value <= HUNDRED or unsure(figure):
                continue
            if not _OF_WHOLE.search(reading.low, max(0, figure.start - _LEAD), figure.start):
                continue
            tally.tested += 1
            if not _PLAN.match(reading.low, figure.end):
                yield finding(
                    "so-viet-sai", "certain", reading.paragraph, (figure.start, figure.end),
                    _("tỷ lệ trong một tổng không quá 100%"), _("xem lại tỷ lệ"),
                )  # fmt: skip
        for match in _RANK.finditer(reading.low) if "/" in reading.low else ():
            tally.tested += 1
            if int(match["rank"]) > int(match["all"]):
                yield finding(
                    "thu-hang", "certain", reading.paragraph, match.span(),
                    _("thứ {rank} trong {all} không có").format(
                        rank=match["rank"], all=match["all"]
                    ),
                    _("xem lại thứ hạng"),
                )  # fmt: skip


def two_commas(story: Story, tally: Tally) -> Iterator[Finding]:
    """`tăng 1,5,6 so với cùng kỳ`: a number has one comma."""
    for reading in story.readings:
        for match in _THREE.finditer(reading.low) if "," in reading.low else ():
            if any(
                f.fault == "khong-doc-duoc"
                and f.unit.known
                and f.start <= match.start("number") < f.end
                for f in reading.figures
            ):  # told as malformed
                continue
            tally.tested += 1
            yield finding(
                "so-viet-sai", "certain", reading.paragraph, match.span("number"),
                _("số có hai dấu phẩy"), _("xem lại số; hàng nghìn ngăn bằng dấu chấm"),
            )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (
    below_nothing,
    beyond_the_whole,
    two_commas,
)
