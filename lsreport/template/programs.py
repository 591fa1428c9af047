"""Jinja programs made for speed: the same tree, with fewer steps in a run.

Comes in: the program text of a part. Goes out: its syntax tree, in which a dotted path is one
call instead of one a word, and from which the line breaks that only parted the program for a
reader are taken out.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from lsreport.template.codegen import OUTPUT, WALK
from lsreport.template.sandbox import TemplateEnvironment

# Around an output that needs no parser: a line break, the number of its site, its path. Unicode
# keeps this code point for no character.
DIRECT = "\ufdda"


def direct_output(inner: str, site: int) -> str:
    """Return what stands in a program text for `{{ a.b.c|wording }}`; the tree has it at once.

    Jinja takes a tenth of a millisecond for each tag, and most of a template's are such paths.
    """
    return f"{DIRECT}\n{site} {inner}{DIRECT}"


def program_tree(environment: TemplateEnvironment, text: str) -> nodes.Template:
    """Return the syntax tree of a program text. Raises TemplateSyntaxError, RecursionError."""
    tree: nodes.Template = _Shortened().visit(environment.parse(text))
    return tree


def gives_whole_elements(tree: nodes.Template, engine_filters: Set[str]) -> bool:
    """Return whether no filter of Jinja works on pieces of XML: `{% filter upper %}` does.

    Blocks begin and end in elements of the same kind (the tags are checked for it), so what
    they leave out or repeat is balanced; outputs are escaped.
    """
    filters = (block.filter for block in tree.find_all(nodes.FilterBlock))
    return all(isinstance(one, nodes.Filter) and one.name in engine_filters for one in filters)


class _Shortened(NodeTransformer):
    """Makes `a.b.c` one walk, and parts of XML free of the compiler's line breaks."""

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
        if any(isinstance(one, nodes.TemplateData) and DIRECT in one.data for one in node.nodes):
            node.nodes = [part for one in node.nodes for part in _parted(one)]
        self.generic_visit(node)
        return node

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.TemplateData:  # noqa: N802
        node.data = node.data.replace("\n<w:p ", "<w:p ").replace("\n<w:p>", "<w:p>")
        return node


def _parted(node: nodes.Expr) -> Iterator[nodes.Expr]:
    """Yield the words and outputs of a piece of the program."""
    if not isinstance(node, nodes.TemplateData):
        yield node
        return
    line = node.lineno
    for index, piece in enumerate(node.data.split(DIRECT)):
        line += piece.count("\n")
        if index % 2:
            site, _space, inner = piece.partition(" ")
            yield _output(inner, int(site), line)
        elif piece:
            yield nodes.TemplateData(piece, lineno=line)


def _output(inner: str, site: int, line: int) -> nodes.Expr:
    path, *filters = inner.split("|")
    first, *rest = path.split(".")
    found: nodes.Expr = nodes.Name(first, "load", lineno=line)
    if rest:
        found = nodes.Filter(found, WALK, [nodes.Const(tuple(rest))], [], None, None, lineno=line)
    for name in filters:
        found = nodes.Filter(found, name, [], [], None, None, lineno=line)
    return nodes.Filter(found, OUTPUT, [nodes.Const(site)], [], None, None, lineno=line)
