"""The clean-up of tags by their places: to the letter what docxtpl's own makes of a part."""

from __future__ import annotations

import pytest
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import Maker, lines, made, rows, styled
from word_files import paragraphs

from lsreport.template import Template
from lsreport.template.plaintags import plain_tags

WHOLE = """
{{ x }}
{{- x -}}
{{ a.b|f }}
{% if a %}
{% endif %}
{# c #}
{%p for x in y %}
{%p endfor %}
{{p x }}
{{r x }}
{%r if z %}
{%tr for a in b %}
{%tr endfor %}
{%tc if a %}
{%tc endif %}
{#p n #}
{#tr n #}
{%- if x %}
{% endif -%}
{{ a % 2 }}
{%p a % 2 %}
{{p x %}}
{% vm %}
{{ {'a': 1} }}
{{r “x” }}
{{ “x” &gt; ‘y’ }}
{_{ x }_}
""".strip().split("\n")
BRACES = ["{", "}", "{{", "}}", "{%", "%}", "{#", "#}", "{{{", "{{%", "{{#", "{%%}", "{{}}", "}}}"]
WORDS = ["a ", " c", "%", "#", "-", "r ", "p ", "tr ", "\n", "&lt;", "“", "’", "&#8216;"]
XML = """
<w:p>
<w:p w:a="1">
</w:p>
<w:r>
<w:r w:b="2">
</w:r>
<w:t>
<w:t xml:space="preserve">
</w:t>
<w:tab/>
<w:tr>
<w:tr x="1">
</w:tr>
<w:tc>
</w:tc>
<w:tcPr/>
<w:pPr/>
<w:t/>
<w:p/>
""".strip().split("\n")
PIECES = [*WHOLE, *BRACES, *WORDS, *XML]
TEXTS = ["<w:t>", '<w:t xml:space="preserve">']


@st.composite
def runs(draw: st.DrawFn) -> str:
    """Draw a run with a tag in it, often split over two."""
    tag = draw(st.sampled_from(WHOLE))
    if draw(st.booleans()):
        cut = draw(st.integers(1, len(tag) - 1))
        mark = draw(st.sampled_from(["", "<w:proofErr/>"]))
        again = f"</w:t></w:r>{mark}<w:r>{draw(st.sampled_from(TEXTS))}"
        tag = tag[:cut] + again + tag[cut:]
    before, after = (
        draw(st.sampled_from(["", "a ", "b{", "%"])),
        draw(st.sampled_from(["", "c", "}"])),
    )
    return f"<w:r>{draw(st.sampled_from(TEXTS))}{before}{tag}{after}</w:t></w:r>"


PLAIN = st.sampled_from(["<w:r><w:t>q</w:t></w:r>", "<w:r><w:t>q </w:t><w:tab/></w:r>"])
PARAGRAPHS = st.lists(runs() | PLAIN, max_size=3).map(lambda one: f"<w:p>{''.join(one)}</w:p>")
CELLS = PARAGRAPHS.map(lambda one: f"<w:tc><w:tcPr/>{one}</w:tc>")
ROWS = st.lists(CELLS, max_size=2).map(lambda one: f'<w:tr x="1">{"".join(one)}</w:tr>')
TABLES = st.lists(ROWS, max_size=3).map(lambda one: f"<w:tbl>{''.join(one)}</w:tbl>")
PARTS = st.lists(PARAGRAPHS | TABLES, max_size=4).map("".join)
HEAPS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


def held_against_docxtpl(xml: str) -> bool:
    """Compare both clean-ups; return whether ours took the part."""
    ours = plain_tags(xml)
    assert ours is None or ours == DocxTemplate.patch_xml(None, xml)
    return ours is not None


@settings(max_examples=1500)
@given(xml=PARTS)
def test_parts_come_out_as_docxtpls(xml: str) -> None:
    """Paragraphs and tables, tags whole or split, alone or many to a row."""
    held_against_docxtpl(xml)


@settings(max_examples=1500)
@given(xml=HEAPS)
def test_heaps_of_pieces_come_out_as_docxtpls(xml: str) -> None:
    """What no Word would write: elements that do not close, braces anywhere."""
    held_against_docxtpl(xml)


@pytest.mark.parametrize(
    "xml",
    [
        "<w:r><w:t>a</w:t></w:r><w:r><w:t>{</w:t></w:r><w:r><w:t>{ x }}</w:t></w:r>",
        "<w:p><w:r><w:t>{%p if “a” &gt; 1 %}</w:t></w:r></w:p><w:p><w:t>b</w:t></w:p>",
        "<w:tr ><w:tc><w:t>{%tr for a in b %}</w:t></w:tc></w:tr>",
        "<w:tr><w:t>{%tr if a %}{%tr endif %}</w:t></w:tr><w:tr><w:t>{#tr c #}</w:t></w:tr>",
        "<w:r><w:t>a {{r x }} b</w:t></w:r>",
        "<w:t>a</w:t><w:t>{%- if x %}b</w:t><w:t>{% endif -%}</w:t><w:tab/><w:t>c</w:t>",
        "<w:t>a</w:t><w:t xml:space='preserve'>{# c #}</w:t><w:t>b</w:t>{{ x }}",
    ],
)
def test_what_templates_hold_is_taken_by_us(xml: str) -> None:
    """The usual tags need no docxtpl, and come out as with it."""
    assert held_against_docxtpl(xml)


@pytest.mark.parametrize(
    "xml", ["{% vm %}", "{% hm %}", "{% colspan n %}", "{%cellbg x %}", "{{ {'a': 1} }}", "{{ x"]
)
def test_what_only_docxtpl_knows_is_left_to_it(xml: str) -> None:
    """Merged cells, braces inside tags, tags that do not close."""
    assert plain_tags(f"<w:tc><w:tcPr/><w:p><w:r><w:t>{xml}</w:t></w:r></w:p></w:tc>") is None


@pytest.mark.parametrize(
    "maker", [lines("a", "{{ x }}"), styled(("{{ ", "bold"), ("x }}", "")), rows(("a", "{{ x }}"))]
)
def test_docxtpl_is_not_asked_for_usual_tags(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template is compiled and run without it."""
    monkeypatch.setattr(DocxTemplate, "patch_xml", None)
    assert "1" in paragraphs(Template(made(maker)).render({"x": 1}))
