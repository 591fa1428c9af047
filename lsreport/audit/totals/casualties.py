"""The dead and the hurt of all accidents, against those on roads, railways and waterways.

Comes in: the story. Goes out: findings: `130 vụ, chết 70 người, bị thương 94 người. Đường bộ 126 vụ, …, bị thương
94 người; đường sắt 03 vụ, …, bị thương 01 người`: where the accidents add up, so must the people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lsreport.audit.findings import Finding, Tally
from lsreport.audit.reading.patterns import lazy
from lsreport.audit.reading.scan import Figure
from lsreport.audit.reading.statements import Reading
from lsreport.audit.reading.story import Story
from lsreport.audit.totals.sums import told_sum

_ROAD = lazy(r"\bđường (bộ|sắt|thủy|thuỷ|sông|biển)\b|\bhàng hải\b")
_HURT = {"dead": r"(?:chết|tử vong|thiệt mạng)", "hurt": r"bị thương"}
_BEFORE = {name: lazy(rf"\b{words}\b[^;.,]{{0,12}}\Z") for name, words in _HURT.items()}
_AFTER = {name: lazy(rf"\s{{1,3}}(?:bị )?{words}\b") for name, words in _HURT.items()}
_LEAD = 40
_FEWEST = 2


@dataclass(slots=True)
class _Accidents:
    """Accidents of one kind, `road` "" for all, with the people told behind them."""

    count: Figure
    road: str
    people: dict[str, Figure] = field(default_factory=dict)


def people_of_accidents(story: Story, tally: Tally) -> Iterator[Finding]:
    """The dead on roads, railways and waterways are all the dead."""
    for reading in story.readings:
        if "tai nạn" not in reading.low or "đường" not in reading.low:
            continue
        told = _accidents(reading)
        for place, whole in enumerate(told):
            parts = _parts(told[place + 1 :])
            if whole.road or len(parts) < _FEWEST:
                continue
            if sum(p.count.value for p in parts) != whole.count.value:
                continue  # others may be left out
            for name, total in whole.people.items():
                figures = [p.people[name] for p in parts if name in p.people]
                if not figures:
                    continue
                tally.tested += 1
                people = sum(f.value for f in figures)
                if people > total.value:
                    yield told_sum(reading, total, figures, "certain")
                elif people < total.value:
                    every = len(figures) == len(parts)
                    yield told_sum(reading, total, figures, "certain" if every else "likely")


def _parts(told: list[_Accidents]) -> list[_Accidents]:
    """Return the accidents of several kinds that follow one another, each kind once."""
    found: list[_Accidents] = []
    for one in told:
        if not one.road or any(one.road == other.road for other in found):
            break
        found.append(one)
    return found


def _accidents(reading: Reading) -> list[_Accidents]:
    found: list[_Accidents] = []
    end = 0
    for figure in reading.figures:
        unit, lead = figure.unit, reading.low[max(end, figure.start - _LEAD) : figure.start]
        end = figure.end
        if figure.sign or figure.whole is not None or figure.vague or reading.depth(figure.start):
            continue
        if unit.base == "vụ" and not _moved(lead):
            road = _ROAD.search(lead)
            found.append(_Accidents(figure, road[0] if road else ""))
        elif unit.base == "người" and found and not _moved(lead):
            name = next((n for n in _HURT if _AFTER[n].match(reading.low, figure.end)), "")
            name = name or next((n for n in _HURT if _BEFORE[n].search(lead)), "")
            if name:
                found[-1].people.setdefault(name, figure)
    return found


def _moved(lead: str) -> bool:
    return "tăng" in lead or "giảm" in lead


RULES: tuple[Callable[[Story, Tally], Iterator[Finding]], ...] = (people_of_accidents,)
