"""Dotted paths of a template, as far as it has spelled them.

Comes in: a source of figures and the words of a path. Goes out: figures, or what is wrong with
the word at which a path went astray.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from lsreport.data.lacking import unknown_indicator
from lsreport.errors import Place
from lsreport.expressions import Expression, Wording
from lsreport.report.figures import WORDED, FigureSource, MissingFigure, Printed
from lsreport.report.names import MEASURES, WINDOW_WORDS, WINDOWS, unfinished, unknown_measure
from lsreport.template.inline import InlineWriter
from lsreport.terms import Window


def root_paths(source: FigureSource) -> dict[str, IndicatorPath]:
    """Return the first words of all indicators, as templates name them."""
    return {word: IndicatorPath(source, word) for word in source.measures.catalogue.roots}


def root_path(source: FigureSource, word: str) -> IndicatorPath | MissingFigure:
    """Return where an indicator's key begins, or what is wrong with the word."""
    if source.is_known(word):
        return IndicatorPath(source, word)
    indicators = source.measures.catalogue.indicators
    return MissingFigure((unknown_indicator(word, indicators, Place()),))


class IndicatorPath:
    """Part of an indicator's key, as far as a template has spelled it."""

    __slots__ = ("_key", "_source")

    def __init__(self, source: FigureSource, key: str) -> None:
        self._source, self._key = source, key

    def __walk__(self, names: tuple[str, ...], filters: tuple[str, ...]) -> tuple[Any, int, int]:
        """Follow the words of a template's path up to a figure, and to its wording."""
        source = self._source
        if spelled := _spelled(self._key, names, filters[:1], source.own_window):
            expression, count = spelled
            if expression.indicator in source.measures.catalogue.indicators:
                figure = source.figure(expression)
                if not expression.wordings:
                    return figure, count, 0
                if not isinstance(figure, MissingFigure):
                    return figure, count, 1
                return source.figure(expression._replace(wordings=())), count, 0
        value: Any = self  # what is wrong with the path is told word by word
        count = 0
        while count < len(names) and isinstance(value, _STEPS):
            value = getattr(value, names[count])
            count += 1
        return value, count, 0

    def __getattr__(self, name: str) -> IndicatorPath | WindowPath | MissingFigure:
        if name.startswith("_"):
            raise AttributeError(name)
        indicators = self._source.measures.catalogue.indicators
        if name in WINDOW_WORDS:
            if self._key in indicators:
                window = WINDOWS.get(name, self._source.own_window)
                return WindowPath(self._source, self._key, window)
            return MissingFigure((unknown_indicator(self._key, indicators, Place()),))
        key = f"{self._key}.{name}"
        if self._source.is_known(key):
            return IndicatorPath(self._source, key)
        return MissingFigure((unknown_indicator(key, indicators, Place()),))

    def write_inline(self, writer: InlineWriter) -> None:
        """Tell that a path is no figure yet."""
        MissingFigure((unfinished(self._key, Place()),)).write_inline(writer)


@lru_cache(maxsize=16_384)
def _spelled(
    first: str, names: tuple[str, ...], filters: tuple[str, ...], own: Window
) -> tuple[Expression, int] | None:
    """Return the figure that a path spells, and how many words after the first lead to it.

    A wording right behind the path belongs to the figure.
    """
    path = (first, *names)
    index = next((i for i, word in enumerate(path) if word in WINDOW_WORDS), 0)
    measure = MEASURES.get(path[index + 1]) if 0 < index < len(path) - 1 else None
    if measure is None:
        return None
    window = WINDOWS.get(path[index], own)
    worded = index + 2 == len(path) and filters and filters[0] in WORDED
    wordings = (Wording(filters[0]),) if worded else ()
    return Expression(".".join(path[:index]), window, measure, wordings), index + 1


class WindowPath:
    """An indicator in a window: its measures are the figures."""

    __slots__ = ("_key", "_source", "_window")

    def __init__(self, source: FigureSource, key: str, window: Window) -> None:
        self._source, self._key, self._window = source, key, window

    def __getattr__(self, name: str) -> Printed | MissingFigure:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in MEASURES:
            return MissingFigure(
                (unknown_measure(f"{self._key}.{self._window.value}.{name}", name, Place()),)
            )
        return self._source.figure(Expression(self._key, self._window, MEASURES[name]))

    def write_inline(self, writer: InlineWriter) -> None:
        """Tell that a window is no figure yet."""
        path = f"{self._key}.{self._window.value}"
        MissingFigure((unfinished(path, Place(), has_window=True),)).write_inline(writer)


_STEPS = (IndicatorPath, WindowPath)
