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
from lsreport.data.shapes.layout import LAYOUTS_FILE, LayoutsFile, TablesFile, tables_file
from lsreport.data.shapes.period import (
    PLAN_FILE,
    PeriodFile,
    PlanFile,
    cell_reader,
    period_file,
)
from lsreport.data.shapes.revisions import RevisionsFile, revisions_file
from lsreport.data.shapes.schemas import FILES, json_schemas
from lsreport.data.shapes.settings import REPORT_KEY, SETTINGS_FILE

__all__ = [
    "BODIES_FILE",
    "FILES",
    "LAYOUTS_FILE",
    "PLAN_FILE",
    "RECIPIENTS_FILE",
    "REPORT_KEY",
    "SETTINGS_FILE",
    "UNITS_FILE",
    "BodiesFile",
    "CatalogueFile",
    "LayoutsFile",
    "PeriodFile",
    "PlanFile",
    "RecipientsFile",
    "RevisionsFile",
    "TablesFile",
    "UnitsFile",
    "catalogue_file",
    "cell_reader",
    "json_schemas",
    "period_file",
    "revisions_file",
    "tables_file",
]
