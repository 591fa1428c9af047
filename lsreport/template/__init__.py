"""The engine: Word templates in docxtpl's tag language, compiled once, run often.

Comes in: a .docx and a plain mapping. Goes out: the bytes of a document. Usable by itself:

    lsreport.Template("any.docx", filters={"hoa": str.upper}).render({"ten": "Lạng Sơn"})
"""

from lsreport.template.engine import Rendering, Template

__all__ = ["Rendering", "Template"]
