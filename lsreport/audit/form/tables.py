"""Ratings in tables against plan and value.

Comes in: the rows of tables, or the lines of a table whose cells stand one a line. Goes out: findings
where `Vượt`, `Đạt`, `Không đạt` is not what plan and value say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lsreport.audit.findings import Finding, Severity, Tally, finding
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.source import Paragraph
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import Form, NumberTextError, Quantity, parse_quantity

_PLAN = lazy(r"\b(?:kế hoạch|mục tiêu|kh)\b", re.IGNORECASE)  # «chỉ tiêu» heads the names
_VALUE = lazy(r"\b(?:ước|thực hiện|th)\b", re.IGNORECASE)
_RATING = lazy(r"đánh giá", re.IGNORECASE)
_WORDS = {"vượt": "vuot", "đạt": "dat", "không đạt": "khong_dat", "chưa đạt": "khong_dat"}
_NUMBER = lazy(r"[(<>≥≤]?\s?[-−]?[0-9][0-9.,]*(?:\s?[-–]\s?[0-9][0-9.,]*)?\s?%?\)?\Z")
_LESS_IS_BETTER = lazy(
    r"hộ nghèo|thất nghiệp|tử vong|suy dinh dưỡng|tội phạm|phạm pháp|tai nạn|sinh con thứ",
    re.IGNORECASE,
)
_FALL = lazy(r"\A[\s\-+0-9.]*(?:mức\s)?giảm\b", re.IGNORECASE)
_LONGEST_CELL = 200


class Row(NamedTuple):
    """A row with a rating: what it is of, plan and value as typed, the rating's cell."""

    label: str
    plan: str
    value: str
    rating: Paragraph


def ratings(story: Story, tally: Tally) -> Iterator[Finding]:
    """A rating is what plan and value say."""
    for row in (*_table_rows(story), *_line_rows(story.document.body)):
        rated = _WORDS.get(row.rating.plain.strip().lower())
        plan, value = _quantity(row.plan), _quantity(row.value)
        if rated is None or plan is None or value is None:
            continue
        computed = _rate(
            plan, value, bool(_LESS_IS_BETTER.search(row.label)) and not _FALL.search(row.label)
        )
        tally.tested += 1
        severity = _severity(rated, computed)
        if severity is not None:
            yield finding(
                "danh-gia", severity, row.rating, (0, len(row.rating.text)),
                _("{label}: kế hoạch {plan}, thực hiện {value}, đánh giá «{rating}»").format(
                    label=row.label.strip()[:80], plan=row.plan.strip(), value=row.value.strip(),
                    rating=row.rating.plain.strip(),
                ),
                _("theo hai số thì «{rating}»").format(rating=_NAMES[computed]),
            )  # fmt: skip


_NAMES = {"vuot": "Vượt", "dat": "Đạt", "khong_dat": "Không đạt", "": "Đạt"}


def _severity(rated: str, computed: str) -> Severity | None:
    if not computed or rated == computed:
        return None
    return "likely" if "khong_dat" in (rated, computed) else "look"


def _rate(plan: Quantity, value: Quantity, less: bool) -> str:
    """Return vuot, dat, khong_dat; "" where it cannot be told."""
    if plan.first is None or value.first is None:
        return ""
    if value.form in (Form.LESS, Form.AT_MOST, Form.MORE, Form.AT_LEAST):
        if value.form is plan.form and value.first == plan.first:
            return "dat"
        below = value.form in (Form.LESS, Form.AT_MOST) and value.first <= plan.first
        return (
            "khong_dat"
            if below and plan.form in (Form.AT_LEAST, Form.MORE, Form.EXACT) and not less
            else ""
        )
    number = value.first
    if plan.form in (Form.LESS, Form.AT_MOST):
        return "dat" if number <= plan.first else "khong_dat"
    if plan.form in (Form.MORE, Form.AT_LEAST):
        return "dat" if number >= plan.first else "khong_dat"
    low, high = (
        plan.first,
        plan.second if plan.second is not None and plan.form is Form.RANGE else plan.first,
    )
    if less:
        return "khong_dat" if number > high else "dat" if number >= low else "vuot"
    return "khong_dat" if number < low else "dat" if number <= high else "vuot"


def _quantity(text: str) -> Quantity | None:
    typed = text.strip().rstrip("%").strip()
    if typed.startswith("(") and typed.endswith(")"):
        typed = typed[1:-1].strip()
    typed = typed.replace("−", "-")
    try:
        return parse_quantity(typed)
    except NumberTextError as error:
        if error.code != "so-mo-ho":
            return None
    try:
        return parse_quantity(typed.replace(".", ""))
    except NumberTextError:
        return None


# --- where rows are found ----------------------------------------------------------------------------


def _table_rows(story: Story) -> Iterator[Row]:
    for table in story.document.tables:
        columns: tuple[int, int, int] | None = None
        for row in table:
            texts = [cell.plain for cell in row]
            found = _columns(texts)
            if found:
                columns = found
            elif columns and max(columns) < len(row):
                plan, value, rating = columns
                label = max(texts[: plan + 1][:3], key=len) if texts else ""
                yield Row(label, texts[plan], texts[value], row[rating])


def _columns(texts: list[str]) -> tuple[int, int, int] | None:
    rating = next((i for i, t in enumerate(texts) if _RATING.search(t)), None)
    plan = next((i for i, t in enumerate(texts) if _PLAN.search(t)), None)
    if rating is None or plan is None:
        return None
    values = [i for i, t in enumerate(texts) if _VALUE.search(t) and i not in (rating, plan)]
    return (plan, values[-1], rating) if values else None


def _line_rows(body: list[Paragraph]) -> Iterator[Row]:
    """Yield the rows of tables whose cells stand one a line."""
    width, label = 0, ""
    numbers: list[Paragraph] = []
    recent: list[Paragraph] = []
    for paragraph in body:
        text = paragraph.plain.strip()
        if paragraph.cell or len(text) > _LONGEST_CELL:
            width, numbers, recent = 0, [], []
            continue
        recent = [*recent[-5:], paragraph]
        if _RATING.match(text) and any(_PLAN.match(p.plain.strip()) for p in recent):
            heads = [p.plain.strip() for p in recent]
            first = next(i for i, head in enumerate(heads) if _PLAN.match(head))
            width, numbers = len(heads) - first - 1, []
        elif width and _NUMBER.match(text):
            numbers.append(paragraph)
        elif width and text.lower() in _WORDS:
            if len(numbers) >= width:
                own = numbers[-width:]
                yield Row(label, own[0].plain, own[-1].plain, paragraph)
            numbers = []
        else:
            label = text if len(text) > 3 else label
            numbers = []


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (ratings,)
