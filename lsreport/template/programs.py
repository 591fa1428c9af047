"""Jinja programs made for speed: the same tree, with fewer steps in a run and in the compile.

Comes in: XML, program text and outputs, from left to right. Goes out: the code of the program.
Jinja sees only what is program: the XML between the tags is put into the finished code, and a
dotted path is one call instead of one a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import CodeType

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from lsreport.template.codegen import OUTPUT, STRETCH, WALK
from lsreport.template.sandbox import TemplateEnvironment
from lsreport.template.stretches import Step, Stretch, step

# Around an output that needs no parser: a line break, the number of its site, its path; or the
# number of a stretch. Around the number of a piece of XML. Unicode keeps these for no character.
DIRECT, PIECE = "\ufdda", "\ufddb"
_PIECE = re.compile(f"{PIECE}([0-9]+){PIECE}")
_OPENERS = ("{{", "{%", "{#")


class ProgramText:
    """The text of a program, as it grows; `stretches` are those of its template."""

    def __init__(self, stretches: list[Stretch]) -> None:
        self._stretches = stretches
        self._steps: list[Step] = []
        self._texts: list[str] = []
        self._waiting: list[str] = []  # the XML since the last tag
        self._xml: list[str] = []
        self._line = 1

    @property
    def line(self) -> int:
        """Return the line that the program has reached: its errors are told by lines."""
        self._pass()
        return self._line

    def add_xml(self, xml: str) -> None:
        """Add what is printed as it is."""
        self._waiting.append(xml)

    def add_code(self, text: str) -> None:
        """Add what Jinja reads."""
        self._pass()
        self._show(text)

    def add_output(self, inner: str, site: int) -> None:
        """Add `{{ a.b.c|wording }}` for the tree, where it stands at once.

        Jinja takes a tenth of a millisecond for each tag, and most of a template's are such paths.
        """
        self.add_code(f"{DIRECT}\n{site} {inner}{DIRECT}")

    def add_free_output(self, inner: str, site: int) -> None:
        """Add an output whose names nothing in the program binds: it joins a stretch."""
        xml = "".join(self._waiting)
        if _is_read(xml) or not self._steps:
            core = "" if _is_read(xml) else xml.lstrip()
            self._waiting = [xml[: len(xml) - len(core)]]
            self._pass()
            xml = core
        self._waiting.clear()
        self._steps.append(step(xml, inner, site))

    def _pass(self) -> None:
        """Go on to what Jinja reads."""
        if self._steps:
            self._texts.append(f"{DIRECT}{len(self._stretches)}{DIRECT}")
            self._stretches.append(tuple(self._steps))
            self._steps.clear()
        self._show_xml("".join(self._waiting))
        self._waiting.clear()

    def _show_xml(self, xml: str) -> None:
        core = xml.strip()  # blanks stay in sight: tags may trim them
        if not core or _is_read(core):
            self._show(xml)
            return
        start = xml.index(core)
        self._show(xml[:start])
        self._texts.append(f"{PIECE}{len(self._xml)}{PIECE}")
        self._xml.append(core)
        self._show(xml[start + len(core) :])

    def _show(self, xml: str) -> None:
        self._texts.append(xml)
        self._line += xml.count("\n")

    def compiled(self, environment: TemplateEnvironment) -> CodeType:
        """Return the code of the program.

        Raises TemplateSyntaxError, SyntaxError, RecursionError.
        """
        self._pass()
        tree: nodes.Template = _Shortened().visit(environment.parse("".join(self._texts)))
        return self._filled(environment.compile(tree))

    def _filled(self, code: CodeType) -> CodeType:
        """Return code whose constants are the XML that they stood for."""
        return code.replace(co_consts=tuple(map(self._constant, code.co_consts)))

    def _constant(self, constant: object) -> object:
        if isinstance(constant, CodeType):
            return self._filled(constant)
        if isinstance(constant, tuple):
            return tuple(map(self._constant, constant))
        if not isinstance(constant, str) or PIECE not in constant:
            return constant
        return _PIECE.sub(self._piece, constant)

    def _piece(self, match: re.Match[str]) -> str:
        number = int(match[1])
        return self._xml[number] if number < len(self._xml) else match[0]


def _is_read(xml: str) -> bool:
    """Return whether Jinja has its say of XML: a tag begins in it that ours did not take."""
    return PIECE not in xml and any(map(xml.__contains__, _OPENERS))


class _Shortened(NodeTransformer):
    """Makes `a.b.c` one walk, and outputs of the marks for them."""

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802
        names: list[str] = []
        base: nodes.Expr = node
        while isinstance(base, nodes.Getattr):
            names.insert(0, base.attr)
            base = base.node
        private = any(name.startswith("_") for name in names)  # each step refuses it
        if not isinstance(base, nodes.Name) or len(names) < 2 or private:
            return self.generic_visit(node)
        words = nodes.Const(tuple(names), lineno=node.lineno)
        return nodes.Filter(base, WALK, [words], [], None, None, lineno=node.lineno)

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802
        parts: list[nodes.Expr] = []
        for one in node.nodes:
            if isinstance(one, nodes.TemplateData):
                parts += _parted(one)
            else:
                parts.append(self.visit(one))
        node.nodes = parts
        return node


def _parted(node: nodes.TemplateData) -> Iterator[nodes.Expr]:
    """Yield the words and outputs of a piece of the program."""
    line = node.lineno
    for index, piece in enumerate(node.data.split(DIRECT)):
        line += piece.count("\n")
        if index % 2:
            number, _space, inner = piece.partition(" ")
            yield _output(inner, int(number), line) if inner else _stretch(int(number), line)
        elif piece:
            yield nodes.TemplateData(piece, lineno=line)


def _stretch(number: int, line: int) -> nodes.Expr:
    none = nodes.Const(None, lineno=line)
    return nodes.Filter(none, STRETCH, [nodes.Const(number)], [], None, None, lineno=line)


def _output(inner: str, site: int, line: int) -> nodes.Expr:
    path, *filters = inner.split("|")
    first, *rest = path.split(".")
    found: nodes.Expr = nodes.Name(first, "load", lineno=line)
    if rest:
        found = nodes.Filter(found, WALK, [nodes.Const(tuple(rest))], [], None, None, lineno=line)
    for name in filters:
        found = nodes.Filter(found, name, [], [], None, None, lineno=line)
    return nodes.Filter(found, OUTPUT, [nodes.Const(site)], [], None, None, lineno=line)
