"""Revisions: a new one appended to a period's log, and what each of them changed.

Comes in: a workspace, a period of a data set; for a new revision the figures as typed, a
reason and a day. Goes out: the log with one entry more, or every fault of what was typed; and
for each revision its old and new figures with the derived ones that moved because of it.
"""

from lsreport.revisions.effects import Change, Effect, Move
from lsreport.revisions.past import History, history
from lsreport.revisions.writing import Revised, revise

__all__ = ["Change", "Effect", "History", "Move", "Revised", "history", "revise"]
