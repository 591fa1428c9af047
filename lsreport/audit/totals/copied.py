"""A part that is told with the amount of its whole.

Comes in: the story. Goes out: findings: `trứng 148,62 triệu quả, tăng 5,14%; trong đó trứng gà 148,62 triệu quả,
tăng 5,81%`: one amount grew by two rates; the total was copied into the part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsreport.audit.findings import Finding, Tally, finding
from lsreport.audit.meaning.claims import change_of
from lsreport.audit.reading.slips import has_digits
from lsreport.audit.reading.statements import Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _

_DIGITS = 3


def total_in_its_part(story: Story, tally: Tally) -> Iterator[Finding]:
    """A part behind `trong đó` that is as much as its whole, and grew otherwise."""
    for group in story.groups:
        whole = group.total.level
        if group.whole or whole is None or not group.word or not has_digits(whole, _DIGITS):
            continue
        for part in group.parts:
            level = part.level
            if level is None or part is group.total or level.value != whole.value:
                continue
            if level.unit != whole.unit or level.vague or whole.vague:
                continue
            tally.tested += 1
            if _grew_otherwise(group.total, part):
                yield finding(
                    "phan-va-tong", "likely", part.paragraph, (level.start, part.end),
                    _("phần bằng đúng tổng {total} mà tốc độ khác").format(total=whole.text.strip()),
                    _("sửa số của phần, hoặc một tốc độ"),
                )  # fmt: skip


def _grew_otherwise(total: Statement, part: Statement) -> bool:
    for one in total.all("growth"):
        for other in part.all("growth"):
            a, b = change_of(one), change_of(other)
            if a and b and one.base in ("", other.base) and not a.meets(b):
                return True
    return False


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (total_in_its_part,)
