"""lsreport: Vietnamese socio-economic reports as Word documents, every figure linked to its data.

`Template` is the engine by itself; the command line is `lsreport`. Heavy libraries are
imported where they are used, so importing this package stays light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lsreport.errors import LsreportError as LsreportError
    from lsreport.template import Template as Template

__version__ = "0.1.0"
__all__ = ["LsreportError", "Template", "__version__"]


def __getattr__(name: str) -> Any:
    if name == "Template":
        from lsreport.template import Template

        return Template
    if name == "LsreportError":
        from lsreport.errors import LsreportError

        return LsreportError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
