"""What a template asks for, read off its tags alone.

Comes in: the tags of a compiled template. Goes out: plain data - strings, numbers, tuples - that
depends on nothing but the template, so it may be kept with what was compiled; and from it the
references with their places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from lsreport.template import Template
from lsreport.template.references import Reference, assigned, references
from lsreport.template.tags import Tag

_LITERAL = re.compile(r"""["']([^"']+)["']""")
_SECTION = re.compile(r"\bmuc\.khoa == ['\"]([a-z0-9_.]+)")


class Asked(NamedTuple):
    """What a template asks for: plain data.

    `paths` are the dotted names, each with the number of its tag; `own` the names that the template
    gives itself; `literals` the words in quotes, `compared` those beside `.khoa`, `sections` those
    that `muc.khoa ==` names; `prints_prose` tells that it prints `tuong_thuat[…]`.
    """

    paths: tuple[tuple[int, tuple[str, ...]], ...]
    own: tuple[str, ...]
    literals: tuple[str, ...]
    compared: tuple[str, ...]
    sections: tuple[str, ...]
    prints_prose: bool


def asked_of(tags: Sequence[Tag]) -> Asked:
    """Return what the tags of a template ask for."""
    words = [tag.inner for tag in tags]
    return Asked(
        tuple((n, found.path) for n, tag in enumerate(tags) for found in references((tag,))),
        tuple(sorted(assigned(tags))),
        tuple(dict.fromkeys(name for tag in words for name in _LITERAL.findall(tag))),
        tuple(dict.fromkeys(n for tag in words if ".khoa" in tag for n in _LITERAL.findall(tag))),
        tuple(dict.fromkeys(_SECTION.findall(" ".join(words)))),
        any("tuong_thuat[" in tag for tag in words),
    )


@dataclass(frozen=True, slots=True)
class TemplateNames:
    """What a template asks for, and its references with their places."""

    asked: Asked
    references: tuple[Reference, ...]


@lru_cache(maxsize=16)
def names_of(template: Template) -> TemplateNames:
    """Return the names in a template; one template is looked through once."""
    asked: Asked = template.derived("asked", asked_of)
    tags = template.tags
    found = tuple(Reference(path, tags[number].place) for number, path in asked.paths)
    return TemplateNames(asked, found)
