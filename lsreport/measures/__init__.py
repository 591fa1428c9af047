"""Given and derived figures.

Comes in: a period's data, the other periods of the same data set, the catalogue. Goes out:
for any measure of any indicator, the value to print with its formula and every line it rests
on. Given wins in print; what can lawfully be derived is derived where nothing is given, and
compared by `check`.
"""

from lsreport.measures.period import AWAITED_CODE, Measures
from lsreport.measures.rounding import Reach, half_unit, reach, room, slack
from lsreport.measures.rules import derived_in
from lsreport.measures.values import (
    Derivation,
    Input,
    Value,
    ZeroBaseError,
    growth_percent,
    percent_of,
)

__all__ = [
    "AWAITED_CODE",
    "Derivation",
    "Input",
    "Measures",
    "Reach",
    "Value",
    "ZeroBaseError",
    "derived_in",
    "growth_percent",
    "half_unit",
    "percent_of",
    "reach",
    "room",
    "slack",
]
