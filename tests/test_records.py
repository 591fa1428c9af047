"""Records: frozen, equal by their fields, and filled as `dataclass` fills them."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, field, fields, replace

import pytest

from lsreport.records import brief, record


@record
class Line:
    """One field of each kind."""

    name: str
    number: int = 3
    words: list[str] = field(default_factory=list)
    seen: str = field(default="không", init=False)
    made: tuple[str, ...] = field(default_factory=tuple, init=False, compare=False)
    shown: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "shown", f"{self.name} {self.number}")


@brief
class Short:
    """Made by the thousand."""

    name: str
    number: int = 3


def test_fields_are_taken_in_their_order_or_by_name() -> None:
    """What is not given has its default; what is not taken is there all the same."""
    line = Line("a", words=["x"])
    assert (line.name, line.number, line.words) == ("a", 3, ["x"])
    assert (line.seen, line.made, line.shown) == ("không", (), "a 3")
    assert Line("a", 4, ["y"]).shown == "a 4"
    assert repr(line) == "Line(name='a', number=3, words=['x'], seen='không', made=())"


def test_each_record_gets_a_default_of_its_own() -> None:
    """A list that is made for one record is not another's."""
    one, other = Line("a"), Line("a")
    assert one.words == other.words == []
    assert one.words is not other.words


@pytest.mark.parametrize("given", [(), ("a", 3, [], "seen")])
def test_too_few_and_too_many_are_refused(given: tuple[object, ...]) -> None:
    """As by any constructor."""
    with pytest.raises(TypeError):
        Line(*given)  # type: ignore[arg-type]


def test_a_record_is_frozen() -> None:
    """Nobody changes what another reads."""
    with pytest.raises(FrozenInstanceError):
        Line("a").name = "b"  # type: ignore[misc]


@pytest.mark.parametrize("kind", [Line, Short])
def test_records_are_equal_by_their_fields(kind: type[Line] | type[Short]) -> None:
    """Copied, packed and replaced ones too; another kind with the same fields is not."""
    one = kind("a", 4)
    assert one == kind("a", 4) == copy.copy(one) == pickle.loads(pickle.dumps(one))
    assert one != kind("a", 5) == replace(one, number=5)
    assert Short("a") != Line("a")
    assert [x.name for x in fields(one)][:2] == ["name", "number"]
