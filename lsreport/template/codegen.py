"""Jinja's code generator, with shorter code for what stands hundreds of times in a template.

Comes in: the syntax tree of a program. Goes out: Python code in which an output is one call of
the engine, which escapes by itself, and a path is one walk.
"""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

OUTPUT = "_ls_output"  # the filter around every output
WALK = "_ls_walk"  # the filter that stands for the attributes of a dotted path
STRETCH = "_ls_stretch"  # the filter that prints the stretch of a number


class ProgramGenerator(CodeGenerator):
    """Generates the code of a part; the methods overridden are those that Jinja's own variant
    for native types overrides.
    """

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802
        """Write a filter of the engine as a plain call."""
        if node.name not in (OUTPUT, WALK, STRETCH):
            super().visit_Filter(node, frame)
            return
        (argument,) = node.args
        assert node.node is not None
        assert isinstance(argument, nodes.Const)
        self.write(f"{self.filters[node.name]}(")
        if node.name != WALK:
            self.write("context, ")
        self.visit(node.node, frame)
        self.write(f", {argument.value!r})")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if isinstance(node, nodes.Filter):  # what a run prints is not known before it
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if isinstance(node, nodes.Filter) and node.name in (OUTPUT, STRETCH):
            self.write("(")
        else:
            super()._output_child_pre(node, frame, finalize)
