"""What a template may not do, and what data may hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from jinja2 import StrictUndefined
from word_files import paragraph, paragraphs, word_file

from lsreport.errors import TemplateError
from lsreport.template import Template
from lsreport.template.sandbox import make_environment

CONTEXT: dict[str, Any] = {
    "x": "Lạng Sơn",
    "so": 5,
    "ds": [1, 2],
    "tu": {"a": 1},
    "ham": len,
    "vat": object(),
}


def printed(text: str, **filters: Callable[..., Any]) -> str:
    """Return what a paragraph of this text prints."""
    (line,) = paragraphs(Template(word_file(paragraph(escaped(text))), filters).render(CONTEXT))
    return line


def escaped(text: str) -> str:
    """Return words as they stand in XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def refused(text: str) -> list[str]:
    """Return the codes with which a paragraph of this text is refused, each at its place."""
    with pytest.raises(TemplateError) as caught:
        printed(text)
    for fault in caught.value.faults:
        assert fault.where.paragraph == 1
        assert fault.where.text
    return sorted({fault.code for fault in caught.value.faults})


INSIDE = [
    "{{ ''.__class__ }}",
    "{{ x.__class__.__mro__[1].__subclasses__() }}",
    "{{ x['__class__'] }}",
    "{{ x['__cla' ~ 'ss__'] }}",
    "{{ x|attr('__class__') }}",
    "{{ x|attr('__cla' ~ 'ss__') }}",
    "{{ x|attr('format') }}",
    "{{ ''.format }}",
    "{{ '{0.__class__}'.format(x) }}",
    "{{ '{a.__class__}'.format_map({'a': x}) }}",
    "{% set f = x.format %}{{ f() }}",
    "{{ __builtins__ }}",
    "{{ _noi_bo }}",
    "{{ tu._noi_bo }}",
    "{{ ham.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ self|attr('_TemplateReference__context') }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ cycler|attr('__init__') }}",
    "{{ joiner.__init__ }}",
    "{{ joiner(',')|attr('__dict__') }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ namespace()|attr('_Namespace__attrs') }}",
    "{{ dict.__base__ }}",
    "{{ range.__class__ }}",
    "{{ loop.__class__ }}",
    "{% for i in ds %}{{ loop._iterable }}{% endfor %}",
    "{% for i in ds %}{{ loop|attr('_iterable') }}{% endfor %}",
    "{% macro m() %}{% endmacro %}{{ m.__call__ }}",
    "{% macro m() %}{% endmacro %}{{ m|attr('_func') }}",
    "{% if x.__class__ %}a{% endif %}",
    "{% for i in x.__class__.__mro__ %}a{% endfor %}",
    "{% set a = x.__class__ %}",
    "{% do x.__class__ %}",
    "{% with a = x.__class__ %}{% endwith %}",
    "{{ (x if x.__class__ else x)|upper }}",
    "{{ ds|sort(attribute='__class__') }}",
]


@pytest.mark.parametrize("text", INSIDE)
def test_the_inside_of_python_is_out_of_reach(text: str) -> None:
    """No spelling of a private name or of `format` reaches the inside of Python."""
    assert refused(text) == ["ben-trong-python"]


@pytest.mark.parametrize(
    "text",
    [
        "{% include 'a.docx' %}",
        "{% import 'a.docx' as a %}",
        "{% from 'a.docx' import a %}",
        "{% extends 'a.docx' %}",
        "{% debug %}",
        "{% trans %}",
    ],
)
def test_no_tag_loads_another_file(text: str) -> None:
    """Tags that load other templates, or that we do not have, are unknown."""
    assert refused(text) == ["the-la"]


@pytest.mark.parametrize(
    "text",
    [
        "{{ self }}",
        "{{ range }}",
        "{{ dict }}",
        "{{ ham }}",
        "{{ vat }}",
        "{{ x.upper }}",
        "{{ tu.items }}",
        "{{ cycler('a') }}",
        "{{ joiner(',') }}",
        "{{ namespace(a=1) }}",
        "{{ namespace }}",
        "{% for i in ds %}{{ loop }}{% endfor %}",
        "{% macro m() %}{% endmacro %}{{ m }}",
        "{{ none }}",
        "{{ tu.get('b') }}",
    ],
)
def test_what_is_no_text_for_a_reader_is_refused(text: str) -> None:
    """Functions, nameless objects and None are not printed as Python shows them."""
    assert refused(text) == ["khong-in-duoc"]


