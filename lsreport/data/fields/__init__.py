"""Readers: one description of a field gives both its reading and its JSON Schema.

Comes in: nodes. Goes out: typed values, or faults with place, near miss and mend; every
reader notes what it finds in the log and goes on, so that a file is told all its faults.
"""

from lsreport.data.fields.base import Names, Reader, Schema, T, UnreadableError, refuse
from lsreport.data.fields.containers import Checked, Field, ListOf, MapOf, OneOrDated, Record
from lsreport.data.fields.values import (
    AWAITED,
    Choice,
    Day,
    DayCell,
    E,
    Flag,
    Integer,
    Name,
    NarrativeParagraph,
    PeriodName,
    PlanTerm,
    QuantityCell,
    RatingCell,
    RelativePeriodName,
    Text,
    parse_day,
    references,
)

__all__ = [
    "AWAITED",
    "Checked",
    "Choice",
    "Day",
    "DayCell",
    "E",
    "Field",
    "Flag",
    "Integer",
    "ListOf",
    "MapOf",
    "Name",
    "Names",
    "NarrativeParagraph",
    "OneOrDated",
    "PeriodName",
    "PlanTerm",
    "QuantityCell",
    "RatingCell",
    "Reader",
    "Record",
    "RelativePeriodName",
    "Schema",
    "T",
    "Text",
    "UnreadableError",
    "parse_day",
    "references",
    "refuse",
]
