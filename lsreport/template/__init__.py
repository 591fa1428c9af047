"""The engine: Word templates in docxtpl's tag language, compiled once, run often.

Comes in: a .docx and a plain mapping. Goes out: the bytes of a document. Usable by itself:

    lsreport.Template("any.docx", filters={"hoa": str.upper}).render({"ten": "Lạng Sơn"})
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsreport.template.rendering import Rendering

if TYPE_CHECKING:
    from lsreport.template.engine import Template

__all__ = ["Rendering", "Template"]


def __getattr__(name: str) -> Any:
    """Load the engine, and Jinja with it, when it is asked for."""
    if name != "Template":
        raise AttributeError(name)
    from lsreport.template.engine import Template

    return Template
