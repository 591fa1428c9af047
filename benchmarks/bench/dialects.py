"""The tags of each engine: how a slot and a repeated row are written in its templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from benchmarks.bench.work import Slot

ROW = "row"  # what the item of a repeated row is called


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a loop, each a list of cell texts, and XML around them where tags stand there."""

    rows: tuple[tuple[str, ...], ...]
    before: str = ""
    after: str = ""


class Dialect(Protocol):
    """The tag language of an engine; `splits` says that Word may split its tags over runs."""

    @property
    def splits(self) -> bool: ...

    def tag(self, slot: Slot, of_row: str = "") -> str:
        """Return the tag of a slot; `of_row` names the list whose row it stands in."""
        ...

    def loop(self, name: str, cells: tuple[str, ...]) -> Rows:
        """Return the rows that repeat `cells` for each item of a list."""
        ...


@dataclass(frozen=True, slots=True)
class Jinja:
    """docxtpl's tags: docxtpl, rust-docxtpl, lsreport."""

    splits: bool = True

    def tag(self, slot: Slot, of_row: str = "") -> str:
        """Return `{{ name }}` or `{{ name|so(1) }}`."""
        name = f"{ROW}.{slot.name}" if of_row else slot.name
        wording = "" if slot.decimals is None else f"|so({slot.decimals})"
        return f"{{{{ {name}{wording} }}}}"

    def loop(self, name: str, cells: tuple[str, ...]) -> Rows:
        """Return three rows: two of them hold only the `{%tr %}` of the loop."""
        blank = ("",) * (len(cells) - 1)
        first, last = f"{{%tr for {ROW} in {name} %}}", "{%tr endfor %}"
        return Rows(((first, *blank), cells, (last, *blank)))


@dataclass(frozen=True, slots=True)
class BareJinja(Jinja):
    """Jinja without any help: the floor's templates are the XML of the parts, tags in one piece."""

    splits: bool = False

    def loop(self, name: str, cells: tuple[str, ...]) -> Rows:
        """Return one row, the loop around it in the XML."""
        return Rows((cells,), f"{{% for {ROW} in {name} %}}", "{% endfor %}")


@dataclass(frozen=True, slots=True)
class Braces:
    """The tags of docxtemplater and easy-template-x; `|1` is resolved by a function of ours."""

    splits: bool = True

    def tag(self, slot: Slot, of_row: str = "") -> str:  # noqa: ARG002
        """Return `{name}` or `{name|1}`."""
        return f"{{{slot.name}}}" if slot.decimals is None else f"{{{slot.name}|{slot.decimals}}}"

    def loop(self, name: str, cells: tuple[str, ...]) -> Rows:
        """Return one row, the loop opened in its first cell and closed in its last."""
        opened = (f"{{#{name}}}{cells[0]}", *cells[1:])
        return Rows(((*opened[:-1], f"{opened[-1]}{{/{name}}}"),))


@dataclass(frozen=True, slots=True)
class Carbone:
    """The tags of carbone: paths from the data, its own formatters."""

    splits: bool = True

    def tag(self, slot: Slot, of_row: str = "") -> str:
        """Return `{d.name}` or `{d.name:formatN(1)}`."""
        path = f"d.{of_row}[i].{slot.name}" if of_row else f"d.{slot.name}"
        wording = "" if slot.decimals is None else f":formatN({slot.decimals})"
        return f"{{{path}{wording}}}"

    def loop(self, name: str, cells: tuple[str, ...]) -> Rows:
        """Return two rows: the second shows carbone what is repeated."""
        return Rows((cells, (f"{{d.{name}[i+1]}}", *("" for _cell in cells[1:]))))