@pytest.mark.parametrize(
    "text",
    [
        "{{ range(10**12) }}",
        "{% for i in range(10**12) %}a{% endfor %}",
        "{{ 9**(9**9) }}",
        "{{ 2**(10**6) }}",
        "{{ 'a' * 10**9 }}",
        "{{ 10**9 * 'a' }}",
        "{{ [1] * 10**9 }}",
        "{% set n = namespace(a=3) %}{% for i in range(99) %}{% set n.a = n.a * n.a %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ 1 / 0 }}",
        "{{ so|dictsort }}",
        "{{ x + so }}",
        "{{ ds.append(3) }}",
        "{{ tu.update({'b': 2}) }}",
        "{{ lipsum() }}",
    ],
)
def test_what_would_not_end_or_change_data_is_refused(text: str) -> None:
    """Endless numbers, lists and calls, and changes of the data, end in a fault at their place."""
    assert refused(text) in (["bieu-thuc-hong"], ["ben-trong-python"], ["ten-khong-co"])
    assert CONTEXT["ds"] == [1, 2]
    assert CONTEXT["tu"] == {"a": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ 2**10 * 3 }}", "3072"),
        ("{{ 'ab' * 3 }}{{ 2 * [1] }}", "ababab[1, 1]"),
        ("{{ 2.5 * so }}", "12.5"),
        ("{{ range(3)|join('-') }}", "0-1-2"),
        ("{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}", "aba"),
        ("{% set j = joiner(', ') %}{{ j() }}a{{ j() }}b", "a, b"),
        (
            "{% set n = namespace(a=1) %}{% for i in ds %}{% set n.a = n.a + i %}{% endfor %}{{ n.a }}",
            "4",
        ),
        ("{{ dict(a=1).a }}{{ tu.a }}{{ tu['a'] }}", "111"),
        ("{{ '%s' % so }}{{ '%.1f'|format(2) }}", "52.0"),
        ("{{ x.upper() }} {{ x|length }}", "LẠNG SƠN 8"),
        ("{% do ds|list %}{{ ds|sum }}", "3"),
        ("{{ khong_co|default('-') }}{{ tu.b is defined }}", "-False"),
    ],
)
def test_what_templates_need_works(text: str, expected: str) -> None:
    """Loops, counters, namespaces, bounded products and plain methods stay usable."""
    assert printed(text) == expected


@pytest.mark.parametrize("name", ["_ls_output", "_ls_note", "_ls_own", "_ls_id"])
def test_the_filters_of_the_engine_are_not_for_templates(name: str) -> None:
    """The filters by which programs print, number and note cannot be called by name."""
    for text in (
        f"{{{{ x|{name} }}}}",
        f"{{{{ x|{name}(0) }}}}",
        f"{{% filter {name} %}}{{% endfilter %}}",
    ):
        assert refused(text) == ["bo-loc-la"]


def test_the_state_of_a_run_is_out_of_reach() -> None:
    """No name, loop or filter shows the run that stands beside the data."""
    assert printed("{{ ds|map('string')|join }}") == "12"
    assert refused(r"{{ self['\x00run'] }}") == ["ten-khong-co"]
    assert refused("{{ context }}") == ["ten-khong-co"]


@pytest.mark.parametrize("text", ["{{ x) ~ (so }}", "{{ x)|upper ~ (x }}", "{{ (x }}", "{{ }}"])
def test_a_parenthesis_does_not_lead_out_of_an_output(text: str) -> None:
    """The engine puts an output in parentheses; the clerk's own must be balanced."""
    assert refused(text) == ["jinja-sai"]


def test_a_filter_of_the_caller_that_fails_is_told_at_its_place() -> None:
    """Errors of values inside filters are faults; a defect of the filter's stays a traceback."""

    def wrong(_value: object) -> str:
        raise ValueError("không có số")

    def broken(value: Any) -> str:
        return str(value.no_such_thing)

    with pytest.raises(TemplateError) as caught:
        printed("{{ x|sai }}", sai=wrong)
    (fault,) = caught.value.faults
    assert (fault.code, fault.where.text) == ("bieu-thuc-hong", "{{ x|sai }}")
    with pytest.raises(AttributeError):
        printed("{{ x|sai }}", sai=broken)


def test_the_environment_is_strict_sandboxed_and_escapes() -> None:
    """An environment escapes, refuses unknown names, and knows the caller's filters."""
    environment = make_environment({"hoa": str.upper})
    assert environment.sandboxed
    assert environment.autoescape is True
    assert environment.undefined is StrictUndefined
    assert environment.from_string("{{ 'a<b'|hoa }}").render() == "A&lt;B"
    assert "hoa" not in make_environment({}).filters
