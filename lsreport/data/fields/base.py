"""What every reader is: its contract, its refusals, the near misses of a name."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Generic, TypeVar

from lsreport.data.lacking import near_misses
from lsreport.data.nodes import Node
from lsreport.errors import Fault, FaultLog, Place
from lsreport.i18n import _
from lsreport.records import record

T = TypeVar("T")


Schema = dict[str, Any]


class UnreadableError(Exception):
    """A value could not be read; the log says why."""


class Reader(Generic[T]):
    """Reads one kind of value."""

    def read(self, node: Node, log: FaultLog) -> T:
        """Return the value; note a fault and raise UnreadableError where there is none."""
        raise NotImplementedError

    def schema(self) -> Schema:
        """Return the JSON Schema of the value."""
        raise NotImplementedError


def refuse(log: FaultLog, node: Node, code: str, message: str, fix: str) -> UnreadableError:
    """Note a fault at the node and return the exception to raise."""
    log.add(Fault(code, message, fix, node.place))
    return UnreadableError()


@record
class Names:
    """The names that may be used in a place: what they name, and the code of a fault."""

    what: str
    known: Collection[str]
    code: str = "ten-la"

    def check(self, name: str, place: Place, log: FaultLog) -> None:
        """Note a name that is not known, with its near misses."""
        if name not in self.known:
            message = _("không có {what} «{key}»").format(what=self.what, key=name[:60])
            log.add(Fault(self.code, message, near_misses(name, self.known), place))
