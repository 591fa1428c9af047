"""Lists that end in what is left, and their total in a paragraph above.

Comes in: the story. Goes out: findings: `Theo mặt hàng xuất khẩu: dệt may 486,2 triệu USD; …; hàng hóa khác 194,3
triệu USD` below `xuất khẩu 1.284,6 triệu USD`: with the rest such a list is complete, and misses its total by one slip.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lsreport.audit.findings import Finding, Tally, finding, shown
from lsreport.audit.meaning.claims import unsure
from lsreport.audit.reading.amounts import added
from lsreport.audit.reading.naming import names_in
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.slips import has_digits, mended, misses
from lsreport.audit.reading.statements import Reading, Statement
from lsreport.audit.reading.story import Story
from lsreport.i18n import _
from lsreport.numbers import EXACT

_FEWEST, _MOST = 3, 24  # parts
_ABOVE = 3  # paragraphs in which a total is looked for
_DIGITS = 4
_REST = lazy(r"\b(?:khác(?! nhau)|còn lại)\b")


def lists_with_a_rest(story: Story, tally: Tally) -> Iterator[Finding]:
    """Test each list whose last item is the rest against the amounts above that bear its name."""
    known = {id(part) for group in story.groups if group.whole for part in group.parts}
    body = [reading for reading in story.readings if not reading.paragraph.note]
    for place, reading in enumerate(body):
        parts = _parts(reading)
        if not parts or any(id(part) in known for part in parts):
            continue
        figures = [part.level for part in parts if part.level]
        start = reading.sentences[parts[0].sentence].start
        lead = {*names_in(reading.low[start : figures[0].start])}
        totals = [
            total for above in body[max(0, place - _ABOVE) : place]
            for total in _totals(above, figures) if lead & set(total.words.split())
        ]  # fmt: skip
        own = [total for total in _totals(reading, figures) if total.end <= start]
        totals += own[:1]
        tally.tested += bool(totals)
        levels = [total.level for total in totals if total.level]
        sums = added(figure.base_stretch for figure in figures)
        if any(sums.meets(level.base_stretch) for level in levels):
            continue
        near = [level for level in levels if misses(level, figures) and mended(level, figures)]
        if near:
            yield finding(
                "phan-va-tong", "certain", reading.paragraph, (figures[0].start, figures[-1].end),
                _("{parts} = {sum}, ở trên ghi {total}").format(
                    parts=" + ".join(figure.text.strip() for figure in figures), total=near[-1].text.strip(),
                    sum=shown(EXACT.divide(sums.middle, near[-1].unit.factor).normalize()),
                ),
                _("sửa tổng hoặc một phần; nếu còn phần khác thì viết «trong đó»"),
            )  # fmt: skip


def _parts(reading: Reading) -> list[Statement]:
    """Return the statements of a paragraph that list amounts of one unit up to the rest."""
    rest = next(
        (s for s in reading.statements if not s.depth and s.level and _REST.search(s.words)), None
    )
    if rest is None:
        return []
    told = [
        s for s in reading.statements
        if not s.depth and s.level is not None and s.sentence == rest.sentence
    ]  # fmt: skip
    last = told.index(rest)
    unit = told[last].level.unit if last and told[last].level else None  # type: ignore[union-attr]
    parts = [s for s in told[: last + 1] if unit and s.level and s.level.unit.same_as(unit)]
    if not _FEWEST <= len(parts) <= _MOST or len(parts) != last + 1:
        return []
    usual = all(_is_usual(part.level) for part in parts if part.level)
    return parts if usual and len({part.sentence for part in parts}) == 1 else []


def _totals(above: Reading, figures: Sequence[Figure]) -> Iterator[Statement]:
    most = max(figure.base_stretch.high for figure in figures)
    for statement in above.statements:
        level = statement.level
        if level is None or not level.unit.same_as(figures[0].unit) or not _is_usual(level):
            continue
        if level.base_stretch.low > most and has_digits(level, _DIGITS):
            yield statement


def _is_usual(figure: Figure) -> bool:
    return not (unsure(figure) or figure.sign or figure.whole is not None)


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (lists_with_a_rest,)
