"""What became of a document: a Word file in which every change is a tracked change.

Comes in: the bytes of two .docx, the old and the new. Goes out: the new one with what was
taken out and put in marked as Word marks it, so that accepting all gives the new text and
rejecting all the old, and a comment on each linked figure that has changed. Whole numbers,
whole words; the same bytes every time.
"""

from lsreport.redline.compare import Redline, redline
from lsreport.redline.figures import ChangedFigure

__all__ = ["ChangedFigure", "Redline", "redline"]
