"""The shape of each kind of data file: its keys, what they mean, what they become.

Comes in: nodes. Goes out: records of `model`. The JSON Schemas that editors use for
completion are made from these same descriptions.
"""

from lsreport.data.shapes.catalogue import (
    BODIES_FILE,
    RECIPIENTS_FILE,
    UNITS_FILE,
    BodiesFile,
    CatalogueFile,
    RecipientsFile,
    UnitsFile,
    catalogue_file,
)
from lsreport.data.shapes.period import PLAN_FILE, PeriodFile, PlanFile, period_file
from lsreport.data.shapes.schemas import FILES, json_schemas
from lsreport.data.shapes.settings import REPORT_KEY, SETTINGS_FILE

__all__ = [
    "BODIES_FILE",
    "FILES",
    "PLAN_FILE",
    "RECIPIENTS_FILE",
    "REPORT_KEY",
    "SETTINGS_FILE",
    "UNITS_FILE",
    "BodiesFile",
    "CatalogueFile",
    "PeriodFile",
    "PlanFile",
    "RecipientsFile",
    "UnitsFile",
    "catalogue_file",
    "json_schemas",
    "period_file",
]
