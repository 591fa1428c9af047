"""The JSON Schemas of all data files, made from the same shapes that read them."""

from __future__ import annotations

from typing import Any

from lsreport.data.fields import (
    Record,
    Schema,
)
from lsreport.data.shapes.catalogue import BODIES_FILE, RECIPIENTS_FILE, UNITS_FILE, catalogue_file
from lsreport.data.shapes.layout import LAYOUTS_FILE, tables_file
from lsreport.data.shapes.period import PLAN_FILE, period_file
from lsreport.data.shapes.revisions import revisions_file
from lsreport.data.shapes.settings import SETTINGS_FILE

FILES: dict[str, Record[Any]] = {
    "lsreport": SETTINGS_FILE,
    "don-vi": UNITS_FILE,
    "chi-tieu": catalogue_file(),
    "co-quan": BODIES_FILE,
    "noi-nhan": RECIPIENTS_FILE,
    "bo-cuc": LAYOUTS_FILE,
    "bang": tables_file(),
    "ke-hoach": PLAN_FILE,
    "ky": period_file(),
    "dieu-chinh": revisions_file(),
}


def json_schemas() -> dict[str, Schema]:
    """Return the JSON Schema (2020-12) of each kind of file, by its name."""
    return {
        name: {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": f"lsreport: {name}.yaml",
            **record.schema(),
        }
        for name, record in FILES.items()
    }
