"""Environments of a caller: what is taken of them, and that the sandbox stays."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import ChainableUndefined, Environment, pass_context, pass_environment
from makers import lines, made, marginal, properties, rows
from parity import by_docxtpl, differences
from word_files import paragraphs

from lsreport.errors import TemplateError
from lsreport.template import Template


def furnished(**options: Any) -> Environment:
    """Return an environment with a filter, a test and globals of its own."""
    environment = Environment(**options)
    environment.filters["nhan"] = lambda value, by=2: value * by
    environment.filters["upper"] = lambda value: f"<{value}>"
    environment.filters["theo"] = pass_context(lambda context, value: context["ten"] + value)
    environment.filters["ten_loc"] = pass_environment(lambda env, value: str("nhan" in env.filters))
    environment.tests["chan"] = lambda value: value % 2 == 0
    environment.globals["tinh"] = "Lạng Sơn"
    environment.globals["cong"] = lambda a, b: a + b
    environment.policies["json.dumps_kwargs"] = {"sort_keys": False, "ensure_ascii": False}
    return environment


TEMPLATE = made(
    lines(
        "{{ so|nhan(3) }} {{ ten|upper }} {{ 'x'|theo }} {{ 1|ten_loc }}",
        "{% if so is chan %}chẵn{% else %}lẻ{% endif %} {{ tinh }} {{ cong(so, 1) }}",
        "{% for x in ds %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}",
        "{{ trong }}",
    ),
    rows(("{%tr for x in ds %}", ""), ("{{ x|nhan }}", "{{ so }}"), ("{%tr endfor %}", "")),
    marginal("{{ tinh }}", "{{ so|nhan }}"),
    properties(title="{{ tinh }}"),
)
CONTEXT = {"so": 4, "ten": "a & b", "ds": ["một", "hai"], "trong": ""}
OPTIONS: dict[str, dict[str, Any]] = {
    "filters, tests, globals": {},
    "trimming": {"trim_blocks": True, "lstrip_blocks": True},
    "finalize": {"finalize": lambda value: "–" if value == "" else value},
    "extensions that we have": {"extensions": ["jinja2.ext.do", "jinja2.ext.loopcontrols"]},
    "a kept line break": {"keep_trailing_newline": True},
}


@pytest.mark.parametrize("case", OPTIONS)
def test_an_environment_gives_what_docxtpl_gives(case: str) -> None:
    """The same environment, the same document, and it is we who make it."""
    template = Template(TEMPLATE, environment=furnished(**OPTIONS[case]))
    assert template.fallback is None
    ours = template.render(CONTEXT)
    assert differences(ours, by_docxtpl(TEMPLATE, CONTEXT, furnished(**OPTIONS[case]))) == []


def test_filters_go_before_those_of_the_environment() -> None:
    """`filters` of the call are the nearer ones."""
    template = Template(
        made(lines("{{ 'a'|upper }}")), {"upper": str.title}, environment=furnished()
    )
    assert paragraphs(template.render({})) == ["A"]


def test_the_environment_is_not_changed() -> None:
    """It may serve other templates, of docxtpl too."""
    environment = furnished()
    before = (dict(environment.filters), dict(environment.globals), environment.autoescape)
    Template(TEMPLATE, environment=environment).render(CONTEXT)
    assert (environment.filters, environment.globals, environment.autoescape) == before


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__ }}",
        "{{ ''['__class__'] }}",
        "{{ cong.__globals__ }}",
        "{{ ''|attr('__class__') }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ ds.append(1) }}",
        "{{ [1, 2]|random }}",
        "{{ lipsum() }}",
        "{{ khong_co }}",
        "{{ khong_co.gi }}",
    ],
)
@pytest.mark.parametrize("options", [{}, {"line_statement_prefix": "##"}], ids=["ours", "docxtpl"])
def test_no_environment_weakens_the_sandbox(tag: str, options: dict[str, Any]) -> None:
    """An unsafe, lenient environment without escaping: private names, chance, undefined names."""
    environment = furnished(undefined=ChainableUndefined, autoescape=False, **options)
    with pytest.raises(TemplateError):
        Template(made(lines(tag)), environment=environment).render(CONTEXT)


@pytest.mark.parametrize("options", [{}, {"line_statement_prefix": "##"}], ids=["ours", "docxtpl"])
def test_no_environment_turns_escaping_off(options: dict[str, Any]) -> None:
    """Data are words: they bring no XML."""
    environment = furnished(autoescape=False, **options)
    template = Template(made(lines("{{ ten }}")), environment=environment)
    assert paragraphs(template.render({"ten": "<w:br/>&{{ x }}"})) == ["<w:br/>&{{ x }}"]
