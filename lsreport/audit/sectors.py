"""The growth of a whole and those of its sectors, where the sectors named are all there are.

Comes in: the story. Goes out: findings: a product that grows by 10,57 % where agriculture, industry,
services and the taxes on products all grow by less; likewise farming, capital, retail trade, industry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

from lsreport.audit.amounts import Stretch
from lsreport.audit.findings import Finding, Tally, finding, shown
from lsreport.audit.groups import Story
from lsreport.audit.patterns import lazy
from lsreport.audit.spreads import outside
from lsreport.audit.statements import Claim, Reading, Statement
from lsreport.audit.totals import change_for
from lsreport.i18n import _

_CHANGES = ("growth", "ratio")


class _Whole(NamedTuple):
    """What a whole is called, and all its sectors, each told from the others by its words."""

    named: re.Pattern[str]
    sectors: tuple[re.Pattern[str], ...]


_WHOLES = (
    _Whole(
        lazy(r"\bgrdp\b|\btổng sản phẩm|\bgdp\b"),
        (
            lazy(r"\bnông\b"),
            lazy(r"\bcông nghiệp\b"),
            lazy(r"\bdịch vụ\b"),
            lazy(r"\bthuế (?:sản phẩm|nhập khẩu)|\btrợ cấp sản phẩm"),
        ),
    ),
    _Whole(
        lazy(r"\bnông,? (?:nghiệp,? )?lâm\b"),
        (
            lazy(r"\bnông nghiệp\b(?!,| và)"),
            lazy(r"\blâm nghiệp\b(?!,| và)"),
            lazy(r"\bth(?:ủy|uỷ) sản\b"),
        ),
    ),
    _Whole(
        lazy(r"\bvốn đầu tư\b"),
        (
            lazy(r"(?<!ngoài )\bnhà nước\b"),
            lazy(r"\bngoài nhà nước\b|\btư nhân\b|\bdân cư\b"),
            lazy(r"\bnước ngoài\b|\bfdi\b"),
        ),
    ),
    _Whole(
        lazy(r"\btổng mức bán lẻ\b|\bdoanh thu (?:bán lẻ|dịch vụ tiêu dùng)"),
        (
            lazy(r"\bhàng h(?:óa|oá)\b"),
            lazy(r"\blưu trú\b|\băn uống\b"),
            lazy(r"\bdu lịch\b|\blữ hành\b"),
            lazy(r"\bdịch vụ khác\b|\bdịch vụ tiêu dùng khác\b"),
        ),
    ),
    _Whole(
        lazy(r"\bcông nghiệp\b|\biip\b"),
        (
            lazy(r"\bkhai khoáng\b"),
            lazy(r"\bchế biến\b"),
            lazy(r"\bđiện\b"),
            lazy(r"\bnước\b"),
        ),
    ),
)
_OTHER = lazy(r"\bhiện hành\b|\bbình quân\b|\btrong đó\b|\bđóng góp\b|\bkế hoạch\b|\bdự kiến\b")


def growth_of_sectors(story: Story, tally: Tally) -> Iterator[Finding]:
    """`GRDP tăng 10,57%. Nông, lâm, thủy sản tăng 3,67%; công nghiệp 10,08%; dịch vụ 7,53%; thuế 4,48%`."""
    for reading in story.readings:
        for whole in _WHOLES:
            count = len(whole.sectors)
            for at in range(1, len(reading.statements) - count + 1):
                total, parts = reading.statements[at - 1], reading.statements[at : at + count]
                if whole.named.search(_words(reading, total)) and _are(reading, parts, whole):
                    yield from _against(reading, total, parts, tally)


def _words(reading: Reading, statement: Statement) -> str:
    """Return the words that name a statement's quantity, without an aside before them."""
    return reading.low[statement.start : statement.at]


def _are(reading: Reading, parts: Sequence[Statement], whole: _Whole) -> bool:
    """Return whether some statements are the sectors of a whole, each once, in any order."""
    if any(len(_changes(part)) != 1 or part.all("contribution") for part in parts):
        return False
    words = [_words(reading, part).rpartition(";")[2] for part in parts]
    if any(_OTHER.search(told) for told in words):
        return False
    hits = [[bool(sector.search(told)) for sector in whole.sectors] for told in words]
    orders = permutations(range(len(parts)))
    return any(all(hits[i][sector] for i, sector in enumerate(order)) for order in orders)


def _changes(statement: Statement) -> list[Claim]:
    return [claim for claim in statement.claims if claim.role in _CHANGES]


def _against(
    reading: Reading, total: Statement, parts: Sequence[Statement], tally: Tally
) -> Iterator[Finding]:
    own = _changes(total)
    bases = {claim.base for part in parts for claim in _changes(part)} | {c.base for c in own}
    windows = {s.window for s in (total, *parts)} - {""}
    if len(own) != 1 or len(bases - {""}) > 1 or len(windows) > 1:
        return
    if _OTHER.search(reading.low[total.start : own[0].figure.start]):
        return
    stated = change_for(total, own[0].base)
    moves = [move for part in parts if (move := change_for(part, own[0].base)) is not None]
    if stated is None or len(moves) < len(parts):
        return
    tally.tested += 1
    if outside(stated, moves):
        yield _told(reading, own[0], stated, moves)


def _told(reading: Reading, own: Claim, stated: Stretch, moves: Sequence[Stretch]) -> Finding:
    return finding(
        "tang-ngoai-phan", "certain", reading.paragraph, (own.figure.start, own.figure.end),
        _("các phần từ {low}% đến {high}%, tổng {typed}%").format(
            low=shown(min(m.middle for m in moves)), high=shown(max(m.middle for m in moves)),
            typed=shown(stated.middle),
        ),
        _("tốc độ của tổng phải nằm giữa các phần, trừ khi danh sách không đủ"),
    )  # fmt: skip


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (growth_of_sectors,)
