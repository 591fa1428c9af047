"""The field's vocabulary: windows, measures, statuses, kinds of indicator.

Comes in: nothing. Goes out: enumerations whose values are the words a clerk types in YAML
and in templates. The glossary in docs pairs them with code and SDMX.
"""

from __future__ import annotations

from enum import Enum


class Term(Enum):
    """A word of the data. Its members are unique: the object itself is what is hashed."""

    __hash__ = object.__hash__


class Window(Term):
    """The stretch of time that a figure covers, seen from its period."""

    MONTH = "thang"
    QUARTER = "quy"
    HALF_YEAR = "nua_nam"
    NINE_MONTHS = "chin_thang"
    YEAR_TO_DATE = "luy_ke"
    YEAR = "nam"
    TERM = "giai_doan"


# In a template: the window that a period itself is, whichever kind of period it is.
OWN_WINDOW = "trong_ky"


class Status(Term):
    """How firm a figure is (SDMX CL_OBS_STATUS E, P, A). It never goes back silently."""

    ESTIMATED = "uoc_tinh"
    PROVISIONAL = "so_bo"
    FINAL = "chinh_thuc"


class Aggregation(Term):
    """How an indicator adds up over time: flows sum, stocks take the last, indices never."""

    FLOW = "luong"
    STOCK = "thoi_diem"
    INDEX = "chi_so"


class Polarity(Term):
    """Whether more is better."""

    MORE_IS_BETTER = "tang_tot"
    LESS_IS_BETTER = "giam_tot"
    NEUTRAL = "trung_tinh"


class Rating(Term):
    """How an estimate stands to its target."""

    EXCEEDED = "vuot"
    MET = "dat"
    NOT_MET = "khong_dat"


class PlanKind(Term):
    """What the yearly target is called: a plan, or for public money a budget."""

    PLAN = "ke_hoach"
    BUDGET = "du_toan"


class Base(Term):
    """What a figure is compared with."""

    SAME_PERIOD = ""
    PREVIOUS_PERIOD = "_ky_truoc"
    YEAR_END = "_cuoi_nam"
    BASE_YEAR = "_nam_goc"
    AVERAGE = "_binh_quan"


class Measure(Term):
    """What is stated of an indicator in a window; the value is its name in YAML.

    Growth, ratio and difference compare with the same period of the year before, unless the
    name says otherwise. FROM and TO are the cut-off dates, which belong to each figure.
    """

    LEVEL = "muc"
    SAME_PERIOD_LEVEL = "cung_ky"
    PLAN_SHARE = "dat"
    GROWTH = "tang"
    GROWTH_PREVIOUS = "tang_ky_truoc"
    GROWTH_YEAR_END = "tang_cuoi_nam"
    DIFFERENCE = "chenh_lech"
    DIFFERENCE_PREVIOUS = "chenh_lech_ky_truoc"
    RATIO = "bang"
    PAIR_RATE = "ty_le"
    SHARE = "ty_trong"
    PLAN_POINTS = "diem_dat"
    PLAN_SHARE_CENTRAL = "dat_trung_uong"
    PLAN_SHARE_ADJUSTED = "dat_dieu_chinh"
    GROWTH_BASE_YEAR = "tang_nam_goc"
    GROWTH_AVERAGE = "tang_binh_quan"
    AVERAGE_LEVEL = "muc_binh_quan"
    POINTS = "chenh_lech_diem"
    CONTRIBUTION = "dong_gop"
    MONTHLY_AVERAGE = "binh_quan_thang"
    PLAN = "ke_hoach"
    RATING = "danh_gia"
    FROM = "tu_ngay"
    TO = "den_ngay"

    @property
    def base(self) -> Base:
        """Return what the measure compares with."""
        for base in (Base.PREVIOUS_PERIOD, Base.YEAR_END, Base.BASE_YEAR, Base.AVERAGE):
            if self.value.endswith(base.value):
                return base
        return Base.SAME_PERIOD

    @property
    def is_date(self) -> bool:
        """Return whether the measure is a date."""
        return self in (Measure.FROM, Measure.TO)

    # What a report asks of a measure hundreds of times stands in it, not behind a property:
    in_unit: bool  # its number is in the indicator's unit (else percent, points, a date)
    in_points: bool  # its number is in percentage points
    has_direction: bool  # its sign is told by a verb: tăng, giảm


_IN_UNIT = frozenset(
    {
        Measure.LEVEL,
        Measure.SAME_PERIOD_LEVEL,
        Measure.DIFFERENCE,
        Measure.DIFFERENCE_PREVIOUS,
        Measure.AVERAGE_LEVEL,
        Measure.MONTHLY_AVERAGE,
        Measure.PLAN,
    }
)
_IN_POINTS = frozenset({Measure.PLAN_POINTS, Measure.POINTS, Measure.CONTRIBUTION})
_DIRECTED = frozenset(
    {
        Measure.GROWTH,
        Measure.GROWTH_PREVIOUS,
        Measure.GROWTH_YEAR_END,
        Measure.DIFFERENCE,
        Measure.DIFFERENCE_PREVIOUS,
        Measure.PLAN_POINTS,
        Measure.GROWTH_BASE_YEAR,
        Measure.GROWTH_AVERAGE,
        Measure.POINTS,
    }
)
for _measure in Measure:
    _measure.in_unit = _measure in _IN_UNIT
    _measure.in_points = _measure in _IN_POINTS
    _measure.has_direction = _measure in _DIRECTED

# Words that a part of an indicator's key may not be: they would hide a window or a measure.
RESERVED = frozenset({w.value for w in Window} | {m.value for m in Measure} | {OWN_WINDOW})
